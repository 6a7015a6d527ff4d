//! What the pages about time look at: the plan, its timeline, the moment, and who looks.
//!
//! May touch: its arguments. The only file of these screens that asks the plan about its
//! clauses, so that the words of a clause are found in one way.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use plan::{ChildId, ParentingPlan, Side, Source, Timeline};

use crate::care::told::Told;
use crate::page::{ClauseRef, Kids, Person, Versions};
use crate::text::Lang;

/// A plan in force with its timeline, at a moment, for a reader.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// The plan.
    pub plan: &'a ParentingPlan,
    /// Compiled with the agreed swaps over at least the days that are shown. The id of each
    /// one-off is the id of the proposal it came from.
    pub timeline: &'a Timeline,
    /// The versions that the plan is made of.
    pub versions: Versions<'a>,
    /// Proposals that wait for an answer.
    pub open: &'a [OpenProposal],
    /// This moment.
    pub now: Timestamp,
    /// Whose page this is.
    pub viewer: Side,
    /// The language of the clauses' sentences.
    pub lang: Lang,
    /// What else the reader may see.
    pub reach: Reach,
    /// What was told of these days; nothing for who is no parent.
    pub told: Told<'a>,
}

/// What a reader of the calendar may see besides who has the children when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Everything, and may propose a change: a parent.
    Parent,
    /// Why it is so: the words of the plan.
    Plan,
    /// Nothing else.
    Days,
}

/// A proposal without an answer yet, as far as these screens show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenProposal {
    /// The id in its address.
    pub id: String,
    /// Who asked last: the other parent answers.
    pub by: Side,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// What would change, in the family's own time; at least one.
    pub spans: Vec<ProposedSpan>,
}

/// Children who would be with a parent for a while.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposedSpan {
    /// Which children.
    pub children: Vec<ChildId>,
    /// With whom they would be.
    pub parent: Side,
    /// From when.
    pub start: DateTime,
    /// Until when.
    pub end: DateTime,
}

/// Whether `[start, end)` has a part of a day.
fn touches(start: DateTime, end: DateTime, day: Date) -> bool {
    day.tomorrow().is_ok_and(|next| start < next.at(0, 0, 0, 0)) && end > day.at(0, 0, 0, 0)
}

impl ProposedSpan {
    /// Whether it touches a day.
    pub fn touches(&self, day: Date) -> bool {
        touches(self.start, self.end, day)
    }
}

/// Words of the plan, with the language they are in where it is not the reader's.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Words {
    /// The words.
    pub said: String,
    /// For `lang="…"`; `None` where they are in the language of the page.
    pub foreign: Option<&'static str>,
}

impl Words {
    /// A text of the plan for a reader.
    pub fn of(text: &plan::Text, lang: Lang) -> Words {
        let language = language(lang);
        let written = text.written_in(language);
        Words {
            said: text.get(language).to_owned(),
            foreign: (written != language).then(|| written.code()),
        }
    }
}

/// Where some care comes from, in words.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Basis {
    /// A clause of the plan.
    Clause {
        /// Its number, and its version of the plan.
        clause: ClauseRef,
        /// The label.
        title: Words,
        /// What the parents agreed, in their words.
        sentence: Words,
    },
    /// A swap that both parents agreed.
    Swap {
        /// The proposal that became the swap.
        proposal: String,
    },
}

const fn language(lang: Lang) -> plan::Language {
    match lang {
        Lang::En => plan::Language::En,
        Lang::Nl => plan::Language::Nl,
    }
}

impl Scene<'_> {
    /// A place or a bag in the reader's language, or as it was written.
    pub fn plain(&self, text: &plan::Text) -> String {
        text.get(language(self.lang)).to_owned()
    }

    /// The zone of the family.
    pub fn zone(&self) -> &TimeZone {
        self.plan.zone()
    }

    /// An instant in the family's own time.
    pub fn local(&self, at: Timestamp) -> DateTime {
        self.zone().to_datetime(at)
    }

    /// Today, for the family.
    pub fn today(&self) -> Date {
        self.local(self.now).date()
    }

    /// The instant at which a day begins; the end of time beyond the calendar's last day.
    pub fn start_of(&self, day: Date) -> Timestamp {
        day.to_zoned(self.zone().clone())
            .map_or(Timestamp::MAX, |midnight| midnight.timestamp())
    }

    /// Both parents, side A first.
    pub fn people(&self) -> [Person; 2] {
        Side::BOTH.map(|side| {
            let parent = self.plan.parent(side);
            Person {
                name: parent.name.clone(),
                letter: parent.letter,
                side,
            }
        })
    }

    /// The children whose days are looked at, oldest first.
    pub fn kids(&self) -> Kids {
        Kids::of(self.plan).only(|id| self.timeline.child(id).is_some())
    }

    /// Where some care comes from, in the reader's language. `None` only for a source that
    /// belongs to another plan.
    pub fn basis(&self, source: Source) -> Option<Basis> {
        match source {
            Source::Clause(index) => {
                let clause = self.plan.clause(index);
                Some(Basis::Clause {
                    clause: self.versions.clause(clause),
                    title: Words::of(&clause.title, self.lang),
                    sentence: Words::of(&clause.sentence, self.lang),
                })
            }
            Source::Agreed(index) => {
                self.timeline
                    .agreed()
                    .get(index.get())
                    .map(|one| Basis::Swap {
                        proposal: one.id.clone(),
                    })
            }
        }
    }

    /// The label of a holiday's clause, which a day carries as a heading.
    pub fn holiday(&self, source: Source) -> Option<Words> {
        let Source::Clause(index) = source else {
            return None;
        };
        let clause = self.plan.clause(index);
        matches!(self.plan.rank_name(clause), "holiday" | "school-holiday")
            .then(|| Words::of(&clause.title, self.lang))
    }

    /// The places of some children among all, oldest first.
    pub fn places(&self, kids: &Kids, ids: &[ChildId]) -> Vec<usize> {
        kids.all()
            .iter()
            .enumerate()
            .filter(|(_, kid)| ids.contains(&kid.id))
            .map(|(n, _)| n)
            .collect()
    }

    /// The open proposals, those that the viewer answers first.
    pub fn asks(&self, kids: &Kids) -> Vec<Ask> {
        let mut asks: Vec<Ask> = self
            .open
            .iter()
            .map(|open| Ask::of(self, kids, open))
            .collect();
        asks.sort_by_key(|ask| (ask.by == self.viewer, ask.asked_at));
        asks
    }
}

/// An open proposal, ready to be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The id in its address.
    pub id: String,
    /// Who asked.
    pub by: Side,
    /// When, in the family's own time.
    pub asked_at: DateTime,
    /// What would change.
    pub spans: Vec<AskedSpan>,
}

/// One part of what would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedSpan {
    /// Which children, by place.
    pub kids: Vec<usize>,
    /// With whom they would be.
    pub parent: Side,
    /// From when.
    pub start: DateTime,
    /// Until when.
    pub end: DateTime,
}

impl Ask {
    /// Whether it would change something on a day.
    pub fn touches(&self, day: Date) -> bool {
        self.spans
            .iter()
            .any(|span| touches(span.start, span.end, day))
    }

    fn of(scene: &Scene<'_>, kids: &Kids, open: &OpenProposal) -> Ask {
        let span = |span: &ProposedSpan| AskedSpan {
            kids: scene.places(kids, &span.children),
            parent: span.parent,
            start: span.start,
            end: span.end,
        };
        Ask {
            id: open.id.clone(),
            by: open.by,
            asked_at: scene.local(open.asked_at),
            spans: open.spans.iter().map(span).collect(),
        }
    }
}
