//! The page from which a plan is printed, drawn.
//!
//! May touch: the view it is given. Browsers show each PDF in a page of its own: a page of ours
//! frames nothing.

use family::DraftId;
use maud::{Markup, html};

use super::view::{Body, Sheets, View};
use crate::page::{Frame, Icon, empty, icon_small, page, paths};
use crate::studio::desk::path;
use crate::studio::see::checks::Asked;
use crate::studio::see::checks_markup::said;
use crate::text::{Lang, Text, list, t};

/// The page.
pub fn print_page(frame: &Frame<'_>, view: &View) -> Markup {
    let text = frame.text;
    page(
        frame,
        html! {
            header.page-head {
                div {
                    h1 { (t!(text, "paper-title")) }
                    @if !view.title.is_empty() {
                        p.kicker { (view.title) @if !view.worth.is_empty() { ". " (view.worth) "." } }
                    }
                }
                p.btn-row { a.btn data-kind="quiet" href=(view.back) { (icon_small(Icon::Prev)) (t!(text, "paper-back")) } }
            }
            @match &view.body {
                Body::NoPlan => (nothing(text, &t!(text, "paper-no-plan"), paths::DRAFTS, &t!(text, "paper-to-drafts"))),
                Body::Unanswered(id) => (nothing(text, &t!(text, "paper-unanswered"), &path(id, "/questions"), &t!(text, "paper-to-questions"))),
                Body::Unsound(id) => (nothing(text, &t!(text, "paper-unsound"), &path(id, "/text"), &t!(text, "paper-to-text"))),
                Body::Sheets(sheets) => (all(text, view, sheets)),
            }
        },
    )
}

fn nothing(text: &Text, why: &str, way: &str, label: &str) -> Markup {
    empty(
        &t!(text, "paper-none"),
        html! {
            p { (why) }
            p.btn-row { a.btn data-kind="main" href=(way) { (label) } }
        },
    )
}

fn all(text: &Text, view: &View, sheets: &Sheets) -> Markup {
    html! {
        div.stack {
            p { (t!(text, "paper-lead")) }
            (document(text, view, sheets))
            (for_children(text, view, sheets))
            @if let Some(missing) = &sheets.missing { (asked(text, missing, sheets.draft.as_ref())) }
        }
    }
}

/// The languages, that of the page first.
fn languages(text: &Text) -> Vec<Lang> {
    let mut all = Lang::ALL.to_vec();
    all.sort_by_key(|lang| *lang != text.lang());
    all
}

/// How much a button says that it is the one to press.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Weight {
    Main,
    Plain,
}

impl Weight {
    const fn kind(self) -> Option<&'static str> {
        match self {
            Self::Main => Some("main"),
            Self::Plain => None,
        }
    }
}

/// A link to a PDF in a language.
fn open(text: &Text, address: &str, (lang, whose): (Lang, &str), weight: Weight) -> Markup {
    let tag = lang.tag();
    html! {
        a.btn data-kind=[weight.kind()] href=(address) type="application/pdf" hreflang=(tag) {
            (icon_small(Icon::Print))
            span lang=(tag) { (lang.own_name()) }
            span.vh { ", " (whose) }
            " " (t!(text, "paper-pdf"))
        }
    }
}

fn document(text: &Text, view: &View, sheets: &Sheets) -> Markup {
    let title = t!(text, "paper-document");
    let count = |lang: Lang| {
        let mut all = sheets.unwritten.iter();
        all.find(|(known, _)| *known == lang).map_or(0, |(_, n)| *n)
    };
    let (english, dutch) = (count(Lang::En), count(Lang::Nl));
    html! {
        section class="card stack-tight" aria-labelledby="document-h" {
            h2 #document-h { (title) }
            p { (t!(text, "paper-document-what")) }
            div.btn-row {
                @for lang in languages(text) {
                    @let address = format!("{}?as=plan&lang={}", view.address, lang.tag());
                    @let weight = if lang == text.lang() { Weight::Main } else { Weight::Plain };
                    (open(text, &address, (lang, &*title), weight))
                }
            }
            @if english > 0 { p.small { (t!(text, "paper-not-in-english", n = english)) } }
            @if dutch > 0 { p.small { (t!(text, "paper-not-in-dutch", n = dutch)) } }
            p class="small muted" { (t!(text, "paper-opens")) }
        }
    }
}

fn for_children(text: &Text, view: &View, sheets: &Sheets) -> Markup {
    html! {
        @if !sheets.children.is_empty() {
            section class="card stack-tight" aria-labelledby="children-h" {
                h2 #children-h { (t!(text, "paper-children")) }
                p { (t!(text, "paper-children-what")) }
                @for (place, names) in sheets.children.iter().enumerate() {
                    @let whose = t!(text, "paper-children-of", names = list(text, names));
                    h3 { (whose) }
                    div.btn-row {
                        @for lang in languages(text) {
                            @let address = format!("{}?as=children&lang={}&for={place}", view.address, lang.tag());
                            (open(text, &address, (lang, whose.as_str()), Weight::Plain))
                        }
                    }
                }
            }
        }
    }
}

/// What the law asks and no clause is of. The document says so in its place, too.
fn asked(text: &Text, missing: &[Asked], draft: Option<&DraftId>) -> Markup {
    html! {
        section.stack-tight aria-labelledby="asked-h" {
            h2 #asked-h { (t!(text, "paper-asked")) }
            @if missing.is_empty() { p.with-icon { (icon_small(Icon::Check)) span { (t!(text, "paper-asked-all")) } } }
            @else {
                p.small { (t!(text, "paper-asked-missing", n = missing.len())) }
                ul.rows {
                    @for one in missing {
                        li class="row-tall stack-tight" {
                            p { strong { (said(text, one.title)) } }
                            p.small { (said(text, one.note)) " " span.muted { "(" (one.article) ")" } }
                            @if let Some(id) = draft {
                                p.small { a href=(library(id, one.section)) { (t!(text, "paper-asked-add", title = said(text, one.title))) } }
                            }
                        }
                    }
                }
                p class="tiny muted" { (t!(text, "paper-asked-note")) }
            }
        }
    }
}

fn library(id: &DraftId, section: &str) -> String {
    path(id, &format!("/library?section={section}"))
}
