//! The words of a bundle for people, in the language that its maker chose for its reader.
//!
//! May touch: its arguments. What an entry says is said in full, since the paper stands alone.

use app::{BundleCounts, BundleEntry, BundleFacts, BundleWords, SaidBy, Span, Topic, Tree, What};
use family::{
    BundleMade, ErasedEntry, Event, Family, Move, Name, ProposalId, Reason, Revision, Terms,
};
use jiff::civil::{Date, DateTime};
use plan::Side;

use super::people_words::PROPOSE_LET_IN;
use crate::messages::words::size;
use crate::record::topic_words;
use crate::swap::cast;
use crate::text::{Lang, Text, clock, date_with_year, list, t};

/// What a first offer is called: a swap, a plan.
const FIRST_OFFER: [&str; 2] = ["bundle-kind-swap", "bundle-kind-plan"];
/// The same of an offer in answer to another.
const COUNTER_OFFER: [&str; 2] = ["bundle-kind-swap-counter", "bundle-kind-plan-counter"];

/// The words of one language.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    /// Which.
    pub lang: Lang,
}

impl Words {
    pub(super) fn text(self) -> &'static Text {
        Text::of(self.lang)
    }

    pub(super) fn moves(self, family: &Family, moves: &[Move]) -> Vec<(String, String)> {
        // Nobody looks at paper from a side; the names are the same for both.
        let cast = cast(family, Side::A);
        moves
            .iter()
            .map(|change| {
                let text = self.text();
                // Paper is read years later.
                let at = |time: DateTime| {
                    let day = date_with_year(text, time.date());
                    format!("{day}, {}", clock(text, time.time()))
                };
                let said = t!(
                    text,
                    "swap-move",
                    n = change.children.len(),
                    children = cast.names(text, &change.children),
                    name = cast.name(change.to),
                    start = at(change.start),
                    end = at(change.end),
                );
                (String::new(), format!("{said}."))
            })
            .collect()
    }

    fn reason(self, reason: Option<&Reason>) -> Option<(String, String)> {
        let label = t!(self.text(), "bundle-reason").into_owned();
        reason.map(|reason| (label, reason.as_str().to_owned()))
    }

    fn offer(
        self,
        family: &Family,
        keys: [&str; 2],
        terms: &Terms,
        reason: Option<&Reason>,
    ) -> BundleEntry {
        let [swap, plan] = keys;
        let named = |key: &str, said: String| (key.to_owned(), vec![(String::new(), said)]);
        let text = self.text();
        let (key, mut passages) = match terms {
            Terms::Swap(moves) => (swap.to_owned(), self.moves(family, moves)),
            Terms::Plan(words) => {
                let label = t!(text, "bundle-plan-file").into_owned();
                (plan.to_owned(), vec![(label, format!("\n{words}"))])
            }
            Terms::Erase(entries) => named(
                "bundle-kind-erase",
                t!(text, "bundle-entries", entries = numbers(text, entries)),
            ),
            Terms::LiftHold(side) => named(
                "bundle-kind-lift",
                t!(text, "bundle-hold-of", name = name(family, *side)),
            ),
            Terms::Close => ("bundle-kind-close".to_owned(), Vec::new()),
            Terms::LetIn(grant) => named(PROPOSE_LET_IN, self.grant(family, grant)),
            Terms::Time(_) | Terms::Handover(_) | Terms::Trip(_) | Terms::Decision(_) => {
                self.offer_of_a_kind(family, swap == COUNTER_OFFER[0], terms)
            }
        };
        passages.extend(self.reason(reason));
        self.plain(&key, passages)
    }

    /// An answer names what it answers: the number of its proposal and the entry that made the
    /// offer.
    pub(super) fn answer(
        self,
        family: &Family,
        key: &str,
        (id, revision): (&ProposalId, Revision),
        reason: Option<&Reason>,
    ) -> BundleEntry {
        let text = self.text();
        let offer = family.proposal(id).and_then(|one| {
            let offer = one.offers.iter().find(|offer| offer.revision == revision)?;
            // Its own number, which stays when earlier proposals are erased.
            Some((one.number, offer.entry))
        });
        let about = offer.map(|(number, entry)| {
            let about = t!(text, "bundle-about", number = number, entry = entry);
            (String::new(), about)
        });
        BundleEntry {
            kind: text.with(key, &[]),
            passages: about.into_iter().chain(self.reason(reason)).collect(),
        }
    }

    pub(super) fn plain(self, key: &str, passages: Vec<(String, String)>) -> BundleEntry {
        BundleEntry {
            kind: self.text().with(key, &[]),
            passages,
        }
    }

    fn range(self, facts: &BundleFacts<'_>) -> String {
        let counts = facts.counts;
        let day = |at| date_with_year(self.text(), facts.family.date_at(at));
        t!(
            self.text(),
            "bundle-range",
            first = counts.first,
            last = counts.end.saturating_sub(1),
            from = day(counts.from),
            until = day(counts.until),
        )
    }

    /// What the record is called, in capitals.
    fn title(self, facts: &BundleFacts<'_>) -> String {
        let (key, name) = match facts.choice.tree {
            Tree::Shared => ("bundle-read-me", facts.family.name().to_string()),
            Tree::Own => ("bundle-read-me-own", name(facts.family, facts.maker)),
        };
        self.text().with(key, &[("name", name.into())])
    }

    /// Which record it is, for the middle of a sentence.
    fn record(self, facts: &BundleFacts<'_>) -> String {
        match facts.choice.tree {
            Tree::Shared => t!(self.text(), "bundle-is-shared").into_owned(),
            Tree::Own => t!(
                self.text(),
                "bundle-is-own",
                name = name(facts.family, facts.maker)
            ),
        }
    }

    /// Who makes it.
    fn maker(self, facts: &BundleFacts<'_>) -> String {
        self.named(facts.family, facts.maker, facts.family.entries())
    }

    /// How a sentence begins on what may be held against the file: who can have kept it.
    fn against(self, facts: &BundleFacts<'_>) -> String {
        match facts.choice.tree {
            Tree::Shared => t!(self.text(), "bundle-against").into_owned(),
            Tree::Own => t!(self.text(), "bundle-against-own", name = self.maker(facts)),
        }
    }

    /// With what the short code is compared. Of one's own record nobody else knows anything.
    fn compare(self, facts: &BundleFacts<'_>) -> String {
        match facts.choice.tree {
            Tree::Shared => t!(self.text(), "bundle-compare").into_owned(),
            Tree::Own => t!(self.text(), "bundle-compare-own", name = self.maker(facts)),
        }
    }

    /// The name of a topic.
    pub(super) fn topic(self, topic: Topic) -> String {
        if topic == Topic::Settings {
            // Pages say "your": whoever reads a bundle is somebody else.
            return t!(self.text(), "bundle-topic-settings").into_owned();
        }
        topic_words(self.text(), topic)
    }

    /// How many of each topic stay out, as a list.
    pub(super) fn kept(self, counts: &BundleCounts) -> Vec<String> {
        let kept = counts.kept.iter();
        kept.map(|(topic, n)| {
            t!(
                self.text(),
                "bundle-kept-topic",
                topic = self.topic(*topic),
                n = *n
            )
        })
        .collect()
    }
}

