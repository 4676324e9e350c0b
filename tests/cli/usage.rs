//! Wrong calls and wrong configuration: exit status 2, and a way out.

use crate::support::Place;

#[test]
fn every_wrong_call_ends_with_2_and_a_way_out() {
    let place = Place::new();
    for call in [
        &["--lang", "de"][..],
        &["rows", "--readiness", "green"],
        &["import"],
        &["crm"],
        &["crm", "import"],
        &["commit", "--now"],
        &["--state"],
        &["demo", "--write"],
    ] {
        let done = place.expect(2, call);
        done.says(&["Ошибка", "sverka --help"]);
        assert!(done.out.is_empty());
    }
    assert!(!place.state().exists(), "a wrong call made a state folder");
}

#[test]
fn help_and_version_are_answers() {
    let place = Place::new();
    for call in [&["--help"][..], &["import", "--help"], &["crm", "-h"], &["crm", "payments", "--help"]] {
        let done = place.expect(0, call);
        assert!(done.out.contains("Вызов: sverka"), "{}", done.out);
        let foreign = ["Usage", "Options", "Commands", "Arguments", "Print "];
        assert!(!foreign.iter().any(|word| done.out.contains(word)), "{}", done.out);
    }
    assert!(place.expect(0, &["--version"]).out.starts_with("sverka "));
    assert!(place.expect(0, &["--help", "--lang", "ro"]).out.contains("Apel: sverka"));
}

#[test]
fn the_console_wants_a_terminal() {
    let place = Place::new();
    for call in [&[][..], &["demo"]] {
        place.expect(2, call).says(&["терминал", "sverka import", "commit"]);
    }
    assert!(!place.state().exists(), "a console without a terminal made a state folder");
}

#[test]
fn a_wrong_configuration_is_named_with_its_line() {
    let place = Place::new();
    let file = place.file("my.toml", "language = \"en\"\n[own]\nacount = \"1\"\n");
    place.expect(2, &["rows", "--config", &file]).says(&["my.toml", "строка 3", "acount", "accounts"]);
    place.expect(2, &["rows", "--config", "нет.toml"]).says(&["нет.toml", "--config"]);
    let done = place.expect(1, &["doctor", "--config", &file]);
    assert!(done.out.contains("✕") && done.out.contains("строка 3"), "{}", done.out);
}

#[test]
fn the_language_is_that_of_the_call_the_configuration_or_the_locale() {
    let place = Place::new();
    let file = place.file("my.toml", "language = \"ro\"\n");
    assert!(place.expect(0, &["rows", "--lang", "en"]).out.contains("no rows"));
    assert!(place.expect(0, &["rows", "--config", &file]).out.contains("Sesiunea"));
    assert!(place.expect(0, &["rows"]).out.contains("нет строк"));
    let mut command = place.command(&["rows"]);
    let output = command.env("LC_ALL", "en_GB.UTF-8").env("SVERKA_CONFIG", "").output().expect("the program starts");
    assert!(String::from_utf8_lossy(&output.stdout).contains("no rows"));
}

#[test]
fn the_key_table_names_the_line_of_a_wrong_key() {
    let place = Place::new();
    assert!(place.expect(0, &["keys"]).out.contains("F9"));
    let keymap = place.file("keys.toml", "[table]\n\nfly = [\"x\"]\n");
    place.expect(2, &["keys", "--keymap", &keymap]).says(&["keys.toml", "3", "fly"]);
}

#[test]
fn doctor_finds_nothing_wrong_with_a_fresh_place_and_makes_nothing() {
    let place = Place::new();
    let done = place.expect(0, &["doctor"]);
    assert!(done.out.contains("sverka crm import"), "{}", done.out);
    assert!(!place.state().exists());
    place.demo();
    let done = place.expect(0, &["doctor"]);
    assert!(done.out.contains("450"), "{}", done.out);
}
