//! The small parts that every page is put together from: letters, boxes, notes, fields.
//!
//! May touch: its arguments. Sentences come in ready, in the reader's language.

#![expect(
    clippy::needless_pass_by_value,
    reason = "markup is made for its place and ends there"
)]

use jiff::civil::Date;
use maud::{Markup, html};
use plan::Side;

use super::icons::{Icon, icon, icon_small, mark};
use super::{ClauseRef, Elsewhere, Holds, Person, paths};
use crate::text::{Text, date_only, t};

/// `a` or `b`, as the style sheet names the two sides.
pub const fn side_tag(side: Side) -> &'static str {
    match side {
        Side::A => "a",
        Side::B => "b",
    }
}

/// A parent's letter, cut like that parent's parenthesis. Stands beside the name, so it is
/// not read aloud.
pub fn side_letter(person: &Person) -> Markup {
    html! { span.side data-side=(side_tag(person.side)) aria-hidden="true" { (person.letter) } }
}

/// The same letter, larger: at the two ends of a handover.
pub fn side_letter_large(person: &Person) -> Markup {
    html! { span.side data-side=(side_tag(person.side)) data-size="l" aria-hidden="true" { (person.letter) } }
}

/// A reference to a clause by its number, as a link to the words of its version of the plan.
pub fn clause_ref(text: &Text, clause: &ClauseRef) -> Markup {
    let said = t!(text, "clause", number = clause.number);
    match &clause.elsewhere {
        None => html! { a.clause-ref href=(paths::clause(clause.number)) { (said) } },
        Some(elsewhere) => html! {
            a.clause-ref data-version href=(paths::clause_of(&elsewhere.proposal, clause.number)) {
                (said) " " (version_words(text, elsewhere))
            }
        },
    }
}

/// `of the plan until 1 March 2027`.
pub fn version_words(text: &Text, elsewhere: &Elsewhere) -> String {
    match elsewhere.holds {
        Holds::Until(day) => t!(text, "clause-plan-until", day = date_only(text, day)),
        Holds::From(day) => t!(text, "clause-plan-from", day = date_only(text, day)),
    }
}

/// What one parent did with a matter that two must agree on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// Agreed: a solid edge.
    Agreed,
    /// Asked, no answer yet: a dotted edge.
    Open,
    /// Not agreed: no edge.
    Withheld,
}

impl Hold {
    const fn attribute(self) -> Option<&'static str> {
        match self {
            Hold::Agreed => None,
            Hold::Open => Some("open"),
            Hold::Withheld => Some("no"),
        }
    }
}

/// A box between the two parentheses: one edge for each parent, by side.
pub fn held(a: Hold, b: Hold, inside: Markup) -> Markup {
    html! { div.held data-a=[a.attribute()] data-b=[b.attribute()] { (inside) } }
}

/// Which kind of remark a note makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// Good to know.
    Plain,
    /// Waits for the reader.
    Ask,
    /// Something went wrong.
    Stop,
}

/// A remark with its icon.
pub fn note(kind: Note, inside: Markup) -> Markup {
    let (name, sign) = match kind {
        Note::Plain => (None, Icon::Info),
        Note::Ask => (Some("ask"), Icon::Info),
        Note::Stop => (Some("stop"), Icon::Stop),
    };
    html! { div.note data-kind=[name] { (icon(sign)) div.stack-tight { (inside) } } }
}

/// What a place shows while there is nothing in it: what will appear, and one way on.
pub fn empty(title: &str, inside: Markup) -> Markup {
    html! { div class="empty card" { (mark()) h2 { (title) } (inside) } }
}

/// What opens over a page to ask once more: its title, a way to close it, what it holds. Opened by
/// a button with its id as `popovertarget`, without script.
pub fn sheet(text: &Text, id: &str, title: &str, inside: &Markup) -> Markup {
    html! {
        div id=(id) popover {
            div.sheet-head {
                h2 { (title) }
                button.btn type="button" data-kind="quiet" data-shape="square" popovertarget=(id) popovertargetaction="hide" {
                    (icon(Icon::Close)) span.vh { (t!(text, "close")) }
                }
            }
            (inside)
        }
    }
}

/// The hidden field that proves a form came from one of our pages.
pub fn token_field(token: &str) -> Markup {
    html! { input type="hidden" name="form_token" value=(token); }
}

