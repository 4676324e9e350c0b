//! The terminal: can the console be drawn here.

use std::io::IsTerminal as _;

use super::Finding;
use crate::config::Environment;
use crate::model::Message;

/// The smallest terminal that the console is drawn for: columns and lines.
const SMALLEST: (u16, u16) = (80, 24);

/// What the process sees of its terminal.
struct Terminal {
    is_there: bool,
    name: Option<String>,
    size: Option<(u16, u16)>,
    locale: Option<String>,
    is_colourless: bool,
}

pub(super) fn check(environment: &Environment) -> Vec<Finding> {
    let output = std::io::stdout();
    Terminal {
        is_there: output.is_terminal() && std::io::stdin().is_terminal(),
        name: std::env::var("TERM").ok(),
        size: rustix::termios::tcgetwinsize(&output).ok().map(|size| (size.ws_col, size.ws_row)),
        locale: environment.character_locale.clone(),
        is_colourless: std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
    }
    .findings()
}

impl Terminal {
    fn findings(&self) -> Vec<Finding> {
        if !self.is_there {
            return vec![Finding::look(Message::new("cli-doctor-no-terminal"))];
        }
        let name = self.name.as_deref().unwrap_or_default();
        let mut findings = vec![if name.is_empty() || name == "dumb" {
            Finding::broken(Message::new("cli-doctor-term"))
        } else {
            Finding::good(Message::new("cli-doctor-terminal").with("name", crate::text::harmless_line(name)))
        }];
        if let Some((columns, lines)) = self.size
            && (columns < SMALLEST.0 || lines < SMALLEST.1)
        {
            let size =
                Message::new("cli-doctor-size").with("columns", columns.to_string()).with("lines", lines.to_string());
            findings.push(Finding::look(size));
        }
        if !self.locale.as_deref().is_some_and(is_utf8) {
            let locale = crate::text::harmless_line(self.locale.as_deref().unwrap_or_default());
            findings.push(Finding::look(Message::new("cli-doctor-locale").with("locale", locale)));
        }
        if self.is_colourless {
            findings.push(Finding::good(Message::new("cli-doctor-no-colour")));
        }
        findings
    }
}

fn is_utf8(locale: &str) -> bool {
    let lower = locale.to_lowercase();
    lower.contains("utf-8") || lower.contains("utf8")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terminal() -> Terminal {
        Terminal {
            is_there: true,
            name: Some("xterm-256color".to_owned()),
            size: Some((120, 40)),
            locale: Some("ru_RU.UTF-8".to_owned()),
            is_colourless: false,
        }
    }

    fn keys(terminal: &Terminal) -> Vec<String> {
        terminal.findings().into_iter().map(|finding| finding.message.key).collect()
    }

    #[test]
    fn a_good_terminal_is_good() {
        assert_eq!(keys(&terminal()), ["cli-doctor-terminal"]);
    }

    #[test]
    fn every_lack_is_named() {
        assert_eq!(keys(&Terminal { is_there: false, ..terminal() }), ["cli-doctor-no-terminal"]);
        assert_eq!(keys(&Terminal { name: Some("dumb".to_owned()), ..terminal() }), ["cli-doctor-term"]);
        assert_eq!(keys(&Terminal { size: Some((79, 24)), ..terminal() }), ["cli-doctor-terminal", "cli-doctor-size"]);
        assert_eq!(
            keys(&Terminal { locale: Some("ru_RU.KOI8-R".to_owned()), ..terminal() }),
            ["cli-doctor-terminal", "cli-doctor-locale"]
        );
        assert_eq!(keys(&Terminal { locale: None, ..terminal() }), ["cli-doctor-terminal", "cli-doctor-locale"]);
        assert_eq!(
            keys(&Terminal { is_colourless: true, ..terminal() }),
            ["cli-doctor-terminal", "cli-doctor-no-colour"]
        );
    }
}
