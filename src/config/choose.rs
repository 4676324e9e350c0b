//! What the environment says: the usual folders and the language.

use std::path::PathBuf;

use crate::lang::Language;

/// The variables of the environment that count here, taken once at the start.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Environment {
    /// `SVERKA_CONFIG`: the configuration file, unless the command line names another one.
    pub config_file: Option<PathBuf>,
    /// `SVERKA_STATE`: the state folder, unless the command line names another one.
    pub state_folder: Option<PathBuf>,
    /// The folder of configurations (`$XDG_CONFIG_HOME`, else `~/.config`).
    pub config_home: Option<PathBuf>,
    /// The folder of states (`$XDG_STATE_HOME`, else `~/.local/state`).
    pub state_home: Option<PathBuf>,
    /// `CREDENTIALS_DIRECTORY`: the secrets that the service manager hands over (systemd.exec(5)).
    pub credentials: Option<PathBuf>,
    /// The locale of messages as POSIX has it: the first of `LC_ALL`, `LC_MESSAGES` and `LANG`
    /// that is not empty.
    pub locale: Option<String>,
    /// The locale of characters, likewise: the first of `LC_ALL`, `LC_CTYPE` and `LANG`.
    pub character_locale: Option<String>,
}

impl Environment {
    /// Takes them from the process. A machine without a home folder has no usual folders.
    #[must_use]
    pub fn of_process() -> Self {
        let folders = etcetera::choose_base_strategy().ok();
        let first = |names: [&str; 3]| {
            names.into_iter().filter_map(|name| std::env::var(name).ok()).find(|value| !value.is_empty())
        };
        let named = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        Self {
            config_file: named("SVERKA_CONFIG"),
            state_folder: named("SVERKA_STATE"),
            config_home: folders.as_ref().map(etcetera::BaseStrategy::config_dir),
            state_home: folders.as_ref().and_then(etcetera::BaseStrategy::state_dir),
            credentials: named("CREDENTIALS_DIRECTORY"),
            locale: first(["LC_ALL", "LC_MESSAGES", "LANG"]),
            character_locale: first(["LC_ALL", "LC_CTYPE", "LANG"]),
        }
    }

    /// Where the configuration file lies, unless another one is named.
    #[must_use]
    pub fn usual_config_file(&self) -> Option<PathBuf> {
        self.config_home.as_ref().map(|folder| folder.join("sverka").join("config.toml"))
    }

    /// Where the state lies, unless another folder is named.
    #[must_use]
    pub fn usual_state_folder(&self) -> Option<PathBuf> {
        self.state_home.as_ref().map(|folder| folder.join("sverka"))
    }
}

/// The language of all texts: of the command line, else of the configuration, else of the locale,
/// else Russian.
#[must_use]
pub fn language_of(
    command_line: Option<Language>,
    configured: Option<Language>,
    environment: &Environment,
) -> Language {
    command_line
        .or(configured)
        .or_else(|| environment.locale.as_deref().and_then(Language::of_locale))
        .unwrap_or_default()
}
