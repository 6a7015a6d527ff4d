//! The kinds of things that a person can be told of, sets and counts of them, and the ways by which
//! they are told. Pure.

/// What kind of thing somebody is told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoticeKind {
    /// A message.
    Message,
    /// Something to answer.
    Proposal,
    /// What became of something of one's own.
    Answer,
    /// A handover, or care that did not take place as agreed.
    Care,
    /// Something that comes up, or still waits.
    Reminder,
    /// Who takes part: somebody came, left or was let in.
    People,
}

impl NoticeKind {
    /// All of them, in the order in which settings show them.
    pub const ALL: [Self; 6] = [
        Self::Message,
        Self::Proposal,
        Self::Answer,
        Self::Care,
        Self::Reminder,
        Self::People,
    ];

    const fn index(self) -> usize {
        match self {
            Self::Message => 0,
            Self::Proposal => 1,
            Self::Answer => 2,
            Self::Care => 3,
            Self::Reminder => 4,
            Self::People => 5,
        }
    }
}

/// A set of kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Kinds([bool; NoticeKind::ALL.len()]);

impl Kinds {
    /// None of them.
    pub const NONE: Self = Self([false; NoticeKind::ALL.len()]);
    /// All of them.
    pub const ALL: Self = Self([true; NoticeKind::ALL.len()]);

    /// Whether this kind is in it.
    #[must_use]
    pub const fn has(&self, kind: NoticeKind) -> bool {
        self.0[kind.index()]
    }

    /// The same with this kind.
    #[must_use]
    pub const fn with(mut self, kind: NoticeKind) -> Self {
        self.0[kind.index()] = true;
        self
    }

    /// The same without this kind.
    #[must_use]
    pub const fn without(mut self, kind: NoticeKind) -> Self {
        self.0[kind.index()] = false;
        self
    }

    /// The kinds in it, in the order of [`NoticeKind::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = NoticeKind> + '_ {
        NoticeKind::ALL.into_iter().filter(|kind| self.has(*kind))
    }
}

impl FromIterator<NoticeKind> for Kinds {
    fn from_iter<T: IntoIterator<Item = NoticeKind>>(kinds: T) -> Self {
        kinds.into_iter().fold(Self::NONE, Self::with)
    }
}

/// Of what a person is told in which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Channels {
    /// By e-mail.
    pub email: Kinds,
    /// By push, on the devices that this person set up for it.
    pub push: Kinds,
}

impl Default for Channels {
    /// Everything in both ways: an address was given and a device set up by that person.
    fn default() -> Self {
        Self {
            email: Kinds::ALL,
            push: Kinds::ALL,
        }
    }
}

/// How many there are of each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Counts([u32; NoticeKind::ALL.len()]);

impl Counts {
    /// How many there are of this kind.
    #[must_use]
    pub const fn of(&self, kind: NoticeKind) -> u32 {
        self.0[kind.index()]
    }

    /// The same with so many of this kind.
    #[must_use]
    pub const fn with(mut self, kind: NoticeKind, count: u32) -> Self {
        self.0[kind.index()] = count;
        self
    }

    /// How many there are of all kinds.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.0.iter().copied().fold(0, u32::saturating_add)
    }

    /// Whether there is nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.total() == 0
    }

    /// The kinds of which there are some, with their numbers, in the order of [`NoticeKind::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = (NoticeKind, u32)> + '_ {
        let each = NoticeKind::ALL
            .into_iter()
            .map(|kind| (kind, self.of(kind)));
        each.filter(|(_, count)| *count > 0)
    }

    /// What is left of these when only some kinds count.
    #[must_use]
    pub fn only(mut self, kinds: &Kinds) -> Self {
        for (count, kept) in self.0.iter_mut().zip(kinds.0) {
            if !kept {
                *count = 0;
            }
        }
        self
    }
}

impl FromIterator<NoticeKind> for Counts {
    fn from_iter<T: IntoIterator<Item = NoticeKind>>(kinds: T) -> Self {
        let mut counts = Self::default();
        for kind in kinds {
            let count = &mut counts.0[kind.index()];
            *count = count.saturating_add(1);
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_a_place_of_its_own() {
        for kind in NoticeKind::ALL {
            let only = Kinds::NONE.with(kind);
            assert_eq!(only.iter().collect::<Vec<_>>(), [kind]);
            assert_eq!(Kinds::ALL.without(kind).iter().count(), 5);
            assert_eq!([kind].into_iter().collect::<Kinds>(), only);
        }
    }

    #[test]
    fn counts_keep_what_a_way_tells() {
        use NoticeKind::{Care, Message, People};
        let counts: Counts = [Message, Care, Message, People].into_iter().collect();
        assert_eq!((counts.of(Message), counts.total()), (2, 4));
        let kept = counts.only(&Kinds::NONE.with(Message).with(NoticeKind::Answer));
        assert_eq!(kept.iter().collect::<Vec<_>>(), [(Message, 2)]);
        assert!(counts.only(&Kinds::NONE).is_empty());
        let again = |counts: Counts| {
            let each = counts.iter();
            each.fold(Counts::default(), |all, (kind, count)| {
                all.with(kind, count)
            })
        };
        assert_eq!(again(counts), counts);
    }
}
