//! A changed byte anywhere in a state is told, or changed nothing that the program reads.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use rust_decimal::Decimal;

use super::{Finding, Weight, crm, state};
use crate::crm::embedded::EmbeddedCrm;
use crate::crm::{Crm as _, PostedPart};
use crate::model::{
    Allocation, Contract, ContractId, ContractStatus, Currency, Decision, Finding as Found, Holder, IdempotencyKey,
    Message, Money, Party, Payment, PaymentId, PaymentKind, Posting, PostingPart, Row, ScheduleLine, SourcePlace,
};
use crate::store::log::Logged;
use crate::store::{Choice, Edit, Saved, Step, Store, Write};

const CRM: &str = "crm.redb";

/// All that a state says.
#[derive(PartialEq)]
struct Content {
    saved: Saved,
    log: Vec<Logged>,
    contracts: Vec<Contract>,
    payments: Vec<PostedPart>,
}

fn wait<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
}

fn content(folder: &Path) -> Content {
    let store = Store::open(&folder.join("sverka.redb")).unwrap();
    let crm = EmbeddedCrm::open(&folder.join("crm.redb")).unwrap();
    Content {
        saved: store.load().unwrap(),
        log: store.log().unwrap(),
        contracts: wait(crm.contracts()).unwrap(),
        payments: wait(crm.payments()).unwrap(),
    }
}

/// What doctor says of the part of the state in which a file lies.
fn findings(folder: &Path, name: &str) -> Vec<Finding> {
    if name == CRM { crm(folder).unwrap() } else { state::check(folder) }
}

fn contract() -> Contract {
    let total = Decimal::new(100_000_000, 2);
    Contract {
        id: ContractId("К-1".to_owned()),
        number: "К-1".to_owned(),
        date: Some(jiff::civil::date(2026, 1, 15)),
        kind: "ДДУ".to_owned(),
        status: ContractStatus::Registered,
        holder: Holder { name: "Дольщик".to_owned(), tax_id: None },
        co_holders: Vec::new(),
        unit: None,
        total,
        currency: Currency::RUB,
        schedule: vec![ScheduleLine {
            line: 1,
            due: jiff::civil::date(2026, 10, 15),
            amount: total,
            paid: Decimal::ZERO,
        }],
        paid: Decimal::ZERO,
        manager: String::new(),
        escrow: false,
        lender: None,
        notes: Vec::new(),
        version: 0,
    }
}

fn row() -> Row {
    let amount = Money::new(Decimal::new(45_000_000, 2), Currency::RUB);
    let payment = Payment {
        id: PaymentId::of_parts(&["1"], 0),
        place: SourcePlace { file: "kl_to_1c.txt".to_owned(), line: 3 },
        source_id: None,
        kind: PaymentKind::BankReceipt,
        number: "17".to_owned(),
        date: jiff::civil::date(2026, 10, 12),
        order_number: None,
        value_date: None,
        amount,
        payer: Party { name: "Дольщик".to_owned(), ..Party::default() },
        payee: Party::default(),
        purpose: "Оплата по договору К-1".to_owned(),
        breakdown: Vec::new(),
        marks: Vec::new(),
        comment: String::new(),
    };
    Row::new(payment, Found::unmatched(amount.amount))
}

/// A small state: a row that was decided and undone, a contract, a payment in the CRM.
fn lay(folder: &Path) {
    let store = Store::open(&folder.join("sverka.redb")).unwrap();
    let row = row();
    let decision = Decision { comment: "спросить".to_owned(), ..Decision::default() };
    let after = Choice { decision: decision.clone(), ..Choice::default() };
    let edit = Edit { row: row.payment.id, before: Choice::default(), after };
    let step = Step::Edit { label: Message::new("session-step-comment").with("rows", 1_u64), edits: vec![edit] };
    let decided = Row { decision, version: 1, ..row.clone() };
    store.save(&[Write::Row(Box::new(row.clone()))]).unwrap();
    let step = [Write::Row(Box::new(decided)), Write::Step { position: 0, step }, Write::Undone { position: 1 }];
    store.save(&step).unwrap();
    store.save(&[Write::Row(Box::new(row.clone())), Write::Undone { position: 0 }]).unwrap();
    let crm = EmbeddedCrm::open(&folder.join("crm.redb")).unwrap();
    crm.load(vec![contract()]).unwrap();
    wait(crm.post(&[posting(&row.payment)])).unwrap();
}

