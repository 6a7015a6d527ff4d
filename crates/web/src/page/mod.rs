//! The frame that every page stands in, and the parts it is put together from.
//!
//! May touch: its arguments and the files compiled into the binary. What is shown, to whom
//! and in which language is decided by whoever calls.
//!
//! Forms of the frame itself, each with the hidden field `form_token`:
//! `POST /leave`, `POST /sign-out`, `POST /language` (`lang`, `path`).

pub mod assets;
mod banner;
mod drawings;
mod icons;
mod kids;
mod live;
mod parts;
pub mod paths;
mod versions;
mod watch;

use maud::{DOCTYPE, Markup, PreEscaped, html};
use plan::Side;

pub use assets::asset;
pub use banner::{Banner, SignIns};
pub use drawings::{Drawing, drawing, portrait, portrait_big};
pub use icons::{FACES, Icon, face, face_small, icon, icon_small, icon_with, mark};
pub use kids::{Kid, Kids};
pub use live::{Drafts, Live, STREAM};
pub use parts::{
    Field, Hold, Note, clause_ref, empty, error_summary, held, note, sheet, side_letter,
    side_letter_large, side_tag, token_field, version_words,
};
pub use versions::{ClauseRef, Elsewhere, Holds, Versions};
pub use watch::{Shown, memory};

use crate::text::{Lang, Text, t};

/// A parent as a page names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The first name.
    pub name: String,
    /// The letter in lanes and beside the name.
    pub letter: char,
    /// The side, which never depends on who looks.
    pub side: Side,
}

/// Light, dark, or as the device has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the device has it.
    #[default]
    Device,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    const fn attribute(self) -> Option<&'static str> {
        match self {
            Theme::Device => None,
            Theme::Light => Some("light"),
            Theme::Dark => Some("dark"),
        }
    }
}

/// What a page gives away on this device beside what it shows, as its reader chose there. The
/// server keeps nothing of the choice, and nobody else's page depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Privacy {
    /// Titles say what the page is.
    #[default]
    Usual,
    /// Titles and the sign beside them say nothing.
    Neutral,
    /// As [`Privacy::Neutral`]; besides, pages keep nothing in the browser, since others use it too.
    Shared,
}

/// The places in the bar: five under the thumb, and the record where there is room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// Where the children are, what comes next, what waits.
    Today,
    /// Month, week, list.
    Calendar,
    /// Topics of messages.
    Messages,
    /// Open and settled proposals.
    Proposals,
    /// The plan in force.
    Plan,
    /// Every entry.
    Record,
    /// In the bar of somebody whom the parents let in.
    Guest(GuestTabs),
}

/// The bar of somebody whom the parents let in: what is open to that person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GuestTabs {
    /// The days of some children.
    pub calendar: bool,
    /// The plan.
    pub plan: bool,
    /// A part of the record.
    pub record: bool,
    /// Which place of the bar this page belongs to.
    pub here: Option<GuestPlace>,
}

/// A place of that bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GuestPlace {
    /// What is open, from whom, and until when.
    Home,
    /// The days of some children.
    Calendar,
    /// The plan.
    Plan,
    /// A part of the record.
    Record,
}

impl GuestTabs {
    fn open(self) -> impl Iterator<Item = (GuestPlace, Tab)> {
        let all = [
            (true, GuestPlace::Home, Tab::Today),
            (self.calendar, GuestPlace::Calendar, Tab::Calendar),
            (self.plan, GuestPlace::Plan, Tab::Plan),
            (self.record, GuestPlace::Record, Tab::Record),
        ];
        let open = all.into_iter().filter(|(open, ..)| *open);
        open.map(|(_, place, like)| (place, like))
    }
}

impl Tab {
    /// In the order of the bar.
    pub const ALL: [Tab; 6] = [
        Tab::Today,
        Tab::Calendar,
        Tab::Messages,
        Tab::Proposals,
        Tab::Plan,
        Tab::Record,
    ];

