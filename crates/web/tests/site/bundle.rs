//! A bundle from the form to the file, through the real router; and who else can see it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may stop at once, like tests"
)]

use crate::common::{Browser, Reply, World};
use app::{BundleEntry, BundleFacts, BundleState, BundleWords, Choice, SaidBy, Span, Tree};
use axum::http::{StatusCode, header};
use family::{Family, Language};
use plan::Side;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::Mutex;
use web::bundle::words::Words;
use web::text::Lang;

/// Words that nobody finds while the gate is held: so long a bundle is in the making.
struct Gated {
    gate: Arc<Mutex<()>>,
    reached: AtomicBool,
}

const WORDS: Words = Words { lang: Lang::En };

impl BundleWords for Gated {
    fn entry(&self, family: &Family, said: &SaidBy<'_>) -> BundleEntry {
        self.reached.store(true, Ordering::SeqCst);
        drop(self.gate.blocking_lock());
        WORDS.entry(family, said)
    }

    fn erased(&self, kind: &str) -> String {
        WORDS.erased(kind)
    }

    fn role(&self) -> String {
        WORDS.role()
    }

    fn who_left(&self, name: &str, day: jiff::civil::Date) -> String {
        WORDS.who_left(name, day)
    }

    fn who_came(&self, name: &str, day: jiff::civil::Date) -> String {
        WORDS.who_came(name, day)
    }

    fn erased_by(&self, asked: &str, by: &str) -> String {
        WORDS.erased_by(asked, by)
    }

    fn device_of(&self, name: &str) -> String {
        WORDS.device_of(name)
    }

    fn chosen(&self, facts: &BundleFacts<'_>) -> Vec<String> {
        WORDS.chosen(facts)
    }

    fn left_out(&self, facts: &BundleFacts<'_>) -> Vec<String> {
        WORDS.left_out(facts)
    }

    fn read_me(&self, facts: &BundleFacts<'_>) -> String {
        WORDS.read_me(facts)
    }
}

pub(crate) fn everything() -> Choice {
    let preset = &print::PRESETS[0];
    Choice {
        recipient: "Mr. A. Jansen".to_owned(),
        language: Language::En,
        preset,
        exhibits: preset.exhibits(print::Language::En),
        bates: None,
        tree: Tree::Shared,
        span: Span::All,
        sides: BTreeSet::from([Side::A, Side::B]),
        topics: app::choosable(Tree::Shared).iter().copied().collect(),
        attachments: app::Attachments::With,
    }
}

/// What somebody sees who could wonder whether the other parent makes a bundle, but for the tokens
/// of forms, which are new on each page.
async fn seen(browser: &mut Browser) -> Vec<(StatusCode, String)> {
    let mut seen = Vec::new();
    for path in ["/bundles", "/bundles/progress", "/record"] {
        let page = browser.get(path).await;
        let text = page.text();
        let mut parts = text.split("name=\"form_token\" value=\"");
        let mut steady = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            steady.push_str(part.split_once('"').unwrap().1);
        }
        seen.push((page.status, steady));
    }
    seen
}

#[tokio::test(flavor = "multi_thread")]
async fn while_one_makes_a_bundle_the_other_sees_nothing_of_it_and_makes_one_too() {
    let world = World::new().await;
    let agreed = world.agreed("home").await;
    let mut elias = world.signed_in(&agreed.emails[1]).await;
    let before = seen(&mut elias).await;
    let again = seen(&mut elias).await;
    assert!(before == again, "nothing else on them is new each time");
    let words = Arc::new(Gated {
        gate: Arc::default(),
        reached: AtomicBool::new(false),
    });
    let closed = Arc::clone(&words.gate).lock_owned().await;
    let begun = world
        .app
        .bundle_begin(&agreed.mara, everything(), Arc::<Gated>::clone(&words));
    assert_eq!(begun, Ok(()));
    while !words.reached.load(Ordering::SeqCst) {
        tokio::task::yield_now().await;
    }
    let meanwhile = seen(&mut elias).await;
    assert!(before == meanwhile, "{meanwhile:?}");
    // Hers is still in the making, and his does not wait for it.
    let form = previewed(&mut elias, &["people"]).await.form("/bundles");
    let begun = elias.post("/bundles", &form.with("step", "make")).await;
    assert_eq!(begun.location(), "/bundles/progress");
    assert!(waited(&mut elias).await.has("The bundle is ready"));
    let hers = world.app.bundle_state(&agreed.mara);
    assert!(matches!(hers, Some(BundleState::Working(_))));
    drop(closed);
    while matches!(
        world.app.bundle_state(&agreed.mara),
        Some(BundleState::Working(_))
    ) {
        tokio::task::yield_now().await;
    }
    let hers = world.app.bundle_state(&agreed.mara);
    assert!(matches!(hers, Some(BundleState::Ready(_))));
}

/// Fills in the form and looks at what would go along.
async fn previewed(browser: &mut Browser, topics: &[&str]) -> Reply {
    let page = browser.get("/bundles").await;
    let mut fields = page.form("/bundles").with("recipient", "Mr. A. Jansen");
    fields = fields
        .with("language", "nl")
        .with("step", "preview")
        .without("topic");
    for topic in topics {
        fields.0.push(("topic".to_owned(), (*topic).to_owned()));
    }
    browser.post("/bundles", &fields).await
}

/// Waits until the page of progress is done, as a browser does that loads it again.
async fn waited(browser: &mut Browser) -> Reply {
    loop {
        let page = browser.get("/bundles/progress").await;
        assert_eq!(page.status, StatusCode::OK);
        if !page.has("http-equiv=\"refresh\"") {
            return page;
        }
        tokio::task::yield_now().await;
    }
}

