//! The state folder: is it there, ours alone, writable, with room to grow, and is the session in
//! it whole with its log.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use rustix::fs::{Access, access, statvfs};

use super::{Finding, shown};
use crate::desk::backup::is_unfinished;
use crate::desk::{Folders, newest_backup, refuse_gone_session};
use crate::model::{Explain as _, Message};
use crate::store::log::LogCheck;
use crate::store::{Facts, Store, StoreError};

/// So many places that do not fit are told one by one.
const FAULTS_MAX: usize = 10;

/// Below this much free space a day's work may not fit any more.
const FREE_MIB_MIN: u64 = 64;

pub(super) fn check(folder: &Path) -> Vec<Finding> {
    if !folder.exists() {
        return vec![will_be_made(folder)];
    }
    let about = |key: &str| Message::new(key).with("folder", shown(folder));
    if !folder.is_dir() {
        return vec![Finding::broken(about("cli-doctor-state-no-folder"))];
    }
    if access(folder, Access::READ_OK | Access::WRITE_OK | Access::EXEC_OK).is_err() {
        return vec![Finding::broken(about("cli-doctor-state-no-access"))];
    }
    let mut findings = vec![Finding::good(about("cli-doctor-state"))];
    let mode = folder.metadata().map(|facts| facts.permissions().mode()).unwrap_or_default();
    if mode & 0o077 != 0 {
        findings.push(Finding::look(about("cli-doctor-state-open-to-others")));
    }
    if let Ok(disk) = statvfs(folder) {
        let free = disk.f_bavail.saturating_mul(disk.f_frsize) >> 20;
        if free < FREE_MIB_MIN {
            findings.push(Finding::look(about("cli-doctor-state-little-room").with("free", free.to_string())));
        }
    }
    findings.extend(session(folder));
    findings.extend(backups(folder));
    findings
}

/// A folder that is not there yet is made at the first start, when its nearest parent lets us.
fn will_be_made(folder: &Path) -> Finding {
    let nearest = folder.ancestors().skip(1).find(|parent| parent.exists());
    let may_write = nearest.is_some_and(|parent| parent.is_dir() && access(parent, Access::WRITE_OK).is_ok());
    let key = if may_write { "cli-doctor-state-none" } else { "cli-doctor-state-no-access" };
    let message = Message::new(key).with("folder", shown(folder));
    if may_write { Finding::good(message) } else { Finding::broken(message) }
}

fn session(folder: &Path) -> Vec<Finding> {
    let file = folder.join("sverka.redb");
    if !file.exists() {
        let gone = refuse_gone_session(&Folders { state: folder.to_owned() });
        return gone.err().map(|error| Finding::broken(error.explain())).into_iter().collect();
    }
    let looked = opened_as_it_is(&file).and_then(|opened| match opened {
        Opened::Now(store) => {
            let saved = store.load()?;
            Ok(Ok((saved.rows.len(), store.attempts_unsettled()?.len(), store.check_log()?)))
        }
        Opened::Older(schema) => Ok(Err(schema)),
    });
    let (rows, unsettled, log) = match looked {
        Ok(Ok(found)) => found,
        Ok(Err(schema)) => {
            let message = Message::new("cli-doctor-session-older").with("schema", schema.to_string());
            return vec![Finding::look(message.with("now", Facts::SCHEMA_NOW.to_string()))];
        }
        // Somebody works with it just now: nothing is wrong with that.
        Err(error @ StoreError::InUse { .. }) => return vec![Finding::look(error.explain())],
        Err(error) => return vec![Finding::broken(error.explain())],
    };
    let mut findings = vec![Finding::good(Message::new("cli-doctor-session").with("count", rows))];
    if unsettled > 0 {
        findings.push(Finding::look(Message::new("cli-doctor-unsettled").with("count", unsettled)));
    }
    findings.extend(log_of(&log));
    findings
}

/// A session's file that was opened without being brought up to date.
pub(super) enum Opened {
    Now(Box<Store>),
    /// Its schema.
    Older(u32),
}

/// Opens a session's file that is there. No lock is held here: nothing of it is brought up to date.
pub(super) fn opened_as_it_is(file: &Path) -> Result<Opened, StoreError> {
    let schema = Facts::of(file)?.schema;
    if schema < Facts::SCHEMA_NOW {
        Ok(Opened::Older(schema))
    } else {
        Store::open(file).map(Box::new).map(Opened::Now)
    }
}

/// Which copy could be put back, and whether one was put back only half.
fn backups(folder: &Path) -> Vec<Finding> {
    let mut findings = Vec::new();
    if is_unfinished(folder) {
        findings.push(Finding::look(Message::new("cli-doctor-restore-unfinished")));
    }
    match newest_backup(folder) {
        Some(file) => findings.push(Finding::good(Message::new("cli-doctor-backup").with("file", shown(&file)))),
        None if folder.join("sverka.redb").exists() => {
            findings.push(Finding::look(Message::new("cli-doctor-backup-none")));
        }
        None => {}
    }
    findings
}

/// What the log says of itself and of the state beside it.
fn log_of(log: &LogCheck) -> Vec<Finding> {
    if log.faults.is_empty() {
        let message = Message::new("cli-doctor-log").with("count", log.count);
        return vec![Finding::good(message.with("fingerprint", log.fingerprint.to_string()))];
    }
    let told = log.faults.iter().take(FAULTS_MAX).map(|fault| Finding::broken(fault.explain()));
    let more = log.faults.len().saturating_sub(FAULTS_MAX);
    let rest = (more > 0).then(|| Finding::broken(Message::new("cli-doctor-log-more").with("count", more)));
    told.chain(rest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(folder: &Path) -> Vec<String> {
        check(folder).into_iter().map(|finding| finding.message.key).collect()
    }

    #[test]
    fn a_folder_that_is_not_there_is_neither_made_nor_an_error() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("a").join("b");
        assert_eq!(keys(&folder), ["cli-doctor-state-none"]);
        assert!(!folder.exists());
    }

    #[test]
    fn a_file_in_its_place_is_named() {
        let parent = tempfile::tempdir().unwrap();
        let file = parent.path().join("state");
        std::fs::write(&file, "x").unwrap();
        assert_eq!(keys(&file), ["cli-doctor-state-no-folder"]);
        assert_eq!(keys(&file.join("inner")), ["cli-doctor-state-no-access"]);
    }

    #[test]
    fn others_must_not_read_it() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
        assert!(keys(folder.path()).contains(&"cli-doctor-state-open-to-others".to_owned()));
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o700)).unwrap();
        assert!(!keys(folder.path()).contains(&"cli-doctor-state-open-to-others".to_owned()));
    }

    #[test]
    fn a_file_that_is_no_session_is_broken() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("sverka.redb"), "not a database").unwrap();
        assert!(check(folder.path()).iter().any(|finding| finding.weight == super::super::Weight::Broken));
    }
}
