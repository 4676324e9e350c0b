//! What keeps a row from going unseen: flags of the payment itself and flags of a contract chosen
//! for it.

use rust_decimal::Decimal;

use super::allocate::{Fit, open_lines};
use super::evidence::Ties;
use super::names::Who;
use super::reading::Reading;
use super::refunds::says_refund;
use super::words::words;
use super::{Index, Settings};
use crate::model::{
    Allocation, Contract, ContractStatus, Flag, FlagKind, Payment, PaymentKind, PaymentMark, ScheduleLine, UnitKind,
    kopecks_text,
};
use crate::text::fold;

/// Flags of the payment whatever contract it is for.
pub(super) fn payment_flags(payment: &Payment, reading: &Reading, settings: &Settings) -> Vec<Flag> {
    let mut flags = source_flags(payment, payment.kind, &reading.plain);
    let mut add = |kind: FlagKind, about: &str| flags.push(Flag::new(kind, about));
    let own_account = |account: Option<&String>| account.is_some_and(|account| settings.own_accounts.contains(account));
    let own_side = payment.own_side();
    let is_foreign_account =
        !settings.own_accounts.is_empty() && own_side.account.is_some() && !own_account(own_side.account.as_ref());
    let is_foreign_entity = !settings.own_tax_ids.is_empty()
        && own_side.tax_id.as_ref().is_some_and(|tax_id| !settings.own_tax_ids.contains(tax_id));
    if (is_foreign_account || is_foreign_entity) && !payment.marks.contains(&PaymentMark::UnknownDirection) {
        add(FlagKind::NotOurAccount, own_side.account.as_deref().unwrap_or(&own_side.name));
    }
    let other_side = payment.counterparty();
    let from_own = own_account(other_side.account.as_ref())
        || other_side
            .tax_id
            .as_ref()
            .is_some_and(|tax_id| settings.own_tax_ids.contains(tax_id) || own_side.tax_id.as_ref() == Some(tax_id));
    let words = words();
    let says = |list: &super::words::Phrases| list.are_in(&reading.plain);
    // A buyer's «перевод собственных средств по ДДУ» is the buyer's own money, and no transfer of ours.
    let is_persons = matches!(reading.payer, Who::Person(_));
    if from_own || !is_persons && says(&words.own_transfer) {
        add(FlagKind::OwnTransfer, &other_side.name);
    }
    if !payment.kind.is_receipt() {
        return flags;
    }
    // A bank that pays on a buyer's credit names whose contract it is for.
    let is_buyers = || reading.payer_is_bank && reading.names_holder_of_number();
    let is_loan = says(&words.loan) && !says(&words.mortgage) && !says(&words.maternity) && !is_buyers();
    let is_salary = says(&words.salary) && !(says(&words.withheld) && reading.names_holder_of_number());
    if is_loan || is_salary || [&words.refund, &words.tax, &words.deposit].into_iter().any(says) {
        add(FlagKind::NotACustomer, "");
    }
    if says(&words.acquirer) || says(&words.escrow_release) || says(&words.several) {
        add(FlagKind::PooledPayment, "");
    }
    if says(&words.escrow) {
        add(FlagKind::Escrow, "");
    }
    if says(&words.penalty) && !says(&words.penalty_none) {
        add(FlagKind::PenaltyNamed, "");
    }
    flags
}

