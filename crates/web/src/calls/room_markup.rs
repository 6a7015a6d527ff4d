//! One call, drawn: the room, and what an open page shows while somebody calls.
//!
//! May touch: the view it is given. What a script needs stands in `data-` attributes of `#call`; the
//! words that it may have to say in `#call-words`, by the name that it has for them. Parts have
//! `data-part`, places for words `data-slot`, buttons `data-do`. Without script the room says what a
//! call needs, and ending it works all the same.

use maud::{Markup, html};

use super::view::{JoinChoice, RingView, RoomPart, RoomView};
use super::{CHECK, call_path};
use crate::page::{
    Frame, Icon, Note, asset, face, face_small, icon, note, page, paths, side_tag, token_field,
};
use crate::text::{Text, t};

/// The page of a call.
pub fn room_page(frame: &Frame<'_>, view: &RoomView) -> Markup {
    let text = frame.text;
    let path = call_path(&view.id);
    page(
        frame,
        html! {
            script type="module" src=(asset("call.js")) {}
            section #call .room data-side=(side_tag(view.side)) data-state="before"
                data-call=(view.id)
                data-stream={ (path) "/stream" } data-say={ (path) "/say" }
                data-leave={ (path) "/leave" } data-end={ (path) "/end" } data-ice-address={ (path) "/ice" }
                data-token=(frame.token) data-ice=(view.ice) data-policy="relay"
                data-watches=[(view.part == RoomPart::Supervisor).then_some("1")]
                data-audio=[view.choice.audio_only.then_some("1")]
                data-me=(view.me) data-home=(home(view.part)) aria-labelledby="call-h" {
                header.room-head {
                    h1 #call-h { (t!(text, "calls-with", name = view.with.as_str())) }
                    @if let Some(watcher) = &view.watcher { (sign(text, watcher, view.open)) }
                    p.room-said data-part="said" role="status" { (t!(text, "calls-before")) }
                    p.room-time.tiny data-part="time" hidden {}
                }
                noscript { (note(Note::Plain, html! { p { (t!(text, "calls-needs-script")) } })) }
                div.room-others data-part="others" {
                    span.faces { @for order in &view.faces { (face(*order)) } }
                }
                figure.room-self data-part="self" hidden {
                    video autoplay muted playsinline aria-label=(t!(text, "calls-own-picture")) {}
                    figcaption { (t!(text, "calls-own-picture")) }
                }
                (keys(frame, view, &path))
            }
            (before(frame, view, &path))
            (tile(text))
            (words(text))
        },
    )
}

/// Where one is after the call.
fn home(part: RoomPart) -> &'static str {
    match part {
        RoomPart::Caller | RoomPart::Called => paths::CALLS,
        RoomPart::Supervisor => paths::TODAY,
    }
}

/// That somebody has to be there for the children, and whether that one is: seen by everybody, the
/// whole time. A script shows the one sentence or the other.
pub(crate) fn sign(text: &Text, watcher: &str, there: bool) -> Markup {
    html! {
        p.room-sign data-part="sign" {
            (icon(Icon::Info))
            span data-slot="awaited" hidden[there] { (t!(text, "calls-sign-awaited", name = watcher)) }
            span data-slot="there" hidden[!there] { (t!(text, "calls-sign", name = watcher)) }
        }
    }
}

/// What one does during a call. Ending it is a form: it works without script, in one tap.
fn keys(frame: &Frame<'_>, view: &RoomView, path: &str) -> Markup {
    let text = frame.text;
    let begin = match view.part {
        RoomPart::Caller => t!(text, "calls-begin"),
        RoomPart::Called => t!(text, "calls-answer"),
        RoomPart::Supervisor => t!(text, "calls-join"),
    };
    html! {
        div.call-keys {
            button.call-key type="button" data-do="begin" hidden { i { (icon(Icon::Video)) } (begin) }
            button.call-key type="button" data-do="camera" aria-pressed="true" hidden {
                i { (icon(Icon::VideoOff)) } span data-slot="said" { (t!(text, "calls-camera-off")) }
            }
            button.call-key type="button" data-do="microphone" aria-pressed="true" hidden {
                i { (icon(Icon::MicOff)) } span data-slot="said" { (t!(text, "calls-microphone-off")) }
            }
            button.call-key type="button" data-do="flip" hidden {
                i { (icon(Icon::Swap)) } (t!(text, "calls-flip"))
            }
            form method="post" action={ (path) "/end" } data-part="end" {
                (token_field(frame.token))
                button.call-key data-kind="stop" data-do="end" { i { (icon(Icon::HangUp)) } (t!(text, "calls-end")) }
            }
        }
    }
}

