//! The children's pages, drawn: faces, a moon, a face that rings, a call, and what stands there when
//! nothing can be called.
//!
//! May touch: the view it is given. No link leads to anything of the parents' but to where they sign
//! in. Pictures say it all; the words beside them are for whoever reads or listens. What the scripts
//! need stands in `data-` attributes: of `[data-tablet]` on the pages that wait, of `#call` in a call.

use maud::{Markup, html};
use plan::Side;

use super::view::{Face, Hour, KidFace, RingingView, RoomView, To, Tonight, View};
use super::{CALL, STREAM, call_path};
use crate::calls::room_markup::{sign, tile, words};
use crate::page::{
    Drawing, Frame, Icon, Note, asset, door, drawing, face, face_small, icon, icon_small, kid_page,
    mark, note, paths, portrait, portrait_big, side_tag, token_field, ways_out,
};
use crate::text::{Text, t};

/// The faces of who can be called. `own` is the token of the tablet's forms, `mark` stands for what
/// the page shows.
pub fn faces_page(frame: &Frame<'_>, own: &str, view: &View, mark: &str) -> Markup {
    let text = frame.text;
    let parents = view.faces.iter().filter(is_parent).count();
    kid_page(
        frame,
        &html! {
            (scripts(text))
            main #main .call tabindex="-1" data-tablet data-stream=(STREAM) data-home=(paths::TABLET) data-mark=(mark)
                data-hour=(hour(view.hour)) {
                header.call-top { (whose(&view.kids)) (ways_out(frame)) }
                h1 { (asked(text, view)) }
                @if view.faces.is_empty() { (nobody(view.hour)) }
                @if parents > 0 {
                    div.call-big data-n=(parents) { @for face in view.faces.iter().filter(is_parent) { (callable(text, own, face)) } }
                }
                @if view.faces.len() > parents {
                    div.call-small { @for face in view.faces.iter().filter(|face| !is_parent(face)) { (callable(text, own, face)) } }
                }
                (tonight(text, &view.tonight))
                p.call-note { (icon_small(Icon::Lock)) span { (t!(text, "tablet-nothing-kept")) } }
            }
            (away(text))
        },
    )
}

/// Somebody calls: one face, and two things to touch.
pub fn ringing_page(frame: &Frame<'_>, own: &str, view: &RingingView, mark: &str) -> Markup {
    let text = frame.text;
    let path = call_path(&view.call);
    let name = view.from.name.as_str();
    kid_page(
        frame,
        &html! {
            (scripts(text))
            main #main .on-call.kid-room tabindex="-1" data-open data-side=(side_of(&view.from)) data-tablet data-stream=(STREAM)
                data-home=(paths::TABLET) data-mark=(mark) data-rings=(view.call) {
                header.call-top { (ways_out(frame)) }
                h1 { (t!(text, "tablet-rings", name = name)) }
                div.kid-who { (who(&view.from)) }
                div.call-keys {
                    form method="post" action={ (path) "/decline" } {
                        (token_field(own))
                        button.call-key data-kind="stop" data-do="decline" { i { (icon(Icon::HangUp)) } (t!(text, "tablet-not-now")) }
                    }
                    a.call-key data-kind="go" data-do="answer" href=(path) { i { (icon(Icon::Video)) } (t!(text, "tablet-answer")) }
                }
            }
            (away(text))
        },
    )
}

