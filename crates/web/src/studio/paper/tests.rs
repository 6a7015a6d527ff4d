//! A plan on paper says all that the plan says, by section, with the numbers that `plan` counts, and
//! never that something was agreed which was not.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may stop at what must not be"
)]

use std::path::Path;

use jiff::Timestamp;
use jiff::civil::{Date, date, datetime};
use plan::{
    Language, OneOff, ParentingPlan, PerParent, Side, Terms, Window, compile, library, measure,
    pattern,
};
use print::{DayCell, Held, Mark, PaperSide, PlanPaper};

use super::build::{
    AgreedOn, Calendar, How, RecordFacts, Signer, Source, Standing, children_paper, plan_paper,
};
use crate::text::Lang;

const TODAY: Date = date(2026, 11, 22);

/// Every plan under `examples/plans`, by name.
pub(super) fn examples() -> Vec<(String, ParentingPlan)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/plans");
    let mut all: Vec<(String, ParentingPlan)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
        .map(|path| {
            let text = std::fs::read_to_string(&path).unwrap();
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let plan = ParentingPlan::read(&text, TODAY);
            (name, plan.unwrap())
        })
        .collect();
    all.sort_by(|one, other| one.0.cmp(&other.0));
    assert!(all.len() > 10, "the examples are found");
    all
}

pub(super) fn example(name: &str) -> ParentingPlan {
    let found = examples().into_iter().find(|(known, _)| known == name);
    found.unwrap().1
}

fn now() -> Timestamp {
    "2026-11-22T11:00:00Z".parse().unwrap()
}

/// A plan as a draft of somebody.
pub(super) fn source(plan: &ParentingPlan) -> Source<'_> {
    let signer = |name: &str| Signer {
        name: name.to_owned(),
        agreed: None,
    };
    Source {
        plan,
        begins: plan.from(),
        ends: plan.until(),
        calendar: Calendar { plan, agreed: &[] },
        family: "The family of the example",
        standing: Standing::Draft {
            name: "After the move".to_owned(),
            kept: Some(now()),
        },
        signers: [signer("Mara de Wit"), signer("Elias Bakker")],
        record: None,
        host: "parenthesis.example",
        now: now(),
    }
}

#[test]
fn every_section_stands_in_the_document_or_is_named_as_missing() {
    for (name, plan) in examples() {
        let paper = plan_paper(&source(&plan), Lang::Nl);
        let asked = library::missing(&plan);
        for section in library::SECTIONS {
            let title = library::said(section.title, Language::Nl);
            let own = paper.sections.iter().find(|one| one.title == title);
            let said = |text: &Option<String>| text.as_deref().is_some_and(|it| it.contains(title));
            let named = paper.sections.iter().any(|one| said(&one.missing));
            // There is always room to sign.
            let room = section.id == "signatures" && !paper.signatures.is_empty();
            assert!(own.is_some() || named || room, "{title} in {name}");
            let lacks = asked.iter().any(|one| one.id == section.id);
            if lacks && plan.zone_name() == "Europe/Amsterdam" {
                let own = own.unwrap();
                assert!(own.clauses.is_empty() && own.missing.is_some(), "{title}");
                let article = section.law.unwrap().article;
                assert!(own.note.as_ref().unwrap().contains(article), "{title}");
            }
        }
        let clauses: usize = paper.sections.iter().map(|one| one.clauses.len()).sum();
        let usual = usize::from(*plan.handover() != Terms::default());
        assert_eq!(clauses, plan.newest_clauses().count() + usual, "{name}");
        let numbers = paper.sections.iter().flat_map(|one| &one.clauses);
        let mut numbers: Vec<&str> = numbers.map(|one| one.number.as_str()).collect();
        numbers.sort_unstable();
        let all = numbers.len();
        numbers.dedup();
        assert_eq!(numbers.len(), all, "{name} numbers each clause once");
    }
}

/// Who has each night, as it is drawn.
fn nights<'d>(days: impl Iterator<Item = &'d DayCell>) -> Vec<Option<Side>> {
    let side = |side: PaperSide| match side {
        PaperSide::A => Side::A,
        PaperSide::B => Side::B,
    };
    days.map(|day| match day.held {
        Held::Open => None,
        Held::With(one) | Held::Change { to: one, .. } => Some(side(one)),
    })
    .collect()
}

#[test]
fn the_picture_of_the_rhythm_is_the_rhythm() {
    let plan = example("two-two-five-five");
    let paper = plan_paper(&source(&plan), Lang::Nl);
    let [picture] = paper.schedule.as_slice() else {
        panic!("{} pictures", paper.schedule.len());
    };
    let drawn = nights(picture.weeks.iter().flat_map(|week| &week.days));
    let cycle = pattern::find("2-2-5-5").unwrap().cycle();
    let cycle: Vec<Option<Side>> = cycle.into_iter().map(Some).collect();
    let (one, other) = cycle.split_at(7);
    assert!(
        drawn == cycle || drawn == [other, one].concat(),
        "{drawn:?}"
    );
    let changes = picture.weeks.iter().flat_map(|week| &week.days);
    let changes = changes.filter(|day| matches!(day.held, Held::Change { .. }));
    assert!(changes.clone().count() >= 3);
    assert!(changes.clone().all(|day| day.label == "08.30"));
    assert!(picture.caption.contains("woensdag 08.30 uur"));
    assert!(picture.alt.contains("Week 1: maandag"), "{}", picture.alt);
}

