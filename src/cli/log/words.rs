//! An entry in words, for people.

use jiff::tz::TimeZone;

use crate::cli::json::contract_number;
use crate::cli::table::wrapped;
use crate::lang::Texts;
use crate::matching::Index;
use crate::model::{
    Allocation, AttemptState, CommitState, ELSEWHERE, MISSING, Message, Money, REVERSED, TAKEN_BACK, kopecks_text,
};
use crate::store::log::{Actor, AttemptEvent, Document, Entry, Event, Face, LogRow, Logged};

/// How far the lines below the first of an entry stand from the left.
const INDENT: &str = "        ";

/// What is needed to put an entry into words.
pub(super) struct Words<'run> {
    pub texts: &'run Texts,
    /// Gives contracts their numbers.
    pub index: &'run Index,
}

impl Words<'_> {
    /// An entry, a few lines.
    pub(super) fn lines(&self, logged: &Logged, width: usize) -> Vec<String> {
        let entry = &logged.entry;
        let at = entry.at.to_zoned(TimeZone::system()).strftime("%d.%m.%Y %H:%M:%S");
        let mut lines = vec![format!("{:>6}  {at}  {}", logged.number, who(&entry.who))];
        let texts = [Some(self.event(entry)), entry.row.as_ref().map(|row| self.row(row))];
        let parts = entry.event.attempt().filter(|attempt| shows_parts(attempt)).map(|attempt| self.parts(attempt));
        let texts = texts.into_iter().flatten().chain(parts.into_iter().flatten()).chain(self.faces(entry));
        for text in texts {
            lines.extend(wrapped(&text, width - INDENT.len()).into_iter().map(|line| format!("{INDENT}{line}")));
        }
        lines
    }

    /// What was done.
    pub(super) fn event(&self, entry: &Entry) -> String {
        let message = match &entry.event {
            Event::Attempt(attempt) => attempt_words(&entry.event, attempt),
            event => self.other(event),
        };
        self.texts.words(&message)
    }

    fn other(&self, event: &Event) -> Message {
        let about = Message::new(&key(event));
        match event {
            Event::Begun { rows, attempts } => {
                about.with("rows", rows.to_string()).with("attempts", attempts.to_string())
            }
            Event::Imported { file, format, payments, refused, added, .. } => about
                .with("file", file.as_str())
                .with("format", format.as_str())
                .with("payments", payments.to_string())
                .with("added", added.to_string())
                .with("refused", refused.to_string()),
            Event::Decided { label } | Event::Undone { label } | Event::Redone { label } => {
                about.with("what", label.clone())
            }
            Event::DocumentChanged { facts } => about.with("facts", self.facts(facts)),
            Event::Planned { batch, rows, sums, reason, .. } => about
                .with("batch", batch.0.to_string())
                .with("count", *rows)
                .with("sum", sums.iter().map(Money::to_string).collect::<Vec<_>>().join(" + "))
                .with("reason", reason.as_str()),
            Event::Unanswered { batch, why, .. } => about.with("batch", batch.0.to_string()).with("why", why.clone()),
            Event::Forgotten { what, pairs } if what.is_empty() => {
                Message::new("cli-log-forgotten-all").with("count", *pairs)
            }
            Event::Restored { made_at, beyond } => {
                let made_at = made_at.to_zoned(TimeZone::system()).strftime("%d.%m.%Y %H:%M").to_string();
                let beyond = beyond.map(|count| Message::new("cli-log-restored-beyond").with("count", count));
                about
                    .with("made", made_at)
                    .with("beyond", beyond.unwrap_or_else(|| Message::new("cli-log-restored-unknown")))
            }
            Event::Forgotten { what, pairs } => about.with("what", what.as_str()).with("count", *pairs),
            Event::TakenOver { user, terminal, from, forced } => {
                let place: Vec<&str> = [terminal, from].into_iter().map(String::as_str).collect();
                let place: Vec<&str> = place.into_iter().filter(|part| !part.is_empty()).collect();
                about
                    .with("user", if user.is_empty() { "?" } else { user.as_str() })
                    .with("place", if place.is_empty() { "—".to_owned() } else { place.join(", ") })
                    .with("forced", if *forced { "yes" } else { "no" })
            }
            Event::Carried | Event::Observed | Event::HeadRenewed | Event::Attempt(_) => about,
        }
    }

    fn row(&self, row: &LogRow) -> String {
        let message = Message::new("cli-log-row")
            .with("number", row.number.as_str())
            .with("date", row.date.strftime("%d.%m.%Y").to_string())
            .with("amount", row.amount.to_string())
            .with("payer", row.payer.as_str());
        self.texts.words(&message)
    }

    /// What was sent, a part a line, and the person's reason.
    fn parts(&self, attempt: &AttemptEvent) -> Vec<String> {
        let part = |part: &crate::model::PostingPart| {
            let message = Message::new("cli-log-part")
                .with("what", self.allocation(&part.allocation))
                .with("key", part.key.to_string());
            self.texts.words(&message)
        };
        let reason = Some(&attempt.reason).filter(|reason| !reason.is_empty());
        let reason = reason.map(|reason| Message::new("cli-log-reason").with("reason", reason.as_str()));
        attempt.parts.iter().map(part).chain(reason.map(|reason| self.texts.words(&reason))).collect()
    }

    /// What stood there before and after; an attempt says it by itself.
    fn faces(&self, entry: &Entry) -> Vec<String> {
        if entry.event.attempt().is_some() {
            return Vec::new();
        }
        let faces = [("cli-log-before", &entry.before), ("cli-log-after", &entry.after)];
        let said = faces.into_iter().filter_map(|(key, face)| Some((key, self.face(face.as_ref()?))));
        said.map(|(key, face)| self.texts.words(&Message::new(key).with("what", face))).collect()
    }

    fn face(&self, face: &Face) -> String {
        let mut said = Vec::new();
        let mut say = |message: Message| said.push(self.texts.words(&message));
        if let Some(document) = &face.document {
            say(document_words(document));
        }
        match (&face.decision.allocations, face.decision.excluded) {
            (None, None) if face.commit == CommitState::Open => say(Message::new("cli-log-face-program")),
            (Some(parts), _) if parts.is_empty() => say(Message::new("cli-log-face-nothing")),
            (Some(parts), _) => say(Message::new("cli-log-face-given").with("what", self.allocations(parts))),
            (None, _) => {}
        }
        match face.decision.excluded {
            Some(true) => say(Message::new("cli-log-face-excluded")),
            Some(false) => say(Message::new("cli-log-face-included")),
            None => {}
        }
        if let Some(kind) = face.decision.kind {
            let word = self.texts.get(&format!("kind-{}", kind.name().replace('_', "-")));
            say(Message::new("cli-log-face-kind").with("kind", word));
        }
        if !face.decision.comment.is_empty() {
            say(Message::new("cli-log-face-comment").with("comment", face.decision.comment.as_str()));
        }
        match &face.commit {
            CommitState::Open => {}
            CommitState::Unknown => say(Message::new("cli-log-face-unknown")),
            CommitState::Committed { reference, allocations } => say(Message::new("cli-log-face-committed")
                .with("reference", reference.to_string())
                .with("what", self.allocations(allocations))),
            CommitState::Refused(refusal) => {
                say(Message::new("cli-log-face-refused").with("why", refusal.message.clone()));
            }
        }
        if !face.changed.is_empty() {
            say(Message::new("cli-log-face-changed").with("facts", self.facts(&face.changed)));
        }
        said.join("; ")
    }

    fn facts(&self, facts: &[String]) -> String {
        let word = |fact: &String| {
            let is_of_crm = [REVERSED, MISSING, TAKEN_BACK, ELSEWHERE].contains(&fact.as_str());
            self.texts.get(&if is_of_crm { format!("cli-log-fact-{fact}") } else { format!("changed-{fact}") })
        };
        facts.iter().map(word).collect::<Vec<_>>().join(", ")
    }

    fn allocations(&self, parts: &[Allocation]) -> String {
        parts.iter().map(|part| self.allocation(part)).collect::<Vec<_>>().join(", ")
    }

    fn allocation(&self, part: &Allocation) -> String {
        let number = contract_number(&part.contract, self.index);
        let line = part.line.map(|line| format!(" / {line}")).unwrap_or_default();
        format!("{number}{line} {}", kopecks_text(part.amount))
    }
}

