## Words that all skins share.

readiness-ready = READY
readiness-review = CHECK
readiness-choose = CHOOSE
readiness-unmatched = NO MATCH
readiness-blocked = STOP
readiness-excluded = EXCLUDED
readiness-committed = POSTED
readiness-failed = FAILED
kind-bank-receipt = bank receipt
kind-bank-payment-out = bank payment out
kind-cash-receipt = cash receipt
kind-cash-payment-out = cash payment out
kind-sale = sale
kind-customer-return = customer return
kind-invoice = invoice
status-draft = draft
status-signed = signed
status-registered = registered
status-paid = paid
status-handed-over = handed over
status-assigned = assigned
status-terminated = terminated
unit-kind-flat = flat
unit-kind-parking = pkg
unit-kind-storage = stor.
unit-kind-commercial = unit
changed-kind = kind of document
changed-number = number
changed-date = date
changed-amount = sum
changed-payer = payer
changed-payee = payee
changed-purpose = purpose
changed-breakdown = breakdown
changed-marks = marks of 1C

## Where keys mean something of their own.

context-everywhere = Everywhere
context-table = Table of payments
context-search = Contract search
context-filter = Input line
context-editor = Payment editor
context-card = Card
context-chessboard = Chessboard
context-help = Help
context-dialog = Question

## What keys do, in full: help and the printed key table.

action-take-candidate-1 = take the first candidate and go to the next row
action-take-candidate-2 = take the second candidate and go to the next row
action-take-candidate-3 = take the third candidate and go to the next row
action-take-candidate-4 = take the fourth candidate and go to the next row
action-take-candidate-5 = take the fifth candidate and go to the next row
action-take-candidate-6 = take the sixth candidate and go to the next row
action-take-candidate-7 = take the seventh candidate and go to the next row
action-take-candidate-8 = take the eighth candidate and go to the next row
action-take-candidate-9 = take the ninth candidate and go to the next row
action-accept-proposal = accept what is proposed: for this row or for all marked ones, taken back ones too
action-accept = search a contract by what the payment says; in the search, take the chosen one
action-search = open the contract search
action-edit = edit: contract, parts, kind, comment
action-exclude = take the row out, or put it back
action-commit = post every ready row to the CRM
action-undo = undo the last step
action-redo = redo what was undone
action-reverse = take a posted row back by a reversing entry
action-up = up
action-down = down
action-left = left
action-right = right
action-page-up = a page up
action-page-down = a page down
action-first = to the first
action-last = to the last
action-next-open = to the next row that needs a decision
action-previous-open = to the previous row that needs a decision
action-mark = mark the row and go down
action-mark-range = mark from the last mark to this row
action-unmark = forget all marks
action-mark-same-payer = mark all open rows of this payer
action-filter-text = show rows with a text
action-filter-readiness = show one readiness after another
action-clear-filter = show all rows again
action-sort = sort by the next column
action-sort-reverse = reverse the order
action-contract-card = contract card
action-property-card = property card
action-chessboard = chessboard of the house
action-next-house = the next house
action-details = the evidence to the last bit
action-next-field = the next field
action-previous-field = the previous field
action-add-part = add a part
action-remove-part = remove the part
action-fill-rest = the whole rest into this part
action-confirm = yes, do it
action-back = back, close, no
action-messages = earlier messages
action-help = the keys
action-refresh = ask the CRM anew: contracts, and payments whose outcome is not known
action-redraw = draw everything anew
action-suspend = back to the shell for a while
action-quit = leave; everything is kept

## The same in a word: the footer.

