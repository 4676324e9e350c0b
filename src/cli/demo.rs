//! `sverka demo`: the console on built-in data, or its files in a folder.

use std::path::Path;

use super::{Exit, Failure, Output, Setting};
use crate::demo;
use crate::model::Message;
use crate::text::harmless_line;

/// `sverka demo --write DIR`: writes the register and the payment files and stops.
pub(super) fn write(setting: &Setting<'_>, folder: &Path, output: &mut Output<'_>) -> Result<Exit, Failure> {
    let files = demo::write(folder).map_err(|error| {
        Failure::failed(
            Message::new("cli-demo-cannot-write")
                .with("folder", shown(folder))
                .with("detail", harmless_line(&error.to_string())),
        )
    })?;
    let register = shown(&files.register);
    output.say(setting.texts, &Message::new("cli-demo-written").with("register", register.as_str()))?;
    for file in &files.files {
        output.say(setting.texts, &Message::new("cli-demo-written-file").with("file", shown(file)))?;
    }
    output.say(setting.texts, &Message::new("cli-demo-next").with("register", register))?;
    Ok(Exit::Done)
}

fn shown(path: &Path) -> String {
    harmless_line(&path.display().to_string())
}
