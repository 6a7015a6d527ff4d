//! The pages about proposals: the card with its three equal answers, the list, declining.
//!
//! May touch: the view it is given. The form and the preview stand in `form_markup.rs`.

use family::Ties;
use maud::{Markup, html};
use plan::Side;

use super::arrival_markup::arrived;
use super::form_markup::reason_field;
pub use super::form_markup::{form_page, preview_page};
use super::sheets;
use super::view::{
    Cast, DeclineView, ListView, OfferView, PlanState, PlanView, ProposalView, Row, Signed,
    Standing, TermsView,
};
use super::{change_markup, counter_path, decline_path, offered_plan_path, words};
use crate::by_link::link_path;
use crate::by_link::words::came;
use crate::ending;
use crate::offers::{CHOOSE, markup as offers};
use crate::page::{Frame, Icon, Note, empty, icon, icon_small, note, page, paths, side_letter};
use crate::text::{Text, date_with_year, day_and_clock, deadline, t};

/// The page of one proposal.
pub fn proposal_page(frame: &Frame<'_>, view: &ProposalView) -> Markup {
    let text = frame.text;
    let Some((last, earlier)) = view.offers.split_last() else {
        return page(frame, html! {});
    };
    page(
        frame,
        html! {
            header.page-head {
                p { a.btn data-kind="quiet" data-shape="back" href=(paths::PROPOSALS) { (icon_small(Icon::Prev)) (t!(text, "list-title")) } }
                h1.vh { (t!(text, "proposal-title", number = view.number)) }
            }
            div.thread {
                (arrived(text, view, last))
                @if !earlier.is_empty() {
                    h2.vh { (t!(text, "proposal-offers")) }
                    @for offer in earlier { (earlier_offer(text, &view.cast, offer)) }
                }
                (card(frame, view, last))
            }
            @if view.waits_for() == Some(view.cast.viewer) && view.blocked.is_none() { (sheets::accept(frame, view, last)) }
            @if view.may_withdraw() { (sheets::withdraw(frame, view, last)) }
        },
    )
}

/// An offer that a newer one replaced: its maker held it, the other offered something else.
fn earlier_offer(text: &Text, cast: &Cast, offer: &OfferView) -> Markup {
    let edge = |side| (side != offer.by).then_some("no");
    html! {
        section.held data-a=[edge(Side::A)] data-b=[edge(Side::B)] {
            div.stack-tight {
                p.tiny {
                    (t!(text, "proposal-offer-n", revision = offer.revision, name = cast.name(offer.by), at = day_and_clock(text, offer.at)))
                }
                p { (words::headline(text, cast, &offer.terms)) }
                (change_markup::all_moves(text, cast, &offer.terms))
                (reason(text, cast, offer.by, offer.reason.as_deref()))
                (offer_signed(text, cast, offer))
                (recorded(text, offer.entry))
            }
        }
    }
}

/// The proposal itself, between both parents.
fn card(frame: &Frame<'_>, view: &ProposalView, last: &OfferView) -> Markup {
    let text = frame.text;
    let [a, b] = edges(view, last);
    html! {
        section class="held proposal" id={ "proposal-" (view.number) } data-a=[a] data-b=[b] aria-labelledby="proposal-h" {
            header {
                p.tiny { (words::by_line(text, &view.cast, view.number, last)) }
                h2 #proposal-h { (words::headline(text, &view.cast, &last.terms)) }
            }
            (change_markup::all_moves(text, &view.cast, &last.terms))
            (reason(text, &view.cast, last.by, last.reason.as_deref()))
            (terms(text, view, &last.terms))
            (keys(text, view, last))
            (answers(text, view))
            (sheets::sign(frame, view, last))
            (standing(text, view, last))
            (offers::after(text, view, last))
            @if view.linkable { p { a.btn href=(link_path(&view.id)) { (t!(text, "link-title", other = view.cast.other())) } } }
            (recorded(text, last.entry))
            @if view.ties == Ties::Free { (erase_link(text, view)) }
        }
    }
}

