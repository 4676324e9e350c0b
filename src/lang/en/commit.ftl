# commit
commit-busy = A commit is already running. Wait for its end or stop it.
commit-not-ready = The commit did not begin: payment no. { $number } of { $amount } cannot be sent. { $reason } Nothing was sent.
commit-not-ready-readiness = The row is not ready. Mend it and try again.
commit-not-ready-sum = The sums given to contracts do not add up to the payment. Mend the split and try again.
commit-not-ready-no-money-moved = This document moves no money. Exclude the row or correct the kind of document.
commit-not-ready-twice = The row is named twice. Begin the commit again.
commit-not-ready-not-committed = By the journal it is not committed, so there is nothing to take back.
commit-in-flight = The commit did not begin: payment no. { $number } of { $amount } was sent before, and the CRM's answer is not known. Open sverka again: it asks the CRM and shows what became of the payment.
commit-held-already = The commit did not begin: by the journal, payment no. { $number } of { $amount } is in the CRM. Open sverka again; if the row is still open, look the payment up in the CRM.
commit-no-reversal = This CRM has no reversing entries. Take the payment back in the CRM itself.
commit-store = The commit did not begin: the journal cannot be read or written. { $reason }
commit-stopped-crm = The commit stopped: the CRM did not answer, and what became of the rows sent is not known. { $reason } sverka asks the CRM by itself as soon as it can; nothing goes twice.
commit-stopped-given-up = The commit was broken off before the CRM answered; what became of the rows on their way is not known. sverka asks the CRM by itself as soon as it can; nothing goes twice.
commit-late =
    { $count ->
        [one] The CRM has not answered for { $count } minute.
       *[other] The CRM has not answered for { $count } minutes.
    }
commit-early =
    { $count ->
        [one] What became of { $count } payment is not known yet: what was sent may reach the CRM within { $seconds } s. Then sverka asks the CRM; until then nothing new is sent.
       *[other] What became of { $count } payments is not known yet: what was sent may reach the CRM within { $seconds } s. Then sverka asks the CRM; until then nothing new is sent.
    }
commit-stopped-store = The commit stopped: the journal cannot be written. { $reason } What was sent is checked with the CRM at the next start.
commit-stopped-answers = The commit stopped: the CRM did not answer for every row. At the next start sverka asks the CRM first which of them it holds.
commit-taken-back-there = Payment no. { $number } of { $amount } was in the CRM before and was reversed there. The row is open again: the next commit posts it anew.
commit-reversal-never-came = The reversal of payment no. { $number } of { $amount } never reached the CRM: the payment stays committed. Take it back again.
commit-unclear-absent = The CRM said that it took payment no. { $number } of { $amount }, but does not show it when asked. Look it up in the CRM; sverka asks again at the next start.
commit-unclear-still-there = The CRM said that it reversed payment no. { $number } of { $amount }, but still holds it when asked. Look it up in the CRM; sverka asks again at the next start.
commit-unclear-other-content = Under the keys of payment no. { $number } of { $amount } the CRM holds something else: contract, schedule line or sum. Look it up in the CRM; sverka does not send it again by itself.
commit-unclear-partly = The CRM holds only a part of payment no. { $number } of { $amount }. Complete or reverse it in the CRM; sverka asks again at the next start.
commit-unclear-twice = A part of payment no. { $number } of { $amount } stands twice in the CRM. Reverse what is too much in the CRM; sverka asks again at the next start.
commit-unclear-beside = Payment no. { $number } of { $amount } stands in the CRM under other keys too: it was also posted from elsewhere. Reverse what is too much in the CRM; sverka asks again at the next start.
commit-unclear-no-row = The journal has payment no. { $number } as sent, but there is no row for it. Import its file again and open sverka again.
commit-unclear-silent = What became of the payment in the CRM is not clear. Look it up in the CRM.
