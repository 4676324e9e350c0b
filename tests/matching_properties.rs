//! What holds of the matcher whatever comes: order changes nothing, sums add up, less evidence is
//! never worth more, and one debt is paid once.

#[expect(dead_code, reason = "these tests need no counts")]
mod corpus;

use std::collections::HashMap;

use corpus::scene::{Scene, signed};
use corpus::shapes::fill;
use corpus::tally::cases;
use corpus::{Register, Sample};
use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, any, prop_assert, prop_assert_eq, proptest};
use rust_decimal::Decimal;
use sverka::matching::{Case, Index, Standing, find_all};
use sverka::model::{
    Allocation, Bits, BreakdownLine, Contract, Finding, Party, Payment, Readiness, ScheduleLine, allocated_sum,
};

/// A small world whose payments meet the same few contracts again and again.
fn world(seed: u64) -> (Register, Vec<Sample>) {
    let register = corpus::register(seed, 300);
    let samples = corpus::payments(seed, &register, 60);
    (register, samples)
}

/// The places `0..count` in an order that the keys tell.
fn shuffled(count: usize, keys: &[usize]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by_key(|place| (keys[place % keys.len()].wrapping_mul(place + 1), *place));
    places
}

fn at<T: Clone>(list: &[T], places: &[usize]) -> Vec<T> {
    places.iter().map(|place| list[*place].clone()).collect()
}

/// What a payment may say for its contract; any of it may be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fact {
    Number,
    Date,
    Name,
    Unit,
    PayerName,
    PayerTaxId,
    Breakdown,
}

const FACTS: [Fact; 7] =
    [Fact::Number, Fact::Date, Fact::Name, Fact::Unit, Fact::PayerName, Fact::PayerTaxId, Fact::Breakdown];

/// The facts that a payment says.
#[derive(Debug, Clone)]
struct Facts(Vec<Fact>);

impl Facts {
    /// The facts left when some are taken away. A date without its number says nothing of whose
    /// contract it is, so it goes with the number.
    fn without(&self, taken: &[bool]) -> Self {
        let is_taken = |fact: Fact| FACTS.iter().zip(taken).any(|(one, taken)| *one == fact && *taken);
        let goes = |fact: Fact| is_taken(fact) || fact == Fact::Date && is_taken(Fact::Number);
        Self(self.0.iter().copied().filter(|fact| !goes(*fact)).collect())
    }

    fn payment(&self, plain: &Payment, contract: &Contract, payer: &Party, place: &str) -> Payment {
        let says = |fact: Fact| self.0.contains(&fact);
        let mut words = vec!["Оплата".to_owned()];
        if says(Fact::Number) {
            words.push(format!("по договору № {}", contract.number));
        }
        if says(Fact::Date) {
            words.push(format!("от {}", signed(contract)));
        }
        if says(Fact::Name) {
            words.push(format!("за {}", contract.holder.name));
        }
        if says(Fact::Unit) {
            words.push(place.to_owned());
        }
        let mut payment = plain.clone();
        payment.purpose = words.join(" ");
        payment.payer = Party {
            name: if says(Fact::PayerName) { payer.name.clone() } else { String::new() },
            tax_id: if says(Fact::PayerTaxId) { payer.tax_id.clone() } else { None },
            account: payer.account.clone(),
            ..Party::default()
        };
        payment.breakdown =
            if says(Fact::Breakdown) { vec![of_source(contract, plain.amount.amount)] } else { Vec::new() };
        payment
    }
}

fn of_source(contract: &Contract, amount: Decimal) -> BreakdownLine {
    BreakdownLine {
        amount,
        contract_number: Some(contract.number.clone()),
        contract_name: None,
        contract_date: contract.date,
        contract_guid: None,
        invoice_number: None,
        bears_vat: false,
        settlement_account: None,
        settlement_sum: None,
    }
}

/// The bits of a contract for a payment; `None` where it is not among the candidates shown.
fn bits(index: &Index, payment: &Payment, contract: &Contract) -> Option<Bits> {
    let case = Case { payment, standing: Standing::Open };
    let findings = find_all(index, &[case], &corpus::settings());
    let candidates = findings.into_iter().flat_map(|finding| finding.candidates);
    candidates.into_iter().find(|candidate| candidate.contract == contract.id).map(|candidate| candidate.bits)
}

