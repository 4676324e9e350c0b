//! The register that comes out of deals, invoices and people.

use jiff::civil::date;
use rust_decimal::Decimal;
use serde_json::json;
use sverka::crm::Crm as _;
use sverka::model::ContractStatus;

use super::super::emulator::Settings;
use super::super::emulator::batch::Dangling;
use super::super::emulator::fields::{DEAL, INVOICE};
use super::{Home, one, sum};

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