console-key-accept-proposal = accept
console-key-accept = search
console-key-search = search
console-key-edit = edit
console-key-exclude = exclude
console-key-commit = post
console-key-undo = undo
console-key-redo = redo
console-key-reverse = reverse
console-key-mark = mark
console-key-mark-range = mark to here
console-key-mark-same-payer = same payer
console-key-unmark = unmark
console-key-next-open = next
console-key-filter-text = filter
console-key-filter-readiness = readiness
console-key-clear-filter = all rows
console-key-contract-card = contract
console-key-property-card = unit
console-key-chessboard = chessboard
console-key-next-house = next house
console-key-details = evidence
console-key-next-field = field
console-key-add-part = part
console-key-remove-part = remove
console-key-fill-rest = rest
console-key-confirm = yes
console-key-back = back
console-key-messages = messages
console-key-help = help
console-key-quit = quit
console-key-sort = sort
console-key-take = take
console-key-choose = take it
console-key-save = save
console-key-pick = pick contract
console-key-move = move

## The keymap file and the terminal.

keymap-wrong = { $file }, line { $line }: { $fault }. Mend the keymap file or take it out of the configuration: “sverka keys” prints the built-in keys.
keymap-unreadable = the file cannot be read ({ $error })
keymap-syntax = this is not TOML ({ $error })
keymap-unknown-context = there is no section “{ $name }”; there are: { $known }
keymap-unknown-action = there is no action “{ $name }”; “sverka keys” prints the names of actions
keymap-no-list = “{ $name }” must be a list of keys in quotes, such as ["F9", "c"]
keymap-unknown-key = there is no key “{ $key }”; they are written F9, Ctrl+R, Shift+Tab, Space, u
keymap-key-sent-as = a terminal cannot tell “{ $key }” from “{ $other }”
keymap-key-twice = the key “{ $key }” does “{ $action }” in this section already
keymap-key-typed = letters are typed in this section, so the key “{ $key }” cannot be a command
keymap-no-terminal = The console opens only in a terminal, and input or output is redirected. Without a terminal there are: sverka import, rows, commit, crm, keys, doctor.
keymap-terminal-too-simple = The terminal “{ $name }” (variable TERM) cannot move its cursor, so no console can open in it. Set the right TERM, or use the commands: sverka import, rows, commit.
keymap-terminal-failed = The terminal answered with an error: { $error }. Everything done is saved; open the console again.

## Header and table.

console-files =
    { $count ->
         [one] { $file } + { $count } more file
        *[other] { $file } + { $count } more files
    }
console-ready-sum = ready: { $sum }
console-count-ready =
    { $count ->
         [one] ready
        *[other] ready
    }
console-count-review =
    { $count ->
         [one] to check
        *[other] to check
    }
console-count-choose =
    { $count ->
         [one] to choose
        *[other] to choose
    }
console-count-unmatched =
    { $count ->
         [one] no match
        *[other] no match
    }
console-count-blocked =
    { $count ->
         [one] stopped
        *[other] stopped
    }
console-count-excluded =
    { $count ->
         [one] excluded
        *[other] excluded
    }
console-count-committed =
    { $count ->
         [one] posted
        *[other] posted
    }
console-count-failed =
    { $count ->
         [one] failed
        *[other] failed
    }
console-title-readiness = state
console-title-date = date
console-title-sum = sum
console-title-payer = payer
console-title-tax-id = tax number
console-title-number = no.
console-title-contract = contract / line
console-title-reason = reason
console-title-purpose = purpose
console-title-due = due
console-title-amount = scheduled
console-title-paid = paid
console-title-line = line
console-cell-choose = choose 1–{ $count }
console-purpose = purpose:
console-already-in-crm = in the CRM
console-by-person = decided by you
console-by-person-excluded = excluded by you
console-cell-committed = CRM no. { $reference }
console-committed-as = in the CRM as { $reference }
console-outcome-unknown = outcome unknown
console-outcome-unknown-long = sent to the CRM, no answer. Post again: the CRM is asked first
console-refused-next = Decide the row anew (a digit, Enter or e) and post again; x excludes it.
console-bits = { $bits } bits
console-margin = margin { $bits }
console-nothing-due = nothing is due
console-nothing-paid = nothing was paid
console-plan-line = line { $line }: { $sum }
console-plan-lines = lines { $first }–{ $last }: { $sum }
console-more-candidates =
    { $count ->
         [one] … { $count } more candidate
        *[other] … { $count } more candidates
    }
