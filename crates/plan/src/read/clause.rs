//! The clauses of a plan: label, sentence, whom and when they concern. Rules are read beside.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::Text;
use crate::library;
use crate::model::{AGREED, Clause, Rank, Supervision};
use crate::read::age;
use crate::read::fields::{self, Fields, Lines, Value};
use crate::read::holiday;
use crate::read::limits;
use crate::read::people::{People, id, tables};
use crate::read::report::Report;
use crate::read::rules;
use crate::read::step;
use crate::read::suggest::did_you_mean;
use crate::read::terms;
use crate::read::weekends;
use crate::read::words::shortened;
use crate::read::zone;
use crate::rule::Rule;

const KEYS: &[&str] = &[
    "id",
    "section",
    "title",
    "sentence",
    "children",
    "rank",
    "from",
    "until",
    "from_birthday",
    "until_birthday",
    "from_event",
    "until_event",
    "from_age",
    "until_age",
    "home",
    "supervised",
    "zone",
    "handover",
    "nights",
    "weeks",
    "weekly",
    "days",
    "roster",
    "spans",
    "holiday",
    "school_holiday",
    "weekends",
    "always",
    "calls",
    "limit",
    "first_refusal",
    "disputes",
];

/// What the clauses are read against.
#[derive(Clone, Copy)]
pub(crate) struct Setting<'s> {
    pub(crate) people: &'s People,
    pub(crate) precedence: &'s [String],
}

/// Every clause, in the order of the text; those that could not be read are left out.
pub(crate) fn clauses(
    report: &mut Report<'_>,
    plan: &Fields<'_, '_>,
    setting: &Setting<'_>,
) -> Vec<Clause> {
    let Some(array) = tables(report, plan, "clause", "each clause") else {
        return Vec::new();
    };
    if array.len() > limits::CLAUSES_MAX {
        let place = array
            .get(limits::CLAUSES_MAX)
            .map_or(0..0, toml::Spanned::span);
        report.wrong(
            &place,
            format!("A plan has at most {} clauses.", limits::CLAUSES_MAX),
        );
        return Vec::new();
    }
    let mut used = BTreeMap::new();
    let mut asking = Vec::new();
    let clauses: Vec<Clause> = array
        .iter()
        .zip(1_u16..)
        .filter_map(|(value, number)| {
            let clause = clause(report, value, number, setting, &mut used)?;
            asking.extend(holiday::Asking::of(&clause, value.span()));
            Some(clause)
        })
        .collect();
    holiday::check_asking(report, &asking);
    step::check(report, array, &used, &clauses);
    weekends::check(report, array, &clauses);
    clauses
}

fn clause(
    report: &mut Report<'_>,
    value: &Value<'_>,
    number: u16,
    setting: &Setting<'_>,
    used: &mut BTreeMap<String, usize>,
) -> Option<Clause> {
    let table = Fields::open(report, value, "a clause", KEYS)?;
    let Setting { people, precedence } = *setting;
    // Everything is looked at before the first `?`, so that all problems are found at once.
    let id = id(report, &table, used, "rhythm");
    let section = table.get("section").map(|value| section(report, value));
    let title = translated(report, &table, "title", limits::TITLE_CHARS_MAX);
    let sentence = translated(report, &table, "sentence", limits::SENTENCE_CHARS_MAX);
    let children = match table.get("children") {
        Some(value) => people.some_children(report, value),
        None => Some(people.all_children()),
    };
    let rule = rules::rule(report, &table, setting);
    holiday::check(report, &table, people, rule.as_ref(), children.as_deref());
    let rank = rank(report, &table, rule.as_ref(), precedence);
    let (from, until) = dates(report, &table, "clause");
    let ages = age::ages(report, &table, people, children.as_deref());
    let (from_event, until_event) = step::triggers(report, &table);
    let home = table
        .get("home")
        .map(|value| people.homes.named(report, value));
    let supervision = supervision(report, &table, rule.as_ref());
    let zone = table.get("zone").map(|value| zone::zone(report, value));
    let handover = table
        .get("handover")
        .map(|value| terms::terms(report, people, value));
    Some(Clause {
        id: id?,
        number,
        version: 1,
        section: section.flatten(),
        title: title?,
        sentence: sentence?,
        rank: rank?,
        rule,
        children: children?,
        from,
        until,
        from_birthday: ages.from_birthday,
        until_birthday: ages.until_birthday,
        from_age: ages.from_age,
        until_age: ages.until_age,
        from_event,
        until_event,
        home: home.flatten(),
        supervision,
        zone: zone.flatten(),
        handover: handover.flatten(),
    })
}

