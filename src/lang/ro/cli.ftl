# Linia de comandă: ajutor, erori, ce tipăresc comenzile

cli-about = Sverka: plățile din 1C își găsesc contractele și ajung în CRM cu o singură tastă.
cli-about-init = Configurează programul: câteva întrebări, verificarea legăturii cu portalul, fișierul de setări
cli-about-demo = Arată programul pe date demonstrative incluse
cli-about-import = Citește fișiere de plăți, caută contractele și păstrează rândurile în sesiune
cli-about-rows = Arată rândurile sesiunii
cli-about-commit = Înregistrează în CRM toate rândurile gata
cli-about-reverse = Stornează ce a fost înregistrat: un lot întreg sau plăți separate
cli-about-crm = Contractele și plățile din CRM
cli-about-crm-import = Încarcă un registru de contracte (.csv sau .xlsx) în CRM-ul inclus; o nouă încărcare actualizează și nu dublează nimic
cli-about-crm-contracts = Arată contractele aflate acum în CRM
cli-about-crm-payments = Arată plățile aflate acum în CRM
cli-about-memory = Arată ce s-a învățat din deciziile dumneavoastră: al cui cont plătește pentru care contract
cli-about-memory-export = Scrie aceasta într-un fișier .csv nou
cli-about-memory-forget = Uită un plătitor, un contract sau tot; deciziile rămân
cli-about-export = Scrie registrul unui lot pentru contabilitate: ce a trecut, cu totaluri, și ce nu a trecut
cli-about-state = Păstrează totul într-o copie, o întoarce, aduce fișierele la zi
cli-about-state-backup = Scrie starea într-un fișier: sesiune, jurnal, CRM încorporat
cli-about-state-restore = Întoarce starea din copie; fișierele de acum se pun deoparte, nu se șterg
cli-about-state-migrate = Aduce fișierele la forma acestui program; starea dinainte rămâne într-o copie
cli-about-log = Arată jurnalul acțiunilor: cine, când, cu ce rând și ce a făcut
cli-about-keys = Arată tabelul tastelor
cli-about-doctor = Verifică setările, dosarul stării, CRM-ul și terminalul și spune ce trebuie reparat
cli-usage-open = sverka [COMANDĂ | FIȘIER…] [OPȚIUNI]
cli-usage-init = sverka init [--webhook-file FIȘIER]
cli-usage-demo = sverka demo [--write DOSAR]
cli-usage-import = sverka import FIȘIER… [--json]
cli-usage-rows = sverka rows [--readiness NUME]… [--json]
cli-usage-commit = sverka commit [--dry-run] [--json]
cli-usage-reverse = sverka reverse [--batch NUMĂR|last] [--payment NUMĂR]… --reason TEXT [--dry-run] [--json]
cli-usage-crm = sverka crm import|contracts|payments
cli-usage-crm-import = sverka crm import FIȘIER [--begin-anew]
cli-usage-crm-contracts = sverka crm contracts [--json]
cli-usage-crm-payments = sverka crm payments [--json]
cli-usage-memory = sverka memory [--json]
cli-usage-memory-export = sverka memory export FIȘIER
cli-usage-memory-forget = sverka memory forget --payer CONT | --contract NUMĂR | --all
cli-usage-export = sverka export [--batch NUMĂR|last] [--xlsx FIȘIER] [--csv FIȘIER] [--force]
cli-usage-state = sverka state backup|restore|migrate
cli-usage-state-backup = sverka state backup [FIȘIER|DOSAR] [--json]
cli-usage-state-restore = sverka state restore FIȘIER [--yes] [--keep-crm] [--json]
cli-usage-state-migrate = sverka state migrate [--json]
cli-usage-log = sverka log [--payment NUMĂR] [--contract NUMĂR] [--batch NUMĂR|last] [--since ZI] [--until ZI] [--json]
cli-usage-keys = sverka keys [--keymap FIȘIER|default]
cli-usage-doctor = sverka doctor [--json]
cli-heading-usage = Apel:
cli-heading-commands = Comenzi
cli-heading-options = Opțiuni
cli-heading-words = Fișiere
cli-value-file = FIȘIER
cli-value-folder = DOSAR
cli-value-language = LIMBA
cli-value-name = NUME
cli-value-account = CONT
cli-value-number = NUMĂR
cli-value-text = TEXT
cli-value-day = ZI
cli-help-files = Fișiere de plăți: extrase 1CClientBankExchange sau exporturi EnterpriseData
cli-help-register = Registru de contracte: .csv sau .xlsx
cli-help-memory-file = Un fișier .csv nou
cli-help-state = Dosarul stării (și SVERKA_STATE; de obicei ~/.local/state/sverka)
cli-help-config = Fișierul de configurare (și SVERKA_CONFIG; de obicei ~/.config/sverka/config.toml)
cli-help-lang = Limba: ru, en sau ro
cli-help-help = Arată acest ajutor
cli-help-version = Arată versiunea
cli-help-json = Tipărește JSON, câte o înregistrare pe rând
cli-help-dry-run = Arată doar ce ar ajunge în CRM; nu trimite nimic
cli-help-reverse-batch = Care lot: numărul lui din jurnal sau last pentru ultimul care a înregistrat
cli-help-reverse-payment = Care plată: numărul documentului sau identificatorul rândului; se poate repeta
cli-help-reverse-reason = Motivul: rămâne în jurnal și în CRM
cli-help-webhook-file = Fișierul care conține deja adresa webhook-ului: nu o mai cere
cli-help-write = Scrie registrul și plățile demonstrative într-un dosar și se oprește
cli-help-readiness = Doar rândurile cu această stare: ready, review, choose, unmatched, blocked, excluded, committed, failed
cli-help-keymap = Fișier cu taste peste cele incluse
cli-help-payer = Uită tot despre acest plătitor: cont sau cod fiscal
cli-help-contract = Uită tot despre acest contract
cli-help-export-batch = Ce lot; de obicei ultimul (last). Numerele se văd în sverka log
cli-help-xlsx = Scrie un registru Excel: o foaie cu ce a trecut și una cu ce nu a trecut
cli-help-csv = Scrie un tabel text .csv
cli-help-force = Scrie peste fișierul care există deja
cli-help-state-backup = Un fișier nou sau dosarul lui; altfel dosarul curent și un nume cu data și ora
cli-help-state-restore = Copia
cli-help-yes = Nu cere confirmare
cli-help-keep-crm = Lasă CRM încorporat cum este: întoarce numai sesiunea
cli-help-begin-anew = Începe din nou CRM-ul încorporat: fișierul lui s-a pierdut, iar copie de rezervă nu este
cli-help-log-payment = Numai această plată: numărul documentului sau id-ul rândului
cli-help-log-contract = Numai acest contract: număr sau id
cli-help-log-batch = Numai acest lot de înregistrare sau stornare; last este ultimul care a înregistrat
cli-help-log-since = Din această zi: 01.11.2026 sau 2026-11-01
cli-help-log-until = Până în această zi inclusiv
cli-help-all = Uită tot
cli-after-help =
    Fără comandă se deschide consola pe ultima sesiune; FIȘIERELE numite se încarcă mai întâi.
    Cod de ieșire: 0 totul făcut, 1 nereușit, 2 apel sau configurare greșită,
    3 terminat, dar unele fișiere sau rânduri au fost respinse.

