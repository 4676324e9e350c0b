//! The same payment twice in the batch: certain doubles stop, suspected ones are asked. Nothing is
//! ever dropped.

use std::collections::{BTreeSet, HashMap};
use std::fmt;

use super::allocate::within_days;
use super::find::{Case, Standing};
use super::names::Who;
use crate::model::{Flag, FlagKind, Payment};
use crate::text::fold;

/// What is compared of a payment.
struct Print<'a> {
    payment: &'a Payment,
    /// Order number without zeros that lead it; empty where there is none.
    number: String,
    /// Rank in which doubles count: in the CRM first, then decided, then open.
    rank: u8,
    /// Under which name the CRM has it, where the batch does not.
    reference: Option<&'a str>,
}

impl Print<'_> {
    /// Which of certain doubles stays: what the CRM has, then the earlier. Of documents that are
    /// the same to the letter the first of the file stays; for all others the order in which they
    /// came decides nothing.
    fn order(&self) -> impl Ord {
        let payment = self.payment;
        let said = (&payment.purpose, &payment.counterparty().name, &payment.source_id);
        let place = (&payment.place.file, payment.place.line);
        (self.rank, payment.effective_date(), payment.date, said, place, payment.id)
    }
}

/// What a case says it is for, as far as that tells two payments of one payer apart.
#[derive(Debug)]
pub(super) struct Meant<'a> {
    /// Who pays.
    pub payer: &'a Who,
    /// The contract that it most likely is for.
    pub contract: Option<u32>,
    /// Hashes of the numbers it names as contracts', known or not.
    pub numbers: BTreeSet<u64>,
    /// The people it names, by surname and first letter of the first name.
    pub people: BTreeSet<u64>,
}

impl Meant<'_> {
    /// Whether the two say different things, so that one is no repetition of the other. A payer
    /// who repeats a payment repeats its words, and a bank pays for many people on one day.
    fn differs(&self, other: &Self) -> bool {
        if let (Some(contract), Some(other)) = (self.contract, other.contract) {
            return contract != other;
        }
        let apart =
            |one: &BTreeSet<u64>, other: &BTreeSet<u64>| !one.is_empty() && !other.is_empty() && one.is_disjoint(other);
        apart(&self.numbers, &other.numbers) || apart(&self.people, &other.people)
    }
}

/// Flags of doubles: one list a case. `meant` is what each case is for.
pub(super) fn doubles(cases: &[Case<'_>], meant: &[Meant<'_>], days: i32) -> Vec<Vec<Flag>> {
    let prints: Vec<Print<'_>> = cases.iter().map(print_of).collect();
    let mut groups: HashMap<(PayerKey<'_>, i64, bool), Vec<usize>> = HashMap::with_capacity(cases.len() * 2);
    for (at, print) in prints.iter().enumerate() {
        for key in payer_keys(print.payment) {
            let sum = super::index::kopecks(print.payment.amount.amount).unwrap_or(i64::MAX);
            groups.entry((key, sum, print.payment.kind.is_receipt())).or_default().push(at);
        }
    }
    let mut flags: Vec<Vec<Flag>> = vec![Vec::new(); cases.len()];
    for mut group in groups.into_values() {
        group.sort_by_key(|at| (prints[*at].payment.effective_date(), prints[*at].payment.id));
        for (position, one) in group.iter().enumerate() {
            let near = group[position + 1..].iter().take_while(|other| {
                within_days(prints[*one].payment.effective_date(), prints[**other].payment.effective_date(), days)
            });
            for other in near.take(NEIGHBOURS) {
                mark_pair(&prints, meant, *one, *other, &mut flags);
            }
        }
    }
    flags
}

/// Payments of one payer, sum and few days that are compared with one another, at most.
const NEIGHBOURS: usize = 64;

fn print_of<'a>(case: &Case<'a>) -> Print<'a> {
    let payment = case.payment;
    let number = payment.order_number.as_ref().unwrap_or(&payment.number);
    let number = fold(number).chars().filter(|letter| letter.is_alphanumeric()).collect::<String>();
    Print {
        payment,
        number: number.trim_start_matches('0').to_owned(),
        rank: match case.standing {
            Standing::InCrm(_) | Standing::Held(..) => 0,
            Standing::Decided(_) => 1,
            Standing::Open => 2,
        },
        reference: match case.standing {
            Standing::Held(reference, _) => Some(reference),
            _ => None,
        },
    }
}

