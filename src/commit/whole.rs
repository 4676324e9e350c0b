//! A CRM that takes no part of what is due: what would be one is refused before it leaves.

use super::report::RowResult;
use super::settle::Flight;
use super::verdict::Holding;
use crate::crm::Outcome;
use crate::matching::Index;
use crate::model::{Direction, Message, Posting, Refusal, RefusalKind};

/// For a CRM that takes only whole sums: what may leave, and beside it what is refused, with its
/// results.
pub(super) fn split(planned: Vec<Flight>, register: &Index) -> (Vec<Flight>, (Vec<Flight>, Vec<RowResult>)) {
    let (mut whole, mut parts, mut results) = (Vec::new(), Vec::new(), Vec::new());
    for mut flight in planned {
        match refused_part(&flight.attempt.posting, register) {
            Some(refusal) => {
                results.push(flight.settle(Some(Outcome::Refused(refusal)), Holding::Absent));
                parts.push(flight);
            }
            None => whole.push(flight),
        }
    }
    (whole, (parts, results))
}

/// Why a CRM that takes only whole sums is not asked for a posting; `None` where no part of it is
/// less than what is due. Of a contract that the register does not know only the CRM can tell.
fn refused_part(posting: &Posting, register: &Index) -> Option<Refusal> {
    if posting.direction != Direction::Receipt {
        return None;
    }
    posting.parts.iter().find_map(|part| {
        let allocation = &part.allocation;
        let contract = register.contract(&allocation.contract)?;
        let due = match allocation.line {
            Some(line) => contract.line(line)?.open(),
            None => contract.due(),
        };
        let message = || {
            Message::new("refusal-less-than-due")
                .with("contract", contract.number.as_str())
                .with("amount", allocation.amount)
                .with("due", due)
        };
        (allocation.amount < due).then(|| Refusal { kind: RefusalKind::LessThanDue, message: message() })
    })
}
