//! From a plan to what is printed of it.
//!
//! May touch: its arguments. Everything is counted by `plan`; a document compiles the twelve months
//! of its pictures and the two years of its holidays, and the children's pages the year ahead.

mod children;
mod days;
mod holidays;
mod measures;
mod pictures;
mod said;
mod sections;
mod signing;
mod year;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use plan::{OneOff, ParentingPlan, Side, Window, compile, measure};
use print::{
    HolidayTable, NAME_CHARS_MAX, PLAN_TITLE_CHARS_MAX, PaperChild, PaperParent, PaperTable,
    PlanPaper, SchedulePicture, YearPicture,
};

pub use self::children::{children_paper, whom};
pub use self::signing::{AgreedOn, How, RecordFacts, Signer, Standing};

use self::days::groups;
use self::holidays::found;
use self::said::shown;
use crate::page::Kids;
use crate::studio::dutch::law_applies;
use crate::text::{Lang, Text, language_of};

/// What is printed.
#[derive(Clone, Debug)]
pub struct Source<'a> {
    /// The plan as it was written.
    pub plan: &'a ParentingPlan,
    /// The first date on which it holds or would hold.
    pub begins: Date,
    /// The first date on which it no longer does.
    pub ends: Option<Date>,
    /// What the days of the children follow.
    pub calendar: Calendar<'a>,
    /// What the parents call their family.
    pub family: &'a str,
    /// What it is worth.
    pub standing: Standing,
    /// Both parents, side A first.
    pub signers: [Signer; 2],
    /// The record on which it stands, where its reader may see that.
    pub record: Option<RecordFacts>,
    /// Under which name the server is reached.
    pub host: &'a str,
    /// This moment.
    pub now: Timestamp,
}

/// A plan and what was agreed beside it.
#[derive(Clone, Copy, Debug)]
pub struct Calendar<'a> {
    /// The plan, with all its versions where it has several.
    pub plan: &'a ParentingPlan,
    /// Swaps and other time that changed hands.
    pub agreed: &'a [OneOff],
}

impl Source<'_> {
    fn today(&self) -> Date {
        self.plan.zone().to_datetime(self.now).date()
    }

    /// The first day to look at: this month's first or the plan's first, whichever is later; the
    /// plan's first where it is over.
    fn first_day(&self) -> Date {
        let first = self.today().first_of_month().max(self.begins);
        match self.ends {
            Some(ends) if ends <= first => self.begins,
            Some(_) | None => first,
        }
    }
}

/// The days from `first` up to `far`, or until the plan ends; `None` beyond the calendar.
fn window(first: Date, far: Date, ends: Option<Date>) -> Option<Window> {
    let ends = ends.filter(|ends| *ends > first);
    Window::new(first, ends.map_or(far, |ends| ends.min(far))).ok()
}

/// Whether a plan is one of which the Dutch law speaks.
#[must_use]
pub fn is_dutch(plan: &ParentingPlan) -> bool {
    law_applies(plan.zone_name())
}

/// What every part needs to say something of a plan.
struct Pen<'a> {
    text: &'static Text,
    language: plan::Language,
    plan: &'a ParentingPlan,
    names: [String; 2],
}

impl<'a> Pen<'a> {
    fn new(plan: &'a ParentingPlan, lang: Lang) -> Self {
        Self {
            text: Text::of(lang),
            language: language_of(lang),
            plan,
            names: Side::BOTH.map(|side| plan.parent(side).name.clone()),
        }
    }

    fn name(&self, side: Side) -> &str {
        let [a, b] = &self.names;
        match side {
            Side::A => a,
            Side::B => b,
        }
    }
}

/// What a plan is worth, in a line: a draft, an offer, or a version and when it holds.
#[must_use]
pub fn worth(source: &Source<'_>, lang: Lang) -> String {
    signing::kicker(Text::of(lang), source)
}

/// The language of a document.
const fn of_print(lang: Lang) -> print::Language {
    match lang {
        Lang::En => print::Language::En,
        Lang::Nl => print::Language::Nl,
    }
}

/// The document of a plan in a language.
#[must_use]
pub fn plan_paper(source: &Source<'_>, lang: Lang) -> PlanPaper {
    let plan = source.plan;
    let pen = Pen::new(plan, lang);
    let pictured = pictured(source, &pen);
    PlanPaper {
        language: of_print(lang),
        made: source.now.to_zoned(plan.zone().clone()),
        title: shown(plan.title(), PLAN_TITLE_CHARS_MAX),
        kicker: signing::kicker(pen.text, source),
        families: said::fit(source.family, PLAN_TITLE_CHARS_MAX),
        parents: parents(plan),
        children: Kids::of(plan)
            .all()
            .iter()
            .map(|kid| PaperChild {
                name: shown(&kid.name, NAME_CHARS_MAX),
                born: kid.born,
            })
            .collect(),
        sections: sections::sections(&pen),
        schedule: pictured.schedule,
        year: pictured.year,
        holidays: pictured.holidays,
        measures: pictured.measures,
        signatures: signing::signatures(pen.text, source),
        reference: signing::reference(pen.text, source),
        footer: signing::footer(pen.text, source),
    }
}

fn parents(plan: &ParentingPlan) -> [PaperParent; 2] {
    Side::BOTH.map(|side| {
        let parent = plan.parent(side);
        PaperParent {
            name: shown(&parent.name, NAME_CHARS_MAX),
            letter: parent.letter,
        }
    })
}

/// What comes of the timeline.
#[derive(Default)]
struct Pictured {
    schedule: Vec<SchedulePicture>,
    year: Vec<YearPicture>,
    holidays: HolidayTable,
    measures: PaperTable,
}

fn pictured(source: &Source<'_>, pen: &Pen<'_>) -> Pictured {
    let plan = source.plan;
    let first = source.first_day();
    let months = window(first, first.saturating_add(1.year()), source.ends);
    let far = first.first_of_month().saturating_add(2.years());
    let years = window(first, far, source.ends);
    let (Some(months), Some(years)) = (months, years) else {
        return Pictured::default();
    };
    let timeline = compile(plan, months, &[]);
    let ahead = compile(plan, years, &[]);
    let groups = groups(plan, &timeline);
    let measures = measure(plan, &timeline);
    let found = found(plan, &ahead);
    Pictured {
        schedule: pictures::schedule(pen, &timeline, &groups),
        year: groups
            .iter()
            .map(|group| year::year(pen, group, (&timeline, &measures), &found))
            .collect(),
        holidays: holidays::table(pen, years, &found),
        measures: measures::table(pen, &groups, &measures),
    }
}
