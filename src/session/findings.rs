//! What the matcher says, made anew: of everything after an import or a new register, of the rows
//! that compete with an edited one after an edit.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use rust_decimal::Decimal;

use super::Session;
use super::claims::Claims;
use crate::matching::{Case, Index, Standing, check_choice, find_all_knowing, names_refund, payer_key, refund_leads};
use crate::model::{
    CommitState, ContractId, Finding, Flag, FlagKind, PayerKey, Payment, PaymentKind, Readiness, Row, kopecks_text,
};
use crate::store::Write;

impl Session {
    /// Takes a register that may have changed: findings of all open rows are made anew, and the
    /// flags of decided ones. Decisions stay as they are. A row whose payment the CRM holds by
    /// [`Session::note_held`] is committed.
    pub fn refresh(&mut self, index: Arc<Index>) -> Vec<Write> {
        let view = self.view.clone();
        self.take_register(index);
        self.newer_than_register.clear();
        let mut changed = BTreeSet::new();
        self.adopt(&mut changed);
        self.find_everything(&mut changed);
        let writes = self.finish(&changed, &view);
        self.with_grounds(writes)
    }

    /// Findings of all open rows and flags of all decisions. Adds what changed.
    pub(super) fn find_everything(&mut self, changed: &mut BTreeSet<usize>) {
        let (wanted, context): (Vec<usize>, Vec<usize>) =
            (0..self.rows.len()).partition(|position| self.takes_findings(&self.rows[*position]));
        self.find(&wanted, &context, changed);
        self.note_all_contracts();
        self.flag(&wanted, changed);
        self.findings_hold = self.knows_all_the_crm_took();
    }

    /// Findings and flags of the rows of these payers, of whom something was learned, and of those
    /// that compete, at first or at second hand, for debts of these contracts. Adds what changed.
    pub(super) fn find_around(
        &mut self,
        edited: &[usize],
        mut contracts: HashSet<ContractId>,
        payers: &HashSet<PayerKey>,
        changed: &mut BTreeSet<usize>,
    ) {
        for position in edited {
            self.note_contracts(*position);
        }
        let mut touched: BTreeSet<usize> = edited.iter().copied().collect();
        for payer in payers {
            touched.extend(self.by_payer.get(payer).into_iter().flatten());
            contracts.extend(self.memory.contracts_of(payer).cloned());
        }
        let mut wanted = self.competitors(&touched, &contracts);
        self.add_refunds_of(&touched, &mut wanted);
        self.add_twins_of(edited, &mut wanted);
        loop {
            let context: Vec<usize> = self.context_of(&wanted).into_iter().collect();
            let rows: Vec<usize> = wanted.iter().copied().collect();
            self.find(&rows, &context, changed);
            for position in &rows {
                self.note_contracts(*position);
            }
            // A row of a crowd shows other contracts than before, and so meets other rows.
            let known = wanted.len();
            wanted.extend(self.competitors(&wanted, &contracts));
            if wanted.len() == known {
                self.flag(&rows, changed);
                return;
            }
        }
    }

    /// Whether the row's finding may change: the CRM does not have it and is not being given it.
    pub(super) fn takes_findings(&self, row: &Row) -> bool {
        matches!(row.commit, CommitState::Open | CommitState::Refused(_)) && !self.in_flight.contains(&row.payment.id)
    }

    /// The touched rows and all that share a contract with them, or with one of those, and so on.
    fn competitors(&self, touched: &BTreeSet<usize>, contracts: &HashSet<ContractId>) -> BTreeSet<usize> {
        let mut found: BTreeSet<usize> = BTreeSet::new();
        let mut seen = contracts.clone();
        let mut to_look: Vec<ContractId> = seen.iter().cloned().collect();
        let mut to_add: Vec<usize> = touched.iter().copied().collect();
        loop {
            for position in to_add.drain(..) {
                if !self.takes_findings(&self.rows[position]) || !found.insert(position) {
                    continue;
                }
                for contract in contracts_of(&self.rows[position]) {
                    if !seen.contains(contract) {
                        seen.insert(contract.clone());
                        to_look.push(contract.clone());
                    }
                }
            }
            let Some(contract) = to_look.pop() else { return found };
            to_add.extend(self.by_contract.get(&contract).into_iter().flatten());
        }
    }

