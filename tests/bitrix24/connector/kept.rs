//! The register between two starts: taken from its file at once, and brought up to the portal by
//! few requests.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Value, json};
use sverka::crm::bitrix24::Bitrix24;
use sverka::crm::{Crm as _, Freshness, Register};
use sverka::model::Contract;
use tempfile::TempDir;

use super::super::emulator::fields::{COMPANY, CONTACT, DEAL, INVOICE};
use super::{Home, receipt};

const HOUR: Duration = Duration::from_secs(3600);

fn file() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("bitrix24.redb");
    (folder, file)
}

fn start(home: &Home, file: &Path) -> Bitrix24 {
    home.again().keeping(file.to_owned())
}

async fn read(crm: &Bitrix24, freshness: Freshness) -> Register {
    crm.register(freshness).await.expect("a register")
}

async fn contracts(crm: &Bitrix24, freshness: Freshness) -> Vec<Contract> {
    read(crm, freshness).await.contracts
}

/// A portal with deals, invoices and people of every kind, made an hour ago.
async fn filled() -> Home {
    let home = Home::new();
    let (company, contact) = home.people();
    home.portal.portal(|portal| {
        for number in 0..260 {
            let deal = json!({ "title": format!("ДДУ-{number}"), "opportunity": "100", "companyId": company });
            let deal = portal.add(DEAL, &deal);
            portal.add(INVOICE, &json!({ "opportunity": "60", "parentId2": deal, "closedate": "2026-12-01" }));
        }
        for _ in 0..120 {
            portal.add(INVOICE, &json!({ "opportunity": "7", "contactId": contact }));
        }
    });
    tokio::time::sleep(HOUR).await;
    home
}

#[tokio::test(start_paused = true)]
async fn a_start_asks_nothing_and_what_changed_takes_few_requests() {
    let home = filled().await;
    let (_folder, file) = file();
    let first = read(&start(&home, &file), Freshness::Now).await;
    assert_eq!(fs::metadata(&file).expect("the file").permissions().mode() & 0o777, 0o600);
    let crm = start(&home, &file);
    let before = home.portal.hits();
    home.portal.pull();
    assert_eq!(read(&crm, Freshness::Kept).await, first);
    home.portal.put_back();
    tokio::time::sleep(HOUR).await;
    let payment = [receipt("1", &[(first.contracts[0].id.as_str(), Some(1), "10")])];
    home.crm.post(&payment).await.expect("an answer");
    assert_eq!(home.portal.hits() - before, 4, "directory, cards, payment, the deal's sum");
    let before = home.portal.hits();
    let now = read(&crm, Freshness::Now).await;
    assert_eq!((now.payments.len(), now.contracts.len()), (1, first.contracts.len()));
    assert!(home.portal.hits() - before <= 2, "{} requests", home.portal.hits() - before);
    assert!(crm.take_warnings().is_empty());
    // While one has the file, another works without it and leaves it where it is.
    let other = start(&home, &file);
    assert_eq!(contracts(&other, Freshness::Kept).await, now.contracts);
    assert_eq!(other.take_warnings().len(), 1);
    drop((crm, other));
    assert_eq!(read(&start(&home, &file), Freshness::Kept).await, now);
    home.assert_proper();
}

#[tokio::test(start_paused = true)]
async fn whatever_happens_in_the_portal_the_kept_register_is_the_whole_one() {
    let home = filled().await;
    let (_folder, file) = file();
    let ids = |kind: u32| -> Vec<u64> { home.portal.portal(|portal| portal.items[&kind].keys().copied().collect()) };
    read(&start(&home, &file), Freshness::Now).await;
    let change = |kind: u32, place: usize, fields: Value| {
        let id = ids(kind)[place];
        home.portal.portal(|portal| portal.change(kind, id, &fields));
    };
    for step in 0..9 {
        tokio::time::sleep(HOUR).await;
        match step {
            0 => change(DEAL, 100, json!({ "title": "ДДУ-другой", "opportunity": "500" })),
            1 => change(COMPANY, 0, json!({ "title": "ООО «Василёк»" })),
            2 => change(CONTACT, 0, json!({ "lastName": "Бурев" })),
            3 => {
                let gone = ids(INVOICE)[300];
                home.portal.portal(|portal| portal.remove(INVOICE, gone));
            }
            4 => {
                // One goes and one comes: the count stays.
                let gone = ids(DEAL)[7];
                home.portal.portal(|portal| portal.remove(DEAL, gone));
                home.portal.portal(|portal| portal.add(DEAL, &json!({ "title": "новый", "opportunity": "1" })));
            }
            5 => home.portal.portal(|portal| {
                let company = portal.add(COMPANY, &json!({ "title": "ООО «Лютик»" }));
                portal.add_requisite(4, company, "5001007322", "500101001", "ООО «Лютик»");
                portal.add(DEAL, &json!({ "title": "ДДУ-лютик", "opportunity": "5", "companyId": company }));
            }),
            6 => home.portal.portal(|portal| {
                portal.requisites.remove(0);
            }),
            7 => home.portal.portal(|portal| portal.users[0].last_name = "Иванов".to_owned()),
            _ => change(INVOICE, 0, json!({ "opportunity": "61", "stageId": "DT31_5:P" })),
        }
        let kept = contracts(&start(&home, &file), Freshness::Now).await;
        assert_eq!(kept, contracts(&home.again(), Freshness::Now).await, "step {step}");
    }
    home.assert_proper();
}

