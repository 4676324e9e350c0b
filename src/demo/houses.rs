//! Three houses of different shapes: sections with flats, a tower, and two low blocks; with
//! parking and storage below ground and rooms for trade on the ground floor.

use crate::model::{Unit, UnitKind};

/// Three sections, nine floors.
pub(super) const WILLOW: &str = "ЖК «Верба», дом 1";
/// One tower of seventeen floors.
pub(super) const TOWER: &str = "ЖК «Верба», дом 2";
/// Two blocks of five floors.
pub(super) const HARBOUR: &str = "«Тихая Гавань», корпус 3";

/// Units of one kind, numbered through the house.
struct Row {
    house: &'static str,
    kind: UnitKind,
    sections: &'static [&'static str],
    floors: std::ops::RangeInclusive<i32>,
    on_a_floor: u32,
}

const ROWS: [Row; 11] = [
    row(WILLOW, UnitKind::Flat, &["1", "2", "3"], 2, 9, 5),
    row(WILLOW, UnitKind::Commercial, &["1", "2", "3"], 1, 1, 2),
    row(WILLOW, UnitKind::Parking, &[""], -1, -1, 60),
    row(WILLOW, UnitKind::Storage, &[""], -1, -1, 40),
    row(TOWER, UnitKind::Flat, &["1"], 2, 17, 9),
    row(TOWER, UnitKind::Commercial, &["1"], 1, 1, 6),
    row(TOWER, UnitKind::Parking, &[""], -2, -1, 32),
    row(HARBOUR, UnitKind::Flat, &["А", "Б"], 1, 5, 8),
    row(HARBOUR, UnitKind::Storage, &[""], -1, -1, 40),
    row(HARBOUR, UnitKind::Parking, &[""], -1, -1, 36),
    row(HARBOUR, UnitKind::Commercial, &["А", "Б"], 0, 0, 2),
];

const fn row(
    house: &'static str,
    kind: UnitKind,
    sections: &'static [&'static str],
    lowest: i32,
    highest: i32,
    on_a_floor: u32,
) -> Row {
    Row { house, kind, sections, floors: lowest..=highest, on_a_floor }
}

/// All units, house by house; the numbers of a kind run through the house.
pub(super) fn all() -> Vec<Unit> {
    let mut units = Vec::new();
    for row in &ROWS {
        let mut number = 0_u32;
        for section in row.sections {
            for floor in row.floors.clone() {
                for _ in 0..row.on_a_floor {
                    number += 1;
                    units.push(Unit {
                        house: row.house.to_owned(),
                        section: (*section).to_owned(),
                        floor: Some(floor),
                        number: number.to_string(),
                        kind: row.kind,
                    });
                }
            }
        }
    }
    units
}
