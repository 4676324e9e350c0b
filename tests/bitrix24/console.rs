//! The whole console at a portal: the real loop, state, desk, engine and connector, on a screen in
//! memory. The clock is the portal's and stands still, so that no minute of it is waited for.

use std::fs;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use rust_decimal::Decimal;
use serde_json::json;
use sverka::config::Config;
use sverka::console::state::State;
use sverka::desk::Desk;
use sverka::model::{CommitState, Readiness, Row};
use sverka::store::Store;
use tempfile::TempDir;
use tokio::runtime::Runtime;

use super::common::runner::Runner;
use super::common::screens::{Film, LARGE, Stage};
use super::connector::{Home, sum};
use super::emulator::Settings;
use super::emulator::fields::{CONTACT, DEAL, INVOICE};
use super::engine::judge::{Books, complaints, held_sum, of_rows};

/// Payments of the commit that is cut: more than one call of the engine takes.
const COUNT: usize = 120;

/// An accountant's machine and the portal, both on one clock.
struct Office {
    runtime: Rc<Runtime>,
    home: Arc<Home>,
    folder: TempDir,
}

impl Office {
    fn with(settings: Settings) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build();
        let runtime = Rc::new(runtime.expect("a runtime"));
        let home = {
            let _on = runtime.enter();
            Arc::new(Home::with(settings))
        };
        let folder = tempfile::tempdir().expect("a folder");
        home.configure(folder.path());
        Self { runtime, home, folder }
    }

    fn state(&self) -> PathBuf {
        self.folder.path().join("state")
    }

    fn config(&self) -> Config {
        let file = self.folder.path().join("config.toml");
        Config::parse(&fs::read_to_string(&file).expect("it was written"), &file).expect("it is sound")
    }

    /// Reads a file of these documents before the console is opened.
    fn import(&self, documents: &[String]) {
        let head = "1CClientBankExchange\nВерсияФормата=1.03\nКодировка=UTF-8\nДатаНачала=12.10.2026\n\
                    ДатаКонца=16.10.2026\nРасчСчет=40702810900000000001\n";
        let file = self.folder.path().join("kl_to_1c.txt");
        fs::write(&file, format!("{head}{}КонецФайла\n", documents.concat())).expect("it is written");
        let desk = self.runtime.block_on(Desk::open_early(&self.state(), &self.config()));
        let (mut desk, _) = desk.expect("the desk opens");
        for outcome in desk.import(&[file], &mut |_| {}) {
            outcome.result.expect("the file of the test can be read");
        }
    }

    fn open(&self) -> Stage {
        Runner::on(Rc::clone(&self.runtime), &self.state(), &self.config(), LARGE, Film::new(LARGE))
    }

    /// Pulls the network as soon as the first payment stands in the portal, and puts it back later.
    fn pull_in_the_middle(&self, away: Duration) {
        let home = Arc::clone(&self.home);
        self.runtime.spawn(async move {
            while held_sum(&home).is_zero() {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            home.portal.pull();
            tokio::time::sleep(away).await;
            home.portal.put_back();
        });
    }

    /// Rows, journal and portal say the same, to the kopeck, and nothing stands there twice. The
    /// console must be closed.
    fn assert_agreed(&self) {
        let store = Store::open(&self.state().join("sverka.redb")).expect("the store opens");
        let books = Books::of(&store.attempts().expect("the journal reads"));
        assert_eq!(complaints(&books, &self.home), []);
        assert_eq!(of_rows(&store.load().expect("the session loads").rows, &books), []);
        assert_eq!(books.sum().unwrap_or_default(), held_sum(&self.home));
        self.home.assert_proper();
    }
}

fn receipt(number: usize, sum: &str, purpose: &str) -> String {
    format!(
        "СекцияДокумент=Платежное поручение\nНомер={number}\nДата=12.10.2026\nДатаПоступило=12.10.2026\nСумма={sum}\n\
         ПлательщикСчет=40817810000000000011\nПлательщик=Ветров Лев Ильич\nПолучательСчет=40702810900000000001\n\
         Получатель=ООО Застройщик\nНазначениеПлатежа={purpose}\nКонецДокумента\n"
    )
}

fn count(state: &State, readiness: Readiness) -> usize {
    state.session().counts().rows(readiness)
}

fn rows(stage: &Stage) -> Vec<Row> {
    stage.state().session().rows().to_vec()
}

fn close(mut stage: Stage) {
    stage.press("q");
    assert!(stage.has_ended());
}

