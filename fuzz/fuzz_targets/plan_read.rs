//! Any text is read as a plan or refused at places that exist; what was read compiles, is
//! measured and explained, and covers each instant at most once.

#![no_main]

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use plan::{OneOff, ParentingPlan, Side, Window, compile, explain, handover_terms, measure};

fuzz_target!(|text: &str| {
    let plan = match ParentingPlan::read(text, date(2026, 11, 20)) {
        Ok(plan) => plan,
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
    let agreed = [OneOff {
        id: "swap".to_owned(),
        children: plan
            .children()
            .iter()
            .map(|child| child.id.clone())
            .collect(),
        parent: Side::B,
        start: date(2027, 3, 27).at(12, 0, 0, 0),
        end: date(2027, 3, 29).at(2, 30, 0, 0),
    }];
    for (from, to) in [
        (date(2026, 12, 14), date(2027, 4, 1)),
        (date(1899, 12, 31), date(1900, 2, 1)),
    ] {
        let Ok(window) = Window::new(from, to) else {
            continue;
        };
        let timeline = compile(&plan, window, &agreed);
        for child in timeline.children() {
            assert!(child.care.iter().all(|care| care.start < care.end));
            assert!(
                child
                    .care
                    .windows(2)
                    .all(|pair| pair[0].end <= pair[1].start)
            );
            let _ = explain(&plan, &timeline, &child.child, timeline.start());
        }
        for handover in timeline.handovers() {
            let _ = handover_terms(&plan, &handover);
        }
        let _ = measure(&plan, &timeline);
    }
});
