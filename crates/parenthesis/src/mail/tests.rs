//! Letters of a real family, into a folder and to a mail server: what arrives, and that it is
//! evidence.

use super::folder::Folder;
use super::message::message;
use super::smtp::sender;
use super::smtp::tests::{Answer, Stand};
use super::{Carries, Post};
use app::mail::{Letter, Parcel};
use app::{
    AlertsTo, App, Config, Email, NewAccount, Password, Session, SetClock, SystemEntropy, Tree,
};
use family::Language;
use jiff::SignedDuration;
use plan::{ParentingPlan, Side};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::SqliteStore;
use web::mail::Words;

struct World {
    folder: tempfile::TempDir,
    clock: Arc<SetClock>,
    app: Arc<App<SqliteStore>>,
    mara: Arc<Session>,
}

fn settings() -> web::Settings {
    web::Settings::new("https://parenthesis.example").unwrap()
}

impl World {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(folder.path().join("data")).await.unwrap();
        let clock = Arc::new(SetClock::at("2026-11-23T09:00:00Z".parse().unwrap()));
        let config = Config {
            instance_key: [42; 32],
            clock: Arc::clone(&clock) as Arc<dyn app::Clock>,
            entropy: Arc::new(SystemEntropy),
        };
        let app = Arc::new(App::open(store, config).unwrap());
        let plan = ParentingPlan::read(plan::EXAMPLE, "2026-11-23".parse().unwrap()).unwrap();
        let founding = crate::found::founding(&plan, Side::A, None).unwrap();
        let account = NewAccount {
            email: "mara@example.org".to_owned(),
            password: Password::chosen("two homes, one childhood".to_owned(), &[]).unwrap(),
            language: Some(Language::Nl),
        };
        let founded = app.found(founding, account, "test").await.unwrap();
        let mara = founded.founder.session;
        Self {
            folder,
            clock,
            app,
            mara,
        }
    }

    /// Writes two letters.
    async fn write(&self) {
        let other = Email::normalise("own@example.net").unwrap();
        let chosen = self.app.choose_alerts(&self.mara, AlertsTo::Other(other));
        chosen.await.unwrap();
    }

    /// Hands over all that is due.
    async fn deliver(&self, post: Post) {
        let carries = Carries {
            post,
            settings: settings(),
            pushing: crate::push::Pushing::new(&settings()),
        };
        while let Some(next) = self.app.deliver(&carries).await.unwrap() {
            if next > self.app.now() {
                break;
            }
        }
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let files = std::fs::read_dir(folder).unwrap();
    let mut files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    files.sort();
    files
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_for_each_letter_that_only_its_owner_reads_and_that_is_evidence() {
    let world = World::new().await;
    world.write().await;
    let outbox = world.folder.path().join("outbox");
    world.deliver(Post::folder(&outbox, None).unwrap()).await;
    let letters = files(&outbox);
    assert_eq!(letters.len(), 2);
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&outbox), 0o700);
    for letter in &letters {
        assert_eq!(mode(letter), 0o600);
        assert!(letter.extension().is_some_and(|end| end == "eml"));
    }
    // What a parent kept of it shows whether the record was changed.
    let receipt = world.app.receipt(&world.mara, Tree::Shared, 0).await;
    let receipt = receipt.unwrap().unwrap();
    let file = world.folder.path().join("one.tlog-proof");
    let verified = |bytes: &[u8]| {
        std::fs::write(&file, bytes).unwrap();
        let options = verify::VerifyOptions {
            files: vec![file.clone()],
            against: letters.clone(),
            key: Vec::new(),
            entries: false,
            json: false,
        };
        let mut out = Vec::new();
        let holds = verify::run(&options, verify::Progress::Silent, &mut out).unwrap();
        (holds, String::from_utf8(out).unwrap())
    };
    let (holds, said) = verified(&receipt);
    assert!(holds, "{said}");
    for letter in &letters {
        let name = letter.file_name().unwrap().to_str().unwrap();
        assert!(said.contains(name), "{said}");
    }
    // The same time and key, another record: then the mail contradicts it.
    let other = World::new().await;
    let foreign = other.app.receipt(&other.mara, Tree::Shared, 0).await;
    let (_, said) = verified(&foreign.unwrap().unwrap());
    assert!(said.contains("it is about another record"), "{said}");
}

#[test]
fn a_letter_that_is_put_again_takes_the_same_place() {
    let outer = tempfile::tempdir().unwrap();
    let folder = Folder::new(outer.path(), "from@example.org").unwrap();
    for _ in 0..2 {
        let words = Words {
            subject: "x".into(),
            body: "y".into(),
            html: "z".into(),
        };
        assert_eq!(
            folder.put(&parcel("mara@example.org"), words),
            app::mail::Carried::Taken
        );
    }
    assert_eq!(files(outer.path()).len(), 1);
    let nowhere = Folder::new(Path::new("/proc/nowhere"), "from@example.org").unwrap();
    let words = Words {
        subject: "x".into(),
        body: "y".into(),
        html: "z".into(),
    };
    assert_eq!(
        nowhere.put(&parcel("mara@example.org"), words),
        app::mail::Carried::Later
    );
}

