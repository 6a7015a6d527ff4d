//! The pages at the door.
//!
//! May touch: the view it is given. Passwords never come back into a page.

use app::LetInBy;
use family::GuestRole;
use maud::{DOCTYPE, Markup, html};

use super::form::{FieldError, LENGTHS, Wrong};
use super::view::{InviteState, InviteView, JoinView, Open, ReaderHere, SignInState, SignInView};
use super::{INVITATION, join_path};
use crate::access::{ENTER_PASSKEY, use_passkey};
use crate::page::{
    Field, Frame, Icon, Note, asset, door, icon, icon_small, mark, note, page, paths, token_field,
};
use crate::people::{self, view::GrantView};
use crate::recover::LOST;
use crate::text::{Text, day_and_clock, t};

/// Signing in.
pub fn sign_in_page(frame: &Frame<'_>, view: &SignInView) -> Markup {
    let text = frame.text;
    let errors: &[FieldError] = match &view.state {
        SignInState::Incomplete(errors) => errors,
        SignInState::Fresh
        | SignInState::Refused
        | SignInState::PasskeyRefused
        | SignInState::Waits
        | SignInState::Ended
        | SignInState::SignedOut
        | SignInState::Closed => &[],
    };
    let wrong = |field| wrong_at(text, errors, field);
    // A passkey that was just refused is not suggested again by itself.
    let suggested = match view.state {
        SignInState::PasskeyRefused => "username",
        SignInState::Fresh
        | SignInState::Incomplete(_)
        | SignInState::Refused
        | SignInState::Waits
        | SignInState::Ended
        | SignInState::SignedOut
        | SignInState::Closed => "username webauthn",
    };
    door(
        frame,
        html! {
            div.door-mark { (mark()) h1 { "Parenthesis" } p.muted { (t!(text, "door-motto")) } }
            form.form method="post" action=(paths::SIGN_IN) novalidate {
                (state(text, &view.state))
                (token_field(frame.token))
                (Field::new("mail", &t!(text, "door-mail")).wrong(wrong("mail").as_deref()).input("email", suggested, &view.mail))
                (Field::new("pass", &t!(text, "door-pass")).wrong(wrong("pass").as_deref()).input("password", "current-password", ""))
                label.choice {
                    input type="checkbox" name="shared" value="yes" checked[view.shared];
                    span { (t!(text, "door-shared")) br; span.small.muted { (t!(text, "door-shared-hint")) } }
                }
                button.btn data-kind="main" data-wide data-size="l" { (icon(Icon::Key)) (t!(text, "door-sign-in")) }
            }
            (use_passkey(frame, ENTER_PASSKEY, None))
            script type="module" src=(asset("passkey.js")) {}
            p { a href=(LOST) { (t!(text, "lost-link")) } }
            div class="rows door-more" {
                details {
                    summary { (t!(text, "door-phone")) (icon_small(Icon::Next)) }
                    p.small { (t!(text, "door-phone-more")) }
                }
                details {
                    summary { (t!(text, "door-host")) (icon_small(Icon::Next)) }
                    (host(text))
                }
            }
        },
    )
}

fn state(text: &Text, state: &SignInState) -> Markup {
    match state {
        SignInState::Fresh => html! {},
        SignInState::Incomplete(errors) => summary(text, &t!(text, "door-not-in"), errors),
        SignInState::Refused => alert(&t!(text, "door-refused"), &t!(text, "door-refused-more")),
        SignInState::PasskeyRefused => alert(
            &t!(text, "access-passkey-refused"),
            &t!(text, "access-passkey-refused-more"),
        ),
        SignInState::Waits => alert(&t!(text, "door-waits"), &t!(text, "door-waits-more")),
        SignInState::Ended => status(&t!(text, "door-ended")),
        SignInState::SignedOut => status(&t!(text, "door-signed-out")),
        SignInState::Closed => status(&t!(text, "door-closed")),
    }
}

pub(crate) fn alert(head: &str, more: &str) -> Markup {
    html! { div role="alert" { (note(Note::Stop, html! { p { strong { (head) } " " (more) } })) } }
}

fn status(said: &str) -> Markup {
    html! { div role="status" { (note(Note::Plain, html! { p { (said) } })) } }
}

/// What whoever runs the server can and cannot see.
pub(crate) fn host(text: &Text) -> Markup {
    html! {
        div class="stack-tight small" {
            p { (t!(text, "host-sees")) }
            p { (t!(text, "host-password")) }
            p { (t!(text, "host-record")) }
        }
    }
}