/// The way to asking that this proposal be erased, or to where that was asked already.
fn erase_link(text: &Text, view: &ProposalView) -> Markup {
    html! {
        p.small {
            @match &view.asked {
                Some(asked) => a href=(paths::proposal(&asked.id)) { (words::asked(text, &view.cast, asked)) },
                None => a href=(ending::erase_path(&view.id)) { (t!(text, "erase-ask-link")) },
            }
        }
    }
}

/// How each edge of the card is drawn: by side, never by who looks.
fn edges(view: &ProposalView, last: &OfferView) -> [Option<&'static str>; 2] {
    Side::BOTH.map(|side| {
        let offered = side == last.by;
        match &view.standing {
            Standing::Accepted(_) => None,
            Standing::Open if offered => None,
            Standing::Open => Some("open"),
            Standing::Lapsed | Standing::Settled | Standing::Declined(_) if offered => None,
            Standing::Lapsed
            | Standing::Settled
            | Standing::Declined(_)
            | Standing::Withdrawn(_) => Some("no"),
        }
    })
}

fn terms(text: &Text, view: &ProposalView, terms: &TermsView) -> Markup {
    let tense = change_markup::Tense::of(&view.standing);
    match terms {
        TermsView::Plan(plan) => plan_terms(text, view, plan),
        TermsView::Erase(_) | TermsView::LiftHold(_) | TermsView::Close | TermsView::LetIn(_) => {
            html! {
                p { (ending::words::what_stays(text, &view.cast, terms)) }
                @if let Some(blocked) = view.blocked.as_ref().filter(|_| view.standing == Standing::Open) {
                    p { (ending::words::blocked(text, terms, blocked)) }
                }
            }
        }
        TermsView::Swap(_) => html! {
            @if let Some(effect) = &view.effect {
                (change_markup::effect(text, &view.cast, effect, tense))
            }
            (change_markup::remarks(text, &view.remarks))
            @for choice in &view.more.choices { (offers::limits(text, &view.cast, &choice.breaches)) }
        },
        TermsView::Offer(_) => html! {
            (offers::choices(text, &view.cast, &view.more, tense))
            (offers::remarks(text, &view.cast, &view.more))
        },
    }
}

fn plan_terms(text: &Text, view: &ProposalView, plan: &PlanView) -> Markup {
    html! {
        @if let Some(prospect) = &view.prospect { p { (words::prospect(text, prospect)) } }
        p.small { (t!(text, "plan-from", from = date_with_year(text, plan.from))) " " (t!(text, "plan-clauses", n = plan.clauses.len())) "." }
        ul class="stack-tight small plan-words" {
            @for clause in &plan.clauses {
                li { span.clause-ref { (t!(text, "clause", number = clause.number)) } " " (clause.title) }
            }
        }
        p { a.btn href=(offered_plan_path(&view.id)) { (icon_small(Icon::Plan)) (t!(text, "plan-read")) } }
    }
}

fn reason(text: &Text, cast: &Cast, by: Side, reason: Option<&str>) -> Markup {
    html! {
        @match reason {
            Some(reason) => {
                div.stack-tight {
                    p.small.muted { (t!(text, "proposal-reason", name = cast.name(by))) }
                    @for line in reason.lines().filter(|line| !line.trim().is_empty()) { p { (line) } }
                }
            }
            None => p.small.muted { (t!(text, "proposal-no-reason")) },
        }
    }
}

fn recorded(text: &Text, entry: u64) -> Markup {
    entry_link(entry, &t!(text, "proposal-recorded", number = entry))
}

fn entry_link(entry: u64, said: &str) -> Markup {
    html! { p.tiny { a href=(paths::entry(entry)) { (said) } } }
}

