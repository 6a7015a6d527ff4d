//! What differs between two saves of a draft, drawn: clause by clause, with the words that were put
//! in and taken out.
//!
//! May touch: its arguments.

use maud::{Markup, html};
use plan::edit::{ClauseChange, ClauseDifference, ClauseFields, KeyDifference, Run};
use plan::library;

use super::view::{Answers, Differs};
use crate::page::{Icon, Note, icon_small, note};
use crate::studio::editor::view::words;
use crate::text::{Lang, Text, language_of, t};

/// That the two cannot be put beside each other.
pub fn unreadable(text: &Text) -> Markup {
    note(
        Note::Plain,
        html! { p { (t!(text, "history-unreadable")) } },
    )
}

/// Everything that differs.
pub fn changes(text: &Text, differs: &Differs) -> Markup {
    html! {
        @if let Some((old, new)) = &differs.name {
            p.runs { (t!(text, "history-name")) " " (taken(text, old)) " " (put(text, new)) }
        }
        @match differs.answers {
            Answers::Same => {},
            Answers::Changed => p { (t!(text, "history-answers-changed")) },
            Answers::Left => p { (t!(text, "history-answers-left")) },
            Answers::Again => p { (t!(text, "history-answers-again")) },
        }
        @if !differs.text.clauses.is_empty() {
            ul.rows {
                @for one in &differs.text.clauses { li class="stack-tight row-tall" { (clause(text, one)) } }
            }
        }
        @if !differs.text.keys.is_empty() {
            h3 { (t!(text, "history-keys")) }
            details {
                summary { (t!(text, "history-keys-open")) (icon_small(Icon::Next)) }
                ul.rows { @for one in &differs.text.keys { li.row-tall { (key(text, one)) } } }
            }
        }
    }
}

fn clause(text: &Text, one: &ClauseDifference) -> Markup {
    match one {
        ClauseDifference::Added { place, clause } => html! {
            (head(text, &t!(text, "history-added"), (*place, clause)))
            (sentence(text, clause))
            @if !clause.rest.is_empty() { pre class="proof runs" lang="en" translate="no" { (put(text, &clause.rest)) } }
        },
        ClauseDifference::Removed { place, clause } => html! {
            (head(text, &t!(text, "history-removed"), (*place, clause)))
            (sentence(text, clause))
            @if !clause.rest.is_empty() { pre class="proof runs" lang="en" translate="no" { (taken(text, &clause.rest)) } }
        },
        ClauseDifference::Moved { from, to, clause } => html! {
            (head(text, &t!(text, "history-moved"), (*to, clause)))
            p.small { (moved(text, *from, *to)) }
        },
        ClauseDifference::Changed(change) => changed(text, change),
    }
}

/// `New: Clause 3 The autumn break`.
fn head(text: &Text, what: &str, (place, clause): (usize, &ClauseFields)) -> Markup {
    let title = words(&clause.title, text.lang());
    html! {
        p {
            strong { (what) ":" } " " (t!(text, "clause", number = place + 1)) " "
            span lang=[title.foreign] { (title.said) }
        }
    }
}

fn sentence(text: &Text, clause: &ClauseFields) -> Markup {
    let said = words(&clause.sentence, text.lang());
    html! { p.plan-words lang=[said.foreign] { (said.said) } }
}

fn moved(text: &Text, from: usize, to: usize) -> String {
    t!(text, "history-moved-from", from = from + 1, to = to + 1)
}

fn changed(text: &Text, change: &ClauseChange) -> Markup {
    let (old, new) = (&change.old, &change.new);
    html! {
        (head(text, &t!(text, "history-changed"), (change.to, new)))
        @if change.moved { p.small { (moved(text, change.from, change.to)) } }
        @for part in [Part::title(change), Part::sentence(change)] { (both_languages(text, &part)) }
        @if old.section != new.section {
            p class="small runs" {
                (t!(text, "editor-section")) ": "
                (taken(text, &section(text, &old.section))) " " (put(text, &section(text, &new.section)))
            }
        }
        @if old.rest != new.rest {
            p.small { (t!(text, "editor-rule")) ":" }
            pre class="proof runs" lang="en" translate="no" { (runs(text, &change.rest)) }
        }
    }
}

/// Words in both languages, each with its label and whether it differs.
struct Part<'c> {
    english: (&'static str, bool, &'c [Run]),
    dutch: (&'static str, bool, &'c [Run]),
}

impl<'c> Part<'c> {
    fn title(change: &'c ClauseChange) -> Self {
        let labels = ["editor-title-english", "editor-title-dutch"];
        Self::of(
            labels,
            (&change.old.title, &change.new.title),
            &change.title,
        )
    }

    fn sentence(change: &'c ClauseChange) -> Self {
        let labels = ["editor-sentence-english", "editor-sentence-dutch"];
        let texts = (&change.old.sentence, &change.new.sentence);
        Self::of(labels, texts, &change.sentence)
    }

    fn of(
        [label_english, label_dutch]: [&'static str; 2],
        (old, new): (&[String; 2], &[String; 2]),
        [english, dutch]: &'c [Vec<Run>; 2],
    ) -> Self {
        let ([old_english, old_dutch], [new_english, new_dutch]) = (old, new);
        Self {
            english: (
                label_english,
                old_english != new_english,
                english.as_slice(),
            ),
            dutch: (label_dutch, old_dutch != new_dutch, dutch.as_slice()),
        }
    }
}

/// The reader's language first; one in which nothing differs is left out.
fn both_languages(text: &Text, part: &Part<'_>) -> Markup {
    let (english, dutch) = ((Lang::En, part.english), (Lang::Nl, part.dutch));
    let shown = match text.lang() {
        Lang::En => [english, dutch],
        Lang::Nl => [dutch, english],
    };
    html! {
        @for (lang, (label, differs, words)) in shown {
            @if differs {
                @let foreign = (lang != text.lang()).then(|| lang.tag());
                p.small { (text.get(label)) ":" }
                p class="plan-words runs" lang=[foreign] { (runs(text, words)) }
            }
        }
    }
}

/// What a section is called.
fn section(text: &Text, id: &str) -> String {
    match library::section(id) {
        Some(section) => library::said(section.title, language_of(text.lang())).to_owned(),
        None if id.is_empty() => t!(text, "editor-no-section").into_owned(),
        None => id.to_owned(),
    }
}

/// What stands beside the clauses: the keys that lead to it, what it was and what it is.
fn key(text: &Text, one: &KeyDifference) -> Markup {
    html! {
        p class="small runs" {
            span lang="en" translate="no" { (one.path.join(" › ")) } ": "
            @if let Some(old) = &one.old { (taken(text, old)) " " }
            @if let Some(new) = &one.new { (put(text, new)) }
        }
    }
}

fn runs(text: &Text, runs: &[Run]) -> Markup {
    html! {
        @for run in runs {
            @match run {
                Run::Kept(words) => (words),
                Run::Taken(words) => (taken(text, words)),
                Run::Put(words) => (put(text, words)),
            }
        }
    }
}

/// Words that are no longer there. Colour and line alone would not be read aloud.
fn taken(text: &Text, words: &str) -> Markup {
    html! { del { span.vh lang=(text.lang().tag()) { (t!(text, "history-taken")) " " } (words) } }
}

/// Words that are new.
fn put(text: &Text, words: &str) -> Markup {
    html! { ins { span.vh lang=(text.lang().tag()) { (t!(text, "history-put")) " " } (words) } }
}
