//! People whom the parents let in: relatives, professionals, a child with an account of its own.
//! What each may see, and from when till when. Pure.
//!
//! A grant stands where it concerns people: one that both parents agreed on in the family's
//! record, one for a parent's own lawyer, mediator or therapist in that parent's private record,
//! of which the other parent learns nothing. The same fold keeps both, see [`Guests`].

mod check;

use crate::{MemberId, Name, ProposalId};
use jiff::Timestamp;
use jiff::civil::Date;
use plan::ChildId;
use std::sync::Arc;

pub(crate) use check::check;

/// Most people let in at the same time, by both or by one.
pub const MAX_GUESTS: usize = 50;
/// Most proposals that one person is let in to.
pub const MAX_GUEST_PROPOSALS: usize = 20;
/// A professional is let in for so many days at most; letting in again takes a moment.
pub const MAX_PROFESSIONAL_DAYS: i32 = 732;

/// As what somebody is let in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GuestRole {
    /// Somebody near the children.
    Relative(Relative),
    /// Somebody whose work it is. Each look is an entry.
    Professional(Professional),
    /// This child, with an account of its own.
    Child(ChildId),
}

/// Who is near the children.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relative {
    /// A grandparent.
    Grandparent,
    /// A parent's new partner.
    Partner,
    /// Who looks after the children now and then.
    Sitter,
    /// Anybody else.
    Other,
}

impl Relative {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Grandparent, Self::Partner, Self::Sitter, Self::Other];
}

/// Whose work it is to help a family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Professional {
    /// A lawyer.
    Lawyer,
    /// A mediator.
    Mediator,
    /// A therapist.
    Therapist,
    /// A guardian, or a curator whom a court appointed for the children.
    Guardian,
    /// Who is present when a parent and the children meet.
    Supervisor,
}

impl Professional {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Lawyer,
        Self::Mediator,
        Self::Therapist,
        Self::Guardian,
        Self::Supervisor,
    ];

    /// Whether a parent can have one of their own, of whom the other learns nothing.
    #[must_use]
    pub const fn can_be_own(self) -> bool {
        match self {
            Self::Lawyer | Self::Mediator | Self::Therapist => true,
            Self::Guardian | Self::Supervisor => false,
        }
    }
}

/// What somebody may see.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// Who has the named children when.
    Calendar,
    /// The plan in force, all its clauses.
    Plan,
    /// The entries of the family's record with a time in this span.
    Record(DaySpan),
    /// One proposal, with everything that was offered and answered in it.
    Proposal(ProposalId),
}

/// Days of the family's clock, half-open; without an end it goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DaySpan {
    /// The first day.
    pub from: Date,
    /// The first day after it.
    pub until: Option<Date>,
}

impl DaySpan {
    /// Whether a day lies in it.
    #[must_use]
    pub fn holds(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }
}

/// Who is let in, to what, and for how long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// The pseudonym under which this person acts.
    pub member: MemberId,
    /// The person's name.
    pub name: Name,
    /// As what.
    pub role: GuestRole,
    /// What may be seen, each once, in order.
    pub subjects: Vec<Subject>,
    /// Whose days the calendar shows, each once.
    pub children: Vec<ChildId>,
    /// On which days it holds.
    pub days: DaySpan,
}

impl Grant {
    /// Whether the calendar may be seen.
    #[must_use]
    pub fn calendar(&self) -> bool {
        self.subjects.contains(&Subject::Calendar)
    }

    /// Whether the plan may be seen.
    #[must_use]
    pub fn plan(&self) -> bool {
        self.subjects.contains(&Subject::Plan)
    }

    /// The part of the record that may be seen.
    #[must_use]
    pub fn record(&self) -> Option<DaySpan> {
        self.subjects.iter().find_map(|subject| match subject {
            Subject::Record(span) => Some(*span),
            Subject::Calendar | Subject::Plan | Subject::Proposal(_) => None,
        })
    }

