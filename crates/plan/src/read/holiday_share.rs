//! How the parents share a holiday, as the text says it: one parent, by the year, whoever has the
//! child, halves, parts, week by week.

use crate::read::fields::{self, Fields, Value};
use crate::read::holiday::named_days;
use crate::read::holiday_words::{self, said};
use crate::read::limits;
use crate::read::people::People;
use crate::read::report::Report;
use crate::read::rules::is_table;
use crate::read::words::shortened;
use crate::rule::{Middle, Sharing, Who, YearOf};
use crate::{ChildId, Side};

/// The keys that say how a holiday is shared.
pub(crate) const KEYS: [&str; 4] = ["parent", "halves", "parts", "weeks"];

/// Whether a stretch of days may cross 1 January.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Years {
    /// It is about one day, whose year counts.
    OfTheDay,
    /// It has a first and a last day.
    OfTheHoliday,
}

/// What `parent`, `halves`, `parts` or `weeks` of a holiday says.
pub(crate) fn sharing(
    report: &mut Report<'_>,
    people: &People,
    table: &Fields<'_, '_>,
    years: Years,
) -> Option<Sharing> {
    let of = match table.get("of") {
        Some(value) => Some(people.one_child(report, value)?),
        None => None,
    };
    let reader = Reader { people, years, of };
    let stated: Vec<_> = table
        .entries()
        .filter(|(key, _, _)| KEYS.contains(key))
        .collect();
    for (key, place, _) in stated.iter().skip(1) {
        let message =
            format!("The holiday is shared in one way, so `{key}` cannot stand here as well.");
        report.wrong_with(
            place,
            message,
            "Keep one of parent, halves, parts and weeks.",
        );
    }
    let Some((key, _, value)) = stated.first() else {
        let message = "The holiday does not say who has it.";
        let help = "Write parent = \"mara\", parent = { even = \"mara\", odd = \"elias\" }, or one of halves, parts and weeks.";
        report.wrong_with(&table.place, message, help);
        return None;
    };
    let sharing = match *key {
        "halves" => reader.halves(report, value),
        "parts" => reader.parts(report, value),
        "weeks" => reader.weeks(report, value),
        _ => reader.who(report, value).map(Sharing::Whole),
    }?;
    if let (Some(value), false) = (table.get("of"), sharing.first().asks()) {
        let help = "Leave it out, or write parent = \"holder\" or parent = \"other\".";
        report.wrong_with(&value.span(), "`of` belongs to `holder` and `other`.", help);
        return None;
    }
    Some(sharing)
}

struct Reader<'p> {
    people: &'p People,
    years: Years,
    /// The child whose care is looked at.
    of: Option<ChildId>,
}