#[test]
fn weeks_without_a_holiday_show_the_rhythm() {
    let plan = example("dutch-co-parenting");
    let paper = plan_paper(&source(&plan), Lang::Nl);
    let [picture] = paper.schedule.as_slice() else {
        panic!("{} pictures", paper.schedule.len());
    };
    assert_eq!(picture.children, "Fleur en Daan");
    assert!(
        !picture.caption.contains("vakantiedagen"),
        "{}",
        picture.caption
    );
    let drawn = nights(picture.weeks.iter().flat_map(|week| &week.days));
    let cycle = pattern::find("2-2-5-5").unwrap().cycle();
    let cycle: Vec<Option<Side>> = cycle.into_iter().map(Some).collect();
    let (one, other) = cycle.split_at(7);
    assert!(
        drawn == cycle || drawn == [other, one].concat(),
        "{drawn:?}"
    );
}

#[test]
fn the_year_and_the_table_count_what_the_plan_counts() {
    let plan = example("two-two-five-five");
    let paper = plan_paper(&source(&plan), Lang::En);
    let window = Window::new(date(2026, 11, 1), date(2027, 11, 1)).unwrap();
    let counted = measure(&plan, &compile(&plan, window, &[]));
    let noor = &counted.children[0];
    let [year] = paper.year.as_slice() else {
        panic!("{} years", paper.year.len());
    };
    assert_eq!(year.title, "November 2026 to October 2027");
    assert_eq!(year.months.len(), 12);
    let drawn = nights(year.months.iter().flat_map(|month| &month.days));
    let count = |side: Side| {
        let own = drawn.iter().filter(|night| **night == Some(side));
        u32::try_from(own.count()).unwrap()
    };
    let drawn = PerParent::from_fn(count);
    assert_eq!(drawn, noor.overnights);
    let row = &paper.measures.rows[0];
    let expected = [noor.overnights.a.to_string(), noor.overnights.b.to_string()];
    assert_eq!(row[1..], expected);
    let handovers = format!("{} handovers", noor.handovers);
    assert!(year.sentence.contains(&handovers), "{}", year.sentence);
}

#[test]
fn a_plan_that_begins_later_is_drawn_from_its_first_day() {
    let plan = example("two-two-five-five");
    let source = Source {
        begins: date(2027, 1, 12),
        ..source(&plan)
    };
    let paper = plan_paper(&source, Lang::En);
    let january = &paper.year[0].months[0];
    assert_eq!(january.label, "January 2027");
    let held: Vec<Held> = january.days.iter().map(|day| day.held).collect();
    assert!(held[..11].iter().all(|one| *one == Held::Open));
    assert!(held[11..].iter().all(|one| *one != Held::Open));
}

#[test]
fn holidays_have_their_dates_and_whoever_has_the_children() {
    let plan = example("dutch-co-parenting");
    let paper = plan_paper(&source(&plan), Lang::Nl);
    assert_eq!(
        paper.holidays.years,
        ["nov 2026 – okt 2027", "nov 2027 – okt 2028"]
    );
    let row = |name: &str| {
        let mut rows = paper.holidays.rows.iter();
        rows.find(|row| row.name == name).unwrap().cells.clone()
    };
    // Midden: 20 to 28 February 2027, 26 February to 5 March 2028; odd years Bas, even Annelies.
    let spring = row("Voorjaarsvakantie");
    for (cell, words) in spring.iter().zip([
        ["vr 19 februari 2027, 15.00", "ma 1 maart 2027, 08.30: Bas"],
        [
            "vr 25 februari 2028, 15.00",
            "ma 6 maart 2028, 08.30: Annelies",
        ],
    ]) {
        for said in words {
            assert!(cell.contains(said), "{said} in {cell}");
        }
    }
    let marked = paper.year[0].months.iter().flat_map(|month| &month.days);
    assert!(marked.filter(|day| day.mark == Mark::Holiday).count() > 60);
}

