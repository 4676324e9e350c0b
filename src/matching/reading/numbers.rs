//! Contract numbers in a purpose: every span that could be one, with the boundaries that keep
//! «12/34» out of «12/345», dates, sums and flats.

use std::ops::Range;

use super::facts::{Facts, word_at};
use super::scan::{Gap, Scan, same_figure};
use crate::matching::words::words;
use crate::text::{fold_letters, is_letter_or_digit, look_alike};

/// What stands before a number and says what it is the number of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::matching) enum Marker {
    /// Договор, ДДУ, contract.
    Contract,
    /// The contract of a loan: its number is nobody's here.
    Loan,
    /// A contract's word beside a loan's: «ипотека по договору № 7» may name either contract, so a
    /// number that the register knows is meant, and one that it does not know says nothing.
    PerhapsLoan,
    /// Счёт, invoice.
    Invoice,
    /// An act, a bill of lading, an order of goods: a paper that is paid by itself.
    Paper,
    /// An instalment, a bank's order, a letter.
    Other,
    /// Only the sign of a number.
    Sign,
}

/// A span that could be a contract's number.
#[derive(Debug, Clone)]
pub(in crate::matching) struct Span {
    /// Its signs.
    pub signs: Range<usize>,
    /// Its runs.
    pub runs: Range<usize>,
    /// What stands before it.
    pub marker: Option<Marker>,
    /// Spaces inside, or a doubtful neighbour.
    pub doubtful: bool,
    /// It ends where the purpose may have been cut.
    pub cut: bool,
    /// Hash of the full form.
    pub full: u64,
    /// Hash of the collapsed form.
    pub collapsed: u64,
    /// Letters and digits in it.
    pub length: usize,
    /// Letters and digits, or digits with binders: nothing that stands in a text by chance.
    pub distinctive: bool,
}

const LONGEST: usize = 48;
const RUNS_AT_MOST: usize = 12;

/// The full form of a number: look-alikes as one, separators kept, no spaces.
pub(in crate::matching) fn full(number: &str) -> String {
    let mut full = String::with_capacity(number.len());
    fold_letters(number, |letter, _| {
        if !letter.is_whitespace() {
            full.push(same_figure(look_alike(letter)));
        }
    });
    full
}

/// The collapsed form: letters and digits only, without zeros that lead a run of digits.
pub(in crate::matching) fn collapsed(looks: impl Iterator<Item = char>) -> String {
    let mut key = String::new();
    let mut collapse = Collapse::default();
    for look in looks {
        collapse.push(look, |letter| key.push(letter));
    }
    collapse.finish(|letter| key.push(letter));
    key
}

/// The shape of a number in its full form: its letters and separators, and a 9 for every run of
/// digits. Only what no text has by chance is of a shape: letters first, digits and a separator;
/// and three parts with points, of which it is asked by name.
pub(in crate::matching) fn shape(full: &str) -> Option<String> {
    let mut shape = String::with_capacity(full.len());
    for look in full.chars() {
        match look {
            digit if digit.is_ascii_digit() && shape.ends_with('9') => {}
            digit if digit.is_ascii_digit() => shape.push('9'),
            other => shape.push(other),
        }
    }
    let is_telling = shape.starts_with(char::is_alphabetic)
        && shape.ends_with('9')
        && shape.contains(['/', '-', '.'])
        && full.chars().count() >= 4;
    (is_telling || shape == POINTED).then_some(shape)
}

/// The shape of a number of three parts with points: it could be a date as well.
pub(in crate::matching) const POINTED: &str = "9.9.9";

/// Whether two numbers differ by one sign changed, lost or added, or by two neighbours that changed
/// places. Short numbers are left out: among them everything is one slip away from everything.
pub(in crate::matching) fn is_slip_of(said: &str, number: &str) -> bool {
    let (said, number): (Vec<char>, Vec<char>) = (full(said).chars().collect(), full(number).chars().collect());
    if said.len().min(number.len()) < 4 || said.len().abs_diff(number.len()) > 1 {
        return false;
    }
    let head = said.iter().zip(&number).take_while(|(one, other)| one == other).count();
    let (said, number) = (said.split_at(head).1, number.split_at(head).1);
    match (said, number) {
        ([_, said @ ..], [_, number @ ..]) if said == number => true,
        ([_, rest @ ..], number) if rest == number => true,
        (said, [_, rest @ ..]) if said == rest => true,
        ([one, other, said @ ..], [first, second, number @ ..]) => one == second && other == first && said == number,
        _ => false,
    }
}

