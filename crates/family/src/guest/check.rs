//! Whether a grant could be given: what it shows, to whom, and for how long.

use super::{
    Grant, Guest, GuestRefusal, GuestRole, Guests, MAX_GUEST_PROPOSALS, MAX_GUESTS,
    MAX_PROFESSIONAL_DAYS, Subject,
};
use crate::{Family, ProposalId, Refusal};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Whether this grant could be given now, besides who gives it.
pub(crate) fn check(
    family: &Family,
    guests: &Guests,
    grant: &Grant,
    today: Date,
) -> Result<(), Refusal> {
    let in_order = grant.subjects.is_sorted_by(|a, b| a < b);
    let records = |subject: &&Subject| matches!(subject, Subject::Record(_));
    if grant.subjects.is_empty() || !in_order || grant.subjects.iter().filter(records).count() > 1 {
        return Err(GuestRefusal::NoSubject.into());
    }
    let known: BTreeSet<_> = family.children().iter().map(|child| &child.id).collect();
    let named: BTreeSet<_> = grant.children.iter().collect();
    if let Some(unknown) = named.difference(&known).next() {
        return Err(Refusal::UnknownChild(unknown.to_string()));
    }
    if named.len() != grant.children.len() || named.is_empty() == grant.calendar() {
        return Err(GuestRefusal::NoChild.into());
    }
    check_proposals(family, grant)?;
    check_days(grant, today)?;
    check_role(family, guests, grant, today)?;
    let others = |guest: &&Guest| guest.grant.member != grant.member && guest.lasts(today);
    if guests.all().iter().filter(others).count() >= MAX_GUESTS {
        return Err(GuestRefusal::TooMany { limit: MAX_GUESTS }.into());
    }
    Ok(())
}

fn check_proposals(family: &Family, grant: &Grant) -> Result<(), GuestRefusal> {
    let count = grant.proposals().count();
    let known = |id: &ProposalId| family.proposal(id).is_some();
    if count > MAX_GUEST_PROPOSALS || !grant.proposals().all(known) {
        let limit = MAX_GUEST_PROPOSALS;
        return Err(GuestRefusal::Proposals { limit });
    }
    if count > 0 && !matches!(grant.role, GuestRole::Professional(_)) {
        return Err(GuestRefusal::ProposalNeedsProfessional);
    }
    Ok(())
}

fn check_days(grant: &Grant, today: Date) -> Result<(), GuestRefusal> {
    let spans = [Some(grant.days), grant.record()];
    for span in spans.into_iter().flatten() {
        if span.until.is_some_and(|until| until <= span.from) {
            return Err(GuestRefusal::Backwards { from: span.from });
        }
    }
    if let Some(until) = grant.days.until.filter(|until| *until <= today) {
        return Err(GuestRefusal::Past { until });
    }
    if matches!(grant.role, GuestRole::Professional(_)) {
        let from = grant.days.from.max(today);
        let last = from.saturating_add(jiff::Span::new().days(MAX_PROFESSIONAL_DAYS));
        if grant.days.until.is_none_or(|until| until > last) {
            return Err(GuestRefusal::EndNeeded {
                days: MAX_PROFESSIONAL_DAYS,
            });
        }
    }
    Ok(())
}

fn check_role(
    family: &Family,
    guests: &Guests,
    grant: &Grant,
    today: Date,
) -> Result<(), GuestRefusal> {
    let same = |guest: &Guest| guest.grant.role == grant.role && guest.grant.name == grant.name;
    let elsewhere = family.author(&grant.member).is_some();
    if elsewhere || guests.of(&grant.member).is_some_and(|guest| !same(guest)) {
        return Err(GuestRefusal::OtherPerson);
    }
    let GuestRole::Child(id) = &grant.role else {
        return Ok(());
    };
    let child = family.children().iter().find(|child| child.id == *id);
    let Some(child) = child.filter(|child| child.name == grant.name) else {
        return Err(GuestRefusal::OtherPerson);
    };
    if grant.subjects != [Subject::Calendar] || grant.children != [id.clone()] {
        return Err(GuestRefusal::ChildSees);
    }
    let has_one = guests.all().iter().any(|guest| {
        guest.grant.role == grant.role && guest.grant.member != grant.member && guest.lasts(today)
    });
    if has_one {
        return Err(GuestRefusal::ChildHasOne {
            name: child.name.clone(),
        });
    }
    Ok(())
}
