## Words that all skins share.

readiness-ready = GATA
readiness-review = DE VERIFICAT
readiness-choose = DE ALES
readiness-unmatched = FĂRĂ PERECHE
readiness-blocked = STOP
readiness-excluded = EXCLUS
readiness-committed = ÎNREGISTRAT
readiness-failed = EROARE
kind-bank-receipt = încasare în cont
kind-bank-payment-out = plată din cont
kind-cash-receipt = dispoziție de încasare
kind-cash-payment-out = dispoziție de plată
kind-sale = vânzare
kind-customer-return = retur de la client
kind-invoice = factură
status-draft = ciornă
status-signed = semnat
status-registered = înregistrat
status-paid = achitat
status-handed-over = predat
status-assigned = cesionat
status-terminated = reziliat
unit-kind-flat = ap.
unit-kind-parking = parc.
unit-kind-storage = deb.
unit-kind-commercial = sp.
changed-kind = tipul documentului
changed-number = numărul
changed-date = data
changed-amount = suma
changed-payer = plătitorul
changed-payee = beneficiarul
changed-purpose = destinația plății
changed-breakdown = detalierea plății
changed-marks = marcajele 1C

## Where keys mean something of their own.

context-everywhere = Oriunde
context-table = Tabelul plăților
context-search = Căutarea contractului
context-filter = Linia de introducere
context-editor = Editarea plății
context-card = Fișă
context-chessboard = Tabla apartamentelor
context-help = Ajutor
context-dialog = Întrebare

## What keys do, in full: help and the printed key table.

action-take-candidate-1 = ia primul candidat și treci la rândul următor
action-take-candidate-2 = ia al doilea candidat și treci la rândul următor
action-take-candidate-3 = ia al treilea candidat și treci la rândul următor
action-take-candidate-4 = ia al patrulea candidat și treci la rândul următor
action-take-candidate-5 = ia al cincilea candidat și treci la rândul următor
action-take-candidate-6 = ia al șaselea candidat și treci la rândul următor
action-take-candidate-7 = ia al șaptelea candidat și treci la rândul următor
action-take-candidate-8 = ia al optulea candidat și treci la rândul următor
action-take-candidate-9 = ia al nouălea candidat și treci la rândul următor
action-accept-proposal = acceptă propunerea: în acest rând sau în toate cele marcate, și în cele stornate
action-accept = caută contractul după ce spune plata; în căutare, ia contractul ales
action-search = deschide căutarea contractului
action-edit = editează: contract, părți, tip, comentariu
action-exclude = exclude rândul sau readu-l
action-commit = înregistrează în CRM toate rândurile gata
action-undo = anulează ultimul pas
action-redo = refă pasul anulat
action-reverse = stornează rândul înregistrat
action-up = sus
action-down = jos
action-left = stânga
action-right = dreapta
action-page-up = o pagină în sus
action-page-down = o pagină în jos
action-first = la început
action-last = la sfârșit
action-next-open = la următorul rând care cere o decizie
action-previous-open = la rândul anterior care cere o decizie
action-mark = marchează rândul și coboară
action-mark-range = marchează de la ultimul marcaj până aici
action-unmark = șterge toate marcajele
action-mark-same-payer = marchează toate rândurile deschise ale plătitorului
action-filter-text = arată rândurile cu un text
action-filter-readiness = arată pe rând fiecare stare
action-clear-filter = arată din nou toate rândurile
action-sort = sortează după coloana următoare
action-sort-reverse = inversează ordinea
action-contract-card = fișa contractului
action-property-card = fișa proprietății
action-chessboard = tabla casei
action-next-house = casa următoare
action-details = toate dovezile, până la ultimul bit
action-next-field = câmpul următor
action-previous-field = câmpul anterior
action-add-part = adaugă o parte
action-remove-part = șterge partea
action-fill-rest = tot restul în această parte
action-confirm = da, execută
action-back = înapoi, închide, nu
action-messages = mesajele anterioare
action-help = ajutor pentru taste
action-refresh = întreabă din nou CRM: contractele și plățile cu soartă necunoscută
action-redraw = redesenează ecranul
action-suspend = înapoi în shell pentru un timp
action-quit = ieși, totul e salvat

## The same in a word: the footer.

