//! What the law of several countries counts in a plan, drawn: a bar for each parent against its
//! threshold, what comes of it in words, and the same as a table.
//!
//! May touch: its arguments.

use maud::{Markup, html};
use plan::{CareClass, Finding, Fraction, PerParent, Side};

use super::bars::{Bar, Fill, Name, part_of_time, row};
use super::law::Standard;
use super::measured_markup::Whose;
use crate::calendar::moves;
use crate::page::{Icon, icon_small, side_letter};
use crate::text::{Lang, Text, date_only, percent, t, with_capital};

/// A year, against which nights are drawn.
const YEAR_NIGHTS: f64 = 366.0;

/// The standards of the plan's own country, and those of others behind a line that opens them.
#[must_use]
pub fn standards(text: &Text, whose: Whose<'_>, all: &[Standard]) -> Markup {
    let (here, others): (Vec<&Standard>, Vec<&Standard>) = all.iter().partition(|one| one.here);
    html! {
        section.stack-tight #law aria-labelledby="law-h" {
            h2 #law-h { (t!(text, "law-title")) }
            p.small { (t!(text, "law-lead")) }
            @for one in here { (standard(text, whose, one)) }
            @if !others.is_empty() {
                details {
                    summary { (t!(text, "law-others")) (icon_small(Icon::Next)) }
                    div.stack-tight { @for one in others { (standard(text, whose, one)) } }
                }
            }
        }
    }
}

fn standard(text: &Text, whose: Whose<'_>, one: &Standard) -> Markup {
    let (from, last) = (date_only(text, one.from), date_only(text, one.last));
    html! {
        div.stack-tight.row-tall {
            h3 { (name(text, &one.name)) }
            p.small { (about(text, one)) }
            @for (kids, findings) in &one.found { (found(text, whose, kids, findings)) }
            (table(text, whose, one))
            p class="tiny muted" {
                (t!(text, "law-counted", from = from, last = last)) " "
                @if !one.enough { (t!(text, "law-too-short")) " " }
                span lang=[source_language(text, &one.name)] { (one.source) } "."
            }
        }
    }
}

/// Sources are named in the language of their country.
fn source_language(text: &Text, name: &str) -> Option<&'static str> {
    let dutch = name.starts_with("nl-");
    match (text.lang(), dutch) {
        (Lang::En, true) => Some("nl"),
        (Lang::Nl, false) => Some("en"),
        (Lang::En, false) | (Lang::Nl, true) => None,
    }
}

fn name<'t>(text: &'t Text, name: &'t str) -> std::borrow::Cow<'t, str> {
    match name {
        "nl-156-days" => t!(text, "law-nl-156-days"),
        "nl-care-discount" => t!(text, "law-nl-care-discount"),
        "au-percentage-of-care" => t!(text, "law-au-percentage"),
        "uk-shared-care" => t!(text, "law-uk-shared-care"),
        "ca-shared-time" => t!(text, "law-ca-shared-time"),
        "us-az-parenting-days" => t!(text, "law-us-az"),
        "us-nc" => t!(text, "law-us-nc"),
        "us-oh" => t!(text, "law-us-oh"),
        "us-ok" => t!(text, "law-us-ok"),
        "us-ut" => t!(text, "law-us-ut"),
        other => other.into(),
    }
}

/// What a standard asks, with its threshold.
fn about(text: &Text, one: &Standard) -> String {
    let first = one.found.first().map(|(_, findings)| findings.a);
    match first {
        Some(Finding::AtLeastNights { at_least, .. }) if one.name == "nl-156-days" => {
            t!(text, "law-about-156", n = at_least)
        }
        Some(Finding::AtLeastNights { at_least, .. }) => {
            t!(text, "law-about-threshold", n = at_least)
        }
        Some(Finding::CareDiscount { .. }) => t!(text, "law-about-discount").into_owned(),
        Some(Finding::PercentageOfCare { .. }) => t!(text, "law-about-percentage").into_owned(),
        Some(Finding::SharedCare { .. }) => t!(text, "law-about-shared-care").into_owned(),
        Some(Finding::ShareOfTime {
            at_least_percent, ..
        }) => t!(text, "law-about-time", n = at_least_percent),
        Some(Finding::ParentingDays { .. }) => t!(text, "law-about-days").into_owned(),
        None => String::new(),
    }
}

/// What it finds for some children, a row for each parent.
fn found(text: &Text, whose: Whose<'_>, kids: &[usize], findings: &PerParent<Finding>) -> Markup {
    html! {
        div {
            p.small { strong { (with_capital(&moves::names(text, whose.kids, kids))) } }
            @for person in whose.people {
                @let finding = *findings.get(person.side);
                @let who = html! { (side_letter(person)) span { (person.name) } };
                @let numbers = html! { span { (outcome(text, finding)) } " " b { (number(text, finding)) } };
                (row((Name::Before, &who), (bar(person.side, finding).as_ref(), &label(text, &person.name, finding)), &numbers))
            }
        }
    }
}

/// What a bar says, in words.
fn label(text: &Text, name: &str, finding: Finding) -> String {
    t!(
        text,
        "bar-law",
        name = name,
        number = number(text, finding),
        limit = limit(finding).unwrap_or_default(),
        outcome = outcome(text, finding)
    )
}

