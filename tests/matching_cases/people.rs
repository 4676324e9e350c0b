//! Holders, payers and the people that a purpose names.

use crate::support::{
    IVANOVA, OTHER_TAX_ID, PETROV, TAX_ID, asked, contract, not_ready, one, pay, pay_sum, pay_with_tax_id, ready,
    register, sure_register, with,
};
use sverka::model::{ContractStatus, EvidenceKind, FlagKind, Holder, Readiness, TaxId, Unit, UnitKind};

#[test]
fn case_11_namesakes_are_chosen_by_a_person() {
    let contracts = ["Иванов Иван Ильич", "Иванов Игорь Ильич", "Иванов Илья Ильич"]
        .iter()
        .zip(1..)
        .map(|(name, number)| contract(&format!("Н-{number}/77"), name))
        .collect();
    let finding = one(contracts, pay("Иванов И.И.", "Оплата по договору"));
    assert_eq!(finding.readiness, Readiness::Choose);
    assert_eq!(finding.candidates.len(), 3);
}

#[test]
fn cases_12_and_13_names_in_other_cases_and_spellings_are_the_holders() {
    for purpose in [
        "за Иванову Марию Петровну по договору 12/34-К5",
        "За ИВАНОВУ МАРИЮ ПЕТРОВНУ дог.12/34-К5",
        "ДДУ 12/34-К5 pentru Ivanova Mariya Petrovna",
    ] {
        ready(register(), pay("Кузнецов Олег Ильич", purpose), "12/34-К5");
    }
    let yo = vec![contract("С-5/12", "Соловьёва Наталья Игоревна")];
    ready(yo, pay("Соловьева Наталия Игоревна", "договор С-5/12"), "С-5/12");
}

#[test]
fn case_14_a_spouse_who_names_the_holder_may_pay_and_one_who_does_not_is_asked() {
    ready(register(), pay("Иванов Пётр Ильич", "Договор 12/34-К5, за Иванову Марию Петровну"), "12/34-К5");
    asked(register(), pay("Иванов Пётр Ильич", "Договор 12/34-К5"), FlagKind::ThirdParty);
}

#[test]
fn whom_the_purpose_names_overrides_the_payer() {
    not_ready(register(), pay(IVANOVA, "Оплата за Сидорова Петра Ильича"));
    not_ready(register(), pay(IVANOVA, "Оплата по договору 12/34-К5 за ООО Лютик"));
    not_ready(register(), pay(IVANOVA, "Оплата по договору 12/34-К5 за Сидорова Петра Ильича"));
}

#[test]
fn case_15_a_parent_pays_for_the_childs_contract_only_by_naming_the_child() {
    let child = || vec![contract("Д-7/21", "Сомова Лада Олеговна")];
    asked(child(), pay("Сомов Олег Львович", "Оплата по договору Д-7/21"), FlagKind::ThirdParty);
    asked(child(), pay("Сомов Олег Львович", "Оплата по договору Д-7/21 за дочь"), FlagKind::ThirdParty);
    ready(child(), pay("Сомов Олег Львович", "Договор Д-7/21, за Сомову Ладу Олеговну"), "Д-7/21");
}

#[test]
fn case_19_an_employer_pays_only_for_an_employee_it_names() {
    let employer = "ООО \"Завод Метиз\"";
    asked(register(), pay(employer, "Оплата по договору 12/34-К5"), FlagKind::ThirdParty);
    ready(register(), pay(employer, "За Иванову Марию Петровну по договору 12/34-К5"), "12/34-К5");
    ready(register(), pay(employer, "Из заработной платы Ивановой Марии Петровны по договору 12/34-К5"), "12/34-К5");
}

#[test]
fn case_16_a_namesake_with_another_tax_number_is_somebody_else() {
    let holder = with(contract("С-5/12", IVANOVA), |contract| {
        contract.holder.tax_id = TaxId::from_document("500100732259");
    });
    let mut payment = pay(IVANOVA, "Оплата по договору С-5/12");
    payment.payer.tax_id = TaxId::from_document(OTHER_TAX_ID);
    not_ready(vec![holder], payment);
}

#[test]
fn case_17_an_assigned_contract_takes_no_money() {
    let contracts = vec![with(contract("12/34-К5", IVANOVA), |contract| contract.status = ContractStatus::Assigned)];
    asked(contracts, pay(IVANOVA, "по договору 12/34-К5"), FlagKind::ContractAssigned);
}

