//! Twelve months as HTML: the drawing, the same in a sentence, what it means, and the same as a
//! table.
//!
//! May touch: the year it is given.

use jiff::civil::Date;
use maud::{Markup, html};
use plan::Side;

use super::draw;
use super::view::{Foot, Month, Year};
use crate::calendar::days::Holder;
use crate::calendar::moves;
use crate::page::{Icon, icon, icon_small};
use crate::text::{Lang, Text, date_with_year, month_year, t, with_capital};

/// The style sheet can leave out the days of other clauses for so many of them.
const CLAUSES: u16 = 40;
/// Beyond so many lanes the drawing grows no more.
const TALLEST: usize = 6;

const SHORT: [[&str; 12]; 2] = [
    [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ],
    [
        "jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec",
    ],
];

/// What a page does with a year beside showing it.
#[derive(Clone, Copy, Default)]
pub struct Around<'a> {
    /// The id of the section around it, where one clause's days can be shown alone; only once on a
    /// page.
    pub section: Option<&'a str>,
    /// Where a month leads.
    pub month: Option<&'a dyn Fn(Date) -> String>,
}

/// `Who is with whom, September 2026 to August 2027`.
#[must_use]
pub fn heading(text: &Text, year: &Year) -> String {
    t!(
        text,
        "year-heading",
        from = month_year(text, year.first),
        to = month_year(text, year.last)
    )
}

/// Where the days of one clause are shown alone; `None` for a clause that gives no day of the year.
#[must_use]
pub fn only(year: &Year, clause: u16) -> Option<String> {
    let mut clauses = shown_alone(year);
    clauses
        .any(|number| number == clause)
        .then(|| format!("#only-{clause}"))
}

fn shown_alone(year: &Year) -> impl Iterator<Item = u16> {
    let several = year.clauses.len() > 1;
    let numbers = year.clauses.iter().map(|(number, _)| *number);
    numbers.filter(move |number| several && *number <= CLAUSES)
}

/// The drawing and all that says the same.
#[must_use]
pub fn year(text: &Text, year: &Year, around: Around<'_>) -> Markup {
    let alone = around.section.is_some();
    html! {
        div.year-part {
            @if alone { @for number in shown_alone(year) { span.year-only id={ "only-" (number) } {} } }
            (drawing(text, year))
            p.small.month-foot { (sentence(text, year)) }
            (legend(text, year))
            @if let Some(section) = around.section { (clauses(text, year, section)) }
            (table(text, year, around.month))
        }
    }
}

fn drawing(text: &Text, year: &Year) -> Markup {
    let all = t!(text, "year-all-short");
    let tall = draw::rows(year).min(TALLEST);
    let label = t!(text, "year-label", lanes = lanes(text, year));
    html! {
        div.year role="img" aria-label=(label) data-lanes=[(tall > 2).then_some(tall)] {
            (draw::scale())
            @for (place, month) in year.months.iter().enumerate() {
                @if place == 0 || month.first.month() == 1 { span.year-y { (month.first.year()) } }
                span.year-m { (short(text, month.first)) }
                (draw::names(year, &all))
                (draw::month(year, month))
            }
        }
    }
}

/// `Mar`, `mrt`.
#[must_use]
pub fn short(text: &Text, month: Date) -> &'static str {
    let [english, dutch] = SHORT;
    let names = match text.lang() {
        Lang::En => english,
        Lang::Nl => dutch,
    };
    let place = usize::try_from(month.month() - 1).ok();
    place
        .and_then(|place| names.get(place).copied())
        .unwrap_or_default()
}

/// The lanes from top to bottom, in words.
fn lanes(text: &Text, year: &Year) -> String {
    let names = year.lanes.iter().map(|places| {
        let names = moves::names(text, &year.kids, places);
        with_capital(&names)
    });
    let together = (year.lanes.len() > 1).then(|| t!(text, "year-together").into_owned());
    names.chain(together).collect::<Vec<_>>().join("; ")
}

/// The nights of each lane with each parent.
fn sentence(text: &Text, year: &Year) -> String {
    let lanes = year.lanes.iter().enumerate().map(|(lane, places)| {
        let nights = year.nights(lane);
        t!(
            text,
            "year-nights",
            kids = moves::names(text, &year.kids, places),
            a = year.people[0].name.as_str(),
            nights_a = *nights.get(Side::A),
            b = year.people[1].name.as_str(),
            nights_b = *nights.get(Side::B)
        )
    });
    let said = lanes.collect::<Vec<_>>().join(" ");
    let (from, to) = (
        date_with_year(text, year.first),
        date_with_year(text, year.last),
    );
    t!(text, "year-sentence", from = from, to = to, said = said)
}

