//! The pages about keeping and ending, drawn.
//!
//! May touch: the view it is given. Each says what goes, what stays, and what this server cannot
//! reach, before anything is sent.

use std::borrow::Cow;

use maud::{Markup, html};

use super::view::{
    Blocked, Company, EraseView, HoldView, KeepingView, OwnTrouble, OwnView, Trouble,
};
use super::words as ending_words;
use super::{ACCOUNT, FAMILY, HOLD, LIFT, OWN, erase_path};
use crate::page::{
    Field, Frame, Icon, Note, error_summary, icon_small, note, page, paths, sheet, token_field,
};
use crate::record::markup::{line_moment, line_sentence};
use crate::swap::arrival_markup::confirmed;
use crate::swap::asked::Asked;
use crate::swap::change_markup;
use crate::swap::form::FieldError;
use crate::swap::form_markup::reason_field;
use crate::swap::view::{Cast, TermsView};
use crate::swap::words;
use crate::text::{Text, day_and_clock, t};

/// The password, asked again.
pub(crate) fn password(text: &Text, wrong: Option<&str>) -> Markup {
    Field::new("pass", &t!(text, "keeping-password"))
        .hint(&t!(text, "keeping-password-hint"))
        .wrong(wrong)
        .input("password", "current-password", "")
}

fn hidden(frame: &Frame<'_>, command: &str) -> Markup {
    html! {
        (token_field(frame.token))
        input type="hidden" name="command" value=(command);
    }
}

fn back(text: &Text) -> Markup {
    html! {
        p { a.btn data-kind="quiet" data-shape="back" href=(paths::RECORD) { (icon_small(Icon::Prev)) (t!(text, "record-title")) } }
    }
}

/// The page with all that can be kept or ended.
pub fn keeping_page(frame: &Frame<'_>, view: &KeepingView) -> Markup {
    let text = frame.text;
    page(
        frame,
        html! {
            header.page-head { div {
                (back(text))
                h1 { (t!(text, "keeping-title")) }
                p.kicker { (t!(text, "keeping-lead")) }
            } }
            div.stack {
                (trouble(text, view))
                @if let Some(entry) = view.recorded { (confirmed(text, entry, &paths::receipt(entry))) }
                section.stack-tight aria-labelledby="erase-h" {
                    h2 #erase-h { (t!(text, "keeping-erase")) }
                    @if left(view) { p { (t!(text, "keeping-erase-left", name = view.cast.other())) } }
                    @else { p { (t!(text, "keeping-erase-both")) } }
                    p { (t!(text, "keeping-erase-copies")) }
                    @if !left(view) { p { a href=(paths::PROPOSALS) { (t!(text, "keeping-erase-proposals")) } } }
                    p { a href=(OWN) { (t!(text, "keeping-erase-own")) } }
                }
                (holds(frame, view))
                (account(frame, view))
                (family(frame, view))
            }
        },
    )
}

/// Whether nobody is there any more to agree with.
fn left(view: &KeepingView) -> bool {
    view.company == Company::OtherLeft
}

fn trouble(text: &Text, view: &KeepingView) -> Markup {
    let said = match &view.trouble {
        None | Some(Trouble::Fields(_)) => return html! {},
        Some(Trouble::Refused(refusal)) => html! { (words::refusal(text, refusal)) },
        Some(Trouble::Asked(asked)) => asked_link(text, &view.cast, asked),
        Some(Trouble::WrongPassword) => {
            let wrong = t!(text, "keeping-wrong-password");
            let title = t!(text, "keeping-not-closed");
            return error_summary(text, &title, &[("pass", &wrong)]);
        }
    };
    html! {
        div role="alert" {
            (note(Note::Stop, html! { p { strong { (t!(text, "keeping-not-done")) } " " (said) } }))
        }
    }
}

