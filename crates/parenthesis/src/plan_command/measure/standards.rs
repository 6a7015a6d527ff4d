//! `--standards` and `--thresholds`: what the standards of the law find, and the file of numbers
//! of nights. Reads that file; makes text.

use std::ops::Range;

use plan::{
    Applicability, CareClass, Finding, NIGHT_THRESHOLDS, Needs, NightThreshold, ParentingPlan,
    Side, StandardResult, Timeline, standards,
};
use serde::Deserialize;
use toml::Spanned;

use super::super::report::{self, Position};
use super::super::{Failure, show, source};
use super::tables::{self, line};
use super::{MoreOptions, more};

/// How many thresholds a file has at most.
const THRESHOLDS_MAX: usize = 100;
/// The characters of a name and of a source, at most.
const CHARS_MAX: usize = 200;
/// The nights of a leap year.
const NIGHTS_MAX: i64 = 366;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ThresholdFile {
    #[serde(default)]
    threshold: Vec<Written>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    name: Spanned<String>,
    source: Spanned<String>,
    nights_per_year: Spanned<i64>,
}

/// What the standards find, where they are asked for.
pub(super) fn find(
    options: &MoreOptions,
    plan: &ParentingPlan,
    timeline: &Timeline,
) -> Result<Option<Vec<StandardResult>>, Failure> {
    let Some(path) = &options.thresholds else {
        let asked = options.standards;
        return Ok(asked.then(|| standards(plan, timeline, &NIGHT_THRESHOLDS)));
    };
    let (name, text) = source::text(path)?;
    let written = thresholds(&name, &text)?;
    let thresholds: Vec<NightThreshold<'_>> = written
        .iter()
        .map(|one| NightThreshold {
            name: one.name.get_ref(),
            source: one.source.get_ref(),
            nights_per_year: u32::try_from(*one.nights_per_year.get_ref()).unwrap_or_default(),
        })
        .collect();
    Ok(Some(standards(plan, timeline, &thresholds)))
}

/// The thresholds of a file, or everything that is wrong with them.
fn thresholds(name: &str, text: &str) -> Result<Vec<Written>, Failure> {
    let mut wrong = String::new();
    let mut say = |span: Range<usize>, sentence: &str, help: &str| {
        let at = Position::of(text, span.start);
        wrong += &report::headline(name, at, sentence);
        wrong += &report::excerpt(text, at);
        wrong += &report::help(help);
    };
    let file: ThresholdFile = match toml::from_str(text) {
        Ok(file) => file,
        Err(error) => {
            let sentence = format!("This is not a file of thresholds: {}.", error.message());
            let help = "Write a [[threshold]] each, with name, source and nights_per_year.";
            say(error.span().unwrap_or_default(), &sentence, help);
            return Err(Failure(wrong));
        }
    };
    let mut seen: Vec<&str> = Vec::new();
    for (number, one) in file.threshold.iter().enumerate() {
        let (id, span) = (one.name.get_ref(), one.name.span());
        let slug = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if id.is_empty() || id.len() > CHARS_MAX || !id.chars().all(slug) {
            let help = "Write small letters, digits and dashes, such as us-oh.";
            say(span, "This is not a name.", help);
        } else if seen.contains(&id.as_str()) {
            say(
                span,
                "This name stands twice.",
                "Give each a name of its own.",
            );
        } else if number >= THRESHOLDS_MAX {
            let sentence = format!("A file has at most {THRESHOLDS_MAX} thresholds.");
            say(span, &sentence, "Leave out those that you do not need.");
            break;
        }
        seen.push(id);
        let chars = one.source.get_ref().chars().count();
        if !(1..=CHARS_MAX).contains(&chars) {
            let sentence = format!("A source has 1 to {CHARS_MAX} characters.");
            say(one.source.span(), &sentence, "Name the law or the form.");
        }
        if !(1..=NIGHTS_MAX).contains(one.nights_per_year.get_ref()) {
            let help = "Write the least number of nights that counts, such as 90.";
            let sentence = "A year has no such number of nights.";
            say(one.nights_per_year.span(), sentence, help);
        }
    }
    if wrong.is_empty() {
        Ok(file.threshold)
    } else {
        Err(Failure(wrong))
    }
}

/// What the standards find, a table a child.
pub(super) fn table(plan: &ParentingPlan, results: &[StandardResult]) -> String {
    let mut text = String::new();
    for child in plan.children() {
        let name = show::plain(&child.name);
        text.push('\n');
        text += &tables::header(plan, &format!("{name}, by the standards"));
        for result in results.iter().filter(|result| result.child == child.id) {
            text += &one(result);
        }
    }
    text
}

fn one(result: &StandardResult) -> String {
    let values = Side::BOTH.map(|side| value(result.findings.get(side)));
    let mut text = line(&format!("  {}", show::plain(&result.name)), &values);
    let classes = Side::BOTH.map(|side| class(result.findings.get(side)));
    if let [Some(a), Some(b)] = classes {
        text += &line("    class of care", &[a.to_owned(), b.to_owned()]);
    }
    let mut say = |sentence: &str| text.push_str(&show::wrapped(sentence, 4));
    say(&format!(
        "{} to {}: {}",
        result.from, result.to, result.source
    ));
    if let Some(sentence) = too_short(result.applicability) {
        say(sentence);
    }
    if result.open_nights > 0 {
        let nights = usize::try_from(result.open_nights).unwrap_or(usize::MAX);
        say(&format!(
            "{} with neither parent",
            show::counted(nights, "night is", "nights are")
        ));
    }
    text
}

fn too_short(applicability: Applicability) -> Option<&'static str> {
    match applicability {
        Applicability::Applies => None,
        Applicability::WindowTooShort(Needs::CalendarYear) => {
            Some("A first impression only: it counts a whole calendar year.")
        }
        Applicability::WindowTooShort(Needs::TwelveMonths | Needs::AtLeastTwelveMonths) => {
            Some("A first impression only: it counts twelve months.")
        }
    }
}

fn yes(met: bool) -> &'static str {
    if met { "yes" } else { "no" }
}

fn value(finding: &Finding) -> String {
    match *finding {
        Finding::AtLeastNights {
            nights,
            at_least,
            met,
        } => format!("{nights}/{at_least}: {}", yes(met)),
        Finding::CareDiscount { percent, .. } | Finding::PercentageOfCare { percent, .. } => {
            format!("{percent}%")
        }
        Finding::SharedCare { nights, reduction } => match reduction {
            Some(part) => format!("{nights}: -{}/{}", part.numerator, part.denominator),
            None => format!("{nights}: none"),
        },
        Finding::ShareOfTime {
            seconds, of, met, ..
        } => {
            let share = more::hours(seconds) / more::hours(of.max(1));
            format!("{}: {}", tables::percent(share), yes(met))
        }
        Finding::ParentingDays { quarters } => tables::hours(f64::from(quarters) / 4.0),
    }
}

fn class(finding: &Finding) -> Option<&'static str> {
    let Finding::PercentageOfCare { class, .. } = finding else {
        return None;
    };
    Some(match class {
        CareClass::BelowRegular => "below regular",
        CareClass::Regular => "regular",
        CareClass::Shared => "shared",
        CareClass::Primary => "primary",
        CareClass::AbovePrimary => "above primary",
    })
}
