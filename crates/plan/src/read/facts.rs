//! From text to a list of facts for a plan. As with a plan, everything that is wrong is found
//! in one go, each at its line and column. Touches only the text and the plan.

use std::collections::BTreeMap;

use jiff::civil::DateTime;

use crate::day;
use crate::facts::{Fact, Facts, Happened};
use crate::model::{ParentingPlan, Side};
use crate::problem::Problems;
use crate::read::conflicts;
use crate::read::fields::{self, Fields, Lines, Value};
use crate::read::limits;
use crate::read::people::{People, id, tables};
use crate::read::report::{Place, Report};
use crate::read::step;
use crate::read::suggest::did_you_mean;
use crate::read::words::shortened;
use crate::read::{document, looked_at, problems};
use crate::{ChildId, ClauseId};

/// The kinds of facts; each fact is of one.
const KINDS: [&str; 7] = [
    "agreed",
    "completed",
    "missed",
    "handover",
    "event",
    "feast",
    "call",
];

const KEYS: &[&str] = &[
    "id",
    "agreed",
    "completed",
    "missed",
    "handover",
    "event",
    "feast",
    "call",
];

impl Facts {
    /// Reads the text of a file of facts about what happened under `plan`.
    ///
    /// # Errors
    /// Everything that is wrong with the text, up to [`limits::PROBLEMS_MAX`] problems, each
    /// with its line and column. A text over [`limits::TEXT_BYTES_MAX`] is not looked at.
    ///
    /// ```
    /// # use jiff::civil::date;
    /// let plan = plan::ParentingPlan::read(plan::EXAMPLE, date(2026, 9, 1))?;
    /// let text = "[[fact]]\nevent = { name = \"court-report\", date = 2027-02-14 }\n";
    /// let facts = plan::Facts::read(text, &plan)?;
    /// assert_eq!(facts.passed().events[0].name, "court-report");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn read(text: &str, plan: &ParentingPlan) -> Result<Facts, Problems> {
        let mut report = Report::new(looked_at(text));
        let facts = document(&mut report, text, "a file of facts")
            .and_then(|document| facts(&mut report, document.get_ref(), plan));
        match facts {
            Some(facts) if report.is_empty() => Ok(facts),
            Some(_) | None => Err(problems(report)),
        }
    }
}

fn facts(
    report: &mut Report<'_>,
    document: &toml::de::DeTable<'_>,
    plan: &ParentingPlan,
) -> Option<Facts> {
    let table = Fields::new(report, document, 0..0, "a file of facts", &["fact"]);
    if table.get("fact").is_none() {
        return Some(Facts::default());
    }
    let array = tables(report, &table, "fact", "each fact")?;
    if array.len() > limits::FACTS_MAX {
        let place = array
            .get(limits::FACTS_MAX)
            .map_or(0..0, toml::Spanned::span);
        let message = format!("A file has at most {} facts.", limits::FACTS_MAX);
        report.wrong(&place, message);
        return None;
    }
    let people = People::of(plan);
    let mut reader = Reader {
        report,
        plan,
        people: &people,
        used: BTreeMap::new(),
    };
    let read: Vec<(Fact, Place)> = array
        .iter()
        .zip(1_u16..)
        .filter_map(|(value, number)| reader.fact(value, number))
        .collect();
    let sound = read.len() == array.len();
    span_of_years(report, &read);
    made_up(report, &read, sound);
    conflicts::overlaps(report, plan, &read);
    conflicts::feasts(report, &read);
    let (facts, places): (Vec<Fact>, Vec<Place>) = read.into_iter().unzip();
    let facts = Facts { facts };
    if sound && report.is_empty() {
        conflicts::completed_and_missed(report, plan, &facts, &places);
    }
    Some(facts)
}

/// What each fact is read with.
struct Reader<'r, 't> {
    report: &'r mut Report<'t>,
    plan: &'r ParentingPlan,
    people: &'r People,
    used: BTreeMap<String, usize>,
}

