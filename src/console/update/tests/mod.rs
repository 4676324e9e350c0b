//! Keys and replies in, state and effects out.

mod leaving;
mod looking;
mod register;

use rstest::rstest;

use super::*;
use std::sync::Arc;

use jiff::Timestamp;

use crate::commit::{BatchReport, Early, Recovery, RowOutcome, RowResult};
use crate::console::effect::When;
use crate::console::fixture::{contracts, id, rows, state, state_with};
use crate::console::msg::{CardData, Plan, Register};
use crate::console::state::{EditorField, Standing};
use crate::crm::{Freshness, PostedPart};
use crate::matching::Index;
use crate::model::{BatchId, CommitState, CrmReference, Direction, IdempotencyKey, Readiness};
use crate::search::SearchIndex;
use crate::store::Write;

fn press(state: &mut State, action: Action) -> Vec<Effect> {
    update(state, Msg::Input(Input::Action(action)))
}

fn type_in(state: &mut State, text: &str) -> Vec<Effect> {
    text.chars().flat_map(|letter| update(state, Msg::Input(Input::Text(TextKey::Char(letter))))).collect()
}

fn notice(state: &State) -> &str {
    state.notice().map_or("", |notice| notice.message.key.as_str())
}

fn readiness(state: &State, number: usize) -> Readiness {
    state.session().row(id(number)).expect("the row is there").readiness()
}

/// Goes to the row with that number.
fn go_to(state: &mut State, number: usize) {
    press(state, Action::First);
    for _ in 1..number {
        press(state, Action::Down);
    }
    assert_eq!(state.focused().expect("a row").payment.id, id(number));
}

/// Answers every save that was asked for.
fn save_all(state: &mut State, effects: &[Effect]) {
    for effect in effects {
        if let Effect::Save { generation, .. } = effect {
            update(state, Msg::Saved { generation: *generation });
        }
    }
}

#[test]
fn a_digit_takes_a_candidate_waits_for_the_disk_and_goes_on() {
    let mut state = state(80, 24);
    go_to(&mut state, 3);
    let effects = press(&mut state, Action::TakeCandidate1);
    assert!(matches!(effects.as_slice(), [Effect::Save { .. }]), "{effects:?}");
    assert!(!state.may_draw(), "an edit that is not on disk is not shown");
    save_all(&mut state, &effects);
    assert!(state.may_draw());
    let row = state.session().row(id(3)).expect("the row is there");
    assert_eq!(row.decision.allocations.as_ref().map(Vec::len), Some(1));
    assert_ne!(state.focused().expect("a row").payment.id, id(3), "the cursor goes on");
}

#[test]
fn a_digit_without_a_candidate_says_so() {
    let mut state = state(80, 24);
    go_to(&mut state, 4);
    assert!(press(&mut state, Action::TakeCandidate1).is_empty());
    assert_eq!(notice(&state), "console-no-candidates");
    go_to(&mut state, 3);
    press(&mut state, Action::TakeCandidate9);
    assert_eq!(notice(&state), "console-no-such-candidate");
}

#[test]
fn undo_and_redo_say_what_they_did() {
    let mut state = state(80, 24);
    go_to(&mut state, 4);
    press(&mut state, Action::Exclude);
    assert_eq!(readiness(&state, 4), Readiness::Excluded);
    press(&mut state, Action::Undo);
    assert_ne!(readiness(&state, 4), Readiness::Excluded);
    assert_eq!(notice(&state), "console-undone");
    press(&mut state, Action::Redo);
    assert_eq!((readiness(&state, 4), notice(&state)), (Readiness::Excluded, "console-redone"));
    press(&mut state, Action::Undo);
    press(&mut state, Action::Undo);
    assert_eq!(notice(&state), "console-nothing-to-undo");
}

#[test]
fn an_edit_that_is_not_saved_ends_the_console_and_says_so() {
    let mut state = state(80, 24);
    go_to(&mut state, 4);
    press(&mut state, Action::Exclude);
    update(&mut state, Msg::SaveFailed { generation: 1, why: Message::new("console-saver-gone") });
    assert!(state.may_draw(), "the person must see it");
    press(&mut state, Action::Exclude);
    assert!(!state.is_leaving(), "no other key does anything");
    press(&mut state, Action::Confirm);
    assert!(state.is_leaving());
    assert_eq!(state.last_words().map(|words| words.key.as_str()), Some("console-saver-gone"));
}

