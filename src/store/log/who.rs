//! Who sits at the terminal.

use serde::{Deserialize, Serialize};

use crate::text::harmless_line;

/// Who did something: what the system knows, not what somebody says of himself.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Actor {
    /// Name of the system user; empty where the system has none for the number.
    pub user: String,
    /// Number of the system user.
    pub uid: u32,
    /// The address from which the SSH session came, as the session's environment says it; empty
    /// without one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub from: String,
}

impl Actor {
    /// Whoever runs this process.
    #[must_use]
    pub fn of_process() -> Self {
        let user = uzers::get_current_username().unwrap_or_default();
        let variable = |name: &str| std::env::var(name).unwrap_or_default();
        Self {
            user: harmless_line(&user.to_string_lossy()),
            uid: uzers::get_current_uid(),
            from: peer(&variable("SSH_CONNECTION")).or_else(|| peer(&variable("SSH_CLIENT"))).unwrap_or_default(),
        }
    }
}

/// The first word of what sshd says of a connection: the peer's address.
fn peer(connection: &str) -> Option<String> {
    connection.split_whitespace().next().map(harmless_line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_peer_is_the_first_word_of_the_connection() {
        assert_eq!(peer("10.0.0.5 50122 10.0.0.1 22").as_deref(), Some("10.0.0.5"));
        assert_eq!(peer("fe80::1%eth0 5 fe80::2 22").as_deref(), Some("fe80::1%eth0"));
        assert_eq!(peer(""), None);
        assert_eq!(peer("\u{1b}[31m 1").as_deref(), Some("␛[31m"));
    }
}
