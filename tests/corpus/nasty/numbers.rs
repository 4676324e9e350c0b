//! Numbers that look like others, and figures that look like numbers (cases 1 to 5, 9, 10).

use sverka::model::UnitKind;

use super::Nasty;
use crate::corpus::numbers::{collapsed, look_alike};
use crate::corpus::register::Register;
use crate::corpus::scene::{Scene, is_plain, signed};
use crate::corpus::truth::{Demand, Right, Sample};

/// The classes.
pub const CLASSES: [Nasty; 19] = [
    Nasty {
        name: "01-prefix",
        why: "the number is whole and the holder pays; a longer number only begins the same",
        make: prefix,
    },
    Nasty { name: "01-prefix-third", why: "as above, the holder is named by a payer for others", make: prefix_third },
    Nasty {
        name: "02-separator",
        why: "written to the letter by its holder; 12-34 and 1234 are others",
        make: separator,
    },
    Nasty {
        name: "02-collapsed-holder",
        why: "separators lost, but the holder pays: most would take it",
        make: collapsed_holder,
    },
    Nasty {
        name: "02-collapsed-third",
        why: "separators lost, two contracts read so, and a stranger pays",
        make: collapsed_third,
    },
    Nasty {
        name: "03-look-alike",
        why: "another alphabet, the same look: nobody sees the difference",
        make: look_alikes,
    },
    Nasty {
        name: "03-zero-as-o",
        why: "О for 0 in the holder's own number: seen at a glance, some would look",
        make: zero_as_o,
    },
    Nasty { name: "04-glued", why: "no blank between word, sign and number; the number is whole", make: glued },
    Nasty { name: "04-glued-date", why: "number and date without a blank; both are right", make: glued_date },
    Nasty { name: "04-glued-letters", why: "the word договору runs into the number", make: glued_letters },
    Nasty { name: "05-figures", why: "telephone, postcode and sums around the holder's right number", make: figures },
    Nasty {
        name: "05-address",
        why: "house 12/34 of an address is no contract 12/34; the tax number tells the payer",
        make: address,
    },
    Nasty {
        name: "05-stranger-address",
        why: "a stranger whose address reads like a number bought nothing",
        make: stranger_address,
    },
    Nasty {
        name: "09-zeros-added",
        why: "zeros before a number change nothing while no other number is meant",
        make: zeros_added,
    },
    Nasty { name: "09-zeros-lost", why: "000123 written as 123 by its holder", make: zeros_lost },
    Nasty { name: "10-suffix", why: "parking with its suffix, paid by the buyer of both", make: suffix },
    Nasty { name: "10-base", why: "the flat's number without suffix, and the flat's sum", make: base },
    Nasty {
        name: "10-base-parking-sum",
        why: "the flat's number with the parking's sum: which is meant must be asked",
        make: base_parking_sum,
    },
    Nasty {
        name: "10-base-parking-word",
        why: "the flat's number with the word parking: number and words disagree",
        make: base_parking_word,
    },
];

/// Whether another contract's number begins with this one.
fn begins_another(register: &Register, position: usize) -> bool {
    let number = &register.contracts[position].number;
    (0..10).any(|figure| register.numbered(&format!("{number}{figure}")).is_some())
}

fn prefix(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take(begins_another)?;
    let payer = scene.holder(position);
    let contract = scene.contract(position);
    scene.one(
        position,
        payer,
        format!("Договор N {} от {}, очередной платеж", contract.number, signed(contract)),
        Demand::Safe,
    )
}

fn prefix_third(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(begins_another)?;
    let payer = scene.stranger().as_party(true);
    let name = scene.person(position)?.full(crate::corpus::people::Case::Accusative);
    scene.one(position, payer, format!("За {name} дог {}", scene.contract(position).number), Demand::Safe)
}

/// Whether another contract reads the same without separators.
fn reads_like_another(register: &Register, position: usize) -> bool {
    let number = &register.contracts[position].number;
    number.contains(['/', '-', '.']) && register.collapsed(number).len() > 1
}