#[test]
fn the_search_opens_narrows_and_gives_the_row_to_the_contract() {
    let mut state = state(80, 24);
    go_to(&mut state, 4);
    press(&mut state, Action::Accept);
    assert_eq!(state.context(), Context::Search);
    update(&mut state, Msg::Input(Input::Text(TextKey::DeleteToStart)));
    let effects = type_in(&mut state, "соловьев");
    let Some(Effect::Search { search, generation, query }) = effects.last() else { panic!("{effects:?}") };
    assert_eq!(query, "соловьев");
    let outdated = search.search("петрова", 10);
    update(&mut state, Msg::Searched { generation: generation - 1, result: outdated });
    let result = search.search(query, 10);
    let loads = update(&mut state, Msg::Searched { generation: *generation, result });
    assert!(matches!(loads.as_slice(), [Effect::LoadCard { .. }]));
    let effects = press(&mut state, Action::Accept);
    assert!(matches!(effects.as_slice(), [Effect::Save { .. }]));
    let row = state.session().row(id(4)).expect("the row is there");
    assert_eq!(row.allocations().first().map(|part| part.contract.as_str()), Some("К-12/5-46"));
    assert_eq!(state.context(), Context::Table);
}

#[test]
fn marked_rows_are_asked_about_before_they_go_together() {
    let mut state = state(80, 24);
    go_to(&mut state, 3);
    press(&mut state, Action::Mark);
    press(&mut state, Action::Mark);
    go_to(&mut state, 3);
    assert!(press(&mut state, Action::TakeCandidate2).is_empty());
    assert_eq!(state.context(), Context::Dialog);
    press(&mut state, Action::Back);
    assert!(state.screens().is_empty());
    assert!(state.session().row(id(4)).is_some_and(|row| row.decision.allocations.is_none()));
}

#[test]
fn one_key_accepts_what_is_proposed_here_or_in_all_marked_rows() {
    let rows = || {
        let mut rows = rows();
        // What came back from the CRM waits for the same key.
        rows[0].changed = vec![crate::model::REVERSED.to_owned()];
        rows
    };
    let mut state = state_with(rows(), contracts(), 80, 24);
    go_to(&mut state, 1);
    let effects = press(&mut state, Action::AcceptProposal);
    assert!(matches!(effects.as_slice(), [Effect::Save { .. }]), "{effects:?}");
    assert_eq!(readiness(&state, 1), Readiness::Ready);
    assert_eq!(state.focused().map(|row| row.payment.id), Some(id(2)), "the cursor goes on");
    go_to(&mut state, 1);
    assert!(press(&mut state, Action::AcceptProposal).is_empty());
    assert_eq!(notice(&state), "console-already-ready");

    let mut state = state_with(rows(), contracts(), 80, 24);
    go_to(&mut state, 1);
    for _ in 0..3 {
        press(&mut state, Action::Mark);
    }
    press(&mut state, Action::AcceptProposal);
    assert_eq!((readiness(&state, 1), readiness(&state, 2)), (Readiness::Ready, Readiness::Ready));
    assert_eq!(notice(&state), "console-accepted-left");
    assert_eq!(state.session().view().marks, [id(3)], "where nothing is proposed the mark stays");
    press(&mut state, Action::Undo);
    assert!([1, 2].iter().all(|number| readiness(&state, *number) != Readiness::Ready), "one step takes both back");

    let mut state = state_with(rows(), contracts(), 80, 24);
    go_to(&mut state, 3);
    press(&mut state, Action::Mark);
    press(&mut state, Action::Mark);
    assert!(press(&mut state, Action::AcceptProposal).is_empty());
    assert_eq!(notice(&state), "console-accepted-none");

    let mut state = crate::console::fixture::state(80, 24);
    go_to(&mut state, 1);
    press(&mut state, Action::Mark);
    assert!(press(&mut state, Action::AcceptProposal).is_empty());
    assert_eq!(notice(&state), "console-already-ready", "what is ready wants no word");
}

