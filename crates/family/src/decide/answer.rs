//! Answers to an offer: counter, accept, decline, withdraw. Each is about the revision that the
//! person looked at; when there is a newer one, nothing happens but that this is said.

use super::{Draft, check_draft, ending, guest, handover_terms, plan_terms, time_terms};
use crate::offer::{acceptable, answerable, not_overtaken};
use crate::{
    Alternative, Assertion, Context, EndingRefusal, Event, Family, LinkAnswer, LinkSent, Offer,
    ProposalId, Reason, Refusal, Revision, State, Terms,
};
use plan::Side;
use std::sync::Arc;

fn open<'a>(family: &'a Family, id: &ProposalId, revision: Revision) -> Result<&'a Offer, Refusal> {
    let proposal = family.proposal(id).ok_or(Refusal::NoProposal)?;
    if !proposal.is_open() {
        return Err(Refusal::AlreadyAnswered);
    }
    let current = proposal.current();
    if current.revision == revision {
        Ok(current)
    } else {
        Err(Refusal::NewerRevision(current.revision))
    }
}

/// The offer is between the two who have the places now. What was offered by or to a parent who
/// left binds nobody who came after, nor that parent by the other's word alone.
fn between_these(family: &Family, offer: &Offer) -> Result<(), Refusal> {
    if !family.seat(offer.by).joined() {
        return Err(EndingRefusal::OtherLeft.into());
    }
    if family.is_between(offer) {
        Ok(())
    } else {
        Err(EndingRefusal::OfferOfEarlier.into())
    }
}

fn from_the_other<'a>(
    family: &'a Family,
    side: Side,
    id: &ProposalId,
    revision: Revision,
) -> Result<&'a Offer, Refusal> {
    let offer = open(family, id, revision)?;
    if offer.by != side {
        Ok(offer)
    } else if family.was_there(side, offer.entry) {
        Err(Refusal::OwnOffer)
    } else {
        Err(EndingRefusal::OfferOfEarlier.into())
    }
}

pub(super) fn counter(
    family: &Family,
    context: &Context,
    side: Side,
    proposal: ProposalId,
    revision: Revision,
    draft: Draft,
) -> Result<Vec<Event>, Refusal> {
    let offer = from_the_other(family, side, &proposal, revision)?;
    same_matter(&offer.terms, &draft.terms)?;
    between_these(family, offer)?;
    answerable(family, context.now, offer)?;
    check_draft(family, context, &draft, Some(&offer.terms))?;
    let Draft {
        terms,
        reason,
        answer_by,
    } = draft;
    Ok(vec![Event::Countered {
        proposal,
        revision: revision.next(),
        terms,
        reason,
        answer_by,
    }])
}

/// An answer with another offer is about the same: time for time, and the same handover.
fn same_matter(offered: &Terms, answer: &Terms) -> Result<(), Refusal> {
    if !offered.kind().is_about_care() {
        return Err(EndingRefusal::NoCounter.into());
    }
    let same = match (offered, answer) {
        (Terms::Handover(one), Terms::Handover(other)) => one.is_of_the_same(other),
        _ => offered.kind() == answer.kind(),
    };
    if same {
        Ok(())
    } else {
        Err(Refusal::OtherMatter)
    }
}

/// What binds both is checked again when it becomes binding: the plan may have been agreed, or
/// the swap's time have come, since it was offered.
pub(super) fn accept(
    family: &Family,
    context: &Context,
    side: Side,
    proposal: ProposalId,
    (revision, alternative): (Revision, Alternative),
    assertion: Option<Arc<Assertion>>,
) -> Result<Vec<Event>, Refusal> {
    let offer = from_the_other(family, side, &proposal, revision)?;
    between_these(family, offer)?;
    if assertion.as_ref().is_some_and(|a| a.over != offer.entry) {
        return Err(EndingRefusal::SignedOther.into());
    }
    acceptable(family, context.now, offer, alternative)?;
    not_overtaken(family, offer.entry, &offer.terms, alternative)?;
    match &offer.terms {
        Terms::Plan(text) => {
            plan_terms::not_overtaken(family, offer.entry)?;
            plan_terms::check(family, context, text)?;
        }
        Terms::Swap(_) | Terms::Trip(_) | Terms::Decision(_) => {}
        Terms::Time(time) => time_terms::still_for(family, time, alternative)?,
        Terms::Handover(change) => handover_terms::check(family, context, change)?,
        Terms::LetIn(grant) => guest::check(family, context, grant)?,
        Terms::Erase(_) | Terms::LiftHold(_) | Terms::Close => {
            ending::still_possible(family, offer)?;
        }
    }
    let accepted = Event::Accepted {
        proposal,
        revision,
        alternative,
        assertion,
    };
    let then = ending::carried_out(family, offer);
    Ok([accepted].into_iter().chain(then).collect())
}

