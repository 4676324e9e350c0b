//! Purposes in which the person says much or all, and payers who pay for others.

use super::{For, Payer, Shape, Sum, safe};

/// The shapes.
pub const SHAPES: [Shape; 26] = [
    safe("name-for", For::Person, Payer::Stranger, "Оплата по договору № {no} за {acc}"),
    safe("name-for-spouse", For::Person, Payer::Relative, "Оплата ДДУ № {no} от {date} за супруга {acc}. Без НДС"),
    safe("name-for-child", For::Person, Payer::Relative, "Оплата по дог. {no} за {acc} (сын/дочь), НДС не обл."),
    safe("name-from", For::Person, Payer::Stranger, "Оплата от {gen} по договору № {no} от {date}"),
    safe("name-with", For::Person, Payer::Stranger, "Договор № {no} с {ins}, очередной взнос, без НДС"),
    safe("name-turned", For::Person, Payer::Stranger, "За {turned} по договору долевого участия № {no} от {date}"),
    safe("name-initials-for", For::Person, Payer::Relative, "Оплата за {iniacc} по дог. № {no} от {date}"),
    safe("name-pooled", For::Person, Payer::Pooled, "ЗА {FIO} ПО ДДУ {no} ОТ {date}"),
    safe("name-pooled-bare", For::Person, Payer::Pooled, "Оплата по договору № {no} от {date}"),
    safe("name-payer-initials", For::Person, Payer::HolderInitials, "Оплата по договору №{no} от {date}"),
    safe("name-latin", For::Person, Payer::HolderLatin, "oplata po dogovoru {no} ot {date}"),
    safe("name-latin-both", For::Person, Payer::HolderLatin, "PAYMENT CONTRACT {no} {latin}"),
    safe("name-co-holder", For::Couple, Payer::CoHolder, "Оплата по договору № {no} от {date}, НДС не облагается"),
    safe("name-employer", For::Person, Payer::Employer, "Оплата по ДДУ № {no} от {date} за сотрудника {acc}, без НДС"),
    safe(
        "name-bank",
        For::Person,
        Payer::Bank,
        "Перечисление кредитных средств по КД № {any} заемщик {fio} в счет оплаты по ДДУ № {no} от {date}",
    ),
    safe(
        "name-fund",
        For::Person,
        Payer::Fund,
        "Средства материнского капитала, сертификат МК-7 {any}, {fio}, по договору № {no} от {date}",
    )
    .paying(Sum::Half)
    .either(),
    safe("name-in-middle", For::Person, Payer::Stranger, "Плательщик {fio}, дог. {no}, дата {date}, сумма {sum}"),
    safe("name-tax-id", For::Person, Payer::Stranger, "Оплата за {acc} ИНН {tax} по договору {no}"),
    // No number: the tax number and the only contract of the buyer say enough.
    safe("lone-tax-id", For::Lone, Payer::HolderByTaxId, "Оплата за квартиру"),
    safe("lone-tax-id-unit", For::Lone, Payer::HolderByTaxId, "Оплата за {place}, {house}, НДС не облагается"),
    safe("lone-tax-id-month", For::Lone, Payer::HolderByTaxId, "Платеж по графику за сентябрь 2026"),
    safe("lone-name-unit", For::Lone, Payer::HolderByName, "Оплата за {place}, {house}, {fio}"),
    safe("lone-date", For::Lone, Payer::HolderByTaxId, "Оплата по договору от {date}, без НДС"),
    // A name alone: rare enough for some, a question for others.
    safe("lone-name", For::Lone, Payer::HolderByName, "Взнос по графику").either(),
    safe("lone-name-for", For::Lone, Payer::Stranger, "Оплата за {acc} по договору долевого участия").either(),
    safe("lone-name-rest", For::Lone, Payer::HolderByName, "Полная оплата стоимости квартиры")
        .paying(Sum::Rest)
        .either(),
];
