//! `sverka init`: a few questions, a look at the portal, and a configuration with a word about
//! each line. Nothing is written before the last question is answered.

mod ask;
mod files;
mod keyboard;
mod portal;
mod text;

use std::io;
use std::path::{Path, PathBuf};

pub(super) use self::ask::Asker;
pub(super) use self::keyboard::StandardInput;
use self::portal::Access;
use self::text::Draft;
use super::{Exit, Failure, Output};
use crate::config::{Config, CrmKind};
use crate::crm::bitrix24::secret::Webhook;
use crate::lang::{Language, Texts};
use crate::model::{Explain as _, Message, TaxId, TaxIdKind};
use crate::text::harmless_line;

/// Where the address of the webhook is written: a folder of its own beside the configuration, so
/// that no other folder has to be closed to others.
const SECRET: &str = "secrets/bitrix24";

/// Asks on standard input what belongs into the configuration `file`; `webhook_file` is one that
/// holds the address of a webhook already.
pub(super) fn run(
    texts: &Texts,
    file: Option<&Path>,
    webhook_file: Option<&Path>,
    output: &mut Output<'_>,
) -> Result<Exit, Failure> {
    let file = file.ok_or_else(|| Failure::usage(Message::new("init-no-place")))?;
    let keyboard = &mut StandardInput::of_process();
    let texts = Texts::load(texts.language());
    set_up(&mut Asker { texts, output, keyboard }, file, webhook_file)
}

fn set_up(asker: &mut Asker<'_, '_>, file: &Path, webhook_file: Option<&Path>) -> Result<Exit, Failure> {
    asker.tell("init-begin")?;
    let Some((mut draft, earlier)) = earlier(asker, file)? else {
        asker.tell("init-kept")?;
        return Ok(Exit::Done);
    };
    language(asker, &mut draft)?;
    let secret = crm(asker, &mut draft, &earlier, file, webhook_file)?;
    if earlier.own.tax_ids.is_empty() && earlier.own.accounts.is_empty() {
        own(asker, &mut draft)?;
    }
    let text = draft.text(&asker.texts);
    // Whatever was answered, a configuration that would be refused is not written.
    Config::parse(&text, file).map_err(|error| Failure::of(&error))?;
    asker.say(&Message::new("init-result").with("file", shown(file)))?;
    asker.print(&text)?;
    if !asker.agree(&Message::new("init-write").with("file", shown(file)), true)? {
        asker.tell("init-kept")?;
        return Ok(Exit::Done);
    }
    write(asker, file, &text, secret.as_ref())?;
    asker.tell("init-next")?;
    Ok(Exit::Done)
}

/// What is configured already, shown; `None` where it is to stay. One that cannot be read is
/// replaced as a whole.
fn earlier(asker: &mut Asker<'_, '_>, file: &Path) -> Result<Option<(Draft, Config)>, Failure> {
    let bytes = match std::fs::read(file) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Some(Default::default())),
        Err(error) => return Err(cannot("init-cannot-read", file, &error)),
    };
    let text = String::from_utf8_lossy(&bytes);
    asker.say(&Message::new("init-there").with("file", shown(file)))?;
    asker.print(&text)?;
    let parsed = Config::parse(&text, file);
    match &parsed {
        Ok(_) => asker.tell("init-there-kept")?,
        Err(error) => {
            asker.say(&error.explain())?;
            asker.tell("init-there-broken")?;
        }
    }
    if !asker.agree(&Message::new("init-replace"), false)? {
        return Ok(None);
    }
    Ok(Some(parsed.map_or_else(|_| Default::default(), |config| (Draft::from(&text), config))))
}

fn language(asker: &mut Asker<'_, '_>, draft: &mut Draft) -> Result<(), Failure> {
    let names = Language::ALL.map(|language| Texts::load(language).get("init-language-name"));
    let now = asker.texts.language();
    let proposed = Language::ALL.iter().position(|language| *language == now).unwrap_or_default();
    let chosen = asker.choose(&Message::new("init-language"), &names, proposed)?;
    let language = Language::ALL.get(chosen).copied().unwrap_or_default();
    asker.speak(language);
    draft.set("language", language.code());
    Ok(())
}

