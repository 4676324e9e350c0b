//! How a person stops a batch that runs.

use std::future::pending;

use tokio::sync::watch;

/// What the person wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
enum Wish {
    #[default]
    GoOn,
    Stop,
    GiveUp,
}

/// A person's wish that a batch ends early. Clones share one wish.
#[derive(Debug, Clone, Default)]
pub struct Cancel {
    wish: watch::Sender<Wish>,
}

impl Cancel {
    /// The call in flight is waited for, and nothing is sent after it.
    pub fn stop(&self) {
        self.wish.send_modify(|wish| *wish = Wish::Stop.max(*wish));
    }

    /// Nothing is waited for: what is in flight is unknown until the CRM can be asked.
    pub fn give_up(&self) {
        self.wish.send_replace(Wish::GiveUp);
    }

    /// Forgets an earlier wish, for the next batch.
    pub fn go_on(&self) {
        self.wish.send_replace(Wish::GoOn);
    }

    /// Whether nothing more is to be sent.
    #[must_use]
    pub fn is_wanted(&self) -> bool {
        *self.wish.borrow() != Wish::GoOn
    }

    /// Waits until nothing more is to be sent.
    pub async fn wanted(&self) {
        self.reaches(Wish::Stop).await;
    }

    /// Waits until nothing is to be waited for.
    pub async fn given_up(&self) {
        self.reaches(Wish::GiveUp).await;
    }

    async fn reaches(&self, wanted: Wish) {
        let mut wish = self.wish.subscribe();
        if wish.wait_for(|wish| *wish >= wanted).await.is_err() {
            // Never: the sender is borrowed here.
            pending::<()>().await;
        }
    }
}
