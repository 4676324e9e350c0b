# Command line: help, errors, what commands print

cli-about = Sverka: payments from 1C find their contracts and go to the CRM with one keystroke.
cli-about-init = Set the program up: a few questions, a look at the portal, a configuration file
cli-about-demo = Show the program on built-in demo data
cli-about-import = Read payment files, find contracts and keep the rows in the session
cli-about-rows = Show the rows of the session
cli-about-commit = Commit every ready row to the CRM
cli-about-reverse = Take back what was committed: a whole batch or single payments
cli-about-crm = Contracts and payments of the CRM
cli-about-crm-import = Load a contract register (.csv or .xlsx) into the embedded CRM; loading it again updates and never doubles
cli-about-crm-contracts = Show the contracts that the CRM holds now
cli-about-crm-payments = Show the payments that the CRM holds now
cli-about-memory = Show what was learned from your decisions: whose account pays for which contract
cli-about-memory-export = Write it to a new .csv file
cli-about-memory-forget = Forget a payer, a contract or everything; decisions stay
cli-about-export = Write the register of a batch for the accounts: what went through, with totals, and what did not
cli-about-state = Keep everything in one backup, put it back, bring the files up to date
cli-about-state-backup = Write the state as one file: session, journal, embedded CRM
cli-about-state-restore = Put the state back from a backup; the present files are put aside, not deleted
cli-about-state-migrate = Bring the files up to this program; the state as it was stays in a copy
cli-about-log = Show the log of actions: who did what to which row, and when
cli-about-keys = Show the key table
cli-about-doctor = Check configuration, state folder, CRM and terminal and say what to mend
cli-usage-open = sverka [COMMAND | FILE…] [OPTIONS]
cli-usage-init = sverka init [--webhook-file FILE]
cli-usage-demo = sverka demo [--write FOLDER]
cli-usage-import = sverka import FILE… [--json]
cli-usage-rows = sverka rows [--readiness NAME]… [--json]
cli-usage-commit = sverka commit [--dry-run] [--json]
cli-usage-reverse = sverka reverse [--batch NUMBER|last] [--payment NUMBER]… --reason TEXT [--dry-run] [--json]
cli-usage-crm = sverka crm import|contracts|payments
cli-usage-crm-import = sverka crm import FILE [--begin-anew]
cli-usage-crm-contracts = sverka crm contracts [--json]
cli-usage-crm-payments = sverka crm payments [--json]
cli-usage-memory = sverka memory [--json]
cli-usage-memory-export = sverka memory export FILE
cli-usage-memory-forget = sverka memory forget --payer ACCOUNT | --contract NUMBER | --all
cli-usage-export = sverka export [--batch NUMBER|last] [--xlsx FILE] [--csv FILE] [--force]
cli-usage-state = sverka state backup|restore|migrate
cli-usage-state-backup = sverka state backup [FILE|FOLDER] [--json]
cli-usage-state-restore = sverka state restore FILE [--yes] [--keep-crm] [--json]
cli-usage-state-migrate = sverka state migrate [--json]
cli-usage-log = sverka log [--payment NUMBER] [--contract NUMBER] [--batch NUMBER|last] [--since DAY] [--until DAY] [--json]
cli-usage-keys = sverka keys [--keymap FILE|default]
cli-usage-doctor = sverka doctor [--json]
cli-heading-usage = Usage:
cli-heading-commands = Commands
cli-heading-options = Options
cli-heading-words = Files
cli-value-file = FILE
cli-value-folder = FOLDER
cli-value-language = LANGUAGE
cli-value-name = NAME
cli-value-account = ACCOUNT
cli-value-number = NUMBER
cli-value-text = TEXT
cli-value-day = DAY
cli-help-files = Payment files: 1CClientBankExchange statements or EnterpriseData exports
cli-help-register = Contract register: .csv or .xlsx
cli-help-memory-file = A new .csv file
cli-help-state = State folder (also SVERKA_STATE; usually ~/.local/state/sverka)
cli-help-config = Configuration file (also SVERKA_CONFIG; usually ~/.config/sverka/config.toml)
cli-help-lang = Language: ru, en or ro
cli-help-help = Show this help
cli-help-version = Show the version
cli-help-json = Print JSON, one record a line
cli-help-dry-run = Only show what would go to the CRM; send nothing
cli-help-reverse-batch = Which batch: its number in the log, or last for the latest that committed
cli-help-reverse-payment = Which payment: the document's number or the row's id; may be given several times
cli-help-reverse-reason = The reason: it stays in the log and in the CRM
cli-help-webhook-file = A file that holds the address of the webhook already: do not ask for it
cli-help-write = Write the demo register and payment files into a folder and stop
cli-help-readiness = Only rows of this readiness: ready, review, choose, unmatched, blocked, excluded, committed, failed
cli-help-keymap = File of key bindings over the built-in ones
cli-help-payer = Forget all about this payer: an account or tax number
cli-help-contract = Forget all about this contract
cli-help-export-batch = Which batch; the last one by default. sverka log shows the numbers
cli-help-xlsx = Write an Excel workbook: a sheet of what went through and one of what did not
cli-help-csv = Write a text table, .csv
cli-help-force = Write over a file that is there
cli-help-state-backup = A new file or a folder for it; else the current folder and a name with day and time
cli-help-state-restore = The backup
cli-help-yes = Do not ask for confirmation
cli-help-keep-crm = Leave the embedded CRM as it is: put back the session only
cli-help-begin-anew = Begin the embedded CRM anew: its file is lost, and there is no backup
cli-help-log-payment = Only this payment: the document's number or the row's id
cli-help-log-contract = Only this contract: number or id
cli-help-log-batch = Only this batch of a commit or reversal; last is the latest that committed
cli-help-log-since = From this day on: 2026-11-01 or 01.11.2026
cli-help-log-until = Up to this day, inclusive
cli-help-all = Forget everything
cli-after-help =
    Without a command the console opens on the last session; FILES that are named are loaded first.
    Exit status: 0 all done, 1 failed, 2 wrong usage or configuration,
    3 finished, but some files or rows were refused.

