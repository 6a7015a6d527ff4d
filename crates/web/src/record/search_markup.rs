//! The search of the record: its fields, and what is said when nothing fits.
//!
//! May touch: the view it is given. It is a form that is sent with GET, so every search has an
//! address of its own.

use app::Topic;
use maud::{Markup, html};
use plan::Side;

use super::form::{MAX_WORDS_CHARS, Search, TOPICS, Tree, Wrong, topic_tag};
use super::view::RecordView;
use crate::page::{Field, Icon, empty, icon_small, paths, side_tag};
use crate::swap::view::Cast;
use crate::text::{Text, t};

/// The fields; open while something is searched for.
pub(super) fn fields(text: &Text, view: &RecordView, wrong: Wrong) -> Markup {
    let search = &view.search;
    html! {
        details class="card no-print" open[search.is_on()] {
            summary { (icon_small(Icon::Search)) (t!(text, "search-title")) (icon_small(Icon::Next)) }
            form.form method="get" action=(paths::RECORD) role="search" aria-label=(t!(text, "search-title")) {
                (words(text, search))
                div class="stack-tight pair" {
                    (who(text, &view.cast, search))
                    (about(text, search))
                }
                div class="stack-tight pair" {
                    (days(text, search, wrong))
                }
                (place(text, search))
                div.btn-row {
                    button.btn data-kind="main" { (t!(text, "search-go")) }
                    @if search.is_on() { a.btn data-kind="quiet" href=(paths::RECORD) { (t!(text, "search-all")) } }
                }
            }
        }
    }
}

fn words(text: &Text, search: &Search) -> Markup {
    html! {
        div.field {
            label for="q" { (t!(text, "search-words")) }
            p.hint #q-hint { (t!(text, "search-words-hint")) }
            input #q name="q" type="search" autocomplete="off" maxlength=(MAX_WORDS_CHARS) value=(search.words) aria-describedby="q-hint";
        }
    }
}

fn who(text: &Text, cast: &Cast, search: &Search) -> Markup {
    let anyone = t!(text, "search-anyone");
    let mut options = vec![("", anyone.as_ref())];
    options.extend(Side::BOTH.map(|side| (side_tag(side), cast.name(side))));
    let chosen = search.who.map_or("", side_tag);
    Field::new("who", &t!(text, "search-who")).select(&options, chosen)
}

fn about(text: &Text, search: &Search) -> Markup {
    let everything = t!(text, "search-everything");
    let said = TOPICS.map(|(topic, tag)| (tag, topic_words(text, topic)));
    let mut options = vec![("", everything.as_ref())];
    options.extend(said.iter().map(|(tag, words)| (*tag, words.as_str())));
    let chosen = search.topic.map_or("", topic_tag);
    Field::new("topic", &t!(text, "search-topic")).select(&options, chosen)
}

/// What pages call a topic.
pub(crate) fn topic_words(text: &Text, topic: Topic) -> String {
    let said = match topic {
        Topic::Swaps => t!(text, "topic-swaps"),
        Topic::Decisions => t!(text, "topic-decisions"),
        Topic::Plan => t!(text, "topic-plan"),
        Topic::Messages => t!(text, "topic-messages"),
        Topic::Care => t!(text, "topic-care"),
        Topic::People => t!(text, "topic-people"),
        Topic::Devices => t!(text, "topic-devices"),
        Topic::Keeping => t!(text, "topic-keeping"),
        Topic::Settings => t!(text, "topic-settings"),
        Topic::Bundles => t!(text, "topic-bundles"),
    };
    said.into_owned()
}

fn days(text: &Text, search: &Search, wrong: Wrong) -> Markup {
    let none = t!(text, "search-no-day");
    let before = t!(text, "search-day-before");
    let from = wrong.from.then_some(none.as_ref());
    let until = match (wrong.until, wrong.order) {
        (true, _) => Some(none.as_ref()),
        (false, true) => Some(before.as_ref()),
        (false, false) => None,
    };
    html! {
        (Field::new("from", &t!(text, "search-from")).wrong(from).input("date", "off", &search.from))
        (Field::new("until", &t!(text, "search-until")).wrong(until).input("date", "off", &search.until))
    }
}

fn place(text: &Text, search: &Search) -> Markup {
    let (shared, own) = (
        t!(text, "bundle-record-shared"),
        t!(text, "search-tree-own"),
    );
    let options = [
        (Tree::Shared.tag(), shared.as_ref()),
        (Tree::Own.tag(), own.as_ref()),
    ];
    Field::new("tree", &t!(text, "search-tree")).select(&options, search.tree().tag())
}

/// Nothing fits: what to try, and the way back to everything.
pub(super) fn nothing(text: &Text) -> Markup {
    empty(
        &t!(text, "search-none"),
        html! {
            p { (t!(text, "search-none-try")) }
            p { a.btn href=(paths::RECORD) { (t!(text, "search-all")) } }
        },
    )
}
