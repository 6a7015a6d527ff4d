//! Handovers and stretches of care one by one: what may be told, what counts, what stands side by
//! side.

use super::*;
use family::{CareRefusal, Line, Medicine, Move, Reason, Refusal};
use jiff::ToSpan as _;
use plan::{make_up, measure};

fn refusal(world: &mut World, side: Side, said: CareSaid) -> CareRefusal {
    let refusal = world.refused(side, say(said));
    let Refusal::Care(why) = refusal else {
        panic!("{refusal:?}");
    };
    why
}

/// Tuesday 9 March 2027: Pim to Elias at 16:00, back at 18:30.
const TUESDAY: DateTime = datetime(2027, 3, 9, 16, 0, 0, 0);
const BACK: DateTime = datetime(2027, 3, 9, 18, 30, 0, 0);

/// What was told, of what counts.
fn told(family: &Family) -> usize {
    let facts = family.facts(march());
    let of_care = |one: &&plan::Fact| !matches!(one.happened, Happened::Agreed { .. });
    facts.as_slice().iter().filter(of_care).count()
}

fn hours(family: &Family, window: Window, kind: TimelineKind, child: &str, side: Side) -> f64 {
    let plan = family.plan().unwrap();
    let timeline = compile_facts(plan, window, &family.facts(window), kind);
    let measures = measure(plan, &timeline);
    let child = child.parse().unwrap();
    measures.child(&child).unwrap().hours(side)
}

#[test]
fn a_handover_is_told_by_either_and_counts_until_the_other_says_otherwise() {
    let mut world = spring();
    let late = TUESDAY + 40.minutes();
    world.ok(Side::B, say(handed(&["pim"], Side::B, TUESDAY, late)));
    let actual = |family: &Family| hours(family, march(), TimelineKind::Actual, "pim", Side::B);
    let agreed = hours(
        world.family(),
        march(),
        TimelineKind::Agreed,
        "pim",
        Side::B,
    );
    assert!((agreed - actual(world.family()) - 40.0 / 60.0).abs() < 1e-9);
    // The other tells the same: nothing changes, and nothing is counted twice.
    let before = counted(world.family(), march());
    world.ok(Side::A, say(handed(&["pim"], Side::B, TUESDAY, late)));
    assert_eq!(counted(world.family(), march()), before);
    // The other tells another time: both stand, and what was agreed counts.
    world.ok(Side::A, say(handed(&["pim"], Side::B, TUESDAY, TUESDAY)));
    assert!((agreed - actual(world.family())).abs() < 1e-9);
    let accounts = world.family().care().accounts(TUESDAY, BACK);
    assert_eq!(accounts.len(), 1);
    assert!(accounts[0].differ() && accounts[0].counts().is_empty());
    assert_eq!(accounts[0].of(Side::A).len(), 1);
    assert_eq!(accounts[0].of(Side::B).len(), 1);
    // Once they say the same again, it counts again.
    world.ok(Side::B, say(handed(&["pim"], Side::B, TUESDAY, TUESDAY)));
    let accounts = world.family().care().accounts(TUESDAY, BACK);
    assert!(!accounts[0].differ());
    assert_eq!(accounts[0].counts().len(), 1);
    assert_eq!(world.family().care().all().len(), 4, "all words stay");
}

#[test]
fn missed_care_is_answered_and_the_answer_alone_says_nothing() {
    let mut world = spring();
    let answer = took_place(&["pim"], Side::B, TUESDAY, BACK);
    assert_eq!(
        refusal(&mut world, Side::B, answer.clone()),
        CareRefusal::NothingToAnswer
    );
    world.ok(Side::A, say(missed(&["pim"], Side::B, TUESDAY, BACK)));
    // One's own words are not answered.
    assert_eq!(
        refusal(&mut world, Side::A, answer.clone()),
        CareRefusal::NothingToAnswer
    );
    let open = |world: &World| {
        let facts = world.family().facts(march());
        let ledger = make_up(world.family().plan().unwrap(), &facts, march());
        let pim = ledger
            .children
            .into_iter()
            .find(|one| one.child.as_str() == "pim");
        pim.map_or(0, |pim| pim.open.b.seconds)
    };
    assert_eq!(open(&world), 9_000);
    world.ok(Side::B, say(answer.clone()));
    assert_eq!(open(&world), 0);
    assert!(world.family().care().accounts(TUESDAY, BACK)[0].differ());
    assert_eq!(
        refusal(&mut world, Side::B, answer),
        CareRefusal::SaidAlready
    );
    // Whoever said it was missed now says that it took place: nothing is in doubt any more.
    world.ok(Side::A, say(handed(&["pim"], Side::B, TUESDAY, TUESDAY)));
    let accounts = world.family().care().accounts(TUESDAY, BACK);
    assert!(!accounts[0].differ(), "{accounts:?}");
}

