//! Saying clause by clause what one agrees with in an offered plan: it survives offers in answer as far
//! as a clause stays the same, and binds nobody. And signing one's own offer of a plan.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod common;

use common::{World, accept, counter, decline, founding, propose, read_again, swap, withdraw};
use family::{Assertion, Command, EndingRefusal, Refusal, Revision, State, Terms};
use plan::{ClauseId, Side};
use proptest::prelude::*;

/// The example with two clauses in words behind its rhythm.
fn plan(school: &str, telephone: &str) -> Terms {
    Terms::Plan(text(school, telephone).into())
}

fn text(school: &str, telephone: &str) -> String {
    let mut text = plan::EXAMPLE.to_owned();
    for (id, words) in [("school", school), ("telephone", telephone)] {
        text.push_str(&format!(
            "\n[[clause]]\nid = \"{id}\"\ntitle = {{ en = \"{id}\" }}\nsentence = {{ en = \"{words}\" }}\n"
        ));
    }
    text
}

/// What a plan can state beside its clauses: a place in the example's text, and what stands there
/// instead.
const BESIDE: [(&str, &str); 11] = [
    (
        "from = 2026-09-07\n",
        "from = 2026-09-07\nprecedence = [\"order\", \"agreed\", \"holiday\", \"school-holiday\", \"visit\", \"regular\", \"fallback\", \"later\"]\n",
    ),
    ("from = 2026-09-07\n", "from = 2026-09-14\n"),
    (
        "from = 2026-09-07\n",
        "from = 2026-09-07\nuntil = 2031-01-01\n",
    ),
    (
        "from = 2026-09-07\n",
        "from = 2026-09-07\nnight_at = \"03:00\"\n",
    ),
    ("Europe/Amsterdam", "Europe/Athens"),
    ("letter = \"E\"", "letter = \"L\""),
    ("name = \"Mara\"", "name = \"Mara\"\nbirthday = \"04-03\""),
    (
        "[[parent]]\nid = \"mara\"",
        "[[home]]\nid = \"nest\"\nname = \"The nest\"\n\n[[parent]]\nhome = \"nest\"\nid = \"mara\"",
    ),
    (
        "[handover]",
        "[school]\ncountry = \"NL\"\nregion = \"zuid\"\nstarts = \"08:30\"\nends = \"15:15\"\n\n[handover]",
    ),
    ("place = \"School\"", "place = \"At home\""),
    ("brings = \"giver\"", "brings = \"receiver\""),
];

/// The plan with another thing stated beside its clauses.
fn beside((stands, instead): (&str, &str), text: &str) -> String {
    let changed = text.replacen(stands, instead, 1);
    assert_ne!(changed, text, "{stands}");
    changed
}

fn ids(names: &[&str]) -> Vec<ClauseId> {
    names.iter().map(|name| name.parse().unwrap()).collect()
}

fn mark(revision: u32, names: &[&str], agreed: bool) -> Command {
    Command::MarkClauses {
        proposal: common::id(0),
        revision: Revision(revision),
        clauses: ids(names),
        agreed,
    }
}

/// A family whose first plan waits for Elias.
fn offered() -> World {
    let mut world = World::new();
    world.ok(Side::A, Command::Found(founding()));
    world.ok(Side::A, Command::Invite);
    world.ok(Side::B, Command::Join);
    world.ok(
        Side::A,
        propose(0, plan("We choose together.", "Each may call.")),
    );
    world
}

/// The clauses with which a parent agrees, in the order of the names.
fn agrees(world: &World, side: Side) -> Vec<&'static str> {
    let marks = &world.family().proposal(&common::id(0)).unwrap().marks;
    let all = ["rhythm", "school", "telephone"];
    all.into_iter()
        .filter(|name| marks.of(side, &name.parse().unwrap()).is_some())
        .collect()
}

#[test]
fn who_offers_a_plan_agrees_with_all_of_it_and_the_other_with_what_is_said() {
    let mut world = offered();
    assert_eq!(agrees(&world, Side::A), ["rhythm", "school", "telephone"]);
    assert!(agrees(&world, Side::B).is_empty());
    world.ok(Side::B, mark(1, &["school", "rhythm", "school"], true));
    assert_eq!(agrees(&world, Side::B), ["rhythm", "school"]);
    world.ok(Side::B, mark(1, &["school"], false));
    assert_eq!(agrees(&world, Side::B), ["rhythm"]);
    let marks = &world.family().proposal(&common::id(0)).unwrap().marks;
    assert_eq!(marks.by_both(), 1);
    assert!(world.family().plan().is_none(), "it binds nobody");
}