/// Whoever has no account yet answers one offer by a link. Only what concerns the care of the
/// children is answered so: everything else needs somebody who takes part. Whoever takes part, or
/// took part once, signs in.
pub(super) fn by_link(
    family: &Family,
    context: &Context,
    (side, sent): (Side, LinkSent),
    proposal: ProposalId,
    (revision, answer): (Revision, LinkAnswer),
) -> Result<Vec<Event>, Refusal> {
    if family.seat(side).first_joined.is_some() {
        return Err(Refusal::BothJoined);
    }
    let offer = from_the_other(family, side, &proposal, revision)?;
    if !offer.terms.kind().is_about_care() {
        return Err(Refusal::NotTakingPart);
    }
    match &answer {
        LinkAnswer::Accepted { alternative } => {
            let which = (revision, *alternative);
            accept(family, context, side, proposal.clone(), which, None)?;
        }
        LinkAnswer::Declined { .. } => answerable(family, context.now, offer)?,
    }
    Ok(vec![Event::AnsweredByLink {
        proposal,
        revision,
        answer,
        sent,
    }])
}

pub(super) fn decline(
    family: &Family,
    context: &Context,
    side: Side,
    proposal: ProposalId,
    revision: Revision,
    reason: Option<Reason>,
) -> Result<Vec<Event>, Refusal> {
    let offer = from_the_other(family, side, &proposal, revision)?;
    answerable(family, context.now, offer)?;
    Ok(vec![Event::Declined {
        proposal,
        revision,
        reason,
    }])
}

/// The author of an offered plan signs it with a passkey: what accepting it is to the other parent. It
/// can be done while the plan waits and after both agreed, and changes neither.
pub(super) fn sign(
    family: &Family,
    side: Side,
    proposal: ProposalId,
    revision: Revision,
    assertion: Arc<Assertion>,
) -> Result<Vec<Event>, Refusal> {
    let found = family.proposal(&proposal).ok_or(Refusal::NoProposal)?;
    let offer = found.current();
    match found.state {
        State::Open | State::Accepted(_) => {}
        State::Declined(_) | State::Withdrawn(_) => return Err(Refusal::AlreadyAnswered),
    }
    if offer.revision != revision {
        return Err(Refusal::NewerRevision(offer.revision));
    }
    if offer.by != side || !family.was_there(side, offer.entry) {
        return Err(Refusal::NotYourOffer);
    }
    if !matches!(offer.terms, Terms::Plan(_)) {
        return Err(Refusal::OtherMatter);
    }
    if assertion.over != offer.entry {
        return Err(EndingRefusal::SignedOther.into());
    }
    if !family.may_sign(found, side) {
        return Err(Refusal::ChangesNothing);
    }
    Ok(vec![Event::OfferSigned {
        proposal,
        revision,
        assertion,
    }])
}

/// Its author takes it back whenever it is open, also when it is over: so it can be put away.
pub(super) fn withdraw(
    family: &Family,
    side: Side,
    proposal: ProposalId,
    revision: Revision,
    reason: Option<Reason>,
) -> Result<Vec<Event>, Refusal> {
    let offer = open(family, &proposal, revision)?;
    if offer.by != side || !family.was_there(side, offer.entry) {
        return Err(Refusal::NotYourOffer);
    }
    Ok(vec![Event::Withdrawn {
        proposal,
        revision,
        reason,
    }])
}
