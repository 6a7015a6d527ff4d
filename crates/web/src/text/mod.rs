//! The words of the pages: one Fluent bundle per language, built once, compiled in.
//!
//! May touch: nothing but its own arguments. No clock, no environment: which language a
//! person wants is decided by whoever calls. Every sentence that a page shows comes from
//! `locales/<tag>/*.ftl`; names of days and months come from `calendar`, which has them for
//! the calendars of others too.
//!
//! A new file of sentences is added to `files!` below, in both languages at once.

mod when;

use std::borrow::Cow;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use plan::Language;

pub use when::{
    clock, clock_short, date_from, date_long, date_only, date_short, date_with_year, day_and_clock,
    deadline, in_duration, list, month_name, month_year, on_day, percent, weekday_name,
    weekday_short, weekday_time, with_capital, without_capital,
};

/// The sentences of one language, in the order in which they are read.
macro_rules! files {
    ($tag:literal) => {
        &[
            (
                "common.ftl",
                include_str!(concat!("../../locales/", $tag, "/common.ftl")),
            ),
            (
                "today.ftl",
                include_str!(concat!("../../locales/", $tag, "/today.ftl")),
            ),
            (
                "calendar.ftl",
                include_str!(concat!("../../locales/", $tag, "/calendar.ftl")),
            ),
            (
                "plan.ftl",
                include_str!(concat!("../../locales/", $tag, "/plan.ftl")),
            ),
            (
                "plan-change.ftl",
                include_str!(concat!("../../locales/", $tag, "/plan-change.ftl")),
            ),
            (
                "studio.ftl",
                include_str!(concat!("../../locales/", $tag, "/studio.ftl")),
            ),
            (
                "studio-see.ftl",
                include_str!(concat!("../../locales/", $tag, "/studio-see.ftl")),
            ),
            (
                "studio-import.ftl",
                include_str!(concat!("../../locales/", $tag, "/studio-import.ftl")),
            ),
            (
                "studio-paper.ftl",
                include_str!(concat!("../../locales/", $tag, "/studio-paper.ftl")),
            ),
            (
                "studio-questions.ftl",
                include_str!(concat!("../../locales/", $tag, "/studio-questions.ftl")),
            ),
            (
                "studio-editor.ftl",
                include_str!(concat!("../../locales/", $tag, "/studio-editor.ftl")),
            ),
            (
                "door.ftl",
                include_str!(concat!("../../locales/", $tag, "/door.ftl")),
            ),
            (
                "swap.ftl",
                include_str!(concat!("../../locales/", $tag, "/swap.ftl")),
            ),
            (
                "offers.ftl",
                include_str!(concat!("../../locales/", $tag, "/offers.ftl")),
            ),
            (
                "ending.ftl",
                include_str!(concat!("../../locales/", $tag, "/ending.ftl")),
            ),
            (
                "messages.ftl",
                include_str!(concat!("../../locales/", $tag, "/messages.ftl")),
            ),
            (
                "calm.ftl",
                include_str!(concat!("../../locales/", $tag, "/calm.ftl")),
            ),
            (
                "calls.ftl",
                include_str!(concat!("../../locales/", $tag, "/calls.ftl")),
            ),
            (
                "call-rhythm.ftl",
                include_str!(concat!("../../locales/", $tag, "/call-rhythm.ftl")),
            ),
            (
                "tablet.ftl",
                include_str!(concat!("../../locales/", $tag, "/tablet.ftl")),
            ),
            (
                "push.ftl",
                include_str!(concat!("../../locales/", $tag, "/push.ftl")),
            ),
            (
                "push-notice.ftl",
                include_str!(concat!("../../locales/", $tag, "/push-notice.ftl")),
            ),
            (
                "feeds.ftl",
                include_str!(concat!("../../locales/", $tag, "/feeds.ftl")),
            ),
            (
                "care.ftl",
                include_str!(concat!("../../locales/", $tag, "/care.ftl")),
            ),
            (
                "record.ftl",
                include_str!(concat!("../../locales/", $tag, "/record.ftl")),
            ),
            (
                "devices.ftl",
                include_str!(concat!("../../locales/", $tag, "/devices.ftl")),
            ),
            (
                "access.ftl",
                include_str!(concat!("../../locales/", $tag, "/access.ftl")),
            ),
            (
                "people.ftl",
                include_str!(concat!("../../locales/", $tag, "/people.ftl")),
            ),
            (
                "recover.ftl",
                include_str!(concat!("../../locales/", $tag, "/recover.ftl")),
            ),
            (
                "mail.ftl",
                include_str!(concat!("../../locales/", $tag, "/mail.ftl")),
            ),
            (
                "bundle.ftl",
                include_str!(concat!("../../locales/", $tag, "/bundle.ftl")),
            ),
            (
                "begin.ftl",
                include_str!(concat!("../../locales/", $tag, "/begin.ftl")),
            ),
            (
                "safety.ftl",
                include_str!(concat!("../../locales/", $tag, "/safety.ftl")),
            ),
            (
                "live.ftl",
                include_str!(concat!("../../locales/", $tag, "/live.ftl")),
            ),
            (
                "errors.ftl",
                include_str!(concat!("../../locales/", $tag, "/errors.ftl")),
            ),
        ]
    };
}

