//! Planned, agreed and actual care in numbers, and what was missed and is still to be made up.
//!
//! May touch: its arguments. Everything is counted by `plan`.

use family::Family;
use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime};
use plan::{
    CareAmount, ChildId, Facts, Happened, ParentingPlan, Side, TimelineKind, Window, compile_facts,
    make_up, measure,
};

/// What was missed is looked for so many days back.
const MISSED_DAYS: i32 = 400;

/// Over which time is counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Period {
    /// This month.
    #[default]
    Month,
    /// The month before it.
    LastMonth,
    /// This year.
    Year,
}

impl Period {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 3] = [Self::Month, Self::LastMonth, Self::Year];

    /// Its name in addresses.
    #[must_use]
    pub const fn value(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::LastMonth => "last-month",
            Self::Year => "year",
        }
    }

    /// Reads it from an address; this month for anything else.
    #[must_use]
    pub fn read(value: &str) -> Self {
        let mut all = Self::ALL.into_iter();
        all.find(|one| one.value() == value).unwrap_or_default()
    }

    /// Its first date, and the date after its last.
    #[must_use]
    pub fn dates(self, today: Date) -> (Date, Date) {
        match self {
            Self::Month => {
                let first = today.first_of_month();
                (first, first.saturating_add(1.month()))
            }
            Self::LastMonth => {
                let first = today.first_of_month();
                (first.saturating_sub(1.month()), first)
            }
            Self::Year => {
                let first = today.first_of_year();
                (first, first.saturating_add(1.year()))
            }
        }
    }
}

/// Nights and hours with a parent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Count {
    /// Nights, counted as the plan counts them.
    pub nights: u32,
    /// Elapsed hours.
    pub hours: f64,
}

/// The numbers of one child.
#[derive(Debug, Clone, PartialEq)]
pub struct Numbers {
    /// The child.
    pub child: ChildId,
    /// For each of the three timelines, in order, what is with side A and with side B.
    pub rows: Vec<(TimelineKind, [Count; 2])>,
}

/// The numbers of every child over a period, in the order of the plan; nothing where the calendar
/// ends.
#[must_use]
pub fn numbers(family: &Family, plan: &ParentingPlan, (from, to): (Date, Date)) -> Vec<Numbers> {
    let Ok(window) = Window::new(from, to) else {
        return Vec::new();
    };
    let facts = family.facts(window);
    let mut numbers: Vec<Numbers> = Vec::new();
    for kind in TimelineKind::ALL {
        let measures = measure(plan, &compile_facts(plan, window, &facts, kind));
        for (place, child) in measures.children.iter().enumerate() {
            let count = |side: Side| Count {
                nights: *child.overnights.get(side),
                hours: child.hours(side),
            };
            if numbers.len() == place {
                numbers.push(Numbers {
                    child: child.child.clone(),
                    rows: Vec::new(),
                });
            }
            numbers[place].rows.push((kind, Side::BOTH.map(count)));
        }
    }
    numbers
}

/// A stretch that was missed and is not made up yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissedRow {
    /// The entry that says so, where one does.
    pub entry: Option<u64>,
    /// Which children.
    pub children: Vec<ChildId>,
    /// Whose time it was.
    pub parent: Side,
    /// From when.
    pub from: DateTime,
    /// Until when.
    pub until: DateTime,
    /// What that parent lost.
    pub lost: CareAmount,
    /// What is still to be made up.
    pub open: CareAmount,
}

/// What was missed lately and is not made up yet, oldest first. Children of whom the same is to be
/// made up stand together.
#[must_use]
pub fn open(family: &Family, plan: &ParentingPlan, today: Date) -> Vec<MissedRow> {
    let from = today.saturating_sub(MISSED_DAYS.days());
    let window = Window::new(from, today.saturating_add(1.day()));
    window.map_or_else(|_| Vec::new(), |window| open_in(family, plan, window))
}

/// The same of what was to begin on the dates of a window.
#[must_use]
pub fn open_in(family: &Family, plan: &ParentingPlan, window: Window) -> Vec<MissedRow> {
    let facts = family.facts(window);
    if !any_missed(&facts) {
        return Vec::new();
    }
    let mut rows: Vec<MissedRow> = Vec::new();
    for child in make_up(plan, &facts, window).children {
        for time in child.missed {
            if time.open == CareAmount::default() {
                continue;
            }
            let entry = entry_of(&time.id);
            let alike = |row: &&mut MissedRow| {
                let span = (row.entry, row.parent, row.from, row.until);
                span == (entry, time.parent, time.from, time.until)
                    && (row.lost, row.open) == (time.lost, time.open)
            };
            match rows.iter_mut().find(alike) {
                Some(row) => row.children.push(child.child.clone()),
                None => rows.push(MissedRow {
                    entry,
                    children: vec![child.child.clone()],
                    parent: time.parent,
                    from: time.from,
                    until: time.until,
                    lost: time.lost,
                    open: time.open,
                }),
            }
        }
    }
    rows.sort_by_key(|row| (row.from, row.until));
    rows
}

/// The entry that a fact stands for.
fn entry_of(fact: &str) -> Option<u64> {
    fact.strip_prefix("entry-")?.parse().ok()
}

fn any_missed(facts: &Facts) -> bool {
    facts
        .as_slice()
        .iter()
        .any(|fact| matches!(fact.happened, Happened::Missed { .. }))
}
