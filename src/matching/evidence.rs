//! What speaks for and against one contract, in bits.
//!
//! Weights are logarithms of likelihood ratios; values that many contracts share lose log2 of
//! their count. Evidence that comes from one cause (tax number, payer's name, name in the purpose;
//! number and 1C's own allocation of it) counts the best whole and the rest by a quarter.

mod holders;
mod memory;
mod places;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::allocate::{Fit, due_window, fit_among, open_lines};
use super::index::Card;
use super::memory::Past;
use super::names::{NameStrength, Who, name_alone};
use super::reading::numbers::is_slip_of;
use super::reading::roles::Role;
use super::reading::{NumberFound, Reading};
use super::{Index, Settings};
use crate::model::{Bits, Contract, Evidence, EvidenceKind, PayerRole, Payment, Place, ScheduleLine, kopecks_text};

/// What ties a payment to a contract, and what contradicts it: what the decision asks beside bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one independent observation, not a state")]
pub(super) struct Ties {
    /// The number, beyond doubt.
    pub firm_number: bool,
    /// The number, in a form that could be chance.
    pub weak_number: bool,
    /// 1C's own allocation.
    pub source: bool,
    /// A holder's tax number.
    pub tax_id: bool,
    /// A holder's name, as payer or in the purpose.
    pub name: Option<NameStrength>,
    /// No other contract's holder bears that name at that strength.
    pub name_is_unique: bool,
    /// The purpose names a holder.
    pub said: bool,
    /// As whom it does, where a holder is named in several places the most telling.
    pub role: Option<Role>,
    /// The payer is a holder, by name or tax number.
    pub payer: bool,
    /// The unit.
    pub unit: bool,
    /// The lender pays.
    pub lender: bool,
    /// The date after the number is the contract's.
    pub date: bool,
    /// The day lies in the window of the due date.
    pub in_window: bool,
    /// How the sum fits.
    pub fit: Fit,
    /// The payer goes by another name than the bearer of the tax number, or is of another legal form.
    pub payer_differs: bool,
    /// The payer's own account was confirmed for this contract by a person.
    pub known: bool,
    /// A person turned this payer and contract down, last on that day, and confirmed them on no
    /// later one.
    pub rejected: Option<jiff::civil::Date>,
    /// Something contradicts: another date, unit, person or tax number.
    pub contradicted: bool,
}

impl Ties {
    /// Whether anything says who or what is meant.
    pub(super) const fn any_identity(&self) -> bool {
        self.firm_number || self.weak_number || self.source || self.tax_id || self.name.is_some() || self.known
    }

    /// Whether it is known who pays for this contract: a holder, or somebody whom a person let pay.
    pub(super) fn payer_is_sure(&self) -> bool {
        self.holder_is_sure() || self.known
    }

    /// Whether the holder is tied by more than a surname with initials.
    pub(super) fn holder_is_sure(&self) -> bool {
        self.tax_id || self.name.is_some_and(|strength| strength >= NameStrength::Short)
    }
}

/// A piece of evidence before it is put into words.
#[derive(Debug, Clone)]
struct Piece {
    kind: EvidenceKind,
    bits: Bits,
    value: Value,
    place: Option<Range<usize>>,
}

#[derive(Debug, Clone)]
enum Value {
    Number,
    Date(jiff::civil::Date),
    Place,
    Payer,
    /// By its place among the tax numbers of the reading.
    TaxId(usize),
    Amount,
    Day,
    Lender,
    Role(PayerRole),
    Open(usize),
}

/// A contract with all that speaks for and against it.
#[derive(Debug, Clone)]
pub(super) struct Scored {
    /// Position of the contract.
    pub contract: u32,
    /// The sum of all pieces.
    pub bits: Bits,
    /// What ties it.
    pub ties: Ties,
}

/// The pieces of evidence of one contract. One such list serves contract after contract: of a batch
/// of many payments nobody can hold the pieces of every contract weighed.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    weighed: Vec<Piece>,
    /// Values as they were put into words: most stand in the evidence of every contract of a payment.
    values: Vec<Arc<str>>,
}

/// What scoring looks at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scene<'a> {
    /// The contracts.
    pub index: &'a Index,
    /// The payment.
    pub payment: &'a Payment,
    /// The payment, read.
    pub reading: &'a Reading<'a>,
    /// What is remembered of the payer.
    pub past: &'a Past,
    /// The weights.
    pub settings: &'a Settings,
}

