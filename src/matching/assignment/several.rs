//! One payment over several contracts of one payer: the one exact sum of two to four debts.
//!
//! A debt is what a contract takes next (the line that the purpose names, else the next open one)
//! or all that it still takes. With `n` debts there are `2^n` sums and false ones come fast, so a
//! sum says something only where it is the only one. The contracts are those that the row shows,
//! nine at most, so eighteen debts and some two thousand sets of four; a payer with more contracts
//! gets no proposal. Nothing that is proposed here is ever ready.

use std::fmt::Write as _;

use rust_decimal::Decimal;

use crate::matching::allocate::{Fit, lay, named_line, open_lines};
use crate::matching::evidence::{Scored, Ties};
use crate::matching::find::{Book, SHOWN, Work, is_crowded};
use crate::matching::index::Card;
use crate::matching::names::{NameStrength, Who};
use crate::matching::words::words;
use crate::model::{Allocation, Contract, ContractStatus, kopecks_text};

/// Debts that one payment may be the sum of.
const DEBTS_AT_MOST: usize = 4;

/// What a payment is the sum of.
#[derive(Debug)]
pub(in crate::matching) enum Several {
    /// Of no several debts.
    None,
    /// Of exactly these.
    One {
        /// The contracts, in the order of the register.
        contracts: Vec<u32>,
        /// The payment laid over them.
        split: Vec<Allocation>,
        /// «= К-1/2 100 000,00 + К-1/3 50 000,00».
        about: String,
    },
    /// Of these or of those: the first two sums.
    Ambiguous(String),
}

/// A contract with what it may take of the payment.
struct Debtor<'a> {
    position: u32,
    contract: &'a Contract,
    must: bool,
    debts: Vec<Decimal>,
}

/// Looks for the debts that a payment is the sum of.
pub(in crate::matching) fn sum_of_several(work: &Work<'_>, book: &Book<'_>) -> Several {
    let Some(debtors) = debtors(work, book) else { return Several::None };
    let mut sums = Vec::new();
    add_up(&debtors, work.case.payment.amount.amount, &mut Vec::new(), &mut sums);
    let about = |sum: &Vec<(usize, Decimal)>| {
        let mut text = String::new();
        for (debtor, amount) in sum {
            let sign = if text.is_empty() { "=" } else { " +" };
            let _ = write!(text, "{sign} {} {}", debtors[*debtor].contract.number, kopecks_text(*amount));
        }
        text
    };
    match sums.as_slice() {
        [] => Several::None,
        [sum] => Several::One {
            contracts: sum.iter().map(|(debtor, _)| debtors[*debtor].position).collect(),
            split: sum
                .iter()
                .flat_map(|(debtor, amount)| lay(debtors[*debtor].contract, &work.reading.facts, *amount))
                .collect(),
            about: about(sum),
        },
        sums => Several::Ambiguous(sums.iter().map(about).collect::<Vec<_>>().join("; ")),
    }
}

/// The contracts of one payer whose debts may add up; `None` where it is not plain whose they are,
/// or where one contract alone takes the sum.
fn debtors<'a>(work: &Work<'_>, book: &'a Book<'_>) -> Option<Vec<Debtor<'a>>> {
    let reading = &work.reading;
    let is_unclear = !reading.unknown_numbers.is_empty()
        || !reading.source.is_empty()
        || !reading.source_unknown.is_empty()
        || reading.unread
        || words().penalty.are_in(&reading.plain)
        || reading.numbers.iter().any(|found| found.contracts.len() > 1);
    if is_unclear {
        return None;
    }
    let takes = |contract: &Contract| {
        let status = contract.status != ContractStatus::Draft && contract.is_open();
        status && contract.currency == work.case.payment.currency()
    };
    let is_named = |ties: &Ties| ties.firm_number || ties.weak_number || ties.unit;
    let numbered = |scored: &&Scored| reading.numbers.iter().any(|found| found.contracts.contains(&scored.contract));
    let named = work.scored.iter().filter(numbered).count();
    let group: Vec<(usize, &Scored, &'a Contract)> = work
        .scored
        .iter()
        .enumerate()
        .filter(|(_, scored)| if named > 1 { numbered(scored) } else { is_of_payer(&scored.ties) || numbered(scored) })
        .filter_map(|(place, scored)| Some((place, scored, book.contract(scored.contract)?)))
        .filter(|(_, _, contract)| takes(contract))
        .collect();
    let is_alone = |scored: &Scored| scored.ties.fit.is_exact() || matches!(scored.ties.fit, Fit::LaterLine(_));
    let is_whole = group.len() > 1
        && group.iter().all(|(place, _, _)| *place < SHOWN)
        && reading
            .numbers
            .iter()
            .all(|found| group.iter().any(|(_, scored, _)| found.contracts.contains(&scored.contract)));
    let is_one_payers = || {
        !is_crowded(reading)
            && group.windows(2).all(|pair| share_a_holder(book, pair[0].1.contract, pair[1].1.contract))
    };
    if !is_whole || (named < 2 && (!is_one_payers() || group.iter().any(|(_, scored, _)| is_alone(scored)))) {
        return None;
    }
    let mut debtors: Vec<Debtor<'a>> = group
        .into_iter()
        .map(|(_, scored, contract)| Debtor {
            position: scored.contract,
            contract,
            must: named > 1 || is_named(&scored.ties),
            debts: debts(contract, work),
        })
        .collect();
    debtors.sort_by_key(|debtor| debtor.position);
    Some(debtors)
}

