//! Which named days are computed, and by which rule in which country. Touches nothing else.

use jiff::civil::{Date, Weekday};

use super::computus::{easter, nth_weekday, orthodox_easter, plus};
use super::feast::{Certainty, FeastDay};

use Rule::{Date as On, Easter, Listed, Nth, Orthodox};
use Weekday::{Monday, Sunday, Thursday};

/// How the day of a feast is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    /// The same date each year: month, day.
    Date(i8, i8),
    /// So many days after Easter Sunday.
    Easter(i32),
    /// So many days after orthodox Easter Sunday.
    Orthodox(i32),
    /// The nth such weekday of a month, -1 the last: month, nth, weekday.
    Nth(i8, i8, Weekday),
    /// The first such weekday on or after a date: month, day, weekday.
    OnOrAfter(i8, i8, Weekday),
    /// 27 April, or the day before when that is a Sunday.
    KingsDay,
    /// The last Sunday of May, or the first of June when that is Pentecost.
    FrenchMothersDay,
    /// The days that a table names, in order.
    Listed(&'static [FeastDay]),
}

impl Rule {
    /// The days on which the feast falls in a civil year.
    pub(super) fn on(self, year: i16) -> Vec<FeastDay> {
        let one = match self {
            Listed(days) => {
                let here = days.iter().filter(|day| day.date.year() == year);
                return here.copied().collect();
            }
            // Easter clamps a year that no date can hold; such a year has no feast.
            Easter(_) | Orthodox(_) if Date::new(year, 1, 1).is_err() => None,
            On(month, day) => Date::new(year, month, day).ok(),
            Easter(days) => Some(plus(easter(year), days)),
            Orthodox(days) => Some(plus(orthodox_easter(year), days)),
            Nth(month, nth, weekday) => nth_weekday(year, month, nth, weekday),
            Rule::OnOrAfter(month, day, weekday) => on_or_after(year, (month, day), weekday),
            Rule::KingsDay => kings_day(year),
            Rule::FrenchMothersDay => french_mothers_day(year),
        };
        let certain = |date| FeastDay {
            date,
            certainty: Certainty::Certain,
        };
        one.map(certain).into_iter().collect()
    }

    /// The last year that the rule knows; None when it holds for ever.
    pub(super) fn known_until(self) -> Option<i16> {
        match self {
            Listed(days) => days.last().map(|day| day.date.year()),
            On(..) | Easter(_) | Orthodox(_) | Nth(..) => None,
            Rule::OnOrAfter(..) | Rule::KingsDay | Rule::FrenchMothersDay => None,
        }
    }
}

fn on_or_after(year: i16, (month, day): (i8, i8), weekday: Weekday) -> Option<Date> {
    let from = Date::new(year, month, day).ok()?;
    let days = from.weekday().until(weekday);
    Some(plus(from, i32::from(days)))
}

/// Koningsdag, as it is kept since 2014: on 27 April, or on the 26th when the 27th is a Sunday.
fn kings_day(year: i16) -> Option<Date> {
    let birthday = Date::new(year, 4, 27).ok()?;
    let sunday = birthday.weekday() == Sunday;
    Some(if sunday { plus(birthday, -1) } else { birthday })
}

/// Loi n° 50-577 du 24 mai 1950 relative à la fête des mères.
fn french_mothers_day(year: i16) -> Option<Date> {
    let last = nth_weekday(year, 5, -1, Sunday)?;
    if last == plus(easter(year), 49) {
        return nth_weekday(year, 6, 1, Sunday);
    }
    Some(last)
}

/// Where a feast has its day.
pub(super) enum Where {
    /// On the same day wherever it is kept.
    Everywhere(Rule),
    /// By country: ISO 3166 codes in alphabetical order.
    ByCountry(&'static [(&'static str, Rule)]),
}

const SECOND_SUNDAY_OF_MAY: Rule = Nth(5, 2, Sunday);
const FIRST_SUNDAY_OF_MAY: Rule = Nth(5, 1, Sunday);
const THIRD_SUNDAY_OF_JUNE: Rule = Nth(6, 3, Sunday);
const SECOND_SUNDAY_OF_NOVEMBER: Rule = Nth(11, 2, Sunday);

