//! A plan in numbers, drawn: bars and tables, alone or two plans side by side.
//!
//! May touch: its arguments.

use maud::{Markup, html};
use plan::{PerParent, Side};

use super::measured::{Measured, Numbers};
use crate::calendar::moves;
use crate::page::{Kids, Person, face_small, side_letter};
use crate::text::{Text, date_long, date_with_year, percent, t, with_capital};

/// Whose numbers they are.
#[derive(Clone, Copy)]
pub struct Whose<'a> {
    /// Both parents, side A first.
    pub people: &'a [Person; 2],
    /// The children, oldest first.
    pub kids: &'a Kids,
}

/// The nights of each child as bars, and all numbers as a table.
#[must_use]
pub fn measured(text: &Text, whose: Whose<'_>, measured: &Measured) -> Markup {
    let (first, last) = (
        date_long(text, measured.from),
        date_with_year(text, measured.last),
    );
    html! {
        section #nights aria-labelledby="nights-h" {
            h2 #nights-h { (t!(text, "see-nights")) }
            p.tiny { (t!(text, "see-measured", from = first, to = last)) }
            @for (kids, numbers) in measured.groups() { (share(text, whose, &kids, numbers)) }
        }
        section #numbers aria-labelledby="numbers-h" {
            h2 #numbers-h { (t!(text, "see-numbers")) }
            (table(text, whose, measured))
            (together(text, whose.people, measured))
            p class="tiny month-foot" { (t!(text, "plan-numbers-note")) }
        }
    }
}

/// The share of the nights of some children.
fn share(text: &Text, whose: Whose<'_>, kids: &[usize], numbers: &Numbers) -> Markup {
    let width = |side: Side| format!("{:.2}%", numbers.share.get(side) * 100.0);
    let b_from = format!("{:.2}%", (1.0 - numbers.share.get(Side::B)) * 100.0);
    let faces = kids.iter().filter_map(|kid| whose.kids.all().get(*kid));
    html! {
        div.share {
            p.share-who {
                @for kid in faces { (face_small(kid.face)) }
                span { (moves::names(text, whose.kids, kids)) }
            }
            svg.bar aria-hidden="true" {
                rect.bar-bed width="100%" height="100%" {}
                rect.band-a width=(width(Side::A)) height="100%" {}
                rect fill="url(#ribs)" x=(b_from) width=(width(Side::B)) height="100%" {}
                line.band-gap x1=(b_from) x2=(b_from) y1="0" y2="100%" {}
            }
            p.share-n {
                @for person in whose.people {
                    span {
                        (side_letter(person))
                        span.vh { (person.name) " " }
                        b { (numbers.nights.get(person.side)) } ", " (percent(text, *numbers.share.get(person.side)))
                    }
                }
            }
        }
    }
}

