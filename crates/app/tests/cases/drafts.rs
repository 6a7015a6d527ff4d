//! Drafts of a plan: kept save by save, ended, erased; and nobody's business but their author's.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use crate::attachments::found_in;
use crate::common::bundles::{Words, choice, made_in, ready};
use crate::common::*;
use app::mail::{Carried, Carrier, Parcel};
use app::{
    Choice, CommandId, Done, DraftError, EraseError, Filter, Session, Span, Topic, Tree, What,
    choosable,
};
use family::{DraftId, DraftRefusal, DraftedPlan, MAX_DRAFTS, Name, PersonalEvent};
use jiff::{SignedDuration, Timestamp};
use ledger::bundle::read;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use store::{Head, Store as _, StoredEntry};

/// A word that stands nowhere else.
const WORD: &str = "Quetzalvlinder";

fn draft(id: &DraftId, plan: &str) -> DraftedPlan {
    DraftedPlan {
        id: id.clone(),
        name: Name::new("After the summer").unwrap(),
        answers: vec![("rhythm".to_owned(), "2-2-5-5".to_owned())],
        plan: plan.into(),
    }
}

async fn try_keep(world: &World, who: &Session, draft: DraftedPlan) -> Result<(), DraftError> {
    let command = world.app.fresh_command();
    world.app.keep_draft(who, command, draft).await
}

async fn keep(world: &World, who: &Session, id: &DraftId, plan: &str) {
    try_keep(world, who, draft(id, plan)).await.unwrap();
}

async fn end(world: &World, who: &Session, id: &DraftId) {
    let command = world.app.fresh_command();
    let ended = world.app.end_draft(who, command, id.clone()).await;
    ended.unwrap();
}

async fn erase(world: &World, who: &Session, entries: &[u64]) -> Result<Done, EraseError> {
    let entries: BTreeSet<u64> = entries.iter().copied().collect();
    let command = world.app.fresh_command();
    world.app.erase_own(who, command, &entries).await
}

/// The text that a draft has now, and the entries of its saves; `None` when it is not there.
async fn shown(world: &World, who: &Session, id: &DraftId) -> Option<(String, Vec<u64>)> {
    let drafts = world.app.drafts(who).await.unwrap();
    let kept = drafts.of(id)?;
    let entries = kept.versions.iter().map(|version| version.entry);
    Some((kept.draft.plan.to_string(), entries.collect()))
}

async fn version(world: &World, who: &Session, id: &DraftId, entry: u64) -> Option<String> {
    let found = world.app.draft_version(who, id, entry).await.unwrap();
    found.map(|draft| draft.plan.to_string())
}

async fn own_size(world: &World, who: &Session) -> u64 {
    let page = world.app.record(who, Tree::Own, None, 1).await.unwrap();
    page.total
}

async fn restarted(world: World) -> (World, [Arc<Session>; 2]) {
    let world = world.restarted().await;
    let mara = world.sign_in("mara@example.org").await.unwrap();
    let elias = world.sign_in("elias@example.org").await.unwrap();
    (world, [mara, elias])
}

