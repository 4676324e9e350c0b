//! The register that comes out of deals, invoices and people.

use jiff::civil::date;
use rust_decimal::Decimal;
use serde_json::json;
use sverka::crm::Crm as _;
use sverka::model::{ContractId, ContractStatus};

use super::super::emulator::Settings;
use super::super::emulator::batch::Dangling;
use super::super::emulator::fields::{DEAL, INVOICE};
use super::{Home, one, receipt, sum};

#[tokio::test(start_paused = true)]
async fn a_deal_is_a_contract_and_its_invoices_are_its_instalments() {
    let home = Home::new();
    let (company, contact) = home.people();
    let deal = home.portal.portal(|portal| {
        let deal = portal.add(
            DEAL,
            &json!({ "title": "ДДУ-12/34", "opportunity": "300000.50", "companyId": company, "contactId": contact,
                     "assignedById": 6, "begindate": "2026-01-31" }),
        );
        for (due, price) in [("2026-03-15", "200000.50"), ("2026-02-15", "100000")] {
            portal.add(INVOICE, &json!({ "opportunity": price, "parentId2": deal, "closedate": due }));
        }
        deal
    });
    let read = one(&home.crm, &format!("deal:{deal}")).await;
    assert_eq!(read.number, "ДДУ-12/34");
    assert_eq!(read.holder.name, "ООО «Ромашка»");
    assert_eq!(read.holder.tax_id.as_ref().map(sverka::model::TaxId::as_str), Some("7707083893"));
    assert_eq!(read.manager, "Smith John");
    assert_eq!((read.date, read.total), (Some(date(2026, 1, 31)), sum("300000.50")));
    let lines: Vec<_> = read.schedule.iter().map(|line| (line.line, line.due, line.amount)).collect();
    assert_eq!(lines, [(1, date(2026, 2, 15), sum("100000")), (2, date(2026, 3, 15), sum("200000.50"))]);
    assert_eq!(read.status, ContractStatus::Signed);
    home.assert_proper();
}

#[tokio::test(start_paused = true)]
async fn an_invoice_without_a_deal_is_a_contract_of_its_own() {
    let home = Home::new();
    let (_, contact) = home.people();
    let invoice = home.portal.portal(|portal| {
        portal.add(
            INVOICE,
            &json!({ "opportunity": "700", "contactId": contact, "accountNumber": "С-7", "stageId": "DT31_5:P" }),
        )
    });
    let read = one(&home.crm, &format!("invoice:{invoice}")).await;
    assert_eq!((read.number.as_str(), read.holder.name.as_str()), ("С-7", "Ветров Лев Ильич"));
    assert!(read.schedule.is_empty());
    assert_eq!(read.paid, sum("700"), "somebody moved it to its paid stage by hand");
}

#[tokio::test(start_paused = true)]
async fn every_card_is_read_once_whatever_a_reference_to_nothing_becomes() {
    for dangling in [Dangling::Empty, Dangling::Literal] {
        for count in [0, 1, 49, 50, 51, 100, 1_237] {
            let home = Home::with(Settings { dangling, ..Settings::default() });
            let mut ids: Vec<String> = (0..count).map(|_| format!("invoice:{}", home.invoice("10"))).collect();
            let mut read: Vec<String> =
                home.crm.contracts().await.expect("a register").into_iter().map(|contract| contract.id.0).collect();
            read.sort();
            ids.sort();
            assert_eq!(read, ids, "{count} invoices, {dangling:?}");
            home.assert_proper();
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_large_register_takes_few_requests_and_none_is_refused() {
    let home = Home::new();
    home.portal.portal(|portal| {
        for _ in 0..10_000 {
            portal.add(INVOICE, &json!({ "opportunity": "10" }));
        }
        for number in 0..10_000 {
            portal.add(DEAL, &json!({ "title": number.to_string(), "opportunity": "20" }));
        }
    });
    let contracts = home.crm.contracts().await.expect("a register");
    assert_eq!(contracts.len(), 20_000);
    assert_eq!(contracts.iter().map(|contract| contract.total).sum::<Decimal>(), sum("300000"));
    let ledger = home.portal.ledger();
    assert_eq!(ledger.refused_by_limits(), 0);
    assert!(ledger.hits.len() <= 12, "{} requests", ledger.hits.len());
    home.assert_proper();
}

#[tokio::test(start_paused = true)]
async fn a_few_contracts_are_read_without_the_register() {
    let home = Home::new();
    let (company, contact) = home.people();
    let (first, second) = home.portal.portal(|portal| {
        for number in 0..3_000 {
            portal.add(INVOICE, &json!({ "title": number.to_string(), "opportunity": "10" }));
        }
        let deal = json!({ "title": "ДДУ-1", "opportunity": "500", "companyId": company, "assignedById": 7 });
        let invoice = json!({ "accountNumber": "С-9", "opportunity": "700", "contactIds": [contact] });
        (portal.add(DEAL, &deal), portal.add(INVOICE, &invoice))
    });
    let (deal, invoice) = (format!("deal:{first}"), format!("invoice:{second}"));
    let unknown = ContractId("deal:999999".to_owned());
    home.crm.find_postings(&[]).await.expect("an answer");
    home.crm.contracts_by_id(&[]).await.expect("an answer");
    let before = home.portal.hits();
    let ids = [ContractId(deal.clone()), unknown, ContractId(invoice.clone())];
    let read = home.crm.contracts_by_id(&ids).await.expect("an answer");
    let told: Vec<_> = read.iter().map(|contract| (contract.id.as_str(), contract.holder.name.as_str())).collect();
    assert_eq!(told, [(deal.as_str(), "ООО «Ромашка»"), (invoice.as_str(), "Ветров Лев Ильич")]);
    assert_eq!(read[1].holder.tax_id.as_ref().map(sverka::model::TaxId::as_str), Some("500100732259"));
    assert_eq!(read[0].manager, "Weber Klaus");
    assert!(home.portal.hits() - before <= 3, "{} requests", home.portal.hits() - before);
    let payments = [receipt("1", &[(&deal, None, "10")]), receipt("2", &[(&invoice, None, "20")])];
    home.crm.post(&payments).await.expect("an answer");
    let before = home.portal.hits();
    let keys: Vec<_> = payments.iter().map(|payment| payment.parts[0].key).collect();
    let found = home.crm.find(&keys).await.expect("an answer");
    assert_eq!(found.iter().map(|part| part.amount).sum::<Decimal>(), sum("30"));
    assert!(home.portal.hits() - before <= 2, "{} requests", home.portal.hits() - before);
    home.assert_proper();
}

#[tokio::test(start_paused = true)]
async fn a_key_is_found_where_its_field_may_stand_in_no_filter() {
    let home = Home::new();
    let (deal, invoices) = home.deal("ДДУ-2", &["100"]);
    let payment = [receipt("1", &[(&format!("deal:{deal}"), Some(1), "10")])];
    home.crm.post(&payment).await.expect("an answer");
    home.portal.portal(|portal| portal.unfilterable.insert(home.payments.clone()));
    let found = home.crm.find(&[payment[0].parts[0].key]).await.expect("an answer");
    assert_eq!(
        found.iter().map(|part| part.reference.0.as_str()).collect::<Vec<_>>(),
        [format!("invoice:{}", invoices[0])]
    );
}