    /// The proposals that may be seen, in order.
    pub fn proposals(&self) -> impl Iterator<Item = &ProposalId> {
        self.subjects.iter().filter_map(|subject| match subject {
            Subject::Proposal(id) => Some(id),
            Subject::Calendar | Subject::Plan | Subject::Record(_) => None,
        })
    }
}

/// What a professional was shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Look {
    /// These days of the calendar, half-open.
    Calendar {
        /// The first day.
        from: Date,
        /// The first day after it.
        until: Date,
    },
    /// The plan.
    Plan,
    /// These entries of the record, half-open.
    Record {
        /// The first entry.
        first: u64,
        /// The first entry after it.
        end: u64,
    },
    /// The proposal that began with this entry.
    Proposal {
        /// The number of that entry.
        entry: u64,
    },
}

/// How far somebody has come who was let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GuestState {
    /// May come.
    Invited,
    /// Has an account since this time.
    Joined(Timestamp),
    /// Is not let in any more.
    Ended {
        /// Since when.
        at: Timestamp,
        /// When the person had come, if ever, and has an account still.
        joined: Option<Timestamp>,
    },
}

/// Somebody who was let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guest {
    /// The last grant.
    pub grant: Arc<Grant>,
    /// The entry that holds it.
    pub entry: u64,
    /// When it was given.
    pub at: Timestamp,
    /// How far the person has come.
    pub state: GuestState,
}

impl Guest {
    /// Whether the person has an account with which to come in.
    #[must_use]
    pub fn joined(&self) -> bool {
        matches!(self.state, GuestState::Joined(_))
    }

    /// Whether the person came and did not close the account since.
    #[must_use]
    pub fn has_account(&self) -> bool {
        match self.state {
            GuestState::Invited => false,
            GuestState::Joined(_) => true,
            GuestState::Ended { joined, .. } => joined.is_some(),
        }
    }

    /// Whether the grant was ended before its time.
    #[must_use]
    pub fn ended(&self) -> bool {
        matches!(self.state, GuestState::Ended { .. })
    }

    /// Whether the person may see what the grant says on this day of the family's clock.
    #[must_use]
    pub fn is_in(&self, today: Date) -> bool {
        self.joined() && self.grant.days.holds(today)
    }

    /// Whether it still is of any use from this day on.
    fn lasts(&self, today: Date) -> bool {
        !self.ended() && self.grant.days.until.is_none_or(|until| today < until)
    }
}

/// Everybody who was let in by the same record, oldest first. Cloning is cheap.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Guests(Arc<Vec<Guest>>);

impl Guests {
    /// All of them, also whose time is over.
    #[must_use]
    pub fn all(&self) -> &[Guest] {
        &self.0
    }

    /// One of them.
    #[must_use]
    pub fn of(&self, member: &MemberId) -> Option<&Guest> {
        self.0.iter().find(|guest| guest.grant.member == *member)
    }