    /// Adds the rows that may be doubles of an edited one: where a person turned its direction, it is
    /// their double no more, or has just become it.
    fn add_twins_of(&self, edited: &[usize], wanted: &mut BTreeSet<usize>) {
        let mut keys: HashSet<(Decimal, String)> = HashSet::new();
        for position in edited.iter().filter(|position| {
            let payment = &self.rows[**position].payment;
            payment.kind.is_receipt() || payment.kind.is_outgoing()
        }) {
            for kind in [PaymentKind::BankReceipt, PaymentKind::BankPaymentOut] {
                keys.extend(payer_keys(&Payment { kind, ..self.rows[*position].payment.clone() }));
            }
        }
        let sums: HashSet<Decimal> = keys.iter().map(|(sum, _)| *sum).collect();
        wanted.extend((0..self.rows.len()).filter(|position| {
            let row = &self.rows[*position];
            sums.contains(&row.payment.amount.amount)
                && self.takes_findings(row)
                && payer_keys(&as_decided(row)).any(|key| keys.contains(&key))
        }));
    }

    /// Adds the refunds that may give back one of the edited rows.
    fn add_refunds_of(&self, edited: &BTreeSet<usize>, wanted: &mut BTreeSet<usize>) {
        let refunds: Vec<usize> = (0..self.rows.len())
            .filter(|position| self.is_refund(*position) && self.takes_findings(&self.rows[*position]))
            .collect();
        if refunds.is_empty() {
            return;
        }
        // A person may just have said that it is money of the other direction.
        let mut leads = BTreeSet::new();
        for position in edited {
            for kind in [PaymentKind::BankReceipt, PaymentKind::BankPaymentOut] {
                leads.extend(refund_leads(&Payment { kind, ..self.rows[*position].payment.clone() }));
            }
        }
        let shares_lead = |position: &usize| !refund_leads(&as_decided(&self.rows[*position])).is_disjoint(&leads);
        wanted.extend(refunds.into_iter().filter(shares_lead));
    }

    /// Whether the row gives money back to a buyer by its own words.
    fn is_refund(&self, position: usize) -> bool {
        let row = &self.rows[position];
        row.kind().is_outgoing() && *self.read[position].names_refund.get_or_init(|| names_refund(&row.payment))
    }

    /// Rows that refunds among these may give back, and the refunds that may have done so before.
    fn context_of_refunds(&self, wanted: &BTreeSet<usize>) -> BTreeSet<usize> {
        let refunds: Vec<usize> = wanted.iter().copied().filter(|position| self.is_refund(*position)).collect();
        if refunds.is_empty() {
            return BTreeSet::new();
        }
        let leads: BTreeSet<String> =
            refunds.iter().flat_map(|position| refund_leads(&as_decided(&self.rows[*position]))).collect();
        let contracts: HashSet<&ContractId> =
            refunds.iter().flat_map(|position| contracts_of(&self.rows[*position])).collect();
        let pays_one = |row: &Row| row.allocations().iter().any(|part| contracts.contains(&part.contract));
        (0..self.rows.len())
            .filter(|position| !wanted.contains(position))
            .filter(|position| {
                let row = &self.rows[*position];
                pays_one(row) || !refund_leads(&as_decided(row)).is_disjoint(&leads)
            })
            .collect()
    }