impl Words {
    #[expect(clippy::too_many_lines, reason = "one line or few for each event")]
    fn shared(self, family: &Family, event: &Event, guest: Option<&Name>) -> BundleEntry {
        let text = self.text();
        let one = |key, said: String| self.plain(key, vec![(String::new(), said)]);
        match event {
            Event::Founded(founding) => {
                let names = founding.children.iter().map(|child| child.name.to_string());
                let children: Vec<String> = names.collect();
                let label = t!(text, "bundle-children").into_owned();
                let said = vec![
                    (String::new(), founding.name.to_string()),
                    (label, list(text, &children)),
                ];
                self.plain("bundle-kind-founded", said)
            }
            Event::Invited { side, .. } => one("bundle-kind-invited", name(family, *side)),
            Event::DeviceEnrolled { key } => one("bundle-kind-device", key.to_string()),
            Event::DeviceRevoked { key } => one("bundle-kind-device-revoked", key.to_string()),
            Event::Joined { .. } => self.plain("bundle-kind-joined", Vec::new()),
            Event::Left { .. } => self.plain("bundle-kind-left", Vec::new()),
            Event::Closed => self.plain("bundle-kind-closed", Vec::new()),
            Event::Restored(what) => self.restored(what),
            Event::HoldSet { reason } => {
                let said = self.reason(reason.as_ref()).into_iter().collect();
                self.plain("bundle-kind-hold", said)
            }
            Event::LetIn(grant) => self.let_in(family, grant),
            Event::GuestJoined => self.guest("bundle-kind-guest-joined", guest),
            Event::GuestEnded { .. } => self.guest("bundle-kind-guest-ended", guest),
            Event::GuestLeft => self.guest("bundle-kind-guest-left", guest),
            Event::Looked(look) => self.looked(*look),
            Event::TopicOpened { .. }
            | Event::Said(_)
            | Event::ReadSaid { .. }
            | Event::CareSaid(_)
            | Event::CallHeld(_)
            | Event::TabletPaired { .. }
            | Event::TabletEnded { .. }
            | Event::ClausesMarked { .. } => self.talk(family, event),
            Event::HoldLifted { side } => one(
                "bundle-kind-hold-lifted",
                t!(text, "bundle-hold-of", name = name(family, *side)),
            ),
            Event::Erased { entries, asked } => {
                let asked = family.author(asked).map(|side| name(family, side));
                self.erased(entries, asked)
            }
            Event::Proposed { terms, reason, .. } => {
                self.offer(family, FIRST_OFFER, terms, reason.as_ref())
            }
            Event::Countered { terms, reason, .. } => {
                self.offer(family, COUNTER_OFFER, terms, reason.as_ref())
            }
            Event::Accepted {
                proposal,
                revision,
                alternative,
                ..
            } => self.accepted(family, (proposal, *revision), *alternative),
            Event::Declined {
                proposal,
                revision,
                reason,
            } => {
                let to = (proposal, *revision);
                self.answer(family, "bundle-kind-declined", to, reason.as_ref())
            }
            Event::AnsweredByLink {
                proposal,
                revision,
                answer,
                sent,
            } => self.by_link(family, (proposal, *revision), answer, sent),
            Event::Withdrawn {
                proposal,
                revision,
                reason,
            } => {
                let to = (proposal, *revision);
                self.answer(family, "bundle-kind-withdrawn", to, reason.as_ref())
            }
            Event::OfferSigned {
                proposal, revision, ..
            } => {
                let to = (proposal, *revision);
                self.answer(family, "bundle-kind-offer-signed", to, None)
            }
        }
    }