#[tokio::test(flavor = "multi_thread")]
async fn each_save_is_kept_and_read_again_after_a_restart() {
    let world = World::new().await;
    let [mara, _] = world.agreed().await;
    let (one, other) = (
        world.app.fresh_draft().unwrap(),
        world.app.fresh_draft().unwrap(),
    );
    assert_ne!(one, other);
    assert_eq!(world.app.drafts(&mara).await.unwrap().all().count(), 0);
    let first = own_size(&world, &mara).await;
    let begun: Timestamp = NOW.parse().unwrap();
    for (id, plan) in [(&one, "first"), (&other, "another"), (&one, "second")] {
        world
            .clock
            .set(world.app.now() + SignedDuration::from_mins(1));
        keep(&world, &mara, id, plan).await;
    }
    let before = world.app.drafts(&mara).await.unwrap();
    let newest_first: Vec<&DraftId> = before.all().map(|kept| &kept.draft.id).collect();
    assert_eq!(newest_first, [&one, &other]);
    let kept = before.of(&one).unwrap();
    assert_eq!(*kept.draft, draft(&one, "second"));
    let times: Vec<Timestamp> = kept.versions.iter().map(|version| version.at).collect();
    let minutes = |n| begun + SignedDuration::from_mins(n);
    assert_eq!(times, [minutes(1), minutes(3)]);

    let (world, [mara, _]) = restarted(world).await;
    assert_eq!(world.app.drafts(&mara).await.unwrap(), before);
    let saves = vec![first, first + 2];
    assert_eq!(
        shown(&world, &mara, &one).await,
        Some(("second".to_owned(), saves))
    );
    for (id, entry, found) in [
        (&one, first, Some("first")),
        (&one, first + 2, Some("second")),
        (&other, first + 1, Some("another")),
        // An entry of another draft, of something else, and of nothing.
        (&one, first + 1, None),
        (&one, 0, None),
        (&one, u64::MAX, None),
    ] {
        let read = version(&world, &mara, id, entry).await;
        assert_eq!(read.as_deref(), found, "{entry}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_keeps_a_draft_once_and_what_is_the_same_is_not_kept_again() {
    let world = World::new().await;
    let [mara, _] = world.agreed().await;
    let id = world.app.fresh_draft().unwrap();
    let command: CommandId = world.app.fresh_command();
    let size = own_size(&world, &mara).await;
    for plan in ["first", "second"] {
        let kept = world.app.keep_draft(&mara, command, draft(&id, plan)).await;
        kept.unwrap();
    }
    keep(&world, &mara, &id, "first").await;
    let one = Some(("first".to_owned(), vec![size]));
    assert_eq!(shown(&world, &mara, &id).await, one);
    assert_eq!(own_size(&world, &mara).await, size + 1);
    // Another name is a change.
    let renamed = DraftedPlan {
        name: Name::new("Before the winter").unwrap(),
        ..draft(&id, "first")
    };
    try_keep(&world, &mara, renamed).await.unwrap();
    let two = Some(("first".to_owned(), vec![size, size + 1]));
    assert_eq!(shown(&world, &mara, &id).await, two);
    // Nor is what is not there ended.
    end(&world, &mara, &world.app.fresh_draft().unwrap()).await;
    assert_eq!(own_size(&world, &mara).await, size + 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_ended_is_gone_for_good_and_makes_room() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let mut ids = Vec::new();
    for _ in 0..MAX_DRAFTS {
        let id = world.app.fresh_draft().unwrap();
        keep(&world, &mara, &id, "a plan").await;
        ids.push(id);
    }
    let more = world.app.fresh_draft().unwrap();
    let refused = try_keep(&world, &mara, draft(&more, "")).await;
    let full = DraftRefusal::TooMany { limit: MAX_DRAFTS };
    assert!(matches!(refused, Err(DraftError::Refused(why)) if why == full));
    // The other parent has as much room.
    keep(&world, &elias, &more, "").await;
    let command = world.app.fresh_command();
    for _ in 0..2 {
        let ended = world.app.end_draft(&mara, command, ids[0].clone()).await;
        ended.unwrap();
    }
    let (world, [mara, _]) = restarted(world).await;
    assert_eq!(shown(&world, &mara, &ids[0]).await, None);
    let again = try_keep(&world, &mara, draft(&ids[0], "once more")).await;
    assert!(matches!(
        again,
        Err(DraftError::Refused(DraftRefusal::NotThere))
    ));
    keep(&world, &mara, &more, "").await;
    let left = world.app.drafts(&mara).await.unwrap();
    assert_eq!(left.all().count(), MAX_DRAFTS);
}

#[tokio::test(flavor = "multi_thread")]
async fn erased_words_are_in_no_draft_and_the_save_before_is_shown() {
    let world = World::new().await;
    let [mara, _] = world.agreed().await;
    let (id, ended) = (
        world.app.fresh_draft().unwrap(),
        world.app.fresh_draft().unwrap(),
    );
    let first = own_size(&world, &mara).await;
    for plan in ["first", "second", "third"] {
        keep(&world, &mara, &id, plan).await;
    }
    keep(&world, &mara, &ended, "over").await;
    end(&world, &mara, &ended).await;
    assert!(matches!(
        erase(&world, &mara, &[first + 4]).await,
        Err(EraseError::NotThis(_))
    ));
    // An older one, and one of a draft that was ended: the draft is as it was.
    erase(&world, &mara, &[first, first + 3]).await.unwrap();
    let saves = |entries: Vec<u64>, plan: &str| Some((plan.to_owned(), entries));
    let two = saves(vec![first + 1, first + 2], "third");
    assert_eq!(shown(&world, &mara, &id).await, two);
    assert_eq!(version(&world, &mara, &id, first).await, None);
    // The newest one.
    erase(&world, &mara, &[first + 2]).await.unwrap();
    let one = saves(vec![first + 1], "second");
    assert_eq!(shown(&world, &mara, &id).await, one);
    assert_eq!(version(&world, &mara, &id, first + 2).await, None);
    let (world, [mara, _]) = restarted(world).await;
    assert_eq!(shown(&world, &mara, &id).await, one);
    // It goes on from there, and is gone with the words of its last saves.
    keep(&world, &mara, &id, "fourth").await;
    let entries = shown(&world, &mara, &id).await.unwrap().1;
    erase(&world, &mara, &entries).await.unwrap();
    assert_eq!(shown(&world, &mara, &id).await, None);
    let (world, [mara, _]) = restarted(world).await;
    assert_eq!(shown(&world, &mara, &id).await, None);
    let found = world.store.inspect().await.unwrap();
    let checked = app::check::check(&world.store, [42; 32], &[], found, &mut |_, _| {}).await;
    assert_eq!(checked.unwrap().faults, Vec::<String>::new());
}

/// Everything that is stored of the only family's tree.
async fn family_tree(world: &World) -> (store::Family, Option<Head>, Vec<StoredEntry>) {
    let row = world.store.families(None).await.unwrap().remove(0);
    let head = world.store.head(&row.tree).await.unwrap();
    let entries = world.store.load(&row.tree, 0, 1_024).await.unwrap();
    (row, head, entries)
}

/// SAFETY.md, S1: keeping and ending drafts changes no byte of the family's record, and the other
/// parent is told nothing and finds nothing.
#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_its_author_s_alone() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let before = family_tree(&world).await;
    let size = own_size(&world, &elias).await;
    let (one, other) = (
        world.app.fresh_draft().unwrap(),
        world.app.fresh_draft().unwrap(),
    );
    world
        .clock
        .set(world.app.now() + SignedDuration::from_hours(1));
    keep(&world, &mara, &one, WORD).await;
    keep(&world, &mara, &one, &format!("{WORD} and more")).await;
    keep(&world, &mara, &other, WORD).await;
    end(&world, &mara, &other).await;
    let entries = shown(&world, &mara, &one).await.unwrap().1;
    erase(&world, &mara, &entries[1..]).await.unwrap();

    assert!(family_tree(&world).await == before, "the family's tree");
    assert_eq!(own_size(&world, &elias).await, size);
    assert_eq!(world.app.drafts(&elias).await.unwrap().all().count(), 0);
    assert_eq!(shown(&world, &elias, &one).await, None);
    assert_eq!(version(&world, &elias, &one, entries[0]).await, None);
    end(&world, &elias, &one).await;
    assert!(shown(&world, &mara, &one).await.is_some());
    // What the other keeps under that id is another draft.
    keep(&world, &elias, &one, "mine").await;
    assert_eq!(shown(&world, &mara, &one).await.unwrap().0, WORD);
    assert!(family_tree(&world).await == before);
    assert_eq!(found_in(world.folder.path(), WORD.as_bytes()), 0);
}

/// Takes every letter, and remembers to whom and when it was written.
#[derive(Default)]
struct Takes(Mutex<Vec<(String, Timestamp)>>);

impl Carrier for Takes {
    async fn carry(&self, parcel: &Parcel) -> Carried {
        let one = (parcel.to.as_str().to_owned(), parcel.written);
        self.0.lock().unwrap().push(one);
        Carried::Taken
    }

    async fn push(&self, _: &app::Subscription, _: &app::Nudge) -> Carried {
        Carried::Taken
    }
}

/// The letters of three days in which a parent writes a draft, or does not.
async fn letters(writes: bool) -> Vec<(String, Timestamp)> {
    let world = World::new().await;
    let [mara, _] = world.agreed().await;
    world.app.notify().await.unwrap();
    let id = world.app.fresh_draft().unwrap();
    let takes = Takes::default();
    for day in 0..3 {
        if writes {
            keep(&world, &mara, &id, &format!("as on day {day}")).await;
        }
        for _ in 0..24 {
            world
                .clock
                .set(world.app.now() + SignedDuration::from_hours(1));
            world.app.notify().await.unwrap();
            while world.app.deliver(&takes).await.unwrap().is_some() {}
        }
    }
    takes.0.into_inner().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_letter_is_written_for_a_draft() {
    assert_eq!(letters(true).await, letters(false).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn words_of_drafts_are_found_by_their_author_until_they_are_erased() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let id = world.app.fresh_draft().unwrap();
    let entry = own_size(&world, &mara).await;
    let answered = DraftedPlan {
        answers: vec![("place".to_owned(), WORD.to_owned())],
        ..draft(&id, "")
    };
    try_keep(&world, &mara, answered).await.unwrap();
    keep(&world, &mara, &id, "title = \"The Orangerie\"").await;
    let found = async |who: &Session, tree, filter: Filter| -> Vec<u64> {
        let page = world.app.find(who, tree, &filter, None, 50).await.unwrap();
        page.lines.iter().map(|line| line.sequence).collect()
    };
    let words = |words: &str| Filter {
        words: words.to_owned(),
        ..Filter::default()
    };
    let about = Filter {
        topic: Some(Topic::Plan),
        ..Filter::default()
    };
    for (filter, entries) in [
        (words("quetzal"), vec![entry]),
        (words("orangerie"), vec![entry + 1]),
        (words("after the summer"), vec![entry + 1, entry]),
        (about.clone(), vec![entry + 1, entry]),
    ] {
        let own = found(&mara, Tree::Own, filter.clone()).await;
        assert_eq!(own, entries, "{filter:?}");
        assert!(found(&elias, Tree::Own, filter).await.is_empty());
    }
    assert!(
        found(&elias, Tree::Shared, words("orangerie"))
            .await
            .is_empty()
    );
    erase(&world, &mara, &[entry]).await.unwrap();
    assert!(found(&mara, Tree::Own, words("quetzal")).await.is_empty());
    // That a draft stood there is still known.
    let left = found(&mara, Tree::Own, about).await;
    assert_eq!(left, [entry + 1, entry]);
}

/// A bundle of one's own record holds drafts where that is chosen, and only there.
#[tokio::test(flavor = "multi_thread")]
async fn a_bundle_holds_drafts_where_its_maker_chose_so() {
    let world = World::new().await;
    let [mara, _] = world.agreed().await;
    let id = world.app.fresh_draft().unwrap();
    keep(&world, &mara, &id, WORD).await;
    end(&world, &mara, &id).await;
    for (tree, topics, there) in [
        (Tree::Own, choosable(Tree::Own), 2),
        (Tree::Own, &[Topic::Settings, Topic::Devices][..], 0),
        (Tree::Shared, choosable(Tree::Shared), 0),
    ] {
        let choice = Choice {
            tree,
            ..choice(Span::All, topics)
        };
        let words = Arc::new(Words::default());
        let file = ready(made_in(&world, &mara, choice, Arc::clone(&words)).await);
        let said = words.said.lock().unwrap();
        let of_drafts = said.iter().filter(|what| {
            matches!(
                what,
                What::Own(PersonalEvent::DraftKept(_) | PersonalEvent::DraftEnded { .. })
            )
        });
        assert_eq!(of_drafts.count(), there);
        let bundle = read(&file.bytes).unwrap();
        let holds = |part: &[u8]| part.windows(WORD.len()).any(|one| one == WORD.as_bytes());
        let found = bundle.parts.iter().any(|part| holds(&part.bytes()));
        assert_eq!(found, there > 0);
    }
}
