//! The plan's page: every clause in the reader's language, who agreed, and the numbers.

use jiff::Timestamp;
use jiff::civil::{date, datetime};
use plan::Side;

use super::view::VersionLine;
use super::{Agreed, Inputs, Shown, Standing, View, build, render, window};
use crate::calendar::sample::{Sample, sample};
use crate::page::Tab;
use crate::page::tests::{check_page, frame, main_of};
use crate::text::{Lang, Text};

fn view(sample: &Sample, lang: Lang, second: Agreed) -> View {
    let timeline = sample.timeline(window(date(2026, 10, 26)));
    let scene = sample.scene_at(&timeline, lang, datetime(2026, 10, 26, 12, 0, 0, 0));
    let at: Timestamp = "2026-08-23T19:04:00Z".parse().unwrap();
    build(&Inputs::Plan {
        scene,
        shown: &Shown {
            plan: &sample.plan,
            standing: Standing::Agreed {
                from: sample.plan.from(),
                until: None,
            },
            agreed: [Agreed::On { at, entry: 3 }, second],
            before: None,
            versions: vec![VersionLine {
                number: 1,
                from: sample.plan.from(),
                until: None,
                proposal: "p-1".to_owned(),
            }],
        },
    })
}

fn html(view: &View, lang: Lang) -> String {
    let mara = crate::page::Person {
        name: "Mara".to_owned(),
        letter: 'M',
        side: Side::A,
    };
    let html = render(Text::of(lang), view, &frame(lang, "Plan", &mara, Tab::Plan)).into_string();
    check_page(&html);
    html
}

#[test]
fn the_plan_in_both_languages() {
    let sample = sample();
    let at: Timestamp = "2026-08-24T06:37:00Z".parse().unwrap();
    for lang in Lang::ALL {
        let html = html(&view(&sample, lang, Agreed::On { at, entry: 4 }), lang);
        insta::assert_snapshot!(format!("plan-{}", lang.tag()), main_of(&html));
    }
}

#[test]
fn numbers_are_those_of_the_measures() {
    let View::Plan(content) = view(&sample(), Lang::En, Agreed::NotYet) else {
        panic!("the sample has a plan")
    };
    // Two weeks of 2-2-5-5 twice: 14 and 14, but for the night that the parents swapped.
    let noor = &content.numbers[0];
    assert_eq!((noor.nights.a, noor.nights.b), (15, 13));
    // Four Saturday nights.
    let pim = &content.numbers[3];
    assert_eq!((pim.nights.a, pim.nights.b, pim.handovers), (24, 4, 24));
}

#[test]
fn an_edge_stays_dotted_until_that_parent_agreed() {
    let html = html(&view(&sample(), Lang::En, Agreed::NotYet), Lang::En);
    assert!(html.contains("class=\"held plan-seal\" data-b=\"open\""));
    assert!(html.contains("No answer yet."));
}

#[test]
fn words_in_another_language_are_marked() {
    let html = html(&view(&sample(), Lang::En, Agreed::NotYet), Lang::En);
    assert!(html.contains("<p class=\"plan-words\" lang=\"nl\">Pim is op dinsdag"));
}

#[test]
fn without_a_plan_the_page_says_so() {
    assert!(html(&build(&Inputs::NoPlan), Lang::En).contains("There is no plan yet"));
}
