//! Filter, order, cursor, marks, counts.

use rstest::rstest;

use super::*;
use crate::model::TaxId;
use crate::store::Sort;

/// Five rows of different payers, sums and states.
fn five() -> Session {
    let people = [
        (1, 500, "Яковлев Яков"),
        (2, 150, "Воронова Мария"),
        (3, 300, "Иванов Иван"),
        (4, 150, "Ёлкин Ефим"),
        (5, 200, ""),
    ];
    let rows = people.map(|(number, amount, payer)| {
        let payment = payment(number, amount, payer, &format!("Оплата счёта {number}00 за квартиру"));
        let finding = Finding::unmatched(payment.amount.amount);
        Row::new(payment, finding)
    });
    let mut session = session_of(rows.to_vec());
    session.exclude(&[id(2), id(4)], true).expect("excluded");
    session.set_allocations(id(3), vec![part("a", 1, 100), part("a", 2, 100), part("a", 3, 100)]).expect("allocated");
    session
}

fn shown(session: &Session) -> Vec<PaymentId> {
    session.visible().iter().map(|position| session.rows()[*position].payment.id).collect()
}

fn ids<const N: usize>(numbers: [u32; N]) -> Vec<PaymentId> {
    numbers.map(id).to_vec()
}

#[rstest]
#[case(Sort::Arrival, false, [1, 2, 3, 4, 5])]
#[case(Sort::Arrival, true, [5, 4, 3, 2, 1])]
#[case(Sort::Date, true, [5, 4, 3, 2, 1])]
#[case(Sort::Sum, false, [2, 4, 5, 3, 1])]
#[case(Sort::Sum, true, [1, 3, 5, 2, 4])]
#[case(Sort::Payer, false, [2, 4, 3, 1, 5])]
#[case(Sort::Readiness, false, [3, 1, 5, 2, 4])]
#[case(Sort::Contract, false, [3, 1, 2, 4, 5])]
fn sorts(#[case] sort: Sort, #[case] descending: bool, #[case] expected: [u32; 5]) {
    let mut session = five();
    session.set_sort(sort, descending);
    assert_eq!(shown(&session), ids(expected));
}

#[rstest]
#[case("иванов", vec![3])]
#[case("ИВАНОВ", vec![3])]
#[case("елкин", vec![4])]
#[case("bdfyjd", vec![3])]
#[case("счета 300", vec![3])]
#[case("счёта", vec![1, 2, 3, 4, 5])]
#[case("мария квартиру", vec![2])]
#[case("К-12/5-45", vec![3])]
#[case("k-12/5", vec![3])]
#[case("200,00", vec![5])]
#[case("500.00", vec![1])]
#[case("нет такого", vec![])]
#[case("  ", vec![1, 2, 3, 4, 5])]
fn finds_by_text(#[case] text: &str, #[case] expected: Vec<u32>) {
    let mut session = five();
    session.set_text_filter(text);
    let expected: Vec<PaymentId> = expected.into_iter().map(id).collect();
    assert_eq!(shown(&session), expected, "{text}");
}

#[test]
fn a_large_sum_is_found_with_and_without_spaces() {
    let row = Row::new(payment(1, 450_000, "Иванов", ""), Finding::unmatched(rubles(450_000)));
    let mut session = session_of(vec![row, row_to_choose(2, 100)]);
    for text in ["450000", "450 000,00", "450\u{a0}000,00", "450000.00", "450 000"] {
        session.set_text_filter(text);
        assert_eq!(shown(&session), ids([1]), "{text}");
    }
}

#[test]
fn what_a_row_says_after_an_edit_is_found() {
    let mut session = five();
    session.set_comment(id(5), "Звонил Ёжиков").expect("noted");
    session.set_text_filter("ежиков");
    assert_eq!(shown(&session), ids([5]));
}

#[test]
fn filters_by_readiness_and_shows_everything_again() {
    let mut session = five();
    session.set_readiness_filter(vec![Readiness::Excluded, Readiness::Ready]);
    assert_eq!(shown(&session), ids([2, 3, 4]));
    let writes = session.set_text_filter("воронова");
    assert_eq!(shown(&session), ids([2]));
    assert_eq!(writes, [Write::View(session.view().clone())]);
    session.clear_filter();
    assert_eq!(session.visible().len(), 5);
}

#[test]
fn the_cursor_stays_on_its_row() {
    let mut session = five();
    session.set_cursor(id(3));
    session.set_sort(Sort::Sum, true);
    assert_eq!((session.view().cursor, session.cursor_place()), (Some(id(3)), Some(1)));
    session.set_readiness_filter(vec![Readiness::Ready]);
    assert_eq!(session.view().cursor, Some(id(3)));
}

#[rstest]
#[case(4, 5)]
#[case(2, 3)]
#[case(5, 3)]
fn a_hidden_cursor_goes_to_the_nearest_row(#[case] from: u32, #[case] to: u32) {
    let mut session = five();
    session.set_cursor(id(from));
    let left = if from == 5 { vec![Readiness::Ready] } else { vec![Readiness::Ready, Readiness::Unmatched] };
    session.set_readiness_filter(left);
    assert_eq!(session.view().cursor, Some(id(to)));
}

