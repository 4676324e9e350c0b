//! The methods of the portal: who answers what, which right each needs, and what a webhook must
//! never send. A method that the documents do not describe is not here.

#![expect(clippy::unnecessary_wraps, reason = "methods have one shape, those that never refuse too")]

mod directories;
mod items;
mod lists;
mod people;
mod sale;
mod timeline;
mod writing;

use serde_json::Value;

use super::portal::Portal;
use super::refusal::{Refusal, SystemError};

/// A good answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// `result`.
    pub result: Value,
    /// `total` of a list.
    pub total: Option<u64>,
    /// `next` of a list that has more.
    pub next: Option<u64>,
}

impl From<Value> for Answer {
    fn from(result: Value) -> Self {
        Self { result, total: None, next: None }
    }
}

/// What a method works on.
pub struct Call<'a> {
    /// The portal.
    pub portal: &'a mut Portal,
    /// The parameters.
    pub parameters: &'a Value,
    /// What was sent that no document allows, though the portal lets it pass.
    pub improper: &'a mut Vec<String>,
}

impl Call<'_> {
    /// A parameter; null where it is not sent.
    pub fn parameter(&self, name: &str) -> &Value {
        static NOTHING: Value = Value::Null;
        self.parameters.get(name).unwrap_or(&NOTHING)
    }

    /// Notes parameters that the method does not have.
    fn allow_only(&mut self, method: &str, allowed: &[&str]) {
        let Value::Object(given) = self.parameters else { return };
        for name in given.keys().filter(|name| !allowed.contains(&name.as_str())) {
            self.improper.push(format!("{method}: no parameter {name}"));
        }
    }
}

type Method = fn(&mut Call<'_>) -> Result<Answer, Refusal>;

/// A method: its name, the right it needs (empty: none), whether it changes anything, its
/// parameters, and what it does.
struct Entry {
    name: &'static str,
    scope: &'static str,
    writes: bool,
    parameters: &'static [&'static str],
    run: Method,
}

impl Entry {
    /// Whether the webhook has the right that it needs; users come with smaller rights too.
    fn is_allowed(&self, portal: &Portal) -> bool {
        let has = |scope: &str| portal.scopes.contains(scope);
        let is_smaller = self.scope == "user" && (has("user_basic") || has("user_brief"));
        self.scope.is_empty() || has(self.scope) || is_smaller
    }
}

const fn reads(name: &'static str, scope: &'static str, parameters: &'static [&'static str], run: Method) -> Entry {
    Entry { name, scope, writes: false, parameters, run }
}

const fn writes(name: &'static str, scope: &'static str, parameters: &'static [&'static str], run: Method) -> Entry {
    Entry { name, scope, writes: true, parameters, run }
}

const LIST: &[&str] = &["select", "filter", "order", "start"];
const NOTICE: &[&str] = &["USER_ID", "MESSAGE", "MESSAGE_OUT", "TAG", "SUB_TAG", "ATTACH", "CLIENT_ID"];

const METHODS: &[Entry] = &[
    reads(
        "crm.item.list",
        "crm",
        &["entityTypeId", "select", "filter", "order", "start", "useOriginalUfNames"],
        items::list,
    ),
    reads("crm.item.get", "crm", &["entityTypeId", "id", "useOriginalUfNames"], items::get),
    reads("crm.item.fields", "crm", &["entityTypeId", "useOriginalUfNames"], items::fields),
    writes("crm.item.update", "crm", &["entityTypeId", "id", "fields", "useOriginalUfNames"], writing::update),
    writes("crm.item.add", "crm", &["entityTypeId", "fields", "useOriginalUfNames"], writing::add),
    reads("crm.category.list", "crm", &["entityTypeId"], directories::categories),
    reads("crm.status.list", "crm", &["order", "filter"], directories::statuses),
    reads("crm.enum.ownertype", "crm", &[], directories::owner_types),
    reads("crm.type.list", "crm", &["order", "filter", "start"], directories::types),
    reads("crm.requisite.list", "crm", LIST, directories::requisites),
    reads("crm.orderentity.list", "crm", LIST, sale::order_links),
    writes("crm.timeline.comment.add", "crm", &["fields"], timeline::add),
    reads("crm.timeline.comment.list", "crm", LIST, timeline::list),
    reads(
        "user.get",
        "user",
        &["sort", "order", "FILTER", "filter", "ADMIN_MODE", "select", "IMAGE_RESIZE", "start"],
        people::get,
    ),
    reads("profile", "", &[], people::profile),
    reads("scope", "", &["full"], people::scope),
    reads("server.time", "", &[], people::server_time),
    reads("method.get", "", &["name"], people::method),
    writes("im.notify.system.add", "im", NOTICE, timeline::notify),
    writes("im.notify.personal.add", "im", NOTICE, timeline::notify),
    writes("sale.payment.add", "sale", &["fields"], sale::add),
    writes("sale.payment.update", "sale", &["id", "fields"], sale::update),
    writes("sale.payment.delete", "sale", &["id"], sale::delete),
    reads("sale.payment.get", "sale", &["id"], sale::get),
    reads("sale.payment.list", "sale", LIST, sale::list),
    reads("sale.paysystem.list", "pay_system", &["SELECT", "FILTER", "ORDER"], sale::pay_systems),
];

fn entry(method: &str) -> Option<&'static Entry> {
    METHODS.iter().find(|entry| entry.name == method)
}

/// Whether a method changes anything.
pub fn changes(method: &str) -> bool {
    entry(method).is_some_and(|entry| entry.writes)
}

/// Runs a method.
pub fn run(method: &str, call: &mut Call<'_>) -> Result<Answer, Refusal> {
    let Some(entry) = entry(method) else {
        call.improper.push(format!("{method}: no such method"));
        return Err(Refusal::new(404, "ERROR_METHOD_NOT_FOUND", "Method not found!"));
    };
    if !entry.is_allowed(call.portal) {
        return Err(SystemError::Scope.refusal());
    }
    call.allow_only(method, entry.parameters);
    (entry.run)(call)
}
