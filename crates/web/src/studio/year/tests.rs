//! The year draws what the timeline says: nothing twice, nothing left out, and the table has the
//! numbers of the measures.

use jiff::civil::{Date, date, datetime};
use maud::html;
use plan::{Side, Timeline, measure};

use super::markup::{Around, heading, months, only, year};
use super::view::{Band, Foot, Framed, Year};
use super::*;
use crate::calendar::Scene;
use crate::calendar::days::Holder;
use crate::calendar::sample::{Sample, sample};
use crate::page::tests::{check_page, frame, main_of};
use crate::page::{Tab, page};
use crate::text::{Lang, Text};

const FIRST: Date = date(2026, 10, 14);

fn timeline(sample: &Sample) -> Timeline {
    let window = window(FIRST, None).unwrap();
    sample.timeline((window.from(), window.to()))
}

fn of(sample: &Sample, timeline: &Timeline, lang: Lang) -> Year {
    build(&sample.scene(timeline, lang), &Marks::default())
}

fn html(year_of: &Year, lang: Lang, around: Around<'_>) -> String {
    let text = Text::of(lang);
    let inside = html! {
        h1 { "Plan" }
        section #year { h2 { (heading(text, year_of)) } (year(text, year_of, around)) }
    };
    let frame = frame(lang, "Plan", &year_of.people[0], Tab::Plan);
    let html = page(&frame, inside).into_string();
    check_page(&html);
    main_of(&html)
}

/// What a month has of the year, in minutes.
fn extent(year: &Year, month: Date) -> (u32, u32) {
    let day = |date: Date| u32::from(date.day().unsigned_abs());
    let first = if year.first > month {
        day(year.first) - 1
    } else {
        0
    };
    let last = year.last.min(month.last_of_month());
    (first * 1_440, day(last) * 1_440)
}

#[test]
fn every_minute_of_the_year_stands_in_one_band_of_each_lane() {
    let sample = sample();
    let timeline = timeline(&sample);
    let year = of(&sample, &timeline, Lang::En);
    assert_eq!(year.months.len(), 13, "it begins within a month");
    for month in &year.months {
        for lane in &month.lanes {
            let (mut reached, end) = extent(&year, month.first);
            for band in lane {
                assert_eq!(band.part.0, reached, "{}", month.first);
                reached = band.part.1;
            }
            assert_eq!(reached, end, "{}", month.first);
        }
    }
}

#[test]
fn children_whose_year_is_the_same_share_a_lane() {
    let sample = sample();
    let timeline = timeline(&sample);
    let year = of(&sample, &timeline, Lang::En);
    assert_eq!(year.lanes, [vec![0, 1], vec![2], vec![3]]);
    assert_eq!(year.ids(0).len(), 2);
    let numbers: Vec<u16> = year.clauses.iter().map(|(number, _)| *number).collect();
    // The last clause gives no care; what the two clauses of October disagree on is nobody's.
    assert_eq!(numbers, [1, 2, 3, 4, 5]);
    assert!(year.has(Holder::Clash) && !year.has(Holder::Silent));
}

#[test]
fn the_nights_are_those_of_the_measures() {
    let sample = sample();
    let timeline = timeline(&sample);
    let year = of(&sample, &timeline, Lang::En);
    let measures = measure(&sample.plan, &timeline);
    for (lane, places) in year.lanes.iter().enumerate() {
        for place in places {
            let kid = &year.kids.all()[*place];
            let counted = measures.child(&kid.id).unwrap();
            assert_eq!(year.nights(lane), counted.overnights, "{}", kid.name);
        }
    }
}

/// Who has a lane at a minute of a month.
fn holder(lane: &[Band], minute: u32) -> Option<Holder> {
    let mut bands = lane.iter();
    let band = bands.find(|band| band.part.0 <= minute && minute < band.part.1);
    band.map(|band| band.holder)
}

