//! Calls with the children, and the tablets with which they call, as sentences.
//!
//! May touch: its arguments. A sentence says what happened and blames nobody.

use family::{CallHeld, CallOutcome, CallRefusal, Caller, Family, MemberId, TabletId};

use crate::swap::view::Cast;
use crate::text::{Text, day_and_clock, t};

/// That a call happened: when, who called whom, and how it went.
#[must_use]
pub fn sentence(text: &Text, cast: &Cast, family: &Family, held: &CallHeld) -> String {
    let mut said = vec![begun(text, cast, family, held)];
    match &held.outcome {
        CallOutcome::Answered { minutes, ended_by } => {
            said.push(t!(text, "entry-call-minutes", n = *minutes));
            said.extend(ended_by.as_ref().map(|by| ended(text, cast, family, by)));
        }
        CallOutcome::Missed => said.push(t!(text, "entry-call-missed").into_owned()),
        CallOutcome::Declined => said.push(t!(text, "entry-call-declined").into_owned()),
        CallOutcome::Cancelled => said.push(t!(text, "entry-call-cancelled").into_owned()),
    }
    let supervisor = held.supervisor.as_ref().and_then(|who| guest(family, who));
    said.extend(supervisor.map(|name| t!(text, "entry-call-supervisor", name = name)));
    said.join(" ")
}

fn begun(text: &Text, cast: &Cast, family: &Family, held: &CallHeld) -> String {
    let at = day_and_clock(text, family.zone().to_datetime(held.at));
    let children = cast.names(text, &held.children);
    let n = held.children.len();
    let parent = cast.name(held.parent);
    if held.siblings {
        return t!(
            text,
            "entry-call-siblings",
            at = at,
            children = children,
            n = n
        );
    }
    match &held.by {
        Caller::Parent(side) if *side == held.parent => t!(
            text,
            "entry-call-parent",
            at = at,
            parent = parent,
            children = children
        ),
        Caller::Parent(side) => t!(
            text,
            "entry-call-for",
            at = at,
            caller = cast.name(*side),
            parent = parent,
            children = children
        ),
        Caller::Tablet(_) => t!(
            text,
            "entry-call-child",
            at = at,
            parent = parent,
            children = children,
            n = n
        ),
    }
}

fn ended(text: &Text, cast: &Cast, family: &Family, by: &Caller) -> String {
    match by {
        Caller::Parent(side) => t!(text, "entry-call-ended", name = cast.name(*side)),
        Caller::Tablet(id) => t!(
            text,
            "entry-call-ended-tablet",
            name = tablet_name(family, id).unwrap_or_default()
        ),
    }
}

fn guest<'f>(family: &'f Family, member: &MemberId) -> Option<&'f str> {
    let guest = family.guests().of(member)?;
    Some(guest.grant.name.as_str())
}

/// What a tablet is called, between the characters that keep it apart from the sentence around it.
#[must_use]
pub fn tablet_name(family: &Family, tablet: &TabletId) -> Option<String> {
    let tablet = family.tablets().of(tablet)?;
    Some(format!("\u{2068}{}\u{2069}", tablet.name))
}

