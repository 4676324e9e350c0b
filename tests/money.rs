//! Never twice, whatever was lost: what the CRM holds is known from the CRM alone, and what 1C or a
//! colleague changed meanwhile is said.

#![expect(clippy::expect_used, reason = "a test stops where its ground gives way")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rust_decimal::Decimal;
use sverka::commit::Cancel;
use sverka::config::Config;
use sverka::crm::embedded::EmbeddedCrm;
use sverka::crm::register::read_register;
use sverka::crm::{Freshness, PostedPart};
use sverka::desk::{Desk, Imported};
use sverka::lang::{Language, Texts};
use sverka::matching::{Index, account, reason};
use sverka::model::{CommitState, FlagKind, Readiness, Row};
use tempfile::TempDir;

/// A register of one contract, of which three instalments are paid unless `paid` says otherwise.
fn load(state: &Path, paid: &str) {
    let text = format!(
        "number;date;kind;status;holder;total;currency;schedule;paid\n\
         В2-102;2025-08-11;ДДУ;registered;Сокольинский Глеб Игоревич;600000.00;RUB;2026-01-16=100000.00 \
         2026-04-16=100000.00 2026-07-16=100000.00 2026-10-16=100000.00 2027-01-16=100000.00 \
         2027-04-16=100000.00;{paid}\n"
    );
    fs::create_dir_all(state).expect("a folder");
    let file = state.join("register.csv");
    fs::write(&file, text).expect("written");
    let register = read_register(&file).expect("the register reads");
    assert!(register.refused.is_empty());
    let crm = EmbeddedCrm::open(&state.join("crm.redb")).expect("a CRM");
    crm.load(register.contracts).expect("the register loads");
}

const PURPOSE: &str = "Оплата по договору № В2-102 от 11.08.2025, Сокольинский Глеб Игоревич";

/// The payment in the bank's file.
fn bank(folder: &Path, sum: &str) -> PathBuf {
    let text = format!(
        "1CClientBankExchange\nВерсияФормата=1.03\nКодировка=UTF-8\nРасчСчет=40702810135908268064\n\
         СекцияДокумент=Платежное поручение\nНомер=80017\nДата=15.10.2026\nСумма={sum}\n\
         ПлательщикСчет=40817810090831822954\nПлательщик=Сокольинский Глеб Игоревич\n\
         ПолучательСчет=40702810135908268064\nДатаПоступило=15.10.2026\nПолучатель=ООО «СЗ Тихая Гавань»\n\
         НазначениеПлатежа={PURPOSE}\nКонецДокумента\nКонецФайла\n"
    );
    let file = folder.join("one.txt");
    fs::write(&file, text).expect("written");
    file
}

/// The same payment as 1C Accounting exports it.
fn exchange(folder: &Path, sum: &str) -> PathBuf {
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <Message xmlns:msg=\"http://www.1c.ru/SSL/Exchange/Message\"><msg:Header>\
         <msg:Format>http://v8.1c.ru/edi/edi_stnd/EnterpriseData/1.8</msg:Format>\
         <msg:CreationDate>2026-11-01T05:20:11</msg:CreationDate></msg:Header>\
         <Body xmlns=\"http://v8.1c.ru/edi/edi_stnd/EnterpriseData/1.8\"><Документ.ПБДСРасчетыСКонтрагентами>\
         <КлючевыеСвойства><Ссылка>ac788c38-e3cf-59f6-80bb-20deb5034362</Ссылка><Дата>2026-10-15T12:00:00</Дата>\
         <Номер>ТГБП-080017</Номер></КлючевыеСвойства><ОбщиеДанные><ДатаВыписки>2026-10-15</ДатаВыписки>\
         <ДатаВходящегоДокумента>2026-10-15</ДатаВходящегоДокумента>\
         <НомерВходящегоДокумента>80017</НомерВходящегоДокумента>\
         <Валюта><ДанныеКлассификатора><Код>643</Код></ДанныеКлассификатора></Валюта><Сумма>{sum}</Сумма>\
         <БанковскийСчетОрганизации><НомерСчета>40702810135908268064</НомерСчета></БанковскийСчетОрганизации>\
         <НазначениеПлатежа>{PURPOSE}</НазначениеПлатежа></ОбщиеДанные><ВидРасчетов>СПокупателем</ВидРасчетов>\
         <Контрагент><Наименование>Сокольинский Глеб Игоревич</Наименование>\
         <НаименованиеПолное>Сокольинский Глеб Игоревич</НаименованиеПолное></Контрагент>\
         <БанковскийСчетКонтрагента><НомерСчета>40817810090831822954</НомерСчета></БанковскийСчетКонтрагента>\
         </Документ.ПБДСРасчетыСКонтрагентами></Body></Message>\n"
    );
    let file = folder.join("one.xml");
    fs::write(&file, text).expect("written");
    file
}

