//! What there is to propose, the page between the form and the sending, and the parts of a
//! proposal's page that are about offers.
//!
//! May touch: the view it is given.

use family::{Decision, OfferRefusal, Refusal, Terms, Trip};
use maud::{Markup, html};
use plan::{DisputeStep, Side};
use std::borrow::Cow;

use super::form_markup::action;
use super::view::{BreachView, Choice, ChooserView, DisputeView, More, OfferPreview, Stands};
use super::{Kind, SENT, consent_path, words};
use crate::messages::words::path as topic_path;
use crate::page::{
    Frame, Icon, Note, clause_ref, icon, icon_small, note, page, paths, token_field,
};
use crate::people;
use crate::swap::change_markup::{self, Tense};
use crate::swap::form::Step;
use crate::swap::view::{Cast, OfferView, PlanState, ProposalView, Standing, TermsView};
use crate::swap::words::{move_sentence, refusal};
use crate::text::{Text, date_with_year, deadline, t};

/// What one can propose, each with a sentence.
pub fn chooser_page(frame: &Frame<'_>, view: &ChooserView) -> Markup {
    let text = frame.text;
    let on = |path: String| match view.day {
        Some(day) => format!("{path}?day={day}"),
        None => path,
    };
    let offers = view.kinds.iter().map(|kind| {
        let (name, about) = words::kind(text, *kind);
        (on(kind.path()), sign(*kind), name, about)
    });
    let swap = (view.plan == PlanState::Agreed).then(|| {
        let name = t!(text, "offer-kind-swap").into_owned();
        let about = t!(text, "offer-about-swap").into_owned();
        (on(paths::PROPOSE.to_owned()), Icon::Swap, name, about)
    });
    let (path, name, about) = match view.plan {
        PlanState::None => (
            paths::RHYTHM,
            t!(text, "offer-kind-plan"),
            t!(text, "offer-about-plan"),
        ),
        PlanState::Agreed => (
            paths::PLAN_CHANGE,
            t!(text, "amend-kind"),
            t!(text, "amend-about"),
        ),
    };
    let (name, about) = (name.into_owned(), about.into_owned());
    let plan = [(path.to_owned(), Icon::Plan, name, about)];
    let all = swap.into_iter().chain(offers).chain(plan);
    page(
        frame,
        html! {
            header.page-head { div {
                p { a.btn data-kind="quiet" data-shape="back" href=(paths::PROPOSALS) { (icon_small(Icon::Prev)) (t!(text, "list-title")) } }
                h1 { (t!(text, "offer-choose")) }
                p.kicker { (t!(text, "offer-choose-lead", name = view.cast.other())) }
            } }
            ul.stack-tight {
                @for (path, sign, name, about) in all {
                    li { a.ask href=(path) { (icon(sign)) strong { (name) } p { (about) } (icon(Icon::Next)) } }
                }
            }
        },
    )
}

/// The sign of a kind.
#[must_use]
pub const fn sign(kind: Kind) -> Icon {
    match kind {
        Kind::Visit => Icon::Clock,
        Kind::Handover => Icon::Handover,
        Kind::FirstRefusal => Icon::Homes,
        Kind::Holiday => Icon::Calendar,
        Kind::Trip => Icon::Globe,
        Kind::Decision => Icon::Two,
        Kind::MakeUp => Icon::Swap,
    }
}

