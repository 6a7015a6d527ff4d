//! The answers: what they mean, what is wrong with them, and that a parent who presses Next on
//! every page has a plan.

use super::*;
use crate::page::side_tag;
use jiff::civil::date;
use plan::{ParentingPlan, pattern};
use proptest::prelude::*;

const TODAY: Date = date(2026, 11, 23);

/// Mara and Elias in Amsterdam, with a child at school and one that is three.
fn about() -> About {
    let parent = |id: &str, name: &str| Parent {
        id: id.parse().unwrap(),
        name: name.to_owned(),
    };
    let child = |id: &str, name: &str, born| Child {
        id: id.parse().unwrap(),
        name: name.to_owned(),
        born,
    };
    About {
        parents: [parent("mara", "Mara"), parent("elias", "Elias")],
        children: vec![
            child("noor", "Noor", date(2019, 3, 4)),
            child("sam", "Sam", date(2023, 5, 10)),
        ],
        zone: "Europe/Amsterdam".to_owned(),
        viewer: Side::A,
        today: TODAY,
        usual_place: "At the door".to_owned(),
    }
}

/// A page with some of its fields typed otherwise.
fn typed(kept: &Kept, about: &About, step: Step, changes: &[(&str, &str)]) -> Sheet {
    let other: Sheet = changes.iter().copied().collect();
    other.completed(&kept.sheet(step, about))
}

/// Every page with Next pressed, a rhythm chosen and nothing else.
fn pressed(about: &About, rhythm: &str) -> Kept {
    let mut kept = Kept::default();
    for step in Step::ALL {
        let changes: &[(&str, &str)] = match step {
            Step::Rhythm => &[(PATTERN, rhythm)],
            Step::People
            | Step::School
            | Step::Holidays
            | Step::Feasts
            | Step::Birthdays
            | Step::Handovers
            | Step::Words => &[],
        };
        assert_eq!(kept.first_open(about), Some(step));
        let sheet = typed(&kept, about, step, changes);
        let wrongs = wrongs(step, &sheet, &kept, about);
        assert!(wrongs.is_empty(), "{step:?}: {wrongs:?}");
        kept = kept.with(step, &sheet, about);
    }
    kept
}

fn read_plan(kept: &Kept, about: &About) -> ParentingPlan {
    let text = plan_text(kept, about).unwrap().unwrap();
    match ParentingPlan::read(&text, about.today) {
        Ok(plan) => plan,
        Err(problems) => panic!("{problems:?}\n{text}"),
    }
}

#[test]
fn next_on_every_page_makes_a_plan_of_every_rhythm() {
    let about = about();
    for pattern in &pattern::ALL {
        let kept = pressed(&about, pattern.name);
        assert_eq!(kept.first_open(&about), None, "{}", pattern.name);
        let plan = read_plan(&kept, &about);
        assert!(plan.clauses().len() > 10, "{}", pattern.name);
    }
}

#[test]
fn next_on_every_page_makes_a_plan_wherever_the_family_lives() {
    for zone in [
        "Europe/Amsterdam",
        "Europe/Brussels",
        "Europe/Berlin",
        "Europe/London",
        "Europe/Paris",
        "Europe/Vienna",
        "Europe/Warsaw",
        "America/Chicago",
        "Australia/Sydney",
        "Asia/Tokyo",
    ] {
        let about = About {
            zone: zone.to_owned(),
            ..about()
        };
        let plan = read_plan(&pressed(&about, "2-2-5-5"), &about);
        assert!(!plan.clauses().is_empty(), "{zone}");
    }
}

#[test]
fn an_infant_and_the_other_parent_make_a_plan_too() {
    let mut about = about();
    about.viewer = Side::B;
    for child in &mut about.children {
        child.born = date(2026, 10, 1);
    }
    let kept = pressed(&about, "every-weekend");
    assert_eq!(kept.school(&about), None);
    assert_eq!(kept.sheet(Step::Holidays, &about), Sheet::default());
    read_plan(&kept, &about);
}

#[test]
fn a_plan_comes_of_the_people_and_the_rhythm_alone() {
    let about = about();
    let mut kept = Kept::default();
    assert_eq!(plan_text(&kept, &about).unwrap(), None);
    let people = kept.sheet(Step::People, &about);
    kept = kept.with(Step::People, &people, &about);
    assert_eq!(plan_text(&kept, &about).unwrap(), None);
    let rhythm = typed(&kept, &about, Step::Rhythm, &[(PATTERN, "2-2-3")]);
    kept = kept.with(Step::Rhythm, &rhythm, &about);
    assert_eq!(read_plan(&kept, &about).clauses().len(), 1);
    assert_eq!(kept.first_open(&about), Some(Step::School));
}

