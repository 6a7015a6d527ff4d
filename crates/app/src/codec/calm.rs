//! The stored shape of what a person chose for the own calm, of the own calendar addresses, and of
//! whether that person wants to call more.

use super::{Encoded, Reader, Undecodable, json};
use family::{
    CallWish, Calm, Channels, Delivery, Digest, Kinds, Long, Name, Naming, NoticeKind,
    PersonalEvent, Quiet, Soft, TimeOfDay, Twice, Urgent, WordLimit,
};
use jiff::civil::{Time, Weekday};
use serde::{Deserialize, Serialize};

pub(super) const CHOSEN: &str = "person.calm/1";
pub(super) const FEED: &str = "person.feed/1";
pub(super) const CALLS_WISHED: &str = "calls.wished/1";

/// Times are `07:05`.
#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Chosen {
    delivery: When,
    urgent: Through,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    quiet: Option<Hours>,
    /// Harsh passages are folded.
    soft: bool,
    /// Messages of more words are folded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    long: Option<u16>,
    email: Vec<Kind>,
    push: Vec<Kind>,
    /// Notices may say what and from whom.
    named: bool,
    digest: Overview,
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum When {
    AtOnce,
    Hourly,
    TwiceADay([String; 2]),
    Daily(String),
    UrgentOnly(String),
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum Through {
    AtOnce,
    Waits,
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Hours {
    from: String,
    until: String,
    urgent: Through,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    Message,
    Proposal,
    Answer,
    Care,
    Reminder,
    People,
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum Overview {
    None,
    Daily(String),
    Weekly(Day, String),
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Day {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Feed {
    name: String,
    state: FeedState,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum FeedState {
    Made,
    Ended,
}

pub(super) fn chosen(calm: &Calm) -> Encoded {
    let shape = Chosen {
        delivery: match &calm.delivery {
            Delivery::AtOnce => When::AtOnce,
            Delivery::Hourly => When::Hourly,
            Delivery::TwiceADay(twice) => When::TwiceADay(twice.times().map(|t| t.to_string())),
            Delivery::Daily(time) => When::Daily(time.to_string()),
            Delivery::UrgentOnly(time) => When::UrgentOnly(time.to_string()),
        },
        urgent: through(calm.urgent),
        quiet: calm.quiet.map(|quiet| Hours {
            from: quiet.from().to_string(),
            until: quiet.until().to_string(),
            urgent: through(quiet.urgent_through()),
        }),
        soft: match calm.soft {
            Soft::Plain => false,
            Soft::Fold => true,
        },
        long: match calm.long {
            Long::Plain => None,
            Long::FoldOver(limit) => Some(limit.words()),
        },
        email: calm.channels.email.iter().map(kind).collect(),
        push: calm.channels.push.iter().map(kind).collect(),
        named: match calm.words {
            Naming::Neutral => false,
            Naming::Named => true,
        },
        digest: match calm.digest {
            Digest::None => Overview::None,
            Digest::Daily(time) => Overview::Daily(time.to_string()),
            Digest::Weekly(day, time) => Overview::Weekly(stored_day(day), time.to_string()),
        },
    };
    json(CHOSEN, &shape)
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Wished {
    /// More than now.
    more: bool,
}

pub(super) fn calls_wished(wish: CallWish) -> Encoded {
    let more = match wish {
        CallWish::AsItIs => false,
        CallWish::More => true,
    };
    json(CALLS_WISHED, &Wished { more })
}

pub(super) fn feed_made(name: &Name) -> Encoded {
    feed(name, FeedState::Made)
}

pub(super) fn feed_ended(name: &Name) -> Encoded {
    feed(name, FeedState::Ended)
}

fn feed(name: &Name, state: FeedState) -> Encoded {
    let name = name.to_string();
    json(FEED, &Feed { name, state })
}

const fn through(urgent: Urgent) -> Through {
    match urgent {
        Urgent::AtOnce => Through::AtOnce,
        Urgent::Waits => Through::Waits,
    }
}

const fn read_through(through: Through) -> Urgent {
    match through {
        Through::AtOnce => Urgent::AtOnce,
        Through::Waits => Urgent::Waits,
    }
}

const fn kind(kind: NoticeKind) -> Kind {
    match kind {
        NoticeKind::Message => Kind::Message,
        NoticeKind::Proposal => Kind::Proposal,
        NoticeKind::Answer => Kind::Answer,
        NoticeKind::Care => Kind::Care,
        NoticeKind::Reminder => Kind::Reminder,
        NoticeKind::People => Kind::People,
    }
}

const fn read_kind(kind: Kind) -> NoticeKind {
    match kind {
        Kind::Message => NoticeKind::Message,
        Kind::Proposal => NoticeKind::Proposal,
        Kind::Answer => NoticeKind::Answer,
        Kind::Care => NoticeKind::Care,
        Kind::Reminder => NoticeKind::Reminder,
        Kind::People => NoticeKind::People,
    }
}

const fn stored_day(day: Weekday) -> Day {
    match day {
        Weekday::Monday => Day::Monday,
        Weekday::Tuesday => Day::Tuesday,
        Weekday::Wednesday => Day::Wednesday,
        Weekday::Thursday => Day::Thursday,
        Weekday::Friday => Day::Friday,
        Weekday::Saturday => Day::Saturday,
        Weekday::Sunday => Day::Sunday,
    }
}

const fn read_day(day: Day) -> Weekday {
    match day {
        Day::Monday => Weekday::Monday,
        Day::Tuesday => Weekday::Tuesday,
        Day::Wednesday => Weekday::Wednesday,
        Day::Thursday => Weekday::Thursday,
        Day::Friday => Weekday::Friday,
        Day::Saturday => Weekday::Saturday,
        Day::Sunday => Weekday::Sunday,
    }
}

impl Reader<'_> {
    /// What a person chose; `None` for an event of another kind.
    pub(super) fn calm(&self) -> Option<Result<PersonalEvent, Undecodable>> {
        match self.kind {
            CHOSEN => Some(self.calm_chosen().map(PersonalEvent::CalmChosen)),
            FEED => Some(self.feed()),
            CALLS_WISHED => Some(self.calls_wished()),
            _ => None,
        }
    }

    fn calls_wished(&self) -> Result<PersonalEvent, Undecodable> {
        let shape: Wished = self.shape()?;
        Ok(PersonalEvent::CallsWished(if shape.more {
            CallWish::More
        } else {
            CallWish::AsItIs
        }))
    }

    fn calm_chosen(&self) -> Result<Calm, Undecodable> {
        let shape: Chosen = self.shape()?;
        let quiet = shape.quiet.map(|hours| {
            let through = read_through(hours.urgent);
            let (from, until) = (
                self.time_of_day(&hours.from)?,
                self.time_of_day(&hours.until)?,
            );
            Quiet::new(from, until, through).map_err(|e| self.wrong(e))
        });
        Ok(Calm {
            delivery: match &shape.delivery {
                When::AtOnce => Delivery::AtOnce,
                When::Hourly => Delivery::Hourly,
                When::TwiceADay([one, other]) => {
                    let twice = Twice::new(self.time_of_day(one)?, self.time_of_day(other)?);
                    Delivery::TwiceADay(twice.map_err(|e| self.wrong(e))?)
                }
                When::Daily(time) => Delivery::Daily(self.time_of_day(time)?),
                When::UrgentOnly(time) => Delivery::UrgentOnly(self.time_of_day(time)?),
            },
            urgent: read_through(shape.urgent),
            quiet: quiet.transpose()?,
            soft: if shape.soft { Soft::Fold } else { Soft::Plain },
            long: match shape.long {
                None => Long::Plain,
                Some(words) => Long::FoldOver(WordLimit::new(words).map_err(|e| self.wrong(e))?),
            },
            channels: Channels {
                email: kinds(&shape.email),
                push: kinds(&shape.push),
            },
            words: if shape.named {
                Naming::Named
            } else {
                Naming::Neutral
            },
            digest: match &shape.digest {
                Overview::None => Digest::None,
                Overview::Daily(time) => Digest::Daily(self.time_of_day(time)?),
                Overview::Weekly(day, time) => {
                    Digest::Weekly(read_day(*day), self.time_of_day(time)?)
                }
            },
        })
    }

    fn time_of_day(&self, text: &str) -> Result<TimeOfDay, Undecodable> {
        let time: Time = self.parsed(text)?;
        TimeOfDay::try_from(time).map_err(|e| self.wrong(e))
    }

    fn feed(&self) -> Result<PersonalEvent, Undecodable> {
        let shape: Feed = self.shape()?;
        let name = self.name(&shape.name)?;
        Ok(match shape.state {
            FeedState::Made => PersonalEvent::FeedMade { name },
            FeedState::Ended => PersonalEvent::FeedEnded { name },
        })
    }
}

fn kinds(stored: &[Kind]) -> Kinds {
    stored.iter().copied().map(read_kind).collect()
}
