//! Every page about actual care, in both languages, and what must hold for all of them.
//! Long on purpose: every page of one folder over one family.

use family::{CareFact, CareRefusal, Family, Refusal};
use jiff::Timestamp;
use jiff::civil::{date, datetime};
use plan::{Side, TimelineKind};

use super::build::{self, With};
use super::fields::{FieldError, Wrong};
use super::form::{HandoverForm, MissedForm};
use super::markup::{handover_page, missed_page};
use super::measures::Period;
use super::overview_markup::overview_page;
use super::passes::{DueKind, Moment, due, passes};
use super::sample::{
    DENIED, FRIDAY, MISSED, MONDAY, WEDNESDAY, YESTERDAY, entry_of, family, handed, making_up, said,
};
use super::told::Was;
use super::view::{Answers, Arrival, HandoverView, May, MissedView, OverviewView};
use super::which::{Stretch, Which};
use crate::calendar::scene::{Reach, Scene};
use crate::calendar::{self, Query};
use crate::page::tests::{check_page, frame, main_of};
use crate::page::{Tab, Versions, asset};
use crate::swap::sample::{children, now};
use crate::swap::{Looking, cast};
use crate::text::{Lang, Text};

fn look(family: &Family, viewer: Side, now: Timestamp, lang: Lang) -> Looking<'_> {
    Looking {
        family,
        viewer,
        now,
        lang,
    }
}

const fn to_elias(planned: jiff::civil::DateTime) -> Which {
    Which {
        to: Side::B,
        planned,
    }
}

fn form() -> HandoverForm {
    HandoverForm {
        command: "a-command".to_owned(),
        ..HandoverForm::default()
    }
}

fn handover(viewer: Side, which: Which, with: With<HandoverForm>) -> HandoverView {
    handover_at(viewer, which, now(), with)
}

fn handover_at(
    viewer: Side,
    which: Which,
    now: Timestamp,
    with: With<HandoverForm>,
) -> HandoverView {
    let family = family();
    build::handover(&look(&family, viewer, now, Lang::En), which, with).unwrap()
}

fn looking() -> With<HandoverForm> {
    (form(), Vec::new(), Arrival::Looking)
}

/// Every page of a handover by name.
fn handovers(lang: Lang) -> Vec<(&'static str, HandoverView)> {
    let family = family();
    let back = Which {
        to: Side::A,
        planned: YESTERDAY,
    };
    let coming = Which {
        to: Side::A,
        planned: MONDAY,
    };
    let soon: Timestamp = "2026-11-23T15:50:00Z".parse().unwrap();
    let one =
        |which, at, with| build::handover(&look(&family, Side::A, at, lang), which, with).unwrap();
    let note = handed(&["noor", "sam"], Side::B, WEDNESDAY, WEDNESDAY);
    let recorded = Arrival::Recorded(entry_of(&family, Side::A, &note));
    let today = datetime(2026, 11, 22, 11, 0, 0, 0);
    let mut typed = HandoverForm::fresh(back, &children(&["pim"]), today);
    typed.command = "a-command".to_owned();
    typed.at = "soon".to_owned();
    typed.sleep = "Little".to_owned();
    let wrong = |field: &str, wrong| FieldError {
        field: field.to_owned(),
        wrong,
    };
    let errors = vec![
        wrong("at", Wrong::BadMoment),
        wrong("medicine-2-dose", Wrong::NoDose),
    ];
    let refused = Arrival::Refused(Refusal::Care(CareRefusal::FarOff));
    let gone = Which {
        to: Side::A,
        planned: datetime(2026, 11, 17, 12, 0, 0, 0),
    };
    vec![
        ("untold", one(back, now(), looking())),
        ("near", one(coming, soon, looking())),
        ("to-come", one(coming, now(), looking())),
        ("alike", one(to_elias(WEDNESDAY), now(), looking())),
        (
            "recorded",
            one(to_elias(WEDNESDAY), now(), (form(), Vec::new(), recorded)),
        ),
        ("differ", one(to_elias(FRIDAY), now(), looking())),
        (
            "mistakes",
            one(back, now(), (typed.clone(), errors, Arrival::Looking)),
        ),
        ("refused", one(back, now(), (typed, Vec::new(), refused))),
        (
            "not-agreed",
            one(gone, now(), (form(), Vec::new(), Arrival::MovedOn)),
        ),
    ]
}