/// Collapsing letter by letter.
#[derive(Debug, Clone, Copy, Default)]
struct Collapse {
    in_digits: bool,
    zero_waits: bool,
}

impl Collapse {
    fn push(&mut self, look: char, mut out: impl FnMut(char)) {
        if !is_letter_or_digit(look) {
            return;
        }
        let look = same_figure(look);
        if look == '0' && !self.in_digits {
            self.zero_waits = true;
            return;
        }
        if self.zero_waits && !look.is_ascii_digit() {
            out('0');
        }
        self.zero_waits = false;
        self.in_digits = look.is_ascii_digit();
        out(look);
    }

    fn finish(self, mut out: impl FnMut(char)) {
        if self.zero_waits {
            out('0');
        }
    }
}

/// A hash that grows letter by letter (FNV-1a over code points): the same on every machine.
#[derive(Debug, Clone, Copy)]
pub(in crate::matching) struct Growing(u64);

impl Default for Growing {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Growing {
    /// With one more letter.
    pub(in crate::matching) const fn push(&mut self, letter: char) {
        self.0 = (self.0 ^ letter as u64).wrapping_mul(0x0000_0100_0000_01b3);
    }

    /// The hash, its high bits mixed into the low ones.
    pub(in crate::matching) const fn hash(self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }
}

/// The hash of texts with a line break between one and the next, as [`Growing`] makes it.
pub(in crate::matching) fn hash_of_parts(parts: &[&str]) -> u64 {
    let mut hash = Growing::default();
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            hash.push('\n');
        }
        part.chars().for_each(|letter| hash.push(letter));
    }
    hash.hash()
}

/// The hash of a text, as [`Growing`] makes it.
pub(in crate::matching) fn hash_of(text: &str) -> u64 {
    hash_of_parts(&[text])
}

/// What stands before each run.
pub(super) fn markers<'scan>(scan: &'scan Scan<'_>) -> &'scan [Option<Marker>] {
    scan.markers.get_or_init(|| find_markers(scan))
}

fn find_markers(scan: &Scan<'_>) -> Vec<Option<Marker>> {
    let mut markers = vec![None; scan.runs.len()];
    let mut current: Option<(Marker, usize)> = None;
    let mut sign = false;
    let mut loan_near = 0_usize;
    for (position, run) in scan.runs.iter().enumerate() {
        sign |= run.gap.number_sign;
        markers[position] = match current {
            Some((marker, words_since)) if sign || words_since == 0 => Some(marker),
            _ if sign => Some(Marker::Sign),
            _ => None,
        };
        loan_near = loan_near.saturating_sub(1);
        if run.digits {
            sign = false;
            continue;
        }
        let is_word = |list| word_at(scan, position, list).is_some();
        let glued_sign = run.text.strip_suffix(['n', 'н']).filter(|rest| words().contract.has(rest));
        if words().number_sign.has(&run.text) {
            sign = true;
        } else if is_word(&words().mortgage) || is_word(&words().loan) {
            loan_near = 3;
            current = match current {
                Some((Marker::Contract, since)) if since <= 1 => Some((Marker::Loan, 0)),
                other => other.map(|(marker, since)| (marker, since + 1)),
            };
        } else if is_word(&words().contract) || glued_sign.is_some() {
            let shares = run.text.starts_with("дду") || run.text.starts_with("ddu");
            // «кредитному договору» and «договору кредита» are the loan's; «ипотека по договору» is not.
            let before = position.checked_sub(1).and_then(|before| scan.run(before));
            let is_loans = !shares && before.is_some_and(|before| words().loan_adjective.has(&before.text));
            let beside_loan = loan_near > 0 && !shares;
            let marker = match (is_loans, beside_loan) {
                (true, _) => Marker::Loan,
                (false, true) => Marker::PerhapsLoan,
                (false, false) => Marker::Contract,
            };
            current = Some((marker, 0));
            sign = glued_sign.is_some();
        } else if is_word(&words().invoice) && !is_idiom(scan, position) {
            current = Some((Marker::Invoice, 0));
            sign = false;
        } else if is_word(&words().paper) {
            current = Some((Marker::Paper, 0));
            sign = false;
        } else if is_word(&words().other_document) || is_word(&words().instalment) {
            current = Some((Marker::Other, 0));
            sign = false;
        } else if words().common.has(&run.text) && !words().after_number.has(&run.text) {
            // «договору участия в долевом строительстве» is still the contract's word.
            sign = false;
        } else if run.text.count() > 2 || words().after_number.has(&run.text) {
            sign = false;
            current = current.map(|(marker, since)| (marker, since + 1)).filter(|(_, since)| *since <= 8);
        }
    }
    markers
}