fn separator(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take(reads_like_another)?;
    let payer = scene.holder(position);
    scene.one(position, payer, format!("Оплата по договору №{}", scene.contract(position).number), Demand::Safe)
}

fn collapsed_holder(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take(|register, position| {
        let number = &register.contracts[position].number;
        let bare = collapsed(number).to_uppercase();
        number.contains(['/', '-', '.']) && register.numbered(&bare).is_none()
    })?;
    let payer = scene.buyer(position).as_party(true);
    let bare = collapsed(&scene.contract(position).number).to_uppercase();
    scene.one(position, payer, format!("Оплата по договору № {bare}"), Demand::Either)
}

fn collapsed_third(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take(reads_like_another)?;
    let payer = scene.stranger().as_party(true);
    let number = &scene.contract(position).number;
    let right = Right::OneOf(scene.register.collapsed(number).to_vec());
    let mut samples = scene.one(position, payer, format!("Оплата по договору № {}", collapsed(number)), Demand::Ask)?;
    samples[0].right = right;
    Some(samples)
}

fn look_alikes(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take(|register, position| {
        let number = &register.contracts[position].number;
        let other = look_alike(number);
        other != *number && register.numbered(&other).is_none()
    })?;
    let payer = scene.holder(position);
    let contract = scene.contract(position);
    let purpose = format!("Оплата по договору {} от {}", look_alike(&contract.number), signed(contract));
    scene.one(position, payer, purpose, Demand::Safe)
}

fn zero_as_o(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take(|register, position| register.contracts[position].number.contains('0'))?;
    let payer = scene.buyer(position).as_party(true);
    let number = scene.contract(position).number.replacen('0', "О", 1);
    scene.one(position, payer, format!("Оплата по договору {number}"), Demand::Either)
}

fn glued(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take(|register, position| register.contracts[position].kind == "ДДУ")?;
    let payer = scene.holder(position);
    let word = scene.dice.of(&["ДОГN", "ДДУN", "дог.N", "договор№", "СЧЕТN", "ДДУ№"]);
    scene.one(position, payer, format!("{word}{} ОПЛАТА", scene.contract(position).number), Demand::Safe)
}

fn glued_date(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take(|_, _| true)?;
    let payer = scene.holder(position);
    let contract = scene.contract(position);
    let word = scene.dice.of(&["от", "ОТ", "от:"]);
    let purpose = format!("Опл.по дог.№{}{word}{}г.Без НДС", contract.number, signed(contract));
    scene.one(position, payer, purpose, Demand::Safe)
}

fn glued_letters(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take(|register, position| {
        register.contracts[position].number.starts_with(|first: char| first.is_ascii_digit())
    })?;
    let payer = scene.buyer(position).as_party(true);
    scene.one(position, payer, format!("ПО ДОГОВОРУ{} БЕЗ НДС", scene.contract(position).number), Demand::Safe)
}

fn figures(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take(|_, _| true)?;
    let payer = scene.holder(position);
    let (contract, phone, card) = (scene.contract(position), scene.dice.figures(9), scene.dice.figures(4));
    let sum = scene.register.next_sum(position);
    let purpose = format!(
        "Оплата по договору № {} от {} сумма {sum:.2} руб., т. +7 9{phone}, 220030, карта *{card}, без НДС",
        contract.number,
        signed(contract)
    );
    scene.one(position, payer, purpose, Demand::Safe)
}

/// A number that also reads like the house of an address.
fn house_like(scene: &mut Scene<'_>) -> Option<String> {
    let register = scene.register;
    for _ in 0..400 {
        let other = scene.dice.roll(register.contracts.len());
        let number = &register.contracts[other].number;
        if number.chars().all(|letter| letter.is_ascii_digit() || letter == '/')
            && number.contains('/')
            && number.len() < 7
        {
            return Some(number.clone());
        }
    }
    None
}

