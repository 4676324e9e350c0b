//! The hands of a console that only looks on: it has no store and no engine, so whatever it is asked
//! to do, nothing can be saved or sent.

use std::sync::Arc;

use tokio::sync::mpsc::UnboundedSender;

use super::asker::{Asker, tell};
use super::effect::Effect;
use super::msg::{Msg, SeenAnew};
use super::run::{Executor, ScreenWork};
use super::state::State;
use crate::desk::{Beneath, DeskError};
use crate::model::{Explain as _, Message};
use crate::search::SearchIndex;

/// The hands.
#[derive(Debug)]
pub struct Viewer {
    asker: Asker,
    /// The copy that is looked at; an earlier one goes with it.
    beneath: Arc<Beneath>,
}

impl Viewer {
    /// Looks at a copy.
    #[must_use]
    pub fn new(beneath: Arc<Beneath>) -> Self {
        Self { asker: Asker::new(beneath.crm()), beneath }
    }

    fn look_again(&self, answers: UnboundedSender<Msg>) {
        let beneath = Arc::clone(&self.beneath);
        tokio::spawn(async move {
            let seen = seen_anew(&beneath).await.map_err(|error| error.explain());
            tell(&answers, Msg::SeenAnew(seen.map(Box::new)));
        });
    }
}

async fn seen_anew(beneath: &Beneath) -> Result<SeenAnew, DeskError> {
    let look = beneath.again().await?;
    let search = Arc::new(SearchIndex::build(look.session.index().contracts()));
    Ok(SeenAnew { look, search })
}

impl Executor<State> for Viewer {
    fn execute(&mut self, effect: Effect, answers: &UnboundedSender<Msg>) -> Option<ScreenWork> {
        let answers = answers.clone();
        let refused = || Message::new("console-look-only");
        match effect {
            // What is shown is what was read: there is nothing to wait for.
            Effect::Save { generation, .. } => tell(&answers, Msg::Saved { generation }),
            Effect::SaveView { .. } | Effect::Settle { .. } | Effect::CancelBatch | Effect::GiveUpBatch => {}
            Effect::PlanBatch => tell(&answers, Msg::BatchPlanned(Err(refused()))),
            Effect::Commit { .. } | Effect::Reverse { .. } => tell(&answers, Msg::BatchDone(Err(refused()))),
            Effect::Search { search, generation, query } => Asker::search(search, generation, query, answers),
            Effect::LoadCard { generation, contracts } => self.asker.load_card(generation, contracts, answers),
            Effect::LoadUnits { generation } => self.asker.load_units(generation, answers),
            Effect::RefreshRegister { generation, freshness } => self.asker.refresh(generation, freshness, answers),
            Effect::Watch => self.asker.watch(answers),
            Effect::LookAgain => self.look_again(answers),
            Effect::Keep(beneath) => *self = Self::new(beneath),
            Effect::Suspend => return Some(ScreenWork::Suspend),
            Effect::Redraw => return Some(ScreenWork::Redraw),
        }
        None
    }
}