## Apel greșit

cli-error = Eroare: { $what }
cli-warning = Atenție: { $what }
cli-wrong-option = Opțiunea „{ $word }” este necunoscută. Toate opțiunile: sverka --help.
cli-wrong-option-meant = Opțiunea „{ $word }” este necunoscută. Poate { $meant }? Toate opțiunile: sverka --help.
cli-wrong-command = Comanda „{ $word }” este necunoscută. Toate comenzile: sverka --help.
cli-wrong-no-command = Nu s-a spus ce să fac: { $known }. Mai multe: sverka --help.
cli-wrong-value = Opțiunea { $option }: „{ $word }” nu se potrivește. Se poate: { $known }. Mai multe: sverka --help.
cli-wrong-no-value = Opțiunea { $option } nu are valoare. { $known ->
        [none] Scrieți-o după un spațiu.
       *[other] Se poate: { $known }.
    } Mai multe: sverka --help.
cli-wrong-extra-value = Opțiunea { $option } nu ia valoare, dar este scris „{ $word }”. Mai multe: sverka --help.
cli-wrong-conflict = Opțiunea { $option } este scrisă de două ori. Lăsați una. Mai multe: sverka --help.
cli-wrong-missing = Lipsește: { $what }. Mai multe: sverka --help.
cli-wrong-batch = --batch: „{ $word }” nu este numărul unui lot. Scrieți un număr sau last; numerele se văd în sverka log.
cli-wrong-day = { $option }: „{ $word }” nu este o zi. Scrieți 01.11.2026 sau 2026-11-01.
cli-wrong-days = --since { $since } este după --until { $until }: între ele nu este nicio zi. Schimbați-le între ele.
cli-wrong-encoding = Apelul conține litere care nu sunt UTF-8. Redenumiți fișierul sau verificați codarea terminalului. Mai multe: sverka --help.
cli-wrong-other = Apelul nu a fost înțeles: { $detail }. Mai multe: sverka --help.
cli-no-state-folder = Nu se știe unde să fie păstrată starea: nu există dosar personal. Numiți unul: --state DOSAR (sau SVERKA_STATE).
cli-no-such-file-or-command = „{ $word }”: nu există nici o astfel de comandă, nici un astfel de fișier. Comenzi: sverka --help.
cli-unexpected = Eroare neașteptată, un defect al programului: { $detail }. Tot ce a fost salvat este întreg. Porniți sverka din nou; dacă se repetă, adăugați acest text la raport.
cli-unexpected-panic = Eroare neașteptată, un defect al programului. Tot ce a fost salvat este întreg. Porniți sverka din nou; dacă se repetă, adăugați acest text la raport.

## Coloane

cli-column-contract = contract
cli-column-date = data
cli-column-status = stare
cli-column-holder = cumpărător
cli-column-total = suma
cli-column-paid = plătit
cli-column-due = rest
cli-column-amount = suma
cli-column-payer = plătitor
cli-column-line = rând
cli-column-reference = în CRM
cli-column-account = cont
cli-column-role = cine este
cli-column-confirmed = acceptate
cli-column-rejected = respinse
cli-column-number = număr
cli-column-tax-id = cod fiscal
cli-column-purpose = destinație
cli-column-currency = valută
cli-column-why = motiv
cli-column-last-day = ultima plată

## import

cli-import-file = { $file } ({ $format }): documente { $documents }, noi { $added }, cunoscute { $same }, schimbate { $changed }, respinse { $refused }
cli-import-failed = { $file }: fișierul nu a fost încărcat. { $what }
cli-import-refused = { $file }, rândul { $line }, documentul nr. { $number }: { $reason }
cli-import-refused-unnumbered = { $file }, rândul { $line }, document fără număr: { $reason }
cli-import-changed = { $file }: documentul nr. { $number } s-a schimbat: { $facts }. Decizia a fost păstrată; verificați rândul.
cli-import-warning = { $file }: { $what }
cli-import-nothing-new = Nimic nou: totul a fost deja încărcat.
cli-import-adopted = { $file }: deja înregistrate în CRM: { $count }. Nu vor fi trimise din nou.
cli-import-incomplete = { $file }: FIȘIERUL ESTE TĂIAT — lipsește rândul КонецФайла, unele plăți se pot pierde. Exportați-l din nou și reîncărcați-l.
cli-rows-none = Sesiunea nu are rânduri. Încărcați un fișier de plăți: sverka import FIȘIER.
cli-rows-none-such = Sesiunea nu are astfel de rânduri.
cli-rows-count = { $count ->
        [one] În total { $count } rând.
        [few] În total { $count } rânduri.
       *[other] În total { $count } de rânduri.
    }

