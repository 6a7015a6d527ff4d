//! How long a search takes among 50,000 messages of ten years: a rare word, a common one, two words,
//! one that nobody wrote. Cold is the first search of a process, without a page before it: every entry
//! is read, opened and folded. Ready is the first search of a process some seconds after its reader
//! opened the page with the field, which reads the words beforehand. Warm is any later one: matching in memory, then opening the newest fifty that fit, as the
//! page shows them. Beside it a scan with `str::contains` over the same texts, in lower case in
//! memory, that opens nothing.
//!
//! `cargo bench -p app --bench search_messages [-- MESSAGES]` writes so many messages (50,000), one
//! after another through the commands that pages send; `TMPDIR` says on which disk. Each cold search
//! is in a process of its own, which says how much more memory it has in use afterwards; the files
//! are in the system's memory by then.

#![expect(clippy::print_stdout, reason = "a benchmark says what it measured")]

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use app::{
    App, Clock, Config, Filter, NewAccount, Password, Seen, Session, SetClock, SystemEntropy, Tree,
};
use family::{
    About, Child, Command, Founding, Language, Message, Name, Parent, Urgency, Words as Said,
};
use jiff::{SignedDuration, Timestamp};
use plan::{ParentingPlan, Side};
use store::SqliteStore;

type Failure = Box<dyn std::error::Error + Send + Sync>;

const PASSWORD: &str = "two homes, one childhood";
const BEGUN: &str = "2026-11-23T09:00:00Z";
const AFTERWARDS: &str = "2037-01-04T09:00:00Z";
const TEN_YEARS_MILLIS: i64 = 10 * 365 * 24 * 60 * 60 * 1_000;
/// As many as a page of the record shows.
const SHOWN: u64 = 50;
const WARM: usize = 200;
/// How long somebody takes to type a word.
const TYPING: Duration = Duration::from_secs(2);
/// Messages after each of which a search is made.
const GROWN: usize = 30;

const RARE: &str = "swimming-diploma";
const COMMON: &str = "school";
const SOMETIMES: [&str; 2] = ["dentist", "tuesday"];
const NEVER: &str = "helicopter";

const USUAL: [&str; 24] = [
    "the", "and", "you", "een", "het", "can", "her", "his", "bag", "voor", "met", "then", "one",
    "about", "morgen", "zal", "is", "we", "Zoë", "Noor", "Sam", "één", "weekend", "Will",
];
/// Rare words are made of these; none of what is looked for can be.
const SYLLABLES: [&str; 20] = [
    "ba", "de", "fi", "go", "hu", "ja", "ke", "li", "mo", "nu", "pa", "re", "si", "to", "vu", "wa",
    "ze", "bri", "kla", "sto",
];

fn main() -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    for first in [First::Cold, First::Ready] {
        let mut arguments = std::env::args().skip_while(|argument| argument != first.flag());
        if arguments.next().is_some() {
            let (folder, words) = arguments.next().zip(arguments.next()).ok_or("no words")?;
            return runtime.block_on(first_search(Path::new(&folder), &words, first));
        }
    }
    let asked = std::env::args().find_map(|argument| argument.parse().ok());
    runtime.block_on(run(asked.unwrap_or(50_000)))
}

/// What came before the first search of a process.
#[derive(Clone, Copy, PartialEq, Eq)]
enum First {
    /// Nothing.
    Cold,
    /// The page with the field, and the time in which somebody types.
    Ready,
}

impl First {
    const fn flag(self) -> &'static str {
        match self {
            Self::Cold => "--cold",
            Self::Ready => "--ready",
        }
    }
}

/// What is looked for, and what it is.
fn searches() -> [(&'static str, String); 4] {
    [
        ("a rare word", RARE.to_owned()),
        ("a common word", COMMON.to_owned()),
        ("two words", SOMETIMES.join(" ")),
        ("no hit", NEVER.to_owned()),
    ]
}

async fn run(messages: usize) -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let clock = Arc::new(SetClock::at(BEGUN.parse()?));
    let app = open(folder.path(), Arc::clone(&clock) as Arc<dyn Clock>).await?;
    let parents = parents(&app).await?;
    let begun = Instant::now();
    let texts = write(&app, &clock, &parents, messages).await?;
    let bytes: usize = texts.iter().map(String::len).sum();
    println!(
        "{messages} messages of {} bytes in the mean, written in {:.1?}",
        bytes / messages.max(1),
        begun.elapsed()
    );
    app.store().close().await;
    drop(app);
    for first in [First::Cold, First::Ready] {
        for (_, words) in searches() {
            elsewhere(folder.path(), &words, first)?;
        }
    }

    let clock = Arc::new(SetClock::at(AFTERWARDS.parse()?));
    let app = open(folder.path(), clock).await?;
    let mara = sign_in(&app).await?;
    for (what, words) in searches() {
        warm(&app, &mara, &texts, (what, &words)).await?;
    }
    grown(&app, &mara).await?;
    app.store().close().await;
    Ok(())
}

