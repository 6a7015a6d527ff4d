//! The pages of one handover, and of one stretch of care that may not have taken place.
//!
//! May touch: the view it is given. Both work without script; with it, a device can say about where it
//! is, once and when asked.

use family::{Reason, Refusal};
use maud::{Markup, html};
use plan::Side;

use super::form::{How, MEDICINE_ROWS, medicine_field};
use super::passes::Moment;
use super::told_markup;
use super::view::{Answerable, Answers, Arrival, HandoverView, May, MissedView};
use super::words;
use crate::calendar::moves::{self, Move, basis_ref};
use crate::page::{
    Field, Frame, Icon, Note, asset, face_small, icon, icon_small, note, page, paths, side_letter,
    token_field,
};
use crate::swap::arrival_markup::confirmed;
use crate::swap::form::side_value;
use crate::swap::view::Cast;
use crate::swap::words::refusal;
use crate::text::{Text, day_and_clock, t};

/// What a form of these pages leads to: what a device of the reader will sign.
pub(super) const ACT: &str = "care.said/1";

/// The page of one handover.
pub fn handover_page(frame: &Frame<'_>, view: &HandoverView) -> Markup {
    let text = frame.text;
    let telling = matches!(view.may, May::Tell(_));
    page(
        frame,
        html! {
            (head(text, &title(text, view)))
            div.thread {
                (arrived(text, &view.cast, &view.arrival))
                (agreed(text, view))
                (told(frame, &view.cast, &view.accounts, (view.answerable.as_ref(), &view.form.command)))
                @match view.may {
                    May::Tell(moment) => (tell(frame, view, moment)),
                    May::ToCome => p.muted { (t!(text, "care-to-come")) },
                    May::LongAgo => p.muted { (t!(text, "care-long-ago", days = family::TOLD_WITHIN_DAYS)) },
                    May::NotAgreed => p.muted { (t!(text, "care-not-agreed")) },
                }
            }
            @if telling { script type="module" src=(asset("care-place.js")) {} }
        },
    )
}

/// `Handover on Wednesday 25 November, 08:30`.
#[must_use]
pub fn title(text: &Text, view: &HandoverView) -> String {
    t!(
        text,
        "care-handover-title",
        at = day_and_clock(text, view.which.planned)
    )
}

fn head(text: &Text, title: &str) -> Markup {
    html! {
        header.page-head {
            p { a.btn data-kind="quiet" data-shape="back" href=(paths::CARE) { (icon_small(Icon::Prev)) (t!(text, "care-title")) } }
            h1 { (title) }
        }
    }
}

/// What became of what the reader sent.
fn arrived(text: &Text, cast: &Cast, arrival: &Arrival) -> Markup {
    let why = match arrival {
        Arrival::Looking => return html! {},
        Arrival::Recorded(entry) => return confirmed(text, *entry, &paths::receipt(*entry)),
        Arrival::Refused(Refusal::Care(why)) => words::refusal(text, why),
        Arrival::Refused(why) => refusal(text, why),
        Arrival::MovedOn => t!(text, "care-moved-on", name = cast.other()),
    };
    html! {
        div role="status" {
            (note(Note::Ask, html! { p { strong { (t!(text, "care-not-recorded")) } " " (why) } }))
        }
    }
}

/// What was agreed: who, where, who brings, and the clause that says so.
fn agreed(text: &Text, view: &HandoverView) -> Markup {
    html! {
        section class="card stack-tight" aria-labelledby="agreed-h" {
            h2 #agreed-h { (t!(text, "care-agreed")) }
            p { time datetime=(super::fields::moment(view.which.planned)) { (day_and_clock(text, view.which.planned)) } }
            @for step in &view.moves { (step_facts(text, view, step)) }
            @if view.moves.is_empty() { p.muted { (t!(text, "care-no-longer-agreed")) } }
        }
    }
}

