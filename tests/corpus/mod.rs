//! Registers and payments made up for the matcher: deterministic, with the truth beside each
//! payment. Its templates and names are its own; the matcher has never seen them.

use std::fmt::Write as _;

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use rust_decimal::Decimal;
use sverka::model::{
    Contract, ContractId, ContractStatus, Currency, Holder, Money, Party, Payment, PaymentId, PaymentKind,
    ScheduleLine, SourcePlace, TaxId, Unit, UnitKind,
};

/// A sequence of numbers that is the same everywhere (splitmix64).
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// Dice that fall as the seed says.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `sides`.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % sides as u64).unwrap_or(0)
    }

    fn of<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.roll(list.len())]
    }
}

const SURNAMES: [&str; 40] = [
    "Абрамов",
    "Белов",
    "Воронин",
    "Гусев",
    "Дорохов",
    "Егоров",
    "Жданов",
    "Зимин",
    "Игнатьев",
    "Карпов",
    "Лосев",
    "Мартынов",
    "Носов",
    "Орехов",
    "Поляков",
    "Романов",
    "Савин",
    "Тихонов",
    "Уваров",
    "Фомин",
    "Хохлов",
    "Царев",
    "Чернов",
    "Шилов",
    "Щукин",
    "Яковлев",
    "Соловьёв",
    "Киселёв",
    "Иванов",
    "Петров",
    "Сидоров",
    "Кузнецов",
    "Смирнов",
    "Попов",
    "Волков",
    "Козлов",
    "Новиков",
    "Морозов",
    "Павлов",
    "Семёнов",
];
/// Nominative, genitive.
const MEN: [(&str, &str); 12] = [
    ("Александр", "Александра"),
    ("Сергей", "Сергея"),
    ("Иван", "Ивана"),
    ("Дмитрий", "Дмитрия"),
    ("Андрей", "Андрея"),
    ("Николай", "Николая"),
    ("Пётр", "Петра"),
    ("Максим", "Максима"),
    ("Олег", "Олега"),
    ("Юрий", "Юрия"),
    ("Виктор", "Виктора"),
    ("Артём", "Артёма"),
];
/// Nominative, accusative.
const WOMEN: [(&str, &str); 12] = [
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
    ("Виктория", "Викторию"),
];
const FATHERS: [&str; 10] =
    ["Иван", "Петр", "Александр", "Николай", "Максим", "Олег", "Виктор", "Андрей", "Степан", "Роман"];

/// A person of the register.
#[derive(Debug, Clone)]
pub struct Buyer {
    /// Surname, first name, patronymic.
    pub name: String,
    /// The same in the accusative or genitive: «за …».
    pub for_whom: String,
    /// Surname and initials.
    pub initials: String,
    /// In Latin letters.
    pub latin: String,
    /// ИНН of 12 digits.
    pub tax_id: String,
    /// Account of 20 digits.
    pub account: String,
}

fn patronymic(father: &str, woman: bool) -> String {
    let stem = match father {
        "Николай" => return if woman { "Николаевна".into() } else { "Николаевич".into() },
        "Андрей" => return if woman { "Андреевна".into() } else { "Андреевич".into() },
        other => other,
    };
    format!("{stem}{}", if woman { "овна" } else { "ович" })
}

fn latin(text: &str) -> String {
    let sounds = [
        "a", "b", "v", "g", "d", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "kh",
        "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya",
    ];
    let mut out = String::new();
    for letter in text.to_lowercase().chars() {
        let place = u32::from(letter).wrapping_sub(u32::from('а')) as usize;
        match letter {
            'ё' => out.push('e'),
            _ if place < sounds.len() => out.push_str(sounds[place]),
            other => out.push(other),
        }
    }
    out.to_uppercase()
}

/// A person's ИНН with sound check digits.
fn tax_id(seed: usize) -> String {
    let stem = format!("{:010}", 7_700_000_000_u64 + seed as u64 * 7919 % 99_999_999);
    let digits: Vec<u64> = stem.bytes().map(|byte| u64::from(byte - b'0')).collect();
    let weigh = |digits: &[u64], weights: &[u64]| {
        digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum::<u64>() % 11 % 10
    };
    let first = weigh(&digits, &[7, 2, 4, 10, 3, 5, 9, 4, 6, 8]);
    let mut all = digits;
    all.push(first);
    let second = weigh(&all, &[3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]);
    format!("{stem}{first}{second}")
}

