//! A backup in words.

use std::path::Path;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::desk::backup::{Beyond, CrmNow, Manifest, Present};
use crate::model::Message;
use crate::text::harmless_line;

/// What is in a backup.
pub(super) fn contents(manifest: &Manifest) -> Message {
    let schema = |schema: Option<u32>| schema.map(|schema| schema.to_string()).unwrap_or_default();
    let crm = manifest.crm_schema().map(|number| {
        Message::new("backup-contents-crm")
            .with("count", manifest.crm_entries.unwrap_or_default())
            .with("schema", schema(Some(number)))
    });
    Message::new("backup-contents")
        .with("made", shown_time(manifest.made_at))
        .with("program", harmless_line(&manifest.program))
        .with("rows", Message::new("backup-rows").with("count", manifest.rows))
        .with("batch", manifest.last_batch.to_string())
        .with("entries", Message::new("backup-entries").with("count", manifest.log_entries))
        .with("schema", schema(manifest.session_schema()))
        .with("crm", crm.unwrap_or_else(|| Message::new("backup-contents-no-crm")))
}

/// How the session of a backup stands to what is there now.
pub(super) fn present(present: &Present) -> Message {
    match present {
        Present::Nothing => Message::new("backup-present-nothing"),
        Present::Damaged => Message::new("backup-present-damaged"),
        Present::Unreadable(why) => Message::new("backup-present-unreadable").with("why", why.clone()),
        Present::Another { rows } => {
            Message::new("backup-present-another").with("rows", Message::new("backup-rows").with("count", *rows))
        }
        Present::Later(beyond) if *beyond == Beyond::default() => Message::new("backup-present-same"),
        Present::Later(beyond) => Message::new("backup-present-later")
            .with("entries", Message::new("backup-entries").with("count", beyond.entries))
            .with("batches", Message::new("backup-batches").with("count", beyond.batches)),
    }
}

/// What becomes of the embedded CRM that is there now; `None` where neither has one.
pub(super) fn crm(now: CrmNow, manifest: &Manifest, keeps_crm: bool) -> Option<Message> {
    let told = |key: &str, count: u64| Some(Message::new(key).with("count", count));
    match (now, manifest.crm_entries, keeps_crm) {
        (CrmNow::Missing, None, _) => None,
        (CrmNow::Missing, Some(count), _) | (CrmNow::Unreadable, Some(count), false) => told("backup-crm-comes", count),
        (CrmNow::Unreadable, _, true) | (CrmNow::Unreadable | CrmNow::Entries(_), None, _) => {
            Some(Message::new("backup-crm-stays"))
        }
        (CrmNow::Entries(now), Some(then), _) if now == then => Some(Message::new("backup-crm-same")),
        (CrmNow::Entries(now), Some(then), true) if now > then => told("backup-crm-kept", now - then),
        (CrmNow::Entries(_), Some(_), true) => Some(Message::new("backup-crm-stays")),
        (CrmNow::Entries(now), Some(then), false) if now > then => told("backup-crm-goes-back", now - then),
        (CrmNow::Entries(now), Some(then), false) => told("backup-crm-more", then - now),
    }
}

/// As a clock on the wall shows it.
fn shown_time(time: Timestamp) -> String {
    time.to_zoned(TimeZone::system()).strftime("%d.%m.%Y %H:%M").to_string()
}

pub(super) fn shown(path: &Path) -> String {
    harmless_line(&path.display().to_string())
}
