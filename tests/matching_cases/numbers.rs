//! Contract numbers: boundaries, look-alikes, slips, and what is no number.

use crate::support::{
    IVANOVA, PETROV, TAX_ID, asked, contract, kinds, not_ready, one, pay, pay_with_tax_id, ready, register,
    sure_register, with,
};
use rust_decimal::Decimal;
use sverka::model::{Bits, Contract, FlagKind, Readiness, TaxId, Unit, UnitKind};

#[test]
fn case_1_a_number_is_not_found_inside_a_longer_one() {
    let payment = pay(PETROV, "Договор N 12/345 от 01.02.2026");
    ready(register(), payment, "12/345");
    let mut contracts = register();
    contracts.push(contract("12/34", IVANOVA));
    let finding = one(contracts, pay(PETROV, "Договор N 12/345 от 01.02.2026"));
    let inside = finding.candidates.iter().find(|candidate| candidate.contract.0.starts_with("id 12/34 "));
    assert!(inside.is_none_or(|candidate| candidate.bits < Bits::ZERO), "{finding:#?}");
}

#[test]
fn case_2_separators_tell_numbers_apart() {
    let contracts =
        || vec![contract("12/34", IVANOVA), contract("12-34", PETROV), contract("1234", "Сомов Пётр Львович")];
    ready(contracts(), pay(IVANOVA, "по договору 12/34 от 01.02.2026"), "12/34");
    ready(contracts(), pay(PETROV, "по договору 12-34 от 01.02.2026"), "12-34");
    asked(contracts(), pay(PETROV, "по договору 12/34 от 01.02.2026"), FlagKind::AnotherBuyersNumber);
}

#[test]
fn case_3_look_alikes_are_one_number() {
    for number in ["B24-7", "В24-7", "в24–7"] {
        ready(register(), pay("Сомов Пётр Львович", &format!("Договор № {number} от 01.02.2026")), "В24-7");
    }
}

#[test]
fn case_4_numbers_glued_to_words_are_found() {
    let contracts = || vec![contract("45/16", IVANOVA), contract("1000001", PETROV)];
    ready(contracts(), pay(IVANOVA, "ДДУN45/16 от 01.02.2026"), "45/16");
    ready(contracts(), pay(PETROV, "договор№1000001"), "1000001");
    let finding = one(contracts(), pay(PETROV, "ПО СЧЕТУ1000001"));
    assert_eq!(
        finding.candidates.first().map(|best| best.contract.0.clone()),
        Some("id 1000001 Петров Семён Ильич".into())
    );
}

#[test]
fn case_5_dates_sums_flats_and_tax_numbers_are_no_contract_numbers() {
    let contracts = || {
        vec![
            contract("01.02", IVANOVA),
            contract("45", IVANOVA),
            contract("16666-67", IVANOVA),
            contract("7707083893", IVANOVA),
            contract("9161234567", IVANOVA),
            contract("20", IVANOVA),
        ]
    };
    for purpose in [
        "Оплата от 01.02.2026 за кв. 45",
        "Сумма 100000-00 в т.ч. НДС 20% - 16666-67",
        "ИНН 7707083893 тел. +7 916 123 45 67",
        "тел 9161234567, д. 45",
    ] {
        let finding = one(contracts(), pay(PETROV, purpose));
        let seen = finding.candidates.iter().flat_map(|candidate| &candidate.evidence);
        let numbers: Vec<_> = seen.filter(|evidence| evidence.kind.name().starts_with("contract_number")).collect();
        assert!(numbers.is_empty(), "«{purpose}» {numbers:?}");
    }
}

#[test]
fn case_6_a_number_cut_at_210_characters_proves_nothing() {
    let mut purpose = "Оплата ".to_owned();
    while purpose.chars().count() < 196 {
        purpose.push_str("долга ");
    }
    purpose.push_str("договор 12/34-К5");
    let cut: String = purpose.chars().take(210).collect();
    let whole = contract(cut.rsplit(' ').next().expect("a word"), IVANOVA);
    not_ready(vec![whole, contract("12/34-К5", IVANOVA)], pay("Чужой Олег Ильич", &cut));
}

