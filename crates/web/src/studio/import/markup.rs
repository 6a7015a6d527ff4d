//! The pages of an import, drawn.
//!
//! May touch: the view it is given.

use calendar::RosterError;
use maud::{Markup, html};
use plan::detect::{DetectError, Detection, Found, Suggestion};
use plan::{Problems, Side};

use super::calendar::{Unread, Whose};
use super::form::{ImportForm, Wrong};
use crate::page::{Frame, Icon, Person, error_summary, icon_small, page, paths, token_field};
use crate::studio::questions::called as pattern_called;
use crate::text::{Lang, Text, date_with_year, list, t};

/// Rows of the field where a browser does not follow the style sheet.
const ROWS: u8 = 10;
/// Most exceptions that are listed of a suggestion; the others are counted.
const EXCEPTIONS_SHOWN: usize = 12;

/// What is shown.
#[derive(Debug, Clone, PartialEq)]
pub enum Stage {
    /// The field for a text or file, and what is wrong with what was given.
    Begin(Option<Wrong>),
    /// Whose each kind of item is, and what is wrong with that.
    Whose(Option<Wrong>),
    /// What was found.
    Found(Detection),
    /// The draft could not be kept.
    Refused(String),
}

/// The page.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportView {
    /// Both parents, side A first.
    pub people: [Person; 2],
    /// What was given.
    pub form: ImportForm,
    /// What is shown.
    pub shows: Stage,
    /// Where the reader came from.
    pub back: &'static str,
}

/// The page.
pub fn import_page(frame: &Frame<'_>, view: &ImportView) -> Markup {
    let text = frame.text;
    page(
        frame,
        html! {
            header.page-head {
                div {
                    h1 { (t!(text, "import-title")) }
                    p.kicker { (t!(text, "import-lead")) }
                }
            }
            @match &view.shows {
                Stage::Begin(wrong) => (begin(frame, view, wrong.as_ref())),
                Stage::Refused(why) => {
                    (error_summary(text, &t!(text, "import-error-title"), &[("text", why.as_str())]))
                    (begin(frame, view, None))
                }
                Stage::Whose(wrong) => (whose(frame, view, wrong.as_ref())),
                Stage::Found(detection) => (found(frame, view, detection)),
            }
        },
    )
}

/// The first step.
fn begin(frame: &Frame<'_>, view: &ImportView, wrong: Option<&Wrong>) -> Markup {
    let text = frame.text;
    let said = wrong.map(|wrong| words(text, wrong));
    let described = if wrong.is_some() {
        "text-hint text-wrong"
    } else {
        "text-hint"
    };
    html! {
        form.form method="post" action=(paths::IMPORT) enctype="multipart/form-data" novalidate {
            @if let Some(said) = &said {
                (error_summary(text, &t!(text, "import-error-title"), &[("text", said.as_str())]))
            }
            (token_field(frame.token))
            input type="hidden" name="command" value=(view.form.command);
            div.field {
                label for="file" { (t!(text, "import-file")) }
                p.hint #file-hint { (t!(text, "import-file-hint")) }
                input #file name="file" type="file" accept=".toml,.ics,text/calendar,text/plain" aria-describedby="file-hint";
            }
            div.field {
                label for="text" { (t!(text, "import-text")) }
                p.hint #text-hint { (t!(text, "import-text-hint")) }
                textarea.code #text name="text" rows=(ROWS) spellcheck="false" autocapitalize="none" autocomplete="off"
                    aria-invalid=[wrong.map(|_| "true")] aria-describedby=(described) { "\n" (view.form.text) }
                @if let Some(wrong) = wrong {
                    div.stack-tight #text-wrong {
                        @if let Some((name, _)) = &view.form.file { p.small { (t!(text, "import-of-file", name = name.as_str())) } }
                        (problems(text, wrong))
                    }
                }
            }
            div.btn-row {
                button.btn data-kind="main" name="step" value="read" { (t!(text, "import-read")) }
                a.btn data-kind="quiet" href=(view.back) { (t!(text, "swap-back")) }
            }
        }
    }
}

/// The items and whose they were said to be, for the next step.
fn carried(view: &ImportView, with_whose: bool) -> Markup {
    let form = &view.form;
    html! {
        input type="hidden" name="command" value=(form.command);
        input type="hidden" name="items" value=(form.items.written());
        @for label in &form.items.labels { input type="hidden" name="label" value=(label); }
        @if with_whose {
            @for whose in &form.whose { input type="hidden" name="whose" value=(whose.value()); }
            input type="hidden" name="between" value=(form.between.value());
        }
    }
}

