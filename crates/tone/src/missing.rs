//! A request for a change that does not say when, or for which child.

use crate::children::Children;
use crate::judge::Said;
use crate::split::Text;
use crate::{Fact, Finding, Kind, Severity};

/// What the first request of a text leaves out, wherever in the text it might stand.
pub(crate) fn missing(text: &Text, said: &Said, children: &Children, known: usize) -> Vec<Finding> {
    let Some(request) = said
        .requests
        .iter()
        .min_by_key(|request| request.words.start)
    else {
        return Vec::new();
    };
    let (Some(first), Some(last)) = (
        text.words.get(request.words.start),
        text.words.get(request.words.end - 1),
    ) else {
        return Vec::new();
    };
    let lacks = |fact: Fact| match fact {
        Fact::Date => !said.date,
        Fact::Time => !said.time && !request.whole_days,
        Fact::Child => known > 1 && !said.child && !children.any(),
    };
    [Fact::Date, Fact::Time, Fact::Child]
        .into_iter()
        .filter(|fact| lacks(*fact))
        .map(|fact| Finding {
            kind: Kind::Missing(fact),
            range: first.range.start..last.range.end,
            severity: Severity::Mild,
        })
        .collect()
}
