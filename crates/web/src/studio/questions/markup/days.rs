//! The pages about holidays, feasts and birthdays: who has which, in a list to open for each.
//!
//! May touch: the view it is given.

use maud::{Markup, html};
use plan::Side;

use super::super::form::{
    CHILDREN, MOTHERS_DAY, PARENTS, day_field, days_asked, feast_field, feasts_asked,
    holiday_field, month_field, more_feasts,
};
use super::super::names;
use super::super::view::QuestionsView;
use super::parts::Pen;
use super::step_path;
use crate::page::{Icon, Note, icon_small, note, side_tag};
use crate::studio::questions::Step;
use crate::text::{date_only, date_with_year, month_name, t};

/// How each school holiday of the region is shared.
pub(super) fn holidays(pen: &Pen<'_>) -> Markup {
    let text = pen.text;
    let holidays = pen.view.holidays();
    if holidays.is_empty() {
        return html! {
            (note(Note::Plain, html! {
                p { (t!(text, "questions-no-holidays")) }
                p { a href=(step_path(&pen.view.draft.id, Step::School)) { (t!(text, "questions-to-school")) } }
            }))
        };
    }
    let said = |key: Share, side: Side| key.said(pen, side);
    let options = [
        ("rhythm", t!(text, "questions-as-the-rhythm").into_owned()),
        ("whole-a", said(Share::Whole, Side::A)),
        ("whole-b", said(Share::Whole, Side::B)),
        ("halves-a", said(Share::Halves, Side::A)),
        ("halves-b", said(Share::Halves, Side::B)),
    ];
    let options = borrowed(&options);
    html! {
        p.hint { (t!(text, "questions-even-hint")) }
        @for (holiday, next) in &holidays {
            @let label = names::holiday(text, holiday);
            @let hint = next.map(|(first, last)| t!(
                text,
                "questions-next-holiday",
                first = date_only(text, first),
                last = date_only(text, last),
            ));
            (pen.select((&holiday_field(holiday), &label), &options, hint.as_deref().unwrap_or_default()))
        }
    }
}

/// A way to share a day or a holiday.
#[derive(Debug, Clone, Copy)]
enum Share {
    Whole,
    Halves,
    Turns,
    Always,
}

impl Share {
    /// In words, where this parent comes first.
    fn said(self, pen: &Pen<'_>, side: Side) -> String {
        let (text, name) = (pen.text, pen.name(side));
        match self {
            Self::Whole => t!(text, "questions-whole", name = name),
            Self::Halves => t!(text, "questions-halves", name = name),
            Self::Turns => t!(text, "questions-turns", name = name),
            Self::Always => t!(text, "questions-always", name = name),
        }
    }
}

