//! One document with two sums: it was corrected in 1C between two exports, and the sum is part of what a
//! bank's document is known by, so the second reading brings a row of its own beside the first.
//!
//! Two documents of one file are two documents, whatever they share: only what an earlier import
//! brought, or the CRM holds, and the file at hand does not bring again, can be the same one.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use jiff::civil::Date;

use super::Session;
use super::held::Held;
use crate::matching::document_number;
use crate::model::{Finding, Flag, FlagKind, Party, Payment, PaymentId, Row, kopecks_text};
use crate::text::fold;

/// Number and day under which a document is looked for.
pub(super) type Document = (String, Date);

/// Under what the document may be found again: nothing where it bears no number («б/н» is none).
pub(super) fn documents_of(payment: &Payment) -> Vec<Document> {
    let number = document_number(payment);
    let days = BTreeSet::from([payment.date, payment.effective_date()]);
    days.into_iter()
        .filter(|_| number.contains(|letter: char| letter.is_ascii_digit()))
        .map(|day| (number.clone(), day))
        .collect()
}

impl Session {
    /// Flags the rows from `first_new` on that may be documents of earlier imports with another sum, and
    /// those documents where nothing of them has left yet: which sum is right, a person says. `brought`
    /// is all that the file at hand holds. What is said stays said.
    pub(super) fn note_other_sums(
        &mut self,
        first_new: usize,
        brought: &HashSet<PaymentId>,
        changed: &mut BTreeSet<usize>,
    ) {
        let mut by_document: HashMap<Document, Vec<usize>> = HashMap::new();
        for (position, row) in self.rows.iter().enumerate().skip(first_new) {
            for document in documents_of(&row.payment) {
                by_document.entry(document).or_default().push(position);
            }
        }
        let mut told: BTreeMap<usize, Flag> = BTreeMap::new();
        for (position, earlier) in self.rows.iter().enumerate().take(first_new) {
            if by_document.is_empty() || brought.contains(&earlier.payment.id) {
                continue;
            }
            let documents = documents_of(&earlier.payment);
            let alike: BTreeSet<usize> =
                documents.iter().filter_map(|document| by_document.get(document)).flatten().copied().collect();
            for newer in alike {
                let payment = &self.rows[newer].payment;
                if differ_in_sum_alone(&earlier.payment, payment) {
                    told.entry(newer).or_insert_with(|| other_sum(&earlier.payment, ""));
                    told.entry(position).or_insert_with(|| other_sum(payment, ""));
                }
            }
        }
        for (position, flag) in told {
            let row = &mut self.rows[position];
            let is_told = row.finding.flags.iter().any(|known| known.kind == flag.kind);
            if !is_told && self.takes_findings(&self.rows[position]) {
                self.rows[position].finding.flags.push(flag);
                changed.insert(position);
            }
        }
    }

    /// What was said of the row's document when it came, or what the CRM holds of it with another sum.
    pub(super) fn has_other_sum(&self, row: &Row) -> Option<Flag> {
        let known = said_of(&row.finding).cloned();
        known.or_else(|| {
            self.held_with_other_sum(row).map(|held| other_sum(&held.payment, &format!(", CRM № {}", held.reference)))
        })
    }

    /// The payment that the CRM holds, no row brought, and nothing but the sum tells from this row's.
    pub(super) fn held_with_other_sum(&self, row: &Row) -> Option<&Held> {
        let mut held = documents_of(&row.payment).into_iter().flat_map(|document| self.held.of_document(&document));
        held.find(|held| {
            !self.positions.contains_key(&held.payment.id) && differ_in_sum_alone(&held.payment, &row.payment)
        })
    }
}

fn said_of(finding: &Finding) -> Option<&Flag> {
    finding.flags.iter().find(|flag| flag.kind == FlagKind::OtherSum)
}

/// The flag about the other document.
fn other_sum(other: &Payment, tail: &str) -> Flag {
    let number = other.order_number.as_ref().unwrap_or(&other.number);
    let day = other.date.strftime("%d.%m.%Y");
    let sum = kopecks_text(other.amount.amount);
    Flag::new(FlagKind::OtherSum, format!("№ {number} {day}, {sum}{tail}"))
}

/// Whether two documents of one number and day are of one payer and one account of ours, and of two sums.
fn differ_in_sum_alone(one: &Payment, other: &Payment) -> bool {
    let is_one_way = one.kind.is_receipt() == other.kind.is_receipt();
    let is_our_one_account = agree(one.own_side().account.as_ref(), other.own_side().account.as_ref()).unwrap_or(true);
    one.amount != other.amount
        && is_one_way
        && is_our_one_account
        && is_one_party(one.counterparty(), other.counterparty())
}

/// By tax number; where one of them tells none, by account and name, as far as both tell them: behind one
/// account of a bank many people pay.
fn is_one_party(one: &Party, other: &Party) -> bool {
    let letters = |name: &str| fold(name).chars().filter(|letter| letter.is_alphanumeric()).collect::<String>();
    let [one_name, other_name] = [one, other].map(|party| Some(letters(&party.name)).filter(|name| !name.is_empty()));
    let told = [agree(one.account.as_ref(), other.account.as_ref()), agree(one_name.as_ref(), other_name.as_ref())];
    agree(one.tax_id.as_ref(), other.tax_id.as_ref())
        .unwrap_or_else(|| told.contains(&Some(true)) && !told.contains(&Some(false)))
}

/// Whether both are told and the same; `None` where one of them is not told.
fn agree<T: PartialEq>(one: Option<&T>, other: Option<&T>) -> Option<bool> {
    Some(one? == other?)
}
