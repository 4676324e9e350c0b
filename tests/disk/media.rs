//! A disk in memory: it fails where it is told to, keeps what it was asked to make durable apart
//! from what it only took, and can write down everything it was asked.

use std::fmt;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use redb::StorageBackend;

use crate::script::Told;

/// What a disk is asked to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Call {
    Len,
    Read,
    Write,
    SetLen,
    Sync,
}

/// Where a disk fails, and how.
#[derive(Debug, Clone, Copy)]
pub struct Fault {
    /// Which of its calls, from 1.
    pub call: usize,
    /// What it says.
    pub error: io::ErrorKind,
    /// Whether it stays broken, as a full disk does.
    pub stays: bool,
}

/// The two files of a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Session,
    Crm,
}

impl Part {
    pub const ALL: [Self; 2] = [Self::Session, Self::Crm];
}

/// What was asked of the disks, and what the person was told, in its order.
#[derive(Debug, Clone)]
pub enum Asked {
    Write(Part, usize, Vec<u8>),
    SetLen(Part, usize),
    Sync(Part),
    Told(Told),
}

/// What is written down of both disks.
pub type History = Arc<Mutex<Vec<Asked>>>;

/// A disk that outlives whoever works on it. Clones are the same disk.
#[derive(Clone)]
pub struct Disk(Arc<Mutex<State>>);

struct State {
    /// What the system would give back.
    bytes: Vec<u8>,
    /// What a power cut would leave, were it to take all that was not made durable.
    durable: Vec<u8>,
    calls: usize,
    fault: Option<Fault>,
    failed: Option<Call>,
    history: Option<(Part, History)>,
}

impl Disk {
    pub fn holding(bytes: Vec<u8>) -> Self {
        let durable = bytes.clone();
        Self(Arc::new(Mutex::new(State { bytes, durable, calls: 0, fault: None, failed: None, history: None })))
    }

    /// The same with a fault to come.
    pub fn failing(bytes: Vec<u8>, fault: Fault) -> Self {
        let disk = Self::holding(bytes);
        disk.state().fault = Some(fault);
        disk
    }

    /// The same, with all that is asked of it written down.
    pub fn watched(bytes: Vec<u8>, part: Part, history: &History) -> Self {
        let disk = Self::holding(bytes);
        disk.state().history = Some((part, Arc::clone(history)));
        disk
    }

    pub fn bytes(&self) -> Vec<u8> {
        self.state().bytes.clone()
    }

    pub fn durable(&self) -> Vec<u8> {
        self.state().durable.clone()
    }

    /// The first call that failed.
    pub fn failed(&self) -> Option<Call> {
        self.state().failed
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn call<T>(&self, call: Call, act: impl FnOnce(&mut State) -> io::Result<T>) -> io::Result<T> {
        let mut state = self.state();
        state.calls += 1;
        if let Some(fault) = state.fault
            && (state.calls == fault.call || (fault.stays && state.calls > fault.call))
        {
            state.failed.get_or_insert(call);
            return Err(fault.error.into());
        }
        act(&mut state)
    }
}

impl State {
    fn note(&self, asked: impl FnOnce(Part) -> Asked) {
        if let Some((part, history)) = &self.history {
            history.lock().unwrap_or_else(PoisonError::into_inner).push(asked(*part));
        }
    }
}

impl fmt::Debug for Disk {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Disk").finish_non_exhaustive()
    }
}

fn place(number: u64) -> io::Result<usize> {
    usize::try_from(number).map_err(io::Error::other)
}

impl StorageBackend for Disk {
    fn len(&self) -> io::Result<u64> {
        self.call(Call::Len, |state| Ok(state.bytes.len() as u64))
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        let start = place(offset)?;
        self.call(Call::Read, |state| {
            out.copy_from_slice(state.bytes.get(start..start + out.len()).ok_or(io::ErrorKind::UnexpectedEof)?);
            Ok(())
        })
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        let len = place(len)?;
        self.call(Call::SetLen, |state| {
            state.note(|part| Asked::SetLen(part, len));
            state.bytes.resize(len, 0);
            Ok(())
        })
    }

    fn sync_data(&self) -> io::Result<()> {
        self.call(Call::Sync, |state| {
            state.note(Asked::Sync);
            state.durable.clone_from(&state.bytes);
            Ok(())
        })
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        let start = place(offset)?;
        self.call(Call::Write, |state| {
            state.note(|part| Asked::Write(part, start, data.to_vec()));
            let kept = state.bytes.get_mut(start..start + data.len()).ok_or(io::ErrorKind::UnexpectedEof)?;
            kept.copy_from_slice(data);
            Ok(())
        })
    }
}