/// What would change, before anything is sent.
pub fn preview_page(frame: &Frame<'_>, view: &OfferPreview) -> Markup {
    let text = frame.text;
    let cast = &view.cast;
    let edge = |side| (side != cast.viewer).then_some("open");
    let sendable = view.blocked.is_none();
    page(
        frame,
        html! {
            header.page-head {
                div {
                    h1 { (t!(text, "preview-title")) }
                    p.kicker {
                        @if sendable { (t!(text, "preview-lead", name = cast.other())) }
                        @else { (t!(text, "preview-lead-blocked")) }
                    }
                }
            }
            form.thread method="post" action=(action(&view.purpose, view.form.kind)) {
                (token_field(frame.token))
                @for (name, value) in view.form.pairs() { input type="hidden" name=(name) value=(value); }
                section class="held proposal" data-a=[edge(Side::A)] data-b=[edge(Side::B)] aria-labelledby="preview-h" {
                    header {
                        p.tiny { (t!(text, "preview-moves")) }
                        h2 #preview-h { (words::terms(text, cast, &view.terms)) }
                    }
                    (whole(text, cast, &view.terms))
                    @match &view.reason {
                        Some(reason) => div.stack-tight {
                            p.small.muted { (t!(text, "preview-reason")) }
                            @for line in reason.lines().filter(|line| !line.trim().is_empty()) { p { (line) } }
                        },
                        None => p.small.muted { (t!(text, "preview-no-reason")) },
                    }
                    (choices(text, cast, &view.more, Tense::Would))
                }
                (blocked(text, view.blocked.as_ref()))
                (remarks(text, cast, &view.more))
                @if sendable {
                    p.small { (t!(text, "preview-then", name = cast.other())) }
                    (until(text, &view.more))
                }
                div.btn-row {
                    @if sendable {
                        button.btn data-kind="main" name="step" value=(Step::Send.value()) data-act=(SENT) { (t!(text, "preview-send")) }
                    }
                    button.btn name="step" value=(Step::Change.value()) { (t!(text, "preview-change")) }
                }
            }
        },
    )
}

fn blocked(text: &Text, why: Option<&Refusal>) -> Markup {
    let Some(why) = why else {
        return html! {};
    };
    let away = matches!(why, Refusal::Offer(OfferRefusal::NotYourCare));
    html! {
        div role="alert" {
            (note(Note::Ask, html! {
                p { strong { (t!(text, "preview-blocked")) } }
                p { (refusal(text, why)) }
                @if away { p { a href=(Kind::Visit.path()) { (words::kind(text, Kind::Visit).0) } } }
            }))
        }
    }
}

/// What a heading does not say: the facts of a trip, the words of a decision.
pub(crate) fn whole(text: &Text, cast: &Cast, terms: &Terms) -> Markup {
    match terms {
        Terms::Trip(trip) => trip_details(text, cast, trip),
        Terms::Decision(decision) => decision_words(decision),
        Terms::Time(_)
        | Terms::Handover(_)
        | Terms::Plan(_)
        | Terms::Swap(_)
        | Terms::Erase(_)
        | Terms::LiftHold(_)
        | Terms::Close
        | Terms::LetIn(_) => html! {},
    }
}

/// What opens before an offer is taken says: what comes after that.
pub(crate) fn after_accepting<'t>(text: &'t Text, terms: &Terms) -> Cow<'t, str> {
    match terms {
        Terms::Decision(_) => t!(text, "offer-after-decision"),
        Terms::Trip(_) => t!(text, "offer-after-trip"),
        Terms::Time(_)
        | Terms::Handover(_)
        | Terms::Plan(_)
        | Terms::Swap(_)
        | Terms::Erase(_)
        | Terms::LiftHold(_)
        | Terms::Close
        | Terms::LetIn(_) => t!(text, "accept-after"),
    }
}

/// The sign of what is offered.
#[must_use]
pub fn sign_of(terms: &Terms) -> Icon {
    Kind::of(terms).map_or(Icon::Swap, sign)
}