/// US: 36 U.S.C. § 117; FR: see [`french_mothers_day`]; GB and IE: Mothering Sunday, the fourth of
/// Lent. Elsewhere by custom (in Belgium around Antwerp on 15 August, which a plan writes as a date).
const MOTHERS_DAY: &[(&str, Rule)] = &[
    ("AT", SECOND_SUNDAY_OF_MAY),
    ("AU", SECOND_SUNDAY_OF_MAY),
    ("BE", SECOND_SUNDAY_OF_MAY),
    ("CA", SECOND_SUNDAY_OF_MAY),
    ("CH", SECOND_SUNDAY_OF_MAY),
    ("DE", SECOND_SUNDAY_OF_MAY),
    ("DK", SECOND_SUNDAY_OF_MAY),
    ("ES", FIRST_SUNDAY_OF_MAY),
    ("FI", SECOND_SUNDAY_OF_MAY),
    ("FR", Rule::FrenchMothersDay),
    ("GB", Easter(-21)),
    ("IE", Easter(-21)),
    ("IT", SECOND_SUNDAY_OF_MAY),
    ("NL", SECOND_SUNDAY_OF_MAY),
    ("NO", Nth(2, 2, Sunday)),
    ("NZ", SECOND_SUNDAY_OF_MAY),
    ("PL", On(5, 26)),
    ("PT", FIRST_SUNDAY_OF_MAY),
    ("SE", Nth(5, -1, Sunday)),
    ("US", SECOND_SUNDAY_OF_MAY),
];

/// US: 36 U.S.C. § 109. Elsewhere by custom (in Belgium around Antwerp on 19 March).
const FATHERS_DAY: &[(&str, Rule)] = &[
    ("AT", Nth(6, 2, Sunday)),
    ("AU", Nth(9, 1, Sunday)),
    ("BE", Nth(6, 2, Sunday)),
    ("CA", THIRD_SUNDAY_OF_JUNE),
    ("CH", Nth(6, 1, Sunday)),
    ("DE", Easter(39)),
    ("DK", On(6, 5)),
    ("ES", On(3, 19)),
    ("FI", SECOND_SUNDAY_OF_NOVEMBER),
    ("FR", THIRD_SUNDAY_OF_JUNE),
    ("GB", THIRD_SUNDAY_OF_JUNE),
    ("IE", THIRD_SUNDAY_OF_JUNE),
    ("IT", On(3, 19)),
    ("NL", THIRD_SUNDAY_OF_JUNE),
    ("NO", SECOND_SUNDAY_OF_NOVEMBER),
    ("NZ", Nth(9, 1, Sunday)),
    ("PL", On(6, 23)),
    ("PT", On(3, 19)),
    ("SE", SECOND_SUNDAY_OF_NOVEMBER),
    ("US", THIRD_SUNDAY_OF_JUNE),
];

/// US: 5 U.S.C. § 6103(a); CA: proclamation of 31 January 1957.
const THANKSGIVING: &[(&str, Rule)] = &[("CA", Nth(10, 2, Monday)), ("US", Nth(11, 4, Thursday))];

/// US: 5 U.S.C. § 6103(a); CA: Canada Labour Code, s. 166. Elsewhere the first of May.
const LABOR_DAY: &[(&str, Rule)] = &[
    ("AT", On(5, 1)),
    ("BE", On(5, 1)),
    ("CA", Nth(9, 1, Monday)),
    ("DE", On(5, 1)),
    ("ES", On(5, 1)),
    ("FI", On(5, 1)),
    ("FR", On(5, 1)),
    ("IT", On(5, 1)),
    ("NO", On(5, 1)),
    ("PL", On(5, 1)),
    ("PT", On(5, 1)),
    ("SE", On(5, 1)),
    ("US", Nth(9, 1, Monday)),
];

const LIBERATION_DAY: &[(&str, Rule)] = &[("IT", On(4, 25)), ("NL", On(5, 5))];

/// The national day of each country.
const NATIONAL_DAY: &[(&str, Rule)] = &[
    ("AT", On(10, 26)),
    ("AU", On(1, 26)),
    ("BE", On(7, 21)),
    ("CA", On(7, 1)),
    ("CH", On(8, 1)),
    ("DE", On(10, 3)),
    ("ES", On(10, 12)),
    ("FI", On(12, 6)),
    ("FR", On(7, 14)),
    ("IE", On(3, 17)),
    ("IT", On(6, 2)),
    ("NL", Rule::KingsDay),
    ("NO", On(5, 17)),
    ("NZ", On(2, 6)),
    ("PL", On(11, 11)),
    ("PT", On(6, 10)),
    ("SE", On(6, 6)),
    ("US", On(7, 4)),
];

