//! Two saves beside each other say what differs and nothing else; a save that is brought back is
//! kept as it was; the pages in both languages.

use std::sync::Arc;

use family::{DraftVersion, DraftedPlan, KeptDraft, Name};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use super::markup::history_page;
use super::view::{Answers, Asked, Compared, LISTED, View, again, compared};
use crate::page::tests::check_page;
use crate::studio::editor::told::{Done, Told};
use crate::swap::sample::{PLAN, cast_of_two, frame};
use crate::text::Lang;

fn draft(plan: &str) -> DraftedPlan {
    DraftedPlan {
        id: "d-1".parse().unwrap(),
        name: Name::new("After the move").unwrap(),
        answers: Vec::new(),
        plan: plan.into(),
    }
}

/// A draft with so many saves, in entries 10, 13, 16 and so on.
fn kept(saves: u64) -> KeptDraft {
    let begin: Timestamp = "2026-11-01T09:00:00Z".parse().unwrap();
    let versions = (0..saves).map(|number| {
        let hours = i64::try_from(number).unwrap();
        DraftVersion {
            entry: 10 + 3 * number,
            at: begin + SignedDuration::from_hours(hours),
        }
    });
    KeptDraft {
        versions: versions.collect(),
        draft: Arc::new(draft(PLAN)),
    }
}

fn view(kept: &KeptDraft, asked: Asked, compared: Option<Compared>) -> View {
    let told = Told {
        done: Some(Done::Back),
        before: None,
    };
    View::of(
        kept,
        (&TimeZone::UTC, asked),
        (told, compared),
        "c-1".to_owned(),
    )
}

fn html(lang: Lang, view: &View) -> String {
    let people = cast_of_two();
    let page = history_page(&frame(lang, &people[0]), view).into_string();
    check_page(&page);
    page
}

fn both(from: u64, to: u64) -> Asked {
    Asked {
        from: Some(from),
        to: Some(to),
        older: None,
    }
}

#[test]
fn the_older_of_two_comes_first_and_one_alone_stands_beside_the_save_before_it() {
    let versions = kept(3).versions;
    assert_eq!(both(16, 10).pair(&versions), Some((10, 16)));
    assert_eq!(both(10, 16).pair(&versions), Some((10, 16)));
    let one = Asked {
        to: Some(16),
        ..Asked::default()
    };
    assert_eq!(one.pair(&versions), Some((13, 16)));
    let first = Asked {
        from: Some(10),
        ..Asked::default()
    };
    assert_eq!(first.pair(&versions), Some((10, 10)));
    assert_eq!(both(99, 10).pair(&versions), Some((99, 10)));
    assert_eq!(Asked::default().pair(&versions), None);
}

#[test]
fn the_list_goes_on_before_its_last_save() {
    let kept = kept(u64::try_from(LISTED).unwrap() + 2);
    let first = view(&kept, Asked::default(), None);
    assert!(first.at_newest && first.saves[0].newest);
    assert_eq!(first.saves[0].number, LISTED + 2);
    assert_eq!(first.saves.len(), LISTED);
    let older = Asked {
        older: first.older,
        ..Asked::default()
    };
    let rest = view(&kept, older, None);
    assert_eq!(
        (rest.saves.len(), rest.older, rest.at_newest),
        (2, None, false)
    );
    assert_eq!(rest.saves[1].before, None);
    for lang in Lang::ALL {
        let page = html(lang, &first);
        let shown = LISTED - 1;
        assert_eq!(
            page.matches("name=\"entry\"").count(),
            shown,
            "not the newest"
        );
        html(lang, &rest);
    }
}

