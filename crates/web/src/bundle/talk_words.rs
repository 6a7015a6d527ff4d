//! Messages, what was told of care, offers and what was taken of them, on paper.
//!
//! May touch: its arguments.

use app::BundleEntry;
use family::{Alternative, CareSaid, Event, Family, Message, ProposalId, Revision, Terms};
use plan::Side;

use super::words::Words;
use crate::care::words as care;
use crate::messages::{ClauseView, words as messages};
use crate::offers::words as offers;
use crate::plan_page::marks::clause_titles;
use crate::record::call_words;
use crate::swap::cast;
use crate::text::{list, t};

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
            Event::CallHeld(held) => {
                let said = call_words::sentence(text, &cast(family, Side::A), family, held);
                self.plain("bundle-kind-call", vec![(String::new(), said)])
            }
            Event::TabletPaired { name, children, .. } => {
                let children = cast(family, Side::A).names(text, children);
                let label = t!(text, "bundle-children").into_owned();
                let said = vec![(String::new(), name.to_string()), (label, children)];
                self.plain("bundle-kind-tablet", said)
            }
            Event::TabletEnded { tablet } => {
                let tablet = family.tablets().of(tablet);
                let name = tablet.map(|tablet| (String::new(), tablet.name.to_string()));
                self.plain("bundle-kind-tablet-ended", name.into_iter().collect())
            }
            Event::ClausesMarked {
                proposal,
                revision,
                clauses,
                agreed,
            } => {
                let titles = clause_titles(text, family, (proposal, *revision), clauses);
                let said = vec![(String::new(), list(text, &titles))];
                let key = if *agreed {
                    "bundle-kind-clauses-agreed"
                } else {
                    "bundle-kind-clauses-open"
                };
                self.plain(key, said)
            }
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
        let mut passages = vec![(String::new(), said)];
        passages.extend(self.in_full(family, terms));
        (key.to_owned(), passages)
    }

    /// What the line of an offer does not say: each time with its year, the words of a decision, the
    /// facts of a trip.
    fn in_full(self, family: &Family, terms: &Terms) -> Vec<(String, String)> {
        match terms {
            Terms::Time(offer) if offer.options.len() > 1 => {
                let all = Alternative::first(offer.options.len());
                all.map(|one| self.alternative(family, terms, one))
                    .collect()
            }
            Terms::Time(_) => self.moves(family, &terms.moves(Alternative::FIRST)),
            Terms::Trip(trip) => {
                let facts = offers::trip_facts(self.text(), trip).into_iter();
                facts.chain(self.moves(family, &trip.moves)).collect()
            }
            Terms::Decision(decision) => {
                vec![(String::new(), decision.text.as_str().to_owned())]
            }
            Terms::Handover(_)
            | Terms::Plan(_)
            | Terms::Swap(_)
            | Terms::Erase(_)
            | Terms::LiftHold(_)
            | Terms::Close
            | Terms::LetIn(_) => Vec::new(),
        }
    }

    /// One of several alternatives, under its number.
    fn alternative(
        self,
        family: &Family,
        terms: &Terms,
        alternative: Alternative,
    ) -> (String, String) {
        let number = alternative.index() + 1;
        let label = t!(self.text(), "offer-alternative", number = number);
        let moves = self.moves(family, &terms.moves(alternative)).into_iter();
        let said: Vec<String> = moves.map(|(_, said)| said).collect();
        (label, said.join(" "))
    }

    /// An acceptance names what it answers, and of several alternatives the one that was taken.
    pub(super) fn accepted(
        self,
        family: &Family,
        (id, revision): (&ProposalId, Revision),
        alternative: Alternative,
    ) -> BundleEntry {
        let mut said = self.answer(family, "bundle-kind-accepted", (id, revision), None);
        let offer = family.proposal(id).and_then(|one| {
            let mut offers = one.offers.iter();
            offers.find(|offer| offer.revision == revision)
        });
        if let Some(offer) = offer.filter(|offer| offer.terms.alternatives() > 1) {
            let taken = self.alternative(family, &offer.terms, alternative);
            said.passages.push(taken);
        }
        said
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
        let mut said = vec![(about, title)];
        if let Some(clause) = &message.clause {
            let label = t!(text, "bundle-clause").into_owned();
            let view = ClauseView::of(family, &message.about, clause, self.lang);
            said.push((label, view.title.said));
        }
        said.push((String::new(), message.words.as_str().to_owned()));
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