/// What kind, marks and sum of the document say.
fn source_flags(payment: &Payment, kind: PaymentKind, plain: &str) -> Vec<Flag> {
    let mut flags = Vec::new();
    let mut add = |kind: FlagKind| {
        let own = payment.own_side().account.as_deref().filter(|_| kind == FlagKind::NotOurAccount);
        flags.push(Flag::new(kind, own.unwrap_or_default()));
    };
    match kind {
        PaymentKind::BankReceipt | PaymentKind::CashReceipt => {}
        PaymentKind::BankPaymentOut | PaymentKind::CashPaymentOut if says_refund(payment, plain) => {
            add(FlagKind::Refund);
        }
        PaymentKind::BankPaymentOut | PaymentKind::CashPaymentOut => add(FlagKind::Outgoing),
        PaymentKind::Sale | PaymentKind::CustomerReturn | PaymentKind::Invoice => add(FlagKind::NoMoneyMoved),
    }
    for mark in &payment.marks {
        add(match mark {
            PaymentMark::Deleted => FlagKind::DeletedInSource,
            PaymentMark::Draft | PaymentMark::Outdated => FlagKind::DraftInSource,
            PaymentMark::NotACustomer | PaymentMark::BudgetPayment => FlagKind::NotACustomer,
            PaymentMark::OwnTransfer => FlagKind::OwnTransfer,
            PaymentMark::UnknownDirection => FlagKind::NotOurAccount,
            PaymentMark::Negative => FlagKind::NegativeSum,
        });
    }
    if payment.amount.amount.is_zero() {
        add(FlagKind::ZeroSum);
    }
    flags
}

/// Whether the source itself, not a word in the purpose, says that this is no customer's money.
pub(super) fn source_excludes(payment: &Payment) -> bool {
    payment.marks.iter().any(|mark| matches!(mark, PaymentMark::NotACustomer | PaymentMark::BudgetPayment))
}

/// What a CRM would refuse of this contract for this payment, and what wants a look.
pub(super) fn contract_flags(contract: &Contract, payment: &Payment, settings: &Settings, plain: &str) -> Vec<Flag> {
    let mut flags = Vec::new();
    let mut add = |kind: FlagKind| flags.push(Flag::new(kind, contract.number.as_str()));
    match contract.status {
        ContractStatus::Terminated => add(FlagKind::ContractTerminated),
        ContractStatus::Assigned => add(FlagKind::ContractAssigned),
        ContractStatus::Draft => add(FlagKind::ContractDraft),
        _ => {}
    }
    if contract.currency != payment.currency() {
        add(FlagKind::WrongCurrency);
    }
    if contract.date.is_some_and(|signed| payment.effective_date() < signed) {
        add(FlagKind::PaidBeforeSigning);
    }
    let is_registered = !matches!(contract.status, ContractStatus::Draft | ContractStatus::Signed);
    if contract.escrow && (settings.escrow_wants_a_look || !is_registered) {
        add(FlagKind::Escrow);
    }
    let is_free_of_vat = is_free_of_vat(contract);
    let is_said = words().vat.are_in(plain) && !words().vat_none.are_in(plain);
    if is_free_of_vat && (is_said || payment.breakdown.iter().any(|line| line.bears_vat)) {
        add(FlagKind::VatNamed);
    }
    flags
}

/// Whether nobody pays VAT under the contract: shares in a building (НК РФ, article 149, point 3,
/// 23.1), and the sale of homes (22); parking places and offices that are sold bear it. A home whose
/// contract is of no kind that the register tells is asked as well.
fn is_free_of_vat(contract: &Contract) -> bool {
    let kind = super::words::plain(&fold(&contract.kind));
    let is_home = contract.unit.as_ref().is_some_and(|unit| unit.kind == UnitKind::Flat);
    words().vat_free_kinds.are_in(&kind) || (is_home && (kind.trim().is_empty() || words().sale_kinds.are_in(&kind)))
}

/// Days ahead within which several lines paid at once are no prepayment that wants a question.
const AHEAD_DAYS: i32 = 40;

