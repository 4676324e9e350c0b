//! What must hold once everybody is at rest: the CRM's ledger and the journals of all consoles say the
//! same, to the kopeck.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use sverka::crm::{Keys, PostedPart};
use sverka::model::{CommitState, IdempotencyKey, PaymentId, Posting, Row};

use super::console::Console;
use super::folder::Says;
use super::ledger::{By, Entry};
use super::server::Server;

/// What is wrong with the money, whatever keys it came under: of each document the CRM holds nothing, or
/// what a journal says that it holds.
pub fn of_money(server: &Server, consoles: &[Console]) -> Vec<String> {
    let mut found = Vec::new();
    for row in consoles.first().map(|console| console.folder.rows()).unwrap_or_default() {
        let (number, amount) = (&row.payment.number, row.payment.amount.amount);
        let entries = || server.ledger.entries.iter().filter(|entry| entry.part.number == *number);
        let in_force = || entries().filter(|entry| entry.is_in_force());
        let sum: Decimal = in_force().map(|entry| entry.part.amount).sum();
        let is_ours = in_force().any(|entry| matches!(entry.by, By::Console(_)));
        let is_known =
            consoles.iter().any(|console| matches!(console.folder.says().get(&row.payment.id), Some(Says::Held(_))));
        if sum != Decimal::ZERO && sum != amount {
            found.push(format!("№{number} of {amount} is held as {sum}"));
        }
        if is_ours && !is_known {
            found.push(format!("№{number} is there, and no journal has it"));
        }
        if is_known && sum == Decimal::ZERO && entries().all(Entry::is_in_force) {
            found.push(format!("№{number} is in a journal, and was never there"));
        }
    }
    found
}

/// What is wrong between the ledger, the journals and the rows, key by key.
pub fn of_keys(server: &Server, consoles: &[Console]) -> Vec<String> {
    let mut known = BTreeSet::new();
    for said in consoles.iter().flat_map(|console| console.folder.says().into_values()) {
        if let Says::Held(posting) = said {
            known.extend(posting.parts.iter().map(|part| part.key));
        }
    }
    let mut found = strangers(server, &known);
    for console in consoles {
        let says = console.folder.says();
        for row in console.folder.rows() {
            found.extend(of_row(server, console, &row, says.get(&row.payment.id), &known));
        }
    }
    found
}

/// What a row says is what its journal says is what the CRM holds.
fn of_row(
    server: &Server,
    console: &Console,
    row: &Row,
    said: Option<&Says>,
    known: &BTreeSet<IdempotencyKey>,
) -> Vec<String> {
    let about = |what: &str| format!("console {}, №{}: {what}", console.number, row.payment.number);
    let mut found = Vec::new();
    match (&row.commit, said) {
        (CommitState::Unknown, _) => found.push(about("it is still unknown")),
        (CommitState::Committed { .. }, Some(Says::Held(posting))) => found.extend(held(server, console, posting, row)),
        (CommitState::Committed { .. }, _) => found.push(about("it is committed, and the journal does not say so")),
        (_, Some(Says::Held(_))) => found.push(about("the journal has it, and the row does not say so")),
        (_, Some(Says::TakenBack(posting))) => {
            // Unless another console brought it there again.
            let is_there = |key| in_force(server, key).is_some() && !known.contains(&key);
            if posting.parts.iter().any(|part| is_there(part.key)) {
                found.push(about("it is taken back, and still there"));
            }
        }
        (_, None) => {}
    }
    found
}

/// What the journal has as held is there, to the kopeck, unless somebody else took it back.
fn held(server: &Server, console: &Console, posting: &Posting, row: &Row) -> Vec<String> {
    let mut found = Vec::new();
    let own = By::Console(console.number);
    for (part, said) in posting.parts.iter().zip(row.allocations()) {
        let about = |what: &str| format!("console {}, №{}: {what}", console.number, posting.number);
        if part.allocation != *said {
            found.push(about("row and journal say different things"));
        }
        match places(server, part.key).into_iter().map(|place| &server.ledger.entries[place]).next_back() {
            None => found.push(about("it is committed, and was never there")),
            Some(entry) if entry.taken_back_by == Some(own) => found.push(about("it is committed, and was taken back")),
            Some(entry) if entry.is_in_force() && !is_same(server, posting, &entry.part, part) => {
                found.push(about("it is there with other content"));
            }
            Some(_) => {}
        }
    }
    if posting.parts.len() != row.allocations().len() {
        found.push(format!("console {}, №{}: parts are missing", console.number, posting.number));
    }
    found
}

fn is_same(server: &Server, posting: &Posting, there: &PostedPart, part: &sverka::model::PostingPart) -> bool {
    there.payment == posting.payment
        && there.direction == posting.direction
        && there.amount == part.allocation.amount
        && there.contract == part.allocation.contract
        && (!server.settings.keeps_lines || there.line == part.allocation.line)
}

/// Places in the ledger that are told under this key.
fn places(server: &Server, key: IdempotencyKey) -> Vec<usize> {
    let keys = server.settings.keys;
    (0..server.ledger.entries.len()).filter(|place| server.ledger.name(*place, keys) == key).collect()
}

fn in_force(server: &Server, key: IdempotencyKey) -> Option<PaymentId> {
    let there = places(server, key).into_iter().map(|place| &server.ledger.entries[place]);
    there.filter(|entry| entry.is_in_force()).map(|entry| entry.part.payment).next()
}

/// What a console brought there is in the journal of one.
fn strangers(server: &Server, known: &BTreeSet<IdempotencyKey>) -> Vec<String> {
    let keys: Keys = server.settings.keys;
    let brought = server.ledger.entries.iter().enumerate();
    let brought = brought.filter(|(_, entry)| entry.is_in_force() && matches!(entry.by, By::Console(_)));
    let stranger = brought.filter(|(place, _)| !known.contains(&server.ledger.name(*place, keys)));
    stranger.map(|(_, entry)| format!("№{} is there, and no journal has it", entry.part.number)).collect()
}
