//! The same portal in all the forms in which portals tell the same thing: the connector reads and
//! writes alike.

use rust_decimal::Decimal;
use sverka::crm::{Crm as _, Outcome};
use sverka::model::{Contract, ContractId, Direction, Posting};

use super::super::emulator::Settings;
use super::super::emulator::batch::Dangling;
use super::super::emulator::fields::INVOICE;
use super::super::emulator::manners::Manners;
use super::{Home, posting, receipt, sum};

/// What a day's work leaves: the register before and after, and what stands on the cards.
#[derive(Debug, PartialEq)]
struct Left {
    before: Vec<Contract>,
    after: Vec<Contract>,
    held: Vec<(ContractId, Option<u32>, Decimal, bool)>,
    outcomes: Vec<bool>,
    paid: Vec<Decimal>,
}

async fn day(settings: Settings) -> Left {
    let home = Home::with(settings);
    home.people();
    let (deal, invoices) = home.deal("ДДУ-1", &["100", "250.50", "1000000.01"]);
    let bare = home.bare_deal("ДКП-2", "5000");
    let alone: Vec<u64> = (0..120).map(|_| home.invoice("19000.05")).collect();
    let (deal, bare) = (format!("deal:{deal}"), format!("deal:{bare}"));
    let before = home.crm.contracts().await.expect("a register");
    let mut payments: Vec<Posting> = vec![
        receipt("1", &[(&deal, Some(1), "100"), (&deal, Some(2), "50.50")]),
        receipt("2", &[(&deal, Some(3), "1000000.02")]),
        receipt("3", &[(&bare, None, "0.01")]),
        posting("4", Direction::Refund, &[(&deal, Some(2), "0.50")]),
    ];
    let ids: Vec<String> = alone.iter().map(|id| format!("invoice:{id}")).collect();
    payments.extend(ids.iter().map(|id| receipt(id, &[(id, None, "200.05")])));
    let outcomes = home.crm.post(&payments).await.expect("an answer");
    let again = home.again().post(&payments).await.expect("an answer");
    let taken_back = home.again().reverse(&payments[4..7], "").await.expect("an answer");
    let is_good = |outcome: &Outcome| !matches!(outcome, Outcome::Refused(_));
    let held = home.again().find_postings(&payments).await.expect("an answer");
    let mut held: Vec<_> =
        held.into_iter().map(|part| (part.contract, part.line, part.amount, part.reversed)).collect();
    held.sort();
    home.assert_proper();
    Left {
        before,
        after: home.again().contracts().await.expect("a register"),
        held,
        outcomes: outcomes.iter().chain(&again).chain(&taken_back).map(is_good).collect(),
        paid: invoices.iter().chain(&alone).map(|invoice| home.paid(INVOICE, *invoice)).collect(),
    }
}

#[tokio::test(start_paused = true)]
async fn every_form_of_telling_things_is_read_alike() {
    let plain = day(Settings::default()).await;
    assert_eq!(plain.before.len(), 122);
    assert_eq!(plain.paid[..3], [sum("100"), sum("50"), sum("0")]);
    for seed in 0..48 {
        let dangling = if seed % 2 == 0 { Dangling::Empty } else { Dangling::Literal };
        let manners = Manners::of_seed(seed);
        let settings = Settings { manners, dangling, tells_operating: seed % 3 != 0, ..Settings::default() };
        let left = day(settings).await;
        assert!(left == plain, "seed {seed}, {manners:?}: {left:?}");
    }
}