fn stretch([from, until]: [jiff::civil::DateTime; 2]) -> Stretch {
    Stretch {
        children: children(&["pim"]),
        parent: Side::B,
        from,
        until,
    }
}

/// Every page of a stretch of care by name.
fn stretches(lang: Lang) -> Vec<(&'static str, MissedView)> {
    let family = family();
    let look = look(&family, Side::B, now(), lang);
    let command = |form: MissedForm| MissedForm {
        command: "a-command".to_owned(),
        ..form
    };
    let one =
        |form: MissedForm, errors, arrival| build::missed(&look, (command(form), errors, arrival));
    let begun = build::begun_by(&look, to_elias(FRIDAY)).unwrap();
    let errors = vec![FieldError {
        field: "from".to_owned(),
        wrong: Wrong::NoMoment,
    }];
    let refused = Arrival::Refused(Refusal::Care(CareRefusal::NoCare));
    vec![
        (
            "empty",
            one(MissedForm::default(), Vec::new(), Arrival::Looking),
        ),
        (
            "begun",
            one(MissedForm::of(&begun), Vec::new(), Arrival::Looking),
        ),
        (
            "denied",
            one(
                MissedForm::of(&stretch(DENIED)),
                Vec::new(),
                Arrival::Looking,
            ),
        ),
        (
            "mistakes",
            one(MissedForm::default(), errors, Arrival::Looking),
        ),
        (
            "refused",
            one(MissedForm::of(&stretch(MISSED)), Vec::new(), refused),
        ),
    ]
}

fn overview(family: &Family, viewer: Side, lang: Lang, period: Period) -> OverviewView {
    let look = look(family, viewer, now(), lang);
    build::overview(&look, period, "a-command".to_owned()).unwrap()
}

/// Checks a page, with the script that some of these have besides.
fn checked(html: &str) {
    let script = format!(
        "<script type=\"module\" src=\"{}\"></script>",
        asset("care-place.js")
    );
    check_page(&html.replacen(&script, "", 1));
}

fn pages(lang: Lang) -> Vec<(String, String)> {
    let text = Text::of(lang);
    let mut pages = Vec::new();
    for (name, view) in handovers(lang) {
        let me = view.cast.parent(view.cast.viewer).clone();
        let title = super::markup::title(text, &view);
        let page = handover_page(&frame(lang, &title, &me, Tab::Calendar), &view);
        pages.push((format!("handover-{name}"), page.into_string()));
    }
    for (name, view) in stretches(lang) {
        let me = view.cast.parent(view.cast.viewer).clone();
        let page = missed_page(&frame(lang, "Care", &me, Tab::Calendar), &view);
        pages.push((format!("missed-{name}"), page.into_string()));
    }
    let family = family();
    let view = overview(&family, Side::A, lang, Period::Month);
    let me = view.cast.parent(Side::A).clone();
    let page = overview_page(&frame(lang, "Care", &me, Tab::Calendar), &view);
    pages.push(("overview".to_owned(), page.into_string()));
    pages
}

#[test]
fn every_page_in_both_languages() {
    for lang in Lang::ALL {
        for (name, page) in pages(lang) {
            checked(&page);
            insta::assert_snapshot!(format!("{name}-{}", lang.tag()), main_of(&page));
        }
    }
}

