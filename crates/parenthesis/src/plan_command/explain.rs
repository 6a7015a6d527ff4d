//! `parenthesis plan explain`: who has a child at a moment, by which clause, and which clauses
//! gave way, in words or as JSON. Makes text; prints nothing.

use jiff::civil::{Date, DateTime};
use jiff::{Span, Timestamp};
use plan::{
    Because, ChildId, Explanation, Handover, HandoverTerms, Language, Outcome, ParentingPlan, Side,
    Step, Timeline, Window, handover_terms,
};
use serde::Serialize;

use super::places::Places;
use super::source::{self, PlanFile};
use super::words::{self, Words};
use super::{Answer, ExplainOptions, Failure, MeasureFormat, Verdict, json, show};

/// How far back the handover that began a stay is looked for, in days.
const LOOK_BACK_DAYS: i32 = 62;

pub(super) fn run(options: &ExplainOptions) -> Result<Answer, Failure> {
    let file = PlanFile::read(&options.plan)?;
    let child = source::child(&file.plan, &options.child)?;
    let at = moment(&file.plan, &options.at)?;
    let timeline = options.facts.compile(&file, window(&file.plan, at)?)?;
    let explained = plan::explain(&file.plan, &timeline, &child, at);
    let seen = Seen {
        places: Places::of(&file.text),
        words: words::of(options.language.into()),
        file: &file,
        child: &child,
        at,
    };
    let out = match options.format {
        MeasureFormat::Text => seen.text(&timeline, explained.as_ref()),
        MeasureFormat::Json => json::text(&seen.shape(explained.as_ref()))?,
    };
    Ok(Answer {
        out,
        notes: String::new(),
        verdict: Verdict::Fine,
    })
}

/// A moment of the command line: with an offset, or as the clocks of the plan's zone show it.
fn moment(plan: &ParentingPlan, text: &str) -> Result<Timestamp, Failure> {
    let shaped = |rest: &str| {
        rest.get(10..11) == Some("T") && rest.get(..10).is_some_and(|day| source::date(day).is_ok())
    };
    let wrong = || {
        let text = show::plain(text);
        Failure::sentence(format!(
            "`{text}` is not a moment: write date and time, such as 2027-02-05T17:00, which means \
             the plan's time zone, or with an offset, such as 2027-02-05T17:00+01:00."
        ))
    };
    if !shaped(text) {
        return Err(wrong());
    }
    if let Ok(at) = text.parse::<Timestamp>() {
        return Ok(at);
    }
    let local: DateTime = text.parse().map_err(|_| wrong())?;
    let zoned = plan.zone().to_zoned(local).map_err(|_| wrong())?;
    Ok(zoned.timestamp())
}

/// The days around a moment.
fn window(plan: &ParentingPlan, at: Timestamp) -> Result<Window, Failure> {
    let day = at.to_zoned(plan.zone().clone()).date();
    let from = day.saturating_sub(Span::new().days(LOOK_BACK_DAYS));
    let from = from.max(Date::constant(1900, 1, 1)).min(day);
    Window::new(from, day.saturating_add(Span::new().days(1))).map_err(Failure::sentence)
}

/// What an explanation is told from.
struct Seen<'f> {
    file: &'f PlanFile,
    places: Places,
    words: &'static Words,
    child: &'f ChildId,
    at: Timestamp,
}

#[derive(Serialize)]
struct ExplainShape<'p> {
    child: &'p str,
    at: String,
    zone: &'p str,
    outcome: &'static str,
    parent: Option<String>,
    steps: Vec<StepShape<'p>>,
    outside: Option<String>,
}

#[derive(Serialize)]
struct StepShape<'p> {
    clause: String,
    number: Option<u16>,
    title: Option<&'p str>,
    sentence: Option<&'p str>,
    rank: &'p str,
    parent: String,
    line: Option<u32>,
    applies: bool,
}