#[test]
fn a_payers_address_is_no_evidence() {
    let flat = with(contract("12/34-К5", IVANOVA), |contract| {
        contract.unit = Some(Unit {
            house: "1".into(),
            section: String::new(),
            floor: None,
            number: "41".into(),
            kind: UnitKind::Flat,
        });
    });
    let payer = "Иванова Мария Петровна//г. Москва, ул. Ленина, д. 5, кв. 12//";
    let finding = one(vec![flat.clone()], pay(payer, "ДДУ 12/34-К5 //Иванова Мария Петровна//Тула кв. 12//"));
    assert_eq!(finding.readiness, Readiness::Ready, "{finding:#?}");
    assert!(
        finding.candidates[0]
            .evidence
            .iter()
            .all(|evidence| &*evidence.value != payer && evidence.bits.in_tenths() != -60)
    );
    assert!(finding.candidates[0].evidence.iter().any(|evidence| &*evidence.value == IVANOVA));
}

#[test]
fn a_tax_number_and_a_name_that_disagree_are_asked() {
    for purpose in ["Взнос", "Взнос по договору К-1/1"] {
        ready(sure_register(), pay_with_tax_id(IVANOVA, purpose), "К-1/1");
        ready(sure_register(), pay_with_tax_id("ИВАНОВА М.П.", purpose), "К-1/1");
        for payer in [PETROV, "Сидоров Олег Ильич", "ООО «Ромашка»", "Кузнецова Мария Ильинична", "Кузнецова М.П."]
        {
            asked(sure_register(), pay_with_tax_id(payer, purpose), FlagKind::ThirdParty);
        }
    }
    asked(sure_register(), pay(PETROV, &format!("Взнос ИНН {TAX_ID}")), FlagKind::ThirdParty);
    asked(sure_register(), pay_with_tax_id(&format!("{IVANOVA} (Сидоров Олег Ильич)"), "К-1/1"), FlagKind::ThirdParty);
    ready(sure_register(), pay_with_tax_id(&format!("{IVANOVA} (ликвидирован)"), "К-1/1"), "К-1/1");
}

#[test]
fn a_company_of_another_form_or_tax_number_is_another() {
    let contracts = |tax_id: Option<&str>| {
        vec![with(contract("К-1/6", "ООО «Вектор»"), |contract| {
            contract.holder.tax_id = tax_id.and_then(TaxId::from_document);
        })]
    };
    for purpose in ["взнос", "по договору К-1/6"] {
        ready(contracts(None), pay("Общество с ограниченной ответственностью \"Вектор\"", purpose), "К-1/6");
        asked(contracts(None), pay("ЗАО Вектор", purpose), FlagKind::ThirdParty);
        let mut payment = pay("ООО «Вектор»", purpose);
        payment.payer.tax_id = TaxId::from_document("7709576929");
        not_ready(contracts(Some("7707083893")), payment);
    }
}

#[test]
fn a_stranger_who_names_only_a_person_is_asked() {
    let payment = pay("Кузнецов Олег Ильич", "Взнос за Иванову Марию Петровну");
    asked(sure_register(), payment, FlagKind::ThirdParty);
}

#[test]
fn case_12_initials_cases_maiden_and_double_names_are_the_holders() {
    for purpose in [
        "ДДУ 12/34-К5 за Иванову М.П.",
        "ДДУ 12/34-К5 за М.П. Иванову",
        "ДДУ 12/34-К5, Ивановой Марии Петровной",
        "ДДУ 12/34-К5 за Иванову (Петрову) Марию Петровну",
        "ДДУ 12/34-К5 за Петрову (Иванову) Марию Петровну",
        "ДДУ 12/34-К5 за Петрову Марию Петровну (Иванову)",
        "ДДУ 12/34-К5 за Иванову-Петрову Марию Петровну",
    ] {
        ready(register(), pay("Кузнецов Олег Ильич", purpose), "12/34-К5");
    }
    for payer in [
        "Иванова (Петрова) Мария Петровна",
        "Петрова (Иванова) Мария Петровна",
        "Петрова Мария Петровна (Иванова)",
        "Иванова-Петрова Мария Петровна",
        "М.П. Иванова",
        "Иванова М. П.",
    ] {
        ready(register(), pay(payer, "Оплата по договору 12/34-К5 от 01.02.2026"), "12/34-К5");
    }
    // Another surname without a word about the change is another person.
    asked(register(), pay("Петрова Мария Петровна", "ДДУ 12/34-К5"), FlagKind::ThirdParty);
    // A surname borne too names nobody beyond doubt.
    let maiden = pay("Петрова (Иванова) Мария Петровна", "Взнос");
    not_ready(register(), maiden);
}

