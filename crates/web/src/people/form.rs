//! The form with which somebody is let in: what was typed, and what it means.
//!
//! May touch: its arguments. Everything typed is kept for the next page.

use family::{
    BadText, DaySpan, Family, Grant, GuestRole, MAX_GUEST_PROPOSALS, MemberId, Name, Professional,
    ProposalId, Reason, Relative, Subject,
};
use jiff::Span;
use jiff::civil::Date;
use plan::ChildId;
use std::collections::BTreeSet;

/// Most fields of this form that are read.
const MAX_CHILDREN: usize = family::MAX_CHILDREN;
/// For how many days a mediator is suggested to see one proposal.
const MEDIATOR_DAYS: i32 = 60;

/// The form as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    /// Names somebody who was let in before; empty for somebody new.
    pub again: String,
    /// The name.
    pub name: String,
    /// The role, as [`role_value`] spells it.
    pub role: String,
    /// The children whose days are shown.
    pub children: BTreeSet<String>,
    /// What may be seen: `calendar`, `plan`, `record`.
    pub sees: BTreeSet<String>,
    /// The ids of the proposals that may be seen.
    pub proposals: BTreeSet<String>,
    /// The first day of the record that may be seen.
    pub record_from: String,
    /// The first day on which it holds.
    pub from: String,
    /// The last day on which it holds, included; empty for no end.
    pub until: String,
    /// Why.
    pub reason: String,
}

/// A field and what is wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldError {
    /// The id of the input.
    pub field: &'static str,
    /// What is wrong.
    pub wrong: Wrong,
}

/// What can be wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// The name does not do.
    Name(BadText),
    /// No role was chosen.
    NoRole,
    /// This is no day.
    NoDay,
    /// Nothing was chosen that may be seen.
    Nothing,
    /// The calendar of nobody.
    NoChild,
    /// A professional needs a last day.
    NoEnd,
    /// The last day lies before the first.
    Backwards,
    /// The reason does not do.
    Reason(BadText),
}

/// The roles of the form for both, in its order; children come after them.
pub const ROLES: [&str; 9] = [
    "grandparent",
    "partner",
    "sitter",
    "relative",
    "mediator",
    "therapist",
    "guardian",
    "supervisor",
    "lawyer",
];

/// The roles of the form for one parent alone.
pub const OWN_ROLES: [&str; 3] = ["lawyer", "mediator", "therapist"];

/// The value of a role in the form.
#[must_use]
pub fn role_value(role: &GuestRole) -> String {
    match role {
        GuestRole::Relative(Relative::Grandparent) => "grandparent".to_owned(),
        GuestRole::Relative(Relative::Partner) => "partner".to_owned(),
        GuestRole::Relative(Relative::Sitter) => "sitter".to_owned(),
        GuestRole::Relative(Relative::Other) => "relative".to_owned(),
        GuestRole::Professional(Professional::Lawyer) => "lawyer".to_owned(),
        GuestRole::Professional(Professional::Mediator) => "mediator".to_owned(),
        GuestRole::Professional(Professional::Therapist) => "therapist".to_owned(),
        GuestRole::Professional(Professional::Guardian) => "guardian".to_owned(),
        GuestRole::Professional(Professional::Supervisor) => "supervisor".to_owned(),
        GuestRole::Child(child) => format!("child-{child}"),
    }
}

fn role(value: &str) -> Option<GuestRole> {
    Some(match value {
        "grandparent" => GuestRole::Relative(Relative::Grandparent),
        "partner" => GuestRole::Relative(Relative::Partner),
        "sitter" => GuestRole::Relative(Relative::Sitter),
        "relative" => GuestRole::Relative(Relative::Other),
        "lawyer" => GuestRole::Professional(Professional::Lawyer),
        "mediator" => GuestRole::Professional(Professional::Mediator),
        "therapist" => GuestRole::Professional(Professional::Therapist),
        "guardian" => GuestRole::Professional(Professional::Guardian),
        "supervisor" => GuestRole::Professional(Professional::Supervisor),
        child => GuestRole::Child(child.strip_prefix("child-")?.parse().ok()?),
    })
}

/// What the form asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Everything but who it is.
    pub grant: Grant,
    /// Why.
    pub reason: Option<Reason>,
}

impl Draft {
    /// What is suggested for somebody new: the calendar of all children, from today on.
    #[must_use]
    pub fn fresh(family: &Family, today: Date) -> Self {
        Self {
            children: family.children().iter().map(|c| c.id.to_string()).collect(),
            sees: ["calendar".to_owned()].into(),
            from: today.to_string(),
            ..Self::default()
        }
    }

    /// What is suggested for a mediator who helps with one proposal: that proposal alone, for some
    /// weeks.
    #[must_use]
    pub fn for_proposal(proposal: &ProposalId, today: Date) -> Self {
        let last = today.saturating_add(Span::new().days(MEDIATOR_DAYS));
        Self {
            role: "mediator".to_owned(),
            proposals: [proposal.to_string()].into(),
            from: today.to_string(),
            until: last.to_string(),
            ..Self::default()
        }
    }

    /// What somebody had who was let in before, from today on.
    #[must_use]
    pub fn again(grant: &Grant, today: Date) -> Self {
        let last = grant.days.until.and_then(|until| until.yesterday().ok());
        let last = last.filter(|last| *last > today);
        let mut sees = BTreeSet::new();
        for (is, name) in [
            (grant.calendar(), "calendar"),
            (grant.plan(), "plan"),
            (grant.record().is_some(), "record"),
        ] {
            if is {
                sees.insert(name.to_owned());
            }
        }
        Self {
            again: grant.member.to_string(),
            name: grant.name.to_string(),
            role: role_value(&grant.role),
            children: grant.children.iter().map(ToString::to_string).collect(),
            sees,
            proposals: grant.proposals().map(ToString::to_string).collect(),
            record_from: grant
                .record()
                .map_or(String::new(), |span| span.from.to_string()),
            from: today.to_string(),
            until: last.map_or(String::new(), |last| last.to_string()),
            reason: String::new(),
        }
    }