impl Reader<'_, '_> {
    fn fact(&mut self, value: &Value<'_>, number: u16) -> Option<(Fact, Place)> {
        let table = Fields::open(self.report, value, "a fact", KEYS)?;
        // Everything is looked at before the first `?`, so that all problems are found at once.
        let stated: Vec<_> = table
            .entries()
            .filter(|(key, _, _)| KINDS.contains(key))
            .collect();
        let Some((kind, _, of_kind)) = stated.first() else {
            let help = format!("Write one of: {}.", KINDS.join(", "));
            self.report
                .wrong_with(&value.span(), "The fact does not say what happened.", help);
            return None;
        };
        let id = self.id(&table, kind);
        for (other, place, _) in stated.iter().skip(1) {
            let message =
                format!("The fact is of a kind already, `{kind}`, so `{other}` cannot stand here.");
            let help = "Write each under a [[fact]] of its own.";
            self.report.wrong_with(place, message, help);
        }
        let happened = match *kind {
            "agreed" => self.agreed(of_kind),
            "completed" => self.completed(of_kind),
            "missed" => self.missed(of_kind),
            "handover" => self.handover(of_kind),
            "event" => self.named(of_kind, "an event"),
            "feast" => self.named(of_kind, "a feast"),
            _ => self.call(of_kind),
        };
        let (happened, children) = happened?;
        let fact = Fact {
            number,
            id: id?,
            children,
            happened,
        };
        Some((fact, of_kind.span()))
    }

    /// The id, which missed care needs so that make-up time can name it.
    fn id(&mut self, table: &Fields<'_, '_>, kind: &str) -> Option<Option<String>> {
        if table.get("id").is_none() && kind != "missed" {
            return Some(None);
        }
        let id: Option<ClauseId> = id(self.report, table, &mut self.used, "ill-in-february");
        id.map(|id| Some(id.as_str().to_owned()))
    }

    fn children(&mut self, table: &Fields<'_, '_>) -> Option<Vec<ChildId>> {
        match table.get("children") {
            Some(value) => self.people.some_children(self.report, value),
            None => Some(self.people.all_children()),
        }
    }

    fn parent(&mut self, table: &Fields<'_, '_>, key: &str) -> Option<Side> {
        let value = table.need(self.report, key, &format!("{key} = \"elias\""))?;
        self.people.side(self.report, value)
    }

    fn moment(&mut self, table: &Fields<'_, '_>, key: &str) -> Option<DateTime> {
        let example = format!("{key} = 2027-02-05T17:00:00");
        let value = table.need(self.report, key, &example)?;
        fields::moment(self.report, value)
    }

    /// `from` and `until`, in order and no further apart than a year.
    fn stretch(&mut self, table: &Fields<'_, '_>) -> Option<(DateTime, DateTime)> {
        let (from, until) = (self.moment(table, "from"), self.moment(table, "until"));
        let (from, until) = (from?, until?);
        let place = table
            .get("until")
            .map_or(table.place.clone(), toml::Spanned::span);
        if until <= from {
            let message = format!("It ends at {until}, which is not after its beginning, {from}.");
            self.report.wrong(&place, message);
            return None;
        }
        self.near(from, until, &place)?;
        Some((from, until))
    }

    fn near(&mut self, from: DateTime, until: DateTime, place: &Place) -> Option<()> {
        let days = day::number(until.date()).saturating_sub(day::number(from.date()));
        if days > limits::FACT_DAYS_MAX {
            let message = format!(
                "From {from} to {until} is longer than {} days.",
                limits::FACT_DAYS_MAX
            );
            self.report.wrong(place, message);
            return None;
        }
        Some(())
    }

