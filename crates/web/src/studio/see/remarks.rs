//! What is probably not meant, in a sentence with its dates and what can be done about it.
//!
//! May touch: its arguments.

use jiff::civil::{Date, Time};
use maud::{Markup, html};
use plan::{ChildId, Side, WarningFacts, WarningKind};

use super::checks::{LISTED, Remark};
use super::checks_markup::{Places, clause_link, more};
use crate::page::Kids;
use crate::studio::questions::holiday_name;
use crate::swap::view::Cast;
use crate::text::{Arg, Text, clock, date_with_year, list, t};

/// The key of a sentence, and the values in it.
type Sentence = (&'static str, Vec<(&'static str, String)>);

/// Each remark with the clause that it is about.
pub(super) fn remarks(
    text: &Text,
    (cast, kids): (&Cast, &Kids),
    remarks: &[Remark],
    places: Places<'_>,
) -> Markup {
    html! {
        @if !remarks.is_empty() {
            h3 { (t!(text, "see-remarks", n = remarks.len())) }
            ul.rows {
                @for one in remarks.iter().take(LISTED) {
                    li.row-tall.stack-tight {
                        p {
                            strong { (kind(text, one.kind)) }
                            @if let Some(named) = &one.clause { " " (clause_link(text, named, places.clause)) }
                        }
                        p.small { (found(text, cast, kids, &one.facts)) " " (way(text, &one.facts)) }
                        @if !one.stronger.is_empty() {
                            ul.small { @for named in &one.stronger { li { (clause_link(text, named, places.clause)) } } }
                        }
                    }
                }
            }
            (more(text, remarks.len()))
        }
    }
}

fn kind(text: &Text, kind: WarningKind) -> std::borrow::Cow<'_, str> {
    match kind {
        WarningKind::WeekFiftyThree => t!(text, "see-week-53"),
        WarningKind::SkippedTime => t!(text, "see-skipped-time"),
        WarningKind::TimeTwice => t!(text, "see-time-twice"),
        WarningKind::OutsideThePlan => t!(text, "see-outside-the-plan"),
        WarningKind::HoldsForNoChild => t!(text, "see-holds-for-no-child"),
        WarningKind::NeverApplies => t!(text, "see-never-applies"),
        WarningKind::OneParentOnly => t!(text, "see-one-parent-only"),
        WarningKind::RunsOut => t!(text, "see-runs-out"),
        WarningKind::HolidayUncovered => t!(text, "see-holiday-uncovered"),
        WarningKind::HolidayUnknown => t!(text, "see-holiday-unknown"),
        WarningKind::HolidayTentative => t!(text, "see-holiday-tentative"),
        WarningKind::BeginsAfterEighteen => t!(text, "see-begins-after-eighteen"),
        WarningKind::TurnsEighteen => t!(text, "see-turns-eighteen"),
    }
}

/// Some days: `Monday 28 December 2026 and Monday 27 December 2032`.
fn days(text: &Text, days: &[Date]) -> String {
    let said: Vec<String> = days.iter().map(|day| date_with_year(text, *day)).collect();
    list(text, &said)
}