    /// Takes the fields of the form; others are passed over.
    pub fn from_pairs<N, V>(pairs: impl IntoIterator<Item = (N, V)>) -> Self
    where
        N: AsRef<str>,
        V: Into<String>,
    {
        let mut draft = Self::default();
        for (name, value) in pairs {
            let value = value.into();
            match name.as_ref() {
                "again" => draft.again = value,
                "name" => draft.name = value,
                "role" => draft.role = value,
                "child" if draft.children.len() < MAX_CHILDREN => {
                    draft.children.insert(value);
                }
                "sees" if draft.sees.len() < 3 => {
                    draft.sees.insert(value);
                }
                "proposal" if draft.proposals.len() < MAX_GUEST_PROPOSALS => {
                    draft.proposals.insert(value);
                }
                "record-from" => draft.record_from = value,
                "from" => draft.from = value,
                "until" => draft.until = value,
                "reason" => draft.reason = value,
                _ => {}
            }
        }
        draft
    }

    /// What the form asks for, about the person with this pseudonym.
    ///
    /// # Errors
    /// What is wrong, field by field.
    #[expect(
        clippy::too_many_lines,
        reason = "one question of the form after another"
    )]
    pub fn parse(
        &self,
        family: &Family,
        member: MemberId,
        today: Date,
    ) -> Result<Asked, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut wrong = |field, wrong| errors.push(FieldError { field, wrong });
        let role = role(&self.role);
        if role.is_none() {
            wrong("role", Wrong::NoRole);
        }
        let child = match &role {
            Some(GuestRole::Child(id)) => family.children().iter().find(|c| c.id == *id),
            _ => None,
        };
        let name = match child {
            Some(child) => Some(child.name.clone()),
            None => Name::new(&self.name)
                .map_err(|bad| wrong("name", Wrong::Name(bad)))
                .ok(),
        };
        let from = read_day(&self.from, today);
        let last = optional_day(&self.until);
        let record_from = read_day(&self.record_from, today);
        if from.is_none() {
            wrong("from", Wrong::NoDay);
        }
        let until = last.and_then(|last| last.map(Date::tomorrow).transpose().ok());
        match (from, until) {
            (_, None) => wrong("until", Wrong::NoDay),
            (Some(from), Some(Some(until))) if until <= from => wrong("until", Wrong::Backwards),
            (_, Some(None)) if matches!(role, Some(GuestRole::Professional(_))) => {
                wrong("until", Wrong::NoEnd);
            }
            _ => {}
        }
        let wants = |what: &str| child.is_none() && self.sees.contains(what);
        if wants("record") && record_from.is_none() {
            wrong("record-from", Wrong::NoDay);
        }
        let mut subjects = subjects(child.is_some(), &wants, record_from);
        if child.is_none() {
            subjects.extend(self.shown(family).map(Subject::Proposal));
            subjects.sort();
        }
        if subjects.is_empty() {
            wrong("sees", Wrong::Nothing);
        }
        let children = match child {
            Some(child) => vec![child.id.clone()],
            None if wants("calendar") => self.chosen(family),
            None => Vec::new(),
        };
        if subjects.contains(&Subject::Calendar) && children.is_empty() {
            wrong("child", Wrong::NoChild);
        }
        let reason = Reason::optional(&self.reason)
            .map_err(|bad| wrong("reason", Wrong::Reason(bad)))
            .ok();
        match (role, name, from, until, reason) {
            (Some(role), Some(name), Some(from), Some(until), Some(reason))
                if errors.is_empty() =>
            {
                let days = DaySpan { from, until };
                Ok(Asked {
                    grant: Grant {
                        member,
                        name,
                        role,
                        subjects,
                        children,
                        days,
                    },
                    reason,
                })
            }
            _ => Err(errors),
        }
    }

    /// The proposals that were ticked, as far as there are such.
    fn shown<'f>(&'f self, family: &'f Family) -> impl Iterator<Item = ProposalId> + 'f {
        let typed = self.proposals.iter().filter_map(|id| id.parse().ok());
        typed.filter(|id| family.proposal(id).is_some())
    }

    fn chosen(&self, family: &Family) -> Vec<ChildId> {
        let children = family.children().iter();
        let chosen = children.filter(|child| self.children.contains(child.id.as_str()));
        chosen.map(|child| child.id.clone()).collect()
    }
}

fn subjects(child: bool, wants: &impl Fn(&str) -> bool, record_from: Option<Date>) -> Vec<Subject> {
    let mut subjects = Vec::new();
    if child || wants("calendar") {
        subjects.push(Subject::Calendar);
    }
    if wants("plan") {
        subjects.push(Subject::Plan);
    }
    if let Some(from) = record_from.filter(|_| wants("record")) {
        subjects.push(Subject::Record(DaySpan { from, until: None }));
    }
    subjects
}

/// A day as typed; today where nothing was typed.
fn read_day(typed: &str, today: Date) -> Option<Date> {
    let typed = typed.trim();
    if typed.is_empty() {
        Some(today)
    } else {
        typed.parse().ok()
    }
}

/// A day that may be left open; `None` when what was typed is no day.
fn optional_day(typed: &str) -> Option<Option<Date>> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Some(None);
    }
    typed.parse().ok().map(Some)
}
