//! What the log says of a whole story at the finest level: routes and numbers, and nothing that
//! anybody wrote, is called, holds or sent. In a program of its own, since it listens to every
//! thread, those of the store and its libraries too.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may stop at once, like tests"
)]

#[path = "site/common/mod.rs"]
mod common;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use common::{Browser, Fields, PASSWORD, Reply, World};
use family::{Command, Terms};
use std::collections::BTreeSet;
use std::io::Write;
use std::net::IpAddr;
use std::sync::{Arc, Mutex};
use tracing_subscriber::filter::LevelFilter;

const REASON: &str = "Zonnebloemen bij Tante Lotte";
const ANSWER: &str = "Liever niet vanwege de kaakchirurg";
const WRONG: &str = "hunter-of-passwords";
const MARA: &str = "mara@geheim.example";
const ELIAS: &str = "elias@geheim.example";
const PEER: &str = "203.0.113.99";
const DEVICE: &str = "Lottes-eigen-telefoon";

/// All that was logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// What must stand in no line: words of people, and whatever a page or cookie gave out.
#[derive(Default)]
struct Private(BTreeSet<String>);

impl Private {
    /// Every value of hidden fields and links of a page, and of cookies, that is longer than what
    /// could stand in a line by chance.
    fn learn(&mut self, browser: &Browser, page: &Reply) {
        self.0.extend(browser.cookies.values().cloned());
        let text = page.text();
        for field in text.split("value=\"").skip(1) {
            let value = field.split('"').next().unwrap();
            self.0.insert(value.to_owned());
        }
        for link in text.split("/join/").skip(1) {
            self.0.insert(link.chars().take(43).collect());
        }
        for part in text.split("/proposals/").skip(1) {
            let id: String = part.chars().take_while(char::is_ascii_hexdigit).collect();
            self.0.insert(id);
        }
        // Addresses of our own are routes; the ids in them were learned above.
        self.0
            .retain(|word| word.len() >= 12 && !word.starts_with('/'));
    }

    fn say(&mut self, words: &[&str]) {
        self.0.extend(words.iter().map(|word| (*word).to_owned()));
    }
}

struct Story {
    world: World,
    private: Private,
}

impl Story {
    fn browser(&self) -> Browser {
        let mut browser = self.world.browser();
        for (name, value) in [
            ("user-agent", DEVICE),
            ("x-forwarded-for", "203.0.113.98"),
            ("forwarded", "for=203.0.113.97"),
            ("referer", "https://parenthesis.example/Lotte-referer"),
            ("x-lotte", "Lotte-header"),
        ] {
            browser.headers.insert(name, value.parse().unwrap());
        }
        browser
    }

    async fn get(&mut self, browser: &mut Browser, path: &str) -> Reply {
        let page = browser.get(path).await;
        self.private.learn(browser, &page);
        page
    }

    async fn post(&mut self, browser: &mut Browser, path: &str, fields: &Fields) -> Reply {
        let page = browser.post(path, fields).await;
        self.private.learn(browser, &page);
        page
    }

    async fn sign_in(&mut self, browser: &mut Browser, mail: &str, pass: &str) -> Reply {
        let page = self.get(browser, "/sign-in").await;
        let fields = page.form("/sign-in").with("mail", mail).with("pass", pass);
        self.post(browser, "/sign-in", &fields).await
    }

