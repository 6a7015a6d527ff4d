//! What holds whatever both parents tell, and in whatever order.

use super::*;
use family::{SaidOfCare, fold};
use jiff::civil::Date;
use jiff::{SignedDuration, ToSpan as _};
use plan::{Facts, Handover};
use proptest::prelude::*;
use std::fmt::Write as _;

fn stays(family: &Family, window: Window, kind: TimelineKind) -> Vec<plan::Stay> {
    let plan = family.plan().unwrap();
    let timeline = compile_facts(plan, window, &family.facts(window), kind);
    let all = timeline.children().iter();
    all.flat_map(plan::ChildTimeline::stays)
        .map(|stay| plan::Stay {
            // What gave it may be what happened, or the plan: who had the child counts here.
            first: stay.last,
            ..stay
        })
        .collect()
}

/// Who had whom when, whatever gave it.
fn held(family: &Family, kind: TimelineKind) -> Vec<(jiff::Timestamp, jiff::Timestamp, Side)> {
    let all = stays(family, march(), kind);
    all.into_iter()
        .map(|stay| (stay.start, stay.end, stay.parent))
        .collect()
}

/// What somebody tells, as a number of choices.
#[derive(Debug, Clone)]
struct Telling {
    side: Side,
    kind: u8,
    handover: usize,
    minutes: i64,
    all: bool,
}

fn telling() -> impl Strategy<Value = Telling> {
    let side = prop_oneof![Just(Side::A), Just(Side::B)];
    // Few handovers, so that the parents speak of the same ones.
    (side, 0..6_u8, 0..8_usize, -300..900_i64, any::<bool>()).prop_map(
        |(side, kind, handover, minutes, all)| Telling {
            side,
            kind,
            handover,
            minutes,
            all,
        },
    )
}

fn tellings() -> impl Strategy<Value = Vec<Telling>> {
    prop::collection::vec(telling(), 1..30)
}

/// The handovers of the week before, and what each of them begins.
fn lately(world: &World) -> Vec<(Handover, DateTime, DateTime)> {
    let family = world.family();
    let window = Window::new(date(2027, 3, 7), date(2027, 3, 15)).unwrap();
    let timeline = family.timeline(window).unwrap();
    let local = |at| family.zone().to_datetime(at);
    let all = timeline.handovers().into_iter().map(|one| {
        let ends = one.children.iter().filter_map(|child| {
            let stays = timeline.child(child).unwrap().stays();
            stays
                .iter()
                .find(|stay| stay.start == one.at)
                .map(|stay| stay.end)
        });
        let end = ends.min().unwrap();
        let (begins, ends) = (local(one.at), local(end));
        (one, begins, ends)
    });
    all.collect()
}

/// The words, about a handover or the care that it begins.
fn words(telling: &Telling, all: &[(Handover, DateTime, DateTime)]) -> CareSaid {
    let (handover, begins, ends) = &all[telling.handover % all.len()];
    let mut children = handover.children.clone();
    if !telling.all {
        children.truncate(1);
    }
    let to = handover.to;
    let middle = (*begins + telling.minutes.abs().minutes()).min(*ends - 1.minute());
    let stretch = |parent| match telling.minutes % 3 {
        0 => (parent, *begins, *ends),
        1 => (parent, *begins, middle.max(*begins + 1.minute())),
        _ => (parent, middle, *ends),
    };
    let fact = match telling.kind {
        0 => CareFact::HandedOver {
            to,
            planned: *begins,
            at: *begins,
        },
        1 | 2 => CareFact::HandedOver {
            to,
            planned: *begins,
            at: *begins + telling.minutes.minutes(),
        },
        3 | 4 => {
            let (parent, from, until) = stretch(to);
            CareFact::Missed {
                parent,
                from,
                until,
            }
        }
        _ => {
            let (parent, from, until) = stretch(to);
            CareFact::TookPlace {
                parent,
                from,
                until,
            }
        }
    };
    CareSaid {
        children,
        fact,
        reason: None,
        note: HandoverNote::default(),
        place: None,
    }
}

/// Tells all of it; refusals are part of life.
fn run(tellings: &[Telling]) -> World {
    let mut world = spring();
    let all = lately(&world);
    for telling in tellings {
        let before = world.family.clone();
        if world.act(telling.side, say(words(telling, &all))).is_err() {
            assert_eq!(world.family, before, "a refusal changes nothing");
        }
        world.now += SignedDuration::from_mins(1);
    }
    world
}

