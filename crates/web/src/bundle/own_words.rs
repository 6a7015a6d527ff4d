//! Entries of a person's own record, on paper.
//!
//! May touch: its arguments.

use app::BundleEntry;
use family::{Family, Language, Name, PersonalEvent};

use super::words::Words;
use crate::text::Lang;

impl Words {
    /// An entry of one's own record.
    pub(super) fn own(
        self,
        family: &Family,
        event: &PersonalEvent,
        guest: Option<&Name>,
    ) -> BundleEntry {
        let one = |key, said: String| self.plain(key, vec![(String::new(), said)]);
        match event {
            PersonalEvent::Opened => self.plain("bundle-kind-opened", Vec::new()),
            PersonalEvent::SignedIn { device } => {
                one("bundle-kind-signed-in", self.device_named(device))
            }
            PersonalEvent::SignedOut => self.plain("bundle-kind-signed-out", Vec::new()),
            PersonalEvent::LanguageChosen(language) => {
                let chosen = match language {
                    Language::En => Lang::En,
                    Language::Nl => Lang::Nl,
                };
                one("bundle-kind-language", chosen.own_name().to_owned())
            }
            PersonalEvent::CalmChosen(_) => self.plain("bundle-kind-calm", Vec::new()),
            PersonalEvent::FeedMade { name } => one("bundle-kind-feed-made", name.to_string()),
            PersonalEvent::FeedEnded { name } => one("bundle-kind-feed-ended", name.to_string()),
            PersonalEvent::Restored(what) => self.restored(what),
            PersonalEvent::Erased { entries, .. } => self.erased(entries, None),
            PersonalEvent::Closed => self.plain("bundle-kind-closed", Vec::new()),
            PersonalEvent::BundleMade(made) => self.bundle(made),
            PersonalEvent::Access(change) => one(
                "bundle-kind-access",
                crate::access::sentence(self.text(), change),
            ),
            PersonalEvent::LetIn(grant) => self.let_in(family, grant),
            PersonalEvent::GuestJoined { .. } => self.guest("bundle-kind-guest-joined", guest),
            PersonalEvent::GuestEnded { .. } => self.guest("bundle-kind-guest-ended", guest),
            PersonalEvent::GuestLeft { .. } => self.guest("bundle-kind-guest-left", guest),
            PersonalEvent::Looked { look, .. } => self.looked(*look),
        }
    }
}
