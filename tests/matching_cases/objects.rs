//! What is paid for, and for whom: every word of a purpose is understood, or a person reads it.

use crate::support::{
    IVANOVA, PETROV, TAX_ID, asked, contract, not_ready, one, pay, pay_with_tax_id, ready, register, sure_register,
    with,
};
use sverka::model::{FlagKind, Holder, TaxId, Unit, UnitKind};

#[test]
fn somebody_who_is_no_holder_is_asked_by_surname_alone() {
    for (purpose, word) in [
        ("по договору К-1/1 за Лосева", "Лосева"),
        ("Для Смирновой, договор К-1/1", "Смирновой"),
        ("ЛОСЕВА оплата квартиры по договору К-1/1", "ЛОСЕВА"),
        ("по ДДУ К-1/1 (Лосев)", "Лосев"),
        ("Оплата по договору К-1/1 Лосева", "Лосева"),
        ("Оплата по договору К-1/1, за Олега", "Олега"),
        ("oplata za Loseva dogovor K-1/1", "Loseva"),
        ("по договору К-1/1 за Лю", "Лю"),
    ] {
        let finding = one(sure_register(), pay_with_tax_id(IVANOVA, purpose));
        let flag = finding.flags.iter().find(|flag| flag.kind == FlagKind::ObjectUnknown);
        assert_eq!(flag.map(|flag| flag.about.as_str()), Some(word), "«{purpose}» {finding:#?}");
    }
    for purpose in [
        "по договору К-1/1 за Иванову",
        "Для Ивановой, договор К-1/1",
        "ИВАНОВА оплата квартиры по договору К-1/1",
        "по ДДУ К-1/1 (Иванова)",
        "по договору К-1/1, Мария Петровна",
        "oplata za Ivanovu dogovor K-1/1",
    ] {
        ready(sure_register(), pay_with_tax_id(IVANOVA, purpose), "К-1/1");
    }
}

#[test]
fn things_and_services_that_no_list_names_are_asked() {
    for thing in [
        "балконную дверь",
        "сантехнику",
        "обои",
        "домофон",
        "видеонаблюдение",
        "вывоз мусора",
        "клининг",
        "благоустройство",
        "оценку",
        "консультацию",
        "шкаф-купе",
        "подключение газа",
        "справку",
        "штукатурку",
        "аренду крана",
        "материалы",
        "долю в бизнесе",
    ] {
        for purpose in [
            format!("Оплата за {thing} по договору К-1/1"),
            format!("по договору К-1/1, {thing}"),
            format!("Взнос по договору К-1/1 от 01.02.2026 ({thing})"),
        ] {
            not_ready(sure_register(), pay_with_tax_id(IVANOVA, &purpose));
        }
    }
    for purpose in ["Plata pentru centrala termica, contract K-1/1", "Аплата за мэблю па дамове К-1/1"]
    {
        asked(sure_register(), pay_with_tax_id(IVANOVA, purpose), FlagKind::ObjectUnknown);
    }
}

#[test]
fn things_and_services_that_are_known_are_named_as_another_purpose() {
    for purpose in [
        "Отделка квартиры по договору К-1/1",
        "Дизайн проект, договор К-1/1",
        "Оплата кухни по договору К-1/1",
        "За перепланировку К-1/1",
        "Остекление балкона К-1/1",
        "Оплата за ключи по договору К-1/1",
        "Сопровождение сделки, договор К-1/1",
        "Электронная регистрация ДДУ К-1/1",
        "Межевание, договор К-1/1",
        "Отступные по договору К-1/1",
        "Компенсация убытков по договору К-1/1",
        "Вознаграждение агенту по договору К-1/1",
        "Гарантийный взнос по договору К-1/1",
        "Дивиденды К-1/1",
        "Не зачислять! ошибка, договор К-1/1",
    ] {
        asked(sure_register(), pay_with_tax_id(IVANOVA, purpose), FlagKind::PurposeOther);
    }
}

#[test]
fn another_contract_buyer_or_builder_is_asked() {
    for purpose in [
        "Оплата за второй договор, К-1/1",
        "по старому договору К-1/1",
        "за другого дольщика, договор К-1/1",
        "по прошлогоднему договору К-1/1",
        "для ООО СЗ Дуб по договору К-1/1",
        "за коммерческое помещение по договору К-1/1",
        "за офис по договору К-1/1",
    ] {
        not_ready(sure_register(), pay_with_tax_id(IVANOVA, purpose));
    }
    for purpose in ["Второй взнос по договору К-1/1", "Оплата первого платежа по договору К-1/1"]
    {
        ready(
            vec![with(contract("К-1/1", IVANOVA), |contract| contract.schedule.truncate(2))],
            pay(IVANOVA, purpose),
            "К-1/1",
        );
    }
    let office = || {
        vec![with(contract("К-1/1", IVANOVA), |contract| {
            let (house, section, number) = ("дом 1".to_owned(), String::new(), "3".to_owned());
            contract.unit = Some(Unit { house, section, floor: None, number, kind: UnitKind::Commercial });
        })]
    };
    ready(office(), pay(IVANOVA, "За коммерческое помещение по договору К-1/1"), "К-1/1");
}

