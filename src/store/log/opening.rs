//! How a log begins: with all that is there already, so that what stands in the file follows from
//! its entries alone.

use jiff::Timestamp;
use redb::{ReadableTable as _, ReadableTableMetadata as _, WriteTransaction};

use super::chain::append;
use super::event::{AttemptEvent, Event};
use super::face::{Face, KeptRow};
use super::{Actor, Entry, LogRow};
use crate::model::Attempt;
use crate::store::save::Failure;
use crate::store::tables::{ARRIVAL, ATTEMPTS, NUMBER_LOG_BEGAN, NUMBERS, ROWS, decode};

/// Writes the first entries.
pub(in crate::store) fn begin(writing: &WriteTransaction) -> Result<(), Failure> {
    let (at, who) = (Timestamp::now(), Actor::of_process());
    let entry = |event, row, after| Entry { at, who: who.clone(), event, row, before: None, after };
    let rows = writing.open_table(ROWS)?;
    let attempts = writing.open_table(ATTEMPTS)?;
    let mut entries = vec![entry(Event::Begun { rows: rows.len()?, attempts: attempts.len()? }, None, None)];
    for attempt in attempts.iter()? {
        let attempt: Attempt = decode(attempt?.1.value()).map_err(Failure::Damaged)?;
        let row = LogRow::of_posting(&attempt.posting);
        let event = Event::Attempt(Box::new(AttemptEvent::of(&attempt, None)));
        entries.push(entry(event, Some(row), None));
    }
    for place in writing.open_table(ARRIVAL)?.iter()? {
        let Some(bytes) = rows.get(place?.1.value())? else { continue };
        let row: KeptRow = decode(bytes.value()).map_err(Failure::Damaged)?;
        let face = row.face();
        if face != Face::default() {
            entries.push(entry(Event::Carried, Some(LogRow::of_payment(&row.payment)), Some(face)));
        }
    }
    drop(rows);
    let head = append(writing, &entries)?;
    writing.open_table(NUMBERS)?.insert(NUMBER_LOG_BEGAN, head.count)?;
    Ok(())
}
