//! A plan in numbers, drawn: bars and tables, alone or two plans side by side.
//!
//! May touch: its arguments.

use maud::{Markup, html};
use plan::{PerParent, Side};

use super::bars::{Bar, Fill, Name, Value as Said, both, part, row};
use super::measured::{Measured, Numbers};
use crate::calendar::moves;
use crate::page::{Icon, Kids, Person, face_small, icon_small, side_letter};
use crate::text::{Text, date_from, date_with_year, month_year, percent, t, with_capital};

/// Whose numbers they are.
#[derive(Clone, Copy)]
pub struct Whose<'a> {
    /// Both parents, side A first.
    pub people: &'a [Person; 2],
    /// The children, oldest first.
    pub kids: &'a Kids,
}

/// The nights of each child as bars, the other measures as bars, and all numbers as tables.
#[must_use]
pub fn measured(text: &Text, whose: Whose<'_>, measured: &Measured) -> Markup {
    let (first, last) = (
        date_from(text, measured.from, measured.last),
        date_with_year(text, measured.last),
    );
    html! {
        section #nights aria-labelledby="nights-h" {
            h2 #nights-h { (t!(text, "see-nights")) }
            p.tiny { (t!(text, "see-measured", from = first, to = last)) }
            @for (kids, numbers) in measured.groups() { (share(text, whose, &kids, numbers)) }
        }
        section.stack #numbers aria-labelledby="numbers-h" {
            h2 #numbers-h { (t!(text, "see-numbers")) }
            @for (kids, numbers) in measured.groups() {
                @let names = moves::names(text, whose.kids, &kids);
                div.stack-tight {
                    h3 { (with_capital(&names)) }
                    (bars(text, whose.people, &names, (numbers, measured.longest())))
                    (table(text, whose.people, &names, numbers))
                    (monthly(text, &names, numbers))
                }
            }
            (together(text, whose.people, measured))
            p class="tiny month-foot" { (t!(text, "plan-numbers-note")) }
        }
    }
}

/// The nights of some children, and their share of all nights.
fn share(text: &Text, whose: Whose<'_>, kids: &[usize], numbers: &Numbers) -> Markup {
    let names = moves::names(text, whose.kids, kids);
    let faces = kids.iter().filter_map(|kid| whose.kids.all().get(*kid));
    let who = html! { @for kid in faces { (face_small(kid.face)) } span { (names) } };
    let said = t!(text, "bar-nights", kids = names.as_str());
    let name = (Name::Before, &who, said.as_str());
    both(text, name, whose.people, of_nights(text, numbers))
}

/// A bar and what stands beside each letter.
type Drawn = (Bar, PerParent<Said>);

fn of_nights(text: &Text, numbers: &Numbers) -> Drawn {
    let values = PerParent::from_fn(|side| Said {
        number: numbers.nights.get(side).to_string(),
        share: Some(percent(text, *numbers.share.get(side))),
    });
    (Bar::of_both(numbers.share), values)
}

/// What both have of a number; nothing where there is none to be had.
fn of_all(values: PerParent<u32>, all: u32) -> Option<Drawn> {
    let share = PerParent::from_fn(|side| part(*values.get(side), all));
    let said = PerParent::from_fn(|side| Said {
        number: values.get(side).to_string(),
        share: None,
    });
    (all > 0).then(|| (Bar::of_both(share), said))
}

/// The measures beside nights as bars. `longest` is what longest stays are drawn against.
fn bars(
    text: &Text,
    people: &[Person; 2],
    kids: &str,
    (numbers, longest): (&Numbers, u32),
) -> Markup {
    let time = PerParent::from_fn(|side| Said {
        number: percent(text, *numbers.time.get(side)),
        share: None,
    });
    let drawn = [
        ("see-row-time", Some((Bar::of_both(numbers.time), time))),
        (
            "see-row-weekends",
            of_all(numbers.weekends, numbers.all_weekends),
        ),
        (
            "see-row-holidays",
            of_all(numbers.holidays, numbers.all_holidays),
        ),
    ];
    let stays = t!(text, "see-row-longest");
    html! {
        @for (key, drawn) in drawn {
            @if let Some(drawn) = drawn {
                @let name = html! { (text.get(key)) };
                @let said = t!(text, "bar-of", what = text.get(key), kids = kids);
                (both(text, (Name::Above, &name, &said), people, drawn))
            }
        }
        p class="small month-foot" aria-hidden="true" { strong { (stays) } }
        @for person in people {
            @let nights = *numbers.longest.get(person.side);
            @let bar = Bar::on_scale(Fill::Of(person.side), part(nights, longest));
            @let who = html! { (side_letter(person)) span { (person.name) } };
            @let of = t!(text, "bar-of", what = &*stays, kids = kids);
            @let value = t!(text, "bar-with", value = nights.to_string(), name = person.name.as_str());
            @let label = t!(text, "bar-label", what = of, values = value);
            (row((Name::Before, &who), (Some(&bar), &label), &html! { b { (nights) } }))
        }
    }
}

