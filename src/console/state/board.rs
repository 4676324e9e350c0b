//! The chessboard: a house as floors of units.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::Loading;
use crate::model::{Contract, ContractId, ContractStatus, Unit, UnitKind};

/// A unit on the board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardUnit {
    /// The unit.
    pub unit: Unit,
    /// Its contracts, the one that counts now first; none: it is free.
    pub contracts: Vec<ContractId>,
}

/// A floor, its units in the order of their numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Floor {
    /// Which floor; none where the register does not say.
    pub floor: Option<i32>,
    /// Its units.
    pub units: Vec<BoardUnit>,
}

/// A section of a house.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct House {
    /// Name of the house.
    pub name: String,
    /// Section; empty where the house has none.
    pub section: String,
    /// The floors, top first.
    pub floors: Vec<Floor>,
}

/// The chessboard.
#[derive(Debug, Clone)]
pub struct Board {
    /// The houses, section by section.
    pub houses: Loading<Vec<House>>,
    /// Which is shown.
    pub house: usize,
    /// The floor under the cursor, counted from the top.
    pub floor: usize,
    /// The unit under the cursor, counted on its floor.
    pub unit: usize,
    /// The unit on which the board opens, as soon as it is there.
    pub open_on: Option<Unit>,
    /// The request that is waited for.
    pub generation: u64,
}

impl Board {
    /// The house that is shown.
    #[must_use]
    pub fn shown(&self) -> Option<&House> {
        match &self.houses {
            Loading::Here(houses) => houses.get(self.house),
            _ => None,
        }
    }

    /// The unit under the cursor.
    #[must_use]
    pub fn chosen(&self) -> Option<&BoardUnit> {
        self.shown()?.floors.get(self.floor)?.units.get(self.unit)
    }

    /// Puts the cursor on a unit, where the board has it.
    pub fn go_to(&mut self, wanted: &Unit) {
        let Loading::Here(houses) = &self.houses else { return };
        for (house, shown) in houses.iter().enumerate() {
            for (floor, line) in shown.floors.iter().enumerate() {
                if let Some(unit) = line.units.iter().position(|unit| unit.unit == *wanted) {
                    (self.house, self.floor, self.unit) = (house, floor, unit);
                    return;
                }
            }
        }
    }
}

/// Floors from the top, with their units.
type Floors = BTreeMap<Reverse<Option<i32>>, Vec<BoardUnit>>;

/// Lays units out as houses, sections and floors.
#[must_use]
pub fn lay_out(units: Vec<Unit>, contracts: &[Contract]) -> Vec<House> {
    let mut contracts_of: HashMap<&Unit, Vec<&Contract>> = HashMap::new();
    for contract in contracts {
        if let Some(unit) = &contract.unit {
            contracts_of.entry(unit).or_default().push(contract);
        }
    }
    let mut houses: BTreeMap<(NaturalText, NaturalText), Floors> = BTreeMap::new();
    for unit in units {
        let mut contracts = contracts_of.remove(&unit).unwrap_or_default();
        // The contract that counts now: one that still takes money, the youngest of several.
        contracts.sort_by_key(|contract| (Reverse(contract.status.takes_payments()), Reverse(contract.date)));
        let contracts = contracts.into_iter().map(|contract| contract.id.clone()).collect();
        let place = (NaturalText::of(&unit.house), NaturalText::of(&unit.section));
        houses.entry(place).or_default().entry(Reverse(unit.floor)).or_default().push(BoardUnit { unit, contracts });
    }
    houses
        .into_iter()
        .map(|((name, section), floors)| House {
            name: name.text,
            section: section.text,
            floors: floors
                .into_iter()
                .map(|(Reverse(floor), mut units)| {
                    units.sort_by_cached_key(|unit| (kind_order(unit.unit.kind), NaturalText::of(&unit.unit.number)));
                    Floor { floor, units }
                })
                .collect(),
        })
        .collect()
}

/// Whether a unit is still for sale, going by its contract.
#[must_use]
pub fn is_free(contract: Option<&Contract>) -> bool {
    contract.is_none_or(|contract| contract.status == ContractStatus::Terminated)
}

const fn kind_order(kind: UnitKind) -> u8 {
    match kind {
        UnitKind::Flat => 0,
        UnitKind::Commercial => 1,
        UnitKind::Parking => 2,
        UnitKind::Storage => 3,
    }
}

/// A text ordered as people order it: 9 before 10.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct NaturalText {
    parts: Vec<(u64, String)>,
    text: String,
}

impl NaturalText {
    fn of(text: &str) -> Self {
        let mut parts: Vec<(u64, String)> = Vec::new();
        let mut digits = String::new();
        let mut letters = String::new();
        for letter in text.chars() {
            if letter.is_ascii_digit() {
                if !letters.is_empty() {
                    parts.push((0, std::mem::take(&mut letters)));
                }
                digits.push(letter);
            } else {
                if !digits.is_empty() {
                    parts.push((digits.parse().unwrap_or(u64::MAX), String::new()));
                    digits.clear();
                }
                letters.push(letter);
            }
        }
        if !digits.is_empty() {
            parts.push((digits.parse().unwrap_or(u64::MAX), String::new()));
        }
        if !letters.is_empty() {
            parts.push((0, letters));
        }
        Self { parts, text: text.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(house: &str, floor: i32, number: &str) -> Unit {
        Unit {
            house: house.to_owned(),
            section: String::new(),
            floor: Some(floor),
            number: number.to_owned(),
            kind: UnitKind::Flat,
        }
    }

    #[test]
    fn floors_stand_from_the_top_and_numbers_as_people_count() {
        let houses = lay_out(
            vec![unit("Дом 10", 1, "10"), unit("Дом 2", 1, "10"), unit("Дом 2", 1, "9"), unit("Дом 2", 2, "11")],
            &[],
        );
        assert_eq!(houses.iter().map(|house| house.name.as_str()).collect::<Vec<_>>(), ["Дом 2", "Дом 10"]);
        let floors: Vec<Option<i32>> = houses[0].floors.iter().map(|floor| floor.floor).collect();
        assert_eq!(floors, [Some(2), Some(1)]);
        let numbers: Vec<&str> = houses[0].floors[1].units.iter().map(|unit| unit.unit.number.as_str()).collect();
        assert_eq!(numbers, ["9", "10"]);
    }
}
