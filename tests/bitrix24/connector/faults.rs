//! What stays true when calls go wrong: every payment once, or not at all.

use rust_decimal::Decimal;
use sverka::crm::{Crm as _, Outcome};

use super::super::emulator::Settings;
use super::super::emulator::faults::{Fault, Plan, Reach};
use super::super::emulator::fields::INVOICE;
use super::super::emulator::limits::Limits;
use super::super::emulator::refusal::SystemError;
use super::{Home, receipt, sum};

#[tokio::test(start_paused = true)]
async fn no_fault_of_any_request_makes_a_payment_twice_or_loses_one() {
    for fault in Fault::ALL {
        for hit in 1..=4 {
            let home = Home::new();
            let invoice = home.invoice("1000");
            let id = format!("invoice:{invoice}");
            home.portal.plan(Plan::none().at(hit, fault));
            let payments: Vec<_> = (0..4).map(|number| receipt(&number.to_string(), &[(&id, None, "10.01")])).collect();
            let outcomes = home.crm.post(&payments).await;
            let taken = outcomes.as_ref().is_ok_and(|all| all.iter().all(|one| !matches!(one, Outcome::Refused(_))));
            assert!(taken, "{fault:?} at {hit}: {outcomes:?}");
            assert_eq!(home.paid(INVOICE, invoice), sum("40.04"), "{fault:?} at {hit}");
            assert_eq!(home.lines(INVOICE, invoice).len(), 4, "{fault:?} at {hit}");
            tokio::time::sleep(std::time::Duration::from_secs(200)).await;
            assert_eq!(home.paid(INVOICE, invoice), sum("40.04"), "{fault:?} at {hit}, later");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn with_all_faults_mixed_the_portal_holds_each_payment_once() {
    for seed in 1..=3 {
        let home = Home::with(Settings { limits: Limits::COMMON, ..Settings::default() });
        let invoices: Vec<u64> = (0..40).map(|_| home.invoice("1000")).collect();
        home.portal.plan(Plan::none().share(200, seed, Reach::All, &Fault::ALL));
        let payments: Vec<_> = (0..200)
            .map(|number: usize| {
                let pair = [number % 40, (number * 7 + 1) % 40].map(|place| format!("invoice:{}", invoices[place]));
                let parts: &[(&str, Option<u32>, &str)] = &[(&pair[0], None, "3.33"), (&pair[1], None, "1.11")];
                receipt(
                    &number.to_string(),
                    if number.is_multiple_of(3) && pair[0] != pair[1] { parts } else { &parts[..1] },
                )
            })
            .collect();
        let mut expected = Decimal::ZERO;
        for chunk in payments.chunks(50) {
            let mut crm = None;
            loop {
                // A call that gave up is asked again, as the next start of the program does.
                let result = crm.as_ref().unwrap_or(&home.crm).post(chunk).await;
                if let Ok(outcomes) = result {
                    assert!(outcomes.iter().all(|one| !matches!(one, Outcome::Refused(_))), "{outcomes:?}");
                    break;
                }
                tokio::time::sleep(std::time::Duration::from_secs(200)).await;
                crm = Some(home.again());
            }
            expected += chunk.iter().map(|payment| payment.amount).sum::<Decimal>();
        }
        tokio::time::sleep(std::time::Duration::from_secs(200)).await;
        let held: Decimal = invoices.iter().map(|invoice| home.paid(INVOICE, *invoice)).sum();
        let lines: usize = invoices.iter().map(|invoice| home.lines(INVOICE, *invoice).len()).sum();
        assert_eq!(held, expected, "seed {seed}");
        assert_eq!(lines, payments.iter().map(|payment| payment.parts.len()).sum::<usize>(), "seed {seed}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_only_a_person_can_mend_stops_at_once() {
    for error in [
        SystemError::NoAuth,
        SystemError::Overload,
        SystemError::Plan,
        SystemError::Credentials,
        SystemError::Scope,
        SystemError::PortalDeleted,
        SystemError::HttpsRequired,
    ] {
        let home = Home::new();
        home.portal.settings(|settings| settings.blocked = Some(error));
        let failure = home.crm.contracts().await.expect_err("stopped");
        assert_eq!(home.portal.hits(), 1, "{error:?}");
        assert!(!format!("{failure} {failure:?}").contains("k7q2v9z4x1c8b5n3"), "{failure:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_network_that_is_pulled_is_told_without_the_secret() {
    let home = Home::new();
    home.portal.pull();
    let failure = home.crm.contracts().await.expect_err("out of reach");
    assert!(!format!("{failure} {failure:?}").contains("k7q2v9z4x1c8b5n3"), "{failure:?}");
    home.portal.put_back();
    tokio::time::sleep(std::time::Duration::from_millis(1)).await;
    assert!(home.crm.contracts().await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn the_bucket_never_refuses_a_long_commit() {
    let home = Home::new();
    let invoices: Vec<u64> = (0..60).map(|_| home.invoice("1000")).collect();
    for (number, invoice) in invoices.iter().enumerate() {
        let id = format!("invoice:{invoice}");
        home.crm.post(&[receipt(&number.to_string(), &[(&id, None, "1")])]).await.expect("an answer");
    }
    assert_eq!(home.portal.ledger().refused_by_limits(), 0);
    home.assert_proper();
}

#[tokio::test(start_paused = true)]
async fn a_thousand_payments_fit_into_a_full_bucket() {
    let home = Home::new();
    let size = home.crm.abilities().batch_size;
    let payments: Vec<_> = (0..1_000)
        .map(|number| receipt(&number.to_string(), &[(&format!("invoice:{}", home.invoice("10")), None, "10")]))
        .collect();
    for chunk in payments.chunks(size) {
        let outcomes = home.crm.post(chunk).await.expect("an answer");
        assert!(outcomes.iter().all(|one| matches!(one, Outcome::Taken(_))));
        assert_eq!(home.crm.find_postings(chunk).await.expect("an answer").len(), chunk.len());
    }
    let ledger = home.portal.ledger();
    assert_eq!(ledger.refused_by_limits(), 0);
    assert!(ledger.hits.len() <= 50, "{} requests", ledger.hits.len());
    home.assert_proper();
}
