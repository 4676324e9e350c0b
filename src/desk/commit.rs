//! Commit and reversal with everything around them: recovery before, session and register after.

use std::sync::{Mutex, PoisonError};

use tokio::time::sleep_until;

use super::{Desk, DeskError};
use crate::commit::{BatchReport, Cancel, CommitError, Progress, Recovery, posting_of};
use crate::model::{CommitState, Explain as _, Message, PaymentId, Posting, Row};

impl Desk {
    /// What a commit would send now. Nothing is written or sent.
    #[must_use]
    pub fn dry_run(&self) -> Vec<(Row, Posting)> {
        let index = self.session.index();
        let ready = self.session.ready().into_iter();
        ready.map(|row| (posting_of(&row, Some(index)), row)).map(|(posting, row)| (row, posting)).collect()
    }

    /// Settles what is in flight, and waits for what may still come about, unless a person stops.
    async fn settle(&mut self, cancel: &Cancel) -> Result<(), DeskError> {
        while let Some(early) = self.recover(cancel).await?.early {
            unless(cancel.wanted(), sleep_until(early.until)).await.ok_or_else(|| self.stopped())?;
        }
        Ok(())
    }

    /// Settles with the CRM what is in flight, and takes the outcome into the session, as far as it
    /// got. It may send what is missing of a payment: whoever stops waits for that, whoever gives up
    /// does not.
    async fn recover(&mut self, cancel: &Cancel) -> Result<Recovery, DeskError> {
        let settled = Mutex::new(Vec::new());
        let told = |rows: &[Row]| settled.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(rows);
        let recovery = unless(cancel.given_up(), self.engine.recover_telling(self.session.rows(), &told)).await;
        let settled = settled.into_inner().unwrap_or_else(PoisonError::into_inner);
        let is_changed = !settled.is_empty();
        if is_changed {
            self.take(settled)?;
        }
        let recovery = recovery.ok_or_else(|| self.stopped())??;
        if is_changed {
            unless(cancel.wanted(), self.refresh_register()).await.ok_or_else(|| self.stopped())??;
        }
        Ok(recovery)
    }

    /// What was made ready is held against what the CRM has by now.
    async fn hold_against_crm(&mut self) -> Result<(), DeskError> {
        if self.session.wants_register() {
            // Made ready beside a register of an earlier time.
            return self.refresh_register().await;
        }
        let writes = self.session.check_held(self.crm.payments().await?);
        if !writes.is_empty() {
            self.store.save(&writes)?;
        }
        Ok(())
    }

    /// That a person stopped before a batch began.
    fn stopped(&self) -> DeskError {
        let unknown = self.session.rows().iter().filter(|row| row.commit == CommitState::Unknown).count();
        DeskError::Stopped { unknown }
    }

    /// Commits every ready row: what is in flight is settled first (a write that is late is waited
    /// for), and the rows are held against
    /// what the CRM has by now; afterwards the session and the register are up to date. `None`: no row
    /// is ready, and nothing was written.
    ///
    /// # Errors
    /// [`DeskError`] when the batch did not begin, also because a person stopped before. Whatever goes
    /// wrong later stands in the report.
    pub async fn commit(
        &mut self,
        progress: &(dyn Fn(Progress) + Sync),
        cancel: &Cancel,
    ) -> Result<Option<BatchReport>, DeskError> {
        self.settle(cancel).await?;
        unless(cancel.wanted(), self.hold_against_crm()).await.ok_or_else(|| self.stopped())??;
        let rows = self.session.ready();
        if rows.is_empty() {
            return Ok(None);
        }
        let ids: Vec<PaymentId> = rows.iter().map(|row| row.payment.id).collect();
        let batch = self.engine.next_batch()?;
        let extra = self.session.begin_commit(batch, &ids);
        match self.engine().commit(rows, extra, progress, cancel).await {
            Ok(report) => Ok(Some(self.conclude(report, cancel).await)),
            Err(error) => {
                let writes = self.session.end_flight(Some(batch));
                Err(self.save_after(error, &writes))
            }
        }
    }

    /// Takes committed rows back; afterwards the session and the register are up to date.
    ///
    /// # Errors
    /// [`DeskError`] when the reversal did not begin, also because a person stopped before. Whatever
    /// goes wrong later stands in the report.
    pub async fn reverse(
        &mut self,
        rows: &[PaymentId],
        reason: &str,
        progress: &(dyn Fn(Progress) + Sync),
        cancel: &Cancel,
    ) -> Result<BatchReport, DeskError> {
        self.settle(cancel).await?;
        let committed: Vec<Row> = rows.iter().filter_map(|id| self.session.row(*id)).cloned().collect();
        self.session.begin_reversal(rows);
        match self.engine().reverse(committed, reason, progress, cancel).await {
            Ok(report) => Ok(self.conclude(report, cancel).await),
            Err(error) => {
                let writes = self.session.end_flight(None);
                Err(self.save_after(error, &writes))
            }
        }
    }

    /// After a batch. The CRM and the journal are what they are: a failure here is told, and the
    /// report is not lost over it.
    async fn conclude(&mut self, mut report: BatchReport, cancel: &Cancel) -> BatchReport {
        let refreshed = match self.take(report.rows()) {
            Ok(()) => unless(cancel.given_up(), self.refresh_register()).await,
            Err(error) => Some(Err(error)),
        };
        let not_read = match refreshed {
            Some(Ok(())) => return report,
            Some(Err(DeskError::Crm(error))) => Message::new("desk-register-not-read").with("why", error.explain()),
            // The session's file: nothing more can be written down.
            Some(Err(error)) => {
                report.stopped.get_or_insert_with(|| error.explain());
                return report;
            }
            None => Message::new("desk-register-not-awaited"),
        };
        // What stopped a batch is told already, and mostly keeps the register away too.
        if report.stopped.is_none() {
            report.warnings.push(not_read);
        }
        report
    }

    /// Rows as the engine stored them, into the session.
    fn take(&mut self, rows: Vec<Row>) -> Result<(), DeskError> {
        let mut writes = self.session.absorb(rows);
        writes.extend(self.session.end_flight(None));
        if !writes.is_empty() {
            self.store.save(&writes)?;
        }
        Ok(())
    }

    fn save_after(&self, error: CommitError, writes: &[crate::store::Write]) -> DeskError {
        // The first error says more than one that follows from it.
        if !writes.is_empty()
            && let Err(second) = self.store.save(writes)
            && !matches!(error, CommitError::Store(_))
        {
            return second.into();
        }
        error.into()
    }
}

/// What comes of work; `None` where a person stops it before.
async fn unless<T>(stopped: impl Future<Output = ()>, work: impl Future<Output = T>) -> Option<T> {
    tokio::select! {
        biased;
        () = stopped => None,
        done = work => Some(done),
    }
}
