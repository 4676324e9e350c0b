//! Numbers cut, doubled, mistyped, or another buyer's (cases 6 to 8, 48, 50).

use sverka::text::harmless_line;

use super::Nasty;
use crate::corpus::numbers::mistyped;
use crate::corpus::people::Case;
use crate::corpus::register::Register;
use crate::corpus::scene::{Scene, is_plain, signed};
use crate::corpus::truth::{Demand, Right, Sample};

/// The classes.
pub const CLASSES: [Nasty; 16] = [
    Nasty {
        name: "06-cut-holder",
        why: "the bank cut the number, the holder by tax number pays the line: seen or taken",
        make: cut_holder,
    },
    Nasty {
        name: "06-cut-stranger",
        why: "the bank cut the number and a stranger pays: what is left may be anybody's",
        make: cut_stranger,
    },
    Nasty {
        name: "06-cut-after",
        why: "the cut falls after number, date and name: nothing is missing",
        make: cut_after,
    },
    Nasty {
        name: "07-two-open",
        why: "two buyers' contracts are named: whose money it is must be asked",
        make: two_open,
    },
    Nasty {
        name: "07-two-own",
        why: "two contracts of the buyer are named: how to share must be asked",
        make: two_own,
    },
    Nasty { name: "07-old-and-new", why: "the new holder names both; only the new one takes money", make: old_and_new },
    Nasty {
        name: "07-old-of-other-firm",
        why: "a second number that is nobody's beside the right one: some would look",
        make: unknown_beside,
    },
    Nasty { name: "08-other-buyer", why: "one buyer's number, another buyer pays: a typo or worse", make: other_buyer },
    Nasty { name: "08-other-name", why: "one buyer's number, another buyer named in the purpose", make: other_name },
    Nasty { name: "08-third-party", why: "somebody unknown pays and says nothing of the buyer", make: third_party },
    Nasty { name: "08-mistyped", why: "no such number; it is one figure off the payer's own", make: mistyped_own },
    Nasty { name: "08-mistyped-other", why: "one figure off, and the result is another buyer's", make: mistyped_other },
    Nasty { name: "08-unknown", why: "the buyer names a contract that the register does not have", make: unknown },
    Nasty { name: "08-date-conflict", why: "the number with another contract's date", make: date_conflict },
    Nasty { name: "48-letter", why: "re-posted by letter: what it was before must be looked up", make: letter },
    Nasty {
        name: "50-control",
        why: "control characters are made harmless, the number is whole: both are well",
        make: control,
    },
];

/// Fills up to so many letters, then appends, then cuts at 210 as banks do.
fn cut(head: &str, tail: &str, keep: usize) -> String {
    let mut text = head.to_owned();
    while text.chars().count() < 210 - keep {
        text.push_str(" согласно графика платежей");
    }
    let text: String = text.chars().take(210 - keep).collect();
    format!("{text}{tail}").chars().take(210).collect()
}

fn long_number(register: &Register, position: usize) -> bool {
    register.contracts[position].number.chars().count() > 5
}

fn cut_holder(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(long_number)?;
    let payer = scene.buyer(position).as_party(true);
    let number = scene.contract(position).number.clone();
    let keep = 3 + number.chars().count() - scene.dice.roll(3) - 1;
    scene.one(
        position,
        payer,
        cut("Оплата стоимости объекта по договору", &format!(" № {number}"), keep),
        Demand::Either,
    )
}

fn cut_stranger(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(long_number)?;
    let payer = scene.stranger().as_party(true);
    let number = scene.contract(position).number.clone();
    let keep = 3 + number.chars().count() - scene.dice.roll(3) - 1;
    let purpose = cut("Оплата стоимости объекта по договору", &format!(" № {number}"), keep);
    let mut samples = scene.one(position, payer, purpose, Demand::Ask)?;
    samples[0].right = Right::OneOf(vec![position]);
    Some(samples)
}

fn cut_after(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|_, _| true)?;
    let payer = scene.holder(position);
    let contract = scene.contract(position);
    let name = scene.person(position)?.full(Case::Nominative);
    let head = format!("Оплата по договору № {} от {}, {name},", contract.number, signed(contract));
    scene.one(position, payer, cut(&head, "", 0), Demand::Safe)
}

fn two_open(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|_, _| true)?;
    let other = scene.take_person(|_, _| true)?;
    let payer = scene.holder(position);
    let purpose = format!("Оплата по договорам {} и {}", scene.contract(position).number, scene.contract(other).number);
    let mut samples = scene.one(position, payer, purpose, Demand::Ask)?;
    samples[0].right = Right::Several(vec![position, other]);
    Some(samples)
}

fn two_own(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|register, position| register.open_with(position).len() == 2)?;
    let both = scene.register.open_with(position);
    let payer = scene.holder(position);
    let sum = both.iter().map(|one| scene.register.next_sum(*one)).sum();
    let purpose =
        format!("Оплата по договорам № {}, № {}", scene.contract(both[0]).number, scene.contract(both[1]).number);
    let payment = scene.receipt(position, payer, sum, purpose);
    Some(vec![Sample::new(payment, Right::Several(both), Demand::Ask)])
}

