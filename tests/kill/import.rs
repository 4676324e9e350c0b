//! The program itself, reading files of payments, killed again and again.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};

use sverka::store::Store;

use crate::judge::{complaints, is_committed};
use crate::lane::{Kind, Seen, run};
use crate::program;
use crate::state::{copy, lay, look};

const FILES: usize = 3;
/// Documents of each file.
const DOCUMENTS: usize = 60;
/// Rows that were there, and were committed.
const COMMITTED: u32 = 10;

/// A statement of one day.
fn statement(day: usize) -> String {
    let mut text = format!(
        "1CClientBankExchange\r\nВерсияФормата=1.03\r\nКодировка=UTF-8\r\nДатаНачала={day:02}.11.2026\r\n\
         ДатаКонца={day:02}.11.2026\r\nРасчСчет=40702810900000000001\r\n"
    );
    for number in 0..DOCUMENTS {
        write!(
            text,
            "СекцияДокумент=Платежное поручение\r\nНомер={day}{number:03}\r\nДата={day:02}.11.2026\r\nСумма=1000.00\r\n\
             ДатаПоступило={day:02}.11.2026\r\nПлательщикСчет=40817810000000000{number:03}\r\nПлательщик1=Дольщик \
             {number}\r\nПолучательСчет=40702810900000000001\r\nПолучатель1=ООО Застройщик\r\n\
             НазначениеПлатежа=Оплата по договору К-{number}\r\nКонецДокумента\r\n"
        )
        .expect("a text takes everything");
    }
    text + "КонецФайла\r\n"
}

struct Import {
    template: PathBuf,
    files: Vec<PathBuf>,
}

impl Import {
    fn command(&self, state: &Path) -> Command {
        let mut command = program(state, &["import"]);
        command.args(&self.files);
        command
    }
}

impl Kind for Import {
    const NAME: &'static str = "import";

    fn lay(&self, state: &Path) {
        copy(&self.template, state);
    }

    fn start(&self, state: &Path) -> Child {
        self.command(state).spawn().expect("the program starts")
    }

    /// A file is in whole, with the word that it was read, or not at all.
    fn look(&self, state: &Path, beside: &Path) -> Seen {
        let left = look(state, beside);
        assert_eq!(complaints(&left), []);
        assert_eq!(left.rows.iter().filter(|row| is_committed(row)).count(), COMMITTED as usize);
        let read = Store::open(&beside.join("sverka.redb")).and_then(|store| store.load()).expect("it loads").files;
        let mut done = 0;
        for file in &self.files {
            let name = file.file_name().and_then(|name| name.to_str()).expect("a name");
            let rows = left.rows.iter().filter(|row| row.payment.place.file == name).count();
            let told = read.iter().filter(|record| record.file == name).count();
            assert!(matches!((rows, told), (0, 0) | (DOCUMENTS, 1)), "{name}: {rows} rows, told {told} times");
            done += told;
        }
        Seen { done, all: FILES, unknown: 0 }
    }

    /// What was read once more adds nothing.
    fn judge_end(&self, state: &Path, beside: &Path) {
        assert!(self.command(state).status().expect("the program starts").success());
        let rows = look(state, beside).rows.len();
        assert_eq!(rows, COMMITTED as usize + FILES * DOCUMENTS);
    }
}

#[test]
fn a_killed_import_has_a_file_whole_or_not_at_all() {
    let folder = tempfile::tempdir().expect("a folder");
    let template = folder.path().join("template");
    lay(&template, COMMITTED);
    assert!(program(&template, &["commit"]).status().expect("the program starts").success());
    let files: Vec<PathBuf> = (1..=FILES).map(|day| folder.path().join(format!("{day}.txt"))).collect();
    for (file, day) in files.iter().zip(1..) {
        fs::write(file, statement(day)).expect("written");
    }
    run(&Import { template, files }, true);
}
