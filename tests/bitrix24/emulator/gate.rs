//! A gate before everything that changes a portal: a test shuts it, waits until somebody stands before
//! it, does what is to happen in the middle of the work, and opens it again.

use tokio::sync::watch;

/// Open at first.
pub struct Gate {
    is_shut: watch::Sender<bool>,
    /// Hits that have stood before it since it was shut.
    callers: watch::Sender<usize>,
}

impl Gate {
    pub fn new() -> Self {
        Self { is_shut: watch::Sender::new(false), callers: watch::Sender::new(0) }
    }

    /// Shuts it, or opens it and lets everybody through.
    pub fn set_shut(&self, is_shut: bool) {
        self.callers.send_replace(0);
        self.is_shut.send_replace(is_shut);
    }

    /// Goes through, now or when it is opened.
    pub async fn pass(&self) {
        let mut gate = self.is_shut.subscribe();
        if *gate.borrow() {
            self.callers.send_modify(|callers| *callers += 1);
        }
        // Its other end lives as long as the gate.
        let _ = gate.wait_for(|is_shut| !is_shut).await;
    }

    /// Waits until somebody stands before it.
    pub async fn caller(&self) {
        let _ = self.callers.subscribe().wait_for(|callers| *callers > 0).await;
    }
}
