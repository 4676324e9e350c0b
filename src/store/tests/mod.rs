//! Tests of the store: what is saved comes back, and what goes wrong loses nothing.

mod crash;
mod disk;
mod faults;
mod log;

use std::path::Path;

use jiff::Timestamp;
use jiff::civil::date;
use redb::backends::InMemoryBackend;
use rust_decimal::Decimal;

use super::{Choice, Edit, FileRecord, Saved, Sort, Step, Store, StoreError, ViewState, Write};
use crate::lang::{Language, Texts};
use crate::model::{
    Attempt, AttemptKind, AttemptState, BatchId, CommitState, ContractId, CrmReference, Currency, Decision, Direction,
    Explain, Fact, Finding, Lesson, Message, Money, Party, PayerKey, PayerRole, Payment, PaymentId, PaymentKind,
    Posting, Readiness, Row, SourcePlace, Taught,
};

fn payment(number: u32) -> Payment {
    Payment {
        id: PaymentId::of_parts(&[&number.to_string()], 0),
        place: SourcePlace { file: "kl_to_1c.txt".to_owned(), line: 12 },
        source_id: None,
        kind: PaymentKind::BankReceipt,
        number: number.to_string(),
        date: date(2026, 10, 12),
        order_number: None,
        value_date: Some(date(2026, 10, 13)),
        amount: Money::new(Decimal::new(45_000_000, 2), Currency::RUB),
        payer: Party { name: "Иванов Иван".to_owned(), ..Party::default() },
        payee: Party::default(),
        purpose: "Оплата по дог. К-12/5-45 «за квартиру»".to_owned(),
        breakdown: Vec::new(),
        marks: Vec::new(),
        comment: String::new(),
    }
}

fn row(number: u32) -> Row {
    let payment = payment(number);
    let finding = Finding::unmatched(payment.amount.amount);
    Row::new(payment, finding)
}

fn noted(number: u32, comment: &str) -> Row {
    let mut row = row(number);
    comment.clone_into(&mut row.decision.comment);
    row.version += 1;
    row
}

/// What the payment of that number taught of a contract.
fn lesson(number: u32) -> Lesson {
    let payment = payment(number);
    let fact = Fact {
        payer: PayerKey::Account { account: "40817810900000000001".to_owned(), bic: None },
        payer_name: payment.payer.name.clone(),
        contract: ContractId("a".to_owned()),
        role: PayerRole::Relative,
        day: payment.effective_date(),
    };
    Lesson { taught: Taught { confirmed: vec![fact], rejected: Vec::new() }, ..Lesson::default() }
}

fn write_lesson(number: u32) -> Write {
    Write::Lesson(payment(number).id, Box::new(lesson(number)))
}

fn write_row(row: &Row) -> Write {
    Write::Row(Box::new(row.clone()))
}

fn step(number: u32, comment: &str) -> Step {
    let after =
        Choice { decision: Decision { comment: comment.to_owned(), ..Decision::default() }, ..Choice::default() };
    let edit = Edit { row: payment(number).id, before: Choice::default(), after };
    Step::Edit { label: Message::new("session-step-comment").with("rows", 1_u64), edits: vec![edit] }
}

fn file(name: &str) -> FileRecord {
    FileRecord {
        file: name.to_owned(),
        format: "1CClientBankExchange".to_owned(),
        payments: 2,
        refused: 1,
        warnings: vec![Message::new("warning-odd").with("line", 3_u64)],
        complete: true,
        period: Some((date(2026, 10, 1), date(2026, 10, 31))),
        own: Party { name: "ООО «Застройщик»".to_owned(), ..Party::default() },
    }
}

fn attempt(sequence: u64, batch: u64, state: AttemptState) -> Attempt {
    let payment = payment(1);
    Attempt {
        sequence,
        batch: BatchId(batch),
        kind: AttemptKind::Post,
        posting: Posting {
            payment: payment.id,
            direction: Direction::Receipt,
            source_id: None,
            number: payment.number,
            date: payment.date,
            amount: payment.amount.amount,
            currency: payment.amount.currency,
            payer: payment.payer.name,
            payer_tax_id: None,
            payer_account: None,
            order_number: None,
            purpose: payment.purpose,
            parts: Vec::new(),
        },
        state,
        planned_at: Timestamp::UNIX_EPOCH,
        changed_at: Timestamp::UNIX_EPOCH,
        reason: String::new(),
    }
}

/// Saves that together use every kind of write.
fn script() -> Vec<Vec<Write>> {
    let view = ViewState {
        cursor: Some(payment(2).id),
        readiness: vec![Readiness::Choose, Readiness::Review],
        text: "иванов".to_owned(),
        sort: Sort::Payer,
        descending: true,
        marks: vec![payment(1).id],
    };
    vec![
        vec![write_row(&row(3)), write_row(&row(1)), write_row(&row(2)), Write::File(file("first.txt"))],
        vec![
            write_row(&noted(1, "первая")),
            Write::Step { position: 0, step: step(1, "первая") },
            Write::Undone { position: 1 },
            write_lesson(1),
        ],
        vec![
            write_row(&noted(2, "вторая")),
            Write::Step { position: 1, step: step(2, "вторая") },
            Write::Undone { position: 2 },
            write_lesson(2),
        ],
        vec![
            write_row(&row(2)),
            Write::Undone { position: 1 },
            Write::View(view),
            Write::Lesson(payment(2).id, Box::default()),
        ],
        vec![
            Write::ForgetStepsFrom(1),
            Write::Step { position: 1, step: Step::Committed { batch: BatchId(1), rows: vec![payment(3).id] } },
            Write::Undone { position: 2 },
            Write::Attempt(Box::new(attempt(1, 1, AttemptState::Planned))),
        ],
        vec![Write::Attempt(Box::new(attempt(1, 1, AttemptState::Sent)))],
        vec![
            Write::Attempt(Box::new(attempt(1, 1, AttemptState::Confirmed(CrmReference("P-1".to_owned()))))),
            write_row(&committed(3)),
        ],
        vec![write_row(&row(4)), Write::File(file("second.txt")), Write::View(ViewState::default())],
    ]
}

