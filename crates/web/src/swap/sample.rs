//! A family with proposals in every state, for tests and for the samples of every page.
//! Long on purpose: one family in every state.
//!
//! May touch: nothing outside. It is now Sunday 22 November 2026, 11:00 in Amsterdam.

use family::{
    Child, Entry, Event, Family, Founding, MemberId, Move, Name, Parent, ProposalId, Reason,
    Refusal, Revision, Terms, fold,
};
use jiff::civil::{DateTime, datetime};
use jiff::{Timestamp, ToSpan};
use maud::Markup;
use plan::{ChildId, ParentingPlan, Side};

use super::build::Looking;
use super::form::{AnswerForm, FieldError, SwapForm, Wrong, parse};
use super::view::{Arrival, DeclineView, FormView, ListView, PreviewView, ProposalView, Purpose};
use crate::page::{Frame, Person, Tab};
use crate::text::Lang;

/// 2-2-5-5 for the two oldest, 2-2-3 for Cato, visits for Pim.
pub(crate) const PLAN: &str = r#"
edition = 1
title = "Parenting plan of Mara and Elias"
zone = "Europe/Amsterdam"
from = 2026-02-02

[[parent]]
id = "mara"
name = "Mara"
letter = "M"

[[parent]]
id = "elias"
name = "Elias"
letter = "E"

[[child]]
id = "noor"
name = "Noor"
born = 2019-03-04

[[child]]
id = "sam"
name = "Sam"
born = 2021-05-10

[[child]]
id = "cato"
name = "Cato"
born = 2023-06-01

[[child]]
id = "pim"
name = "Pim"
born = 2025-02-15

[[clause]]
id = "rhythm"
title = { en = "The rhythm of Noor and Sam", nl = "Het ritme van Noor en Sam" }
sentence = { en = "Two, two, five and five nights.", nl = "Twee, twee, vijf en vijf nachten." }
children = ["noor", "sam"]
nights = { sequence = "MMEEMMM MMEEEEE", start = 2026-02-02, change = "17:30" }

[[clause]]
id = "cato"
title = { en = "The rhythm of Cato", nl = "Het ritme van Cato" }
sentence = { en = "Two, two and three nights.", nl = "Twee, twee en drie nachten." }
children = ["cato"]
nights = { sequence = "MMEEMMM EEMMEEE", start = 2026-02-02, change = "17:30" }

[[clause]]
id = "pim"
title = { en = "Pim sees Elias", nl = "Pim ziet Elias" }
sentence = { en = "On Saturdays from ten to four.", nl = "Op zaterdag van tien tot vier." }
children = ["pim"]
weekly = { parent = "elias", windows = ["sat 10:00 - 16:00"] }

[[clause]]
id = "home"
rank = "fallback"
title = { en = "Otherwise with Mara", nl = "Anders bij Mara" }
sentence = { en = "Otherwise Pim is with Mara.", nl = "Anders is Pim bij Mara." }
children = ["pim"]
always = "mara"
"#;

pub(crate) fn now() -> Timestamp {
    "2026-11-22T10:00:00Z".parse().unwrap()
}

pub(crate) fn plan() -> ParentingPlan {
    ParentingPlan::read(PLAN, jiff::civil::date(2026, 11, 1)).unwrap()
}

pub(crate) fn children(ids: &[&str]) -> Vec<ChildId> {
    ids.iter().map(|id| id.parse().unwrap()).collect()
}

pub(crate) fn change(ids: &[&str], to: Side, start: DateTime, end: DateTime) -> Move {
    Move {
        children: children(ids),
        to,
        start,
        end,
    }
}

/// Noor, Sam and Cato with Elias in the weekend of 28 November, which is Mara's.
pub(crate) fn weekend() -> Move {
    let start = datetime(2026, 11, 27, 17, 30, 0, 0);
    change(&["noor", "sam", "cato"], Side::B, start, start + 3.days())
}

/// Noor and Sam with Mara in the weekend of 5 December, which is Elias's.
pub(crate) fn in_return() -> Move {
    let start = datetime(2026, 12, 4, 17, 30, 0, 0);
    change(
        &["noor", "sam"],
        Side::A,
        start,
        datetime(2026, 12, 6, 18, 0, 0, 0),
    )
}

