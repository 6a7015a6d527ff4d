//! What nobody else sees or hears: own acts, guests, the other parent, another family.

use super::settings_of_all;
use super::watched::Watched;
use super::*;
use crate::guests::{come, lawyer};
use app::{Config, Password};
use family::NoticeKind;
use std::sync::atomic::Ordering;
use store::Store as _;

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_told_of_the_own_acts_and_a_guest_of_nothing() {
    let scene = Scene::new().await;
    let member = lawyer(&scene.world, &scene.mara).await;
    come(&scene.world, &scene.mara, &member, "tess@example.org").await;
    for who in [&scene.mara, &scene.elias] {
        scene.choose(who, named()).await;
    }
    scene.says(&scene.mara, Urgency::Usual).await;
    scene.says(&scene.mara, Urgency::ChildToday).await;
    let sent = scene.until(local(25, "12:00")).await;
    assert!(!sent.is_empty());
    for (_, one) in &sent {
        assert_eq!(one.to.as_str(), "elias@example.org");
        assert_eq!(told(one).total(), told(one).of(NoticeKind::Message));
    }
}

/// Who comes is told of what the other one does from then on, also when nobody looked in between.
#[tokio::test(flavor = "multi_thread")]
async fn who_came_today_is_told_of_everything_since() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let command = world.app.fresh_command();
    world
        .app
        .choose_calm(&elias, command, named())
        .await
        .unwrap();
    act(&world.app, &mara, say(Urgency::Usual)).await;
    world
        .clock
        .set(world.app.now() + SignedDuration::from_hours(2));
    let sent = until(&world.app, &world, world.app.now()).await;
    let mut to: Vec<&str> = sent.iter().map(|(_, one)| one.to.as_str()).collect();
    to.sort_unstable();
    assert_eq!(to, ["elias@example.org", "mara@example.org"]);
    let elias = sent
        .iter()
        .find(|(_, one)| one.to.as_str().starts_with("elias"));
    let counts: Counts = [NoticeKind::Proposal, NoticeKind::Message]
        .into_iter()
        .collect();
    assert_eq!(told(&elias.unwrap().1), counts);
}

/// Figure S1: whatever the recipient chose, the sender's answers are the same to the byte, and an act
/// writes the same.
#[tokio::test(flavor = "multi_thread")]
async fn the_sender_s_acts_are_the_same_whatever_the_recipient_chose() {
    let mut all = Vec::new();
    for calm in settings_of_all() {
        let scene = Scene::new().await;
        scene.choose(&scene.elias, calm).await;
        let store = Watched::over(&scene.world.store);
        let calls = Arc::clone(&store.calls);
        let config = Config {
            instance_key: [42; 32],
            clock: Arc::clone(&scene.world.clock) as Arc<dyn app::Clock>,
            entropy: Arc::new(Counted::from(1 << 43)),
        };
        let app = Arc::new(App::open(store, config).unwrap());
        let password = Password::typed(PASSWORD.to_owned());
        let mara = app.sign_in("mara@example.org", password, "test").await;
        let mara = mara.unwrap().unwrap().session;
        let mut seen = Vec::new();
        let mut did = Vec::new();
        for urgency in [Urgency::Usual, Urgency::ChildToday] {
            calls.appends.lock().unwrap().clear();
            calls.writes.lock().unwrap().clear();
            let done = act(&app, &mara, say(urgency)).await;
            did.push(std::mem::take(&mut *calls.appends.lock().unwrap()));
            assert_eq!(*calls.writes.lock().unwrap(), [] as [usize; 0]);
            seen.push(done);
        }
        did.push(vec![(seen.len(), 0)]);
        // Whatever is told of it afterwards: the sender's pages stand on the same head.
        let head = app.family(&mara).await.unwrap().head.clone();
        app.notify().await.unwrap();
        assert_eq!(app.family(&mara).await.unwrap().head, head);
        let done = act(&app, &mara, say(Urgency::Usual)).await;
        did.push(std::mem::take(&mut *calls.appends.lock().unwrap()));
        all.push((calm, seen, head, did, (done.entries, done.head.size)));
    }
    let (_, seen, head, did, after) = &all[0];
    assert_eq!(did[0], [(1, 0)], "one entry and nothing else");
    for (calm, others, other_head, wrote, then) in &all {
        assert_eq!((others, other_head), (seen, head), "{calm:?}");
        assert_eq!((wrote, then), (did, after), "{calm:?}");
    }
}

/// Another family beside the one of the scene, in which Omar has a message from Nadia.
async fn beside(scene: &Scene) -> Arc<Session> {
    let founding = founding(scene.app());
    let founded = scene
        .app()
        .found(founding, account("nadia@example.org"), "test");
    let nadia = founded.await.unwrap().founder.session;
    let link = scene
        .app()
        .invite(&nadia, scene.app().fresh_command(), Seen::NOTHING);
    let omar = account("omar@example.org");
    let omar = scene.app().join(&link.await.unwrap(), omar, "test").await;
    scene.round().await;
    letters(scene.app()).await;
    scene.set(local(25, "10:00"));
    scene.says(&nadia, Urgency::Usual).await;
    omar.unwrap().session
}

fn readers(letters: &[Parcel]) -> Vec<&str> {
    letters.iter().map(|one| one.to.as_str()).collect()
}

/// A family that cannot be read is passed over, and told of once it can be.
#[tokio::test(flavor = "multi_thread")]
async fn a_family_that_cannot_be_read_holds_no_other_up() {
    for which in [0, 1] {
        let scene = Scene::new().await;
        let omar = beside(&scene).await;
        scene.says(&scene.mara, Urgency::Usual).await;
        let mut both = [
            (scene.elias.family_id(), "elias@example.org"),
            (omar.family_id(), "omar@example.org"),
        ];
        both.rotate_left(which);
        let [(broken, waits), (_, hears)] = both;
        let families = scene.world.store.families(None).await.unwrap();
        let tree = families.iter().find(|one| one.id.as_str() == broken);
        let store = Watched::over(&scene.world.store);
        let calls = Arc::clone(&store.calls);
        *calls.broken.lock().unwrap() = tree.map(|one| one.tree.clone());
        let config = Config {
            instance_key: [42; 32],
            clock: Arc::clone(&scene.world.clock) as Arc<dyn app::Clock>,
            entropy: Arc::new(Counted::from(1 << 44)),
        };
        let app = App::open(store, config).unwrap();
        let again = app.notify().await.unwrap().unwrap();
        assert_eq!(readers(&letters(&app).await), [hears]);
        // It is tried again after a pause, and not before.
        assert_eq!(
            again.duration_since(app.now()),
            SignedDuration::from_mins(1)
        );
        let before = calls.made.load(Ordering::SeqCst);
        assert_eq!(app.notify().await.unwrap(), Some(again));
        let asked = calls.made.load(Ordering::SeqCst) - before;
        assert_eq!(asked, 1, "only which families there are");
        *calls.broken.lock().unwrap() = None;
        scene.set(again);
        app.notify().await.unwrap();
        assert_eq!(readers(&letters(&app).await), [waits]);
    }
}
