//! Weekends: the nights of Friday and Saturday. Reads nights; compiles one more day where the
//! window ends between the two.

use jiff::civil::Weekday;

use crate::timeline::{Timeline, Window};
use crate::{ParentingPlan, PerParent, Side, day};

/// The weekends whose Friday lies in the window. The last one's Saturday night counts even
/// where it lies behind the window, so that a weekend is in one window only and whole there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WeekendMeasures {
    /// How many there are.
    pub count: u32,
    /// Friday nights with each parent.
    pub fridays: PerParent<u32>,
    /// Saturday nights with each parent.
    pub saturdays: PerParent<u32>,
    /// Weekends of which both nights are with the same parent.
    pub whole: PerParent<u32>,
    /// Weekends of which each parent has one night. Where a night is nobody's, a weekend is
    /// neither whole nor split.
    pub split: u32,
    /// The most whole weekends in a row with each parent.
    pub in_a_row: PerParent<u32>,
}

/// Who has each child on the night after the window, where that is a Saturday; one a child.
pub(super) fn saturdays_after(plan: &ParentingPlan, timeline: &Timeline) -> Vec<Option<Side>> {
    let to = timeline.window().to();
    let next_day = (to.weekday() == Weekday::Saturday)
        .then(|| Window::new(to, day::date(day::number(to) + 1)).ok())
        .flatten()
        .map(|window| crate::compile_after(plan, window, timeline.agreed(), timeline.passed()));
    let night = |next_day: &Timeline, place: usize| {
        let child = next_day.children().get(place)?;
        next_day.nights_of(child).first().copied().flatten()
    };
    (0..timeline.children().len())
        .map(|place| next_day.as_ref().and_then(|next| night(next, place)))
        .collect()
}

/// The weekends of a child. `first_day` is the day of the first night, `after` who has the
/// night behind the last one.
pub(super) fn weekends(
    first_day: i32,
    nights: &[Option<Side>],
    after: Option<Side>,
) -> WeekendMeasures {
    let mut weekends = WeekendMeasures::default();
    let mut row = PerParent::<u32>::default();
    let to_friday = (day::weekday_offset(Weekday::Friday) - weekday_of(first_day)).rem_euclid(7);
    let first = usize::try_from(to_friday).unwrap_or(0);
    for week in nights.get(first..).unwrap_or_default().chunks(7) {
        let friday = week.first().copied().flatten();
        let saturday = week.get(1).copied().unwrap_or(after);
        weekends.count += 1;
        if let Some(side) = friday {
            *weekends.fridays.get_mut(side) += 1;
        }
        if let Some(side) = saturday {
            *weekends.saturdays.get_mut(side) += 1;
        }
        match (friday, saturday) {
            (Some(side), Some(other)) if side == other => {
                *weekends.whole.get_mut(side) += 1;
                *row.get_mut(side) += 1;
                *row.get_mut(side.other()) = 0;
                let longest = weekends.in_a_row.get_mut(side);
                *longest = (*longest).max(*row.get(side));
            }
            (Some(_), Some(_)) => {
                weekends.split += 1;
                row = PerParent::default();
            }
            (None, _) | (_, None) => row = PerParent::default(),
        }
    }
    weekends
}

fn weekday_of(day: i32) -> i32 {
    i32::try_from(day::weekday_index(day)).unwrap_or(0)
}
