//! What lessons add up to.

use jiff::ToSpan as _;
use jiff::civil::date;
use proptest::prelude::*;

use super::*;

const ACCOUNT: &str = "40817810900000000001";

fn party(account: &str, bic: &str, tax_id: &str) -> Party {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Party { account: some(account), bic: some(bic), tax_id: TaxId::from_document(tax_id), ..Party::default() }
}

fn key(account: &str) -> PayerKey {
    PayerKey::Account { account: account.to_owned(), bic: None }
}

fn contract(name: &str) -> ContractId {
    ContractId(name.to_owned())
}

fn fact(name: &str, day: Date) -> Fact {
    Fact {
        payer: key(ACCOUNT),
        payer_name: "Иванова Мария".to_owned(),
        contract: contract(name),
        role: PayerRole::Relative,
        day,
    }
}

fn payment(number: u32) -> PaymentId {
    PaymentId::of_parts(&[&number.to_string()], 0)
}

fn confirmed(name: &str, day: Date) -> Lesson {
    Lesson { taught: Taught { confirmed: vec![fact(name, day)], rejected: Vec::new() }, ..Lesson::default() }
}

fn turned_down(name: &str, day: Date) -> Lesson {
    Lesson { undone: vec![fact(name, day)], ..Lesson::default() }
}

fn only(memory: &Memory) -> Remembered {
    let all = memory.remembered();
    assert_eq!(all.len(), 1, "{all:?}");
    all[0].clone()
}

#[test]
fn a_payer_is_known_by_account_and_bank_else_by_tax_number() {
    let account = |account: &str, bic: Option<&str>| {
        Some(PayerKey::Account { account: account.to_owned(), bic: bic.map(str::to_owned) })
    };
    assert_eq!(PayerKey::of(&party(ACCOUNT, "044525225", "7707083893"), false), account(ACCOUNT, Some("044525225")));
    assert_eq!(PayerKey::of(&party("40817 810 9 0000 0000001", "", ""), false), account(ACCOUNT, None));
    let iban = "md24ag000225100013104168";
    assert_eq!(PayerKey::of(&party(iban, "AGRNMD2X", ""), true), account(&iban.to_uppercase(), None));
    let by_tax_id = TaxId::from_document("7707083893").map(PayerKey::TaxId);
    assert_eq!(PayerKey::of(&party("", "", "7707083893"), false), by_tax_id);
    assert_eq!(PayerKey::of(&party("30232810900000000001", "044525225", "7707083893"), false), by_tax_id);
    assert_eq!(PayerKey::of(&party("47422810900000000001", "044525225", "7707083893"), true), None);
    assert_eq!(PayerKey::of(&party("", "", ""), false), None);
}

#[test]
fn payments_of_a_pair_are_counted_with_their_last_days() {
    let lessons = [
        (payment(1), confirmed("a", date(2026, 9, 10))),
        (payment(2), confirmed("a", date(2026, 8, 10))),
        (payment(3), turned_down("a", date(2026, 9, 9))),
    ];
    let pair = only(&Memory::of(lessons));
    assert_eq!((pair.confirmed, pair.rejected), (2, 1));
    assert_eq!((pair.last_confirmed, pair.last_rejected), (Some(date(2026, 9, 10)), Some(date(2026, 9, 9))));
    assert!(!pair.is_rejected(), "it was confirmed since");
}

#[test]
fn a_decision_in_force_outweighs_what_the_same_payment_said_before() {
    let mut lesson = confirmed("a", date(2026, 9, 10));
    lesson.undone = vec![fact("a", date(2026, 9, 10))];
    let pair = only(&Memory::of([(payment(1), lesson)]));
    assert_eq!((pair.confirmed, pair.rejected), (1, 0));
}

#[test]
fn what_was_taken_back_from_the_crm_speaks_against_its_own_decision() {
    let mut lesson = confirmed("a", date(2026, 9, 10));
    lesson.reversed = vec![fact("a", date(2026, 9, 10))];
    let pair = only(&Memory::of([(payment(1), lesson)]));
    assert_eq!((pair.confirmed, pair.rejected), (0, 1));
    assert!(pair.is_rejected());
}

#[test]
fn a_payment_is_no_evidence_for_itself() {
    let memory = Memory::of([(payment(1), confirmed("a", date(2026, 9, 10)))]);
    assert!(memory.of_payer(&key(ACCOUNT), payment(1)).is_empty());
    assert_eq!(memory.of_payer(&key(ACCOUNT), payment(2)).len(), 1);
    assert!(memory.of_payer(&key("40817810900000000002"), payment(2)).is_empty());
}

#[test]
fn forgetting_leaves_nothing_behind() {
    let mut memory = Memory::of([
        (payment(1), confirmed("a", date(2026, 9, 10))),
        (payment(2), turned_down("b", date(2026, 9, 10))),
    ]);
    let changed = memory.forget(|fact| fact.contract == contract("a"));
    assert_eq!(changed, [(payment(1), Lesson::default())]);
    assert_eq!(memory, Memory::of([(payment(2), turned_down("b", date(2026, 9, 10)))]));
    memory.forget(|_| true);
    assert_eq!(memory, Memory::default());
}

#[test]
fn a_rejection_weighs_half_after_half_a_year() {
    let day = date(2026, 1, 10);
    let pair = only(&Memory::of([(payment(1), turned_down("a", day))]));
    let after = |days: i32| pair.rejection(Bits::whole(-6), day + days.days()).in_tenths();
    assert_eq!([after(0), after(180), after(360), after(540)], [-60, -30, -15, -8]);
    assert_eq!(after(90), -42, "60 / √2 = 42.4");
    assert_eq!(after(-30), -60, "a payment of an earlier day");
    assert_eq!(after(180 * 40), 0);
}

/// A small lesson made of numbers.
fn lesson(parts: &[(u8, u8, i8)]) -> Lesson {
    let mut lesson = Lesson::default();
    for (place, name, day) in parts {
        let fact = fact(["a", "b", "c"][usize::from(name % 3)], date(2026, 9, day.rem_euclid(28) + 1));
        let list = match place % 4 {
            0 => &mut lesson.taught.confirmed,
            1 => &mut lesson.taught.rejected,
            2 => &mut lesson.undone,
            _ => &mut lesson.reversed,
        };
        list.push(fact);
    }
    lesson
}

proptest! {
    #[test]
    fn a_memory_is_what_its_lessons_are_in_any_order(
        puts in prop::collection::vec((1..5_u32, prop::collection::vec(any::<(u8, u8, i8)>(), 0..5)), 0..20),
    ) {
        let mut memory = Memory::default();
        for (number, parts) in &puts {
            memory.put(payment(*number), lesson(parts));
        }
        let mut lessons: Vec<_> = memory.lessons().map(|(payment, lesson)| (payment, lesson.clone())).collect();
        prop_assert_eq!(&Memory::of(lessons.clone()), &memory);
        lessons.reverse();
        prop_assert_eq!(Memory::of(lessons), memory);
    }

    #[test]
    fn a_rejection_only_fades(days in 0..3_000_i32) {
        let day = date(2026, 1, 10);
        let pair = only(&Memory::of([(payment(1), turned_down("a", day))]));
        let weight = |days: i32| pair.rejection(Bits::whole(-6), day + days.days());
        prop_assert!(weight(days) <= weight(days + 1) && weight(days + 1) <= Bits::ZERO);
    }
}
