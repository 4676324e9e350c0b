//! Whole screens in memory: what stands where, and in which colour.

use std::time::Duration;

use jiff::civil::date;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};
use rstest::rstest;
use rust_decimal::Decimal;

use super::draw;
use crate::commit::Progress;
use crate::console::action::Action;
use crate::console::effect::Effect;
use crate::console::fixture::{contracts, state, state_with};
use crate::console::msg::{CardData, Doing, Msg, Written};
use crate::console::run::Input;
use crate::console::state::State;
use crate::console::taskbar::Share;
use crate::console::theme::Theme;
use crate::console::update;
use crate::crm::PostedPart;
use crate::model::{
    Allocation, CommitState, ContractId, CrmReference, Currency, Direction, Finding, IdempotencyKey, PaymentId,
    PaymentKind, Readiness, Row,
};

fn buffer(state: &State) -> Buffer {
    let mut terminal =
        Terminal::new(TestBackend::new(state.size.columns, state.size.rows)).expect("a screen in memory");
    terminal.draw(|frame| draw(state, frame)).expect("memory takes everything");
    terminal.backend().buffer().clone()
}

/// The screen as text, a line a row, without blanks at the ends.
fn screen(state: &State) -> String {
    let buffer = buffer(state);
    let mut text = String::new();
    for y in 0..buffer.area.height {
        let line: String = (0..buffer.area.width).map(|x| buffer[(x, y)].symbol()).collect();
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

fn press(state: &mut State, action: Action) {
    update(state, Msg::Input(Input::Action(action)));
}

#[rstest]
#[case(80, 24)]
#[case(100, 30)]
#[case(200, 50)]
fn the_table(#[case] columns: u16, #[case] rows: u16) {
    insta::assert_snapshot!(format!("table_{columns}x{rows}"), screen(&state(columns, rows)));
}

#[rstest]
#[case("search", Action::Accept)]
#[case("editor", Action::Edit)]
#[case("commit", Action::Commit)]
#[case("contract", Action::ContractCard)]
#[case("help", Action::Help)]
fn the_other_screens(#[case] name: &str, #[case] action: Action) {
    let mut state = state(80, 24);
    press(&mut state, Action::First);
    press(&mut state, action);
    insta::assert_snapshot!(name, screen(&state));
}

/// Each state has its glyph, and the glyph its colour; without colours the glyph alone.
#[test]
fn every_state_has_its_glyph_and_colour() {
    let colours = [
        (Readiness::Ready, Color::Green),
        (Readiness::Review, Color::Yellow),
        (Readiness::Choose, Color::Reset),
        (Readiness::Unmatched, Color::Reset),
        (Readiness::Blocked, Color::Red),
        (Readiness::Excluded, Color::Reset),
        (Readiness::Committed, Color::Blue),
        (Readiness::Failed, Color::Red),
    ];
    for is_mono in [false, true] {
        let mut state = state(100, 30);
        if is_mono {
            state.theme = Theme::mono();
        }
        let buffer = buffer(&state);
        for (row, (readiness, colour)) in (3_u16..).zip(colours) {
            let glyph = &buffer[(1, row)];
            assert_eq!(glyph.symbol(), readiness.glyph().to_string());
            assert_eq!(glyph.fg, if is_mono { Color::Reset } else { colour }, "{readiness:?}");
            let word: String = (3..12).map(|x| buffer[(x, row)].symbol()).collect();
            let expected = state.texts.get(&format!("readiness-{}", readiness.name()));
            assert!(word.starts_with(&expected), "{word} is not {expected}");
            assert_eq!(buffer[(3, row)].fg, if is_mono { Color::Reset } else { colour });
        }
        assert!(buffer[(3, 8)].modifier.contains(Modifier::DIM), "excluded is dim");
    }
}

#[test]
fn the_row_under_the_cursor_is_reversed_and_holds_the_real_cursor() {
    let mut state = state(80, 24);
    press(&mut state, Action::Down);
    let buffer = buffer(&state);
    assert!(buffer[(5, 4)].modifier.contains(Modifier::REVERSED));
    assert!(!buffer[(5, 3)].modifier.contains(Modifier::REVERSED));
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).expect("a screen in memory");
    terminal.draw(|frame| draw(&state, frame)).expect("memory takes everything");
    terminal.backend_mut().assert_cursor_position((0, 4));
}

#[test]
fn what_agrees_is_highlighted_in_the_purpose() {
    let state = state(80, 24);
    let buffer = buffer(&state);
    let found = (0..24)
        .flat_map(|y| (0..80).map(move |x| (x, y)))
        .filter(|at| buffer[*at].modifier.contains(Modifier::UNDERLINED) && buffer[*at].fg == Color::Cyan);
    let text: String = found.map(|at| buffer[at].symbol().to_owned()).collect();
    assert_eq!(text, "12/5-45");
}

/// The session was lost, and the CRM knows the payment by its key.
#[test]
fn a_row_that_the_crm_holds_shows_its_contract_though_nothing_was_matched() {
    let mut rows = crate::console::fixture::rows();
    let held = &mut rows[6];
    held.finding = Finding::unmatched(held.payment.amount.amount);
    let mut state = state_with(rows, contracts(), 80, 24);
    press(&mut state, Action::Last);
    press(&mut state, Action::Up);
    assert_eq!(state.focused().map(Row::readiness), Some(Readiness::Committed));
    let text = screen(&state);
    let line = text.lines().find(|line| line.contains("уже в CRM")).expect("the contract is shown");
    assert!(line.contains("К-12/5-45") && line.contains("450\u{a0}000,00"), "{line}");
    assert!(!text.contains("не найден"), "{text}");
    press(&mut state, Action::Details);
    let text = screen(&state).replace('\u{a0}', " ");
    assert!(text.contains("уже в CRM: договор К-12/5-45 / 2, 450 000,00"), "{text}");
    assert!(!text.contains("не найден"), "{text}");
}

/// A sum with more digits than anything costs.
fn wealth() -> Decimal {
    Decimal::new(98_765_432_101_234, 2)
}

/// The batch with huge sums and long names, as receipts or as refunds.
fn wealthy(columns: u16, screen_rows: u16, is_refund: bool) -> State {
    let mut contracts = contracts();
    for contract in &mut contracts {
        contract.holder.name = "Воскресенская-Преображенская Александра Константиновна".to_owned();
        contract.schedule.iter_mut().for_each(|line| line.amount = wealth());
        contract.schedule[0].paid = wealth();
        (contract.total, contract.paid) = (wealth() * Decimal::from(3), wealth());
    }
    let mut rows = crate::console::fixture::rows();
    for row in &mut rows {
        row.payment.amount.amount = wealth();
        row.payment.payer.name = "Воскресенская-Преображенская Александра Константиновна".to_owned();
        if is_refund {
            row.payment.kind = PaymentKind::BankPaymentOut;
            std::mem::swap(&mut row.payment.payer, &mut row.payment.payee);
        }
        let committed = match &mut row.commit {
            CommitState::Committed { allocations, .. } => allocations.as_mut_slice(),
            _ => &mut [],
        };
        let proposed = row.finding.candidates.iter_mut().flat_map(|candidate| &mut candidate.allocations);
        for part in proposed.chain(&mut row.finding.allocations).chain(committed) {
            part.amount = wealth();
        }
    }
    state_with(rows, contracts, columns, screen_rows)
}

/// What the CRM holds of the first contract.
fn wealthy_parts() -> Vec<PostedPart> {
    let contract = ContractId("К-12/5-45".to_owned());
    let allocation = Allocation { contract: contract.clone(), line: Some(1), amount: wealth() };
    let payment = PaymentId::of_document("held");
    vec![PostedPart {
        reference: CrmReference("000001".to_owned()),
        key: IdempotencyKey::of(payment, &allocation, 0),
        contract_number: contract.0.clone(),
        contract,
        line: Some(1),
        amount: wealth(),
        date: date(2026, 9, 10),
        currency: Currency::RUB,
        payer: "Воскресенская-Преображенская Александра Константиновна".to_owned(),
        payer_tax_id: None,
        payer_account: None,
        purpose: String::new(),
        number: "ТГБП-000123".to_owned(),
        order_number: None,
        payment,
        source_id: None,
        reversed: true,
        direction: Direction::Refund,
    }]
}

/// A sum is shown whole, or one sees that it is cut.
#[rstest]
#[case(80, 24)]
#[case(120, 30)]
#[case(140, 40)]
#[case(200, 50)]
fn no_sum_is_cut_in_silence(
    #[case] columns: u16,
    #[case] screen_rows: u16,
    #[values(false, true)] is_refund: bool,
    #[values(
        Action::First,
        Action::Accept,
        Action::Edit,
        Action::ContractCard,
        Action::PropertyCard,
        Action::Chessboard,
        Action::Commit,
        Action::Details,
        Action::Reverse
    )]
    action: Action,
) {
    let mut state = wealthy(columns, screen_rows, is_refund);
    press(&mut state, Action::First);
    // What the CRM has stands in the seventh row.
    let downs = if action == Action::Reverse { 6 } else { 0 };
    (0..downs).for_each(|_| press(&mut state, Action::Down));
    for effect in update(&mut state, Msg::Input(Input::Action(action))) {
        let contracts = state.session().index().contracts().to_vec();
        match effect {
            Effect::LoadCard { generation, .. } => {
                let card = CardData { contracts, payments: wealthy_parts() };
                update(&mut state, Msg::Card { generation, card: Ok(card) });
            }
            Effect::LoadUnits { generation } => {
                let units = contracts.into_iter().filter_map(|contract| contract.unit).collect();
                update(&mut state, Msg::Units { generation, units: Ok(units) });
            }
            _ => {}
        }
    }
    let text = screen(&state);
    let mut seen = 0;
    for line in text.lines() {
        for (at, _) in line.match_indices("987\u{a0}") {
            let rest: String =
                line[at..].chars().take_while(|sign| sign.is_ascii_digit() || "\u{a0},".contains(*sign)).collect();
            let is_told = line[at + rest.len()..].starts_with('…');
            assert!(rest.starts_with("987\u{a0}654\u{a0}321\u{a0}012,34") || is_told, "{line}\n{text}");
            seen += 1;
        }
    }
    assert!(seen > 0, "{text}");
}

