//! The thread that puts edits on disk, in the order in which they were made.
//!
//! What waits in the queue goes as one transaction, and of several views only the last one counts:
//! a held arrow key costs a write a moment, not a write a row.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{Builder, JoinHandle};

use tokio::sync::mpsc::UnboundedSender;
use tokio::sync::oneshot;

use super::msg::Msg;
use crate::model::{Explain as _, Message};
use crate::store::{Store, Write};

/// One thing in the queue.
enum Job {
    /// An edit, and who waits for it.
    Edit(u64, Vec<Write>, UnboundedSender<Msg>),
    /// A view.
    View(Vec<Write>, UnboundedSender<Msg>),
    /// Tell when everything before is on disk.
    Tell(oneshot::Sender<()>),
}

/// The saving thread's front.
#[derive(Debug)]
pub(super) struct Saver {
    jobs: Sender<Job>,
    thread: JoinHandle<()>,
}

impl Saver {
    pub(super) fn start(store: Arc<Store>) -> io::Result<Self> {
        let (jobs, queue) = channel();
        let thread = Builder::new().name("saver".to_owned()).spawn(move || work(&store, &queue))?;
        Ok(Self { jobs, thread })
    }

    /// Puts an edit on disk and answers with its generation.
    pub(super) fn save(&self, generation: u64, writes: Vec<Write>, answers: UnboundedSender<Msg>) {
        let rejected = self.jobs.send(Job::Edit(generation, writes, answers));
        if let Err(unsent) = rejected
            && let Job::Edit(generation, _, answers) = unsent.0
        {
            let _ = answers.send(Msg::SaveFailed { generation, why: Message::new("console-saver-gone") });
        }
    }

    /// Puts a view on disk.
    pub(super) fn save_view(&self, writes: Vec<Write>, answers: UnboundedSender<Msg>) {
        if let Err(unsent) = self.jobs.send(Job::View(writes, answers))
            && let Job::View(_, answers) = unsent.0
        {
            let _ = answers.send(Msg::SaveFailed { generation: 0, why: Message::new("console-saver-gone") });
        }
    }

    /// Resolves once everything handed out so far is on disk, or can no longer be.
    pub(super) fn all_saved(&self) -> oneshot::Receiver<()> {
        let (done, wait) = oneshot::channel();
        // A thread that is gone drops the sender, which ends the waiting too.
        let _ = self.jobs.send(Job::Tell(done));
        wait
    }

    /// Waits for the queue to be empty, and ends the thread.
    pub(super) fn finish(self) {
        drop(self.jobs);
        // A panic of the thread was reported by the panic hook.
        let _ = self.thread.join();
    }
}

/// What is taken from the queue at once.
#[derive(Default)]
struct Round {
    writes: Vec<Write>,
    view: Vec<Write>,
    edits: Vec<(u64, UnboundedSender<Msg>)>,
    listener: Option<UnboundedSender<Msg>>,
    tells: Vec<oneshot::Sender<()>>,
}

impl Round {
    fn take(&mut self, job: Job) {
        match job {
            Job::Edit(generation, writes, answers) => {
                self.writes.extend(writes);
                self.edits.push((generation, answers));
            }
            Job::View(view, answers) => {
                self.view = view;
                self.listener = Some(answers);
            }
            Job::Tell(done) => self.tells.push(done),
        }
    }

    fn save(mut self, store: &Store) {
        // A view is the whole view as it then was, so the last one goes last.
        self.writes.append(&mut self.view);
        let saved = if self.writes.is_empty() { Ok(()) } else { store.save(&self.writes) };
        match saved {
            Ok(()) => {
                for (generation, answers) in self.edits {
                    let _ = answers.send(Msg::Saved { generation });
                }
            }
            Err(error) => {
                let why = error.explain();
                for (generation, answers) in &self.edits {
                    let _ = answers.send(Msg::SaveFailed { generation: *generation, why: why.clone() });
                }
                if let (true, Some(answers)) = (self.edits.is_empty(), self.listener) {
                    let _ = answers.send(Msg::SaveFailed { generation: 0, why });
                }
            }
        }
        for done in self.tells {
            let _ = done.send(());
        }
    }
}

fn work(store: &Store, queue: &Receiver<Job>) {
    while let Ok(first) = queue.recv() {
        let mut round = Round::default();
        round.take(first);
        while let Ok(more) = queue.try_recv() {
            let is_tell = matches!(more, Job::Tell(_));
            round.take(more);
            if is_tell {
                break;
            }
        }
        round.save(store);
    }
}
