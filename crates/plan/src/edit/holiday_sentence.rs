//! The sentence that says how a school holiday is shared. Reads a rule; makes text.

use super::said::{Said, sentences};
use crate::rule::{
    Bell, Middle, Moment, MomentDay, MomentTime, SchoolHolidays, Sharing, Who, YearOf, YearlyMoment,
};

/// The names of school holidays with their article, as they stand in the middle of a sentence.
const NAMES: [(&str, [&str; 2]); 17] = [
    ("autumn", ["the autumn holiday", "de herfstvakantie"]),
    ("christmas", ["the Christmas holiday", "de kerstvakantie"]),
    ("spring", ["the spring holiday", "de voorjaarsvakantie"]),
    ("may", ["the May holiday", "de meivakantie"]),
    ("summer", ["the summer holiday", "de zomervakantie"]),
    ("winter", ["the winter holiday", "de wintervakantie"]),
    ("easter", ["the Easter holiday", "de paasvakantie"]),
    ("easter-spring", ["the Easter holiday", "de paasvakantie"]),
    ("carnival", ["the carnival holiday", "de carnavalsvakantie"]),
    (
        "ascension",
        ["the Ascension holiday", "de hemelvaartsvakantie"],
    ),
    ("whit", ["the Whitsun holiday", "de pinkstervakantie"]),
    (
        "ascension-whit",
        ["the Whitsun holiday", "de pinkstervakantie"],
    ),
    (
        "all-saints",
        ["the All Saints holiday", "de vakantie rond Allerheiligen"],
    ),
    ("semester", ["the semester holiday", "de semestervakantie"]),
    (
        "term-1",
        [
            "the holiday after the first term",
            "de vakantie na het eerste kwartaal",
        ],
    ),
    (
        "term-2",
        [
            "the holiday after the second term",
            "de vakantie na het tweede kwartaal",
        ],
    ),
    (
        "term-3",
        [
            "the holiday after the third term",
            "de vakantie na het derde kwartaal",
        ],
    ),
];

/// What a clause on school holidays agrees.
pub(super) fn school(said: &Said<'_>, rule: &SchoolHolidays) -> String {
    let names: Vec<String> = rule.holidays.iter().map(|name| named(said, name)).collect();
    let holidays = said.list(&names);
    let (children, are) = (said.children(), said.are());
    let begin = said.pick([
        format!("In {holidays} {children} {are}"),
        format!("In {holidays} {are} {children}"),
    ]);
    let (shared, changes) = shared(said, &rule.sharing);
    let from = moment(said, rule.from, Edge::First);
    let until = moment(said, rule.until, Edge::Last);
    let stretch = said.pick([
        format!("This is from {from} until {until}."),
        format!("Dit is van {from} tot {until}."),
    ]);
    sentences(&[
        format!("{begin} {shared}."),
        changes,
        year(said, rule.sharing.first()),
        stretch,
        said.holds(),
    ])
}

/// Who has it, and the sentence that says when it changes.
fn shared(said: &Said<'_>, sharing: &Sharing) -> (String, String) {
    let first = who(said, sharing.first());
    match sharing {
        Sharing::Whole(_) => (first, String::new()),
        Sharing::Halves { at, .. } => {
            let ends = said.pick(["The first half ends", "De eerste helft eindigt"]);
            let who = said.pick([
                format!("{first} for the first half and with the other parent for the second"),
                format!("de eerste helft {first} en de tweede helft bij de andere ouder"),
            ]);
            (who, format!("{ends} {}.", middle(said, at)))
        }
        Sharing::Parts { at, .. } => {
            let moments: Vec<String> = at.iter().map(|at| yearly(said, *at)).collect();
            let change = said.pick(["The parts change", "De delen wisselen"]);
            let who = said.pick([
                format!("in turn with each parent, for the first part {first}"),
                format!("om de beurt bij elke ouder, het eerste deel {first}"),
            ]);
            (who, format!("{change} {}.", said.list(&moments)))
        }
        Sharing::Weeks { change, .. } => {
            let changes = match change {
                Some((weekday, time)) => {
                    let on = said.pick(["Changes are on", "Gewisseld wordt op"]);
                    format!("{on} {} {}.", said.weekday(*weekday), said.at(*time))
                }
                None => {
                    let text = said.pick([
                        "Changes are every seven days from the beginning.",
                        "Gewisseld wordt elke zeven dagen vanaf het begin.",
                    ]);
                    text.to_owned()
                }
            };
            let who = said.pick([
                format!("in turn for a week with each parent, in the first week {first}"),
                format!("om de beurt een week bij elke ouder, de eerste week {first}"),
            ]);
            (who, changes)
        }
    }
}

/// A school holiday with its article, in English and Dutch: `the autumn holiday`.
pub(crate) fn school_holiday(name: &str) -> [String; 2] {
    let known = NAMES.iter().find(|(known, _)| *known == name);
    if let Some((_, words)) = known {
        return words.map(str::to_owned);
    }
    let words = name.replace('-', " ");
    [
        format!("the holiday {words}"),
        format!("de vakantie {words}"),
    ]
}

fn named(said: &Said<'_>, name: &str) -> String {
    said.pick(school_holiday(name))
}