#[test]
fn case_7_two_numbers_are_asked() {
    let contracts = || vec![contract("12/34", IVANOVA), with(contract("У-15/2", IVANOVA), |new| new.id.0.push('2'))];
    let finding = one(contracts(), pay(IVANOVA, "по договору уступки № У-15/2 к ДДУ № 12/34"));
    assert_ne!(finding.readiness, Readiness::Ready);
    assert!(kinds(&finding).contains(&FlagKind::SeveralContractsNamed));
}

#[test]
fn case_8_another_buyers_number_stops_the_row() {
    let finding = one(register(), pay(PETROV, "Оплата по договору 12/34-К5 от 01.02.2026"));
    assert_eq!(finding.readiness, Readiness::Blocked);
    assert!(kinds(&finding).contains(&FlagKind::AnotherBuyersNumber));
}

#[test]
fn case_9_leading_zeros_do_not_count_against_a_number() {
    let contracts = || vec![contract("238", IVANOVA), contract("24", PETROV)];
    ready(contracts(), pay(IVANOVA, "по договору № 00238 от 01.02.2026"), "238");
}

#[test]
fn case_10_a_suffix_tells_contracts_of_one_buyer_apart() {
    let contracts = || vec![contract("К-1/9", IVANOVA), contract("К-1/9/1", IVANOVA), contract("К-1/9/2", IVANOVA)];
    ready(contracts(), pay(IVANOVA, "по договору К-1/9/1 от 01.02.2026"), "К-1/9/1");
    ready(contracts(), pay(IVANOVA, "по договору К-1/9 от 01.02.2026"), "К-1/9");
    let flat = |mut contract: Contract, kind| {
        contract.unit = Some(Unit { house: "1".into(), section: String::new(), floor: None, number: "9".into(), kind });
        contract
    };
    let kinds =
        vec![flat(contract("К-1/9", IVANOVA), UnitKind::Flat), flat(contract("К-1/9/1", IVANOVA), UnitKind::Parking)];
    not_ready(kinds, pay(IVANOVA, "Оплата за машино-место по дог. К-1/9"));
}

#[test]
fn what_stands_inside_a_contracts_number_is_nothing_else() {
    let flat = with(contract("СВ7/КВ-573", IVANOVA), |contract| {
        contract.unit = Some(Unit {
            house: "1".into(),
            section: String::new(),
            floor: None,
            number: "41".into(),
            kind: UnitKind::Flat,
        });
    });
    for purpose in ["Оплата по договору № СВ7/КВ-573", "Оплата по договору NСВ7/КВ-573", "ДДУ CB7/KB-573 от 01.02.2026"]
    {
        ready(vec![flat.clone()], pay(IVANOVA, purpose), "СВ7/КВ-573");
    }
    not_ready(vec![flat], pay(IVANOVA, "Оплата по договору № СВ7/КВ-573, кв. 42"));
}

#[test]
fn a_latin_sign_glued_to_a_number_with_letters_is_no_part_of_it() {
    let contracts = || {
        vec![
            contract("Н5-10-12-165", IVANOVA),
            contract("ДДУ-9270", PETROV),
            contract("К-4/1-160", "Сомов Пётр Львович"),
            contract("N7/5", "Чебан Олег Ильич"),
        ]
    };
    for purpose in ["Оплата по договору NН5-10-12-165", "ОПЛАТА ПО Д-РУ N Н5-10-12-165", "ДОГ. NH5-10-12-165"]
    {
        ready(contracts(), pay(IVANOVA, purpose), "Н5-10-12-165");
    }
    ready(contracts(), pay(PETROV, "Оплата по договору NДДУ-9270 от 01.02.2026"), "ДДУ-9270");
    for purpose in ["Договор NК-4/1-160", "договор NoК-4/1-160", "contract NK-4/1-160"] {
        ready(contracts(), pay("Сомов Пётр Львович", purpose), "К-4/1-160");
    }
    ready(contracts(), pay("Чебан Олег Ильич", "Договор N7/5"), "N7/5");
    not_ready(contracts(), pay("Сомов Пётр Львович", "Оплата по договору К-4/1-160 (ранее договору NДДУ-9270)"));
}

