//! How far a batch is, on the tab or in the taskbar of the terminal's own window: `ConEmu`'s `OSC 9;4`
//! (<https://conemu.github.io/en/AnsiEscapeCodes.html#ConEmu_specific_OSC>).
//!
//! To a terminal that does not know it, `OSC 9` is a notice to pop up, one for each step. So it goes
//! only to those that say who they are, and to those that the configuration vouches for. Nothing
//! depends on it: the dialog says the same.

/// How far a batch is, in whole percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// It goes on.
    Runs(u8),
    /// The CRM lets it wait.
    Waits(u8),
}

impl Share {
    /// How far a batch is by its rows; an empty one is done.
    #[must_use]
    pub fn of(done: usize, total: usize, waits: bool) -> Self {
        const WHOLE: usize = 100;
        let percent = (done * WHOLE).checked_div(total).unwrap_or(WHOLE).min(WHOLE);
        let percent = u8::try_from(percent).unwrap_or(u8::MAX);
        if waits { Self::Waits(percent) } else { Self::Runs(percent) }
    }

    /// What the terminal is sent to show it.
    pub(super) fn sequence(self) -> String {
        match self {
            Self::Runs(percent) => format!("\x1b]9;4;1;{percent}\x07"),
            Self::Waits(percent) => format!("\x1b]9;4;4;{percent}\x07"),
        }
    }
}

/// What the terminal is sent to show nothing any more.
pub(super) const NONE: &str = "\x1b]9;4;0\x07";

/// Whether the terminal is one that shows it, by what it says of itself in the environment. Over
/// SSH that is `TERM`, and what begins with `LC_`.
#[must_use]
pub fn is_shown(variable: impl Fn(&str) -> Option<String>) -> bool {
    let is = |name: &str, wanted: &str| variable(name).is_some_and(|value| value == wanted);
    // A multiplexer keeps it for itself, and hides what stands behind it.
    if variable("TMUX").is_some() || variable("STY").is_some() {
        return false;
    }
    variable("WT_SESSION").is_some_and(|session| !session.is_empty())
        || is("ConEmuANSI", "ON")
        || is("TERM", "xterm-ghostty")
        || ["ghostty", "WezTerm"].into_iter().any(|program| is("TERM_PROGRAM", program))
        || [("TERM_PROGRAM", "iTerm.app", "TERM_PROGRAM_VERSION"), ("LC_TERMINAL", "iTerm2", "LC_TERMINAL_VERSION")]
            .into_iter()
            .any(|(name, program, version)| is(name, program) && variable(version).is_some_and(|at| is_new(&at)))
}

/// iTerm2 shows it from 3.6.6 on; before, each step was a notice.
fn is_new(version: &str) -> bool {
    const FIRST: [u32; 3] = [3, 6, 6];
    let numbers: Vec<u32> = version.split('.').map_while(|number| number.parse().ok()).collect();
    numbers.as_slice() >= FIRST.as_slice()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn among(variables: &'static [(&'static str, &'static str)]) -> impl Fn(&str) -> Option<String> {
        |name| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
    }

    #[rstest]
    #[case(&[("WT_SESSION", "0b6a")])]
    #[case(&[("ConEmuANSI", "ON")])]
    #[case(&[("TERM", "xterm-ghostty")])]
    #[case(&[("TERM_PROGRAM", "WezTerm")])]
    #[case(&[("TERM_PROGRAM", "iTerm.app"), ("TERM_PROGRAM_VERSION", "3.6.6")])]
    #[case(&[("LC_TERMINAL", "iTerm2"), ("LC_TERMINAL_VERSION", "3.10.0")])]
    fn a_terminal_that_says_who_it_is_shows_it(#[case] variables: &'static [(&'static str, &'static str)]) {
        assert!(is_shown(among(variables)));
    }

    #[rstest]
    #[case(&[("TERM", "xterm-256color")])]
    #[case(&[("TERM_PROGRAM", "iTerm.app"), ("TERM_PROGRAM_VERSION", "3.6.5")])]
    #[case(&[("LC_TERMINAL", "iTerm2")])]
    #[case(&[("LC_TERMINAL", "iTerm2"), ("LC_TERMINAL_VERSION", "beta")])]
    #[case(&[("WT_SESSION", "0b6a"), ("TMUX", "/tmp/tmux-0/default,1,0")])]
    #[case(&[("WT_SESSION", "")])]
    fn no_other_is_sent_what_may_be_a_notice_to_it(#[case] variables: &'static [(&'static str, &'static str)]) {
        assert!(!is_shown(among(variables)));
    }

    #[rstest]
    #[case(0, 3, false, "\x1b]9;4;1;0\x07")]
    #[case(2, 3, false, "\x1b]9;4;1;66\x07")]
    #[case(2, 3, true, "\x1b]9;4;4;66\x07")]
    #[case(3, 3, false, "\x1b]9;4;1;100\x07")]
    #[case(0, 0, false, "\x1b]9;4;1;100\x07")]
    fn a_share_is_told_in_whole_percent(
        #[case] done: usize,
        #[case] total: usize,
        #[case] waits: bool,
        #[case] sent: &str,
    ) {
        assert_eq!(Share::of(done, total, waits).sequence(), sent);
    }
}
