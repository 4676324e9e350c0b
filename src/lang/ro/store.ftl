# store: fișierul sesiunii
store-no-access = Fișierul sesiunii { $path } nu este accesibil: { $detail }. Acordați-vă dreptul de citire și scriere în acest dosar sau indicați altul: --state DOSAR.
store-in-use = Fișierul sesiunii { $path } este deschis în alt program sverka. Închideți-l sau indicați alt dosar: --state DOSAR.
store-newer = Fișierul sesiunii { $path } a fost scris de un program mai nou: schema { $found }, aici se cunoaște { $known }. Fișierul nu a fost atins. Actualizați sverka sau indicați alt dosar: --state DOSAR.
store-damaged = Fișierul sesiunii { $path } este deteriorat sau nu este un fișier sverka: { $detail }. A fost lăsat așa cum este. Restaurați-l dintr-o copie sau redenumiți-l (de exemplu, adăugați .damaged) și încărcați din nou fișierele cu plăți: CRM recunoaște ce a fost înregistrat și nu primește de două ori.
store-full = Fișierul sesiunii { $path } nu poate fi scris: nu este loc ({ $detail }). Ultima acțiune nu a fost salvată, tot ce a fost înainte este intact. Eliberați spațiu și deschideți din nou sverka.
store-broken = Eroare la fișierul sesiunii { $path }: { $detail }. Ce a fost salvat înainte este intact. Verificați discul și deschideți din nou sverka.
store-closed = Fișierul sesiunii { $path } a fost închis după o eroare, nu se mai scrie nimic în el. Deschideți din nou sverka.
