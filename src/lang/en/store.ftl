# store: the session's file
store-no-access = The session file { $path } is not accessible: { $detail }. Give yourself read and write access to this folder, or name another one: --state FOLDER.
store-in-use = The session file { $path } is open in another sverka. Close it, or name another folder: --state FOLDER.
store-newer = The session file { $path } was written by a newer program: schema { $found }, known here is { $known }. The file was not touched. Update sverka, or name another folder: --state FOLDER.
store-damaged = The session file { $path } is damaged, or is no sverka file. It was left as it is. Bring the data back from a backup (sverka state restore FILE); without one, move this file and sverka.head away and load the payment files again: what the CRM holds is known again by itself and will not go twice.
store-full = The session file { $path } cannot be written: no space ({ $detail }). The last action was not saved, everything before it is safe. Make room and open sverka again.
store-broken = The session file { $path } failed: { $detail }. What was saved before is safe. Check the disk and open sverka again.
store-moved = The session file { $path } was taken away or replaced while it was open. The last action was not saved; what was saved before is in that file. Put it back and open sverka again; if it is no more, it says how to bring the work back.
store-closed = The session file { $path } was closed after a failure, nothing more is written to it. Open sverka again.

# the log of actions
store-log-broken = Entry No. { $number } of the log does not continue the one before: one of them was changed, moved or taken out. Restore the state folder from a backup and find out who changed it.
store-log-unreadable = Entry No. { $number } of the log cannot be read: { $detail }. Restore the state folder from a backup.
store-log-end-missing = Entries in the log: { $found }, and there were { $known }. Its end was cut off, or the session file was replaced by an older one. Restore the whole state folder from a backup; if you put the older file there yourself, delete the .head file beside it: an entry will tell of that.
store-log-head-missing = The file { $file } is missing: nobody can say whether the end of the log was cut off. If nobody deleted it on purpose, restore the state folder from a backup; the next action makes the file anew and leaves an entry about it.
store-log-head-unreadable = The file { $file }, which keeps the length and fingerprint of the log, is spoilt. If the log itself is whole and nobody is known to have meddled, delete this file: the next action makes it anew and leaves an entry about it.
store-log-head-differs = The file { $file } remembers another fingerprint of the log at entry No. { $number }: the log was rewritten, or the session file replaced. Restore the whole state folder from a backup.
store-log-row-differs = Document No. { $number } of { $date } does not stand as the last entry of the log about it says: the row was changed by something else than sverka. Compare it with the CRM and restore the state folder from a backup.
store-log-row-missing = Document No. { $number } of { $date } is not in the session, and the log tells of it: the row was taken out by something else than sverka. Restore the state folder from a backup.
store-log-attempt-differs = Sending No. { $number } of the commit journal does not stand as the log says: it was changed by something else than sverka. Restore the state folder from a backup; sverka crm payments shows what the CRM has.
store-log-journal-differs = Document No. { $number } of { $date }: the row and the commit journal do not agree whether it went to the CRM. Restore the state folder from a backup; sverka crm payments shows what the CRM has.
