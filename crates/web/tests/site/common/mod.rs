//! Families in a temporary folder, and browsers that look at them through the real router over
//! a real store. The clock is set; nothing listens on a port.
//!
//! Long on purpose: one world, and what every test asks of it.

#![allow(dead_code, reason = "each test file uses its part of this")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot begin may stop at once"
)]

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use app::mail::{Carried, Carrier, Parcel};
use app::{App, Config, NewAccount, Password, Session, SetClock, SystemEntropy};
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use family::{Child, Command, Founding, Language, Move, Name, Parent, Revision, Terms};
use jiff::ToSpan as _;
use jiff::civil::DateTime;
use plan::{ParentingPlan, Side};
use store::SqliteStore;
use tower::ServiceExt as _;

pub const NOW: &str = "2026-11-23T09:00:00Z";
pub const PASSWORD: &str = "two homes, one childhood";
pub const ORIGIN: &str = "https://parenthesis.example";

#[derive(Default)]
struct Letters(Mutex<Vec<Parcel>>);

impl Carrier for Letters {
    async fn carry(&self, parcel: &Parcel) -> Carried {
        self.0.lock().unwrap().push(parcel.clone());
        Carried::Taken
    }

    async fn push(&self, _: &app::Subscription, _: &app::Nudge) -> Carried {
        Carried::Taken
    }
}

/// Takes all letters that are under way.
pub async fn letters(world: &World) -> Vec<Parcel> {
    let carrier = Letters::default();
    while world.app.deliver(&carrier).await.unwrap().is_some() {}
    carrier.0.into_inner().unwrap()
}

pub struct World {
    pub folder: tempfile::TempDir,
    pub store: SqliteStore,
    pub clock: Arc<SetClock>,
    pub app: Arc<App<SqliteStore>>,
    pub router: Router,
}

impl World {
    pub async fn new() -> Self {
        Self::with(None).await
    }

    /// As it is before a family has begun: with the link of the set-up, if it has one.
    pub async fn with(secret: Option<&app::Secret>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(folder.path()).await.unwrap();
        let clock = Arc::new(SetClock::at(NOW.parse().unwrap()));
        let config = Config {
            instance_key: [42; 32],
            clock: Arc::clone(&clock) as Arc<dyn app::Clock>,
            entropy: Arc::new(SystemEntropy),
        };
        let app = Arc::new(App::open(store.clone(), config).unwrap());
        let settings = web::Settings::new(ORIGIN).unwrap();
        let router = web::router_before(Arc::clone(&app), settings, secret.map(web::SetUp::new));
        Self {
            folder,
            store,
            clock,
            app,
            router,
        }
    }

    /// The same where letters go to a mail server.
    pub async fn mailing() -> Self {
        let world = Self::new().await;
        let settings = web::Settings::new(ORIGIN).unwrap().mailing(true);
        let router = web::router(Arc::clone(&world.app), settings);
        Self { router, ..world }
    }

    /// A family that has begun; the other parent is not invited yet.
    pub async fn found(&self, email: &str) -> Arc<Session> {
        let account = account(email);
        let founded = self
            .app
            .found(founding(&self.app), account, "test")
            .await
            .unwrap();
        founded.founder.session
    }

    /// Both joined and the example plan is in force. `.0` is Mara's address, `.1` Elias's.
    pub async fn agreed(&self, name: &str) -> Agreed {
        self.agreed_on(name, plan::EXAMPLE).await
    }

    /// The same with another plan of the same people.
    pub async fn agreed_on(&self, name: &str, plan: &str) -> Agreed {
        let emails = [
            format!("mara@{name}.example"),
            format!("elias@{name}.example"),
        ];
        let mara = self.found(&emails[0]).await;
        let link = self
            .app
            .invite(&mara, self.app.fresh_command(), app::Seen::NOTHING)
            .await
            .unwrap();
        let elias = self
            .app
            .join(&link, account(&emails[1]), "test")
            .await
            .unwrap()
            .session;
        let proposal = self.app.fresh_proposal().unwrap();
        let propose = Command::Propose {
            proposal: proposal.clone(),
            terms: Terms::Plan(plan.into()),
            reason: None,
            answer_by: None,
        };
        self.act(&mara, propose).await;
        self.act(
            &elias,
            Command::Accept {
                proposal,
                revision: Revision::FIRST,
                alternative: family::Alternative::FIRST,
            },
        )
        .await;
        Agreed {
            emails,
            mara,
            elias,
        }
    }

    /// How many families there are.
    pub async fn store_families(&self) -> usize {
        use store::Store as _;
        self.store.families(None).await.unwrap().len()
    }

    /// Sets aside what is told of new devices, as one that was there before does.
    pub async fn set_aside(&self, who: &Session) {
        let now = self.app.now();
        self.app.seen_sign_ins(who, now).await.unwrap();
    }

