//! The demo's register as a workbook: what Excel keeps as numbers and dates comes back to the
//! kopeck and to the day.

#![expect(clippy::expect_used, reason = "a test stops where its ground gives way")]

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, XlsxError};
use sverka::crm::register::read_register;
use sverka::demo;
use sverka::model::{Contract, Holder, Unit, plain_text};

const HEADINGS: [&str; 20] = [
    "number",
    "external_id",
    "date",
    "kind",
    "status",
    "holder",
    "holder_inn",
    "co_holders",
    "house",
    "section",
    "floor",
    "unit",
    "unit_kind",
    "total",
    "currency",
    "schedule",
    "paid",
    "manager",
    "escrow",
    "Цвет папки",
];

fn tax_id(holder: &Holder) -> String {
    holder.tax_id.as_ref().map(ToString::to_string).unwrap_or_default()
}

fn texts(contract: &Contract) -> Vec<(u16, String)> {
    let unit = |text: fn(&Unit) -> String| contract.unit.as_ref().map(text).unwrap_or_default();
    let co_holders: Vec<String> =
        contract.co_holders.iter().map(|holder| format!("{}|{}", holder.name, tax_id(holder))).collect();
    let lines: Vec<String> =
        contract.schedule.iter().map(|line| format!("{}={}", line.due, plain_text(line.amount))).collect();
    vec![
        (0, contract.number.clone()),
        (1, contract.id.to_string()),
        (3, contract.kind.clone()),
        (4, contract.status.name().to_owned()),
        (5, contract.holder.name.clone()),
        (6, tax_id(&contract.holder)),
        (7, co_holders.join(", ")),
        (8, unit(|unit| unit.house.clone())),
        (9, unit(|unit| unit.section.clone())),
        (12, unit(|unit| unit.kind.name().to_owned())),
        (14, contract.currency.to_string()),
        (15, lines.join("\n")),
        (17, contract.manager.clone()),
        (18, if contract.escrow { "да" } else { "нет" }.to_owned()),
    ]
}

fn number(text: &str) -> f64 {
    text.parse().expect("a number")
}

fn workbook(contracts: &[Contract]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let day = Format::new().set_num_format("dd.mm.yyyy");
    let sheet = workbook.add_worksheet();
    for (column, heading) in (0..).zip(HEADINGS) {
        sheet.write(0, column, heading)?;
    }
    for (row, contract) in (1..).zip(contracts) {
        for (column, text) in texts(contract) {
            sheet.write(row, column, text)?;
        }
        if let Some(date) = contract.date {
            let (year, month, day_of_month) =
                (date.year().unsigned_abs(), date.month().unsigned_abs(), date.day().unsigned_abs());
            sheet.write_with_format(row, 2, &ExcelDateTime::from_ymd(year, month, day_of_month)?, &day)?;
        }
        if let Some(unit) = &contract.unit {
            sheet.write(row, 10, unit.floor.unwrap_or_default())?;
            sheet.write(row, 11, number(&unit.number))?;
        }
        sheet.write(row, 13, number(&plain_text(contract.total)))?;
        sheet.write(row, 16, number(&plain_text(contract.paid)))?;
    }
    workbook.save_to_buffer()
}

#[test]
fn a_workbook_gives_the_same_contracts() {
    let contracts: Vec<Contract> =
        demo::contracts().into_iter().map(|contract| Contract { lender: None, ..contract }).collect();
    let folder = tempfile::tempdir().expect("a folder");
    // The name says text; the content says workbook.
    let path = folder.path().join("реестр.csv");
    std::fs::write(&path, workbook(&contracts).expect("a workbook")).expect("writes");

    let register = read_register(&path).expect("a register");

    assert_eq!((register.refused, register.warnings), (vec![], vec![]));
    assert_eq!(register.contracts, contracts);
}
