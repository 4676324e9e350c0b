//! The same work on every item of a batch, on as many threads as the machine has cores. Results stand
//! in the order of the items, so nothing depends on the number of threads.

use std::panic::resume_unwind;
use std::thread;

/// Fewer items than this a thread are not worth a thread.
const ITEMS_A_THREAD: usize = 256;

/// What the work makes of each item, in their order.
pub(super) fn each<T: Send, R: Send>(items: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    on_threads(cores.min(items.len() / ITEMS_A_THREAD), items, work)
}

/// Does the work on each item where it stands.
pub(super) fn each_in_place<T: Send>(items: &mut [T], work: impl Fn(&mut T) + Sync) {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    in_place_on_threads(cores.min(items.len() / ITEMS_A_THREAD), items, work);
}

fn in_place_on_threads<T: Send>(threads: usize, items: &mut [T], work: impl Fn(&mut T) + Sync) {
    let share = items.len().div_ceil(threads.max(1)).max(1);
    let (first, others) = items.split_at_mut(share.min(items.len()));
    let work = &work;
    thread::scope(|scope| {
        for share in others.chunks_mut(share) {
            scope.spawn(move || share.iter_mut().for_each(work));
        }
        first.iter_mut().for_each(work);
    });
}

fn on_threads<T: Send, R: Send>(threads: usize, mut items: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
    let share = items.len().div_ceil(threads.max(1)).max(1);
    let mut shares = Vec::new();
    while items.len() > share {
        shares.push(items.split_off((items.len() - 1) / share * share));
    }
    let work = &work;
    thread::scope(|scope| {
        let others: Vec<_> = shares
            .into_iter()
            .rev()
            .map(|share| scope.spawn(move || share.into_iter().map(work).collect::<Vec<R>>()))
            .collect();
        let mut done: Vec<R> = items.into_iter().map(work).collect();
        for other in others {
            done.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        done
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn results_stand_in_the_order_of_the_items(items in prop::collection::vec(any::<u32>(), 0..40), threads in 0_usize..6) {
            let expected: Vec<u64> = items.iter().map(|item| u64::from(*item) + 1).collect();
            let mut in_place: Vec<u64> = items.iter().map(|item| u64::from(*item)).collect();
            in_place_on_threads(threads, &mut in_place, |item| *item += 1);
            prop_assert_eq!(&in_place, &expected);
            prop_assert_eq!(on_threads(threads, items, |item| u64::from(item) + 1), expected);
        }
    }
}