#[test]
fn plain_words_typed_in_any_way_are_understood() {
    for purpose in [
        "Олпата цены квартиры по договору К-1/1",
        "Опалта по договору долвеого участия К-1/1",
        "Oplata po dogovoru dolevogo uchastiya K-1/1 ot 01.02.2026, bez NDS",
        "Первоначальный взнос по ДДУ К-1/1, собственные средства, без НДС",
        "ОПЛАТА ПО Д-РУ К-1/1, Г. МОСКВА, УЛ. НИЖНЯЯ МАСЛОВКА, НДС НЕТ",
        "Оплата за кв. 1 в ЖК «Верба» по договору К-1/1",
        "Аплата кошту кватэры па дагаворы К-1/1, без ПДВ",
        "Plata ratei conform contractului K-1/1, fără TVA",
    ] {
        ready(sure_register(), pay_with_tax_id(IVANOVA, purpose), "К-1/1");
    }
}

#[test]
fn a_holder_named_as_somebody_else_in_the_deal_pays_no_debt_of_his() {
    for (payer, purpose) in [
        ("Кузнецов Олег Ильич", "Покупка квартиры у Ивановой М.П., договор 12/34-К5"),
        ("Кузнецов Олег Ильич", "Покупка квартиры Ивановой Марии Петровны, договор 12/34-К5"),
        ("Кузнецов Олег Ильич", "Долг перед Ивановой Марией Петровной, 12/34-К5"),
        ("Кузнецов Олег Ильич", "Для передачи к Ивановой Марии Петровне, 12/34-К5"),
        ("Кузнецов Олег Ильич", "Иванова Мария Петровна, договор 12/34-К5"),
        ("ООО «Лютик»", "Взаиморасчеты. Иванова М.П. договор 12/34-К5"),
        ("ООО «Лютик»", "Взаимозачет с Ивановой М.П., договор 12/34-К5"),
        ("ООО «Лютик»", "Расчеты с Ивановой М.П., договор 12/34-К5"),
        ("ПАО Сбербанк", "Долг перед Ивановой Марией Петровной, 12/34-К5"),
    ] {
        asked(register(), pay(payer, purpose), FlagKind::ThirdParty);
    }
    not_ready(register(), pay("Кузнецов Олег Ильич", "от Ивановой М.П. за Сычёва, договор 12/34-К5"));
}

#[test]
fn a_holder_named_as_the_debtor_may_have_others_pay() {
    for (payer, purpose) in [
        ("Кузнецов Олег Ильич", "за дочь Иванову Марию Петровну, договор 12/34-К5"),
        ("Кузнецов Олег Ильич", "Для Ивановой Марии Петровны, договор 12/34-К5"),
        ("Кузнецов Олег Ильич", "Взнос за квартиру Ивановой Марии Петровны, договор 12/34-К5"),
        ("Кузнецов Олег Ильич", "Дольщик: Иванова М.П., договор 12/34-К5"),
        ("Кузнецов Олег Ильич", "по договору 12/34-К5 от 01.02.2026 с Ивановой Марией Петровной"),
        ("Кузнецов Олег Ильич", "по договору 12/34-К5 от 01.02.2026 г. (Иванова Мария Петровна)"),
        ("Кузнецов Олег Ильич", "от Ивановой Марии Петровны по договору 12/34-К5"),
        ("ООО «Лютик»", "за гр. Иванову Марию Петровну, договор 12/34-К5"),
        ("ПАО Сбербанк", "Иванова Мария Петровна договор 12/34-К5"),
        ("ОСФР по г. Москве", "Средства маткапитала за Иванову Марию Петровну по договору 12/34-К5"),
    ] {
        ready(register(), pay(payer, purpose), "12/34-К5");
    }
}

#[test]
fn the_payer_pays_for_himself_where_his_own_name_stands_after_for() {
    let pair = || {
        let own = with(contract("К-1/1", IVANOVA), |contract| contract.holder.tax_id = TaxId::from_document(TAX_ID));
        let second = Holder { name: PETROV.into(), tax_id: None };
        vec![with(own, |contract| contract.co_holders.push(second))]
    };
    ready(pair(), pay(PETROV, "за Петрова по договору К-1/1"), "К-1/1");
    let stranger = pay("Кузнецов Олег Ильич", "за Иванову Марию Петровну и за Кузнецова, договор К-1/1");
    asked(pair(), stranger, FlagKind::ObjectUnknown);
}

