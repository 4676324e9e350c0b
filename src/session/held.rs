//! What the CRM holds already, whoever gave it: a payment of which the session has no row serves to
//! recognise doubles; a row whose very payment is held is adopted as committed.
//!
//! A session may be lost, or the CRM may be shared: what is held is known from the CRM alone.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::OnceLock;

use rust_decimal::Decimal;

use super::Session;
use super::findings::payer_keys;
use super::other_sums::{Document, documents_of};
use crate::crm::{Freshness, PostedPart};
use crate::matching::{paid_in_its_place, refund_leads};
use crate::model::{
    Allocation, BreakdownLine, ContractId, CrmReference, Direction, Finding, Flag, FlagKind, IdempotencyKey, Money,
    Party, Payment, PaymentId, PaymentKind, Readiness, Row, SourcePlace, kopecks_text,
};
use crate::store::Write;

/// A payment as the CRM holds it.
#[derive(Debug, Clone)]
pub(super) struct Held {
    /// As far as the CRM tells: enough to recognise it.
    pub payment: Payment,
    /// The CRM's name for it.
    pub reference: CrmReference,
    /// On which debts.
    pub allocations: Vec<Allocation>,
    /// How often it had been taken back before: its keys say so.
    pub generation: u32,
}

/// Everything that the CRM holds.
#[derive(Debug, Default)]
pub(super) struct Holdings {
    payments: Vec<Held>,
    by_id: HashMap<PaymentId, usize>,
    by_sum: HashMap<Decimal, Vec<usize>>,
    by_document: HashMap<Document, Vec<usize>>,
    /// What a refund finds them by; made when a refund first asks.
    by_lead: OnceLock<HashMap<String, Vec<usize>>>,
    on_lines: HashMap<(ContractId, u32), Decimal>,
    /// Whether the CRM told it just now: only then does what is not here not exist.
    pub is_of_now: bool,
    /// The first generation of a payment whose keys the CRM never saw.
    unused_generations: HashMap<PaymentId, u32>,
}

/// So many reversals of one payment are looked for behind a key.
const GENERATIONS_AT_MOST: u32 = 64;

impl Holdings {
    /// `parts` as the CRM tells them: all, reversed ones included, oldest first.
    fn of(parts: Vec<PostedPart>) -> Self {
        let mut holdings = Self::default();
        let mut of_payment: HashMap<PaymentId, Vec<usize>> = HashMap::new();
        for (place, part) in parts.iter().enumerate() {
            of_payment.entry(part.payment).or_default().push(place);
        }
        let generations: Vec<u32> = parts
            .iter()
            .map(|part| {
                let beside = of_payment.get(&part.payment).into_iter().flatten();
                generation_of(part, &beside.filter_map(|place| parts.get(*place)).collect::<Vec<_>>())
            })
            .collect();
        for (part, generation) in parts.into_iter().zip(generations) {
            let allocation = allocation_of(&part);
            let unused = holdings.unused_generations.entry(part.payment).or_default();
            *unused = (*unused).max(generation + 1);
            if !part.reversed {
                holdings.add(part, allocation, generation);
            }
        }
        for (position, held) in holdings.payments.iter().enumerate() {
            holdings.by_sum.entry(held.payment.amount.amount).or_default().push(position);
            for document in documents_of(&held.payment) {
                holdings.by_document.entry(document).or_default().push(position);
            }
        }
        holdings
    }

    fn add(&mut self, part: PostedPart, allocation: Allocation, generation: u32) {
        if let Some(line) = part.line {
            *self.on_lines.entry((part.contract.clone(), line)).or_default() += part.signed_amount();
        }
        let position = *self.by_id.entry(part.payment).or_insert(self.payments.len());
        let line = BreakdownLine {
            amount: part.amount,
            contract_number: Some(part.contract_number.clone()),
            ..BreakdownLine::default()
        };
        match self.payments.get_mut(position) {
            Some(known) => {
                known.payment.amount.amount += part.amount;
                known.payment.breakdown.push(line);
                known.allocations.push(allocation);
            }
            None => self.payments.push(Held {
                reference: part.reference.clone(),
                payment: payment_of(part, line),
                allocations: vec![allocation],
                generation,
            }),
        }
    }

    fn by_lead(&self) -> &HashMap<String, Vec<usize>> {
        self.by_lead.get_or_init(|| {
            let mut by_lead: HashMap<String, Vec<usize>> = HashMap::new();
            for (position, held) in self.payments.iter().enumerate() {
                for lead in refund_leads(&held.payment) {
                    by_lead.entry(lead).or_default().push(position);
                }
            }
            by_lead
        })
    }

