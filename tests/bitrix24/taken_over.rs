//! A console in the middle of a commit whose state somebody else takes over: two real programs, each
//! on a terminal of its own. The portal does nothing of what has come before the first one was asked to
//! leave, so that it is in the middle on any machine.

use std::path::PathBuf;
use std::time::Duration;

use portable_pty::CommandBuilder;
use sverka::model::{CommitState, Row};
use sverka::store::log::Event;
use tokio::runtime::Runtime;
use tokio::time::timeout;

use super::common::pty::Session;
use super::connector::Home;
use super::engine::Office;
use super::engine::judge::{complaints, held_sum, of_rows};
use super::engine::payments::{Houses, is_too_much};

/// More than the requests of one moment take.
const PAYMENTS: usize = 250;
/// How long the first write may take to come.
const PATIENCE: Duration = Duration::from_secs(60);
const DOWN: &str = "\u{1b}[B";
const F9: &str = "\u{1b}[20~";
const CTRL_Z: &str = "\u{1a}";
const F12: &str = "\u{1b}[24~";

/// A portal, and a folder of payments that are ready for it.
struct Scene {
    home: Home,
    office: Office,
    runtime: Runtime,
}

impl Scene {
    fn new() -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let runtime = runtime.expect("a runtime");
        let (home, office) = {
            let _on = runtime.enter();
            let home = Home::new();
            let rows = Houses::build(&home).rows().into_iter().filter(|row| !is_too_much(row));
            let office = Office::with(&rows.take(PAYMENTS).collect::<Vec<Row>>());
            home.configure_with(&office.folder(), "");
            (home, office)
        };
        Self { home, office, runtime }
    }

    /// A program that works here for a user.
    fn of_user(&self, program: &str, user: &str) -> CommandBuilder {
        let folder = self.office.folder();
        let mut command = CommandBuilder::new(program);
        for name in ["XDG_CONFIG_HOME", "XDG_CACHE_HOME", "TMPDIR"] {
            command.env(name, &folder);
        }
        command.env_remove("SSH_CONNECTION");
        command.env("USER", user);
        command
    }

    /// The arguments of the console.
    fn arguments(&self) -> [String; 6] {
        let path = |path: PathBuf| path.to_str().expect("a plain path").to_owned();
        let (state, config) = (path(self.office.folder()), path(self.office.folder().join("config.toml")));
        ["--lang".into(), "ru".into(), "--state".into(), state, "--config".into(), config]
    }

    fn console(&self, user: &str) -> Session {
        let mut command = self.of_user(env!("CARGO_BIN_EXE_sverka"), user);
        command.args(self.arguments());
        Session::start(command, 80, 24)
    }

    /// Begins the commit; the portal holds its first writes.
    fn commit(&self, console: &mut Session) {
        assert_eq!(left(console), PAYMENTS);
        self.home.portal.shut();
        console.press(F9);
        console.wait_for_text("Загрузка в CRM");
        console.press("\r");
        let came = self.runtime.block_on(async { timeout(PATIENCE, self.home.portal.caller()).await });
        assert!(came.is_ok(), "a write comes:\n{}", console.text());
    }

    /// Who was asked to leave, and whether he was ended by force.
    fn taken(&self) -> Vec<(String, bool)> {
        let events = self.office.store().log().expect("the log is read").into_iter().map(|logged| logged.entry.event);
        let taken = events.filter_map(|event| match event {
            Event::TakenOver { user, forced, .. } => Some((user, forced)),
            _ => None,
        });
        taken.collect()
    }

    /// How many rows are committed. Nothing is on its way, and rows, journal and portal say the same, to
    /// the kopeck.
    fn committed(&self) -> usize {
        let store = self.office.store();
        let rows = store.load().expect("the session loads").rows;
        let is_committed = |row: &&Row| matches!(row.commit, CommitState::Committed { .. });
        assert!(rows.iter().all(|row| row.commit != CommitState::Unknown));
        assert_eq!(store.attempts_unsettled().expect("the journal is read").len(), 0);
        assert_eq!(store.check_log().expect("the log is read").faults, []);
        drop(store);
        let books = self.office.books();
        assert_eq!(complaints(&books, &self.home), []);
        assert_eq!(of_rows(&rows, &books), []);
        assert_eq!(books.sum().unwrap_or_default(), held_sum(&self.home));
        rows.iter().filter(is_committed).count()
    }
}

