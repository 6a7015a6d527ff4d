//! The pages about getting in, drawn.
//!
//! May touch: the view it is given.

use maud::{Markup, html};

use super::address;
use super::alerts::section;
use super::view::{
    AccessView, AddressWrong, AuthenticatorView, ConfirmView, ConfirmWrong, PasskeyLine,
    SecondView, SessionLine, Told,
};
use super::{
    ACCESS, AUTHENTICATOR, BEGIN_PASSKEY, CODES, CONFIRM, END_SESSION, NO_AUTHENTICATOR, PASSKEYS,
    PASSWORD, REMOVE_PASSKEY, SECOND,
};
use crate::door::form::Wrong;
use crate::door::markup::wrong_words;
use crate::page::{
    Field, Frame, Icon, Note, asset, door, icon, icon_small, mark, note, page, paths, token_field,
};
use crate::text::{Text, day_and_clock, t};

/// Longest name of a passkey, in characters.
const NAME_CHARS: usize = family::Name::MAX_CHARS;

/// All that one signs in with.
pub fn access_page(frame: &Frame<'_>, view: &AccessView) -> Markup {
    let text = frame.text;
    page(
        frame,
        html! {
            header.page-head { div {
                h1 { (t!(text, "access-title")) }
                p.kicker { (t!(text, "access-lead")) }
            } }
            div.stack {
                @if let Some(told) = view.told { (told_note(text, told)) }
                (passkeys(frame, view))
                (sessions(frame, &view.sessions))
                (authenticator(frame, view))
                (paper(frame, view.paper))
                @if view.password { (password(frame, view.told)) }
                (own_address(frame, view))
                (alerts(frame, view))
                section.stack-tight aria-labelledby="advice-h" {
                    h2 #advice-h { (t!(text, "access-advice")) }
                    p { (t!(text, "access-advice-knows")) }
                    p { (t!(text, "access-advice-mail")) }
                }
            }
            script type="module" src=(asset("passkey.js")) {}
        },
    )
}

fn own_address(frame: &Frame<'_>, view: &AccessView) -> Markup {
    let wrong = view.told.filter(|told| matches!(told, Told::Address(_)));
    let wrong = wrong.map(|told| told_words(frame.text, told));
    address::section(frame, &view.address, wrong.as_deref())
}

fn alerts(frame: &Frame<'_>, view: &AccessView) -> Markup {
    let wrong = view.told.filter(|told| *told == Told::AlertsMail);
    let wrong = wrong.map(|told| told_words(frame.text, told));
    section(frame, &view.alerts, wrong.as_deref())
}

fn told_words(text: &Text, told: Told) -> String {
    match told {
        Told::Changed => t!(text, "access-changed").into_owned(),
        Told::Gone => t!(text, "access-gone").into_owned(),
        Told::Last => t!(text, "access-last").into_owned(),
        Told::NewHere => t!(text, "access-new-here").into_owned(),
        Told::PasskeyRefused => t!(text, "access-passkey-refused").into_owned(),
        Told::TooManyPasskeys => t!(text, "access-too-many", most = app::PASSKEYS_MAX),
        Told::PasskeyName => t!(text, "access-passkey-name-wrong", most = NAME_CHARS),
        Told::PasswordWeak(weak) => wrong_words(text, weak.into()),
        Told::PasswordTwice => t!(text, "door-wrong-again").into_owned(),
        Told::AlertsMail => t!(text, "access-alerts-wrong").into_owned(),
        Told::Address(AddressWrong::Bad) => wrong_words(text, Wrong::BadMail),
        Told::Address(AddressWrong::Taken) => wrong_words(text, Wrong::MailTaken),
        Told::Address(AddressWrong::RecoveryWaits) => {
            t!(text, "access-address-recovery").into_owned()
        }
        Told::Address(AddressWrong::TooMany) => {
            t!(text, "access-address-many", most = app::ADDRESSES_AN_HOUR)
        }
        Told::Stopped => t!(text, "access-stopped").into_owned(),
        Told::Recovered => t!(text, "access-recovered").into_owned(),
    }
}

fn told_note(text: &Text, told: Told) -> Markup {
    let said = told_words(text, told);
    if told.wrong() {
        let kept = t!(text, "keeping-not-done");
        let inside = html! { p { strong { (kept) } " " (said) } };
        html! { div role="alert" { (note(Note::Stop, inside)) } }
    } else {
        html! { div role="status" { (note(Note::Plain, html! { p { (said) } })) } }
    }
}

