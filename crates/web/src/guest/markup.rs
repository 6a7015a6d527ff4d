//! The pages of somebody who was let in, drawn.
//!
//! May touch: the view it is given.

use family::GuestRole;
use maud::{Markup, html};

use super::LEAVE;
use super::view::{HomeView, LeaveView, Open, RecordView};
use crate::by_link::words::came;
use crate::calls::call_path;
use crate::page::{Frame, Icon, Note, empty, icon, icon_small, note, page, paths, token_field};
use crate::people::{markup as people, words};
use crate::record::{line_about, line_moment, line_sentence};
use crate::swap::change_markup::all_moves;
use crate::text::{Text, day_and_clock, t};

/// What is open, by whom, and until when.
pub fn home_page(frame: &Frame<'_>, view: &HomeView) -> Markup {
    let text = frame.text;
    let [a, b] = [view.parents[0].as_str(), view.parents[1].as_str()];
    let by = words::let_in_by(text, view.by, [a, b]);
    page(
        frame,
        html! {
            header.page-head { div {
                h1 { (t!(text, "guest-title", name = view.grant.name.as_str())) }
                p.kicker { (by) " " (t!(text, "guest-as", role = words::role(text, &view.grant.role))) }
            } }
            div.stack {
                (standing(text, view))
                @if let Some((id, from)) = &view.call {
                    a.ask href=(call_path(id)) {
                        (icon(Icon::Video))
                        strong { (t!(text, "calls-rings", name = from.as_str())) }
                        p { (t!(text, "calls-asked-to-watch")) }
                        (icon(Icon::Next))
                    }
                }
                section.stack-tight aria-labelledby="open-h" {
                    h2 #open-h { (t!(text, "guest-open")) }
                    (people::granted(text, &view.grant))
                    @if view.open == Open::Now { (places(text, view)) }
                }
                @if matches!(view.grant.role, GuestRole::Professional(_)) {
                    p.small { (t!(text, "guest-noted")) }
                }
                p { a href=(LEAVE) { (t!(text, "guest-leave")) } }
            }
        },
    )
}

/// Closing one's own account: what goes, what stays, and the button.
pub fn leave_page(frame: &Frame<'_>, view: &LeaveView) -> Markup {
    let text = frame.text;
    page(
        frame,
        html! {
            header.page-head { div {
                p { a.btn data-kind="quiet" data-shape="back" href=(paths::TODAY) { (icon_small(Icon::Prev)) (t!(text, "tab-home")) } }
                h1 { (t!(text, "guest-leave")) }
            } }
            div class="card form" {
                p { (t!(text, "guest-leave-ends", family = view.family.as_str())) }
                @if view.several { p { (t!(text, "guest-leave-several")) } }
                @else { p { (t!(text, "guest-leave-goes")) } }
                p { (t!(text, "guest-leave-stays")) }
                @if view.noted { p { (t!(text, "guest-leave-stays-looks")) } }
                form.form method="post" action=(LEAVE) {
                    (token_field(frame.token))
                    input type="hidden" name="command" value=(view.command);
                    div.btn-row { button.btn data-kind="stop" { (t!(text, "guest-leave-close")) } }
                }
            }
        },
    )
}

fn standing(text: &Text, view: &HomeView) -> Markup {
    let said = match view.open {
        Open::Now => return html! {},
        Open::NotYet => people::begins(text, &view.grant),
        Open::Over => t!(text, "guest-over").into_owned(),
        Open::Ended(at) => t!(text, "guest-ended", at = day_and_clock(text, at)),
    };
    html! { div role="status" { (note(Note::Ask, html! { p { (said) } })) } }
}

fn places(text: &Text, view: &HomeView) -> Markup {
    let calendar = view.grant.calendar.is_some();
    html! {
        ul.rows {
            @if calendar { li { a.quiet-row href=(paths::CALENDAR) { (icon_small(Icon::Calendar)) span { (t!(text, "tab-calendar")) } (icon_small(Icon::Next)) } } }
            @if view.grant.plan { li { a.quiet-row href=(paths::PLAN) { (icon_small(Icon::Plan)) span { (t!(text, "tab-plan")) } (icon_small(Icon::Next)) } } }
            @for (id, number) in &view.grant.proposals { li { a.quiet-row href=(paths::proposal(id)) { (icon_small(Icon::Swap)) span { (t!(text, "proposal-title", number = *number)) } (icon_small(Icon::Next)) } } }
            @if view.grant.record.is_some() { li { a.quiet-row href=(paths::RECORD) { (icon_small(Icon::Seal)) span { (t!(text, "tab-record")) } (icon_small(Icon::Next)) } } }
        }
    }
}

/// There is no agreed plan, so there are no days.
pub fn no_days_page(frame: &Frame<'_>) -> Markup {
    let text = frame.text;
    page(
        frame,
        empty(
            &t!(text, "guest-no-plan"),
            html! { p { (t!(text, "guest-no-plan-why")) } },
        ),
    )
}

/// A part of the record.
pub fn record_page(frame: &Frame<'_>, view: &RecordView) -> Markup {
    let text = frame.text;
    let zone = view.zone.iana_name().unwrap_or("UTC");
    page(
        frame,
        html! {
            header.page-head { div {
                h1 { (t!(text, "record-title")) }
                p.kicker { (t!(text, "guest-record-lead", zone = zone)) }
            } }
            @for said in words::sees(text, &view.grant).iter().rev().take(1) { p.small.muted { (said) } }
            @if view.lines.is_empty() { p.muted { (t!(text, "guest-record-empty")) } }
            @else {
                ul.rows.log { @for line in &view.lines { li id={ "entry-" (line.number) } {
                    div.stack-tight {
                        p { (line_sentence(text, &view.cast, &view.zone, line)) }
                        @if let Some(about) = line_about(&line.what) {
                            (all_moves(text, &view.cast, &about.terms))
                            @if let Some(link) = &about.link { p.small { (came(text, link)) } }
                @if let Some(reason) = &about.reason {
                                p.small.muted { (t!(text, "record-reason", reason = reason.as_str())) }
                            }
                        }
                        ul.trail {
                            li { time datetime=(line.at) { (line_moment(text, &view.zone, line)) } }
                            li { (t!(text, "record-number", number = line.number)) }
                        }
                    }
                } } }
            }
            (pages(text, view))
        },
    )
}

fn pages(text: &Text, view: &RecordView) -> Markup {
    let (page, all) = (&view.range.page, &view.range.all);
    let length = page.end.saturating_sub(page.start).max(1);
    let newer = (page.end < all.end).then(|| page.end.saturating_add(length).min(all.end));
    let older = (page.start > all.start).then_some(page.start);
    let to = |before: u64| format!("{}?before={before}", paths::RECORD);
    html! {
        @if newer.is_some() || older.is_some() {
            nav.btn-row aria-label=(t!(text, "record-pages")) {
                @if let Some(newer) = newer { a.btn rel="prev" href=(to(newer)) { (icon_small(Icon::Prev)) (t!(text, "record-newer")) } }
                @if let Some(older) = older { a.btn rel="next" href=(to(older)) { (t!(text, "record-older")) (icon_small(Icon::Next)) } }
            }
        }
    }
}
