//! What letters of news and overviews say, and their stored shapes. Pure.
//!
//! What a reader's letters do not say is not in them either: of one who chose neutral words nothing
//! but that there is something, or how much.

use family::{Counts, Name, NoticeKind};
use jiff::civil::DateTime;
use plan::Moves;
use serde::{Deserialize, Serialize};

/// Most bytes of an overview, as it is stored; what does not fit is counted.
const OVERVIEW_BYTES: usize = 12 * 1024;

/// That something came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// And nothing of what.
    Neutral,
    /// What kinds of things, and from whom.
    Named {
        /// The other parent.
        from: Name,
        /// How many there are of each kind.
        counts: Counts,
    },
}

/// The coming days, and what awaits an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Overview {
    /// How much there is of each.
    Neutral(Amounts),
    /// What, and with whom.
    Named(Coming),
}

/// How much there is in the coming days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amounts {
    /// How many days it is about.
    pub days: u8,
    /// Handovers.
    pub handovers: u32,
    /// Offers that wait for the reader's answer.
    pub questions: u32,
    /// Messages of the other parent that were not shown to the reader.
    pub messages: u32,
}

/// What there is in the coming days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coming {
    /// How many there are of everything.
    pub amounts: Amounts,
    /// The other parent.
    pub from: Name,
    /// The handovers, in order of time. Fewer than there are, where they would not fit.
    pub handovers: Vec<ComingHandover>,
    /// The offers that wait, the oldest first. Fewer than there are, where they would not fit.
    pub questions: Vec<OpenQuestion>,
}

/// A handover to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComingHandover {
    /// When, on the family's clock.
    pub at: DateTime,
    /// The children's names, in the family's order.
    pub children: Vec<Name>,
    /// To which parent.
    pub to: Name,
    /// Who moves: the children, or the parents around them.
    pub moves: Moves,
    /// Where, in the words of the plan or of what was agreed; one line.
    pub place: Option<Box<str>>,
}

/// An offer that waits for the reader's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenQuestion {
    /// Its number within the family.
    pub number: u64,
    /// Until when it can be answered, on the family's clock; `None` while nothing ends it.
    pub until: Option<DateTime>,
}