/// The summary above a form that was not sent: each sentence leads to its field.
pub fn error_summary(text: &Text, title: &str, wrongs: &[(&str, &str)]) -> Markup {
    html! {
        div.error-summary role="alert" tabindex="-1" aria-labelledby="errors" {
            h2 #errors { (icon(Icon::Stop)) (title) }
            p.small { (t!(text, "form-attention", n = wrongs.len())) }
            ul.small { @for (field, sentence) in wrongs { li { a href={ "#" (field) } { (sentence) } } } }
        }
    }
}

/// A field of a form: label above, hint before, error after, tied together for a reader.
#[derive(Clone, Copy, Debug)]
pub struct Field<'a> {
    id: &'a str,
    label: &'a str,
    hint: Option<&'a str>,
    wrong: Option<&'a str>,
}

impl<'a> Field<'a> {
    /// A field. The id is the name of the form value too.
    pub const fn new(id: &'a str, label: &'a str) -> Self {
        Field {
            id,
            label,
            hint: None,
            wrong: None,
        }
    }

    /// A sentence before the field that says what is asked.
    #[must_use]
    pub const fn hint(mut self, hint: &'a str) -> Self {
        self.hint = Some(hint);
        self
    }

    /// What is wrong with what was typed, if something is.
    #[must_use]
    pub const fn wrong(mut self, wrong: Option<&'a str>) -> Self {
        self.wrong = wrong;
        self
    }

    fn described_by(&self) -> Option<String> {
        let hint = self.hint.map(|_| format!("{}-hint", self.id));
        let wrong = self.wrong.map(|_| format!("{}-wrong", self.id));
        match (hint, wrong) {
            (Some(hint), Some(wrong)) => Some(format!("{hint} {wrong}")),
            (one, other) => one.or(other),
        }
    }

    fn invalid(&self) -> Option<&'static str> {
        self.wrong.map(|_| "true")
    }

    fn around(&self, control: Markup) -> Markup {
        html! {
            div.field {
                label for=(self.id) { (self.label) }
                @if let Some(hint) = self.hint { p.hint id={ (self.id) "-hint" } { (hint) } }
                (control)
                @if let Some(wrong) = self.wrong {
                    p.wrong id={ (self.id) "-wrong" } { (icon_small(Icon::Stop)) (wrong) }
                }
            }
        }
    }

    /// A single line. `kind` is the input's type (`text`, `email`, `password`,
    /// `datetime-local`), `complete` its autocomplete word.
    ///
    /// What is no date is shown as text: a browser would throw it away, and with it what was typed.
    pub fn input(&self, kind: &str, complete: &str, value: &str) -> Markup {
        let no_date = kind == "date" && !value.is_empty() && value.parse::<Date>().is_err();
        let kind = if no_date { "text" } else { kind };
        self.around(html! {
            input id=(self.id) name=(self.id) type=(kind) autocomplete=(complete) value=(value)
                aria-invalid=[self.invalid()] aria-describedby=[self.described_by()];
        })
    }

    /// A single line with suggestions under the id `list`; anything else can be typed too.
    pub fn listed(&self, list: &str, value: &str, options: &[&str]) -> Markup {
        self.around(html! {
            input id=(self.id) name=(self.id) type="text" autocomplete="off" value=(value) list=(list)
                aria-invalid=[self.invalid()] aria-describedby=[self.described_by()];
            datalist id=(list) { @for option in options { option value=(option) {} } }
        })
    }

    /// Several lines, at most `limit` characters.
    pub fn lines(&self, limit: usize, value: &str) -> Markup {
        self.around(html! {
            textarea id=(self.id) name=(self.id) maxlength=(limit)
                aria-invalid=[self.invalid()] aria-describedby=[self.described_by()] { (value) }
        })
    }

    /// One of several: pairs of value and label, and the chosen value.
    pub fn select(&self, options: &[(&str, &str)], chosen: &str) -> Markup {
        self.around(html! {
            select id=(self.id) name=(self.id)
                aria-invalid=[self.invalid()] aria-describedby=[self.described_by()] {
                @for (value, label) in options {
                    option value=(value) selected[*value == chosen] { (label) }
                }
            }
        })
    }
}
