//! Holidays and school holidays: on which days they fall, from when to when, who has which part.

use jiff::civil::{Date, DateTime, Weekday};
use jiff::{SignedDuration, Span, Timestamp};
use plan::dates::Certainty;
use plan::{
    AnyDay, Bell, ChildId, Middle, Moment, MomentDay, MomentTime, NamedDay, Rule, Sharing, Side,
    Who, YearOf, YearlyMoment,
};

use super::calendar::{days_between, instant, later, midnight, minutes_of, place};
use super::{Case, Heard, Question};

/// The years in which the tests lie, and one on each side.
const YEARS: std::ops::RangeInclusive<i16> = 2025..=2029;

/// A part of a holiday that one parent has.
pub struct Share {
    start: Timestamp,
    end: Timestamp,
    side: Side,
}

/// One holiday with the time around it: its first and its last day, and by the clock.
struct Season {
    first: Date,
    last: Date,
    from: DateTime,
    until: DateTime,
}

/// Seen from the first day of a holiday, or from the last.
#[derive(Clone, Copy, PartialEq)]
enum Seen {
    FromTheFirst,
    FromTheLast,
}

impl Case<'_> {
    /// Who has the holidays around the instant.
    pub fn holidays(&self) -> Vec<Side> {
        let world = self.question.world;
        let key = (self.index, self.question.child.id.clone());
        if !world.shares.borrow().contains_key(&key) {
            let shares = self.shares();
            world.shares.borrow_mut().insert(key.clone(), shares);
        }
        let at = self.question.at;
        let shares = &world.shares.borrow()[&key];
        let around = shares.iter().filter(|one| one.start <= at && at < one.end);
        around.map(|share| share.side).collect()
    }

    /// Every part of every holiday, in order of the days.
    fn shares(&self) -> Vec<Share> {
        let rule = self.clause.rule.as_ref();
        let (days, from, until, sharing) = if let Some(Rule::Holiday(rule)) = rule {
            let days = self.days_named(&rule.on);
            let days = days.into_iter().map(|day| (day, day)).collect();
            (days, rule.from, rule.until, &rule.sharing)
        } else if let Some(Rule::SchoolHolidays(rule)) = rule {
            let days = self.days_off(&rule.holidays);
            (days, rule.from, rule.until, &rule.sharing)
        } else {
            return Vec::new();
        };
        let mut shares = Vec::new();
        for (first, last) in days.into_iter().filter(|(first, _)| self.holds_on(*first)) {
            let from = self.moment(from, first, Seen::FromTheFirst);
            let until = self.moment(until, last, Seen::FromTheLast);
            let (Some(from), Some(until)) = (from, until) else {
                continue;
            };
            let season = Season {
                first,
                last,
                from,
                until,
            };
            let (start, end) = (instant(from, self.zone), instant(until, self.zone));
            if from < until && start < end {
                shares.extend(self.shares_of(&season, (start, end), sharing));
            }
        }
        shares
    }

    /// The parts of one holiday: from change to change the parents alternate.
    fn shares_of(
        &self,
        season: &Season,
        (start, end): (Timestamp, Timestamp),
        sharing: &Sharing,
    ) -> Vec<Share> {
        let Some(first) = self.who(sharing.first(), season, (start, end)) else {
            return Vec::new();
        };
        let mut borders = self.changes(season, (start, end), sharing);
        borders.sort();
        borders.dedup();
        // A change that lies before the holiday, or at its beginning, counts as made.
        let made = borders.iter().filter(|change| **change <= start).count();
        borders.retain(|change| start < *change && *change < end);
        borders.push(end);
        let begins = std::iter::once(&start).chain(&borders);
        let sides = [first, first.other()].into_iter().cycle().skip(made);
        let parts = begins.zip(&borders).zip(sides);
        parts
            .map(|((&start, &end), side)| Share { start, end, side })
            .collect()
    }

    /// Who has the whole holiday, or its first part.
    fn who(&self, who: &Who, season: &Season, extent: (Timestamp, Timestamp)) -> Option<Side> {
        match who {
            Who::Parent(side) => Some(*side),
            Who::ByYear { even, odd, year } => {
                let day = match year {
                    Some(YearOf::Last) => season.last,
                    Some(YearOf::First) | None => season.first,
                };
                if day.year() % 2 == 0 { *even } else { *odd }
            }
            // Just before it begins.
            Who::Holder { of } => {
                let before = extent.0 - SignedDuration::from_secs(1);
                self.who_else(of.as_ref(), before, extent.1)
            }
            Who::Other { of } => self
                .who_else(of.as_ref(), extent.0, extent.1)
                .map(Side::other),
        }
    }

    /// Who has a child by what is weaker. Of a holiday that began before the child's care by the
    /// plan, the first moment of care counts.
    fn who_else(&self, of: Option<&ChildId>, at: Timestamp, end: Timestamp) -> Option<Side> {
        let world = self.question.world;
        let child = of.map_or(self.question.child, |id| world.plan.child(id).unwrap());
        let mut question = Question { world, child, at };
        question.at = at.max(instant(midnight(question.care_begins()), world.plan.zone()));
        if question.at >= end {
            return None;
        }
        question.who_has(Heard::Weaker(self.strength()))
    }

    /// The instants at which a holiday passes from one parent to the other.
    fn changes(
        &self,
        season: &Season,
        (start, end): (Timestamp, Timestamp),
        sharing: &Sharing,
    ) -> Vec<Timestamp> {
        let at = |local: DateTime| instant(local, self.zone);
        match sharing {
            Sharing::Whole(_) => Vec::new(),
            Sharing::Halves { at: middle, .. } => match middle {
                Middle::Midpoint => vec![halfway(&[(start, end)])],
                Middle::MidpointWithout(days) => {
                    vec![halfway(&self.counted_time(days, (start, end)))]
                }
                Middle::Yearly(moment) => self.yearly(season, &[*moment]),
                Middle::After { days, minutes } => {
                    vec![at(minutes_of(
                        later(season.first, i32::from(*days)),
                        *minutes,
                    ))]
                }
            },
            Sharing::Parts { at: moments, .. } => self.yearly(season, moments),
            Sharing::Weeks { change, .. } => {
                let week = Span::new().days(7);
                let mut changes = Vec::new();
                let mut change = match change {
                    None => season.from.saturating_add(week),
                    Some((weekday, time)) => {
                        // Nearest to seven days after the beginning; of two the earlier one.
                        let target = season.from.saturating_add(week);
                        let near = (2..=12).map(|days| later(season.from.date(), days));
                        let near = near.filter(|date| date.weekday() == *weekday);
                        let near = near.map(|date| date.to_datetime(*time));
                        let distance = |at: &DateTime| at.duration_since(target).abs();
                        near.min_by_key(distance).unwrap()
                    }
                };
                // A last piece of less than half a week stays with the week before it.
                let last = season.until.saturating_sub(Span::new().hours(84));
                while change <= last {
                    changes.push(at(change));
                    change = change.saturating_add(week);
                }
                changes
            }
        }
    }

    /// The stretches of a holiday that do not lie on some days; all of it, if nothing is left.
    fn counted_time(
        &self,
        days: &[NamedDay],
        (start, end): (Timestamp, Timestamp),
    ) -> Vec<(Timestamp, Timestamp)> {
        let off = self.days_named(days);
        let mut counted = Vec::new();
        let mut date = start.to_zoned(self.zone.clone()).date();
        loop {
            let begins = instant(midnight(date), self.zone).max(start);
            let ends = instant(midnight(later(date, 1)), self.zone).min(end);
            if begins >= end {
                break;
            }
            if begins < ends && !off.contains(&date) {
                counted.push((begins, ends));
            }
            date = later(date, 1);
        }
        if counted.is_empty() {
            counted.push((start, end));
        }
        counted
    }

    /// Some moments of the year, each at its time nearest to a holiday.
    fn yearly(&self, season: &Season, moments: &[YearlyMoment]) -> Vec<Timestamp> {
        let in_year = |moment: &YearlyMoment, year: i16| {
            let day = moment.day;
            let date = Date::new(year, day.month, day.day).unwrap_or(jiff::civil::date(year, 3, 1));
            minutes_of(date, moment.minutes)
        };
        let away = |local: &DateTime| {
            let none = SignedDuration::ZERO;
            let before = season.from.duration_since(*local);
            let after = local.duration_since(season.until);
            before.max(after).max(none)
        };
        let nearest = moments.iter().map(|moment| {
            let years = YEARS.map(|year| in_year(moment, year));
            instant(years.min_by_key(away).unwrap(), self.zone)
        });
        nearest.collect()
    }

    /// The dates of some days by name, each once, in order.
    fn days_named(&self, names: &[NamedDay]) -> Vec<Date> {
        let mut dates = Vec::new();
        for named in names {
            for year in YEARS {
                dates.extend(
                    self.days_of(&named.day, year)
                        .into_iter()
                        .map(|date| later(date, i32::from(named.plus))),
                );
            }
        }
        dates.sort();
        dates.dedup();
        dates
    }

    fn days_of(&self, day: &AnyDay, year: i16) -> Vec<Date> {
        let of_the_year = |month: i8, day: i8| {
            let date = Date::new(year, month, day);
            date.unwrap_or(jiff::civil::date(year, 3, 1))
        };
        match day {
            AnyDay::Feast(feast) => {
                let days = feast.on(year).into_iter();
                days.map(|day| self.settled(feast.slug(), day.date, day.certainty))
                    .collect()
            }
            AnyDay::Dates(dates) => {
                let of_year = dates.iter().filter(|(date, _)| date.year() == year);
                of_year
                    .map(|(date, certainty)| {
                        self.settled(self.clause.id.as_str(), *date, *certainty)
                    })
                    .collect()
            }
            AnyDay::Yearly(day) => vec![of_the_year(day.month, day.day)],
            AnyDay::Birthday {
                day, first_year, ..
            } if year >= *first_year => vec![of_the_year(day.month, day.day)],
            AnyDay::Birthday { .. } => Vec::new(),
            AnyDay::Nth {
                nth,
                weekday,
                month,
            } => {
                let first = jiff::civil::date(year, *month, 1);
                first
                    .nth_weekday_of_month(*nth, *weekday)
                    .into_iter()
                    .collect()
            }
        }
    }

    /// A tentative day, or the confirmed one within ten days of it that is nearest.
    fn settled(&self, feast: &str, date: Date, certainty: Certainty) -> Date {
        if certainty == Certainty::Certain {
            return date;
        }
        let confirmed = self.question.world.passed.confirmed.iter();
        let near = confirmed
            .filter(|confirmed| confirmed.feast == feast)
            .map(|confirmed| confirmed.date)
            .filter(|confirmed| days_between(date, *confirmed).abs() <= 10);
        near.min_by_key(|near| (days_between(date, *near).abs(), *near))
            .unwrap_or(date)
    }

    /// The first and last days of the holidays of the child's school.
    fn days_off(&self, names: &[String]) -> Vec<(Date, Date)> {
        let school = self.question.child.school.as_ref();
        let holidays = school.map_or(&[][..], |school| &school.holidays);
        holidays
            .iter()
            .filter(|off| names.contains(&off.holiday))
            .map(|off| (off.first, off.last))
            .collect()
    }

    /// A moment by the clock. None where it needs a school that the child does not go to.
    fn moment(&self, moment: Moment, seen: Date, from: Seen) -> Option<DateTime> {
        let step = if from == Seen::FromTheFirst { -1 } else { 1 };
        let walk = |first: i32| (first..=100).map(move |days| later(seen, step * days));
        let date = match moment.day {
            MomentDay::Plus(days) => later(seen, i32::from(days)),
            MomentDay::Weekday(weekday) => walk(0).find(|date| date.weekday() == weekday)?,
            MomentDay::SchoolDay => {
                let at_school = walk(1).find(|date| self.is_school_day(*date));
                at_school.or_else(|| {
                    let weekend = [Weekday::Saturday, Weekday::Sunday];
                    walk(1).find(|date| !weekend.contains(&date.weekday()))
                })?
            }
        };
        match moment.time {
            MomentTime::At(minutes) => Some(minutes_of(date, minutes)),
            MomentTime::School { bell, or } => {
                let rings = self.school_hours(date).map(|(starts, ends)| match bell {
                    Bell::Starts => starts,
                    Bell::Ends => ends,
                });
                rings.or(or).map(|time| date.to_datetime(time))
            }
        }
    }

    /// The hours of the child's school on such a weekday, if the child goes to school by then.
    fn school_hours(&self, date: Date) -> Option<(jiff::civil::Time, jiff::civil::Time)> {
        let school = self.question.child.school.as_ref()?;
        let goes = school.from.is_none_or(|from| from <= date);
        school.hours[place(date.weekday())].filter(|_| goes)
    }

    fn is_school_day(&self, date: Date) -> bool {
        let school = self.question.child.school.as_ref();
        let mut holidays = school.into_iter().flat_map(|school| &school.holidays);
        self.school_hours(date).is_some()
            && !holidays.any(|off| (off.first..=off.last).contains(&date))
    }
}

/// Half of the time of some stretches, down to the minute.
fn halfway(stretches: &[(Timestamp, Timestamp)]) -> Timestamp {
    let length = |(from, to): &(Timestamp, Timestamp)| to.as_second() - from.as_second();
    let mut left = stretches.iter().map(length).sum::<i64>() / 2;
    for stretch in stretches {
        if left < length(stretch) {
            let second = stretch.0.as_second() + left;
            return Timestamp::from_second(second - second.rem_euclid(60)).unwrap();
        }
        left -= length(stretch);
    }
    unreachable!("half of the time is less than all of it");
}
