//! Which entries of the record an address asks for: a page of one tree, or what fits a search.
//!
//! May touch: its arguments.

use app::{Filter, Topic};
use jiff::ToSpan as _;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use plan::Side;

use crate::page::paths;

/// Entries on one page.
pub const PAGE: u64 = 50;

/// Longest text that is searched for, in characters; the rest is passed over.
pub const MAX_WORDS_CHARS: usize = 200;

/// Which of the two trees is leafed through.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tree {
    /// What both parents may know.
    #[default]
    Shared,
    /// What only the reader sees.
    Own,
}

impl Tree {
    /// The same, as the use cases name it.
    #[must_use]
    pub const fn to_app(self) -> app::Tree {
        match self {
            Self::Shared => app::Tree::Shared,
            Self::Own => app::Tree::Own,
        }
    }

    /// As it stands in addresses.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Shared => "shared",
            Self::Own => "own",
        }
    }
}

/// The topics, as they stand in addresses.
pub const TOPICS: [(Topic, &str); 10] = [
    (Topic::Swaps, "swaps"),
    (Topic::Plan, "plan"),
    (Topic::Decisions, "decisions"),
    (Topic::Messages, "messages"),
    (Topic::Care, "care"),
    (Topic::People, "people"),
    (Topic::Devices, "devices"),
    (Topic::Keeping, "keeping"),
    (Topic::Settings, "settings"),
    (Topic::Bundles, "bundles"),
];

/// A topic as it stands in addresses.
#[must_use]
pub fn topic_tag(topic: Topic) -> &'static str {
    let found = TOPICS.iter().find(|(known, _)| *known == topic);
    found.map_or("", |(_, tag)| tag)
}

/// What somebody searches for, as it was typed. Empty is no search.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Search {
    /// Words, with spaces between them.
    pub words: String,
    /// Who wrote it.
    pub who: Option<Side>,
    /// What it is about.
    pub topic: Option<Topic>,
    /// The first day, as typed.
    pub from: String,
    /// The last day, as typed.
    pub until: String,
    /// In which tree, unless the topic says it.
    pub tree: Tree,
}

/// What is wrong with the days of a search.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wrong {
    /// The first day is none.
    pub from: bool,
    /// The last day is none.
    pub until: bool,
    /// The last day lies before the first one.
    pub order: bool,
}

impl Search {
    /// Whether anything is looked for.
    #[must_use]
    pub fn is_on(&self) -> bool {
        self.who.is_some()
            || self.topic.is_some()
            || [&self.words, &self.from, &self.until]
                .iter()
                .any(|typed| !typed.is_empty())
    }

    /// The tree that is searched: that of the topic, if only one has it.
    #[must_use]
    pub fn tree(&self) -> Tree {
        let has = |tree| {
            let all = Topic::of(tree);
            self.topic.is_none_or(|topic| all.contains(&topic))
        };
        match (has(app::Tree::Shared), has(app::Tree::Own)) {
            (true, false) => Tree::Shared,
            (false, true) => Tree::Own,
            (true, true) | (false, false) => self.tree,
        }
    }

    /// What to look for, with days from midnight to midnight in the family's zone.
    ///
    /// # Errors
    /// What is wrong with the days.
    pub fn filter(&self, zone: &TimeZone) -> Result<Filter, Wrong> {
        let days = [&self.from, &self.until].map(|typed| {
            let typed = typed.trim();
            (!typed.is_empty()).then(|| typed.parse::<Date>().ok())
        });
        let [from, until] = days;
        let wrong = Wrong {
            from: from == Some(None),
            until: until == Some(None),
            order: matches!((from, until), (Some(Some(from)), Some(Some(until))) if until < from),
        };
        if wrong != Wrong::default() {
            return Err(wrong);
        }
        let begins = |day: Date| {
            let midnight = day.to_zoned(zone.clone()).ok()?;
            Some(midnight.timestamp())
        };
        Ok(Filter {
            words: self.words.clone(),
            by: self.who,
            topic: self.topic,
            from: from.flatten().and_then(begins),
            // The last day counts as a whole.
            until: until
                .flatten()
                .and_then(|day| day.checked_add(1.day()).ok())
                .and_then(begins),
        })
    }

    /// The address of this search.
    #[must_use]
    pub fn address(&self, before: Option<u64>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        let mut put = |name: &str, value: &str| {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        };
        put("q", &self.words);
        put("who", self.who.map_or("", crate::page::side_tag));
        put("topic", self.topic.map_or("", topic_tag));
        put("from", &self.from);
        put("until", &self.until);
        put("tree", self.tree().tag());
        if let Some(before) = before {
            put("before", &before.to_string());
        }
        format!("{}?{}", paths::RECORD, query.finish())
    }
}

/// What the query of an address asks for. Whatever cannot be read is passed over, so that an
/// old or mistyped address still shows the newest page; only a day that somebody typed is kept
/// as it is, to be said so beside its field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// What is searched for.
    pub search: Search,
    /// Entries before this number; the newest when absent.
    pub before: Option<u64>,
}

