//! From text to a checked plan. Everything that is wrong is found in one go, each at its line
//! and column, in sentences for a parent. Touches only the text and the bundled time zones.

mod age;
mod calls;
mod clause;
mod conflicts;
mod days;
mod dealings;
mod facts;
mod fields;
mod holiday;
mod holiday_share;
mod holiday_words;
mod homes;
mod limit;
pub mod limits;
mod nights;
mod people;
mod recurrence;
pub(crate) mod report;
mod rules;
mod school;
mod step;
pub(crate) mod suggest;
mod terms;
mod weekends;
pub(crate) mod words;
mod zone;

use jiff::civil::{Date, Time};
use toml::de::{DeTable, DeValue};

use self::fields::{Fields, Lines};
use self::people::People;
use self::report::Report;
use self::words::shortened;
use crate::model::{AGREED, ParentingPlan};
use crate::problem::{Problem, Problems};

/// The edition of the plan language that this crate reads.
const EDITION: u8 = 1;

/// The usual order of precedence, the strongest first.
const PRECEDENCE: [&str; 7] = [
    "order",
    "agreed",
    "holiday",
    "school-holiday",
    "visit",
    "regular",
    "fallback",
];

const KEYS: &[&str] = &[
    "edition",
    "title",
    "zone",
    "from",
    "until",
    "night_at",
    "country",
    "school",
    "precedence",
    "parent",
    "child",
    "home",
    "handover",
    "clause",
];

impl ParentingPlan {
    /// Reads the text of a plan. `today` is the date against which a birth is in the future.
    ///
    /// # Errors
    /// Everything that is wrong with the text, up to [`limits::PROBLEMS_MAX`] problems, each
    /// with its line and column. A text over [`limits::TEXT_BYTES_MAX`] is not looked at.
    ///
    /// ```
    /// # use jiff::civil::date;
    /// let text = plan::EXAMPLE.replace("08:30\" }\n", "25:00\" }\n");
    /// let problems = plan::ParentingPlan::read(&text, date(2026, 9, 1)).unwrap_err();
    /// assert_eq!(problems.as_slice()[0].message, "25:00 is not a time of day.");
    /// ```
    pub fn read(text: &str, today: Date) -> Result<ParentingPlan, Problems> {
        let mut report = Report::new(looked_at(text));
        document(&mut report, text, "a plan")
            .and_then(|document| plan(&mut report, document.get_ref(), today))
            .filter(|_| report.is_empty())
            .ok_or_else(|| problems(report))
    }
}

/// The text of a plan as TOML, or everything that is wrong with it as such.
pub(crate) fn parse(text: &str) -> Result<toml::Spanned<DeTable<'_>>, Problems> {
    let mut report = Report::new(looked_at(text));
    document(&mut report, text, "a plan").ok_or_else(|| problems(report))
}

/// A text, unless it is too long to be looked at.
fn looked_at(text: &str) -> &str {
    if text.len() > limits::TEXT_BYTES_MAX {
        ""
    } else {
        text
    }
}

/// The tables of a text, `what` of which it is. One that is too long is not looked at.
fn document<'t>(
    report: &mut Report<'_>,
    text: &'t str,
    what: &str,
) -> Option<toml::Spanned<DeTable<'t>>> {
    if text.len() > limits::TEXT_BYTES_MAX {
        let message = format!(
            "The text is {} bytes long; {what} has at most {}.",
            text.len(),
            limits::TEXT_BYTES_MAX
        );
        report.wrong(&(0..0), message);
        return None;
    }
    let (document, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let place = error.span().unwrap_or(0..0);
        let message = format!(
            "This is not valid TOML: {}.",
            shortened_message(error.message())
        );
        report.wrong(&place, message);
    }
    errors.is_empty().then_some(document)
}

fn problems(report: Report<'_>) -> Problems {
    let found = Problems::new(report.into_problems());
    let unknown = || Problem {
        line: 1,
        column: 1,
        message: "The text could not be read.".to_owned(),
        help: None,
    };
    found.unwrap_or_else(|| Problems::one(unknown()))
}

