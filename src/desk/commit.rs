//! Commit and reversal with everything around them: recovery before, session and register after.

use tokio::time::sleep_until;

use super::{Desk, DeskError};
use crate::commit::{BatchReport, Cancel, CommitError, Progress, Recovery, posting_of};
use crate::model::{Explain as _, PaymentId, Posting, Row};

impl Desk {
    /// What a commit would send now. Nothing is written or sent.
    #[must_use]
    pub fn dry_run(&self) -> Vec<(Row, Posting)> {
        let index = self.session.index();
        let ready = self.session.ready().into_iter();
        ready.map(|row| (posting_of(&row, Some(index)), row)).map(|(posting, row)| (row, posting)).collect()
    }

    /// Settles with the CRM what is in flight, and takes the outcome into the session. What may
    /// still come about stays as it is.
    ///
    /// # Errors
    /// [`DeskError`] when the journal or the session's file fails.
    pub async fn recover(&mut self) -> Result<Recovery, DeskError> {
        let recovery = self.engine.recover(self.session.rows()).await?;
        if !recovery.rows.is_empty() {
            self.take(recovery.rows.clone())?;
            self.refresh_register().await?;
        }
        Ok(recovery)
    }

    /// Settles what is in flight, and waits for what may still come about.
    async fn settle(&mut self) -> Result<(), DeskError> {
        while let Some(early) = self.recover().await?.early {
            sleep_until(early.until).await;
        }
        Ok(())
    }

    /// Commits every ready row: what is in flight is settled first (a write that is late is waited
    /// for), and the rows are held against
    /// what the CRM has by now; afterwards the session and the register are up to date. `None`: no row
    /// is ready, and nothing was written.
    ///
    /// # Errors
    /// [`DeskError`] when the batch did not begin. Whatever goes wrong later stands in the report.
    pub async fn commit(
        &mut self,
        progress: &(dyn Fn(Progress) + Sync),
        cancel: &Cancel,
    ) -> Result<Option<BatchReport>, DeskError> {
        self.settle().await?;
        if self.session.wants_register() {
            // What was made ready beside a register of an earlier time is held against this one.
            self.refresh_register().await?;
        } else {
            let writes = self.session.check_held(self.crm.payments().await?);
            if !writes.is_empty() {
                self.store.save(&writes)?;
            }
        }
        let rows = self.session.ready();
        if rows.is_empty() {
            return Ok(None);
        }
        let ids: Vec<PaymentId> = rows.iter().map(|row| row.payment.id).collect();
        let batch = self.engine.next_batch()?;
        let extra = self.session.begin_commit(batch, &ids);
        match self.engine().commit(rows, extra, progress, cancel).await {
            Ok(report) => Ok(Some(self.conclude(report).await)),
            Err(error) => {
                let writes = self.session.end_flight(Some(batch));
                Err(self.save_after(error, &writes))
            }
        }
    }

    /// Takes committed rows back; afterwards the session and the register are up to date.
    ///
    /// # Errors
    /// [`DeskError`] when the reversal did not begin. Whatever goes wrong later stands in the
    /// report.
    pub async fn reverse(
        &mut self,
        rows: &[PaymentId],
        reason: &str,
        progress: &(dyn Fn(Progress) + Sync),
        cancel: &Cancel,
    ) -> Result<BatchReport, DeskError> {
        self.settle().await?;
        let committed: Vec<Row> = rows.iter().filter_map(|id| self.session.row(*id)).cloned().collect();
        self.session.begin_reversal(rows);
        match self.engine().reverse(committed, reason, progress, cancel).await {
            Ok(report) => Ok(self.conclude(report).await),
            Err(error) => {
                let writes = self.session.end_flight(None);
                Err(self.save_after(error, &writes))
            }
        }
    }

    /// After a batch. The CRM and the journal are what they are: a failure here is told, and the
    /// report is not lost over it.
    async fn conclude(&mut self, mut report: BatchReport) -> BatchReport {
        let taken = self.take(report.rows());
        let refreshed = match taken {
            Ok(()) => self.refresh_register().await,
            Err(error) => Err(error),
        };
        if let Err(error) = refreshed {
            report.stopped.get_or_insert_with(|| error.explain());
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