impl Query {
    /// Takes the fields of the search, `before` and `at`; the last of each counts.
    pub fn from_pairs<N, V>(pairs: impl IntoIterator<Item = (N, V)>) -> Self
    where
        N: AsRef<str>,
        V: AsRef<str>,
    {
        let mut query = Self::default();
        let search = &mut query.search;
        for (name, value) in pairs {
            let value = value.as_ref();
            match name.as_ref() {
                "q" => search.words = short(value, MAX_WORDS_CHARS),
                "who" => {
                    let mut sides = Side::BOTH.into_iter();
                    search.who = sides.find(|side| crate::page::side_tag(*side) == value);
                }
                "topic" => {
                    let found = TOPICS.iter().find(|(_, tag)| *tag == value);
                    search.topic = found.map(|(topic, _)| *topic);
                }
                "from" => search.from = short(value, 40),
                "until" => search.until = short(value, 40),
                "tree" => {
                    search.tree = if value == Tree::Own.tag() {
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
        if self.search.tree == tree {
            self.before
        } else {
            None
        }
    }
}

fn short(typed: &str, most: usize) -> String {
    typed.trim().chars().take(most).collect()
}

/// The number of an entry, as it stands in addresses: digits alone.
#[must_use]
pub fn number(text: &str) -> Option<u64> {
    let plain = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(address: &str) -> Query {
        Query::from_pairs(form_urlencoded::parse(address.as_bytes()))
    }

    #[test]
    fn an_address_names_a_page_and_a_mistyped_one_the_newest() {
        for (address, tree, before) in [
            ("", Tree::Shared, None),
            ("before=50", Tree::Shared, Some(50)),
            ("before=0", Tree::Shared, Some(0)),
            ("at=12", Tree::Shared, Some(13)),
            ("at=18446744073709551615", Tree::Shared, Some(u64::MAX)),
            ("tree=own&before=7", Tree::Own, Some(7)),
            ("tree=hers&x=7", Tree::Shared, None),
            ("before=-1", Tree::Shared, None),
            ("before=", Tree::Shared, None),
            ("before=99999999999999999999", Tree::Shared, None),
            ("q=&who=&topic=&from=&until=", Tree::Shared, None),
            ("q=+&who=c&topic=weather", Tree::Shared, None),
        ] {
            let query = query(address);
            let search = Search {
                tree,
                ..Search::default()
            };
            assert_eq!(query, Query { search, before }, "{address}");
            assert!(!query.search.is_on(), "{address}");
        }
    }

    #[test]
    fn only_one_tree_is_leafed_through() {
        let query = query("tree=own&before=7");
        assert_eq!(query.before_in(Tree::Own), Some(7));
        assert_eq!(query.before_in(Tree::Shared), None);
    }

    #[test]
    fn a_search_survives_its_own_address() {
        for address in [
            "q=gent+%26+brugge&tree=shared",
            "q=%3Cb%3E&who=a&topic=plan&from=2026-10-01&until=2026-10-31&tree=shared",
            "who=b&tree=shared&before=17",
            "topic=devices&tree=own",
            "q=firefox&tree=own&before=3",
        ] {
            let asked = query(address);
            assert!(asked.search.is_on(), "{address}");
            let said = asked.search.address(asked.before);
            assert_eq!(said, format!("/record?{address}"));
        }
    }

    #[test]
    fn a_topic_of_one_s_own_is_searched_there() {
        assert_eq!(query("topic=settings&tree=shared").search.tree(), Tree::Own);
        assert_eq!(query("topic=swaps&tree=own").search.tree(), Tree::Shared);
        // Of both there are entries about the plan: proposals in one, drafts in the other.
        assert_eq!(query("topic=plan&tree=own").search.tree(), Tree::Own);
        assert_eq!(query("topic=plan").search.tree(), Tree::Shared);
        assert_eq!(query("q=x&tree=own").search.tree(), Tree::Own);
    }

    #[test]
    fn days_run_from_midnight_to_midnight_where_the_family_lives() {
        let zone = TimeZone::get("Europe/Amsterdam").unwrap();
        let filter = |address: &str| query(address).search.filter(&zone);
        // The clocks go back on 25 October 2026, so that day has 25 hours.
        let found = filter("from=2026-10-25&until=2026-10-25").unwrap();
        assert_eq!(found.from, "2026-10-24T22:00:00Z".parse().ok());
        assert_eq!(found.until, "2026-10-25T23:00:00Z".parse().ok());
        assert_eq!(filter("from=2026-10-25").unwrap().until, None);
        let wrong = |from, until, order| Err(Wrong { from, until, order });
        assert_eq!(filter("from=25-10-2026"), wrong(true, false, false));
        assert_eq!(
            filter("from=2026-02-30&until=soon"),
            wrong(true, true, false)
        );
        assert_eq!(
            filter("from=2026-10-02&until=2026-10-01"),
            wrong(false, false, true)
        );
        assert!(filter("until=9999-12-31").is_ok());
    }

    #[test]
    fn what_is_too_long_is_cut() {
        let long = format!("q={}", "é".repeat(300));
        assert_eq!(query(&long).search.words.chars().count(), MAX_WORDS_CHARS);
    }
}
