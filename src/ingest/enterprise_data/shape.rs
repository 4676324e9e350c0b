//! Where in a document an element stands, told by local names: one small table for all versions of
//! the format, 1.0 to 1.21, because names moved more often than they changed.

/// A value that is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Slot {
    Guid,
    Date,
    Number,
    OwnShortName,
    OwnName,
    OwnTaxId,
    OwnKpp,
    StatementDay,
    OrderNumber,
    CurrencyCode,
    CurrencyName,
    Sum,
    Comment,
    State,
    Purpose,
    Ground,
    ReceivedFrom,
    IssuedTo,
    BudgetNumber,
    SettlementKind,
    ShortName,
    Name,
    TaxId,
    Kpp,
    OwnAccount,
    OwnBank,
    OwnBic,
    Account,
    Bank,
    Bic,
    // Values of one row of РасшифровкаПлатежа; they begin anew with every row.
    RowSum,
    Invoice,
    ContractGuid,
    ContractName,
    ContractDate,
    ContractNumber,
    ContractKind,
    SettlementAccount,
    SettlementSum,
    VatRate,
    VatKind,
    VatSum,
}

impl Slot {
    /// How many there are.
    pub(super) const COUNT: usize = Self::VatSum as usize + 1;
    /// The first value of a row.
    pub(super) const FIRST_OF_ROW: usize = Self::RowSum as usize;
}

/// An element, as far as it matters where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Node {
    Root,
    Header,
    Format,
    Body,
    /// A `Документ.…`, or `ОбщиеДанные` in it: before 1.12, and in sales, what is common stands in
    /// the document itself.
    Document,
    Key,
    Own,
    FormatData,
    Details,
    Currency,
    OwnAccount,
    OwnBank,
    Counterparty,
    Account,
    Bank,
    Breakdown,
    Row,
    Settlement,
    Contract,
    Order,
    Deletion,
    DeletedGuid,
    Leaf(Slot),
    Skipped,
}

/// The child of an element by its local name.
pub(super) fn child(parent: Node, name: &str) -> Node {
    match parent {
        Node::Root => match name {
            "Header" => Node::Header,
            "Body" => Node::Body,
            _ => Node::Skipped,
        },
        Node::Header if name == "Format" => Node::Format,
        Node::Document => in_document(name),
        Node::Key => match name {
            "Ссылка" => Node::Leaf(Slot::Guid),
            "Дата" => Node::Leaf(Slot::Date),
            "Номер" => Node::Leaf(Slot::Number),
            "Организация" => Node::Own,
            _ => Node::Skipped,
        },
        Node::Own => party(name, [Slot::OwnShortName, Slot::OwnName, Slot::OwnTaxId, Slot::OwnKpp]),
        Node::Counterparty => party(name, [Slot::ShortName, Slot::Name, Slot::TaxId, Slot::Kpp]),
        Node::FormatData => match name {
            "Комментарий" => Node::Leaf(Slot::Comment),
            "СостояниеОбъекта" => Node::Leaf(Slot::State),
            _ => Node::Skipped,
        },
        Node::Details => match name {
            "НазначениеПлатежа" => Node::Leaf(Slot::Purpose),
            "Код" => Node::Leaf(Slot::BudgetNumber),
            _ => Node::Skipped,
        },
        // Since 1.7 code and name stand one level deeper.
        Node::Currency => match name {
            "ДанныеКлассификатора" => Node::Currency,
            "Код" => Node::Leaf(Slot::CurrencyCode),
            "Наименование" => Node::Leaf(Slot::CurrencyName),
            _ => Node::Skipped,
        },
        Node::OwnAccount => account(name, Slot::OwnAccount, Node::OwnBank),
        Node::Account => account(name, Slot::Account, Node::Bank),
        Node::OwnBank => bank(name, Node::OwnBank, Slot::OwnBank, Slot::OwnBic),
        Node::Bank => bank(name, Node::Bank, Slot::Bank, Slot::Bic),
        Node::Breakdown if name == "Строка" => Node::Row,
        Node::Row => match name {
            "Сумма" => Node::Leaf(Slot::RowSum),
            "СуммаВзаиморасчетов" => Node::Leaf(Slot::SettlementSum),
            "СтавкаНДС" => Node::Leaf(Slot::VatRate),
            "СуммаНДС" => Node::Leaf(Slot::VatSum),
            "ДанныеВзаиморасчетов" => Node::Settlement,
            "Договор" => Node::Contract,
            "Заказ" | "ЗаказКлиента" | "СчетПокупателю" => Node::Order,
            _ => Node::Skipped,
        },
        // Since 1.17 the rate is an object with its kind in it.
        Node::Leaf(Slot::VatRate) if name == "ВидСтавки" => Node::Leaf(Slot::VatKind),
        Node::Settlement => match name {
            "Договор" => Node::Contract,
            "СчетУчетаРасчетовСКонтрагентом" => Node::Leaf(Slot::SettlementAccount),
            _ => Node::Skipped,
        },
        Node::Contract => match name {
            "Ссылка" => Node::Leaf(Slot::ContractGuid),
            "Наименование" => Node::Leaf(Slot::ContractName),
            "Дата" => Node::Leaf(Slot::ContractDate),
            "Номер" => Node::Leaf(Slot::ContractNumber),
            "ВидДоговора" => Node::Leaf(Slot::ContractKind),
            _ => Node::Skipped,
        },
        Node::Order => match name {
            "Номер" => Node::Leaf(Slot::Invoice),
            "ЗаказКлиента" | "СчетПокупателю" => Node::Order,
            _ => Node::Skipped,
        },
        Node::Deletion if name == "СсылкаНаОбъект" => Node::Deletion,
        Node::Deletion if name.strip_suffix("Ссылка").is_some_and(super::kinds::is_payment) => Node::DeletedGuid,
        _ => Node::Skipped,
    }
}

