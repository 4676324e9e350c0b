//! Words of a purpose that are names of places, of housing complexes and of addresses in the net: what
//! stands beside them tells it, no list could hold them.

use super::scan::{Run, Scan};
use crate::matching::words::objects::objects;
use crate::matching::words::words;

/// Adjectives that one name of a place has at most: «Ханты-Мансийский автономный».
const ADJECTIVES_AT_MOST: usize = 3;

/// Which runs are such names.
pub(super) fn names_of_places(scan: &Scan<'_>) -> Vec<bool> {
    let mut free = vec![false; scan.runs.len()];
    let mut in_address = false;
    for at in 0..scan.runs.len() {
        let run = &scan.runs[at];
        if run.digits {
            continue;
        }
        // «код услуги 4411», «номер регистрации 77».
        let labels = [&words().code, &words().number_sign, &objects().lists.entry];
        let is_label = labels.iter().any(|list| list.has(&run.text));
        if is_label && scan.run(at + 2).is_some_and(|value| value.digits) {
            free[at + 1] = true;
        }
        if words().complex.has(&run.text) {
            free_name(scan, at + 1, &mut free);
        }
        in_address = read_place(scan, at, in_address, &mut free);
    }
    free_addresses_of_the_net(scan, &mut free);
    free
}

/// Reads one word as a part of an address; whether an address goes on behind it.
fn read_place(scan: &Scan<'_>, at: usize, in_address: bool, free: &mut [bool]) -> bool {
    let lists = &objects().lists;
    let run = &scan.runs[at];
    match place_word(scan, at) {
        Some(PlaceWord::Before(end)) => {
            free_name(scan, end, free);
            return true;
        }
        Some(PlaceWord::After) => {
            free_adjectives(scan, at, free);
            return true;
        }
        None => {}
    }
    if in_address && lists.place_point.has(&run.text) && is_pointed(scan, at + 1) {
        free_name(scan, at + 1, free);
        return true;
    }
    // «Свердловская обл., Екатеринбург, ул. Мира».
    let goes_on = || {
        let is_place = place_word(scan, at + 1).is_some() || scan.run(at + 2).is_some() && is_pointed(scan, at + 2);
        is_place && scan.gap_after(at).breaks
    };
    let is_town = lists.town.has(&run.text) && !says_where(scan, at);
    free[at] |= is_town || in_address && run.gap.breaks && goes_on();
    let is_part = || words().flat.has(&run.text) || words().house.has(&run.text) || lists.address_part.has(&run.text);
    in_address && (free[at] || is_part())
}

/// «апартаменты в Сочи»: what is paid for stands there, whoever lives elsewhere.
fn says_where(scan: &Scan<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| scan.run(before));
    !scan.runs[at].gap.breaks && before.is_some_and(|run| matches!(&*run.text, "в" | "во" | "in" | "у"))
}

/// A word by which places are called.
enum PlaceWord {
    /// Before its name, which begins at this run.
    Before(usize),
    /// After its name.
    After,
}

fn place_word(scan: &Scan<'_>, at: usize) -> Option<PlaceWord> {
    let lists = &objects().lists;
    let run = scan.run(at).filter(|run| !run.digits)?;
    // «пр-кт» is one word.
    let bound = scan.run(at + 1).filter(|next| !next.digits && next.gap.length == 1 && next.gap.binder == Some('-'));
    let whole = bound.map(|next| format!("{}-{}", &*run.text, &*next.text));
    if whole.as_ref().is_some_and(|whole| lists.place_after.has(whole)) {
        return Some(PlaceWord::Before(at + 2));
    }
    // «2026 г.» is a year.
    let is_year =
        &*run.text == "г" && !run.gap.breaks && at.checked_sub(1).is_some_and(|before| scan.runs[before].digits);
    if !is_year && lists.place_after.has(&run.text) {
        return Some(PlaceWord::Before(at + 1));
    }
    let is_after = lists.place_before.has(&run.text) || whole.is_some_and(|whole| lists.place_before.has(&whole));
    is_after.then_some(PlaceWord::After)
}

