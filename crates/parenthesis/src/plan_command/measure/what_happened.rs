//! What comes of facts: the timelines side by side, and the ledger of make-up time. Makes text.

use plan::{CareAmount, ChildLedger, ParentingPlan, PerParent, Side, TimelineKind};

use super::super::{facts, show};
use super::tables::{self, header, line};
use super::{WhatHappened, more};

pub(super) fn tables(plan: &ParentingPlan, happened: &WhatHappened) -> String {
    let mut text = side_by_side(plan, happened);
    for ledger in &happened.ledger.children {
        if !ledger.missed.is_empty() {
            text.push('\n');
            text += &book(plan, ledger);
        }
    }
    text
}

/// The main measures of each timeline, below each other for each child.
fn side_by_side(plan: &ParentingPlan, happened: &WhatHappened) -> String {
    let mut text = String::new();
    let rows = if happened.side_by_side.is_empty() {
        &[][..]
    } else {
        plan.children()
    };
    for child in rows {
        let name = show::plain(&child.name);
        text.push('\n');
        text += &header(plan, &format!("{name}, side by side"));
        let mut add = |what: &str, value: &dyn Fn(&plan::ChildMeasures) -> Vec<String>| {
            for (kind, measured) in &happened.side_by_side {
                if let Some(measures) = measured.measures.child(&child.id) {
                    text += &line(&label(what, *kind), &value(measures));
                }
            }
        };
        let both = |value: &dyn Fn(Side) -> String| Side::BOTH.map(value).to_vec();
        add("Nights", &|one| {
            both(&|side| one.overnights.get(side).to_string())
        });
        add("Share of nights", &|one| {
            both(&|side| tables::percent(one.share(side)))
        });
        add("Hours", &|one| both(&|side| tables::hours(one.hours(side))));
        add("Handovers", &|one| vec![one.handovers.to_string()]);
    }
    text
}

fn label(what: &str, kind: TimelineKind) -> String {
    format!("  {what}, {}", facts::name(kind))
}

fn book(plan: &ParentingPlan, ledger: &ChildLedger) -> String {
    let name = show::child(plan, &ledger.child);
    let mut text = header(plan, &format!("{name}, time to make up"));
    let amounts = |amounts: &PerParent<CareAmount>, what: &dyn Fn(&CareAmount) -> String| {
        Side::BOTH.map(|side| what(amounts.get(side)))
    };
    let nights = |amount: &CareAmount| amount.nights.to_string();
    let hours = |amount: &CareAmount| tables::hours(more::hours(amount.seconds));
    text += &line("  Nights still open", &amounts(&ledger.open, &nights));
    text += &line("  Hours still open", &amounts(&ledger.open, &hours));
    text += &line(
        "  Nights more or less than agreed",
        &amounts(&ledger.balance, &nights),
    );
    text += &line(
        "  Hours more or less than agreed",
        &amounts(&ledger.balance, &hours),
    );
    let at = |moment: jiff::civil::DateTime| moment.strftime("%a %Y-%m-%d %H:%M").to_string();
    let mut say = |indent, sentence: &str| text.push_str(&show::wrapped(sentence, indent));
    for missed in &ledger.missed {
        let parent = show::parent(plan, missed.parent);
        say(2, &format!("{}: missed by {parent}", missed.id));
        say(4, &format!("{} to {}", at(missed.from), at(missed.until)));
        say(4, &format!("lost {}", amount(&missed.lost)));
        for made_up in &missed.made_up {
            let (from, until) = (at(made_up.from), at(made_up.until));
            say(4, &format!("made up by {}", made_up.id));
            say(6, &format!("{from} to {until}"));
            say(6, &format!("gained {}", amount(&made_up.gained)));
        }
        say(4, &format!("still open {}", amount(&missed.open)));
    }
    text
}

/// `1 night, 24 hours`.
fn amount(amount: &CareAmount) -> String {
    let nights = if amount.nights == 1 {
        "night"
    } else {
        "nights"
    };
    let hours = tables::hours(more::hours(amount.seconds));
    let unit = if amount.seconds == 3_600 {
        "hour"
    } else {
        "hours"
    };
    format!("{} {nights}, {hours} {unit}", amount.nights)
}
