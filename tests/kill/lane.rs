//! State folders that are killed at the same time, life after life, whatever is done in them.

use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::Child;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::{Random, kills, tell};

/// State folders that are killed at the same time.
const LANES: usize = 2;
const SIGKILL: i32 = 9;

/// Something that is done to a state, and killed.
pub trait Kind: Sync {
    /// For the figures.
    const NAME: &'static str;

    /// Lays a state in which all is still to be done.
    fn lay(&self, state: &Path);

    /// Begins to do it, or goes on with it.
    fn start(&self, state: &Path) -> Child;

    /// Judges what a kill left, in a copy of it at `beside`.
    fn look(&self, state: &Path, beside: &Path) -> Seen;

    /// Judges a state in which all is done.
    fn judge_end(&self, state: &Path, beside: &Path);
}

/// What a kill left.
pub struct Seen {
    /// So much of it is done.
    pub done: usize,
    /// So much there is to be done.
    pub all: usize,
    /// Payments on their way.
    pub unknown: usize,
}

#[derive(Default)]
struct Figures {
    kills: usize,
    lives: usize,
    /// Kills that left some of it done and some not.
    part_way: usize,
    /// Kills after which payments were on their way.
    on_their_way: usize,
    /// Those payments.
    unknown: usize,
}

/// Kills of all kinds that have come to their end.
static ALL_KILLS: Mutex<usize> = Mutex::new(0);

/// Adds kills to those of the other kinds, and tells of all. Whatever was lost, doubled or missing
/// would have ended the test before.
pub fn add_up(kills: usize) {
    let mut all = ALL_KILLS.lock().expect("no kind has failed while adding");
    *all += kills;
    tell(format_args!(
        "all kinds so far: {all} kills; lost 0, doubled 0, acknowledged edits missing 0, every state opened by itself"
    ));
}

/// Makes the kills of a kind and tells the figures; `halfway` says that what is done may be seen done
/// in part.
pub fn run<K: Kind>(kind: &K, halfway: bool) {
    let folder = tempfile::tempdir().expect("a folder");
    let [state, beside] = ["whole", "beside"].map(|name| folder.path().join(name));
    kind.lay(&state);
    let begun = Instant::now();
    assert!(kind.start(&state).wait().expect("it ends").success(), "{}: undisturbed", K::NAME);
    let whole = begun.elapsed();
    kind.judge_end(&state, &beside);

    let begun = Instant::now();
    let share = kills().div_ceil(LANES);
    let lanes: Vec<Figures> = std::thread::scope(|scope| {
        let started: Vec<_> = (1..=LANES)
            .map(|number| {
                let folder = folder.path().join(number.to_string());
                fs::create_dir(&folder).expect("a folder");
                scope.spawn(move || lane(kind, &folder, whole, share, 0x5eed_0000 + number as u64))
            })
            .collect();
        started.into_iter().map(|lane| lane.join().expect("the lane comes to its end")).collect()
    });
    let sum = |figure: fn(&Figures) -> usize| lanes.iter().map(figure).sum::<usize>();
    let (part_way, on_their_way) = (sum(|lane| lane.part_way), sum(|lane| lane.on_their_way));
    tell(format_args!(
        "{}: {} kills in {} lives, {:.1?} in all (undisturbed: {whole:.1?}); left it done in part {part_way}, left \
         payments on their way {on_their_way} ({} payments, each settled later); lost 0, doubled 0",
        K::NAME,
        sum(|lane| lane.kills),
        sum(|lane| lane.lives),
        begun.elapsed(),
        sum(|lane| lane.unknown),
    ));
    let kills = sum(|lane| lane.kills);
    add_up(kills);
    if halfway && kills < ENOUGH {
        tell(format_args!(
            "{}: that some kills fall into the work is not asserted of {kills}, only of {ENOUGH} and more",
            K::NAME
        ));
    }
    // A few kills may all miss it, on a machine that is busy.
    assert!(!halfway || part_way > 0 || kills < ENOUGH, "some of {kills} kills fall into the work");
}

/// So many kills do not all miss the work.
const ENOUGH: usize = 100;

/// Kills one state folder after another until it made so many kills.
fn lane<K: Kind>(kind: &K, folder: &Path, whole: Duration, wanted: usize, seed: u64) -> Figures {
    let mut random = Random(seed);
    let mut figures = Figures::default();
    let (state, beside) = (folder.join("state"), folder.join("beside"));
    // How long the whole of it takes at most: less than what was measured, where it comes to its end.
    let mut whole = whole;
    while figures.kills < wanted {
        kind.lay(&state);
        figures.lives += 1;
        let mut longest = whole;
        loop {
            let moment = random.moment(longest);
            let was_killed = kill(kind.start(&state), moment);
            let left = kind.look(&state, &beside);
            if !was_killed {
                whole = whole.min(moment.max(whole * 9 / 10));
            }
            figures.kills += usize::from(was_killed);
            figures.part_way += usize::from(left.done > 0 && left.done < left.all);
            figures.on_their_way += usize::from(left.unknown > 0);
            figures.unknown += left.unknown;
            if left.done == left.all {
                break;
            }
            if figures.kills == wanted {
                assert!(kind.start(&state).wait().expect("it ends").success());
                break;
            }
            // The less is left to do, the sooner the program is at its end.
            let share = u32::try_from(1000 * (left.all - left.done) / left.all).expect("it is small");
            longest = whole / 2 + whole / 2 * share / 1000;
        }
        kind.judge_end(&state, &beside);
    }
    figures
}

/// Kills a process at a moment; whether it had not come to its end by itself.
fn kill(mut child: Child, moment: Duration) -> bool {
    std::thread::sleep(moment);
    child.kill().expect("SIGKILL");
    let end = child.wait().expect("it ends");
    assert!(end.success() || end.signal() == Some(SIGKILL), "{end}");
    end.signal() == Some(SIGKILL)
}
