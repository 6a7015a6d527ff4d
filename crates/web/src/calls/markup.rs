//! The page of calls, drawn: whom one may call now, what is planned, how it went.
//!
//! May touch: the view it is given.

use jiff::civil::DateTime;
use maud::{Markup, html};

use super::view::{CallsView, CheckView, LiveCall, Planned, Reach, Told, Watched};
use super::{CHECK, call_path, rhythm};
use crate::page::{
    Frame, Icon, Note, asset, clause_ref, empty, face_small, icon, icon_small, note, page, paths,
    side_letter, token_field,
};
use crate::text::{Text, clock, date_long, list, t};

/// The page.
pub fn calls_page(frame: &Frame<'_>, view: &CallsView) -> Markup {
    let text = frame.text;
    page(
        frame,
        html! {
            header.page-head { div {
                h1 { (t!(text, "calls-title")) }
                p.kicker { (t!(text, "calls-lead")) }
            } }
            div.stack {
                (told(text, view.told))
                @if let Some(live) = &view.live { (live_call(text, live)) }
                (begin(frame, view))
                (planned(text, view))
                (view.rhythm)
                (places(text, view))
                p.small.muted { (t!(text, "calls-nothing-kept")) }
            }
        },
    )
}

fn told(text: &Text, told: Told) -> Markup {
    let said = match told {
        Told::Nothing => return html! {},
        Told::Over => t!(text, "calls-told-over"),
        Told::Left => t!(text, "calls-told-left"),
        Told::Declined => t!(text, "calls-told-declined"),
    };
    html! { div role="status" { (note(Note::Plain, html! { p { (said) } })) } }
}

fn live_call(text: &Text, live: &LiveCall) -> Markup {
    let said = if live.rings {
        t!(text, "calls-rings", name = live.with.as_str())
    } else {
        t!(text, "calls-goes-on", name = live.with.as_str())
    };
    html! {
        a.ask href=(call_path(&live.id)) {
            (icon(Icon::Video))
            strong { (said) }
            p { (t!(text, "calls-go-there")) }
            (icon(Icon::Next))
        }
    }
}

fn begin(frame: &Frame<'_>, view: &CallsView) -> Markup {
    let text = frame.text;
    if !view.has_plan {
        return empty(
            &t!(text, "calls-no-plan-title"),
            html! { p { (t!(text, "calls-no-plan")) } },
        );
    }
    html! {
        section.stack-tight aria-labelledby="now-h" {
            h2 #now-h { (t!(text, "calls-now")) }
            @if view.reach.is_empty() {
                p { (t!(text, "calls-all-here")) }
            } @else if view.watched.as_ref().is_some_and(|watched| watched.people.is_empty()) {
                (watched(text, view.watched.as_ref()))
                p { (t!(text, "calls-nobody-watches")) " " a href=(paths::PEOPLE) { (t!(text, "menu-people")) } }
            } @else { (begin_form(frame, view)) }
        }
    }
}

