//! Fields of CRM items: the system fields that the documents list for each type of item, the
//! fields that a portal declares for itself, and how the names of the latter are written.

use serde_json::{Value, json};

/// Numbers of the system types, as in the table of CRM object types.
pub const DEAL: u32 = 2;
/// See [`DEAL`].
pub const CONTACT: u32 = 3;
/// See [`DEAL`].
pub const COMPANY: u32 = 4;
/// See [`DEAL`]: the new invoices.
pub const INVOICE: u32 = 31;
/// The old invoices, which the universal methods refuse.
pub const OLD_INVOICE: u32 = 5;

/// How values of a field are read and written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A whole number: ids too.
    Integer,
    /// One line or many.
    Text,
    /// A number with a fraction.
    Double,
    /// Y or N.
    Boolean,
    /// A day; told as a time.
    Date,
    /// A time.
    DateTime,
    /// A stage: a text that must be one of the pipeline's.
    Stage,
    /// `sum|CURRENCY`; only in user fields.
    Money,
    /// The id of one of the field's options; only in user fields.
    Enumeration(Vec<(u64, String)>),
}

/// A field of a type of items.
#[derive(Debug, Clone)]
pub struct Field {
    /// As `crm.item.*` write it.
    pub name: String,
    /// As the database writes it.
    pub upper: String,
    /// As `crm.item.fields` tells it.
    pub told: String,
    /// How its values are read and written.
    pub kind: Kind,
    /// A list of values.
    pub multiple: bool,
    /// Writing it is ignored.
    pub read_only: bool,
    /// Declared by the portal.
    pub user: bool,
}

impl Field {
    /// A user field from its database name, with a value as the REST name would have it.
    pub fn user(upper: &str, kind: Kind, multiple: bool) -> Self {
        let told = match kind {
            Kind::Integer => "integer",
            Kind::Text | Kind::Stage => "string",
            Kind::Double => "double",
            Kind::Boolean => "boolean",
            Kind::Date => "date",
            Kind::DateTime => "datetime",
            Kind::Money => "money",
            Kind::Enumeration(_) => "enumeration",
        };
        Self {
            name: camel_case(upper),
            upper: upper.to_owned(),
            told: told.to_owned(),
            kind,
            multiple,
            read_only: false,
            user: true,
        }
    }

    /// What `crm.item.fields` says of it.
    pub fn description(&self) -> Value {
        let mut told = json!({
            "type": self.told,
            "isRequired": false,
            "isReadOnly": self.read_only,
            "isImmutable": false,
            "isMultiple": self.multiple,
            "isDynamic": self.user,
            "title": self.upper,
            "upperName": self.upper,
        });
        if let (Kind::Enumeration(options), Some(told)) = (&self.kind, told.as_object_mut()) {
            let items = options.iter().map(|(id, value)| json!({ "ID": id.to_string(), "VALUE": value })).collect();
            told.insert("items".to_owned(), items);
        }
        told
    }
}

/// The REST name of a user field. Letters alone or digits alone after `UF_CRM_` and the number of
/// the object: the ordinary conversion; letters mixed with digits, or no number of an object:
/// only the prefix changes.
pub fn camel_case(upper: &str) -> String {
    let Some(rest) = upper.strip_prefix("UF_CRM_") else { return upper.to_owned() };
    let parts: Vec<&str> = rest.split('_').collect();
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let letters = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    match parts.as_slice() {
        [object, name] if digits(object) && digits(name) => format!("ufCrm{object}_{name}"),
        [object, name @ ..] if digits(object) && !name.is_empty() && name.iter().all(|part| letters(part)) => {
            format!("ufCrm{object}{}", name.iter().map(|part| capitalized(part)).collect::<String>())
        }
        _ => format!("ufCrm_{rest}"),
    }
}

fn capitalized(word: &str) -> String {
    let (first, rest) = word.split_at(1);
    format!("{}{}", first.to_ascii_uppercase(), rest.to_ascii_lowercase())
}

/// The system fields of a type of items, as the documents list them.
pub fn system(entity_type: u32) -> Vec<Field> {
    let own: &[(&str, &str)] = match entity_type {
        DEAL => DEAL_FIELDS,
        CONTACT => CONTACT_FIELDS,
        COMPANY => COMPANY_FIELDS,
        INVOICE => INVOICE_FIELDS,
        _ => PROCESS_FIELDS,
    };
    COMMON_FIELDS.iter().chain(own).map(|(name, told)| system_field(name, told)).collect()
}

/// `told` is the type with marks: `!` the field cannot be written, `[]` it has many values.
fn system_field(name: &str, told: &str) -> Field {
    let read_only = told.ends_with('!');
    let told = told.trim_end_matches('!');
    let multiple = told.ends_with("[]");
    let told = told.trim_end_matches("[]");
    let kind = match told {
        "crm_status" if name == "stageId" => Kind::Stage,
        "string" | "text" | "crm_currency" | "crm_status" => Kind::Text,
        "double" => Kind::Double,
        "boolean" => Kind::Boolean,
        "date" => Kind::Date,
        "datetime" => Kind::DateTime,
        _ => Kind::Integer,
    };
    Field {
        name: name.to_owned(),
        upper: snake_case(name),
        told: told.to_owned(),
        kind,
        multiple,
        read_only,
        user: false,
    }
}

/// `parentId2` as `PARENT_ID_2`, `assignedById` as `ASSIGNED_BY_ID`.
fn snake_case(name: &str) -> String {
    let mut upper = String::new();
    let mut before = ' ';
    for letter in name.chars() {
        if letter.is_ascii_uppercase() || (letter.is_ascii_digit() && !before.is_ascii_digit()) {
            upper.push('_');
        }
        upper.push(letter.to_ascii_uppercase());
        before = letter;
    }
    upper
}

