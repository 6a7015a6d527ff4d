//! The JSON of `plan measure`, as docs/command-line.md describes it. Keys are only ever added, at
//! the end.

use plan::{
    Amount, Breach, CareAmount, ChildLedger, ChildMeasures, MadeUp, MissedTime, PairMeasures,
    ParentingPlan, PeriodMeasures, StandardResult, WeekendMeasures,
};
use serde::Serialize;

use super::super::json::{self, ById, ClashShape, GapShape};
use super::super::{facts, show};
use super::more::{self, Calls, InHoliday, Measured, More};
use super::{Report, WhatHappened};

#[derive(Serialize)]
pub(super) struct MeasuresShape<'p> {
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
    calls: CallsShape,
    breaches: Vec<BreachShape>,
    #[serde(skip_serializing_if = "Option::is_none")]
    periods: Option<&'p [PeriodMeasures]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    standards: Option<&'p [StandardResult]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    which: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    timelines: Option<ById<TimelineShape>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ledger: Option<ById<LedgerShape>>,
}

#[derive(Serialize)]
struct ChildShape {
    overnights: ById<u32>,
    hours: ById<f64>,
    share: ById<f64>,
    longest_nights: ById<u32>,
    longest_apart_hours: ById<f64>,
    handovers: u32,
    parents_move: u32,
    weekends: WeekendsShape,
    hours_without_school: Option<ById<f64>>,
    holidays: Vec<HolidayShape>,
    calls: CallsShape,
}

#[derive(Serialize)]
struct WeekendsShape {
    count: u32,
    fridays: ById<u32>,
    saturdays: ById<u32>,
    whole: ById<u32>,
    split: u32,
    in_a_row: ById<u32>,
}

#[derive(Serialize)]
struct HolidayShape {
    clause: String,
    count: usize,
    overnights: ById<u32>,
    hours: ById<f64>,
}

#[derive(Serialize)]
struct CallsShape {
    count: ById<u32>,
    minutes: ById<i64>,
}

#[derive(Serialize)]
struct PairShape {
    children: [String; 2],
    together: ById<u32>,
    apart: u32,
}

#[derive(Serialize)]
struct BreachShape {
    clause: String,
    children: Vec<String>,
    parent: Option<String>,
    from: String,
    to: String,
    found: AmountShape,
    limit: AmountShape,
    sentence: String,
}

/// One of these, by what the limit counts.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum AmountShape {
    Nights(u32),
    Days(u32),
    Handovers(u32),
    Hours(f64),
}

/// One of the timelines that come of facts.
#[derive(Serialize)]
struct TimelineShape {
    children: ById<ChildShape>,
    together: ById<u32>,
    apart: u32,
    pairs: Vec<PairShape>,
    breaches: Vec<BreachShape>,
}

#[derive(Serialize)]
struct LedgerShape {
    missed: Vec<MissedShape>,
    open: ById<CareShape>,
    balance: ById<CareShape>,
}

#[derive(Serialize, Clone, Copy)]
struct CareShape {
    hours: f64,
    nights: i64,
}

#[derive(Serialize)]
struct MissedShape {
    fact: String,
    parent: String,
    from: String,
    until: String,
    lost: CareShape,
    made_up: Vec<MadeUpShape>,
    open: CareShape,
}

#[derive(Serialize)]
struct MadeUpShape {
    fact: String,
    from: String,
    until: String,
    gained: CareShape,
}

pub(super) fn shape<'p>(plan: &'p ParentingPlan, report: &'p Report) -> MeasuresShape<'p> {
    let measured = &report.measured;
    let measures = &measured.measures;
    let happened = report.happened.as_ref();
    MeasuresShape {
        from: measures.from.to_string(),
        to: measures.to.to_string(),
        zone: plan.zone_name(),
        nights: measured.timeline.window().nights(),
        children: children(plan, measured),
        together: ById::per_parent(plan, &measures.together),
        apart: measures.apart,
        pairs: pairs(plan, measured),
        clashes: json::clash_shapes(plan, &measured.timeline, None),
        gaps: json::gap_shapes(plan, &measured.timeline, None),
        calls: calls(plan, &measured.calls),
        breaches: breaches(plan, measured),
        periods: report.periods.as_deref(),
        standards: report.standards.as_deref(),
        which: happened.map(|happened| facts::name(happened.kind)),
        timelines: happened.and_then(|happened| timelines(plan, happened)),
        ledger: happened.map(|happened| {
            let ledgers = happened.ledger.children.iter();
            ById(ledgers.map(|one| ledger(plan, one)).collect())
        }),
    }
}

fn timelines(plan: &ParentingPlan, happened: &WhatHappened) -> Option<ById<TimelineShape>> {
    let shape = |measured: &Measured| TimelineShape {
        children: children(plan, measured),
        together: ById::per_parent(plan, &measured.measures.together),
        apart: measured.measures.apart,
        pairs: pairs(plan, measured),
        breaches: breaches(plan, measured),
    };
    let all: Vec<_> = happened
        .side_by_side
        .iter()
        .map(|(kind, measured)| (facts::name(*kind).to_owned(), shape(measured)))
        .collect();
    (!all.is_empty()).then_some(ById(all))
}