/// What stands under the answers of a proposal: its deadline, the ways on from it.
pub(crate) fn after(text: &Text, view: &ProposalView, last: &OfferView) -> Markup {
    let care = match &last.terms {
        TermsView::Swap(_) | TermsView::Plan(_) | TermsView::Offer(_) => true,
        TermsView::Erase(_) | TermsView::LiftHold(_) | TermsView::Close | TermsView::LetIn(_) => {
            false
        }
    };
    let agreed = matches!(view.standing, Standing::Accepted(_));
    let trip = matches!(&last.terms, TermsView::Offer(Terms::Trip(_)));
    let topic = view.id.parse().ok().filter(|_| care);
    // Whose answer is awaited was told the deadline above.
    let told = view.waits_for() == Some(view.cast.viewer);
    let asked = view.standing == Standing::Open && view.more.answer_by.is_some();
    html! {
        @if asked && !told { (until(text, &view.more)) }
        @if let Some(found) = &view.more.dispute { (dispute(text, &view.id, found)) }
        @if agreed && trip {
            p { a.btn href=(consent_path(&view.id)) { (icon_small(Icon::Print)) (t!(text, "consent-get")) } }
            p.small.muted { (t!(text, "consent-what")) }
        }
        @if let Some(topic) = topic {
            p.small { a href=(topic_path(&family::About::Proposal(topic))) { (t!(text, "offer-talk-link")) } }
        }
    }
}

/// What is known of a trip, and the time that changes hands for it.
pub(crate) fn trip_details(text: &Text, cast: &Cast, trip: &Trip) -> Markup {
    let facts = words::trip_facts(text, trip);
    html! {
        @if !facts.is_empty() {
            ul.small.stack-tight { @for (label, said) in &facts { li { b { (label) } ": " (said) } } }
        }
        @for one in &trip.moves { p.small { (move_sentence(text, cast, one)) "." } }
    }
}

/// What is decided, in the words of who offers it.
pub(crate) fn decision_words(decision: &Decision) -> Markup {
    let lines = decision.text.as_str().lines();
    html! {
        div.stack-tight { @for line in lines.filter(|line| !line.trim().is_empty()) { p { (line) } } }
    }
}

/// Each alternative with what it changes; of a single one only that.
pub(crate) fn choices(text: &Text, cast: &Cast, more: &More, tense: Tense) -> Markup {
    html! {
        @if more.has_choice() {
            @for choice in &more.choices {
                div.stack-tight {
                    h3 { (t!(text, "offer-alternative", number = choice.number)) }
                    p { (choice_line(text, cast, choice)) "." }
                    @if let Some(said) = standing(text, choice.stands) { p.small.muted { (said) } }
                    (change(text, cast, choice, (tense, Some(choice.number))))
                }
            }
        } @else { @for choice in &more.choices { (change(text, cast, choice, (tense, None))) } }
    }
}

/// One alternative in one line.
#[must_use]
pub fn choice_line(text: &Text, cast: &Cast, choice: &Choice) -> String {
    let said: Vec<String> = choice
        .moves
        .iter()
        .map(|one| move_sentence(text, cast, one))
        .collect();
    said.join("; ")
}

fn standing(text: &Text, stands: Stands) -> Option<String> {
    match stands {
        Stands::Open | Stands::Left => None,
        Stands::Past => Some(t!(text, "offer-alternative-past").into_owned()),
        Stands::Chosen => Some(t!(text, "offer-alternative-chosen").into_owned()),
    }
}

/// What one alternative changes; with its number where there are several.
fn change(text: &Text, cast: &Cast, choice: &Choice, which: (Tense, Option<usize>)) -> Markup {
    html! {
        @if let Some(effect) = &choice.effect { (change_markup::effect_of(text, cast, effect, which)) }
        (limits(text, cast, &choice.breaches))
    }
}

/// The limits of the plan that an offer would not keep to.
pub(crate) fn limits(text: &Text, cast: &Cast, breaches: &[BreachView]) -> Markup {
    html! {
        @if !breaches.is_empty() {
            (note(Note::Plain, html! {
                p { strong { (t!(text, "breach-head")) } }
                @for breach in breaches {
                    p { (words::breach(text, cast, breach)) " " (clause_ref(text, &breach.clause)) }
                }
                p.small { (t!(text, "breach-may")) }
            }))
        }
    }
}