    /// Other rows that the matcher must see to judge these as it would in the whole batch, though
    /// their own findings do not change: those that may be doubles of them, and what claims the
    /// contracts of either.
    fn context_of(&self, wanted: &BTreeSet<usize>) -> BTreeSet<usize> {
        let sums: HashSet<Decimal> = wanted.iter().map(|position| self.rows[*position].payment.amount.amount).collect();
        let payers: HashSet<(Decimal, String)> =
            wanted.iter().flat_map(|position| payer_keys(&self.rows[*position].payment)).collect();
        let mut context: BTreeSet<usize> = (0..self.rows.len())
            .filter(|position| !wanted.contains(position))
            .filter(|position| {
                let payment = &self.rows[*position].payment;
                sums.contains(&payment.amount.amount) && payer_keys(payment).any(|key| payers.contains(&key))
            })
            .collect();
        let claimants: Vec<usize> = context
            .iter()
            .chain(wanted)
            .flat_map(|position| contracts_of(&self.rows[*position]))
            .filter_map(|contract| self.by_contract.get(contract))
            .flatten()
            .copied()
            .filter(|position| {
                let row = &self.rows[*position];
                row.decision.allocations.is_some() || self.claims_for_certain(row)
            })
            .collect();
        context.extend(claimants.into_iter().filter(|position| !wanted.contains(position)));
        context.extend(self.context_of_refunds(wanted));
        context
    }

    fn find(&mut self, wanted: &[usize], context: &[usize], changed: &mut BTreeSet<usize>) {
        let involved: Vec<usize> = wanted.iter().chain(context).copied().collect();
        let payments: Vec<Cow<'_, Payment>> =
            involved.iter().map(|position| as_decided(&self.rows[*position])).collect();
        let refunds: Vec<usize> = wanted.iter().copied().filter(|position| self.is_refund(*position)).collect();
        let held = self.held_beside(wanted, &refunds).into_iter();
        let held = held.map(|held| Case {
            payment: &held.payment,
            standing: Standing::Held(&held.reference.0, &held.allocations),
        });
        let cases: Vec<Case<'_>> = involved
            .iter()
            .zip(&payments)
            .map(|(position, payment)| Case { payment, standing: self.standing(&self.rows[*position]) })
            .chain(held)
            .collect();
        let findings = find_all_knowing(&self.index, &cases, &self.settings, &self.memory);
        let owners = self.owners();
        let strangers: Vec<Option<Flag>> = wanted
            .iter()
            .map(|position| owners.is_anothers(&self.rows[*position], &self.settings.own_tax_ids))
            .collect();
        for ((position, mut finding), stranger) in wanted.iter().zip(findings).zip(strangers) {
            let row = &self.rows[*position];
            let entered = self.paid_in_register(row).or_else(|| self.entered_before(row, &finding));
            let is_told = |flag: &Flag| finding.flags.iter().any(|known| known.kind == flag.kind);
            let stranger = stranger.filter(|flag| !is_told(flag));
            for flag in entered.into_iter().chain(self.has_other_sum(row)).chain(stranger) {
                add_flag(&mut finding, flag);
            }
            let row = &mut self.rows[*position];
            if row.finding != finding {
                row.finding = finding;
                row.version += 1;
                changed.insert(*position);
            }
        }
    }