## Wrong usage

cli-error = Error: { $what }
cli-warning = Warning: { $what }
cli-wrong-option = Unknown option “{ $word }”. All options: sverka --help.
cli-wrong-option-meant = Unknown option “{ $word }”. Is { $meant } meant? All options: sverka --help.
cli-wrong-command = Unknown command “{ $word }”. All commands: sverka --help.
cli-wrong-no-command = Nothing is said to be done: { $known }. More: sverka --help.
cli-wrong-value = Option { $option }: “{ $word }” does not fit. Possible: { $known }. More: sverka --help.
cli-wrong-no-value = Option { $option } has no value. { $known ->
        [none] Write it behind a space.
       *[other] Possible: { $known }.
    } More: sverka --help.
cli-wrong-extra-value = Option { $option } takes no value, but “{ $word }” is written. More: sverka --help.
cli-wrong-conflict = Option { $option } is written twice. Leave one. More: sverka --help.
cli-wrong-missing = Missing: { $what }. More: sverka --help.
cli-wrong-batch = --batch: “{ $word }” is no number of a batch. Give a number or last; sverka log shows the numbers.
cli-wrong-day = { $option }: “{ $word }” is no day. Write 2026-11-01 or 01.11.2026.
cli-wrong-days = --since { $since } is later than --until { $until }: there is no day between them. Swap them.
cli-wrong-encoding = The command line has letters that are not UTF-8. Rename the file or check the terminal's encoding. More: sverka --help.
cli-wrong-other = The command line is not understood: { $detail }. More: sverka --help.
cli-no-state-folder = Nobody knows where to keep the state: there is no home folder. Name one: --state FOLDER (or SVERKA_STATE).
cli-no-such-file-or-command = “{ $word }”: there is neither such a command nor such a file. Commands: sverka --help.
cli-unexpected = Unexpected error, a defect of the program: { $detail }. Everything that was saved is safe. Start sverka again; if it happens again, add this text to your report.
cli-unexpected-panic = Unexpected error, a defect of the program. Everything that was saved is safe. Start sverka again; if it happens again, add this text to your report.

## Columns

cli-column-contract = contract
cli-column-date = date
cli-column-status = status
cli-column-holder = holder
cli-column-total = total
cli-column-paid = paid
cli-column-due = due
cli-column-amount = amount
cli-column-payer = payer
cli-column-line = line
cli-column-reference = in CRM
cli-column-account = account
cli-column-role = who it is
cli-column-confirmed = taken
cli-column-rejected = rejected
cli-column-number = number
cli-column-tax-id = tax number
cli-column-purpose = purpose
cli-column-currency = currency
cli-column-why = reason
cli-column-last-day = last payment