    fn change(&mut self, member: &MemberId) -> Result<&mut Guest, &'static str> {
        Arc::make_mut(&mut self.0)
            .iter_mut()
            .find(|guest| guest.grant.member == *member)
            .ok_or("nobody of that name was let in")
    }

    /// Somebody is let in, or otherwise than before.
    pub(crate) fn let_in(&mut self, grant: &Arc<Grant>, (entry, at): (u64, Timestamp)) {
        let Ok(known) = self.change(&grant.member) else {
            Arc::make_mut(&mut self.0).push(Guest {
                grant: Arc::clone(grant),
                entry,
                at,
                state: GuestState::Invited,
            });
            return;
        };
        known.state = match known.state {
            GuestState::Ended { joined, .. } => {
                joined.map_or(GuestState::Invited, GuestState::Joined)
            }
            same @ (GuestState::Invited | GuestState::Joined(_)) => same,
        };
        known.grant = Arc::clone(grant);
        (known.entry, known.at) = (entry, at);
    }

    pub(crate) fn joined(&mut self, member: &MemberId, at: Timestamp) -> Result<(), &'static str> {
        let guest = self.change(member)?;
        match guest.state {
            GuestState::Invited => {
                guest.state = GuestState::Joined(at);
                Ok(())
            }
            GuestState::Joined(_) | GuestState::Ended { .. } => {
                Err("who was let in joins once, while it holds")
            }
        }
    }

    pub(crate) fn end(&mut self, member: &MemberId, at: Timestamp) -> Result<(), &'static str> {
        let guest = self.change(member)?;
        let joined = match guest.state {
            GuestState::Invited => None,
            GuestState::Joined(joined) => Some(joined),
            GuestState::Ended { .. } => return Err("what was ended is not ended again"),
        };
        guest.state = GuestState::Ended { at, joined };
        Ok(())
    }

    /// Whoever has an account closes it; what was ended before stays ended since then.
    pub(crate) fn leave(&mut self, member: &MemberId, at: Timestamp) -> Result<(), &'static str> {
        let guest = self.change(member)?;
        let at = match guest.state {
            GuestState::Joined(_) => at,
            GuestState::Ended {
                at,
                joined: Some(_),
            } => at,
            GuestState::Invited | GuestState::Ended { joined: None, .. } => {
                return Err("who has no account closes none");
            }
        };
        guest.state = GuestState::Ended { at, joined: None };
        Ok(())
    }

    pub(crate) fn looked(&self, member: &MemberId) -> Result<(), &'static str> {
        let guest = self.of(member).ok_or("nobody of that name was let in")?;
        let professional = matches!(guest.grant.role, GuestRole::Professional(_));
        if guest.joined() && professional {
            Ok(())
        } else {
            Err("only a professional who is let in looks at anything on the record")
        }
    }
}

/// Why somebody is not let in, or not shown something.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GuestRefusal {
    /// Nothing may be seen.
    #[error("Choose what this person may see.")]
    NoSubject,
    /// The calendar of nobody.
    #[error("Choose whose days the calendar shows, each child once.")]
    NoChild,
    /// Ends before it begins.
    #[error("The last day must be after the first one ({from}).")]
    Backwards {
        /// The first day.
        from: Date,
    },
    /// Is over already.
    #[error("This ends on {until}, which has passed. Choose a day that is still to come.")]
    Past {
        /// The first day after it.
        until: Date,
    },
    /// A professional without an end.
    #[error(
        "Say until when a professional is let in, at most {days} days. You can let them in again."
    )]
    EndNeeded {
        /// The longest time.
        days: i32,
    },
    /// Too many people.
    #[error("{limit} people are let in. End what is no longer needed first.")]
    TooMany {
        /// How many may be let in at once.
        limit: usize,
    },
    /// The pseudonym is of somebody else.
    #[error("This person is let in as somebody else already. Let them in anew.")]
    OtherPerson,
    /// A proposal is not there, or there are too many.
    #[error("Choose 1 to {limit} proposals of yours that this person may see.")]
    Proposals {
        /// How many there may be.
        limit: usize,
    },
    /// Only a professional is let in to a proposal, so that each look is on the record.
    #[error("Only a professional can be let in to a single proposal.")]
    ProposalNeedsProfessional,
    /// A child has one account.
    #[error("{name} has an account already.")]
    ChildHasOne {
        /// The child's name.
        name: Name,
    },
    /// A child sees the own days.
    #[error("A child sees the own calendar, and nothing else.")]
    ChildSees,
    /// Nobody can let this person in alone.
    #[error(
        "You can let in only your own lawyer, mediator or therapist alone. Propose it to the other parent."
    )]
    NeedsBoth,
    /// There is no such person.
    #[error("There is nobody of that name among those who were let in.")]
    Nobody,
    /// It ended before.
    #[error("This has ended already.")]
    Ended,
}