    /// The address of the place.
    pub const fn href(self) -> &'static str {
        match self {
            Tab::Today | Tab::Guest(_) => paths::TODAY,
            Tab::Calendar => paths::CALENDAR,
            Tab::Messages => paths::MESSAGES,
            Tab::Proposals => paths::PROPOSALS,
            Tab::Plan => paths::PLAN,
            Tab::Record => paths::RECORD,
        }
    }

    const fn icon(self) -> Icon {
        match self {
            Tab::Today | Tab::Guest(_) => Icon::Homes,
            Tab::Calendar => Icon::Calendar,
            Tab::Messages => Icon::Message,
            Tab::Proposals => Icon::Swap,
            Tab::Plan => Icon::Plan,
            Tab::Record => Icon::Seal,
        }
    }

    fn label(self, text: &Text) -> std::borrow::Cow<'_, str> {
        match self {
            Tab::Today | Tab::Guest(_) => t!(text, "tab-today"),
            Tab::Calendar => t!(text, "tab-calendar"),
            Tab::Messages => t!(text, "tab-messages"),
            Tab::Proposals => t!(text, "tab-proposals"),
            Tab::Plan => t!(text, "tab-plan"),
            Tab::Record => t!(text, "tab-record"),
        }
    }
}

/// What the frame of a page needs to know.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// The words, in the reader's language.
    pub text: &'static Text,
    /// The title of the page, without the product's name.
    pub title: &'a str,
    /// Who is signed in.
    pub viewer: Option<&'a Person>,
    /// Which place of the bar this page belongs to.
    pub tab: Option<Tab>,
    /// The hidden token of every form.
    pub token: &'a str,
    /// How many proposals wait for the viewer's answer.
    pub waits: u32,
    /// How many messages are new to the viewer.
    pub new: u32,
    /// Path and query of this page, to come back to after a change of language.
    pub path: &'a str,
    /// Light, dark, or as the device has it.
    pub theme: Theme,
    /// What the page gives away beside what it shows.
    pub privacy: Privacy,
    /// How far the record had come that this page was made from, for who is signed in.
    pub shown: Option<Shown<'a>>,
    /// What is told of the reader's own account.
    pub banner: Option<&'a Banner>,
    /// What the page lets its scripts do, for a parent.
    pub live: Option<Live<'a>>,
}

/// A whole page for someone who is signed in.
#[expect(
    clippy::needless_pass_by_value,
    reason = "markup is made for its page and ends there"
)]
pub fn page(frame: &Frame<'_>, main: Markup) -> Markup {
    let text = frame.text;
    document(
        frame,
        &html! {
            a.skip href="#main" { (t!(text, "skip")) }
            div.app {
                header.top {
                    (brand())
                    div.top-end {
                        (leave(frame))
                        button.btn data-kind="quiet" data-shape="square" popovertarget="menu" {
                            (icon(Icon::Menu)) span.vh { (t!(text, "menu")) }
                        }
                    }
                    (menu(frame))
                }
                @if frame.live.is_some() { (live::place()) }
                main #main .page {
                    @if let Some(told) = frame.banner { (banner::banner(frame, told)) }
                    (main)
                }
            }
            (tabs(frame))
            @if let Some(shown) = &frame.shown { (watch::watch(text, shown)) }
            @if let Some(live) = &frame.live { (live::parts(frame, live, &main)) }
        },
    )
}

/// A page for someone who is not signed in: sign-in, an invitation, a neutral page.
#[expect(
    clippy::needless_pass_by_value,
    reason = "markup is made for its page and ends there"
)]
pub fn door(frame: &Frame<'_>, main: Markup) -> Markup {
    let text = frame.text;
    document(
        frame,
        &html! {
            a.skip href="#main" { (t!(text, "skip")) }
            div.door {
                header class="top door-top" {
                    (languages(frame))
                    div.top-end { (leave(frame)) }
                }
                main #main .door-card { (main) }
                footer class="tiny door-foot" {
                    (t!(text, "door-foot")) " " a href=(paths::SAFETY) { (t!(text, "safety-title")) }
                }
            }
        },
    )
}

