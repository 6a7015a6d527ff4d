//! The pages about the way back in, drawn.
//!
//! May touch: the view it is given. Passwords never come back into a page.

use maud::{Markup, html};

use super::view::{LostState, LostView, Open, RecoverView, Wait};
use super::{LOST, recover_path};
use crate::door::markup::{alert, summary, wrong_at};
use crate::page::{Field, Frame, Icon, door, icon, mark, paths, token_field};
use crate::text::{Text, day_and_clock, t};

/// Asking for a way back in.
pub fn lost_page(frame: &Frame<'_>, view: &LostView) -> Markup {
    let text = frame.text;
    let inside = match &view.state {
        LostState::Asked => html! {
            div.stack-tight role="status" {
                p { strong { (t!(text, "lost-asked")) } }
                p { (t!(text, "lost-asked-then", hours = app::RECOVERY_HOURS)) }
                p { (t!(text, "lost-asked-none")) }
            }
        },
        LostState::Fresh => ask(frame, view, None),
        LostState::Wrong(error) => ask(frame, view, wrong_at(text, &[*error], "mail").as_deref()),
        LostState::Waits => html! {
            (alert(&t!(text, "door-waits"), &t!(text, "lost-waits")))
            (ask(frame, view, None))
        },
    };
    door(
        frame,
        html! {
            div.door-mark { (mark()) h1 { (t!(text, "lost-title")) } }
            (inside)
            p { a href=(paths::SIGN_IN) { (t!(text, "access-second-back")) } }
        },
    )
}

fn ask(frame: &Frame<'_>, view: &LostView, wrong: Option<&str>) -> Markup {
    let text = frame.text;
    html! {
        div.stack-tight {
            p { (t!(text, "lost-what", hours = app::RECOVERY_HOURS)) }
            p.small { (t!(text, "lost-sooner")) }
        }
        form.form method="post" action=(LOST) novalidate {
            (token_field(frame.token))
            (Field::new("mail", &t!(text, "door-mail")).wrong(wrong).input("email", "username", &view.mail))
            button.btn data-kind="main" data-wide data-size="l" { (t!(text, "lost-send")) }
        }
    }
}

/// The page behind a link.
pub fn recover_page(frame: &Frame<'_>, view: &RecoverView) -> Markup {
    let text = frame.text;
    let (title, inside) = match view {
        RecoverView::Waits(wait) => (
            t!(text, "recover-waits"),
            html! {
                div.stack-tight {
                    p { (t!(text, "recover-waits-until", due = moment(text, wait), zone = wait.zone.as_str())) }
                    p { (t!(text, "recover-waits-why")) }
                    p { (t!(text, "recover-waits-keep")) }
                }
            },
        ),
        RecoverView::Open(view) => (t!(text, "recover-title"), open(frame, view)),
        RecoverView::Gone => (
            t!(text, "recover-gone"),
            html! {
                div.stack-tight {
                    p { (t!(text, "recover-gone-why")) }
                    p { a.btn href=(paths::SIGN_IN) { (t!(text, "door-sign-in")) } }
                }
            },
        ),
    };
    door(
        frame,
        html! {
            div.door-mark { (mark()) h1 { (title) } }
            (inside)
        },
    )
}

fn moment(text: &Text, wait: &Wait) -> String {
    day_and_clock(text, wait.at)
}

fn open(frame: &Frame<'_>, view: &Open) -> Markup {
    let text = frame.text;
    let wrong = |field| wrong_at(text, &view.errors, field);
    let hint = t!(text, "join-pass-hint", least = app::MIN_PASSWORD_CHARS);
    html! {
        (summary(text, &t!(text, "recover-error"), &view.errors))
        div.stack-tight {
            p { (t!(text, "recover-what")) }
            p { (t!(text, "recover-codes")) }
        }
        form.form method="post" action=(recover_path(&view.secret)) novalidate {
            (token_field(frame.token))
            (Field::new("pass", &t!(text, "access-password-new")).hint(&hint).wrong(wrong("pass").as_deref()).input("password", "new-password", ""))
            (Field::new("again", &t!(text, "join-again")).wrong(wrong("again").as_deref()).input("password", "new-password", ""))
            button.btn data-kind="main" data-wide data-size="l" { (icon(Icon::Key)) (t!(text, "recover-send")) }
            p.tiny { (t!(text, "recover-until", until = moment(text, &view.until), zone = view.until.zone.as_str())) }
        }
    }
}
