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
