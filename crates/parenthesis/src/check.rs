//! `parenthesis check`: whether everything in a data folder holds, also while the server runs.

use crate::cli::CheckOptions;
use crate::instance::Place;
use crate::kept::{self, Work};
use crate::output::{Failure, say};
use crate::runtime::{Stop, runtime};
use app::check::Checked;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal as _;
use store::{KeptHead, SqliteStore};

/// At most so many findings are said.
const SAID: usize = 100;

/// `parenthesis check`.
///
/// # Errors
/// A [`Failure`] with what does not hold, or why nothing could be checked.
pub fn run(options: &CheckOptions) -> Result<(), Failure> {
    let place = Place::new(&options.data, &options.key)?;
    runtime()?.block_on(async {
        let mut stop = Stop::install()?;
        tokio::select! {
            checked = examine(&place) => checked,
            () = stop.told() => Err(Failure::new("the check was stopped")),
        }
    })
}

async fn examine(place: &Place) -> Result<(), Failure> {
    let key = place.known_key()?;
    // Before the database is read: it may grow, and what is kept never leads it.
    let heads = kept::heads(place)?;
    let known = heads.as_deref().unwrap_or_default();
    let mut checked = match kept::lock(place.data())? {
        Some(_held) => {
            let store = SqliteStore::read_only(place.data())
                .await
                .map_err(Failure::of)?;
            let checked = all(&store, &key, known).await;
            store.close().await;
            checked?
        }
        None => beside_a_server(place, &key, known).await?,
    };
    if heads.is_none() {
        checked.notes.push(format!(
            "{} is missing, so it cannot be told here whether this is an older copy.",
            place.heads().display()
        ));
    }
    for note in checked.notes.iter().take(SAID) {
        say(&format!("Note: {note}"))?;
    }
    sound(&checked, "the database does not hold")?;
    say(&words(&checked))
}

/// While a server writes, a copy at one moment is checked, and the pages where they are.
async fn beside_a_server(
    place: &Place,
    key: &[u8; 32],
    known: &[KeptHead],
) -> Result<Checked, Failure> {
    let work = Work::begin(place)?;
    store::snapshot(place.data(), work.database())
        .await
        .map_err(Failure::of)?;
    let running = SqliteStore::read_only(place.data())
        .await
        .map_err(Failure::of)?;
    let found = running.inspect().await;
    running.close().await;
    let copy = SqliteStore::read_only(work.folder())
        .await
        .map_err(Failure::of)?;
    let checked = all(&copy, key, known).await;
    copy.close().await;
    let mut checked = checked?;
    for fault in found.map_err(Failure::of)? {
        if !checked.faults.contains(&fault) {
            checked.faults.push(fault);
        }
    }
    Ok(checked)
}

/// Checks everything in a store, with a progress bar where somebody looks.
///
/// # Errors
/// A [`Failure`] when it cannot be read. What does not hold is no failure yet: see [`sound`].
pub async fn all(
    store: &SqliteStore,
    key: &[u8; 32],
    known: &[KeptHead],
) -> Result<Checked, Failure> {
    let found = store.inspect().await.map_err(Failure::of)?;
    let bar = bar();
    let mut progress = |done: u64, all: u64| {
        bar.set_length(all);
        bar.set_position(done);
    };
    let checked = app::check::check(store, *key, known, found, &mut progress).await;
    bar.finish_and_clear();
    checked.map_err(Failure::of)
}

fn bar() -> ProgressBar {
    let bar = if std::io::stderr().is_terminal() {
        ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr())
    } else {
        ProgressBar::hidden()
    };
    let style = ProgressStyle::with_template("{bar:40} {pos} of {len} entries, {eta} to go");
    if let Ok(style) = style {
        bar.set_style(style);
    }
    bar
}

/// Fails when something does not hold, and says all of it.
///
/// # Errors
/// The [`Failure`], which begins with `what`.
pub fn sound(checked: &Checked, what: &str) -> Result<(), Failure> {
    if checked.holds() {
        return Ok(());
    }
    let mut text = format!("{what}:");
    for fault in checked.faults.iter().take(SAID) {
        text.push_str("\n  ");
        text.push_str(fault);
    }
    if let Some(more) = checked
        .faults
        .len()
        .checked_sub(SAID)
        .filter(|more| *more > 0)
    {
        text.push_str(&format!("\n  … and {more} more"));
    }
    Err(Failure::new(text))
}

fn words(checked: &Checked) -> String {
    let mut text = format!(
        "Everything holds.\n\
         {} entries in {} records of {} families: each stands in its place, and the newest \
         checkpoint of each record is over these entries and signed with the record's key.\n\
         {} bodies opened, and each is the one to which its entry commits.",
        checked.entries, checked.trees, checked.families, checked.opened
    );
    let mut add = |count: u64, sentence: &str| {
        if count > 0 {
            text.push_str(&format!("\n{count} {sentence}"));
        }
    };
    add(
        checked.erased,
        "bodies were erased, each by an entry that says so or with its record.",
    );
    add(checked.closed, "records were closed.");
    add(checked.cosignatures, "cosignatures hold.");
    add(checked.handovers, "handovers to another signing key hold.");
    add(
        checked.kept,
        "checkpoints kept outside the database agree with it: it is not an older copy.",
    );
    text
}
