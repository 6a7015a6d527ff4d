//! A plan's text is taken when it reads and is of this family; a calendar leads to a rhythm and a plan
//! that says the same nights; nothing that is sent makes it panic.

use std::fmt::Write as _;

use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime, Time, date};
use jiff::tz::TimeZone;
use plan::detect::{Found, Rhythm};
use plan::pattern::{self, Pattern};
use plan::{Change, ParentingPlan, Side, Window, compile, measure};
use proptest::prelude::*;

use super::calendar::{Items, Whose, items};
use super::form::{Given, ImportForm, Step, Wrong, detected, given, taken};
use super::markup::{ImportView, Stage, import_page};
use crate::page::tests::check_page;
use crate::swap::sample::{PLAN, cast_of_two, family, frame};
use crate::text::Lang;

pub(super) const TODAY: Date = date(2026, 11, 23);

/// Weeks in turn from a Friday at 17:00, with Mara's first; a weekend of one of hers is with Elias.
pub(super) fn weeks() -> String {
    let mut text = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\n");
    let mut item = |number: i64, name: &str, (from, until): (DateTime, DateTime)| {
        let stamp = "%Y%m%dT%H%M%S";
        let _ = write!(
            text,
            "BEGIN:VEVENT\r\nUID:{number}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:{}\r\nDTEND:{}\r\nSUMMARY:{name}\r\nEND:VEVENT\r\n",
            from.strftime(stamp),
            until.strftime(stamp)
        );
    };
    let first = date(2026, 1, 2).at(17, 0, 0, 0);
    for number in 0..20_i64 {
        let from = first.saturating_add((7 * number).days());
        let until = from.saturating_add(7.days());
        let name = if number % 2 == 0 {
            "at Mara's"
        } else {
            "with Elias"
        };
        if number == 6 {
            let change = from.saturating_add(4.days());
            item(number, name, (from, change));
            item(100, "with Elias", (change, until));
        } else {
            item(number, name, (from, until));
        }
    }
    item(200, "Dentist", (first, first.saturating_add(1.hours())));
    text.push_str("END:VCALENDAR\r\n");
    text
}

pub(super) fn looked(text: &str) -> ImportForm {
    looked_at(text, family().zone())
}

fn looked_at(text: &str, zone: &TimeZone) -> ImportForm {
    let items = items(text, zone, TODAY).unwrap();
    let whose = items.labels.iter().map(|label| match label.as_str() {
        "at Mara's" => Whose::Of(Side::A),
        "with Elias" => Whose::Of(Side::B),
        _ => Whose::Nobody,
    });
    ImportForm {
        whose: whose.collect(),
        items,
        step: Step::Look,
        ..ImportForm::default()
    }
}

#[test]
fn weeks_in_a_calendar_become_a_plan_with_the_same_nights() {
    let form = looked(&weeks());
    assert_eq!(form.items.labels.len(), 3);
    let detection = detected(&form).unwrap();
    let Found::Suggestions(suggestions) = &detection.found else {
        panic!("{detection:?}");
    };
    let first = &suggestions[0];
    assert_eq!(
        first.name.map(|name| name.pattern.name),
        Some("alternating-weeks")
    );
    assert_eq!(first.exceptions.len(), 1, "the stretch that was otherwise");
    let text = taken(&detection.found, 0, &family(), TODAY)
        .unwrap()
        .unwrap();
    let plan = ParentingPlan::read(&text, TODAY).unwrap();
    let window = Window::new(date(2027, 1, 1), date(2027, 1, 29)).unwrap();
    let measured = measure(&plan, &compile(&plan, window, &[]));
    for child in &measured.children {
        assert_eq!((child.overnights.a, child.overnights.b), (14, 14));
        assert_eq!((child.longest_nights.a, child.longest_nights.b), (7, 7));
    }
    assert_eq!(taken(&detection.found, 9, &family(), TODAY), Ok(None));
}