#[test]
fn case_13_latin_spellings_of_a_name_are_one() {
    let contracts = || vec![contract("С-5/12", "Соловьёва Наталья Юрьевна"), contract("Ц-6/3", "Țurcanu Ștefan Ion")];
    for payer in [
        "SOLOVYEVA NATALYA YURYEVNA",
        "Solovieva Natalia Iurevna",
        "SOLOVEVA NATALIA IUREVNA",
        "Solov'eva Natal'ja Jur'evna",
        "Соловьева Наталия Юрьевна",
    ] {
        ready(contracts(), pay(payer, "dogovor С-5/12 ot 01.02.2026"), "С-5/12");
    }
    for payer in ["Turcanu Stefan Ion", "ŢURCANU ŞTEFAN ION"] {
        ready(contracts(), pay(payer, "plata rata 1 contract Ц-6/3"), "Ц-6/3");
    }
}

#[test]
fn case_14_a_co_holder_pays_a_line_and_is_asked_for_a_share_of_one() {
    let pair = || {
        let second = Holder { name: "Иванов Пётр Ильич".into(), tax_id: None };
        vec![with(contract("12/34-К5", IVANOVA), |contract| contract.co_holders.push(second))]
    };
    ready(pair(), pay("Иванов Пётр Ильич", "Договор 12/34-К5"), "12/34-К5");
    asked(pair(), pay_sum("Иванов Пётр Ильич", "Моя доля по договору 12/34-К5", 50_000), FlagKind::AmountUnusual);
}

#[test]
fn case_16_an_entrepreneur_and_the_person_of_one_tax_number_are_one() {
    let holder = || {
        vec![with(contract("С-5/12", IVANOVA), |contract| {
            contract.holder.tax_id = TaxId::from_document("500100732259");
        })]
    };
    for payer in ["ИП Иванова Мария Петровна", "Индивидуальный предприниматель Иванова М.П."]
    {
        let mut payment = pay(payer, "Оплата по договору С-5/12");
        payment.payer.tax_id = TaxId::from_document("500100732259");
        ready(holder(), payment, "С-5/12");
    }
}

#[test]
fn case_17_of_the_old_and_the_new_holder_the_one_who_pays_comes_first() {
    let contracts = || {
        let old = with(contract("12/34", PETROV), |contract| contract.status = ContractStatus::Assigned);
        vec![old, contract("У-15/2", IVANOVA)]
    };
    let finding = one(contracts(), pay(IVANOVA, "по договору уступки № У-15/2 к ДДУ № 12/34"));
    assert_eq!(finding.candidates[0].contract.0, format!("id У-15/2 {IVANOVA}"));
    assert_ne!(finding.readiness, Readiness::Ready);
    // The new holder by the old number is asked.
    not_ready(contracts(), pay(IVANOVA, "по ДДУ № 12/34"));
    asked(contracts(), pay(PETROV, "по ДДУ № 12/34"), FlagKind::ContractAssigned);
}

#[test]
fn case_12_a_married_name_with_the_holders_tax_number_and_the_right_number_is_the_holders() {
    let payer = "Кузнецова Мария Петровна";
    ready(sure_register(), pay_with_tax_id(payer, "Взнос по договору К-1/1"), "К-1/1");
    ready(sure_register(), pay_with_tax_id(payer, "Оплата по ДДУ № К-1/1 от 01.02.2026"), "К-1/1");
    // Nothing but the tax number says so.
    asked(sure_register(), pay_with_tax_id(payer, "Взнос"), FlagKind::ThirdParty);
    not_ready(sure_register(), pay_with_tax_id(payer, "Взнос по договору К-1/2"));
    asked(sure_register(), pay_with_tax_id("Кузнецов Олег Петрович", "Взнос по договору К-1/1"), FlagKind::ThirdParty);
}

