//! What holds after any sequence of edits.

use std::collections::{BTreeSet, HashMap};

use proptest::prelude::*;

use super::*;
use crate::model::{BatchId, Decision};
use crate::session::Forget;
use crate::store::Store;

/// An edit that a person may try.
#[derive(Debug, Clone)]
enum Try {
    Take(u32, usize),
    Assign(Vec<u32>, usize),
    Allocate(u32, Vec<(usize, u32, i64)>),
    Exclude(Vec<u32>, bool),
    Kind(u32, Option<PaymentKind>),
    Note(u32, u8),
    Accept(Vec<u32>),
    AcceptAll(Vec<u32>),
    Editor(u32, bool, u8),
    Undo,
    Redo,
    Cursor(u32),
    Mark(u32),
    Filter(bool),
    ReadAgain(u32, i64),
    Commit(u32),
    Reverse(u32),
}

const CONTRACTS: [&str; 4] = ["a", "b", "c", "d"];
const ROWS: u32 = 8;

fn numbers() -> impl Strategy<Value = Vec<u32>> {
    prop::collection::vec(1..=ROWS, 1..4)
}

fn edits() -> impl Strategy<Value = Try> {
    prop_oneof![
        3 => (1..=ROWS, 0..2_usize).prop_map(|(row, nth)| Try::Take(row, nth)),
        3 => (numbers(), 0..4_usize).prop_map(|(rows, contract)| Try::Assign(rows, contract)),
        3 => (1..=ROWS, prop::collection::vec((0..4_usize, 1..4_u32, 0..200_i64), 0..3))
            .prop_map(|(row, parts)| Try::Allocate(row, parts)),
        2 => (numbers(), any::<bool>()).prop_map(|(rows, out)| Try::Exclude(rows, out)),
        1 => (1..=ROWS, prop::option::of(prop::sample::select(vec![PaymentKind::CashReceipt, PaymentKind::BankPaymentOut])))
            .prop_map(|(row, kind)| Try::Kind(row, kind)),
        1 => (1..=ROWS, any::<u8>()).prop_map(|(row, note)| Try::Note(row, note)),
        1 => numbers().prop_map(Try::Accept),
        1 => numbers().prop_map(Try::AcceptAll),
        1 => (1..=ROWS, any::<bool>(), any::<u8>()).prop_map(|(row, out, note)| Try::Editor(row, out, note)),
    ]
}

fn anything() -> impl Strategy<Value = Try> {
    prop_oneof![
        6 => edits(),
        2 => Just(Try::Undo),
        2 => Just(Try::Redo),
        1 => (1..=ROWS).prop_map(Try::Cursor),
        1 => (1..=ROWS).prop_map(Try::Mark),
        1 => any::<bool>().prop_map(Try::Filter),
        1 => (1..=ROWS, 50..150_i64).prop_map(|(row, amount)| Try::ReadAgain(row, amount)),
        2 => (1..=ROWS).prop_map(Try::Commit),
        1 => (1..=ROWS).prop_map(Try::Reverse),
    ]
}

/// What the log may say of it.
const fn expected_of(tried: &Try) -> &'static [&'static str] {
    match tried {
        Try::Undo => &["undone"],
        Try::Redo => &["redone"],
        Try::Cursor(_) | Try::Mark(_) | Try::Filter(_) => &[],
        Try::ReadAgain(..) => &["imported", "document_changed", "observed"],
        Try::Commit(_) | Try::Reverse(_) => &["observed"],
        _ => &["decided"],
    }
}