/// The page behind an invitation's link.
pub fn join_page(frame: &Frame<'_>, view: &JoinView) -> Markup {
    match view {
        JoinView::Open(open) => join_open(frame, open),
        JoinView::Gone => {
            let text = frame.text;
            door(
                frame,
                html! {
                    div.door-mark { (mark()) h1 { (t!(text, "join-gone")) } }
                    div.stack-tight {
                        p { (t!(text, "join-gone-why")) }
                        p { (t!(text, "join-gone-then")) }
                        p { a.btn href=(paths::SIGN_IN) { (t!(text, "door-sign-in")) } }
                    }
                },
            )
        }
    }
}

/// What somebody is told who is let in, before anything is asked.
fn before_guest(text: &Text, view: &Open, grant: &GrantView, by: LetInBy) -> Markup {
    let noted = match (&grant.role, by) {
        (GuestRole::Professional(_), LetInBy::Both) => Some(t!(text, "join-noted-both")),
        (GuestRole::Professional(_), LetInBy::One(_)) => {
            Some(t!(text, "join-noted-one", name = view.inviter.as_str()).into())
        }
        (GuestRole::Relative(_) | GuestRole::Child(_), _) => None,
    };
    html! {
        section.stack-tight aria-labelledby="before-h" {
            h2 #before-h { (t!(text, "guest-open")) }
            p { (t!(text, "guest-as", role = people::words::role(text, &grant.role))) }
            (people::markup::granted(text, grant))
            @if let Some(noted) = noted { p.small { (noted) } }
            h3 { (t!(text, "join-host-head")) }
            (host(text))
        }
    }
}

/// Joining with the account that is signed in here.
fn join_signed_in(frame: &Frame<'_>, view: &Open) -> Markup {
    let text = frame.text;
    html! {
        @match view.signed_in {
            ReaderHere::No => {}
            ReaderHere::Yes => form.form method="post" action=(join_path(&view.secret)) {
                (token_field(frame.token))
                input type="hidden" name="with" value="session";
                p.small { (t!(text, "join-signed-in")) }
                button.btn data-kind="main" data-wide { (t!(text, "join-with-account")) }
                h2 { (t!(text, "join-or-new")) }
            },
            ReaderHere::HereAlready => (note(Note::Ask, html! { p { (t!(text, "join-here-already")) } })),
        }
    }
}

fn join_open(frame: &Frame<'_>, view: &Open) -> Markup {
    let text = frame.text;
    let inviter = view.inviter.as_str();
    if let Some((grant, by)) = &view.guest {
        return join_guest(frame, view, (grant, *by));
    }
    door(
        frame,
        html! {
            div.door-mark {
                (mark())
                h1 { (t!(text, "join-title", inviter = inviter, invited = view.invited.as_str())) }
                p.muted { (t!(text, "join-lead")) }
            }
            (summary(text, &t!(text, "join-error-title"), &view.errors))
            section.stack-tight aria-labelledby="before-h" {
                h2 #before-h { (t!(text, "join-before")) }
                h3 { (t!(text, "join-other-head", inviter = inviter)) }
                p.small { (t!(text, "join-other", inviter = inviter)) }
                h3 { (t!(text, "join-host-head")) }
                p.small { (t!(text, "join-host-who", inviter = inviter)) }
                (host(text))
                p { a href=(paths::SAFETY) { (t!(text, "safety-title")) } }
            }
            (join_signed_in(frame, view))
            (join_form(frame, view, &t!(text, "join-mail-hint", inviter = inviter)))
        },
    )
}

/// The page for somebody who is let in.
fn join_guest(frame: &Frame<'_>, view: &Open, (grant, by): (&GrantView, LetInBy)) -> Markup {
    let text = frame.text;
    door(
        frame,
        html! {
            div.door-mark {
                (mark())
                h1 { (t!(text, "join-title", inviter = view.inviter.as_str(), invited = view.invited.as_str())) }
            }
            (summary(text, &t!(text, "join-error-title"), &view.errors))
            (before_guest(text, view, grant, by))
            (join_signed_in(frame, view))
            (join_form(frame, view, &t!(text, "join-guest-mail-hint")))
        },
    )
}

fn join_form(frame: &Frame<'_>, view: &Open, mail_hint: &str) -> Markup {
    let text = frame.text;
    let wrong = |field| wrong_at(text, &view.errors, field);
    let (least, _) = LENGTHS;
    html! {
        form.form method="post" action=(join_path(&view.secret)) novalidate {
            (token_field(frame.token))
            (Field::new("mail", &t!(text, "door-mail")).hint(mail_hint).wrong(wrong("mail").as_deref()).input("email", "username", &view.mail))
            (Field::new("pass", &t!(text, "join-pass")).hint(&t!(text, "join-pass-hint", least = least)).wrong(wrong("pass").as_deref()).input("password", "new-password", ""))
            (Field::new("again", &t!(text, "join-again")).wrong(wrong("again").as_deref()).input("password", "new-password", ""))
            button.btn data-kind="main" data-wide data-size="l" { (t!(text, "join-send", invited = view.invited.as_str())) }
            p.tiny { (t!(text, "join-until", until = day_and_clock(text, view.until))) }
        }
    }
}