## commit

cli-commit-nothing = Niciun rând nu este gata: nu este nimic de înregistrat.
cli-commit-waits = Ce s-a trimis înainte poate încă ajunge în CRM: aștept { $seconds } s, apoi întreb CRM și încep încărcarea.
cli-commit-dry = { $count ->
        [one] Ar pleca { $count } rând, suma { $sum }. Nu s-a trimis nimic.
        [few] Ar pleca { $count } rânduri, suma { $sum }. Nu s-a trimis nimic.
       *[other] Ar pleca { $count } de rânduri, suma { $sum }. Nu s-a trimis nimic.
    }
cli-commit-done = Înregistrate { $committed }, erau deja { $already }, respinse { $refused }, necunoscute { $unknown }. Suma: { $sum }.
cli-commit-row-problem = { $date }, { $amount }, { $payer }: { $outcome }. { $what }
cli-commit-stopped = Înregistrarea s-a oprit: { $what }
cli-commit-unsent = { $count ->
        [one] { $count } rând nu a fost trimis și rămâne gata.
        [few] { $count } rânduri nu au fost trimise și rămân gata.
       *[other] { $count } de rânduri nu au fost trimise și rămân gata.
    }
cli-outcome-committed = înregistrat
cli-outcome-already = era deja
cli-outcome-refused = respins
cli-outcome-unknown = necunoscut
cli-outcome-reversed = stornat
cli-stopping = Mă opresc: aștept răspunsul la ce a fost trimis deja, nimic altceva nu mai pleacă. Încă o dată Ctrl+C — fără așteptare; următoarea pornire întreabă ce s-a ales.
cli-reverse-what = Nu este spus ce se stornează. Numiți un lot (--batch last) sau plăți (--payment NUMĂR).
cli-reverse-why = Nu există stornare fără motiv. Numiți-l: --reason "încărcat de două ori".
cli-reverse-no-batches = Nu a fost încă nicio înregistrare: nu este nimic de stornat.
cli-reverse-empty-batch = În lotul { $batch } nu sunt plăți pe care CRM le ține prin el: nu este nimic de stornat. Loturile le arată sverka log.
cli-reverse-not-held = Plata { $payment } nu este printre cele înregistrate: nu este nimic de stornat. Le arată sverka rows --readiness committed.
cli-reverse-several = { $count ->
     [one] { $count } plată înregistrată poartă numărul { $payment }. Numiți rândul prin identificatorul lui: { $ids }.
     [few] { $count } plăți înregistrate poartă numărul { $payment }. Numiți rândul prin identificatorul lui: { $ids }.
    *[other] { $count } de plăți înregistrate poartă numărul { $payment }. Numiți rândul prin identificatorul lui: { $ids }.
 }
cli-reverse-dry = { $count ->
     [one] S-ar storna { $count } plată de { $sum }. Nu s-a trimis nimic.
     [few] S-ar storna { $count } plăți de { $sum }. Nu s-a trimis nimic.
    *[other] S-ar storna { $count } de plăți de { $sum }. Nu s-a trimis nimic.
 }
cli-reverse-done = Stornate { $reversed }, deja erau { $already }, refuzate { $refused }, nu se știe { $unknown }. Suma: { $sum }.
cli-reverse-unsent = { $count ->
     [one] Stornarea pentru { $count } plată nu a fost trimisă: ea rămâne înregistrată.
     [few] Stornarea pentru { $count } plăți nu a fost trimisă: ele rămân înregistrate.
    *[other] Stornarea pentru { $count } de plăți nu a fost trimisă: ele rămân înregistrate.
 }
cli-recovered = { $count ->
        [one] { $count } rând rămas de data trecută a fost întrebat în CRM: soarta lui este acum cunoscută.
        [few] { $count } rânduri rămase de data trecută au fost întrebate în CRM: soarta lor este acum cunoscută.
       *[other] { $count } de rânduri rămase de data trecută au fost întrebate în CRM: soarta lor este acum cunoscută.
    }

## crm

cli-contracts-count = { $count ->
        [one] În total { $count } contract.
        [few] În total { $count } contracte.
       *[other] În total { $count } de contracte.
    }
cli-payments-count = { $count ->
        [one] În total { $count } înregistrare, suma { $sum }.
        [few] În total { $count } înregistrări, suma { $sum }.
       *[other] În total { $count } de înregistrări, suma { $sum }.
    }
cli-register-refused = { $file }, rândul { $line }, contractul { $number }: neîncărcat. { $reason }
cli-register-refused-unnumbered = { $file }, rândul { $line }, contract fără număr: neîncărcat. { $reason }
cli-register-done = Registrul { $file }: noi { $added }, schimbate { $changed }, neschimbate { $same }, respinse { $refused }.
cli-register-missing = { $count ->
        [one] { $count } contract este în CRM, dar nu în registru: rămâne.
        [few] { $count } contracte sunt în CRM, dar nu în registru: rămân.
       *[other] { $count } de contracte sunt în CRM, dar nu în registru: rămân.
    }

## demo

