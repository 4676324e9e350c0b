//! What clap finds wrong with a command line, in the words of the language files.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::model::Message;
use crate::text::harmless_line;

/// What to say about a command line that could not be read.
#[must_use]
pub fn explain(error: &clap::Error) -> Message {
    let about = |kind| value(error, kind);
    match error.kind() {
        ErrorKind::UnknownArgument => unknown_argument(error),
        ErrorKind::InvalidSubcommand => {
            Message::new("cli-wrong-command").with("word", about(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Message::new("cli-wrong-no-command").with("known", about(ContextKind::ValidSubcommand))
        }
        ErrorKind::InvalidValue if about(ContextKind::InvalidValue).is_empty() => no_value(error),
        ErrorKind::InvalidValue => Message::new("cli-wrong-value")
            .with("option", option_name(error))
            .with("word", about(ContextKind::InvalidValue))
            .with("known", about(ContextKind::ValidValue)),
        ErrorKind::NoEquals | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => no_value(error),
        ErrorKind::TooManyValues => Message::new("cli-wrong-extra-value")
            .with("option", option_name(error))
            .with("word", about(ContextKind::InvalidValue)),
        ErrorKind::ArgumentConflict => Message::new("cli-wrong-conflict").with("option", option_name(error)),
        ErrorKind::MissingRequiredArgument => {
            Message::new("cli-wrong-missing").with("what", about(ContextKind::InvalidArg))
        }
        ErrorKind::InvalidUtf8 => Message::new("cli-wrong-encoding"),
        _ => Message::new("cli-wrong-other").with("detail", harmless_line(&error.to_string())),
    }
}

fn unknown_argument(error: &clap::Error) -> Message {
    let word = value(error, ContextKind::InvalidArg);
    let meant = value(error, ContextKind::SuggestedArg);
    if meant.is_empty() {
        Message::new("cli-wrong-option").with("word", word)
    } else {
        Message::new("cli-wrong-option-meant").with("word", word).with("meant", meant)
    }
}

fn no_value(error: &clap::Error) -> Message {
    let known = value(error, ContextKind::ValidValue);
    Message::new("cli-wrong-no-value")
        .with("option", option_name(error))
        .with("known", if known.is_empty() { "none".to_owned() } else { known })
}

/// The option with its dashes, without the name of its value: «--lang».
fn option_name(error: &clap::Error) -> String {
    let whole = value(error, ContextKind::InvalidArg);
    whole.split(' ').next().unwrap_or_default().to_owned()
}

fn value(error: &clap::Error, kind: ContextKind) -> String {
    let text = match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        Some(ContextValue::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    harmless_line(&text)
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use rstest::rstest;

    use super::super::arguments;
    use super::*;
    use crate::lang::{Language, Texts};

    #[rstest]
    #[case("sverka --stat x", "cli-wrong-option-meant", &["--stat", "--state"])]
    #[case("sverka --zzzzzz", "cli-wrong-option", &["--zzzzzz"])]
    #[case("sverka --lang de", "cli-wrong-value", &["--lang", "de", "ru, en, ro"])]
    #[case("sverka rows --readiness green", "cli-wrong-value", &["--readiness", "green", "ready, review"])]
    #[case("sverka rows --readiness", "cli-wrong-no-value", &["--readiness", "ready, review"])]
    #[case("sverka demo --write", "cli-wrong-no-value", &["--write"])]
    #[case("sverka import", "cli-wrong-missing", &[])]
    #[case("sverka crm import", "cli-wrong-missing", &[])]
    #[case("sverka crm", "cli-wrong-no-command", &["import", "contracts", "payments"])]
    #[case("sverka crm paymens", "cli-wrong-command", &["paymens"])]
    #[case("sverka doctor now", "cli-wrong-option", &["now"])]
    #[case("sverka --lang ru --lang en", "cli-wrong-conflict", &["--lang"])]
    #[case("sverka rows --json=yes", "cli-wrong-extra-value", &["--json", "yes"])]
    #[case("sverka --a\u{1b}[2J", "cli-wrong-option", &["--a␛[2J"])]
    fn every_slip_is_put_into_our_words(#[case] line: &str, #[case] key: &str, #[case] words: &[&str]) {
        let texts = Texts::load(Language::Russian);
        let line: Vec<OsString> = line.split(' ').map(OsString::from).collect();
        let message = explain(&arguments::read(&line, &texts).unwrap_err());
        assert_eq!(message.key, key, "{line:?}");
        let said = texts.words(&message);
        for word in words {
            assert!(said.contains(word), "{word}: {said}");
        }
        assert!(said.contains("--help"), "the way out: {said}");
    }
}
