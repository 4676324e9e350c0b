//! `sverka rows`: the rows of the session, and the lines that other commands print of rows.

use super::beside::Shown;
use super::json::{RowLine, contract_number};
use super::table::{Side, Table, shortened};
use super::{Exit, Failure, Output, Setting};
use crate::lang::Texts;
use crate::matching::{self, Index};
use crate::model::{Message, Readiness, Row};
use crate::session::{Counts, Session};

const PAYER_WIDTH: usize = 28;
const CONTRACT_WIDTH: usize = 24;

pub(super) fn run(
    setting: &Setting<'_>,
    readiness: &[Readiness],
    json: bool,
    output: &mut Output<'_>,
) -> Result<Exit, Failure> {
    let shown = Shown::open(setting, output)?;
    let session = shown.session();
    let is_asked = |row: &&Row| readiness.is_empty() || readiness.contains(&row.readiness());
    let rows: Vec<&Row> = session.rows().iter().filter(is_asked).collect();
    if json {
        print_json(&rows, session, setting.texts, output)?;
        return Ok(Exit::Done);
    }
    let index = session.index();
    let mut table = Table::new(&[Side::Left, Side::Left, Side::Left, Side::Right, Side::Left, Side::Left, Side::Left]);
    for row in &rows {
        table.row(cells(row, index, setting.texts));
    }
    for line in table.lines() {
        output.line(&line)?;
    }
    let closing = if session.rows().is_empty() {
        Message::new("cli-rows-none")
    } else if rows.is_empty() {
        Message::new("cli-rows-none-such")
    } else {
        Message::new("cli-rows-count").with("count", rows.len())
    };
    output.say(setting.texts, &closing)?;
    Ok(Exit::Done)
}

fn cells(row: &Row, index: &Index, texts: &Texts) -> [String; 7] {
    let readiness = row.readiness();
    let payment = &row.payment;
    [
        readiness.glyph().to_string(),
        readiness_word(readiness, texts),
        payment.date.strftime("%d.%m.%Y").to_string(),
        row.signed_money().to_string(),
        shortened(&payment.counterparty().name, PAYER_WIDTH),
        shortened(&contracts_text(row, index), CONTRACT_WIDTH),
        matching::reason(row, index, texts),
    ]
}

/// «К-12/5-45 / 3, К-12/5-46»: the contracts and lines of a row.
pub(super) fn contracts_text(row: &Row, index: &Index) -> String {
    let mut names: Vec<String> = Vec::new();
    for part in row.allocations() {
        let number = contract_number(&part.contract, index);
        names.push(part.line.map_or_else(|| number.to_owned(), |line| format!("{number} / {line}")));
    }
    names.join(", ")
}

/// JSON Lines of rows.
pub(super) fn print_json(
    rows: &[&Row],
    session: &Session,
    texts: &Texts,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    for row in rows {
        output.json(&RowLine::of(row, session.index(), &session.settings().thresholds, texts)?)?;
    }
    Ok(())
}

/// Rows and sums by readiness, a line each.
pub(super) fn print_counts(counts: &Counts, texts: &Texts, output: &mut Output<'_>) -> Result<(), Failure> {
    let mut table = Table::new(&[Side::Left, Side::Left, Side::Right, Side::Right]);
    for readiness in Readiness::ALL.into_iter().filter(|readiness| counts.rows(*readiness) > 0) {
        let sums: Vec<String> = counts.sums(readiness).iter().map(ToString::to_string).collect();
        table.row([
            readiness.glyph().to_string(),
            readiness_word(readiness, texts),
            counts.rows(readiness).to_string(),
            sums.join(" + "),
        ]);
    }
    for line in table.lines() {
        output.line(&line)?;
    }
    Ok(())
}

fn readiness_word(readiness: Readiness, texts: &Texts) -> String {
    texts.get(&format!("readiness-{}", readiness.name()))
}