console-key-accept-proposal = acceptă
console-key-accept = caută
console-key-search = căutare
console-key-edit = editează
console-key-exclude = exclude
console-key-commit = înregistrează
console-key-undo = anulează
console-key-redo = refă
console-key-reverse = storno
console-key-mark = marchează
console-key-mark-range = marchează până aici
console-key-mark-same-payer = același plătitor
console-key-unmark = fără marcaje
console-key-next-open = următorul
console-key-filter-text = filtru
console-key-filter-readiness = stare
console-key-clear-filter = toate
console-key-contract-card = contract
console-key-property-card = proprietate
console-key-chessboard = tabla
console-key-next-house = altă casă
console-key-details = dovezi
console-key-next-field = câmp
console-key-add-part = parte
console-key-remove-part = șterge
console-key-fill-rest = rest
console-key-confirm = da
console-key-back = înapoi
console-key-messages = mesaje
console-key-help = ajutor
console-key-quit = ieșire
console-key-sort = sortare
console-key-take = ia
console-key-choose = ia contractul
console-key-save = salvează
console-key-pick = alege contractul
console-key-move = mișcă

## The keymap file and the terminal.

keymap-wrong = { $file }, rândul { $line }: { $fault }. Corectați fișierul de taste sau scoateți-l din configurare: „sverka keys” tipărește tastele implicite.
keymap-unreadable = fișierul nu poate fi citit ({ $error })
keymap-syntax = nu este TOML ({ $error })
keymap-unknown-context = nu există secțiunea „{ $name }”; există: { $known }
keymap-unknown-action = nu există acțiunea „{ $name }”; „sverka keys” tipărește numele acțiunilor
keymap-no-list = „{ $name }” trebuie să fie o listă de taste între ghilimele, de exemplu ["F9", "c"]
keymap-unknown-key = nu există tasta „{ $key }”; se scrie așa: F9, Ctrl+R, Shift+Tab, Space, u
keymap-key-sent-as = terminalul nu deosebește „{ $key }” de „{ $other }”
keymap-key-twice = tasta „{ $key }” face deja „{ $action }” în această secțiune
keymap-key-typed = în această secțiune se scriu litere, tasta „{ $key }” nu poate fi comandă
keymap-no-terminal = Consola se deschide doar într-un terminal, iar intrarea sau ieșirea este redirecționată. Fără terminal există: sverka import, rows, commit, crm, keys, doctor.
keymap-terminal-too-simple = Terminalul „{ $name }” (variabila TERM) nu poate muta cursorul, consola nu se poate deschide în el. Setați TERM corect sau folosiți comenzile: sverka import, rows, commit.
keymap-terminal-failed = Terminalul a răspuns cu eroare: { $error }. Tot ce s-a făcut este salvat; deschideți consola din nou.

## Header and table.

console-files =
    { $count ->
         [one] { $file } + încă { $count } fișier
         [few] { $file } + încă { $count } fișiere
        *[other] { $file } + încă { $count } de fișiere
    }
console-ready-sum = gata: { $sum }
console-count-ready =
    { $count ->
         [one] gata
         [few] gata
        *[other] gata
    }
console-count-review =
    { $count ->
         [one] de verificat
         [few] de verificat
        *[other] de verificat
    }
console-count-choose =
    { $count ->
         [one] de ales
         [few] de ales
        *[other] de ales
    }
console-count-unmatched =
    { $count ->
         [one] fără pereche
         [few] fără pereche
        *[other] fără pereche
    }
console-count-blocked =
    { $count ->
         [one] oprit
         [few] oprite
        *[other] oprite
    }
console-count-excluded =
    { $count ->
         [one] exclus
         [few] excluse
        *[other] excluse
    }
console-count-committed =
    { $count ->
         [one] înregistrat
         [few] înregistrate
        *[other] înregistrate
    }
console-count-failed =
    { $count ->
         [one] eroare
         [few] erori
        *[other] erori
    }
console-title-readiness = stare
console-title-date = data
console-title-sum = suma
console-title-payer = plătitor
console-title-tax-id = cod fiscal
console-title-number = nr.
console-title-contract = contract / lin.
console-title-reason = temei
console-title-purpose = destinația plății
console-title-due = scadență
console-title-amount = scadent
console-title-paid = achitat
console-title-line = linia
console-cell-choose = alege 1–{ $count }
console-purpose = destinație:
console-already-in-crm = deja în CRM
console-by-person = decis de dvs.
console-by-person-excluded = exclus de dvs.
console-cell-committed = CRM nr. { $reference }
console-committed-as = în CRM cu numărul { $reference }
console-outcome-unknown = rezultat necunoscut
console-outcome-unknown-long = trimis în CRM, fără răspuns. Înregistrați din nou: întâi se întreabă CRM
console-refused-next = Decideți din nou rândul (o cifră, Enter sau e) și înregistrați iar; x îl exclude.
console-bits = { $bits } biți
console-margin = avans { $bits }
console-nothing-due = nimic de plătit
console-nothing-paid = nimic de restituit
console-plan-line = linia { $line }: { $sum }
console-plan-lines = liniile { $first }–{ $last }: { $sum }
console-more-candidates =
    { $count ->
         [one] … încă { $count } candidat
         [few] … încă { $count } candidați
        *[other] … încă { $count } de candidați
    }
