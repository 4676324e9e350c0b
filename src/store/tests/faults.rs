//! A disk that fails: the k-th call of a small session, for every k, in every way.

use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use redb::StorageBackend;
use rstest::rstest;

use super::{Store, StoreError, held, script, states_of_script, words};

/// A disk in memory that can be told to fail, and that outlives the store on it.
#[derive(Debug, Clone, Default)]
pub(super) struct Disk(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    bytes: Vec<u8>,
    calls: usize,
    fails_at: Option<(usize, io::ErrorKind)>,
    /// Whether it stays broken after its first failure, as a full disk does.
    stays: bool,
}

impl Disk {
    pub(super) fn holding(bytes: Vec<u8>) -> Self {
        Self(Arc::new(Mutex::new(State { bytes, ..State::default() })))
    }

    fn with<T>(&self, use_it: impl FnOnce(&mut State) -> T) -> T {
        use_it(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn call<T>(&self, act: impl FnOnce(&mut Vec<u8>) -> io::Result<T>) -> io::Result<T> {
        self.with(|state| {
            state.calls += 1;
            if let Some((call, kind)) = state.fails_at
                && (state.calls == call || (state.stays && state.calls > call))
            {
                return Err(kind.into());
            }
            act(&mut state.bytes)
        })
    }

    fn bytes(&self) -> Vec<u8> {
        self.with(|state| state.bytes.clone())
    }
}

impl StorageBackend for Disk {
    fn len(&self) -> io::Result<u64> {
        self.call(|bytes| Ok(bytes.len() as u64))
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        let start = usize::try_from(offset).map_err(io::Error::other)?;
        self.call(|bytes| {
            let found = bytes.get(start..start + out.len()).ok_or(io::ErrorKind::UnexpectedEof)?;
            out.copy_from_slice(found);
            Ok(())
        })
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        let len = usize::try_from(len).map_err(io::Error::other)?;
        self.call(|bytes| {
            bytes.resize(len, 0);
            Ok(())
        })
    }

    fn sync_data(&self) -> io::Result<()> {
        self.call(|_| Ok(()))
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        let start = usize::try_from(offset).map_err(io::Error::other)?;
        self.call(|bytes| {
            let place = bytes.get_mut(start..start + data.len()).ok_or(io::ErrorKind::UnexpectedEof)?;
            place.copy_from_slice(data);
            Ok(())
        })
    }
}

fn open(disk: &Disk) -> Result<Store, StoreError> {
    Store::open_backend(Path::new("disk"), disk.clone())
}

/// Runs the script; tells how many saves were acknowledged, and the first error.
fn run(disk: &Disk) -> (usize, Option<StoreError>) {
    let store = match open(disk) {
        Ok(store) => store,
        Err(error) => return (0, Some(error)),
    };
    for (done, writes) in script().iter().enumerate() {
        if let Err(error) = store.save(writes) {
            assert!(matches!(store.save(writes), Err(StoreError::Closed { .. })), "no write after a failed one");
            return (done, Some(error));
        }
        if let Err(error) = store.load() {
            return (done + 1, Some(error));
        }
    }
    (script().len(), None)
}

#[rstest]
#[case::once(io::ErrorKind::Other, false)]
#[case::for_good(io::ErrorKind::Other, true)]
#[case::disk_full(io::ErrorKind::StorageFull, true)]
fn whatever_call_fails_no_acknowledged_save_is_lost(#[case] kind: io::ErrorKind, #[case] stays: bool) {
    let states = states_of_script();
    let empty = {
        let disk = Disk::default();
        drop(open(&disk).expect("made"));
        disk.bytes()
    };
    let calls = {
        let disk = Disk::holding(empty.clone());
        assert_eq!(run(&disk).0, script().len());
        disk.with(|state| state.calls)
    };
    assert!(calls > 50, "the script makes {calls} calls");
    for call in 1..=calls {
        let disk = Disk::holding(empty.clone());
        disk.with(|state| {
            state.fails_at = Some((call, kind));
            state.stays = stays;
        });
        let (acknowledged, error) = run(&disk);
        if let (Some(error), io::ErrorKind::StorageFull) = (&error, kind) {
            assert!(matches!(error, StoreError::Full { .. }), "call {call}: {error}");
            assert!(words(error).contains("нет места"));
        }
        let after = Disk::holding(disk.bytes());
        let found = open(&after).and_then(|store| held(&store)).unwrap_or_else(|error| panic!("call {call}: {error}"));
        let in_doubt = (acknowledged + 1).min(script().len());
        assert!(found == states[acknowledged] || found == states[in_doubt], "call {call}, {acknowledged} acknowledged");
    }
}
