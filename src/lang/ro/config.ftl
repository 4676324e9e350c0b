# Fișierul de configurare
config-missing = Fișierul de configurare { $file } nu există. Verificați calea de după --config (sau din SVERKA_CONFIG) ori omiteți-o: fără fișier sunt valabile setările obișnuite.
config-unreadable = Fișierul de configurare { $file } nu poate fi citit. Acordați-vă dreptul de citire sau indicați alt fișier cu --config ({ $detail }).
config-syntax = Fișierul de configurare { $file }, rândul { $line }: acesta nu este TOML în UTF-8. Corectați rândul; textul se scrie între ghilimele: name = "Dezvoltator SRL" ({ $detail }).
config-unknown-key = Fișierul de configurare { $file }, rândul { $line }: nume necunoscut „{ $key }”. Aici se poate scrie: { $known }. Corectați sau ștergeți rândul.
config-wrong-value = Fișierul de configurare { $file }, rândul { $line }: valoarea nu se potrivește: { $written }. Este nevoie de: { $wanted }. Corectați sau ștergeți rândul.
config-unknown-word = Fișierul de configurare { $file }, rândul { $line }: „{ $written }” nu se potrivește. Se poate scrie: { $known }.
config-webhook = Fișierul de setări { $file }, linia { $line }: { $what }
config-wanted-text = un text între ghilimele
config-wanted-whole-number = un număr întreg de mărime obișnuită, fără ghilimele și punct
config-wanted-between = un număr de la { $least } la { $most }
config-wanted-sum = o sumă între ghilimele, de exemplu "0.50"
config-wanted-list = o listă între paranteze: ["…", "…"]
config-wanted-truth = true sau false
config-wanted-section = o secțiune cu rânduri proprii, nu o singură valoare
config-wanted-thresholds = ready peste zero și nu sub review, ready_margin peste zero, choose_margin de la 0 la ready_margin
config-wanted-layout = în letters tot atâtea litere câte în latin, fiecare o singură dată
config-wanted-account = un număr de cont din cifre și litere latine
config-wanted-tax-id = un număr fiscal: ИНН, УНП sau IDNO
config-wanted-field = numele unui câmp cu litere latine, așa cum îl arată sverka init: "ufCrm_PAID"
config-wanted-both-fields = ambele câmpuri, paid și payments: fără unul dintre ele plata nu se poate păstra
config-wanted-own-field = un câmp propriu pentru fiecare: acesta servește deja altceva
config-wanted-other = altă valoare