#[test]
fn rows_that_were_taken_back_together_are_marked_for_the_next_key() {
    let report = |state: &State, numbers: &[usize]| BatchReport {
        batch: BatchId(2),
        results: numbers
            .iter()
            .map(|number| RowResult {
                row: state.session().row(id(*number)).expect("the row is there").clone(),
                keys: Vec::new(),
                outcome: RowOutcome::Reversed,
                reference: None,
                error: None,
            })
            .collect(),
        unsent: Vec::new(),
        warnings: Vec::new(),
        stopped: None,
    };
    for (numbers, marked) in [(vec![1], Vec::new()), (vec![1, 2], vec![id(1), id(2)])] {
        let mut state = state(80, 24);
        let report = report(&state, &numbers);
        update(&mut state, Msg::BatchDone(Ok(report)));
        assert_eq!(state.session().view().marks, marked);
    }
}

/// The next commit has its place, and the CRM holds the rows with these numbers.
fn plan(state: &State, held: &[usize]) -> Plan {
    let held = held.iter().map(|number| {
        let row = state.session().row(id(*number)).expect("the row is there");
        let allocation = row.finding.candidates[0].allocations[0].clone();
        PostedPart {
            reference: CrmReference("7".to_owned()),
            key: IdempotencyKey::of(row.payment.id, &allocation, 0),
            contract: allocation.contract.clone(),
            contract_number: String::new(),
            line: allocation.line,
            direction: Direction::Receipt,
            amount: allocation.amount,
            date: row.payment.date,
            currency: row.payment.currency(),
            payer: String::new(),
            payer_tax_id: None,
            payer_account: None,
            purpose: String::new(),
            number: row.payment.number.clone(),
            order_number: None,
            payment: row.payment.id,
            source_id: None,
            reversed: false,
        }
    });
    Plan { batch: BatchId(1), settled: 0, unanswered: None, held: held.collect() }
}

/// Presses the key, says yes, and goes on with that plan.
fn plan_a_commit(state: &mut State, held: &[usize]) -> Vec<Effect> {
    press(state, Action::Commit);
    press(state, Action::Confirm);
    let plan = plan(state, held);
    update(state, Msg::BatchPlanned(Ok(plan)))
}

#[test]
fn what_the_crm_has_already_is_saved_before_the_batch_whatever_becomes_of_it() {
    let mut state = state(80, 24);
    press(&mut state, Action::TakeCandidate1);
    let effects = plan_a_commit(&mut state, &[3, 7]);
    let [Effect::Save { writes, .. }, Effect::Commit { extra, .. }] = effects.as_slice() else { panic!("{effects:?}") };
    let writes_row =
        |writes: &[Write]| writes.iter().any(|write| matches!(write, Write::Row(row) if row.payment.id == id(3)));
    assert!(writes_row(writes) && !writes_row(extra));
    update(&mut state, Msg::BatchDone(Err(Message::new("commit-busy"))));
    assert_eq!(readiness(&state, 3), Readiness::Committed);
}

#[test]
fn nothing_goes_beside_a_register_of_an_earlier_time() {
    let mut state = state(80, 24);
    state.session.note_held(Vec::new(), Freshness::Kept);
    let effects = plan_a_commit(&mut state, &[7]);
    assert!(matches!(effects.as_slice(), [Effect::RefreshRegister { .. }]), "{effects:?}");
    assert_eq!(notice(&state), "console-register-first");
    assert!(state.screens().is_empty());
}

#[test]
fn a_commit_asks_plans_runs_and_reports() {
    let mut state = state(80, 24);
    press(&mut state, Action::Commit);
    assert!(matches!(press(&mut state, Action::Confirm).as_slice(), [Effect::PlanBatch]));
    assert!(press(&mut state, Action::Quit).is_empty());
    assert!(!state.is_leaving(), "a running batch is not left");
    let plan = plan(&state, &[7]);
    let effects = update(&mut state, Msg::BatchPlanned(Ok(plan)));
    let [Effect::Commit { rows, extra, .. }] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(rows.len(), 1);
    assert!(!extra.is_empty(), "the step is saved with the plan");
    let mut row = rows[0].clone();
    row.commit =
        CommitState::Committed { reference: CrmReference("7".to_owned()), allocations: row.allocations().to_vec() };
    let result = RowResult { row, keys: Vec::new(), outcome: RowOutcome::Committed, reference: None, error: None };
    let report = BatchReport {
        batch: BatchId(1),
        results: vec![result],
        unsent: Vec::new(),
        stopped: None,
        warnings: Vec::new(),
    };
    let effects = update(&mut state, Msg::BatchDone(Ok(report)));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::RefreshRegister { .. })));
    assert_eq!(readiness(&state, 1), Readiness::Committed);
    press(&mut state, Action::Confirm);
    press(&mut state, Action::Undo);
    assert_eq!(state.context(), Context::Filter, "a commit is undone by a reversing entry with its reason");
}