/// Weighs one contract; `contract` carries the claims of the batch, its card does not change. What
/// it weighs stands in `pieces` afterwards.
pub(super) fn score(scene: Scene<'_>, position: u32, contract: &Contract, card: &Card, pieces: &mut Pieces) -> Scored {
    let Scene { index, payment, reading, settings, .. } = scene;
    let weights = &settings.weights;
    let open = open_lines(contract);
    let fit = fit_among(&open, contract, &reading.facts, payment.amount.amount, settings.kopeck_tolerance);
    pieces.weighed.clear();
    let mut weighing = Weighing {
        scene,
        position,
        pieces: &mut pieces.weighed,
        ties: Ties {
            firm_number: false,
            weak_number: false,
            source: false,
            tax_id: false,
            name: None,
            name_is_unique: false,
            said: false,
            role: None,
            payer: false,
            unit: false,
            lender: false,
            date: false,
            in_window: false,
            fit,
            payer_differs: false,
            known: false,
            rejected: None,
            contradicted: false,
        },
    };
    weighing.weigh_number(contract);
    weighing.weigh_holders(contract, card);
    weighing.weigh_memory();
    weighing.weigh_slip(contract);
    weighing.weigh_unit(contract, card);
    weighing.weigh_lender(contract, card);
    weighing.weigh_amount(contract, &open);
    weighing.push(EvidenceKind::Prior, -index.open_bits(), Value::Open(index.open_count()), None);
    let Weighing { pieces, ties, .. } = weighing;
    soften_date_conflict(pieces, weights.correlated_percent);
    correlate(pieces, weights.correlated_percent, |kind| is_number(kind) || kind == EvidenceKind::SourceContract);
    correlate(pieces, weights.correlated_percent, |kind| {
        matches!(
            kind,
            EvidenceKind::TaxId | EvidenceKind::KnownAccount | EvidenceKind::PayerName | EvidenceKind::PurposeName
        )
    });
    let bits = pieces.iter().map(|piece| piece.bits).sum();
    Scored { contract: position, bits, ties }
}

/// The weight of a value that so many of all contracts share. In a big register a value that few
/// share tells more than in a small one, up to its weight.
fn rare(weight: Bits, shared: usize, index: &Index) -> Bits {
    let shared = Bits::log2(shared);
    let rarity = index.all_bits() - shared;
    (weight - shared).max(rarity.min(weight)).max(Bits::ZERO)
}

/// What is left of a number's weight where only zeros that lead it are lost or added, in percent.
const ZEROS_LOST_PERCENT: i32 = 80;

const fn is_number(kind: EvidenceKind) -> bool {
    matches!(kind, EvidenceKind::ContractNumber | EvidenceKind::ContractNumberCollapsed)
}

/// Another date after a number says that the number is another contract's. It takes from the number
/// what the number gives, and no more: without the number nobody would have seen a conflict.
fn soften_date_conflict(pieces: &mut [Piece], percent: i32) {
    if pieces.iter().all(|piece| piece.kind != EvidenceKind::ContractDateConflict) {
        return;
    }
    let worth = |with_numbers: bool| {
        let mut group: Vec<Bits> = pieces
            .iter()
            .filter(|piece| piece.kind == EvidenceKind::SourceContract || with_numbers && is_number(piece.kind))
            .map(|piece| piece.bits)
            .collect();
        group.sort_unstable();
        let best = group.pop().unwrap_or_default();
        best + group.into_iter().map(|bits| bits.percent(percent)).sum()
    };
    let number = worth(true) - worth(false);
    for piece in pieces.iter_mut().filter(|piece| piece.kind == EvidenceKind::ContractDateConflict) {
        piece.bits = piece.bits.max(-number);
    }
}

/// Of a correlated group the best stays whole and the rest shrink.
fn correlate(pieces: &mut [Piece], percent: i32, is_in_group: impl Fn(EvidenceKind) -> bool) {
    let best = pieces
        .iter()
        .enumerate()
        .filter(|(_, piece)| is_in_group(piece.kind))
        .max_by_key(|(at, piece)| (piece.bits, std::cmp::Reverse(*at)))
        .map(|(at, _)| at);
    for (at, piece) in pieces.iter_mut().enumerate() {
        if is_in_group(piece.kind) && Some(at) != best {
            piece.bits = piece.bits.percent(percent);
        }
    }
}

struct Weighing<'a> {
    scene: Scene<'a>,
    position: u32,
    pieces: &'a mut Vec<Piece>,
    ties: Ties,
}