/// Does it; what is refused changes nothing.
fn attempt(session: &mut Session, tried: &Try) -> Vec<Write> {
    let ids = |numbers: &[u32]| numbers.iter().map(|number| id(*number)).collect::<Vec<_>>();
    let done = |undo: Result<Undo, EditError>| match undo {
        Ok(Undo::Done(writes, _)) => writes,
        _ => Vec::new(),
    };
    let edited = match tried {
        Try::Take(row, nth) => session.take_candidate(id(*row), *nth),
        Try::Assign(rows, contract) => session.assign(&ids(rows), &contract_id(CONTRACTS[*contract])),
        Try::Allocate(row, parts) => {
            let parts = parts.iter().map(|(contract, line, amount)| part(CONTRACTS[*contract], *line, *amount));
            session.set_allocations(id(*row), parts.collect())
        }
        Try::Exclude(rows, out) => session.exclude(&ids(rows), *out),
        Try::Kind(row, kind) => session.set_kind(&[id(*row)], *kind),
        Try::Note(row, note) => session.set_comment(id(*row), &note.to_string()),
        Try::Accept(rows) => session.accept(&ids(rows)),
        Try::AcceptAll(rows) => return session.accept_all(&ids(rows)).0,
        Try::Editor(row, out, note) => {
            let decision = Decision { excluded: Some(*out), comment: note.to_string(), ..row_decision(session, *row) };
            session.edit(id(*row), decision)
        }
        Try::Undo => return done(session.undo()),
        Try::Redo => return done(session.redo()),
        Try::Cursor(row) => return session.set_cursor(id(*row)),
        Try::Mark(row) => return session.toggle_mark(id(*row)),
        Try::Filter(on) => {
            return session.set_readiness_filter(if *on { vec![Readiness::Ready] } else { Vec::new() });
        }
        Try::ReadAgain(row, amount) => return session.merge_import(vec![paid(*row, *amount)], &[], file("again")).0,
        Try::Commit(row) => return commit(session, *row),
        Try::Reverse(row) => return reverse(session, *row),
    };
    edited.unwrap_or_default()
}

/// Commits a row if it is ready; what the commit itself saves is among the writes.
fn commit(session: &mut Session, number: u32) -> Vec<Write> {
    if readiness(session, number) != Readiness::Ready {
        return Vec::new();
    }
    let mut writes = session.begin_commit(BatchId(1), &[id(number)]);
    let row = committed(row(session, number).clone());
    writes.push(Write::Row(Box::new(row.clone())));
    writes.extend(session.absorb(vec![row]));
    writes
}

/// Takes a row back from the CRM if it is there.
fn reverse(session: &mut Session, number: u32) -> Vec<Write> {
    let mut row = row(session, number).clone();
    if row.readiness() != Readiness::Committed {
        return Vec::new();
    }
    session.begin_reversal(&[id(number)]);
    row.commit = CommitState::Open;
    row.generation += 1;
    row.version += 1;
    let mut writes = vec![Write::Row(Box::new(row.clone()))];
    writes.extend(session.absorb(vec![row]));
    writes
}

fn row_decision(session: &Session, number: u32) -> Decision {
    row(session, number).decision.clone()
}

/// Payments that name contracts, so that the matcher has something to say; the last two go back, one
/// of them what the CRM holds without a row, the other what a row brings.
fn paid(number: u32, amount: i64) -> Payment {
    if number > 6 {
        let (payee, purpose) = match number {
            7 => ("Кузнецов Лев Ильич", "Возврат по п/п 90 от 05.10.2026"),
            _ => ("Иванов Иван Иванович", "Возврат ошибочно перечисленного по п/п 3 от 04.10.2026"),
        };
        let mut refund = payment(number, amount, payee, purpose);
        refund.kind = PaymentKind::BankPaymentOut;
        std::mem::swap(&mut refund.payer, &mut refund.payee);
        return refund;
    }
    let purposes = [
        ("Иванов Иван Иванович", "Оплата по договору № К-12/5-45 от 01.02.2024", "40817810900000000001"),
        ("Орлова Анна Ильинична", "Оплата по дог. К-12/5-46", "40817810900000000002"),
        ("Иванов Иван Иванович", "Платёж за квартиру", "40817810900000000001"),
        ("Орлова Анна Ильинична", "Платёж за квартиру", "40817810900000000002"),
    ];
    let (payer, purpose, account) = purposes[number as usize % purposes.len()];
    let mut payment = payment(number, amount, payer, purpose);
    payment.payer.account = Some(account.to_owned());
    payment
}

