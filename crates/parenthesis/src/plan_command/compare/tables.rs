//! The tables of `plan compare`. Makes text; prints nothing.

use plan::{ChildComparison, ChildId, State};

use super::super::show;
use super::rows::Row;
use super::{Compared, Half};

/// How wide a moment is: `Mon 2027-02-01 08:30`.
const MOMENT_CHARS: usize = 20;
/// How wide the names of the measures and the values are.
const LABEL_CHARS: usize = 38;
const VALUE_CHARS: usize = 12;

pub(super) fn tables(compared: &Compared, all: bool) -> String {
    let plan = compared.plan();
    let window = compared.a.timeline.window();
    let mut text = format!(
        "A: {}\nB: {}\nFrom {} to {}, times of {}\n",
        compared.a.name,
        compared.b.name,
        window.from(),
        window.to(),
        plan.zone_name()
    );
    for (child, rows) in compared.found.children.iter().zip(&compared.children) {
        text += &format!("\n{}\n", show::child(plan, &child.child));
        text += &spans(compared, child);
        text += &measures(compared, rows);
    }
    if !compared.siblings.is_empty() {
        text += "\nBrothers and sisters\n";
        text += &measures(compared, &compared.siblings);
    }
    let found = &compared.found;
    for (half, other, only) in [
        (&compared.a, "A", &found.only_in_a),
        (&compared.b, "B", &found.only_in_b),
    ] {
        text += &only_in(half, other, only);
    }
    if !all {
        text += "\nMeasures that stay the same are left out; --all shows them.\n";
    }
    text
}

fn spans(compared: &Compared, child: &ChildComparison) -> String {
    if child.differing.is_empty() {
        return "  No time differs.\n".to_owned();
    }
    let plan = compared.plan();
    let line = |from: &str, until: &str, a: &str, b: &str| {
        let room = (show::LINE_CHARS_MAX - 2 - 2 * (MOMENT_CHARS + 2) - 2) / 2;
        let line = format!(
            "  {}  {}  {}  {}",
            show::left(from, MOMENT_CHARS),
            show::left(until, MOMENT_CHARS),
            show::left(&show::cut(a, room), room),
            show::cut(b, room)
        );
        format!("{}\n", line.trim_end())
    };
    let mut text = line("From", "Until", "A", "B");
    for differing in &child.differing {
        text += &line(
            &show::local(plan, differing.start),
            &show::local(plan, differing.end),
            &state(compared, differing.a),
            &state(compared, differing.b),
        );
    }
    text
}

fn state(compared: &Compared, state: State) -> String {
    match state {
        // Both name the parents by the numbering of the first plan.
        State::Care { parent, .. } => show::parent(compared.plan(), parent),
        State::Clash => "(clash)".to_owned(),
        State::Gap => "(nobody)".to_owned(),
        State::Outside => "(no plan)".to_owned(),
    }
}

fn measures(compared: &Compared, rows: &[Row]) -> String {
    if rows.is_empty() {
        return "  No measure changes.\n".to_owned();
    }
    let line = |label: &str, values: [&str; 3]| {
        let mut line = show::left(&show::cut(label, LABEL_CHARS), LABEL_CHARS);
        for value in values {
            line += &show::right(value, VALUE_CHARS);
        }
        format!("{line}\n")
    };
    let mut text = line("  Measure", ["A", "B", "change"]);
    for row in rows {
        let value = |value: f64| number(row, value);
        let change = row.change();
        let sign = if change > 0.0 { "+" } else { "" };
        let values = [
            value(row.a),
            value(row.b),
            format!("{sign}{}", value(change)),
        ];
        text += &line(&label(compared, row), values.each_ref().map(String::as_str));
    }
    text
}

fn label(compared: &Compared, row: &Row) -> String {
    let plan = compared.plan();
    let parent = row.parent.as_ref().and_then(|id| plan.side_of(id));
    let of = parent.map(|side| format!(", {}", show::parent(plan, side)));
    let names: Vec<String> = row.pair.iter().map(|id| show::child(plan, id)).collect();
    let pair = if names.is_empty() {
        String::new()
    } else {
        format!("{}: ", show::listed(&names))
    };
    format!("  {pair}{}{}", words(row.name), of.unwrap_or_default())
}

fn words(name: &str) -> &str {
    match name {
        "overnights" => "Nights",
        "share" => "Share of nights",
        "hours" => "Hours",
        "longest_nights" => "Longest run of nights",
        "longest_apart_hours" => "Longest time apart, h",
        "handovers" => "Handovers",
        "parents_move" => "Changes of parent in one home",
        "weekends_whole" => "Weekends, both nights",
        "weekends_in_a_row" => "Weekends in a row",
        "weekends_split" => "Weekends, a night with each",
        "clashes" => "Stretches under a clash",
        "gaps" => "Stretches without a clause",
        "together" => "Nights together",
        "apart" => "Nights apart",
        other => other,
    }
}

/// A value without needless decimals; shares in per cent.
fn number(row: &Row, value: f64) -> String {
    if row.name == "share" {
        return format!("{:.1}%", value * 100.0);
    }
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn only_in(half: &Half, name: &str, children: &[ChildId]) -> String {
    if children.is_empty() {
        return String::new();
    }
    let names: Vec<String> = children
        .iter()
        .map(|id| show::child(&half.file.plan, id))
        .collect();
    format!("\nOnly in {name}: {}\n", show::listed(&names))
}
