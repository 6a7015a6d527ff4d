//! Events as bytes: each event has a kind (which stands in the leaf) and a JSON body (which is
//! sealed). Decoders live for ever and fail closed: an unknown kind or shape is an error, never
//! something passed over.

mod access;
mod anew;
mod bundle;
mod call;
mod calm;
mod care;
mod draft;
mod ending;
mod guest;
mod link;
mod marks;
mod message;
mod offer;
mod offer_terms;
mod shapes;

pub use ending::was;

use family::{
    Child, DeviceKey, Event, Founding, Language, MemberId, Name, Parent, PersonalEvent, ProposalId,
    Reason, Restored, Revision,
};
use plan::Side;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A body that cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a body of kind '{kind}' cannot be understood: {why}")]
pub struct Undecodable {
    /// The kind that its leaf states.
    pub kind: String,
    /// What does not fit.
    pub why: String,
}

/// A kind and its body, ready to be sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Encoded {
    /// What the leaf states.
    pub kind: &'static str,
    /// The JSON bytes.
    pub body: Vec<u8>,
}

mod kind {
    pub const FOUNDED: &str = "family.founded/1";
    pub const INVITED: &str = "family.invited/1";
    pub const JOINED: &str = "family.joined/1";
    pub const PROPOSED: &str = "proposal.made/1";
    pub const COUNTERED: &str = "proposal.countered/1";
    pub const ACCEPTED: &str = "proposal.accepted/1";
    pub const DECLINED: &str = "proposal.declined/1";
    pub const WITHDRAWN: &str = "proposal.withdrawn/1";
    pub const DEVICE: &str = "record.device/1";
    pub const RESTORED: &str = "record.restored/1";
    pub const OPENED: &str = "person.opened/1";
    pub const SIGNED_IN: &str = "person.signed-in/1";
    pub const SIGNED_OUT: &str = "person.signed-out/1";
    pub const LANGUAGE: &str = "person.language/1";
    pub const BUNDLE: &str = "bundle.made/1";
    pub const ACCESS: &str = "person.access/1";
}

#[expect(
    clippy::expect_used,
    reason = "the shapes are plain structs of strings and numbers"
)]
fn json(kind: &'static str, shape: &impl Serialize) -> Encoded {
    Encoded {
        kind,
        body: serde_json::to_vec(shape).expect("a stored shape is plain JSON"),
    }
}

/// A family's event as bytes.
#[must_use]
#[expect(clippy::too_many_lines, reason = "one line or few for each event")]
pub fn encode(event: &Event) -> Encoded {
    match event {
        Event::Founded(founding) => json(kind::FOUNDED, &founded(founding)),
        Event::Invited { side, member: None } => seat(kind::INVITED, *side),
        Event::Invited {
            side,
            member: Some(member),
        } => anew::encoded(*side, member),
        Event::Joined { side } => seat(kind::JOINED, *side),
        Event::Proposed {
            proposal,
            terms,
            reason,
            answer_by,
        } => {
            let said = (reason.as_ref(), *answer_by);
            offer::made((proposal, Revision::FIRST), terms, said)
        }
        Event::Countered {
            proposal,
            revision,
            terms,
            reason,
            answer_by,
        } => {
            let said = (reason.as_ref(), *answer_by);
            offer::made((proposal, *revision), terms, said)
        }
        Event::Accepted {
            proposal,
            revision,
            alternative,
            assertion,
        } => offer::accepted((proposal, *revision), *alternative, assertion.as_ref()),
        Event::Declined {
            proposal,
            revision,
            reason,
        } => json(
            kind::DECLINED,
            &answer(proposal, *revision, reason.as_ref()),
        ),
        Event::Withdrawn {
            proposal,
            revision,
            reason,
        } => json(
            kind::WITHDRAWN,
            &answer(proposal, *revision, reason.as_ref()),
        ),
        Event::OfferSigned {
            proposal,
            revision,
            assertion,
        } => ending::signed(ending::kind::SIGNED, (proposal, *revision), assertion),
        Event::DeviceEnrolled { key } => device(key, shapes::DeviceState::Enrolled),
        Event::DeviceRevoked { key } => device(key, shapes::DeviceState::Revoked),
        Event::Restored(what) => ending::restored(what),
        Event::Erased { entries, asked } => ending::erased(entries, asked),
        Event::HoldSet { reason } => ending::hold(reason.as_ref()),
        Event::HoldLifted { side } => seat(ending::kind::HOLD_LIFTED, *side),
        Event::Left { side } => seat(ending::kind::LEFT, *side),
        Event::Closed => ending::closed(),
        Event::LetIn(grant) => guest::let_in(grant),
        Event::GuestJoined => guest::joined(None),
        Event::GuestEnded { member } => guest::ended(member),
        Event::GuestLeft => guest::left(None),
        Event::Looked(look) => guest::looked(None, *look),
        Event::AnsweredByLink {
            proposal,
            revision,
            answer,
            sent,
        } => link::encoded(proposal, *revision, answer, sent),
        Event::TopicOpened { topic, title } => message::opened(topic, title),
        Event::Said(said) => message::said(said),
        Event::ReadSaid { about, up_to } => message::read_said(about, *up_to),
        Event::CareSaid(said) => care::said(said),
        Event::CallHeld(held) => call::held(held),
        Event::TabletPaired {
            tablet,
            name,
            children,
        } => call::paired(tablet, name, children),
        Event::TabletEnded { tablet } => call::ended(tablet),
        Event::ClausesMarked {
            proposal,
            revision,
            clauses,
            agreed,
        } => marks::marked(proposal, *revision, clauses, *agreed),
    }
}

