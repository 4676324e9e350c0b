//! What a portal tells about itself once: its stages, and the kinds of the fields that the
//! configuration names. A field that is not there would be ignored without a word.

use std::collections::BTreeSet;

use super::Bitrix24;
use super::batch::Command;
use super::cards::Kind;
use super::client::Purpose;
use super::failure::Failure;
use super::register::Names;
use super::wire::Json;

/// What was told.
#[derive(Debug)]
pub(super) struct Directory {
    /// Stages of invoices with their ends.
    pub(super) stages: Json,
    /// Fields of the kind «money», which are written with their currency.
    money: BTreeSet<(Kind, String)>,
    /// Fields that the configuration names and the portal does not have.
    missing: BTreeSet<(Kind, String)>,
}

impl Directory {
    pub(super) fn names(&self) -> Names {
        let mut names = Names::default();
        names.take_stages(&self.stages);
        names
    }

    pub(super) fn is_money(&self, kind: Kind, field: &str) -> bool {
        self.money.contains(&(kind, field.to_owned()))
    }

    pub(super) fn missing(&self, kind: Kind) -> Option<&str> {
        self.missing.iter().find(|(known, _)| *known == kind).map(|(_, field)| field.as_str())
    }
}

impl Bitrix24 {
    /// The directory, asked for once.
    pub(super) async fn directory(&self) -> Result<&Directory, Failure> {
        self.directory
            .get_or_try_init(|| async {
                let fields = |kind: Kind| Command::new("crm.item.fields").with("entityTypeId", kind.number());
                let stages = Command::new("crm.status.list").with("order[SORT]", "ASC");
                let commands = [stages, fields(Kind::Deal), fields(Kind::Invoice)];
                let mut answers = self.client.batch(&commands, Purpose::Read).await?.into_iter();
                let mut next = || answers.next().map_or(Ok(Json::Null), |answer| answer.map(|reply| reply.result));
                let mut directory = Directory { stages: next()?, money: BTreeSet::new(), missing: BTreeSet::new() };
                for kind in [Kind::Deal, Kind::Invoice] {
                    let told = next()?;
                    for name in kind.money(&self.mapping).named() {
                        let place = (kind, name.to_owned());
                        let field = told.get("fields").get(name);
                        if *field == Json::Null {
                            directory.missing.insert(place);
                        } else if field.get("type").text() == Some("money") {
                            directory.money.insert(place);
                        }
                    }
                }
                Ok(directory)
            })
            .await
    }
}
