//! What the console knows: the session and the screens that stand over its table.
//!
//! Plain data. Nothing here reads a file, waits or draws; only `update` changes it.

mod board;
mod card;
mod editor;
mod field;
mod link;
mod search_pane;
mod telling;

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;

pub use board::{Board, BoardUnit, Floor, House, is_free, lay_out};
pub use card::{Card, Loading};
pub use editor::{Editor, EditorField, Part};
pub use field::Field;
pub use link::{Link, Pause, Standing};
pub use search_pane::{SearchFor, SearchPane};

use super::action::Context;
use super::input::Keymap;
use super::taskbar::Share;
use super::theme::Theme;
use crate::commit::{BatchReport, Progress};
use crate::lang::Texts;
use crate::model::{BatchId, Contract, ContractId, Message, PaymentId, Row};
use crate::search::SearchIndex;
use crate::session::Session;

/// What the header says of the batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Our own company.
    pub own: String,
    /// From the first payment to the last.
    pub period: Option<(Date, Date)>,
    /// The files that were read, oldest first.
    pub files: Vec<String>,
    /// The CRM's name.
    pub crm: Message,
}

/// Size of the screen in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Cells in a row.
    pub columns: u16,
    /// Rows.
    pub rows: u16,
}

impl Size {
    /// The smallest screen that the console fits on.
    pub const LEAST: Self = Self { columns: 80, rows: 24 };

    /// Whether everything fits.
    #[must_use]
    pub const fn is_enough(self) -> bool {
        self.columns >= Self::LEAST.columns && self.rows >= Self::LEAST.rows
    }
}

/// How a message is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Said in passing.
    Plain,
    /// Something was done.
    Good,
    /// Something cannot be done, and why.
    Careful,
    /// Something went wrong.
    Bad,
}

/// A message to the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// How it is meant.
    pub tone: Tone,
    /// What it says.
    pub message: Message,
}

/// What a single line of text is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineFor {
    /// The text filter; what it was before.
    Filter {
        /// Put back when the person changes their mind.
        before: String,
    },
    /// The reason of a reversal.
    Reason {
        /// Which rows are to be taken back.
        rows: Vec<PaymentId>,
    },
}

/// A line of text being typed.
#[derive(Debug, Clone)]
pub struct LineInput {
    /// What it is for.
    pub purpose: LineFor,
    /// What has been typed.
    pub field: Field,
}

/// A question, or a report that wants to be read.
#[derive(Debug, Clone)]
pub enum Dialog {
    /// Post the ready rows?
    Commit {
        /// The rows as they are now.
        rows: Vec<Row>,
    },
    /// Give these rows to this contract?
    AssignMany {
        /// The marked rows.
        rows: Vec<PaymentId>,
        /// The contract.
        contract: ContractId,
    },
    /// Take a commit back, one row of it, or nothing?
    TakeBack {
        /// The commit's batch.
        batch: BatchId,
        /// The rows of the commit that the CRM still has.
        rows: Vec<PaymentId>,
        /// The row under the cursor, where it is one of them.
        here: Option<PaymentId>,
        /// Which answer is under the cursor, counted from 0.
        at: usize,
    },
    /// A batch is running.
    Progress {
        /// Whether rows are taken back rather than posted.
        is_reversal: bool,
        /// How far it got.
        progress: Progress,
        /// How long it has been running.
        elapsed: Duration,
        /// Whether the person wants it to stop.
        is_cancelled: bool,
    },
    /// A batch is over.
    Summary {
        /// Whether rows were taken back.
        is_reversal: bool,
        /// What became of it.
        report: Box<BatchReport>,
    },
    /// An edit did not reach the disk: nothing more can be done here.
    NotSaved {
        /// Why, and what to do.
        why: Message,
    },
}

/// An answer to [`Dialog::TakeBack`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakeBack {
    /// Only the row under the cursor.
    Here(PaymentId),
    /// Every row of the commit.
    All,
    /// Leave everything as it is.
    Nothing,
}

impl TakeBack {
    /// The answers that there are, the least first.
    #[must_use]
    pub fn answers(here: Option<PaymentId>) -> Vec<Self> {
        here.map(Self::Here).into_iter().chain([Self::All, Self::Nothing]).collect()
    }
}

/// What stands over the table.
#[derive(Debug, Clone)]
pub enum Screen {
    /// The contract search.
    Search(SearchPane),
    /// A line of text.
    Line(LineInput),
    /// The row editor.
    Editor(Editor),
    /// The contract card.
    Contract(Card),
    /// The property card.
    Property(Card),
    /// The chessboard.
    Chessboard(Board),
    /// The keys; how far it is scrolled.
    Help {
        /// The context whose keys come first.
        of: Context,
        /// First line shown.
        scroll: usize,
    },
    /// Earlier messages; how far they are scrolled.
    Messages {
        /// First line shown.
        scroll: usize,
    },
    /// The full account of the row.
    Details {
        /// First line shown.
        scroll: usize,
    },
    /// A question or a report.
    Dialog(Dialog),
}

impl Screen {
    /// Which keys mean what here.
    #[must_use]
    pub const fn context(&self) -> Context {
        match self {
            Self::Search(_) => Context::Search,
            Self::Line(_) => Context::Filter,
            Self::Editor(_) => Context::Editor,
            Self::Contract(_) | Self::Property(_) => Context::Card,
            Self::Chessboard(_) => Context::Chessboard,
            Self::Help { .. } | Self::Messages { .. } | Self::Details { .. } => Context::Help,
            Self::Dialog(_) => Context::Dialog,
        }
    }
}

/// A batch on its way.
#[derive(Debug, Clone)]
pub(super) struct RunningBatch {
    /// Its rows as they were.
    pub(super) rows: Vec<Row>,
    /// Its place in the journal, once that is known.
    pub(super) id: Option<BatchId>,
}