#[test]
fn an_offer_in_answer_keeps_what_stays_the_same() {
    let mut world = offered();
    world.ok(Side::B, mark(1, &["rhythm", "telephone"], true));
    world.ok(
        Side::B,
        counter(0, 1, plan("Mara chooses.", "Each may call.")),
    );
    assert_eq!(agrees(&world, Side::B), ["rhythm", "school", "telephone"]);
    assert_eq!(agrees(&world, Side::A), ["rhythm", "telephone"]);
    world.ok(Side::A, mark(2, &["school"], true));
    let proposal = world.family().proposal(&common::id(0)).unwrap();
    assert_eq!(proposal.marks.by_both(), 3);
    world.ok(Side::A, accept(0, 2));
    assert!(world.family().plan().is_some());
}

/// The same words of a rule give other days, times or places where the plan states something else
/// beside its clauses: nobody agreed with that yet. A clause in words alone stays what it was.
#[test]
fn what_is_stated_beside_the_clauses_takes_agreement_with_rules_away() {
    let words = text("We choose together.", "Each may call.");
    for one in BESIDE {
        let mut world = offered();
        world.ok(Side::B, mark(1, &["rhythm", "school"], true));
        let answer = Terms::Plan(beside(one, &words).into());
        world.ok(Side::B, counter(0, 1, answer));
        assert_eq!(agrees(&world, Side::A), ["school", "telephone"], "{one:?}");
        assert_eq!(agrees(&world, Side::B), ["rhythm", "school", "telephone"]);
        // Whoever offers it agrees with the rule as it is now, and since now.
        let proposal = world.family().proposal(&common::id(0)).unwrap();
        let since = |name: &str| proposal.marks.of(Side::B, &name.parse().unwrap()).unwrap();
        assert_eq!(since("rhythm").entry, proposal.current().entry);
        assert!(since("school").entry < proposal.current().entry);
        world.ok(Side::A, mark(2, &["rhythm"], true));
        assert_eq!(
            read_again(&world.entries).unwrap().proposal(&common::id(0)),
            world.family().proposal(&common::id(0))
        );
    }
}

