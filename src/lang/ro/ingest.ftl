# ingest: what is said about files of payments
ingest-missing = Fișierul nu există: { $file }. Verificați calea și numele.
ingest-closed = Fișierul { $file } nu se deschide. Verificați dreptul de citire ({ $detail }).
ingest-folder = { $file } este un dosar, trebuie un fișier. Indicați exportul însuși, de exemplu { $file }/kl_to_1c.txt.
ingest-not-a-file = { $file } nu este un fișier obișnuit (dispozitiv sau canal). Salvați exportul într-un fișier și indicați-l.
ingest-empty = Fișierul { $file } este gol. Exportați din nou și verificați că exportul s-a încheiat.
ingest-unreadable = Citirea fișierului { $file } s-a întrerupt. Nu s-a preluat nimic din el. Copiați fișierul pe discul acestei mașini și repetați ({ $detail }).
ingest-not-payments = Fișierul { $file } nu poate fi citit ca plăți. { $what }
ingest-zip-entries = Arhiva { $file } conține fișiere: { $entries }, trebuie exact unul. Dezarhivați și indicați fișierul dorit.
ingest-zip-too-large = Arhiva { $file } depășește { $megabytes } MB. Dezarhivați și indicați fișierul sau exportați o perioadă mai scurtă.
ingest-zip-damaged = Arhiva { $file } nu se dezarhivează: { $detail }. Descărcați sau exportați din nou; o arhivă cu parolă dezarhivați-o singuri.
ingest-letters-lost = Fișierul { $file }, rândul { $line }: fișierul a fost stricat de o conversie greșită, literele rusești s-au pierdut. Nu pot fi refăcute: luați fișierul original de la bancă și nu-l salvați într-un editor.
ingest-mixed-encoding = Fișierul { $file }, rândul { $line }: până aici codificarea este { $encoding }, de aici alta. Par lipite două fișiere. Încărcați-le pe rând.
ingest-mixed-line-ends = Fișierul { $file }, rândul { $line }: sfârșiturile de rând sunt amestecate (CRLF și LF), documentele nu pot fi separate. Luați fișierul original de la bancă.
ingest-line-too-long = Fișierul { $file }, rândul { $line }: rândul depășește { $kilobytes } KB. Nu este un extras sau este stricat. Exportați din nou.
ingest-xml = Fișierul { $file }, rândul { $line }: { $what }. Nu s-a preluat nimic din fișier.
ingest-xml-cut = fișierul se întrerupe la mijloc. Exportați din nou și așteptați sfârșitul exportului
ingest-xml-syntax = marcajul XML este stricat ({ $detail }). Exportați din nou și nu modificați fișierul de mână
ingest-xml-control-character = caracterul { $code }, interzis în XML. Găsiți-l în destinația plății sau în comentariul documentului 1C, corectați documentul și exportați din nou
ingest-xml-entity = entitatea necunoscută „{ $name }”. Programele 1C nu scriu așa ceva; exportați din nou
ingest-xml-document-type = o declarație DOCTYPE. EnterpriseData nu are așa ceva, fișierul nu se citește
ingest-xml-too-deep = elemente imbricate mai adânc decât permite EnterpriseData. Fișierul este stricat; exportați din nou
ingest-xml-too-long = o valoare sau o etichetă mai lungă de 1 MB. Fișierul este stricat; exportați din nou
ingest-xml-trailing = după sfârșitul datelor mai este ceva. Par lipite două fișiere: încărcați-le pe rând
ingest-xml-no-body = lipsește Body cu documente. Exportați documentele cu „Выгрузка и загрузка данных EnterpriseData”
ingest-xml-encoding = octeți care nu sunt litere în codificarea fișierului. Exportați din nou
format-v8-exchange = Este „Выгрузка и загрузка данных XML” (V8Exch). Exportați aceleași documente în EnterpriseData („Выгрузка и загрузка данных EnterpriseData”) sau luați extrasul băncii pentru 1C (kl_to_1c.txt).
format-conversion-exchange = Este „Универсальный обмен данными” (ФайлОбмена). Exportați aceleași documente în EnterpriseData („Выгрузка и загрузка данных EnterpriseData”) sau luați extrasul băncii pentru 1C (kl_to_1c.txt).
format-commerceml = Este CommerceML: comenzi și mărfuri pentru un site. Trebuie plăți: un export EnterpriseData sau extrasul băncii pentru 1C (kl_to_1c.txt).
format-belarus-client-bank = Este textul unui client-bank din Belarus fără primul rând (***** ^Type=…^ ^Acc=…^): nu se știe al cui este contul. Luați fișierul original din client-bank.
format-camt = Este un extras ISO 20022 (camt). Alegeți în client-bank „Экспорт в 1С” (1CClientBankExchange).
format-mt940 = Este un extras MT940. Alegeți în client-bank „Экспорт в 1С” (1CClientBankExchange).
format-direct-bank = Este un mesaj DirectBank. Încărcați-l în 1C și exportați documentele în EnterpriseData sau alegeți în client-bank „Экспорт в 1С”.
format-fast-infoset = Este XML binar (FastInfoset). Exportați datele ca XML obișnuit în formatul EnterpriseData.
format-other-xml = Este XML cu rădăcina „{ $root }”. Trebuie un export EnterpriseData („Выгрузка и загрузка данных EnterpriseData”) sau extrasul băncii pentru 1C (kl_to_1c.txt).
format-html = Este o pagină web: banca a dat probabil pagina de autentificare în locul fișierului. Autentificați-vă din nou și repetați „Экспорт в 1С”.
format-json = Este JSON. Trebuie un export EnterpriseData sau extrasul băncii pentru 1C (kl_to_1c.txt).
format-pdf = Este un PDF pentru tipar. Alegeți în client-bank „Экспорт в 1С” (1CClientBankExchange).
format-excel = Este un tabel Excel. Alegeți în client-bank „Экспорт в 1С” (1CClientBankExchange); registrul contractelor se încarcă prin crm import.
format-office = Este un document Word sau OpenDocument. Alegeți în client-bank „Экспорт в 1С” (1CClientBankExchange).
format-onec-file = Este un fișier al 1C însuși (bază, copie a bazei sau procesare externă). Exportați documentele cu „Выгрузка и загрузка данных EnterpriseData”.
format-other-archive = Este o arhivă care nu se dezarhivează aici. Dezarhivați-o și indicați fișierul din ea.
format-image = Este o imagine. Alegeți în client-bank „Экспорт в 1С” (1CClientBankExchange).
format-binary = Este un fișier binar. Trebuie un export EnterpriseData sau extrasul băncii pentru 1C (kl_to_1c.txt).
format-unknown = Este un text de format necunoscut. Trebuie extrasul băncii pentru 1C (kl_to_1c.txt, primul rând 1CClientBankExchange) sau un export EnterpriseData.
refused-no-date = documentul nu are dată
refused-date = „{ $text }” nu este o dată
refused-no-sum = documentul nu are sumă
refused-sum = suma „{ $text }” nu poate fi citită într-un singur fel
refused-currency = valută necunoscută „{ $text }”
refused-kind = documentele de tipul „{ $name }” nu se preiau aici
refused-no-currency = valuta contului nu este numită; luați un extras în care este
refused-both-sides = banca a scris și debit, și credit: nu se știe încotro au mers banii; luați din nou extrasul de la bancă
refused-no-movement = și debitul, și creditul sunt zero: banii contului nu s-au mișcat
refused-too-large = documentul este mai mare decât orice document: probabil fișierul este stricat
refused-line-ends = în interiorul unei valori începe alt document (sfârșituri de rând amestecate); încărcați fișierul original al băncii
refused-unterminated = fișierul se termină înaintea documentului; exportați din nou
refused-after-end = documentul stă după sfârșitul extrasului (КонецФайла sau ####); dacă s-au lipit două fișiere, încărcați-le pe rând
warning-empty-file = FIȘIER FĂRĂ DOCUMENTE: formatul este corect, dar nu are nicio plată (alte obiecte: { $other }). Verificați perioada și filtrul exportului.
warning-no-end = Lipsește ultimul rând (КонецФайла sau ####): fișierul poate fi incomplet. Comparați numărul documentelor cu banca sau exportați din nou.
warning-no-number = { $count ->
    [one] { $count } document fără număr
    [few] { $count } documente fără număr
   *[other] { $count } de documente fără număr
}: verificați să nu fie introduse de două ori.
warning-lost-letters = { $count ->
    [one] În { $count } document
    [few] În { $count } documente
   *[other] În { $count } de documente
} o parte din litere s-au pierdut la conversie (semnul �).
warning-deleted = { $count ->
    [one] 1C anunță ștergerea a { $count } document
    [few] 1C anunță ștergerea a { $count } documente
   *[other] 1C anunță ștergerea a { $count } de documente
}.
warning-outside-period = { $count ->
    [one] { $count } document este
    [few] { $count } documente sunt
   *[other] { $count } de documente sunt
} în afara perioadei indicate în fișier.
warning-balance = Contul { $account }: soldul nu se potrivește, după rulaje { $expected }, în fișier { $found }.
warning-totals-credited = Contul { $account }: banca scrie că au intrat { $declared }, documentele din fișier fac { $found }. Fișierul poate fi incomplet.
warning-totals-debited = Contul { $account }: banca scrie că au ieșit { $declared }, documentele din fișier fac { $found }. Fișierul poate fi incomplet.
warning-totals-unchecked = Rulajele nu au fost verificate: fișierul are prea multe secțiuni de conturi.
warning-no-version = Fișierul nu indică versiunea EnterpriseData; câmpurile s-au citit după nume.
warning-newer-version = Versiunea { $version } a formatului este mai nouă decât cele cunoscute aici (până la 1.21); câmpurile s-au citit după nume, verificați sumele și contractele.
warning-more = { $count ->
    [one] Și încă { $count } avertisment.
    [few] Și încă { $count } avertismente.
   *[other] Și încă { $count } de avertismente.
}
