//! The language files and the one way from a [`Message`] to words.
//!
//! Texts stand in `src/lang/{ru,en,ro}/*.ftl` (Project Fluent, <https://projectfluent.org>), one
//! file a room, compiled in. Russian is written first; every key must stand in all three with the
//! same arguments, which a test checks. Plural forms are Fluent's, after CLDR.

use std::fmt;
use std::str::FromStr;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::model::{Argument, Message, kopecks_text};

macro_rules! language_files {
    ($($room:literal),* $(,)?) => {
        /// The language files of a language: room and text.
        const fn files(language: Language) -> &'static [(&'static str, &'static str)] {
            match language {
                Language::Russian => &[$(($room, include_str!(concat!("ru/", $room, ".ftl")))),*],
                Language::English => &[$(($room, include_str!(concat!("en/", $room, ".ftl")))),*],
                Language::Romanian => &[$(($room, include_str!(concat!("ro/", $room, ".ftl")))),*],
            }
        }
    };
}

language_files!(
    "ingest", "matching", "crm", "bitrix24", "store", "session", "commit", "desk", "backup", "config", "console",
    "cli", "init", "demo"
);

/// A language of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// Русский.
    #[default]
    Russian,
    /// English.
    English,
    /// Română.
    Romanian,
}

/// A name that is no language of this program.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not one of ru, en, ro")]
pub struct UnknownLanguage(pub String);

impl Language {
    /// Every language.
    pub const ALL: [Self; 3] = [Self::Russian, Self::English, Self::Romanian];

    /// The two letters of ISO 639-1.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Russian => "ru",
            Self::English => "en",
            Self::Romanian => "ro",
        }
    }

    /// The language of a POSIX locale (`ru_RU.UTF-8`, `ro_MD`). Belarus and Moldova work in
    /// Russian where the locale names a language that is not here; everything else is English.
    #[must_use]
    pub fn of_locale(locale: &str) -> Option<Self> {
        let lower = locale.to_lowercase();
        let code = lower.split(['_', '.', '-', '@']).next().unwrap_or_default();
        match code {
            "" | "c" | "posix" => None,
            "ru" | "be" | "kk" | "uk" => Some(Self::Russian),
            "ro" | "mo" => Some(Self::Romanian),
            _ => Some(Self::English),
        }
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|language| language.code() == text).ok_or_else(|| UnknownLanguage(text.to_owned()))
    }
}

/// All texts of one language.
pub struct Texts {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl Texts {
    /// Loads the texts of a language; a test checks that all of its files are sound.
    #[must_use]
    pub fn load(language: Language) -> Self {
        let identifier: LanguageIdentifier = language.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        // Isolating marks are bidirectional control characters: a terminal shows them as dirt.
        bundle.set_use_isolating(false);
        for (_, text) in files(language) {
            let resource = match FluentResource::try_new((*text).to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            bundle.add_resource_overriding(resource);
        }
        Self { language, bundle }
    }

    /// Which language this is.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// The words of a phrase without arguments.
    #[must_use]
    pub fn get(&self, key: &str) -> String {
        self.words(&Message::new(key))
    }

    /// Whether the key is known.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// The words of a phrase. A key that no file knows is shown as `⟦key⟧`, so that a slip is seen
    /// and nothing is lost.
    #[must_use]
    pub fn words(&self, message: &Message) -> String {
        let Some(pattern) = self.bundle.get_message(&message.key).and_then(|found| found.value()) else {
            return format!("⟦{}⟧", message.key);
        };
        let mut arguments = FluentArgs::new();
        for (name, argument) in &message.arguments {
            let value = match argument {
                Argument::Text(text) => FluentValue::from(text.as_str()),
                Argument::Count(count) => FluentValue::from(*count),
                Argument::Sum(sum) => FluentValue::from(kopecks_text(*sum)),
                Argument::Phrase(inner) => FluentValue::from(self.words(inner)),
            };
            arguments.set(name.as_str(), value);
        }
        let mut errors = Vec::new();
        self.bundle.format_pattern(pattern, Some(&arguments), &mut errors).into_owned()
    }
}

impl fmt::Debug for Texts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Texts").field(&self.language).finish()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    /// Keys of a language file with the names of the arguments that each uses.
    fn keys(text: &str) -> BTreeMap<String, BTreeSet<String>> {
        let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut current = String::new();
        for line in text.lines() {
            if line.starts_with(|first: char| first.is_ascii_lowercase())
                && let Some((key, _)) = line.split_once(" =")
            {
                current = key.to_owned();
                assert!(found.insert(current.clone(), BTreeSet::new()).is_none(), "{current} stands twice");
            }
            for piece in line.split('$').skip(1) {
                let name: String =
                    piece.chars().take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '_').collect();
                if let Some(names) = found.get_mut(&current) {
                    names.insert(name);
                }
            }
        }
        found
    }

    #[test]
    fn every_file_is_sound_fluent() {
        for language in Language::ALL {
            for (room, text) in files(language) {
                if let Err((_, errors)) = FluentResource::try_new((*text).to_owned()) {
                    panic!("{}/{room}.ftl: {errors:?}", language.code());
                }
            }
        }
    }

    #[test]
    fn every_language_has_the_same_keys_and_arguments() {
        for ((room, russian), others) in
            files(Language::Russian).iter().zip(files(Language::English).iter().zip(files(Language::Romanian)))
        {
            for (_, other) in [others.0, others.1] {
                assert_eq!(keys(russian), keys(other), "room {room}");
            }
        }
    }

    #[test]
    fn no_key_stands_in_two_rooms() {
        let mut all = BTreeSet::new();
        for (room, text) in files(Language::Russian) {
            for key in keys(text).into_keys() {
                assert!(all.insert(key.clone()), "{key} of {room} stands in another room too");
            }
        }
    }

    #[test]
    fn locales_name_languages() {
        assert_eq!(Language::of_locale("ru_RU.UTF-8"), Some(Language::Russian));
        assert_eq!(Language::of_locale("ro_MD.UTF-8"), Some(Language::Romanian));
        assert_eq!(Language::of_locale("be_BY"), Some(Language::Russian));
        assert_eq!(Language::of_locale("de_DE"), Some(Language::English));
        assert_eq!(Language::of_locale("C"), None);
    }

    #[test]
    fn an_unknown_key_is_seen() {
        assert_eq!(Texts::load(Language::Russian).get("no-such-key"), "⟦no-such-key⟧");
    }
}
