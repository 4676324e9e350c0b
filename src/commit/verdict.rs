//! What the CRM holds of a posting, judged by what it shows under the posting's keys.

use crate::crm::PostedPart;
use crate::model::{CrmReference, Message, Posting, PostingPart};

/// What the CRM holds of a posting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Holding {
    /// Every part once, to the kopeck, and none taken back.
    Whole(CrmReference),
    /// Nothing under any key.
    Absent,
    /// Every part, and all of them taken back.
    Reversed(CrmReference),
    /// Some of its parts. A CRM that writes them one by one was interrupted at it: either it does
    /// not hold the others yet, or it took only these back.
    Partly {
        /// The others are taken back, not missing.
        taken_back: bool,
        /// What to tell people until it is whole.
        why: Message,
    },
    /// Something else than this posting, under its keys: it is not there, and cannot come there.
    Other(Message),
    /// More than it: a part twice, the same payment under other keys too. For people.
    Unclear(Message),
}

/// Judges what was found. `found` may hold parts of other postings too.
pub(super) fn judge(posting: &Posting, found: &[PostedPart], keeps_lines: bool) -> Holding {
    let of = |part: &PostingPart| found.iter().filter(|posted| posted.key == part.key).collect::<Vec<_>>();
    let by_part: Vec<(&PostingPart, Vec<&PostedPart>)> = posting.parts.iter().map(|part| (part, of(part))).collect();
    let posted: Vec<&PostedPart> = by_part.iter().flat_map(|(_, posted)| posted.iter().copied()).collect();
    let Some(first) = posted.first() else { return Holding::Absent };
    let about = |key: &str| Message::new(key).with("number", posting.number.as_str()).with("amount", posting.amount);
    let unclear = |key: &str| Holding::Unclear(about(key));
    let is_same = |part: &PostingPart, posted: &PostedPart| {
        posted.payment == posting.payment
            && posted.direction == posting.direction
            && posted.contract == part.allocation.contract
            && posted.amount == part.allocation.amount
            && (!keeps_lines || posted.line == part.allocation.line)
    };
    if by_part.iter().any(|(part, posted)| posted.iter().any(|posted| !is_same(part, posted))) {
        return Holding::Other(about("commit-unclear-other-content"));
    }
    if posted.iter().all(|posted| posted.reversed) {
        return Holding::Reversed(first.reference.clone());
    }
    let in_force = |posted: &[&PostedPart]| posted.iter().filter(|posted| !posted.reversed).count();
    if by_part.iter().any(|(_, posted)| in_force(posted) > 1) {
        return unclear("commit-unclear-twice");
    }
    let gone: Vec<&Vec<&PostedPart>> =
        by_part.iter().map(|(_, posted)| posted).filter(|posted| in_force(posted) == 0).collect();
    if !gone.is_empty() {
        // A part that stood there twice and was put right is not gone.
        let taken_back = gone.iter().any(|posted| !posted.is_empty());
        return Holding::Partly { taken_back, why: about("commit-unclear-partly") };
    }
    // Another console, or an earlier decision, put the same payment there under other keys.
    let is_own = |posted: &PostedPart| posting.parts.iter().any(|part| part.key == posted.key);
    if found.iter().any(|posted| posted.payment == posting.payment && !posted.reversed && !is_own(posted)) {
        return unclear("commit-unclear-beside");
    }
    Holding::Whole(first.reference.clone())
}
