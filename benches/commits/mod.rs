//! What the benches of commits share: rows that are ready to go, and a portal that takes them.

#[expect(dead_code, reason = "the benches use a part of the portal that the tests use whole")]
#[path = "../../tests/bitrix24/emulator/mod.rs"]
pub mod emulator;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use emulator::fields::{DEAL, INVOICE, Kind};
use emulator::limits::Limits;
use emulator::{Emulator, Settings};
use rust_decimal::Decimal;
use serde_json::json;
use sverka::commit::{Cancel, Engine, RowOutcome};
use sverka::crm::Crm as _;
use sverka::crm::bitrix24::secret::Webhook;
use sverka::crm::bitrix24::{Bitrix24, Mapping, MoneyFields, Stages, Tell};
use sverka::lang::Language;
use sverka::matching::Index;
use sverka::model::{
    Allocation, ContractId, Currency, Decision, Finding, Money, Party, Payment, PaymentId, PaymentKind, Row,
    SourcePlace,
};
use sverka::store::{Store, Write};
use tokio::time::Instant;

/// How far away the portal is.
pub const LATENCY: Duration = Duration::from_millis(50);
/// Commands of a request, and rows of a page.
pub const FIFTY: u64 = 50;

/// What was done, how long it took, and how many requests it sent.
pub struct Work {
    pub portal: Emulator,
    pub took: Duration,
    pub hits: u64,
    /// Places in the bucket when it began.
    pub free: u32,
}

impl Work {
    /// The least that so many requests could take then, one after another, as the emulator has it.
    pub fn least(&self, hits: u64) -> Duration {
        Limits { bucket: self.free, ..Limits::COMMON }.least_time(hits, LATENCY, 1)
    }
}

/// What others left of the portal's limit when the work begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bucket {
    /// Nobody asked anything for a while.
    Empty,
    /// All of it is used, just now: each request has to wait for a place.
    Full,
}

/// The common plan, and so far away.
pub fn far() -> Settings {
    Settings { latency: LATENCY, ..Settings::default() }
}

/// A portal whose cards keep payments, and a connector to it.
pub fn home(settings: Settings, tells: bool) -> (Emulator, Bitrix24) {
    let portal = Emulator::start(settings).expect("a free port");
    let money = |kind: u32| {
        portal.portal(|portal| MoneyFields {
            paid: portal.declare(kind, "UF_CRM_PAID", Kind::Double, false),
            payments: portal.declare(kind, "UF_CRM_PAYMENTS", Kind::Text, true),
            ..MoneyFields::default()
        })
    };
    let mut mapping = Mapping { tell: Tell { comments: tells, notices: tells }, ..Mapping::default() };
    (mapping.deal.money, mapping.invoice.money) = (money(DEAL), money(INVOICE));
    if tells {
        mapping.invoice.stages = Stages { paid: "DT31_5:P".to_owned(), ..Stages::default() };
    }
    let webhook = Webhook::parse(&portal.webhook(), Path::new("webhook")).expect("a webhook");
    let crm = Bitrix24::new(webhook, mapping, Language::Russian).expect("a connector");
    (portal, crm)
}

/// A row that a person gave to a contract and its line.
pub fn row(number: u64, contract: &ContractId, line: Option<u32>, amount: Decimal) -> Row {
    let name = number.to_string();
    let payment = Payment {
        id: PaymentId::of_document(&name),
        place: SourcePlace::default(),
        source_id: Some(name.clone()),
        kind: PaymentKind::BankReceipt,
        number: name,
        date: jiff::civil::date(2026, 11, 20),
        order_number: None,
        value_date: None,
        amount: Money::new(amount, Currency::RUB),
        payer: Party { name: "ООО «Ромашка»".to_owned(), ..Party::default() },
        payee: Party::default(),
        purpose: "Оплата по договору".to_owned(),
        breakdown: Vec::new(),
        marks: Vec::new(),
        comment: String::new(),
    };
    let mut row = Row::new(payment, Finding::unmatched(amount));
    let part = Allocation { contract: contract.clone(), line, amount };
    row.decision = Decision { allocations: Some(vec![part]), ..Decision::default() };
    row
}

/// Saves rows as an import does.
pub fn save(store: &Store, rows: &[Row]) {
    let writes: Vec<Write> = rows.iter().map(|row| Write::Row(Box::new(row.clone()))).collect();
    store.save(&writes).expect("the rows are saved");
}

/// Commits so many payments, each of an invoice of its own and in full, by the real engine with its
/// journal on.
pub async fn commit(settings: Settings, tells: bool, payments: u64, bucket: Bucket) -> Work {
    let (portal, crm) = home(settings, tells);
    let amount = Decimal::new(123_456, 2);
    let invoice = |_| portal.portal(|portal| portal.add(INVOICE, &json!({ "opportunity": 1234.56 })));
    let ids: Vec<ContractId> = (0..payments).map(invoice).map(|id| ContractId(format!("invoice:{id}"))).collect();
    let rows: Vec<Row> = (0..).zip(&ids).map(|(number, id)| row(number, id, None, amount)).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let store = Arc::new(Store::open(&folder.path().join("sverka.redb")).expect("a store"));
    save(&store, &rows);
    // No commit is the first that a program asks for: it has read the register before.
    crm.contracts_by_id(&ids[..1]).await.expect("the portal answers");
    match bucket {
        Bucket::Empty => tokio::time::sleep(Duration::from_secs(3)).await,
        Bucket::Full => fill(&portal, &crm, &ids[..1]).await,
    }
    let places = u64::from(portal.settings(|settings| settings.limits.bucket));
    let free = u32::try_from(places - portal.bucket()).expect("a small number");
    let before = portal.hits();
    let engine = Engine::new(store, Arc::new(crm)).against(Arc::new(Index::build(Vec::new())));
    let start = Instant::now();
    let report = engine.commit(rows, Vec::new(), &|_| {}, &Cancel::default()).await.expect("the batch begins");
    let took = start.elapsed();
    assert_eq!(u64::try_from(report.count(RowOutcome::Committed)), Ok(payments), "{:?}", report.stopped);
    let hits = portal.hits() - before;
    Work { portal, took, hits, free }
}

/// Uses all places up, and some of those that come back.
async fn fill(portal: &Emulator, crm: &Bitrix24, ids: &[ContractId]) {
    let places = portal.settings(|settings| settings.limits.bucket);
    for _ in 0..places + places / 5 {
        crm.contracts_by_id(ids).await.expect("the portal answers");
    }
}
