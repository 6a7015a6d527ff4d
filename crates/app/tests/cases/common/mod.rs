//! A family in a temporary folder, acted on through the app alone, with a clock that is set and
//! randomness that repeats.

#![allow(dead_code, reason = "each test file uses its part of this")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

pub mod bundles;

use app::{App, Config, Entropy, NewAccount, Password, Seen, Session, SetClock};
use family::{Child, Command, Founding, Language, Move, Name, Parent, Terms};
use jiff::ToSpan as _;
use jiff::civil::DateTime;
use plan::{ParentingPlan, Side};
use sha2::{Digest as _, Sha256};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use store::SqliteStore;

pub const NOW: &str = "2026-11-23T09:00:00Z";
pub const PASSWORD: &str = "two homes, one childhood";

/// SHA-256 of a counter: as good as random to the code, and the same in every run.
pub struct Counted(AtomicU64);

impl Counted {
    pub fn from(start: u64) -> Self {
        Self(AtomicU64::new(start))
    }
}

impl Entropy for Counted {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(32) {
            let n = self.0.fetch_add(1, Ordering::Relaxed);
            let hash = Sha256::digest(n.to_be_bytes());
            chunk.copy_from_slice(&hash[..chunk.len()]);
        }
    }
}

pub struct World {
    pub folder: tempfile::TempDir,
    pub store: SqliteStore,
    pub clock: Arc<SetClock>,
    pub app: Arc<App<SqliteStore>>,
    /// How often it was opened again: each time has random numbers of its own.
    pub restarts: u64,
}

pub fn open(store: &SqliteStore, clock: &Arc<SetClock>, seed: u64) -> Arc<App<SqliteStore>> {
    let config = Config {
        instance_key: [42; 32],
        clock: Arc::clone(clock) as Arc<dyn app::Clock>,
        entropy: Arc::new(Counted::from(seed)),
    };
    Arc::new(App::open(store.clone(), config).unwrap())
}

impl World {
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(folder.path()).await.unwrap();
        let clock = Arc::new(SetClock::at(NOW.parse().unwrap()));
        let app = open(&store, &clock, 0);
        Self {
            folder,
            store,
            clock,
            app,
            restarts: 0,
        }
    }

    /// Closes everything and opens it again from the folder, as after a restart.
    pub async fn restarted(self) -> Self {
        self.store.close().await;
        let store = SqliteStore::open(self.folder.path()).await.unwrap();
        let restarts = self.restarts + 1;
        let app = open(&store, &self.clock, restarts << 40);
        Self {
            store,
            app,
            restarts,
            ..self
        }
    }

    pub async fn found(&self) -> Arc<Session> {
        let founded = self
            .app
            .found(founding(&self.app), account("mara@example.org"), "test")
            .await
            .unwrap();
        founded.founder.session
    }

    /// Both joined and the example plan is in force.
    pub async fn agreed(&self) -> [Arc<Session>; 2] {
        let mara = self.found().await;
        let link = self
            .app
            .invite(&mara, self.app.fresh_command(), Seen::NOTHING)
            .await
            .unwrap();
        let elias = self
            .app
            .join(&link, account("elias@example.org"), "test")
            .await
            .unwrap()
            .session;
        let proposal = self.app.fresh_proposal().unwrap();
        let terms = Terms::Plan(plan::EXAMPLE.into());
        let propose = Command::Propose {
            proposal: proposal.clone(),
            terms,
            reason: None,
            answer_by: None,
        };
        let accept = Command::Accept {
            proposal,
            revision: family::Revision::FIRST,
            alternative: family::Alternative::FIRST,
        };
        let act = async |who: &Session, what| {
            let command = self.app.fresh_command();
            self.app
                .act(who, command, Seen::NOTHING, what)
                .await
                .unwrap()
        };
        act(&mara, propose).await;
        act(&elias, accept).await;
        [mara, elias]
    }

    pub async fn sign_in(&self, email: &str) -> Option<Arc<Session>> {
        let password = Password::typed(PASSWORD.to_owned());
        let signed = self.app.sign_in(email, password, "test").await.unwrap();
        signed.map(|s| s.session)
    }
}

pub fn account(email: &str) -> NewAccount {
    NewAccount {
        email: email.to_owned(),
        password: Password::chosen(PASSWORD.to_owned(), &[]).unwrap(),
        language: Some(Language::En),
    }
}

pub fn founding(app: &App<SqliteStore>) -> Founding {
    let today = "2026-11-23".parse().unwrap();
    let example = ParentingPlan::read(plan::EXAMPLE, today).unwrap();
    Founding {
        name: Name::new("Mara and Elias").unwrap(),
        zone: "Europe/Amsterdam".into(),
        parents: Side::BOTH.map(|side| Parent {
            member: app.fresh_member().unwrap(),
            id: example.parent(side).id.clone(),
            name: Name::new(&example.parent(side).name).unwrap(),
        }),
        children: example
            .children()
            .iter()
            .map(|c| Child {
                id: c.id.clone(),
                name: Name::new(&c.name).unwrap(),
                born: c.born,
            })
            .collect(),
        founder: Side::A,
    }
}

/// Something that surely changes: a week with each, where the plan never gives a week.
pub fn swap(in_days: i32) -> Terms {
    let start: DateTime = "2026-11-23T10:00".parse().unwrap();
    let stay = |to, days: i32| Move {
        children: vec!["noor".parse().unwrap()],
        to,
        start: start + days.days(),
        end: start + (days + 7).days(),
    };
    Terms::Swap(vec![stay(Side::A, in_days), stay(Side::B, in_days + 7)])
}