/// A page of the children's: faces and pictures, no bar and no menu. What stands in it is all there
/// is, so it has its own `main`, and [`ways_out`].
pub fn kid_page(frame: &Frame<'_>, body: &Markup) -> Markup {
    whole(frame, Some("kid-page"), body)
}

/// At the edge of such a page: the way in for parents, and the way out.
pub fn ways_out(frame: &Frame<'_>) -> Markup {
    html! {
        div.top-end {
            a.btn data-kind="quiet" href=(paths::SIGN_IN) {
                (icon_small(Icon::Lock)) (t!(frame.text, "tablet-for-parents"))
            }
            (leave(frame))
        }
    }
}

fn document(frame: &Frame<'_>, body: &Markup) -> Markup {
    whole(frame, None, body)
}

fn whole(frame: &Frame<'_>, class: Option<&'static str>, body: &Markup) -> Markup {
    let usual = frame.privacy == Privacy::Usual;
    html! {
        (DOCTYPE)
        html lang=(frame.text.lang().tag()) data-theme=[frame.theme.attribute()] {
            head {
                meta charset="utf-8";
                title { @if usual { (frame.title) " · Parenthesis" } @else { (t!(frame.text, "neutral-title")) } }
                meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="same-origin";
                link rel="icon" href=(asset(if usual { "mark.svg" } else { "plain.svg" })) type="image/svg+xml";
                link rel="stylesheet" href=(asset("tokens.css"));
                link rel="stylesheet" href=(asset("parenthesis.css"));
                @if usual && frame.live.is_some() { link rel="manifest" href=(paths::MANIFEST); }
                script type="module" src=(asset("leave.js")) {}
                @if let Some(live) = &frame.live { (live::scripts(live)) }
                @if frame.shown.is_some() { script type="module" src=(asset("record.js")) {} }
            }
            body class=[class] { (icons::sprite(&body.0)) (PreEscaped(&body.0)) }
        }
    }
}

fn brand() -> Markup {
    html! { a.brand href=(paths::TODAY) { (mark()) span { "Parenthesis" } } }
}

/// Leaving is a post: it locks the session, then a neutral page opens.
fn leave(frame: &Frame<'_>) -> Markup {
    html! {
        form #leave method="post" action=(paths::LEAVE) {
            (token_field(frame.token))
            button.btn data-kind="quiet" { (icon(Icon::Leave)) (t!(frame.text, "leave")) }
        }
    }
}

fn menu(frame: &Frame<'_>) -> Markup {
    let text = frame.text;
    html! {
        div #menu popover {
            div.sheet-head {
                h2 { (t!(text, "menu")) }
                button.btn data-kind="quiet" data-shape="square" popovertarget="menu" popovertargetaction="hide" {
                    (icon(Icon::Close)) span.vh { (t!(text, "close")) }
                }
            }
            ul class="menu-list rows" {
                @for lang in Lang::ALL.into_iter().filter(|lang| *lang != text.lang()) {
                    li { (language(frame, lang)) }
                }
                @if !matches!(frame.tab, Some(Tab::Guest(_))) {
                    li { a href=(paths::RECORD) { (icon(Icon::Seal)) (t!(text, "tab-record")) } }
                    li { a href=(paths::CALLS) { (icon(Icon::Video)) (t!(text, "calls-title")) } }
                    li { a href=(paths::CALM) { (icon(Icon::Moon)) (t!(text, "calm-title")) } }
                    li { a href=(paths::PEOPLE) { (icon(Icon::Two)) (t!(text, "menu-people")) } }
                }
                li { a href=(paths::ACCESS) { (icon(Icon::Key)) (t!(text, "menu-access")) } }
                li { a href=(paths::FAMILIES) { (icon(Icon::Homes)) (t!(text, "menu-families")) } }
                li { a href=(paths::DEVICE) { (icon(Icon::Lock)) (t!(text, "device-title")) } }
                li { a href=(paths::SAFETY) { (icon(Icon::Info)) (t!(text, "safety-title")) } }
                li {
                    form method="post" action=(paths::SIGN_OUT) {
                        (token_field(frame.token))
                        button { (icon(Icon::Key)) (t!(text, "sign-out")) }
                    }
                }
            }
            p.tiny { (t!(text, "leave-explained")) }
        }
    }
}

