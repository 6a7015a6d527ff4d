//! The pages of calls in both languages: what must hold for all of them, and what a script finds there.

use jiff::civil::{date, time};
use maud::{Markup, html};
use plan::Side;

use super::form::{BeginForm, TabletForm};
use super::markup::calls_page;
use super::room_markup::{ring, room_page};
use super::tablets_markup::tablets_page;
use super::view::{
    CallsView, JoinChoice, LiveCall, Offered, Planned, Reach, RingView, RoomPart, RoomView,
    TabletLine, TabletsView, Told, Watched,
};
use crate::page::ClauseRef;
use crate::page::tests::check_page;
use crate::swap::cast;
use crate::swap::sample::{early_family, frame};
use crate::swap::view::Cast;
use crate::text::{Lang, Text};

fn calls(cast: &Cast) -> CallsView {
    let kids = || cast.kids.iter().map(|kid| kid.id.clone());
    CallsView {
        cast: cast.clone(),
        reach: kids()
            .map(|child| Reach {
                child,
                tablets: vec!["Blue <b>".to_owned()],
            })
            .collect(),
        has_plan: true,
        live: Some(LiveCall {
            id: "0a".to_owned(),
            with: "Elias <b>".to_owned(),
            rings: true,
        }),
        watched: Some(Watched {
            by: "the <centre>".to_owned(),
            lang: Some("en"),
            clause: Some(ClauseRef::here(3)),
            people: vec![("m-1".to_owned(), "Ada <b>".to_owned())],
        }),
        planned: vec![Planned {
            at: date(2026, 11, 25).at(17, 0, 0, 0),
            end: date(2026, 11, 25).at(17, 15, 0, 0),
            clocks: Vec::new(),
            parent: Side::B,
            children: kids().collect(),
            clauses: vec![ClauseRef::here(3)],
        }],
        today: date(2026, 11, 23),
        form: BeginForm::default(),
        rhythm: html! {},
        tablets: 2,
        told: Told::Over,
        command: "0123456789abcdef0123456789abcdef".to_owned(),
    }
}

fn room(part: RoomPart) -> RoomView {
    RoomView {
        id: "0a".to_owned(),
        with: "Noor <b>".to_owned(),
        side: Side::B,
        faces: vec![0, 1],
        me: "Mara \"<b>".to_owned(),
        part,
        watcher: Some("Ada <b>".to_owned()),
        open: false,
        ice: "[{\"urls\":[\"turn:a.example:3478\"]}]".to_owned(),
        choice: JoinChoice::default(),
    }
}

fn tablets(cast: &Cast) -> TabletsView {
    TabletsView {
        cast: cast.clone(),
        tablets: vec![TabletLine {
            id: "t-1".to_owned(),
            name: "Blue <b>".to_owned(),
            children: cast.kids.iter().map(|kid| kid.id.clone()).collect(),
            by: Side::B,
            since: date(2026, 11, 1),
        }],
        form: TabletForm {
            name: "Green <b>".to_owned(),
            quiet_from: "soon".to_owned(),
            ..TabletForm::default()
        },
        wrong: vec![("quiet-from", "Not a time.".to_owned())],
        offered: Some(Offered {
            name: "Blue <b>".to_owned(),
            link: "//parenthesis.example/tablet/pair/c2VjcmV0".to_owned(),
            until: time(9, 10, 0, 0),
        }),
        command: "0123456789abcdef0123456789abcdef".to_owned(),
    }
}

#[test]
fn pages_hold_what_every_page_holds_and_nothing_that_somebody_typed_as_markup() {
    let cast = cast(&early_family(), Side::A);
    let mara = cast.parent(Side::A).clone();
    for lang in Lang::ALL {
        let frame = frame(lang, &mara);
        let mut without = calls(&cast);
        without.reach.clear();
        let mut unwatched = calls(&cast);
        if let Some(watched) = &mut unwatched.watched {
            watched.people.clear();
        }
        for page in [
            calls_page(&frame, &calls(&cast)),
            calls_page(&frame, &without),
            calls_page(&frame, &unwatched),
            tablets_page(&frame, &tablets(&cast)),
        ] {
            let page = page.into_string();
            check_page(&page);
            assert!(!page.contains("<b> ") && !page.contains("<centre>"));
        }
        assert!(
            !calls_page(&frame, &unwatched)
                .into_string()
                .contains("name=\"child\"")
        );
    }
}

