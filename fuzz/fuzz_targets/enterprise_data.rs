//! Any bytes as `EnterpriseData`: an answer, never a panic, and every document accounted for.
//! Seeds: `cargo +nightly fuzz run enterprise_data fuzz/corpus/enterprise_data fixtures/enterprise_data`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sverka::ingest::{self, ReadSettings};

fuzz_target!(|bytes: &[u8]| {
    let started = [b"<Message><Body xmlns=\"EnterpriseData/1.8\">".as_slice(), bytes].concat();
    for whole in [bytes, started.as_slice()] {
        let mut given = 0;
        if let Ok(report) = ingest::read("fuzz", whole, &ReadSettings::default(), &mut |_| given += 1) {
            assert_eq!(report.payments + report.refused, given);
        }
    }
});