console-no-candidates = No contract found. Search for it, or exclude the row.
console-shown = { $count } of { $all } shown

## Empty screens that help.

console-imported-doubtful =
    { $count ->
         [one] Reading the files brought { $count } remark; press { $key } to read it
        *[other] Reading the files brought { $count } remarks; press { $key } to read them
    }
console-imported-more =
    { $count ->
         [one] … and { $count } more remark; “sverka import” prints all
        *[other] … and { $count } more remarks; “sverka import” prints all
    }
console-empty-rows = No payments yet. Load a statement: leave and run «sverka kl_to_1c.txt».
console-empty-all = No contracts and no payments yet. Load the contract register: «sverka crm import register.xlsx», then a statement: «sverka kl_to_1c.txt». To see an example: «sverka demo».
console-empty-filter = No row passes this filter. Esc shows all rows.
console-too-small = A window of 80×24 or more is needed. q leaves, Esc goes back.

## What was done, and what cannot be done.

console-no-rows = There are no payments: load a statement first.
console-no-shell = There is no shell behind this program to go back to.
console-batch-holds = Rows take no edits while the batch runs. Esc stops it.
console-batch-runs = A batch is being posted. Esc stops it, then you can leave.
console-no-such-candidate = No such number: there are { $count } candidates.
console-assigned = { $payer }, { $sum } → { $contract }
console-assigned-stopped = { $contract } is chosen, but the row cannot be posted yet: { $why }.
console-assigned-many =
    To contract { $contract }: { $count ->
         [one] { $count } row
        *[other] { $count } rows
    }, { $stopped ->
         [0] all ready
         [one] { $stopped } of them is not ready yet
        *[other] { $stopped } of them are not ready yet
    }.
console-accepted-many =
    Accepted: { $count ->
         [one] { $count } row
        *[other] { $count } rows
    }, { $stopped ->
         [0] all ready
         [one] { $stopped } of them is not ready yet
        *[other] { $stopped } of them are not ready yet
    }.
console-accepted-left =
    { $done } { $count ->
         [one] { $count } row stays marked: it has nothing to accept.
        *[other] { $count } rows stay marked: they have nothing to accept.
    }
console-accepted-none =
    { $count ->
         [one] The marked row has nothing to accept: no contract is proposed, or it is settled already.
        *[other] The marked rows have nothing to accept: no contract is proposed, or they are settled already.
    }
console-already-ready =
    { $count ->
         [one] The row is ready already: it goes with the next commit.
        *[other] The marked rows are ready already: they go with the next commit.
    }
console-excluded =
    { $count ->
         [one] { $count } row excluded
        *[other] { $count } rows excluded
    }.
console-put-back =
    { $count ->
         [one] { $count } row put back
        *[other] { $count } rows put back
    }.
console-nothing-ready = No row is ready: first settle those that wait for a choice or a check.
console-nothing-open = All rows are settled. They can be posted to the CRM.
console-nothing-open-here = Nothing left to settle under this filter. Esc shows all rows.
console-undone = Undone: { $what }.
console-redone = Redone: { $what }.
console-nothing-to-undo = There is nothing to undo.
console-nothing-to-redo = There is nothing to redo.
console-marked =
    { $count ->
         [one] { $count } row marked
        *[other] { $count } rows marked
    }: { $sum }
console-unmarked = No marks.
console-sorted = Sorted { $by }.
console-sorted-descending = Sorted { $by }, reversed.
console-how-to-leave = Press q to leave: everything is saved.
console-no-contract = The row has no contract: choose one first.
console-no-unit = The register names no unit for this contract.
console-edit-committed = The row is in the CRM already. Reverse it first, then edit.
console-nothing-to-reverse = Nothing to reverse: the row is not posted.
console-filter-label = Show rows with:
console-reason-label = Reason of the reversal:
console-reason-question =
    { $count ->
         [one] Reverse { $count } payment of { $sum } from commit no. { $batch }?
        *[other] Reverse { $count } payments of { $sum } from commit no. { $batch }?
    }
