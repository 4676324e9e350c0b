//! What must hold of a state, however it was left. The judge knows nothing of kills, and is itself
//! tried: on states that were broken on purpose.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use sverka::model::{Allocation, CommitState, ContractId, PaymentId, Row};

use crate::state::{Left, paid_before};

/// What must never be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Complaint {
    /// The session says that the CRM has it, and it has not.
    Lost(PaymentId),
    /// The CRM holds it more than once.
    Doubled(PaymentId),
    /// The CRM holds another sum, or holds it for another contract or line.
    Altered(PaymentId),
    /// The CRM holds it, and its row is free to be sent again.
    FreeThoughHeld(PaymentId),
    /// The CRM holds what no row knows of.
    Stranger(PaymentId),
    /// What was paid for a contract is not what the CRM holds for it.
    Books(ContractId),
    /// All should have been committed, and this is not.
    NotCommitted(PaymentId),
}

/// Complaints about a state at any moment, also in the middle of a batch.
pub fn complaints(left: &Left) -> Vec<Complaint> {
    let mut found = Vec::new();
    let mut held: BTreeMap<PaymentId, Vec<Allocation>> = BTreeMap::new();
    let mut paid: BTreeMap<&ContractId, Decimal> = BTreeMap::new();
    for part in left.parts.iter().filter(|part| !part.reversed) {
        let allocation = Allocation { contract: part.contract.clone(), line: part.line, amount: part.amount };
        held.entry(part.payment).or_default().push(allocation);
        *paid.entry(&part.contract).or_default() += part.signed_amount();
    }
    let direction = |row: &Row| row.kind().direction();
    let wrong_way: Vec<PaymentId> = left
        .rows
        .iter()
        .filter(|row| {
            let mut of_row = left.parts.iter().filter(|part| !part.reversed && part.payment == row.payment.id);
            of_row.any(|part| Some(part.direction) != direction(row))
        })
        .map(|row| row.payment.id)
        .collect();
    for row in &left.rows {
        let id = row.payment.id;
        let wanted = row.allocations();
        let is_committed = is_committed(row);
        // Of what was sent and not answered nothing is known: held whole, or not at all.
        let may_be_held = is_committed || row.commit == CommitState::Unknown;
        match held.remove(&id) {
            None if is_committed => found.push(Complaint::Lost(id)),
            None => {}
            Some(parts) if parts == wanted && wrong_way.contains(&id) => found.push(Complaint::Altered(id)),
            Some(parts) if parts == wanted && may_be_held => {}
            Some(parts) if parts == wanted => found.push(Complaint::FreeThoughHeld(id)),
            Some(parts) if parts.len() > wanted.len() => found.push(Complaint::Doubled(id)),
            Some(_) => found.push(Complaint::Altered(id)),
        }
    }
    found.extend(held.into_keys().map(Complaint::Stranger));
    for contract in &left.contracts {
        let number = contract.id.as_str().trim_start_matches("К-").parse().unwrap_or_default();
        if contract.paid - paid_before(number) != paid.remove(&contract.id).unwrap_or_default() {
            found.push(Complaint::Books(contract.id.clone()));
        }
    }
    found
}

/// Complaints about a state of which all rows must have been committed.
pub fn complaints_at_the_end(left: &Left) -> Vec<Complaint> {
    let open = left.rows.iter().filter(|row| !is_committed(row));
    complaints(left).into_iter().chain(open.map(|row| Complaint::NotCommitted(row.payment.id))).collect()
}

pub fn is_committed(row: &Row) -> bool {
    matches!(row.commit, CommitState::Committed { .. })
}

