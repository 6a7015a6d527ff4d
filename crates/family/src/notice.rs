//! Of what of the record a parent is told, and when to be reminded of what still waits for an
//! answer. What is told when is a matter of that parent's settings ([`crate::Calm`]). Pure.

use crate::{
    Alternative, Entry, Event, Family, NoticeKind, PendingNotice, ProposalId, Terms, Urgency,
};
use jiff::{SignedDuration, Timestamp};
use plan::Side;

/// So long before an offer is over its reader is reminded of it,
const BEFORE_EXPIRY: SignedDuration = SignedDuration::from_hours(24);
/// if there was more than this between the offer and its end.
const LASTING: SignedDuration = SignedDuration::from_hours(48);
/// So long after an offer its reader is reminded of it.
const UNANSWERED: SignedDuration = SignedDuration::from_hours(72);
/// Two reminders of one offer are further apart than this; otherwise only the one before its end
/// comes.
const APART: SignedDuration = SignedDuration::from_hours(24);

/// What the parent on side `to` is told of an entry, as the family stands now: nothing of what that
/// side did, and nothing of what changes only how the record is kept.
///
/// A message is as urgent as its author says. An offer that takes effect on the day of the entry,
/// and an answer to one, is about a child today.
#[must_use]
pub fn notice_of(family: &Family, entry: &Entry, to: Side) -> Option<PendingNotice> {
    if family.author(&entry.by) == Some(to) {
        return None;
    }
    let usual = |kind| Some((kind, Urgency::Usual));
    let answered = |proposal: &ProposalId| {
        let terms = family.proposal(proposal).map(|one| &one.current().terms);
        let urgency = terms.map_or(Urgency::Usual, |terms| urgency(family, terms, entry.at));
        Some((NoticeKind::Answer, urgency))
    };
    let told = match &entry.event {
        Event::Said(message) => Some((NoticeKind::Message, message.urgency)),
        Event::Proposed { terms, .. } | Event::Countered { terms, .. } => {
            Some((NoticeKind::Proposal, urgency(family, terms, entry.at)))
        }
        Event::Accepted { proposal, .. }
        | Event::Declined { proposal, .. }
        | Event::Withdrawn { proposal, .. }
        | Event::AnsweredByLink { proposal, .. } => answered(proposal),
        Event::CareSaid(_) => usual(NoticeKind::Care),
        Event::Joined { .. }
        | Event::Left { .. }
        | Event::GuestJoined
        | Event::GuestEnded { .. }
        | Event::GuestLeft
        | Event::TabletPaired { .. }
        | Event::TabletEnded { .. } => usual(NoticeKind::People),
        // What was accepted and is carried out by the next entry was told with the acceptance. A call
        // rings while it rings; a missed one stands on the page of calls, and nobody is chased for it.
        Event::Founded(_)
        | Event::Invited { .. }
        | Event::DeviceEnrolled { .. }
        | Event::DeviceRevoked { .. }
        | Event::Restored(_)
        | Event::Erased { .. }
        | Event::HoldSet { .. }
        | Event::HoldLifted { .. }
        | Event::Closed
        | Event::LetIn(_)
        | Event::Looked(_)
        | Event::TopicOpened { .. }
        | Event::ReadSaid { .. }
        | Event::CallHeld(_)
        | Event::OfferSigned { .. }
        | Event::ClausesMarked { .. } => None,
    };
    told.map(|(kind, urgency)| PendingNotice {
        at: entry.at,
        kind,
        urgency,
    })
}

/// Whether what is offered at an instant begins on that very day, or had begun.
fn urgency(family: &Family, terms: &Terms, at: Timestamp) -> Urgency {
    let today = family.date_at(at);
    let all = Alternative::first(terms.alternatives());
    let first = all.filter_map(|one| terms.begins(one)).min();
    if first.is_some_and(|first| first.date() <= today) {
        Urgency::ChildToday
    } else {
        Urgency::Usual
    }
}

/// When the parent on a side is reminded of offers that wait for that side's answer: those reminders
/// that come after `after` and not after `until`, by time. In whole milliseconds.
///
/// Of an offer that lasts for more than two days one comes a day before it is over. One comes after
/// three days without an answer, unless that is within a day of the other. None comes of what cannot
/// be agreed on any more at its time, as the family stands now.
#[must_use]
pub fn reminders(
    family: &Family,
    side: Side,
    after: Timestamp,
    until: Timestamp,
) -> Vec<(Timestamp, ProposalId)> {
    let mut found = Vec::new();
    for proposal in family.proposals() {
        if proposal.waits_for() != Some(side) {
            continue;
        }
        let offer = proposal.current();
        let end = offer.expires(family);
        let lasts = |end: &Timestamp| end.duration_since(offer.at) > LASTING;
        let last = end.filter(lasts).and_then(|end| whole(end, -BEFORE_EXPIRY));
        let third = whole(offer.at, UNANSWERED);
        let alone = |at: &Timestamp| last.is_none_or(|last| last.duration_since(*at).abs() > APART);
        let due = [last, third.filter(alone)].into_iter().flatten();
        let due = due.filter(|at| after < *at && *at <= until && family.is_live(proposal, *at));
        found.extend(due.map(|at| (at, proposal.id.clone())));
    }
    found.sort();
    found
}

fn whole(at: Timestamp, later: SignedDuration) -> Option<Timestamp> {
    let at = at.checked_add(later).ok()?;
    Timestamp::from_millisecond(at.as_millisecond()).ok()
}
