//! The server is killed between any two calls of the store, also right after one that was carried out:
//! each thing is told once.

use super::watched::Watched;
use super::*;
use app::{Clock, Config};
use family::{Delivery, Digest, NoticeKind, TimeOfDay, Urgent};
use std::path::Path;
use std::sync::atomic::Ordering;
use store::SqliteStore;

/// An app over a copy of a folder, and the calls that it makes.
async fn copied(
    from: &Path,
    clock: &Arc<app::SetClock>,
) -> (tempfile::TempDir, SqliteStore, Watched) {
    let folder = tempfile::tempdir().unwrap();
    for file in std::fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
    }
    assert!(clock.now() > Timestamp::UNIX_EPOCH);
    let store = SqliteStore::open(folder.path()).await.unwrap();
    let watched = Watched::over(&store);
    (folder, store, watched)
}

fn over<S: Store>(store: S, clock: &Arc<app::SetClock>, seed: u64) -> App<S> {
    let config = Config {
        instance_key: [42; 32],
        clock: Arc::clone(clock) as Arc<dyn Clock>,
        entropy: Arc::new(Counted::from(seed)),
    };
    App::open(store, config).unwrap()
}

/// What was told to whom, all letters together, and how many there were.
type Told = Vec<(String, usize, Vec<(NoticeKind, u32)>, usize)>;

fn summed(letters: &[Parcel]) -> Told {
    let mut told = Told::new();
    for reader in ["elias@example.org", "mara@example.org"] {
        let theirs = letters.iter().filter(|one| one.to.as_str() == reader);
        let (news, overviews): (Vec<_>, Vec<_>) =
            theirs.partition(|one| matches!(one.letter, Letter::News(_)));
        let counts = NoticeKind::ALL.map(|kind| {
            let each = news.iter().map(|one| super::told(one).of(kind));
            (kind, each.sum::<u32>())
        });
        told.push((
            reader.to_owned(),
            news.len(),
            counts.to_vec(),
            overviews.len(),
        ));
    }
    told
}

/// Rounds at these times, of which the first is cut short at a call; gives all letters.
async fn rounds(
    from: &Path,
    world_clock: &Arc<app::SetClock>,
    times: &[Timestamp],
    cut: Option<(u64, bool)>,
) -> (Told, u64) {
    let (_folder, store, watched) = copied(from, world_clock).await;
    world_clock.set(times[0]);
    let calls = Arc::clone(&watched.calls);
    if let Some((last, done)) = cut {
        calls.last.store(last, Ordering::SeqCst);
        calls.done.store(done, Ordering::SeqCst);
    }
    let dying = over(watched, world_clock, 1 << 45);
    let first = dying.notify().await;
    assert!(cut.is_some() || first.is_ok());
    let made = calls.made.load(Ordering::SeqCst);
    drop(dying);
    // Whatever was in memory is gone.
    let app = over(store.clone(), world_clock, 1 << 46);
    let mut all = letters(&app).await;
    for time in times {
        world_clock.set(*time);
        app.notify().await.unwrap();
        all.extend(letters(&app).await);
    }
    let kept = store.secrets(None).await.unwrap();
    assert!(
        kept.iter()
            .all(|(of, _)| !matches!(of, store::SecretOf::Mail(_)))
    );
    store.close().await;
    (summed(&all), made)
}

/// Kills at every call of the first round, before and after it is carried out.
async fn everywhere(from: &Path, clock: &Arc<app::SetClock>, times: &[Timestamp]) -> Told {
    let (expected, calls) = rounds(from, clock, times, None).await;
    assert!(calls > 5, "{calls} calls");
    for last in 0..calls {
        for done in [false, true] {
            let (told, _) = rounds(from, clock, times, Some((last, done))).await;
            assert_eq!(told, expected, "killed at call {last}, carried out: {done}");
        }
    }
    expected
}

async fn closed(world: World) -> (tempfile::TempDir, Arc<app::SetClock>) {
    world.store.close().await;
    (world.folder, world.clock)
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_lost_or_told_twice_when_a_telling_round_is_killed() {
    let scene = Scene::new().await;
    let calm = Calm {
        delivery: Delivery::Hourly,
        urgent: Urgent::AtOnce,
        digest: Digest::Daily(TimeOfDay::new(10, 0).unwrap()),
        ..named()
    };
    scene.choose(&scene.elias, calm).await;
    scene.choose(&scene.mara, named()).await;
    // Of the choice of overviews.
    scene.round().await;
    scene.set(local(25, "09:10"));
    for urgency in [Urgency::Usual, Urgency::ChildToday, Urgency::Usual] {
        scene.says(&scene.mara, urgency).await;
    }
    scene.says(&scene.elias, Urgency::Usual).await;
    let (folder, clock) = closed(scene.world).await;
    // What is about a child today; then the batch and the overview.
    let times = ["09:30", "10:00", "10:10", "12:00"].map(|time| local(25, time));
    let told = everywhere(folder.path(), &clock, &times).await;
    let message =
        |(_, news, counts, overviews): &(_, _, Vec<(_, u32)>, _)| (*news, counts[0].1, *overviews);
    assert_eq!(message(&told[0]), (2, 3, 1));
    assert_eq!(message(&told[1]), (1, 1, 0));
    let times = [local(25, "10:30"), local(25, "12:00")];
    let told = everywhere(folder.path(), &clock, &times).await;
    assert_eq!(message(&told[0]), (1, 3, 1));
}

/// Of who is looked at for the first time nothing old is told, wherever that is cut short.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_old_is_told_when_the_first_look_is_killed() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    for (who, other) in [(&mara, &elias), (&elias, &mara)] {
        let command = world.app.fresh_command();
        world.app.choose_calm(who, command, named()).await.unwrap();
        act(&world.app, other, say(Urgency::Usual)).await;
    }
    let (folder, clock) = closed(world).await;
    let times = [local(25, "09:00"), local(25, "12:00")];
    let told = everywhere(folder.path(), &clock, &times).await;
    assert!(told.iter().all(|(_, news, ..)| *news == 0));
}