#[test]
fn a_reversal_wants_a_reason() {
    let mut state = state(80, 24);
    go_to(&mut state, 7);
    press(&mut state, Action::Reverse);
    assert!(press(&mut state, Action::Accept).is_empty());
    assert_eq!(notice(&state), "console-reason-wanted");
    type_in(&mut state, "ошибка");
    let effects = press(&mut state, Action::Accept);
    let [Effect::Reverse { rows, reason }] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!((rows.len(), reason.as_str()), (1, "ошибка"));
}

#[test]
fn the_filter_works_while_it_is_typed_and_back_restores_it() {
    let mut state = state(80, 24);
    press(&mut state, Action::FilterText);
    type_in(&mut state, "нет такого");
    assert!(state.session().visible().is_empty());
    press(&mut state, Action::Back);
    assert_eq!(state.session().visible().len(), 8);
}

#[test]
fn the_editor_splits_a_payment_and_shows_the_rest() {
    let mut state = state(80, 24);
    go_to(&mut state, 1);
    press(&mut state, Action::Edit);
    press(&mut state, Action::NextField);
    press(&mut state, Action::NextField);
    update(&mut state, Msg::Input(Input::Text(TextKey::DeleteToStart)));
    type_in(&mut state, "400000");
    let Some(Screen::Editor(editor)) = state.screens().last() else { panic!("no editor") };
    assert_eq!(editor.rest().to_string(), "50000.00");
    press(&mut state, Action::AddPart);
    let Some(Screen::Editor(editor)) = state.screens().last() else { panic!("no editor") };
    assert_eq!((editor.field, editor.rest().is_zero()), (EditorField::Contract(1), true));
    assert!(press(&mut state, Action::Accept).is_empty());
    assert_eq!(notice(&state), "console-part-without-contract");
    press(&mut state, Action::RemovePart);
    press(&mut state, Action::FillRest);
    let effects = press(&mut state, Action::Accept);
    assert!(matches!(effects.as_slice(), [Effect::Save { .. }]), "{effects:?}");
    assert_eq!(readiness(&state, 1), Readiness::Ready);
}

#[test]
fn stale_cards_are_dropped() {
    let mut state = state(80, 24);
    go_to(&mut state, 1);
    press(&mut state, Action::ContractCard);
    press(&mut state, Action::Back);
    let effects = press(&mut state, Action::ContractCard);
    let [Effect::LoadCard { generation, .. }] = effects.as_slice() else { panic!("{effects:?}") };
    update(&mut state, Msg::Card { generation: generation - 1, card: Ok(CardData::default()) });
    let Some(Screen::Contract(card)) = state.screens().last() else { panic!("no card") };
    assert_eq!(card.data, Loading::Waiting);
}

#[rstest]
#[case(Action::Commit)]
#[case(Action::Accept)]
#[case(Action::Edit)]
#[case(Action::Exclude)]
#[case(Action::TakeCandidate1)]
fn an_empty_table_says_what_to_do(#[case] action: Action) {
    let mut state = state_with(Vec::new(), contracts(), 80, 24);
    assert!(press(&mut state, action).is_empty());
    assert_eq!(notice(&state), "console-no-rows");
}