/// The first search after opening, in a process that has nothing in memory.
fn elsewhere(folder: &Path, words: &str, first: First) -> Result<(), Failure> {
    let mut child = std::process::Command::new(std::env::current_exe()?);
    let said = child.arg(first.flag()).arg(folder).arg(words).output()?;
    if !said.status.success() {
        return Err(String::from_utf8_lossy(&said.stderr).into_owned().into());
    }
    print!("{}", String::from_utf8_lossy(&said.stdout));
    Ok(())
}

async fn first_search(folder: &Path, words: &str, first: First) -> Result<(), Failure> {
    let clock = Arc::new(SetClock::at(AFTERWARDS.parse()?));
    let app = open(folder, clock).await?;
    let begun = Instant::now();
    let mara = sign_in(&app).await?;
    app.family(&mara).await?;
    let opened = begun.elapsed();
    let before = resident_megabytes();
    if first == First::Ready {
        app.make_ready_to_find(&mara, Tree::Shared);
        tokio::time::sleep(TYPING).await;
    }
    let begun = Instant::now();
    let hits = search(&app, &mara, words).await?;
    let took = begun.elapsed();
    let after = resident_megabytes();
    println!(
        "{:<5} {words:<17} {hits:>6} hits  {took:>9.2?}  {:>6.1} MB more in use, {after:.1} MB in all; signing in and reading the family took {opened:.2?} before",
        first.flag().trim_start_matches('-'),
        after - before
    );
    app.store().close().await;
    Ok(())
}

/// The same search again and again, and a scan of the same texts.
async fn warm(
    app: &App<SqliteStore>,
    who: &Session,
    texts: &[String],
    (what, words): (&str, &str),
) -> Result<(), Failure> {
    let mut hits = search(app, who, words).await?;
    let (mut ours, mut plain) = (Vec::new(), Vec::new());
    for _ in 0..WARM {
        let begun = Instant::now();
        hits = search(app, who, words).await?;
        ours.push(begun.elapsed());
        let begun = Instant::now();
        let found = black_box(scan(black_box(texts), words));
        plain.push(begun.elapsed());
        if u64::try_from(found.len())? != hits {
            return Err("the search and the scan find different messages".into());
        }
    }
    let [median, p99, worst] = percentiles(&mut ours);
    let [scan, ..] = percentiles(&mut plain);
    println!(
        "warm  {what:<17} {hits:>6} hits  p50 {median:>9.2?} p99 {p99:>9.2?} max {worst:>9.2?}  plain scan p50 {scan:>9.2?}  ratio {:.2}",
        median.as_secs_f64() / scan.as_secs_f64()
    );
    Ok(())
}

/// A search after each new message.
async fn grown(app: &Arc<App<SqliteStore>>, who: &Session) -> Result<(), Failure> {
    let about = child(app, who).await?;
    let mut times = Vec::new();
    for number in 0..GROWN {
        let words = format!("One more of them ({number}).");
        say(app, who, about.clone(), &words).await?;
        let begun = Instant::now();
        search(app, who, RARE).await?;
        times.push(begun.elapsed());
    }
    let [median, _, worst] = percentiles(&mut times);
    println!("after a new message, a rare word      p50 {median:>9.2?} max {worst:>9.2?}");
    Ok(())
}

/// How many entries fit; those of the first page are opened.
async fn search(app: &App<SqliteStore>, who: &Session, words: &str) -> Result<u64, Failure> {
    let filter = Filter {
        words: words.to_owned(),
        ..Filter::default()
    };
    let page = app.find(who, Tree::Shared, &filter, None, SHOWN).await?;
    Ok(black_box(page).total)
}

/// The texts that hold every word, newest first.
fn scan(texts: &[String], words: &str) -> Vec<usize> {
    let wanted: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
    let numbered = texts.iter().enumerate().rev();
    numbered
        .filter(|(_, text)| wanted.iter().all(|word| text.contains(word)))
        .map(|(number, _)| number)
        .collect()
}

fn percentiles(times: &mut [Duration]) -> [Duration; 3] {
    times.sort_unstable();
    [50, 99, 100].map(|percent| {
        let place = (times.len() * percent / 100).min(times.len().saturating_sub(1));
        times.get(place).copied().unwrap_or_default()
    })
}

fn resident_megabytes() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    kilobytes.unwrap_or(0.0) / 1024.0
}

