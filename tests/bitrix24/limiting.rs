//! The bucket, the operation time, the longest request, and the computed least time.

use std::time::Duration;

use serde_json::json;

use super::caller::{batch, call, portal};
use super::emulator::fields::DEAL;
use super::emulator::limits::{Drain, Limits};
use super::emulator::portal::priced;
use super::emulator::{Emulator, Settings};

fn limited(limits: Limits) -> Emulator {
    Emulator::start(Settings { limits, ..Settings::default() }).expect("loopback has a free port")
}

#[tokio::test(start_paused = true)]
async fn the_fifty_first_hit_waits_for_a_second_to_pass() {
    let portal = limited(Limits::COMMON);
    for _ in 0..50 {
        assert_eq!(call(&portal, "profile", json!({})).await.status, 200);
    }
    let refused = call(&portal, "profile", json!({})).await;
    assert_eq!(refused.error(), (503, &json!("QUERY_LIMIT_EXCEEDED"), "Too many requests"));
    tokio::time::advance(Duration::from_millis(990)).await;
    assert_eq!(call(&portal, "profile", json!({})).await.status, 503);
    tokio::time::advance(Duration::from_millis(20)).await;
    assert_eq!(portal.bucket(), 48);
    for status in [200, 200, 503] {
        assert_eq!(call(&portal, "profile", json!({})).await.status, status);
    }
    assert_eq!(portal.ledger().refused_by_limits(), 3);
    tokio::time::advance(Duration::from_secs(60)).await;
    assert_eq!(portal.bucket(), 0);
}

#[tokio::test(start_paused = true)]
async fn a_bucket_may_drain_evenly() {
    let portal = limited(Limits { drain: Drain::Evenly, ..Limits::ENTERPRISE });
    for _ in 0..250 {
        assert_eq!(call(&portal, "profile", json!({})).await.status, 200);
    }
    assert_eq!(call(&portal, "profile", json!({})).await.status, 503);
    tokio::time::advance(Duration::from_millis(200)).await;
    for status in [200, 503] {
        assert_eq!(call(&portal, "profile", json!({})).await.status, status);
    }
}

#[test]
fn the_least_time_is_that_of_the_slower_floor() {
    let latency = Duration::from_millis(50);
    let even = Limits { drain: Drain::Evenly, ..Limits::COMMON };
    assert_eq!(even.least_time(0, latency, 1), Duration::ZERO);
    assert_eq!(even.least_time(20, latency, 1), Duration::from_secs(1));
    assert_eq!(even.least_time(20, latency, 4), Duration::from_millis(250));
    assert_eq!(even.least_time(100, latency, 1), Duration::from_millis(25_050));
    assert_eq!(even.least_time(51, latency, 51), Duration::from_millis(550));
    assert_eq!(Limits::COMMON.least_time(51, latency, 51), Duration::from_millis(1_050));
    assert_eq!(Limits::ENTERPRISE.least_time(251, latency, 251), Duration::from_millis(1_050));
    assert_eq!(Limits::NONE.least_time(1_000, latency, 1), Duration::from_secs(50));
}

#[tokio::test(start_paused = true)]
async fn nobody_is_faster_than_the_least_time_and_a_paced_caller_reaches_it() {
    for limits in [Limits::COMMON, Limits { drain: Drain::Evenly, ..Limits::COMMON }] {
        let portal = limited(limits);
        let begin = tokio::time::Instant::now();
        for _ in 0..80 {
            while call(&portal, "profile", json!({})).await.status == 503 {
                tokio::time::advance(Duration::from_millis(10)).await;
            }
        }
        let least = limits.least_time(80, Duration::ZERO, 1);
        assert!(begin.elapsed() >= least, "{:?} < {least:?}", begin.elapsed());
        assert!(begin.elapsed() <= least + Duration::from_millis(500), "{:?} > {least:?}", begin.elapsed());
        let span = portal.ledger().span();
        assert!(span >= least && span <= begin.elapsed());
    }
}

#[tokio::test(start_paused = true)]
async fn operation_time_is_counted_by_method_and_blocks_the_next_call() {
    let portal = limited(Limits::NONE);
    portal.settings(|settings| {
        settings.limits.operating = Duration::from_secs(480);
        settings.costs.insert("crm.item.list".to_owned(), Duration::from_secs(20));
    });
    let list = async || call(&portal, "crm.item.list", json!({ "entityTypeId": 2 })).await;
    for number in 1..=25_u64 {
        let reply = list().await;
        assert_eq!(
            (reply.status, &reply.body["time"]["operating"]),
            (200, &json!(f64::from(u32::try_from(20 * number).expect("a small number"))))
        );
    }
    let reset_at = call(&portal, "profile", json!({})).await.body["time"]["operating_reset_at"].clone();
    assert!(reset_at.is_u64(), "the limit of one method does not touch another");
    let blocked = list().await;
    assert_eq!((blocked.status, &blocked.body["error"]), (429, &json!("OPERATION_TIME_LIMIT")));
    assert_eq!(portal.ledger().refused_by_limits(), 1);
    // 25 calls took 500 s; the first minute's three calls fall out ten minutes after the first.
    tokio::time::advance(Duration::from_millis(99_900)).await;
    assert_eq!(list().await.status, 429);
    tokio::time::advance(Duration::from_millis(200)).await;
    let reply = list().await;
    assert_eq!((reply.status, &reply.body["time"]["operating"]), (200, &json!(460.0)));
}

