//! The edits that a person can make. Each is one step, however many rows it touches, and touches
//! all of its rows or none.

use rust_decimal::Decimal;

use super::claims::Claims;
use super::error::RowName;
use super::{EditError, Session};
use crate::matching::{lay_back, lay_over};
use crate::model::{
    Allocation, CommitState, Contract, ContractId, Decision, Message, PaymentId, PaymentKind, Readiness, allocated_sum,
};
use crate::store::{Choice, Write};
use crate::text::harmless_line;

impl Session {
    /// Takes a candidate, counted from 0, for the whole payment. Where other rows already claim
    /// its lines, the payment goes to what they leave.
    ///
    /// # Errors
    /// [`EditError`] when the row takes no edits, has no such candidate, or nothing is due there.
    pub fn take_candidate(&mut self, row: PaymentId, nth: usize) -> Result<Vec<Write>, EditError> {
        let position = self.editable(row)?;
        let candidates = &self.rows[position].finding.candidates;
        let candidate = candidates.get(nth).ok_or_else(|| EditError::NoCandidate {
            row: RowName::of(&self.rows[position]),
            wanted: nth + 1,
            count: candidates.len(),
        })?;
        let contract = self.contract(&candidate.contract)?;
        let allocations = if self.rows[position].kind().is_outgoing() {
            let refunds = self.refund_claims(&[position]);
            let is_there =
                !candidate.allocations.is_empty() && refunds.money_wanting(contract, &candidate.allocations).is_zero();
            if is_there { candidate.allocations.clone() } else { self.lay_back_beside(position, contract, &refunds)? }
        } else {
            let proposals = self.claims(&[position], true);
            let is_free =
                !candidate.allocations.is_empty() && proposals.room_wanting(contract, &candidate.allocations).is_zero();
            if is_free {
                candidate.allocations.clone()
            } else {
                self.lay_beside(position, contract, &proposals, &self.claims(&[position], false))?
            }
        };
        let label = Message::new("session-step-take").with("contract", contract.number.as_str()).with("rows", 1_usize);
        let choice = given_to(self.choice(position).decision, allocations);
        Ok(self.step(label, vec![(position, choice)]))
    }

    /// Gives whole payments to a contract, laid over its lines: in order of their days, the later
    /// taking what the earlier leave. A refund takes money back from the lines that are paid.
    ///
    /// # Errors
    /// [`EditError`] when a row takes no edits, the contract is not known, or nothing is due on it
    /// for one of the rows.
    pub fn assign(&mut self, rows: &[PaymentId], contract: &ContractId) -> Result<Vec<Write>, EditError> {
        let mut positions = self.all_editable(rows)?;
        positions.sort_by_key(|position| (self.rows[*position].payment.effective_date(), *position));
        let contract = self.contract(contract)?;
        let mut with_proposals = self.claims(&positions, true);
        let mut decided = self.claims(&positions, false);
        let mut refunds = self.refund_claims(&positions);
        let mut choices = Vec::new();
        for position in &positions {
            let allocations = if self.rows[*position].kind().is_outgoing() {
                let allocations = self.lay_back_beside(*position, contract, &refunds)?;
                refunds.add(&allocations);
                allocations
            } else {
                let allocations = self.lay_beside(*position, contract, &with_proposals, &decided)?;
                with_proposals.add(&allocations);
                decided.add(&allocations);
                allocations
            };
            choices.push((*position, given_to(self.choice(*position).decision, allocations)));
        }
        let label =
            Message::new("session-step-assign").with("contract", contract.number.as_str()).with("rows", choices.len());
        Ok(self.step(label, choices))
    }

    /// Gives a payment to these parts. Parts of one line are put together; no parts at all mean
    /// that the person wants none of the proposals.
    ///
    /// # Errors
    /// [`EditError`] when the row takes no edits, a sum is no sum, or a contract or line is not
    /// known.
    pub fn set_allocations(&mut self, row: PaymentId, allocations: Vec<Allocation>) -> Result<Vec<Write>, EditError> {
        let position = self.editable(row)?;
        let allocations = self.put_together(allocations)?;
        let choice = given_to(self.choice(position).decision, allocations);
        Ok(self.step(Message::new("session-step-allocate").with("rows", 1_usize), vec![(position, choice)]))
    }

