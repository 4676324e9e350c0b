//! A damaged file of the state: it is refused and left as it is, copied aside once, and the way out
//! is told. Nothing here mends or reads what stands in it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, Read as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use jiff::Zoned;

use super::backup::{newest_backup, newest_backup_of_crm};
use super::error::{DeskError, shown};
use super::folder::Folders;
use crate::commit::CommitError;
use crate::crm::CrmError;
use crate::disk::{folder_of, is_full};
use crate::model::{Explain, Message};
use crate::store::StoreError;
use crate::text::harmless_line;

/// Bytes that are compared at a time.
const CHUNK: usize = 1 << 16;

/// A file of the state that is damaged, and what was done about it.
#[derive(Debug, thiserror::Error)]
#[error("{file}: damaged: {detail}")]
pub struct Damage {
    part: Part,
    file: PathBuf,
    detail: String,
    aside: io::Result<Aside>,
    state: PathBuf,
    backup: Option<PathBuf>,
}

/// Which file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Session,
    Crm,
}

impl Part {
    /// The newest copy in the state folder that can bring it back.
    pub(super) fn newest_backup(self, state: &Path) -> Option<PathBuf> {
        match self {
            Self::Session => newest_backup(state),
            Self::Crm => newest_backup_of_crm(state),
        }
    }
}

/// The copy for whoever looks into what happened.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Aside {
    /// Made now.
    Made(PathBuf),
    /// The same bytes were put aside before.
    There(PathBuf),
}

/// An error of a folder whose lock is held. Where it says that a file is damaged, the file is copied
/// aside, and the error says so and names the way out.
pub(super) fn attend(error: DeskError, folders: &Folders) -> DeskError {
    let (part, file, detail) = match error {
        DeskError::Store(StoreError::Damaged { path, detail })
        | DeskError::Commit(CommitError::Store(StoreError::Damaged { path, detail })) => (Part::Session, path, detail),
        DeskError::Crm(CrmError::Damaged { path, detail })
        | DeskError::Commit(CommitError::Crm(CrmError::Damaged { path, detail })) => (Part::Crm, path, detail),
        other => return other,
    };
    let aside = put_aside(&file, &Zoned::now().strftime("%Y-%m-%dT%H-%M-%S").to_string());
    let backup = part.newest_backup(&folders.state);
    DeskError::Damaged(Box::new(Damage { part, file, detail, aside, state: folders.state.clone(), backup }))
}

/// Copies a file beside itself, unless a copy with these very bytes is there. Nothing is written over.
fn put_aside(file: &Path, moment: &str) -> io::Result<Aside> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let begins = format!("{name}.damaged-");
    let folder = folder_of(file);
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(&begins) && is_same(file, &entry.path())? {
            return Ok(Aside::There(entry.path()));
        }
    }
    let unfinished = folder.join(format!("{name}.damaged.unfinished"));
    let copy = free_name(&folder.join(format!("{begins}{moment}")))?;
    let placed = copy_durably(file, &unfinished).and_then(|()| fs::rename(&unfinished, &copy));
    if let Err(error) = placed {
        // Half a copy helps nobody, and takes the room that is missing.
        drop(fs::remove_file(&unfinished));
        return Err(error);
    }
    File::open(folder)?.sync_all()?;
    Ok(Aside::Made(copy))
}

/// The name, or one after it that is not taken.
fn free_name(wanted: &Path) -> io::Result<PathBuf> {
    let mut name = wanted.to_owned();
    for number in 2_u32.. {
        match fs::symlink_metadata(&name) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => break,
            Err(error) => return Err(error),
            Ok(_) => {
                let mut next = wanted.as_os_str().to_owned();
                next.push(format!("-{number}"));
                name = next.into();
            }
        }
    }
    Ok(name)
}

fn copy_durably(from: &Path, to: &Path) -> io::Result<()> {
    let mut copy = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(to)?;
    io::copy(&mut File::open(from)?, &mut copy)?;
    copy.sync_all()
}

fn is_same(one: &Path, other: &Path) -> io::Result<bool> {
    let (one, other) = (File::open(one)?, File::open(other)?);
    if one.metadata()?.len() != other.metadata()?.len() {
        return Ok(false);
    }
    let (mut one, mut other) = (BufReader::with_capacity(CHUNK, one), BufReader::with_capacity(CHUNK, other));
    let (mut left, mut right) = (Vec::new(), Vec::new());
    loop {
        left.clear();
        right.clear();
        one.by_ref().take(CHUNK as u64).read_to_end(&mut left)?;
        other.by_ref().take(CHUNK as u64).read_to_end(&mut right)?;
        if left != right || left.is_empty() {
            return Ok(left == right);
        }
    }
}