fn step_facts(text: &Text, view: &HandoverView, step: &Move) -> Markup {
    let names = moves::names(text, &view.kids, &step.kids);
    let name = |side: Side| view.cast.name(side);
    let brings = moves::brings(text, &view.cast.parents, &view.kids, step);
    html! {
        p { strong { (t!(text, "today-goes", n = step.kids.len(), kids = names, from = name(step.from), to = name(step.to))) } }
        dl.facts {
            @if let Some(said) = brings { (fact(Icon::Walk, &t!(text, "fact-who"), &html! { (said) })) }
            @if let Some(place) = &step.place { (fact(Icon::Pin, &t!(text, "fact-where"), &html! { (place) })) }
            @if !step.bases.is_empty() {
                (fact(Icon::Plan, &t!(text, "fact-why"), &html! {
                    @for basis in &step.bases { (basis_ref(text, basis)) " " }
                }))
            }
        }
    }
}

fn fact(sign: Icon, name: &str, said: &Markup) -> Markup {
    html! { div { dt { (icon(sign)) span.vh { (name) } } dd { (said) } } }
}

/// What was told so far, and the answers to the other's words.
fn told(
    frame: &Frame<'_>,
    cast: &Cast,
    accounts: &[super::told::Accounts],
    (answerable, command): (Option<&Answerable>, &str),
) -> Markup {
    let text = frame.text;
    html! {
        section.stack-tight aria-labelledby="told-h" {
            h2 #told-h { (t!(text, "care-told")) }
            @if accounts.is_empty() { p.muted { (t!(text, "care-told-nothing")) } }
            @for one in accounts { (told_markup::accounts(text, cast, one)) (told_markup::make_up(text, one)) }
            @if let Some(answerable) = answerable { (answers(frame, cast, answerable, command)) }
        }
    }
}

fn answers(frame: &Frame<'_>, cast: &Cast, answerable: &Answerable, command: &str) -> Markup {
    let text = frame.text;
    html! {
        form.btn-even method="post" action=(paths::CARE_TOOK_PLACE) data-act=(ACT) {
            (token_field(frame.token))
            input type="hidden" name="command" value=(command);
            input type="hidden" name="entry" value=(answerable.entry);
            button.btn name="answer" value="same" { (t!(text, "care-same", name = cast.other())) }
            @if answerable.answers == Answers::SameOrTookPlace {
                button.btn name="answer" value="took-place" { (t!(text, "care-did-take-place")) }
            }
        }
    }
}

/// The hidden fields that say which handover a form is about.
fn which(frame: &Frame<'_>, view: &HandoverView) -> Markup {
    html! {
        (token_field(frame.token))
        input type="hidden" name="command" value=(view.form.command);
        input type="hidden" name="to" value=(view.form.to);
        input type="hidden" name="planned" value=(view.form.planned);
    }
}

/// One tap, then all that may be added, then that it did not take place.
fn tell(frame: &Frame<'_>, view: &HandoverView, moment: Moment) -> Markup {
    let text = frame.text;
    let open = !view.errors.is_empty() || matches!(view.arrival, Arrival::Refused(_));
    let from = (
        side_value(view.which.to),
        super::fields::moment(view.which.planned),
    );
    html! {
        section.stack-tight aria-labelledby="tell-h" {
            h2 #tell-h { (t!(text, "care-tell")) }
            @if view.is_told() { p.small.muted { (t!(text, "care-replaces")) } }
            @else {
                form method="post" action=(paths::CARE_HANDOVER) data-act=(ACT) {
                    (which(frame, view))
                    @for place in passing(view) { input type="hidden" name="child" value=(place); }
                    (one_tap(text, moment, (Tap::Main, None)))
                }
            }
            details open[open] {
                summary { (t!(text, "care-otherwise")) (icon_small(Icon::Next)) }
                (form(frame, view))
            }
            p { a.btn href=(format!("{}?to={}&at={}", paths::CARE_MISSED, from.0, from.1)) { (t!(text, "care-did-not")) } }
        }
    }
}

/// How a button stands on its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tap {
    /// The main action of its card.
    Main,
    /// One of many.
    Listed,
}

/// The button that says that it took place. `of` says to whoever listens which handover, where there
/// is more than one.
pub(crate) fn one_tap(text: &Text, moment: Moment, (tap, of): (Tap, Option<&str>)) -> Markup {
    let (how, label) = match moment {
        Moment::There => (How::Agreed, t!(text, "care-as-agreed")),
        Moment::Near => (How::Now, t!(text, "care-just-now")),
    };
    let kind = (tap == Tap::Main).then_some("main");
    html! {
        button.btn data-kind=[kind] name="how" value=(how.value()) {
            (icon_small(Icon::Check)) (label) @if let Some(of) = of { span.vh { ", " (of) } }
        }
    }
}