/// Why a call was not noted, or a tablet not paired or ended.
#[must_use]
pub fn refusal(text: &Text, why: &CallRefusal) -> String {
    match why {
        CallRefusal::Children => t!(text, "call-refused-children").into_owned(),
        CallRefusal::NotedAlready => t!(text, "call-refused-noted").into_owned(),
        CallRefusal::NotYours => t!(text, "call-refused-not-yours").into_owned(),
        CallRefusal::ToCome => t!(text, "call-refused-to-come").into_owned(),
        CallRefusal::LongAgo { hours } => t!(text, "call-refused-long-ago", hours = *hours),
        CallRefusal::TooLong { minutes } => t!(text, "call-refused-long", minutes = *minutes),
        CallRefusal::Supervisor => t!(text, "call-refused-supervisor").into_owned(),
        CallRefusal::TabletExists => t!(text, "call-refused-tablet-exists").into_owned(),
        CallRefusal::NoTablet => t!(text, "call-refused-no-tablet").into_owned(),
        CallRefusal::TabletEnded => t!(text, "call-refused-tablet-ended").into_owned(),
        CallRefusal::TooManyTablets { limit } => {
            t!(text, "call-refused-tablets", limit = *limit)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::swap::cast;
    use crate::text::Lang;
    use family::{Child, Entry, Event, Founding, Name, Parent, fold};
    use plan::ParentingPlan;
    use plan::Side;
    use std::sync::Arc;

    fn family() -> Family {
        let plan = ParentingPlan::read(plan::EXAMPLE, "2026-11-23".parse().unwrap()).unwrap();
        let parent = |side: Side| Parent {
            member: format!("m-{}", plan.parent(side).id).parse().unwrap(),
            id: plan.parent(side).id.clone(),
            name: Name::new(&plan.parent(side).name).unwrap(),
        };
        let child = |child: &plan::Child| Child {
            id: child.id.clone(),
            name: Name::new(&child.name).unwrap(),
            born: child.born,
        };
        let founding = Founding {
            name: Name::new("Mara and Elias").unwrap(),
            zone: "Europe/Amsterdam".into(),
            parents: Side::BOTH.map(parent),
            children: plan.children().iter().map(child).collect(),
            founder: Side::A,
        };
        let by = founding.parents[0].member.clone();
        let children = vec![founding.children[0].id.clone()];
        let paired = Event::TabletPaired {
            tablet: "t-1".parse().unwrap(),
            name: Name::new("Blue").unwrap(),
            children,
        };
        let entries = [Event::Founded(founding), paired];
        let entries: Vec<Entry> = (0..)
            .zip(entries)
            .map(|(sequence, event)| Entry {
                sequence,
                at: "2026-11-23T09:00:00Z".parse().unwrap(),
                by: by.clone(),
                event,
            })
            .collect();
        fold(&entries).unwrap().unwrap()
    }

    fn held(family: &Family, by: Caller, outcome: CallOutcome) -> Arc<CallHeld> {
        Arc::new(CallHeld {
            call: "c-1".parse().unwrap(),
            by,
            parent: Side::A,
            siblings: false,
            children: vec![family.children()[0].id.clone()],
            at: "2026-11-25T17:30:00Z".parse().unwrap(),
            outcome,
            supervisor: None,
        })
    }

    #[test]
    fn a_call_is_told_in_both_languages() {
        let family = family();
        let tablet = Caller::Tablet("t-1".parse().unwrap());
        let parent = Caller::Parent(Side::A);
        let lasted = |minutes, ended_by| CallOutcome::Answered { minutes, ended_by };
        let said = |lang, by: &Caller, outcome| {
            let held = held(&family, by.clone(), outcome);
            sentence(Text::of(lang), &cast(&family, Side::A), &family, &held)
        };
        assert_eq!(
            said(Lang::En, &parent, CallOutcome::Missed),
            "Wednesday 25 November, 18:30: Mara called Noor. Nobody answered."
        );
        assert_eq!(
            said(Lang::En, &tablet, lasted(12, Some(parent.clone()))),
            "Wednesday 25 November, 18:30: Noor called Mara. It lasted 12 minutes. Mara ended it."
        );
        assert_eq!(
            said(Lang::En, &tablet, lasted(0, Some(tablet.clone()))),
            "Wednesday 25 November, 18:30: Noor called Mara. It lasted less than a minute. \
             It was ended on the tablet \u{2068}Blue\u{2069}."
        );
        assert_eq!(
            said(Lang::Nl, &parent, CallOutcome::Declined),
            "woensdag 25 november, 18.30 uur: Mara belde Noor. Het kwam even niet uit."
        );
        assert_eq!(
            said(Lang::En, &tablet, CallOutcome::Cancelled),
            "Wednesday 25 November, 18:30: Noor called Mara. The call was not held."
        );
        assert_eq!(
            said(Lang::Nl, &parent, CallOutcome::Cancelled),
            "woensdag 25 november, 18.30 uur: Mara belde Noor. Het gesprek ging niet door."
        );
        assert_eq!(
            said(Lang::Nl, &tablet, lasted(1, None)),
            "woensdag 25 november, 18.30 uur: Noor belde Mara. Het duurde 1 minuut."
        );
    }
}
