//! A zip archive with one file of payments in it, unpacked as a bounded stream.

use std::io::{self, Cursor, Read};

use zip::ZipArchive;

use super::{FileName, IngestError, LooksLike};
use crate::text::harmless_line;

/// An archive itself may have so many bytes; it is kept in memory while it is unpacked.
const PACKED_MAX: u64 = 64 * 1024 * 1024;
/// What it unpacks to is streamed, and ends here.
const UNPACKED_MAX: u64 = 2 * 1024 * 1024 * 1024;
const MEGABYTE: u64 = 1024 * 1024;

/// Unpacks the one file in an archive and gives it to `read`.
pub(super) fn unpack<T>(
    name: &FileName,
    packed: impl Read,
    read: impl FnOnce(&mut dyn Read) -> Result<T, IngestError>,
) -> Result<T, IngestError> {
    let file = || name.shown.clone();
    let mut bytes = Vec::new();
    packed
        .take(PACKED_MAX + 1)
        .read_to_end(&mut bytes)
        .map_err(|source| IngestError::Unreadable { file: file(), source })?;
    if bytes.len() as u64 > PACKED_MAX {
        return Err(IngestError::ZipTooLarge { file: file(), megabytes: PACKED_MAX / MEGABYTE });
    }
    let damaged = |detail: String| IngestError::ZipDamaged { file: file(), detail: harmless_line(&detail) };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(error.to_string()))?;
    let position = the_one_file(name, &mut archive)?;
    let entry = archive.by_index(position).map_err(|error| damaged(error.to_string()))?;
    let mut bounded = Bounded { entry, left: UNPACKED_MAX, is_exceeded: false };
    match read(&mut bounded) {
        Err(IngestError::Unreadable { .. }) if bounded.is_exceeded => {
            Err(IngestError::ZipTooLarge { file: file(), megabytes: UNPACKED_MAX / MEGABYTE })
        }
        Err(IngestError::Unreadable { source, .. }) => Err(damaged(source.to_string())),
        other => other,
    }
}

/// The position of the only file; folders and the shadow files of macOS do not count.
fn the_one_file(name: &FileName, archive: &mut ZipArchive<Cursor<Vec<u8>>>) -> Result<usize, IngestError> {
    let names: Vec<String> =
        archive.file_names_raw().map(|entry| String::from_utf8_lossy(entry).into_owned()).collect();
    let is_kept = |entry: &&String| entry.as_str() == "[Content_Types].xml" || entry.as_str() == "mimetype";
    if names.iter().any(|entry| is_kept(&entry)) {
        let is_excel = names.iter().any(|entry| entry.starts_with("xl/"));
        let looks_like = if is_excel { LooksLike::Excel } else { LooksLike::Office };
        return Err(IngestError::NotPayments { file: name.shown.clone(), looks_like });
    }
    let files: Vec<usize> = names
        .iter()
        .enumerate()
        .filter(|(_, entry)| !entry.ends_with('/') && !entry.starts_with("__MACOSX/"))
        .map(|(position, _)| position)
        .collect();
    match files.as_slice() {
        [position] => Ok(*position),
        _ => Err(IngestError::ZipEntries { file: name.shown.clone(), entries: files.len() as u64 }),
    }
}

/// A stream that fails, rather than ends, when it is longer than the bound.
struct Bounded<R> {
    entry: R,
    left: u64,
    is_exceeded: bool,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let count = self.entry.read(room)?;
        self.is_exceeded = count as u64 > self.left;
        if self.is_exceeded {
            return Err(io::Error::other("the archive unpacks to more than the bound"));
        }
        self.left -= count as u64;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_past_its_bound_fails() {
        let mut bounded = Bounded { entry: io::repeat(0), left: 10, is_exceeded: false };
        assert!(bounded.read(&mut [0; 10]).is_ok());
        assert!(bounded.read(&mut [0; 1]).is_err());
        assert!(bounded.is_exceeded);
    }
}
