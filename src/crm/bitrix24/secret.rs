//! The address of the webhook, which is itself the key to the portal.
//!
//! It comes by reference only: from a file that nobody else may read, or from the credentials of
//! the service manager. It never goes into a text: neither `Debug` nor `Display` shows it, and no
//! error carries it.

use std::fmt;
use std::fs::File;
use std::io::Read as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use reqwest::Url;

use super::dumps;
use crate::crm::CrmError;
use crate::model::{Explain, Message};
use crate::text::harmless_line;

/// The longest file that is looked at: an address has some eighty letters.
const LONGEST_FILE: u64 = 4096;
/// The name of the credential in the folder of the service manager.
const CREDENTIAL: &str = "bitrix24";

/// The address of an inbound webhook: `https://PORTAL/rest/USER/CODE/`.
#[derive(Clone, PartialEq, Eq)]
pub struct Webhook {
    base: Url,
}

/// Why there is no webhook to work with. None of these shows what the file held.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    /// Neither a file is named, nor does the service manager hand anything over.
    #[error("no file of a webhook is named")]
    NotNamed,
    /// An address stands where a file is to be named.
    #[error("an address stands where a file of a webhook is to be named")]
    AddressForFile,
    /// The file cannot be read.
    #[error("the file of the webhook {file} cannot be read: {source}")]
    Unreadable {
        /// Which file.
        file: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Others may read it.
    #[error("the file of the webhook {file} may be read by others (mode {mode:o})")]
    Open {
        /// Which file.
        file: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// What is there is not the address of a webhook.
    #[error("what {file} holds is not the address of a webhook")]
    NotAWebhook {
        /// Which file.
        file: PathBuf,
    },
    /// The address begins with `http://`, and the portal is not on this machine.
    #[error("the webhook in {file} is not encrypted")]
    NotEncrypted {
        /// Which file.
        file: PathBuf,
    },
}

impl Explain for SecretError {
    fn explain(&self) -> Message {
        let about = |key: &str, file: &Path| Message::new(key).with("file", harmless_line(&file.to_string_lossy()));
        match self {
            Self::NotNamed => Message::new("bitrix24-webhook-not-named"),
            Self::AddressForFile => Message::new("bitrix24-webhook-address"),
            Self::Unreadable { file, source } if source.kind() == std::io::ErrorKind::NotFound => {
                about("bitrix24-webhook-missing", file)
            }
            Self::Unreadable { file, source } => {
                about("bitrix24-webhook-unreadable", file).with("detail", harmless_line(&source.to_string()))
            }
            Self::Open { file, mode } => about("bitrix24-webhook-open", file).with("mode", format!("{mode:03o}")),
            Self::NotAWebhook { file } => about("bitrix24-webhook-other", file),
            Self::NotEncrypted { file } => about("bitrix24-webhook-not-encrypted", file),
        }
    }
}

impl From<SecretError> for CrmError {
    fn from(error: SecretError) -> Self {
        Self::Unavailable { detail: harmless_line(&error.to_string()), message: error.explain() }
    }
}

impl Webhook {
    /// Reads the address from the configured file; where none is named, from the credentials in
    /// `folder` (`$CREDENTIALS_DIRECTORY`).
    ///
    /// # Errors
    /// As [`Webhook::of_file`], and [`SecretError::NotNamed`].
    pub fn configured(file: &Path, folder: Option<&Path>) -> Result<Self, SecretError> {
        match folder {
            _ if !file.as_os_str().is_empty() => Self::of_file(file),
            Some(folder) => Self::of_credentials(folder),
            None => Err(SecretError::NotNamed),
        }
    }

    /// Reads the address from a file that only its owner may read.
    ///
    /// # Errors
    /// [`SecretError`]: the file is missing, open to others, or holds something else.
    pub fn of_file(file: &Path) -> Result<Self, SecretError> {
        Self::read(file, 0o077)
    }

    /// Reads the address from `bitrix24` in the folder of credentials that systemd names in
    /// `$CREDENTIALS_DIRECTORY` (systemd.exec(5)). The service manager may let the service's own
    /// group in.
    ///
    /// # Errors
    /// As [`Webhook::of_file`].
    pub fn of_credentials(folder: &Path) -> Result<Self, SecretError> {
        Self::read(&folder.join(CREDENTIAL), 0o007)
    }

    fn read(path: &Path, forbidden: u32) -> Result<Self, SecretError> {
        if looks_like_address(&path.to_string_lossy()) {
            return Err(SecretError::AddressForFile);
        }
        let file = || path.to_path_buf();
        let unreadable = |source| SecretError::Unreadable { file: file(), source };
        // Opening what is no file may wait for somebody at its other end.
        if !std::fs::metadata(path).map_err(unreadable)?.is_file() {
            return Err(SecretError::NotAWebhook { file: file() });
        }
        let opened = File::open(path).map_err(unreadable)?;
        let facts = opened.metadata().map_err(unreadable)?;
        let mode = facts.permissions().mode() & 0o777;
        if mode & forbidden != 0 {
            return Err(SecretError::Open { file: file(), mode });
        }
        let mut text = String::new();
        let read = opened.take(LONGEST_FILE).read_to_string(&mut text);
        if read.is_err() {
            return Err(SecretError::NotAWebhook { file: file() });
        }
        Self::parse(&text, path)
    }

    /// Takes the address from a text; `file` is named in errors. From here on this process leaves no
    /// core dump.
    ///
    /// # Errors
    /// [`SecretError::NotAWebhook`] and [`SecretError::NotEncrypted`].
    pub fn parse(text: &str, file: &Path) -> Result<Self, SecretError> {
        dumps::forbid();
        let other = || SecretError::NotAWebhook { file: file.to_path_buf() };
        let mut base = Url::parse(text.trim()).map_err(|_| other())?;
        let is_bare = base.query().is_none()
            && base.fragment().is_none()
            && base.username().is_empty()
            && base.password().is_none();
        let path: Vec<&str> = base.path().trim_matches('/').split('/').collect();
        let is_webhook = matches!(path.as_slice(), ["rest", user, code]
            if user.bytes().all(|digit| digit.is_ascii_digit()) && !user.is_empty()
                && code.bytes().all(|letter| letter.is_ascii_alphanumeric()) && !code.is_empty());
        if !is_bare || !is_webhook || base.host_str().is_none() {
            return Err(other());
        }
        match base.scheme() {
            "https" => {}
            "http" if is_loopback(&base) => {}
            "http" => return Err(SecretError::NotEncrypted { file: file.to_path_buf() }),
            _ => return Err(other()),
        }
        let path = format!("{}/", base.path().trim_end_matches('/'));
        base.set_path(&path);
        Ok(Self { base })
    }

    /// Writes the address as [`Webhook::of_file`] reads it: the only way by which it leaves this
    /// type. Whoever calls it answers for who may read what is written.
    ///
    /// # Errors
    /// What `into` says.
    pub fn write(&self, into: &mut dyn std::io::Write) -> std::io::Result<()> {
        writeln!(into, "{}", self.base)
    }

    /// The portal: what may be shown of the address.
    #[must_use]
    pub fn portal(&self) -> &str {
        self.base.host_str().unwrap_or_default()
    }

    /// The number of the employee in whose name the webhook works.
    pub(super) fn user(&self) -> &str {
        self.base.path_segments().and_then(|mut parts| parts.nth(1)).unwrap_or_default()
    }

    /// Whether the address is on this machine, the one case in which it need not be encrypted.
    #[must_use]
    pub fn is_local(&self) -> bool {
        is_loopback(&self.base)
    }

    /// Whether calls are encrypted: always, but for a portal on this machine.
    #[must_use]
    pub fn is_encrypted(&self) -> bool {
        self.base.scheme() == "https"
    }

    /// Where a method is called.
    pub(super) fn method(&self, method: &str) -> Option<Url> {
        self.base.join(&format!("{method}.json")).ok()
    }
}

/// Whether a text that was given for a file or a word may be the address of a webhook, whole or not.
#[must_use]
pub fn looks_like_address(text: &str) -> bool {
    text.contains("://") || holds_address(text)
}

/// Whether the address of a webhook stands somewhere in a text, so that it must not be shown.
#[must_use]
pub fn holds_address(text: &str) -> bool {
    let is_user = |part: &str| !part.is_empty() && part.bytes().all(|digit| digit.is_ascii_digit());
    let after_rest = text.match_indices("rest/").filter_map(|(at, rest)| text.get(at + rest.len()..));
    after_rest.filter_map(|rest| rest.split_once('/')).any(|(user, _)| is_user(user))
}

fn is_loopback(address: &Url) -> bool {
    let host = address.host_str().unwrap_or_default().trim_matches(['[', ']']);
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|host| host.is_loopback())
}

