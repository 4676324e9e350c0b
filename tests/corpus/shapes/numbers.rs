//! Purposes in which the number says all.

use super::{For, Payer, Shape, Sum, safe};

/// The shapes.
pub const SHAPES: [Shape; 33] = [
    safe("number-date", For::Person, Payer::Holder, "Оплата по договору № {no} от {date}. НДС не облагается"),
    safe("number-dog-glued", For::Person, Payer::Holder, "Оплата по дог.№{no} от {date}г., НДС не облагается"),
    safe("number-ddu-initials", For::Person, Payer::Holder, "опл. по ДДУ {no} {ini} без НДС"),
    safe(
        "number-loud",
        For::Person,
        Payer::HolderLoud,
        "ОПЛАТА ПО ДОГОВОРУ УЧАСТИЯ В ДОЛЕВОМ СТРОИТЕЛЬСТВЕ №{NO} ОТ {date}. СУММА {sum}. БЕЗ НАЛОГА (НДС)",
    ),
    safe("number-instalment-name", For::Person, Payer::Holder, "Взнос по ДДУ №{no} от {worded}, {fio}"),
    safe(
        "number-month",
        For::Person,
        Payer::Holder,
        "Оплата очередного платежа по договору долевого участия {no} за сентябрь 2026 г.",
    ),
    safe("number-short", For::Person, Payer::Holder, "по дог {no}"),
    safe("number-bare", For::Person, Payer::HolderByTaxId, "{no}"),
    safe("number-unit-first", For::Person, Payer::Holder, "За квартиру {unit} по договору {no}"),
    safe("number-all", For::Person, Payer::Holder, "{place}, {house}, договор №{no} от {date}, {fio}. Без НДС"),
    safe("number-transfer", For::Person, Payer::Holder, "Перевод средств по договору № {no} {fio} НДС не облагается"),
    safe(
        "number-line-named",
        For::Person,
        Payer::Holder,
        "Оплата {line}-го взноса согласно графику платежей к договору № {no} от {date}",
    ),
    safe("number-line-word", For::Person, Payer::HolderByName, "Платеж № {line} по графику, договор {no} от {date}"),
    safe("number-fields", For::Person, Payer::Holder, "Договор: {no};ФИО: {fio};Назначение: оплата по ДДУ"),
    safe("number-fields-bare", For::Person, Payer::Pooled, "{fio};{no};{house};{place}"),
    safe(
        "number-invoice",
        For::Person,
        Payer::Holder,
        "Оплата по счету № {any} от 01.09.2026 по договору № {no} от {date}, НДС не облагается",
    ),
    safe("number-short-date", For::Person, Payer::Holder, "Платеж по рассрочке, дог. N {no} от {short}"),
    safe("number-worded-date", For::Person, Payer::HolderByName, "Оплата по договору {no} от {worded}"),
    safe(
        "number-official",
        For::Person,
        Payer::Holder,
        "В счёт оплаты цены договора № {no} от {date} (объект долевого строительства – {place}). НДС нет.",
    ),
    safe("number-parking", For::Parking, Payer::Holder, "оплата за паркинг по договору №{no} место {unit}"),
    safe("number-parking-place", For::Parking, Payer::Holder, "Оплата машино-места № {unit}, договор {no} от {date}"),
    safe("number-storage", For::Storage, Payer::Holder, "Оплата кладовой № {unit}, договор № {no} от {date}"),
    safe("number-full", For::Person, Payer::Holder, "Полный расчет по договору № {no} от {date}").paying(Sum::Rest),
    safe("number-final", For::Person, Payer::Holder, "Окончательный расчёт по ДДУ №{no}, {fio}").paying(Sum::Rest),
    safe("number-part", For::Person, Payer::Holder, "Частичная оплата по договору №{no} от {date}")
        .paying(Sum::Half)
        .either(),
    safe("number-two", For::Person, Payer::Holder, "Оплата за сентябрь и октябрь по договору № {no} от {date}")
        .paying(Sum::Two),
    safe("number-two-words", For::Person, Payer::Holder, "Оплата двух платежей по графику, дог. {no}, {ini}")
        .paying(Sum::Two),
    safe("number-small", For::Person, Payer::HolderByName, "оплата по договору {no} от {date} ндс нет"),
    safe("number-chat", For::Person, Payer::Holder, "Добрый день! Это платеж за квартиру, договор {no}. Спасибо"),
    safe("number-client", For::Person, Payer::Holder, "Код клиента {any}. Договор № {no}. Оплата по графику. Без НДС."),
    safe("number-spaces", For::Person, Payer::Holder, "Оплата  по  договору №  {no}  от  {date}  года"),
    safe("number-tail", For::Person, Payer::HolderInitials, "Оплата за объект недвижимости ({no} от {date})"),
    safe("number-advance", For::Person, Payer::Holder, "Аванс по договору участия № {no} от {date}, без налога НДС"),
];
