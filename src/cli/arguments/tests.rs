//! Every call as it is typed.

use rstest::rstest;

use super::*;

fn words(line: &str) -> Vec<OsString> {
    line.split(' ').map(OsString::from).collect()
}

fn read_line(line: &str) -> Result<Arguments, clap::Error> {
    read(&words(line), &Texts::load(Language::Russian))
}

#[test]
fn clap_finds_nothing_wrong_with_the_command_line() {
    for language in Language::ALL {
        command(&Texts::load(language)).debug_assert();
    }
}

#[rstest]
#[case("sverka", Call::Open { files: vec![] })]
#[case("sverka a.txt b.xml", Call::Open { files: vec!["a.txt".into(), "b.xml".into()] })]
#[case("sverka ./import", Call::Open { files: vec!["./import".into()] })]
#[case("sverka demo", Call::Demo { write: None })]
#[case("sverka demo --write d", Call::Demo { write: Some("d".into()) })]
#[case("sverka import a b --json", Call::Import { files: vec!["a".into(), "b".into()], json: true })]
#[case("sverka rows", Call::Rows { readiness: vec![], json: false })]
#[case(
    "sverka rows --readiness ready --readiness failed --json",
    Call::Rows { readiness: vec![Readiness::Ready, Readiness::Failed], json: true }
)]
#[case("sverka commit --dry-run", Call::Commit { dry_run: true, json: false })]
#[case(
    "sverka reverse --batch last --payment 7 --payment 8 --reason двойная --json",
    Call::Reverse(Wanted {
        batch: Some("last".to_owned()),
        payments: vec!["7".to_owned(), "8".to_owned()],
        reason: "двойная".to_owned(),
        dry_run: false,
        json: true,
    })
)]
#[case("sverka reverse --dry-run", Call::Reverse(Wanted { dry_run: true, ..Wanted::default() }))]
#[case("sverka crm import r.csv", Call::CrmImport { file: "r.csv".into(), begins_anew: false })]
#[case("sverka crm import --begin-anew r.csv", Call::CrmImport { file: "r.csv".into(), begins_anew: true })]
#[case("sverka crm contracts --json", Call::CrmContracts { json: true })]
#[case("sverka crm payments", Call::CrmPayments { json: false })]
#[case("sverka keys --keymap k.toml", Call::Keys { keymap: Some("k.toml".into()) })]
#[case("sverka memory --json", Call::Memory { json: true })]
#[case("sverka memory export m.csv", Call::MemoryExport { file: "m.csv".into() })]
#[case("sverka memory forget --all", Call::MemoryForget { what: Some(What::All) })]
#[case(
    "sverka memory forget --payer 40817810900000000001",
    Call::MemoryForget { what: Some(What::Payer("40817810900000000001".to_owned())) }
)]
#[case(
    "sverka memory forget --contract К-12/5-45",
    Call::MemoryForget { what: Some(What::Contract("К-12/5-45".to_owned())) }
)]
#[case("sverka memory forget", Call::MemoryForget { what: None })]
#[case("sverka memory forget --all --contract К-1", Call::MemoryForget { what: None })]
#[case(
    "sverka export --batch 7 --xlsx r.xlsx --force",
    Call::Export(Handout {
        batch: Some("7".to_owned()),
        xlsx: Some("r.xlsx".into()),
        csv: None,
        force: true,
    })
)]
#[case("sverka log", Call::Log { asked: Asked::default(), json: false })]
#[case(
    "sverka log --payment 12 --batch last --since 01.11.2026 --json",
    Call::Log {
        asked: Asked {
            payment: Some("12".to_owned()),
            batch: Some("last".to_owned()),
            since: Some("01.11.2026".to_owned()),
            ..Asked::default()
        },
        json: true,
    }
)]
#[case("sverka init", Call::Init { webhook_file: None })]
#[case("sverka init --webhook-file w", Call::Init { webhook_file: Some("w".into()) })]
#[case("sverka doctor", Call::Doctor { json: false })]
#[case("sverka doctor --json", Call::Doctor { json: true })]
fn every_call_is_understood(#[case] line: &str, #[case] call: Call) {
    assert_eq!(read_line(line).unwrap(), Arguments { call, state: None });
}

#[test]
fn common_options_stand_before_or_behind_the_command() {
    for line in ["sverka --state s --lang en rows", "sverka rows --lang=en --state s"] {
        assert_eq!(read_line(line).unwrap().state, Some("s".into()), "{line}");
        assert_eq!(Early::of(&words(line)).language, Some(Language::English), "{line}");
    }
}

#[test]
fn what_stands_behind_two_dashes_is_a_file() {
    assert_eq!(Early::of(&words("sverka -- --lang en")), Early::default());
    assert_eq!(read_line("sverka -- --lang").unwrap().call, Call::Open { files: vec!["--lang".into()] });
}

#[test]
fn an_early_look_takes_only_what_makes_sense() {
    assert_eq!(Early::of(&words("sverka --lang de --config")), Early::default());
    assert_eq!(Early::of(&words("sverka --config=a.toml")).config, Some("a.toml".into()));
}
