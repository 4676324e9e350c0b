//! Whatever happens in whatever order: sums follow from the postings in force, a key is held at
//! most once, and a reopened file says the same.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::crm::PostedPart;

/// One thing that a commit, a crash or a person may do.
#[derive(Debug, Clone)]
enum Act {
    /// Post payment `name` in a generation, to a contract's line.
    Post { name: u8, generation: u32, contract: u8, line: u32, amount: i64 },
    /// Post it over two lines.
    Split { name: u8, contract: u8, amount: i64 },
    /// Give money back to payment `name`'s buyer from a contract's line.
    Refund { name: u8, contract: u8, line: u32, amount: i64 },
    /// Do an earlier act of posting again.
    Repeat { which: usize },
    /// Take an earlier act of posting back.
    Reverse { which: usize },
    /// Begin a transaction as post does and lose it: a crash before the commit.
    Crash { name: u8 },
    /// Close and open the file.
    Reopen,
    /// Load the register again.
    Reload,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let post = (0..6_u8, 0..2_u32, 0..3_u8, 1..3_u32, 1..80_i64)
        .prop_map(|(name, generation, contract, line, amount)| Act::Post { name, generation, contract, line, amount });
    let act = prop_oneof![
        6 => post,
        2 => (0..6_u8, 0..3_u8, 2..120_i64).prop_map(|(name, contract, amount)| Act::Split { name, contract, amount }),
        4 => (0..4_u8, 0..3_u8, 1..3_u32, 1..130_i64)
            .prop_map(|(name, contract, line, amount)| Act::Refund { name, contract, line, amount }),
        2 => (0..20_usize).prop_map(|which| Act::Repeat { which }),
        3 => (0..20_usize).prop_map(|which| Act::Reverse { which }),
        1 => (0..6_u8).prop_map(|name| Act::Crash { name }),
        1 => Just(Act::Reopen),
        1 => Just(Act::Reload),
    ];
    prop::collection::vec(act, 1..25)
}

fn register() -> Vec<Contract> {
    vec![
        contract("0", &[100, 200]),
        Contract { paid: sum(130), ..contract("1", &[100, 200]) },
        Contract { total: sum(150), ..contract("2", &[]) },
    ]
}

fn asked(act: &Act) -> Option<Posting> {
    match act {
        Act::Post { name, generation: number, contract, line, amount } => {
            let line = (*contract != 2).then_some(*line);
            Some(generation(&format!("п{name}"), &[(&contract.to_string(), line, *amount)], *number))
        }
        Act::Split { name, contract, amount } => {
            let id = contract.to_string();
            let (first, second) = if *contract == 2 { (None, None) } else { (Some(1), Some(2)) };
            Some(posting(&format!("п{name}"), &[(&id, first, amount / 2), (&id, second, amount - amount / 2 + 1)]))
        }
        Act::Refund { name, contract, line, amount } => {
            let line = (*contract != 2).then_some(*line);
            Some(refund(&format!("в{name}"), &[(&contract.to_string(), line, *amount)]))
        }
        _ => None,
    }
}

async fn check(crm: &EmbeddedCrm, parts: &[PostedPart]) {
    let base: BTreeMap<String, Contract> =
        register().into_iter().map(|contract| (contract.id.0.clone(), contract)).collect();
    for contract in crm.contracts().await.expect("contracts") {
        let in_force: Vec<&PostedPart> =
            parts.iter().filter(|part| part.contract == contract.id && !part.reversed).collect();
        let held: Decimal = in_force.iter().map(|part| part.signed_amount()).sum();
        assert_eq!(contract.paid, base[&contract.id.0].paid + held, "contract {}", contract.id);
        assert!(contract.paid <= contract.total, "never more than is due");
        assert!(contract.paid >= Decimal::ZERO, "never more given back than was paid");
        for line in &contract.schedule {
            let held: Decimal =
                in_force.iter().filter(|part| part.line == Some(line.line)).map(|part| part.signed_amount()).sum();
            let before = if contract.id.0 == "1" { [sum(100), sum(30)][line.line as usize - 1] } else { sum(0) };
            assert_eq!(line.paid, before + held, "contract {} line {}", contract.id, line.line);
            assert!((Decimal::ZERO..=line.amount).contains(&line.paid));
        }
    }
    let mut keys: Vec<_> = parts.iter().map(|part| part.key).collect();
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), parts.len(), "each key once");
    let mut payments: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for part in parts.iter().filter(|part| !part.reversed) {
        payments.entry(part.payment).or_default().push(&part.reference);
    }
    for references in payments.values() {
        assert!(references.iter().all(|reference| *reference == references[0]), "one posting in force a payment");
    }
}

async fn play(acts: Vec<Act>) {
    let home = Home::new();
    let mut crm = home.open();
    crm.load(register()).expect("loads");
    let mut sent: Vec<Posting> = Vec::new();
    for act in acts {
        match &act {
            Act::Post { .. } | Act::Split { .. } | Act::Refund { .. } => {
                let posting = asked(&act).expect("a posting");
                post_one(&crm, &posting).await;
                sent.push(posting);
            }
            Act::Repeat { which } if !sent.is_empty() => {
                let posting = &sent[which % sent.len()];
                let first = post_one(&crm, posting).await;
                let second = post_one(&crm, posting).await;
                assert!(!matches!(second, Outcome::Taken(_)), "{first:?} then {second:?}");
            }
            Act::Reverse { which } if !sent.is_empty() => {
                let posting = &sent[which % sent.len()];
                reverse_one(&crm, posting).await;
                let again = reverse_one(&crm, posting).await;
                assert!(!matches!(again, Outcome::Taken(_)));
            }
            Act::Crash { name } => {
                let transaction = crm.database.begin_write().expect("begins");
                let lost = posting(&format!("п{name}"), &[("0", Some(1), 1)]);
                let mut ledger = super::super::Ledger::open(&transaction).expect("opens");
                ledger.post(&lost).expect("answers");
                drop(ledger);
                drop(transaction);
            }
            Act::Reopen => {
                let before = (crm.contracts().await.expect("contracts"), crm.payments().await.expect("payments"));
                drop(crm);
                crm = home.open();
                let after = (crm.contracts().await.expect("contracts"), crm.payments().await.expect("payments"));
                assert_eq!(before, after);
            }
            Act::Reload => {
                assert_eq!(crm.load(register()).expect("loads").same, 3);
            }
            Act::Repeat { .. } | Act::Reverse { .. } => {}
        }
        check(&crm, &crm.payments().await.expect("payments")).await;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(50))]
    #[test]
    fn sums_follow_from_the_postings_in_force(acts in acts()) {
        tokio::runtime::Builder::new_current_thread().build().expect("a runtime").block_on(play(acts));
    }
}
