//! Where the clauses of a plan stand in its text, for messages about clauses that are sound each
//! by itself. Reads a text that has been read as a plan before; touches nothing else.

use jiff::civil::DateTime;
use plan::{Clause, Rule, Side};
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::report::Position;

/// A clause in the text: its place, and those of its dated spans.
#[derive(Debug, Clone, PartialEq, Eq)]
struct ClausePlace {
    at: Position,
    spans: Vec<Position>,
}

/// The clauses of a text, in order.
#[derive(Debug, Default)]
pub(super) struct Places(Vec<ClausePlace>);

impl Places {
    /// Finds the clauses. Of a text that is no plan, none.
    pub(super) fn of(text: &str) -> Places {
        let Ok(document) = DeTable::parse(text) else {
            return Places::default();
        };
        let clauses = array(document.get_ref().get("clause"));
        let place = |value: &Spanned<DeValue<'_>>| Position::of(text, value.span().start);
        let clause = |value: &Spanned<DeValue<'_>>| {
            let table = value.get_ref().as_table();
            let id = table.and_then(|table| table.get("id"));
            let spans = array(table.and_then(|table| table.get("spans")));
            ClausePlace {
                at: place(id.unwrap_or(value)),
                spans: spans.into_iter().flatten().map(place).collect(),
            }
        };
        Places(clauses.into_iter().flatten().map(clause).collect())
    }

    /// The place of a clause.
    pub(super) fn clause(&self, clause: &Clause) -> Option<Position> {
        let index = usize::from(clause.number).checked_sub(1)?;
        self.0.get(index).map(|place| place.at)
    }

    /// The place of a clause, or of that one of its dated spans that gives a moment to a parent.
    pub(super) fn find(&self, clause: &Clause, parent: Side, moment: DateTime) -> Option<Position> {
        let place = self.0.get(usize::from(clause.number).checked_sub(1)?)?;
        let span = match &clause.rule {
            Some(Rule::Spans(spans)) => spans
                .iter()
                .position(|span| {
                    span.parent == parent && span.from <= moment && moment < span.until
                })
                .and_then(|index| place.spans.get(index)),
            // The other rules stand in one place.
            Some(_) | None => None,
        };
        Some(*span.unwrap_or(&place.at))
    }
}

fn array<'v, 't>(value: Option<&'v Spanned<DeValue<'t>>>) -> Option<&'v DeArray<'t>> {
    value.and_then(|value| value.get_ref().as_array())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_stand_at_their_id_and_spans_where_they_begin() {
        let text = "[[clause]]\nid = \"a\"\nspans = [\n  { x = 1 },\n  { x = 2 },\n]\n\n\
                    [[clause]]\ntitle = \"b\"\n  id = \"b\"\n\n[[clause]]\n";
        let at = |line, column| Position { line, column };
        let places = Places::of(text).0;
        assert_eq!(places[0].at, at(2, 6));
        assert_eq!(places[0].spans, [at(4, 3), at(5, 3)]);
        assert_eq!(
            places[1],
            ClausePlace {
                at: at(10, 8),
                spans: vec![]
            }
        );
        assert_eq!(places[2].at, at(12, 1));
        assert!(Places::of("= nonsense").0.is_empty());
        assert!(Places::of("clause = 1").0.is_empty());
    }
}
