//! What waits to be told to one parent: read from the record once, and kept until it was told. In
//! memory only; after a restart it is read again from where [`Told`] stands. Pure.

use super::Told;
use super::state::MAX_AHEAD;
use family::{Calm, Counts, Family, Notice, NoticeKind, PendingNotice, Urgency, reminders};
use jiff::{SignedDuration, Timestamp};
use plan::Side;
use std::collections::{BTreeMap, BTreeSet};

/// After a fault it is tried again so much later, twice as much after each,
const FIRST_REST: SignedDuration = SignedDuration::from_mins(1);
/// and at most this.
const LONGEST_REST: SignedDuration = SignedDuration::from_hours(1);
/// Once what is known to be told leads what is kept of it by so many entries, that is written down,
/// so that a restart reads no more than these again.
const LAG: u64 = 256;

/// A pause after faults.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Rest {
    faults: u32,
    from: Option<Timestamp>,
}

impl Rest {
    /// Until when it lasts, where it does. A clock that was set back ends it.
    pub(super) fn until(&self, now: Timestamp) -> Option<Timestamp> {
        let from = self.from.filter(|from| *from <= now)?;
        let doubled = 1_i32 << self.faults.saturating_sub(1).min(10);
        let pause = FIRST_REST.saturating_mul(doubled).min(LONGEST_REST);
        let until = from.checked_add(pause).unwrap_or(Timestamp::MAX);
        (until > now).then_some(until)
    }

    /// Something failed.
    pub(super) fn failed(&mut self, now: Timestamp) {
        self.faults = self.faults.saturating_add(1);
        self.from = Some(now);
    }

    /// Everything went well.
    pub(super) fn well(&mut self) {
        *self = Self::default();
    }
}

/// Where something that waits comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// The entry with this number.
    Entry(u64),
    /// A reminder that came up at this time.
    Reminder(Timestamp),
}

/// What waits for one parent.
#[derive(Debug, Default)]
pub(super) struct Waiting {
    /// What was told, as it stands in the store; `None` until that was read.
    pub told: Option<Told>,
    /// Every entry below this one was read.
    pub read: u64,
    /// By entry.
    pub items: BTreeMap<u64, PendingNotice>,
}

impl Waiting {
    /// Begins anew from what stands in the store.
    pub(super) fn from(told: Told) -> Self {
        Self {
            read: told.up_to,
            told: Some(told),
            items: BTreeMap::new(),
        }
    }

    /// Takes the entries in order. Of `None` nothing is told.
    pub(super) fn take(&mut self, entry: u64, notice: Option<PendingNotice>) {
        self.read = self.read.max(entry.saturating_add(1));
        let ahead = |told: &Told| told.ahead.binary_search(&entry).is_ok();
        if let Some(notice) = notice.filter(|_| !self.told.as_ref().is_some_and(ahead)) {
            self.items.insert(entry, notice);
        }
    }

    /// Lets go of messages that need not be told any more.
    pub(super) fn pass_over(&mut self, mut is_known: impl FnMut(u64) -> bool) {
        self.items
            .retain(|entry, item| item.kind != NoticeKind::Message || !is_known(*entry));
    }

    /// All that waits at `now`, with the reminders that came up.
    pub(super) fn pending(
        &self,
        family: &Family,
        side: Side,
        now: Timestamp,
    ) -> Vec<(Source, PendingNotice)> {
        let reminded = self.told.as_ref().and_then(|told| told.reminded);
        let reminders = reminders(family, side, reminded.unwrap_or(now), now);
        // What came up while nobody told may be over by now.
        let live = reminders.into_iter().filter(|(_, id)| {
            let proposal = family.proposal(id);
            proposal.is_some_and(|one| family.is_live(one, now))
        });
        let reminders = live.map(|(at, _)| {
            let notice = PendingNotice {
                at,
                kind: NoticeKind::Reminder,
                urgency: Urgency::Usual,
            };
            (Source::Reminder(at), notice)
        });
        let entries = self.items.iter();
        let entries = entries.map(|(entry, item)| (Source::Entry(*entry), *item));
        entries.chain(reminders).collect()
    }

