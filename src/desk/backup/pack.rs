//! Making a backup: the files are copied as they are, the copies are looked at, packed, read back,
//! and the archive is put in its place whole.
//!
//! The files fit each other because nobody writes them while they are copied: whoever makes a backup
//! holds the state's lock and has not begun to work, or is just opening it.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, BufReader, BufWriter, Read as _};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use rustix::fs::statvfs;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::BackupError;
use super::manifest::{FORM, Manifest, Part, Why, copy_summed};
use super::names::{CRM, PARTS, SESSION, Scratch, UNFINISHED, check_free, copies, sync_folder};
use crate::disk::folder_of;

/// The name of what a backup says of itself.
const MANIFEST: &str = "manifest.json";
/// A longer one is none.
const MANIFEST_MAX: u64 = 1024 * 1024;
/// Room that must be left beside the copies, in bytes: a day's work has to fit too.
const SPARE: u64 = 64 * 1024 * 1024;

/// Packs a state whose lock the caller holds into a new file, and reads it back.
///
/// # Errors
/// [`BackupError`]; then there is no such file.
pub fn backup(state: &Path, target: &Path, why: Why) -> Result<Manifest, BackupError> {
    if fs::symlink_metadata(target).is_ok() {
        return Err(BackupError::Exists { file: target.to_owned() });
    }
    if why == Why::Asked {
        // Before a migration it is ourselves who have them open.
        check_free(state)?;
    }
    // This makes the folder of the copies that the program makes by itself.
    let copies = gather(state, "copy", target)?;
    if !folder_of(target).is_dir() {
        return Err(BackupError::NoFolder { folder: folder_of(target).to_owned() });
    }
    pack(&copies, target, why).map_err(|error| error.about_copies(&copies.path, state))
}

/// The newest of the copies that lie in the state folder's `backups` and hold the embedded CRM.
#[must_use]
pub fn newest_backup_of_crm(state: &Path) -> Option<PathBuf> {
    let holds_crm = |file: &PathBuf| {
        let opened = File::open(file).ok().and_then(|file| ZipArchive::new(BufReader::new(file)).ok());
        opened.is_some_and(|archive| archive.index_for_name(CRM).is_some())
    };
    copies(state).into_iter().rev().find(holds_crm)
}

/// Copies the files of a state as they are into a folder that is gone afterwards; `target` is what
/// will become of them.
pub(super) fn gather(state: &Path, name: &str, target: &Path) -> Result<Scratch, BackupError> {
    if !state.join(SESSION).exists() {
        return Err(BackupError::Nothing { state: state.to_owned() });
    }
    check_room(state, target)?;
    let scratch = Scratch::make(state, name).map_err(BackupError::at(target))?;
    copy_parts(state, &scratch.path)?;
    Ok(scratch)
}

/// Copies the files of a state as they are. An error names the file that is copied.
pub(super) fn copy_parts(from: &Path, to: &Path) -> Result<(), BackupError> {
    for name in PARTS {
        let source = from.join(name);
        let copy = to.join(name);
        match fs::copy(&source, &copy) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            copied => {
                // What may only be read is copied so; the copy is opened for its check.
                let may_write = |_| fs::set_permissions(&copy, Permissions::from_mode(0o600));
                copied.and_then(may_write).map_err(BackupError::at(&source))?;
            }
        }
    }
    Ok(())
}

/// A copy must not take the room that the work itself needs: the files as they are beside the state, and
/// packed, at worst as large, where they go.
fn check_room(state: &Path, target: &Path) -> Result<(), BackupError> {
    let sizes = PARTS.iter().filter_map(|name| fs::metadata(state.join(name)).ok());
    let size = sizes.map(|facts| facts.len()).sum::<u64>();
    let disk = |folder: &Path| fs::metadata(folder).ok().map(|facts| facts.dev());
    let folder = folder_of(target);
    // A folder that is not there yet is made in the state.
    if !folder.exists() || disk(folder) == disk(state) {
        return has_room(state, 2 * size + SPARE, target);
    }
    has_room(state, size + SPARE, target)?;
    has_room(folder, size, target)
}

/// `file`: for what it is wanted.
fn has_room(folder: &Path, wanted: u64, file: &Path) -> Result<(), BackupError> {
    let free = statvfs(folder).map_or(u64::MAX, |disk| disk.f_bavail.saturating_mul(disk.f_frsize));
    let no_room = || BackupError::NoRoom {
        file: file.to_owned(),
        folder: folder.to_owned(),
        wanted: wanted >> 20,
        free: free >> 20,
    };
    if free < wanted { Err(no_room()) } else { Ok(()) }
}

/// Packs copied files into a new archive, reads it back and puts it in its place.
pub(super) fn pack(copies: &Scratch, target: &Path, why: Why) -> Result<Manifest, BackupError> {
    let manifest = Manifest::of(&copies.path, why)?;
    let unfinished = Unfinished::of(target);
    write(&copies.path, &manifest, &unfinished.0, target)?;
    let kept = check(&unfinished.0)?;
    if kept != manifest {
        return Err(BackupError::Damaged {
            file: target.to_owned(),
            detail: "the disk gave back something else".into(),
        });
    }
    place(&unfinished.0, target)?;
    Ok(manifest)
}

