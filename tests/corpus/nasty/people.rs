//! Names that several people bear or that people write otherwise (cases 11 to 19).

use sverka::model::{Party, UnitKind};

use super::Nasty;
use super::slips::assigned;
use crate::corpus::buyers::Buyer;
use crate::corpus::identifiers::person_tax_id;
use crate::corpus::people::Case;
use crate::corpus::register::Register;
use crate::corpus::scene::{Scene, is_plain, signed};
use crate::corpus::truth::{Demand, Right, Sample};

/// The classes.
pub const CLASSES: [Nasty; 27] = [
    Nasty { name: "11-initials", why: "surname and initials of several buyers and nothing else", make: initials },
    Nasty { name: "11-initials-number", why: "the same with the right number", make: initials_number },
    Nasty { name: "11-namesake", why: "full name of two buyers, no number, no tax number", make: namesake },
    Nasty {
        name: "11-namesake-other-id",
        why: "the buyer's name with another person's tax number, no number",
        make: namesake_other_id,
    },
    Nasty {
        name: "12-for-unit",
        why: "the buyer in the accusative with flat and house: one person, one flat",
        make: for_unit,
    },
    Nasty {
        name: "12-maiden-id",
        why: "another surname after marriage; tax number and contract number agree",
        make: maiden_id,
    },
    Nasty {
        name: "12-maiden",
        why: "another surname, same first names, right number: most would take it",
        make: maiden,
    },
    Nasty { name: "13-yo", why: "е for ё, the number is right", make: yo },
    Nasty { name: "13-natalia", why: "Наталия for Наталья, the number is right", make: natalia },
    Nasty { name: "13-hyphen", why: "a double surname with a blank or one half, the number is right", make: hyphen },
    Nasty { name: "13-latin-only", why: "a name in Latin letters and no number", make: latin_only },
    Nasty {
        name: "14-spouse-silent",
        why: "same surname, another person, no word of the buyer: ask who pays",
        make: spouse_silent,
    },
    Nasty {
        name: "14-co-holder-share",
        why: "the co-buyer pays half a line with the number: part payment by a party",
        make: co_holder_share,
    },
    Nasty {
        name: "14-co-holder-no-number",
        why: "the co-buyer pays the line of the only contract with the flat named",
        make: co_holder_no_number,
    },
    Nasty { name: "15-child", why: "a parent pays and names child and number", make: child },
    Nasty { name: "15-child-no-number", why: "a parent pays and names the child only", make: child_no_number },
    Nasty {
        name: "16-trader-same-id",
        why: "the sole trader is the buyer: the tax number is the person's",
        make: trader_same_id,
    },
    Nasty {
        name: "16-trader-other-id",
        why: "a sole trader of the buyer's name with another tax number: somebody else",
        make: trader_other_id,
    },
    Nasty { name: "17-assignor", why: "the old holder pays for a contract that was assigned", make: assignor },
    Nasty { name: "17-assignee-old", why: "the new holder writes the old contract's number", make: assignee_old },
    Nasty { name: "17-assignee", why: "the new holder writes the new contract's number", make: assignee },
    Nasty { name: "18-equal-silent", why: "several contracts with one instalment, none is named", make: equal_silent },
    Nasty { name: "18-equal-number", why: "several contracts with one instalment, one is named", make: equal_number },
    Nasty {
        name: "18-equal-unit",
        why: "several contracts with one instalment, the parking place is named by its number",
        make: equal_unit,
    },
    Nasty {
        name: "18-several-sum",
        why: "two contracts, no number, the sum is the line of one only: seen or asked",
        make: several_sum,
    },
    Nasty {
        name: "19-employer-silent",
        why: "a company pays with the number and no word of the buyer",
        make: employer_silent,
    },
    Nasty { name: "19-employer-name", why: "a company pays for a named employee without number", make: employer_name },
];

fn has_initials_twin(register: &Register, position: usize) -> bool {
    // Namesakes by full name are the surest twins by initials.
    !register.name_is_unique(position)
}

