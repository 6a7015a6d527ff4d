//! From entries of the record to the lines of its page.
//!
//! May touch: its arguments.

use std::sync::Arc;

use app::BundleWords as _;
use family::{
    Alternative, Event, Grant, LinkAnswer, Message, PersonalEvent, ProposalId, Reason, Revision,
};
use plan::Side;

use super::call_words;
use super::view::{About, Ended, Entries, ErasedBy, GuestAct, RecordLine, Talk, TreeHead, What};
use crate::bundle::words::Words;
use crate::messages::{ClauseView, words as messages};
use crate::offers;
use crate::page::Person;
use crate::people::view::GrantView;
use crate::plan_page::marks::clause_titles;
use crate::swap::view::{Cast, TermsView};
use crate::swap::{Looking, cast, terms_view};
use crate::text::Text;

/// An entry as a line of the page.
#[must_use]
pub fn line(look: &Looking<'_>, entry: app::RecordLine) -> RecordLine {
    let cast = cast(look.family, look.viewer);
    RecordLine {
        number: entry.sequence,
        at: entry.at,
        who: entry.by.map(|side| author(look, &cast, side, &entry)),
        what: match &entry.what {
            app::What::Shared(Event::Restored(what))
            | app::What::Own(PersonalEvent::Restored(what)) => What::Restored {
                size: what.size,
                kept: entry.sequence,
            },
            app::What::Shared(event) => guest_shared(look, event).map_or_else(
                || shared(look, &cast, entry.by, event),
                |act| guest(&entry, act),
            ),
            app::What::Own(event) => {
                guest_own(look, event).map_or_else(|| own(event), |act| guest(&entry, act))
            }
            app::What::Erased => What::Ended(Ended::Erased(erased_by(look, &cast, &entry))),
        },
        vouched: entry.vouched,
        leaf: entry.leaf,
    }
}

fn guest(entry: &app::RecordLine, act: GuestAct) -> What {
    let name = entry.guest.as_ref().map(ToString::to_string);
    name.map_or(What::Other, |name| What::Guest { name, act })
}

fn let_in(look: &Looking<'_>, grant: &Grant) -> GuestAct {
    GuestAct::LetIn(Box::new(GrantView::of(look.family, grant)))
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "all others are said without such a name"
)]
fn guest_shared(look: &Looking<'_>, event: &Event) -> Option<GuestAct> {
    match event {
        Event::LetIn(grant) => Some(let_in(look, grant)),
        Event::GuestJoined => Some(GuestAct::Joined),
        Event::GuestEnded { .. } => Some(GuestAct::Ended),
        Event::GuestLeft => Some(GuestAct::Left),
        Event::Looked(look) => Some(GuestAct::Looked(*look)),
        _ => None,
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "all others are said without such a name"
)]
fn guest_own(look: &Looking<'_>, event: &PersonalEvent) -> Option<GuestAct> {
    match event {
        PersonalEvent::LetIn(grant) => Some(let_in(look, grant)),
        PersonalEvent::GuestJoined { .. } => Some(GuestAct::Joined),
        PersonalEvent::GuestEnded { .. } => Some(GuestAct::Ended),
        PersonalEvent::GuestLeft { .. } => Some(GuestAct::Left),
        PersonalEvent::Looked { look, .. } => Some(GuestAct::Looked(*look)),
        _ => None,
    }
}

/// Who wrote an entry, told apart from others who had the place before or after.
fn author(look: &Looking<'_>, cast: &Cast, side: Side, entry: &app::RecordLine) -> Person {
    let mut person = cast.parent(side).clone();
    if is_shared(entry) {
        let words = Words { lang: look.lang };
        person.name = words.named(look.family, side, entry.sequence);
    }
    person
}

fn is_shared(entry: &app::RecordLine) -> bool {
    let mut lines = entry.leaf.lines();
    lines.any(|line| line.starts_with("tree family "))
}

