//! Colours and attributes: the 16 colours that every terminal has, or none at all.
//!
//! A state never speaks by colour alone: a glyph and a word stand beside it. Nothing here knows
//! what is drawn where.

use ratatui::style::{Color, Modifier, Style};

use crate::model::Readiness;

/// How things look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Theme {
    /// Without colours: bold, dim, underline and reverse only, so that no colour command is sent.
    is_mono: bool,
}

impl Theme {
    /// The theme for what stands in `NO_COLOR` (<https://no-color.org>: any text that is not empty
    /// turns colours off).
    #[must_use]
    pub fn of_no_color(no_color: Option<&str>) -> Self {
        Self { is_mono: no_color.is_some_and(|value| !value.is_empty()) }
    }

    /// The theme without colours.
    #[must_use]
    pub const fn mono() -> Self {
        Self { is_mono: true }
    }

    /// A state's glyph and word.
    #[must_use]
    pub fn readiness(self, readiness: Readiness) -> Style {
        match readiness {
            Readiness::Ready => self.colour(Color::Green, Modifier::BOLD),
            Readiness::Review => self.colour(Color::Yellow, Modifier::empty()),
            Readiness::Choose | Readiness::Unmatched => self.colour(Color::Reset, Modifier::empty()),
            Readiness::Blocked | Readiness::Failed => self.colour(Color::Red, Modifier::BOLD),
            Readiness::Excluded => self.dim(),
            Readiness::Committed => self.colour(Color::Blue, Modifier::empty()),
        }
    }

    /// What is less important.
    #[must_use]
    pub const fn dim(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// Titles and sums that count.
    #[must_use]
    pub const fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// The row, field or unit under the cursor.
    #[must_use]
    pub const fn cursor(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// What agrees with a contract, in the purpose and in found texts.
    #[must_use]
    pub fn agrees(self) -> Style {
        self.colour(Color::Cyan, Modifier::BOLD.union(Modifier::UNDERLINED))
    }

    /// What speaks against a contract.
    #[must_use]
    pub fn conflicts(self) -> Style {
        self.colour(Color::Red, Modifier::UNDERLINED)
    }

    /// The name of a key in the footer.
    #[must_use]
    pub fn key(self) -> Style {
        self.colour(Color::Cyan, Modifier::BOLD)
    }

    /// Good news.
    #[must_use]
    pub fn good(self) -> Style {
        self.colour(Color::Green, Modifier::empty())
    }

    /// What wants attention.
    #[must_use]
    pub fn careful(self) -> Style {
        self.colour(Color::Yellow, Modifier::empty())
    }

    /// Bad news.
    #[must_use]
    pub fn bad(self) -> Style {
        self.colour(Color::Red, Modifier::BOLD)
    }

    /// Money that the CRM already has.
    #[must_use]
    pub fn settled(self) -> Style {
        self.colour(Color::Blue, Modifier::empty())
    }

    fn colour(self, colour: Color, modifier: Modifier) -> Style {
        let style = Style::new().add_modifier(modifier);
        if self.is_mono || colour == Color::Reset { style } else { style.fg(colour) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_color_sends_no_colour() {
        let mono = Theme::of_no_color(Some("1"));
        for readiness in Readiness::ALL {
            assert_eq!(mono.readiness(readiness).fg, None, "{readiness:?}");
        }
        assert_eq!(Theme::of_no_color(Some("")), Theme::of_no_color(None));
        assert_eq!(Theme::of_no_color(None).readiness(Readiness::Ready).fg, Some(Color::Green));
    }
}
