//! What the pages of answering by a link need to know, as plain data.
//!
//! May touch: its own fields.

use family::Refusal;
use jiff::civil::DateTime;

use crate::swap::view::ProposalView;

/// The page where a parent makes a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MakeView {
    /// The proposal's id, as it stands in addresses.
    pub id: String,
    /// Its number.
    pub number: usize,
    /// The other parent.
    pub other: String,
    /// The address as typed.
    pub typed: String,
    /// Whether the server can mail it.
    pub mails: bool,
    /// How far it is.
    pub state: MakeState,
}

/// How far a link is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MakeState {
    /// Not made yet.
    Fresh,
    /// What was typed is no address.
    BadAddress,
    /// The rules say no.
    Refused(Refusal),
    /// What was typed is the reader's own address.
    OwnAddress,
    /// Too many were mailed lately.
    TooMany,
    /// Made and mailed; it is shown to nobody here.
    Mailed {
        /// Until when it works, in the family's zone.
        until: DateTime,
    },
    /// Made; it is shown this once.
    Made {
        /// The whole address.
        link: String,
        /// Until when it works, in the family's zone.
        until: DateTime,
    },
}

/// What a link opens.
#[derive(Debug, Clone)]
pub struct AnswerView {
    /// What stands in its address.
    pub token: String,
    /// Who asks.
    pub asker: String,
    /// Who is asked.
    pub asked: String,
    /// The offer.
    pub proposal: ProposalView,
    /// Whether it can still be answered by this link.
    pub open: bool,
    /// Whether the server mailed the link to whoever opens it.
    pub mailed: bool,
    /// Why an answer was not taken.
    pub refused: Option<Refusal>,
    /// The reason as typed.
    pub reason: String,
    /// What is wrong with the reason, as a sentence.
    pub wrong: Option<String>,
}
