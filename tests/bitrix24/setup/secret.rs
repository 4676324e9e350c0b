//! The address of the webhook: where it may lie, and that it goes nowhere but to its portal.

use std::io::{BufRead, BufReader, Write as _};
use std::net::TcpListener;

use rstest::rstest;

use super::{CODE, Office};

const CONFIG: &str = ".config/sverka/config.toml";

/// Every command that would speak to the portal.
const COMMANDS: [&[&str]; 2] = [&["rows"], &["commit"]];

#[rstest]
#[case::missing("\nwebhook_file = \"gone\"\n", "строка 4", "gone")]
#[case::open("\nwebhook_file = \"open\"\n", "строка 4", "chmod 600")]
#[case::other("\nwebhook_file = \"other\"\n", "строка 4", "нет адреса вебхука")]
#[case::folder("\nwebhook_file = \".\"\n", "строка 4", "нет адреса вебхука")]
#[case::not_encrypted("\nwebhook_file = \"plain\"\n", "строка 4", "http://")]
#[case::not_named("", "строка 3", "webhook_file")]
#[tokio::test(flavor = "multi_thread")]
async fn a_webhook_that_may_not_be_used_is_told_with_file_and_line(
    #[case] line: &str,
    #[case] place: &str,
    #[case] words: &str,
) {
    let office = Office::new();
    office.write(".config/sverka/open", 0o640, &office.portal.webhook());
    office.write(".config/sverka/other", 0o600, &format!("{CODE}\n"));
    office.write(".config/sverka/plain", 0o600, &format!("http://stroy.example/rest/1/{CODE}/"));
    office.write(CONFIG, 0o600, &format!("[crm]\nkind = \"bitrix24\"\n[crm.bitrix24]{line}"));
    for arguments in COMMANDS {
        let done = office.run(arguments, "").await;
        assert_eq!(done.status, 1, "{arguments:?}: {}", done.errors);
        for word in [place, words, "config.toml"] {
            assert!(done.errors.contains(word), "{word}: {}", done.errors);
        }
    }
    let doctor = office.run(&["doctor"], "").await;
    assert!(doctor.status == 1 && doctor.out.contains(words), "{}", doctor.out);
    assert_eq!(office.portal.hits(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_in_place_of_its_file_is_told_with_file_and_line_and_not_shown() {
    let office = Office::new();
    let address = office.portal.webhook();
    let config = format!("[crm]\nkind = \"bitrix24\"\n[crm.bitrix24]\nwebhook_file = \"{address}\"\n");
    office.write(CONFIG, 0o600, &config);
    for arguments in [COMMANDS[0], COMMANDS[1], &["doctor"], &["doctor", "--json"]] {
        let done = office.run(arguments, "").await;
        let said = format!("{}{}", done.out, done.errors);
        assert_ne!(done.status, 0, "{arguments:?}: {said}");
        for word in ["config.toml", "строка 4", "chmod 600"] {
            assert!(said.contains(word), "{arguments:?} {word}: {said}");
        }
    }
    let init = office.run(&["init", "--webhook-file", &address], "").await;
    assert!(init.out.contains("\n…\n"), "{}", init.out);
    assert_eq!(office.portal.hits(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_service_manager_may_hand_the_webhook_over() {
    let office = Office::new();
    office.write("credentials/bitrix24", 0o440, &office.portal.webhook());
    office.write(CONFIG, 0o600, "[crm]\nkind = \"bitrix24\"\n");
    let mut command = office.command(&["doctor"]);
    command.env("CREDENTIALS_DIRECTORY", office.path("credentials"));
    let done = Office::finish(command, "").await;
    assert!(done.out.contains("✓ Bitrix24: портал 127.0.0.1"), "{}", done.out);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_goes_to_this_machine_goes_through_no_proxy() {
    let office = Office::new();
    office.configure("");
    // Whoever listens here would read the secret.
    let proxy = TcpListener::bind("127.0.0.1:0").expect("a free port");
    proxy.set_nonblocking(true).expect("it need not wait");
    let address = format!("http://{}", proxy.local_addr().expect("an address"));
    let mut command = office.command(&["doctor"]);
    for name in ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] {
        command.env(name, &address);
    }
    let done = Office::finish(command, "").await;
    assert!(done.out.contains("✓ Bitrix24: портал 127.0.0.1"), "{}", done.out);
    assert!(proxy.accept().is_err(), "the proxy was asked");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_machine_without_roots_is_told_what_it_lacks() {
    let office = Office::new();
    office.configure("");
    office.write(".config/sverka/webhook", 0o600, &format!("https://127.0.0.1:9/rest/1/{CODE}/"));
    let mut command = office.command(&["doctor"]);
    command.env("SSL_CERT_FILE", "/nonexistent").env("SSL_CERT_DIR", "/nonexistent");
    let done = Office::finish(command, "").await;
    assert_eq!(done.status, 1);
    assert!(done.out.contains("ca-certificates"), "{}", done.out);
    // What is on this machine needs none.
    office.write(".config/sverka/webhook", 0o600, &office.portal.webhook());
    let mut command = office.command(&["doctor"]);
    command.env("SSL_CERT_FILE", "/nonexistent").env("SSL_CERT_DIR", "/nonexistent");
    let done = Office::finish(command, "").await;
    assert!(done.out.contains("✓ Bitrix24: портал"), "{}", done.out);
}

/// Reads a request to its end, and gives its size: a door that closes on one that it has not read resets
/// the connection, and the answer may be lost.
fn read_request(caller: &mut impl BufRead) -> usize {
    let (mut size, mut body) = (0, 0);
    loop {
        let mut line = String::new();
        size += caller.read_line(&mut line).expect("a request");
        match line.trim_end().split_once(": ") {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => body = value.parse().expect("a size"),
            None if line.trim_end().is_empty() => break,
            _ => {}
        }
    }
    let mut rest = vec![0; body];
    caller.read_exact(&mut rest).expect("its body");
    size + body
}

#[tokio::test(flavor = "multi_thread")]
async fn a_redirect_is_told_and_not_followed() {
    let office = Office::new();
    office.configure("");
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("an address");
    office.write(".config/sverka/webhook", 0o600, &format!("http://{address}/rest/1/{CODE}/"));
    let elsewhere = format!("{}batch.json", office.portal.webhook());
    let door = std::thread::spawn(move || {
        let (mut caller, _) = listener.accept().expect("a caller");
        let read = read_request(&mut BufReader::new(&caller));
        let answer = format!("HTTP/1.1 302 Found\r\nLocation: {elsewhere}\r\nContent-Length: 0\r\n\r\n");
        caller.write_all(answer.as_bytes()).expect("an answer");
        read
    });
    let done = office.run(&["doctor"], "").await;
    assert!(door.join().expect("the door closed") > 0);
    assert_eq!(done.status, 1);
    assert!(done.out.contains("переадресует") && done.out.contains("127.0.0.1"), "{}", done.out);
    assert_eq!(office.portal.hits(), 0, "the address was carried to another host");
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_fails_the_secret_is_in_no_file() {
    let office = Office::new();
    office.configure("");
    for arguments in [&["doctor"][..], &["rows"], &["commit", "--json"], &["crm", "contracts"]] {
        drop(office.run(arguments, "").await);
    }
    let mut folders = vec![office.path(".")];
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with("webhook") {
                seen += 1;
                let bytes = std::fs::read(&path).expect("a file");
                let holds = bytes.windows(CODE.len()).any(|window| window == CODE.as_bytes());
                assert!(!holds, "{} holds the secret", path.display());
            }
        }
    }
    assert!(seen > 1, "the commands wrote files of their own");
}
