//! Which documents of the format carry money, sales, returns or invoices, and which way.

use crate::model::{PaymentKind, PaymentMark};

/// What a kind of document is to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DocumentKind {
    /// Kind and direction.
    pub(super) kind: PaymentKind,
    /// What its name alone says.
    pub(super) mark: Option<PaymentMark>,
}

/// The kind of a document by its name without `Документ.`; `None` for documents that are not taken.
pub(super) fn of_document(name: &str) -> Option<DocumentKind> {
    let plain = |kind| Some(DocumentKind { kind, mark: None });
    match name {
        "РеализацияТоваровУслуг" => return plain(PaymentKind::Sale),
        "ВозвратТоваровОтПокупателя" => return plain(PaymentKind::CustomerReturn),
        "ЗаказКлиента" | "СчетПокупателю" => return plain(PaymentKind::Invoice),
        "ОперацияПоПлатежнойКарте" => return plain(PaymentKind::BankReceipt),
        _ => {}
    }
    let (kind, what) = [
        ("ПБДС", PaymentKind::BankReceipt),
        ("СБДС", PaymentKind::BankPaymentOut),
        ("ПКО", PaymentKind::CashReceipt),
        ("РКО", PaymentKind::CashPaymentOut),
    ]
    .into_iter()
    .find_map(|(prefix, kind)| Some((kind, name.strip_prefix(prefix)?)))?;
    let mark = match what {
        "" => return None,
        "РасчетыСКонтрагентами" => None,
        "ПереводНаДругойСчет" => Some(PaymentMark::OwnTransfer),
        _ => Some(PaymentMark::NotACustomer),
    };
    Some(DocumentKind { kind, mark })
}

/// Whether a deleted document of this name could have been a payment.
pub(super) fn is_payment(name: &str) -> bool {
    of_document(name).is_some()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("ПБДСРасчетыСКонтрагентами", Some((PaymentKind::BankReceipt, None)))]
    #[case("СБДСПлатежиВБюджет", Some((PaymentKind::BankPaymentOut, Some(PaymentMark::NotACustomer))))]
    #[case("ПБДСПереводНаДругойСчет", Some((PaymentKind::BankReceipt, Some(PaymentMark::OwnTransfer))))]
    #[case("ПКОРозничнаяВыручка", Some((PaymentKind::CashReceipt, Some(PaymentMark::NotACustomer))))]
    #[case("РКОРасчетыСКонтрагентами", Some((PaymentKind::CashPaymentOut, None)))]
    #[case("СчетПокупателю", Some((PaymentKind::Invoice, None)))]
    #[case("ПлатежноеПоручение", None)]
    #[case("ПКО", None)]
    #[case("", None)]
    fn names_tell_kinds(#[case] name: &str, #[case] expected: Option<(PaymentKind, Option<PaymentMark>)>) {
        assert_eq!(of_document(name).map(|found| (found.kind, found.mark)), expected);
    }
}
