//! Files for their owner alone: a new one takes the place of an old one whole, and an old one is
//! kept beside it.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use crate::disk::folder_of;

/// Copies that may lie beside a file before one must be removed by hand.
const COPIES: u32 = 100;

/// Writes a file (0600) in a folder that is made where there is none (0700). Whoever reads it
/// meanwhile sees either the old one or the new one.
pub(super) fn write(file: &Path, put: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    // Where the file is a link, the file behind it is meant.
    let file = std::fs::canonicalize(file).unwrap_or_else(|_| file.to_path_buf());
    let folder = folder_of(&file);
    DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let name = file.file_name().ok_or(io::ErrorKind::InvalidFilename)?;
    let mut beside = name.to_owned();
    beside.push(format!(".{}.new", std::process::id()));
    let beside = folder.join(beside);
    let written = new_file(&beside).and_then(|mut new| {
        put(&mut new)?;
        new.sync_all()?;
        std::fs::rename(&beside, &file)?;
        File::open(folder)?.sync_all()
    });
    if written.is_err() {
        // Nothing of a secret is left behind.
        drop(std::fs::remove_file(&beside));
    }
    written
}

/// Keeps a copy of a file beside it (`config.toml.old`, `config.toml.old2`, …) and gives its path.
pub(super) fn keep_copy(file: &Path) -> io::Result<PathBuf> {
    let bytes = std::fs::read(file)?;
    for number in 1..=COPIES {
        let mut name = file.as_os_str().to_owned();
        name.push(if number == 1 { ".old".to_owned() } else { format!(".old{number}") });
        let copy = PathBuf::from(name);
        match new_file(&copy) {
            Ok(mut new) => {
                new.write_all(&bytes)?;
                new.sync_all()?;
                return Ok(copy);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

fn new_file(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    fn mode(path: &Path) -> u32 {
        path.metadata().unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn a_file_and_its_folder_are_for_their_owner_alone() {
        let place = tempfile::tempdir().unwrap();
        let file = place.path().join("a").join("b").join("file");
        write(&file, |file| file.write_all(b"one")).unwrap();
        assert_eq!((mode(&file), mode(file.parent().unwrap())), (0o600, 0o700));
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
        write(&file, |file| file.write_all(b"two")).unwrap();
        assert_eq!((std::fs::read(&file).unwrap(), mode(&file)), (b"two".to_vec(), 0o600));
    }

    #[test]
    fn what_fails_leaves_the_old_file_and_no_other() {
        let place = tempfile::tempdir().unwrap();
        let file = place.path().join("file");
        std::fs::write(&file, "one").unwrap();
        write(&file, |_| Err(io::ErrorKind::StorageFull.into())).unwrap_err();
        assert_eq!(std::fs::read(&file).unwrap(), b"one");
        assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_link_is_followed() {
        let place = tempfile::tempdir().unwrap();
        let (file, link) = (place.path().join("file"), place.path().join("link"));
        std::fs::write(&file, "one").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        write(&link, |file| file.write_all(b"two")).unwrap();
        assert_eq!(std::fs::read(&file).unwrap(), b"two");
        assert!(link.symlink_metadata().unwrap().is_symlink());
    }

    #[test]
    fn no_copy_takes_the_place_of_another() {
        let place = tempfile::tempdir().unwrap();
        let file = place.path().join("config.toml");
        std::fs::write(&file, "one").unwrap();
        let first = keep_copy(&file).unwrap();
        std::fs::write(&file, "two").unwrap();
        let second = keep_copy(&file).unwrap();
        assert_ne!(first, second);
        assert_eq!(
            (std::fs::read(&first).unwrap(), std::fs::read(&second).unwrap()),
            (b"one".to_vec(), b"two".to_vec())
        );
        assert_eq!(mode(&first), 0o600);
    }
}