/// In a call: the others as large as the page, oneself small, the picture off, hanging up.
pub fn room_page(frame: &Frame<'_>, own: &str, view: &RoomView) -> Markup {
    let text = frame.text;
    let path = call_path(&view.call);
    let name = view.with.name.as_str();
    let begun = if view.calls {
        t!(text, "tablet-calling", name = name)
    } else {
        t!(text, "tablet-with", name = name)
    };
    kid_page(
        frame,
        &html! {
            script type="module" src=(asset("call.js")) {}
            a.skip href="#main" { (t!(text, "skip")) }
            main #main .on-call.kid-room tabindex="-1" data-open data-side=(side_of(&view.with)) {
                header.call-top { (ways_out(frame)) }
                section #call .kid-call data-side=(side_of(&view.with)) data-state="before" data-call=(view.call)
                    data-stream={ (path) "/stream" } data-say={ (path) "/say" }
                    data-leave={ (path) "/leave" } data-end={ (path) "/end" } data-ice-address={ (path) "/ice" }
                    data-token=(own) data-ice=(view.ice) data-policy="relay" data-auto="1"
                    data-me=(view.me) data-home=(paths::TABLET) aria-labelledby="call-h" {
                    h1 #call-h { (begun) }
                    @if let Some(watcher) = &view.watcher { (sign(text, watcher, view.open)) }
                    p.kid-said data-part="said" role="status" {}
                    p data-part="time" hidden {}
                    noscript { (note(Note::Plain, html! { p { (t!(text, "tablet-needs-script")) } })) }
                    div.kid-others data-part="others" { div.kid-who { (who(&view.with)) } }
                    figure.self.kid-self data-part="self" {
                        video autoplay muted playsinline aria-label=(t!(text, "tablet-own-picture")) {}
                        figcaption { span.faces { @for kid in &view.kids { (face_small(kid.face)) } } }
                    }
                    div.call-keys {
                        button.call-key type="button" data-do="begin" hidden { i { (icon(Icon::Video)) } (t!(text, "tablet-answer")) }
                        button.call-key type="button" data-do="camera" aria-pressed="true" hidden {
                            i { (icon(Icon::VideoOff)) } span data-slot="said" { (t!(text, "calls-camera-off")) }
                        }
                        form method="post" action={ (path) "/end" } data-part="end" {
                            (token_field(own))
                            button.call-key data-kind="stop" data-do="end" { i { (icon(Icon::HangUp)) } (t!(text, "tablet-hang-up")) }
                        }
                    }
                }
            }
            (tile(text))
            (words(text))
        },
    )
}

/// This browser is no tablet, or none any more.
pub fn ended_page(frame: &Frame<'_>) -> Markup {
    let text = frame.text;
    still(
        frame,
        &html! {
            div.kid-pair { (portrait(Side::A)) (portrait(Side::B)) }
            h1 { (t!(text, "tablet-ask-a-parent")) }
            p.call-note { (t!(text, "tablet-ended")) }
        },
    )
}

/// Something went wrong, whatever it is: the way back to the faces.
pub fn trouble_page(frame: &Frame<'_>) -> Markup {
    let text = frame.text;
    still(
        frame,
        &html! {
            div.kid-pair { (drawing(Drawing::Cloud, "portrait")) }
            h1 { (t!(text, "tablet-trouble")) }
            p.kid-back { a.btn data-kind="main" href=(paths::TABLET) { (t!(text, "tablet-back")) } }
        },
    )
}

/// A page on which nothing happens.
fn still(frame: &Frame<'_>, inside: &Markup) -> Markup {
    kid_page(
        frame,
        &html! {
            a.skip href="#main" { (t!(frame.text, "skip")) }
            main #main .call.kid-still tabindex="-1" {
                header.call-top { (ways_out(frame)) }
                (inside)
            }
        },
    )
}

/// What a tablet will be, for the parent who holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairView {
    /// What it will be called.
    pub name: String,
    /// From when until when it is quiet, as sentences say it.
    pub quiet: Option<(String, String)>,
    /// Where its button leads.
    pub path: String,
    /// Whether somebody is signed in in this browser.
    pub signed_in: bool,
}

/// Asks whether this browser is to be the tablet.
pub fn pair_page(frame: &Frame<'_>, view: &PairView) -> Markup {
    let text = frame.text;
    door(
        frame,
        html! {
            div.door-mark { (mark()) h1 { (t!(text, "tablet-pair-title", name = view.name.as_str())) } }
            div.stack-tight {
                p { (t!(text, "tablet-pair-what")) }
                p { (t!(text, "tablet-pair-not")) }
                @if let Some((from, until)) = &view.quiet {
                    p { (t!(text, "tablet-pair-quiet", from = from.as_str(), until = until.as_str())) }
                }
                p { (t!(text, "tablet-pair-end")) }
            }
            @if view.signed_in { (note(Note::Ask, html! { p { (t!(text, "tablet-pair-signed-in")) } })) }
            form.form method="post" action=(view.path) {
                (token_field(frame.token))
                button.btn data-kind="main" { (t!(text, "tablet-pair-do")) }
            }
        },
    )
}

