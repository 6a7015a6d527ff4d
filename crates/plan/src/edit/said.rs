//! The words of which sentences about a rule are made, in English and Dutch: names, days, dates,
//! numbers. Decides nothing.

use jiff::civil::{Date, Time, Weekday};

use crate::day;
use crate::model::{Clause, ParentingPlan, Side};
use crate::{Language, MonthDay};

/// A clause that is put into words of a language.
#[derive(Clone, Copy)]
pub(super) struct Said<'p> {
    pub(super) plan: &'p ParentingPlan,
    pub(super) clause: &'p Clause,
    pub(super) language: Language,
}

/// Monday first.
const WEEKDAYS: [[&str; 2]; 7] = [
    ["Monday", "maandag"],
    ["Tuesday", "dinsdag"],
    ["Wednesday", "woensdag"],
    ["Thursday", "donderdag"],
    ["Friday", "vrijdag"],
    ["Saturday", "zaterdag"],
    ["Sunday", "zondag"],
];

const MONTHS: [[&str; 2]; 12] = [
    ["January", "januari"],
    ["February", "februari"],
    ["March", "maart"],
    ["April", "april"],
    ["May", "mei"],
    ["June", "juni"],
    ["July", "juli"],
    ["August", "augustus"],
    ["September", "september"],
    ["October", "oktober"],
    ["November", "november"],
    ["December", "december"],
];

/// From one on. Larger numbers are written in digits.
const NUMBERS: [[&str; 2]; 12] = [
    ["one", "één"],
    ["two", "twee"],
    ["three", "drie"],
    ["four", "vier"],
    ["five", "vijf"],
    ["six", "zes"],
    ["seven", "zeven"],
    ["eight", "acht"],
    ["nine", "negen"],
    ["ten", "tien"],
    ["eleven", "elf"],
    ["twelve", "twaalf"],
];

impl<'p> Said<'p> {
    /// What belongs to the language, of English and Dutch.
    pub(super) fn pick<T>(&self, [english, dutch]: [T; 2]) -> T {
        match self.language {
            Language::En => english,
            Language::Nl => dutch,
        }
    }

    /// `Mara`.
    pub(super) fn parent(&self, side: Side) -> &'p str {
        &self.plan.parent(side).name
    }

    /// `with Mara`.
    pub(super) fn with(&self, side: Side) -> String {
        format!("{} {}", self.pick(["with", "bij"]), self.parent(side))
    }

    /// `Noor and Sam`.
    pub(super) fn children(&self) -> String {
        let children = self.clause.children.iter();
        let names = children.filter_map(|child| self.plan.child(child));
        let names: Vec<String> = names.map(|child| child.name.clone()).collect();
        self.list(&names)
    }

    /// `are`, or `is` for one child.
    pub(super) fn are(&self) -> &'static str {
        if self.clause.children.len() == 1 {
            "is"
        } else {
            self.pick(["are", "zijn"])
        }
    }

    /// `a, b and c`.
    pub(super) fn list(&self, parts: &[String]) -> String {
        match parts.split_last() {
            None => String::new(),
            Some((last, [])) => last.clone(),
            Some((last, others)) => {
                format!("{} {} {last}", others.join(", "), self.pick(["and", "en"]))
            }
        }
    }

    /// `two`.
    pub(super) fn number(&self, number: usize) -> String {
        let words = number.checked_sub(1).and_then(|place| NUMBERS.get(place));
        match words {
            Some(words) => self.pick(*words).to_owned(),
            None => number.to_string(),
        }
    }

    /// `Monday`.
    pub(super) fn weekday(&self, weekday: Weekday) -> &'static str {
        let place = usize::try_from(day::weekday_offset(weekday)).unwrap_or(0);
        self.pick(WEEKDAYS.get(place).copied().unwrap_or_default())
    }

    /// `1 February`.
    pub(super) fn month_day(&self, date: MonthDay) -> String {
        let place = usize::from(date.month.unsigned_abs()).saturating_sub(1);
        let month = self.pick(MONTHS.get(place).copied().unwrap_or_default());
        format!("{} {month}", date.day)
    }

    /// `1 February 2027`.
    pub(super) fn date(&self, date: Date) -> String {
        let (month, day) = (date.month(), date.day());
        let in_year = self.month_day(MonthDay { month, day });
        format!("{in_year} {}", date.year())
    }

    /// `Monday 1 February 2027`.
    pub(super) fn full_date(&self, date: Date) -> String {
        format!("{} {}", self.weekday(date.weekday()), self.date(date))
    }

    /// `at 08:30`.
    pub(super) fn at(&self, time: Time) -> String {
        let time = time.strftime("%H:%M");
        format!("{} {time}", self.pick(["at", "om"]))
    }

    /// The same by minutes since 00:00, up to 24:00.
    pub(super) fn at_minute(&self, minutes: u16) -> String {
        let (hours, minutes) = (minutes / 60, minutes % 60);
        format!("{} {hours:02}:{minutes:02}", self.pick(["at", "om"]))
    }

    /// When the clause holds, where it states dates or birthdays; otherwise empty.
    pub(super) fn holds(&self) -> String {
        let clause = self.clause;
        let birthday = |age: u8| {
            self.pick([
                format!("the birthday on which a child turns {age}"),
                format!("de verjaardag waarop een kind {age} wordt"),
            ])
        };
        let from = clause.from.map(|date| self.date(date));
        let until = clause.until.map(|date| self.date(date));
        let edges = [
            (["from", "vanaf"], from),
            (["until", "tot"], until),
            (["from", "vanaf"], clause.from_birthday.map(birthday)),
            (["until", "tot"], clause.until_birthday.map(birthday)),
        ];
        let stated: Vec<String> = edges
            .into_iter()
            .filter_map(|(word, edge)| Some(format!("{} {}", self.pick(word), edge?)))
            .collect();
        if stated.is_empty() {
            return String::new();
        }
        format!(
            "{} {}.",
            self.pick(["This holds", "Dit geldt"]),
            stated.join(" ")
        )
    }
}

/// Sentences, one after another.
pub(super) fn sentences(parts: &[String]) -> String {
    let parts: Vec<&str> = parts
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" ")
}