#[test]
fn a_patronymic_with_ogly_or_kyzy_is_a_patronymic_in_every_case() {
    let contracts = || {
        let mut all = register();
        all.push(contract("З-7/15", "Зайцев Эльдар Вагиф оглы"));
        all.push(contract("Е-8/16", "Ермакова Гюнель Ариф кызы"));
        all
    };
    for purpose in [
        "ДДУ З-7/15 за Зайцева Эльдара Вагиф оглы",
        "Оплата от Зайцева Эльдара Вагиф оглы по договору З-7/15",
        "ДДУ З-7/15 за Зайцева Эльдара Вагиф-оглы",
        "За Эльдара Вагиф оглы Зайцева по договору № З-7/15 от 01.02.2026",
        "ДДУ З-7/15 за Зайцева Э.В.",
        "ДДУ З-7/15 ZAYTSEV ELDAR VAGIF OGLY",
    ] {
        ready(contracts(), pay("Кузнецов Олег Ильич", purpose), "З-7/15");
    }
    for payer in ["Зайцев Эльдар Вагиф Оглы", "ФЛ через Сбербанк//Зайцев Эльдар Вагиф оглы//г. Тула, ул. Мира, 5//"]
    {
        ready(contracts(), pay(payer, "по договору З-7/15"), "З-7/15");
    }
    ready(contracts(), pay("ФЛ через Сбербанк//Ермакова Гюнель Ариф кызы//", "договор Е-8/16"), "Е-8/16");
    not_ready(contracts(), pay("Кузнецов Олег Ильич", "ДДУ З-7/15 за Зайцева Эльдара Ариф оглы"));
    asked(contracts(), pay("Зайцев Рашад Вагиф оглы", "по договору З-7/15"), FlagKind::ThirdParty);
}

#[test]
fn two_words_are_a_whole_name_where_the_register_has_no_more() {
    let contracts = |third: &str| {
        let mut all = register();
        all.push(contract("М-7/15", "Rusu Cristina"));
        all.push(contract("Н-8/16", third));
        all
    };
    let bits = |third: &str, payer: &str| {
        let finding = one(contracts(third), pay(payer, "plata contract М-7/15"));
        let name = finding.candidates[0].evidence.iter().find(|evidence| evidence.kind == EvidenceKind::PayerName);
        name.map(|evidence| evidence.bits.in_tenths())
    };
    assert_eq!(bits("Lungu Ion", "RUSU CRISTINA"), Some(110));
    // Somebody whose patronymic was left out may be meant.
    assert_eq!(bits("Rusu Cristina Ion", "RUSU CRISTINA"), Some(100));
    // Without a patronymic nothing but the letter tells a woman from a man.
    assert_eq!(bits("Lungu Ion", "Rusu Cristin"), Some(70));
    assert_eq!(bits("Lungu Ion", "Rusu Andrei"), None);
    // Two words alone, without number, flat or tax number, are asked all the same.
    not_ready(contracts("Lungu Ion"), pay("Rusu Cristina", "plata rata"));
    ready(contracts("Lungu Ion"), pay("Cristina Rusu", "plata contract М-7/15"), "М-7/15");
}

#[test]
fn case_13_both_halves_of_a_double_surname_decline_and_its_hyphen_may_be_lost() {
    let contracts = || {
        let mut all = register();
        all.push(contract("Г-7/15", "Горшков-Приходько Лев Алексеевич"));
        all.push(contract("Р-8/16", "Вдовский-Рябинин Егор Максимович"));
        all
    };
    for purpose in [
        "ДДУ Г-7/15 за Горшкова-Приходько Льва Алексеевича",
        "ДДУ Г-7/15 за сотрудника Горшкова - Приходько Льва Алексеевича",
        "ДДУ Г-7/15 за Горшкова Приходько Льва Алексеевича",
        "За Льва Алексеевича Горшкова-Приходько, ДДУ Г-7/15",
    ] {
        ready(contracts(), pay("Кузнецов Олег Ильич", purpose), "Г-7/15");
    }
    for payer in [
        "Вдовский Рябинин Егор Максимович",
        "Вдовский-Рябинин Егор Максимович",
        "Рябинин Егор Максимович",
        "ВДОВСКИЙ ЕГОР МАКСИМОВИЧ",
        "Егор Максимович Вдовский-Рябинин",
    ] {
        ready(contracts(), pay(payer, "Оплата по договору № Р-8/16"), "Р-8/16");
    }
    // What stands before a name need not be half of a surname.
    ready(contracts(), pay("ПАО Сбербанк", "Квартира Иванова Мария Петровна ДДУ 12/34-К5"), "12/34-К5");
    not_ready(contracts(), pay("Кузнецов Олег Ильич", "ДДУ Г-7/15 за Горшкова Сомова Льва Ильича"));
    asked(contracts(), pay("Сомов Рябинин Егор Максимович", "ДДУ Р-8/16"), FlagKind::ThirdParty);
}