fn device(key: &DeviceKey, state: shapes::DeviceState) -> Encoded {
    let key = key.to_string();
    json(kind::DEVICE, &shapes::RecordDevice { key, state })
}

fn seat(kind: &'static str, side: Side) -> Encoded {
    json(kind, &shapes::Seat { side: side.into() })
}

/// A family's event from its kind and body.
///
/// # Errors
/// [`Undecodable`] when the kind is unknown or the body does not have its shape.
pub fn decode(kind: &str, body: &[u8]) -> Result<Event, Undecodable> {
    let reader = Reader { kind, body };
    match kind {
        kind::FOUNDED => reader.founding().map(Event::Founded),
        kind::INVITED => reader.shape::<shapes::Seat>().map(|s| Event::Invited {
            side: s.side.into(),
            member: None,
        }),
        anew::INVITED => anew::read(&reader),
        link::ANSWERED | link::ANSWERED_2 => link::read(&reader),
        kind::JOINED => reader.shape::<shapes::Seat>().map(|s| Event::Joined {
            side: s.side.into(),
        }),
        kind::DECLINED => {
            let (proposal, revision, reason) = reader.answer()?;
            Ok(Event::Declined {
                proposal,
                revision,
                reason,
            })
        }
        kind::WITHDRAWN => {
            let (proposal, revision, reason) = reader.answer()?;
            Ok(Event::Withdrawn {
                proposal,
                revision,
                reason,
            })
        }
        kind::DEVICE => {
            let shape: shapes::RecordDevice = reader.shape()?;
            let key = reader.parsed(&shape.key)?;
            Ok(match shape.state {
                shapes::DeviceState::Enrolled => Event::DeviceEnrolled { key },
                shapes::DeviceState::Revoked => Event::DeviceRevoked { key },
            })
        }
        kind::RESTORED => reader.restored().map(Event::Restored),
        _ => reader
            .guest()
            .or_else(|| reader.offered())
            .or_else(|| reader.talk())
            .or_else(|| reader.care())
            .or_else(|| reader.call())
            .or_else(|| reader.marked())
            .unwrap_or_else(|| reader.ending()),
    }
}

/// A person's private event as bytes.
#[must_use]
pub fn encode_personal(event: &PersonalEvent) -> Encoded {
    match event {
        PersonalEvent::Opened => json(kind::OPENED, &shapes::Empty {}),
        PersonalEvent::SignedIn { device } => json(
            kind::SIGNED_IN,
            &shapes::Device {
                device: device.to_string(),
            },
        ),
        PersonalEvent::SignedOut => json(kind::SIGNED_OUT, &shapes::Empty {}),
        PersonalEvent::LanguageChosen(language) => json(
            kind::LANGUAGE,
            &shapes::Language {
                language: match language {
                    Language::En => "en".to_owned(),
                    Language::Nl => "nl".to_owned(),
                },
            },
        ),
        PersonalEvent::Restored(what) => ending::restored(what),
        PersonalEvent::Erased { entries, asked } => ending::erased(entries, asked),
        PersonalEvent::Closed => ending::closed(),
        PersonalEvent::BundleMade(made) => json(kind::BUNDLE, &bundle::stored(made)),
        PersonalEvent::Access(change) => access::encode(change),
        PersonalEvent::CalmChosen(calm) => calm::chosen(calm),
        PersonalEvent::CallsWished(wish) => calm::calls_wished(*wish),
        PersonalEvent::FeedMade { name } => calm::feed_made(name),
        PersonalEvent::FeedEnded { name } => calm::feed_ended(name),
        PersonalEvent::DraftKept(kept) => draft::kept(kept),
        PersonalEvent::DraftEnded { draft } => draft::ended(draft),
        PersonalEvent::LetIn(grant) => guest::let_in(grant),
        PersonalEvent::GuestJoined { member } => guest::joined(Some(member)),
        PersonalEvent::GuestEnded { member } => guest::ended(member),
        PersonalEvent::GuestLeft { member } => guest::left(Some(member)),
        PersonalEvent::Looked { member, look } => guest::looked(Some(member), *look),
    }
}

