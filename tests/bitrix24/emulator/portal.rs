//! What a portal holds, and how a test fills it. Rules of methods are not here.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::clock::Clock;
use super::fields::{self, COMPANY, CONTACT, DEAL, Field, INVOICE, Kind};
use super::params;
use super::values;

/// Fields of an item by their REST names, in the form in which they are told.
pub type Item = BTreeMap<String, Value>;

/// A pipeline of a type of items.
#[derive(Debug, Clone)]
pub struct Category {
    /// The type of its items.
    pub entity_type: u32,
    /// Its number; 0 is the first pipeline of deals.
    pub id: u64,
    /// Its name.
    pub name: String,
}

/// A stage of a pipeline, or another entry of a directory.
#[derive(Debug, Clone)]
pub struct Status {
    /// `DEAL_STAGE`, `DEAL_STAGE_9`, `SMART_INVOICE_STAGE_5`, `DYNAMIC_1030_STAGE_7`, `SOURCE`.
    pub directory: String,
    /// `WON`, `C9:NEW`, `DT31_5:P`.
    pub code: String,
    /// Its name.
    pub name: String,
    /// `process`, `success`, `failure`, `apology`.
    pub semantics: &'static str,
}

/// An employee.
#[derive(Debug, Clone)]
pub struct User {
    /// Number.
    pub id: u64,
    /// First name.
    pub name: String,
    /// Surname.
    pub last_name: String,
    /// Still works here.
    pub active: bool,
}

/// A comment in a timeline.
#[derive(Debug, Clone)]
pub struct Comment {
    /// Number.
    pub id: u64,
    /// `deal`, `smart_invoice`, `dynamic_31`…
    pub entity_type: String,
    /// The item.
    pub entity_id: u64,
    /// The text.
    pub text: String,
    /// When.
    pub created: String,
}

/// A notice to an employee.
#[derive(Debug, Clone)]
pub struct Notice {
    /// Number.
    pub id: u64,
    /// Who gets it.
    pub user: u64,
    /// The text.
    pub text: String,
    /// A later notice with the same tag takes its place.
    pub tag: Option<String>,
}

/// The portal.
#[derive(Debug)]
pub struct Portal {
    /// Items by type and id.
    pub items: BTreeMap<u32, BTreeMap<u64, Item>>,
    /// Fields declared by the portal, by type of item.
    pub user_fields: BTreeMap<u32, Vec<Field>>,
    /// Smart processes: type and title.
    pub processes: BTreeMap<u32, String>,
    /// Pipelines.
    pub categories: Vec<Category>,
    /// Stages and other directories.
    pub statuses: Vec<Status>,
    /// Requisites, rows of text.
    pub requisites: Vec<BTreeMap<String, String>>,
    /// Employees.
    pub users: Vec<User>,
    /// Orders of the shop: the type and id of the item that each hangs on.
    pub orders: BTreeMap<u64, (u32, u64)>,
    /// Payments of orders.
    pub payments: BTreeMap<u64, Item>,
    /// Payment systems: number and name.
    pub pay_systems: BTreeMap<u64, String>,
    /// Comments of timelines.
    pub comments: Vec<Comment>,
    /// Notices that are there now.
    pub notices: Vec<Notice>,
    /// Rights ticked for the webhook.
    pub scopes: BTreeSet<String>,
    /// The webhook's person is an administrator.
    pub administrator: bool,
    /// The webhook's person.
    pub owner: u64,
    /// Types whose items the person may not change.
    pub unchangeable: BTreeSet<u32>,
    /// Types whose stages the person may not change.
    pub unmovable: BTreeSet<u32>,
    /// Fields without which a stage is not left, by type of item.
    pub required: BTreeMap<u32, BTreeSet<String>>,
    /// Fields of items that may not stand in `filter` and `order`.
    pub unfilterable: BTreeSet<String>,
    /// The currency of new items.
    pub currency: String,
    clock: Clock,
    last_id: u64,
}