#[test]
fn no_page_shows_a_key_or_an_unescaped_word() {
    let keys: Vec<&str> = include_str!("../../locales/en/care.ftl")
        .lines()
        .filter_map(|line| line.split_once(" = ").map(|(key, _)| key))
        .collect();
    assert!(keys.len() > 60);
    for lang in Lang::ALL {
        for (name, page) in pages(lang) {
            let main = main_of(&page);
            for key in &keys {
                assert!(!main.contains(&format!(">{key}<")), "{name}: {key}");
            }
            assert!(!main.contains("<b>show"), "{name}");
        }
    }
}

#[test]
fn both_accounts_stand_side_by_side_and_who_told_nothing_says_nothing() {
    let of = |name: &str| {
        let all = pages(Lang::En).into_iter();
        let (_, page) = all.into_iter().find(|(known, _)| known == name).unwrap();
        main_of(&page)
    };
    let page = of("handover-differ");
    let (mara, elias) = (
        page.find("Mara tells:").unwrap(),
        page.find("Elias tells:").unwrap(),
    );
    assert!(mara < elias, "side A stands first, whoever told first");
    assert!(page.contains("You two tell this differently."));
    assert!(page.contains("as agreed.") && page.contains("at 18:10; the agreed time was"));
    let page = of("missed-refused");
    assert!(page.contains("Elias tells:") && !page.contains("Mara tells:"));
    assert!(!page.contains("You two tell this differently."));
}

#[test]
fn the_accounts_are_the_same_for_both_parents() {
    let accounts = |viewer| handover(viewer, to_elias(FRIDAY), looking()).accounts;
    assert_eq!(accounts(Side::A), accounts(Side::B));
    let family = family();
    let [a, b] = Side::BOTH.map(|side| overview(&family, side, Lang::En, Period::Year));
    assert_eq!((a.differ, a.told, a.untold), (b.differ, b.told, b.untold));
    assert_eq!((a.numbers, a.open), (b.numbers, b.open));
}

#[test]
fn the_other_s_words_are_answered_with_a_tap() {
    let view = handover(Side::A, to_elias(FRIDAY), looking());
    let answerable = view.answerable.unwrap();
    assert_eq!(answerable.answers, Answers::Same);
    let view = handover(Side::A, to_elias(WEDNESDAY), looking());
    assert_eq!(view.answerable, None, "both say the same");
    let family = family();
    let of = |viewer, [from, until]: [_; 2]| {
        let form = MissedForm::of(&stretch([from, until]));
        let look = look(&family, viewer, now(), Lang::En);
        build::missed(&look, (form, Vec::new(), Arrival::Looking)).answerable
    };
    let words = said(
        &["pim"],
        CareFact::Missed {
            parent: Side::B,
            from: MISSED[0],
            until: MISSED[1],
        },
    );
    let answerable = of(Side::A, MISSED).unwrap();
    assert_eq!(answerable.answers, Answers::SameOrTookPlace);
    assert_eq!(answerable.entry, entry_of(&family, Side::B, &words));
    assert_eq!(
        of(Side::B, MISSED),
        None,
        "one's own words are not answered"
    );
    assert_eq!(
        of(Side::B, DENIED).map(|one| one.answers),
        Some(Answers::SameOrTookPlace)
    );
    assert_eq!(of(Side::A, DENIED), None, "an answer is not answered");
}

#[test]
fn both_find_the_way_to_time_for_what_was_missed_and_not_denied() {
    let family = family();
    let missed = |viewer, at| {
        let form = MissedForm::of(&stretch(at));
        let look = look(&family, viewer, now(), Lang::En);
        let view = build::missed(&look, (form, Vec::new(), Arrival::Looking));
        view.accounts[0].missed()
    };
    let words = said(
        &["pim"],
        CareFact::Missed {
            parent: Side::B,
            from: MISSED[0],
            until: MISSED[1],
        },
    );
    let entry = entry_of(&family, Side::B, &words);
    for viewer in Side::BOTH {
        assert_eq!(missed(viewer, MISSED), Some(entry));
        assert_eq!(missed(viewer, DENIED), None);
    }
    let link = format!("href=\"{}\"", crate::offers::make_up_path(entry));
    for lang in Lang::ALL {
        let with: Vec<String> = pages(lang)
            .into_iter()
            .filter(|(_, page)| page.contains(&link))
            .map(|(name, _)| name)
            .collect();
        assert_eq!(with, ["missed-refused", "overview"]);
    }
}

