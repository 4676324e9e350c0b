//! Contracts out of cards: pure, so that a whole register and the few contracts of a commit are
//! made in the same way.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::cards::{CardId, Kind, Purse, text};
use super::directory::{is_yes, semantics};
use super::mapping::{Contracts, Mapping};
use super::premises::linked;
use super::wire::Json;
use crate::model::{Contract, ContractId, ContractStatus, Currency, Holder, ScheduleLine, TaxId, Unit};

/// Everything that was read, by kinds.
#[derive(Debug, Default)]
pub(super) struct Cards {
    pub(super) deals: Vec<Json>,
    pub(super) invoices: Vec<Json>,
    /// Instalments of a smart process.
    pub(super) instalments: Vec<Json>,
    pub(super) names: Names,
}

/// What cards refer to by number.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Stages of invoices: `S` and `F`; the others are on their way.
    pub(super) stages: HashMap<String, char>,
    pub(super) companies: HashMap<u64, Holder>,
    pub(super) contacts: HashMap<u64, Holder>,
    pub(super) users: HashMap<u64, String>,
    /// Units of a smart process.
    pub(super) units: HashMap<u64, Unit>,
    /// КПП of companies.
    pub(super) divisions: HashMap<u64, String>,
    /// What that is called on a contract.
    pub(super) division_heading: String,
    /// Values of lists by the type of the card, the field and their number.
    pub(super) lists: HashMap<(u32, String), HashMap<u64, String>>,
}

/// A contract and the cards that carry its money.
#[derive(Debug, Clone)]
pub(super) struct Loaded {
    pub(super) contract: Contract,
    /// The card of each instalment; that of no instalment is the contract's own.
    pub(super) places: BTreeMap<u32, CardId>,
    pub(super) own: CardId,
    /// What those cards hold.
    pub(super) purses: BTreeMap<CardId, Purse>,
    /// What is due on each card.
    pub(super) prices: BTreeMap<CardId, Decimal>,
    /// The stage of each card.
    pub(super) stages: BTreeMap<CardId, String>,
    /// The employee who answers for it.
    pub(super) responsible: Option<u64>,
}

impl Loaded {
    /// The card that takes money for a line.
    pub(super) fn place(&self, line: Option<u32>) -> CardId {
        line.and_then(|line| self.places.get(&line)).copied().unwrap_or(self.own)
    }

    /// Whether what a card holds counts as paid. A failed invoice, or one beside a schedule of its
    /// own, may still hold payments, which are found there and can be taken back, but it pays for
    /// nothing.
    pub(super) fn counts(&self, card: CardId) -> bool {
        card == self.own || self.places.values().any(|place| *place == card)
    }
}

/// Makes contracts, in the order of their ids.
pub(super) fn contracts(mapping: &Mapping, cards: &Cards) -> BTreeMap<ContractId, Loaded> {
    let deals: HashMap<u64, &Json> = match mapping.contracts {
        Contracts::Invoices => HashMap::new(),
        Contracts::Deals | Contracts::Both => {
            cards.deals.iter().filter_map(|deal| Some((deal.get("id").id()?, deal))).collect()
        }
    };
    let mut of_deal: HashMap<u64, Vec<&Json>> = HashMap::new();
    let mut alone = Vec::new();
    for invoice in &cards.invoices {
        let deal = invoice.get("parentId2").id().and_then(|id| Some((id, deals.get(&id)?)));
        match deal {
            Some((id, deal)) if currency(deal) == currency(invoice) => of_deal.entry(id).or_default().push(invoice),
            _ => alone.push(invoice),
        }
    }
    let mut scheduled: HashMap<u64, Vec<&Json>> = HashMap::new();
    for item in &cards.instalments {
        if let Some(deal) = linked(item.get(&mapping.schedule.deal)) {
            scheduled.entry(deal).or_default().push(item);
        }
    }
    let maker = Maker { mapping, names: &cards.names };
    let mut made = BTreeMap::new();
    for (id, deal) in deals {
        let invoices = of_deal.get(&id).map_or(&[][..], Vec::as_slice);
        let loaded = maker.deal(id, deal, invoices, scheduled.get(&id).map_or(&[][..], Vec::as_slice));
        made.insert(loaded.contract.id.clone(), loaded);
    }
    if mapping.contracts != Contracts::Deals {
        for invoice in alone {
            if let Some(loaded) = maker.invoice(invoice) {
                made.insert(loaded.contract.id.clone(), loaded);
            }
        }
    }
    made
}