/// A language that every page exists in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// English, the default.
    #[default]
    En,
    /// Dutch.
    Nl,
}

impl Lang {
    /// Every language, in the order in which a switch shows them.
    pub const ALL: [Lang; 2] = [Lang::En, Lang::Nl];

    /// The BCP 47 tag, as it stands in `<html lang>` and in the language form.
    pub const fn tag(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Nl => "nl",
        }
    }

    /// The language's own name for itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Lang::En => "English",
            Lang::Nl => "Nederlands",
        }
    }

    /// The language of a tag such as `nl` or `nl-BE`; `None` for one that we do not have.
    pub fn from_tag(tag: &str) -> Option<Lang> {
        let main = tag.split('-').next().unwrap_or_default().trim();
        Lang::ALL
            .into_iter()
            .find(|lang| main.eq_ignore_ascii_case(lang.tag()))
    }

    /// The best language for an `Accept-Language` header (RFC 9110, 12.5.4).
    ///
    /// At most the first 16 entries are looked at. Without a match: English.
    pub fn from_accept_language(header: &str) -> Lang {
        let mut best = (0_u16, Lang::default());
        for entry in header.split(',').take(16) {
            let (tag, weight) = entry.split_once(';').unwrap_or((entry, "q=1"));
            let Some(lang) = Lang::from_tag(tag.trim()) else {
                continue;
            };
            let weight = per_mille(weight);
            if weight > best.0 {
                best = (weight, lang);
            }
        }
        best.1
    }

    const fn files(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Lang::En => files!("en"),
            Lang::Nl => files!("nl"),
        }
    }
}

/// The language of a person for the language of pages.
pub(crate) fn language_of(lang: Lang) -> Language {
    match lang {
        Lang::En => Language::En,
        Lang::Nl => Language::Nl,
    }
}

/// `q=0.8` as 800; what cannot be read weighs nothing.
fn per_mille(weight: &str) -> u16 {
    let Some((_, number)) = weight.split_once('=') else {
        return 0;
    };
    let (whole, part) = number.trim().split_once('.').unwrap_or((number.trim(), ""));
    let mut digits = part.bytes().chain(std::iter::repeat(b'0')).take(3);
    let mut value = match whole {
        "0" => 0_u16,
        "1" => 1,
        _ => return 0,
    };
    for digit in digits.by_ref() {
        if !digit.is_ascii_digit() {
            return 0;
        }
        value = value * 10 + u16::from(digit - b'0');
    }
    value.min(1000)
}

/// One value inside a sentence: a text or a number.
#[derive(Clone, Debug)]
pub struct Arg<'a>(FluentValue<'a>);

impl<'a, T: Into<FluentValue<'a>>> From<T> for Arg<'a> {
    fn from(value: T) -> Self {
        Arg(value.into())
    }
}

/// The sentences of one language.
pub struct Text {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Text")
            .field("lang", &self.lang)
            .finish_non_exhaustive()
    }
}

impl Text {
    /// The sentences of a language, read once and kept for the life of the process.
    pub fn of(lang: Lang) -> &'static Text {
        static EN: OnceLock<Text> = OnceLock::new();
        static NL: OnceLock<Text> = OnceLock::new();
        let cell = match lang {
            Lang::En => &EN,
            Lang::Nl => &NL,
        };
        cell.get_or_init(|| Text::build(lang))
    }

    fn build(lang: Lang) -> Text {
        let locale = lang.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // Isolation marks are for mixed writing directions; both languages run left to right.
        bundle.set_use_isolating(false);
        for (_, source) in lang.files() {
            // A broken line loses itself and nothing else; a test keeps the files whole.
            let resource = match FluentResource::try_new((*source).to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            bundle.add_resource_overriding(resource);
        }
        Text { lang, bundle }
    }

    /// Which language this is.
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// A sentence without values. A key that does not exist comes back as itself: it shows
    /// on the page, it breaks nothing, and a test finds it first.
    pub fn get<'t>(&'t self, key: &'t str) -> Cow<'t, str> {
        self.format(key, None)
    }

    /// A sentence with values.
    pub fn with(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let args: FluentArgs<'_> = args
            .iter()
            .map(|(name, value)| (Cow::from(*name), value.0.clone()))
            .collect();
        self.format(key, Some(&args)).into_owned()
    }

    fn format<'t>(&'t self, key: &'t str, args: Option<&FluentArgs<'_>>) -> Cow<'t, str> {
        let Some(pattern) = self.bundle.get_message(key).and_then(|m| m.value()) else {
            return Cow::Borrowed(key);
        };
        let mut problems = Vec::new();
        match self.bundle.format_pattern(pattern, args, &mut problems) {
            Cow::Borrowed(plain) => Cow::Borrowed(plain),
            Cow::Owned(filled) => Cow::Owned(filled),
        }
    }
}

/// A sentence of a [`Text`](crate::text::Text): `t!(text, "key")` or
/// `t!(text, "key", name = "Noor", nights = 3)`.
macro_rules! t {
    ($text:expr, $key:literal $(,)?) => {
        $text.get($key)
    };
    ($text:expr, $key:literal, $($name:ident = $value:expr),+ $(,)?) => {
        $text.with($key, &[$((stringify!($name), $crate::text::Arg::from($value))),+])
    };
}
pub(crate) use t;

#[cfg(test)]
mod tests;
