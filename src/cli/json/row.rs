//! A row of the session: `import`, `rows`. Bits are numbers with one decimal, written from
//! integers.

use serde::Serialize;
use serde_json::value::RawValue;

use crate::lang::Texts;
use crate::matching::{self, Check, Index, Thresholds};
use crate::model::{Allocation, Bits, Candidate, ContractId, Evidence, Party, Rival, Row, plain_text};

/// A row of the session: `import`, `rows`.
#[derive(Debug, Serialize)]
pub struct RowLine<'row> {
    id: String,
    source: &'row str,
    source_id: Option<&'row str>,
    kind: &'static str,
    number: &'row str,
    date: String,
    amount: String,
    currency: &'row str,
    payer: PartyPart<'row>,
    purpose: &'row str,
    readiness: &'static str,
    flags: Vec<String>,
    allocations: Vec<AllocationPart<'row>>,
    candidates: Vec<CandidatePart<'row>>,
    margin_bits: Option<Box<RawValue>>,
    rival_margin_bits: Option<Box<RawValue>>,
    rivals: Vec<RivalPart<'row>>,
    checks: Vec<CheckPart>,
    reason: String,
}

/// What a ready row needs, and what this one has of it.
#[derive(Debug, Serialize)]
struct CheckPart {
    what: &'static str,
    passed: bool,
    has_bits: Option<Box<RawValue>>,
    wants_bits: Option<Box<RawValue>>,
}

#[derive(Debug, Serialize)]
struct PartyPart<'row> {
    name: &'row str,
    inn: Option<&'row str>,
    kpp: Option<&'row str>,
    account: Option<&'row str>,
    bic: Option<&'row str>,
}

#[derive(Debug, Serialize)]
struct AllocationPart<'row> {
    contract: &'row str,
    contract_id: &'row str,
    line: Option<u32>,
    amount: String,
}

#[derive(Debug, Serialize)]
struct CandidatePart<'row> {
    contract: &'row str,
    contract_id: &'row str,
    bits: Box<RawValue>,
    evidence: Vec<EvidencePart<'row>>,
}

#[derive(Debug, Serialize)]
struct RivalPart<'row> {
    id: String,
    number: &'row str,
    date: String,
}

#[derive(Debug, Serialize)]
struct EvidencePart<'row> {
    what: &'static str,
    value: &'row str,
    bits: Box<RawValue>,
}

impl<'row> RowLine<'row> {
    /// The shape of a row; the index gives contracts their numbers, the thresholds say what ready
    /// takes.
    ///
    /// # Errors
    /// Never in practice: a number that JSON does not take.
    pub fn of(row: &'row Row, index: &'row Index, thresholds: &Thresholds, texts: &Texts) -> serde_json::Result<Self> {
        let payment = &row.payment;
        Ok(Self {
            id: payment.id.to_string(),
            source: &payment.place.file,
            source_id: payment.source_id.as_deref(),
            kind: row.kind().name(),
            number: &payment.number,
            date: payment.date.to_string(),
            amount: plain_text(payment.amount.amount),
            currency: payment.amount.currency.code(),
            payer: PartyPart::of(&payment.payer),
            purpose: &payment.purpose,
            readiness: row.readiness().name(),
            flags: row.flags().into_iter().map(|flag| flag.kind.name()).collect(),
            allocations: row.allocations().iter().map(|part| AllocationPart::of(part, index)).collect(),
            candidates: row
                .finding
                .candidates
                .iter()
                .map(|candidate| CandidatePart::of(candidate, index))
                .collect::<Result<_, _>>()?,
            margin_bits: row.finding.margin.map(number).transpose()?,
            rival_margin_bits: row.finding.rival_margin.map(number).transpose()?,
            rivals: row.finding.rivals.iter().map(RivalPart::of).collect(),
            checks: matching::checks(&row.finding, thresholds).iter().map(CheckPart::of).collect::<Result<_, _>>()?,
            reason: matching::reason(row, index, texts),
        })
    }
}

impl<'row> RivalPart<'row> {
    fn of(rival: &'row Rival) -> Self {
        Self { id: rival.payment.to_string(), number: &rival.number, date: rival.date.to_string() }
    }
}

impl CheckPart {
    fn of(check: &Check) -> serde_json::Result<Self> {
        Ok(Self {
            what: check.condition.name(),
            passed: check.passed,
            has_bits: check.has.map(number).transpose()?,
            wants_bits: check.wants.map(number).transpose()?,
        })
    }
}

impl<'row> PartyPart<'row> {
    fn of(party: &'row Party) -> Self {
        Self {
            name: &party.name,
            inn: party.tax_id.as_ref().map(crate::model::TaxId::as_str),
            kpp: party.kpp.as_deref(),
            account: party.account.as_deref(),
            bic: party.bic.as_deref(),
        }
    }
}

impl<'row> AllocationPart<'row> {
    fn of(part: &'row Allocation, index: &'row Index) -> Self {
        Self {
            contract: contract_number(&part.contract, index),
            contract_id: part.contract.as_str(),
            line: part.line,
            amount: plain_text(part.amount),
        }
    }
}

impl<'row> CandidatePart<'row> {
    fn of(candidate: &'row Candidate, index: &'row Index) -> serde_json::Result<Self> {
        let evidence = candidate.evidence.iter().map(EvidencePart::of).collect::<Result<_, _>>()?;
        Ok(Self {
            contract: contract_number(&candidate.contract, index),
            contract_id: candidate.contract.as_str(),
            bits: number(candidate.bits)?,
            evidence,
        })
    }
}

impl<'row> EvidencePart<'row> {
    fn of(evidence: &'row Evidence) -> serde_json::Result<Self> {
        Ok(Self { what: evidence.kind.name(), value: &evidence.value, bits: number(evidence.bits)? })
    }
}

/// The number of a contract, or its identity where the register does not hold it any more.
#[must_use]
pub fn contract_number<'index>(id: &'index ContractId, index: &'index Index) -> &'index str {
    index.contract(id).map_or(id.as_str(), |contract| contract.number.as_str())
}

/// `27.4`: bits as a number with one decimal.
fn number(bits: Bits) -> serde_json::Result<Box<RawValue>> {
    let tenths = bits.in_tenths();
    let sign = if tenths < 0 { "-" } else { "" };
    RawValue::from_string(format!("{sign}{}.{}", tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(274, "27.4")]
    #[case(-35, "-3.5")]
    #[case(-5, "-0.5")]
    #[case(0, "0.0")]
    #[case(140, "14.0")]
    fn bits_are_numbers_with_one_decimal(#[case] tenths: i32, #[case] expected: &str) {
        assert_eq!(serde_json::to_string(&number(Bits::tenths(tenths)).unwrap()).unwrap(), expected);
    }
}
