//! The connector against the portal: what it reads, what it writes, and what stays true when
//! calls go wrong.

mod faults;
mod follow;
mod harmless;
mod kept;
mod manners;
mod posting;
mod register;
mod sale;
mod shown;
mod units;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use jiff::civil::date;
use rust_decimal::Decimal;
use serde_json::json;
use sverka::crm::Crm as _;
use sverka::crm::bitrix24::secret::Webhook;
use sverka::crm::bitrix24::{Bitrix24, Mapping, MoneyFields, Tell};
use sverka::lang::Language;
use sverka::model::{
    Allocation, Contract, ContractId, Currency, Direction, IdempotencyKey, PaymentId, Posting, PostingPart,
};

use super::emulator::fields::{COMPANY, CONTACT, DEAL, INVOICE, Kind};
use super::emulator::{Emulator, Settings};

/// Nobody is told: for tests that count requests.
const SILENT: Tell = Tell { comments: false, notices: false };

/// A portal whose deals and invoices keep payments, and a connector to it.
pub struct Home {
    pub portal: Emulator,
    pub crm: Bitrix24,
    pub paid: String,
    pub payments: String,
}

impl Home {
    pub fn new() -> Self {
        Self::with(Settings::default())
    }

    pub fn with(settings: Settings) -> Self {
        let portal = Emulator::start(settings).expect("a free port");
        let mut names = [DEAL, INVOICE].map(|kind| {
            portal.portal(|portal| {
                let paid = portal.declare(kind, "UF_CRM_PAID", Kind::Double, false);
                let payments = portal.declare(kind, "UF_CRM_PAYMENTS", Kind::Text, true);
                MoneyFields { paid, payments, ..MoneyFields::default() }
            })
        });
        let mut mapping = Mapping { tell: SILENT, ..Mapping::default() };
        mapping.deal.money = std::mem::take(&mut names[0]);
        mapping.invoice.money = names[1].clone();
        let (paid, payments) = (names[1].paid.clone(), names[1].payments.clone());
        let webhook = Webhook::parse(&portal.webhook(), Path::new("webhook")).expect("a webhook");
        Self { crm: Bitrix24::new(webhook, mapping, Language::Russian).expect("a connector"), portal, paid, payments }
    }

    /// Another start of the program.
    pub fn again(&self) -> Bitrix24 {
        self.configured(|_| {})
    }

    /// Another start of the program, configured otherwise.
    pub fn configured(&self, change: impl FnOnce(&mut Mapping)) -> Bitrix24 {
        let money =
            || MoneyFields { paid: self.paid.clone(), payments: self.payments.clone(), ..MoneyFields::default() };
        let mut mapping = Mapping { tell: SILENT, ..Mapping::default() };
        (mapping.deal.money, mapping.invoice.money) = (money(), money());
        change(&mut mapping);
        let webhook = Webhook::parse(&self.portal.webhook(), Path::new("webhook")).expect("a webhook");
        Bitrix24::new(webhook, mapping, Language::Russian).expect("a connector")
    }

    /// Writes `config.toml`, which leads to this portal, with the webhook beside it.
    pub fn configure(&self, folder: &Path) -> PathBuf {
        self.configure_with(folder, "")
    }

    /// As [`Home::configure`], with more lines in the section of the portal.
    pub fn configure_with(&self, folder: &Path, more: &str) -> PathBuf {
        let (webhook, file) = (folder.join("webhook"), folder.join("config.toml"));
        fs::write(&webhook, self.portal.webhook()).expect("it is written");
        fs::set_permissions(&webhook, fs::Permissions::from_mode(0o600)).expect("its mode");
        let money = format!("paid = \"{}\"\npayments = \"{}\"\n", self.paid, self.payments);
        let configuration = format!(
            "[crm]\nkind = \"bitrix24\"\n\n[crm.bitrix24]\nwebhook_file = \"webhook\"\n{more}\n\
             [crm.bitrix24.deal.money]\n{money}\n[crm.bitrix24.invoice.money]\n{money}"
        );
        fs::write(&file, configuration).expect("it is written");
        file
    }