## import

cli-import-file = { $file } ({ $format }): { $documents } documents, { $added } new, { $same } known, { $changed } changed, { $refused } refused
cli-import-failed = { $file }: not loaded. { $what }
cli-import-refused = { $file }, line { $line }, document no. { $number }: { $reason }
cli-import-refused-unnumbered = { $file }, line { $line }, document without a number: { $reason }
cli-import-changed = { $file }: document no. { $number } has changed: { $facts }. Its decision was kept; check the row.
cli-import-warning = { $file }: { $what }
cli-import-nothing-new = Nothing new: all of this has been loaded before.
cli-import-adopted = { $file }: already posted in the CRM: { $count }. They will not be sent again.
cli-import-incomplete = { $file }: THE FILE IS CUT OFF: the line КонецФайла is missing and payments may be lost. Export it anew and load it again.
cli-rows-none = The session has no rows. Load a payment file: sverka import FILE.
cli-rows-none-such = The session has no such rows.
cli-rows-count = { $count ->
        [one] { $count } row in all.
       *[other] { $count } rows in all.
    }

## commit

cli-commit-nothing = No row is ready: nothing to commit.
cli-commit-waits = What was sent before may still reach the CRM: waiting for { $seconds } s, then it is asked and the commit begins.
cli-commit-dry = { $count ->
        [one] { $count } row over { $sum } would be sent. Nothing was sent.
       *[other] { $count } rows over { $sum } would be sent. Nothing was sent.
    }
cli-commit-done = { $committed } committed, { $already } already there, { $refused } refused, { $unknown } unknown. Sum: { $sum }.
cli-commit-row-problem = { $date }, { $amount }, { $payer }: { $outcome }. { $what }
cli-commit-stopped = The commit was stopped: { $what }
cli-commit-unsent = { $count ->
        [one] { $count } row was not sent and is still ready.
       *[other] { $count } rows were not sent and are still ready.
    }
cli-outcome-committed = committed
cli-outcome-already = already there
cli-outcome-refused = refused
cli-outcome-unknown = unknown
cli-outcome-reversed = taken back
cli-stopping = Stopping: what was sent already is waited for, nothing more will leave. Ctrl+C once more does not wait; the next start asks what became of it.
cli-reverse-what = Nothing is named to be taken back. Name a batch (--batch last) or payments (--payment NUMBER).
cli-reverse-why = There is no reversal without a reason. Give it: --reason "loaded twice".
cli-reverse-no-batches = Nothing was committed yet: there is nothing to reverse.
cli-reverse-empty-batch = Batch { $batch } has no payments that the CRM holds through it: there is nothing to take back. sverka log shows the batches.
cli-reverse-not-held = Payment { $payment } is not among the committed ones: there is nothing to take back. sverka rows --readiness committed shows them.
cli-reverse-several = { $count ->
     [one] { $count } committed payment bears the number { $payment }. Name the row by its id: { $ids }.
    *[other] { $count } committed payments bear the number { $payment }. Name the row by its id: { $ids }.
 }
cli-reverse-dry = { $count ->
     [one] { $count } payment for { $sum } would be taken back. Nothing was sent.
    *[other] { $count } payments for { $sum } would be taken back. Nothing was sent.
 }
cli-reverse-done = Taken back { $reversed }, before already { $already }, refused { $refused }, not known { $unknown }. Sum: { $sum }.
cli-reverse-unsent = { $count ->
     [one] The reversal of { $count } payment was not sent: it is committed as before.
    *[other] The reversals of { $count } payments were not sent: they are committed as before.
 }
cli-recovered = { $count ->
        [one] { $count } row left from last time was asked of the CRM: what became of it is known now.
       *[other] { $count } rows left from last time were asked of the CRM: what became of them is known now.
    }

## crm

cli-contracts-count = { $count ->
        [one] { $count } contract in all.
       *[other] { $count } contracts in all.
    }
cli-payments-count = { $count ->
        [one] { $count } entry over { $sum } in all.
       *[other] { $count } entries over { $sum } in all.
    }
cli-register-refused = { $file }, line { $line }, contract { $number }: not loaded. { $reason }
cli-register-refused-unnumbered = { $file }, line { $line }, contract without a number: not loaded. { $reason }
cli-register-done = Register { $file }: { $added } new, { $changed } changed, { $same } unchanged, { $refused } refused.
cli-register-missing = { $count ->
        [one] { $count } contract is in the CRM and not in the register: it stays.
       *[other] { $count } contracts are in the CRM and not in the register: they stay.
    }

