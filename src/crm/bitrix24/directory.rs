//! What a portal tells about itself once: its stages, and the kinds of the fields that the
//! configuration names. A field that is not there would be ignored without a word.

use std::collections::{BTreeMap, HashMap};

use super::Bitrix24;
use super::batch::Command;
use super::cards::Kind;
use super::client::Purpose;
use super::failure::Failure;
use super::mapping::MoneyFields;
use super::wire::Json;

/// What was told.
#[derive(Debug)]
pub(super) struct Directory {
    /// Stages with their ends, and fields with a list of values, as they were told.
    pub(super) told: Json,
    /// The pipeline of each stage of deals and invoices.
    pipelines: HashMap<String, String>,
    /// The stage at which each pipeline ends well.
    successes: HashMap<String, String>,
    /// Fields that carry money, as far as the portal has them.
    fields: BTreeMap<(Kind, String), FieldKind>,
    /// What is wrong with the fields of each type of cards.
    faults: BTreeMap<Kind, Fault>,
}

/// How values of a field are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum FieldKind {
    /// A number, or a text.
    Plain,
    /// A sum with its currency.
    Money,
    /// One of these values, each with its number.
    List(Vec<(u64, String)>),
}

/// A field with which nothing can be paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    /// Which.
    pub(super) field: String,
    /// What is wrong: the key of the words.
    pub(super) key: &'static str,
}

impl Directory {
    fn new(stages: Json) -> Self {
        let mut pipelines = HashMap::new();
        let mut successes = HashMap::new();
        for row in stages.values() {
            let (Some(pipeline), Some(stage)) = (row.get("ENTITY_ID").text(), row.get("STATUS_ID").text()) else {
                continue;
            };
            if !pipeline.starts_with("DEAL_STAGE") && !pipeline.starts_with("SMART_INVOICE_STAGE") {
                continue;
            }
            pipelines.insert(stage.to_owned(), pipeline.to_owned());
            if semantics(row) == Some('S') {
                successes.entry(pipeline.to_owned()).or_insert_with(|| stage.to_owned());
            }
        }
        let told = Json::Map(vec![("stages".to_owned(), stages)]);
        Self { told, pipelines, successes, fields: BTreeMap::new(), faults: BTreeMap::new() }
    }

    /// Keeps the fields of a type that have a list of values.
    fn keep_lists(&mut self, entity_type: u32, told: &Json) {
        let (Json::Map(fields), Json::Map(kept)) = (told, &mut self.told) else { return };
        let lists = fields.iter().filter(|(_, field)| field.has("items")).cloned().collect();
        kept.push((entity_type.to_string(), Json::Map(lists)));
    }

    /// How a field is written; `None` where the portal has no such field.
    pub(super) fn kind(&self, kind: Kind, field: &str) -> Option<&FieldKind> {
        self.fields.get(&(kind, field.to_owned()))
    }

    /// What keeps cards of a type from taking payments.
    pub(super) fn fault(&self, kind: Kind) -> Option<&Fault> {
        self.faults.get(&kind)
    }

    /// The stage that is meant by what the configuration names, for a card that stands in `stands`:
    /// of several the one of its pipeline, and for `success` the one at which that ends well.
    pub(super) fn stage<'stage>(&'stage self, stands: &str, named: &'stage str) -> Option<&'stage str> {
        let pipeline = self.pipelines.get(stands);
        if named.trim() == SUCCESS {
            return self.successes.get(pipeline?).map(String::as_str);
        }
        // One that the portal does not know goes there all the same, so that its refusal is seen.
        let mut stages = named.split(',').map(str::trim).filter(|stage| !stage.is_empty());
        stages.find(|stage| self.pipelines.get(*stage).is_none_or(|of| Some(of) == pipeline))
    }

    /// Takes in what the portal tells of the fields of a type.
    fn take_fields(&mut self, kind: Kind, named: &MoneyFields, told: &Json) {
        for name in named.named() {
            let field = told.get(name);
            let (kind_told, is_multiple) =
                (field.get("type").text().unwrap_or_default(), is_yes(field.get("isMultiple")));
            let is_one_of = |kinds: &[&str]| kind_told.is_empty() || kinds.contains(&kind_told);
            let fits = if name == named.payments {
                is_one_of(&["string", "text"]) && is_multiple != Some(false)
            } else if name == named.state {
                is_one_of(&["string", "text", "enumeration"]) && is_multiple != Some(true)
            } else {
                is_one_of(&["double", "money", "integer", "string"]) && is_multiple != Some(true)
            };
            let fault = if *field == Json::Null {
                Some("bitrix24-refusal-no-such-field")
            } else if fits {
                None
            } else if name == named.payments {
                Some("bitrix24-refusal-not-many-texts")
            } else if name == named.state {
                Some("bitrix24-refusal-not-a-state")
            } else {
                Some("bitrix24-refusal-not-a-sum")
            };
            if let Some(key) = fault {
                self.faults.entry(kind).or_insert(Fault { field: name.to_owned(), key });
                continue;
            }
            let how = match kind_told {
                "money" => FieldKind::Money,
                "enumeration" => {
                    let option = |row: &Json| Some((row.get("ID").id()?, row.get("VALUE").text()?.to_owned()));
                    FieldKind::List(field.get("items").values().into_iter().filter_map(option).collect())
                }
                _ => FieldKind::Plain,
            };
            self.fields.insert((kind, name.to_owned()), how);
        }
    }
}

