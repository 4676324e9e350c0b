//! What the connector is about, for people who wait for it.

use tokio::sync::watch;
use tokio::time::{Instant, sleep_until};

use crate::crm::{Activity, Reading, Waiting, Writing};
use crate::model::Message;

/// Records from which on a reading is worth telling of: less is there in a moment.
const LONG: usize = 1_000;

/// Where it is told.
#[derive(Debug, Default)]
pub(super) struct Told(watch::Sender<Activity>);

/// A reading that goes on; over when it is dropped.
#[derive(Debug)]
pub(super) struct ReadingOn<'told>(&'told Told);

/// Payments that are being written; over when it is dropped.
#[derive(Debug)]
pub(super) struct WritingOn<'told> {
    told: &'told Told,
    since: Instant,
}

/// A pause that goes on; over when it is dropped.
struct WaitingOn<'told>(&'told Told);

impl Told {
    pub(super) fn to_all(&self) -> watch::Receiver<Activity> {
        self.0.subscribe()
    }

    /// Waits, and tells why.
    pub(super) async fn wait(&self, until: Instant, why: &str) {
        let waiting = Waiting { until, why: Message::new(why) };
        self.0.send_modify(|activity| activity.waiting = Some(waiting));
        let _over = WaitingOn(self);
        sleep_until(until).await;
    }

    pub(super) const fn reading(&self) -> ReadingOn<'_> {
        ReadingOn(self)
    }

    pub(super) fn writing(&self) -> WritingOn<'_> {
        WritingOn { told: self, since: Instant::now() }
    }
}

impl ReadingOn<'_> {
    /// So many records of so many are read.
    pub(super) fn tell(&self, done: usize, total: usize) {
        if total >= LONG {
            self.0.0.send_modify(|activity| activity.reading = Some(Reading { done, total: Some(total) }));
        }
    }
}

impl WritingOn<'_> {
    /// So many records of so many are written.
    pub(super) fn tell(&self, done: usize, total: usize) {
        let since = self.since;
        self.told.0.send_modify(|activity| activity.writing = Some(Writing { done, total, since }));
    }
}

impl Drop for WritingOn<'_> {
    fn drop(&mut self) {
        self.told.0.send_if_modified(|activity| activity.writing.take().is_some());
    }
}

impl Drop for ReadingOn<'_> {
    fn drop(&mut self) {
        self.0.0.send_if_modified(|activity| activity.reading.take().is_some());
    }
}

impl Drop for WaitingOn<'_> {
    fn drop(&mut self) {
        self.0.0.send_if_modified(|activity| activity.waiting.take().is_some());
    }
}
