//! The decision over one payment: ready only when who and what is meant is tied from two sides, the
//! runner-up is far behind, the sum fits and nothing is the matter.

use super::allocate::{Fit, lay, propose};
use super::assignment::{Several, sum_of_several};
use super::doubts::doubts;
use super::evidence::{Scored, Ties};
use super::find::{Book, Standing, Work, is_crowded};
use super::gates::{amount_flags, another_buyers_number, contract_flags, payment_flags, source_excludes};
use super::names::{NameStrength, Who, name_alone};
use super::reading::roles::Role;
use super::reading::{NumberFound, Reading};
use super::words::words;
use super::{Index, Settings};
use crate::model::{
    Allocation, Bits, Contract, Flag, FlagKind, Payment, Readiness, Rival, allocated_sum, kopecks_text,
};

/// What was decided.
#[derive(Debug, Clone)]
pub(super) struct Verdict {
    /// The state of the row.
    pub readiness: Readiness,
    /// Why.
    pub flags: Vec<Flag>,
    /// How many of the flags, from the first, are the payment's own, whatever it is for.
    pub own_flags: usize,
    /// Bits between the best candidate and the second.
    pub margin: Option<Bits>,
    /// Bits that the batch would lose without this pair; `None` without a rival.
    pub rival_margin: Option<Bits>,
    /// The other payments that may be for the contract.
    pub rivals: Vec<Rival>,
    /// The proposal.
    pub allocations: Vec<Allocation>,
    /// The contract that the payment claims a debt of.
    pub claims: Option<u32>,
}

impl Default for Verdict {
    fn default() -> Self {
        Self {
            readiness: Readiness::Unmatched,
            flags: Vec::new(),
            own_flags: 0,
            margin: None,
            rival_margin: None,
            rivals: Vec::new(),
            allocations: Vec::new(),
            claims: None,
        }
    }
}

/// Bits between the best candidate and the second; without a second, between it and no contract.
pub(super) fn margin(scored: &[Scored]) -> Option<Bits> {
    let best = scored.first()?.bits;
    Some(scored.get(1).map_or(best.max(Bits::ZERO), |second| best - second.bits))
}

/// Decides over one payment, without a look at the others of the batch.
pub(super) fn decide(
    work: &Work<'_>,
    index: &Index,
    book: &Book<'_>,
    settings: &Settings,
    doubled: Vec<Flag>,
) -> Verdict {
    let payment = work.case.payment;
    let reading = &work.reading;
    let mut flags = payment_flags(payment, reading, settings);
    flags.extend(doubled);
    let margin = margin(&work.scored);
    let thresholds = &settings.thresholds;
    let best = work.scored.first().and_then(|best| Some((best, book.contract(best.contract)?)));
    let is_likely = best.is_some_and(|(best, _)| {
        best.ties.any_identity()
            && (best.ties.firm_number || best.ties.known || best.bits >= thresholds.review)
            && margin.is_some_and(|margin| margin >= thresholds.choose_margin)
    });
    if is_excluded(payment, &flags, is_likely || is_withheld(reading)) {
        return Verdict { readiness: Readiness::Excluded, flags, margin, ..Verdict::default() };
    }
    let is_tied = |position: u32| {
        work.scored.iter().any(|scored| {
            scored.contract == position && (scored.ties.name.is_some() || scored.ties.tax_id || scored.ties.known)
        })
    };
    flags.extend(another_buyers_number(reading, index, is_tied));
    let own_flags = flags.len();
    let mut allocations = Vec::new();
    let mut claims = None;
    if let Some((best, contract)) = best.filter(|_| is_likely) {
        flags.extend(flags_against(best, contract, work, margin, settings));
        if contract.status.takes_payments() && contract.currency == payment.currency() {
            allocations = propose(contract, reading, payment.amount.amount);
            claims = Some(best.contract);
        }
    }
    if best.is_some() && !is_likely && names_several(reading) {
        flags.push(Flag::new(FlagKind::SeveralContractsNamed, ""));
    }
    let split = source_split(reading, book, payment);
    let is_split = split.is_some();
    if let Some(split) = split {
        flags.push(Flag::new(FlagKind::SeveralContractsNamed, ""));
        allocations = split;
    }
    let adds_up = allocated_sum(&allocations) == payment.amount.amount && !payment.amount.amount.is_zero();
    let is_ready = is_likely
        && flags.is_empty()
        && adds_up
        && margin.is_some_and(|margin| margin >= thresholds.ready_margin)
        && best.is_some_and(|(best, _)| best.bits >= thresholds.ready);
    if !is_ready
        && !is_split
        && let Some(split) = split_over_several(work, book, settings, &mut flags, own_flags)
    {
        allocations = split;
        claims = None;
    }
    let readiness = if flags.iter().any(|flag| flag.kind.blocks()) {
        Readiness::Blocked
    } else if is_ready {
        Readiness::Ready
    } else if is_likely || !allocations.is_empty() {
        if flags.is_empty() {
            flags.push(Flag::new(FlagKind::WeakEvidence, ""));
        }
        Readiness::Review
    } else if best.is_some_and(|(best, _)| best.ties.any_identity() || best.ties.unit) {
        Readiness::Choose
    } else {
        Readiness::Unmatched
    };
    if matches!(work.case.standing, Standing::InCrm(_) | Standing::Held(..) | Standing::Decided(_)) {
        claims = None;
    }
    Verdict { readiness, flags, own_flags, margin, allocations, claims, ..Verdict::default() }
}

