//! One run: read what was asked for, judge it, and say what was found. Reads the files that it is
//! asked for and writes to the stream that it is handed.

use std::{
    collections::BTreeMap,
    io::{self, Write},
    path::PathBuf,
};

use ledger::{
    Receipt,
    bundle::{self, Bundle, Pace},
    evidence::{Evidence, Held},
    read_receipts, short_code,
    verdict::{Finding, Matter, Outcome, Verdict, VouchedBy, judge},
};

use crate::{
    Progress, Threads, VerifyOptions, files, json,
    kept::{self, KeptFile},
    shown::{is_hidden, shown, shown_json},
    words::{self, People},
};

/// How wide a line is that people read.
const WIDTH: usize = 96;
/// How many findings of one kind are spelled out.
const MAX_ALIKE: usize = 20;
const NO_EVIDENCE: &str = "there is no receipt, no signed checkpoint and no bundle in it.";
const PASSED_OVER: &str = "This is a ZIP file that does not begin as a bundle does. It was passed over: \
     what is in it was not looked at.";

/// What was found about one file, or about one receipt of a file.
#[derive(Clone, Debug)]
pub struct FileReport {
    /// The file.
    pub name: String,
    /// What it is, as a sentence; empty when that could not be found out.
    pub title: String,
    /// Why it could not be read, as a sentence.
    pub error: Option<String>,
    /// Whether it is a saved state, which nothing can be said of by itself.
    pub state: bool,
    /// What was found.
    pub verdict: Verdict,
    /// Who is who, by the host's word.
    pub people: People,
}

impl FileReport {
    fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            title: String::new(),
            error: None,
            state: false,
            verdict: Verdict::default(),
            people: People::new(),
        }
    }

    /// An attachment that is no evidence and was not looked into.
    fn passed_over(name: &str) -> Self {
        Self {
            title: PASSED_OVER.to_owned(),
            ..Self::named(name)
        }
    }

    fn unread(name: &str, error: String) -> Self {
        let error = Some(error);
        Self {
            error,
            ..Self::named(name)
        }
    }

    /// Whether something was kept, but nothing of the record that it is about.
    fn stands_alone(&self) -> bool {
        let mut all = self.verdict.findings.iter();
        all.any(|finding| matches!(finding.matter, Matter::NoneOfThisRecord { .. }))
    }

    /// Whether it was read and nothing fails.
    #[must_use]
    pub fn holds(&self) -> bool {
        !self.state && !self.fails()
    }

    /// Whether it could not be read, or something in it does not hold.
    fn fails(&self) -> bool {
        self.error.is_some() || !self.verdict.holds()
    }

    /// How many things remain unknown.
    fn unknown(&self) -> usize {
        let all = self.verdict.findings.iter();
        all.filter(|found| found.outcome == Outcome::CannotTell)
            .count()
    }

    /// How many entries each kind of voucher vouches for.
    #[must_use]
    pub fn counts(&self) -> BTreeMap<VouchedBy, u64> {
        let mut counts = BTreeMap::new();
        for vouched in &self.verdict.vouched {
            *counts.entry(vouched.by).or_default() += 1;
        }
        counts
    }
}

/// What was found about all files.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// In the order in which they were named; what was kept and could not be read, or was passed over,
    /// comes last.
    pub files: Vec<FileReport>,
}

impl Report {
    /// Whether nothing fails in any of them.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.files.iter().all(FileReport::holds)
    }
}

/// How a report is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// In words, entries counted.
    Words,
    /// In words, with a line for each entry.
    Entries,
}

/// Verifies and writes what was found.
///
/// # Errors
/// Only when writing fails; what is wrong with a file is part of what is said.
pub fn run(options: &VerifyOptions, progress: Progress, out: &mut dyn Write) -> io::Result<bool> {
    let report = verify(options, progress);
    if options.json {
        let json = format!("{:#}", json::report(&report, options.entries));
        writeln!(out, "{}", shown_json(&json))?;
    } else {
        let show = if options.entries {
            Show::Entries
        } else {
            Show::Words
        };
        write(&report, show, out)?;
    }
    out.flush()?;
    Ok(report.holds())
}

