//! The family as it stands: the fold of its entries. Nothing here decides; it only remembers.
//! Long on purpose: one arm for each event, in one list that the compiler checks.

use crate::device;
use crate::proposal::Stamp;
use crate::{
    Answer, Calls, CareLog, Child, Device, Entry, Erasure, Event, Founding, Guests, Hold, Holder,
    LinkAnswer, Mark, MemberId, Name, Proposal, ProposalId, Revision, Seat, SeatState, State,
    Tablets, Threads,
};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use plan::{OneOff, ParentingPlan, Side, SuccessionError, Timeline, Window};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A record that cannot have come from [`crate::decide`]. Reading stops here: what cannot be
/// understood is never passed over.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("entry {sequence} cannot follow what stands before it: {why}")]
pub struct Impossible {
    /// The entry's number.
    pub sequence: u64,
    /// What does not fit.
    pub why: &'static str,
}

/// One version of the plan, and the proposal by which both agreed on it.
#[derive(Debug, Clone, PartialEq)]
pub struct AgreedVersion {
    /// The version as it was proposed.
    pub plan: Arc<ParentingPlan>,
    /// The first date on which it holds.
    pub begins: Date,
    /// How it was agreed.
    pub proposal: ProposalId,
}

/// A family, as all its entries leave it.
///
/// Cloning is cheap: proposals, plans and agreed moves are shared, and copied when they change.
#[derive(Debug, Clone, PartialEq)]
pub struct Family {
    name: Name,
    pub(crate) zone: TimeZone,
    pub(crate) seats: [Seat; 2],
    children: Vec<Child>,
    pub(crate) proposals: Vec<Arc<Proposal>>,
    /// All versions as one plan.
    pub(crate) plan: Option<Arc<ParentingPlan>>,
    pub(crate) versions: Vec<AgreedVersion>,
    pub(crate) agreed: Arc<Vec<OneOff>>,
    pub(crate) devices: Vec<Device>,
    pub(crate) holds: [Option<Hold>; 2],
    pub(crate) erasures: Arc<Vec<Erasure>>,
    /// Entries without words that no erasure has named yet; empty in a whole record.
    pub(crate) gone: Arc<BTreeSet<u64>>,
    /// Accepted at the entry before, to be carried out by the next one.
    pub(crate) granted: Option<ProposalId>,
    pub(crate) guests: Guests,
    pub(crate) threads: Threads,
    pub(crate) care: CareLog,
    pub(crate) calls: Calls,
    pub(crate) tablets: Tablets,
    pub(crate) closed: Option<Timestamp>,
    /// How many proposals were ever made.
    pub(crate) proposed: usize,
    pub(crate) entries: u64,
}

/// Folds one entry onto what stood before it; `None` is the family before its first entry.
///
/// # Errors
/// [`Impossible`] when the entry cannot follow: the record was not written by this product's
/// rules, or damaged.
pub fn evolve(family: Option<Family>, entry: &Entry) -> Result<Family, Impossible> {
    let refuse = |why| Impossible {
        sequence: entry.sequence,
        why,
    };
    match (family, &entry.event) {
        (None, Event::Founded(founding)) if entry.sequence == 0 => {
            Family::founded(founding, entry).map_err(refuse)
        }
        (None, _) => Err(refuse("a record begins with the founding")),
        (Some(_), Event::Founded(_)) => Err(refuse("a family is founded once")),
        (Some(mut family), _) => {
            if entry.sequence != family.entries {
                return Err(refuse("entries follow one another without a gap"));
            }
            // The host's word on the record itself: it changes nothing between the parents.
            if !matches!(entry.event, Event::Restored(_)) {
                family.apply(entry).map_err(refuse)?;
            }
            family.entries += 1;
            Ok(family)
        }
    }
}

/// Folds a whole record.
///
/// # Errors
/// As [`evolve`].
pub fn fold<'a>(
    entries: impl IntoIterator<Item = &'a Entry>,
) -> Result<Option<Family>, Impossible> {
    entries
        .into_iter()
        .try_fold(None, |family, entry| evolve(family, entry).map(Some))
}

