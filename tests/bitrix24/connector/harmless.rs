//! What a portal's people typed, and what a portal answers, reaches nobody's terminal as a command.

use serde_json::json;
use sverka::crm::{Crm as _, Outcome};
use sverka::lang::{Language, Texts};

use super::super::emulator::faults::Plan;
use super::super::emulator::fields::{COMPANY, DEAL};
use super::super::emulator::refusal::Refusal;
use super::{Home, receipt};

const EVIL: &str = "ДДУ-1\u{1b}[2J\u{7}\u{202e}\u{9b}31m\r\n=HYPERLINK(1)";

fn is_harmless(text: &str) -> bool {
    !text.chars().any(|letter| letter.is_control() || letter == '\u{202e}')
}

#[tokio::test(start_paused = true)]
async fn control_characters_of_the_portal_stay_there() {
    let home = Home::new();
    let deal = home.portal.portal(|portal| {
        let company = portal.add(COMPANY, &json!({ "title": EVIL }));
        portal.add(DEAL, &json!({ "title": EVIL, "opportunity": "1000", "companyId": company }))
    });
    let id = format!("deal:{deal}");
    let register = home.crm.contracts().await.expect("a register");
    assert!(!register[0].number.is_empty() && !register[0].holder.name.is_empty());
    assert!(is_harmless(&register[0].number), "{:?}", register[0].number);
    assert!(is_harmless(&register[0].holder.name), "{:?}", register[0].holder.name);

    home.portal.plan(Plan::none().refuse("crm.item.update", &[], Refusal::new(400, "E\u{1b}", EVIL)));
    let outcomes = home.crm.post(&[receipt("1", &[(&id, None, "1")])]).await.expect("an answer");
    let Outcome::Refused(refusal) = &outcomes[0] else { panic!("{outcomes:?}") };
    let words = Texts::load(Language::Russian).words(&refusal.message);
    assert!(words.contains("ДДУ-1") && is_harmless(&words), "{words:?}");

    // What is written into the portal comes back as it was, whatever a payer is called.
    home.portal.plan(Plan::none());
    let mut payment = receipt("2", &[(&id, None, "1")]);
    payment.payer = EVIL.to_owned();
    payment.number = "7|in|x".to_owned();
    let payment = [payment];
    let taken = home.crm.post(&payment).await.expect("an answer");
    assert!(matches!(taken[0], Outcome::Taken(_)), "{taken:?}");
    let held = home.again().find_postings(&payment).await.expect("an answer");
    assert_eq!(held.len(), 1);
    assert!(is_harmless(&held[0].payer) && is_harmless(&held[0].number), "{held:?}");
    home.assert_proper();
}