#[test]
fn what_cannot_be_used_is_kept_as_typed_and_counts_as_open() {
    let about = about();
    let kept = pressed(&about, "2-2-3");
    let sheet = typed(&kept, &about, Step::Rhythm, &[(START, "soon")]);
    let kept = kept.with(Step::Rhythm, &sheet, &about);
    assert_eq!(kept.first_open(&about), Some(Step::Rhythm));
    assert_eq!(kept.sheet(Step::Rhythm, &about).one(START), "soon");
    assert_eq!(plan_text(&kept, &about).unwrap(), None);
    assert_eq!(kept.answered(&about).len(), 7, "the others stay answered");
}

/// A draft that lay for more than a year: neither its answers nor its text go, whatever is kept
/// meanwhile, until its two days are mended.
#[test]
fn an_old_draft_keeps_its_text_until_its_answers_make_a_plan_again() {
    let kept = pressed(&about(), "alternating-weeks");
    let before = plan_text(&kept, &about()).unwrap().unwrap();
    let now = About {
        today: date(2027, 12, 6),
        ..about()
    };
    let text = |kept: &Kept| text_beside(kept, &now, &before).unwrap();
    let with = |kept: &Kept, step, changes: &[(&str, &str)]| {
        kept.with(step, &typed(kept, &now, step, changes), &now)
    };
    assert_eq!(plan_text(&kept, &now).unwrap(), None);
    assert_eq!(kept.waits(&now), [Step::People, Step::Rhythm]);
    assert!(kept.is_stale(Step::People, &now) && !kept.is_stale(Step::School, &now));
    assert_eq!(kept.first_open(&now), Some(Step::People));

    let kept = with(&kept, Step::Handovers, &[(BAG, "The rabbit")]);
    assert_eq!(text(&kept), before);
    let kept = with(&kept, Step::People, &[(FROM, "2027-12-13")]);
    assert_eq!(text(&kept), before);
    let sheet = kept.sheet(Step::Rhythm, &now);
    let again = Some(date(2027, 12, 13));
    let wrong = Wrong::LongAgo { again };
    let field = START.to_owned();
    assert_eq!(
        wrongs(Step::Rhythm, &sheet, &kept, &now),
        [FieldError { field, wrong }],
        "54 weeks after the first night"
    );

    let kept = with(&kept, Step::Rhythm, &[(START, "2027-12-13")]);
    assert_eq!(kept.waits(&now), [] as [Step; 0]);
    let plan = ParentingPlan::read(&text(&kept), now.today).unwrap();
    assert_eq!(plan.from(), date(2027, 12, 13));
    assert!(text(&kept).contains("The rabbit"));
}

/// What a plan does not need and was in it does not go either, while it cannot be used.
#[test]
fn a_clause_that_the_library_no_longer_has_empties_no_plan() {
    let about = about();
    let kept = pressed(&about, "2-2-3");
    let before = plan_text(&kept, &about).unwrap().unwrap();
    let mut pairs = kept.into_answers();
    pairs.push((PICK.to_owned(), "poetry".to_owned()));
    let kept = Kept::of(&pairs);
    assert_eq!(kept.waits(&about), [Step::Words]);
    assert_eq!(text_beside(&kept, &about, &before).unwrap(), before);
}

#[test]
fn a_clause_that_was_taken_off_stays_off() {
    let about = about();
    let kept = pressed(&about, "2-2-3").with(Step::Words, &Sheet::default(), &about);
    assert_eq!(kept.sheet(Step::Words, &about), Sheet::default());
    assert!(kept.is_answered(Step::Words, &about));
    assert_eq!(answers(&kept, &about).unwrap().clauses, [""; 0]);
}

#[test]
fn holidays_wait_while_nobody_goes_to_school() {
    let about = about();
    let kept = pressed(&about, "2-2-3");
    let school = typed(&kept, &about, Step::School, &[(AT, "no")]);
    let without = kept.with(Step::School, &school, &about);
    assert!(answers(&without, &about).unwrap().holidays.is_empty());
    let school = typed(&without, &about, Step::School, &[(AT, "yes")]);
    let again = without.with(Step::School, &school, &about);
    assert_eq!(answers(&again, &about), answers(&kept, &about));
}

fn wrong_of(step: Step, changes: &[(&str, &str)]) -> Vec<(String, Wrong)> {
    let about = about();
    let kept = pressed(&about, "2-2-3");
    let sheet = typed(&kept, &about, step, changes);
    let errors = wrongs(step, &sheet, &kept, &about);
    errors.into_iter().map(|e| (e.field, e.wrong)).collect()
}