/// Which CRM; the address of a portal where one was typed.
fn crm(
    asker: &mut Asker<'_, '_>,
    draft: &mut Draft,
    earlier: &Config,
    file: &Path,
    webhook_file: Option<&Path>,
) -> Result<Option<(PathBuf, Webhook)>, Failure> {
    let names = CrmKind::ALL.map(|kind| asker.texts.get(&format!("init-crm-{}", kind.name())));
    let proposed = CrmKind::ALL.iter().position(|kind| *kind == earlier.crm).unwrap_or_default();
    let chosen = asker.choose(&Message::new("init-crm"), &names, proposed)?;
    let kind = CrmKind::ALL.get(chosen).copied().unwrap_or_default();
    draft.set("crm.kind", kind.name());
    if kind == CrmKind::Embedded {
        return Ok(None);
    }
    let known = known(asker, earlier, webhook_file)?;
    let mapping = &earlier.bitrix24;
    let (access, survey) = portal::access(asker, known, mapping, file)?;
    portal::mapping(asker, draft, &access, survey, mapping)?;
    let folder = file.parent().unwrap_or(Path::new(""));
    if let Some(kept_in) = access.kept_in {
        let kept_in = kept_in.strip_prefix(folder).unwrap_or(&kept_in);
        draft.set("crm.bitrix24.webhook_file", kept_in.display().to_string());
        return Ok(None);
    }
    draft.set("crm.bitrix24.webhook_file", SECRET);
    Ok(Some((folder.join(SECRET), access.webhook)))
}

/// The address that is there already: of the named file, or of the earlier configuration where the
/// person wants to go on with it.
fn known(asker: &mut Asker<'_, '_>, earlier: &Config, webhook_file: Option<&Path>) -> Result<Option<Access>, Failure> {
    if let Some(file) = webhook_file {
        let webhook = Webhook::of_file(file).map_err(|error| Failure::of(&error))?;
        let kept_in = std::path::absolute(file).unwrap_or_else(|_| file.to_path_buf());
        return Ok(Some(Access { webhook, kept_in: Some(kept_in) }));
    }
    let file = &earlier.bitrix24.webhook_file;
    let Ok(webhook) = Webhook::of_file(file) else { return Ok(None) };
    let question = Message::new("init-webhook-keep").with("portal", webhook.portal()).with("file", shown(file));
    Ok(asker.agree(&question, true)?.then(|| Access { webhook, kept_in: Some(file.clone()) }))
}

/// Our own tax numbers, by which payments between our own accounts are known.
fn own(asker: &mut Asker<'_, '_>, draft: &mut Draft) -> Result<(), Failure> {
    loop {
        let answer = asker.line(&Message::new("init-own"), "")?;
        let words: Vec<&str> = answer.split([',', ' ', ';']).filter(|word| !word.is_empty()).collect();
        if words.is_empty() {
            return Ok(());
        }
        let is_slip =
            |word: &&&str| TaxId::from_document(word).is_none_or(|number| number.kind() == TaxIdKind::Unknown);
        let Some(word) = words.iter().find(is_slip) else {
            draft.set("own.tax_ids", words);
            return Ok(());
        };
        asker.say(&Message::new("init-own-wrong").with("word", harmless_line(word)))?;
    }
}

/// The secret first: a configuration that names a file without one would be of no use.
fn write(
    asker: &mut Asker<'_, '_>,
    file: &Path,
    text: &str,
    secret: Option<&(PathBuf, Webhook)>,
) -> Result<(), Failure> {
    if let Some((place, webhook)) = secret {
        files::write(place, |into| webhook.write(into)).map_err(|error| cannot("init-cannot-write", place, &error))?;
        asker.say(&Message::new("init-written-secret").with("file", shown(place)))?;
    }
    if file.exists() {
        let copy = files::keep_copy(file).map_err(|error| cannot("init-cannot-copy", file, &error))?;
        asker.say(&Message::new("init-written-copy").with("file", shown(&copy)))?;
    }
    files::write(file, |into| into.write_all(text.as_bytes()))
        .map_err(|error| cannot("init-cannot-write", file, &error))?;
    asker.say(&Message::new("init-written").with("file", shown(file)))
}

fn cannot(key: &str, file: &Path, error: &io::Error) -> Failure {
    Failure::failed(Message::new(key).with("file", shown(file)).with("detail", harmless_line(&error.to_string())))
}

fn shown(path: &Path) -> String {
    harmless_line(&path.display().to_string())
}