#[test]
fn the_last_lane_is_where_all_are_with_the_same_parent() {
    let sample = sample();
    let timeline = timeline(&sample);
    let year = of(&sample, &timeline, Lang::En);
    let mut apart = 0;
    for month in &year.months {
        let (first, end) = extent(&year, month.first);
        for noon in (first + 720..end).step_by(1_440) {
            let mut all = month.lanes.iter().map(|lane| holder(lane, noon));
            let one = all.next().flatten();
            let same = matches!(one, Some(Holder::With(_))) && all.all(|other| other == one);
            let drawn = holder(&month.together, noon);
            assert_eq!(drawn, one.filter(|_| same), "{} {noon}", month.first);
            apart += u32::from(!same);
        }
    }
    assert!(apart > 100, "Pim is mostly with Mara: {apart}");
}

#[test]
fn a_year_ends_with_its_plan() {
    let until = Some(date(2027, 2, 10));
    let short = window(FIRST, until).unwrap();
    assert_eq!((short.from(), short.to()), (FIRST, date(2027, 2, 10)));
    let whole = window(date(2028, 2, 29), Some(FIRST)).unwrap();
    assert_eq!(
        whole.to(),
        date(2029, 2, 28),
        "an end that has passed counts for nothing"
    );
    assert!(window(date(2400, 1, 1), None).is_none());
}

#[test]
fn what_is_marked_stands_in_the_lanes_of_its_children_and_along_the_foot() {
    let sample = sample();
    let timeline = timeline(&sample);
    let span = (
        datetime(2026, 11, 29, 12, 0, 0, 0),
        datetime(2026, 12, 2, 0, 0, 0, 0),
    );
    let framed = [Framed {
        children: vec!["sam".parse().unwrap()],
        span,
    }];
    let marks = Marks {
        framed: &framed,
        differing: Some(&[span]),
    };
    let scene: Scene<'_> = sample.scene(&timeline, Lang::En);
    let year = build(&scene, &marks);
    assert_eq!(year.foot, Foot::Differing);
    let (november, december) = (&year.months[1], &year.months[2]);
    assert_eq!(november.framed, [(0, (28 * 1_440 + 720, 30 * 1_440))]);
    assert_eq!(december.framed, [(0, (0, 1_440))]);
    assert_eq!(december.foot, [(0, 1_440)]);
    assert!(year.is_framed() && year.has_foot());
    let html = html(&year, Lang::En, Around::default());
    assert!(html.contains("year-warn") && html.contains("the two differ"));
    assert!(
        !html.contains("only-1"),
        "no clause can be shown alone here"
    );
}

#[test]
fn the_drawing_says_the_same_in_words_and_numbers_in_both_languages() {
    let sample = sample();
    let timeline = timeline(&sample);
    for lang in Lang::ALL {
        let year = of(&sample, &timeline, lang);
        let link = |month: Date| format!("/plan/drafts/d-1?month={month}");
        let around = Around {
            section: Some("year"),
            month: Some(&link),
        };
        let html = html(&year, lang, around);
        let (sentence, table) = match lang {
            Lang::En => ("Noor and Sam: ", "October 2026"),
            Lang::Nl => ("Noor en Sam: ", "Oktober 2026"),
        };
        assert!(html.contains(sentence) && html.contains(table), "{html}");
        assert_eq!(html.matches("class=\"lanes\"").count(), 13);
        assert_eq!(html.matches("year-today").count(), 1, "now stands once");
        assert!(html.contains("id=\"only-5\"") && html.contains("href=\"#only-5\""));
        assert!(html.contains("href=\"/plan/drafts/d-1?month=2026-10-01\""));
        assert!(html.len() < 80_000, "{} bytes", html.len());
        assert_eq!(only(&year, 5).as_deref(), Some("#only-5"));
        assert_eq!(only(&year, 7), None, "a clause in words gives no day");
        let nav = months(Text::of(lang), &year, Some(FIRST.first_of_month()), &link);
        assert_eq!(nav.0.matches("aria-current").count(), 1);
    }
}

#[test]
fn both_parents_see_the_same_year() {
    let sample = sample();
    let timeline = timeline(&sample);
    let of = |viewer: Side| {
        let scene = Scene {
            viewer,
            ..sample.scene(&timeline, Lang::Nl)
        };
        build(&scene, &Marks::default())
    };
    assert_eq!(of(Side::A), of(Side::B));
}
