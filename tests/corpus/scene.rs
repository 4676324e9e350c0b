//! Where a payment is made up: the register, the chance, and who has paid already.

use std::collections::HashSet;

use jiff::ToSpan as _;
use jiff::civil::Date;
use rust_decimal::Decimal;
use sverka::model::{
    Contract, ContractStatus, Currency, Money, Party, Payment, PaymentId, PaymentKind, SourcePlace, TaxId,
};

use super::buyers::Buyer;
use super::dice::Dice;
use super::people::{Case, Person};
use super::register::{MONTH, Register};
use super::truth::{Demand, Right, Sample};

/// Our account in every good payment.
pub const OUR_ACCOUNT: &str = "40702810900000012345";
/// Our tax number.
pub const OUR_TAX_ID: &str = "7736050003";

/// The makings of payments.
pub struct Scene<'a> {
    /// Chance.
    pub dice: Dice,
    /// The contracts.
    pub register: &'a Register,
    busy: HashSet<usize>,
    /// Payments made so far.
    count: usize,
    seed: u64,
    groups: usize,
}

impl<'a> Scene<'a> {
    /// A scene over a register.
    pub fn new(seed: u64, register: &'a Register) -> Self {
        Self { dice: Dice::new(seed), register, busy: HashSet::new(), count: 0, seed, groups: 0 }
    }

