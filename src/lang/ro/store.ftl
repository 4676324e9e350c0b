# store: fișierul sesiunii
store-no-access = Fișierul sesiunii { $path } nu este accesibil: { $detail }. Acordați-vă dreptul de citire și scriere în acest dosar sau indicați altul: --state DOSAR.
store-in-use = Fișierul sesiunii { $path } este deschis în alt program sverka. Închideți-l sau indicați alt dosar: --state DOSAR.
store-newer = Fișierul sesiunii { $path } a fost scris de un program mai nou: schema { $found }, aici se cunoaște { $known }. Fișierul nu a fost atins. Actualizați sverka sau indicați alt dosar: --state DOSAR.
store-damaged = Fișierul sesiunii { $path } este deteriorat sau nu este un fișier sverka. A fost lăsat așa cum este. Readuceți datele dintr-o copie de rezervă (sverka state restore FIȘIER), iar fără ea mutați acest fișier și sverka.head în alt loc și încărcați din nou fișierele cu plăți: ce are CRM se recunoaște de la sine și nu pleacă de două ori.
store-full = Fișierul sesiunii { $path } nu poate fi scris: nu este loc ({ $detail }). Ultima acțiune nu a fost salvată, tot ce a fost înainte este intact. Eliberați spațiu și deschideți din nou sverka.
store-broken = Eroare la fișierul sesiunii { $path }: { $detail }. Ce a fost salvat înainte este intact. Verificați discul și deschideți din nou sverka.
store-moved = Fișierul sesiunii { $path } a fost luat sau înlocuit cât era deschis. Ultima acțiune nu este salvată; ce s-a salvat înainte este în acel fișier. Puneți-l la loc și deschideți sverka din nou; dacă nu mai este, ea spune cum se readuce lucrul.
store-closed = Fișierul sesiunii { $path } a fost închis după o eroare, nu se mai scrie nimic în el. Deschideți din nou sverka.

# jurnalul acțiunilor
store-log-broken = Înregistrarea nr. { $number } din jurnal nu o continuă pe cea dinainte: una dintre ele a fost modificată, mutată sau scoasă. Restaurați dosarul de stare dintr-o copie și aflați cine l-a modificat.
store-log-unreadable = Înregistrarea nr. { $number } din jurnal nu poate fi citită: { $detail }. Restaurați dosarul de stare dintr-o copie.
store-log-end-missing = Înregistrări în jurnal: { $found }, iar înainte { $known }. Sfârșitul jurnalului a fost tăiat sau fișierul sesiunii a fost înlocuit cu unul mai vechi. Restaurați întregul dosar de stare dintr-o copie; dacă ați pus chiar dumneavoastră fișierul vechi, ștergeți fișierul .head de lângă el: va rămâne o înregistrare despre aceasta.
store-log-head-missing = Fișierul { $file } lipsește: nu se poate spune dacă sfârșitul jurnalului a fost tăiat. Dacă nu l-a șters nimeni intenționat, restaurați dosarul de stare dintr-o copie; următoarea acțiune face fișierul din nou și lasă o înregistrare despre aceasta.
store-log-head-unreadable = Fișierul { $file }, care păstrează lungimea și amprenta jurnalului, este stricat. Dacă jurnalul însuși este întreg și nu se știe de nicio intervenție, ștergeți acest fișier: următoarea acțiune îl face din nou și lasă o înregistrare despre aceasta.
store-log-head-differs = Fișierul { $file } ține minte altă amprentă a jurnalului la înregistrarea nr. { $number }: jurnalul a fost rescris sau fișierul sesiunii a fost înlocuit. Restaurați întregul dosar de stare dintr-o copie.
store-log-row-differs = Documentul nr. { $number } din { $date } nu stă așa cum spune ultima înregistrare despre el: rândul a fost modificat pe lângă sverka. Comparați-l cu CRM și restaurați dosarul de stare dintr-o copie.
store-log-row-missing = Documentul nr. { $number } din { $date } nu este în sesiune, dar jurnalul vorbește despre el: rândul a fost scos pe lângă sverka. Restaurați dosarul de stare dintr-o copie.
store-log-attempt-differs = Trimiterea nr. { $number } din jurnalul înregistrărilor nu stă așa cum spune jurnalul acțiunilor: a fost modificată pe lângă sverka. Restaurați dosarul de stare dintr-o copie; ce este în CRM arată sverka crm payments.
store-log-journal-differs = Documentul nr. { $number } din { $date }: rândul și jurnalul înregistrărilor nu sunt de acord dacă a plecat în CRM. Restaurați dosarul de stare dintr-o copie; ce este în CRM arată sverka crm payments.