/// Writes the payment into a folder, with this sum.
type Writer = fn(&Path, &str) -> PathBuf;

async fn open(state: &Path) -> Desk {
    Desk::open(state, &Config::default()).await.expect("the desk opens").0
}

fn import(desk: &mut Desk, file: PathBuf) -> Imported {
    desk.import(&[file], &mut |_| {}).remove(0).result.expect("the file reads")
}

async fn commit(desk: &mut Desk) -> usize {
    let report = desk.commit(&|_| {}, &Cancel::default()).await.expect("it begins");
    report.map_or(0, |report| report.results.len())
}

/// A state with the payment committed from a file of this format.
async fn committed(from: Writer) -> (TempDir, Desk) {
    let folder = tempfile::tempdir().expect("a folder");
    let state = folder.path().join("state");
    load(&state, "300000.00");
    let mut desk = open(&state).await;
    import(&mut desk, from(folder.path(), "100000.00"));
    assert_eq!(commit(&mut desk).await, 1);
    (folder, desk)
}

/// The session is lost; the CRM is as it was.
async fn lose_session(folder: &TempDir, desk: Desk) -> Desk {
    let state = folder.path().join("state");
    drop(desk);
    for name in ["sverka.redb", "sverka.head"] {
        fs::remove_file(state.join(name)).expect("it was there");
    }
    open(&state).await
}

async fn held(desk: &Desk) -> Vec<PostedPart> {
    let mut parts = desk.crm.payments().await.expect("the CRM answers");
    parts.retain(|part| !part.reversed);
    parts
}

fn only(desk: &Desk) -> &Row {
    assert_eq!(desk.session.rows().len(), 1);
    &desk.session.rows()[0]
}

fn words(desk: &Desk) -> String {
    reason(only(desk), desk.session.index(), &Texts::load(Language::Russian))
}

fn flags(row: &Row) -> Vec<FlagKind> {
    row.flags().iter().map(|flag| flag.kind).collect()
}

#[tokio::test]
async fn the_other_format_of_a_payment_that_the_crm_holds_is_a_double() {
    let formats: [[Writer; 2]; 2] = [[bank, exchange], [exchange, bank]];
    for [first, second] in formats {
        let (folder, desk) = committed(first).await;
        let mut desk = lose_session(&folder, desk).await;
        import(&mut desk, second(folder.path(), "100000.00"));
        let row = only(&desk);
        assert_eq!(row.readiness(), Readiness::Blocked, "{row:?}");
        let flag = row.flags().into_iter().find(|flag| flag.kind == FlagKind::CertainDuplicate).expect("it is flagged");
        assert!(flag.about.contains("000001"), "the CRM's number is named: {}", flag.about);
        let id = row.payment.id;
        // Not even a person's word sends it a second time.
        let contract = desk.session.index().contracts()[0].id.clone();
        let writes = desk.session.assign(&[id], &contract).expect("assigned");
        desk.store.save(&writes).expect("saved");
        assert_eq!(only(&desk).readiness(), Readiness::Blocked);
        assert_eq!(commit(&mut desk).await, 0);
        assert_eq!(held(&desk).await.len(), 1);
    }
}

#[tokio::test]
async fn what_another_state_gave_to_a_shared_crm_is_seen_right_before_the_commit() {
    let (folder, desk) = committed(bank).await;
    let held_there = held(&desk).await;
    drop(desk);
    let other = folder.path().join("other");
    load(&other, "300000.00");
    let mut desk = open(&other).await;
    import(&mut desk, exchange(folder.path(), "100000.00"));
    assert_eq!(only(&desk).readiness(), Readiness::Ready);
    // The CRM of the first state comes in the place of the second one's while this one is open.
    desk.session.check_held(held_there);
    assert_eq!(only(&desk).readiness(), Readiness::Blocked);
    assert!(flags(only(&desk)).contains(&FlagKind::CertainDuplicate));
    drop(desk);
    fs::copy(folder.path().join("state/crm.redb"), other.join("crm.redb")).expect("copied");
    let mut desk = open(&other).await;
    assert_eq!(only(&desk).readiness(), Readiness::Blocked);
    assert_eq!(commit(&mut desk).await, 0);
}