## demo

cli-demo-written = Demo register: { $register }
cli-demo-written-file = Payment file: { $file }
cli-demo-next = Next: sverka crm import { $register }, then sverka import with the payment files.
cli-demo-cannot-write = The demo data cannot be written into { $folder }: { $detail }. Name a folder that can be written to: --write FOLDER.
cli-demo-folder = The temporary folder { $folder } cannot be made: { $detail }. Name a folder yourself: --state FOLDER.

## doctor

cli-doctor-config = Configuration: { $file }
cli-doctor-config-none = Configuration: no file, the usual settings hold
cli-doctor-own-unknown = Configuration: [own] names neither own accounts nor tax numbers. Without them transfers between own accounts are seen only when the bank says so; add accounts and tax_ids.
cli-doctor-tax-id = Configuration: the check digits of { $number } in tax_ids do not fit. Look for a slip.
cli-doctor-keymap = Keys: { $file }
cli-doctor-state = State folder: { $folder }
cli-doctor-state-none = State folder: { $folder } will be made with the first import
cli-doctor-state-no-folder = State folder: { $folder } is no folder. Move the file away or name another one: --state FOLDER.
cli-doctor-state-no-access = State folder: { $folder } cannot be written to. Give yourself the right to write, or name another one: --state FOLDER.
cli-doctor-state-open-to-others = The state folder { $folder } is open to other users. Close it: chmod 700.
cli-doctor-state-little-room = The disk of { $folder } has only { $free } MiB left. Make room.
cli-doctor-session-older = Session: the file is of an earlier form (schema { $schema }, now { $now }). The next start brings it up to date and keeps a copy; beforehand: sverka state migrate
cli-doctor-session = { $count ->
        [one] Session: sound, { $count } row
       *[other] Session: sound, { $count } rows
    }
cli-doctor-log = { $count ->
        [one] Log of actions: whole, { $count } entry, fingerprint { $fingerprint }
       *[other] Log of actions: whole, { $count } entries, fingerprint { $fingerprint }
    }
cli-doctor-log-more = { $count ->
        [one] { $count } more place like this in the log of actions and the state.
       *[other] { $count } more places like these in the log of actions and the state.
    }
cli-doctor-backup = Newest copy that the program made by itself: { $file }
cli-doctor-backup-none = There is no backup yet: the first comes by itself at the first start tomorrow; now: sverka state backup
cli-doctor-restore-unfinished = Putting back a backup was cut short; the next start completes it
cli-doctor-unsettled = { $count ->
        [one] What became of { $count } row that was sent is not known. Open sverka: it asks the CRM before anything else.
       *[other] What became of { $count } rows that were sent is not known. Open sverka: it asks the CRM before anything else.
    }
cli-doctor-crm = { $count ->
        [one] CRM: embedded, { $count } contract ({ $file })
       *[other] CRM: embedded, { $count } contracts ({ $file })
    }
