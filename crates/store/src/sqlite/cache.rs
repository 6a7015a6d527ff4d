//! What the writer remembers of trees: their size, and which commands they have carried
//! out. Right because nobody else writes; cleared when a group fails. Reads the connection
//! that it is handed.
//!
//! There is no index of commands on disk: its random places would cost more than all else
//! that an append writes. A tree that has not been written for a while is read once.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;

use sqlx::AssertSqlSafe;
use sqlx::sqlite::SqliteConnection;

use crate::fault::Fault;

/// How many trees and commands are remembered; beyond it, all are forgotten and read again
/// as they are needed. About 16 MB.
const REMEMBERED: usize = 500_000;
/// Most trees that one query looks up.
const LOOK_UP: usize = 512;

/// A tree, with what the group at hand has added.
pub(super) struct Tree {
    pub(super) number: i64,
    pub(super) size: u64,
    /// By the command's hash, the sequence of the entry that bears it.
    commands: HashMap<u64, u64>,
}

/// The trees remembered, by origin.
pub(super) struct Cache {
    trees: HashMap<Arc<str>, Tree>,
    remembered: usize,
    next_number: i64,
    /// Keyed anew in each process, so that nobody can choose ids that collide.
    hasher: RandomState,
}

impl Cache {
    pub(super) async fn new(connection: &mut SqliteConnection) -> Result<Self, Fault> {
        let highest: i64 = sqlx::query_scalar("SELECT coalesce(max(number), 0) FROM trees")
            .fetch_one(connection)
            .await?;
        Ok(Self {
            trees: HashMap::new(),
            remembered: 0,
            next_number: highest + 1,
            hasher: RandomState::new(),
        })
    }

    pub(super) fn clear(&mut self) {
        self.trees.clear();
        self.remembered = 0;
    }

    /// Makes sure that the trees with these origins are remembered. One that has not begun
    /// gets its number here and a size of 0.
    pub(super) async fn remember(
        &mut self,
        connection: &mut SqliteConnection,
        origins: impl Iterator<Item = Arc<str>>,
    ) -> Result<(), Fault> {
        // A single large tree is kept, or it would be read for each group.
        if self.remembered > REMEMBERED && self.trees.len() > 1 {
            self.clear();
        }
        let mut cold: Vec<Arc<str>> = origins
            .filter(|origin| !self.trees.contains_key(origin))
            .collect();
        cold.sort_unstable();
        cold.dedup();
        for some in cold.chunks(LOOK_UP) {
            self.read(connection, some).await?;
        }
        for origin in cold {
            let number = self.next_number;
            let tree = self.trees.entry(origin).or_insert_with(|| Tree {
                number,
                size: 0,
                commands: HashMap::new(),
            });
            if tree.number == number {
                self.next_number += 1;
                self.remembered += 1;
            }
        }
        Ok(())
    }

    async fn read(
        &mut self,
        connection: &mut SqliteConnection,
        origins: &[Arc<str>],
    ) -> Result<(), Fault> {
        // As many marks as the next power of two, so that few statements are prepared; the
        // values left out are null and match nothing.
        let marks = vec!["?"; origins.len().next_power_of_two()].join(",");
        let text = format!("SELECT origin, number, size FROM trees WHERE origin IN ({marks})");
        let mut query = sqlx::query_as(AssertSqlSafe(text));
        for origin in origins {
            query = query.bind(Arc::clone(origin));
        }
        let found: Vec<(String, i64, i64)> = query.fetch_all(&mut *connection).await?;
        for (origin, number, size) in found {
            let text = "SELECT sequence, command FROM entries \
                        WHERE tree = ? AND command IS NOT NULL";
            let rows: Vec<(i64, String)> = sqlx::query_as(text)
                .bind(number)
                .fetch_all(&mut *connection)
                .await?;
            self.remembered += 1 + rows.len();
            let commands = rows.into_iter().map(|(sequence, command)| {
                Ok((self.hasher.hash_one(command.as_str()), unsigned(sequence)?))
            });
            let tree = Tree {
                number,
                size: unsigned(size)?,
                commands: commands.collect::<Result<_, Fault>>()?,
            };
            self.trees.insert(origin.into(), tree);
        }
        Ok(())
    }

    pub(super) fn tree(&self, origin: &str) -> Option<&Tree> {
        self.trees.get(origin)
    }

    pub(super) fn tree_mut(&mut self, origin: &str) -> Option<&mut Tree> {
        self.trees.get_mut(origin)
    }

    /// The entry that would bear the command, if any does. Two ids may share a hash, so the
    /// caller compares.
    pub(super) fn bearer(&self, tree: &Tree, command: &str) -> Option<u64> {
        tree.commands.get(&self.hasher.hash_one(command)).copied()
    }

    /// Remembers that an entry of a tree bears a command.
    pub(super) fn note(&mut self, origin: &str, command: &str, sequence: u64) {
        let hash = self.hasher.hash_one(command);
        if let Some(tree) = self.trees.get_mut(origin) {
            tree.commands.insert(hash, sequence);
            self.remembered += 1;
        }
    }
}

fn unsigned(number: i64) -> Result<u64, Fault> {
    u64::try_from(number).map_err(|_| Fault::Corrupt("a negative number".into()))
}
