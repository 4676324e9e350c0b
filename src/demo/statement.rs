//! The bank's statement as 1C takes it: `1CClientBankExchange` 1.03, windows-1251, CRLF.

use encoding_rs::WINDOWS_1251;
use jiff::civil::{Date, date};
use rust_decimal::Decimal;

use super::banks::{HARBOUR, Side, own};
use super::document::{Book, Document};
use crate::model::{PaymentKind, plain_text};

/// What stood on the account on the first of October.
const OPENING: Decimal = Decimal::from_parts(1_234_567_890, 0, 0, false, 2);

/// The statement of the month.
pub(super) fn bytes(documents: &[Document]) -> Vec<u8> {
    WINDOWS_1251.encode(&text(documents)).0.into_owned()
}

/// The statement before it is encoded.
pub(super) fn text(documents: &[Document]) -> String {
    let stated: Vec<&Document> = documents.iter().filter(|document| document.book == Book::Statement).collect();
    let turnover = |kind: PaymentKind| -> Decimal {
        stated.iter().filter(|document| document.kind == kind).map(|document| document.amount).sum()
    };
    let (received, sent) = (turnover(PaymentKind::BankReceipt), turnover(PaymentKind::BankPaymentOut));
    let mut lines = Lines::default();
    lines.word("1CClientBankExchange");
    lines.field("ВерсияФормата", "1.03");
    lines.field("Кодировка", "Windows");
    lines.field("Отправитель", "Клиент-банк «Причал»");
    lines.field("Получатель", "1С:Предприятие");
    lines.field("ДатаСоздания", "01.11.2026");
    lines.field("ВремяСоздания", "08:15:00");
    period(&mut lines);
    lines.word("СекцияРасчСчет");
    period(&mut lines);
    lines.field("НачальныйОстаток", &plain_text(OPENING));
    lines.field("ВсегоПоступило", &plain_text(received));
    lines.field("ВсегоСписано", &plain_text(sent));
    lines.field("КонечныйОстаток", &plain_text(OPENING + received - sent));
    lines.word("КонецРасчСчет");
    for document in stated {
        write_document(&mut lines, document);
    }
    lines.word("КонецФайла");
    lines.0
}

/// Lines with CRLF behind each.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn word(&mut self, word: &str) {
        self.0.push_str(word);
        self.0.push_str("\r\n");
    }

    fn field(&mut self, name: &str, value: &str) {
        self.word(&format!("{name}={value}"));
    }
}

fn period(lines: &mut Lines) {
    lines.field("ДатаНачала", &day(date(2026, 10, 1)));
    lines.field("ДатаКонца", &day(date(2026, 10, 31)));
    lines.field("РасчСчет", &own(HARBOUR).account);
}

fn day(date: Date) -> String {
    date.strftime("%d.%m.%Y").to_string()
}

fn write_document(lines: &mut Lines, document: &Document) {
    let is_receipt = document.kind.is_receipt();
    let (from, to) = if is_receipt { (&document.other, &document.own) } else { (&document.own, &document.other) };
    lines.word("СекцияДокумент=Платежное поручение");
    lines.field("Номер", &document.number);
    lines.field("Дата", &day(document.day));
    lines.field("Сумма", &plain_text(document.amount));
    side(lines, "Плательщик", from, if is_receipt { None } else { Some(("ДатаСписано", document.day)) });
    side(lines, "Получатель", to, if is_receipt { Some(("ДатаПоступило", document.day)) } else { None });
    lines.field("ВидПлатежа", "Электронно");
    lines.field("ВидОплаты", "01");
    lines.field("Код", &document.code);
    lines.field("НазначениеПлатежа", &document.purpose);
    lines.field("Очередность", "5");
    lines.word("КонецДокумента");
}

fn side(lines: &mut Lines, role: &str, side: &Side, moved: Option<(&str, Date)>) {
    let tax_id = if side.tax_id.is_empty() { "0" } else { &side.tax_id };
    lines.field(&format!("{role}Счет"), &side.account);
    if let Some((name, date)) = moved {
        lines.field(name, &day(date));
    }
    lines.field(role, &format!("ИНН {tax_id} {}", side.name));
    lines.field(&format!("{role}ИНН"), tax_id);
    lines.field(&format!("{role}1"), &side.name);
    lines.field(&format!("{role}РасчСчет"), &side.account);
    lines.field(&format!("{role}Банк1"), side.bank.name);
    lines.field(&format!("{role}БИК"), side.bank.bic);
    lines.field(&format!("{role}Корсчет"), side.bank.correspondent);
    if !side.kpp.is_empty() {
        lines.field(&format!("{role}КПП"), &side.kpp);
    }
}
