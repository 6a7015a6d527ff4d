//! What is wrong with the database as a database: pages, indexes, and rows that do not belong
//! together. Reads only; what leaves and bodies say is checked above the seam.

use sqlx::Row as _;
use sqlx::sqlite::SqlitePool;

use crate::fault::Fault;

/// The most findings of one kind that are listed.
const LISTED: usize = 20;

/// What must give no rows: a sentence, and a query for the tree or the place where it is so.
const RULES: &[(&str, &str)] = &[
    (
        "a tree has another number of entries than it says",
        "SELECT t.origin FROM trees AS t LEFT JOIN entries AS e ON e.tree = t.number \
         GROUP BY t.number HAVING count(e.place) <> t.size \
         OR (t.size > 0 AND (min(e.sequence) <> 0 OR max(e.sequence) <> t.size - 1))",
    ),
    (
        "an entry has a body without a key, or a key without a body",
        "SELECT t.origin FROM entries AS e JOIN trees AS t ON t.number = e.tree \
         WHERE (e.body IS NULL) <> (e.wrapped_key IS NULL)",
    ),
    (
        "an entry is marked as erased, and something of it is left",
        "SELECT t.origin FROM erased AS x JOIN trees AS t ON t.number = x.tree \
         JOIN entries AS e ON e.tree = x.tree AND e.sequence = x.sequence \
         WHERE e.body <> zeroblob(length(e.body)) \
         OR e.wrapped_key <> zeroblob(length(e.wrapped_key))",
    ),
    (
        "an entry is marked as erased that is not there",
        "SELECT x.tree || '' FROM erased AS x LEFT JOIN entries AS e \
         ON e.tree = x.tree AND e.sequence = x.sequence WHERE e.place IS NULL",
    ),
    (
        "an attachment is marked as erased, and something of it is left",
        "SELECT t.origin FROM attachments AS a JOIN trees AS t ON t.number = a.tree \
         WHERE a.destroyed <> 0 AND (a.wrapped_key <> zeroblob(length(a.wrapped_key)) \
         OR a.sealed <> zeroblob(length(a.sealed)))",
    ),
    (
        "a family or a private record has no keys",
        "SELECT o.tree FROM (SELECT tree FROM families UNION ALL SELECT tree FROM private_trees) \
         AS o LEFT JOIN tree_keys AS k ON k.tree = o.tree WHERE k.number IS NULL",
    ),
    (
        "there are keys of a tree that belongs to nobody",
        "SELECT k.tree FROM tree_keys AS k WHERE k.destroyed = 0 \
         AND k.tree NOT IN (SELECT tree FROM families) \
         AND k.tree NOT IN (SELECT tree FROM private_trees)",
    ),
    (
        "one tree is a family's and a person's",
        "SELECT tree FROM families WHERE tree IN (SELECT tree FROM private_trees)",
    ),
    (
        "keys are said to be destroyed, and something of them is left",
        "SELECT tree FROM tree_keys WHERE destroyed = 1 \
         AND (wrapped_key <> zeroblob(length(wrapped_key)) \
         OR wrapped_signing_key <> zeroblob(length(wrapped_signing_key)))",
    ),
    (
        "a tree was signed at a size that it does not have",
        "SELECT t.origin FROM trees AS t WHERE t.size < \
         (SELECT max(size) FROM cosignatures WHERE tree = t.number) \
         OR t.size < (SELECT max(size) FROM handovers WHERE tree = t.number)",
    ),
    (
        "two entries of a tree bear one command",
        "SELECT t.origin FROM entries AS e JOIN trees AS t ON t.number = e.tree \
         WHERE e.command IS NOT NULL GROUP BY e.tree, e.command HAVING count(*) > 1",
    ),
    (
        "somebody is a member without a private record",
        "SELECT m.family FROM memberships AS m LEFT JOIN private_trees AS p \
         ON p.family = m.family AND p.member = m.member WHERE p.tree IS NULL",
    ),
    (
        "the format is not one that this version knows",
        "SELECT 'meta' WHERE NOT EXISTS \
         (SELECT 1 FROM meta WHERE key = 'format' AND value = '1')",
    ),
];

/// Sentences on what is wrong; none in a sound database.
pub(super) async fn inspect(readers: &SqlitePool) -> Result<Vec<String>, Fault> {
    let mut found = Vec::new();
    let pages: Vec<String> = sqlx::query_scalar("PRAGMA integrity_check(20)")
        .fetch_all(readers)
        .await?;
    found.extend(
        pages
            .into_iter()
            .filter(|line| line != "ok")
            .map(|line| format!("the database's pages are damaged: {line}")),
    );
    let broken = sqlx::query("PRAGMA foreign_key_check")
        .fetch_all(readers)
        .await?;
    for row in broken.iter().take(LISTED) {
        let (table, other): (String, String) = (row.try_get(0)?, row.try_get(2)?);
        found.push(format!(
            "a row of {table} refers to a row of {other} that is not there"
        ));
    }
    for (sentence, text) in RULES {
        let places: Vec<String> = sqlx::query_scalar(*text).fetch_all(readers).await?;
        found.extend(
            places
                .iter()
                .take(LISTED)
                .map(|place| format!("{place}: {sentence}")),
        );
    }
    Ok(found)
}
