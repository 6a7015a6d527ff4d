//! What somebody chose for the own calm, as typed, and as read.
//!
//! May touch: its arguments.

use family::{
    BadCalm, Calm, Channels, Delivery, Digest, Kinds, Long, Naming, NoticeKind, Quiet, Soft,
    TimeOfDay, Twice, Urgent, WordLimit,
};
use jiff::civil::{Time, Weekday};

use crate::http::first;

/// Words from which a message is folded, as the form offers them.
pub const LONG_WORDS: [u16; 3] = [100, 200, 400];
/// The days of the week, as the form names them.
pub const DAYS: [(Weekday, &str); 7] = [
    (Weekday::Monday, "monday"),
    (Weekday::Tuesday, "tuesday"),
    (Weekday::Wednesday, "wednesday"),
    (Weekday::Thursday, "thursday"),
    (Weekday::Friday, "friday"),
    (Weekday::Saturday, "saturday"),
    (Weekday::Sunday, "sunday"),
];

/// How the form names a kind of notice.
#[must_use]
pub const fn kind_tag(kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::Message => "message",
        NoticeKind::Proposal => "proposal",
        NoticeKind::Answer => "answer",
        NoticeKind::Care => "care",
        NoticeKind::Reminder => "reminder",
        NoticeKind::People => "people",
    }
}

/// The form as it was typed. Times are `07:05`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalmForm {
    /// `at-once`, `hourly`, `twice`, `daily` or `urgent`.
    pub delivery: String,
    /// The time of delivery.
    pub first: String,
    /// The second one of two.
    pub second: String,
    /// Whether what is about a child today does not wait.
    pub urgent: bool,
    /// Whether there are quiet hours.
    pub quiet: bool,
    /// From when.
    pub from: String,
    /// Until when.
    pub until: String,
    /// Whether what is about a child today comes through.
    pub through: bool,
    /// Whether harsh passages are folded.
    pub soft: bool,
    /// From how many words on messages are folded; empty for never.
    pub long: String,
    /// What letters tell of.
    pub email: Kinds,
    /// What pushes tell of.
    pub push: Kinds,
    /// Whether notices may say what and from whom.
    pub named: bool,
    /// `none`, `daily` or `weekly`.
    pub digest: String,
    /// On which day, for a weekly one.
    pub day: String,
    /// At which time.
    pub at: String,
}

