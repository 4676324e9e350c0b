//! Any bytes as 1CClientBankExchange: an answer, never a panic, and every document accounted for.
//! Seeds: `cargo +nightly fuzz run client_bank fuzz/corpus/client_bank fixtures/client_bank`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sverka::ingest::{self, ReadSettings};

fuzz_target!(|bytes: &[u8]| {
    let started = [b"1CClientBankExchange\n".as_slice(), bytes].concat();
    for whole in [bytes, started.as_slice()] {
        let mut given = 0;
        if let Ok(report) = ingest::read("fuzz", whole, &ReadSettings::default(), &mut |_| given += 1) {
            assert_eq!(report.payments + report.refused, given);
        }
    }
});