fn in_document(name: &str) -> Node {
    match name {
        "КлючевыеСвойства" => Node::Key,
        "ОбщиеДанные" => Node::Document,
        "ОбщиеСвойстваОбъектовФормата" => Node::FormatData,
        "РасшифровкаПлатежа" => Node::Breakdown,
        "Контрагент" | "Сотрудник" | "ФизическоеЛицо" => Node::Counterparty,
        "БанковскийСчетОрганизации" => Node::OwnAccount,
        "БанковскийСчетКонтрагента"
        | "БанковскийСчет"
        | "БанковскийСчетСотрудника"
        | "БанковскийСчетОтправитель"
        | "БанковскийСчетПолучатель" => Node::Account,
        "ВидРасчетов" => Node::Leaf(Slot::SettlementKind),
        "Валюта" => Node::Currency,
        "Сумма" => Node::Leaf(Slot::Sum),
        "Комментарий" => Node::Leaf(Slot::Comment),
        "СостояниеОбъекта" => Node::Leaf(Slot::State),
        "ДатаВыписки" => Node::Leaf(Slot::StatementDay),
        "НомерВходящегоДокумента" => Node::Leaf(Slot::OrderNumber),
        "НазначениеПлатежа" => Node::Leaf(Slot::Purpose),
        "РеквизитыПлатежа" => Node::Details,
        "Основание" => Node::Leaf(Slot::Ground),
        "ПринятоОт" => Node::Leaf(Slot::ReceivedFrom),
        "Выдать" => Node::Leaf(Slot::IssuedTo),
        "ДанныеВзаиморасчетов" => Node::Settlement,
        "Договор" => Node::Contract,
        "Заказ" | "СчетПокупателю" => Node::Order,
        _ => Node::Skipped,
    }
}

fn party(name: &str, [short, full, tax_id, kpp]: [Slot; 4]) -> Node {
    match name {
        "Наименование" => Node::Leaf(short),
        "НаименованиеПолное" => Node::Leaf(full),
        "ИНН" => Node::Leaf(tax_id),
        "КПП" => Node::Leaf(kpp),
        _ => Node::Skipped,
    }
}

fn account(name: &str, number: Slot, bank: Node) -> Node {
    match name {
        "НомерСчета" => Node::Leaf(number),
        "Банк" => bank,
        _ => Node::Skipped,
    }
}

/// Since 1.7 name and БИК stand in `ДанныеКлассификатораБанков`.
fn bank(name: &str, same: Node, bank_name: Slot, bic: Slot) -> Node {
    match name {
        "ДанныеКлассификатораБанков" | "ДанныеКлассификатора" => same,
        "Наименование" => Node::Leaf(bank_name),
        "БИК" => Node::Leaf(bic),
        _ => Node::Skipped,
    }
}
