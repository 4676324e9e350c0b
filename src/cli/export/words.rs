//! The words of a register.

use jiff::tz::TimeZone;
use rust_decimal::Decimal;

use super::register::{Line, Register, Standing};
use crate::cli::json::contract_number;
use crate::lang::{Language, Texts};
use crate::matching::Index;
use crate::model::{AttemptKind, Message, TaxId, plain_text};
use crate::store::log::Head;

/// The columns of a register, in their order.
pub(super) const COLUMNS: [Column; 11] = [
    Column::Date,
    Column::Number,
    Column::Payer,
    Column::TaxId,
    Column::Purpose,
    Column::Contract,
    Column::Line,
    Column::Sum,
    Column::Currency,
    Column::State,
    Column::Reference,
];

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Date,
    Number,
    Payer,
    TaxId,
    Purpose,
    Contract,
    Line,
    Sum,
    Currency,
    State,
    Reference,
}

impl Column {
    const fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Number => "number",
            Self::Payer => "payer",
            Self::TaxId => "tax-id",
            Self::Purpose => "purpose",
            Self::Contract => "contract",
            Self::Line => "line",
            Self::Sum => "amount",
            Self::Currency => "currency",
            Self::State => "status",
            Self::Reference => "reference",
        }
    }
}

/// What is needed to put a register into words.
pub(super) struct Words<'run> {
    pub texts: &'run Texts,
    /// Gives contracts their numbers.
    pub index: &'run Index,
    /// How far the log goes.
    pub head: Head,
}

impl Words<'_> {
    pub fn get(&self, key: &str) -> String {
        self.texts.get(key)
    }

    pub fn heading(&self, column: Column) -> String {
        self.texts.get(&format!("cli-column-{}", column.name()))
    }

    /// «Загрузка, пакет 7 от 22.11.2026 15:31».
    pub fn title(&self, register: &Register<'_>) -> String {
        let at = register.at.to_zoned(TimeZone::system()).strftime("%d.%m.%Y %H:%M").to_string();
        let key = match register.kind {
            AttemptKind::Post => "cli-export-title",
            AttemptKind::Reverse => "cli-export-title-reversal",
        };
        let message = Message::new(key).with("batch", register.batch.0.to_string()).with("at", at);
        self.texts.words(&message.with("reason", register.reason))
    }

    /// Up to which entry of the log the register was made, with its fingerprint: noted outside the
    /// machine, it vouches for the log.
    pub fn seal(&self) -> String {
        let message = Message::new("cli-export-seal").with("number", self.head.count.to_string());
        self.texts.words(&message.with("fingerprint", self.head.fingerprint.to_string()))
    }

    /// The text of a cell; of a date and a sum, what stands in a text file.
    pub fn text(&self, line: &Line<'_>, column: Column) -> String {
        let posting = line.posting;
        match column {
            Column::Date => posting.date.strftime("%d.%m.%Y").to_string(),
            Column::Number => posting.number.clone(),
            Column::Payer => posting.payer.clone(),
            Column::TaxId => posting.payer_tax_id.as_ref().map(TaxId::to_string).unwrap_or_default(),
            Column::Purpose => posting.purpose.replace('\n', " "),
            Column::Contract => contract_number(&line.part.allocation.contract, self.index).to_owned(),
            Column::Line => line.part.allocation.line.map(|line| line.to_string()).unwrap_or_default(),
            Column::Sum => self.sum(line.sum.amount),
            Column::Currency => line.sum.currency.to_string(),
            Column::State => self.texts.get(&format!("cli-export-state-{}", line.standing.name())),
            Column::Reference => line.reference.to_owned(),
        }
    }

    /// «-1250000,50»: as a spreadsheet of the same language takes it for a number.
    pub fn sum(&self, sum: Decimal) -> String {
        let plain = plain_text(sum);
        if self.texts.language() == Language::English { plain } else { plain.replace('.', ",") }
    }

    /// What stands between the cells of a text file in this language.
    pub const fn delimiter(&self) -> u8 {
        match self.texts.language() {
            Language::English => b',',
            Language::Russian | Language::Romanian => b';',
        }
    }

    /// Why a line did not go through.
    pub fn why(&self, line: &Line<'_>) -> String {
        match (line.why, line.standing) {
            (Some(why), _) => self.texts.words(why),
            (None, Standing::Unknown) => self.texts.get("cli-export-why-unknown"),
            (None, Standing::Absent) => self.texts.get("cli-export-why-absent"),
            (None, _) => String::new(),
        }
    }
}
