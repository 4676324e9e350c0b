//! Purposes put together of pieces, so that each comes about once: verb, word, sign, number, date
//! and tail in every mixture.

use crate::corpus::nasty::Nasty;
use crate::corpus::numbers::look_alike;
use crate::corpus::people::Case;
use crate::corpus::scene::Scene;
use crate::corpus::truth::{Demand, Sample};

/// The classes, by how the number is written.
pub const CLASSES: [Nasty; 9] = [
    Nasty { name: "asm-plain", why: "the number to the letter", make: plain },
    Nasty { name: "asm-look-alike", why: "letters of the other alphabet", make: other_alphabet },
    Nasty { name: "asm-small", why: "small letters", make: small },
    Nasty { name: "asm-blanks", why: "blanks around the separators", make: blanks },
    Nasty { name: "asm-dash", why: "a long dash for a hyphen", make: dash },
    Nasty { name: "asm-quotes", why: "in quotation marks or brackets", make: quotes },
    Nasty { name: "asm-backslash", why: "the stroke leans the other way", make: backslash },
    Nasty { name: "asm-name", why: "a stranger pays and names the holder", make: named },
    Nasty { name: "asm-loud", why: "everything in capitals", make: loud },
];

const VERBS: [&str; 14] = [
    "",
    "Оплата ",
    "Опл. ",
    "Платеж ",
    "Взнос ",
    "Перечисление средств ",
    "Очередной платеж ",
    "Оплата очередного платежа ",
    "Оплата стоимости квартиры ",
    "Плановый платёж ",
    "Внесение денежных средств ",
    "Платёж по графику ",
    "Погашение рассрочки ",
    "Оплата цены договора ",
];
const WORDS: [&str; 16] = [
    "по договору",
    "по дог.",
    "по дог",
    "по дог-ру",
    "по д-ру",
    "согласно договора",
    "согл. договору",
    "по договору долевого участия",
    "по договору участия в долевом строительстве",
    "по ДДУ",
    "ДДУ",
    "по договору ДДУ",
    "по договору (ДДУ)",
    "по контракту",
    "договор",
    "по договору уч. в долевом стр-ве",
];
const SIGNS: [&str; 8] = [" № ", " №", " N ", " N", " ", " No ", " номер ", ": "];
const TAILS: [&str; 9] = [
    "",
    ". НДС не облагается",
    " без НДС",
    ", БЕЗ НАЛОГА (НДС)",
    " НДС нет",
    " (НДС не предусмотрен)",
    ", {place}",
    ", {house}",
    " {fio}",
];
const DATES: [&str; 9] = [
    "",
    " от %d.%m.%Y",
    " от %d.%m.%y",
    " от %d.%m.%Yг.",
    " от %d.%m.%Y года",
    " (от %d.%m.%Y)",
    " от %d/%m/%Y",
    " от %Y-%m-%d",
    ", дата %d.%m.%Y",
];

/// A purpose with the number written so.
fn purpose(scene: &mut Scene<'_>, position: usize, written: &str, whom: &str) -> String {
    let day = scene.contract(position).date.unwrap_or_default().strftime(scene.dice.of(&DATES)).to_string();
    let (verb, word) = (scene.dice.of(&VERBS), scene.dice.of(&WORDS));
    let (sign, tail) = (scene.dice.of(&SIGNS), scene.dice.of(&TAILS));
    let sum = scene.register.next_sum(position);
    let text = super::fill(&format!("{verb}{word}{sign}{written}{day}{whom}{tail}"), scene, position, sum);
    text.trim().to_owned()
}

fn written(scene: &mut Scene<'_>, write: impl Fn(&str) -> String) -> Option<Vec<Sample>> {
    let position = scene.take_person(|register, position| {
        let number = &register.contracts[position].number;
        let other = write(number);
        other.trim_matches(['«', '»', '(', ')', '"']) == number || register.numbered(&other).is_none()
    })?;
    let payer = scene.holder(position);
    let number = write(&scene.contract(position).number);
    let purpose = purpose(scene, position, &number, "");
    scene.one(position, payer, purpose, Demand::Safe)
}

fn plain(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    written(scene, str::to_owned)
}

fn other_alphabet(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    written(scene, look_alike)
}

fn small(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    written(scene, str::to_lowercase)
}

fn blanks(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    if scene.dice.chance(50) {
        return written(scene, |number| number.replace('/', " / ").replace('-', " - "));
    }
    written(scene, |number| number.replace('/', "/ ").replace('-', "- "))
}

fn dash(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let sign = scene.dice.of(&["–", "—", "‑"]);
    written(scene, |number| number.replace('-', sign))
}

fn quotes(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    match scene.dice.roll(3) {
        0 => written(scene, |number| format!("«{number}»")),
        1 => written(scene, |number| format!("\"{number}\"")),
        _ => written(scene, |number| format!("({number})")),
    }
}

fn backslash(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    written(scene, |number| number.replace('/', "\\"))
}

fn named(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|_, _| true)?;
    let payer = scene.stranger().as_party(true);
    let person = scene.person(position)?;
    let whom = match scene.dice.roll(6) {
        0 => format!(" за {}", person.full(Case::Accusative)),
        1 => format!(" от {}", person.full(Case::Genitive)),
        2 => format!(", дольщик {}", person.full(Case::Nominative)),
        3 => format!(" ({})", person.initials(Case::Nominative)),
        4 => format!(", за участника {}", person.full(Case::Accusative)),
        _ => format!(", плательщик за {}", person.initials(Case::Accusative)),
    };
    let purpose = purpose(scene, position, &scene.contract(position).number.clone(), &whom);
    scene.one(position, payer, purpose, Demand::Safe)
}

fn loud(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|_, _| true)?;
    let payer = scene.holder(position);
    let purpose = purpose(scene, position, &scene.contract(position).number.clone(), "").to_uppercase();
    scene.one(position, payer, purpose, Demand::Safe)
}
