//! The k-th call of a disk fails, for every k of the work, in every way.

use std::collections::BTreeMap;
use std::io;

use rstest::rstest;

use crate::judge::judge;
use crate::media::{Call, Disk, Fault, Part};
use crate::script::{Disks, Place, Told, words};
use crate::tell;

/// What was seen.
#[derive(Default)]
struct Figures {
    /// Faults tried, by what failed.
    tried: BTreeMap<Call, usize>,
    /// Those that ended the work.
    stopped: usize,
    /// Pairs of disks that were judged.
    judged: usize,
    /// Those that left payments on their way.
    on_their_way: usize,
}

#[rstest]
#[case::session_once(Part::Session, "once", io::ErrorKind::Other, false)]
#[case::session_for_good(Part::Session, "for good", io::ErrorKind::Other, true)]
#[case::session_disk_full(Part::Session, "full", io::ErrorKind::StorageFull, true)]
#[case::session_read_only(Part::Session, "read-only", io::ErrorKind::ReadOnlyFilesystem, true)]
#[case::crm_once(Part::Crm, "once", io::ErrorKind::Other, false)]
#[case::crm_for_good(Part::Crm, "for good", io::ErrorKind::Other, true)]
#[case::crm_disk_full(Part::Crm, "full", io::ErrorKind::StorageFull, true)]
#[case::crm_read_only(Part::Crm, "read-only", io::ErrorKind::ReadOnlyFilesystem, true)]
#[tokio::test]
async fn whatever_call_fails_each_payment_is_there_once_in_the_end(
    #[case] part: Part,
    #[case] way: &str,
    #[case] error: io::ErrorKind,
    #[case] stays: bool,
) {
    let place = Place::new();
    let [session, crm] = place.lay();
    let mut figures = Figures::default();
    for call in 1.. {
        let fault = Fault { call, error, stays };
        let disks = match part {
            Part::Session => Disks { session: Disk::failing(session.clone(), fault), crm: Disk::holding(crm.clone()) },
            Part::Crm => Disks { session: Disk::holding(session.clone()), crm: Disk::failing(crm.clone(), fault) },
        };
        let mut told = Told::default();
        let ended = place.work(&disks, &mut told).await;
        let broken = if part == Part::Session { disks.session.failed() } else { disks.crm.failed() };
        let Some(failed) = broken else {
            assert_eq!(ended.map_err(|message| words(&message)), Ok(()), "nothing failed");
            break;
        };
        *figures.tried.entry(failed).or_default() += 1;
        figures.stopped += usize::from(ended.is_err());
        if let (Err(message), Call::Write | Call::SetLen | Call::Sync) = (&ended, failed) {
            let words = words(message).to_lowercase();
            let says = |said: &str| assert!(words.contains(said), "call {call}, {failed:?}: {words}");
            match error {
                io::ErrorKind::StorageFull => says("мест"),
                io::ErrorKind::ReadOnlyFilesystem => says("прав"),
                _ => {}
            }
        }
        let mut left = vec![disks.bytes()];
        if failed == Call::Sync {
            // The system may have thrown away what it could not write.
            left.push(disks.durable());
        }
        for bytes in left {
            let way = judge(&place, bytes, &told).await;
            let way = way.unwrap_or_else(|complaint| panic!("call {call}, {failed:?}, {told:?}: {complaint}"));
            figures.judged += 1;
            figures.on_their_way += usize::from(way.0 > 0);
        }
    }
    let tried: usize = figures.tried.values().sum();
    tell(format_args!(
        "{part:?}, {way}: {tried} calls failed in turn {:?}, {} of them ended the work; of {} states left {} had \
         payments on their way; lost 0, doubled 0, told and untrue 0",
        figures.tried, figures.stopped, figures.judged, figures.on_their_way
    ));
    assert!(tried > 60 && figures.stopped > 50, "of {tried} calls {} end the work", figures.stopped);
    assert!(figures.on_their_way > 5, "{} left payments on their way", figures.on_their_way);
}
