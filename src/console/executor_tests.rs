use std::future::pending;

use async_trait::async_trait;
use jiff::Timestamp;
use tempfile::TempDir;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::timeout;

use super::*;
use crate::commit::posting_of;
use crate::console::fixture::{contracts, id, rows, state_with};
use crate::console::update;
use crate::crm::{Abilities, CrmError, Keys, Outcome, PostedPart};
use crate::model::{
    Attempt, AttemptKind, AttemptState, BatchId, CommitState, Contract, ContractId, IdempotencyKey, Posting,
};

/// What a CRM that holds nothing does with a question.
#[derive(Debug, Clone, Copy)]
enum Mood {
    Answers,
    Refuses,
    IsSilent,
}

#[derive(Debug)]
struct Empty {
    /// When it is asked for all payments.
    of_all: Mood,
    /// When it is asked for the last row of [`Bench`].
    of_last: Mood,
}

impl Mood {
    async fn answer<T: Default>(self) -> Result<T, CrmError> {
        match self {
            Self::Answers => Ok(T::default()),
            Self::Refuses => Err(CrmError::InUse { holder: "the test".to_owned() }),
            Self::IsSilent => pending().await,
        }
    }
}

#[async_trait]
impl Crm for Empty {
    fn name(&self) -> Message {
        Message::new("crm-embedded")
    }

    fn abilities(&self) -> Abilities {
        Abilities {
            keys: Keys::Stored,
            partial: true,
            schedule: true,
            reversal: true,
            stages: false,
            notices: false,
            batch_size: 1,
            pacing: None,
            settles_after: Duration::ZERO,
            deadline: Duration::from_secs(600),
            register_deadline: Duration::from_secs(600),
        }
    }

    async fn contracts(&self) -> Result<Vec<Contract>, CrmError> {
        Ok(Vec::new())
    }

    async fn contracts_by_id(&self, _ids: &[ContractId]) -> Result<Vec<Contract>, CrmError> {
        Ok(Vec::new())
    }

    async fn payments_of(&self, _contract: &ContractId) -> Result<Vec<PostedPart>, CrmError> {
        Ok(Vec::new())
    }

    async fn payments(&self) -> Result<Vec<PostedPart>, CrmError> {
        self.of_all.answer().await
    }

    async fn find(&self, _keys: &[IdempotencyKey]) -> Result<Vec<PostedPart>, CrmError> {
        Ok(Vec::new())
    }

    async fn find_postings(&self, postings: &[Posting]) -> Result<Vec<PostedPart>, CrmError> {
        let is_last = postings.iter().any(|posting| posting.payment == id(LAST));
        if is_last { self.of_last.answer().await } else { Ok(Vec::new()) }
    }

    async fn post(&self, _postings: &[Posting]) -> Result<Vec<Outcome>, CrmError> {
        Mood::Refuses.answer().await
    }

    async fn reverse(&self, _postings: &[Posting], _reason: &str) -> Result<Vec<Outcome>, CrmError> {
        Mood::Refuses.answer().await
    }
}

/// After how long nothing more will be told.
const PATIENCE: Duration = Duration::from_secs(20);

/// The number of the row that the journal has last.
const LAST: usize = 20;

/// A console in which two payments have an open outcome, without a screen.
struct Bench {
    state: State,
    worker: Worker,
    answers: UnboundedSender<Msg>,
    told: UnboundedReceiver<Msg>,
    _folder: TempDir,
}

impl Bench {
    fn new(crm: Empty) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut rows = rows();
        let mut last = rows[0].clone();
        last.payment.id = id(LAST);
        rows.push(last);
        let open = [0, rows.len() - 1];
        for place in open {
            rows[place].commit = CommitState::Unknown;
        }
        let now = Timestamp::now();
        let attempts = (1..).zip(open).map(|(sequence, place)| {
            Write::Attempt(Box::new(Attempt {
                sequence,
                batch: BatchId(1),
                kind: AttemptKind::Post,
                posting: posting_of(&rows[place], None),
                state: AttemptState::Sent,
                planned_at: now,
                changed_at: now,
                reason: String::new(),
            }))
        });
        let writes: Vec<Write> = attempts.chain(rows.iter().map(|row| Write::Row(Box::new(row.clone())))).collect();
        let store = Arc::new(Store::open(&folder.path().join("sverka.redb")).expect("the store opens"));
        store.save(&writes).expect("it is saved");
        let crm: Arc<dyn Crm> = Arc::new(crm);
        let engine = Engine::new(Arc::clone(&store) as _, Arc::clone(&crm));
        let worker = Worker::new(store, crm, engine).expect("a thread");
        let (answers, told) = unbounded_channel();
        Self { state: state_with(rows, contracts(), 80, 24), worker, answers, told, _folder: folder }
    }

    fn execute(&mut self, effect: Effect) {
        assert!(self.worker.execute(effect, &self.answers).is_none());
    }

    /// Takes in all that is told, until it is this.
    async fn until(&mut self, is_it: impl Fn(&Msg) -> bool) {
        loop {
            let told = timeout(PATIENCE, self.told.recv()).await.expect("it is told");
            let message = told.expect("the bench holds the other end");
            let is_it = is_it(&message);
            update(&mut self.state, message);
            if is_it {
                return;
            }
        }
    }

    /// The payments with an open outcome, as the console has them and as they stand on disk.
    fn unknown(&self) -> [usize; 2] {
        let saved = self.worker.store.load().expect("the session loads");
        [self.state.session().rows(), saved.rows.as_slice()]
            .map(|rows| rows.iter().filter(|row| row.commit == CommitState::Unknown).count())
    }
}

fn is_recovered(message: &Msg) -> bool {
    matches!(message, Msg::Recovered(_))
}

fn is_refused_plan(message: &Msg) -> bool {
    matches!(message, Msg::BatchPlanned(Err(_)))
}

#[tokio::test]
async fn what_a_recovery_settled_is_known_though_no_reading_follows_it() {
    let mut bench = Bench::new(Empty { of_all: Mood::Refuses, of_last: Mood::Answers });
    assert_eq!(bench.unknown(), [2, 2]);
    bench.execute(Effect::PlanBatch);
    bench.until(is_refused_plan).await;
    assert_eq!(bench.unknown(), [0, 0]);
}

#[rstest::rstest]
#[case::while_all_payments_are_read(Empty { of_all: Mood::IsSilent, of_last: Mood::Answers }, 0)]
#[case::between_two_questions(Empty { of_all: Mood::Answers, of_last: Mood::IsSilent }, 1)]
#[tokio::test]
async fn what_a_recovery_settled_is_known_though_a_person_stops(#[case] crm: Empty, #[case] left: usize) {
    let mut bench = Bench::new(crm);
    bench.execute(Effect::PlanBatch);
    for _ in left..2 {
        bench.until(is_recovered).await;
    }
    bench.execute(Effect::CancelBatch);
    bench.until(is_refused_plan).await;
    assert_eq!(bench.unknown(), [left; 2]);
}

#[tokio::test]
async fn what_a_recovery_settled_is_known_though_another_takes_its_place() {
    let mut bench = Bench::new(Empty { of_all: Mood::Answers, of_last: Mood::IsSilent });
    bench.execute(Effect::Settle { when: When::Now });
    bench.until(is_recovered).await;
    // Nothing more is to come of the first one.
    bench.execute(Effect::Settle { when: When::Later });
    assert_eq!(bench.unknown(), [1, 1]);
}