fn file_of(page: &Reply) -> String {
    let text = page.text();
    let (_, after) = text.split_once("href=\"/bundles/file/").unwrap();
    format!("/bundles/file/{}", after.split_once('"').unwrap().0)
}

#[tokio::test(flavor = "multi_thread")]
async fn from_the_form_to_the_file() {
    let world = World::new().await;
    let agreed = world.agreed("home").await;
    let mut mara = world.signed_in(&agreed.emails[0]).await;
    let before = world.head(&agreed.mara).await;
    let preview = previewed(&mut mara, &["people"]).await;
    assert_eq!(preview.status, StatusCode::OK);
    assert!(
        preview.has("go along without their words"),
        "{}",
        preview.text()
    );
    let form = preview.form("/bundles");
    assert_eq!(form.value("recipient"), "Mr. A. Jansen");
    let back = mara
        .post("/bundles", &form.clone().with("step", "change"))
        .await;
    assert_eq!(back.form("/bundles").value("recipient"), "Mr. A. Jansen");
    let begun = mara.post("/bundles", &form.with("step", "make")).await;
    assert_eq!(begun.location(), "/bundles/progress");
    let ready = waited(&mut mara).await;
    let path = file_of(&ready);
    let file = mara.get(&path).await;
    assert_eq!(file.headers[header::CONTENT_TYPE], "application/zip");
    let name = "attachment; filename=\"record-0-4.zip\"";
    assert_eq!(file.headers[header::CONTENT_DISPOSITION], name);
    assert_eq!(file.headers[header::CACHE_CONTROL], "private, no-store");
    let bundle = ledger::bundle::read(&file.body).unwrap();
    assert_eq!((bundle.manifest.undisclosed, bundle.parts.len()), (2, 3));
    let read_me = bundle
        .files
        .iter()
        .find(|file| file.name == "READ-ME.txt")
        .unwrap();
    let read_me = std::str::from_utf8(read_me.bytes).unwrap();
    assert!(
        read_me.contains("gemaakt voor Mr. A. Jansen door Mara"),
        "{read_me}"
    );
    assert!(!read_me.contains('{'), "{read_me}");

    // Elias finds neither the file nor a trace of it.
    let mut elias = world.signed_in(&agreed.emails[1]).await;
    assert_eq!(elias.get(&path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(elias.get("/bundles/progress").await.location(), "/bundles");
    for page in ["/bundles", "/record"] {
        assert!(!elias.get(page).await.has("Jansen"), "{page}");
    }
    assert_eq!(world.head(&agreed.elias).await, before);
    for page in ["/bundles", "/record"] {
        assert!(mara.get(page).await.has("Jansen"), "{page}");
    }

    let token = ready.form("/bundles/forget");
    let gone = mara.post("/bundles/forget", &token).await;
    assert_eq!(gone.location(), "/bundles");
    assert_eq!(mara.get(&path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_is_said_and_nothing_is_made() {
    let world = World::new().await;
    let agreed = world.agreed("home").await;
    let mut mara = world.signed_in(&agreed.emails[0]).await;
    let form = mara.get("/bundles").await.form("/bundles");
    let answer = mara
        .post("/bundles", &form.clone().with("step", "make"))
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        answer.has("Give the name of whoever it is for."),
        "{}",
        answer.text()
    );
    let far = form
        .with("recipient", "A")
        .with("span", "entries")
        .with("first", "90")
        .with("last", "99")
        .with("step", "make");
    let preview = mara.post("/bundles", &far.with("step", "preview")).await;
    assert_eq!(preview.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        preview.has("No entry lies in this part"),
        "{}",
        preview.text()
    );
    assert_eq!(mara.get("/bundles/progress").await.location(), "/bundles");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_one_s_own_record_the_names_of_earlier_recipients_are_told_only_when_asked_for() {
    let world = World::new().await;
    let agreed = world.agreed("home").await;
    let mut mara = world.signed_in(&agreed.emails[0]).await;
    let form = previewed(&mut mara, &["people"]).await.form("/bundles");
    mara.post("/bundles", &form.with("step", "make")).await;
    let ready = waited(&mut mara).await;
    let forget = ready.form("/bundles/forget");
    mara.post("/bundles/forget", &forget).await;

    let page = mara.get("/bundles").await;
    assert!(page.has("The newest entry that you both see is number 4."));
    let own = world.app.record(&agreed.mara, Tree::Own, None, 1).await;
    let newest = own.unwrap().total - 1;
    let said = format!("The newest entry of your own record is number {newest}.");
    assert!(page.has(&said), "{newest}");
    let form = page
        .form("/bundles")
        .with("recipient", "The court")
        .with("record", "own");
    for (form, told) in [
        (form.clone(), false),
        (form.with("own-topic", "bundles"), true),
    ] {
        mara.post("/bundles", &form.with("step", "make")).await;
        let ready = waited(&mut mara).await;
        let path = file_of(&ready);
        let file = mara.get(&path).await.body;
        let bundle = ledger::bundle::read(&file).unwrap();
        let of = |name: &str| bundle.files.iter().find(|file| file.name == name).unwrap();
        let read_me = std::str::from_utf8(of("READ-ME.txt").bytes).unwrap();
        assert!(read_me.starts_with("OWN RECORD OF Mara\n"), "{read_me}");
        // Nobody else knows that this record exists, so nobody else is to be asked.
        assert!(read_me.contains("Only Mara sees this record;"), "{read_me}");
        assert!(!read_me.contains("other parent sees."), "{read_me}");
        let name = b"Jansen";
        let mut parts = bundle.parts.iter().map(ledger::bundle::Part::bytes);
        let has = |bytes: Vec<u8>| bytes.windows(name.len()).any(|window| window == name);
        assert_eq!(parts.any(|bytes| has(bytes.to_vec())), told);
    }
}
