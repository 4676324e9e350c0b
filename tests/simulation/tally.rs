//! How often each thing happened, so that a simulation in which nothing happens is seen.

use std::fmt;

macro_rules! tally {
    ($($name:ident: $words:literal),+ $(,)?) => {
        /// How often each thing happened.
        #[derive(Debug, Clone, Copy, Default)]
        pub struct Tally { $(pub $name: u64),+ }

        impl Tally {
            pub fn add(&mut self, other: &Self) { $(self.$name += other.$name;)+ }

            /// What never happened.
            pub fn missing(&self) -> Vec<&'static str> {
                [$((self.$name, $words)),+].iter().filter(|(count, _)| *count == 0).map(|(_, words)| *words).collect()
            }
        }

        impl fmt::Display for Tally {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                $(writeln!(formatter, "{:>10}  {}", self.$name, $words)?;)+
                Ok(())
            }
        }
    };
}

tally! {
    batches: "batches begun",
    committed: "rows told to be committed",
    already: "rows found to be there already",
    refused: "rows refused",
    reversed: "rows taken back",
    unknown: "rows left unknown",
    never_left: "requests that never left",
    lost: "replies that were lost",
    silent: "replies that never came",
    late: "writes that came after their reply was given up",
    twice: "requests that came twice",
    half: "chunks of which only a beginning was done",
    wrong_answers: "wrong answers: broken, too few, a lie",
    deaths: "processes that died at an await",
    deaths_writing: "processes that died at a write of the journal",
    clock_jumps: "jumps of the clock",
    cancels: "batches cancelled or given up",
    edits: "decisions changed",
    closed: "contracts closed by a colleague",
    changed: "contracts changed by a colleague",
    by_hand: "payments entered by a colleague",
    taken_back: "payments taken back by a colleague",
    told: "doubles that a person was told of, and tidied up",
    settled: "rows settled by a recovery",
}
