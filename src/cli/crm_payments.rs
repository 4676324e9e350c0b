//! `sverka crm payments`: the parts of payments that the CRM holds now, one line an allocation.
//! What a reversing entry took back is not held any more and is left out.

use rust_decimal::Decimal;

use super::crm_open::{CrmAtHand, open};
use super::json::PaymentLine;
use super::table::{Side, Table, shortened};
use super::{Exit, Failure, Output, Setting, wait_for};
use crate::crm::PostedPart;
use crate::model::{Message, kopecks_text};

const PAYER_WIDTH: usize = 32;

pub(super) fn run(setting: &Setting<'_>, json: bool, output: &mut Output<'_>) -> Result<Exit, Failure> {
    let CrmAtHand { crm, .. } = &open(setting, output)?;
    let mut parts = wait_for(crm.payments())?.map_err(|error| Failure::of(&error))?;
    parts.retain(|part| !part.reversed);
    if json {
        for part in &parts {
            output.json(&PaymentLine::from(part))?;
        }
        return Ok(Exit::Done);
    }
    let mut table = Table::new(&[Side::Left, Side::Right, Side::Left, Side::Left, Side::Right, Side::Left]);
    let headings = ["date", "amount", "payer", "contract", "line", "reference"];
    table.row(headings.map(|heading| setting.texts.get(&format!("cli-column-{heading}"))));
    for part in &parts {
        table.row(cells(part));
    }
    for line in table.lines() {
        output.line(&line)?;
    }
    let sum: Decimal = parts.iter().map(PostedPart::signed_amount).sum();
    let summary = Message::new("cli-payments-count").with("count", parts.len()).with("sum", sum);
    output.say(setting.texts, &summary)?;
    Ok(Exit::Done)
}

fn cells(part: &PostedPart) -> [String; 6] {
    [
        part.date.strftime("%d.%m.%Y").to_string(),
        kopecks_text(part.signed_amount()),
        shortened(&part.payer, PAYER_WIDTH),
        part.contract_number.clone(),
        part.line.map(|line| line.to_string()).unwrap_or_default(),
        part.reference.to_string(),
    ]
}
