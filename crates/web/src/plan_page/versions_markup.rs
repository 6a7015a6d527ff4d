//! What the plan's page says of versions: from when a plan holds, which ones there are, and what
//! one changes against the one before it.
//!
//! May touch: its arguments.

use jiff::civil::Date;
use maud::{Markup, html};

use super::changes::{Change, Changed, Changes, Part, Said, WholePart};
use super::view::{Content, Standing, VersionLine};
use crate::calendar::scene::Words;
use crate::page::{Icon, Note, icon, icon_small, note, paths};
use crate::swap::prospect::Prospect;
use crate::swap::words;
use crate::text::{Text, date_with_year, list, t};

/// From when until when the plan holds, held or would hold.
pub(super) fn dates(text: &Text, content: &Content) -> String {
    let day = |day: Date| date_with_year(text, day);
    match &content.standing {
        Standing::Agreed { from, until } => held(text, content.today, *from, *until),
        Standing::Offered(_) | Standing::Closed => {
            let mut said = t!(text, "plan-from", from = day(content.from));
            if let Some(until) = content.until {
                said.push(' ');
                said.push_str(&t!(text, "plan-ends", day = day(last_day(until))));
            }
            said
        }
    }
}

/// The last day of what ends before a date.
fn last_day(until: Date) -> Date {
    until.yesterday().unwrap_or(until)
}

fn held(text: &Text, today: Date, from: Date, until: Option<Date>) -> String {
    let day = |day: Date| date_with_year(text, day);
    let ends = until.map(|until| day(last_day(until)));
    if let (Some(ends), true) = (&ends, until.is_some_and(|until| until <= today)) {
        return t!(text, "plan-held", from = day(from), until = ends.as_str());
    }
    let begins = if from <= today {
        t!(text, "plan-since", day = day(from))
    } else {
        t!(text, "plan-will-hold", day = day(from))
    };
    match ends {
        Some(ends) => format!("{begins} {}", t!(text, "plan-ends", day = ends)),
        None => begins,
    }
}

/// What to know before reading: that another version comes, or what would come of this plan.
pub(super) fn notices(text: &Text, content: &Content) -> Markup {
    let Standing::Agreed { from, .. } = &content.standing else {
        return offered(text, content);
    };
    let later = content.versions.iter().filter(|other| other.from > *from);
    html! {
        @for other in later {
            @let day = date_with_year(text, other.from);
            (note(Note::Plain, html! {
                p { (t!(text, "plan-later", day = day.as_str())) }
                p { a href=(paths::plan_of(&other.proposal)) { (t!(text, "plan-later-read", day = day.as_str())) } }
            }))
        }
        @if content.versions.is_empty() && content.is_for_parents() {
            p { a.btn href=(paths::PLAN) { (icon_small(Icon::Plan)) (t!(text, "plan-in-force")) } }
        }
    }
}

fn offered(text: &Text, content: &Content) -> Markup {
    let said = match &content.standing {
        Standing::Offered(prospect) if content.is_for_parents() => words::prospect(text, prospect),
        Standing::Offered(prospect) => for_others(text, prospect),
        Standing::Agreed { .. } | Standing::Closed => t!(text, "plan-not-agreed").into_owned(),
    };
    note(Note::Plain, html! { p { (said) } })
}

/// What comes of an offered plan, for somebody whom the parents let in to it. Why it cannot be
/// agreed to may be about what that person does not see.
fn for_others(text: &Text, prospect: &Prospect) -> String {
    let day = |day: Date| date_with_year(text, day);
    match prospect {
        Prospect::WouldHold(None) => t!(text, "plan-guest-would-hold-now").into_owned(),
        Prospect::WouldHold(Some(from)) => t!(text, "plan-guest-would-hold", day = day(*from)),
        Prospect::Refused(_) => t!(text, "plan-guest-blocked").into_owned(),
        Prospect::Holds(from) => t!(text, "plan-guest-holds", day = day(*from)),
    }
}

/// Every version, the newest one first, with a link to its words.
pub(super) fn history(text: &Text, content: &Content) -> Markup {
    html! {
        @if content.versions.len() > 1 {
            section.plan-versions #versions aria-labelledby="versions-h" {
                h2 #versions-h { (t!(text, "plan-versions")) }
                ul.rows { @for line in content.versions.iter().rev() { li { (version(text, content.today, line)) } } }
            }
        }
    }
}

