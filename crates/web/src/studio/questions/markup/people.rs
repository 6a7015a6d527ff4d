//! The pages about the people, their school, and how children go from one to the other.
//!
//! May touch: the view it is given.

use maud::{Markup, html};
use plan::Side;

use super::super::form::{
    AT, BAG, BRINGS, ENDS, FROM, PLACE, REGION, STARTS, WEDNESDAY, home_field, regions,
};
use super::parts::Pen;
use crate::page::{Note, note, side_tag};
use crate::text::{Lang, list, t};

/// When the plan begins, and where each child is registered.
pub(super) fn people(pen: &Pen<'_>) -> Markup {
    let text = pen.text;
    let unsaid = t!(text, "questions-unsaid");
    let [a, b] = Side::BOTH.map(|side| (side_tag(side), pen.name(side)));
    let options = [("", unsaid.as_ref()), a, b];
    let children = &pen.view.about.children;
    let names: Vec<&str> = children.iter().map(|child| child.name.as_str()).collect();
    html! {
        (pen.input((FROM, &t!(text, "questions-from")), "date", &t!(text, "questions-from-hint")))
        @for (place, child) in children.iter().enumerate() {
            @let label = t!(text, "questions-home", name = child.name.as_str());
            @let hint = if place == 0 { t!(text, "questions-home-hint") } else { "".into() };
            (pen.select((&home_field(&child.id), &label), &options, &hint))
        }
        @if children.is_empty() { (note(Note::Ask, html! { p { (t!(text, "questions-no-children")) } })) }
        @else { p.hint { (t!(text, "questions-children", n = names.len(), children = list(text, &names))) } }
    }
}

/// The region and the hours of school.
pub(super) fn school(pen: &Pen<'_>) -> Markup {
    let text = pen.text;
    let (yes, no) = (
        t!(text, "questions-school-yes"),
        t!(text, "questions-school-no"),
    );
    let label = |[en, nl]: [&'static str; 2]| match text.lang() {
        Lang::En => en,
        Lang::Nl => nl,
    };
    let none = t!(text, "questions-region-none");
    let known = regions(pen.view.about.country()).into_iter();
    let known = known.map(|(region, said)| (region, label(said)));
    let mut regions: Vec<(&str, &str)> = Vec::new();
    if pen.view.value(REGION).is_empty() {
        regions.push(("", none.as_ref()));
    }
    regions.extend(known);
    html! {
        (pen.radios(
            (AT, &t!(text, "questions-school-at")),
            &[("yes", yes.as_ref()), ("no", no.as_ref())],
            &t!(text, "questions-school-at-hint"),
        ))
        (pen.select((REGION, &t!(text, "questions-region")), &regions, &t!(text, "questions-region-hint")))
        div.field-row {
            (pen.input((STARTS, &t!(text, "questions-starts")), "time", ""))
            (pen.input((ENDS, &t!(text, "questions-ends")), "time", ""))
        }
        (pen.input((WEDNESDAY, &t!(text, "questions-wednesday")), "time", &t!(text, "questions-wednesday-hint")))
    }
}

/// Where, who brings, what goes along.
pub(super) fn handovers(pen: &Pen<'_>) -> Markup {
    let text = pen.text;
    let (giver, receiver) = (
        t!(text, "questions-brings-giver"),
        t!(text, "questions-brings-receiver"),
    );
    let unsaid = t!(text, "questions-unsaid");
    let options = [
        ("giver", giver.as_ref()),
        ("receiver", receiver.as_ref()),
        ("", unsaid.as_ref()),
    ];
    html! {
        (pen.input((PLACE, &t!(text, "questions-place")), "text", &t!(text, "questions-place-hint")))
        (pen.radios((BRINGS, &t!(text, "questions-brings")), &options, ""))
        (pen.input((BAG, &t!(text, "questions-bag")), "text", &t!(text, "questions-bag-hint")))
    }
}
