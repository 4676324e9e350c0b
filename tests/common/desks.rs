//! State folders that the console is opened on: the demo month, and registers of a few contracts.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use sverka::config::Config;
use sverka::crm::embedded::EmbeddedCrm;
use sverka::demo;
use sverka::desk::Desk;
use sverka::model::{Contract, Party, Payment};
use sverka::store::FileRecord;
use tempfile::TempDir;

/// A state folder that goes with the test.
pub struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        Self { folder: TempDir::new().expect("a folder for the state") }
    }

    /// The state folder.
    pub fn state(&self) -> PathBuf {
        self.folder.path().join("state")
    }
}

/// The demo month, imported and not touched.
pub fn demo() -> Place {
    static MADE: OnceLock<Place> = OnceLock::new();
    let made = MADE.get_or_init(|| {
        let place = Place::new();
        let files = demo::write(place.folder.path()).expect("the demo can be written");
        fill(&place.state(), |crm| {
            crm.load(demo::contracts()).expect("the register of the demo is sound");
            crm.add_units(&demo::units()).expect("the houses of the demo are sound");
        });
        import(&place.state(), &files.files);
        place
    });
    let copy = Place::new();
    std::fs::create_dir(copy.state()).expect("a folder");
    for file in ["sverka.redb", "crm.redb"] {
        std::fs::copy(made.state().join(file), copy.state().join(file)).expect("a copy");
    }
    copy
}

/// A register (INTERFACES: columns of `crm import`) and one file of payments, as texts.
pub fn of_texts(register: &str, payments: &str) -> Place {
    let place = Place::new();
    let (register_file, payments_file) = (place.folder.path().join("register.csv"), place.folder.path().join("kl.txt"));
    std::fs::write(&register_file, register).expect("written");
    std::fs::write(&payments_file, payments).expect("written");
    let read = sverka::crm::register::read_register(&register_file).expect("the register of the test is sound");
    assert!(read.refused.is_empty(), "{:?}", read.refused);
    fill(&place.state(), |crm| {
        crm.load(read.contracts.clone()).expect("the register of the test is sound");
    });
    import(&place.state(), &[payments_file]);
    place
}

/// Three payments whose purposes are short, as told, and short.
pub fn between_short_ones(purpose: &str) -> Place {
    let payment = |(number, purpose): (usize, &str)| {
        format!(
            "СекцияДокумент=Платежное поручение\r\nНомер={number}\r\nДата=12.10.2026\r\nДатаПоступило=12.10.2026\r\n\
             Сумма=1000.00\r\nПлательщикСчет=40817810000000000017\r\nПлательщик=Иванов Иван Иванович\r\n\
             ПолучательСчет=40702810900000000001\r\nПолучатель=ООО Застройщик\r\nНазначениеПлатежа={purpose}\r\n\
             КонецДокумента\r\n"
        )
    };
    let documents: String = (1..).zip(["Короткое начало строки", purpose, "Коротко"]).map(payment).collect();
    let head = "1CClientBankExchange\r\nВерсияФормата=1.03\r\nКодировка=UTF-8\r\nДатаНачала=01.10.2026\r\n\
                ДатаКонца=31.10.2026\r\nРасчСчет=40702810900000000001\r\n";
    let register = "number;date;kind;status;holder;total;schedule\n\
        К-12/5-45;2024-02-01;ДДУ;registered;Иванов Иван Иванович;2000.00;2026-10-15=2000.00\n";
    of_texts(register, &format!("{head}{documents}КонецФайла\r\n"))
}

/// Purposes of letters of two columns, of signs that terminals draw differently, and of hidden ones.
pub const WIDE_PURPOSES: [&str; 3] = [
    "12345 😀 обычный текст о договоре и о сумме платежа 😀 ещё слова и ещё слова ✅ 👨‍👩 за́мок конец 😀",
    "12345 漢字漢字 обычный текст о договоре и о сумме платежа 漢字 ещё слова и ещё слова 한국어 конец 漢字",
    "12345 a\u{200b}b \u{2066}iso 漢字 текст дальше 😀 и дальше 🇷🇺 слова \u{202e}слова e\u{301}x\u{301} 漢😀字 конец",
];