fn passkeys(frame: &Frame<'_>, view: &AccessView) -> Markup {
    let text = frame.text;
    let named = view.told.filter(|told| *told == Told::PasskeyName);
    let name_wrong = named.map(|told| told_words(text, told));
    html! {
        section.stack-tight aria-labelledby="passkeys-h" {
            h2 #passkeys-h { (t!(text, "access-passkeys")) }
            p { (t!(text, "access-passkeys-what")) }
            @if !view.passkeys.is_empty() {
                ul class="rows card" { @for one in &view.passkeys { (passkey(frame, one)) } }
            }
            @if view.passkeys_possible {
                noscript { p.small { (t!(text, "access-passkey-script")) } }
                form.form method="post" action=(PASSKEYS) hidden data-passkey="add" data-begin=(BEGIN_PASSKEY) {
                    (token_field(frame.token))
                    input type="hidden" name="ceremony";
                    input type="hidden" name="credential";
                    (Field::new("name", &t!(text, "access-passkey-name"))
                        .hint(&t!(text, "access-passkey-name-hint"))
                        .wrong(name_wrong.as_deref())
                        .input("text", "off", ""))
                    p.wrong role="alert" hidden data-passkey-wrong { (t!(text, "access-passkey-failed")) }
                    div.btn-row { button.btn data-kind="main" { (icon(Icon::Key)) (t!(text, "access-passkey-add")) } }
                }
            } @else {
                p.small { (t!(text, "access-passkeys-impossible")) }
            }
        }
    }
}

fn passkey(frame: &Frame<'_>, one: &PasskeyLine) -> Markup {
    let text = frame.text;
    let kept = if one.backed_up {
        t!(text, "access-backed-up")
    } else {
        t!(text, "access-not-backed-up")
    };
    html! {
        li.stack-tight {
            p { strong { (one.name) } }
            p.small {
                (t!(text, "access-since", since = day_and_clock(text, one.since))) " "
                @if let Some(used) = one.used { (t!(text, "access-used", used = day_and_clock(text, used))) }
                @else { (t!(text, "access-never-used")) }
                " " (kept)
            }
            form method="post" action=(REMOVE_PASSKEY) {
                (token_field(frame.token))
                input type="hidden" name="passkey" value=(one.id);
                button.btn data-kind="quiet" { (t!(text, "access-remove")) span.vh { " " (one.name) } }
            }
        }
    }
}

fn sessions(frame: &Frame<'_>, all: &[SessionLine]) -> Markup {
    let text = frame.text;
    html! {
        section.stack-tight aria-labelledby="sessions-h" {
            h2 #sessions-h { (t!(text, "access-sessions")) }
            p { (t!(text, "access-sessions-what")) }
            ul class="rows card" { @for one in all { (session(frame, one)) } }
            @if all.len() > 1 {
                form method="post" action=(END_SESSION) {
                    (token_field(frame.token))
                    button.btn name="session" value="others" { (t!(text, "access-end-others")) }
                }
            }
        }
    }
}

fn session(frame: &Frame<'_>, one: &SessionLine) -> Markup {
    let text = frame.text;
    let unknown = t!(text, "access-device-unknown");
    let device = one.device.as_deref().unwrap_or(&unknown);
    html! {
        li.stack-tight {
            p {
                strong { (device) }
                @if one.this { " · " (t!(text, "access-this")) }
            }
            p.small {
                (t!(text, "access-since", since = day_and_clock(text, one.since))) " "
                (t!(text, "access-used", used = day_and_clock(text, one.used)))
            }
            @if !one.this {
                form method="post" action=(END_SESSION) {
                    (token_field(frame.token))
                    button.btn data-kind="quiet" name="session" value=(one.name) {
                        (t!(text, "access-end")) span.vh { " (" (device) ")" }
                    }
                }
            }
        }
    }
}

