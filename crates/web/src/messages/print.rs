//! A whole conversation on one page, to be printed or saved.
//!
//! May touch: the family in memory, entries of its record. It changes nothing, not even what its
//! reader's own pages call new, and shows nothing of what its reader chose: paper goes to others.

use std::collections::BTreeMap;

use app::{BundleWords as _, RecordLine, Store, What};
use axum::http::StatusCode;
use family::{Message, Said, Thread};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use plan::Side;

use super::build::{Reading, of_event};
use super::clause::ClauseView;
use super::handler::named;
use super::print_markup::print_page;
use super::view::HeldView;
use super::words;
use crate::bundle::words::Words;
use crate::http::{Answer, Visit, Web, first};
use crate::page::Tab;
use crate::text::t;

/// Most messages on one page. A longer topic is printed by year.
pub const PRINT_MESSAGES_MAX: usize = 10_000;
/// So many bytes of words are on one page at most, and those of [`AT_ONCE`] messages more.
const PRINT_BYTES_MAX: usize = 8 * 1_024 * 1_024;
/// So many entries are read at a time.
const AT_ONCE: usize = 100;
/// Of a commitment, so many characters are printed: enough to tell files apart by eye.
const SHORT_CHARS: usize = 12;
/// So many numbers of erased entries are printed at most.
pub const ERASED_NUMBERS_MAX: usize = 100;

/// The page, as plain data.
#[derive(Debug, Clone)]
pub struct PrintView {
    /// What the topic is called.
    pub title: String,
    /// Its address.
    pub path: String,
    /// The parents' names, side A first.
    pub names: [String; 2],
    /// The family's zone, in which times are printed.
    pub zone: TimeZone,
    /// When the page was made.
    pub made: Timestamp,
    /// How many messages the topic has that its reader is shown.
    pub all: usize,
    /// Years, how many messages each has, and their addresses; none where all fit on one page.
    pub years: Vec<(i16, usize, String)>,
    /// The messages of this page, oldest first.
    pub messages: Vec<Printed>,
    /// The number of the message that the next page begins with, and that page's address.
    pub next: Option<(u64, String)>,
    /// Numbers of the record's entries whose words both erased, ascending.
    pub erased: Vec<u64>,
    /// What waits for its time and is not on the page. Only the screen says so.
    pub held: Option<HeldView>,
    /// The state of the record: how many entries, the root over them, the short code.
    pub head: (u64, [u8; 32], String),
}

/// A message on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// The number of its entry.
    pub entry: u64,
    /// Which parent's place its author had.
    pub side: Side,
    /// Who wrote it: told apart where several people had the place.
    pub name: String,
    /// When it was put on the record.
    pub at: Timestamp,
    /// The one clause of an offered plan that it is about.
    pub clause: Option<ClauseView>,
    /// What it says, whole; nothing where it was erased meanwhile.
    pub words: Option<String>,
    /// Whether its author says that it is about a child today.
    pub today: bool,
    /// The message that it corrects.
    pub corrects: Option<u64>,
    /// The newest message that corrects it.
    pub corrected_by: Option<u64>,
    /// What goes with it.
    pub files: Vec<PrintedFile>,
}

/// A file that goes with a message, on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedFile {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: family::FileKind,
    /// How many bytes it has.
    pub bytes: u64,
    /// How what the entry commits to begins; nothing where the entry's line cannot be read.
    pub commitment: Option<String>,
}

/// `GET /messages/{id}/print?year=&from=`.
pub(crate) async fn get<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let about = named(&web, &visit).await?;
    let stage = web.stage(&visit).await?;
    let reading = Reading {
        app: &web.app,
        session: &visit.session,
        mine: &stage.mine,
        stage: &stage,
    };
    let query = visit.query();
    let year = first(&query, "year").parse::<i16>().ok();
    let from = first(&query, "from").parse::<u64>().unwrap_or(0);
    let thread = stage.family().thread(&about);
    let shown = thread.into_iter().flat_map(Thread::all);
    let shown: Vec<&Said> = shown.filter(|said| reading.is_shown(said)).collect();
    let path = words::path(&about);
    let whole = year.is_none() && shown.len() <= PRINT_MESSAGES_MAX;
    let of_year = |said: &Said| year == Some(reading.local(said.at).year());
    let chosen: Vec<&Said> = shown
        .iter()
        .copied()
        .filter(|said| said.entry >= from && (whole || of_year(said)))
        .collect();
    let (messages, next) = pages(&web, &visit, &reading, &chosen).await?;
    let title = words::title(stage.text(), stage.family(), &about);
    let head = &stage.snapshot.head;
    let view = PrintView {
        names: Side::BOTH.map(|side| stage.people[side.index()].name.clone()),
        zone: stage.family().zone().clone(),
        made: stage.now,
        all: shown.len(),
        years: if shown.len() <= PRINT_MESSAGES_MAX {
            Vec::new()
        } else {
            years(&reading, &shown, &path)
        },
        messages,
        next: next.map(|entry| {
            let year = year.map_or_else(String::new, |year| format!("year={year}&"));
            (entry, format!("{path}/print?{year}from={entry}"))
        }),
        erased: erased(&reading),
        held: thread.and_then(|thread| reading.held_in(thread)),
        head: (head.size, head.root, head.short_code()),
        title,
        path,
    };
    let title = t!(stage.text(), "print-title", title = view.title.as_str());
    let mut frame = stage.frame(&title, Tab::Messages);
    // Paper follows nothing, and so long a page is not asked for again and again.
    frame.live = None;
    let page = print_page(&frame, &view);
    Ok(web.page(StatusCode::OK, &visit.reader, page))
}