fn version(text: &Text, today: Date, line: &VersionLine) -> Markup {
    html! {
        a.quiet-row href=(paths::plan_of(&line.proposal)) {
            (icon(Icon::Plan))
            span {
                strong { (t!(text, "plan-version", number = line.number)) } ". "
                (held(text, today, line.from, line.until))
            }
            (icon_small(Icon::Next))
        }
    }
}

/// What a plan changes against the version before it, in plain words.
pub(super) fn changes(text: &Text, content: &Content) -> Markup {
    let Some((changes, began)) = &content.changes else {
        return html! {};
    };
    let first = date_with_year(text, *began);
    html! {
        section.stack-tight #changes aria-labelledby="changes-h" {
            h2 #changes-h { (t!(text, "plan-changes")) }
            p.tiny { (t!(text, "plan-changes-against", day = first)) }
            @if changes.clauses.is_empty() { p { (t!(text, "plan-changes-none")) } }
            @else {
                ul.rows { @for item in &changes.clauses { li.stack-tight { (change(text, item)) } } }
                p { (t!(text, "plan-changes-rest", n = changes.unchanged)) }
            }
            (whole(text, changes))
        }
    }
}

fn change(text: &Text, item: &Change) -> Markup {
    match item {
        Change::New(said) => html! {
            (head(&t!(text, "plan-change-new"), said, &link(text, said)))
            (quoted(&said.sentence))
        },
        Change::Gone(said) => {
            let number = html! { (t!(text, "clause", number = said.number)) };
            html! {
                (head(&t!(text, "plan-change-gone"), said, &number))
                (quoted(&said.sentence))
            }
        }
        Change::Changed(change) => changed(text, change),
    }
}

fn changed(text: &Text, change: &Changed) -> Markup {
    let (was, becomes) = (&change.was, &change.becomes);
    html! {
        (head(&t!(text, "plan-change-changed"), becomes, &link(text, becomes)))
        @if was.title != becomes.title {
            p.small { (t!(text, "plan-change-title")) " " span lang=[was.title.foreign] { (was.title.said) } }
        }
        @if was.sentence != becomes.sentence {
            p.small { (t!(text, "plan-change-was")) }
            (quoted(&was.sentence))
            p.small { (t!(text, "plan-change-becomes")) }
            (quoted(&becomes.sentence))
        }
        @if !change.parts.is_empty() {
            @let parts: Vec<_> = change.parts.iter().map(|part| part_words(text, *part)).collect();
            @let parts = list(text, &parts);
            p.small {
                @if was.sentence == becomes.sentence { (t!(text, "plan-change-parts-alone", parts = parts)) }
                @else { (t!(text, "plan-change-parts", parts = parts)) }
            }
        }
        @if was.number != becomes.number { p.small { (t!(text, "plan-change-number", number = was.number)) } }
    }
}

/// `New: Clause 3 The autumn break`.
fn head(what: &str, said: &Said, number: &Markup) -> Markup {
    html! { p { strong { (what) ":" } " " (number) " " span lang=[said.title.foreign] { (said.title.said) } } }
}

/// To the clause on the same page.
fn link(text: &Text, said: &Said) -> Markup {
    html! { a.clause-ref href={ "#clause-" (said.number) } { (t!(text, "clause", number = said.number)) } }
}

fn quoted(sentence: &Words) -> Markup {
    html! { p.plan-words lang=[sentence.foreign] { (sentence.said) } }
}

fn part_words(text: &Text, part: Part) -> String {
    match part {
        Part::OtherLanguage => t!(text, "plan-part-language"),
        Part::Section => t!(text, "plan-part-section"),
        Part::Rule => t!(text, "plan-part-rule"),
        Part::Children => t!(text, "plan-part-children"),
        Part::When => t!(text, "plan-part-when"),
        Part::Rank => t!(text, "plan-part-rank"),
        Part::Handover => t!(text, "plan-part-handover"),
        Part::Supervision => t!(text, "plan-part-supervision"),
        Part::Home => t!(text, "plan-part-home"),
    }
    .into_owned()
}

fn whole(text: &Text, changes: &Changes) -> Markup {
    let said = changes.whole.iter().map(|part| match part {
        WholePart::Title => t!(text, "plan-whole-title"),
        WholePart::People => t!(text, "plan-whole-people"),
        WholePart::Homes => t!(text, "plan-whole-homes"),
        WholePart::Handover => t!(text, "plan-whole-handover"),
        WholePart::Order => t!(text, "plan-whole-order"),
        WholePart::End => t!(text, "plan-whole-end"),
    });
    let said: Vec<_> = said.collect();
    html! {
        @if !said.is_empty() { p { (t!(text, "plan-whole-parts", parts = list(text, &said))) } }
    }
}
