//! Power cuts: at each sync of a small session the disk holds some of the writes since the one
//! before, and not others.

use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use redb::StorageBackend;

use super::faults::Disk;
use super::{Store, held, script, states_of_script};

/// What the store asked of the disk.
#[derive(Debug, Clone)]
enum Asked {
    Write(usize, Vec<u8>),
    SetLen(usize),
    Sync,
    /// Not of the store: so many saves are acknowledged from here on.
    Acknowledged(usize),
}

/// A disk that remembers everything it was asked.
#[derive(Debug, Clone, Default)]
struct Recorder {
    disk: Disk,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Recorder {
    fn note(&self, asked: Asked) {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).push(asked);
    }
}

impl StorageBackend for Recorder {
    fn len(&self) -> io::Result<u64> {
        self.disk.len()
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        self.disk.read(offset, out)
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.note(Asked::SetLen(usize::try_from(len).map_err(io::Error::other)?));
        self.disk.set_len(len)
    }

    fn sync_data(&self) -> io::Result<()> {
        self.note(Asked::Sync);
        self.disk.sync_data()
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        self.note(Asked::Write(usize::try_from(offset).map_err(io::Error::other)?, data.to_vec()));
        self.disk.write(offset, data)
    }
}

fn apply(image: &mut Vec<u8>, asked: &Asked) {
    match asked {
        Asked::SetLen(len) => image.resize(*len, 0),
        Asked::Write(offset, data) => {
            if image.len() < offset + data.len() {
                image.resize(offset + data.len(), 0);
            }
            image[*offset..offset + data.len()].copy_from_slice(data);
        }
        Asked::Sync | Asked::Acknowledged(_) => {}
    }
}

/// The next of a fixed series of numbers that look random (xorshift, Marsaglia 2003).
fn next(seed: &mut u64) -> u64 {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    *seed
}

#[test]
fn a_power_cut_loses_no_acknowledged_save() {
    let states = states_of_script();
    let recorder = Recorder::default();
    drop(Store::open_backend(Path::new("disk"), recorder.clone()).expect("made"));
    let laid = recorder.asked.lock().expect("no panic").len();
    let store = Store::open_backend(Path::new("disk"), recorder.clone()).expect("opened");
    for (done, writes) in script().iter().enumerate() {
        store.save(writes).expect("saved");
        recorder.note(Asked::Acknowledged(done + 1));
    }
    drop(store);
    let asked = recorder.asked.lock().expect("no panic").clone();

    let mut synced = Vec::new();
    asked[..laid].iter().for_each(|one| apply(&mut synced, one));
    let mut pending: Vec<&Asked> = Vec::new();
    let mut acknowledged = 0;
    let mut images = 0;
    let mut seed = 0x5eed_1234_5678_9abc;
    for one in &asked[laid..] {
        match one {
            Asked::Acknowledged(count) => acknowledged = *count,
            Asked::Write(..) | Asked::SetLen(_) => pending.push(one),
            Asked::Sync => {
                for _ in 0..80 {
                    let mut image = synced.clone();
                    let lucky: Vec<bool> = pending.iter().map(|_| next(&mut seed).is_multiple_of(2)).collect();
                    for (asked, reached) in pending.iter().zip(lucky) {
                        // The length of a file is kept in order by every journalling file system.
                        if reached || matches!(asked, Asked::SetLen(_)) {
                            apply(&mut image, asked);
                        }
                    }
                    let found = Store::open_backend(Path::new("disk"), Disk::holding(image))
                        .and_then(|store| held(&store))
                        .unwrap_or_else(|error| panic!("image {images}: {error}"));
                    let in_doubt = (acknowledged + 1).min(script().len());
                    assert!(
                        found == states[acknowledged] || found == states[in_doubt],
                        "image {images}, {acknowledged} acknowledged"
                    );
                    images += 1;
                }
                pending.drain(..).for_each(|asked| apply(&mut synced, asked));
            }
        }
    }
    assert!(images >= 1_000, "{images} images");
}
