//! Tests of finding, ranking and highlighting on a register made by hand.

use jiff::civil::date;
use proptest::prelude::*;
use rstest::rstest;
use rust_decimal::Decimal;

use super::*;
use crate::model::{ContractId, ContractStatus, Currency, Holder, Unit, UnitKind};

fn contract(number: &str, holder: &str, unit: &str) -> Contract {
    Contract {
        id: ContractId(number.to_owned()),
        number: number.to_owned(),
        date: Some(date(2026, 1, 15)),
        kind: "ДДУ".to_owned(),
        status: ContractStatus::Registered,
        holder: Holder { name: holder.to_owned(), tax_id: None },
        co_holders: Vec::new(),
        unit: Some(Unit {
            house: "Берёзовая роща, дом 3".to_owned(),
            section: "2".to_owned(),
            floor: Some(4),
            number: unit.to_owned(),
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
}

fn register() -> Vec<Contract> {
    vec![
        contract("К-12/5-459", "Орлов Пётр Иванович", "458"),
        contract("К-12/5-45", "Петрова Мария Петровна", "45"),
        contract("К-12/5-46", "Соловьёв Андрей", "46"),
        contract("СЧ-0012", "ООО «Ромашка»", "7"),
        contract("Д-7", "Иванов Иван Иванович", "45"),
    ]
}

fn found(query: &str) -> Vec<String> {
    let contracts = register();
    let result = SearchIndex::build(&contracts).search(query, 20);
    result.hits.iter().map(|hit| contracts[hit.contract].number.clone()).collect()
}

#[rstest]
#[case::the_whole_number_before_a_longer_one("К-12/5-45", "К-12/5-45")]
#[case::latin_look_alikes("K-12/5-45", "К-12/5-45")]
#[case::without_separators("к12545", "К-12/5-45")]
#[case::the_tail_of_a_number("5-46", "К-12/5-46")]
#[case::leading_zeros_and_alphabet("сч 12", "СЧ-0012")]
#[case::yo_and_ye("соловьев", "К-12/5-46")]
#[case::surname_and_flat("иванов кв 45", "Д-7")]
#[case::beginning_of_a_name("пет мар", "К-12/5-45")]
#[case::wrong_layout("bdfyjd", "Д-7")]
#[case::a_slip_of_the_finger("ивонов", "Д-7")]
#[case::number_with_a_wrong_end("К-12/5-4567", "К-12/5-459")]
fn the_best_hit_is(#[case] query: &str, #[case] number: &str) {
    assert_eq!(found(query).first().map(String::as_str), Some(number), "{query}: {:?}", found(query));
}

#[test]
fn the_other_layout_is_named_and_slips_are_not_exact() {
    let index = SearchIndex::build(&register());
    let twin = index.search("bdfyjd", 20);
    assert_eq!(twin.also_searched.as_deref(), Some("иванов"));
    assert!(twin.has_exact());
    let slip = index.search("ивонов", 20);
    assert_eq!(slip.also_searched, None);
    assert!(!slip.hits.is_empty() && !slip.has_exact());
    assert_eq!(index.search("щщщщ", 20).total, 0);
}

#[test]
fn a_beginning_of_a_number_is_found_but_not_exact() {
    let contracts = register();
    let result = SearchIndex::build(&contracts).search("К-12/5-4", 20);
    assert_eq!(result.total, 3);
    assert!(!result.has_exact());
}

#[test]
fn an_empty_query_shows_the_register() {
    let result = SearchIndex::build(&register()).search("  ", 3);
    assert_eq!((result.hits.len(), result.total), (3, 5));
}

#[test]
fn highlights_stand_in_the_original_text() {
    let contracts = register();
    let result = SearchIndex::build(&contracts).search("соловьев 12546", 20);
    let hit = result.hits.first().expect("found");
    let names = names_text(&contracts[hit.contract]);
    assert_eq!(hit.in_names.iter().map(|range| &names[range.clone()]).collect::<Vec<_>>(), ["Соловьёв"]);
    let number = &contracts[hit.contract].number;
    assert_eq!(hit.in_number.iter().map(|range| &number[range.clone()]).collect::<Vec<_>>(), ["12/5-46"]);
}

proptest! {
    #[test]
    fn every_highlight_lies_on_boundaries_and_no_query_breaks(query in "[а-яё0-9/ №-]{0,12}|\\PC{0,12}") {
        let contracts = register();
        let result = SearchIndex::build(&contracts).search(&query, 20);
        prop_assert!(result.hits.len() <= result.total);
        let mut seen: Vec<usize> = result.hits.iter().map(|hit| hit.contract).collect();
        seen.sort_unstable();
        seen.dedup();
        prop_assert_eq!(seen.len(), result.hits.len());
        for hit in &result.hits {
            let contract = &contracts[hit.contract];
            let names = names_text(contract);
            let unit = contract.unit.as_ref().expect("every unit is known");
            for (text, ranges) in [
                (&contract.number, &hit.in_number), (&names, &hit.in_names),
                (&unit.number, &hit.in_unit), (&unit.house, &hit.in_house),
            ] {
                for range in ranges {
                    prop_assert!(text.get(range.clone()).is_some());
                }
            }
        }
    }
}
