//! A portal that is 50 ms away and takes two requests a second: what the limit allows, and what a
//! commit takes.

use std::time::Duration;

use tokio::runtime::{Builder, Runtime};

use super::commits::{Bucket, FIFTY, Work, commit, far};

/// The ratio that is still good, in hundredths.
const GOOD: u128 = 115;

const THOUSAND: u64 = 1_000;

/// What is measured.
struct Case {
    /// What is promised is promised for the commit of a thousand; more go thousand by thousand, each of
    /// which is read, written and read back, and that is only told.
    payments: u64,
    bucket: Bucket,
    /// The clock of the machine; else one that only waiting moves, which no other work can touch.
    is_real: bool,
}

const CASES: [Case; 5] = [
    Case { payments: THOUSAND, bucket: Bucket::Empty, is_real: false },
    Case { payments: THOUSAND, bucket: Bucket::Full, is_real: false },
    Case { payments: 5_000, bucket: Bucket::Empty, is_real: false },
    Case { payments: THOUSAND, bucket: Bucket::Empty, is_real: true },
    Case { payments: THOUSAND, bucket: Bucket::Full, is_real: true },
];

impl Case {
    fn words(&self) -> String {
        let bucket = match self.bucket {
            Bucket::Empty => "fifty places are free",
            Bucket::Full => "no place is free",
        };
        let clock = if self.is_real { "real clock" } else { "virtual clock" };
        format!("{} payments, {bucket} ({clock})", self.payments)
    }

    /// Requests of the writes alone.
    fn writes(&self) -> u64 {
        self.payments.div_ceil(FIFTY)
    }

    /// Those, and the requests that read all cards once: a request has fifty pages of fifty cards.
    fn promised(&self) -> u64 {
        let reading = self.payments.div_ceil(FIFTY * FIFTY);
        reading + self.writes() + reading
    }

    fn runtime(&self) -> Runtime {
        let runtime = if self.is_real {
            Builder::new_multi_thread().worker_threads(2).enable_all().build()
        } else {
            Builder::new_current_thread().enable_all().start_paused(true).build()
        };
        runtime.expect("a runtime")
    }

    /// Whether it is good.
    fn measure(&self) -> bool {
        let work = self.runtime().block_on(commit(far(), false, self.payments, self.bucket));
        let Work { portal, took, hits, .. } = &work;
        let ledger = portal.ledger();
        assert_eq!(ledger.improper, Vec::<String>::new(), "nothing is sent that no document allows");
        let refused = ledger.refused_by_limits();
        let (writes, promised) = (work.least(self.writes()), work.least(self.promised()));
        let ratio = hundredths(*took, promised);
        let is_judged = self.payments == THOUSAND;
        let is_good = refused == 0 && (ratio <= GOOD || !is_judged);
        println!(
            "{:<56} {hits:>4} {took:>9.2?} │ {:>4} {promised:>9.2?} {:>5} │ {:>4} {writes:>9.2?} {:>5} │ {refused:>7}  {}",
            self.words(),
            self.promised(),
            decimal(ratio),
            self.writes(),
            decimal(hundredths(*took, writes)),
            match (is_good, is_judged) {
                (true, true) => "good",
                (true, false) => "told",
                (false, _) => "NOT GOOD",
            }
        );
        is_good
    }
}

fn hundredths(took: Duration, least: Duration) -> u128 {
    took.as_millis() * 100 / least.as_millis().max(1)
}

fn decimal(hundredths: u128) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// Measures all and tells it. Whether all is good.
pub fn measure() -> bool {
    println!("\na portal 50 ms away, 50 requests at once and 2 a second after them, 50 commands a request; at best:");
    println!(
        "{:<56} {:>4} {:>9} │ {:<20} │ {:<20} │ {:>7}",
        "", "sent", "took", "read, write, read", "writes alone", "refused"
    );
    let good = CASES.iter().filter(|case| case.measure()).count();
    good == CASES.len()
}
