//! A damaged file of the state: refused by every command, left as it is, copied aside once, and the
//! way out is told; and that way leads out.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::support::{Place, receipt, statement};

const SESSION: &str = "sverka.redb";
const CRM: &str = "crm.redb";
/// A register with one contract, and the payment for it.
const REGISTER: &str = "number;date;kind;status;holder;holder_inn;total;schedule\n\
    К-12/5-45;2024-02-01;ДДУ;registered;Иванов Иван Иванович;500100732259;2000.00;2026-10-15=1000.00 2026-11-15=1000.00\n";

/// A place with a payment that is committed and one that nobody decided; and their file.
fn place() -> (Place, String) {
    let place = Place::new();
    let register = place.file("register.csv", REGISTER);
    let purpose = "По договору К-12/5-45 от 01.02.2024";
    let payment = receipt("1", &[("НазначениеПлатежа", purpose)]);
    let payment = payment.replace("КонецДокумента", "ПлательщикИНН=500100732259\r\nКонецДокумента");
    let post = [("Плательщик", "АО Почта"), ("ПлательщикСчет", "40702810000000000999"), ("Сумма", "777.00")];
    let other = receipt("2", &[&post[..], &[("НазначениеПлатежа", "Услуги связи")]].concat());
    let file = place.file("a.txt", statement(&[&payment, &other]));
    place.expect(0, &["crm", "import", &register]);
    place.expect(0, &["import", &file]);
    place.expect(0, &["commit"]);
    assert_eq!(place.expect(0, &["crm", "payments", "--json"]).json().len(), 1);
    (place, file)
}

/// Copies that were put aside of a file.
fn aside(place: &Place, name: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(place.state()).expect("a folder").map(|entry| entry.expect("an entry").path());
    let is_copy = |path: &Path| path.file_name().is_some_and(|file| file.to_string_lossy().starts_with(name));
    let mut copies: Vec<PathBuf> = entries.filter(|path| is_copy(path) && !path.ends_with(name)).collect();
    copies.sort();
    copies
}

