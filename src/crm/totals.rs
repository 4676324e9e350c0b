//! How money that names no instalment lies over a schedule.

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