/// The ids of all children who pass.
fn passing(view: &HandoverView) -> Vec<&str> {
    let all = view.kids.all().iter().enumerate();
    all.filter(|(place, _)| view.moves.iter().any(|step| step.kids.contains(place)))
        .map(|(_, kid)| kid.id.as_str())
        .collect()
}

/// Another time, some of the children, a note, a place.
fn form(frame: &Frame<'_>, view: &HandoverView) -> Markup {
    let text = frame.text;
    let form = &view.form;
    let wrong = |field: &str| words::wrong_at(text, &view.errors, field);
    let line = |field: &str, label: &str, value: &str| {
        Field::new(field, label)
            .wrong(wrong(field).as_deref())
            .input("text", "off", value)
    };
    html! {
        form.form method="post" action=(paths::CARE_HANDOVER) data-act=(ACT) novalidate {
            (words::errors(text, &view.errors))
            (which(frame, view))
            input type="hidden" name="how" value=(How::At.value());
            (Field::new("at", &t!(text, "care-at"))
                .hint(&t!(text, "care-at-hint", planned = day_and_clock(text, view.which.planned)))
                .wrong(wrong("at").as_deref())
                .input("datetime-local", "off", &form.at))
            (children(text, &view.cast, &passing(view), &form.children, wrong("child").as_deref()))
            fieldset.form {
                legend { (t!(text, "care-note", name = view.cast.other())) }
                p.hint { (t!(text, "care-note-hint", name = view.cast.other())) }
                (line("meal", &t!(text, "care-note-meal"), &form.meal))
                @for (row, typed) in form.medicines.iter().enumerate().take(MEDICINE_ROWS) { (medicine(text, view, row, typed)) }
                (line("sleep", &t!(text, "care-note-sleep"), &form.sleep))
                (line("bag", &t!(text, "care-note-bag"), &form.bag))
                (Field::new("more", &t!(text, "care-note-more")).wrong(wrong("more").as_deref()).lines(Reason::MAX_CHARS, &form.more))
            }
            (place(text, view))
            div.btn-row { button.btn data-kind="main" { (t!(text, "care-send")) } }
        }
    }
}

fn medicine(
    text: &Text,
    view: &HandoverView,
    row: usize,
    typed: &super::form::MedicineForm,
) -> Markup {
    let one = |field: &str, kind: &str, label: &str, value: &str| {
        let name = medicine_field(row, field);
        let wrong = words::wrong_at(text, &view.errors, &name);
        Field::new(&name, label)
            .wrong(wrong.as_deref())
            .input(kind, "off", value)
    };
    html! {
        fieldset.choices {
            legend { (t!(text, "care-medicine", number = row + 1)) }
            div class="stack-tight pair" {
                (one("name", "text", &t!(text, "care-medicine-name"), &typed.name))
                (one("dose", "text", &t!(text, "care-medicine-dose"), &typed.dose))
            }
            div class="stack-tight pair" { (one("at", "datetime-local", &t!(text, "care-medicine-at"), &typed.at)) }
        }
    }
}

/// About where the person is: only with script, only when asked, and only as far as the person sees.
fn place(text: &Text, view: &HandoverView) -> Markup {
    let wrong = words::wrong_at(text, &view.errors, "place");
    html! {
        div #place .stack-tight data-place {
            input type="hidden" name="north" value=(view.form.north);
            input type="hidden" name="east" value=(view.form.east);
            @if let Some(wrong) = &wrong { p.wrong { (icon_small(Icon::Stop)) (wrong) } }
            div.stack-tight hidden data-place-ask {
                p.small.muted { (t!(text, "care-place-hint")) }
                p { button.btn type="button" data-place-add { (icon_small(Icon::Pin)) (t!(text, "care-place-add")) } }
                p.wrong role="alert" hidden data-place-wrong { (t!(text, "care-place-failed")) }
            }
            p.btn-row role="status" hidden data-place-said {
                span { (t!(text, "care-place-is")) " " b data-place-value {} }
                button.btn type="button" data-kind="quiet" data-place-remove { (icon_small(Icon::Close)) (t!(text, "care-place-remove")) }
            }
        }
    }
}

