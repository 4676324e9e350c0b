//! What does the work of the screen: makes the copy, asks the holder, waits for the lock on a thread
//! of its own.

use std::io;
use std::sync::mpsc::{Sender, channel};
use std::thread::Builder;
use std::time::Duration;

use tokio::sync::mpsc::UnboundedSender;

use super::state::{Effect, Held, Msg};
use crate::config::Config;
use crate::console::run::{Executor, ScreenWork};
use crate::console::signals::GRACE_BATCH;
use crate::desk::{Folders, Look, Reached, Wish, reach, wait_for};
use crate::model::{Explain as _, Message};
use crate::text::harmless_line;

/// How long a holder that was asked may take to leave: one that waits for the answer of a CRM takes
/// its grace, and a moment.
const ASKED: Duration = GRACE_BATCH.saturating_add(Duration::from_secs(5));
/// The same when it was ended: the system only has to tidy up.
const ENDED: Duration = Duration::from_secs(10);

/// The hands of the screen. Dropping them ends the waiting and takes the wish back.
#[derive(Debug)]
pub(super) struct Hands {
    folders: Folders,
    reached: Option<Reached>,
    pid: Option<u32>,
    config: Config,
    wish: Option<Wish>,
    /// Dropped to end the waiting.
    waiting: Option<Sender<()>>,
}

impl Hands {
    pub(super) fn new(folders: Folders, reached: Option<Reached>, pid: Option<u32>, config: Config) -> Self {
        Self { folders, reached, pid, config, wish: None, waiting: None }
    }

    /// Says who wants the folder, asks its holder to leave it and waits for the lock.
    fn ask(&mut self, answers: UnboundedSender<Msg>) -> Result<(), Message> {
        if self.wish.is_none() {
            let wish = Wish::write(&self.folders).map_err(|error| failed(&error))?;
            self.wish = Some(wish.ok_or_else(|| Message::new("console-held-wanted"))?);
        }
        if let Some(reached) = &self.reached {
            reached.ask().map_err(|error| failed(&error))?;
        }
        self.wait(ASKED, answers).map_err(|error| failed(&error))
    }

    /// Ends the holder and waits for the lock.
    fn force(&mut self, answers: &UnboundedSender<Msg>) {
        let ended = self.reached.as_ref().map_or(Ok(()), Reached::end);
        let why = match ended.map(|()| self.wait(ENDED, answers.clone())) {
            Ok(Ok(())) => return,
            Ok(Err(error)) => Msg::NotAsked(failed(&error)),
            Err(error) => Msg::NotEnded(failed(&error)),
        };
        drop(answers.send(why));
    }

    fn wait(&mut self, at_most: Duration, answers: UnboundedSender<Msg>) -> io::Result<()> {
        let (waiting, stop) = channel();
        self.waiting = Some(waiting);
        let (state, pid) = (self.folders.state.clone(), self.pid);
        let wait = move || {
            let tell = |seconds| drop(answers.send(Msg::Waiting { seconds }));
            let waited = wait_for(&state, pid, at_most, &stop, tell);
            // A screen that is gone wants no answer; a lock that it would have had goes with it.
            drop(answers.send(Msg::Waited(Box::new(waited))));
        };
        Builder::new().name("lock".to_owned()).spawn(wait).map(drop)
    }

    fn copy(&self, answers: UnboundedSender<Msg>) {
        let (state, config) = (self.folders.state.clone(), self.config.clone());
        tokio::spawn(async move {
            let look = Look::take(&state, &config).await.map_err(|error| error.explain());
            drop(answers.send(Msg::Copied(look.map(Box::new))));
        });
    }
}

fn failed(error: &io::Error) -> Message {
    Message::new("console-held-failed").with("detail", harmless_line(&error.to_string()))
}

impl Executor<Held> for Hands {
    fn execute(&mut self, effect: Effect, answers: &UnboundedSender<Msg>) -> Option<ScreenWork> {
        let answers = answers.clone();
        match effect {
            Effect::Copy => self.copy(answers),
            Effect::Ask => {
                if let Err(why) = self.ask(answers.clone()) {
                    drop(answers.send(Msg::NotAsked(why)));
                }
            }
            Effect::Force => self.force(&answers),
            Effect::Stop => (self.waiting, self.wish) = (None, None),
            Effect::Reach(holder) => {
                let found = reach(&self.folders.lock(), holder.as_ref());
                self.pid = holder.as_ref().map(|holder| holder.pid);
                let out_of_reach = found.as_ref().err().cloned();
                self.reached = found.ok();
                self.wish = None;
                drop(answers.send(Msg::Reached { holder, out_of_reach }));
            }
            Effect::Suspend => return Some(ScreenWork::Suspend),
            Effect::Redraw => return Some(ScreenWork::Redraw),
        }
        None
    }
}