/// A person's private event from its kind and body.
///
/// # Errors
/// [`Undecodable`] as [`decode`].
pub fn decode_personal(kind: &str, body: &[u8]) -> Result<PersonalEvent, Undecodable> {
    let reader = Reader { kind, body };
    match kind {
        kind::OPENED => reader
            .shape::<shapes::Empty>()
            .map(|_| PersonalEvent::Opened),
        kind::SIGNED_IN => reader
            .shape::<shapes::Device>()
            .map(|d| PersonalEvent::SignedIn {
                device: d.device.into(),
            }),
        kind::SIGNED_OUT => reader
            .shape::<shapes::Empty>()
            .map(|_| PersonalEvent::SignedOut),
        kind::LANGUAGE => match reader.shape::<shapes::Language>()?.language.as_str() {
            "en" => Ok(PersonalEvent::LanguageChosen(Language::En)),
            "nl" => Ok(PersonalEvent::LanguageChosen(Language::Nl)),
            _ => Err(reader.wrong("there is no such language")),
        },
        kind::ACCESS => access::read(&reader).map(PersonalEvent::Access),
        kind::BUNDLE => bundle::read(&reader).map(PersonalEvent::BundleMade),
        kind::RESTORED => reader.restored().map(PersonalEvent::Restored),
        _ => reader
            .own_guest()
            .or_else(|| reader.calm())
            .or_else(|| reader.draft())
            .unwrap_or_else(|| reader.personal_ending()),
    }
}

fn founded(founding: &Founding) -> shapes::Founded {
    shapes::Founded {
        name: founding.name.to_string(),
        zone: founding.zone.to_string(),
        parents: founding.parents.each_ref().map(|p| shapes::Parent {
            member: p.member.to_string(),
            id: p.id.to_string(),
            name: p.name.to_string(),
        }),
        children: founding
            .children
            .iter()
            .map(|c| shapes::Child {
                id: c.id.to_string(),
                name: c.name.to_string(),
                born: c.born.to_string(),
            })
            .collect(),
        founder: founding.founder.into(),
    }
}

fn answer(proposal: &ProposalId, revision: Revision, reason: Option<&Reason>) -> shapes::Answer {
    shapes::Answer {
        proposal: proposal.to_string(),
        revision: revision.0,
        reason: reason.map(|r| r.as_str().to_owned()),
    }
}

/// One body being read, with its kind for what goes wrong.
#[derive(Clone, Copy)]
struct Reader<'a> {
    kind: &'a str,
    body: &'a [u8],
}

impl Reader<'_> {
    fn wrong(&self, why: impl std::fmt::Display) -> Undecodable {
        Undecodable {
            kind: self.kind.to_owned(),
            why: why.to_string(),
        }
    }

    fn shape<T: DeserializeOwned>(&self) -> Result<T, Undecodable> {
        // The library's message may quote the body, and a fault's cause is logged: place only.
        serde_json::from_slice(self.body)
            .map_err(|e| self.wrong(format_args!("not its shape at byte {}", e.column())))
    }

    fn parsed<T>(&self, text: &str) -> Result<T, Undecodable>
    where
        T: std::str::FromStr,
    {
        text.parse()
            .map_err(|_| self.wrong("a value is not spelled as it must be"))
    }

    fn name(&self, text: &str) -> Result<Name, Undecodable> {
        Name::new(text).map_err(|e| self.wrong(e))
    }

    fn reason(&self, text: Option<&str>) -> Result<Option<Reason>, Undecodable> {
        text.map(Reason::new).transpose().map_err(|e| self.wrong(e))
    }

    fn founding(&self) -> Result<Founding, Undecodable> {
        let shape: shapes::Founded = self.shape()?;
        let parent = |p: &shapes::Parent| -> Result<Parent, Undecodable> {
            Ok(Parent {
                member: self.parsed::<MemberId>(&p.member)?,
                id: self.parsed(&p.id)?,
                name: self.name(&p.name)?,
            })
        };
        let [a, b] = &shape.parents;
        Ok(Founding {
            name: self.name(&shape.name)?,
            zone: shape.zone.as_str().into(),
            parents: [parent(a)?, parent(b)?],
            children: shape
                .children
                .iter()
                .map(|c| {
                    Ok(Child {
                        id: self.parsed(&c.id)?,
                        name: self.name(&c.name)?,
                        born: self.parsed(&c.born)?,
                    })
                })
                .collect::<Result<_, Undecodable>>()?,
            founder: shape.founder.into(),
        })
    }

    fn restored(&self) -> Result<Restored, Undecodable> {
        let shape: shapes::Restored = self.shape()?;
        self.parsed::<ledger::Hash>(&shape.root)?;
        self.parsed::<ledger::VerifierKey>(&shape.key)?;
        Ok(Restored {
            size: shape.size,
            root: shape.root.into(),
            key: shape.key.into(),
        })
    }

    fn answer(&self) -> Result<(ProposalId, Revision, Option<Reason>), Undecodable> {
        let shape: shapes::Answer = self.shape()?;
        Ok((
            self.parsed(&shape.proposal)?,
            Revision(shape.revision),
            self.reason(shape.reason.as_deref())?,
        ))
    }
}

#[cfg(test)]
mod call_tests;
#[cfg(test)]
mod draft_tests;
#[cfg(test)]
mod guest_tests;
#[cfg(test)]
mod offer_tests;
#[cfg(test)]
mod talk_tests;
#[cfg(test)]
mod tests;