/// The second step.
fn whose(frame: &Frame<'_>, view: &ImportView, wrong: Option<&Wrong>) -> Markup {
    let (text, form) = (frame.text, &view.form);
    let said = wrong.map(|wrong| words(text, wrong));
    let [a, b] = &view.people;
    let out = t!(text, "import-out");
    let nobody = t!(text, "import-nobody");
    html! {
        form.form method="post" action=(paths::IMPORT) enctype="multipart/form-data" novalidate {
            @if let Some(said) = &said {
                (error_summary(text, &t!(text, "import-error-title"), &[("whose-0", said.as_str())]))
            }
            (token_field(frame.token))
            (carried(view, false))
            p { (t!(text, "import-items", n = form.items.items.len())) " " (t!(text, "import-whose")) }
            @if form.items.left_out > 0 { p.small.muted { (t!(text, "import-left-out", n = form.items.left_out)) } }
            @for (place, (label, whose)) in form.items.labels.iter().zip(&form.whose).enumerate() {
                @let called = if label.is_empty() { t!(text, "import-no-name").into_owned() } else { label.clone() };
                (choice(("whose", place), &called, *whose, [(a.name.as_str(), "a"), (b.name.as_str(), "b"), (&*out, "out")]))
            }
            (choice(("between", 0), &t!(text, "import-between"), form.between, [(a.name.as_str(), "a"), (b.name.as_str(), "b"), (&*nobody, "out")]))
            div.btn-row {
                button.btn data-kind="main" name="step" value="look" { (t!(text, "import-look")) }
                a.btn data-kind="quiet" href=(paths::IMPORT) { (t!(text, "import-other")) }
            }
        }
    }
}

fn choice(
    (name, place): (&str, usize),
    label: &str,
    chosen: Whose,
    options: [(&str, &str); 3],
) -> Markup {
    let id = format!("{name}-{place}");
    html! {
        div.field {
            label for=(id) { (label) }
            select id=(id) name=(name) {
                @for (said, value) in options { option value=(value) selected[value == chosen.value()] { (said) } }
            }
        }
    }
}

/// What was found, or why nothing was.
fn found(frame: &Frame<'_>, view: &ImportView, detection: &Detection) -> Markup {
    let text = frame.text;
    let none = |why: String| {
        html! {
            div.stack-tight {
                p { (why) }
                div.btn-row { a.btn href=(paths::IMPORT) { (t!(text, "import-other")) } }
            }
        }
    };
    match &detection.found {
        Found::Suggestions(suggestions) => html! {
            div.stack {
                div.stack-tight {
                    p { (t!(text, "import-found", n = suggestions.len(), nights = detection.nights)) }
                    @if !detection.by_day.is_empty() {
                        p.small.muted { (t!(text, "import-by-day", n = detection.by_day.len())) }
                    }
                }
                @for (place, one) in suggestions.iter().enumerate() { (suggestion(frame, view, (place, one))) }
                div.btn-row { a.btn data-kind="quiet" href=(paths::IMPORT) { (t!(text, "import-other")) } }
            }
        },
        Found::OneParent(side) => none(t!(
            text,
            "import-one-parent",
            name = view.people[side.index()].name.as_str()
        )),
        Found::NoRhythm { .. } => none(t!(text, "import-no-rhythm", nights = detection.nights)),
        Found::TooLittle => none(t!(text, "import-too-little").into_owned()),
    }
}

