//! One plan follows another: the whole of a family's versions as a single plan, in which each
//! clause holds as long as its version does. Touches plans only.

use std::sync::Arc;

use jiff::civil::Date;

use crate::day;
use crate::model::{Child, Clause, ParentingPlan};
use crate::{ChildId, ChildTimeline, Side, Window, compile};

/// The most clauses that all versions together may have; what a `ClauseIndex` can count.
const CLAUSES_OF_ALL_VERSIONS_MAX: usize = 60_000;

/// Why a plan cannot follow another one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SuccessionError {
    /// It would begin no later than the version before it.
    #[error("A new version begins after the one before it, which begins on {began}.")]
    NotLater {
        /// When the version before begins.
        began: Date,
    },
    /// It has other parents, or in another order.
    #[error(
        "The new version names other parents, or in another order: {found} where {expected} stood."
    )]
    OtherParents {
        /// The id that stood there.
        expected: String,
        /// The id that stands there now.
        found: String,
    },
    /// It leaves out a child.
    #[error("The new version does not name {name}, of whom the plan speaks so far.")]
    ChildMissing {
        /// The child.
        child: ChildId,
        /// The child's name.
        name: String,
    },
    /// It is written in another time zone.
    #[error("The new version is in the time zone {found}; the plan so far is in {expected}.")]
    OtherZone {
        /// The zone so far.
        expected: String,
        /// The zone of the new version.
        found: String,
    },
    /// It counts a night at another hour.
    #[error("The new version counts a night at another hour (`night_at`) than the plan so far.")]
    OtherNight,
    /// The versions together are more than a plan can hold.
    #[error("The plan has been changed so often that it cannot hold another version.")]
    TooMany,
}

/// One version of a plan within the whole.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Version {
    /// The version as it was written.
    pub(crate) plan: Arc<ParentingPlan>,
    /// Its first date.
    pub(crate) began: Date,
    /// The instant from which it speaks of each of its children, UTC seconds.
    takes_over: Vec<(ChildId, i64)>,
}

impl ParentingPlan {
    /// This plan until `from`, and `next` from that date on, as one plan.
    ///
    /// Clauses keep their numbers and get the number of their version; what the earlier versions
    /// said of earlier dates stays as it was. On the day `from` the new version takes over as
    /// soon as both say the same of a child, or the new one has its first change, so that no
    /// child moves at midnight; only when neither happens on that day, at 00:00. The new
    /// version's own `from` is left out of account: the caller says when it takes effect.
    ///
    /// # Errors
    /// When `from` is not after the beginning of the newest version, or `next` names other
    /// parents, not all children, another zone, or another hour for nights.
    pub fn succeeded_by(
        &self,
        next: &ParentingPlan,
        from: Date,
    ) -> Result<ParentingPlan, SuccessionError> {
        self.may_follow(next, from)?;
        let mut versions = self.versions.clone();
        if versions.is_empty() {
            versions.push(Version {
                plan: Arc::new(self.clone()),
                began: self.from,
                takes_over: Vec::new(),
            });
        }
        versions.push(Version {
            takes_over: self.handed_to(next, from),
            plan: Arc::new(next.clone()),
            began: from,
        });
        let version = u16::try_from(versions.len()).map_err(|_| SuccessionError::TooMany)?;
        let later = next.clauses.iter().map(|clause| Clause {
            version,
            ..clause.clone()
        });
        let clauses: Vec<Clause> = self.clauses.iter().cloned().chain(later).collect();
        if clauses.len() > CLAUSES_OF_ALL_VERSIONS_MAX {
            return Err(SuccessionError::TooMany);
        }
        let children = next.children.iter().map(|child| Child {
            since: match self.child(&child.id) {
                Some(known) => known.since,
                None => Some(from),
            },
            ..child.clone()
        });
        let mut homes = next.homes.clone();
        let earlier = self.homes.iter();
        homes.extend(
            earlier
                .filter(|home| next.homes.iter().all(|other| other.id != home.id))
                .cloned(),
        );
        Ok(ParentingPlan {
            homes,
            from: self.from,
            children: children.collect(),
            clauses,
            versions,
            ..next.clone()
        })
    }

    /// The number of the newest version, from 1.
    pub fn version(&self) -> u16 {
        u16::try_from(self.versions.len().max(1)).unwrap_or(u16::MAX)
    }

    /// The first date of the newest version.
    pub fn version_began(&self) -> Date {
        self.versions
            .last()
            .map_or(self.from, |version| version.began)
    }