    /// `{ parent = "elias", from = …, until = …, makes_up = "ill-in-february" }`.
    fn agreed(&mut self, value: &Value<'_>) -> Option<(Happened, Vec<ChildId>)> {
        let keys = ["children", "parent", "from", "until", "makes_up"];
        let table = Fields::open(self.report, value, "what was agreed", &keys)?;
        let children = self.children(&table);
        let parent = self.parent(&table, "parent");
        let stretch = self.stretch(&table);
        let makes_up = table
            .get("makes_up")
            .map(|value| fields::any_text(self.report, value, "\"ill-in-february\""));
        let makes_up = match makes_up {
            Some(makes_up) => Some(makes_up?.to_owned()),
            None => None,
        };
        let (from, until) = stretch?;
        let happened = Happened::Agreed {
            parent: parent?,
            from,
            until,
            makes_up,
        };
        Some((happened, children?))
    }

    /// `{ clause = "visits", date = 2027-02-06 }`.
    fn completed(&mut self, value: &Value<'_>) -> Option<(Happened, Vec<ChildId>)> {
        let keys = ["clause", "children", "date"];
        let table = Fields::open(self.report, value, "care that took place", &keys)?;
        let date = table
            .need(self.report, "date", "date = 2027-02-06")
            .and_then(|value| fields::date(self.report, value));
        let named = match table.get("children") {
            Some(value) => self.people.some_children(self.report, value).map(Some),
            None => Some(None),
        };
        let place = table.need(self.report, "clause", "clause = \"visits\"")?;
        let written = fields::any_text(self.report, place, "a clause's id in quotes")?;
        let clauses = self.plan.clauses();
        let clause = clauses.iter().find(|clause| clause.id.as_str() == written);
        let Some(clause) = clause else {
            let known: Vec<&str> = clauses.iter().map(|clause| clause.id.as_str()).collect();
            let help = did_you_mean(written, &known, "The clauses are");
            let message = format!("The plan has no clause `{}`.", shortened(written));
            self.report.wrong_with(&place.span(), message, help);
            return None;
        };
        if step::gives_no_care(written, clauses) {
            let message = format!("The clause `{written}` gives no care that could take place.");
            self.report.wrong(&place.span(), message);
            return None;
        }
        let children = named?.unwrap_or_else(|| clause.children.clone());
        if let Some(stranger) = children.iter().find(|child| !clause.concerns(child)) {
            let message = format!("The clause `{written}` does not speak of {stranger}.");
            self.report.wrong(&value.span(), message);
            return None;
        }
        let happened = Happened::Completed {
            clause: clause.id.clone(),
            date: date?,
        };
        Some((happened, children))
    }

    /// `{ parent = "elias", from = …, until = …, reason = "Fever" }`.
    fn missed(&mut self, value: &Value<'_>) -> Option<(Happened, Vec<ChildId>)> {
        let keys = ["children", "parent", "from", "until", "reason"];
        let table = Fields::open(self.report, value, "missed care", &keys)?;
        let children = self.children(&table);
        let parent = self.parent(&table, "parent");
        let stretch = self.stretch(&table);
        let reason = table.get("reason").map(|value| {
            let limit = limits::TITLE_CHARS_MAX;
            fields::text(self.report, value, Lines::One, limit)
        });
        let (from, until) = stretch?;
        let happened = Happened::Missed {
            parent: parent?,
            from,
            until,
            reason: reason.flatten(),
        };
        Some((happened, children?))
    }

    /// `{ to = "elias", planned = 2027-02-05T17:00:00, at = 2027-02-05T18:10:00 }`.
    fn handover(&mut self, value: &Value<'_>) -> Option<(Happened, Vec<ChildId>)> {
        let keys = ["children", "to", "planned", "at"];
        let table = Fields::open(self.report, value, "a handover that took place", &keys)?;
        let children = self.children(&table);
        let to = self.parent(&table, "to");
        let planned = self.moment(&table, "planned");
        let at = self.moment(&table, "at");
        let (planned, at) = (planned?, at?);
        self.near(planned.min(at), planned.max(at), &value.span())?;
        let happened = Happened::Handover {
            to: to?,
            planned,
            at,
        };
        Some((happened, children?))
    }

