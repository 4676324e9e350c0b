//! The assignment of a component in money, against trying everything.

use jiff::civil::date;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::component::{Claimant, Component, Edge};
use crate::model::{Bits, Contract, ContractId, ContractStatus, Currency, Holder, ScheduleLine};

/// A contract whose lines have these sums.
pub(super) fn contract(number: &str, holder: &str, lines: &[i64]) -> Contract {
    let schedule: Vec<ScheduleLine> = (1..)
        .zip(lines)
        .map(|(line, amount)| ScheduleLine {
            line,
            due: date(2026, 10, 10),
            amount: Decimal::from(*amount),
            paid: Decimal::ZERO,
        })
        .collect();
    Contract {
        id: ContractId(number.to_owned()),
        number: number.to_owned(),
        date: None,
        kind: "ДДУ".to_owned(),
        status: ContractStatus::Registered,
        holder: Holder { name: holder.to_owned(), tax_id: None },
        co_holders: Vec::new(),
        unit: None,
        total: schedule.iter().map(|line| line.amount).sum(),
        currency: Currency::RUB,
        schedule,
        paid: Decimal::ZERO,
        manager: String::new(),
        escrow: false,
        lender: None,
        notes: Vec::new(),
        version: 1,
    }
}

const CONTRACTS: usize = 4;

/// Sums of payments with the contracts each may be for, and what the contracts still take.
type Money = (Vec<(i64, Vec<(usize, i32)>)>, Vec<i64>);

fn money() -> impl Strategy<Value = Money> {
    let edges = prop::collection::btree_map(0..CONTRACTS, 1_i32..200, 1..4);
    let payments = prop::collection::vec((1_i64..8, edges.prop_map(|edges| edges.into_iter().collect())), 2..7);
    (payments, prop::collection::vec(1_i64..12, CONTRACTS))
}

fn component(payments: &[(i64, Vec<(usize, i32)>)], due: &[i64]) -> Component {
    let claimants = payments.iter().enumerate().map(|(work, (amount, edges))| Claimant {
        work,
        amount: Decimal::from(*amount),
        is_part: false,
        edges: edges
            .iter()
            .map(|(contract, bits)| Edge {
                contract: *contract,
                bits: Bits::tenths(*bits),
                fits: *amount <= due[*contract],
            })
            .collect(),
    });
    Component::of(claimants.collect())
}

/// The greatest sum of bits that the money allows, by trying everything; `forbidden` is left out.
fn by_trying((payments, due): &Money, forbidden: Option<(usize, usize)>) -> i32 {
    fn from(money: &Money, forbidden: Option<(usize, usize)>, payment: usize, left: &mut [i64]) -> i32 {
        let Some((amount, edges)) = money.0.get(payment) else { return 0 };
        let mut best = from(money, forbidden, payment + 1, left);
        for (contract, bits) in edges {
            if left[*contract] >= *amount && forbidden != Some((payment, *contract)) {
                left[*contract] -= amount;
                best = best.max(bits + from(money, forbidden, payment + 1, left));
                left[*contract] += amount;
            }
        }
        best
    }
    debug_assert!(payments.len() < 12);
    from(&(payments.clone(), due.clone()), forbidden, 0, &mut due.clone())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn no_pair_is_worth_more_than_the_batch_truly_loses_without_it(money in money()) {
        let (payments, due) = &money;
        let component = component(payments, due);
        let in_component: Vec<Decimal> =
            component.contracts.iter().map(|contract| Decimal::from(due[*contract as usize])).collect();
        let outcome = component.solve(&in_component).expect("small enough");
        let mut left = in_component;
        let greatest = by_trying(&money, None);
        for (payment, given) in outcome.given.iter().enumerate() {
            let Some(given) = given else {
                prop_assert_eq!(outcome.losses[payment], Bits::ZERO);
                continue;
            };
            left[*given] -= component.claimants[payment].amount;
            let contract = component.contracts[*given] as usize;
            let true_loss = greatest - by_trying(&money, Some((payment, contract)));
            prop_assert!(outcome.losses[payment] <= Bits::tenths(true_loss), "{} {:?}", payment, outcome);
        }
        prop_assert!(left.iter().all(|left| *left >= Decimal::ZERO), "{:?}", outcome);
    }

    #[test]
    fn of_equal_sums_every_loss_is_exact(money in money(), amount in 1_i64..5) {
        let (mut payments, due) = money;
        for payment in &mut payments {
            payment.0 = amount;
        }
        let component = component(&payments, &due);
        let in_component: Vec<Decimal> =
            component.contracts.iter().map(|contract| Decimal::from(due[*contract as usize])).collect();
        let outcome = component.solve(&in_component).expect("small enough");
        let money = (payments, due);
        let greatest = by_trying(&money, None);
        for (payment, given) in outcome.given.iter().enumerate() {
            let Some(given) = given else { continue };
            let contract = component.contracts[*given] as usize;
            let true_loss = greatest - by_trying(&money, Some((payment, contract)));
            prop_assert_eq!(outcome.losses[payment], Bits::tenths(true_loss));
        }
    }
}

#[test]
fn a_crowd_of_thousands_is_solved_or_given_up() {
    let payments = |count: i32| -> Vec<(i64, Vec<(usize, i32)>)> {
        (0..count)
            .map(|payment| (1, (0..9).map(|contract| (contract, 100 + (payment * 7 + 13) % 50)).collect()))
            .collect()
    };
    let due = vec![100_i64; 9];
    let crowd = component(&payments(2_000), &due);
    let outcome = crowd.solve(&[Decimal::from(100); 9]).expect("within the bounds");
    assert_eq!(outcome.given.iter().flatten().count(), 900);
    assert!(component(&payments(20_000), &due).solve(&[Decimal::from(100); 9]).is_none());
}