#[tokio::test]
async fn a_payment_that_the_crm_holds_is_committed_and_can_be_taken_back() {
    let (folder, desk) = committed(bank).await;
    let before = only(&desk).clone();
    let mut desk = lose_session(&folder, desk).await;
    let imported = import(&mut desk, bank(folder.path(), "100000.00"));
    assert_eq!(imported.counts.adopted, [before.payment.id]);
    assert_eq!(only(&desk).commit, before.commit);
    assert_eq!(desk.session.counts().rows(Readiness::Committed), 1);
    assert!(words(&desk).contains("уже проведён, CRM № 000001"), "{}", words(&desk));
    let thresholds = &desk.session.settings().thresholds;
    let account = account(only(&desk), desk.session.index(), thresholds, &Texts::load(Language::Russian)).join("; ");
    assert!(account.contains("уже в CRM: договор") && !account.contains("не найден"), "{account}");
    assert_eq!(commit(&mut desk).await, 0);
    drop(desk);
    let mut desk = open(&folder.path().join("state")).await;
    assert_eq!(only(&desk).commit, before.commit, "also after a restart");

    let go_on = Cancel::default();
    for taken_back in 1..3 {
        let report = desk.reverse(&[before.payment.id], "ошибка", &|_| {}, &go_on).await.expect("it begins");
        assert!(report.stopped.is_none());
        assert!(held(&desk).await.is_empty());
        assert_eq!(only(&desk).readiness(), Readiness::Review, "it waits for a person");
        desk = lose_session(&folder, desk).await;
        import(&mut desk, bank(folder.path(), "100000.00"));
        // The session remembers nothing, but the CRM does: somebody meant to take it back.
        assert_eq!(only(&desk).readiness(), Readiness::Review);
        assert_eq!(commit(&mut desk).await, 0);
        let writes = desk.session.accept(&[before.payment.id]).expect("accepted");
        desk.store.save(&writes).expect("saved");
        assert_eq!(commit(&mut desk).await, 1, "under keys that were never used");
        assert_eq!(held(&desk).await.len(), 1, "taken back {taken_back} times");
        desk = lose_session(&folder, desk).await;
        import(&mut desk, bank(folder.path(), "100000.00"));
    }
}

#[tokio::test]
async fn a_payment_that_the_crm_has_lost_says_so_and_goes_again_only_by_a_person() {
    let folder = tempfile::tempdir().expect("a folder");
    let state = folder.path().join("state");
    load(&state, "300000.00");
    let [crm, before, after] = ["state/crm.redb", "before", "after"].map(|name| folder.path().join(name));
    fs::copy(&crm, &before).expect("copied");
    let mut desk = open(&state).await;
    import(&mut desk, bank(folder.path(), "100000.00"));
    assert_eq!(commit(&mut desk).await, 1);
    let id = only(&desk).payment.id;
    drop(desk);
    fs::copy(&crm, &after).expect("copied");
    for _ in 0..2 {
        fs::copy(&before, &crm).expect("wiped");
        let mut desk = open(&state).await;
        assert_eq!(only(&desk).readiness(), Readiness::Failed);
        assert!(words(&desk).starts_with("в CRM этого платежа (№ 000001) больше нет"), "{}", words(&desk));
        assert!(!words(&desk).contains("проведён,"), "{}", words(&desk));
        assert_eq!(commit(&mut desk).await, 0);
        assert!(desk.session.accept(&[id]).is_err(), "first it is taken back");
        drop(desk);
        // It is there again.
        fs::copy(&after, &crm).expect("restored");
        let desk = open(&state).await;
        assert_eq!(only(&desk).readiness(), Readiness::Committed);
        assert_eq!(only(&desk).flags(), []);
    }
    fs::copy(&before, &crm).expect("wiped");
    let mut desk = open(&state).await;
    desk.reverse(&[id], "в CRM её нет", &|_| {}, &Cancel::default()).await.expect("it begins");
    assert_eq!(flags(only(&desk)), [FlagKind::Reversed]);
    let writes = desk.session.accept(&[id]).expect("accepted");
    desk.store.save(&writes).expect("saved");
    assert_eq!(commit(&mut desk).await, 1);
    assert_eq!(held(&desk).await.len(), 1);
    assert_eq!(only(&desk).readiness(), Readiness::Committed);
}

