//! As whom a purpose names somebody: the one for whom is paid, or somebody else in the deal.

use std::ops::Range;

use super::scan::Scan;
use crate::matching::words::objects::objects;
use crate::matching::words::words;

/// As whom somebody is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::matching) enum Role {
    /// Not as the one for whom is paid: «у Громова», «от Громова», «взаимозачет с Громовым».
    Other,
    /// The name simply stands there.
    Plain,
    /// As the one for whom is paid: «за Громова», «дольщик Громов», «договор с Громовым».
    For,
}

/// Words between what tells the role and the name.
const BETWEEN_AT_MOST: usize = 4;
/// Runs that a date takes with the words around it.
const DATE_AT_MOST: usize = 5;
/// Words within which a contract is named before «с».
const CONTRACT_WITHIN: usize = 10;

/// The role of the name that begins at this run.
pub(super) fn role_at(scan: &Scan<'_>, numbers: &[Range<usize>], start: usize) -> Role {
    let lists = &objects().lists;
    // The first half of a double surname may have been left out of the name.
    let is_half = |at: usize| scan.run(at).is_some_and(|run| run.gap.binder == Some('-') && !run.gap.breaks);
    let start = if start > 0 && is_half(start) && !scan.runs[start - 1].digits { start - 1 } else { start };
    let mut breaks = scan.run(start).is_some_and(|run| run.gap.breaks);
    for at in (0..start).rev().take(BETWEEN_AT_MOST + 1) {
        let run = &scan.runs[at];
        if run.digits {
            break;
        }
        if lists.label.has(&run.text) {
            return Role::For;
        }
        if !breaks && lists.for_whom.has(&run.text) {
            return Role::For;
        }
        // «от Громова за Сычёва»: Громов only sends it.
        if !breaks && lists.from.has(&run.text) {
            return if names_another_behind(scan, start) { Role::Other } else { Role::For };
        }
        if !breaks && lists.not_for.has(&run.text) {
            let is_with = matches!(run.text.as_str(), "с" | "со");
            return if is_with && names_contract_before(scan, at) { Role::For } else { Role::Other };
        }
        // «за квартиру Громова».
        let is_unit = [&words().flat, &words().parking, &words().storage].iter().any(|list| list.has(&run.text));
        let is_beside = is_unit
            || lists.beside_name.has(&run.text)
            || lists.family.has(&run.text)
            || words().legal_form.has(&run.text) && run.text.count() > 1;
        if !is_beside {
            break;
        }
        breaks |= run.gap.breaks;
    }
    if follows_number(scan, numbers, start) { Role::For } else { Role::Plain }
}

/// Whether «за» or «для» stands somewhere behind, and after it what is no known word.
fn names_another_behind(scan: &Scan<'_>, start: usize) -> bool {
    let lists = &objects().lists;
    (start..scan.runs.len()).any(|at| {
        let named = scan.run(at + 1).filter(|next| !next.digits && !next.gap.breaks);
        lists.for_whom.has(&scan.runs[at].text) && named.is_some_and(|next| !objects().has(&next.text))
    })
}

/// Whether only its date stands between a contract's number and what begins here: it then tells whose
/// the contract is.
fn follows_number(scan: &Scan<'_>, numbers: &[Range<usize>], start: usize) -> bool {
    let is_number = |at: usize| numbers.iter().any(|number| number.contains(&at));
    let is_date = |at: &usize| {
        let run = &scan.runs[*at];
        run.digits || words().after_number.has(&run.text) || words().month(&run.text).is_some()
    };
    let mut back = (0..start).rev().take(DATE_AT_MOST + 1).skip_while(|at| !is_number(*at) && is_date(at));
    back.next().is_some_and(is_number)
}

/// Whether «за» or «для» stands right before a run.
pub(super) fn is_for_whom(scan: &Scan<'_>, start: usize) -> bool {
    let lists = &objects().lists;
    let mut before = (0..start).rev().take(BETWEEN_AT_MOST).map(|at| &scan.runs[at]);
    let told = before.find(|run| !(lists.beside_name.has(&run.text) || lists.family.has(&run.text)));
    told.is_some_and(|run| !run.digits && lists.for_whom.has(&run.text))
}

/// «договор № 5 от 01.02.2026 с …».
fn names_contract_before(scan: &Scan<'_>, at: usize) -> bool {
    let from = at.saturating_sub(CONTRACT_WITHIN);
    scan.runs[from..at].iter().any(|run| !run.digits && words().contract.has(&run.text))
}