/// Whether the name before which a short word with a point stands begins here: «с. Иглино».
fn is_pointed(scan: &Scan<'_>, at: usize) -> bool {
    let short = at.checked_sub(1).and_then(|before| scan.run(before));
    let is_short = short.is_some_and(|run| !run.digits && objects().lists.place_point.has(&run.text));
    let name = scan.run(at).filter(|run| !run.digits && run.gap.binder == Some('.'));
    is_short && name.is_some_and(|run| begins_with_capital(scan, run))
}

/// The adjectives before a place's word: «Новосибирская область».
fn free_adjectives(scan: &Scan<'_>, at: usize, free: &mut [bool]) {
    let near = (0..at).rev().take(ADJECTIVES_AT_MOST);
    let is_bound = |before: usize| scan.run(before + 1).is_some_and(|next| next.gap.length <= 2 && !next.gap.breaks);
    for before in near.take_while(|before| is_bound(*before)) {
        let run = &scan.runs[before];
        if run.digits || !objects().is_adjective(&run.text) {
            break;
        }
        free[before] = true;
        // «Ханты-Мансийский».
        if let Some(first) = before.checked_sub(1).filter(|_| run.gap.length == 1 && run.gap.binder == Some('-')) {
            free[first] = true;
        }
    }
}

/// A name of one word, or of two where the first is an adjective or the second begins with a capital
/// and ends the name: «Нижний Новгород», «Карла Маркса, 5», «ION CREANGA 5».
fn free_name(scan: &Scan<'_>, at: usize, free: &mut [bool]) {
    let is_near = |run: &Run| !run.digits && run.gap.length <= 3;
    let Some(first) = scan.run(at).filter(|run| is_near(run)) else { return };
    // «Ростов-на-Дону» is one.
    let is_bound =
        |at: &usize| scan.run(*at).is_some_and(|run| !run.digits && run.gap.length == 1 && run.gap.binder == Some('-'));
    let end = (at + 1..scan.runs.len()).find(|end| !is_bound(end)).unwrap_or(scan.runs.len());
    free[at..end].fill(true);
    let Some(second) = scan.run(end).filter(|run| is_near(run) && !run.gap.breaks) else { return };
    let after = scan.run(end + 1);
    let ends = scan.gap_after(end).breaks || after.is_none_or(|after| after.digits || is_house(after));
    let is_name = begins_with_capital(scan, second) && ends;
    free[end] |= is_name || objects().is_adjective(&first.text);
}

fn is_house(run: &Run) -> bool {
    words().house.has(&run.text) || words().flat.has(&run.text)
}

fn begins_with_capital(scan: &Scan<'_>, run: &Run) -> bool {
    scan.said(&run.signs).chars().next().is_some_and(char::is_uppercase)
}

/// «ivanova75@mail.ru», «www.example.ru/pay».
fn free_addresses_of_the_net(scan: &Scan<'_>, free: &mut [bool]) {
    if !(scan.text.contains('@') || scan.text.contains("www") || scan.text.contains("http")) {
        return;
    }
    let is_at = |at: usize| {
        let from = at.checked_sub(1).map_or(0, |before| scan.runs[before].signs.end);
        scan.signs[from..scan.runs[at].signs.start].iter().any(|sign| sign.word == '@')
    };
    let goes_on = |at: usize| scan.run(at).is_some_and(|run| !run.gap.space && !run.gap.comma);
    for at in 0..scan.runs.len() {
        let begins_so = matches!(&*scan.runs[at].text, "http" | "https" | "www") && goes_on(at + 1);
        if !(begins_so || at > 0 && goes_on(at) && is_at(at)) {
            continue;
        }
        let start = (1..=at).rev().find(|start| !goes_on(*start)).unwrap_or(0);
        let end = (at + 1..scan.runs.len()).find(|end| !goes_on(*end)).unwrap_or(scan.runs.len());
        free[if begins_so { at } else { start }..end].fill(true);
    }
}