    pub(super) fn erased(self, entries: &[ErasedEntry], asked: Option<String>) -> BundleEntry {
        let text = self.text();
        let entries: Vec<u64> = entries.iter().map(|one| one.sequence).collect();
        let said = t!(text, "bundle-entries", entries = numbers(text, &entries));
        let wish = asked.map(|name| t!(text, "bundle-wish", name = name));
        let all = [Some(said), wish].into_iter().flatten();
        let passages = all.map(|said| (String::new(), said)).collect();
        self.plain("bundle-kind-erased", passages)
    }

    pub(super) fn restored(self, what: &family::Restored) -> BundleEntry {
        let said = t!(self.text(), "bundle-restored", size = what.size);
        self.plain("bundle-kind-restored", vec![(String::new(), said)])
    }

    pub(super) fn bundle(self, made: &BundleMade) -> BundleEntry {
        let text = self.text();
        let said = [
            t!(text, "bundle-for", name = made.recipient.as_ref()),
            t!(
                text,
                "bundle-numbers-of",
                first = made.first,
                last = made.end.saturating_sub(1)
            ),
        ];
        let passages = said.into_iter().map(|said| (String::new(), said)).collect();
        self.plain("bundle-kind-bundle", passages)
    }
}

fn name(family: &Family, side: Side) -> String {
    family.seat(side).parent.name.to_string()
}

fn numbers(text: &Text, entries: &[u64]) -> String {
    let numbers: Vec<String> = entries.iter().map(u64::to_string).collect();
    list(text, &numbers)
}

impl BundleWords for Words {
    fn entry(&self, family: &Family, said: &SaidBy<'_>) -> BundleEntry {
        match said.what {
            What::Shared(event) => self.shared(family, event, said.guest),
            What::Own(event) => self.own(family, event, said.guest),
            What::Erased => self.plain("bundle-kind-gone", Vec::new()),
        }
    }

    fn erased(&self, kind: &str) -> String {
        let name = kind.split_once('/').map_or(kind, |(name, _)| name);
        let key = match name {
            "proposal.made" => "bundle-kind-proposal",
            "proposal.countered" => "bundle-kind-proposal-counter",
            "proposal.accepted" => "bundle-kind-accepted",
            "proposal.declined" => "bundle-kind-declined",
            "proposal.withdrawn" => "bundle-kind-withdrawn",
            "family.invited" => "bundle-kind-invited",
            "family.joined" => "bundle-kind-joined",
            "hold.set" => "bundle-kind-hold",
            "hold.lifted" => "bundle-kind-hold-lifted",
            "person.opened" => "bundle-kind-opened",
            "person.signed-in" => "bundle-kind-signed-in",
            "person.signed-out" => "bundle-kind-signed-out",
            "person.language" => "bundle-kind-language",
            "bundle.made" => "bundle-kind-bundle",
            "plan.draft" => "bundle-kind-draft",
            _ => "bundle-kind-gone",
        };
        self.text().with(key, &[])
    }

