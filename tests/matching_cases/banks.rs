//! Purposes as banks print them in Russia, Belarus and Moldova: with slips, abbreviations and
//! prefixes. What is plainly clear is ready, what only looks clear is asked.

use crate::support::{IVANOVA, PETROV, contract, kinds, one, pay, register, with};
use sverka::model::{Contract, Readiness, Unit, UnitKind};

fn unit(house: &str, number: &str, kind: UnitKind) -> Unit {
    Unit { house: house.into(), section: "2".into(), floor: None, number: number.into(), kind }
}

/// The crowd, with a flat, a parking place and a storage, in Cyrillic and in Latin letters.
fn houses() -> Vec<Contract> {
    let mut all: Vec<Contract> = register().into_iter().filter(|contract| contract.number != "12/34-К5").collect();
    let verba = "ЖК «Верба», дом 3";
    all.push(with(contract("12/34-К5", IVANOVA), |flat| flat.unit = Some(unit(verba, "45", UnitKind::Flat))));
    all.push(with(contract("ММ-3/17", "Ладыгина Вера Глебовна"), |place| {
        place.unit = Some(unit(verba, "17", UnitKind::Parking));
    }));
    all.push(with(contract("КЛ-3/8", "Савич Роман Львович"), |storage| {
        storage.unit = Some(unit(verba, "8", UnitKind::Storage));
    }));
    all.push(with(contract("Б-15/8", "Ковалевич Алесь Янович"), |flat| {
        flat.unit = Some(unit("дом 9", "12", UnitKind::Flat));
    }));
    all.push(with(contract("MD-22/4", "Ciobanu Ștefan Ion"), |flat| {
        flat.unit = Some(unit("Bloc 4", "12", UnitKind::Flat))
    }));
    all
}

/// All that must be as said: `true` for ready.
#[track_caller]
fn hold(is_ready: bool, payer: &str, purposes: &[&str]) {
    let wrong: Vec<String> = purposes
        .iter()
        .filter_map(|purpose| {
            let finding = one(houses(), pay(payer, purpose));
            let ready = finding.readiness == Readiness::Ready;
            (ready != is_ready).then(|| format!("«{purpose}» {:?} {:?}", finding.readiness, kinds(&finding)))
        })
        .collect();
    assert!(wrong.is_empty(), "{payer}, ready: {is_ready}\n{}", wrong.join("\n"));
}

#[test]
fn plain_purposes_of_russian_banks_are_ready() {
    hold(
        true,
        IVANOVA,
        &[
            "Опл. по дог. №12/34-К5 от 01.02.26г. НДС не облаг.",
            "ОПЛАТА ПО ДОГ-РУ N12/34-К5 ОТ 01.02.2026 Б/НДС",
            "{VO99090} Оплата по договору 12/34-К5",
            "Взн. по ДДУ 12/34-К5 за кв. 45, НДС нет",
            "очер. плат. по ДУДС № 12/34-К5 ЗА 10/2026",
            "Д/У 12/34-К5 //Иванова Мария Петровна//г Тверь, ул Мира, д 12, кв 34//",
            "Оплата за кв.45 ЖК Верба д.3 по дог.12/34-К5",
            "ПО ДОГ.№ 12/34-К5 ОТ 01.02.2026 ЗА ОКТЯБРЬ 2026Г. СУММА 100000-00 БЕЗ НАЛОГА (НДС)",
            "Плата по дог участия в долевом стр-ве 12/34-К5,НДС не обл.",
            "За квартиру, договор долевого участия N 12/34-К5 от 1 февраля 2026 г.",
            "Перевод по договору №12/34-К5. Плательщик Иванова Мария Петровна",
            "Платеж 1 по графику, ДДУ № 12/34 - К5 от 01.02.2026",
            "В счет оплаты по ДДУ 12/34-К5 за счет собственных средств",
            "Первоначальный взнос за счет собственных средств по договору № 12/34-К5",
            "ИПОТЕКА ДДУ 12/34-К5",
            "оплата ДДУ12/34-К5",
            "Оплата по дговору 12/34-К5",
            "дог.участия 12/34-К5 от 01.02.2026. Без НДС. тел. 89161234567",
            "Оплата по договору 12/34-К5 от 01.02.2026; ИНН 500100732259; Паспорт 4510 123456",
            "СБП Оплата по договору 12/34-К5",
            "Оплата объекта недвижимости по Договору № 12/34-К5 участия в долевом строительстве от 01.02.2026, 1-й взнос",
        ],
    );
    hold(
        true,
        "Ладыгина Вера Глебовна",
        &["Оплата за м/м 17 по дог. ММ-3/17", "Машино место №17, договор ММ-3/17", "парковочное место №17 дог ММ-3/17"],
    );
    hold(true, "Савич Роман Львович", &["за кладовую 8, дог-р КЛ-3/8", "Кладовка №8 дом 3 договор КЛ-3/8"]);
    hold(
        true,
        "Кузнецов Олег Ильич",
        &[
            "ДДУ 12/34-К5 от 01.02.2026 за Иванову М.П.",
            "ЗА ИВАНОВУ МАРИЮ ПЕТРОВНУ, ДОГ 12/34-К5, Б/НДС",
            "Оплата по договору 12/34-К5 Иванова Мария Петровна, кв 45",
            "Взнос за Иванову Марию Петровну (жена) дог.№12/34-К5",
        ],
    );
}

