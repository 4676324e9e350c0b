//! Whole ways over the desk: files in, rows to the CRM and back, documents that 1C deleted.

#![expect(clippy::expect_used, reason = "a test stops where its ground gives way")]

use std::path::{Path, PathBuf};

use sverka::commit::Cancel;
use sverka::config::Config;
use sverka::crm::embedded::EmbeddedCrm;
use sverka::crm::register::read_register;
use sverka::demo;
use sverka::desk::Desk;
use sverka::model::{Flag, FlagKind, PaymentId, Readiness, Row};

/// A desk with the register of the demo, and the payment files of the demo.
async fn desk(folder: &Path) -> (Desk, Vec<PathBuf>) {
    let files = demo::write(&folder.join("demo")).expect("the demo is written");
    let register = read_register(&files.register).expect("the register reads");
    let state = folder.join("state");
    std::fs::create_dir(&state).expect("a folder");
    let crm = EmbeddedCrm::open(&state.join("crm.redb")).expect("a CRM");
    crm.load(register.contracts).expect("the register loads");
    drop(crm);
    (open(folder).await, files.files)
}

async fn open(folder: &Path) -> Desk {
    Desk::open(&folder.join("state"), &Config::default()).await.expect("the desk opens").0
}

fn ready(desk: &Desk) -> Vec<PaymentId> {
    desk.session.ready().iter().map(|row| row.payment.id).collect()
}

/// The keys under which the CRM holds a payment now, and under which it held it.
async fn keys(desk: &Desk, id: PaymentId) -> (Vec<String>, Vec<String>) {
    let parts = desk.crm.payments().await.expect("the CRM answers");
    let of_it = parts.into_iter().filter(|part| part.payment == id);
    let (gone, held): (Vec<_>, Vec<_>) = of_it.partition(|part| part.reversed);
    let keys = |parts: Vec<sverka::crm::PostedPart>| parts.into_iter().map(|part| part.key.to_string()).collect();
    (keys(held), keys(gone))
}

#[tokio::test]
async fn what_was_taken_back_goes_again_as_something_new() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut desk, files) = desk(folder.path()).await;
    assert!(desk.import(&files, &mut |_| {}).iter().all(|outcome| outcome.result.is_ok()));
    let (going, go_on) = (ready(&desk), Cancel::default());
    let before = desk.crm.contracts().await.expect("the CRM answers");
    let report = desk.commit(&|_| {}, &go_on).await.expect("it begins").expect("rows are ready");
    assert_eq!(report.results.len(), going.len());
    let after = desk.crm.contracts().await.expect("the CRM answers");
    let id = going[0];
    let (first, gone) = keys(&desk, id).await;
    assert!(!first.is_empty() && gone.is_empty());

    let back = desk.reverse(&going, "не тот месяц", &|_| {}, &go_on).await.expect("it begins");
    assert!(back.stopped.is_none() && back.results.len() == going.len());
    assert_eq!(desk.crm.contracts().await.expect("the CRM answers"), before, "all is owed again");
    assert_eq!(keys(&desk, id).await, (Vec::new(), first.clone()), "and can be seen to have been there");
    assert_eq!(ready(&desk), [], "nothing goes again by itself");

    drop(desk);
    let mut desk = open(folder.path()).await;
    assert!(desk.commit(&|_| {}, &go_on).await.expect("it begins").is_none());
    for out in [true, false] {
        let writes = desk.session.exclude(&going, out).expect("a person puts them out and in");
        desk.store.save(&writes).expect("it is saved");
    }
    assert_eq!(ready(&desk), going, "the rows are as ready as they were");
    let again = desk.commit(&|_| {}, &go_on).await.expect("it begins").expect("rows are ready");
    assert!(again.stopped.is_none() && again.results.len() == going.len());
    assert_eq!(desk.crm.contracts().await.expect("the CRM answers"), after);
    let (second, gone) = keys(&desk, id).await;
    assert_eq!(gone, first);
    assert!(second.iter().all(|key| !first.contains(key)), "a second commit bears keys of its own");
    assert!(desk.commit(&|_| {}, &go_on).await.expect("it begins").is_none());
}

