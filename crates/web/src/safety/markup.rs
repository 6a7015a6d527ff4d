//! The pages about safety, drawn.
//!
//! May touch: its arguments. Numbers come from [`super::places`], sentences from the locales.

use maud::{Markup, html};

use super::places::{EUROPE, LOOKED_UP, NETHERLANDS, Place};
use crate::page::{Frame, Icon, Note, Privacy, door, icon, mark, note, page, paths, token_field};
use crate::text::{Text, date_with_year, t};

/// A part of the page: the key of its heading, and those of its sentences.
type Part = (&'static str, &'static [&'static str]);

const PARTS: [Part; 8] = [
    (
        "safety-other",
        &["safety-other-sees", "safety-other-not", "safety-other-host"],
    ),
    (
        "safety-host",
        &[
            "safety-host-reads",
            "safety-host-rewrite",
            "safety-host-keep",
            "safety-host-program",
            "safety-host-end",
        ],
    ),
    (
        "safety-device",
        &[
            "safety-device-open",
            "safety-device-shared",
            "safety-device-history",
        ],
    ),
    ("safety-mail", &["safety-mail-read", "safety-mail-password"]),
    ("safety-leave", &["safety-leave-how", "safety-leave-not"]),
    (
        "safety-watched",
        &["safety-watched-what", "safety-watched-do"],
    ),
    (
        "safety-record",
        &["safety-record-true", "safety-record-nobody"],
    ),
    ("safety-trace", &["safety-trace-page", "safety-trace-call"]),
];

/// What the product can and cannot protect against; the same page for everybody.
pub fn safety_page(frame: &Frame<'_>) -> Markup {
    let text = frame.text;
    door(
        frame,
        html! {
            div.door-mark { (mark()) h1 { (t!(text, "safety-title")) } p.muted { (t!(text, "safety-lead")) } }
            (note(Note::Ask, html! { p { (t!(text, "safety-danger")) } }))
            p { a href="#turn-h" { (t!(text, "safety-turn")) } }
            @for (heading, sentences) in PARTS {
                section.stack-tight aria-labelledby=(heading) {
                    h2 id=(heading) { (text.get(heading)) }
                    @for sentence in sentences { p { (text.get(sentence)) } }
                }
            }
            section.stack-tight aria-labelledby="turn-h" {
                h2 #turn-h tabindex="-1" { (t!(text, "safety-turn")) }
                h3 { (t!(text, "safety-turn-nl")) }
                (numbers(text, &NETHERLANDS))
                h3 { (t!(text, "safety-turn-eu")) }
                (numbers(text, &EUROPE))
                p { (t!(text, "safety-turn-else")) }
                p.small { (t!(text, "safety-looked-up", day = date_with_year(text, LOOKED_UP))) }
            }
            p { a.btn href=(paths::TODAY) { (t!(text, "safety-back")) } }
        },
    )
}

fn numbers(text: &Text, places: &[Place]) -> Markup {
    html! {
        ul.rows.numbers-list {
            @for place in places {
                li {
                    a.btn href=(place.dial()) { (place.number) }
                    span { strong { (text.get(place.name)) } " " (text.get(place.what)) }
                }
            }
        }
    }
}

/// What a device keeps of pages, to be looked at without a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Offline {
    /// Nothing, and there is no choice: others use it too, or its person is no parent.
    NotHere,
    /// Nothing.
    NotKept,
    /// The last pages of days and messages.
    Kept,
}

/// The page about this device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeviceView {
    /// What holds now.
    pub privacy: Privacy,
    /// What is kept of pages.
    pub offline: Offline,
    /// It was just changed.
    pub changed: bool,
}

/// What pages give away on this device.
pub fn device_page(frame: &Frame<'_>, view: DeviceView) -> Markup {
    let text = frame.text;
    page(
        frame,
        html! {
            header.page-head { div {
                h1 { (t!(text, "device-title")) }
                p.kicker { (t!(text, "device-lead")) }
            } }
            div.stack {
                @if view.changed { div role="status" { (note(Note::Plain, html! { p { (t!(text, "device-changed")) } })) } }
                @if view.privacy == Privacy::Shared { (shared_now(frame)) } @else { (choices(frame, view)) }
                @if view.offline != Offline::NotHere { (without_connection(frame, view.offline)) }
                section.stack-tight aria-labelledby="holds-h" {
                    h2 #holds-h { (t!(text, "device-holds")) }
                    ul.changes {
                        @for sentence in ["device-holds-cookie", "device-holds-idle", "device-holds-titles", "device-holds-kept", "device-holds-known"] {
                            li { (text.get(sentence)) }
                        }
                    }
                    h3 { (t!(text, "device-not")) }
                    ul.changes {
                        @for sentence in ["device-not-restore", "device-not-history", "device-not-password", "device-not-earlier"] {
                            li { (text.get(sentence)) }
                        }
                    }
                    p { a href=(paths::SAFETY) { (t!(text, "safety-title")) } }
                }
            }
        },
    )
}

fn choices(frame: &Frame<'_>, view: DeviceView) -> Markup {
    let text = frame.text;
    let all = [
        (Privacy::Usual, "usual", "device-usual", "device-usual-more"),
        (
            Privacy::Neutral,
            "neutral",
            "device-neutral",
            "device-neutral-more",
        ),
        (
            Privacy::Shared,
            "shared",
            "device-shared",
            "device-shared-more",
        ),
    ];
    html! {
        form class="card form" method="post" action=(paths::DEVICE) {
            (token_field(frame.token))
            fieldset.choices {
                legend { (t!(text, "device-which")) }
                @for (privacy, value, title, more) in all {
                    label.choice {
                        input type="radio" name="look" value=(value) checked[view.privacy == privacy];
                        span { strong { (text.get(title)) } br; span.small { (text.get(more)) } }
                    }
                }
            }
            div.btn-row { button.btn data-kind="main" { (t!(text, "device-save")) } }
        }
    }
}

/// Whether pages are kept on this device.
fn without_connection(frame: &Frame<'_>, offline: Offline) -> Markup {
    let text = frame.text;
    let kept = offline == Offline::Kept;
    html! {
        section class="card form" aria-labelledby="offline-h" {
            h2 #offline-h { (t!(text, "device-offline")) }
            p { (t!(text, "device-offline-what")) }
            p.small { (t!(text, "device-offline-risk")) }
            p.small { (t!(text, "device-offline-ends")) }
            form method="post" action=(paths::DEVICE) {
                (token_field(frame.token))
                @if kept {
                    p { strong { (t!(text, "device-offline-kept")) } }
                    button.btn name="offline" value="forget" { (t!(text, "device-offline-forget")) }
                } @else {
                    button.btn name="offline" value="keep" { (t!(text, "device-offline-keep")) }
                }
            }
            h3 { (t!(text, "device-drafts")) }
            p.small { (t!(text, "device-drafts-what")) }
        }
    }
}

/// On a device that others use, only signing out leads back: nobody else makes a long session of
/// a short one.
fn shared_now(frame: &Frame<'_>) -> Markup {
    let text = frame.text;
    html! {
        section class="card form" aria-labelledby="shared-h" {
            h2 #shared-h { (t!(text, "device-shared-now")) }
            p { (t!(text, "device-shared-end")) }
            form method="post" action=(paths::SIGN_OUT) {
                (token_field(frame.token))
                button.btn data-kind="main" { (icon(Icon::Leave)) (t!(text, "sign-out")) }
            }
        }
    }
}
