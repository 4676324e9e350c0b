//! The text of a configuration with a word about each line: pure.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use toml::{Table, Value};

use crate::lang::Texts;

/// Sections in the order in which people look for them; others follow.
const ORDER: [&str; 2] = ["own", "crm"];

/// Keys about which a word is said, by the way to them.
const EXPLAINED: &[&str] = &[
    "language",
    "own.tax_ids",
    "crm.kind",
    "crm.bitrix24.webhook_file",
    "crm.bitrix24.contracts",
    "crm.bitrix24.enterprise",
    "crm.bitrix24.tell.comments",
    "crm.bitrix24.tell.notices",
    "crm.bitrix24.states.unpaid",
    "crm.bitrix24.states.part",
    "crm.bitrix24.states.paid",
    "crm.bitrix24.states.over",
    "crm.bitrix24.states.refunded",
    "crm.bitrix24.deal.number",
    "crm.bitrix24.deal.money.paid",
    "crm.bitrix24.deal.money.payments",
    "crm.bitrix24.deal.money.debt",
    "crm.bitrix24.deal.money.state",
    "crm.bitrix24.deal.stages.open",
    "crm.bitrix24.deal.stages.part",
    "crm.bitrix24.deal.stages.paid",
    "crm.bitrix24.invoice.money.paid",
    "crm.bitrix24.invoice.money.payments",
    "crm.bitrix24.invoice.money.debt",
    "crm.bitrix24.invoice.money.state",
    "crm.bitrix24.invoice.stages.open",
    "crm.bitrix24.invoice.stages.part",
    "crm.bitrix24.invoice.stages.paid",
];

/// A configuration that is being put together.
#[derive(Debug, Default)]
pub(super) struct Draft {
    table: Table,
    /// What a field or stage is called in the portal, by the way to its key.
    names: BTreeMap<String, String>,
}

impl Draft {
    /// Goes on from a configuration that is there. Its comments are not kept.
    pub(super) fn from(text: &str) -> Self {
        Self { table: text.parse().unwrap_or_default(), names: BTreeMap::new() }
    }

    /// Sets a value, by the way to it: `crm.kind`.
    pub(super) fn set(&mut self, path: &str, value: impl Into<Value>) {
        let (sections, key) = path.rsplit_once('.').unwrap_or(("", path));
        let mut table = &mut self.table;
        for section in sections.split('.').filter(|section| !section.is_empty()) {
            let entry = table.entry(section).or_insert_with(|| Value::Table(Table::new()));
            let Value::Table(inner) = entry else { return };
            table = inner;
        }
        table.insert(key.to_owned(), value.into());
    }

    /// Sets a field or a stage with what it is called in the portal; an empty one is taken out.
    pub(super) fn name(&mut self, path: &str, value: &str, called: &str) {
        self.set(path, value);
        self.names.insert(path.to_owned(), called.to_owned());
    }

    /// The text.
    pub(super) fn text(&self, texts: &Texts) -> String {
        let mut text = String::new();
        comment(&mut text, &texts.get("init-file-head"));
        self.section(&mut text, &self.table, "", texts);
        text
    }

    fn section(&self, text: &mut String, table: &Table, path: &str, texts: &Texts) {
        let way = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
        let is_table = |value: &Value| matches!(value, Value::Table(_));
        for (key, value) in table.iter().filter(|(_, value)| !is_table(value)) {
            let way = way(key);
            if EXPLAINED.contains(&way.as_str()) {
                let last = way.trim_start_matches("crm.bitrix24.");
                comment(text, &texts.get(&format!("init-file-{}", last.replace(['.', '_'], "-"))));
            }
            let called = self.names.get(&way).filter(|called| !called.is_empty());
            let called = called.map(|called| format!("  # {called}")).unwrap_or_default();
            // Into memory: there is nothing that could fail.
            let _ = writeln!(text, "{} = {value}{called}", quoted(key));
        }
        let rank = |key: &str| ORDER.iter().position(|known| *known == key).unwrap_or(ORDER.len());
        let mut inner: Vec<(&String, &Value)> = table.iter().filter(|(_, value)| is_table(value)).collect();
        inner.sort_by_key(|(key, _)| if path.is_empty() { rank(key) } else { 0 });
        for (key, value) in inner {
            let Value::Table(table) = value else { continue };
            let way = way(key);
            if table.values().any(|value| !is_table(value)) || table.is_empty() {
                let _ = writeln!(text, "\n[{way}]");
            }
            self.section(text, table, &way, texts);
        }
    }
}

fn comment(text: &mut String, words: &str) {
    for line in words.lines() {
        let _ = writeln!(text, "# {line}");
    }
}

/// A key as TOML wants it.
fn quoted(key: &str) -> String {
    let is_bare = |letter: u8| letter.is_ascii_alphanumeric() || matches!(letter, b'_' | b'-');
    if !key.is_empty() && key.bytes().all(is_bare) { key.to_owned() } else { Value::from(key).to_string() }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::config::Config;
    use crate::lang::Language;

    #[test]
    fn what_is_set_is_read_back_in_every_language() {
        let mut draft =
            Draft::from("[matching]\nduplicate_days = 5\n[[keys.layouts]]\nletters = \"ąž\"\nlatin = \"qw\"\n");
        for path in EXPLAINED {
            let value: Value = match *path {
                "language" => "en".into(),
                "own.tax_ids" => vec!["7707083893"].into(),
                "crm.kind" => "bitrix24".into(),
                "crm.bitrix24.contracts" => "deals".into(),
                path if path.ends_with("enterprise") || path.contains(".tell.") => true.into(),
                path => path.replace('.', "_").into(),
            };
            draft.set(path, value);
        }
        draft.name("crm.bitrix24.deal.money.paid", "ufCrm_PAID", "Оплачено «всего» # \"да\"");
        for language in Language::ALL {
            let texts = Texts::load(language);
            let text = draft.text(&texts);
            assert!(!text.contains('⟦'), "{text}");
            let config =
                Config::parse(&text, Path::new("config.toml")).unwrap_or_else(|error| panic!("{error}: {text}"));
            assert_eq!(config.bitrix24.deal.money.paid, "ufCrm_PAID");
            assert_eq!(config.bitrix24.invoice.stages.part, "crm_bitrix24_invoice_stages_part");
            assert_eq!(config.matching.duplicate_days, 5);
            assert_eq!(config.keys.layouts.len(), 1);
            for path in EXPLAINED {
                let key = path.rsplit('.').next().unwrap();
                let line = text.lines().position(|line| line.starts_with(&format!("{key} ="))).unwrap();
                assert!(text.lines().nth(line - 1).unwrap().starts_with('#'), "{path} is not explained: {text}");
            }
        }
    }

    #[test]
    fn odd_names_do_not_break_the_text() {
        let mut draft = Draft::default();
        draft.set("own.name", "ООО \"А\\Б\"\n[crm]\nkind = \"bitrix24\"");
        draft.set("crm.kind", "embedded");
        let text = draft.text(&Texts::load(Language::Russian));
        let config = Config::parse(&text, Path::new("config.toml")).unwrap();
        assert_eq!(config.crm, crate::config::CrmKind::Embedded);
    }
}