#[tokio::test]
async fn a_document_changed_after_the_commit_says_both_sums_and_counts_what_the_crm_holds() {
    let (folder, mut desk) = committed(exchange).await;
    import(&mut desk, exchange(folder.path(), "32212.89"));
    let loud = "изменён в 1С после проведения: сумма была 100 000,00, стала 32 212,89 — сторнируйте и проведите снова";
    let said = |desk: &Desk| words(desk).replace('\u{a0}', " ");
    assert!(said(&desk).starts_with(loud), "{}", words(&desk));
    let total = |desk: &Desk| desk.session.counts().sums(Readiness::Committed)[0].amount;
    assert_eq!(total(&desk), Decimal::new(10_000_000, 2));
    assert!(flags(only(&desk)).contains(&FlagKind::ChangedInSource));
    // The same without the session.
    let mut desk = lose_session(&folder, desk).await;
    import(&mut desk, exchange(folder.path(), "32212.89"));
    assert!(matches!(only(&desk).commit, CommitState::Committed { .. }));
    assert!(said(&desk).starts_with(loud), "{}", words(&desk));
    assert_eq!(total(&desk), Decimal::new(10_000_000, 2));
}

#[tokio::test]
async fn a_ready_row_whose_line_the_register_counts_as_paid_is_asked_and_slides_nowhere() {
    let folder = tempfile::tempdir().expect("a folder");
    let state = folder.path().join("state");
    load(&state, "300000.00");
    let mut desk = open(&state).await;
    import(&mut desk, bank(folder.path(), "100000.00"));
    assert_eq!(only(&desk).readiness(), Readiness::Ready);
    drop(desk);
    load(&state, "400000.00");
    for _ in 0..2 {
        let mut desk = open(&state).await;
        assert_eq!(only(&desk).readiness(), Readiness::Review);
        let flag = only(&desk).flags().into_iter().find(|flag| flag.kind == FlagKind::PaidInRegister);
        assert_eq!(flag.expect("it is flagged").about.replace('\u{a0}', " "), "100 000,00");
        assert_eq!(commit(&mut desk).await, 0);
    }
    // A person says that it is another payment.
    let mut desk = open(&state).await;
    let id = only(&desk).payment.id;
    let writes = desk.session.accept(&[id]).expect("accepted");
    desk.store.save(&writes).expect("saved");
    assert_eq!(commit(&mut desk).await, 1);
}

#[tokio::test]
async fn a_payment_entered_by_hand_before_its_file_was_read_is_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    let state = folder.path().join("state");
    // The line of 16.10 is paid, and not by us.
    load(&state, "400000.00");
    let mut desk = open(&state).await;
    import(&mut desk, bank(folder.path(), "100000.00"));
    assert_eq!(only(&desk).readiness(), Readiness::Review, "{:?}", only(&desk));
    assert_eq!(flags(only(&desk)), [FlagKind::PaidInRegister]);
    assert_eq!(commit(&mut desk).await, 0);
    drop(desk);
    let mut desk = open(&state).await;
    assert_eq!(flags(only(&desk)), [FlagKind::PaidInRegister], "also after a restart");
    let id = only(&desk).payment.id;
    let writes = desk.session.accept(&[id]).expect("accepted");
    desk.store.save(&writes).expect("saved");
    assert_eq!(commit(&mut desk).await, 1);
    assert_eq!(held(&desk).await[0].line, Some(5), "a person said that it is another payment");
}

#[tokio::test]
async fn what_this_program_gave_for_these_days_makes_no_next_payment_suspect() {
    let (folder, mut desk) = committed(bank).await;
    let again = fs::read_to_string(bank(folder.path(), "100000.00")).expect("read").replace("80017", "80023");
    let file = folder.path().join("again.txt");
    fs::write(&file, again.replace("15.10.2026", "25.10.2026")).expect("written");
    import(&mut desk, file);
    let row = desk.session.rows().iter().find(|row| row.payment.number == "80023").expect("it is a row");
    assert_eq!((row.readiness(), row.allocations()[0].line), (Readiness::Ready, Some(5)), "{row:?}");
}

