//! Many writes: as many in a request as fit, and a few requests side by side, since a portal takes
//! its time for each of them.

use std::collections::HashMap;
use std::time::Duration;

use futures_util::future::join_all;

use super::batch::{Answer, Command, MOST};
use super::client::{Client, Purpose};
use super::failure::{Failure, Treatment};
use super::pace::{Allowance, REQUEST};

/// Requests side by side.
const AT_ONCE: usize = 4;

/// What came of a command: its answer, or why its whole request brought none.
pub(super) type Written = Result<Answer, Failure>;

impl Client {
    /// Runs commands that do not refer to each other and that may run in any order; one result
    /// each. After a failure that only a person can mend nothing more is sent.
    pub(super) async fn write_all(&self, commands: &[Command]) -> Vec<Written> {
        let mut written: Vec<Written> = Vec::with_capacity(commands.len());
        while let Some(rest) = commands.get(written.len()..).filter(|rest| !rest.is_empty()) {
            let mut requests = Vec::new();
            let mut behind = rest;
            for size in self.wave(rest).await {
                let (request, others) = behind.split_at(size.min(behind.len()));
                requests.push(request);
                behind = others;
            }
            let replies = join_all(requests.iter().map(|request| self.batch(request, Purpose::Write))).await;
            for (request, reply) in requests.iter().zip(replies) {
                match reply {
                    Ok(answers) => written.extend(answers.into_iter().map(Ok)),
                    Err(failure) => written.extend(request.iter().map(|_| Err(failure.clone()))),
                }
            }
            if let Some(stop) = written.iter().find_map(stop) {
                let stop = stop.clone();
                written.resize_with(commands.len(), || Err(stop.clone()));
            }
        }
        written
    }

    /// How many commands go into each of the next requests: at least one into the first.
    async fn wave(&self, commands: &[Command]) -> Vec<usize> {
        let mut allowed: HashMap<&str, Allowance> = HashMap::new();
        if let Some(first) = commands.first() {
            allowed.insert(first.method, self.pace().wait_for(first.method).await);
        }
        let mut sizes = vec![0_usize];
        let mut time = Duration::ZERO;
        for command in commands {
            let allowance = allowed.entry(command.method).or_insert_with(|| self.pace().allowance(command.method));
            if allowance.calls == 0 {
                break;
            }
            let size = sizes.last().copied().unwrap_or(0);
            if size == MOST || (size > 0 && time + allowance.each > REQUEST) {
                if sizes.len() == AT_ONCE {
                    break;
                }
                sizes.push(0);
                time = Duration::ZERO;
            }
            if let Some(size) = sizes.last_mut() {
                *size += 1;
            }
            time += allowance.each;
            allowance.calls -= 1;
        }
        sizes
    }
}

/// What stops all work, if this does.
fn stop(written: &Written) -> Option<&Failure> {
    let failure = match written {
        Ok(answer) => answer.as_ref().err()?,
        Err(failure) => failure,
    };
    (failure.treatment() == Treatment::Stop).then_some(failure)
}