/// A buyer by number.
pub fn buyer(dice: &mut Dice, number: usize) -> Buyer {
    let woman = dice.roll(2) == 0;
    let surname = dice.of(&SURNAMES);
    let father = dice.of(&FATHERS);
    let (first, declined) = if woman { WOMEN[dice.roll(WOMEN.len())] } else { MEN[dice.roll(MEN.len())] };
    let middle = patronymic(father, woman);
    let (surname, surname_for) = if woman {
        (format!("{surname}а"), format!("{surname}у"))
    } else {
        (surname.to_owned(), format!("{surname}а"))
    };
    let middle_for = if woman { middle.replace("вна", "вну") } else { format!("{middle}а") };
    let letter = |word: &str| word.chars().next().unwrap_or('X');
    Buyer {
        name: format!("{surname} {first} {middle}"),
        for_whom: format!("{surname_for} {declined} {middle_for}"),
        initials: format!("{surname} {}.{}.", letter(first), letter(&middle)),
        latin: latin(&format!("{surname} {first} {middle}")),
        tax_id: tax_id(number),
        account: format!("40817810{number:012}"),
    }
}

/// A register with its buyers: `buyers[position]` bought `contracts[position]`.
#[derive(Debug)]
pub struct Register {
    /// The contracts.
    pub contracts: Vec<Contract>,
    /// Their holders.
    pub buyers: Vec<Buyer>,
}

/// The day from which schedules run.
pub const START: Date = date(2026, 9, 10);

/// A register: several contracts a buyer, namesakes, equal instalments, numbers of many shapes.
pub fn register(seed: u64, count: usize) -> Register {
    let mut dice = Dice::new(seed);
    let mut contracts = Vec::with_capacity(count);
    let mut buyers = Vec::with_capacity(count);
    let mut last = buyer(&mut dice, 0);
    for position in 0..count {
        // One in six contracts is a further one of the same buyer.
        if dice.roll(6) != 0 {
            last = buyer(&mut dice, position);
        }
        let house = 1 + position / 300;
        let flat = 1 + position % 300;
        let number = match position % 5 {
            0 => format!("К-{house}/{}-{flat}", 1 + flat % 7),
            1 => format!("{house}/{flat}-ДДУ"),
            2 => format!("ДДУ-{house}-{flat}"),
            3 => format!("{house}-{flat}/26"),
            _ => format!("С{house}К{flat}"),
        };
        let kind = if dice.roll(5) == 0 { UnitKind::Parking } else { UnitKind::Flat };
        let instalment = Decimal::from(50_000 * (1 + dice.roll(12)));
        let lines = 4 + dice.roll(9);
        let schedule: Vec<ScheduleLine> = (0..lines)
            .map(|line| ScheduleLine {
                line: u32::try_from(line + 1).unwrap_or(1),
                due: START.saturating_add(i32::try_from(line).unwrap_or(0).months()),
                amount: instalment,
                paid: Decimal::ZERO,
            })
            .collect();
        contracts.push(Contract {
            id: ContractId(format!("c{position:07}")),
            number,
            date: Some(date(2026, 1, 1).saturating_add(i32::try_from(dice.roll(200)).unwrap_or(0).days())),
            kind: "ДДУ".into(),
            status: ContractStatus::Registered,
            holder: Holder {
                name: last.name.clone(),
                tax_id: (dice.roll(2) == 0).then(|| TaxId::from_document(&last.tax_id)).flatten(),
            },
            co_holders: Vec::new(),
            unit: Some(Unit {
                house: format!("Дом {house}"),
                section: String::new(),
                floor: Some(1),
                number: flat.to_string(),
                kind,
            }),
            total: schedule.iter().map(|line| line.amount).sum(),
            currency: Currency::RUB,
            schedule,
            paid: Decimal::ZERO,
            manager: String::new(),
            escrow: false,
            lender: None,
            notes: Vec::new(),
            version: 1,
        });
        buyers.push(last.clone());
    }
    Register { contracts, buyers }
}

/// What a payment is for in truth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Truth {
    /// This contract (position in the register), and an accountant would not need to ask.
    Plain(usize),
    /// This contract, but an accountant would ask: it must not be ready.
    Asked(usize),
    /// This contract; ready or asked, both are well.
    Either(usize),
    /// No contract: it must not be ready.
    None,
}

/// A payment with its truth and the shape of its purpose.
#[derive(Debug)]
pub struct Sample {
    /// The payment.
    pub payment: Payment,
    /// The truth.
    pub truth: Truth,
    /// Which shape it has.
    pub shape: usize,
}