fn begin_form(frame: &Frame<'_>, view: &CallsView) -> Markup {
    let text = frame.text;
    let form = &view.form;
    let other = view.cast.other();
    html! {
        form class="form card" method="post" action=(paths::CALLS) novalidate {
            (token_field(frame.token))
            input type="hidden" name="command" value=(view.command);
            fieldset {
                legend { (t!(text, "calls-whom")) }
                @for reach in &view.reach { (child(text, view, reach)) }
                @if let Some(wrong) = &form.wrong { p.wrong #child-wrong role="alert" { (icon_small(Icon::Stop)) (wrong) } }
            }
            (watched(text, view.watched.as_ref()))
            @if let Some(watched) = &view.watched { (watcher(text, watched, &form.supervisor)) }
            details {
                summary { (t!(text, "calls-how")) }
                label.choice { input type="checkbox" name="audio" value="1" checked[form.choice.audio_only]; (t!(text, "calls-audio")) }
                p.hint { (t!(text, "calls-relayed")) }
            }
            p.hint { (t!(text, "calls-who-rings", name = other)) }
            div.btn-row { button.btn data-kind="main" data-size="l" { (icon(Icon::Video)) (t!(text, "calls-call")) } }
        }
    }
}

fn child(text: &Text, view: &CallsView, reach: &Reach) -> Markup {
    let form = &view.form;
    let on = form.children.is_empty() || form.children.iter().any(|id| id == reach.child.as_str());
    let kid = view.cast.kids.iter().find(|kid| kid.id == reach.child);
    html! {
        @if let Some(kid) = kid {
            label.choice {
                input type="checkbox" name="child" value=(kid.id) checked[on];
                (face_small(kid.face)) (kid.name)
                @if !reach.tablets.is_empty() {
                    " " span.small.muted { (t!(text, "calls-on-tablet", name = list(text, &reach.tablets))) }
                }
            }
        }
    }
}

/// What the plan asks, in its words.
fn watched(text: &Text, watched: Option<&Watched>) -> Markup {
    let Some(watched) = watched else {
        return html! {};
    };
    note(
        Note::Plain,
        html! {
            p {
                (t!(text, "calls-watched")) " " q lang=[watched.lang] { (watched.by) } ". "
                @if let Some(clause) = &watched.clause { (clause_ref(text, clause)) }
            }
            p.small { (t!(text, "calls-watched-how")) }
        },
    )
}

fn watcher(text: &Text, watched: &Watched, chosen: &str) -> Markup {
    html! {
        fieldset {
            legend { (t!(text, "calls-who-watches")) }
            @for (n, (id, name)) in watched.people.iter().enumerate() {
                @let on = id == chosen || (n == 0 && chosen.is_empty());
                label.choice { input type="radio" name="supervisor" value=(id) checked[on]; (name) }
            }
        }
    }
}

fn planned(text: &Text, view: &CallsView) -> Markup {
    html! {
        section.stack-tight aria-labelledby="planned-h" {
            h2 #planned-h { (t!(text, "calls-planned")) }
            @if view.planned.is_empty() { p.muted { (t!(text, "calls-none-planned")) } }
            @else { ul.rows { @for one in &view.planned { li { (planned_line(text, view, one)) } } } }
        }
    }
}

fn planned_line(text: &Text, view: &CallsView, one: &Planned) -> Markup {
    let day = if one.at.date() == view.today {
        t!(text, "calls-today").into_owned()
    } else {
        date_long(text, one.at.date())
    };
    let parent = view.cast.parent(one.parent);
    html! {
        div.stack-tight.row-tall {
            p {
                time datetime=(stamp(one.at)) {
                    (t!(text, "calls-planned-at", day = day, from = clock(text, one.at.time()), until = clock(text, one.end.time())))
                }
                @for other in &one.clocks { " " span.muted { "(" (rhythm::clock::words(text, other)) ")" } }
            }
            p {
                (view.cast.names(text, &one.children)) " – " (side_letter(parent)) " " (parent.name) " "
                @for clause in &one.clauses { " " (clause_ref(text, clause)) }
            }
        }
    }
}

fn stamp(at: DateTime) -> String {
    at.strftime("%Y-%m-%dT%H:%M").to_string()
}

fn places(text: &Text, view: &CallsView) -> Markup {
    html! {
        section.stack-tight aria-labelledby="more-h" {
            h2 #more-h { (t!(text, "calls-devices")) }
            a.quiet-row href=(paths::TABLETS) {
                (icon(Icon::Two))
                span { (t!(text, "calls-tablets-in-use", n = view.tablets)) }
                (icon_small(Icon::Next))
            }
            a.quiet-row href=(CHECK) {
                (icon(Icon::Check))
                span { (t!(text, "calls-check-title")) }
                (icon_small(Icon::Next))
            }
        }
    }
}

/// Whether this device can call. A script fills it in; without one the page says what a call needs.
pub fn check_page(frame: &Frame<'_>, view: CheckView) -> Markup {
    let text = frame.text;
    let steps = [
        ("browser", t!(text, "calls-check-browser")),
        ("camera", t!(text, "calls-check-camera")),
        ("microphone", t!(text, "calls-check-microphone")),
        ("network", t!(text, "calls-check-network")),
        ("relay", t!(text, "calls-check-relay")),
    ];
    page(
        frame,
        html! {
            header.page-head { div {
                p { a.btn data-kind="quiet" data-shape="back" href=(paths::CALLS) { (icon_small(Icon::Prev)) (t!(text, "calls-title")) } }
                h1 { (t!(text, "calls-check-title")) }
                p.kicker { (t!(text, "calls-check-lead")) }
            } }
            script type="module" src=(asset("call-check.js")) {}
            div #call-check .stack data-ask=(CHECK) data-token=(frame.token) data-relay=(if view.relayed { "relay" } else { "none" }) {
                noscript { (note(Note::Plain, html! { p { (t!(text, "calls-needs-script")) } })) }
                @if !view.relayed { (note(Note::Plain, html! { p { (t!(text, "calls-check-no-relay")) } })) }
                div.btn-row { button.btn type="button" data-kind="main" data-do="check" hidden { (icon(Icon::Video)) (t!(text, "calls-check-begin")) } }
                video.check-self data-part="self" autoplay muted playsinline hidden aria-label=(t!(text, "calls-check-picture")) {}
                ul.rows role="list" aria-live="polite" {
                    @for (key, said) in &steps {
                        li data-step=(key) {
                            div.stack-tight.row-tall {
                                p { b { (said) } }
                                p.small.muted data-slot="said" { (t!(text, "calls-check-not-yet")) }
                            }
                        }
                    }
                }
                p.small.muted { (t!(text, "calls-check-kept")) }
            }
            (check_words(text))
        },
    )
}

/// What the script may have to say, by the name that it has for it.
fn check_words(text: &Text) -> Markup {
    let words = [
        ("busy", t!(text, "calls-check-busy")),
        ("fine", t!(text, "calls-check-fine")),
        ("browser-no", t!(text, "calls-check-browser-no")),
        ("insecure", t!(text, "calls-check-insecure")),
        ("camera-denied", t!(text, "calls-camera-denied")),
        ("camera-none", t!(text, "calls-camera-none")),
        ("camera-busy", t!(text, "calls-camera-busy")),
        ("microphone-denied", t!(text, "calls-microphone-denied")),
        ("microphone-none", t!(text, "calls-microphone-none")),
        ("microphone-busy", t!(text, "calls-microphone-busy")),
        ("microphone-quiet", t!(text, "calls-check-quiet")),
        ("network-no", t!(text, "calls-check-network-no")),
        ("relay-no", t!(text, "calls-check-relay-no")),
        ("relay-none", t!(text, "calls-check-no-relay")),
    ];
    html! {
        template #call-check-words {
            @for (key, said) in &words { p data-word=(key) { (said) } }
        }
    }
}