console-reason-parts =
    { $count ->
         [one] { $count } payment is split: all of its parts are taken back, one part alone cannot be.
        *[other] { $count } payments are split: all of their parts are taken back, one part alone cannot be.
    }
console-reason-effect = The CRM gets a reversing entry with the reason, and the rows are open again. Type the reason below and press Enter; Esc does nothing.
console-reason-effect-gone = The CRM holds nothing of this any more: nothing is sent there, the rows are only open again. Type the reason below and press Enter; Esc does nothing.
console-reason-some-gone =
    { $count ->
         [one] { $count } payment is no longer in the CRM: nothing is sent for it, its row is only open again.
        *[other] { $count } payments are no longer in the CRM: nothing is sent for them, their rows are only open again.
    }
console-take-back-key = Reversal
console-take-back-title = The last step posted to the CRM
console-take-back-question =
    { $count ->
         [one] Commit no. { $batch }: the CRM has { $count } payment of { $sum }. Only a reversal takes it back.
        *[other] Commit no. { $batch }: the CRM has { $count } payments of { $sum }. Only a reversal takes them back.
    }
console-take-back-here = only this one: { $row }
console-take-back-all =
    { $count ->
         [one] all of commit no. { $batch }: { $count } payment of { $sum }
        *[other] all of commit no. { $batch }: { $count } payments of { $sum }
    }
console-take-back-nothing = reverse nothing
console-more-rows =
    { $count ->
         [one] … and { $count } more row
        *[other] … and { $count } more rows
    }
console-reason-wanted = Write the reason of the reversal:

## Search.

console-search-label = Contract:
console-search-found =
    { $count ->
         [one] { $count } contract found
        *[other] { $count } contracts found
    }
console-search-none = nothing found: shorten the query
console-search-not-exact = no exact match
console-search-also = also searched: { $query }
console-search-nothing = No contract is chosen: change the query.
console-search-many =
    { $count ->
         [one] For { $count } marked row
        *[other] For { $count } marked rows
    }, { $sum }
console-paid-up = paid up

## Contract, property and payments.

console-card-contract = Contract card
console-card-property = Property card
console-card-payments = Payments in the CRM
console-card-earlier = Earlier payments in the CRM
console-lines-paid = lines { $first }–{ $last } are paid: { $sum }
console-card-waiting = Ready to be posted
console-waiting-rows =
    { $count ->
         [one] { $count } payment ready to be posted
        *[other] { $count } payments ready to be posted
    }
console-contract-of = { $contract } of { $date }
console-contract-gone = the contract is no longer in the register
console-unit-without-contract = There is no contract for this unit: it is free.
console-no-schedule = There is no payment schedule.
console-no-payments = No payments.
console-reversed = reversed
console-schedule-line = line { $line }
console-loading = Asking the CRM…
console-tax-id = tax no.
console-yes = yes
console-section = section { $section }
console-floor = floor { $floor }
console-paid-percent = { $sum } ({ $percent } %)
console-after-payment = This payment covers { $sum }, { $due } stays due
console-after-refund = This refund takes { $sum } back, { $due } is due then
console-more-lines =
    { $count ->
         [one] … { $count } more line
        *[other] … { $count } more lines
    }
console-more-below =
    { $count ->
         [one] … { $count } more line below ↓ 
        *[other] … { $count } more lines below ↓ 
    }
console-fact-kind = document
console-fact-number = number
console-fact-date = date
console-fact-sum = sum
console-fact-payer = payer
console-fact-payee = payee
console-fact-place = file and line
console-fact-comment = comment
console-fact-holder = buyer
console-fact-co-holders = co-buyers
console-fact-unit = unit
console-fact-lender = lender
console-fact-manager = manager
console-fact-escrow = escrow
console-fact-total = total
console-fact-paid = paid
console-fact-due = due
console-account-title = Evidence

## Editor.