#[test]
fn a_short_word_for_the_contract_is_nobodys_name() {
    for purpose in ["ОПЛАТА ПО Д-РУ N 12/34-К5", "ОПЛАТА ПО Д-РУ № 12/34-К5 ОТ 01.02.2026", "Д-РУ 12/34-К5"]
    {
        ready(register(), pay(IVANOVA, purpose), "12/34-К5");
    }
}

#[test]
fn a_mistyped_number_is_asked() {
    asked(register(), pay(IVANOVA, "Оплата по договору 12/43-К5 от 01.02.2026"), FlagKind::NumberMistyped);
}

#[test]
fn a_mistyped_number_that_loosely_is_another_contracts_is_asked() {
    let holder = with(contract("СВ9/КВ-42/7", IVANOVA), |contract| {
        contract.holder.tax_id = TaxId::from_document("500100732259");
    });
    let mut payment = pay(IVANOVA, "Оплата по договору N СВ9/КВ-42/1");
    payment.payer.tax_id = TaxId::from_document("500100732259");
    not_ready(vec![holder, contract("СВ9/КВ-421", PETROV)], payment);
}

#[test]
fn a_second_contract_that_the_register_does_not_know_is_asked() {
    let purpose = "Оплата по дог. 12/34-К5 от 01.02.2026, по договору № ЯЯ-2053/7";
    asked(register(), pay(IVANOVA, purpose), FlagKind::SeveralContractsNamed);
    for purpose in [
        "Оплата по договору 12/34-К5 от 01.02.2026, платёж № 1",
        "Оплата по договору 12/34-К5, счёт № 17 от 03.10.2026, тел. 916 123-45-67",
        "Кредитные средства по кредитному договору № 777/55 по ДДУ 12/34-К5",
        "Взнос (договор № 12/34-К5) по заявлению № 15",
    ] {
        ready(register(), pay(IVANOVA, purpose), "12/34-К5");
    }
}

#[test]
fn a_slip_in_the_number_puts_the_holders_contract_first_and_is_asked() {
    let contracts =
        || vec![contract("К-9/7-15", IVANOVA), contract("СВ2/КВ-183", IVANOVA), contract("92/928", IVANOVA)];
    for number in ["СВ2/КВ-188", "СВ2/КВ-13", "СВ2/КВ-1833", "СВ2/КВ-138", "СВ3/КВ-183"] {
        let finding = one(contracts(), pay(IVANOVA, &format!("Оплата по договору № {number}")));
        assert_eq!(finding.candidates[0].contract.0, format!("id СВ2/КВ-183 {IVANOVA}"), "{number} {finding:#?}");
        assert_eq!(finding.readiness, Readiness::Review, "{number} {finding:#?}");
    }
    let finding = one(contracts(), pay(IVANOVA, "Оплата по договору № СВ9/КВ-999"));
    assert_eq!(finding.readiness, Readiness::Choose);
}

#[test]
fn two_numbers_without_a_word_before_them_are_two_contracts() {
    let contracts = || {
        let mut all = sure_register();
        all.extend([contract("К-1/1/1", IVANOVA), contract("К-1/7", IVANOVA)]);
        all
    };
    for purpose in ["К-1/1, К-1/1/1", "К-1/1+К-1/7", "вместо дог. К-1/7 считать К-1/1"] {
        asked(contracts(), pay_with_tax_id(IVANOVA, purpose), FlagKind::SeveralContractsNamed);
    }
    not_ready(contracts(), pay_with_tax_id(IVANOVA, "дог К-1/1 /1"));
    not_ready(contracts(), pay_with_tax_id(IVANOVA, "Договор К-1/1 (м/м К-1/1/1)"));
    ready(contracts(), pay_with_tax_id(IVANOVA, "К-1/7 взнос"), "К-1/7");
}

