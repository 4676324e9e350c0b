//! Who holds a state folder, as he wrote it down himself.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::model::Message;
use crate::store::log::Actor;
use crate::text::harmless_line;

/// Who holds a state folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Process id.
    pub pid: u32,
    /// System user, by the number where the system has no name for it; an earlier program may have left it empty.
    pub user: String,
    /// Terminal, without «/dev/»; empty without one.
    pub terminal: String,
    /// The host from which an SSH session came; empty without one.
    pub from: String,
    /// The machine that the process runs on; empty where an earlier program wrote it down.
    #[serde(default)]
    pub host: String,
    /// Since when.
    pub since: Timestamp,
}

impl Holder {
    /// This process.
    #[must_use]
    pub fn this_process() -> Self {
        let variable = |name: &str| std::env::var(name).unwrap_or_default();
        let terminal = std::fs::read_link("/proc/self/fd/0").unwrap_or_default();
        let terminal = terminal.to_str().and_then(|path| path.strip_prefix("/dev/")).unwrap_or_default();
        let is_terminal = terminal.starts_with("pts/") || terminal.starts_with("tty");
        // Where the environment names nobody, as the log does.
        let actor = Actor::of_process();
        let named = [harmless_line(&variable("USER")), actor.user, actor.uid.to_string()];
        Self {
            pid: std::process::id(),
            user: named.into_iter().find(|name| !name.is_empty()).unwrap_or_default(),
            terminal: if is_terminal { terminal.to_owned() } else { String::new() },
            from: harmless_line(variable("SSH_CONNECTION").split(' ').next().unwrap_or_default()),
            host: this_host(),
            since: Timestamp::now(),
        }
    }

    /// What somebody wrote down; `None` while it is being written, or when it says nothing sound.
    pub(super) fn parse(text: &[u8]) -> Option<Self> {
        let mut holder: Self = serde_json::from_slice(text).ok()?;
        for field in [&mut holder.user, &mut holder.terminal, &mut holder.from, &mut holder.host] {
            *field = harmless_line(field);
        }
        Some(holder)
    }

    /// Whole minutes since then; 0 when the clock went back.
    #[must_use]
    pub fn minutes(&self, now: Timestamp) -> u64 {
        let seconds = now.as_second().saturating_sub(self.since.as_second());
        u64::try_from(seconds / 60).unwrap_or(0)
    }

    /// The user and the process, in words.
    #[must_use]
    pub fn who(&self) -> Message {
        // As text: a process id takes no thousands apart.
        let pid = self.pid.to_string();
        match self.user.as_str() {
            "" => Message::new("desk-holder-process").with("pid", pid),
            user => Message::new("desk-holder-user").with("user", user).with("pid", pid),
        }
    }

    /// The terminal and where it is reached from, in words.
    #[must_use]
    pub fn place(&self) -> Message {
        match (self.terminal.as_str(), self.from.as_str()) {
            ("", "") => Message::new("desk-place-none"),
            (terminal, "") => Message::new("desk-place-terminal").with("terminal", terminal),
            ("", from) => Message::new("desk-place-ssh").with("from", from),
            (terminal, from) => Message::new("desk-place-both").with("terminal", terminal).with("from", from),
        }
    }

    /// For how long, in words.
    #[must_use]
    pub fn how_long(&self, now: Timestamp) -> Message {
        const MINUTES_IN_AN_HOUR: u64 = 60;
        let minutes = self.minutes(now);
        if minutes < 2 * MINUTES_IN_AN_HOUR {
            Message::new("desk-since-minutes").with("count", minutes)
        } else {
            Message::new("desk-since-hours").with("count", minutes / MINUTES_IN_AN_HOUR)
        }
    }
}

/// The name of this machine.
pub(super) fn this_host() -> String {
    harmless_line(&rustix::system::uname().nodename().to_string_lossy())
}