/// How many rows are ready to go, once the register is read.
fn left(console: &mut Session) -> usize {
    let rows = |screen: &vt100::Screen| {
        let text = screen.contents();
        let (head, rest) = text.split_once('\n')?;
        let count = rest.split_once("● ")?.1.split_once(" готово")?.0;
        if head.contains("договоры на") && head.contains('✓') { count.parse().ok() } else { None }
    };
    console.wait_for("the register", |screen| rows(screen).is_some());
    rows(console.screen()).expect("it was waited for")
}

/// The second console, as far as the last word before the first is asked.
fn sure(scene: &Scene) -> Session {
    let mut second = scene.console("boris");
    second.wait_for_text("anna, процесс");
    second.press(DOWN);
    second.wait_for_text("› забрать");
    second.press("\r");
    second.wait_for_text("Забрать?");
    second.press(DOWN);
    second.wait_for_text("› забрать");
    second
}

/// The second has it now, sends the rest and leaves; each payment is in the portal once.
fn goes_on(scene: &Scene, mut second: Session) {
    second.wait_for_text("Забрано: anna");
    let rest = left(&mut second);
    assert!(rest > 0 && rest < PAYMENTS, "{rest} are left: it was in the middle");
    // What was kept of the register is no ground for a commit.
    second.press(F12);
    second.wait_for_text("Договоры перечитаны");
    second.press(F9);
    second.wait_for_text("Загрузка в CRM");
    second.press("\r");
    second.wait_for_text("Загрузка завершена");
    second.press("\r");
    second.wait_for_text("● 0 готово");
    second.press("й");
    assert_eq!(second.wait_for_end(), 0);
    second.assert_restored();
    assert_eq!(scene.taken(), [("anna".to_owned(), false)]);
    assert_eq!(scene.committed(), PAYMENTS);
}

#[test]
fn one_in_the_middle_of_a_commit_gives_way_and_each_payment_is_there_once() {
    let scene = Scene::new();
    let mut first = scene.console("anna");
    scene.commit(&mut first);
    let mut second = sure(&scene);
    second.press("\r");
    first.wait_for_text("Останавливаюсь");
    scene.home.portal.open();
    assert_eq!(first.wait_for_end(), 0);
    first.assert_restored();
    assert!(first.text().contains("забрала другая консоль: boris"), "{}", first.text());
    goes_on(&scene, second);
}

#[test]
fn one_that_was_put_away_in_the_middle_of_a_commit_gives_way_too() {
    let scene = Scene::new();
    let mut shell = scene.of_user("/bin/sh", "anna");
    shell.args(["-c", "set -m; \"$@\"; echo 'in the shell'; read line; echo 'and on'", "sh"]);
    shell.arg(env!("CARGO_BIN_EXE_sverka"));
    shell.args(scene.arguments());
    let mut first = Session::start(shell, 80, 24);
    scene.commit(&mut first);
    let mut second = sure(&scene);
    first.press(CTRL_Z);
    first.wait_for_text("in the shell");
    first.assert_restored();
    second.press("\r");
    // It has been asked, and its batch cannot end before.
    second.wait_for_text("закрывается: ");
    scene.home.portal.open();
    first.wait_for_text("забрала другая консоль: boris");
    first.press("\n");
    first.wait_for_text("and on");
    assert_eq!(first.wait_for_end(), 0);
    first.assert_restored();
    goes_on(&scene, second);
}
