use std::path::PathBuf;

use rstest::rstest;

use super::*;
use crate::lang::Texts;
use crate::model::Explain as _;

fn parse(text: &str) -> Result<Config, ConfigError> {
    Config::parse(text, Path::new("/etc/sverka/config.toml"))
}

#[test]
fn an_empty_file_means_all_defaults() {
    let config = parse("").unwrap();
    let file = PathBuf::from("/etc/sverka/config.toml");
    let webhook_at = Some(PlaceInFile { file: file.clone(), line: 1 });
    assert_eq!(config, Config { file: Some(file), webhook_at, ..Config::default() });
}

#[test]
fn every_section_is_read() {
    let config = parse(
        "language = \"ro\"\n[own]\nname = \"ООО «Застройщик»\"\naccounts = [\"4070 2810 9000 0000 0001\"]\n\
         tax_ids = [\"7707083893\"]\n[keys]\nkeymap = \"keys.toml\"\n\
         layouts = [{ letters = \"ąž\", latin = \"qw\" }]\n[console]\nprogress = false\n[crm]\n\
         kind = \"embedded\"\n",
    )
    .unwrap();
    assert_eq!(config.language, Some(Language::Romanian));
    assert_eq!(config.own.name, "ООО «Застройщик»");
    assert_eq!(config.own.accounts, ["40702810900000000001"]);
    assert_eq!(config.own.tax_ids, [TaxId::from_document("7707083893").unwrap()]);
    assert_eq!(config.keys.keymap, Some(PathBuf::from("/etc/sverka/keys.toml")));
    assert_eq!(config.keys.layouts, [KeyLayout { letters: "ąž".to_owned(), latin: "qw".to_owned() }]);
    assert_eq!(config.console.progress, Some(false));
    assert_eq!(config.crm, CrmKind::Embedded);
}

#[rstest]
#[case::unknown_key("language = \"ru\"\n[own]\nacounts = []\n", 3, &["acounts", "accounts"])]
#[case::unknown_section("\n\n[matchng]\n", 3, &["matchng", "crm"])]
#[case::wrong_type("[own]\nname = 5\n", 2, &["name = 5"])]
#[case::language("language = \"de\"\n", 1, &["de", "ru, en, ro"])]
#[case::crm("[crm]\n\nkind = \"sap\"\n", 3, &["sap", "embedded"])]
#[case::account("[own]\naccounts = [\n \"\",\n]\n", 3, &[])]
#[case::tax_id("[own]\ntax_ids = [\n \"7707083893\",\n \"000\",\n]\n", 4, &["000"])]
#[case::no_toml("[own]\nname = ООО\n", 2, &[])]
#[case::unclosed("[own\n", 1, &[])]
#[case::no_lead("[matching.thresholds]\nready = 90\nready_margin = 0\n", 3, &["ready_margin = 0"])]
#[case::mild("[matching]\nthresholds = { ready = 10 }\n[own]\n", 2, &["ready = 10"])]
#[case::matching_key("[matching]\n[matching.weights]\nnumbr = 5\n", 3, &["numbr", "unit_and_house"])]
#[case::uneven("[keys]\nlayouts = [\n { letters = \"ąž\", latin = \"q\" },\n]\n", 3, &["ąž"])]
#[case::letter_twice("[[keys.layouts]]\nletters = \"ąą\"\nlatin = \"qw\"\n", 2, &["ąą"])]
#[case::twice("language = \"ru\"\nlanguage = \"en\"\n", 2, &[])]
fn what_is_wrong_is_named_with_file_and_line(#[case] text: &str, #[case] line: u64, #[case] words: &[&str]) {
    let error = parse(text).unwrap_err();
    for language in Language::ALL {
        let said = Texts::load(language).words(&error.explain());
        assert!(said.contains("/etc/sverka/config.toml"), "{said}");
        assert!(said.contains(&format!(" {line}:")) || said.contains(&format!(" {line} ")), "line {line}: {said}");
        for word in words {
            assert!(said.contains(word), "{word}: {said}");
        }
    }
}

