//! The headings that a register may carry, in English and Russian.

use super::table::{Cell, HEADING_DEPTH, TableRow};
use crate::text::fold;

/// A column that means something here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Column {
    ExternalId,
    Number,
    Date,
    Kind,
    Status,
    Holder,
    HolderTaxId,
    CoHolders,
    House,
    Section,
    Floor,
    Unit,
    UnitKind,
    Total,
    Currency,
    Schedule,
    Paid,
    Manager,
    Escrow,
    Bank,
    BankTaxId,
}

/// Column, English heading, Russian headings; all folded.
const HEADINGS: [(Column, &str, &[&str]); 21] = [
    (Column::ExternalId, "external_id", &["идентификатор"]),
    (Column::Number, "number", &["номер договора", "номер", "№ договора"]),
    (Column::Date, "date", &["дата договора", "дата"]),
    (Column::Kind, "kind", &["вид", "вид договора"]),
    (Column::Status, "status", &["статус"]),
    (Column::Holder, "holder", &["покупатель", "дольщик"]),
    (Column::HolderTaxId, "holder_inn", &["инн", "инн покупателя"]),
    (Column::CoHolders, "co_holders", &["сопокупатели"]),
    (Column::House, "house", &["дом"]),
    (Column::Section, "section", &["секция", "подъезд"]),
    (Column::Floor, "floor", &["этаж"]),
    (Column::Unit, "unit", &["помещение"]),
    (Column::UnitKind, "unit_kind", &["тип помещения"]),
    (Column::Total, "total", &["сумма", "сумма договора"]),
    (Column::Currency, "currency", &["валюта"]),
    (Column::Schedule, "schedule", &["график", "график платежей"]),
    (Column::Paid, "paid", &["оплачено"]),
    (Column::Manager, "manager", &["ответственный"]),
    (Column::Escrow, "escrow", &["эскроу"]),
    (Column::Bank, "bank", &["банк"]),
    (Column::BankTaxId, "bank_inn", &["инн банка"]),
];

/// Columns without which a table is no register.
const WANTED: [Column; 3] = [Column::Number, Column::Holder, Column::Total];

impl Column {
    /// The column of a heading, in any case, with any spaces around.
    pub(super) fn of(heading: &str) -> Option<Self> {
        let folded = fold(heading);
        let words: Vec<&str> = folded.split_whitespace().collect();
        let name = words.join(" ");
        let known = HEADINGS.iter().find(|(_, english, russian)| *english == name || russian.contains(&name.as_str()));
        known.map(|(column, _, _)| *column)
    }

    /// What it is called in both languages: «номер договора (number)».
    pub(super) fn name(self) -> String {
        let known = HEADINGS.iter().find(|(column, _, _)| *column == self);
        let Some((_, english, russian)) = known else { return String::new() };
        format!("{} ({english})", russian.first().unwrap_or(english))
    }
}

/// Where the columns of a table stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Columns {
    /// What stands in each position: a known column, or a heading of its own.
    places: Vec<(Option<Column>, String)>,
}

impl Columns {
    /// Reads a heading row. A heading that stands twice counts once; the second is a note.
    pub(super) fn of(headings: &[String]) -> Self {
        let mut places: Vec<(Option<Column>, String)> = Vec::with_capacity(headings.len());
        for heading in headings {
            let column = Column::of(heading).filter(|found| places.iter().all(|(known, _)| *known != Some(*found)));
            places.push((column, heading.clone()));
        }
        Self { places }
    }

    /// The heading among the first rows: the row with most known headings, with its place. `None`
    /// when there is no row.
    pub(super) fn among(rows: &[TableRow]) -> Option<(usize, Self)> {
        let headings = rows.iter().take(HEADING_DEPTH).enumerate().map(|(position, row)| {
            let texts: Vec<String> = row.cells.iter().map(Cell::text).collect();
            (position, Self::of(&texts))
        });
        headings.rev().max_by_key(|(_, columns)| columns.known())
    }

    /// What a column is called in this table, else in both languages.
    pub(super) fn title(&self, column: Column) -> String {
        let written = self.places.iter().find(|(known, _)| *known == Some(column));
        written.map_or_else(|| column.name(), |(_, heading)| heading.clone())
    }

    /// How many headings are known.
    pub(super) fn known(&self) -> usize {
        self.places.iter().filter(|(column, _)| column.is_some()).count()
    }

    /// The columns that a register must have and this table has not.
    pub(super) fn missing(&self) -> Vec<Column> {
        WANTED.into_iter().filter(|column| self.position(*column).is_none()).collect()
    }

    /// Where a column stands.
    pub(super) fn position(&self, column: Column) -> Option<usize> {
        self.places.iter().position(|(known, _)| *known == Some(column))
    }

    /// Positions and headings that mean nothing here.
    pub(super) fn notes(&self) -> impl Iterator<Item = (usize, &str)> {
        let unknown =
            self.places.iter().enumerate().filter(|(_, (column, heading))| column.is_none() && !heading.is_empty());
        unknown.map(|(position, (_, heading))| (position, heading.as_str()))
    }

    /// How many columns the table has.
    pub(super) fn count(&self) -> usize {
        self.places.len()
    }
}
