//! The page with the rhythms, drawn.
//!
//! May touch: the view it is given.

use maud::{Markup, html};
use plan::Side;
use plan::compose::age_hint;

use super::super::form::{CHANGE, FIRST, PATTERN, START, WHEN};
use super::super::rhythms::{Named, first_rhythms, other_rhythms, tenths_in_four_weeks};
use super::parts::Pen;
use crate::page::{Icon, icon_small, side_letter, side_tag};
use crate::rhythm::{drawing, facts};
use crate::text::{Lang, Text, list, t};

/// The rhythm of nights, with whom and when it begins, and when the children change homes.
pub(super) fn rhythm(pen: &Pen<'_>) -> Markup {
    let (text, view) = (pen.text, pen.view);
    let others = other_rhythms();
    let chosen = view.value(PATTERN);
    let children = view.about.children.iter();
    let names_of_children: Vec<&str> = children.map(|child| child.name.as_str()).collect();
    let is_other = others.iter().any(|one| one.pattern.name == chosen);
    let names = Side::BOTH.map(|side| (side_tag(side), pen.name(side)));
    let (at_time, at_school) = (
        t!(text, "questions-when-time"),
        t!(text, "questions-when-school"),
    );
    html! {
        @if names_of_children.len() > 1 {
            p.hint { (t!(text, "questions-rhythm-all", children = list(text, &names_of_children))) }
        }
        p.legend {
            @for person in &view.people { span { (side_letter(person)) " " (person.name) } }
        }
        fieldset.field.choices #rhythm-pattern tabindex="-1" {
            legend { (t!(text, "rhythm-which")) }
            (pen.wrong_line(PATTERN))
            @for one in first_rhythms() { (choice(pen, one)) }
            details open[is_other] {
                summary { (t!(text, "questions-more-rhythms")) (icon_small(Icon::Next)) }
                @for one in others { (choice(pen, one)) }
            }
        }
        (pen.select((FIRST, &t!(text, "rhythm-first")), &names, &t!(text, "rhythm-first-hint")))
        (pen.input((START, &t!(text, "questions-start")), "date", &t!(text, "questions-start-hint")))
        (pen.radios(
            (WHEN, &t!(text, "questions-when")),
            &[("time", at_time.as_ref()), ("school", at_school.as_ref())],
            "",
        ))
        (pen.input((CHANGE, &t!(text, "questions-change")), "time", &t!(text, "questions-change-hint")))
    }
}

/// A rhythm to choose: its name, its nights, what it comes to, and for which age it is usual.
fn choice(pen: &Pen<'_>, one: Named) -> Markup {
    let (text, view) = (pen.text, pen.view);
    let facts = facts(one.pattern);
    let [mine, theirs] = facts.nights;
    let said = t!(
        text,
        "questions-rhythm-facts",
        first = mine,
        second = theirs,
        all = mine + theirs,
        longest = facts.longest[0],
        longest_other = facts.longest[1],
        changes = tenths(text, tenths_in_four_weeks(one.pattern)),
    );
    html! {
        label class="choice rhythm" {
            input type="radio" name=(PATTERN) value=(one.pattern.name) checked[view.value(PATTERN) == one.pattern.name];
            span.rhythm-words {
                strong { (text.get(one.title)) }
                span.small { (text.get(one.more)) }
                (drawing(one.pattern, first(pen)))
                span.small.muted { (said) }
                @if let Some(hint) = age(pen, one) { span.small { (hint) } }
            }
        }
    }
}

/// What is common at the age of the youngest child, where this rhythm is otherwise. It is no rule,
/// and the page says no more than that.
fn age(pen: &Pen<'_>, one: Named) -> Option<String> {
    let about = &pen.view.about;
    let hint = age_hint(one.pattern, about.youngest()?, about.today)?;
    Some(t!(
        pen.text,
        "questions-age",
        years = hint.under_years(),
        common = hint.common_nights(),
        longest = hint.longest_nights(),
    ))
}

/// With whom the drawings begin.
fn first(pen: &Pen<'_>) -> Side {
    if pen.view.value(FIRST) == side_tag(Side::B) {
        Side::B
    } else {
        Side::A
    }
}

/// `18.7`, `18,7`; whole numbers without a part.
fn tenths(text: &Text, tenths: usize) -> String {
    let mark = match text.lang() {
        Lang::En => '.',
        Lang::Nl => ',',
    };
    match (tenths / 10, tenths % 10) {
        (whole, 0) => whole.to_string(),
        (whole, part) => format!("{whole}{mark}{part}"),
    }
}