cli-demo-written = Registrul demonstrativ: { $register }
cli-demo-written-file = Fișier de plăți: { $file }
cli-demo-next = Mai departe: sverka crm import { $register }, apoi sverka import cu fișierele de plăți.
cli-demo-cannot-write = Datele demonstrative nu pot fi scrise în { $folder }: { $detail }. Numiți un dosar în care se poate scrie: --write DOSAR.
cli-demo-folder = Dosarul temporar { $folder } nu poate fi creat: { $detail }. Numiți un dosar: --state DOSAR.

## doctor

cli-doctor-config = Configurare: { $file }
cli-doctor-config-none = Configurare: fără fișier, sunt valabile setările obișnuite
cli-doctor-own-unknown = Configurare: în [own] lipsesc conturile și codurile fiscale proprii. Fără ele, transferurile între conturile proprii se văd doar când le numește banca; adăugați accounts și tax_ids.
cli-doctor-tax-id = Configurare: cifrele de control ale numărului { $number } din tax_ids nu se potrivesc. Verificați dacă nu este o greșeală.
cli-doctor-keymap = Taste: { $file }
cli-doctor-state = Dosarul stării: { $folder }
cli-doctor-state-none = Dosarul stării: { $folder } va apărea la prima încărcare
cli-doctor-state-no-folder = Dosarul stării: { $folder } nu este dosar. Mutați fișierul sau numiți altul: --state DOSAR.
cli-doctor-state-no-access = Dosarul stării: în { $folder } nu se poate scrie. Acordați-vă dreptul de scriere sau numiți altul: --state DOSAR.
cli-doctor-state-open-to-others = Dosarul stării { $folder } este deschis altor utilizatori. Închideți-l: chmod 700.
cli-doctor-state-little-room = Pe discul dosarului { $folder } mai sunt doar { $free } MiB. Eliberați spațiu.
cli-doctor-session-older = Sesiunea: fișierul are o formă mai veche (schema { $schema }, acum { $now }). Următoarea pornire îl aduce la zi și păstrează o copie; din timp: sverka state migrate
cli-doctor-session = { $count ->
        [one] Sesiunea: întreagă, { $count } rând
        [few] Sesiunea: întreagă, { $count } rânduri
       *[other] Sesiunea: întreagă, { $count } de rânduri
    }
cli-doctor-log = { $count ->
        [one] Jurnalul acțiunilor: întreg, { $count } înregistrare, amprenta { $fingerprint }
        [few] Jurnalul acțiunilor: întreg, { $count } înregistrări, amprenta { $fingerprint }
       *[other] Jurnalul acțiunilor: întreg, { $count } de înregistrări, amprenta { $fingerprint }
    }
cli-doctor-log-more = { $count ->
        [one] Încă { $count } astfel de loc în jurnalul acțiunilor și în stare.
        [few] Încă { $count } astfel de locuri în jurnalul acțiunilor și în stare.
       *[other] Încă { $count } de astfel de locuri în jurnalul acțiunilor și în stare.
    }
cli-doctor-backup = Cea mai nouă copie făcută de program: { $file }
cli-doctor-backup-none = Încă nu este nicio copie: prima apare singură la prima deschidere de mâine; acum: sverka state backup
cli-doctor-restore-unfinished = Întoarcerea din copie s-a întrerupt; următoarea deschidere o termină singură
cli-doctor-unsettled = { $count ->
        [one] Soarta a { $count } rând trimis nu este cunoscută. Deschideți sverka: ea întreabă CRM-ul înainte de orice.
        [few] Soarta a { $count } rânduri trimise nu este cunoscută. Deschideți sverka: ea întreabă CRM-ul înainte de orice.
       *[other] Soarta a { $count } de rânduri trimise nu este cunoscută. Deschideți sverka: ea întreabă CRM-ul înainte de orice.
    }
cli-doctor-crm = { $count ->
        [one] CRM: inclus, { $count } contract ({ $file })
        [few] CRM: inclus, { $count } contracte ({ $file })
       *[other] CRM: inclus, { $count } de contracte ({ $file })
    }
