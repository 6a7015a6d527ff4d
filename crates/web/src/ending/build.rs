//! From the family to what the pages about keeping and ending show.
//!
//! May touch: its arguments.

use family::{EndingRefusal, Family, Hold, Proposal, ProposalId, Refusal, Terms};
use jiff::civil::DateTime;
use plan::Side;

use super::view::{Blocked, Company, EraseView, HoldView, KeepingView, Trouble};
use crate::swap::asked::asked_already;
use crate::swap::erasing::erasing;
use crate::swap::form::FieldError;
use crate::swap::{Looking, cast};

/// The page with all that can be kept or ended.
pub(super) fn keeping(
    look: &Looking<'_>,
    (reason, trouble): (String, Option<Trouble>),
    command: String,
) -> KeepingView {
    let family = look.family;
    let hold = |hold: &Hold, may: Result<(), Refusal>| HoldView {
        fixed: may.err(),
        since: local(look, hold),
        reason: hold
            .reason
            .as_ref()
            .map(|reason| reason.as_str().to_owned()),
    };
    let other = family.seat(look.viewer.other());
    let company = match (other.joined(), other.first_joined) {
        (true, _) => Company::Both,
        (false, Some(_)) => Company::OtherLeft,
        (false, None) => Company::Alone,
    };
    let holds = family.holds();
    KeepingView {
        cast: cast(family, look.viewer),
        family: family.name().as_str().to_owned(),
        mine: holds[look.viewer.index()]
            .as_ref()
            .map(|mine| hold(mine, family.may_lift_own(look.viewer))),
        theirs: holds[look.viewer.other().index()]
            .as_ref()
            .map(|theirs| hold(theirs, family.may_lift(look.viewer.other()))),
        company,
        open: family.may_close().err(),
        lift_asked: asked_already(family, &Terms::LiftHold(look.viewer.other()), look.now),
        close_asked: asked_already(family, &Terms::Close, look.now),
        reason,
        trouble,
        recorded: None,
        command,
    }
}

/// Why the erasure of a proposal cannot be asked now.
fn blocked(look: &Looking<'_>, proposal: &Proposal) -> Option<Blocked> {
    let entries = proposal.entries();
    let refused = look.family.may_erase(&entries).err();
    let asked = asked_already(look.family, &Terms::Erase(entries), look.now);
    if let Some(asked) = asked {
        return Some(Blocked::Asked(asked));
    }
    let refusal = refused?;
    if let Refusal::Ending(EndingRefusal::Held { since }) = &refusal
        && let Some(by) = holder(look.family)
    {
        return Some(Blocked::Held { by, since: *since });
    }
    Some(Blocked::Refused(refusal))
}

/// Whose hold it is that has stood longest.
fn holder(family: &Family) -> Option<Side> {
    let longest = family.held()?.entry;
    let holds = family.holds();
    Side::BOTH.into_iter().find(|side| {
        let hold = &holds[side.index()];
        hold.as_ref().is_some_and(|hold| hold.entry == longest)
    })
}

fn local(look: &Looking<'_>, hold: &Hold) -> DateTime {
    look.family.zone().to_datetime(hold.since)
}

/// The page that asks both to erase a proposal; `None` if the family has no such proposal.
pub(super) fn erase(
    look: &Looking<'_>,
    id: &ProposalId,
    (reason, errors): (String, Vec<FieldError>),
    command: String,
) -> Option<EraseView> {
    let proposal = look.family.proposal(id)?;
    Some(EraseView {
        cast: cast(look.family, look.viewer),
        id: id.to_string(),
        number: proposal.number,
        blocked: blocked(look, proposal),
        erasing: erasing(look.family, &proposal.entries(), look.lang),
        reason,
        errors,
        command,
    })
}
