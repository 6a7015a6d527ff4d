//! What if, drawn: the choices as a form whose address keeps them, and what they come to beside what
//! the draft comes to now.
//!
//! May touch: the view it is given. Everything works without script: a button shows what the sliders
//! say.

use maud::{Markup, html};
use plan::edit::EditError;
use plan::pattern;
use plan::{Problems, Side};

use super::form::{CHANGES, FORTNIGHT, NIGHTS, Rhythm, TrialForm, time_of};
use super::view::{Looked, Outcome, Then, Tried, View};
use crate::page::{Field, Frame, Note, Person, note, page, side_tag, token_field};
use crate::studio::desk::{self, Page, path};
use crate::studio::questions::{called, first_rhythms, other_rhythms};
use crate::studio::see::measured_markup::{Whose, beside, measured};
use crate::studio::year::markup::{Around, heading, year};
use crate::text::{Lang, Text, clock, clock_short, t};

/// So many reasons are named why something cannot be tried.
const PROBLEMS: usize = 3;

/// The page.
pub fn trial_page(frame: &Frame<'_>, view: &View) -> Markup {
    let text = frame.text;
    page(
        frame,
        html! {
            header.page-head {
                div {
                    h1 { (t!(text, "trial-title")) }
                    p.kicker { (view.draft.name) ". " (t!(text, "trial-lead")) }
                }
            }
            (desk::pages(text, &view.draft, Page::Try))
            @if let Some(refused) = &view.refused { div role="alert" { (note(Note::Stop, html! { p { (refused) } })) } }
            @match &view.outcome {
                Outcome::NoPlan => (no_plan(text, view)),
                Outcome::Plan(tried) => (with_plan(frame, view, tried)),
            }
        },
    )
}

fn no_plan(text: &Text, view: &View) -> Markup {
    note(
        Note::Plain,
        html! {
            p { (t!(text, "trial-no-plan")) }
            p { a href=(path(&view.draft.id, "")) { (t!(text, "trial-back")) } }
        },
    )
}

fn with_plan(frame: &Frame<'_>, view: &View, tried: &Tried) -> Markup {
    let text = frame.text;
    html! {
        div.plan-grid data-chosen="first" {
            section.stack-tight aria-labelledby="choices-h" {
                h2 #choices-h { (t!(text, "trial-choices")) }
                (form(text, view, tried))
            }
            div.stack #outcome { (outcome(frame, view, tried)) }
        }
    }
}

/// The choices. The address keeps them, so nothing is sent; it leads to what comes of them.
fn form(text: &Text, view: &View, tried: &Tried) -> Markup {
    let form = &view.form;
    html! {
        form.form method="get" action=(path(&view.draft.id, "/try#outcome")) {
            @match &tried.present.rhythm {
                Some(rhythm) => (nights(text, form, rhythm, &tried.people)),
                None => p.small.muted { (t!(text, "trial-no-rhythm")) },
            }
            @if tried.present.holidays { (holidays(text, form)) }
            @else { p.small.muted { (t!(text, "trial-no-holidays")) } }
            div.btn-row {
                button.btn data-kind="main" { (t!(text, "trial-show")) }
                a.btn data-kind="quiet" href=(path(&view.draft.id, "/try")) { (t!(text, "trial-reset")) }
            }
        }
    }
}

fn nights(text: &Text, form: &TrialForm, now: &Rhythm, people: &[Person; 2]) -> Markup {
    let [a, b] = people;
    let second = form.nights.unwrap_or(now.second);
    let half_hours = form.change.unwrap_or(now.half_hours);
    let label = t!(text, "trial-nights", name = b.name.as_str());
    let first = u32::from(FORTNIGHT.saturating_sub(second));
    let said = t!(
        text,
        "trial-nights-value",
        a = a.name.as_str(),
        first = first,
        b = b.name.as_str(),
        second = second
    );
    let change = t!(text, "trial-change");
    let at = time_of(half_hours).map_or_else(String::new, |time| clock(text, time));
    html! {
        (slider(("nights", &label), (*NIGHTS.start(), *NIGHTS.end()), second, &said, &numbers()))
        (rhythm(text, form, now))
        (first_parent(text, form, now, people))
        (slider(("change", &change), (*CHANGES.start(), *CHANGES.end()), half_hours, &t!(text, "trial-change-value", time = at), &hours(text)))
        @if !now.daily { p.hint { (t!(text, "trial-by-weekday")) } }
    }
}

/// A slider with what it says in words before it, and a scale below.
fn slider(
    (id, label): (&str, &str),
    (least, most): (u8, u8),
    value: u8,
    said: &str,
    scale: &[String],
) -> Markup {
    html! {
        div.field {
            label for={ "try-" (id) } { (label) }
            p.hint id={ "try-" (id) "-said" } { (said) }
            input id={ "try-" (id) } name=(id) type="range" min=(least) max=(most) step="1" value=(value) autocomplete="off" aria-describedby={ "try-" (id) "-said" };
            div class="range-scale tiny" aria-hidden="true" { @for step in scale { span { (step) } } }
        }
    }
}

fn numbers() -> Vec<String> {
    NIGHTS.map(|nights| nights.to_string()).collect()
}

/// Every second hour.
fn hours(text: &Text) -> Vec<String> {
    let all = CHANGES.step_by(4).filter_map(time_of);
    all.map(|time| clock_short(text, time)).collect()
}

