//! The pages of bundles, drawn.
//!
//! May touch: the view it is given. They promise nothing of what a court will do, and say what a
//! recipient can see of entries that are not shown.

use std::borrow::Cow;

use app::{BUNDLE_KEPT_MINUTES, BundleFailed, BundleProgress, BundleStage, NotBegun};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use print::PRESETS;

use super::choice_markup::{group, radio, said, tick, wrong};
use super::files_markup::{failed_words, files_fields, files_note};
use super::form::{BundleForm, FieldError, Step, of_print};
use super::view::{FormView, Past, PreviewView, ProgressState, ProgressView, Waiting};
use super::words::Words;
use family::BundleOf;

use crate::http::language_of;
use crate::page::{
    Field, Frame, Icon, Note, asset, error_summary, icon_small, note, page, paths, side_letter,
    side_tag, token_field,
};
use crate::record::form::{Tree, topic_tag};
use crate::text::{Lang, Text, clock, date_with_year, t, without_capital};

/// Without script, the page of progress loads itself again after so many seconds.
const AGAIN_SECONDS: u8 = 2;

fn head(title: &str, lead: &str) -> Markup {
    html! { header.page-head { div { h1 { (title) } p.kicker { (lead) } } } }
}

fn moment(text: &Text, zone: &TimeZone, at: Timestamp) -> String {
    let at = zone.to_datetime(at);
    format!(
        "{}, {}",
        date_with_year(text, at.date()),
        clock(text, at.time())
    )
}

/// The form, and what was made before.
pub fn form_page(frame: &Frame<'_>, view: &FormView) -> Markup {
    let text = frame.text;
    page(
        frame,
        html! {
            (head(&t!(text, "bundle-title"), &t!(text, "bundle-lead")))
            div.stack {
                @if view.waiting == Waiting::One {
                    (note(Note::Ask, html! {
                        p { (t!(text, "bundle-waiting")) " " a href=(paths::BUNDLE_PROGRESS) { (t!(text, "bundle-waiting-link")) } }
                    }))
                }
                form.form method="post" action=(paths::BUNDLES) novalidate {
                    (errors(text, &view.errors))
                    (token_field(frame.token))
                    (reader_fields(text, view))
                    (content_fields(text, view))
                    (range_fields(text, view))
                    (number_fields(text, view))
                    div.btn-row {
                        button.btn data-kind="main" name="step" value=(Step::Preview.value()) { (t!(text, "bundle-preview")) }
                        a.btn data-kind="quiet" href=(paths::RECORD) { (t!(text, "bundle-back")) }
                    }
                }
                (history(text, view))
            }
        },
    )
}

fn errors(text: &Text, errors: &[FieldError]) -> Markup {
    if errors.is_empty() {
        return html! {};
    }
    let sentences: Vec<String> = errors
        .iter()
        .map(|error| match label_of(error.field) {
            None => said(text, error),
            Some(label) => {
                let said = without_capital(&text.get(error.key));
                let label = text.get(label);
                t!(text, "bundle-wrong-at", label = label.as_ref(), said = said)
            }
        })
        .collect();
    let wrongs: Vec<(&str, &str)> = errors
        .iter()
        .zip(&sentences)
        .map(|(error, sentence)| (error.field, sentence.as_str()))
        .collect();
    error_summary(text, &t!(text, "bundle-error-title"), &wrongs)
}

/// The label of a field whose error says the same as that of another: far from the field, its
/// sentence needs it.
fn label_of(field: &str) -> Option<&'static str> {
    let labels = [
        ("from-day", "bundle-from-day"),
        ("until-day", "bundle-until-day"),
        ("first", "bundle-first"),
        ("last", "bundle-last"),
        ("word", "bundle-word"),
        ("start", "bundle-start"),
        ("prefix", "bundle-prefix"),
        ("page", "bundle-page"),
    ];
    let found = labels.into_iter().find(|(known, _)| *known == field);
    found.map(|(_, label)| label)
}

/// A single line with its label and error; `keys` are those of label and hint.
fn line(
    text: &Text,
    view: &FormView,
    id: &str,
    kind: &str,
    keys: (&str, Option<&str>),
    value: &str,
) -> Markup {
    let label = text.get(keys.0);
    let hint = keys.1.map(|key| text.get(key));
    let wrong = wrong(text, &view.errors, id);
    let mut field = Field::new(id, &label).wrong(wrong.as_deref());
    if let Some(hint) = &hint {
        field = field.hint(hint);
    }
    field.input(kind, "off", value)
}

