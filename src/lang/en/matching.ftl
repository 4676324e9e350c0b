# Why a row is what it is: evidence, flags, one line for people.

evidence-contract-number = number { $value }
evidence-contract-number-collapsed = number, loosely { $value }
evidence-contract-date = contract date { $value }
evidence-contract-date-conflict = another contract date { $value }
evidence-source-contract = allocated in 1C { $value }
evidence-tax-id = tax number { $value }
evidence-known-account = known account ({ $value ->
        [holder] holder
        [co_holder] co-holder
        [relative] spouse or relative
        [employer] employer
        [bank] bank
       *[other] somebody else
    })
evidence-payer-name = payer { $value }
evidence-purpose-name = named { $value }
evidence-unit = unit { $value }
evidence-amount-is-line = sum = schedule line
evidence-amount-is-remainder = sum = all that is due
evidence-amount-is-lines = sum = several lines
evidence-amount-exceeds = sum is more than due
evidence-due-window = in time
evidence-due-far = far from due dates
evidence-lender = lender pays { $value }
evidence-other-contract-named = another contract named { $value }
evidence-other-tax-id = another's tax number { $value }
evidence-other-person-named = another person named { $value }
evidence-original-receipt = original receipt { $value }
evidence-rejected-before = rejected before (payment of { $value })
evidence-prior = one of { $value } open contracts

flag-outgoing = money went out
flag-refund = refund of a receipt to a buyer
flag-refund-unpaired = refund to a buyer: the original receipt was not found — choose the contract that the money came back from
flag-refund-exceeds = { $sum } more is given back than was received: take the rest from another contract or exclude the row
flag-refund-before-receipt = commit the original receipt first, or exclude both
flag-own-transfer = between our own accounts
flag-deleted-in-source = marked for deletion in 1C
flag-draft-in-source = draft in 1C
flag-not-a-customer = seems not to be a customer's
flag-no-money-moved = document that moves no money
flag-contract-terminated = contract is terminated
flag-contract-assigned = contract was assigned
flag-contract-draft = contract is a draft
flag-contract-unknown = contract is not in the CRM
flag-overpayment = { $sum } too much: give what is left to another contract
flag-wrong-currency = currency differs from the contract's
flag-certain-duplicate = the same payment again
flag-another-buyers-number = number of another buyer's contract
flag-not-our-account = not our account or entity
flag-zero-sum = sum is zero
flag-negative-sum = storno: negative sum
flag-possible-duplicate = possibly a double
flag-other-sum = the same document with another sum
flag-paid-in-register = the register counts this instalment as paid, and not from here; the payment may have been entered by hand
flag-contested = another payment wants the same debt
flag-amount-unusual = sum fits no schedule line
flag-small-difference = sum misses what is due by a little
flag-prepayment = paid ahead of the schedule
flag-third-party = somebody else pays
flag-rejected-before = you turned this pair down before
flag-several-contracts-named = several contracts named
flag-sum-of-several = the sum of several contracts
flag-number-mistyped = no such number, perhaps a slip
flag-paid-before-signing = paid before signing
flag-vat-named = VAT is named
flag-pooled-payment = pooled payment
flag-number-not-unique = several contracts bear this number
flag-penalty-named = a penalty is named
flag-changed-in-source = changed in 1C since the decision
flag-changed-after-posting = changed in 1C after it was posted: { $facts }; check it, and if it is wrong reverse it and post it again
flag-changed-after-posting-sum = changed in 1C after it was posted: the sum was { $was } and is now { $now }; reverse it and post it again
flag-reversed = taken back from the CRM: take it again, mend it or exclude it
flag-unplaced = { $sum } is given to no contract yet: add a part
flag-unplaced-beyond = the parts are { $sum } more than the payment: make one smaller
flag-missing-in-crm = the CRM does not hold this payment (no. { $reference }) any more: look at the contract's card; if it is really gone, reverse the row and take it again
flag-taken-back-in-crm = this payment (no. { $reference }) was reversed in the CRM from elsewhere: reverse the row here too, which changes nothing in the CRM, and decide whether it goes again
flag-other-in-crm = the CRM holds the payment otherwise than here: another contract, line or sum; compare the contract's card
flag-weak-evidence = too little evidence
flag-one-sided = only who or only which contract is said
flag-contradicted = something in the payment contradicts the contract
flag-unclear = not all of the purpose is read, or too many bear the name
flag-holder-has-others = the buyer has other contracts, and which is meant is not said
flag-escrow = escrow
flag-purpose-other = the purpose says something else
flag-object-unknown = what is paid for is not understood
flag-about = { $flag }: { $about }

reason-weighed = { $what } { $bits }
reason-runner-up = 2nd: { $contract }, −{ $lost } bits
reason-no-contract = no contract found
reason-several = close contracts: { $contracts }
reason-sum = Total { $bits } bits for contract { $contract }
reason-margin = { $bits } bits ahead of { $contract }
reason-margin-alone = No other contract fits
reason-rival-margin = { $bits } bits ahead of other payments for this contract: { $payments }
reason-taken = The debt of { $contract } goes to another payment, { $second } is proposed
reason-stopped = Stopped: { $flag }
reason-decided = decided by a person
reason-in-crm = already posted, CRM no. { $reference }
reason-held = already in the CRM: contract { $contract }, { $sum }
reason-held-refund = already in the CRM: refund from contract { $contract }, { $sum }
reason-given = decided: contract { $contract }, { $sum }
reason-rest = Not allocated: { $sum }
reason-passed = ✓ { $what }
reason-failed = ✕ { $what }
reason-check-named = who or what contract is said: { $by }
reason-check-named-not = not said who or what contract: a sum and a day are too little
reason-check-enough = { $has } bits of evidence, { $wants } needed
reason-check-enough-not = { $has } bits of evidence, but { $wants } needed
reason-check-ahead = { $has } bits ahead of the second, { $wants } needed
reason-check-ahead-not = { $has } bits ahead of the second, but { $wants } needed
reason-check-placed = the whole sum finds its place
reason-check-placed-not = a part of the sum finds no place
reason-check-clear = nothing stops it
reason-check-clear-not = the row is stopped
reason-check-uncontested = other payments for this debt are behind: { $has } bits, { $wants } needed
reason-check-uncontested-not = another payment wants this debt: { $has } bits ahead, but { $wants } needed
