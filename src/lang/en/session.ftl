# session: edits and steps
session-row = row no. { $number } of { $date }, { $payer }
session-no-rows = No row is chosen. Go to a row, or mark several.
session-unknown-row = The session has no row { $id }. Refresh the list.
session-committed = No edit possible: the row is already in the CRM. Take it back first (reversal), then edit it. This is { $row }.
session-committed-parts =
    { $count ->
         [one] No edit possible: the row is already in the CRM in one part. Take it back first (reversal), then edit it. This is { $row }.
        *[other] No edit possible: the row is already in the CRM in { $count } parts. One part alone cannot be taken back: a payment goes whole. Take it back (reversal) and split it anew. This is { $row }.
    }
session-outcome-unknown = No edit possible: the row was sent to the CRM, the outcome is not known. Open sverka again, or press commit: the CRM is asked first. This is { $row }.
session-in-flight = No edit possible: the row is being sent to the CRM now. Wait until that is done. This is { $row }.
session-no-candidate = No candidate { $wanted }: { $row } has { $count ->
    [0] none
    [one] { $count } candidate
   *[other] { $count } candidates
}. Search for the contract.
session-unknown-contract = The register has no contract { $contract }. Load a fresh register, or choose another contract.
session-unknown-line = The schedule of contract { $contract } has no line { $line }. Choose a line of the schedule.
session-bad-sum = The sum { $amount } will not do: it must be positive and no finer than a kopeck. Correct the sum of the part.
session-nothing-due = Nothing more is due on contract { $contract }: all is paid, or claimed by other rows of the session. Choose another contract, or free what is claimed.
session-nothing-paid = There is nothing to give back from contract { $contract }: no money lies on it, or other refunds of the session take it. Choose the contract that the money came for.
session-nothing-proposed = Nothing to accept: no contract is proposed, choose one. This is { $row }.
session-step-take = choice of contract { $contract }: { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
}
session-step-assign = allocation to contract { $contract }: { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
}
session-step-allocate = allocation in parts: { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
}
session-step-exclude = exclusion: { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
}
session-step-include = return of the excluded: { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
}
session-step-kind = kind of document: { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
}
session-step-comment = note: { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
}
session-step-accept = acceptance: { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
}
session-step-edit = edit: { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
}
session-sort-arrival = in order of loading
session-sort-date = by date
session-sort-sum = by sum
session-sort-payer = by payer
session-sort-readiness = by readiness
session-sort-contract = by contract
