//! The work: a person's day in small, from the bank's file to a payment that was taken back and
//! went once more.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rust_decimal::Decimal;
use sverka::commit::{BatchReport, Cancel, RowOutcome};
use sverka::config::Config;
use sverka::crm::embedded::EmbeddedCrm;
use sverka::crm::register::read_register;
use sverka::desk::Desk;
use sverka::lang::{Language, Texts};
use sverka::model::{Allocation, Contract, ContractId, Explain, MISSING, Message, PaymentId, Row};
use sverka::store::{Clock, Store, Write};
use tempfile::TempDir;

use crate::media::{Asked, Disk, History};

/// Payments of the file.
pub const PAYMENTS: usize = 3;
/// Those of them that wait for a person: all but the first.
const DECISIONS: usize = PAYMENTS - 1;

const REGISTER: &str = "\
external_id;number;date;kind;status;holder;total;currency;schedule
К-1/11;К-1/11;2026-02-01;ДДУ;registered;Иванова Анна Петровна;600000.00;RUB;2026-10-15=300000.00 2026-11-15=300000.00
К-1/12;К-1/12;2026-02-02;ДДУ;registered;Петров Пётр Сергеевич;600000.00;RUB;2026-10-15=300000.00 2026-11-15=300000.00
К-1/21;К-1/21;2026-02-03;ДДУ;registered;Орлов Олег Ильич;900000.00;RUB;2026-10-15=400000.00 2026-11-15=500000.00
";

/// The numbers of the documents, their sums, payers and purposes. The first is clear by itself.
const DOCUMENTS: [(&str, &str, &str, &str); PAYMENTS] = [
    ("1", "300000.00", "Иванова Анна Петровна", "Оплата по договору К-1/11 от 01.02.2026"),
    ("2", "300000.00", "ООО Ромашка", "Взнос"),
    ("3", "450000.00", "ООО Лютик", "Взнос за двоих"),
];

/// What the person was told, by which the program is held.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// The file is in the session.
    pub imported: bool,
    /// So many decisions are taken.
    pub decided: usize,
    /// Of each payment the last word about it, in the order of the file.
    pub outcomes: [Option<RowOutcome>; PAYMENTS],
    /// The reversal was asked for, whatever came of it.
    pub reversing: bool,
    /// The second commit of what was taken back was asked for.
    pub again: bool,
}

/// The two disks of a state.
#[derive(Debug, Clone)]
pub struct Disks {
    pub session: Disk,
    pub crm: Disk,
}

impl Disks {
    /// What both would give back.
    pub fn bytes(&self) -> [Vec<u8>; 2] {
        [self.session.bytes(), self.crm.bytes()]
    }

    /// What a power cut would leave, were it to take all that was not made durable.
    pub fn durable(&self) -> [Vec<u8>; 2] {
        [self.session.durable(), self.crm.durable()]
    }
}

/// Where the lock and the bank's file lie.
pub struct Place {
    folder: TempDir,
    go_on: Cancel,
    history: Option<History>,
    clock: Clock,
}

impl Place {
    pub fn new() -> Self {
        let folder = TempDir::new().expect("a folder");
        let documents: String = DOCUMENTS.iter().map(document).collect();
        let head = "1CClientBankExchange\nВерсияФормата=1.03\nКодировка=UTF-8\nДатаНачала=12.10.2026\n\
                    ДатаКонца=16.10.2026\nРасчСчет=40702810900000000001\n";
        std::fs::write(folder.path().join("kl.txt"), format!("{head}{documents}КонецФайла\n")).expect("written");
        Self { folder, go_on: Cancel::default(), history: None, clock: Clock::default() }
    }

    /// The same, with what the person is told written down beside what the disks are asked.
    pub fn watched(history: &History) -> Self {
        Self { history: Some(Arc::clone(history)), ..Self::new() }
    }

    /// The same by another clock.
    pub fn by(clock: Clock) -> Self {
        Self { clock, ..Self::new() }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("kl.txt")
    }

