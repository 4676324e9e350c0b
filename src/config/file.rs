//! The TOML of the configuration file and its way into a [`Config`].

use std::path::Path;

use rust_decimal::Decimal;
use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Config, ConfigError, Console, CrmKind, KeyLayout, Keys, Own, PlaceInFile, Wanted};
use crate::crm::bitrix24::Mapping;
use crate::crm::bitrix24::secret::{SecretError, looks_like_address};
use crate::lang::Language;
use crate::matching::{Settings, Weights};
use crate::model::{Bits, TaxId};
use crate::text::harmless_line;

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct File {
    language: Option<Spanned<String>>,
    own: OwnTable,
    matching: Settings,
    keys: KeysTable,
    console: ConsoleTable,
    crm: CrmTable,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct OwnTable {
    name: String,
    accounts: Vec<Spanned<String>>,
    tax_ids: Vec<Spanned<String>>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct KeysTable {
    keymap: Option<String>,
    layouts: Vec<LayoutTable>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct ConsoleTable {
    progress: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LayoutTable {
    letters: Spanned<String>,
    latin: String,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct CrmTable {
    kind: Option<Spanned<String>>,
    bitrix24: Mapping,
}

/// The largest difference that may pass for a slip of rounding, in the currency of the payment:
/// more would be real money.
const TOLERANCE_MAX: i64 = 100;
/// The longest time within which equal sums are suspected to be doubles: a year.
const DUPLICATE_DAYS_MAX: i32 = 366;

/// The heaviest evidence, in tenths of a bit: a hundred bits are more than certain, and sums of
/// many such weights still are numbers.
const WEIGHT_MAX: i64 = 1000;

/// The name of a weight beyond the heaviest, either way.
fn heavy_weight(weights: &Weights) -> Option<String> {
    let named = toml::Table::try_from(weights).ok()?;
    let is_heavy = |value: &toml::Value| value.as_integer().is_none_or(|weight| weight.abs() > WEIGHT_MAX);
    named.into_iter().find(|(_, value)| is_heavy(value)).map(|(key, _)| key)
}

/// A configuration text with the name that errors give it.
struct Source<'text> {
    text: &'text str,
    file: &'text Path,
}

pub(super) fn parse(text: &str, file: &Path) -> Result<Config, ConfigError> {
    let source = Source { text, file };
    let tables: File = match toml::from_str(text) {
        Ok(tables) => tables,
        Err(error) => return Err(source.explain(&error)),
    };
    let own = source.own(&tables.own)?;
    Ok(Config {
        file: Some(file.to_path_buf()),
        language: tables.language.as_ref().map(|word| source.language(word)).transpose()?,
        matching: source.matching(tables.matching, &own)?,
        own,
        keys: source.keys(tables.keys)?,
        console: Console { progress: tables.console.progress },
        bitrix24: source.bitrix24(tables.crm.bitrix24)?,
        webhook_at: Some(source.place_of(&["crm", "bitrix24", "webhook_file"])),
        crm: tables.crm.kind.as_ref().map(|word| source.crm(word)).transpose()?.unwrap_or_default(),
    })
}

impl Source<'_> {
    fn language(&self, word: &Spanned<String>) -> Result<Language, ConfigError> {
        word.get_ref().parse().map_err(|_| self.unknown_word(word, Language::ALL.into_iter().map(Language::code)))
    }

    fn crm(&self, word: &Spanned<String>) -> Result<CrmKind, ConfigError> {
        CrmKind::ALL
            .into_iter()
            .find(|kind| kind.name() == word.get_ref())
            .ok_or_else(|| self.unknown_word(word, CrmKind::ALL.into_iter().map(CrmKind::name)))
    }

    /// The portal. What the configuration alone can tell to be wrong is refused here, before a
    /// payment depends on it.
    fn bitrix24(&self, mut mapping: Mapping) -> Result<Mapping, ConfigError> {
        if looks_like_address(&mapping.webhook_file.to_string_lossy()) {
            let place = Some(self.place_of(&["crm", "bitrix24", "webhook_file"]));
            return Err(ConfigError::Webhook { place, source: SecretError::AddressForFile });
        }
        if !mapping.webhook_file.as_os_str().is_empty() {
            mapping.webhook_file = self.file.parent().unwrap_or(Path::new("")).join(&mapping.webhook_file);
        }
        for (section, money) in [("deal", &mapping.deal.money), ("invoice", &mapping.invoice.money)] {
            let fields = [("paid", &money.paid), ("payments", &money.payments), ("debt", &money.debt)];
            let path = |key| ["crm", "bitrix24", section, "money", key];
            for (place, (key, field)) in fields.iter().enumerate().filter(|(_, (_, field))| !field.is_empty()) {
                let is_name = field.bytes().all(|letter| letter.is_ascii_alphanumeric() || letter == b'_');
                if !is_name {
                    return Err(self.wrong_at(&path(key), Wanted::Field));
                }
                if fields[..place].iter().any(|(_, other)| other == field) {
                    return Err(self.wrong_at(&path(key), Wanted::OwnField));
                }
            }
            match (money.paid.is_empty(), money.payments.is_empty()) {
                (false, true) => return Err(self.wrong_at(&path("paid"), Wanted::BothFields)),
                (true, false) => return Err(self.wrong_at(&path("payments"), Wanted::BothFields)),
                _ => {}
            }
        }
        Ok(mapping)
    }

    fn keys(&self, table: KeysTable) -> Result<Keys, ConfigError> {
        let beside = |path| self.file.parent().unwrap_or(Path::new("")).join(path);
        let layouts = table.layouts.into_iter().map(|layout| self.layout(layout)).collect::<Result<_, _>>()?;
        Ok(Keys { keymap: table.keymap.map(beside), layouts })
    }

    fn layout(&self, layout: LayoutTable) -> Result<KeyLayout, ConfigError> {
        let letters: Vec<char> = layout.letters.get_ref().chars().collect();
        if letters.len() != layout.latin.chars().count() {
            return Err(self.wrong(&layout.letters, Wanted::Layout));
        }
        if letters.iter().enumerate().any(|(place, letter)| letters[..place].contains(letter)) {
            return Err(self.wrong(&layout.letters, Wanted::Layout));
        }
        Ok(KeyLayout { letters: layout.letters.into_inner(), latin: layout.latin })
    }

    fn own(&self, table: &OwnTable) -> Result<Own, ConfigError> {
        let accounts = table.accounts.iter().map(|written| self.account(written)).collect::<Result<_, _>>()?;
        let tax_ids = table
            .tax_ids
            .iter()
            .map(|written| TaxId::from_document(written.get_ref()).ok_or_else(|| self.wrong(written, Wanted::TaxId)))
            .collect::<Result<_, _>>()?;
        Ok(Own { name: harmless_line(&table.name), accounts, tax_ids })
    }

    /// Thresholds may be made stricter or milder, but never so that a row without evidence, or
    /// without a lead over the runner-up, could be ready: no false green by a slip of the pen.
    fn matching(&self, mut settings: Settings, own: &Own) -> Result<Settings, ConfigError> {
        let thresholds = &settings.thresholds;
        let tolerance = &settings.kopeck_tolerance;
        let sound = [
            ("ready", thresholds.ready > Bits::ZERO && thresholds.ready >= thresholds.review, Wanted::Thresholds),
            ("ready_margin", thresholds.ready_margin > Bits::ZERO, Wanted::Thresholds),
            (
                "choose_margin",
                (Bits::ZERO..=thresholds.ready_margin).contains(&thresholds.choose_margin),
                Wanted::Thresholds,
            ),
            (
                "kopeck_tolerance",
                (Decimal::ZERO..=Decimal::from(TOLERANCE_MAX)).contains(tolerance),
                Wanted::Between(0, TOLERANCE_MAX),
            ),
            (
                "duplicate_days",
                (0..=DUPLICATE_DAYS_MAX).contains(&settings.duplicate_days),
                Wanted::Between(0, DUPLICATE_DAYS_MAX.into()),
            ),
            ("correlated_percent", (0..=100).contains(&settings.weights.correlated_percent), Wanted::Between(0, 100)),
        ];
        if let Some((key, _, wanted)) = sound.into_iter().find(|(_, is_sound, _)| !is_sound) {
            return Err(self.wrong_line(self.line_of_key(key), wanted));
        }
        if let Some(key) = heavy_weight(&settings.weights) {
            return Err(self.wrong_line(self.line_of_key(&key), Wanted::Between(-WEIGHT_MAX, WEIGHT_MAX)));
        }
        settings.own_accounts.extend(own.accounts.iter().cloned());
        settings.own_tax_ids.extend(own.tax_ids.iter().cloned());
        Ok(settings)
    }

    /// The line, from 1, on which a key is given its value; the first line when it is given none.
    fn line_of_key(&self, key: &str) -> u64 {
        let ends_with_key = |left: &str| {
            let name = left.trim_end().rsplit(|letter: char| !letter.is_alphanumeric() && letter != '_').next();
            name == Some(key)
        };
        let is_it = |line: &str| line.match_indices('=').any(|(at, _)| ends_with_key(&line[..at]));
        self.text.lines().position(is_it).map_or(1, |place| place as u64 + 1)
    }

    fn wrong_line(&self, line: u64, wanted: Wanted) -> ConfigError {
        let at = usize::try_from(line).unwrap_or(usize::MAX).saturating_sub(1);
        let written = self.text.lines().nth(at).unwrap_or_default().trim().to_owned();
        let place = PlaceInFile { file: self.file.to_path_buf(), line };
        ConfigError::WrongValue { place, written, wanted }
    }

    fn wrong_at(&self, path: &[&str], wanted: Wanted) -> ConfigError {
        self.wrong_line(self.place_of(path).line, wanted)
    }

    /// Where a value stands, by the names on the way to it; of one that is not there, where the
    /// nearest section around it begins.
    fn place_of(&self, path: &[&str]) -> PlaceInFile {
        let mut byte = 0;
        if let Ok(document) = DeTable::parse(self.text) {
            let mut table = document.get_ref();
            for name in path {
                let Some(value) = table.get(*name) else { break };
                byte = value.span().start;
                let DeValue::Table(inner) = value.get_ref() else { break };
                table = inner;
            }
        }
        self.place(byte)
    }

    /// An account without the spaces that people write between its groups.
    fn account(&self, written: &Spanned<String>) -> Result<String, ConfigError> {
        let account: String = written.get_ref().chars().filter(|letter| !letter.is_whitespace()).collect();
        let is_account = !account.is_empty() && account.chars().all(|letter| letter.is_ascii_alphanumeric());
        is_account.then(|| account.to_uppercase()).ok_or_else(|| self.wrong(written, Wanted::Account))
    }

    fn unknown_word(&self, word: &Spanned<String>, known: impl Iterator<Item = &'static str>) -> ConfigError {
        ConfigError::UnknownWord {
            place: self.place(word.span().start),
            written: word.get_ref().clone(),
            known: known.collect::<Vec<_>>().join(", "),
        }
    }

    fn wrong(&self, written: &Spanned<String>, wanted: Wanted) -> ConfigError {
        ConfigError::WrongValue { place: self.place(written.span().start), written: written.get_ref().clone(), wanted }
    }

    fn place(&self, byte: usize) -> PlaceInFile {
        PlaceInFile::of_byte(self.file, self.text, byte)
    }

    /// Sorts the reader's errors: text that is no TOML at all, a key nobody knows, a value of
    /// another type. The names in it are taken from serde's own phrase, which is part of its
    /// interface for formats (`serde::de::Error::unknown_field`).
    fn explain(&self, error: &toml::de::Error) -> ConfigError {
        let place = self.place(error.span().map_or(0, |span| span.start));
        let detail = error.message().to_owned();
        if toml::from_str::<toml::Table>(self.text).is_err() {
            return ConfigError::Syntax { place, detail };
        }
        let mut quoted = detail.split('`').skip(1).step_by(2).map(str::to_owned);
        if detail.starts_with("unknown field")
            && let Some(key) = quoted.next()
        {
            return ConfigError::UnknownKey { place, key, known: quoted.collect::<Vec<_>>().join(", ") };
        }
        self.wrong_line(place.line, Wanted::of_serde(&detail))
    }
}