/// Reads and judges everything.
#[must_use]
pub fn verify(options: &VerifyOptions, progress: Progress) -> Report {
    let pace = Threads::new(progress);
    let mut apart = Vec::new();
    let against = open_all(&options.against, &mut apart);
    let evidence = gather(&against, &pace, &mut apart);
    let read = |path: &PathBuf| (path.display().to_string(), files::read(path));
    let read: Vec<_> = options.files.iter().map(read).collect();
    // All of them are at hand before any is judged, so that their order does not matter.
    let (mut files, mut held, mut judged) = (Vec::new(), Vec::new(), Vec::new());
    for (name, bytes) in &read {
        let opened = match bytes {
            Ok(bytes) => one(name, bytes, &pace),
            Err(error) => vec![(FileReport::unread(name, error.clone()), None)],
        };
        for (file, thing) in opened {
            if let Some(thing) = thing {
                judged.push(files.len());
                let name = file.name.clone();
                held.push(Evidence { name, held: thing });
            }
            files.push(file);
        }
    }
    let evidence = kept::bounded(held.len(), evidence).unwrap_or_else(|error| {
        apart.push(FileReport::unread("What you kept", error));
        Vec::new()
    });
    let verdicts = judge(&held, &options.key, &evidence, &pace);
    for (at, verdict) in judged.into_iter().zip(verdicts) {
        if let Some(file) = files.get_mut(at) {
            file.verdict = verdict;
        }
    }
    files.extend(apart);
    Report { files }
}

/// What was kept; of files that cannot be opened, it is said apart.
fn open_all(paths: &[PathBuf], apart: &mut Vec<FileReport>) -> Vec<(String, Vec<KeptFile>)> {
    let mut kept = Vec::new();
    for path in paths {
        let name = path.display().to_string();
        let read = files::read(path);
        let opened = read.and_then(|bytes| {
            let opened = kept::open(path, bytes);
            opened.map_err(|error| format!("{error}."))
        });
        match opened {
            Ok(parts) => kept.push((name, parts)),
            Err(error) => apart.push(FileReport::unread(&name, error)),
        }
    }
    kept
}

fn gather<'a>(
    kept: &'a [(String, Vec<KeptFile>)],
    pace: &dyn Pace,
    apart: &mut Vec<FileReport>,
) -> Vec<Evidence<'a>> {
    let mut evidence = Vec::new();
    for (name, parts) in kept {
        let found = kept::evidence(parts, pace);
        if found.evidence.is_empty() && found.refused.is_empty() {
            apart.push(FileReport::unread(name, NO_EVIDENCE.to_owned()));
        }
        let refused = found.refused.into_iter();
        apart.extend(refused.map(|(name, why)| FileReport::unread(&name, why)));
        let passed = found.passed_over.iter();
        apart.extend(passed.map(|name| FileReport::passed_over(name)));
        evidence.extend(found.evidence);
    }
    evidence
}

/// What is said of a file before it is judged, and what is to be judged of it.
type Opened<'a> = (FileReport, Option<Held<'a>>);

