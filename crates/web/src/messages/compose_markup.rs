//! The place where one writes: the words, what goes with them, what may be worth a second look.
//!
//! May touch: the view it is given.

use maud::{Markup, html};

use super::clause::{self, ClauseView};
use super::form::hint_words;
use super::view::{Compose, Hint, Wrong};
use super::words;
use crate::page::{Field, Frame, Icon, Note, error_summary, icon_small, note, token_field};
use crate::swap::view::Cast;
use crate::swap::words as refusals;
use crate::text::{Text, t};
use family::{MAX_FILES, Name, Words};

/// The form, for a topic at `path` whose drafts are kept under `key`.
pub(super) fn composer(
    frame: &Frame<'_>,
    cast: &Cast,
    path: &str,
    key: &str,
    compose: &Compose,
) -> Markup {
    let text = frame.text;
    let asked = compose.about.as_ref();
    let asked = asked.filter(|_| compose.corrects.is_none());
    // What is written about one clause is no draft of what is written about another.
    let key = asked.map_or_else(|| key.to_owned(), |one| format!("{key} clause {}", one.id));
    html! {
        form.composer #write method="post" action={ (path) "#write" } enctype="multipart/form-data"
            data-act="message.topic/1 message.said/1" data-draft=(key) novalidate {
            (token_field(frame.token))
            input type="hidden" name="command" value=(compose.command);
            (errors(text, &compose.wrongs))
            @if let Some(corrects) = compose.corrects {
                input type="hidden" name="corrects" value=(corrects);
                p.small { (t!(text, "compose-corrects", number = corrects)) " " a href=(path) { (t!(text, "compose-not-correct")) } }
            }
            @if let Some(clause) = &compose.about { (of_clause(text, path, clause, asked.is_some())) }
            @if let Some(title) = &compose.title { (title_field(text, title, &compose.wrongs)) }
            (words_field(text, cast, compose))
            @if let Some(hints) = &compose.hints { (second_look(text, hints)) }
            (files_field(text, compose))
            label.choice {
                input type="checkbox" name="today" value="yes" checked[compose.today];
                (t!(text, "compose-today"))
            }
            p.hint { (t!(text, "compose-today-hint")) }
            (rest(text))
            div.btn-row {
                button.btn data-kind="main" name="step" value="send" { (t!(text, "compose-send")) }
                button.btn data-kind="quiet" name="step" value="look" data-look { (t!(text, "compose-look")) }
            }
        }
    }
}

/// The clause that it is about; what is asked for can be left out again.
fn of_clause(text: &Text, path: &str, clause: &ClauseView, asked: bool) -> Markup {
    html! {
        @if asked { input type="hidden" name="clause" value=(clause.id); }
        p.small {
            (clause::words(text, clause))
            @if asked { " " a href={ (path) "#write" } { (t!(text, "compose-no-clause")) } }
        }
    }
}

/// Letting a message rest on this device. A script shows it, and it has no name: what is chosen
/// here is for nobody else.
fn rest(text: &Text) -> Markup {
    html! {
        div data-rest hidden {
            label.choice {
                input type="checkbox" value="yes" autocomplete="off" aria-describedby="rest-hint";
                (t!(text, "compose-rest"))
            }
            p.hint #rest-hint { (t!(text, "compose-rest-hint")) }
        }
    }
}

fn title_field(text: &Text, title: &str, wrongs: &[Wrong]) -> Markup {
    let said = wrongs.iter().find_map(|wrong| match wrong {
        Wrong::NoTitle => Some(t!(text, "compose-no-title").into_owned()),
        Wrong::BadTitle => Some(t!(text, "compose-bad-title", limit = Name::MAX_CHARS)),
        Wrong::Empty
        | Wrong::TooLong(..)
        | Wrong::Control
        | Wrong::File(..)
        | Wrong::Refused(_) => None,
    });
    Field::new("title", &t!(text, "compose-title"))
        .hint(&t!(text, "compose-title-hint"))
        .wrong(said.as_deref())
        .input("text", "off", title)
}

fn words_field(text: &Text, cast: &Cast, compose: &Compose) -> Markup {
    let said = compose.wrongs.iter().find_map(|wrong| match wrong {
        Wrong::Empty => Some(t!(text, "compose-empty").into_owned()),
        Wrong::TooLong(found, limit) => {
            Some(t!(text, "compose-too-long", found = *found, limit = *limit))
        }
        Wrong::Control => Some(t!(text, "compose-control").into_owned()),
        Wrong::NoTitle | Wrong::BadTitle | Wrong::File(..) | Wrong::Refused(_) => None,
    });
    Field::new("text", &t!(text, "compose-words", name = cast.other()))
        .hint(&t!(text, "compose-words-hint", name = cast.other()))
        .wrong(said.as_deref())
        .lines(Words::MAX_CHARS, &compose.words)
}

fn files_field(text: &Text, compose: &Compose) -> Markup {
    let wrong: Vec<String> = compose
        .wrongs
        .iter()
        .filter_map(|wrong| match wrong {
            Wrong::File(name, why) => Some(words::file_refused(text, name, why)),
            Wrong::Empty
            | Wrong::TooLong(..)
            | Wrong::Control
            | Wrong::NoTitle
            | Wrong::BadTitle
            | Wrong::Refused(_) => None,
        })
        .collect();
    html! {
        div.field {
            label for="files" { (icon_small(Icon::Clip)) (t!(text, "compose-files")) }
            p.hint #files-hint { (t!(text, "compose-files-hint", n = MAX_FILES)) }
            @for said in &wrong { p.wrong { (icon_small(Icon::Stop)) (said) } }
            @if compose.lost_files { p.small { (t!(text, "compose-files-again")) } }
            input #files type="file" name="files" multiple accept="image/jpeg,image/png,image/webp,image/gif,application/pdf"
                aria-describedby="files-hint" aria-invalid=[(!wrong.is_empty()).then_some("true")];
        }
    }
}

fn errors(text: &Text, wrongs: &[Wrong]) -> Markup {
    let said: Vec<(&str, String)> = wrongs
        .iter()
        .map(|wrong| match wrong {
            Wrong::NoTitle => ("title", t!(text, "compose-no-title").into_owned()),
            Wrong::BadTitle => (
                "title",
                t!(text, "compose-bad-title", limit = Name::MAX_CHARS),
            ),
            Wrong::Empty => ("text", t!(text, "compose-empty").into_owned()),
            Wrong::TooLong(found, limit) => (
                "text",
                t!(text, "compose-too-long", found = *found, limit = *limit),
            ),
            Wrong::Control => ("text", t!(text, "compose-control").into_owned()),
            Wrong::File(name, why) => ("files", words::file_refused(text, name, why)),
            Wrong::Refused(refusal) => ("text", refusals::refusal(text, refusal)),
        })
        .collect();
    let said: Vec<(&str, &str)> = said.iter().map(|(at, said)| (*at, said.as_str())).collect();
    html! { @if !said.is_empty() { (error_summary(text, &t!(text, "compose-not-sent"), &said)) } }
}

/// What may be worth a second look. It changes nothing, and nobody else learns of it.
pub(super) fn second_look(text: &Text, hints: &[Hint]) -> Markup {
    html! {
        div #second-look role="status" {
            (note(Note::Plain, html! {
                @if hints.is_empty() {
                    p { (t!(text, "look-nothing")) }
                } @else {
                    p { (t!(text, "look-found")) }
                    ul { @for hint in hints { li { (hint_words(text, hint)) } } }
                }
                p.tiny { (t!(text, "look-only-you")) }
            }))
        }
    }
}