cli-doctor-crm-empty = CRM: inclus, fără contracte. Încărcați un registru: sverka crm import FIȘIER.
cli-doctor-portal = Bitrix24: portalul { $portal } răspunde, conexiunea este criptată, webhook-ul este acceptat
cli-doctor-portal-local = Bitrix24: portalul { $portal } de pe această mașină răspunde, webhook-ul este acceptat; conexiunea nu este criptată
cli-doctor-portal-nobody = Bitrix24: angajatul căruia îi aparține webhook-ul a fost concediat sau dezactivat. Creați un webhook în numele unuia activ: Dezvoltatorilor → Altele → Webhook de intrare, și scrieți adresa nouă în fișier.
cli-doctor-portal-administrator = Bitrix24: webhook-ul aparține administratorului { $name }, dreptul de modificare există
cli-doctor-portal-person = Bitrix24: webhook-ul aparține angajatului { $name }. Dacă poate modifica tranzacții și facturi, portalul nu spune dinainte; verificați: CRM → Setări → Drepturi de acces, citire și modificare.
cli-doctor-portal-scope-crm = Bitrix24: webhook-ul nu are bifat dreptul „CRM (crm)”, fără el nu se pot citi nici tranzacții, nici facturi. Deschideți Dezvoltatorilor → Integrări → webhook-ul dvs. și bifați-l.
cli-doctor-portal-scope-user = Bitrix24: webhook-ul nu are bifat dreptul „Utilizatori (user)”, fără el responsabilii nu sunt cunoscuți. Deschideți Dezvoltatorilor → Integrări → webhook-ul dvs. și bifați-l.
cli-doctor-portal-scope-im = Bitrix24: webhook-ul nu are bifat dreptul „Chat și notificări (im)”: plățile vor trece, dar nimeni nu va fi notificat. Bifați-l (Dezvoltatorilor → Integrări → webhook-ul dvs.) sau opriți notificările: notices = false în [crm.bitrix24.tell].
cli-doctor-portal-scope-sale = Bitrix24: webhook-ul nu are bifat dreptul „Magazin online (sale)”: plățile vor trece, dar comenzile nu primesc niciuna. Bifați-l (Dezvoltatorilor → Integrări → webhook-ul dvs.; trebuie să fie al unui administrator) sau ștergeți sale = true din [crm.bitrix24].
cli-doctor-portal-no-access = Bitrix24: webhook-ul nu are voie să apeleze { $method }. Deschideți Dezvoltatorilor → Integrări → webhook-ul dvs. și verificați drepturile bifate.
cli-doctor-portal-no-method = Bitrix24: portalul nu are { $method }. Pe un server propriu actualizați Bitrix24: Setări → Actualizarea platformei.
cli-doctor-portal-clock = Bitrix24: ceasul portalului și cel al acestei mașini coincid
cli-doctor-portal-clock-behind = { $count ->
        [one] Bitrix24: ceasul acestei mașini este în urmă față de portal cu { $count } minut. Verificați-l: timedatectl.
        [few] Bitrix24: ceasul acestei mașini este în urmă față de portal cu { $count } minute. Verificați-l: timedatectl.
       *[other] Bitrix24: ceasul acestei mașini este în urmă față de portal cu { $count } de minute. Verificați-l: timedatectl.
    }
cli-doctor-portal-clock-ahead = { $count ->
        [one] Bitrix24: ceasul acestei mașini este înaintea portalului cu { $count } minut. Verificați-l: timedatectl.
        [few] Bitrix24: ceasul acestei mașini este înaintea portalului cu { $count } minute. Verificați-l: timedatectl.
       *[other] Bitrix24: ceasul acestei mașini este înaintea portalului cu { $count } de minute. Verificați-l: timedatectl.
    }
cli-doctor-portal-no-money = Bitrix24: setările nu numesc câmpuri pentru plăți, nu se poate înregistra nimic. Numiți paid și payments în [crm.bitrix24.invoice.money] sau [crm.bitrix24.deal.money]; cel mai simplu — sverka init.
cli-doctor-portal-deal-refused = Bitrix24: tranzacțiile nu se pot citi: { $why }
cli-doctor-portal-deal-none = Bitrix24: webhook-ul nu vede nicio tranzacție. Verificați drepturile angajatului: CRM → Setări → Drepturi de acces, citirea tranzacțiilor.
cli-doctor-portal-deal-count = { $count ->
        [one] Bitrix24: se vede { $count } tranzacție
        [few] Bitrix24: se văd { $count } tranzacții
       *[other] Bitrix24: se văd { $count } de tranzacții
    }
cli-doctor-portal-deal-no-money = Bitrix24: câmpurile de plată ale tranzacțiilor nu sunt numite; o tranzacție fără facturi nu poate fi plătită. Dacă există astfel de tranzacții, numiți paid și payments în [crm.bitrix24.deal.money].
cli-doctor-portal-deal-fields = { $count ->
        [one] Bitrix24: la tranzacții s-a găsit { $count } câmp din setări, de tip potrivit
        [few] Bitrix24: la tranzacții s-au găsit { $count } câmpuri din setări, de tipuri potrivite
       *[other] Bitrix24: la tranzacții s-au găsit { $count } de câmpuri din setări, de tipuri potrivite
    }
cli-doctor-portal-invoice-refused = Bitrix24: facturile nu se pot citi: { $why }
cli-doctor-portal-invoice-none = Bitrix24: webhook-ul nu vede nicio factură. Dacă există facturi, verificați drepturile angajatului: CRM → Setări → Drepturi de acces, citirea facturilor.
cli-doctor-portal-invoice-count = { $count ->
        [one] Bitrix24: se vede { $count } factură
        [few] Bitrix24: se văd { $count } facturi
       *[other] Bitrix24: se văd { $count } de facturi
    }
cli-doctor-portal-invoice-no-money = Bitrix24: câmpurile de plată ale facturilor nu sunt numite; o factură nu poate fi plătită. Numiți paid și payments în [crm.bitrix24.invoice.money].
cli-doctor-portal-invoice-fields = { $count ->
        [one] Bitrix24: la facturi s-a găsit { $count } câmp din setări, de tip potrivit
        [few] Bitrix24: la facturi s-au găsit { $count } câmpuri din setări, de tipuri potrivite
       *[other] Bitrix24: la facturi s-au găsit { $count } de câmpuri din setări, de tipuri potrivite
    }
