//! What the screen knows, and what each key and each answer makes of it. No IO, no waiting, no
//! clock.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::console::Looks;
use crate::console::action::{Action, Context};
use crate::console::input::Keymap;
use crate::console::run::{App, Input};
use crate::console::state::{Notice, Size, Tone};
use crate::console::theme::Theme;
use crate::console::view;
use crate::desk::{Folders, Holder, Lock, Look, OutOfReach, Waited};
use crate::lang::Texts;
use crate::model::{Explain as _, Message};

/// What is known of a state folder that somebody else has open.
#[derive(Debug)]
pub struct Facts {
    /// Which.
    pub folder: PathBuf,
    /// Who has it, as far as he says.
    pub holder: Option<Holder>,
    /// Why he cannot be asked to leave; `None`: he can.
    pub out_of_reach: Option<OutOfReach>,
    /// Whether files of payments wait to be read.
    pub brings_files: bool,
    /// When the screen was opened.
    pub now: Timestamp,
    /// By whose clock times are told.
    pub zone: TimeZone,
}

impl Facts {
    /// The holder's process.
    #[must_use]
    pub fn pid(&self) -> Option<u32> {
        self.holder.as_ref().map(|holder| holder.pid)
    }
}

/// What a person decided.
#[derive(Debug)]
pub enum Answer {
    /// To leave everything as it is.
    Leave,
    /// To look on.
    Look(Box<Look>),
    /// To take over, and the folder is ours.
    Taken {
        /// The folder.
        folders: Folders,
        /// Its lock.
        lock: Lock,
        /// Who had it; whoever does not say who he is cannot be asked to leave.
        from: Option<Box<Holder>>,
        /// Whether he had to be ended.
        forced: bool,
    },
}

/// What can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// Look on.
    Look,
    /// Take over.
    Take,
    /// Leave.
    Leave,
    /// Not that.
    No,
    /// Yes, take over.
    Yes,
    /// Wait some more.
    Wait,
    /// End the holder by force.
    Force,
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// What is to be done?
    Asked,
    /// Is it to be taken over, really?
    Sure,
    /// A copy is being made.
    Copying,
    /// The holder was asked to leave, or ended.
    Waiting {
        /// Whole seconds since then.
        seconds: u64,
        /// Whether he was ended.
        forced: bool,
    },
    /// He does not leave.
    Deaf {
        /// Although he was ended.
        forced: bool,
    },
}

/// Work outside the state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Make a copy and open it.
    Copy,
    /// Ask the holder to leave, and wait for the lock.
    Ask,
    /// End the holder, and wait for the lock.
    Force,
    /// Wait no longer.
    Stop,
    /// See whether somebody else, who has it now, can be asked.
    Reach(Option<Holder>),
    /// Back to the shell for a while.
    Suspend,
    /// Draw everything anew.
    Redraw,
}

/// Everything that can happen.
#[derive(Debug)]
pub enum Msg {
    /// A person or the system said something.
    Input(Input),
    /// A copy is there, or why not.
    Copied(Result<Box<Look>, Message>),
    /// So many seconds have been waited.
    Waiting {
        /// Whole seconds.
        seconds: u64,
    },
    /// The waiting is over.
    Waited(Box<Waited>),
    /// The holder cannot be asked.
    NotAsked(Message),
    /// The holder cannot be ended.
    NotEnded(Message),
    /// Somebody else has it now.
    Reached {
        /// Who.
        holder: Option<Holder>,
        /// Why he cannot be asked.
        out_of_reach: Option<OutOfReach>,
    },
}

impl From<Input> for Msg {
    fn from(input: Input) -> Self {
        Self::Input(input)
    }
}

/// The screen.
#[derive(Debug)]
pub struct Held {
    pub(in crate::console) texts: Arc<Texts>,
    pub(in crate::console) theme: Theme,
    pub(in crate::console) keymap: Arc<Keymap>,
    pub(in crate::console) size: Size,
    pub(in crate::console) facts: Facts,
    pub(in crate::console) stage: Stage,
    /// Which choice is under the cursor, from 0.
    pub(in crate::console) at: usize,
    pub(in crate::console) notice: Option<Notice>,
    /// Whether this holder was ended, whatever was chosen since: if he leaves now, it is by force.
    was_forced: bool,
    answer: Option<Answer>,
}

impl Held {
    /// The screen at its beginning.
    #[must_use]
    pub fn new(looks: Looks, facts: Facts) -> Self {
        let Looks { texts, theme, keymap, size } = looks;
        Self {
            texts,
            theme,
            keymap,
            size,
            facts,
            stage: Stage::Asked,
            at: 0,
            notice: None,
            was_forced: false,
            answer: None,
        }
    }

    /// What was decided; a screen that was left without a word changes nothing.
    #[must_use]
    pub fn into_answer(self) -> Answer {
        self.answer.unwrap_or(Answer::Leave)
    }

