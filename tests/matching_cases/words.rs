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

#[test]
fn what_is_claimed_and_not_so_is_asked() {
    for (purpose, flag) in [
        ("Иванова Мария Петровна ИНН 770060976383, договор К-1/1", FlagKind::ThirdParty),
        ("Договор К-1/1 от 01.02.2026, Иванова М.П., ИНН 770060976383", FlagKind::ThirdParty),
        ("Оплата 55000 рублей по договору К-1/1", FlagKind::AmountUnusual),
        ("ДДУ К-1/1 от 01.02.2026 191230-50", FlagKind::AmountUnusual),
        ("50% по ДДУ К-1/1", FlagKind::AmountUnusual),
        ("Полная оплата по договору К-1/1", FlagKind::Contradicted),
        ("Окончательный расчет по ДДУ К-1/1", FlagKind::Contradicted),
        ("Оплата 100% стоимости по ДДУ К-1/1", FlagKind::Contradicted),
        ("Платеж 1 из 24 по договору К-1/1", FlagKind::Contradicted),
        ("Оплата по графику, срок 14.01.2027, договор К-1/1", FlagKind::Contradicted),
        ("ДДУ К-1/1 от 01.02.2026 и ДДУ от 17.06.2025", FlagKind::Contradicted),
        ("К-1/1 от 01.02.2026 220 октябрь", FlagKind::Contradicted),
        ("Не оплата по ДДУ К-1/1", FlagKind::PurposeOther),
        ("ДДУ К-1/1 не Иванова Мария Петровна", FlagKind::PurposeOther),
        ("Оплата без ДДУ К-1/1", FlagKind::PurposeOther),
        ("Оплата до подписания ДДУ К-1/1", FlagKind::PurposeOther),
        ("НДС по договору К-1/1 от 01.02.2026", FlagKind::PurposeOther),
        ("за апартаменты в Сочи, договор № К-1/1", FlagKind::ObjectUnknown),
        ("ИНН плательщика: 770060976383, ДДУ К-1/1 от 01.02.2026", FlagKind::ThirdParty),
        ("Идентификатор плательщика 770060976383; Иванова Мария Петровна; дог К-1/1", FlagKind::ThirdParty),
        ("Оплата по договору К-1/1 от 01.02.2026, от 15.03.2026", FlagKind::Contradicted),
        ("ДДУ К-1/1 от 01.02.2026 + ДДУ", FlagKind::Contradicted),
        ("Иванова Мария Петровна К-1/1 400 ЖК «Верба»", FlagKind::Contradicted),
    ] {
        asked(sure_register(), pay_with_tax_id(IVANOVA, purpose), flag);
    }
    for purpose in [
        "Иванова Мария Петровна ИНН 500100732259, договор К-1/1",
        "Оплата 100 000,00 рублей по договору К-1/1",
        "Договор К-1/1, 100000-00, комиссия 0-00, НДС не облагается",
        "10% по ДДУ К-1/1",
        "Платеж 1 из 10 по договору К-1/1",
        "Оплата по графику, срок 10.10.2026, договор К-1/1",
        "Договор К-1/1 09.10.2026",
        "Оплата по договору К-1/1, налог не взимается",
        "К-1/1 кв 1, 1 октябрь",
    ] {
        ready(sure_register(), pay_with_tax_id(IVANOVA, purpose), "К-1/1");
    }
}

#[test]
fn debts_to_others_and_other_debts_are_asked_beside_the_right_number() {
    for purpose in [
        "Рассрочка за телефон К-1/1",
        "Телефон К-1/1",
        "Оплата телефона, договор К-1/1",
        "За связь К-1/1",
        "За интернет К-1/1",
        "Налог К-1/1",
        "Налог по договору К-1/1",
        "Оплата налога К-1/1",
        "Налоги за квартиру К-1/1",
        "Налог на имущество К-1/1",
        "Взнос в СНТ К-1/1",
        "Взнос в ТСН К-1/1",
        "Взнос в ТСЖ К-1/1",
        "Взнос в ГСК К-1/1",
        "Взнос в ЖСК К-1/1",
        "Взнос в кооператив К-1/1",
        "Материальная помощь К-1/1",
        "Матпомощь К-1/1",
        "Финансовая помощь К-1/1",
        "Платёж третьего лица К-1/1",
        "Оплата третьим лицом по договору К-1/1",
        "Доплата площади К-1/1",
        "Доплата за площадь К-1/1",
        "За доплату площади по договору К-1/1",
        "Доплата за разницу площадей К-1/1",
        "Доплата за метры К-1/1",
        "Оплата 1/2 доли по договору К-1/1",
        "Оплата по договору К-1/1 доля 1/2",
        "Оплата за долю К-1/1",
        "Погашение ипотеки по КД 12 К-1/1",
        "Погашение ипотеки К-1/1",
        "Погашение задолженности по кредиту К-1/1",
    ] {
        not_ready(sure_register(), pay_with_tax_id(IVANOVA, purpose));
    }
}

#[test]
fn words_that_only_sound_like_other_debts_are_understood() {
    for purpose in [
        "Ипотека К-1/1",
        "Субсидия К-1/1",
        "Перевод собственных средств К-1/1",
        "Оплата по договору К-1/1 без налога (НДС)",
        "Оплата по договору К-1/1, налогом не облагается",
        "Оплата по договору К-1/1, налог не облагается",
        "Оплата по договору К-1/1 тел. 8-900-123-45-67",
        "Оплата по договору К-1/1 телефон 89001234567",
        "Оплата по договору К-1/1, площадью 54,3 кв. м",
        "Оплата по договору участия в долевом строительстве К-1/1",
    ] {
        ready(sure_register(), pay_with_tax_id(IVANOVA, purpose), "К-1/1");
    }
    let cooperative = || vec![with(contract("К-1/1", IVANOVA), |contract| contract.kind = "Договор с ЖСК".into())];
    ready(cooperative(), pay(IVANOVA, "Взнос в ЖСК К-1/1"), "К-1/1");
    let mut to_builder = pay_with_tax_id(IVANOVA, "Взнос в ЖСК «Верба» К-1/1");
    to_builder.payee.name = "ЖСК «Верба»".into();
    ready(sure_register(), to_builder, "К-1/1");
    let other_pays = pay("ООО «Ромашка»", "Оплата третьим лицом за Иванову Марию Петровну по договору К-1/1");
    ready(sure_register(), other_pays, "К-1/1");
}