/// Numbers that are the same in every run (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        let end = u64::try_from(end.max(1)).unwrap_or(u64::MAX);
        usize::try_from(mixed % end).unwrap_or(0)
    }

    fn of<'w>(&mut self, words: &[&'w str]) -> &'w str {
        let place = self.below(words.len());
        words.get(place).copied().unwrap_or_default()
    }

    /// Six to forty-five words, two of three of them usual ones. Four messages in ten speak of what
    /// is common, and few of the rest.
    fn message(&mut self, rare: bool) -> String {
        let mut words: Vec<String> = Vec::new();
        for _ in 0..6 + self.below(40) {
            let word = if self.below(3) < 2 {
                self.of(&USUAL).to_owned()
            } else {
                let parts = 2 + self.below(3);
                (0..parts).map(|_| self.of(&SYLLABLES)).collect()
            };
            words.push(word);
        }
        for (word, in_a_hundred) in [(COMMON, 40), (SOMETIMES[0], 2), (SOMETIMES[1], 10)] {
            if self.below(100) < in_a_hundred {
                words.push(word.to_owned());
            }
        }
        if rare {
            words.push(RARE.to_uppercase());
        }
        words.join(" ")
    }
}

/// Writes messages of both parents, spread over ten years; their texts in lower case.
async fn write(
    app: &Arc<App<SqliteStore>>,
    clock: &SetClock,
    parents: &[Arc<Session>; 2],
    messages: usize,
) -> Result<Vec<String>, Failure> {
    let about = child(app, &parents[0]).await?;
    let begun: Timestamp = BEGUN.parse()?;
    let apart = TEN_YEARS_MILLIS / i64::try_from(messages.max(1))?;
    let mut dice = Dice(6);
    let mut texts = Vec::with_capacity(messages);
    for number in 0..messages {
        let after = apart.saturating_mul(i64::try_from(number)?);
        clock.set(begun + SignedDuration::from_millis(after));
        let rare = [1, 2, 3].map(|part| messages * part / 4).contains(&number);
        let words = dice.message(rare);
        let by = &parents[dice.below(2)];
        say(app, by, about.clone(), &words).await?;
        texts.push(words.to_lowercase());
    }
    Ok(texts)
}

async fn child(app: &App<SqliteStore>, who: &Session) -> Result<About, Failure> {
    let snapshot = app.family(who).await?;
    let child = snapshot.family.children().first();
    Ok(About::Child(child.ok_or("no child")?.id.clone()))
}

async fn say(
    app: &Arc<App<SqliteStore>>,
    by: &Session,
    about: About,
    words: &str,
) -> Result<(), Failure> {
    let what = Command::Say {
        opens: None,
        message: Arc::new(Message {
            about,
            clause: None,
            words: Said::new(words)?,
            urgency: Urgency::Usual,
            corrects: None,
            files: Vec::new(),
        }),
    };
    app.act(by, app.fresh_command(), Seen::NOTHING, what)
        .await?;
    Ok(())
}

async fn open(folder: &Path, clock: Arc<dyn Clock>) -> Result<Arc<App<SqliteStore>>, Failure> {
    let config = Config {
        instance_key: [42; 32],
        clock,
        entropy: Arc::new(SystemEntropy),
    };
    Ok(Arc::new(App::open(
        SqliteStore::open(folder).await?,
        config,
    )?))
}

async fn sign_in(app: &Arc<App<SqliteStore>>) -> Result<Arc<Session>, Failure> {
    let password = Password::typed(PASSWORD.to_owned());
    let signed_in = app.sign_in("mara@example.org", password, "bench").await?;
    Ok(signed_in.ok_or("no session")?.session)
}

fn account(email: &str) -> Result<NewAccount, Failure> {
    Ok(NewAccount {
        email: email.to_owned(),
        password: Password::chosen(PASSWORD.to_owned(), &[])?,
        language: Some(Language::En),
    })
}

/// Both parents of a family, which needs no plan to talk.
async fn parents(app: &Arc<App<SqliteStore>>) -> Result<[Arc<Session>; 2], Failure> {
    let mara = account("mara@example.org")?;
    let mara = app.found(founding(app)?, mara, "bench").await?;
    let mara = mara.founder.session;
    let link = app
        .invite(&mara, app.fresh_command(), Seen::NOTHING)
        .await?;
    let elias = account("elias@example.org")?;
    let elias = app.join(&link, elias, "bench").await?.session;
    Ok([mara, elias])
}

fn founding(app: &App<SqliteStore>) -> Result<Founding, Failure> {
    let today = jiff::civil::date(2026, 11, 23);
    let example =
        ParentingPlan::read(plan::EXAMPLE, today).map_err(|problems| problems.to_string())?;
    let parent = |side| -> Result<Parent, Failure> {
        Ok(Parent {
            member: app.fresh_member()?,
            id: example.parent(side).id.clone(),
            name: Name::new(&example.parent(side).name)?,
        })
    };
    let child = |child: &plan::Child| -> Result<Child, Failure> {
        Ok(Child {
            id: child.id.clone(),
            name: Name::new(&child.name)?,
            born: child.born,
        })
    };
    let children: Result<Vec<Child>, Failure> = example.children().iter().map(child).collect();
    Ok(Founding {
        name: Name::new("Mara and Elias")?,
        zone: "Europe/Amsterdam".into(),
        parents: [parent(Side::A)?, parent(Side::B)?],
        children: children?,
        founder: Side::A,
    })
}