cli-doctor-portal-field-missing = Bitrix24: câmpul { $field } ({ $key }) nu există în portal. Creați-l (CRM → fișa → Setări → Creare câmp) sau numiți altul: sverka init.
cli-doctor-portal-field-other-name = Bitrix24: câmpul { $field } ({ $key }) se numește aici { $meant }. Corectați numele în setări.
cli-doctor-portal-field-read-only = Bitrix24: în câmpul { $field } ({ $key }) nu se poate scrie. Numiți altul: sverka init.
cli-doctor-portal-field-kind = Bitrix24: câmpul { $field } „{ $title }” ({ $key }) nu se potrivește: este { $is }, iar trebuie { $wanted }. Creați alt câmp și numiți-l în setări: sverka init.
cli-doctor-portal-kind-one = „{ $kind }” cu o valoare
cli-doctor-portal-kind-many = „{ $kind }” cu mai multe valori
cli-doctor-portal-wanted-sum = „Număr” sau „Bani” cu o valoare (double, money)
cli-doctor-portal-wanted-lines = „Text”, multiplu (string)
cli-doctor-portal-wanted-text = un câmp cu o valoare
cli-doctor-portal-stage = Bitrix24: { $key } este etapa „{ $name }” ({ $pipeline })
cli-doctor-portal-stage-missing = Bitrix24: etapa { $stage } ({ $key }) nu există în portal: a fost ștearsă sau e din altă pâlnie. Alegeți din nou: sverka init.
cli-doctor-portal-stage-failure = Bitrix24: { $key } este etapa „{ $name }” ({ $pipeline }), adică un eșec. Alegeți alta: sverka init.
cli-doctor-portal-stage-success = Bitrix24: { $key } este etapa „{ $name }” ({ $pipeline }), adică încheierea cu succes: fișa s-ar închide înainte de plata integrală. Alegeți alta: sverka init.
cli-doctor-portal-wanted-state = „Listă” sau „Text” cu o valoare (enumeration, string)
cli-doctor-portal-states-missing = Bitrix24: lista „{ $title }” ({ $field }) nu are valorile: { $names }. Adăugați-le sau numiți-le pe ale dvs. în [crm.bitrix24.states]; fără ele starea plății nu se scrie.
cli-doctor-portal-stage-own-success = Bitrix24: { $key } este etapa de succes a pâlniei proprii
cli-doctor-portal-stage-no-success = Bitrix24: { $key } este etapa de succes a pâlniei proprii, dar nu fiecare pâlnie are una; fișele celorlalte nu se mută.
cli-doctor-portal-stage-too-early = Bitrix24: { $key } este etapa de succes a pâlniei: fișa s-ar închide înainte de plata integrală. Alegeți alta: sverka init.
cli-doctor-portal-units-refused = Bitrix24: procesul inteligent al imobilelor { $process } nu poate fi citit: { $why } Verificați process în [crm.bitrix24.units] (entityTypeId al lui) și dreptul angajatului de a-l citi: CRM → Setări → Drepturi de acces.
cli-doctor-portal-units-fields = { $count ->
    [one] Bitrix24: { $count } câmp al imobilelor din procesul inteligent este la loc
    [few] Bitrix24: { $count } câmpuri ale imobilelor din procesul inteligent sunt la loc
   *[other] Bitrix24: { $count } de câmpuri ale imobilelor din procesul inteligent sunt la loc
}
cli-doctor-portal-schedule-refused = Bitrix24: procesul inteligent al graficului { $process } nu poate fi citit: { $why } Verificați process în [crm.bitrix24.schedule] (entityTypeId al lui) și dreptul angajatului de a-l citi: CRM → Setări → Drepturi de acces.
cli-doctor-portal-schedule-fields = { $count ->
    [one] Bitrix24: { $count } câmp al graficului din procesul inteligent este la loc
    [few] Bitrix24: { $count } câmpuri ale graficului din procesul inteligent sunt la loc
   *[other] Bitrix24: { $count } de câmpuri ale graficului din procesul inteligent sunt la loc
}
cli-doctor-portal-wanted-day = o dată cu o singură valoare (date, datetime)
cli-doctor-portal-sale-person = Bitrix24: plățile comenzilor (sale = true) le adaugă doar webhook-ul unui administrator. Creați-l în numele unui administrator sau scoateți sale = true din [crm.bitrix24].
cli-doctor-portal-pay-system = Bitrix24: sistemul de plată { $number } este „{ $name }”
cli-doctor-portal-pay-system-none = Bitrix24: pentru plățile comenzilor (sale = true) nu este numit niciun sistem de plată. Numiți-i numărul: pay_system în [crm.bitrix24]; numerele sunt la CRM → Setări → Plăți și bonuri → Sisteme de plată.
cli-doctor-portal-pay-system-untold = Bitrix24: portalul nu spune webhook-ului dacă există sistemul de plată { $number }. Bifați dreptul „Sisteme de plată (pay_system)” sau verificați numărul: CRM → Setări → Plăți și bonuri → Sisteme de plată.
cli-doctor-portal-pay-system-missing = Bitrix24: pe portal nu există sistemul de plată { $number } (pay_system), plățile comenzilor nu vor fi adăugate. Numiți altul: CRM → Setări → Plăți și bonuri → Sisteme de plată.
cli-doctor-portal-kept-minutes = { $count ->
        [one] Bitrix24: ce s-a citit din portal se păstrează, are { $count } minut
        [few] Bitrix24: ce s-a citit din portal se păstrează, are { $count } minute
       *[other] Bitrix24: ce s-a citit din portal se păstrează, are { $count } de minute
    }
cli-doctor-portal-kept-hours = { $count ->
        [one] Bitrix24: ce s-a citit din portal se păstrează, are { $count } oră
        [few] Bitrix24: ce s-a citit din portal se păstrează, are { $count } ore
       *[other] Bitrix24: ce s-a citit din portal se păstrează, are { $count } de ore
    }
