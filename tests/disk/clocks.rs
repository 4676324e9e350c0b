//! The clock of the wall is put at any of its readings: before, between and in the middle of imports,
//! edits, commits and a reversal. Nothing but what people read rests on it.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use rstest::rstest;
use sverka::model::{Attempt, IdempotencyKey};
use sverka::store::Clock;
use tokio::time::Instant;

use crate::judge::{complaint_at_the_end, journal};
use crate::media::Disk;
use crate::script::{Disks, Place, Told, words};
use crate::tell;

/// A clock that is read, goes on by a little each time, and is put once.
#[derive(Default)]
struct Wall {
    readings: usize,
    put_at: usize,
    by: SignedDuration,
}

impl Wall {
    fn clock(wall: &Arc<Mutex<Self>>) -> Clock {
        let wall = Arc::clone(wall);
        Clock::new(move || {
            let mut wall = wall.lock().expect("nobody panics");
            wall.readings += 1;
            let begun: Timestamp = "2026-11-22T10:15:00Z".parse().expect("a moment");
            let now = begun + SignedDuration::from_millis(i64::try_from(wall.readings).expect("few"));
            if wall.readings >= wall.put_at { now + wall.by } else { now }
        })
    }
}

fn keys(attempts: &[Attempt]) -> Vec<IdempotencyKey> {
    attempts.iter().flat_map(|attempt| attempt.posting.parts.iter().map(|part| part.key)).collect()
}

/// The work and the next start by a clock that is put at that reading. Gives the journal, and how
/// often the clock was read.
async fn by_a_clock(put_at: usize, by: SignedDuration) -> Result<(Vec<Attempt>, usize), String> {
    let wall = Arc::new(Mutex::new(Wall { readings: 0, put_at, by }));
    let place = Place::by(Wall::clock(&wall));
    let [session, crm] = place.lay().map(Disk::holding);
    let disks = Disks { session, crm };
    let begun = Instant::now();
    let mut told = Told::default();
    place.work(&disks, &mut told).await.map_err(|message| words(&message))?;
    let kept = disks.bytes();
    place.finish(&disks).await.map_err(|message| words(&message))?;
    if begun.elapsed() > Duration::from_secs(5) {
        return Err(format!("it waited for {:?}", begun.elapsed()));
    }
    for disks in [kept, disks.bytes()] {
        if let Some(complaint) = complaint_at_the_end(disks).await {
            return Err(complaint);
        }
    }
    let readings = wall.lock().expect("nobody panics").readings;
    Ok((journal(disks.bytes()).await?, readings))
}

#[rstest]
#[case::an_hour_back("-1 h", SignedDuration::from_hours(-1))]
#[case::a_day_forward("+1 day", SignedDuration::from_hours(24))]
#[case::to_1970("1970", SignedDuration::from_secs(-1_795_342_500))]
#[tokio::test(start_paused = true)]
async fn a_clock_that_jumps_changes_nothing_but_times(#[case] name: &str, #[case] by: SignedDuration) {
    let (steady, readings) = by_a_clock(usize::MAX, by).await.expect("nothing happens");
    let (steady, mut tried) = (keys(&steady), 0);
    assert!(readings > 15, "the clock is read {readings} times");
    for put_at in 1..=readings {
        let (attempts, _) =
            by_a_clock(put_at, by).await.unwrap_or_else(|complaint| panic!("put at reading {put_at}: {complaint}"));
        assert_eq!(keys(&attempts), steady, "put at reading {put_at}: the keys are the same");
        let sequences: Vec<u64> = attempts.iter().map(|attempt| attempt.sequence).collect();
        assert_eq!(sequences, (1..=attempts.len() as u64).collect::<Vec<_>>());
        let went_back = attempts.iter().find(|attempt| attempt.changed_at < attempt.planned_at);
        assert!(went_back.is_none(), "put at reading {put_at}: settled before it was planned: {went_back:?}");
        tried += 1;
    }
    tell(format_args!(
        "clock, {name}: put at each of {tried} readings; the same keys in the same order, nothing waited, each payment \
         once, the log whole"
    ));
}
