//! How much a plan may hold. Far above what families write, far below what would hurt.

/// The size of the text, in bytes.
pub const TEXT_BYTES_MAX: usize = 1_000_000;
/// Children in a plan.
pub const CHILDREN_MAX: usize = 20;
/// Homes that a plan names.
pub const HOMES_MAX: usize = 20;
/// Clauses in a plan.
pub const CLAUSES_MAX: usize = 200;
/// Ranks in the order of precedence.
pub const RANKS_MAX: usize = 20;
/// Nights in a sequence.
pub const SEQUENCE_NIGHTS_MAX: usize = 366;
/// Windows in a weekly rule.
pub const WINDOWS_MAX: usize = 50;
/// Dated spans in a clause.
pub const SPANS_MAX: usize = 500;
/// Entries in the times of a rule for calls.
pub const CALL_TIMES_MAX: usize = 50;
/// Minutes of a call.
pub const CALL_MINUTES_MAX: u8 = 240;
/// Nights away from a parent that a limit may name.
pub const NIGHTS_AWAY_MAX: u16 = 366;
/// Hours away from a parent that a limit may name.
pub const HOURS_AWAY_MAX: u16 = 8_784;
/// Hours of absence after which care must be offered to the other parent first.
pub const FIRST_REFUSAL_HOURS_MAX: u16 = 744;
/// Days that a step towards an agreement may take.
pub const DISPUTE_DAYS_MAX: u16 = 366;
/// Nights, days or handovers in a period that a limit may name.
pub const COUNT_MAX: u16 = 1_000;
/// Days that one holiday clause names, and dates in one list of them.
pub const HOLIDAY_DAYS_MAX: usize = 100;
/// Days on which a midpoint does not count, and changes at fixed moments in one holiday.
pub const HOLIDAY_CHANGES_MAX: usize = 20;
/// Days that a moment may lie before or after a holiday.
pub const MOMENT_DAYS_MAX: i16 = 60;
/// School holidays that a child states by hand.
pub const OWN_HOLIDAYS_MAX: usize = 200;
/// Clauses that leave the parent to who has the child otherwise.
pub const ASKING_CLAUSES_MAX: usize = 20;
/// Ranks at which such clauses stand.
pub const ASKING_RANKS_MAX: usize = 3;
/// Weeks from one occurrence of a weekly rule to the next.
pub const EVERY_WEEKS_MAX: u8 = 52;
/// Weekends of the month that a weekly rule may name.
pub const MONTH_WEEKS_MAX: usize = 6;
/// Days from one occurrence of a rule by days to the next.
pub const EVERY_DAYS_MAX: u16 = 366;
/// A window of a rule by days or of a roster is shorter than so many days.
pub const DAY_WINDOW_DAYS_MAX: u8 = 31;
/// Shifts in a roster.
pub const SHIFTS_MAX: usize = 20;
/// Dates in a roster.
pub const ROSTER_DATES_MAX: usize = 1_000;
/// The age of a birthday that a clause may name, in years.
pub const AGE_YEARS_MAX: u8 = 25;
/// Weekends in a row that a rule may allow.
pub const WEEKENDS_IN_A_ROW_MAX: u8 = 10;
/// Clauses for one child that count weekends in a row; each looks back over all stronger ones.
pub const COUNTED_WEEKENDS_MAX: usize = 8;
/// How many times a step may wait for care to take place.
pub const COMPLETED_MAX: u8 = 200;
/// Facts in a file of facts.
pub const FACTS_MAX: usize = 5_000;
/// Days over which one fact may reach.
pub const FACT_DAYS_MAX: i32 = 366;
/// Years over which all facts of a file may reach.
pub const FACTS_YEARS_MAX: i32 = 30;
/// Characters in a name.
pub const NAME_CHARS_MAX: usize = 100;
/// Characters in a title, place or bag.
pub const TITLE_CHARS_MAX: usize = 300;
/// Characters in a sentence.
pub const SENTENCE_CHARS_MAX: usize = 5_000;
/// Problems that are reported for one text.
pub const PROBLEMS_MAX: usize = 100;
/// The first year that a plan may name.
pub const YEAR_MIN: i16 = 1900;
/// The last year that a plan may name.
pub const YEAR_MAX: i16 = 2199;
