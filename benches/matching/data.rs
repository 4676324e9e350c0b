//! A register and payments of any size, the same for the same size: names as unevenly spread as in
//! life, several contracts a buyer, houses with sections, schedules of 3 to 8 lines.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use rust_decimal::Decimal;
use sverka::model::{
    Contract, ContractId, ContractStatus, Currency, Holder, Money, Party, Payment, PaymentId, PaymentKind,
    ScheduleLine, SourcePlace, TaxId, Unit, UnitKind,
};

/// A sequence of numbers that is the same everywhere (splitmix64).
pub struct Dice(pub u64);

impl Dice {
    /// A number below `sides`.
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % sides as u64).unwrap_or(0)
    }

    /// A number below `sides`, small ones far more often.
    fn uneven(&mut self, sides: usize) -> usize {
        let first = self.roll(sides);
        self.roll(first + 1)
    }

    fn of(&mut self, list: &[&'static str]) -> &'static str {
        let at = self.roll(list.len());
        list.get(at).copied().unwrap_or_default()
    }
}

const HEADS: [&str; 48] = [
    "Иван",
    "Петр",
    "Сидор",
    "Кузнец",
    "Смирн",
    "Поп",
    "Волк",
    "Козл",
    "Новик",
    "Мороз",
    "Павл",
    "Семен",
    "Абрам",
    "Бел",
    "Ворон",
    "Гус",
    "Дорох",
    "Егор",
    "Ждан",
    "Зим",
    "Игнат",
    "Карп",
    "Лос",
    "Мартын",
    "Нос",
    "Орех",
    "Поляк",
    "Роман",
    "Сав",
    "Тихон",
    "Увар",
    "Фом",
    "Хохл",
    "Цар",
    "Черн",
    "Шил",
    "Щук",
    "Яковл",
    "Котел",
    "Барсук",
    "Медвед",
    "Тимоф",
    "Родион",
    "Прокоп",
    "Лавр",
    "Горбун",
    "Рыбак",
    "Сокол",
];
const MIDDLES: [&str; 8] = ["", "ик", "ень", "ар", "уш", "ыш", "ил", "ут"];
const TAILS: [&str; 4] = ["ов", "ев", "ин", "енков"];
/// Nominative, genitive.
const MEN: [(&str, &str); 16] = [
    ("Александр", "Александра"),
    ("Сергей", "Сергея"),
    ("Иван", "Ивана"),
    ("Дмитрий", "Дмитрия"),
    ("Андрей", "Андрея"),
    ("Николай", "Николая"),
    ("Максим", "Максима"),
    ("Олег", "Олега"),
    ("Юрий", "Юрия"),
    ("Виктор", "Виктора"),
    ("Степан", "Степана"),
    ("Роман", "Романа"),
    ("Антон", "Антона"),
    ("Борис", "Бориса"),
    ("Тимур", "Тимура"),
    ("Артём", "Артёма"),
];
/// Nominative, accusative.
const WOMEN: [(&str, &str); 16] = [
    ("Мария", "Марию"),
    ("Анна", "Анну"),
    ("Елена", "Елену"),
    ("Ольга", "Ольгу"),
    ("Наталья", "Наталью"),
    ("Татьяна", "Татьяну"),
    ("Ирина", "Ирину"),
    ("Светлана", "Светлану"),
    ("Юлия", "Юлию"),
    ("Екатерина", "Екатерину"),
    ("Галина", "Галину"),
    ("Вера", "Веру"),
    ("Дарья", "Дарью"),
    ("Алина", "Алину"),
    ("Полина", "Полину"),
    ("Виктория", "Викторию"),
];
const FATHERS: [&str; 16] = [
    "Иван",
    "Петр",
    "Александр",
    "Максим",
    "Олег",
    "Виктор",
    "Степан",
    "Роман",
    "Антон",
    "Борис",
    "Тимур",
    "Федор",
    "Семен",
    "Руслан",
    "Глеб",
    "Егор",
];
const ESTATES: [&str; 12] = [
    "Новая Верба",
    "Лесной",
    "Речной порт",
    "Северный",
    "Заря",
    "Парковый",
    "Солнечный",
    "Город садов",
    "Маяк",
    "Высота",
    "Слобода",
    "Притяжение",
];

/// A name in the forms that purposes use.
struct Name {
    whole: String,
    for_whom: String,
    initials: String,
}

fn name(dice: &mut Dice) -> Name {
    let is_woman = dice.roll(2) == 0;
    let surname = format!(
        "{}{}{}",
        HEADS.get(dice.uneven(HEADS.len())).copied().unwrap_or_default(),
        MIDDLES.get(dice.uneven(MIDDLES.len())).copied().unwrap_or_default(),
        TAILS.get(dice.uneven(TAILS.len())).copied().unwrap_or_default()
    );
    let list = if is_woman { &WOMEN } else { &MEN };
    let (first, declined) = list.get(dice.uneven(list.len())).copied().unwrap_or_default();
    let father = FATHERS.get(dice.uneven(FATHERS.len())).copied().unwrap_or_default();
    let letter = |word: &str| word.chars().next().unwrap_or('А');
    let initials = format!("{}.{}.", letter(first), letter(father));
    if is_woman {
        Name {
            whole: format!("{surname}а {first} {father}овна"),
            for_whom: format!("{surname}у {declined} {father}овну"),
            initials: format!("{surname}а {initials}"),
        }
    } else {
        Name {
            whole: format!("{surname} {first} {father}ович"),
            for_whom: format!("{surname}а {declined} {father}овича"),
            initials: format!("{surname} {initials}"),
        }
    }
}

/// A person's ИНН with sound check digits.
fn tax_id(seed: usize) -> Option<TaxId> {
    let mut digits: Vec<u64> =
        format!("77{:08}", seed as u64 * 7_919 % 99_999_989).bytes().map(|byte| u64::from(byte - b'0')).collect();
    let weights = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
    for skipped in [1, 0] {
        let sum: u64 = digits.iter().zip(&weights[skipped..]).map(|(digit, weight)| digit * weight).sum();
        digits.push(sum % 11 % 10);
    }
    TaxId::from_document(&digits.iter().map(u64::to_string).collect::<String>())
}

/// The day from which schedules run.
const START: Date = date(2026, 9, 10);

/// A register, held once; a contract's place is its id.
pub fn register(count: usize) -> Vec<Contract> {
    let mut dice = Dice(7);
    let mut last = (name(&mut dice).whole, tax_id(0));
    let mut contracts = Vec::with_capacity(count);
    for at in 0..count {
        // One in six contracts is a further one of the same buyer.
        if dice.roll(6) != 0 {
            last = (name(&mut dice).whole, tax_id(at).filter(|_| dice.roll(4) != 0));
        }
        contracts.push(contract(&mut dice, at, &last));
    }
    contracts
}

fn contract(dice: &mut Dice, at: usize, (holder, tax_id): &(String, Option<TaxId>)) -> Contract {
    let (house, flat) = (1 + at / 240, 1 + at % 240);
    let section = 1 + flat / 60;
    let number = match at % 5 {
        0 => format!("К-{house}/{section}-{flat}"),
        1 => format!("{house}/{flat}-ДДУ"),
        2 => format!("ДДУ-{house}-{flat}"),
        3 => format!("{house}-{flat}/26"),
        _ => format!("С{house}К{flat}"),
    };
    // Odd sums as prices by the square metre give, but flats of one plan cost the same.
    let instalment = Decimal::from(40_000 + 137 * dice.roll(6_000));
    let lines = 3 + dice.roll(6);
    let schedule: Vec<ScheduleLine> = (0..lines)
        .map(|line| ScheduleLine {
            line: u32::try_from(line + 1).unwrap_or(1),
            due: START.saturating_add(i32::try_from(line).unwrap_or(0).months()),
            amount: instalment,
            paid: Decimal::ZERO,
        })
        .collect();
    let co_holders = if dice.roll(8) == 0 { vec![Holder { name: name(dice).whole, tax_id: None }] } else { Vec::new() };
    let lender = || Holder { name: "ПАО Сбербанк".to_owned(), tax_id: TaxId::from_document("7707083893") };
    Contract {
        id: ContractId(format!("c{at:07}")),
        number,
        date: Some(date(2026, 1, 1).saturating_add(i32::try_from(dice.roll(200)).unwrap_or(0).days())),
        kind: "ДДУ".to_owned(),
        status: ContractStatus::Registered,
        holder: Holder { name: holder.clone(), tax_id: tax_id.clone() },
        co_holders,
        unit: Some(Unit {
            house: format!("ЖК «{}», дом {house}", ESTATES.get(house % ESTATES.len()).copied().unwrap_or_default()),
            section: section.to_string(),
            floor: i32::try_from(flat % 60 / 4 + 1).ok(),
            number: flat.to_string(),
            kind: if dice.roll(5) == 0 { UnitKind::Parking } else { UnitKind::Flat },
        }),
        total: schedule.iter().map(|line| line.amount).sum(),
        currency: Currency::RUB,
        schedule,
        paid: Decimal::ZERO,
        manager: dice.of(&["Орлова М.", "Зотов П.", "Крылова А."]).to_owned(),
        escrow: false,
        lender: (dice.roll(4) == 0).then(lender),
        notes: Vec::new(),
        version: 1,
    }
}

/// Payments with the place of the contract that each is for.
pub fn payments(count: usize, contracts: &[Contract]) -> Vec<(Payment, usize)> {
    let mut dice = Dice(8);
    (0..count)
        .filter_map(|number| {
            let at = dice.roll(contracts.len());
            Some((payment(&mut dice, number, contracts.get(at)?), at))
        })
        .collect()
}

fn payment(dice: &mut Dice, number: usize, contract: &Contract) -> Payment {
    let code = contract.number.as_str();
    let signed = contract.date.map(|date| date.strftime("%d.%m.%Y").to_string()).unwrap_or_default();
    let holder = contract.holder.name.as_str();
    let unit = contract.unit.as_ref();
    let flat = unit.map(|unit| unit.number.as_str()).unwrap_or_default();
    let house = unit.map(|unit| unit.house.as_str()).unwrap_or_default();
    let stranger = name(dice);
    let line = contract.schedule.first().map(|line| line.amount).unwrap_or_default();
    let (mut amount, mut payer, mut payer_tax_id) = (line, holder.to_owned(), contract.holder.tax_id.clone());
    let mut by_stranger = || {
        payer.clone_from(&stranger.whole);
        payer_tax_id = None;
    };
    let purpose = match dice.roll(12) {
        0 | 1 => format!("Оплата по договору № {code} от {signed}. НДС не облагается"),
        2 => format!("Оплата по дог.{code} от {signed}г. за недвижимость, {holder}, без НДС"),
        3 => format!("ОПЛАТА ПО ДОГОВОРУ УЧАСТИЯ В ДОЛЕВОМ СТРОИТЕЛЬСТВЕ N {code} ОТ {signed}, НДС НЕТ"),
        4 => {
            by_stranger();
            format!("Оплата по договору № {code} за {holder}, кв. {flat}")
        }
        5 => {
            by_stranger();
            format!("Взнос за {} и {}, договор {code}", stranger.for_whom, stranger.initials)
        }
        6 => "Оплата по договору".to_owned(),
        7 => format!("Оплата за кв. {flat}, {house}, {holder}"),
        8 => {
            amount = contract.total;
            format!("Полный расчёт по договору №{code} {holder}")
        }
        9 => {
            amount = line * Decimal::TWO;
            format!("Оплата двух платежей по ДДУ {code} от {signed}, {holder}. Сумма {amount}-00, без налога (НДС)")
        }
        10 => {
            by_stranger();
            "Оплата по счёту № 15 от 01.09.2026 за материалы, НДС не облагается".to_owned()
        }
        _ => format!("Платёж по графику за сентябрь 2026, {holder}, {code}, ЖК, дом, секция, квартира {flat}"),
    };
    let day = date(2026, 9, 5).saturating_add(i32::try_from(dice.roll(12)).unwrap_or(0).days());
    Payment {
        id: PaymentId::of_parts(&["bench", &number.to_string()], 0),
        place: SourcePlace { file: "bench.txt".to_owned(), line: number as u64 },
        source_id: None,
        kind: PaymentKind::BankReceipt,
        number: (number + 1).to_string(),
        date: day,
        order_number: None,
        value_date: Some(day),
        amount: Money::new(amount, Currency::RUB),
        payer: Party {
            name: payer,
            tax_id: payer_tax_id,
            account: Some(format!("40817810{:012}", dice.roll(1_000_000_000))),
            ..Party::default()
        },
        payee: Party {
            name: "ООО «Застройщик»".to_owned(),
            account: Some("40702810900000000101".to_owned()),
            ..Party::default()
        },
        purpose,
        breakdown: Vec::new(),
        marks: Vec::new(),
        comment: String::new(),
    }
}
