//! Holds the portal's cards against the journal, to the kopeck. Reads the lines of the cards by
//! itself, so that a mistake of the connector's reader cannot hide one of its writer.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use sverka::model::{Attempt, AttemptKind, AttemptState, CommitState, PaymentId, Posting, Row};

use super::super::connector::Home;
use super::super::emulator::fields::{DEAL, INVOICE};
use super::super::emulator::ledger::Held;

/// A card: type and number.
pub type Card = (u32, u64);

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Complaint {
    /// A key stands in the portal more than once.
    Doubled(String),
    /// The journal has it as held, and the portal does not.
    Lost(String),
    /// The portal holds what the journal does not know of.
    Stranger(String),
    /// Another sum, or another contract.
    Altered(String),
    /// The sum of a card is not what its lines say.
    Sum(Card),
    /// A row that does not say what the journal says.
    Row(PaymentId),
}

/// What the journal says of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Says {
    /// The portal holds it.
    Held,
    /// It was held and taken back.
    TakenBack,
    /// Only the portal can tell.
    OnItsWay,
    /// It never came.
    Free,
}

/// What the journal says of every key that it ever sent, with its signed sum.
#[derive(Debug, Default)]
pub struct Books {
    keys: BTreeMap<String, (Says, Decimal)>,
    payments: BTreeMap<PaymentId, Says>,
}

impl Books {
    /// `attempts` in the order of their sequence.
    pub fn of(attempts: &[Attempt]) -> Self {
        let mut books = Self::default();
        for attempt in attempts {
            let says = match (&attempt.state, attempt.kind) {
                (AttemptState::Sent, _) => Says::OnItsWay,
                // A reversal that was refused or never came leaves what is held.
                (AttemptState::Confirmed(_), AttemptKind::Post)
                | (AttemptState::Refused(_) | AttemptState::Abandoned, AttemptKind::Reverse) => Says::Held,
                (AttemptState::Confirmed(_), AttemptKind::Reverse) => Says::TakenBack,
                (AttemptState::Refused(_) | AttemptState::Abandoned, AttemptKind::Post) => Says::Free,
                (AttemptState::Planned, _) => continue,
            };
            books.write(&attempt.posting, says);
        }
        books
    }

    /// These books and those of another folder, which has payments of its own.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.keys.extend(other.keys);
        self.payments.extend(other.payments);
        self
    }

    /// What a client without a journal takes for held once it sent it.
    pub fn of_held(postings: &[Posting]) -> Self {
        let mut books = Self::default();
        for posting in postings {
            books.write(posting, Says::Held);
        }
        books
    }

    fn write(&mut self, posting: &Posting, says: Says) {
        self.payments.insert(posting.payment, says);
        for part in &posting.parts {
            self.keys.insert(part.key.to_string(), (says, posting.direction.signed(part.allocation.amount)));
        }
    }

    /// The sum that the journal has as held; `None` while something is on its way.
    pub fn sum(&self) -> Option<Decimal> {
        if self.keys.values().any(|(says, _)| *says == Says::OnItsWay) {
            return None;
        }
        Some(self.keys.values().filter(|(says, _)| *says == Says::Held).map(|(_, sum)| *sum).sum())
    }
}

/// A line of a card: `in|KEY|PAYMENT|SUM|…`, `out` for a refund, with `-undone` behind either when
/// it was taken back.
struct Line {
    key: String,
    taken_back: bool,
    signed: Decimal,
}

fn line(text: &str) -> Option<Line> {
    let mut parts = text.split('|');
    let (way, taken_back) = parts.next().map(|mark| match mark.strip_suffix("-undone") {
        Some(way) => (way, true),
        None => (mark, false),
    })?;
    let sign = match way {
        "in" => Decimal::ONE,
        "out" => Decimal::NEGATIVE_ONE,
        _ => return None,
    };
    let key = parts.next()?.to_owned();
    let sum: Decimal = parts.nth(1)?.parse().ok()?;
    Some(Line { key, taken_back, signed: sign * sum })
}

/// What others wrote: «аванс 500 наличными».
fn before(text: &str) -> Decimal {
    text.split(' ').find_map(|word| word.parse().ok()).unwrap_or_default()
}

