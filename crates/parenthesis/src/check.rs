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
    let known = heads.as_ref().map(|kept| kept.heads.as_slice());
    let known = known.unwrap_or_default();
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
    let begun_later = heads.as_ref().is_some_and(|kept| kept.begun_later);
    if begun_later {
        checked.notes.push(format!(
            "{} was begun when the record had entries already, so it cannot be told here whether \
             this was the newest copy then.",
            place.heads().display()
        ));
    }
    for note in checked.notes.iter().take(SAID) {
        say(&format!("Note: {note}"))?;
    }
    sound(&checked, "the database does not hold")?;
    say(&words(&checked, begun_later))
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

fn words(checked: &Checked, begun_later: bool) -> String {
    let mut text = format!(
        "Everything holds.\n\
         {} in {} of {}: each stands in its place, and the newest checkpoint of each record is \
         over these entries and signed with the record's key.\n\
         {}, and each is the one to which its entry commits.",
        counted(checked.entries, "entry", "entries"),
        counted(checked.trees, "record", "records"),
        counted(checked.families, "family", "families"),
        counted(checked.opened, "body opened", "bodies opened"),
    );
    let kept = match begun_later {
        true => [
            "checkpoint kept outside the database agrees with it.",
            "checkpoints kept outside the database agree with it.",
        ],
        false => [
            "checkpoint kept outside the database agrees with it: it is not an older copy.",
            "checkpoints kept outside the database agree with it: it is not an older copy.",
        ],
    };
    let lines = [
        (
            checked.attachments,
            [
                "attachment opened, and it is the one to which its entry commits.",
                "attachments opened, and each is the one to which its entry commits.",
            ],
        ),
        (
            checked.erased,
            [
                "body was erased, by an entry that says so or with its record.",
                "bodies were erased, each by an entry that says so or with its record.",
            ],
        ),
        (
            checked.closed,
            ["record was closed.", "records were closed."],
        ),
        (
            checked.cosignatures,
            ["cosignature holds.", "cosignatures hold."],
        ),
        (
            checked.handovers,
            [
                "handover to another signing key holds.",
                "handovers to another signing key hold.",
            ],
        ),
        (checked.kept, kept),
    ];
    for (count, [one, many]) in lines.into_iter().filter(|(count, _)| *count > 0) {
        text.push('\n');
        text.push_str(&counted(count, one, many));
    }
    text
}

/// A number and what is counted, as one says it of one or of several.
fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_said_as_one() {
        let said = |n: u64, begun_later| {
            let checked = Checked {
                families: n,
                trees: n,
                entries: n,
                opened: n,
                attachments: n,
                erased: n,
                closed: n,
                cosignatures: n,
                handovers: n,
                kept: n,
                ..Checked::default()
            };
            words(&checked, begun_later)
        };
        let one = said(1, false);
        for part in [
            "1 entry in 1 record of 1 family:",
            "1 body opened,",
            "1 attachment opened,",
            "1 body was erased, by",
            "1 record was closed.",
            "1 cosignature holds.",
            "1 handover to another signing key holds.",
            "1 checkpoint kept outside the database agrees with it: it is not an older copy.",
        ] {
            assert!(one.contains(part), "{one}");
        }
        let two = said(2, true);
        for part in [
            "2 entries in 2 records of 2 families:",
            "2 records were closed.",
            "2 checkpoints kept outside the database agree with it.",
        ] {
            assert!(two.contains(part), "{two}");
        }
        assert!(!two.contains("older copy"), "{two}");
    }
}
