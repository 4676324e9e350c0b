# backup: a copy of the state and the way back
backup-made = Backup written and checked by reading it back: { $file }
backup-contents = Made { $made }, sverka { $program }. Session: { $rows }, last batch { $batch }, log { $entries }, schema { $schema }. { $crm }
backup-contents-crm = { $count ->
    [one] Embedded CRM: { $count } posting, schema { $schema }.
   *[other] Embedded CRM: { $count } postings, schema { $schema }.
}
backup-contents-no-crm = There is no embedded CRM in it.
backup-rows = { $count ->
    [one] { $count } row
   *[other] { $count } rows
}
backup-entries = { $count ->
    [one] { $count } entry
   *[other] { $count } entries
}
backup-batches = { $count ->
    [0] no batch
    [one] { $count } batch
   *[other] { $count } batches
}
backup-whole = The backup { $file } is whole.
backup-present-nothing = There is no session in the data folder now.
backup-present-damaged = What lies in the data folder now is damaged and cannot be read. It is put aside into a folder beside, as it is.
backup-present-unreadable = What lies in the data folder now cannot be read: { $why }
backup-present-another = In the data folder there is another session now, { $rows }: it does not go on from the backup. It will be put aside into a folder beside.
backup-present-same = The data folder holds the same now.
backup-present-later = Added since: log — { $entries }, { $batches }. The backup has none of it; the present files will be put aside into a folder beside.
backup-crm-comes = There is no embedded CRM now, or it cannot be read; it comes back too, with entries: { $count }.
backup-crm-stays = The embedded CRM stays as it is.
backup-crm-more = The embedded CRM goes back too: it has more entries than now, by { $count }.
backup-crm-same = The embedded CRM took no postings since.
backup-crm-goes-back = { $count ->
    [one] The embedded CRM goes back too: { $count } later posting will not be in it. To leave it as it is: --keep-crm.
   *[other] The embedded CRM goes back too: { $count } later postings will not be in it. To leave it as it is: --keep-crm.
}
backup-crm-kept = { $count ->
    [one] The embedded CRM stays as it is, with { $count } posting more; what it holds is known again by itself.
   *[other] The embedded CRM stays as it is, with { $count } postings more; what it holds is known again by itself.
}
backup-ask = Put this state back?
backup-wants-yes = Putting back { $file } was not confirmed: there is nobody to ask. Nothing has changed. Run it again with --yes.
backup-not-restored = Nothing has changed.
backup-restored = The state was put back. The files that were there are whole: { $aside }. What the CRM learned since, the rows will say when opened.
backup-migrated = The session’s file was brought from schema { $from } to schema { $now }. The state as it was: { $copy }
backup-up-to-date = The session’s file is up to date, schema { $now }.
backup-crm-schema = The embedded CRM’s file is in order, schema { $schema }.
backup-not-made = No copy of the state was made, which does not hinder the work: { $why }
backup-nothing = There is no session in { $folder }: nothing to keep. Name the data folder: --state FOLDER.
backup-exists = { $file } is there already and stays untouched. Name another file.
backup-not-found = There is no { $file } ({ $detail }). Check the name; the copies that sverka makes by itself lie in the folder backups of the data folder.
backup-full = Cannot write { $file }: no space ({ $detail }). Make room and run it again; the state is untouched.
backup-unusable = Cannot read or write { $file }: { $detail }. Check path and permissions; the state is untouched.
backup-begun = Restoring was begun in { $folder } and not finished: { $detail }. The files are whole, those from before in a folder aside-… beside. Mend the cause: the next start of sverka finishes it by itself.
backup-no-room = The copy { $file } wants { $wanted } MiB, and { $free } MiB are free on the disk of { $folder }. Make room.
backup-no-folder = There is no folder { $folder } to put the backup into. Make it or name another. Nothing was changed.
backup-is-folder = { $folder } is a folder, and the file of a backup is wanted. Name it: its name ends in .zip. Nothing was changed.
backup-no-crm = There is no file of the embedded CRM { $file }: nothing to keep. Nothing was changed. Repeat without --keep-crm, and the CRM comes back from the backup.
backup-foreign = { $file } is no backup of sverka: such files are written by sverka state backup, and by the program itself into the folder backups. Nothing was changed.
backup-damaged = The backup { $file } is damaged: it cannot be read to its end, or what is in it does not fit its checksum. Nothing was changed. Take another one.
backup-newer = The backup { $file } was made by a newer program: form { $found }, { $known } is known here. Update sverka. Nothing has changed.
