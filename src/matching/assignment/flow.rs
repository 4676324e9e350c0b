//! Payments to contracts with the greatest sum of bits: a sparse min-cost flow in integers.
//!
//! Every payment takes one slot of one contract or goes to none, which weighs nothing. Payments
//! enter one after another, each by the shortest augmenting path over the contracts, with prices
//! of slots as dual variables (successive shortest paths; Jonker and Volgenant's assignment with
//! more than one slot a contract). The prices then say for every pair what the whole loses without
//! it: the shortest way back to its contract in the residual graph.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Who may take what, in tenths of bits.
#[derive(Debug, Clone)]
pub(super) struct Problem {
    /// For each payment the contracts it may take and their weights, all above zero.
    pub edges: Vec<Vec<(usize, i64)>>,
    /// How many payments each contract can take.
    pub slots: Vec<usize>,
}

/// The best assignment.
#[derive(Debug)]
pub(super) struct Flow<'a> {
    problem: &'a Problem,
    /// For each payment its contract and the weight of the pair.
    given: Vec<Option<(usize, i64)>>,
    /// For each contract the payments that it took.
    taken: Vec<Vec<usize>>,
    /// What one more slot of a contract would be worth; zero where one is free.
    prices: Vec<i64>,
    /// For each contract the payments that may take it.
    claimants: Vec<Vec<(usize, i64)>>,
}

/// Where a chain of moves ends.
#[derive(Debug, Clone, Copy)]
enum End {
    /// The new payment takes no contract.
    Nothing,
    /// The contract has a free slot.
    Free(usize),
    /// This payment gives its contract up and takes none.
    Displaced(usize),
}

/// No way known.
const FAR: i64 = i64::MAX / 4;

impl<'a> Flow<'a> {
    /// Solves a problem. Of equal assignments the one stands in which earlier payments were served
    /// first.
    pub(super) fn of(problem: &'a Problem) -> Self {
        let contracts = problem.slots.len();
        let mut claimants = vec![Vec::new(); contracts];
        for (payment, edges) in problem.edges.iter().enumerate() {
            for (contract, weight) in edges {
                claimants[*contract].push((payment, *weight));
            }
        }
        let mut flow = Self {
            problem,
            given: vec![None; problem.edges.len()],
            taken: vec![Vec::new(); contracts],
            prices: vec![0; contracts],
            claimants,
        };
        let mut search = Search { distance: vec![FAR; contracts], mover: vec![0; contracts], ..Search::default() };
        for payment in 0..problem.edges.len() {
            flow.enter(payment, &mut search);
        }
        flow
    }

    /// The contract that a payment took.
    pub(super) fn given(&self, payment: usize) -> Option<usize> {
        self.given[payment].map(|(contract, _)| contract)
    }

    /// The sum of the weights of all pairs.
    #[cfg(test)]
    pub(super) fn value(&self) -> i64 {
        self.given.iter().flatten().map(|(_, weight)| weight).sum()
    }

    /// What the payment gets beyond the price of its slot.
    fn surplus(&self, payment: usize) -> i64 {
        self.given[payment].map_or(0, |(contract, weight)| weight - self.prices[contract])
    }

    fn has_room(&self, contract: usize) -> bool {
        self.taken[contract].len() < self.problem.slots[contract]
    }

    /// Lets a payment in along the shortest augmenting path.
    fn enter(&mut self, payment: usize, search: &mut Search) {
        search.begin();
        for (contract, weight) in &self.problem.edges[payment] {
            search.relax(*contract, self.prices[*contract] - weight, payment);
        }
        let mut end = End::Nothing;
        let mut nearest = 0;
        while let Some((distance, contract)) = search.next() {
            if distance >= nearest {
                break;
            }
            if self.has_room(contract) {
                (end, nearest) = (End::Free(contract), distance);
                break;
            }
            for other in &self.taken[contract] {
                let surplus = self.surplus(*other);
                if distance + surplus < nearest {
                    (end, nearest) = (End::Displaced(*other), distance + surplus);
                }
                for (next, weight) in &self.problem.edges[*other] {
                    if *next != contract {
                        search.relax(*next, distance + surplus + self.prices[*next] - weight, *other);
                    }
                }
            }
        }
        for contract in &search.reached {
            self.prices[*contract] += (nearest - search.distance[*contract]).max(0);
        }
        self.move_along(payment, end, search);
    }