#[test]
fn what_was_made_up_is_not_asked_for_again() {
    let links = |family: &Family| {
        let look = look(family, Side::A, now(), Lang::En);
        let form = MissedForm::of(&stretch(MISSED));
        let view = build::missed(&look, (form, Vec::new(), Arrival::Looking));
        let me = view.cast.parent(Side::A).clone();
        let frame = frame(Lang::En, "Care", &me, Tab::Calendar);
        let listed = overview(family, Side::A, Lang::En, Period::Month);
        let pages = [missed_page(&frame, &view), overview_page(&frame, &listed)];
        pages.map(|page| {
            page.into_string()
                .contains("/proposals/new/make-up?missed=")
        })
    };
    assert_eq!(links(&family()), [true, true]);
    assert_eq!(links(&making_up(2)), [true, true], "four hours are open");
    assert_eq!(links(&making_up(6)), [false, false]);
}

#[test]
fn who_told_before_finds_it_in_the_form() {
    let view = handover(Side::B, to_elias(FRIDAY), looking());
    assert_eq!(view.form.at, "2026-11-20T18:10");
    let view = handover(Side::A, to_elias(WEDNESDAY), looking());
    assert_eq!(view.form.medicines[0].dose, "5 ml");
    assert_eq!(view.form.children, ["noor", "sam"]);
    assert_eq!(
        (view.form.north.as_str(), view.form.command.as_str()),
        ("", "a-command")
    );
    // The other's note is not one's own.
    let view = handover(Side::B, to_elias(WEDNESDAY), looking());
    assert_eq!(view.form.medicines[0].dose, "");
}

#[test]
fn a_handover_is_told_of_around_its_time() {
    let may = |which, at: &str| handover_at(Side::A, which, at.parse().unwrap(), looking()).may;
    let monday = Which {
        to: Side::A,
        planned: MONDAY,
    };
    assert_eq!(may(monday, "2026-11-23T04:29:00Z"), May::ToCome);
    assert_eq!(may(monday, "2026-11-23T04:30:00Z"), May::Tell(Moment::Near));
    assert_eq!(may(monday, "2026-11-23T16:29:00Z"), May::Tell(Moment::Near));
    assert_eq!(
        may(monday, "2026-11-23T16:30:00Z"),
        May::Tell(Moment::There)
    );
    assert_eq!(
        may(monday, "2027-02-23T16:30:00Z"),
        May::Tell(Moment::There)
    );
    assert_eq!(may(monday, "2027-02-24T16:30:00Z"), May::LongAgo);
}

#[test]
fn no_page_is_made_of_a_handover_that_never_was() {
    let family = family();
    let look = look(&family, Side::A, now(), Lang::En);
    let never = Which {
        to: Side::A,
        planned: datetime(2026, 11, 17, 12, 0, 0, 0),
    };
    assert!(build::handover(&look, never, looking()).is_none());
    let wrong_way = Which {
        to: Side::A,
        planned: FRIDAY,
    };
    assert!(build::handover(&look, wrong_way, looking()).is_none());
    assert!(build::begun_by(&look, never).is_none());
    // Another's entry is not confirmed to the reader.
    let theirs = handed(&["cato"], Side::B, FRIDAY, FRIDAY);
    let entry = Arrival::Recorded(entry_of(&family, Side::B, &theirs));
    let view = handover(
        Side::A,
        to_elias(FRIDAY),
        (form(), Vec::new(), entry.clone()),
    );
    assert_ne!(view.arrival, entry);
}