console-no-candidates = Contractul nu a fost găsit. Căutați-l sau excludeți rândul.
console-shown = { $count } din { $all } afișate

## Empty screens that help.

console-imported-doubtful =
    { $count ->
         [one] La citirea fișierelor: { $count } observație; o citiți cu { $key }
         [few] La citirea fișierelor: { $count } observații; le citiți cu { $key }
        *[other] La citirea fișierelor: { $count } de observații; le citiți cu { $key }
    }
console-imported-more =
    { $count ->
         [one] … și încă { $count } observație; pe toate le afișează „sverka import”
         [few] … și încă { $count } observații; pe toate le afișează „sverka import”
        *[other] … și încă { $count } de observații; pe toate le afișează „sverka import”
    }
console-empty-rows = Nu sunt plăți. Încărcați extrasul: ieșiți și porniți «sverka kl_to_1c.txt».
console-empty-all = Nu sunt nici contracte, nici plăți. Încărcați registrul de contracte: «sverka crm import registru.xlsx», apoi extrasul: «sverka kl_to_1c.txt». Pentru un exemplu: «sverka demo».
console-empty-filter = Niciun rând nu trece de filtru. Esc arată toate rândurile.
console-too-small = E nevoie de o fereastră de cel puțin 80×24. q — ieșire, Esc — înapoi.

## What was done, and what cannot be done.

console-no-rows = Nu sunt plăți: încărcați întâi extrasul.
console-no-shell = Nu există un shell în care să vă întoarceți.
console-batch-holds = Cât timp rulează lotul, rândurile nu se modifică. Esc îl oprește.
console-batch-runs = Se înregistrează în CRM. Esc oprește, apoi puteți ieși.
console-no-such-candidate = Nu există acest număr: candidați — { $count }.
console-assigned = { $payer }, { $sum } → { $contract }
console-assigned-stopped = { $contract } e ales, dar rândul încă nu poate fi înregistrat: { $why }.
console-assigned-many =
    Pe contractul { $contract }: { $count ->
         [one] { $count } rând
         [few] { $count } rânduri
        *[other] { $count } de rânduri
    }, { $stopped ->
         [0] toate gata
         [one] dintre care { $stopped } încă nu e gata
         [few] dintre care { $stopped } încă nu sunt gata
        *[other] dintre care { $stopped } încă nu sunt gata
    }.
console-accepted-many =
    Acceptate: { $count ->
         [one] { $count } rând
         [few] { $count } rânduri
        *[other] { $count } de rânduri
    }, { $stopped ->
         [0] toate gata
         [one] dintre care { $stopped } încă nu e gata
         [few] dintre care { $stopped } încă nu sunt gata
        *[other] dintre care { $stopped } încă nu sunt gata
    }.
console-accepted-left =
    { $done } { $count ->
         [one] { $count } rând rămâne marcat: nu are ce accepta.
         [few] { $count } rânduri rămân marcate: nu au ce accepta.
        *[other] { $count } de rânduri rămân marcate: nu au ce accepta.
    }
console-accepted-none =
    { $count ->
         [one] Rândul marcat nu are ce accepta: niciun contract propus sau e deja hotărât.
        *[other] Rândurile marcate nu au ce accepta: niciun contract propus sau sunt deja hotărâte.
    }
console-already-ready =
    { $count ->
         [one] Rândul e deja gata: pleacă la următoarea înregistrare.
        *[other] Rândurile marcate sunt deja gata: pleacă la următoarea înregistrare.
    }
console-excluded =
    { $count ->
         [one] { $count } rând exclus
         [few] { $count } rânduri excluse
        *[other] { $count } de rânduri excluse
    }.
console-put-back =
    { $count ->
         [one] { $count } rând readus
         [few] { $count } rânduri readuse
        *[other] { $count } de rânduri readuse
    }.