#[test]
fn words_that_were_put_in_and_taken_out_are_marked() {
    let old = draft(PLAN);
    let text = PLAN
        .replace(
            "On Saturdays from ten to four.",
            "On Sundays from ten to four.",
        )
        .replace("Op zaterdag van tien", "Op zondag van tien")
        .replace("\"sat 10:00 - 16:00\"", "\"sun 10:00 - 16:00\"")
        .replace(
            "title = \"Parenting plan of Mara and Elias\"",
            "title = \"Our plan\"",
        );
    let mut new = draft(&text);
    new.name = Name::new("Sundays").unwrap();
    let compared = compared(Some(&old), Some(&new));
    let Compared::Differs(differs) = &compared else {
        panic!("{compared:?}");
    };
    assert_eq!(
        (differs.text.clauses.len(), differs.text.keys.len()),
        (1, 1)
    );
    assert_eq!(differs.answers, Answers::Same);
    let view = view(&kept(3), both(13, 16), Some(compared));
    for (lang, label) in [(Lang::En, "put in:"), (Lang::Nl, "toegevoegd:")] {
        let page = html(lang, &view);
        for words in [
            "Saturdays</del>",
            "zaterdag</del>",
            "Sundays</ins>",
            "zondag</ins>",
        ] {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert!(page.contains("sat 10:00 - 16:00") && page.contains("sun 10:00 - 16:00"));
        assert!(
            page.contains("Our plan</ins>") && page.contains(label),
            "{page}"
        );
        assert!(
            !page.contains("Two, two, five"),
            "other clauses are left out"
        );
    }
}

#[test]
fn what_became_of_the_answers_is_said() {
    let by_hand = draft(PLAN);
    let mut asked = draft(PLAN);
    asked.answers = vec![("from".to_owned(), "2026-02-02".to_owned())];
    let mut others = asked.clone();
    others.answers[0].1 = "2026-02-09".to_owned();
    for (old, new, expected) in [
        (&asked, &by_hand, Some(Answers::Left)),
        (&by_hand, &asked, Some(Answers::Again)),
        (&asked, &others, Some(Answers::Changed)),
        (&asked, &asked, None),
    ] {
        let found = match compared(Some(old), Some(new)) {
            Compared::Differs(differs) => Some(differs.answers),
            Compared::Same | Compared::Gone | Compared::Unreadable => None,
        };
        assert_eq!(found, expected);
    }
}

#[test]
fn whatever_stands_in_two_saves_has_a_page_in_both_languages() {
    let broken = draft("edition = ");
    let empty = draft("");
    let plan = draft(PLAN);
    for (old, new) in [
        (None, Some(&plan)),
        (Some(&plan), None),
        (Some(&broken), Some(&plan)),
        (Some(&empty), Some(&plan)),
        (Some(&plan), Some(&empty)),
        (Some(&plan), Some(&plan)),
    ] {
        let compared = compared(old, new);
        for lang in Lang::ALL {
            let found = view(&kept(2), both(10, 13), Some(compared.clone()));
            html(lang, &found);
            let mut alone = view(&kept(1), both(98, 99), Some(compared.clone()));
            alone.gone = true;
            html(lang, &alone);
        }
    }
}

#[test]
fn a_save_that_is_brought_back_keeps_the_name_of_today() {
    let mut older = draft(PLAN);
    older.answers = vec![("from".to_owned(), "2026-02-02".to_owned())];
    let mut now = draft("");
    now.name = Name::new("Another name").unwrap();
    let found = again(&now, &older);
    assert_eq!((found.name, found.answers), (now.name, older.answers));
    assert_eq!(&*found.plan, PLAN);
}

fn written() -> impl Strategy<Value = String> {
    let anywhere = (0..PLAN.len(), 0_usize..200, "(?s)[\\PC\n]{0,30}");
    let changed = anywhere.prop_map(|(at, gone, instead)| {
        let floor = |mut at: usize| {
            while !PLAN.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let (start, end) = (floor(at), floor((at + gone).min(PLAN.len())));
        format!("{}{instead}{}", &PLAN[..start], &PLAN[end..])
    });
    prop_oneof![Just(PLAN.to_owned()), changed, "(?s).{0,80}"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_two_texts_have_a_page(old in written(), new in written()) {
        let (old, new) = (draft(&old), draft(&new));
        let compared = compared(Some(&old), Some(&new));
        if old == new {
            prop_assert!(matches!(compared, Compared::Same | Compared::Unreadable));
        }
        html(Lang::Nl, &view(&kept(2), both(10, 13), Some(compared)));
    }
}
