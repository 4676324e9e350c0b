//! A changed byte anywhere in a state is told, or changed nothing that the program reads.

use std::fs;
use std::path::{Path, PathBuf};

use rust_decimal::Decimal;

use super::{Finding, Weight, crm, state};
use crate::crm::embedded::EmbeddedCrm;
use crate::crm::{Crm as _, PostedPart};
use crate::model::{
    Allocation, Contract, ContractId, ContractStatus, Currency, Decision, Finding as Found, Holder, IdempotencyKey,
    Message, Money, Party, Payment, PaymentId, PaymentKind, Posting, PostingPart, Row, ScheduleLine, SourcePlace,
};
use crate::store::log::Logged;
use crate::store::{Choice, Edit, Saved, Step, Store, Write};

const CRM: &str = "crm.redb";

/// All that a state says.
#[derive(PartialEq)]
struct Content {
    saved: Saved,
    log: Vec<Logged>,
    contracts: Vec<Contract>,
    payments: Vec<PostedPart>,
}

fn wait<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
}

fn content(folder: &Path) -> Content {
    let store = Store::open(&folder.join("sverka.redb")).unwrap();
    let crm = EmbeddedCrm::open(&folder.join("crm.redb")).unwrap();
    Content {
        saved: store.load().unwrap(),
        log: store.log().unwrap(),
        contracts: wait(crm.contracts()).unwrap(),
        payments: wait(crm.payments()).unwrap(),
    }
}

/// What doctor says of the part of the state in which a file lies.
fn findings(folder: &Path, name: &str) -> Vec<Finding> {
    if name == CRM { crm(folder).unwrap() } else { state::check(folder) }
}

fn contract() -> Contract {
    let total = Decimal::new(100_000_000, 2);
    Contract {
        id: ContractId("К-1".to_owned()),
        number: "К-1".to_owned(),
        date: Some(jiff::civil::date(2026, 1, 15)),
        kind: "ДДУ".to_owned(),
        status: ContractStatus::Registered,
        holder: Holder { name: "Дольщик".to_owned(), tax_id: None },
        co_holders: Vec::new(),
        unit: None,
        total,
        currency: Currency::RUB,
        schedule: vec![ScheduleLine {
            line: 1,
            due: jiff::civil::date(2026, 10, 15),
            amount: total,
            paid: Decimal::ZERO,
        }],
        paid: Decimal::ZERO,
        manager: String::new(),
        escrow: false,
        lender: None,
        notes: Vec::new(),
        version: 0,
    }
}

fn row() -> Row {
    let amount = Money::new(Decimal::new(45_000_000, 2), Currency::RUB);
    let payment = Payment {
        id: PaymentId::of_parts(&["1"], 0),
        place: SourcePlace { file: "kl_to_1c.txt".to_owned(), line: 3 },
        source_id: None,
        kind: PaymentKind::BankReceipt,
        number: "17".to_owned(),
        date: jiff::civil::date(2026, 10, 12),
        order_number: None,
        value_date: None,
        amount,
        payer: Party { name: "Дольщик".to_owned(), ..Party::default() },
        payee: Party::default(),
        purpose: "Оплата по договору К-1".to_owned(),
        breakdown: Vec::new(),
        marks: Vec::new(),
        comment: String::new(),
    };
    Row::new(payment, Found::unmatched(amount.amount))
}

/// A small state: a row that was decided and undone, a contract, a payment in the CRM.
fn lay(folder: &Path) {
    let store = Store::open(&folder.join("sverka.redb")).unwrap();
    let row = row();
    let decision = Decision { comment: "спросить".to_owned(), ..Decision::default() };
    let after = Choice { decision: decision.clone(), ..Choice::default() };
    let edit = Edit { row: row.payment.id, before: Choice::default(), after };
    let step = Step::Edit { label: Message::new("session-step-comment").with("rows", 1_u64), edits: vec![edit] };
    let decided = Row { decision, version: 1, ..row.clone() };
    store.save(&[Write::Row(Box::new(row.clone()))]).unwrap();
    let step = [Write::Row(Box::new(decided)), Write::Step { position: 0, step }, Write::Undone { position: 1 }];
    store.save(&step).unwrap();
    store.save(&[Write::Row(Box::new(row.clone())), Write::Undone { position: 0 }]).unwrap();
    let crm = EmbeddedCrm::open(&folder.join("crm.redb")).unwrap();
    crm.load(vec![contract()]).unwrap();
    wait(crm.post(&[posting(&row.payment)])).unwrap();
}

fn posting(payment: &Payment) -> Posting {
    let amount = payment.amount.amount;
    let allocation = Allocation { contract: ContractId("К-1".to_owned()), line: Some(1), amount };
    let key = IdempotencyKey::of(payment.id, &allocation, 0);
    Posting {
        payment: payment.id,
        direction: crate::model::Direction::Receipt,
        source_id: None,
        number: payment.number.clone(),
        order_number: None,
        date: payment.date,
        amount,
        currency: payment.amount.currency,
        payer: payment.payer.name.clone(),
        payer_tax_id: None,
        payer_account: None,
        purpose: payment.purpose.clone(),
        parts: vec![PostingPart { key, allocation, contract_version: None }],
    }
}

/// Which bytes are changed: of the head, where redb says which transaction is the last, every
/// third; of the rest what holds something, thinned out.
fn places(bytes: &[u8]) -> Vec<usize> {
    const HEAD: usize = 320;
    const EVERY: usize = 251;
    let head = (0..bytes.len().min(HEAD)).step_by(3);
    let rest = (HEAD..bytes.len()).filter(|place| bytes[*place] != 0).step_by(EVERY);
    head.chain(rest).collect()
}

#[test]
fn a_changed_byte_anywhere_in_the_state_is_told_or_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let whole = folder.path().join("whole");
    let tried = folder.path().join("tried");
    fs::create_dir(&whole).unwrap();
    fs::create_dir(&tried).unwrap();
    lay(&whole);
    let files = ["sverka.redb", "sverka.head", CRM];
    for name in files {
        fs::copy(whole.join(name), tried.join(name)).unwrap();
        let good = findings(&whole, name);
        assert!(good.iter().all(|finding| finding.weight != Weight::Broken), "{good:?}");
    }
    let expected = content(&tried);
    let mut told = 0;
    for name in files {
        let bytes = fs::read(whole.join(name)).unwrap();
        for place in places(&bytes) {
            change(&tried.join(name), &bytes, place);
            if findings(&tried, name).iter().any(|finding| finding.weight == Weight::Broken) {
                told += 1;
            } else {
                assert!(content(&tried) == expected, "{name}, byte {place}: changed without a word");
            }
        }
        fs::write(tried.join(name), bytes).unwrap();
    }
    assert!(told > 100, "told {told} times");
}

fn change(file: &PathBuf, bytes: &[u8], place: usize) {
    let mut changed = bytes.to_vec();
    // Another bit at each place.
    changed[place] ^= 1 << (place % 8);
    fs::write(file, changed).unwrap();
}