    /// Founded, invited, joined, after a link that never was and a wrong password.
    async fn begin(&mut self) -> (Browser, Browser) {
        let founder = self.world.found(MARA).await;
        let mut mara = self.browser();
        self.sign_in(&mut mara, MARA, WRONG).await;
        self.sign_in(&mut mara, "nobody@geheim.example", WRONG)
            .await;
        let entered = self.sign_in(&mut mara, MARA, PASSWORD).await;
        assert_eq!(entered.location(), "/today");
        let page = self.get(&mut mara, "/invitation").await;
        let made = self
            .post(&mut mara, "/invitation", &page.form("/invitation"))
            .await;
        let text = made.text();
        let link = text
            .split("https://parenthesis.example/join/")
            .nth(1)
            .unwrap();
        let link = format!("/join/{}", &link[..43]);
        let mut elias = self.browser();
        let page = self.get(&mut elias, &link).await;
        let form = page.form(&link).with("mail", ELIAS);
        let short = form.clone().with("pass", "kort").with("again", "kort");
        self.post(&mut elias, &link, &short).await;
        let good = form.with("pass", PASSWORD).with("again", PASSWORD);
        let joined = self.post(&mut elias, &link, &good).await;
        assert_eq!(joined.location(), "/today");
        let proposal = self.world.app.fresh_proposal().unwrap();
        let place = format!("/proposals/{proposal}");
        let propose = Command::Propose {
            proposal,
            terms: Terms::Plan(plan::EXAMPLE.into()),
            reason: None,
            answer_by: None,
        };
        self.world.act(&founder, propose).await;
        let page = self.get(&mut elias, &place).await;
        let accept = format!("{place}/accept");
        self.post(&mut elias, &accept, &page.form(&accept)).await;
        (mara, elias)
    }

    fn swap(page: &Reply, path: &str) -> Fields {
        page.form(path)
            .without("m1-child")
            .with("m1-child", "noor")
            .with("m1-start-day", "2026-11-30")
            .with("m1-start-time", "10:00")
            .with("m1-end-day", "2026-12-14")
            .with("m1-end-time", "10:00")
            .with("m1-to", "a")
            .with("reason", REASON)
            .with("step", "send")
    }

    /// Proposed, countered, declined, erased by both; a bundle; the record searched.
    async fn live(&mut self, mara: &mut Browser, elias: &mut Browser) {
        let page = self.get(mara, "/proposals/new?day=2026-12-05").await;
        let sent = self
            .post(mara, "/proposals/new", &Self::swap(&page, "/proposals/new"))
            .await;
        let place = sent.place().to_owned();
        self.get(elias, &place).await;
        let counter = format!("{place}/counter");
        let page = self.get(elias, &counter).await;
        let fields = page.form(&counter).with("m1-end-day", "2026-12-13");
        let fields = fields.with("reason", REASON).with("step", "send");
        let countered = self.post(elias, &counter, &fields).await;
        assert_eq!(countered.place(), place);
        let decline = format!("{place}/decline");
        let page = self.get(mara, &decline).await;
        let fields = page.form(&decline).with("reason", ANSWER);
        self.post(mara, &decline, &fields).await;
        assert!(self.get(elias, &place).await.has(ANSWER));
        assert!(self.get(elias, "/record?q=Zonnebloemen").await.has(REASON));
        let erase = format!("{place}/erase");
        let page = self.get(mara, &erase).await;
        let wish = self
            .post(mara, &erase, &page.form(&erase))
            .await
            .place()
            .to_owned();
        let page = self.get(elias, &wish).await;
        let accept = format!("{wish}/accept");
        self.post(elias, &accept, &page.form(&accept)).await;
        assert_eq!(self.get(mara, &place).await.status, StatusCode::NOT_FOUND);
        self.bundle(mara).await;
    }

    async fn bundle(&mut self, mara: &mut Browser) {
        let page = self.get(mara, "/bundles").await;
        let fields = page
            .form("/bundles")
            .with("recipient", "Mr. A. Kaakchirurg");
        let fields = fields.with("language", "nl").with("step", "make");
        let begun = self.post(mara, "/bundles", &fields).await;
        assert_eq!(begun.location(), "/bundles/progress", "{}", begun.text());
        loop {
            let page = self.get(mara, "/bundles/progress").await;
            if !page.has("http-equiv=\"refresh\"") {
                let text = page.text();
                let file = text.split("href=\"/bundles/file/").nth(1).unwrap();
                let file = file.split('"').next().unwrap().to_owned();
                let got = mara.get(&format!("/bundles/file/{file}")).await;
                assert_eq!(got.status, StatusCode::OK);
                self.private.say(&[&file]);
                return;
            }
            tokio::task::yield_now().await;
        }
    }

