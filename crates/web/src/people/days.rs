//! The days of one parent in all their families together: for that person's eyes alone.
//!
//! May touch: `app`'s families of one account, in memory. What it makes of them stands on this page
//! and nowhere else.

use app::{OwnFamily, Store};
use axum::http::StatusCode;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Span, ToSpan as _};
use maud::{Markup, html};
use plan::{ChildTimeline, Window};

use super::DAYS;
use crate::http::{Answer, Visit, Web, first};
use crate::page::{Frame, Icon, Tab, icon_small, page, paths};
use crate::text::{Text, clock_short, date_long, list, t};

/// Days on one page.
const DAYS_SHOWN: i32 = 28;
/// Years that are shown; a day in another one is taken for a slip.
const YEARS: std::ops::Range<i16> = 1990..2100;

/// What the page says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DaysView {
    /// The first day.
    pub from: Date,
    /// Each day in order.
    pub days: Vec<Day>,
    /// Families with a clock of their own, and its zone, where they differ.
    pub zones: Vec<(String, String)>,
    /// Families without an agreed plan.
    pub without_plan: Vec<String>,
}

/// One day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// Which.
    pub date: Date,
    /// Who is here when, by family.
    pub lines: Vec<Line>,
}

/// Children of one family over the same hours of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What the parents call the family.
    pub family: String,
    /// The children's names.
    pub children: Vec<String>,
    /// From when, where it is not the beginning of the day.
    pub from: Option<DateTime>,
    /// Until when, where it is not the end of the day.
    pub until: Option<DateTime>,
}

/// `GET /families/days`. `from` names the first day; without it, the week of today.
pub(crate) async fn get<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let mut stage = web.stage(&visit).await?;
    DAYS.clone_into(&mut stage.path);
    let families = web.app.own_families(&visit.session).await?;
    let from: Option<Date> = first(&visit.query(), "from").parse().ok();
    let from = from.filter(|day| YEARS.contains(&day.year()));
    let view = days(&families, from.unwrap_or_else(|| monday(stage.today())));
    let title = t!(stage.text(), "days-title");
    let page = days_page(&stage.frame(&title, Tab::Today), &view);
    Ok(web.page(StatusCode::OK, &visit.reader, page))
}

fn monday(day: Date) -> Date {
    let since = i64::from(day.weekday().to_monday_zero_offset());
    day.saturating_sub(Span::new().days(since))
}

/// What these families' timelines say of one parent from a day on.
#[must_use]
pub fn days(families: &[OwnFamily], from: Date) -> DaysView {
    let until = from.saturating_add(DAYS_SHOWN.days());
    let mut view = DaysView {
        from,
        days: from
            .series(1.days())
            .take_while(|date| *date < until)
            .map(|date| Day {
                date,
                lines: Vec::new(),
            })
            .collect(),
        zones: zones(families),
        without_plan: Vec::new(),
    };
    for one in families {
        let family = &one.snapshot.family;
        let compiled = Window::new(from, until).ok();
        let Some(timeline) = compiled.and_then(|window| family.timeline(window)) else {
            view.without_plan.push(one.name.clone());
            continue;
        };
        for day in &mut view.days {
            let mut lines: Vec<Line> = Vec::new();
            for child in timeline.children() {
                let named = family
                    .children()
                    .iter()
                    .find(|known| known.id == child.child);
                let Some(named) = named else { continue };
                for (from, until) in hours(child, one, family.zone(), day.date) {
                    let same = |line: &&mut Line| line.from == from && line.until == until;
                    match lines.iter_mut().find(same) {
                        Some(line) => line.children.push(named.name.to_string()),
                        None => lines.push(Line {
                            family: one.name.clone(),
                            children: vec![named.name.to_string()],
                            from,
                            until,
                        }),
                    }
                }
            }
            lines.sort_by_key(|line| line.from);
            day.lines.extend(lines);
        }
    }
    view
}

/// The hours of a day that a child is with this parent; nothing stands for either end of the day.
fn hours(
    child: &ChildTimeline,
    one: &OwnFamily,
    zone: &TimeZone,
    date: Date,
) -> Vec<(Option<DateTime>, Option<DateTime>)> {
    let begins = date.to_datetime(jiff::civil::Time::midnight());
    let ends = begins.saturating_add(1.days());
    let stays = child.stays().into_iter();
    let own = stays.filter(|stay| stay.parent == one.side);
    own.filter_map(|stay| {
        let (start, end) = (zone.to_datetime(stay.start), zone.to_datetime(stay.end));
        let meets = start < ends && end > begins;
        meets.then(|| {
            let from = (start > begins).then_some(start);
            (from, (end < ends).then_some(end))
        })
    })
    .collect()
}

/// Which clock each family lives by, where not all live by the same.
fn zones(families: &[OwnFamily]) -> Vec<(String, String)> {
    let named = families.iter().map(|one| {
        let zone = one.snapshot.family.zone().iana_name().unwrap_or("UTC");
        (one.name.clone(), zone.to_owned())
    });
    let all: Vec<_> = named.collect();
    let same = all.windows(2).all(|two| two[0].1 == two[1].1);
    if same { Vec::new() } else { all }
}

/// The page.
pub fn days_page(frame: &Frame<'_>, view: &DaysView) -> Markup {
    let text = frame.text;
    let at = |days: i32| format!("{DAYS}?from={}", view.from.saturating_add(days.days()));
    page(
        frame,
        html! {
            header.page-head { div {
                p { a.btn data-kind="quiet" data-shape="back" href=(paths::FAMILIES) { (icon_small(Icon::Prev)) (t!(text, "families-title")) } }
                h1 { (t!(text, "days-title")) }
                p.kicker { (t!(text, "days-lead")) }
            } }
            @for family in &view.without_plan { p { (t!(text, "days-no-plan", family = family.as_str())) } }
            @for (family, zone) in &view.zones { p.small.muted { (t!(text, "days-zone", family = family.as_str(), zone = zone.as_str())) } }
            ul.rows {
                @for day in &view.days {
                    li { div.stack-tight {
                        p { strong { (date_long(text, day.date)) } }
                        @if day.lines.is_empty() { p.small.muted { (t!(text, "days-nobody")) } }
                        @for line in &day.lines {
                            p { (list(text, &line.children)) ": " (when(text, line)) " " span.small.muted { "(" (line.family) ")" } }
                        }
                    } }
                }
            }
            nav.btn-row aria-label=(t!(text, "days-title")) {
                a.btn href=(at(-DAYS_SHOWN)) { (t!(text, "days-earlier")) }
                a.btn href=(at(DAYS_SHOWN)) { (t!(text, "days-later")) }
            }
        },
    )
}

fn when(text: &Text, line: &Line) -> String {
    let said = |at: DateTime| clock_short(text, at.time());
    match (line.from, line.until) {
        (None, None) => t!(text, "days-all").into_owned(),
        (None, Some(until)) => t!(text, "days-until", until = said(until)),
        (Some(from), None) => t!(text, "days-from", from = said(from)),
        (Some(from), Some(until)) => {
            t!(text, "days-between", from = said(from), until = said(until))
        }
    }
}
