//! Plain text for people: names without control characters, local times, aligned columns.
//! Makes text; prints nothing.

use jiff::Timestamp;
use plan::{ChildId, ParentingPlan, Side, Source, Window};

/// The columns of a terminal that every line should fit in.
pub(super) const LINE_CHARS_MAX: usize = 80;
/// How much of a parent's name stands in a column of a table.
pub(super) const NAME_CHARS_MAX: usize = 14;

/// A text on one line without control characters, so that a plan cannot steer a terminal.
pub(super) fn plain(text: &str) -> String {
    let spaced = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    spaced.collect::<String>().trim().to_owned()
}

/// A text of at most `chars` characters; what was cut shows as an ellipsis.
pub(super) fn cut(text: &str, chars: usize) -> String {
    if text.chars().count() <= chars {
        return text.to_owned();
    }
    let kept: String = text.chars().take(chars.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// A text filled up with spaces on its right.
pub(super) fn left(text: &str, chars: usize) -> String {
    format!("{text:<chars$}")
}

/// A text filled up with spaces on its left.
pub(super) fn right(text: &str, chars: usize) -> String {
    format!("{text:>chars$}")
}

/// A text in lines that fit, broken between words, each after so many spaces.
pub(super) fn wrapped(text: &str, indent: usize) -> String {
    let room = LINE_CHARS_MAX.saturating_sub(indent);
    let mut lines: Vec<String> = Vec::new();
    for word in plain(text).split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(cut(word, room)),
        }
    }
    let indented = |line: String| format!("{}{line}\n", " ".repeat(indent));
    lines.into_iter().map(indented).collect()
}

/// Weekday, date and clock in the plan's zone: `Mon 2027-02-01 08:30`.
pub(super) fn local(plan: &ParentingPlan, at: Timestamp) -> String {
    let zoned = at.to_zoned(plan.zone().clone());
    zoned.strftime("%a %Y-%m-%d %H:%M").to_string()
}

/// From when to when, for a sentence.
pub(super) fn span(plan: &ParentingPlan, start: Timestamp, end: Timestamp) -> String {
    format!("from {} to {}", local(plan, start), local(plan, end))
}

/// What a table is about: the plan, the dates, the zone.
pub(super) fn heading(plan: &ParentingPlan, window: Window) -> String {
    let nights = counted(
        usize::try_from(window.nights()).unwrap_or(usize::MAX),
        "night",
        "nights",
    );
    format!(
        "{}\nFrom {} to {} ({nights}), times of {}\n",
        plain(plan.title()),
        window.from(),
        window.to(),
        plan.zone_name()
    )
}

/// A parent's name.
pub(super) fn parent(plan: &ParentingPlan, side: Side) -> String {
    plain(&plan.parent(side).name)
}

/// A child's name.
pub(super) fn child(plan: &ParentingPlan, id: &ChildId) -> String {
    plan.child(id)
        .map_or_else(|| id.to_string(), |child| plain(&child.name))
}

/// A clause with its number and label, for a sentence.
pub(super) fn source(plan: &ParentingPlan, source: Source) -> String {
    match source {
        Source::Clause(index) => {
            let clause = plan.clause(index);
            let title = plain(clause.title(plan::Language::En));
            format!("clause {} ({title})", clause.number)
        }
        Source::Agreed(index) => format!("agreement {}", index.get() + 1),
    }
}

/// The number of a clause, for a table.
pub(super) fn number(plan: &ParentingPlan, source: Source) -> String {
    match source {
        Source::Clause(index) => plan.clause(index).number.to_string(),
        Source::Agreed(index) => format!("agreement {}", index.get() + 1),
    }
}

/// `one`, `one and two`, `one, two and three`.
pub(super) fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}

/// `1 child`, `2 children`.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_steer_the_terminal_and_fit() {
        assert_eq!(plain("\u{1b}[2J Noor\n"), "[2J Noor");
        assert_eq!(cut("Wilhelmina", 10), "Wilhelmina");
        assert_eq!(cut("Wilhelmina Anna", 11), "Wilhelmina…");
        assert_eq!(cut("ééééé", 3), "éé…");
    }

    #[test]
    fn lists_read_as_sentences() {
        let names = ["Noor", "Sam", "Cato"].map(str::to_owned);
        assert_eq!(listed(&names), "Noor, Sam and Cato");
        assert_eq!(listed(&names[..2]), "Noor and Sam");
        assert_eq!(listed(&names[..1]), "Noor");
        assert_eq!(listed(&[]), "");
        assert_eq!(counted(1, "child", "children"), "1 child");
        assert_eq!(counted(2, "child", "children"), "2 children");
    }
}
