//! The picker: building the index, and one keystroke over a whole register.

use jiff::civil::date;
use rust_decimal::Decimal;
use sverka::model::{Contract, ContractId, ContractStatus, Currency, Holder, Unit, UnitKind};
use sverka::search::SearchIndex;

const SURNAMES: [&str; 12] = [
    "Иванов",
    "Петров",
    "Соловьёв",
    "Кузнецов",
    "Смирнов",
    "Попов",
    "Волков",
    "Морозов",
    "Новиков",
    "Козлов",
    "Орлов",
    "Зайцев",
];
const NAMES: [&str; 8] = ["Иван", "Пётр", "Андрей", "Мария", "Ольга", "Сергей", "Анна", "Дмитрий"];

fn main() {
    divan::main();
}

fn pick(words: &[&'static str], at: usize) -> &'static str {
    words.get(at % words.len()).copied().unwrap_or_default()
}

fn register(contracts: usize) -> Vec<Contract> {
    (0..contracts)
        .map(|at| {
            let number = format!("К-{}/{}-{}", at % 40 + 1, at / 40 % 12 + 1, at / 480 + 1);
            let holder = format!("{} {} {}", pick(&SURNAMES, at), pick(&NAMES, at / 7), pick(&SURNAMES, at / 13));
            Contract {
                id: ContractId(number.clone()),
                number,
                date: Some(date(2026, 1, 15)),
                kind: "ДДУ".to_owned(),
                status: ContractStatus::Registered,
                holder: Holder { name: holder, tax_id: None },
                co_holders: Vec::new(),
                unit: Some(Unit {
                    house: format!("Дом {}", at % 40 + 1),
                    section: String::new(),
                    floor: Some(1),
                    number: (at / 40 + 1).to_string(),
                    kind: UnitKind::Flat,
                }),
                total: Decimal::from(1_000_000),
                currency: Currency::RUB,
                schedule: Vec::new(),
                paid: Decimal::ZERO,
                manager: String::new(),
                escrow: false,
                lender: None,
                notes: Vec::new(),
                version: 1,
            }
        })
        .collect()
}

#[divan::bench(args = [20_000, 100_000], sample_count = 5)]
fn build(bencher: divan::Bencher<'_, '_>, contracts: usize) {
    let register = register(contracts);
    bencher.bench(|| SearchIndex::build(divan::black_box(&register)));
}

/// Every key of typing a query, at 20,000 contracts.
#[divan::bench(args = ["и", "иванов", "иванов ив", "к", "к-12/5-45", "12545", "45", "bdfyjd", "ивонов", "щщщщ"])]
fn keystroke_20_000(bencher: divan::Bencher<'_, '_>, query: &str) {
    let index = SearchIndex::build(&register(20_000));
    bencher.bench(|| index.search(divan::black_box(query), 100));
}

/// The same at 100,000 contracts.
#[divan::bench(args = ["и", "иванов", "к-12/5-45", "45", "ивонов"])]
fn keystroke_100_000(bencher: divan::Bencher<'_, '_>, query: &str) {
    let index = SearchIndex::build(&register(100_000));
    bencher.bench(|| index.search(divan::black_box(query), 100));
}
