//! Two plans side by side: each stretch over which they differ is listed once with what each says,
//! and what is marked in both years is just that.

use jiff::civil::{date, datetime};
use plan::Side;

use super::markup::compare_page;
use super::view::{Compared, Outcome, Says, View, Which};
use crate::page::tests::check_page;
use crate::studio::see::sample::{drafts, kept, later};
use crate::studio::year::view::Foot;
use crate::swap::sample::{cast_of_two, early_family, family, frame, looking, main_of};
use crate::text::Lang;

/// The same plan, but Cato follows the others and everybody changes an hour later.
fn another() -> String {
    later()
        .replace("MMEEMMM EEMMEEE", "MMEEMMM MMEEEEE")
        .replace("17:30", "18:30")
}

fn of(lang: Lang, chosen: [&str; 2]) -> View {
    let family = family();
    let all = [
        kept("d-1", &later()),
        kept("d-2", &another()),
        kept("d-3", ""),
    ];
    View::of(&looking(&family, Side::B, lang), &drafts(&all), chosen)
}

fn compared(view: &View) -> &Compared {
    match &view.outcome {
        Outcome::Compared(compared) => compared,
        Outcome::Choose | Outcome::NoPlan(_) | Outcome::OtherParents | Outcome::Never => {
            panic!("{:?}", view.outcome)
        }
    }
}

fn html(view: &View, lang: Lang) -> String {
    let people = cast_of_two();
    let page = compare_page(&frame(lang, &people[0]), view);
    check_page(&page.0);
    main_of(&page)
}

#[test]
fn each_stretch_that_differs_is_listed_with_what_both_say() {
    let view = of(Lang::En, ["d-1", "d-2"]);
    let found = compared(&view);
    assert_eq!(found.from, date(2027, 3, 1));
    // Wednesday 3 March: Noor, Sam and Cato go an hour later to Elias.
    let first = found
        .spans
        .iter()
        .find(|one| one.from.date() == date(2027, 3, 3));
    let first = first.unwrap();
    assert_eq!(
        (first.from, first.until),
        (
            datetime(2027, 3, 3, 17, 30, 0, 0),
            datetime(2027, 3, 3, 18, 30, 0, 0)
        )
    );
    let sides = first.says.each_ref().map(|says| match says {
        Says::With { side, clause } => (*side, clause.clone()),
        Says::Clash | Says::Silent | Says::Outside => panic!("both name a parent"),
    });
    assert_eq!((sides[0].0, sides[1].0), (Side::B, Side::A));
    let link = "/plan/drafts/d-1/clauses?clause=1".to_owned();
    assert_eq!(sides[0].1, Some((1, link)));
    assert!(first.kids.contains(&0) && first.kids.contains(&1));
    for pair in found.spans.windows(2) {
        assert!(pair[0].from <= pair[1].from, "in order of time");
    }
    assert!(
        found.spans.iter().all(|one| !one.kids.contains(&3)),
        "Pim’s days are the same"
    );
}

#[test]
fn both_years_mark_the_same_days() {
    let view = of(Lang::En, ["d-1", "d-2"]);
    let found = compared(&view);
    let [one, other] = &found.years;
    assert_eq!((one.foot, other.foot), (Foot::Differing, Foot::Differing));
    let feet = |year: &crate::studio::year::Year| -> Vec<_> {
        year.months.iter().map(|month| month.foot.clone()).collect()
    };
    assert_eq!(feet(one), feet(other));
    assert!(one.has_foot() && found.days > 50, "{}", found.days);
}

#[test]
fn the_page_says_all_of_it_in_both_languages() {
    for (lang, said) in [
        (Lang::En, ["Where they differ", "Handovers", "+"]),
        (Lang::Nl, ["Waar ze verschillen", "Overdrachten", "+"]),
    ] {
        let html = html(&of(lang, ["agreed", "d-2"]), lang);
        for part in said {
            assert!(html.contains(part), "{part} in {html}");
        }
        assert!(
            html.contains("href=\"/plan#clause-2\""),
            "the agreed plan’s own page"
        );
        assert!(html.contains("href=\"/plan/drafts/d-2/clauses?clause=2\""));
        assert_eq!(html.matches("class=\"year\"").count(), 2);
    }
}