fn member(side: Side) -> MemberId {
    match side {
        Side::A => "m-mara".parse().unwrap(),
        Side::B => "m-elias".parse().unwrap(),
    }
}

pub(crate) fn id(text: &str) -> ProposalId {
    text.parse().unwrap()
}

fn founding() -> Founding {
    let name = |text: &str| Name::new(text).unwrap();
    let parent = |side, id: &str, text: &str| Parent {
        member: member(side),
        id: id.parse().unwrap(),
        name: name(text),
    };
    let child = |id: &str, text: &str, born: &str| Child {
        id: id.parse().unwrap(),
        name: name(text),
        born: born.parse().unwrap(),
    };
    Founding {
        name: name("Mara and Elias"),
        zone: "Europe/Amsterdam".into(),
        parents: [
            parent(Side::A, "mara", "Mara"),
            parent(Side::B, "elias", "Elias"),
        ],
        children: vec![
            child("noor", "Noor", "2019-03-04"),
            child("sam", "Sam", "2021-05-10"),
            child("cato", "Cato", "2023-06-01"),
            child("pim", "Pim", "2025-02-15"),
        ],
        founder: Side::A,
    }
}

fn reason(text: &str) -> Option<Reason> {
    Some(Reason::new(text).unwrap())
}

fn proposed(id_text: &str, moves: Vec<Move>, why: &str) -> Event {
    Event::Proposed {
        proposal: id(id_text),
        terms: Terms::Swap(moves),
        reason: reason(why),
        answer_by: None,
    }
}

/// All that happened, oldest first.
#[expect(
    clippy::too_many_lines,
    reason = "a list of what happened, one event after another"
)]
pub(crate) fn story() -> Vec<Entry> {
    use Side::{A, B};
    let first = Revision::FIRST;
    let later = |start: DateTime| change(&["noor", "sam"], B, start, start + 1.day());
    let plan = Terms::Plan(PLAN.into());
    let evening = datetime(2026, 12, 15, 17, 30, 0, 0);
    let past = datetime(2026, 11, 10, 17, 30, 0, 0);
    let january = datetime(2027, 1, 4, 17, 30, 0, 0);
    let two = vec![
        change(&["noor"], B, january, january + 1.day()),
        change(&["noor"], A, january + 2.days(), january + 3.days()),
    ];
    let events = [
        (A, Event::Founded(founding())),
        (
            A,
            Event::Invited {
                side: B,
                member: None,
            },
        ),
        (B, Event::Joined { side: B }),
        (
            A,
            Event::Proposed {
                proposal: id("p-plan"),
                terms: plan,
                reason: None,
                answer_by: None,
            },
        ),
        (
            B,
            Event::Accepted {
                proposal: id("p-plan"),
                revision: first,
                assertion: None,
                alternative: family::Alternative::FIRST,
            },
        ),
        (
            B,
            proposed(
                "p-weekend",
                vec![weekend()],
                "My sister\nmarries on Saturday.",
            ),
        ),
        (
            A,
            proposed("p-evening", vec![later(evening)], "A course until nine."),
        ),
        (
            A,
            proposed("p-done", vec![in_return()], "My mother's birthday."),
        ),
        (
            B,
            Event::Accepted {
                proposal: id("p-done"),
                revision: first,
                assertion: None,
                alternative: family::Alternative::FIRST,
            },
        ),
        (
            B,
            proposed("p-no", vec![later(evening + 7.days())], "A late shift."),
        ),
        (
            A,
            Event::Declined {
                proposal: id("p-no"),
                revision: first,
                reason: reason("Exams."),
            },
        ),
        (
            B,
            proposed(
                "p-back",
                vec![later(evening + 14.days())],
                "Perhaps a late shift.",
            ),
        ),
        (
            B,
            Event::Withdrawn {
                proposal: id("p-back"),
                revision: first,
                reason: None,
            },
        ),
        (B, proposed("p-late", vec![later(past)], "A late shift.")),
        (
            A,
            proposed(
                "p-long",
                vec![weekend(), in_return()],
                "As we said on the phone.",
            ),
        ),
        (
            B,
            Event::Countered {
                proposal: id("p-long"),
                revision: first.next(),
                terms: Terms::Swap(vec![in_return()]),
                reason: None,
                answer_by: None,
            },
        ),
        (B, proposed("p-two", two, "A concert.")),
    ];
    let begin: Timestamp = "2026-11-01T09:00:00Z".parse().unwrap();
    (0_u64..)
        .zip(events)
        .map(|(sequence, (by, event))| Entry {
            sequence,
            at: begin + (i64::try_from(sequence).unwrap() * 7).hours(),
            by: member(by),
            event,
        })
        .collect()
}

