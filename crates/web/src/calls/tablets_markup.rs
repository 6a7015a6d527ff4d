//! The page of the children's tablets, drawn: pairing one, the code that does it, ending one.
//!
//! May touch: the view it is given.

use maud::{Markup, html};

use super::END_TABLET;
use super::view::{Offered, TabletLine, TabletsView};
use crate::access::qr;
use crate::page::{Field, Frame, Icon, error_summary, icon_small, page, paths, token_field};
use crate::text::{Text, clock, date_with_year, t};

/// The page.
pub fn tablets_page(frame: &Frame<'_>, view: &TabletsView) -> Markup {
    let text = frame.text;
    page(
        frame,
        html! {
            header.page-head { div {
                p { a.btn data-kind="quiet" data-shape="back" href=(paths::CALLS) { (icon_small(Icon::Prev)) (t!(text, "calls-title")) } }
                h1 { (t!(text, "calls-tablets-title")) }
                p.kicker { (t!(text, "calls-tablets-lead")) }
            } }
            div.stack {
                @if let Some(offered) = &view.offered { (code(text, offered)) }
                section.stack-tight aria-labelledby="tablets-h" {
                    h2 #tablets-h { (t!(text, "calls-tablets-used")) }
                    @if view.tablets.is_empty() { p.muted { (t!(text, "calls-tablets-none")) } }
                    @else { ul.rows { @for tablet in &view.tablets { li { (line(frame, view, tablet)) } } } }
                }
                (form(frame, view))
            }
        },
    )
}

/// The one-time link, as squares for the tablet's camera and as words to type.
fn code(text: &Text, offered: &Offered) -> Markup {
    let name = offered.name.as_str();
    html! {
        section class="card form" aria-labelledby="code-h" role="status" {
            h2 #code-h { (t!(text, "calls-code-title", name = name)) }
            p { (t!(text, "calls-code-scan")) }
            (qr(&offered.link, &t!(text, "calls-code-qr")))
            div.field {
                label for="link" { (t!(text, "calls-code-link")) }
                input #link type="text" readonly value=(offered.link) autocomplete="off";
            }
            p { (t!(text, "calls-code-until", time = clock(text, offered.until))) }
            p.small { (t!(text, "calls-code-once")) }
        }
    }
}

fn line(frame: &Frame<'_>, view: &TabletsView, tablet: &TabletLine) -> Markup {
    let text = frame.text;
    let who = view.cast.names(text, &tablet.children);
    let by = view.cast.name(tablet.by);
    html! {
        div.stack-tight.row-tall {
            div {
                p { b { (tablet.name) } }
                p.small.muted { (t!(text, "calls-tablet-of", who = who)) }
                p.small.muted { (t!(text, "calls-tablet-by", name = by, day = date_with_year(text, tablet.since))) }
            }
            form method="post" action=(END_TABLET) {
                (token_field(frame.token))
                input type="hidden" name="command" value=(view.command);
                input type="hidden" name="tablet" value=(tablet.id);
                button.btn { (t!(text, "calls-tablet-end")) span.vh { " " (tablet.name) } }
            }
        }
    }
}

fn form(frame: &Frame<'_>, view: &TabletsView) -> Markup {
    let text = frame.text;
    let form = &view.form;
    let wrong = |name: &str| {
        let found = view.wrong.iter().find(|(field, _)| *field == name);
        found.map(|(_, said)| said.as_str())
    };
    let summary: Vec<(&str, &str)> = view
        .wrong
        .iter()
        .map(|(field, said)| (*field, said.as_str()))
        .collect();
    html! {
        section.stack-tight aria-labelledby="new-h" {
            h2 #new-h { (t!(text, "calls-tablet-new")) }
            @if !summary.is_empty() { (error_summary(text, &t!(text, "calls-tablet-not-yet"), &summary)) }
            form.form method="post" action=(paths::TABLETS) novalidate {
                (token_field(frame.token))
                input type="hidden" name="command" value=(view.command);
                (Field::new("name", &t!(text, "calls-tablet-name"))
                    .hint(&t!(text, "calls-tablet-name-hint"))
                    .wrong(wrong("name"))
                    .input("text", "off", &form.name))
                fieldset #children tabindex="-1" {
                    legend { (t!(text, "calls-tablet-children")) }
                    @for kid in &view.cast.kids {
                        @let on = form.children.iter().any(|id| id == kid.id.as_str());
                        label.choice { input type="checkbox" name="child" value=(kid.id) checked[on]; (kid.name) }
                    }
                    @if let Some(wrong) = wrong("children") { p.wrong #children-wrong { (icon_small(Icon::Stop)) (wrong) } }
                }
                fieldset {
                    legend { (t!(text, "calls-tablet-quiet")) }
                    p.hint { (t!(text, "calls-tablet-quiet-hint")) }
                    (Field::new("quiet-from", &t!(text, "calls-tablet-quiet-from"))
                        .wrong(wrong("quiet-from"))
                        .input("time", "off", &form.quiet_from))
                    (Field::new("quiet-until", &t!(text, "calls-tablet-quiet-until"))
                        .input("time", "off", &form.quiet_until))
                }
                p.hint { (t!(text, "calls-tablet-what", name = view.cast.other())) }
                div.btn-row { button.btn data-kind="main" { (t!(text, "calls-tablet-make")) } }
            }
        }
    }
}
