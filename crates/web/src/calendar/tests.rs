//! The calendar: what it draws, what it says, that both are the same, and what it weighs.

use jiff::civil::{Date, DateTime, Time, date, datetime};
use plan::Side;

use super::days::{DAY_MINUTES, Day, Holder, Place, Stretch};
use super::sample::{Sample, sample};
use super::{Params, Query, Scene, build, render, say, title};
use crate::page::tests::{check_page, frame, main_of};
use crate::page::{Kids, Tab};
use crate::text::{Lang, Text};

const OCTOBER: Query = Query::Month {
    first: date(2026, 10, 1),
    day: date(2026, 10, 21),
};

fn html(sample: &Sample, lang: Lang, query: Query) -> String {
    let timeline = sample.timeline(query.window());
    let scene = sample.scene(&timeline, lang);
    let (text, people) = (Text::of(lang), scene.people());
    let view = build(&scene, query);
    let title = title(text, query);
    render(text, &view, &frame(lang, &title, &people[0], Tab::Calendar)).into_string()
}

#[test]
fn a_month_in_both_languages() {
    let sample = sample();
    for lang in Lang::ALL {
        let html = html(&sample, lang, OCTOBER);
        check_page(&html);
        assert!(html.len() < 90_000, "{} bytes", html.len());
        insta::assert_snapshot!(format!("month-{}", lang.tag()), main_of(&html));
    }
}

#[test]
fn a_week_and_a_list_in_both_languages() {
    let sample = sample();
    for lang in Lang::ALL {
        let week = html(
            &sample,
            lang,
            Query::Week {
                monday: date(2026, 10, 12),
            },
        );
        check_page(&week);
        insta::assert_snapshot!(format!("week-{}", lang.tag()), main_of(&week));
        let list = html(
            &sample,
            lang,
            Query::Agenda {
                from: date(2026, 10, 14),
            },
        );
        check_page(&list);
        assert_eq!(
            list.matches("/proposals/27\"").count(),
            1,
            "one box for a long proposal"
        );
        insta::assert_snapshot!(format!("agenda-{}", lang.tag()), main_of(&list));
    }
}

#[test]
fn the_day_says_which_clauses_disagree_and_that_nobody_has_the_time() {
    let html = html(
        &sample(),
        Lang::En,
        Query::Month {
            first: date(2026, 10, 1),
            day: date(2026, 10, 18),
        },
    );
    check_page(&html);
    for said in [
        "Two clauses speak about Noor, Sam and Cato",
        "says Mara.",
        "says Elias.",
        "band-clash",
        "nobody’s until you agree",
    ] {
        assert!(html.contains(said), "{said}");
    }
}

#[test]
fn an_agreed_swap_is_the_reason_of_its_day() {
    let html = html(
        &sample(),
        Lang::En,
        Query::Month {
            first: date(2026, 10, 1),
            day: date(2026, 10, 29),
        },
    );
    assert!(html.contains("href=\"/proposals/12\"") && html.contains("You both agreed on this."));
    assert!(html.contains("It goes before clause 1 (The weekly rhythm)."));
}

#[test]
fn days_outside_the_plan_say_so() {
    let html = html(
        &sample(),
        Lang::Nl,
        Query::Month {
            first: date(2026, 8, 1),
            day: date(2026, 8, 1),
        },
    );
    check_page(&html);
    assert!(html.contains("buiten het plan") && !html.contains("class=\"band-a\""));
}

#[test]
fn both_parents_see_the_same_calendar() {
    let sample = sample();
    let timeline = sample.timeline(OCTOBER.window());
    let mara = build(&sample.scene(&timeline, Lang::En), OCTOBER);
    let elias = build(
        &Scene {
            viewer: Side::B,
            ..sample.scene(&timeline, Lang::En)
        },
        OCTOBER,
    );
    let text = Text::of(Lang::En);
    let page = frame(Lang::En, "October", &mara.people[0], Tab::Calendar);
    assert_eq!(
        main_of(&render(text, &mara, &page).into_string()),
        main_of(&render(text, &elias, &page).into_string())
    );
}

/// For each child the parent's letter of each quarter of an hour, as a day's lanes have it.
fn drawn(day: &Day) -> Vec<String> {
    let letter = |minute: u16, lane: &[Stretch]| match lane
        .iter()
        .find(|s| s.from <= minute && minute < s.to)
        .map(|s| s.holder)
    {
        Some(Holder::With(Side::A)) => 'M',
        Some(Holder::With(Side::B)) => 'E',
        Some(Holder::Clash | Holder::Silent | Holder::Outside) | None => '-',
    };
    day.lanes
        .iter()
        .map(|lane| {
            (0..DAY_MINUTES)
                .step_by(15)
                .map(|minute| letter(minute, lane))
                .collect()
        })
        .collect()
}