#[test]
fn a_surname_that_looks_like_a_patronymic_is_a_surname() {
    let contracts = || {
        let mut all = register();
        all.push(contract("Ю-7/15", "Юринович Анастасия Егоровна"));
        all.push(contract("С-8/16", "Стахович Геннадий Борисович"));
        all
    };
    let employer = "ООО \"Завод Метиз\"";
    ready(contracts(), pay(employer, "ДДУ Ю-7/15 за сотрудника Юринович Анастасию Егоровну"), "Ю-7/15");
    let turned = "За Геннадий Борисович Стахович по договору долевого участия № С-8/16";
    ready(contracts(), pay("Кузнецов Олег Ильич", turned), "С-8/16");
    ready(contracts(), pay("Геннадий Борисович Стахович", "по договору С-8/16"), "С-8/16");
}

#[test]
fn words_in_brackets_after_a_name_are_no_part_of_it() {
    let contracts = || vec![contract("М-7/15", "Мартынчук Вадим Геннадьевич")];
    for purpose in [
        "Оплата по дог. М-7/15 за Мартынчука Вадима Геннадьевича (сын/дочь), НДС не обл.",
        "Оплата по дог. М-7/15 за Мартынчука Вадима Геннадьевича (сын)",
        "Оплата по дог. М-7/15 за Мартынчука Вадима Геннадьевича (мой муж)",
    ] {
        ready(contracts(), pay("Мартынчук Рашад Ильгар оглы", purpose), "М-7/15");
    }
}

#[test]
fn case_13_a_name_in_latin_letters_alone_shows_its_contract() {
    let contracts = || {
        let mut all = register();
        all.push(contract("Г-7/15", "Гнатская Любовь Алексеевна"));
        all.push(contract("В-8/16", "Власчук Вадим Александрович"));
        all
    };
    for (payer, number) in [("GNATSKAYA LYUBOV ALEKSEEVNA", "Г-7/15"), ("VLASCHUK VADIM ALEKSANDROVICH", "В-8/16")] {
        let finding = one(contracts(), pay(payer, "OPLATA ZA KVARTIRU"));
        assert!(finding.candidates.first().is_some_and(|first| first.contract.0.contains(number)), "{finding:#?}");
    }
}

#[test]
fn case_12_a_flat_named_with_its_house_and_complex_tells_as_much_as_a_full_name() {
    let contracts = || {
        let mut all = sure_register();
        let elsewhere = |house: &str| {
            Some(Unit {
                house: house.into(),
                section: "1".into(),
                floor: None,
                number: "1".into(),
                kind: UnitKind::Flat,
            })
        };
        all.push(with(contract("В-1/3", PETROV), |contract| contract.unit = elsewhere("ЖК «Липа», дом 1")));
        all.push(with(contract("В-1/4", PETROV), |contract| contract.unit = elsewhere("ЖК «Верба», дом 2")));
        all
    };
    let bits = |purpose: &str| {
        let finding = one(contracts(), pay("Кузнецов Олег Ильич", purpose));
        let unit = finding.candidates[0].evidence.iter().find(|evidence| evidence.kind == EvidenceKind::Unit);
        unit.map(|evidence| (finding.candidates[0].contract.0.clone(), evidence.bits.in_tenths()))
    };
    let flat = format!("id К-1/1 {IVANOVA}");
    assert_eq!(bits("За Иванову Марию Петровну, ЖК Верба, дом 1, кв. 1"), Some((flat.clone(), 110)));
    // Three contracts are over a flat of that number.
    assert!(bits("За Иванову Марию Петровну, дом 1, кв. 1").is_some_and(|(id, bits)| id == flat && bits < 80));
    ready(contracts(), pay("Кузнецов Олег Ильич", "За Иванову Марию Петровну, ЖК Верба, дом 1, кв. 1"), "К-1/1");
    not_ready(contracts(), pay("Кузнецов Олег Ильич", "За кв. 1, ЖК Верба, дом 1"));
    not_ready(contracts(), pay("Кузнецов Олег Ильич", "За Иванову Марию Петровну, ЖК Липа, дом 1, кв. 1"));
}

#[test]
fn words_of_a_longer_name_are_nobody_by_themselves_but_for_its_own_bearer() {
    let contracts = || {
        let mut all = register();
        all.push(contract("Е-7/15", "Ефимян Ткаченко Ван Ань"));
        all
    };
    let purpose = "Оплата по договору Е-7/15 за Ефимян Ткаченко Ван Ань";
    for payer in ["Кузнецов Олег Ильич", "Ефимян Ткаченко Ван Ань"] {
        ready(contracts(), pay(payer, purpose), "Е-7/15");
    }
    not_ready(contracts(), pay(IVANOVA, "Оплата по договору 12/34-К5 за Ефимян Ткаченко Ван Ань"));
}