fn initials(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(has_initials_twin)?;
    let payer = scene.stranger().as_party(false);
    let name = scene.person(position)?.initials(Case::Accusative);
    let mut samples = scene.one(position, payer, format!("Оплата за {name} по договору ДДУ, НДС нет"), Demand::Ask)?;
    samples[0].right = Right::OneOf(vec![position]);
    Some(samples)
}

fn initials_number(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(has_initials_twin)?;
    let payer = scene.stranger().as_party(false);
    let name = scene.person(position)?.initials(Case::Accusative);
    let contract = scene.contract(position);
    let purpose = format!("Оплата за {name} по договору {} от {}", contract.number, signed(contract));
    scene.one(position, payer, purpose, Demand::Safe)
}

fn namesake(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|register, position| {
        let open = register.named(&register.buyer(position).name).iter();
        let mut owners = open.filter(|one| register.contracts[**one].is_open()).map(|one| register.owner[*one]);
        let first = owners.next();
        owners.any(|owner| Some(owner) != first)
    })?;
    let payer = scene.buyer(position).as_party(false);
    let mut samples = scene.one(position, payer, "Оплата за квартиру", Demand::Ask)?;
    samples[0].right = Right::OneOf(vec![position]);
    Some(samples)
}

fn namesake_other_id(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|register, position| register.contracts[position].holder.tax_id.is_some())?;
    let mut twin = scene.buyer(position).clone();
    twin.tax_id = person_tax_id(&mut scene.dice);
    scene.one(position, twin.as_party(true), "Оплата за квартиру по договору", Demand::Ask)
}

fn for_unit(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|register, position| {
        let is_flat = register.contracts[position].unit.as_ref().is_some_and(|unit| unit.kind == UnitKind::Flat);
        is_flat && register.open_with(position).len() == 1 && register.name_is_unique(position)
    })?;
    let payer = scene.stranger().as_party(true);
    let name = scene.person(position)?.full(Case::Accusative);
    let unit = scene.contract(position).unit.as_ref()?;
    scene.one(position, payer, format!("За {name}, {}, кв. {}", unit.house, unit.number), Demand::Safe)
}

fn maiden_id(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|register, position| register.contracts[position].holder.tax_id.is_some())?;
    let person = scene.person(position)?.renamed(&mut scene.dice);
    let buyer = Buyer { name: person.full(Case::Nominative), ..scene.buyer(position).clone() };
    let contract = scene.contract(position);
    let purpose = format!("Оплата по договору № {} от {}", contract.number, signed(contract));
    scene.one(position, buyer.as_party(true), purpose, Demand::Safe)
}

fn maiden(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|register, position| {
        register.buyer(position).person.as_ref().is_some_and(|person| person.woman)
    })?;
    let person = scene.person(position)?.renamed(&mut scene.dice);
    let buyer = Buyer { name: person.full(Case::Nominative), ..scene.buyer(position).clone() };
    let contract = scene.contract(position);
    let purpose = format!("Оплата по договору № {} от {}", contract.number, signed(contract));
    scene.one(position, buyer.as_party(false), purpose, Demand::Either)
}

/// The payer's name written otherwise, with the right number.
fn respelled(
    scene: &mut Scene<'_>,
    fits: impl Fn(&str) -> bool,
    respell: impl Fn(&str) -> String,
) -> Option<Vec<Sample>> {
    let position = scene.take_person(|register, position| fits(&register.buyer(position).name))?;
    let buyer = scene.buyer(position);
    let payer = Party { name: respell(&buyer.name), ..buyer.as_party(false) };
    scene.one(position, payer, format!("Оплата по договору № {}", scene.contract(position).number), Demand::Safe)
}

fn yo(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    respelled(scene, |name| name.contains('ё'), |name| name.replace('ё', "е"))
}

