//! Long lists, page by page: fifty rows each, by id, without counting them anew for every page,
//! up to fifty pages in one request, each beginning behind the last row of the one before it.

use super::batch::{Command, MOST, key};
use super::client::{Client, Purpose};
use super::failure::Failure;
use super::wire::Json;

/// Rows of a page, always.
const PAGE: usize = 50;

/// A list that is wanted whole.
#[derive(Debug)]
pub(super) struct List {
    command: Command,
    shape: Shape,
}

/// Two generations of methods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// `crm.item.list`: rows under `items`, ids under `id`.
    Items,
    /// `crm.requisite.list`: bare rows, ids under `ID`.
    Rows,
    /// `user.get`: bare rows, pages by their beginning.
    Users,
}

/// How far a list has been read.
struct Reading<'list> {
    list: &'list List,
    rows: Vec<Json>,
    total: Option<usize>,
    last: u64,
    done: bool,
}

impl List {
    /// Items of a type with these fields; further filters may be added.
    pub(super) fn items(entity_type: u32, select: &[&str]) -> Self {
        let command = Command::new("crm.item.list").with("entityTypeId", entity_type).with_list("select", select);
        Self { command: command.with("order[id]", "ASC"), shape: Shape::Items }
    }

    /// Requisites.
    pub(super) fn requisites() -> Self {
        let select = ["ID", "ENTITY_TYPE_ID", "ENTITY_ID", "RQ_INN"];
        let command = Command::new("crm.requisite.list").with_list("select", select).with("order[ID]", "asc");
        Self { command, shape: Shape::Rows }
    }

    /// Requisites of companies or contacts.
    pub(super) fn requisites_of(entity_type: u32, owners: &[u64]) -> Self {
        let mut list = Self::requisites().among("ENTITY_ID", owners);
        list.command = list.command.with("filter[ENTITY_TYPE_ID]", entity_type);
        list
    }

    /// Employees.
    pub(super) fn users() -> Self {
        Self { command: Command::new("user.get").with("sort", "ID").with("order", "ASC"), shape: Shape::Users }
    }

    /// Only rows whose field has one of these values.
    #[must_use]
    pub(super) fn among(mut self, field: &str, values: &[u64]) -> Self {
        let filter = match self.shape {
            Shape::Items | Shape::Rows => "filter",
            Shape::Users => "FILTER",
        };
        self.command = self.command.with_list(&format!("{filter}[@{field}]"), values);
        self
    }

    /// Only rows in whose field one of these texts stands.
    #[must_use]
    pub(super) fn saying<T: std::fmt::Display>(mut self, field: &str, texts: &[T]) -> Self {
        self.command = self.command.with("filter[0][logic]", "OR");
        for (place, text) in texts.iter().enumerate() {
            self.command = self.command.with(format!("filter[0][{place}][%{field}]"), text);
        }
        self
    }

    /// The page behind a row; `chained`: behind the last row of the command of that key.
    fn page(&self, first: bool, last: u64, read: usize, chained: Option<&str>) -> Command {
        let command = self.command.clone();
        let (id, path) = match self.shape {
            Shape::Items => ("id", "[items]"),
            Shape::Rows => ("ID", ""),
            Shape::Users => return command.with("start", read),
        };
        if first {
            return command.with("start", 0);
        }
        let behind =
            chained.map_or_else(|| last.to_string(), |key| format!("$result[{key}]{path}[{}][{id}]", PAGE - 1));
        command.with(format!("filter[>{id}]"), behind).with("start", -1)
    }
}

impl Reading<'_> {
    fn pages_left(&self) -> usize {
        match (self.done, self.total) {
            (true, _) => 0,
            (false, None) => 1,
            (false, Some(total)) => total.saturating_sub(self.rows.len()).div_ceil(PAGE).max(1),
        }
    }

    /// Takes a page in; `false` where the pages behind it begin at the wrong place.
    fn take(&mut self, page: &Json, total: Option<u64>) -> bool {
        let (rows, id) = match self.list.shape {
            Shape::Items => (page.get("items").values(), "id"),
            Shape::Rows | Shape::Users => (page.values(), "ID"),
        };
        if self.total.is_none() {
            self.total = total.and_then(|total| usize::try_from(total).ok());
        }
        let is_full = rows.len() >= PAGE;
        for row in rows {
            let id = row.get(id).id().unwrap_or(0);
            // A reference that led nowhere begins the list anew.
            if id > self.last {
                self.last = id;
                self.rows.push(row.clone());
            }
        }
        self.done = !is_full || self.total.is_some_and(|total| self.rows.len() >= total);
        !self.done
    }
}

impl Client {
    /// Reads lists to their ends, side by side.
    pub(super) async fn read_lists(&self, lists: &[List]) -> Result<Vec<Vec<Json>>, Failure> {
        let start = |list| Reading { list, rows: Vec::new(), total: None, last: 0, done: false };
        let mut readings: Vec<Reading<'_>> = lists.iter().map(start).collect();
        while readings.iter().any(|reading| !reading.done) {
            let mut commands: Vec<Command> = Vec::new();
            let mut owners: Vec<usize> = Vec::new();
            for (place, reading) in readings.iter().enumerate().filter(|(_, reading)| !reading.done) {
                let method = reading.list.command.method;
                let wanted = reading.pages_left().min(MOST - commands.len());
                if wanted == 0 {
                    break;
                }
                let same = commands.iter().filter(|command| command.method == method).count();
                let fitting = self.room(method, same + wanted).await.saturating_sub(same);
                for number in 0..fitting {
                    let before = key(commands.len().saturating_sub(1));
                    let chained = (number > 0).then_some(before.as_str());
                    let first = reading.total.is_none() && reading.rows.is_empty();
                    let read = reading.rows.len() + number * PAGE;
                    commands.push(reading.list.page(first, reading.last, read, chained));
                    owners.push(place);
                }
            }
            let answers = self.batch(&commands, Purpose::Read).await?;
            let mut broken = vec![false; readings.len()];
            for (place, answer) in owners.into_iter().zip(answers) {
                let (Some(reading), Some(is_broken)) = (readings.get_mut(place), broken.get_mut(place)) else {
                    continue;
                };
                if *is_broken {
                    continue;
                }
                let reply = answer?;
                *is_broken = !reading.take(&reply.result, reply.total);
            }
        }
        Ok(readings.into_iter().map(|reading| reading.rows).collect())
    }
}
