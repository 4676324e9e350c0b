//! Refunds: money that goes back to a buyer, held against the receipt that it gives back.
//!
//! A refund is never ready by itself. Where one receipt fits better than all others, its debts are
//! proposed, newest first; where none does, a person chooses among contracts with money on them. A
//! receipt that the CRM does not have gives nothing back.

mod fit;
mod paid;
mod said;

use std::collections::{BTreeSet, HashMap};

use rust_decimal::Decimal;

use self::fit::{Fit, Receipt, Refund};
use self::paid::Paid;
pub use self::paid::lay_back;
use self::said::numbers_of;
use super::doubles::payer_keys;
use super::find::{Case, Standing};
use super::names::{Who, who};
use super::words::{plain, words};
use super::{Index, Settings};
use crate::model::{
    Allocation, Bits, Candidate, ContractId, Evidence, EvidenceKind, Finding, Flag, FlagKind, Payment, PaymentMark,
    Place, Readiness, allocated_sum, kopecks_text,
};
use crate::text::fold;

/// Candidates that a row shows.
const SHOWN: usize = 9;
/// Receipts that are named where several fit equally well.
const NAMED: usize = 3;

/// Whether money that goes out goes back to a buyer, by the document's own words. What 1C itself
/// gives to somebody else, and a loan, a deposit or a tax that is paid back, is no refund.
pub(super) fn says_refund(payment: &Payment, plain: &str) -> bool {
    let words = words();
    let is_loan = words.loan.are_in(plain) && !words.mortgage.are_in(plain) && !words.maternity.are_in(plain);
    // «Возврат излишне …» names a tax only where money comes in.
    let beside = plain.replace(" излишне ", " ");
    let is_other = is_loan || [&words.deposit, &words.tax, &words.salary].iter().any(|list| list.are_in(&beside));
    let is_another_settlement =
        payment.marks.iter().any(|mark| matches!(mark, PaymentMark::NotACustomer | PaymentMark::BudgetPayment));
    (words.refund.are_in(plain) || words.refund_out.are_in(plain)) && !is_other && !is_another_settlement
}

/// Whether a payment gives money back to a buyer by its own words, if it goes out at all.
#[must_use]
pub fn names_refund(payment: &Payment) -> bool {
    says_refund(payment, &plain(&fold(&payment.purpose)))
}

/// Under what a refund and the receipt that it may give back find each other: the other side's
/// account, name and tax number, and numbers of orders.
#[must_use]
pub fn refund_leads(payment: &Payment) -> BTreeSet<String> {
    let mut leads: BTreeSet<String> = payer_keys(payment).map(|key| key.to_string()).collect();
    if let Who::Person(person) = who(&payment.counterparty().name) {
        leads.extend(person.weakest_key().map(|key| format!("person {key}")));
    }
    if payment.kind.is_receipt() {
        leads.extend(numbers_of(payment).map(|number| format!("order {number}")));
    } else {
        let digits = payment.purpose.split(|sign: char| !sign.is_ascii_digit());
        let digits = digits.map(|digits| digits.trim_start_matches('0')).filter(|digits| !digits.is_empty());
        leads.extend(digits.map(|number| format!("order {number}")));
    }
    leads
}