fn reader_fields(text: &Text, view: &FormView) -> Markup {
    let form = &view.form;
    let language = of_print(language_of(text.lang()));
    let presets: Vec<(&str, &str)> = PRESETS
        .iter()
        .map(|preset| (preset.id, preset.name(language)))
        .collect();
    let languages: Vec<(&str, &str)> = Lang::ALL
        .into_iter()
        .map(|lang| (lang.tag(), lang.own_name()))
        .collect();
    html! {
        (line(text, view, "recipient", "text", ("bundle-recipient", Some("bundle-recipient-hint")), &form.recipient))
        (Field::new("preset", &t!(text, "bundle-preset")).hint(&t!(text, "bundle-preset-hint")).select(&presets, &form.preset))
        (Field::new("language", &t!(text, "bundle-language")).select(&languages, &form.language))
    }
}

fn range_fields(text: &Text, view: &FormView) -> Markup {
    let form = &view.form;
    let pair =
        |one: Markup, other: Markup| html! { div class="stack-tight pair" { (one) (other) } };
    let options = html! {
        (radio("span", "all", true, &form.span, &t!(text, "bundle-span-all")))
        (radio("span", "days", false, &form.span, &t!(text, "bundle-span-days")))
        (pair(
            line(text, view, "from-day", "date", ("bundle-from-day", None), &form.from_day),
            line(text, view, "until-day", "date", ("bundle-until-day", None), &form.until_day),
        ))
        (radio("span", "entries", false, &form.span, &t!(text, "bundle-span-entries")))
        @if let Some(newest) = view.newest { p class="hint of-shared" { (t!(text, "bundle-newest", number = newest)) } }
        @if let Some(newest) = view.newest_own { p class="hint of-own" { (t!(text, "bundle-newest-own", number = newest)) } }
        (pair(
            line(text, view, "first", "text", ("bundle-first", None), &form.first),
            line(text, view, "last", "text", ("bundle-last", None), &form.last),
        ))
    };
    group(
        text,
        &view.errors,
        "span",
        &t!(text, "bundle-span"),
        &options,
    )
}

fn topics(text: &Text, tree: Tree, name: &str, ticked: &[String]) -> Markup {
    let words = Words { lang: text.lang() };
    html! {
        @for (place, topic) in app::choosable(tree.to_app()).iter().enumerate() {
            (tick(name, topic_tag(*topic), place == 0, ticked, &html! { (words.topic(*topic)) }))
        }
    }
}

fn content_fields(text: &Text, view: &FormView) -> Markup {
    let form = &view.form;
    let record = html! {
        (radio("record", Tree::Shared.tag(), true, &form.record, &t!(text, "bundle-record-shared")))
        (radio("record", Tree::Own.tag(), false, &form.record, &t!(text, "bundle-record-own", name = view.name.as_str())))
    };
    let shared = topics(text, Tree::Shared, "topic", &form.topics);
    let own = topics(text, Tree::Own, "own-topic", &form.own_topics);
    let people = html! {
        @for (place, person) in view.people.iter().enumerate() {
            (tick("person", side_tag(person.side), place == 0, &form.people, &html! { (side_letter(person)) (person.name) }))
        }
    };
    html! {
        (group(text, &view.errors, "record", &t!(text, "bundle-record"), &record))
        div class="form of-shared" {
            (group(text, &view.errors, "topic", &t!(text, "bundle-topics"), &shared))
            (group(text, &view.errors, "person", &t!(text, "bundle-people"), &people))
            (files_fields(text, view))
        }
        div class="form of-own" {
            (group(text, &view.errors, "own-topic", &t!(text, "bundle-own-topics"), &own))
        }
        p.hint { (t!(text, "bundle-complete")) }
    }
}

fn number_fields(text: &Text, view: &FormView) -> Markup {
    let form = &view.form;
    let options = html! {
        (radio("numbering", "each", true, &form.numbering, &t!(text, "bundle-numbering-each")))
        (radio("numbering", "whole", false, &form.numbering, &t!(text, "bundle-numbering-whole")))
        (radio("numbering", "none", false, &form.numbering, &t!(text, "bundle-numbering-none")))
    };
    let folded = ["word", "start", "prefix", "page"];
    let open = view
        .errors
        .iter()
        .any(|error| folded.contains(&error.field));
    html! {
        details open[open] {
            summary { (t!(text, "bundle-numbers")) (icon_small(Icon::Next)) }
            div.form {
                (group(text, &view.errors, "numbering", &t!(text, "bundle-numbering"), &options))
                div class="stack-tight pair" {
                    (line(text, view, "word", "text", ("bundle-word", Some("bundle-word-hint")), &form.word))
                    (line(text, view, "start", "text", ("bundle-start", Some("bundle-start-hint")), &form.start))
                }
                div class="stack-tight pair" {
                    (line(text, view, "prefix", "text", ("bundle-prefix", Some("bundle-prefix-hint")), &form.prefix))
                    (line(text, view, "page", "text", ("bundle-page", Some("bundle-page-hint")), &form.page))
                }
            }
        }
    }
}

