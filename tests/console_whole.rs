//! The whole console, key by key.

#![expect(clippy::expect_used, clippy::panic, reason = "what fails here is a test")]

mod common;

use common::desks;
use common::screens::{LARGE, SMALL, stage};

#[test]
fn explore() {
    let place = desks::demo();
    let mut stage = stage(&place.state(), SMALL);
    println!("{}", stage.framed());
    for key in std::env::var("KEYS").unwrap_or_default().split_whitespace() {
        if let Some(text) = key.strip_prefix("type:") {
            stage.type_text(text);
        } else {
            stage.press(key);
        }
        println!("--- {key}\n{}", if stage.has_ended() { "ended".to_owned() } else { stage.framed() });
    }
}