/// Each computed feast by its slug, in alphabetical order. The days of US law are those of
/// 5 U.S.C. § 6103(a), by their dates and not by the day on which an office closes for them; the
/// British bank holidays are those of England and Wales (Banking and Financial Dealings Act 1971).
pub(super) const CATALOGUE: &[(&str, Where)] = &[
    ("all-saints", Where::Everywhere(On(11, 1))),
    ("all-souls", Where::Everywhere(On(11, 2))),
    ("anzac-day", Where::Everywhere(On(4, 25))),
    ("armistice-day", Where::Everywhere(On(11, 11))),
    ("ascension", Where::Everywhere(Easter(39))),
    ("ash-wednesday", Where::Everywhere(Easter(-46))),
    ("assumption", Where::Everywhere(On(8, 15))),
    ("boxing-day", Where::Everywhere(On(12, 26))),
    ("carnival-monday", Where::Everywhere(Easter(-48))),
    ("carnival-tuesday", Where::Everywhere(Easter(-47))),
    ("christmas-day", Where::Everywhere(On(12, 25))),
    ("christmas-eve", Where::Everywhere(On(12, 24))),
    ("columbus-day", Where::Everywhere(Nth(10, 2, Monday))),
    ("corpus-christi", Where::Everywhere(Easter(60))),
    (
        "early-may-bank-holiday",
        Where::Everywhere(Nth(5, 1, Monday)),
    ),
    ("easter", Where::Everywhere(Easter(0))),
    ("easter-monday", Where::Everywhere(Easter(1))),
    ("epiphany", Where::Everywhere(On(1, 6))),
    ("fathers-day", Where::ByCountry(FATHERS_DAY)),
    ("good-friday", Where::Everywhere(Easter(-2))),
    ("halloween", Where::Everywhere(On(10, 31))),
    ("independence-day", Where::Everywhere(On(7, 4))),
    ("juneteenth", Where::Everywhere(On(6, 19))),
    ("kings-day", Where::Everywhere(Rule::KingsDay)),
    ("labor-day", Where::ByCountry(LABOR_DAY)),
    ("liberation-day", Where::ByCountry(LIBERATION_DAY)),
    (
        "martin-luther-king-day",
        Where::Everywhere(Nth(1, 3, Monday)),
    ),
    ("maundy-thursday", Where::Everywhere(Easter(-3))),
    ("memorial-day", Where::Everywhere(Nth(5, -1, Monday))),
    ("mothers-day", Where::ByCountry(MOTHERS_DAY)),
    ("national-day", Where::ByCountry(NATIONAL_DAY)),
    ("new-years-day", Where::Everywhere(On(1, 1))),
    ("new-years-eve", Where::Everywhere(On(12, 31))),
    ("orthodox-easter", Where::Everywhere(Orthodox(0))),
    ("orthodox-easter-monday", Where::Everywhere(Orthodox(1))),
    ("orthodox-good-friday", Where::Everywhere(Orthodox(-2))),
    ("palm-sunday", Where::Everywhere(Easter(-7))),
    ("pentecost", Where::Everywhere(Easter(49))),
    ("pentecost-monday", Where::Everywhere(Easter(50))),
    ("presidents-day", Where::Everywhere(Nth(2, 3, Monday))),
    ("saint-martin", Where::Everywhere(On(11, 11))),
    ("saint-nicholas", Where::Everywhere(On(12, 6))),
    ("saint-patricks-day", Where::Everywhere(On(3, 17))),
    ("sinterklaas", Where::Everywhere(On(12, 5))),
    ("spring-bank-holiday", Where::Everywhere(Nth(5, -1, Monday))),
    ("summer-bank-holiday", Where::Everywhere(Nth(8, -1, Monday))),
    ("thanksgiving", Where::ByCountry(THANKSGIVING)),
    ("valentines-day", Where::Everywhere(On(2, 14))),
    ("veterans-day", Where::Everywhere(On(11, 11))),
    // The Monday before 25 May (Holidays Act, R.S.C. 1985, c. H-5).
    (
        "victoria-day",
        Where::Everywhere(Rule::OnOrAfter(5, 18, Monday)),
    ),
    ("womens-day", Where::Everywhere(On(3, 8))),
];