    /// Every entry below this one was told, or is nothing to tell.
    fn floor(&self) -> u64 {
        let first = self.items.first_key_value();
        first.map_or(self.read, |(entry, _)| *entry)
    }

    /// What will have been told once a notice went out, and the notice itself: it tells of everything
    /// that waits when too much would be told before other things otherwise.
    pub(super) fn after(
        &self,
        told: &Told,
        (notice, pending): (Notice, &[(Source, PendingNotice)]),
        calm: &Calm,
    ) -> (Told, Notice) {
        let next = self.with(told, &notice, pending);
        if next.ahead.len() <= MAX_AHEAD {
            return (next, notice);
        }
        let what: Counts = pending.iter().map(|(_, item)| item.kind).collect();
        let notice = Notice {
            items: (0..pending.len()).collect(),
            what,
            email: what.only(&calm.channels.email),
            push: what.only(&calm.channels.push),
            ..notice
        };
        (self.with(told, &notice, pending), notice)
    }

    fn with(&self, told: &Told, notice: &Notice, pending: &[(Source, PendingNotice)]) -> Told {
        let mut gone = BTreeSet::new();
        let mut reminded = told.reminded;
        for (source, _) in notice.items.iter().filter_map(|place| pending.get(*place)) {
            match source {
                Source::Entry(entry) => {
                    gone.insert(*entry);
                }
                Source::Reminder(at) => reminded = reminded.max(Some(*at)),
            }
        }
        let mut left = self.items.keys().filter(|entry| !gone.contains(entry));
        let up_to = left.next().copied().unwrap_or(self.read);
        gone.extend(told.ahead.iter().copied());
        Told {
            up_to: up_to.max(told.up_to),
            ahead: gone.into_iter().filter(|entry| *entry >= up_to).collect(),
            sent: told.sent.after(notice),
            digest: told.digest,
            reminded,
        }
    }

    /// What to write down so that a restart does not read too much again, where that is due.
    pub(super) fn lagging(&self, told: &Told) -> Option<Told> {
        let up_to = self.floor();
        let lag = up_to.saturating_sub(told.up_to);
        let ahead = told.ahead.iter().copied().filter(|entry| *entry >= up_to);
        (lag >= LAG).then(|| Told {
            up_to,
            ahead: ahead.collect(),
            ..told.clone()
        })
    }

    /// That was written down.
    pub(super) fn keep(&mut self, told: Told) {
        self.items
            .retain(|entry, _| *entry >= told.up_to && told.ahead.binary_search(entry).is_err());
        self.told = Some(told);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use family::Lane;
    use proptest::prelude::*;

    fn at(minutes: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minutes)
    }

    fn message(entry: u64) -> PendingNotice {
        PendingNotice {
            at: at(i64::try_from(entry).unwrap()),
            kind: NoticeKind::Message,
            urgency: Urgency::Usual,
        }
    }

    /// A notice that tells of some of what waits.
    fn notice(items: Vec<usize>) -> Notice {
        let what: Counts = items.iter().map(|_| NoticeKind::Message).collect();
        Notice {
            at: at(10_000),
            lane: Lane::Urgent,
            urgent: 0,
            what,
            email: what,
            push: Counts::default(),
            items,
            shows_up_to: None,
        }
    }

    fn pending(waiting: &Waiting) -> Vec<(Source, PendingNotice)> {
        let items = waiting.items.iter();
        items
            .map(|(entry, item)| (Source::Entry(*entry), *item))
            .collect()
    }

    /// What waits when it is read anew from what was written down.
    fn again(told: &Told, entries: u64, tells: impl Fn(u64) -> bool) -> Waiting {
        let mut waiting = Waiting::from(told.clone());
        for entry in told.up_to..entries {
            waiting.take(entry, tells(entry).then(|| message(entry)));
        }
        waiting
    }