/// What stands in the portal that the journal does not say, and the other way round.
pub fn complaints(books: &Books, home: &Home) -> Vec<Complaint> {
    let mut found = Vec::new();
    let mut seen: BTreeMap<String, Says> = BTreeMap::new();
    for (card, held) in cards(home) {
        let mut paid = Decimal::ZERO;
        for text in held.texts(&home.payments) {
            let Some(line) = line(&text) else {
                paid += before(&text);
                continue;
            };
            let says = if line.taken_back { Says::TakenBack } else { Says::Held };
            if seen.insert(line.key.clone(), says).is_some() {
                found.push(Complaint::Doubled(line.key.clone()));
            }
            match books.keys.get(&line.key) {
                None | Some((Says::Free, _)) => found.push(Complaint::Stranger(line.key)),
                Some((_, signed)) if *signed != line.signed => found.push(Complaint::Altered(line.key)),
                Some(_) => {}
            }
            paid += if line.taken_back { Decimal::ZERO } else { line.signed };
        }
        if held.sum(&home.paid).unwrap_or_default() != paid {
            found.push(Complaint::Sum(card));
        }
    }
    for (key, (says, _)) in &books.keys {
        let there = seen.get(key).copied();
        match says {
            Says::Held if there != Some(Says::Held) => found.push(Complaint::Lost(key.clone())),
            Says::TakenBack if there == Some(Says::Held) => found.push(Complaint::Stranger(key.clone())),
            _ => {}
        }
    }
    found.sort();
    found
}

/// Rows that do not say what the journal says of them.
pub fn of_rows(rows: &[Row], books: &Books) -> Vec<Complaint> {
    let agrees = |row: &&Row| match (&row.commit, books.payments.get(&row.payment.id)) {
        (CommitState::Committed { .. }, Some(Says::Held)) | (CommitState::Unknown, Some(Says::OnItsWay)) => true,
        (CommitState::Refused(refusal), Some(Says::Free)) => !refusal.message.key.is_empty(),
        (CommitState::Open, says) => matches!(says, None | Some(Says::Free | Says::TakenBack)),
        _ => false,
    };
    rows.iter().filter(|row| !agrees(row)).map(|row| Complaint::Row(row.payment.id)).collect()
}

/// The sum of all that stands in the portal through this program.
pub fn held_sum(home: &Home) -> Decimal {
    lines(home).map(|line| line.signed).sum()
}

/// The keys of all that stands there, one as often as it does.
pub fn held_keys(home: &Home) -> Vec<String> {
    lines(home).map(|line| line.key).collect()
}

fn lines(home: &Home) -> impl Iterator<Item = Line> {
    let texts = cards(home).into_iter().flat_map(|(_, held)| held.texts(&home.payments));
    texts.filter_map(|text| line(&text)).filter(|line| !line.taken_back)
}

/// Deals that do not show the sum of what stands on their invoices.
pub fn deals_astray(home: &Home) -> Vec<Card> {
    let mut sums: BTreeMap<u64, Decimal> = BTreeMap::new();
    for (_, invoice) in items(home, INVOICE) {
        if let Some(deal) = parent(&invoice) {
            *sums.entry(deal).or_default() += invoice.sum(&home.paid).unwrap_or_default();
        }
    }
    let shown = |deal: u64| home.paid(DEAL, deal);
    sums.into_iter().filter(|(deal, sum)| shown(*deal) != *sum).map(|(deal, _)| (DEAL, deal)).collect()
}

/// The cards that carry money: invoices, and deals without any. What a deal shows of its invoices
/// follows later, or not at all where calls go wrong.
fn cards(home: &Home) -> Vec<(Card, Held)> {
    let invoices = items(home, INVOICE);
    let parents: BTreeSet<u64> = invoices.iter().filter_map(|(_, invoice)| parent(invoice)).collect();
    let deals = items(home, DEAL).into_iter().filter(|((_, id), _)| !parents.contains(id));
    deals.chain(invoices).collect()
}

fn parent(invoice: &Held) -> Option<u64> {
    invoice.text("parentId2")?.parse().ok()
}

fn items(home: &Home, kind: u32) -> Vec<(Card, Held)> {
    home.portal.portal(|portal| {
        let items = portal.items.get(&kind).into_iter().flatten();
        items.map(|(id, item)| ((kind, *id), Held(item.clone()))).collect()
    })
}