#[rstest]
#[case(Action::TakeCandidate1)]
#[case(Action::AcceptProposal)]
#[case(Action::Accept)]
#[case(Action::Edit)]
#[case(Action::Exclude)]
#[case(Action::Reverse)]
#[case(Action::Mark)]
#[case(Action::Details)]
fn a_row_that_the_filter_hides_takes_no_key(#[case] action: Action) {
    let mut state = state(80, 24);
    go_to(&mut state, 3);
    press(&mut state, Action::FilterText);
    type_in(&mut state, "nobody is called so");
    press(&mut state, Action::Accept);
    assert!(state.session().visible().is_empty());
    let before: Vec<Readiness> = state.session().rows().iter().map(crate::model::Row::readiness).collect();
    assert!(press(&mut state, action).is_empty());
    assert_eq!(notice(&state), "console-empty-filter");
    assert!(state.screens().is_empty() && state.session().view().marks.is_empty());
    let after: Vec<Readiness> = state.session().rows().iter().map(crate::model::Row::readiness).collect();
    assert_eq!(before, after);
}

#[test]
fn a_screen_that_is_too_small_only_leaves() {
    let mut state = state(80, 24);
    update(&mut state, Msg::Input(Input::Resized { columns: 60, rows: 20 }));
    assert!(press(&mut state, Action::Exclude).is_empty());
    assert_eq!(state.session().steps().len(), 0);
    press(&mut state, Action::Quit);
    assert!(state.is_leaving());
}

/// Undo of a commit of several payments shows what it would take back, and takes the least first.
#[test]
fn undo_of_a_commit_of_many_asks_how_much() {
    let mut rows = rows();
    let committed = rows[6].commit.clone();
    rows[0].commit = committed;
    let mut state = state_with(rows, contracts(), 80, 24);
    state.session.begin_commit(BatchId(4), &[id(1), id(7)]);
    state.session.end_flight(None);
    for (downs, expected) in [(0, Some(vec![id(1)])), (1, Some(vec![id(1), id(7)])), (2, None)] {
        go_to(&mut state, 1);
        press(&mut state, Action::Undo);
        assert!(matches!(state.screens().last(), Some(Screen::Dialog(Dialog::TakeBack { .. }))));
        for _ in 0..downs {
            press(&mut state, Action::Down);
        }
        assert!(press(&mut state, Action::Confirm).is_empty(), "nothing goes without a reason");
        let asked = match state.screens().last() {
            Some(Screen::Line(line)) => match &line.purpose {
                crate::console::state::LineFor::Reason { rows } => Some(rows.clone()),
                crate::console::state::LineFor::Filter { .. } => None,
            },
            _ => None,
        };
        assert_eq!(asked, expected);
        state.screens.clear();
    }
}

#[test]
fn an_edit_is_only_thrown_away_when_asked_twice() {
    let mut state = state(80, 24);
    go_to(&mut state, 1);
    press(&mut state, Action::Edit);
    press(&mut state, Action::Back);
    assert!(state.screens().is_empty(), "nothing was changed: one Esc leaves");
    press(&mut state, Action::Edit);
    for _ in 0..2 {
        press(&mut state, Action::NextField);
    }
    type_in(&mut state, "7");
    press(&mut state, Action::Back);
    assert_eq!(notice(&state), "console-editor-unsaved");
    type_in(&mut state, "8");
    press(&mut state, Action::Back);
    assert_eq!(state.screens().len(), 1, "what was typed in between counts");
    press(&mut state, Action::Back);
    assert!(state.screens().is_empty());
}

#[test]
fn what_files_brought_is_told_and_kept() {
    let told = |tone, key| crate::console::state::Notice { tone, message: Message::new(key) };
    let mut fine = state(80, 24);
    fine.tell_imported(vec![told(Tone::Good, "cli-import-file")]);
    assert_eq!((notice(&fine), fine.messages.len()), ("", 1));
    let mut doubtful = state(80, 24);
    let many = (0..200).map(|_| told(Tone::Careful, "cli-import-refused")).collect();
    doubtful.tell_imported(many);
    assert_eq!(notice(&doubtful), "console-imported-doubtful");
    assert_eq!(doubtful.messages.last().map(|last| last.message.key.as_str()), Some("console-imported-more"));
}

#[test]
fn a_running_batch_says_why_keys_do_nothing() {
    let mut state = state(80, 24);
    press(&mut state, Action::Commit);
    press(&mut state, Action::Confirm);
    assert!(press(&mut state, Action::Exclude).is_empty());
    assert_eq!(notice(&state), "console-batch-holds");
    assert!(press(&mut state, Action::Quit).is_empty());
    assert_eq!(notice(&state), "console-batch-runs");
}
