//! Whose statement it is: own accounts, the period, and the control totals that a bank writes.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::tags::AccountField;
use crate::ingest::values;
use crate::model::{Message, Payment, PaymentMark, parse_amount};
use crate::text::harmless_line;

/// Accounts of one file whose totals are checked; no organisation has as many.
const ACCOUNTS_MAX: usize = 1000;
/// Sections remembered so that a repeated one is not counted twice.
const SECTIONS_MAX: usize = 4_000;

/// One own account with what the bank says of it and what its documents add up to.
#[derive(Debug, Default)]
struct Account {
    number: String,
    credited: Option<Decimal>,
    debited: Option<Decimal>,
    credited_found: Decimal,
    debited_found: Decimal,
}

/// A section as far as it is read. A repeated field does not overrule the first.
#[derive(Debug, Default, PartialEq, Eq)]
struct Section {
    account: Option<String>,
    from: Option<Date>,
    to: Option<Date>,
    opening: Option<Decimal>,
    credited: Option<Decimal>,
    debited: Option<Decimal>,
    closing: Option<Decimal>,
}

/// What the header and the account sections say.
#[derive(Debug, Default)]
pub(super) struct Statement {
    accounts: Vec<Account>,
    header: Section,
    open: Option<Section>,
    seen: Vec<Section>,
    sections_left_out: bool,
}

impl Statement {
    /// Opens `СекцияРасчСчет`.
    pub(super) fn open_section(&mut self) {
        self.open = Some(Section::default());
    }

    /// Takes a field of the open section, or of the header.
    pub(super) fn take(&mut self, field: AccountField, value: &str) {
        let is_header = self.open.is_none();
        let section = self.open.as_mut().unwrap_or(&mut self.header);
        let amount = || parse_amount(value).ok();
        match field {
            AccountField::Account => {
                let Some(number) = values::unless_zeros(value).map(account_number) else { return };
                section.account.get_or_insert_with(|| number.clone());
                if is_header || section.account.as_ref() == Some(&number) {
                    self.own(&number);
                }
            }
            AccountField::From => section.from = section.from.or(values::russian_day(value).get()),
            AccountField::To => section.to = section.to.or(values::russian_day(value).get()),
            AccountField::Opening => section.opening = section.opening.or_else(amount),
            AccountField::Credited => section.credited = section.credited.or_else(amount),
            AccountField::Debited => section.debited = section.debited.or_else(amount),
            AccountField::Closing => section.closing = section.closing.or_else(amount),
        }
    }

    fn own(&mut self, number: &str) {
        if !self.is_own(number) && self.accounts.len() < ACCOUNTS_MAX {
            self.accounts.push(Account { number: number.to_owned(), ..Account::default() });
        }
    }

    /// Closes the open section, if any: adds its totals up. The answer is a balance that does not
    /// add up in itself.
    pub(super) fn close_section(&mut self) -> Option<Message> {
        let section = self.open.take()?;
        if self.seen.contains(&section) {
            return None;
        }
        let number = section.account.clone()?;
        let account = self.accounts.iter_mut().find(|account| account.number == number)?;
        if let Some(credited) = section.credited {
            account.credited = Some(account.credited.unwrap_or_default() + credited);
        }
        if let Some(debited) = section.debited {
            account.debited = Some(account.debited.unwrap_or_default() + debited);
        }
        let warning = balance_warning(&section, &number);
        if self.seen.len() < SECTIONS_MAX {
            self.seen.push(section);
        } else {
            self.sections_left_out = true;
        }
        warning
    }

    /// Whether the file calls this account its own.
    pub(super) fn is_own(&self, account: &str) -> bool {
        !account.is_empty() && self.accounts.iter().any(|own| own.number == account)
    }

    /// The first own account.
    pub(super) fn account(&self) -> Option<&str> {
        self.accounts.first().map(|account| account.number.as_str())
    }

    /// The period of the header, else that of all sections.
    pub(super) fn period(&self) -> Option<(Date, Date)> {
        let whole = |section: &Section| section.from.zip(section.to).filter(|(from, to)| from <= to);
        whole(&self.header).or_else(|| {
            let mut periods = self.seen.iter().filter_map(whole);
            let first = periods.next()?;
            Some(periods.fold(first, |(from, to), next| (from.min(next.0), to.max(next.1))))
        })
    }

    /// Adds a payment to what its accounts moved.
    pub(super) fn add(&mut self, payment: &Payment) {
        let is_negative = payment.marks.contains(&PaymentMark::Negative);
        let amount = if is_negative { -payment.amount.amount } else { payment.amount.amount };
        let is_own_transfer = payment.marks.contains(&PaymentMark::OwnTransfer);
        let is_receipt = payment.kind.is_receipt();
        for account in &mut self.accounts {
            let is = |number: &Option<String>| number.as_deref() == Some(account.number.as_str());
            if (is_receipt || is_own_transfer) && is(&payment.payee.account) {
                account.credited_found += amount;
            }
            if (!is_receipt || is_own_transfer) && is(&payment.payer.account) {
                account.debited_found += amount;
            }
        }
    }

    /// Where the bank's totals and the documents do not agree. Part of a statement is common, so
    /// this warns and stops nothing.
    pub(super) fn total_warnings(&self) -> Vec<Message> {
        if self.sections_left_out {
            return vec![Message::new("warning-totals-unchecked")];
        }
        let mut warnings = Vec::new();
        for account in &self.accounts {
            let checks = [
                ("warning-totals-credited", account.credited, account.credited_found),
                ("warning-totals-debited", account.debited, account.debited_found),
            ];
            for (key, declared, found) in checks {
                if let Some(declared) = declared.filter(|declared| *declared != found) {
                    let number = account.number.as_str();
                    warnings.push(
                        Message::new(key).with("account", number).with("declared", declared).with("found", found),
                    );
                }
            }
        }
        warnings
    }
}

/// `НачальныйОстаток + ВсегоПоступило − ВсегоСписано = КонечныйОстаток`, where all four stand.
fn balance_warning(section: &Section, account: &str) -> Option<Message> {
    let expected = section.opening? + section.credited? - section.debited?;
    let closing = section.closing?;
    (expected != closing).then(|| {
        Message::new("warning-balance").with("account", account).with("expected", expected).with("found", closing)
    })
}

/// An account for comparing and showing: no spaces inside.
pub(in crate::ingest) fn account_number(text: &str) -> String {
    let line = harmless_line(text);
    if line.contains(' ') { line.replace(' ', "") } else { line }
}
