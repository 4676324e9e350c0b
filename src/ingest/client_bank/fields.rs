//! The raw values of one document, kept as bytes until the document is whole.

use super::tags::Field;

/// Bytes that one document may hold; more is refused, so that memory stays bounded.
const DOCUMENT_MAX: usize = 4 * 1024 * 1024;

/// What a document holds besides its values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Damage {
    /// More than four megabytes.
    TooLarge,
    /// A section begins inside a value, after a lone LF: the ends of lines are mixed.
    SectionInValue,
}

/// The values of one document. The memory is used again for the next one.
#[derive(Debug, Default)]
pub(super) struct Fields {
    bytes: Vec<u8>,
    spans: [Option<(usize, usize)>; Field::COUNT],
    continued: Option<Field>,
    /// Line on which the document begins.
    pub(super) line: u64,
    /// Why it cannot be taken, whatever its values are.
    pub(super) damage: Option<Damage>,
}

impl Fields {
    /// Begins a document.
    pub(super) fn begin(&mut self, line: u64) {
        self.bytes.clear();
        self.spans = [None; Field::COUNT];
        self.continued = None;
        self.line = line;
        self.damage = None;
    }

    /// Takes a value. A repeated name does not overrule the first.
    pub(super) fn set(&mut self, field: Field, value: &[u8]) {
        self.continued = None;
        let Some(span) = self.spans.get_mut(field as usize) else { return };
        if span.is_some() {
            return;
        }
        if self.bytes.len() + value.len() > DOCUMENT_MAX {
            self.damage = Some(Damage::TooLarge);
            return;
        }
        let start = self.bytes.len();
        self.bytes.extend_from_slice(value);
        *span = Some((start, self.bytes.len()));
        self.continued = field.is_continued().then_some(field);
    }

    /// A known name that is not needed ends a value that runs over lines.
    pub(super) fn end_value(&mut self) {
        self.continued = None;
    }

    /// A line without a known name: more of the value before it, where that may run over lines.
    pub(super) fn add_line(&mut self, line: &[u8]) {
        let Some(field) = self.continued else { return };
        if self.bytes.len() + line.len() + 1 > DOCUMENT_MAX {
            self.damage = Some(Damage::TooLarge);
            return;
        }
        if let Some(Some((_, end))) = self.spans.get_mut(field as usize) {
            self.bytes.push(b'\n');
            self.bytes.extend_from_slice(line);
            *end = self.bytes.len();
        }
    }

    /// The value of a field; empty where the document has none.
    pub(super) fn get(&self, field: Field) -> &[u8] {
        let span = self.spans.get(field as usize).copied().flatten();
        span.and_then(|(start, end)| self.bytes.get(start..end)).unwrap_or_default().trim_ascii()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_a_repeated_name_wins() {
        let mut fields = Fields::default();
        fields.begin(7);
        fields.set(Field::Sum, b" 1.00 ");
        fields.set(Field::Sum, b"2.00");
        assert_eq!(fields.get(Field::Sum), b"1.00");
        assert_eq!(fields.get(Field::Date), b"");
    }

    #[test]
    fn only_texts_run_over_lines() {
        let mut fields = Fields::default();
        fields.begin(1);
        fields.set(Field::Purpose, b"one");
        fields.add_line(b"two=2");
        fields.set(Field::Number, b"5");
        fields.add_line(b"lost");
        fields.set(Field::Purpose, b"again");
        fields.add_line(b"lost");
        assert_eq!(fields.get(Field::Purpose), b"one\ntwo=2");
        assert_eq!(fields.get(Field::Number), b"5");
        fields.begin(9);
        assert_eq!(fields.get(Field::Purpose), b"");
    }

    #[test]
    fn an_endless_document_is_marked_and_bounded() {
        let mut fields = Fields::default();
        fields.begin(1);
        fields.set(Field::Purpose, b"");
        for _ in 0..6 {
            fields.add_line(&vec![b'x'; 1024 * 1024]);
        }
        assert_eq!(fields.damage, Some(Damage::TooLarge));
        assert!(fields.bytes.len() <= DOCUMENT_MAX);
    }
}