struct Maker<'cards> {
    mapping: &'cards Mapping,
    names: &'cards Names,
}

impl Maker<'_> {
    fn deal(&self, id: u64, deal: &Json, invoices: &[&Json], scheduled: &[&Json]) -> Loaded {
        let fields = &self.mapping.deal;
        let own = CardId { kind: Kind::Deal, id };
        let mut loaded = self.bare(own, deal, text(deal, &fields.number), &fields.kind);
        loaded.contract.status = match deal.get("stageSemanticId").text() {
            Some("S") => ContractStatus::Paid,
            Some("F") => ContractStatus::Terminated,
            _ => ContractStatus::Signed,
        };
        loaded.contract.escrow = is_yes(deal.get(&fields.escrow)).unwrap_or_default();
        loaded.contract.lender = self.lender(deal);
        loaded.contract.unit = self.unit(deal);
        if let Some(purse) = loaded.purses.get(&own) {
            loaded.contract.schedule = self.mapping.schedule.lines(scheduled, purse);
        }
        // A schedule of its own counts, and the invoices are papers for the same money.
        if loaded.contract.schedule.is_empty() {
            self.instalments(&mut loaded, invoices);
        }
        self.papers(&mut loaded, invoices);
        let scheduled: Decimal = loaded.contract.schedule.iter().map(|line| line.amount).sum();
        loaded.contract.total = loaded.contract.total.max(scheduled);
        loaded.contract.version = version(&loaded);
        loaded
    }

    /// The unit of a deal: that of the smart process, or the one that its own fields name.
    fn unit(&self, deal: &Json) -> Option<Unit> {
        let linked = self.mapping.units.link().and_then(|link| linked(deal.get(&link)));
        let of_process = linked.and_then(|id| self.names.units.get(&id)).cloned();
        of_process.or_else(|| self.mapping.deal.place().read(deal, self.names, &self.mapping.kinds))
    }

    /// The lender: a company that the field names by number, or whatever is written there.
    fn lender(&self, deal: &Json) -> Option<Holder> {
        let field = &self.mapping.deal.lender;
        let company = linked(deal.get(field)).and_then(|id| self.names.companies.get(&id)).cloned();
        company.or_else(|| {
            let name = self.names.text_of(Kind::Deal.number(), deal, field);
            (!name.is_empty()).then_some(Holder { name, tax_id: None })
        })
    }

    /// Makes invoices the instalments of their deal.
    fn instalments(&self, loaded: &mut Loaded, invoices: &[&Json]) {
        let own = loaded.own;
        let mut lines: Vec<(Date, u64, &Json)> = invoices
            .iter()
            .filter(|invoice| self.semantics(invoice) != 'F')
            .filter_map(|invoice| Some((day_due(invoice)?, invoice.get("id").id()?, *invoice)))
            .collect();
        lines.sort_by_key(|(due, id, _)| (*due, *id));
        if !lines.is_empty()
            && let Some(purse) = loaded.purses.get_mut(&own)
        {
            // The deal's own sum only shows that of its invoices.
            purse.paid = Some(purse.weight());
            loaded.contract.paid = purse.sum();
        }
        for (line, (due, id, invoice)) in (1_u32..).zip(lines) {
            let card = CardId { kind: Kind::Invoice, id };
            let (price, purse) = (price(invoice), self.purse(card, invoice));
            loaded.contract.schedule.push(ScheduleLine { line, due, amount: price, paid: purse.sum() });
            loaded.contract.paid += purse.sum();
            loaded.places.insert(line, card);
            loaded.prices.insert(card, price);
            loaded.stages.insert(card, text(invoice, "stageId"));
            loaded.purses.insert(card, purse);
        }
    }

    /// Takes in what stands on invoices that are no instalments: it pays for nothing, but is found
    /// there and can be taken back.
    fn papers(&self, loaded: &mut Loaded, invoices: &[&Json]) {
        for invoice in invoices {
            let Some(card) = invoice.get("id").id().map(|id| CardId { kind: Kind::Invoice, id }) else { continue };
            if !loaded.purses.contains_key(&card) {
                loaded.prices.insert(card, price(invoice));
                loaded.purses.insert(card, self.purse(card, invoice));
            }
        }
    }

    fn invoice(&self, invoice: &Json) -> Option<Loaded> {
        let own = CardId { kind: Kind::Invoice, id: invoice.get("id").id()? };
        let number = text(invoice, "accountNumber");
        let number = if number.is_empty() { text(invoice, "title") } else { number };
        let mut loaded = self.bare(own, invoice, number, &self.mapping.invoice.kind);
        loaded.contract.status = match self.semantics(invoice) {
            'S' => ContractStatus::Paid,
            'F' => ContractStatus::Terminated,
            _ => ContractStatus::Signed,
        };
        loaded.contract.version = version(&loaded);
        Some(loaded)
    }

    fn bare(&self, own: CardId, card: &Json, number: String, kind: &str) -> Loaded {
        let purse = self.purse(own, card);
        let number = if number.is_empty() { own.id.to_string() } else { number };
        let (holder, co_holders) = self.holders(card);
        let division = card.get("companyId").id().and_then(|id| self.names.divisions.get(&id));
        let division = division.map(|division| (self.names.division_heading.clone(), division.clone()));
        let manager = card.get("assignedById").id().and_then(|id| self.names.users.get(&id)).cloned();
        let contract = Contract {
            id: own.contract(),
            number,
            date: card.get("begindate").day().or_else(|| card.get("createdTime").day()),
            kind: kind.to_owned(),
            status: ContractStatus::Signed,
            holder,
            co_holders,
            unit: None,
            total: price(card),
            currency: currency(card),
            schedule: Vec::new(),
            paid: purse.sum(),
            manager: manager.unwrap_or_default(),
            escrow: false,
            lender: None,
            notes: division.into_iter().collect(),
            version: 0,
        };
        let prices = BTreeMap::from([(own, contract.total)]);
        Loaded {
            contract,
            places: BTreeMap::new(),
            own,
            purses: BTreeMap::from([(own, purse)]),
            prices,
            stages: BTreeMap::from([(own, text(card, "stageId"))]),
            responsible: card.get("assignedById").id(),
        }
    }

    /// The money of a card. An invoice that somebody moved to its paid stage without a sum counts
    /// as paid in full.
    fn purse(&self, card: CardId, item: &Json) -> Purse {
        let fields = card.kind.money(self.mapping);
        let mut purse = Purse::of(fields, item);
        let says_nothing = fields.paid.is_empty() || item.get(&fields.paid).text().is_none();
        if card.kind == Kind::Invoice && says_nothing && purse.entries.is_empty() && self.semantics(item) == 'S' {
            purse.paid = Some(price(item));
        }
        purse
    }

    fn semantics(&self, invoice: &Json) -> char {
        let stage = invoice.get("stageId").text().unwrap_or_default();
        self.names.stages.get(stage).copied().unwrap_or('P')
    }

    /// The company, else the first contact; further contacts of a card without a company owe too.
    fn holders(&self, card: &Json) -> (Holder, Vec<Holder>) {
        if let Some(company) = card.get("companyId").id().and_then(|id| self.names.companies.get(&id)) {
            return (company.clone(), Vec::new());
        }
        let mut ids: Vec<u64> = card.get("contactId").id().into_iter().collect();
        ids.extend(card.get("contactIds").values().into_iter().filter_map(Json::id));
        let mut seen = std::collections::BTreeSet::new();
        ids.retain(|id| seen.insert(*id));
        let mut holders = ids.into_iter().filter_map(|id| self.names.contacts.get(&id).cloned());
        (holders.next().unwrap_or_default(), holders.collect())
    }
}

