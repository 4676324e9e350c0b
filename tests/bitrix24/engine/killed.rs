//! The program itself, `sverka commit`, killed at random moments and started again: what no future
//! that is merely dropped can show. The clock runs here, and so does the time in which a lost write
//! may still come about; all folders wait for it side by side.

use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use sverka::model::{CommitState, Row};
use sverka::store::Store;

use super::super::connector::Home;
use super::super::emulator::Settings;
use super::judge::{Books, complaints, held_sum, of_rows};
use super::payments::{Houses, is_too_much};
use super::{Office, Random};

/// Folders, each with a portal of its own.
const LANES: u64 = 6;
/// Kills of each.
const KILLS: usize = 4;
const PAYMENTS: usize = 120;
const SIGKILL: i32 = 9;
/// This portal is on the same machine and answers within moments, so nothing comes later.
const LATE: &str = "late_write = 8\n";

/// A folder with its portal, and the configuration that leads from the one to the other.
struct Lane {
    home: Home,
    office: Office,
}

impl Lane {
    fn lay() -> Self {
        let (latency, cost) = (Duration::from_millis(30), Duration::from_millis(5));
        let home = Home::with(Settings { latency, cost, ..Settings::default() });
        let rows = Houses::build(&home).rows().into_iter().filter(|row| !is_too_much(row));
        let office = Office::with(&rows.take(PAYMENTS).collect::<Vec<Row>>());
        let lane = Self { home, office };
        lane.home.configure_with(lane.folder(), LATE);
        lane
    }

    fn folder(&self) -> &Path {
        self.office.folder.path()
    }

    fn commit(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sverka"));
        command.arg("--state").arg(self.folder()).arg("--config").arg(self.folder().join("config.toml"));
        command.args(["commit", "--json"]).env("XDG_CONFIG_HOME", self.folder()).env("XDG_CACHE_HOME", self.folder());
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    /// Runs to the end.
    fn finish(&self) {
        let end = self.commit().stderr(Stdio::piped()).output().expect("it runs");
        assert!(end.status.success(), "{}: {}", end.status, String::from_utf8_lossy(&end.stderr));
        let rows = self.look();
        let left: Vec<&String> = rows
            .iter()
            .filter(|row| !matches!(row.commit, CommitState::Committed { .. }))
            .map(|row| &row.payment.number)
            .collect();
        assert!(left.is_empty(), "{left:?}");
        assert_eq!(self.office.books().sum(), Some(held_sum(&self.home)));
    }

    /// Holds the portal against a copy of the journal, so that nothing is mended by looking.
    fn look(&self) -> Vec<Row> {
        let beside = tempfile::tempdir().expect("a folder");
        let copy = beside.path().join("sverka.redb");
        fs::copy(self.folder().join("sverka.redb"), &copy).expect("copied");
        let store = Store::open(&copy).expect("the store opens after a kill");
        let rows = store.load().expect("the session loads").rows;
        let books = Books::of(&store.attempts().expect("the journal reads"));
        assert_eq!(complaints(&books, &self.home), []);
        assert_eq!(of_rows(&rows, &books), []);
        rows
    }
}

/// Kills that left payments on their way.
fn die(lane: &Lane, number: u64, whole: Duration) -> usize {
    let mut random = Random(number);
    let mut on_their_way = 0;
    for _ in 0..KILLS {
        let mut child = lane.commit().spawn().expect("it starts");
        let longest = u64::try_from(whole.as_micros()).expect("it is short");
        std::thread::sleep(Duration::from_micros(random.below(longest)));
        child.kill().expect("SIGKILL");
        let end = child.wait().expect("it ends");
        assert!(end.success() || end.signal() == Some(SIGKILL), "{end}");
        let unknown = lane.look().into_iter().filter(|row| row.commit == CommitState::Unknown).count();
        on_their_way += usize::from(unknown > 0);
    }
    lane.finish();
    on_their_way
}

#[test]
fn a_killed_commit_leaves_each_payment_once_in_the_portal() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let runtime = runtime.expect("a runtime");
    let guard = runtime.enter();
    let undisturbed = Lane::lay();
    let begun = Instant::now();
    undisturbed.finish();
    let whole = begun.elapsed();
    let lanes: Vec<Lane> = (0..LANES).map(|_| Lane::lay()).collect();
    let on_their_way: usize = std::thread::scope(|scope| {
        let started: Vec<_> =
            (1..).zip(&lanes).map(|(number, lane)| scope.spawn(move || die(lane, number, whole))).collect();
        started.into_iter().map(|lane| lane.join().expect("the lane comes to its end")).sum()
    });
    assert!(on_their_way > 0, "some kills fall into the batch");
    drop(guard);
}