cli-doctor-portal-kept-in-use = Bitrix24: un alt program sverka lucrează acum cu ce s-a citit din portal
cli-doctor-portal-kept-damaged = Bitrix24: fișierul cu ce s-a citit din portal este deteriorat; la pornirea următoare portalul va fi citit din nou.
cli-doctor-portal-limits = Bitrix24: { $rate } cereri pe secundă, rezervă { $bucket }. Portalul nu spune unui webhook ce plan are; dacă este Enterprise, scrieți enterprise = true în [crm.bitrix24].
cli-doctor-portal-limits-enterprise = Bitrix24: { $rate } cereri pe secundă, rezervă { $bucket } (enterprise = true). Portalul nu spune unui webhook ce plan are; dacă nu este Enterprise, ștergeți această linie.
cli-doctor-no-terminal = Terminal: aici nu este; consola nu se va deschide, celelalte comenzi funcționează.
cli-doctor-term = Terminal: TERM este gol sau dumb, consola nu poate fi desenată. Setați, de exemplu, TERM=xterm-256color.
cli-doctor-terminal = Terminal: { $name }
cli-doctor-size = Terminal: { $columns }×{ $lines } este sub 80×24, o parte a ecranului nu va încăpea. Măriți fereastra.
cli-doctor-locale = Terminal: codarea „{ $locale }” nu este UTF-8, literele pot fi stricate. Setați, de exemplu, LANG=ro_MD.UTF-8.
cli-doctor-no-colour = Terminal: culorile sunt oprite (NO_COLOR); pregătirea se vede după semn și cuvânt
cli-doctor-good = Totul este în ordine.
cli-doctor-look = { $count ->
        [one] Se poate lucra; { $count } observație este marcată cu „!”.
        [few] Se poate lucra; { $count } observații sunt marcate cu „!”.
       *[other] Se poate lucra; { $count } de observații sunt marcate cu „!”.
    }
cli-doctor-broken = { $count ->
        [one] Trebuie reparat { $count } loc, marcat cu „✕”.
        [few] Trebuie reparate { $count } locuri, marcate cu „✕”.
       *[other] Trebuie reparate { $count } de locuri, marcate cu „✕”.
    }
cli-import-refused-file = Nu s-a încărcat. { $what }

## memory

cli-role-holder = titular
cli-role-co-holder = cotitular
cli-role-relative = soț sau rudă
cli-role-employer = angajator
cli-role-bank = bancă
cli-role-other = altă persoană
cli-memory-none = Încă nu este nimic de ținut minte: programul învață din deciziile dumneavoastră.
cli-memory-count = { $count ->
        [one] În total { $count } pereche.
        [few] În total { $count } perechi.
       *[other] În total { $count } de perechi.
    }
cli-memory-exported = { $count ->
        [one] { $file }: scrisă { $count } pereche.
        [few] { $file }: scrise { $count } perechi.
       *[other] { $file }: scrise { $count } de perechi.
    }
cli-memory-forgotten = { $count ->
        [one] Uitată { $count } pereche. Deciziile rămân.
        [few] Uitate { $count } perechi. Deciziile rămân.
       *[other] Uitate { $count } de perechi. Deciziile rămân.
    }
cli-memory-forget-what = Nu s-a spus ce să se uite. Numiți una: --payer CONT, --contract NUMĂR sau --all.
cli-memory-file-exists = { $file }: un astfel de fișier există deja și nu a fost atins. Numiți altul.
cli-cannot-write = { $file }: nu s-a scris: { $detail }. Verificați dosarul și spațiul pe disc.

## log

cli-log-count = { $count ->
        [one] { $count } înregistrare arătată din { $all }. Amprenta jurnalului: { $fingerprint }
        [few] { $count } înregistrări arătate din { $all }. Amprenta jurnalului: { $fingerprint }
       *[other] { $count } de înregistrări arătate din { $all }. Amprenta jurnalului: { $fingerprint }
    }
cli-log-row = nr. { $number } din { $date }, { $amount }, { $payer }
cli-log-part = { $what }, cheia { $key }
cli-log-before = înainte: { $what }
cli-log-after = după: { $what }
cli-log-log-begun = începe jurnalul; existau deja rânduri: { $rows }, trimiteri: { $attempts }
cli-log-carried = așa stătea când a început jurnalul
cli-log-imported = citit fișierul { $file } ({ $format }): plăți { $payments }, noi { $added }, refuzate { $refused }
cli-log-decided = decizie: { $what }
cli-log-undone = anulat: { $what }
cli-log-redone = refăcut: { $what }
cli-log-document-changed = documentul s-a schimbat la sursă: { $facts }
cli-log-observed = programul a văzut în CRM
cli-log-commit-planned = { $count ->
        [one] înregistrare, lotul { $batch }: planul scris, { $count } rând, { $sum }
        [few] înregistrare, lotul { $batch }: planul scris, { $count } rânduri, { $sum }
       *[other] înregistrare, lotul { $batch }: planul scris, { $count } de rânduri, { $sum }
    }
cli-log-reversal-planned = { $count ->
        [one] stornare, lotul { $batch }: planul scris, { $count } rând, { $sum }; motiv: { $reason }
        [few] stornare, lotul { $batch }: planul scris, { $count } rânduri, { $sum }; motiv: { $reason }
       *[other] stornare, lotul { $batch }: planul scris, { $count } de rânduri, { $sum }; motiv: { $reason }
    }