#[tokio::test(start_paused = true)]
async fn calls_in_a_batch_are_counted_by_their_own_methods() {
    let portal = limited(Limits { operating: Duration::from_secs(3), ..Limits::NONE });
    portal.settings(|settings| settings.cost = Duration::from_secs(2));
    let result = batch(&portal, 0, &[("a", "profile"), ("b", "profile"), ("c", "profile"), ("d", "server.time")])
        .await
        .body["result"]
        .clone();
    assert_eq!(result["result_time"]["b"]["operating"], 4.0);
    assert_eq!(result["result_error"]["c"]["error"], "OPERATION_TIME_LIMIT");
    assert_eq!(result["result_time"]["d"]["operating"], 2.0);
    assert_eq!(portal.ledger().ran("profile"), 2);
}

#[tokio::test(start_paused = true)]
async fn a_batch_longer_than_a_minute_is_cut_off_and_its_effect_stays() {
    let portal = limited(Limits::NONE);
    portal.settings(|settings| settings.cost = Duration::from_secs(7));
    let deal = portal.portal(|portal| portal.add(DEAL, &priced("ДДУ-1", "10")));
    let commands: Vec<(String, String)> = (0..12)
        .map(|number| {
            (format!("k{number}"), format!("crm.item.update?entityTypeId=2&id={deal}&fields[title]=t{number}"))
        })
        .collect();
    let commands: Vec<(&str, &str)> = commands.iter().map(|(key, command)| (key.as_str(), command.as_str())).collect();
    let reply = batch(&portal, 0, &commands).await;
    assert_eq!(reply.status, 504);
    assert_eq!(portal.held(DEAL, deal).and_then(|deal| deal.text("title")).as_deref(), Some("t8"));
}

#[tokio::test(start_paused = true)]
async fn latency_passes_on_the_clock() {
    let portal = portal();
    portal.settings(|settings| settings.latency = Duration::from_millis(50));
    let begin = tokio::time::Instant::now();
    let reply = call(&portal, "profile", json!({})).await;
    assert_eq!(begin.elapsed(), Duration::from_millis(50));
    assert_eq!(reply.body["time"]["duration"], 0.05);
    portal.settings(|settings| settings.tells_operating = false);
    assert!(call(&portal, "profile", json!({})).await.body["time"].get("operating").is_none());
}

#[tokio::test(start_paused = true)]
async fn a_register_of_twenty_thousand_is_walked_in_eight_hits() {
    let portal = portal();
    let made = portal.portal(|portal| {
        (0..20_000).map(|number| portal.add(DEAL, &priced("ДДУ", &format!("{number}.55")))).collect::<Vec<u64>>()
    });
    let mut walked: Vec<u64> = Vec::new();
    while walked.len() < made.len() {
        let mut after = walked.last().copied().unwrap_or(0).to_string();
        let mut commands = Vec::new();
        for number in 0..50 {
            let command = format!(
                "crm.item.list?entityTypeId=2&select[]=id&select[]=opportunity&order[id]=ASC&filter[>id]={after}&start=-1"
            );
            commands.push((format!("k{number}"), command));
            after = format!("$result[k{number}][items][49][id]");
        }
        let said: Vec<(&str, &str)> = commands.iter().map(|(key, command)| (key.as_str(), command.as_str())).collect();
        // A deadline of the caller is not reached by the clock running ahead while bytes travel.
        let reply = tokio::time::timeout(Duration::from_secs(1), batch(&portal, 1, &said)).await;
        let reply = reply.expect("no time passes");
        for (key, _) in &commands {
            let items = reply.result()["result"][key]["items"].as_array().cloned().unwrap_or_default();
            walked.extend(items.iter().filter_map(|item| item["id"].as_u64()));
        }
    }
    assert_eq!(walked, made);
    assert_eq!(portal.hits(), 8);
    let twenty: Vec<String> = made.iter().step_by(1_000).map(ToString::to_string).collect();
    let named = json!({ "entityTypeId": 2, "select": ["id"], "filter": { "@id": twenty, ">opportunity": 1_000 } });
    assert_eq!(call(&portal, "crm.item.list", named).await.body["total"], 19);
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_clock_that_runs_many_callers_are_served_side_by_side() {
    let portal = std::sync::Arc::new(portal());
    let deals = portal.portal(|portal| [0; 20].map(|_| portal.add(DEAL, &priced("ДДУ", "10"))));
    let callers = deals.map(|deal| {
        let portal = std::sync::Arc::clone(&portal);
        tokio::spawn(async move {
            let fields = json!({ "entityTypeId": 2, "id": deal, "fields": { "opportunity": deal } });
            call(&portal, "crm.item.update", fields).await.status
        })
    });
    for caller in callers {
        assert_eq!(caller.await.expect("the caller ends well"), 200);
    }
    for deal in deals {
        let sum = portal.held(DEAL, deal).and_then(|deal| deal.sum("opportunity"));
        assert_eq!(sum, Some(deal.into()));
    }
}