/// «в счёт оплаты», «за счёт средств»: no invoice.
fn is_idiom(scan: &Scan<'_>, position: usize) -> bool {
    let before = position.checked_sub(1).and_then(|before| scan.run(before)).map_or("", |run| run.text.as_str());
    let names_number = scan.run(position + 1).is_none_or(|next| {
        next.digits || next.gap.number_sign || next.text.count() <= 2 || words().number_sign.has(&next.text)
    });
    matches!(before, "в" | "за" | "у") && !names_number
}

/// How a neighbour touches a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    Clean,
    Doubtful,
    Inside,
}

fn left_edge(scan: &Scan<'_>, position: usize, taken: &[bool]) -> Edge {
    let Some(before) = position.checked_sub(1).and_then(|before| scan.run(before)) else { return Edge::Clean };
    let gap = scan.runs[position].gap;
    let names_a_document = || {
        let stripped = before.text.strip_suffix(['n', 'н']).unwrap_or(&before.text);
        [&words().contract, &words().invoice, &words().number_sign]
            .iter()
            .any(|list| list.has(&before.text) || list.has(stripped))
    };
    if gap.length == 0 {
        return if !before.digits && names_a_document() { Edge::Clean } else { Edge::Inside };
    }
    if gap.space || gap.number_sign {
        let digits_meet = before.digits && scan.runs[position].digits && !taken[position - 1];
        let letter_of_a_number = !before.digits
            && !before.text.is_ascii()
            && before.text.count() == 1
            && scan.runs[position].digits
            && !gap.number_sign
            && !gap.breaks
            && !words().rouble.has(&before.text)
            && !matches!(before.text.as_str(), "и" | "в" | "с" | "к" | "о" | "у" | "н" | "г");
        let meets = digits_meet && !gap.number_sign && !gap.breaks;
        let torn = gap.binder.is_some_and(|binder| binder != '.') && before.digits && !taken[position - 1];
        return if meets || torn || letter_of_a_number { Edge::Doubtful } else { Edge::Clean };
    }
    if gap.comma {
        let is_kopecks = before.digits
            && scan.runs[position].digits
            && scan.runs[position].text.len() <= 2
            && scan.gap_after(position).binder.is_none();
        return if is_kopecks { Edge::Inside } else { Edge::Clean };
    }
    match gap.binder {
        Some('.') if !before.digits && (names_a_document() || before.text.count() >= 3) => Edge::Clean,
        Some(_) if !before.digits && names_a_document() => Edge::Clean,
        Some(_) => Edge::Inside,
        None => Edge::Clean,
    }
}

fn right_edge(scan: &Scan<'_>, last: usize, taken: &[bool]) -> Edge {
    let Some(next) = scan.run(last + 1) else { return Edge::Clean };
    let gap: Gap = next.gap;
    let goes_on_with_words = !next.digits && next.text.count() >= 3;
    if gap.length == 0 {
        return if !next.digits && words().after_number.has(&next.text) { Edge::Clean } else { Edge::Inside };
    }
    if gap.space || gap.number_sign {
        let digits_meet = next.digits && !taken[last + 1] && !gap.number_sign && !gap.breaks;
        let joins = digits_meet && (scan.runs[last].digits || gap.binder.is_some());
        return if joins { Edge::Doubtful } else { Edge::Clean };
    }
    if gap.comma {
        let is_kopecks = next.digits && next.text.len() <= 2 && scan.gap_after(last + 1).binder.is_none();
        return if is_kopecks { Edge::Inside } else { Edge::Clean };
    }
    match gap.binder {
        Some('/') if next.digits && taken.get(last + 1) == Some(&true) => Edge::Clean,
        Some('.') if goes_on_with_words || (!next.digits && words().after_number.has(&next.text)) => Edge::Clean,
        Some(_) => Edge::Inside,
        None => Edge::Clean,
    }
}