fn committed(number: u32) -> Row {
    let mut row = row(number);
    row.commit = CommitState::Committed { reference: CrmReference("P-1".to_owned()), allocations: Vec::new() };
    row
}

/// All that a store holds.
#[derive(Debug, PartialEq, Eq, Default)]
struct Held {
    saved: Saved,
    attempts: Vec<Attempt>,
    unsettled: Vec<Attempt>,
    next: (u64, u64),
}

fn held(store: &Store) -> Result<Held, StoreError> {
    Ok(Held {
        saved: store.load()?,
        attempts: store.attempts()?,
        unsettled: store.attempts_unsettled()?,
        next: (store.next_sequence()?, store.next_batch()?.0),
    })
}

/// What a store holds before and after each save of the script.
fn states_of_script() -> Vec<Held> {
    let store = in_memory();
    let mut states = vec![held(&store).expect("an empty store is read")];
    for writes in script() {
        store.save(&writes).expect("memory takes it");
        states.push(held(&store).expect("what was saved is read"));
    }
    states
}

fn in_memory() -> Store {
    Store::open_backend(Path::new("memory"), InMemoryBackend::new()).expect("memory opens")
}

fn words(error: &StoreError) -> String {
    words_of(error)
}

fn words_of(what: &impl Explain) -> String {
    Texts::load(Language::Russian).words(&what.explain())
}

#[test]
fn a_new_store_is_empty() {
    let store = in_memory();
    assert_eq!(held(&store).expect("read"), Held { next: (1, 1), ..Held::default() });
}

#[test]
fn rows_come_back_in_order_of_arrival_and_stay_there_when_changed() {
    let store = in_memory();
    store.save(&[write_row(&row(3)), write_row(&row(1))]).expect("saved");
    store.save(&[write_row(&row(2)), write_row(&noted(3, "позже"))]).expect("saved");
    let rows = store.load().expect("loaded").rows;
    assert_eq!(rows, [noted(3, "позже"), row(1), row(2)]);
}

#[test]
fn steps_view_and_files_come_back() {
    let states = states_of_script();
    let saved = &states[4].saved;
    assert_eq!((saved.steps.len(), saved.in_force), (2, 1));
    assert_eq!(saved.view.marks, [payment(1).id]);
    let saved = &states[5].saved;
    assert_eq!(saved.steps[1], Step::Committed { batch: BatchId(1), rows: vec![payment(3).id] });
    let names: Vec<&str> = states[8].saved.files.iter().map(|file| file.file.as_str()).collect();
    assert_eq!(names, ["first.txt", "second.txt"]);
}

#[test]
fn lessons_come_back_and_an_empty_one_is_forgotten() {
    let states = states_of_script();
    let payments = |state: usize| {
        let mut payments: Vec<PaymentId> = states[state].saved.lessons.iter().map(|(payment, _)| *payment).collect();
        payments.sort();
        payments
    };
    let mut both = [payment(1).id, payment(2).id];
    both.sort();
    assert_eq!(payments(3), both);
    assert_eq!(states[4].saved.lessons, [(payment(1).id, lesson(1))]);
}

#[test]
fn the_journal_knows_what_is_unsettled_and_what_comes_next() {
    let states = states_of_script();
    assert_eq!(states[5].unsettled.len(), 1);
    assert_eq!(states[6].unsettled[0].state, AttemptState::Sent);
    assert_eq!(states[7].unsettled, []);
    assert_eq!(states[7].attempts.len(), 1);
    assert_eq!(states[7].next, (2, 2));
}

#[test]
fn steps_in_force_that_are_missing_are_told() {
    let store = in_memory();
    store.save(&[Write::Undone { position: 3 }]).expect("saved");
    assert!(matches!(store.load(), Err(StoreError::Damaged { .. })));
}

#[test]
fn every_error_has_words_that_name_the_file_and_the_way_out() {
    let path = Path::new("/папка/sverka.redb").to_owned();
    let detail = "причина".to_owned();
    let errors = [
        StoreError::NoAccess { path: path.clone(), detail: detail.clone() },
        StoreError::InUse { path: path.clone() },
        StoreError::Newer { path: path.clone(), found: 7, known: 1 },
        StoreError::Damaged { path: path.clone(), detail: detail.clone() },
        StoreError::Full { path: path.clone(), detail: detail.clone() },
        StoreError::Broken { path: path.clone(), detail },
        StoreError::Closed { path },
    ];
    for error in errors {
        let words = words(&error);
        assert!(words.contains("/папка/sverka.redb") && !words.contains('⟦'), "{words}");
    }
}

/// What would be saved to a file that was taken away is gone when the process ends.
#[test]
fn a_file_that_was_taken_away_or_replaced_takes_nothing_more() {
    for is_replaced in [false, true] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("sverka.redb");
        let store = Store::open(&path).expect("opened");
        store.save(&[write_row(&row(1))]).expect("saved");
        std::fs::rename(&path, folder.path().join("away.redb")).expect("moved");
        if is_replaced {
            drop(Store::open(&path).expect("another one"));
        }
        let refused = store.save(&[write_row(&row(2))]).expect_err("it would be lost");
        assert!(words(&refused).contains("убран или заменён"), "{}", words(&refused));
        assert!(matches!(store.save(&[write_row(&row(2))]), Err(StoreError::Closed { .. })));
    }
}
