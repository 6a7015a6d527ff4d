//! Tests of what a swap changes, worked out by hand from the sample plan.

use super::super::sample::{change, children, id, in_return, plan, weekend};
use super::*;
use family::one_offs;
use jiff::civil::{date, datetime, time};

fn effect(plan: &ParentingPlan, agreed: &[OneOff], moves: &[Move]) -> Option<Effect> {
    super::effect(plan, Versions::ALONE, agreed, moves)
}

fn whole(with: Side) -> Vec<Part> {
    vec![Part {
        with: Some(with),
        until: None,
    }]
}

fn split(first: Side, until: Time, then: Side) -> Vec<Part> {
    vec![
        Part {
            with: Some(first),
            until: Some(until),
        },
        Part {
            with: Some(then),
            until: None,
        },
    ]
}

#[test]
#[expect(clippy::too_many_lines, reason = "one swap, everything it changes")]
fn a_weekend_changes_its_days_its_nights_and_its_handovers() {
    let effect = effect(&plan(), &[], &[weekend()]).unwrap();
    let evening = time(17, 30, 0, 0);
    let all = children(&["noor", "sam", "cato"]);
    let big = children(&["noor", "sam"]);
    let row = |first, last, children: &[ChildId], before, after, clauses: &[u16]| DayChange {
        first,
        last,
        children: children.to_vec(),
        before,
        after,
        clauses: clauses.iter().copied().map(ClauseRef::here).collect(),
    };
    let (friday, monday) = (date(2026, 11, 27), date(2026, 11, 30));
    assert_eq!(
        effect.days,
        vec![
            row(
                friday,
                friday,
                &all,
                split(Side::B, evening, Side::A),
                whole(Side::B),
                &[1, 2]
            ),
            row(
                date(2026, 11, 28),
                date(2026, 11, 29),
                &all,
                whole(Side::A),
                whole(Side::B),
                &[1, 2]
            ),
            row(
                monday,
                monday,
                &big,
                whole(Side::A),
                split(Side::B, evening, Side::A),
                &[1]
            ),
            row(
                monday,
                monday,
                &children(&["cato"]),
                split(Side::A, evening, Side::B),
                whole(Side::B),
                &[2]
            ),
        ]
    );
    assert_eq!(
        effect.nights,
        vec![NightChange {
            children: all.clone(),
            more: [-3, 3]
        }]
    );
    let handover = |day: i8, from, to, children: &[ChildId]| HandoverChange {
        at: datetime(2026, 11, day, 17, 30, 0, 0),
        from,
        to,
        children: children.to_vec(),
    };
    assert_eq!(
        effect.gone,
        vec![
            handover(27, Side::B, Side::A, &all),
            handover(30, Side::A, Side::B, &children(&["cato"])),
        ]
    );
    assert_eq!(effect.added, vec![handover(30, Side::B, Side::A, &big)]);
}

#[test]
fn a_swap_with_something_in_return_counts_both() {
    let effect = effect(&plan(), &[], &[weekend(), in_return()]).unwrap();
    assert_eq!(
        effect.nights,
        vec![
            NightChange {
                children: children(&["noor", "sam"]),
                more: [-1, 1]
            },
            NightChange {
                children: children(&["cato"]),
                more: [-3, 3]
            },
        ]
    );
}

#[test]
fn an_afternoon_changes_a_day_and_no_night() {
    let start = datetime(2026, 11, 28, 9, 0, 0, 0);
    let moved = change(&["noor"], Side::B, start, start + 8.hours());
    let effect = effect(&plan(), &[], &[moved]).unwrap();
    let parts = vec![
        Part {
            with: Some(Side::A),
            until: Some(time(9, 0, 0, 0)),
        },
        Part {
            with: Some(Side::B),
            until: Some(time(17, 0, 0, 0)),
        },
        Part {
            with: Some(Side::A),
            until: None,
        },
    ];
    assert_eq!(effect.days.len(), 1);
    assert_eq!(effect.days[0].after, parts);
    assert_eq!(effect.nights, vec![]);
    assert_eq!((effect.gone.len(), effect.added.len()), (0, 2));
}

