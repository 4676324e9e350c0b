//! A small batch made by hand: one row in every state, for the tests of update and views.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::date;
use rust_decimal::Decimal;

use super::input::Keymap;
use super::state::{Header, Link, Opening, Size, State};
use super::theme::Theme;
use crate::crm::{Abilities, Keys};
use crate::lang::{Language, Texts};
use crate::matching::{Index, Settings};
use crate::model::{
    Allocation, Bits, Candidate, CommitState, Contract, ContractId, ContractStatus, CrmReference, Currency, Evidence,
    EvidenceKind, Finding, Flag, FlagKind, Holder, Message, Money, Party, Payment, PaymentId, PaymentKind, Place,
    Readiness, Refusal, RefusalKind, Row, ScheduleLine, SourcePlace, Unit, UnitKind,
};
use crate::search::SearchIndex;
use crate::session::Session;
use crate::store::Saved;

/// Sum of every instalment.
pub(super) const INSTALMENT: Decimal = Decimal::from_parts(45_000_000, 0, 0, false, 2);

pub(super) fn contract(number: &str, holder: &str, unit: &str) -> Contract {
    Contract {
        id: ContractId(number.to_owned()),
        number: number.to_owned(),
        date: Some(date(2026, 2, 1)),
        kind: "ДДУ".to_owned(),
        status: ContractStatus::Registered,
        holder: Holder { name: holder.to_owned(), tax_id: None },
        co_holders: Vec::new(),
        unit: Some(Unit {
            house: "Дом 3".to_owned(),
            section: "2".to_owned(),
            floor: Some(4),
            number: unit.to_owned(),
            kind: UnitKind::Flat,
        }),
        total: INSTALMENT * Decimal::from(3),
        currency: Currency::RUB,
        schedule: (1..=3)
            .map(|line| ScheduleLine {
                line,
                due: date(2026, 9, 10).saturating_add(jiff::Span::new().months(i64::from(line) - 1)),
                amount: INSTALMENT,
                paid: if line == 1 { INSTALMENT } else { Decimal::ZERO },
            })
            .collect(),
        paid: INSTALMENT,
        manager: "Орлова".to_owned(),
        escrow: false,
        lender: None,
        notes: Vec::new(),
        version: 1,
    }
}

pub(super) fn contracts() -> Vec<Contract> {
    vec![
        contract("К-12/5-45", "Петрова Мария Петровна", "45"),
        contract("К-12/5-46", "Соловьёв Андрей Ильич", "46"),
        contract("К-12/5-47", "Иванов Иван Иванович", "47"),
    ]
}

fn payment(number: usize, payer: &str, purpose: &str) -> Payment {
    Payment {
        id: id(number),
        place: SourcePlace { file: "kl_to_1c.txt".to_owned(), line: 10 },
        source_id: None,
        kind: PaymentKind::BankReceipt,
        number: number.to_string(),
        date: date(2026, 10, 12),
        order_number: None,
        value_date: None,
        amount: Money::new(INSTALMENT, Currency::RUB),
        payer: Party { name: payer.to_owned(), ..Party::default() },
        payee: Party { name: "ООО «Застройщик»".to_owned(), ..Party::default() },
        purpose: purpose.to_owned(),
        breakdown: Vec::new(),
        marks: Vec::new(),
        comment: String::new(),
    }
}

/// The identity of the row with that number.
pub(super) fn id(number: usize) -> PaymentId {
    PaymentId::of_document(&number.to_string())
}

fn allocation(contract: &str) -> Allocation {
    Allocation { contract: ContractId(contract.to_owned()), line: Some(2), amount: INSTALMENT }
}

fn candidate(contract: &str, bits: i32, seen: &str, purpose: &str) -> Candidate {
    let in_purpose = purpose.find(seen).and_then(|at| Place::try_from(at..at + seen.len()).ok());
    let evidence =
        Evidence { kind: EvidenceKind::ContractNumber, value: seen.into(), bits: Bits::whole(bits), in_purpose };
    Candidate {
        contract: ContractId(contract.to_owned()),
        bits: Bits::whole(bits),
        evidence: vec![evidence],
        allocations: vec![allocation(contract)],
    }
}