    /// Whether somebody signs in with this address.
    pub async fn has_account(&self, email: &str) -> bool {
        use store::Store as _;
        let email = store::Email::normalise(email).unwrap();
        self.store.account_by_email(&email).await.unwrap().is_some()
    }

    /// How many entries a person's own record has.
    pub async fn own_entries(&self, who: &Session) -> usize {
        let page = self.app.record(who, app::Tree::Own, None, 1_000).await;
        page.unwrap().lines.len()
    }

    /// The same pages from another process, which has nothing in memory.
    pub fn another_process(&self) -> Router {
        let config = Config {
            instance_key: [42; 32],
            clock: Arc::clone(&self.clock) as Arc<dyn app::Clock>,
            entropy: Arc::new(SystemEntropy),
        };
        let app = Arc::new(App::open(self.store.clone(), config).unwrap());
        web::router(app, web::Settings::new(ORIGIN).unwrap())
    }

    pub async fn act(&self, who: &Session, what: Command) {
        self.app
            .act(who, self.app.fresh_command(), app::Seen::NOTHING, what)
            .await
            .unwrap();
    }

    /// Elias offers a swap.
    pub async fn offer(&self, who: &Session, in_days: i32) -> String {
        let proposal = self.app.fresh_proposal().unwrap();
        let propose = Command::Propose {
            proposal: proposal.clone(),
            terms: swap(in_days),
            reason: None,
            answer_by: None,
        };
        self.act(who, propose).await;
        proposal.to_string()
    }

    /// How far the family's record has come.
    pub async fn head(&self, who: &Session) -> (u64, [u8; 32]) {
        let snapshot = self.app.family(who).await.unwrap();
        (snapshot.head.size, snapshot.head.root)
    }

    pub fn browser(&self) -> Browser {
        Browser {
            router: self.router.clone(),
            cookies: BTreeMap::new(),
            headers: HeaderMap::new(),
        }
    }

    /// A browser in which somebody signed in through the form.
    pub async fn signed_in(&self, email: &str) -> Browser {
        let mut browser = self.browser();
        let page = browser.get("/sign-in").await;
        let fields = page
            .form("/sign-in")
            .with("mail", email)
            .with("pass", PASSWORD);
        let answer = browser.post("/sign-in", &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        browser
    }
}

pub struct Agreed {
    pub emails: [String; 2],
    pub mara: Arc<Session>,
    pub elias: Arc<Session>,
}

pub fn account(email: &str) -> NewAccount {
    NewAccount {
        email: email.to_owned(),
        password: Password::chosen(PASSWORD.to_owned(), &[]).unwrap(),
        language: Some(Language::En),
    }
}

pub fn founding(app: &App<SqliteStore>) -> Founding {
    let example = ParentingPlan::read(plan::EXAMPLE, "2026-11-23".parse().unwrap()).unwrap();
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
            .map(|child| Child {
                id: child.id.clone(),
                name: Name::new(&child.name).unwrap(),
                born: child.born,
            })
            .collect(),
        founder: Side::A,
    }
}

/// A week with each, where the plan never gives a week.
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

/// Keeps cookies as a browser does, and sends forms from pages of the same origin.
#[derive(Clone)]
pub struct Browser {
    pub router: Router,
    pub cookies: BTreeMap<String, String>,
    pub headers: HeaderMap,
}

impl Browser {
    pub async fn get(&mut self, path: &str) -> Reply {
        self.send(Request::get(path).body(Body::empty()).unwrap())
            .await
    }

    pub async fn post(&mut self, path: &str, fields: &Fields) -> Reply {
        let request = Request::post(path)
            .header("sec-fetch-site", "same-origin")
            .header(header::ORIGIN, "null");
        self.post_as(request, fields).await
    }

    pub async fn post_as(
        &mut self,
        request: axum::http::request::Builder,
        fields: &Fields,
    ) -> Reply {
        let kind = "application/x-www-form-urlencoded";
        let request = request.header(header::CONTENT_TYPE, kind);
        self.send(request.body(Body::from(fields.encoded())).unwrap())
            .await
    }