/// What stops a payment from simply going to a contract.
pub(super) fn flags_against(
    scored: &Scored,
    contract: &Contract,
    work: &Work<'_>,
    margin: Option<Bits>,
    settings: &Settings,
) -> Vec<Flag> {
    let (payment, reading) = (work.case.payment, &work.reading);
    let mut flags = contract_flags(contract, payment, settings, &reading.plain);
    flags.extend(amount_flags(contract, payment, reading, &scored.ties));
    flags.extend(identity_flags(scored, work, margin, settings));
    flags.extend(doubts(contract, payment, reading, &scored.ties));
    if flags.is_empty() && !is_tied_twice(&scored.ties) {
        flags.push(Flag::new(FlagKind::WeakEvidence, ""));
    }
    flags
}

/// A payment over several contracts, where it is the one sum of their debts; its flags then take the
/// place of those that a single contract had raised.
fn split_over_several(
    work: &Work<'_>,
    book: &Book<'_>,
    settings: &Settings,
    flags: &mut Vec<Flag>,
    own_flags: usize,
) -> Option<Vec<Allocation>> {
    match sum_of_several(work, book) {
        Several::None => None,
        Several::Ambiguous(about) => {
            flags.push(Flag::new(FlagKind::SumOfSeveral, about));
            None
        }
        Several::One { contracts, split, about } => {
            flags.truncate(own_flags);
            flags.extend(split_flags(&contracts, work, book, settings));
            flags.push(Flag::new(FlagKind::SumOfSeveral, about));
            Some(split)
        }
    }
}

/// What wants a look in a payment over several contracts, beside that it is one.
fn split_flags(contracts: &[u32], work: &Work<'_>, book: &Book<'_>, settings: &Settings) -> Vec<Flag> {
    let (payment, reading) = (work.case.payment, &work.reading);
    let mut flags = Vec::new();
    for scored in work.scored.iter().filter(|scored| contracts.contains(&scored.contract)) {
        let Some(contract) = book.contract(scored.contract) else { continue };
        flags.extend(contract_flags(contract, payment, settings, &reading.plain));
        flags.extend(doubts(contract, payment, reading, &scored.ties));
    }
    if names_several(reading) {
        flags.push(Flag::new(FlagKind::SeveralContractsNamed, ""));
    }
    flags
}

/// No customer's money. What only a word of the purpose says does not take out a payment that
/// otherwise leads to a contract: a bank's «кредит» may be a buyer's mortgage.
fn is_excluded(payment: &Payment, flags: &[Flag], is_likely: bool) -> bool {
    flags.iter().any(|flag| match flag.kind {
        FlagKind::NotACustomer => source_excludes(payment) || !is_likely,
        kind => kind.excludes(),
    })
}

/// Whether an employer says for which buyer it withheld the sum: no salary that came back.
fn is_withheld(reading: &Reading) -> bool {
    words().withheld.are_in(&reading.plain) && reading.people.iter().any(|found| !found.contracts.is_empty())
}

/// Whether the purpose names several contracts beyond doubt.
fn names_several(reading: &Reading) -> bool {
    let mut firm = reading.numbers.iter().filter(|found| found.firm);
    firm.next().is_some_and(|first| firm.any(|other| other.contracts != first.contracts))
}