fn authenticator(frame: &Frame<'_>, view: &AccessView) -> Markup {
    let text = frame.text;
    html! {
        section.stack-tight aria-labelledby="totp-h" {
            h2 #totp-h { (t!(text, "access-totp")) }
            @if let Some(since) = view.authenticator {
                p { (t!(text, "access-totp-on", since = day_and_clock(text, since))) }
                form.btn-row method="post" action=(NO_AUTHENTICATOR) {
                    (token_field(frame.token))
                    a.btn href=(AUTHENTICATOR) { (t!(text, "access-totp-again")) }
                    button.btn data-kind="quiet" { (t!(text, "access-totp-remove")) }
                }
            } @else {
                p { (t!(text, "access-totp-what")) }
                div.btn-row { a.btn href=(AUTHENTICATOR) { (t!(text, "access-totp-begin")) } }
            }
        }
    }
}

fn paper(frame: &Frame<'_>, (left, made): (usize, usize)) -> Markup {
    let text = frame.text;
    html! {
        section.stack-tight aria-labelledby="paper-h" {
            h2 #paper-h { (t!(text, "access-paper")) }
            p { (t!(text, "access-paper-what")) }
            @if made > 0 { p { (t!(text, "access-paper-left", left = left, made = made)) } }
            form method="post" action=(CODES) {
                (token_field(frame.token))
                button.btn {
                    @if made > 0 { (t!(text, "access-paper-again")) } @else { (t!(text, "access-paper-make")) }
                }
            }
        }
    }
}

fn password(frame: &Frame<'_>, told: Option<Told>) -> Markup {
    let text = frame.text;
    let wrong = told.map(|told| told_words(text, told));
    let at = |here: bool| wrong.as_deref().filter(|_| here);
    let first = at(matches!(told, Some(Told::PasswordWeak(_))));
    let second = at(told == Some(Told::PasswordTwice));
    let hint = t!(text, "join-pass-hint", least = app::MIN_PASSWORD_CHARS);
    html! {
        section.stack-tight aria-labelledby="password-h" {
            h2 #password-h { (t!(text, "access-password")) }
            p { (t!(text, "access-password-what")) }
            form.form method="post" action=(PASSWORD) novalidate {
                (token_field(frame.token))
                (Field::new("pass", &t!(text, "access-password-new")).hint(&hint).wrong(first).input("password", "new-password", ""))
                (Field::new("again", &t!(text, "join-again")).wrong(second).input("password", "new-password", ""))
                div.btn-row { button.btn { (t!(text, "access-password-send")) } }
            }
        }
    }
}

fn back(text: &Text) -> Markup {
    html! {
        p { a.btn data-kind="quiet" data-shape="back" href=(ACCESS) { (icon_small(Icon::Prev)) (t!(text, "access-title")) } }
    }
}

/// The secret for an app, and the first code.
pub fn authenticator_page(frame: &Frame<'_>, view: &AuthenticatorView) -> Markup {
    let text = frame.text;
    let wrong = view.wrong.then(|| t!(text, "access-code-wrong"));
    page(
        frame,
        html! {
            header.page-head { div { (back(text)) h1 { (t!(text, "access-totp")) } } }
            form class="card form" method="post" action=(AUTHENTICATOR) novalidate {
                (token_field(frame.token))
                input type="hidden" name="secret" value=(view.sealed);
                p { (t!(text, "access-totp-scan")) }
                (qr(&view.uri, &t!(text, "access-totp-qr")))
                p { (t!(text, "access-totp-type")) }
                p { code.secret { (view.typed) } }
                p { a href=(view.uri) { (t!(text, "access-totp-link")) } }
                (Field::new("code", &t!(text, "access-totp-first"))
                    .hint(&t!(text, "access-totp-first-hint"))
                    .wrong(wrong.as_deref())
                    .input("text", "one-time-code", ""))
                div.btn-row { button.btn data-kind="main" { (t!(text, "access-totp-send")) } }
            }
        },
    )
}

/// A text as squares. Its colours never change with the theme: cameras read dark on light.
pub(crate) fn qr(said: &str, label: &str) -> Markup {
    use qrcodegen::{QrCode, QrCodeEcc};
    use std::fmt::Write as _;
    let Ok(code) = QrCode::encode_text(said, QrCodeEcc::Medium) else {
        return html! {};
    };
    let side = code.size() + 8;
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            // Writing to a string does not fail.
            let _ = write!(path, "M{},{}h1v1h-1z", x + 4, y + 4);
        }
    }
    html! {
        svg.qr role="img" aria-label=(label) viewBox={ "0 0 " (side) " " (side) } shape-rendering="crispEdges" {
            rect width="100%" height="100%" fill="#fff" {}
            path d=(path) fill="#000" {}
        }
    }
}

