//! Messages and what was told of care, on paper.
//!
//! May touch: its arguments.

use app::BundleEntry;
use family::{CareSaid, Event, Family, Message, Terms};
use plan::Side;

use super::words::Words;
use crate::care::words as care;
use crate::messages::words as messages;
use crate::offers::words as offers;
use crate::swap::cast;
use crate::text::t;

impl Words {
    /// What somebody wrote or told.
    #[expect(clippy::wildcard_enum_match_arm, reason = "all others are no talk")]
    pub(super) fn talk(self, family: &Family, event: &Event) -> BundleEntry {
        let text = self.text();
        match event {
            Event::TopicOpened { title, .. } => {
                let said = vec![(String::new(), title.to_string())];
                self.plain("bundle-kind-topic", said)
            }
            Event::Said(message) => self.message(family, message),
            Event::ReadSaid { about, up_to } => {
                let title = messages::title(text, family, about);
                let said = t!(text, "bundle-read-up-to", title = title, up = *up_to);
                self.plain("bundle-kind-read", vec![(String::new(), said)])
            }
            Event::CareSaid(said) => self.care(family, said),
            _ => self.plain("bundle-kind-topic", Vec::new()),
        }
    }

    /// What is offered, for an offer of any other kind, and in answer to another offer or not.
    pub(super) fn offer_of_a_kind(
        self,
        family: &Family,
        counters: bool,
        terms: &Terms,
    ) -> (String, Vec<(String, String)>) {
        let key = if counters {
            "bundle-kind-proposal-counter"
        } else {
            "bundle-kind-proposal"
        };
        let said = offers::terms(self.text(), &cast(family, Side::A), terms);
        (key.to_owned(), vec![(String::new(), said)])
    }

    fn message(self, family: &Family, message: &Message) -> BundleEntry {
        let text = self.text();
        let key = if message.corrects.is_some() {
            "bundle-kind-corrected"
        } else {
            "bundle-kind-said"
        };
        let about = t!(text, "bundle-on").into_owned();
        let title = messages::title(text, family, &message.about);
        let mut said = vec![
            (about, title),
            (String::new(), message.words.as_str().to_owned()),
        ];
        if let Some(earlier) = message.corrects {
            let label = t!(text, "bundle-corrects").into_owned();
            said.push((label, earlier.to_string()));
        }
        for file in &message.files {
            let label = t!(text, "bundle-file").into_owned();
            let size = messages::size(text, file.bytes);
            said.push((label, format!("{}, {size}", file.name)));
        }
        self.plain(key, said)
    }

    fn care(self, family: &Family, said: &CareSaid) -> BundleEntry {
        let text = self.text();
        // Nobody looks at paper: sides, names and letters are the same for both.
        let cast = cast(family, Side::A);
        let mut passages = vec![(String::new(), care::sentence(text, &cast, said))];
        if let Some(why) = &said.reason {
            let label = t!(text, "bundle-reason").into_owned();
            passages.push((label, why.as_str().to_owned()));
        }
        passages.extend(care::note(text, &said.note));
        if let Some(place) = said.place {
            let label = t!(text, "bundle-rough-place").into_owned();
            passages.push((label, care::place(place)));
        }
        self.plain("bundle-kind-care", passages)
    }
}