impl Coming {
    /// The same without what would make a letter too long. What is left out is the last.
    #[must_use]
    pub(crate) fn fitting(mut self) -> Self {
        let too_long = |this: &Self| {
            let shape = ComingShape::of(this);
            serde_json::to_vec(&shape).is_ok_and(|bytes| bytes.len() > OVERVIEW_BYTES)
        };
        while too_long(&self) {
            let (handovers, questions) = (self.handovers.len(), self.questions.len());
            self.handovers.truncate(handovers * 3 / 4);
            self.questions.truncate(questions * 3 / 4);
            if handovers + questions == 0 {
                break;
            }
        }
        self
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) enum NewsShape {
    Neutral {},
    Named {
        from: String,
        counts: Vec<(KindShape, u32)>,
    },
}

#[derive(Serialize, Deserialize, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum KindShape {
    Message,
    Proposal,
    Answer,
    Care,
    Reminder,
    People,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) enum OverviewShape {
    Neutral(AmountsShape),
    Named(ComingShape),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AmountsShape {
    days: u8,
    handovers: u32,
    questions: u32,
    messages: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ComingShape {
    amounts: AmountsShape,
    from: String,
    handovers: Vec<HandoverShape>,
    questions: Vec<QuestionShape>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct HandoverShape {
    at: String,
    children: Vec<String>,
    to: String,
    moves: MovesShape,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    place: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum MovesShape {
    Children,
    Parents,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct QuestionShape {
    number: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<String>,
}

impl KindShape {
    const fn of(kind: NoticeKind) -> Self {
        match kind {
            NoticeKind::Message => Self::Message,
            NoticeKind::Proposal => Self::Proposal,
            NoticeKind::Answer => Self::Answer,
            NoticeKind::Care => Self::Care,
            NoticeKind::Reminder => Self::Reminder,
            NoticeKind::People => Self::People,
        }
    }

    const fn kind(self) -> NoticeKind {
        match self {
            Self::Message => NoticeKind::Message,
            Self::Proposal => NoticeKind::Proposal,
            Self::Answer => NoticeKind::Answer,
            Self::Care => NoticeKind::Care,
            Self::Reminder => NoticeKind::Reminder,
            Self::People => NoticeKind::People,
        }
    }
}

impl NewsShape {
    pub(crate) fn of(news: &News) -> Self {
        match news {
            News::Neutral => Self::Neutral {},
            News::Named { from, counts } => Self::Named {
                from: from.as_str().to_owned(),
                counts: counts
                    .iter()
                    .map(|(kind, count)| (KindShape::of(kind), count))
                    .collect(),
            },
        }
    }

    pub(crate) fn read(self) -> Option<News> {
        match self {
            Self::Neutral {} => Some(News::Neutral),
            Self::Named { from, counts } => Some(News::Named {
                from: Name::new(&from).ok()?,
                counts: counts
                    .into_iter()
                    .fold(Counts::default(), |all, (kind, count)| {
                        all.with(kind.kind(), count)
                    }),
            }),
        }
    }
}

impl OverviewShape {
    pub(super) fn of(overview: &Overview) -> Self {
        match overview {
            Overview::Neutral(amounts) => Self::Neutral(AmountsShape::of(*amounts)),
            Overview::Named(coming) => Self::Named(ComingShape::of(coming)),
        }
    }

    pub(super) fn read(self) -> Option<Overview> {
        match self {
            Self::Neutral(amounts) => Some(Overview::Neutral(amounts.read())),
            Self::Named(coming) => coming.read().map(Overview::Named),
        }
    }
}

impl AmountsShape {
    const fn of(amounts: Amounts) -> Self {
        let Amounts {
            days,
            handovers,
            questions,
            messages,
        } = amounts;
        Self {
            days,
            handovers,
            questions,
            messages,
        }
    }

    const fn read(self) -> Amounts {
        Amounts {
            days: self.days,
            handovers: self.handovers,
            questions: self.questions,
            messages: self.messages,
        }
    }
}

impl ComingShape {
    fn of(coming: &Coming) -> Self {
        let text = |name: &Name| name.as_str().to_owned();
        let handovers = coming.handovers.iter().map(|one| HandoverShape {
            at: one.at.to_string(),
            children: one.children.iter().map(text).collect(),
            to: text(&one.to),
            moves: match one.moves {
                Moves::Children => MovesShape::Children,
                Moves::Parents => MovesShape::Parents,
            },
            place: one.place.as_deref().map(str::to_owned),
        });
        let questions = coming.questions.iter().map(|one| QuestionShape {
            number: one.number,
            until: one.until.map(|until| until.to_string()),
        });
        Self {
            amounts: AmountsShape::of(coming.amounts),
            from: text(&coming.from),
            handovers: handovers.collect(),
            questions: questions.collect(),
        }
    }

    fn read(self) -> Option<Coming> {
        let name = |text: &String| Name::new(text).ok();
        let handovers = self.handovers.into_iter().map(|one| {
            Some(ComingHandover {
                at: one.at.parse().ok()?,
                children: one.children.iter().map(name).collect::<Option<_>>()?,
                to: name(&one.to)?,
                moves: match one.moves {
                    MovesShape::Children => Moves::Children,
                    MovesShape::Parents => Moves::Parents,
                },
                place: one.place.map(Into::into),
            })
        });
        let questions = self.questions.into_iter().map(|one| {
            Some(OpenQuestion {
                number: one.number,
                until: match one.until {
                    Some(until) => Some(until.parse().ok()?),
                    None => None,
                },
            })
        });
        Some(Coming {
            amounts: self.amounts.read(),
            from: name(&self.from)?,
            handovers: handovers.collect::<Option<_>>()?,
            questions: questions.collect::<Option<_>>()?,
        })
    }
}

#[cfg(test)]
#[path = "news_tests.rs"]
mod tests;