console-nothing-ready = Niciun rând nu e gata: rezolvați întâi cele care așteaptă alegere sau verificare.
console-nothing-open = Toate rândurile sunt rezolvate. Pot fi înregistrate în CRM.
console-nothing-open-here = Sub acest filtru nu mai e nimic de rezolvat. Esc arată toate rândurile.
console-undone = Anulat: { $what }.
console-redone = Refăcut: { $what }.
console-nothing-to-undo = Nu e nimic de anulat.
console-nothing-to-redo = Nu e nimic de refăcut.
console-marked =
    { $count ->
         [one] { $count } rând marcat
         [few] { $count } rânduri marcate
        *[other] { $count } de rânduri marcate
    }: { $sum }
console-unmarked = Niciun marcaj.
console-sorted = Sortat { $by }.
console-sorted-descending = Sortat { $by }, invers.
console-how-to-leave = Apăsați q pentru a ieși: totul e salvat.
console-no-contract = Rândul nu are contract: alegeți întâi unul.
console-no-unit = Registrul nu indică proprietatea acestui contract.
console-edit-committed = Rândul e deja în CRM. Stornați-l întâi, apoi editați.
console-nothing-to-reverse = Nimic de stornat: rândul nu e înregistrat.
console-filter-label = Arată rândurile cu:
console-reason-label = Motivul stornării:
console-reason-question =
    { $count ->
         [one] Stornați { $count } plată, { $sum }, din înregistrarea nr. { $batch }?
         [few] Stornați { $count } plăți, { $sum }, din înregistrarea nr. { $batch }?
        *[other] Stornați { $count } de plăți, { $sum }, din înregistrarea nr. { $batch }?
    }
console-reason-parts =
    { $count ->
         [one] { $count } plată este repartizată pe mai multe părți: se stornează toate părțile, una singură nu poate fi anulată.
         [few] { $count } plăți sunt repartizate pe mai multe părți: se stornează toate părțile lor, una singură nu poate fi anulată.
        *[other] { $count } de plăți sunt repartizate pe mai multe părți: se stornează toate părțile lor, una singură nu poate fi anulată.
    }
console-reason-effect = În CRM apare o înregistrare inversă cu motivul, iar rândurile redevin deschise. Scrieți motivul mai jos și apăsați Enter; Esc nu face nimic.
console-reason-effect-gone = În CRM nu mai este nimic din aceasta: nu se trimite nimic, rândurile doar redevin deschise. Scrieți motivul mai jos și apăsați Enter; Esc nu face nimic.
console-reason-some-gone =
    { $count ->
         [one] { $count } plată nu mai este în CRM: pentru ea nu se trimite nimic, rândul doar redevine deschis.
         [few] { $count } plăți nu mai sunt în CRM: pentru ele nu se trimite nimic, rândurile doar redevin deschise.
        *[other] { $count } de plăți nu mai sunt în CRM: pentru ele nu se trimite nimic, rândurile doar redevin deschise.
    }
console-take-back-key = Stornare
console-take-back-title = Ultimul pas: înregistrarea în CRM
console-take-back-question =
    { $count ->
         [one] Înregistrarea nr. { $batch }: în CRM { $count } plată, { $sum }. Se anulează numai prin stornare.
         [few] Înregistrarea nr. { $batch }: în CRM { $count } plăți, { $sum }. Se anulează numai prin stornare.
        *[other] Înregistrarea nr. { $batch }: în CRM { $count } de plăți, { $sum }. Se anulează numai prin stornare.
    }
console-take-back-here = numai aceasta: { $row }
console-take-back-all =
    { $count ->
         [one] toată înregistrarea nr. { $batch }: { $count } plată, { $sum }
         [few] toată înregistrarea nr. { $batch }: { $count } plăți, { $sum }
        *[other] toată înregistrarea nr. { $batch }: { $count } de plăți, { $sum }
    }
console-take-back-nothing = nu stornați nimic
console-more-rows =
    { $count ->
         [one] … și încă { $count } rând
         [few] … și încă { $count } rânduri
        *[other] … și încă { $count } de rânduri
    }
console-reason-wanted = Scrieți motivul stornării:

## Search.

console-search-label = Contract:
console-search-found =
    { $count ->
         [one] { $count } contract găsit
         [few] { $count } contracte găsite
        *[other] { $count } de contracte găsite
    }
console-search-none = nimic găsit — scurtați căutarea
console-search-not-exact = nicio potrivire exactă
console-search-also = căutat și: { $query }
console-search-nothing = Niciun contract ales: schimbați căutarea.
console-search-many =
    { $count ->
         [one] Pentru { $count } rând marcat
         [few] Pentru { $count } rânduri marcate
        *[other] Pentru { $count } de rânduri marcate
    }, { $sum }