/// A bare receipt.
pub fn receipt(number: usize, payer: &Buyer, amount: Decimal, day: Date, purpose: &str) -> Payment {
    let parts = [number.to_string(), purpose.to_owned(), amount.to_string(), payer.account.clone()];
    Payment {
        id: PaymentId::of_parts(&parts.iter().map(String::as_str).collect::<Vec<_>>(), 0),
        place: SourcePlace { file: "kl_to_1c.txt".into(), line: number as u64 },
        source_id: None,
        kind: PaymentKind::BankReceipt,
        number: number.to_string(),
        date: day,
        order_number: None,
        value_date: None,
        amount: Money::new(amount, Currency::RUB),
        payer: Party {
            name: payer.name.clone(),
            tax_id: TaxId::from_document(&payer.tax_id),
            account: Some(payer.account.clone()),
            ..Party::default()
        },
        payee: Party {
            name: "ООО Застройщик".into(),
            account: Some("40702810900000000001".into()),
            ..Party::default()
        },
        purpose: purpose.to_owned(),
        breakdown: Vec::new(),
        marks: Vec::new(),
        comment: String::new(),
    }
}

/// How many shapes of purposes there are.
pub const SHAPES: usize = 36;

/// Payments over every shape, each for another contract.
pub fn payments(seed: u64, register: &Register, count: usize) -> Vec<Sample> {
    let mut dice = Dice::new(seed);
    let mut samples = Vec::with_capacity(count);
    let stride = (register.contracts.len() / count.max(1)).max(1);
    for number in 0..count {
        let position = (number * stride) % register.contracts.len();
        samples.push(sample(&mut dice, register, position, number));
    }
    samples
}

