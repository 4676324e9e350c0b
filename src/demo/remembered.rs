//! What the accountant of the demo decided in September: who pays for whom, and who does not. The
//! payers come back in October.

use jiff::civil::date;

use super::banks::Side;
use super::deals::Deal;
use super::document::Document;
use super::houses::TOWER;
use super::month::Month;
use crate::model::{Fact, Lesson, Party, PayerKey, PayerRole, PaymentId, Taught, UnitKind};

/// A spouse whom the accountant let pay, and who names the contract alone.
const KNOWN: &str = "known_spouse_and_number";
/// The same without any word of what it is for.
const KNOWN_SILENT: &str = "known_spouse_alone";
/// A payer whom the accountant turned down for the contract that is named again.
const TURNED_DOWN: &str = "turned_down_before";

/// Adds the payers of September.
pub(super) fn add(month: &mut Month<'_>) {
    let is_wanted = |deal: &Deal| {
        deal.unit_kind() == Some(UnitKind::Flat) && deal.is_in(TOWER) && deal.contract.co_holders.is_empty()
    };
    for (case, deal) in [KNOWN, KNOWN, KNOWN_SILENT, TURNED_DOWN].into_iter().zip(month.some(4, is_wanted)) {
        let purpose = if case == KNOWN_SILENT {
            "Взнос за октябрь".to_owned()
        } else {
            format!("Взнос по дог. № {} от {}", deal.contract.number, deal.signed())
        };
        month.from(case, deal, Side::person(&deal.spouse), deal.instalment(), purpose).wants_a_look();
    }
}

/// What September taught, by its payments.
pub(super) fn lessons(deals: &[Deal], documents: &[Document]) -> Vec<(PaymentId, Lesson)> {
    let cases = documents.iter().filter(|document| [KNOWN, KNOWN_SILENT, TURNED_DOWN].contains(&document.case));
    let taught = cases.filter_map(|document| {
        let number = document.contracts.first()?;
        let deal = deals.iter().find(|deal| deal.contract.number == *number)?;
        let payer = Party {
            account: Some(document.other.account.clone()),
            bic: Some(document.other.bank.bic.to_owned()),
            ..Party::default()
        };
        let fact = Fact {
            payer: PayerKey::of(&payer, false)?,
            payer_name: document.other.name.clone(),
            contract: deal.contract.id.clone(),
            role: PayerRole::Relative,
            day: date(2026, 9, 14),
        };
        let is_turned_down = document.case == TURNED_DOWN;
        let (confirmed, rejected) = if is_turned_down { (vec![], vec![fact]) } else { (vec![fact], vec![]) };
        let taught = Taught { confirmed, rejected };
        Some((PaymentId::of_document(&format!("demo september {number}")), Lesson { taught, ..Lesson::default() }))
    });
    taught.collect()
}