console-paid-up = achitat

## Contract, property and payments.

console-card-contract = Fișa contractului
console-card-property = Fișa proprietății
console-card-payments = Plăți în CRM
console-card-earlier = Plăți mai vechi în CRM
console-lines-paid = rândurile { $first }–{ $last } sunt achitate: { $sum }
console-card-waiting = Gata de înregistrare
console-waiting-rows =
    { $count ->
         [one] { $count } plată gata de înregistrare
         [few] { $count } plăți gata de înregistrare
        *[other] { $count } de plăți gata de înregistrare
    }
console-contract-of = { $contract } din { $date }
console-contract-gone = contractul nu mai e în registru
console-unit-without-contract = Nu există contract pentru această proprietate: e liberă.
console-no-schedule = Nu există grafic de plăți.
console-no-payments = Nicio plată.
console-reversed = stornat
console-schedule-line = linia { $line }
console-loading = Se întreabă CRM…
console-tax-id = cod fiscal
console-yes = da
console-section = secțiunea { $section }
console-floor = etajul { $floor }
console-paid-percent = { $sum } ({ $percent } %)
console-after-payment = Această plată acoperă { $sum }, rămân { $due }
console-after-refund = Această restituire ia înapoi { $sum }, rămân de plată { $due }
console-more-lines =
    { $count ->
         [one] … încă { $count } linie
         [few] … încă { $count } linii
        *[other] … încă { $count } de linii
    }
console-more-below =
    { $count ->
         [one] … încă { $count } rând mai jos ↓ 
         [few] … încă { $count } rânduri mai jos ↓ 
        *[other] … încă { $count } de rânduri mai jos ↓ 
    }
console-fact-kind = document
console-fact-number = număr
console-fact-date = data
console-fact-sum = suma
console-fact-payer = plătitor
console-fact-payee = beneficiar
console-fact-place = fișier, rând
console-fact-comment = comentariu
console-fact-holder = cumpărător
console-fact-co-holders = co-cumpărăt.
console-fact-unit = proprietate
console-fact-lender = bancă
console-fact-manager = manager
console-fact-escrow = escrow
console-fact-total = total
console-fact-paid = achitat
console-fact-due = de plată
console-account-title = Temeiuri

## Editor.

console-no-contract-yet = niciun contract
console-editor-pick = Enter caută contractul după număr, nume sau proprietate.
console-editor-unsaved = Modificările nu sunt salvate. Esc din nou le aruncă, F9 le salvează.
console-not-a-sum = ← nu e sumă
console-rest = rest de repartizat
console-rest-none = repartizat integral
console-rest-below = depășește plata cu
console-part-without-contract = Partea { $part } nu are contract.
console-part-without-sum = Suma părții { $part } nu se citește: scrieți ca 1 250 000,00.
console-parts-too-much = Părțile depășesc plata cu { $sum }. Micșorați una.
console-saved = Modificarea e salvată.
console-saved-with-rest = Salvat, dar { $sum } încă nu e repartizat: rândul nu e gata.

## Commit and reversal.

console-assign-title = Rânduri marcate
console-assign-question =
    { $count ->
         [one] Repartizați { $count } rând marcat
         [few] Repartizați { $count } rânduri marcate
        *[other] Repartizați { $count } de rânduri marcate
    }, { $sum }, pe contractul { $contract }?
console-commit-title = Înregistrare în CRM
console-commit-question =
    { $count ->
         [one] Înregistrați { $count } plată
         [few] Înregistrați { $count } plăți
        *[other] Înregistrați { $count } de plăți
    }, { $sum }, în CRM ({ $crm })?
console-commit-refunds =
    { $count ->
        [one] dintre ele { $count } restituire către cumpărător: { $sum }
        [few] dintre ele { $count } restituiri către cumpărători: { $sum }
       *[other] dintre ele { $count } de restituiri către cumpărători: { $sum }
    }
console-commit-left-out = Nu intră:
console-commit-undo = O plată înregistrată se anulează doar prin storno.
console-commit-no-undo = Acest CRM nu poate storna: o plată înregistrată se anulează doar în el.
console-commit-stages = Etapele tranzacțiilor și facturilor se schimbă după regulile din configurație.
console-commit-notices = Angajații responsabili primesc notificări.
console-batch-cancelled = Încărcarea a fost anulată înainte de început: nu s-a trimis nimic.
console-link-pause = { $why } { $seconds } s
console-link-reading = { $count ->
        [one] { $count } înregistrare citită
        [few] { $count } înregistrări citite
       *[other] { $count } de înregistrări citite
    }
