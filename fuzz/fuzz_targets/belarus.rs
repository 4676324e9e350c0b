//! Any bytes as the text of a Belarusian client-bank: an answer, never a panic, and every document accounted for.
//! Seeds: `cargo +nightly fuzz run belarus fuzz/corpus/belarus fixtures/belarus`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sverka::ingest::{self, ReadSettings};

fuzz_target!(|bytes: &[u8]| {
    let started = [b"***** ^Type=4^ ^Acc=BY00PRIM30120000000000000001^\n".as_slice(), bytes].concat();
    for whole in [bytes, started.as_slice()] {
        let mut given = 0;
        if let Ok(report) = ingest::read("fuzz", whole, &ReadSettings::default(), &mut |_| given += 1) {
            assert_eq!(report.payments + report.refused, given);
        }
    }
});