impl Weighing<'_> {
    fn push(&mut self, kind: EvidenceKind, bits: Bits, value: Value, place: Option<Range<usize>>) {
        self.pieces.push(Piece { kind, bits, value, place });
    }

    fn weigh_number(&mut self, contract: &Contract) {
        let Scene { reading, settings, .. } = self.scene;
        let weights = &settings.weights;
        let weigh = |found: &NumberFound| {
            let weight = match (found.firm, found.lost_zeros) {
                (true, _) => weights.number,
                (false, true) => weights.number.percent(ZEROS_LOST_PERCENT),
                (false, false) => weights.number_collapsed,
            };
            (weight - Bits::log2(found.contracts.len())).max(Bits::ZERO)
        };
        let mut its = reading.numbers.iter().filter(|found| found.contracts.contains(&self.position));
        self.ties.firm_number = its.clone().any(|found| found.firm);
        self.ties.weak_number = !self.ties.firm_number && its.next().is_some();
        // A number in its loose form that one contract bears tells more than a firm one of many.
        let position = self.position;
        let its = reading.numbers.iter().filter(|found| found.contracts.contains(&position));
        if let Some(found) = its.clone().max_by_key(|found| (weigh(found), found.firm, found.full)) {
            let kind = if found.firm { EvidenceKind::ContractNumber } else { EvidenceKind::ContractNumberCollapsed };
            let bits = weigh(found);
            self.push(kind, bits, Value::Number, Some(found.place.clone()));
            let date =
                its.clone().find(|found| found.date == contract.date).or(Some(found)).and_then(|found| found.date);
            self.weigh_date(contract, date);
            let year = its.clone().find_map(|found| found.year).zip(contract.date);
            self.ties.contradicted |= year.is_some_and(|(year, date)| year != date.year());
        } else if reading.says_contract {
            self.weigh_date(contract, None);
        }
        if let Some((_, list)) = reading.source.iter().find(|(_, list)| list.contains(&self.position)) {
            self.ties.source = true;
            let bits = (weights.source - Bits::log2(list.len())).max(Bits::ZERO);
            self.push(EvidenceKind::SourceContract, bits, Value::Number, None);
        }
        let others = reading.numbers.iter().filter(|found| found.full && !found.contracts.contains(&self.position));
        if let Some(other) = others.max_by_key(|found| found.firm)
            && !self.ties.firm_number
        {
            let bits = if other.firm { weights.other_contract } else { weights.other_contract.percent(50) };
            let place = other.place.clone();
            self.push(EvidenceKind::OtherContractNamed, bits, Value::Place, Some(place));
            self.ties.contradicted = true;
        }
    }

    /// A number that nobody bears, one slip of the finger away from this holder's contract: it puts
    /// the contract before the holder's others. A row with such a number is asked in any case.
    fn weigh_slip(&mut self, contract: &Contract) {
        let Scene { reading, settings, .. } = self.scene;
        let is_holders = self.ties.name.is_some() || self.ties.tax_id;
        let weighed = self.pieces.iter().find(|piece| is_number(piece.kind)).map_or(Bits::ZERO, |piece| piece.bits);
        // A loose form that many bear must not weigh less than the slip alone would.
        let bits = settings.weights.number_slip - weighed;
        if !is_holders || self.ties.firm_number || bits <= Bits::ZERO {
            return;
        }
        if reading.unknown_numbers.iter().any(|said| is_slip_of(said, &contract.number)) {
            self.push(EvidenceKind::ContractNumberCollapsed, bits, Value::Number, None);
        }
    }

    fn weigh_date(&mut self, contract: &Contract, after_number: Option<jiff::civil::Date>) {
        let Scene { index, reading, settings, .. } = self.scene;
        let Some(date) = contract.date else { return };
        if reading.facts.dates.iter().any(|(said, _)| *said == date) {
            self.ties.date = after_number.is_none_or(|after| after == date);
            let bits = rare(settings.weights.date, index.dated(date), index);
            self.push(EvidenceKind::ContractDate, bits, Value::Date(date), None);
        } else if let Some(other) = after_number {
            let bits = settings.weights.date_conflict;
            self.push(EvidenceKind::ContractDateConflict, bits, Value::Date(other), None);
            self.ties.contradicted = true;
        }
    }

    fn weigh_lender(&mut self, contract: &Contract, card: &Card) {
        let Scene { index, payment, reading, settings, .. } = self.scene;
        let Some(lender) = &contract.lender else { return };
        let payer_tax_id = payment.counterparty().tax_id.as_ref();
        let by_tax_id = lender.tax_id.as_ref().zip(payer_tax_id).map(|(lender, payer)| lender == payer);
        let by_name = || matches!(&reading.payer, Who::Company(key) if *key == card.lender && !key.is_empty());
        if by_tax_id.unwrap_or_else(by_name) {
            self.ties.lender = true;
            // By the contract's own lender, whether or not the payer's tax number was written down.
            let shared = lender.tax_id.as_ref().map_or(1, |tax_id| index.lent_by(tax_id));
            let bits = (settings.weights.lender - Bits::log2(shared)).max(Bits::ZERO);
            self.push(EvidenceKind::Lender, bits, Value::Lender, None);
        }
    }

    fn weigh_amount(&mut self, contract: &Contract, open: &[&ScheduleLine]) {
        let Scene { index, payment, settings, .. } = self.scene;
        let weights = &settings.weights;
        let amount = payment.amount.amount;
        let shared = Bits::log2(index.by_amount(amount).len());
        let weight = match self.ties.fit {
            Fit::Remainder => Some((EvidenceKind::AmountIsRemainder, weights.remainder)),
            Fit::Line(_) => Some((EvidenceKind::AmountIsLine, weights.line)),
            Fit::LaterLine(_) => Some((EvidenceKind::AmountIsLine, weights.later_line)),
            Fit::Lines(_) => Some((EvidenceKind::AmountIsLines, weights.lines)),
            Fit::Exceeds => Some((EvidenceKind::AmountExceeds, weights.exceeds)),
            Fit::Near(_) | Fit::NamedLineDiffers | Fit::Part => None,
        };
        if let Some((kind, weight)) = weight {
            // A sum that many wait for proves nothing, and still puts a contract that waits for it
            // before one that does not.
            let is_next = matches!(self.ties.fit, Fit::Line(_) | Fit::Remainder);
            let rarity = index.open_bits() - shared;
            let least = if is_next { rarity.min(weights.common_sum).max(Bits::ZERO) } else { Bits::ZERO };
            let bits = if weight < Bits::ZERO { weight } else { (weight - shared).max(least) };
            self.push(kind, bits, Value::Amount, None);
        }
        match due_window(contract, open, self.ties.fit, payment.effective_date()) {
            Some(true) => {
                self.ties.in_window = true;
                self.push(EvidenceKind::DueWindow, weights.due_window, Value::Day, None);
            }
            // Buyers pay late and ahead all the time: against the number of the contract and the
            // name of its holder a far day says nothing.
            Some(false) if self.ties.firm_number && self.ties.payer_is_sure() => {}
            Some(false) => self.push(EvidenceKind::DueFar, weights.due_far, Value::Day, None),
            None => {}
        }
    }
}

