//! The two places of a family: named, invited, taken, left, and who had them one after another.

use crate::{Entry, Family, MemberId, Offer, Proposal, Terms, device};
use jiff::Timestamp;
use plan::Side;

/// A parent's place and whether it is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    /// Who the place is for. Whoever comes after somebody left is another member, and goes by the
    /// name that the family has for the place: [`Family::tenure`] tells the two apart.
    pub parent: crate::Parent,
    /// Since when the parent takes part.
    pub state: SeatState,
    /// When somebody first took the place, if anybody did.
    pub first_joined: Option<Timestamp>,
    /// The entry with which whoever has the place now took it after somebody had left it; `None`
    /// for its first holder.
    pub taken_over: Option<u64>,
    /// Everybody who took the place, one after another.
    pub holders: Vec<Holder>,
}

/// Somebody who took a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The pseudonym under which this person acts. Records from before a place that was left got a
    /// new member have the same one for all its holders.
    pub member: MemberId,
    /// The entry with which the place was taken.
    pub first: u64,
    /// When.
    pub joined: Timestamp,
    /// The entry with which it was left, and when.
    pub left: Option<(u64, Timestamp)>,
}

impl Holder {
    pub(crate) fn new(member: &MemberId, entry: &Entry) -> Self {
        Self {
            member: member.clone(),
            first: entry.sequence,
            joined: entry.at,
            left: None,
        }
    }
}

/// What tells a parent apart from others who had the same place, and so the same name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tenure {
    /// Nobody else ever had it.
    Only,
    /// Who left it at this time; others came after.
    Until(Timestamp),
    /// Who came at this time, after others, and has it.
    Since(Timestamp),
}

/// How far a parent has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeatState {
    /// Named by the founder, not yet invited.
    Named,
    /// Invited at this time.
    Invited(Timestamp),
    /// Takes part since this time.
    Joined(Timestamp),
    /// Took part, and closed the account at this time.
    Left(Timestamp),
}

impl Seat {
    /// Whether this parent takes part.
    #[must_use]
    pub fn joined(&self) -> bool {
        matches!(self.state, SeatState::Joined(_))
    }

    /// Whether this is the place of this member, who has it or is invited to it.
    #[must_use]
    pub fn is(&self, member: &MemberId) -> bool {
        self.parent.member == *member
    }

    fn was_of(&self, member: &MemberId) -> bool {
        self.is(member) || self.holders.iter().any(|holder| holder.member == *member)
    }
}

