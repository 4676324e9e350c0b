//! What a person decided about this payer and this contract before.

use super::{Value, Weighing};
use crate::model::{Bits, EvidenceKind};

impl Weighing<'_> {
    /// Weighs what is remembered, after the holders: whom the purpose names as the one whose debt it
    /// is overrides the memory as it overrides the payer.
    pub(super) fn weigh_memory(&mut self) {
        let scene = self.scene;
        let weights = &scene.settings.weights;
        let Some(known) = scene.past.of_contract(self.position) else { return };
        let names_another = scene.reading.on_behalf().next().is_some() || scene.reading.for_company;
        if known.pair.confirmed > 0 && (self.ties.said || !names_another) {
            let bits = (weights.known_account - Bits::log2(known.shared)).max(Bits::ZERO);
            self.push(EvidenceKind::KnownAccount, bits, Value::Role(known.pair.role), None);
            self.ties.known = known.speaks;
        }
        let bits = known.pair.rejection(weights.rejected, scene.payment.effective_date());
        if known.rejected
            && bits < Bits::ZERO
            && let Some(day) = known.pair.last_rejected
        {
            self.push(EvidenceKind::RejectedBefore, bits, Value::Date(day), None);
            self.ties.rejected = Some(day);
        }
    }
}