/// Below the room: how one joins, and leaving it to the others.
fn before(frame: &Frame<'_>, view: &RoomView, path: &str) -> Markup {
    let text = frame.text;
    html! {
        div.room-foot {
            @if view.part == RoomPart::Called {
                form method="post" action={ (path) "/decline" } data-part="decline" {
                    (token_field(frame.token))
                    button.btn { (t!(text, "calls-not-now")) }
                }
            }
            form method="post" action={ (path) "/leave" } data-part="leave" hidden {
                (token_field(frame.token))
                button.btn data-kind="quiet" { (t!(text, "calls-leave")) }
            }
            details data-part="how" {
                summary { (t!(text, "calls-how")) }
                form.form method="get" action=(path) {
                    (choice(text, view.choice))
                    div.btn-row { button.btn { (t!(text, "calls-how-choose")) } }
                }
            }
            @if view.part != RoomPart::Supervisor { p.small { a href=(CHECK) { (t!(text, "calls-check-title")) } } }
            p.small.muted { (t!(text, "calls-nothing-kept")) }
        }
    }
}

fn choice(text: &Text, choice: JoinChoice) -> Markup {
    html! {
        label.choice { input type="checkbox" name="audio" value="1" checked[choice.audio_only]; (t!(text, "calls-audio")) }
        p.hint { (t!(text, "calls-relayed")) }
    }
}

/// How somebody else stands in the room; a script puts it there.
pub(crate) fn tile(text: &Text) -> Markup {
    html! {
        template #call-tile {
            figure.room-tile data-part="tile" {
                video autoplay playsinline {}
                figcaption {
                    span data-slot="name" {}
                    " " span.room-tag data-slot="supervisor" hidden { (t!(text, "calls-is-watching")) }
                    " " span.room-tag data-slot="state" {}
                }
            }
        }
    }
}

/// What the script may have to say.
pub(crate) fn words(text: &Text) -> Markup {
    let words = [
        ("connecting", t!(text, "calls-said-connecting")),
        ("ringing", t!(text, "calls-said-ringing")),
        ("waiting", t!(text, "calls-said-waiting")),
        ("open", t!(text, "calls-said-open")),
        ("alone", t!(text, "calls-said-alone")),
        ("again", t!(text, "calls-said-again")),
        ("offline", t!(text, "calls-said-offline")),
        ("sound-only", t!(text, "calls-said-sound-only")),
        ("picture-off", t!(text, "calls-said-picture-off")),
        ("sound-off", t!(text, "calls-said-sound-off")),
        ("tap", t!(text, "calls-said-tap")),
        ("over-ended", t!(text, "calls-over-ended")),
        ("over-missed", t!(text, "calls-over-missed")),
        ("over-declined", t!(text, "calls-over-declined")),
        ("over-lost", t!(text, "calls-over-lost")),
        ("over-revoked", t!(text, "calls-over-revoked")),
        ("over-long", t!(text, "calls-over-long")),
        ("denied", t!(text, "calls-denied")),
        ("no-camera", t!(text, "calls-camera-none")),
        ("no-microphone", t!(text, "calls-microphone-none")),
        ("cannot", t!(text, "calls-check-browser-no")),
        ("camera-off", t!(text, "calls-camera-off")),
        ("camera-on", t!(text, "calls-camera-on")),
        ("microphone-off", t!(text, "calls-microphone-off")),
        ("microphone-on", t!(text, "calls-microphone-on")),
        ("home", t!(text, "calls-back")),
    ];
    html! {
        template #call-words { @for (key, said) in &words { p data-word=(key) { (said) } } }
    }
}

/// Who rings: asked for by the script of an open page, which shows it over that page. No frame.
pub fn ring(text: &Text, token: &str, view: &RingView) -> Markup {
    let path = call_path(&view.id);
    html! {
        section.ring-inside data-ring=(view.id) data-side=(side_tag(view.side)) {
            span.faces { @for order in &view.faces { (face_small(*order)) } }
            h2 #ring-h { (t!(text, "calls-ring", name = view.from.as_str())) }
            p { (t!(text, "calls-ring-with", children = view.children.as_str())) }
            @if let Some(watcher) = &view.watcher { p.small { (t!(text, "calls-sign-to-come", name = watcher.as_str())) } }
            div.btn-even {
                a.btn data-kind="main" data-do="answer" href=(path) { (icon(Icon::Video)) (t!(text, "calls-answer")) }
                a.btn data-do="answer-sound" href={ (path) "?audio=1" } { (t!(text, "calls-answer-sound")) }
                form method="post" action={ (path) "/decline" } {
                    (token_field(token))
                    button.btn data-do="decline" { (t!(text, "calls-not-now")) }
                }
            }
        }
    }
}
