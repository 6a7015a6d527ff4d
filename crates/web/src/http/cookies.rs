//! The cookies: what each is called, how it is read from a request and written to an answer.
//!
//! May touch: headers. All carry the `__Host-` prefix, so that only this host over a secure
//! connection can have set them.

use app::{KnownDevice, Secret};
use axum::http::{HeaderMap, HeaderValue, header};

use super::keep::KeepId;
use crate::page::{Privacy, Theme};
use crate::text::Lang;

const SESSION: &str = "__Host-session";
const FORM: &str = "__Host-form";
const KNOWN: &str = "__Host-known";
const SECOND: &str = "__Host-second";
const LANGUAGE: &str = "__Host-language";
const THEME: &str = "__Host-theme";
const LOOK: &str = "__Host-look";
const KEEP: &str = "__Host-keep";
const TABLET: &str = "__Host-tablet";

/// How long a browser keeps the session's cookie; the server ends the session by its own clock.
const SESSION_SECONDS: u32 = 90 * 24 * 60 * 60;
/// How long a tablet keeps what it was paired with; either parent ends it before.
const TABLET_SECONDS: u32 = 365 * 24 * 60 * 60;
/// How long a device counts as known to whoever signed in on it.
const KNOWN_SECONDS: u32 = 365 * 24 * 60 * 60;
/// How long a browser keeps what stands for a right password; the server by its own clock.
const SECOND_SECONDS: u32 = 10 * 60;
/// How long a choice of language or theme is kept.
const CHOICE_SECONDS: u32 = 365 * 24 * 60 * 60;
/// Cookies looked at in one request.
const MAX_COOKIES: usize = 32;

/// What the cookies of a request say. What cannot be read counts as absent.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cookies {
    /// The secret of a session, which may have ended.
    pub session: Option<Secret>,
    /// What ties the forms of somebody who is not signed in to the browser.
    pub form: Option<FormId>,
    /// The language chosen on this device.
    pub language: Option<Lang>,
    /// The theme chosen on this device.
    pub theme: Theme,
    /// What pages give away on this device beside what they show.
    pub privacy: Privacy,
    /// The session whose pages are kept to be looked at offline.
    pub keep: Option<KeepId>,
}

/// 32 hexadecimal digits that a browser without a session carries, so that a form's token is
/// worth something in that browser only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FormId(String);

