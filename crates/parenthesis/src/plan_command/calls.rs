//! The calls of a timeline, on the clock of the plan and on those of the parents. Makes text and
//! shapes for JSON; prints nothing.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use plan::{ChildId, NamedZone, ParentingPlan, Session, Side, Timeline};
use serde::Serialize;

use super::json::{self, ById};
use super::show;

/// Children who talk to a parent.
#[derive(Serialize)]
pub(super) struct CallShape {
    start: String,
    end: String,
    with: String,
    children: Vec<String>,
    clauses: Vec<String>,
    local: ById<String>,
}

/// The calls of the children that are asked for, those at the same time with the same parent as
/// one.
pub(super) fn of(
    plan: &ParentingPlan,
    timeline: &Timeline,
    child: Option<&ChildId>,
) -> Vec<Session> {
    let mut calls = plan::calls(plan, timeline);
    calls.retain(|call| child.is_none_or(|wanted| *wanted == call.child));
    plan::sessions(&calls)
}

pub(super) fn shapes(plan: &ParentingPlan, calls: &[Session]) -> Vec<CallShape> {
    let shape = |call: &Session| CallShape {
        start: json::instant(plan, call.at),
        end: json::instant(plan, call.end),
        with: plan.parent(call.parent).id.to_string(),
        children: call.children.iter().map(ToString::to_string).collect(),
        clauses: call
            .clauses
            .iter()
            .map(|&clause| plan.clause(clause).id.to_string())
            .collect(),
        local: ById::parents(plan, |side| {
            let offset = zone(plan, side).to_offset(call.at);
            call.at.display_with_offset(offset).to_string()
        }),
    };
    calls.iter().map(shape).collect()
}

/// The clock of the place where a parent lives.
fn zone(plan: &ParentingPlan, side: Side) -> &TimeZone {
    let own = plan.parent(side).zone.as_ref();
    own.map_or(plan.zone(), NamedZone::zone)
}

/// A table of calls; empty without calls.
pub(super) fn table(plan: &ParentingPlan, calls: &[Session]) -> String {
    if calls.is_empty() {
        return String::new();
    }
    let with = |call: &Session| show::cut(&show::parent(plan, call.parent), show::NAME_CHARS_MAX);
    let widest = calls.iter().map(|call| with(call).chars().count()).max();
    let widest = widest.unwrap_or(0).max(4);
    let children = show::LINE_CHARS_MAX - (2 + 20 + 2 + 7 + 2 + widest + 2 + 6 + 2);
    let line = |from: &str, minutes: &str, who: &str, clause: &str, children: &str| {
        let (from, who) = (show::left(from, 20), show::left(who, widest));
        let (minutes, clause) = (show::right(minutes, 7), show::left(clause, 6));
        let line = format!("  {from}  {minutes}  {who}  {clause}  {children}");
        format!("{}\n", line.trim_end())
    };
    let heading = line("From", "Minutes", "With", "Clause", "Children");
    let mut text = format!("\nCalls\n{heading}");
    for call in calls {
        let minutes = (call.end.as_second() - call.at.as_second()) / 60;
        let names: Vec<String> = call
            .children
            .iter()
            .map(|child| show::child(plan, child))
            .collect();
        let clauses: Vec<String> = call
            .clauses
            .iter()
            .map(|&clause| plan.clause(clause).number.to_string())
            .collect();
        text.push_str(&line(
            &show::local(plan, call.at),
            &minutes.to_string(),
            &with(call),
            &clauses.join(", "),
            &show::cut(&show::listed(&names), children),
        ));
        for side in Side::BOTH {
            text.push_str(&elsewhere(plan, side, call.at));
        }
    }
    text
}

/// The same moment where a parent lives, when the clock there shows another time.
fn elsewhere(plan: &ParentingPlan, side: Side, at: Timestamp) -> String {
    let Some(zone) = &plan.parent(side).zone else {
        return String::new();
    };
    if zone.zone().to_datetime(at) == plan.zone().to_datetime(at) {
        return String::new();
    }
    let local = at.to_zoned(zone.zone().clone());
    let line = format!(
        "    {} for {} ({})",
        local.strftime("%a %Y-%m-%d %H:%M"),
        show::parent(plan, side),
        zone.name()
    );
    format!("{}\n", show::cut(&line, show::LINE_CHARS_MAX))
}
