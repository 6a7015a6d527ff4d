//! Any text is read as a plan or refused at places that exist, and means the same once it is
//! formatted. What was read compiles, covers each instant at most once, and is measured,
//! explained, judged and compared.

#![no_main]

use std::hash::{DefaultHasher, Hash, Hasher};

use jiff::Span;
use jiff::civil::{Date, date};
use libfuzzer_sys::fuzz_target;
use plan::{
    Completed, Confirmed, OneOff, ParentingPlan, Passed, Period, Recorded, Side, Timeline, Window,
    breaches, calls, compare, compile_after, explain, handover_terms, measure, measure_by,
    sessions, warnings,
};

const TODAY: Date = date(2026, 11, 20);

/// What happened beside a plan must be somehow, and is chosen by its text, so that a text alone
/// repeats a failure.
struct Choices(u64);

impl Choices {
    fn of(text: &str) -> Choices {
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        Choices(hasher.finish())
    }

    /// A number below `end`, by xorshift.
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }

    fn date(&mut self) -> Date {
        let days = i64::try_from(self.below(700)).unwrap_or(0);
        date(2026, 6, 1).saturating_add(Span::new().days(days))
    }

    fn agreed(&mut self, plan: &ParentingPlan) -> Vec<OneOff> {
        let mut agreed = Vec::new();
        for _ in 0..self.below(4) {
            let start = self.date();
            let days = i64::try_from(self.below(12)).unwrap_or(0);
            let hour = i8::try_from(self.below(24)).unwrap_or(0);
            agreed.push(OneOff {
                id: "swap".to_owned(),
                children: self.children(plan),
                parent: if self.below(2) == 0 { Side::A } else { Side::B },
                start: start.at(hour, 30, 0, 0),
                end: start.saturating_add(Span::new().days(days)).at(12, 0, 0, 0),
            });
        }
        agreed
    }

    fn children(&mut self, plan: &ParentingPlan) -> Vec<plan::ChildId> {
        let all = plan.children().iter();
        all.filter(|_| self.below(3) > 0)
            .map(|child| child.id.clone())
            .collect()
    }

    fn passed(&mut self, plan: &ParentingPlan) -> Passed {
        let mut passed = Passed::default();
        for name in plan.awaited() {
            if self.below(2) == 0 {
                let (name, date) = (name.to_owned(), self.date());
                passed.events.push(Recorded { name, date });
            }
        }
        for clause in plan.clauses() {
            for _ in 0..self.below(3) {
                passed.completed.push(Completed {
                    clause: clause.id.clone(),
                    children: self.children(plan),
                    date: self.date(),
                });
            }
            if self.below(2) == 0 {
                let feast = clause.id.as_str().to_owned();
                passed.confirmed.push(Confirmed {
                    feast,
                    date: self.date(),
                });
            }
        }
        for feast in ["eid-al-fitr", "eid-al-adha", "diwali"] {
            passed.confirmed.push(Confirmed {
                feast: feast.to_owned(),
                date: self.date(),
            });
        }
        passed
    }
}

fn read(text: &str) -> Option<ParentingPlan> {
    let found = ParentingPlan::read(text, TODAY);
    if let Err(problems) = &found {
        let lines = text.split('\n').count();
        for problem in problems {
            assert!(problem.line >= 1 && problem.column >= 1);
            assert!(usize::try_from(problem.line).is_ok_and(|line| line <= lines.max(1)));
            assert!(!problem.message.is_empty());
        }
    }
    found.ok()
}

/// A plan in its canonical layout is the same plan, and stays as it is.
fn check_format(text: &str, plan: Option<&ParentingPlan>) {
    let Ok(formatted) = plan::format(text) else {
        assert!(plan.is_none(), "a plan can be formatted");
        return;
    };
    assert_eq!(plan::format(&formatted).ok().as_ref(), Some(&formatted));
    assert!(read(&formatted).as_ref() == plan);
}

fn check_covered_once(timeline: &Timeline) {
    for child in timeline.children() {
        let care = child.care.iter().map(|care| (care.start, care.end));
        let clashes = child.clashes.iter().map(|clash| (clash.start, clash.end));
        let gaps = child.gaps.iter().map(|gap| (gap.start, gap.end));
        let mut all: Vec<_> = care.chain(clashes).chain(gaps).collect();
        all.sort_unstable();
        assert!(all.iter().all(|(start, end)| start < end));
        assert!(all.windows(2).all(|pair| pair[0].1 <= pair[1].0));
    }
}

fn check_window(plan: &ParentingPlan, window: Window, agreed: &[OneOff], passed: &Passed) {
    let timeline = compile_after(plan, window, agreed, passed);
    check_covered_once(&timeline);
    for child in timeline.children() {
        for care in child.care.iter().take(20) {
            let found = explain(plan, &timeline, &child.child, care.start);
            let found = found.map(|explanation| explanation.outcome);
            assert_eq!(found, Some(plan::Outcome::Care(care.parent)));
        }
        let _ = explain(plan, &timeline, &child.child, timeline.start());
    }
    for handover in timeline.handovers() {
        let _ = handover_terms(plan, &handover);
    }
    let whole = measure(plan, &timeline);
    let months = measure_by(plan, &timeline, Period::Month);
    for (place, child) in whole.children.iter().enumerate() {
        let of = |side| {
            let months = months.iter().filter_map(|month| month.children.get(place));
            months.map(|child| child.seconds.get(side)).sum::<i64>()
        };
        assert_eq!(
            (of(Side::A), of(Side::B)),
            (child.seconds.a, child.seconds.b)
        );
    }
    let _ = sessions(&calls(plan, &timeline));
    for breach in breaches(plan, &timeline) {
        assert!(!breach.sentence(plan).is_empty());
    }
    let same = compare((plan, &timeline), (plan, &timeline));
    assert!(same.is_ok_and(|same| {
        same.siblings.is_empty()
            && same
                .children
                .iter()
                .all(|child| child.differing.is_empty() && child.measures.is_empty())
    }));
}

fuzz_target!(|text: &str| {
    let plan = read(text);
    check_format(text, plan.as_ref());
    let Some(plan) = plan else { return };
    let mut choices = Choices::of(text);
    let (agreed, passed) = (choices.agreed(&plan), choices.passed(&plan));
    for (from, to) in [
        (date(2026, 10, 14), date(2027, 10, 14)),
        (date(1899, 12, 31), date(1900, 2, 1)),
        (date(2299, 12, 1), date(2300, 1, 2)),
    ] {
        if let Ok(window) = Window::new(from, to) {
            check_window(&plan, window, &agreed, &passed);
        }
    }
    for warning in warnings(&plan, TODAY) {
        assert!(!warning.message.is_empty());
    }
});
