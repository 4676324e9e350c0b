//! Many writes: as many in a request as fit, and a few requests side by side, since a portal takes
//! its time for each of them.
//!
//! A write may ask for a look at its card: it stands in the same request, as close before the write
//! as the portal runs them, and shows what others did to the card since it was last read.

use std::collections::HashMap;
use std::ops::Range;
use std::time::Duration;

use futures_util::future::join_all;

use super::batch::{Answer, Command, MOST};
use super::cards::Kind;
use super::client::{Client, Purpose};
use super::failure::{Failure, Treatment};
use super::leash::Leash;
use super::lists::List;
use super::pace::{Allowance, REQUEST};
use super::wire::Json;

/// Requests side by side.
const AT_ONCE: usize = 4;
/// How long the writes behind one look may take together.
const CLOSE: Duration = Duration::from_millis(250);
/// The method by which cards are looked at.
const LOOK: &str = "crm.item.list";

/// What came of a command: its answer, or why its whole request brought none.
pub(super) type Written = Result<Answer, Failure>;

/// A command that writes.
#[derive(Debug, Clone)]
pub(super) struct Write<'fields> {
    pub(super) command: Command,
    /// The look just before it, where one is wanted.
    pub(super) look: Option<Look<'fields>>,
    /// With what it is held back, where it is on a leash.
    pub(super) bundle: usize,
}

/// A look at a card.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look<'fields> {
    pub(super) kind: Kind,
    pub(super) id: u64,
    /// The fields that are wanted, `id` among them.
    pub(super) fields: &'fields [&'fields str],
}

/// What came of a write.
#[derive(Debug)]
pub(super) struct Done {
    pub(super) written: Written,
    /// The card as it stood just before, where it was looked at and told.
    pub(super) before: Option<Json>,
}

impl Done {
    /// It was not sent, for that reason.
    const fn unsent(why: Failure) -> Self {
        Self { written: Err(why), before: None }
    }
}

/// The writes of a request, in groups that share a look.
type Groups = Vec<Range<usize>>;

