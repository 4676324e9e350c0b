//! Reading both formats, beside the floor under each: a bare quick-xml pull loop and a bare line
//! split over the same bytes in the same run.

use std::hint::black_box;
use std::sync::LazyLock;

use divan::Bencher;
use divan::counter::BytesCount;
use quick_xml::Reader;
use quick_xml::events::Event;
use sverka::ingest::{self, Document, ReadSettings};

/// Bytes of each file.
const SIZE: usize = 30_000_000;

/// A message of 1C 1.8, indented as 1C writes it: receipts of the fixture with other numbers.
static MESSAGE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let fixture = include_str!("../fixtures/enterprise_data/version_1_8_full.xml");
    let (before, rest) = fixture.split_once("<Документ.").unwrap_or((fixture, ""));
    let (document, _) = rest.split_once("</Документ.ПБДСРасчетыСКонтрагентами>").unwrap_or((rest, ""));
    let mut text = before.to_owned();
    for at in 0.. {
        if text.len() >= SIZE {
            break;
        }
        let fresh = document.replacen("5f0c1d7a-0020", &format!("{at:08x}-0020"), 1).replacen(
            "СП00-000001",
            &format!("СП00-{at:06}"),
            1,
        );
        text.push_str("<Документ.");
        text.push_str(&fresh);
        text.push_str("</Документ.ПБДСРасчетыСКонтрагентами>\n\t\t");
    }
    text.push_str("</Body>\n</Message>");
    text.into_bytes()
});

/// A statement in windows-1251 with CRLF, 43 lines a document as banks write them.
static STATEMENT: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut text =
        "1CClientBankExchange\r\nВерсияФормата=1.03\r\nКодировка=Windows\r\nРасчСчет=40702810900000000101\r\n"
            .to_owned();
    for at in 0.. {
        // Two bytes a letter here, one in the file.
        if text.len() >= SIZE * 8 / 5 {
            break;
        }
        text.push_str(&document(at));
    }
    text.push_str("КонецФайла\r\n");
    encoding_rs::WINDOWS_1251.encode(&text).0.into_owned()
});

fn document(at: usize) -> String {
    let (day, kopecks) = (at % 28 + 1, at % 100);
    format!(
        "СекцияДокумент=Платежное поручение\r\nНомер={at}\r\nДата={day:02}.10.2026\r\nСумма={}.{kopecks:02}\r\n\
         КвитанцияДата=\r\nКвитанцияВремя=\r\nКвитанцияСодержание=\r\nПлательщикСчет=408178100000{at:08}\r\nДатаСписано=\r\n\
         Плательщик=ИНН 500100732259 Образцова Анна Петровна\r\nПлательщикИНН=500100732259\r\n\
         Плательщик1=Образцова Анна Петровна\r\nПлательщик2=\r\nПлательщик3=\r\nПлательщик4=\r\n\
         ПлательщикРасчСчет=408178100000{at:08}\r\nПлательщикБанк1=АО \"ПРИМЕРБАНК\"\r\nПлательщикБанк2=г. Москва\r\n\
         ПлательщикБИК=044525999\r\nПлательщикКорсчет=30101810000000000999\r\nПолучательСчет=40702810900000000101\r\n\
         ДатаПоступило={day:02}.10.2026\r\nПолучатель=ООО \"Строитель Пример\"\r\nПолучательИНН=7700000016\r\n\
         Получатель1=ООО \"Строитель Пример\"\r\nПолучательРасчСчет=40702810900000000101\r\n\
         ПолучательБанк1=ПАО \"ПРИМЕР БАНК\"\r\nПолучательБИК=044525111\r\nПолучательКорсчет=30101810000000000111\r\n\
         ВидПлатежа=\r\nВидОплаты=01\r\nКод=0\r\n\
         НазначениеПлатежа=Оплата по договору участия в долевом строительстве № П-12/{at} от 01.02.2026, взнос 3. НДС не облагается\r\n\
         СтатусСоставителя=\r\nПлательщикКПП=\r\nПолучательКПП=770001001\r\nПоказательКБК=\r\nОКАТО=\r\nПоказательОснования=\r\n\
         ПоказательПериода=\r\nПоказательНомера=\r\nПоказательДаты=\r\nОчередность=5\r\nКонецДокумента\r\n",
        1000 + at
    )
}