/// Every span of the purpose that could be a number, shortest first at each start.
pub(super) fn spans(scan: &Scan<'_>, facts: &Facts, limit: usize, mut look: impl FnMut(Span)) {
    let markers = markers(scan);
    let is_cut = scan.text.chars().count() >= limit;
    for (start, marker) in markers.iter().copied().enumerate() {
        let left = left_edge(scan, start, &facts.taken);
        if left == Edge::Inside || marker == Some(Marker::Loan) {
            continue;
        }
        let (mut full, mut collapsed, mut collapse) = (Growing::default(), Growing::default(), Collapse::default());
        let (mut length, mut letters, mut digits, mut binders, mut spaces) = (0, 0_usize, 0_usize, 0_usize, false);
        let mut free = false;
        for end in start..scan.runs.len().min(start + RUNS_AT_MOST) {
            let run = &scan.runs[end];
            if end > start {
                if run.gap.breaks || run.gap.number_sign || run.gap.length > 3 {
                    break;
                }
                spaces |= run.gap.space;
                if let Some(binder) = run.gap.binder {
                    full.push(binder);
                    binders += 1;
                }
            }
            for sign in &scan.signs[run.signs.clone()] {
                full.push(sign.look);
                collapse.push(sign.look, |letter| collapsed.push(letter));
            }
            length += run.signs.len();
            if length > LONGEST {
                break;
            }
            if run.digits {
                digits += run.signs.len();
            } else {
                letters += run.signs.len();
            }
            free |= run.digits && !facts.taken[end];
            let right = right_edge(scan, end, &facts.taken);
            if digits == 0 || !free || right == Edge::Inside {
                continue;
            }
            let mut finished = collapsed;
            collapse.finish(|letter| finished.push(letter));
            look(Span {
                signs: scan.runs[start].signs.start..run.signs.end,
                runs: start..end + 1,
                marker,
                doubtful: spaces || left == Edge::Doubtful || right == Edge::Doubtful,
                cut: is_cut && end + 1 == scan.runs.len(),
                full: full.hash(),
                collapsed: finished.hash(),
                length: letters + digits,
                distinctive: digits >= 6 || (letters + digits >= 5 && (letters > 0 || binders > 0)),
            });
        }
    }
}

/// What looks like a contract's number after a contract's word: the runs of the first such.
pub(super) fn marked_numbers(scan: &Scan<'_>, facts: &Facts) -> Vec<Range<usize>> {
    let markers = markers(scan);
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    while start < scan.runs.len() {
        let run = &scan.runs[start];
        // «2 платежа».
        let counts = run.digits
            && run.text.len() <= 2
            && scan.run(start + 1).is_some_and(|next| next.gap.space && words().instalment.has(&next.text));
        let begins = !counts
            && markers[start] == Some(Marker::Contract)
            && !words().number_sign.has(&run.text)
            && (run.digits
                || (run.text.count() <= 6
                    && scan.run(start + 1).is_some_and(|next| next.gap.length <= 1 && !next.gap.space)));
        let mut end = start + 1;
        while begins
            && let Some(next) = scan.run(end)
            && next.gap.length <= 1
            && !next.gap.space
            && !next.gap.breaks
            && !(next.gap.length == 0 && words().after_number.has(&next.text))
        {
            end += 1;
        }
        let in_digits = (start..end).any(|position| scan.runs[position].digits && !facts.taken[position]);
        if begins && in_digits && left_edge(scan, start, &facts.taken) != Edge::Inside {
            found.push(start..end);
        }
        start = end;
    }
    found
}

/// What is written like the numbers of the register, to its end, with a contract's word before it
/// or without: the runs of each. «К-1/1/2» is one such, whether or not the register has «К-1/1».
pub(super) fn shaped_numbers(scan: &Scan<'_>, facts: &Facts, has_shape: impl Fn(&str) -> bool) -> Vec<Range<usize>> {
    let markers = markers(scan);
    let mut found = Vec::new();
    let mut start = 0;
    while let Some(run) = scan.run(start) {
        let mut end = start + 1;
        if run.digits || left_edge(scan, start, &facts.taken) == Edge::Inside {
            start = end;
            continue;
        }
        let mut is_shaped = false;
        while let Some(next) = scan.run(end) {
            let goes_on = next.gap.length == 0 && !words().after_number.has(&next.text)
                || next.gap.length == 1 && next.gap.binder.is_some_and(|binder| binder != '.' || next.digits);
            if !goes_on || next.digits && facts.taken[end] {
                break;
            }
            end += 1;
            is_shaped |= shape(&full(scan.said_at(&(start..end)))).is_some_and(|shape| has_shape(&shape));
        }
        if is_shaped && matches!(markers[start], None | Some(Marker::Sign | Marker::Contract)) {
            found.push(start..end);
        }
        start = end;
    }
    found
}