fn suggestion(frame: &Frame<'_>, view: &ImportView, (place, one): (usize, &Suggestion)) -> Markup {
    let text = frame.text;
    let name = |side: Side| view.people[side.index()].name.as_str();
    let called = one.name.map_or_else(
        || t!(text, "import-own-cycle", n = one.cycle),
        |known| {
            t!(
                text,
                "import-looks-like",
                pattern = pattern_called(text, known.pattern),
                name = name(known.first)
            )
        },
    );
    let more = one.exceptions.len().saturating_sub(EXCEPTIONS_SHOWN);
    html! {
        section class="card stack-tight" aria-labelledby={ "found-" (place) } {
            h2 id={ "found-" (place) } { (called) }
            p { (t!(text, "import-from", from = date_with_year(text, one.from))) " "
                (t!(text, "import-explained", explained = one.explained, nights = one.nights)) }
            @if one.exceptions.is_empty() {
                p.small { (t!(text, "import-no-exceptions")) }
            } @else {
                details {
                    summary { (t!(text, "import-exceptions", n = one.exceptions.len())) (icon_small(Icon::Next)) }
                    ul.rows {
                        @for exception in one.exceptions.iter().take(EXCEPTIONS_SHOWN) {
                            li.row-tall { (t!(text, "import-exception",
                                first = date_with_year(text, exception.first), n = exception.nights,
                                name = name(exception.span.parent), would = name(exception.would))) }
                        }
                    }
                    @if more > 0 { p.small.muted { (t!(text, "import-exceptions-more", n = more)) } }
                }
            }
            @if one.changes == 0 { p.small { (t!(text, "import-ask-time")) } }
            form method="post" action=(paths::IMPORT) enctype="multipart/form-data" {
                (token_field(frame.token))
                (carried(view, true))
                div.btn-row {
                    button.btn data-kind=[(place == 0).then_some("main")] name="step" value={ "take-" (place) } { (t!(text, "import-take")) }
                }
            }
        }
    }
}

/// What is wrong, in one sentence.
fn words(text: &Text, wrong: &Wrong) -> String {
    match wrong {
        Wrong::Nothing => t!(text, "import-nothing").into_owned(),
        Wrong::NoText => t!(text, "import-no-text").into_owned(),
        Wrong::TooLarge { found, limit } => {
            t!(text, "amend-too-large", found = *found, limit = *limit)
        }
        Wrong::Plan(problems) => t!(text, "amend-problems", n = problems.as_slice().len()),
        Wrong::Others(names) => t!(text, "import-others", names = list(text, names)),
        Wrong::Calendar(Unread::Wrong(why)) => {
            t!(text, "import-calendar-wrong", n = why.as_slice().len())
        }
        Wrong::Calendar(Unread::Empty) => t!(text, "import-empty").into_owned(),
        Wrong::Calendar(Unread::TooMany { found, limit }) => {
            t!(text, "import-too-many", found = *found, limit = *limit)
        }
        Wrong::NobodyChosen => t!(text, "import-nobody-chosen").into_owned(),
        Wrong::Odds(why) => odds(text, why),
        Wrong::Unwritten(_) => t!(text, "import-unwritten").into_owned(),
    }
}

fn odds(text: &Text, why: &DetectError) -> String {
    match why {
        DetectError::Overlap { until, from, .. } => t!(
            text,
            "import-overlap",
            from = crate::text::day_and_clock(text, *from),
            until = crate::text::day_and_clock(text, *until),
        ),
        DetectError::TooMany { .. }
        | DetectError::Backwards { .. }
        | DetectError::OutOfRange { .. }
        | DetectError::TooLong { .. } => t!(text, "import-odds").into_owned(),
    }
}

/// Each problem at its line and column; the languages that are read say them in English.
fn problems(text: &Text, wrong: &Wrong) -> Markup {
    match wrong {
        Wrong::Plan(problems) => of_plan(text, problems),
        Wrong::Calendar(Unread::Wrong(why)) => of_calendar(text, why),
        Wrong::Nothing
        | Wrong::NoText
        | Wrong::TooLarge { .. }
        | Wrong::Others(_)
        | Wrong::Calendar(Unread::Empty | Unread::TooMany { .. })
        | Wrong::NobodyChosen
        | Wrong::Odds(_)
        | Wrong::Unwritten(_) => html! {
            p.wrong { (icon_small(Icon::Stop)) span { (words(text, wrong)) } }
        },
    }
}

fn of_plan(text: &Text, problems: &Problems) -> Markup {
    html! { @for one in problems { (problem(text, (one.line, one.column), &one.message, one.help.as_deref())) } }
}

fn of_calendar(text: &Text, why: &RosterError) -> Markup {
    html! { @for one in why { (problem(text, (one.line, one.column), &one.message, one.help.as_deref())) } }
}

fn problem(text: &Text, (line, column): (u32, u32), message: &str, help: Option<&str>) -> Markup {
    let foreign = (text.lang() != Lang::En).then_some("en");
    html! {
        p.wrong {
            (icon_small(Icon::Stop))
            span {
                (t!(text, "amend-place", line = line, column = column)) " "
                span lang=[foreign] { (message) @if let Some(help) = help { " " (help) } }
            }
        }
    }
}
