//! The pages of the first run.
//!
//! May touch: the view it is given. Passwords never come back into a page.

use maud::{Markup, html};

use super::begin_path;
use super::form::{ChildRow, FieldError, MAX_ROWS, Wrong, child_field};
use super::view::{BegunView, FormView};
use crate::door::form::LENGTHS;
use crate::door::markup::{host, link_field, wrong_words as door_words};
use crate::page::{
    Field, Frame, Icon, Note, door, icon, icon_small, mark, note, page, paths, token_field,
};
use crate::text::{Text, day_and_clock, t};

/// Zones that the field suggests; any other can be typed.
const ZONES: [&str; 24] = [
    "Europe/Amsterdam",
    "Europe/Brussels",
    "Europe/Berlin",
    "Europe/Paris",
    "Europe/London",
    "Europe/Dublin",
    "Europe/Madrid",
    "Europe/Rome",
    "Europe/Vienna",
    "Europe/Zurich",
    "Europe/Warsaw",
    "Europe/Stockholm",
    "Europe/Lisbon",
    "Europe/Athens",
    "Europe/Istanbul",
    "America/Paramaribo",
    "America/Curacao",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "Africa/Casablanca",
    "Asia/Jakarta",
    "Australia/Sydney",
];

/// What every address shows while there is no family.
pub fn waiting_page(frame: &Frame<'_>) -> Markup {
    let text = frame.text;
    door(
        frame,
        html! {
            div.door-mark { (mark()) h1 { (t!(text, "begin-waiting")) } }
            div.stack-tight {
                p { (t!(text, "begin-waiting-link")) }
                p { (t!(text, "begin-waiting-again")) }
                p.muted { (t!(text, "begin-waiting-other")) }
            }
        },
    )
}

/// A link that works no more, since a family has begun.
pub fn gone_page(frame: &Frame<'_>) -> Markup {
    let text = frame.text;
    door(
        frame,
        html! {
            div.door-mark { (mark()) h1 { (t!(text, "begin-gone")) } }
            div.stack-tight {
                p { (t!(text, "begin-gone-why")) }
                p { a.btn href=(paths::SIGN_IN) { (t!(text, "door-sign-in")) } }
            }
        },
    )
}

/// The form that begins a family.
pub fn form_page(frame: &Frame<'_>, view: &FormView) -> Markup {
    let text = frame.text;
    let wrong = |field: &str| wrong_at(text, &view.errors, field);
    let typed = &view.typed;
    let (least, _) = LENGTHS;
    door(
        frame,
        html! {
            div.door-mark {
                (mark())
                h1 { (t!(text, "begin-title")) }
                p.muted { (t!(text, "begin-lead")) }
            }
            (summary(text, &view.errors))
            form.form method="post" action=(begin_path(&view.secret)) novalidate {
                (token_field(frame.token))
                // What the Enter key presses: the first button of a form is the one that it sends.
                button.vh tabindex="-1" aria-hidden="true" { (t!(text, "begin-send")) }
                (Field::new("you", &t!(text, "begin-you")).hint(&t!(text, "begin-you-hint")).wrong(wrong("you").as_deref()).input("text", "given-name", &typed.you))
                (Field::new("other", &t!(text, "begin-other")).hint(&t!(text, "begin-other-hint")).wrong(wrong("other").as_deref()).input("text", "off", &typed.other))
                fieldset.stack-tight {
                    legend { (t!(text, "begin-children")) }
                    @for (at, child) in typed.children.iter().enumerate() { (child_row(text, &view.errors, at, child)) }
                    @if typed.children.len() < MAX_ROWS {
                        div.btn-row { button.btn name="step" value="child" { (icon_small(Icon::Plus)) (t!(text, "begin-add-child")) } }
                    }
                }
                (Field::new("mail", &t!(text, "door-mail")).hint(&t!(text, "begin-mail-hint")).wrong(wrong("mail").as_deref()).input("email", "username", &typed.mail))
                (Field::new("pass", &t!(text, "join-pass")).hint(&t!(text, "join-pass-hint", least = least)).wrong(wrong("pass").as_deref()).input("password", "new-password", ""))
                (Field::new("again", &t!(text, "join-again")).wrong(wrong("again").as_deref()).input("password", "new-password", ""))
                details open[wrong("zone").is_some()] {
                    summary { (t!(text, "begin-zone-is", zone = typed.zone.as_str())) (icon_small(Icon::Next)) }
                    (Field::new("zone", &t!(text, "begin-zone")).hint(&t!(text, "begin-zone-hint")).wrong(wrong("zone").as_deref()).listed("zones", &typed.zone, &ZONES))
                }
                button.btn data-kind="main" data-wide data-size="l" { (t!(text, "begin-send")) }
                p.tiny { (t!(text, "begin-after")) }
            }
            section.stack-tight aria-labelledby="host-h" {
                h2 #host-h { (t!(text, "door-host")) }
                (host(text))
                p { a href=(paths::SAFETY) { (t!(text, "safety-title")) } }
            }
        },
    )
}

