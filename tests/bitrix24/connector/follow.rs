//! Stages, comments and notices behind a payment.

use std::time::Duration;

use serde_json::json;
use sverka::crm::bitrix24::{Bitrix24, Stages, Tell};
use sverka::crm::{Crm as _, Outcome};

use super::super::emulator::Settings;
use super::super::emulator::faults::{Fault, Plan};
use super::super::emulator::fields::{DEAL, INVOICE};
use super::{Home, receipt, sum};

fn telling(home: &Home) -> Bitrix24 {
    home.configured(|mapping| {
        mapping.tell = Tell::default();
        mapping.invoice.stages =
            Stages { open: "DT31_5:N".to_owned(), part: "DT31_5:S".to_owned(), paid: "DT31_5:P".to_owned() };
        mapping.deal.stages = Stages { paid: "WON".to_owned(), ..Stages::default() };
    })
}

fn stage(home: &Home, kind: u32, id: u64) -> String {
    home.portal.held(kind, id).map(|held| held.stage()).unwrap_or_default()
}

#[tokio::test(start_paused = true)]
async fn stages_follow_the_money_and_come_back_with_it() {
    let home = Home::new();
    let crm = telling(&home);
    let (deal, invoices) = home.deal("ДДУ-7", &["100", "50"]);
    let id = format!("deal:{deal}");
    let rest = [receipt("2", &[(&id, Some(1), "60"), (&id, Some(2), "50")])];
    crm.post(&[receipt("1", &[(&id, Some(1), "40")])]).await.expect("an answer");
    assert_eq!(stage(&home, INVOICE, invoices[0]), "DT31_5:S");
    assert_ne!(stage(&home, DEAL, deal), "WON");
    crm.post(&rest).await.expect("an answer");
    assert_eq!(stage(&home, INVOICE, invoices[1]), "DT31_5:P");
    assert_eq!(stage(&home, DEAL, deal), "WON");
    crm.reverse(&rest, "").await.expect("an answer");
    assert_eq!([0, 1].map(|place| stage(&home, INVOICE, invoices[place])), ["DT31_5:S", "DT31_5:N"]);
    home.assert_proper();
}

#[tokio::test(start_paused = true)]
async fn a_deal_ends_well_in_its_own_pipeline_and_leaves_that_end_with_the_money() {
    let home = Home::new();
    let crm = home.configured(|mapping| {
        mapping.deal.stages =
            Stages { open: "NEW, C9:NEW".to_owned(), part: String::new(), paid: "success".to_owned() };
    });
    for (category, first, last) in [(0, "NEW", "WON"), (9, "C9:NEW", "C9:WON")] {
        let card = json!({ "title": "ДДУ", "opportunity": "100", "categoryId": category, "stageId": first });
        let deal = home.portal.portal(|portal| portal.add(DEAL, &card));
        let id = format!("deal:{deal}");
        let [part, rest] = [("1", "40"), ("2", "60")].map(|(name, sum)| [receipt(name, &[(&id, None, sum)])]);
        crm.post(&part).await.expect("an answer");
        assert_eq!(stage(&home, DEAL, deal), first);
        crm.post(&rest).await.expect("an answer");
        assert_eq!(stage(&home, DEAL, deal), last);
        crm.reverse(&rest, "").await.expect("an answer");
        assert_eq!(stage(&home, DEAL, deal), first);
    }
    home.assert_proper();
}

#[tokio::test(start_paused = true)]
async fn a_payment_is_told_once_in_the_timeline_and_to_whoever_answers_for_the_card() {
    let home = Home::new();
    let crm = telling(&home);
    let deal = home.deal("ДДУ-8", &["100"]).0;
    let payment = [receipt("41", &[(&format!("deal:{deal}"), Some(1), "25.50")])];
    crm.post(&payment).await.expect("an answer");
    crm.post(&payment).await.expect("an answer");
    let (comments, notices) = home.portal.portal(|portal| (portal.comments.clone(), portal.notices.clone()));
    assert_eq!((comments.len(), notices.len()), (1, 1));
    for told in ["ДДУ-8", "41", "20.11.2026", "25,50", "(25 %)", &payment[0].parts[0].key.to_string()] {
        assert!(comments[0].text.contains(told), "{told}: {}", comments[0].text);
    }
    assert_eq!((comments[0].entity_id, notices[0].user), (deal, 1));
    home.assert_proper();
}