/// Puts words on a record that nobody decided on.
fn put(world: &mut World, side: Side, said: &Arc<CareSaid>) {
    let member = world.member(side);
    world.put(&member, Event::CareSaid(Arc::clone(said)));
}

/// The facts as a file of facts.
fn as_file(facts: &Facts, plan: &ParentingPlan) -> String {
    let mut file = String::new();
    for fact in facts.as_slice() {
        let children: Vec<String> = fact.children.iter().map(|id| format!("\"{id}\"")).collect();
        let children = format!("children = [{}]", children.join(", "));
        let name = |side: &Side| plan.parent(*side).id.to_string();
        let said = match &fact.happened {
            Happened::Handover { to, planned, at } => format!(
                "handover = {{ to = \"{}\", planned = {planned}, at = {at}, {children} }}",
                name(to)
            ),
            Happened::Missed {
                parent,
                from,
                until,
                ..
            } => format!(
                "missed = {{ parent = \"{}\", from = {from}, until = {until}, {children} }}",
                name(parent)
            ),
            Happened::Agreed { .. }
            | Happened::Completed { .. }
            | Happened::Event { .. }
            | Happened::Feast { .. }
            | Happened::Call { .. } => panic!("nobody told {fact:?}"),
        };
        let id = fact.id.as_deref().unwrap();
        writeln!(file, "[[fact]]\nid = \"{id}\"\n{said}").unwrap();
    }
    file
}

fn newest(family: &Family) -> Vec<SaidOfCare> {
    let accounts = family.care().accounts(DateTime::MIN, DateTime::MAX);
    let all = accounts.iter().flat_map(family::Account::all);
    all.cloned().collect()
}

