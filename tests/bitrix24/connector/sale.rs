//! Payments of the orders that hang on cards.

use sverka::crm::bitrix24::Bitrix24;
use sverka::crm::{Crm as _, Outcome};
use sverka::model::{Direction, Posting};

use super::super::emulator::fields::INVOICE;
use super::{Home, posting, receipt, sum};

fn selling(home: &Home) -> Bitrix24 {
    home.configured(|mapping| {
        mapping.sale = true;
        mapping.pay_system = 1;
    })
}

/// Key, sum and whether it is paid, of each payment of an order.
fn payments(home: &Home) -> Vec<(String, String, String)> {
    home.portal.portal(|portal| {
        let rows = portal.payments.values();
        rows.map(|row| {
            let text = |name: &str| row[name].as_str().map_or_else(|| row[name].to_string(), str::to_owned);
            (text("xmlId"), text("sum"), text("paid"))
        })
        .collect()
    })
}

fn key(posting: &Posting) -> String {
    posting.parts[0].key.to_string()
}

#[tokio::test(start_paused = true)]
async fn an_order_gets_each_payment_once_and_loses_it_when_it_is_taken_back() {
    let home = Home::new();
    let crm = selling(&home);
    let invoice = home.invoice("1000");
    home.portal.portal(|portal| portal.add_order(INVOICE, invoice));
    let id = format!("invoice:{invoice}");
    let payment = [receipt("1", &[(&id, None, "400.50")])];
    crm.post(&payment).await.expect("an answer");
    let one = [(key(&payment[0]), "400.5".to_owned(), "Y".to_owned())];
    assert_eq!(payments(&home), one);
    crm.post(&payment).await.expect("an answer");
    crm.post(&[posting("2", Direction::Refund, &[(&id, None, "0.50")])]).await.expect("an answer");
    assert_eq!(payments(&home), one, "money that was given back is no payment");
    crm.reverse(&[posting("2", Direction::Refund, &[(&id, None, "0.50")])], "").await.expect("an answer");
    crm.reverse(&payment, "").await.expect("an answer");
    assert!(payments(&home).is_empty());
    assert!(crm.take_warnings().is_empty());
    home.assert_proper();
}

#[tokio::test(start_paused = true)]
async fn a_payment_that_the_order_already_has_is_not_added_again() {
    let home = Home::new();
    let invoice = home.invoice("1000");
    home.portal.portal(|portal| portal.add_order(INVOICE, invoice));
    let payment = [receipt("1", &[(&format!("invoice:{invoice}"), None, "5")])];
    selling(&home).post(&payment).await.expect("an answer");
    // As if the fields had been emptied by hand: the payment is posted anew under the same key.
    home.portal.portal(|portal| {
        let fields = serde_json::json!({ home.paid.as_str(): 0, home.payments.as_str(): [] });
        portal.change(INVOICE, invoice, &fields);
    });
    selling(&home).post(&payment).await.expect("an answer");
    assert_eq!((payments(&home).len(), home.paid(INVOICE, invoice)), (1, sum("5")));
}

#[tokio::test(start_paused = true)]
async fn without_an_order_or_the_right_the_fields_alone_hold_the_payment() {
    let home = Home::new();
    let crm = selling(&home);
    let invoice = home.invoice("1000");
    let id = format!("invoice:{invoice}");
    let outcomes = crm.post(&[receipt("1", &[(&id, None, "5")])]).await.expect("an answer");
    assert!(matches!(outcomes[0], Outcome::Taken(_)));
    assert_eq!(crm.take_warnings().len(), 1);
    home.portal.portal(|portal| {
        portal.add_order(INVOICE, invoice);
        portal.administrator = false;
    });
    let outcomes = crm.post(&[receipt("2", &[(&id, None, "6")])]).await.expect("an answer");
    assert!(matches!(outcomes[0], Outcome::Taken(_)));
    assert_eq!(crm.take_warnings().len(), 1);
    assert_eq!((home.paid(INVOICE, invoice), payments(&home).len()), (sum("11"), 0));
}
