//! The page of calendar addresses.
//!
//! May touch: the view it is given.

use app::{FeedFacts, FeedTitles};
use jiff::civil::Date;
use maud::{Markup, html};

use super::END;
use crate::http::first;
use crate::page::{Field, Frame, Icon, Note, icon_small, note, page, paths, token_field};
use crate::swap::view::Cast;
use crate::text::{Text, date_with_year, t};

/// The form of a new address, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FeedForm {
    /// What it is called.
    pub name: String,
    /// The ids of the chosen children.
    pub children: Vec<String>,
    /// `a`, `b`, or anything else for both.
    pub with: String,
    /// Whether the items say nothing but when.
    pub neutral: bool,
    /// What is wrong.
    pub wrong: Option<String>,
}

impl FeedForm {
    /// The fields as they came.
    #[must_use]
    pub fn read(fields: &[(String, String)]) -> Self {
        let children = fields.iter().filter(|(name, _)| name == "child");
        Self {
            name: first(fields, "name").to_owned(),
            children: children.map(|(_, id)| id.clone()).collect(),
            with: first(fields, "with").to_owned(),
            neutral: first(fields, "titles") == "neutral",
            wrong: None,
        }
    }
}

/// What the page needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedsView {
    /// The addresses, each with the day on which it was made.
    pub feeds: Vec<(Date, FeedFacts)>,
    /// The people.
    pub cast: Cast,
    /// The form.
    pub form: FeedForm,
    /// The address that was just made. It is shown this once.
    pub made: Option<String>,
    /// The id of the command.
    pub command: String,
}

/// The page.
pub fn feeds_page(frame: &Frame<'_>, view: &FeedsView) -> Markup {
    let text = frame.text;
    page(
        frame,
        html! {
            header.page-head { div {
                h1 { (t!(text, "feeds-title")) }
                p.kicker { (t!(text, "feeds-lead")) }
            } }
            div.stack {
                @if let Some(address) = &view.made { (made(text, address)) }
                @if !view.feeds.is_empty() {
                    section aria-labelledby="feeds-h" {
                        h2 id="feeds-h" { (t!(text, "feeds-yours")) }
                        ul.rows { @for (day, feed) in &view.feeds { li { (one(frame, view, *day, feed)) } } }
                    }
                }
                (form(frame, view))
            }
        },
    )
}

fn made(text: &Text, address: &str) -> Markup {
    let open = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"))
        .map(|rest| format!("webcal://{rest}"));
    html! {
        div role="status" {
            (note(Note::Plain, html! {
                p { (t!(text, "feeds-made")) }
                label.vh for="address" { (t!(text, "feeds-address")) }
                input #address type="text" readonly value=(address) size="40" autocomplete="off";
                @if let Some(open) = open {
                    p { a href=(open) { (icon_small(Icon::Calendar)) (t!(text, "feeds-open")) } }
                }
                p.tiny { (t!(text, "feeds-once")) }
            }))
        }
    }
}

fn shows(text: &Text, cast: &Cast, feed: &FeedFacts) -> String {
    let choice = &feed.choice;
    let who = if choice.children.is_empty() {
        t!(text, "feeds-all-children").into_owned()
    } else {
        cast.names(text, &choice.children)
    };
    let with = choice.with.map_or_else(
        || t!(text, "feeds-both-parents").into_owned(),
        |side| t!(text, "feeds-with", name = cast.name(side)),
    );
    let titles = match choice.titles {
        FeedTitles::Named => t!(text, "feeds-named"),
        FeedTitles::Neutral => t!(text, "feeds-neutral"),
    };
    format!("{who}, {with}, {titles}")
}

fn one(frame: &Frame<'_>, view: &FeedsView, day: Date, feed: &FeedFacts) -> Markup {
    let text = frame.text;
    html! {
        div.stack-tight.row-tall {
            div {
                p { b { (feed.choice.name) } }
                p.small.muted { (shows(text, &view.cast, feed)) }
                p.small.muted { (t!(text, "feeds-since", day = date_with_year(text, day))) }
            }
            form method="post" action=(END) {
                (token_field(frame.token))
                input type="hidden" name="command" value=(view.command);
                input type="hidden" name="id" value=(feed.id);
                button.btn { (t!(text, "feeds-end")) span.vh { " " (feed.choice.name) } }
            }
        }
    }
}

fn form(frame: &Frame<'_>, view: &FeedsView) -> Markup {
    let text = frame.text;
    let form = &view.form;
    let parents = [
        ("", t!(text, "feeds-both-parents").into_owned()),
        (
            "a",
            t!(
                text,
                "feeds-with",
                name = view.cast.parents[0].name.as_str()
            ),
        ),
        (
            "b",
            t!(
                text,
                "feeds-with",
                name = view.cast.parents[1].name.as_str()
            ),
        ),
    ];
    let parents: Vec<(&str, &str)> = parents
        .iter()
        .map(|(v, said)| (*v, said.as_str()))
        .collect();
    html! {
        section.stack-tight aria-labelledby="new-h" {
            h2 id="new-h" { (t!(text, "feeds-new")) }
            form.form method="post" action=(paths::FEEDS) novalidate {
                (token_field(frame.token))
                input type="hidden" name="command" value=(view.command);
                (Field::new("name", &t!(text, "feeds-name"))
                    .hint(&t!(text, "feeds-name-hint"))
                    .wrong(form.wrong.as_deref())
                    .input("text", "off", &form.name))
                fieldset {
                    legend { (t!(text, "feeds-children")) }
                    @for kid in &view.cast.kids {
                        @let on = form.children.is_empty() || form.children.iter().any(|id| id == kid.id.as_str());
                        label.choice { input type="checkbox" name="child" value=(kid.id) checked[on]; (kid.name) }
                    }
                }
                (Field::new("with", &t!(text, "feeds-whose")).select(&parents, &form.with))
                fieldset {
                    legend { (t!(text, "feeds-titles")) }
                    label.choice { input type="radio" name="titles" value="named" checked[!form.neutral]; (t!(text, "feeds-titles-named")) }
                    label.choice { input type="radio" name="titles" value="neutral" checked[form.neutral]; (t!(text, "feeds-titles-neutral")) }
                }
                p.hint { (t!(text, "feeds-secret")) }
                div.btn-row { button.btn data-kind="main" { (t!(text, "feeds-make")) } }
            }
        }
    }
}