/// Flags of the sum against the contract.
///
/// Lines and the remainder pass whole, unless the payer pays before time and leaves something: which
/// lines that shortens, the agreement says. A part of a line may as well be another debt's whole line,
/// so it is asked. More than a line and yet no whole lines may hide a penalty, and several lines at
/// once that are not due soon are a prepayment: both are asked. A difference within the tolerance is
/// a bank's fee or a slip; which, and who bears it, a person says.
pub(super) fn amount_flags(contract: &Contract, payment: &Payment, reading: &Reading, ties: &Ties) -> Vec<Flag> {
    let amount = payment.amount.amount;
    let unusual = || vec![Flag::new(FlagKind::AmountUnusual, kopecks_text(amount))];
    match ties.fit {
        Fit::Exceeds => vec![Flag::new(FlagKind::Overpayment, kopecks_text(amount - contract.due()))],
        Fit::Remainder => Vec::new(),
        Fit::Line(_) | Fit::Lines(_) if words().early.are_in(&reading.plain) => {
            vec![Flag::new(FlagKind::Prepayment, kopecks_text(amount))]
        }
        Fit::Line(line) => skips_to(contract, payment, line).into_iter().collect(),
        Fit::Lines(count) => ahead(contract, payment, count as usize).into_iter().collect(),
        Fit::Near(difference) => {
            let sign = if difference.is_sign_negative() { '−' } else { '+' };
            vec![Flag::new(FlagKind::SmallDifference, format!("{sign}{}", kopecks_text(difference.abs())))]
        }
        Fit::Part if is_usual_part(contract, amount, reading, ties) => Vec::new(),
        Fit::Part | Fit::LaterLine(_) | Fit::NamedLineDiffers => unusual(),
    }
}

/// The prepayment of a line that is named while earlier ones are open, and that is not due soon: the
/// payer may count otherwise than the schedule.
fn skips_to(contract: &Contract, payment: &Payment, line: u32) -> Option<Flag> {
    let is_next = open_lines(contract).first().is_some_and(|next| next.line == line);
    let named = contract.line(line).filter(|_| !is_next)?;
    let is_ahead = super::allocate::days_between(payment.effective_date(), named.due) > AHEAD_DAYS;
    is_ahead.then(|| Flag::new(FlagKind::Prepayment, kopecks_text(named.open())))
}

/// The prepayment in the first so many open lines: the sum of those that are not due soon.
fn ahead(contract: &Contract, payment: &Payment, count: usize) -> Option<Flag> {
    let day = payment.effective_date();
    let lines = open_lines(contract).into_iter().take(count);
    let is_ahead = |line: &&ScheduleLine| super::allocate::days_between(day, line.due) > AHEAD_DAYS;
    let sum: Decimal = lines.filter(is_ahead).map(ScheduleLine::open).sum();
    (!sum.is_zero()).then(|| Flag::new(FlagKind::Prepayment, kopecks_text(sum)))
}

/// The smallest part of the price that is taken for an instalment, as one in so many: less may be a
/// fee, a duty or a penalty.
const SMALLEST_PART: u32 = 100;

/// Whether a part of what is due passes unasked: of a contract without a schedule, where nothing
/// says how much is due when.
///
/// The number, the holder and the payer must all be sure: then there is no other debt that it could
/// be. It must be no trifle, or it may be a fee. And something must say that this contract is paid in
/// parts: the payer («взнос», «частичная оплата»), or money that it took before. Otherwise a whole
/// price that came short would pass as a part.
fn is_usual_part(contract: &Contract, amount: Decimal, reading: &Reading, ties: &Ties) -> bool {
    let is_sure = (ties.firm_number || ties.source) && ties.holder_is_sure() && ties.payer;
    let is_paid_in_parts = !contract.paid.is_zero() || words().part.are_in(&reading.plain);
    let is_trifle = amount * Decimal::from(SMALLEST_PART) < contract.total;
    contract.schedule.is_empty() && is_sure && is_paid_in_parts && !is_trifle
}

/// The number names one buyer's contract while payer and names lead to another buyer's: the
/// contract whose number it is.
pub(super) fn another_buyers_number(reading: &Reading, index: &Index, is_tied: impl Fn(u32) -> bool) -> Option<Flag> {
    let leads_elsewhere =
        |list: &[u32], named: &[u32]| !list.is_empty() && !list.iter().any(|position| named.contains(position));
    let named = reading.numbers.iter().find(|found| {
        let payer_is_known =
            reading.payer_contracts.0.is_some_and(|strength| strength >= super::names::NameStrength::Short)
                && !reading.payer_is_bank;
        let elsewhere = (payer_is_known && leads_elsewhere(reading.payer_contracts.1, &found.contracts))
            || reading.tax_ids.iter().any(|(_, _, list)| leads_elsewhere(list, &found.contracts))
            || reading.people.iter().any(|person| {
                person.said.strength >= super::names::NameStrength::Short
                    && leads_elsewhere(person.contracts, &found.contracts)
            });
        found.firm && elsewhere && !found.contracts.iter().any(|position| is_tied(*position))
    })?;
    let (contract, _) = index.at(*named.contracts.first()?)?;
    Some(Flag::new(FlagKind::AnotherBuyersNumber, contract.number.as_str()))
}