pub(crate) fn family() -> Family {
    fold(&story()).unwrap().unwrap()
}

/// A family in which Mara's plan still waits for Elias.
pub(crate) fn early_family() -> Family {
    fold(&story()[..4]).unwrap().unwrap()
}

/// The same after Mara signed her plan with a passkey, and Elias accepted it or not.
pub(crate) fn signed_family(accepted: bool) -> Family {
    let mut entries = story();
    let answer = entries[4].clone();
    entries.truncate(4);
    let offer = entries[3].clone();
    entries.push(Entry {
        sequence: 4,
        event: offer_signed(),
        ..offer
    });
    if accepted {
        entries.push(Entry {
            sequence: 5,
            ..answer
        });
    }
    fold(&entries).unwrap().unwrap()
}

/// What a passkey of Mara signed of her plan.
pub(crate) fn offer_signed() -> Event {
    Event::OfferSigned {
        proposal: id("p-plan"),
        revision: Revision::FIRST,
        assertion: std::sync::Arc::new(family::Assertion {
            over: 3,
            rp: "family.example".into(),
            key: [1; 44].into(),
            algorithm: -8,
            authenticator_data: [2; 37].into(),
            client_data: (*b"{}").into(),
            signature: [3; 64].into(),
        }),
    }
}

pub(crate) fn looking(family: &Family, viewer: Side, lang: Lang) -> Looking<'_> {
    Looking {
        family,
        viewer,
        now: now(),
        lang,
    }
}

/// Both parents, for pages that need nothing else of the family.
pub(crate) fn cast_of_two() -> [Person; 2] {
    super::cast(&early_family(), Side::A).parents
}

/// The frame of a page in a test.
pub(crate) fn frame(lang: Lang, viewer: &Person) -> Frame<'_> {
    Frame {
        token: "token",
        waits: 0,
        new: 0,
        path: "/",
        ..crate::page::tests::frame(lang, "A page", viewer, Tab::Proposals)
    }
}

/// What stands in `<main>`, a tag on each line, for a snapshot.
pub(crate) fn main_of(page: &Markup) -> String {
    crate::page::tests::main_of(&page.0)
}

impl ProposalView {
    /// One page for every state, as seen by `viewer`.
    pub(crate) fn sample(viewer: Side, lang: Lang) -> Vec<(&'static str, Self)> {
        let view = |family: &Family, which: &str, arrival| {
            let look = looking(family, viewer, lang);
            super::proposal(&look, &id(which), arrival, "c-1".to_owned()).unwrap()
        };
        let (family, early) = (family(), early_family());
        vec![
            ("open", view(&family, "p-weekend", Arrival::Looking)),
            ("open-other", view(&family, "p-evening", Arrival::Looking)),
            ("accepted", view(&family, "p-done", Arrival::Looking)),
            ("declined", view(&family, "p-no", Arrival::Looking)),
            (
                "withdrawn-moved",
                view(&family, "p-back", Arrival::AnswerNotSent),
            ),
            ("lapsed", view(&family, "p-late", Arrival::Looking)),
            (
                "countered-moved",
                view(&family, "p-long", Arrival::AnswerNotSent),
            ),
            (
                "two",
                view(&family, "p-two", Arrival::Refused(Refusal::PlanAgreed)),
            ),
            ("recorded", view(&family, "p-evening", Arrival::Recorded(9))),
            ("plan", view(&early, "p-plan", Arrival::Looking)),
        ]
    }
}