#[rstest]
#[case(1, false)]
#[case(2, true)]
fn that_parts_are_taken_back_together_is_said_before(#[case] parts: usize, #[case] is_said: bool) {
    let mut rows = crate::console::fixture::rows();
    if let CommitState::Committed { allocations, .. } = &mut rows[6].commit {
        let half = Allocation { amount: allocations[0].amount / Decimal::from(parts), ..allocations[0].clone() };
        *allocations = vec![half; parts];
    }
    let mut state = state_with(rows, contracts(), 80, 24);
    press(&mut state, Action::First);
    (0..6).for_each(|_| press(&mut state, Action::Down));
    press(&mut state, Action::Reverse);
    let text = screen(&state);
    assert!(text.contains("Сторнировать 1 платёж"), "{text}");
    assert_eq!(text.contains("отдельную часть"), is_said, "{text}");
}

/// What the CRM made of a row that it took, and whether anything is sent to take it back.
#[rstest]
#[case("missing", false)]
#[case("taken-back", false)]
#[case("elsewhere", true)]
fn taking_back_what_the_crm_does_not_hold_says_that_nothing_is_sent(#[case] fact: &str, #[case] is_sent: bool) {
    let mut rows = crate::console::fixture::rows();
    rows[6].note_in_crm(Some(fact));
    let mut state = state_with(rows, contracts(), 80, 24);
    press(&mut state, Action::First);
    (0..6).for_each(|_| press(&mut state, Action::Down));
    let text = screen(&state);
    let word = ["нет в CRM", "снят в CRM", "в CRM иначе"].into_iter().find(|word| text.contains(word));
    assert!(word.is_some(), "{text}");
    press(&mut state, Action::Reverse);
    let text = screen(&state);
    assert_eq!(text.contains("обратная запись"), is_sent, "{text}");
    assert_eq!(text.contains("ничего не отправится"), !is_sent, "{text}");
}