/// What is wrong with the password, beside its field.
fn wrong_password(text: &'static Text, wrong: bool) -> Option<Cow<'static, str>> {
    wrong.then(|| t!(text, "keeping-wrong-password"))
}

/// Who has asked for it already, with the way there.
fn asked_link(text: &Text, cast: &Cast, asked: &Asked) -> Markup {
    html! { a href=(paths::proposal(&asked.id)) { (words::asked(text, cast, asked)) } }
}

fn holds(frame: &Frame<'_>, view: &KeepingView) -> Markup {
    let text = frame.text;
    let other = view.cast.other();
    let errors: &[FieldError] = match &view.trouble {
        Some(Trouble::Fields(errors)) => errors,
        Some(Trouble::Refused(_) | Trouble::Asked(_) | Trouble::WrongPassword) | None => &[],
    };
    let (what, hint) = if left(view) {
        let hint = t!(text, "keeping-hold-hint-left").into_owned();
        (t!(text, "keeping-hold-what-left"), hint)
    } else {
        let hint = t!(text, "keeping-hold-hint", name = other);
        (t!(text, "keeping-hold-what"), hint)
    };
    html! {
        section.stack-tight aria-labelledby="hold-h" {
            h2 #hold-h { (t!(text, "keeping-hold")) }
            p { (what) }
            @if let Some(hold) = &view.theirs {
                p { (t!(text, "keeping-hold-theirs", name = other, since = day_and_clock(text, hold.since))) }
                (why(text, hold))
                @if let Some(fixed) = &hold.fixed {
                    @if view.company == Company::Both { p { (words::refusal(text, fixed)) } }
                } @else if let Some(asked) = &view.lift_asked {
                    p { (asked_link(text, &view.cast, asked)) }
                } @else if view.company == Company::Both {
                    form method="post" action=(LIFT) data-act="proposal.made/2" {
                        (hidden(frame, &view.command))
                        button.btn { (t!(text, "keeping-hold-ask", name = other)) }
                    }
                }
            }
            @if let Some(hold) = &view.mine {
                p { (t!(text, "keeping-hold-mine", since = day_and_clock(text, hold.since))) }
                (why(text, hold))
                @if let Some(fixed) = &hold.fixed { p { (words::refusal(text, fixed)) } }
                @else {
                    form method="post" action=(HOLD) data-act="hold.lifted/1" {
                        (hidden(frame, &view.command))
                        button.btn name="step" value="lift" { (t!(text, "keeping-hold-lift")) }
                    }
                }
            } @else {
                form.form method="post" action=(HOLD) data-act="hold.set/1" novalidate {
                    (change_markup::errors(text, &t!(text, "keeping-not-done"), errors))
                    (hidden(frame, &view.command))
                    (reason_field(text, &t!(text, "keeping-hold-reason"), &hint, &view.reason, errors))
                    div.btn-row { button.btn name="step" value="set" { (t!(text, "keeping-hold-set")) } }
                }
            }
        }
    }
}

fn why(text: &Text, hold: &HoldView) -> Markup {
    html! {
        @if let Some(reason) = &hold.reason {
            p.small.muted { (t!(text, "record-reason", reason = reason.as_str())) }
        }
    }
}

/// One's own account. Where nobody else has ever been, the family is closed instead.
fn account(frame: &Frame<'_>, view: &KeepingView) -> Markup {
    if view.company == Company::Alone {
        return html! {};
    }
    let text = frame.text;
    let other = view.cast.other();
    let wrong = wrong_password(text, view.trouble == Some(Trouble::WrongPassword));
    html! {
        section.stack-tight aria-labelledby="account-h" {
            h2 #account-h { (t!(text, "keeping-account")) }
            p { (t!(text, "keeping-account-goes")) }
            @if left(view) { p { (t!(text, "keeping-account-stays-left", name = other)) } }
            @else { p { (t!(text, "keeping-account-stays", name = other)) } }
            p { (t!(text, "keeping-erase-copies")) }
            form.form method="post" action=(ACCOUNT) data-act="person.left/1" novalidate {
                (hidden(frame, &view.command))
                (password(text, wrong.as_deref()))
                div.btn-row { button.btn data-kind="stop" { (t!(text, "keeping-account-close")) } }
            }
        }
    }
}

fn family(frame: &Frame<'_>, view: &KeepingView) -> Markup {
    let text = frame.text;
    let other = view.cast.other();
    let wrong = wrong_password(text, view.trouble == Some(Trouble::WrongPassword));
    html! {
        section.stack-tight aria-labelledby="family-h" {
            h2 #family-h { (t!(text, "keeping-family", family = view.family.as_str())) }
            @if !left(view) { p { (t!(text, "close-means")) } }
            @match view.company {
                Company::OtherLeft => { p { (t!(text, "keeping-family-left", name = other)) } }
                Company::Both => {
                    p { (t!(text, "keeping-family-both", name = other)) }
                    @if let Some(asked) = &view.close_asked { p { (asked_link(text, &view.cast, asked)) } }
                    @else if let Some(open) = &view.open { p { (ending_words::blocked(text, &TermsView::Close, open)) } }
                    @else {
                        div.btn-row { button.btn type="button" popovertarget="close" { (t!(text, "keeping-family-ask", name = other)) } }
                        (close_sheet(frame, view))
                    }
                }
                Company::Alone => {
                    p { (t!(text, "keeping-family-alone", name = other)) }
                    form.form method="post" action=(FAMILY) data-act="record.closed/1" novalidate {
                        (hidden(frame, &view.command))
                        (password(text, wrong.as_deref()))
                        div.btn-row { button.btn data-kind="stop" { (t!(text, "keeping-family-close")) } }
                    }
                }
            }
        }
    }
}

/// Asks once more before the end of everything is proposed.
fn close_sheet(frame: &Frame<'_>, view: &KeepingView) -> Markup {
    let text = frame.text;
    let inside = html! {
        form.form method="post" action=(FAMILY) data-act="proposal.made/2" {
            (hidden(frame, &view.command))
            p { (t!(text, "close-means")) }
            p { (t!(text, "keeping-family-both", name = view.cast.other())) }
            div.btn-even {
                button.btn data-kind="main" { (t!(text, "keeping-family-send")) }
                button.btn type="button" popovertarget="close" popovertargetaction="hide" { (t!(text, "answer-not-yet")) }
            }
        }
    };
    sheet(text, "close", &t!(text, "keeping-family-sure"), &inside)
}

/// The page that asks both to erase a proposal.
pub fn erase_page(frame: &Frame<'_>, view: &EraseView) -> Markup {
    let text = frame.text;
    let other = view.cast.other();
    page(
        frame,
        html! {
            header.page-head { div {
                h1 { (t!(text, "erase-title", number = view.number)) }
                @if view.blocked.is_none() { p.kicker { (t!(text, "erase-lead", name = other)) } }
            } }
            @if let Some(blocked) = &view.blocked {
                div.stack {
                    div role="status" { (note(Note::Stop, why_not(text, &view.cast, blocked))) }
                    p { a.btn href=(paths::proposal(&view.id)) { (t!(text, "decline-back")) } }
                }
            } @else { div.stack {
                div.stack-tight {
                    p { (t!(text, "erase-which")) }
                    (change_markup::to_erase(text, &view.cast, &view.erasing))
                    p { (t!(text, "erase-stays")) }
                    p { (t!(text, "keeping-erase-copies")) }
                }
                form.form method="post" action=(erase_path(&view.id)) data-act="proposal.made/2" novalidate {
                    (change_markup::errors(text, &t!(text, "swap-error-title"), &view.errors))
                    (hidden(frame, &view.command))
                    (reason_field(text, &t!(text, "swap-reason"), &t!(text, "swap-reason-hint", name = other), &view.reason, &view.errors))
                    div.btn-row {
                        button.btn data-kind="main" { (t!(text, "erase-send", name = other)) }
                        a.btn data-kind="quiet" href=(paths::proposal(&view.id)) { (t!(text, "decline-back")) }
                    }
                }
            } }
        },
    )
}

/// Why an erasure cannot be asked now, with the way on where there is one.
fn why_not(text: &Text, cast: &Cast, blocked: &Blocked) -> Markup {
    match blocked {
        Blocked::Asked(asked) => html! { p { (asked_link(text, cast, asked)) } },
        Blocked::Refused(refusal) => html! { p { (words::refusal(text, refusal)) } },
        Blocked::Held { by, since } => {
            let since = day_and_clock(text, *since);
            let said = if *by == cast.viewer {
                t!(text, "held-mine", since = since)
            } else {
                t!(text, "held-theirs", name = cast.name(*by), since = since)
            };
            html! {
                p { (said) }
                p { a href={ (paths::KEEPING) "#hold-h" } { (t!(text, "held-link")) } }
            }
        }
    }
}

/// Why nothing of one's own was erased, with the way to what is to be mended.
fn own_trouble(text: &Text, view: &OwnView) -> Markup {
    let first = view.lines.iter().find(|line| line.has_words());
    let (field, said) = match view.trouble {
        None => return html! {},
        Some(OwnTrouble::HowMany) => (
            first.map_or_else(
                || "pass".to_owned(),
                |line| format!("entry-{}", line.number),
            ),
            t!(text, "refusal-nothing-to-erase").into_owned(),
        ),
        Some(OwnTrouble::WrongPassword) => (
            "pass".to_owned(),
            t!(text, "keeping-wrong-password").into_owned(),
        ),
        Some(OwnTrouble::NotThis(entry)) => (
            format!("entry-{entry}"),
            t!(text, "own-not-this", entry = entry),
        ),
    };
    let wrongs = [(field.as_str(), said.as_str())];
    error_summary(text, &t!(text, "own-not-erased"), &wrongs)
}

/// The page with the entries of one's own record.
pub fn own_page(frame: &Frame<'_>, view: &OwnView) -> Markup {
    let text = frame.text;
    let wrong = wrong_password(text, view.trouble == Some(OwnTrouble::WrongPassword));
    let none = view.trouble == Some(OwnTrouble::HowMany);
    let described = if none {
        "own-stays own-wrong"
    } else {
        "own-stays"
    };
    let action = view
        .before
        .map_or_else(|| OWN.to_owned(), |before| format!("{OWN}?before={before}"));
    page(
        frame,
        html! {
            header.page-head { div {
                (back(text))
                h1 { (t!(text, "own-title")) }
                p.kicker { (t!(text, "own-lead", name = view.cast.other())) }
            } }
            form.form method="post" action=(action) novalidate {
                (own_trouble(text, view))
                (hidden(frame, &view.command))
                fieldset.field.choices aria-describedby=(described) {
                    legend { (t!(text, "own-choose")) }
                    p.hint #own-stays { (t!(text, "own-stays")) }
                    @if none { p.wrong #own-wrong { (icon_small(Icon::Stop)) (t!(text, "refusal-nothing-to-erase")) } }
                    @for line in view.lines.iter().filter(|line| line.has_words()) {
                        label.choice for={ "entry-" (line.number) } {
                            input id={ "entry-" (line.number) } type="checkbox" name="entry" value=(line.number) checked[view.chosen.contains(&line.number)];
                            span { (line_sentence(text, &view.cast, &view.zone, line)) " " span.muted { (line_moment(text, &view.zone, line)) } }
                        }
                    }
                }
                p { (t!(text, "keeping-erase-copies")) }
                (password(text, wrong.as_deref()))
                div.btn-row {
                    button.btn data-kind="stop" { (t!(text, "own-erase")) }
                    @if let Some(older) = view.older { a.btn rel="next" href={ (OWN) "?before=" (older) } { (t!(text, "record-older")) (icon_small(Icon::Next)) } }
                }
            }
        },
    )
}