impl FormId {
    pub(crate) fn read(text: &str) -> Option<Self> {
        let hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        (text.len() == 32 && text.bytes().all(hex)).then(|| Self(text.to_owned()))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Cookies {
    /// Reads the `Cookie` headers. When a name stands twice, the first counts.
    pub(crate) fn read(headers: &HeaderMap) -> Self {
        let mut found = Self::default();
        let mut theme = None;
        let mut privacy = None;
        for (name, value) in pairs(headers) {
            match name {
                SESSION => found.session = found.session.or_else(|| Secret::read(value)),
                FORM => found.form = found.form.or_else(|| FormId::read(value)),
                KEEP => found.keep = found.keep.or_else(|| KeepId::read(value)),
                LANGUAGE => found.language = found.language.or_else(|| Lang::from_tag(value)),
                THEME => theme = theme.or_else(|| read_theme(value)),
                LOOK => privacy = privacy.or_else(|| read_privacy(value)),
                _ => {}
            }
        }
        found.theme = theme.unwrap_or_default();
        found.privacy = privacy.unwrap_or_default();
        found
    }
}

/// The theme by its name in a form or cookie.
pub(crate) fn read_theme(name: &str) -> Option<Theme> {
    match name {
        "device" => Some(Theme::Device),
        "light" => Some(Theme::Light),
        "dark" => Some(Theme::Dark),
        _ => None,
    }
}

fn read_privacy(name: &str) -> Option<Privacy> {
    match name {
        "neutral" => Some(Privacy::Neutral),
        "shared" => Some(Privacy::Shared),
        _ => None,
    }
}

fn theme_name(theme: Theme) -> &'static str {
    match theme {
        Theme::Device => "device",
        Theme::Light => "light",
        Theme::Dark => "dark",
    }
}

/// Opens a session in this browser.
pub(crate) fn begin_session(secret: &Secret) -> HeaderValue {
    let secret = secret.reveal();
    value(&format!(
        "{SESSION}={secret}; Max-Age={SESSION_SECONDS}; Path=/; Secure; HttpOnly; SameSite=Lax"
    ))
}

/// Opens a session in this browser until it is closed, or the server ends it.
pub(crate) fn begin_short_session(secret: &Secret) -> HeaderValue {
    let secret = secret.reveal();
    value(&format!(
        "{SESSION}={secret}; Path=/; Secure; HttpOnly; SameSite=Lax"
    ))
}

/// Keeps pages of a session in this browser, for as long as it keeps the session.
pub(crate) fn begin_keeping(keep: &KeepId) -> HeaderValue {
    let keep = keep.as_str();
    value(&format!(
        "{KEEP}={keep}; Max-Age={SESSION_SECONDS}; Path=/; Secure; HttpOnly; SameSite=Lax"
    ))
}

/// Keeps no pages any more.
pub(crate) fn end_keeping() -> HeaderValue {
    value(&format!(
        "{KEEP}=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Lax"
    ))
}

/// Takes the session's cookie away.
pub(crate) fn end_session() -> HeaderValue {
    value(&format!(
        "{SESSION}=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Lax"
    ))
}

/// Ties forms to this browser until it is closed.
pub(crate) fn begin_form(form: &FormId) -> HeaderValue {
    value(&format!(
        "{FORM}={}; Path=/; Secure; HttpOnly; SameSite=Lax",
        form.as_str()
    ))
}

/// Lets guesses on this device count apart from others'. It opens nothing.
pub(crate) fn keep_known(device: &KnownDevice) -> HeaderValue {
    let device = device.reveal();
    value(&format!(
        "{KNOWN}={device}; Max-Age={KNOWN_SECONDS}; Path=/; Secure; HttpOnly; SameSite=Lax"
    ))
}

/// Takes that away.
pub(crate) fn forget_known() -> HeaderValue {
    value(&format!(
        "{KNOWN}=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Lax"
    ))
}

/// What this browser shows of an earlier sign-in.
pub(crate) fn known_of(headers: &HeaderMap) -> Option<KnownDevice> {
    one(headers, KNOWN, KnownDevice::read)
}

/// Stands for a right password until the code comes.
pub(crate) fn begin_second(secret: &Secret) -> HeaderValue {
    let secret = secret.reveal();
    value(&format!(
        "{SECOND}={secret}; Max-Age={SECOND_SECONDS}; Path=/; Secure; HttpOnly; SameSite=Lax"
    ))
}

/// Takes that away.
pub(crate) fn end_second() -> HeaderValue {
    value(&format!(
        "{SECOND}=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Lax"
    ))
}

/// What stands for a right password in this browser.
pub(crate) fn second_of(headers: &HeaderMap) -> Option<Secret> {
    one(headers, SECOND, Secret::read)
}

/// Makes this browser a tablet with which children call. It opens their page and nothing else.
pub(crate) fn begin_tablet(secret: &Secret) -> HeaderValue {
    let secret = secret.reveal();
    value(&format!(
        "{TABLET}={secret}; Max-Age={TABLET_SECONDS}; Path=/; Secure; HttpOnly; SameSite=Lax"
    ))
}

/// What this browser was paired with as a tablet, which may have ended.
pub(crate) fn tablet_of(headers: &HeaderMap) -> Option<Secret> {
    one(headers, TABLET, Secret::read)
}

/// The first cookie of this name that can be read.
fn one<T>(headers: &HeaderMap, name: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
    pairs(headers).find_map(|(found, value)| (found == name).then(|| read(value))?)
}

fn pairs(headers: &HeaderMap) -> impl Iterator<Item = (&str, &str)> {
    let lines = headers.get_all(header::COOKIE).into_iter();
    lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .take(MAX_COOKIES)
}

/// Keeps the language on this device.
pub(crate) fn choose_language(lang: Lang, privacy: Privacy) -> HeaderValue {
    kept_choice(LANGUAGE, lang.tag(), privacy)
}

/// Keeps the theme on this device.
pub(crate) fn choose_theme(theme: Theme, privacy: Privacy) -> HeaderValue {
    kept_choice(THEME, theme_name(theme), privacy)
}

/// Keeps what pages give away on this device: neutral titles for a year, that others use the
/// device until the browser is closed.
pub(crate) fn choose_privacy(privacy: Privacy) -> HeaderValue {
    match privacy {
        Privacy::Usual => value(&format!(
            "{LOOK}=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Lax"
        )),
        Privacy::Neutral => choice(LOOK, "neutral"),
        Privacy::Shared => passing(LOOK, "shared"),
    }
}

/// A choice, kept for as long as it is on such a device.
fn kept_choice(name: &str, chosen: &str, privacy: Privacy) -> HeaderValue {
    match privacy {
        Privacy::Usual | Privacy::Neutral => choice(name, chosen),
        Privacy::Shared => passing(name, chosen),
    }
}

/// Until the browser is closed.
fn passing(name: &str, chosen: &str) -> HeaderValue {
    value(&format!(
        "{name}={chosen}; Path=/; Secure; HttpOnly; SameSite=Lax"
    ))
}

fn choice(name: &str, chosen: &str) -> HeaderValue {
    value(&format!(
        "{name}={chosen}; Max-Age={CHOICE_SECONDS}; Path=/; Secure; HttpOnly; SameSite=Lax"
    ))
}

/// All our cookies are made of plain letters, so an empty value never happens.
fn value(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&'static str]) -> Cookies {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(header::COOKIE, HeaderValue::from_static(line));
        }
        Cookies::read(&headers)
    }

    #[test]
    fn the_first_readable_value_of_a_name_counts() {
        let found = read(&[
            "a=b; __Host-theme=purple; __Host-theme=dark; __Host-language=nl-BE",
            "__Host-theme=light; __Host-form=0123456789abcdef0123456789abcdef",
        ]);
        assert_eq!(found.theme, Theme::Dark);
        assert_eq!(found.language, Some(Lang::Nl));
        assert_eq!(found.form, FormId::read("0123456789abcdef0123456789abcdef"));
        assert_eq!(found.session, None);
    }

    #[test]
    fn what_is_not_ours_is_not_there() {
        for line in ["", ";;=;", "__Host-session=short", "__Host-form=<script>"] {
            let found = read(&[line]);
            assert!(found.session.is_none() && found.form.is_none(), "{line}");
        }
    }

    #[test]
    fn the_cookie_of_a_session_is_out_of_reach_for_scripts_and_other_hosts() {
        let ended = end_session();
        let line = ended.to_str().unwrap();
        for word in [
            "__Host-session=;",
            "Secure",
            "HttpOnly",
            "SameSite=Lax",
            "Path=/;",
        ] {
            assert!(line.contains(word), "{word}");
        }
        assert!(!line.contains("Domain"));
    }
}
