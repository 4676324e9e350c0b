//! The demo is what it says it is.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::document::Book;
use super::*;
use crate::crm::register::read_register;
use crate::model::{ContractStatus, Currency, PaymentKind, UnitKind, account_fits_bic, inn_is_valid};

#[test]
fn the_houses_hold_six_hundred_units_and_free_ones() {
    let units = units();
    assert_eq!(units.len(), 600);
    assert_eq!(units.iter().map(|unit| unit.house.as_str()).collect::<BTreeSet<_>>().len(), 3);
    assert_eq!(units.iter().collect::<BTreeSet<_>>().len(), 600);
    let sold: BTreeSet<Unit> = contracts().into_iter().filter_map(|contract| contract.unit).collect();
    assert!(sold.len() < 450 && sold.iter().all(|unit| units.contains(unit)));
}

#[test]
fn the_contracts_are_of_every_kind() {
    let contracts = contracts();
    assert_eq!(contracts.len(), 450);
    let numbers: BTreeSet<&str> = contracts.iter().map(|contract| contract.number.as_str()).collect();
    assert_eq!(numbers.len(), 450, "numbers are unique");
    for status in ContractStatus::ALL {
        assert!(contracts.iter().any(|contract| contract.status == status), "{}", status.name());
    }
    for kind in UnitKind::ALL {
        let of_kind = |contract: &&Contract| contract.unit.as_ref().is_some_and(|unit| unit.kind == kind);
        assert!(contracts.iter().find(of_kind).is_some(), "{}", kind.name());
    }
    assert_eq!(contracts.iter().filter(|contract| contract.currency == Currency::BYN).count(), 1);
    assert!(contracts.iter().any(|contract| !contract.co_holders.is_empty()));
    assert!(contracts.iter().any(|contract| contract.lender.is_some()));
    let mut due: BTreeMap<Decimal, usize> = BTreeMap::new();
    for contract in &contracts {
        let open = contract.schedule.iter().find(|line| !line.open().is_zero());
        *due.entry(open.map_or(Decimal::ZERO, |line| line.amount)).or_default() += 1;
        let lines: Decimal = contract.schedule.iter().map(|line| line.amount).sum();
        let paid: Decimal = contract.schedule.iter().map(|line| line.paid).sum();
        assert_eq!((lines, paid), (contract.total, contract.paid), "{}", contract.number);
    }
    assert!(due.values().any(|count| *count > 60), "the same sum is due on many contracts");
}

#[test]
fn the_month_has_its_documents_and_cases() {
    let (_, documents) = month::all();
    assert_eq!(documents.len(), month::DOCUMENTS);
    let cases: BTreeSet<&str> = documents.iter().map(|document| document.case).collect();
    assert!(cases.len() > 25, "{} cases", cases.len());
    let safe = documents.iter().filter(|document| document.may_be_ready).count();
    assert!((200..=256).contains(&safe), "{safe} of {} are safe", documents.len());
    let numbers: BTreeSet<&str> = documents.iter().map(|document| document.number.as_str()).collect();
    assert_eq!(numbers.len(), documents.len() - 1, "one document stands in the statement twice");
    let known: BTreeSet<String> = contracts().into_iter().map(|contract| contract.number).collect();
    for document in &documents {
        assert!(document.contracts.iter().all(|number| known.contains(number)));
        assert!(document.amount > Decimal::ZERO);
        assert!(!document.may_be_ready || !document.contracts.is_empty(), "{}", document.case);
        let in_statement = document.book == Book::Statement;
        assert!(!in_statement || !matches!(document.kind, PaymentKind::CashReceipt | PaymentKind::CashPaymentOut));
        assert!(document.purpose.chars().count() <= 210);
    }
    for book in [Book::Statement, Book::Exchange] {
        assert!(documents.iter().filter(|document| document.book == book).count() > 60, "{book:?}");
    }
}

#[test]
fn numbers_of_parties_are_sound() {
    let (_, documents) = month::all();
    for document in documents {
        for side in [&document.own, &document.other] {
            assert!(side.tax_id.is_empty() || inn_is_valid(&side.tax_id), "{}", side.tax_id);
            assert!(account_fits_bic(&side.account, side.bank.bic), "{} at {}", side.account, side.bank.bic);
        }
    }
}

#[test]
fn the_statement_adds_up_and_loses_no_letter() {
    let (_, documents) = month::all();
    let text = statement::text(&documents);
    assert_eq!(encoding_rs::WINDOWS_1251.decode(&statement::bytes(&documents)).0, text);
    let value = |name: &str| -> Decimal {
        let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('='));
        line.and_then(|value| value.parse().ok()).unwrap_or_else(|| panic!("{name} is a sum"))
    };
    assert_eq!(value("НачальныйОстаток") + value("ВсегоПоступило") - value("ВсегоСписано"), value("КонечныйОстаток"));
    let sums = text.lines().filter_map(|line| line.strip_prefix("Сумма=")?.parse::<Decimal>().ok());
    assert_eq!(sums.sum::<Decimal>(), value("ВсегоПоступило") + value("ВсегоСписано"));
}

#[test]
fn the_register_is_read_back_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let files = write(folder.path()).expect("writes");
    let register = read_register(&files.register).expect("a register");
    assert_eq!((register.refused, register.warnings), (vec![], vec![]));
    assert_eq!(register.contracts, contracts());
}

#[test]
fn somebody_elses_register_is_not_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    let files = write(folder.path()).expect("writes");
    write(folder.path()).expect("writes the same again");
    std::fs::write(&files.register, "number;holder;total\n").expect("writes");
    std::fs::remove_file(&files.files[0]).expect("removes");
    let error = write(folder.path()).expect_err("the register is somebody's");
    assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
    assert!(!files.files[0].exists(), "nothing was begun");
}

#[test]
fn every_run_writes_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let once = write(&folder.path().join("1")).expect("writes");
    let twice = write(&folder.path().join("2")).expect("writes");
    for (first, second) in once.files.iter().chain([&once.register]).zip(twice.files.iter().chain([&twice.register])) {
        assert_eq!(std::fs::read(first).expect("reads"), std::fs::read(second).expect("reads"));
    }
    assert_eq!(truth(), truth());
}