/// By what a payer is found again.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum PayerKey<'a> {
    /// The account.
    Account(&'a str),
    /// Letters and digits of the name, folded.
    Name(String),
    /// The tax number.
    TaxId(&'a str),
}

impl fmt::Display for PayerKey<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Account(account) => write!(formatter, "account {account}"),
            Self::Name(name) => write!(formatter, "name {name}"),
            Self::TaxId(tax_id) => write!(formatter, "tax id {tax_id}"),
        }
    }
}

/// Under what a payer is found again: the account, and name and tax number for sources that name
/// no account.
pub(super) fn payer_keys(payment: &Payment) -> impl Iterator<Item = PayerKey<'_>> {
    let party = payment.counterparty();
    let account = party.account.as_deref().map(PayerKey::Account);
    let mut name = fold(&party.name);
    name.retain(char::is_alphanumeric);
    let name = (!name.is_empty()).then_some(PayerKey::Name(name));
    let tax_id = party.tax_id.as_ref().map(|tax_id| PayerKey::TaxId(tax_id.as_str()));
    account.into_iter().chain(name).chain(tax_id)
}

fn mark_pair(prints: &[Print<'_>], meant: &[Meant<'_>], one: usize, other: usize, flags: &mut [Vec<Flag>]) {
    let (first, second) = (&prints[one], &prints[other]);
    let (left, right) = (first.payment, second.payment);
    if left.id == right.id || left.currency() != right.currency() {
        return;
    }
    let payers = meant.get(one).zip(meant.get(other)).map(|(one, other)| (one.payer, other.payer));
    if let Some((Who::Person(payer), Who::Person(other))) = payers
        && payer.agrees(other).is_none()
    {
        return;
    }
    let accounts_differ = matches!((&left.counterparty().account, &right.counterparty().account), (Some(one), Some(other)) if one != other);
    let same_day = left.date == right.date || left.effective_date() == right.effective_date();
    let is_certain = !first.number.is_empty() && first.number == second.number && same_day && !accounts_differ;
    if is_certain {
        let (later, earlier) = if first.order() > second.order() { (one, second) } else { (other, first) };
        add(&mut flags[later], FlagKind::CertainDuplicate, earlier);
        return;
    }
    let differ = meant.get(one).zip(meant.get(other)).is_some_and(|(one, other)| {
        // From two accounts only what plainly is for one contract can be the same money.
        one.differs(other) || (accounts_differ && (one.contract.is_none() || one.contract != other.contract))
    });
    if !differ {
        add(&mut flags[one], FlagKind::PossibleDuplicate, second);
        add(&mut flags[other], FlagKind::PossibleDuplicate, first);
    }
}

fn add(flags: &mut Vec<Flag>, kind: FlagKind, twin: &Print<'_>) {
    let payment = twin.payment;
    let number = payment.order_number.as_ref().unwrap_or(&payment.number);
    let mut about = format!("№ {number} {}", payment.date.strftime("%d.%m.%Y"));
    if let Some(reference) = twin.reference {
        about.push_str(", CRM № ");
        about.push_str(reference);
    }
    let flag = Flag::new(kind, about);
    match flags.iter_mut().find(|known| known.kind == kind) {
        // The same words whatever the order in which pairs were met.
        Some(known) if flag.about < known.about => *known = flag,
        Some(_) => {}
        None => flags.push(flag),
    }
}
