//! Every thing that a key can do. One table feeds keymap, footer, help and the printed key table.

use std::str::FromStr;

/// Where keys mean something of their own. [`Context::Everywhere`] stands behind each other one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Context {
    /// In every context.
    Everywhere,
    /// The table of rows.
    Table,
    /// The contract search: takes text.
    Search,
    /// The text filter: takes text.
    Filter,
    /// The row editor: its fields take text.
    Editor,
    /// Contract card and property card.
    Card,
    /// The chessboard.
    Chessboard,
    /// The help.
    Help,
    /// A question.
    Dialog,
}

impl Context {
    /// Every context, in the order of help.
    pub const ALL: [Self; 9] = [
        Self::Table,
        Self::Search,
        Self::Filter,
        Self::Editor,
        Self::Card,
        Self::Chessboard,
        Self::Dialog,
        Self::Help,
        Self::Everywhere,
    ];

    /// The name in keymap files; «context-» and this name is the key of its title.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Everywhere => "everywhere",
            Self::Table => "table",
            Self::Search => "search",
            Self::Filter => "filter",
            Self::Editor => "editor",
            Self::Card => "card",
            Self::Chessboard => "chessboard",
            Self::Help => "help",
            Self::Dialog => "dialog",
        }
    }

    /// Whether letters are typed here instead of being keys.
    #[must_use]
    pub const fn takes_text(self) -> bool {
        matches!(self, Self::Search | Self::Filter | Self::Editor)
    }
}

impl FromStr for Context {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|context| context.name() == text).ok_or_else(|| text.to_owned())
    }
}

macro_rules! actions {
    ($($(#[$doc:meta])* $variant:ident = $name:literal),* $(,)?) => {
        /// What a key can do. Its words are the phrase «action-» and the name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action { $($(#[$doc])* $variant),* }

        impl Action {
            /// Every action, in the order of help.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name in keymap files.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }
        }
    };
}

actions! {
    /// Take the first candidate and go to the next row that needs a person.
    TakeCandidate1 = "take-candidate-1",
    /// Take the second candidate.
    TakeCandidate2 = "take-candidate-2",
    /// Take the third candidate.
    TakeCandidate3 = "take-candidate-3",
    /// Take the fourth candidate.
    TakeCandidate4 = "take-candidate-4",
    /// Take the fifth candidate.
    TakeCandidate5 = "take-candidate-5",
    /// Take the sixth candidate.
    TakeCandidate6 = "take-candidate-6",
    /// Take the seventh candidate.
    TakeCandidate7 = "take-candidate-7",
    /// Take the eighth candidate.
    TakeCandidate8 = "take-candidate-8",
    /// Take the ninth candidate.
    TakeCandidate9 = "take-candidate-9",
    /// Accept what is proposed: of this row, or of all marked ones.
    AcceptProposal = "accept-proposal",
    /// Open the contract search on what the payment says; take the chosen one inside it.
    Accept = "accept",
    /// Open the search.
    Search = "search",
    /// Edit the row: contract, parts, kind, comment.
    Edit = "edit",
    /// Take the row out, or put it back.
    Exclude = "exclude",
    /// Commit every ready row.
    Commit = "commit",
    /// Undo the last step.
    Undo = "undo",
    /// Redo what was undone.
    Redo = "redo",
    /// Take a committed row back by a reversing entry.
    Reverse = "reverse",
    /// Up.
    Up = "up",
    /// Down.
    Down = "down",
    /// Left.
    Left = "left",
    /// Right.
    Right = "right",
    /// A page up.
    PageUp = "page-up",
    /// A page down.
    PageDown = "page-down",
    /// To the first.
    First = "first",
    /// To the last.
    Last = "last",
    /// To the next row that needs a person.
    NextOpen = "next-open",
    /// To the previous row that needs a person.
    PreviousOpen = "previous-open",
    /// Mark the row, and go down.
    Mark = "mark",
    /// Mark all rows from the last mark to here.
    MarkRange = "mark-range",
    /// Forget all marks.
    Unmark = "unmark",
    /// Mark all open rows of this payer.
    MarkSamePayer = "mark-same-payer",
    /// Filter by text.
    FilterText = "filter-text",
    /// Show only the next readiness.
    FilterReadiness = "filter-readiness",
    /// Show everything again.
    ClearFilter = "clear-filter",
    /// Sort by the next column.
    Sort = "sort",
    /// Turn the order around.
    SortReverse = "sort-reverse",
    /// Show the contract.
    ContractCard = "contract-card",
    /// Show the unit.
    PropertyCard = "property-card",
    /// Show the house.
    Chessboard = "chessboard",
    /// The next house.
    NextHouse = "next-house",
    /// Show the evidence to the last bit.
    Details = "details",
    /// The next field.
    NextField = "next-field",
    /// The previous field.
    PreviousField = "previous-field",
    /// Add a part.
    AddPart = "add-part",
    /// Remove the part.
    RemovePart = "remove-part",
    /// Put the rest of the payment into this part.
    FillRest = "fill-rest",
    /// Say yes.
    Confirm = "confirm",
    /// Back, close, say no.
    Back = "back",
    /// Earlier messages.
    Messages = "messages",
    /// The keys.
    Help = "help",
    /// Ask the CRM anew: contracts, and payments whose outcome is not known.
    Refresh = "refresh",
    /// Draw everything anew.
    Redraw = "redraw",
    /// Back to the shell for a while.
    Suspend = "suspend",
    /// Leave; everything is kept.
    Quit = "quit",
}

impl Action {
    /// Which candidate a digit takes, counted from 0.
    #[must_use]
    pub fn candidate(self) -> Option<usize> {
        (self <= Self::TakeCandidate9).then_some(self as usize)
    }
}

impl FromStr for Action {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.iter().copied().find(|action| action.name() == text).ok_or_else(|| text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_to_their_actions() {
        for action in Action::ALL {
            assert_eq!(action.name().parse(), Ok(*action));
        }
        assert_eq!(Action::TakeCandidate9.candidate(), Some(8));
        assert_eq!(Action::Accept.candidate(), None);
    }
}
