//! A roster as clauses in the language of a plan. Writes text only.

use std::fmt::Write as _;

use plan::limits::SPANS_MAX;
use plan::{ClauseId, ID_LENGTH_MAX, ParentId};

use super::Shift;
use crate::words::upper_first;

/// What the shifts of a roster mean for the children.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RosterKind {
    /// The parent has the children in these shifts.
    Care,
    /// The parent works in these shifts, so the other one has the children.
    Work {
        /// Who has them.
        other: ParentId,
    },
}

/// The shifts as the text of `[[clause]]` tables with dated spans, in the order given.
///
/// `parent` is the parent whose roster it is. The first clause has `id`; what goes beyond
/// [`SPANS_MAX`] spans follows in clauses of its own, as `id-2`, `id-3` and so on, with `id` cut
/// where the whole would be longer than [`ID_LENGTH_MAX`]. Titles and sentences are English and
/// Dutch and name the parents by their ids, since names are the plan's. No shifts give no text.
///
/// Labels are left out: a plan is read by both parents and by others, and what a shift is called
/// at work is not theirs.
pub fn roster_clause(
    shifts: &[Shift],
    parent: &ParentId,
    id: &ClauseId,
    kind: RosterKind,
) -> String {
    let name = upper_first(parent.as_str());
    let (carer, en, nl) = match kind {
        RosterKind::Care => (
            parent.clone(),
            format!("In the times of this roster the children are with {name}."),
            format!("In de tijden van dit rooster zijn de kinderen bij {name}."),
        ),
        RosterKind::Work { other } => {
            let with = upper_first(other.as_str());
            (
                other,
                format!("While {name} works by this roster the children are with {with}."),
                format!("Terwijl {name} volgens dit rooster werkt zijn de kinderen bij {with}."),
            )
        }
    };
    let mut text = String::new();
    let mut ids = ids(id.as_str());
    for (index, spans) in shifts.chunks(SPANS_MAX).enumerate() {
        if index > 0 {
            text.push('\n');
        }
        let id = ids.next().unwrap_or_default();
        let part = if index == 0 {
            String::new()
        } else {
            format!(", {}", index + 1)
        };
        // Ids are slugs, so nothing in these texts needs escaping. Writing to a string does not
        // fail.
        let _ = write!(
            text,
            "[[clause]]\nid = \"{id}\"\n\
             title = {{ en = \"The roster of {name}{part}\", nl = \"Het rooster van {name}{part}\" }}\n\
             sentence = {{ en = \"{en}\", nl = \"{nl}\" }}\nspans = [\n"
        );
        for Shift { from, until, .. } in spans {
            let _ = writeln!(
                text,
                "  {{ parent = \"{carer}\", from = {from}, until = {until} }},"
            );
        }
        text.push_str("]\n");
    }
    text
}

/// `roster`, `roster-2`, `roster-3` and so on, each an id, and none of them twice.
fn ids(first: &str) -> impl Iterator<Item = String> {
    let numbered = (2_u32..).map(move |number| {
        let suffix = format!("-{number}");
        let room = ID_LENGTH_MAX.saturating_sub(suffix.len());
        let cut = first.get(..room).unwrap_or(first);
        format!("{}{suffix}", cut.trim_end_matches('-'))
    });
    std::iter::once(first.to_owned()).chain(numbered.filter(move |id| id != first))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(first: &str, expected: [&str; 3]) {
        let found: Vec<String> = ids(first).take(3).collect();
        assert_eq!(found, expected);
        assert!(found.iter().all(|id| id.parse::<ClauseId>().is_ok()));
    }

    #[test]
    fn each_clause_has_an_id_of_its_own() {
        check("roster", ["roster", "roster-2", "roster-3"]);
        let long = "a".repeat(32);
        let cut = "a".repeat(30);
        check(&long, [&long, &format!("{cut}-2"), &format!("{cut}-3")]);
        // The second is called as the first was: it goes on with the third.
        let first = format!("{cut}-2");
        check(&first, [&first, &format!("{cut}-3"), &format!("{cut}-4")]);
    }
}