/// Whether a session is what it must be after a kill: as it was after the last acknowledged edit,
/// or with the one after it, which was on disk and had no time to be acknowledged. Tells how many
/// edits of the second kind there are, 0 or 1.
pub fn unheard(found: &str, acknowledged: &str, with_the_next: &str) -> Option<u64> {
    match (found == acknowledged, found == with_the_next) {
        (true, _) => Some(0),
        (false, true) => Some(1),
        (false, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use sverka::crm::PostedPart;
    use sverka::model::{CrmReference, Direction, IdempotencyKey};

    use super::*;
    use crate::state::{contract, decided_row};

    /// What the CRM holds of a row.
    fn part(row: &Row) -> PostedPart {
        let allocation = &row.allocations()[0];
        PostedPart {
            reference: CrmReference("1".to_owned()),
            key: IdempotencyKey::of(row.payment.id, allocation, 0),
            contract: allocation.contract.clone(),
            contract_number: String::new(),
            line: allocation.line,
            direction: Direction::Receipt,
            amount: allocation.amount,
            date: row.payment.date,
            currency: row.payment.currency(),
            payer: String::new(),
            payer_tax_id: None,
            payer_account: None,
            purpose: String::new(),
            number: row.payment.number.clone(),
            order_number: None,
            payment: row.payment.id,
            source_id: None,
            reversed: false,
        }
    }

    /// The first of three is committed, the second on its way and there, the third open.
    fn sound() -> Left {
        let mut rows: Vec<Row> = (1..=3).map(decided_row).collect();
        let mut contracts: Vec<_> = (1..=3).map(contract).collect();
        let parts: Vec<PostedPart> = rows[..2].iter().map(part).collect();
        for (contract, part) in contracts.iter_mut().zip(&parts) {
            contract.paid = part.amount;
        }
        rows[0].commit = CommitState::Committed {
            reference: parts[0].reference.clone(),
            allocations: rows[0].allocations().to_vec(),
        };
        rows[1].commit = CommitState::Unknown;
        Left { rows, parts, contracts }
    }

    fn broken(breaking: impl FnOnce(&mut Left)) -> Vec<Complaint> {
        let mut left = sound();
        breaking(&mut left);
        complaints(&left)
    }

    fn id(number: u32) -> PaymentId {
        decided_row(number).payment.id
    }

    fn books(number: u32) -> Complaint {
        Complaint::Books(contract(number).id)
    }

    #[test]
    fn a_sound_state_draws_no_complaint() {
        assert_eq!(broken(|_| {}), []);
        // What was on its way and never came is sound as well.
        assert_eq!(
            broken(|left| {
                left.parts.pop();
                left.contracts[1].paid = Decimal::ZERO;
            }),
            []
        );
    }

    #[test]
    fn a_doubled_payment_is_seen() {
        assert_eq!(broken(|left| left.parts.push(left.parts[0].clone())), [Complaint::Doubled(id(1)), books(1)]);
        // Also where the books agree with the doubled payment.
        let doubled = broken(|left| {
            left.parts.push(left.parts[1].clone());
            left.contracts[1].paid *= Decimal::TWO;
        });
        assert_eq!(doubled, [Complaint::Doubled(id(2))]);
    }

    #[test]
    fn a_lost_payment_is_seen() {
        let lost = broken(|left| {
            left.parts.remove(0);
        });
        assert_eq!(lost, [Complaint::Lost(id(1)), books(1)]);
        assert_eq!(broken(|left| left.parts[0].reversed = true), [Complaint::Lost(id(1)), books(1)]);
    }

    #[test]
    fn a_payment_that_could_be_sent_twice_is_seen() {
        assert_eq!(broken(|left| left.rows[1].commit = CommitState::Open), [Complaint::FreeThoughHeld(id(2))]);
    }

    #[test]
    fn another_sum_or_contract_is_seen() {
        assert_eq!(broken(|left| left.parts[0].amount += Decimal::ONE), [Complaint::Altered(id(1)), books(1)]);
        let moved = broken(|left| left.parts[0].contract = contract(3).id);
        assert_eq!(moved, [Complaint::Altered(id(1)), books(1), books(3)]);
    }

    #[test]
    fn a_payment_of_no_row_is_seen() {
        let stranger = broken(|left| {
            left.rows.remove(0);
        });
        assert_eq!(stranger, [Complaint::Stranger(id(1))]);
    }

    #[test]
    fn what_was_left_out_is_seen_at_the_end() {
        assert_eq!(complaints_at_the_end(&sound()), [Complaint::NotCommitted(id(2)), Complaint::NotCommitted(id(3))]);
    }

    #[test]
    fn a_missing_edit_is_seen() {
        let (before, acknowledged, next, after) = ("1", "2", "3", "4");
        assert_eq!(unheard(acknowledged, acknowledged, next), Some(0));
        assert_eq!(unheard(next, acknowledged, next), Some(1));
        assert_eq!(unheard(before, acknowledged, next), None, "an acknowledged edit is missing");
        assert_eq!(unheard(after, acknowledged, next), None, "an edit that nobody made");
    }
}