/// The word of the configuration for the stage at which a pipeline ends well.
pub const SUCCESS: &str = "success";

/// How a stage ends: `S`, `F`; nothing where it goes on. Older portals tell the letter, newer ones
/// the word beside it.
pub(super) fn semantics(row: &Json) -> Option<char> {
    let word = || match row.get("EXTRA").get("SEMANTICS").text()? {
        "success" => Some('S'),
        "failure" | "apology" => Some('F'),
        _ => None,
    };
    row.get("SEMANTICS").text().and_then(|letter| letter.chars().next()).or_else(word)
}

/// Yes or no, as old and new methods say it.
pub(super) fn is_yes(told: &Json) -> Option<bool> {
    match told {
        Json::Truth(truth) => Some(*truth),
        Json::Text(text) | Json::Number(text) if text == "Y" || text == "1" => Some(true),
        Json::Text(text) | Json::Number(text) if text == "N" || text == "0" => Some(false),
        _ => None,
    }
}

impl Bitrix24 {
    /// The directory, asked for once.
    pub(super) async fn directory(&self) -> Result<&Directory, Failure> {
        self.directory
            .get_or_try_init(|| async {
                let fields = |entity_type: u32| Command::new("crm.item.fields").with("entityTypeId", entity_type);
                let stages = Command::new("crm.status.list").with("order[SORT]", "ASC");
                let mut commands = vec![stages];
                commands.extend([Kind::Deal, Kind::Invoice].map(|kind| fields(kind.number())));
                let units = self.mapping.units.process;
                commands.extend((units > 0).then(|| fields(units)));
                let mut answers = self.client.batch(&commands, Purpose::Read).await?.into_iter();
                let mut next = || answers.next().map_or(Ok(Json::Null), |answer| answer.map(|reply| reply.result));
                let mut directory = Directory::new(next()?);
                for kind in [Kind::Deal, Kind::Invoice] {
                    let told = next()?;
                    directory.take_fields(kind, kind.money(&self.mapping), told.get("fields"));
                    directory.keep_lists(kind.number(), told.get("fields"));
                }
                if units > 0 {
                    directory.keep_lists(units, next()?.get("fields"));
                }
                Ok(directory)
            })
            .await
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn json(text: &str) -> Json {
        Json::parse(text).expect("JSON")
    }

    #[rstest]
    #[case("NEW", "success", Some("WON"))]
    #[case("C9:NEW", "success", Some("C9:FINE"))]
    #[case("C9:NEW", "WON, C9:FINE", Some("C9:FINE"))]
    #[case("C9:NEW", "WON", None)]
    #[case("DT31_5:N", "success", None)]
    #[case("NEW", "", None)]
    #[case("NEW", "C7:NONE", Some("C7:NONE"))]
    fn a_stage_is_that_of_the_cards_pipeline(#[case] stands: &str, #[case] named: &str, #[case] stage: Option<&str>) {
        let rows = r#"[{"ENTITY_ID":"DEAL_STAGE","STATUS_ID":"NEW","SEMANTICS":null},
            {"ENTITY_ID":"DEAL_STAGE","STATUS_ID":"WON","SEMANTICS":"S"},
            {"ENTITY_ID":"DEAL_STAGE_9","STATUS_ID":"C9:NEW"},
            {"ENTITY_ID":"DEAL_STAGE_9","STATUS_ID":"C9:FINE","EXTRA":{"SEMANTICS":"success"}},
            {"ENTITY_ID":"SMART_INVOICE_STAGE_5","STATUS_ID":"DT31_5:N"},
            {"ENTITY_ID":"STATUS","STATUS_ID":"CONVERTED","SEMANTICS":"S"}]"#;
        assert_eq!(Directory::new(json(rows)).stage(stands, named), stage);
    }

    #[rstest]
    #[case(r#"{"type":"double","isMultiple":false}"#, r#"{"type":"string","isMultiple":true}"#, None)]
    #[case(r#"{"type":"money"}"#, r#"{"type":"string","isMultiple":"Y"}"#, None)]
    #[case(r#"{"type":"double","isMultiple":true}"#, r#"{"type":"string","isMultiple":true}"#, Some("paid"))]
    #[case(r#"{"type":"date"}"#, r#"{"type":"string","isMultiple":true}"#, Some("paid"))]
    #[case(r#"{"type":"double"}"#, r#"{"type":"string","isMultiple":"N"}"#, Some("payments"))]
    #[case(r#"{"type":"double"}"#, r#"{"type":"double","isMultiple":true}"#, Some("payments"))]
    #[case("null", r#"{"type":"string","isMultiple":true}"#, Some("paid"))]
    fn a_field_of_a_wrong_kind_is_named(#[case] paid: &str, #[case] payments: &str, #[case] wrong: Option<&str>) {
        let named = MoneyFields { paid: "paid".to_owned(), payments: "payments".to_owned(), ..MoneyFields::default() };
        let mut directory = Directory::new(Json::Null);
        directory.take_fields(Kind::Deal, &named, &json(&format!(r#"{{"paid":{paid},"payments":{payments}}}"#)));
        assert_eq!(directory.fault(Kind::Deal).map(|fault| fault.field.as_str()), wrong);
    }
}