fn children(plan: &ParentingPlan, measured: &Measured) -> ById<ChildShape> {
    let children = measured.measures.children.iter().zip(&measured.more);
    let shape =
        |(one, more): (&ChildMeasures, &More)| (one.child.to_string(), child(plan, one, more));
    ById(children.map(shape).collect())
}

fn child(plan: &ParentingPlan, child: &ChildMeasures, more: &More) -> ChildShape {
    let without_school = more.without_school.as_ref();
    ChildShape {
        overnights: ById::per_parent(plan, &child.overnights),
        hours: ById::parents(plan, |side| child.hours(side)),
        share: ById::parents(plan, |side| child.share(side)),
        longest_nights: ById::per_parent(plan, &child.longest_nights),
        longest_apart_hours: ById::parents(plan, |side| child.longest_apart_hours(side)),
        handovers: child.handovers,
        parents_move: child.parents_move,
        weekends: weekends(plan, &child.weekends),
        hours_without_school: without_school
            .map(|seconds| ById::parents(plan, |side| more::hours(*seconds.get(side)))),
        holidays: more
            .holidays
            .iter()
            .map(|holiday| in_holiday(plan, holiday))
            .collect(),
        calls: calls(plan, &more.calls),
    }
}

fn weekends(plan: &ParentingPlan, weekends: &WeekendMeasures) -> WeekendsShape {
    WeekendsShape {
        count: weekends.count,
        fridays: ById::per_parent(plan, &weekends.fridays),
        saturdays: ById::per_parent(plan, &weekends.saturdays),
        whole: ById::per_parent(plan, &weekends.whole),
        split: weekends.split,
        in_a_row: ById::per_parent(plan, &weekends.in_a_row),
    }
}

fn in_holiday(plan: &ParentingPlan, holiday: &InHoliday) -> HolidayShape {
    HolidayShape {
        clause: holiday.clause.clone(),
        count: holiday.occurrences,
        overnights: ById::per_parent(plan, &holiday.measures.overnights),
        hours: ById::parents(plan, |side| holiday.measures.hours(side)),
    }
}

fn calls(plan: &ParentingPlan, calls: &Calls) -> CallsShape {
    CallsShape {
        count: ById::per_parent(plan, &calls.count),
        minutes: ById::per_parent(plan, &calls.minutes),
    }
}

fn pairs(plan: &ParentingPlan, measured: &Measured) -> Vec<PairShape> {
    let pair = |pair: &PairMeasures| PairShape {
        children: pair.children.each_ref().map(ToString::to_string),
        together: ById::per_parent(plan, &pair.together),
        apart: pair.apart,
    };
    measured.measures.pairs.iter().map(pair).collect()
}

fn breaches(plan: &ParentingPlan, measured: &Measured) -> Vec<BreachShape> {
    let amount = |amount| match amount {
        Amount::Nights(count) => AmountShape::Nights(count),
        Amount::Days(count) => AmountShape::Days(count),
        Amount::Handovers(count) => AmountShape::Handovers(count),
        Amount::Seconds(seconds) => AmountShape::Hours(more::hours(seconds)),
    };
    let shape = |breach: &Breach| BreachShape {
        clause: plan.clause(breach.clause).id.to_string(),
        children: more::ids(&breach.children),
        parent: breach.parent.map(|side| plan.parent(side).id.to_string()),
        from: breach.from.to_string(),
        to: breach.to.to_string(),
        found: amount(breach.found),
        limit: amount(breach.limit),
        sentence: show::plain(&breach.sentence(plan)),
    };
    measured.breaches.iter().map(shape).collect()
}

fn ledger(plan: &ParentingPlan, ledger: &ChildLedger) -> (String, LedgerShape) {
    let care = |amount: &CareAmount| CareShape {
        hours: more::hours(amount.seconds),
        nights: amount.nights,
    };
    let made_up = |made_up: &MadeUp| MadeUpShape {
        fact: made_up.id.clone(),
        from: made_up.from.to_string(),
        until: made_up.until.to_string(),
        gained: care(&made_up.gained),
    };
    let missed = |missed: &MissedTime| MissedShape {
        fact: missed.id.clone(),
        parent: plan.parent(missed.parent).id.to_string(),
        from: missed.from.to_string(),
        until: missed.until.to_string(),
        lost: care(&missed.lost),
        made_up: missed.made_up.iter().map(made_up).collect(),
        open: care(&missed.open),
    };
    let shape = LedgerShape {
        missed: ledger.missed.iter().map(missed).collect(),
        open: ById::parents(plan, |side| care(ledger.open.get(side))),
        balance: ById::parents(plan, |side| care(ledger.balance.get(side))),
    };
    (ledger.child.to_string(), shape)
}