#[test]
fn what_is_so_already_changes_nothing_also_through_an_earlier_swap() {
    let start = datetime(2026, 11, 28, 9, 0, 0, 0);
    let same = change(
        &["noor", "pim"],
        Side::A,
        start + 8.hours(),
        start + 1.day(),
    );
    let effect_of = |agreed: &[OneOff], moves: &[Move]| effect(&plan(), agreed, moves).unwrap();
    assert!(effect_of(&[], &[same]).is_nothing());
    let agreed: Vec<OneOff> = one_offs(&id("p-1"), &[weekend()]).collect();
    assert!(effect_of(&agreed, &[weekend()]).is_nothing());
    // Taking it back restores the plan, and the clauses are not what decided it before.
    let back = Move {
        to: Side::A,
        ..weekend()
    };
    let undone = effect_of(&agreed, &[back]);
    assert_eq!(undone.nights[0].more, [3, -3]);
    assert!(undone.days.iter().any(|day| day.clauses.is_empty()));
}

#[test]
fn an_end_at_midnight_does_not_touch_the_next_day() {
    let start = datetime(2026, 11, 28, 0, 0, 0, 0);
    let effect = effect(
        &plan(),
        &[],
        &[change(&["noor"], Side::B, start, start + 1.day())],
    )
    .unwrap();
    assert_eq!(effect.days.len(), 1);
    assert_eq!(
        (effect.days[0].before.clone(), effect.days[0].after.clone()),
        (whole(Side::A), whole(Side::B))
    );
}

#[test]
fn the_days_on_which_the_clocks_change_are_days() {
    let start = datetime(2027, 3, 27, 12, 0, 0, 0);
    let effect = effect(
        &plan(),
        &[],
        &[change(&["pim"], Side::B, start, start + 2.days())],
    )
    .unwrap();
    assert_eq!(
        effect.nights,
        vec![NightChange {
            children: children(&["pim"]),
            more: [-2, 2]
        }]
    );
    assert_eq!(
        effect.days.last().map(|day| day.last),
        Some(date(2027, 3, 29))
    );
}

#[test]
fn before_the_plan_nobody_is_named() {
    let start = datetime(2026, 1, 30, 12, 0, 0, 0);
    let effect = effect(
        &plan(),
        &[],
        &[change(&["noor"], Side::B, start, start + 1.day())],
    )
    .unwrap();
    assert!(effect.days.iter().all(|day| day.before[0].with.is_none()));
}

#[test]
fn nothing_and_the_impossible_have_no_effect() {
    assert_eq!(effect(&plan(), &[], &[]), None);
    let early = datetime(-9999, 1, 1, 0, 0, 0, 0);
    let late = datetime(9999, 12, 31, 0, 0, 0, 0);
    for start in [early, late] {
        let moved = change(&["noor"], Side::B, start, start + 1.hour());
        assert_eq!(effect(&plan(), &[], &[moved]), None, "{start}");
    }
    let far = [
        weekend(),
        change(&["noor"], Side::B, late - 900.days(), late - 899.days()),
    ];
    assert_eq!(effect(&plan(), &[], &far), None);
}

#[test]
fn remarks_name_what_to_know_before_sending() {
    let now = datetime(2026, 11, 27, 17, 31, 0, 0);
    let moves = [weekend()];
    let found = effect(&plan(), &[], &moves).unwrap();
    let start = datetime(2026, 11, 27, 17, 30, 0, 0);
    let other = id("p-2");
    let (touching, apart) = ([weekend()], [in_return()]);
    let open: [(&ProposalId, &[Move]); 2] = [(&other, &touching), (&other, &apart)];
    assert_eq!(
        remarks(&found, &moves, now, &open),
        vec![
            Remark::Past { start },
            Remark::Overlaps {
                proposal: other.clone()
            }
        ]
    );
    assert_eq!(
        remarks(&Effect::default(), &moves, start, &[]),
        vec![Remark::Nothing]
    );
}