fn borrowed<'s>(options: &'s [(&'s str, String)]) -> Vec<(&'s str, &'s str)> {
    let pairs = options.iter();
    pairs.map(|(value, said)| (*value, said.as_str())).collect()
}

/// With whom the children are on each feast.
pub(super) fn feasts(pen: &Pen<'_>) -> Markup {
    let text = pen.text;
    let options = [
        ("none", t!(text, "questions-no-rule").into_owned()),
        ("turns-a", Share::Turns.said(pen, Side::A)),
        ("turns-b", Share::Turns.said(pen, Side::B)),
        ("with-a", Share::Always.said(pen, Side::A)),
        ("with-b", Share::Always.said(pen, Side::B)),
    ];
    let options = borrowed(&options);
    let more = more_feasts(pen.view.country);
    let is_any_kept = more
        .iter()
        .any(|feast| pen.view.value(&feast_field(feast)) != "none");
    html! {
        p.hint { (t!(text, "questions-even-hint")) }
        @for feast in feasts_asked(pen.view.country) { (one_feast(pen, feast, &options)) }
        details open[is_any_kept] {
            summary { (t!(text, "questions-more-feasts")) (icon_small(Icon::Next)) }
            div.stack-tight { @for feast in more { (one_feast(pen, feast, &options)) } }
        }
    }
}

fn one_feast(pen: &Pen<'_>, feast: &str, options: &[(&str, &str)]) -> Markup {
    let label = names::feast(pen.text, feast);
    let hint = next_feast(pen, feast);
    pen.select((&feast_field(feast), &label), options, &hint)
}

/// The next day of a feast; empty where it is not known.
fn next_feast(pen: &Pen<'_>, feast: &str) -> String {
    let next = pen.view.next_feast(feast);
    next.map_or_else(String::new, |day| {
        t!(
            pen.text,
            "questions-next-feast",
            day = date_with_year(pen.text, day)
        )
    })
}

/// Birthdays of the children and of the parents, Mother's and Father's Day.
pub(super) fn birthdays(pen: &Pen<'_>) -> Markup {
    let text = pen.text;
    let children = [
        ("dinner", t!(text, "questions-birthday-dinner").into_owned()),
        ("turns-a", Share::Turns.said(pen, Side::A)),
        ("turns-b", Share::Turns.said(pen, Side::B)),
        ("none", t!(text, "questions-birthday-none").into_owned()),
    ];
    let children = borrowed(&children);
    let (yes, no) = (
        t!(text, "questions-parents-yes"),
        t!(text, "questions-parents-no"),
    );
    html! {
        (pen.radios((CHILDREN, &t!(text, "questions-birthday-children")), &children, ""))
        (pen.radios(
            (PARENTS, &t!(text, "questions-birthday-parents")),
            &[("yes", yes.as_ref()), ("no", no.as_ref())],
            &t!(text, "questions-birthday-parents-hint"),
        ))
        @for side in Side::BOTH { (birthday(pen, side)) }
        @for field in days_asked(pen.view.country) { (day_of_parents(pen, field)) }
    }
}

/// The day and the month of a parent's birthday.
fn birthday(pen: &Pen<'_>, side: Side) -> Markup {
    let text = pen.text;
    let (day, month) = (day_field(side), month_field(side));
    let unsaid = t!(text, "questions-unsaid").into_owned();
    let mut days: Vec<(String, String)> = vec![(String::new(), unsaid.clone())];
    days.extend((1..=31).map(|day| (day.to_string(), day.to_string())));
    let mut months: Vec<(String, String)> = vec![(String::new(), unsaid)];
    months.extend((1..=12).map(|month| (month.to_string(), month_name(text, month).to_owned())));
    html! {
        fieldset {
            legend { (t!(text, "questions-birthday-of", name = pen.name(side))) }
            div.pair.field {
                (plain_select(pen.view, (day, &t!(text, "questions-day")), &days, pen.wrong(day).is_some()))
                (plain_select(pen.view, (month, &t!(text, "questions-month")), &months, false))
                @if let Some(wrong) = pen.wrong(day) {
                    p.wrong id={ (day) "-wrong" } { (icon_small(Icon::Stop)) (wrong) }
                }
            }
        }
    }
}

/// A list beside another one: what is wrong with both stands below them.
fn plain_select(
    view: &QuestionsView,
    (field, label): (&str, &str),
    options: &[(String, String)],
    wrong: bool,
) -> Markup {
    let described = wrong.then(|| format!("{field}-wrong"));
    html! {
        div.field {
            label for=(field) { (label) }
            select id=(field) name=(field) aria-invalid=[wrong.then_some("true")] aria-describedby=[described] {
                @for (value, said) in options {
                    option value=(value) selected[view.value(field) == value] { (said) }
                }
            }
        }
    }
}

/// With whom the children are on Mother's or Father's Day.
fn day_of_parents(pen: &Pen<'_>, field: &'static str) -> Markup {
    let text = pen.text;
    let none = t!(text, "questions-no-rule");
    let with = Side::BOTH.map(|side| (side_tag(side), Share::Always.said(pen, side)));
    let mut options = vec![("", none.as_ref())];
    options.extend(with.iter().map(|(value, said)| (*value, said.as_str())));
    let (label, feast) = if field == MOTHERS_DAY {
        (t!(text, "questions-mothers-day"), "mothers-day")
    } else {
        (t!(text, "questions-fathers-day"), "fathers-day")
    };
    pen.select((field, &label), &options, &next_feast(pen, feast))
}