/// A change of language is a post too, so that no link changes what a person has chosen.
fn language(frame: &Frame<'_>, lang: Lang) -> Markup {
    html! {
        form method="post" action=(paths::LANGUAGE) {
            (token_field(frame.token))
            input type="hidden" name="path" value=(frame.path);
            button name="lang" value=(lang.tag()) lang=(lang.tag()) { (icon(Icon::Globe)) (lang.own_name()) }
        }
    }
}

fn languages(frame: &Frame<'_>) -> Markup {
    let text = frame.text;
    html! {
        form.langs method="post" action=(paths::LANGUAGE) aria-label=(t!(text, "language")) {
            (token_field(frame.token))
            input type="hidden" name="path" value=(frame.path);
            @for lang in Lang::ALL {
                @let current = (lang == text.lang()).then_some("true");
                button name="lang" value=(lang.tag()) lang=(lang.tag()) aria-current=[current] { (lang.own_name()) }
            }
        }
    }
}

fn guest_tabs(text: &Text, tabs: GuestTabs) -> Markup {
    html! {
        nav.tabs aria-label=(t!(text, "main-places")) {
            div.tabs-brand { (brand()) }
            ul {
                @for (place, like) in tabs.open() {
                    @let current = (tabs.here == Some(place)).then_some("page");
                    li {
                        a href=(like.href()) aria-current=[current] {
                            (icon(like.icon())) span { (guest_label(text, place, like)) }
                        }
                    }
                }
            }
        }
    }
}

fn guest_label(text: &Text, place: GuestPlace, like: Tab) -> std::borrow::Cow<'_, str> {
    match place {
        GuestPlace::Home => t!(text, "tab-home"),
        GuestPlace::Calendar | GuestPlace::Plan | GuestPlace::Record => like.label(text),
    }
}

fn tabs(frame: &Frame<'_>) -> Markup {
    let text = frame.text;
    if let Some(Tab::Guest(tabs)) = frame.tab {
        return guest_tabs(text, tabs);
    }
    html! {
        nav.tabs aria-label=(t!(text, "main-places")) {
            div.tabs-brand { (brand()) }
            ul {
                @for tab in Tab::ALL {
                    @let current = (frame.tab == Some(tab)).then_some("page");
                    // The bar under the thumb has five places; the record is in the menu there too.
                    li class=[(tab == Tab::Record).then_some("tabs-wide")] {
                        a href=(tab.href()) aria-current=[current] {
                            (icon(tab.icon())) span { (tab.label(text)) }
                            @if tab == Tab::Messages && frame.new > 0 {
                                span.count aria-hidden="true" { (frame.new) }
                                span.vh { (t!(text, "tab-new", n = frame.new)) }
                            }
                            @if tab == Tab::Proposals && frame.waits > 0 {
                                span.count aria-hidden="true" { (frame.waits) }
                                span.vh { (t!(text, "tab-waits", n = frame.waits)) }
                            }
                        }
                    }
                }
            }
            @if let Some(viewer) = frame.viewer {
                p.tabs-foot { (t!(text, "you-are", name = viewer.name.as_str())) }
            }
        }
    }
}

#[cfg(test)]
pub(crate) mod tests;
