//! What a parent can offer beside a plan and a swap, and how addresses name it.
//!
//! May touch: its arguments.

use family::{Purpose, Terms};

use crate::page::paths;

/// What is offered with a form of this folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An extra visit, a longer or a shorter one: asked for or offered.
    Visit,
    /// Another time or place of one handover, or somebody else who brings.
    Handover,
    /// The own care, for the other parent first.
    FirstRefusal,
    /// A choice that the plan leaves open.
    Holiday,
    /// A trip with the children.
    Trip,
    /// Something that both decide.
    Decision,
    /// Time for care that was missed.
    MakeUp,
}

impl Kind {
    /// All of them, in the order of the chooser.
    pub const ALL: [Self; 7] = [
        Self::Visit,
        Self::Handover,
        Self::FirstRefusal,
        Self::Holiday,
        Self::Trip,
        Self::Decision,
        Self::MakeUp,
    ];

    /// How an address names it.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Visit => "visit",
            Self::Handover => "handover",
            Self::FirstRefusal => "first-refusal",
            Self::Holiday => "holiday",
            Self::Trip => "trip",
            Self::Decision => "decision",
            Self::MakeUp => "make-up",
        }
    }

    /// The kind that an address names.
    #[must_use]
    pub fn read(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.slug() == slug)
    }

    /// The kind of form by which these terms are offered; `None` for plans, swaps and whatever has
    /// pages of its own.
    #[must_use]
    pub fn of(terms: &Terms) -> Option<Self> {
        match terms {
            Terms::Time(offer) => Some(match offer.purpose {
                Purpose::Visit => Self::Visit,
                Purpose::FirstRefusal => Self::FirstRefusal,
                Purpose::HolidayChoice { .. } => Self::Holiday,
                Purpose::MakeUp { .. } => Self::MakeUp,
            }),
            Terms::Handover(_) => Some(Self::Handover),
            Terms::Trip(_) => Some(Self::Trip),
            Terms::Decision(_) => Some(Self::Decision),
            Terms::Plan(_)
            | Terms::Swap(_)
            | Terms::Erase(_)
            | Terms::LiftHold(_)
            | Terms::Close
            | Terms::LetIn(_) => None,
        }
    }

    /// Where it is offered (form and post).
    #[must_use]
    pub fn path(self) -> String {
        format!("{}/{}", paths::PROPOSE, self.slug())
    }

    /// Whether an offer of it is one stretch of time, or several to choose from.
    #[must_use]
    pub const fn has_stretches(self) -> bool {
        match self {
            Self::Visit | Self::FirstRefusal | Self::Holiday | Self::MakeUp => true,
            Self::Handover | Self::Trip | Self::Decision => false,
        }
    }

    /// How many stretches of time one offer of it has at most.
    #[must_use]
    pub const fn most_stretches(self) -> usize {
        match self {
            Self::Visit | Self::Holiday | Self::MakeUp => family::MAX_ALTERNATIVES,
            Self::FirstRefusal => 1,
            Self::Handover | Self::Trip | Self::Decision => 0,
        }
    }

    /// Whether it is about time that an agreed plan gives to somebody.
    #[must_use]
    pub const fn needs_plan(self) -> bool {
        match self {
            Self::Visit | Self::Handover | Self::FirstRefusal | Self::Holiday | Self::MakeUp => {
                true
            }
            Self::Trip | Self::Decision => false,
        }
    }

    /// The fields of its form that have one value.
    pub(super) const fn single(self) -> &'static [&'static str] {
        match self {
            Self::Visit => &["way"],
            Self::Handover => &["handover", "day", "time", "place", "brings"],
            Self::FirstRefusal => &[],
            Self::Holiday => &["clause"],
            Self::Trip => &[
                "from-day",
                "last-day",
                "destination",
                "address",
                "contact",
                "travel",
                "move",
                "start-time",
                "end-time",
            ],
            Self::Decision => &["about", "title", "text"],
            Self::MakeUp => &["missed"],
        }
    }

    /// The fields of its form that may have several.
    pub(super) const fn several(self) -> &'static [&'static str] {
        match self {
            Self::Visit | Self::FirstRefusal | Self::Holiday | Self::Decision | Self::MakeUp => {
                &["child"]
            }
            Self::Trip => &["child", "paper"],
            Self::Handover => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_an_address_of_its_own() {
        for kind in Kind::ALL {
            assert_eq!(Kind::read(kind.slug()), Some(kind));
            assert!(kind.has_stretches() == (kind.most_stretches() > 0));
        }
        assert_eq!(Kind::read("swap"), None);
        assert_eq!(Kind::read(""), None);
    }
}