fn who(actor: &Actor) -> String {
    let user = if actor.user.is_empty() { format!("uid {}", actor.uid) } else { actor.user.clone() };
    if actor.from.is_empty() { user } else { format!("{user} ({})", actor.from) }
}

fn key(event: &Event) -> String {
    format!("cli-log-{}", event.name().replace('_', "-"))
}

/// Keys, parts and the reason are told once, when they leave; later entries of the attempt have the same.
fn shows_parts(attempt: &AttemptEvent) -> bool {
    attempt.was.is_none() || attempt.state == AttemptState::Sent
}

fn attempt_words(event: &Event, attempt: &AttemptEvent) -> Message {
    let key = if attempt.state == AttemptState::Planned { "cli-log-attempt-planned".to_owned() } else { key(event) };
    let about = Message::new(&key).with("batch", attempt.batch.0.to_string());
    match &attempt.state {
        AttemptState::Confirmed(reference) => about.with("reference", reference.to_string()),
        AttemptState::Refused(refusal) => about.with("why", refusal.message.clone()),
        AttemptState::Planned | AttemptState::Sent | AttemptState::Abandoned => about,
    }
}

fn document_words(document: &Document) -> Message {
    Message::new("cli-log-face-document")
        .with("number", document.number.as_str())
        .with("date", document.date.strftime("%d.%m.%Y").to_string())
        .with("amount", document.amount.to_string())
        .with("payer", document.payer.as_str())
        .with("purpose", document.purpose.as_str())
}
