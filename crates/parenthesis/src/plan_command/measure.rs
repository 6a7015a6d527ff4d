//! `parenthesis plan measure`: parenting time in numbers, as tables or JSON.
//! Makes text; prints nothing.

use plan::{
    ChildMeasures, Measures, PairMeasures, ParentingPlan, PerParent, Side, Timeline, compile,
    measure,
};
use serde::Serialize;

use super::json::{self, ById, ClashShape, GapShape};
use super::source::{self, PlanFile};
use super::{Answer, Failure, MeasureFormat, MeasureOptions, Verdict, clashes, show};

/// How wide the names of the measures are.
const LABEL_CHARS: usize = 34;
/// How wide a value is; a parent's name must fit.
const VALUE_CHARS: usize = show::NAME_CHARS_MAX;

pub(super) fn run(options: &MeasureOptions) -> Result<Answer, Failure> {
    let file = PlanFile::read(&options.plan)?;
    let window = source::window(&options.dates)?;
    let timeline = compile(&file.plan, window, &[]);
    let measures = measure(&file.plan, &timeline);
    let out = match options.format {
        MeasureFormat::Text => tables(&file.plan, &timeline, &measures),
        MeasureFormat::Json => json::text(&shape(&file.plan, &timeline, &measures))?,
    };
    let notes = source::beyond(&file.plan, window) + &clashes::report(&file, &timeline, None);
    Ok(Answer {
        out,
        notes,
        verdict: Verdict::Fine,
    })
}

#[derive(Serialize)]
struct MeasuresShape<'p> {
    from: String,
    to: String,
    zone: &'p str,
    nights: u32,
    children: ById<ChildShape>,
    together: ById<u32>,
    apart: u32,
    pairs: Vec<PairShape>,
    clashes: Vec<ClashShape>,
    gaps: Vec<GapShape>,
}

#[derive(Serialize)]
struct ChildShape {
    overnights: ById<u32>,
    hours: ById<f64>,
    share: ById<f64>,
    longest_nights: ById<u32>,
    longest_apart_hours: ById<f64>,
    handovers: u32,
}

#[derive(Serialize)]
struct PairShape {
    children: [String; 2],
    together: ById<u32>,
    apart: u32,
}

fn shape<'p>(
    plan: &'p ParentingPlan,
    timeline: &Timeline,
    measures: &Measures,
) -> MeasuresShape<'p> {
    let child = |child: &ChildMeasures| ChildShape {
        overnights: ById::per_parent(plan, &child.overnights),
        hours: ById::parents(plan, |side| child.hours(side)),
        share: ById::parents(plan, |side| child.share(side)),
        longest_nights: ById::per_parent(plan, &child.longest_nights),
        longest_apart_hours: ById::parents(plan, |side| child.longest_apart_hours(side)),
        handovers: child.handovers,
    };
    let pair = |pair: &PairMeasures| PairShape {
        children: pair.children.each_ref().map(ToString::to_string),
        together: ById::per_parent(plan, &pair.together),
        apart: pair.apart,
    };
    let children = measures.children.iter();
    MeasuresShape {
        from: measures.from.to_string(),
        to: measures.to.to_string(),
        zone: plan.zone_name(),
        nights: timeline.window().nights(),
        children: ById(
            children
                .map(|one| (one.child.to_string(), child(one)))
                .collect(),
        ),
        together: ById::per_parent(plan, &measures.together),
        apart: measures.apart,
        pairs: measures.pairs.iter().map(pair).collect(),
        clashes: json::clash_shapes(plan, timeline, None),
        gaps: json::gap_shapes(plan, timeline, None),
    }
}

fn tables(plan: &ParentingPlan, timeline: &Timeline, measures: &Measures) -> String {
    let mut text = show::heading(plan, timeline.window());
    for child in &measures.children {
        text.push('\n');
        text.push_str(&child_table(plan, child));
    }
    if measures.children.len() > 1 {
        text.push('\n');
        text.push_str(&siblings(plan, measures));
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

fn header(plan: &ParentingPlan, label: &str) -> String {
    line(label, &Side::BOTH.map(|side| name(plan, side)))
}

fn name(plan: &ParentingPlan, side: Side) -> String {
    show::cut(&show::parent(plan, side), VALUE_CHARS - 1)
}

fn line(label: &str, values: &[String]) -> String {
    let mut line = show::left(&show::cut(label, LABEL_CHARS), LABEL_CHARS);
    for value in values {
        line.push_str(&show::right(value, VALUE_CHARS));
    }
    format!("{}\n", line.trim_end())
}

fn percent(share: f64) -> String {
    format!("{:.1}%", share * 100.0)
}

/// Hours without needless decimals: `336`, `2.5`, `0.25`.
fn hours(hours: f64) -> String {
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