    /// Takes rows out, or puts them back.
    ///
    /// # Errors
    /// [`EditError`] when a row takes no edits.
    pub fn exclude(&mut self, rows: &[PaymentId], out: bool) -> Result<Vec<Write>, EditError> {
        let label = if out { "session-step-exclude" } else { "session-step-include" };
        self.decide(label, rows, |session, position, decision| {
            let is_out_by_program = session.rows[position].finding.readiness == Readiness::Excluded;
            decision.excluded = if out {
                Some(true)
            } else if is_out_by_program {
                Some(false)
            } else {
                None
            };
        })
    }

    /// Says of what kind the documents are; `None`: as the source says.
    ///
    /// # Errors
    /// [`EditError`] when a row takes no edits.
    pub fn set_kind(&mut self, rows: &[PaymentId], kind: Option<PaymentKind>) -> Result<Vec<Write>, EditError> {
        self.decide("session-step-kind", rows, |session, position, decision| {
            decision.kind = kind.filter(|kind| *kind != session.rows[position].payment.kind);
        })
    }

    /// Writes a note to a row.
    ///
    /// # Errors
    /// [`EditError`] when the row takes no edits.
    pub fn set_comment(&mut self, row: PaymentId, comment: &str) -> Result<Vec<Write>, EditError> {
        let comment = harmless_line(comment);
        self.decide("session-step-comment", &[row], |_, _, decision| decision.comment.clone_from(&comment))
    }

    /// Makes what is proposed, or what was decided before the document changed or the CRM refused
    /// it, the person's decision now.
    ///
    /// # Errors
    /// [`EditError`] when a row takes no edits or has nothing proposed.
    pub fn accept(&mut self, rows: &[PaymentId]) -> Result<Vec<Write>, EditError> {
        let positions = self.all_editable(rows)?;
        let mut choices = Vec::new();
        for position in positions {
            let row = &self.rows[position];
            if row.allocations().is_empty() {
                return Err(EditError::NothingProposed { row: RowName::of(row) });
            }
            choices.push((position, given_to(row.decision.clone(), row.allocations().to_vec())));
        }
        let label = Message::new("session-step-accept").with("rows", choices.len());
        Ok(self.step(label, choices))
    }

    /// Accepts those of the rows that want nothing but a person's word, all in one step. Returns what
    /// must be saved, and which rows these were.
    pub fn accept_all(&mut self, rows: &[PaymentId]) -> (Vec<Write>, Vec<PaymentId>) {
        let accepted: Vec<PaymentId> = rows.iter().copied().filter(|id| self.wants_a_word(*id)).collect();
        let writes = self.accept(&accepted).unwrap_or_default();
        (writes, accepted)
    }

    /// Whether the row wants nothing but a person's word: the whole payment has its place, and the row
    /// stands for review, came back from the CRM or was refused by it.
    #[must_use]
    pub fn wants_a_word(&self, row: PaymentId) -> bool {
        self.row(row).is_some_and(|row| {
            matches!(row.readiness(), Readiness::Review | Readiness::Failed)
                && allocated_sum(row.allocations()) == row.payment.amount.amount
        }) && self.takes_edits(row)
    }

    /// Puts a whole decision into a row: what the editor does.
    ///
    /// # Errors
    /// As [`Session::set_allocations`].
    pub fn edit(&mut self, row: PaymentId, decision: Decision) -> Result<Vec<Write>, EditError> {
        let position = self.editable(row)?;
        let allocations = decision.allocations.map(|parts| self.put_together(parts)).transpose()?;
        let kind = decision.kind.filter(|kind| *kind != self.rows[position].payment.kind);
        let comment = harmless_line(&decision.comment);
        let choice = decided(Decision { allocations, kind, comment, ..decision });
        Ok(self.step(Message::new("session-step-edit").with("rows", 1_usize), vec![(position, choice)]))
    }

