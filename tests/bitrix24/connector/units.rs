//! Units and schedules that a portal keeps in smart processes, and what else a deal says.

use serde_json::json;
use sverka::crm::bitrix24::Bitrix24;
use sverka::crm::{Crm as _, Freshness, Outcome};
use sverka::model::{RefusalKind, Unit, UnitKind};

use super::super::emulator::fields::{COMPANY, DEAL, INVOICE, Kind};
use super::{Home, one, receipt, sum};

const UNITS: u32 = 1030;
const SCHEDULE: u32 = 1040;

/// A connector to a portal with both smart processes.
fn building(home: &Home) -> Bitrix24 {
    let kinds = Kind::Enumeration(vec![(51, "Квартира".to_owned()), (52, "Машино-место".to_owned())]);
    home.portal.portal(|portal| {
        portal.add_process(UNITS, "Помещения");
        portal.add_process(SCHEDULE, "График");
        portal.declare(UNITS, "UF_CRM_7_HOUSE", Kind::Text, false);
        portal.declare(UNITS, "UF_CRM_7_FLOOR", Kind::Integer, false);
        portal.declare(UNITS, "UF_CRM_7_KIND", kinds, false);
        portal.declare(DEAL, "UF_CRM_ESCROW", Kind::Boolean, false);
        portal.declare(DEAL, "UF_CRM_LENDER", Kind::Text, false);
    });
    home.configured(|mapping| {
        mapping.units.process = UNITS;
        mapping.units.house = String::from("ufCrm7House");
        mapping.units.floor = String::from("ufCrm7Floor");
        mapping.units.kind = String::from("ufCrm7Kind");
        mapping.kinds.parking = vec!["машино-место".to_owned()];
        mapping.schedule.process = SCHEDULE;
        mapping.deal.escrow = String::from("ufCrm_ESCROW");
        mapping.deal.lender = String::from("ufCrm_LENDER");
    })
}

#[tokio::test(start_paused = true)]
async fn a_deal_has_the_unit_lender_and_division_that_the_portal_keeps_for_it() {
    let home = Home::new();
    let crm = building(&home);
    let (deal, named) = home.portal.portal(|portal| {
        let bank = portal.add(COMPANY, &json!({ "title": "ПАО «Банк»" }));
        let buyer = portal.add(COMPANY, &json!({ "title": "ООО «Лютик»" }));
        portal.add_requisite(4, buyer, "7707083893", "770701001", "ООО «Лютик»");
        let unit = |number: &str, kind: u64| json!({ "title": number, "ufCrm7House": "Дом 1", "ufCrm7Floor": -1, "ufCrm7Kind": kind });
        let parking = portal.add(UNITS, &unit("м-5", 52));
        portal.add(UNITS, &unit("12", 51));
        let deal = json!({ "title": "ДДУ-5", "opportunity": "100", "parentId1030": parking, "companyId": buyer,
                           "ufCrm_ESCROW": "Y", "ufCrm_LENDER": format!("CO_{bank}") });
        let named = json!({ "title": "ДДУ-6", "opportunity": "1", "ufCrm_LENDER": "АО «Другой банк»" });
        (portal.add(DEAL, &deal), portal.add(DEAL, &named))
    });
    let unit = |number: &str, kind| Unit {
        house: "Дом 1".to_owned(),
        section: String::new(),
        floor: Some(-1),
        number: number.to_owned(),
        kind,
    };
    let parking = unit("м-5", UnitKind::Parking);
    let read = one(&crm, &format!("deal:{deal}")).await;
    assert_eq!(read.unit.as_ref(), Some(&parking));
    assert_eq!((read.escrow, read.lender.as_ref().map(|lender| lender.name.as_str())), (true, Some("ПАО «Банк»")));
    assert_eq!(read.notes, [("КПП".to_owned(), "770701001".to_owned())]);
    let register = crm.register(Freshness::Now).await.expect("a register");
    assert_eq!(register.units, [unit("12", UnitKind::Flat), parking]);
    assert!(register.contracts.contains(&read));
    let named = one(&crm, &format!("deal:{named}")).await;
    assert_eq!(named.lender.map(|lender| lender.name), Some("АО «Другой банк»".to_owned()));
    home.assert_proper();
}

