//! The program itself, committing, killed again and again.

use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use sverka::crm::Crm as _;
use sverka::crm::embedded::EmbeddedCrm;
use sverka::model::{AttemptKind, AttemptState, CommitState, IdempotencyKey, PaymentId};
use sverka::store::Store;

use crate::judge::{Complaint, complaints, complaints_at_the_end, is_committed};
use crate::state::{copy, lay, look, wait};
use crate::{Random, kills, program, tell};

const PAYMENTS: u32 = 500;
/// State folders that are killed at the same time.
const LANES: usize = 2;
const SIGKILL: i32 = 9;

/// What was seen.
#[derive(Default)]
struct Figures {
    kills: usize,
    lives: usize,
    /// Kills after which payments were on their way.
    on_their_way: usize,
    /// Those payments.
    unknown: usize,
    /// Kills that left a part of the batch committed.
    part_way: usize,
}

fn commit(state: &Path) -> Command {
    program(state, &["commit", "--json"])
}

fn succeeds(command: &mut Command) {
    assert!(command.status().expect("the program starts").success());
}

/// Kills one state folder after another until it made so many kills.
fn lane(template: &Path, folder: &Path, whole: Duration, wanted: usize, seed: u64) -> Figures {
    let mut random = Random(seed);
    let mut figures = Figures::default();
    let (state, beside) = (folder.join("state"), folder.join("beside"));
    while figures.kills < wanted {
        copy(template, &state);
        figures.lives += 1;
        let mut longest = whole;
        loop {
            let mut child = commit(&state).spawn().expect("the program starts");
            std::thread::sleep(random.moment(longest));
            child.kill().expect("SIGKILL");
            let end = child.wait().expect("it ends");
            assert!(end.success() || end.signal() == Some(SIGKILL), "{end}");
            let left = look(&state, &beside);
            assert_eq!(complaints(&left), [], "after {} kills", figures.kills);
            let committed = left.rows.iter().filter(|row| is_committed(row)).count();
            if end.signal() == Some(SIGKILL) {
                let unknown = left.rows.iter().filter(|row| row.commit == CommitState::Unknown).count();
                figures.kills += 1;
                figures.on_their_way += usize::from(unknown > 0);
                figures.unknown += unknown;
                figures.part_way += usize::from(committed > 0 && committed < left.rows.len());
            }
            if committed == left.rows.len() {
                break;
            }
            if figures.kills == wanted {
                succeeds(&mut commit(&state));
                break;
            }
            // The less is left to do, the sooner the program is at its end.
            let open = u32::try_from(left.rows.len() - committed).expect("it is small");
            longest = whole / 2 + whole / 2 * open / PAYMENTS;
        }
        assert_eq!(complaints_at_the_end(&look(&state, &beside)), [], "all of it goes through in the end");
    }
    figures
}

#[test]
fn a_killed_commit_leaves_each_payment_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let template = folder.path().join("template");
    lay(&template, PAYMENTS);
    // What a session looks like that the program itself has had open.
    succeeds(&mut program(&template, &["rows"]));
    let state = folder.path().join("whole");
    copy(&template, &state);
    let begun = Instant::now();
    succeeds(&mut commit(&state));
    let whole = begun.elapsed();
    assert_eq!(complaints_at_the_end(&look(&state, &folder.path().join("beside"))), [], "without a kill");

    let begun = Instant::now();
    let share = kills().div_ceil(LANES);
    let lanes: Vec<Figures> = std::thread::scope(|scope| {
        let started: Vec<_> = (1..=LANES)
            .map(|number| {
                let (template, folder) = (&template, folder.path().join(number.to_string()));
                fs::create_dir(&folder).expect("a folder");
                scope.spawn(move || lane(template, &folder, whole, share, 0x5eed_0000 + number as u64))
            })
            .collect();
        started.into_iter().map(|lane| lane.join().expect("the lane comes to its end")).collect()
    });
    let sum = |figure: fn(&Figures) -> usize| lanes.iter().map(figure).sum::<usize>();
    let (on_their_way, part_way) = (sum(|lane| lane.on_their_way), sum(|lane| lane.part_way));
    tell(format_args!(
        "commit: {} kills in {} lives of {PAYMENTS} payments, {:.1?} in all (undisturbed: {whole:.1?}); \
         left part of the batch committed {part_way}, left payments on their way {on_their_way} \
         ({} payments, each settled by asking the CRM); lost 0, doubled 0",
        sum(|lane| lane.kills),
        sum(|lane| lane.lives),
        begun.elapsed(),
        sum(|lane| lane.unknown),
    ));
    assert!(on_their_way > 0 && part_way > 0, "some kills fall into the batch");
}

/// What the kills are judged by sees a loss and a double in real files too.
#[test]
fn the_judge_is_not_blind() {
    let folder = tempfile::tempdir().expect("a folder");
    let (state, beside) = (folder.path().join("state"), folder.path().join("beside"));
    lay(&state, 3);
    succeeds(&mut commit(&state));
    assert_eq!(complaints_at_the_end(&look(&state, &beside)), []);
    let attempts = Store::open(&state.join("sverka.redb")).expect("it opens").attempts().expect("it reads");
    let posted: Vec<_> = attempts
        .iter()
        .filter(|attempt| attempt.kind == AttemptKind::Post && matches!(attempt.state, AttemptState::Confirmed(_)))
        .map(|attempt| attempt.posting.clone())
        .collect();

    // Behind the session's back a payment goes, and comes again as another payment.
    let crm = EmbeddedCrm::open(&state.join("crm.redb")).expect("it opens");
    wait(crm.reverse(&posted[..1], "")).expect("it is taken back");
    let lost = posted[0].payment;
    drop(crm);
    assert_eq!(complaints(&look(&state, &beside)), [Complaint::Lost(lost)]);
    let crm = EmbeddedCrm::open(&state.join("crm.redb")).expect("it opens");
    let mut again = posted[0].clone();
    again.payment = PaymentId::of_document("another");
    again.parts[0].key = IdempotencyKey::of(again.payment, &again.parts[0].allocation, 0);
    wait(crm.post(std::slice::from_ref(&again))).expect("it is taken");
    drop(crm);
    assert_eq!(complaints(&look(&state, &beside)), [Complaint::Lost(lost), Complaint::Stranger(again.payment)]);

    // A session that forgot what the CRM holds would send it again.
    let forgetful = folder.path().join("forgetful");
    lay(&forgetful, 3);
    fs::copy(state.join("crm.redb"), forgetful.join("crm.redb")).expect("copied");
    let seen = complaints(&look(&forgetful, &beside));
    for posting in &posted[1..] {
        assert!(seen.contains(&Complaint::FreeThoughHeld(posting.payment)), "{seen:?}");
    }
}