/// Nights or time against a threshold; nothing where a standard has none.
fn bar(side: Side, finding: Finding) -> Option<Bar> {
    let (share, limit) = match finding {
        Finding::AtLeastNights {
            nights, at_least, ..
        } => (
            f64::from(nights) / YEAR_NIGHTS,
            f64::from(at_least) / YEAR_NIGHTS,
        ),
        Finding::ShareOfTime {
            seconds,
            of,
            at_least_percent,
            ..
        } => (
            part_of_time(seconds, of),
            f64::from(at_least_percent) / 100.0,
        ),
        Finding::CareDiscount { .. }
        | Finding::PercentageOfCare { .. }
        | Finding::SharedCare { .. }
        | Finding::ParentingDays { .. } => return None,
    };
    Some(Bar::on_scale(Fill::Of(side), share).up_to(limit))
}

/// The threshold of a bar.
fn limit(finding: Finding) -> Option<String> {
    match finding {
        Finding::AtLeastNights { at_least, .. } => Some(at_least.to_string()),
        Finding::ShareOfTime {
            at_least_percent, ..
        } => Some(format!("{at_least_percent}%")),
        Finding::CareDiscount { .. }
        | Finding::PercentageOfCare { .. }
        | Finding::SharedCare { .. }
        | Finding::ParentingDays { .. } => None,
    }
}

/// The same as a table, where there are bars.
fn table(text: &Text, whose: Whose<'_>, one: &Standard) -> Markup {
    let first = one
        .found
        .first()
        .and_then(|(_, findings)| limit(findings.a));
    let caption = name(text, &one.name);
    html! {
        @if let Some(limit) = first {
            details {
                summary { (t!(text, "law-table")) (icon_small(Icon::Next)) }
                div.scroll tabindex="0" role="region" aria-label=(caption) {
                    table.numbers {
                        caption.vh { (caption) }
                        thead { tr {
                            th scope="col" { (t!(text, "law-children")) }
                            @for person in whose.people { th scope="col" { (person.name) } }
                            th scope="col" { (t!(text, "law-asked")) }
                        } }
                        tbody {
                            @for (kids, findings) in &one.found {
                                tr {
                                    th scope="row" { (with_capital(&moves::names(text, whose.kids, kids))) }
                                    @for side in Side::BOTH { td { (number(text, *findings.get(side))) } }
                                    td { (limit) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn number(text: &Text, finding: Finding) -> String {
    match finding {
        Finding::AtLeastNights { nights, .. } | Finding::SharedCare { nights, .. } => {
            nights.to_string()
        }
        Finding::CareDiscount { percent, .. } | Finding::PercentageOfCare { percent, .. } => {
            format!("{percent}%")
        }
        Finding::ShareOfTime { seconds, of, .. } => percent(text, part_of_time(seconds, of)),
        Finding::ParentingDays { quarters } => days(text, quarters),
    }
}

/// Quarters of days, without needless decimals.
fn days(text: &Text, quarters: u32) -> String {
    let rest = match quarters % 4 {
        1 => ".25",
        2 => ".5",
        3 => ".75",
        _ => "",
    };
    let said = format!("{}{rest}", quarters / 4);
    match text.lang() {
        Lang::En => said,
        Lang::Nl => said.replace('.', ","),
    }
}

/// What it comes to, in words.
fn outcome(text: &Text, finding: Finding) -> String {
    match finding {
        Finding::AtLeastNights { met: true, .. } | Finding::ShareOfTime { met: true, .. } => {
            t!(text, "law-met").into_owned()
        }
        Finding::AtLeastNights {
            met: false,
            nights,
            at_least,
        } => t!(text, "law-not-met", n = at_least.saturating_sub(nights)),
        Finding::ShareOfTime { met: false, .. } => t!(text, "law-time-not-met").into_owned(),
        Finding::CareDiscount { nights, weeks, .. } => t!(
            text,
            "law-discount",
            nights = nights,
            week = a_week(text, nights, weeks)
        ),
        Finding::PercentageOfCare { class, .. } => class_name(text, class).into_owned(),
        Finding::SharedCare { reduction, .. } => match reduction {
            Some(Fraction {
                numerator,
                denominator,
            }) => t!(
                text,
                "law-reduction",
                part = format!("{numerator}/{denominator}")
            ),
            None => t!(text, "law-no-reduction").into_owned(),
        },
        Finding::ParentingDays { .. } => t!(text, "law-days").into_owned(),
    }
}

/// Nights a week with one decimal.
fn a_week(text: &Text, nights: u32, weeks: u32) -> String {
    let said = format!("{:.1}", f64::from(nights) / f64::from(weeks.max(1)));
    match text.lang() {
        Lang::En => said,
        Lang::Nl => said.replace('.', ","),
    }
}

fn class_name(text: &Text, class: CareClass) -> std::borrow::Cow<'_, str> {
    match class {
        CareClass::BelowRegular => t!(text, "law-below-regular"),
        CareClass::Regular => t!(text, "law-regular"),
        CareClass::Shared => t!(text, "law-shared"),
        CareClass::Primary => t!(text, "law-primary"),
        CareClass::AbovePrimary => t!(text, "law-above-primary"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_said_without_needless_decimals() {
        let said = |lang, quarters| days(Text::of(lang), quarters);
        assert_eq!(said(Lang::En, 14), "3.5");
        assert_eq!(said(Lang::Nl, 730), "182,5");
        assert_eq!(said(Lang::Nl, 8), "2");
    }
}