/// The register with a contract that is paid in part.
fn register() -> Arc<Index> {
    let mut contracts = index().contracts().to_vec();
    let mut paid = contract("d", "Д-9", "Кузнецов Лев Ильич", &[100, 100]);
    (paid.paid, paid.schedule[0].paid, paid.schedule[1].paid) = (rubles(150), rubles(100), rubles(50));
    contracts.push(paid);
    Arc::new(Index::build(contracts))
}

fn fresh() -> (Session, Vec<Write>) {
    let mut session = Session::new(Saved::default(), register(), Settings::default());
    session.note_held(vec![held("90", "Кузнецов Лев Ильич", part("d", 1, 100))], Freshness::Now);
    let payments = (1..=ROWS).map(|number| paid(number, if number % 2 == 0 { 100 } else { 150 })).collect();
    let (writes, _) = session.merge_import(payments, &[], file("first"));
    (session, writes)
}

/// Twelve equal contracts of one name, of which a row shows nine, and three that the edits name.
fn crowd() -> Arc<Index> {
    let mut contracts = vec![
        contract("a", "К-12/5-45", "Иванов Иван Иванович", &[100]),
        contract("b", "К-12/5-46", "Петрова Мария Петровна", &[100, 50]),
        contract("c", "Д-7", "Иванов Игорь Ильич", &[100, 150]),
    ];
    contracts.extend(
        (10..22).map(|number| {
            contract(&format!("d{number}"), &format!("Р-{number}/3"), "Иванов Илья Олегович", &[100, 100])
        }),
    );
    Arc::new(Index::build(contracts))
}

/// A batch of payments that meet on the contracts of [`crowd`].
fn crowded() -> Session {
    let purposes = [
        ("Иванов Иван Иванович", "Оплата по договору № К-12/5-45"),
        ("Иванов И.И.", "Оплата"),
        ("Иванов Илья Олегович", "Взнос"),
        ("Иванов Илья Олегович", "Оплата по договору Р-11/3"),
        ("Иванов Игорь Ильич", "Взнос"),
        ("Петрова Мария Петровна", "Оплата по договорам К-12/5-46 и Д-7"),
    ];
    let mut session = Session::new(Saved::default(), crowd(), Settings::default());
    let payments = (1..=ROWS * 2).map(|number| {
        let (payer, purpose) = purposes[number as usize % purposes.len()];
        payment(number, [100, 150, 200][number as usize % 3], payer, purpose)
    });
    session.merge_import(payments.collect(), &[], file("crowd"));
    session
}

fn undo_all(session: &mut Session) {
    while let Ok(Undo::Done(..)) = session.undo() {}
}

fn redo_all(session: &mut Session) {
    while let Ok(Undo::Done(..)) = session.redo() {}
}

