//! Today: what it shows in each state, in both languages, the same for both parents.

use jiff::Timestamp;
use jiff::civil::{DateTime, date, datetime};
use plan::{ParentingPlan, Side};

use super::view::{Body, Force, waiting_for};
use super::{Inputs, OfferedPlan, Other, View, build, render, window};
use crate::calendar::Scene;
use crate::calendar::sample::{NOW, Sample, sample};
use crate::page::tests::{check_page, frame, main_of};
use crate::page::{Person, Tab};
use crate::text::{Lang, Text};

fn view_at(sample: &Sample, lang: Lang, viewer: Side, now: DateTime, other: Other) -> View {
    let timeline = sample.timeline(window(now.date()));
    let scene = Scene {
        viewer,
        ..sample.scene_at(&timeline, lang, now)
    };
    build(&Inputs::Plan {
        scene,
        other,
        offered: &[],
        command: "a-command",
    })
}

fn html(view: &View, lang: Lang) -> String {
    let html = render(
        Text::of(lang),
        view,
        &frame(lang, "Today", view.me(), Tab::Today),
    )
    .into_string();
    check_page(&html);
    html
}

#[test]
fn an_ordinary_day_in_both_languages() {
    let sample = sample();
    for lang in Lang::ALL {
        let html = html(&view_at(&sample, lang, Side::A, NOW, Other::Joined), lang);
        assert!(html.len() < 40_000, "{} bytes", html.len());
        insta::assert_snapshot!(format!("today-{}", lang.tag()), main_of(&html));
    }
}

#[test]
fn the_facts_are_the_same_for_both_parents() {
    let sample = sample();
    let facts = |viewer| match view_at(&sample, Lang::En, viewer, NOW, Other::Joined).body {
        Body::Plan(content) => (content.homes, content.next, content.after, content.weeks),
        Body::NoPlan(_) => panic!("the sample has a plan"),
    };
    assert_eq!(facts(Side::A), facts(Side::B));
}

#[test]
fn late_in_the_week_the_next_one_is_there_too() {
    let sample = sample();
    for (day, weeks) in [(15, 1), (16, 2), (18, 2), (19, 1)] {
        let now = datetime(2026, 10, day, 13, 10, 0, 0);
        let view = view_at(&sample, Lang::Nl, Side::A, now, Other::Joined);
        let html = html(&view, Lang::Nl);
        assert_eq!(html.matches("<th class=\"wk\"").count(), weeks, "{now}");
        assert_eq!(html.contains("Deze week en volgende week"), weeks == 2);
    }
}

#[test]
fn what_waits_is_sorted_by_who_answers() {
    let sample = sample();
    assert_eq!(waiting_for(Side::A, &sample.open), 1);
    let mara = html(
        &view_at(&sample, Lang::En, Side::A, NOW, Other::Joined),
        Lang::En,
    );
    assert!(mara.contains("<a class=\"ask\" href=\"/proposals/27\">"));
    assert!(mara.contains("<a class=\"quiet-row\" href=\"/proposals/28\">"));
    let elias = html(
        &view_at(&sample, Lang::En, Side::B, NOW, Other::Joined),
        Lang::En,
    );
    assert!(elias.contains("<a class=\"ask\" href=\"/proposals/28\">"));
}

#[test]
fn a_plan_that_is_to_follow_waits_beside_the_swaps() {
    let sample = sample();
    let timeline = sample.timeline(window(NOW.date()));
    let offered = [OfferedPlan {
        id: "30".to_owned(),
        title: "From the summer on".to_owned(),
        by: Side::B,
        at: NOW,
    }];
    let page = |viewer| {
        let scene = Scene {
            viewer,
            ..sample.scene(&timeline, Lang::En)
        };
        let inputs = Inputs::Plan {
            scene,
            other: Other::Joined,
            offered: &offered,
            command: "a-command",
        };
        html(&build(&inputs), Lang::En)
    };
    let (mara, elias) = (page(Side::A), page(Side::B));
    assert!(mara.contains("<a class=\"ask\" href=\"/proposals/30\">"));
    assert!(
        mara.contains("<span class=\"count\">2</span>"),
        "with a swap"
    );
    assert!(elias.contains("<a class=\"quiet-row\" href=\"/proposals/30\">"));
    assert!(elias.contains("<span class=\"count\">1</span>"));
}