console-no-contract-yet = no contract yet
console-editor-pick = Enter searches a contract by number, name or unit.
console-editor-unsaved = The changes are not saved. Esc again throws them away, F9 saves.
console-not-a-sum = ← no sum
console-rest = rest to place
console-rest-none = all placed
console-rest-below = more than the payment by
console-part-without-contract = Part { $part } has no contract.
console-part-without-sum = The sum of part { $part } cannot be read: write it like 1 250 000,00.
console-parts-too-much = The parts exceed the payment by { $sum }. Lower one of them.
console-saved = The edit is saved.
console-saved-with-rest = Saved, but { $sum } is not placed yet: the row is not ready.

## Commit and reversal.

console-assign-title = Marked rows
console-assign-question =
    { $count ->
         [one] Give { $count } marked row
        *[other] Give { $count } marked rows
    }, { $sum }, to contract { $contract }?
console-commit-title = Post to the CRM
console-commit-question =
    { $count ->
         [one] Post { $count } payment
        *[other] Post { $count } payments
    }, { $sum }, to the CRM ({ $crm })?
console-commit-refunds =
    { $count ->
        [one] among them { $count } refund to a buyer: { $sum }
       *[other] among them { $count } refunds to buyers: { $sum }
    }
console-commit-left-out = Left out:
console-commit-undo = A posted payment is undone only by a reversing entry.
console-commit-no-undo = This CRM has no reversing entries: a payment that it took can only be taken back there.
console-commit-stages = Stages of deals and invoices change by the rules in the configuration.
console-commit-notices = The responsible employees get notices.
console-batch-cancelled = The commit was cancelled before it began: nothing was sent.
console-link-pause = { $why } { $seconds } s
console-link-reading = { $count ->
        [one] { $count } record read
       *[other] { $count } records read
    }
console-link-reading-of = reading { $done } of { $total }
console-link-awaited = reading contracts…
console-link-away = no connection ✗
console-link-read-at = contracts as of { $time } ✓
console-register-asked = Asking the CRM…
console-register-read = { $count ->
        [one] Contracts read anew: { $count } contract.
       *[other] Contracts read anew: { $count } contracts.
    }
console-register-awaited = The contracts are still being read from the CRM: you can look at the rows now, and decide when they are there.
console-register-missing = The contracts could not be read from the CRM, and nothing can be decided without them. Check the network and press { $key }.
console-committing-title = Posting to the CRM
console-reversing-title = Reversing
console-committed-title = Posting finished
console-reversed-marked = The rows are marked: they can be accepted again or excluded all at once.
console-reversed-title = Reversal finished
console-progress = { $done } of { $total }
console-progress-writing = written to the CRM { $done } of { $total }, then all of it is read back
console-progress-sum = { $progress }   { $sum } of { $all }
console-seconds-left =
    { $count ->
         [one] about { $count } second left
        *[other] about { $count } seconds left
    }
console-minutes-left =
    { $count ->
         [one] about { $count } minute left
        *[other] about { $count } minutes left
    }
console-stopping = Stopping: what has been sent is brought to its end. Esc again: do not wait; sverka finds out by itself what became of it.
console-outcome-committed =
    ✓ posted: { $count ->
         [one] { $count } payment
        *[other] { $count } payments
    }, { $sum }
console-outcome-already =
    ✓ was in the CRM before: { $count ->
         [one] { $count } payment
        *[other] { $count } payments
    }, { $sum }
console-outcome-already-reversed =
    ✓ taken back before already: { $count ->
         [one] { $count } payment
        *[other] { $count } payments
    }, { $sum }
console-outcome-reversed =
    ✓ reversed: { $count ->
         [one] { $count } payment
        *[other] { $count } payments
    }, { $sum }
console-outcome-refused =
    ! refused by the CRM: { $count ->
         [one] { $count } payment
        *[other] { $count } payments
    }, { $sum }
console-outcome-unclear =
    ! outcome unknown: { $count ->
         [one] { $count } payment
        *[other] { $count } payments
    }, { $sum }
console-outcome-unsent =
    – not sent: { $count ->
         [one] { $count } payment
        *[other] { $count } payments
    }
console-more-failed =
    { $count ->
         [one] … and { $count } more failed row
        *[other] … and { $count } more failed rows
    }
