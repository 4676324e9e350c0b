//! `sverka crm contracts`: what the CRM knows of its contracts now.

use super::crm_open::{CrmAtHand, open};
use super::json::ContractLine;
use super::table::{Side, Table, shortened};
use super::{Exit, Failure, Output, Setting, wait_for};
use crate::model::{Contract, Message, kopecks_text};

const HOLDER_WIDTH: usize = 32;

pub(super) fn run(setting: &Setting<'_>, json: bool, output: &mut Output<'_>) -> Result<Exit, Failure> {
    let CrmAtHand { crm, .. } = &open(setting, output)?;
    let contracts = wait_for(crm.contracts())?.map_err(|error| Failure::of(&error))?;
    if json {
        for contract in &contracts {
            output.json(&ContractLine::from(contract))?;
        }
        return Ok(Exit::Done);
    }
    let mut table =
        Table::new(&[Side::Left, Side::Left, Side::Left, Side::Left, Side::Right, Side::Right, Side::Right]);
    let headings = ["contract", "date", "status", "holder", "total", "paid", "due"];
    table.row(headings.map(|heading| setting.texts.get(&format!("cli-column-{heading}"))));
    for contract in &contracts {
        table.row(cells(contract, setting));
    }
    for line in table.lines() {
        output.line(&line)?;
    }
    output.say(setting.texts, &Message::new("cli-contracts-count").with("count", contracts.len()))?;
    Ok(Exit::Done)
}

fn cells(contract: &Contract, setting: &Setting<'_>) -> [String; 7] {
    let status = format!("status-{}", contract.status.name().replace('_', "-"));
    [
        contract.number.clone(),
        contract.date.map(|date| date.strftime("%d.%m.%Y").to_string()).unwrap_or_default(),
        setting.texts.get(&status),
        shortened(&contract.holder.name, HOLDER_WIDTH),
        format!("{} {}", kopecks_text(contract.total), contract.currency),
        kopecks_text(contract.paid),
        kopecks_text(contract.due()),
    ]
}