fn posting(payment: &Payment) -> Posting {
    let amount = payment.amount.amount;
    let allocation = Allocation { contract: ContractId("К-1".to_owned()), line: Some(1), amount };
    let key = IdempotencyKey::of(payment.id, &allocation, 0);
    Posting {
        payment: payment.id,
        direction: crate::model::Direction::Receipt,
        source_id: None,
        number: payment.number.clone(),
        order_number: None,
        date: payment.date,
        amount,
        currency: payment.amount.currency,
        payer: payment.payer.name.clone(),
        payer_tax_id: None,
        payer_account: None,
        purpose: payment.purpose.clone(),
        parts: vec![PostingPart { key, allocation, contract_version: None }],
    }
}

/// Says how thinned out the places are: 1 is every byte that holds something.
const EVERY_VARIABLE: &str = "SVERKA_FLIPS_EVERY";
/// Where the environment says nothing else. A prime, so that it walks through all fields.
const EVERY: usize = 37;
/// Where redb says which transaction is the last: there a nothing means something too.
const HEAD: usize = 512;

/// Which bytes are changed: of the head all, of the rest what holds something, thinned out.
fn places(bytes: &[u8], every: usize) -> impl Iterator<Item = usize> {
    let rest = (HEAD..bytes.len()).filter(|place| bytes[*place] != 0);
    (0..bytes.len().min(HEAD)).chain(rest.step_by(every))
}

/// A state that is whole, and a copy of it to be damaged.
struct Bench {
    _folder: tempfile::TempDir,
    whole: PathBuf,
    tried: PathBuf,
    expected: Content,
}

/// What became of one damage.
#[derive(PartialEq, Eq)]
enum Seen {
    Told,
    /// Nothing that the program reads is changed.
    Harmless,
}

const FILES: [&str; 3] = ["sverka.redb", "sverka.head", CRM];

impl Bench {
    fn new() -> Self {
        // In memory where the system has a folder there: each of thousands of openings waits for the disk.
        let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
        let [whole, tried] = ["whole", "tried"].map(|name| folder.path().join(name));
        fs::create_dir(&whole).unwrap();
        fs::create_dir(&tried).unwrap();
        lay(&whole);
        for name in FILES {
            fs::copy(whole.join(name), tried.join(name)).unwrap();
            let good = findings(&whole, name);
            assert!(good.iter().all(|finding| finding.weight != Weight::Broken), "{good:?}");
        }
        let expected = content(&tried);
        Self { _folder: folder, whole, tried, expected }
    }

    fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.whole.join(name)).unwrap()
    }

    /// Puts a damaged file in the place of the whole one. What it changed, doctor must have told.
    fn try_out(&self, name: &str, damaged: &[u8], what: &str) -> Seen {
        fs::write(self.tried.join(name), damaged).unwrap();
        let told = findings(&self.tried, name).iter().any(|finding| finding.weight == Weight::Broken);
        assert!(told || content(&self.tried) == self.expected, "{name}, {what}: changed without a word");
        fs::write(self.tried.join(name), self.bytes(name)).unwrap();
        if told { Seen::Told } else { Seen::Harmless }
    }
}

#[test]
fn a_changed_byte_anywhere_in_the_state_is_told_or_changes_nothing() {
    let every = std::env::var(EVERY_VARIABLE).map_or(EVERY, |every| every.parse().unwrap());
    let bench = Bench::new();
    for name in FILES {
        let bytes = bench.bytes(name);
        let (mut told, mut harmless) = (0, 0);
        for place in places(&bytes, every) {
            let mut changed = bytes.clone();
            // Another bit at each place.
            changed[place] ^= 1 << (place % 8);
            match bench.try_out(name, &changed, &format!("byte {place}")) {
                Seen::Told => told += 1,
                Seen::Harmless => harmless += 1,
            }
        }
        // Past the capture of the test harness.
        writeln!(std::io::stderr(), "{name}: {told} changed bytes told, {harmless} changed nothing that is read")
            .unwrap();
        assert!(told > 0, "{name}: nothing is ever told");
    }
}

#[test]
fn a_state_that_was_cut_or_grew_is_told_or_says_the_same() {
    let bench = Bench::new();
    for name in FILES {
        let bytes = bench.bytes(name);
        for kept in [0, 1, 64, bytes.len() / 3, bytes.len() / 2, bytes.len() - 1] {
            let seen = bench.try_out(name, &bytes[..kept], &format!("cut to {kept}"));
            assert!(seen == Seen::Told, "{name} cut to {kept} of {} bytes", bytes.len());
        }
        for more in [&[0; 1][..], &[7; 4096], b"\n", &vec![0; 65_536]] {
            bench.try_out(name, &[&bytes, more].concat(), &format!("{} bytes more", more.len()));
        }
    }
}
