//! `batch`: order, references, halt, limits of length, the shape of its maps.

use serde_json::{Value, json};

use super::caller::{batch, call, portal, send};
use super::emulator::Emulator;
use super::emulator::batch::Dangling;
use super::emulator::fields::DEAL;
use super::emulator::portal::priced;

fn with_deals(count: usize) -> (Emulator, Vec<u64>) {
    let portal = portal();
    let deals = portal.portal(|portal| (0..count).map(|_| portal.add(DEAL, &priced("ДДУ", "10"))).collect());
    (portal, deals)
}

#[tokio::test(start_paused = true)]
async fn results_stand_under_their_keys_and_empty_maps_are_lists() {
    let (portal, deals) = with_deals(60);
    let reply = batch(
        &portal,
        0,
        &[("who", "profile"), ("deals", "crm.item.list?entityTypeId=2&select[]=id&filter[%3Cid]=52&start=0")],
    )
    .await;
    assert_eq!(reply.status, 200);
    let result = reply.result();
    assert_eq!(result["result"]["who"]["ID"], "1");
    assert_eq!(result["result"]["deals"]["items"][0]["id"], deals[0]);
    assert_eq!(result["result_error"], json!([]));
    assert_eq!(result["result_total"], json!({ "deals": 51 }));
    assert_eq!(result["result_next"], json!({ "deals": 50 }));
    assert!(result["result_time"]["who"]["operating_reset_at"].is_u64());
    assert!(reply.body["time"].get("operating").is_none(), "a batch itself is not accounted for");
}

#[tokio::test(start_paused = true)]
async fn a_page_begins_where_the_one_before_it_ended() {
    let (portal, deals) = with_deals(120);
    let page =
        |before: &str| format!("crm.item.list?entityTypeId=2&select[]=id&order[id]=ASC&filter[>id]={before}&start=-1");
    let second = page("$result[k1][items][49][id]");
    let third = page("%24result%5Bk2%5D%5Bitems%5D%5B49%5D%5Bid%5D");
    let fourth = page("$result[k3][items][49][id]");
    let commands = [("k1", page("0")), ("k2", second), ("k3", third), ("k4", fourth)];
    let commands: Vec<(&str, &str)> = commands.iter().map(|(key, command)| (*key, command.as_str())).collect();
    let ids = |reply: &Value, key: &str| -> Vec<u64> {
        let items = reply["result"]["result"][key]["items"].as_array().cloned().unwrap_or_default();
        items.iter().filter_map(|item| item["id"].as_u64()).collect()
    };
    let reply = batch(&portal, 0, &commands).await.body;
    assert_eq!([ids(&reply, "k1"), ids(&reply, "k2"), ids(&reply, "k3")].concat(), deals);
    assert_eq!(ids(&reply, "k4"), deals[..50], "a reference to nothing begins the list anew");
    assert_eq!(reply["result"]["result_total"]["k1"], 0);
    portal.settings(|settings| settings.dangling = Dangling::Literal);
    let reply = batch(&portal, 0, &commands).await.body;
    assert_eq!(reply["result"]["result_error"]["k4"]["error"], "INVALID_ARG_VALUE");
}

#[tokio::test(start_paused = true)]
async fn commands_run_in_their_order_whatever_their_keys() {
    let (portal, deals) = with_deals(1);
    let write = |title: &str| format!("crm.item.update?entityTypeId=2&id={}&fields[title]={title}", deals[0]);
    let (first, second) = (write("first"), write("se%26cond"));
    batch(&portal, 0, &[("z", &first), ("a", &second)]).await;
    assert_eq!(portal.held(DEAL, deals[0]).and_then(|deal| deal.text("title")).as_deref(), Some("se&cond"));
    let keys: Vec<String> = portal.ledger().hits[0].calls.iter().map(|called| called.key.clone()).collect();
    assert_eq!(keys, ["z", "a"]);
}

#[tokio::test(start_paused = true)]
async fn halt_stops_at_the_first_error_and_the_rest_is_nowhere() {
    let (portal, deals) = with_deals(1);
    let update = format!("crm.item.update?entityTypeId=2&id={}&fields[title]=x", deals[0]);
    let commands = [
        ("a", "crm.item.get?entityTypeId=2&id=99999"),
        ("b", update.as_str()),
        ("c", "crm.item.get?entityTypeId=2&id=99999"),
    ];
    let halted = batch(&portal, 1, &commands).await.body["result"].clone();
    assert_eq!(halted["result"], json!([]));
    assert_eq!(
        halted["result_error"],
        json!({ "a": { "error": "NOT_FOUND", "error_description": "Element not found" } })
    );
    let whole = batch(&portal, 0, &commands).await.body["result"].clone();
    assert_eq!(whole["result"]["b"]["item"]["title"], "x");
    assert_eq!(whole["result_error"].as_object().map(serde_json::Map::len), Some(2));
}

#[tokio::test(start_paused = true)]
async fn without_the_right_every_command_says_so() {
    let portal = portal();
    portal.portal(|portal| portal.scopes.remove("user"));
    let result = batch(&portal, 0, &[("get_user", "user.get")]).await.body["result"].clone();
    assert_eq!(
        result,
        json!({ "result": [], "result_error": { "get_user": { "error": "insufficient_scope", "error_description": "" } },
            "result_total": [], "result_next": [], "result_time": [] })
    );
}

#[tokio::test(start_paused = true)]
async fn past_fifty_commands_and_inside_a_batch_nothing_runs() {
    let portal = portal();
    let names: Vec<String> = (0..52).map(|number| format!("k{number}")).collect();
    let mut commands: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "server.time")).collect();
    commands[3].1 = "batch?cmd[a]=profile";
    let result = batch(&portal, 0, &commands).await.body["result"].clone();
    assert_eq!(result["result"].as_object().map(serde_json::Map::len), Some(49));
    assert_eq!(result["result_error"]["k3"]["error"], "ERROR_BATCH_METHOD_NOT_ALLOWED");
    for past in ["k50", "k51"] {
        assert_eq!(result["result_error"][past]["error"], "ERROR_BATCH_LENGTH_EXCEEDED");
    }
}

#[tokio::test(start_paused = true)]
async fn a_batch_may_be_a_list_or_a_form_encoded_twice() {
    let (portal, deals) = with_deals(1);
    let listed = call(&portal, "batch", json!({ "halt": 0, "cmd": ["server.time", "profile"] })).await;
    assert_eq!(listed.result()["result"].as_array().map(Vec::len), Some(2), "numbers for keys make a list");
    let form = format!(
        "halt=0&cmd[t]=crm.item.update%3FentityTypeId%3D2%26id%3D{}%26fields%5Btitle%5D%3DJohn%2526Martin",
        deals[0]
    );
    let address = format!("{}batch", portal.webhook());
    let reply = send(&address, "application/x-www-form-urlencoded", form).await.expect("a reply");
    assert_eq!(reply.result()["result"]["t"]["item"]["title"], "John&Martin");
    assert_eq!(portal.ledger().improper, [""; 0]);
}
