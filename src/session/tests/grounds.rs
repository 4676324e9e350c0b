//! When a start takes the saved findings as they are, and when it does not.

use super::*;
use crate::model::BatchId;
use crate::store::{Grounds, Store};

/// A session of two payments and what is kept of it.
struct Kept {
    folder: tempfile::TempDir,
    session: Session,
}

impl Kept {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut session = session_of(Vec::new());
        let payments = vec![
            payment(1, 100, "Иванов Иван Иванович", "Оплата по договору № К-12/5-45 от 01.02.2024"),
            payment(2, 100, "Петрова Мария Петровна", "Оплата по дог. К-12/5-46"),
        ];
        let (writes, _) = session.merge_import(payments, &[], file("first"));
        let kept = Self { folder, session };
        kept.save(&writes);
        assert_eq!(readiness(&kept.session, 1), Readiness::Ready);
        kept
    }

    fn store(&self) -> Store {
        Store::open(&self.folder.path().join("sverka.redb")).expect("it opens")
    }

    fn save(&self, writes: &[Write]) {
        self.store().save(writes).expect("saved");
    }

    fn saved(&self) -> Saved {
        self.store().load().expect("loaded")
    }

    /// Whether a start with this register and these settings looks anew.
    fn looks_anew(&self, index: Arc<Index>, settings: Settings, held: Vec<PostedPart>) -> bool {
        let mut session = Session::new(self.saved(), index, settings);
        session.note_held(held, Freshness::Now);
        session.catch_up().is_some()
    }

    fn starts_anew(&self) -> bool {
        self.looks_anew(index(), Settings::default(), Vec::new())
    }
}

#[test]
fn what_was_left_stands_at_the_next_start() {
    let mut kept = Kept::new();
    assert!(!kept.starts_anew());
    let writes = kept.session.exclude(&[id(2)], true).expect("excluded");
    kept.save(&writes);
    assert!(!kept.starts_anew(), "an edit made anew what it touched");
    let writes = kept.session.set_cursor(id(2));
    kept.save(&writes);
    assert!(!kept.starts_anew(), "a view is not looked at");
}

#[test]
fn a_register_that_says_anything_else_is_looked_at() {
    let kept = Kept::new();
    let with = |change: fn(&mut Contract)| {
        let mut contracts = index().contracts().to_vec();
        change(&mut contracts[0]);
        kept.looks_anew(Arc::new(Index::build(contracts)), Settings::default(), Vec::new())
    };
    assert!(!with(|_| {}));
    assert!(with(|contract| contract.status = ContractStatus::Terminated));
    assert!(with(|contract| contract.schedule[0].paid = rubles(1)));
    assert!(with(|contract| contract.schedule[0].due = date(2027, 1, 1)));
    assert!(with(|contract| contract.holder.name.push('а')));
    assert!(with(|contract| contract.version += 1));
    let fewer = Index::build(index().contracts()[1..].to_vec());
    assert!(kept.looks_anew(Arc::new(fewer), Settings::default(), Vec::new()));
}

#[test]
fn settings_that_say_anything_else_are_looked_at() {
    let kept = Kept::new();
    let with = |change: fn(&mut Settings)| {
        let mut settings = Settings::default();
        change(&mut settings);
        kept.looks_anew(index(), settings, Vec::new())
    };
    assert!(!with(|_| {}));
    assert!(with(|settings| settings.thresholds.ready_margin = Bits::tenths(71)));
    assert!(with(|settings| settings.weights.number = Bits::whole(13)));
    assert!(with(|settings| settings.duplicate_days = 4));
    assert!(with(|settings| settings.own_accounts.push("40702810900000000001".to_owned())));
    assert!(with(|settings| settings.own_tax_ids.push(TaxId::from_document("7707083893").expect("it is one"))));
}

#[test]
fn what_the_crm_took_meanwhile_is_looked_at() {
    let kept = Kept::new();
    let twin = payment(9, 100, "Иванов Иван Иванович", "Оплата");
    let part = held_part(&twin, part("a", 1, 100));
    assert!(kept.looks_anew(index(), Settings::default(), vec![part.clone()]));
    let reversed = PostedPart { reversed: true, ..part };
    assert!(kept.looks_anew(index(), Settings::default(), vec![reversed]), "keys that were used count too");
}

#[test]
fn another_program_looks_for_itself() {
    let kept = Kept::new();
    let grounds = kept.saved().grounds.expect("they were saved");
    for other in [grounds.clone().with("program", 1), grounds.clone().with("a part of tomorrow", 1), Grounds::default()]
    {
        kept.save(&[Write::Grounds(other)]);
        assert!(kept.starts_anew());
    }
    kept.save(&[Write::Grounds(grounds)]);
    assert!(!kept.starts_anew());
}

#[test]
fn a_row_written_without_the_session_is_looked_at() {
    let kept = Kept::new();
    let mut row = row(&kept.session, 1).clone();
    row.commit = CommitState::Unknown;
    kept.save(&[Write::Row(Box::new(row))]);
    assert!(kept.starts_anew());
}

#[test]
fn a_commit_is_looked_at_until_a_register_knows_of_it() {
    let mut kept = Kept::new();
    let writes = kept.session.begin_commit(BatchId(1), &[id(1)]);
    kept.save(&writes);
    let stored = committed(row(&kept.session, 1).clone());
    kept.save(&[Write::Row(Box::new(stored.clone()))]);
    assert!(kept.starts_anew(), "cut off here, the other rows do not know of it");
    let mut writes = kept.session.absorb(vec![stored]);
    writes.extend(kept.session.end_flight(None));
    writes.extend(kept.session.exclude(&[id(2)], true).expect("excluded"));
    kept.save(&writes);
    assert!(kept.starts_anew(), "cut off here, the register does not know of it");
    let held = vec![held_part(&row(&kept.session, 1).payment.clone(), part("a", 1, 100))];
    kept.session.note_held(held.clone(), Freshness::Now);
    let writes = kept.session.refresh(index());
    kept.save(&writes);
    assert!(!kept.looks_anew(index(), Settings::default(), held));
}

#[test]
fn an_import_while_rows_are_on_their_way_is_looked_at() {
    let mut kept = Kept::new();
    let writes = kept.session.begin_commit(BatchId(1), &[id(1)]);
    kept.save(&writes);
    let (writes, _) = kept.session.merge_import(vec![payment(3, 100, "Сидоров", "Д-7")], &[], file("second"));
    kept.save(&writes);
    assert!(kept.starts_anew());
}