console-link-reading-of = citesc { $done } din { $total }
console-link-awaited = citesc contractele…
console-link-away = fără legătură ✗
console-link-read-at = contractele la { $time } ✓
console-register-asked = Întreb CRM…
console-register-read = { $count ->
        [one] Contracte recitite: { $count } contract.
        [few] Contracte recitite: { $count } contracte.
       *[other] Contracte recitite: { $count } de contracte.
    }
console-register-awaited = Contractele încă se citesc din CRM: rândurile pot fi privite deja, hotărârile — când vor fi ele aici.
console-register-missing = Contractele nu au fost citite din CRM, iar fără ele nu se poate hotărî. Verificați rețeaua și apăsați { $key }.
console-committing-title = Se înregistrează în CRM
console-reversing-title = Se stornează
console-committed-title = Înregistrare încheiată
console-reversed-marked = Rândurile sunt marcate: pot fi acceptate din nou sau excluse toate odată.
console-reversed-title = Stornare încheiată
console-progress = { $done } din { $total }
console-progress-writing = scrise în CRM { $done } din { $total }, apoi totul se citește înapoi
console-progress-sum = { $progress }   { $sum } din { $all }
console-seconds-left =
    { $count ->
         [one] a rămas cam { $count } secundă
         [few] au rămas cam { $count } secunde
        *[other] au rămas cam { $count } de secunde
    }
console-minutes-left =
    { $count ->
         [one] a rămas cam { $count } minut
         [few] au rămas cam { $count } minute
        *[other] au rămas cam { $count } de minute
    }
console-stopping = Mă opresc: ce s-a trimis va fi dus până la capăt. Încă o dată Esc — fără așteptare: sverka află singură soarta celor trimise.
console-outcome-committed =
    ✓ înregistrate: { $count ->
         [one] { $count } plată
         [few] { $count } plăți
        *[other] { $count } de plăți
    }, { $sum }
console-outcome-already =
    ✓ erau deja în CRM: { $count ->
         [one] { $count } plată
         [few] { $count } plăți
        *[other] { $count } de plăți
    }, { $sum }
console-outcome-already-reversed =
    ✓ deja stornat: { $count ->
         [one] { $count } plată
         [few] { $count } plăți
        *[other] { $count } de plăți
    }, { $sum }
console-outcome-reversed =
    ✓ stornate: { $count ->
         [one] { $count } plată
         [few] { $count } plăți
        *[other] { $count } de plăți
    }, { $sum }
console-outcome-refused =
    ! refuzate de CRM: { $count ->
         [one] { $count } plată
         [few] { $count } plăți
        *[other] { $count } de plăți
    }, { $sum }
console-outcome-unclear =
    ! rezultat necunoscut: { $count ->
         [one] { $count } plată
         [few] { $count } plăți
        *[other] { $count } de plăți
    }, { $sum }
console-outcome-unsent =
    – netrimise: { $count ->
         [one] { $count } plată
         [few] { $count } plăți
        *[other] { $count } de plăți
    }
console-more-failed =
    { $count ->
         [one] … și încă { $count } rând cu eroare
         [few] … și încă { $count } rânduri cu eroare
        *[other] … și încă { $count } de rânduri cu eroare
    }
console-not-saved-title = Nesalvat
console-not-saved-next = Ultima modificare nu e pe disc. Tot ce a fost înainte e salvat. Programul se închide ca să nu arate ce nu e pe disc; înlăturați cauza și porniți-l din nou.
console-settled =
    { $count ->
         [one] CRM întrebat: rezultatul a { $count } rând e cunoscut.
         [few] CRM întrebat: rezultatul a { $count } rânduri e cunoscut.
        *[other] CRM întrebat: rezultatul a { $count } de rânduri e cunoscut.
    }
console-recovered = Data trecută înregistrarea s-a întrerupt. CRM întrebat: înregistrate { $committed }, libere din nou { $reopened }, stornate { $reversed }.
console-register-first = Contractele au fost citite mai devreme. Registrul se citește din nou, nimic nu s-a înregistrat: priviți rândurile și apăsați F9 din nou.
console-held-back =
    { $count ->
         [one] { $count } rând nu a fost trimis: CRM are deja o astfel de plată sau rândul s-a schimbat. Verificați și înregistrați din nou.
         [few] { $count } rânduri nu au fost trimise: CRM are deja astfel de plăți sau rândurile s-au schimbat. Verificați și înregistrați din nou.
        *[other] { $count } de rânduri nu au fost trimise: CRM are deja astfel de plăți sau rândurile s-au schimbat. Verificați și înregistrați din nou.
    }
