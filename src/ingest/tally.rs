//! What is counted while a file is read, the same for every format: documents given to the sink,
//! real twins, days covered, warnings.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use super::{Document, FileReport, Format, RefusedDocument};
use crate::model::{Message, Party, Payment, PaymentId};

/// Warnings kept; a file that has more of them is told once that there are more.
const WARNINGS_MAX: usize = 50;

/// The running account of one file.
pub(super) struct Tally<'a> {
    sink: &'a mut dyn FnMut(Document),
    /// The report as far as it is known.
    pub(super) report: FileReport,
    warnings_left_out: u64,
    days: Option<(Date, Date)>,
    without_number: u64,
    with_lost_letters: u64,
    outside_period: u64,
    twins: Twins,
}

impl<'a> Tally<'a> {
    pub(super) fn new(file: &str, format: Format, sink: &'a mut dyn FnMut(Document)) -> Self {
        let report = FileReport {
            file: file.to_owned(),
            format,
            payments: 0,
            refused: 0,
            warnings: Vec::new(),
            complete: true,
            period: None,
            own: Party::default(),
            deleted: Vec::new(),
            other_objects: 0,
        };
        Self {
            sink,
            report,
            warnings_left_out: 0,
            days: None,
            without_number: 0,
            with_lost_letters: 0,
            outside_period: 0,
            twins: Twins::default(),
        }
    }

    /// Gives a payment to the sink.
    pub(super) fn give(&mut self, payment: Payment) {
        self.report.payments += 1;
        self.without_number += u64::from(payment.number.is_empty());
        let is_lossy = |text: &str| text.contains('\u{fffd}');
        self.with_lost_letters += u64::from(is_lossy(&payment.purpose) || is_lossy(&payment.counterparty().name));
        let day = payment.effective_date();
        self.days = Some(self.days.map_or((day, day), |(first, last)| (first.min(day), last.max(day))));
        let own = payment.own_side();
        if self.report.own.name.is_empty() && !own.name.is_empty() {
            let account = self.report.own.account.take();
            self.report.own = Party { account: account.or_else(|| own.account.clone()), ..own.clone() };
        }
        (self.sink)(Document::Payment(Box::new(payment)));
    }

    /// Gives a payment to the sink, and notes whether its day lies in the file's period.
    pub(super) fn give_in_period(&mut self, payment: Payment, period: Option<(Date, Date)>) {
        let day = payment.effective_date();
        self.outside_period += u64::from(period.is_some_and(|(from, to)| day < from || day > to));
        self.give(payment);
    }

    /// Gives a refusal to the sink. The number must have been made harmless.
    pub(super) fn refuse(&mut self, line: u64, number: String, reason: Message) {
        self.report.refused += 1;
        let file = self.report.file.clone();
        (self.sink)(Document::Refused(RefusedDocument { file, line, number, reason }));
    }

    /// Notes what wants a look.
    pub(super) fn warn(&mut self, warning: Message) {
        if self.report.warnings.len() < WARNINGS_MAX {
            self.report.warnings.push(warning);
        } else {
            self.warnings_left_out += 1;
        }
    }

    /// The identity of a document without a GUID.
    pub(super) fn identity(&mut self, parts: &[&str]) -> PaymentId {
        let first = PaymentId::of_parts(parts, 0);
        match self.twins.occurrence(first) {
            0 => first,
            occurrence => PaymentId::of_parts(parts, occurrence),
        }
    }

    /// The report, with the warnings that only the end can tell.
    pub(super) fn finish(mut self) -> FileReport {
        if self.without_number > 0 {
            self.warn(Message::new("warning-no-number").with("count", self.without_number));
        }
        if self.outside_period > 0 {
            self.warn(Message::new("warning-outside-period").with("count", self.outside_period));
        }
        if self.with_lost_letters > 0 {
            self.warn(Message::new("warning-lost-letters").with("count", self.with_lost_letters));
        }
        if !self.report.deleted.is_empty() {
            self.warn(Message::new("warning-deleted").with("count", self.report.deleted.len()));
        }
        if self.report.payments == 0 && self.report.refused == 0 {
            self.report.warnings.insert(0, Message::new("warning-empty-file").with("other", self.report.other_objects));
        }
        if self.warnings_left_out > 0 {
            self.report.warnings.push(Message::new("warning-more").with("count", self.warnings_left_out));
        }
        self.report.period = self.report.period.or(self.days);
        self.report
    }
}

/// Tells real twins apart: how often a document with the same parts was seen in this file.
///
/// Of each document eight bytes of its identity stay, which is all that grows with a file.
#[derive(Default)]
struct Twins {
    seen: HashSet<u64>,
    repeated: HashMap<u64, u32>,
}

impl Twins {
    fn occurrence(&mut self, id: PaymentId) -> u32 {
        let (key, _) = id.uuid().as_u64_pair();
        if self.seen.insert(key) {
            return 0;
        }
        let count = self.repeated.entry(key).or_insert(0);
        *count += 1;
        *count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twins_are_told_apart_and_numbered_in_order() {
        let mut sink = |_| {};
        let mut tally = Tally::new("a", Format::ClientBank, &mut sink);
        let ids: Vec<PaymentId> = (0..3).map(|_| tally.identity(&["a", "b"])).collect();
        let expected: Vec<PaymentId> = (0..3).map(|occurrence| PaymentId::of_parts(&["a", "b"], occurrence)).collect();
        assert_eq!(ids, expected);
        assert_eq!(tally.identity(&["a", "c"]), PaymentId::of_parts(&["a", "c"], 0));
    }

    #[test]
    fn endless_warnings_end() {
        let mut sink = |_| {};
        let mut tally = Tally::new("a", Format::ClientBank, &mut sink);
        for _ in 0..WARNINGS_MAX + 7 {
            tally.warn(Message::new("warning-no-end"));
        }
        let report = tally.finish();
        assert_eq!(report.warnings.last(), Some(&Message::new("warning-more").with("count", 7_u64)));
        assert!(report.warnings.len() <= WARNINGS_MAX + 2);
    }

    #[test]
    fn a_file_without_documents_says_so_first() {
        let mut sink = |_| {};
        let report = Tally::new("a", Format::ClientBank, &mut sink).finish();
        assert_eq!(report.warnings, [Message::new("warning-empty-file").with("other", 0_u64)]);
    }
}
