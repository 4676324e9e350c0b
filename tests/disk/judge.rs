//! What must hold of what is left on two disks, whatever became of them.

use std::path::Path;

use sverka::commit::RowOutcome;
use sverka::crm::embedded::EmbeddedCrm;
use sverka::crm::{Crm as _, PostedPart};
use sverka::model::{
    Allocation, Attempt, AttemptKind, AttemptState, CommitState, Contract, IdempotencyKey, PaymentId, Row,
};
use sverka::store::Store;

use crate::media::Disk;
use crate::script::{Disks, PAYMENTS, Place, Told, decision, paid, words};

/// What two disks hold, as another program would read them.
struct Left {
    rows: Vec<Row>,
    attempts: Vec<Attempt>,
    parts: Vec<PostedPart>,
    contracts: Vec<Contract>,
}

/// What is wrong with what is left.
pub type Complaint = String;

async fn look([session, crm]: [Vec<u8>; 2]) -> Result<Left, Complaint> {
    let store = Store::open_backend(Path::new("session"), Disk::holding(session)).map_err(|error| error.to_string())?;
    let crm = EmbeddedCrm::open_backend(Path::new("crm"), Disk::holding(crm)).map_err(|error| error.to_string())?;
    let faults = store.check_log().map_err(|error| error.to_string())?.faults;
    if !faults.is_empty() {
        return Err(format!("the log: {faults:?}"));
    }
    Ok(Left {
        rows: store.load().map_err(|error| error.to_string())?.rows,
        attempts: store.attempts().map_err(|error| error.to_string())?,
        parts: crm.payments().await.map_err(|error| error.to_string())?,
        contracts: crm.contracts().await.map_err(|error| error.to_string())?,
    })
}

impl Left {
    /// What the CRM holds of a payment now.
    fn held(&self, payment: PaymentId) -> Vec<Allocation> {
        let parts = self.parts.iter().filter(|part| part.payment == payment && !part.reversed);
        let allocation =
            |part: &PostedPart| Allocation { contract: part.contract.clone(), line: part.line, amount: part.amount };
        parts.map(allocation).collect()
    }

    /// Whether the journal says that this key was on its way.
    fn was_meant(&self, kind: AttemptKind, key: IdempotencyKey) -> bool {
        self.attempts.iter().any(|attempt| {
            attempt.kind == kind
                && matches!(attempt.state, AttemptState::Sent | AttemptState::Confirmed(_))
                && attempt.posting.parts.iter().any(|part| part.key == key)
        })
    }

    /// What the CRM has without an intent on disk.
    fn unmeant(&self) -> Option<Complaint> {
        let is_unmeant = |part: &&PostedPart| {
            !self.was_meant(AttemptKind::Post, part.key)
                || (part.reversed && !self.was_meant(AttemptKind::Reverse, part.key))
        };
        self.parts.iter().find(is_unmeant).map(|part| format!("{}: in the CRM without its intent", part.number))
    }

    /// What a row says that the CRM does not.
    fn untrue(&self) -> Option<Complaint> {
        self.rows.iter().enumerate().find_map(|(number, row)| {
            let held = self.held(row.payment.id);
            let wrong = match &row.commit {
                CommitState::Committed { .. } => held != decision(number),
                CommitState::Unknown => !held.is_empty() && held != decision(number),
                CommitState::Open | CommitState::Refused(_) => !held.is_empty(),
            };
            wrong.then(|| format!("payment {}: {:?}, and the CRM holds {held:?}", number + 1, row.commit))
        })
    }

    /// What the person was told and is not so.
    fn broken_word(&self, told: &Told) -> Option<Complaint> {
        if self.rows.len() != PAYMENTS && (told.imported || !self.rows.is_empty()) {
            return Some(format!("{} rows", self.rows.len()));
        }
        let decided = self.rows.iter().skip(1).take(told.decided).zip(1..);
        if let Some((_, number)) = decided.clone().find(|(row, number)| row.allocations() != decision(*number)) {
            return Some(format!("the decision about payment {} is lost", number + 1));
        }
        self.rows.iter().enumerate().zip(told.outcomes).find_map(|((number, row), outcome)| {
            let is_taken_back = number == 0 && told.reversing;
            let is_committed = matches!(row.commit, CommitState::Committed { .. });
            let broken = match outcome {
                Some(RowOutcome::Committed | RowOutcome::Already) => !is_committed && (!is_taken_back || told.again),
                Some(RowOutcome::Reversed) => is_committed && !told.again,
                Some(RowOutcome::Refused | RowOutcome::Unknown) | None => false,
            };
            broken.then(|| format!("payment {}: told {outcome:?}, and it is {:?}", number + 1, row.commit))
        })
    }