#[test]
fn what_was_agreed_says_when_by_whom_and_where_it_stands() {
    let plan = example("two-two-five-five");
    let agreed = |name: &str, entry, how| Signer {
        name: name.to_owned(),
        agreed: Some(AgreedOn {
            at: "2026-09-01T18:07:00Z".parse().unwrap(),
            entry,
            how,
        }),
    };
    let source = Source {
        standing: Standing::Agreed { version: Some(3) },
        signers: [
            agreed("Mara", Some(41), How::Passkey),
            agreed("Elias", Some(42), How::Server),
        ],
        record: Some(RecordFacts {
            size: 120,
            code: "HP1P-RCB8".to_owned(),
            root: "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=".to_owned(),
            proposal: 7,
            entry: 41,
        }),
        ..source(&plan)
    };
    let paper = plan_paper(&source, Lang::En);
    assert_eq!(paper.kicker, "Version 3, in force since 7 September 2026");
    let said: Vec<&str> = paper
        .signatures
        .iter()
        .filter_map(|one| one.said.as_deref())
        .collect();
    assert_eq!(
        said,
        [
            "Agreed on Tuesday 1 September 2026, 20:07, number 41 in the record. A passkey signed these words.",
            "Agreed on Tuesday 1 September 2026, 20:07, number 42 in the record. That it is this parent’s is the word of the server.",
        ]
    );
    for value in ["3", "HP1P-RCB8", "120", "7", "41"] {
        assert!(
            paper.reference.iter().any(|(_, said)| said == value),
            "{value}"
        );
    }
    let guest = Source {
        standing: Standing::Agreed { version: None },
        signers: [
            agreed("Mara", None, How::Unsaid),
            agreed("Elias", None, How::Unsaid),
        ],
        record: None,
        ..source
    };
    let paper = plan_paper(&guest, Lang::En);
    assert_eq!(paper.kicker, "In force since 7 September 2026");
    assert!(!format!("{:?}", paper.signatures).contains("record"));
    assert!(
        !paper
            .reference
            .iter()
            .any(|(_, said)| said.contains("CsUY"))
    );
}

/// Who offered a plan signs that by an entry of its own, and the paper says it as of the other's answer.
#[test]
fn the_signature_of_who_offered_a_plan_stands_on_paper() {
    let family = crate::swap::sample::signed_family(true);
    let proposal = family.proposal(&crate::swap::sample::id("p-plan")).unwrap();
    let how = |vouched: Option<&[(u64, app::Vouched)]>| {
        let signers = super::handler::signers(&family, proposal, vouched);
        signers.map(|one| one.agreed.unwrap().how)
    };
    let known = [(3, app::Vouched::Device), (5, app::Vouched::Server)];
    assert_eq!(how(Some(&known[..])), [How::Passkey, How::Server]);
    assert_eq!(how(None), [How::Unsaid; 2]);
}

#[test]
fn each_way_to_stand_has_its_own_line() {
    let plan = example("two-two-five-five");
    let line = |standing, begins, ends| {
        let source = Source {
            standing,
            begins,
            ends,
            ..source(&plan)
        };
        plan_paper(&source, Lang::Nl).kicker
    };
    let from = plan.from();
    let version = Standing::Agreed { version: Some(1) };
    let later = date(2027, 3, 1);
    for (said, expected) in [
        (
            line(Standing::Offered { number: 4 }, from, None),
            "Voorstel 4, nog niet afgesproken",
        ),
        (
            line(Standing::Closed { number: 4 }, from, None),
            "Voorstel 4, niet afgesproken",
        ),
        (
            line(version.clone(), later, None),
            "Versie 1, geldt vanaf 1 maart 2027",
        ),
        (
            line(version, from, Some(TODAY)),
            "Versie 1, gold van 7 september 2026 tot en met 21 november 2026",
        ),
    ] {
        assert_eq!(said, expected);
    }
}

#[test]
fn the_children_see_swaps_and_the_document_the_plan_alone() {
    let plan = example("two-two-five-five");
    let swap = |parent| OneOff {
        id: "12".to_owned(),
        children: vec!["noor".parse().unwrap()],
        parent,
        start: datetime(2026, 11, 23, 0, 0, 0, 0),
        end: datetime(2026, 11, 30, 0, 0, 0, 0),
    };
    for parent in Side::BOTH {
        let agreed = [swap(parent)];
        let with = Source {
            calendar: Calendar {
                plan: &plan,
                agreed: &agreed,
            },
            standing: Standing::Agreed { version: Some(1) },
            ..source(&plan)
        };
        let paper = children_paper(&with, Lang::Nl, 0).unwrap();
        let week = nights(paper.weeks[1].days.iter());
        assert_eq!(week, [Some(parent); 7]);
        assert!(!format!("{:?}", paper.sentences).contains("idee"));
        let without = Source {
            calendar: source(&plan).calendar,
            ..with.clone()
        };
        let all = |paper: PlanPaper| (paper.schedule, paper.year, paper.measures);
        let (one, other) = (plan_paper(&with, Lang::Nl), plan_paper(&without, Lang::Nl));
        assert_eq!(all(one), all(other));
    }
}

#[test]
fn where_the_parents_move_the_children_are_told_that_they_stay() {
    let plan = example("birdnesting");
    let paper = children_paper(&source(&plan), Lang::En, 0).unwrap();
    let said = paper.sentences.join(" ");
    assert!(said.contains("You stay"), "{said}");
    assert!(paper.homes[0].contains("The house in the Lindelaan"));
}