    /// Requests that nobody's page sends, with words at every place.
    async fn misuse(&mut self, mara: &mut Browser) {
        for path in [
            "/Lotte-path",
            "/today?q=Lotte-query",
            "/proposals/Lotte-id",
            "/join/Lotte-link",
            "/assets/Lotte-file",
            "/bundles/file/Lotte-bundle",
            "/record/Lotte-number/receipt",
            "/access/confirm?back=/Lotte-back",
            "/sign-in?Lotte-state",
        ] {
            for method in [
                Method::GET,
                Method::HEAD,
                Method::POST,
                Method::PUT,
                Method::OPTIONS,
            ] {
                for (kind, body) in [
                    (
                        "application/x-www-form-urlencoded",
                        "form_token=Lotte-token&reason=Lotte-body",
                    ),
                    (
                        "application/json; charset=Lotte-charset",
                        "{\"reason\":\"Lotte-json\"}",
                    ),
                ] {
                    let request = Request::builder().method(method.clone()).uri(path);
                    let request = request.header("content-type", kind);
                    let request = request.header("origin", "https://lotte-origin.example");
                    let mut request = request.body(Body::from(body)).unwrap();
                    let peer: IpAddr = PEER.parse().unwrap();
                    request.extensions_mut().insert(web::Peer(peer));
                    mara.clone().send(request).await;
                }
            }
        }
        let token = mara.token().await;
        let large = Fields::default().with("reason", &"Lotte-large ".repeat(9_000));
        let refused = self
            .post(mara, "/proposals/new", &large.with("form_token", &token))
            .await;
        assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    }

    /// A disk without room while words are sent.
    async fn fault(&mut self, mara: &mut Browser) {
        let page = self.get(mara, "/proposals/new?day=2026-12-05").await;
        let fields = Self::swap(&page, "/proposals/new").with("reason", &REASON.repeat(12));
        self.world.store.limit_pages(1);
        for n in 0..50 {
            let fields = fields.clone().with("command", &format!("{n:032x}"));
            let sent = self.post(mara, "/proposals/new", &fields).await;
            if sent.status == StatusCode::INSUFFICIENT_STORAGE {
                return;
            }
        }
        panic!("there was always room");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_line_of_the_log_says_anything_private() {
    let log = Log::default();
    let writer = log.clone();
    let lines = tracing_subscriber::fmt().with_max_level(LevelFilter::TRACE);
    let lines = lines.with_ansi(false);
    lines.with_writer(move || writer.clone()).init();
    let mut story = Story {
        world: World::new().await,
        private: Private::default(),
    };
    let (mut mara, mut elias) = story.begin().await;
    story.live(&mut mara, &mut elias).await;
    story.misuse(&mut mara).await;
    story.fault(&mut mara).await;
    story.private.say(&[
        REASON,
        ANSWER,
        WRONG,
        PASSWORD,
        DEVICE,
        PEER,
        "203.0.113.9",
        "Zonnebloemen",
        "Tante",
        "Lotte",
        "lotte",
        "Kaakchirurg",
        "kaakchirurg",
        "geheim",
        "@",
        "hunter",
    ]);
    let said = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(said.lines().count() > 100, "it listens");
    for word in [
        "answered",
        "/proposals/{id}/decline",
        "/join/{secret}",
        "incident",
        "status=507",
    ] {
        assert!(said.contains(word), "{word} is missing");
    }
    for line in said.lines() {
        for word in &story.private.0 {
            assert!(!line.contains(word.as_str()), "{word:?} stands in: {line}");
        }
        let mut words = line.split(|c: char| !c.is_alphanumeric());
        let names = [
            "Mara", "Elias", "Noor", "Sam", "Cato", "Pim", "mara", "elias", "noor",
        ];
        assert!(
            !words.any(|word| names.contains(&word)),
            "a name stands in: {line}"
        );
    }
}