    /// What is not done, though all of it should be.
    fn undone(&self) -> Option<Complaint> {
        if self.rows.len() != PAYMENTS {
            return Some(format!("{} rows", self.rows.len()));
        }
        let is_open = |row: &&Row| !matches!(row.commit, CommitState::Committed { .. });
        if let Some(row) = self.rows.iter().find(is_open) {
            return Some(format!("payment {} is {:?}", row.payment.number, row.commit));
        }
        let unsettled = |attempt: &&Attempt| matches!(attempt.state, AttemptState::Planned | AttemptState::Sent);
        if let Some(attempt) = self.attempts.iter().find(unsettled) {
            return Some(format!("attempt {} is {:?}", attempt.sequence, attempt.state));
        }
        let wrong = self.contracts.iter().find(|contract| contract.paid != paid(contract))?;
        Some(format!("{} of {} paid for {}", wrong.paid, paid(wrong), wrong.number))
    }
}

/// What two disks say as they were left, and after the next start.
///
/// # Errors
/// What is wrong with them.
pub async fn judge(place: &Place, disks: [Vec<u8>; 2], told: &Told) -> Result<OnTheirWay, Complaint> {
    let left = look(disks.clone()).await?;
    sound(&left, told)?;
    let [session, crm] = disks.map(Disk::holding);
    let next = Disks { session, crm };
    place.finish(&next).await.map_err(|message| format!("the next start: {}", words(&message)))?;
    if let Some(complaint) = complaint_at_the_end(next.bytes()).await {
        return Err(format!("after the next start: {complaint}"));
    }
    let is_unknown = |row: &&Row| row.commit == CommitState::Unknown;
    Ok(OnTheirWay(left.rows.iter().filter(is_unknown).count()))
}

/// What is wrong with two disks on which all should be done.
pub async fn complaint_at_the_end(disks: [Vec<u8>; 2]) -> Option<Complaint> {
    match look(disks).await {
        Err(complaint) => Some(complaint),
        Ok(left) => sound(&left, &Told::default()).err().or_else(|| left.undone()),
    }
}

/// The same where the session is another than the one by which the CRM was filled.
pub async fn complaint_of_a_new_session(disks: [Vec<u8>; 2]) -> Option<Complaint> {
    match look(disks).await {
        Err(complaint) => Some(complaint),
        Ok(left) => left.untrue().or_else(|| left.undone()),
    }
}

/// The journal of a session, in its order.
pub async fn journal(disks: [Vec<u8>; 2]) -> Result<Vec<Attempt>, Complaint> {
    Ok(look(disks).await?.attempts)
}

/// Payments of which only the CRM could tell what became of them.
pub struct OnTheirWay(pub usize);

fn sound(left: &Left, told: &Told) -> Result<(), Complaint> {
    let complaint = left.unmeant().or_else(|| left.untrue()).or_else(|| left.broken_word(told));
    complaint.map_or(Ok(()), Err)
}

/// What the disks are judged by sees a payment that is gone, one that nobody meant, a false word and
/// a lost decision.
#[tokio::test]
async fn the_judge_is_not_blind() {
    let place = Place::new();
    let begun = place.lay();
    let [session, crm] = begun.clone().map(Disk::holding);
    let disks = Disks { session, crm };
    let mut told = Told::default();
    place.work(&disks, &mut told).await.expect("nothing fails");
    let [session, crm] = disks.bytes();
    let [session_before, crm_before] = begun;
    let complaint = async |disks| sound(&look(disks).await.expect("both open"), &told).expect_err("it is wrong");
    assert_eq!(judge(&place, [session.clone(), crm.clone()], &told).await.map(|_| ()), Ok(()));
    assert!(complaint([session, crm_before.clone()]).await.contains("the CRM holds []"));
    assert!(complaint([session_before.clone(), crm]).await.contains("without its intent"));
    assert!(complaint([session_before.clone(), crm_before.clone()]).await.contains("0 rows"));

    let decided = Disks { session: Disk::holding(session_before), crm: Disk::holding(crm_before.clone()) };
    place.work_until_decided(&decided, 1).await.expect("nothing fails");
    let [session, crm] = decided.bytes();
    let told = Told { imported: true, decided: 2, ..Told::default() };
    let left = look([session, crm]).await.expect("both open");
    assert!(sound(&left, &told).expect_err("it is wrong").contains("the decision about payment 3 is lost"));
    assert_eq!(left.undone().as_deref(), Some("payment 1 is Open"));
    let told = Told { decided: 1, outcomes: [Some(RowOutcome::Committed), None, None], ..told };
    assert!(sound(&left, &told).expect_err("it is wrong").contains("told Some(Committed)"));
}
