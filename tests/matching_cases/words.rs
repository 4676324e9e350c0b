//! Words by which the money is for something else.

use crate::support::{IVANOVA, asked, contract, not_ready, one, pay, pay_with_tax_id, ready, sure_register, with};
use sverka::model::{FlagKind, Readiness};

#[test]
fn words_that_say_something_else_are_asked_and_named() {
    for (purpose, word) in [
        ("по договору К-1/1 НЕ оплачивать", "не оплачивать"),
        ("отменить платеж по договору К-1/1", "отменить"),
        ("Оплата по договору К-1/1 (расторгнут)", "расторгнут"),
        ("Тестовый платеж, договор К-1/1", "тестовый"),
        ("Оплата по договору подряда К-1/1", "подряда"),
        ("Оплата по договору купли-продажи К-1/1", "купли продажи"),
        ("Оплата по договору аренды К-1/1", "аренды"),
        ("Аванс по предварительному договору К-1/1", "предварительному"),
        ("Оплата доп. соглашения №2 к договору К-1/1", "доп соглашения"),
        ("Задаток по договору К-1/1", "задаток"),
        ("Обеспечительный платеж по договору К-1/1", "обеспечительный"),
        ("Проценты за рассрочку по договору К-1/1", "за рассрочку"),
        ("Услуги риелтора по договору К-1/1", "риелтора"),
        ("Материнский капитал по договору К-1/1", "материнский"),
        ("Оплата по договору К-1/1 USD 100000", "usd"),
        ("Взнос на капитальный ремонт кв.1", "ремонт"),
        ("Алименты", "алименты"),
        ("plata contract K-1/1, anulata", "anulata"),
    ] {
        let finding = one(sure_register(), pay_with_tax_id(IVANOVA, purpose));
        let flag = finding.flags.iter().find(|flag| flag.kind == FlagKind::PurposeOther);
        assert_eq!(finding.readiness, Readiness::Review, "«{purpose}» {finding:#?}");
        assert_eq!(flag.map(|flag| flag.about.as_str()), Some(word), "«{purpose}»");
    }
    let sale = || vec![with(contract("К-1/1", IVANOVA), |contract| contract.kind = "ДКП".into())];
    ready(sale(), pay(IVANOVA, "Оплата по договору купли-продажи К-1/1"), "К-1/1");
    asked(sure_register(), pay_with_tax_id(IVANOVA, "за сына по К-1/1"), FlagKind::ThirdParty);
    asked(sure_register(), pay_with_tax_id(IVANOVA, "К-1/1 сумма 50000-00"), FlagKind::AmountUnusual);
    ready(sure_register(), pay_with_tax_id(IVANOVA, "К-1/1 сумма 100 000-00 без НДС"), "К-1/1");
}

#[test]
fn another_house_or_complex_is_asked() {
    for purpose in ["по договору К-1/1 ЖК «Верба», дом 2", "по договору К-1/1, дом 2", "ЖК «Берёза», кв. 1"]
    {
        not_ready(sure_register(), pay_with_tax_id(IVANOVA, purpose));
    }
    for purpose in ["по договору К-1/1 ЖК «Верба», дом 1", "ЖК Верба, секция 1, кв. 1"]
    {
        ready(sure_register(), pay_with_tax_id(IVANOVA, purpose), "К-1/1");
    }
}
