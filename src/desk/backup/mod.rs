//! Copies of the state that the program keeps beside it: what they are called and which is the newest.

use std::path::{Path, PathBuf};

/// The folder of these copies, in the state folder.
const FOLDER: &str = "backups";
/// How the name of a copy ends.
const ENDING: &str = "zip";

/// The newest of the copies that lie in the state folder's `backups`; `None` where there is none.
/// Their names begin with the day and the time, so that the names tell; what lies there
/// under other names is somebody else's.
#[must_use]
pub fn newest_backup(state: &Path) -> Option<PathBuf> {
    let entries = state.join(FOLDER).read_dir().ok()?;
    let files = entries.filter_map(Result::ok).map(|entry| entry.path());
    files.filter(|file| is_backup(file)).max()
}

/// Whether a file bears the name of a copy: a day, and `.zip` at the end.
fn is_backup(file: &Path) -> bool {
    let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let day = stem.get(..10).and_then(|day| day.parse::<jiff::civil::Date>().ok());
    day.is_some() && file.extension().is_some_and(|ending| ending == ENDING) && file.is_file()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn the_newest_copy_is_told_by_its_name() {
        let state = tempfile::tempdir().expect("a folder");
        assert_eq!(newest_backup(state.path()), None);
        let folder = state.path().join(FOLDER);
        fs::create_dir(&folder).expect("a folder");
        for name in ["2026-11-20.zip", "2026-11-21.zip", "2026-11-22.zip.unfinished", "заметки.zip", "2026-11-23.txt"]
        {
            fs::write(folder.join(name), "").expect("written");
        }
        assert_eq!(newest_backup(state.path()), Some(folder.join("2026-11-21.zip")));
    }
}
