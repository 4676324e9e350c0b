//! The raw values of one document, kept as bytes until the document is whole.

use crate::model::Message;

/// Bytes that one document may hold; more is refused, so that memory stays bounded.
const DOCUMENT_MAX: usize = 4 * 1024 * 1024;

/// A value of a document that is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Field {
    Date,
    Number,
    Account,
    /// The account again (`AccKorr`), where the first is empty.
    AccountBeside,
    Bic,
    /// `Code`: a BIC in some banks, the number of the currency in others.
    BicOrCurrency,
    Debit,
    Credit,
    CurrencyDebit,
    CurrencyCredit,
    Currency,
    TaxId,
    /// `UNNKorr`: «УНП корреспондента:…».
    TaxIdInWords,
    Name,
    Purpose,
    PurposeRest,
    Operation,
    Movement,
}

impl Field {
    const COUNT: usize = Self::Movement as usize + 1;
}

/// The values of one document. The memory is used again for the next one.
#[derive(Debug, Default)]
pub(super) struct Fields {
    values: [Option<Vec<u8>>; Field::COUNT],
    size: usize,
    /// Line on which the document begins.
    pub(super) line: u64,
    /// Why it cannot be taken, whatever its values are.
    pub(super) damage: Option<Message>,
}

impl Fields {
    /// Begins a document.
    pub(super) fn begin(&mut self, line: u64) {
        *self = Self { line, ..Self::default() };
    }

    /// Takes a value. A repeated name does not overrule the first.
    pub(super) fn set(&mut self, field: Field, value: &[u8]) {
        if !self.has(field)
            && self.has_room(value.len())
            && let Some(place) = self.values.get_mut(field as usize)
        {
            *place = Some(value.to_vec());
        }
    }

    /// More of a value that runs over lines.
    pub(super) fn add_line(&mut self, field: Field, line: &[u8]) {
        if self.has_room(line.len() + 1)
            && let Some(Some(value)) = self.values.get_mut(field as usize)
        {
            value.push(b'\n');
            value.extend_from_slice(line);
        }
    }

    fn has_room(&mut self, more: usize) -> bool {
        self.size += more;
        let has_room = self.size <= DOCUMENT_MAX;
        if !has_room {
            self.damage = Some(Message::new("refused-too-large"));
        }
        has_room
    }

    /// Whether the document names the field, be it with an empty value.
    pub(super) fn has(&self, field: Field) -> bool {
        self.values.get(field as usize).is_some_and(Option::is_some)
    }

    /// The value of a field; empty where the document has none. Spaces at its ends are kept.
    pub(super) fn get(&self, field: Field) -> &[u8] {
        self.values.get(field as usize).and_then(Option::as_deref).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_a_repeated_name_wins_and_lines_are_added() {
        let mut fields = Fields::default();
        fields.begin(7);
        fields.set(Field::Purpose, b"a");
        fields.set(Field::Purpose, b"b");
        fields.add_line(Field::Purpose, b"c");
        assert_eq!(fields.get(Field::Purpose), b"a\nc");
        fields.begin(9);
        assert!(!fields.has(Field::Purpose));
    }

    #[test]
    fn a_document_is_bounded() {
        let mut fields = Fields::default();
        fields.set(Field::Purpose, &vec![b'x'; DOCUMENT_MAX]);
        assert_eq!(fields.damage, None);
        fields.add_line(Field::Purpose, b"x");
        assert_eq!(fields.damage, Some(Message::new("refused-too-large")));
        assert_eq!(fields.get(Field::Purpose).len(), DOCUMENT_MAX);
    }
}