#[test]
fn a_day_at_a_portal_is_loaded_matched_committed_seen_and_taken_back() {
    let office = Office::with(Settings::default());
    let invoice = office.home.portal.portal(|portal| {
        let contact = portal.add(CONTACT, &json!({ "name": "Лев", "lastName": "Ветров", "secondName": "Ильич" }));
        let deal = json!({ "title": "ДДУ-12/34", "opportunity": "300000", "contactId": contact,
                           "begindate": "2026-02-01" });
        let deal = portal.add(DEAL, &deal);
        let line = |price: &str, due: &str| json!({ "opportunity": price, "parentId2": deal, "closedate": due });
        let invoice = portal.add(INVOICE, &line("100000", "2026-10-15"));
        portal.add(INVOICE, &line("200000", "2026-11-15"));
        invoice
    });
    office.import(&[
        receipt(1, "100000.00", "Оплата по договору ДДУ-12/34"),
        receipt(2, "50000.50", "Взнос за квартиру, Ветров"),
    ]);
    let mut stage = office.open();
    stage.see("CRM: Bitrix24 · 2 запроса/с · ");
    assert_eq!(count(&stage.state(), Readiness::Ready), 1, "{}", stage.framed());
    stage.press("n 1");
    assert_eq!(count(&stage.state(), Readiness::Ready), 2, "{}", stage.framed());

    stage.press("F9 Enter");
    stage.saw("Идёт загрузка");
    stage.press("Enter");
    assert_eq!(count(&stage.state(), Readiness::Committed), 2, "{}", stage.framed());
    assert_eq!(office.home.paid(INVOICE, invoice), sum("100000"));
    assert_eq!(held_sum(&office.home), sum("150000.50"));
    stage.press("F5");
    stage.see("150 000,50 ₽ (50 %)");
    stage.see("149 999,50");
    stage.press("Esc Home Delete");
    stage.type_text("не туда");
    stage.press("Enter");
    stage.press("Enter");
    assert_eq!(count(&stage.state(), Readiness::Committed), 1, "{}", stage.framed());
    assert_eq!(office.home.paid(INVOICE, invoice), Decimal::ZERO, "it is taken back in the portal");
    assert_eq!(held_sum(&office.home), sum("50000.50"));
    let left = rows(&stage);
    close(stage);
    office.assert_agreed();

    // What is kept of the register is damaged meanwhile: that is told, and everything else is there.
    let kept = office.state().join("bitrix24.redb");
    assert!(fs::metadata(&kept).expect("the register is kept").len() > 0);
    fs::write(&kept, "не база").expect("it is written");
    let stage = office.open();
    stage.saw("Сохранённый список договоров");
    assert_eq!(rows(&stage), left);
    close(stage);
}

#[test]
fn a_network_pulled_in_the_middle_of_a_commit_and_put_back_costs_and_doubles_nothing() {
    // A blink that is waited out within the batch, and longer than a batch waits.
    for away in [5, 300] {
        let latency = Duration::from_millis(40);
        let office = Office::with(Settings { latency, cost: Duration::from_millis(20), ..Settings::default() });
        let documents: Vec<String> = (1..=COUNT)
            .map(|number| {
                let (title, price) = (format!("ДДУ-{number}/26"), format!("{}.00", 1_000 + number));
                office.home.portal.portal(|portal| {
                    let name = json!({ "name": "Лев", "lastName": "Ветров", "secondName": "Ильич" });
                    let contact = portal.add(CONTACT, &name);
                    portal.add(
                        DEAL,
                        &json!({ "title": title, "opportunity": price, "contactId": contact,
                                               "begindate": "2026-02-01" }),
                    )
                });
                receipt(number, &price, &format!("Оплата по договору {title}"))
            })
            .collect();
        office.import(&documents);
        let mut stage = office.open();
        assert_eq!(count(&stage.state(), Readiness::Ready), COUNT, "{}", stage.framed());
        office.pull_in_the_middle(Duration::from_secs(away));
        stage.press("F9 Enter");
        stage.saw("нет связи, повтор через");
        stage.see("Загрузка завершена");
        let is_over = away > 60;
        assert_eq!(count(&stage.state(), Readiness::Failed) > 0, is_over, "{}", stage.framed());
        stage.press("Enter");
        let is_settled = |state: &State| state.session().rows().iter().all(|row| row.commit != CommitState::Unknown);
        stage.rest_when(is_settled);
        if is_over {
            stage.saw("исход неизвестен");
            stage.saw("Спросил CRM: выяснен исход");
        }
        // What never left is ready as before, and goes with the same key.
        if count(&stage.state(), Readiness::Ready) > 0 {
            stage.press("F9 Enter Enter");
        }
        assert_eq!(count(&stage.state(), Readiness::Committed), COUNT, "{}", stage.framed());
        close(stage);
        office.assert_agreed();
        let expected: usize = (1..=COUNT).map(|number| 1_000 + number).sum();
        assert_eq!(held_sum(&office.home), Decimal::from(expected));
    }
}
