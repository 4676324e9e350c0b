# session: modificări și pași
session-row = rândul nr. { $number } din { $date }, { $payer }
session-no-rows = Nu este ales niciun rând. Mergeți pe un rând sau marcați mai multe.
session-unknown-row = Sesiunea nu are rândul { $id }. Reîmprospătați lista.
session-committed = Modificarea nu este posibilă: rândul este deja în CRM. Mai întâi anulați-l prin storno, apoi modificați. Este { $row }.
session-committed-parts =
    { $count ->
         [one] Modificarea nu este posibilă: rândul este deja în CRM într-o singură parte. Mai întâi anulați-l prin storno, apoi modificați. Este { $row }.
         [few] Modificarea nu este posibilă: rândul este deja în CRM în { $count } părți. O singură parte nu poate fi anulată: plata se stornează întreagă. Stornați-o și repartizați-o din nou. Este { $row }.
        *[other] Modificarea nu este posibilă: rândul este deja în CRM în { $count } de părți. O singură parte nu poate fi anulată: plata se stornează întreagă. Stornați-o și repartizați-o din nou. Este { $row }.
    }
session-outcome-unknown = Modificarea nu este posibilă: rândul a fost trimis la CRM, rezultatul nu se cunoaște. Deschideți din nou sverka sau apăsați încărcarea: mai întâi este întrebat CRM. Este { $row }.
session-in-flight = Modificarea nu este posibilă: rândul se trimite acum la CRM. Așteptați să se termine. Este { $row }.
session-no-candidate = Nu există varianta { $wanted }: { $row } are { $count ->
    [0] nicio variantă
    [one] { $count } variantă
    [few] { $count } variante
   *[other] { $count } de variante
}. Căutați contractul.
session-unknown-contract = Registrul nu are contractul { $contract }. Încărcați un registru nou sau alegeți alt contract.
session-unknown-line = Graficul contractului { $contract } nu are rândul { $line }. Alegeți un rând din grafic.
session-bad-sum = Suma { $amount } nu este bună: trebuie să fie pozitivă și nu mai mică de o copeică. Corectați suma părții.
session-nothing-due = La contractul { $contract } nu mai este nimic de plată: totul este achitat sau ocupat de alte rânduri ale sesiunii. Alegeți alt contract sau eliberați ce este ocupat.
session-nothing-paid = Din contractul { $contract } nu este nimic de restituit: nu sunt bani pe el sau îi iau alte restituiri ale sesiunii. Alegeți contractul pentru care au venit banii.
session-nothing-proposed = Nimic de acceptat: nu este propus niciun contract, alegeți unul. Este { $row }.
session-step-take = alegerea contractului { $contract }: { $rows ->
    [one] { $rows } rând
    [few] { $rows } rânduri
   *[other] { $rows } de rânduri
}
session-step-assign = repartizarea la contractul { $contract }: { $rows ->
    [one] { $rows } rând
    [few] { $rows } rânduri
   *[other] { $rows } de rânduri
}
session-step-allocate = repartizarea pe părți: { $rows ->
    [one] { $rows } rând
    [few] { $rows } rânduri
   *[other] { $rows } de rânduri
}
session-step-exclude = excluderea: { $rows ->
    [one] { $rows } rând
    [few] { $rows } rânduri
   *[other] { $rows } de rânduri
}
session-step-include = readucerea celor excluse: { $rows ->
    [one] { $rows } rând
    [few] { $rows } rânduri
   *[other] { $rows } de rânduri
}
session-step-kind = felul documentului: { $rows ->
    [one] { $rows } rând
    [few] { $rows } rânduri
   *[other] { $rows } de rânduri
}
session-step-comment = nota: { $rows ->
    [one] { $rows } rând
    [few] { $rows } rânduri
   *[other] { $rows } de rânduri
}
session-step-accept = acceptarea: { $rows ->
    [one] { $rows } rând
    [few] { $rows } rânduri
   *[other] { $rows } de rânduri
}
session-step-edit = modificarea: { $rows ->
    [one] { $rows } rând
    [few] { $rows } rânduri
   *[other] { $rows } de rânduri
}
session-sort-arrival = în ordinea încărcării
session-sort-date = după dată
session-sort-sum = după sumă
session-sort-payer = după plătitor
session-sort-readiness = după stare
session-sort-contract = după contract