#[test]
fn an_unknown_number_written_like_those_of_the_register_is_asked() {
    for purpose in ["К-1/8", "К-1/70", "К-1/8, К-1/9", "Оплата по договору К-1/1/2", "дог. К-1/1 /2, дом 1"]
    {
        asked(sure_register(), pay_with_tax_id(IVANOVA, purpose), FlagKind::NumberMistyped);
    }
    let contracts = || sure_register().into_iter().filter(|contract| contract.number != "К-1/2").collect::<Vec<_>>();
    asked(contracts(), pay_with_tax_id(IVANOVA, "по дог. К-1/1/2 дом 2"), FlagKind::NumberMistyped);
    ready(contracts(), pay_with_tax_id(IVANOVA, "Взнос через ОТП-банк, Р-н 5"), "К-1/1");
}

#[test]
fn case_2_a_loose_number_is_weaker_than_the_written_one() {
    let contracts = || vec![contract("12/34", IVANOVA), contract("1234", PETROV)];
    asked(contracts(), pay(IVANOVA, "по договору 1234"), FlagKind::AnotherBuyersNumber);
    let finding = one(vec![contract("12/34", IVANOVA)], pay("Чужой Олег Ильич", "по договору 1234"));
    assert_ne!(finding.readiness, Readiness::Ready);
}

#[test]
fn case_3_figures_and_letters_that_look_alike_are_one() {
    let contracts = || vec![contract("О3-17/2", IVANOVA), contract("В24-7", PETROV)];
    for number in ["03-17/2", "O3-17/2", "ОЗ-17/2"] {
        ready(contracts(), pay(IVANOVA, &format!("Договор № {number} от 01.02.2026")), "О3-17/2");
    }
}

#[test]
fn case_4_spaces_inside_a_number_are_read_with_the_holder_and_asked_without() {
    for purpose in ["по договору 12 / 34 - К5", "Договор № 12/34 - К5 от 01.02.2026", "дог.№12/ 34-К5"]
    {
        ready(register(), pay(IVANOVA, purpose), "12/34-К5");
        not_ready(register(), pay("Чужой Олег Ильич", purpose));
    }
}

fn cut_at_210(end: &str, kept: usize) -> String {
    let tail: String = end.chars().take(kept).collect();
    let mut purpose = "Оплата ".to_owned();
    while purpose.chars().count() + 6 + tail.chars().count() <= 209 {
        purpose.push_str("долга ");
    }
    while purpose.chars().count() + tail.chars().count() < 210 {
        purpose.insert(6, ' ');
    }
    purpose + &tail
}

#[test]
fn case_6_a_cut_number_leads_to_all_that_begin_so_and_the_holder_decides() {
    let contracts =
        || vec![contract("12/34-К5", IVANOVA), contract("12/34-К6", PETROV), contract("12/3", "Сомов Пётр Львович")];
    let purpose = cut_at_210("договор 12/34-К5", 14);
    ready(contracts(), pay(IVANOVA, &purpose), "12/34-К5");
    let finding = one(contracts(), pay("Чужой Олег Ильич", &purpose));
    assert_ne!(finding.readiness, Readiness::Ready);
    let first: Vec<&str> = finding.candidates.iter().take(2).map(|candidate| candidate.contract.0.as_str()).collect();
    assert!(first.iter().all(|id| id.starts_with("id 12/34-К")), "{finding:#?}");
    // The contract whose whole number is what the cut left is no nearer than the others.
    let hers = || vec![contract("12/34", IVANOVA), contract("12/34-К5", IVANOVA)];
    not_ready(hers(), pay(IVANOVA, &cut_at_210("договор 12/34-К5", 13)));
    // Nor is the one of the two in which the register knows her tax number.
    let known_in_one = || {
        let knows = with(contract("12/34-К5", IVANOVA), |one| one.holder.tax_id = TaxId::from_document(TAX_ID));
        vec![knows, contract("12/34-К6", IVANOVA)]
    };
    let purpose = cut_at_210("договор 12/34-К5", 13);
    asked(known_in_one(), pay_with_tax_id(IVANOVA, &purpose), FlagKind::NumberNotUnique);
    ready(known_in_one(), pay_with_tax_id(IVANOVA, "договор 12/34-К5"), "12/34-К5");
}

