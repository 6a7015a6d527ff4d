//! Clashes and gaps in plain sentences, with the places of the clauses. Makes text; prints nothing.

use jiff::Timestamp;
use plan::{ChildId, Clash, ParentingPlan, Side, Source, Timeline};

use super::places::Places;
use super::report;
use super::show;
use super::source::PlanFile;

/// What may be said of the same sources: the children and the stretches of time.
struct Group {
    children: Vec<ChildId>,
    between: Vec<(Source, Side)>,
    spans: Vec<(Timestamp, Timestamp)>,
}

/// Every clash of the timeline, once for the same sources; empty without clashes. `child`
/// narrows it to one child.
pub(super) fn report(file: &PlanFile, timeline: &Timeline, child: Option<&ChildId>) -> String {
    let groups = groups(timeline, child);
    if groups.is_empty() {
        return String::new();
    }
    let places = Places::of(&file.text);
    groups
        .iter()
        .map(|group| sentence(file, &places, group))
        .collect()
}

/// The clashes of the children that are asked for, each with its child.
pub(super) fn clashes<'t>(
    timeline: &'t Timeline,
    child: Option<&'t ChildId>,
) -> impl Iterator<Item = (&'t ChildId, &'t Clash)> {
    timeline
        .children()
        .iter()
        .filter(move |part| child.is_none_or(|wanted| *wanted == part.child))
        .flat_map(|part| part.clashes.iter().map(|clash| (&part.child, clash)))
}

/// Clashes between the same sources are one matter, and so are children for whom all is alike.
fn groups(timeline: &Timeline, child: Option<&ChildId>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (child, clash) in clashes(timeline, child) {
        let span = (clash.start, clash.end);
        let same =
            |group: &&mut Group| group.children.contains(child) && group.between == clash.between;
        match groups.iter_mut().find(same) {
            Some(group) => group.spans.push(span),
            None => groups.push(Group {
                children: vec![child.clone()],
                between: clash.between.clone(),
                spans: vec![span],
            }),
        }
    }
    let mut merged: Vec<Group> = Vec::new();
    for group in groups {
        let alike =
            |other: &&mut Group| other.between == group.between && other.spans == group.spans;
        match merged.iter_mut().find(alike) {
            Some(other) => other.children.extend(group.children),
            None => merged.push(group),
        }
    }
    merged
}

fn sentence(file: &PlanFile, places: &Places, group: &Group) -> String {
    let plan = &file.plan;
    let Some(&(start, end)) = group.spans.first() else {
        return String::new();
    };
    let children: Vec<String> = group
        .children
        .iter()
        .map(|id| show::child(plan, id))
        .collect();
    let is = if children.len() == 1 { "is" } else { "are" };
    let mut sentence = format!(
        "Clash {}: {}.",
        show::span(plan, start, end),
        says(
            plan,
            &format!("{} {is}", show::listed(&children)),
            &group.between
        )
    );
    if let (more @ 1.., Some(&(start, end))) = (group.spans.len() - 1, group.spans.last()) {
        let last = show::span(plan, start, end);
        let times = show::counted(more, "more time", "more times");
        sentence.push_str(&format!(" The same happens {times}, the last {last}."));
    }
    let mut text = String::new();
    let moment = plan.zone().to_datetime(start);
    for &(source, side) in &group.between {
        let at = match source {
            Source::Clause(index) => places.find(plan.clause(index), side, moment),
            Source::Agreed(_) => None,
        };
        let headline = if text.is_empty() {
            sentence.clone()
        } else {
            let clause = show::source(plan, source);
            format!("Here {clause} says with {}.", show::parent(plan, side))
        };
        match at {
            Some(at) => {
                text.push_str(&report::headline(&file.name, at, &headline));
                text.push_str(&report::excerpt(&file.text, at));
            }
            None => text.push_str(&format!("{}: {headline}\n", file.name)),
        }
    }
    text + &report::help(&advice(plan, &group.between))
}

/// `clause 2 (Summer) says that Noor is with Mara and clause 3 (Camp) says with Elias`.
fn says(plan: &ParentingPlan, children: &str, between: &[(Source, Side)]) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut before = None;
    for &(source, side) in between {
        let parent = show::parent(plan, side);
        parts.push(if before == Some(source) {
            format!("in another span with {parent}")
        } else if parts.is_empty() {
            format!(
                "{} says that {children} with {parent}",
                show::source(plan, source)
            )
        } else {
            format!("{} says with {parent}", show::source(plan, source))
        });
        before = Some(source);
    }
    show::listed(&parts)
}

fn advice(plan: &ParentingPlan, between: &[(Source, Side)]) -> String {
    let rank = match between.first() {
        Some(&(Source::Clause(index), _)) => plan.rank_name(plan.clause(index)),
        Some((Source::Agreed(_), _)) | None => plan.agreed_rank_name(),
    };
    let one_source = between.windows(2).all(|pair| match pair {
        [(one, _), (other, _)] => one == other,
        _ => true,
    });
    if one_source {
        "Nobody has this time until the plan says who. Change the dates of one of the spans."
            .to_owned()
    } else {
        format!(
            "Nobody has this time until the plan says who. Both have the rank `{rank}`: \
             give one of them another `rank`, or change their times."
        )
    }
}

/// Time that no clause covers, a line a child; empty when all is covered. A child's time from
/// its 18th birthday on needs no clause.
pub(super) fn gaps(file: &PlanFile, timeline: &Timeline) -> String {
    let plan = &file.plan;
    let mut text = String::new();
    for part in timeline.children() {
        let grown = plan.child(&part.child).map_or(timeline.end(), |child| {
            timeline.midnight(child.birthday(18))
        });
        let open: Vec<_> = part.gaps.iter().filter(|gap| gap.start < grown).collect();
        let Some(first) = open.first() else { continue };
        let more = match open.len() - 1 {
            0 => String::new(),
            more => format!(", and {}", show::counted(more, "more time", "more times")),
        };
        text.push_str(&format!(
            "{}: warning: No clause says who has {} {}{more}.\n",
            file.name,
            show::child(plan, &part.child),
            show::span(plan, first.start, first.end.min(grown)),
        ));
    }
    text
}