#[expect(clippy::too_many_lines, reason = "one table of shapes, read from top to bottom")]
#[expect(clippy::expect_used, reason = "the generator itself fills these fields")]
fn sample(dice: &mut Dice, register: &Register, position: usize, number: usize) -> Sample {
    let contract = &register.contracts[position];
    let holder = &register.buyers[position];
    let stranger = buyer(dice, 9_000_000 + number);
    let other = (position + 1 + dice.roll(register.contracts.len() - 1)) % register.contracts.len();
    let line = contract.schedule[0].amount;
    let unit = contract.unit.as_ref().expect("every contract has a unit");
    let house_word = unit.house.to_lowercase();
    let unit_word = if unit.kind == UnitKind::Parking { "м/м" } else { "кв." };
    let signed = contract.date.expect("every contract has a date").strftime("%d.%m.%Y").to_string();
    let code = contract.number.as_str();
    let mut amount = line;
    let mut payer = holder.clone();
    let mut truth = Truth::Plain(position);
    let shape = dice.roll(SHAPES);
    let purpose = match shape {
        0 => format!("Оплата по договору № {code} от {signed}. НДС не облагается"),
        1 => format!("Оплата по дог.{code} от {signed}г. за недвижимость, без НДС"),
        2 => format!("ДДУ {code} {} без ндс", holder.name),
        3 => {
            format!("ОПЛАТА ПО ДОГОВОРУ УЧАСТИЯ В ДОЛЕВОМ СТРОИТЕЛЬСТВЕ N {} ОТ {signed}, НДС НЕТ", code.to_uppercase())
        }
        4 => format!("Взнос 1 по договору {code}"),
        5 => {
            payer = stranger.clone();
            format!("Оплата по договору № {code} за {}", holder.for_whom)
        }
        6 => {
            payer = stranger.clone();
            truth = Truth::Asked(position);
            format!("Оплата по договору № {code} от {signed}")
        }
        7 => {
            truth = Truth::Either(position);
            "Оплата по договору".to_owned()
        }
        8 => format!("Оплата за {unit_word} {}, {house_word}, {}", unit.number, holder.name),
        9 => {
            payer.name.clone_from(&holder.initials);
            payer.tax_id = String::new();
            format!("Оплата по договору №{code} от {signed}")
        }
        10 => {
            payer.name =
                format!("ПАО СБЕРБАНК//{}//1234567//РОССИЯ, Г МОСКВА, УЛ ЛЕНИНА, Д 12/34, КВ 5//", holder.name);
            payer.tax_id = "7707083893".into();
            payer.account = "30232810000000000001".into();
            format!("ЗА {} ПО ДДУ {code}", holder.name.to_uppercase())
        }
        11 => {
            amount = line * Decimal::TWO;
            format!("Оплата двух платежей по договору {code}, {}", holder.name)
        }
        12 => {
            amount = contract.total;
            format!("Полный расчет по договору №{code} {}", holder.name)
        }
        13 => {
            amount = line / Decimal::TWO;
            format!("Частичная оплата по договору №{code}")
        }
        14 => {
            truth = Truth::Asked(position);
            amount = contract.total + Decimal::ONE;
            format!("Полный расчет по договору №{code}")
        }
        15 => {
            truth = Truth::Asked(position);
            amount = line + Decimal::new(1, 2);
            format!("Оплата по договору №{code}")
        }
        16 => {
            // Two figures changed places: the register may or may not know the result.
            truth = Truth::Asked(position);
            let mut letters: Vec<char> = code.chars().collect();
            let place = letters.iter().rposition(char::is_ascii_digit).expect("numbers have digits");
            letters[place] = if letters[place] == '9' { '1' } else { '9' };
            if letters.iter().collect::<String>() == code {
                letters[place] = '8';
            }
            format!("Оплата по договору № {}", letters.iter().collect::<String>())
        }
        17 => {
            truth = Truth::Asked(position);
            payer = register.buyers[other].clone();
            if payer.name == holder.name {
                payer = stranger.clone();
            }
            format!("Оплата по договору № {code} от {signed}")
        }
        18 => {
            truth = Truth::None;
            payer = stranger.clone();
            "Оплата по счету № 15 от 01.09.2026 за материалы, НДС не облагается".to_owned()
        }
        19 => {
            truth = Truth::Asked(position);
            format!("Оплата по договору №{code}, в т.ч. НДС 20% - {}", line / Decimal::from(6))
        }
        20 => {
            truth = Truth::Asked(position);
            format!("Оплата по договору №{code} и пени за просрочку")
        }
        21 => {
            truth = Truth::Asked(position);
            format!("Оплата по договорам {code} и {}", register.contracts[other].number)
        }
        22 => {
            payer.name.clone_from(&holder.latin);
            payer.tax_id = String::new();
            format!("oplata po dogovoru {code} ot {signed}")
        }
        23 => format!("Договор {} {}", code.replace('К', "K").replace('С', "C"), holder.initials),
        24 => format!("по дог. № {} от {signed} {}", code.replace('-', " - "), holder.name),
        25 => {
            truth = Truth::None;
            payer = stranger.clone();
            payer.name = "ПАО БАНК".into();
            "Возмещение по операциям с картами, эквайринг за вычетом комиссии".to_owned()
        }
        26 => {
            truth = Truth::None;
            payer = stranger.clone();
            format!("Возврат займа по договору займа № {code} от {signed}")
        }
        27 => {
            // A namesake with another tax number.
            truth = Truth::Asked(position);
            payer.tax_id.clone_from(&stranger.tax_id);
            payer.account.clone_from(&stranger.account);
            "Оплата за квартиру".to_owned()
        }
        28 => format!("Оплата по договору {} за {} 2026, {}", code, "сентябрь", holder.name),
        29 => {
            let mut text =
                format!("Оплата по договору купли-продажи и участия в строительстве за {} ", holder.for_whom);
            while text.chars().count() < 200 {
                text.push_str("сумма по графику ");
            }
            truth = Truth::Asked(position);
            payer = stranger.clone();
            let _ = write!(text, "№ {code}");
            text.chars().take(210).collect()
        }
        30 => {
            truth = Truth::Asked(position);
            payer = stranger.clone();
            format!("Оплата за {} по договору № {code}", register.buyers[other].for_whom)
        }
        31 => {
            truth = Truth::Either(position);
            "Платеж".to_owned()
        }
        32 => {
            truth = Truth::None;
            payer = stranger.clone();
            format!("За товар по накладной {code}")
        }
        33 => {
            truth = Truth::Asked(position);
            format!("Оплата по договору № {code} от 02.02.2020")
        }
        34 => format!("Плата по договору долевого участия {code}от {signed}, {unit_word} {}", unit.number),
        _ => {
            payer = stranger.clone();
            format!("Оплата ДДУ № {code} от {signed} за супругу {}. Без НДС", holder.for_whom)
        }
    };
    let day = date(2026, 9, 5).saturating_add(i32::try_from(dice.roll(12)).unwrap_or(0).days());
    Sample { payment: receipt(number + 1, &payer, amount, day, &purpose), truth, shape }
}
