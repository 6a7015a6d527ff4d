//! How long a refused sign-in takes, through the real router and store: for an address that has an
//! account, for one that nobody has, and for an account without a password. Somebody who measures
//! must not be able to tell them apart.
//!
//! `cargo bench -p web --bench sign_in` shows divan's table, then the medians of the three, taken
//! in turn, and their ratios.

#![expect(clippy::print_stdout, reason = "a benchmark says what it measured")]

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use app::{App, Config, NewAccount, Password, SetClock, SystemEntropy};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use divan::Bencher;
use family::{Child, Founding, Language, Name, Parent};
use jiff::{SignedDuration, Timestamp};
use plan::{ParentingPlan, Side};
use store::{Account, AccountId, Email, Row, SqliteStore, Store as _, UnixMillis};
use tokio::runtime::Runtime;
use tower::ServiceExt as _;

/// As long as one another.
const ADDRESSES: [(&str, &str); 3] = [
    ("known", "mara@home.example"),
    ("unknown", "nobo@home.example"),
    ("without password", "nopw@home.example"),
];
const ROUNDS: usize = 200;
const START: &str = "2026-11-23T09:00:00Z";

fn main() {
    divan::main();
    if !std::env::args().any(|argument| argument == "--test" || argument == "--list") {
        in_turn();
    }
}

#[divan::bench(args = ADDRESSES.map(|(name, _)| name), sample_count = 60)]
fn refused(bencher: Bencher<'_, '_>, name: &str) {
    let world = World::new();
    let found = ADDRESSES.iter().find(|(known, _)| *known == name);
    let (_, mail) = found.expect("one of the three");
    bencher.bench_local(|| world.refused(mail));
}

/// One after the other, so that whatever else the machine does meets all three alike.
fn in_turn() {
    let world = World::new();
    let mut times = [const { Vec::new() }; 3];
    for _ in 0..ROUNDS {
        for ((_, mail), times) in ADDRESSES.iter().zip(&mut times) {
            let begun = Instant::now();
            world.refused(mail);
            times.push(begun.elapsed());
        }
    }
    let medians = times.map(|mut times| {
        times.sort_unstable();
        let at = |part: usize| times.get(times.len() * part / 4).copied();
        [1, 2, 3].map(|part| at(part).unwrap_or_default())
    });
    let [[_, known, _], ..] = medians;
    for ((name, _), [low, median, high]) in ADDRESSES.iter().zip(medians) {
        println!(
            "{name:<17} median {median:>9.3?}, middle half {low:.3?} to {high:.3?}, ratio to known {:.4}",
            ratio(median, known)
        );
    }
}

fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}

struct World {
    runtime: Runtime,
    clock: Arc<SetClock>,
    minutes: AtomicI64,
    router: Router,
    cookie: String,
    token: String,
    _folder: tempfile::TempDir,
}

impl World {
    fn new() -> Self {
        let runtime = Runtime::new().expect("a runtime");
        let folder = tempfile::tempdir().expect("a folder");
        let clock = Arc::new(SetClock::at(START.parse().expect("a time")));
        let (router, cookie, token) = runtime.block_on(begun(folder.path(), &clock));
        Self {
            runtime,
            clock,
            minutes: AtomicI64::new(0),
            router,
            cookie,
            token,
            _folder: folder,
        }
    }

    /// One wrong password. An hour passes before each, so that it is looked at.
    fn refused(&self, mail: &str) {
        let minutes = self.minutes.fetch_add(61, Ordering::Relaxed);
        let start: Timestamp = START.parse().expect("a time");
        self.clock.set(start + SignedDuration::from_mins(minutes));
        let form = [
            ("form_token", self.token.as_str()),
            ("mail", mail),
            ("pass", "not the password"),
        ];
        let form = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(form)
            .finish();
        let request = Request::post("/sign-in")
            .header(header::COOKIE, &self.cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(form))
            .expect("a request");
        self.runtime.block_on(async {
            let answer = self.router.clone().oneshot(request).await;
            let answer = answer.expect("an answer");
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
            let page = to_bytes(answer.into_body(), 1 << 20).await;
            let page = page.expect("a page");
            let refused = "do not fit together";
            assert!(
                String::from_utf8_lossy(&page).contains(refused),
                "not looked at"
            );
        });
    }
}

/// A family, an account without a password, and a browser with a form to send.
async fn begun(folder: &std::path::Path, clock: &Arc<SetClock>) -> (Router, String, String) {
    let store = SqliteStore::open(folder).await.expect("a store");
    let config = Config {
        instance_key: [42; 32],
        clock: Arc::clone(clock) as Arc<dyn app::Clock>,
        entropy: Arc::new(SystemEntropy),
    };
    let app = Arc::new(App::open(store.clone(), config).expect("an app"));
    let account = NewAccount {
        email: "mara@home.example".to_owned(),
        password: Password::chosen("two homes, one childhood".to_owned(), &[]).expect("a password"),
        language: Some(Language::En),
    };
    let founded = app.found(founding(&app), account, "bench").await;
    founded.expect("a family");
    let without = Account {
        id: AccountId::new("without"),
        email: Email::normalise("nopw@home.example").expect("an address"),
        password: None,
        language: "en".to_owned(),
        created: UnixMillis(0),
    };
    let written = store.write(vec![Row::Account(without)]).await;
    written.expect("an account");
    let settings = web::Settings::new("http://localhost:8080").expect("an address");
    let router = web::router(app, settings);
    let request = Request::get("/sign-in")
        .body(Body::empty())
        .expect("a request");
    let page = router.clone().oneshot(request).await.expect("an answer");
    let cookie = page.headers()[header::SET_COOKIE].to_str().expect("text");
    let cookie = cookie.split(';').next().unwrap_or_default().to_owned();
    let page = to_bytes(page.into_body(), 1 << 20).await.expect("a page");
    let page = String::from_utf8_lossy(&page);
    let form = page.split("action=\"/sign-in\"").nth(1).expect("a form");
    let field = form.split("name=\"form_token\" value=\"").nth(1);
    let token = field.and_then(|rest| rest.split('"').next());
    (router, cookie, token.expect("a token").to_owned())
}

fn founding(app: &App<SqliteStore>) -> Founding {
    let start = "2026-11-23".parse().expect("a day");
    let example = ParentingPlan::read(plan::EXAMPLE, start).expect("a plan");
    let name = |name: &str| Name::new(name).expect("a name");
    let child = |child: &plan::Child| Child {
        id: child.id.clone(),
        name: name(&child.name),
        born: child.born,
    };
    Founding {
        name: name("Mara and Elias"),
        zone: "Europe/Amsterdam".into(),
        parents: Side::BOTH.map(|side| Parent {
            member: app.fresh_member().expect("a member"),
            id: example.parent(side).id.clone(),
            name: name(&example.parent(side).name),
        }),
        children: example.children().iter().map(child).collect(),
        founder: Side::A,
    }
}
