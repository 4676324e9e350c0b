# The configuration file
config-missing = There is no configuration file { $file }. Check the path after --config (or in SVERKA_CONFIG), or leave it out: without a file the usual settings hold.
config-unreadable = The configuration file { $file } cannot be read. Give yourself the right to read it, or name another one with --config ({ $detail }).
config-syntax = Configuration file { $file }, line { $line }: this is not TOML in UTF-8. Correct the line; text stands in quotes: name = "Developer Ltd" ({ $detail }).
config-unknown-key = Configuration file { $file }, line { $line }: unknown name “{ $key }”. What can stand here: { $known }. Correct or delete the line.
config-wrong-value = Configuration file { $file }, line { $line }: the value does not fit: { $written }. Wanted: { $wanted }. Correct or delete the line.
config-unknown-word = Configuration file { $file }, line { $line }: “{ $written }” does not fit. What can stand here: { $known }.
config-webhook = Configuration file { $file }, line { $line }: { $what }
config-wanted-text = a text in quotes
config-wanted-whole-number = a whole number of usual size, without quotes and point
config-wanted-between = a number from { $least } to { $most }
config-wanted-sum = a sum in quotes, for example "0.50"
config-wanted-list = a list in brackets: ["…", "…"]
config-wanted-truth = true or false
config-wanted-section = a section with lines of its own, not a single value
config-wanted-thresholds = ready above zero and not below review, ready_margin above zero, choose_margin from 0 to ready_margin
config-wanted-layout = as many letters in letters as in latin, each once
config-wanted-account = an account number of digits and Latin letters
config-wanted-tax-id = a tax number: ИНН, УНП or IDNO
config-wanted-field = the name of a field in Latin letters as sverka init shows it: "ufCrm_PAID"
config-wanted-both-fields = both fields, paid and payments: without one of them a payment cannot be kept
config-wanted-own-field = a field of its own for each: this one serves something else already
config-wanted-other = another value