/// A told sentence that is longer than the line is told whole, its reason first.
#[rstest]
#[case(Action::Exclude)]
#[case(Action::AcceptProposal)]
fn why_nothing_can_be_done_is_told_whole(#[case] action: Action) {
    let mut state = state(80, 24);
    press(&mut state, Action::First);
    (0..6).for_each(|_| press(&mut state, Action::Down));
    let before = screen(&state);
    press(&mut state, action);
    let notice = state.notice.clone().expect("it is told");
    let told = state.texts.words(&notice.message);
    assert!(told.chars().count() > 80, "{told}");
    let text = screen(&state);
    let words = |text: &str| text.split_whitespace().collect::<Vec<&str>>().join(" ");
    assert!(words(&text).contains(&words(&told)), "{told}\n{text}");
    let same = before.lines().zip(text.lines()).filter(|(before, after)| before == after).count();
    assert!(same >= 20, "everything else stays where it is\n{text}");
}

/// While a call for 40 of 50 rows has written half of its cards, 10 rows being done.
#[test]
fn a_long_call_shows_how_far_it_is_and_how_long_it_takes() {
    let mut state = state(80, 24);
    press(&mut state, Action::Commit);
    press(&mut state, Action::Confirm);
    let progress = Progress { done: 10, total: 50, in_flight: 40, ..Progress::default() };
    update(&mut state, Msg::Progress { progress, elapsed: Duration::from_secs(3) });
    let writing = Some(Written { done: 60, total: 120, elapsed: Duration::from_secs(10) });
    update(&mut state, Msg::Doing(Doing { writing, ..Doing::default() }));
    let text = screen(&state);
    assert!(text.contains(&format!("{}{}{}", "█".repeat(8), "▒".repeat(16), "░".repeat(16))), "{text}");
    assert!(text.contains("10 из 50"), "{text}");
    assert!(text.contains("записано в CRM 60 из 120"), "{text}");
    // Twenty rows took ten seconds, and twenty are left.
    assert!(text.contains("11 секунд"), "{text}");
    assert_eq!(state.share(), Some(Share::Runs(60)));
}

