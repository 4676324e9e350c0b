//! The configuration file, the folders and the language: what is settled before a command runs.
//!
//! Read once at the start; only `sverka init` writes the file, and not from here. Nothing here opens the
//! state, a CRM or a terminal.

mod choose;
mod error;
mod file;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

pub use choose::{Environment, language_of};
pub use error::{ConfigError, PlaceInFile, Wanted};

use crate::crm::bitrix24::Mapping;
use crate::crm::bitrix24::secret::Webhook;
use crate::ingest::ReadSettings;
use crate::lang::Language;
use crate::matching::Settings;
use crate::model::TaxId;

/// Everything that the configuration file can say, with what holds where it says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Config {
    /// The file that was read; `None` where there is none, so that all defaults hold.
    pub file: Option<PathBuf>,
    /// `language`: the language of texts, unless the command line names another one.
    pub language: Option<Language>,
    /// `[own]`: who we are.
    pub own: Own,
    /// `[matching]`: weights and thresholds, in tenths of a bit; own accounts and tax numbers of
    /// `[own]` are in it too.
    pub matching: Settings,
    /// `[keys]`: the keyboard.
    pub keys: Keys,
    /// `[console]`: the terminal.
    pub console: Console,
    /// `[crm]`: which CRM takes the payments.
    pub crm: CrmKind,
    /// `[crm.bitrix24]`: the portal, its fields and its stages.
    pub bitrix24: Mapping,
    /// Where the file names the webhook, or where one belongs.
    pub webhook_at: Option<PlaceInFile>,
}

/// `[own]`: our own legal entity. Payments between own accounts are no customer payments, and the
/// direction of a payment follows from the own account.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Own {
    /// `name`: shown in the header of the console.
    pub name: String,
    /// `accounts`: account numbers without spaces.
    pub accounts: Vec<String>,
    /// `tax_ids`: ИНН, УНП or IDNO.
    pub tax_ids: Vec<TaxId>,
}

/// `[keys]`: the keyboard.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keys {
    /// `keymap`: a file of bindings that is merged over the built-in ones; absolute, or beside the
    /// configuration file.
    pub keymap: Option<PathBuf>,
    /// `layouts`: keyboard layouts beside the Latin and the Russian one, whose letters mean the
    /// Latin letters on the same keys.
    pub layouts: Vec<KeyLayout>,
}

/// `[console]`: the terminal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Console {
    /// `progress`: whether the terminal shows on its tab how far a batch is; `None`: only one that is
    /// known to.
    pub progress: Option<bool>,
}

/// One entry of `[keys] layouts`: as many letters as keys, no letter twice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeyLayout {
    /// `letters`: what the layout types.
    pub letters: String,
    /// `latin`: the Latin letters on the same keys, in the same order.
    pub latin: String,
}

/// `[crm] kind`: which CRM takes the payments.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CrmKind {
    /// The one inside this program, in the state folder.
    #[default]
    Embedded,
    /// A Bitrix24 portal.
    Bitrix24,
}

impl CrmKind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Embedded, Self::Bitrix24];

    /// The word in the configuration file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Embedded => "embedded",
            Self::Bitrix24 => "bitrix24",
        }
    }
}

impl Config {
    /// Reads the configuration: the named file, else the one in the usual place.
    ///
    /// # Errors
    /// A named file that is missing; any file that cannot be read or is wrong. That the usual
    /// place is empty is no error.
    pub fn load(named: Option<&Path>, environment: &Environment) -> Result<Self, ConfigError> {
        let Some(path) = named.map(Path::to_path_buf).or_else(|| environment.usual_config_file()) else {
            return Ok(Self::default());
        };
        match std::fs::read(&path) {
            Ok(bytes) => {
                let text = String::from_utf8(bytes).map_err(|error| ConfigError::not_text(&path, &error))?;
                Self::parse(&text, &path)
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && named.is_none() => Ok(Self::default()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(ConfigError::Missing { file: path }),
            Err(source) => Err(ConfigError::Unreadable { file: path, source }),
        }
    }

    /// The webhook of the configured portal; `credentials` is the folder of secrets that the service
    /// manager hands over.
    ///
    /// # Errors
    /// [`ConfigError::Webhook`]: none is named, or what is named is not one that may be used.
    pub fn webhook(&self, credentials: Option<&Path>) -> Result<Webhook, ConfigError> {
        Webhook::configured(&self.bitrix24.webhook_file, credentials)
            .map_err(|source| ConfigError::Webhook { place: self.webhook_at.clone(), source })
    }

    /// What the readers of payment files are told about us.
    #[must_use]
    pub fn read_settings(&self) -> ReadSettings {
        ReadSettings { own_accounts: self.own.accounts.clone(), own_tax_ids: self.own.tax_ids.clone() }
    }

    /// Takes a configuration from its text; `file` is named in errors, and paths in the text are
    /// meant from its folder.
    ///
    /// # Errors
    /// Text that is no TOML, a key that is not known, a value that does not fit its key.
    pub fn parse(text: &str, file: &Path) -> Result<Self, ConfigError> {
        file::parse(text, file)
    }
}
