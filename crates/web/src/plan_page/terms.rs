//! When a clause holds, who is present and in which home: what stands beside its words.
//!
//! May touch: the plan that it is given.

use jiff::civil::Date;
use maud::{Markup, html};
use plan::{Age, AgeUnit, Clause, ParentingPlan, Trigger};

use crate::calendar::scene::Words;
use crate::text::{Lang, Text, date_with_year, t};

/// What a clause says beside its words and children.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// From when, in the order in which they are said; all of them must have come.
    pub from: Vec<Bound>,
    /// Until when; the first that comes ends it.
    pub until: Vec<Bound>,
    /// Who is present.
    pub supervised_by: Option<Words>,
    /// Where supervised care takes place.
    pub supervised_at: Option<Words>,
    /// The home in which its care is.
    pub home: Option<String>,
    /// The zone of its clock times, where it is not the plan's.
    pub zone: Option<String>,
}

/// Something from which or until which a clause holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bound {
    /// A date: the first on which it holds, or the first on which it no longer does.
    Date(Date),
    /// A birthday of the child, by its age.
    Birthday(u8),
    /// An age of the child.
    Age(Age),
    /// An event by its short name.
    Event(String),
    /// So many times of the care of a clause.
    Times {
        /// The clause's title.
        clause: Words,
        /// How many times.
        count: u8,
    },
}

impl Terms {
    /// Those of a clause of this plan.
    pub fn of(plan: &ParentingPlan, clause: &Clause, lang: Lang) -> Terms {
        let trigger = |trigger: &Trigger| match trigger {
            Trigger::Event(name) => Bound::Event(name.clone()),
            Trigger::Completed { clause, count } => Bound::Times {
                clause: plan.find_clause(clause).map_or_else(
                    || Words {
                        said: clause.to_string(),
                        foreign: None,
                    },
                    |(_, clause)| Words::of(&clause.title, lang),
                ),
                count: *count,
            },
        };
        let bounds = |date: Option<Date>, birthday: Option<u8>, age, event: Option<&Trigger>| {
            let date = date.map(Bound::Date);
            let birthday = birthday.map(Bound::Birthday);
            let (age, event) = (Option::map(age, Bound::Age), event.map(trigger));
            [date, birthday, age, event].into_iter().flatten().collect()
        };
        let supervision = clause.supervision.as_ref();
        let words = |text: &plan::Text| Words::of(text, lang);
        let home = clause.home.as_ref().and_then(|id| {
            let mut homes = plan.homes().iter();
            homes.find(|home| home.id == *id)
        });
        Terms {
            from: bounds(
                clause.from,
                clause.from_birthday,
                clause.from_age,
                clause.from_event.as_ref(),
            ),
            until: bounds(
                clause.until,
                clause.until_birthday,
                clause.until_age,
                clause.until_event.as_ref(),
            ),
            supervised_by: supervision.and_then(|with| with.by.as_ref()).map(words),
            supervised_at: supervision.and_then(|with| with.place.as_ref()).map(words),
            home: home.map(|home| home.name.clone()),
            zone: clause.zone.as_ref().map(|zone| zone.name().to_owned()),
        }
    }

    /// Each in words.
    pub fn parts(&self, text: &Text) -> Vec<Markup> {
        let mut parts: Vec<Markup> = Vec::new();
        parts.extend(self.from.iter().map(|bound| from(text, bound)));
        parts.extend(self.until.iter().map(|bound| until(text, bound)));
        parts.extend(self.supervised_by.as_ref().map(|by| {
            html! { (t!(text, "plan-supervised-by")) " " span lang=[by.foreign] { (by.said) } }
        }));
        parts.extend(self.supervised_at.as_ref().map(|place| {
            html! { (t!(text, "plan-supervised-at")) " " span lang=[place.foreign] { (place.said) } }
        }));
        let home = self.home.as_deref();
        parts.extend(home.map(|home| html! { (t!(text, "plan-in-home", home = home)) }));
        let zone = self.zone.as_deref();
        parts.extend(zone.map(|zone| html! { (t!(text, "plan-in-zone", zone = zone)) }));
        parts
    }
}