    fn erased_by(&self, asked: &str, by: &str) -> String {
        if asked == by {
            by.to_owned()
        } else {
            t!(self.text(), "bundle-erased-by", asked = asked, by = by)
        }
    }

    fn device_of(&self, name: &str) -> String {
        t!(self.text(), "bundle-device-of", name = name)
    }

    fn who_left(&self, name: &str, day: Date) -> String {
        let day = date_with_year(self.text(), day);
        t!(self.text(), "bundle-who-left", name = name, day = day)
    }

    fn who_came(&self, name: &str, day: Date) -> String {
        let day = date_with_year(self.text(), day);
        t!(self.text(), "bundle-who-came", name = name, day = day)
    }

    fn role(&self) -> String {
        t!(self.text(), "bundle-role-parent").into_owned()
    }

    fn chosen(&self, facts: &BundleFacts<'_>) -> Vec<String> {
        let text = self.text();
        let choice = facts.choice;
        let maker = self.maker(facts);
        let whole = app::choosable(choice.tree).len() == choice.topics.len();
        let whole = whole && choice.sides.len() == Side::BOTH.len() && facts.files_left_out() == 0;
        let asked = match (choice.tree, choice.span) {
            (Tree::Own, _) => Some(t!(text, "bundle-asked-own", name = maker)),
            (Tree::Shared, Span::All) if whole => Some(t!(text, "bundle-asked-all").into_owned()),
            (Tree::Shared, Span::All) => Some(t!(text, "bundle-asked-chosen").into_owned()),
            (Tree::Shared, Span::Entries { .. } | Span::Days { .. }) => None,
        };
        let mut chosen: Vec<String> = asked.into_iter().collect();
        chosen.push(self.range(facts));
        let topics: Vec<String> = choice
            .topics
            .iter()
            .map(|topic| self.topic(*topic))
            .collect();
        chosen.push(t!(
            text,
            "bundle-asked-topics",
            topics = list(text, &topics)
        ));
        if choice.tree == Tree::Own {
            return chosen;
        }
        let people: Vec<String> = choice
            .sides
            .iter()
            .map(|side| facts.family.seat(*side).parent.name.to_string())
            .collect();
        chosen.push(t!(
            text,
            "bundle-asked-people",
            people = list(text, &people)
        ));
        chosen
    }

    fn left_out(&self, facts: &BundleFacts<'_>) -> Vec<String> {
        let text = self.text();
        let mut said = Vec::new();
        if facts.counts.kept() > 0 {
            let kept = list(text, &self.kept(facts.counts));
            said.push(t!(text, "bundle-left-out", kept = kept));
            said.push(t!(text, "bundle-left-out-why").into_owned());
        }
        let n = facts.files_left_out();
        if n > 0 {
            let size = size(text, facts.counts.file_bytes);
            said.push(t!(text, "bundle-left-out-files", n = n, size = size));
        }
        said
    }

    fn read_me(&self, facts: &BundleFacts<'_>) -> String {
        let template = match self.lang {
            Lang::En => include_str!("read-me.en.txt"),
            Lang::Nl => include_str!("read-me.nl.txt"),
        };
        let counts = facts.counts;
        // One pass over our own text: what is put in is never looked at again.
        let mut filled = String::with_capacity(template.len() * 2);
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else {
                break;
            };
            filled.push_str(before);
            match name {
                "recipient" => filled.push_str(&facts.choice.recipient),
                "maker" => filled.push_str(&self.maker(facts)),
                "against" => filled.push_str(&self.against(facts)),
                "compare" => filled.push_str(&self.compare(facts)),
                "title" => filled.push_str(&self.title(facts)),
                "record" => filled.push_str(&self.record(facts)),
                "first" => filled.push_str(&counts.first.to_string()),
                "last" => filled.push_str(&counts.end.saturating_sub(1).to_string()),
                "size" => filled.push_str(&counts.size.to_string()),
                "shown" => filled.push_str(&counts.shown.to_string()),
                "kept" => filled.push_str(&counts.kept().to_string()),
                "erased" => filled.push_str(&counts.erased.to_string()),
                "files" => filled.push_str(&facts.files_left_out().to_string()),
                "key" => filled.push_str(facts.key_id),
                "code" => filled.push_str(facts.short_code),
                _ => {}
            }
            rest = after;
        }
        filled.push_str(rest);
        filled
    }
}