#[test]
fn the_overview_sorts_what_was_told_and_what_was_not() {
    let family = family();
    let view = overview(&family, Side::A, Lang::En, Period::Month);
    assert_eq!(view.differ.len(), 2);
    assert_eq!(view.told.len(), 2);
    assert_eq!(view.differ[0].begins(), Some(FRIDAY), "the newest first");
    let days: Vec<_> = view.untold.iter().map(|pass| pass.at).collect();
    assert_eq!(days[0], YESTERDAY);
    assert!(days.windows(2).all(|two| two[0] >= two[1]));
    assert!(!days.contains(&FRIDAY) && !days.contains(&WEDNESDAY.date().at(17, 29, 0, 0)));
    // Cato goes the other way at the same moment.
    let other_way = |pass: &&super::passes::Pass| pass.at == WEDNESDAY;
    let both: Vec<_> = view.untold.iter().filter(other_way).collect();
    assert_eq!(both.len(), 1);
    assert_eq!(
        (both[0].to, &both[0].children),
        (Side::A, &children(&["cato"]))
    );
    let [row] = view.open.as_slice() else {
        panic!("{:?}", view.open);
    };
    assert_eq!(
        (row.parent, row.open.seconds, row.open.nights),
        (Side::B, 6 * 3_600, 0)
    );
}

#[test]
fn the_numbers_are_those_of_the_plan_engine() {
    let family = family();
    let view = overview(&family, Side::B, Lang::En, Period::Month);
    let pim = view.numbers.iter().find(|one| one.child.as_str() == "pim");
    let kinds: Vec<TimelineKind> = pim.unwrap().rows.iter().map(|(kind, _)| *kind).collect();
    assert_eq!(kinds, TimelineKind::ALL);
    // Four Saturdays in November, one of them missed; a denied one counts as agreed.
    let hours: Vec<f64> = pim
        .unwrap()
        .rows
        .iter()
        .map(|(_, counts)| counts[1].hours)
        .collect();
    assert_eq!(hours, [24.0, 24.0, 18.0]);
    for (today, period, expected) in [
        (
            date(2026, 11, 22),
            Period::Month,
            (date(2026, 11, 1), date(2026, 12, 1)),
        ),
        (
            date(2026, 1, 31),
            Period::LastMonth,
            (date(2025, 12, 1), date(2026, 1, 1)),
        ),
        (
            date(2026, 11, 22),
            Period::Year,
            (date(2026, 1, 1), date(2027, 1, 1)),
        ),
    ] {
        assert_eq!(period.dates(today), expected);
        assert_eq!(Period::read(period.value()), period);
    }
    assert_eq!(Period::read("ever"), Period::Month);
}