impl Reader<'_> {
    /// `"mara"`, `{ even = "mara", odd = "elias" }`, `"holder"` or `"other"`.
    fn who(&self, report: &mut Report<'_>, value: &Value<'_>) -> Option<Who> {
        if is_table(value) {
            return self.by_year(report, value);
        }
        let of = self.of.clone();
        match fields::any_text(report, value, "\"mara\", \"holder\" or \"other\"")? {
            "holder" => Some(Who::Holder { of }),
            "other" => Some(Who::Other { of }),
            _ => self.people.side(report, value).map(Who::Parent),
        }
    }

    fn by_year(&self, report: &mut Report<'_>, value: &Value<'_>) -> Option<Who> {
        let table = Fields::open(
            report,
            value,
            "even and odd years",
            &["even", "odd", "year"],
        )?;
        let mut side = |key: &str| -> Option<Option<Side>> {
            match table.get(key) {
                Some(value) => self.people.side(report, value).map(Some),
                None => Some(None),
            }
        };
        let (even, odd) = (side("even"), side("odd"));
        if (even, odd) == (Some(None), Some(None)) {
            let help = "Write, for example, { even = \"mara\", odd = \"elias\" }.";
            let message = "Neither the even nor the odd years are said.";
            report.wrong_with(&table.place, message, help);
            return None;
        }
        let year = match table.get("year") {
            Some(value) => Some(self.year(report, value)?),
            None => None,
        };
        Some(Who::ByYear {
            even: even?,
            odd: odd?,
            year,
        })
    }

    fn year(&self, report: &mut Report<'_>, value: &Value<'_>) -> Option<YearOf> {
        let text = fields::any_text(report, value, "\"first\" or \"last\"")?;
        let help = "Write year = \"first\" for the year of the first day, or year = \"last\" for that of the last.";
        match (self.years, text) {
            (Years::OfTheDay, _) => {
                let message = "Here the year of the named day counts, so `year` says nothing.";
                report.wrong_with(&value.span(), message, "Leave `year` out.");
                None
            }
            (Years::OfTheHoliday, "first") => Some(YearOf::First),
            (Years::OfTheHoliday, "last") => Some(YearOf::Last),
            (Years::OfTheHoliday, other) => {
                let message = format!("`{}` is neither first nor last.", shortened(other));
                report.wrong_with(&value.span(), message, help);
                None
            }
        }
    }

    fn first(&self, report: &mut Report<'_>, table: &Fields<'_, '_>) -> Option<Who> {
        let value = table.need(report, "first", "first = \"mara\"")?;
        self.who(report, value)
    }

    /// `{ first = "mara", at = "midpoint" }`.
    fn halves(&self, report: &mut Report<'_>, value: &Value<'_>) -> Option<Sharing> {
        let keys = ["first", "at", "not_counting"];
        let table = Fields::open(report, value, "halves", &keys)?;
        let first = self.first(report, &table);
        let at = table
            .need(report, "at", "at = \"midpoint\"")
            .and_then(|value| self.middle(report, &table, value));
        Some(Sharing::Halves {
            first: first?,
            at: at?,
        })
    }

    fn middle(
        &self,
        report: &mut Report<'_>,
        table: &Fields<'_, '_>,
        value: &Value<'_>,
    ) -> Option<Middle> {
        let without = table.get("not_counting");
        let text = fields::any_text(report, value, "\"midpoint\"")?;
        if text == "midpoint" {
            let Some(days) = without else {
                return Some(Middle::Midpoint);
            };
            let days = named_days(report, self.people, days, limits::HOLIDAY_CHANGES_MAX)?;
            return Some(Middle::MidpointWithout(days));
        }
        if let Some(without) = without {
            let message = "`not_counting` belongs to the midpoint.";
            report.wrong_with(
                &without.span(),
                message,
                "Write at = \"midpoint\", or leave it out.",
            );
        }
        if let Some(after) = holiday_words::days_after(text) {
            let (days, minutes) = said(report, value, after)?;
            return Some(Middle::After { days, minutes });
        }
        let found = holiday_words::yearly_moment(text).map_err(|(message, _)| {
            let help = "Write \"midpoint\", a moment of the year such as \"12-26 17:00\", or days after the first day such as \"+8 12:00\".";
            (message, help.to_owned())
        });
        said(report, value, found).map(Middle::Yearly)
    }

    /// `{ first = "mara", at = ["07-14", "07-31", "08-14"] }`.
    fn parts(&self, report: &mut Report<'_>, value: &Value<'_>) -> Option<Sharing> {
        let table = Fields::open(report, value, "parts", &["first", "at"])?;
        let first = self.first(report, &table);
        let example = "[\"07-14\", \"07-31 18:00\"]";
        let at = table.need(report, "at", &format!("at = {example}"));
        let at = at.and_then(|value| {
            let list = fields::list(report, value, example, limits::HOLIDAY_CHANGES_MAX)?;
            let mut moments = Vec::with_capacity(list.len());
            for entry in list {
                if let Some(text) = fields::any_text(report, entry, "\"07-14 18:00\"") {
                    moments.extend(said(report, entry, holiday_words::yearly_moment(text)));
                }
            }
            (moments.len() == list.len()).then_some(moments)
        });
        Some(Sharing::Parts {
            first: first?,
            at: at?,
        })
    }

    /// `{ first = "mara", change = "saturday 10:00" }`.
    fn weeks(&self, report: &mut Report<'_>, value: &Value<'_>) -> Option<Sharing> {
        let table = Fields::open(
            report,
            value,
            "a holiday week by week",
            &["first", "change"],
        )?;
        let first = self.first(report, &table);
        let change = match table.get("change") {
            None => Some(None),
            Some(value) => fields::any_text(report, value, "\"saturday 10:00\"")
                .and_then(|text| said(report, value, holiday_words::weekday_time(text)).map(Some)),
        };
        Some(Sharing::Weeks {
            first: first?,
            change: change?,
        })
    }
}