/// `with Mara in even years and with Elias in odd years`.
fn who(said: &Said<'_>, who: &Who) -> String {
    let of = |child: &Option<crate::ChildId>| {
        let child = child.as_ref().and_then(|child| said.plan.child(child));
        let any = said.pick(["the child", "het kind"]);
        child.map_or(any, |child| child.name.as_str())
    };
    match who {
        Who::Parent(side) => said.with(*side),
        Who::ByYear { even, odd, .. } => {
            let even = even.map(|side| {
                let with = said.with(side);
                said.pick([
                    format!("{with} in even years"),
                    format!("in even jaren {with}"),
                ])
            });
            let odd = odd.map(|side| {
                let with = said.with(side);
                said.pick([
                    format!("{with} in odd years"),
                    format!("in oneven jaren {with}"),
                ])
            });
            let years: Vec<String> = even.into_iter().chain(odd).collect();
            said.list(&years)
        }
        Who::Holder { of: child } => {
            let child = of(child);
            said.pick([
                format!("with the parent who has {child} when it begins"),
                format!("bij de ouder bij wie {child} aan het begin is"),
            ])
        }
        Who::Other { of: child } => {
            let child = of(child);
            said.pick([
                format!("with the parent who does not have {child} when it begins"),
                format!("bij de ouder bij wie {child} aan het begin niet is"),
            ])
        }
    }
}

/// Which year counts, and what holds in years of which the rule says nothing.
fn year(said: &Said<'_>, who: &Who) -> String {
    let Who::ByYear { even, odd, year } = who else {
        return String::new();
    };
    let counts = match year {
        Some(YearOf::First) => said.pick([
            "The year in which it begins counts.",
            "Het jaar waarin de vakantie begint telt.",
        ]),
        Some(YearOf::Last) => said.pick([
            "The year in which it ends counts.",
            "Het jaar waarin de vakantie eindigt telt.",
        ]),
        None => "",
    };
    let others = if even.is_none() || odd.is_none() {
        said.pick([
            "In other years this clause does not hold.",
            "In andere jaren geldt dit artikel niet.",
        ])
    } else {
        ""
    };
    sentences(&[counts.to_owned(), others.to_owned()])
}

/// Where the first half ends.
fn middle(said: &Said<'_>, at: &Middle) -> String {
    match at {
        Middle::Midpoint => said.pick(["halfway", "halverwege"]).to_owned(),
        Middle::MidpointWithout(_) => {
            let text = said.pick([
                "halfway, without the days that the rule does not count",
                "halverwege, zonder de dagen die de regel niet meetelt",
            ]);
            text.to_owned()
        }
        Middle::Yearly(moment) => yearly(said, *moment),
        Middle::After { days, minutes } => {
            let on = said.pick(["on", "op"]);
            let day = days_off(said, *days, Edge::First);
            let day = match days {
                0 => format!("{on} {day}"),
                _ => day,
            };
            format!("{day} {}", said.at_minute(*minutes))
        }
    }
}

/// `on 26 December at 17:00`.
fn yearly(said: &Said<'_>, moment: YearlyMoment) -> String {
    let on = said.pick(["on", "op"]);
    let day = said.month_day(moment.day);
    format!("{on} {day} {}", said.at_minute(moment.minutes))
}

/// From which day of a holiday a moment is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    First,
    Last,
}

/// `Friday when school ends`.
fn moment(said: &Said<'_>, moment: Moment, edge: Edge) -> String {
    let day = match moment.day {
        MomentDay::Plus(days) => days_off(said, days, edge),
        MomentDay::Weekday(weekday) => said.weekday(weekday).to_owned(),
        MomentDay::SchoolDay => {
            let text = match edge {
                Edge::First => said.pick([
                    "the last school day before it",
                    "de laatste schooldag ervoor",
                ]),
                Edge::Last => {
                    said.pick(["the first school day after it", "de eerste schooldag erna"])
                }
            };
            text.to_owned()
        }
    };
    let time = match moment.time {
        MomentTime::At(minutes) => said.at_minute(minutes),
        MomentTime::School { bell, or } => {
            let rings = match bell {
                Bell::Starts => said.pick(["when school starts", "als de school begint"]),
                Bell::Ends => said.pick(["when school ends", "als de school uit is"]),
            };
            match or {
                None => rings.to_owned(),
                Some(time) => {
                    let at = said.at(time);
                    said.pick([
                        format!("{rings} (without school {at})"),
                        format!("{rings} (zonder school {at})"),
                    ])
                }
            }
        }
    };
    format!("{day} {time}")
}

/// `the day before its first day`.
fn days_off(said: &Said<'_>, days: i16, edge: Edge) -> String {
    let day = match edge {
        Edge::First => said.pick(["its first day", "de eerste dag"]),
        Edge::Last => said.pick(["its last day", "de laatste dag"]),
    };
    let count = usize::from(days.unsigned_abs());
    let number = said.number(count);
    let side = if days < 0 {
        said.pick(["before", "voor"])
    } else {
        said.pick(["after", "na"])
    };
    match count {
        0 => day.to_owned(),
        1 => format!("{} {side} {day}", said.pick(["the day", "de dag"])),
        _ => format!("{number} {} {side} {day}", said.pick(["days", "dagen"])),
    }
}