impl Family {
    fn founded(founding: &Founding, entry: &Entry) -> Result<Self, &'static str> {
        let zone =
            TimeZone::get(&founding.zone).map_err(|_| "the family's time zone is unknown")?;
        let seats = Side::BOTH.map(|side| Seat {
            parent: founding.parents[side.index()].clone(),
            first_joined: (side == founding.founder).then_some(entry.at),
            taken_over: None,
            holders: if side == founding.founder {
                vec![Holder::new(&founding.parents[side.index()].member, entry)]
            } else {
                Vec::new()
            },
            state: if side == founding.founder {
                SeatState::Joined(entry.at)
            } else {
                SeatState::Named
            },
        });
        Ok(Self {
            name: founding.name.clone(),
            zone,
            seats,
            children: founding.children.clone(),
            proposals: Vec::new(),
            plan: None,
            versions: Vec::new(),
            agreed: Arc::default(),
            devices: Vec::new(),
            holds: [None, None],
            erasures: Arc::default(),
            gone: Arc::default(),
            granted: None,
            guests: Guests::default(),
            threads: Threads::default(),
            care: CareLog::default(),
            calls: Calls::default(),
            tablets: Tablets::default(),
            closed: None,
            proposed: 0,
            entries: 1,
        })
    }

    #[expect(clippy::too_many_lines, reason = "one line or few for each event")]
    fn apply(&mut self, entry: &Entry) -> Result<(), &'static str> {
        if self.closed.is_some() {
            return Err("nothing follows the end of a family");
        }
        let Some(by) = self.side_of(&entry.by) else {
            return self.by_guest(entry);
        };
        self.granted(&entry.event, by)?;
        match &entry.event {
            Event::Founded(_) => Err("a family is founded once"),
            Event::Invited { side, member } => self.invited(*side, member.as_ref(), entry),
            Event::Joined { side } => self.joined(*side, entry),
            Event::Proposed {
                proposal,
                terms,
                reason,
                answer_by,
            } => {
                let stamp = Stamp::of(entry, by);
                let asked = (reason.as_ref(), *answer_by);
                let offer = self.offer(stamp, Revision::FIRST, terms, asked)?;
                self.proposed(proposal, offer)
            }
            Event::Countered {
                proposal,
                revision,
                terms,
                reason,
                answer_by,
            } => {
                let stamp = Stamp::of(entry, by);
                let asked = (reason.as_ref(), *answer_by);
                let offer = self.offer(stamp, *revision, terms, asked)?;
                self.countered(proposal, offer)
            }
            Event::Accepted {
                proposal,
                revision,
                alternative,
                assertion,
            } => {
                let answer = Answer {
                    alternative: *alternative,
                    assertion: assertion.clone(),
                    ..Stamp::of(entry, by).answer(None)
                };
                self.accepted(proposal, *revision, answer)
            }
            Event::AnsweredByLink {
                proposal,
                revision,
                answer,
                sent,
            } => {
                if self.seat(by).first_joined.is_some() {
                    return Err("who takes part answers without a link");
                }
                let link = Some(sent.clone());
                let stamp = Stamp::of(entry, by);
                match answer {
                    LinkAnswer::Accepted { alternative } => {
                        let answer = Answer {
                            alternative: *alternative,
                            link,
                            ..stamp.answer(None)
                        };
                        self.accepted(proposal, *revision, answer)
                    }
                    LinkAnswer::Declined { reason } => {
                        let answer = Answer {
                            link,
                            ..stamp.answer(reason.as_ref())
                        };
                        self.at_revision(proposal, *revision)?.state = State::Declined(answer);
                        Ok(())
                    }
                }
            }
            Event::Declined {
                proposal,
                revision,
                reason,
            } => {
                let answer = Stamp::of(entry, by).answer(reason.as_ref());
                self.at_revision(proposal, *revision)?.state = State::Declined(answer);
                Ok(())
            }
            Event::Withdrawn {
                proposal,
                revision,
                reason,
            } => {
                let answer = Stamp::of(entry, by).answer(reason.as_ref());
                self.at_revision(proposal, *revision)?.state = State::Withdrawn(answer);
                Ok(())
            }
            Event::DeviceEnrolled { key } => device::enrolled(&mut self.devices, key, by, entry),
            Event::DeviceRevoked { key } => device::revoked(&mut self.devices, key, by, entry.at),
            Event::Restored(_) => Ok(()),
            Event::Erased { entries, asked } => {
                self.erased(entries, asked, (entry.sequence, entry.at, by))
            }
            Event::HoldSet { reason } => self.hold_set(by, entry, reason.as_ref()),
            Event::HoldLifted { side } => self.hold_lifted(*side),
            Event::Left { side } => self.left(*side, entry, by),
            Event::Closed => self.end(entry.at),
            Event::LetIn(grant) => {
                self.guests.let_in(grant, (entry.sequence, entry.at));
                Ok(())
            }
            Event::GuestEnded { member } => self.guests.end(member, entry.at),
            Event::TopicOpened { topic, title } => self.threads.opened(topic, title, entry.at),
            Event::Said(message) => self.threads.said(message, entry, by),
            Event::ReadSaid { about, up_to } => self.threads.read(about, *up_to, (entry.at, by)),
            Event::CareSaid(said) => {
                self.care.say(said, entry, by);
                Ok(())
            }
            Event::CallHeld(held) => self.call_held(held, entry, by),
            Event::TabletPaired {
                tablet,
                name,
                children,
            } => self.tablet_paired((tablet, name, children), entry, by),
            Event::TabletEnded { tablet } => self.tablets.end(tablet, entry.at),
            Event::ClausesMarked {
                proposal,
                revision,
                clauses,
                agreed,
            } => {
                let mark = Mark {
                    entry: entry.sequence,
                    at: entry.at,
                };
                self.marked(proposal, *revision, (by, mark), (clauses, *agreed))
            }
            Event::OfferSigned {
                proposal,
                revision,
                assertion,
            } => self.offer_signed(proposal, *revision, (by, entry.sequence), assertion),
            Event::GuestJoined | Event::GuestLeft | Event::Looked(_) => {
                Err("a parent is nobody's guest")
            }
        }
    }

    /// What somebody does who was let in: come, look, go.
    fn by_guest(&mut self, entry: &Entry) -> Result<(), &'static str> {
        if self.granted.is_some() {
            return Err("what was agreed is carried out at once, and nothing else");
        }
        match &entry.event {
            Event::GuestJoined => self.guests.joined(&entry.by, entry.at),
            Event::GuestEnded { member } if *member == entry.by => {
                self.guests.end(member, entry.at)
            }
            Event::GuestLeft => self.guests.leave(&entry.by, entry.at),
            Event::Looked(_) => self.guests.looked(&entry.by),
            Event::Founded(_)
            | Event::Invited { .. }
            | Event::Joined { .. }
            | Event::Proposed { .. }
            | Event::Countered { .. }
            | Event::Accepted { .. }
            | Event::Declined { .. }
            | Event::Withdrawn { .. }
            | Event::DeviceEnrolled { .. }
            | Event::DeviceRevoked { .. }
            | Event::Restored(_)
            | Event::Erased { .. }
            | Event::HoldSet { .. }
            | Event::HoldLifted { .. }
            | Event::Left { .. }
            | Event::Closed
            | Event::LetIn(_)
            | Event::GuestEnded { .. }
            | Event::AnsweredByLink { .. }
            | Event::TopicOpened { .. }
            | Event::Said(_)
            | Event::ReadSaid { .. }
            | Event::CareSaid(_)
            | Event::CallHeld(_)
            | Event::TabletPaired { .. }
            | Event::TabletEnded { .. }
            | Event::OfferSigned { .. }
            | Event::ClausesMarked { .. } => Err("its author has no place in the family"),
        }
    }
}