    /// The first generation of a payment whose keys the CRM never saw.
    fn unused_generation(&self, id: PaymentId) -> u32 {
        self.unused_generations.get(&id).copied().unwrap_or_default()
    }

    /// Whether the CRM saw the keys of the row, or later ones; where it holds nothing of the payment now, it was
    /// taken back there.
    pub(super) fn was_taken_back(&self, row: &Row) -> bool {
        row.generation < self.unused_generation(row.payment.id)
    }

    /// Payments whose documents bear this number on this day.
    pub(super) fn of_document<'held>(
        &'held self,
        document: &Document,
    ) -> impl Iterator<Item = &'held Held> + use<'held> {
        self.by_document.get(document).into_iter().flatten().filter_map(|position| self.payments.get(*position))
    }

    pub(super) fn of_payment(&self, id: PaymentId) -> Option<&Held> {
        self.payments.get(*self.by_id.get(&id)?)
    }
}

fn allocation_of(part: &PostedPart) -> Allocation {
    Allocation { contract: part.contract.clone(), line: part.line, amount: part.amount }
}

/// In which generation a part came there, as its key says. `of_payment`: all parts of its payment,
/// itself among them. Which of them came together is tried: those that are in force like it, those
/// of one name, itself alone.
fn generation_of(part: &PostedPart, of_payment: &[&PostedPart]) -> u32 {
    let allocation = allocation_of(part);
    let together = |is_together: &dyn Fn(&PostedPart) -> bool| -> Vec<Allocation> {
        of_payment.iter().filter(|other| is_together(other)).map(|other| allocation_of(other)).collect()
    };
    let mut splits = vec![vec![allocation.clone()]];
    if of_payment.len() > 1 {
        splits.push(together(&|other| other.reversed == part.reversed));
        splits.push(together(&|other| other.reference == part.reference));
    }
    let of = |whole: &Vec<Allocation>, generation| {
        IdempotencyKey::of_part(part.direction, part.payment, &allocation, whole, generation)
    };
    let is_of = |generation: &u32| splits.iter().any(|whole| of(whole, *generation) == part.key);
    (0..GENERATIONS_AT_MOST).find(is_of).unwrap_or(0)
}

/// The payment of a part, with the sum of that part alone.
fn payment_of(part: PostedPart, line: BreakdownLine) -> Payment {
    let buyer = Party { name: part.payer, tax_id: part.payer_tax_id, account: part.payer_account, ..Party::default() };
    let (kind, from, to) = match part.direction {
        Direction::Receipt => (PaymentKind::BankReceipt, buyer, Party::default()),
        Direction::Refund => (PaymentKind::BankPaymentOut, Party::default(), buyer),
    };
    Payment {
        id: part.payment,
        place: SourcePlace::default(),
        source_id: part.source_id,
        kind,
        number: part.number,
        date: part.date,
        order_number: part.order_number,
        value_date: None,
        amount: Money::new(part.amount, part.currency),
        payer: from,
        payee: to,
        purpose: part.purpose,
        breakdown: vec![line],
        marks: Vec::new(),
        comment: String::new(),
    }
}

impl Session {
    /// Takes what the CRM holds as it was told with a register, reversed parts included, oldest
    /// first. It counts from the next [`Session::refresh`] or [`Session::merge_import`] on. Payments
    /// that came there or were taken back are not judged by what was kept from an earlier reading.
    pub fn note_held(&mut self, parts: Vec<PostedPart>, read: Freshness) {
        self.register_read = read;
        self.hold(parts, read);
    }

    fn hold(&mut self, parts: Vec<PostedPart>, read: Freshness) {
        self.ground_on_held(&parts);
        self.held = Holdings::of(parts);
        self.held.is_of_now = read == Freshness::Now;
    }

    /// Whether the register in hand was kept from an earlier reading, so that a commit wants a new
    /// one first.
    #[must_use]
    pub fn wants_register(&self) -> bool {
        self.register_read == Freshness::Kept
    }

    /// Takes what the CRM holds and brings the rows up to it at once: before a commit.
    pub fn check_held(&mut self, parts: Vec<PostedPart>) -> Vec<Write> {
        let view = self.view.clone();
        self.hold(parts, Freshness::Now);
        let mut changed = BTreeSet::new();
        self.adopt(&mut changed);
        let ready: Vec<usize> =
            (0..self.rows.len()).filter(|position| self.rows[*position].readiness() == Readiness::Ready).collect();
        // Most commits meet nothing of the kind, and the person need not wait for a new look.
        let has_other_sum = |position: &usize| self.held_with_other_sum(&self.rows[*position]).is_some();
        if !changed.is_empty() || !self.held_beside(&ready, &[]).is_empty() || ready.iter().any(has_other_sum) {
            self.find_everything(&mut changed);
        }
        let writes = self.finish(&changed, &view);
        self.with_grounds(writes)
    }

