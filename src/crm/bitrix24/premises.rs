//! Units: where the portal keeps them, and how they are read. Pure.

use serde::Deserialize;

use super::register::Names;
use super::wire::Json;
use crate::model::{Unit, UnitKind};

/// `[crm.bitrix24.units]`: the smart process that keeps the units, and its fields.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Units {
    /// `entityTypeId` of the smart process; 0: units stand in fields of the deal, or nowhere.
    pub process: u32,
    /// The field of the deal that names its unit; empty: the parent of that type.
    pub link: String,
    /// Name of the house.
    pub house: String,
    /// Section or entrance.
    pub section: String,
    /// Floor.
    pub floor: String,
    /// Number of the unit.
    pub number: String,
    /// What it is; see [`UnitKinds`].
    pub kind: String,
}

impl Default for Units {
    fn default() -> Self {
        Self {
            process: 0,
            link: String::new(),
            house: String::new(),
            section: String::new(),
            floor: String::new(),
            number: "title".to_owned(),
            kind: String::new(),
        }
    }
}

/// `[crm.bitrix24.kinds]`: values of the field that says what a unit is. What is named nowhere is a
/// flat.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct UnitKinds {
    /// Flats.
    pub flat: Vec<String>,
    /// Parking places.
    pub parking: Vec<String>,
    /// Storage rooms.
    pub storage: Vec<String>,
    /// Offices and shops.
    pub commercial: Vec<String>,
}

impl UnitKinds {
    fn kind(&self, value: &str) -> UnitKind {
        let value = value.to_lowercase();
        let is_among = |names: &[String]| names.iter().any(|name| name.trim().to_lowercase() == value);
        [
            (&self.flat, UnitKind::Flat),
            (&self.parking, UnitKind::Parking),
            (&self.storage, UnitKind::Storage),
            (&self.commercial, UnitKind::Commercial),
        ]
        .into_iter()
        .find_map(|(names, kind)| is_among(names).then_some(kind))
        .unwrap_or(UnitKind::Flat)
    }
}

/// The fields of a unit, wherever it stands.
pub(super) struct Place<'field> {
    /// `entityTypeId` of the card.
    pub(super) entity_type: u32,
    pub(super) house: &'field str,
    pub(super) section: &'field str,
    pub(super) floor: &'field str,
    pub(super) number: &'field str,
    pub(super) kind: &'field str,
}

impl Place<'_> {
    /// Reads the unit of a card; `None` where it names no number.
    pub(super) fn read(&self, card: &Json, names: &Names, kinds: &UnitKinds) -> Option<Unit> {
        let text = |field: &str| names.text_of(self.entity_type, card, field);
        let number = text(self.number);
        (!number.is_empty()).then(|| Unit {
            house: text(self.house),
            section: text(self.section),
            floor: text(self.floor).split(['.', ',']).next().and_then(|floor| floor.parse().ok()),
            number,
            kind: kinds.kind(&text(self.kind)),
        })
    }
}

impl Units {
    /// The field of the deal that names its unit; `None` where no smart process keeps units.
    pub(super) fn link(&self) -> Option<String> {
        match (self.process, self.link.as_str()) {
            (0, _) => None,
            (process, "") => Some(format!("parentId{process}")),
            (_, link) => Some(link.to_owned()),
        }
    }

    pub(super) fn place(&self) -> Place<'_> {
        Place {
            entity_type: self.process,
            house: &self.house,
            section: &self.section,
            floor: &self.floor,
            number: &self.number,
            kind: &self.kind,
        }
    }

    /// What is read of a unit.
    pub(super) fn select(&self) -> Vec<&str> {
        let own = [&self.house, &self.section, &self.floor, &self.number, &self.kind];
        std::iter::once("id").chain(own.into_iter().map(String::as_str).filter(|name| !name.is_empty())).collect()
    }
}

/// The id of the item that a field names: a number, or the number behind the short name of its type
/// (`T406_12`, `CO_5`); of several the first.
pub(super) fn linked(value: &Json) -> Option<u64> {
    let first = || value.values().into_iter().find_map(linked);
    let behind = || value.text()?.rsplit_once('_')?.1.parse().ok().filter(|id| *id > 0);
    value.id().or_else(behind).or_else(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_is_named_in_several_ways() {
        for (text, id) in [
            ("12", Some(12)),
            ("\"12\"", Some(12)),
            ("\"T406_12\"", Some(12)),
            ("[\"CO_5\",\"CO_6\"]", Some(5)),
            ("0", None),
            ("[]", None),
            ("null", None),
            ("\"Банк\"", None),
        ] {
            assert_eq!(linked(&Json::parse(text).expect("JSON")), id, "{text}");
        }
    }
}
