//! Long lists, page by page: fifty rows each, by id, without counting them anew for every page,
//! up to fifty pages in one request, each beginning behind the last row of the one before it.

use jiff::Timestamp;

use super::batch::{Command, MOST, key};
use super::client::{Client, Purpose};
use super::failure::Failure;
use super::wire::{Json, Reply};

/// Rows of a page, always.
const PAGE: usize = 50;

/// A list that is wanted.
#[derive(Debug)]
pub(super) struct List {
    command: Command,
    shape: Shape,
    /// Only rows behind this id.
    behind: u64,
    /// Only how many rows there are.
    only_count: bool,
}

/// A list as it was read.
#[derive(Debug, Default)]
pub(super) struct Listed {
    /// The rows in the order of their ids.
    pub(super) rows: Vec<Json>,
    /// How many rows the portal counted when the first page was read.
    pub(super) total: Option<usize>,
    /// The portal's clock at that moment.
    pub(super) asked_at: Option<Timestamp>,
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
    read: Listed,
    last: u64,
    done: bool,
}

impl List {
    const fn new(command: Command, shape: Shape) -> Self {
        Self { command, shape, behind: 0, only_count: false }
    }

    /// Items of a type with these fields; further filters may be added.
    pub(super) fn items<T: AsRef<str>>(entity_type: u32, select: &[T]) -> Self {
        let select = select.iter().map(AsRef::as_ref);
        let command = Command::new("crm.item.list").with("entityTypeId", entity_type).with_list("select", select);
        Self::new(command.with("order[id]", "ASC"), Shape::Items)
    }

    /// Requisites.
    pub(super) fn requisites() -> Self {
        let select = ["ID", "ENTITY_TYPE_ID", "ENTITY_ID", "RQ_INN", "RQ_KPP"];
        let command = Command::new("crm.requisite.list").with_list("select", select).with("order[ID]", "asc");
        Self::new(command, Shape::Rows)
    }

    /// Requisites of companies or contacts.
    pub(super) fn requisites_of(entity_type: u32, owners: &[u64]) -> Self {
        let mut list = Self::requisites().among("ENTITY_ID", owners);
        list.command = list.command.with("filter[ENTITY_TYPE_ID]", entity_type);
        list
    }

    /// Employees.
    pub(super) fn users() -> Self {
        let select = ["ID", "NAME", "LAST_NAME", "SECOND_NAME"];
        let command = Command::new("user.get").with("sort", "ID").with("order", "ASC").with_list("select", select);
        Self::new(command, Shape::Users)
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

    /// Only rows whose field names this moment or a later one.
    #[must_use]
    pub(super) fn since(mut self, field: &str, moment: Timestamp) -> Self {
        self.command = self.command.with(format!("filter[>={field}]"), moment.strftime("%Y-%m-%dT%H:%M:%S+00:00"));
        self
    }

    /// Only rows behind an id.
    #[must_use]
    pub(super) const fn behind(mut self, id: u64) -> Self {
        self.behind = id;
        self
    }

    /// Only how many rows there are; the rows of the first page come along.
    #[must_use]
    pub(super) const fn counted(mut self) -> Self {
        self.only_count = true;
        self
    }

    /// What is asked, in one line.
    pub(super) fn line(&self) -> String {
        self.command.line()
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

    /// One page without a count, for rows that are few.
    pub(super) fn page_of_few(&self) -> Command {
        self.command.clone().with("start", -1)
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
            let command = if self.behind > 0 { command.with(format!("filter[>{id}]"), self.behind) } else { command };
            return command.with("start", 0);
        }
        let behind =
            chained.map_or_else(|| last.to_string(), |key| format!("$result[{key}]{path}[{}][{id}]", PAGE - 1));
        command.with(format!("filter[>{id}]"), behind).with("start", -1)
    }
}

impl Reading<'_> {
    fn pages_left(&self) -> usize {
        match (self.done, self.read.total) {
            (true, _) => 0,
            (false, None) => 1,
            (false, Some(total)) => total.saturating_sub(self.read.rows.len()).div_ceil(PAGE).max(1),
        }
    }

    /// Takes a page in; `false` where the pages behind it begin at the wrong place.
    fn take(&mut self, reply: &Reply) -> bool {
        let (rows, id) = match self.list.shape {
            Shape::Items => (reply.result.get("items").values(), "id"),
            Shape::Rows | Shape::Users => (reply.result.values(), "ID"),
        };
        if self.read.total.is_none() {
            self.read.total = reply.total.and_then(|total| usize::try_from(total).ok());
        }
        if self.read.asked_at.is_none() {
            self.read.asked_at = reply.times.start;
        }
        let is_full = rows.len() >= PAGE;
        for row in rows {
            let id = row.get(id).id().unwrap_or(0);
            // A reference that led nowhere begins the list anew.
            if id > self.last {
                self.last = id;
                self.read.rows.push(row.clone());
            }
        }
        let has_all = self.read.total.is_some_and(|total| self.read.rows.len() >= total);
        self.done = !is_full || has_all || self.list.only_count;
        !self.done
    }
}

impl Client {
    /// Reads lists to their ends, side by side.
    pub(super) async fn read_lists(&self, lists: &[List]) -> Result<Vec<Listed>, Failure> {
        let start = |list| Reading { list, read: Listed::default(), last: 0, done: false };
        let mut readings: Vec<Reading<'_>> = lists.iter().map(start).collect();
        let told = self.told().reading();
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
                    let first = reading.read.total.is_none() && reading.read.rows.is_empty();
                    let read = reading.read.rows.len() + number * PAGE;
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
                *is_broken = !reading.take(&answer?);
            }
            let read = readings.iter().map(|reading| &reading.read);
            let done = read.clone().map(|read| read.rows.len()).sum();
            told.tell(done, read.map(|read| read.total.unwrap_or(read.rows.len())).sum());
        }
        Ok(readings.into_iter().map(|reading| reading.read).collect())
    }
}