#[test]
fn the_cursor_waits_while_nothing_is_shown() {
    let mut session = five();
    session.set_cursor(id(4));
    session.set_text_filter("нет такого");
    assert_eq!((session.view().cursor, session.cursor_place()), (Some(id(4)), None));
    session.set_text_filter("");
    assert_eq!(session.cursor_place(), Some(3));
}

#[test]
fn a_row_that_an_edit_hides_leaves_the_cursor_to_the_next() {
    let mut session = five();
    session.set_readiness_filter(vec![Readiness::Excluded]);
    session.set_cursor(id(2));
    session.exclude(&[id(2)], false).expect("put back");
    assert_eq!(session.view().cursor, Some(id(4)));
}

#[test]
fn the_cursor_goes_by_places() {
    let mut session = five();
    session.set_sort(Sort::Sum, false);
    session.set_cursor_place(1);
    assert_eq!(session.view().cursor, Some(id(4)));
    session.set_cursor_place(99);
    assert_eq!(session.view().cursor, Some(id(1)));
    assert_eq!(session_of(Vec::new()).set_cursor_place(0), []);
}

#[test]
fn the_next_open_row_lies_around_the_end() {
    let session = five();
    assert_eq!(session.next_open(Some(id(1)), true), Some(id(5)));
    assert_eq!(session.next_open(Some(id(5)), true), Some(id(1)));
    assert_eq!(session.next_open(Some(id(1)), false), Some(id(5)));
    assert_eq!(session.next_open(Some(id(3)), false), Some(id(1)));
    assert_eq!(session.next_open(None, true), Some(id(1)));
    assert_eq!(session.next_open(None, false), Some(id(5)));
}

#[test]
fn the_next_open_row_is_itself_when_it_is_the_only_one() {
    let mut session = five();
    session.exclude(&[id(1)], true).expect("excluded");
    assert_eq!(session.next_open(Some(id(5)), true), Some(id(5)));
    session.exclude(&[id(5)], true).expect("excluded");
    assert_eq!(session.next_open(Some(id(5)), true), None);
    assert_eq!(session_of(Vec::new()).next_open(None, true), None);
}

#[test]
fn from_a_hidden_row_the_next_open_one_is_that_behind_it() {
    let mut session = five();
    session.set_readiness_filter(vec![Readiness::Unmatched]);
    assert_eq!(session.next_open(Some(id(3)), true), Some(id(5)));
    assert_eq!(session.next_open(Some(id(3)), false), Some(id(1)));
}

#[test]
fn marks_come_and_go() {
    let mut session = five();
    session.set_cursor(id(5));
    assert_eq!(session.targets(), ids([5]));
    session.toggle_mark(id(2));
    session.mark(&ids([4, 2]));
    assert_eq!(session.targets(), ids([2, 4]));
    session.toggle_mark(id(2));
    assert_eq!(session.targets(), ids([4]));
    session.mark(&[id(99)]);
    session.toggle_mark(id(99));
    assert_eq!(session.targets(), ids([4]));
    let writes = session.unmark();
    assert_eq!(writes, [Write::View(session.view().clone())]);
    assert_eq!(session.targets(), ids([5]));
}

#[test]
fn a_range_goes_from_the_last_mark_through_what_is_shown() {
    let mut session = five();
    session.mark_range(id(4));
    assert_eq!(session.targets(), ids([4]));
    session.set_text_filter("квартиру");
    session.set_readiness_filter(vec![Readiness::Unmatched, Readiness::Excluded]);
    session.mark_range(id(1));
    assert_eq!(session.targets(), ids([4, 2, 1]), "the hidden row 3 is not marked");
    assert_eq!(session.mark_range(id(3)), [], "a hidden row ends no range");
}

#[test]
fn counts_know_rows_and_sums_by_state_and_currency() {
    let mut foreign = row_to_choose(7, 70);
    foreign.payment.amount.currency = Currency::EUR;
    let mut session = session_of(vec![row_to_choose(1, 100), row_to_choose(2, 50), foreign]);
    session.exclude(&[id(2)], true).expect("excluded");
    let counts = session.counts();
    assert_eq!(counts.rows(Readiness::Excluded), 1);
    assert_eq!(counts.sums(Readiness::Excluded), [Money::new(rubles(50), Currency::RUB)]);
    assert_eq!(counts.sums(Readiness::Failed), []);
    assert_eq!(counts.total_rows(), 3);
    assert_eq!(counts.total_sums(), [Money::new(rubles(70), Currency::EUR), Money::new(rubles(150), Currency::RUB)]);
}

#[test]
fn tax_numbers_are_found() {
    let mut row = row_to_choose(1, 100);
    row.payment.payer.tax_id = TaxId::from_document("7707083893");
    let mut session = session_of(vec![row, row_to_choose(2, 100)]);
    session.set_text_filter("77070838");
    assert_eq!(shown(&session), ids([1]));
}