/// A parser's message on one line.
fn shortened_message(message: &str) -> String {
    message
        .chars()
        .take(200)
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect()
}

fn plan(report: &mut Report<'_>, document: &DeTable<'_>, today: Date) -> Option<ParentingPlan> {
    let table = Fields::new(report, document, 0..0, "a plan", KEYS);
    // Everything is looked at before the first `?`, so that all problems are found at once.
    let edition = edition(report, &table);
    let title = table.need(
        report,
        "title",
        "title = \"Parenting plan of Mara and Elias\"",
    );
    let title =
        title.and_then(|value| fields::text(report, value, Lines::One, limits::TITLE_CHARS_MAX));
    let zone = table
        .need(report, "zone", "zone = \"Europe/Amsterdam\"")
        .and_then(|value| zone::zone(report, value));
    table.need(report, "from", "from = 2026-09-07");
    let (from, until) = clause::dates(report, &table, "plan");
    let night_at = match table.get("night_at") {
        Some(value) => fields::clock(report, value),
        None => Some(Time::midnight()),
    };
    let precedence = precedence(report, &table);
    let people = People::read(report, &table, today);
    let handover = table
        .get("handover")
        .map(|value| terms::terms(report, &people, value));
    let ranks = precedence.clone().unwrap_or_else(usual_precedence);
    let clauses = clause::clauses(
        report,
        &table,
        &clause::Setting {
            people: &people,
            precedence: &ranks,
        },
    );
    let precedence = precedence?;
    Some(ParentingPlan {
        title: title?,
        edition: edition?,
        zone: zone?,
        from: from?,
        until,
        night_at: night_at?,
        precedence,
        versions: Vec::new(),
        parents: people.both()?,
        homes: people.homes.homes,
        children: people.children,
        handover: handover.flatten().unwrap_or_default(),
        clauses,
    })
}

fn edition(report: &mut Report<'_>, table: &Fields<'_, '_>) -> Option<u32> {
    let value = table.need(report, "edition", "edition = 1")?;
    if let DeValue::Integer(number) = value.get_ref()
        && number.as_str().parse() == Ok(EDITION)
    {
        return Some(u32::from(EDITION));
    }
    let message = "This program does not know that edition of the plan language.";
    report.wrong_with(
        &value.span(),
        message,
        format!("Write edition = {EDITION}."),
    );
    None
}

fn usual_precedence() -> Vec<String> {
    PRECEDENCE.map(str::to_owned).to_vec()
}

fn precedence(report: &mut Report<'_>, table: &Fields<'_, '_>) -> Option<Vec<String>> {
    let Some(value) = table.get("precedence") else {
        return Some(usual_precedence());
    };
    let list = fields::list(
        report,
        value,
        "[\"agreed\", \"holiday\", \"regular\"]",
        limits::RANKS_MAX,
    )?;
    let mut ranks: Vec<String> = Vec::new();
    for entry in list {
        let Some(written) = fields::any_text(report, entry, "\"holiday\"") else {
            continue;
        };
        if !crate::ids::is_slug(written) {
            let message = format!("`{}` cannot be the name of a rank.", shortened(written));
            report.wrong_with(
                &entry.span(),
                message,
                "Use lower-case letters, digits and hyphens.",
            );
        } else if ranks.iter().any(|rank| rank == written) {
            report.wrong(
                &entry.span(),
                format!("The rank `{written}` is named twice."),
            );
        } else {
            ranks.push(written.to_owned());
        }
    }
    if !ranks.iter().any(|rank| rank == AGREED) {
        let known: Vec<&str> = ranks.iter().map(String::as_str).collect();
        let message = format!(
            "The order of precedence has no `{AGREED}`, the rank of what parents agree later."
        );
        report.wrong_with(
            &value.span(),
            message,
            format!("Add it where it belongs among {}.", known.join(", ")),
        );
        return None;
    }
    (ranks.len() == list.len()).then_some(ranks)
}