impl Portal {
    /// A portal with the stages of the documents, three employees and nothing else. The pipeline
    /// of invoices is number 5; deals have the first pipeline and number 9.
    pub fn new(clock: Clock) -> Self {
        let mut portal = Self {
            items: BTreeMap::new(),
            user_fields: BTreeMap::new(),
            processes: BTreeMap::new(),
            categories: Vec::new(),
            statuses: Vec::new(),
            requisites: Vec::new(),
            users: Vec::new(),
            orders: BTreeMap::new(),
            payments: BTreeMap::new(),
            pay_systems: BTreeMap::from([(1, "Bank Transfer (Company)".to_owned()), (6, "Cash".to_owned())]),
            comments: Vec::new(),
            notices: Vec::new(),
            scopes: ["crm", "im", "user", "sale", "pay_system"].map(str::to_owned).into(),
            administrator: true,
            owner: 1,
            unchangeable: BTreeSet::new(),
            unmovable: BTreeSet::new(),
            required: BTreeMap::new(),
            unfilterable: BTreeSet::new(),
            currency: "RUB".to_owned(),
            clock,
            last_id: 0,
        };
        for (id, name, last_name) in [(1, "Vadim", "Valeev"), (6, "John", "Smith"), (7, "Klaus", "Weber")] {
            portal.users.push(User { id, name: name.to_owned(), last_name: last_name.to_owned(), active: true });
        }
        portal.add_category(DEAL, 0, "General", &DEAL_STAGES);
        portal.add_category(DEAL, 9, "Apartments", &SHORT_STAGES);
        portal.add_category(INVOICE, 5, "Invoices", &INVOICE_STAGES);
        portal
    }

