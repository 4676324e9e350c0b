//! The program itself against the portal, as a person sets it up: what `doctor` finds and what
//! becomes of the secret on the way.

mod doctor;
mod init;
mod secret;

use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use jiff::Timestamp;
use serde_json::Value;
use tempfile::TempDir;

use super::common::pty;
use super::emulator::fields::{DEAL, INVOICE, Kind};
use super::emulator::{Emulator, Settings};

/// The secret in the portal's address.
pub const CODE: &str = "k7q2v9z4x1c8b5n3";

/// A portal with fields for payments, and a machine on which the program runs against it.
pub struct Office {
    pub portal: Emulator,
    home: TempDir,
}

/// A program that ended.
pub struct Done {
    pub status: i32,
    pub out: String,
    pub errors: String,
}

impl Office {
    /// Must be called on a runtime of several threads: the program is another process, and the
    /// portal answers beside it.
    pub fn new() -> Self {
        let portal = Emulator::start(Settings { date: Timestamp::now(), ..Settings::default() }).expect("a free port");
        portal.portal(|portal| {
            for kind in [DEAL, INVOICE] {
                portal.declare(kind, "UF_CRM_PAID", Kind::Double, false);
                portal.declare(kind, "UF_CRM_DEBT", Kind::Money, false);
                portal.declare(kind, "UF_CRM_PAYMENTS", Kind::Text, true);
                portal.declare(kind, "UF_CRM_NOTE", Kind::Text, false);
                portal.add(kind, &serde_json::json!({ "title": "К-1", "opportunity": 100 }));
            }
        });
        Self { portal, home: TempDir::new().expect("a folder") }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    pub fn config(&self) -> PathBuf {
        self.path(".config/sverka/config.toml")
    }

    /// Writes a file below the home folder, its folders with it, for its owner alone.
    pub fn write(&self, name: &str, mode: u32, text: &str) {
        let path = self.path(name);
        let folder = path.parent().expect("a folder");
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).expect("a folder can be made");
        std::fs::write(&path, text).expect("a file can be written");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).expect("a mode can be set");
    }

    /// A configuration with the webhook of the portal and these lines more of `[crm.bitrix24…]`.
    pub fn configure(&self, more: &str) {
        self.write(".config/sverka/webhook", 0o600, &self.portal.webhook());
        let head = "[own]\ntax_ids = [\"7707083893\"]\n[crm]\nkind = \"bitrix24\"\n\
                    [crm.bitrix24]\nwebhook_file = \"webhook\"\n";
        self.write(".config/sverka/config.toml", 0o600, &format!("{head}{more}"));
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sverka"));
        command
            .args(arguments)
            .env_clear()
            .env("HOME", self.home.path())
            .env("LANG", "ru_RU.UTF-8")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Runs a command of the program with these lines typed, to its end. The secret may be in
    /// nothing that it says.
    pub async fn finish(mut command: Command, typed: &str) -> Done {
        let typed = typed.to_owned();
        let run = move || {
            let mut child = command.spawn().expect("the program starts");
            // A program that asks nothing does not read.
            drop(child.stdin.take().expect("a pipe").write_all(typed.as_bytes()));
            child.wait_with_output().expect("the program ends")
        };
        let output = tokio::task::spawn_blocking(run).await.expect("the program was waited for");
        let done = Done {
            status: output.status.code().expect("the program was not killed"),
            out: String::from_utf8(output.stdout).expect("UTF-8"),
            errors: String::from_utf8(output.stderr).expect("UTF-8"),
        };
        for said in [&done.out, &done.errors] {
            assert!(!said.contains(CODE), "the secret is shown: {said}");
            assert!(!said.contains('⟦'), "there are no words for something: {said}");
        }
        done
    }

    pub async fn run(&self, arguments: &[&str], typed: &str) -> Done {
        Self::finish(self.command(arguments), typed).await
    }

    /// What `doctor --json` finds: state, check, text.
    pub async fn doctor(&self) -> Vec<(String, String, String)> {
        let done = self.run(&["doctor", "--json"], "").await;
        let text = |line: &Value, name: &str| line[name].as_str().expect("a text").to_owned();
        let found: Vec<_> = done
            .out
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).expect("JSON"))
            .map(|line| (text(&line, "state"), text(&line, "check"), text(&line, "text")))
            .collect();
        assert_eq!(done.status == 1, found.iter().any(|(state, ..)| state == "broken"), "{}", done.out);
        found
    }

    /// The portal was only looked at, and by what the documents allow.
    pub fn assert_untouched(&self) {
        let ledger = self.portal.ledger();
        assert_eq!(ledger.improper, Vec::<String>::new());
        for called in ledger.hits.iter().flat_map(|hit| &hit.calls) {
            let writes = ["add", "update", "delete", "import"].iter().any(|word| called.method.contains(word));
            assert!(!writes, "{} changes the portal", called.method);
        }
    }
}
