//! Handovers as one may tell of them: every child who passes to a parent at one moment, together;
//! and those about which something is told, or asked, on Today.
//!
//! May touch: its arguments.

use family::{CareFact, CareSaid, HandoverNote};
use jiff::ToSpan as _;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use plan::{ChildId, Side, Timeline};

use super::told::{Accounts, Words};
use crate::calendar::Scene;

/// Today asks about a handover from so many hours before it on.
pub const ASKED_BEFORE_HOURS: i64 = 1;
/// And until so many hours after it.
pub const ASKED_AFTER_HOURS: i64 = 24;

/// A handover, as it was agreed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pass {
    /// To whom.
    pub to: Side,
    /// When, in the family's own time.
    pub at: DateTime,
    /// Which children.
    pub children: Vec<ChildId>,
}

impl Pass {
    /// The words that it took place as agreed, to look for what was told about it.
    #[must_use]
    pub fn as_agreed(&self) -> CareSaid {
        CareSaid {
            children: self.children.clone(),
            fact: CareFact::HandedOver {
                to: self.to,
                planned: self.at,
                at: self.at,
            },
            reason: None,
            note: HandoverNote::default(),
            place: None,
        }
    }
}

/// The handovers of a timeline from one moment until another, in order.
pub fn passes(timeline: &Timeline, zone: &TimeZone, from: DateTime, until: DateTime) -> Vec<Pass> {
    let mut passes: Vec<Pass> = Vec::new();
    for handover in timeline.handovers() {
        let at = zone.to_datetime(handover.at);
        if at < from || until <= at {
            continue;
        }
        let known = |pass: &&mut Pass| pass.at == at && pass.to == handover.to;
        match passes.iter_mut().find(known) {
            Some(pass) => pass.children.extend(handover.children),
            None => passes.push(Pass {
                to: handover.to,
                at,
                children: handover.children,
            }),
        }
    }
    passes
}

/// A handover of these hours, on Today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The handover.
    pub pass: Pass,
    /// What Today does with it.
    pub kind: DueKind,
}

/// What Today does with a handover of these hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DueKind {
    /// Nobody told anything: one tap says that it took place.
    Untold(Moment),
    /// The other parent told this.
    Told(Vec<Words>),
}

/// Whether the time of a handover is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// It is there.
    There,
    /// It is near: who tells that it took place, says that it was early.
    Near,
}

impl Moment {
    /// Of a handover, at a moment.
    #[must_use]
    pub fn of(planned: DateTime, now: DateTime) -> Self {
        if planned <= now {
            Self::There
        } else {
            Self::Near
        }
    }
}

/// The handovers of these hours about which somebody is asked, or the other parent told something.
pub fn due(scene: &Scene<'_>) -> Vec<Due> {
    let now = scene.local(scene.now);
    let from = now.saturating_sub(ASKED_AFTER_HOURS.hours());
    let until = now
        .saturating_add(ASKED_BEFORE_HOURS.hours())
        .saturating_add(1.minute());
    let all = passes(scene.timeline, scene.zone(), from, until);
    let due = all.into_iter().filter_map(|pass| {
        let probe = pass.as_agreed();
        let told = scene
            .told
            .accounts
            .iter()
            .filter(|one| one.is_about(&probe));
        let told: Vec<Accounts> = told
            .map(|one| Accounts::of(one, |at| scene.local(at)))
            .collect();
        let kind = if told.is_empty() {
            DueKind::Untold(Moment::of(pass.at, now))
        } else {
            let theirs = told.iter().flat_map(|one| one.by(scene.viewer.other()));
            let theirs: Vec<Words> = theirs.cloned().collect();
            if theirs.is_empty() {
                return None;
            }
            DueKind::Told(theirs)
        };
        Some(Due { pass, kind })
    });
    due.collect()
}

/// Those of some handovers about which nobody told anything.
pub fn untold(mut passes: Vec<Pass>, told: &[family::Account]) -> Vec<Pass> {
    passes.retain(|pass| {
        let probe = pass.as_agreed();
        !told.iter().any(|account| account.is_about(&probe))
    });
    passes
}
