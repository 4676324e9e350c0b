//! A session that is edited, step after step, and killed again and again.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use sverka::model::{Decision, PaymentId};
use sverka::session::{Session, Undo};
use sverka::store::Write;

use crate::judge::unheard;
use crate::lane::add_up;
use crate::state::{lay, open};
use crate::{Random, kills, tell};

const ROWS: u32 = 24;
/// Tells the child process which state to edit.
const STATE_VARIABLE: &str = "SVERKA_TEST_EDIT_STATE";
/// What the child says: all of the session that an edit can change, then each saved step.
const OPENED: &str = "opened: ";
const SAVED: &str = "saved: ";
/// So many kills do not all come before the first edit.
const ENOUGH: usize = 20;
/// So many kills in a row come before the session is open only where the time was measured too short.
const EARLY_IN_A_ROW: usize = 12;
/// Edits that a child makes between its start and the latest moment of its kill, about.
const EDITS_AT_MOST: u32 = 24;

/// The step of that number: the same in the child and in the test.
fn edit(session: &mut Session, step: u64) -> Vec<Write> {
    let mut random = Random(step.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    random.below(2);
    let position = usize::try_from(random.below(u64::from(ROWS))).expect("it is small");
    let row = session.rows()[position].payment.id;
    match random.below(6) {
        0 => session.exclude(&[row], true).expect("it may be excluded"),
        1 => session.exclude(&[row], false).expect("it may be put back"),
        2 => match session.undo().expect("edits can be undone") {
            Undo::Done(writes, _) => writes,
            _ => Vec::new(),
        },
        3 => session.set_cursor(row),
        _ => session.set_comment(row, &format!("шаг {step}")).expect("it takes a comment"),
    }
}

/// All of a session that an edit can change.
fn picture(session: &Session) -> String {
    let decisions: Vec<&Decision> = session.rows().iter().map(|row| &row.decision).collect();
    let cursor: Option<PaymentId> = session.view().cursor;
    serde_json::to_string(&(decisions, session.steps_in_force(), cursor)).expect("it has a form")
}

/// Not a test: what the test below starts, and kills. It says what it found, hears the number of
/// the next step, and says each step when it is on disk.
#[test]
fn edits_until_killed() {
    let Ok(state) = std::env::var(STATE_VARIABLE) else { return };
    let (mut desk, _) = open(Path::new(&state));
    let mut said = std::io::stdout();
    writeln!(said, "{OPENED}{}", picture(&desk.session)).expect("somebody listens");
    let mut from = String::new();
    std::io::stdin().read_line(&mut from).expect("somebody speaks");
    let Ok(from) = from.trim().parse::<u64>() else { return };
    for step in from.. {
        let writes = edit(&mut desk.session, step);
        desk.store.save(&writes).expect("it is saved");
        writeln!(said, "{SAVED}{step}").expect("somebody listens");
    }
}

fn child(state: &Path) -> Child {
    Command::new(std::env::current_exe().expect("this test"))
        .args(["--exact", "editing::edits_until_killed", "--nocapture"])
        .env(STATE_VARIABLE, state)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the child starts")
}

/// What a child says, line by line. A line that its kill cut short was not said.
fn whole_lines(child: &mut Child) -> impl Iterator<Item = String> + use<> {
    let mut said = BufReader::new(child.stdout.take().expect("its output"));
    std::iter::from_fn(move || {
        let mut line = Vec::new();
        said.read_until(b'\n', &mut line).expect("a pipe is read to its end");
        (line.pop() == Some(b'\n')).then(|| String::from_utf8(line).expect("it speaks in letters"))
    })
}

/// The session that must be there, and what was seen.
struct Watch {
    /// After all acknowledged steps.
    model: Session,
    /// The number of the next step.
    next: u64,
    acknowledged: u64,
    unheard: u64,
    /// Kills before the session was open.
    before_opening: usize,
}

impl Watch {
    /// A session was found: it must be the model, or the model after its next step.
    fn compare(&mut self, found: &str) {
        let acknowledged = picture(&self.model);
        if found == acknowledged {
            return;
        }
        edit(&mut self.model, self.next);
        self.next += 1;
        let late = unheard(found, &acknowledged, &picture(&self.model));
        self.unheard += late.unwrap_or_else(|| panic!("at step {}: {found}\nexpected {acknowledged}", self.next));
    }

    /// Listens to a child until it is dead.
    fn listen(&mut self, child: &mut Child) {
        let mut orders = child.stdin.take().expect("its input");
        let said = whole_lines(child);
        let mut is_open = false;
        for line in said {
            if let Some((_, found)) = line.split_once(OPENED) {
                is_open = true;
                self.compare(found);
                // A child that is dead by now hears nothing, and did nothing.
                let _unheard = writeln!(orders, "{}", self.next);
            } else if line.contains(SAVED) {
                edit(&mut self.model, self.next);
                self.next += 1;
                self.acknowledged += 1;
            }
        }
        self.before_opening += usize::from(!is_open);
    }
}

/// How long a child needs to open the session and make the steps, undisturbed.
fn time(watch: &mut Watch, state: &Path) -> Duration {
    let begun = Instant::now();
    let mut child = child(state);
    let mut orders = child.stdin.take().expect("its input");
    let mut said = whole_lines(&mut child);
    assert!(said.any(|line| line.contains(OPENED)), "the child opens the session");
    writeln!(orders, "{}", watch.next).expect("the child listens");
    for _ in 0..EDITS_AT_MOST {
        assert!(said.any(|line| line.contains(SAVED)), "the child says what it saved");
    }
    let time = begun.elapsed();
    child.kill().expect("SIGKILL");
    child.wait().expect("it ends");
    let late = said.filter(|line| line.contains(SAVED)).count();
    for _ in 0..u64::from(EDITS_AT_MOST) + late as u64 {
        edit(&mut watch.model, watch.next);
        watch.next += 1;
    }
    time
}

#[test]
fn a_killed_session_keeps_every_edit_that_it_acknowledged() {
    let folder = tempfile::tempdir().expect("a folder");
    let state = folder.path().join("state");
    lay(&state, ROWS);
    let model = open(&state).0.session;
    let mut watch = Watch { model, next: 0, acknowledged: 0, unheard: 0, before_opening: 0 };
    let mut longest = time(&mut watch, &state);
    let mut random = Random(0x5eed_0002);
    let mut early_in_a_row = 0;
    let begun = Instant::now();
    for _ in 0..kills() {
        let mut child = child(&state);
        let moment = random.moment(longest);
        let process = Pid::from_child(&child);
        let killer = std::thread::spawn(move || {
            std::thread::sleep(moment);
            kill_process(process, Signal::KILL)
        });
        let before_opening = watch.before_opening;
        watch.listen(&mut child);
        early_in_a_row = if watch.before_opening > before_opening { early_in_a_row + 1 } else { 0 };
        if early_in_a_row == EARLY_IN_A_ROW {
            // The machine is busier than when it was measured. Twice the time makes the same again a rare chance,
            // so that this does not run away.
            (longest, early_in_a_row) = (longest * 2, 0);
        }
        killer.join().expect("the killer does its work").expect("the child lives until it is killed");
        child.wait().expect("it ends");
    }
    watch.compare(&picture(&open(&state).0.session));
    tell(format_args!(
        "session: {} kills, {:.1?} in all, {} of them before it was open; edits acknowledged {}, \
         on disk and not yet acknowledged {}, missing 0",
        kills(),
        begun.elapsed(),
        watch.before_opening,
        watch.acknowledged,
        watch.unheard,
    ));
    add_up(kills());
    assert!(watch.acknowledged > 0 || kills() < ENOUGH, "the child comes to edit between its kills");
}