impl fmt::Debug for Webhook {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Webhook").field("portal", &self.portal()).finish_non_exhaustive()
    }
}

impl fmt::Display for Webhook {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.portal())
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    const SECRET: &str = "k7q2v9z4x1c8b5n3";

    fn parse(text: &str) -> Result<Webhook, SecretError> {
        Webhook::parse(text, Path::new("webhook"))
    }

    fn file(mode: u32) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::TempDir::new().expect("a folder");
        let path = folder.path().join("bitrix24");
        std::fs::write(&path, format!("https://stroy.bitrix24.ru/rest/1/{SECRET}/\n")).expect("a file");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).expect("a mode");
        (folder, path)
    }

    #[test]
    fn the_address_leads_to_a_method_and_is_never_shown() {
        let webhook = parse(&format!(" https://stroy.bitrix24.ru/rest/1/{SECRET} \n")).expect("a webhook");
        let address = webhook.method("crm.item.list").expect("an address");
        assert_eq!(address.as_str(), format!("https://stroy.bitrix24.ru/rest/1/{SECRET}/crm.item.list.json"));
        for shown in [format!("{webhook:?}"), format!("{webhook:#?}"), webhook.to_string()] {
            assert!(shown.contains("stroy.bitrix24.ru") && !shown.contains(SECRET), "{shown}");
        }
    }

    #[rstest]
    #[case("http://stroy.bitrix24.ru/rest/1/abc/")]
    #[case("https://stroy.bitrix24.ru/rest/1/")]
    #[case("https://stroy.bitrix24.ru/rest/1/abc/crm.item.list")]
    #[case("https://user:word@stroy.bitrix24.ru/rest/1/abc/")]
    #[case("https://stroy.bitrix24.ru/rest/1/abc/?x=1")]
    #[case("ftp://stroy.bitrix24.ru/rest/1/abc/")]
    #[case("")]
    fn what_is_no_webhook_is_refused_without_being_shown(#[case] text: &str) {
        let error = parse(text).expect_err("refused");
        assert!(!format!("{error} {error:?} {:?}", error.explain()).contains("abc"), "{error:?}");
    }

    #[test]
    fn only_this_machine_may_be_reached_unencrypted() {
        for host in ["127.0.0.1:8080", "localhost", "[::1]:80"] {
            assert!(parse(&format!("http://{host}/rest/1/abc/")).expect("a webhook").is_local(), "{host}");
        }
        let error = parse("http://127.0.0.1.example.ru/rest/1/abc/").expect_err("refused");
        assert!(matches!(error, SecretError::NotEncrypted { .. }), "{error:?}");
    }

    #[rstest]
    #[case("https://stroy.bitrix24.ru/rest/1/abc/", true)]
    #[case("/etc/sverka/stroy.bitrix24.ru/rest/1/abc", true)]
    #[case("http:/x/rest/17/abc", true)]
    #[case("/home/rest/webhook", false)]
    #[case("rest/a/webhook", false)]
    fn an_address_in_place_of_a_file_is_refused_without_being_shown(#[case] named: &str, #[case] is_address: bool) {
        assert_eq!(looks_like_address(named), is_address);
        let error = Webhook::of_file(Path::new(named)).expect_err("no such file");
        assert_eq!(matches!(error, SecretError::AddressForFile), is_address, "{error:?}");
        assert!(!format!("{error} {error:?} {:?}", error.explain()).contains("abc"), "{error:?}");
    }

    #[rstest]
    #[case(0o600, true, true)]
    #[case(0o400, true, true)]
    #[case(0o440, false, true)]
    #[case(0o640, false, true)]
    #[case(0o604, false, false)]
    #[case(0o620, false, true)]
    fn a_file_that_others_may_open_is_refused(#[case] mode: u32, #[case] own: bool, #[case] credential: bool) {
        let (folder, path) = file(mode);
        assert_eq!(Webhook::of_file(&path).is_ok(), own, "{mode:o}");
        assert_eq!(Webhook::of_credentials(folder.path()).is_ok(), credential, "{mode:o}");
    }

    #[test]
    fn a_missing_file_is_named() {
        let error = Webhook::of_file(Path::new("/no/such/webhook")).expect_err("missing");
        assert!(matches!(error, SecretError::Unreadable { .. }));
        assert!(format!("{:?}", error.explain()).contains("/no/such/webhook"));
    }
}