fn rhythm(text: &Text, form: &TrialForm, now: &Rhythm) -> Markup {
    let present = now.pattern.map_or_else(
        || t!(text, "trial-own-rhythm").into_owned(),
        |pattern| called(text, pattern),
    );
    let nearest = t!(text, "trial-rhythm-nearest");
    let named: Vec<(&str, String)> = first_rhythms()
        .into_iter()
        .chain(other_rhythms())
        .map(|one| (one.pattern.name, called(text, one.pattern)))
        .collect();
    let mut options: Vec<(&str, &str)> = vec![("", &*nearest)];
    options.extend(named.iter().map(|(name, title)| (*name, title.as_str())));
    let chosen = pattern::find(&form.rhythm).map_or("", |pattern| pattern.name);
    let hint = t!(text, "trial-now", now = present);
    Field::new("rhythm", &t!(text, "trial-rhythm"))
        .hint(&hint)
        .select(&options, chosen)
}

fn first_parent(text: &Text, form: &TrialForm, now: &Rhythm, people: &[Person; 2]) -> Markup {
    let same = t!(
        text,
        "trial-first-same",
        name = people[now.first.index()].name.as_str()
    );
    let mut options: Vec<(&str, &str)> = vec![("", same.as_str())];
    options.extend(Side::BOTH.map(|side| (side_tag(side), people[side.index()].name.as_str())));
    let hint = t!(text, "trial-first-hint");
    Field::new("first", &t!(text, "trial-first"))
        .hint(&hint)
        .select(&options, &form.first)
}

fn holidays(text: &Text, form: &TrialForm) -> Markup {
    let said = [
        t!(text, "trial-holidays-same"),
        t!(text, "trial-holidays-halves"),
        t!(text, "trial-holidays-whole"),
    ];
    let options = [("", &*said[0]), ("halves", &*said[1]), ("whole", &*said[2])];
    html! {
        (Field::new("holidays", &t!(text, "trial-holidays")).select(&options, &form.holidays))
        label.choice {
            input type="checkbox" name="swap" value="1" checked[form.swap];
            span { (t!(text, "trial-swap")) }
        }
    }
}

/// What the choices come to.
fn outcome(frame: &Frame<'_>, view: &View, tried: &Tried) -> Markup {
    let text = frame.text;
    let whose = Whose {
        people: &tried.people,
        kids: &tried.kids,
    };
    match &tried.then {
        Then::Same => html! {
            p { (t!(text, "trial-same")) }
            (the_year(text, &tried.now))
            (measured(text, whose, &tried.now.measured))
        },
        Then::Cannot(why) => html! {
            (note(Note::Ask, html! {
                p { (t!(text, "trial-cannot")) }
                (cannot(text, why))
            }))
            (the_year(text, &tried.now))
        },
        Then::Other(then) => {
            let names = [t!(text, "trial-column-now"), t!(text, "trial-column-then")];
            html! {
                section.stack-tight aria-labelledby="outcome-h" {
                    h2 #outcome-h { (t!(text, "trial-outcome")) }
                    (beside(text, whose, [&names[0], &names[1]], [&tried.now.measured, &then.measured]))
                    (keep(frame, view))
                }
                (the_year(text, then))
            }
        }
    }
}

/// Why it cannot be tried.
fn cannot(text: &Text, why: &EditError) -> Markup {
    match why {
        EditError::NoNights => html! { p.small { (t!(text, "trial-no-rhythm")) } },
        EditError::NotTables => html! { p.small { (t!(text, "editor-in-brackets")) } },
        EditError::TooLarge { found, limit } => html! {
            p.small { (t!(text, "studio-too-large", found = *found, limit = *limit)) }
        },
        EditError::TooLong { limit, .. } => html! {
            p.small { (t!(text, "trial-cannot-long", limit = *limit)) }
        },
        EditError::NoSuchClause { .. } | EditError::TooMany { .. } => html! {},
        EditError::Text(problems)
        | EditError::Rest(problems)
        | EditError::Clause(problems)
        | EditError::Outcome(problems) => unsound(text, problems),
    }
}

/// What would not be sound, in the words of the plan language: those are English.
fn unsound(text: &Text, problems: &Problems) -> Markup {
    let foreign = (text.lang() != Lang::En).then_some("en");
    html! {
        p.small { (t!(text, "trial-cannot-sound")) }
        ul.small lang=[foreign] {
            @for problem in problems.iter().take(PROBLEMS) {
                li { (problem.message) @if let Some(help) = &problem.help { " " (help) } }
            }
        }
    }
}

fn the_year(text: &Text, looked: &Looked) -> Markup {
    html! {
        section.stack-tight #year aria-labelledby="year-h" {
            h2 #year-h { (heading(text, &looked.year)) }
            (year(text, &looked.year, Around::default()))
        }
    }
}

/// Two ways to keep it.
fn keep(frame: &Frame<'_>, view: &View) -> Markup {
    let text = frame.text;
    html! {
        form.stack-tight method="post" action=(path(&view.draft.id, "/try")) {
            (token_field(frame.token))
            input type="hidden" name="command" value=(view.command);
            @for (name, value) in view.form.pairs() { input type="hidden" name=(name) value=(value); }
            @if !view.draft.answers.is_empty() { p.small { (t!(text, "trial-answers")) } }
            div.btn-row {
                button.btn data-kind="main" name="keep" value="here" { (t!(text, "trial-keep-here")) }
                button.btn name="keep" value="new" { (t!(text, "trial-keep-new")) }
            }
        }
    }
}