fn parcel(to: &str) -> Parcel {
    Parcel {
        id: "0a".repeat(16),
        to: Email::normalise(to).unwrap(),
        language: Language::En,
        zone: "Europe/Amsterdam".into(),
        written: "2026-11-23T09:00:00Z".parse().unwrap(),
        letter: Letter::NewSignIn,
        record: "".into(),
    }
}

/// The names of the headers of a mail.
fn headers(mail: &str) -> Vec<&str> {
    let (head, _) = mail.split_once("\r\n\r\n").unwrap();
    let lines = head.lines().filter(|line| !line.starts_with([' ', '\t']));
    lines.map(|line| line.split(':').next().unwrap()).collect()
}

/// Whatever an address or the words hold, a mail has these headers and no other.
#[test]
fn nothing_becomes_a_header() {
    let from = sender("from@example.org").unwrap();
    let expected = [
        "From",
        "To",
        "Subject",
        "Date",
        "Message-ID",
        "Auto-Submitted",
        "MIME-Version",
        "Content-Type",
    ];
    let words = [
        "plain",
        "Bcc: x@y",
        "a\r\nBcc: x@example.org",
        "a\n\nb\r\n.\r\nQUIT",
        "é\u{2028}\u{85}\r",
        "=?utf-8?q?x?=",
        ".",
        "\0",
    ];
    let addresses = [
        "mara@example.org",
        "a,b@example.org",
        "\"a\"@example.org",
        "<a>@example.org",
        "a@example.org,c.d",
        "jörg@exämple.org",
        "a:b;c@example.org",
        "(x)a@example.org",
    ];
    for word in words {
        for address in addresses {
            let words = Words {
                subject: word.to_owned(),
                body: word.to_owned(),
                html: word.to_owned(),
            };
            let Some(mail) = message(&parcel(address), words, &from) else {
                assert_ne!(address, "mara@example.org");
                continue;
            };
            let envelope = mail.envelope();
            assert_eq!(envelope.to().len(), 1);
            let bytes = mail.formatted();
            let mail = String::from_utf8(bytes.clone()).unwrap();
            let mut found = headers(&mail);
            found.sort_unstable();
            let mut expected = expected;
            expected.sort_unstable();
            assert_eq!(found, expected, "{word:?} to {address}");
            assert!(bytes.split(|b| *b == b'\n').all(|line| line.len() <= 999));
        }
    }
}

proptest::proptest! {
    /// Whatever the words: the same headers, two parts, and the same bytes each time.
    #[test]
    fn no_words_become_headers_or_parts(
        subject in "(?s).{0,120}",
        body in "(?s).{0,400}",
        html in "(?s)(--=_0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a|\r\n|.){0,40}",
    ) {
        let from = sender("from@example.org").unwrap();
        let words = Words { subject, body, html };
        let made = || message(&parcel("mara@example.org"), words.clone(), &from).unwrap();
        let mail = String::from_utf8(made().formatted()).unwrap();
        proptest::prop_assert_eq!(&mail, &String::from_utf8(made().formatted()).unwrap());
        proptest::prop_assert_eq!(headers(&mail).len(), 8);
        proptest::prop_assert!(mail.lines().all(|line| line.len() <= 998));
        let boundary = format!("--=_{}", "0a".repeat(16));
        let borders: Vec<_> = mail.lines().filter(|line| line.starts_with(&boundary)).collect();
        let end = format!("{boundary}--");
        proptest::prop_assert_eq!(borders, [&*boundary, &boundary, &end]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_a_server_does_not_take_now_arrives_later_and_once() {
    let world = World::new().await;
    world.write().await;
    let busy = Stand::start(Answer {
        recipient: "451 later",
        ..Answer::FINE
    })
    .await;
    world.deliver(Post::Smtp(busy.smtp())).await;
    assert_eq!(busy.end().await.mails.len(), 0);
    world
        .clock
        .set(world.app.now() + SignedDuration::from_mins(1));
    let fine = Stand::start(Answer::FINE).await;
    world.deliver(Post::Smtp(fine.smtp())).await;
    world
        .clock
        .set(world.app.now() + SignedDuration::from_hours(48));
    world.deliver(Post::Smtp(fine.smtp())).await;
    let seen = fine.end().await;
    assert_eq!(seen.mails.len(), 2);
    let mut to = seen.recipients.clone();
    to.sort();
    assert_eq!(to, ["<mara@example.org>", "<own@example.net>"]);
    for mail in &seen.mails {
        assert!(
            mail.contains("Subject: Een bericht over inloggen\r\n"),
            "{mail}"
        );
        assert!(mail.contains("Auto-Submitted: auto-generated\r\n"));
        assert!(mail.contains("parenthesis/newest@v1"));
        assert!(!mail.contains("Mara"));
    }
}
