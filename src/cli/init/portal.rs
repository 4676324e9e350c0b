//! The questions about a portal: its address, what is a contract in it, and which of its fields
//! and stages are ours to write.

use std::path::{Path, PathBuf};

use super::super::doctor::portal::{connection, rights, state_names};
use super::super::{Failure, wait_for};
use super::ask::Asker;
use super::text::Draft;
use crate::crm::bitrix24::secret::Webhook;
use crate::crm::bitrix24::survey::{Cards, End, Field, Pipeline, Survey, Use};
use crate::crm::bitrix24::{Contracts, Mapping, MoneyFields, SUCCESS, Stages, dumps};
use crate::model::{Explain as _, Message};
use crate::text::harmless_line;

/// The address of a portal, and where it is kept.
pub(super) struct Access {
    pub(super) webhook: Webhook,
    /// The file that holds it already; `None` where it was typed and is to be written.
    pub(super) kept_in: Option<PathBuf>,
}

/// Asks for the address until the portal answers and lets its cards be read. `file` is named in
/// errors about what is typed.
pub(super) fn access(
    asker: &mut Asker<'_, '_>,
    mut known: Option<Access>,
    mapping: &Mapping,
    file: &Path,
) -> Result<(Access, Survey), Failure> {
    if known.is_none() {
        asker.tell("init-webhook-how")?;
    }
    loop {
        let access = match known.take() {
            Some(access) => access,
            None => typed(asker, file)?,
        };
        let portal = access.webhook.portal().to_owned();
        asker.say(&Message::new("init-asking").with("portal", portal.as_str()))?;
        match wait_for(Survey::of(access.webhook.clone(), mapping))? {
            Err(error) => asker.say(&error.explain())?,
            Ok(survey) => {
                let encrypted = access.webhook.is_encrypted();
                for finding in [connection(&survey, encrypted)].iter().chain(&rights(mapping, &survey)) {
                    let line = finding.line(&asker.texts);
                    asker.print(&line)?;
                }
                if survey.has_scope("crm") && survey.has_scope("user") {
                    return Ok((access, survey));
                }
            }
        }
        if asker.agree(&Message::new("init-ask-again").with("portal", portal), true)? {
            known = Some(access);
        }
    }
}

fn typed(asker: &mut Asker<'_, '_>, file: &Path) -> Result<Access, Failure> {
    dumps::forbid();
    loop {
        let text = asker.hidden(&Message::new("init-webhook"))?;
        match Webhook::parse(&text, file) {
            Ok(webhook) => return Ok(Access { webhook, kept_in: None }),
            Err(_) => asker.tell("init-webhook-other")?,
        }
    }
}

/// Asks what is what in the portal and puts it into the draft; `earlier` is what is proposed.
pub(super) fn mapping(
    asker: &mut Asker<'_, '_>,
    draft: &mut Draft,
    access: &Access,
    mut survey: Survey,
    earlier: &Mapping,
) -> Result<(), Failure> {
    let choices = ["init-contracts-both", "init-contracts-deals", "init-contracts-invoices"];
    let words = choices.map(|key| asker.texts.get(key));
    let proposed = match earlier.contracts {
        Contracts::Both => 0,
        Contracts::Deals => 1,
        Contracts::Invoices => 2,
    };
    let chosen = asker.choose(&Message::new("init-contracts"), &words, proposed)?;
    let word = ["both", "deals", "invoices"].get(chosen).copied().unwrap_or("both");
    draft.set("crm.bitrix24.contracts", word);
    let again = || wait_for(Survey::of(access.webhook.clone(), earlier))?.map_err(|error| Failure::of(&error));
    let mut states = state_names(&earlier.states, &asker.texts);
    let was_set_up = earlier.deal.money.take_payments() || earlier.invoice.money.take_payments();
    let mut invoice = Section { asker, draft, name: "invoice", was_set_up, states: &mut states };
    let is_paid = invoice.money(&mut survey, &earlier.invoice.money, &again)?;
    invoice.stages(is_paid, &survey.invoices, &earlier.invoice.stages)?;
    if word != "invoices" {
        let mut deal = Section { asker, draft, name: "deal", was_set_up, states: &mut states };
        deal.number(&survey.deals, &earlier.deal.number)?;
        let is_paid = deal.money(&mut survey, &earlier.deal.money, &again)?;
        deal.stages(is_paid, &survey.deals, &earlier.deal.stages)?;
    }
    let comments = asker.agree(&Message::new("init-comments"), earlier.tell.comments)?;
    draft.set("crm.bitrix24.tell.comments", comments);
    let may_notify = survey.has_scope("im");
    let notices = may_notify && asker.agree(&Message::new("init-notices"), earlier.tell.notices)?;
    draft.set("crm.bitrix24.tell.notices", notices);
    let enterprise = asker.agree(&Message::new("init-enterprise"), earlier.enterprise)?;
    draft.set("crm.bitrix24.enterprise", enterprise);
    Ok(())
}