fn child_row(text: &Text, errors: &[FieldError], at: usize, child: &ChildRow) -> Markup {
    let (name, born) = (child_field(at, "name"), child_field(at, "born"));
    let number = at + 1;
    html! {
        div class="field pair" {
            (Field::new(&name, &t!(text, "begin-child", n = number))
                .wrong(wrong_at(text, errors, &name).as_deref())
                .input("text", "off", &child.name))
            (Field::new(&born, &t!(text, "begin-born", n = number))
                .wrong(wrong_at(text, errors, &born).as_deref())
                .input("date", "off", &child.born))
        }
    }
}

/// The summary above the form. Not the common one, which says that all that was typed is still
/// there: passwords are not.
fn summary(text: &Text, errors: &[FieldError]) -> Markup {
    if errors.is_empty() {
        return html! {};
    }
    html! {
        div.error-summary role="alert" tabindex="-1" aria-labelledby="errors" {
            h2 #errors { (icon(Icon::Stop)) (t!(text, "begin-error-title")) }
            p.small { (t!(text, "door-attention", n = errors.len())) }
            ul.small {
                @for error in errors { li { a href={ "#" (error.field) } { (wrong_words(text, error.wrong)) } } }
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
    let most = family::Name::MAX_CHARS;
    match wrong {
        Wrong::NoName => t!(text, "begin-wrong-no-name").into_owned(),
        Wrong::LongName => t!(text, "begin-wrong-long-name", most = most),
        Wrong::OddName => t!(text, "begin-wrong-odd-name").into_owned(),
        Wrong::SameName => t!(text, "begin-wrong-same-name").into_owned(),
        Wrong::NoChild => t!(text, "begin-wrong-no-child").into_owned(),
        Wrong::NoChildName => t!(text, "begin-wrong-no-child-name").into_owned(),
        Wrong::NoBorn => t!(text, "begin-wrong-no-born").into_owned(),
        Wrong::BadBorn => t!(text, "begin-wrong-bad-born").into_owned(),
        Wrong::BornLater => t!(text, "begin-wrong-born-later").into_owned(),
        Wrong::NoZone => t!(text, "begin-wrong-zone").into_owned(),
        Wrong::Door(wrong) => door_words(text, wrong),
    }
}

/// What comes after: the link for the other parent, and what can be done next.
pub fn begun_page(frame: &Frame<'_>, view: &BegunView) -> Markup {
    let text = frame.text;
    let other = view.other.as_str();
    page(
        frame,
        html! {
            header.page-head { h1 { (t!(text, "begun-title")) } }
            div.stack {
                (note(Note::Plain, html! { p { (t!(text, "begun-in")) } }))
                @match &view.link {
                    Some((link, until)) => section class="card form" aria-labelledby="invite-h" {
                        h2 #invite-h { (t!(text, "invite-title", other = other)) }
                        (link_field(text, other, link))
                        div.field {
                            label for="words" { (t!(text, "begun-words")) }
                            textarea #words readonly { (t!(text, "begun-words-text", other = other, link = link.as_str())) }
                        }
                        p { (t!(text, "invite-send", other = other)) }
                        p { (t!(text, "invite-until", until = day_and_clock(text, *until))) }
                        p.small { (t!(text, "begun-means", other = other)) }
                    },
                    None => section class="card form" aria-labelledby="invite-h" {
                        h2 #invite-h { (t!(text, "invite-title", other = other)) }
                        p { (t!(text, "begun-alone")) }
                        div.btn-row { a.btn href=(crate::door::INVITATION) { (t!(text, "begun-invite")) } }
                    },
                }
                section.stack-tight aria-labelledby="next-h" {
                    h2 #next-h { (t!(text, "begun-next")) }
                    p { (t!(text, "begun-next-rhythm")) }
                    div.btn-row {
                        a.btn data-kind="main" href=(paths::RHYTHM) { (icon_small(Icon::Plan)) (t!(text, "rhythm-open")) }
                        a.btn href=(paths::TODAY) { (t!(text, "error-home")) }
                    }
                    p.small { (t!(text, "begun-next-passkey")) " " a href=(paths::ACCESS) { (t!(text, "menu-access")) } }
                }
            }
        },
    )
}
