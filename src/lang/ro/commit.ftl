# commit
commit-busy = O încărcare în CRM este deja în curs. Așteptați sfârșitul ei sau opriți-o.
commit-not-ready = Încărcarea nu a început: plata nr. { $number } de { $amount } nu poate fi trimisă. { $reason } Nu s-a trimis nimic.
commit-not-ready-readiness = Rândul nu este în starea «gata». Corectați-l și repetați.
commit-not-ready-sum = Sumele pe contracte nu sunt egale cu suma plății. Corectați repartizarea și repetați.
commit-not-ready-no-money-moved = Acest document nu mișcă bani. Excludeți rândul sau corectați felul documentului.
commit-not-ready-twice = Rândul este numit de două ori. Începeți încărcarea din nou.
commit-not-ready-not-committed = După jurnal nu este înregistrată, nu e nimic de anulat.
commit-in-flight = Încărcarea nu a început: plata nr. { $number } de { $amount } a fost deja trimisă, răspunsul CRM nu este cunoscut. Deschideți sverka din nou: întreabă CRM și arată ce s-a întâmplat cu plata.
commit-held-already = Încărcarea nu a început: după jurnal, plata nr. { $number } de { $amount } este deja în CRM. Deschideți sverka din nou; dacă rândul e tot deschis, verificați plata în CRM.
commit-no-reversal = Acest CRM nu știe să storneze. Anulați plata chiar în CRM.
commit-store = Încărcarea nu a început: jurnalul nu poate fi citit sau scris. { $reason }
commit-stopped-crm = Încărcarea s-a oprit: CRM nu a răspuns, soarta rândurilor trimise nu este cunoscută. { $reason } sverka întreabă CRM singură, de îndată ce se poate; nimic nu pleacă de două ori.
commit-stopped-given-up = Încărcarea a fost întreruptă înainte de răspunsul CRM; soarta rândurilor aflate pe drum nu este cunoscută. sverka întreabă CRM singură, de îndată ce se poate; nimic nu pleacă de două ori.
commit-late =
    { $count ->
        [one] CRM nu răspunde de mai mult de { $count } minut.
        [few] CRM nu răspunde de mai mult de { $count } minute.
       *[other] CRM nu răspunde de mai mult de { $count } de minute.
    }
commit-early =
    { $count ->
        [one] Soarta a { $count } plată nu este încă cunoscută: ce s-a trimis poate ajunge în CRM în { $seconds } s. Apoi sverka întreabă CRM; până atunci nu se trimite nimic nou.
        [few] Soarta a { $count } plăți nu este încă cunoscută: ce s-a trimis poate ajunge în CRM în { $seconds } s. Apoi sverka întreabă CRM; până atunci nu se trimite nimic nou.
       *[other] Soarta a { $count } de plăți nu este încă cunoscută: ce s-a trimis poate ajunge în CRM în { $seconds } s. Apoi sverka întreabă CRM; până atunci nu se trimite nimic nou.
    }
commit-stopped-store = Încărcarea s-a oprit: jurnalul nu poate fi scris. { $reason } Ce s-a trimis se verifică cu CRM la următoarea deschidere.
commit-stopped-answers = Încărcarea s-a oprit: CRM nu a răspuns pentru toate rândurile. La următoarea deschidere sverka întreabă mai întâi CRM ce a primit.
commit-taken-back-there = Plata nr. { $number } de { $amount } a fost deja în CRM și stornată acolo. Rândul este din nou deschis: următoarea încărcare o înregistrează ca nouă.
commit-reversal-never-came = Stornarea plății nr. { $number } de { $amount } nu a ajuns la CRM: plata rămâne înregistrată. Repetați anularea.
commit-unclear-absent = CRM a răspuns că a primit plata nr. { $number } de { $amount }, dar la verificare nu o arată. Verificați-o în CRM; la următoarea deschidere sverka întreabă din nou.
commit-unclear-still-there = CRM a răspuns că a stornat plata nr. { $number } de { $amount }, dar la verificare este tot înregistrată. Verificați-o în CRM; la următoarea deschidere sverka întreabă din nou.
commit-unclear-other-content = Sub cheile plății nr. { $number } de { $amount } în CRM stă altceva: contractul, rândul din grafic sau suma. Verificați-o în CRM; sverka nu o mai trimite singură.
commit-unclear-partly = În CRM este doar o parte din plata nr. { $number } de { $amount }. Completați-o sau stornați-o în CRM; la următoarea deschidere sverka întreabă din nou.
commit-unclear-twice = O parte din plata nr. { $number } de { $amount } stă de două ori în CRM. Stornați ce e în plus în CRM; la următoarea deschidere sverka întreabă din nou.
commit-unclear-beside = Plata nr. { $number } de { $amount } stă în CRM și sub alte chei: a fost înregistrată și din alt loc. Stornați ce e în plus în CRM; la următoarea deschidere sverka întreabă din nou.
commit-unclear-no-row = În jurnal este plata nr. { $number } ca trimisă, dar nu există rândul ei. Încărcați din nou fișierul ei și deschideți sverka din nou.
commit-unclear-silent = Soarta plății în CRM nu este clară. Verificați-o în CRM.
