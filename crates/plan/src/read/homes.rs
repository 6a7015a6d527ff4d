//! The homes that a plan names, and how the rest of the text refers to them.

use std::collections::BTreeMap;

use crate::read::fields::{self, Fields, Value};
use crate::read::limits;
use crate::read::people::{id, name, tables};
use crate::read::report::Report;
use crate::read::suggest::did_you_mean;
use crate::read::words::shortened;
use crate::{HomeId, NamedHome};

const HOME_KEYS: &[&str] = &["id", "name"];

/// The named homes. As with people, names are not held against the rest of the text where one
/// of them could not be read.
#[derive(Default)]
pub(crate) struct Homes {
    pub(crate) homes: Vec<NamedHome>,
    all_known: bool,
}

impl Homes {
    pub(crate) fn read(report: &mut Report<'_>, plan: &Fields<'_, '_>) -> Homes {
        let mut found = Homes {
            homes: Vec::new(),
            all_known: true,
        };
        if plan.get("home").is_none() {
            return found;
        }
        found.all_known = false;
        let Some(array) = tables(report, plan, "home", "each home") else {
            return found;
        };
        if array.len() > limits::HOMES_MAX {
            let place = array
                .get(limits::HOMES_MAX)
                .map_or(0..0, toml::Spanned::span);
            let message = format!("A plan has at most {} homes.", limits::HOMES_MAX);
            report.wrong(&place, message);
            return found;
        }
        let mut used = BTreeMap::new();
        for value in array {
            let Some(table) = Fields::open(report, value, "a home", HOME_KEYS) else {
                continue;
            };
            let id: Option<HomeId> = id(report, &table, &mut used, "nest");
            let name = name(report, &table, "The nest");
            if let (Some(id), Some(name)) = (id, name) {
                found.homes.push(NamedHome { id, name });
            }
        }
        found.all_known = found.homes.len() == array.len();
        found
    }

    /// The home that a text names by id.
    pub(crate) fn named(&self, report: &mut Report<'_>, value: &Value<'_>) -> Option<HomeId> {
        let written = fields::any_text(report, value, "a home's id in quotes")?;
        let found = self.homes.iter().find(|home| home.id.as_str() == written);
        if found.is_none() && self.all_known {
            let ids: Vec<&str> = self.homes.iter().map(|home| home.id.as_str()).collect();
            let help = if ids.is_empty() {
                "Name it under [[home]] with an id and a name.".to_owned()
            } else {
                did_you_mean(written, &ids, "The homes are")
            };
            let message = format!("The plan has no home `{}`.", shortened(written));
            report.wrong_with(&value.span(), message, help);
        }
        found.map(|home| home.id.clone())
    }
}
