//! Opening the console at a desk.

use std::path::Path;
use std::sync::Arc;

use ratatui::layout::Size as ScreenSize;
use tokio::sync::mpsc::unbounded_channel;

use super::executor::Worker;
use super::input::{Keymap, KeymapError, Layout};
use super::msg::Msg;
use super::open::on_terminal;
use super::run::App;
use super::state::{Header, Opening, Size, State};
use super::terminal::TerminalError;
use super::theme::Theme;
use super::{effect::Effect, update, view};
use crate::commit::Recovery;
use crate::config::Config;
use crate::console::action::Context;
use crate::desk::Desk;
use crate::lang::Texts;
use crate::model::{Explain, Message};
use crate::search::SearchIndex;
use crate::session::Session;

/// Why the console did not open, or had to leave.
#[derive(Debug, thiserror::Error)]
pub enum ConsoleError {
    /// The keymap is wrong.
    #[error(transparent)]
    Keymap(#[from] KeymapError),
    /// There is no terminal, or it was lost.
    #[error(transparent)]
    Terminal(#[from] TerminalError),
    /// The system gives no threads.
    #[error("the console cannot start its threads: {0}")]
    Threads(#[from] std::io::Error),
    /// An edit did not reach the disk: the console left. What was there before is there.
    #[error("an edit could not be saved")]
    NotSaved {
        /// Why, and what to do.
        why: Message,
    },
}

impl Explain for ConsoleError {
    fn explain(&self) -> Message {
        match self {
            Self::Keymap(error) => error.explain(),
            Self::Terminal(error) => error.explain(),
            Self::Threads(error) => Message::new("console-no-threads").with("error", error.to_string()),
            Self::NotSaved { why } => why.clone(),
        }
    }
}

impl App for State {
    type Message = Msg;
    type Effect = Effect;

    fn context(&self) -> Context {
        Self::context(self)
    }

    fn handle(&mut self, message: Msg) -> Vec<Effect> {
        update(self, message)
    }

    fn draw(&self, frame: &mut ratatui::Frame<'_>) {
        view::draw(self, frame);
    }

    fn may_draw(&self) -> bool {
        Self::may_draw(self)
    }

    fn is_leaving(&self) -> bool {
        Self::is_leaving(self)
    }
}

/// Opens the console at a desk and runs it until the person leaves. What was found when the desk
/// was opened is told on the first screen.
///
/// # Errors
/// [`ConsoleError`]; what was acknowledged on the screen is on disk even then.
pub fn open(desk: Desk, recovery: &Recovery, config: &Config, texts: &Texts) -> Result<(), ConsoleError> {
    let keymap = Arc::new(keymap(config)?);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let header = header(&desk);
    let Desk { store, crm, session, engine, lock, .. } = desk;
    let mut state = state_at(session, header, Arc::new(Texts::load(texts.language())), Arc::clone(&keymap));
    state.tell_recovery(recovery);
    let mut worker = Worker::new(store, crm, engine)?;
    let (sender, answers) = unbounded_channel();
    let ran = runtime.block_on(on_terminal(&mut state, &mut worker, &keymap, sender, answers));
    worker.finish();
    // Tasks go before the lock: nobody else may have the state while one of them still works.
    drop(runtime);
    drop(lock);
    ran?;
    match state.last_words() {
        Some(why) => Err(ConsoleError::NotSaved { why: why.clone() }),
        None => Ok(()),
    }
}

/// The keymap that the configuration names.
fn keymap(config: &Config) -> Result<Keymap, KeymapError> {
    let file = config.keys.keymap.as_deref().map(Path::new);
    // The configuration has seen to it that these are layouts.
    let layouts = config.keys.layouts.iter().filter_map(|layout| Layout::new(&layout.letters, &layout.latin).ok());
    Ok(Keymap::load(file)?.with_layouts(layouts.collect()))
}

/// What the header says of a desk.
fn header(desk: &Desk) -> Header {
    Header {
        own: desk.own_name(),
        period: desk.session.period(),
        files: desk.session.files().iter().map(|file| file.file.clone()).collect(),
        crm: desk.crm.name(),
    }
}

/// The console's state over a session, as it begins on this terminal.
fn state_at(session: Session, header: Header, texts: Arc<Texts>, keymap: Arc<Keymap>) -> State {
    let no_color = std::env::var("NO_COLOR").ok();
    State::new(Opening {
        texts,
        theme: Theme::of_no_color(no_color.as_deref()),
        keymap,
        search: Arc::new(SearchIndex::build(session.index().contracts())),
        session,
        header,
        size: terminal_size(),
    })
}

/// The terminal's size; the smallest one that everything fits on where it does not tell.
fn terminal_size() -> Size {
    let told = crossterm::terminal::size().map(|(width, height)| ScreenSize { width, height });
    told.map_or(Size::LEAST, |size| Size { columns: size.width, rows: size.height })
}