fn one<'a>(name: &str, bytes: &'a [u8], pace: &dyn Pace) -> Vec<Opened<'a>> {
    if ledger::evidence::looks_like_receipts(bytes) {
        return receipts(name, bytes);
    }
    if is_state(bytes, pace) {
        let title = words::STATE_ALONE.to_owned();
        let (state, named) = (true, FileReport::named(name));
        return vec![(
            FileReport {
                title,
                state,
                ..named
            },
            None,
        )];
    }
    if !ledger::evidence::looks_like_zip(bytes) {
        let error = "it is neither a bundle (a ZIP file) nor a file of receipts. E-mails and other \
                     texts can be named with --against.";
        return vec![(FileReport::unread(name, error.to_owned()), None)];
    }
    let mut file = FileReport::named(name);
    let held = match bundle::read_paced(bytes, pace) {
        Ok(bundle) => {
            file.title = title(&bundle);
            let named = bundle.people.iter();
            let named = named.map(|(author, name)| (*author, (*name).to_owned()));
            file.people = named.collect();
            Some(Held::Bundle(Box::new(bundle)))
        }
        Err(fault) => {
            file.verdict.findings.push(Finding {
                outcome: Outcome::Fails,
                matter: Matter::NoBundle(fault),
            });
            None
        }
    };
    vec![(file, held)]
}

/// Whether a file holds saved states and nothing else that could be verified.
fn is_state(bytes: &[u8], pace: &dyn Pace) -> bool {
    let state = |held: &Held<'_>| match held {
        Held::Checkpoint(_) | Held::DatedHead(_) | Held::Handover(_) => true,
        Held::Receipt(_) | Held::Bundle(_) => false,
    };
    let zip = ledger::evidence::looks_like_zip(bytes);
    let held = (!zip).then(|| ledger::evidence::evidence_in(bytes, pace));
    matches!(held, Some(Ok(held)) if !held.is_empty() && held.iter().all(state))
}

fn title(bundle: &Bundle<'_>) -> String {
    let manifest = &bundle.manifest;
    let last = manifest.end.saturating_sub(1);
    format!(
        "A bundle for {}, made {}. It shows entries {} to {last} of the {} that the record {} had. \
         Short code of that state: {}.",
        manifest.recipient,
        words::time(manifest.made),
        manifest.first,
        manifest.size,
        manifest.tree.origin,
        short_code(&bundle.checkpoint.checkpoint)
    )
}

fn receipts<'a>(name: &str, bytes: &[u8]) -> Vec<Opened<'a>> {
    let read = match read_receipts(bytes) {
        Ok(read) => read,
        Err(error) => return vec![(FileReport::unread(name, format!("{error}.")), None)],
    };
    let several = read.len() > 1;
    let opened = |(at, receipt): (usize, Receipt)| {
        let mut file = FileReport::named(&match several {
            true => format!("{name}, receipt {}", at + 1),
            false => name.to_owned(),
        });
        let leaf = receipt.leaf();
        file.title = format!(
            "A receipt for entry {} of the record {}, recorded {}.",
            leaf.sequence(),
            leaf.tree().origin,
            words::time(leaf.time())
        );
        (file, Some(Held::Receipt(Box::new(receipt))))
    };
    read.into_iter().enumerate().map(opened).collect()
}

/// Writes a report in words.
///
/// # Errors
/// When writing fails.
pub fn write(report: &Report, show: Show, out: &mut dyn Write) -> io::Result<()> {
    for file in &report.files {
        writeln!(out, "{}", shown(&file.name))?;
        if !file.title.is_empty() {
            wrapped(out, "  ", "  ", &file.title)?;
        }
        if let Some(error) = &file.error {
            wrapped(out, "  FAILS   ", "          ", &capital(error))?;
        }
        for (outcome, lead) in [
            (Outcome::Fails, "FAILS   "),
            (Outcome::Holds, "holds   "),
            (Outcome::CannotTell, "unknown "),
        ] {
            findings(file, outcome, lead, out)?;
        }
        vouched(file, show, out)?;
        writeln!(out)?;
    }
    wrapped(out, "", "", words::LIMITS)?;
    writeln!(out)?;
    let result = result(report);
    wrapped(out, "", "", &result)?;
    if report.files.iter().any(FileReport::stands_alone) {
        wrapped(out, "", "", words::NOTHING_KEPT)?;
    }
    Ok(())
}