/// The same, read back from the English sentence.
fn spoken(kids: &Kids, said: &str) -> Vec<String> {
    let mut lanes = vec![String::new(); kids.len()];
    for sentence in said
        .split_inclusive('.')
        .map(|s| s.trim().trim_end_matches('.'))
    {
        let Some(at) = sentence
            .find(" with ")
            .or_else(|| sentence.find(" outside "))
        else {
            continue;
        };
        let (names, rest) = sentence.split_at(at);
        let mut lane = String::new();
        for part in rest.split(", then ") {
            let (who, until) = part.rsplit_once(" until ").unwrap_or((part, "24:00"));
            let (hour, minute) = until.split_once(':').unwrap();
            let end = hour.parse::<usize>().unwrap() * 4 + minute.parse::<usize>().unwrap() / 15;
            let letter = if who.ends_with("Mara") {
                'M'
            } else if who.ends_with("Elias") {
                'E'
            } else {
                '-'
            };
            while lane.len() < end {
                lane.push(letter);
            }
        }
        for (place, kid) in kids.all().iter().enumerate() {
            if names.contains(&kid.name) {
                lanes[place].clone_from(&lane);
            }
        }
    }
    lanes
}

#[test]
fn a_day_says_what_its_lanes_draw() {
    let sample = sample();
    let query = (date(2026, 8, 30), date(2026, 12, 31));
    let timeline = sample.timeline(query);
    let scene = sample.scene(&timeline, Lang::En);
    let (kids, people) = (scene.kids(), scene.people());
    let mut day = query.0;
    let mut changes = 0;
    while day < query.1 {
        let built = Day::build(&scene, &kids, day, Place::Inside);
        let said = say::day(Text::of(Lang::En), &people, &kids, &built);
        assert_eq!(spoken(&kids, &said), drawn(&built), "{day}: {said}");
        for lane in &built.lanes {
            assert_eq!(lane.first().unwrap().from, 0);
            assert_eq!(lane.last().unwrap().to, DAY_MINUTES);
            assert!(
                lane.windows(2)
                    .all(|two| two[0].to == two[1].from && two[0].holder != two[1].holder)
            );
        }
        changes += built.changes.len();
        day = day.tomorrow().unwrap();
    }
    assert!(changes > 100);
}

#[test]
fn lanes_agree_with_the_timeline_at_every_quarter_of_an_hour() {
    let sample = sample();
    let timeline = sample.timeline((date(2026, 10, 24), date(2026, 10, 28)));
    let scene = sample.scene(&timeline, Lang::En);
    let kids = scene.kids();
    // The clock goes back on the 25th: 02:00 to 03:00 comes twice.
    for day in [date(2026, 10, 24), date(2026, 10, 25), date(2026, 10, 26)] {
        let built = Day::build(&scene, &kids, day, Place::Inside);
        for (kid, lane) in kids.all().iter().zip(drawn(&built)) {
            for (quarter, letter) in lane.chars().enumerate() {
                let minutes = i64::try_from(quarter).unwrap() * 15;
                let at: DateTime = day
                    .to_datetime(Time::midnight())
                    .checked_add(jiff::Span::new().minutes(minutes))
                    .unwrap();
                let care = timeline
                    .child(&kid.id)
                    .unwrap()
                    .at(scene.zone().to_timestamp(at).unwrap());
                let expected =
                    care.map_or('-', |care| if care.parent == Side::A { 'M' } else { 'E' });
                assert_eq!(letter, expected, "{} at {at}", kid.name);
            }
        }
    }
}

#[test]
fn the_clock_change_of_the_month_is_said() {
    let html = html(&sample(), Lang::En, OCTOBER);
    assert!(html.contains("On Sunday 25 October at 03:00 the clock goes back one hour."));
}

#[test]
fn every_day_of_the_month_has_a_link_that_reads_the_day_aloud() {
    let html = html(&sample(), Lang::En, OCTOBER);
    let mut day: Date = date(2026, 9, 28);
    while day <= date(2026, 11, 1) {
        assert!(html.contains(&format!("&amp;day={day}#day\"")), "{day}");
        day = day.tomorrow().unwrap();
    }
    assert!(html.contains("Noor, Sam and Cato with Mara until 12:00, then with Elias. Pim with Mara. Autumn break. Open proposal."));
    assert!(
        html.contains("href=\"/calendar?month=2026-09\"")
            && html.contains("href=\"/calendar?month=2026-11\"")
    );
}

#[test]
fn the_query_of_an_address_opens_its_day() {
    let query = Query::read(
        Params {
            month: Some("2026-10"),
            day: Some("2026-10-21"),
            ..Params::default()
        },
        date(2026, 10, 14),
    );
    assert_eq!(query, OCTOBER);
    assert_eq!(
        sample()
            .scene_at(
                &sample().timeline(OCTOBER.window()),
                Lang::En,
                datetime(2026, 10, 14, 23, 59, 0, 0)
            )
            .today(),
        date(2026, 10, 14)
    );
}