    fn standing<'a>(&self, row: &'a Row) -> Standing<'a> {
        if self.claims_for_certain(row) {
            return Standing::Decided(row.allocations());
        }
        match (&row.commit, &row.decision) {
            (CommitState::Committed { .. } | CommitState::Unknown, _) => Standing::InCrm(row.allocations()),
            (CommitState::Open, decision) if decision.excluded == Some(true) => Standing::Decided(&[]),
            (CommitState::Open, decision) => decision.allocations.as_deref().map_or(Standing::Open, Standing::Decided),
            // What the CRM refused claims nothing until a person decides anew.
            (CommitState::Refused(_), _) => Standing::Open,
        }
    }

    /// Flags of the decisions of these rows.
    fn flag(&mut self, positions: &[usize], changed: &mut BTreeSet<usize>) {
        let overclaims = self.overclaims();
        let (claims, refunds) = (self.claims(&[], false), self.refund_claims(&[]));
        let flags: Vec<Vec<Flag>> = positions
            .iter()
            .map(|position| {
                let row = &self.rows[*position];
                let of_kind = if row.kind().is_outgoing() { &refunds } else { &claims };
                self.decision_flags(row, overclaims.get(position).copied(), of_kind)
            })
            .collect();
        for (position, flags) in positions.iter().zip(flags) {
            let row = &mut self.rows[*position];
            if row.decision_flags != flags {
                row.decision_flags = flags;
                row.version += 1;
                changed.insert(*position);
            }
        }
    }

    fn decision_flags(&self, row: &Row, overclaimed: Option<Decimal>, claims: &Claims) -> Vec<Flag> {
        if row.decision.leaves_all_to_the_program() || row.decision.excluded == Some(true) {
            return Vec::new();
        }
        let mut flags = check_choice(&self.index, &row.payment, row.kind(), row.allocations(), &self.settings);
        // Only the whole batch shows a double, so the choice alone cannot: the finding tells it.
        let is_of_the_batch =
            |flag: &&Flag| matches!(flag.kind, FlagKind::CertainDuplicate | FlagKind::RefundBeforeReceipt);
        for flag in row.finding.flags.iter().filter(is_of_the_batch) {
            if !flags.contains(flag) {
                flags.push(flag.clone());
            }
        }
        // What is given back stands beside the refund also when a person chose the contract.
        let paired = row.finding.flags.iter().find(|flag| flag.kind == FlagKind::Refund);
        if let (Some(own), Some(paired)) = (flags.iter_mut().find(|flag| flag.kind == FlagKind::Refund), paired) {
            own.about.clone_from(&paired.about);
        }
        let too_much = if row.kind().is_outgoing() { FlagKind::RefundExceeds } else { FlagKind::Overpayment };
        let is_flagged = flags.iter().any(|flag| flag.kind == too_much);
        if let Some(sum) = overclaimed.filter(|_| !is_flagged) {
            flags.push(Flag::new(too_much, kopecks_text(sum)));
        } else if row.decision.allocations.as_ref().is_some_and(|parts| !parts.is_empty()) && !is_flagged {
            // A part of the payment is still without a place: the person sees how much, and why.
            let (rest, bears_more) = self.left_over(row, claims);
            let kind = if rest > Decimal::ZERO && !bears_more { too_much } else { FlagKind::Unplaced };
            flags.extend((!rest.is_zero()).then(|| Flag::new(kind, kopecks_text(rest))));
        }
        flags
    }

    /// Remembers which contracts and payer a row has to do with.
    fn note_contracts(&mut self, position: usize) {
        if let Some(payer) = payer_key(as_decided(&self.rows[position]).counterparty()) {
            self.by_payer.entry(payer).or_default().insert(position);
        }
        let contracts: Vec<ContractId> = contracts_of(&self.rows[position]).cloned().collect();
        for contract in contracts {
            self.by_contract.entry(contract).or_default().insert(position);
        }
    }

    pub(super) fn note_all_contracts(&mut self) {
        self.by_contract.clear();
        self.by_payer.clear();
        for position in 0..self.rows.len() {
            self.note_contracts(position);
        }
    }
}

/// Adds a flag that wants a look.
fn add_flag(finding: &mut Finding, flag: Flag) {
    let blocks = flag.kind.blocks();
    finding.flags.push(flag);
    finding.flags.sort_by(|one, other| (one.kind, &one.about).cmp(&(other.kind, &other.about)));
    if finding.readiness == Readiness::Ready {
        finding.readiness = if blocks { Readiness::Blocked } else { Readiness::Review };
    }
}

/// The payment with the kind that the person gave it.
fn as_decided(row: &Row) -> Cow<'_, Payment> {
    if row.kind() == row.payment.kind {
        return Cow::Borrowed(&row.payment);
    }
    let mut payment = row.payment.clone();
    payment.kind = row.kind();
    Cow::Owned(payment)
}

fn contracts_of(row: &Row) -> impl Iterator<Item = &ContractId> {
    let candidates = row.finding.candidates.iter().map(|candidate| &candidate.contract);
    let proposed = row.finding.allocations.iter().map(|part| &part.contract);
    let decided = row.decision.allocations.iter().flatten().map(|part| &part.contract);
    candidates.chain(proposed).chain(decided)
}

/// Under what a double of the payment is found: its sum with all by which its payer is found again.
pub(super) fn payer_keys(payment: &Payment) -> impl Iterator<Item = (Decimal, String)> {
    let sum = payment.amount.amount;
    crate::matching::payer_keys(payment).map(move |key| (sum, key.to_string()))
}