#[test]
fn another_title_of_the_plan_changes_nothing_that_was_agreed_with() {
    let mut world = offered();
    let words = text("We choose together.", "Each may call.");
    let title = ("Parenting plan of Mara and Elias", "Our plan");
    world.ok(
        Side::B,
        counter(0, 1, Terms::Plan(beside(title, &words).into())),
    );
    assert_eq!(agrees(&world, Side::A), ["rhythm", "school", "telephone"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// However often and in whatever way a plan is answered: a parent agrees with a rule of the other's
    /// offer only where it stands beside the same things as when that was said.
    #[test]
    fn nobody_agrees_with_a_rule_beside_what_they_did_not_see(
        answers in prop::collection::vec((prop::option::of(0..BESIDE.len()), any::<bool>()), 1..6),
    ) {
        let words = text("We choose together.", "Each may call.");
        let mut world = offered();
        let (mut side, mut now) = (Side::B, words.clone());
        for (revision, (other, agreed)) in (1..).zip(answers) {
            if agreed && !agrees(&world, side).contains(&"rhythm") {
                world.ok(side, mark(revision, &["rhythm"], true));
            }
            let next = other.map_or_else(|| words.clone(), |at| beside(BESIDE[at], &words));
            world.ok(side, counter(0, revision, Terms::Plan(next.as_str().into())));
            let (own, others) = (agrees(&world, side), agrees(&world, side.other()));
            prop_assert_eq!(own, ["rhythm", "school", "telephone"]);
            prop_assert_eq!(others.contains(&"rhythm"), next == now);
            prop_assert!(others.ends_with(&["school", "telephone"]));
            (side, now) = (side.other(), next);
        }
    }
}

#[test]
fn what_cannot_be_said_is_refused_in_a_sentence() {
    let mut world = offered();
    assert_eq!(
        world.refused(Side::A, mark(1, &["rhythm"], true)),
        Refusal::OwnOffer
    );
    assert_eq!(
        world.refused(Side::B, mark(1, &["garden"], true)),
        Refusal::NoClause
    );
    assert_eq!(
        world.refused(Side::B, mark(2, &["rhythm"], true)),
        Refusal::NewerRevision(Revision(1))
    );
    for nothing in [mark(1, &["rhythm"], false), mark(1, &[], true)] {
        assert_eq!(world.refused(Side::B, nothing), Refusal::ChangesNothing);
    }
    world.ok(Side::B, decline(0, 1));
    assert_eq!(
        world.refused(Side::B, mark(1, &["rhythm"], true)),
        Refusal::AlreadyAnswered
    );
    let mut world = World::agreed();
    world.ok(Side::A, propose(1, swap(9)));
    let other = Command::MarkClauses {
        proposal: common::id(1),
        revision: Revision::FIRST,
        clauses: ids(&["rhythm"]),
        agreed: true,
    };
    assert_eq!(world.refused(Side::B, other), Refusal::OtherMatter);
}

#[test]
fn it_is_read_again_as_it_was_said() {
    let mut world = offered();
    world.ok(Side::B, mark(1, &["school"], true));
    world.ok(
        Side::B,
        counter(0, 1, plan("We choose together.", "On Sundays.")),
    );
    let again = read_again(&world.entries).unwrap();
    let marks = |family: &family::Family| family.proposal(&common::id(0)).unwrap().marks.clone();
    assert_eq!(marks(&again), marks(world.family()));
}

fn sign(revision: u32, over: u64) -> Command {
    Command::SignOffer {
        proposal: common::id(0),
        revision: Revision(revision),
        assertion: std::sync::Arc::new(Assertion {
            over,
            rp: "family.example".into(),
            key: [1; 44].into(),
            algorithm: -8,
            authenticator_data: [2; 37].into(),
            client_data: (*b"{}").into(),
            signature: [3; 64].into(),
        }),
    }
}

/// Who offers a plan signs it as the other does who accepts it, while it waits or after that, and it
/// changes nothing of how it stands.
#[test]
fn who_offers_a_plan_signs_that_offer_once() {
    for signs_first in [true, false] {
        let mut world = offered();
        let entry = world
            .family()
            .proposal(&common::id(0))
            .unwrap()
            .first()
            .entry;
        let signed = |world: &World| {
            let proposal = world.family().proposal(&common::id(0)).unwrap();
            (
                proposal.current().signed,
                world.family().may_sign(proposal, Side::A),
            )
        };
        assert_eq!(signed(&world), (None, true));
        if !signs_first {
            world.ok(Side::B, accept(0, 1));
        }
        let over_another = world.refused(Side::A, sign(1, entry - 1));
        assert_eq!(over_another, Refusal::from(EndingRefusal::SignedOther));
        assert_eq!(
            world.refused(Side::B, sign(1, entry)),
            Refusal::NotYourOffer
        );
        assert_eq!(
            world.refused(Side::A, sign(2, entry)),
            Refusal::NewerRevision(Revision::FIRST)
        );
        let by = world.family().entries();
        world.ok(Side::A, sign(1, entry));
        assert_eq!(signed(&world), (Some(by), false));
        assert_eq!(
            world.refused(Side::A, sign(1, entry)),
            Refusal::ChangesNothing
        );
        if signs_first {
            assert!(world.family().plan().is_none(), "it binds nobody");
            world.ok(Side::B, accept(0, 1));
        }
        let again = read_again(&world.entries).unwrap();
        let proposal = again.proposal(&common::id(0)).unwrap();
        assert_eq!(proposal.current().signed, Some(by));
        assert!(matches!(proposal.state, State::Accepted(_)));
        assert!(again.plan().is_some());
    }
}

/// A signature is of one offer: in answer to it another may be made and signed, and what was turned
/// down or is no plan is not signed at all.
#[test]
fn only_a_plan_that_stands_is_signed_by_who_offered_it_last() {
    let mut world = offered();
    let first = world
        .family()
        .proposal(&common::id(0))
        .unwrap()
        .first()
        .entry;
    world.ok(Side::A, sign(1, first));
    world.ok(
        Side::B,
        counter(0, 1, plan("Mara chooses.", "Each may call.")),
    );
    let proposal = world.family().proposal(&common::id(0)).unwrap();
    let second = proposal.current().entry;
    assert_eq!(
        (proposal.first().signed.is_some(), proposal.current().signed),
        (true, None)
    );
    assert_eq!(
        world.refused(Side::A, sign(2, second)),
        Refusal::NotYourOffer
    );
    world.ok(Side::B, sign(2, second));
    world.ok(Side::A, decline(0, 2));
    assert_eq!(
        world.refused(Side::B, sign(2, second)),
        Refusal::AlreadyAnswered
    );
    let mut world = World::agreed();
    world.ok(Side::A, propose(1, swap(9)));
    let Command::SignOffer { assertion, .. } = sign(1, world.family().entries() - 1) else {
        panic!("it signs an offer");
    };
    let other = Command::SignOffer {
        proposal: common::id(1),
        revision: Revision::FIRST,
        assertion,
    };
    assert_eq!(world.refused(Side::A, other.clone()), Refusal::OtherMatter);
    world.ok(Side::A, withdraw(1, 1));
    assert_eq!(world.refused(Side::A, other), Refusal::AlreadyAnswered);
}
