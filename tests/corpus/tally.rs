//! Counting what the matcher said against what is right, class by class.

use std::collections::HashSet;
use std::fmt::Write as _;

use sverka::matching::{Case, Standing};
use sverka::model::{Allocation, ContractId, Finding, Readiness};

use super::register::Register;
use super::truth::{Demand, Right, Sample};
use super::{Class, classes};

/// The counts of one class, or of all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Score {
    /// Payments.
    pub count: usize,
    /// Payments for one known contract.
    pub known: usize,
    /// Of those, with the right contract first.
    pub first: usize,
    /// Of those, with the right contract among three.
    pub among_three: usize,
    /// Payments that nobody would ask about.
    pub safe: usize,
    /// Of those, ready.
    pub safe_ready: usize,
    /// Ready rows.
    pub ready: usize,
    /// Ready rows for a wrong contract.
    pub wrong: usize,
    /// Ready rows that somebody should have been asked about.
    pub must_not: usize,
    /// Ready rows for one known contract.
    pub laid: usize,
    /// Of those, on the right lines with the right parts.
    pub right_lines: usize,
}

impl Score {
    fn add(&mut self, other: &Self) {
        let pairs = [
            (&mut self.count, other.count),
            (&mut self.known, other.known),
            (&mut self.first, other.first),
            (&mut self.among_three, other.among_three),
            (&mut self.safe, other.safe),
            (&mut self.safe_ready, other.safe_ready),
            (&mut self.ready, other.ready),
            (&mut self.wrong, other.wrong),
            (&mut self.must_not, other.must_not),
            (&mut self.laid, other.laid),
            (&mut self.right_lines, other.right_lines),
        ];
        for (mine, more) in pairs {
            *mine += more;
        }
    }
}

/// A share in tenths of a percent; all of nothing is all.
pub fn permille(part: usize, whole: usize) -> usize {
    (part * 1000).checked_div(whole).unwrap_or(1000)
}

fn percent(part: usize, whole: usize) -> String {
    if whole == 0 {
        return "·".into();
    }
    let share = permille(part, whole);
    format!("{}.{}", share / 10, share % 10)
}

/// A row that came out otherwise than it should.
#[derive(Debug, Clone)]
pub struct Miss {
    /// Position of its class.
    pub class: usize,
    /// What is the matter: «false ready», «must not», «not ready», «not first».
    pub what: &'static str,
    /// The row for people.
    pub row: String,
}

/// The counts of a run.
#[derive(Debug)]
pub struct Tally {
    classes: Vec<Class>,
    scores: Vec<Score>,
    /// What came out otherwise than it should.
    pub misses: Vec<Miss>,
}

impl Tally {
    /// Nothing counted yet.
    pub fn new() -> Self {
        let classes = classes();
        Self { scores: vec![Score::default(); classes.len()], classes, misses: Vec::new() }
    }

    /// Counts a batch.
    pub fn add(&mut self, register: &Register, samples: &[Sample], findings: &[Finding]) {
        let mut served = HashSet::new();
        for (sample, finding) in samples.iter().zip(findings).filter(|(sample, _)| !sample.in_crm) {
            self.count(register, sample, finding, &mut served);
        }
    }

    fn count(&mut self, register: &Register, sample: &Sample, finding: &Finding, served: &mut HashSet<usize>) {
        let mut score = Score { count: 1, ..Score::default() };
        let mut what = Vec::new();
        let ready = finding.readiness == Readiness::Ready;
        if let Right::Contract(right) = sample.right {
            let place = finding.candidates.iter().position(|candidate| position(&candidate.contract) == Some(right));
            score.known = 1;
            score.first = usize::from(place == Some(0));
            score.among_three = usize::from(place.is_some_and(|place| place < 3));
            if score.first == 0 {
                what.push(if score.among_three == 0 { "not among three" } else { "not first" });
            }
        }
        if sample.demand == Demand::Safe {
            score.safe = 1;
            score.safe_ready = usize::from(ready);
            if !ready {
                what.push("not ready");
            }
        }
        if ready {
            score.ready = 1;
            let on_right = finding
                .allocations
                .iter()
                .all(|part| position(&part.contract).is_some_and(|one| sample.right.allows(one)));
            let second = sample.group.is_some_and(|group| !served.insert(group));
            if !on_right || finding.allocations.is_empty() {
                score.wrong = 1;
                what.push("false ready");
            } else if sample.demand == Demand::Ask || second {
                score.must_not = 1;
                what.push("must not");
            }
            if let (Right::Contract(right), true) = (&sample.right, on_right) {
                score.laid = 1;
                score.right_lines = usize::from(
                    lines(&finding.allocations) == register.laid_over(*right, sample.sum(), sample.named_line),
                );
                if score.right_lines == 0 {
                    what.push("wrong lines");
                }
            }
        }
        self.scores[sample.class].add(&score);
        for what in what {
            self.misses.push(Miss { class: sample.class, what, row: shown(register, sample, finding) });
        }
    }

