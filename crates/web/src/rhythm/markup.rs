//! The page with the usual rhythms, drawn.
//!
//! May touch: the view it is given.

use maud::{Markup, html};
use plan::Side;
use plan::pattern::{self, Pattern};

use super::form::{FieldError, RhythmForm, Wrong};
use super::{RHYTHMS, facts};
use crate::page::{
    Field, Frame, Icon, Person, error_summary, icon_small, page, paths, side_letter, side_tag,
    token_field,
};
use crate::text::{Text, date_with_year, t};

/// How wide and high the square of a night is drawn, and the space between two.
const CELL: usize = 20;
const GAP: usize = 3;
/// Nights in a row of the drawing.
const WEEK: usize = 7;

/// The page with the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RhythmView {
    /// Both parents, side A first.
    pub people: [Person; 2],
    /// Who looks.
    pub viewer: Side,
    /// What was chosen before.
    pub form: RhythmForm,
    /// What is wrong; empty at first.
    pub errors: Vec<FieldError>,
    /// Why the family's rules would not take it.
    pub refused: Option<String>,
}

/// The page.
pub fn rhythm_page(frame: &Frame<'_>, view: &RhythmView) -> Markup {
    let text = frame.text;
    let other = view.people[view.viewer.other().index()].name.as_str();
    let wrong = |field: &str| wrong_at(text, &view.errors, field);
    let names = Side::BOTH.map(|side| (side_tag(side), view.people[side.index()].name.as_str()));
    page(
        frame,
        html! {
            header.page-head {
                div {
                    h1 { (t!(text, "rhythm-title")) }
                    p.kicker { (t!(text, "rhythm-lead", other = other)) }
                }
            }
            form.form method="post" action=(paths::RHYTHM) data-act="proposal.made/1" novalidate {
                (token_field(frame.token))
                input type="hidden" name="command" value=(view.form.command);
                (errors(text, view))
                p.legend {
                    @for person in &view.people { span { (side_letter(person)) " " (person.name) } }
                }
                fieldset.choices #rhythm tabindex="-1" {
                    legend { (t!(text, "rhythm-which")) }
                    @if let Some(wrong) = wrong("rhythm") { p.wrong { (icon_small(Icon::Stop)) (wrong) } }
                    @for (name, title, more) in RHYTHMS {
                        @if let Some(pattern) = pattern::find(name) { (choice(text, view, pattern, (title, more))) }
                    }
                }
                (Field::new("first", &t!(text, "rhythm-first")).hint(&t!(text, "rhythm-first-hint")).wrong(wrong("first").as_deref()).select(&names, &view.form.first))
                (Field::new("start", &t!(text, "rhythm-start")).hint(&t!(text, "rhythm-start-hint")).wrong(wrong("start").as_deref()).input("date", "off", &view.form.start))
                p.small { (t!(text, "rhythm-change")) }
                p.small { (t!(text, "rhythm-more")) }
                div.btn-row {
                    button.btn data-kind="main" { (t!(text, "rhythm-send", other = other)) }
                    a.btn data-kind="quiet" href=(paths::TODAY) { (t!(text, "rhythm-not-now")) }
                }
            }
        },
    )
}

fn errors(text: &Text, view: &RhythmView) -> Markup {
    let sentences: Vec<(&str, String)> = view
        .errors
        .iter()
        .map(|error| (error.field, wrong_words(text, error.wrong)))
        .chain(view.refused.iter().map(|why| ("rhythm", why.clone())))
        .collect();
    if sentences.is_empty() {
        return html! {};
    }
    let wrongs: Vec<(&str, &str)> = sentences
        .iter()
        .map(|(field, sentence)| (*field, sentence.as_str()))
        .collect();
    error_summary(text, &t!(text, "rhythm-error-title"), &wrongs)
}

fn choice(
    text: &Text,
    view: &RhythmView,
    pattern: &'static Pattern,
    (title, more): (&str, &str),
) -> Markup {
    let facts = facts(pattern);
    let [mine, theirs] = facts.nights;
    let all = mine + theirs;
    let said = t!(
        text,
        "rhythm-facts",
        first = mine,
        second = theirs,
        all = all,
        longest = facts.longest[0],
        longest_other = facts.longest[1],
    );
    html! {
        label class="choice rhythm" {
            input type="radio" name="rhythm" value=(pattern.name) checked[view.form.rhythm == pattern.name];
            span.rhythm-words {
                strong { (text.get(title)) }
                span.small { (text.get(more)) }
                (drawing(pattern, first(view)))
                span.small.muted { (said) }
            }
        }
    }
}

fn first(view: &RhythmView) -> Side {
    if view.form.first == side_tag(Side::B) {
        Side::B
    } else {
        Side::A
    }
}

/// The nights of a cycle, a week in a row. What it shows is said beside it.
pub(crate) fn drawing(pattern: &Pattern, first: Side) -> Markup {
    let cycle = pattern.cycle();
    let rows = cycle.len().div_ceil(WEEK);
    let size = |count: usize| count * (CELL + GAP) - GAP;
    html! {
        svg.nights viewBox={ "0 0 " (size(WEEK)) " " (size(rows)) } width=(size(WEEK)) height=(size(rows)) aria-hidden="true" focusable="false" {
            @for (night, who) in cycle.iter().enumerate() {
                @let side = if *who == Side::A { first } else { first.other() };
                @let (x, y) = (night % WEEK * (CELL + GAP), night / WEEK * (CELL + GAP));
                @match side {
                    Side::A => rect.band-a x=(x) y=(y) width=(CELL) height=(CELL) rx="4" {},
                    Side::B => rect x=(x) y=(y) width=(CELL) height=(CELL) rx="4" fill="url(#ribs)" {},
                }
            }
        }
    }
}

fn wrong_at(text: &Text, errors: &[FieldError], field: &str) -> Option<String> {
    errors
        .iter()
        .find(|error| error.field == field)
        .map(|error| wrong_words(text, error.wrong))
}

fn wrong_words(text: &Text, wrong: Wrong) -> String {
    match wrong {
        Wrong::NoRhythm => t!(text, "rhythm-wrong-none").into_owned(),
        Wrong::NoFirst => t!(text, "rhythm-wrong-first").into_owned(),
        Wrong::BadStart => t!(text, "rhythm-wrong-start").into_owned(),
        Wrong::FarStart => t!(text, "rhythm-wrong-far").into_owned(),
        Wrong::NotMonday { before, after } => t!(
            text,
            "rhythm-wrong-monday",
            before = date_with_year(text, before),
            after = date_with_year(text, after),
        ),
    }
}