fn old_and_new(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let (old, new) = assigned(scene)?;
    let payer = scene.holder(new);
    let purpose = format!(
        "Оплата по договору уступки {} (права по ДДУ № {} от {})",
        scene.contract(new).number,
        scene.contract(old).number,
        signed(scene.contract(old))
    );
    scene.one(new, payer, purpose, Demand::Either)
}

/// An assigned contract and the open one that took its place.
pub fn assigned(scene: &mut Scene<'_>) -> Option<(usize, usize)> {
    let pairs = &scene.register.assigned;
    for _ in 0..200 {
        let (old, new) = *pairs.get(scene.dice.roll(pairs.len()))?;
        let taken = scene.take_any(|register, position| position == new && is_plain(&register.contracts[position]));
        if taken.is_some() {
            scene.keep_out(old);
            return Some((old, new));
        }
    }
    None
}

fn unknown_beside(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|_, _| true)?;
    let payer = scene.holder(position);
    let (contract, deal) = (scene.contract(position), scene.dice.figures(5));
    let purpose = format!("Оплата по ДДУ № {} от {}, кредитный договор {deal}/24-И", contract.number, signed(contract));
    scene.one(position, payer, purpose, Demand::Either)
}

fn other_buyer(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let own = scene.take_person(|_, _| true)?;
    let named = scene.take_person(|_, _| true)?;
    let payer = scene.holder(own);
    let contract = scene.contract(named);
    let purpose = format!("Оплата по договору № {} от {}", contract.number, signed(contract));
    let mut samples = scene.one(named, payer, purpose, Demand::Ask)?;
    samples[0].right = Right::OneOf(vec![own, named]);
    Some(samples)
}

fn other_name(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let own = scene.take_person(|_, _| true)?;
    let named = scene.take_person(|_, _| true)?;
    let payer = scene.stranger().as_party(true);
    let name = scene.person(own)?.full(Case::Accusative);
    let purpose = format!("Оплата за {name} по договору № {}", scene.contract(named).number);
    let mut samples = scene.one(named, payer, purpose, Demand::Ask)?;
    samples[0].right = Right::OneOf(vec![own, named]);
    Some(samples)
}

fn third_party(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|_, _| true)?;
    let payer = scene.stranger().as_party(true);
    let contract = scene.contract(position);
    scene.one(position, payer, format!("Оплата по договору № {} от {}", contract.number, signed(contract)), Demand::Ask)
}

fn mistyped_own(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|register, position| register.contracts[position].holder.tax_id.is_some())?;
    let payer = scene.buyer(position).as_party(true);
    for _ in 0..50 {
        let contract = scene.contract(position);
        let wrong = mistyped(&mut scene.dice, &contract.number)?;
        if scene.register.collapsed(&wrong).is_empty() {
            return scene.one(position, payer, format!("Оплата по договору № {wrong}"), Demand::Ask);
        }
    }
    None
}

fn mistyped_other(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|_, _| true)?;
    let payer = scene.holder(position);
    for _ in 0..200 {
        let contract = scene.contract(position);
        let wrong = mistyped(&mut scene.dice, &contract.number)?;
        let other = scene.register.numbered(&wrong);
        if let Some(other) = other.filter(|other| scene.register.owner[*other] != scene.register.owner[position]) {
            let mut samples = scene.one(position, payer, format!("Оплата по договору № {wrong}"), Demand::Ask)?;
            samples[0].right = Right::OneOf(vec![position, other]);
            return Some(samples);
        }
    }
    None
}

fn unknown(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|register, position| register.open_with(position).len() == 1)?;
    let payer = scene.buyer(position).as_party(true);
    let deal = scene.dice.figures(4);
    let mut samples =
        scene.one(position, payer, format!("Оплата по договору № Ж-77/{deal} от 03.03.2026"), Demand::Ask)?;
    samples[0].right = Right::OneOf(vec![position]);
    Some(samples)
}

fn date_conflict(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|_, _| true)?;
    let payer = scene.holder(position);
    let purpose = format!("Оплата по договору № {} от 15.01.2019", scene.contract(position).number);
    scene.one(position, payer, purpose, Demand::Ask)
}

fn letter(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|_, _| true)?;
    let other = scene.take_person(|_, _| true)?;
    let payer = scene.holder(position);
    let purpose = format!(
        "Согласно письму б/н от 01.09.2026 платеж по договору {} считать оплатой по договору {}",
        scene.contract(other).number,
        scene.contract(position).number
    );
    let mut samples = scene.one(position, payer, purpose, Demand::Ask)?;
    samples[0].right = Right::OneOf(vec![position, other]);
    Some(samples)
}

fn control(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|_, _| true)?;
    let payer = scene.holder(position);
    let contract = scene.contract(position);
    let raw =
        format!("\u{1b}[31mОплата\u{7} по договору № {} от {}\u{202e} НДС нет", contract.number, signed(contract));
    scene.one(position, payer, harmless_line(&raw), Demand::Either)
}