/// What each parent said, side A left.
fn keys(text: &Text, view: &ProposalView, last: &OfferView) -> Markup {
    let said = |side: Side| -> String {
        let offered = side == last.by;
        let proposed = || t!(text, "key-proposed", at = day_and_clock(text, last.at));
        match &view.standing {
            Standing::Accepted(answer) if !offered => {
                t!(text, "key-agreed", at = day_and_clock(text, answer.at))
            }
            Standing::Declined(answer) if !offered => {
                t!(text, "key-declined", at = day_and_clock(text, answer.at))
            }
            Standing::Withdrawn(answer) if offered => {
                t!(text, "key-withdrew", at = day_and_clock(text, answer.at))
            }
            Standing::Open if !offered => t!(text, "key-waits").into_owned(),
            Standing::Lapsed if !offered => t!(text, "key-lapsed").into_owned(),
            Standing::Settled if !offered => t!(text, "key-none").into_owned(),
            Standing::Withdrawn(_) => t!(text, "key-none").into_owned(),
            Standing::Open
            | Standing::Lapsed
            | Standing::Settled
            | Standing::Accepted(_)
            | Standing::Declined(_) => proposed(),
        }
    };
    html! {
        div.keys role="group" aria-label=(t!(text, "proposal-keys-label")) {
            @for side in Side::BOTH { p { b { (view.cast.name(side)) } (said(side)) } }
        }
    }
}

/// Three equal buttons for who is asked, one for who asked.
fn answers(text: &Text, view: &ProposalView) -> Markup {
    if view.may_withdraw() {
        return html! {
            div.btn-row { button.btn type="button" popovertarget="withdraw" { (t!(text, "answer-withdraw")) } }
        };
    }
    if view.waits_for() != Some(view.cast.viewer) {
        return html! {};
    }
    let swap = view
        .offers
        .last()
        .is_some_and(|offer| offer.terms.can_be_countered());
    let count = 1 + usize::from(swap) + usize::from(view.blocked.is_none());
    html! {
        div.btn-even data-n=(count) role="group" aria-label=(t!(text, "answers-label", number = view.number)) {
            @if view.blocked.is_none() {
                button.btn type="button" popovertarget="accept" { (icon_small(Icon::Check)) (t!(text, "answer-accept")) }
            }
            @if swap { a.btn href=(counter_path(&view.id)) { (icon_small(Icon::Swap)) (t!(text, "answer-counter")) } }
            a.btn href=(decline_path(&view.id)) { (icon_small(Icon::Close)) (t!(text, "answer-decline")) }
        }
    }
}

/// The sentence under the answers: until when, or how it ended.
fn standing(text: &Text, view: &ProposalView, last: &OfferView) -> Markup {
    let begins = view
        .more
        .expires
        .or_else(|| change_markup::begins(&last.terms));
    let begins = begins.map(|at| deadline(text, at));
    let other = view.cast.other();
    let (said, answer) = match (&view.standing, begins) {
        (Standing::Open, begins) if view.waits_for() == Some(view.cast.viewer) => {
            let said = match begins {
                Some(start) => t!(text, "waits-for-you-until", start = start),
                None => t!(text, "waits-for-you").into_owned(),
            };
            (said, None)
        }
        (Standing::Open, Some(start)) => (
            t!(text, "waits-for-other-until", name = other, start = start),
            None,
        ),
        (Standing::Open, None) => (t!(text, "waits-for-other", name = other), None),
        (Standing::Lapsed, _) if view.more.ended_by_deadline() => {
            (t!(text, "offer-over").into_owned(), None)
        }
        (Standing::Lapsed, _) => (t!(text, "standing-lapsed").into_owned(), None),
        (Standing::Settled, _) => (t!(text, "standing-moot").into_owned(), None),
        (Standing::Accepted(answer), _) => (
            t!(
                text,
                "standing-accepted",
                at = day_and_clock(text, answer.at)
            ),
            Some(answer),
        ),
        (Standing::Declined(answer), _) => {
            (t!(text, "standing-declined").into_owned(), Some(answer))
        }
        (Standing::Withdrawn(answer), _) => (
            t!(text, "standing-withdrawn", name = view.cast.name(answer.by)),
            Some(answer),
        ),
    };
    html! {
        p.small { strong { (said) } }
        (offer_signed(text, &view.cast, last))
        @if let Some(answer) = answer {
            @if answer.reason.is_some() { (reason(text, &view.cast, answer.by, answer.reason.as_deref())) }
            @if answer.signed == Signed::Passkey { p.small { (t!(text, "answer-signed", name = view.cast.name(answer.by))) } }
            @if let Some(link) = &answer.link { p.small { (came(text, link)) } }
            (entry_link(answer.entry, &t!(text, "answer-recorded", number = answer.entry)))
        }
    }
}

