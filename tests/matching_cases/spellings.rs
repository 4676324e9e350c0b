//! Numbers as they are spelled where a date, a word or a zero could be seen instead.

use crate::support::{
    IVANOVA, PETROV, asked, contract, not_ready, one, pay, pay_with_tax_id, ready, register, sure_register, with,
};
use sverka::model::{Contract, FlagKind, Readiness, TaxId};

fn pointed() -> Vec<Contract> {
    let mut all = register();
    all.extend([contract("6.2.19", IVANOVA), contract("6.2.20", PETROV), contract("13.5.22", "Орлова Анна Львовна")]);
    all
}

#[test]
fn three_parts_with_points_are_a_number_after_its_word_or_where_the_register_has_it() {
    for purpose in [
        "Оплата по договору № 6.2.19",
        "Платеж по рассрочке, дог. N 6.2.19 от 01.02.26",
        "по дог 6.2.19",
        "Опл.по дог.№6.2.19от01.02.2026г.Без НДС",
        "Договор: 6.2.19;ФИО: Иванова Мария Петровна",
        "Оплата за объект недвижимости (6.2.19 от 01.02.2026)",
    ] {
        ready(pointed(), pay(IVANOVA, purpose), "6.2.19");
    }
    ready(pointed(), pay("Орлова Анна Львовна", "по дог 13.5.22"), "13.5.22");
}

#[test]
fn three_parts_with_points_that_nobody_bears_are_asked() {
    let known = || {
        let mut all = pointed();
        all.push(with(contract("6.2.77", "Зимин Олег Юрьевич"), |one| {
            one.holder.tax_id = TaxId::from_document(crate::support::TAX_ID);
        }));
        all
    };
    for purpose in ["Оплата по договору № 13.1.78 от 15.01.2019", "№ 9.3.40", "по дог 12.10.22", "договор 6.2.78"]
    {
        asked(known(), pay_with_tax_id("Зимин Олег Юрьевич", purpose), FlagKind::NumberMistyped);
    }
    not_ready(pointed(), pay(PETROV, "Оплата по договору № 6.2.19"));
}

#[test]
fn a_date_with_points_stays_a_date() {
    for purpose in [
        "Оплата по договору К-1/1 от 1.2.26",
        "Оплата от 09.10.26 по договору К-1/1",
        "Оплата по договору от 01.02.2026 К-1/1",
        "Оплата по договору 01.02.2026 № К-1/1",
    ] {
        ready(sure_register(), pay_with_tax_id(IVANOVA, purpose), "К-1/1");
    }
}

#[test]
fn case_48_a_letter_that_posts_a_payment_anew_is_asked() {
    for purpose in [
        "Согласно письму б/н от 01.09.2026 платеж по договору К-1/2 считать оплатой по договору К-1/1",
        "Уточнение назначения: по договору К-1/1",
        "Просим считать оплатой по договору К-1/1",
        "Назначение платежа читать: договор К-1/1",
    ] {
        asked(sure_register(), pay_with_tax_id(IVANOVA, purpose), FlagKind::PurposeOther);
    }
}

#[test]
fn the_number_of_a_service_or_a_client_is_no_contracts() {
    let contracts = || {
        let mut all = sure_register();
        all.push(contract("4411", PETROV));
        all
    };
    for purpose in [
        "ЕРИП: оплата по договору К-1/1, код услуги 4411",
        "Код клиента 4411. Договор № К-1/1",
        "Договор К-1/1, заказ № 4411",
    ] {
        ready(contracts(), pay_with_tax_id(IVANOVA, purpose), "К-1/1");
    }
    not_ready(contracts(), pay_with_tax_id(IVANOVA, "Договор К-1/1, договор 4411"));
}

#[test]
fn case_9_zeros_that_lead_a_number_are_lost_where_it_is_named_and_one_alone_bears_it() {
    let contracts = || {
        let mut all = register();
        all.extend([contract("001497", "Быков Олег Львович"), contract("001498", "Быков Олег Львович")]);
        all
    };
    ready(contracts(), pay("Быков Олег Львович", "Оплата по договору № 1497"), "001497");
    ready(contracts(), pay("Быков Олег Львович", "Оплата по договору № 0001498"), "001498");
    not_ready(contracts(), pay("Чужой Олег Ильич", "Оплата по договору № 1497"));
    let mut two = contracts();
    two.push(contract("01497", "Быков Олег Львович"));
    not_ready(two, pay("Быков Олег Львович", "Оплата по договору № 1497"));
}

#[test]
fn a_short_number_is_told_by_its_own_date() {
    let contracts = || {
        let mut all = register();
        all.push(contract("7/1", "Быков Олег Львович"));
        all
    };
    ready(contracts(), pay("Быков О.Л.", "Оплата за объект недвижимости (7/1 от 01.02.2026)"), "7/1");
    not_ready(contracts(), pay("Быков О.Л.", "Оплата за объект недвижимости (7/1 от 03.02.2026)"));
}

#[test]
fn case_4_words_glued_to_a_number_are_taken_off() {
    let contracts = || {
        let mut all = register();
        all.extend([
            contract("В17228", "Быков Олег Львович"),
            contract("17228", PETROV),
            contract("51/10-ПИР", "Орлова Анна Львовна"),
        ]);
        all
    };
    ready(contracts(), pay("Быков Олег Львович", "ДДУNВ17228 ОПЛАТА"), "В17228");
    for purpose in ["дог.№51/10-ПИРот:01.02.2026г.", "ДОГ.№51/10-ПИРОТ01.02.2026Г.", "дог №51/10-ПИРот 01.02.2026"]
    {
        ready(contracts(), pay("Орлова Анна Львовна", purpose), "51/10-ПИР");
    }
    let finding = one(contracts(), pay("Быков Олег Львович", "СЧЕТNВ17228"));
    assert!(finding.candidates[0].contract.0.contains("В17228"), "{finding:#?}");
}

#[test]
fn what_an_employer_withheld_for_a_buyer_is_asked_and_not_put_aside() {
    let said = "Оплата за сотрудника Иванову Марию Петровну по ДДУ, удержано из зарплаты";
    let finding = one(register(), pay("ООО Завод", said));
    assert_ne!(finding.readiness, Readiness::Excluded, "{finding:#?}");
    assert_ne!(finding.readiness, Readiness::Ready, "{finding:#?}");
    assert!(finding.candidates[0].contract.0.contains("12/34-К5"), "{finding:#?}");
    let salary = one(register(), pay("ООО Завод", "Зарплата за октябрь, удержано по листу"));
    assert_eq!(salary.readiness, Readiness::Excluded, "{salary:#?}");
}

#[test]
fn words_with_the_marks_of_romanian_are_the_same_words() {
    for purpose in
        ["plată contract K-1/1, fără TVA", "PLATĂ CTR. NR. K-1/1 FĂRĂ TVA", "rata lunii octombrie, ctr K-1/1"]
    {
        ready(sure_register(), pay_with_tax_id(IVANOVA, purpose), "К-1/1");
    }
    for purpose in ["chirie, ctr K-1/1", "reparații, ctr K-1/1", "reparaţii, ctr K-1/1", "greșit, ctr K-1/1"] {
        asked(sure_register(), pay_with_tax_id(IVANOVA, purpose), FlagKind::PurposeOther);
    }
}