/// Ways in which a file gets damaged.
fn damages(whole: &[u8]) -> [(&'static str, Vec<u8>); 4] {
    let mut changed = whole.to_vec();
    // Where redb says what the file is.
    changed[3] ^= 0x20;
    [
        ("another", b"something else".to_vec()),
        ("empty", Vec::new()),
        ("cut", whole[..whole.len() / 2].to_vec()),
        ("changed", changed),
    ]
}

#[test]
fn a_damaged_file_is_refused_and_copied_aside_once() {
    let (place, file) = place();
    for name in [SESSION, CRM] {
        let path = place.state().join(name);
        let whole = fs::read(&path).expect("a file");
        for (number, (way, damaged)) in damages(&whole).into_iter().enumerate() {
            fs::write(&path, &damaged).expect("written");
            let restore = "sverka state restore";
            for call in [&["rows"][..], &["import", &file], &["commit"], &["memory"], &["rows"]] {
                place.expect(1, call).says(&[name, "повреждён", ".damaged-20", restore]);
            }
            for language in ["ru", "en", "ro"] {
                place.expect(1, &["rows", "--lang", language]).says(&[name, ".damaged-20", restore]);
            }
            let copies = aside(&place, name);
            assert_eq!(copies.len(), number + 1, "{name}, {way}: {copies:?}");
            let newest = copies.iter().find(|copy| fs::read(copy).expect("a file") == damaged);
            let mode = newest.expect("it is there to the byte").metadata().expect("a file").permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
            assert!(fs::read(&path).expect("a file") == damaged, "{name}, {way}: the file was changed");
        }
        fs::write(&path, whole).expect("written");
    }
    assert_eq!(place.rows().len(), 2);
    place.expect(0, &["doctor"]);
}

#[test]
fn commands_that_look_at_one_file_alone_are_told_too() {
    let (place, _) = place();
    for (name, calls) in
        [(SESSION, [&["log"][..], &["export", "--csv", "x.csv"]]), (CRM, [&["crm", "payments"], &["crm", "contracts"]])]
    {
        let path = place.state().join(name);
        let whole = fs::read(&path).expect("a file");
        fs::write(&path, "something else").expect("written");
        let found = place.expect(1, &["doctor"]).out;
        assert!(found.contains(name) && found.contains("sverka state restore"), "{found}");
        assert_eq!(aside(&place, name), Vec::<PathBuf>::new(), "doctor changes nothing");
        for call in calls {
            place.expect(1, call).says(&[name, ".damaged-20", "sverka state restore"]);
        }
        assert_eq!(aside(&place, name).len(), 1);
        fs::write(&path, whole).expect("written");
    }
}

#[test]
fn the_newest_backup_is_named_with_the_command() {
    let (place, _) = place();
    let backups = place.state().join("backups");
    fs::create_dir_all(&backups).expect("a folder");
    for day in ["2099-11-20.zip", "2099-11-21.zip"] {
        fs::write(backups.join(day), "").expect("written");
    }
    fs::write(place.state().join(SESSION), "something else").expect("written");
    let command = format!("sverka state restore --keep-crm --state {}", place.state().display());
    place.expect(1, &["rows"]).says(&[&command, "2099-11-21.zip"]);
}

#[test]
fn without_room_for_the_copy_it_is_told_and_still_refused() {
    let (place, _) = place();
    let path = place.state().join(SESSION);
    let damaged = vec![b'x'; 64 * 1024];
    fs::write(&path, &damaged).expect("written");
    let whole = place.command(&["rows"]);
    let mut limited = Command::new("sh");
    // Blocks of 512 bytes, by POSIX: room for the lock, and not for the copy.
    limited.arg("-c").arg("ulimit -f 32; exec \"$0\" \"$@\"").arg(whole.get_program()).args(whole.get_args());
    limited.env_clear().envs(whole.get_envs().filter_map(|(name, value)| Some((name, value?)))).stdin(Stdio::null());
    for _ in 0..2 {
        let output = limited.output().expect("a shell");
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{told}");
        for word in [SESSION, "повреждён", "нет места", "освободите место", "sverka state restore"]
        {
            assert!(told.contains(word), "«{word}» is not said: {told}");
        }
        assert_eq!(aside(&place, SESSION), Vec::<PathBuf>::new(), "half a copy is none");
    }
    assert_eq!(fs::read(&path).expect("a file"), damaged);
    place.expect(1, &["rows"]).says(&[".damaged-20"]);
    assert_eq!(aside(&place, SESSION).len(), 1, "with room again");
}

/// Puts a file of the state away, as the message says.
fn put_away(place: &Place, name: &str) {
    fs::rename(place.state().join(name), place.path(name)).expect("moved");
}

#[test]
fn without_a_backup_a_session_begins_anew_and_sends_nothing_twice() {
    let (place, file) = place();
    let head = place.state().join("sverka.head").display().to_string();
    // The copies that the program made by itself are gone too.
    fs::remove_dir_all(place.state().join("backups")).expect("they were there");
    fs::write(place.state().join(SESSION), "something else").expect("written");
    place.expect(1, &["rows"]).says(&[&head, "загрузите файлы платежей"]);
    put_away(&place, SESSION);
    put_away(&place, "sverka.head");
    place.expect(0, &["import", &file]);
    let rows = place.rows();
    let states: Vec<&str> = rows.iter().filter_map(|row| row["readiness"].as_str()).collect();
    assert_eq!(states.iter().filter(|state| **state == "committed").count(), 1, "{states:?}");
    place.expect(0, &["commit"]);
    assert_eq!(place.expect(0, &["crm", "payments", "--json"]).json().len(), 1, "it is there once");
    place.expect(0, &["doctor"]);
}

#[test]
fn the_command_that_is_told_brings_the_work_back() {
    for name in [SESSION, CRM] {
        let (place, file) = place();
        fs::write(place.state().join(name), "something else").expect("written");
        let told = place.expect(1, &["rows"]).errors;
        let command = told.split_once("sverka state restore ").expect("a command").1.trim().replace('\'', "");
        let call: Vec<&str> =
            ["state", "restore"].into_iter().chain(command.split_whitespace()).chain(["--yes"]).collect();
        let done = place.expect(0, &call);
        let is_told = done.out.contains("повреждено") || done.out.contains("не читается");
        assert!(is_told && !done.out.contains("unfinished"), "{}", done.out);
        // The copy of the day was made before the work; what came since is read and sent once more.
        for _ in 0..2 {
            place.expect(0, &["crm", "import", &place.path("register.csv").display().to_string()]);
            place.expect(0, &["import", &file]);
            place.expect(0, &["commit"]);
            assert_eq!(place.rows().len(), 2);
            assert_eq!(place.expect(0, &["crm", "payments", "--json"]).json().len(), 1, "{name}: it is there once");
        }
        place.expect(0, &["doctor"]);
    }
}

/// The embedded CRM is not begun anew behind a person's back: every command that would says so, and both ways
/// out lead out.
#[test]
fn a_crm_that_is_gone_is_not_begun_anew_without_a_word() {
    let (place, file) = place();
    let whole = fs::read(place.state().join(CRM)).expect("a file");
    fs::remove_file(place.state().join(CRM)).expect("removed");
    for call in [&["rows"][..], &["commit"], &["crm", "payments"], &["reverse", "--batch", "last", "--reason", "так"]]
    {
        place.expect(1, call).says(&[CRM, "нет, а сеанс уже проводил", "sverka state restore"]);
        assert!(!place.state().join(CRM).exists(), "{call:?}");
    }
    place.expect(0, &["log"]);
    let doctor = place.run(&["doctor"]);
    assert!(doctor.status != 0 && doctor.out.contains("нет, а сеанс уже проводил"), "{}", doctor.out);
    assert!(!place.state().join(CRM).exists());

    fs::remove_dir_all(place.state().join("backups")).expect("they were there");
    place.expect(1, &["rows"]).says(&["sverka crm import --begin-anew"]);
    let register = place.path("register.csv").display().to_string();
    place.expect(1, &["crm", "import", &register]).says(&["нет, а сеанс уже проводил"]);
    place.expect(1, &["crm", "import", "--begin-anew", "нет.csv"]);
    assert!(!place.state().join(CRM).exists(), "a register that cannot be read begins nothing");
    place.expect(0, &["crm", "import", "--begin-anew", &register]);
    place.expect(0, &["rows"]);
    fs::write(place.state().join(CRM), whole).expect("written");
    place.expect(0, &["rows"]);

    // A session that was begun anew sent nothing itself; what it has as committed speaks for the file.
    for name in [SESSION, "sverka.head"] {
        put_away(&place, name);
    }
    place.expect(0, &["import", &file]);
    assert!(place.rows().iter().any(|row| row["readiness"] == "committed"));
    put_away(&place, CRM);
    place.expect(1, &["rows"]).says(&["нет, а сеанс уже проводил"]);
}

#[test]
fn a_session_that_is_gone_is_not_begun_anew_without_a_word() {
    let (place, file) = place();
    put_away(&place, SESSION);
    for call in [&["rows"][..], &["import", &file], &["commit"], &["log"], &["doctor"]] {
        let done = place.run(call);
        let told = done.out + &done.errors;
        assert!(done.status == 1 && told.contains("а журнал уже вёлся") && told.contains("--keep-crm"), "{told}");
        assert!(!place.state().join(SESSION).exists(), "{call:?}");
    }
    fs::remove_dir_all(place.state().join("backups")).expect("they were there");
    let told = place.expect(1, &["rows"]);
    told.says(&["sverka.head", "загрузите файлы платежей заново"]);
    put_away(&place, "sverka.head");
    place.expect(0, &["import", &file]);
    assert_eq!(place.rows().iter().filter(|row| row["readiness"] == "committed").count(), 1);
}