#[rstest]
#[case::text("[own]\nname = 5\n", "текст в кавычках")]
#[case::sum("[matching]\nkopeck_tolerance = \"мало\"\n", "сумма в кавычках")]
#[case::much("[matching]\nkopeck_tolerance = \"99999999999\"\n", "от 0 до 100")]
#[case::negative("[matching]\nkopeck_tolerance = \"-1\"\n", "от 0 до 100")]
#[case::days("[matching]\nduplicate_days = 2000000000\n", "от 0 до 366")]
#[case::percent("[matching.weights]\ncorrelated_percent = 101\n", "от 0 до 100")]
#[case::weight("[matching.weights]\nnumber = 2147483647\n", "от -1000 до 1000")]
#[case::whole("[matching]\nduplicate_days = 99999999999\n", "целое число")]
#[case::fraction("[matching]\nduplicate_days = 1.5\n", "целое число")]
#[case::list("[own]\naccounts = \"4070\"\n", "список")]
#[case::truth("[matching]\nescrow_wants_a_look = 1\n", "true или false")]
#[case::section("matching = 1\n", "раздел")]
fn a_wrong_value_is_told_what_fits(#[case] text: &str, #[case] wanted: &str) {
    let said = Texts::load(Language::Russian).words(&parse(text).unwrap_err().explain());
    assert!(said.contains(wanted), "{said}");
    for jargon in ["expected", "i128", "i32", "Decimal", "invalid"] {
        assert!(!said.contains(jargon), "{jargon}: {said}");
    }
}

#[test]
fn the_matcher_and_the_readers_learn_who_we_are() {
    let config = parse(
        "[own]\naccounts = [\"40702810900000000001\"]\ntax_ids = [\"7707083893\"]\n\
         [matching]\nkopeck_tolerance = \"0.50\"\n[matching.thresholds]\nready = 120\n",
    )
    .unwrap();
    assert_eq!(config.matching.own_accounts, config.own.accounts);
    assert_eq!(config.matching.own_tax_ids, config.own.tax_ids);
    assert_eq!(config.matching.thresholds.ready, crate::model::Bits::whole(12));
    assert_eq!(config.matching.kopeck_tolerance, rust_decimal::Decimal::new(50, 2));
    assert_eq!(config.read_settings().own_accounts, config.own.accounts);
    assert_eq!(config.read_settings().own_tax_ids, config.own.tax_ids);
}

#[test]
fn only_a_named_file_must_exist() {
    let folder = tempfile::tempdir().unwrap();
    let environment = Environment { config_home: Some(folder.path().to_path_buf()), ..Environment::default() };
    assert_eq!(Config::load(None, &environment).unwrap(), Config::default());
    assert_eq!(Config::load(None, &Environment::default()).unwrap(), Config::default());
    let named = folder.path().join("mine.toml");
    assert!(matches!(Config::load(Some(&named), &environment), Err(ConfigError::Missing { file }) if file == named));
    assert!(matches!(Config::load(Some(folder.path()), &environment), Err(ConfigError::Unreadable { .. })));
    std::fs::write(&named, b"# \xef\xf0\xe8\n").unwrap();
    assert!(matches!(Config::load(Some(&named), &environment), Err(ConfigError::Syntax { .. })));
    let usual = environment.usual_config_file().unwrap();
    std::fs::create_dir_all(usual.parent().unwrap()).unwrap();
    std::fs::write(&usual, "language = \"en\"\n").unwrap();
    assert_eq!(Config::load(None, &environment).unwrap().language, Some(Language::English));
}

#[rstest]
#[case(Some(Language::English), Some(Language::Romanian), Some("ru_RU.UTF-8"), Language::English)]
#[case(None, Some(Language::Romanian), Some("en_US.UTF-8"), Language::Romanian)]
#[case(None, None, Some("en_US.UTF-8"), Language::English)]
#[case(None, None, Some("C.UTF-8"), Language::Russian)]
#[case(None, None, None, Language::Russian)]
fn the_nearest_word_about_the_language_counts(
    #[case] command_line: Option<Language>,
    #[case] configured: Option<Language>,
    #[case] locale: Option<&str>,
    #[case] expected: Language,
) {
    let environment = Environment { locale: locale.map(str::to_owned), ..Environment::default() };
    assert_eq!(language_of(command_line, configured, &environment), expected);
}