    pub async fn send(&mut self, mut request: Request<Body>) -> Reply {
        for (name, value) in &self.headers {
            request.headers_mut().insert(name, value.clone());
        }
        if !self.cookies.is_empty() {
            let pairs = self
                .cookies
                .iter()
                .map(|(name, value)| format!("{name}={value}"));
            let line = pairs.collect::<Vec<_>>().join("; ");
            request
                .headers_mut()
                .insert(header::COOKIE, line.parse().unwrap());
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for line in parts.headers.get_all(header::SET_COOKIE) {
            self.keep(line.to_str().unwrap());
        }
        Reply {
            status: parts.status,
            headers: parts.headers,
            body: to_bytes(body, 10_000_000).await.unwrap(),
        }
    }

    fn keep(&mut self, line: &str) {
        let (pair, attributes) = line.split_once(';').unwrap();
        let (name, value) = pair.split_once('=').unwrap();
        assert!(
            attributes.contains("Secure") && attributes.contains("Path=/"),
            "{line}"
        );
        if attributes.contains("Max-Age=0") {
            self.cookies.remove(name);
        } else {
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }

    /// Follows the redirect of a form.
    pub async fn follow(&mut self, reply: &Reply) -> Reply {
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
        let location = reply.location().to_owned();
        self.get(&location).await
    }

    /// A token for a form, from a page that this browser may see.
    pub async fn token(&mut self) -> String {
        let page = self.get("/sign-in").await;
        let page = if page.status == StatusCode::SEE_OTHER {
            self.get("/today").await
        } else {
            page
        };
        page.form("/language").value("form_token").to_owned()
    }
}

pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Reply {
    /// A page without what differs at every rendering: tokens, ids of commands, and the keys that a
    /// browser is offered.
    pub fn plain(&self) -> String {
        let mut text = self.text();
        for before in [
            "name=\"form_token\" value=\"",
            "name=\"command\" value=\"",
            "name=\"sealed\" value=\"",
            "data-key=\"",
            "data-token=\"",
        ] {
            let mut out = String::new();
            let mut rest = text.as_str();
            while let Some(at) = rest.find(before) {
                let (head, tail) = rest.split_at(at + before.len());
                out.push_str(head);
                rest = tail.split_once('"').map_or("", |(_, tail)| tail);
            }
            out.push_str(rest);
            text = out;
        }
        format!("{} {:?}\n{text}", self.status, self.headers)
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn location(&self) -> &str {
        self.headers
            .get(header::LOCATION)
            .unwrap()
            .to_str()
            .unwrap()
    }

    /// The path that a redirect leads to, without its query.
    pub fn place(&self) -> &str {
        self.location().split('?').next().unwrap()
    }

    pub fn has(&self, words: &str) -> bool {
        self.text().contains(words)
    }

    /// The fields of the first form that is sent to this address, as they stand in the page.
    pub fn form(&self, action: &str) -> Fields {
        let text = self.text();
        let forms = text.split("<form").skip(1);
        let form = forms
            .filter_map(|rest| rest.split("</form>").next())
            .find(|form| form.contains(&format!("action=\"{action}\"")))
            .unwrap_or_else(|| panic!("no form for {action} in {text}"));
        let mut fields = Fields::default();
        for input in form.split("<input").skip(1) {
            let input = input.split('>').next().unwrap();
            let kind = attribute(input, "type").unwrap_or_default();
            let choice = kind == "checkbox" || kind == "radio";
            if choice && !input.contains(" checked") {
                continue;
            }
            if let Some(name) = attribute(input, "name") {
                fields
                    .0
                    .push((name, attribute(input, "value").unwrap_or_default()));
            }
        }
        fields
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let rest = tag.split(&format!(" {name}=\"")).nth(1)?;
    let value = rest.split('"').next()?;
    Some(
        value
            .replace("&quot;", "\"")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&"),
    )
}

#[derive(Clone, Debug, Default)]
pub struct Fields(pub Vec<(String, String)>);

impl Fields {
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        match self.0.iter_mut().find(|(known, _)| known == name) {
            Some(field) => field.1 = value.to_owned(),
            None => self.0.push((name.to_owned(), value.to_owned())),
        }
        self
    }

    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.0.retain(|(known, _)| known != name);
        self
    }

    pub fn value(&self, name: &str) -> &str {
        &self.0.iter().find(|(known, _)| known == name).unwrap().1
    }

    pub fn encoded(&self) -> String {
        form_urlencoded::Serializer::new(String::new())
            .extend_pairs(&self.0)
            .finish()
    }
}

/// Every address that the server declares, with something real in place of a parameter.
pub fn addresses(id: &str) -> Vec<(web::Verb, String, web::Access)> {
    let asset = web::page::asset("tokens.css").to_owned();
    let routes = web::routes::<SqliteStore>();
    let filled = routes.iter().map(|route| {
        let path = match route.path() {
            "/assets/{name}" => asset.clone(),
            path => path
                .replace("{id}", id)
                .replace("{kind}", "visit")
                .replace("{size}", "5")
                .replace("{number}", "0")
                .replace("{token}", "AAAA")
                .replace("{secret}", &"a".repeat(43)),
        };
        assert!(!path.contains('{'), "{path}: nobody fills it");
        (route.verb(), path, route.access())
    });
    filled.collect()
}