impl Names {
    /// Takes in what a portal tells of itself: stages, and the values of lists.
    pub(super) fn take_told(&mut self, told: &Json) {
        self.take_stages(told.get("stages"));
        let Json::Map(types) = told else { return };
        for (entity_type, fields) in types {
            let (Ok(entity_type), Json::Map(fields)) = (entity_type.parse::<u32>(), fields) else { continue };
            for (name, field) in fields {
                let value = |row: &Json| Some((row.get("ID").id()?, text(row, "VALUE")));
                let values = field.get("items").values().into_iter().filter_map(value).collect();
                self.lists.insert((entity_type, name.clone()), values);
            }
        }
    }

    /// What a field of a card says: the value of a list, or the text itself.
    pub(super) fn text_of(&self, entity_type: u32, card: &Json, field: &str) -> String {
        let list = self.lists.get(&(entity_type, field.to_owned()));
        let value = card.get(field).id().and_then(|id| list?.get(&id)).cloned();
        value.unwrap_or_else(|| text(card, field))
    }

    /// Takes in the units of the smart process.
    pub(super) fn take_units(&mut self, rows: &[Json], mapping: &Mapping) {
        let place = mapping.units.place();
        let read = |row: &Json| Some((row.get("id").id()?, place.read(row, self, &mapping.kinds)?));
        self.units = rows.iter().filter_map(read).collect();
    }

