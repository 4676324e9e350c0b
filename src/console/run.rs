//! The one loop: whatever arrives is handled, everything that is queued with it too, and then the
//! screen is drawn once. While nothing arrives, nothing runs.
//!
//! The loop knows neither rows nor payments: what it needs of the console stands in [`App`], of
//! the tasks in [`Executor`], of the terminal in [`Screen`]. So tests run this very loop with
//! scripted keys and a screen in memory.

use std::future::{poll_fn, ready};
use std::io;
use std::task::{Context as TaskContext, Poll};

use crossterm::event::Event;
use futures_util::stream::{once, pending};
use futures_util::{Stream, StreamExt as _};
use ratatui::{Frame, Terminal, backend::Backend};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender};

use super::action::{Action, Context};
use super::input::{Key, Keymap, TextKey};
use super::signals::{Notice, Stop};
use super::sure::make_sure;
use super::taskbar::Share;
use crate::text::harmless_line;

/// How many queued events are taken before the screen is drawn again, so that a flood cannot keep
/// the screen still for ever.
const EVENTS_A_FRAME_MAX: usize = 4096;

/// What the person and the system tell the console.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key that the keymap knows.
    Action(Action),
    /// A key in a text field.
    Text(TextKey),
    /// Pasted text: one line, made harmless. Where no text is taken it means nothing.
    Paste(String),
    /// The terminal has another size, in cells.
    Resized {
        /// Cells in a row.
        columns: u16,
        /// Rows.
        rows: u16,
    },
    /// The program must leave now. Everything that was acknowledged is on disk already.
    Stop(Stop),
    /// There is no shell behind the console to go back to.
    CannotSuspend,
}

/// What the loop needs of the console.
pub trait App {
    /// Everything that can happen to the console.
    type Message: From<Input> + Send + 'static;
    /// Work that the console wants done outside itself.
    type Effect;

    /// Which keys mean what now.
    fn context(&self) -> Context;
    /// Changes the state. No IO, no waiting.
    fn handle(&mut self, message: Self::Message) -> Vec<Self::Effect>;
    /// Draws the state, changing nothing.
    fn draw(&self, frame: &mut Frame<'_>);
    /// Whether the state may be shown: not while it holds an edit that is not on disk.
    fn may_draw(&self) -> bool;
    /// How far work is that takes long; `None` while there is none.
    fn share(&self) -> Option<Share> {
        None
    }
    /// Whether the console has nothing more to do.
    fn is_leaving(&self) -> bool;
    /// Whether it only waits for what has begun, to leave then.
    fn is_stopping(&self) -> bool {
        self.is_leaving()
    }
}

/// What does the work that the console asks for.
pub trait Executor<A: App> {
    /// Starts an effect without waiting for it; its answers go into `answers`. What only the
    /// terminal can do is given back to the loop.
    fn execute(&mut self, effect: A::Effect, answers: &UnboundedSender<A::Message>) -> Option<ScreenWork>;
}

/// What only the screen can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScreenWork {
    /// Back to the shell for a while.
    Suspend,
    /// Draw everything anew.
    Redraw,
}

/// What the loop needs of a terminal.
pub trait Screen {
    /// Draws one frame; nothing is sent when nothing changed.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    fn draw(&mut self, paint: &mut dyn FnMut(&mut Frame<'_>)) -> io::Result<()>;
    /// Shows beside the screen, with the next frame, how far work is that takes long. A screen that has
    /// no such place shows nothing.
    fn show_share(&mut self, share: Option<Share>) {
        let _ = share;
    }
    /// Forgets what the screen shows, so that the next frame sends everything.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    fn redraw(&mut self) -> io::Result<()>;
    /// Gives the terminal back and stops the program's process group; `false` when there is no
    /// shell to go back to.
    ///
    /// # Errors
    /// When the terminal cannot be given back.
    fn suspend(&mut self) -> io::Result<bool>;
    /// Takes the terminal again after the program was stopped.
    ///
    /// # Errors
    /// When the terminal cannot be taken.
    fn resume(&mut self) -> io::Result<()>;
    /// Whether a shell has the terminal, and we are behind it.
    fn is_behind(&self) -> bool {
        false
    }
}

