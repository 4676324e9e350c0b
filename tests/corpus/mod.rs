//! Registers and payments made up for the matcher: deterministic, with the truth beside each
//! payment. Templates, names and grammar are its own and were written without a look at the
//! matcher's; nothing of the matcher may come in here but its public types.

pub mod buyers;
pub mod dice;
pub mod identifiers;
pub mod names;
pub mod nasty;
pub mod numbers;
pub mod people;
pub mod register;
pub mod scene;
pub mod shapes;
pub mod tally;
pub mod truth;

use sverka::matching::Settings;
use sverka::model::TaxId;

pub use register::{Register, register};
pub use truth::{Demand, Sample};

use nasty::Nasty;
use scene::Scene;
use shapes::Shape;

/// A kind of payments that is counted by itself.
#[derive(Debug, Clone, Copy)]
pub enum Class {
    /// A purpose that people write every day.
    Shape(&'static Shape),
    /// A case of the list of nasty ones.
    Nasty(&'static Nasty),
}

impl Class {
    /// Its name in the tables.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Shape(shape) => shape.name,
            Self::Nasty(nasty) => nasty.name,
        }
    }

    /// Why its truth is what it is.
    pub const fn why(&self) -> &'static str {
        match self {
            Self::Shape(shape) => match shape.demand {
                Demand::Either => "a name alone, a part that is no line, another word for the contract: some would ask",
                _ => "who, what and how much agree",
            },
            Self::Nasty(nasty) => nasty.why,
        }
    }

    fn make(&self, scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
        match self {
            Self::Shape(shape) => shape.make(scene),
            Self::Nasty(nasty) => (nasty.make)(scene),
        }
    }
}

/// Every class; a sample names its class by the position here.
pub fn classes() -> Vec<Class> {
    shapes::all().map(Class::Shape).chain(nasty::all().map(Class::Nasty)).collect()
}

/// The settings of the made-up company.
pub fn settings() -> Settings {
    Settings {
        own_accounts: vec![scene::OUR_ACCOUNT.into()],
        own_tax_ids: TaxId::from_document(scene::OUR_TAX_ID).into_iter().collect(),
        ..Settings::default()
    }
}

/// At least so many payments over all classes in turn, as far as the register has contracts for
/// them.
pub fn payments(seed: u64, register: &Register, count: usize) -> Vec<Sample> {
    let classes = classes();
    let mut scene = Scene::new(seed, register);
    let mut samples = Vec::with_capacity(count + 1);
    // A round over all classes at a time; a class whose contracts are used up is left out.
    let mut spent = vec![false; classes.len()];
    while samples.len() < count && spent.contains(&false) {
        for (position, class) in classes.iter().enumerate() {
            if spent[position] || samples.len() >= count {
                continue;
            }
            match class.make(&mut scene) {
                Some(made) => samples.extend(made.into_iter().map(|sample| {
                    let held = if sample.in_crm { register.allocated(&sample) } else { Vec::new() };
                    Sample { class: position, held, ..sample }
                })),
                None => spent[position] = true,
            }
        }
    }
    samples
}