/// The handovers of each month, a bar beside each number.
fn monthly(text: &Text, kids: &str, numbers: &Numbers) -> Markup {
    let most = numbers.monthly.iter().map(|(_, handovers)| *handovers);
    let most = most.max().unwrap_or(0);
    let caption = t!(text, "see-monthly-caption", kids = kids);
    html! {
        details {
            summary { (t!(text, "see-monthly")) (icon_small(Icon::Next)) }
            div.scroll tabindex="0" role="region" aria-label=(caption) {
                table.numbers {
                    caption.vh { (caption) }
                    thead { tr {
                        th scope="col" { (t!(text, "year-month")) }
                        th scope="col" { (t!(text, "see-row-handovers")) }
                        td {}
                    } }
                    tbody {
                        @for (month, handovers) in &numbers.monthly {
                            tr {
                                th scope="row" { (with_capital(&month_year(text, *month))) }
                                td { (handovers) }
                                td.bar-cell { (Bar::on_scale(Fill::Plain, part(*handovers, most)).draw(None)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A measure and how it is read from the numbers of a child.
type Row = (&'static str, Value);

/// By parent, as a share by parent, or as a whole.
#[derive(Clone, Copy)]
enum Value {
    ByParent(fn(&Numbers) -> PerParent<u32>),
    Share(fn(&Numbers) -> PerParent<f64>),
    Whole(fn(&Numbers) -> u32),
}

/// The measures in the order of the tables: the key of the name, and the value.
const ROWS: [Row; 7] = [
    ("see-row-nights", Value::ByParent(|own| own.nights)),
    ("see-row-time", Value::Share(|own| own.time)),
    ("see-row-handovers", Value::Whole(|own| own.handovers)),
    ("see-row-longest", Value::ByParent(|own| own.longest)),
    ("see-row-weekends", Value::ByParent(|own| own.weekends)),
    ("see-row-split", Value::Whole(|own| own.split)),
    ("see-row-holidays", Value::ByParent(|own| own.holidays)),
];

/// All numbers of some children.
fn table(text: &Text, people: &[Person; 2], kids: &str, numbers: &Numbers) -> Markup {
    let names = with_capital(kids);
    let caption = t!(text, "see-table", kids = names.as_str());
    html! {
        div.scroll tabindex="0" role="region" aria-label=(caption) {
            table.numbers {
                caption.vh { (caption) }
                thead { tr {
                    th scope="col" { (names) }
                    @for person in people { th scope="col" { (person.name) } }
                } }
                tbody {
                    @for (key, value) in ROWS {
                        tr {
                            th scope="row" { (text.get(key)) }
                            @match value {
                                Value::ByParent(of) => { @for side in Side::BOTH { td { (of(numbers).get(side)) } } }
                                Value::Share(of) => { @for side in Side::BOTH { td { (percent(text, *of(numbers).get(side))) } } }
                                Value::Whole(of) => { td colspan="2" { (of(numbers)) } }
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

/// The numbers of the same children in both: their nights as bars, and everything as a table.
fn pair(
    text: &Text,
    whose: Whose<'_>,
    kids: &[usize],
    names: [&str; 2],
    numbers: [&Numbers; 2],
) -> Markup {
    let kids = with_capital(&moves::names(text, whose.kids, kids));
    let caption = t!(text, "see-table", kids = kids.as_str());
    html! {
        h3 { (kids) }
        @for (name, own) in names.iter().zip(numbers) {
            @let of = t!(text, "bar-nights", kids = kids.as_str());
            @let said = format!("{name}, {of}");
            @let title = html! { (t!(text, "see-row-nights")) ", " (name) };
            (both(text, (Name::Above, &title, &said), whose.people, of_nights(text, own)))
        }
        div.scroll tabindex="0" role="region" aria-label=(caption) {
            table.numbers {
                caption.vh { (caption) }
                thead { tr {
                    th scope="col" { (kids) }
                    @for name in names { th scope="col" { (name) } }
                    th scope="col" { (t!(text, "see-change")) }
                } }
                tbody { @for (key, value) in ROWS { (lines(text, whose.people, (key, value), numbers)) } }
            }
        }
    }
}

/// The lines of one measure: one for each parent, or one for all.
fn lines(
    text: &Text,
    people: &[Person; 2],
    (key, value): Row,
    [one, other]: [&Numbers; 2],
) -> Markup {
    let title = |person: &Person| html! { (text.get(key)) ", " (person.name) };
    let counted = |name: &Markup, one: u32, other: u32| {
        line(
            name,
            [one.to_string(), other.to_string()],
            &change(one, other),
        )
    };
    match value {
        Value::ByParent(of) => html! {
            @for person in people {
                (counted(&title(person), *of(one).get(person.side), *of(other).get(person.side)))
            }
        },
        Value::Share(of) => html! {
            @for person in people {
                @let both = [one, other].map(|own| *of(own).get(person.side));
                (line(&title(person), both.map(|share| percent(text, share)), &change_of_share(text, both)))
            }
        },
        Value::Whole(of) => counted(&html! { (text.get(key)) }, of(one), of(other)),
    }
}

fn line(name: &Markup, [one, other]: [String; 2], change: &str) -> Markup {
    html! {
        tr {
            th scope="row" { (name) }
            td { (one) }
            td { @if one == other { (other) } @else { b { (other) } } }
            td { (change) }
        }
    }
}

/// `+1.5%`, of the whole; `0` where both say the same number.
fn change_of_share(text: &Text, [one, other]: [f64; 2]) -> String {
    let said = percent(text, (other - one).abs());
    if percent(text, one) == percent(text, other) {
        "0".to_owned()
    } else if other > one {
        format!("+{said}")
    } else {
        format!("−{said}")
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
    use super::{change, change_of_share};
    use crate::text::{Lang, Text};

    #[test]
    fn a_change_has_its_sign() {
        assert_eq!(
            [change(3, 5), change(5, 3), change(4, 4)],
            ["+2", "−2", "0"]
        );
    }

    #[test]
    fn a_change_of_a_share_is_said_as_precisely_as_the_shares() {
        let said = |lang, both| change_of_share(Text::of(lang), both);
        assert_eq!(said(Lang::En, [0.5, 0.621]), "+12.1%");
        assert_eq!(said(Lang::Nl, [0.5, 0.475]), "−2,5%");
        assert_eq!(said(Lang::Nl, [0.5, 0.500_01]), "0");
    }
}
