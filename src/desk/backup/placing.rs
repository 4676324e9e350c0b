//! Putting files in the place of others so that a death at any moment leaves the old state or the new
//! one.
//!
//! The new files lie ready in a folder of the state. What is to be done with them is written down in one
//! file (the order), which appears whole: before it is there nothing has changed, from then on the next
//! start does what is left. Each step is one rename, and which one is next is read off the disk, so a
//! step is never done twice and none is left out.
//!
//! Nothing is deleted: what was there goes into a folder of its own.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::names::{make_private, sync_folder};

/// The folder in which the new files lie ready.
const READY: &str = "restoring";
/// The file that says what is to be done with them.
const ORDER: &str = "restore.json";

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Order {
    /// The folder into which goes what was there.
    pub aside: String,
    /// Files that lie ready and get their place.
    pub placed: Vec<String>,
    /// Files that go aside with nothing in their place.
    pub removed: Vec<String>,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    MakeAside,
    PutAside(String),
    Place(String),
    RemoveFolder,
    RemoveOrder,
}

/// Where new files are made ready.
pub(super) fn ready(state: &Path) -> PathBuf {
    state.join(READY)
}

/// An empty folder for new files. What a process that died left there goes: nothing had been ordered.
pub(super) fn make_ready(state: &Path) -> io::Result<PathBuf> {
    let folder = ready(state);
    make_private(&folder)?;
    Ok(folder)
}

/// Writes the order down. From here on there is no way back, and none is needed.
pub(super) fn order(state: &Path, order: &Order) -> io::Result<()> {
    sync_folder(&ready(state))?;
    let unfinished = state.join(format!("{ORDER}.unfinished"));
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&unfinished)?;
    file.write_all(&serde_json::to_vec(order)?)?;
    file.sync_all()?;
    fs::rename(&unfinished, state.join(ORDER))?;
    sync_folder(state)
}

/// Whether an order was not done to its end.
#[must_use]
pub fn is_unfinished(state: &Path) -> bool {
    state.join(ORDER).exists()
}

/// Does what is left of an order, and clears away what was made ready without one. The caller holds the
/// lock.
///
/// # Errors
/// What the system says; what is left is done when it is called again.
pub fn complete(state: &Path) -> io::Result<()> {
    if let Some(order) = ordered(state)? {
        while let Some(step) = next(state, &order)? {
            do_step(state, &order, &step)?;
        }
    } else if ready(state).exists() {
        // It is in nobody's way, and the next restoring makes it anew.
        drop(fs::remove_dir_all(ready(state)));
    }
    Ok(())
}

fn ordered(state: &Path) -> io::Result<Option<Order>> {
    match fs::read(state.join(ORDER)) {
        Ok(text) => Ok(Some(serde_json::from_slice(&text)?)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// What is next, read off the disk.
fn next(state: &Path, order: &Order) -> io::Result<Option<Step>> {
    if !is_unfinished(state) {
        return Ok(None);
    }
    if !state.join(&order.aside).is_dir() {
        return Ok(Some(Step::MakeAside));
    }
    for name in &order.removed {
        if state.join(name).try_exists()? {
            return Ok(Some(Step::PutAside(name.clone())));
        }
    }
    for name in &order.placed {
        // What lies ready no more has its place.
        if ready(state).join(name).try_exists()? {
            let is_free = !state.join(name).try_exists()?;
            return Ok(Some(if is_free { Step::Place(name.clone()) } else { Step::PutAside(name.clone()) }));
        }
    }
    Ok(Some(if ready(state).exists() { Step::RemoveFolder } else { Step::RemoveOrder }))
}

fn do_step(state: &Path, order: &Order, step: &Step) -> io::Result<()> {
    let aside = state.join(&order.aside);
    match step {
        Step::MakeAside => make_private(&aside)?,
        Step::PutAside(name) => {
            fs::rename(state.join(name), aside.join(name))?;
            sync_folder(&aside)?;
        }
        Step::Place(name) => fs::rename(ready(state).join(name), state.join(name))?,
        Step::RemoveFolder => fs::remove_dir_all(ready(state))?,
        Step::RemoveOrder => fs::remove_file(state.join(ORDER))?,
    }
    sync_folder(state)
}

/// Puts on disk what was written to a file.
pub(super) fn sync_file(file: &Path) -> io::Result<()> {
    File::open(file)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 3] = ["sverka.redb", "sverka.head", "crm.redb"];

    /// A state with an old file of each name, new ones ready for the first and the last.
    fn laid() -> (tempfile::TempDir, Order) {
        let folder = tempfile::tempdir().expect("a folder");
        let state = folder.path();
        make_ready(state).expect("made");
        for name in NAMES {
            fs::write(state.join(name), "old").expect("written");
        }
        for name in [NAMES[0], NAMES[2]] {
            fs::write(ready(state).join(name), "new").expect("written");
        }
        let order = Order {
            aside: "aside".to_owned(),
            placed: vec![NAMES[0].to_owned(), NAMES[2].to_owned()],
            removed: vec![NAMES[1].to_owned()],
        };
        (folder, order)
    }

    fn read(file: PathBuf) -> Option<String> {
        fs::read_to_string(file).ok()
    }

    fn assert_done(state: &Path) {
        let now: Vec<Option<String>> = NAMES.iter().map(|name| read(state.join(name))).collect();
        assert_eq!(now, [Some("new".to_owned()), None, Some("new".to_owned())]);
        for name in NAMES {
            assert_eq!(read(state.join("aside").join(name)).as_deref(), Some("old"), "{name}");
        }
        assert!(!ready(state).exists() && !is_unfinished(state));
    }

    #[test]
    fn a_death_after_any_step_is_completed_by_the_next_start() {
        let mut steps = 0;
        loop {
            let (folder, ordered) = laid();
            let state = folder.path();
            order(state, &ordered).expect("written");
            for _ in 0..steps {
                let step = next(state, &ordered).expect("read").expect("there is more to do");
                do_step(state, &ordered, &step).expect("done");
            }
            let is_at_the_end = next(state, &ordered).expect("read").is_none();
            complete(state).expect("completed");
            assert_done(state);
            complete(state).expect("nothing is left to do");
            assert_done(state);
            if is_at_the_end {
                break;
            }
            steps += 1;
        }
        // Aside made; three put aside, two placed; the folder and the order removed.
        assert_eq!(steps, 8);
    }

    #[test]
    fn a_death_before_the_order_leaves_all_as_it_was() {
        let (folder, ordered) = laid();
        let state = folder.path();
        fs::write(state.join(format!("{ORDER}.unfinished")), r#"{"aside":"as"#).expect("written");
        complete(state).expect("nothing is to be done");
        for name in NAMES {
            assert_eq!(read(state.join(name)).as_deref(), Some("old"));
        }
        assert!(!ready(state).exists() && !state.join(ordered.aside).exists());
    }
}
