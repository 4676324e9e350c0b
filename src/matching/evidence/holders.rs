//! Who is meant: tax numbers, the payer's name and the names in the purpose, held against the
//! holders of one contract.

use super::{Scene, Value, Weighing};
use crate::matching::index::Card;
use crate::matching::names::{NameStrength, Person, Who, company_key, legal_form, may_be_one, name_alone};
use crate::matching::reading::people::Said;
use crate::matching::reading::roles::Role;
use crate::matching::reading::{CompanyFound, PersonFound, is_within};
use crate::matching::words::words;
use crate::model::{Bits, Contract, EvidenceKind, TaxId, TaxIdKind};
use crate::text::fold;

/// Contracts of one tax number that are looked at: more of them bear the same name again.
const BEARERS_AT_MOST: usize = 8;

impl Weighing<'_> {
    pub(super) fn weigh_holders(&mut self, contract: &Contract, card: &Card) {
        let Scene { reading, settings, .. } = self.scene;
        let weights = &settings.weights;
        let said = reading.people.iter().filter_map(|found| Some((found, Self::agreement(card, found)?)));
        self.ties.role = said.clone().map(|(found, _)| found.said.role).max();
        let said: Option<(&PersonFound, NameStrength)> = said.max_by_key(|(_, strength)| *strength);
        if let Some((found, strength)) = said {
            let person = found.said.person.as_ref();
            self.name(strength, person);
            self.ties.said = true;
            let shared = person.map_or(1, |person| self.shared(person, strength));
            let bits = self.name_bits(strength, shared);
            self.push(EvidenceKind::PurposeName, bits, Value::Place, Some(found.said.place.clone()));
        }
        let position = self.position;
        let companies = reading.companies.iter().filter(|company| company.contracts.binary_search(&position).is_ok());
        self.ties.role = self.ties.role.max(companies.clone().map(|company| company.role).max());
        let company = companies.min_by_key(|company| company.contracts.len());
        if let Some(CompanyFound { contracts: list, place, .. }) = company.filter(|_| !self.ties.said) {
            self.name(NameStrength::Full, None);
            self.ties.said = true;
            self.ties.name_is_unique = list.len() == 1;
            let (bits, place) = (self.name_bits(NameStrength::Full, list.len()), place.clone());
            self.push(EvidenceKind::PurposeName, bits, Value::Place, Some(place));
        }
        self.ties.contradicted |= reading.for_company && !self.ties.said;
        let payer_speaks = said.is_some() || company.is_some() || reading.on_behalf().next().is_none();
        let is_namesake = self.weigh_tax_ids(contract, card, payer_speaks);
        if payer_speaks && !is_namesake {
            self.weigh_payer(contract, card);
        }
        let stranger = reading.people.iter().find(|found| {
            let is_certain =
                found.said.certain || (found.said.strength == NameStrength::Short && !found.contracts.is_empty());
            let is_holder = Self::agreement(card, found).is_some() || self.is_in_holders_name(found);
            is_certain && !(found.is_payer && self.ties.name.is_some()) && !is_holder
        });
        // «дольщик Петров П. П., плательщик Иванов И. И.»: the payer's own name beside it mends nothing.
        let is_meant = |said: &Said| said.on_behalf || said.role == Role::For;
        if let Some(stranger) = stranger.filter(|stranger| !self.ties.said || is_meant(&stranger.said)) {
            let place = stranger.said.place.clone();
            self.push(EvidenceKind::OtherPersonNamed, weights.other_person, Value::Place, Some(place));
            self.ties.contradicted = true;
        }
    }

    fn weigh_payer(&mut self, contract: &Contract, card: &Card) {
        let Scene { reading, .. } = self.scene;
        let agreed = match &reading.payer {
            Who::Person(payer) => contract
                .holders()
                .zip(card.holders.iter())
                .filter_map(|(holder, who)| {
                    let Who::Person(person) = who else { return None };
                    let strength = self.payers_strength(person, payer, &holder.name)?;
                    // A payer writes the own name in the nominative: Иванов is not Иванова.
                    let is_whole = strength == NameStrength::Full || person.surname_whole == payer.surname_whole;
                    let same = is_whole || person.surname != payer.surname;
                    same.then(|| (strength, self.shared(payer, strength)))
                })
                .max_by_key(|(strength, _)| *strength),
            Who::Company(key) if !reading.payer_is_bank => {
                let shared = reading.payer_contracts.1.len();
                card.companies().any(|holder| *holder == **key).then_some((NameStrength::Full, shared))
            }
            _ => None,
        };
        if let Some((strength, shared)) = agreed {
            let person = if let Who::Person(person) = &reading.payer { Some(person) } else { None };
            self.name(strength, person);
            self.ties.payer = true;
            self.ties.payer_differs |= !self.ties.tax_id && person.is_none() && self.is_of_another_form(contract, card);
            self.ties.name_is_unique |= person.is_none() && shared == 1;
            let bits = self.name_bits(strength, shared);
            self.push(EvidenceKind::PayerName, bits, Value::Payer, None);
        }
    }

    /// How far the payer's name agrees with a holder's. Two words are the whole name only where they are
    /// written alike: no patronymic tells Кристину from Кристин then.
    fn payers_strength(&self, holder: &Person, payer: &Person, name: &str) -> Option<NameStrength> {
        let strength = holder.agrees(payer)?;
        let key = |name: &str| company_key(&fold(name_alone(name)));
        let is_alike = || key(name) == key(&self.scene.payment.counterparty().name);
        let is_full = strength < NameStrength::Full || !payer.is_of_two_words() || is_alike();
        Some(if is_full { strength } else { NameStrength::Short })
    }

    /// Weighs tax numbers; true when the payer only bears a holder's name and is somebody else.
    fn weigh_tax_ids(&mut self, contract: &Contract, card: &Card, payer_speaks: bool) -> bool {
        let Scene { reading, settings, .. } = self.scene;
        let mut is_namesake = false;
        for (at, (tax_id, place, list)) in reading.tax_ids.iter().enumerate() {
            let is_payer = place.is_none();
            if is_payer && (!payer_speaks || (reading.payer_is_bank && list.is_empty())) {
                continue;
            }
            if list.binary_search(&self.position).is_ok() {
                if self.ties.tax_id {
                    continue;
                }
                self.ties.tax_id = true;
                let is_vouched_for = !is_payer && (self.ties.said || reading.payer_is_bank);
                self.ties.payer_differs |= !is_vouched_for && self.payer_contradicts(tax_id, contract, card);
                self.ties.payer |= is_payer;
                let bits = (settings.weights.tax_id - Bits::log2(list.len())).max(Bits::ZERO);
                self.push(EvidenceKind::TaxId, bits, Value::TaxId(at), place.clone());
                continue;
            }
            let is_payers = |bearer: &Who| may_be_one(bearer, &reading.payer);
            let may_be_same = is_payer
                && self.may_be_holder_without_tax_id(contract, card)
                && (list.is_empty() || self.is_borne_by(tax_id, list, is_payers));
            if may_be_same || self.is_of_one_buyer(tax_id, list, contract, card) {
                continue;
            }
            let is_person = || {
                !list.is_empty()
                    || matches!(reading.payer, Who::Company(_))
                    || matches!(tax_id.kind(), TaxIdKind::RussianPerson | TaxIdKind::Moldovan)
            };
            let is_of_namesake = is_payer && self.payer_bears_name_of(contract, card) && is_person();
            is_namesake |= is_of_namesake;
            if (!list.is_empty() && !self.ties.said) || is_of_namesake {
                let bits = settings.weights.other_tax_id;
                self.push(EvidenceKind::OtherTaxId, bits, Value::TaxId(at), place.clone());
                self.ties.contradicted = true;
            }
        }
        is_namesake
    }

    /// Whether the payer bears the full name of a holder whose tax number nobody wrote down: the
    /// payer's own number, known from another contract, then contradicts nothing.
    fn may_be_holder_without_tax_id(&self, contract: &Contract, card: &Card) -> bool {
        let Who::Person(payer) = &self.scene.reading.payer else { return false };
        contract.holders().zip(card.holders.iter()).any(|(holder, who)| {
            let same = matches!(who, Who::Person(person) if person.agrees(payer) == Some(NameStrength::Full));
            holder.tax_id.is_none() && same
        })
    }

    /// Whether a holder of this contract, whose tax number nobody wrote down, goes by the whole name
    /// of the one who bears this number on another contract: one buyer of two contracts.
    fn is_of_one_buyer(&self, tax_id: &TaxId, list: &[u32], contract: &Contract, card: &Card) -> bool {
        let here = || contract.holders().zip(card.holders.iter()).filter(|(holder, _)| holder.tax_id.is_none());
        self.is_borne_by(tax_id, list, |bearer| *bearer != Who::Nobody && here().any(|(_, who)| who == bearer))
    }

    /// Whether a tax number stands on one of these contracts with such a holder.
    fn is_borne_by(&self, tax_id: &TaxId, list: &[u32], is_such: impl Fn(&Who) -> bool) -> bool {
        list.iter().take(BEARERS_AT_MOST).filter_map(|position| self.scene.index.at(*position)).any(|(other, card)| {
            let holders = other.holders().zip(card.holders.iter());
            let mut bearers = holders.filter(|(holder, _)| holder.tax_id.as_ref() == Some(tax_id));
            bearers.any(|(_, who)| is_such(who))
        })
    }

    /// Whether the payer bears the name of a holder whose tax number is known, and is another.
    fn payer_bears_name_of(&self, contract: &Contract, card: &Card) -> bool {
        let payer = &self.scene.reading.payer;
        contract.holders().zip(card.holders.iter()).any(|(holder, who)| {
            let same = match (who, payer) {
                (Who::Person(person), Who::Person(payer)) => person.agrees(payer).is_some(),
                (Who::Company(key), Who::Company(payer)) => key == payer,
                _ => false,
            };
            holder.tax_id.is_some() && same
        })
    }

    /// Whether the payer's name is none that the bearer of this tax number goes by: a number and a
    /// name that disagree may be a slip in either. Where the number of the contract is right too, a
    /// bearer of the same first name and patronymic has only changed the surname.
    fn payer_contradicts(&self, tax_id: &TaxId, contract: &Contract, card: &Card) -> bool {
        let payer = &self.scene.reading.payer;
        let mut bearers =
            contract.holders().zip(card.holders.iter()).filter(|(holder, _)| holder.tax_id.as_ref() == Some(tax_id));
        let is_renamed = |who: &Who| match (who, payer) {
            (Who::Person(person), Who::Person(payer)) => self.ties.firm_number && person.is_renamed(payer),
            _ => false,
        };
        let name = &self.scene.payment.counterparty().name;
        !bearers.any(|(holder, who)| may_be_one(who, payer) || is_renamed(who) || is_cut_from(name, &holder.name))
    }

    /// Whether the payer is a company of the same words and another legal form: another company.
    fn is_of_another_form(&self, contract: &Contract, card: &Card) -> bool {
        let Scene { payment, reading, .. } = self.scene;
        let Some(form) = legal_form(&payment.counterparty().name) else { return false };
        let mut same_words = contract.holders().zip(card.holders.iter()).filter(|(_, who)| **who == reading.payer);
        !same_words.any(|(holder, _)| legal_form(&holder.name).is_none_or(|other| other == form))
    }

    /// Whether what reads as a person is some words of this holder's longer name.
    fn is_in_holders_name(&self, found: &PersonFound) -> bool {
        self.scene.reading.companies.iter().any(|company| {
            let is_holder = company.contracts.binary_search(&self.position).is_ok();
            is_holder && is_within(&found.said.place, &company.place)
        })
    }

    /// How far a person of the purpose agrees with one of the holders.
    fn agreement(card: &Card, found: &PersonFound) -> Option<NameStrength> {
        let person = found.said.person.as_ref()?;
        card.people().filter_map(|holder| holder.agrees(person)).max()
    }

    fn shared(&self, person: &Person, strength: NameStrength) -> usize {
        self.scene.index.count_of(person, strength)
    }

    fn name(&mut self, strength: NameStrength, person: Option<&Person>) {
        // Two words are too few to say alone who of all people it is.
        let is_unique = person.is_some_and(|person| !person.is_of_two_words() && self.shared(person, strength) == 1);
        if self.ties.name.is_none_or(|known| strength > known) {
            self.ties.name = Some(strength);
            self.ties.name_is_unique = is_unique;
        }
    }

    fn name_bits(&self, strength: NameStrength, shared: usize) -> Bits {
        let weights = &self.scene.settings.weights;
        let weight = match strength {
            NameStrength::Full => weights.full_name,
            NameStrength::Short => weights.short_name,
            NameStrength::Initials => weights.initials,
        };
        super::rare(weight, shared, self.scene.index)
    }
}

/// Letters at which banks and programs cut a payer's name.
const CUT_AT: [usize; 3] = [35, 105, 160];

/// Whether a name is the beginning of another, cut where banks cut it; «Общество с ограниченной
/// ответственностью» and «ООО» begin alike.
fn is_cut_from(name: &str, whole: &str) -> bool {
    let name = name.trim_end();
    if !CUT_AT.iter().any(|cut| (*cut - 1..=*cut).contains(&name.chars().count())) {
        return false;
    }
    let (said, known) = (company_key(&fold(name)), company_key(&fold(whole)));
    // It may have been cut in a word of the legal form.
    known.starts_with(&said) || words().legal_form.begin_with(&said)
}