    /// Moves every payment of the path one contract on.
    fn move_along(&mut self, entering: usize, end: End, search: &Search) {
        let mut target = match end {
            End::Nothing => return,
            End::Free(contract) => contract,
            End::Displaced(other) => match self.leave(other) {
                Some(contract) => contract,
                None => return,
            },
        };
        loop {
            let mover = search.mover[target];
            let from = self.leave(mover);
            let weight = self.problem.edges[mover].iter().find(|(contract, _)| *contract == target);
            self.given[mover] = weight.copied();
            self.taken[target].push(mover);
            match from {
                Some(contract) if mover != entering => target = contract,
                _ => return,
            }
        }
    }

    fn leave(&mut self, payment: usize) -> Option<usize> {
        let (contract, _) = self.given[payment].take()?;
        self.taken[contract].retain(|other| *other != payment);
        Some(contract)
    }

    /// For each payment what the sum loses when its pair is forbidden and all others may move;
    /// zero for a payment that took no contract.
    pub(super) fn losses(&self) -> Vec<i64> {
        let mut losses = vec![0; self.given.len()];
        let contracts = self.problem.slots.len();
        let somebody_took_none = self.given.iter().any(Option::is_none);
        let mut search =
            Search { distance: vec![FAR; contracts + 2], mover: vec![0; contracts + 2], ..Search::default() };
        for contract in (0..contracts).filter(|contract| !self.taken[*contract].is_empty()) {
            self.ways_back(contract, somebody_took_none, &mut search);
            for payment in &self.taken[contract] {
                let surplus = self.surplus(*payment);
                let elsewhere = self.problem.edges[*payment].iter().filter(|(other, _)| *other != contract);
                let ways = elsewhere.map(|(other, weight)| self.prices[*other] - weight + search.known(*other));
                let none = search.known(contracts);
                losses[*payment] = surplus + ways.fold(none, i64::min);
            }
        }
        losses
    }

    /// The cheapest way from every contract to a freed slot of this one, in reduced costs. Beside
    /// the contracts two nodes: none, behind the last contract, and the end of all slots.
    fn ways_back(&self, to: usize, somebody_took_none: bool, search: &mut Search) {
        let (none, all) = (self.prices.len(), self.prices.len() + 1);
        // No pair is worth more than its own weight, so no way beyond that matters.
        let bound = self.taken[to].iter().filter_map(|payment| self.given[*payment]).map(|(_, weight)| weight).max();
        search.begin();
        search.relax(to, 0, 0);
        while let Some((distance, node)) = search.next() {
            if Some(distance) > bound {
                break;
            }
            if node == all {
                search.relax(none, distance, 0);
                for contract in (0..none).filter(|contract| self.has_room(*contract)) {
                    search.relax(contract, distance, 0);
                }
            } else if node == none {
                if somebody_took_none {
                    search.relax(all, distance, 0);
                }
                for (payment, given) in self.given.iter().enumerate() {
                    if let Some((contract, _)) = given {
                        search.relax(*contract, distance + self.surplus(payment), 0);
                    }
                }
            } else {
                if !self.taken[node].is_empty() {
                    search.relax(all, distance + self.prices[node], 0);
                }
                for (payment, weight) in &self.claimants[node] {
                    let at = self.given(*payment).unwrap_or(none);
                    if at != node {
                        search.relax(at, distance + self.surplus(*payment) + self.prices[node] - weight, 0);
                    }
                }
            }
        }
    }
}