#[tokio::test(start_paused = true)]
async fn after_a_day_and_for_another_configuration_all_is_read_anew() {
    let home = filled().await;
    let (_folder, file) = file();
    let crm = start(&home, &file);
    contracts(&crm, Freshness::Now).await;
    // As a right that was given: nothing about the card itself says so.
    home.portal.portal(|portal| {
        let item = portal.items.get_mut(&DEAL).and_then(|deals| deals.values_mut().next()).expect("a deal");
        item.insert("title".to_owned(), json!("ДДУ-незаметный"));
    });
    let knows = |contracts: &[Contract]| contracts.iter().any(|contract| contract.number == "ДДУ-незаметный");
    tokio::time::sleep(HOUR).await;
    assert!(!knows(&contracts(&crm, Freshness::Now).await));
    let other = home.configured(|mapping| mapping.deal.unit = "additionalInfo".to_owned()).keeping(file.clone());
    drop(crm);
    assert!(knows(&contracts(&other, Freshness::Kept).await));
    drop(other);
    let crm = start(&home, &file);
    contracts(&crm, Freshness::Now).await;
    home.portal.portal(|portal| {
        let item = portal.items.get_mut(&DEAL).and_then(|deals| deals.values_mut().next()).expect("a deal");
        item.insert("title".to_owned(), json!("ДДУ-снова"));
    });
    tokio::time::sleep(25 * HOUR).await;
    let now = contracts(&crm, Freshness::Now).await;
    assert!(now.iter().any(|contract| contract.number == "ДДУ-снова"));
    home.assert_proper();
}

#[tokio::test(start_paused = true)]
async fn a_damaged_file_is_thrown_away_and_told() {
    let home = filled().await;
    let (_folder, file) = file();
    let whole = contracts(&start(&home, &file), Freshness::Now).await;
    let sound = fs::read(&file).expect("the file");
    for damage in 0..4 {
        let mut bytes = sound.clone();
        match damage {
            0 => bytes.truncate(bytes.len() / 2),
            1 => bytes.clear(),
            2 => bytes = b"not a list of contracts".to_vec(),
            _ => bytes.iter_mut().skip(4096).for_each(|byte| *byte ^= 0x55),
        }
        fs::write(&file, &bytes).expect("the file");
        let crm = start(&home, &file);
        assert_eq!(contracts(&crm, Freshness::Kept).await, whole, "damage {damage}");
        let warned = crm.take_warnings();
        assert_eq!(warned.len(), usize::from(damage != 1), "damage {damage}: {warned:?}");
        drop(crm);
        assert_eq!(contracts(&start(&home, &file), Freshness::Kept).await, whole, "damage {damage}, later");
    }
}

#[tokio::test(start_paused = true)]
async fn a_file_that_cannot_be_written_stops_nothing() {
    let home = filled().await;
    let (folder, _) = file();
    let crm = start(&home, &folder.path().join("missing").join("bitrix24.redb"));
    assert_eq!(contracts(&crm, Freshness::Now).await.len(), 380);
    assert_eq!(crm.take_warnings().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_portal_that_takes_no_filter_by_time_is_read_whole() {
    let home = filled().await;
    let (_folder, file) = file();
    contracts(&start(&home, &file), Freshness::Now).await;
    home.portal.portal(|portal| portal.unfilterable.insert("updatedTime".to_owned()));
    let deal = home.portal.portal(|portal| portal.add(DEAL, &json!({ "title": "ДДУ-новый", "opportunity": "1" })));
    let now = contracts(&start(&home, &file), Freshness::Now).await;
    assert!(now.iter().any(|contract| contract.id.0 == format!("deal:{deal}")));
}
