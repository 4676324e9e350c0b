//! Files that are handed out: whole or not at all, never over another by mistake, and no cell of
//! them a formula.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use crate::disk::folder_of;

/// Puts a file in its place when it is whole and on disk, for its owner alone. A file that is there
/// stays as it is, unless `over` says that it may go.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`], or what the system says.
pub(super) fn put(file: &Path, bytes: &[u8], over: bool) -> io::Result<()> {
    if !over && fs::symlink_metadata(file).is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    if fs::metadata(file).is_ok_and(|facts| !facts.is_file() && !facts.is_dir()) {
        // A pipe or a device takes what is written, and is no file that another could stand in for.
        return OpenOptions::new().write(true).open(file)?.write_all(bytes);
    }
    let unfinished = unfinished(file);
    let written = write(&unfinished, bytes).and_then(|()| place(&unfinished, file, over));
    if written.is_err() || !over {
        // Of a file that was put in its place by a link, this is the other name.
        drop(fs::remove_file(&unfinished));
    }
    written
}

/// Whether a file lies in a folder of the program or below it, where no file is to be handed out to.
pub(super) fn lies_in(file: &Path, folder: &Path) -> bool {
    let whole = |path: &Path| path.canonicalize().ok();
    let Some(folder) = whole(folder) else { return false };
    // A file that is there may be a link to one of the folder.
    whole(file).or_else(|| whole(folder_of(file))).is_some_and(|place| place.starts_with(folder))
}

fn write(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(file)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn place(unfinished: &Path, file: &Path, over: bool) -> io::Result<()> {
    if over {
        fs::rename(unfinished, file)?;
    } else {
        // A link does not replace what somebody put there meanwhile.
        match fs::hard_link(unfinished, file) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => fs::rename(unfinished, file)?,
            linked => linked?,
        }
    }
    let folder = folder_of(file);
    File::open(folder)?.sync_all()
}

fn unfinished(file: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(file.file_name().unwrap_or_default());
    name.push(".unfinished");
    file.with_file_name(name)
}

/// Whether a spreadsheet would take a text for a formula (OWASP, «CSV Injection»; full-width signs
/// are taken for one by some).
pub(super) fn is_formula(text: &str) -> bool {
    text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        || text.starts_with(['\t', '\r', '\n', '\0'])
}

/// A cell of a text file that a spreadsheet takes for text: names come from outside, and one that
/// begins like a formula would be run.
pub(super) fn no_formula(cell: &str) -> String {
    if is_formula(cell) { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for (cell, expected) in [
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-5", "'-5"),
            ("+7 999", "'+7 999"),
            (" =1", "' =1"),
            ("\t=1", "'\t=1"),
            ("＝1", "'＝1"),
            ("Иванов", "Иванов"),
            ("К-1 = 2", "К-1 = 2"),
        ] {
            assert_eq!(no_formula(cell), expected);
        }
    }

    #[test]
    fn a_file_is_put_there_whole_for_its_owner_and_never_over_another_by_mistake() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("реестр.csv");
        put(&file, b"one", false).unwrap();
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        let error = put(&file, b"two", false).unwrap_err();
        assert_eq!((error.kind(), fs::read(&file).unwrap()), (io::ErrorKind::AlreadyExists, b"one".to_vec()));
        put(&file, b"three", true).unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"three");
        assert!(put(&folder.path().join("нет/реестр.csv"), b"four", true).is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing else is left");
    }

    #[test]
    fn a_pipe_takes_what_is_written_and_stays_a_pipe() {
        use std::io::Read as _;
        use std::os::unix::fs::FileTypeExt as _;

        use rustix::fs::{CWD, FileType, Mode, OFlags, mknodat};

        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        mknodat(CWD, &pipe, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
        let flags = OFlags::NONBLOCK.bits().cast_signed();
        let mut reader = OpenOptions::new().read(true).custom_flags(flags).open(&pipe).unwrap();
        assert_eq!(put(&pipe, b"x", false).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        put(&pipe, b"x", true).unwrap();
        assert!(pipe.metadata().unwrap().file_type().is_fifo());
        let mut taken = Vec::new();
        reader.read_to_end(&mut taken).unwrap();
        assert_eq!(taken, b"x");
    }
}
