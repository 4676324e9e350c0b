# The configuration file
config-missing = There is no configuration file { $file }. Check the path after --config (or in SVERKA_CONFIG), or leave it out: without a file the usual settings hold.
config-unreadable = The configuration file { $file } cannot be read: { $detail }. Give yourself the right to read it, or name another one with --config.
config-syntax = Configuration file { $file }, line { $line }: this is not TOML in UTF-8 ({ $detail }). Correct the line; text stands in quotes: name = "Developer Ltd".
config-unknown-key = Configuration file { $file }, line { $line }: unknown name “{ $key }”. What can stand here: { $known }. Correct or delete the line.
config-wrong-value = Configuration file { $file }, line { $line }: the value does not fit: { $written } ({ $detail }). Correct or delete the line.
config-unknown-word = Configuration file { $file }, line { $line }: “{ $written }” does not fit. What can stand here: { $known }.
