//! How money that names no instalment lies over a schedule, and is taken from it again.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use crate::model::ScheduleLine;

/// Lays a sum over the open instalments, the oldest due first (Civil Code of Russia, article
/// 319.1, for debts of one kind), on top of what they hold. Returns what found no place.
pub(crate) fn lay_oldest_first(schedule: &mut [ScheduleLine], sum: Decimal) -> Decimal {
    let mut order: Vec<usize> = (0..schedule.len()).collect();
    order.sort_by_key(|position| schedule.get(*position).map(|line| (line.due, line.line)));
    let mut rest = sum;
    for position in order {
        if let Some(line) = schedule.get_mut(position) {
            let part = rest.min(line.open());
            line.paid += part;
            rest -= part;
        }
    }
    rest
}

/// Takes a sum from the instalment of this number as far as it goes, then from what lies beside the
/// schedule, then from the other instalments that are paid, the newest due first.
pub(crate) fn take_newest_first(schedule: &mut [ScheduleLine], line: u32, sum: Decimal, beside: &mut Decimal) {
    let mut rest = sum;
    let mut take = |from: &mut Decimal| {
        let part = rest.min(*from);
        *from -= part;
        rest -= part;
    };
    let mut lines: Vec<&mut ScheduleLine> = schedule.iter_mut().collect();
    lines.sort_by_key(|candidate| Reverse((candidate.due, candidate.line)));
    let (named, others): (Vec<_>, Vec<_>) = lines.into_iter().partition(|candidate| candidate.line == line);
    for line in named {
        take(&mut line.paid);
    }
    take(beside);
    for line in others {
        take(&mut line.paid);
    }
}