    /// Takes in `crm.status.list`, where ends are marked `S` and `F`.
    fn take_stages(&mut self, rows: &Json) {
        for row in rows.values() {
            let code = row.get("STATUS_ID").text();
            if let (Some(code), Some(mark)) = (code, semantics(row)) {
                self.stages.insert(code.to_owned(), mark);
            }
        }
    }

    pub(super) fn take_people(&mut self, companies: &[Json], contacts: &[Json], users: &[Json]) {
        let joined = |row: &Json, names: [&str; 3]| {
            let parts: Vec<String> = names.iter().map(|name| text(row, name)).filter(|part| !part.is_empty()).collect();
            parts.join(" ")
        };
        for row in companies {
            if let Some(id) = row.get("id").id() {
                self.companies.insert(id, Holder { name: text(row, "title"), tax_id: None });
            }
        }
        for row in contacts {
            if let Some(id) = row.get("id").id() {
                let name = joined(row, ["lastName", "name", "secondName"]);
                self.contacts.insert(id, Holder { name, tax_id: None });
            }
        }
        for row in users {
            if let Some(id) = row.get("ID").id() {
                self.users.insert(id, joined(row, ["LAST_NAME", "NAME", "SECOND_NAME"]));
            }
        }
    }

    /// Tax numbers of companies (type 4) and contacts (type 3); the first requisites count.
    pub(super) fn take_requisites(&mut self, rows: &[Json]) {
        for row in rows {
            let holders = match row.get("ENTITY_TYPE_ID").id() {
                Some(3) => &mut self.contacts,
                Some(4) => &mut self.companies,
                _ => continue,
            };
            let tax_id = row.get("RQ_INN").text().and_then(TaxId::from_document);
            if let (Some(4), Some(id)) = (row.get("ENTITY_TYPE_ID").id(), row.get("ENTITY_ID").id()) {
                let division = text(row, "RQ_KPP");
                if !division.is_empty() {
                    self.divisions.entry(id).or_insert(division);
                }
            }
            if let Some(holder) = row.get("ENTITY_ID").id().and_then(|id| holders.get_mut(&id))
                && holder.tax_id.is_none()
            {
                holder.tax_id = tax_id;
            }
        }
    }
}

fn price(card: &Json) -> Decimal {
    card.get("opportunity").money().unwrap_or_default()
}

fn currency(card: &Json) -> Currency {
    card.get("currencyId").text().and_then(|code| code.parse().ok()).unwrap_or_default()
}

fn day_due(invoice: &Json) -> Option<Date> {
    ["closedate", "begindate", "createdTime"].into_iter().find_map(|field| invoice.get(field).day())
}

/// What a commit must know of: price, currency, whether it is closed, and the instalments. Money
/// that was paid does not move it, nor does a stage on the way.
fn version(loaded: &Loaded) -> u64 {
    let contract = &loaded.contract;
    let mut facts =
        format!("{}\n{}\n{}", contract.total.normalize(), contract.currency, contract.status.takes_payments());
    for line in &contract.schedule {
        let card = loaded.place(Some(line.line)).id;
        facts.extend(["\n".to_owned(), card.to_string(), line.due.to_string(), line.amount.normalize().to_string()]);
    }
    // Kept within what every reader of JSON takes for a whole number.
    Uuid::new_v5(&Uuid::NAMESPACE_OID, facts.as_bytes()).as_u64_pair().0 >> 11
}