#[tokio::test(start_paused = true)]
async fn the_reason_of_a_reversal_stands_in_its_comment_and_its_notice() {
    let home = Home::new();
    let crm = telling(&home);
    let deal = home.deal("ДДУ-9", &["100"]).0;
    let payment = [receipt("41", &[(&format!("deal:{deal}"), Some(1), "25.50")])];
    crm.post(&payment).await.expect("an answer");
    crm.reverse(&payment, "не тот [url=x]дольщик[/url]").await.expect("an answer");
    let (comments, notices) = home.portal.portal(|portal| (portal.comments.clone(), portal.notices.clone()));
    let (told, shown) = (&comments.last().expect("a comment").text, &notices.last().expect("a notice").text);
    for said in [told, shown] {
        assert!(said.contains("Причина: не тот (url=x)дольщик(/url)"), "{said}");
    }
    assert!(!comments[0].text.contains("Причина"), "{}", comments[0].text);
    home.assert_proper();
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_told_leaves_the_payment_where_it_is() {
    let home = Home::new();
    let crm = telling(&home);
    let invoice = home.invoice("100");
    home.portal.portal(|portal| {
        portal.unmovable.insert(INVOICE);
        portal.scopes.remove("im");
    });
    let outcomes = crm.post(&[receipt("1", &[(&format!("invoice:{invoice}"), None, "100")])]).await.expect("an answer");
    assert!(matches!(outcomes[0], Outcome::Taken(_)));
    assert_eq!(home.paid(INVOICE, invoice), sum("100"));
    assert_eq!(crm.take_warnings().len(), 2);
    assert!(crm.take_warnings().is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_stage_that_a_person_changed_before_the_payment_counts() {
    let home = Home::with(Settings { latency: Duration::from_millis(40), ..Settings::default() });
    let crm = telling(&home);
    let invoice = home.invoice("100");
    let id = format!("invoice:{invoice}");
    crm.post(&[receipt("1", &[(&id, None, "40")])]).await.expect("an answer");
    assert_eq!(stage(&home, INVOICE, invoice), "DT31_5:S");
    // Between the reading and the write of the reversal the card goes on.
    let goes_on = async {
        tokio::time::sleep(Duration::from_millis(60)).await;
        home.portal.portal(|portal| portal.change(INVOICE, invoice, &json!({ "stageId": "DT31_5:D" })));
    };
    let payment = [receipt("1", &[(&id, None, "40")])];
    let (taken_back, ()) = tokio::join!(crm.reverse(&payment, ""), goes_on);
    assert!(matches!(taken_back.expect("an answer")[0], Outcome::Taken(_)));
    assert_eq!(stage(&home, INVOICE, invoice), "DT31_5:D");
    home.assert_proper();
}

#[tokio::test(start_paused = true)]
async fn a_stage_that_may_come_late_is_waited_for_before_its_card_is_touched_again() {
    let home = Home::new();
    let crm = telling(&home);
    let invoice = home.invoice("100");
    let id = format!("invoice:{invoice}");
    let payment = [receipt("1", &[(&id, None, "100")])];
    // The stages and fields, the cards, the payment; then what follows it.
    home.portal.plan(Plan::none().at(4, Fault::Late(Duration::from_secs(90))));
    crm.post(&payment).await.expect("an answer");
    assert_eq!((home.paid(INVOICE, invoice), stage(&home, INVOICE, invoice).as_str()), (sum("100"), "DT31_5:N"));
    crm.reverse(&payment, "").await.expect("an answer");
    assert_eq!((home.paid(INVOICE, invoice), stage(&home, INVOICE, invoice).as_str()), (sum("0"), "DT31_5:N"));
    let moves = home.portal.ledger().ran("crm.item.update");
    assert_eq!(moves, 4, "paid, its stage late, taken back, its stage back");
}