/// Dijkstra's search, with its memory kept between searches.
#[derive(Debug, Default)]
struct Search {
    distance: Vec<i64>,
    /// The payment that moves to the node on the shortest way.
    mover: Vec<usize>,
    /// Nodes with a distance.
    reached: Vec<usize>,
    queue: BinaryHeap<Reverse<(i64, usize)>>,
}

impl Search {
    fn begin(&mut self) {
        for node in self.reached.drain(..) {
            self.distance[node] = FAR;
        }
        self.queue.clear();
    }

    fn relax(&mut self, node: usize, distance: i64, mover: usize) {
        let known = self.distance[node];
        if distance < known {
            if known == FAR {
                self.reached.push(node);
            }
            self.distance[node] = distance;
            self.mover[node] = mover;
            self.queue.push(Reverse((distance, node)));
        }
    }

    fn next(&mut self) -> Option<(i64, usize)> {
        loop {
            let Reverse((distance, node)) = self.queue.pop()?;
            if self.distance[node] == distance {
                return Some((distance, node));
            }
        }
    }

    fn known(&self, node: usize) -> i64 {
        self.distance[node]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The greatest sum by trying everything; `forbidden` is left out.
    fn by_trying(problem: &Problem, forbidden: Option<(usize, usize)>) -> i64 {
        fn from(problem: &Problem, forbidden: Option<(usize, usize)>, payment: usize, left: &mut [usize]) -> i64 {
            let Some(edges) = problem.edges.get(payment) else { return 0 };
            let mut best = from(problem, forbidden, payment + 1, left);
            for (contract, weight) in edges {
                if left[*contract] > 0 && forbidden != Some((payment, *contract)) {
                    left[*contract] -= 1;
                    best = best.max(weight + from(problem, forbidden, payment + 1, left));
                    left[*contract] += 1;
                }
            }
            best
        }
        from(problem, forbidden, 0, &mut problem.slots.clone())
    }

    fn problems() -> impl Strategy<Value = Problem> {
        let edges = prop::collection::vec(prop::collection::btree_map(0_usize..5, 1_i64..30, 0..5), 0..7);
        (edges, prop::collection::vec(0_usize..4, 5)).prop_map(|(edges, slots)| Problem {
            edges: edges.into_iter().map(|edges| edges.into_iter().collect()).collect(),
            slots,
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000))]

        #[test]
        fn the_sum_is_the_greatest_and_so_is_the_loss_of_every_pair(problem in problems()) {
            let flow = Flow::of(&problem);
            let greatest = by_trying(&problem, None);
            prop_assert_eq!(flow.value(), greatest);
            for (contract, slots) in problem.slots.iter().enumerate() {
                let taken = (0..problem.edges.len()).filter(|payment| flow.given(*payment) == Some(contract)).count();
                prop_assert!(taken <= *slots);
            }
            for (payment, loss) in flow.losses().into_iter().enumerate() {
                let expected = flow.given(payment).map_or(0, |at| greatest - by_trying(&problem, Some((payment, at))));
                prop_assert_eq!(loss, expected, "payment {} of {:?}", payment, flow);
            }
        }
    }

    #[test]
    fn a_payment_gives_way_to_one_that_has_nothing_else() {
        let problem = Problem { edges: vec![vec![(0, 100), (1, 90)], vec![(0, 60)]], slots: vec![1, 1] };
        let flow = Flow::of(&problem);
        assert_eq!((flow.given(0), flow.given(1), flow.value()), (Some(1), Some(0), 150));
        assert_eq!(flow.losses(), [50, 50]);
    }

    #[test]
    fn equals_are_served_in_their_order_and_lose_nothing() {
        let problem = Problem { edges: vec![vec![(0, 70)], vec![(0, 70)]], slots: vec![1] };
        let flow = Flow::of(&problem);
        assert_eq!((flow.given(0), flow.given(1)), (Some(0), None));
        assert_eq!(flow.losses(), [0, 0]);
    }
}
