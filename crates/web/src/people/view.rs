//! What the pages about people need to know, as plain data.
//!
//! May touch: the family and the grants it is given.

use app::LetInBy;
use family::{DaySpan, Family, Grant, Guest, GuestRole, GuestState, Guests, ProposalId};
use jiff::civil::{Date, DateTime};

use super::form::{Draft, FieldError};

/// A grant, in the names of its family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrantView {
    /// Who.
    pub name: String,
    /// As what.
    pub role: GuestRole,
    /// Whose days the calendar shows; `None` where it is not shown.
    pub calendar: Option<Vec<String>>,
    /// Whether the plan may be seen.
    pub plan: bool,
    /// Which part of the record may be seen.
    pub record: Option<DaySpan>,
    /// Which proposals may be seen: id and number.
    pub proposals: Vec<(String, usize)>,
    /// On which days.
    pub days: DaySpan,
}

impl GrantView {
    /// A mediator for two months.
    #[must_use]
    pub fn sample() -> Self {
        use jiff::civil::date;
        Self {
            name: "Ines de Wit".to_owned(),
            role: GuestRole::Professional(family::Professional::Mediator),
            calendar: Some(vec!["Noor".to_owned(), "Sam".to_owned()]),
            plan: true,
            record: Some(DaySpan {
                from: date(2026, 9, 1),
                until: None,
            }),
            proposals: Vec::new(),
            days: DaySpan {
                from: date(2026, 10, 21),
                until: Some(date(2026, 12, 21)),
            },
        }
    }

    /// A grant of a family.
    #[must_use]
    pub fn of(family: &Family, grant: &Grant) -> Self {
        let children = family.children().iter();
        let named = children.filter(|child| grant.children.contains(&child.id));
        let view = Self::named(grant, named.map(|child| child.name.to_string()).collect());
        let number = |id: &ProposalId| family.proposal(id).map_or(0, |one| one.number);
        Self {
            proposals: grant
                .proposals()
                .map(|id| (id.to_string(), number(id)))
                .filter(|(_, number)| *number > 0)
                .collect(),
            ..view
        }
    }

    /// A grant about children with these names.
    #[must_use]
    pub fn named(grant: &Grant, names: Vec<String>) -> Self {
        Self {
            name: grant.name.to_string(),
            role: grant.role.clone(),
            calendar: grant.calendar().then_some(names),
            plan: grant.plan(),
            record: grant.record(),
            proposals: Vec::new(),
            days: grant.days,
        }
    }
}

/// How far somebody has come who was let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Has not come yet.
    Invited,
    /// Is in since this time, in the family's zone.
    In(DateTime),
    /// The last day has passed.
    Over,
    /// Was ended at this time, in the family's zone.
    Ended(DateTime),
}

/// Somebody in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonLine {
    /// Names this person in a form.
    pub member: String,
    /// What was granted.
    pub grant: GrantView,
    /// How far the person has come.
    pub standing: Standing,
}

impl PersonLine {
    fn of(family: &Family, guest: &Guest, today: Date) -> Self {
        let local = |at| family.zone().to_datetime(at);
        let over = guest.grant.days.until.is_some_and(|until| until <= today);
        Self {
            member: guest.grant.member.to_string(),
            grant: GrantView::of(family, &guest.grant),
            standing: match guest.state {
                GuestState::Ended { at, .. } => Standing::Ended(local(at)),
                GuestState::Invited | GuestState::Joined(_) if over => Standing::Over,
                GuestState::Invited => Standing::Invited,
                GuestState::Joined(at) => Standing::In(local(at)),
            },
        }
    }

    /// Everybody of a record: who is in or may come first, then the others, newest first.
    #[must_use]
    pub fn all(family: &Family, guests: &Guests, today: Date) -> Vec<Self> {
        let lines = guests.all().iter().rev();
        let lines = lines.map(|guest| Self::of(family, guest, today));
        let (now, before): (Vec<_>, Vec<_>) = lines.partition(Self::is_now);
        now.into_iter().chain(before).collect()
    }

    /// Whether this person is in, or may come.
    #[must_use]
    pub const fn is_now(&self) -> bool {
        matches!(self.standing, Standing::Invited | Standing::In(_))
    }
}

/// A link that was just made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkMade {
    /// For whom.
    pub name: String,
    /// The whole address; it is shown this once.
    pub link: String,
    /// Until when it works, in the family's zone.
    pub until: DateTime,
}

/// Everybody whom the parents let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeopleView {
    /// The other parent.
    pub other: String,
    /// Whom both let in.
    pub both: Vec<PersonLine>,
    /// Whom the reader let in alone.
    pub own: Vec<PersonLine>,
    /// A fresh command id for every form.
    pub command: String,
    /// A link that was just made.
    pub made: Option<LinkMade>,
    /// Why something was not done, as a sentence.
    pub refused: Option<String>,
}

/// The form with which somebody is let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetInView {
    /// By both, or by this parent alone.
    pub by: LetInBy,
    /// The other parent.
    pub other: String,
    /// The children: id and name.
    pub children: Vec<(String, String)>,
    /// The proposals that can be ticked: id and number.
    pub proposals: Vec<(String, usize)>,
    /// What was typed, or suggested.
    pub draft: Draft,
    /// What is wrong with it.
    pub errors: Vec<FieldError>,
    /// Why the rules say no, as a sentence.
    pub refused: Option<String>,
    /// A fresh command id.
    pub command: String,
}