#[test]
fn plain_purposes_of_belarusian_and_moldovan_banks_are_ready() {
    hold(
        true,
        "Ковалевич Алесь Янович",
        &[
            "Аплата па дагавору № Б-15/8 ад 01.02.2026 за кватэру 12",
            "Узнос па дамове Б-15/8 за кастрычнік 2026",
            "Оплата по договору создания объекта долевого строительства №Б-15/8 от 01.02.2026. НДС не облагается",
            "ОПЛАТА ЗА КВАРТИРУ ПО ДОГ.Б-15/8 БЕЗ НДС",
        ],
    );
    hold(
        true,
        "CIOBANU STEFAN ION",
        &[
            "Plata conform contract nr. MD-22/4 din 01.02.2026 pentru apartamentul 12",
            "achitarea ratei 1 contr. MD-22/4, ap. 12, fără TVA",
            "Plată rata nr.1 contractul MD-22/4 din 01.02.2026, bloc 4 scara 2",
            "p/u apartament, contract MD-22/4 octombrie 2026",
        ],
    );
}

#[test]
fn what_only_looks_clear_is_asked() {
    hold(
        false,
        IVANOVA,
        &[
            "Оплата по дог. 12/34-К6",
            "Оплата по дог. 12/345",
            "Оплата по дог. 12/34-К5 за кв. 46",
            "Оплата по дог. 12/34-К5 за м/м 17",
            "Оплата по дог. 12/34-К5 дом 8",
            "Оплата по дог. 12/34-К5 от 02.03.2025",
            "Оплата по дог. 12/34-К5 и ММ-3/17",
            "Оплата по дог. 12/34-К5 за Савича Р.Л.",
            "Оплата по дог. 12/34-К5 за Савича Романа Львовича",
            "Оплата по дог. 12/34-К5, в т.ч. НДС 20% 16666-67",
            "Оплата пени по дог. 12/34-К5",
            "Возврат по дог. 12/34-К5",
            "Возврат ошибочно перечисленных средств по дог. 12/34-К5",
            "Задаток за кв. 45",
            "Бронирование кв. 45 дог. 12/34-К5",
            "Оплата коммунальных услуг кв. 45 дог. 12/34-К5",
            "Взнос 4 по дог. 12/34-К5 сумма 250000-00",
            "Оплата по счету 12/34-К5",
            "Оплата госпошлины за регистрацию ДДУ 12/34-К5",
            "Доплата за увеличение площади по обмерам БТИ ДДУ 12/34-К5",
            "Оплата за 11/2024 по дог. 12/34-К5",
            "Выдача займа по дог. 12/34-К5",
            "Проценты по депозиту дог. 12/34-К5",
            "Оплата по договорам 12/34-К5 и др.",
        ],
    );
    hold(false, "Чужой Олег Ильич", &["ДДУ 12/34-К5", "Оплата кв. 45 д. 3", "взнос 1", "за тёщу ДДУ 12/34-К5"]);
    hold(false, PETROV, &["ДДУ 12/34-К5", "Оплата кв. 45 по ДДУ 12/34-К5 от 01.02.2026"]);
    hold(
        false,
        "CIOBANU STEFAN ION",
        &["penalitate contract MD-22/4", "chirie contract MD-22/4", "contract MD-22/4 ap. 13"],
    );
    hold(false, "Ковалевич Алесь Янович", &["Пеня па дагавору Б-15/8", "няўстойка Б-15/8", "вяртанне Б-15/8"]);
}