/// A swap's moves as the plan engine takes them; the id names the proposal.
pub fn one_offs<'a>(
    proposal: &'a ProposalId,
    moves: &'a [crate::Move],
) -> impl Iterator<Item = OneOff> + 'a {
    moves.iter().map(move |m| OneOff {
        id: proposal.to_string(),
        children: m.children.clone(),
        parent: m.to,
        start: m.start,
        end: m.end,
    })
}

/// What pages and decisions ask of a family.
impl Family {
    /// What the parents call it.
    #[must_use]
    pub fn name(&self) -> &Name {
        &self.name
    }

    /// The clock by which the family lives: the plan's once there is one.
    #[must_use]
    pub fn zone(&self) -> &TimeZone {
        self.plan.as_ref().map_or(&self.zone, |plan| plan.zone())
    }

    /// Both places, side A first.
    #[must_use]
    pub fn seats(&self) -> &[Seat; 2] {
        &self.seats
    }

    /// The place of one side.
    #[must_use]
    pub fn seat(&self, side: Side) -> &Seat {
        &self.seats[side.index()]
    }

    /// On which side a member stands who has a place now, or is invited to it.
    #[must_use]
    pub fn side_of(&self, member: &MemberId) -> Option<Side> {
        Side::BOTH.into_iter().find(|s| self.seat(*s).is(member))
    }

