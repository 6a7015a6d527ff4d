//! Sentences about people who are let in.
//!
//! May touch: its arguments.

use app::LetInBy;
use family::{BadText, GuestRefusal, GuestRole, Look, Professional, Relative};
use jiff::civil::Date;

use super::form::Wrong;
use super::view::GrantView;
use crate::text::{Text, date_with_year, list, t};

/// `grandparent`, `mediator`.
#[must_use]
pub fn role(text: &Text, role: &GuestRole) -> String {
    let key = match role {
        GuestRole::Relative(Relative::Grandparent) => "role-grandparent",
        GuestRole::Relative(Relative::Partner) => "role-partner",
        GuestRole::Relative(Relative::Sitter) => "role-sitter",
        GuestRole::Relative(Relative::Other) => "role-relative",
        GuestRole::Professional(Professional::Lawyer) => "role-lawyer",
        GuestRole::Professional(Professional::Mediator) => "role-mediator",
        GuestRole::Professional(Professional::Therapist) => "role-therapist",
        GuestRole::Professional(Professional::Guardian) => "role-guardian",
        GuestRole::Professional(Professional::Supervisor) => "role-supervisor",
        GuestRole::Child(_) => "role-child",
    };
    text.with(key, &[])
}

/// `Let in Truus (grandparent)`.
#[must_use]
pub fn title(text: &Text, grant: &GrantView) -> String {
    t!(
        text,
        "let-in-terms",
        name = grant.name.as_str(),
        role = role(text, &grant.role)
    )
}

/// What may be seen, one line each.
#[must_use]
pub fn sees(text: &Text, grant: &GrantView) -> Vec<String> {
    let calendar = grant
        .calendar
        .as_ref()
        .map(|kids| t!(text, "sees-calendar", children = list(text, kids)));
    let plan = grant.plan.then(|| t!(text, "sees-plan").into_owned());
    let record = grant.record.map(|span| {
        let from = date_with_year(text, span.from);
        match last_day(span.until) {
            None => t!(text, "sees-record", from = from),
            Some(last) => {
                let until = date_with_year(text, last);
                t!(text, "sees-record-until", from = from, until = until)
            }
        }
    });
    let proposals = grant.proposals.iter();
    let proposals = proposals.map(|(_, number)| t!(text, "sees-proposal", number = *number));
    let all = [calendar, plan, record].into_iter().flatten();
    all.chain(proposals).collect()
}

fn last_day(until: Option<Date>) -> Option<Date> {
    until.and_then(|until| until.yesterday().ok())
}

/// From when till when.
#[must_use]
pub fn days(text: &Text, grant: &GrantView) -> String {
    let from = date_with_year(text, grant.days.from);
    match last_day(grant.days.until) {
        None => t!(text, "let-in-from", from = from),
        Some(last) => {
            let until = date_with_year(text, last);
            t!(text, "let-in-from-until", from = from, until = until)
        }
    }
}

/// All of a grant on one line, for a paper.
#[must_use]
pub fn whole(text: &Text, grant: &GrantView) -> String {
    let sees = list(text, &sees(text, grant));
    t!(
        text,
        "let-in-whole",
        terms = title(text, grant),
        sees = sees,
        days = days(text, grant)
    )
}

/// What a professional was shown.
#[must_use]
pub fn look(text: &Text, look: Look) -> String {
    match look {
        Look::Calendar { from, until } => {
            let last = last_day(Some(until)).unwrap_or(from);
            t!(
                text,
                "looked-calendar",
                from = date_with_year(text, from),
                until = date_with_year(text, last)
            )
        }
        Look::Plan => t!(text, "looked-plan").into_owned(),
        Look::Proposal { entry } => t!(text, "looked-proposal", entry = entry),
        Look::Record { first, end } if end <= first => t!(text, "looked-record-none").into_owned(),
        Look::Record { first, end } => {
            t!(text, "looked-record", first = first, last = end - 1)
        }
    }
}

/// What is wrong with a field.
#[must_use]
pub fn wrong(text: &Text, wrong: Wrong) -> String {
    match wrong {
        Wrong::Name(BadText::Empty) => t!(text, "let-in-no-name").into_owned(),
        Wrong::Name(bad) | Wrong::Reason(bad) => bad_text(text, bad),
        Wrong::NoRole => t!(text, "let-in-no-role").into_owned(),
        Wrong::NoDay => t!(text, "search-no-day").into_owned(),
        Wrong::Nothing => t!(text, "refusal-let-in-nothing").into_owned(),
        Wrong::NoChild => t!(text, "refusal-let-in-no-child").into_owned(),
        Wrong::NoEnd => end_needed(text, family::MAX_PROFESSIONAL_DAYS),
        Wrong::Backwards => t!(text, "search-day-before").into_owned(),
    }
}

/// What is wrong with a text that somebody typed.
#[must_use]
pub fn bad_text(text: &Text, bad: BadText) -> String {
    match bad {
        BadText::Empty => t!(text, "let-in-no-name").into_owned(),
        BadText::TooLong { found, limit } => {
            t!(text, "let-in-too-long", found = found, limit = limit)
        }
        BadText::Control => t!(text, "let-in-control").into_owned(),
    }
}

fn end_needed(text: &Text, days: i32) -> String {
    t!(text, "refusal-let-in-end", days = days)
}

/// Why somebody is not let in, or shown nothing.
#[must_use]
pub fn refusal(text: &Text, refusal: &GuestRefusal) -> String {
    match refusal {
        GuestRefusal::NoSubject => t!(text, "refusal-let-in-nothing").into_owned(),
        GuestRefusal::NoChild => t!(text, "refusal-let-in-no-child").into_owned(),
        GuestRefusal::Backwards { .. } => t!(text, "search-day-before").into_owned(),
        GuestRefusal::Past { until } => {
            let last = last_day(Some(*until)).unwrap_or(*until);
            t!(
                text,
                "refusal-let-in-past",
                until = date_with_year(text, last)
            )
        }
        GuestRefusal::EndNeeded { days } => end_needed(text, *days),
        GuestRefusal::TooMany { limit } => t!(text, "refusal-let-in-many", limit = *limit),
        GuestRefusal::OtherPerson => t!(text, "refusal-let-in-other").into_owned(),
        GuestRefusal::Proposals { limit } => {
            t!(text, "refusal-let-in-proposals", limit = *limit)
        }
        GuestRefusal::ProposalNeedsProfessional => t!(text, "refusal-let-in-proposal").into_owned(),
        GuestRefusal::ChildHasOne { name } => {
            t!(text, "refusal-let-in-child", name = name.as_str())
        }
        GuestRefusal::ChildSees => t!(text, "refusal-let-in-child-sees").into_owned(),
        GuestRefusal::NeedsBoth => t!(text, "refusal-let-in-both").into_owned(),
        GuestRefusal::Nobody => t!(text, "refusal-let-in-nobody").into_owned(),
        GuestRefusal::Ended => t!(text, "refusal-let-in-ended").into_owned(),
    }
}

/// Who let somebody in, in the words of a page for that person.
#[must_use]
pub fn let_in_by(text: &Text, by: LetInBy, parents: [&str; 2]) -> String {
    let [a, b] = parents;
    match by {
        LetInBy::Both => t!(text, "guest-by-both", a = a, b = b),
        LetInBy::One(side) => t!(text, "guest-by-one", name = parents[side.index()]),
    }
}
