//! Which page of the record an address asks for.
//!
//! May touch: its arguments.

/// Entries on one page.
pub const PAGE: u64 = 50;

/// Which of the two trees is leafed through.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tree {
    /// What both parents may know.
    #[default]
    Shared,
    /// What only the reader sees.
    Own,
}

/// What the query of an address asks for. Whatever cannot be read is passed over, so that an
/// old or mistyped address still shows the newest page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Query {
    /// Which tree is leafed through; the other one shows its newest page.
    pub tree: Tree,
    /// Entries before this number; the newest when absent.
    pub before: Option<u64>,
}

impl Query {
    /// Takes `tree`, `before` and `at`; the last of each counts.
    pub fn from_pairs<N, V>(pairs: impl IntoIterator<Item = (N, V)>) -> Self
    where
        N: AsRef<str>,
        V: AsRef<str>,
    {
        let mut query = Self::default();
        for (name, value) in pairs {
            let value = value.as_ref();
            match name.as_ref() {
                "tree" => {
                    query.tree = if value == "own" {
                        Tree::Own
                    } else {
                        Tree::Shared
                    }
                }
                "before" => query.before = number(value),
                // The entry stands at the top of its page, or among the newest.
                "at" => query.before = number(value).map(|at| at.saturating_add(1)),
                _ => {}
            }
        }
        query
    }

    /// The `before` to ask of one tree.
    #[must_use]
    pub fn before_in(&self, tree: Tree) -> Option<u64> {
        if self.tree == tree { self.before } else { None }
    }
}

fn number(text: &str) -> Option<u64> {
    let plain = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_a_page_and_a_mistyped_one_the_newest() {
        type Case<'a> = (&'a [(&'a str, &'a str)], Tree, Option<u64>);
        let cases: [Case<'_>; 10] = [
            (&[], Tree::Shared, None),
            (&[("before", "50")], Tree::Shared, Some(50)),
            (&[("before", "0")], Tree::Shared, Some(0)),
            (&[("at", "12")], Tree::Shared, Some(13)),
            (
                &[("at", "18446744073709551615")],
                Tree::Shared,
                Some(u64::MAX),
            ),
            (&[("tree", "own"), ("before", "7")], Tree::Own, Some(7)),
            (&[("tree", "hers"), ("x", "7")], Tree::Shared, None),
            (&[("before", "-1")], Tree::Shared, None),
            (&[("before", "")], Tree::Shared, None),
            (&[("before", "99999999999999999999")], Tree::Shared, None),
        ];
        for (pairs, tree, before) in cases {
            let query = Query::from_pairs(pairs.iter().copied());
            assert_eq!(query, Query { tree, before }, "{pairs:?}");
        }
    }

    #[test]
    fn only_one_tree_is_leafed_through() {
        let query = Query {
            tree: Tree::Own,
            before: Some(7),
        };
        assert_eq!(query.before_in(Tree::Own), Some(7));
        assert_eq!(query.before_in(Tree::Shared), None);
    }
}