/// The code was used, or is over.
pub fn pair_over_page(frame: &Frame<'_>) -> Markup {
    let text = frame.text;
    door(
        frame,
        html! {
            div.door-mark { (mark()) h1 { (t!(text, "tablet-pair-over")) } }
            div.stack-tight { p { (t!(text, "tablet-pair-over-why")) } }
        },
    )
}

fn scripts(text: &Text) -> Markup {
    html! {
        script type="module" src=(asset("tablet.js")) {}
        a.skip href="#main" { (t!(text, "skip")) }
    }
}

fn hour(hour: Hour) -> &'static str {
    match hour {
        Hour::Awake => "awake",
        Hour::Asleep => "asleep",
    }
}

fn is_parent(face: &&Face) -> bool {
    matches!(face.to, To::Parent(_))
}

/// Brothers and sisters are of both sides: their room has no colour of one.
fn side_of(face: &Face) -> &'static str {
    match face.to {
        To::Parent(side) => side_tag(side),
        To::Siblings { .. } => "both",
    }
}

fn asked<'t>(text: &'t Text, view: &View) -> std::borrow::Cow<'t, str> {
    match (view.hour, view.faces.is_empty()) {
        (Hour::Asleep, true) => t!(text, "tablet-asleep"),
        (Hour::Awake, true) => t!(text, "tablet-nobody"),
        (Hour::Awake | Hour::Asleep, false) => t!(text, "tablet-who"),
    }
}

/// What stands where faces would.
fn nobody(hour: Hour) -> Markup {
    match hour {
        Hour::Asleep => html! { div.kid-moon { (drawing(Drawing::Asleep, "portrait")) } },
        Hour::Awake => html! { div.kid-moon { (drawing(Drawing::Tonight, "portrait")) } },
    }
}

/// Whose tablet it is.
fn whose(kids: &[KidFace]) -> Markup {
    let names: Vec<&str> = kids.iter().map(|kid| kid.name.as_str()).collect();
    html! {
        span.faces { @for kid in kids { (face(kid.face)) } span.vh { (names.join(", ")) } }
    }
}

/// One tap calls.
fn callable(text: &Text, own: &str, one: &Face) -> Markup {
    let said = t!(text, "tablet-call", name = one.name.as_str());
    html! {
        form method="post" action=(CALL) {
            (token_field(own))
            @match &one.to {
                To::Parent(side) => {
                    input type="hidden" name="parent" value=(side_tag(*side));
                    button.call-face data-side=(side_tag(*side)) aria-label=(said) {
                        (portrait(*side))
                        span.call-label { (icon(Icon::Video)) (one.name) }
                    }
                }
                To::Siblings { tablet, kids } => {
                    input type="hidden" name="tablet" value=(tablet);
                    button.call-sibling aria-label=(said) {
                        span.faces { @for kid in kids { (face(kid.face)) } }
                        span { (one.name) }
                    }
                }
            }
        }
    }
}

/// The face of whoever is at the other end, as large as there is room.
fn who(face_of: &Face) -> Markup {
    match &face_of.to {
        To::Parent(side) => portrait_big(*side),
        To::Siblings { kids, .. } => html! {
            span class="faces kid-siblings" { @for kid in kids { (face(kid.face)) } }
        },
    }
}

/// A house for each home in which children of this tablet sleep.
fn tonight(text: &Text, all: &[Tonight]) -> Markup {
    html! {
        @if !all.is_empty() {
            ul.tonight {
                @for one in all {
                    li data-side=(side_tag(one.side)) {
                        (drawing(Drawing::Tonight, "portrait"))
                        (portrait(one.side))
                        span.faces { @for kid in &one.kids { (face_small(kid.face)) } }
                        span { (t!(text, "tablet-tonight", name = one.name.as_str())) }
                    }
                }
            }
        }
    }
}

/// What covers the page while there is no connection. A script shows it.
fn away(text: &Text) -> Markup {
    html! {
        div.kid-away data-part="offline" role="status" hidden {
            (drawing(Drawing::Cloud, "portrait"))
            p { (t!(text, "tablet-offline")) }
        }
    }
}
