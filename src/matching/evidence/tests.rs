use proptest::prelude::*;

use super::*;
use crate::matching::memory::Past;
use crate::model::{
    BreakdownLine, ContractId, ContractStatus, Currency, Holder, Memory, Money, Party, PaymentId, PaymentKind,
    SourcePlace, TaxId, Unit, UnitKind,
};

const LENDER: &str = "7707083893";
const HOLDER: &str = "500100732259";

/// The contract that everything agrees with, and others that share each of its values.
fn register() -> Vec<Contract> {
    let day = |month: i8| jiff::civil::date(2026, month, 10);
    let lines = |count: u32| {
        let line = |line: u32| ScheduleLine {
            line,
            due: day(8 + i8::try_from(line).unwrap_or(0)),
            amount: Decimal::from(100_000),
            paid: Decimal::ZERO,
        };
        (1..=count).map(line).collect::<Vec<_>>()
    };
    let contract = |id: usize, number: &str, holder: &str| Contract {
        id: ContractId(format!("{id:03}")),
        number: number.into(),
        date: Some(jiff::civil::date(2026, 2, 1)),
        kind: "ДДУ".into(),
        status: ContractStatus::Registered,
        holder: Holder { name: holder.into(), tax_id: TaxId::from_document(HOLDER).filter(|_| id < 3) },
        co_holders: vec![Holder { name: "Громов Лев Ильич".into(), tax_id: None }],
        unit: Some(Unit {
            house: "Дом 7".into(),
            section: String::new(),
            floor: None,
            number: "45".into(),
            kind: UnitKind::Flat,
        }),
        total: Decimal::from(300_000),
        currency: Currency::RUB,
        schedule: lines(3),
        paid: Decimal::ZERO,
        manager: String::new(),
        escrow: false,
        lender: Some(Holder { name: "ПАО Сбербанк".into(), tax_id: TaxId::from_document(LENDER) }),
        notes: Vec::new(),
        version: 1,
    };
    let mut all =
        vec![contract(0, "12/34-К5", "Иванова Мария Петровна"), contract(1, "77/1-К5", "Иванова Мария Петровна")];
    all.extend((2..40).map(|id| contract(id, if id < 30 { "12-34-К5" } else { "12/34-К5" }, "Петров Олег Ильич")));
    all
}

use rust_decimal::Decimal;

/// Facts that all agree with the first contract: each is said or left out by itself.
const FACTS: [&str; 9] = [
    "договор № 12/34-К5,",
    "1234К5,",
    "от 01.02.2026,",
    "Иванова Мария Петровна,",
    "Громова Л.И.,",
    "кв. 45,",
    "дом 7,",
    "взнос 1,",
    "ИНН 500100732259",
];
/// Facts about the payer that all agree with it.
const PAYERS: usize = 4;

fn payment(said: u32, payer: u32, amount: i64) -> Payment {
    let has = |fact: usize| said & (1 << fact) != 0;
    let purpose: Vec<&str> = FACTS.iter().enumerate().filter(|(at, _)| has(*at)).map(|(_, fact)| *fact).collect();
    let of_payer = |fact: u32| payer & (1 << fact) != 0;
    let lender = of_payer(3);
    let name = if lender { "ПАО Сбербанк" } else { "Иванова Мария Петровна" };
    let tax_id = if lender { LENDER } else { HOLDER };
    Payment {
        id: PaymentId::of_parts(&["one"], 0),
        place: SourcePlace::default(),
        source_id: None,
        kind: PaymentKind::BankReceipt,
        number: "1".into(),
        date: jiff::civil::date(2026, 9, 9),
        order_number: None,
        value_date: None,
        amount: Money::new(Decimal::from(amount), Currency::RUB),
        payer: Party {
            name: if of_payer(0) { name.into() } else { String::new() },
            tax_id: TaxId::from_document(tax_id).filter(|_| of_payer(1)),
            ..Party::default()
        },
        payee: Party::default(),
        purpose: purpose.join(" "),
        breakdown: if of_payer(2) {
            vec![BreakdownLine {
                amount: Decimal::from(amount),
                contract_number: Some("12/34-К5".into()),
                ..BreakdownLine::default()
            }]
        } else {
            Vec::new()
        },
        marks: Vec::new(),
        comment: String::new(),
    }
}

fn weighed(index: &Index, payment: &Payment, position: u32) -> (Scored, Pieces) {
    let settings = Settings::default();
    let reading = Reading::of(payment, index, &settings);
    let past = Past::of(payment, &reading.payer, index, &Memory::default());
    let scene = Scene { index, payment, reading: &reading, past: &past, settings: &settings };
    let (contract, card) = index.at(position).expect("a contract");
    let mut pieces = Pieces::default();
    (score(scene, position, contract, card, &mut pieces), pieces)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_agreeing_fact_takes_bits_away(
        said in 0_u32..1 << FACTS.len(),
        payer in 0_u32..1 << PAYERS,
        left_out in 0_u32..1 << FACTS.len(),
        payer_left_out in 0_u32..1 << 3,
        amount in prop::sample::select(vec![100_000_i64, 200_000, 300_000, 50_000]),
    ) {
        // «взнос 1» agrees with the sum of the first line alone.
        let said = if amount == 100_000 { said } else { said & !(1 << 7) };
        let index = Index::build(register());
        let (more, less) = (payment(said, payer, amount), payment(said & !left_out, payer & !payer_left_out, amount));
        let (all, fewer) = (weighed(&index, &more, 0), weighed(&index, &less, 0));
        prop_assert!(fewer.0.bits <= all.0.bits, "«{}» {:#?}\n«{}» {:#?}", more.purpose, all.1, less.purpose, fewer.1);
    }

    #[test]
    fn no_conflict_adds_bits(
        said in 0_u32..1 << FACTS.len(),
        payer in 0_u32..1 << PAYERS,
        conflict in prop::sample::select(vec!["договор № 12-34-К5", "от 03.03.2023", "за Сидорова Олега Ильича", "кв. 46", "дом 8"]),
        tail in any::<bool>(),
    ) {
        let index = Index::build(register());
        let fewer = payment(said, payer, 100_000);
        let mut more = fewer.clone();
        more.purpose = if tail { format!("{} {conflict}", more.purpose) } else { format!("{conflict}, {}", more.purpose) };
        let (with, without) = (weighed(&index, &more, 0), weighed(&index, &fewer, 0));
        prop_assert!(with.0.bits <= without.0.bits, "«{}» {:#?}\n{:#?}", more.purpose, with.1, without.1);
    }
}

#[test]
fn another_date_takes_no_more_than_its_number_gave() {
    let index = Index::build(register());
    let bits = |purpose: &str, source: u32| {
        let mut payment = payment(0, source, 100_000);
        payment.purpose = purpose.into();
        weighed(&index, &payment, 0).0.bits
    };
    for source in [0, 4] {
        let bare = bits("оплата", source);
        for said in ["договор 12/34-К5 от 03.03.2023", "12 34 К5 от 03.03.2023", "договор 1234К5 от 03.03.2023"]
        {
            assert!(bits(said, source) >= bare, "{said} {source}");
        }
    }
}