/// What ready rows take from each line, and from contracts without lines.
fn taken(findings: &[Finding]) -> HashMap<(String, Option<u32>), Decimal> {
    let mut taken = HashMap::new();
    for finding in findings.iter().filter(|finding| finding.readiness == Readiness::Ready) {
        for Allocation { contract, line, amount } in &finding.allocations {
            *taken.entry((contract.as_str().to_owned(), *line)).or_default() += *amount;
        }
    }
    taken
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_payments_and_contracts_changes_nothing(
        seed in 0_u64..1_000,
        payment_keys in vec(any::<usize>(), 7),
        contract_keys in vec(any::<usize>(), 7),
    ) {
        let (register, samples) = world(seed);
        let settings = corpus::settings();
        let cases = cases(&samples);
        let straight = find_all(&Index::build(register.contracts.clone()), &cases, &settings);
        let order = shuffled(samples.len(), &payment_keys);
        let contracts = at(&register.contracts, &shuffled(register.contracts.len(), &contract_keys));
        let other = find_all(&Index::build(contracts), &at(&cases, &order), &settings);
        for (finding, place) in other.iter().zip(order) {
            prop_assert_eq!(finding, &straight[place], "{}", samples[place].payment.purpose);
        }
    }

    #[test]
    fn what_a_ready_row_gives_is_the_payment_and_no_debt_is_paid_twice(seed in 0_u64..1_000) {
        let (register, samples) = world(seed);
        let index = Index::build(register.contracts.clone());
        let findings = find_all(&index, &cases(&samples), &corpus::settings());
        for (sample, finding) in samples.iter().zip(&findings) {
            if finding.readiness == Readiness::Ready {
                prop_assert_eq!(allocated_sum(&finding.allocations), sample.payment.amount.amount);
                prop_assert!(finding.flags.is_empty());
            }
            prop_assert!(allocated_sum(&finding.allocations) <= sample.payment.amount.amount);
        }
        let open: HashMap<&str, &Contract> = register.contracts.iter().map(|one| (one.id.as_str(), one)).collect();
        for ((contract, line), sum) in taken(&findings) {
            let contract = open[contract.as_str()];
            let due = line.and_then(|line| contract.line(line)).map_or_else(|| contract.due(), ScheduleLine::open);
            prop_assert!(sum <= due, "{} {line:?}: {sum} of {due}", contract.number);
        }
    }

    #[test]
    fn two_payments_for_one_debt_are_never_both_ready(seed in 0_u64..1_000, days in 0_i64..40) {
        let register = corpus::register(seed, 120);
        let index = Index::build(register.contracts.clone());
        let mut scene = Scene::new(seed, &register);
        while let Some(position) = scene.take(|register, position| {
            register.next_sum(position) == register.contracts[position].due()
        }) {
            let first = scene.plain_payment(position);
            let mut second = scene.plain_payment(position);
            second.date = first.date.saturating_add(jiff::Span::new().days(days));
            let both = [&first, &second].map(|payment| Case { payment, standing: Standing::Open });
            let findings = find_all(&index, &both, &corpus::settings());
            let ready = findings.iter().filter(|finding| finding.readiness == Readiness::Ready).count();
            prop_assert!(ready < 2, "{}", first.purpose);
        }
    }

    #[test]
    fn less_evidence_is_never_worth_more(
        seed in 0_u64..1_000,
        first in vec(any::<bool>(), FACTS.len()),
        further in vec(any::<bool>(), FACTS.len()),
    ) {
        let register = corpus::register(seed, 200);
        let index = Index::build(register.contracts.clone());
        let mut scene = Scene::new(seed, &register);
        for _ in 0..6 {
            let Some(position) = scene.take(|_, _| true) else { break };
            let plain = scene.plain_payment(position);
            let contract = scene.contract(position);
            let payer = scene.buyer(position).as_party(true);
            let place = fill("{place}", &mut scene, position, plain.amount.amount);
            let more = Facts(FACTS.to_vec()).without(&first);
            let less = more.without(&further);
            let with = more.payment(&plain, contract, &payer, &place);
            let without = less.payment(&plain, contract, &payer, &place);
            // A contract that is no candidate any more has lost every bit.
            if let Some(left) = bits(&index, &without, contract) {
                let had = bits(&index, &with, contract);
                prop_assert!(
                    had.is_some_and(|had| left <= had),
                    "{had:?} for {} | {}, {left:?} for {} | {}",
                    with.purpose, with.payer.name, without.purpose, without.payer.name
                );
            }
        }
    }
}