#[test]
fn one_word_right_after_a_payment_or_a_contract_is_read_like_any_other() {
    for purpose in [
        "Оплата щебня по договору К-1/1",
        "оплата бассейна по дог. № К-1/1",
        "Оплата кальяна. Договор К-1/1",
        "Взнос лодки, договор К-1/1",
        "Рассрочка телевизора К-1/1",
        "Оплата по договору субподряда № К-1/1",
        "договор перевозки К-1/1",
        "Оплата Лосева по договору К-1/1",
        "oplata remonta dogovor K-1/1",
        "dogovor arendy K-1/1",
        "аплата басейна па дагаворы К-1/1",
        "Plata mobilei contract K-1/1",
        "ЖКУ за октябрь договор К-1/1",
        "Подъемные Иванова Мария Петровна, договор К-1/1",
        "nu este pentru contractul K-1/1",
    ] {
        not_ready(sure_register(), pay_with_tax_id(IVANOVA, purpose));
    }
    for purpose in ["Опл ата по дого вору К-1/1", "Оплата квар тиры, договор К-1/1"]
    {
        ready(sure_register(), pay_with_tax_id(IVANOVA, purpose), "К-1/1");
    }
}

#[test]
fn what_stands_between_double_strokes_is_read_but_for_an_address() {
    for purpose in [
        "Иванова Мария Петровна//г. Казань, ул. Мира, 5//ЖКУ за октябрь//",
        "Иванова Мария Петровна//г. Казань, ул. Мира, 5//Оплата телевизора по договору К-1/1//",
        "Иванова Мария Петровна//г. Казань, ул. Мира, 5//Оплата по договору К-7/77//",
        "Оплата по договору //К-7/77//Иванова Мария Петровна",
    ] {
        not_ready(sure_register(), pay_with_tax_id(IVANOVA, purpose));
    }
    for purpose in [
        "Иванова Мария Петровна//г. Казань, ул. Мира, д. 5, кв. 77//Оплата по договору К-1/1//",
        "//Реестр//К-1/1//Иванова Мария Петровна//ОПЛАТА ПО ДОГОВОРУ//",
    ] {
        ready(sure_register(), pay_with_tax_id(IVANOVA, purpose), "К-1/1");
    }
}

#[test]
fn a_buyer_named_beside_the_payer_is_asked() {
    for purpose in [
        "Дольщик Лосев П. А., договор К-1/1, плательщик Иванова М. П.",
        "Оплата по договору К-1/1 плательщик Иванова М. П. дольщик Лосев П. А.",
    ] {
        not_ready(sure_register(), pay_with_tax_id(IVANOVA, purpose));
    }
    ready(sure_register(), pay_with_tax_id(IVANOVA, "Дольщик Иванова М. П., договор К-1/1"), "К-1/1");
}

#[test]
fn a_second_thing_is_seen_on_the_other_side_of_the_number() {
    for purpose in [
        "за квартиру по договору К-1/1 и кладовку",
        "за квартиру по договору К-1/1 и машиноместо",
        "Plata pentru apartament si loc de parcare contract K-1/1",
        "Plata apartament cu loc de parcare contract K-1/1",
    ] {
        not_ready(sure_register(), pay_with_tax_id(IVANOVA, purpose));
    }
}

#[test]
fn a_buyers_own_money_is_no_transfer_of_ours() {
    for purpose in [
        "Перевод собственных средств по договору К-1/1",
        "Перевод со вклада по договору К-1/1",
        "Платеж через личный кабинет. Договор К-1/1",
        "Оплата по QR-коду СБП. Договор К-1/1",
        "OPLATA PO DOGOVORU K-1/1. NDS NE OBLAGAETSYA",
        "vznos za oktyabr, dogovor K-1/1",
        "Рассрочка по договору долевого участия квартиры № К-1/1",
        "Оплата по договору беспроцентной рассрочки К-1/1",
    ] {
        ready(sure_register(), pay_with_tax_id(IVANOVA, purpose), "К-1/1");
    }
}

#[test]
fn a_holder_who_only_sends_the_money_for_somebody_else_pays_no_debt_of_his() {
    for purpose in
        ["от Ивановой Марии Петровны за Лю, договор № К-1/1", "от Ивановой Марии Петровны за Ивановой, договор № К-1/1"]
    {
        not_ready(sure_register(), pay(PETROV, purpose));
    }
}