/// After every try each row is as it would be if everything were made anew.
fn edits_around_give_what_all_anew_gives(mut session: Session, tries: &[Try]) -> Result<(), TestCaseError> {
    for tried in tries {
        attempt(&mut session, tried);
        let around = session.rows().to_vec();
        session.find_everything(&mut BTreeSet::new());
        // What came back from the CRM wants a new register, which makes everything anew.
        if !matches!(tried, Try::Commit(_) | Try::Reverse(_)) {
            prop_assert!(session.rows() == around, "after {:?}", tried);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn undoing_all_is_the_beginning_and_redoing_all_the_end(tries in prop::collection::vec(edits(), 1..16)) {
        let (mut session, _) = fresh();
        let beginning = without_versions(&session);
        for tried in &tries {
            attempt(&mut session, tried);
        }
        let (end, learned) = (without_versions(&session), session.memory().clone());
        undo_all(&mut session);
        prop_assert!(session.memory().remembered().iter().all(|pair| pair.confirmed == 0));
        redo_all(&mut session);
        prop_assert_eq!(without_versions(&session), end);
        prop_assert_eq!(session.memory(), &learned);
        undo_all(&mut session);
        // What an undone decision leaves behind is nothing but its word against the pair.
        session.forget(&Forget::All);
        prop_assert_eq!(without_versions(&session), beginning);
    }

    #[test]
    fn what_is_made_anew_around_an_edit_is_what_everything_made_anew_gives(
        tries in prop::collection::vec(anything(), 1..16),
    ) {
        edits_around_give_what_all_anew_gives(fresh().0, &tries)?;
    }

    #[test]
    fn so_it_is_in_a_crowd(tries in prop::collection::vec(anything(), 1..16)) {
        edits_around_give_what_all_anew_gives(crowded(), &tries)?;
    }

    #[test]
    fn ready_and_committed_rows_never_give_a_debt_more_than_is_due_nor_back_more_than_is_paid(tries in prop::collection::vec(anything(), 1..24)) {
        let (mut session, _) = fresh();
        for tried in &tries {
            attempt(&mut session, tried);
            let mut given: HashMap<(bool, ContractId, Option<u32>), Decimal> = HashMap::new();
            let counts = |row: &&Row| matches!(row.readiness(), Readiness::Ready | Readiness::Committed);
            for row in session.rows().iter().filter(counts) {
                let back = row.kind().is_outgoing();
                prop_assert!(!back || row.decision.allocations.is_some(), "nothing goes back unseen");
                for part in row.allocations() {
                    *given.entry((back, part.contract.clone(), part.line)).or_default() += part.amount;
                }
            }
            for ((back, contract, line), sum) in given {
                let contract = session.index().contract(&contract).expect("known");
                let of_line = line.and_then(|line| contract.line(line));
                let open = if back {
                    of_line.map_or(contract.paid, |line| line.paid)
                } else {
                    of_line.map_or(contract.due(), ScheduleLine::open)
                };
                prop_assert!(sum <= open, "{} of {} on {:?} of {} after {:?}", sum, open, line, contract.number, tried);
            }
        }
    }
}

/// What may be otherwise at the next start.
#[derive(Debug, Clone, Copy)]
struct Otherwise {
    register: bool,
    settings: bool,
    held: bool,
}

fn otherwise() -> impl Strategy<Value = Otherwise> {
    let seldom = || prop::bool::weighted(0.2);
    (seldom(), seldom(), seldom()).prop_map(|(register, settings, held)| Otherwise { register, settings, held })
}

/// A session as a start finds it, before its findings are looked at.
fn started(saved: Saved, otherwise: Otherwise) -> Session {
    let mut contracts = register().contracts().to_vec();
    if otherwise.register {
        contracts[0].schedule[0].paid = rubles(100);
        contracts[0].paid = rubles(100);
    }
    let mut settings = Settings::default();
    if otherwise.settings {
        settings.thresholds.ready = Bits::whole(90);
    }
    let mut session = Session::new(saved, Arc::new(Index::build(contracts)), settings);
    let mut parts = vec![held("90", "Кузнецов Лев Ильич", part("d", 1, 100))];
    if otherwise.held {
        parts.push(held_part(&paid(6, 100), part("a", 1, 100)));
    }
    session.note_held(parts, Freshness::Now);
    session
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// The commit engine writes rows from a task of its own: some writes stand on disk that the
    /// session never heard of, and the session may save after them.
    #[test]
    fn a_start_shows_what_it_would_show_if_everything_were_made_anew(
        tries in prop::collection::vec((anything(), prop::option::weighted(0.1, 1..=ROWS)), 1..12),
        otherwise in otherwise(),
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(&folder.path().join("sverka.redb")).expect("made");
        let (mut session, writes) = fresh();
        store.save(&writes).expect("saved");
        for (tried, behind) in &tries {
            let writes = attempt(&mut session, tried);
            if let Some(number) = behind {
                let mut row = row(&session, *number).clone();
                row.commit = CommitState::Unknown;
                row.version += 1;
                store.save(&[Write::Row(Box::new(row))]).expect("saved");
            }
            store.save(&writes).expect("saved");
        }
        let saved = store.load().expect("loaded");
        let mut quick = started(saved.clone(), otherwise);
        let mut thorough = started(saved, otherwise);
        quick.catch_up();
        thorough.refresh(Arc::clone(thorough.index()));
        prop_assert_eq!(quick.rows(), thorough.rows());
        prop_assert_eq!(quick.counts(), thorough.counts());
    }

    #[test]
    fn edits_and_imports_leave_a_start_nothing_to_look_for(tries in prop::collection::vec(edits(), 1..8)) {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(&folder.path().join("sverka.redb")).expect("made");
        let (mut session, writes) = fresh();
        store.save(&writes).expect("saved");
        for tried in &tries {
            store.save(&attempt(&mut session, tried)).expect("saved");
        }
        let mut reopened = Session::new(store.load().expect("loaded"), register(), Settings::default());
        reopened.note_held(vec![held("90", "Кузнецов Лев Ильич", part("d", 1, 100))], Freshness::Now);
        prop_assert!(reopened.catch_up().is_none());
        prop_assert_eq!(reopened.rows(), session.rows());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn the_log_tells_of_each_change_what_it_was(tries in prop::collection::vec(anything(), 1..16)) {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(&folder.path().join("sverka.redb")).expect("made");
        let (mut session, writes) = fresh();
        store.save(&writes).expect("saved");
        for tried in &tries {
            let before = store.log().expect("read").len();
            let faces: Vec<Row> = session.rows().to_vec();
            store.save(&attempt(&mut session, tried)).expect("saved");
            let told = store.log().expect("read").split_off(before);
            let changed = faces.iter().zip(session.rows()).filter(|(old, new)| {
                (&old.decision, &old.commit, &old.changed) != (&new.decision, &new.commit, &new.changed)
            });
            let of_rows = told.iter().filter(|logged| logged.entry.row.is_some()).count();
            prop_assert!(of_rows >= changed.count(), "{:?}: {:?}", tried, told);
            let expected = expected_of(tried);
            prop_assert!(told.iter().all(|logged| expected.contains(&logged.entry.event.name())), "{:?}: {:?}", tried, told);
        }
        prop_assert_eq!(store.check_log().expect("read").faults, []);
    }

    #[test]
    fn what_was_saved_opens_as_the_session_that_was_left(tries in prop::collection::vec(anything(), 1..16)) {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(&folder.path().join("sverka.redb")).expect("made");
        let (mut session, writes) = fresh();
        store.save(&writes).expect("saved");
        for tried in &tries {
            let writes = attempt(&mut session, tried);
            store.save(&writes).expect("saved");
        }
        let mut reopened = Session::new(store.load().expect("loaded"), register(), Settings::default());
        reopened.note_held(vec![held("90", "Кузнецов Лев Ильич", part("d", 1, 100))], Freshness::Now);
        prop_assert_eq!(reopened.rows(), session.rows());
        prop_assert_eq!(reopened.steps(), session.steps());
        prop_assert_eq!(reopened.steps_in_force(), session.steps_in_force());
        prop_assert_eq!(reopened.view(), session.view());
        prop_assert_eq!(reopened.visible(), session.visible());
        prop_assert_eq!(reopened.counts(), session.counts());
        prop_assert_eq!(reopened.files(), session.files());
        prop_assert_eq!(reopened.memory(), session.memory());
        // Which commits the register does not know of yet is not kept: a start brings a new one.
        session.refresh(register());
        reopened.refresh(register());
        undo_all(&mut session);
        undo_all(&mut reopened);
        prop_assert_eq!(reopened.rows(), session.rows());
    }
}