#[test]
fn nothing_waits_is_said_with_the_next_handover() {
    let quiet = Sample {
        open: Vec::new(),
        ..sample()
    };
    let html = html(
        &view_at(&quiet, Lang::En, Side::A, NOW, Other::Joined),
        Lang::En,
    );
    assert!(html.contains("Nothing waits for you. When Elias asks something, it appears here."));
    assert!(html.contains("The next handover is on Thursday 15 October, 16:00."));
}

#[test]
fn one_home_can_be_empty() {
    let view = view_at(
        &sample(),
        Lang::Nl,
        Side::A,
        datetime(2026, 10, 19, 9, 0, 0, 0),
        Other::Joined,
    );
    let html = html(&view, Lang::Nl);
    assert!(html.contains("Geen van de kinderen is nu hier."));
    assert!(html.contains("vanaf <time datetime=\"2026-10-20T16:00\">morgen 16.00 uur</time>"));
}

#[test]
fn a_clash_is_nobodys_time_and_says_which_clauses() {
    let view = view_at(
        &sample(),
        Lang::En,
        Side::B,
        datetime(2026, 10, 18, 15, 0, 0, 0),
        Other::Joined,
    );
    let Body::Plan(content) = &view.body else {
        panic!("the sample has a plan")
    };
    assert_eq!(content.nobody.len(), 1);
    let html = html(&view, Lang::En);
    assert!(html.contains("Two clauses speak about Noor, Sam and Cato at the same time."));
    assert!(html.contains("From Sunday 18 October, 14:00 until Sunday 18 October, 20:00."));
}

#[test]
fn a_plan_that_begins_later_says_when() {
    let view = view_at(
        &sample(),
        Lang::En,
        Side::A,
        datetime(2026, 9, 4, 12, 0, 0, 0),
        Other::Invited,
    );
    let Body::Plan(content) = &view.body else {
        panic!("the sample has a plan")
    };
    assert_eq!(content.force, Force::From(date(2026, 9, 7)));
    let html = html(&view, Lang::En);
    assert!(html.contains("The plan begins on Monday 7 September 2026."));
    assert!(html.contains("Elias has not joined yet."));
}

#[test]
fn a_gap_and_an_end_are_said_plainly() {
    let text = include_str!("../calendar/sample.toml")
        .replace("from = 2026-09-07\n", "from = 2026-09-07\nuntil = 2026-12-01\n")
        .replace("always = \"mara\"", "weekly = { parent = \"mara\", windows = [\"mon 08:00 - tue 08:00\"] }\nrank = \"regular\"");
    let gap = Sample {
        plan: ParentingPlan::read(&text, date(2026, 9, 1)).unwrap(),
        ..sample()
    };
    let html_now = html(
        &view_at(&gap, Lang::En, Side::A, NOW, Other::Joined),
        Lang::En,
    );
    assert!(html_now.contains("No clause of the plan says who Pim is with now."));
    let ended = view_at(
        &gap,
        Lang::Nl,
        Side::A,
        datetime(2026, 12, 3, 9, 0, 0, 0),
        Other::Joined,
    );
    let html_then = html(&ended, Lang::Nl);
    assert!(html_then.contains("Het plan eindigde na maandag 30 november 2026."));
    assert!(html_then.contains("In de komende weken staat er geen overdracht in het plan."));
}

#[test]
fn without_a_plan_the_page_says_what_will_appear() {
    let people =
        [('M', "Mara", Side::A), ('E', "Elias", Side::B)].map(|(letter, name, side)| Person {
            name: name.to_owned(),
            letter,
            side,
        });
    let zone = jiff::tz::TimeZone::get("Europe/Amsterdam").unwrap();
    let now: Timestamp = "2026-10-14T11:10:00Z".parse().unwrap();
    let offered = |by| OfferedPlan {
        id: format!("of-{by:?}"),
        title: "Our plan".to_owned(),
        by,
        at: datetime(2026, 10, 13, 9, 0, 0, 0),
    };
    for lang in Lang::ALL {
        let view = build(&Inputs::NoPlan {
            people: &people,
            viewer: Side::A,
            other: Other::Invited,
            now,
            zone: &zone,
            offered: &[offered(Side::A), offered(Side::B)],
        });
        insta::assert_snapshot!(
            format!("no-plan-{}", lang.tag()),
            main_of(&html(&view, lang))
        );
    }
}
