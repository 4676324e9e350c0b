//! The row editor: the whole decision about one row, kept apart until it is confirmed.

use rust_decimal::Decimal;

use super::Field;
use crate::model::{Allocation, ContractId, PaymentId, PaymentKind, Row, kopecks_text, parse_amount};

/// A part of the payment.
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// To which contract; none while it is not chosen.
    pub contract: Option<ContractId>,
    /// To which schedule line.
    pub line: Option<u32>,
    /// How much, as typed.
    pub amount: Field,
}

impl Part {
    /// The sum, when what was typed is one and more than nothing.
    #[must_use]
    pub fn sum(&self) -> Option<Decimal> {
        parse_amount(self.amount.text()).ok().filter(|sum| sum.is_sign_positive() && !sum.is_zero())
    }
}

/// Where the cursor stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditorField {
    /// The contract of a part.
    Contract(usize),
    /// The schedule line of a part.
    Line(usize),
    /// The sum of a part.
    Amount(usize),
    /// The kind of the document.
    Kind,
    /// The comment.
    Comment,
}

/// The row editor.
#[derive(Debug, Clone)]
pub struct Editor {
    /// Which row.
    pub row: PaymentId,
    /// The sum of the payment.
    pub amount: Decimal,
    /// The parts.
    pub parts: Vec<Part>,
    /// The kind of the document.
    pub kind: PaymentKind,
    /// The comment.
    pub comment: Field,
    /// Where the cursor stands.
    pub field: EditorField,
    /// Whether leaving without saving was asked for once already.
    pub is_leaving: bool,
}

impl Editor {
    /// The editor on what stands in the row: chosen, or proposed.
    #[must_use]
    pub fn of(row: &Row) -> Self {
        let mut parts: Vec<Part> = row
            .allocations()
            .iter()
            .map(|part| Part {
                contract: Some(part.contract.clone()),
                line: part.line,
                amount: Field::of(&kopecks_text(part.amount)),
            })
            .collect();
        if parts.is_empty() {
            parts.push(Part { amount: Field::of(&kopecks_text(row.payment.amount.amount)), ..Part::default() });
        }
        Self {
            row: row.payment.id,
            amount: row.payment.amount.amount,
            parts,
            kind: row.kind(),
            comment: Field::of(&row.decision.comment),
            field: EditorField::Contract(0),
            is_leaving: false,
        }
    }

    /// Whether saving would change what stands in the row.
    #[must_use]
    pub fn differs_from(&self, other: &Self) -> bool {
        let parts = |editor: &Self| -> Vec<(Option<ContractId>, Option<u32>, String)> {
            let text = |part: &Part| part.amount.text().trim().to_owned();
            editor.parts.iter().map(|part| (part.contract.clone(), part.line, text(part))).collect()
        };
        parts(self) != parts(other) || self.kind != other.kind || self.comment.text() != other.comment.text()
    }

    /// What the parts leave of the payment; below zero when they are more. A sum that cannot be
    /// read counts as nothing.
    #[must_use]
    pub fn rest(&self) -> Decimal {
        self.amount - self.parts.iter().filter_map(Part::sum).sum::<Decimal>()
    }

    /// Every field, in the order of the Tab key.
    #[must_use]
    pub fn fields(&self) -> Vec<EditorField> {
        let parts = (0..self.parts.len())
            .flat_map(|part| [EditorField::Contract(part), EditorField::Line(part), EditorField::Amount(part)]);
        parts.chain([EditorField::Kind, EditorField::Comment]).collect()
    }

    /// Goes so many fields on, round the end.
    pub fn go(&mut self, forward: bool) {
        let fields = self.fields();
        let at = fields.iter().position(|field| *field == self.field).unwrap_or(0);
        let next = if forward { at + 1 } else { at + fields.len() - 1 };
        if let Some(field) = fields.get(next % fields.len()) {
            self.field = *field;
        }
    }

    /// Goes to the same field of the part above or below, and on to kind and comment.
    pub fn go_down(&mut self, down: bool) {
        let last = self.parts.len().saturating_sub(1);
        self.field = match (self.field, down) {
            (EditorField::Contract(part), true) if part < last => EditorField::Contract(part + 1),
            (EditorField::Line(part), true) if part < last => EditorField::Line(part + 1),
            (EditorField::Amount(part), true) if part < last => EditorField::Amount(part + 1),
            (EditorField::Contract(_) | EditorField::Line(_) | EditorField::Amount(_), true)
            | (EditorField::Comment, false) => EditorField::Kind,
            (EditorField::Kind | EditorField::Comment, true) => EditorField::Comment,
            (EditorField::Contract(part), false) => EditorField::Contract(part.saturating_sub(1)),
            (EditorField::Line(part), false) => EditorField::Line(part.saturating_sub(1)),
            (EditorField::Amount(part), false) => EditorField::Amount(part.saturating_sub(1)),
            (EditorField::Kind, false) => EditorField::Contract(last),
        };
    }

    /// The part that the cursor stands in.
    #[must_use]
    pub const fn part_at_cursor(&self) -> Option<usize> {
        match self.field {
            EditorField::Contract(part) | EditorField::Line(part) | EditorField::Amount(part) => Some(part),
            EditorField::Kind | EditorField::Comment => None,
        }
    }

    /// The parts as allocations, or the first part that is none yet.
    ///
    /// # Errors
    /// The place of the part that has no contract or no sum.
    pub fn allocations(&self) -> Result<Vec<Allocation>, usize> {
        self.parts
            .iter()
            .enumerate()
            .map(|(place, part)| match (&part.contract, part.sum()) {
                (Some(contract), Some(amount)) => {
                    Ok(Allocation { contract: contract.clone(), line: part.line, amount })
                }
                _ => Err(place),
            })
            .collect()
    }
}
