//! Tests of the views built from a family.

use super::super::sample::{early_family, family, id, looking, now};
use super::*;
use jiff::ToSpan;

fn view(viewer: Side, which: &str) -> ProposalView {
    let family = family();
    let look = looking(&family, viewer, Lang::En);
    proposal(&look, &id(which), Arrival::Looking, "c-1".to_owned()).unwrap()
}

#[test]
fn each_state_is_recognised() {
    type Fits = fn(&Standing) -> bool;
    let cases: [(&str, Fits); 5] = [
        ("p-weekend", |s| matches!(s, Standing::Open)),
        (
            "p-done",
            |s| matches!(s, Standing::Accepted(a) if a.by == Side::B && a.entry == 8),
        ),
        (
            "p-no",
            |s| matches!(s, Standing::Declined(a) if a.reason.as_deref() == Some("Exams.")),
        ),
        (
            "p-back",
            |s| matches!(s, Standing::Withdrawn(a) if a.by == Side::B),
        ),
        ("p-late", |s| matches!(s, Standing::Lapsed)),
    ];
    for (which, fits) in cases {
        assert!(fits(&view(Side::A, which).standing), "{which}");
    }
}

#[test]
fn both_parents_see_the_same_facts() {
    for which in [
        "p-weekend",
        "p-done",
        "p-no",
        "p-back",
        "p-late",
        "p-long",
        "p-plan",
    ] {
        let (mut a, b) = (view(Side::A, which), view(Side::B, which));
        a.cast.viewer = Side::B;
        // Who offered a plan can sign it.
        assert_eq!(
            (a.signable, b.signable),
            (which == "p-plan", false),
            "{which}"
        );
        a.signable = false;
        assert_eq!(a, b, "{which}");
    }
}

#[test]
fn an_accepted_swap_shows_what_it_changed_not_that_nothing_is_left_to_change() {
    let effect = view(Side::A, "p-done").effect.unwrap();
    assert_eq!(effect.nights[0].more, [2, -2]);
}

#[test]
fn an_open_swap_says_which_other_one_touches_it() {
    // The counter of p-long asks for time that p-done gave to Mara already.
    let long = view(Side::A, "p-long");
    assert_eq!(long.remarks, vec![RemarkView::Nothing]);
    assert_eq!(long.offers.len(), 2);
    assert_eq!(view(Side::A, "p-weekend").remarks, vec![]);
}

#[test]
fn the_list_is_sorted_by_whom_it_waits_for() {
    let ids = |rows: &[Row]| rows.iter().map(|row| row.id.clone()).collect::<Vec<_>>();
    let family = family();
    let mara = list(&looking(&family, Side::A, Lang::En), 0);
    let elias = list(&looking(&family, Side::B, Lang::En), 0);
    assert_eq!(ids(&mara.mine), ["p-weekend", "p-long", "p-two"]);
    assert_eq!(ids(&mara.theirs), ["p-evening"]);
    assert_eq!(
        ids(&mara.settled),
        ["p-late", "p-back", "p-no", "p-done", "p-plan"]
    );
    assert_eq!(
        (ids(&elias.mine), ids(&elias.theirs)),
        (ids(&mara.theirs), ids(&mara.mine))
    );
    assert_eq!(elias.settled, mara.settled);
}

#[test]
fn an_open_proposal_lapses_by_itself() {
    let family = family();
    let look = Looking {
        now: now() + (24 * 6).hours(),
        ..looking(&family, Side::A, Lang::En)
    };
    let view = proposal(&look, &id("p-weekend"), Arrival::Looking, String::new()).unwrap();
    assert_eq!(
        (view.standing.clone(), view.waits_for()),
        (Standing::Lapsed, None)
    );
    assert_eq!(view.effect, None);
}

#[test]
fn a_plan_is_shown_by_its_title_and_clauses_before_there_is_one_in_force() {
    let family = early_family();
    let look = looking(&family, Side::B, Lang::Nl);
    let view = proposal(&look, &id("p-plan"), Arrival::Looking, String::new()).unwrap();
    assert_eq!(view.waits_for(), Some(Side::B));
    let TermsView::Plan(plan) = &view.offers[0].terms else {
        unreachable!("a plan was offered")
    };
    assert_eq!(plan.title, "Parenting plan of Mara and Elias");
    assert_eq!(plan.clauses[0].title, "Het ritme van Noor en Sam");
    assert_eq!(list(&look, 0).plan, PlanState::None);
}

#[test]
fn an_unknown_proposal_has_no_page() {
    let family = family();
    let look = looking(&family, Side::A, Lang::En);
    assert_eq!(
        proposal(&look, &id("p-none"), Arrival::Looking, String::new()),
        None
    );
    assert_eq!(purpose(&look, Some(&id("p-none"))), None);
    assert_eq!(purpose(&look, None), Some(Purpose::New));
}

#[test]
fn settled_proposals_are_leafed_through() {
    let family = family();
    let page = |skip| list(&looking(&family, Side::A, Lang::En), skip);
    let all = page(0);
    assert!(all.settled.len() > 1 && all.newer.is_none() && all.older.is_none());
    let later = page(1);
    assert_eq!(later.settled, all.settled[1..]);
    assert_eq!((later.newer, later.older), (Some(0), None));
    assert!(page(usize::MAX).settled.is_empty());
}