impl Seen<'_> {
    fn language(&self) -> Language {
        self.words.language
    }

    fn local(&self) -> DateTime {
        self.at.to_zoned(self.file.plan.zone().clone()).datetime()
    }

    /// The line of the clause behind a step.
    fn line(&self, step: &Step<'_>) -> Option<u32> {
        let Because::Clause(clause) = step.because else {
            return None;
        };
        let place = self.places.find(clause, step.parent, self.local());
        place.map(|place| place.line)
    }

    fn shape<'s>(&'s self, explained: Option<&Explanation<'s>>) -> ExplainShape<'s> {
        let plan = &self.file.plan;
        let id = |side: Side| plan.parent(side).id.to_string();
        let (outcome, parent, applying) = match explained.map(|explained| explained.outcome) {
            Some(Outcome::Care(side)) => ("care", Some(id(side)), 1),
            Some(Outcome::Clash(count)) => ("clash", None, count),
            Some(Outcome::Gap) => ("gap", None, 0),
            None => ("outside", None, 0),
        };
        let steps = explained.map(|explained| explained.steps.iter());
        let step = |(number, step): (usize, &Step<'s>)| {
            let clause = match step.because {
                Because::Clause(clause) => Some(clause),
                Because::Agreed(_) => None,
            };
            StepShape {
                clause: json::source_id(plan, step.source),
                number: clause.map(|clause| clause.number),
                title: clause.map(|clause| clause.title(self.language())),
                sentence: clause.map(|clause| clause.sentence(self.language())),
                rank: step.rank,
                parent: id(step.parent),
                line: self.line(step),
                applies: number < applying,
            }
        };
        ExplainShape {
            child: self.child.as_str(),
            at: json::instant(plan, self.at),
            zone: plan.zone_name(),
            outcome,
            parent,
            steps: steps.into_iter().flatten().enumerate().map(step).collect(),
            outside: explained.is_none().then(|| self.outside()),
        }
    }

    /// Why the plan says nothing of a moment.
    fn outside(&self) -> String {
        let plan = &self.file.plan;
        let day = self.local().date();
        match plan.until() {
            Some(until) if day >= until => self.words.ended(until),
            _ => match plan.child(self.child) {
                Some(child) if day < child.born => {
                    self.words.not_born(&show::plain(&child.name), child.born)
                }
                _ => self.words.not_begun(plan.from()),
            },
        }
    }

    fn text(&self, timeline: &Timeline, explained: Option<&Explanation<'_>>) -> String {
        let plan = &self.file.plan;
        let words = self.words;
        let child = show::child(plan, self.child);
        let when = words.moment(self.local());
        let about = |says: &str| format!("{child}, {when} ({}): {says}\n", plan.zone_name());
        let Some(explained) = explained else {
            return about(&self.outside());
        };
        let (mut out, applying) = match explained.outcome {
            Outcome::Care(side) => (about(&words.with(&show::parent(plan, side))), 1),
            Outcome::Clash(count) => (about(words.clash), count),
            Outcome::Gap => (about(words.gap), 0),
        };
        let (applies, overrode) = explained
            .steps
            .split_at(applying.min(explained.steps.len()));
        let heading = if applying > 1 {
            words.equal
        } else {
            words.applies
        };
        for (heading, steps) in [(heading, applies), (words.overrode, overrode)] {
            if !steps.is_empty() {
                out.push_str(&format!("\n{heading}\n"));
            }
            for step in steps {
                out.push_str(&self.step(step));
            }
        }
        if let Some(handover) = self.handover(timeline, explained.outcome) {
            out.push_str(&self.handover_line(&handover));
        }
        out
    }

    /// A clause with its place, whom it names, and its sentence.
    fn step(&self, step: &Step<'_>) -> String {
        let plan = &self.file.plan;
        let parent = show::parent(plan, step.parent);
        let (label, sentence) = match step.because {
            Because::Clause(clause) => (
                self.words
                    .clause(clause.number, &show::plain(clause.title(self.language()))),
                show::plain(clause.sentence(self.language())),
            ),
            Because::Agreed(_) => (json::source_id(plan, step.source), String::new()),
        };
        let named = self.words.names(&parent, step.rank);
        let place = self.line(step).map_or_else(String::new, |line| {
            format!("    {}:{line}\n", self.file.name)
        });
        let mut out = format!("  {label}: {named}\n");
        for line in wrapped(&sentence, show::LINE_CHARS_MAX - 4) {
            out.push_str(&format!("    {line}\n"));
        }
        out + &place
    }

    /// The handover that began the stay, where it lies within the days that were looked at.
    fn handover(&self, timeline: &Timeline, outcome: Outcome) -> Option<Handover> {
        let Outcome::Care(side) = outcome else {
            return None;
        };
        let handovers = timeline.handovers().into_iter();
        let last = handovers
            .filter(|handover| handover.at <= self.at && handover.children.contains(self.child))
            .last();
        last.filter(|handover| handover.to == side)
    }

    fn handover_line(&self, handover: &Handover) -> String {
        let plan = &self.file.plan;
        let HandoverTerms { place, brings, bag } = handover_terms(plan, handover);
        let at = handover.at.to_zoned(plan.zone().clone()).datetime();
        let (from, to) = (
            show::parent(plan, handover.from),
            show::parent(plan, handover.to),
        );
        let mut parts = vec![self.words.passed(&from, &to, at)];
        parts.extend(place.map(|place| self.words.place(&show::plain(place.get(self.language())))));
        parts.extend(brings.map(|side| self.words.brings(&show::parent(plan, side))));
        parts.extend(bag.map(|bag| self.words.bag(&show::plain(bag.get(self.language())))));
        let mut out = format!("\n{}\n", self.words.handover);
        for part in parts {
            out.push_str(&format!("  {part}\n"));
        }
        out
    }
}

/// A text in lines of so many characters, broken between words.
fn wrapped(text: &str, chars: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= chars => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