cli-doctor-crm-empty = CRM: embedded, without contracts. Load a register: sverka crm import FILE.
cli-doctor-portal = Bitrix24: the portal { $portal } answers, the connection is encrypted, the webhook is accepted
cli-doctor-portal-local = Bitrix24: the portal { $portal } on this machine answers, the webhook is accepted; the connection is not encrypted
cli-doctor-portal-nobody = Bitrix24: the employee to whom the webhook belongs has been dismissed or switched off. Create a webhook as one who works there: Developer resources → Other → Inbound webhook, and write the new address into the file.
cli-doctor-portal-administrator = Bitrix24: the webhook belongs to the administrator { $name }, who may change everything
cli-doctor-portal-person = Bitrix24: the webhook belongs to { $name }. Whether that person may change deals and invoices the portal does not tell beforehand; check CRM → Settings → Access permissions, reading and changing.
cli-doctor-portal-scope-crm = Bitrix24: the webhook lacks the right “CRM (crm)”, without which neither deals nor invoices can be read. Open Developer resources → Integrations → your webhook and tick it.
cli-doctor-portal-scope-user = Bitrix24: the webhook lacks the right “Users (user)”, without which it is not known who answers for a card. Open Developer resources → Integrations → your webhook and tick it.
cli-doctor-portal-scope-im = Bitrix24: the webhook lacks the right “Chat and notifications (im)”: payments will go through, but nobody is notified. Tick it (Developer resources → Integrations → your webhook) or switch notices off: notices = false in [crm.bitrix24.tell].
cli-doctor-portal-scope-sale = Bitrix24: the webhook lacks the right “Online store (sale)”: payments will go through, but orders get none. Tick it (Developer resources → Integrations → your webhook; it must be an administrator's) or remove sale = true from [crm.bitrix24].
cli-doctor-portal-no-access = Bitrix24: the webhook may not call { $method }. Open Developer resources → Integrations → your webhook and check the ticked rights.
cli-doctor-portal-no-method = Bitrix24: the portal has no { $method }. On a server of your own, update Bitrix24: Settings → Platform update.
cli-doctor-portal-clock = Bitrix24: the clocks of the portal and of this machine agree
cli-doctor-portal-clock-behind = { $count ->
        [one] Bitrix24: the clock of this machine is { $count } minute behind the portal. Check it: timedatectl.
       *[other] Bitrix24: the clock of this machine is { $count } minutes behind the portal. Check it: timedatectl.
    }
cli-doctor-portal-clock-ahead = { $count ->
        [one] Bitrix24: the clock of this machine is { $count } minute ahead of the portal. Check it: timedatectl.
       *[other] Bitrix24: the clock of this machine is { $count } minutes ahead of the portal. Check it: timedatectl.
    }
cli-doctor-portal-no-money = Bitrix24: the configuration names no fields for payments, so nothing can be committed. Name paid and payments in [crm.bitrix24.invoice.money] or [crm.bitrix24.deal.money]; the simplest way is sverka init.
cli-doctor-portal-deal-refused = Bitrix24: deals cannot be read: { $why }
cli-doctor-portal-deal-none = Bitrix24: the webhook sees no deal at all. Check the rights of its employee: CRM → Settings → Access permissions, reading deals.
cli-doctor-portal-deal-count = { $count ->
        [one] Bitrix24: { $count } deal is visible
       *[other] Bitrix24: { $count } deals are visible
    }
cli-doctor-portal-deal-no-money = Bitrix24: the fields for payments of deals are not named; a deal without invoices cannot be paid. If there are such, name paid and payments in [crm.bitrix24.deal.money].
cli-doctor-portal-deal-fields = { $count ->
        [one] Bitrix24: { $count } field of the configuration is found at deals, of a fitting kind
       *[other] Bitrix24: { $count } fields of the configuration are found at deals, of fitting kinds
    }
cli-doctor-portal-invoice-refused = Bitrix24: invoices cannot be read: { $why }
cli-doctor-portal-invoice-none = Bitrix24: the webhook sees no invoice at all. If there are any, check the rights of its employee: CRM → Settings → Access permissions, reading invoices.
cli-doctor-portal-invoice-count = { $count ->
        [one] Bitrix24: { $count } invoice is visible
       *[other] Bitrix24: { $count } invoices are visible
    }
cli-doctor-portal-invoice-no-money = Bitrix24: the fields for payments of invoices are not named; an invoice cannot be paid. Name paid and payments in [crm.bitrix24.invoice.money].
cli-doctor-portal-invoice-fields = { $count ->
        [one] Bitrix24: { $count } field of the configuration is found at invoices, of a fitting kind
       *[other] Bitrix24: { $count } fields of the configuration are found at invoices, of fitting kinds
    }
cli-doctor-portal-field-missing = Bitrix24: the portal has no field { $field } ({ $key }). Create it (CRM → a card → Settings → Create field) or name another: sverka init.
cli-doctor-portal-field-other-name = Bitrix24: the field { $field } ({ $key }) is called { $meant } here. Correct the name in the configuration.
cli-doctor-portal-field-read-only = Bitrix24: the field { $field } ({ $key }) cannot be written. Name another: sverka init.
cli-doctor-portal-field-kind = Bitrix24: the field { $field } “{ $title }” ({ $key }) does not fit: it is { $is }, and what is needed is { $wanted }. Create another field and name it in the configuration: sverka init.
cli-doctor-portal-kind-one = “{ $kind }” with one value
cli-doctor-portal-kind-many = “{ $kind }” with many values
cli-doctor-portal-wanted-sum = “Number” or “Money” with one value (double, money)
cli-doctor-portal-wanted-lines = “String”, multiple (string)
cli-doctor-portal-wanted-text = a field with one value
cli-doctor-portal-stage = Bitrix24: { $key } is the stage “{ $name }” ({ $pipeline })
cli-doctor-portal-stage-missing = Bitrix24: the portal has no stage { $stage } ({ $key }): it was deleted or is of another pipeline. Choose anew: sverka init.
cli-doctor-portal-stage-failure = Bitrix24: { $key } is the stage “{ $name }” ({ $pipeline }), which is a failure. Choose another: sverka init.
cli-doctor-portal-stage-success = Bitrix24: { $key } is the stage “{ $name }” ({ $pipeline }), which is a success: the card would be closed before all is paid. Choose another: sverka init.
cli-doctor-portal-wanted-state = “List” or “String” with one value (enumeration, string)
cli-doctor-portal-states-missing = Bitrix24: the list “{ $title }” ({ $field }) lacks the values: { $names }. Add them, or name your own in [crm.bitrix24.states]; without them the state of payment is not written.
cli-doctor-portal-stage-own-success = Bitrix24: { $key } is the stage at which a card's own pipeline ends well
cli-doctor-portal-stage-no-success = Bitrix24: { $key } is the stage at which a card's own pipeline ends well, but not every pipeline has one; cards of the others will not move.
cli-doctor-portal-stage-too-early = Bitrix24: { $key } is the stage at which a pipeline ends well: the card would be closed before all is paid. Choose another: sverka init.
cli-doctor-portal-units-refused = Bitrix24: the smart process of units { $process } cannot be read: { $why } Check process in [crm.bitrix24.units] (its entityTypeId) and the employee's right to read it: CRM → Settings → Access permissions.
cli-doctor-portal-units-fields = { $count ->
    [one] Bitrix24: { $count } field of units is there in the smart process
   *[other] Bitrix24: { $count } fields of units are there in the smart process
}
cli-doctor-portal-schedule-refused = Bitrix24: the smart process of the schedule { $process } cannot be read: { $why } Check process in [crm.bitrix24.schedule] (its entityTypeId) and the employee's right to read it: CRM → Settings → Access permissions.
cli-doctor-portal-schedule-fields = { $count ->
    [one] Bitrix24: { $count } field of the schedule is there in the smart process
   *[other] Bitrix24: { $count } fields of the schedule are there in the smart process
}
cli-doctor-portal-wanted-day = a date with one value (date, datetime)
cli-doctor-portal-sale-person = Bitrix24: payments of orders (sale = true) can be added by an administrator's webhook only. Create it as an administrator, or take sale = true out of [crm.bitrix24].
cli-doctor-portal-pay-system = Bitrix24: payment system { $number } is “{ $name }”
cli-doctor-portal-pay-system-none = Bitrix24: no payment system is named for payments of orders (sale = true). Name its number: pay_system in [crm.bitrix24]; the numbers are under CRM → Settings → Payments and receipts → Payment systems.
cli-doctor-portal-pay-system-untold = Bitrix24: the portal does not tell the webhook whether there is a payment system { $number }. Tick the right “Payment systems (pay_system)”, or look yourself: CRM → Settings → Payments and receipts → Payment systems.
cli-doctor-portal-pay-system-missing = Bitrix24: the portal has no payment system { $number } (pay_system), so payments of orders will not be added. Name another: CRM → Settings → Payments and receipts → Payment systems.
cli-doctor-portal-kept-minutes = { $count ->
        [one] Bitrix24: what was read of the portal is kept, { $count } minute old
       *[other] Bitrix24: what was read of the portal is kept, { $count } minutes old
    }
cli-doctor-portal-kept-hours = { $count ->
        [one] Bitrix24: what was read of the portal is kept, { $count } hour old
       *[other] Bitrix24: what was read of the portal is kept, { $count } hours old
    }
cli-doctor-portal-kept-in-use = Bitrix24: another sverka works just now with what was read of the portal
cli-doctor-portal-kept-damaged = Bitrix24: the file of what was read of the portal is damaged; the next start reads the portal anew.
cli-doctor-portal-limits = Bitrix24: { $rate } requests a second, { $bucket } in store. The portal does not tell a webhook its plan; if it is Enterprise, write enterprise = true in [crm.bitrix24].
cli-doctor-portal-limits-enterprise = Bitrix24: { $rate } requests a second, { $bucket } in store (enterprise = true). The portal does not tell a webhook its plan; if it is not Enterprise, remove that line.
cli-doctor-no-terminal = Terminal: there is none here; the console will not open, all other commands work.
cli-doctor-term = Terminal: TERM is empty or dumb, the console cannot be drawn. Set, for example, TERM=xterm-256color.
cli-doctor-terminal = Terminal: { $name }
cli-doctor-size = Terminal: { $columns }×{ $lines } is less than 80×24, a part of the screen will not fit. Enlarge the window.
cli-doctor-locale = Terminal: the encoding “{ $locale }” is not UTF-8, letters may be garbled. Set, for example, LANG=en_GB.UTF-8.
cli-doctor-no-colour = Terminal: colours are off (NO_COLOR); readiness is seen by sign and word
cli-doctor-good = All is well.
cli-doctor-look = { $count ->
        [one] Work is possible; { $count } remark is marked “!”.
       *[other] Work is possible; { $count } remarks are marked “!”.
    }
cli-doctor-broken = { $count ->
        [one] { $count } place is to be mended, it is marked “✕”.
       *[other] { $count } places are to be mended, they are marked “✕”.
    }
cli-import-refused-file = Not loaded. { $what }

## memory

cli-role-holder = holder
cli-role-co-holder = co-holder
cli-role-relative = spouse or relative
cli-role-employer = employer
cli-role-bank = bank
cli-role-other = somebody else
cli-memory-none = Nothing to remember yet: the program learns from your decisions.
cli-memory-count = { $count ->
        [one] { $count } pair in all.
       *[other] { $count } pairs in all.
    }
cli-memory-exported = { $count ->
        [one] { $file }: { $count } pair written.
       *[other] { $file }: { $count } pairs written.
    }
cli-memory-forgotten = { $count ->
        [one] { $count } pair forgotten. Decisions stay.
       *[other] { $count } pairs forgotten. Decisions stay.
    }
cli-memory-forget-what = It is not said what to forget. Name one: --payer ACCOUNT, --contract NUMBER or --all.
cli-memory-file-exists = { $file }: there is such a file already, it was left alone. Name another.
cli-cannot-write = { $file }: not written: { $detail }. Check the folder and the space on the disk.

## log

cli-log-count = { $count ->
        [one] { $count } entry of { $all } shown. Fingerprint of the log: { $fingerprint }
       *[other] { $count } entries of { $all } shown. Fingerprint of the log: { $fingerprint }
    }
cli-log-row = No. { $number } of { $date }, { $amount }, { $payer }
cli-log-part = { $what }, key { $key }
cli-log-before = before: { $what }
cli-log-after = after: { $what }
cli-log-log-begun = the log begins; rows there already: { $rows }, sendings: { $attempts }
cli-log-carried = stood so when the log began
cli-log-imported = file { $file } ({ $format }) read: payments { $payments }, new { $added }, refused { $refused }
cli-log-decided = decision: { $what }
cli-log-undone = undone: { $what }
cli-log-redone = redone: { $what }
cli-log-document-changed = the document changed at its source: { $facts }
cli-log-observed = the program saw in the CRM
cli-log-commit-planned = { $count ->
        [one] commit, batch { $batch }: plan written down, { $count } row, { $sum }
       *[other] commit, batch { $batch }: plan written down, { $count } rows, { $sum }
    }
cli-log-reversal-planned = { $count ->
        [one] reversal, batch { $batch }: plan written down, { $count } row, { $sum }; reason: { $reason }
       *[other] reversal, batch { $batch }: plan written down, { $count } rows, { $sum }; reason: { $reason }
    }
cli-log-attempt-planned = batch { $batch }: plan written down, not sent yet
cli-log-commit-sent = commit, batch { $batch }: sent to the CRM
cli-log-commit-sent-again = commit, batch { $batch }: sent once more under the same keys
cli-log-commit-unanswered = commit, batch { $batch }: no answer, outcome unknown. { $why }
cli-log-commit-confirmed = commit, batch { $batch }: the CRM took it and was read back, { $reference }
cli-log-commit-refused = commit, batch { $batch }: the CRM refused: { $why }
cli-log-commit-never-left = commit, batch { $batch }: never sent
cli-log-commit-not-held = commit, batch { $batch }: the CRM was asked and does not have it
cli-log-reason = reason: { $reason }
cli-log-reversal-sent = reversal, batch { $batch }: sent to the CRM
cli-log-reversal-sent-again = reversal, batch { $batch }: sent once more under the same keys
cli-log-reversal-unanswered = reversal, batch { $batch }: no answer, outcome unknown. { $why }
cli-log-reversal-confirmed = reversal, batch { $batch }: done and read back, { $reference }
cli-log-reversal-refused = reversal, batch { $batch }: the CRM refused: { $why }
cli-log-reversal-never-left = reversal, batch { $batch }: never sent
cli-log-reversal-not-done = reversal, batch { $batch }: the CRM was asked and still has the payment
cli-log-forgotten = { $count ->
        [one] what decisions taught is forgotten: { $what }, { $count } pair
       *[other] what decisions taught is forgotten: { $what }, { $count } pairs
    }
cli-log-forgotten-all = { $count ->
        [one] all that decisions taught is forgotten: { $count } pair
       *[other] all that decisions taught is forgotten: { $count } pairs
    }
cli-log-taken-over = { $forced ->
    [yes] the console was taken over from { $user } ({ $place }): it did not leave when asked and was ended by force
   *[no] the console was taken over from { $user } ({ $place })
}
cli-log-restored = the state was put back from the backup of { $made }; { $beyond }
cli-log-restored-beyond = { $count ->
    [0] nothing was put aside
    [one] { $count } later entry was put aside
   *[other] { $count } later entries were put aside
}
cli-log-restored-unknown = what was there before is not known
cli-log-head-renewed = the .head file beside the log was missing and was made anew: up to this entry nobody can vouch that the end of the log was not cut off
cli-log-face-program = left to the program
cli-log-face-nothing = none of the proposed contracts
cli-log-face-given = { $what }
cli-log-face-excluded = excluded
cli-log-face-included = put back to work
cli-log-face-kind = kind: { $kind }
cli-log-face-comment = note “{ $comment }”
cli-log-face-unknown = sent, outcome unknown
cli-log-face-committed = committed ({ $reference }): { $what }
cli-log-face-refused = refused by the CRM: { $why }
cli-log-face-changed = changed: { $facts }
cli-log-face-document = document No. { $number } of { $date }, { $amount }, { $payer }, “{ $purpose }”
cli-log-fact-reversed = reversed
cli-log-fact-missing = the CRM has it no more
cli-log-fact-taken-back = reversed in the CRM
cli-log-fact-elsewhere = the CRM has it otherwise

## export

cli-export-where = Where to write the register is not said. Name a file: --xlsx FILE or --csv FILE.
cli-export-same-file = { $file }: one file is named for both --xlsx and --csv. Nothing was written. Name two different ones.
cli-export-no-batches = Nothing was committed yet: there is nothing to make a register of. Commit rows: sverka commit, or F9 in the console.
cli-export-no-batch = The journal has no batch { $batch }. sverka log shows the numbers of batches.
cli-export-file-exists = { $file }: this file is there already and was not touched. Name another, or add --force.
cli-export-into-state = { $file } lies in the state folder, where the work itself is kept. Nothing was written. Name a file in another folder.
cli-export-done = { $count ->
        [one] { $file }: batch { $batch }, { $count } entry went through, { $sum }; did not: { $refused }
       *[other] { $file }: batch { $batch }, { $count } entries went through, { $sum }; did not: { $refused }
    }
cli-export-sheet = Register
cli-export-sheet-refused = Did not go through
cli-export-title = Commit to the CRM, batch { $batch } of { $at }
cli-export-title-reversal = Reversal in the CRM, batch { $batch } of { $at }; reason: { $reason }
cli-export-seal = Log of actions: entry No. { $number }, fingerprint { $fingerprint }
cli-export-total = Total
cli-export-total-taken-back = Of these reversed later
cli-export-total-refused = Total of what did not go through
cli-export-state-held = committed
cli-export-state-taken-back-later = committed, reversed later
cli-export-state-taken-back = reversed
cli-export-state-refused = refused by the CRM
cli-export-state-unknown = outcome unknown
cli-export-state-absent = not sent
cli-export-why-unknown = Sent, and no answer came. Open sverka: it asks the CRM before anything else.
cli-export-why-absent = The CRM does not have it: the commit stopped before, or the CRM was asked. The row is ready again.
cli-looked = A console has the state open ({ $holder }); shown is what was saved in it at { $time }.
cli-taken-over = Another console took this state over: { $holder }, { $place }, at { $time }. Everything decided is saved and open there.
