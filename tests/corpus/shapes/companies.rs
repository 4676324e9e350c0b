//! Purposes of companies and sole traders.

use super::{For, Payer, Shape, Sum, safe};

/// The shapes.
pub const SHAPES: [Shape; 8] = [
    safe(
        "company-number",
        For::Company,
        Payer::HolderByTaxId,
        "Оплата по договору № {no} от {date}. НДС не облагается",
    ),
    safe(
        "company-invoice",
        For::Company,
        Payer::HolderByTaxId,
        "Оплата по сч. {any} от 02.09.2026г. дог. {no} от {date}",
    ),
    safe("company-bare", For::Company, Payer::HolderLoud, "Оплата по дог. {no} за помещение, Без НДС"),
    safe("company-full", For::Company, Payer::HolderByTaxId, "Окончательный расчет по ДДУ {no} от {date}, НДС нет")
        .paying(Sum::Rest),
    safe("company-lone", For::Company, Payer::HolderByTaxId, "Оплата по договору от {date}, НДС не облагается")
        .either(),
    safe("trader-number", For::Trader, Payer::Holder, "Оплата по договору № {no} от {date}. Без налога (НДС)"),
    safe("trader-as-person", For::Trader, Payer::HolderInitials, "Оплата по ДДУ {no} от {date}"),
    safe("trader-part", For::Trader, Payer::HolderByTaxId, "Частичная оплата по договору {no} от {date}")
        .paying(Sum::Half)
        .either(),
];