/// What is wrong with it, by field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// No time of day at this field.
    Time(&'static str),
    /// Twice the same time.
    SameTime,
    /// Quiet hours without a length, or of nearly all the day.
    Quiet,
    /// A number of words that cannot be chosen.
    Words,
    /// Something that the form does not offer.
    Choice(&'static str),
}

impl CalmForm {
    /// The form that shows what was chosen.
    #[must_use]
    pub fn of(calm: &Calm) -> Self {
        let time = |time: TimeOfDay| time.to_string();
        let (delivery, first, second) = match &calm.delivery {
            Delivery::AtOnce => ("at-once", None, None),
            Delivery::Hourly => ("hourly", None, None),
            Delivery::TwiceADay(twice) => {
                let [one, other] = *twice.times();
                ("twice", Some(one), Some(other))
            }
            Delivery::Daily(at) => ("daily", Some(*at), None),
            Delivery::UrgentOnly(at) => ("urgent", Some(*at), None),
        };
        let (digest, day, at) = match calm.digest {
            Digest::None => ("none", None, None),
            Digest::Daily(at) => ("daily", None, Some(at)),
            Digest::Weekly(day, at) => ("weekly", Some(day), Some(at)),
        };
        let or = |at: Option<TimeOfDay>, usual: &str| at.map_or_else(|| usual.to_owned(), time);
        let day_tag = |day: Weekday| DAYS.iter().find(|(known, _)| *known == day);
        Self {
            delivery: delivery.to_owned(),
            first: or(first, "08:00"),
            second: or(second, "18:00"),
            urgent: calm.urgent == Urgent::AtOnce && !matches!(calm.delivery, Delivery::AtOnce),
            quiet: calm.quiet.is_some(),
            from: or(calm.quiet.map(|quiet| quiet.from()), "21:00"),
            until: or(calm.quiet.map(|quiet| quiet.until()), "07:30"),
            through: calm
                .quiet
                .is_some_and(|quiet| quiet.urgent_through() == Urgent::AtOnce),
            soft: calm.soft == Soft::Fold,
            long: match calm.long {
                Long::Plain => String::new(),
                Long::FoldOver(limit) => limit.words().to_string(),
            },
            email: calm.channels.email,
            push: calm.channels.push,
            named: calm.words == Naming::Named,
            digest: digest.to_owned(),
            day: day
                .and_then(day_tag)
                .map_or("sunday", |(_, tag)| tag)
                .to_owned(),
            at: or(at, "18:00"),
        }
    }

    /// The fields as they came.
    #[must_use]
    pub fn read(fields: &[(String, String)]) -> Self {
        let field = |name| first(fields, name).trim().to_owned();
        let ticked = |name| first(fields, name) == "yes";
        let kinds = |prefix: &str| -> Kinds {
            let named = |kind: &NoticeKind| {
                let name = format!("{prefix}-{}", kind_tag(*kind));
                first(fields, &name) == "yes"
            };
            NoticeKind::ALL.into_iter().filter(named).collect()
        };
        Self {
            delivery: field("delivery"),
            first: field("first"),
            second: field("second"),
            urgent: ticked("urgent"),
            quiet: ticked("quiet"),
            from: field("from"),
            until: field("until"),
            through: ticked("through"),
            soft: ticked("soft"),
            long: field("long"),
            email: kinds("email"),
            push: kinds("push"),
            named: ticked("named"),
            digest: field("digest"),
            day: field("day"),
            at: field("at"),
        }
    }

    /// What it comes to.
    ///
    /// # Errors
    /// Everything that is wrong, in the order of the fields. A time that is not asked for is not
    /// looked at.
    pub fn calm(&self) -> Result<Calm, Vec<Wrong>> {
        let mut wrongs = Vec::new();
        let urgent = |yes| if yes { Urgent::AtOnce } else { Urgent::Waits };
        let delivery = found(self.delivery(), &mut wrongs);
        let quiet = found(self.quiet(), &mut wrongs);
        let long = found(self.long(), &mut wrongs);
        let digest = found(self.digest(), &mut wrongs);
        match (delivery, quiet, long, digest) {
            (Some(delivery), Some(quiet), Some(long), Some(digest)) => Ok(Calm {
                delivery,
                urgent: urgent(self.urgent),
                quiet,
                soft: if self.soft { Soft::Fold } else { Soft::Plain },
                long,
                channels: Channels {
                    email: self.email,
                    push: self.push,
                },
                words: if self.named {
                    Naming::Named
                } else {
                    Naming::Neutral
                },
                digest,
            }),
            _ => Err(wrongs),
        }
    }

    fn delivery(&self) -> Result<Delivery, Wrong> {
        let one = || time(&self.first, "first");
        match self.delivery.as_str() {
            "at-once" => Ok(Delivery::AtOnce),
            "hourly" => Ok(Delivery::Hourly),
            "twice" => {
                let twice = Twice::new(one()?, time(&self.second, "second")?);
                twice.map(Delivery::TwiceADay).map_err(|_| Wrong::SameTime)
            }
            "daily" => one().map(Delivery::Daily),
            "urgent" => one().map(Delivery::UrgentOnly),
            _ => Err(Wrong::Choice("delivery")),
        }
    }

    fn quiet(&self) -> Result<Option<Quiet>, Wrong> {
        if !self.quiet {
            return Ok(None);
        }
        let through = if self.through {
            Urgent::AtOnce
        } else {
            Urgent::Waits
        };
        let quiet = Quiet::new(
            time(&self.from, "from")?,
            time(&self.until, "until")?,
            through,
        );
        quiet.map(Some).map_err(|why| match why {
            BadCalm::Time
            | BadCalm::QuietEmpty
            | BadCalm::QuietTooLong
            | BadCalm::SameTime
            | BadCalm::Words { .. } => Wrong::Quiet,
        })
    }

    fn long(&self) -> Result<Long, Wrong> {
        if self.long.is_empty() {
            return Ok(Long::Plain);
        }
        let words: u16 = self.long.parse().map_err(|_| Wrong::Words)?;
        let limit = WordLimit::new(words).map_err(|_| Wrong::Words)?;
        Ok(Long::FoldOver(limit))
    }

    fn digest(&self) -> Result<Digest, Wrong> {
        let at = || time(&self.at, "at");
        match self.digest.as_str() {
            "none" => Ok(Digest::None),
            "daily" => at().map(Digest::Daily),
            "weekly" => {
                let day = DAYS.iter().find(|(_, tag)| *tag == self.day);
                let (day, _) = day.ok_or(Wrong::Choice("day"))?;
                at().map(|at| Digest::Weekly(*day, at))
            }
            _ => Err(Wrong::Choice("digest")),
        }
    }
}

fn found<T>(read: Result<T, Wrong>, wrongs: &mut Vec<Wrong>) -> Option<T> {
    read.map_err(|wrong| wrongs.push(wrong)).ok()
}

fn time(typed: &str, field: &'static str) -> Result<TimeOfDay, Wrong> {
    let time: Time = typed.parse().map_err(|_| Wrong::Time(field))?;
    TimeOfDay::try_from(time).map_err(|_| Wrong::Time(field))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn field(name: &str, value: &str) -> (String, String) {
        (name.to_owned(), value.to_owned())
    }

    #[test]
    fn an_evening_without_messages_is_read() {
        let fields = [
            field("delivery", "twice"),
            field("first", "18:00"),
            field("second", "07:30"),
            field("quiet", "yes"),
            field("from", "21:00"),
            field("until", "07:00"),
            field("soft", "yes"),
            field("long", "200"),
            field("email-proposal", "yes"),
            field("digest", "weekly"),
            field("day", "sunday"),
            field("at", "17:00"),
        ];
        let calm = CalmForm::read(&fields).calm().unwrap();
        assert!(matches!(calm.delivery, Delivery::TwiceADay(_)));
        assert_eq!(calm.urgent, Urgent::Waits);
        assert!(calm.channels.email.has(NoticeKind::Proposal));
        assert!(!calm.channels.email.has(NoticeKind::Message));
        assert_eq!(CalmForm::of(&calm).calm(), Ok(calm));
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        let fields = [
            field("delivery", "daily"),
            field("first", "25:00"),
            field("quiet", "yes"),
            field("from", "21:00"),
            field("until", "21:00"),
            field("long", "3"),
            field("digest", "hourly"),
        ];
        let wrongs = CalmForm::read(&fields).calm().unwrap_err();
        let expected = [
            Wrong::Time("first"),
            Wrong::Quiet,
            Wrong::Words,
            Wrong::Choice("digest"),
        ];
        assert_eq!(wrongs, expected);
    }

    proptest! {
        #[test]
        fn nothing_that_is_typed_panics(
            values in prop::collection::vec(".{0,12}", 8),
        ) {
            let names = ["delivery", "first", "second", "from", "until", "long", "digest", "at"];
            let fields: Vec<_> = names.iter().zip(&values).map(|(name, value)| field(name, value)).collect();
            let _ = CalmForm::read(&fields).calm();
        }
    }
}
