//! Purposes as they are written in Moldova, in Romanian.

use super::{For, Payer, Shape, Sum, safe};

/// The shapes.
pub const SHAPES: [Shape; 12] = [
    safe("ro-conform", For::Moldova, Payer::Holder, "Plata conform contractului nr. {no} din {date}"),
    safe("ro-diacritics", For::Moldova, Payer::Holder, "Plată conform contractului de investiții nr. {no} din {date}"),
    safe("ro-rate", For::Moldova, Payer::Holder, "Achitare rata contract {no}"),
    safe("ro-advance", For::Moldova, Payer::HolderByName, "Avans ctr. nr. {no} din {date}"),
    safe("ro-flat", For::Moldova, Payer::Holder, "Plata pentru apartament {unit}, contract {no}"),
    safe("ro-invest", For::Moldova, Payer::Holder, "Achitare contract de vânzare-cumpărare nr {no} din {date}, {fio}")
        .either(),
    safe("ro-tranche", For::Moldova, Payer::Holder, "Transa {line} contract nr. {no} din {date}"),
    safe("ro-month", For::Moldova, Payer::Holder, "Rata luna septembrie 2026 ctr {no}"),
    safe("ro-short", For::Moldova, Payer::Holder, "cf. contr. {no}/{date}, fara TVA"),
    safe("ro-for", For::Moldova, Payer::Stranger, "Plata pentru {fio} contract {no} din {date}"),
    safe("ro-parking", For::Moldova, Payer::Holder, "Achitarea conform contractului {no}, {fio}, fără TVA"),
    safe("ro-full", For::Moldova, Payer::Holder, "Plata integrala contract {no} din {date}").paying(Sum::Rest),
];