/// What to know before sending or answering.
pub(crate) fn remarks(text: &Text, cast: &Cast, more: &More) -> Markup {
    html! {
        @if let Some(due) = &more.due {
            (note(Note::Plain, html! {
                p { (t!(text, "offer-due", hours = due.hours)) " " (clause_ref(text, &due.clause)) }
            }))
        }
        @if let Some(clause) = &more.clause {
            p.small { (t!(text, "offer-leaves-open")) " " (clause_ref(text, clause)) }
        }
        @if more.nights_of_other > 0 {
            (note(Note::Plain, html! { p { (t!(text, "trip-moves-nothing", n = more.nights_of_other)) } }))
        }
        @for other in &more.touching {
            (note(Note::Plain, html! {
                p { (t!(text, "remark-overlaps", number = other.number)) }
                p { a href=(paths::proposal(&other.id)) { (t!(text, "remark-overlaps-link", number = other.number)) } }
            }))
        }
        @if let Some(side) = more.freed {
            (note(Note::Plain, html! { p { (t!(text, "offer-freed", name = cast.name(side))) } }))
        }
    }
}

/// Until when an answer is asked for, and from when on there is nothing left to answer.
pub(crate) fn until(text: &Text, more: &More) -> Markup {
    html! {
        @if let Some(by) = more.answer_by { p.small { (t!(text, "offer-by", by = deadline(text, by))) } }
        @else if let Some(at) = more.expires { p.small { (t!(text, "offer-expires", at = deadline(text, at))) } }
    }
}

/// What comes next when the same was declined twice.
pub(crate) fn dispute(text: &Text, id: &str, dispute: &DisputeView) -> Markup {
    let topic = id.parse().ok().map(family::About::Proposal);
    let earlier = &dispute.earlier;
    html! {
        section.stack-tight aria-labelledby="dispute-h" {
            h3 #dispute-h { (t!(text, "dispute-head")) }
            p {
                (t!(text, "dispute-twice")) " "
                a href=(paths::proposal(&earlier.id)) { (t!(text, "proposal-title", number = earlier.number)) } ". "
                @match &dispute.clause {
                    Some(clause) => { (t!(text, "dispute-clause")) " " (clause_ref(text, clause)) }
                    None => { (t!(text, "dispute-no-clause")) }
                }
            }
            ol.changes {
                @for (place, one) in dispute.steps.iter().enumerate() {
                    li {
                        (words::step(text, *one)) " "
                        @if let Some(day) = dispute.until.filter(|_| place == 0) { (t!(text, "dispute-until", day = date_with_year(text, day))) " " }
                        @match one {
                            DisputeStep::Talk => { @if let Some(topic) = &topic { a href=(topic_path(topic)) { (t!(text, "dispute-talk-link")) } } }
                            DisputeStep::Mediator => { a href={ (people::NEW) "?proposal=" (id) } { (t!(text, "dispute-mediator-link")) } }
                        }
                    }
                }
                @if let Some(again) = &dispute.again {
                    li { (t!(text, "dispute-again")) " " a href=(again) { (t!(text, "dispute-again-link")) } }
                }
            }
        }
    }
}

/// The radio buttons with which one alternative is taken; nothing where there is only one.
pub(crate) fn to_choose(text: &Text, cast: &Cast, more: &More) -> Markup {
    let open: Vec<&Choice> = more.open().collect();
    if !more.has_choice() {
        return html! {};
    }
    html! {
        @if let [only] = open.as_slice() {
            input type="hidden" name="alternative" value=(only.number);
            p { (choice_line(text, cast, only)) "." }
        } @else {
            fieldset.field.choices {
                legend { (t!(text, "offer-which")) }
                @for (place, choice) in open.iter().enumerate() {
                    label.choice {
                        input id={ "alternative-" (choice.number) } type="radio" name="alternative" value=(choice.number) checked[place == 0];
                        (choice_line(text, cast, choice))
                    }
                }
            }
        }
    }
}
