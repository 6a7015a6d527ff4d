//! A year of every plan under `examples/plans`, written out so that a person can hold it against
//! the plan's own words; no clash and no gap in its first two years, and the warnings that are meant.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::common::{TODAY, compile_dates, example, root};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use plan::{
    ChildTimeline, Language, Moves, ParentingPlan, Rule, Side, Source, Timeline, WarningKind,
    breaches, calls, handover_terms, measure, sessions, warnings,
};

/// A plan: the first date of the year that is written out, and each warning that is meant, by its
/// clause (`""` where it is about the plan).
type Row = (&'static str, Date, &'static [(&'static str, WarningKind)]);

use WarningKind::{
    HolidayTentative, HolidayUncovered, HolidayUnknown, TurnsEighteen, WeekFiftyThree,
};

const NEW_YEAR: Date = date(2027, 1, 1);

const PLANS: [Row; 14] = [
    ("birdnesting", NEW_YEAR, &[]),
    ("blended-family", date(2026, 8, 31), &[("", TurnsEighteen)]),
    ("clash", NEW_YEAR, &[]),
    ("dutch-co-parenting", NEW_YEAR, &[("", TurnsEighteen)]),
    ("four-children", NEW_YEAR, &[("", TurnsEighteen)]),
    (
        "french-alternate-weekends",
        NEW_YEAR,
        &[
            ("weekends", WeekFiftyThree),
            ("wednesdays", WeekFiftyThree),
            ("short-holidays", HolidayUnknown),
            ("christmas", HolidayUnknown),
            ("summer", HolidayUnknown),
            ("ascension", HolidayUnknown),
            ("", TurnsEighteen),
        ],
    ),
    ("german-alternating-weeks", NEW_YEAR, &[("", TurnsEighteen)]),
    (
        "infant-step-up",
        NEW_YEAR,
        &[
            ("", HolidayUncovered),
            ("", HolidayUncovered),
            ("", HolidayUncovered),
            ("", HolidayUncovered),
            ("", HolidayUncovered),
            ("", TurnsEighteen),
        ],
    ),
    ("long-distance", NEW_YEAR, &[]),
    (
        "shift-roster",
        NEW_YEAR,
        &[
            ("summer", HolidayUnknown),
            ("christmas-holiday", HolidayUnknown),
            ("feast", HolidayTentative),
            ("", HolidayUncovered),
            ("", HolidayUncovered),
            ("", HolidayUncovered),
            ("", TurnsEighteen),
        ],
    ),
    ("supervised-contact", date(2027, 2, 1), &[]),
    ("texas-standard-order", NEW_YEAR, &[("", TurnsEighteen)]),
    ("two-two-five-five", NEW_YEAR, &[]),
    ("week-53", NEW_YEAR, &[("weeks", WeekFiftyThree)]),
];

/// The one example that shows what two promises of the same time come to.
const WITH_A_CLASH: &str = "clash";

fn years_later(from: Date, years: i32) -> Date {
    from.saturating_add(jiff::Span::new().years(years))
}

#[test]
fn every_example_plan_is_here() {
    let files = std::fs::read_dir(root().join("examples/plans")).unwrap();
    let mut names: Vec<String> = files
        .map(|file| {
            let path = file.unwrap().path();
            path.file_stem().unwrap().to_string_lossy().into_owned()
        })
        .collect();
    names.sort();
    assert_eq!(names, PLANS.map(|row| row.0));
}

#[test]
fn no_clash_and_no_gap_in_the_first_two_years() {
    for (name, ..) in PLANS {
        let plan = example(name);
        let timeline = compile_dates(&plan, (plan.from(), years_later(plan.from(), 2)), &[]);
        for child in timeline.children() {
            assert!(child.gaps.is_empty(), "{name}: {:?}", child.gaps);
            let clashes = child.clashes.is_empty();
            assert!(
                clashes != (name == WITH_A_CLASH),
                "{name}: {:?}",
                child.clashes
            );
        }
    }
}

#[test]
fn each_plan_keeps_the_limits_that_it_states() {
    for (name, ..) in PLANS {
        let plan = example(name);
        let timeline = compile_dates(&plan, (plan.from(), years_later(plan.from(), 2)), &[]);
        let found = breaches(&plan, &timeline);
        let found: Vec<String> = found.iter().map(|breach| breach.sentence(&plan)).collect();
        assert!(found.is_empty(), "{name}: {found:#?}");
    }
}

#[test]
fn only_the_warnings_that_are_meant() {
    for (name, _, expected) in PLANS {
        let plan = example(name);
        let found: Vec<(String, WarningKind)> = warnings(&plan, TODAY)
            .iter()
            .map(|warning| {
                let clause = warning
                    .clause
                    .map(|index| plan.clause(index).id.to_string());
                (clause.unwrap_or_default(), warning.kind)
            })
            .collect();
        let expected: Vec<(String, WarningKind)> = expected
            .iter()
            .map(|(clause, kind)| ((*clause).to_owned(), *kind))
            .collect();
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn a_year_of_each_plan() {
    for (name, from, _) in PLANS {
        let plan = example(name);
        let year = Year {
            timeline: compile_dates(&plan, (from, years_later(from, 1)), &[]),
            plan,
        };
        insta::assert_snapshot!(name, year.text());
    }
}

/// A compiled year and its plan.
struct Year {
    plan: ParentingPlan,
    timeline: Timeline,
}

impl Year {
    fn text(&self) -> String {
        let window = self.timeline.window();
        let mut text = format!(
            "{}\n{} to {}, {} nights, {}\n",
            self.plan.title(),
            window.from(),
            window.to(),
            window.nights(),
            self.plan.zone_name()
        );
        let nights = self.by_children(|child| self.nights(child));
        section(&mut text, "Nights, each line a week from Monday", nights);
        let holidays = self.by_children(|child| self.dated(child));
        section(&mut text, "Holidays and other dates", holidays);
        let clauses = self.by_children(|child| self.clauses(child));
        section(&mut text, "Care by clause", clauses);
        section(&mut text, "Measures", self.measures());
        section(&mut text, "Handovers", self.handovers());
        section(&mut text, "Calls", self.calls());
        section(&mut text, "Warnings", self.warnings());
        let breaches = breaches(&self.plan, &self.timeline);
        let breaches = breaches.iter().map(|breach| breach.sentence(&self.plan));
        section(&mut text, "Limits not kept", breaches.collect());
        text
    }

    /// What is written of each child; once for children of whom the same is written.
    fn by_children(&self, lines: impl Fn(&ChildTimeline) -> Vec<String>) -> Vec<String> {
        let mut groups: Vec<(Vec<&str>, Vec<String>)> = Vec::new();
        for (child, timeline) in self.plan.children().iter().zip(self.timeline.children()) {
            let lines = lines(timeline);
            match groups.iter_mut().find(|(_, known)| *known == lines) {
                Some((names, _)) => names.push(&child.name),
                None => groups.push((vec![&child.name], lines)),
            }
        }
        groups
            .into_iter()
            .flat_map(|(names, mut lines)| {
                lines.insert(0, format!("{}:", names.join(", ")));
                lines
            })
            .collect()
    }

    fn nights(&self, child: &ChildTimeline) -> Vec<String> {
        let mut weeks: Vec<(Date, String)> = Vec::new();
        let nights = self.timeline.nights(&child.child);
        for (date, night) in self.timeline.window().dates().zip(nights) {
            let weekday = date.weekday().to_monday_zero_offset();
            if weekday == 0 || weeks.is_empty() {
                let before = usize::try_from(weekday).unwrap();
                weeks.push((date, " ".repeat(before)));
            }
            weeks
                .last_mut()
                .unwrap()
                .1
                .push(night.map_or('?', |side| self.letter(side)));
        }
        weeks
            .into_iter()
            .map(|(date, nights)| format!("  {} {nights}", date.strftime("%m-%d")))
            .collect()
    }

    /// The stretches that a holiday, a school holiday, a roster or a dated span gives.
    fn dated(&self, child: &ChildTimeline) -> Vec<String> {
        let stretches = stretches(child).into_iter().filter_map(|stretch| {
            let clause = &self.plan.clauses()[stretch.clause];
            let dated = matches!(
                clause.rule,
                Some(Rule::Holiday(_) | Rule::SchoolHolidays(_) | Rule::Spans(_) | Rule::Roster(_))
            );
            dated.then(|| {
                let (start, end) = (self.local(stretch.start), self.local(stretch.end));
                let letter = self.letter(stretch.parent);
                format!("  {letter} {start} - {end} {}", clause.id)
            })
        });
        stretches.collect()
    }

    /// How often and how long each clause gives care, by parent.
    fn clauses(&self, child: &ChildTimeline) -> Vec<String> {
        let mut given: BTreeMap<(usize, char), (u32, i64)> = BTreeMap::new();
        for stretch in stretches(child) {
            let key = (stretch.clause, self.letter(stretch.parent));
            let (times, seconds) = given.entry(key).or_default();
            *times += 1;
            *seconds += stretch.end.as_second() - stretch.start.as_second();
        }
        given
            .into_iter()
            .map(|((clause, letter), (times, seconds))| {
                let clause = &self.plan.clauses()[clause].id;
                format!("  {clause}: {letter} {times} times, {} h", hours(seconds))
            })
            .collect()
    }

    fn measures(&self) -> Vec<String> {
        let [a, b] = [Side::A, Side::B].map(|side| self.letter(side));
        let measures = measure(&self.plan, &self.timeline);
        let children = self.plan.children().iter().zip(&measures.children);
        let mut lines: Vec<String> = children
            .map(|(child, found)| {
                let [apart_a, apart_b] = [Side::A, Side::B].map(|side| found.longest_apart_hours(side));
                format!(
                    "{}: nights {a} {} {b} {}, hours {a} {} {b} {}, longest nights {a} {} {b} {}, longest apart {a} {apart_a} h {b} {apart_b} h, {} handovers",
                    child.name,
                    found.overnights.a,
                    found.overnights.b,
                    found.hours(Side::A),
                    found.hours(Side::B),
                    found.longest_nights.a,
                    found.longest_nights.b,
                    found.handovers
                )
            })
            .collect();
        if measures.children.len() > 1 {
            lines.push(format!(
                "all together on {} nights at {a}, {} at {b}; apart on {}",
                measures.together.a, measures.together.b, measures.apart
            ));
        }
        lines
    }

    /// By direction, clock time and terms, with how many there are.
    fn handovers(&self) -> Vec<String> {
        let mut found: BTreeMap<String, u32> = BTreeMap::new();
        for handover in self.timeline.handovers() {
            let terms = handover_terms(&self.plan, &handover);
            let place = terms
                .place
                .as_ref()
                .map_or("?", |place| place.get(Language::En));
            let brings = terms
                .brings
                .map_or("nobody", |side| &self.plan.parent(side).name);
            let clock = handover
                .at
                .to_zoned(self.plan.zone().clone())
                .strftime("%H:%M");
            let moves = if handover.moves == Moves::Children {
                ""
            } else {
                ", the parents move"
            };
            let key = format!(
                "{}->{} {clock} {place}, {brings} brings{moves}",
                self.letter(handover.from),
                self.letter(handover.to)
            );
            *found.entry(key).or_default() += 1;
        }
        found
            .into_iter()
            .map(|(key, count)| format!("{key}: {count}"))
            .collect()
    }

    fn calls(&self) -> Vec<String> {
        let all = calls(&self.plan, &self.timeline);
        let mut by_clause: BTreeMap<(usize, &str, char), (u32, i64)> = BTreeMap::new();
        for call in &all {
            let child = self
                .plan
                .children()
                .iter()
                .find(|child| child.id == call.child)
                .unwrap();
            let key = (
                call.clause.get(),
                child.name.as_str(),
                self.letter(call.parent),
            );
            let (count, seconds) = by_clause.entry(key).or_default();
            *count += 1;
            *seconds += call.end.as_second() - call.at.as_second();
        }
        let mut lines: Vec<String> = by_clause
            .into_iter()
            .map(|((clause, child, letter), (count, seconds))| {
                let clause = &self.plan.clauses()[clause].id;
                format!(
                    "{clause}: {child} with {letter} {count} times, {} h",
                    hours(seconds)
                )
            })
            .collect();
        if !all.is_empty() {
            lines.push(format!("{} sessions", sessions(&all).len()));
        }
        lines
    }

    fn warnings(&self) -> Vec<String> {
        let line = |warning: &plan::Warning| {
            let clause = warning
                .clause
                .map_or("the plan", |index| self.plan.clause(index).id.as_str());
            format!("{clause}: {}", warning.message)
        };
        warnings(&self.plan, TODAY).iter().map(line).collect()
    }

    fn letter(&self, side: Side) -> char {
        self.plan.parent(side).letter
    }

    fn local(&self, at: Timestamp) -> String {
        let zoned = at.to_zoned(self.plan.zone().clone());
        zoned.strftime("%a %m-%d %H:%M").to_string()
    }
}

fn section(text: &mut String, heading: &str, lines: Vec<String>) {
    if lines.is_empty() {
        return;
    }
    write!(text, "\n{heading}\n").unwrap();
    for line in lines {
        writeln!(text, "{line}").unwrap();
    }
}

fn index(source: &Source) -> usize {
    match source {
        Source::Clause(index) => index.get(),
        Source::Agreed(_) => panic!("nothing was agreed"),
    }
}

/// Time from one clause with one parent, whatever it overrode.
struct Stretch {
    start: Timestamp,
    end: Timestamp,
    parent: Side,
    clause: usize,
}

fn stretches(child: &ChildTimeline) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for care in &child.care {
        let clause = index(&care.source);
        match stretches.last_mut() {
            Some(last)
                if (last.end, last.clause, last.parent) == (care.start, clause, care.parent) =>
            {
                last.end = care.end;
            }
            _ => stretches.push(Stretch {
                start: care.start,
                end: care.end,
                parent: care.parent,
                clause,
            }),
        }
    }
    stretches
}

/// Hours with two decimals at most.
fn hours(seconds: i64) -> String {
    let hours = format!("{}.{:02}", seconds / 3600, seconds % 3600 / 36);
    hours.trim_end_matches('0').trim_end_matches('.').to_owned()
}