/// Who erased the words of an entry of the family's tree. One's own words one erases oneself.
fn erased_by(look: &Looking<'_>, cast: &Cast, entry: &app::RecordLine) -> Option<ErasedBy> {
    if !is_shared(entry) {
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

#[expect(clippy::too_many_lines, reason = "one line or few for each event")]
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
        Event::Invited { side, .. } => {
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
            proposal,
            revision,
            alternative,
            ..
        } => {
            about(proposal, *revision, None).map(|about| What::Accepted(taken(about, *alternative)))
        }
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
        Event::OfferSigned {
            proposal, revision, ..
        } => about(proposal, *revision, None).map(What::OfferSigned),
        Event::AnsweredByLink {
            proposal,
            revision,
            answer,
            sent,
        } => {
            let by_link = |about: About| About {
                link: Some(sent.clone()),
                ..about
            };
            match answer {
                LinkAnswer::Accepted { alternative } => about(proposal, *revision, None)
                    .map(|about| What::Accepted(by_link(taken(about, *alternative)))),
                LinkAnswer::Declined { reason } => about(proposal, *revision, reason.as_ref())
                    .map(|about| What::Declined(by_link(about))),
            }
        }
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
        Event::TopicOpened { .. }
        | Event::Said(_)
        | Event::ReadSaid { .. }
        | Event::CareSaid(_)
        | Event::CallHeld(_)
        | Event::TabletPaired { .. }
        | Event::TabletEnded { .. }
        | Event::ClausesMarked { .. } => talk(look, event).map(What::Talk),
        // Nobody is left who could read this.
        Event::Closed => None,
        // Said with the name of who it is about.
        Event::LetIn(_)
        | Event::GuestJoined
        | Event::GuestEnded { .. }
        | Event::GuestLeft
        | Event::Looked(_) => None,
    };
    said.unwrap_or(What::Other)
}

/// What somebody wrote or told.
#[expect(clippy::wildcard_enum_match_arm, reason = "all others are no talk")]
fn talk(look: &Looking<'_>, event: &Event) -> Option<Talk> {
    let title = |about| messages::title(Text::of(look.lang), look.family, about);
    let clause = |message: &Message| {
        let clause = message.clause.as_ref()?;
        let view = ClauseView::of(look.family, &message.about, clause, look.lang);
        Some(view.title.said)
    };
    Some(match event {
        Event::TopicOpened { title, .. } => Talk::Opened {
            title: title.to_string(),
        },
        Event::Said(message) => Talk::Said {
            title: title(&message.about),
            path: messages::path(&message.about),
            clause: clause(message),
            files: message.files.len(),
            corrects: message.corrects.is_some(),
        },
        Event::ReadSaid { about, up_to } => Talk::Read {
            title: title(about),
            up_to: *up_to,
        },
        Event::CareSaid(said) => Talk::Care(Arc::clone(said)),
        Event::CallHeld(held) => {
            let (text, cast) = (Text::of(look.lang), cast(look.family, look.viewer));
            Talk::Call {
                said: call_words::sentence(text, &cast, look.family, held),
            }
        }
        Event::TabletPaired { name, children, .. } => Talk::TabletPaired {
            name: name.to_string(),
            children: cast(look.family, look.viewer).names(Text::of(look.lang), children),
        },
        Event::TabletEnded { tablet } => Talk::TabletEnded {
            name: look.family.tablets().of(tablet)?.name.to_string(),
        },
        Event::ClausesMarked {
            proposal,
            revision,
            clauses,
            agreed,
        } => Talk::Clauses {
            titles: clause_titles(
                Text::of(look.lang),
                look.family,
                (proposal, *revision),
                clauses,
            ),
            agreed: *agreed,
        },
        _ => return None,
    })
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
        taken: None,
        reason: reason.map(|reason| reason.as_str().to_owned()),
        link: None,
        signed: offer.signed.map(|entry| {
            let words = Words { lang: look.lang };
            (words.named(look.family, offer.by, offer.entry), entry)
        }),
    })
}

