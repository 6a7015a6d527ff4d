//! What stands on the children's pages, and what never does.

use app::TabletChoice;
use family::{Caller, Language, Name};
use jiff::Timestamp;
use jiff::civil::{Time, time};
use plan::Side;

use super::markup::{
    PairView, ended_page, faces_page, pair_over_page, pair_page, ringing_page, room_page,
    trouble_page,
};
use super::view::{
    Asked, Face, Hour, KidFace, RingingView, RoomView, Source, To, Tonight, View, build, is_there,
    lets_ring,
};
use crate::page::Frame;
use crate::page::tests::check_page;
use crate::swap::sample::{cast_of_two, children, family, frame};
use crate::text::{Lang, Text, list};

fn kid(name: &str, face: usize) -> KidFace {
    KidFace {
        name: name.to_owned(),
        face,
    }
}

fn elias() -> Face {
    Face {
        to: To::Parent(Side::B),
        name: "Elias".to_owned(),
    }
}

fn sam() -> Face {
    Face {
        to: To::Siblings {
            tablet: "t-sam".parse().unwrap(),
            kids: vec![kid("Sam", 1)],
        },
        name: "Sam".to_owned(),
    }
}

fn faces(hour: Hour, faces: Vec<Face>) -> View {
    View {
        kids: vec![kid("Noor", 0), kid("Cato", 2)],
        hour,
        faces,
        tonight: vec![Tonight {
            side: Side::A,
            name: "Mara".to_owned(),
            kids: vec![kid("Noor", 0)],
        }],
    }
}

fn all(lang: Lang) -> Vec<(&'static str, String)> {
    let [mara, _] = cast_of_two();
    let frame = Frame {
        viewer: None,
        tab: None,
        ..frame(lang, &mara)
    };
    let room = |with: Face, watcher: Option<&str>| RoomView {
        call: "c1".to_owned(),
        with,
        me: "Noor".to_owned(),
        kids: vec![kid("Noor", 0)],
        watcher: watcher.map(str::to_owned),
        open: false,
        ice: "[]".to_owned(),
        calls: watcher.is_none(),
    };
    let rings = |from: Face| RingingView {
        call: "c1".to_owned(),
        from,
    };
    let page = |view: View| faces_page(&frame, "own", &view, "mark");
    let pages = [
        ("one", page(faces(Hour::Awake, vec![elias()]))),
        ("two", page(faces(Hour::Awake, vec![elias(), sam()]))),
        ("nobody", page(faces(Hour::Awake, Vec::new()))),
        ("asleep", page(faces(Hour::Asleep, Vec::new()))),
        ("planned", page(faces(Hour::Asleep, vec![elias()]))),
        ("rings", ringing_page(&frame, "own", &rings(elias()), "m")),
        ("sam rings", ringing_page(&frame, "own", &rings(sam()), "m")),
        ("room", room_page(&frame, "own", &room(elias(), None))),
        (
            "watched",
            room_page(&frame, "own", &room(elias(), Some("Ada"))),
        ),
        ("with sam", room_page(&frame, "own", &room(sam(), None))),
        ("ended", ended_page(&frame)),
        ("trouble", trouble_page(&frame)),
    ];
    let pages = pages.into_iter();
    pages
        .map(|(name, page)| (name, page.into_string()))
        .collect()
}

/// Where links and forms of a page lead, its files left out.
fn leads(page: &str) -> Vec<&str> {
    let body = page.split_once("<body").unwrap().1;
    let places = [" href=\"", " action=\""].into_iter().flat_map(|before| {
        let rest = body.split(before).skip(1);
        rest.filter_map(|rest| rest.split('"').next())
    });
    places.filter(|place| !place.starts_with('#')).collect()
}

/// A child finds nothing of the parents' from here, but where they sign in.
#[test]
fn no_page_leads_to_anything_of_the_parents() {
    for lang in Lang::ALL {
        for (name, page) in all(lang) {
            for place in leads(&page) {
                let fine = ["/sign-in", "/leave"].contains(&place) || place.starts_with("/tablet");
                assert!(fine, "{place} on {name}");
            }
            assert_eq!(page.matches("<main").count(), 1, "{name}");
            assert_eq!(page.matches("<h1").count(), 1, "{name}");
            assert!(page.contains("class=\"kid-page\"") && page.contains("id=\"leave\""));
            assert!(
                !page.contains(" disabled"),
                "nobody is greyed out on {name}"
            );
            let posts = page.matches("method=\"post\"").count();
            assert_eq!(page.matches("name=\"form_token\"").count(), posts, "{name}");
            assert!(!page.contains(" style="), "{name}");
        }
    }
}

