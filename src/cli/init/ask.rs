//! Questions with their answers: a choice by number, a yes or no, a line. A wrong answer is asked
//! anew, and where there are no more answers everything ends with nothing written.

use super::super::{Failure, Output};
use super::keyboard::Keyboard;
use crate::crm::bitrix24::secret::holds_address;
use crate::lang::{Language, Texts};
use crate::model::Message;
use crate::text::harmless_line;

/// Words for yes and no in the languages of this program, whichever it speaks.
const YES: [&str; 6] = ["д", "да", "y", "yes", "d", "da"];
/// See [`YES`].
const NO: [&str; 5] = ["н", "нет", "n", "no", "nu"];

/// Somebody who asks.
pub(in crate::cli) struct Asker<'ask, 'output> {
    pub(in crate::cli) texts: Texts,
    pub(in crate::cli) output: &'ask mut Output<'output>,
    pub(in crate::cli) keyboard: &'ask mut dyn Keyboard,
}

impl Asker<'_, '_> {
    /// Goes on in another language.
    pub(super) fn speak(&mut self, language: Language) {
        self.texts = Texts::load(language);
    }

    /// Says something.
    pub(super) fn say(&mut self, message: &Message) -> Result<(), Failure> {
        Ok(self.output.say(&self.texts, message)?)
    }

    /// Says something for which there is no more than its key.
    pub(super) fn tell(&mut self, key: &str) -> Result<(), Failure> {
        self.say(&Message::new(key))
    }

    /// Prints lines that come from elsewhere.
    pub(super) fn print(&mut self, text: &str) -> Result<(), Failure> {
        for line in text.lines() {
            self.output.paragraph(if holds_address(line) { "…" } else { line })?;
        }
        Ok(())
    }

    /// A line; `proposed` where nothing is typed.
    pub(super) fn line(&mut self, question: &Message, proposed: &str) -> Result<String, Failure> {
        self.prompt(question, proposed)?;
        let answer = self.keyboard.line()?;
        let answer = self.taken(answer)?;
        Ok(if answer.is_empty() { proposed.to_owned() } else { answer })
    }

    /// A line that nobody sees.
    pub(super) fn hidden(&mut self, question: &Message) -> Result<String, Failure> {
        let hiding = self.keyboard.hide()?;
        self.prompt(question, "")?;
        let answer = self.keyboard.hidden(hiding.as_ref())?;
        drop(hiding);
        // What is hidden hides its end too.
        self.output.line("")?;
        answer.ok_or_else(cut)
    }

    /// Yes or no.
    pub(in crate::cli) fn agree(&mut self, question: &Message, proposed: bool) -> Result<bool, Failure> {
        let shown = self.texts.get(if proposed { "init-yes" } else { "init-no" });
        loop {
            let answer = self.line(question, &shown)?.to_lowercase();
            if YES.contains(&answer.as_str()) {
                return Ok(true);
            }
            if NO.contains(&answer.as_str()) {
                return Ok(false);
            }
            self.tell("init-answer-yes-or-no")?;
        }
    }

    /// One of several, by its number from 1; its place is given, from 0.
    pub(super) fn choose(&mut self, question: &Message, choices: &[String], proposed: usize) -> Result<usize, Failure> {
        let answer = self.pick(question, choices, None, Some(proposed + 1))?;
        Ok(answer.unwrap_or(1).saturating_sub(1))
    }

    /// One of several, by its number from 1, or 0 for `none` where that may be; `None` is the answer
    /// of Enter where nothing is proposed.
    pub(super) fn pick(
        &mut self,
        question: &Message,
        choices: &[String],
        none: Option<&str>,
        proposed: Option<usize>,
    ) -> Result<Option<usize>, Failure> {
        self.say(question)?;
        for (number, choice) in (1..).zip(choices) {
            self.output.line(&format!("  {number} {}", harmless_line(choice)))?;
        }
        if let Some(none) = none {
            let none = self.texts.get(none);
            self.output.line(&format!("  0 {none}"))?;
        }
        let least = usize::from(none.is_none());
        let shown = proposed.map(|number| number.to_string()).unwrap_or_default();
        loop {
            let answer = self.line(&Message::new("init-number"), &shown)?;
            if answer.is_empty() {
                return Ok(None);
            }
            match answer.parse::<usize>() {
                Ok(number) if (least..=choices.len()).contains(&number) => return Ok(Some(number)),
                _ => self.say(
                    &Message::new("init-answer-number")
                        .with("least", least.to_string())
                        .with("most", choices.len().to_string()),
                )?,
            }
        }
    }

    fn prompt(&mut self, question: &Message, proposed: &str) -> Result<(), Failure> {
        let question = self.texts.words(question);
        let shown = if proposed.is_empty() { String::new() } else { format!(" [{}]", harmless_line(proposed)) };
        Ok(self.output.prompt(&format!("{question}{shown}: "))?)
    }

    fn taken(&mut self, answer: Option<String>) -> Result<String, Failure> {
        if !self.keyboard.shows_line_ends() {
            self.output.line("")?;
        }
        answer.ok_or_else(cut)
    }
}

/// No more answers.
fn cut() -> Failure {
    Failure::failed(Message::new("init-cut"))
}
