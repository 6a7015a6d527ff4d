//! Plans from answers: whatever was answered, the text reads, nothing clashes and nothing is left
//! open, and the sentences say what the rules compute.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

mod any_answers;
mod days;
mod holidays;
mod rhythms;
mod words;

use crate::common::{TODAY, compile_dates, read, stays};
use jiff::Span;
use jiff::civil::{Date, date, time};
use plan::compose::{
    Answers, BirthdayAnswer, BringsAnswer, ChildAnswer, FeastAnswer, FeastShare, HandoverAnswer,
    HolidayAnswer, HolidayShare, ParentAnswer, RhythmAnswer, SchoolAnswer, compose,
};
use plan::library::{SECTIONS, section_of};
use plan::{Clause, Language, MonthDay, ParentingPlan, Side, format, pattern};

pub fn parent(id: &str, name: &str, birthday: Option<(i8, i8)>) -> ParentAnswer {
    ParentAnswer {
        id: id.parse().unwrap(),
        name: name.to_owned(),
        birthday: birthday.map(|(month, day)| MonthDay { month, day }),
    }
}

pub fn child(id: &str, name: &str, born: Date) -> ChildAnswer {
    ChildAnswer {
        id: id.parse().unwrap(),
        name: name.to_owned(),
        born,
        registered: None,
    }
}

/// Noor and Sam, in turn for a week with Mara and with Elias, from Monday to Monday.
pub fn family() -> Answers {
    Answers {
        title: None,
        zone: "Europe/Amsterdam".to_owned(),
        country: Some("NL".to_owned()),
        from: date(2026, 8, 31),
        parents: [parent("mara", "Mara", None), parent("elias", "Elias", None)],
        children: vec![
            child("noor", "Noor", date(2019, 5, 21)),
            child("sam", "Sam", date(2021, 3, 10)),
        ],
        rhythm: RhythmAnswer {
            pattern: pattern::find("alternating-weeks").unwrap(),
            first: Side::A,
            start: date(2027, 1, 4),
            change: time(8, 30, 0, 0),
            at_school: false,
        },
        school: None,
        holidays: Vec::new(),
        feasts: Vec::new(),
        child_birthdays: BirthdayAnswer::None,
        parent_birthdays: false,
        handover: HandoverAnswer {
            place: None,
            brings: BringsAnswer::Unsaid,
            bag: None,
        },
        clauses: Vec::new(),
    }
}

pub fn school() -> SchoolAnswer {
    SchoolAnswer {
        region: "midden".to_owned(),
        starts: time(8, 30, 0, 0),
        ends: time(15, 0, 0, 0),
        wednesday: Some(time(12, 30, 0, 0)),
    }
}

/// The family with every school holiday of its region shared.
pub fn with_holidays() -> Answers {
    let whole = |even| HolidayShare::Whole { even };
    let halves = |even_first| HolidayShare::Halves { even_first };
    let holidays = [
        ("autumn", whole(Side::A)),
        ("christmas", halves(Side::A)),
        ("spring", whole(Side::A)),
        ("may", halves(Side::A)),
        ("summer", halves(Side::B)),
    ];
    let holidays = holidays.into_iter().map(|(holiday, share)| HolidayAnswer {
        holiday: holiday.to_owned(),
        share,
    });
    Answers {
        school: Some(school()),
        holidays: holidays.collect(),
        ..family()
    }
}

pub fn turns(feast: &'static str, even: Side) -> FeastAnswer {
    let share = FeastShare::Turns { even };
    FeastAnswer { feast, share }
}

pub fn with_feasts(feasts: impl IntoIterator<Item = FeastAnswer>) -> Answers {
    Answers {
        feasts: feasts.into_iter().collect(),
        ..family()
    }
}

pub fn plan_of(answers: &Answers) -> ParentingPlan {
    let text = compose(answers, TODAY).unwrap_or_else(|error| panic!("{error}\n{answers:#?}"));
    assert_eq!(format(&text).unwrap(), text);
    read(&text)
}

pub fn clause<'p>(plan: &'p ParentingPlan, id: &str) -> &'p Clause {
    let found = plan.find_clause(&id.parse().unwrap());
    found.unwrap_or_else(|| panic!("no clause {id}")).1
}

pub fn check_sentence(plan: &ParentingPlan, id: &str, en: &str, nl: &str) {
    let clause = clause(plan, id);
    assert_eq!(clause.sentence(Language::En), en);
    assert_eq!(clause.sentence(Language::Nl), nl);
}

pub fn ids(plan: &ParentingPlan) -> Vec<&str> {
    let clauses = plan.clauses().iter();
    clauses.map(|clause| clause.id.as_str()).collect()
}

/// What must hold of any plan that comes of answers.
pub fn check(answers: &Answers) {
    let plan = plan_of(answers);
    let order = |clause: &Clause| {
        let section = clause.section.unwrap();
        assert_eq!(section_of(clause).unwrap().id, section);
        SECTIONS.iter().position(|known| known.id == section)
    };
    let places: Vec<_> = plan.clauses().iter().map(order).collect();
    assert!(places.is_sorted(), "{places:?}");
    for clause in plan.clauses() {
        for language in Language::ALL {
            assert!(clause.title.exact(language).is_some());
            let sentence = clause.sentence.exact(language).unwrap();
            assert!(sentence.ends_with('.') && !sentence.contains("As the rule"));
        }
    }
    let to = answers.from.saturating_add(Span::new().years(2));
    for child in compile_dates(&plan, (answers.from, to), &[]).children() {
        assert!(child.clashes.is_empty(), "{:?}", child.clashes);
        assert!(child.gaps.is_empty(), "{:?}", child.gaps);
    }
}

/// With whom the first child is over some dates.
pub fn check_stays(plan: &ParentingPlan, dates: (Date, Date), expected: &[&str]) {
    let timeline = compile_dates(plan, dates, &[]);
    assert_eq!(stays(plan, &timeline), expected);
}
