//! Purposes as they are written in Belarus, in Russian and in Belarusian.

use super::{For, Payer, Shape, Sum, safe};

/// The shapes.
pub const SHAPES: [Shape; 10] = [
    safe(
        "by-shared",
        For::Belarus,
        Payer::Holder,
        "Оплата согласно договора создания объекта долевого строительства №{no} от {date}. {fio}. БЕЗ НДС",
    ),
    safe("by-shared-short", For::Belarus, Payer::Holder, "За долевое строительство по дог.№ {no} от {date}, {ini}"),
    safe("by-stake", For::Belarus, Payer::Holder, "Паевой взнос, договор № {no} от {date}"),
    safe("by-erip", For::Belarus, Payer::Holder, "ЕРИП: оплата по договору {no}, ФИО: {fio}, код услуги 4411"),
    safe(
        "by-stages",
        For::Belarus,
        Payer::HolderByName,
        "Взнос за строительство квартиры, дог. {no} от {date} (этап {line})",
    ),
    safe("by-dahavor", For::Belarus, Payer::Holder, "Аплата па дагаворы № {no} ад {date}, без ПДВ"),
    safe("by-damova", For::Belarus, Payer::HolderByName, "Плацеж па дамове №{no} ад {date}, {fio}"),
    safe("by-kvatera", For::Belarus, Payer::Holder, "За кватэру {unit} па дагаворы {no}"),
    safe("by-for", For::Belarus, Payer::Stranger, "Оплата по договору № {no} за {acc}, УНП {tax}"),
    safe("by-full", For::Belarus, Payer::Holder, "Полный расчет по договору купли-продажи № {no} от {date}")
        .paying(Sum::Rest)
        .either(),
];