    /// Two disks with the register in the CRM and nothing in the session.
    pub fn lay(&self) -> [Vec<u8>; 2] {
        let register = self.folder.path().join("register.csv");
        std::fs::write(&register, REGISTER).expect("written");
        let read = read_register(&register).expect("the register reads");
        assert!(read.refused.is_empty(), "{:?}", read.refused);
        let disks = Disks { session: Disk::holding(Vec::new()), crm: Disk::holding(Vec::new()) };
        drop(Store::open_backend(Path::new("session"), disks.session.clone()).expect("a session"));
        let crm = EmbeddedCrm::open_backend(Path::new("crm"), disks.crm.clone()).expect("a CRM");
        crm.load(read.contracts).expect("the register loads");
        drop(crm);
        disks.bytes()
    }

    async fn open(&self, disks: &Disks) -> Result<Desk, Message> {
        let store = Store::open_backend(Path::new("session"), disks.session.clone()).map_err(of)?;
        let store = store.with_clock(self.clock.clone());
        let crm = EmbeddedCrm::open_backend(Path::new("crm"), disks.crm.clone()).map_err(of)?;
        let state = self.folder.path().join("state");
        Desk::open_over(&state, store, Arc::new(crm), &Config::default()).await.map(|(desk, _)| desk).map_err(of)
    }

    /// All of the work. `told` is kept up to what the person knows; an error is what the program
    /// ended with.
    pub async fn work(&self, disks: &Disks, told: &mut Told) -> Result<(), Message> {
        let mut desk = self.open(disks).await?;
        self.import(&mut desk)?;
        self.now(told, |told| told.imported = true);
        for number in 0..DECISIONS {
            decide(&mut desk, number)?;
            self.now(told, |told| told.decided = number + 1);
        }
        self.commit(&mut desk, told).await?;
        self.now(told, |told| told.reversing = true);
        let first = payment(&desk, 0);
        let report = desk.reverse(&[first], "не тот месяц", &|_| {}, &self.go_on).await.map_err(of)?;
        self.hear(&desk, report, told)?;
        accept(&mut desk, first)?;
        self.now(told, |told| told.again = true);
        self.commit(&mut desk, told).await
    }

    /// The beginning of the work, up to so many decisions.
    pub async fn work_until_decided(&self, disks: &Disks, decisions: usize) -> Result<(), Message> {
        let mut desk = self.open(disks).await?;
        self.import(&mut desk)?;
        (0..decisions).try_for_each(|number| decide(&mut desk, number))
    }

    /// The next start beside a CRM that lost what was committed: the rows say so, are taken back and
    /// committed anew.
    pub async fn commit_anew(&self, disks: &Disks) -> Result<(), Message> {
        let mut desk = self.open(disks).await?;
        let rows: Vec<PaymentId> = desk.session.rows().iter().map(|row| row.payment.id).collect();
        let misses = |row: &Row| row.changed.iter().any(|fact| fact == MISSING);
        assert!(desk.session.rows().iter().all(misses), "each row says that the CRM has lost it");
        assert_eq!(desk.session.ready(), [], "nothing goes by itself");
        let report = desk.reverse(&rows, "файл CRM потерян", &|_| {}, &self.go_on).await.map_err(of)?;
        self.hear(&desk, report, &mut Told::default())?;
        for row in rows {
            accept(&mut desk, row)?;
        }
        self.commit(&mut desk, &mut Told::default()).await
    }

    /// The next start, with whatever is still to be done, and one commit.
    pub async fn finish(&self, disks: &Disks) -> Result<(), Message> {
        let mut desk = self.open(disks).await?;
        self.import(&mut desk)?;
        for number in 0..DECISIONS {
            let row = desk.session.row(payment(&desk, number + 1)).expect("it is there");
            if row.decision.allocations.is_none() && desk.session.takes_edits(row.payment.id) {
                decide(&mut desk, number)?;
            }
        }
        let first = payment(&desk, 0);
        if desk.session.wants_a_word(first) {
            accept(&mut desk, first)?;
        }
        self.commit(&mut desk, &mut Told::default()).await
    }

