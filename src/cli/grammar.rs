//! The command line as clap reads it: which words there are. Every text in it comes from the language
//! files; what a line that was read means is none of its business.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, ValueParser};
use clap::{Arg, ArgAction, Command, value_parser};

use crate::lang::{Language, Texts};
use crate::model::Readiness;

/// The command line as clap wants it.
#[must_use]
pub(super) fn command(texts: &Texts) -> Command {
    let options = texts.get("cli-heading-options");
    dressed(Command::new("sverka"), texts, "cli-about", "cli-usage-open")
        .version(env!("CARGO_PKG_VERSION"))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .subcommand_help_heading(texts.get("cli-heading-commands"))
        .after_help(texts.get("cli-after-help"))
        .arg(files(texts, false))
        .arg(option(texts, "state", "cli-value-folder", "cli-help-state", value_parser!(PathBuf)))
        .arg(option(texts, "config", "cli-value-file", "cli-help-config", value_parser!(PathBuf)))
        .arg(option(texts, "lang", "cli-value-language", "cli-help-lang", languages()))
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(ArgAction::Help)
                .global(true)
                .help(texts.get("cli-help-help"))
                .help_heading(options.clone()),
        )
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help(texts.get("cli-help-version"))
                .help_heading(options),
        )
        .subcommand(init(texts))
        .subcommand(demo(texts))
        .subcommand(subcommand(texts, "import").arg(files(texts, true)).arg(flag(texts, "json")))
        .subcommand(rows(texts))
        .subcommand(subcommand(texts, "commit").arg(flag(texts, "dry-run")).arg(flag(texts, "json")))
        .subcommand(reverse(texts))
        .subcommand(crm(texts))
        .subcommand(memory(texts))
        .subcommand(export(texts))
        .subcommand(log(texts))
        .subcommand(state(texts))
        .subcommand(keys(texts))
        .subcommand(subcommand(texts, "doctor").arg(flag(texts, "json")))
}

fn init(texts: &Texts) -> Command {
    let file = option(texts, "webhook-file", "cli-value-file", "cli-help-webhook-file", value_parser!(PathBuf));
    subcommand(texts, "init").arg(file.global(false))
}

fn demo(texts: &Texts) -> Command {
    subcommand(texts, "demo")
        .arg(option(texts, "write", "cli-value-folder", "cli-help-write", value_parser!(PathBuf)).global(false))
}

fn rows(texts: &Texts) -> Command {
    let names = PossibleValuesParser::new(Readiness::ALL.map(Readiness::name));
    let readiness = option(texts, "readiness", "cli-value-name", "cli-help-readiness", names.into());
    subcommand(texts, "rows").arg(readiness.global(false).action(ArgAction::Append)).arg(flag(texts, "json"))
}

fn reverse(texts: &Texts) -> Command {
    let text = || ValueParser::from(clap::builder::NonEmptyStringValueParser::new());
    let said = |name, value| option(texts, name, value, &format!("cli-help-reverse-{name}"), text()).global(false);
    subcommand(texts, "reverse")
        .arg(said("batch", "cli-value-number"))
        .arg(said("payment", "cli-value-number").action(ArgAction::Append))
        .arg(said("reason", "cli-value-text"))
        .arg(flag(texts, "dry-run"))
        .arg(flag(texts, "json"))
}

fn crm(texts: &Texts) -> Command {
    let register = Arg::new("file")
        .value_name(texts.get("cli-value-file"))
        .help(texts.get("cli-help-register"))
        .help_heading(texts.get("cli-heading-words"))
        .required(true)
        .value_parser(value_parser!(PathBuf));
    subcommand(texts, "crm")
        .subcommand_help_heading(texts.get("cli-heading-commands"))
        .subcommand_required(true)
        .subcommand(part(texts, "import", "crm-import").arg(register).arg(flag(texts, "begin-anew")))
        .subcommand(part(texts, "contracts", "crm-contracts").arg(flag(texts, "json")))
        .subcommand(part(texts, "payments", "crm-payments").arg(flag(texts, "json")))
}