#[tokio::test]
async fn rows_made_ready_beside_a_kept_register_are_held_against_a_new_one_before_they_go() {
    let folder = tempfile::tempdir().expect("a folder");
    let state = folder.path().join("state");
    load(&state, "400000.00");
    let mut desk = open(&state).await;
    let mut kept = desk.session.index().contracts().to_vec();
    for contract in &mut kept {
        contract.paid = Decimal::new(30_000_000, 2);
        contract.schedule[3].paid = Decimal::ZERO;
    }
    desk.session.note_held(Vec::new(), Freshness::Kept);
    desk.session.refresh(Arc::new(Index::build(kept)));
    import(&mut desk, bank(folder.path(), "100000.00"));
    assert_eq!(only(&desk).readiness(), Readiness::Ready);
    assert_eq!(commit(&mut desk).await, 0);
    assert_eq!(flags(only(&desk)), [FlagKind::PaidInRegister]);
}

/// The payment goes back to its buyer.
fn refund(folder: &Path, sum: &str) -> PathBuf {
    let text = format!(
        "1CClientBankExchange\nВерсияФормата=1.03\nКодировка=UTF-8\nРасчСчет=40702810135908268064\n\
         СекцияДокумент=Платежное поручение\nНомер=91\nДата=20.10.2026\nСумма={sum}\n\
         ПлательщикСчет=40702810135908268064\nПлательщик=ООО «СЗ Тихая Гавань»\nДатаСписано=20.10.2026\n\
         ПолучательСчет=40817810090831822954\nПолучатель=Сокольинский Глеб Игоревич\n\
         НазначениеПлатежа=Возврат ошибочно перечисленных по п/п 80017 от 15.10.2026\nКонецДокумента\nКонецФайла\n"
    );
    let file = folder.join("refund.txt");
    fs::write(&file, text).expect("written");
    file
}

async fn paid(desk: &Desk) -> Decimal {
    desk.crm.contracts().await.expect("the CRM answers")[0].paid
}

#[tokio::test]
async fn a_refund_takes_its_receipt_back_once_whatever_is_lost_meanwhile() {
    let (folder, mut desk) = committed(bank).await;
    assert_eq!(paid(&desk).await, Decimal::new(40_000_000, 2));
    import(&mut desk, refund(folder.path(), "100000.00"));
    let row = desk.session.rows().iter().find(|row| row.kind().is_outgoing()).expect("it is a row").clone();
    let (id, parts) = (row.payment.id, row.allocations().to_vec());
    assert_eq!(row.readiness(), Readiness::Review, "{row:?}");
    assert_eq!(
        parts.iter().map(|part| (part.line, part.amount)).collect::<Vec<_>>(),
        [(Some(4), Decimal::new(10_000_000, 2))]
    );
    assert_eq!(commit(&mut desk).await, 0, "a refund is never green by itself");
    let writes = desk.session.accept(&[id]).expect("accepted");
    desk.store.save(&writes).expect("saved");
    assert_eq!(commit(&mut desk).await, 1);
    assert_eq!(paid(&desk).await, Decimal::new(30_000_000, 2));

    // The session is lost: both are known again, and neither goes twice.
    let mut desk = lose_session(&folder, desk).await;
    import(&mut desk, bank(folder.path(), "100000.00"));
    import(&mut desk, refund(folder.path(), "100000.00"));
    assert_eq!(desk.session.counts().rows(Readiness::Committed), 2);
    assert_eq!(desk.session.counts().sums(Readiness::Committed)[0].amount, Decimal::ZERO);
    assert_eq!(commit(&mut desk).await, 0);
    assert_eq!(held(&desk).await.iter().map(PostedPart::signed_amount).sum::<Decimal>(), Decimal::ZERO);

    // First the refund is taken back, then the receipt.
    let go_on = Cancel::default();
    let receipt = desk.session.rows().iter().find(|row| row.kind().is_receipt()).expect("a row").payment.id;
    let report = desk.reverse(&[receipt], "ошибка", &|_| {}, &go_on).await.expect("it begins");
    assert!(report.results[0].error.is_some(), "its money was given back");
    assert_eq!(paid(&desk).await, Decimal::new(30_000_000, 2));
    for row in [id, receipt] {
        let report = desk.reverse(&[row], "ошибка", &|_| {}, &go_on).await.expect("it begins");
        assert!(report.results[0].error.is_none(), "{report:?}");
    }
    assert!(held(&desk).await.is_empty());
    assert_eq!(paid(&desk).await, Decimal::new(30_000_000, 2));
}