/// Which writes are on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Saves {
    /// Generation of the last writes that were handed out.
    pub(super) asked: u64,
    /// Generation of the last writes that are on disk.
    pub(super) done: u64,
}

/// Everything that the console knows.
#[derive(Debug)]
pub struct State {
    pub(super) texts: Arc<Texts>,
    pub(super) theme: Theme,
    pub(super) keymap: Arc<Keymap>,
    pub(super) session: Session,
    pub(super) search: Arc<SearchIndex>,
    pub(super) header: Header,
    pub(super) link: Link,
    pub(super) size: Size,
    pub(super) screens: Vec<Screen>,
    pub(super) notice: Option<Notice>,
    pub(super) messages: Vec<Notice>,
    pub(super) saves: Saves,
    /// Grows with every request whose answer may come too late.
    pub(super) generation: u64,
    /// The request for a register that is awaited; answers to others are stale.
    pub(super) register_generation: u64,
    /// A batch that is on its way, with what it was started with.
    pub(super) batch: Option<RunningBatch>,
    pub(super) is_leaving: bool,
    /// Whether it leaves as soon as no batch is on its way.
    pub(super) is_stopping: bool,
    /// Whether it leaves because somebody asked it to from outside.
    pub(super) was_asked: bool,
    /// When the copy was made that is only looked at; `None` at a desk of one's own.
    pub(super) looking: Option<Timestamp>,
    /// What is said after the terminal is given back.
    pub(super) last_words: Option<Message>,
}

/// What a console is opened with.
#[derive(Debug)]
pub struct Opening {
    /// The words.
    pub texts: Arc<Texts>,
    /// The looks.
    pub theme: Theme,
    /// The keys, for footer and help.
    pub keymap: Arc<Keymap>,
    /// The batch.
    pub session: Session,
    /// The picker's index, built from the session's contracts in their order.
    pub search: Arc<SearchIndex>,
    /// What the header says.
    pub header: Header,
    /// The way to the CRM.
    pub link: Link,
    /// The screen's size.
    pub size: Size,
}

impl State {
    /// The console at its start: the table, on the row where it was left.
    #[must_use]
    pub fn new(opening: Opening) -> Self {
        let Opening { texts, theme, keymap, session, search, header, link, size } = opening;
        Self {
            texts,
            theme,
            keymap,
            session,
            search,
            header,
            link,
            size,
            screens: Vec::new(),
            notice: None,
            messages: Vec::new(),
            saves: Saves::default(),
            generation: 0,
            register_generation: 0,
            batch: None,
            is_leaving: false,
            is_stopping: false,
            was_asked: false,
            looking: None,
            last_words: None,
        }
    }

    /// Which keys mean what now. On a screen that is too small the keys of the table hold, of which
    /// only leaving and going back mean anything then.
    #[must_use]
    pub fn context(&self) -> Context {
        if !self.size.is_enough() {
            return Context::Table;
        }
        self.screens.last().map_or(Context::Table, Screen::context)
    }

    /// Whether everything that would be shown is on disk.
    #[must_use]
    pub const fn may_draw(&self) -> bool {
        self.saves.done >= self.saves.asked
    }

    /// How far the batch is that runs; `None` while none does.
    #[must_use]
    pub fn share(&self) -> Option<Share> {
        let progress = self.screens.iter().find_map(|screen| match screen {
            Screen::Dialog(Dialog::Progress { progress, .. }) => Some(*progress),
            _ => None,
        });
        progress.map(|progress| Share::of(self.link.reached(progress), progress.total, self.link.pause.is_some()))
    }

    /// Whether the console is about to close.
    #[must_use]
    pub const fn is_leaving(&self) -> bool {
        self.is_leaving
    }

    /// Whether it leaves as soon as the batch that runs has ended, or at once.
    #[must_use]
    pub const fn is_stopping(&self) -> bool {
        self.is_stopping || self.is_leaving
    }

    /// Whether it leaves because somebody asked it to from outside (SIGTERM).
    #[must_use]
    pub const fn was_asked_to_leave(&self) -> bool {
        self.was_asked
    }

    /// When the copy was made that is only looked at; `None` at a desk of one's own.
    #[must_use]
    pub const fn looking(&self) -> Option<Timestamp> {
        self.looking
    }

    /// What must still be said once the terminal is given back.
    #[must_use]
    pub const fn last_words(&self) -> Option<&Message> {
        self.last_words.as_ref()
    }

    /// The batch.
    #[must_use]
    pub const fn session(&self) -> &Session {
        &self.session
    }

    /// The way to the CRM.
    #[must_use]
    pub const fn link(&self) -> &Link {
        &self.link
    }

    /// The message on the screen.
    #[must_use]
    pub const fn notice(&self) -> Option<&Notice> {
        self.notice.as_ref()
    }

    /// What stands over the table, topmost last.
    #[must_use]
    pub fn screens(&self) -> &[Screen] {
        &self.screens
    }

    /// The row under the cursor.
    #[must_use]
    pub fn focused(&self) -> Option<&Row> {
        self.session.row(self.session.under_cursor()?)
    }

    /// The contract that a row is about: chosen, committed or proposed, else the best candidate.
    #[must_use]
    pub fn contract_of(&self, row: &Row) -> Option<&Contract> {
        let chosen = row.allocations().first().map(|part| &part.contract);
        let best = || row.finding.candidates.first().map(|candidate| &candidate.contract);
        self.session.index().contract(chosen.or_else(best)?)
    }

    /// The generation of a new request.
    pub(super) const fn next_generation(&mut self) -> u64 {
        self.generation += 1;
        self.generation
    }
}