#[test]
fn case_7_an_invoice_beside_the_contract_is_no_second_contract() {
    let mut contracts = register();
    contracts.push(contract("17", PETROV));
    ready(contracts, pay(IVANOVA, "Оплата по договору 12/34-К5 от 01.02.2026 по счёту № 17"), "12/34-К5");
    asked(sure_register(), pay_with_tax_id(IVANOVA, "по счету К-1/1"), FlagKind::PurposeOther);
    asked(sure_register(), pay_with_tax_id(IVANOVA, "по счету № К-1/1 от 01.02.2026"), FlagKind::PurposeOther);
    ready(sure_register(), pay_with_tax_id(IVANOVA, "В счет оплаты К-1/1"), "К-1/1");
    let of_kind = |kind: &str| vec![with(contract("1000001", IVANOVA), |contract| contract.kind = kind.into())];
    ready(of_kind("счёт"), pay(IVANOVA, "ПО СЧЕТУ1000001"), "1000001");
    ready(of_kind("Заказ покупателя"), pay(IVANOVA, "Оплата по заказу № 1000001"), "1000001");
}

#[test]
fn a_number_of_an_act_or_an_order_is_no_contracts() {
    for purpose in ["Оплата по акту К-1/1 от 01.02.2026", "Оплата по заказу № К-1/1", "по накладной К-1/1"]
    {
        asked(sure_register(), pay_with_tax_id(IVANOVA, purpose), FlagKind::PurposeOther);
    }
}

#[test]
fn case_10_the_end_of_a_second_number_alone_is_a_second_number() {
    let contracts = || {
        let mut all = sure_register();
        all.extend([contract("К-1/1/1", IVANOVA), contract("К-1/3", IVANOVA)]);
        all
    };
    let two = |purpose| {
        let mut payment = pay_with_tax_id(IVANOVA, purpose);
        payment.amount.amount = Decimal::from(200_000);
        payment
    };
    for purpose in ["№ К-1/1 и /1", "по дог. К-1/1, /1", "договор К-1/1 и 3"] {
        not_ready(contracts(), two(purpose));
    }
    ready(contracts(), two("договор К-1/1 и 2 платежа"), "К-1/1");
}

#[test]
fn the_word_of_a_mortgage_before_the_contract_does_not_hide_its_number() {
    for purpose in ["Ипотека по договору № 12/34-К5", "Ипотека, договор 12/34-К5", "Ипотека договор № 12/34-К5"]
    {
        ready(register(), pay(IVANOVA, purpose), "12/34-К5");
    }
    let loan = "Ипотека по кредитному договору № 12/345, ДДУ 12/34-К5";
    ready(register(), pay(IVANOVA, loan), "12/34-К5");
    ready(register(), pay(IVANOVA, "Ипотека по договору № 777/55, ДДУ 12/34-К5"), "12/34-К5");
}

#[test]
fn a_date_after_a_stroke_is_the_date_of_the_number() {
    ready(register(), pay(IVANOVA, "cf. contr. 12/34-К5/01.02.2026, fara TVA"), "12/34-К5");
    let finding = one(register(), pay(PETROV, "дог. 12/345/01.02.2026"));
    assert_eq!(finding.readiness, Readiness::Ready, "{finding:#?}");
    not_ready(register(), pay(IVANOVA, "cf. contr. 12/34-К5/02.03.2025"));
}
