# Bitrix24
bitrix24-name =
    { $rate ->
        [one] Bitrix24 · { $rate } cerere/s
        [few] Bitrix24 · { $rate } cereri/s
       *[other] Bitrix24 · { $rate } de cereri/s
    }
bitrix24-webhook-not-named = Nu este spus unde se află adresa webhook-ului. Numiți webhook_file în secțiunea [crm.bitrix24] sau rulați sverka init; sub systemd — LoadCredential=bitrix24:FIȘIER.
bitrix24-webhook-missing = Fișierul { $file } cu adresa webhook-ului nu există. Verificați calea webhook_file din secțiunea [crm.bitrix24] sau rulați sverka init.
bitrix24-webhook-unreadable = Fișierul cu adresa webhook { $file } nu poate fi citit: { $detail }. Verificați webhook_file în secțiunea [crm.bitrix24].
bitrix24-webhook-open = Fișierul cu adresa webhook { $file } poate fi citit de alții (drepturi { $mode }). Adresa este cheia portalului: executați chmod 600 și repetați.
bitrix24-webhook-other = Fișierul { $file } nu conține o adresă webhook. E nevoie de un rând ca https://portal.bitrix24.ru/rest/1/cod/ — Bitrix24 îl arată la Dezvoltatori → Altele → Webhook de intrare.
bitrix24-webhook-address = În locul numelui de fișier stă o adresă. Adresa webhook este cheia portalului: scrieți-o pe un rând într-un fișier pe care îl citiți numai dumneavoastră (chmod 600) și indicați acest fișier în webhook_file. sverka init face asta singur.
bitrix24-webhook-not-encrypted = Adresa webhook din { $file } începe cu http://. Schimbați în https://: fără criptare cheia portalului se vede în rețea.
bitrix24-waits = portalul cere să aștept
bitrix24-waits-network = fără legătură, reîncerc peste
bitrix24-waits-silent = portalul nu răspunde, reîncerc peste
bitrix24-waits-lost = ce s-a trimis poate încă ajunge, aștept
bitrix24-busy = Bitrix24 nu lasă atâtea cereri la rând și nu a răspuns după mai multe încercări. Așteptați un minut și repetați.
bitrix24-out-of-time = Bitrix24 a epuizat timpul de lucru al acestei acțiuni pentru 10 minute. Așteptați 10 minute și repetați; ce s-a înregistrat e păstrat.
bitrix24-out-of-reach = Portalul Bitrix24 nu este accesibil: { $detail }. Verificați rețeaua și repetați.
bitrix24-silent = Bitrix24 nu a răspuns ({ $detail }). Programul va afla singur dacă s-a înregistrat, când revine legătura; nu introduceți nimic din nou.
bitrix24-held-back = Netrimis: înregistrarea a fost oprită.
bitrix24-refused = Bitrix24 a refuzat: { $words } ({ $code }).
bitrix24-ours = Bitrix24 nu a înțeles cererea: { $words } ({ $code }). Este o greșeală a programului: anunțați dezvoltatorii.
bitrix24-stop-webhook = Bitrix24 nu acceptă webhook-ul: a fost șters, schimbat sau a expirat ({ $words }). Deschideți Dezvoltatori → Integrări → webhook-ul, prelungiți-l și scrieți adresa nouă în fișier.
bitrix24-stop-scope = Webhook-ului îi lipsesc drepturi ({ $words }). Deschideți Dezvoltatori → Integrări → webhook-ul și bifați: CRM (crm), Chat și notificări (im), Utilizatori (user).
bitrix24-stop-rights = Angajatul căruia îi aparține webhook-ul nu are drepturi ({ $words }). Administratorul le dă în CRM → Setări → Drepturi de acces.
bitrix24-stop-plan = Tariful portalului nu are REST ({ $words }). Îl au tarifele comerciale: Setări → Tariful meu.
bitrix24-stop-encryption = Portalul cere https ({ $words }). Schimbați adresa webhook din fișier în https://.
bitrix24-stop-blocked = Bitrix24 a blocat REST-ul portalului din cauza supraîncărcării ({ $words }). Nu repetați: adresați-vă asistenței Bitrix24.
bitrix24-stop-deleted = Portalul Bitrix24 a fost șters sau închis ({ $words }). Verificați adresa webhook; pe serverul propriu deschideți partea publică a site-ului în setările principale.
bitrix24-stop-moved = Portalul trimite la altă adresă ({ $words }). Cheia nu a fost trimisă acolo: deschideți portalul în browser, luați din nou adresa webhook-ului și scrieți-o în fișier.
bitrix24-stop-certificate = Certificatul portalului nu este acceptat: { $words }. Verificați ceasul acestei mașini și adresa portalului; în spatele unui proxy care înlocuiește certificatele, adăugați certificatul lui rădăcină în sistem. Nu s-a trimis nimic.
bitrix24-stop-no-roots = Pe această mașină nu există certificate rădăcină cu care să se verifice portalul ({ $words }). Instalați pachetul ca-certificates (sau numiți un fișier în SSL_CERT_FILE) și repetați.
bitrix24-refusal-not-kept = Contractul { $contract }: Bitrix24 a primit cererea, dar nu a păstrat câmpul { $field }. Verificați numele și tipul câmpului: „sverka doctor”.
bitrix24-refusal-denied = Contractul { $contract }: Bitrix24 nu a permis scrierea: { $words } ({ $code }). Verificați drepturile angajatului webhook-ului la această fișă și câmpurile obligatorii.
bitrix24-refusal-odd-sum = Contractul { $contract }: câmpul { $field } nu conține o sumă în bani întregi. Corectați fișa.
bitrix24-refusal-no-fields = Contractul { $contract }: setările nu numesc câmpurile pentru plăți. Indicați paid și payments în secțiunea [crm.bitrix24].
bitrix24-refusal-no-such-field = Contractul { $contract }: portalul nu are câmpul { $field }, numit în configurare. Creați-l sau corectați numele: «sverka doctor».
bitrix24-refusal-not-a-sum = Contractul { $contract }: câmpul { $field } nu poate păstra o sumă. Trebuie un câmp de tip «Număr» sau «Bani» cu o singură valoare.
bitrix24-refusal-not-many-texts = Contractul { $contract }: câmpul { $field } nu poate păstra lista plăților. Trebuie un câmp de tip «Text» cu marcajul «Multiplu».
bitrix24-refusal-not-a-state = Contractul { $contract }: câmpul { $field } nu poate păstra starea plății. Trebuie un câmp de tip «Listă» sau «Text» cu o singură valoare.
bitrix24-not-shown = Contractul { $contract }: plata este înregistrată, dar Bitrix24 nu a păstrat câmpul { $field }. Verificați numele și tipul câmpului: «sverka doctor».
bitrix24-no-such-state = Lista câmpului { $field } nu are valoarea «{ $name }»: starea plății nu este scrisă. Adăugați-o în listă sau numiți-o pe a dumneavoastră în secțiunea [crm.bitrix24.states].
bitrix24-state-unpaid = Neachitat
bitrix24-state-part = Achitat parțial
bitrix24-state-paid = Achitat
bitrix24-state-over = Plătit în plus
bitrix24-state-refunded = Restituit
bitrix24-state-share = { $name }: { $paid } din { $total } { $currency } ({ $percent } %)
bitrix24-cache-damaged = Lista păstrată a contractelor { $file } nu a putut fi citită ({ $detail }). A fost aruncată, iar contractele au fost citite din nou din Bitrix24; plățile nu sunt afectate.
bitrix24-cache-unusable = Lista contractelor nu a putut fi păstrată în { $file }: { $detail }. Lucrul continuă; la următoarea pornire va fi citită în întregime din Bitrix24. Verificați spațiul pe disc și drepturile dosarului.
bitrix24-note-division = KPP
bitrix24-no-order = De fișa din Bitrix24 nu este legată nicio comandă a magazinului: plata este înregistrată și stă în câmpurile fișei, dar nu printre plățile unei comenzi. Legați o comandă sau scoateți sale din secțiunea [crm.bitrix24].
bitrix24-told-receipt = Contractul { $contract }: plata { $number } din { $date } de { $amount } { $currency }, { $payer }. Achitat { $paid } din { $total } ({ $percent } %).
bitrix24-told-refund = Contractul { $contract }: restituirea { $number } din { $date } de { $amount } { $currency }, { $payer }. Achitat { $paid } din { $total } ({ $percent } %).
bitrix24-told-reversal = Contractul { $contract }: înregistrarea { $number } din { $date } de { $amount } { $currency }, { $payer }, a fost anulată. Achitat { $paid } din { $total } ({ $percent } %).
bitrix24-told-why = Motivul: { $reason }
bitrix24-not-told = Plata este înregistrată, dar etapa, comentariul sau notificarea din Bitrix24 nu s-au scris: { $why }
bitrix24-crossed = În fișa contractului { $contract } a scris în același moment alt program sau alt angajat, iar scrierea noastră putea s-o șteargă pe a lui. Plățile noastre sunt la loc; verificați celelalte plăți ale acestui contract în Bitrix24.
bitrix24-not-here = Contractele și plățile sunt ținute în Bitrix24 ([crm] kind): nu există unde încărca un registru din fișier. Adăugați contractele chiar în Bitrix24; sverka crm contracts arată ce vede programul acolo.