#[test]
fn what_the_first_step_found_comes_back_in_the_second() {
    let form = looked(&weeks());
    let mut pairs = vec![
        ("items", form.items.written()),
        ("between", form.between.value().to_owned()),
        ("step", "look".to_owned()),
    ];
    pairs.extend(
        form.items
            .labels
            .iter()
            .map(|label| ("label", label.clone())),
    );
    pairs.extend(
        form.whose
            .iter()
            .map(|one| ("whose", one.value().to_owned())),
    );
    assert_eq!(ImportForm::from_pairs(pairs), form);
}

#[test]
fn a_calendar_of_one_parent_needs_the_word_that_the_rest_is_the_other_s() {
    let only: String = weeks();
    let mut form = looked(&only);
    for (label, whose) in form.items.labels.iter().zip(&mut form.whose) {
        if label == "with Elias" {
            *whose = Whose::Nobody;
        }
    }
    assert!(matches!(
        detected(&form).unwrap().found,
        Found::OneParent(Side::A)
    ));
    form.between = Whose::Of(Side::B);
    assert!(matches!(
        detected(&form).unwrap().found,
        Found::Suggestions(_)
    ));
}

#[test]
fn a_plan_of_the_family_is_taken_and_one_of_others_is_named() {
    let family = family();
    let text = |text: &str| ImportForm {
        text: text.to_owned(),
        ..ImportForm::default()
    };
    assert_eq!(
        given(&text(PLAN), &family, TODAY),
        Ok(Given::Plan(PLAN.to_owned()))
    );
    let other = PLAN.replace("\"mara\"", "\"marie\"");
    assert!(
        matches!(given(&text(&other), &family, TODAY), Err(Wrong::Others(names)) if names == ["Mara"])
    );
    let odd = PLAN.replacen("[[parent]]", "[[parents]]", 1);
    assert!(matches!(
        given(&text(&odd), &family, TODAY),
        Err(Wrong::Plan(_))
    ));
    assert_eq!(given(&text(" \n"), &family, TODAY), Err(Wrong::Nothing));
    assert_eq!(
        given(&text("a\u{fffd}b"), &family, TODAY),
        Err(Wrong::NoText)
    );
    let broken = text("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:never\nEND:VEVENT\nEND:VCALENDAR\n");
    assert!(matches!(
        given(&broken, &family, TODAY),
        Err(Wrong::Calendar(_))
    ));
}

/// Numbers that look random and are the same in every run (xorshift).
struct Numbers(u64);

impl Numbers {
    /// From 0 up to but without `end`.
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 16) % u64::try_from(end).unwrap()).unwrap()
    }
}

/// What a family keeps to, but for some nights.
struct Followed {
    /// A cycle of the schedule, from the first night of the calendar on.
    cycle: Vec<Side>,
    first: Date,
    nights: usize,
    change: Time,
}

impl Followed {
    fn new(pattern: &Pattern, change: Time, numbers: &mut Numbers) -> Self {
        let first = days_later(date(2024, 1, 1), numbers.below(900));
        let mut cycle = pattern.cycle();
        if numbers.below(2) == 1 {
            cycle = cycle.into_iter().map(Side::other).collect();
        }
        let place = match pattern.begins {
            // The cycle begins with a Monday night.
            Some(_) => {
                let weekday = usize::try_from(first.weekday().to_monday_zero_offset()).unwrap();
                weekday + 7 * numbers.below(cycle.len() / 7)
            }
            None => numbers.below(cycle.len()),
        };
        cycle.rotate_left(place);
        let nights = 7 * (26 + numbers.below(35));
        Self {
            cycle,
            first,
            nights,
            change,
        }
    }

    fn night(&self, place: usize) -> Side {
        self.cycle[place % self.cycle.len()]
    }

    /// The nights as they went: one in twenty with the other parent.
    fn with_exceptions(&self, numbers: &mut Numbers) -> Vec<Side> {
        let mut nights: Vec<Side> = (0..self.nights).map(|place| self.night(place)).collect();
        let mut left = nights.len().div_ceil(20);
        while left > 0 {
            let place = numbers.below(nights.len());
            if nights[place] == self.night(place) {
                nights[place] = nights[place].other();
                left -= 1;
            }
        }
        nights
    }

