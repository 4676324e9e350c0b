# De ce rândul este așa: dovezi, semne, o linie pentru oameni.

evidence-contract-number = număr { $value }
evidence-contract-number-collapsed = număr, aproximativ { $value }
evidence-contract-date = data contractului { $value }
evidence-contract-date-conflict = altă dată a contractului { $value }
evidence-source-contract = repartizat în 1C { $value }
evidence-tax-id = cod fiscal { $value }
evidence-known-account = cont cunoscut ({ $value ->
        [holder] titular
        [co_holder] cotitular
        [relative] soț sau rudă
        [employer] angajator
        [bank] bancă
       *[other] altă persoană
    })
evidence-payer-name = plătitor { $value }
evidence-purpose-name = numit { $value }
evidence-unit = unitate { $value }
evidence-amount-is-line = suma = rata din grafic
evidence-amount-is-remainder = suma = restul de plată
evidence-amount-is-lines = suma = mai multe rate
evidence-amount-exceeds = suma depășește restul
evidence-due-window = la termen
evidence-due-far = departe de termen
evidence-lender = plătește creditorul { $value }
evidence-other-contract-named = alt contract numit { $value }
evidence-other-tax-id = cod fiscal străin { $value }
evidence-other-person-named = altă persoană numită { $value }
evidence-original-receipt = încasarea inițială { $value }
evidence-rejected-before = respins anterior (plata din { $value })
evidence-prior = unul din { $value } contracte deschise

flag-outgoing = plată efectuată
flag-refund = restituirea unei încasări către cumpărător
flag-refund-unpaired = restituire către cumpărător: încasarea inițială nu a fost găsită — alegeți contractul din care s-au întors banii
flag-refund-exceeds = se restituie cu { $sum } mai mult decât s-a încasat: treceți surplusul pe alt contract sau excludeți rândul
flag-refund-before-receipt = înregistrați mai întâi încasarea inițială sau excludeți ambele
flag-own-transfer = transfer între conturile proprii
flag-deleted-in-source = marcat pentru ștergere în 1C
flag-draft-in-source = ciornă în 1C
flag-not-a-customer = pare să nu fie de la client
flag-no-money-moved = document fără mișcare de bani
flag-contract-terminated = contract reziliat
flag-contract-assigned = contract cesionat
flag-contract-draft = contractul e ciornă
flag-contract-unknown = contractul nu este în CRM
flag-overpayment = plată în plus { $sum }: treceți surplusul pe alt contract
flag-wrong-currency = altă valută decât în contract
flag-certain-duplicate = aceeași plată repetată
flag-another-buyers-number = numărul contractului altui cumpărător
flag-not-our-account = nu e contul nostru
flag-zero-sum = suma zero
flag-negative-sum = storno: suma negativă
flag-possible-duplicate = posibil dublură
flag-other-sum = același document cu altă sumă
flag-paid-in-register = rata figurează deja achitată în registru, dar nu de aici; plata poate fi introdusă manual
flag-contested = altă plată vizează aceeași datorie
flag-amount-unusual = suma nu corespunde graficului
flag-small-difference = suma diferă puțin de cea datorată
flag-prepayment = plată în avans față de grafic
flag-third-party = plătește o altă persoană
flag-rejected-before = ați respins anterior această pereche
flag-several-contracts-named = mai multe contracte numite
flag-sum-of-several = suma mai multor contracte
flag-number-mistyped = număr inexistent, poate greșit
flag-paid-before-signing = plătit înainte de semnare
flag-vat-named = TVA indicat
flag-pooled-payment = plată cumulată
flag-number-not-unique = mai multe contracte au acest număr
flag-penalty-named = penalitate numită
flag-changed-in-source = modificat în 1C după decizie
flag-changed-after-posting = modificat în 1C după înregistrare: { $facts } — verificați; dacă e greșit, stornați și înregistrați din nou
flag-changed-after-posting-sum = modificat în 1C după înregistrare: suma era { $was }, acum e { $now } — stornați și înregistrați din nou
flag-reversed = stornat: acceptați din nou, corectați sau excludeți
flag-unplaced = nerepartizat { $sum }: adăugați o parte
flag-unplaced-beyond = repartizat cu { $sum } mai mult decât plata: micșorați o parte
flag-missing-in-crm = plata (nr. { $reference }) nu mai este în CRM: verificați fișa contractului; dacă într-adevăr lipsește, stornați rândul și acceptați din nou
flag-taken-back-in-crm = plata (nr. { $reference }) a fost stornată în CRM din altă parte: stornați rândul și aici — în CRM nu se schimbă nimic — și decideți dacă o trimiteți din nou
flag-other-in-crm = în CRM plata stă altfel decât aici: alt contract, altă linie sau altă sumă — comparați cu fișa contractului
flag-weak-evidence = dovezi insuficiente
flag-one-sided = se spune doar cine sau doar ce contract
flag-contradicted = ceva din plată contrazice contractul
flag-unclear = destinația nu e citită toată sau prea mulți au acest nume
flag-holder-has-others = cumpărătorul are și alte contracte, iar care anume nu se spune
flag-escrow = escrow
flag-purpose-other = destinația spune altceva
flag-object-unknown = nu se înțelege pentru ce se plătește
flag-about = { $flag }: { $about }

reason-weighed = { $what } { $bits }
reason-runner-up = al 2-lea: { $contract }, −{ $lost } biți
reason-no-contract = contract negăsit
reason-several = contracte apropiate: { $contracts }
reason-sum = Total { $bits } biți pentru contractul { $contract }
reason-margin = Cu { $bits } biți înaintea { $contract }
reason-margin-alone = Niciun alt contract nu se potrivește
reason-rival-margin = Cu { $bits } biți înaintea altor plăți pentru acest contract: { $payments }
reason-taken = Datoria din { $contract } revine altei plăți, se propune { $second }
reason-stopped = Oprit: { $flag }
reason-decided = decis de om
reason-in-crm = deja înregistrat, CRM nr. { $reference }
reason-held = deja în CRM: contractul { $contract }, { $sum }
reason-held-refund = deja în CRM: restituire din contractul { $contract }, { $sum }
reason-given = decis: contractul { $contract }, { $sum }
reason-rest = Nerepartizat: { $sum }
reason-passed = ✓ { $what }
reason-failed = ✕ { $what }
reason-check-named = se spune cine sau ce contract: { $by }
reason-check-named-not = nu se spune cine sau ce contract: suma și termenul sunt prea puțin
reason-check-enough = dovezi de { $has } biți, sunt necesari { $wants }
reason-check-enough-not = dovezi de { $has } biți, dar sunt necesari { $wants }
reason-check-ahead = cu { $has } biți înaintea celui de-al doilea, sunt necesari { $wants }
reason-check-ahead-not = cu { $has } biți înaintea celui de-al doilea, dar sunt necesari { $wants }
reason-check-placed = toată suma își găsește locul
reason-check-placed-not = o parte din sumă nu își găsește locul
reason-check-clear = nimic nu oprește
reason-check-clear-not = rândul este oprit
reason-check-uncontested = alte plăți pentru această datorie sunt în urmă: { $has } biți, sunt necesari { $wants }
reason-check-uncontested-not = și altă plată vrea această datorie: { $has } biți înainte, dar sunt necesari { $wants }