console-file-incomplete = FIȘIERUL { $file } ESTE TĂIAT: lipsește rândul КонецФайла, unele plăți se pot pierde. Exportați-l din nou și reîncărcați-l.
console-saver-gone = Salvarea s-a oprit: programul se închide. Porniți-l din nou — tot ce a fost salvat e la loc.
console-task-failed = Eroare internă la citirea registrului: { $error }. Reporniți programul — totul e salvat.
console-no-threads = Sistemul nu permite pornirea consolei: { $error }. Închideți alte programe și repetați.

## Chessboard.

console-board-free = liber
console-board-draft = rezervat
console-board-unpaid = neachitat
console-board-partly = achitat parțial
console-board-paid = achitat
console-board-empty = CRM nu are proprietăți: registrul de contracte nu e încărcat.
console-board-title =
    { $count ->
         [one] { $count } proprietate, vândute { $sold }
         [few] { $count } proprietăți, vândute { $sold }
        *[other] { $count } de proprietăți, vândute { $sold }
    }
console-board-place = tabla { $at } din { $all }
console-board-sums = total { $total } · achitat { $paid } ({ $percent } %) · rest { $due }

## Help and messages.

console-messages-title = Mesaje anterioare
console-no-messages = Nu au fost mesaje.
console-help-states = Ce înseamnă semnele
console-help-ready = complet, pleacă la următoarea înregistrare
console-help-review = un contract probabil, dar ceva trebuie verificat
console-help-choose = mai multe contracte apropiate — alegeți cu cifra
console-help-unmatched = contract negăsit — căutați-l
console-help-blocked = nu se poate înregistra, motivul e în rând
console-help-excluded = nu merge în CRM: nu e de la cumpărător sau exclus de dvs.
console-help-committed = în CRM și citit înapoi de acolo
console-help-failed = CRM a refuzat sau nu a răspuns, motivul e în rând
console-help-marks = Ce stă în coloane
console-help-mark-line = contractul și rândul din grafic
console-help-mark-lines = contractul și mai multe rânduri din grafic
console-help-mark-more = plată împărțită: acest contract și încă unul
console-help-mark-guess = singurul candidat, încă neales
console-help-mark-marked = rândul e marcat (Space)
console-help-mark-chosen = candidatul pe care merge deja plata
console-help-digits = ia candidatul cu acest număr și treci la rândul următor
console-key-stop = oprește
console-key-close = închide
console-space-key = Spațiu

## Evidence in a word, for columns.

console-why-contract-number = număr
console-why-contract-number-collapsed = număr fără semne
console-why-contract-date = data contractului
console-why-contract-date-conflict = altă dată
console-why-source-contract = contract în 1C
console-why-tax-id = cod fiscal
console-why-known-account = cont
console-why-payer-name = nume
console-why-purpose-name = nume în destinație
console-why-unit = proprietate
console-why-amount-is-line = suma
console-why-amount-is-remainder = rest
console-why-amount-is-lines = suma liniilor
console-why-amount-exceeds = peste datorie
console-why-due-window = scadență
console-why-due-far = departe de scadență
console-why-lender = bancă
console-why-other-contract-named = alt număr
console-why-other-tax-id = alt cod fiscal
console-why-other-person-named = alt nume
console-why-rejected-before = respins înainte
console-why-original-receipt = restituie o încasare
console-why-prior = a priori

## Flags in a word or two, for columns.