fn history(text: &Text, view: &FormView) -> Markup {
    html! {
        section.stack-tight aria-labelledby="history-h" {
            h2 #history-h { (t!(text, "bundle-history")) }
            p.small.muted { (t!(text, "bundle-history-lead")) }
            @if view.history.is_empty() { p.muted { (t!(text, "bundle-history-empty")) } }
            @else { ul.rows.log { @for past in &view.history { li { (past_row(text, &view.zone, past)) } } } }
        }
    }
}

fn past_row(text: &Text, zone: &TimeZone, past: &Past) -> Markup {
    html! {
        div.stack-tight {
            p.loose { strong { bdi { (past.recipient) } } }
            p.small { (what(text, past)) }
            ul.trail { li { time datetime=(past.at) { (moment(text, zone, past.at)) } } }
            details {
                summary.small { (t!(text, "bundle-hash")) (icon_small(Icon::Next)) }
                p.proof { (past.sha256) }
            }
        }
    }
}

/// `Entries 0 to 8, 7 of them shown; 48 kB`.
fn what(text: &Text, past: &Past) -> String {
    let key = match past.of {
        BundleOf::Shared => "bundle-what",
        BundleOf::Own => "bundle-what-own",
    };
    text.with(
        key,
        &[
            ("first", past.first.into()),
            ("last", past.last.into()),
            ("shown", past.shown.into()),
            ("size", past.bytes.div_ceil(1_000).into()),
        ],
    )
}

/// What it would hold, before it is made.
pub fn preview_page(frame: &Frame<'_>, view: &PreviewView) -> Markup {
    let text = frame.text;
    let counts = &view.counts;
    let (kept, erased) = (counts.kept(), counts.erased);
    page(
        frame,
        html! {
            (head(&t!(text, "bundle-preview-title"), &t!(text, "bundle-preview-lead")))
            form.thread method="post" action=(paths::BUNDLES) {
                (token_field(frame.token))
                @for (name, value) in view.form.pairs() { input type="hidden" name=(name) value=(value); }
                @if let Some(blocked) = view.blocked { (note(Note::Stop, html! { p { (text.get(blocked_key(blocked))) } })) }
                section class="card stack-tight" aria-labelledby="preview-h" {
                    h2.loose #preview-h { (recipient(text, view.form.recipient.trim())) }
                    p { (t!(text, "bundle-range",
                        first = counts.first,
                        last = counts.end.saturating_sub(1),
                        from = day(text, &view.zone, counts.from),
                        until = day(text, &view.zone, counts.until),
                    )) }
                    p { (t!(text, "bundle-shown", n = counts.shown)) }
                    p { (t!(text, "bundle-pages", n = counts.pages)) @if counts.volumes > 1 { " " (t!(text, "bundle-volumes", n = counts.volumes)) } }
                    (files_note(text, view))
                    @if erased > 0 { p { (t!(text, "bundle-erased", n = erased)) } }
                    @if kept > 0 {
                        p { (t!(text, "bundle-kept", n = kept)) }
                        ul { @for topic in &view.kept { li { (topic) } } }
                    }
                }
                @if kept > 0 {
                    (note(Note::Plain, html! {
                        p { (t!(text, "bundle-kept-seen")) }
                        p.small { (t!(text, "bundle-kept-why")) }
                    }))
                }
                (note(Note::Plain, html! { p { (t!(text, "bundle-private", name = view.other.as_str())) } }))
                @if let Some(waiting) = &view.replaces { (note(Note::Ask, html! { p { (named(text, "bundle-replaces", waiting)) } })) }
                div.btn-row {
                    button.btn data-kind="main" name="step" value=(Step::Make.value()) { (t!(text, "bundle-make")) }
                    button.btn data-kind="quiet" name="step" value=(Step::Change.value()) { (t!(text, "bundle-change")) }
                }
            }
        },
    )
}

/// For whom it is.
fn recipient(text: &Text, name: &str) -> Markup {
    named(text, "bundle-for", name)
}

