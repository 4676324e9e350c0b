//! Which rows a typed text finds.

use super::Session;
use crate::model::{Row, plain_text};
use crate::text::{fold, fold_number, layout_twin};

/// A typed text made ready for looking.
pub(super) struct TextFilter {
    /// As typed and, where the layout gives another text, as if typed in the other layout.
    readings: Vec<Reading>,
}

/// One way to read what was typed: found as a whole, or with all of its words.
struct Reading {
    whole: Piece,
    words: Vec<Piece>,
}

struct Piece {
    folded: String,
    number: String,
    /// The beginning of a sum: digits, and a point before kopecks.
    sum: Option<String>,
}

impl TextFilter {
    /// `None` where nothing was typed.
    pub(super) fn of(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let texts = std::iter::once(text.to_owned()).chain(layout_twin(text));
        Some(Self { readings: texts.map(|text| Reading::of(&text)).collect() })
    }
}

impl Reading {
    fn of(text: &str) -> Self {
        Self { whole: Piece::of(text), words: text.split_whitespace().map(Piece::of).collect() }
    }
}

impl Piece {
    fn of(text: &str) -> Self {
        let sum: String = text
            .chars()
            .filter(|letter| !letter.is_whitespace())
            .map(|letter| if letter == ',' { '.' } else { letter })
            .collect();
        let is_sum = sum.starts_with(|first: char| first.is_ascii_digit())
            && sum.chars().all(|letter| letter.is_ascii_digit() || letter == '.')
            && sum.matches('.').count() <= 1;
        Self { folded: fold(text), number: fold_number(text).text, sum: is_sum.then_some(sum) }
    }

    fn is_in(&self, row: &RowText<'_>) -> bool {
        row.document.contains(&self.folded)
            || row.comment.contains(&self.folded)
            || (!self.number.is_empty() && row.contracts.iter().any(|number| number.contains(&self.number)))
            || self.sum.as_deref().is_some_and(|sum| row.sum.starts_with(sum))
    }
}

/// What of a row is looked through, folded.
struct RowText<'a> {
    document: &'a str,
    comment: String,
    contracts: Vec<String>,
    sum: String,
}

impl Session {
    /// Makes the folded texts that a text filter looks through.
    pub(super) fn fold_documents(&mut self) {
        for (row, read) in self.rows.iter().zip(&mut self.read) {
            if read.folded.is_none() {
                read.folded = Some(document_text(row));
            }
        }
    }

    /// Whether the row shows what was typed: in the names, numbers and purpose of its document, in
    /// the note, the sum, or the number of a contract that it goes to or may go to first.
    pub(super) fn is_found(&self, filter: &TextFilter, position: usize) -> bool {
        let row = &self.rows[position];
        let likely = row.finding.candidates.first().map(|candidate| &candidate.contract);
        let contracts = row.allocations().iter().map(|part| &part.contract).chain(likely);
        let text = RowText {
            document: self.read[position].folded.as_deref().unwrap_or_default(),
            comment: if row.decision.comment.is_empty() { String::new() } else { fold(&row.decision.comment) },
            contracts: contracts
                .filter_map(|id| self.index.contract(id))
                .map(|contract| fold_number(&contract.number).text)
                .collect(),
            sum: plain_text(row.payment.amount.amount),
        };
        filter
            .readings
            .iter()
            .any(|reading| reading.whole.is_in(&text) || reading.words.iter().all(|word| word.is_in(&text)))
    }
}

fn document_text(row: &Row) -> String {
    let payment = &row.payment;
    let party = payment.counterparty();
    let tax_id = party.tax_id.as_ref().map(crate::model::TaxId::as_str).unwrap_or_default();
    let pieces = [
        payment.number.as_str(),
        payment.order_number.as_deref().unwrap_or_default(),
        &party.name,
        tax_id,
        party.account.as_deref().unwrap_or_default(),
        &payment.purpose,
    ];
    fold(&pieces.join("\n"))
}