    proptest! {
        /// Whatever is told in whatever order: each entry is told once, also when all is read anew in
        /// between, and what is remembered stays within its bound.
        #[test]
        fn each_is_told_once_in_whatever_order(
            tells in prop::collection::vec(any::<bool>(), 1..200),
            rounds in prop::collection::vec(prop::collection::vec(0_usize..200, 1..60), 1..12),
        ) {
            let entries = u64::try_from(tells.len()).unwrap();
            let tells = |entry: u64| tells[usize::try_from(entry).unwrap()];
            let mut told = Told::default();
            let mut waiting = again(&told, entries, tells);
            let mut seen = BTreeSet::new();
            for round in rounds {
                let before = pending(&waiting);
                let chosen: BTreeSet<usize> = round.into_iter().filter(|at| *at < before.len()).collect();
                if chosen.is_empty() {
                    continue;
                }
                let chosen = notice(chosen.into_iter().collect());
                let (next, sent) = waiting.after(&told, (chosen, &before), &Calm::default());
                prop_assert_eq!(usize::try_from(sent.email.total()).unwrap(), sent.items.len());
                let entry_of = |place: &usize| match before[*place].0 {
                    Source::Entry(entry) => Some(entry),
                    Source::Reminder(_) => None,
                };
                for entry in sent.items.iter().map(entry_of) {
                    prop_assert!(entry.is_some_and(|entry| seen.insert(entry)), "{:?} twice", entry);
                }
                prop_assert!(next.up_to >= told.up_to && next.ahead.len() <= MAX_AHEAD);
                waiting.keep(next.clone());
                told = next;
                let left: BTreeSet<u64> = (0..entries).filter(|e| tells(*e) && !seen.contains(e)).collect();
                let kept: BTreeSet<u64> = waiting.items.keys().copied().collect();
                prop_assert_eq!(&kept, &left);
                let read = again(&told, entries, tells);
                prop_assert_eq!(&read.items, &waiting.items);
                waiting = read;
            }
        }
    }

    #[test]
    fn when_too_much_would_be_told_before_the_rest_everything_is() {
        let entries = 60;
        let told = Told::default();
        let waiting = again(&told, entries, |_| true);
        let all = pending(&waiting);
        let some = |count: usize| notice((1..=count).collect());
        let calm = Calm::default();
        let (next, sent) = waiting.after(&told, (some(MAX_AHEAD), &all), &calm);
        assert_eq!(
            (next.up_to, next.ahead.len(), sent.items.len()),
            (0, MAX_AHEAD, MAX_AHEAD)
        );
        let (next, sent) = waiting.after(&told, (some(MAX_AHEAD + 1), &all), &calm);
        assert_eq!(
            (next.up_to, next.ahead.len(), sent.items.len()),
            (60, 0, 60)
        );
        assert_eq!(sent.email.total(), 60);
    }

    #[test]
    fn what_is_nothing_to_tell_is_written_down_now_and_then() {
        let told = Told::default();
        let mut waiting = again(&told, LAG - 1, |_| false);
        assert_eq!(waiting.lagging(&told), None);
        waiting.take(LAG - 1, None);
        let next = waiting.lagging(&told).unwrap();
        assert_eq!((next.up_to, next.ahead.len()), (LAG, 0));
        // What waits is not passed.
        let waiting = again(&told, 4 * LAG, |entry| entry == LAG + 7);
        assert_eq!(waiting.lagging(&told).unwrap().up_to, LAG + 7);
    }

    #[test]
    fn pauses_grow_to_an_hour_and_end_with_the_first_success() {
        let mut rest = Rest::default();
        assert_eq!(rest.until(at(0)), None);
        for (fault, minutes) in [1, 2, 4, 8, 16, 32, 60, 60, 60].into_iter().enumerate() {
            rest.failed(at(0));
            assert_eq!(
                rest.until(at(0)),
                Some(at(minutes)),
                "after {} faults",
                fault + 1
            );
            assert_eq!(rest.until(at(minutes)), None);
        }
        // A clock that was set back ends it.
        assert_eq!(rest.until(at(-1)), None);
        rest.well();
        assert_eq!(rest.until(at(0)), None);
    }
}