/// Puts into the findings of refunds what they give back. The other findings stay.
pub(super) fn pair(index: &Index, cases: &[Case<'_>], settings: &Settings, findings: &mut [Finding]) {
    let mut refunds = refunds_of(index, cases, settings, findings);
    if refunds.is_empty() {
        return;
    }
    let mut receipts = receipts_of(cases, findings);
    let places = Places::of(&receipts);
    let decided: Vec<(usize, &[Allocation])> = cases
        .iter()
        .enumerate()
        .filter_map(|(at, case)| match case.standing {
            Standing::Decided(parts) if case.payment.kind.is_outgoing() => Some((at, parts)),
            _ => None,
        })
        .collect();
    // What the CRM has given back comes first: it leaves less of a receipt.
    refunds.sort_by_key(|refund| {
        let case = &cases[refund.at];
        (!is_in_crm(case), case.payment.effective_date(), case.payment.id)
    });
    for refund in refunds {
        let near = places.near(&refund);
        let best = refund.best(near.iter().filter_map(|place| receipts.get(*place)), index);
        if is_in_crm(&cases[refund.at]) {
            let only = best.as_ref().filter(|(_, equal)| equal.len() == 1).and_then(|(_, equal)| equal.first());
            if let Some(at) = only.map(|receipt| receipt.at)
                && let Some(receipt) = receipts.iter_mut().find(|receipt| receipt.at == at)
            {
                receipt.given_back += refund.payment.amount.amount;
            }
            continue;
        }
        let paid = Paid::new(index, &decided, refund.at);
        // An open receipt leads to the contract that it most likely is for.
        let likely =
            |at: usize| findings.get(at).and_then(|finding| Some(finding.candidates.first()?.contract.clone()));
        let finding = Work { refund: &refund, paid: &paid }.finding(&findings[refund.at], best.as_ref(), likely);
        findings[refund.at] = finding;
    }
}

const fn is_in_crm(case: &Case<'_>) -> bool {
    matches!(case.standing, Standing::InCrm(_) | Standing::Held(..))
}

fn has_flag(findings: &[Finding], at: usize, kind: FlagKind) -> bool {
    findings.get(at).is_some_and(|finding| finding.flags.iter().any(|flag| flag.kind == kind))
}

fn refunds_of<'a>(index: &Index, cases: &'a [Case<'_>], settings: &Settings, findings: &[Finding]) -> Vec<Refund<'a>> {
    let is_refund = |at: usize, case: &Case<'_>| {
        let is_out = findings.get(at).is_some_and(|finding| finding.readiness == Readiness::Excluded);
        case.payment.kind.is_outgoing() && (is_in_crm(case) || has_flag(findings, at, FlagKind::Refund) && !is_out)
    };
    let refunds = cases.iter().enumerate().filter(|(at, case)| is_refund(*at, case));
    refunds.map(|(at, case)| Refund::of(at, case.payment, index, settings)).collect()
}

/// A certain double is no other money than its first document.
fn receipts_of<'a>(cases: &'a [Case<'a>], findings: &[Finding]) -> Vec<Receipt<'a>> {
    let is_money = |at: usize, case: &Case<'_>| {
        case.payment.kind.is_receipt()
            && !has_flag(findings, at, FlagKind::CertainDuplicate)
            && !case.payment.marks.contains(&PaymentMark::Deleted)
    };
    let receipts = cases.iter().enumerate().filter(|(at, case)| is_money(*at, case));
    receipts
        .map(|(at, case)| {
            let parts = match case.standing {
                Standing::InCrm(parts) | Standing::Held(_, parts) | Standing::Decided(parts) => parts,
                Standing::Open => &[],
            };
            Receipt { at, case, parts, given_back: Decimal::ZERO }
        })
        .collect()
}

/// Where receipts are found.
struct Places {
    by_lead: HashMap<String, Vec<usize>>,
    by_contract: HashMap<ContractId, Vec<usize>>,
}

impl Places {
    fn of(receipts: &[Receipt<'_>]) -> Self {
        let mut places = Self { by_lead: HashMap::new(), by_contract: HashMap::new() };
        for (place, receipt) in receipts.iter().enumerate() {
            for lead in refund_leads(receipt.case.payment) {
                places.by_lead.entry(lead).or_default().push(place);
            }
            for part in receipt.parts {
                places.by_contract.entry(part.contract.clone()).or_default().push(place);
            }
        }
        places
    }

    /// The receipts that a refund may give back.
    fn near(&self, refund: &Refund<'_>) -> BTreeSet<usize> {
        let of_contracts = refund.named.iter().filter_map(|contract| self.by_contract.get(contract)).flatten();
        let mut places: BTreeSet<usize> = of_contracts.copied().collect();
        for lead in refund_leads(refund.payment) {
            places.extend(self.by_lead.get(&lead).into_iter().flatten());
        }
        places
    }
}

/// A refund in work.
struct Work<'a> {
    refund: &'a Refund<'a>,
    paid: &'a Paid<'a>,
}

impl Work<'_> {
    fn amount(&self) -> Decimal {
        self.refund.payment.amount.amount
    }

    fn finding(
        &self,
        found: &Finding,
        best: Option<&(Fit, Vec<&Receipt<'_>>)>,
        likely: impl Fn(usize) -> Option<ContractId>,
    ) -> Finding {
        let mut flags = kept_flags(&found.flags);
        let mut candidates = self.candidates(&found.candidates);
        let (mut about, mut allocations, mut is_paired) = (String::new(), Vec::new(), false);
        if let Some((fit, equal)) = best {
            for receipt in equal {
                self.add_evidence(&mut candidates, receipt, *fit, likely(receipt.at));
            }
            if let [receipt] = equal.as_slice() {
                is_paired = receipt.is_in_crm();
                allocations = self.proposal(*fit, receipt, &mut flags);
            }
            about = equal.iter().take(NAMED).map(|receipt| receipt.name()).collect::<Vec<_>>().join(", ");
        }
        sort(&mut candidates, &allocations);
        let is_covered = |candidate: &Candidate| allocated_sum(&candidate.allocations) == self.amount();
        let is_waiting = flags.iter().any(|flag| flag.kind == FlagKind::RefundBeforeReceipt);
        if let Some(first) = candidates.first().filter(|_| !is_paired && !is_waiting)
            && !candidates.iter().any(is_covered)
        {
            let missing = self.amount() - allocated_sum(&first.allocations);
            flags.push(Flag::new(FlagKind::RefundExceeds, kopecks_text(missing)));
        }
        flags.push(Flag::new(FlagKind::Refund, about));
        flags.sort_by(|one, other| (one.kind, &one.about).cmp(&(other.kind, &other.about)));
        let is_stopped = flags.iter().any(|flag| flag.kind != FlagKind::Refund && flag.kind.blocks());
        let readiness = match (is_stopped || candidates.is_empty(), is_paired) {
            (true, _) => Readiness::Blocked,
            (false, true) => Readiness::Review,
            (false, false) => Readiness::Choose,
        };
        let margin =
            |first: &Candidate| candidates.get(1).map_or(first.bits.max(Bits::ZERO), |second| first.bits - second.bits);
        let margin = candidates.first().map(margin);
        let rest = self.amount() - allocated_sum(&allocations);
        Finding { readiness, flags, candidates, margin, allocations, ..Finding::unmatched(rest) }
    }

    /// What the one receipt that fits leads to: its debts, newest first, or why not.
    fn proposal(&self, fit: Fit, receipt: &Receipt<'_>, flags: &mut Vec<Flag>) -> Vec<Allocation> {
        if !receipt.is_in_crm() {
            // Where a person left the receipt out, or hardly anything speaks for it, nothing waits.
            if !receipt.is_out() && !fit.is_weak() {
                flags.push(Flag::new(FlagKind::RefundBeforeReceipt, receipt.name()));
            }
            return Vec::new();
        }
        if fit.ties == 0 {
            flags.push(Flag::new(FlagKind::ThirdParty, self.refund.payment.counterparty().name.as_str()));
        }
        let allocations = self.paid.take_from(receipt.parts, self.amount().min(receipt.left()));
        let missing = self.amount() - allocated_sum(&allocations);
        if missing.is_zero() {
            return allocations;
        }
        flags.push(Flag::new(FlagKind::RefundExceeds, kopecks_text(missing)));
        Vec::new()
    }

    /// The contracts that the payment leads to, without what sums and days say of debts: money goes
    /// the other way.
    fn candidates(&self, found: &[Candidate]) -> Vec<Candidate> {
        let mut candidates = found.to_vec();
        for candidate in &mut candidates {
            candidate.evidence.retain(|evidence| !speaks_of_debt(evidence.kind));
            candidate.bits = candidate.evidence.iter().map(|evidence| evidence.bits).sum();
            candidate.allocations = self.lay(&candidate.contract);
        }
        candidates
    }

    fn lay(&self, id: &ContractId) -> Vec<Allocation> {
        let contract = self.paid.contract(id).filter(|contract| contract.currency == self.refund.payment.currency());
        contract.map_or_else(Vec::new, |contract| lay_back(contract, self.amount()))
    }

    /// Puts a receipt behind the contracts that it paid.
    fn add_evidence(
        &self,
        candidates: &mut Vec<Candidate>,
        receipt: &Receipt<'_>,
        fit: Fit,
        likely: Option<ContractId>,
    ) {
        let mut contracts: Vec<ContractId> = receipt.parts.iter().map(|part| part.contract.clone()).collect();
        if receipt.parts.is_empty() {
            contracts.extend(likely);
        }
        contracts.sort();
        contracts.dedup();
        let place = numbers_of(receipt.case.payment)
            .find_map(|number| self.refund.said.numbers.iter().find(|said| said.digits == number))
            .and_then(|said| Place::try_from(said.place.clone()).ok());
        for contract in contracts {
            let evidence = Evidence {
                kind: EvidenceKind::OriginalReceipt,
                value: receipt.name().into(),
                bits: fit.bits(),
                in_purpose: place,
            };
            match candidates.iter_mut().find(|candidate| candidate.contract == contract) {
                Some(known) if known.evidence.iter().any(|seen| seen.kind == EvidenceKind::OriginalReceipt) => {}
                Some(known) => {
                    known.bits += evidence.bits;
                    known.evidence.push(evidence);
                    known.evidence.sort_by_key(|evidence| std::cmp::Reverse(evidence.bits));
                }
                None => {
                    let allocations = self.lay(&contract);
                    candidates.push(Candidate { contract, bits: fit.bits(), evidence: vec![evidence], allocations });
                }
            }
        }
    }
}

/// What was said of the payment itself and holds for a refund too.
fn kept_flags(flags: &[Flag]) -> Vec<Flag> {
    let holds = |flag: &&Flag| {
        matches!(
            flag.kind,
            FlagKind::CertainDuplicate
                | FlagKind::PossibleDuplicate
                | FlagKind::NotOurAccount
                | FlagKind::ZeroSum
                | FlagKind::NegativeSum
                | FlagKind::DraftInSource
                | FlagKind::PenaltyNamed
                | FlagKind::AnotherBuyersNumber
        )
    };
    flags.iter().filter(holds).cloned().collect()
}

const fn speaks_of_debt(kind: EvidenceKind) -> bool {
    matches!(
        kind,
        EvidenceKind::AmountIsLine
            | EvidenceKind::AmountIsRemainder
            | EvidenceKind::AmountIsLines
            | EvidenceKind::AmountExceeds
            | EvidenceKind::DueWindow
            | EvidenceKind::DueFar
    )
}

/// Best first; the best shows the very lines that are proposed.
fn sort(candidates: &mut Vec<Candidate>, allocations: &[Allocation]) {
    candidates.sort_by(|one, other| other.bits.cmp(&one.bits).then_with(|| one.contract.cmp(&other.contract)));
    candidates.truncate(SHOWN);
    if let Some(first) = candidates.first_mut()
        && !allocations.is_empty()
        && allocations.iter().all(|part| part.contract == first.contract)
    {
        first.allocations = allocations.to_vec();
    }
}
