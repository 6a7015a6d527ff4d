//! The page of the last weeks: what the two say otherwise, what nobody told yet, what was told, and
//! planned, agreed and actual care in numbers.
//!
//! May touch: the view it is given.

use maud::{Markup, html};
use plan::{CareAmount, Side, TimelineKind};

use super::fields::moment;
use super::markup::{ACT, Tap, one_tap};
use super::measures::{Count, MissedRow, Numbers, Period};
use super::passes::{Moment, Pass};
use super::told::Accounts;
use super::told_markup;
use super::view::OverviewView;
use super::which::{Which, page_of};
use crate::offers::make_up_path;
use crate::page::{
    Frame, Icon, empty, face_small, icon_small, page, paths, side_letter, token_field,
};
use crate::swap::form::side_value;
use crate::swap::view::Cast;
use crate::text::{Lang, Text, date_with_year, day_and_clock, t, with_capital};

/// So many handovers of which nobody told anything stand open; earlier ones are folded.
const UNTOLD_OPEN: usize = 5;

/// The page.
pub fn overview_page(frame: &Frame<'_>, view: &OverviewView) -> Markup {
    let text = frame.text;
    let nothing = view.differ.is_empty() && view.untold.is_empty() && view.told.is_empty();
    page(
        frame,
        html! {
            header.page-head { div { h1 { (t!(text, "care-title")) } p.kicker { (t!(text, "care-lead")) } } }
            div.stack {
                @if nothing { (empty(&t!(text, "care-none-title"), html! { p { (t!(text, "care-none")) } })) }
                (told(text, &view.cast, ("differ", &t!(text, "care-differ-h")), &view.differ))
                (untold(frame, view))
                (told(text, &view.cast, ("lately", &t!(text, "care-lately-h")), &view.told))
                p { a.btn href=(paths::CARE_MISSED) { (t!(text, "care-missed-title")) } }
                (measures(text, view))
                (still_open(text, view))
            }
        },
    )
}

fn told(text: &Text, cast: &Cast, (id, heading): (&str, &str), all: &[Accounts]) -> Markup {
    html! {
        @if !all.is_empty() {
            section.stack-tight aria-labelledby={ (id) "-h" } {
                h2 id={ (id) "-h" } { (heading) }
                @for one in all {
                    div.card.stack-tight {
                        (told_markup::accounts(text, cast, one))
                        @if let Some(first) = one.all().next() {
                            p.small { a href=(page_of(&first.said)) { (t!(text, "care-more")) } }
                        }
                    }
                }
            }
        }
    }
}

/// Handovers of which nobody told anything, each with one tap.
fn untold(frame: &Frame<'_>, view: &OverviewView) -> Markup {
    let text = frame.text;
    let (newest, earlier) = view.untold.split_at(view.untold.len().min(UNTOLD_OPEN));
    html! {
        @if !view.untold.is_empty() {
            section.stack-tight aria-labelledby="untold-h" {
                h2 #untold-h { (t!(text, "care-untold-h")) }
                p.small.muted { (t!(text, "care-untold")) }
                (untold_rows(frame, view, newest))
                @if !earlier.is_empty() {
                    details {
                        summary { (t!(text, "care-untold-earlier", n = earlier.len())) (icon_small(Icon::Next)) }
                        (untold_rows(frame, view, earlier))
                    }
                }
            }
        }
    }
}

fn untold_rows(frame: &Frame<'_>, view: &OverviewView, passes: &[Pass]) -> Markup {
    html! { ul.rows { @for pass in passes { li { (untold_row(frame, view, pass)) } } } }
}

fn untold_row(frame: &Frame<'_>, view: &OverviewView, pass: &Pass) -> Markup {
    let text = frame.text;
    html! {
        div.stack-tight.untold {
            p {
                time datetime=(moment(pass.at)) { strong { (with_capital(&day_and_clock(text, pass.at))) } } br;
                (goes(text, &view.cast, pass))
            }
            (ask(frame, &view.cast, (pass, Moment::of(pass.at, view.now)), (Tap::Listed, &view.command)))
        }
    }
}

/// `Noor and Sam to Elias`.
pub(crate) fn goes(text: &Text, cast: &Cast, pass: &Pass) -> String {
    let kids = cast.names(text, &pass.children);
    t!(text, "move-to", kids = kids, name = cast.name(pass.to))
}

/// One tap that a handover took place, and the way to its page for everything else.
pub(crate) fn ask(
    frame: &Frame<'_>,
    cast: &Cast,
    (pass, when): (&Pass, Moment),
    (tap, command): (Tap, &str),
) -> Markup {
    let text = frame.text;
    let which = Which {
        to: pass.to,
        planned: pass.at,
    };
    let of = format!(
        "{}, {}",
        day_and_clock(text, pass.at),
        goes(text, cast, pass)
    );
    html! {
        form.btn-row method="post" action=(paths::CARE_HANDOVER) data-act=(ACT) {
            (token_field(frame.token))
            input type="hidden" name="command" value=(command);
            input type="hidden" name="to" value=(side_value(pass.to));
            input type="hidden" name="planned" value=(moment(pass.at));
            @for child in &pass.children { input type="hidden" name="child" value=(child); }
            (one_tap(text, when, (tap, Some(of.as_str()))))
            a.btn href=(which.path()) { (t!(text, "care-otherwise-short")) span.vh { ", " (of) } }
        }
    }
}

