# store: the session's file
store-no-access = The session file { $path } is not accessible: { $detail }. Give yourself read and write access to this folder, or name another one: --state FOLDER.
store-in-use = The session file { $path } is open in another sverka. Close it, or name another folder: --state FOLDER.
store-newer = The session file { $path } was written by a newer program: schema { $found }, known here is { $known }. The file was not touched. Update sverka, or name another folder: --state FOLDER.
store-damaged = The session file { $path } is damaged, or is no sverka file: { $detail }. It was left as it is. Restore it from a backup, or rename it (add .damaged, say) and load the payment files again: the CRM knows what was committed and will not take it twice.
store-full = The session file { $path } cannot be written: no space ({ $detail }). The last action was not saved, everything before it is safe. Make room and open sverka again.
store-broken = The session file { $path } failed: { $detail }. What was saved before is safe. Check the disk and open sverka again.
store-closed = The session file { $path } was closed after a failure, nothing more is written to it. Open sverka again.
