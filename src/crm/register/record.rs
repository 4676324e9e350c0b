//! A row of the table made a contract, or the reason why it is none.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::columns::{Column, Columns};
use super::table::{Cell, TableRow};
use super::values;
use crate::crm::totals::lay_oldest_first;
use crate::model::{Contract, ContractId, ContractStatus, Currency, Holder, Message, TaxId, TaxIdKind, Unit, UnitKind};
use crate::text::fold;

/// A row being read.
pub(super) struct Record<'table> {
    columns: &'table Columns,
    row: &'table TableRow,
    /// What was taken but wants a look.
    warnings: Vec<Message>,
}

impl<'table> Record<'table> {
    /// Begins to read a row.
    pub(super) const fn new(columns: &'table Columns, row: &'table TableRow) -> Self {
        Self { columns, row, warnings: Vec::new() }
    }

    /// The contract's number as far as it can be read.
    pub(super) fn number(&self) -> String {
        self.text(Column::Number)
    }

    /// Whether it is no contract but the sum of a table («Итого»): such a word somewhere, and no
    /// number of a contract.
    pub(super) fn is_totals(&self) -> bool {
        let is_word = |cell: &Cell| {
            let folded = fold(&cell.text());
            ["итого", "всего", "total"].iter().any(|word| folded.starts_with(word))
        };
        let number = self.cell(Column::Number);
        (number.is_none_or(Cell::is_empty) || number.is_some_and(is_word)) && self.row.cells.iter().any(is_word)
    }

    /// The contract, with warnings.
    pub(super) fn contract(mut self) -> Result<(Contract, Vec<Message>), Message> {
        self.check_cells()?;
        let number = self.number();
        if number.is_empty() {
            return Err(Message::new("crm-row-number-missing"));
        }
        let holder =
            self.party(Column::Holder, Column::HolderTaxId)?.ok_or_else(|| Message::new("crm-row-holder-missing"))?;
        let date = self.date(Column::Date)?;
        let total = self.sum(Column::Total)?.ok_or_else(|| Message::new("crm-row-total-missing"))?;
        let paid = self.sum(Column::Paid)?.unwrap_or_default();
        let mut schedule = self.schedule(total)?;
        lay_oldest_first(&mut schedule, paid);
        if paid > total {
            let message = Message::new("crm-warning-paid-over").with("contract", number.as_str());
            self.warnings.push(message.with("paid", paid).with("total", total));
        }
        let contract = Contract {
            id: self.id(&number, date),
            date,
            kind: self.text(Column::Kind),
            status: self.one_of(Column::Status, values::statuses, values::status)?.unwrap_or(ContractStatus::Signed),
            holder,
            co_holders: self.co_holders()?,
            unit: self.unit()?,
            total,
            currency: self.currency()?,
            schedule,
            paid,
            manager: self.text(Column::Manager),
            escrow: self.one_of(Column::Escrow, values::yes_and_no, values::yes_no)?.unwrap_or(false),
            lender: self.party(Column::Bank, Column::BankTaxId)?,
            notes: self.notes(),
            version: 0,
            number,
        };
        Ok((contract, self.warnings))
    }

