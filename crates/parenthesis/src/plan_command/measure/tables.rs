//! The tables of `plan measure`. Makes text; prints nothing.

use plan::{ChildMeasures, Measures, ParentingPlan, PerParent, PeriodMeasures, Side};

use super::super::{cautions, show};
use super::more::{self, Calls, Measured, More};
use super::{Report, standards, what_happened};

/// How wide the names of the measures are.
const LABEL_CHARS: usize = 34;
/// How wide a value is; a parent's name must fit.
const VALUE_CHARS: usize = show::NAME_CHARS_MAX;

pub(super) fn tables(plan: &ParentingPlan, report: &Report) -> String {
    let Measured {
        timeline,
        measures,
        more,
        calls,
        breaches,
    } = &report.measured;
    let mut text = show::heading(plan, timeline.window());
    for (child, more) in measures.children.iter().zip(more) {
        text.push('\n');
        text.push_str(&child_table(plan, child));
        text.push_str(&more_of_child(child, more));
    }
    if measures.children.len() > 1 {
        text.push('\n');
        text.push_str(&siblings(plan, measures));
        if calls.any() {
            text.push('\n');
            text.push_str(&header(plan, "Calls of all children"));
            text.push_str(&call_lines(calls, "  Calls, those together as one"));
        }
    }
    if !breaches.is_empty() {
        text.push_str("\nLimits that the plan states and this does not keep to\n");
    }
    for (clause, sentence) in cautions::summed(plan, breaches) {
        let number = plan.clause(clause).number;
        text.push_str(&show::wrapped(&format!("Clause {number}: {sentence}"), 2));
    }
    if let Some(periods) = &report.periods {
        text.push_str(&period_tables(plan, periods));
    }
    if let Some(results) = &report.standards {
        text.push_str(&standards::table(plan, results));
    }
    if let Some(happened) = &report.happened {
        text.push_str(&what_happened::tables(plan, happened));
    }
    text
}

/// What is said of a child after the lines that are always there.
fn more_of_child(child: &ChildMeasures, more: &More) -> String {
    let counts = |counts: &PerParent<u32>| Side::BOTH.map(|side| counts.get(side).to_string());
    let mut text = String::new();
    if child.parents_move > 0 {
        text += &line(
            "  Changes of parent in one home",
            &[child.parents_move.to_string()],
        );
    }
    let weekends = &child.weekends;
    if weekends.count > 0 {
        text += &line("  Weekends, both nights", &counts(&weekends.whole));
        text += &line("  Weekends in a row, at most", &counts(&weekends.in_a_row));
    }
    if weekends.split > 0 {
        text += &line(
            "  Weekends, a night with each",
            &[weekends.split.to_string()],
        );
    }
    if let Some(seconds) = &more.without_school {
        let values = Side::BOTH.map(|side| hours(more::hours(*seconds.get(side))));
        text += &line("  Hours without school", &values);
    }
    for holiday in &more.holidays {
        let title = show::cut(&holiday.title, LABEL_CHARS - 10);
        text += &line(
            &format!("  {title}, nights"),
            &counts(&holiday.measures.overnights),
        );
        let values = Side::BOTH.map(|side| hours(holiday.measures.hours(side)));
        text += &line(&format!("  {title}, hours"), &values);
    }
    if more.calls.any() {
        text += &call_lines(&more.calls, "  Calls");
    }
    text
}

fn call_lines(calls: &Calls, label: &str) -> String {
    let counts = Side::BOTH.map(|side| calls.count.get(side).to_string());
    let minutes = Side::BOTH.map(|side| calls.minutes.get(side).to_string());
    line(label, &counts) + &line("  Minutes of calls", &minutes)
}

/// Nights and hours of each period, a table a child.
fn period_tables(plan: &ParentingPlan, periods: &[PeriodMeasures]) -> String {
    let mut text = String::new();
    for child in plan.children() {
        let name = show::plain(&child.name);
        text.push('\n');
        text += &header(plan, &format!("{name}, nights / hours"));
        for period in periods {
            let mut children = period.children.iter();
            let Some(one) = children.find(|one| one.child == child.id) else {
                continue;
            };
            let values = Side::BOTH
                .map(|side| format!("{} / {}", one.overnights.get(side), hours(one.hours(side))));
            let part = if period.whole { "" } else { ", part" };
            text += &line(
                &format!("  {} to {}{part}", period.from, period.to),
                &values,
            );
        }
    }
    text
}

fn child_table(plan: &ParentingPlan, child: &ChildMeasures) -> String {
    let counts = |counts: &PerParent<u32>| Side::BOTH.map(|side| counts.get(side).to_string());
    let reals = |value: &dyn Fn(Side) -> String| Side::BOTH.map(value);
    let mut text = header(plan, &show::child(plan, &child.child));
    text.push_str(&line("  Nights", &counts(&child.overnights)));
    text.push_str(&line(
        "  Share of nights",
        &reals(&|side| percent(child.share(side))),
    ));
    text.push_str(&line("  Hours", &reals(&|side| hours(child.hours(side)))));
    text.push_str(&line(
        "  Longest run of nights",
        &counts(&child.longest_nights),
    ));
    let apart = reals(&|side| hours(child.longest_apart_hours(side)));
    text.push_str(&line("  Longest time apart, hours", &apart));
    text.push_str(&line("  Handovers", &[child.handovers.to_string()]));
    for (count, what) in [
        (child.clashes.len(), "  Stretches under a clash"),
        (child.gaps.len(), "  Stretches that no clause covers"),
    ] {
        if count > 0 {
            text.push_str(&line(what, &[count.to_string()]));
        }
    }
    text
}

fn siblings(plan: &ParentingPlan, measures: &Measures) -> String {
    let nights = |together: &PerParent<u32>, apart: u32| {
        let [a, b] = Side::BOTH.map(|side| together.get(side).to_string());
        [a, b, apart.to_string()]
    };
    let [a, b] = Side::BOTH.map(|side| name(plan, side));
    let mut text = line("Nights in one home", &[a, b, "apart".to_owned()]);
    text.push_str(&line(
        "  All children",
        &nights(&measures.together, measures.apart),
    ));
    if measures.pairs.len() > 1 {
        for pair in &measures.pairs {
            let names = pair.children.each_ref().map(|id| show::child(plan, id));
            let label = format!("  {}", show::listed(&names));
            text.push_str(&line(&label, &nights(&pair.together, pair.apart)));
        }
    }
    text
}

pub(super) fn header(plan: &ParentingPlan, label: &str) -> String {
    line(label, &Side::BOTH.map(|side| name(plan, side)))
}

fn name(plan: &ParentingPlan, side: Side) -> String {
    show::cut(&show::parent(plan, side), VALUE_CHARS - 1)
}

pub(super) fn line(label: &str, values: &[String]) -> String {
    let mut line = show::left(&show::cut(label, LABEL_CHARS), LABEL_CHARS);
    for value in values {
        line.push_str(&show::right(value, VALUE_CHARS));
    }
    format!("{}\n", line.trim_end())
}

pub(super) fn percent(share: f64) -> String {
    format!("{:.1}%", share * 100.0)
}

/// Hours or days without needless decimals: `336`, `2.5`, `0.25`.
pub(super) fn hours(hours: f64) -> String {
    let text = format!("{hours:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_no_needless_decimals() {
        assert_eq!(hours(336.0), "336");
        assert_eq!(hours(2.5), "2.5");
        assert_eq!(hours(0.25), "0.25");
        assert_eq!(hours(100.0), "100");
        assert_eq!(hours(0.0), "0");
        assert_eq!(percent(1.0 / 14.0), "7.1%");
    }
}
