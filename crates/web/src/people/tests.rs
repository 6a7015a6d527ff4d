//! Snapshots of the pages about people in both languages, and what must hold for all of them.

use std::collections::BTreeSet;

use app::LetInBy;
use jiff::civil::{DateTime, date};
use maud::Markup;
use plan::Side;

use super::days::{Day, DaysView, Line, days_page};
use super::form::{Draft, FieldError, Wrong};
use super::markup::{let_in_page, people_page};
use super::view::{GrantView, LetInView, LinkMade, PeopleView, PersonLine, Standing};
use crate::swap::sample::{cast_of_two, frame, main_of};
use crate::text::Lang;

fn at(hour: i8) -> DateTime {
    date(2026, 11, 23).at(hour, 30, 0, 0)
}

fn person(member: &str, standing: Standing) -> PersonLine {
    let mut grant = GrantView::sample();
    grant.name = format!("Ines <b> {member}");
    PersonLine {
        member: member.to_owned(),
        grant,
        standing,
    }
}

fn list() -> PeopleView {
    PeopleView {
        other: "Elias".to_owned(),
        both: vec![
            person("invited", Standing::Invited),
            person("in", Standing::In(at(8))),
            person("over", Standing::Over),
            person("ended", Standing::Ended(at(9))),
        ],
        own: vec![person("own", Standing::In(at(10)))],
        command: "0123456789abcdef0123456789abcdef".to_owned(),
        made: Some(LinkMade {
            name: "Ines <b> invited".to_owned(),
            link: "https://parenthesis.example/join/c2VjcmV0".to_owned(),
            until: at(11),
        }),
        refused: None,
    }
}

fn form(by: LetInBy, errors: Vec<FieldError>) -> LetInView {
    LetInView {
        by,
        other: "Elias".to_owned(),
        children: vec![
            ("noor".to_owned(), "Noor".to_owned()),
            ("sam".to_owned(), "Sam".to_owned()),
        ],
        proposals: vec![("0a1b".to_owned(), 12)],
        draft: Draft {
            again: String::new(),
            name: "\"><b>Truus".to_owned(),
            role: "grandparent".to_owned(),
            children: BTreeSet::from(["noor".to_owned()]),
            sees: BTreeSet::from(["calendar".to_owned()]),
            proposals: BTreeSet::new(),
            record_from: String::new(),
            from: "2026-11-23".to_owned(),
            until: String::new(),
            reason: "She fetches on Wednesdays.".to_owned(),
        },
        errors,
        refused: None,
        command: "0123456789abcdef0123456789abcdef".to_owned(),
    }
}

fn own_days() -> DaysView {
    let line = |family: &str, children: &[&str], from, until| Line {
        family: family.to_owned(),
        children: children.iter().map(ToString::to_string).collect(),
        from,
        until,
    };
    let day = |number, lines| Day {
        date: date(2026, 11, number),
        lines,
    };
    DaysView {
        from: date(2026, 11, 23),
        days: vec![
            day(23, vec![line("Ours", &["Noor", "Sam"], None, None)]),
            day(
                24,
                vec![
                    line("Ours", &["Noor", "Sam"], None, Some(at(8))),
                    line("Theirs", &["Pim"], Some(at(17)), None),
                ],
            ),
            day(25, Vec::new()),
            day(
                26,
                vec![line("Theirs", &["Pim"], Some(at(9)), Some(at(17)))],
            ),
        ],
        zones: vec![("Theirs".to_owned(), "Europe/London".to_owned())],
        without_plan: vec!["Further".to_owned()],
    }
}

fn pages(lang: Lang) -> Vec<(&'static str, Markup)> {
    let [mara, _] = cast_of_two();
    let frame = frame(lang, &mara);
    let wrong = vec![FieldError {
        field: "role",
        wrong: Wrong::NoRole,
    }];
    let nobody = PeopleView {
        both: Vec::new(),
        own: Vec::new(),
        made: None,
        refused: Some("No.".to_owned()),
        ..list()
    };
    vec![
        ("list", people_page(&frame, &list())),
        ("nobody", people_page(&frame, &nobody)),
        (
            "both",
            let_in_page(&frame, &form(LetInBy::Both, Vec::new())),
        ),
        ("wrong", let_in_page(&frame, &form(LetInBy::Both, wrong))),
        (
            "own",
            let_in_page(&frame, &form(LetInBy::One(Side::A), Vec::new())),
        ),
        ("days", days_page(&frame, &own_days())),
    ]
}

#[test]
fn every_page_in_both_languages() {
    for lang in Lang::ALL {
        for (name, page) in pages(lang) {
            insta::assert_snapshot!(format!("{name}-{}", lang.tag()), main_of(&page));
        }
    }
}

#[test]
fn what_was_typed_is_text() {
    for (name, page) in pages(Lang::En) {
        assert!(!page.0.contains("<b>"), "{name}");
    }
}