    /// Changes the decisions of rows in one step. A note alone answers neither a changed document
    /// nor a refusal, so these stand until the rest of the decision changes.
    fn decide(
        &mut self,
        label: &str,
        rows: &[PaymentId],
        change: impl Fn(&Self, usize, &mut Decision),
    ) -> Result<Vec<Write>, EditError> {
        let positions = self.all_editable(rows)?;
        let mut choices = Vec::new();
        for position in positions {
            let mut choice = self.choice(position);
            let before = choice.decision.clone();
            change(self, position, &mut choice.decision);
            let is_note_only = Decision { comment: before.comment.clone(), ..choice.decision.clone() } == before;
            if !is_note_only {
                choice = decided(choice.decision);
            }
            choices.push((position, choice));
        }
        let label = Message::new(label).with("rows", choices.len());
        Ok(self.step(label, choices))
    }

    fn all_editable(&self, rows: &[PaymentId]) -> Result<Vec<usize>, EditError> {
        if rows.is_empty() {
            return Err(EditError::NoRows);
        }
        let mut positions = rows.iter().map(|id| self.editable(*id)).collect::<Result<Vec<_>, _>>()?;
        positions.sort_unstable();
        positions.dedup();
        Ok(positions)
    }

    fn contract(&self, id: &ContractId) -> Result<&Contract, EditError> {
        self.index.contract(id).ok_or_else(|| EditError::UnknownContract { contract: id.clone() })
    }

    /// Lays a payment over what others leave of a contract. Proposals of other rows are spared
    /// where the payment fits beside them; a person's choice comes before them where it does not.
    fn lay_beside(
        &self,
        position: usize,
        contract: &Contract,
        with_proposals: &Claims,
        decided: &Claims,
    ) -> Result<Vec<Allocation>, EditError> {
        let payment = &self.rows[position].payment;
        let amount = payment.amount.amount;
        let spared = lay_over(&with_proposals.left_of(contract), payment, amount);
        if allocated_sum(&spared) == amount {
            return Ok(spared);
        }
        let allocations = lay_over(&decided.left_of(contract), payment, amount);
        if allocations.is_empty() {
            return Err(EditError::NothingDue { contract: contract.number.clone() });
        }
        Ok(allocations)
    }

    /// Takes a refund from what other refunds leave of the money paid on a contract.
    fn lay_back_beside(
        &self,
        position: usize,
        contract: &Contract,
        refunds: &Claims,
    ) -> Result<Vec<Allocation>, EditError> {
        let allocations = lay_back(&refunds.kept_of(contract), self.rows[position].payment.amount.amount);
        if allocations.is_empty() {
            return Err(EditError::NothingPaid { contract: contract.number.clone() });
        }
        Ok(allocations)
    }

    /// Checks parts and puts those of one line together, so that each part has a key of its own.
    fn put_together(&self, parts: Vec<Allocation>) -> Result<Vec<Allocation>, EditError> {
        let mut together: Vec<Allocation> = Vec::new();
        for part in parts {
            if part.amount <= Decimal::ZERO || part.amount.normalize().scale() > 2 {
                return Err(EditError::BadSum { amount: part.amount });
            }
            let contract = self.contract(&part.contract)?;
            if let Some(line) = part.line.filter(|line| contract.line(*line).is_none()) {
                return Err(EditError::UnknownLine { contract: contract.number.clone(), line });
            }
            match together.iter_mut().find(|known| known.contract == part.contract && known.line == part.line) {
                Some(known) => known.amount += part.amount,
                None => together.push(part),
            }
        }
        Ok(together)
    }

    /// Whether the row takes edits now.
    #[must_use]
    pub fn takes_edits(&self, row: PaymentId) -> bool {
        self.editable(row).is_ok()
    }

    /// Whether the CRM refused the row and nobody decided since.
    #[must_use]
    pub fn is_refused(&self, row: PaymentId) -> bool {
        self.row(row).is_some_and(|row| matches!(row.commit, CommitState::Refused(_)))
    }
}

/// A fresh choice: it answers whatever changed in the document or was refused before.
fn decided(decision: Decision) -> Choice {
    Choice { decision, ..Choice::default() }
}

/// The decision with the payment given to these parts; a row that a person had taken out is back.
fn given_to(decision: Decision, allocations: Vec<Allocation>) -> Choice {
    let excluded = decision.excluded.filter(|out| !out);
    decided(Decision { allocations: Some(allocations), excluded, ..decision })
}
