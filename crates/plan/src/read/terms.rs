//! Terms for handovers, of the plan or of a clause.

use crate::Text;
use crate::handover::{Brings, DirectionTerms, Terms};
use crate::read::fields::{self, Fields, Lines, Value};
use crate::read::limits;
use crate::read::people::People;
use crate::read::report::Report;
use crate::read::suggest::nearest;
use crate::read::words::shortened;

/// `{ place = "…", brings = "giver", bag = "…", to = { elias = { … } } }`.
pub(crate) fn terms(report: &mut Report<'_>, people: &People, value: &Value<'_>) -> Option<Terms> {
    let known = ["place", "brings", "bag", "to"];
    let table = Fields::open(report, value, "the terms of a handover", &known)?;
    let mut terms = Terms {
        both: direction(report, people, &table),
        ..Terms::default()
    };
    if let Some(to) = table.get("to") {
        let Some(inner) = to.get_ref().as_table() else {
            let message = "Here belongs a table by the parent to whom the child passes.";
            report.wrong_with(
                &to.span(),
                message,
                "Write it as to = { elias = { place = \"School\" } }.",
            );
            return None;
        };
        for (key, value) in inner {
            let side = people.side_named(report, key.get_ref(), &key.span());
            let known = ["place", "brings", "bag"];
            let Some(table) = Fields::open(report, value, "the terms of one direction", &known)
            else {
                continue;
            };
            let stated = direction(report, people, &table);
            if let Some(place) = side.and_then(|side| terms.to.get_mut(side.index())) {
                *place = stated;
            }
        }
    }
    Some(terms)
}

fn direction(report: &mut Report<'_>, people: &People, table: &Fields<'_, '_>) -> DirectionTerms {
    let place = words(report, table, "place", "a place");
    let bag = words(report, table, "bag", "a bag");
    let brings = table
        .get("brings")
        .and_then(|value| brings(report, people, value));
    DirectionTerms { place, brings, bag }
}

/// Words that are the same in each language (`place = "School"`), or a text for each.
pub(crate) fn words(
    report: &mut Report<'_>,
    table: &Fields<'_, '_>,
    key: &str,
    what: &'static str,
) -> Option<Text> {
    let value = table.get(key)?;
    let limit = limits::TITLE_CHARS_MAX;
    if value.get_ref().as_table().is_some() {
        return fields::translation(report, value, what, Lines::One, limit);
    }
    let same = fields::text(report, value, Lines::One, limit)?;
    Some(Text::Both {
        en: same.clone(),
        nl: same,
    })
}

fn brings(report: &mut Report<'_>, people: &People, value: &Value<'_>) -> Option<Brings> {
    match fields::any_text(report, value, "\"giver\", \"receiver\" or a parent's id")? {
        "giver" => Some(Brings::Giver),
        "receiver" => Some(Brings::Receiver),
        other => {
            let near = nearest(other, ["giver", "receiver"]);
            if let Some(near) = near {
                let message = format!(
                    "`{}` is neither giver, receiver nor a parent.",
                    shortened(other)
                );
                report.wrong_with(&value.span(), message, format!("Did you mean `{near}`?"));
                return None;
            }
            people
                .side_named(report, other, &value.span())
                .map(Brings::Parent)
        }
    }
}