#[test]
fn an_answer_over_several_days_denies_all_that_was_said_of_them() {
    let mut world = spring();
    let saturday = datetime(2027, 3, 6, 10, 0, 0, 0);
    let night = datetime(2027, 3, 6, 20, 0, 0, 0);
    let sunday = datetime(2027, 3, 7, 10, 0, 0, 0);
    world.ok(Side::A, say(missed(&["pim"], Side::B, saturday, night)));
    world.ok(Side::A, say(missed(&["pim"], Side::B, night, sunday)));
    assert_eq!(told(world.family()), 2);
    world.ok(
        Side::B,
        say(took_place(&["pim"], Side::B, saturday, sunday)),
    );
    assert_eq!(told(world.family()), 0);
    let accounts = world.family().care().accounts(saturday, sunday);
    assert_eq!(accounts.len(), 1);
    assert_eq!(accounts[0].of(Side::A).len(), 2);
    // A part of the time shows the whole matter.
    let part = world.family().care().accounts(night, sunday);
    assert_eq!(part, accounts);
}

#[test]
fn a_child_is_never_counted_with_both_parents_at_once() {
    let mut world = spring();
    // To Elias at 16:00, but only at 19:00; back at 18:30, but half an hour early.
    let late = datetime(2027, 3, 9, 19, 0, 0, 0);
    let early = datetime(2027, 3, 9, 18, 0, 0, 0);
    world.ok(Side::A, say(handed(&["pim"], Side::B, TUESDAY, late)));
    assert_eq!(told(world.family()), 1);
    world.ok(Side::B, say(handed(&["pim"], Side::A, BACK, early)));
    // Until 19:00 with Mara, says Mara; from 18:00 with Mara, says Elias: both hold.
    assert_eq!(told(world.family()), 2);
    world.ok(
        Side::B,
        say(handed(&["pim"], Side::A, BACK, late + 1.hour())),
    );
    // With Elias until 20:00, says Elias, while Mara says: with me until 19:00.
    assert_eq!(told(world.family()), 0);
    assert!(world.family().care().accounts(TUESDAY, late)[0].differ());
}

#[test]
fn what_somebody_says_again_takes_the_place_of_what_was_said_before() {
    let mut world = spring();
    let mut first = handed(&["pim"], Side::B, TUESDAY, TUESDAY);
    world.ok(Side::A, say(first.clone()));
    assert_eq!(
        refusal(&mut world, Side::A, first.clone()),
        CareRefusal::SaidAlready
    );
    first.note.medicines.push(Medicine {
        name: Name::new("Paracetamol").unwrap(),
        dose: Line::new("5 ml").unwrap(),
        at: datetime(2027, 3, 9, 12, 0, 0, 0),
    });
    world.ok(Side::A, say(first.clone()));
    let accounts = world.family().care().accounts(TUESDAY, BACK);
    assert_eq!(accounts[0].of(Side::A).len(), 1);
    assert_eq!(*accounts[0].of(Side::A)[0].said, first);
    // A later handover of other children at the same time stands beside it.
    let found = world.family().care().accounts_of(&first);
    assert_eq!(found, accounts);
}

