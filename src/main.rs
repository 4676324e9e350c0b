//! Hooks, arguments, hand over.

use std::ffi::OsString;
use std::fmt;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};
use std::process::ExitCode;
use std::sync::Arc;

use color_eyre::config::{HookBuilder, Theme};
use color_eyre::section::PanicMessage;
use rustix::fs::Mode;
use signal_hook::consts::SIGXFSZ;
use sverka::cli::{self, Exit, Output};
use sverka::config::Environment;
use sverka::lang::Texts;
use sverka::model::Message;
use sverka::text::harmless_line;

fn main() -> ExitCode {
    // Whatever this program writes is for its user alone.
    rustix::process::umask(Mode::RWXG | Mode::RWXO);
    // A file that may not grow is an error to be told (EFBIG), not a silent end. Should this fail,
    // the system's way is left: the end.
    let _handled = signal_hook::flag::register(SIGXFSZ, Arc::default());
    let environment = Environment::of_process();
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let texts = cli::texts(&arguments, &environment);
    let mut output = Output::of_process();
    if let Err(report) = install_hooks(&texts) {
        return give_up(&report, &texts, &mut output);
    }
    let run = || cli::run(&arguments, &environment, &texts, &mut output);
    match catch_unwind(AssertUnwindSafe(run)) {
        Ok(Ok(exit)) => exit.into(),
        Ok(Err(report)) => give_up(&report, &texts, &mut output),
        // The hook has told what happened.
        Err(_) => Exit::Failed.into(),
    }
}

/// Reports without colours and without the environment: they are read in logs as well, and an
/// environment holds secrets.
fn install_hooks(texts: &Texts) -> color_eyre::Result<()> {
    HookBuilder::blank()
        .theme(Theme::new())
        .display_env_section(false)
        .panic_section(texts.get("cli-unexpected-panic"))
        .panic_message(HarmlessPanic)
        .install()
}

fn give_up(report: &color_eyre::Report, texts: &Texts, output: &mut Output<'_>) -> ExitCode {
    let detail = harmless_line(&format!("{report:#}"));
    output.complain(texts, &Message::new("cli-unexpected").with("detail", detail));
    Exit::Failed.into()
}

/// The words of a panic without anything that steers a terminal: they may carry outside text.
struct HarmlessPanic;

impl PanicMessage for HarmlessPanic {
    fn display(&self, panic: &PanicHookInfo<'_>, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let payload = panic.payload();
        let words = payload.downcast_ref::<String>().map(String::as_str);
        let words = words.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or_default();
        write!(formatter, "{}", harmless_line(words))?;
        panic.location().map_or(Ok(()), |place| write!(formatter, " ({}:{})", place.file(), place.line()))
    }
}
