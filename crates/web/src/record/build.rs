//! From entries of the record to the lines of its page.
//!
//! May touch: its arguments.

use family::{Event, PersonalEvent, ProposalId, Reason, Revision};
use plan::Side;

use super::view::{About, Ended, Entries, ErasedBy, RecordLine, TreeHead, What};
use crate::swap::view::{Cast, TermsView};
use crate::swap::{Looking, cast, terms_view};

/// An entry as a line of the page.
#[must_use]
pub fn line(look: &Looking<'_>, entry: app::RecordLine) -> RecordLine {
    let cast = cast(look.family, look.viewer);
    RecordLine {
        number: entry.sequence,
        at: entry.at,
        who: entry.by.map(|side| cast.parent(side).clone()),
        what: match &entry.what {
            app::What::Shared(Event::Restored(what))
            | app::What::Own(PersonalEvent::Restored(what)) => What::Restored {
                size: what.size,
                kept: entry.sequence,
            },
            app::What::Shared(event) => shared(look, &cast, entry.by, event),
            app::What::Own(event) => own(event),
            app::What::Erased => What::Ended(Ended::Erased(erased_by(look, &cast, &entry))),
        },
        vouched: entry.vouched,
        leaf: entry.leaf,
    }
}

/// Who erased the words of an entry of the family's tree. One's own words one erases oneself.
fn erased_by(look: &Looking<'_>, cast: &Cast, entry: &app::RecordLine) -> Option<ErasedBy> {
    if !entry
        .leaf
        .lines()
        .any(|line| line.starts_with("tree family "))
    {
        return None;
    }
    let erasure = look.family.erasure_of(entry.sequence)?;
    Some(ErasedBy {
        asked: cast.name(erasure.asked).to_owned(),
        by: cast.name(erasure.by).to_owned(),
        at: erasure.at,
    })
}

/// A page of a tree, with the addresses of its neighbours.
#[must_use]
pub fn page_of(look: &Looking<'_>, page: app::RecordPage) -> Entries {
    Entries {
        newer: page.newer,
        older: page.older,
        total: page.total,
        cosigned: page.cosigned,
        head: TreeHead {
            size: page.head.size,
            root: page.head.root,
            code: page.head.short_code(),
        },
        lines: page
            .lines
            .into_iter()
            .map(|entry| line(look, entry))
            .collect(),
    }
}

fn shared(look: &Looking<'_>, cast: &Cast, by: Option<Side>, event: &Event) -> What {
    let about = |id: &ProposalId, revision: Revision, reason: Option<&Reason>| {
        about(look, id, revision, reason)
    };
    let said = match event {
        Event::Founded(founding) => {
            return What::Founded {
                family: founding.name.as_str().to_owned(),
            };
        }
        Event::Invited { side } => {
            return What::Invited {
                name: cast.name(*side).to_owned(),
            };
        }
        Event::Joined { .. } => return What::Joined,
        Event::DeviceEnrolled { .. } => return What::DeviceEnrolled,
        Event::DeviceRevoked { .. } => return What::DeviceRevoked,
        Event::Proposed {
            proposal, reason, ..
        } => about(proposal, Revision::FIRST, reason.as_ref()).map(What::Proposed),
        Event::Countered {
            proposal,
            revision,
            reason,
            ..
        } => about(proposal, *revision, reason.as_ref()).map(What::Countered),
        Event::Accepted {
            proposal, revision, ..
        } => about(proposal, *revision, None).map(What::Accepted),
        Event::Declined {
            proposal,
            revision,
            reason,
        } => about(proposal, *revision, reason.as_ref()).map(What::Declined),
        Event::Withdrawn {
            proposal,
            revision,
            reason,
        } => about(proposal, *revision, reason.as_ref()).map(What::Withdrawn),
        Event::Restored(_) => None,
        Event::Erased { entries, asked } => look.family.side_of(asked).map(|side| {
            What::Ended(Ended::WordsErased {
                entries: entries.len(),
                asked: cast.name(side).to_owned(),
            })
        }),
        Event::HoldSet { reason } => Some(What::Ended(Ended::HoldSet {
            reason: reason.as_ref().map(|reason| reason.as_str().to_owned()),
        })),
        Event::HoldLifted { side } => Some(What::Ended(Ended::HoldLifted {
            name: (by != Some(*side)).then(|| cast.name(*side).to_owned()),
        })),
        Event::Left { .. } => Some(What::Ended(Ended::Left)),
        // Nobody is left who could read this.
        Event::Closed => None,
    };
    said.unwrap_or(What::Other)
}

/// The proposal behind an entry. `None` if the family does not know it: the entry came after
/// the family that this page was made from.
fn about(
    look: &Looking<'_>,
    id: &ProposalId,
    revision: Revision,
    reason: Option<&Reason>,
) -> Option<About> {
    let proposal = look.family.proposal(id)?;
    let offer = proposal
        .offers
        .iter()
        .find(|offer| offer.revision == revision)?;
    let terms: TermsView = terms_view(look.family, offer, look.lang);
    Some(About {
        id: id.to_string(),
        number: proposal.number,
        terms,
        reason: reason.map(|reason| reason.as_str().to_owned()),
    })
}

fn own(event: &PersonalEvent) -> What {
    match event {
        PersonalEvent::Opened => What::Opened,
        PersonalEvent::SignedIn { device } => What::SignedIn {
            device: device.to_string(),
        },
        PersonalEvent::SignedOut => What::SignedOut,
        PersonalEvent::LanguageChosen(language) => What::LanguageChosen(*language),
        PersonalEvent::Restored(_) => What::Other,
        PersonalEvent::Erased { entries, .. } => What::Ended(Ended::OwnErased {
            entries: entries.len(),
        }),
        // Nobody is left who could read this.
        PersonalEvent::Closed => What::Other,
        PersonalEvent::BundleMade(made) => What::BundleMade(made.clone()),
        PersonalEvent::Access(change) => What::Access(change.clone()),
    }
}