#[test]
fn what_may_be_told_was_agreed_and_is_neither_to_come_nor_long_ago() {
    let mut world = spring();
    let check = |world: &mut World, said: CareSaid, why: CareRefusal| {
        assert_eq!(refusal(world, Side::A, said), why);
    };
    let on_time = |children: &[&str]| handed(children, Side::B, TUESDAY, TUESDAY);
    check(&mut world, on_time(&[]), CareRefusal::Children);
    check(&mut world, on_time(&["pim", "pim"]), CareRefusal::Children);
    check(&mut world, on_time(&["nobody"]), CareRefusal::Children);
    check(
        &mut world,
        on_time(&["noor", "pim"]),
        CareRefusal::NoHandover,
    );
    let way = handed(&["pim"], Side::A, TUESDAY, TUESDAY);
    check(&mut world, way, CareRefusal::NoHandover);
    let far = handed(&["pim"], Side::B, TUESDAY, TUESDAY + 25.hours());
    check(&mut world, far, CareRefusal::FarOff);
    let tomorrow = datetime(2027, 3, 16, 16, 0, 0, 0);
    let to_come = handed(&["pim"], Side::B, tomorrow, tomorrow);
    check(&mut world, to_come, CareRefusal::ToCome);
    let ages = datetime(2026, 12, 8, 16, 0, 0, 0);
    let days = family::TOLD_WITHIN_DAYS;
    let long_ago = handed(&["pim"], Side::B, ages, ages);
    check(&mut world, long_ago, CareRefusal::LongAgo { days });
    let backwards = missed(&["pim"], Side::B, BACK, TUESDAY);
    check(&mut world, backwards, CareRefusal::Backwards);
    let beyond = missed(&["pim"], Side::B, TUESDAY, BACK + 1.minute());
    check(&mut world, beyond, CareRefusal::NoCare);
    let endless = missed(&["pim"], Side::B, TUESDAY, DateTime::MAX);
    check(&mut world, endless, CareRefusal::NoCare);
    let mut many = on_time(&["pim"]);
    many.note.medicines = vec![
        Medicine {
            name: Name::new("Drops").unwrap(),
            dose: Line::new("2").unwrap(),
            at: TUESDAY,
        };
        family::MAX_MEDICINES + 1
    ];
    let limit = family::MAX_MEDICINES;
    check(&mut world, many, CareRefusal::Medicines { limit });
    // An hour before its time somebody may tell that it is done.
    world.now = "2027-03-16T14:10:00Z".parse().unwrap();
    let early = datetime(2027, 3, 16, 15, 5, 0, 0);
    world.ok(Side::A, say(handed(&["pim"], Side::B, tomorrow, early)));
}

/// DOMAIN 7, scenario 8: F every other Saturday 10:00-12:00 from 6 February; planned 6 and 20 = 4 h;
/// the 20th cancelled and made up on the 27th: delivered 4 h; nights M28 F0.
#[test]
fn supervised_contact_of_february_2027() {
    let mut world = under(SUPERVISED, "2027-01-20T12:00:00Z");
    let at = |day: i8, hour: i8| datetime(2027, 2, day, hour, 0, 0, 0);
    world.now = "2027-02-20T15:00:00Z".parse().unwrap();
    let mut cancelled = missed(&["finn"], Side::B, at(20, 10), at(20, 12));
    cancelled.reason = Some(Reason::new("Finn had a fever.").unwrap());
    world.ok(Side::A, say(cancelled));
    world.now = "2027-02-22T09:00:00Z".parse().unwrap();
    let instead = Move {
        children: kids(&["finn"]),
        to: Side::B,
        start: at(27, 10),
        end: at(27, 12),
    };
    world.ok(Side::B, propose(1, Terms::Swap(vec![instead])));
    world.ok(Side::A, accept(1, 1));
    world.now = "2027-02-27T12:00:00Z".parse().unwrap();
    for (day, hour, to) in [
        (6, 10, Side::B),
        (6, 12, Side::A),
        (27, 10, Side::B),
        (27, 12, Side::A),
    ] {
        let planned = at(day, hour);
        world.ok(Side::A, say(handed(&["finn"], to, planned, planned)));
    }

    let family = world.family();
    let february = Window::new(date(2027, 2, 1), date(2027, 3, 1)).unwrap();
    for (kind, expected) in [
        (TimelineKind::Planned, 4.0),
        (TimelineKind::Agreed, 6.0),
        (TimelineKind::Actual, 4.0),
    ] {
        let plan = family.plan().unwrap();
        let timeline = compile_facts(plan, february, &family.facts(february), kind);
        let finn = measure(plan, &timeline).children.remove(0);
        assert!((finn.hours(Side::B) - expected).abs() < 1e-9, "{kind:?}");
        assert_eq!((finn.overnights.a, finn.overnights.b), (28, 0), "{kind:?}");
    }
    let ledger = make_up(family.plan().unwrap(), &family.facts(february), february);
    assert_eq!(ledger.children[0].missed.len(), 1);
    assert_eq!(ledger.children[0].missed[0].lost.seconds, 2 * 3_600);
}