fn measures(text: &Text, view: &OverviewView) -> Markup {
    let (from, to) = view.period.dates(view.now.date());
    let last = to.yesterday().unwrap_or(to);
    html! {
        section.stack-tight aria-labelledby="measures-h" {
            h2 #measures-h { (t!(text, "care-measures-h")) }
            p.small.muted { (t!(text, "care-measures")) }
            nav.segments aria-label=(t!(text, "care-period")) {
                @for period in Period::ALL {
                    @let current = (period == view.period).then_some("page");
                    a href={ (paths::CARE) "?period=" (period.value()) "#measures-h" } aria-current=[current] { (period_name(text, period)) }
                }
            }
            p.small { (t!(text, "care-period-days", from = date_with_year(text, from), to = date_with_year(text, last))) }
            @for numbers in &view.numbers { (table(text, &view.cast, numbers)) }
        }
    }
}

fn period_name(text: &Text, period: Period) -> std::borrow::Cow<'_, str> {
    match period {
        Period::Month => t!(text, "care-period-month"),
        Period::LastMonth => t!(text, "care-period-last-month"),
        Period::Year => t!(text, "care-period-year"),
    }
}

fn kind_name(text: &Text, kind: TimelineKind) -> std::borrow::Cow<'_, str> {
    match kind {
        TimelineKind::Planned => t!(text, "care-planned"),
        TimelineKind::Agreed => t!(text, "care-kind-agreed"),
        TimelineKind::Actual => t!(text, "care-actual"),
    }
}

fn table(text: &Text, cast: &Cast, numbers: &Numbers) -> Markup {
    let Some(kid) = cast.kids.iter().find(|kid| kid.id == numbers.child) else {
        return html! {};
    };
    let caption = t!(text, "care-table", child = kid.name.as_str());
    html! {
        div.scroll tabindex="0" role="region" aria-label=(caption) {
            table.numbers {
                caption.vh { (caption) }
                thead {
                    tr {
                        td { (face_small(kid.face)) " " (kid.name) }
                        @for side in Side::BOTH { th scope="colgroup" colspan="2" { (side_letter(cast.parent(side))) " " (cast.name(side)) } }
                    }
                    tr {
                        td {}
                        @for _ in Side::BOTH { th scope="col" { (t!(text, "care-nights")) } th scope="col" { (t!(text, "care-hours")) } }
                    }
                }
                tbody {
                    @for (kind, counts) in &numbers.rows {
                        tr {
                            th scope="row" { (kind_name(text, *kind)) }
                            @for count in counts { (cells(text, *count)) }
                        }
                    }
                }
            }
        }
    }
}

fn cells(text: &Text, count: Count) -> Markup {
    html! { td { (count.nights) } td { (hours(text, count.hours)) } }
}

/// Hours without needless decimals: `336`, `2.5`, `2,5`.
fn hours(text: &Text, hours: f64) -> String {
    let said = format!("{hours:.1}");
    let said = said.strip_suffix(".0").unwrap_or(&said);
    match text.lang() {
        Lang::En => said.to_owned(),
        Lang::Nl => said.replace('.', ","),
    }
}

/// What was missed and is not made up yet.
fn still_open(text: &Text, view: &OverviewView) -> Markup {
    html! {
        section.stack-tight aria-labelledby="open-h" {
            h2 #open-h { (t!(text, "care-open-h")) }
            @if view.open.is_empty() { p.muted { (t!(text, "care-nothing-open")) } }
            @else { ul.rows { @for row in &view.open { li { (open_row(text, &view.cast, row)) } } } }
        }
    }
}

fn open_row(text: &Text, cast: &Cast, row: &MissedRow) -> Markup {
    html! {
        div.untold {
            p {
                (t!(
                    text,
                    "care-open-row",
                    children = cast.names(text, &row.children),
                    name = cast.name(row.parent),
                    from = day_and_clock(text, row.from),
                    until = day_and_clock(text, row.until)
                ))
            }
            p.small.muted { (t!(text, "care-open-amounts", lost = amount(text, row.lost), open = amount(text, row.open))) }
            @if let Some(entry) = row.entry { p.small { a href=(make_up_path(entry)) { (t!(text, "care-make-up")) } } }
        }
    }
}

/// `1 night (24 hours)`; without nights `2 hours and 30 minutes`.
fn amount(text: &Text, amount: CareAmount) -> String {
    let minutes = amount.seconds.div_euclid(60);
    let whole = minutes.div_euclid(60);
    let rest = minutes.rem_euclid(60);
    let mut parts = Vec::new();
    if whole != 0 || rest == 0 {
        parts.push(t!(text, "care-amount-hours", n = whole));
    }
    if rest != 0 {
        parts.push(t!(text, "care-amount-minutes", n = rest));
    }
    let time = crate::text::list(text, &parts);
    if amount.nights == 0 {
        return time;
    }
    let nights = t!(text, "care-amount-nights", n = amount.nights);
    format!("{nights} ({time})")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_stand_behind_the_nights_that_they_hold() {
        let check = |nights, minutes: i64, en: &str, nl: &str| {
            let seconds = minutes * 60;
            let said = Lang::ALL.map(|lang| {
                let lost = CareAmount { seconds, nights };
                (lang, amount(Text::of(lang), lost))
            });
            for (lang, said) in said {
                let wanted = match lang {
                    Lang::En => en,
                    Lang::Nl => nl,
                };
                assert_eq!(said, wanted);
            }
        };
        check(1, 24 * 60, "1 night (24 hours)", "1 nacht (24 uur)");
        check(
            2,
            49 * 60 + 30,
            "2 nights (49 hours and 30 minutes)",
            "2 nachten (49 uur en 30 minuten)",
        );
        check(0, 6 * 60, "6 hours", "6 uur");
        check(0, 45, "45 minutes", "45 minuten");
        check(0, 0, "0 hours", "0 uur");
    }
}