console-not-saved-title = Not saved
console-not-saved-next = The last edit is not on disk. Everything before it is. The program closes so as not to show what is not on disk; mend the cause and start it again.
console-settled =
    { $count ->
         [one] Asked the CRM: the outcome of { $count } row is known.
        *[other] Asked the CRM: the outcome of { $count } rows is known.
    }
console-recovered = Last time posting was cut off. Asked the CRM: posted { $committed }, free again { $reopened }, reversed { $reversed }.
console-register-first = The contracts in hand were read earlier. The register is being read anew and nothing was posted: look at the rows and press F9 again.
console-held-back =
    { $count ->
         [one] { $count } row was not sent: the CRM holds such a payment already, or the row has changed. Check it and post again.
        *[other] { $count } rows were not sent: the CRM holds such payments already, or the rows have changed. Check them and post again.
    }
console-file-incomplete = FILE { $file } IS CUT OFF: the line КонецФайла is missing and payments may be lost. Export it anew and load it again.
console-saver-gone = Saving has stopped: the program closes. Start it again; everything that was saved is there.
console-task-failed = Internal error while reading the register: { $error }. Restart the program; everything is saved.
console-no-threads = The system does not let the console start: { $error }. Close other programs and try again.

## Chessboard.

console-board-free = free
console-board-draft = reserved
console-board-unpaid = unpaid
console-board-partly = partly paid
console-board-paid = paid
console-board-empty = The CRM has no units: the contract register is not loaded yet.
console-board-title =
    { $count ->
         [one] { $count } unit, { $sold } sold
        *[other] { $count } units, { $sold } sold
    }
console-board-place = board { $at } of { $all }
console-board-sums = total { $total } · paid { $paid } ({ $percent } %) · due { $due }

## Help and messages.

console-messages-title = Earlier messages
console-no-messages = There have been no messages.
console-help-states = What the signs mean
console-help-ready = complete, goes with the next posting
console-help-review = one likely contract, but something wants a look
console-help-choose = several contracts are close: choose by digit
console-help-unmatched = no contract found: search for it
console-help-blocked = must not be posted, the row says why
console-help-excluded = does not go to the CRM: not a buyer's, or excluded by you
console-help-committed = in the CRM, and read back from there
console-help-failed = the CRM refused it or did not answer, the row says why
console-help-marks = What stands in the columns
console-help-mark-line = contract and schedule line
console-help-mark-lines = contract and several schedule lines
console-help-mark-more = split payment: this contract and one more
console-help-mark-guess = the only candidate, not chosen yet
console-help-mark-marked = the row is marked (Space)
console-help-mark-chosen = the candidate that the payment goes to now
console-help-digits = take the candidate of that number and go to the next row
console-key-stop = stop
console-key-close = close
console-space-key = Space

## Evidence in a word, for columns.

console-why-contract-number = number
console-why-contract-number-collapsed = bare number
console-why-contract-date = contract date
console-why-contract-date-conflict = other date
console-why-source-contract = contract in 1C
console-why-tax-id = tax no.
console-why-known-account = account
console-why-payer-name = name
console-why-purpose-name = name in purpose
console-why-unit = unit
console-why-amount-is-line = sum
console-why-amount-is-remainder = remainder
console-why-amount-is-lines = sum of lines
console-why-amount-exceeds = exceeds debt
console-why-due-window = due date
console-why-due-far = far from due
console-why-lender = lender
console-why-other-contract-named = other number
console-why-other-tax-id = other tax no.
console-why-other-person-named = other name
console-why-rejected-before = rejected before
console-why-original-receipt = gives a receipt back
console-why-prior = prior

## Flags in a word or two, for columns.