/// A screen without a shell behind it: tests and measurements.
impl<B: Backend> Screen for Terminal<B>
where
    B::Error: Send + Sync + 'static,
{
    fn draw(&mut self, paint: &mut dyn FnMut(&mut Frame<'_>)) -> io::Result<()> {
        Self::draw(self, |frame| paint(frame)).map(drop).map_err(io::Error::other)
    }

    fn redraw(&mut self) -> io::Result<()> {
        self.clear().map_err(io::Error::other)
    }

    fn suspend(&mut self) -> io::Result<bool> {
        Ok(false)
    }

    fn resume(&mut self) -> io::Result<()> {
        Screen::redraw(self)
    }
}

/// Where everything that happens comes from.
#[derive(Debug)]
pub struct Sources<I, M> {
    /// What the terminal sends.
    pub events: I,
    /// What the system sends.
    pub notices: UnboundedReceiver<Notice>,
    /// The tasks' end of the queue of answers.
    pub sender: UnboundedSender<M>,
    /// The loop's end of the queue of answers.
    pub answers: UnboundedReceiver<M>,
}

/// One thing that happened.
enum Happening<M> {
    Notice(Notice),
    Answer(M),
    Event(Event),
}

/// Runs the console until it leaves or the terminal is lost.
///
/// # Errors
/// When the terminal cannot be read or written; what was acknowledged is on disk even then.
pub async fn run<A, E, S, I>(
    app: &mut A,
    executor: &mut E,
    screen: &mut S,
    keymap: &Keymap,
    sources: Sources<I, A::Message>,
) -> io::Result<()>
where
    A: App,
    E: Executor<A>,
    S: Screen,
    I: Stream<Item = io::Result<Event>> + Unpin,
{
    let mut turn = Turn { app, executor, screen, keymap, sender: sources.sender, leaves_keys: false };
    // A stream that ends is a terminal that is gone: said once, and then silence.
    let gone = once(ready(Ok(Happening::Notice(Notice::Stop(Stop::HangUp)))));
    let events = sources.events.map(|event| event.map(Happening::Event)).chain(gone).chain(pending());
    let mut inlet = Inlet { events: Some(events), notices: sources.notices, answers: sources.answers };
    let mut is_drawn = false;
    loop {
        if turn.app.may_draw() {
            if turn.app.is_leaving() {
                return Ok(());
            }
            if !is_drawn {
                let app = &*turn.app;
                turn.screen.show_share(app.share());
                turn.screen.draw(&mut |frame| {
                    app.draw(frame);
                    make_sure(frame.buffer_mut());
                })?;
                is_drawn = true;
            }
        }
        let mut happening = inlet.next().await?;
        for _ in 0..EVENTS_A_FRAME_MAX {
            is_drawn &= !turn.take(happening)?;
            if turn.leaves_keys {
                // Whoever reads there from behind the shell is stopped for it.
                inlet.events = None;
            }
            if turn.app.is_leaving() {
                break;
            }
            match inlet.queued().await? {
                Some(another) => happening = another,
                None => break,
            }
        }
    }
}

/// Where the loop takes everything from.
struct Inlet<I, M> {
    /// `None`: what is typed is for somebody else.
    events: Option<I>,
    notices: UnboundedReceiver<Notice>,
    answers: UnboundedReceiver<M>,
}

impl<I, M> Inlet<I, M>
where
    I: Stream<Item = io::Result<Happening<M>>> + Unpin,
{
    /// Waits for the next thing to happen.
    async fn next(&mut self) -> io::Result<Happening<M>> {
        poll_fn(|context| self.poll(context)).await
    }

    /// Takes what is there already, without waiting.
    ///
    /// The task's own waker is passed on: crossterm's stream keeps the first waker that it is
    /// polled with, and with an idle one (`now_or_never`) it would never wake this loop again.
    async fn queued(&mut self) -> io::Result<Option<Happening<M>>> {
        poll_fn(|context| {
            Poll::Ready(match self.poll(context) {
                Poll::Ready(happening) => happening.map(Some),
                Poll::Pending => Ok(None),
            })
        })
        .await
    }

    /// The order is the order of urgency: what makes the program leave, then answers (they let
    /// the screen be drawn), then new keys.
    fn poll(&mut self, context: &mut TaskContext<'_>) -> Poll<io::Result<Happening<M>>> {
        if let Poll::Ready(Some(notice)) = self.notices.poll_recv(context) {
            return Poll::Ready(Ok(Happening::Notice(notice)));
        }
        if let Poll::Ready(Some(answer)) = self.answers.poll_recv(context) {
            return Poll::Ready(Ok(Happening::Answer(answer)));
        }
        match self.events.as_mut().map(|events| events.poll_next_unpin(context)) {
            Some(Poll::Ready(Some(happening))) => Poll::Ready(happening),
            _ => Poll::Pending,
        }
    }
}

/// Everything that one turn of the loop works on.
struct Turn<'a, A: App, E, S> {
    app: &'a mut A,
    executor: &'a mut E,
    screen: &'a mut S,
    keymap: &'a Keymap,
    sender: UnboundedSender<A::Message>,
    /// Whether keys are no longer ours.
    leaves_keys: bool,
}