/// What was accepted: of several alternatives the one that was taken.
fn taken(about: About, alternative: Alternative) -> About {
    match &about.terms {
        TermsView::Offer(terms) if terms.alternatives() > 1 => About {
            terms: TermsView::Offer(offers::taken(terms, alternative)),
            taken: Some(alternative.index() + 1),
            ..about
        },
        TermsView::Offer(_)
        | TermsView::Swap(_)
        | TermsView::Plan(_)
        | TermsView::Erase(_)
        | TermsView::LiftHold(_)
        | TermsView::Close
        | TermsView::LetIn(_) => about,
    }
}

fn own(event: &PersonalEvent) -> What {
    match event {
        PersonalEvent::Opened => What::Opened,
        PersonalEvent::SignedIn { device } => What::SignedIn {
            device: device.to_string(),
        },
        PersonalEvent::SignedOut => What::SignedOut,
        PersonalEvent::LanguageChosen(language) => What::LanguageChosen(*language),
        PersonalEvent::CalmChosen(_) => What::CalmChosen,
        PersonalEvent::CallsWished(wish) => What::CallsWished(*wish),
        PersonalEvent::FeedMade { name } => What::FeedMade {
            name: name.to_string(),
        },
        PersonalEvent::FeedEnded { name } => What::FeedEnded {
            name: name.to_string(),
        },
        PersonalEvent::DraftKept(draft) => What::DraftKept {
            name: draft.name.to_string(),
        },
        PersonalEvent::DraftEnded { .. } => What::DraftEnded,
        PersonalEvent::Restored(_) => What::Other,
        PersonalEvent::Erased { entries, .. } => What::Ended(Ended::OwnErased {
            entries: entries.len(),
        }),
        // Nobody is left who could read this.
        PersonalEvent::Closed => What::Other,
        PersonalEvent::BundleMade(made) => What::BundleMade(made.clone()),
        PersonalEvent::Access(change) => What::Access(change.clone()),
        PersonalEvent::LetIn(_)
        | PersonalEvent::GuestJoined { .. }
        | PersonalEvent::GuestEnded { .. }
        | PersonalEvent::GuestLeft { .. }
        | PersonalEvent::Looked { .. } => What::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::swap::sample;
    use crate::text::Lang;
    use family::{Entry, MemberId, fold};

    /// Whoever took a place is not shown as who wrote there before.
    #[test]
    fn entries_name_whoever_had_the_place_then() {
        let mut all = sample::story();
        let side = Side::B;
        let new: MemberId = "m-new".parse().unwrap();
        let member = Some(new.clone());
        for (by, event) in [
            ("m-elias", Event::Left { side }),
            ("m-mara", Event::Invited { side, member }),
            ("m-new", Event::Joined { side }),
        ] {
            all.push(Entry {
                sequence: u64::try_from(all.len()).unwrap(),
                at: sample::now(),
                by: by.parse().unwrap(),
                event,
            });
        }
        let family = fold(&all).unwrap().unwrap();
        let look = sample::looking(&family, Side::A, Lang::En);
        let who = |sequence: u64, leaf: &str| {
            let entry = app::RecordLine {
                sequence,
                at: sample::now(),
                by: Some(side),
                guest: None,
                what: app::What::Shared(Event::Joined { side }),
                vouched: app::Vouched::Server,
                leaf: leaf.to_owned(),
            };
            line(&look, entry).who.unwrap().name
        };
        let day = "Sunday 22 November 2026";
        let newest = family.entries() - 1;
        assert_eq!(who(2, "tree family 00\n"), format!("Elias (left on {day})"));
        let came = format!("Elias (took the place on {day})");
        assert_eq!(who(newest, "tree family 00\n"), came);
        // Numbers of one's own record are none of the family's.
        assert_eq!(who(2, "tree person 00\n"), "Elias");
    }
}