/// Writes the archive under the name `file`; errors call it by the name that it is to have.
fn write(folder: &Path, manifest: &Manifest, file: &Path, target: &Path) -> Result<(), BackupError> {
    let (at, in_archive) = (BackupError::at(target), BackupError::in_archive(target));
    match fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(at(error)),
        _ => {}
    }
    let made = OpenOptions::new().read(true).write(true).create_new(true).mode(0o600).open(file).map_err(&at)?;
    let mut archive = ZipWriter::new(BufWriter::new(made));
    // The fastest: it is JSON in pages half empty, and comes down to a tenth at any level.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(1))
        .unix_permissions(0o600)
        .large_file(true);
    archive.start_file(MANIFEST, options).map_err(&in_archive)?;
    serde_json::to_writer_pretty(&mut archive, manifest).map_err(|error| at(error.into()))?;
    for part in &manifest.parts {
        archive.start_file(part.name.as_str(), options).map_err(&in_archive)?;
        let from = folder.join(&part.name);
        let mut reading = File::open(&from).map_err(BackupError::at(&from))?;
        io::copy(&mut reading, &mut archive).map_err(&at)?;
    }
    let written = archive.finish().map_err(&in_archive)?;
    let made = written.into_inner().map_err(|error| at(error.into_error()))?;
    made.sync_all().map_err(&at)
}

/// Never over another file.
fn place(unfinished: &Path, target: &Path) -> Result<(), BackupError> {
    match fs::hard_link(unfinished, target) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            return Err(BackupError::Exists { file: target.to_owned() });
        }
        // A disk without such links.
        Err(_) => fs::rename(unfinished, target).map_err(BackupError::at(target))?,
        Ok(()) => {}
    }
    sync_folder(folder_of(target)).map_err(BackupError::at(target))
}

/// A file beside the target that is gone afterwards, however this ends.
struct Unfinished(PathBuf);

impl Unfinished {
    fn of(target: &Path) -> Self {
        let mut name = target.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{UNFINISHED}"));
        Self(target.with_file_name(name))
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        // What was put in its place bears another name by now.
        drop(fs::remove_file(&self.0));
    }
}

/// Reads an archive to its end: all of its files are there, to the bit.
///
/// # Errors
/// [`BackupError`], naming the file.
pub(super) fn check(file: &Path) -> Result<Manifest, BackupError> {
    read(file, None)
}

/// As [`check`], and puts its files into a folder, on disk.
///
/// # Errors
/// As [`check`].
pub(super) fn unpack(file: &Path, into: &Path) -> Result<Manifest, BackupError> {
    read(file, Some(into))
}

fn read(file: &Path, into: Option<&Path>) -> Result<Manifest, BackupError> {
    let (at, in_archive) = (BackupError::at(file), BackupError::in_archive(file));
    if file.is_dir() {
        return Err(BackupError::Folder { folder: file.to_owned() });
    }
    let opened = File::open(file).map_err(&at)?;
    let mut archive = ZipArchive::new(BufReader::new(opened)).map_err(&in_archive)?;
    let manifest = manifest(&mut archive, file)?;
    for part in &manifest.parts {
        let packed = archive.by_name(&part.name).map_err(&in_archive)?;
        // One byte more than there should be is seen.
        let bounded = packed.take(part.size + 1);
        let damaged = |error: io::Error| BackupError::Damaged {
            file: file.to_owned(),
            detail: format!("{}: {error}", part.name),
        };
        let (size, sha256) = match into {
            None => copy_summed(bounded, io::sink()).map_err(damaged)?,
            Some(folder) => put(bounded, &folder.join(&part.name), damaged)?,
        };
        if (size, &sha256) != (part.size, &part.sha256) {
            return Err(damaged(io::Error::other("SHA-256")));
        }
    }
    Ok(manifest)
}

fn put(
    packed: impl io::Read,
    target: &Path,
    damaged: impl Fn(io::Error) -> BackupError,
) -> Result<(u64, String), BackupError> {
    let at = BackupError::at(target);
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(target).map_err(&at)?;
    let summed = copy_summed(packed, &mut file).map_err(|error| {
        // What the disk says bears its number; what the archive says bears none.
        if error.raw_os_error().is_some() { at(error) } else { damaged(error) }
    })?;
    file.sync_all().map_err(&at)?;
    Ok(summed)
}

fn manifest(archive: &mut ZipArchive<BufReader<File>>, file: &Path) -> Result<Manifest, BackupError> {
    #[derive(serde::Deserialize)]
    struct FormOnly {
        form: u32,
    }
    let foreign = |detail: String| BackupError::Foreign { file: file.to_owned(), detail };
    let mut text = Vec::new();
    let packed = archive.by_name(MANIFEST).map_err(|_| foreign(format!("no {MANIFEST}")))?;
    packed.take(MANIFEST_MAX).read_to_end(&mut text).map_err(|error| foreign(error.to_string()))?;
    let FormOnly { form } = serde_json::from_slice(&text).map_err(|error| foreign(error.to_string()))?;
    if form > FORM {
        return Err(BackupError::Newer { file: file.to_owned(), found: form, known: FORM });
    }
    let manifest: Manifest = serde_json::from_slice(&text).map_err(|error| foreign(error.to_string()))?;
    let is_known = |part: &Part| PARTS.contains(&part.name.as_str());
    let is_twice = |part: &Part| manifest.parts.iter().filter(|other| other.name == part.name).count() > 1;
    match manifest.parts.iter().find(|part| !is_known(part) || is_twice(part)) {
        Some(part) => Err(foreign(part.name.clone())),
        None if manifest.part(SESSION).is_none() => Err(foreign(format!("no {SESSION}"))),
        None => Ok(manifest),
    }
}