/// Whether two are about one child's time with one parent.
fn same_time(one: &CareSaid, other: &CareSaid) -> bool {
    let span = |said: &CareSaid| {
        let (from, until) = said.about();
        (from, until.max(from + 1.minute()))
    };
    let ((a, b), (c, d)) = (span(one), span(other));
    one.parent() == other.parent()
        && one.children.iter().any(|id| other.children.contains(id))
        && a < d
        && c < b
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    /// The plan engine's own reader of facts, which refuses what contradicts itself, takes what counts.
    #[test]
    fn facts_never_contradict_each_other(tellings in tellings()) {
        let world = run(&tellings);
        let family = world.family();
        let plan = family.plan().unwrap();
        let facts = family.facts(march());
        let file = as_file(&facts, plan);
        let read = Facts::read(&file, plan);
        prop_assert!(read.is_ok(), "{file}\n{read:?}");
        prop_assert_eq!(read.unwrap(), facts);
    }

    /// Of what the two say otherwise about the same care, nothing counts.
    #[test]
    fn what_is_disputed_does_not_count(tellings in tellings()) {
        let world = run(&tellings);
        let family = world.family();
        let facts = family.facts(march());
        let all = newest(family);
        for one in &all {
            let denied = all.iter().any(|other| {
                let fact = |said: &SaidOfCare| said.said.fact.clone();
                let on_time = |fact: &CareFact| matches!(
                    fact,
                    CareFact::TookPlace { .. } | CareFact::HandedOver { .. }
                );
                let both = on_time(&fact(one)) && on_time(&fact(other));
                other.by != one.by
                    && same_time(&one.said, &other.said)
                    && fact(one) != fact(other)
                    && !both
            });
            let id = format!("entry-{}", one.entry);
            let counts = facts.as_slice().iter().any(|fact| fact.id.as_deref() == Some(&id));
            prop_assert!(!(denied && counts), "{one:?} in {all:?}");
        }
    }

    /// Where the other says otherwise of everything, care was as agreed.
    #[test]
    fn where_all_is_denied_care_was_as_agreed(tellings in tellings()) {
        let one_side: Vec<Telling> = tellings
            .into_iter()
            .map(|telling| Telling { side: Side::A, ..telling })
            .collect();
        let mut world = run(&one_side);
        let agreed = held(world.family(), TimelineKind::Agreed);
        for said in newest(world.family()) {
            let mut answer = (*said.said).clone();
            answer.fact = match answer.fact {
                CareFact::Missed { parent, from, until } => CareFact::TookPlace { parent, from, until },
                CareFact::HandedOver { to, planned, at } => CareFact::HandedOver {
                    to,
                    planned,
                    at: if planned == at { at - 7.minutes() } else { planned },
                },
                other @ CareFact::TookPlace { .. } => other,
            };
            put(&mut world, Side::B, &Arc::new(answer));
        }
        let now = held(world.family(), TimelineKind::Actual);
        // An answer that a handover was seven minutes early is denied too.
        prop_assert_eq!(now, agreed);
        let open = world.family().care().accounts(DateTime::MIN, DateTime::MAX);
        prop_assert!(open.iter().all(family::Account::differ));
    }

    /// It makes no difference which parent's words come onto the record first.
    #[test]
    fn the_order_between_the_parents_does_not_matter(
        tellings in tellings(),
        mixed in prop::collection::vec(any::<bool>(), 30),
    ) {
        let mut world = spring();
        let all = lately(&world);
        let said: Vec<(Side, Arc<CareSaid>)> = tellings
            .iter()
            .map(|telling| (telling.side, Arc::new(words(telling, &all))))
            .collect();
        let mut other = world.clone();
        for (side, said) in &said {
            put(&mut world, *side, said);
        }
        let of = |side| said.iter().filter(move |(by, _)| *by == side);
        let (mut a, mut b) = (of(Side::A).peekable(), of(Side::B).peekable());
        let mut turns = mixed.iter();
        while a.peek().is_some() || b.peek().is_some() {
            let first = turns.next().copied().unwrap_or(true);
            let next = if first { a.next().or_else(|| b.next()) } else { b.next().or_else(|| a.next()) };
            let (side, said) = next.unwrap();
            put(&mut other, *side, said);
        }
        prop_assert_eq!(counted(world.family(), march()), counted(other.family(), march()));
        let shape = |world: &World| -> Vec<_> {
            let accounts = world.family().care().accounts(DateTime::MIN, DateTime::MAX);
            accounts.iter().map(family::Account::differ).collect()
        };
        prop_assert_eq!(shape(&world), shape(&other));
    }

    /// The record is the database: folding it again gives the same, with the same facts.
    #[test]
    fn replay_gives_the_same_facts(tellings in tellings()) {
        let world = run(&tellings);
        let again = fold(&world.entries).unwrap().unwrap();
        prop_assert_eq!(again.facts(march()), world.family().facts(march()));
        prop_assert_eq!(&again, world.family());
    }

    /// Words that both erased are as words that were never said.
    #[test]
    fn erasing_words_equals_never_having_said_them(
        tellings in tellings(),
        which in any::<prop::sample::Index>(),
    ) {
        let mut world = run(&tellings);
        let said: Vec<u64> = world.family().care().all().map(|one| one.entry).collect();
        prop_assume!(!said.is_empty());
        let gone = *which.get(&said);
        let mut never = spring();
        for entry in world.entries.iter().skip(never.entries.len()) {
            if let (true, Event::CareSaid(said)) = (entry.sequence != gone, &entry.event) {
                never.put(&entry.by, Event::CareSaid(Arc::clone(said)));
            }
        }
        world.ok(Side::A, propose(9, erase(&[gone])));
        world.ok(Side::B, accept(9, 1));
        prop_assert_eq!(counted(world.family(), march()), counted(never.family(), march()));
        prop_assert_eq!(world.family().care().all().len(), said.len() - 1);
        let again = read_again(&world.entries);
        prop_assert_eq!(again.as_ref(), Ok(world.family()));
    }

    /// A short look at the log shows the same matters as a long one.
    #[test]
    fn a_part_of_the_log_shows_whole_matters(tellings in tellings(), day in 1..15_i8) {
        let world = run(&tellings);
        let care = world.family().care();
        let day: Date = date(2027, 3, day);
        let (from, until) = (day.at(0, 0, 0, 0), day.tomorrow().unwrap().at(0, 0, 0, 0));
        let all = care.accounts(DateTime::MIN, DateTime::MAX);
        let meets = |account: &&family::Account| account.all().any(|one| {
            let (begins, ends) = one.said.reach();
            begins < until && from < ends
        });
        let expected: Vec<_> = all.iter().filter(meets).cloned().collect();
        prop_assert_eq!(care.accounts(from, until), expected);
    }
}