console-flag-outgoing = plată ieșită
console-flag-refund = restituire
console-flag-refund-exceeds = restituire prea mare
console-flag-refund-before-receipt = întâi încasarea
console-flag-own-transfer = transfer propriu
console-flag-deleted-in-source = șters în 1C
console-flag-draft-in-source = ciornă în 1C
console-flag-not-a-customer = nu e de la cumpărător
console-flag-no-money-moved = fără bani
console-flag-contract-terminated = reziliat
console-flag-contract-assigned = cesionat
console-flag-contract-draft = contract ciornă
console-flag-contract-unknown = contract necunoscut
console-flag-overpayment = plată în plus
console-flag-wrong-currency = altă valută
console-flag-certain-duplicate = duplicat
console-flag-another-buyers-number = numărul altui cumpărător
console-flag-not-our-account = nu e contul nostru
console-flag-zero-sum = sumă zero
console-flag-negative-sum = sumă negativă
console-flag-possible-duplicate = posibil duplicat
console-flag-other-sum = altă sumă
console-flag-paid-in-register = deja achitat
console-flag-contested = disputat
console-flag-amount-unusual = sumă neobișnuită
console-flag-small-difference = diferență mică
console-flag-prepayment = plată în avans
console-flag-third-party = plătește altul
console-flag-rejected-before = respins
console-flag-several-contracts-named = mai multe numite
console-flag-number-mistyped = număr greșit
console-flag-paid-before-signing = înainte de semnare
console-flag-vat-named = TVA menționat
console-flag-pooled-payment = plată comună
console-flag-number-not-unique = număr repetat
console-flag-penalty-named = penalitate
console-flag-changed-in-source = modificat în 1C
console-flag-unplaced = nu e repartizat tot
console-flag-reversed = stornat
console-flag-missing-in-crm = nu e în CRM
console-flag-taken-back-in-crm = storno CRM
console-flag-other-in-crm = altfel în CRM
console-flag-weak-evidence = temei slab
console-flag-one-sided = spus pe jumătate
console-flag-contradicted = contradicție
console-flag-unclear = neclar
console-flag-holder-has-others = care contract
console-flag-escrow = escrow
console-flag-purpose-other = altă destinație
console-flag-object-unknown = pentru ce?

## A state that somebody else has open.

console-key-answer = alege
console-key-leave = ieșire
console-key-look-again = din nou
console-held-title = Aceste date sunt deja deschise
console-held-who = Cine
console-held-place = Unde
console-held-host = Mașina
console-held-since = De la
console-held-since-time = { $time } — { $long }
console-held-nameless = Le ține alt proces; nu și-a spus numele.
console-held-one = Cu ele lucrează o singură consolă, ca nicio plată să nu plece de două ori.
console-held-files = Fișierele numite la apel se citesc dacă preluați; într-o copie nu se pot citi.
console-held-sure = Preluați? Acea consolă este rugată să iasă: așteaptă răspunsul la ce a trimis deja în CRM, nu mai trimite nimic și spune în fereastra ei cine a preluat. Tot ce s-a decis este salvat.
console-held-copying = Se face o copie…
console-held-waiting = Acea consolă se închide: { $seconds } s. Încărcarea în curs se oprește după răspunsul la ce s-a trimis.
console-held-ending = Acea consolă este oprită forțat: { $seconds } s.
console-held-deaf = Acea consolă nu răspunde. Poate fi oprită forțat: ce s-a salvat nu se pierde, iar jurnalul află la deschidere ce s-a întâmplat cu ce s-a trimis.
console-held-deaf-to-force = Procesul ei a fost oprit, dar sistemul nu l-a eliberat încă: așa face un disc blocat. Așteptați sau ieșiți și repetați mai târziu.
console-held-stopped = Nu se mai așteaptă. Acea consolă a fost rugată să iasă și se poate închide.
console-held-another = Acea consolă s-a închis, dar altcineva a deschis deja datele.
console-held-wanted = Altcineva preia aceste date chiar acum. Așteptați și repetați.
console-held-failed = Acea consolă nu a putut fi rugată să iasă: { $detail }. Nu s-a schimbat nimic.
console-held-look = privește
console-held-look-effect = o copie doar de citit; nu se schimbă nimic
console-held-take = preia
console-held-take-effect = acea consolă salvează și se închide, se deschide asta
console-held-leave = ieși
console-held-leave-effect = lasă totul cum este
console-held-no = înapoi
console-held-no-effect = nu prelua
console-held-yes = preia
console-held-yes-effect = roagă acea consolă să se închidă
console-held-wait = așteaptă
console-held-wait-effect = roagă încă o dată și așteaptă
console-held-force = oprește
console-held-force-effect = forțat; ce s-a salvat nu se pierde
console-taken-from = Preluat: { $holder }, { $place }. Tot ce s-a decis acolo este aici.
console-look-only = Doar vizualizare: nu se poate schimba nimic. Preluați la următoarea pornire.
console-look-begun = Doar o copie: cu datele lucrează altă consolă. { $key } — citește din nou.
console-look-again = Se citește din nou…
console-look-anew = Citit din nou.
console-look-header = DOAR VIZUALIZARE · { $time }
console-look-help = Doar vizualizare: tastele care schimbă ceva nu fac nimic aici.