/// `{ en = "…", nl = "…" }`, one of them at least.
fn translated(
    report: &mut Report<'_>,
    table: &Fields<'_, '_>,
    key: &'static str,
    max_chars: usize,
) -> Option<Text> {
    let example = format!("{key} = {{ en = \"…\", nl = \"…\" }}");
    let value = table.need(report, key, &example)?;
    if value.get_ref().is_str() {
        let message = format!("The {key} does not say in which language it is written.");
        report.wrong_with(
            &value.span(),
            message,
            format!("Write {example}, or one of the two."),
        );
        return None;
    }
    let (what, lines) = if key == "title" {
        ("a title", Lines::One)
    } else {
        ("a sentence", Lines::Many)
    };
    fields::translation(report, value, what, lines, max_chars)
}

/// The section to which the clause belongs, by its id.
fn section(report: &mut Report<'_>, value: &Value<'_>) -> Option<&'static str> {
    let written = fields::any_text(report, value, "\"school\"")?;
    let found = library::section(written);
    if found.is_none() {
        let known: Vec<&str> = library::SECTIONS.iter().map(|known| known.id).collect();
        let help = did_you_mean(written, &known, "The sections are");
        report.wrong_with(
            &value.span(),
            format!("There is no section `{}`.", shortened(written)),
            help,
        );
    }
    found.map(|section| section.id)
}

/// The rank as stated, or the usual one of the rule.
fn rank(
    report: &mut Report<'_>,
    table: &Fields<'_, '_>,
    rule: Option<&Rule>,
    precedence: &[String],
) -> Option<Rank> {
    let place_of = |name: &str| precedence.iter().position(|rank| rank == name);
    let agreed = place_of(AGREED).unwrap_or(0);
    let as_rank = |place: usize| Rank::at(place, agreed);
    let Some(value) = table.get("rank") else {
        let usual = rule.and_then(Rule::default_rank);
        let place = usual.and_then(place_of);
        if place.is_none()
            && let Some(usual) = usual
        {
            let message = format!(
                "This clause has the rank `{usual}`, which is not in the plan's order of precedence."
            );
            report.wrong_with(
                &table.place,
                message,
                format!("Add `{usual}` to `precedence`, or state another `rank`."),
            );
        }
        // A clause in words only stands nowhere; the last rank does no harm.
        return as_rank(place.unwrap_or_else(|| precedence.len().saturating_sub(1)));
    };
    if rule.is_some_and(|rule| rule.default_rank().is_none()) {
        report.wrong_with(
            &value.span(),
            "This clause gives no care, so it stands nowhere in the order of precedence.",
            "Leave `rank` out.",
        );
        return None;
    }
    let written = fields::any_text(report, value, "\"holiday\"")?;
    let place = place_of(written);
    if place.is_none() {
        let known: Vec<&str> = precedence.iter().map(String::as_str).collect();
        let help = did_you_mean(written, &known, "The ranks are");
        report.wrong_with(
            &value.span(),
            format!("There is no rank `{}`.", shortened(written)),
            help,
        );
    }
    as_rank(place?)
}

/// `from` and `until`, in order where both are there.
pub(crate) fn dates(
    report: &mut Report<'_>,
    table: &Fields<'_, '_>,
    what: &str,
) -> (Option<Date>, Option<Date>) {
    let from = table
        .get("from")
        .and_then(|value| fields::date(report, value));
    let until_value = table.get("until");
    let until = until_value.and_then(|value| fields::date(report, value));
    if let (Some(from), Some(until), Some(value)) = (from, until, until_value)
        && until <= from
    {
        let message =
            format!("The {what} ends on {until}, which is not after its first date, {from}.");
        report.wrong_with(
            &value.span(),
            message,
            "`until` is the first date on which it no longer holds.",
        );
    }
    (from, until)
}

/// `supervised = { by = "Ms de Wit", place = "Contact centre" }`, beside a rule that gives care.
fn supervision(
    report: &mut Report<'_>,
    clause: &Fields<'_, '_>,
    rule: Option<&Rule>,
) -> Option<Supervision> {
    let value = clause.get("supervised")?;
    let table = Fields::open(report, value, "supervised contact", &["by", "place"])?;
    let by = terms::words(report, &table, "by", "a name");
    let place = terms::words(report, &table, "place", "a place");
    if table.get("by").is_none() && table.get("place").is_none() {
        report.wrong_with(
            &value.span(),
            "It does not say who supervises, nor where.",
            "Write, for example, supervised = { by = \"Ms de Wit\", place = \"Contact centre\" }.",
        );
    }
    // A rule that could not be read has been reported already.
    let unread = rule.is_none()
        && clause
            .entries()
            .any(|(key, _, _)| rules::RULES.contains(&key));
    if !unread && rule.and_then(Rule::default_rank).is_none() {
        report.wrong_with(
            &value.span(),
            "This clause gives no care, so there is nothing to supervise.",
            "Move `supervised` to the clause with the visits.",
        );
    }
    Some(Supervision { by, place })
}
