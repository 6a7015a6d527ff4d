//! The form of one clause, and what is wrong with a change, drawn.
//!
//! May touch: the view it is given.

use maud::{Markup, html};
use plan::Problem;
use plan::library::{SECTIONS, said};
use plan::limits::SENTENCE_CHARS_MAX;

use super::form::{
    CLAUSE, ClauseForm, Elsewhere, FieldError, NEW, RULE, SECTION, SENTENCE, TITLE, Wrong,
};
use super::told::{meanwhile, shown_field};
use super::view::{FormView, words};
use crate::page::{Field, Frame, Icon, Note, error_summary, icon_small, note, page, token_field};
use crate::plan_change::markup::problem;
use crate::studio::desk::{self, Page, path};
use crate::text::{Lang, Text, language_of, t};

/// Rows of the rule where a browser does not follow the style sheet.
const ROWS: u8 = 6;

/// The page with the form of one clause.
pub fn form_page(frame: &Frame<'_>, view: &FormView) -> Markup {
    let text = frame.text;
    page(
        frame,
        html! {
            header.page-head {
                div {
                    h1 {
                        @match &view.clause {
                            Some((spot, title)) => {
                                (t!(text, "clause", number = spot.number)) ": " span lang=[title.foreign] { (title.said) }
                            }
                            None => (t!(text, "editor-own")),
                        }
                    }
                    p.kicker { (view.draft.name) }
                }
            }
            (desk::pages(text, &view.draft, Page::Clauses))
            div.stack {
                (by_hand(text, &view.draft.answers))
                (form(frame, view))
            }
        },
    )
}

/// That the questions no longer go with what is written by hand.
pub fn by_hand(text: &Text, answers: &[(String, String)]) -> Markup {
    html! {
        @if !answers.is_empty() { (note(Note::Plain, html! { p { (t!(text, "editor-by-hand")) } })) }
    }
}

/// The form of a clause, with what is wrong above it and at its fields.
pub fn form(frame: &Frame<'_>, view: &FormView) -> Markup {
    let text = frame.text;
    let id = &view.draft.id;
    let (which, back) = match &view.clause {
        Some((spot, _)) => (spot.to_string(), format!("/clauses#clause-{}", spot.number)),
        None => (NEW.to_owned(), "/clauses".to_owned()),
    };
    html! {
        form.form method="post" action=(path(id, "/clauses")) novalidate {
            @if let Some(found) = view.meanwhile { (meanwhile(text, id, found)) }
            (errors(text, &view.errors, view.refused.as_deref()))
            (token_field(frame.token))
            input type="hidden" name="command" value=(view.command);
            @if view.clause.is_some() { (shown_field(view.newest)) }
            input type="hidden" name=(CLAUSE) value=(which);
            @for part in languages(text, &view.form) { (in_language(text, view, &part)) }
            (section(text, view))
            (rule(text, view))
            div.btn-row {
                button.btn data-kind="main" {
                    @if view.clause.is_some() { (t!(text, "editor-save")) } @else { (t!(text, "editor-add-own")) }
                }
                a.btn data-kind="quiet" href=(path(id, &back)) { (t!(text, "editor-back-to-clauses")) }
            }
        }
    }
}

/// The fields of one language: each with its name and what was typed.
struct Words<'a> {
    lang: Lang,
    title: (&'static str, &'a str),
    sentence: (&'static str, &'a str),
}

/// The reader's language first.
fn languages<'a>(text: &Text, form: &'a ClauseForm) -> [Words<'a>; 2] {
    let ([in_english, in_dutch], [title_en, title_nl]) = (&form.title, TITLE);
    let ([said_english, said_dutch], [sentence_en, sentence_nl]) = (&form.sentence, SENTENCE);
    let english = Words {
        lang: Lang::En,
        title: (title_en, in_english),
        sentence: (sentence_en, said_english),
    };
    let dutch = Words {
        lang: Lang::Nl,
        title: (title_nl, in_dutch),
        sentence: (sentence_nl, said_dutch),
    };
    match text.lang() {
        Lang::En => [english, dutch],
        Lang::Nl => [dutch, english],
    }
}

/// Title and sentence in one language.
fn in_language(text: &Text, view: &FormView, part: &Words<'_>) -> Markup {
    let (legend, label_title, label_sentence) = match part.lang {
        Lang::En => (
            t!(text, "editor-in-english"),
            t!(text, "editor-title-english"),
            t!(text, "editor-sentence-english"),
        ),
        Lang::Nl => (
            t!(text, "editor-in-dutch"),
            t!(text, "editor-title-dutch"),
            t!(text, "editor-sentence-dutch"),
        ),
    };
    let other = part.lang != text.lang();
    let wrong = |field: &str| at(&view.errors, field).map(|wrong| at_field(text, wrong));
    let ((title, titled), (sentence, said)) = (part.title, part.sentence);
    let (wrong_title, wrong_sentence) = (wrong(title), wrong(sentence));
    html! {
        fieldset {
            legend { (legend) }
            @if other { p.hint { (t!(text, "editor-other-language")) } }
            (Field::new(title, &label_title).wrong(wrong_title.as_deref()).input("text", "off", titled))
            (Field::new(sentence, &label_sentence).wrong(wrong_sentence.as_deref()).lines(SENTENCE_CHARS_MAX, said))
        }
    }
}