impl Damage {
    fn aside(&self) -> Message {
        match &self.aside {
            Ok(Aside::Made(copy)) => Message::new("desk-aside-made").with("copy", shown(copy)),
            Ok(Aside::There(copy)) => Message::new("desk-aside-there").with("copy", shown(copy)),
            Err(error) => {
                let key = if is_full(error) { "desk-aside-full" } else { "desk-aside-failed" };
                Message::new(key).with("detail", harmless_line(&error.to_string()))
            }
        }
    }

    fn way_out(&self) -> Message {
        if let Some(backup) = &self.backup {
            // The CRM is whole, and knows more than any copy of it.
            let key = match self.part {
                Part::Session => "desk-way-backup-session",
                Part::Crm => "desk-way-backup",
            };
            return way_back(key, &self.state, backup);
        }
        let file = shown(&self.file);
        match self.part {
            Part::Session => {
                let head = shown(&self.file.with_extension("head"));
                Message::new("desk-way-session").with("file", file).with("head", head)
            }
            Part::Crm => Message::new("desk-way-crm").with("file", file),
        }
    }
}

impl Explain for Damage {
    fn explain(&self) -> Message {
        let key = match self.part {
            Part::Session => "desk-damaged-session",
            Part::Crm => "desk-damaged-crm",
        };
        Message::new(key).with("file", shown(&self.file)).with("aside", self.aside()).with("way", self.way_out())
    }
}

/// The command that puts a backup back, in the words of that key.
pub(super) fn way_back(key: &str, state: &Path, backup: &Path) -> Message {
    Message::new(key).with("state", word(state)).with("backup", word(backup))
}

/// A path as a shell takes it for one word.
fn word(path: &Path) -> String {
    let path = shown(path);
    // One that begins like an option is none.
    let path = if path.starts_with('-') { format!("./{path}") } else { path };
    let is_plain = |letter: char| letter.is_alphanumeric() || "/._-+,:@".contains(letter);
    if path.chars().all(is_plain) { path } else { format!("'{}'", path.replace('\'', "'\\''")) }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .expect("listed")
            .map(|entry| entry.expect("an entry").file_name().into_string().expect("letters"))
            .collect();
        names.sort();
        names
    }

    #[test]
    fn each_damage_is_put_aside_once_and_none_is_written_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("sverka.redb");
        let aside = |name: &str| folder.path().join(name);
        let first = aside("sverka.redb.damaged-2026-11-22T10-15-00");
        fs::write(&file, "one").expect("written");
        let at = |moment| put_aside(&file, moment).expect("there is room");
        assert_eq!(at("2026-11-22T10-15-00"), Aside::Made(first.clone()));
        assert_eq!(fs::metadata(&first).expect("it is there").permissions().mode() & 0o777, 0o600);
        assert_eq!(at("2026-11-22T10-15-00"), Aside::There(first.clone()));
        assert_eq!(at("2026-11-23T08-00-00"), Aside::There(first.clone()), "another day, the same bytes");

        // Other bytes of the same length, within the same second.
        fs::write(&file, "two").expect("written");
        let second = aside("sverka.redb.damaged-2026-11-22T10-15-00-2");
        assert_eq!(at("2026-11-22T10-15-00"), Aside::Made(second.clone()));
        assert_eq!(at("2026-11-24T00-00-00"), Aside::There(second.clone()));
        assert_eq!(
            [&first, &second].map(|copy| fs::read_to_string(copy).expect("it is there")),
            ["one".to_owned(), "two".to_owned()]
        );
        assert_eq!(names(folder.path()).len(), 3);
    }

    #[test]
    fn copies_are_compared_to_their_last_byte() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("crm.redb");
        let mut bytes = vec![7; 2 * CHUNK + 1];
        fs::write(&file, &bytes).expect("written");
        let Aside::Made(copy) = put_aside(&file, "1").expect("there is room") else { panic!("it is the first") };
        bytes[2 * CHUNK] = 8;
        fs::write(&copy, &bytes).expect("written");
        assert!(matches!(put_aside(&file, "2"), Ok(Aside::Made(_))), "the copy there is another");
        fs::write(&copy, b"").expect("written");
        fs::write(&file, b"").expect("written");
        assert_eq!(put_aside(&file, "3").expect("there is room"), Aside::There(copy));
    }

    #[test]
    fn a_copy_that_cannot_be_made_leaves_nothing_behind() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("sverka.redb");
        fs::create_dir(&file).expect("what cannot be copied");
        assert!(put_aside(&file, "1").is_err());
        assert_eq!(names(folder.path()), ["sverka.redb"]);
    }

    #[test]
    fn a_path_is_one_word_to_a_shell() {
        assert_eq!(word(Path::new("/дом/backups/2026-11-21.zip")), "/дом/backups/2026-11-21.zip");
        assert_eq!(word(Path::new("/мои данные/it's")), "'/мои данные/it'\\''s'");
        assert_eq!(word(Path::new("-x/backups/1.zip")), "./-x/backups/1.zip");
    }
}
