//! Sums, days, units and states in the words of an accountant.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::console::state::State;
use crate::lang::Texts;
use crate::model::{
    Contract, ContractStatus, Currency, EvidenceKind, FlagKind, Money, PaymentKind, Readiness, Row, Unit, kopecks_text,
};

/// `12.10.2026`.
pub(super) fn day(date: Date) -> String {
    format!("{:02}.{:02}.{:04}", date.day(), date.month(), date.year())
}

/// `12.10.26`.
pub(super) fn dense_day(date: Date) -> String {
    format!("{}.{:02}", short_day(date), date.year().rem_euclid(100))
}

/// `12.10`.
pub(super) fn short_day(date: Date) -> String {
    format!("{:02}.{:02}", date.day(), date.month())
}

/// `01.10–31.10.2026`; the year stands twice only where it differs.
pub(super) fn period(from: Date, to: Date) -> String {
    if from == to {
        day(to)
    } else if from.year() == to.year() {
        format!("{}–{}", short_day(from), day(to))
    } else {
        format!("{}–{}", day(from), day(to))
    }
}

/// `1 250 000,00 ₽`.
pub(super) fn money(money: Money) -> String {
    let sign = if money.currency == Currency::RUB { "₽" } else { money.currency.code() };
    format!("{} {sign}", kopecks_text(money.amount))
}

/// A sum in a column of mostly roubles: only another currency is named.
pub(super) fn sum_cell(money: Money) -> String {
    let sum = kopecks_text(money.amount);
    if money.currency == Currency::RUB { sum } else { format!("{sum} {}", money.currency.code()) }
}

/// Cells of the widest sum of these rows, as [`sum_cell`] writes it. It looks at numbers only, so
/// that a table of thousands of rows can be measured in every frame.
pub(super) fn widest_sum(rows: &[Row]) -> usize {
    let (mut roubles, mut others) = (None, None);
    for row in rows {
        let money = row.payment.amount;
        let widest = if money.currency == Currency::RUB { &mut roubles } else { &mut others };
        if widest.is_none_or(|known: Money| known.amount.abs() < money.amount.abs()) {
            *widest = Some(money);
        }
    }
    let minus = usize::from(rows.iter().any(|row| row.signed_money().amount.is_sign_negative()));
    let cells = [roubles, others].into_iter().flatten();
    let cells = cells.map(|money| super::cells::width(&sum_cell(Money::new(money.amount.abs(), money.currency))));
    cells.max().unwrap_or(0) + minus
}

/// The sums of rows, one a currency; money that went out is taken off.
pub(super) fn sums_of<'a>(rows: impl Iterator<Item = &'a Row>) -> Vec<Money> {
    let mut sums: std::collections::BTreeMap<Currency, Decimal> = std::collections::BTreeMap::new();
    for row in rows {
        *sums.entry(row.payment.currency()).or_default() += row.signed_sum();
    }
    sums.into_iter().map(|(currency, amount)| Money::new(amount, currency)).collect()
}

/// Sums of several currencies; nothing at all is nothing in roubles.
pub(super) fn moneys(sums: &[Money]) -> String {
    if sums.is_empty() {
        return money(Money::zero(Currency::RUB));
    }
    roubles_first(sums).into_iter().map(money).collect::<Vec<_>>().join(" + ")
}

/// Sums of several currencies in few cells: roubles, or the first, and a sign that there are more.
pub(super) fn main_money(sums: &[Money]) -> String {
    match roubles_first(sums).as_slice() {
        [] => moneys(sums),
        [only] => money(*only),
        [first, ..] => format!("{} + …", money(*first)),
    }
}

fn roubles_first(sums: &[Money]) -> Vec<Money> {
    let mut sorted = sums.to_vec();
    sorted.sort_by_key(|sum| sum.currency != Currency::RUB);
    sorted
}

/// A state in a word.
pub(super) fn readiness(texts: &Texts, readiness: Readiness) -> String {
    texts.get(&format!("readiness-{}", readiness.name()))
}

/// A contract's status in a word.
pub(super) fn status(texts: &Texts, status: ContractStatus) -> String {
    texts.get(&format!("status-{}", status.name().replace('_', "-")))
}

/// The kind of a document.
pub(super) fn kind(texts: &Texts, kind: PaymentKind) -> String {
    texts.get(&format!("kind-{}", kind.name().replace('_', "-")))
}

/// `кв. 45`.
pub(super) fn unit(texts: &Texts, unit: &Unit) -> String {
    format!("{} {}", texts.get(&format!("unit-kind-{}", unit.kind.name())), unit.number)
}

/// `Дом 3, секция 2, этаж 4, кв. 45`.
pub(super) fn whole_unit(texts: &Texts, of: &Unit) -> String {
    let mut parts = vec![of.house.clone()];
    if !of.section.is_empty() {
        parts.push(texts.words(&crate::model::Message::new("console-section").with("section", of.section.as_str())));
    }
    if let Some(floor) = of.floor {
        parts.push(texts.words(&crate::model::Message::new("console-floor").with("floor", floor.to_string())));
    }
    parts.push(unit(texts, of));
    parts.retain(|part| !part.is_empty());
    parts.join(", ")
}

/// `ДДУ К-12/5-45`.
pub(super) fn contract(contract: &Contract) -> String {
    if contract.kind.is_empty() || contract.number.starts_with(&contract.kind) {
        contract.number.clone()
    } else {
        format!("{} {}", contract.kind, contract.number)
    }
}

/// Evidence in a word, for columns.
pub(super) fn evidence(texts: &Texts, kind: EvidenceKind) -> String {
    texts.get(&format!("console-why-{}", kind.name().replace('_', "-")))
}

/// A flag in a word or two, for columns.
pub(super) fn flag(texts: &Texts, kind: FlagKind) -> String {
    texts.get(&format!("console-flag-{}", kind.name().replace('_', "-")))
}

/// A contract's number by its identity; the identity itself where the register has none.
pub(super) fn number_of(state: &State, id: &crate::model::ContractId) -> String {
    state.session().index().contract(id).map_or_else(|| id.to_string(), |contract| contract.number.clone())
}