#[rstest]
#[case(false, "import реестр.xlsx")]
#[case(true, "sverka kl_to_1c.txt")]
fn an_empty_table_says_what_to_do(#[case] has_contracts: bool, #[case] expected: &str) {
    let contracts = if has_contracts { contracts() } else { Vec::new() };
    let text = screen(&state_with(Vec::new(), contracts, 80, 24));
    assert!(text.contains(expected), "{text}");
}

#[test]
fn a_small_screen_says_how_large_it_must_be() {
    let text = screen(&state(60, 20));
    assert!(text.contains("80×24"), "{text}");
}

/// Every screen at every size, in every language: nothing breaks, and no phrase is missing.
#[test]
fn no_screen_has_a_missing_phrase() {
    use crate::lang::{Language, Texts};
    let keymap = state(80, 24).keymap;
    for language in Language::ALL {
        let texts = std::sync::Arc::new(Texts::load(language));
        for (columns, rows) in [(80, 24), (150, 40), (1, 1)] {
            for action in Action::ALL {
                let mut state = state(columns, rows);
                (state.texts, state.keymap) = (texts.clone(), keymap.clone());
                press(&mut state, Action::First);
                press(&mut state, *action);
                let text = screen(&state);
                assert!(!text.contains('⟦'), "{action:?} at {columns}×{rows}: {text}");
            }
        }
    }
}

#[test]
fn a_payment_in_another_currency_closes_nothing() {
    let mut contracts = contracts();
    for contract in &mut contracts {
        contract.currency = Currency::BYN;
    }
    let text = screen(&state_with(crate::console::fixture::rows(), contracts, 150, 40));
    assert!(!text.contains("+450"), "{text}");
    assert!(screen(&state(150, 40)).contains("+450"));
}