    /// Adds a pipeline with its stages: id without the prefix of the pipeline, name, semantics.
    pub fn add_category(&mut self, entity_type: u32, id: u64, name: &str, stages: &[(&str, &str, &'static str)]) {
        self.categories.push(Category { entity_type, id, name: name.to_owned() });
        let (directory, prefix) = stage_names(entity_type, id);
        for (code, name, semantics) in stages {
            self.statuses.push(Status {
                directory: directory.clone(),
                code: format!("{prefix}{code}"),
                name: (*name).to_owned(),
                semantics,
            });
        }
    }

    /// Adds a smart process with one pipeline, number 7.
    pub fn add_process(&mut self, entity_type: u32, title: &str) {
        self.processes.insert(entity_type, title.to_owned());
        self.add_category(entity_type, 7, "General", &SHORT_STAGES);
    }

    /// Declares a user field and gives its REST name.
    pub fn declare(&mut self, entity_type: u32, upper: &str, kind: Kind, multiple: bool) -> String {
        let field = Field::user(upper, kind, multiple);
        let name = field.name.clone();
        self.user_fields.entry(entity_type).or_default().push(field);
        name
    }

    /// Whether the portal has such a type of items at all.
    pub fn has_type(&self, entity_type: u32) -> bool {
        matches!(entity_type, DEAL | CONTACT | COMPANY | INVOICE) || self.processes.contains_key(&entity_type)
    }

    /// All fields of a type: those of the documents, parents, those declared here.
    pub fn fields(&self, entity_type: u32) -> Vec<Field> {
        let mut fields = fields::system(entity_type);
        let parents = [DEAL].into_iter().chain(self.processes.keys().copied());
        fields.extend(parents.filter(|parent| *parent != entity_type).map(fields::parent));
        fields.extend(self.user_fields.get(&entity_type).cloned().unwrap_or_default());
        fields
    }

    /// Adds an item of any type from the fields that a test names; `id` may be among them.
    /// Panics where a field is not declared or a value not one that the field can have.
    pub fn add(&mut self, entity_type: u32, given: &Value) -> u64 {
        assert!(self.has_type(entity_type), "the portal has no items of the type {entity_type}");
        let known = self.fields(entity_type);
        let given = given.as_object().expect("fields of an item are an object");
        for (name, value) in given {
            let field = known.iter().find(|field| field.name == *name);
            let field = field.unwrap_or_else(|| panic!("no field {name} at the type {entity_type}"));
            values::written(field, value, &self.clock).unwrap_or_else(|refusal| panic!("{name}: {refusal:?}"));
        }
        self.put(entity_type, given, &known)
    }

    /// Makes an item of fields that were checked.
    pub fn put(&mut self, entity_type: u32, given: &Map<String, Value>, known: &[Field]) -> u64 {
        let id = given.get("id").and_then(Value::as_u64).unwrap_or_else(|| self.next_id());
        self.last_id = self.last_id.max(id);
        let now = self.clock.text(self.clock.now());
        let mut item: Item = known.iter().map(|field| (field.name.clone(), values::unset(field))).collect();
        for name in ["createdTime", "updatedTime", "movedTime", "lastActivityTime"] {
            item.entry(name.to_owned()).and_modify(|value| *value = Value::from(now.clone()));
        }
        for name in ["createdBy", "updatedBy", "assignedById", "movedBy", "lastActivityBy"] {
            item.entry(name.to_owned()).and_modify(|value| *value = Value::from(self.owner));
        }
        item.entry("currencyId".to_owned()).and_modify(|value| *value = Value::from(self.currency.clone()));
        item.entry("accountNumber".to_owned()).and_modify(|value| *value = Value::from(id.to_string()));
        if let Some(category) = self.categories.iter().find(|category| category.entity_type == entity_type) {
            item.insert("categoryId".to_owned(), Value::from(category.id));
        }
        for field in known {
            if let Some(value) = given.get(&field.name) {
                let value = values::written(field, value, &self.clock).unwrap_or_else(|_| values::unset(field));
                item.insert(field.name.clone(), value);
            }
        }
        item.insert("id".to_owned(), Value::from(id));
        if given.get("stageId").is_none_or(Value::is_null) && item.contains_key("stageId") {
            let category = item.get("categoryId").and_then(Value::as_u64).unwrap_or_default();
            let first = self.stages(entity_type, category).next().map(|stage| stage.code.clone());
            item.insert("stageId".to_owned(), first.map_or(Value::Null, Value::from));
        }
        self.follow_stage(entity_type, &mut item);
        item.insert("entityTypeId".to_owned(), Value::from(entity_type));
        self.items.entry(entity_type).or_default().insert(id, item);
        id
    }

    /// Sets what follows from the stage of a deal.
    pub fn follow_stage(&self, entity_type: u32, item: &mut Item) {
        if entity_type != DEAL {
            return;
        }
        let stage = item.get("stageId").and_then(Value::as_str).unwrap_or_default();
        let semantics = self.semantics(stage);
        let letter = semantics.unwrap_or("P");
        item.insert("stageSemanticId".to_owned(), Value::from(letter));
        item.insert("closed".to_owned(), Value::from(if semantics.is_some() { "Y" } else { "N" }));
    }

    /// `S`, `F` or nothing, by the name of a stage.
    pub fn semantics(&self, stage: &str) -> Option<&'static str> {
        self.statuses.iter().find(|known| known.code == stage).and_then(Status::letter)
    }

    /// The stages of a pipeline in their order.
    pub fn stages(&self, entity_type: u32, category: u64) -> impl Iterator<Item = &Status> {
        let (directory, _) = stage_names(entity_type, category);
        self.statuses.iter().filter(move |status| status.directory == directory)
    }

    /// Adds requisites of a company or contact and gives their number.
    pub fn add_requisite(&mut self, owner_type: u32, owner: u64, inn: &str, kpp: &str, name: &str) -> u64 {
        let id = self.next_id();
        let row = [
            ("ID", id.to_string()),
            ("ENTITY_TYPE_ID", owner_type.to_string()),
            ("ENTITY_ID", owner.to_string()),
            ("PRESET_ID", "1".to_owned()),
            ("NAME", name.to_owned()),
            ("ACTIVE", "Y".to_owned()),
            ("SORT", "500".to_owned()),
            ("RQ_INN", inn.to_owned()),
            ("RQ_KPP", kpp.to_owned()),
            ("RQ_COMPANY_NAME", name.to_owned()),
            ("RQ_NAME", String::new()),
        ];
        self.requisites.push(row.into_iter().map(|(key, value)| (key.to_owned(), value)).collect());
        id
    }

    /// Adds an order of the shop that hangs on an item.
    pub fn add_order(&mut self, owner_type: u32, owner: u64) -> u64 {
        let id = self.next_id();
        self.orders.insert(id, (owner_type, owner));
        id
    }

    /// Removes an item, as a person does in the portal.
    pub fn remove(&mut self, entity_type: u32, id: u64) -> bool {
        self.items.get_mut(&entity_type).is_some_and(|items| items.remove(&id).is_some())
    }

    /// Changes an item as another person in the portal does: past the webhook and its rights.
    pub fn change(&mut self, entity_type: u32, id: u64, given: &Value) {
        let known = self.fields(entity_type);
        let mut item = self.item(entity_type, id).cloned().expect("the item to change is there");
        for (name, value) in given.as_object().expect("fields of an item are an object") {
            let field = known.iter().find(|field| field.name == *name).expect("the field is declared");
            let value = values::written(field, value, &self.clock).expect("the field can have the value");
            item.insert(name.clone(), value);
        }
        item.insert("updatedTime".to_owned(), Value::from(self.clock.text(self.clock.now())));
        self.follow_stage(entity_type, &mut item);
        self.items.entry(entity_type).or_default().insert(id, item);
    }

    /// An item.
    pub fn item(&self, entity_type: u32, id: u64) -> Option<&Item> {
        self.items.get(&entity_type)?.get(&id)
    }

    /// The next number: one counter for everything, so that no two things share one by chance.
    pub fn next_id(&mut self) -> u64 {
        self.last_id += 1;
        self.last_id
    }

    /// The portal's clock.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }
}

impl Status {
    /// `SEMANTICS` of the directory: nothing for a stage in progress.
    pub fn letter(&self) -> Option<&'static str> {
        match self.semantics {
            "success" => Some("S"),
            "failure" | "apology" => Some("F"),
            _ => None,
        }
    }
}

