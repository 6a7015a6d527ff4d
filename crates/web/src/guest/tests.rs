//! What somebody is shown who was let in to the days of one child.

use jiff::civil::date;

use crate::calendar::sample::sample;
use crate::calendar::scene::Reach;
use crate::calendar::{Query, Scene, build, render};
use crate::page::tests::frame;
use crate::page::{Person, Tab};
use crate::text::{Lang, Text};
use plan::Side;

/// Nothing of the other children, no words of the plan, no proposal, nothing to propose.
#[test]
fn the_days_of_one_child_show_nothing_of_the_others() {
    let sample = sample();
    let nobody = Person {
        name: "Oma".to_owned(),
        letter: 'O',
        side: Side::A,
    };
    let day = date(2026, 10, 21);
    for query in [
        Query::Month {
            first: day.first_of_month(),
            day,
        },
        Query::Week {
            monday: date(2026, 10, 19),
        },
        Query::Agenda { from: day },
    ] {
        for lang in Lang::ALL {
            let timeline = sample
                .timeline(query.window())
                .of(&["noor".parse().unwrap()]);
            let scene = Scene {
                open: &[],
                reach: Reach::Days,
                ..sample.scene(&timeline, lang)
            };
            let page = render(
                Text::of(lang),
                &build(&scene, query),
                &frame(lang, "Days", &nobody, Tab::Calendar),
            );
            let page = page.into_string();
            assert!(page.contains("Noor"));
            let others = sample
                .plan
                .children()
                .iter()
                .filter(|one| one.name != "Noor");
            for other in others {
                assert!(!page.contains(&other.name), "{} in {query:?}", other.name);
            }
            for clause in sample.plan.clauses() {
                let sentence = clause.sentence.get(plan::Language::En);
                assert!(!page.contains(sentence), "{sentence}");
            }
            let main = crate::page::tests::main_of(&page);
            assert!(!main.contains("/proposals"), "{query:?}");
        }
    }
}