/// 1C's own allocation over several contracts, when every part of it is known.
fn source_split(reading: &Reading, book: &Book<'_>, payment: &Payment) -> Option<Vec<Allocation>> {
    if reading.source.len() < 2 || reading.source.len() != payment.breakdown.len() {
        return None;
    }
    let mut parts: Vec<(u32, rust_decimal::Decimal)> = Vec::new();
    for (amount, list) in &reading.source {
        let [position] = list.as_slice() else { return None };
        match parts.iter_mut().find(|(known, _)| known == position) {
            Some((_, sum)) => *sum += *amount,
            None => parts.push((*position, *amount)),
        }
    }
    if parts.len() < 2 {
        return None;
    }
    let mut split = Vec::new();
    for (position, amount) in parts {
        split.extend(lay(book.contract(position)?, &reading.facts, amount));
    }
    Some(split)
}

/// What is missing or contradictory in who and what is meant.
fn identity_flags(best: &Scored, work: &Work<'_>, margin: Option<Bits>, settings: &Settings) -> Vec<Flag> {
    let (ties, reading) = (&best.ties, &work.reading);
    let payer = name_alone(&work.case.payment.counterparty().name);
    let mut flags = Vec::new();
    let mut add = |kind: FlagKind, about: &str| flags.push(Flag::new(kind, about));
    let has_number = ties.firm_number || ties.weak_number || ties.source;
    if let Some(day) = ties.rejected {
        add(FlagKind::RejectedBefore, &day.strftime("%d.%m.%Y").to_string());
    }
    // A number that only loosely is another contract's may just as well be this one's, mistyped.
    let elsewhere = || {
        let loose = reading.numbers.iter().find(|found| !found.full && !found.contracts.contains(&best.contract));
        loose.filter(|_| !ties.weak_number).map(|found| &found.said)
    };
    if let Some(unknown) = reading.unknown_numbers.first().or_else(elsewhere)
        && !ties.firm_number
        && !ties.source
    {
        add(FlagKind::NumberMistyped, unknown);
    }
    // A contract that the register does not know is another contract all the same.
    let names_unknown_too = (ties.firm_number || ties.source) && !reading.unknown_numbers.is_empty();
    // The number of an invoice or an act beside the contract's own may by chance be another contract's.
    let is_another = |found: &NumberFound| found.full && !(found.of_paper && ties.firm_number);
    let mut not_its = reading.numbers.iter().filter(|found| !found.contracts.contains(&best.contract));
    if names_unknown_too || not_its.any(is_another) {
        add(FlagKind::SeveralContractsNamed, "");
    }
    let source_elsewhere = !reading.source.is_empty() && !ties.source;
    if source_elsewhere || reading.source.iter().any(|(_, list)| !list.contains(&best.contract)) {
        add(FlagKind::SeveralContractsNamed, "");
    }
    let mut its = reading.numbers.iter().filter(|found| found.contracts.contains(&best.contract)).peekable();
    if let Some(first) = its.peek().map(|found| found.said.clone())
        && !ties.source
        && its.all(|found| found.of_paper)
    {
        add(FlagKind::PurposeOther, &first);
    }
    let mut shared =
        reading.numbers.iter().filter(|found| found.contracts.len() > 1 && found.contracts.contains(&best.contract));
    let is_close = margin < Some(settings.thresholds.ready_margin) || !ties.payer_is_sure();
    if shared.any(|found| is_close || fits_another_of(found, best, work)) {
        add(FlagKind::NumberNotUnique, "");
    }
    let is_stranger = has_number && ties.name.is_none() && !ties.tax_id && !ties.known && !is_lenders_payment(ties);
    let speaks_for_another = !(has_number || ties.payer || ties.tax_id || ties.unit || ties.known)
        && ties.said
        && matches!(reading.payer, Who::Person(_));
    if is_stranger || speaks_for_another || ties.payer_differs || !is_named_as_debtor(ties, reading) {
        add(FlagKind::ThirdParty, payer);
    }
    if flags.is_empty() && ties.contradicted {
        let place = reading.facts.two_units().or_else(|| reading.facts.several.clone());
        let about = place.and_then(|place| work.case.payment.purpose.get(place)).unwrap_or_default();
        flags.push(Flag::new(FlagKind::Contradicted, about));
    }
    if flags.is_empty() && (reading.unread || is_crowded(reading) && !has_number && !ties.tax_id) {
        flags.push(Flag::new(FlagKind::Unclear, ""));
    }
    let is_named = has_number || ties.unit || ties.lender && ties.said;
    if fits_another(best, work) {
        flags.push(Flag::new(FlagKind::AmountUnusual, kopecks_text(work.case.payment.amount.amount)));
    }
    if flags.is_empty() && !is_named && holds_another(best, work) {
        flags.push(Flag::new(FlagKind::HolderHasOthers, ""));
    }
    if flags.is_empty() && !is_tied_twice(ties) && !says_both_sides(ties) {
        flags.push(Flag::new(FlagKind::OneSided, ""));
    }
    flags
}