fn main() {
    divan::main();
}

fn read(bytes: &[u8]) -> u64 {
    let mut kopecks = rust_decimal::Decimal::ZERO;
    let report = ingest::read("bench", black_box(bytes), &ReadSettings::default(), &mut |document| {
        if let Document::Payment(payment) = document {
            kopecks += payment.amount.amount;
        }
    });
    black_box(kopecks);
    report.map_or(0, |report| report.payments)
}

#[divan::bench(sample_count = 10)]
fn enterprise_data(bencher: Bencher<'_, '_>) {
    let bytes = MESSAGE.as_slice();
    bencher.counter(BytesCount::new(bytes.len())).bench(|| read(bytes));
}

#[divan::bench(sample_count = 10)]
fn enterprise_data_bare_pull(bencher: Bencher<'_, '_>) {
    let bytes = MESSAGE.as_slice();
    bencher.counter(BytesCount::new(bytes.len())).bench(|| {
        let mut reader = Reader::from_reader(std::io::BufReader::with_capacity(128 * 1024, black_box(bytes)));
        let (mut buffer, mut elements) = (Vec::new(), 0_u64);
        loop {
            buffer.clear();
            match reader.read_event_into(&mut buffer) {
                Ok(Event::Eof) | Err(_) => break,
                Ok(Event::Start(_)) => elements += 1,
                Ok(_) => {}
            }
        }
        elements
    });
}

/// The plain way: the path of names as owned text, seven fields as owned text.
#[divan::bench(sample_count = 10)]
fn enterprise_data_plain_fields(bencher: Bencher<'_, '_>) {
    let bytes = MESSAGE.as_slice();
    bencher.counter(BytesCount::new(bytes.len())).bench(|| {
        let mut reader = Reader::from_reader(std::io::BufReader::with_capacity(128 * 1024, black_box(bytes)));
        let (mut buffer, mut path, mut fields) = (Vec::new(), Vec::<String>::new(), Vec::<String>::new());
        let mut found = 0_u64;
        loop {
            buffer.clear();
            match reader.read_event_into(&mut buffer) {
                Ok(Event::Eof) | Err(_) => break,
                Ok(Event::Start(tag)) => path.push(tag.name().into_inner().to_owned()),
                Ok(Event::Text(text)) => {
                    let is_field = match path.last().map(String::as_str) {
                        Some("Ссылка" | "Дата" | "Номер") => {
                            path.iter().any(|name| name == "КлючевыеСвойства")
                        }
                        Some("Сумма" | "НазначениеПлатежа" | "НомерСчета") => true,
                        Some("Наименование") => path.iter().any(|name| name == "Контрагент"),
                        _ => false,
                    };
                    if is_field {
                        fields.push(String::from(&*text));
                    }
                }
                Ok(Event::End(_)) => {
                    if path.pop().is_some_and(|name| name.starts_with("Документ.")) {
                        found += fields.len() as u64;
                        fields.clear();
                    }
                }
                Ok(_) => {}
            }
        }
        found
    });
}

#[divan::bench(sample_count = 10)]
fn client_bank(bencher: Bencher<'_, '_>) {
    let bytes = STATEMENT.as_slice();
    bencher.counter(BytesCount::new(bytes.len())).bench(|| read(bytes));
}

#[divan::bench(sample_count = 10)]
fn client_bank_bare_split(bencher: Bencher<'_, '_>) {
    let bytes = STATEMENT.as_slice();
    bencher.counter(BytesCount::new(bytes.len())).bench(|| {
        let mut found = 0_u64;
        for line in black_box(bytes).split(|byte| *byte == b'\n') {
            if let Some(at) = memchr::memchr(b'=', line) {
                found += black_box(at) as u64;
            }
        }
        found
    });
}
