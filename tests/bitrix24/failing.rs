//! Faults: what the caller sees of each, and whether the portal did what was asked.

use std::time::Duration;

use serde_json::{Value, json};

use super::caller::{attempt, batch, call, patient, portal};
use super::emulator::Emulator;
use super::emulator::faults::{Fault, Plan, Reach};
use super::emulator::fields::DEAL;
use super::emulator::portal::priced;
use super::emulator::refusal::{Refusal, SystemError};

const PATIENCE: Duration = Duration::from_secs(30);

fn with_deal() -> (Emulator, u64) {
    let portal = portal();
    let deal = portal.portal(|portal| portal.add(DEAL, &priced("до", "10")));
    (portal, deal)
}

fn title(portal: &Emulator, deal: u64) -> String {
    portal.held(DEAL, deal).and_then(|deal| deal.text("title")).unwrap_or_default()
}

fn update(deal: u64) -> Value {
    json!({ "entityTypeId": 2, "id": deal, "fields": { "title": "после" } })
}

#[tokio::test(start_paused = true)]
async fn every_fault_of_a_single_call_has_its_effect_or_none_and_never_a_good_reply() {
    for fault in Fault::ALL {
        let (portal, deal) = with_deal();
        portal.plan(Plan::none().at(1, fault));
        let seen = patient(&portal, "crm.item.update", update(deal), PATIENCE).await;
        let replied = seen.and_then(Result::ok);
        match fault {
            Fault::Refused(_)
            | Fault::Reset { .. }
            | Fault::Hang { .. }
            | Fault::Late(_)
            | Fault::Cut
            | Fault::PartThenReset => assert!(replied.is_none(), "{fault:?}: {replied:?}"),
            Fault::Status { status, .. } => {
                let reply = replied.expect("a page");
                assert_eq!((reply.status, &reply.body), (status, &Value::Null), "{fault:?}");
            }
            Fault::System(error) => {
                assert_eq!(replied.expect("a refusal").status, error.refusal().status, "{fault:?}");
            }
            Fault::TooMany { retry_after } => {
                let reply = replied.expect("a refusal");
                assert_eq!(reply.status, 429);
                assert_eq!(reply.retry_after, retry_after.map(|seconds| seconds.to_string()));
            }
            Fault::Garbage { .. } => {
                let reply = replied.expect("a body");
                assert_eq!((reply.status, &reply.body), (200, &Value::Null), "{fault:?}");
            }
            Fault::HalfBatch { .. } | Fault::ShortBatch => {
                assert_eq!(replied.expect("a refusal").status, 500, "{fault:?}");
            }
        }
        tokio::time::sleep(Duration::from_secs(120)).await;
        // A single call has no half that could be done.
        let done =
            fault.has_effect() && !matches!(fault, Fault::PartThenReset | Fault::ShortBatch | Fault::HalfBatch { .. });
        assert_eq!(title(&portal, deal), if done { "после" } else { "до" }, "{fault:?}");
        let again = call(&portal, "crm.item.update", update(deal)).await;
        assert_eq!(again.status, 200, "the next call is well again after {fault:?}");
        assert_eq!(portal.ledger().hits[0].fault, Some(fault));
    }
}

