# backup: copia stării și întoarcerea la ea
backup-made = Copia s-a scris și s-a verificat prin citire: { $file }
backup-contents = Făcută la { $made }, sverka { $program }. Sesiune: { $rows }, ultimul lot { $batch }, jurnal { $entries }, schema { $schema }. { $crm }
backup-contents-crm = { $count ->
    [one] CRM încorporat: { $count } înregistrare, schema { $schema }.
    [few] CRM încorporat: { $count } înregistrări, schema { $schema }.
   *[other] CRM încorporat: { $count } de înregistrări, schema { $schema }.
}
backup-contents-no-crm = CRM încorporat nu este în copie.
backup-rows = { $count ->
    [one] { $count } rând
    [few] { $count } rânduri
   *[other] { $count } de rânduri
}
backup-entries = { $count ->
    [one] { $count } înregistrare
    [few] { $count } înregistrări
   *[other] { $count } de înregistrări
}
backup-batches = { $count ->
    [0] niciun lot
    [one] { $count } lot
    [few] { $count } loturi
   *[other] { $count } de loturi
}
backup-whole = Copia { $file } este întreagă.
backup-present-nothing = În dosarul de date nu este acum nicio sesiune.
backup-present-damaged = Ce se află acum în dosarul de date este deteriorat și nu se poate citi. Va fi pus deoparte, așa cum este, într-un dosar alăturat.
backup-present-unreadable = Ce se află acum în dosarul de date nu se poate citi: { $why }
backup-present-another = În dosarul de date este acum altă sesiune, { $rows }: nu continuă copia. Va fi pusă deoparte într-un dosar alăturat.
backup-present-same = Dosarul de date are acum același lucru.
backup-present-later = De atunci s-au adăugat: jurnal — { $entries }, { $batches }. Copia nu le are; fișierele de acum vor fi puse deoparte într-un dosar alăturat.
backup-crm-comes = CRM-ul încorporat lipsește acum sau nu se poate citi; revine și el, cu înregistrări: { $count }.
backup-crm-stays = CRM-ul încorporat rămâne cum este.
backup-crm-more = CRM-ul încorporat revine și el: are mai multe înregistrări decât acum, cu { $count }.
backup-crm-same = CRM încorporat nu a primit înregistrări de atunci.
backup-crm-goes-back = { $count ->
    [one] Și CRM încorporat se întoarce: { $count } înregistrare ulterioară nu va mai fi în el. Ca să rămână cum este: --keep-crm.
    [few] Și CRM încorporat se întoarce: { $count } înregistrări ulterioare nu vor mai fi în el. Ca să rămână cum este: --keep-crm.
   *[other] Și CRM încorporat se întoarce: { $count } de înregistrări ulterioare nu vor mai fi în el. Ca să rămână cum este: --keep-crm.
}
backup-crm-kept = { $count ->
    [one] CRM încorporat rămâne cum este, cu { $count } înregistrare în plus; ce ține el se recunoaște de la sine.
    [few] CRM încorporat rămâne cum este, cu { $count } înregistrări în plus; ce ține el se recunoaște de la sine.
   *[other] CRM încorporat rămâne cum este, cu { $count } de înregistrări în plus; ce ține el se recunoaște de la sine.
}
backup-ask = Întorc această stare?
backup-wants-yes = Întoarcerea la { $file } nu este confirmată: nu are cine răspunde. Nimic nu s-a schimbat. Repetați cu --yes.
backup-not-restored = Nimic nu s-a schimbat.
backup-restored = Starea a fost întoarsă. Fișierele dinainte sunt întregi: { $aside }. Ce a aflat CRM de atunci vor spune rândurile la deschidere.
backup-migrated = Fișierul sesiunii a trecut de la schema { $from } la schema { $now }. Starea dinainte: { $copy }
backup-up-to-date = Fișierul sesiunii este la zi, schema { $now }.
backup-crm-schema = Fișierul CRM încorporat este în ordine, schema { $schema }.
backup-not-made = Copia stării nu s-a făcut; lucrul nu este împiedicat: { $why }
backup-nothing = În dosarul { $folder } nu este nicio sesiune: nu este ce păstra. Numiți dosarul de date: --state DOSAR.
backup-exists = Fișierul { $file } există deja și rămâne neatins. Numiți altul.
backup-not-found = Fișierul { $file } nu există ({ $detail }). Verificați numele; copiile pe care sverka le face singură stau în dosarul backups din dosarul de date.
backup-full = { $file } nu se poate scrie: nu este loc ({ $detail }). Eliberați loc și repetați; starea este neatinsă.
backup-unusable = { $file } nu se poate citi sau scrie: { $detail }. Verificați calea și drepturile; starea este neatinsă.
backup-begun = Restaurarea a fost începută în { $folder } și nu s-a încheiat: { $detail }. Fișierele sunt întregi, cele dinainte se află într-un dosar aside-… alăturat. Înlăturați cauza: următoarea pornire sverka o încheie singură.
backup-no-room = Copia { $file } cere { $wanted } MiB, iar pe discul dosarului { $folder } sunt liberi { $free } MiB. Eliberați spațiu.
backup-no-folder = Dosarul { $folder } nu există: copia nu are unde fi scrisă. Creați-l sau indicați altul. Nu s-a schimbat nimic.
backup-is-folder = { $folder } este un dosar, iar aici trebuie fișierul copiei. Indicați-l: numele lui se termină în .zip. Nu s-a schimbat nimic.
backup-no-crm = Fișierul CRM-ului încorporat { $file } lipsește: nu este nimic de păstrat. Nu s-a schimbat nimic. Repetați fără --keep-crm și CRM-ul revine din copie.
backup-foreign = { $file } nu este o copie de rezervă sverka: asemenea fișiere le scriu sverka state backup și programul însuși în dosarul backups. Nu s-a schimbat nimic.
backup-damaged = Copia de rezervă { $file } este deteriorată: nu se citește până la capăt sau conținutul nu corespunde sumei de control. Nu s-a schimbat nimic. Luați altă copie.
backup-newer = Copia { $file } a fost făcută de un program mai nou: forma { $found }, aici se știe { $known }. Actualizați sverka. Nimic nu s-a schimbat.
