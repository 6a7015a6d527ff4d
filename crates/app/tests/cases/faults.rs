//! A store that carries an act out and then says that it failed: what the act ended is over all
//! the same, also in memory.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use crate::common::bundles::{Words, choice, ready};
use crate::common::*;
use crate::pass_on::pass_on_the_rest;
use app::{
    App, BundleFile, BundleState, Config, Done, EraseError, Password, Seen, Session, SignedIn,
    Span, Tree, choosable,
};
use family::{Command, Revision, Terms};
use jiff::SignedDuration;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use store::{Appended, Batch, Fault, Row, SqliteStore, Store, StoredEntry, TreeId, Written};

/// Passes everything on, but answers the next act that it carried out with a fault, or keeps the
/// next one waiting.
#[derive(Clone)]
struct Unsure {
    store: SqliteStore,
    next: Arc<AtomicBool>,
    slow: Arc<Slow>,
}

/// How the next act is kept waiting.
#[derive(Default)]
struct Slow {
    next: AtomicBool,
    waits: AtomicBool,
    goes_on: tokio::sync::Notify,
}

impl Unsure {
    /// Reads are passed on as they are.
    async fn call<T>(&self, what: impl Future<Output = T>) -> T {
        what.await
    }
}

impl Store for Unsure {
    async fn append(&self, batch: Batch) -> Result<Appended, Fault> {
        if self.slow.next.swap(false, Ordering::SeqCst) {
            self.slow.waits.store(true, Ordering::SeqCst);
            self.slow.goes_on.notified().await;
        }
        let answer = self.store.append(batch).await?;
        if self.next.swap(false, Ordering::SeqCst) {
            return Err(Fault::Closed);
        }
        Ok(answer)
    }

    async fn write(&self, rows: Vec<Row>) -> Result<Written, Fault> {
        self.store.write(rows).await
    }

    async fn load(&self, tree: &TreeId, from: u64, limit: u32) -> Result<Vec<StoredEntry>, Fault> {
        self.store.load(tree, from, limit).await
    }

    pass_on_the_rest!();
}

/// An agreed family, and an app over a store that can be made unsure or slow.
struct Scene {
    world: World,
    app: Arc<App<Unsure>>,
    next: Arc<AtomicBool>,
    slow: Arc<Slow>,
}

impl Scene {
    async fn new() -> Self {
        let world = World::new().await;
        world.agreed().await;
        let next = Arc::new(AtomicBool::new(false));
        let store = Unsure {
            store: world.store.clone(),
            next: Arc::clone(&next),
            slow: Arc::default(),
        };
        let slow = Arc::clone(&store.slow);
        let config = Config {
            instance_key: [42; 32],
            clock: Arc::clone(&world.clock) as Arc<dyn app::Clock>,
            entropy: Arc::new(Counted::from(1 << 41)),
        };
        let app = Arc::new(App::open(store, config).unwrap());
        Self {
            world,
            app,
            next,
            slow,
        }
    }

    async fn sign_in(&self, email: &str) -> SignedIn {
        let password = Password::typed(PASSWORD.to_owned());
        let signed = self.app.sign_in(email, password, "test").await;
        signed.unwrap().unwrap()
    }

    async fn act(&self, who: &Session, what: Command) {
        let command = self.app.fresh_command();
        self.app
            .act(who, command, Seen::NOTHING, what)
            .await
            .unwrap();
    }

    fn unsure(&self) {
        self.next.store(true, Ordering::SeqCst);
    }

    /// Makes a bundle of all of a record and leaves it waiting.
    async fn bundle(&self, who: &Arc<Session>, tree: Tree) -> BundleFile {
        self.begin(who, tree);
        self.bundled(who).await
    }

    fn begin(&self, who: &Arc<Session>, tree: Tree) {
        let choice = app::Choice {
            tree,
            ..choice(Span::All, choosable(tree))
        };
        let words = Arc::<Words>::default();
        self.app.bundle_begin(who, choice, words).unwrap();
    }

    async fn bundled(&self, who: &Arc<Session>) -> BundleFile {
        while matches!(self.app.bundle_state(who), Some(BundleState::Working(_))) {
            tokio::task::yield_now().await;
        }
        ready(self.app.bundle_state(who).unwrap())
    }

