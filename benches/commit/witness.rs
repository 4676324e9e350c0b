//! A witness of what is durable: it notes all that the store asks of its disk and, among that, each
//! posting that leaves for the CRM. Afterwards the disk is laid out as a power cut just before each
//! posting would have left it: of what was written since the last sync, nothing.

use std::fs::OpenOptions;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard};

use async_trait::async_trait;
use redb::StorageBackend;
use redb::backends::{FileBackend, InMemoryBackend};
use sverka::crm::embedded::EmbeddedCrm;
use sverka::crm::{Abilities, Crm, CrmError, Outcome, PostedPart};
use sverka::model::{Attempt, AttemptState, Contract, ContractId, IdempotencyKey, Message, Posting};
use sverka::store::Store;

/// What was asked, in its order.
#[derive(Debug, Clone)]
enum Seen {
    Write(u64, Vec<u8>),
    SetLen(u64),
    Sync,
    /// These are handed to the CRM.
    Posting(Vec<IdempotencyKey>),
}

/// The notes of a commit.
#[derive(Debug, Clone, Default)]
pub struct Notes(Arc<Mutex<Vec<Seen>>>);

/// How many postings left, and for how many of them a power cut would have kept the intent.
#[derive(Debug, Clone, Copy, Default)]
pub struct Account {
    pub left: usize,
    pub with_intent: usize,
    pub syncs: usize,
}

impl Notes {
    fn all(&self) -> MutexGuard<'_, Vec<Seen>> {
        self.0.lock().expect("nobody fails with it")
    }

    fn note(&self, seen: Seen) {
        self.all().push(seen);
    }

    /// The same notes with each posting a sync earlier, as of a program that sends before its intent is
    /// durable: a witness who is content with these is blind.
    pub fn of_a_hasty_program(&self) -> Self {
        let mut notes = self.all().clone();
        for place in 1..notes.len() {
            if matches!((&notes[place - 1], &notes[place]), (Seen::Sync, Seen::Posting(_))) {
                notes.swap(place - 1, place);
            }
        }
        Self(Arc::new(Mutex::new(notes)))
    }

    /// Looks at the disk before each posting.
    pub fn judge(&self) -> Account {
        let disk = InMemoryBackend::new();
        let mut unsynced: Vec<&Seen> = Vec::new();
        let mut account = Account::default();
        let notes = self.all();
        for seen in notes.iter() {
            match seen {
                Seen::Write(..) | Seen::SetLen(_) => unsynced.push(seen),
                Seen::Sync => {
                    account.syncs += 1;
                    unsynced.drain(..).for_each(|seen| apply(&disk, seen));
                }
                Seen::Posting(keys) => {
                    let sent = sent(&disk);
                    account.left += keys.len();
                    account.with_intent += keys.iter().filter(|key| sent.contains(key)).count();
                }
            }
        }
        account
    }
}

fn apply(disk: &InMemoryBackend, seen: &Seen) {
    let applied = match seen {
        Seen::Write(offset, data) => {
            let end = offset + u64::try_from(data.len()).expect("a length");
            let length = disk.len().expect("memory has a length");
            if length < end { disk.set_len(end) } else { Ok(()) }.and_then(|()| disk.write(*offset, data))
        }
        Seen::SetLen(length) => disk.set_len(*length),
        Seen::Sync | Seen::Posting(_) => Ok(()),
    };
    applied.expect("memory takes it");
}

/// The keys that this disk has as sent, when it is opened after the power came back.
fn sent(disk: &InMemoryBackend) -> Vec<IdempotencyKey> {
    let length = disk.len().expect("memory has a length");
    let mut bytes = vec![0; usize::try_from(length).expect("it fits")];
    disk.read(0, &mut bytes).expect("memory is read");
    let copy = InMemoryBackend::new();
    copy.set_len(length).and_then(|()| copy.write(0, &bytes)).expect("memory takes it");
    let store = Store::open_backend(Path::new("after the power cut"), copy).expect("it opens");
    let unsettled: Vec<Attempt> = store.attempts_unsettled().expect("the journal reads");
    let sent = unsettled.into_iter().filter(|attempt| attempt.state == AttemptState::Sent);
    sent.flat_map(|attempt| attempt.posting.parts).map(|part| part.key).collect()
}

/// A file on the disk whose every write and sync is noted.
#[derive(Debug)]
pub struct WitnessedFile {
    file: FileBackend,
    notes: Notes,
}

impl WitnessedFile {
    pub fn create(path: &Path, notes: &Notes) -> Self {
        let file = OpenOptions::new().read(true).write(true).create_new(true).open(path).expect("a new file");
        Self { file: FileBackend::new(file).expect("nobody else has it"), notes: notes.clone() }
    }
}

impl StorageBackend for WitnessedFile {
    fn len(&self) -> io::Result<u64> {
        self.file.len()
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        self.file.read(offset, out)
    }

    fn set_len(&self, length: u64) -> io::Result<()> {
        self.file.set_len(length)?;
        self.notes.note(Seen::SetLen(length));
        Ok(())
    }

    fn sync_data(&self) -> io::Result<()> {
        self.file.sync_data()?;
        self.notes.note(Seen::Sync);
        Ok(())
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        self.file.write(offset, data)?;
        self.notes.note(Seen::Write(offset, data.to_vec()));
        Ok(())
    }
}

/// The embedded CRM behind somebody who notes what is handed to it.
#[derive(Debug)]
pub struct WitnessedCrm {
    pub crm: EmbeddedCrm,
    pub notes: Notes,
}

impl WitnessedCrm {
    fn note(&self, postings: &[Posting]) {
        let parts = postings.iter().flat_map(|posting| &posting.parts);
        self.notes.note(Seen::Posting(parts.map(|part| part.key).collect()));
    }
}

#[async_trait]
impl Crm for WitnessedCrm {
    fn name(&self) -> Message {
        self.crm.name()
    }

    fn abilities(&self) -> Abilities {
        self.crm.abilities()
    }

    async fn contracts(&self) -> Result<Vec<Contract>, CrmError> {
        self.crm.contracts().await
    }

    async fn contracts_by_id(&self, ids: &[ContractId]) -> Result<Vec<Contract>, CrmError> {
        self.crm.contracts_by_id(ids).await
    }

    async fn payments_of(&self, contract: &ContractId) -> Result<Vec<PostedPart>, CrmError> {
        self.crm.payments_of(contract).await
    }

    async fn payments(&self) -> Result<Vec<PostedPart>, CrmError> {
        self.crm.payments().await
    }

    async fn find(&self, keys: &[IdempotencyKey]) -> Result<Vec<PostedPart>, CrmError> {
        self.crm.find(keys).await
    }

    async fn find_postings(&self, postings: &[Posting]) -> Result<Vec<PostedPart>, CrmError> {
        self.crm.find_postings(postings).await
    }

    async fn post(&self, postings: &[Posting]) -> Result<Vec<Outcome>, CrmError> {
        self.note(postings);
        self.crm.post(postings).await
    }

    async fn reverse(&self, postings: &[Posting], reason: &str) -> Result<Vec<Outcome>, CrmError> {
        self.note(postings);
        self.crm.reverse(postings, reason).await
    }
}