/// One row in every state, in the order of [`Readiness::ALL`], numbered from 1.
pub(super) fn rows() -> Vec<Row> {
    let purpose = "Оплата по дог. № 12/5-45 от 01.02.2026 за Петрову Марию Петровну";
    let two = || vec![candidate("К-12/5-45", 31, "12/5-45", purpose), candidate("К-12/5-46", 9, "12/5-4", purpose)];
    Readiness::ALL
        .into_iter()
        .enumerate()
        .map(|(place, readiness)| {
            let payment = payment(place + 1, "Петрова Мария Петровна", purpose);
            let mut finding = Finding::unmatched(INSTALMENT);
            finding.readiness = readiness;
            match readiness {
                Readiness::Ready | Readiness::Committed | Readiness::Failed => {
                    finding.readiness = Readiness::Ready;
                    finding.candidates = two();
                    finding.allocations = vec![allocation("К-12/5-45")];
                }
                Readiness::Review => {
                    finding.candidates = vec![candidate("К-12/5-46", 12, "12/5-4", purpose)];
                    finding.allocations = vec![allocation("К-12/5-46")];
                    finding.flags = vec![Flag::new(FlagKind::ThirdParty, "Петрова")];
                }
                Readiness::Choose => finding.candidates = two(),
                Readiness::Blocked => finding.flags = vec![Flag::new(FlagKind::Overpayment, "50 000,00")],
                Readiness::Excluded => finding.flags = vec![Flag::new(FlagKind::OwnTransfer, "")],
                Readiness::Unmatched => {}
            }
            finding.margin = (finding.candidates.len() > 1).then_some(Bits::whole(22));
            let mut row = Row::new(payment, finding);
            row.commit = match readiness {
                Readiness::Committed => CommitState::Committed {
                    reference: CrmReference("000001".to_owned()),
                    allocations: vec![allocation("К-12/5-45")],
                },
                Readiness::Failed => CommitState::Refused(Refusal {
                    kind: RefusalKind::MoreThanDue,
                    message: Message::new("console-nothing-due"),
                }),
                _ => CommitState::Open,
            };
            row
        })
        .collect()
}

/// What the embedded CRM can do.
fn abilities() -> Abilities {
    Abilities {
        keys: Keys::Enforced,
        partial: true,
        schedule: true,
        reversal: true,
        stages: false,
        notices: false,
        batch_size: 50,
        pacing: None,
        settles_after: Duration::ZERO,
        deadline: Duration::from_secs(60),
        register_deadline: Duration::from_secs(60),
    }
}

/// The console over some rows on a screen of some size.
pub(super) fn state_with(rows: Vec<Row>, contracts: Vec<Contract>, columns: u16, screen_rows: u16) -> State {
    let search = Arc::new(SearchIndex::build(&contracts));
    let session =
        Session::new(Saved { rows, ..Saved::default() }, Arc::new(Index::build(contracts)), Settings::default());
    State::new(Opening {
        texts: Arc::new(Texts::load(Language::Russian)),
        theme: Theme::default(),
        keymap: Arc::new(Keymap::standard().expect("the built-in keymap is sound")),
        session,
        search,
        header: Header {
            own: "ООО «Застройщик»".to_owned(),
            period: Some((date(2026, 10, 1), date(2026, 10, 31))),
            files: vec!["kl_to_1c.txt".to_owned()],
            crm: Message::new("console-yes"),
        },
        link: Link::new(abilities(), Some(Timestamp::UNIX_EPOCH)),
        size: Size { columns, rows: screen_rows },
    })
}

/// The console over one row in every state.
pub(super) fn state(columns: u16, screen_rows: u16) -> State {
    state_with(rows(), contracts(), columns, screen_rows)
}
