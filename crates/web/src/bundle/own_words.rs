//! Entries of a person's own record, on paper.
//!
//! May touch: its arguments.

use app::BundleEntry;
use family::{DraftedPlan, Family, Language, Name, PersonalEvent};

use super::words::Words;
use crate::text::{Lang, t};

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
            PersonalEvent::CallsWished(_) => self.plain("bundle-kind-calls-wished", Vec::new()),
            PersonalEvent::FeedMade { name } => one("bundle-kind-feed-made", name.to_string()),
            PersonalEvent::FeedEnded { name } => one("bundle-kind-feed-ended", name.to_string()),
            PersonalEvent::DraftKept(draft) => self.draft(draft),
            PersonalEvent::DraftEnded { .. } => self.plain("bundle-kind-draft-ended", Vec::new()),
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

    /// A draft with all of its text, or of the answers from which none was made yet.
    fn draft(self, draft: &DraftedPlan) -> BundleEntry {
        let text = self.text();
        let mut said = vec![(String::new(), draft.name.to_string())];
        if !draft.answers.is_empty() {
            let answers = draft.answers.iter();
            let answers = answers.map(|(key, value)| format!("\n{key}: {value}"));
            let label = t!(text, "bundle-draft-answers").into_owned();
            said.push((label, answers.collect()));
        }
        if !draft.plan.is_empty() {
            let label = t!(text, "bundle-plan-file").into_owned();
            said.push((label, format!("\n{}", draft.plan)));
        }
        self.plain("bundle-kind-draft", said)
    }
}
