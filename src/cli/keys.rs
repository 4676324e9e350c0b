//! `sverka keys`: the key table, made from the keymap.

use std::path::Path;

use super::{Exit, Failure, Output, Setting};
use crate::config::Keys;
use crate::console::Keymap;
use crate::console::input::{KeymapError, Layout};
use crate::console::key_table;
use crate::model::Explain as _;

/// The name of the built-in keymap.
const BUILT_IN: &str = "default";

pub(super) fn run(setting: &Setting<'_>, keymap: Option<&Path>, output: &mut Output<'_>) -> Result<Exit, Failure> {
    let keymap = load(&setting.config.keys, keymap).map_err(|error| Failure::usage(error.explain()))?;
    for line in key_table(&keymap, setting.texts).lines() {
        output.line(line)?;
    }
    Ok(Exit::Done)
}

/// The keymap of the configuration, or the one that was named instead of it.
pub(super) fn load(keys: &Keys, named: Option<&Path>) -> Result<Keymap, KeymapError> {
    let file = match named {
        Some(name) if name == Path::new(BUILT_IN) => None,
        Some(name) => Some(name),
        None => keys.keymap.as_deref(),
    };
    // The configuration has seen to it that these are layouts.
    let layouts = keys.layouts.iter().filter_map(|layout| Layout::new(&layout.letters, &layout.latin).ok()).collect();
    Ok(Keymap::load(file)?.with_layouts(layouts))
}