    /// Makes rows committed whose payment the CRM holds although the session does not know it, and
    /// says of committed rows what became of them. Returns the former, and adds all to what changed.
    pub(super) fn adopt(&mut self, changed: &mut BTreeSet<usize>) -> Vec<PaymentId> {
        let mut adopted = Vec::new();
        for position in 0..self.rows.len() {
            if !self.takes_findings(&self.rows[position]) {
                continue;
            }
            let row = &mut self.rows[position];
            let id = row.payment.id;
            let Some(held) = self.held.of_payment(id) else {
                // Keys that were taken back once are never taken again.
                if self.held.was_taken_back(row) {
                    row.generation = self.held.unused_generation(id);
                    // Whoever took it back meant that: it does not go again by itself.
                    row.note_reversed();
                    row.version += 1;
                    changed.insert(position);
                }
                continue;
            };
            if row.generation > held.generation && !self.held.is_of_now {
                // It was taken back after that was read.
                continue;
            }
            row.become_committed(&held.reference, &held.allocations, held.generation);
            row.finding.flags.clear();
            row.decision_flags.clear();
            let says_amount = row.changed.iter().any(|fact| fact == "amount");
            if held.payment.amount != row.payment.amount && !says_amount {
                row.changed.push("amount".to_owned());
            }
            row.version += 1;
            changed.insert(position);
            adopted.push(id);
        }
        self.find_lost(changed);
        adopted
    }

    /// What the CRM holds beside the session that may be the same money as one of these rows, or
    /// what one of these refunds may give back, with what was given back of it before.
    pub(super) fn held_beside(&self, wanted: &[usize], refunds: &[usize]) -> Vec<&Held> {
        let mut found = BTreeSet::new();
        for position in wanted {
            let payment = &self.rows[*position].payment;
            let Some(candidates) = self.held.by_sum.get(&payment.amount.amount) else { continue };
            let keys: HashSet<_> = payer_keys(payment).collect();
            found.extend(candidates.iter().copied().filter(|candidate| {
                self.held.payments.get(*candidate).is_some_and(|held| {
                    !self.positions.contains_key(&held.payment.id)
                        && payer_keys(&held.payment).any(|key| keys.contains(&key))
                })
            }));
        }
        for position in refunds {
            let row = &self.rows[*position];
            let mut payment = row.payment.clone();
            payment.kind = row.kind();
            let by_lead = self.held.by_lead();
            let known = refund_leads(&payment).into_iter().filter_map(|lead| by_lead.get(&lead)).flatten().copied();
            found.extend(known.filter(|candidate| {
                self.held.payments.get(*candidate).is_some_and(|held| !self.positions.contains_key(&held.payment.id))
            }));
        }
        found.into_iter().filter_map(|position| self.held.payments.get(position)).collect()
    }

    /// Whether a proposal that was ready lost its lines to money that the register counts as paid
    /// and the CRM did not take from us: somebody may have entered this very payment by hand. Once
    /// said it stays until a person decides.
    pub(super) fn paid_in_register(&self, row: &Row) -> Option<Flag> {
        if !row.decision.leaves_all_to_the_program() {
            return None;
        }
        let known = row.finding.flags.iter().find(|flag| flag.kind == FlagKind::PaidInRegister);
        if known.is_some() || row.finding.readiness != Readiness::Ready {
            return known.cloned();
        }
        row.finding.allocations.iter().find_map(|part| {
            let line = self.index.contract(&part.contract)?.line(part.line?)?;
            let ours = self.held.on_lines.get(&(part.contract.clone(), line.line)).copied().unwrap_or_default();
            let room = line.amount - (line.paid - ours).max(Decimal::ZERO);
            (room < part.amount).then(|| Flag::new(FlagKind::PaidInRegister, kopecks_text(part.amount - room)))
        })
    }

    /// Whether a payment that was just found ready is likely to have been entered by hand before its
    /// document was read: the line of its day and sum is paid by money that the CRM did not take
    /// from us, and it would go to a line that is not due for long.
    pub(super) fn entered_before(&self, row: &Row, found: &Finding) -> Option<Flag> {
        let [part] = found.allocations.as_slice() else { return None };
        if found.readiness != Readiness::Ready || !row.decision.leaves_all_to_the_program() {
            return None;
        }
        let contract = self.index.contract(&part.contract)?;
        let paid = paid_in_its_place(contract, &row.payment, part.line?)?;
        let ours = self.held.on_lines.get(&(part.contract.clone(), paid.line)).copied().unwrap_or_default();
        (paid.paid - ours >= part.amount).then(|| Flag::new(FlagKind::PaidInRegister, kopecks_text(part.amount)))
    }
}