/// The flags of a person's choice: what the CRM would refuse, and what a second look would find.
#[must_use]
pub fn check_choice(
    index: &Index,
    payment: &Payment,
    kind: PaymentKind,
    allocations: &[Allocation],
    settings: &Settings,
) -> Vec<Flag> {
    let reading = Reading::of(payment, index, settings);
    let mut flags = source_flags(payment, kind, &reading.plain);
    let is_refund = kind.is_outgoing() && !allocations.is_empty();
    for flag in flags.iter_mut().filter(|flag| is_refund && flag.kind == FlagKind::Outgoing) {
        // A person who gives money that went out to a contract says that it is a refund.
        flag.kind = FlagKind::Refund;
    }
    let mut seen: Vec<&Allocation> = Vec::new();
    for allocation in allocations {
        if seen.iter().any(|earlier| earlier.contract == allocation.contract) {
            continue;
        }
        seen.push(allocation);
        let Some(contract) = index.contract(&allocation.contract) else {
            flags.push(Flag::new(FlagKind::ContractUnknown, allocation.contract.as_str()));
            continue;
        };
        if is_refund {
            flags.extend(refund_flags(contract, payment, allocations));
            continue;
        }
        flags.extend(contract_flags(contract, payment, settings, &reading.plain));
        flags.extend(overpayment(contract, allocations));
    }
    let chosen = |position: u32| {
        index.at(position).is_some_and(|(contract, card)| {
        let is_chosen = allocations.iter().any(|allocation| allocation.contract == contract.id);
        is_chosen && matches!(&reading.payer, Who::Person(payer) if card.people().any(|holder| holder.agrees(payer).is_some()))
    })
    };
    flags.extend(another_buyers_number(&reading, index, chosen));
    flags
}

/// What a CRM would refuse to give back. A terminated contract is the very one that gives back.
fn refund_flags(contract: &Contract, payment: &Payment, allocations: &[Allocation]) -> Vec<Flag> {
    let mut flags = Vec::new();
    if contract.currency != payment.currency() {
        flags.push(Flag::new(FlagKind::WrongCurrency, contract.number.as_str()));
    }
    let exceeds = |given: Decimal, paid: Decimal| {
        (given > paid).then(|| Flag::new(FlagKind::RefundExceeds, kopecks_text(given - paid)))
    };
    let of_contract = || allocations.iter().filter(|part| part.contract == contract.id);
    let whole = exceeds(of_contract().map(|part| part.amount).sum(), contract.paid);
    let of_line = || {
        contract.schedule.iter().find_map(|line| {
            let on_line = of_contract().filter(|part| part.line == Some(line.line));
            exceeds(on_line.map(|part| part.amount).sum(), line.paid)
        })
    };
    flags.extend(whole.or_else(of_line));
    flags
}

/// Flags what a contract or its lines cannot take of these allocations.
fn overpayment(contract: &Contract, allocations: &[Allocation]) -> Option<Flag> {
    let of_contract = || allocations.iter().filter(|allocation| allocation.contract == contract.id);
    let given: Decimal = of_contract().map(|allocation| allocation.amount).sum();
    if given > contract.due() {
        return Some(Flag::new(FlagKind::Overpayment, kopecks_text(given - contract.due())));
    }
    contract.schedule.iter().find_map(|line| {
        let on_line: Decimal = of_contract()
            .filter(|allocation| allocation.line == Some(line.line))
            .map(|allocation| allocation.amount)
            .sum();
        (on_line > line.open()).then(|| Flag::new(FlagKind::Overpayment, kopecks_text(on_line - line.open())))
    })
}