    /// `{ name = "court-report", date = 2027-02-14 }`.
    fn named(&mut self, value: &Value<'_>, what: &'static str) -> Option<(Happened, Vec<ChildId>)> {
        let table = Fields::open(self.report, value, what, &["name", "date"])?;
        let date = table
            .need(self.report, "date", "date = 2027-02-14")
            .and_then(|value| fields::date(self.report, value));
        let value = table.need(self.report, "name", "name = \"court-report\"")?;
        let written = fields::any_text(self.report, value, "\"court-report\"")?;
        let name = step::slug(self.report, written, value, what);
        let (name, date) = (name?, date?);
        let happened = if what == "a feast" {
            Happened::Feast { name, date }
        } else {
            Happened::Event { name, date }
        };
        Some((happened, Vec::new()))
    }

    /// `{ parent = "elias", at = 2027-02-03T17:00:00, minutes = 15 }`.
    fn call(&mut self, value: &Value<'_>) -> Option<(Happened, Vec<ChildId>)> {
        let keys = ["children", "parent", "at", "minutes"];
        let table = Fields::open(self.report, value, "a call that took place", &keys)?;
        let children = self.children(&table);
        let parent = self.parent(&table, "parent");
        let at = self.moment(&table, "at");
        let minutes = table
            .need(self.report, "minutes", "minutes = 15")
            .and_then(|value| fields::number(self.report, value, 1, limits::CALL_MINUTES_MAX));
        let happened = Happened::Call {
            parent: parent?,
            at: at?,
            minutes: minutes?,
        };
        Some((happened, children?))
    }
}

/// All facts of a file lie within some years, so that one timeline holds them all.
fn span_of_years(report: &mut Report<'_>, read: &[(Fact, Place)]) {
    let earliest = read.iter().map(|(fact, _)| fact.dates().0).min();
    let latest = read.iter().max_by_key(|(fact, _)| fact.dates().1);
    let (Some(earliest), Some((fact, place))) = (earliest, latest) else {
        return;
    };
    let last = fact.dates().1;
    if day::number(last) - day::number(earliest) > limits::FACTS_YEARS_MAX * 366 {
        let message = format!(
            "The facts reach from {earliest} to {last}, which is more than {} years.",
            limits::FACTS_YEARS_MAX
        );
        report.wrong_with(place, message, "Look for a year that was mistyped.");
    }
}

/// What makes up for missed care names such care, of the same parent and children.
fn made_up(report: &mut Report<'_>, read: &[(Fact, Place)], all_read: bool) {
    let missed: BTreeMap<&str, (&Fact, Side)> = read
        .iter()
        .filter_map(|(fact, _)| {
            let Happened::Missed { parent, .. } = &fact.happened else {
                return None;
            };
            Some((fact.id.as_deref()?, (fact, *parent)))
        })
        .collect();
    for (fact, place) in read {
        let Happened::Agreed {
            parent,
            makes_up: Some(makes_up),
            ..
        } = &fact.happened
        else {
            continue;
        };
        match missed.get(makes_up.as_str()) {
            None if all_read => {
                let message = format!("No missed care has the id `{}`.", shortened(makes_up));
                let known: Vec<&str> = missed.keys().copied().take(20).collect();
                let help = if known.is_empty() {
                    "Write what was missed as a fact of its own, with an id.".to_owned()
                } else {
                    did_you_mean(makes_up, &known, "What was missed:")
                };
                report.wrong_with(place, message, help);
            }
            Some((_, other)) if other != parent => {
                let message = format!(
                    "`{makes_up}` was missed by the other parent, so this cannot make up for it."
                );
                report.wrong(place, message);
            }
            Some((missed, _)) => {
                let stranger = fact
                    .children
                    .iter()
                    .find(|child| !missed.children.contains(child));
                if let Some(stranger) = stranger {
                    let message = format!("`{makes_up}` was not missed for {stranger}.");
                    let help = "Name the children for whom this makes up in `children`.";
                    report.wrong_with(place, message, help);
                }
            }
            None => {}
        }
    }
}