fn memory(texts: &Texts) -> Command {
    let text = || ValueParser::from(clap::builder::NonEmptyStringValueParser::new());
    let payer = option(texts, "payer", "cli-value-account", "cli-help-payer", text());
    let contract = option(texts, "contract", "cli-value-number", "cli-help-contract", text());
    let file = Arg::new("file")
        .value_name(texts.get("cli-value-file"))
        .help(texts.get("cli-help-memory-file"))
        .help_heading(texts.get("cli-heading-words"))
        .required(true)
        .value_parser(value_parser!(PathBuf));
    let forget = part(texts, "forget", "memory-forget")
        .arg(payer.global(false))
        .arg(contract.global(false))
        .arg(flag(texts, "all"));
    subcommand(texts, "memory")
        .subcommand_help_heading(texts.get("cli-heading-commands"))
        .arg(flag(texts, "json"))
        .subcommand(part(texts, "export", "memory-export").arg(file))
        .subcommand(forget)
}

fn export(texts: &Texts) -> Command {
    let text = ValueParser::from(clap::builder::NonEmptyStringValueParser::new());
    let file = |name, help| option(texts, name, "cli-value-file", help, value_parser!(PathBuf)).global(false);
    subcommand(texts, "export")
        .arg(option(texts, "batch", "cli-value-number", "cli-help-export-batch", text).global(false))
        .arg(file("xlsx", "cli-help-xlsx"))
        .arg(file("csv", "cli-help-csv"))
        .arg(flag(texts, "force"))
}

fn log(texts: &Texts) -> Command {
    let text = || ValueParser::from(clap::builder::NonEmptyStringValueParser::new());
    let asked = |name, value| option(texts, name, value, &format!("cli-help-log-{name}"), text()).global(false);
    subcommand(texts, "log")
        .arg(asked("payment", "cli-value-number"))
        .arg(asked("contract", "cli-value-number"))
        .arg(asked("batch", "cli-value-number"))
        .arg(asked("since", "cli-value-day"))
        .arg(asked("until", "cli-value-day"))
        .arg(flag(texts, "json"))
}

fn state(texts: &Texts) -> Command {
    let file = |help: &str| {
        Arg::new("file")
            .value_name(texts.get("cli-value-file"))
            .help(texts.get(help))
            .help_heading(texts.get("cli-heading-words"))
            .value_parser(value_parser!(PathBuf))
    };
    let restore = part(texts, "restore", "state-restore")
        .arg(file("cli-help-state-restore").required(true))
        .arg(flag(texts, "yes"))
        .arg(flag(texts, "keep-crm"))
        .arg(flag(texts, "json"));
    subcommand(texts, "state")
        .subcommand_help_heading(texts.get("cli-heading-commands"))
        .subcommand_required(true)
        .subcommand(part(texts, "backup", "state-backup").arg(file("cli-help-state-backup")).arg(flag(texts, "json")))
        .subcommand(restore)
        .subcommand(part(texts, "migrate", "state-migrate").arg(flag(texts, "json")))
}

fn keys(texts: &Texts) -> Command {
    let keymap = option(texts, "keymap", "cli-value-file", "cli-help-keymap", value_parser!(PathBuf));
    subcommand(texts, "keys").arg(keymap.global(false))
}

fn languages() -> ValueParser {
    PossibleValuesParser::new(Language::ALL.map(Language::code)).into()
}

fn subcommand(texts: &Texts, name: &'static str) -> Command {
    part(texts, name, name)
}

/// A command whose texts stand under `cli-about-…` and `cli-usage-…`.
fn part(texts: &Texts, name: &'static str, text: &str) -> Command {
    dressed(Command::new(name), texts, &format!("cli-about-{text}"), &format!("cli-usage-{text}"))
}

/// Puts the words of a language around what clap prints by itself.
fn dressed(command: Command, texts: &Texts, about: &str, usage: &str) -> Command {
    let template =
        format!("{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}{{after-help}}", texts.get("cli-heading-usage"));
    command.about(texts.get(about)).override_usage(texts.get(usage)).help_template(template)
}

fn files(texts: &Texts, required: bool) -> Arg {
    Arg::new("files")
        .value_name(texts.get("cli-value-file"))
        .help(texts.get("cli-help-files"))
        .help_heading(texts.get("cli-heading-words"))
        .num_args(1..)
        .required(required)
        .value_parser(value_parser!(PathBuf))
}

fn flag(texts: &Texts, name: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .action(ArgAction::SetTrue)
        .help(texts.get(&format!("cli-help-{name}")))
        .help_heading(texts.get("cli-heading-options"))
}

fn option(texts: &Texts, name: &'static str, value: &str, help: &str, parser: ValueParser) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name(texts.get(value))
        .help(texts.get(help))
        .help_heading(texts.get("cli-heading-options"))
        .hide_possible_values(true)
        .value_parser(parser)
        .global(true)
}