fn natalia(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    respelled(
        scene,
        |name| name.contains("Наталья") || name.contains("Дарья"),
        |name| name.replace("Наталья", "Наталия").replace("Дарья", "Дария"),
    )
}

fn hyphen(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    if scene.dice.chance(50) {
        return respelled(scene, |name| name.contains('-'), |name| name.replacen('-', " ", 1));
    }
    respelled(
        scene,
        |name| name.contains('-'),
        |name| name.split_once('-').map_or_else(String::new, |(_, rest)| rest.to_owned()),
    )
}

fn latin_only(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|register, position| {
        register.open_with(position).len() == 1 && register.name_is_unique(position)
    })?;
    let buyer = scene.buyer(position);
    let payer = Party { name: scene.person(position)?.latin(), ..buyer.as_party(false) };
    scene.one(position, payer, "OPLATA ZA KVARTIRU", Demand::Either)
}

fn spouse_silent(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|register, position| !register.with.contains_key(&position))?;
    let spouse = scene.person(position)?.spouse(&mut scene.dice);
    if !scene.register.named(&spouse.full(Case::Nominative)).is_empty() {
        return None;
    }
    let payer = scene.payer(spouse).as_party(true);
    let contract = scene.contract(position);
    scene.one(position, payer, format!("Оплата по договору № {} от {}", contract.number, signed(contract)), Demand::Ask)
}

fn co_holder_share(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take(|register, position| register.with.contains_key(&position))?;
    let payer = scene.register.with.get(&position)?.as_party(false);
    let sum = (scene.register.next_sum(position) / rust_decimal::Decimal::TWO).round_dp(2);
    let purpose = format!("Оплата доли по договору № {}", scene.contract(position).number);
    let payment = scene.receipt(position, payer, sum, purpose);
    Some(vec![Sample::new(payment, Right::Contract(position), Demand::Either)])
}

fn co_holder_no_number(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take(|register, position| {
        let alone = |other: &Buyer| register.named(&other.name).len() == 1;
        register.with.get(&position).is_some_and(alone) && register.open_with(position).len() == 1
    })?;
    let payer = scene.register.with.get(&position)?.as_party(true);
    let unit = scene.contract(position).unit.as_ref()?;
    scene.one(position, payer, format!("Оплата за кв. {}, {}", unit.number, unit.house), Demand::Safe)
}

fn child(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|_, _| true)?;
    let person = scene.person(position)?;
    let parent = person.relative(&mut scene.dice);
    let payer = scene.payer(parent).as_party(true);
    let contract = scene.contract(position);
    let word = if person.woman { "дочь" } else { "сына" };
    let purpose = format!(
        "Оплата за {word} {} по договору № {} от {}",
        person.full(Case::Accusative),
        contract.number,
        signed(contract)
    );
    scene.one(position, payer, purpose, Demand::Safe)
}

fn child_no_number(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|register, position| {
        register.open_with(position).len() == 1 && register.name_is_unique(position)
    })?;
    let person = scene.person(position)?;
    let parent = person.relative(&mut scene.dice);
    let payer = scene.payer(parent).as_party(true);
    scene.one(position, payer, format!("За {} оплата квартиры", person.full(Case::Accusative)), Demand::Either)
}

fn trader(scene: &mut Scene<'_>, position: usize, tax_id: String) -> Party {
    let buyer = scene.buyer(position);
    let name = if scene.dice.chance(50) {
        format!("ИП {}", buyer.name)
    } else {
        format!("Индивидуальный предприниматель {}", buyer.name)
    };
    Buyer { name, tax_id, ..buyer.clone() }.as_party(true)
}

fn trader_same_id(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|_, _| true)?;
    let payer = trader(scene, position, scene.buyer(position).tax_id.clone());
    let contract = scene.contract(position);
    scene.one(
        position,
        payer,
        format!("Оплата по договору № {} от {}", contract.number, signed(contract)),
        Demand::Safe,
    )
}

