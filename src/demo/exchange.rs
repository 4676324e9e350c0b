//! The exchange message of 1C: EnterpriseData 1.8, payments of the second account and cash orders.
//! The order of elements is that of `EnterpriseData_1_8_6.xsd`.

use jiff::civil::Date;
use quick_xml::escape::escape;
use uuid::Uuid;

use super::banks::Side;
use super::document::{Book, Document};
use crate::model::{Currency, PaymentKind, plain_text};

const FORMAT: &str = "http://v8.1c.ru/edi/edi_stnd/EnterpriseData/1.8";

/// The message of the month, with the byte order mark that 1C writes.
pub(super) fn bytes(documents: &[Document]) -> Vec<u8> {
    let mut tree = Tree { text: "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(), depth: 0 };
    let root = "Message xmlns:msg=\"http://www.1c.ru/SSL/Exchange/Message\" \
                xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" \
                xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";
    tree.within(root, |message| {
        message.within("msg:Header", header);
        message.within(&format!("Body xmlns=\"{FORMAT}\""), |body| {
            for document in documents.iter().filter(|document| document.book == Book::Exchange) {
                write_document(body, document);
            }
        });
    });
    tree.text.into_bytes()
}

fn header(header: &mut Tree) {
    header.leaf("msg:Format", FORMAT);
    header.leaf("msg:CreationDate", "2026-11-01T05:20:11");
    header.within("msg:Confirmation", |confirmation| {
        confirmation.leaf("msg:ExchangePlan", "СинхронизацияДанныхЧерезУниверсальныйФормат");
        confirmation.leaf("msg:To", "CR");
        confirmation.leaf("msg:From", "БП");
        confirmation.leaf("msg:MessageNo", "10");
        confirmation.leaf("msg:ReceivedNo", "9");
    });
    header.leaf("msg:AvailableVersion", "1.6");
    header.leaf("msg:AvailableVersion", "1.8");
}

/// Text that grows by whole elements.
struct Tree {
    text: String,
    depth: usize,
}

impl Tree {
    fn push(&mut self, pieces: &[&str]) {
        self.text.extend(pieces.iter().copied());
    }

    fn indent(&mut self) {
        self.text.extend(std::iter::repeat_n('\t', self.depth));
    }

    /// An element with children; `name` may carry attributes.
    fn within(&mut self, name: &str, children: impl FnOnce(&mut Self)) {
        let bare = name.split(' ').next().unwrap_or(name);
        self.indent();
        self.push(&["<", name, ">\n"]);
        self.depth += 1;
        children(self);
        self.depth -= 1;
        self.indent();
        self.push(&["</", bare, ">\n"]);
    }

    /// An element with text.
    fn leaf(&mut self, name: &str, text: &str) {
        self.indent();
        self.push(&["<", name, ">", &escape(text), "</", name, ">\n"]);
    }

    /// An element with text, where there is one.
    fn leaf_if(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.leaf(name, text);
        }
    }
}

/// A reference of 1C: the same name always has the same one.
fn reference(name: &str) -> String {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("sverka demo {name}").as_bytes()).to_string()
}

fn write_document(body: &mut Tree, document: &Document) {
    let name = match document.kind {
        PaymentKind::BankPaymentOut => "Документ.СБДСРасчетыСКонтрагентами",
        PaymentKind::CashReceipt => "Документ.ПКОРасчетыСКонтрагентами",
        PaymentKind::CashPaymentOut => "Документ.РКОРасчетыСКонтрагентами",
        _ => "Документ.ПБДСРасчетыСКонтрагентами",
    };
    body.within(name, |element| {
        element.within("КлючевыеСвойства", |keys| {
            keys.leaf("Ссылка", &reference(&document.number));
            keys.leaf("Дата", &format!("{}T12:00:00", document.day));
            keys.leaf("Номер", &document.number);
            keys.within("Организация", |own| organisation(own, &document.own));
        });
        element.within("ОбщиеДанные", |common| match document.kind {
            PaymentKind::CashReceipt => {
                money(common, document);
                common.leaf("Основание", &document.purpose);
                common.leaf("ПринятоОт", &document.other.name);
            }
            PaymentKind::CashPaymentOut => {
                money(common, document);
                common.leaf("Основание", &document.purpose);
                common.leaf("Выдать", &document.other.name);
            }
            PaymentKind::BankPaymentOut => sent_by_bank(common, document),
            _ => received_by_bank(common, document),
        });
        let settled = if document.is_customer { "СПокупателем" } else { "Прочее" };
        let partner =
            |element: &mut Tree| element.within("Контрагент", |other| counterparty(other, &document.other));
        if document.kind == PaymentKind::BankReceipt {
            element.leaf("ВидРасчетов", settled);
            partner(element);
            element.within("БанковскийСчетКонтрагента", |account| {
                account_of(account, &document.other, false);
            });
        } else {
            partner(element);
            element.leaf("ВидРасчетов", settled);
        }
        element.within("РасшифровкаПлатежа", |lines| {
            lines.within("Строка", |line| breakdown(line, document));
        });
    });
}

