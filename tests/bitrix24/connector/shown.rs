//! What managers see of payments: sums, what is still due, and the state of payment.

use serde_json::json;
use sverka::crm::bitrix24::{Bitrix24, MoneyFields};
use sverka::crm::{Crm as _, Outcome};
use sverka::model::{Direction, RefusalKind};

use super::super::emulator::fields::{DEAL, INVOICE, Kind};
use super::{Home, posting, receipt, sum};

/// The states of payment as a list of the portal has them.
const LIST: [(u64, &str); 5] =
    [(41, "не оплачен"), (42, "Оплачен частично"), (43, "Оплачен"), (44, "Переплата"), (45, "Возвращён")];

/// A connector whose cards show what is due and the state: deals in words, invoices in a list.
fn showing(home: &Home) -> Bitrix24 {
    let list = Kind::Enumeration(LIST.map(|(id, name)| (id, name.to_owned())).to_vec());
    let (debt, state) = home.portal.portal(|portal| {
        portal.declare(DEAL, "UF_CRM_DEBT", Kind::Double, false);
        portal.declare(DEAL, "UF_CRM_STATE", Kind::Text, false);
        (
            portal.declare(INVOICE, "UF_CRM_DEBT", Kind::Money, false),
            portal.declare(INVOICE, "UF_CRM_STATE", list, false),
        )
    });
    home.configured(|mapping| {
        for money in [&mut mapping.deal.money, &mut mapping.invoice.money] {
            (money.debt, money.state) = (debt.clone(), state.clone());
        }
    })
}

fn shown(home: &Home, kind: u32, id: u64, field: &str) -> String {
    let held = home.portal.portal(|portal| portal.item(kind, id).and_then(|item| item.get(field)).cloned());
    held.map_or_else(String::new, |value| value.as_str().map_or_else(|| value.to_string(), str::to_owned))
}

#[tokio::test(start_paused = true)]
async fn a_card_shows_what_is_due_and_how_far_it_is_paid() {
    let home = Home::new();
    let crm = showing(&home);
    let invoice = home.invoice("1000");
    let id = format!("invoice:{invoice}");
    let look = || [shown(&home, INVOICE, invoice, "ufCrm_STATE"), shown(&home, INVOICE, invoice, "ufCrm_DEBT")];
    let [first, rest] = [("1", "400.50"), ("2", "599.50")].map(|(name, sum)| [receipt(name, &[(&id, None, sum)])]);
    let [refund, back] =
        [("3", "599.50"), ("4", "400.50")].map(|(name, sum)| [posting(name, Direction::Refund, &[(&id, None, sum)])]);
    crm.post(&first).await.expect("an answer");
    assert_eq!(look(), ["42", "599.5|RUB"]);
    crm.post(&rest).await.expect("an answer");
    assert_eq!(look(), ["43", "0|RUB"]);
    crm.post(&refund).await.expect("an answer");
    assert_eq!(look(), ["42", "599.5|RUB"]);
    crm.post(&back).await.expect("an answer");
    assert_eq!(look(), ["45", "1000|RUB"]);
    crm.reverse(&back, "").await.expect("an answer");
    crm.reverse(&refund, "").await.expect("an answer");
    crm.reverse(&rest, "").await.expect("an answer");
    crm.reverse(&first, "").await.expect("an answer");
    assert_eq!(look(), ["41", "1000|RUB"]);
    assert!(crm.take_warnings().is_empty());
    home.assert_proper();
}