    /// A deal with invoices of these sums, one a month; gives the deal and its invoices.
    pub fn deal(&self, title: &str, sums: &[&str]) -> (u64, Vec<u64>) {
        self.portal.portal(|portal| {
            let total: Decimal = sums.iter().map(|sum| sum.parse::<Decimal>().expect("a sum")).sum();
            let deal = portal.add(DEAL, &json!({ "title": title, "opportunity": total.to_string() }));
            let invoices = (1..).zip(sums).map(|(month, sum)| {
                let due = format!("2026-{month:02}-15");
                portal.add(
                    INVOICE,
                    &json!({ "title": format!("{title}/{month}"), "opportunity": sum, "parentId2": deal, "closedate": due }),
                )
            });
            (deal, invoices.collect())
        })
    }

    /// A deal of its own, without invoices.
    pub fn bare_deal(&self, title: &str, sum: &str) -> u64 {
        self.portal.portal(|portal| portal.add(DEAL, &json!({ "title": title, "opportunity": sum })))
    }

    pub fn invoice(&self, sum: &str) -> u64 {
        self.portal.portal(|portal| portal.add(INVOICE, &json!({ "title": "счёт", "opportunity": sum })))
    }

    /// Two companies and a contact with tax numbers.
    pub fn people(&self) -> (u64, u64) {
        self.portal.portal(|portal| {
            let company = portal.add(COMPANY, &json!({ "title": "ООО «Ромашка»" }));
            let contact = portal.add(CONTACT, &json!({ "name": "Лев", "lastName": "Ветров", "secondName": "Ильич" }));
            for (id, kind, owner, inn) in [("1", "4", company, "7707083893"), ("2", "3", contact, "500100732259")] {
                let row = [("ID", id), ("ENTITY_TYPE_ID", kind), ("ENTITY_ID", &owner.to_string()), ("RQ_INN", inn)];
                let row: BTreeMap<String, String> =
                    row.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
                portal.requisites.push(row);
            }
            (company, contact)
        })
    }

    /// What the portal itself holds as paid on a card.
    pub fn paid(&self, kind: u32, id: u64) -> Decimal {
        self.portal.held(kind, id).and_then(|held| held.sum(&self.paid)).unwrap_or_default()
    }

    /// Lines of payments that the portal itself holds on a card.
    pub fn lines(&self, kind: u32, id: u64) -> Vec<String> {
        self.portal.held(kind, id).map(|held| held.texts(&self.payments)).unwrap_or_default()
    }

    pub fn assert_proper(&self) {
        assert_eq!(self.portal.ledger().improper, Vec::<String>::new());
    }
}

pub async fn one(crm: &Bitrix24, id: &str) -> Contract {
    let ids = [ContractId(id.to_owned())];
    crm.contracts_by_id(&ids).await.expect("the portal answers").remove(0)
}

pub fn sum(text: &str) -> Decimal {
    text.parse().expect("a sum")
}

/// A payment of that name over contracts and lines.
pub fn posting(name: &str, direction: Direction, parts: &[(&str, Option<u32>, &str)]) -> Posting {
    let payment = PaymentId::of_document(name);
    let part = |(contract, line, amount): &(&str, Option<u32>, &str)| {
        let allocation = Allocation { contract: ContractId((*contract).to_owned()), line: *line, amount: sum(amount) };
        let key = IdempotencyKey::in_direction(direction, payment, &allocation, 0);
        PostingPart { key, allocation, contract_version: None }
    };
    let parts: Vec<PostingPart> = parts.iter().map(part).collect();
    Posting {
        payment,
        direction,
        source_id: None,
        number: name.to_owned(),
        order_number: None,
        date: date(2026, 11, 20),
        amount: parts.iter().map(|part| part.allocation.amount).sum(),
        currency: Currency::RUB,
        payer: "ООО «Ромашка»".to_owned(),
        payer_tax_id: None,
        payer_account: None,
        purpose: String::new(),
        parts,
    }
}

pub fn receipt(name: &str, parts: &[(&str, Option<u32>, &str)]) -> Posting {
    posting(name, Direction::Receipt, parts)
}