impl Pieces {
    /// The evidence in words, strongest first.
    pub(super) fn evidence(&mut self, scene: Scene<'_>, contract: &Contract) -> Vec<Evidence> {
        let Self { weighed, values } = self;
        let mut evidence: Vec<Evidence> = weighed
            .iter()
            .map(|piece| Evidence {
                kind: piece.kind,
                value: written_once(values, &piece.in_words(scene, contract)),
                bits: piece.bits,
                in_purpose: piece
                    .place
                    .clone()
                    .filter(|place| scene.payment.purpose.get(place.clone()).is_some())
                    .and_then(|place| Place::try_from(place).ok()),
            })
            .collect();
        evidence.sort_by(|one, other| other.bits.cmp(&one.bits).then_with(|| one.kind.cmp(&other.kind)));
        evidence
    }
}

impl Piece {
    fn in_words<'a>(&'a self, scene: Scene<'a>, contract: &'a Contract) -> Cow<'a, str> {
        match &self.value {
            Value::Number => contract.number.as_str().into(),
            Value::Date(date) => date.strftime("%d.%m.%Y").to_string().into(),
            Value::Place => {
                let text = self.place.clone().and_then(|place| scene.payment.purpose.get(place));
                text.unwrap_or_default().into()
            }
            Value::Payer => name_alone(&scene.payment.counterparty().name).into(),
            Value::TaxId(at) => scene.reading.tax_ids.get(*at).map_or("", |(tax_id, ..)| tax_id.as_str()).into(),
            Value::Amount => kopecks_text(scene.payment.amount.amount).into(),
            Value::Day => scene.payment.effective_date().strftime("%d.%m.%Y").to_string().into(),
            Value::Lender => contract.lender.as_ref().map_or("", |lender| lender.name.as_str()).into(),
            Value::Role(role) => role.name().into(),
            Value::Open(count) => count.to_string().into(),
        }
    }
}

fn written_once(values: &mut Vec<Arc<str>>, value: &str) -> Arc<str> {
    if let Some(known) = values.iter().find(|known| ***known == *value) {
        return known.clone();
    }
    let new: Arc<str> = value.into();
    values.push(new.clone());
    new
}