/// What the drawing means.
fn legend(text: &Text, year: &Year) -> Markup {
    let [a, b] = &year.people;
    html! {
        ul.legend.month-foot aria-label=(t!(text, "legend")) {
            li { span.swatch data-side="a" {} (t!(text, "legend-smooth", letter = a.letter.to_string(), name = a.name.as_str())) }
            li { span.swatch data-side="b" {} (t!(text, "legend-ribbed", letter = b.letter.to_string(), name = b.name.as_str())) }
            @if year.has_foot() {
                li {
                    span.swatch data-kind="hol" {}
                    @match year.foot {
                        Foot::Holidays => (t!(text, "year-holiday")),
                        Foot::Differing => (t!(text, "year-differing")),
                    }
                }
            }
            @if year.months.iter().any(|month| month.now.is_some()) { li { span.swatch data-kind="now" {} (t!(text, "year-now")) } }
            @if year.is_framed() { li { span.swatch data-kind="warn" {} (t!(text, "year-limit")) } }
            @if year.has(Holder::Clash) { li { span.swatch data-kind="clash" {} (t!(text, "legend-clash")) } }
            @if year.has(Holder::Silent) { li { span.swatch data-kind="none" {} (t!(text, "year-silent")) } }
        }
    }
}

/// Each clause whose days can be shown alone, and the way back to all of them.
fn clauses(text: &Text, year: &Year, section: &str) -> Markup {
    html! {
        @if shown_alone(year).next().is_some() {
            p class="note year-reset" {
                (icon(Icon::Info))
                span { (t!(text, "year-only-one")) " " a href={ "#" (section) } { (t!(text, "year-all-days")) } }
            }
            details.no-print {
                summary { (t!(text, "year-by-clause")) (icon_small(Icon::Next)) }
                ul.rows {
                    @for (number, title) in &year.clauses {
                        @if *number <= CLAUSES {
                            li {
                                a.quiet-row href={ "#only-" (number) } {
                                    span { (t!(text, "clause", number = *number)) ": " span lang=[title.foreign] { (title.said) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The nights of each month, behind a line that opens them.
fn table(text: &Text, year: &Year, link: Option<&dyn Fn(Date) -> String>) -> Markup {
    let caption = t!(text, "year-caption");
    html! {
        details {
            summary { (icon_small(Icon::Info)) (t!(text, "year-table")) (icon_small(Icon::Next)) }
            div.scroll tabindex="0" role="region" aria-label=(caption) {
                table.numbers {
                    caption.vh { (caption) }
                    thead {
                        tr {
                            td {}
                            @for places in &year.lanes {
                                th scope="colgroup" colspan="2" { (moves::names(text, &year.kids, places)) }
                            }
                        }
                        tr {
                            th scope="col" { (t!(text, "year-month")) }
                            @for _ in &year.lanes { @for person in &year.people { th scope="col" { (person.name) } } }
                        }
                    }
                    tbody { @for month in &year.months { (row(text, month, link)) } }
                    tfoot {
                        tr {
                            th scope="row" { (t!(text, "year-sum")) }
                            @for lane in 0..year.lanes.len() {
                                @let nights = year.nights(lane);
                                @for side in Side::BOTH { td { (nights.get(side)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn row(text: &Text, month: &Month, link: Option<&dyn Fn(Date) -> String>) -> Markup {
    let name = with_capital(&month_year(text, month.first));
    html! {
        tr {
            th scope="row" {
                @match link {
                    Some(link) => a href=(link(month.first)) { (name) },
                    None => (name),
                }
            }
            @for nights in &month.nights { @for side in Side::BOTH { td { (nights.get(side)) } } }
        }
    }
}

/// The months as links, to look at one of them day by day.
#[must_use]
pub fn months(
    text: &Text,
    year: &Year,
    current: Option<Date>,
    link: &dyn Fn(Date) -> String,
) -> Markup {
    html! {
        nav.segments aria-label=(t!(text, "year-months")) {
            @for month in &year.months {
                @let here = current == Some(month.first);
                a href=(link(month.first)) aria-current=[here.then_some("true")] {
                    span aria-hidden="true" { (short(text, month.first)) }
                    span.vh { (month_year(text, month.first)) }
                }
            }
        }
    }
}
