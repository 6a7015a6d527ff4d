//! What a document is worth: whether it was agreed, by whom and how, and where it stands on the
//! record.
//!
//! May touch: its arguments.

use jiff::Timestamp;
use jiff::civil::Date;
use print::{NAME_CHARS_MAX, PLAN_TITLE_CHARS_MAX, PLAN_WORDS_CHARS_MAX, Signature};

use super::Source;
use super::said::{fit, shown};
use crate::text::{Text, clock, date_only, date_with_year, day_and_clock, t, with_capital};

/// How a plan stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nobody but its author has seen it.
    Draft {
        /// What its author calls it.
        name: String,
        /// When it was kept last.
        kept: Option<Timestamp>,
    },
    /// It waits for an answer.
    Offered {
        /// The number of the proposal.
        number: usize,
    },
    /// It was declined or taken back, or something else was agreed.
    Closed {
        /// The number of the proposal.
        number: usize,
    },
    /// Both agreed to it.
    Agreed {
        /// The number of the version, where its reader may see that there are several.
        version: Option<usize>,
    },
}

/// A parent, and whether that parent agreed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signer {
    /// The name.
    pub name: String,
    /// When and how; `None`: not so far.
    pub agreed: Option<AgreedOn>,
}

/// When and how a parent agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgreedOn {
    /// When it was put on the record.
    pub at: Timestamp,
    /// The entry that holds it, where its reader may see that.
    pub entry: Option<u64>,
    /// Who vouches for it.
    pub how: How,
}

/// Who vouches that a parent agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// A passkey, which signed the words that were agreed to.
    Passkey,
    /// A device, which signed that it is the parent's.
    Device,
    /// The server alone.
    Server,
    /// The server, for an answer by a link without an account.
    Link,
    /// Its reader may not see that.
    Unsaid,
}

/// How far the record had come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordFacts {
    /// How many entries it has.
    pub size: u64,
    /// The short code that two people compare.
    pub code: String,
    /// The root of the tree over them.
    pub root: String,
    /// The number of the proposal by which the plan was offered.
    pub proposal: usize,
    /// The entry that holds the plan's text.
    pub entry: u64,
}

/// The line below the title.
pub(super) fn kicker(text: &Text, source: &Source<'_>) -> String {
    let said = match &source.standing {
        Standing::Draft { .. } => t!(text, "paper-draft").into_owned(),
        Standing::Offered { number } => t!(text, "paper-offered", number = *number),
        Standing::Closed { number } => t!(text, "paper-closed", number = *number),
        Standing::Agreed { version } => agreed(text, source, *version),
    };
    fit(&said, PLAN_TITLE_CHARS_MAX)
}

/// `Version 3, in force since 1 January 2027`.
fn agreed(text: &Text, source: &Source<'_>, version: Option<usize>) -> String {
    let (today, from) = (source.today(), source.begins);
    let day = |day: Date| date_only(text, day);
    let holds = match source.ends {
        Some(ends) if ends <= today => {
            let last = ends.yesterday().unwrap_or(ends);
            t!(text, "paper-held", from = day(from), last = day(last))
        }
        Some(_) | None if from <= today => t!(text, "paper-holds-since", from = day(from)),
        Some(_) | None => t!(text, "paper-holds-from", from = day(from)),
    };
    match version {
        Some(number) => t!(text, "paper-version-holds", number = number, holds = holds),
        None => with_capital(&holds),
    }
}

/// Room for both, with what each has said.
pub(super) fn signatures(text: &Text, source: &Source<'_>) -> Vec<Signature> {
    let zone = source.plan.zone();
    let said = |signer: &Signer| match signer.agreed {
        None => t!(text, "paper-not-yet").into_owned(),
        Some(agreed) => {
            let at = zone.to_datetime(agreed.at);
            let when = format!(
                "{}, {}",
                date_with_year(text, at.date()),
                clock(text, at.time())
            );
            let mut said = match agreed.entry {
                Some(entry) => t!(text, "paper-agreed-entry", at = when, entry = entry),
                None => t!(text, "paper-agreed", at = when),
            };
            if let Some(how) = how(text, agreed.how) {
                said.push(' ');
                said.push_str(&how);
            }
            said
        }
    };
    let signature = |signer: &Signer| Signature {
        name: shown(&signer.name, NAME_CHARS_MAX),
        said: Some(fit(&said(signer), PLAN_WORDS_CHARS_MAX)),
    };
    source.signers.iter().map(signature).collect()
}

fn how(text: &Text, how: How) -> Option<String> {
    let said = match how {
        How::Passkey => t!(text, "paper-by-passkey"),
        How::Device => t!(text, "paper-by-device"),
        How::Server => t!(text, "paper-by-server"),
        How::Link => t!(text, "paper-by-link"),
        How::Unsaid => return None,
    };
    Some(said.into_owned())
}

/// Where the plan stands, and from where this paper comes.
pub(super) fn reference(text: &Text, source: &Source<'_>) -> Vec<(String, String)> {
    let mut rows: Vec<(&str, String)> = Vec::new();
    let zone = source.plan.zone();
    match &source.standing {
        Standing::Draft { name, kept } => {
            rows.push(("paper-ref-draft", name.clone()));
            if let Some(kept) = kept {
                let at = day_and_clock(text, zone.to_datetime(*kept));
                rows.push(("paper-ref-kept", at));
            }
        }
        Standing::Agreed { version } => {
            rows.extend(version.map(|number| ("paper-ref-version", number.to_string())));
            rows.push(("paper-ref-from", date_only(text, source.begins)));
        }
        Standing::Offered { .. } | Standing::Closed { .. } => {}
    }
    if let Some(record) = &source.record {
        rows.push(("paper-ref-proposal", record.proposal.to_string()));
        rows.push(("paper-ref-entry", record.entry.to_string()));
        rows.push(("paper-ref-size", record.size.to_string()));
        rows.push(("paper-ref-code", record.code.clone()));
        rows.push(("paper-ref-root", record.root.clone()));
    }
    rows.push(("paper-ref-host", source.host.to_owned()));
    rows.into_iter()
        .map(|(label, value)| (text.get(label).into_owned(), fit(&value, NAME_CHARS_MAX)))
        .collect()
}

/// At the foot of each page: from where and when.
pub(super) fn footer(text: &Text, source: &Source<'_>) -> String {
    let made = date_only(text, source.today());
    let said = t!(text, "paper-footer", host = source.host, day = made);
    fit(&said, NAME_CHARS_MAX)
}
