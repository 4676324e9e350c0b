# desk
desk-in-use = Aceste date sunt deja deschise: { $holder }, { $place }, { $since }. Închideți acea consolă cu q; dacă s-a pierdut, opriți-o: kill { $pid }. Ce s-a salvat nu se pierde. Dosar: { $folder }
desk-in-use-unknown = Aceste date sunt deschise de alt proces, care nu și-a spus numele. Închideți acea consolă și repetați. Dosar: { $folder }
desk-place-none = fără terminal
desk-place-terminal = terminalul { $terminal }
desk-place-ssh = prin SSH de la { $from }
desk-place-both = terminalul { $terminal }, prin SSH de la { $from }
desk-since-minutes = { $count ->
    [0] deschis chiar acum
    [one] deschis acum { $count } minut
    [few] deschis acum { $count } minute
   *[other] deschis acum { $count } de minute
}
desk-since-hours = { $count ->
    [one] deschis acum { $count } oră
    [few] deschis acum { $count } ore
   *[other] deschis acum { $count } de ore
}
desk-folder-read-only = Dosarul de date { $folder } nu se deschide: nu aveți drept de scriere ({ $detail }). Dați-vă dreptul de scriere sau numiți alt dosar: --state DOSAR. Nu s-a schimbat nimic.
desk-folder-full = Dosarul de date { $folder } nu se deschide: discul este plin ({ $detail }). Eliberați loc și repetați. Nimic nu s-a pierdut.
desk-folder-is-a-file = Dosarul de date { $folder } nu se deschide: în locul lui este un fișier ({ $detail }). Numiți un dosar: --state DOSAR.
desk-folder-unusable = Dosarul de date { $folder } nu se deschide: { $detail }. Verificați calea sau numiți alt dosar: --state DOSAR.
desk-holder-user = { $user }, procesul { $pid }
desk-holder-process = procesul { $pid }
desk-damaged-session = Fișierul sesiunii { $file } este deteriorat sau nu este un fișier sverka. A fost lăsat așa cum este. { $aside } { $way }
desk-damaged-crm = Fișierul CRM { $file } este deteriorat sau nu este un fișier CRM. A fost lăsat așa cum este. { $aside } { $way }
desk-aside-made = Pentru cercetare s-a pus deoparte o copie: { $copy }.
desk-aside-there = Aceeași copie a fost deja pusă deoparte: { $copy }.
desk-aside-full = Nu s-a putut pune deoparte o copie, nu este loc ({ $detail }): eliberați spațiu și încercați din nou.
desk-aside-failed = Nu s-a putut pune deoparte o copie: { $detail }.
desk-way-backup-session = Readuceți sesiunea din copia de rezervă (CRM-ul este întreg și rămâne cum este): sverka state restore --keep-crm --state { $state } { $backup }
desk-way-backup = Readuceți datele din copia de rezervă: sverka state restore --state { $state } { $backup }
desk-way-session = În dosar nu este nicio copie de rezervă; dacă există în alt loc: sverka state restore FIȘIER. Fără ea, mutați { $file } și { $head } în alt loc și încărcați din nou fișierele cu plăți: ce are CRM se recunoaște de la sine și nu pleacă de două ori; se pierd doar deciziile care nu au fost înregistrate.
desk-session-gone = Fișierul sesiunii { $file } lipsește, iar jurnalul ei începuse. În locul ei nu s-a început o sesiune goală. { $way }
desk-way-backup-session-gone = Readuceți sesiunea din copia de rezervă (CRM-ul rămâne cum este): sverka state restore --keep-crm --state { $state } { $backup }
desk-way-session-gone = În dosar nu este nicio copie de rezervă; dacă există în alt loc: sverka state restore FIȘIER. Fără ea mutați { $head } în alt loc și încărcați din nou fișierele de plăți: ce are CRM-ul se recunoaște singur și nu pleacă de două ori; se pierd doar deciziile neînregistrate.
desk-crm-gone = Fișierul CRM-ului încorporat { $file } lipsește, iar sesiunea a înregistrat deja plăți (în el sau în alt CRM). În locul lui nu s-a început un CRM gol. { $way }
desk-way-crm-gone = În dosar nu există copie de rezervă a CRM-ului; dacă este în altă parte: sverka state restore FIȘIER. Fără ea încărcați registrul, cu el CRM-ul începe din nou: sverka crm import --begin-anew REGISTRU. Rândurile înregistrate vor spune că nu mai sunt în CRM: stornați-le și înregistrați-le din nou, fiecare pleacă o singură dată.
desk-way-crm = În dosar nu este nicio copie de rezervă; dacă există în alt loc: sverka state restore FIȘIER. Fără ea, mutați { $file } în alt loc și încărcați registrul: sverka crm import --begin-anew REGISTRU. Rândurile înregistrate vor spune că CRM nu le mai are: stornați-le și înregistrați-le din nou, fiecare pleacă o singură dată.
desk-restless = Nu s-a putut copia { $file }: se scrie în el tot timpul. Așteptați sfârșitul încărcării și repetați. Nu s-a schimbat nimic.
desk-reach-nameless = Acel proces nu și-a spus numele. Închideți singuri acea consolă: tasta q.
desk-reach-host = Este deschisă pe altă mașină ({ $host }). Închideți-o acolo: tasta q.
desk-reach-not-here = Procesul { $pid } nu se vede de aici: rulează într-un container sau pe altă mașină. Închideți acea consolă acolo unde este deschisă.
desk-reach-user = A deschis-o alt utilizator ({ $holder }). Rugați-l să iasă cu q sau administratorul: kill { $pid }.
desk-holder-nameless = alt proces
desk-stopped = Oprit înainte de început: nu s-a trimis nimic, rândurile au rămas cum erau.
desk-stopped-unknown = { $count ->
    [one] Oprit înainte de început: nu s-a trimis nimic nou. Rezultatul pentru { $count } plată trimisă mai devreme nu se știe încă; CRM va fi întrebat la pornirea următoare.
    [few] Oprit înainte de început: nu s-a trimis nimic nou. Rezultatul pentru { $count } plăți trimise mai devreme nu se știe încă; CRM va fi întrebat la pornirea următoare.
   *[other] Oprit înainte de început: nu s-a trimis nimic nou. Rezultatul pentru { $count } de plăți trimise mai devreme nu se știe încă; CRM va fi întrebat la pornirea următoare.
}
desk-register-not-read = Pachetul a trecut, dar registrul nu a fost recitit după el. { $why } Plățile nu sunt afectate: registrul va fi citit la pornirea următoare.
desk-register-not-awaited = Registrul nu a fost recitit după pachet: nu ați așteptat. Plățile nu sunt afectate: registrul va fi citit la pornirea următoare.
