//! The program itself, `sverka commit --json`, on the clock of the machine: its lines and its exit status.
//! Faults that fall silent for a minute are not for it; the desk and the console have them. All folders
//! run side by side, since most of their time is waiting.

use std::process::{Command, Output, Stdio};
use std::sync::Mutex;
use std::thread;

use serde_json::Value;

use super::super::emulator::faults::{Fault, Plan, Reach};
use super::table::TABLE;
use super::{Case, End, House, Place, SUMS};

/// Programs that run at the same time.
const AT_ONCE: usize = 24;
/// As [`super::LATE`], for what is really waited for: this portal does at once what it does at all.
const LATE: u64 = 2;

/// One folder: what goes wrong with its first run, and what stands afterwards.
struct Lane {
    about: String,
    plan: Plan,
    end: End,
}

/// A fault that passes falls once at each of the three places; one that stops all work, at each alone.
fn lanes(case: &Case) -> Vec<Lane> {
    let passes = case.once == [End::Committed; 3];
    if passes {
        let places = [Reach::Reads, Reach::Writes, Reach::ReadsBack];
        let plan = places.into_iter().fold(Plan::none(), |plan, reach| plan.once(reach, case.fault));
        return vec![Lane { about: format!("{} everywhere, once", case.name), plan, end: End::Committed }];
    }
    let of_place = |(place, end): (Place, End)| Lane {
        about: format!("{} at {place:?}", case.name),
        plan: case.plan(place, true),
        end,
    };
    case.ends(true).map(of_place).into()
}

fn is_slow(fault: Fault) -> bool {
    matches!(fault, Fault::Hang { .. } | Fault::Late(_))
}

fn commit(house: &House) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sverka"));
    let folder = house.folder();
    command.arg("--state").arg(&folder).arg("--config").arg(folder.join("config.toml"));
    command.args(["commit", "--json", "--lang", "ru"]);
    command.env("XDG_CONFIG_HOME", &folder).env("XDG_CACHE_HOME", &folder).stdin(Stdio::null());
    command.output().expect("it runs")
}

/// The outcomes that it tells, and the summary.
fn told(output: &Output) -> (Vec<(String, bool)>, Option<Value>) {
    let text = String::from_utf8(output.stdout.clone()).expect("UTF-8");
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let outcomes = lines
        .iter()
        .filter_map(|line| line["outcome"].as_str().map(|outcome| (outcome.to_owned(), line["error"].is_string())));
    (outcomes.collect(), lines.iter().find_map(|line| line.get("summary").cloned()))
}

fn live(lane: &Lane) {
    let Lane { about, plan, end } = lane;
    let house = House::build(LATE);
    house.home.portal.plan(plan.clone());
    let first = commit(&house);
    let words = String::from_utf8_lossy(&first.stderr);
    let (outcomes, summary) = told(&first);
    let all = |outcome: &str, has_error| vec![(outcome.to_owned(), has_error); SUMS.len()];
    let (status, expected) = match end {
        End::Committed => (0, all("committed", false)),
        End::Unknown(_) => (1, all("unknown", true)),
        End::NotBegun => (1, Vec::new()),
    };
    assert_eq!(first.status.code(), Some(status), "{about}: {words}");
    assert_eq!(outcomes, expected, "{about}");
    assert_eq!(words.is_empty(), *end == End::Committed, "{about}: {words}");
    let count = |summary: &Option<Value>, name: &str| summary.as_ref().and_then(|summary| summary[name].as_u64());
    match end {
        End::Committed => assert_eq!(count(&summary, "committed"), Some(4), "{about}"),
        End::Unknown(_) => assert_eq!(count(&summary, "unknown"), Some(4), "{about}"),
        End::NotBegun => assert_eq!(summary, None, "{about}"),
    }
    house.calm();
    house.assert_stands(*end, about);
    let second = commit(&house);
    let words = String::from_utf8_lossy(&second.stderr);
    assert_eq!(second.status.code(), Some(0), "{about}, in calm: {words}");
    let there = match end {
        End::Committed => SUMS.len(),
        End::NotBegun => 0,
        End::Unknown(count) => *count,
    };
    let (outcomes, _) = told(&second);
    assert_eq!(outcomes, vec![("committed".to_owned(), false); SUMS.len() - there], "{about}, in calm");
    house.assert_stands(End::Committed, about);
}

#[test]
fn the_program_says_and_leaves_what_the_table_says() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let runtime = runtime.expect("a runtime");
    let cases = TABLE.iter().filter(|case| !is_slow(case.fault));
    let waiting: Mutex<Vec<Lane>> = Mutex::new(cases.flat_map(lanes).collect());
    let next = || waiting.lock().expect("nobody fails with it").pop();
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                let _on = runtime.enter();
                while let Some(lane) = next() {
                    live(&lane);
                }
            });
        }
    });
}
