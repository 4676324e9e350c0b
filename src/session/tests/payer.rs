//! Rows of the same payer.

use super::*;

fn paid_by(number: u32, name: &str, tax_id: &str, account: &str, purpose: &str) -> Row {
    let mut payment = payment(number, 100, name, purpose);
    payment.payer.tax_id = TaxId::from_document(tax_id);
    payment.payer.account = (!account.is_empty()).then(|| account.to_owned());
    let finding = Finding::unmatched(payment.amount.amount);
    Row::new(payment, finding)
}

fn same(rows: Vec<Row>) -> Vec<PaymentId> {
    session_of(rows).same_payer(id(1))
}

#[test]
fn a_tax_number_tells_the_payer_whatever_the_name() {
    let rows = vec![
        paid_by(1, "ООО «Ромашка»", "7707083893", "40702810900000000001", ""),
        paid_by(2, "Ромашка ООО", "7707083893", "40702810900000000002", ""),
        paid_by(3, "ООО «Ромашка»", "7728168971", "40702810900000000001", ""),
        paid_by(4, "ООО «Ромашка»", "", "40702810900000000001", ""),
    ];
    assert_eq!(same(rows), [id(1), id(2)]);
}

#[test]
fn without_a_tax_number_account_and_name_tell() {
    let rows = vec![
        paid_by(1, "Иванов Иван", "", "40817810900000000001", ""),
        paid_by(2, "ИВАНОВ ИВАН", "", "40817810900000000001", ""),
        paid_by(3, "Иванов Иван", "", "40817810900000000002", ""),
        paid_by(4, "Петров Пётр", "", "40817810900000000001", ""),
    ];
    assert_eq!(same(rows), [id(1), id(2)]);
}

#[test]
fn a_pooled_account_tells_nobody_apart() {
    let rows = vec![
        paid_by(1, "Соловьёв Иван", "", "40911810900000000001", ""),
        paid_by(2, "Петров Пётр", "", "40911810900000000001", ""),
        paid_by(3, "Соловьев Иван", "", "30232810900000000009", ""),
    ];
    assert_eq!(same(rows), [id(1), id(3)]);
}

#[test]
fn a_bank_pays_for_many_people() {
    let purpose = "Перечисление по кредитному договору";
    let rows = vec![
        paid_by(1, "ПАО Сбербанк", "7707083893", "", purpose),
        paid_by(2, "ПАО Сбербанк", "7707083893", "", purpose),
    ];
    assert_eq!(same(rows), [id(1)], "nobody is named");
}

#[test]
fn a_bank_is_known_by_any_name_that_banks_bear() {
    for name in ["ПАО «Промсвязьбанк»", "АО «АЛЬФА-БАНК»", "НКО ЮМани", "BC Moldindconbank SA", "Отделение СФР"]
    {
        let rows = vec![paid_by(1, name, "7707083893", "", ""), paid_by(2, name, "7707083893", "", "")];
        assert_eq!(same(rows), [id(1)], "{name}");
    }
}

#[test]
fn a_lender_of_the_register_is_such_a_bank() {
    let mut paid = contract("a", "К-12/5-45", "Иванов", &[100]);
    paid.lender = Some(Holder { name: "ДОМ.РФ".to_owned(), tax_id: TaxId::from_document("7729355614") });
    let rows = vec![paid_by(1, "АО ДОМ.РФ", "7729355614", "", ""), paid_by(2, "АО ДОМ.РФ", "7729355614", "", "")];
    let saved = Saved { rows, ..Saved::default() };
    let session = Session::new(saved, Arc::new(Index::build(vec![paid])), Settings::default());
    assert_eq!(session.same_payer(id(1)), [id(1)]);
}

#[test]
fn money_out_and_rows_that_take_no_edits_are_left_out() {
    let mut outgoing = paid_by(2, "Иванов Иван", "", "", "");
    outgoing.payment.kind = PaymentKind::BankPaymentOut;
    outgoing.payment.payee.name = "Иванов Иван".to_owned();
    let rows = vec![
        paid_by(1, "Иванов Иван", "", "", ""),
        outgoing,
        committed(paid_by(3, "Иванов Иван", "", "", "")),
        paid_by(4, "Иванов Иван", "", "", ""),
    ];
    assert_eq!(same(rows), [id(1), id(4)]);
}

#[test]
fn nameless_payers_are_not_the_same() {
    let rows = vec![paid_by(1, "", "", "", ""), paid_by(2, "", "", "", "")];
    assert_eq!(same(rows), [id(1)]);
}
