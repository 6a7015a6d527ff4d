//! When notices go out and of what they tell: the limits against floods. Pure.
//!
//! What waits is one list in the caller's store. [`Calm::next_notice`] looks at it and says what to do;
//! after a [`NextNotice::Send`] the caller removes what was told and keeps [`SentNotices::after`], both
//! in the transaction that puts the letters into the outbox.
//!
//! There are two lanes. Everything goes with the *batch* of the delivery. What is about a child today
//! and does not wait has an *urgent* lane beside it, with a pace of its own.

use super::clock::{HOUR, later};
use super::{Calm, Counts, Delivery, NoticeKind, Urgent};
use crate::Urgency;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// How fast notices may follow one another: with a gap, and so many in an hour from the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// The shortest time between two.
    pub gap: SignedDuration,
    /// The most that go out within an hour of the first. The next one goes out after that hour.
    pub hourly: u32,
}

/// The pace of [`Delivery::AtOnce`].
pub const USUAL_PACE: Pace = Pace {
    gap: SignedDuration::from_mins(5),
    hourly: 6,
};

/// The pace of what is about a child today, where it does not wait.
pub const URGENT_PACE: Pace = Pace {
    gap: SignedDuration::from_mins(5),
    hourly: 4,
};

/// The shortest time there is.
const INSTANT: SignedDuration = SignedDuration::from_nanos(1);

/// Something of which a person was not told yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PendingNotice {
    /// When it came to be, by the record.
    pub at: Timestamp,
    /// What it is.
    pub kind: NoticeKind,
    /// Whether it can wait.
    pub urgency: Urgency,
}

/// The notices of one lane within an hour of the first of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Run {
    /// The first.
    pub first: Timestamp,
    /// The last.
    pub last: Timestamp,
    /// How many; 1 or more.
    pub count: u32,
}

impl Run {
    fn with(run: Option<Self>, now: Timestamp) -> Self {
        let goes_on = run.filter(|run| run.last <= now && now < later(run.first, HOUR));
        Self {
            first: goes_on.map_or(now, |run| run.first),
            last: now,
            count: goes_on.map_or(0, |run| run.count).saturating_add(1),
        }
    }
}

/// What went out to one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct SentNotices {
    /// With the batch.
    pub batch: Option<Run>,
    /// With anything that is about a child today and did not wait, in either lane.
    pub urgent: Option<Run>,
    /// Everything sent until then is shown, since an hourly batch told of it.
    pub shown_up_to: Option<Timestamp>,
}

impl SentNotices {
    /// The same after a notice went out. A silent one changes nothing.
    #[must_use]
    pub fn after(mut self, notice: &Notice) -> Self {
        if notice.is_silent() {
            return self;
        }
        match notice.lane {
            Lane::Batch => self.batch = Some(Run::with(self.batch, notice.at)),
            Lane::Urgent => {}
        }
        // Whatever told of something urgent counts, so that both lanes do not take turns.
        if notice.urgent > 0 {
            self.urgent = Some(Run::with(self.urgent, notice.at));
        }
        self.shown_up_to = self.shown_up_to.max(notice.shows_up_to);
        self
    }
}

/// By which rule a notice goes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lane {
    /// That of the delivery.
    Batch,
    /// That of what is about a child today.
    Urgent,
}

/// A notice that goes out now: at most one letter and one push.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// When: the `now` that was asked about.
    pub at: Timestamp,
    /// By which rule.
    pub lane: Lane,
    /// Of what it tells: places in the list that was asked about, ascending, at least one. These are
    /// told now, in whichever way or in none, and do not wait any more.
    pub items: Vec<usize>,
    /// How many of them are about a child today and do not wait.
    pub urgent: usize,
    /// How many of each kind that is.
    pub what: Counts,
    /// Of these, what a letter tells; none is sent if there is nothing.
    pub email: Counts,
    /// Of these, what a push tells; none is sent if there is nothing.
    pub push: Counts,
    /// Everything sent until then is shown from now on, since this batch tells of it before its hour.
    pub shows_up_to: Option<Timestamp>,
}

impl Notice {
    /// Whether nothing leaves the server: its reader wants to hear of none of these kinds.
    #[must_use]
    pub fn is_silent(&self) -> bool {
        self.email.is_empty() && self.push.is_empty()
    }
}

