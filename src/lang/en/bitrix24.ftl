# Bitrix24
bitrix24-name =
    { $rate ->
        [one] Bitrix24 · { $rate } request/s
       *[other] Bitrix24 · { $rate } requests/s
    }
bitrix24-webhook-not-named = It is not said where the address of the webhook lies. Name webhook_file in the section [crm.bitrix24] or run sverka init; under systemd, LoadCredential=bitrix24:FILE.
bitrix24-webhook-missing = The file { $file } with the address of the webhook does not exist. Check the path webhook_file in the section [crm.bitrix24] or run sverka init.
bitrix24-webhook-unreadable = The file with the webhook address { $file } cannot be read: { $detail }. Check webhook_file in section [crm.bitrix24].
bitrix24-webhook-open = Others may read the file with the webhook address { $file } (mode { $mode }). The address is the key to the portal: run chmod 600 and try again.
bitrix24-webhook-other = File { $file } holds no webhook address. It needs one line like https://portal.bitrix24.com/rest/1/code/ — Bitrix24 shows it under Developer resources → Other → Inbound webhook.
bitrix24-webhook-address = An address stands where a file is to be named. The webhook address is the key to the portal: put it as one line into a file that only you can read (chmod 600), and name that file in webhook_file. sverka init does it for you.
bitrix24-webhook-not-encrypted = The webhook address in { $file } begins with http://. Change it to https://: without encryption the key to the portal is seen in the network.
bitrix24-waits = the portal asks to wait
bitrix24-waits-network = no connection, again in
bitrix24-waits-silent = the portal does not answer, again in
bitrix24-waits-lost = what was sent may still arrive, waiting
bitrix24-busy = Bitrix24 lets no more requests through and did not answer after several attempts. Wait a minute and try again.
bitrix24-out-of-time = Bitrix24 has used up the running time of this action for 10 minutes. Wait 10 minutes and try again; what was committed is kept.
bitrix24-out-of-reach = The Bitrix24 portal is out of reach: { $detail }. Check the network and try again.
bitrix24-silent = Bitrix24 did not answer ({ $detail }). Whether it was committed the program finds out itself when the connection is back; enter nothing again.
bitrix24-held-back = Not sent: the commit was stopped.
bitrix24-refused = Bitrix24 refused: { $words } ({ $code }).
bitrix24-ours = Bitrix24 did not understand the request: { $words } ({ $code }). This is a fault of the program: tell its developers.
bitrix24-stop-webhook = Bitrix24 does not accept the webhook: it was deleted, changed or has expired ({ $words }). Open Developer resources → Integrations → your webhook, extend it and write the new address into the file.
bitrix24-stop-scope = The webhook lacks permissions ({ $words }). Open Developer resources → Integrations → your webhook and tick: CRM (crm), Chat and notifications (im), Users (user).
bitrix24-stop-rights = The employee who owns the webhook lacks rights ({ $words }). An administrator grants them in CRM → Settings → Access permissions.
bitrix24-stop-plan = The portal's plan has no REST ({ $words }). Commercial plans have it: Settings → My plan.
bitrix24-stop-encryption = The portal wants https ({ $words }). Change the webhook address in the file to https://.
bitrix24-stop-blocked = Bitrix24 blocked the portal's REST because of overload ({ $words }). Do not try again: ask Bitrix24 support.
bitrix24-stop-deleted = The Bitrix24 portal was deleted or closed ({ $words }). Check the webhook address; on your own server open the public part of the site in the main settings.
bitrix24-stop-moved = The portal redirects to another address ({ $words }). The key was not sent there: open the portal in a browser, take the webhook's address anew and write it into the file.
bitrix24-stop-certificate = The portal's certificate is not accepted: { $words }. Check the clock of this machine and the portal's address; behind a proxy that replaces certificates, add its root certificate to the system. Nothing was sent.
bitrix24-stop-no-roots = This machine has no root certificates to check the portal with ({ $words }). Install the package ca-certificates (or name a file in SSL_CERT_FILE) and try again.
bitrix24-refusal-not-kept = Contract { $contract }: Bitrix24 took the request but did not keep field { $field }. Check name and type of the field: “sverka doctor”.
bitrix24-refusal-denied = Contract { $contract }: Bitrix24 did not let it be written: { $words } ({ $code }). Check the rights of the webhook's employee on this card and its required fields.
bitrix24-refusal-odd-sum = Contract { $contract }: field { $field } holds no sum in whole kopecks. Correct the card.
bitrix24-refusal-no-fields = Contract { $contract }: the settings name no fields for payments. Set paid and payments in section [crm.bitrix24].
bitrix24-refusal-no-such-field = Contract { $contract }: the portal has no field { $field }, which the configuration names. Create it or mend its name: “sverka doctor”.
bitrix24-refusal-not-a-sum = Contract { $contract }: the field { $field } cannot keep a sum. It must be a field of the kind “Number” or “Money” with one value.
bitrix24-refusal-not-many-texts = Contract { $contract }: the field { $field } cannot keep the list of payments. It must be a field of the kind “String” that is marked “Multiple”.
bitrix24-refusal-not-a-state = Contract { $contract }: the field { $field } cannot keep the state of payment. It must be a field of the kind “List” or “String” with one value.
bitrix24-not-shown = Contract { $contract }: the payment is posted, but Bitrix24 did not keep the field { $field }. Check its name and kind: “sverka doctor”.
bitrix24-no-such-state = The list of the field { $field } has no value “{ $name }”: the state of payment is not written. Add it to the list, or name yours in the section [crm.bitrix24.states].
bitrix24-state-unpaid = Unpaid
bitrix24-state-part = Partly paid
bitrix24-state-paid = Paid
bitrix24-state-over = Overpaid
bitrix24-state-refunded = Refunded
bitrix24-state-share = { $name }: { $paid } of { $total } { $currency } ({ $percent } %)
bitrix24-cache-damaged = The kept list of contracts { $file } could not be read ({ $detail }). It was thrown away and the contracts were read from Bitrix24 anew; no payment is concerned.
bitrix24-cache-unusable = The list of contracts could not be kept in { $file }: { $detail }. The work goes on; the next start will read all of it from Bitrix24. Check the space on the disk and the rights of the folder.
bitrix24-note-division = KPP
bitrix24-no-order = No shop order hangs on the card in Bitrix24: the payment is posted and stands in the fields of the card, but not among the payments of an order. Attach an order, or take sale out of the section [crm.bitrix24].
bitrix24-told-receipt = Contract { $contract }: payment { $number } of { $date }, { $amount } { $currency }, { $payer }. Paid { $paid } of { $total } ({ $percent } %).
bitrix24-told-refund = Contract { $contract }: refund { $number } of { $date }, { $amount } { $currency }, { $payer }. Paid { $paid } of { $total } ({ $percent } %).
bitrix24-told-reversal = Contract { $contract }: entry { $number } of { $date }, { $amount } { $currency }, { $payer }, was taken back. Paid { $paid } of { $total } ({ $percent } %).
bitrix24-told-why = Reason: { $reason }
bitrix24-not-told = The payment is committed, but a stage, a comment or a notice in Bitrix24 was not written: { $why }
bitrix24-crossed = Another program or person wrote to the card of contract { $contract } at the same moment, and our write may have wiped theirs. Our payments stand; check the other payments of this contract in Bitrix24.
bitrix24-not-here = Contracts and payments are kept in Bitrix24 ([crm] kind): there is nowhere to load a register file into. Add contracts in Bitrix24 itself; sverka crm contracts shows what the program sees there.