/// Contracts and payments as they are.
pub fn of_parts(contracts: Vec<Contract>, payments: Vec<Payment>) -> Place {
    let place = Place::new();
    fill(&place.state(), |crm| {
        crm.load(contracts).expect("the register is sound");
    });
    let mut desk = open(&place.state());
    let count = payments.len();
    let file = FileRecord {
        file: "kl_to_1c.txt".to_owned(),
        format: "1CClientBankExchange".to_owned(),
        payments: count as u64,
        refused: 0,
        warnings: Vec::new(),
        complete: true,
        period: None,
        own: Party::default(),
    };
    let (writes, counts) = desk.session.merge_import(payments, &[], file);
    assert_eq!(counts.added, count, "every payment is a row of its own");
    desk.store.save(&writes).expect("the disk takes it");
    place
}

fn open(state: &Path) -> Desk {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
    runtime.block_on(Desk::open(state, &Config::default())).expect("the desk opens").0
}

fn fill(state: &Path, load: impl FnOnce(&EmbeddedCrm)) {
    std::fs::create_dir_all(state).expect("a folder");
    let crm = EmbeddedCrm::open(&state.join("crm.redb")).expect("the CRM opens");
    load(&crm);
}

fn import(state: &Path, files: &[PathBuf]) {
    for outcome in open(state).import(files, &mut |_| {}) {
        outcome.result.expect("the file of the test can be read");
    }
}

/// A house of five units and a week of payments, each of which needs another hand.
pub fn week() -> Place {
    let register = "\
number;date;kind;status;holder;holder_inn;house;section;floor;unit;unit_kind;total;currency;schedule
К-1/11;2026-02-01;ДДУ;registered;Иванова Анна Петровна;;Дом 1;1;1;11;flat;600000.00;RUB;2026-10-15=300000.00 2026-11-15=300000.00
К-1/12;2026-02-02;ДДУ;registered;Иванов Пётр Сергеевич;;Дом 1;1;1;12;flat;600000.00;RUB;2026-10-15=300000.00 2026-11-15=300000.00
К-1/21;2026-02-03;ДДУ;registered;Орлов Олег Ильич;;Дом 1;1;2;21;flat;900000.00;RUB;2026-10-15=400000.00 2026-11-15=500000.00
К-1/М5;2026-02-04;ДДУ;registered;Орлов Олег Ильич;;Дом 1;1;0;5;parking;250000.00;RUB;2026-10-15=120000.00 2026-11-15=130000.00
К-1/22;2026-02-05;ДДУ;registered;Зайцева Мария Львовна;;Дом 1;1;2;22;flat;400000.00;RUB;2026-10-15=100000.00 2026-11-15=300000.00
";
    let documents = [
        receipt([1, 1], "12.10.2026", "300000.00", "Иванова Анна Петровна", "Оплата по договору К-1/11 от 01.02.2026"),
        receipt([2, 2], "13.10.2026", "300000.00", "Иванов П.", "Взнос за квартиру, Иванов"),
        receipt([3, 3], "14.10.2026", "500000.00", "Орлов Олег Ильич", "Оплата по договорам К-1/21 и К-1/М5"),
        receipt([4, 4], "15.10.2026", "40000.00", "ООО «Ромашка»", "Оплата за сотрудника, часть 1"),
        receipt([5, 4], "15.10.2026", "60000.00", "ООО «Ромашка»", "Оплата за сотрудника, часть 2"),
        receipt([6, 6], "16.10.2026", "777.00", "АО «Почта»", "Возврат переплаты за услуги связи"),
        receipt([7, 7], "16.10.2026", "300000.00", "Иванов Пётр Сергеевич", "Второй взнос"),
    ];
    let head = "1CClientBankExchange\nВерсияФормата=1.03\nКодировка=UTF-8\nДатаНачала=12.10.2026\n\
                ДатаКонца=16.10.2026\nРасчСчет=40702810900000000001\n";
    of_texts(register, &format!("{head}{}КонецФайла\n", documents.concat()))
}

/// A receipt by its number and the last digit of the payer's account.
fn receipt([number, account]: [u32; 2], day: &str, sum: &str, payer: &str, purpose: &str) -> String {
    format!(
        "СекцияДокумент=Платежное поручение\nНомер={number}\nДата={day}\nДатаПоступило={day}\nСумма={sum}\n\
         ПлательщикСчет=4081781000000000001{account}\nПлательщик={payer}\nПолучательСчет=40702810900000000001\n\
         Получатель=ООО Застройщик\nНазначениеПлатежа={purpose}\nКонецДокумента\n"
    )
}