/// The questions about deals or about invoices.
struct Section<'section, 'ask, 'output> {
    asker: &'section mut Asker<'ask, 'output>,
    draft: &'section mut Draft,
    name: &'static str,
    /// What is left out was left out before, and not because nobody had asked.
    was_set_up: bool,
    /// What the states of payment are called.
    states: &'section mut [String; 5],
}

/// The states of payment, as the configuration calls them.
const STATES: [&str; 5] = ["unpaid", "part", "paid", "over", "refunded"];

impl Section<'_, '_, '_> {
    fn path(&self, key: &str) -> String {
        format!("crm.bitrix24.{}.{key}", self.name)
    }

    fn question(&self, key: &str) -> Message {
        Message::new(&format!("init-{}-{key}", self.name))
    }

    /// Which field names the contract.
    fn number(&mut self, cards: &Cards, earlier: &str) -> Result<(), Failure> {
        let is_text = |field: &&Field| {
            field.name == "title"
                || (field.own && Use::Text.fits(field) && matches!(field.kind.as_str(), "string" | "integer"))
        };
        let mut fields: Vec<&Field> = cards.fields.iter().filter(is_text).collect();
        fields.sort_by_key(|field| field.own);
        let Some(place) = fields.iter().position(|field| field.name == earlier).or((!fields.is_empty()).then_some(0))
        else {
            return Ok(());
        };
        let choices: Vec<String> = fields.iter().map(|field| shown(field)).collect();
        let chosen = self.asker.choose(&self.question("number"), &choices, place)?;
        if let Some(field) = fields.get(chosen) {
            self.draft.name(&self.path("number"), &field.name, &field.title);
        }
        Ok(())
    }

    /// Which fields keep what is paid, and whether there are any. Where the portal has none that
    /// fits, the person makes one and the portal is asked again.
    fn money(
        &mut self,
        survey: &mut Survey,
        earlier: &MoneyFields,
        again: &dyn Fn() -> Result<Survey, Failure>,
    ) -> Result<bool, Failure> {
        let wanted = [
            ("paid", Use::Sum, &earlier.paid),
            ("payments", Use::Lines, &earlier.payments),
            ("debt", Use::Sum, &earlier.debt),
            ("state", Use::State, &earlier.state),
        ];
        let mut taken: Vec<(&str, Field)> = Vec::new();
        for (key, wanted, earlier) in wanted {
            // Without the first two nothing can be kept, and the others alone say nothing.
            let chosen = if key != "paid" && taken.is_empty() {
                None
            } else {
                let names: Vec<&str> = taken.iter().map(|(_, field)| field.name.as_str()).collect();
                self.field(key, wanted, earlier, &names, survey, again)?
            };
            match chosen {
                Some(field) => taken.push((key, field)),
                None if key == "payments" => taken.clear(),
                None => {}
            }
        }
        for (key, ..) in wanted {
            let path = self.path(&format!("money.{key}"));
            let field = taken.iter().find(|(known, _)| *known == key).map(|(_, field)| field);
            let (name, title) = field.map_or(("", ""), |field| (field.name.as_str(), field.title.as_str()));
            self.draft.name(&path, name, title);
        }
        if let Some((_, field)) = taken.iter().find(|(key, _)| *key == "state") {
            self.states(field)?;
        }
        Ok(!taken.is_empty())
    }

    /// What the states of payment are called in a list that does not have them by their usual names.
    fn states(&mut self, field: &Field) -> Result<(), Failure> {
        for (key, name) in STATES.into_iter().zip(&mut *self.states) {
            let has = |name: &str| field.options.iter().any(|option| option.to_lowercase() == name.to_lowercase());
            if field.kind != "enumeration" || has(name) {
                continue;
            }
            let question = Message::new(&format!("init-state-{key}"));
            let chosen = self.asker.pick(&question, &field.options, Some("init-state-none"), Some(0))?;
            if let Some(option) = chosen.and_then(|number| field.options.get(number.checked_sub(1)?)) {
                name.clone_from(option);
                self.draft.set(&format!("crm.bitrix24.states.{key}"), option.as_str());
            }
        }
        Ok(())
    }

    fn field(
        &mut self,
        key: &str,
        wanted: Use,
        earlier: &str,
        taken: &[&str],
        survey: &mut Survey,
        again: &dyn Fn() -> Result<Survey, Failure>,
    ) -> Result<Option<Field>, Failure> {
        loop {
            let fits = |field: &&Field| field.own && wanted.fits(field) && !taken.contains(&field.name.as_str());
            let fields: Vec<&Field> = survey.cards(self.name).fields.iter().filter(fits).collect();
            let choices: Vec<String> = fields.iter().map(|field| shown(field)).collect();
            let is_needed = matches!(key, "paid" | "payments");
            let proposed = match fields.iter().position(|field| field.name == earlier) {
                Some(place) => Some(place + 1),
                None if fields.is_empty() && is_needed => None,
                None => (!is_needed || self.was_set_up).then_some(0),
            };
            let none = if is_needed { "init-field-none" } else { "init-field-not-kept" };
            if fields.is_empty() && !is_needed {
                return Ok(None);
            }
            if fields.is_empty() {
                self.asker.tell(if wanted == Use::Lines { "init-field-make-lines" } else { "init-field-make-sum" })?;
            } else if proposed.is_none() {
                self.asker.tell("init-field-enter")?;
            }
            let question = self.question(key);
            match self.asker.pick(&question, &choices, Some(none), proposed)? {
                Some(number) => {
                    return Ok(number.checked_sub(1).and_then(|place| fields.get(place)).map(|field| (*field).clone()));
                }
                None => *survey = again()?,
            }
        }
    }

    /// To which stages a card moves as it is paid.
    fn stages(&mut self, is_paid: bool, cards: &Cards, earlier: &Stages) -> Result<(), Failure> {
        for key in ["open", "part", "paid"] {
            self.draft.name(&self.path(&format!("stages.{key}")), "", "");
        }
        if !is_paid {
            return Ok(());
        }
        let Some(pipeline) = self.pipeline(&cards.pipelines, earlier)? else { return Ok(()) };
        let paid = self.stage(pipeline, "paid", &earlier.paid, |end| end != End::Failure)?;
        let part = self.stage(pipeline, "part", &earlier.part, |end| end == End::None)?;
        if paid || part {
            self.stage(pipeline, "open", &earlier.open, |end| end == End::None)?;
        }
        Ok(())
    }

    /// The pipeline whose stages are meant.
    fn pipeline<'cards>(
        &mut self,
        pipelines: &'cards [Pipeline],
        earlier: &Stages,
    ) -> Result<Option<&'cards Pipeline>, Failure> {
        if pipelines.len() <= 1 {
            return Ok(pipelines.first());
        }
        let holds = |pipeline: &Pipeline| {
            pipeline.stages.iter().any(|stage| [&earlier.paid, &earlier.part].contains(&&stage.id))
        };
        let proposed = pipelines.iter().position(holds).unwrap_or(0);
        let names: Vec<String> = pipelines.iter().map(|pipeline| pipeline.name.clone()).collect();
        let chosen = self.asker.choose(&self.question("pipeline"), &names, proposed)?;
        Ok(pipelines.get(chosen))
    }

    /// Asks for one stage; whether there is to be one.
    fn stage(
        &mut self,
        pipeline: &Pipeline,
        key: &str,
        earlier: &str,
        may_be: impl Fn(End) -> bool,
    ) -> Result<bool, Failure> {
        let mut choices: Vec<(String, String)> = Vec::new();
        if key == "paid" {
            choices.push((SUCCESS.to_owned(), self.asker.texts.get("init-stage-success")));
        }
        let stages = pipeline.stages.iter().filter(|stage| may_be(stage.end));
        choices.extend(stages.map(|stage| (stage.id.clone(), stage.name.clone())));
        // Stages of several pipelines, or of another one: they can only be kept as they are.
        if !earlier.is_empty() && !choices.iter().any(|(id, _)| id == earlier) {
            choices.push((earlier.to_owned(), harmless_line(earlier)));
        }
        let place = choices.iter().position(|(id, _)| id == earlier);
        let usual = usize::from(key == "paid" && self.name == "invoice" && !self.was_set_up);
        let names: Vec<String> = choices.iter().map(|(_, name)| name.clone()).collect();
        let question = self.question(&format!("{key}-stage"));
        let proposed = place.map_or(usual, |place| place + 1);
        let chosen = self.asker.pick(&question, &names, Some("init-stage-none"), Some(proposed))?;
        let stage = chosen.and_then(|number| choices.get(number.checked_sub(1)?));
        let (id, name) = stage.map_or(("", ""), |(id, name)| (id.as_str(), name.as_str()));
        self.draft.name(&self.path(&format!("stages.{key}")), id, name);
        Ok(stage.is_some())
    }
}

/// A field as people and the configuration know it.
fn shown(field: &Field) -> String {
    format!("{} ({})", field.title, field.name)
}
