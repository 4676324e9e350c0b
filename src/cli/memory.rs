//! `sverka memory`: what was learned from decisions, shown, written to a file, forgotten.

use std::io;
use std::path::Path;

use super::beside::Shown;
use super::desk::open;
use super::handout::{no_formula, put};
use super::json::{MemoryLine, contract_number};
use super::table::{Side, Table, shortened};
use super::{Exit, Failure, Output, Setting};
use crate::lang::Texts;
use crate::matching::Index;
use crate::model::{ContractId, Message, PayerRole, Remembered};
use crate::session::{Forget, Session};
use crate::text::{fold_number, harmless_line};

const PAYER_WIDTH: usize = 32;
const COLUMNS: [&str; 7] = ["payer", "account", "role", "contract", "confirmed", "rejected", "last-day"];

pub(super) fn run(setting: &Setting<'_>, json: bool, output: &mut Output<'_>) -> Result<Exit, Failure> {
    let shown = Shown::open(setting, output)?;
    let index = shown.session().index();
    let pairs = sorted(shown.session().memory().remembered(), index);
    if json {
        for pair in &pairs {
            output.json(&MemoryLine::of(pair, index))?;
        }
        return Ok(Exit::Done);
    }
    if !pairs.is_empty() {
        let left = Side::Left;
        let mut table = Table::new(&[left, left, left, left, Side::Right, Side::Right, left]);
        table.row(headings(setting.texts));
        for pair in &pairs {
            let mut cells = cells(pair, index, setting.texts);
            cells[0] = shortened(&cells[0], PAYER_WIDTH);
            table.row(cells);
        }
        for line in table.lines() {
            output.line(&line)?;
        }
    }
    let closing = if pairs.is_empty() { "cli-memory-none" } else { "cli-memory-count" };
    output.say(setting.texts, &Message::new(closing).with("count", pairs.len()))?;
    Ok(Exit::Done)
}

/// A new .csv for a spreadsheet; a file that is there stays as it is.
pub(super) fn export(setting: &Setting<'_>, file: &Path, output: &mut Output<'_>) -> Result<Exit, Failure> {
    let shown = Shown::open(setting, output)?;
    let index = shown.session().index();
    let pairs = sorted(shown.session().memory().remembered(), index);
    let name = harmless_line(&file.display().to_string());
    written(file, &pairs, index, setting.texts).map_err(|error| {
        let key = match error.kind() {
            io::ErrorKind::AlreadyExists => "cli-memory-file-exists",
            _ => "cli-cannot-write",
        };
        let detail = harmless_line(&error.to_string());
        Failure::failed(Message::new(key).with("file", name.as_str()).with("detail", detail))
    })?;
    output.say(setting.texts, &Message::new("cli-memory-exported").with("count", pairs.len()).with("file", name))?;
    Ok(Exit::Done)
}

/// Which pairs are to be forgotten, as the command line says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// `--payer`: an account or tax number.
    Payer(String),
    /// `--contract`: a number of the register, or an id.
    Contract(String),
    /// `--all`.
    All,
}

pub(super) fn forget(setting: &Setting<'_>, what: Option<&What>, output: &mut Output<'_>) -> Result<Exit, Failure> {
    let what = what.ok_or_else(|| Failure::usage(Message::new("cli-memory-forget-what")))?;
    let (mut desk, _) = open(setting, output)?;
    let mut writes = Vec::new();
    let mut count = 0;
    for meant in meant(what, &desk.session) {
        let (to_save, pairs) = desk.session.forget(&meant);
        writes.extend(to_save);
        count += pairs.len();
    }
    desk.store.save(&writes).map_err(|error| Failure::of(&error))?;
    output.say(setting.texts, &Message::new("cli-memory-forgotten").with("count", count))?;
    Ok(Exit::Done)
}

/// A number may be borne by several contracts, or by one that the register no longer has.
fn meant(what: &What, session: &Session) -> Vec<Forget> {
    let number = match what {
        What::Payer(key) => return vec![Forget::Payer(key.clone())],
        What::All => return vec![Forget::All],
        What::Contract(number) => number.trim(),
    };
    let folded = fold_number(number).text;
    let contracts = session.index().contracts().iter();
    let of_number = contracts.filter(|contract| fold_number(&contract.number).text == folded);
    let mut found: Vec<ContractId> = of_number.map(|contract| contract.id.clone()).collect();
    found.push(ContractId(number.to_owned()));
    found.dedup();
    found.into_iter().map(Forget::Contract).collect()
}

/// By payer, then by contract, as people look for them.
fn sorted(mut pairs: Vec<Remembered>, index: &Index) -> Vec<Remembered> {
    pairs.sort_by(|one, other| {
        let key = |pair: &Remembered| {
            (pair.payer_name.clone(), pair.payer.clone(), contract_number(&pair.contract, index).to_owned())
        };
        key(one).cmp(&key(other))
    });
    pairs
}

fn headings(texts: &Texts) -> [String; 7] {
    COLUMNS.map(|column| texts.get(&format!("cli-column-{column}")))
}

fn cells(pair: &Remembered, index: &Index, texts: &Texts) -> [String; 7] {
    [
        pair.payer_name.clone(),
        pair.payer.as_str().to_owned(),
        role_word(pair.role, texts),
        contract_number(&pair.contract, index).to_owned(),
        pair.confirmed.to_string(),
        pair.rejected.to_string(),
        pair.last_day().map(|day| day.strftime("%d.%m.%Y").to_string()).unwrap_or_default(),
    ]
}

fn role_word(role: PayerRole, texts: &Texts) -> String {
    texts.get(&format!("cli-role-{}", role.name().replace('_', "-")))
}

fn written(file: &Path, pairs: &[Remembered], index: &Index, texts: &Texts) -> io::Result<()> {
    /// By it a spreadsheet knows the encoding.
    const BYTE_ORDER_MARK: &str = "\u{feff}";
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    writer.write_record(headings(texts))?;
    for pair in pairs {
        writer.write_record(cells(pair, index, texts).map(|cell| no_formula(&cell)))?;
    }
    let bytes = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
    put(file, &bytes, false)
}
