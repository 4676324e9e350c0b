//! The same payment twice in the batch: certain doubles stop, suspected ones are asked. Nothing is
//! ever dropped.

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};
use std::fmt;

use jiff::civil::Date;

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
    let batch = Batch { prints: cases.iter().map(print_of).collect(), meant };
    let prints = &batch.prints;
    let mut groups: HashMap<(PayerKey<'_>, i64, bool), Vec<usize>> = HashMap::with_capacity(cases.len() * 2);
    for (at, print) in prints.iter().enumerate() {
        for key in payer_keys(print.payment) {
            let sum = super::index::kopecks(print.payment.amount.amount).unwrap_or(i64::MAX);
            groups.entry((key, sum, print.payment.kind.is_receipt())).or_default().push(at);
        }
    }
    let mut twins: Vec<Option<usize>> = vec![None; cases.len()];
    let mut flags: Vec<Vec<Flag>> = vec![Vec::new(); cases.len()];
    for mut group in groups.into_values().filter(|group| group.len() > 1) {
        batch.find_twins(&mut group, &mut twins);
        group.sort_by_key(|at| (prints[*at].payment.effective_date(), prints[*at].payment.id));
        for (position, one) in group.iter().enumerate() {
            let near = group[position + 1..].iter().take_while(|other| {
                within_days(prints[*one].payment.effective_date(), prints[**other].payment.effective_date(), days)
            });
            for other in near.take(NEIGHBOURS) {
                batch.suspect(*one, *other, &mut flags);
            }
        }
    }
    for (flags, twin) in flags.iter_mut().zip(twins) {
        if let Some(twin) = twin {
            add(flags, FlagKind::CertainDuplicate, &prints[twin]);
        }
    }
    flags
}

/// So many payments of one payer, sum and few days are looked at for suspected doubles of each of
/// them, at most. Certain ones are looked for among all.
const NEIGHBOURS: usize = 64;

fn print_of<'a>(case: &Case<'a>) -> Print<'a> {
    let payment = case.payment;
    Print {
        payment,
        number: document_number(payment),
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

/// The number of the payer's order, else of the document, for comparing: letters and digits without zeros
/// that lead them.
pub(crate) fn document_number(payment: &Payment) -> String {
    let number = payment.order_number.as_ref().unwrap_or(&payment.number);
    let number = fold(number).chars().filter(|letter| letter.is_alphanumeric()).collect::<String>();
    number.trim_start_matches('0').to_owned()
}

/// By what a payer is found again.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum PayerKey<'a> {
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
pub(crate) fn payer_keys(payment: &Payment) -> impl Iterator<Item = PayerKey<'_>> {
    let party = payment.counterparty();
    let account = party.account.as_deref().map(PayerKey::Account);
    let mut name = fold(&party.name);
    name.retain(char::is_alphanumeric);
    let name = (!name.is_empty()).then_some(PayerKey::Name(name));
    let tax_id = party.tax_id.as_ref().map(|tax_id| PayerKey::TaxId(tax_id.as_str()));
    account.into_iter().chain(name).chain(tax_id)
}

/// The payments of a batch, side by side.
struct Batch<'a> {
    prints: Vec<Print<'a>>,
    meant: &'a [Meant<'a>],
}

impl Batch<'_> {
    /// Notes for each payment of a group (one payer, sum and direction) the first of those that it
    /// certainly repeats. However large the group is, only what bears one number on one day is held
    /// against each other.
    fn find_twins(&self, group: &mut [usize], twins: &mut [Option<usize>]) {
        let days: [fn(&Payment) -> Date; 2] = [|payment| payment.date, Payment::effective_date];
        for day in days {
            let document = |at: usize| (self.prints[at].number.as_str(), day(self.prints[at].payment));
            group.sort_by(|one, other| {
                let by_document = document(*one).cmp(&document(*other));
                by_document.then_with(|| self.prints[*one].order().cmp(&self.prints[*other].order()))
            });
            let runs = group.chunk_by(|one, other| document(*one) == document(*other));
            for run in runs.filter(|run| run.first().is_some_and(|at| !self.prints[*at].number.is_empty())) {
                for (position, at) in run.iter().enumerate() {
                    let Some(twin) = run[..position].iter().find(|earlier| self.are_one(**earlier, *at)) else {
                        continue;
                    };
                    let is_first =
                        |known: usize| self.prints[*twin].order().cmp(&self.prints[known].order()) == Ordering::Less;
                    if twins[*at].is_none_or(is_first) {
                        twins[*at] = Some(*twin);
                    }
                }
            }
        }
    }

    /// Whether two documents of one payer and sum are certainly one: the number and a day agree, and
    /// nothing speaks against it.
    fn are_one(&self, one: usize, other: usize) -> bool {
        let (first, second) = (&self.prints[one], &self.prints[other]);
        let (left, right) = (first.payment, second.payment);
        let same_day = left.date == right.date || left.effective_date() == right.effective_date();
        !first.number.is_empty()
            && first.number == second.number
            && same_day
            && !accounts_differ(left, right)
            && self.may_be_one(one, other)
    }

    /// Whether two documents of one sum can be of one payment at all.
    fn may_be_one(&self, one: usize, other: usize) -> bool {
        let (left, right) = (self.prints[one].payment, self.prints[other].payment);
        let payers = self.meant.get(one).zip(self.meant.get(other)).map(|(one, other)| (one.payer, other.payer));
        let are_strangers =
            matches!(payers, Some((Who::Person(payer), Who::Person(other))) if payer.agrees(other).is_none());
        left.id != right.id && left.currency() == right.currency() && !are_strangers
    }

    /// Flags two payments of one payer, sum and few days, unless they are certainly one, or each says
    /// what it is for and they say different things.
    fn suspect(&self, one: usize, other: usize, flags: &mut [Vec<Flag>]) {
        if !self.may_be_one(one, other) || self.are_one(one, other) {
            return;
        }
        let (first, second) = (&self.prints[one], &self.prints[other]);
        let differ = self.meant.get(one).zip(self.meant.get(other)).is_some_and(|(one, other)| {
            // From two accounts only what plainly is for one contract can be the same money.
            let of_two_accounts = accounts_differ(first.payment, second.payment);
            one.differs(other) || (of_two_accounts && (one.contract.is_none() || one.contract != other.contract))
        });
        if !differ {
            add(&mut flags[one], FlagKind::PossibleDuplicate, second);
            add(&mut flags[other], FlagKind::PossibleDuplicate, first);
        }
    }
}

fn accounts_differ(one: &Payment, other: &Payment) -> bool {
    matches!((&one.counterparty().account, &other.counterparty().account), (Some(one), Some(other)) if one != other)
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
