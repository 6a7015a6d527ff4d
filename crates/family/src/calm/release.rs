//! When a message is shown to its reader. Pure.

use super::clock::{after_quiet, next_hour, next_of};
use super::{Calm, Delivery, Urgent};
use crate::Urgency;
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Whether a reader is shown a message now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Showing {
    /// It is shown.
    Open,
    /// It waits. Its reader is told that something waits, and may have it shown.
    Held {
        /// When it is shown without being asked for, if the settings stay as they are.
        until: Timestamp,
    },
}

impl Calm {
    /// From when on a message is shown to its reader, who may be told of it from then on. Never before
    /// `sent`, never before that of an earlier one of the same urgency, and never in quiet hours unless
    /// it is about a child today and those let that through.
    #[must_use]
    pub fn release(&self, zone: &TimeZone, sent: Timestamp, urgency: Urgency) -> Timestamp {
        if self.comes_at_once(urgency) {
            return self.after_quiet(zone, sent, self.urgent_through());
        }
        self.after_quiet(zone, self.turn(zone, sent), Urgent::Waits)
    }

    /// Whether a message is shown at `now`: since its time has come, or since its reader asked at
    /// `opened_up_to` for all that was sent until then. A caller passes the later of that and
    /// [`super::SentNotices::shown_up_to`].
    #[must_use]
    pub fn showing(
        &self,
        zone: &TimeZone,
        (sent, urgency): (Timestamp, Urgency),
        opened_up_to: Option<Timestamp>,
        now: Timestamp,
    ) -> Showing {
        if opened_up_to.is_some_and(|opened| sent <= opened) {
            return Showing::Open;
        }
        // A message from the future was sent before the clock was set back.
        let until = self.release(zone, sent.min(now), urgency);
        if until <= now {
            Showing::Open
        } else {
            Showing::Held { until }
        }
    }

    /// Whether it is quiet at `at`.
    #[must_use]
    pub fn is_quiet(&self, zone: &TimeZone, at: Timestamp) -> bool {
        let local = zone.to_datetime(at).time();
        self.quiet.is_some_and(|quiet| quiet.holds(local))
    }

    /// Whether this does not wait for a time of delivery.
    pub(super) fn comes_at_once(&self, urgency: Urgency) -> bool {
        let skips = match self.delivery {
            Delivery::AtOnce | Delivery::UrgentOnly(_) => Urgent::AtOnce,
            Delivery::Hourly | Delivery::TwiceADay(_) | Delivery::Daily(_) => self.urgent,
        };
        match urgency {
            Urgency::Usual => false,
            Urgency::ChildToday => skips == Urgent::AtOnce,
        }
    }

    /// The first instant from `at` on that is a time of delivery, quiet or not.
    pub(super) fn turn(&self, zone: &TimeZone, at: Timestamp) -> Timestamp {
        match &self.delivery {
            Delivery::AtOnce => at,
            Delivery::Hourly => next_hour(zone, at),
            Delivery::TwiceADay(twice) => next_of(zone, twice.times(), at),
            Delivery::Daily(time) | Delivery::UrgentOnly(time) => next_of(zone, &[*time], at),
        }
    }

    /// What quiet hours mean for something that does not wait for a time of delivery.
    pub(super) fn urgent_through(&self) -> Urgent {
        let quiet = self.quiet.as_ref();
        quiet.map_or(Urgent::AtOnce, super::Quiet::urgent_through)
    }

    /// The first instant from `at` on at which quiet hours let this through.
    pub(super) fn after_quiet(&self, zone: &TimeZone, at: Timestamp, through: Urgent) -> Timestamp {
        match through {
            Urgent::AtOnce => at,
            Urgent::Waits => after_quiet(self.quiet.as_ref(), zone, at),
        }
    }
}