impl Client {
    /// Runs commands that do not refer to each other and that may run in any order; one result
    /// each. After a failure that only a person can mend nothing more is sent. What is on a leash is
    /// held back by it, and told as it goes.
    pub(super) async fn write_all(&self, writes: &[Write<'_>], mut leash: Option<&mut Leash<'_>>) -> Vec<Done> {
        let telling = leash.is_some().then(|| self.told().writing());
        let mut done: Vec<Option<Done>> = writes.iter().map(|_| None).collect();
        let mut waiting: Vec<usize> = (0..writes.len()).collect();
        loop {
            if let Some(leash) = leash.as_deref().filter(|leash| leash.is_held()) {
                waiting.retain(|place| writes.get(*place).is_some_and(|write| leash.has_begun(write.bundle)));
            }
            let rest: Vec<&Write<'_>> = waiting.iter().filter_map(|place| writes.get(*place)).collect();
            if rest.is_empty() {
                break;
            }
            let wave = self.wave(&rest).await;
            if let Some(leash) = leash.as_deref_mut() {
                // The wave may have waited long for its turn.
                if leash.is_held() && rest.iter().any(|write| !leash.has_begun(write.bundle)) {
                    continue;
                }
                let leaving = wave.iter().flatten().filter_map(|group| rest.get(group.clone())).flatten();
                leaving.for_each(|write| leash.begin(write.bundle));
            }
            let written = join_all(wave.iter().map(|groups| self.write_groups(&rest, groups))).await;
            let written: Vec<Done> = written.into_iter().flatten().collect();
            let stopped = written.iter().find_map(|done| stop(&done.written)).cloned();
            for (place, written) in waiting.drain(..written.len().min(waiting.len())).zip(written) {
                if let Some(done) = done.get_mut(place) {
                    *done = Some(written);
                }
            }
            if let Some(telling) = &telling {
                telling.tell(writes.len() - waiting.len(), writes.len());
            }
            if let Some(stop) = stopped {
                return done.into_iter().map(|done| done.unwrap_or_else(|| Done::unsent(stop.clone()))).collect();
            }
        }
        done.into_iter().map(|done| done.unwrap_or_else(|| Done::unsent(Failure::HeldBack))).collect()
    }

    /// One request.
    async fn write_groups(&self, writes: &[&Write<'_>], groups: &Groups) -> Vec<Done> {
        let groups: Vec<&[&Write<'_>]> = groups.iter().filter_map(|group| writes.get(group.clone())).collect();
        let mut commands = Vec::new();
        for group in &groups {
            commands.extend(look_at(group));
            commands.extend(group.iter().map(|write| write.command.clone()));
        }
        let mut answers = match self.batch(&commands, Purpose::Write).await {
            Ok(answers) => answers.into_iter(),
            Err(failure) => {
                let unanswered = |_| Done { written: Err(failure.clone()), before: None };
                return groups.into_iter().flatten().map(unanswered).collect();
            }
        };
        let mut done = Vec::new();
        for group in groups {
            let looked = look_at(group).and_then(|_| answers.next()).and_then(Result::ok);
            let items = looked.as_ref().map_or_else(Vec::new, |reply| reply.result.get("items").values());
            for write in group {
                let is_it = |item: &&&Json| write.look.is_some_and(|look| item.get("id").id() == Some(look.id));
                let before = items.iter().find(is_it).map(|item| (*item).clone());
                let silent = || Err(Failure::Silent("no answer in the batch".to_owned()));
                done.push(Done { written: Ok(answers.next().unwrap_or_else(silent)), before });
            }
        }
        done
    }

    /// Which writes go into each of the next requests: at least one into the first.
    async fn wave(&self, writes: &[&Write<'_>]) -> Vec<Groups> {
        let mut packing = Packing::default();
        let mut allowed: HashMap<&str, Allowance> = HashMap::new();
        if let Some(first) = writes.first() {
            if first.look.is_some() {
                allowed.insert(LOOK, self.pace().wait_for(LOOK).await);
            }
            allowed.insert(first.command.method, self.pace().wait_for(first.command.method).await);
        }
        for (place, write) in writes.iter().enumerate() {
            let mut allowance = |method| *allowed.entry(method).or_insert_with(|| self.pace().allowance(method));
            let (one, look) = (allowance(write.command.method), write.look.map(|_| allowance(LOOK)));
            if one.calls == 0 || look.is_some_and(|look| look.calls == 0) {
                break;
            }
            let Some(looks) = packing.put(place, write, one.each, look.map(|look| look.each)) else { break };
            for (method, calls) in [(write.command.method, 1), (LOOK, looks)] {
                if let Some(allowance) = allowed.get_mut(method) {
                    allowance.calls = allowance.calls.saturating_sub(calls);
                }
            }
        }
        packing.requests
    }
}

/// Requests as they fill.
#[derive(Debug, Default)]
struct Packing {
    requests: Vec<Groups>,
    /// Commands of the last request, and what they take.
    commands: usize,
    time: Duration,
    /// Whose cards the last look shows, and what the writes behind it take.
    kind: Option<Kind>,
    behind_look: Duration,
}

impl Packing {
    /// Finds a place for a write that takes so long, and for a look where it needs one of its own.
    /// Says how many looks that took; `None` where all requests are full.
    fn put(&mut self, place: usize, write: &Write<'_>, each: Duration, look: Option<Duration>) -> Option<usize> {
        let kind = write.look.map(|look| look.kind);
        let is_close = look.is_none() || self.behind_look + each <= CLOSE;
        let mut is_new = self.commands == 0 || self.kind != kind || !is_close;
        let mut looks = usize::from(is_new && look.is_some());
        let takes = |looks: usize| if looks > 0 { each + look.unwrap_or_default() } else { each };
        let is_full = self.commands + 1 + looks > MOST || self.time + takes(looks) > REQUEST;
        if self.requests.is_empty() || (self.commands > 0 && is_full) {
            if self.requests.len() == AT_ONCE {
                return None;
            }
            self.requests.push(Groups::new());
            (self.commands, self.time, is_new) = (0, Duration::ZERO, true);
            looks = usize::from(look.is_some());
        }
        let groups = self.requests.last_mut()?;
        match groups.last_mut().filter(|_| !is_new) {
            Some(group) => group.end = place + 1,
            None => groups.push(place..place + 1),
        }
        self.behind_look = if is_new { each } else { self.behind_look + each };
        self.commands += 1 + looks;
        self.time += takes(looks);
        self.kind = kind;
        Some(looks)
    }
}

/// The look at the cards of a group, where one is wanted.
fn look_at(group: &[&Write<'_>]) -> Option<Command> {
    let first = group.first()?.look?;
    let ids: Vec<u64> = group.iter().filter_map(|write| write.look.map(|look| look.id)).collect();
    Some(List::items(first.kind.number(), first.fields).among("id", &ids).page_of_few())
}

/// What stops all work, if this does.
fn stop(written: &Written) -> Option<&Failure> {
    let failure = match written {
        Ok(answer) => answer.as_ref().err()?,
        Err(failure) => failure,
    };
    (failure.treatment() == Treatment::Stop).then_some(failure)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELDS: [&str; 1] = ["id"];

    fn write(kind: Kind, id: u64) -> Write<'static> {
        let look = Some(Look { kind, id, fields: &FIELDS });
        Write { command: Command::new("crm.item.update"), look, bundle: 0 }
    }

    /// How many writes stand in each group of each request.
    fn packed(writes: &[Write<'_>], each: u64) -> Vec<Vec<usize>> {
        let mut packing = Packing::default();
        let (each, look) = (Duration::from_millis(each), Duration::from_millis(5));
        for (place, write) in writes.iter().enumerate() {
            if packing.put(place, write, each, write.look.map(|_| look)).is_none() {
                break;
            }
        }
        packing.requests.iter().map(|groups| groups.iter().map(Range::len).collect()).collect()
    }

    fn invoices(count: u64) -> Vec<Write<'static>> {
        (0..count).map(|id| write(Kind::Invoice, id)).collect()
    }

    #[test]
    fn swift_writes_share_a_look_as_far_as_a_request_goes() {
        assert_eq!(packed(&invoices(300), 0), [[49], [49], [49], [49]]);
    }

    #[test]
    fn slow_writes_stand_close_behind_a_look_of_their_own() {
        assert_eq!(packed(&invoices(3), 300), [[1, 1, 1]]);
        assert_eq!(packed(&invoices(5), 100), [[2, 2, 1]]);
        assert_eq!(packed(&invoices(3), 29_000), [[1], [1], [1]]);
        assert_eq!(packed(&invoices(2), 40_000), [[1], [1]], "it must go all the same");
    }

    #[test]
    fn cards_of_two_types_are_looked_at_apart() {
        let writes = [write(Kind::Deal, 1), write(Kind::Invoice, 1), write(Kind::Invoice, 2)];
        assert_eq!(packed(&writes, 0), [[1, 2]]);
    }

    #[test]
    fn what_needs_no_look_fills_its_requests() {
        let one = Write { command: Command::new("im.notify.system.add"), look: None, bundle: 0 };
        assert_eq!(packed(&vec![one; 120], 0), [[50], [50], [20]]);
    }
}