/// Children to tick: all of `ids`, with those that are ticked.
fn children(
    text: &Text,
    cast: &Cast,
    ids: &[&str],
    ticked: &[String],
    wrong: Option<&str>,
) -> Markup {
    let described = wrong.map(|_| "child-wrong");
    let kids = cast
        .kids
        .iter()
        .filter(|kid| ids.contains(&kid.id.as_str()));
    html! {
        fieldset.field.choices aria-describedby=[described] {
            legend { (t!(text, "care-children")) }
            @for (place, kid) in kids.enumerate() {
                @let id = if place == 0 { "child".to_owned() } else { format!("child-{}", kid.id) };
                label.choice {
                    input id=(id) type="checkbox" name="child" value=(kid.id) checked[ticked.iter().any(|id| id == kid.id.as_str())];
                    (face_small(kid.face)) (kid.name)
                }
            }
            @if let Some(wrong) = wrong { p.wrong #child-wrong { (icon_small(Icon::Stop)) (wrong) } }
        }
    }
}

/// The page of a stretch of care that may not have taken place.
pub fn missed_page(frame: &Frame<'_>, view: &MissedView) -> Markup {
    let text = frame.text;
    let form = &view.form;
    let all: Vec<&str> = view.cast.kids.iter().map(|kid| kid.id.as_str()).collect();
    let wrong = |field: &str| words::wrong_at(text, &view.errors, field);
    let moment = |field: &str, label: &str, value: &str| {
        Field::new(field, label)
            .wrong(wrong(field).as_deref())
            .input("datetime-local", "off", value)
    };
    page(
        frame,
        html! {
            (head(text, &t!(text, "care-missed-title")))
            div.thread {
                (arrived(text, &view.cast, &view.arrival))
                @if !view.accounts.is_empty() { (told(frame, &view.cast, &view.accounts, (view.answerable.as_ref(), &form.command))) }
                section.stack-tight aria-labelledby="tell-h" {
                    h2 #tell-h { (t!(text, "care-tell")) }
                    p { (t!(text, "care-missed-lead")) }
                    form.form method="post" action=(paths::CARE_MISSED) data-act=(ACT) novalidate {
                        (words::errors(text, &view.errors))
                        (token_field(frame.token))
                        input type="hidden" name="command" value=(form.command);
                        (children(text, &view.cast, &all, &form.children, wrong("child").as_deref()))
                        (parents(text, &view.cast, &form.parent, wrong("parent").as_deref()))
                        (moment("from", &t!(text, "care-from"), &form.from))
                        (moment("until", &t!(text, "care-until"), &form.until))
                        (Field::new("reason", &t!(text, "care-reason"))
                            .hint(&t!(text, "care-reason-hint", name = view.cast.other()))
                            .wrong(wrong("reason").as_deref())
                            .lines(Reason::MAX_CHARS, &form.reason))
                        div.btn-row {
                            button.btn data-kind="main" { (t!(text, "care-missed-send")) }
                            a.btn data-kind="quiet" href=(paths::CARE) { (t!(text, "care-back")) }
                        }
                    }
                }
            }
        },
    )
}

fn parents(text: &Text, cast: &Cast, chosen: &str, wrong: Option<&str>) -> Markup {
    let described = wrong.map(|_| "parent-wrong");
    html! {
        fieldset.field.choices aria-describedby=[described] {
            legend { (t!(text, "care-whose")) }
            @for side in Side::BOTH {
                @let value = side_value(side);
                @let id = if side == Side::A { "parent".to_owned() } else { format!("parent-{value}") };
                label.choice {
                    input id=(id) type="radio" name="parent" value=(value) checked[chosen == value];
                    (side_letter(cast.parent(side))) (cast.name(side))
                }
            }
            @if let Some(wrong) = wrong { p.wrong #parent-wrong { (icon_small(Icon::Stop)) (wrong) } }
        }
    }
}