    fn import(&self, desk: &mut Desk) -> Result<(), Message> {
        let outcome = desk.import(&[self.file()], &mut |_| {}).remove(0);
        outcome.result.map(drop).map_err(of)
    }

    async fn commit(&self, desk: &mut Desk, told: &mut Told) -> Result<(), Message> {
        match desk.commit(&|_| {}, &self.go_on).await.map_err(of)? {
            Some(report) => self.hear(desk, report, told),
            None => Ok(()),
        }
    }

    /// What a report says is what the person knows, also where it was stopped.
    fn hear(&self, desk: &Desk, report: BatchReport, told: &mut Told) -> Result<(), Message> {
        self.now(told, |told| {
            for result in &report.results {
                let number = desk.session.rows().iter().position(|row| row.payment.id == result.row.payment.id);
                told.outcomes[number.expect("a row of the session")] = Some(result.outcome);
            }
        });
        report.stopped.map_or(Ok(()), Err)
    }

    fn now(&self, told: &mut Told, change: impl FnOnce(&mut Told)) {
        change(told);
        if let Some(history) = &self.history {
            history.lock().expect("nobody panics").push(Asked::Told(told.clone()));
        }
    }
}

/// What an error says.
#[expect(clippy::needless_pass_by_value, reason = "it stands in map_err")]
fn of(error: impl Explain) -> Message {
    error.explain()
}

/// What a message says to people.
pub fn words(message: &Message) -> String {
    Texts::load(Language::Russian).words(message)
}

fn payment(desk: &Desk, number: usize) -> PaymentId {
    desk.session.rows()[number].payment.id
}

fn save(desk: &Desk, writes: &[Write]) -> Result<(), Message> {
    desk.store.save(writes).map_err(of)
}

/// The decision of that number: one payment for a contract, and one split over two.
fn decide(desk: &mut Desk, number: usize) -> Result<(), Message> {
    let row = payment(desk, number + 1);
    let parts = decision(number + 1);
    let writes = if let [one] = parts.as_slice() {
        desk.session.assign(&[row], &one.contract)
    } else {
        desk.session.set_allocations(row, parts)
    };
    save(desk, &writes.expect("the row takes it"))
}

fn accept(desk: &mut Desk, row: PaymentId) -> Result<(), Message> {
    let writes = desk.session.accept(&[row]).expect("the row takes it");
    save(desk, &writes)
}

/// Where the payment of that place belongs.
pub fn decision(number: usize) -> Vec<Allocation> {
    let part = |contract: &str, line, roubles: i64| Allocation {
        contract: ContractId(contract.to_owned()),
        line: Some(line),
        amount: Decimal::new(roubles * 100, 2),
    };
    match number {
        0 => vec![part("К-1/11", 1, 300_000)],
        1 => vec![part("К-1/12", 1, 300_000)],
        _ => vec![part("К-1/21", 1, 400_000), part("К-1/12", 2, 50_000)],
    }
}

/// What must be paid for a contract at the end.
pub fn paid(contract: &Contract) -> Decimal {
    let parts = (0..PAYMENTS).flat_map(decision).filter(|part| part.contract == contract.id);
    parts.map(|part| part.amount).sum()
}

fn document((number, sum, payer, purpose): &(&str, &str, &str, &str)) -> String {
    format!(
        "СекцияДокумент=Платежное поручение\nНомер={number}\nДата=12.10.2026\nДатаПоступило=12.10.2026\nСумма={sum}\n\
         ПлательщикСчет=4081781000000000001{number}\nПлательщик={payer}\nПолучательСчет=40702810900000000001\n\
         Получатель=ООО Застройщик\nНазначениеПлатежа={purpose}\nКонецДокумента\n"
    )
}
