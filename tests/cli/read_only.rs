//! A state that may not be written: told, with an exit status, nothing sent, and everything goes
//! through once when it may be written again.
//!
//! The superuser writes wherever he likes, so the program is run as somebody else then.

use std::fs;
use std::io;
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use rstest::rstest;

use crate::support::{Place, receipt, statement};

const REGISTER: &str = "number;date;kind;status;holder;holder_inn;total;schedule\n\
    К-12/5-45;2024-02-01;ДДУ;registered;Иванов Иван Иванович;500100732259;2000.00;2026-10-15=1000.00 2026-11-15=1000.00\n";
/// «nobody», on every system.
const NOBODY: u32 = 65_534;

/// Who works here.
struct Person {
    place: Place,
    is_nobody: bool,
    program: PathBuf,
}

/// A program that ended.
struct Said {
    status: i32,
    errors: String,
    out: String,
}

impl Person {
    /// Somebody whose state has a payment that is ready to go.
    fn new() -> Self {
        let place = Place::new();
        let is_nobody = rustix::process::geteuid().is_root();
        let folder = place.path("");
        let program = place.path("sverka");
        let built = Path::new(env!("CARGO_BIN_EXE_sverka"));
        // Where it is built nobody else may look.
        fs::hard_link(built, &program).or_else(|_| copy(built, &program)).expect("the program");
        let person = Self { place, is_nobody, program };
        person.give(&folder, 0o700);
        let payment = receipt("1", &[("НазначениеПлатежа", "По договору К-12/5-45 от 01.02.2024")]);
        let payment = payment.replace("КонецДокумента", "ПлательщикИНН=500100732259\r\nКонецДокумента");
        for (name, bytes) in [("register.csv", REGISTER.as_bytes().to_vec()), ("a.txt", statement(&[&payment]))] {
            let file = person.place.file(name, bytes);
            person.give(Path::new(&file), 0o600);
        }
        person
    }

    /// The same with all read in.
    fn ready() -> Self {
        let person = Self::new();
        for call in [&["crm", "import", "register.csv"][..], &["import", "a.txt"]] {
            assert_eq!(person.run(call).status, 0);
        }
        person
    }

    /// Makes something the person's own, with these rights.
    fn give(&self, path: &Path, mode: u32) {
        if self.is_nobody {
            chown(path, Some(NOBODY), Some(NOBODY)).expect("the superuser may");
        }
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("rights");
    }

    fn run(&self, arguments: &[&str]) -> Said {
        let like = self.place.command(arguments);
        let mut command = Command::new(&self.program);
        command.args(arguments).env_clear().envs(like.get_envs().filter_map(|(name, value)| Some((name, value?))));
        command.current_dir(self.place.path("")).stdin(std::process::Stdio::null());
        if self.is_nobody {
            command.uid(NOBODY).gid(NOBODY);
        }
        let output = command.output().expect("the program starts");
        Said {
            status: output.status.code().expect("it was not killed"),
            errors: String::from_utf8(output.stderr).expect("UTF-8"),
            out: String::from_utf8(output.stdout).expect("UTF-8"),
        }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.place.state().join(name)
    }

    /// Payments that the CRM holds.
    fn held(&self) -> usize {
        self.run(&["crm", "payments", "--json"]).out.lines().count()
    }
}

/// Copies a program from one file system to another. Another process does it: what this one has open for
/// writing, a child that a test beside begins has too for a moment, and nobody may run it meanwhile (ETXTBSY).
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let copied = Command::new("cp").arg(from).arg(to).status()?;
    if copied.success() { Ok(()) } else { Err(io::Error::other("cp failed")) }
}

#[rstest]
#[case("sverka.redb", 0o400)]
#[case("crm.redb", 0o400)]
#[case("lock", 0o400)]
#[case("sverka.head", 0o400)]
#[case("sverka.redb", 0o000)]
#[case("crm.redb", 0o000)]
fn a_file_that_may_not_be_written_stops_everything_before_it_begins(#[case] name: &str, #[case] mode: u32) {
    let person = Person::ready();
    let file = person.file(name);
    let crm = fs::read(person.file("crm.redb")).expect("the CRM");
    person.give(&file, mode);
    for call in [&["rows"][..], &["import", "a.txt"], &["commit"]] {
        let said = person.run(call);
        assert_eq!(said.status, 1, "{call:?}: {}", said.errors);
        assert!(said.errors.contains(&person.place.state().display().to_string()), "{}", said.errors);
        let ways = ["право", "права"];
        assert!(ways.iter().any(|way| said.errors.contains(way)), "{call:?}: {}", said.errors);
    }
    assert!(fs::read(person.file("crm.redb")).expect("the CRM") == crm, "nothing was sent");
    person.give(&file, 0o600);
    assert_eq!(person.held(), 0);
    for _ in 0..2 {
        let said = person.run(&["commit"]);
        assert_eq!(said.status, 0, "{}", said.errors);
        assert_eq!(person.held(), 1, "once, with rights again");
    }
}

#[test]
fn a_folder_that_may_not_be_written_opens_nothing_new() {
    let person = Person::new();
    let state = person.place.state();
    fs::create_dir(&state).expect("a folder");
    person.give(&state, 0o500);
    for call in [&["rows"][..], &["import", "a.txt"], &["commit"], &["crm", "import", "register.csv"]] {
        let said = person.run(call);
        assert_eq!(said.status, 1, "{call:?}: {}", said.errors);
        assert!(said.errors.contains("--state ПАПКА") && said.errors.contains("право"), "{call:?}: {}", said.errors);
    }
    assert_eq!(person.run(&["doctor"]).status, 1);
    assert_eq!(fs::read_dir(&state).expect("a folder").count(), 0);
    person.give(&state, 0o700);
    assert_eq!(person.run(&["crm", "import", "register.csv"]).status, 0);
}

#[test]
fn a_folder_that_may_not_be_written_lets_its_files_go_on() {
    let person = Person::ready();
    // Nothing new may be made in it; what is there is written in its place.
    person.give(&person.place.state(), 0o500);
    for _ in 0..2 {
        let said = person.run(&["commit"]);
        assert_eq!(said.status, 0, "{}", said.errors);
        assert_eq!(person.held(), 1);
    }
    person.give(&person.place.state(), 0o700);
    assert_eq!((person.run(&["commit"]).status, person.held()), (0, 1));
}

#[test]
fn the_rights_bite_whoever_runs_the_tests() {
    let person = Person::ready();
    let file = person.file("sverka.redb");
    person.give(&file, 0o400);
    let mut command = Command::new("sh");
    command.arg("-c").arg("echo x >>\"$0\"").arg(&file).stderr(std::process::Stdio::null());
    if person.is_nobody {
        command.uid(NOBODY).gid(NOBODY);
    }
    assert!(!command.status().expect("a shell").success());
    let opened = fs::OpenOptions::new().append(true).open(&file).map_err(|error| error.kind());
    assert_eq!(opened.is_ok(), person.is_nobody, "{opened:?}");
    assert!(matches!(opened, Ok(_) | Err(io::ErrorKind::PermissionDenied)));
}