/// The draft is the agreed plan from a later day on, and a plan begins with whoever has its first
/// night: the morning of that day is all that differs.
#[test]
fn the_same_plan_from_a_later_day_differs_on_its_first_morning_alone() {
    let view = of(Lang::En, ["agreed", "d-1"]);
    let found = compared(&view);
    assert_eq!(found.days, 1);
    for span in &found.spans {
        assert_eq!(span.from.date(), found.from);
        assert_eq!(span.until.date(), found.from);
    }
}

/// Two drafts of one day and night, of which one says a sentence otherwise.
#[test]
fn what_differs_in_words_alone_is_shown_clause_by_clause() {
    let family = family();
    let said = later()
        .replace(
            "Two, two, five and five nights.",
            "Two, two and five nights, twice.",
        )
        .replace(
            "Twee, twee, vijf en vijf nachten.",
            "Twee, twee en vijf nachten, tweemaal.",
        );
    let all = drafts(&[
        kept("d-1", &later()),
        kept("d-2", &said),
        kept("d-3", &later()),
    ]);
    for (lang, same, clauses, put) in [
        (Lang::En, "They say the same.", "Clause by clause", "twice"),
        (
            Lang::Nl,
            "Ze zeggen hetzelfde.",
            "Artikel voor artikel",
            "tweemaal",
        ),
    ] {
        let look = looking(&family, Side::B, lang);
        let words = View::of(&look, &all, ["d-1", "d-2"]);
        let found = compared(&words);
        assert_eq!((found.days, found.is_same()), (0, false));
        assert_eq!(
            found.texts.as_ref().map(|texts| texts.text.clauses.len()),
            Some(1)
        );
        let page = html(&words, lang);
        assert!(
            page.contains(clauses) && page.contains("<ins") && page.contains(put),
            "{page}"
        );
        assert!(!page.contains(same), "{page}");
        let alike = View::of(&look, &all, ["d-1", "d-3"]);
        assert!(compared(&alike).is_same());
        let page = html(&alike, lang);
        assert!(page.contains(same) && !page.contains(clauses), "{page}");
    }
}

/// Where days differ, too, the clauses that make them differ are named with their keys.
#[test]
fn what_differs_in_days_has_its_clauses_below() {
    let view = of(Lang::En, ["d-1", "d-2"]);
    let texts = compared(&view).texts.as_ref();
    assert_eq!(texts.map(|texts| texts.text.clauses.len()), Some(2));
    let page = html(&view, Lang::En);
    let place = |said: &str| page.find(said).unwrap();
    assert!(place("Each difference") < place("Clause by clause"));
}

#[test]
fn what_cannot_be_compared_says_why() {
    assert_eq!(of(Lang::En, ["", ""]).outcome, Outcome::Choose);
    assert_eq!(of(Lang::En, ["d-1", "d-1"]).outcome, Outcome::Choose);
    assert_eq!(of(Lang::En, ["d-1", "d-9"]).outcome, Outcome::Choose);
    let empty = of(Lang::Nl, ["d-3", "d-1"]);
    assert!(matches!(
        &empty.outcome,
        Outcome::NoPlan(Which::Draft { .. })
    ));
    assert!(html(&empty, Lang::Nl).contains("href=\"/plan/drafts/d-3\""));
    let family = family();
    let turned = later()
        .replace("id = \"mara\"", "id = \"other\"")
        .replace("\"mara\"", "\"other\"");
    let ended = later().replace("from = 2027-03-01", "from = 2025-01-06\nuntil = 2025-06-01");
    let all = drafts(&[
        kept("d-1", &later()),
        kept("d-2", &turned),
        kept("d-3", &ended),
    ]);
    let look = looking(&family, Side::A, Lang::En);
    let outcome = |other| View::of(&look, &all, ["d-1", other]).outcome;
    assert_eq!(outcome("d-2"), Outcome::OtherParents);
    assert_eq!(outcome("d-3"), Outcome::Never);
    for other in ["d-2", "d-3"] {
        html(&View::of(&look, &all, ["d-1", other]), Lang::En);
    }
}

#[test]
fn with_one_plan_alone_there_is_nothing_to_choose() {
    let family = early_family();
    let all = drafts(&[kept("d-1", &later())]);
    let view = View::of(&looking(&family, Side::A, Lang::En), &all, ["", ""]);
    let html = html(&view, Lang::En);
    assert!(html.contains("class=\"empty card\"") && !html.contains("<select"));
}