    fn cell(&self, column: Column) -> Option<&'table Cell> {
        self.row.cells.get(self.columns.position(column)?)
    }

    fn text(&self, column: Column) -> String {
        self.cell(column).map(Cell::text).unwrap_or_default()
    }

    /// Failed formulas in columns that count, and cells beyond the heading: both say that the row
    /// is not what somebody meant (an unquoted separator moves all sums by one).
    fn check_cells(&self) -> Result<(), Message> {
        if self.row.spilled {
            return Err(Message::new("crm-row-quote-open"));
        }
        for (position, cell) in self.row.cells.iter().enumerate() {
            if position >= self.columns.count() && !cell.is_empty() {
                return Err(Message::new("crm-row-too-long").with("text", cell.text()));
            }
            let is_note = self.columns.notes().any(|(note, _)| note == position);
            if let Cell::Error(text) = cell
                && !is_note
            {
                return Err(Message::new("crm-row-cell-error").with("text", text.as_str()));
            }
        }
        Ok(())
    }

    fn unreadable(&self, column: Column, key: &str, text: String) -> Message {
        Message::new(key).with("column", self.columns.title(column)).with("text", text)
    }

    fn sum(&self, column: Column) -> Result<Option<Decimal>, Message> {
        match self.cell(column).filter(|cell| !cell.is_empty()) {
            None => Ok(None),
            Some(cell) => match values::sum(cell) {
                Some(amount) => Ok(Some(amount)),
                None => Err(self.unreadable(column, "crm-row-bad-sum", cell.text())),
            },
        }
    }

    fn date(&self, column: Column) -> Result<Option<Date>, Message> {
        match self.cell(column).filter(|cell| !cell.is_empty()) {
            None => Ok(None),
            Some(cell) => match values::date(cell) {
                Some(date) => Ok(Some(date)),
                None => Err(self.unreadable(column, "crm-row-bad-date", cell.text())),
            },
        }
    }

    /// One of a few words; `known` are those that may stand there.
    fn one_of<T>(
        &self,
        column: Column,
        known: impl Fn() -> String,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, Message> {
        let text = self.text(column);
        if text.is_empty() {
            return Ok(None);
        }
        match read(&text) {
            Some(value) => Ok(Some(value)),
            None => Err(self.unreadable(column, "crm-row-unknown-word", text).with("known", known())),
        }
    }

    fn currency(&self) -> Result<Currency, Message> {
        Ok(self.one_of(Column::Currency, values::currencies, |text| text.parse().ok())?.unwrap_or_default())
    }

    fn schedule(&self, total: Decimal) -> Result<Vec<crate::model::ScheduleLine>, Message> {
        let text = self.text(Column::Schedule);
        let schedule =
            values::schedule(&text).map_err(|piece| Message::new("crm-row-bad-schedule").with("text", piece))?;
        let sum: Decimal = schedule.iter().map(|line| line.amount).sum();
        if !schedule.is_empty() && sum != total {
            return Err(Message::new("crm-row-schedule-sum").with("sum", sum).with("total", total));
        }
        Ok(schedule)
    }

    /// The register's own identity, else number and date.
    fn id(&self, number: &str, date: Option<Date>) -> ContractId {
        let external = self.text(Column::ExternalId);
        ContractId(match (external.is_empty(), date) {
            (false, _) => external,
            (true, Some(date)) => format!("{number} {date}"),
            (true, None) => number.to_owned(),
        })
    }

    /// A tax number; what says something and is none is refused, so that no contract is known by
    /// half a number.
    fn tax_id(&mut self, text: &str) -> Result<Option<TaxId>, Message> {
        let Some(number) = TaxId::from_document(text) else {
            let says_something = text.chars().any(|letter| letter.is_alphanumeric() && letter != '0');
            return if says_something { Err(Message::new("crm-row-bad-tax-id").with("text", text)) } else { Ok(None) };
        };
        if number.kind() == TaxIdKind::Unknown {
            let message = Message::new("crm-warning-tax-id").with("contract", self.number());
            self.warnings.push(message.with("text", number.as_str()));
        }
        Ok(Some(number))
    }

    fn party(&mut self, name: Column, tax_id: Column) -> Result<Option<Holder>, Message> {
        let name = self.text(name);
        let tax_id = self.tax_id(&self.text(tax_id))?;
        Ok((!name.is_empty()).then_some(Holder { name, tax_id }))
    }

    fn co_holders(&mut self) -> Result<Vec<Holder>, Message> {
        let text = self.text(Column::CoHolders);
        let mut holders = Vec::new();
        for one in text.split(',').map(str::trim).filter(|one| !one.is_empty()) {
            let (name, number) = one.split_once('|').unwrap_or((one, ""));
            let tax_id = self.tax_id(number)?;
            holders.push(Holder { name: name.trim().to_owned(), tax_id });
        }
        Ok(holders)
    }

    fn unit(&mut self) -> Result<Option<Unit>, Message> {
        let number = self.text(Column::Unit);
        let kind = self.one_of(Column::UnitKind, values::unit_kinds, values::unit_kind)?.unwrap_or(UnitKind::Flat);
        if number.is_empty() {
            return Ok(None);
        }
        let text = self.text(Column::Floor);
        let floor = text.parse().ok();
        if floor.is_none() && !text.is_empty() {
            let message = Message::new("crm-warning-floor").with("contract", self.number());
            self.warnings.push(message.with("text", text));
        }
        Ok(Some(Unit { house: self.text(Column::House), section: self.text(Column::Section), floor, number, kind }))
    }

    fn notes(&self) -> Vec<(String, String)> {
        let noted = self.columns.notes().filter_map(|(position, heading)| {
            let cell = self.row.cells.get(position).filter(|cell| !cell.is_empty())?;
            Some((heading.to_owned(), cell.text()))
        });
        noted.collect()
    }
}