/// Each form of a tablet has its own token; the way out has that of the frame.
#[test]
fn the_tablet_s_forms_carry_its_own_token() {
    for (name, page) in all(Lang::En) {
        for form in page.split("<form").skip(1) {
            let form = form.split("</form>").next().unwrap();
            let own = form.contains("action=\"/tablet");
            assert_eq!(form.contains("value=\"own\""), own, "{name}: {form}");
        }
    }
}

#[test]
fn every_face_has_a_picture_and_a_name_to_hear() {
    for (name, page) in all(Lang::En) {
        let called = page.matches("action=\"/tablet/call\"").count();
        let said = page.matches("aria-label=\"Call ").count();
        assert_eq!(called, said, "{name}");
        for used in page.split("<use href=\"#").skip(1) {
            let id = used.split('"').next().unwrap();
            assert!(
                page.contains(&format!("<symbol id=\"{id}\"")),
                "{id} on {name}"
            );
        }
    }
}

#[test]
fn what_stands_alone_keeps_the_promises_of_every_page() {
    let [mara, _] = cast_of_two();
    for lang in Lang::ALL {
        let frame = Frame {
            viewer: None,
            tab: None,
            ..frame(lang, &mara)
        };
        let view = PairView {
            name: "<Blue>".to_owned(),
            quiet: Some(("19:30".to_owned(), "07:00".to_owned())),
            path: "/tablet/pair/x".to_owned(),
            signed_in: true,
        };
        for page in [
            ended_page(&frame),
            trouble_page(&frame),
            pair_page(&frame, &view),
            pair_over_page(&frame),
        ] {
            check_page(&page.0);
            assert!(!page.0.contains("<Blue>"));
        }
    }
}

#[test]
fn a_form_asks_for_one_or_for_nobody() {
    let tablet = "t-sam".parse().unwrap();
    assert_eq!(Asked::read("a", ""), Some(Asked::Parent(Side::A)));
    assert_eq!(Asked::read("b", ""), Some(Asked::Parent(Side::B)));
    assert_eq!(Asked::read("", "t-sam"), Some(Asked::Tablet(tablet)));
    for (parent, other) in [
        ("", ""),
        ("c", ""),
        ("a", "t-sam"),
        ("A", ""),
        ("", "NO ID"),
    ] {
        assert_eq!(Asked::read(parent, other), None, "{parent} {other}");
    }
}

fn choice(quiet: Option<(Time, Time)>) -> TabletChoice {
    TabletChoice {
        name: Name::new("Blue").unwrap(),
        children: children(&["noor", "pim"]),
        quiet,
        language: Language::En,
    }
}

/// A tablet that the record does not know calls nobody, whatever its choice says; where its children
/// sleep it knows from the plan.
#[test]
fn a_tablet_that_was_not_paired_calls_nobody() {
    let (family, tablet) = (family(), "unknown".parse().unwrap());
    let now: Timestamp = "2026-11-23T12:00:00Z".parse().unwrap();
    let choice = choice(Some((time(19, 0, 0, 0), time(7, 0, 0, 0))));
    let source = Source {
        family: &family,
        tablet: &tablet,
        choice: &choice,
        now,
    };
    let view = build(source, |names| list(Text::of(Lang::En), names));
    assert_eq!((view.hour, view.faces.len()), (Hour::Awake, 0));
    assert_eq!(view.kids, [kid("Noor", 0), kid("Pim", 3)]);
    let sleeping: usize = view.tonight.iter().map(|one| one.kids.len()).sum();
    assert_eq!(sleeping, 2);
    for side in Side::BOTH {
        assert!(!is_there(source, &Asked::Parent(side)));
        assert!(lets_ring(source, &Caller::Parent(side)));
    }
    let night = Source {
        now: "2026-11-23T20:00:00Z".parse().unwrap(),
        ..source
    };
    assert_eq!(build(night, |_| String::new()).hour, Hour::Asleep);
    for side in Side::BOTH {
        assert!(
            !lets_ring(night, &Caller::Parent(side)),
            "no call is planned"
        );
    }
}