impl ListView {
    /// A full list and an empty one.
    pub(crate) fn sample(viewer: Side, lang: Lang) -> Vec<(&'static str, Self)> {
        let (family, early) = (family(), fold(&story()[..3]).unwrap().unwrap());
        vec![
            ("full", super::list(&looking(&family, viewer, lang), 0)),
            ("empty", super::list(&looking(&early, viewer, lang), 0)),
        ]
    }
}

impl FormView {
    /// A form filled in beforehand, one with errors, and a counter.
    pub(crate) fn sample(lang: Lang) -> Vec<(&'static str, Self)> {
        let family = family();
        let look = looking(&family, Side::A, lang);
        let day = jiff::civil::date(2026, 11, 28);
        let prefilled = super::prefill(&plan(), &[], day, DateTime::MIN);
        let mut bad = prefilled.clone();
        bad.moves[0].children.clear();
        bad.moves[0].end_day = "2026-11-26".to_owned();
        bad.moves[0].to.clear();
        bad.reason = "<script>".to_owned();
        let mut errors = parse(&bad, &children(&["noor", "sam", "cato", "pim"])).unwrap_err();
        errors.push(FieldError {
            field: "reason".to_owned(),
            wrong: Wrong::TooLong {
                found: 1_003,
                limit: 1_000,
            },
        });
        let counter = Purpose::Counter {
            id: "p-long".to_owned(),
            number: 8,
        };
        let mut answer = SwapForm::of(&[weekend(), in_return()]);
        answer.revision = "2".to_owned();
        vec![
            (
                "new",
                super::form_page(&look, Purpose::New, prefilled, Vec::new()),
            ),
            ("errors", super::form_page(&look, Purpose::New, bad, errors)),
            (
                "counter",
                super::form_page(&look, counter, answer, Vec::new()),
            ),
        ]
    }
}

impl PreviewView {
    /// A preview that can be sent, one that overlaps another proposal, and one that cannot.
    pub(crate) fn sample(lang: Lang) -> Vec<(&'static str, Self)> {
        let family = family();
        let look = looking(&family, Side::A, lang);
        let known = children(&["noor", "sam", "cato", "pim"]);
        let view = |moves: &[Move], why: &str| {
            let mut form = SwapForm::of(moves);
            form.reason = why.to_owned();
            form.command = "c-1".to_owned();
            let draft = parse(&form, &known).unwrap();
            super::preview(&look, Purpose::New, form, draft, &member(Side::A))
        };
        let free = datetime(2026, 12, 8, 17, 30, 0, 0);
        let sunday = datetime(2026, 11, 28, 16, 0, 0, 0);
        let past = datetime(2026, 11, 10, 17, 30, 0, 0);
        vec![
            (
                "free",
                view(
                    &[change(&["noor"], Side::B, free, free + 1.day())],
                    "A <b>show</b>.",
                ),
            ),
            (
                "overlaps",
                view(
                    &[change(
                        &["noor", "pim"],
                        Side::B,
                        sunday,
                        sunday + 2.hours(),
                    )],
                    "",
                ),
            ),
            (
                "past",
                view(&[change(&["noor"], Side::B, past, past + 1.day())], ""),
            ),
            (
                "nothing",
                view(&[change(&["pim"], Side::A, free, free + 1.day())], ""),
            ),
        ]
    }
}

impl DeclineView {
    /// The question, and the question with an error.
    pub(crate) fn sample(lang: Lang) -> Vec<(&'static str, Self)> {
        let family = family();
        let look = looking(&family, Side::A, lang);
        let view = |form: AnswerForm, errors| {
            super::decline(&look, &id("p-weekend"), form, errors).unwrap()
        };
        let long = AnswerForm {
            reason: "x".repeat(1_001),
            ..AnswerForm::default()
        };
        let errors = long.reason().unwrap_err();
        let typed = AnswerForm {
            reason: "Too long".to_owned(),
            ..long
        };
        vec![
            ("ask", view(AnswerForm::default(), Vec::new())),
            ("errors", view(typed, errors)),
        ]
    }
}