/// The messages that fit, and the number of the first one that does not.
async fn pages<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    reading: &Reading<'_, S>,
    chosen: &[&Said],
) -> Result<(Vec<Printed>, Option<u64>), app::Fault> {
    let mut printed = Vec::new();
    let (mut done, mut bytes) = (0, 0);
    for part in chosen.chunks(AT_ONCE) {
        if done >= PRINT_MESSAGES_MAX || bytes >= PRINT_BYTES_MAX {
            break;
        }
        let newest_first: Vec<u64> = part.iter().rev().map(|said| said.entry).collect();
        let lines = web.app.entries(&visit.session, &newest_first).await?;
        for said in part {
            let line = lines.iter().find(|line| line.sequence == said.entry);
            let message = one(reading, said, line);
            bytes += message.words.as_ref().map_or(0, String::len);
            printed.push(message);
        }
        done += part.len();
    }
    Ok((printed, chosen.get(done).map(|said| said.entry)))
}

fn one<S: Store>(reading: &Reading<'_, S>, said: &Said, line: Option<&RecordLine>) -> Printed {
    let message: Option<&Message> = line.and_then(|line| match &line.what {
        What::Shared(event) => of_event(event),
        What::Own(_) | What::Erased => None,
    });
    let stage = reading.stage;
    let people = Words { lang: stage.lang };
    Printed {
        entry: said.entry,
        side: said.by,
        name: people.named(stage.family(), said.by, said.entry),
        at: said.at,
        clause: reading.clause(said),
        words: message.map(|message| message.words.as_str().to_owned()),
        today: matches!(said.urgency, family::Urgency::ChildToday),
        corrects: said.corrects,
        corrected_by: said.corrected_by,
        files: (1_usize..)
            .zip(said.files.iter())
            .map(|(place, file)| PrintedFile {
                name: file.name.to_string(),
                kind: file.kind,
                bytes: file.bytes,
                commitment: line.and_then(|line| commitment(&line.leaf, place)),
            })
            .collect(),
    }
}

/// How a part's commitment begins, from the line `commit <part> <hash>` of its leaf.
fn commitment(leaf: &str, place: usize) -> Option<String> {
    let mut lines = leaf.lines().filter_map(|line| {
        let (part, hash) = line.strip_prefix("commit ")?.split_once(' ')?;
        (part.parse::<usize>().ok() == Some(place)).then_some(hash)
    });
    let hash = lines.next()?;
    Some(hash.chars().take(SHORT_CHARS).collect())
}

/// Each year with messages, oldest first.
fn years<S: Store>(
    reading: &Reading<'_, S>,
    shown: &[&Said],
    path: &str,
) -> Vec<(i16, usize, String)> {
    let mut years: BTreeMap<i16, usize> = BTreeMap::new();
    for said in shown {
        *years.entry(reading.local(said.at).year()).or_default() += 1;
    }
    let each = years.into_iter();
    each.map(|(year, n)| (year, n, format!("{path}/print?year={year}")))
        .collect()
}

/// What both erased, of whatever topic: that went with the words.
fn erased<S: Store>(reading: &Reading<'_, S>) -> Vec<u64> {
    let all = reading.stage.family().erasures().iter();
    let mut numbers: Vec<u64> = all
        .flat_map(|erasure| erasure.entries.iter().map(|one| one.sequence))
        .collect();
    numbers.sort_unstable();
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_beginning_of_a_commitment_is_that_of_its_part() {
        let leaf = "leaf\ncommit 0 AAAAAAAAAAAAAAAA=\ncommit 1 BBBBBBBBBBBBBBBB=\nsequence 3\n";
        assert_eq!(commitment(leaf, 1).as_deref(), Some("BBBBBBBBBBBB"));
        assert_eq!(commitment(leaf, 2), None);
        assert_eq!(commitment("commit one A", 1), None);
    }
}