cli-log-attempt-planned = lotul { $batch }: planul scris, încă netrimis
cli-log-commit-sent = înregistrare, lotul { $batch }: trimis în CRM
cli-log-commit-sent-again = înregistrare, lotul { $batch }: trimis încă o dată cu aceleași chei
cli-log-commit-unanswered = înregistrare, lotul { $batch }: fără răspuns, rezultat necunoscut. { $why }
cli-log-commit-confirmed = înregistrare, lotul { $batch }: CRM a primit și a fost recitit, { $reference }
cli-log-commit-refused = înregistrare, lotul { $batch }: CRM a refuzat: { $why }
cli-log-commit-never-left = înregistrare, lotul { $batch }: nu a fost trimis niciodată
cli-log-commit-not-held = înregistrare, lotul { $batch }: CRM a fost întrebat și nu îl are
cli-log-reason = motivul: { $reason }
cli-log-reversal-sent = stornare, lotul { $batch }: trimis în CRM
cli-log-reversal-sent-again = stornare, lotul { $batch }: trimis încă o dată cu aceleași chei
cli-log-reversal-unanswered = stornare, lotul { $batch }: fără răspuns, rezultat necunoscut. { $why }
cli-log-reversal-confirmed = stornare, lotul { $batch }: făcută și recitită, { $reference }
cli-log-reversal-refused = stornare, lotul { $batch }: CRM a refuzat: { $why }
cli-log-reversal-never-left = stornare, lotul { $batch }: nu a fost trimis niciodată
cli-log-reversal-not-done = stornare, lotul { $batch }: CRM a fost întrebat și are în continuare plata
cli-log-forgotten = { $count ->
        [one] uitat ce au învățat deciziile: { $what }, { $count } pereche
        [few] uitat ce au învățat deciziile: { $what }, { $count } perechi
       *[other] uitat ce au învățat deciziile: { $what }, { $count } de perechi
    }
cli-log-forgotten-all = { $count ->
        [one] uitat tot ce au învățat deciziile: { $count } pereche
        [few] uitat tot ce au învățat deciziile: { $count } perechi
       *[other] uitat tot ce au învățat deciziile: { $count } de perechi
    }
cli-log-taken-over = { $forced ->
    [yes] consola a fost preluată de la { $user } ({ $place }): nu a ieșit când a fost rugată și a fost oprită forțat
   *[no] consola a fost preluată de la { $user } ({ $place })
}
cli-log-restored = starea a fost întoarsă din copia de la { $made }; { $beyond }
cli-log-restored-beyond = { $count ->
    [0] nimic pus deoparte
    [one] { $count } înregistrare mai nouă pusă deoparte
    [few] { $count } înregistrări mai noi puse deoparte
   *[other] { $count } de înregistrări mai noi puse deoparte
}
cli-log-restored-unknown = ce a fost înainte nu se știe
cli-log-head-renewed = fișierul .head de lângă jurnal lipsea și a fost făcut din nou: până la această înregistrare nu se poate garanta că sfârșitul jurnalului nu a fost tăiat
cli-log-face-program = decide programul
cli-log-face-nothing = niciunul dintre contractele propuse
cli-log-face-given = { $what }
cli-log-face-excluded = exclus
cli-log-face-included = readus în lucru
cli-log-face-kind = fel: { $kind }
cli-log-face-comment = notă „{ $comment }”
cli-log-face-unknown = trimis, rezultat necunoscut
cli-log-face-committed = înregistrat ({ $reference }): { $what }
cli-log-face-refused = refuzat de CRM: { $why }
cli-log-face-changed = s-a schimbat: { $facts }
cli-log-face-document = documentul nr. { $number } din { $date }, { $amount }, { $payer }, „{ $purpose }”
cli-log-fact-reversed = stornat
cli-log-fact-missing = CRM nu îl mai are
cli-log-fact-taken-back = stornată în CRM
cli-log-fact-elsewhere = în CRM stă altfel

## export

cli-export-where = Nu s-a spus unde se scrie registrul. Numiți un fișier: --xlsx FIȘIER sau --csv FIȘIER.
cli-export-same-file = { $file }: același fișier este numit și pentru --xlsx, și pentru --csv. Nu s-a scris nimic. Numiți două diferite.
cli-export-no-batches = Încă nu s-a înregistrat nimic: nu există din ce face un registru. Înregistrați rânduri: sverka commit sau F9 în consolă.
cli-export-no-batch = Jurnalul nu are lotul { $batch }. Numerele loturilor le arată sverka log.
cli-export-file-exists = { $file }: acest fișier există deja și nu a fost atins. Numiți altul sau adăugați --force.
cli-export-into-state = { $file } este în dosarul de stare, unde se păstrează lucrul însuși. Nu s-a scris nimic. Indicați un fișier din alt dosar.
cli-export-done = { $count ->
        [one] { $file }: lotul { $batch }, a trecut { $count } înregistrare, { $sum }; nu au trecut: { $refused }
        [few] { $file }: lotul { $batch }, au trecut { $count } înregistrări, { $sum }; nu au trecut: { $refused }
       *[other] { $file }: lotul { $batch }, au trecut { $count } de înregistrări, { $sum }; nu au trecut: { $refused }
    }
cli-export-sheet = Registru
cli-export-sheet-refused = Nu au trecut
cli-export-title = Înregistrare în CRM, lotul { $batch } din { $at }
cli-export-title-reversal = Stornare în CRM, lotul { $batch } din { $at }; motiv: { $reason }
cli-export-seal = Jurnalul acțiunilor: înregistrarea nr. { $number }, amprenta { $fingerprint }
cli-export-total = Total
cli-export-total-taken-back = Dintre acestea stornate mai târziu
cli-export-total-refused = Total ce nu a trecut
cli-export-state-held = înregistrat
cli-export-state-taken-back-later = înregistrat, stornat mai târziu
cli-export-state-taken-back = stornat
cli-export-state-refused = refuzat de CRM
cli-export-state-unknown = rezultat necunoscut
cli-export-state-absent = netrimis
cli-export-why-unknown = Trimis, fără răspuns. Deschideți sverka: întreabă CRM înainte de orice altceva.
cli-export-why-absent = CRM nu îl are: înregistrarea s-a oprit mai devreme sau CRM a fost întrebat. Rândul este din nou gata.
cli-looked = Datele sunt deschise în consolă ({ $holder }); se arată ce era salvat la { $time }.
cli-taken-over = Altă consolă a preluat aceste date: { $holder }, { $place }, la { $time }. Tot ce s-a decis este salvat și deschis acolo.