    /// Whether a rhythm gives the same nights over a year, changed at the same time.
    fn is(&self, rhythm: &Rhythm) -> bool {
        let change = match rhythm {
            Rhythm::Nights(nights) => nights.change.clone(),
            Rhythm::Weeks(weeks) => Change::Daily(weeks.change),
        };
        let same = |place| rhythm.side_of(days_later(self.first, place)) == Some(self.night(place));
        change == Change::Daily(self.change) && (0..365).all(same)
    }
}

pub(super) fn days_later(from: Date, days: usize) -> Date {
    from.saturating_add(i64::try_from(days).unwrap().days())
}

/// How a program writes the times of an item.
#[derive(Clone, Copy)]
enum Clock {
    /// On no clock in particular.
    Local,
    /// On that of a zone by its name in the tz database.
    Named,
    /// On that of a zone which the file defines.
    Defined,
    Utc,
    WholeDays,
}

impl Clock {
    /// The parameter and the value of a property.
    fn written(self, at: DateTime, zone: &TimeZone) -> String {
        let local = at.strftime("%Y%m%dT%H%M%S");
        match self {
            Self::Local => format!(":{local}"),
            Self::Named => format!(";TZID=Europe/Amsterdam:{local}"),
            Self::Defined => format!(";TZID=W. Europe Standard Time:{local}"),
            Self::Utc => {
                let utc = at.to_zoned(zone.clone()).unwrap().timestamp();
                format!(":{}", utc.strftime("%Y%m%dT%H%M%SZ"))
            }
            Self::WholeDays => format!(";VALUE=DATE:{}", at.strftime("%Y%m%d")),
        }
    }
}

/// A zone as calendars of an office define it.
const OFFICE: &str = "BEGIN:VTIMEZONE\r\nTZID:W. Europe Standard Time\r\n\
    BEGIN:STANDARD\r\nDTSTART:20201025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n\
    RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\n\
    BEGIN:DAYLIGHT\r\nDTSTART:20200329T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n\
    RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n";
/// An item is of so many nights at most; longer ones are cut.
const ITEM_NIGHTS_MAX: usize = 14;

/// The nights of a calendar in items, each on one of these clocks, and a visit to the dentist.
fn written(
    followed: &Followed,
    clocks: &[Clock],
    zone: &TimeZone,
    numbers: &mut Numbers,
) -> String {
    let mut runs: Vec<(usize, usize, Side)> = Vec::new();
    for (place, side) in followed.with_exceptions(numbers).into_iter().enumerate() {
        match runs.last_mut() {
            Some((_, length, last)) if *last == side && *length < ITEM_NIGHTS_MAX => *length += 1,
            Some(_) | None => runs.push((place, 1, side)),
        }
    }
    let at = |place| days_later(followed.first, place).to_datetime(followed.change);
    let mut text = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\n{OFFICE}");
    let mut item = |clock: Clock, (from, until): (DateTime, DateTime), name: &str| {
        let (from, until) = (clock.written(from, zone), clock.written(until, zone));
        let _ = write!(
            text,
            "BEGIN:VEVENT\r\nUID:{name}{from}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART{from}\r\nDTEND{until}\r\nSUMMARY:{name}\r\nEND:VEVENT\r\n"
        );
    };
    for (place, length, side) in runs {
        let name = match side {
            Side::A => "at Mara's",
            Side::B => "with Elias",
        };
        let clock = clocks[numbers.below(clocks.len())];
        item(clock, (at(place), at(place + length)), name);
    }
    let visit = followed.first.at(10, 0, 0, 0);
    item(
        Clock::Local,
        (visit, visit.saturating_add(1.hours())),
        "Dentist",
    );
    text.push_str("END:VCALENDAR\r\n");
    text
}