/// The page where a parent invites the other.
pub fn invite_page(frame: &Frame<'_>, view: &InviteView) -> Markup {
    let text = frame.text;
    let other = view.other.as_str();
    let inside = match &view.state {
        InviteState::NotInvited => html! {
            p { (t!(text, "invite-what", other = other)) }
            (make(frame, view, &t!(text, "invite-make")))
        },
        InviteState::Made { link, until } => html! {
            (link_field(text, other, link))
            p { (t!(text, "invite-until", until = day_and_clock(text, *until))) }
            p { (t!(text, "invite-send", other = other)) }
        },
        InviteState::Waiting { since } => html! {
            p { (t!(text, "invite-waiting", other = other, since = day_and_clock(text, *since))) }
            p { (t!(text, "invite-again")) }
            (make(frame, view, &t!(text, "invite-make-again")))
        },
        InviteState::Left { since } => html! {
            p { (t!(text, "invite-left", other = other, since = day_and_clock(text, *since))) }
            (make(frame, view, &t!(text, "invite-make")))
        },
        InviteState::Joined => html! { p { (t!(text, "invite-joined", other = other)) } },
    };
    page(
        frame,
        html! {
            header.page-head { h1 { (t!(text, "invite-title", other = other)) } }
            div class="card form" { (inside) }
            p { a href=(paths::TODAY) { (t!(text, "invite-back")) } }
        },
    )
}

/// The link to copy, whole and read-only.
pub(crate) fn link_field(text: &Text, other: &str, link: &str) -> Markup {
    html! {
        div.field {
            label for="link" { (t!(text, "invite-link", other = other)) }
            p.hint #link-hint { (t!(text, "invite-once")) }
            input #link type="text" readonly value=(link) autocomplete="off" aria-describedby="link-hint";
        }
    }
}

fn make(frame: &Frame<'_>, view: &InviteView, label: &str) -> Markup {
    html! {
        form method="post" action=(INVITATION) data-act="family.invited/1 family.invited/2" {
            (token_field(frame.token))
            input type="hidden" name="command" value=(view.command);
            button.btn data-kind="main" { (label) }
        }
    }
}

/// The neutral page after leaving: no product's name, no style of ours, no link back. It loads
/// nothing, so the address bar and the network show nothing but itself.
pub fn away_page(text: &Text) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(text.lang().tag()) {
            head {
                meta charset="utf-8";
                title { (t!(text, "away-title")) }
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="same-origin";
                meta name="robots" content="noindex";
            }
            body { main { h1 { (t!(text, "away-title")) } p { (t!(text, "away-more")) } } }
        }
    }
}

/// The summary above a form. Not the common one, which says that all that was typed is still
/// there: passwords are not.
pub(crate) fn summary(text: &Text, title: &str, errors: &[FieldError]) -> Markup {
    if errors.is_empty() {
        return html! {};
    }
    html! {
        div.error-summary role="alert" tabindex="-1" aria-labelledby="errors" {
            h2 #errors { (icon(Icon::Stop)) (title) }
            p.small { (t!(text, "door-attention", n = errors.len())) }
            ul.small {
                @for error in errors { li { a href={ "#" (error.field) } { (wrong_words(text, error.wrong)) } } }
            }
        }
    }
}

pub(crate) fn wrong_at(text: &Text, errors: &[FieldError], field: &str) -> Option<String> {
    errors
        .iter()
        .find(|error| error.field == field)
        .map(|error| wrong_words(text, error.wrong))
}

pub(crate) fn wrong_words(text: &Text, wrong: Wrong) -> String {
    let (least, most) = LENGTHS;
    match wrong {
        Wrong::NoMail => t!(text, "door-wrong-no-mail").into_owned(),
        Wrong::BadMail => t!(text, "door-wrong-mail").into_owned(),
        Wrong::MailTaken => t!(text, "door-wrong-taken").into_owned(),
        Wrong::NoPassword => t!(text, "door-wrong-no-pass").into_owned(),
        Wrong::Short { found } => t!(text, "door-wrong-short", found = found, least = least),
        Wrong::Long => t!(text, "door-wrong-long", most = most),
        Wrong::Guessable => t!(text, "door-wrong-guessable").into_owned(),
        Wrong::NotTheSame => t!(text, "door-wrong-again").into_owned(),
    }
}
