//! What a page gives its scripts, so that it follows the record, keeps what is typed, and can be
//! looked at offline. Without script nothing of it is shown.
//!
//! May touch: its arguments.

use maud::{Markup, html};

use super::icons::{Icon, icon, icon_small};
use super::{Frame, asset, side_tag};
use crate::text::{Text, t};

/// Where an open page hears that the record has grown.
pub const STREAM: &str = "/live";

/// Whether what is typed on a page is kept on this device until it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drafts {
    /// It is.
    Kept,
    /// It is not, since others use the device too.
    NotKept,
}

/// What a parent's page lets its scripts do.
#[derive(Clone, Copy, Debug)]
pub struct Live<'a> {
    /// The pseudonym of whoever looks: what is kept for one person is not shown to another.
    pub person: &'a str,
    /// How many entries the record had, on a page that follows it. A page that answers a form does
    /// not: asked for again it would be another one.
    pub follows: Option<u64>,
    /// What becomes of what is typed.
    pub drafts: Drafts,
    /// What names the session in this browser, where the person chose that pages are kept here.
    pub keep: Option<&'a str>,
}

/// The scripts of such a page.
pub(super) fn scripts(live: &Live<'_>) -> Markup {
    html! {
        @if live.follows.is_some() {
            script type="module" src=(asset("live.js")) {}
            script type="module" src=(asset("ring.js")) {}
        }
        @if live.drafts == Drafts::Kept { script type="module" src=(asset("draft.js")) {} }
        script type="module" src=(asset("keep.js")) {}
    }
}

/// Where they say something: before the page's main part, and empty until then.
pub(super) fn place() -> Markup {
    html! { div #live-said .live-said role="status" {} }
}

/// What they say, and what they need to know. `main` is what the page shows.
pub(super) fn parts(frame: &Frame<'_>, live: &Live<'_>, main: &Markup) -> Markup {
    let text = frame.text;
    let writes = live.drafts == Drafts::Kept && main.0.contains(" data-draft");
    html! {
        template #live data-stream=(STREAM) data-size=[live.follows] data-person=(live.person)
            data-keep=[live.keep] {
            @if live.follows.is_some() { (following(text)) }
            @if live.keep.is_some() { (offline(text)) }
            @if writes { (unsent(frame)) }
            @if live.drafts == Drafts::Kept && main.0.contains(" data-rested") { (rested(text)) }
        }
    }
}

fn following(text: &Text) -> Markup {
    html! {
        p.vh data-part="updated" { (t!(text, "live-updated")) }
        div.note data-part="waiting" {
            (icon(Icon::Info))
            div.live-row {
                p { (t!(text, "live-waiting")) }
                button.btn type="button" data-do="show" { (t!(text, "live-show")) }
            }
        }
        div.note data-part="lost" {
            (icon(Icon::Info))
            div.stack-tight { p { (t!(text, "live-lost")) } }
        }
    }
}

fn offline(text: &Text) -> Markup {
    html! {
        p.offline data-part="offline" {
            (icon(Icon::Offline))
            span { (t!(text, "offline-bar")) " " time data-slot="kept" {} ". " a data-do="again" href="" { (t!(text, "offline-again")) } }
        }
        div.note data-part="not-sent" { (icon(Icon::Offline)) p { (t!(text, "offline-not-sent")) } }
    }
}

/// A message that waits on this device, as it will stand where messages stand.
fn unsent(frame: &Frame<'_>) -> Markup {
    let text = frame.text;
    html! {
        @if let Some(viewer) = frame.viewer {
            article.msg data-side=(side_tag(viewer.side)) data-state="sending" data-part="unsent" {
                header.msg-head { p.name data-side=(side_tag(viewer.side)) { (viewer.name) } time data-slot="at" {} }
                p data-slot="text" {}
                p.small data-slot="files" { (t!(text, "draft-files")) }
                p.small data-slot="rested" { b { (t!(text, "rest-over")) } }
                ul.trail {
                    li data-slot="waits" { (icon_small(Icon::Offline)) (t!(text, "draft-waits")) }
                    li data-slot="rests" { (icon_small(Icon::Moon)) span { (t!(text, "rest-until")) " " time data-slot="until" {} } }
                    li { button type="button" data-do="send" { (icon_small(Icon::Sent)) (t!(text, "draft-send")) } }
                    li { button type="button" data-do="write" { (t!(text, "draft-write")) } }
                    li { button type="button" data-do="remove" { (icon_small(Icon::Close)) (t!(text, "draft-remove")) } }
                }
            }
        }
        div.note data-part="kept-here" { (icon(Icon::Offline)) p { (t!(text, "draft-kept-here")) } }
        div.note data-part="not-kept" { (icon(Icon::Info)) p { (t!(text, "rest-not-kept")) } }
    }
}

/// That a message has rested on this device: beside where it stands, and on the other pages of
/// messages, with the way to it.
fn rested(text: &Text) -> Markup {
    html! {
        p.vh data-part="rested-now" { (t!(text, "rest-over")) }
        div.note data-part="rested" {
            (icon(Icon::Moon))
            div.stack-tight {
                p data-slot="rested" { (t!(text, "rest-over")) }
                p.small data-slot="text" {}
                p { a href="" { (t!(text, "rest-look")) } }
            }
        }
    }
}
