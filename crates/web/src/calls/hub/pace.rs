//! How often one may ring: so many calls an hour, and not at once again where somebody said not now.
//! Each caller has a count of its own, so that one who rings on and on keeps nobody else from calling.
//! Pure.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use family::{Caller, MemberId};
use jiff::{SignedDuration, Timestamp};

use super::words::{Beginning, Party, Refused, Supervised};
use super::{
    BEGUN_AN_HOUR_MAX, BEGUN_BY_ONE_AN_HOUR_MAX, RING_AGAIN_SECONDS, TABLET_RINGS_AGAIN_SECONDS,
};

const HOUR: SignedDuration = SignedDuration::from_hours(1);

#[derive(Debug, Default)]
struct OfFamily {
    /// Who began a call within the last hour, and when; oldest first.
    begun: VecDeque<(Timestamp, Caller)>,
    /// To whom who said not now, and when.
    not_now: Vec<(Timestamp, Caller, Party)>,
}

/// When the callers of each family rang, as far as it matters.
#[derive(Debug, Default)]
pub(super) struct Pace(BTreeMap<Arc<str>, OfFamily>);

/// After a not now, the same caller may ring the same people again after this.
fn again_after(by: &Caller) -> SignedDuration {
    SignedDuration::from_secs(match by {
        Caller::Parent(_) => RING_AGAIN_SECONDS,
        Caller::Tablet(_) => TABLET_RINGS_AGAIN_SECONDS,
    })
}

fn later(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.checked_add(by).unwrap_or(Timestamp::MAX)
}

impl Pace {
    fn forget(&mut self, now: Timestamp) {
        self.0.retain(|_, family| {
            family.begun.retain(|(at, _)| now < later(*at, HOUR));
            let not_now = &mut family.not_now;
            not_now.retain(|(at, by, _)| now < later(*at, again_after(by)));
            !family.begun.is_empty() || !family.not_now.is_empty()
        });
    }

    /// Counts a call that begins, within the limits.
    ///
    /// # Errors
    /// [`Refused::Later`], and [`Refused::Full`] for a family that begins too many.
    pub(super) fn begin(&mut self, asked: &Beginning, now: Timestamp) -> Result<(), Refused> {
        self.forget(now);
        let family = self.0.entry(Arc::clone(&asked.family)).or_default();
        let supervisors: &[MemberId] = match &asked.supervised {
            Supervised::No => &[],
            Supervised::By { supervisors, .. } => supervisors.as_slice(),
        };
        let rings = |party: &Party| match party {
            Party::Parent(_) | Party::Tablet(_) => asked.called.contains(party),
            Party::Supervisor(member) => supervisors.contains(member),
        };
        let held = family.not_now.iter();
        let held = held.filter(|(_, by, party)| *by == asked.by && rings(party));
        let held = held.map(|(at, by, _)| later(*at, again_after(by))).max();
        let own = family.begun.iter().filter(|(_, by)| *by == asked.by);
        let own: Vec<Timestamp> = own.map(|(at, _)| *at).collect();
        let full = own
            .first()
            .filter(|_| own.len() >= BEGUN_BY_ONE_AN_HOUR_MAX);
        let full = full.map(|oldest| later(*oldest, HOUR));
        if let Some(until) = held.max(full) {
            return Err(Refused::Later(until));
        }
        if family.begun.len() >= BEGUN_AN_HOUR_MAX {
            return Err(Refused::Full);
        }
        family.begun.push_back((now, asked.by.clone()));
        Ok(())
    }

    /// Somebody said not now to a call.
    pub(super) fn not_now(&mut self, asked: &Beginning, party: Party, now: Timestamp) {
        let family = self.0.entry(Arc::clone(&asked.family)).or_default();
        family.not_now.push((now, asked.by.clone(), party));
    }
}

#[cfg(test)]
mod tests {
    use plan::Side;

    use super::super::tests::{at, beginning, elias, ria, tablet};
    use super::*;

    fn by_tablet(call: &str) -> Beginning {
        Beginning {
            by: Caller::Tablet(tablet("t-noor")),
            called: vec![elias().party],
            ..beginning(call)
        }
    }

    fn limit() -> i64 {
        i64::try_from(BEGUN_BY_ONE_AN_HOUR_MAX).unwrap()
    }

    #[test]
    fn one_who_rings_on_and_on_keeps_no_tablet_from_calling() {
        let mut pace = Pace::default();
        for n in 0..limit() {
            assert_eq!(pace.begin(&beginning("c-1"), at(n)), Ok(()));
        }
        let wait = Err(Refused::Later(at(3600)));
        for n in limit()..100 {
            assert_eq!(pace.begin(&beginning("c-1"), at(n)), wait);
        }
        assert_eq!(pace.begin(&by_tablet("c-2"), at(100)), Ok(()));
        let other = Beginning {
            by: Caller::Parent(Side::A),
            ..beginning("c-3")
        };
        assert_eq!(pace.begin(&other, at(100)), Ok(()));
        assert_eq!(pace.begin(&beginning("c-1"), at(3599)), wait);
        assert_eq!(pace.begin(&beginning("c-1"), at(3600)), Ok(()));
    }

    #[test]
    fn after_not_now_a_parent_waits_longer_than_a_tablet() {
        let mut pace = Pace::default();
        let mama = Party::Parent(Side::A);
        pace.not_now(&beginning("c-1"), mama, at(0));
        pace.not_now(&by_tablet("c-2"), elias().party, at(0));
        let wait = |seconds| Err(Refused::Later(at(seconds)));
        assert_eq!(pace.begin(&by_tablet("c-2"), at(59)), wait(60));
        assert_eq!(pace.begin(&by_tablet("c-2"), at(60)), Ok(()));
        assert_eq!(pace.begin(&beginning("c-1"), at(179)), wait(180));
        let others = Beginning {
            called: vec![Party::Tablet(tablet("t-sam"))],
            ..beginning("c-3")
        };
        assert_eq!(
            pace.begin(&others, at(179)),
            Ok(()),
            "nobody of them said it"
        );
        assert_eq!(pace.begin(&beginning("c-1"), at(180)), Ok(()));
    }

    #[test]
    fn not_now_of_somebody_who_has_to_be_there_counts_too() {
        let mut pace = Pace::default();
        let watched = Beginning {
            supervised: Supervised::By {
                name: "Oma Ria".into(),
                supervisors: vec![ria()],
            },
            ..beginning("c-1")
        };
        pace.not_now(&watched, Party::Supervisor(ria()), at(0));
        assert_eq!(pace.begin(&watched, at(1)), Err(Refused::Later(at(180))));
        let elsewhere = Beginning {
            family: "f-2".into(),
            ..watched
        };
        assert_eq!(pace.begin(&elsewhere, at(1)), Ok(()));
    }
}