/// Whether the payer, or the person named, is a holder beyond doubt.
fn is_of_payer(ties: &Ties) -> bool {
    let is_sure = ties.tax_id || ties.name == Some(NameStrength::Full);
    is_sure && !ties.payer_differs && !ties.contradicted
}

/// Whether two contracts have a holder in common: by tax number where both are known, else by the
/// whole name.
fn share_a_holder(book: &Book<'_>, one: u32, other: u32) -> bool {
    let (Some((one, one_card)), Some((other, other_card))) = (book.entry(one), book.entry(other)) else { return false };
    holders(one, one_card).any(|(tax_id, who)| {
        holders(other, other_card).any(|(other_tax_id, other_who)| match (tax_id, other_tax_id) {
            (Some(tax_id), Some(other)) => tax_id == other,
            _ => match (who, other_who) {
                (Who::Person(person), Who::Person(other)) => person.agrees(other) == Some(NameStrength::Full),
                (Who::Company(key), Who::Company(other)) => key == other,
                _ => false,
            },
        })
    })
}

fn holders<'a>(
    contract: &'a Contract,
    card: &'a Card,
) -> impl Iterator<Item = (Option<&'a crate::model::TaxId>, &'a Who)> {
    contract.holders().map(|holder| holder.tax_id.as_ref()).zip(card.holders.iter())
}

/// What a contract may take of a payment: its named or next line, and all that is due.
fn debts(contract: &Contract, work: &Work<'_>) -> Vec<Decimal> {
    let facts = &work.reading.facts;
    let line = match named_line(contract, facts) {
        Some(named) => Some(named.open()),
        None if facts.line.is_some() => None,
        None => open_lines(contract).first().map(|line| line.open()),
    };
    let mut debts: Vec<Decimal> = line.into_iter().chain([contract.due()]).filter(|debt| !debt.is_zero()).collect();
    debts.dedup();
    debts
}

/// Finds the sums of two to four debts, one a contract, with every contract that must be in it; two
/// sums at most.
fn add_up(
    debtors: &[Debtor<'_>],
    left: Decimal,
    chosen: &mut Vec<(usize, Decimal)>,
    sums: &mut Vec<Vec<(usize, Decimal)>>,
) {
    let next = chosen.last().map_or(0, |(last, _)| last + 1);
    if left.is_zero() {
        let is_complete = debtors.iter().skip(next).all(|debtor| !debtor.must);
        if chosen.len() > 1 && is_complete {
            sums.push(chosen.clone());
        }
        return;
    }
    if chosen.len() == DEBTS_AT_MOST {
        return;
    }
    for (place, debtor) in debtors.iter().enumerate().skip(next) {
        for debt in debtor.debts.iter().filter(|debt| **debt <= left) {
            if sums.len() > 1 {
                return;
            }
            chosen.push((place, *debt));
            add_up(debtors, left - *debt, chosen, sums);
            chosen.pop();
        }
        // Whoever must be in the sum is not passed over.
        if debtor.must {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Every sum of two to four debts, by trying all.
    fn by_trying(debts: &[(Vec<i64>, bool)], sum: i64) -> Vec<Vec<(usize, i64)>> {
        let mut found = Vec::new();
        let mut choices: Vec<Vec<(usize, i64)>> = vec![Vec::new()];
        for (place, (debts, must)) in debts.iter().enumerate() {
            let mut next = Vec::new();
            for choice in &choices {
                if !must {
                    next.push(choice.clone());
                }
                for debt in debts {
                    let mut longer = choice.clone();
                    longer.push((place, *debt));
                    next.push(longer);
                }
            }
            choices = next;
        }
        for choice in choices {
            if (2..=4).contains(&choice.len()) && choice.iter().map(|(_, debt)| debt).sum::<i64>() == sum {
                found.push(choice);
            }
        }
        found
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(500))]

        #[test]
        fn all_sums_are_found_and_no_other(
            debts in prop::collection::vec((prop::collection::btree_set(1_i64..12, 1..3), prop::bool::weighted(0.2)), 0..7),
            sum in 2_i64..40,
        ) {
            let debts: Vec<(Vec<i64>, bool)> =
                debts.into_iter().map(|(debts, must)| (debts.into_iter().collect(), must)).collect();
            let contract = crate::matching::assignment::tests::contract("К-1/1", "Иванов Иван Ильич", &[1]);
            let debtors: Vec<Debtor<'_>> = debts
                .iter()
                .map(|(debts, must)| Debtor {
                    position: 0,
                    contract: &contract,
                    must: *must,
                    debts: debts.iter().copied().map(Decimal::from).collect(),
                })
                .collect();
            let mut sums = Vec::new();
            add_up(&debtors, Decimal::from(sum), &mut Vec::new(), &mut sums);
            let expected = by_trying(&debts, sum);
            prop_assert_eq!(sums.len(), expected.len().min(2));
            for sum in sums {
                let sum: Vec<(usize, Decimal)> = sum;
                let known = expected.iter().any(|known| {
                    known.iter().map(|(place, debt)| (*place, Decimal::from(*debt))).eq(sum.iter().copied())
                });
                prop_assert!(known);
            }
        }
    }
}