console-flag-outgoing = outgoing
console-flag-refund = refund
console-flag-refund-exceeds = refund too large
console-flag-refund-before-receipt = receipt first
console-flag-own-transfer = own transfer
console-flag-deleted-in-source = deleted in 1C
console-flag-draft-in-source = draft in 1C
console-flag-not-a-customer = not a buyer's
console-flag-no-money-moved = no money moved
console-flag-contract-terminated = terminated
console-flag-contract-assigned = assigned
console-flag-contract-draft = draft contract
console-flag-contract-unknown = unknown contract
console-flag-overpayment = overpayment
console-flag-wrong-currency = wrong currency
console-flag-certain-duplicate = duplicate
console-flag-another-buyers-number = another buyer's number
console-flag-not-our-account = not our account
console-flag-zero-sum = zero sum
console-flag-negative-sum = negative sum
console-flag-possible-duplicate = possible duplicate
console-flag-other-sum = another sum
console-flag-paid-in-register = paid already
console-flag-contested = contested
console-flag-amount-unusual = unusual sum
console-flag-small-difference = small difference
console-flag-prepayment = paid ahead
console-flag-third-party = third party
console-flag-rejected-before = rejected
console-flag-several-contracts-named = several named
console-flag-number-mistyped = mistyped number
console-flag-paid-before-signing = before signing
console-flag-vat-named = VAT named
console-flag-pooled-payment = pooled payment
console-flag-number-not-unique = number not unique
console-flag-penalty-named = penalty named
console-flag-changed-in-source = changed in 1C
console-flag-unplaced = not all placed
console-flag-reversed = taken back
console-flag-missing-in-crm = not in CRM
console-flag-taken-back-in-crm = void in CRM
console-flag-other-in-crm = differs in the CRM
console-flag-weak-evidence = weak evidence
console-flag-one-sided = said by half
console-flag-contradicted = contradiction
console-flag-unclear = unclear
console-flag-holder-has-others = which contract
console-flag-escrow = escrow
console-flag-purpose-other = another purpose
console-flag-object-unknown = for what?

## A state that somebody else has open.

console-key-answer = choose
console-key-leave = leave
console-key-look-again = anew
console-held-title = This state is open already
console-held-who = Who
console-held-place = Where
console-held-host = Machine
console-held-since = Since
console-held-since-time = { $time } — { $long }
console-held-nameless = Another process has it; it did not say who it is.
console-held-one = One console at a time works with it, so that no payment can go twice.
console-held-files = The files named in the call will be read if you take over; they cannot be read into a copy.
console-held-sure = Take over? That console is asked to leave: it waits for the answer to what it has already sent to the CRM, sends nothing more and says in its window who took over. Everything decided is saved.
console-held-copying = Making a copy…
console-held-waiting = That console is closing: { $seconds } s. A running batch stops after the answer to what was sent.
console-held-ending = That console is being ended by force: { $seconds } s.
console-held-deaf = That console does not answer. It can be ended by force: nothing saved is lost, and the journal finds out at opening what became of whatever was sent.
console-held-deaf-to-force = Its process was ended, but the system has not let go of it yet: a disk that hangs does that. Wait, or leave this screen and try again later.
console-held-stopped = No longer waiting. That console has been asked to leave and may close.
console-held-another = That console was closed, but somebody else has opened the state already.
console-held-wanted = Somebody else is taking this state over right now. Wait and try again.
console-held-failed = That console could not be asked: { $detail }. Nothing was changed.
console-held-look = look
console-held-look-effect = a copy to read; nothing changes
console-held-take = take over
console-held-take-effect = that console saves and closes, this one opens
console-held-leave = leave
console-held-leave-effect = leave everything as it is
console-held-no = back
console-held-no-effect = do not take over
console-held-yes = take over
console-held-yes-effect = ask that console to close
console-held-wait = wait
console-held-wait-effect = ask once more and wait
console-held-force = end it
console-held-force-effect = by force; nothing saved is lost
console-taken-from = Taken over: { $holder }, { $place }. Everything decided there is here.
console-look-only = Looking only: nothing can be changed. Take over at the next start to work.
console-look-begun = Only a copy: another console works with the data. { $key } — read it anew.
console-look-again = Reading anew…
console-look-anew = Read anew.
console-look-header = LOOKING ONLY · { $time }
console-look-help = Looking only: keys that change something do nothing here.