fn section(text: &Text, view: &FormView) -> Markup {
    let language = language_of(text.lang());
    let none = t!(text, "editor-no-section");
    let typed = view.form.section.as_str();
    let mut options: Vec<(&str, &str)> = vec![("", none.as_ref())];
    options.extend(
        SECTIONS
            .iter()
            .map(|one| (one.id, said(one.title, language))),
    );
    if options.iter().all(|(id, _)| *id != typed) {
        options.push((typed, typed));
    }
    let wrong = at(&view.errors, SECTION).map(|wrong| at_field(text, wrong));
    Field::new(SECTION, &t!(text, "editor-section"))
        .hint(&t!(text, "editor-section-hint"))
        .wrong(wrong.as_deref())
        .select(&options, typed)
}

/// The rule. What is wrong with it stands below, each problem at its line and column.
fn rule(text: &Text, view: &FormView) -> Markup {
    let wrong = at(&view.errors, RULE);
    let described = match wrong {
        Some(_) => "rule-hint rule-wrong",
        None => "rule-hint",
    };
    html! {
        div.field {
            label for=(RULE) { (t!(text, "editor-rule")) }
            p.hint id="rule-hint" { (t!(text, "editor-rule-hint")) }
            // A page's parser passes over the first line break of such a field.
            textarea class="code code-short" id=(RULE) name=(RULE) rows=(ROWS) spellcheck="false" autocapitalize="none" autocomplete="off"
                aria-invalid=[wrong.map(|_| "true")] aria-describedby=(described) { "\n" (view.form.rule) }
            @if let Some(wrong) = wrong {
                div.stack-tight id="rule-wrong" {
                    @if let Wrong::Problems(problems) = wrong { @for one in problems { (placed(text, one)) } }
                    @else { p.wrong { (icon_small(Icon::Stop)) (wrong_words(text, wrong)) } }
                }
            }
        }
    }
}

/// A problem at its line and column, or of the clause as a whole.
fn placed(text: &Text, one: &Problem) -> Markup {
    if one.line > 0 {
        return problem(text, one);
    }
    let foreign = (text.lang() != Lang::En).then_some("en");
    html! {
        p.wrong {
            (icon_small(Icon::Stop))
            span { (t!(text, "editor-whole-clause")) " " span lang=[foreign] { (sentence_of(one)) } }
        }
    }
}

fn sentence_of(problem: &Problem) -> String {
    match &problem.help {
        Some(help) => format!("{} {help}", problem.message),
        None => problem.message.clone(),
    }
}

/// What is wrong at a field of which every problem is plain without its place.
fn at_field(text: &Text, wrong: &Wrong) -> String {
    if let Wrong::Problems(problems) = wrong {
        let said: Vec<String> = problems.iter().map(sentence_of).collect();
        return said.join(" ");
    }
    wrong_words(text, wrong)
}

fn at<'e>(errors: &'e [FieldError], field: &str) -> Option<&'e Wrong> {
    let found = errors.iter().find(|error| error.field == field);
    found.map(|error| &error.wrong)
}

/// What is wrong, above a form or a list: each sentence leads to its place.
pub fn errors(text: &Text, errors: &[FieldError], refused: Option<&str>) -> Markup {
    let said: Vec<(&str, String)> = errors
        .iter()
        .map(|error| match error.field {
            RULE => (error.field, wrong_words(text, &error.wrong)),
            field => (field, at_field(text, &error.wrong)),
        })
        .collect();
    let said: Vec<(&str, &str)> = said.iter().map(|(at, said)| (*at, said.as_str())).collect();
    html! {
        @if !said.is_empty() {
            (error_summary(text, &t!(text, "editor-not-kept"), &said))
            (whole(text, errors))
        }
        @if let Some(refused) = refused { div role="alert" { (note(Note::Stop, html! { p { (refused) } })) } }
    }
}

/// What is about no field, at its places in the text of the plan.
fn whole(text: &Text, errors: &[FieldError]) -> Markup {
    let wrongs = errors.iter().filter(|one| one.field == FieldError::WHOLE);
    let wrongs: Vec<&Wrong> = wrongs.map(|one| &one.wrong).collect();
    html! {
        @if !wrongs.is_empty() {
            div class="field stack-tight" id=(FieldError::WHOLE) tabindex="-1" {
                @for wrong in wrongs {
                    @if let Wrong::Elsewhere(problems) = wrong {
                        p.small { (t!(text, "editor-in-text")) }
                        @for one in problems {
                            (clause_named(text, one))
                            (placed(text, &one.problem))
                        }
                    } @else {
                        p.wrong { (icon_small(Icon::Stop)) (wrong_words(text, wrong)) }
                    }
                }
            }
        }
    }
}

fn clause_named(text: &Text, one: &Elsewhere) -> Markup {
    html! {
        @if let Some((number, titles)) = &one.clause {
            @let title = words(titles, text.lang());
            p.small { strong { (t!(text, "clause", number = *number)) " " span lang=[title.foreign] { (title.said) } } }
        }
    }
}

/// What is wrong, in a sentence.
fn wrong_words(text: &Text, wrong: &Wrong) -> String {
    match wrong {
        Wrong::NoTitle => t!(text, "editor-no-title").into_owned(),
        Wrong::NoSentence => t!(text, "editor-no-sentence").into_owned(),
        Wrong::TooLong { limit } => t!(text, "editor-too-long", limit = *limit),
        Wrong::Problems(problems) => t!(text, "editor-problems", n = problems.len()),
        Wrong::Elsewhere(problems) => t!(text, "editor-elsewhere", n = problems.len()),
        Wrong::Full { limit } => t!(text, "editor-full", limit = *limit),
        Wrong::TooLarge { found, limit } => {
            t!(text, "amend-too-large", found = *found, limit = *limit)
        }
        Wrong::InBrackets => t!(text, "editor-in-brackets").into_owned(),
        Wrong::Gone => t!(text, "editor-gone").into_owned(),
        Wrong::NoWording => t!(text, "editor-no-wording").into_owned(),
    }
}