/// A sentence with a name, which may be written in another direction than what is around it.
fn named(text: &Text, key: &str, name: &str) -> Markup {
    // No name has this character: it is one of those that a form refuses.
    let sentence = text.with(key, &[("name", "\u{2068}".into())]);
    let (before, after) = sentence.split_once('\u{2068}').unwrap_or((&sentence, ""));
    html! { (before) bdi { (name) } (after) }
}

const fn blocked_key(blocked: NotBegun) -> &'static str {
    match blocked {
        NotBegun::Running => "bundle-running",
        NotBegun::Busy => "bundle-busy",
    }
}

fn day(text: &Text, zone: &TimeZone, at: Timestamp) -> String {
    date_with_year(text, zone.to_datetime(at).date())
}

/// What the page of a bundle in memory is called.
pub(super) fn progress_title(text: &'static Text, state: &ProgressState) -> Cow<'static, str> {
    match state {
        ProgressState::Working(_) => t!(text, "bundle-making"),
        ProgressState::Ready { .. } => t!(text, "bundle-ready"),
        ProgressState::Failed(_) => t!(text, "bundle-not-made"),
    }
}

/// How far it is, or where to fetch it, or why there is none.
pub fn progress_page(frame: &Frame<'_>, view: &ProgressView) -> Markup {
    let text = frame.text;
    let inside = match &view.state {
        ProgressState::Working(progress) => working(text, *progress),
        ProgressState::Ready { id, past, expires } => html! {
            section class="card stack-tight" aria-labelledby="ready-h" {
                h2.loose #ready-h { (recipient(text, &past.recipient)) }
                p.small { (what(text, past)) }
                p { (t!(text, "bundle-read-first")) }
                p { a.btn data-kind="main" href=(paths::bundle_file(id)) { (t!(text, "bundle-download")) } }
                p.small { (t!(text, "bundle-until", time = clock(text, view.zone.to_datetime(*expires).time()), n = BUNDLE_KEPT_MINUTES)) }
                p.small { (t!(text, "bundle-hash-help")) }
                p.proof { (past.sha256) }
            }
            (forget(frame))
        },
        ProgressState::Failed(failed) => html! {
            (note(Note::Stop, html! {
                p { (failed_words(text, failed)) }
                @if let BundleFailed::Fault(incident) = failed {
                    p.small { (t!(text, "bundle-incident", number = incident.to_string())) }
                }
            }))
            (forget(frame))
        },
    };
    page(
        frame,
        html! {
            div id="bundle" aria-live="polite" {
                (head(&progress_title(text, &view.state), &t!(text, "bundle-progress-lead")))
                div.stack { (inside) }
            }
            @if matches!(view.state, ProgressState::Working(_)) {
                script type="module" src=(asset("progress.js")) {}
            }
        },
    )
}

fn working(text: &Text, progress: BundleProgress) -> Markup {
    let stage = match progress.stage {
        BundleStage::Reading => t!(text, "bundle-stage-reading"),
        BundleStage::Printing => t!(text, "bundle-stage-printing"),
        BundleStage::Packing => t!(text, "bundle-stage-packing"),
    };
    let known = progress.of > 0 && progress.stage != BundleStage::Packing;
    html! {
        section class="card stack-tight" data-stage="working" aria-labelledby="working-h" {
            h2 #working-h { (stage) }
            @if known {
                progress aria-labelledby="working-h" max=(progress.of) value=(progress.done.min(progress.of)) {}
                p.small aria-live="off" { (t!(text, "bundle-done", done = progress.done.min(progress.of), n = progress.of)) }
            } @else { progress aria-labelledby="working-h" {} }
            noscript {
                meta http-equiv="refresh" content=(AGAIN_SECONDS);
                p.small.muted { (t!(text, "bundle-reload")) " " a href=(paths::BUNDLE_PROGRESS) { (t!(text, "bundle-reload-link")) } }
            }
        }
    }
}

fn forget(frame: &Frame<'_>) -> Markup {
    html! {
        div.btn-row {
            a.btn href=(paths::BUNDLES) { (t!(frame.text, "bundle-again")) }
            form method="post" action=(paths::BUNDLE_FORGET) {
                (token_field(frame.token))
                button.btn data-kind="quiet" { (t!(frame.text, "bundle-forget")) }
            }
        }
    }
}

/// A form as it is drawn without errors, for samples.
#[must_use]
pub fn sample_form() -> BundleForm {
    let mut form = BundleForm::fresh(family::Language::En);
    "Mr. A. Jansen".clone_into(&mut form.recipient);
    form
}