/// What evolving does with places.
impl Family {
    pub(crate) fn invited(
        &mut self,
        side: Side,
        member: Option<&MemberId>,
        entry: &Entry,
    ) -> Result<(), &'static str> {
        if member.is_some_and(|member| self.author(member).is_some()) {
            return Err("a member has one place, and once");
        }
        let seat = &mut self.seats[side.index()];
        if seat.joined() {
            return Err("a parent who takes part needs no invitation");
        }
        if let Some(member) = member {
            if !matches!(seat.state, SeatState::Left(_)) {
                return Err("only a place that was left is for somebody else");
            }
            seat.parent.member = member.clone();
        }
        seat.state = SeatState::Invited(entry.at);
        Ok(())
    }

    pub(crate) fn joined(&mut self, side: Side, entry: &Entry) -> Result<(), &'static str> {
        let seat = &mut self.seats[side.index()];
        if !seat.is(&entry.by) {
            return Err("a parent takes only the own place");
        }
        match seat.state {
            SeatState::Invited(_) => {
                seat.state = SeatState::Joined(entry.at);
                if seat.first_joined.is_some() {
                    seat.taken_over = Some(entry.sequence);
                }
                seat.first_joined.get_or_insert(entry.at);
                seat.holders.push(Holder::new(&entry.by, entry));
                Ok(())
            }
            SeatState::Named | SeatState::Joined(_) | SeatState::Left(_) => {
                Err("a parent joins once, when invited")
            }
        }
    }

    pub(crate) fn left(&mut self, side: Side, entry: &Entry, by: Side) -> Result<(), &'static str> {
        let seat = &mut self.seats[side.index()];
        if side != by || !seat.joined() {
            return Err("a parent leaves only the own place");
        }
        seat.state = SeatState::Left(entry.at);
        if let Some(holder) = seat.holders.last_mut() {
            holder.left = Some((entry.sequence, entry.at));
        }
        device::left(&mut self.devices, side, entry.at);
        self.tablets.left(side, entry.at);
        Ok(())
    }

    /// Entries below this number are from before whoever has the place of `side` now; none of
    /// those that stand so far is theirs when the place was left. `None` while its first holder
    /// has it, or nobody has ever had it.
    fn newcomer(&self, side: Side) -> Option<u64> {
        let seat = self.seat(side);
        match seat.first_joined {
            Some(_) if !seat.joined() => Some(self.entries),
            _ => seat.taken_over,
        }
    }

    /// Whether both who could agree now were there when an entry was recorded.
    pub(crate) fn both_were_there(&self, entry: u64) -> bool {
        Side::BOTH
            .into_iter()
            .all(|side| self.was_there(side, entry))
    }

    pub(crate) fn was_there(&self, side: Side, entry: u64) -> bool {
        self.newcomer(side).is_none_or(|first| entry >= first)
    }

    /// Whether who has a place now can take the last offer of a proposal back: their own, while nobody
    /// answered it, also when its time is over.
    #[must_use]
    pub fn may_withdraw(&self, proposal: &Proposal, side: Side) -> bool {
        let offer = proposal.current();
        proposal.is_open() && offer.by == side && self.was_there(side, offer.entry)
    }

    /// Whether who has a place now can sign the plan with a passkey that was offered last: their own.
    #[must_use]
    pub fn may_sign(&self, proposal: &Proposal, side: Side) -> bool {
        proposal.may_be_signed_by(side) && self.was_there(side, proposal.current().entry)
    }

    /// Whether an offer is from who has the place now, and was made to who has the other one or
    /// comes to it: not to somebody who left since.
    pub(crate) fn is_between(&self, offer: &Offer) -> bool {
        let holders = &self.seat(offer.by.other()).holders;
        let left = holders.iter().rev().find_map(|holder| holder.left);
        self.was_there(offer.by, offer.entry) && left.is_none_or(|(left, _)| offer.entry > left)
    }

    /// Whether what an offer asks for has come about otherwise, so that nothing is left to accept.
    pub(crate) fn is_over(&self, offer: &Offer) -> bool {
        match &offer.terms {
            Terms::Plan(_)
            | Terms::Swap(_)
            | Terms::Time(_)
            | Terms::Handover(_)
            | Terms::Trip(_)
            | Terms::Decision(_)
            | Terms::LetIn(_) => false,
            Terms::Erase(entries) => entries.iter().any(|one| self.erasure_of(*one).is_some()),
            Terms::LiftHold(side) => {
                let hold = &self.holds()[side.index()];
                hold.as_ref().is_none_or(|hold| hold.entry > offer.entry)
            }
            Terms::Close => self.closed().is_some(),
        }
    }
}

/// Who is who, for pages and whoever reads a record.
impl Family {
    /// The side of whoever wrote an entry under this pseudonym: also of who left since.
    #[must_use]
    pub fn author(&self, member: &MemberId) -> Option<Side> {
        Side::BOTH
            .into_iter()
            .find(|side| self.seat(*side).was_of(member))
    }

    /// Who had the place of a side when an entry was recorded; who first came to it for an entry
    /// from before that. `None` while nobody has taken it.
    #[must_use]
    pub fn holder(&self, side: Side, entry: u64) -> Option<&Holder> {
        let holders = &self.seat(side).holders;
        let then = holders.iter().rev().find(|holder| holder.first <= entry);
        then.or_else(|| holders.first())
    }

    /// What to add to the name of a side for an entry, where several people had the place. The
    /// newest entry's number, or any above it, gives who has the place now.
    #[must_use]
    pub fn tenure(&self, side: Side, entry: u64) -> Tenure {
        if self.seat(side).holders.len() < 2 {
            return Tenure::Only;
        }
        match self.holder(side, entry) {
            None => Tenure::Only,
            Some(holder) => match holder.left {
                Some((_, at)) => Tenure::Until(at),
                None => Tenure::Since(holder.joined),
            },
        }
    }

    /// Whether an open proposal can never be accepted any more, although nobody answered it: what
    /// it asks for has come about otherwise, or it is from or to a parent who left. It waits for
    /// no answer, and may still be declined or withdrawn.
    #[must_use]
    pub fn is_moot(&self, proposal: &Proposal) -> bool {
        let offer = proposal.current();
        proposal.is_open() && (!self.is_between(offer) || self.is_over(offer))
    }
}
