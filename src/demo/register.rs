//! The contract register of the demo as a .csv with Russian headings.

use std::io;

use super::deals::Deal;
use crate::model::{Contract, Holder, Unit, plain_text};

const HEADINGS: [&str; 21] = [
    "Идентификатор",
    "Номер договора",
    "Дата договора",
    "Вид",
    "Статус",
    "Покупатель",
    "ИНН",
    "Сопокупатели",
    "Дом",
    "Секция",
    "Этаж",
    "Помещение",
    "Тип помещения",
    "Сумма",
    "Валюта",
    "График",
    "Оплачено",
    "Ответственный",
    "Эскроу",
    "Банк",
    "ИНН банка",
];

/// The register: UTF-8, `;` between cells.
pub(super) fn bytes(deals: &[Deal]) -> io::Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    writer.write_record(HEADINGS)?;
    for deal in deals {
        writer.write_record(cells(&deal.contract))?;
    }
    writer.into_inner().map_err(csv::IntoInnerError::into_error)
}

fn cells(contract: &Contract) -> [String; 21] {
    let tax_id = |holder: &Holder| holder.tax_id.as_ref().map(ToString::to_string).unwrap_or_default();
    let co_holders: Vec<String> =
        contract.co_holders.iter().map(|holder| format!("{}|{}", holder.name, tax_id(holder))).collect();
    let lines: Vec<String> =
        contract.schedule.iter().map(|line| format!("{}={}", line.due, plain_text(line.amount))).collect();
    let of_unit = |text: fn(&Unit) -> String| contract.unit.as_ref().map(text).unwrap_or_default();
    [
        contract.id.to_string(),
        contract.number.clone(),
        contract.date.map(|day| day.to_string()).unwrap_or_default(),
        contract.kind.clone(),
        contract.status.name().to_owned(),
        contract.holder.name.clone(),
        tax_id(&contract.holder),
        co_holders.join(", "),
        of_unit(|unit| unit.house.clone()),
        of_unit(|unit| unit.section.clone()),
        of_unit(|unit| unit.floor.map(|floor| floor.to_string()).unwrap_or_default()),
        of_unit(|unit| unit.number.clone()),
        of_unit(|unit| unit.kind.name().to_owned()),
        plain_text(contract.total),
        contract.currency.to_string(),
        lines.join(" "),
        plain_text(contract.paid),
        contract.manager.clone(),
        if contract.escrow { "да" } else { "нет" }.to_owned(),
        contract.lender.as_ref().map(|lender| lender.name.clone()).unwrap_or_default(),
        contract.lender.as_ref().map(tax_id).unwrap_or_default(),
    ]
}