impl<A: App, E: Executor<A>, S: Screen> Turn<'_, A, E, S> {
    /// Handles one thing; says whether the screen may have to change.
    fn take(&mut self, happening: Happening<A::Message>) -> io::Result<bool> {
        match happening {
            Happening::Answer(message) => self.handle(message)?,
            Happening::Notice(Notice::Stop(stop)) => self.tell(Input::Stop(stop))?,
            Happening::Notice(Notice::Suspend) => self.work(ScreenWork::Suspend)?,
            // Woken behind a shell, only to leave: the terminal stays with the shell.
            Happening::Notice(Notice::Continued) if self.app.is_stopping() && self.screen.is_behind() => {
                self.leaves_keys = true;
            }
            Happening::Notice(Notice::Continued) => self.screen.resume()?,
            // A key after the one that leaves was pressed for the shell.
            Happening::Event(_) if self.app.is_leaving() => return Ok(false),
            Happening::Event(event) => match self.input(event) {
                Some(input) => self.tell(input)?,
                None => return Ok(false),
            },
        }
        Ok(true)
    }

    /// What an event of the terminal means now.
    fn input(&self, event: Event) -> Option<Input> {
        let context = self.app.context();
        match event {
            Event::Key(event) => {
                let key = Key::of_event(&event)?;
                match self.keymap.find(context, key) {
                    Some(action) => Some(Input::Action(action)),
                    None if context.takes_text() => TextKey::of_key(key).map(Input::Text),
                    None => None,
                }
            }
            Event::Paste(text) => context.takes_text().then(|| Input::Paste(harmless_line(&text))),
            Event::Resize(columns, rows) => Some(Input::Resized { columns, rows }),
            Event::FocusGained | Event::FocusLost | Event::Mouse(_) => None,
        }
    }

    fn tell(&mut self, input: Input) -> io::Result<()> {
        self.handle(input.into())
    }

    fn handle(&mut self, message: A::Message) -> io::Result<()> {
        for effect in self.app.handle(message) {
            if let Some(work) = self.executor.execute(effect, &self.sender) {
                self.work(work)?;
            }
        }
        Ok(())
    }

    fn work(&mut self, work: ScreenWork) -> io::Result<()> {
        match work {
            ScreenWork::Redraw => self.screen.redraw(),
            ScreenWork::Suspend if self.screen.suspend()? => Ok(()),
            ScreenWork::Suspend => self.tell(Input::CannotSuspend),
        }
    }
}

#[cfg(test)]
#[path = "run_tests.rs"]
mod tests;
