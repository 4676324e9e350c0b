//! What is said to the person, and kept to be read again.

use jiff::Timestamp;

use super::{Notice, State, Tone};
use crate::commit::Recovery;
use crate::console::action::{Action, Context};
use crate::model::{Explain as _, Message};

/// How many messages are kept to be read again.
const MESSAGES_MAX: usize = 200;

/// How many messages about files that were read are kept: the rest of the console's life shall not
/// push them out at once, nor they everything else.
const IMPORT_MESSAGES_MAX: usize = 150;

impl State {
    /// Only looks on, at a copy of that moment, and says so.
    pub(in crate::console) fn look_on(&mut self, taken_at: Timestamp) {
        self.looking = Some(taken_at);
        let keys = self.keymap.keys_of(Context::Table, Action::Refresh);
        let key = keys.first().map_or_else(String::new, ToString::to_string);
        self.tell(Tone::Careful, Message::new("console-look-begun").with("key", key));
    }

    /// Says what an earlier run had left half done and how it was settled.
    pub(in crate::console) fn tell_recovery(&mut self, recovery: &Recovery) {
        if recovery.is_empty() {
            return;
        }
        for unclear in &recovery.unclear {
            self.tell(Tone::Careful, unclear.why.clone());
        }
        if let Some(why) = &recovery.unanswered {
            self.tell(Tone::Bad, why.clone());
        }
        if let Some(early) = &recovery.early {
            self.tell(Tone::Careful, early.explain());
        }
        let settled = Message::new("console-recovered")
            .with("committed", recovery.committed)
            .with("reopened", recovery.reopened)
            .with("reversed", recovery.reversed);
        self.tell(Tone::Careful, settled);
    }

    /// Keeps what became of the files that were read, and says the last of it; where something was
    /// refused or doubtful, says how much and how to read it.
    pub(in crate::console) fn tell_imported(&mut self, mut told: Vec<Notice>) {
        let doubtful = told.iter().filter(|notice| matches!(notice.tone, Tone::Careful | Tone::Bad)).count();
        let is_bad = told.iter().any(|notice| notice.tone == Tone::Bad);
        // What an earlier run left half done is more pressing.
        let pressing = self.notice.take();
        let left_out = told.len().saturating_sub(IMPORT_MESSAGES_MAX);
        told.truncate(IMPORT_MESSAGES_MAX);
        for notice in told {
            self.tell(notice.tone, notice.message);
        }
        if left_out > 0 {
            self.tell(Tone::Careful, Message::new("console-imported-more").with("count", left_out));
        }
        if doubtful > 0 {
            let keys = self.keymap.keys_of(Context::Table, Action::Messages);
            let key = keys.first().map_or_else(String::new, ToString::to_string);
            let summary = Message::new("console-imported-doubtful").with("count", doubtful).with("key", key);
            self.notice = Some(Notice { tone: if is_bad { Tone::Bad } else { Tone::Careful }, message: summary });
        }
        // The numbers of a file stand in the header; only that there was nothing new is said aloud.
        let is_said = |notice: &Notice| {
            doubtful > 0 || ["cli-import-nothing-new", "console-taken-from"].contains(&notice.message.key.as_str())
        };
        self.notice = pressing.or(self.notice.take().filter(is_said));
    }

    /// Says which files were read without their end and not read whole since.
    pub(in crate::console) fn tell_incomplete(&mut self) {
        let files = self.session.files();
        let cut: Vec<String> = files
            .iter()
            .enumerate()
            .filter(|(at, cut)| {
                let mut later = files.iter().skip(at + 1);
                !cut.complete && !later.any(|file| file.file == cut.file)
            })
            .map(|(_, cut)| cut.file.clone())
            .collect();
        for file in cut {
            self.tell(Tone::Bad, Message::new("console-file-incomplete").with("file", file));
        }
    }

    /// Says something to the person and keeps it to be read again.
    pub(in crate::console) fn tell(&mut self, tone: Tone, message: Message) {
        let notice = Notice { tone, message };
        self.messages.push(notice.clone());
        if self.messages.len() > MESSAGES_MAX {
            self.messages.remove(0);
        }
        self.notice = Some(notice);
    }
}