    /// A contract.
    pub fn contract(&self, position: usize) -> &'a Contract {
        &self.register.contracts[position]
    }

    /// The buyer of a contract.
    pub fn buyer(&self, position: usize) -> &'a Buyer {
        self.register.buyer(position)
    }

    /// The person who bought, where it is a person.
    pub fn person(&self, position: usize) -> Option<&'a Person> {
        self.buyer(position).person.as_ref()
    }

    /// Takes a contract whose buyer has not paid yet and that fits, whatever its state.
    pub fn take_any(&mut self, fits: impl Fn(&Register, usize) -> bool) -> Option<usize> {
        let register = self.register;
        let count = register.contracts.len();
        let start = self.dice.roll(count);
        // A step that visits every contract once, so that rare ones are found.
        let found = (0..count).map(|step| (start + step) % count).find(|position| {
            let owner = register.owner[*position];
            !self.busy.contains(&owner) && fits(register, *position)
        })?;
        self.busy.insert(register.owner[found]);
        Some(found)
    }

    /// Takes a contract that plainly waits for money: signed for good, not over, something due.
    pub fn take(&mut self, fits: impl Fn(&Register, usize) -> bool) -> Option<usize> {
        self.take_any(|register, position| is_plain(&register.contracts[position]) && fits(register, position))
    }

    /// The same, in roubles and of a person.
    pub fn take_person(&mut self, fits: impl Fn(&Register, usize) -> bool) -> Option<usize> {
        self.take(|register, position| {
            let buyer = register.buyer(position);
            buyer.person.is_some()
                && !buyer.is_trader
                && register.contracts[position].currency == Currency::RUB
                && fits(register, position)
        })
    }

    /// Keeps the buyer of a contract from paying again.
    pub fn keep_out(&mut self, position: usize) {
        self.busy.insert(self.register.owner[position]);
    }

    /// Somebody whom the register does not know.
    pub fn stranger(&mut self) -> Buyer {
        loop {
            let person = Person::any(&mut self.dice);
            if self.register.named(&person.full(Case::Nominative)).is_empty() {
                return Buyer::of_person(&mut self.dice, person);
            }
        }
    }

    /// The person as a payer whom the register does not know by tax number.
    pub fn payer(&mut self, person: Person) -> Buyer {
        Buyer::of_person(&mut self.dice, person)
    }

    /// A bank, an authority or another institution.
    pub fn institution(&mut self, name: &str, tax_id: &str) -> Party {
        Party {
            name: name.into(),
            tax_id: TaxId::from_document(tax_id),
            account: Some(format!("30232810{}", self.dice.figures(12))),
            ..Party::default()
        }
    }

    /// The buyer as payer; most banks tell the tax number.
    pub fn holder(&mut self, position: usize) -> Party {
        let with_tax_id = self.dice.chance(65);
        self.buyer(position).as_party(with_tax_id)
    }

    /// A number for a group of payments for one debt.
    pub fn group(&mut self) -> usize {
        self.groups += 1;
        self.groups
    }

    /// A day on which a payment for the contract may come: some days before the next line is due,
    /// rarely after.
    pub fn day(&mut self, position: usize) -> Date {
        let due = self.register.next_line(position).map_or(MONTH, |line| line.due);
        let days = i32::try_from(self.dice.roll(13)).unwrap_or(0) - 9;
        due.saturating_add(days.days())
    }

    /// A receipt on our account in the contract's currency, on a day that suits it.
    pub fn receipt(&mut self, position: usize, payer: Party, sum: Decimal, purpose: impl Into<String>) -> Payment {
        let day = self.day(position);
        let currency = self.contract(position).currency;
        self.bare(payer, Money::new(sum, currency), day, purpose)
    }

    /// A receipt that belongs to no contract.
    pub fn other(&mut self, payer: Party, purpose: impl Into<String>) -> Payment {
        let sum = self.dice.roubles(1_000, 900_000);
        let day = MONTH.saturating_add(i32::try_from(self.dice.roll(28)).unwrap_or(0).days());
        self.bare(payer, Money::new(sum, Currency::RUB), day, purpose)
    }

    fn bare(&mut self, payer: Party, amount: Money, date: Date, purpose: impl Into<String>) -> Payment {
        self.count += 1;
        let guid = format!("{}-{}", self.seed, self.count);
        Payment {
            id: PaymentId::of_document(&guid),
            place: SourcePlace { file: "kl_to_1c.txt".into(), line: self.count as u64 },
            source_id: None,
            kind: PaymentKind::BankReceipt,
            number: (1_000 + self.count).to_string(),
            date,
            order_number: None,
            value_date: self.dice.chance(50).then(|| date.saturating_add(1.days())),
            amount,
            payer,
            payee: Party {
                name: "ООО \"СЗ Опора\"".into(),
                tax_id: TaxId::from_document(OUR_TAX_ID),
                account: Some(OUR_ACCOUNT.into()),
                ..Party::default()
            },
            purpose: purpose.into(),
            breakdown: Vec::new(),
            marks: Vec::new(),
            comment: String::new(),
        }
    }

    /// A new identity for a copy of a payment.
    pub fn fresh_id(&mut self) -> PaymentId {
        self.count += 1;
        PaymentId::of_document(&format!("{}-{}", self.seed, self.count))
    }

    /// A payment of the next line by the holder, with the number to the letter: nothing to ask.
    pub fn plain_payment(&mut self, position: usize) -> Payment {
        let contract = self.contract(position);
        let (payer, sum) = (self.holder(position), self.register.next_sum(position));
        let purpose = format!("Оплата по договору № {} от {}, НДС не облагается", contract.number, signed(contract));
        self.receipt(position, payer, sum, purpose)
    }

    /// One payment of the contract's next sum with its truth.
    #[expect(clippy::unnecessary_wraps, reason = "what a maker gives back")]
    pub fn one(
        &mut self,
        position: usize,
        payer: Party,
        purpose: impl Into<String>,
        demand: Demand,
    ) -> Option<Vec<Sample>> {
        let sum = self.register.next_sum(position);
        let payment = self.receipt(position, payer, sum, purpose);
        Some(vec![Sample::new(payment, Right::Contract(position), demand)])
    }
}

/// The date of signing as people write it.
pub fn signed(contract: &Contract) -> String {
    contract.date.map(|day| day.strftime("%d.%m.%Y").to_string()).unwrap_or_default()
}

/// Whether a contract waits for money and nothing about it gives pause.
pub fn is_plain(contract: &Contract) -> bool {
    let stands = match contract.status {
        ContractStatus::Registered | ContractStatus::HandedOver => true,
        ContractStatus::Signed => !contract.escrow,
        _ => false,
    };
    stands && !contract.due().is_zero()
}