/// A measure and how it is read from the numbers of a child.
type Row = (&'static str, Value);

/// By parent or as a whole.
#[derive(Clone, Copy)]
enum Value {
    ByParent(fn(&Numbers) -> PerParent<u32>),
    Whole(fn(&Numbers) -> u32),
}

/// The measures in the order of the tables: the key of the name, and the value.
const ROWS: [Row; 6] = [
    ("see-row-nights", Value::ByParent(|own| own.nights)),
    ("see-row-handovers", Value::Whole(|own| own.handovers)),
    ("see-row-longest", Value::ByParent(|own| own.longest)),
    ("see-row-weekends", Value::ByParent(|own| own.weekends)),
    ("see-row-split", Value::Whole(|own| own.split)),
    ("see-row-holidays", Value::ByParent(|own| own.holidays)),
];

/// All numbers, a table for children who share them.
fn table(text: &Text, whose: Whose<'_>, measured: &Measured) -> Markup {
    html! {
        @for (kids, numbers) in measured.groups() {
            @let names = with_capital(&moves::names(text, whose.kids, &kids));
            @let caption = t!(text, "see-table", kids = names.as_str());
            div.scroll tabindex="0" role="region" aria-label=(caption) {
                table.numbers {
                    caption.vh { (caption) }
                    thead { tr {
                        th scope="col" { (names) }
                        @for person in whose.people { th scope="col" { (person.name) } }
                    } }
                    tbody {
                        @for (key, value) in ROWS {
                            tr {
                                th scope="row" { (text.get(key)) }
                                @match value {
                                    Value::ByParent(of) => { @for side in Side::BOTH { td { (of(numbers).get(side)) } } }
                                    Value::Whole(of) => { td colspan="2" { (of(numbers)) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// On how many nights all children are in one home.
fn together(text: &Text, people: &[Person; 2], measured: &Measured) -> Markup {
    html! {
        @if measured.has_siblings() {
            p class="small month-foot" {
                (t!(text, "see-together", n = measured.together.a + measured.together.b,
                    a = people[0].name.as_str(), nights_a = measured.together.a,
                    b = people[1].name.as_str(), nights_b = measured.together.b, apart = measured.apart))
            }
        }
    }
}

/// The numbers of two plans over the same days beside each other. `names` are those of the plans.
#[must_use]
pub fn beside(text: &Text, whose: Whose<'_>, names: [&str; 2], both: [&Measured; 2]) -> Markup {
    let [one, other] = both;
    html! {
        @for (kids, numbers) in one.groups() {
            @let second: Vec<&Numbers> = other.numbers.iter().filter(|own| kids.contains(&own.kid)).collect();
            // Children who share their numbers in one plan may not in the other.
            @for (place, own) in second.iter().enumerate() {
                @let shared = second.iter().all(|next| alike(next, own));
                @if !shared || place == 0 {
                    @let alone = [own.kid];
                    @let kids = if shared { kids.as_slice() } else { &alone[..] };
                    (pair(text, whose, kids, names, [numbers, *own]))
                }
            }
        }
        @if one.has_siblings() && other.has_siblings() {
            p class="small month-foot" {
                (t!(text, "see-together-both", one = names[0], n = one.together.a + one.together.b,
                    other = names[1], m = other.together.a + other.together.b))
            }
        }
    }
}

fn alike(one: &Numbers, other: &Numbers) -> bool {
    Numbers {
        kid: other.kid,
        ..one.clone()
    } == *other
}

/// The numbers of the same children in both.
fn pair(
    text: &Text,
    whose: Whose<'_>,
    kids: &[usize],
    names: [&str; 2],
    both: [&Numbers; 2],
) -> Markup {
    let kids = with_capital(&moves::names(text, whose.kids, kids));
    let caption = t!(text, "see-table", kids = kids.as_str());
    html! {
        div.scroll tabindex="0" role="region" aria-label=(caption) {
            table.numbers {
                caption.vh { (caption) }
                thead { tr {
                    th scope="col" { (kids) }
                    @for name in names { th scope="col" { (name) } }
                    th scope="col" { (t!(text, "see-change")) }
                } }
                tbody {
                    @for (key, value) in ROWS {
                        @match value {
                            Value::ByParent(of) => {
                                @for person in whose.people {
                                    @let of = |own: &Numbers| *of(own).get(person.side);
                                    (line(&html! { (text.get(key)) ", " (person.name) }, both.map(of)))
                                }
                            }
                            Value::Whole(of) => (line(&html! { (text.get(key)) }, both.map(of))),
                        }
                    }
                }
            }
        }
    }
}

fn line(name: &Markup, [one, other]: [u32; 2]) -> Markup {
    html! {
        tr {
            th scope="row" { (name) }
            td { (one) }
            td { @if one == other { (other) } @else { b { (other) } } }
            td { (change(one, other)) }
        }
    }
}

/// `+3`, `−2`, or nothing where both are the same.
#[must_use]
pub fn change(one: u32, other: u32) -> String {
    match other.checked_sub(one) {
        Some(0) => "0".to_owned(),
        Some(more) => format!("+{more}"),
        None => format!("−{}", one - other),
    }
}

#[cfg(test)]
mod tests {
    use super::change;

    #[test]
    fn a_change_has_its_sign() {
        assert_eq!(
            [change(3, 5), change(5, 3), change(4, 4)],
            ["+2", "−2", "0"]
        );
    }
}
