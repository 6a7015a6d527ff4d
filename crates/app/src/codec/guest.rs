//! The stored shapes of letting people in: grants, who came, what ended, what a professional was
//! shown. The same kinds stand in the family's record and in the private one of a parent who let
//! somebody in alone; there an entry also names who it is about.

use super::{Encoded, Reader, Undecodable, json, shapes};
use family::{
    DaySpan, Event, Grant, GuestRole, Look, MemberId, PersonalEvent, Professional, ProposalId,
    Reason, Relative, Revision, Subject, Terms,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

pub(super) mod kind {
    pub const PROPOSED: &str = "proposal.made/3";
    pub const COUNTERED: &str = "proposal.countered/3";
    pub const LET_IN: &str = "people.let-in/1";
    /// The same, where single proposals may be seen.
    pub const LET_IN_2: &str = "people.let-in/2";
    pub const JOINED: &str = "people.joined/1";
    pub const ENDED: &str = "people.ended/1";
    pub const LEFT: &str = "people.left/1";
    pub const LOOKED: &str = "people.looked/1";
    /// The same, of a single proposal.
    pub const LOOKED_2: &str = "people.looked/2";
}

/// An offer in the third shape: of letting somebody in.
#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Offer {
    proposal: String,
    revision: u32,
    terms: OfferTerms,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum OfferTerms {
    LetIn(Stored),
}

/// A grant.
#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub(super) struct Stored {
    member: String,
    name: String,
    role: Role,
    sees: Vec<Sees>,
    children: Vec<String>,
    from: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<String>,
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum Role {
    Grandparent(shapes::Empty),
    Partner(shapes::Empty),
    Sitter(shapes::Empty),
    Relative(shapes::Empty),
    Lawyer(shapes::Empty),
    Mediator(shapes::Empty),
    Therapist(shapes::Empty),
    Guardian(shapes::Empty),
    Supervisor(shapes::Empty),
    Child(String),
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum Sees {
    Calendar(shapes::Empty),
    Plan(shapes::Empty),
    Record(Days),
    /// Only in the second shape of a grant, and the fourth of an offer.
    Proposal(String),
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Days {
    from: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<String>,
}

/// Who an entry is about; nobody where its author is meant.
#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct About {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    member: Option<String>,
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Looked {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    member: Option<String>,
    at: At,
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum At {
    Calendar(Days),
    Plan(shapes::Empty),
    Record {
        first: u64,
        end: u64,
    },
    /// Only in the second shape.
    Proposal {
        entry: u64,
    },
}

fn role(role: &GuestRole) -> Role {
    let none = shapes::Empty {};
    match role {
        GuestRole::Relative(Relative::Grandparent) => Role::Grandparent(none),
        GuestRole::Relative(Relative::Partner) => Role::Partner(none),
        GuestRole::Relative(Relative::Sitter) => Role::Sitter(none),
        GuestRole::Relative(Relative::Other) => Role::Relative(none),
        GuestRole::Professional(Professional::Lawyer) => Role::Lawyer(none),
        GuestRole::Professional(Professional::Mediator) => Role::Mediator(none),
        GuestRole::Professional(Professional::Therapist) => Role::Therapist(none),
        GuestRole::Professional(Professional::Guardian) => Role::Guardian(none),
        GuestRole::Professional(Professional::Supervisor) => Role::Supervisor(none),
        GuestRole::Child(child) => Role::Child(child.to_string()),
    }
}

fn days(span: DaySpan) -> Days {
    Days {
        from: span.from.to_string(),
        until: span.until.map(|day| day.to_string()),
    }
}

pub(super) fn stored(grant: &Grant) -> Stored {
    let sees = |subject: &Subject| match subject {
        Subject::Calendar => Sees::Calendar(shapes::Empty {}),
        Subject::Plan => Sees::Plan(shapes::Empty {}),
        Subject::Record(span) => Sees::Record(days(*span)),
        Subject::Proposal(id) => Sees::Proposal(id.to_string()),
    };
    let Days { from, until } = days(grant.days);
    Stored {
        member: grant.member.to_string(),
        name: grant.name.to_string(),
        role: role(&grant.role),
        sees: grant.subjects.iter().map(sees).collect(),
        children: grant.children.iter().map(ToString::to_string).collect(),
        from,
        until,
    }
}

/// An offer of letting somebody in.
pub(super) fn offer(
    (proposal, revision): (&ProposalId, Revision),
    grant: &Grant,
    reason: Option<&Reason>,
) -> Encoded {
    let kind = if revision == Revision::FIRST {
        kind::PROPOSED
    } else {
        kind::COUNTERED
    };
    let shape = Offer {
        proposal: proposal.to_string(),
        revision: revision.0,
        terms: OfferTerms::LetIn(stored(grant)),
        reason: reason.map(|r| r.as_str().to_owned()),
    };
    json(kind, &shape)
}

/// Whether the first shape of a grant has no room for this one.
pub(super) fn is_second(grant: &Grant) -> bool {
    let proposal = |subject: &Subject| matches!(subject, Subject::Proposal(_));
    grant.subjects.iter().any(proposal)
}

pub(super) fn let_in(grant: &Grant) -> Encoded {
    let kind = if is_second(grant) {
        kind::LET_IN_2
    } else {
        kind::LET_IN
    };
    json(kind, &stored(grant))
}

fn about(kind: &'static str, member: Option<&MemberId>) -> Encoded {
    let member = member.map(ToString::to_string);
    json(kind, &About { member })
}

pub(super) fn joined(member: Option<&MemberId>) -> Encoded {
    about(kind::JOINED, member)
}

pub(super) fn left(member: Option<&MemberId>) -> Encoded {
    about(kind::LEFT, member)
}

pub(super) fn ended(member: &MemberId) -> Encoded {
    about(kind::ENDED, Some(member))
}

pub(super) fn looked(member: Option<&MemberId>, look: Look) -> Encoded {
    let at = match look {
        Look::Calendar { from, until } => At::Calendar(Days {
            from: from.to_string(),
            until: Some(until.to_string()),
        }),
        Look::Plan => At::Plan(shapes::Empty {}),
        Look::Record { first, end } => At::Record { first, end },
        Look::Proposal { entry } => At::Proposal { entry },
    };
    let kind = match look {
        Look::Calendar { .. } | Look::Plan | Look::Record { .. } => kind::LOOKED,
        Look::Proposal { .. } => kind::LOOKED_2,
    };
    let member = member.map(ToString::to_string);
    json(kind, &Looked { member, at })
}

impl Reader<'_> {
    /// One of the kinds of this file in the family's record; `None` for another one.
    pub(super) fn guest(&self) -> Option<Result<Event, Undecodable>> {
        Some(match self.kind {
            kind::PROPOSED | kind::COUNTERED => self.third_offer(),
            kind::LET_IN | kind::LET_IN_2 => self.grant().map(Event::LetIn),
            kind::JOINED => self.nobody().map(|()| Event::GuestJoined),
            kind::ENDED => self.about().map(|member| Event::GuestEnded { member }),
            kind::LEFT => self.nobody().map(|()| Event::GuestLeft),
            kind::LOOKED | kind::LOOKED_2 => {
                self.looked().and_then(|(member, look)| match member {
                    None => Ok(Event::Looked(look)),
                    Some(_) => Err(self.wrong("who looked is its author")),
                })
            }
            _ => return None,
        })
    }

    /// One of them in a private record.
    pub(super) fn own_guest(&self) -> Option<Result<PersonalEvent, Undecodable>> {
        Some(match self.kind {
            kind::LET_IN | kind::LET_IN_2 => self.grant().map(PersonalEvent::LetIn),
            kind::JOINED => self
                .about()
                .map(|member| PersonalEvent::GuestJoined { member }),
            kind::ENDED => self
                .about()
                .map(|member| PersonalEvent::GuestEnded { member }),
            kind::LEFT => self
                .about()
                .map(|member| PersonalEvent::GuestLeft { member }),
            kind::LOOKED | kind::LOOKED_2 => {
                self.looked().and_then(|(member, look)| match member {
                    Some(member) => Ok(PersonalEvent::Looked { member, look }),
                    None => Err(self.wrong("it does not say who looked")),
                })
            }
            _ => return None,
        })
    }

    fn third_offer(&self) -> Result<Event, Undecodable> {
        let shape: Offer = self.shape()?;
        let OfferTerms::LetIn(stored) = &shape.terms;
        let proposal = self.parsed(&shape.proposal)?;
        let grant = self.read_grant(stored)?;
        if is_second(&grant) {
            return Err(self.wrong("it stands in another shape than its own"));
        }
        let terms = Terms::LetIn(Arc::new(grant));
        let reason = self.reason(shape.reason.as_deref())?;
        let revision = Revision(shape.revision);
        match (self.kind, revision) {
            (kind::PROPOSED, Revision::FIRST) => Ok(Event::Proposed {
                proposal,
                terms,
                reason,
                answer_by: None,
            }),
            (kind::COUNTERED, Revision(2..)) => Ok(Event::Countered {
                proposal,
                revision,
                terms,
                reason,
                answer_by: None,
            }),
            _ => Err(self.wrong("a first offer has revision 1, and only that")),
        }
    }

    fn grant(&self) -> Result<Arc<Grant>, Undecodable> {
        let stored: Stored = self.shape()?;
        let grant = self.read_grant(&stored)?;
        if is_second(&grant) == (self.kind == kind::LET_IN_2) {
            Ok(Arc::new(grant))
        } else {
            Err(self.wrong("it stands in another shape than its own"))
        }
    }

    pub(super) fn read_grant(&self, stored: &Stored) -> Result<Grant, Undecodable> {
        let subject = |sees: &Sees| -> Result<Subject, Undecodable> {
            Ok(match sees {
                Sees::Calendar(_) => Subject::Calendar,
                Sees::Plan(_) => Subject::Plan,
                Sees::Record(days) => {
                    Subject::Record(self.days(&days.from, days.until.as_deref())?)
                }
                Sees::Proposal(id) => Subject::Proposal(self.parsed(id)?),
            })
        };
        let children = stored.children.iter().map(|child| self.parsed(child));
        Ok(Grant {
            member: self.parsed(&stored.member)?,
            name: self.name(&stored.name)?,
            role: self.role(&stored.role)?,
            subjects: stored.sees.iter().map(subject).collect::<Result<_, _>>()?,
            children: children.collect::<Result<_, _>>()?,
            days: self.days(&stored.from, stored.until.as_deref())?,
        })
    }

    fn role(&self, role: &Role) -> Result<GuestRole, Undecodable> {
        Ok(match role {
            Role::Grandparent(_) => GuestRole::Relative(Relative::Grandparent),
            Role::Partner(_) => GuestRole::Relative(Relative::Partner),
            Role::Sitter(_) => GuestRole::Relative(Relative::Sitter),
            Role::Relative(_) => GuestRole::Relative(Relative::Other),
            Role::Lawyer(_) => GuestRole::Professional(Professional::Lawyer),
            Role::Mediator(_) => GuestRole::Professional(Professional::Mediator),
            Role::Therapist(_) => GuestRole::Professional(Professional::Therapist),
            Role::Guardian(_) => GuestRole::Professional(Professional::Guardian),
            Role::Supervisor(_) => GuestRole::Professional(Professional::Supervisor),
            Role::Child(child) => GuestRole::Child(self.parsed(child)?),
        })
    }

    fn days(&self, from: &str, until: Option<&str>) -> Result<DaySpan, Undecodable> {
        Ok(DaySpan {
            from: self.parsed::<Date>(from)?,
            until: until.map(|until| self.parsed::<Date>(until)).transpose()?,
        })
    }

    fn about(&self) -> Result<MemberId, Undecodable> {
        let shape: About = self.shape()?;
        let member = shape.member.as_deref();
        self.parsed(member.ok_or_else(|| self.wrong("it does not say who"))?)
    }

    fn nobody(&self) -> Result<(), Undecodable> {
        match self.shape::<About>()?.member {
            None => Ok(()),
            Some(_) => Err(self.wrong("who joined is its author")),
        }
    }

    fn looked(&self) -> Result<(Option<MemberId>, Look), Undecodable> {
        let shape: Looked = self.shape()?;
        let member = shape.member.map(|member| self.parsed(&member));
        if matches!(shape.at, At::Proposal { .. }) != (self.kind == kind::LOOKED_2) {
            return Err(self.wrong("it stands in another shape than its own"));
        }
        let look = match shape.at {
            At::Calendar(days) => {
                let span = self.days(&days.from, days.until.as_deref())?;
                let until = span.until.ok_or_else(|| self.wrong("it has no last day"))?;
                Look::Calendar {
                    from: span.from,
                    until,
                }
            }
            At::Plan(_) => Look::Plan,
            At::Record { first, end } => Look::Record { first, end },
            At::Proposal { entry } => Look::Proposal { entry },
        };
        Ok((member.transpose()?, look))
    }
}