fn with_scene<T>(
    family: &Family,
    viewer: Side,
    window: plan::Window,
    then: impl FnOnce(&Scene<'_>) -> T,
) -> T {
    let plan = family.plan().unwrap();
    let timeline = family.timeline(window).unwrap();
    let was = Was::of(family, plan, window);
    then(&Scene {
        plan,
        timeline: &timeline,
        versions: Versions::ALONE,
        open: &[],
        now: now(),
        viewer,
        lang: Lang::En,
        reach: Reach::Parent,
        told: was.told(),
    })
}

fn days(from: jiff::civil::Date, to: jiff::civil::Date) -> plan::Window {
    plan::Window::new(from, to).unwrap()
}

#[test]
fn today_asks_of_the_handovers_of_these_hours() {
    let family = family();
    let window = days(date(2026, 11, 16), date(2026, 11, 30));
    let asked = |viewer| with_scene(&family, viewer, window, due);
    let (mara, elias) = (asked(Side::A), asked(Side::B));
    assert_eq!(mara, elias, "nobody told of Pim's way back");
    assert_eq!(mara.len(), 1);
    assert_eq!(mara[0].pass.at, YESTERDAY);
    assert_eq!(mara[0].kind, DueKind::Untold(Moment::There));
    // On the evening of that Wednesday Elias is told what Mara wrote, and Mara what Elias said.
    let evening: Timestamp = "2026-11-18T18:00:00Z".parse().unwrap();
    let told = |viewer| {
        with_scene(&family, viewer, window, |scene| {
            due(&Scene {
                now: evening,
                ..*scene
            })
        })
    };
    for viewer in Side::BOTH {
        let all = told(viewer);
        let of = all
            .iter()
            .find(|one| one.pass.to == Side::B && one.pass.at == WEDNESDAY);
        let DueKind::Told(words) = &of.unwrap().kind else {
            panic!("{all:?}");
        };
        assert!(words.iter().all(|one| one.by == viewer.other()));
    }
}

#[test]
fn children_who_pass_at_one_moment_are_told_of_together() {
    let family = family();
    let window = days(date(2026, 11, 9), date(2026, 11, 16));
    with_scene(&family, Side::A, window, |scene| {
        let from = datetime(2026, 11, 9, 0, 0, 0, 0);
        let all = passes(
            scene.timeline,
            scene.zone(),
            from,
            datetime(2026, 11, 16, 0, 0, 0, 0),
        );
        let friday = datetime(2026, 11, 13, 17, 30, 0, 0);
        let of: Vec<_> = all.iter().filter(|pass| pass.at == friday).collect();
        assert_eq!(of.len(), 1);
        // Their rhythms are two clauses; for who tells of it, it is one handover.
        assert_eq!(of[0].children, children(&["noor", "sam", "cato"]));
    });
}

#[test]
fn the_calendar_marks_and_says_how_days_went() {
    let family = family();
    let query = |day| Query::Month {
        first: date(2026, 11, 1),
        day,
    };
    let (from, to) = query(date(2026, 11, 14)).window();
    let page = |day, reach| {
        with_scene(&family, Side::A, days(from, to), |scene| {
            let scene = Scene { reach, ..*scene };
            let people = cast(&family, Side::A).parents;
            let view = calendar::build(&scene, query(day));
            let frame = frame(Lang::En, "November", &people[0], Tab::Calendar);
            calendar::render(Text::of(Lang::En), &view, &frame).into_string()
        })
    };
    let missed = page(date(2026, 11, 14), Reach::Parent);
    check_page(&missed);
    // Only the day that was otherwise and is not in doubt is marked.
    assert_eq!(missed.matches(" data-otherwise").count(), 1);
    assert!(missed.contains("It went otherwise than agreed."));
    assert!(missed.contains("As it was:") && missed.contains("Pim had a fever."));
    assert!(missed.contains("dashed around the lanes"));
    let denied = page(date(2026, 11, 7), Reach::Parent);
    assert!(denied.contains("You two tell this differently.") && !denied.contains("As it was:"));
    let untold = page(date(2026, 11, 11), Reach::Parent);
    assert!(untold.contains("tell how it went"));
    // Whoever is let in to the days sees nothing that was told.
    for reach in [Reach::Plan, Reach::Days] {
        let others = page(date(2026, 11, 14), reach);
        assert!(
            !others.contains("fever") && !others.contains("/care"),
            "{reach:?}"
        );
    }
}

#[test]
fn the_script_for_a_place_is_there_only_where_something_can_be_told() {
    for (name, page) in pages(Lang::En) {
        let tells = [
            "untold", "near", "alike", "recorded", "differ", "mistakes", "refused",
        ];
        let expected = name
            .strip_prefix("handover-")
            .is_some_and(|name| tells.contains(&name));
        assert_eq!(page.contains("care-place"), expected, "{name}");
        assert_eq!(page.contains("name=\"north\""), expected, "{name}");
        // Without script nothing of it shows.
        assert!(
            !expected || page.contains("hidden data-place-ask"),
            "{name}"
        );
    }
}