    /// Every class by name with its counts.
    pub fn classes(&self) -> impl Iterator<Item = (&'static str, &Score)> {
        self.classes.iter().map(Class::name).zip(&self.scores)
    }

    /// All classes together.
    pub fn total(&self) -> Score {
        let mut total = Score::default();
        for score in &self.scores {
            total.add(score);
        }
        total
    }

    /// A line a class, then the totals.
    pub fn table(&self) -> String {
        let mut text = String::new();
        let _ = writeln!(
            text,
            "{:<28}{:>7}{:>7}{:>7}{:>7}{:>7}{:>7}{:>7}{:>7}",
            "class", "count", "ready%", "safe%", "false", "must!", "first%", "three%", "lines%"
        );
        let total = self.total();
        let rows = self.classes().chain([("all", &total)]);
        for (name, score) in rows {
            let _ = writeln!(
                text,
                "{name:<28}{:>7}{:>7}{:>7}{:>7}{:>7}{:>7}{:>7}{:>7}",
                score.count,
                percent(score.ready, score.count),
                percent(score.safe_ready, score.safe),
                score.wrong,
                score.must_not,
                percent(score.first, score.known),
                percent(score.among_three, score.known),
                percent(score.right_lines, score.laid),
            );
        }
        text
    }

    /// The rows that came out otherwise, at most so many a class and kind, of one class or of all.
    pub fn examples(&self, of: Option<&str>, at_most: usize) -> String {
        let mut text = String::new();
        for (position, class) in
            self.classes.iter().enumerate().filter(|(_, class)| of.is_none_or(|of| class.name() == of))
        {
            for what in ["false ready", "must not", "not ready", "not first", "not among three", "wrong lines"] {
                let rows = self.misses.iter().filter(|miss| miss.class == position && miss.what == what);
                for miss in rows.take(at_most) {
                    let _ = writeln!(text, "[{}] {what}: {}\n    ({})", class.name(), miss.row, class.why());
                }
            }
        }
        text
    }
}

/// The cases of a batch.
pub fn cases(samples: &[Sample]) -> Vec<Case<'_>> {
    samples.iter().map(case).collect()
}

fn case(sample: &Sample) -> Case<'_> {
    let standing = if sample.in_crm { Standing::InCrm(&sample.held) } else { Standing::Open };
    Case { payment: &sample.payment, standing }
}

/// The position that a contract's identity tells.
fn position(id: &ContractId) -> Option<usize> {
    id.as_str().strip_prefix('c')?.parse().ok()
}

fn lines(allocations: &[Allocation]) -> Vec<(Option<u32>, rust_decimal::Decimal)> {
    let mut lines: Vec<_> = allocations.iter().map(|part| (part.line, part.amount)).collect();
    lines.sort_unstable();
    lines
}

fn shown(register: &Register, sample: &Sample, finding: &Finding) -> String {
    let payment = &sample.payment;
    let right: Vec<String> = match &sample.right {
        Right::None => Vec::new(),
        Right::Contract(one) => vec![told(register, *one)],
        Right::OneOf(some) | Right::Several(some) => some.iter().take(3).map(|one| told(register, *one)).collect(),
    };
    let flags: Vec<String> = finding.flags.iter().map(|flag| format!("{}({})", flag.kind.name(), flag.about)).collect();
    let candidates: Vec<String> = finding
        .candidates
        .iter()
        .take(2)
        .map(|candidate| {
            let evidence: Vec<String> =
                candidate.evidence.iter().map(|one| format!("{} {:+}", one.kind.name(), one.bits)).collect();
            format!("{}={} [{}]", candidate.contract, candidate.bits, evidence.join(", "))
        })
        .collect();
    format!(
        "{} ИНН {} {} {} | {} | right {right:?} | {} {flags:?} | {}",
        payment.payer.name,
        payment.payer.tax_id.as_ref().map_or("-", sverka::model::TaxId::as_str),
        payment.date,
        payment.amount.plain(),
        payment.purpose,
        finding.readiness.name(),
        candidates.join(" ; ")
    )
}

fn told(register: &Register, position: usize) -> String {
    let contract = &register.contracts[position];
    format!(
        "{} {} {} {} next {}",
        contract.id,
        contract.number,
        contract.status.name(),
        contract.holder.name,
        register.next_sum(position)
    )
}
