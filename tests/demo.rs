//! The demo month end to end: written, read, matched to the contracts of its own CRM, and judged
//! by what is true of each document.

#![expect(clippy::expect_used, clippy::panic, reason = "a test stops where its ground gives way")]

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use sverka::crm::Crm as _;
use sverka::crm::embedded::EmbeddedCrm;
use sverka::crm::register::read_register;
use sverka::demo::{self, Truth};
use sverka::ingest::{Document, Format, ReadSettings, read_file};
use sverka::matching::{Case, Index, Settings, Standing, find_all, find_all_knowing};
use sverka::model::{Contract, EvidenceKind, Finding, FlagKind, Memory, Payment, Readiness, Row};
use tempfile::TempDir;

/// The month as the program sees it.
struct Month {
    contracts: Vec<Contract>,
    payments: Vec<Payment>,
    truth: BTreeMap<String, Truth>,
}

async fn month() -> Month {
    let folder = TempDir::new().expect("a folder");
    let files = demo::write(folder.path()).expect("the demo is written");
    let crm = EmbeddedCrm::open(&folder.path().join("crm.redb")).expect("a CRM");
    let register = read_register(&files.register).expect("a register");
    assert_eq!((register.refused, register.warnings), (vec![], vec![]));
    let report = crm.load(register.contracts).expect("the register loads");
    assert_eq!((report.added, report.warnings), (450, vec![]));
    crm.add_units(&demo::units()).expect("units");
    assert_eq!(crm.units().await.expect("units").len(), 600);
    let mut payments = Vec::new();
    for (path, format) in files.files.iter().zip([Format::ClientBank, Format::EnterpriseData]) {
        let mut keep = |document: Document| match document {
            Document::Payment(payment) => payments.push(*payment),
            Document::Refused(refused) => panic!("{refused:?}"),
        };
        let report = read_file(path, &ReadSettings::default(), &mut keep).expect("the file is read");
        assert_eq!((report.format, report.refused, report.complete), (format, 0, true));
        assert_eq!(report.warnings, [], "{}", report.file);
    }
    let truth = demo::truth().into_iter().map(|truth| (truth.number.clone(), truth)).collect();
    Month { contracts: crm.contracts().await.expect("contracts"), payments, truth }
}

#[tokio::test]
async fn every_document_is_read() {
    let month = month().await;
    assert_eq!(month.payments.len(), 320);
    assert_eq!(month.payments.iter().map(|payment| payment.id).collect::<BTreeSet<_>>().len(), 320);
    assert!(month.payments.iter().all(|payment| month.truth.contains_key(&payment.number)));
}

/// A newcomer meets a refund beside its receipt: the receipt goes first, then one key gives it back.
#[tokio::test]
async fn a_refund_stands_beside_its_receipt() {
    let month = month().await;
    let of_case = |case: &str| {
        let is_wanted = |payment: &&Payment| month.truth[&payment.number].case == case;
        let mut found = month.payments.iter().filter(is_wanted);
        (found.next().expect("it is in the month"), found.count())
    };
    let ((receipt, 0), (refund, 0)) = (of_case("returned_later"), of_case("refund_of_a_receipt")) else {
        panic!("one of each");
    };
    let index = Index::build(month.contracts.clone());
    let settings = Settings::default();
    let open = |payment| Case { payment, standing: Standing::Open };
    let findings = find_all(&index, &[open(receipt), open(refund)], &settings);
    assert_eq!((findings[0].readiness, findings[1].readiness), (Readiness::Ready, Readiness::Blocked));
    assert!(findings[1].flags.iter().any(|flag| flag.kind == FlagKind::RefundBeforeReceipt), "{:#?}", findings[1]);

    let paid = &findings[0].allocations;
    let mut contracts = month.contracts.clone();
    for part in paid {
        let contract = contracts.iter_mut().find(|contract| contract.id == part.contract).expect("it is there");
        contract.paid += part.amount;
        let line = contract.schedule.iter_mut().find(|line| Some(line.line) == part.line).expect("it is there");
        line.paid += part.amount;
    }
    let cases = [Case { payment: receipt, standing: Standing::InCrm(paid) }, open(refund)];
    let finding = find_all(&Index::build(contracts), &cases, &settings).remove(1);
    assert_eq!((finding.readiness, &finding.allocations), (Readiness::Review, paid), "{finding:#?}");
}

/// Of one payment's documents at most one may pass.
fn is_doubled(case: &str) -> bool {
    matches!(case, "same_document_twice" | "in_both_files")
}

struct Judge {
    numbers: BTreeMap<String, String>,
    shares: BTreeMap<Readiness, usize>,
    cases: BTreeMap<(&'static str, Readiness), usize>,
    ready_by_double: BTreeMap<&'static str, usize>,
    payable: usize,
    first: usize,
    among_three: usize,
    wrong: Vec<String>,
}

impl Judge {
    fn new(month: &Month) -> Self {
        let numbers = month.contracts.iter().map(|contract| (contract.id.0.clone(), contract.number.clone())).collect();
        Self {
            numbers,
            shares: BTreeMap::new(),
            cases: BTreeMap::new(),
            ready_by_double: BTreeMap::new(),
            payable: 0,
            first: 0,
            among_three: 0,
            wrong: Vec::new(),
        }
    }