#[tokio::test(start_paused = true)]
async fn a_deal_shows_the_sum_of_its_invoices() {
    let home = Home::new();
    let crm = showing(&home);
    let (deal, invoices) = home.deal("ДДУ-1", &["100", "300"]);
    let id = format!("deal:{deal}");
    let payment = [receipt("1", &[(&id, Some(1), "100"), (&id, Some(2), "60")])];
    crm.post(&payment).await.expect("an answer");
    let told = "Оплачен частично: 160,00 из 400,00 RUB (40 %)";
    assert_eq!(shown(&home, DEAL, deal, "ufCrm_STATE").replace('\u{a0}', " "), told);
    assert_eq!((home.paid(DEAL, deal), shown(&home, DEAL, deal, "ufCrm_DEBT").as_str()), (sum("160"), "240"));
    assert_eq!([0, 1].map(|place| home.paid(INVOICE, invoices[place])), [sum("100"), sum("60")]);
    assert_eq!(super::one(&crm, &id).await.paid, sum("160"), "nothing counts twice");
    assert!(crm.take_warnings().is_empty());
    crm.reverse(&payment, "").await.expect("an answer");
    assert_eq!(shown(&home, DEAL, deal, "ufCrm_STATE"), "Не оплачен");
    assert_eq!((home.paid(DEAL, deal), shown(&home, DEAL, deal, "ufCrm_DEBT").as_str()), (sum("0"), "400"));
    home.assert_proper();
}

#[tokio::test(start_paused = true)]
async fn a_state_that_the_list_does_not_have_keeps_no_payment_back() {
    let home = Home::new();
    let list = Kind::Enumeration(vec![(7, "Оплачен".to_owned())]);
    let state = home.portal.portal(|portal| portal.declare(INVOICE, "UF_CRM_LIST", list, false));
    let crm = home.configured(|mapping| mapping.invoice.money.state = state);
    let invoice = home.invoice("100");
    let payment = [receipt("1", &[(&format!("invoice:{invoice}"), None, "10")])];
    assert!(matches!(crm.post(&payment).await.expect("an answer")[0], Outcome::Taken(_)));
    assert_eq!(crm.take_warnings().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn fields_that_are_not_there_or_of_a_wrong_kind_refuse_before_anything_is_written() {
    let home = Home::new();
    home.portal.portal(|portal| {
        portal.declare(INVOICE, "UF_CRM_DAY", Kind::Date, false);
        portal.declare(INVOICE, "UF_CRM_ONE", Kind::Text, false);
    });
    let fields = |paid: &str, payments: &str, debt: &str| MoneyFields {
        paid: paid.to_owned(),
        payments: payments.to_owned(),
        debt: debt.to_owned(),
        ..MoneyFields::default()
    };
    let invoice = home.invoice("100");
    for (named, wrong) in [
        (fields("ufCrm_DAY", &home.payments, ""), "ufCrm_DAY"),
        (fields(&home.paid, "ufCrm_ONE", ""), "ufCrm_ONE"),
        (fields(&home.paid, &home.payments, "ufCrm_NONE"), "ufCrm_NONE"),
    ] {
        let crm = home.configured(|mapping| mapping.invoice.money = named);
        let outcomes = crm.post(&[receipt("1", &[(&format!("invoice:{invoice}"), None, "10")])]).await;
        let Outcome::Refused(refusal) = &outcomes.expect("an answer")[0] else { panic!("{wrong} is refused") };
        assert_eq!(refusal.kind, RefusalKind::Broken);
        assert!(format!("{:?}", refusal.message).contains(wrong), "{refusal:?}");
    }
    assert_eq!(home.paid(INVOICE, invoice), sum("0"));
    assert!(home.lines(INVOICE, invoice).is_empty());
}

#[tokio::test(start_paused = true)]
async fn money_that_stood_on_a_deal_before_its_invoices_still_counts() {
    let home = Home::new();
    let deal = home.portal.portal(|portal| portal.add(DEAL, &json!({ "title": "ДДУ-2", "opportunity": "100" })));
    let id = format!("deal:{deal}");
    let early = [receipt("1", &[(&id, None, "30")])];
    home.crm.post(&early).await.expect("an answer");
    home.portal.portal(|portal| {
        portal.add(INVOICE, &json!({ "opportunity": "100", "parentId2": deal, "closedate": "2026-12-01" }))
    });
    home.crm.post(&[receipt("2", &[(&id, Some(1), "50")])]).await.expect("an answer");
    assert_eq!((home.paid(DEAL, deal), super::one(&home.crm, &id).await.paid), (sum("80"), sum("80")));
    home.crm.reverse(&early, "").await.expect("an answer");
    assert_eq!((home.paid(DEAL, deal), super::one(&home.crm, &id).await.paid), (sum("50"), sum("50")));
    home.assert_proper();
}
