//! Which unit is meant and where it stands, held against the unit of one contract.

use super::{Scene, Value, Weighing, rare};
use crate::matching::index::Card;
use crate::matching::reading::Reading;
use crate::matching::reading::facts::{MayBe, SaidUnit};
use crate::model::{Bits, Contract, EvidenceKind};

impl Weighing<'_> {
    pub(super) fn weigh_unit(&mut self, contract: &Contract, card: &Card) {
        let Scene { index, reading, settings, .. } = self.scene;
        let weights = &settings.weights;
        let is_of_several = reading.facts.two_units().is_some() || reading.facts.several.is_some();
        self.ties.contradicted |= is_of_several || names_another_place(reading, contract, card);
        let Some((kind, key)) = &card.unit else { return };
        let Some(first) = reading.facts.units.first() else {
            // «за машино-место» without a number does not mean a flat.
            let said = &reading.facts.kinds;
            if let Some((_, place)) = said.first().filter(|_| said.iter().all(|(said, _)| said != kind)) {
                self.push(EvidenceKind::Unit, weights.unit_conflict, Value::Place, Some(place.clone()));
                self.ties.contradicted = true;
            }
            return;
        };
        // Where the register has no sections, one that is named says nothing of the house.
        let knows_sections = !card.place.sections.is_empty();
        let houses = if knows_sections { &reading.facts.houses } else { &reading.facts.own_houses };
        let house_agrees = houses.iter().any(|house| card.place.house_numbers.contains(house));
        let house_differs = !houses.is_empty() && !card.place.house_numbers.is_empty() && !house_agrees;
        let house_named = || card.place.house_words.iter().any(|word| reading.plain.contains(&format!(" {word}")));
        match reading.facts.units.iter().find(|unit| unit.is(*kind, key)) {
            Some(unit) if !house_differs => {
                self.ties.unit = true;
                // «за кв. 45 и м/м 17» is for two contracts.
                let is_other = |said: &SaidUnit| !said.is(*kind, key);
                // «за паркинг к кв. 45» is for no flat.
                let is_beside = || reading.facts.kinds.first().is_some_and(|(first, _)| first != kind);
                let is_clear = unit.may_be == MayBe::ItsKind;
                self.ties.contradicted |= reading.facts.units.iter().any(is_other) || is_clear && is_beside();
                let weight = if house_agrees || house_named() { weights.unit_and_house } else { weights.unit };
                let bits = rare(weight, index.by_unit(*kind, key).len(), index);
                let bits = if house_agrees { bits.max(self.whole_place_bits(card)) } else { bits };
                self.push(EvidenceKind::Unit, bits, Value::Place, Some(unit.place.clone()));
            }
            found => {
                let place = found.unwrap_or(first).place.clone();
                self.push(EvidenceKind::Unit, weights.unit_conflict, Value::Place, Some(place));
                self.ties.contradicted = true;
            }
        }
    }

    /// The weight of a unit whose house and complex are named too: such a place is as rare as a full
    /// name, and shared only by contracts over the very same unit.
    fn whole_place_bits(&self, card: &Card) -> Bits {
        let Scene { index, reading, settings, .. } = self.scene;
        let is_named = reading.facts.complex.iter().any(|word| card.place.complex.contains(word));
        let Some((kind, key)) = card.unit.as_ref().filter(|_| is_named) else { return Bits::ZERO };
        rare(settings.weights.full_name, index.count_in_house(*kind, key, card).max(1), index)
    }
}

/// Whether the purpose names a house, a section, a floor or a housing complex that is not this unit's.
fn names_another_place(reading: &Reading, contract: &Contract, card: &Card) -> bool {
    let (facts, place) = (&reading.facts, &card.place);
    let differs = |said: &[String], known: &[String]| !known.is_empty() && said.iter().any(|one| !known.contains(one));
    let floor = contract.unit.as_ref().and_then(|unit| unit.floor).map(i32::abs);
    let complex = !facts.complex.is_empty()
        && !place.complex.is_empty()
        && !facts.complex.iter().any(|word| place.complex.contains(word));
    complex
        || differs(&facts.own_houses, &place.own_house)
        || differs(&facts.sections, &place.sections)
        || floor.is_some_and(|floor| facts.floors.iter().any(|said| *said != floor))
}