/// The last line.
fn result(report: &Report) -> String {
    let failing = report.files.iter().filter(|file| file.fails()).count();
    if failing > 0 {
        return format!(
            "RESULT: REFUSED. In {failing} of {} named above something does not hold. Do not rely on \
             it before that is explained.",
            report.files.len()
        );
    }
    if report.files.iter().all(|file| file.state) {
        return "RESULT: nothing was verified.".to_owned();
    }
    let unknown = report.files.iter().map(FileReport::unknown).sum();
    let remains = match unknown {
        0 => String::new(),
        1 => " 1 thing remains unknown: see above.".to_owned(),
        more => format!(" {more} things remain unknown: see above."),
    };
    let states = match report.files.iter().any(|file| file.state) {
        true => " The saved states among the files were not verified.",
        false => "",
    };
    format!(
        "RESULT: everything that can be checked holds, and nothing contradicts it.{remains}{states}"
    )
}

/// Whether this is about an earlier state of the record that only devices have signed as well. A
/// record has one for each act on a device.
fn is_device_state(matter: &Matter) -> bool {
    matches!(
        matter,
        Matter::Checkpoint { file, checkpoint, cosigned }
            if file.starts_with("checkpoints/") && words::only_devices(checkpoint, cosigned)
    )
}

fn findings(
    file: &FileReport,
    outcome: Outcome,
    lead: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let all = file.verdict.findings.iter();
    let alike: Vec<&Finding> = all.filter(|finding| finding.outcome == outcome).collect();
    let devices = alike.iter().filter(|found| is_device_state(&found.matter));
    let devices = u64::try_from(devices.count()).unwrap_or(u64::MAX);
    let mut sentences = Vec::new();
    let mut said = devices < 2;
    for finding in alike {
        if devices < 2 || !is_device_state(&finding.matter) {
            sentences.push(words::sentence(&finding.matter, &file.people));
        } else if !said {
            sentences.push(words::seen_by_devices(devices));
            said = true;
        }
    }
    let first = format!("  {lead}");
    let rest = " ".repeat(first.len());
    for sentence in sentences.iter().take(MAX_ALIKE) {
        wrapped(out, &first, &rest, sentence)?;
    }
    let more = sentences.len().checked_sub(MAX_ALIKE);
    if let Some(more) = more.filter(|&more| more > 0) {
        let more = format!("And {more} more; --json lists them.");
        wrapped(out, &first, &rest, &more)?;
    }
    Ok(())
}

fn vouched(file: &FileReport, show: Show, out: &mut dyn Write) -> io::Result<()> {
    for (by, count) in file.counts() {
        let entries = if count == 1 { "entry" } else { "entries" };
        let said = words::vouched(by);
        let sentence = format!("{count} {entries}: {said}.");
        wrapped(out, "  author  ", "          ", &sentence)?;
    }
    if show == Show::Entries {
        for entry in &file.verdict.vouched {
            let (at, time) = (entry.sequence, words::time(entry.time));
            let who = words::person(entry.author, &file.people);
            let line = format!("{at:>7}  {time}  {who}: {}", words::vouched_entry(entry));
            wrapped(out, "", "         ", &line)?;
        }
    }
    Ok(())
}

fn capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// Writes a paragraph in lines of at most [`WIDTH`] characters, where its words allow it.
fn wrapped(out: &mut dyn Write, first: &str, rest: &str, text: &str) -> io::Result<()> {
    let mut line = first.to_owned();
    let mut empty = true;
    for word in text.split(' ') {
        // What comes from a file may hold anything; a terminal must not obey it.
        let word: String = word.chars().filter(|&letter| !is_hidden(letter)).collect();
        let width = line.chars().count() + word.chars().count() + 1;
        if width > WIDTH && !empty {
            writeln!(out, "{}", line.trim_end())?;
            rest.clone_into(&mut line);
            empty = true;
        }
        if !empty {
            line.push(' ');
        }
        line.push_str(&word);
        empty = false;
    }
    writeln!(out, "{}", line.trim_end())
}
