# desk
desk-in-use = This state is open already: { $holder }, { $place }, { $since }. Close that console with q; if it is lost, end it: kill { $pid }. Nothing that was saved is lost. Folder: { $folder }
desk-in-use-unknown = This state is open in another process, which did not say who it is. Close that console and try again. Folder: { $folder }
desk-place-none = without a terminal
desk-place-terminal = terminal { $terminal }
desk-place-ssh = over SSH from { $from }
desk-place-both = terminal { $terminal }, over SSH from { $from }
desk-since-minutes = { $count ->
    [0] opened just now
    [one] opened { $count } minute ago
   *[other] opened { $count } minutes ago
}
desk-since-hours = { $count ->
    [one] opened { $count } hour ago
   *[other] opened { $count } hours ago
}
desk-folder-read-only = The state folder { $folder } does not open: it may not be written ({ $detail }). Give yourself the right to write there, or name another folder: --state DIR. Nothing was changed.
desk-folder-full = The state folder { $folder } does not open: the disk is full ({ $detail }). Make room and try again. Nothing is lost.
desk-folder-is-a-file = The state folder { $folder } does not open: a file stands in its place ({ $detail }). Name a folder: --state DIR.
desk-folder-unusable = The state folder { $folder } does not open: { $detail }. Check the path, or name another folder: --state DIR.
desk-holder-user = { $user }, process { $pid }
desk-holder-process = process { $pid }
desk-damaged-session = The session file { $file } is damaged, or is no sverka file. It was left as it is. { $aside } { $way }
desk-damaged-crm = The CRM file { $file } is damaged, or is no CRM file. It was left as it is. { $aside } { $way }
desk-aside-made = A copy for whoever looks into it: { $copy }.
desk-aside-there = The same copy has been put aside already: { $copy }.
desk-aside-full = No copy could be put aside, there is no space ({ $detail }): make room and try again.
desk-aside-failed = No copy could be put aside: { $detail }.
desk-way-backup-session = Bring the session back from the backup (the CRM is whole and stays as it is): sverka state restore --keep-crm --state { $state } { $backup }
desk-way-backup = Bring the data back from the backup: sverka state restore --state { $state } { $backup }
desk-way-session = There is no backup in the folder; if one lies elsewhere: sverka state restore FILE. Without one, move { $file } and { $head } away and load the payment files again: what the CRM holds is known again by itself and will not go twice; only decisions that were not committed are lost.
desk-session-gone = The session file { $file } is gone, and its log had begun. No empty session was begun in its place. { $way }
desk-way-backup-session-gone = Bring the session back from the backup (the CRM stays as it is): sverka state restore --keep-crm --state { $state } { $backup }
desk-way-session-gone = There is no backup in the folder; if it lies elsewhere: sverka state restore FILE. Without one move { $head } elsewhere and load the payment files again: what the CRM holds is known by itself and does not go twice; only decisions that were not committed are lost.
desk-crm-gone = The file of the embedded CRM { $file } is gone, and the session has committed payments already (to it or to another CRM). No empty CRM was begun in its place. { $way }
desk-way-crm-gone = There is no backup of the CRM in the folder; if it lies elsewhere: sverka state restore FILE. Without one load the register, with which the CRM begins anew: sverka crm import --begin-anew REGISTER. Committed rows then say that the CRM has them no more: take them back and commit them again, each goes once.
desk-way-crm = There is no backup in the folder; if one lies elsewhere: sverka state restore FILE. Without one, move { $file } away and load the register: sverka crm import --begin-anew REGISTER. Committed rows will say that the CRM holds them no more: reverse them and commit them again, each goes once.
desk-restless = { $file } could not be copied: it is written to all the time. Wait for the batch to end and try again. Nothing was changed.
desk-reach-nameless = That process did not say who it is. Close that console yourself: key q.
desk-reach-host = It is open on another machine ({ $host }). Close it there: key q.
desk-reach-not-here = Process { $pid } is not seen from here: it runs in a container or on another machine. Close that console where it is open.
desk-reach-user = Another user has it open ({ $holder }). Ask them to leave with q, or the administrator: kill { $pid }.
desk-holder-nameless = another process
desk-stopped = Stopped before it began: nothing was sent, the rows are as they were.
desk-stopped-unknown = { $count ->
    [one] Stopped before it began: nothing new was sent. The outcome of { $count } payment sent earlier is not known yet; the next start asks the CRM.
   *[other] Stopped before it began: nothing new was sent. The outcome of { $count } payments sent earlier is not known yet; the next start asks the CRM.
}
desk-register-not-read = The batch went through, but the register was not read anew after it. { $why } The payments are not concerned: the next start reads the register.
desk-register-not-awaited = The register was not read anew after the batch: you did not wait. The payments are not concerned: the next start reads the register.