#[rstest]
#[case::half("[crm.bitrix24.deal.money]\npaid = \"ufCrm_PAID\"\n", 2, "paid и payments")]
#[case::other_half(
    "[crm.bitrix24.deal.money]\npaid = \"a\"\npayments = \"b\"\n\
     [crm.bitrix24.invoice]\n\nmoney = { payments = \"ufCrm_PAYMENTS\" }\n",
    6,
    "paid и payments"
)]
#[case::same(
    "[crm.bitrix24.deal.money]\npaid = \"a\"\npayments = \"b\"\n\
     [crm.bitrix24.invoice.money]\npaid = \"a\"\npayments = \"a\"\n",
    6,
    "своё поле"
)]
#[case::no_name("[crm.bitrix24.deal.money]\ndebt = \"Долг клиента\"\n", 2, "латиницей")]
#[case::key("[crm.bitrix24]\nwebhok_file = \"a\"\n", 2, "webhook_file")]
#[case::word("[crm.bitrix24]\n\ncontracts = \"leads\"\n", 3, "contracts = \"leads\"")]
#[case::truth("[crm.bitrix24]\nenterprise = \"yes\"\n", 2, "true или false")]
fn what_is_wrong_with_a_portal_is_named_with_its_line(#[case] text: &str, #[case] line: u64, #[case] words: &str) {
    let said = Texts::load(Language::Russian).words(&parse(text).unwrap_err().explain());
    assert!(said.contains(&format!("/etc/sverka/config.toml, строка {line}:")), "{said}");
    assert!(said.contains(words), "{said}");
}

#[rstest]
#[case::file("[crm]\n[crm.bitrix24]\nwebhook_file = \"https://x.bitrix24.ru/rest/1/k7q2v9z4/\"\n", 3)]
#[case::no_scheme("[crm.bitrix24]\nwebhook_file = \"x.bitrix24.ru/rest/1/k7q2v9z4\"\n", 2)]
#[case::list("[crm.bitrix24]\nwebhook_file = [\"https://x.bitrix24.ru/rest/1/k7q2v9z4/\"]\n", 2)]
#[case::no_quotes("[crm.bitrix24]\nwebhook_file = https://x.bitrix24.ru/rest/1/k7q2v9z4/\n", 2)]
#[case::other_key("[crm.bitrix24]\nwebhook = \"https://x.bitrix24.ru/rest/1/k7q2v9z4/\"\n", 2)]
#[case::word("[crm.bitrix24]\ncontracts = \"https://x.bitrix24.ru/rest/1/k7q2v9z4/\"\n", 2)]
#[case::kind("[crm]\nkind = \"https://x.bitrix24.ru/rest/1/k7q2v9z4/\"\n", 2)]
fn the_address_of_a_webhook_is_never_shown(#[case] text: &str, #[case] line: u64) {
    let error = parse(text).unwrap_err();
    let said = Texts::load(Language::Russian).words(&error.explain());
    assert!(said.contains(&format!("/etc/sverka/config.toml, строка {line}:")), "{said}");
    assert!(!said.contains("k7q2v9z4") && !error.to_string().contains("k7q2v9z4"), "{said} {error}");
}

#[test]
fn where_a_webhook_belongs_is_known() {
    let line = |text: &str| parse(text).unwrap().webhook_at.unwrap().line;
    assert_eq!(line("[crm]\nkind = \"bitrix24\"\n\n[crm.bitrix24]\nwebhook_file = \"x\"\n"), 5);
    assert_eq!(line("language = \"ru\"\n[crm]\nkind = \"bitrix24\"\n"), 2);
}

#[test]
fn a_portal_is_described_by_its_own_section() {
    let config = parse(
        "[crm]\nkind = \"bitrix24\"\n[crm.bitrix24]\nwebhook_file = \"webhook\"\ncontracts = \"deals\"\n\
         [crm.bitrix24.invoice]\nmoney = { paid = \"ufCrm_PAID\", payments = \"ufCrm_PAYMENTS\" }\n",
    )
    .unwrap();
    assert_eq!(config.crm, CrmKind::Bitrix24);
    assert_eq!(config.bitrix24.webhook_file, PathBuf::from("/etc/sverka/webhook"));
    assert!(config.bitrix24.invoice.money.take_payments() && !config.bitrix24.deal.money.take_payments());
    assert!(
        parse("[crm.bitrix24]\nwebhook = \"https://x/rest/1/a/\"\n").is_err(),
        "the address itself has no place here"
    );
}