fn received_by_bank(common: &mut Tree, document: &Document) {
    bank_order(common, document);
    money(common, document);
    common.within("БанковскийСчетОрганизации", |account| {
        account_of(account, &document.own, true);
    });
    common.leaf("НазначениеПлатежа", &document.purpose);
}

fn sent_by_bank(common: &mut Tree, document: &Document) {
    bank_order(common, document);
    money(common, document);
    common.within("БанковскийСчет", |account| account_of(account, &document.other, false));
    common.within("БанковскийСчетОрганизации", |account| {
        account_of(account, &document.own, true);
    });
    common.within("РеквизитыПлатежа", |details| {
        details.leaf("ВидПлатежа", "Электронно");
        details.leaf("НазначениеПлатежа", &document.purpose);
    });
}

fn bank_order(common: &mut Tree, document: &Document) {
    common.leaf("ДатаВыписки", &document.day.to_string());
    common.leaf("ДатаВходящегоДокумента", &document.day.to_string());
    common.leaf("НомерВходящегоДокумента", &document.order_number);
    common.leaf("ТипПлатежногоДокумента", "ПлатежноеПоручение");
}

fn money(common: &mut Tree, document: &Document) {
    common.within("Валюта", |currency| currency_of(currency, document.currency));
    common.leaf("Сумма", &sum(document));
}

/// 1C drops zeros that end a sum.
fn sum(document: &Document) -> String {
    let text = plain_text(document.amount);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn currency_of(element: &mut Tree, currency: Currency) {
    let (code, name) = match currency {
        Currency::BYN => ("933", "BYN"),
        Currency::USD => ("840", "USD"),
        _ => ("643", "руб."),
    };
    element.within("ДанныеКлассификатора", |data| {
        data.leaf("Код", code);
        data.leaf("Наименование", name);
    });
}

fn organisation(element: &mut Tree, own: &Side) {
    element.leaf("Ссылка", &reference("организация"));
    element.leaf("Наименование", &own.name);
    element.leaf("НаименованиеПолное", &own.name);
    element.leaf("ИНН", &own.tax_id);
    element.leaf("КПП", &own.kpp);
    element.leaf("ЮридическоеФизическоеЛицо", "ЮридическоеЛицо");
}

fn counterparty(element: &mut Tree, other: &Side) {
    element.leaf("Ссылка", &reference(&format!("контрагент {} {}", other.name, other.tax_id)));
    element.leaf("Наименование", &other.name);
    element.leaf("НаименованиеПолное", &other.name);
    element.leaf_if("ИНН", &other.tax_id);
    element.leaf_if("КПП", &other.kpp);
    let form = if other.is_person { "ФизическоеЛицо" } else { "ЮридическоеЛицо" };
    element.leaf("ЮридическоеФизическоеЛицо", form);
}

fn account_of(element: &mut Tree, side: &Side, is_own: bool) {
    element.leaf("НомерСчета", &side.account);
    element.within("Банк", |bank| {
        bank.within("ДанныеКлассификатораБанков", |data| {
            data.leaf("Наименование", side.bank.name);
            data.leaf("БИК", side.bank.bic);
            data.leaf("КоррСчет", side.bank.correspondent);
        });
    });
    element.within("Владелец", |owner| {
        if is_own {
            owner.within("ОрганизацииСсылка", |own| organisation(own, side));
        } else {
            owner.within("КонтрагентыСсылка", |other| counterparty(other, side));
        }
    });
}

fn breakdown(line: &mut Tree, document: &Document) {
    line.leaf("Сумма", &sum(document));
    line.leaf("СуммаВзаиморасчетов", &sum(document));
    line.leaf("СтавкаНДС", "БезНДС");
    line.within("ДанныеВзаиморасчетов", |settlement| {
        settlement.within("Договор", |contract| {
            let named = document.named.as_ref();
            let name = named.map_or("Основной договор", |named| named.name.as_str());
            contract.leaf("Ссылка", &reference(&format!("договор {} {name}", document.other.name)));
            contract.leaf("ВидДоговора", if document.is_customer { "СПокупателем" } else { "Прочее" });
            contract.within("Организация", |own| organisation(own, &document.own));
            contract.within("Контрагент", |other| counterparty(other, &document.other));
            contract.leaf("Наименование", name);
            if let Some((number, signed)) = named.and_then(|named| named.number.as_ref()) {
                contract.leaf("Дата", &Date::to_string(signed));
                contract.leaf("Номер", number);
            }
        });
        settlement.leaf("СчетУчетаРасчетовСКонтрагентом", "62.01");
        settlement.leaf("СчетУчетаРасчетовПоАвансам", "62.02");
    });
}