/// That who made an offer signed it with a passkey, and the entry of that.
fn offer_signed(text: &Text, cast: &Cast, offer: &OfferView) -> Markup {
    html! {
        @if let Some(entry) = offer.signed {
            p.small { (t!(text, "offer-signed", name = cast.name(offer.by))) }
            (entry_link(entry, &t!(text, "offer-signed-recorded", number = entry)))
        }
    }
}

/// The page that asks whether to decline, and why.
pub fn decline_page(frame: &Frame<'_>, view: &DeclineView) -> Markup {
    let text = frame.text;
    let other = view.cast.other();
    page(
        frame,
        html! {
            header.page-head {
                div {
                    h1 { (t!(text, "decline-title", number = view.number)) }
                    p.kicker { (words::headline(text, &view.cast, &view.offer.terms)) "." }
                }
            }
            form.form method="post" action=(decline_path(&view.id)) data-act="proposal.declined/1" novalidate {
                (change_markup::errors(text, &t!(text, "decline-error-title"), &view.errors))
                (sheets::answer_fields(frame, &view.form.command, view.offer.revision))
                (change_markup::all_moves(text, &view.cast, &view.offer.terms))
                p { (t!(text, "decline-lead", name = other)) }
                (reason_field(text, &t!(text, "decline-reason"), &t!(text, "decline-reason-hint"), &view.form.reason, &view.errors))
                div.btn-row {
                    button.btn data-kind="main" { (t!(text, "decline-send")) }
                    a.btn data-kind="quiet" href=(paths::proposal(&view.id)) { (t!(text, "decline-back")) }
                }
            }
        },
    )
}