    /// Everybody whom both parents let in.
    #[must_use]
    pub fn guests(&self) -> &Guests {
        &self.guests
    }

    /// The children, in the family's order.
    #[must_use]
    pub fn children(&self) -> &[Child] {
        &self.children
    }

    /// All proposals, oldest first.
    #[must_use]
    pub fn proposals(&self) -> &[Arc<Proposal>] {
        &self.proposals
    }

    /// One proposal.
    #[must_use]
    pub fn proposal(&self, id: &ProposalId) -> Option<&Proposal> {
        self.proposals
            .iter()
            .find(|p| p.id == *id)
            .map(AsRef::as_ref)
    }

    /// The agreed plan with all its versions, of which each holds from its own date on.
    #[must_use]
    pub fn plan(&self) -> Option<&Arc<ParentingPlan>> {
        self.plan.as_ref()
    }

    /// Every version that both agreed on, the first one first.
    #[must_use]
    pub fn versions(&self) -> &[AgreedVersion] {
        &self.versions
    }

    /// The version that holds on a date; the first one before it begins.
    #[must_use]
    pub fn version_on(&self, date: Date) -> Option<&AgreedVersion> {
        let mut newest_first = self.versions.iter().rev();
        newest_first
            .find(|version| version.begins <= date)
            .or_else(|| self.versions.first())
    }

    /// The plan as it would be once both agree to `next` on the date `today`, and the first date
    /// on which `next` would hold: its own, but nothing that has begun is changed, so a version
    /// that follows another one holds from the next day at the earliest.
    ///
    /// # Errors
    /// When `next` cannot follow the plan so far.
    pub fn with_version(
        &self,
        next: &ParentingPlan,
        today: Date,
    ) -> Result<(ParentingPlan, Date), SuccessionError> {
        let Some(plan) = &self.plan else {
            return Ok((next.clone(), next.from()));
        };
        let begins = next.from().max(today.tomorrow().unwrap_or(today));
        Ok((plan.succeeded_by(next, begins)?, begins))
    }

    /// All accepted swaps, and other time that changed hands, as moves, in the order of their acceptance: a later one overrides.
    #[must_use]
    pub fn agreed(&self) -> &[OneOff] {
        &self.agreed
    }

    /// Whether a proposal can still be agreed on: it is open, what it is about has not come about
    /// otherwise, and its time is not over, see [`Proposal::expires`]. An offer that nobody
    /// answered lapses by itself; the plan stays as it was.
    #[must_use]
    pub fn is_live(&self, proposal: &Proposal, now: Timestamp) -> bool {
        proposal.is_open()
            && !self.is_moot(proposal)
            && proposal.expires(self).is_none_or(|at| at > now)
    }

    /// The instant of a local time: one that the clock skips shifts forward, one that it repeats
    /// is the first, as in the plan.
    #[must_use]
    pub fn instant(&self, local: DateTime) -> Timestamp {
        self.zone()
            .to_ambiguous_timestamp(local)
            .compatible()
            .unwrap_or(Timestamp::MAX)
    }

    /// How many entries were folded; the next entry's number.
    #[must_use]
    pub fn entries(&self) -> u64 {
        self.entries
    }

    /// The agreed timeline of care over a window: the plan with all accepted swaps.
    #[must_use]
    pub fn timeline(&self, window: Window) -> Option<Timeline> {
        let plan = self.plan.as_ref()?;
        Some(plan::compile(plan, window, &self.agreed))
    }

    /// The family's date at an instant.
    #[must_use]
    pub fn date_at(&self, at: Timestamp) -> Date {
        at.to_zoned(self.zone().clone()).date()
    }
}
