//! Any text is read as facts about a plan or refused at places that exist; what was read gives
//! three timelines and a ledger that sums to zero.

#![no_main]

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use plan::{Facts, ParentingPlan, TimelineKind, Window, compile_facts, make_up};

const PLAN: &str = include_str!("../../examples/plans/supervised-contact.toml");

fuzz_target!(|text: &str| {
    let Ok(plan) = ParentingPlan::read(PLAN, date(2026, 11, 20)) else {
        panic!("the example is a plan");
    };
    let facts = match Facts::read(text, &plan) {
        Ok(facts) => facts,
        Err(problems) => {
            let lines = text.split('\n').count();
            for problem in &problems {
                assert!(problem.line >= 1 && problem.column >= 1);
                assert!(usize::try_from(problem.line).is_ok_and(|line| line <= lines.max(1)));
                assert!(!problem.message.is_empty());
            }
            return;
        }
    };
    let Ok(window) = Window::new(date(2027, 2, 1), date(2027, 5, 1)) else {
        return;
    };
    for version in TimelineKind::ALL {
        let timeline = compile_facts(&plan, window, &facts, version);
        for child in timeline.children() {
            assert!(child.care.iter().all(|care| care.start < care.end));
            assert!(
                child
                    .care
                    .windows(2)
                    .all(|pair| pair[0].end <= pair[1].start)
            );
        }
    }
    for child in make_up(&plan, &facts, window).children {
        assert_eq!(child.balance.a.seconds + child.balance.b.seconds, 0);
        assert_eq!(child.balance.a.nights + child.balance.b.nights, 0);
    }
});
