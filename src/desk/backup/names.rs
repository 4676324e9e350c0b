//! What lies where: the files of a state, the folder of its copies, and folders that are gone again.

use std::fs::{self, DirBuilder, File};
use std::io;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

use jiff::Zoned;
use jiff::civil::Date;

use super::BackupError;
use crate::crm::embedded::EmbeddedCrm;
use crate::store::Store;

/// The session's file.
pub(super) const SESSION: &str = "sverka.redb";
/// How far its log goes.
pub(super) const HEAD: &str = "sverka.head";
/// The embedded CRM's file.
pub(super) const CRM: &str = "crm.redb";
/// All that a backup may hold. The lock belongs to a process, and what was read of a portal can be
/// read again.
pub(super) const PARTS: [&str; 3] = [SESSION, HEAD, CRM];

/// The folder of the copies that the program makes by itself, in the state folder.
const FOLDER: &str = "backups";
/// How the name of a copy ends.
const ENDING: &str = "zip";

/// How the name of a file that is being written ends.
pub(super) const UNFINISHED: &str = "unfinished";

/// The folder of the copies that the program makes by itself.
pub(super) fn backups(state: &Path) -> PathBuf {
    state.join(FOLDER)
}

/// The newest of the copies that lie in the state folder's `backups`; `None` where there is none.
/// Their names begin with the day and the time, so that the names tell; what lies there
/// under other names is somebody else's.
#[must_use]
pub fn newest_backup(state: &Path) -> Option<PathBuf> {
    copies(state).pop()
}

/// Those copies, oldest first.
pub(super) fn copies(state: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> =
        files(&backups(state)).into_iter().filter(|file| day_and_rest(file).is_some()).collect();
    found.sort_unstable();
    found
}

/// What a process left of copies there that it did not finish.
pub(super) fn unfinished(state: &Path) -> impl Iterator<Item = PathBuf> {
    let is_unfinished = |file: &PathBuf| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        name.ends_with(&format!(".{ENDING}.{UNFINISHED}"))
    };
    files(&backups(state)).into_iter().filter(is_unfinished)
}

/// The copy of a day.
pub(super) fn of_day(state: &Path, day: Date) -> PathBuf {
    backups(state).join(format!("{day}.{ENDING}"))
}

/// The copies of days, oldest first.
pub(super) fn of_days(state: &Path) -> Vec<PathBuf> {
    let is_of_day = |file: &PathBuf| day_and_rest(file).is_some_and(|(_, rest)| rest.is_empty());
    copies(state).into_iter().filter(is_of_day).collect()
}

/// A name in a folder that nothing has, with the day and the time such as people see on their clock.
fn free(folder: &Path, begin: &str, end: &str) -> PathBuf {
    let now = Zoned::now().strftime("%Y-%m-%dT%H-%M-%S").to_string();
    let names = (1_u32..).map(|number| match number {
        1 => format!("{begin}{now}{end}"),
        number => format!("{begin}{now}-{number}{end}"),
    });
    let mut free = names.map(|name| folder.join(name)).filter(|path| fs::symlink_metadata(path).is_err());
    free.next().unwrap_or_default()
}

/// A name with day and time for a backup in a folder that nobody gave one.
#[must_use]
pub fn usual_in(folder: &Path) -> PathBuf {
    free(folder, "sverka-", &format!(".{ENDING}"))
}

/// The copy from before the file is brought up to a schema.
pub(super) fn before_schema(state: &Path, schema: u32) -> PathBuf {
    free(&backups(state), "", &format!("-before-schema-{schema}.{ENDING}"))
}

/// A folder for what is put aside now.
pub(super) fn aside(state: &Path) -> PathBuf {
    free(state, "aside-", "")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = folder.read_dir().into_iter().flatten();
    entries.filter_map(Result::ok).map(|entry| entry.path()).filter(|file| file.is_file()).collect()
}

/// The day with which the name of a copy begins, and what else stands before its ending.
fn day_and_rest(file: &Path) -> Option<(Date, &str)> {
    const DAY_LENGTH: usize = "2026-11-22".len();
    let stem = file.file_stem()?.to_str()?;
    let day = stem.get(..DAY_LENGTH)?.parse().ok()?;
    file.extension().is_some_and(|ending| ending == ENDING).then_some((day, stem.get(DAY_LENGTH..)?))
}

/// A folder for nobody else, made empty, and removed with all that is in it when it is dropped.
#[derive(Debug)]
pub(super) struct Scratch {
    pub path: PathBuf,
}

impl Scratch {
    /// In the folder of the copies, under a name that says that it is not finished. What a process
    /// that was killed left there goes.
    pub fn make(state: &Path, name: &str) -> io::Result<Self> {
        let path = backups(state).join(format!(".{name}.unfinished"));
        make_private(&path)?;
        Ok(Self { path })
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What stays is removed by the next one.
        drop(fs::remove_dir_all(&self.path));
    }
}

/// Whether nobody has the files of a state open. The lock of the folder says so too, unless somebody took its
/// file away.
pub(super) fn check_free(state: &Path) -> Result<(), BackupError> {
    Store::check_free(&state.join(SESSION))?;
    Ok(EmbeddedCrm::check_free(&state.join(CRM))?)
}

/// Makes an empty folder for its owner alone, with those above it.
pub(super) fn make_private(path: &Path) -> io::Result<()> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    DirBuilder::new().recursive(true).mode(0o700).create(path)
}

/// Puts on disk what stands in a folder.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_copy_is_told_by_its_name() {
        let state = tempfile::tempdir().expect("a folder");
        assert_eq!(newest_backup(state.path()), None);
        let folder = backups(state.path());
        fs::create_dir(&folder).expect("a folder");
        let put = |name: &str| fs::write(folder.join(name), "").expect("written");
        for name in ["2026-11-20.zip", "2026-11-21.zip", "2026-11-22.zip.unfinished", "заметки.zip", "2026-11-23.txt"]
        {
            put(name);
        }
        assert_eq!(newest_backup(state.path()), Some(folder.join("2026-11-21.zip")));
        put("2026-11-21T10-15-00-before-schema-3.zip");
        assert_eq!(newest_backup(state.path()), Some(folder.join("2026-11-21T10-15-00-before-schema-3.zip")));
        assert_eq!(of_days(state.path()), ["2026-11-20.zip", "2026-11-21.zip"].map(|name| folder.join(name)));
    }
}
