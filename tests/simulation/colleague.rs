//! A colleague, who works in the CRM itself and knows nothing of any console.

use std::sync::{Arc, Mutex};

use rust_decimal::Decimal;
use sverka::commit::posting_of;
use sverka::crm::Keys;
use sverka::model::{ContractId, IdempotencyKey, PaymentId, Row};
use tokio::time::sleep;

use super::ledger::By;
use super::server::Server;

/// So many things done in the CRM, at their own times.
pub async fn live(server: &Arc<Mutex<Server>>, rows: &[Row], acts: usize) {
    for _ in 0..acts {
        let rest = lock(server).random.millis(0, 40_000);
        sleep(rest).await;
        let mut server = lock(server);
        server.catch_up();
        act(&mut server, rows);
    }
}

fn lock(server: &Arc<Mutex<Server>>) -> std::sync::MutexGuard<'_, Server> {
    server.lock().expect("nobody fails with it")
}

fn act(server: &mut Server, rows: &[Row]) {
    let deals: Vec<ContractId> = server.ledger.deals.keys().cloned().collect();
    let row = rows[server.random.below(rows.len())].clone();
    let contract = deals[server.random.below(deals.len())].clone();
    match server.random.below(5) {
        0 => {
            server.tally.closed += 1;
            server.note(|| format!("the colleague closes {contract}"));
            change(server, &contract, |deal| deal.is_closed = true);
        }
        1 | 2 => {
            server.tally.changed += 1;
            server.note(|| format!("the colleague changes and opens {contract}"));
            change(server, &contract, |deal| {
                deal.is_closed = false;
                deal.total += Decimal::ONE_HUNDRED;
            });
        }
        3 => enter_by_hand(server, &row),
        _ => take_back(server, row.payment.id),
    }
}

fn change(server: &mut Server, contract: &ContractId, change: impl FnOnce(&mut super::ledger::Deal)) {
    if let Some(deal) = server.ledger.deals.get_mut(contract) {
        change(deal);
        deal.version += 1;
    }
}

/// A payment that no console brought yet. A CRM without keys knows it from none of ours.
fn enter_by_hand(server: &mut Server, row: &Row) {
    let payment = row.payment.id;
    let is_known = server.ledger.in_force(payment).next().is_some()
        || server.ledger.deals.values().any(|deal| deal.by_hand.contains_key(&payment));
    let is_unseen = server.settings.keys == Keys::None && !server.settings.has_others();
    if is_known || is_unseen || !row.kind().is_receipt() {
        return;
    }
    server.tally.by_hand += 1;
    server.note(|| format!("the colleague enters №{} by hand", row.payment.number));
    if server.settings.keys == Keys::None {
        // A console may be between its look and its write.
        server.may_be_twice.insert(payment);
        let mut posting = posting_of(row, None);
        for (place, part) in posting.parts.iter_mut().enumerate() {
            part.key = IdempotencyKey(PaymentId::of_document(&format!("by hand {payment} {place}")).uuid());
        }
        for part in posting.parts.clone() {
            server.ledger.insert(&posting, &part, By::Colleague);
        }
        return;
    }
    for part in row.allocations() {
        change(server, &part.contract, |deal| {
            *deal.by_hand.entry(payment).or_default() += part.amount;
        });
    }
}

/// A posting, whole, by a reversing entry.
fn take_back(server: &mut Server, payment: PaymentId) {
    let Some(group) = server.ledger.in_force(payment).next().map(|entry| entry.group) else { return };
    server.tally.taken_back += 1;
    server.note(|| format!("the colleague takes back {payment}"));
    for entry in &mut server.ledger.entries {
        if entry.part.payment == payment && entry.group == group && entry.is_in_force() {
            entry.taken_back_by = Some(By::Colleague);
        }
    }
}