/// An exchange file that says that these documents are no more.
fn deletions(folder: &Path, guids: &[&str]) -> PathBuf {
    let deleted: Vec<String> = guids
        .iter()
        .map(|guid| {
            format!(
                "<УдалениеОбъекта><СсылкаНаОбъект><СсылкаНаОбъект>\
                 <ПБДСРасчетыСКонтрагентамиСсылка>{guid}</ПБДСРасчетыСКонтрагентамиСсылка>\
                 </СсылкаНаОбъект></СсылкаНаОбъект></УдалениеОбъекта>"
            )
        })
        .collect();
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <Message xmlns:msg=\"http://www.1c.ru/SSL/Exchange/Message\"><msg:Header>\
         <msg:Format>http://v8.1c.ru/edi/edi_stnd/EnterpriseData/1.8</msg:Format>\
         <msg:CreationDate>2026-11-01T06:12:44</msg:CreationDate></msg:Header>\
         <Body xmlns=\"http://v8.1c.ru/edi/edi_stnd/EnterpriseData/1.8\">{}</Body></Message>\n",
        deleted.concat()
    );
    let path = folder.join("deleted.xml");
    std::fs::write(&path, text).expect("written");
    path
}

fn is_told_deleted(row: &Row) -> bool {
    row.flags().iter().any(|flag: &Flag| flag.kind == FlagKind::DeletedInSource)
}

#[tokio::test]
async fn what_1c_deleted_is_not_committed() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut desk, files) = desk(folder.path()).await;
    desk.import(&files, &mut |_| {});
    let going = ready(&desk);
    let with_guid: Vec<(PaymentId, String)> = going
        .iter()
        .filter_map(|id| desk.session.row(*id))
        .filter_map(|row| Some((row.payment.id, row.payment.source_id.clone()?)))
        .collect();
    let (id, guid) = with_guid.first().expect("the exchange file has ready payments").clone();
    // One that is here, and one that never was.
    let file = deletions(folder.path(), &[&guid, "5f0c1d7a-0020-11f1-8a11-00155d00ffff"]);
    let outcomes = desk.import(&[file], &mut |_| {});
    let imported = outcomes[0].result.as_ref().expect("it reads");
    assert_eq!((imported.rows.as_slice(), imported.counts.changed.len()), ([id].as_slice(), 1));

    let row = desk.session.row(id).expect("the row stays");
    assert!(is_told_deleted(row));
    assert!(!matches!(row.readiness(), Readiness::Ready));
    desk.commit(&|_| {}, &Cancel::default()).await.expect("it begins").expect("others are ready");
    assert_eq!(keys(&desk, id).await, (Vec::new(), Vec::new()));
    drop(desk);
    assert!(is_told_deleted(open(folder.path()).await.session.row(id).expect("the row stays")), "also after a restart");
}

#[tokio::test]
async fn what_1c_deleted_after_the_commit_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut desk, files) = desk(folder.path()).await;
    desk.import(&files, &mut |_| {});
    let going = ready(&desk);
    let row = going.iter().filter_map(|id| desk.session.row(*id)).find(|row| row.payment.source_id.is_some());
    let (id, guid) = row.map(|row| (row.payment.id, row.payment.source_id.clone())).expect("an exchange file");
    desk.commit(&|_| {}, &Cancel::default()).await.expect("it begins").expect("rows are ready");
    let held = keys(&desk, id).await;
    let file = deletions(folder.path(), &[&guid.expect("it has one")]);
    desk.import(&[file], &mut |_| {});
    // The money is where it is until a person takes it back; the row says what happened.
    let row = desk.session.row(id).expect("the row stays");
    assert_eq!(row.readiness(), Readiness::Committed);
    assert!(row.flags().iter().any(|flag| flag.kind == FlagKind::ChangedInSource));
    assert_eq!(keys(&desk, id).await, held);
}
