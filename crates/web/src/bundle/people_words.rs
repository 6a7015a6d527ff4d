//! The words of a bundle about people who were let in.
//!
//! May touch: its arguments.

use app::BundleEntry;
use family::{Family, Grant, LinkAnswer, LinkSent, Look, Name, ProposalId, Revision};

use super::words::Words;
use crate::by_link::words::came;
use crate::people::view::GrantView;
use crate::people::words as people;
use crate::record::device;
use crate::text::t;

/// What a proposal to let somebody in is called.
pub(super) const PROPOSE_LET_IN: &str = "bundle-kind-propose-let-in";

impl Words {
    /// All that a grant says.
    pub(super) fn grant(self, family: &Family, grant: &Grant) -> String {
        people::whole(self.text(), &GrantView::of(family, grant))
    }

    /// An answer without an account.
    pub(super) fn by_link(
        self,
        family: &Family,
        to: (&ProposalId, Revision),
        answer: &LinkAnswer,
        sent: &LinkSent,
    ) -> BundleEntry {
        let mut said = match answer {
            LinkAnswer::Accepted { alternative } => self.accepted(family, to, *alternative),
            LinkAnswer::Declined { reason } => {
                self.answer(family, "bundle-kind-declined", to, reason.as_ref())
            }
        };
        let link = came(self.text(), sent);
        said.passages.push((String::new(), link));
        said
    }

    pub(super) fn let_in(self, family: &Family, grant: &Grant) -> BundleEntry {
        let said = self.grant(family, grant);
        self.plain("bundle-kind-let-in", vec![(String::new(), said)])
    }

    /// `Chrome on Linux`, where that is known: browsers describe themselves at length.
    pub(super) fn device_named(self, described: &str) -> String {
        let known = device::short(self.text(), described);
        known.unwrap_or_else(|| t!(self.text(), "access-device-unknown").into_owned())
    }

    pub(super) fn guest(self, key: &str, guest: Option<&Name>) -> BundleEntry {
        let named = guest.map(|name| (String::new(), name.to_string()));
        self.plain(key, named.into_iter().collect())
    }

    pub(super) fn looked(self, look: Look) -> BundleEntry {
        let said = people::look(self.text(), look);
        self.plain("bundle-kind-looked", vec![(String::new(), said)])
    }
}
