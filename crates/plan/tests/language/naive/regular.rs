//! The rules that know no holidays, each asked of one instant.

use jiff::civil::{Date, DateTime};
use plan::{
    Change, DatedSpan, DayWindow, Days, InARow, Nights, Roster, Rule, Side, Weekends, Weekly, Weeks,
};

use super::calendar::{FAR, days_between, instant, is_odd, later, midnight, place, takes_place};
use super::{Case, Heard, Question};

impl Case<'_> {
    /// Whom a clause names at the instant: nobody, one, or several by several of its entries.
    pub fn answers(&self) -> Vec<Side> {
        let Some(rule) = self.clause.rule.as_ref().filter(|_| self.holds.is_some()) else {
            return Vec::new();
        };
        match rule {
            Rule::Nights(nights) => self.nights(nights),
            Rule::Weeks(weeks) => self.weeks(weeks),
            Rule::Weekly(weekly) => self.weekly(weekly),
            Rule::Days(days) => self.days(days),
            Rule::Roster(roster) => self.roster(roster),
            Rule::Spans(spans) => self.dated(spans),
            Rule::Weekends(weekends) => self.weekends(weekends),
            Rule::Holiday(_) | Rule::SchoolHolidays(_) => self.holidays(),
            Rule::Always(side) => {
                let (first, end) = self.holds();
                let holds = self.within(midnight(first), midnight(end));
                holds.then_some(*side).into_iter().collect()
            }
            Rule::Calls(_) | Rule::Limit(_) | Rule::FirstRefusal(_) | Rule::Disputes(_) => {
                Vec::new()
            }
        }
    }

    /// The night of a date runs from its change to that of the next date. The first night of
    /// the plan begins with the plan.
    fn nights(&self, nights: &Nights) -> Vec<Side> {
        let change = |date: Date| {
            let time = match &nights.change {
                Change::Daily(time) => *time,
                Change::ByWeekday(times) => times[place(date.weekday())],
            };
            date.to_datetime(time)
        };
        let (first, end) = self.units();
        self.dates_around(2)
            .filter(|date| (first..end).contains(date))
            .filter(|&date| self.within_unit(date, change(date), change(later(date, 1))))
            .map(|date| {
                let length = i32::try_from(nights.cycle.len()).unwrap();
                let place = days_between(nights.start, date).rem_euclid(length);
                nights.cycle[usize::try_from(place).unwrap()]
            })
            .collect()
    }

    /// Seven days from a weekday, by the parity of the week of their first date. What a clause
    /// cuts off begins and ends at the same clock time.
    fn weeks(&self, weeks: &Weeks) -> Vec<Side> {
        let change = |date: Date| date.to_datetime(weeks.change);
        let (first, end) = self.units();
        self.dates_around(8)
            .filter(|date| date.weekday() == weeks.day && first.max(*date) < end)
            .filter(|&date| {
                let (begins, ends) = (first.max(date), later(date, 7).min(end));
                begins < ends && self.within_unit(begins, change(begins), change(ends))
            })
            .filter_map(|date| {
                if is_odd(date, weeks.numbering) {
                    weeks.odd
                } else {
                    weeks.even
                }
            })
            .collect()
    }

    /// Windows of a week; the clause must hold on the date on which one begins.
    fn weekly(&self, weekly: &Weekly) -> Vec<Side> {
        let mut sides = Vec::new();
        for window in &weekly.windows {
            let meets = |date: &Date| {
                let ends = later(*date, i32::from(window.days));
                date.weekday() == window.day
                    && self.holds_on(*date)
                    && takes_place(weekly.recurrence, *date)
                    && self.within(
                        date.to_datetime(window.from),
                        ends.to_datetime(window.until),
                    )
            };
            sides.extend(self.dates_around(9).filter(meets).map(|_| weekly.parent));
        }
        sides
    }

    /// A window on each n-th day.
    fn days(&self, days: &Days) -> Vec<Side> {
        let is_nth = |date: &Date| days_between(days.start, *date) % i32::from(days.every) == 0;
        let dates = self.dates_around(33).filter(is_nth);
        dates
            .filter(|date| self.within_window(*date, days.window))
            .map(|_| days.parent)
            .collect()
    }

    /// Windows on stated dates.
    fn roster(&self, roster: &Roster) -> Vec<Side> {
        let mut sides = Vec::new();
        for shift in &roster.shifts {
            let near = self.dates_around(33);
            let dates = near.filter(|date| shift.dates.contains(date));
            let meets = dates.filter(|date| self.within_window(*date, shift.window));
            sides.extend(meets.map(|_| roster.parent));
        }
        sides
    }

    /// Whether the clause holds on a date and the instant lies in the window that begins then.
    fn within_window(&self, date: Date, window: DayWindow) -> bool {
        let ends = later(date, i32::from(window.days));
        self.holds_on(date)
            && self.within(
                date.to_datetime(window.from),
                ends.to_datetime(window.until),
            )
    }

    /// Dated spans; the clause must hold on the date on which one begins.
    fn dated(&self, spans: &[DatedSpan]) -> Vec<Side> {
        spans
            .iter()
            .filter(|span| self.holds_on(span.from.date()))
            .filter(|span| self.within(span.from, span.until))
            .map(|span| span.parent)
            .collect()
    }

    /// The weekend around the instant, if the clause holds on the date on which it begins.
    fn weekends(&self, weekends: &Weekends) -> Vec<Side> {
        let dates = self.dates_around(9).filter(|date| self.holds_on(*date));
        let meets = |date: &Date| {
            let (begins, ends) = weekend(weekends, *date);
            days_between(weekends.start, *date) % 7 == 0 && self.within(begins, ends)
        };
        let around: Vec<Date> = dates.filter(meets).collect();
        around
            .into_iter()
            .filter_map(|date| match weekends.in_a_row {
                InARow::RollOn => {
                    let weeks = days_between(weekends.start, date) / 7;
                    let even = weeks.rem_euclid(2) == 0;
                    Some(if even {
                        weekends.first
                    } else {
                        weekends.first.other()
                    })
                }
                InARow::Continue { at_most } => self.counted(weekends, at_most, false, date),
                InARow::Restart { at_most } => self.counted(weekends, at_most, true, date),
            })
            .collect()
    }

    /// Who has the weekend of a date by a rule that counts weekends in a row from its start on.
    fn counted(&self, weekends: &Weekends, most: u8, restarts: bool, date: Date) -> Option<Side> {
        let world = self.question.world;
        let key = (self.index, self.question.child.id.clone());
        if !world.alternations.borrow().contains_key(&key) {
            let counted = self.alternation(weekends, usize::from(most), restarts);
            world.alternations.borrow_mut().insert(key.clone(), counted);
        }
        let weeks = usize::try_from(days_between(weekends.start, date)).ok()? / 7;
        world.alternations.borrow()[&key].get(weeks).copied()
    }

    /// Each weekend in turn, from the first on. One too many goes to the other parent; with
    /// `restarts`, and unless a stronger clause gives it back, a new alternation begins with it.
    /// Who had a weekend is whoever had its middle by what is stronger, and otherwise this rule;
    /// before the plan begins nobody had any.
    fn alternation(&self, weekends: &Weekends, most: usize, restarts: bool) -> Vec<Side> {
        let mut given: Vec<Side> = Vec::new();
        let mut had: Vec<Option<Side>> = Vec::new();
        let mut turn = weekends.first;
        let mut date = weekends.start;
        while date < self.question.world.end {
            let before = had.iter().rev().take(most);
            let in_a_row = before.filter(|had| **had == Some(turn)).count();
            let swapped = in_a_row == most;
            let side = if swapped { turn.other() } else { turn };
            let (begins, ends) = weekend(weekends, date);
            let [begins, ends] = [begins, ends].map(|local| instant(local, self.zone).as_second());
            let middle = Question {
                at: jiff::Timestamp::from_second((begins + ends) / 2).unwrap(),
                ..*self.question
            };
            let stronger = middle.who_has(Heard::Stronger(self.strength()));
            let by_rule = self.holds_on(date).then_some(side);
            let has = stronger.or(by_rule).filter(|_| middle.in_plan());
            had.push(has);
            given.push(side);
            turn = if restarts && swapped && has == Some(side) {
                side.other()
            } else {
                turn.other()
            };
            date = later(date, 7);
        }
        given
    }

    /// The dates of a rule that goes from day to day: no day before the plan's first.
    fn units(&self) -> (Date, Date) {
        let (first, end) = self.holds();
        (first.max(self.question.care_begins()), end)
    }

    /// The instant lies in a unit of a date; that of the plan's first date begins with the plan,
    /// and not at its clock time.
    fn within_unit(&self, date: Date, begins: DateTime, ends: DateTime) -> bool {
        let first = self.question.care_begins();
        if date == first && self.holds().0 <= first {
            self.within(midnight(FAR.0), ends)
        } else {
            self.within(begins, ends)
        }
    }
}

fn weekend(weekends: &Weekends, date: Date) -> (DateTime, DateTime) {
    let window = &weekends.window;
    let ends = later(date, i32::from(window.days));
    (
        date.to_datetime(window.from),
        ends.to_datetime(window.until),
    )
}