    fn judge(&mut self, payment: &Payment, finding: Finding, truth: &Truth) {
        let row = Row::new(payment.clone(), finding);
        let readiness = row.readiness();
        *self.shares.entry(readiness).or_default() += 1;
        *self.cases.entry((truth.case, readiness)).or_default() += 1;
        let candidates: Vec<&str> =
            row.finding.candidates.iter().map(|candidate| self.numbers[candidate.contract.as_str()].as_str()).collect();
        if let Some(right) = truth.contracts.first() {
            self.payable += 1;
            self.first += usize::from(candidates.first() == Some(&right.as_str()));
            self.among_three += usize::from(candidates.iter().take(3).any(|number| number == right));
        }
        if readiness != Readiness::Ready {
            return;
        }
        let given: BTreeSet<&str> =
            row.allocations().iter().map(|part| self.numbers[part.contract.as_str()].as_str()).collect();
        let expected: BTreeSet<&str> = truth.contracts.iter().map(String::as_str).collect();
        if is_doubled(truth.case) {
            *self.ready_by_double.entry(truth.case).or_default() += 1;
        }
        if !truth.may_be_ready || given != expected {
            let purpose = &payment.purpose;
            self.wrong.push(format!("{}: «{purpose}» → {given:?}, true: {expected:?}", truth.case));
        }
    }
}

/// A newcomer meets every kind of evidence, and most that may stop a row.
#[tokio::test]
async fn the_month_shows_every_kind_of_explanation() {
    let month = month().await;
    let index = Index::build(month.contracts.clone());
    let cases: Vec<Case<'_>> =
        month.payments.iter().map(|payment| Case { payment, standing: Standing::Open }).collect();
    let findings = find_all_knowing(&index, &cases, &Settings::default(), &Memory::of(demo::lessons()));
    let evidence: BTreeSet<EvidenceKind> = findings
        .iter()
        .flat_map(|finding| &finding.candidates)
        .flat_map(|candidate| &candidate.evidence)
        .map(|evidence| evidence.kind)
        .collect();
    let missing: Vec<EvidenceKind> = EvidenceKind::ALL.into_iter().filter(|kind| !evidence.contains(kind)).collect();
    assert_eq!(missing, []);
    let flags: BTreeSet<FlagKind> = findings.iter().flat_map(|finding| &finding.flags).map(|flag| flag.kind).collect();
    println!("{} kinds of flags: {flags:?}", flags.len());
    assert!(flags.len() >= 30, "{flags:?}");

    let mut shown = BTreeMap::new();
    for (payment, finding) in month.payments.iter().zip(&findings) {
        let truth = &month.truth[&payment.number];
        shown.entry(truth.case).or_insert(finding.readiness);
        if finding.readiness == Readiness::Ready {
            let of_truth = |number: &String| truth.contracts.contains(number);
            let numbers: Vec<&String> =
                finding.allocations.iter().filter_map(|part| Some(&index.contract(&part.contract)?.number)).collect();
            assert!(!numbers.is_empty() && numbers.into_iter().all(of_truth), "{}", payment.purpose);
        }
    }
    assert_eq!(shown["known_spouse_and_number"], Readiness::Ready);
    assert_eq!(shown["known_spouse_alone"], Readiness::Review);
    assert_ne!(shown["turned_down_before"], Readiness::Ready);
    assert_ne!(shown["husband_and_wife_both"], Readiness::Ready);
}

#[tokio::test]
async fn no_ready_row_is_wrong() {
    let month = month().await;
    let index = Index::build(month.contracts.clone());
    let cases: Vec<Case<'_>> =
        month.payments.iter().map(|payment| Case { payment, standing: Standing::Open }).collect();
    let findings = find_all(&index, &cases, &Settings::default());
    assert_eq!(findings.len(), month.payments.len());

    let mut judge = Judge::new(&month);
    for (payment, finding) in month.payments.iter().zip(findings) {
        judge.judge(payment, finding, &month.truth[&payment.number]);
    }

    let percent = |count: usize, of: usize| Decimal::from(count * 1_000 / of.max(1)) / Decimal::TEN;
    println!("readiness: {:?}", judge.shares);
    let ready = judge.shares.get(&Readiness::Ready).copied().unwrap_or_default();
    let safe = month.payments.iter().filter(|payment| month.truth[&payment.number].may_be_ready).count();
    println!("ready: {ready} of 320 ({} %), safe: {safe}", percent(ready, 320));
    println!("right contract first: {} of {} ({} %)", judge.first, judge.payable, percent(judge.first, judge.payable));
    println!(
        "right contract among the first three: {} ({} %)",
        judge.among_three,
        percent(judge.among_three, judge.payable)
    );
    for ((case, readiness), count) in &judge.cases {
        println!("  {case}: {} {count}", readiness.name());
    }
    assert!(ready * 10 >= safe * 9, "{ready} ready of {safe} that are safe");
    assert!(judge.among_three * 100 >= judge.payable * 98, "{} of {}", judge.among_three, judge.payable);
    assert!(judge.wrong.is_empty(), "wrongly ready:\n{}", judge.wrong.join("\n"));
    assert!(judge.ready_by_double.values().all(|count| *count <= 1), "{:?}", judge.ready_by_double);
}