fn from(text: &Text, bound: &Bound) -> Markup {
    html! {
        @match bound {
            Bound::Date(day) => (t!(text, "plan-holds-from", day = date_with_year(text, *day))),
            Bound::Birthday(age) => (t!(text, "plan-from-birthday", age = *age)),
            Bound::Age(reached) => (t!(text, "plan-from-age", age = age(text, *reached))),
            Bound::Event(name) => (t!(text, "plan-from-event", event = name.as_str())),
            Bound::Times { clause, count } => {
                (t!(text, "plan-from-times", n = *count)) " “" span lang=[clause.foreign] { (clause.said) } "”"
            }
        }
    }
}

fn until(text: &Text, bound: &Bound) -> Markup {
    html! {
        @match bound {
            Bound::Date(day) => {
                (t!(text, "plan-holds-until", day = date_with_year(text, day.yesterday().unwrap_or(*day))))
            }
            Bound::Birthday(age) => (t!(text, "plan-until-birthday", age = *age)),
            Bound::Age(reached) => (t!(text, "plan-until-age", age = age(text, *reached))),
            Bound::Event(name) => (t!(text, "plan-until-event", event = name.as_str())),
            Bound::Times { clause, count } => {
                (t!(text, "plan-until-times", n = *count)) " “" span lang=[clause.foreign] { (clause.said) } "”"
            }
        }
    }
}

pub(crate) fn age(text: &Text, age: Age) -> String {
    let count = age.count;
    match age.unit {
        AgeUnit::Days => t!(text, "plan-age-days", n = count),
        AgeUnit::Weeks => t!(text, "plan-age-weeks", n = count),
        AgeUnit::Months => t!(text, "plan-age-months", n = count),
        AgeUnit::Years => t!(text, "plan-age-years", n = count),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example plan with a clause that says all of it.
    fn parts(lang: Lang) -> Vec<String> {
        let clause = "
[[home]]
id = \"dunes\"
name = \"The house in the dunes\"

[[clause]]
id = \"visits\"
title = { en = \"Visits\", nl = \"Bezoeken\" }
sentence = { en = \"Saturdays by day.\" }
from_age = \"6 months\"
until_age = \"12 years\"
from_event = \"court-report\"
until_event = { completed = \"visits\", count = 6 }
home = \"dunes\"
zone = \"America/New_York\"
supervised = { by = \"Ms de Wit\", place = { en = \"The contact centre\" } }
weekly = { parent = \"elias\", windows = [\"sat 10:00 - 12:00\"] }
";
        let text = format!("{}{clause}", plan::EXAMPLE);
        let plan = ParentingPlan::read(&text, jiff::civil::date(2026, 11, 20)).unwrap();
        let clause = plan.clauses().last().unwrap();
        let terms = Terms::of(&plan, clause, lang);
        let parts = terms.parts(Text::of(lang)).into_iter();
        parts.map(Markup::into_string).collect()
    }

    #[test]
    fn everything_that_bounds_a_clause_is_said_in_both_languages() {
        assert_eq!(
            parts(Lang::En),
            [
                "from the age of 6 months",
                "from the event court-report",
                "until the age of 12 years",
                "until 6 times of “<span>Visits</span>”",
                "in the presence of <span>Ms de Wit</span>",
                "at <span>The contact centre</span>",
                "in the home “The house in the dunes”",
                "times of America/New_York",
            ]
        );
        assert_eq!(
            parts(Lang::Nl),
            [
                "vanaf de leeftijd van 6 maanden",
                "vanaf de gebeurtenis court-report",
                "tot de leeftijd van 12 jaar",
                "tot 6 keer “<span>Bezoeken</span>”",
                "in aanwezigheid van <span>Ms de Wit</span>",
                "bij <span lang=\"en\">The contact centre</span>",
                "in het huis “The house in the dunes”",
                "tijden van America/New_York",
            ]
        );
    }
}
