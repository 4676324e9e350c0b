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
use super::state::{Header, Link, Notice, Opening, Size, State};
use super::taskbar::{self, Share};
use super::terminal::TerminalError;
use super::theme::Theme;
use super::viewer::Viewer;
use super::{effect::Effect, update, view};
use crate::commit::Recovery;
use crate::config::Config;
use crate::console::action::Context;
use crate::crm::Crm;
use crate::desk::{Desk, Folders, Holder, Lock, Look, wanted_by};
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

    fn share(&self) -> Option<Share> {
        Self::share(self)
    }

    fn is_leaving(&self) -> bool {
        Self::is_leaving(self)
    }

    fn is_stopping(&self) -> bool {
        Self::is_stopping(self)
    }
}

/// What a console is set up with beside the desk.
#[derive(Debug, Clone)]
pub struct Looks {
    /// The words.
    pub texts: Arc<Texts>,
    /// The colours.
    pub theme: Theme,
    /// The keys.
    pub keymap: Arc<Keymap>,
    /// The screen's size.
    pub size: Size,
}

impl Looks {
    /// As the configuration, the environment and the terminal have it.
    pub(super) fn of(config: &Config, texts: &Texts) -> Result<Self, KeymapError> {
        Ok(Self {
            texts: Arc::new(Texts::load(texts.language())),
            theme: Theme::of_no_color(std::env::var("NO_COLOR").ok().as_deref()),
            keymap: Arc::new(keymap(config)?),
            size: terminal_size(),
        })
    }
}

/// A console at its desk that has no terminal yet: the state for the loop and the hands for its
/// effects. Nobody else may have the desk while the lock lives.
#[derive(Debug)]
pub struct Console {
    /// What is shown.
    pub state: State,
    /// What does the work.
    pub worker: Worker,
    /// Where the state lies.
    pub folders: Folders,
    /// Goes last, after every task.
    pub lock: Lock,
}

impl Console {
    /// Sits down at a desk. What was found when the desk was opened is told on the first screen.
    ///
    /// # Errors
    /// When the system gives no thread for saving.
    pub fn at(desk: Desk, recovery: &Recovery, looks: Looks) -> std::io::Result<Self> {
        let header = header(desk.own_name(), &desk.session, &*desk.crm);
        let Desk { store, crm, session, engine, folders, lock, read_at, .. } = desk;
        let link = Link::new(crm.abilities(), read_at);
        let mut state = opened(session, header, link, looks);
        state.tell_recovery(recovery);
        state.tell_incomplete();
        Ok(Self { state, worker: Worker::new(store, crm, engine)?, folders, lock })
    }
}

/// A console that looks on while somebody else sits at the desk.
#[derive(Debug)]
pub struct Onlooker {
    /// What is shown.
    pub state: State,
    /// What asks, and writes nothing.
    pub viewer: Viewer,
}

impl Onlooker {
    /// Looks at what was seen of a state.
    #[must_use]
    pub fn at(look: Look, looks: Looks) -> Self {
        let own = look.own_name();
        let Look { session, taken_at, read_at, beneath } = look;
        let crm = beneath.crm();
        let header = header(own, &session, &*crm);
        let mut state = opened(session, header, Link::new(crm.abilities(), read_at), looks);
        state.look_on(taken_at);
        Self { state, viewer: Viewer::new(beneath) }
    }
}

fn opened(session: Session, header: Header, link: Link, looks: Looks) -> State {
    let Looks { texts, theme, keymap, size } = looks;
    let search = Arc::new(SearchIndex::build(session.index().contracts()));
    State::new(Opening { texts, theme, keymap, session, search, header, link, size })
}

/// Opens the console at a desk and runs it until the person leaves. What was found when the desk
/// was opened, and what became of the files that were read before, is told on the first screen.
/// Gives back who wanted the desk, where the console left because somebody did.
///
/// # Errors
/// [`ConsoleError`]; what was acknowledged on the screen is on disk even then.
pub fn open(
    desk: Desk,
    recovery: &Recovery,
    imported: Vec<Notice>,
    config: &Config,
    texts: &Texts,
) -> Result<Option<Holder>, ConsoleError> {
    let looks = Looks::of(config, texts)?;
    let keymap = Arc::clone(&looks.keymap);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let Console { mut state, mut worker, folders, lock } = Console::at(desk, recovery, looks)?;
    state.tell_imported(imported);
    let (sender, answers) = unbounded_channel();
    // The loop holds the other end: it cannot be gone.
    let _ = sender.send(Msg::Started);
    let ran = runtime.block_on(on_terminal(&mut state, &mut worker, &keymap, sender, answers, has_taskbar(config)));
    worker.finish();
    // Tasks go before the lock: nobody else may have the state while one of them still works.
    drop(runtime);
    // The wish is there until the lock is let go.
    let wanted = if state.was_asked_to_leave() { wanted_by(&folders) } else { None };
    drop(lock);
    ran?;
    match state.last_words() {
        Some(why) => Err(ConsoleError::NotSaved { why: why.clone() }),
        None => Ok(wanted),
    }
}

/// Opens the console on what is seen of a state that somebody else works with, until the person
/// leaves.
///
/// # Errors
/// [`ConsoleError`]; nothing can be lost.
pub fn look(look: Look, config: &Config, texts: &Texts) -> Result<(), ConsoleError> {
    let looks = Looks::of(config, texts)?;
    let keymap = Arc::clone(&looks.keymap);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let Onlooker { mut state, mut viewer } = Onlooker::at(look, looks);
    let (sender, answers) = unbounded_channel();
    let _ = sender.send(Msg::Started);
    let ran = runtime.block_on(on_terminal(&mut state, &mut viewer, &keymap, sender, answers, false));
    // Tasks go before the copy that they ask.
    drop(runtime);
    drop(viewer);
    Ok(ran?)
}

/// The keymap that the configuration names.
fn keymap(config: &Config) -> Result<Keymap, KeymapError> {
    let file = config.keys.keymap.as_deref().map(Path::new);
    // The configuration has seen to it that these are layouts.
    let layouts = config.keys.layouts.iter().filter_map(|layout| Layout::new(&layout.letters, &layout.latin).ok());
    Ok(Keymap::load(file)?.with_layouts(layouts.collect()))
}

/// Whether the terminal shows on its tab how far work is: as the configuration says, else as far as
/// the terminal says who it is.
fn has_taskbar(config: &Config) -> bool {
    config.console.progress.unwrap_or_else(|| taskbar::is_shown(|name| std::env::var(name).ok()))
}

/// What the header says.
fn header(own: String, session: &Session, crm: &dyn Crm) -> Header {
    Header {
        own,
        period: session.period(),
        files: session.files().iter().map(|file| file.file.clone()).collect(),
        crm: crm.name(),
    }
}

/// The terminal's size; the smallest one that everything fits on where it does not tell.
fn terminal_size() -> Size {
    let told = crossterm::terminal::size().map(|(width, height)| ScreenSize { width, height });
    told.map_or(Size::LEAST, |size| Size { columns: size.width, rows: size.height })
}
