//! Power cuts: at each sync of either disk, both hold some of what they took since their own last
//! sync, and not the rest.

use crate::judge::judge;
use crate::media::{Asked, Disk, History, Part};
use crate::script::{Disks, Place, Told, words};
use crate::tell;

/// Images of each sync.
const IMAGES: usize = 28;

/// What a disk holds for certain, and what it may hold.
#[derive(Default, Clone)]
struct Platter {
    synced: Vec<u8>,
    pending: Vec<Asked>,
}

impl Platter {
    /// The disk after a power cut that let each write through or not.
    fn image(&self, random: &mut Random) -> Vec<u8> {
        let mut image = self.synced.clone();
        for asked in &self.pending {
            // The length of a file is kept in order by every journalling file system.
            if random.flip() || matches!(asked, Asked::SetLen(..)) {
                apply(&mut image, asked);
            }
        }
        image
    }

    fn sync(&mut self) {
        for asked in std::mem::take(&mut self.pending) {
            apply(&mut self.synced, &asked);
        }
    }
}

fn apply(image: &mut Vec<u8>, asked: &Asked) {
    match asked {
        Asked::SetLen(_, len) => image.resize(*len, 0),
        Asked::Write(_, offset, data) => {
            if image.len() < offset + data.len() {
                image.resize(offset + data.len(), 0);
            }
            image[*offset..offset + data.len()].copy_from_slice(data);
        }
        Asked::Sync(_) | Asked::Told(_) => {}
    }
}

/// xorshift (Marsaglia 2003).
struct Random(u64);

impl Random {
    fn flip(&mut self) -> bool {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.is_multiple_of(2)
    }
}

/// The whole work, written down.
async fn history() -> ([Vec<u8>; 2], Vec<Asked>) {
    let history = History::default();
    let place = Place::watched(&history);
    let [session, crm] = place.lay();
    let disks = Disks {
        session: Disk::watched(session.clone(), Part::Session, &history),
        crm: Disk::watched(crm.clone(), Part::Crm, &history),
    };
    let done = place.work(&disks, &mut Told::default()).await;
    assert_eq!(done.map_err(|message| words(&message)), Ok(()));
    drop(disks);
    let asked = history.lock().expect("nobody panics").clone();
    ([session, crm], asked)
}

#[tokio::test]
async fn a_power_cut_at_any_sync_leaves_each_payment_once() {
    let ([session, crm], asked) = history().await;
    let mut platters = [session, crm].map(|synced| Platter { synced, pending: Vec::new() });
    let (place, mut told, mut random) = (Place::new(), Told::default(), Random(0x5eed_1234_5678_9abc));
    let (mut images, mut on_their_way, mut syncs) = (0, 0, [0, 0]);
    for one in asked {
        match one {
            Asked::Told(word) => told = word,
            Asked::Write(part, ..) | Asked::SetLen(part, _) => platters[part as usize].pending.push(one),
            Asked::Sync(part) => {
                syncs[part as usize] += 1;
                for _ in 0..IMAGES {
                    let disks = Part::ALL.map(|part| platters[part as usize].image(&mut random));
                    let way = judge(&place, disks, &told).await;
                    let way =
                        way.unwrap_or_else(|complaint| panic!("image {images}, {syncs:?}, {told:?}: {complaint}"));
                    images += 1;
                    on_their_way += usize::from(way.0 > 0);
                }
                platters[part as usize].sync();
            }
        }
    }
    tell(format_args!(
        "power cuts: {images} images at {} syncs of the session and {} of the CRM, over an import, edits, a commit, \
         a reversal and a second commit; {on_their_way} left payments on their way; acknowledged rows lost 0, doubled \
         after recovery 0",
        syncs[0], syncs[1]
    ));
    assert!(images >= 1_000 && on_their_way > 100, "{images} images, {on_their_way} in the middle");
}