/// What was found, with its dates.
fn found(text: &Text, cast: &Cast, kids: &Kids, facts: &WarningFacts) -> String {
    let (key, values) = sentence(text, cast, kids, facts);
    let values: Vec<(&str, Arg<'_>)> = values
        .into_iter()
        .map(|(name, value)| (name, value.into()))
        .collect();
    let said = text.with(key, &values);
    if let WarningFacts::ClockSkips { more, .. } | WarningFacts::ClockRepeats { more, .. } = facts
        && *more > 0
    {
        return format!("{said} {}", t!(text, "see-about-again", n = *more));
    }
    said
}

/// The sentence of what was found, and what stands in it.
fn sentence(text: &Text, cast: &Cast, kids: &Kids, facts: &WarningFacts) -> Sentence {
    let name = |side: &Side| ("name", cast.parent(*side).name.clone());
    let day = |day: &Date| ("day", date_with_year(text, *day));
    let named = |name: &'static str, day: &Date| (name, date_with_year(text, *day));
    let at = |name: &'static str, time: &Time| (name, clock(text, *time));
    match facts {
        WarningFacts::TwoWeeks { side, days: all } => (
            "see-about-two-weeks",
            vec![name(side), ("days", days(text, all))],
        ),
        WarningFacts::NoWeeks { days: all } => {
            ("see-about-no-weeks", vec![("days", days(text, all))])
        }
        WarningFacts::ClockSkips {
            day: on,
            at: skipped,
            then,
            more: _,
        } => (
            "see-about-skipped",
            vec![day(on), at("at", skipped), at("then", then)],
        ),
        WarningFacts::ClockRepeats {
            day: on,
            at: twice,
            more: _,
        } => ("see-about-twice", vec![day(on), at("at", twice)]),
        WarningFacts::AfterThePlan { from, end } => (
            "see-about-after",
            vec![named("from", from), named("end", end)],
        ),
        WarningFacts::BeforeThePlan { until, begin } => (
            "see-about-before",
            vec![named("until", until), named("begin", begin)],
        ),
        WarningFacts::NoChild => ("see-about-no-child", Vec::new()),
        WarningFacts::GivesWay { .. } => ("see-about-gives-way", Vec::new()),
        WarningFacts::NoTime => ("see-about-no-time", Vec::new()),
        WarningFacts::AllWith { side } => ("see-about-all-with", vec![name(side)]),
        WarningFacts::LastDate { last, over: true } => ("see-about-last-over", vec![day(last)]),
        WarningFacts::LastDate { last, over: false } => ("see-about-last", vec![day(last)]),
        WarningFacts::YearsLeftOut { even: true, first } => {
            ("see-about-even-years", vec![day(first)])
        }
        WarningFacts::YearsLeftOut { even: false, first } => {
            ("see-about-odd-years", vec![day(first)])
        }
        WarningFacts::HolidayLeftOut {
            holiday,
            first,
            children,
        } => {
            let holiday = holiday_name(text, holiday).into_owned();
            let kids = ("kids", kids.names(text, children));
            (
                "see-about-left-out",
                vec![("holiday", holiday), kids, day(first)],
            )
        }
        WarningFacts::KnownUntil(last) => ("see-about-known", vec![day(last)]),
        WarningFacts::Estimate(first) => ("see-about-estimate", vec![day(first)]),
        WarningFacts::BeginsOfAge(first) => ("see-about-of-age", vec![day(first)]),
        WarningFacts::TurnEighteen(all) => {
            ("see-about-eighteen", vec![("who", adults(text, kids, all))])
        }
    }
}

/// `Noor on Tuesday 3 May 2033 and Sam on ...`.
fn adults(text: &Text, kids: &Kids, all: &[(ChildId, Date)]) -> String {
    let each = all.iter().map(|(child, at)| {
        let name = kids.names(text, std::slice::from_ref(child));
        let day = date_with_year(text, *at);
        t!(text, "see-about-eighteen-each", name = name, day = day)
    });
    list(text, &each.collect::<Vec<String>>())
}

/// What can be done where it is not meant.
fn way<'t>(text: &'t Text, facts: &WarningFacts) -> std::borrow::Cow<'t, str> {
    match facts {
        WarningFacts::TwoWeeks { .. } | WarningFacts::NoWeeks { .. } => t!(text, "see-way-weeks"),
        WarningFacts::ClockSkips { .. } | WarningFacts::ClockRepeats { .. } => {
            t!(text, "see-way-clock")
        }
        WarningFacts::AfterThePlan { .. } | WarningFacts::BeforeThePlan { .. } => {
            t!(text, "see-way-outside")
        }
        WarningFacts::NoChild => t!(text, "see-way-no-child"),
        WarningFacts::GivesWay { .. } => t!(text, "see-way-gives-way"),
        WarningFacts::NoTime => t!(text, "see-way-no-time"),
        WarningFacts::AllWith { .. } => t!(text, "see-way-all-with"),
        WarningFacts::LastDate { .. } => t!(text, "see-way-last"),
        WarningFacts::YearsLeftOut { .. } => t!(text, "see-way-years"),
        WarningFacts::HolidayLeftOut { .. } => t!(text, "see-way-left-out"),
        WarningFacts::KnownUntil(_) => t!(text, "see-way-known"),
        WarningFacts::Estimate(_) => t!(text, "see-way-estimate"),
        WarningFacts::BeginsOfAge(_) => t!(text, "see-way-of-age"),
        WarningFacts::TurnEighteen(_) => t!(text, "see-way-eighteen"),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;
    use crate::studio::see::sample::later;
    use crate::swap::sample::cast_of_two;
    use crate::text::Lang;

    fn all() -> Vec<WarningFacts> {
        let (day, child) = (date(2027, 3, 28), "noor".parse::<ChildId>().unwrap());
        let (from, until, first, last) = (day, day, day, day);
        vec![
            WarningFacts::TwoWeeks {
                side: Side::A,
                days: vec![day, date(2032, 12, 27)],
            },
            WarningFacts::NoWeeks { days: vec![day] },
            WarningFacts::ClockSkips {
                day,
                at: time(2, 30, 0, 0),
                then: time(3, 30, 0, 0),
                more: 2,
            },
            WarningFacts::ClockRepeats {
                day,
                at: time(2, 30, 0, 0),
                more: 1,
            },
            WarningFacts::AfterThePlan { from, end: day },
            WarningFacts::BeforeThePlan { until, begin: day },
            WarningFacts::AllWith { side: Side::B },
            WarningFacts::LastDate { last, over: true },
            WarningFacts::LastDate { last, over: false },
            WarningFacts::YearsLeftOut { even: true, first },
            WarningFacts::YearsLeftOut { even: false, first },
            WarningFacts::HolidayLeftOut {
                holiday: "autumn".to_owned(),
                first,
                children: vec![child.clone()],
            },
            WarningFacts::KnownUntil(day),
            WarningFacts::Estimate(day),
            WarningFacts::BeginsOfAge(day),
            WarningFacts::TurnEighteen(vec![(child, day)]),
        ]
    }

    /// Dates are said as elsewhere on the page, and nothing of the plan language is left in them.
    #[test]
    fn every_warning_is_said_in_the_language_of_the_page() {
        let plan = plan::ParentingPlan::read(&later(), date(2026, 11, 22)).unwrap();
        let kids = Kids::of(&plan);
        let cast = Cast {
            parents: cast_of_two(),
            viewer: Side::A,
            kids: kids.all().to_vec(),
        };
        for (lang, date) in [
            (Lang::En, "Sunday 28 March 2027"),
            (Lang::Nl, "zondag 28 maart 2027"),
        ] {
            let text = Text::of(lang);
            for facts in all() {
                let said = found(text, &cast, &kids, &facts);
                let dated = !matches!(facts, WarningFacts::AllWith { .. });
                assert_eq!(said.contains(date), dated, "{said}");
                let way = way(text, &facts);
                for wrong in ["2027-03", "see-", "{", "`", "  "] {
                    assert!(
                        !said.contains(wrong) && !way.contains(wrong),
                        "{said} {way}"
                    );
                }
                assert!(said.ends_with('.') && way.ends_with('.'), "{said} {way}");
            }
        }
        let dutch = Text::of(Lang::Nl);
        let skipped = found(dutch, &cast, &kids, &all()[2]);
        assert!(skipped.contains("02.30 uur"), "{skipped}");
    }
}