/// New codes on paper, shown this once.
pub fn codes_page(frame: &Frame<'_>, codes: &[String]) -> Markup {
    let text = frame.text;
    page(
        frame,
        html! {
            header.page-head { div { (back(text)) h1 { (t!(text, "access-paper")) } } }
            div class="card stack" {
                p { strong { (t!(text, "access-paper-once")) } }
                p { (t!(text, "access-paper-how")) }
                ol.codes { @for code in codes { li { code { (code) } } } }
                p.small { (t!(text, "access-paper-where")) }
            }
        },
    )
}

/// Asks once more who it is.
pub fn confirm_page(frame: &Frame<'_>, view: &ConfirmView) -> Markup {
    let text = frame.text;
    let wrong = match view.wrong {
        None => None,
        Some(ConfirmWrong::No) if view.code => Some(t!(text, "access-confirm-no-code")),
        Some(ConfirmWrong::No) => Some(t!(text, "access-confirm-no")),
        Some(ConfirmWrong::Waits) => Some(t!(text, "access-confirm-waits")),
        Some(ConfirmWrong::Passkey) => Some(t!(text, "access-passkey-refused")),
    };
    page(
        frame,
        html! {
            header.page-head { div {
                h1 { (t!(text, "access-confirm")) }
                p.kicker { (t!(text, "access-confirm-why")) }
            } }
            div.stack {
                @if let Some(wrong) = &wrong {
                    div role="alert" { (note(Note::Stop, html! { p { (wrong) } })) }
                }
                @if view.passkey {
                    (use_passkey(frame, CONFIRM, Some(&view.back)))
                }
                @if view.password {
                    form class="card form" method="post" action=(CONFIRM) novalidate {
                        (token_field(frame.token))
                        input type="hidden" name="back" value=(view.back);
                        (Field::new("pass", &t!(text, "door-pass")).input("password", "current-password", ""))
                        @if view.code { (code_field(text)) }
                        div.btn-row { button.btn data-kind="main" { (t!(text, "access-confirm-send")) } }
                    }
                }
                p { a href=(paths::TODAY) { (t!(text, "error-home")) } }
            }
            script type="module" src=(asset("passkey.js")) {}
        },
    )
}

fn code_field(text: &Text) -> Markup {
    Field::new("code", &t!(text, "access-code"))
        .hint(&t!(text, "access-code-hint"))
        .input("text", "one-time-code", "")
}

/// A button that asks the browser for a passkey; without script it is not there.
pub(crate) fn use_passkey(frame: &Frame<'_>, action: &str, back: Option<&str>) -> Markup {
    let text = frame.text;
    html! {
        form.form method="post" action=(action) hidden data-passkey="use" data-begin=(super::ASK_PASSKEY) {
            (token_field(frame.token))
            @if let Some(back) = back { input type="hidden" name="back" value=(back); }
            input type="hidden" name="ceremony";
            input type="hidden" name="credential";
            @if back.is_none() { input type="hidden" name="shared"; }
            p.wrong role="alert" hidden data-passkey-wrong { (t!(text, "access-passkey-failed")) }
            button.btn data-wide { (icon(Icon::Key)) (t!(text, "access-passkey-use")) }
        }
    }
}

/// The code after the password.
pub fn second_page(frame: &Frame<'_>, view: SecondView) -> Markup {
    let text = frame.text;
    let wrong = match view.wrong {
        None => None,
        Some(false) => Some(t!(text, "access-second-no")),
        Some(true) => Some(t!(text, "access-confirm-waits")),
    };
    door(
        frame,
        html! {
            div.door-mark { (mark()) h1 { (t!(text, "access-second")) } }
            form.form method="post" action=(SECOND) novalidate {
                @if let Some(wrong) = &wrong {
                    div role="alert" { (note(Note::Stop, html! { p { (wrong) } })) }
                }
                (token_field(frame.token))
                (code_field(text))
                button.btn data-kind="main" data-wide data-size="l" { (icon(Icon::Key)) (t!(text, "door-sign-in")) }
            }
            p { a href=(paths::SIGN_IN) { (t!(text, "access-second-back")) } }
        },
    )
}
