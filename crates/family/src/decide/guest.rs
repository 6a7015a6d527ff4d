//! What somebody does who was let in, and the end of that.

use crate::{Command, guest};
use crate::{
    Context, Event, Family, Grant, GuestRefusal, GuestRole, GuestState, MemberId, Refusal,
};

/// Whether this may be offered, or taken, now.
pub(super) fn check(family: &Family, context: &Context, grant: &Grant) -> Result<(), Refusal> {
    guest::check(family, family.guests(), grant, family.date_at(context.now))
}

/// Who is no parent comes, looks, and goes; nothing else.
pub(super) fn act(
    family: &Family,
    context: &Context,
    command: Command,
) -> Result<Vec<Event>, Refusal> {
    let known = family.guests().of(&context.actor);
    let guest = known.ok_or(Refusal::NotTakingPart)?;
    let today = family.date_at(context.now);
    match command {
        Command::Join => match guest.state {
            GuestState::Invited if guest.grant.days.until.is_none_or(|until| today < until) => {
                Ok(vec![Event::GuestJoined])
            }
            GuestState::Invited | GuestState::Ended { .. } => Err(Refusal::NotInvited),
            GuestState::Joined(_) => Err(Refusal::BothJoined),
        },
        Command::EndGuest { member } if member == context.actor => end(family, member),
        Command::LeaveAsGuest if guest.has_account() => Ok(vec![Event::GuestLeft]),
        Command::Look(look)
            if guest.is_in(today) && matches!(guest.grant.role, GuestRole::Professional(_)) =>
        {
            Ok(vec![Event::Looked(look)])
        }
        Command::Found(_)
        | Command::Invite
        | Command::InviteAnew { .. }
        | Command::Propose { .. }
        | Command::Counter { .. }
        | Command::Accept { .. }
        | Command::AcceptSigned { .. }
        | Command::SignOffer { .. }
        | Command::Decline { .. }
        | Command::Withdraw { .. }
        | Command::EnrolDevice { .. }
        | Command::RevokeDevice { .. }
        | Command::SetHold { .. }
        | Command::LiftHold
        | Command::Leave
        | Command::Say { .. }
        | Command::SayRead { .. }
        | Command::MarkClauses { .. }
        | Command::SayCare(_)
        | Command::NoteCall(_)
        | Command::PairTablet { .. }
        | Command::EndTablet { .. }
        | Command::CloseFamily
        | Command::EndGuest { .. }
        | Command::LeaveAsGuest
        | Command::Look(_)
        | Command::AnswerByLink { .. } => Err(Refusal::NotTakingPart),
    }
}

/// Consent of both is needed for as long as it lasts, so either ends it.
pub(super) fn end(family: &Family, member: MemberId) -> Result<Vec<Event>, Refusal> {
    let guest = family.guests().of(&member).ok_or(GuestRefusal::Nobody)?;
    if guest.ended() {
        return Err(GuestRefusal::Ended.into());
    }
    Ok(vec![Event::GuestEnded { member }])
}