fn trader_other_id(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|register, position| register.contracts[position].holder.tax_id.is_some())?;
    let other = person_tax_id(&mut scene.dice);
    let payer = trader(scene, position, other);
    let contract = scene.contract(position);
    scene.one(position, payer, format!("Оплата по договору № {} от {}", contract.number, signed(contract)), Demand::Ask)
}

fn assignor(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let (old, new) = assigned(scene)?;
    let payer = scene.holder(old);
    let contract = scene.contract(old);
    let purpose = format!("Оплата по договору № {} от {}", contract.number, signed(contract));
    let mut samples = scene.one(new, payer, purpose, Demand::Ask)?;
    samples[0].right = Right::OneOf(vec![old, new]);
    Some(samples)
}

fn assignee_old(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let (old, new) = assigned(scene)?;
    let payer = scene.holder(new);
    let contract = scene.contract(old);
    let purpose = format!("Оплата по договору № {} от {}", contract.number, signed(contract));
    let mut samples = scene.one(new, payer, purpose, Demand::Ask)?;
    samples[0].right = Right::OneOf(vec![old, new]);
    Some(samples)
}

fn assignee(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let (_, new) = assigned(scene)?;
    let payer = scene.holder(new);
    let contract = scene.contract(new);
    scene.one(
        new,
        payer,
        format!("Оплата по договору уступки № {} от {}", contract.number, signed(contract)),
        Demand::Safe,
    )
}

/// Contracts of one buyer whose next line is the same.
fn equal_ones(register: &Register, position: usize) -> Vec<usize> {
    let sum = register.next_sum(position);
    let equal = |other: &usize| register.next_sum(*other) == sum && is_plain(&register.contracts[*other]);
    register.open_with(position).into_iter().filter(equal).collect()
}

fn equal_silent(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|register, position| equal_ones(register, position).len() > 1)?;
    let payer = scene.buyer(position).as_party(true);
    let right = Right::OneOf(equal_ones(scene.register, position));
    let mut samples = scene.one(position, payer, "Оплата по договору долевого участия", Demand::Ask)?;
    samples[0].right = right;
    Some(samples)
}

fn equal_number(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|register, position| equal_ones(register, position).len() > 1)?;
    let payer = scene.holder(position);
    scene.one(position, payer, format!("Оплата по договору № {}", scene.contract(position).number), Demand::Safe)
}

fn equal_unit(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|register, position| {
        let is_parking =
            |other: &usize| register.contracts[*other].unit.as_ref().is_some_and(|unit| unit.kind == UnitKind::Parking);
        let equal = equal_ones(register, position);
        equal.len() > 1
            && is_parking(&position)
            && register.bought[register.owner[position]].iter().filter(|other| is_parking(other)).count() == 1
    })?;
    let payer = scene.buyer(position).as_party(true);
    let unit = scene.contract(position).unit.as_ref()?;
    let purpose = format!("Оплата машиноместа № {}, {}", unit.number, unit.house);
    scene.one(position, payer, purpose, Demand::Either)
}

fn several_sum(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|register, position| {
        register.open_with(position).len() == 2
            && equal_ones(register, position).len() == 1
            && register.contracts[position].holder.tax_id.is_some()
    })?;
    let payer = scene.buyer(position).as_party(true);
    scene.one(position, payer, "Оплата по договору, НДС не облагается", Demand::Either)
}

fn employer_silent(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|_, _| true)?;
    let payer = scene.institution("ООО \"Работодатель плюс\"", "7704217370");
    let contract = scene.contract(position);
    scene.one(position, payer, format!("Оплата по договору № {} от {}", contract.number, signed(contract)), Demand::Ask)
}

fn employer_name(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|register, position| {
        register.open_with(position).len() == 1 && register.name_is_unique(position)
    })?;
    let payer = scene.institution("ООО \"Работодатель плюс\"", "7704217370");
    let name = scene.person(position)?.full(Case::Accusative);
    scene.one(position, payer, format!("Оплата за сотрудника {name} по ДДУ, удержано из зарплаты"), Demand::Either)
}
