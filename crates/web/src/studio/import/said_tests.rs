//! What a draft from a calendar says in words, and what its pages say of dates: in the plan language's
//! own sentences, without a date as machines write it, and without a night that is otherwise.

use jiff::ToSpan as _;
use jiff::civil::{Time, Weekday, date};
use plan::detect::{Found, Rhythm, Suggestion};
use plan::{Change, Nights, Side, WeekNumbering, Weeks};
use proptest::prelude::*;

use super::calendar::counted_near;
use super::form::{detected, taken};
use super::markup::{ImportView, Stage, import_page};
use super::tests::{TODAY, days_later, looked, weeks};
use crate::swap::sample::{cast_of_two, family, frame};
use crate::text::Lang;

/// The words of a clause are those that the plan language has for its rule: names in place of "the
/// children", dates in words, and none from before the plan but the week that it begins in.
#[test]
fn the_sentence_of_a_rhythm_says_what_its_rule_says() {
    let detection = detected(&looked(&weeks())).unwrap();
    let text = taken(&detection.found, 0, &family(), TODAY)
        .unwrap()
        .unwrap();
    assert!(text.starts_with("edition = 1"), "no template is spoken of");
    let clause = plan::edit::clauses(&text).unwrap().remove(0);
    for (said, expected) in clause.sentence.iter().zip([
        "are in turn seven nights with Mara and seven with Elias. This is counted from the night of Friday 20 November 2026. Changes are at 17:00.",
        "zijn om de beurt zeven nachten bij Mara en zeven bij Elias. Er wordt geteld vanaf de nacht van vrijdag 20 november 2026. Gewisseld wordt om 17:00.",
    ]) {
        assert!(said.ends_with(expected), "{said}");
        for child in family().children() {
            assert!(said.contains(child.name.as_str()), "{said}");
        }
    }
    assert!(
        clause.rest.contains("start = 2026-11-20"),
        "{}",
        clause.rest
    );
}

/// Week 53 and week 1 are both odd, which no cycle of nights says.
#[test]
fn odd_and_even_weeks_are_said_by_their_numbers() {
    let weeks = Weeks {
        odd: Some(Side::A),
        even: Some(Side::B),
        day: Weekday::Monday,
        change: jiff::civil::time(8, 30, 0, 0),
        numbering: WeekNumbering::Iso,
    };
    let found = Found::Suggestions(vec![Suggestion {
        rhythm: Rhythm::Weeks(weeks),
        name: None,
        weeks: None,
        from: date(2026, 1, 5),
        cycle: 14,
        nights: 400,
        explained: 400,
        changes: 50,
        changes_on_time: 50,
        exceptions: Vec::new(),
    }]);
    let text = taken(&found, 0, &family(), TODAY).unwrap().unwrap();
    let clause = plan::edit::clauses(&text).unwrap().remove(0);
    for (said, expected) in clause.sentence.iter().zip([
        "are with Mara in odd weeks and with Elias in even weeks, by the ISO week number. The week changes on Monday at 08:30.",
        "zijn in de oneven weken bij Mara en in de even weken bij Elias, naar het ISO-weeknummer. De week wisselt op maandag om 08:30.",
    ]) {
        assert!(said.ends_with(expected), "{said}");
    }
}

/// What a reader of the page reads has dates in words; the next step's fields are not read.
#[test]
fn no_page_shows_a_date_of_machines() {
    let people = cast_of_two();
    let form = looked(&weeks());
    let detection = detected(&form).unwrap();
    for lang in Lang::ALL {
        for shows in [Stage::Whose(None), Stage::Found(detection.clone())] {
            let view = ImportView {
                people: people.clone(),
                form: form.clone(),
                shows,
                back: "/plan/drafts",
            };
            let page = import_page(&frame(lang, &people[0]), &view).into_string();
            let texts = page.split('<').filter_map(|part| part.split_once('>'));
            for (_, said) in texts {
                assert!(!said.contains("2026-"), "{said}");
            }
        }
    }
}

proptest! {
    /// Wherever a rhythm is counted from, each night stays with whom it was; and it is counted from
    /// near the first day.
    #[test]
    fn counting_from_near_the_first_day_changes_no_night(
        cycle in prop::collection::vec(prop::bool::ANY, 2..29),
        before in -400..400_i64,
    ) {
        let nights = Nights {
            cycle: cycle.iter().map(|a| if *a { Side::A } else { Side::B }).collect(),
            start: TODAY.saturating_sub(before.days()),
            change: Change::Daily(Time::midnight()),
        };
        let length = i64::try_from(nights.cycle.len()).unwrap();
        let was = Rhythm::Nights(nights);
        let is = counted_near(&was, TODAY);
        let Rhythm::Nights(near) = &is else {
            panic!("{is:?}");
        };
        let ahead = i64::from((near.start - TODAY).get_days());
        prop_assert!((-6..length).contains(&ahead), "{ahead}");
        for place in 0..60 {
            let night = days_later(TODAY, place);
            prop_assert_eq!(is.side_of(night), was.side_of(night));
        }
    }
}
