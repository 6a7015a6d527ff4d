//! What every page of somebody who is signed in tells of the own account: a way back in that
//! waits, and sign-ins on devices that were not known. Only that person sees it.
//!
//! May touch: its arguments.

use family::RecoveryBy;
use jiff::civil::DateTime;
use maud::{Markup, html};

use super::{Frame, Note, note, paths, token_field};
use crate::recover::STOP;
use crate::text::{Text, day_and_clock, t};

/// What is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Banner {
    /// Who asked for a way back in that waits, and from when on it opens.
    pub recovery: Option<(RecoveryBy, DateTime)>,
    /// The sign-ins, if any.
    pub sign_ins: Option<SignIns>,
    /// The name of the zone whose clock shows these times.
    pub zone: String,
}

/// Sign-ins on devices that were not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignIns {
    /// How many.
    pub count: usize,
    /// The last of them.
    pub last: DateTime,
    /// The same in milliseconds since 1970, for the form that sets them aside.
    pub until: i64,
    /// Whether this session is told of itself elsewhere, and sets none aside.
    pub new_here: bool,
}

/// The banner, above what the page shows.
pub(super) fn banner(frame: &Frame<'_>, told: &Banner) -> Markup {
    let text = frame.text;
    html! {
        section.stack-tight aria-label=(t!(text, "alerts-told")) data-alerts {
            @if let Some((by, due)) = told.recovery { (recovery(frame, told, by, due)) }
            @if let Some(sign_ins) = &told.sign_ins { (signed_in(frame, sign_ins)) }
        }
    }
}

fn recovery(frame: &Frame<'_>, told: &Banner, by: RecoveryBy, due: DateTime) -> Markup {
    let text = frame.text;
    let inside = html! {
        p { (asked(text, by, due, &told.zone)) }
        p { (t!(text, "alerts-recovery-not-you")) }
        form method="post" action=(STOP) {
            (token_field(frame.token))
            button.btn { (t!(text, "alerts-recovery-stop")) }
        }
    };
    note(Note::Stop, inside)
}

fn asked(text: &Text, by: RecoveryBy, due: DateTime, zone: &str) -> String {
    let due = day_and_clock(text, due);
    match by {
        RecoveryBy::Mail => t!(text, "alerts-recovery-mail", due = due, zone = zone),
        RecoveryBy::Operator => t!(text, "alerts-recovery-operator", due = due, zone = zone),
    }
}

fn signed_in(frame: &Frame<'_>, sign_ins: &SignIns) -> Markup {
    let text = frame.text;
    let last = day_and_clock(text, sign_ins.last);
    let inside = html! {
        p { (t!(text, "alerts-sign-ins", n = sign_ins.count, last = last)) }
        p { (t!(text, "alerts-sign-ins-look")) " " a href=(paths::ACCESS) { (t!(text, "access-title")) } }
        @if sign_ins.new_here { p { (t!(text, "alerts-sign-ins-new-here")) } }
        @else { form method="post" action=(paths::SEEN) {
            (token_field(frame.token))
            input type="hidden" name="until" value=(sign_ins.until);
            input type="hidden" name="path" value=(frame.path);
            button.btn data-kind="quiet" { (t!(text, "alerts-sign-ins-seen")) }
        } }
    };
    note(Note::Ask, inside)
}