/// The sign of whoever is there for the children stands in the room before and during the call.
#[test]
fn a_room_has_what_its_script_looks_for_and_ends_without_it() {
    let cast = cast(&early_family(), Side::A);
    let mara = cast.parent(Side::A).clone();
    for lang in Lang::ALL {
        let frame = frame(lang, &mara);
        for part in [RoomPart::Caller, RoomPart::Called, RoomPart::Supervisor] {
            let page = room_page(&frame, &room(part)).into_string();
            for needed in [
                "id=\"call\"",
                "data-stream=\"/calls/0a/stream\"",
                "data-ice-address=\"/calls/0a/ice\"",
                "data-policy=\"relay\"",
                "data-part=\"sign\"",
                "<form method=\"post\" action=\"/calls/0a/end\"",
                "<noscript>",
            ] {
                assert!(page.contains(needed), "{needed}");
            }
            assert!(!page.contains("Ada <b>") && !page.contains("Mara \"<b>"));
            let declines = page.contains("action=\"/calls/0a/decline\"");
            assert_eq!(declines, part == RoomPart::Called);
        }
    }
}

/// Nobody is told that somebody is there before that person is.
#[test]
fn the_sign_says_who_is_awaited_until_that_one_is_there() {
    let cast = cast(&early_family(), Side::A);
    let mara = cast.parent(Side::A).clone();
    for open in [false, true] {
        let view = RoomView {
            open,
            ..room(RoomPart::Called)
        };
        let page = room_page(&frame(Lang::En, &mara), &view).into_string();
        let awaited = "<span data-slot=\"awaited\">Waiting for Ada &lt;b&gt;. Nobody sees";
        let there = "<span data-slot=\"there\">Ada &lt;b&gt; is there for the children";
        assert_eq!(page.contains(awaited), !open);
        assert_eq!(page.contains(there), open);
        assert_eq!(page.matches("data-slot=\"there\"").count(), 1);
        assert!(!page.contains("data-watches"));
    }
    let own = room_page(&frame(Lang::En, &mara), &room(RoomPart::Supervisor)).into_string();
    assert!(own.contains("data-watches=\"1\""));
}

/// A link could choose it for whoever opens it; so no page has such a choice, and no address one.
#[test]
fn no_page_lets_anybody_choose_a_connection_past_the_relay() {
    let cast = cast(&early_family(), Side::A);
    let mara = cast.parent(Side::A).clone();
    let page = calls_page(&frame(Lang::En, &mara), &calls(&cast)).into_string();
    let room = room_page(&frame(Lang::En, &mara), &room(RoomPart::Caller)).into_string();
    for page in [page, room] {
        assert!(!page.contains("name=\"direct\"") && page.contains("name=\"audio\""));
        assert!(page.contains("A call always goes by way of a server"));
    }
    let asked = [
        ("audio".to_owned(), "1".to_owned()),
        ("direct".to_owned(), "1".to_owned()),
    ];
    let asked = JoinChoice::read(&asked);
    assert_eq!(asked.on("/calls/0a"), "/calls/0a?audio=1");
    assert_eq!(JoinChoice::default().on("/calls/0a"), "/calls/0a");
}

#[test]
fn what_rings_says_who_and_for_whom() {
    let view = RingView {
        id: "0a".to_owned(),
        from: "Elias <b>".to_owned(),
        side: Side::B,
        children: "Noor and Sam".to_owned(),
        faces: vec![0],
        watcher: None,
    };
    let made: Markup = ring(Text::of(Lang::En), "token", &view);
    let made = made.into_string();
    assert!(made.contains("Elias &lt;b&gt; calls") && made.contains("Noor and Sam"));
    assert!(made.contains("data-do=\"answer\" href=\"/calls/0a\""));
    assert_eq!(made.matches("name=\"form_token\"").count(), 1);
    let watched = RingView {
        watcher: Some("Ada".to_owned()),
        ..view
    };
    let made = ring(Text::of(Lang::En), "token", &watched).into_string();
    assert!(made.contains("Ada will be there for the children"));
}

#[test]
fn quiet_times_are_both_there_or_neither() {
    let text = Text::of(Lang::En);
    let children = [family::Child {
        id: "noor".parse().unwrap(),
        name: family::Name::new("Noor").unwrap(),
        born: date(2019, 5, 21),
    }];
    let check = |from: &str, until: &str, fine: bool| {
        let form = TabletForm {
            name: "Blue".to_owned(),
            children: vec!["noor".to_owned(), "noor".to_owned()],
            quiet_from: from.to_owned(),
            quiet_until: until.to_owned(),
        };
        let asked = form.asked(text, &children);
        assert_eq!(asked.is_ok(), fine, "{from} {until}");
        if let Ok(asked) = asked {
            assert_eq!(asked.children.len(), 1, "each once");
            assert_eq!(asked.quiet.is_some(), !from.is_empty());
        }
    };
    check("", "", true);
    check("19:30", "07:00", true);
    check("19.30", "7.00", true);
    for (from, until) in [
        ("19:30", ""),
        ("", "07:00"),
        ("19:30", "19:30"),
        ("25:00", "07:00"),
        ("-1:00", "07:00"),
        ("soon", "07:00"),
    ] {
        check(from, until, false);
    }
    let empty = TabletForm::default().asked(text, &children).unwrap_err();
    let fields: Vec<_> = empty.iter().map(|(field, _)| *field).collect();
    assert_eq!(fields, ["name", "children"]);
}