/// What to do about what waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NextNotice {
    /// Nothing waits.
    Nothing,
    /// Ask again then, or when something comes or a setting changes. Always after the `now` asked about.
    WaitUntil(Timestamp),
    /// Tell this now.
    Send(Notice),
}

impl Calm {
    /// What to do at `now` about what waits, in any order, after what went out.
    ///
    /// What has a time after `now` waits for that time. A last notice after `now` was sent before the
    /// clock was set back and holds nothing up.
    #[must_use]
    pub fn next_notice(
        &self,
        zone: &TimeZone,
        pending: &[PendingNotice],
        sent: &SentNotices,
        now: Timestamp,
    ) -> NextNotice {
        let Some(due) = self.batch_due(zone, pending, sent, now) else {
            return NextNotice::Nothing;
        };
        let batch = self.after_quiet(zone, due.max(now), Urgent::Waits);
        if batch == now {
            return NextNotice::Send(self.notice(zone, pending, (Lane::Batch, now)));
        }
        let through = self.urgent_through();
        let urgent = self
            .urgent_due(pending, sent, now)
            .map_or(batch, |due| self.after_quiet(zone, due.max(now), through));
        if urgent == now {
            return NextNotice::Send(self.notice(zone, pending, (Lane::Urgent, now)));
        }
        NextNotice::WaitUntil(batch.min(urgent))
    }

    /// When the batch may go out, quiet hours aside.
    fn batch_due(
        &self,
        zone: &TimeZone,
        pending: &[PendingNotice],
        sent: &SentNotices,
        now: Timestamp,
    ) -> Option<Timestamp> {
        let oldest = pending.iter().map(|item| item.at).min()?;
        let run = sent.batch.filter(|run| run.last <= now);
        let since = run.map_or(oldest, |run| oldest.max(run.last));
        Some(match self.delivery {
            Delivery::AtOnce => oldest.max(may_follow(run, &USUAL_PACE)),
            Delivery::Hourly => later(since, HOUR),
            Delivery::TwiceADay(_) | Delivery::Daily(_) | Delivery::UrgentOnly(_) => {
                // The time of delivery at which the last batch went out is used up.
                let after = run.map_or(oldest, |run| later(run.last, INSTANT));
                self.turn(zone, oldest.max(after))
            }
        })
    }

    /// When the urgent lane may send, quiet hours aside.
    fn urgent_due(
        &self,
        pending: &[PendingNotice],
        sent: &SentNotices,
        now: Timestamp,
    ) -> Option<Timestamp> {
        let urgent = pending
            .iter()
            .filter(|item| self.comes_at_once(item.urgency));
        let oldest = urgent.map(|item| item.at).min()?;
        let run = sent.urgent.filter(|run| run.last <= now);
        Some(oldest.max(may_follow(run, &URGENT_PACE)))
    }

    fn notice(
        &self,
        zone: &TimeZone,
        pending: &[PendingNotice],
        (lane, now): (Lane, Timestamp),
    ) -> Notice {
        let quiet = self.is_quiet(zone, now);
        let hourly = lane == Lane::Batch && self.delivery == Delivery::Hourly;
        let told = |item: &PendingNotice| {
            if item.at > now {
                return false;
            }
            // A batch of an hour tells of everything. What is shown by now goes with any notice, so
            // that it needs none of its own; but in quiet hours only what may come through.
            hourly
                || self.comes_at_once(item.urgency)
                || (!quiet && self.release(zone, item.at, item.urgency) <= now)
        };
        let each = pending.iter().enumerate().filter(|(_, item)| told(item));
        let items: Vec<usize> = each.map(|(place, _)| place).collect();
        let all = || items.iter().map(|place| &pending[*place]);
        let what: Counts = all().map(|item| item.kind).collect();
        let mut notice = Notice {
            at: now,
            lane,
            urgent: all()
                .filter(|item| self.comes_at_once(item.urgency))
                .count(),
            what,
            email: what.only(&self.channels.email),
            push: what.only(&self.channels.push),
            items,
            shows_up_to: None,
        };
        if hourly && !notice.is_silent() {
            notice.shows_up_to = Some(now);
        }
        notice
    }
}

/// The first instant at which another notice keeps to its pace.
fn may_follow(run: Option<Run>, pace: &Pace) -> Timestamp {
    run.map_or(Timestamp::MIN, |run| {
        let after_gap = later(run.last, pace.gap);
        if run.count < pace.hourly {
            after_gap
        } else {
            after_gap.max(later(run.first, HOUR))
        }
    })
}