#[test]
fn each_wrong_field_has_its_sentence() {
    let (before, after) = (date(2026, 11, 30), date(2026, 12, 7));
    let long = "x".repeat(301);
    let too_long = Wrong::TooLong {
        found: 301,
        limit: 300,
    };
    let check = |step, changes: &[(&str, &str)], field: &str, wrong: Wrong| {
        let found = wrong_of(step, changes);
        assert_eq!(found, [(field.to_owned(), wrong)], "{changes:?}");
    };
    check(Step::People, &[(FROM, "")], FROM, Wrong::BadDate);
    check(Step::People, &[(FROM, "31-2-2027")], FROM, Wrong::BadDate);
    check(Step::People, &[(FROM, "2029-01-01")], FROM, Wrong::FarDate);
    let long_ago = Wrong::LongAgo { again: None };
    check(Step::People, &[(FROM, "2024-01-01")], FROM, long_ago);
    check(
        Step::People,
        &[("people-home-sam", "c")],
        "people-home-sam",
        Wrong::NotChosen,
    );
    check(Step::Rhythm, &[(PATTERN, "1-1")], PATTERN, Wrong::NoRhythm);
    check(Step::Rhythm, &[(FIRST, "")], FIRST, Wrong::NotChosen);
    check(
        Step::Rhythm,
        &[(PATTERN, "every-weekend"), (START, "2026-12-01")],
        START,
        Wrong::NotMonday { before, after },
    );
    check(Step::Rhythm, &[(WHEN, "noon")], WHEN, Wrong::NotChosen);
    check(Step::Rhythm, &[(CHANGE, "25:00")], CHANGE, Wrong::BadTime);
    check(Step::School, &[(AT, "")], AT, Wrong::NotChosen);
    check(Step::School, &[(REGION, "moon")], REGION, Wrong::NotChosen);
    check(Step::School, &[(STARTS, "early")], STARTS, Wrong::BadTime);
    check(Step::School, &[(ENDS, "08:00")], ENDS, Wrong::EndsFirst);
    check(Step::School, &[(WEDNESDAY, "8")], WEDNESDAY, Wrong::BadTime);
    check(
        Step::School,
        &[(WEDNESDAY, "08:30")],
        WEDNESDAY,
        Wrong::EndsFirst,
    );
    check(
        Step::Holidays,
        &[("holidays-may", "all")],
        "holidays-may",
        Wrong::NotChosen,
    );
    check(
        Step::Birthdays,
        &[("birthdays-day-a", "31"), ("birthdays-month-a", "2")],
        "birthdays-day-a",
        Wrong::NoSuchDay,
    );
    check(
        Step::Birthdays,
        &[("birthdays-month-b", "2")],
        "birthdays-day-b",
        Wrong::HalfDay,
    );
    check(
        Step::Birthdays,
        &[(CHILDREN, "")],
        CHILDREN,
        Wrong::NotChosen,
    );
    check(Step::Handovers, &[(PLACE, long.as_str())], PLACE, too_long);
    check(Step::Handovers, &[(BAG, "a\u{7}b")], BAG, Wrong::OddText);
    check(Step::Handovers, &[(BRINGS, "x")], BRINGS, Wrong::NotChosen);
    check(Step::Words, &[(PICK, "poetry")], PICK, Wrong::NoWording);
}

#[test]
fn answers_mean_what_was_typed() {
    let about = about();
    let mut kept = pressed(&about, "alternating-weeks");
    for (step, changes) in [
        (
            Step::People,
            vec![(FROM, "4-1-2027"), ("people-home-noor", "b")],
        ),
        (
            Step::Rhythm,
            vec![(FIRST, "b"), (WHEN, "school"), (CHANGE, "18.30")],
        ),
        (
            Step::Birthdays,
            vec![
                ("birthdays-day-b", "29"),
                ("birthdays-month-b", "2"),
                (MOTHERS_DAY, "a"),
                (CHILDREN, "turns-b"),
            ],
        ),
        (Step::Handovers, vec![(PLACE, " The station "), (BAG, "")]),
    ] {
        let sheet = typed(&kept, &about, step, &changes);
        kept = kept.with(step, &sheet, &about);
    }
    let answers = answers(&kept, &about).unwrap();
    assert_eq!(answers.from, date(2027, 1, 4));
    assert_eq!(answers.children[0].registered, Some(Side::B));
    assert_eq!(answers.children[1].registered, None);
    assert_eq!(answers.rhythm.first, Side::B);
    assert!(answers.rhythm.at_school);
    assert_eq!(answers.rhythm.change, jiff::civil::time(18, 30, 0, 0));
    let leap = plan::MonthDay { month: 2, day: 29 };
    assert_eq!(answers.parents[1].birthday, Some(leap));
    assert_eq!(answers.handover.place.as_deref(), Some("The station"));
    assert_eq!(answers.handover.bag, None);
    let mut feasts = answers.feasts.iter();
    assert!(feasts.any(|one| one.feast == "mothers-day"));
    read_plan(&kept, &about);
}

