//! What a page of the editor says after something was done: that it was, and how to undo it; and of
//! what was done elsewhere while the page was open.
//!
//! May touch: its arguments.

use family::{DraftId, KeptDraft};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use maud::{Markup, html};

use crate::page::{Frame, Note, note, token_field};
use crate::studio::desk::path;
use crate::text::{Text, day_and_clock, t};

/// The field of a form that says which save its page showed.
pub const NEWEST: &str = "newest";

/// What was done to a draft a moment ago.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// A clause was changed, or the text.
    Saved,
    /// A clause was added.
    Added,
    /// A clause was moved.
    Moved,
    /// A clause was removed.
    Removed,
    /// An older save was brought back.
    Back,
}

impl Done {
    const ALL: [Self; 5] = [
        Self::Saved,
        Self::Added,
        Self::Moved,
        Self::Removed,
        Self::Back,
    ];

    /// Its name in an address.
    #[must_use]
    pub const fn value(self) -> &'static str {
        match self {
            Self::Saved => "saved",
            Self::Added => "added",
            Self::Moved => "moved",
            Self::Removed => "removed",
            Self::Back => "back",
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::Saved => "editor-saved",
            Self::Added => "editor-added",
            Self::Moved => "editor-moved",
            Self::Removed => "editor-removed",
            Self::Back => "editor-back",
        }
    }
}

/// The page to which undoing leads back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The clauses.
    Clauses,
    /// The library.
    Library,
    /// The text.
    Text,
    /// The saves.
    History,
}

impl Place {
    const ALL: [Self; 4] = [Self::Clauses, Self::Library, Self::Text, Self::History];

    /// Its name in a form.
    #[must_use]
    pub const fn value(self) -> &'static str {
        match self {
            Self::Clauses => "clauses",
            Self::Library => "library",
            Self::Text => "text",
            Self::History => "history",
        }
    }

    /// Reads its name; whatever else came leads to the saves.
    #[must_use]
    pub fn read(value: &str) -> Self {
        let found = Self::ALL.into_iter().find(|one| one.value() == value);
        found.unwrap_or(Self::History)
    }

    /// Its address after something was done. `before` is the save that was the newest until then.
    #[must_use]
    pub fn after(self, id: &DraftId, done: Done, before: Option<u64>) -> String {
        let mut address = path(id, &format!("/{}?done={}", self.value(), done.value()));
        if let Some(before) = before {
            address.push_str(&format!("&before={before}"));
        }
        address
    }
}

/// What a page says of what was done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Told {
    /// What it was.
    pub done: Option<Done>,
    /// The save from before, which can be brought back.
    pub before: Option<u64>,
}

impl Told {
    /// Reads the address: `done`, and `before` as far as it is an older save of this draft.
    #[must_use]
    pub fn of(kept: &KeptDraft, done: &str, before: &str) -> Self {
        let done = Done::ALL.into_iter().find(|one| one.value() == done);
        let older = kept.versions.iter().rev().skip(1);
        let mut older = older.map(|version| version.entry);
        let before: Option<u64> = before.parse().ok();
        let before = before.filter(|_| done.is_some());
        Self {
            done,
            before: before.filter(|before| older.any(|entry| entry == *before)),
        }
    }
}

/// The newest save of a draft: what is undone to after the next one.
#[must_use]
pub fn newest(kept: &KeptDraft) -> Option<u64> {
    kept.versions.last().map(|version| version.entry)
}

/// A draft was kept again while one of its pages was open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meanwhile {
    /// The save that the page showed, as far as it is known and still there.
    pub shown: Option<u64>,
    /// The newest save.
    pub newest: u64,
    /// When that was kept, in the family's own time.
    pub at: DateTime,
}

impl Meanwhile {
    /// Reads what the form says that its page showed; `None` where that is the newest save.
    #[must_use]
    pub fn of(kept: &KeptDraft, zone: &TimeZone, shown: &str) -> Option<Self> {
        let last = kept.versions.last()?;
        let shown: Option<u64> = shown.parse().ok();
        if shown == Some(last.entry) {
            return None;
        }
        let is_there = |entry: &u64| kept.versions.iter().any(|one| one.entry == *entry);
        Some(Self {
            shown: shown.filter(is_there),
            newest: last.entry,
            at: zone.to_datetime(last.at),
        })
    }

    /// The page that shows what differs.
    #[must_use]
    pub fn differs(self, id: &DraftId) -> String {
        match self.shown {
            Some(shown) => path(
                id,
                &format!("/history?from={shown}&to={}#changes", self.newest),
            ),
            None => path(id, "/history"),
        }
    }
}

/// That the draft was kept again meanwhile, so that nothing is kept before its author says so.
pub fn meanwhile(text: &Text, id: &DraftId, meanwhile: Meanwhile) -> Markup {
    html! {
        div role="alert" {
            (note(Note::Stop, html! {
                p { (t!(text, "editor-meanwhile", at = day_and_clock(text, meanwhile.at))) }
                p { (t!(text, "editor-meanwhile-then")) }
                // Going there in the same tab would lose what was typed.
                p { a href=(meanwhile.differs(id)) target="_blank" { (t!(text, "editor-meanwhile-what")) } }
            }))
        }
    }
}

/// The save that a form's page shows, for the form to say.
pub fn shown_field(newest: Option<u64>) -> Markup {
    html! {
        @if let Some(newest) = newest { input type="hidden" name=(NEWEST) value=(newest); }
    }
}

/// That it was done, and a button that undoes it.
pub fn told(
    frame: &Frame<'_>,
    (told, place): (Told, Place),
    (id, command): (&DraftId, &str),
) -> Markup {
    let text = frame.text;
    html! {
        @if let Some(done) = told.done {
            div role="status" {
                (note(Note::Plain, html! {
                    p { (text.get(done.words())) }
                    @if let Some(before) = told.before {
                        form.btn-row method="post" action=(path(id, "/history")) {
                            (token_field(frame.token))
                            input type="hidden" name="command" value=(command);
                            input type="hidden" name="back" value=(place.value());
                            button.btn data-kind="quiet" name="entry" value=(before) { (t!(text, "editor-undo")) }
                        }
                    }
                }))
            }
        }
    }
}