/// A calendar of whole days says no time: the children change homes at midnight.
#[test]
fn of_200_calendars_with_one_exception_in_twenty_at_least_95_percent_are_recovered() {
    let family = family();
    let zone = family.zone();
    let mut numbers = Numbers(0x2026_1123);
    let timed = [Clock::Local, Clock::Named, Clock::Defined, Clock::Utc];
    let mut lost: Vec<(&str, Date)> = Vec::new();
    for (number, pattern) in pattern::ALL.iter().cycle().take(200).enumerate() {
        let whole_days = number % 4 == 3;
        let hour = i8::try_from(7 + numbers.below(14)).unwrap();
        let minute = i8::try_from(15 * numbers.below(4)).unwrap();
        let (clocks, change) = if whole_days {
            (&[Clock::WholeDays][..], Time::midnight())
        } else {
            (&timed[..], Time::new(hour, minute, 0, 0).unwrap())
        };
        let followed = Followed::new(pattern, change, &mut numbers);
        let form = looked_at(&written(&followed, clocks, zone, &mut numbers), zone);
        assert_eq!((form.items.labels.len(), form.items.left_out), (3, 0));
        let found = detected(&form).unwrap().found;
        let recovered = match &found {
            Found::Suggestions(all) => all.first().is_some_and(|one| followed.is(&one.rhythm)),
            Found::OneParent(_) | Found::NoRhythm { .. } | Found::TooLittle => false,
        };
        if !recovered {
            lost.push((pattern.name, followed.first));
        }
    }
    assert!(lost.len() <= 10, "{} of 200 are lost: {lost:?}", lost.len());
}

#[test]
fn a_schedule_has_its_name_in_the_readers_language() {
    let people = cast_of_two();
    let form = looked(&weeks());
    let detection = detected(&form).unwrap();
    for (lang, said) in [
        (
            Lang::En,
            "This looks like “Alternating weeks”, beginning with Mara",
        ),
        (Lang::Nl, "Dit lijkt op “Om de week”, te beginnen bij Mara"),
    ] {
        let view = ImportView {
            people: people.clone(),
            form: form.clone(),
            shows: Stage::Found(detection.clone()),
            back: "/plan/drafts",
        };
        let page = import_page(&frame(lang, &people[0]), &view).into_string();
        assert!(page.contains(said), "{said} in {page}");
        assert_eq!(page.contains("Alternating weeks"), lang == Lang::En);
    }
}

#[test]
fn each_step_is_a_whole_page_in_both_languages() {
    let people = cast_of_two();
    let form = looked(&weeks());
    let detection = detected(&form).unwrap();
    for lang in Lang::ALL {
        for shows in [
            Stage::Begin(None),
            Stage::Begin(Some(Wrong::Nothing)),
            Stage::Whose(None),
            Stage::Whose(Some(Wrong::NobodyChosen)),
            Stage::Found(detection.clone()),
            Stage::Refused("No.".to_owned()),
        ] {
            let view = ImportView {
                people: people.clone(),
                form: form.clone(),
                shows,
                back: "/plan/drafts",
            };
            check_page(&import_page(&frame(lang, &people[0]), &view).into_string());
        }
    }
}

proptest! {
    /// Whatever is sent is answered.
    #[test]
    fn nothing_that_is_sent_panics(
        pairs in prop::collection::vec(("(text|items|label|whose|between|step)", ".{0,60}|2026-0[1-9]-0[1-9]T1[0-9]:00 2026-0[1-9]-0[1-9]T1[0-9]:00 [0-2]|a|b|take-[0-9]"), 0..40)
    ) {
        let form = ImportForm::from_pairs(pairs);
        let family = family();
        let _ = given(&form, &family, TODAY);
        if let Ok(detection) = detected(&form) {
            for place in 0..4 {
                if let Ok(Some(text)) = taken(&detection.found, place, &family, TODAY) {
                    prop_assert!(ParentingPlan::read(&text, TODAY).is_ok());
                }
            }
        }
    }

    /// Items survive the form that carries them.
    #[test]
    fn items_are_read_as_they_were_written(lines in prop::collection::vec((0..400_i64, 1..60_i64, 0..3_usize), 0..30)) {
        let first = date(2026, 1, 1).at(8, 30, 0, 0);
        let labels: Vec<String> = ["a", "b", "c"].map(str::to_owned).to_vec();
        let items = Items {
            labels: labels.clone(),
            items: lines.iter().map(|(day, hours, label)| {
                let from = first.saturating_add(day.days());
                (from, from.saturating_add(hours.hours()), *label)
            }).collect(),
            left_out: 0,
        };
        prop_assert_eq!(Items::read(&items.written(), labels), items);
    }
}