/// The list of proposals: what waits for me, what waits for the other, what is settled.
pub fn list_page(frame: &Frame<'_>, view: &ListView) -> Markup {
    let text = frame.text;
    page(
        frame,
        html! {
            header.page-head {
                h1 { (t!(text, "list-title")) }
                @if view.plan == PlanState::Agreed {
                    a.btn data-kind="main" href=(CHOOSE) { (icon_small(Icon::Plus)) (t!(text, "list-choose")) }
                }
            }
            div.stack {
                @if view.plan == PlanState::None { (note(Note::Plain, html! { p { (t!(text, "list-no-plan")) } })) }
                @if view.mine.is_empty() && view.theirs.is_empty() {
                    (empty(&t!(text, "list-none-title"), html! { p { (t!(text, "list-none")) } }))
                }
                @if !view.mine.is_empty() {
                    section aria-labelledby="mine-h" {
                        div.section-head { h2 #mine-h { (t!(text, "list-mine")) " " span.count { (view.mine.len()) } } }
                        ul.stack-tight { @for row in &view.mine { li { (ask(text, &view.cast, row)) } } }
                    }
                }
                @if !view.theirs.is_empty() {
                    section aria-labelledby="theirs-h" {
                        h2 #theirs-h { (t!(text, "list-theirs", name = view.cast.other())) }
                        ul.rows { @for row in &view.theirs { li { (quiet(text, &view.cast, row)) } } }
                    }
                }
                @if !view.settled.is_empty() {
                    section aria-labelledby="settled-h" {
                        h2 #settled-h { (t!(text, "list-settled")) }
                        ul.rows { @for row in &view.settled { li { (quiet(text, &view.cast, row)) } } }
                        @if view.newer.is_some() || view.older.is_some() {
                            nav.btn-row aria-label=(t!(text, "list-pages")) {
                                @if let Some(skip) = view.newer { a.btn rel="prev" href=(settled_page(skip)) { (icon_small(Icon::Prev)) (t!(text, "record-newer")) } }
                                @if let Some(skip) = view.older { a.btn rel="next" href=(settled_page(skip)) { (t!(text, "record-older")) (icon_small(Icon::Next)) } }
                            }
                        }
                    }
                }
            }
        },
    )
}

/// The list with so many settled proposals left out.
fn settled_page(skip: usize) -> String {
    format!("{}?skip={skip}", paths::PROPOSALS)
}

fn asked(text: &Text, cast: &Cast, offer: &OfferView) -> String {
    let key = if offer.revision > 1 {
        "row-countered"
    } else {
        "row-asked"
    };
    let at = day_and_clock(text, offer.at);
    text.with(
        key,
        &[("name", cast.name(offer.by).into()), ("at", at.into())],
    )
}

fn ask(text: &Text, cast: &Cast, row: &Row) -> Markup {
    let sign = match row.offer.terms {
        TermsView::Swap(_) => Icon::Swap,
        TermsView::Plan(_) => Icon::Plan,
        TermsView::Erase(_) | TermsView::LiftHold(_) | TermsView::Close => Icon::Seal,
        TermsView::LetIn(_) => Icon::Two,
        TermsView::Offer(ref terms) => offers::sign_of(terms),
    };
    let until = match change_markup::begins(&row.offer.terms) {
        Some(start) => t!(text, "row-until", start = deadline(text, start)),
        None => t!(text, "row-stays").into_owned(),
    };
    html! {
        a.ask href=(paths::proposal(&row.id)) {
            (icon(sign))
            strong { (words::title(text, cast, &row.offer.terms)) }
            p { (asked(text, cast, &row.offer)) " " (until) }
            (icon(Icon::Next))
        }
    }
}

fn quiet(text: &Text, cast: &Cast, row: &Row) -> Markup {
    let erased = match (&row.standing, &row.offer.terms) {
        (Standing::Accepted(_), TermsView::Erase(erasing)) => {
            Some(t!(text, "erase-terms-done", n = erasing.entries.len()))
        }
        _ => None,
    };
    let (sign, said) = match &row.standing {
        Standing::Open => (Icon::Pause, None),
        Standing::Lapsed => (Icon::Clock, Some(t!(text, "row-lapsed"))),
        Standing::Settled => (Icon::Check, Some(t!(text, "row-moot"))),
        Standing::Accepted(_) if erased.is_some() => (Icon::Check, Some(t!(text, "row-erased"))),
        Standing::Accepted(_) => (Icon::Check, Some(t!(text, "row-accepted"))),
        Standing::Declined(_) => (Icon::Close, Some(t!(text, "row-declined"))),
        Standing::Withdrawn(_) => (Icon::Close, Some(t!(text, "row-withdrawn"))),
    };
    html! {
        a.quiet-row href=(paths::proposal(&row.id)) {
            (icon(sign))
            (side_letter(cast.parent(row.offer.by)))
            span {
                @if let Some(said) = said { strong { (said) } ". " }
                @match &erased {
                    Some(erased) => (erased),
                    None => (words::title(text, cast, &row.offer.terms)),
                }
                ". "
                span.muted { (asked(text, cast, &row.offer)) }
            }
            (icon_small(Icon::Next))
        }
    }
}