#[tokio::test(start_paused = true)]
async fn a_schedule_of_a_smart_process_takes_payments_on_the_deal_line_by_line() {
    let home = Home::new();
    let crm = building(&home);
    let deal = home.portal.portal(|portal| {
        let deal = json!({ "title": "ДДУ-7", "opportunity": "600", home.paid.as_str(): 50 });
        let deal = portal.add(DEAL, &deal);
        for (due, amount) in [("2026-03-01", "300"), ("2026-01-01", "100"), ("2026-02-01", "200")] {
            portal.add(SCHEDULE, &json!({ "opportunity": amount, "closedate": due, "parentId2": deal }));
        }
        deal
    });
    let id = format!("deal:{deal}");
    let lines = |contract: sverka::model::Contract| -> Vec<(String, String)> {
        contract
            .schedule
            .iter()
            .map(|line| (line.amount.normalize().to_string(), line.paid.normalize().to_string()))
            .collect()
    };
    let pairs = |pairs: [(&str, &str); 3]| pairs.map(|(amount, paid)| (amount.to_owned(), paid.to_owned()));
    assert_eq!(lines(one(&crm, &id).await), pairs([("100", "50"), ("200", "0"), ("300", "0")]));
    let payment = [receipt("1", &[(&id, Some(3), "300"), (&id, Some(1), "20")])];
    assert!(matches!(crm.post(&payment).await.expect("an answer")[0], Outcome::Taken(_)));
    assert_eq!(lines(one(&crm, &id).await), pairs([("100", "70"), ("200", "0"), ("300", "300")]));
    let too_much = [receipt("2", &[(&id, Some(3), "1")])];
    assert!(matches!(crm.post(&too_much).await.expect("an answer")[0], Outcome::Refused(_)));
    assert!(matches!(crm.reverse(&payment, "").await.expect("an answer")[0], Outcome::Taken(_)));
    assert_eq!(lines(one(&crm, &id).await), pairs([("100", "50"), ("200", "0"), ("300", "0")]));
    assert_eq!(home.paid(DEAL, deal), sum("50"));
    home.assert_proper();
}

#[tokio::test(start_paused = true)]
async fn what_stands_on_invoices_stays_known_when_a_schedule_takes_their_place() {
    let home = Home::new();
    let (deal, invoices) = home.deal("ДДУ-8", &["100", "200"]);
    let id = format!("deal:{deal}");
    let payment = [receipt("1", &[(&id, Some(1), "60")])];
    assert!(matches!(home.crm.post(&payment).await.expect("an answer")[0], Outcome::Taken(_)));
    let crm = building(&home);
    let line = json!({ "opportunity": "300", "closedate": "2026-03-01", "parentId2": deal });
    home.portal.portal(|portal| portal.add(SCHEDULE, &line));
    let contract = one(&crm, &id).await;
    // The deal showed the sum of its invoices.
    assert_eq!((contract.schedule.len(), contract.paid), (1, sum("60")));
    let elsewhere = [receipt("1", &[(&id, Some(1), "60.00")])];
    assert!(matches!(crm.post(&elsewhere).await.expect("an answer")[0], Outcome::Already(_)));
    let other = [receipt("1", &[(&id, Some(1), "59")])];
    let Outcome::Refused(refused) = &crm.post(&other).await.expect("an answer")[0] else { panic!("paid twice") };
    assert_eq!(refused.kind, RefusalKind::AlreadyPosted);
    assert!(matches!(crm.reverse(&payment, "").await.expect("an answer")[0], Outcome::Taken(_)));
    assert_eq!(home.paid(INVOICE, invoices[0]), sum("0"));
    home.assert_proper();
}
