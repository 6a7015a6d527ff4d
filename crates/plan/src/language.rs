//! The languages that a plan may be written in, and a text in one or both. Touches nothing else.

/// A language of a plan's sentences and of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// English.
    En,
    /// Dutch.
    Nl,
}

impl Language {
    /// Every language, in the order of their codes.
    pub const ALL: [Language; 2] = [Language::En, Language::Nl];

    /// The two-letter code, as in BCP 47: `en`, `nl`.
    pub fn code(self) -> &'static str {
        match self {
            Language::En => "en",
            Language::Nl => "nl",
        }
    }
}

/// A text in English, in Dutch, or in both; never in neither.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Text {
    /// Written in one language only.
    One(Language, String),
    /// Written in both.
    Both {
        /// The English text.
        en: String,
        /// The Dutch text.
        nl: String,
    },
}

impl Text {
    /// The text in `language`, or in the other one where it was not written in this one.
    pub fn get(&self, language: Language) -> &str {
        match (self, language) {
            (Text::One(_, text), _) => text,
            (Text::Both { en, .. }, Language::En) => en,
            (Text::Both { nl, .. }, Language::Nl) => nl,
        }
    }

    /// The text in exactly this language, if it was written.
    pub fn exact(&self, language: Language) -> Option<&str> {
        match self {
            Text::One(written, text) => (*written == language).then_some(text.as_str()),
            Text::Both { .. } => Some(self.get(language)),
        }
    }

    /// The language in which [`Text::get`] answers; what a page puts in `lang="…"`.
    pub fn written_in(&self, language: Language) -> Language {
        match self {
            Text::One(written, _) => *written,
            Text::Both { .. } => language,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_language_falls_back_to_the_other() {
        let dutch = Text::One(Language::Nl, "Om en om.".to_owned());
        assert_eq!(dutch.get(Language::En), "Om en om.");
        assert_eq!(dutch.exact(Language::En), None);
        assert_eq!(dutch.written_in(Language::En), Language::Nl);
        let both = Text::Both {
            en: "In turn.".to_owned(),
            nl: "Om en om.".to_owned(),
        };
        assert_eq!(both.get(Language::En), "In turn.");
        assert_eq!(both.exact(Language::Nl), Some("Om en om."));
        assert_eq!(both.written_in(Language::Nl), Language::Nl);
    }
}
