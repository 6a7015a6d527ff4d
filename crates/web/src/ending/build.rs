//! From the family to what the pages about keeping and ending show.
//!
//! May touch: its arguments.

use family::{Hold, ProposalId, Refusal};
use jiff::civil::DateTime;

use super::view::{Company, EraseView, HoldView, KeepingView, Trouble};
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
        reason,
        trouble,
        recorded: None,
        command,
    }
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
    let entries = proposal.entries();
    Some(EraseView {
        cast: cast(look.family, look.viewer),
        id: id.to_string(),
        number: proposal.number,
        blocked: look.family.may_erase(&entries).err(),
        entries,
        reason,
        errors,
        command,
    })
}