/// A field for the parent of another type.
pub fn parent(entity_type: u32) -> Field {
    system_field(&format!("parentId{entity_type}"), "crm_entity")
}

const COMMON_FIELDS: &[(&str, &str)] = &[
    ("id", "integer!"),
    ("createdTime", "datetime!"),
    ("updatedTime", "datetime!"),
    ("createdBy", "user!"),
    ("updatedBy", "user!"),
    ("assignedById", "user"),
    ("opened", "boolean"),
    ("lastActivityBy", "user!"),
    ("lastActivityTime", "datetime!"),
    ("webformId", "integer"),
    ("utmSource", "string"),
    ("utmMedium", "string"),
    ("utmCampaign", "string"),
    ("utmContent", "string"),
    ("utmTerm", "string"),
    ("observers", "user[]"),
];

const DEAL_FIELDS: &[(&str, &str)] = &[
    ("leadId", "crm_lead"),
    ("companyId", "crm_company"),
    ("contactId", "crm_contact"),
    ("contactIds", "crm_contact[]"),
    ("quoteId", "crm_quote"),
    ("title", "string"),
    ("categoryId", "crm_category"),
    ("stageId", "crm_status"),
    ("stageSemanticId", "string!"),
    ("isNew", "boolean!"),
    ("isRecurring", "boolean"),
    ("isReturnCustomer", "boolean!"),
    ("isRepeatedApproach", "boolean!"),
    ("closed", "boolean!"),
    ("typeId", "crm_status"),
    ("opportunity", "double"),
    ("isManualOpportunity", "boolean"),
    ("taxValue", "double"),
    ("currencyId", "crm_currency"),
    ("probability", "integer"),
    ("comments", "text"),
    ("begindate", "date"),
    ("closedate", "date"),
    ("locationId", "location"),
    ("sourceId", "crm_status"),
    ("sourceDescription", "text"),
    ("originatorId", "string"),
    ("originId", "string"),
    ("additionalInfo", "string"),
    ("movedBy", "user!"),
    ("movedTime", "datetime!"),
];

/// Fields of deals that stand in every item and are always null.
pub const SWITCHED_OFF: &[&str] = &[
    "dateCreateShort",
    "dateModifyShort",
    "productId",
    "begindateShort",
    "closedateShort",
    "eventDate",
    "eventDateShort",
    "eventId",
    "eventDescription",
    "orderStage",
    "isWork",
    "isWon",
    "isLose",
    "receivedAmount",
    "lostAmount",
    "hasProducts",
];

const INVOICE_FIELDS: &[(&str, &str)] = &[
    ("xmlId", "string"),
    ("title", "string"),
    ("movedBy", "user!"),
    ("movedTime", "datetime!"),
    ("categoryId", "crm_category!"),
    ("stageId", "crm_status"),
    ("previousStageId", "crm_status!"),
    ("begindate", "date"),
    ("closedate", "date"),
    ("companyId", "crm_company"),
    ("contactId", "crm_contact"),
    ("contactIds", "crm_contact[]"),
    ("opportunity", "double"),
    ("isManualOpportunity", "boolean"),
    ("taxValue", "double"),
    ("currencyId", "crm_currency"),
    ("mycompanyId", "crm_company"),
    ("sourceId", "crm_status"),
    ("sourceDescription", "text"),
    ("comments", "text"),
    ("accountNumber", "string!"),
    ("locationId", "location"),
];

const PROCESS_FIELDS: &[(&str, &str)] = &[
    ("xmlId", "string"),
    ("title", "string"),
    ("movedBy", "user!"),
    ("movedTime", "datetime!"),
    ("categoryId", "crm_category"),
    ("stageId", "crm_status"),
    ("previousStageId", "crm_status!"),
    ("begindate", "date"),
    ("closedate", "date"),
    ("companyId", "crm_company"),
    ("contactId", "crm_contact"),
    ("contactIds", "crm_contact[]"),
    ("opportunity", "double"),
    ("isManualOpportunity", "boolean"),
    ("taxValue", "double"),
    ("currencyId", "crm_currency"),
    ("mycompanyId", "crm_company"),
    ("sourceId", "crm_status"),
    ("sourceDescription", "text"),
];

const COMPANY_FIELDS: &[(&str, &str)] = &[
    ("title", "string"),
    ("typeId", "crm_status"),
    ("industry", "crm_status"),
    ("employees", "crm_status"),
    ("revenue", "double"),
    ("currencyId", "crm_currency"),
    ("bankingDetails", "string"),
    ("comments", "text"),
    ("contactIds", "crm_contact[]"),
    ("leadId", "crm_lead"),
    ("originatorId", "string"),
    ("originId", "string"),
    ("originVersion", "string"),
    ("hasPhone", "boolean!"),
    ("hasEmail", "boolean!"),
    ("isMyCompany", "boolean"),
    ("categoryId", "crm_category!"),
    ("email", "string!"),
    ("phone", "string!"),
];

const CONTACT_FIELDS: &[(&str, &str)] = &[
    ("honorific", "crm_status"),
    ("name", "string"),
    ("secondName", "string"),
    ("lastName", "string"),
    ("birthdate", "date"),
    ("companyId", "crm_company"),
    ("companyIds", "crm_company[]"),
    ("post", "string"),
    ("comments", "text"),
    ("leadId", "crm_lead"),
    ("originatorId", "string"),
    ("originId", "string"),
    ("originVersion", "string"),
    ("hasPhone", "boolean!"),
    ("hasEmail", "boolean!"),
    ("categoryId", "crm_category!"),
    ("email", "string!"),
    ("phone", "string!"),
];