#[tokio::test(start_paused = true)]
async fn a_batch_may_be_done_in_part() {
    for (fault, done) in [
        (Fault::HalfBatch { effect: false }, "ac"),
        (Fault::HalfBatch { effect: true }, "abcd"),
        (Fault::PartThenReset, "ab"),
        (Fault::ShortBatch, "ab"),
        (Fault::Reset { effect: false }, ""),
        (Fault::Reset { effect: true }, "abcd"),
    ] {
        let portal = portal();
        let deals = portal.portal(|portal| [0; 4].map(|_| portal.add(DEAL, &priced("до", "10"))));
        portal.plan(Plan::none().at(1, fault));
        let commands: serde_json::Map<String, Value> = deals
            .iter()
            .zip(["a", "b", "c", "d"])
            .map(|(deal, key)| {
                (key.to_owned(), format!("crm.item.update?entityTypeId=2&id={deal}&fields[title]={key}").into())
            })
            .collect();
        let reply = attempt(&portal, "batch", &json!({ "halt": 0, "cmd": commands })).await;
        if let (Fault::HalfBatch { .. }, Ok(reply)) = (fault, &reply) {
            let errors: Vec<&String> = reply.result()["result_error"].as_object().expect("errors").keys().collect();
            assert_eq!(errors, ["b", "d"]);
        } else if fault == Fault::ShortBatch {
            let result = reply.expect("a reply").result().clone();
            assert_eq!(result["result"].as_object().map(serde_json::Map::len), Some(2));
            assert_eq!(result["result_error"], json!([]));
        } else {
            assert!(reply.is_err(), "{fault:?}");
        }
        let titles: String = deals.iter().map(|deal| title(&portal, *deal)).filter(|title| title != "до").collect();
        assert_eq!(titles, done, "{fault:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_comes_late_is_done_after_the_caller_has_gone() {
    let (portal, deal) = with_deal();
    portal.plan(Plan::none().at(1, Fault::Late(Duration::from_secs(90))));
    assert!(patient(&portal, "crm.item.update", update(deal), PATIENCE).await.is_none());
    assert_eq!(title(&portal, deal), "до");
    tokio::time::sleep(Duration::from_secs(61)).await;
    assert_eq!(title(&portal, deal), "после");
}

#[tokio::test(start_paused = true)]
async fn a_share_falls_on_the_same_hits_each_time() {
    let drawn = |seed| {
        let mut plan = Plan::none().share(200, seed, Reach::All, &Fault::ALL);
        (1..=1_000).map(|number| plan.of_hit(number, true)).collect::<Vec<_>>()
    };
    assert_eq!(drawn(1), drawn(1));
    assert_ne!(drawn(1), drawn(2));
    let count = drawn(1).iter().flatten().count();
    assert!((150..=250).contains(&count), "{count} of 1000");
    for fault in Fault::ALL {
        assert!(drawn(1).contains(&Some(fault)), "{fault:?} never comes");
    }
    let mut writes = Plan::none().share(1_000, 1, Reach::Writes, &[Fault::Cut]);
    assert_eq!((writes.of_hit(1, true), writes.of_hit(1, false)), (Some(Fault::Cut), None));
    let mut reads = Plan::none().share(1_000, 1, Reach::Reads, &[Fault::Cut]);
    assert_eq!((reads.of_hit(1, true), reads.of_hit(1, false)), (None, Some(Fault::Cut)));
}

#[test]
fn a_fault_may_fall_on_the_next_hit_of_a_sort_or_on_all_of_them() {
    let reads_and_writes = [false, true, true, false, false];
    let falls_on = |mut plan: Plan| reads_and_writes.map(|writes| plan.of_hit(1, writes).is_some());
    let once = |reach| falls_on(Plan::none().once(reach, Fault::Cut));
    assert_eq!(once(Reach::Reads), [true, false, false, false, false]);
    assert_eq!(once(Reach::Writes), [false, true, false, false, false]);
    assert_eq!(once(Reach::ReadsBack), [false, false, false, true, false]);
    let always = |reach| falls_on(Plan::none().always(reach, Fault::Cut));
    assert_eq!(always(Reach::Writes), [false, true, true, false, false]);
    assert_eq!(always(Reach::ReadsBack), [false, false, false, true, true]);
}

#[tokio::test(start_paused = true)]
async fn calls_of_one_method_may_be_refused_inside_a_batch() {
    let (portal, deal) = with_deal();
    let refusal = Refusal::new(400, "ACCESS_DENIED", "Access denied");
    portal.plan(Plan::none().refuse("crm.item.get", &[2], refusal));
    let get = format!("crm.item.get?entityTypeId=2&id={deal}");
    let result = batch(&portal, 0, &[("a", &get), ("b", &get), ("c", &get)]).await.body["result"].clone();
    assert_eq!(
        result["result_error"],
        json!({ "b": { "error": "ACCESS_DENIED", "error_description": "Access denied" } })
    );
    assert_eq!(portal.ledger().ran("crm.item.get"), 2);
    let every = Plan::none().refuse("profile", &[], SystemError::Credentials.refusal());
    portal.plan(every);
    assert_eq!(call(&portal, "profile", json!({})).await.status, 403);
}

#[tokio::test(start_paused = true)]
async fn the_network_is_pulled_and_put_back() {
    let (portal, _) = with_deal();
    assert_eq!(call(&portal, "profile", json!({})).await.status, 200);
    portal.pull();
    tokio::task::yield_now().await;
    let refused = attempt(&portal, "profile", &json!({})).await.expect_err("nobody answers");
    assert!(refused.contains("refused"), "{refused}");
    portal.put_back();
    tokio::time::sleep(Duration::from_millis(1)).await;
    assert_eq!(call(&portal, "profile", json!({})).await.status, 200);
    assert_eq!(portal.hits(), 2, "what was refused at the door never came");
}