    /// Nothing that a bundle does not count was recorded before it was made.
    async fn check(&self, who: &Session, tree: Tree, file: &BundleFile) {
        let made = ledger::bundle::read(&file.bytes).unwrap().manifest.made;
        let record = self.app.record(who, tree, None, 200).await.unwrap();
        for line in record.lines {
            let leaf = ledger::Leaf::parse(line.leaf.as_bytes()).unwrap();
            let counted = line.sequence < file.made.size;
            let late = leaf.time().unix_millis() >= made.unix_millis();
            assert!(counted || late, "entry {} is older", line.sequence);
        }
    }

    fn later(&self, by: SignedDuration) {
        self.world.clock.set(self.app.now() + by);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_that_was_closed_is_closed_whatever_was_answered() {
    let scene = Scene::new().await;
    let elias = scene.sign_in("elias@example.org").await;
    let mara = scene.sign_in("mara@example.org").await;
    let command = scene.app.fresh_command();
    scene.unsure();
    let leave = || {
        scene
            .app
            .act(&elias.session, command, Seen::NOTHING, Command::Leave)
    };
    assert!(leave().await.is_err());
    assert!(scene.app.session(&elias.secret).await.unwrap().is_none());
    assert!(scene.app.session(&mara.secret).await.unwrap().is_some());
    let again = leave().await.unwrap();
    assert_eq!(again.done, Done::Already);
    assert!(scene.app.session(&elias.secret).await.unwrap().is_none());
}

/// Stopping a way back in, and taking one, count whatever the store said.
#[tokio::test(flavor = "multi_thread")]
async fn a_way_back_in_is_stopped_or_taken_whatever_was_answered() {
    let scene = Scene::new().await;
    let mara = scene.sign_in("mara@example.org").await;
    let begin = || scene.app.reset_member("mara@example.org");
    scene.unsure();
    assert!(begin().await.is_err());
    let told = async || scene.app.alerts(&mara.session).await.unwrap();
    assert!(told().await.recovery.is_some());
    scene.unsure();
    assert!(scene.app.stop_recovery(&mara.session).await.is_err());
    assert!(told().await.recovery.is_none());
    let begun = begin().await.unwrap().unwrap();
    assert!(told().await.recovery.is_some());
    scene.later(SignedDuration::from_hours(72));
    let next = || Password::chosen("a sentence that nobody knows".to_owned(), &[]).unwrap();
    scene.unsure();
    assert!(scene.app.recover(&begun.secret, next(), "x").await.is_err());
    assert!(scene.app.session(&mara.secret).await.unwrap().is_none());
    let over = scene.app.recover(&begun.secret, next(), "x").await;
    assert!(over.unwrap().is_none(), "it was taken");
    let entered = scene.app.sign_in("mara@example.org", next(), "x").await;
    assert!(entered.unwrap().is_some());
}

/// A sign-in on a new device is told of also where the store said that it failed.
#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_is_told_of_whatever_was_answered() {
    let scene = Scene::new().await;
    let mara = scene.sign_in("mara@example.org").await;
    assert!(scene.app.alerts(&mara.session).await.unwrap().is_empty());
    scene.later(SignedDuration::from_secs(1));
    scene.unsure();
    let password = Password::typed(PASSWORD.to_owned());
    let entered = scene.app.sign_in("mara@example.org", password, "x").await;
    assert!(entered.is_err());
    let told = scene.app.alerts(&mara.session).await.unwrap();
    assert_eq!(told.sign_ins.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_family_that_was_closed_is_closed_whatever_was_answered() {
    let scene = Scene::new().await;
    let elias = scene.sign_in("elias@example.org").await;
    let mara = scene.sign_in("mara@example.org").await;
    let proposal = scene.app.fresh_proposal().unwrap();
    let close = Command::Propose {
        proposal: proposal.clone(),
        terms: Terms::Close,
        reason: None,
        answer_by: None,
    };
    scene.act(&mara.session, close).await;
    scene.unsure();
    let accept = Command::Accept {
        proposal,
        revision: Revision::FIRST,
        alternative: family::Alternative::FIRST,
    };
    let command = scene.app.fresh_command();
    let answer = scene
        .app
        .act(&elias.session, command, Seen::NOTHING, accept);
    assert!(answer.await.is_err());
    for secret in [&elias.secret, &mara.secret] {
        assert!(scene.app.session(secret).await.unwrap().is_none());
    }
    // What was in memory of it is gone too: it would have to be read, and cannot be.
    assert!(scene.app.family(&mara.session).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_waiting_bundle_goes_with_what_was_erased_whatever_was_answered() {
    let scene = Scene::new().await;
    let mara = scene.sign_in("mara@example.org").await.session;
    let elias = scene.sign_in("elias@example.org").await.session;
    let [swapped, erased] = [(); 2].map(|()| scene.app.fresh_proposal().unwrap());
    let propose = |proposal: &family::ProposalId, terms| Command::Propose {
        proposal: proposal.clone(),
        terms,
        reason: None,
        answer_by: None,
    };
    scene.act(&mara, propose(&swapped, swap(3))).await;
    let withdraw = Command::Withdraw {
        proposal: swapped,
        revision: Revision::FIRST,
        reason: None,
    };
    scene.act(&mara, withdraw).await;
    scene
        .act(&mara, propose(&erased, Terms::Erase(vec![5, 6])))
        .await;
    scene.bundle(&mara, Tree::Shared).await;
    scene.unsure();
    let command = scene.app.fresh_command();
    let accept = || Command::Accept {
        proposal: erased.clone(),
        revision: Revision::FIRST,
        alternative: family::Alternative::FIRST,
    };
    let act = |what| scene.app.act(&elias, command, Seen::NOTHING, what);
    assert!(act(accept()).await.is_err());
    assert_eq!(act(accept()).await.unwrap().done, Done::Already);
    assert!(scene.app.bundle_state(&mara).is_none());

    // And with words of one's own.
    scene.bundle(&mara, Tree::Own).await;
    let own = scene.app.record(&mara, Tree::Own, None, 1).await.unwrap();
    let last = std::iter::once(own.lines[0].sequence - 1).collect();
    let command = scene.app.fresh_command();
    scene.unsure();
    let first = scene.app.erase_own(&mara, command, &last).await;
    assert!(matches!(first, Err(EraseError::Fault(_))), "{first:?}");
    assert!(scene.app.bundle_state(&mara).is_none());
    let again = scene.app.erase_own(&mara, command, &last).await;
    assert_eq!(again.unwrap(), Done::Already);
}

/// An act took its time before a bundle was begun, and is stored after it. On one thread, so that
/// the bundle goes as far as it can in each turn.
#[tokio::test]
async fn a_bundle_is_not_younger_than_an_act_under_way_that_it_leaves_out() {
    let scene = Scene::new().await;
    let mara = scene.sign_in("mara@example.org").await.session;
    let elias = scene.sign_in("elias@example.org").await.session;
    let before = scene.app.family(&mara).await.unwrap().head.size;
    scene.slow.next.store(true, Ordering::SeqCst);
    let app = Arc::clone(&scene.app);
    let act = tokio::spawn(async move {
        let what = Command::SetHold { reason: None };
        app.act(&elias, app.fresh_command(), Seen::NOTHING, what)
            .await
    });
    while !scene.slow.waits.load(Ordering::SeqCst) {
        tokio::task::yield_now().await;
    }
    scene.later(SignedDuration::from_secs(5));
    scene.begin(&mara, Tree::Shared);
    for _ in 0..1_000 {
        tokio::task::yield_now().await;
    }
    scene.slow.goes_on.notify_one();
    act.await.unwrap().unwrap();
    let file = scene.bundled(&mara).await;
    assert_eq!(file.made.size, before + 1, "it waited for the act");
    scene.check(&mara, Tree::Shared, &file).await;
}

/// A clock that is turned back after a bundle was made does not make it a cheat.
#[tokio::test(flavor = "multi_thread")]
async fn what_follows_a_bundle_is_not_older_than_it() {
    for tree in [Tree::Shared, Tree::Own] {
        let scene = Scene::new().await;
        let mara = scene.sign_in("mara@example.org").await.session;
        scene.later(SignedDuration::from_hours(1));
        let file = scene.bundle(&mara, tree).await;
        scene.later(-SignedDuration::from_mins(30));
        scene.act(&mara, Command::SetHold { reason: None }).await;
        scene.sign_in("mara@example.org").await;
        let size = scene.app.record(&mara, tree, None, 1).await.unwrap().total;
        assert!(size > file.made.size);
        scene.check(&mara, tree, &file).await;
        // Also when what is in memory of it is read anew.
        scene.unsure();
        let command = scene.app.fresh_command();
        let act = scene
            .app
            .act(&mara, command, Seen::NOTHING, Command::LiftHold);
        assert!(act.await.is_err());
        scene.act(&mara, Command::SetHold { reason: None }).await;
        scene.check(&mara, tree, &file).await;
    }
}