/// The names of fields that somebody may send, and some that nobody should.
fn names() -> impl Strategy<Value = String> {
    let about = about();
    let kept = pressed(&about, "2-2-3");
    let mut known: Vec<String> = kept.0.iter().map(|(name, _)| name.clone()).collect();
    known.extend(["rhythm-", "holidays-moon", "words-answered", "x"].map(str::to_owned));
    prop::sample::select(known)
}

fn values() -> impl Strategy<Value = String> {
    let known = [
        "",
        "a",
        "b",
        "yes",
        "no",
        "time",
        "school",
        "17:00",
        "08:30",
        "2026-12-07",
        "-009999-01-01",
        "9999-12-31",
        "2-2-3",
        "every-weekend",
        "turns-a",
        "with-b",
        "whole-a",
        "halves-b",
        "rhythm",
        "dinner",
        "29",
        "2",
        "giver",
        "authority-together",
    ];
    prop_oneof![
        4 => prop::sample::select(known.to_vec()).prop_map(str::to_owned),
        1 => any::<String>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_kept_makes_a_plan_that_reads_or_none(
        pairs in prop::collection::vec((names(), values()), 0..60),
    ) {
        let about = about();
        let kept = Kept::of(&pairs);
        for step in Step::ALL {
            let sheet = kept.sheet(step, &about);
            let _ = wrongs(step, &sheet, &kept, &about);
        }
        if let Ok(Some(text)) = plan_text(&kept, &about) {
            prop_assert!(ParentingPlan::read(&text, about.today).is_ok(), "{text}");
        }
    }

    #[test]
    fn changed_answers_make_a_plan_that_reads_or_are_wrong(
        changes in prop::collection::vec((names(), values()), 0..6),
    ) {
        let about = about();
        let mut kept = pressed(&about, "2-2-3");
        for (name, value) in &changes {
            let step = Step::ALL.into_iter().find(|step| name.starts_with(step.tag()));
            let Some(step) = step else { continue };
            let sheet = typed(&kept, &about, step, &[(name.as_str(), value.as_str())]);
            kept = kept.with(step, &sheet, &about);
        }
        if let Some(text) = plan_text(&kept, &about).ok().flatten() {
            prop_assert!(ParentingPlan::read(&text, about.today).is_ok(), "{text}");
        }
    }

    #[test]
    fn a_page_comes_back_as_it_was_typed(
        pairs in prop::collection::vec((names(), values()), 0..30),
    ) {
        let about = about();
        for step in Step::ALL {
            let sheet = Sheet::typed(step, &pairs);
            let kept = Kept::default().with(step, &sheet, &about);
            for (name, _) in sheet.pairs() {
                let again = kept.sheet(step, &about);
                prop_assert_eq!(again.one(name), sheet.one(name));
            }
            let again = Sheet::typed(step, &kept.clone().into_answers());
            // All of it, in one order by name whatever the order on the page.
            let mut sorted = sheet.pairs().to_vec();
            sorted.sort_by(|(one, _), (other, _)| one.cmp(other));
            prop_assert_eq!(again.pairs(), sorted);
        }
    }
}

#[test]
fn a_forged_mark_is_no_answer() {
    let about = about();
    let marked = Sheet::typed(
        Step::Rhythm,
        &[("rhythm-answered".to_owned(), "yes".to_owned())],
    );
    assert_eq!(marked, Sheet::default());
    let pairs = Step::ALL.map(|step| (mark(step), "yes".to_owned()));
    let kept = Kept::of(&pairs);
    assert!(
        !kept.is_answered(Step::Rhythm, &about),
        "no rhythm was chosen"
    );
    assert_eq!(plan_text(&kept, &about).unwrap(), None);
}

#[test]
fn no_more_is_kept_than_a_draft_takes() {
    let field = |n: usize| (format!("holidays-{n}"), "é".repeat(3_000));
    let fields: Vec<_> = (0..500).map(field).collect();
    let sheet = Sheet::typed(Step::Holidays, &fields);
    assert_eq!(sheet.pairs().len(), Step::Holidays.pairs_max());
    let longest = sheet.pairs().iter().map(|(_, value)| value.chars().count());
    assert_eq!(longest.max(), Some(2_000));
    let name = format!("words-{}", "x".repeat(60));
    assert_eq!(
        Sheet::typed(Step::Words, &[(name, String::new())]),
        Sheet::default()
    );
}

#[test]
fn with_whom_it_begins_is_who_answers() {
    for viewer in Side::BOTH {
        let about = About { viewer, ..about() };
        let sheet = Kept::default().sheet(Step::Rhythm, &about);
        assert_eq!(sheet.one(FIRST), side_tag(viewer));
        assert_eq!(sheet.one(START), "2026-11-30");
        assert_eq!(sheet.one(PATTERN), "", "no rhythm is chosen for anybody");
    }
}
