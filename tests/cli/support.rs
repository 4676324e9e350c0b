//! A state folder of its own, the program run in it, and what it printed.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rust_decimal::Decimal;
use rustix::fs::{FlockOperation, flock};
use serde_json::Value;
use tempfile::TempDir;

/// A folder with a state of its own.
pub struct Place {
    folder: TempDir,
}

/// A program that ended.
pub struct Done {
    pub status: i32,
    pub out: String,
    pub errors: String,
}

impl Place {
    pub fn new() -> Self {
        Self { folder: TempDir::new().expect("a temporary folder") }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn state(&self) -> PathBuf {
        self.path("state")
    }

    /// Writes a file and gives its path as an argument.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        std::fs::write(&path, bytes).expect("a file can be written");
        argument(&path)
    }

    /// The program in this place, in Russian, without a terminal and without the user's folders.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sverka"));
        command
            .args(arguments)
            .env_clear()
            .env("HOME", self.folder.path())
            .env("LANG", "ru_RU.UTF-8")
            .env("SVERKA_STATE", self.state())
            .stdin(Stdio::null());
        command
    }

    /// Waits until the state is let go by a test that had it open itself: for a moment a child that a test
    /// beside begins has what this process has open, and the locks on it.
    pub fn is_let_go(&self) {
        for name in ["lock", "sverka.redb", "crm.redb"] {
            let file = File::open(self.state().join(name)).expect("a file of the state");
            flock(&file, FlockOperation::LockExclusive).expect("it can be waited for");
        }
    }

    /// Runs the program to its end. Nothing that it prints may steer a terminal.
    pub fn run(&self, arguments: &[&str]) -> Done {
        let output = self.command(arguments).output().expect("the program starts");
        let done = Done {
            status: output.status.code().expect("the program was not killed"),
            out: String::from_utf8(output.stdout).expect("standard output is UTF-8"),
            errors: String::from_utf8(output.stderr).expect("standard error is UTF-8"),
        };
        for text in [&done.out, &done.errors] {
            assert!(!text.chars().any(steers), "{arguments:?} printed a control character: {text:?}");
            assert!(!text.contains('⟦'), "{arguments:?} has no words for something: {text}");
        }
        done
    }

    /// Runs the program and wants this exit status.
    pub fn expect(&self, status: i32, arguments: &[&str]) -> Done {
        let done = self.run(arguments);
        assert_eq!(done.status, status, "{arguments:?}\n{}\n{}", done.out, done.errors);
        done
    }

    /// The demo: its register is loaded, its payment files are returned as arguments.
    pub fn demo(&self) -> Vec<String> {
        let folder = self.path("demo");
        self.expect(0, &["demo", "--write", &argument(&folder)]);
        let files: Vec<PathBuf> =
            std::fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
        let (registers, payments): (Vec<PathBuf>, Vec<PathBuf>) =
            files.into_iter().partition(|file| file.extension().is_some_and(|ending| ending == "csv"));
        self.expect(0, &["crm", "import", &argument(registers.first().expect("a register"))]);
        payments.iter().map(|file| argument(file)).collect()
    }

    /// The rows of the session.
    pub fn rows(&self) -> Vec<Value> {
        self.expect(0, &["rows", "--json"]).json()
    }
}

impl Done {
    /// The lines of standard output as JSON.
    pub fn json(&self) -> Vec<Value> {
        let line = |line: &str| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        self.out.lines().map(line).collect()
    }

    /// Wants all of these in what was said on standard error.
    pub fn says(&self, words: &[&str]) -> &Self {
        for word in words {
            assert!(self.errors.contains(word), "«{word}» is not said: {}", self.errors);
        }
        self
    }
}

/// The sum of a field that is a text with two decimals.
pub fn sum<'value>(values: impl IntoIterator<Item = &'value Value>, field: &str) -> Decimal {
    let one = |value: &Value| value[field].as_str().expect("a text").parse::<Decimal>().expect("a sum");
    values.into_iter().map(one).sum()
}

pub fn argument(path: &Path) -> String {
    path.to_str().expect("a path of letters").to_owned()
}

/// A statement with these documents, in windows-1251 as banks write it.
pub fn statement(documents: &[&str]) -> Vec<u8> {
    let head = "1CClientBankExchange\r\nВерсияФормата=1.03\r\nКодировка=Windows\r\nДатаНачала=01.10.2026\r\n\
                ДатаКонца=31.10.2026\r\nРасчСчет=40702810900000000001\r\n";
    windows(&format!("{head}{}КонецФайла\r\n", documents.concat()))
}

/// A receipt on our account; `fields` are laid over the usual ones.
pub fn receipt(number: &str, fields: &[(&str, &str)]) -> String {
    let usual = [
        ("Номер", number),
        ("Дата", "12.10.2026"),
        ("ДатаПоступило", "12.10.2026"),
        ("Сумма", "1000.00"),
        ("ПлательщикСчет", "40817810000000000017"),
        ("Плательщик", "Иванов Иван Иванович"),
        ("ПолучательСчет", "40702810900000000001"),
        ("Получатель", "ООО Застройщик"),
        ("НазначениеПлатежа", "Оплата по договору"),
    ];
    let mut text = "СекцияДокумент=Платежное поручение\r\n".to_owned();
    for (name, value) in usual {
        let value = fields.iter().find(|(other, _)| *other == name).map_or(value, |(_, value)| *value);
        text.extend([name, "=", value, "\r\n"]);
    }
    text + "КонецДокумента\r\n"
}

pub fn windows(text: &str) -> Vec<u8> {
    // The Cyrillic letters of windows-1251 stand in one block; the rest used here is ASCII.
    let byte = |letter: char| match letter {
        'Ё' => 0xa8,
        'ё' => 0xb8,
        'А'..='я' => u8::try_from(u32::from(letter) - 0x410 + 0xc0).expect("a letter of the block"),
        other => u8::try_from(other).expect("ASCII"),
    };
    text.chars().map(byte).collect()
}

fn steers(letter: char) -> bool {
    (letter.is_control() && letter != '\n')
        || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