fn address(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let house = house_like(scene)?;
    let position = scene.take(|register, position| {
        register.contracts[position].holder.tax_id.is_some() && register.open_with(position).len() == 1
    })?;
    let payer = scene.buyer(position).as_party(true);
    let purpose = format!("Оплата за квартиру, плательщик проживает: ул. Мира, д. {house}, без НДС");
    scene.one(position, payer, purpose, Demand::Either)
}

fn stranger_address(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let house = house_like(scene)?;
    let payer = scene.stranger().as_party(true);
    let purpose = format!("Пополнение. Адрес плательщика: г. Тверь, ул. Садовая, д. {house}, кв. 8");
    Some(vec![Sample::new(scene.other(payer, purpose), Right::None, Demand::Ask)])
}

fn zeros_added(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let padded = |number: &str| format!("00{number}");
    let position = scene.take(|register, position| {
        let number = &register.contracts[position].number;
        number.starts_with(|first: char| first.is_ascii_digit() && first != '0')
            && register.numbered(&padded(number)).is_none()
            && register.numbered(&format!("0{number}")).is_none()
    })?;
    let payer = scene.buyer(position).as_party(true);
    let contract = scene.contract(position);
    let purpose = format!("Оплата по договору № {} от {}", padded(&contract.number), signed(contract));
    scene.one(position, payer, purpose, Demand::Safe)
}

fn zeros_lost(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take(|register, position| {
        let number = &register.contracts[position].number;
        number.starts_with('0') && register.numbered(number.trim_start_matches('0')).is_none()
    })?;
    let payer = scene.buyer(position).as_party(true);
    let number = scene.contract(position).number.trim_start_matches('0');
    scene.one(position, payer, format!("Оплата по договору № {number}"), Demand::Safe)
}

/// The contract of a suffix whose flat's contract is open with the same buyer.
fn flat_of(register: &Register, position: usize) -> Option<usize> {
    let base = register.contracts[position].number.strip_suffix("/1")?;
    let flat = register.numbered(base)?;
    let same = register.owner[flat] == register.owner[position] && is_plain(&register.contracts[flat]);
    let differ = register.next_sum(flat) != register.next_sum(position);
    let is_parking = register.contracts[position].unit.as_ref().is_some_and(|unit| unit.kind == UnitKind::Parking);
    (same && differ && is_parking).then_some(flat)
}

fn suffix(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take(|register, position| flat_of(register, position).is_some())?;
    let payer = scene.holder(position);
    let contract = scene.contract(position);
    scene.one(
        position,
        payer,
        format!("Оплата по договору № {} от {}", contract.number, signed(contract)),
        Demand::Safe,
    )
}

fn base(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let parking = scene.take(|register, position| flat_of(register, position).is_some())?;
    let flat = flat_of(scene.register, parking)?;
    let payer = scene.holder(flat);
    let contract = scene.contract(flat);
    scene.one(flat, payer, format!("Оплата по договору № {} от {}", contract.number, signed(contract)), Demand::Safe)
}

fn base_parking_sum(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let parking = scene.take(|register, position| {
        flat_of(register, position).is_some_and(|flat| register.next_sum(position) < register.next_sum(flat))
    })?;
    let flat = flat_of(scene.register, parking)?;
    let payer = scene.holder(flat);
    let mut samples =
        scene.one(parking, payer, format!("Оплата по договору {}", scene.contract(flat).number), Demand::Either)?;
    samples[0].right = Right::OneOf(vec![flat, parking]);
    samples[0].demand = Demand::Ask;
    Some(samples)
}

fn base_parking_word(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let parking = scene.take(|register, position| flat_of(register, position).is_some())?;
    let flat = flat_of(scene.register, parking)?;
    let payer = scene.holder(flat);
    let place = scene.contract(parking).unit.as_ref()?.number.clone();
    let purpose = format!("Оплата машино-места {place} по договору {}", scene.contract(flat).number);
    let mut samples = scene.one(parking, payer, purpose, Demand::Ask)?;
    samples[0].right = Right::OneOf(vec![flat, parking]);
    Some(samples)
}