/// The other contracts of the same holder among the candidates.
fn others_of_holder<'a>(best: &'a Scored, work: &'a Work<'_>) -> impl Iterator<Item = &'a Scored> {
    work.scored.iter().filter(|other| other.contract != best.contract).filter(|other| {
        (best.ties.tax_id && other.ties.tax_id) || (other.ties.name.is_some() && other.ties.name >= best.ties.name)
    })
}

/// Whether the same holder has another contract among the candidates: where nothing but the sum
/// says which of them is meant, a person is asked however well it fits one.
fn holds_another(best: &Scored, work: &Work<'_>) -> bool {
    others_of_holder(best, work).next().is_some()
}

/// Whether the sum is nothing that is due here, but exactly what is due on another contract of the
/// same holder: the flat's number may have been written for the parking place.
fn fits_another(best: &Scored, work: &Work<'_>) -> bool {
    !best.ties.fit.is_exact() && others_of_holder(best, work).any(|other| other.ties.fit.is_exact())
}

/// Whether the sum is due on another contract of the same holder, too, that goes by the same number.
/// That the register knows her tax number in one of the two only says nothing of which is meant.
fn fits_another_of(found: &NumberFound, best: &Scored, work: &Work<'_>) -> bool {
    others_of_holder(best, work).any(|other| found.contracts.contains(&other.contract) && other.ties.fit.is_exact())
}

/// Whether a holder whom the purpose names while somebody else pays is the one for whom is paid. Banks
/// that pass money on often write nothing but the name; anybody else says for whom the payment is.
fn is_named_as_debtor(ties: &Ties, reading: &Reading) -> bool {
    let is_own = ties.payer || ties.tax_id || ties.known;
    is_own
        || match ties.role {
            None | Some(Role::For) => true,
            Some(Role::Plain) => {
                reading.payer_is_bank || ties.lender || reading.payer == Who::Nobody || is_withheld(reading)
            }
            // «средства материнского капитала Ивановой»: whose it is, its fund pays for.
            Some(Role::Other) => reading.payer_is_bank && words().maternity.are_in(&reading.plain),
        }
}

/// A lender pays by number and date: a slip in one would contradict the other.
fn is_lenders_payment(ties: &Ties) -> bool {
    ties.firm_number && ties.lender && ties.date && ties.fit.is_exact()
}

/// Whether it is said both who pays and for which contract, however surely.
fn says_both_sides(ties: &Ties) -> bool {
    let says_who = ties.name.is_some() || ties.tax_id || ties.known || ties.lender;
    let says_which = ties.firm_number || ties.weak_number || ties.source || ties.unit || ties.date;
    says_who && says_which
}

/// The ties that a ready row needs: what is meant and who is meant, each from its own source, or
/// one of them beyond doubt together with the exact sum. The sum alone is no tie.
fn is_tied_twice(ties: &Ties) -> bool {
    let exact = ties.fit.is_exact();
    let by_number = ties.firm_number || ties.source;
    let has_full_name = ties.name == Some(NameStrength::Full);
    let plain_part = matches!(ties.fit, Fit::Part) && ties.holder_is_sure() && ties.payer;
    let initials = ties.name == Some(NameStrength::Initials) && (ties.name_is_unique || ties.unit || ties.date);
    (by_number && (ties.holder_is_sure() || initials && exact) && (exact || plain_part))
        || (ties.weak_number && ties.holder_is_sure() && exact)
        || (ties.tax_id && exact)
        || (ties.known && exact && (by_number || ties.unit || ties.said))
        || (has_full_name && ties.unit && exact)
        || (has_full_name && ties.name_is_unique && ties.in_window && exact)
        || is_lenders_payment(ties)
}

/// Whether a contract with these claims taken still fits a payment the way its own verdict says.
pub(super) fn still_fits(contract: &Contract, work: &Work<'_>, ties: &Ties, settings: &Settings) -> bool {
    let payment = work.case.payment;
    let fit = super::allocate::fit(contract, &work.reading.facts, payment.amount.amount, settings.kopeck_tolerance);
    let mut then = *ties;
    then.fit = fit;
    amount_flags(contract, payment, &work.reading, &then).is_empty() && is_tied_twice(&then)
}
