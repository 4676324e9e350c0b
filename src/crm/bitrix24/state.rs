//! What managers see on a card: what is paid, what is still due, and in one word how it stands.
//! All of it follows from the payments and is written as it is to stand, so that taking a payment
//! back takes this back too.

use rust_decimal::Decimal;

use super::Bitrix24;
use super::cards::{Kind, Purse};
use super::directory::{Directory, FieldKind};
use super::register::Loaded;
use super::wire::Json;
use crate::model::{Currency, Direction, Message};
use crate::text::harmless_line;

/// How far something is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Unpaid,
    Part,
    Paid,
    Over,
    Refunded,
}

impl State {
    fn of(paid: Decimal, price: Decimal, given_back: bool) -> Self {
        if paid <= Decimal::ZERO {
            if given_back { Self::Refunded } else { Self::Unpaid }
        } else if paid < price {
            Self::Part
        } else if paid == price {
            Self::Paid
        } else {
            Self::Over
        }
    }

    /// What it is called where the configuration gives it no name.
    const fn key(self) -> &'static str {
        match self {
            Self::Unpaid => "bitrix24-state-unpaid",
            Self::Part => "bitrix24-state-part",
            Self::Paid => "bitrix24-state-paid",
            Self::Over => "bitrix24-state-over",
            Self::Refunded => "bitrix24-state-refunded",
        }
    }
}

/// The sums of a card, or of a deal over all its invoices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shown {
    paid: Decimal,
    price: Decimal,
    currency: Currency,
    state: State,
}

impl Shown {
    /// What one card shows of its own money.
    pub(super) fn of_card(purse: &Purse, price: Decimal, currency: Currency) -> Self {
        let paid = purse.sum();
        Self { paid, price, currency, state: State::of(paid, price, gives_back(purse)) }
    }

    /// What a deal shows of all that was paid for it.
    pub(super) fn of_contract(loaded: &Loaded) -> Self {
        let contract = &loaded.contract;
        let state = State::of(contract.paid, contract.total, loaded.purses.values().any(gives_back));
        Self { paid: contract.paid, price: contract.total, currency: contract.currency, state }
    }

    fn percent(&self) -> Decimal {
        if self.price.is_zero() { Decimal::ZERO } else { (self.paid * Decimal::ONE_HUNDRED / self.price).floor() }
    }
}

fn gives_back(purse: &Purse) -> bool {
    purse.entries.iter().any(|entry| entry.direction == Direction::Refund && !entry.reversed)
}

impl Bitrix24 {
    /// The fields that show sums, with the values that they are to hold: the sum that is paid comes
    /// first. A state that the portal's list does not have is left out, with a warning.
    pub(super) fn sums(&self, kind: Kind, shown: &Shown, directory: &Directory) -> Vec<(&str, String)> {
        let fields = kind.money(&self.mapping);
        let sum = |field: &str, sum: Decimal| match directory.kind(kind, field) {
            Some(FieldKind::Money) => format!("{}|{}", sum.normalize(), shown.currency),
            _ => sum.normalize().to_string(),
        };
        let debt = (shown.price - shown.paid).max(Decimal::ZERO);
        let mut told = vec![(fields.paid.as_str(), sum(&fields.paid, shown.paid))];
        told.push((fields.debt.as_str(), sum(&fields.debt, debt)));
        if !fields.state.is_empty() {
            let name = self.state_name(shown.state);
            let value = match directory.kind(kind, &fields.state) {
                Some(FieldKind::List(options)) => {
                    let found = options.iter().find(|(_, value)| value.trim().to_lowercase() == name.to_lowercase());
                    if found.is_none() {
                        let message = Message::new("bitrix24-no-such-state");
                        self.warn(message.with("field", fields.state.as_str()).with("name", name.as_str()));
                    }
                    found.map(|(id, _)| id.to_string())
                }
                _ => Some(self.state_words(name, shown)),
            };
            told.extend(value.map(|value| (fields.state.as_str(), value)));
        }
        told.retain(|(field, _)| !field.is_empty());
        told
    }

    fn state_name(&self, state: State) -> String {
        let names = &self.mapping.states;
        let configured = match state {
            State::Unpaid => &names.unpaid,
            State::Part => &names.part,
            State::Paid => &names.paid,
            State::Over => &names.over,
            State::Refunded => &names.refunded,
        };
        if configured.is_empty() { self.texts.words(&Message::new(state.key())) } else { configured.trim().to_owned() }
    }

    /// The state in a field of text: with the sum and its share where only a part is paid.
    fn state_words(&self, name: String, shown: &Shown) -> String {
        if !matches!(shown.state, State::Part | State::Over) {
            return name;
        }
        let told = Message::new("bitrix24-state-share")
            .with("name", name)
            .with("paid", shown.paid)
            .with("total", shown.price)
            .with("currency", shown.currency.code())
            .with("percent", shown.percent().to_string());
        self.texts.words(&told)
    }
}

/// The first of these fields that an answer shows otherwise.
pub(super) fn unlike<'field>(wanted: &[(&'field str, String)], item: &Json) -> Option<&'field str> {
    let same = |field: &str, value: &str| {
        let held = item.get(field);
        let sums = || Some((held.money()?, Json::Text(value.to_owned()).money()?));
        // A portal may bring spaces into its own form.
        let words = |text: &str| harmless_line(text).split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let texts = || words(held.text().unwrap_or_default()) == words(value);
        sums().is_some_and(|(held, wanted)| held == wanted) || texts()
    };
    wanted.iter().find(|(field, value)| !same(field, value)).map(|(field, _)| *field)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("0", false, State::Unpaid)]
    #[case("0", true, State::Refunded)]
    #[case("-5", true, State::Refunded)]
    #[case("0.01", false, State::Part)]
    #[case("99.99", true, State::Part)]
    #[case("100", true, State::Paid)]
    #[case("100.01", false, State::Over)]
    fn a_state_follows_from_the_sums(#[case] paid: &str, #[case] given_back: bool, #[case] state: State) {
        let paid = paid.parse().expect("a sum");
        assert_eq!(State::of(paid, Decimal::ONE_HUNDRED, given_back), state);
    }
}