    /// The number of the version that holds on a date; the first one before the plan begins.
    pub fn version_on(&self, date: Date) -> u16 {
        let began = self
            .versions
            .iter()
            .skip(1)
            .take_while(|version| version.began <= date);
        u16::try_from(began.count() + 1).unwrap_or(u16::MAX)
    }

    /// The days from which and up to which a version holds.
    pub(crate) fn version_days(&self, version: u16) -> (i32, i32) {
        let place = usize::from(version);
        let began = |place: usize| {
            let version = self.versions.get(place)?;
            Some(day::number(version.began))
        };
        let first = place
            .checked_sub(1)
            .filter(|place| *place > 0)
            .and_then(began);
        (first.unwrap_or(i32::MIN), began(place).unwrap_or(i32::MAX))
    }

    /// The versions that hold in a window, each with its part of it; the first one also before
    /// the plan begins.
    pub(crate) fn versions_in(&self, window: Window) -> Vec<(&ParentingPlan, Window)> {
        if self.versions.is_empty() {
            return vec![(self, window)];
        }
        let part = |(place, version): (usize, &'_ Version)| {
            let first = if place == 0 {
                window.from()
            } else {
                version.began.max(window.from())
            };
            let next = self.versions.get(place + 1);
            let end = next.map_or(window.to(), |next| next.began.min(window.to()));
            Window::new(first, end).ok()
        };
        let versions = self.versions.iter().enumerate();
        versions
            .filter_map(|(place, version)| Some((version.plan.as_ref(), part((place, version))?)))
            .collect()
    }

    /// The stretch in which a version speaks of a child, UTC seconds; all time for a plan of one.
    pub(crate) fn speaks(&self, version: u16, child: &ChildId) -> (i64, i64) {
        let place = usize::from(version);
        let took_over = |place: usize| {
            let version = self.versions.get(place)?;
            let mut known = version.takes_over.iter();
            known.find(|(id, _)| id == child).map(|(_, at)| *at)
        };
        let start = place.checked_sub(1).and_then(took_over);
        (
            start.unwrap_or(i64::MIN),
            took_over(place).unwrap_or(i64::MAX),
        )
    }

    /// When `next` takes over each child on the day `from`.
    fn handed_to(&self, next: &ParentingPlan, from: Date) -> Vec<(ChildId, i64)> {
        // As if it had held before, so that it says who has the night before its first day.
        let next = ParentingPlan {
            from: self.from.min(next.from),
            ..next.clone()
        };
        let tomorrow = from.tomorrow().unwrap_or(Date::MAX);
        let Ok(day) = Window::new(from, tomorrow) else {
            return Vec::new();
        };
        let (before, after) = (compile(self, day, &[]), compile(&next, day, &[]));
        let handed = |child: &Child| {
            let Some(old) = before.child(&child.id) else {
                return before.start();
            };
            let stays = after
                .child(&child.id)
                .map(ChildTimeline::stays)
                .unwrap_or_default();
            let same = stays.iter().filter_map(|stay| {
                let mut with = old.overlapping(stay.start, stay.end).iter();
                let alike = with.find(|care| care.parent == stay.parent)?;
                Some(alike.start.max(stay.start))
            });
            let change = stays.iter().skip(1).map(|stay| stay.start);
            same.chain(change).min().unwrap_or(before.start())
        };
        let children = next.children.iter();
        children
            .map(|child| (child.id.clone(), handed(child).as_second()))
            .collect()
    }

    fn may_follow(&self, next: &ParentingPlan, from: Date) -> Result<(), SuccessionError> {
        let began = self.version_began();
        if from <= began {
            return Err(SuccessionError::NotLater { began });
        }
        for side in Side::BOTH {
            let (expected, found) = (&self.parent(side).id, &next.parent(side).id);
            if expected != found {
                return Err(SuccessionError::OtherParents {
                    expected: expected.to_string(),
                    found: found.to_string(),
                });
            }
        }
        if let Some(missing) = self
            .children
            .iter()
            .find(|child| next.child(&child.id).is_none())
        {
            return Err(SuccessionError::ChildMissing {
                child: missing.id.clone(),
                name: missing.name.clone(),
            });
        }
        if self.zone_name() != next.zone_name() {
            return Err(SuccessionError::OtherZone {
                expected: self.zone_name().to_owned(),
                found: next.zone_name().to_owned(),
            });
        }
        if self.night_at != next.night_at {
            return Err(SuccessionError::OtherNight);
        }
        Ok(())
    }
}