/// The directory of a pipeline's stages, and the prefix of their ids.
fn stage_names(entity_type: u32, category: u64) -> (String, String) {
    match (entity_type, category) {
        (DEAL, 0) => ("DEAL_STAGE".to_owned(), String::new()),
        (DEAL, _) => (format!("DEAL_STAGE_{category}"), format!("C{category}:")),
        (INVOICE, _) => (format!("SMART_INVOICE_STAGE_{category}"), format!("DT31_{category}:")),
        _ => (format!("DYNAMIC_{entity_type}_STAGE_{category}"), format!("DT{entity_type}_{category}:")),
    }
}

const DEAL_STAGES: [(&str, &str, &str); 8] = [
    ("NEW", "New", "process"),
    ("PREPARATION", "Document preparation", "process"),
    ("PREPAYMENT_INVOICE", "Prepayment invoice", "process"),
    ("EXECUTING", "In progress", "process"),
    ("FINAL_INVOICE", "Final invoice", "process"),
    ("WON", "Deal successful", "success"),
    ("LOSE", "Deal failed", "failure"),
    ("APOLOGY", "Failure reason analysis", "apology"),
];

const SHORT_STAGES: [(&str, &str, &str); 4] = [
    ("NEW", "Start", "process"),
    ("UC_KN8KFI", "Partly paid", "process"),
    ("WON", "Success", "success"),
    ("LOSE", "Fail", "failure"),
];

const INVOICE_STAGES: [(&str, &str, &str); 5] = [
    ("N", "New", "process"),
    ("S", "Sent to client", "process"),
    ("UC_5PART1", "Partly paid", "process"),
    ("P", "Paid", "success"),
    ("D", "Not paid", "failure"),
];

/// An item with a few fields, for tests that need no more: `title` and `opportunity`.
pub fn priced(title: &str, opportunity: &str) -> Value {
    let sum = params::decimal(&Value::from(opportunity)).expect("a sum with a point");
    json!({ "title": title, "opportunity": params::double(sum) })
}