    /// What can be chosen now, the least first.
    #[must_use]
    pub const fn choices(&self) -> &'static [Choice] {
        match self.stage {
            Stage::Asked => &[Choice::Look, Choice::Take, Choice::Leave],
            Stage::Sure => &[Choice::No, Choice::Yes],
            Stage::Copying | Stage::Waiting { .. } => &[],
            Stage::Deaf { forced: false } => &[Choice::Wait, Choice::Force, Choice::No],
            Stage::Deaf { forced: true } => &[Choice::Wait, Choice::No],
        }
    }

    fn go_to(&mut self, stage: Stage) {
        self.stage = stage;
        self.at = 0;
    }

    fn tell(&mut self, tone: Tone, message: Message) {
        self.notice = Some(Notice { tone, message });
    }

    fn act(&mut self, action: Action) -> Vec<Effect> {
        self.notice = None;
        match action {
            Action::Quit => self.leave(),
            Action::Suspend => vec![Effect::Suspend],
            Action::Redraw => vec![Effect::Redraw],
            Action::Back => self.back(),
            Action::Up | Action::Left => {
                self.at = self.at.saturating_sub(1);
                Vec::new()
            }
            Action::Down | Action::Right => {
                self.at = (self.at + 1).min(self.choices().len().saturating_sub(1));
                Vec::new()
            }
            // On a screen on which it cannot be read nothing is decided.
            Action::Accept | Action::Confirm if self.size.is_enough() => {
                let choice = self.choices().get(self.at).copied();
                choice.map_or_else(Vec::new, |choice| self.choose(choice))
            }
            _ => Vec::new(),
        }
    }

    fn leave(&mut self) -> Vec<Effect> {
        self.answer = Some(Answer::Leave);
        vec![Effect::Stop]
    }

    fn back(&mut self) -> Vec<Effect> {
        match self.stage {
            Stage::Asked | Stage::Copying => self.leave(),
            Stage::Sure | Stage::Deaf { .. } => {
                self.go_to(Stage::Asked);
                vec![Effect::Stop]
            }
            Stage::Waiting { .. } => {
                self.go_to(Stage::Asked);
                self.tell(Tone::Careful, Message::new("console-held-stopped"));
                vec![Effect::Stop]
            }
        }
    }

    fn choose(&mut self, choice: Choice) -> Vec<Effect> {
        match choice {
            Choice::Leave => self.leave(),
            Choice::No => self.back(),
            Choice::Look => {
                self.go_to(Stage::Copying);
                vec![Effect::Copy]
            }
            Choice::Take => {
                match &self.facts.out_of_reach {
                    Some(why) => self.tell(Tone::Careful, why.explain()),
                    None => self.go_to(Stage::Sure),
                }
                Vec::new()
            }
            Choice::Yes | Choice::Wait => {
                self.go_to(Stage::Waiting { seconds: 0, forced: self.was_forced });
                vec![Effect::Ask]
            }
            Choice::Force => {
                self.was_forced = true;
                self.go_to(Stage::Waiting { seconds: 0, forced: true });
                vec![Effect::Force]
            }
        }
    }

    fn waited(&mut self, waited: Waited) -> Vec<Effect> {
        let forced = self.was_forced;
        match waited {
            // Nobody wants it any more: it is let go.
            Waited::Taken(..) if !matches!(self.stage, Stage::Waiting { .. }) => {}
            Waited::Taken(folders, lock) => {
                let from = self.facts.holder.take().map(Box::new);
                self.answer = Some(Answer::Taken { folders, lock, from, forced });
            }
            Waited::Still => self.go_to(Stage::Deaf { forced }),
            Waited::Another(holder) => {
                self.go_to(Stage::Asked);
                return vec![Effect::Reach(holder.map(|holder| *holder))];
            }
            Waited::Stopped => {}
            Waited::Failed(error) => {
                self.go_to(Stage::Asked);
                self.tell(Tone::Bad, error.explain());
            }
        }
        Vec::new()
    }
}

impl App for Held {
    type Message = Msg;
    type Effect = Effect;

    fn context(&self) -> Context {
        Context::Dialog
    }

    fn handle(&mut self, message: Msg) -> Vec<Effect> {
        match message {
            Msg::Input(Input::Action(action)) => return self.act(action),
            Msg::Input(Input::Resized { columns, rows }) => self.size = Size { columns, rows },
            Msg::Input(Input::Stop(_)) => return self.leave(),
            Msg::Input(Input::CannotSuspend) => self.tell(Tone::Careful, Message::new("console-no-shell")),
            Msg::Copied(Ok(look)) if self.stage == Stage::Copying => self.answer = Some(Answer::Look(look)),
            Msg::Copied(Err(why)) if self.stage == Stage::Copying => {
                self.go_to(Stage::Asked);
                self.tell(Tone::Bad, why);
            }
            // A copy that nobody waits for any more; and text is asked for nowhere.
            Msg::Copied(_) | Msg::Input(Input::Text(_) | Input::Paste(_)) => {}
            Msg::Waiting { seconds } => {
                if let Stage::Waiting { seconds: shown, .. } = &mut self.stage {
                    *shown = seconds;
                }
            }
            Msg::Waited(waited) => return self.waited(*waited),
            Msg::NotAsked(why) => {
                self.go_to(Stage::Asked);
                self.tell(Tone::Bad, why);
            }
            Msg::NotEnded(why) => {
                self.was_forced = false;
                self.go_to(Stage::Asked);
                self.tell(Tone::Bad, why);
            }
            Msg::Reached { holder, out_of_reach } => {
                self.was_forced = false;
                (self.facts.holder, self.facts.out_of_reach) = (holder, out_of_reach);
                self.tell(Tone::Careful, Message::new("console-held-another"));
            }
        }
        Vec::new()
    }

    fn draw(&self, frame: &mut ratatui::Frame<'_>) {
        view::draw_held(self, frame);
    }

    fn may_draw(&self) -> bool {
        true
    }

    fn is_leaving(&self) -> bool {
        self.answer.is_some()
    }
}
