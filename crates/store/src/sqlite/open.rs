//! Opening: the folder, the schema, what the last life left behind, the writer. Touches the
//! folder and the file of heads.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use sqlx::migrate::{Migrate as _, MigrateError, Migrator};
use sqlx::sqlite::{SqliteConnection, SqlitePool, SqlitePoolOptions};
use tokio::sync::mpsc;

use super::erase::{self, Scrub};
use super::heads::HeadsFile;
use super::writer::{Shared, Writer};
use super::{SqliteStore, connect, folder, options, read_lists, reader_options};
use crate::batch::{Head, KeptHead, KeptHeads};
use crate::fault::{Fault, OpenError};
use crate::id::TreeId;

/// The migrations, embedded. One that shipped is never edited; a test holds their sums.
static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// How many writes may wait; beyond it, senders wait.
const QUEUE: usize = 1024;
/// Connections that read. Each has a thread and a page cache.
const READERS: u32 = 4;
/// The migrations that took something secret out of tables whose rows move: the wrapped keys, and
/// with what somebody signed in.
const TAKEN_OUT: [i64; 2] = [2, 4];

/// Which file of heads a store keeps, and what is known of the database where it is missing.
#[derive(Clone, Copy)]
pub(super) enum Heads<'p> {
    /// None.
    Nowhere,
    /// This one. Whether the database is the newest is not known when the file is missing.
    In(&'p Path),
    /// This one, which is made for a database of which it was found out just now.
    Anew(&'p Path),
}

pub(super) async fn open(folder: &Path, heads: Heads<'_>) -> Result<SqliteStore, OpenError> {
    let (file, lock) = folder::prepare(folder)?;
    let options = options(&file);
    let mut connection = connect(&options).await?;
    migrate(&mut connection, folder).await?;
    // A life that ended early may have left in the log what it erased.
    let due = Scrub {
        log: true,
        database: erase::owes_rewriting(&mut connection).await?,
    };
    let _left = erase::scrub(&mut connection, due).await?;
    let readers = readers(&file);
    let (kept, heads) = match heads {
        Heads::In(path) => keep_heads(&readers, path, true).await?,
        Heads::Anew(path) => keep_heads(&readers, path, false).await?,
        Heads::Nowhere => (KeptHeads::default(), None),
    };
    let (inbox, messages) = mpsc::channel(QUEUE);
    let shared = Arc::new(Shared::default());
    let seen = Arc::clone(&shared);
    let writer = Writer::new(connection, options, messages, seen, lock, heads).await?;
    tokio::spawn(writer.run());
    Ok(SqliteStore {
        readers,
        inbox,
        shared,
        kept: Arc::new(kept),
    })
}

pub(super) async fn read_only(folder: &Path) -> Result<SqliteStore, OpenError> {
    let file = folder::existing(folder)?;
    let mut connection = connect(&reader_options(&file)).await?;
    let applied = applied(&mut connection, folder).await?;
    let known: HashSet<i64> = MIGRATIONS.iter().map(|one| one.version).collect();
    let folder = || folder.to_owned();
    if !applied.is_subset(&known) {
        return Err(OpenError::Newer { folder: folder() });
    }
    if applied != known {
        return Err(OpenError::Older { folder: folder() });
    }
    // Nobody listens, so writes answer that the store is closed.
    let (inbox, _messages) = mpsc::channel(1);
    Ok(SqliteStore {
        readers: readers(&file),
        inbox,
        shared: Arc::default(),
        kept: Arc::default(),
    })
}

fn readers(file: &Path) -> SqlitePool {
    SqlitePoolOptions::new()
        .max_connections(READERS)
        .connect_lazy_with(reader_options(file))
}

/// The versions of the migrations that the database has; none in one that is empty.
async fn applied(
    connection: &mut SqliteConnection,
    folder: &Path,
) -> Result<HashSet<i64>, OpenError> {
    let text = "SELECT count(*) FROM sqlite_schema WHERE name = '_sqlx_migrations'";
    let tables: i64 = sqlx::query_scalar(text).fetch_one(&mut *connection).await?;
    if tables == 0 {
        return Ok(HashSet::new());
    }
    let applied = connection
        .list_applied_migrations(&MIGRATIONS.table_name)
        .await;
    let applied = applied.map_err(|error| refused(error, folder))?;
    Ok(applied.into_iter().map(|one| one.version).collect())
}

async fn migrate(connection: &mut SqliteConnection, folder: &Path) -> Result<(), OpenError> {
    let before = applied(connection, folder).await?;
    let ran = MIGRATIONS.run(&mut *connection).await;
    ran.map_err(|error| refused(error, folder))?;
    if !before.is_empty() && TAKEN_OUT.iter().any(|one| !before.contains(one)) {
        erase::rewrite(connection).await?;
    }
    Ok(())
}

fn refused(error: MigrateError, folder: &Path) -> OpenError {
    if matches!(error, MigrateError::VersionMissing(_)) {
        let folder = folder.to_owned();
        return OpenError::Newer { folder };
    }
    let text = error.to_string();
    if let MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) = error
        && Fault::from(error) == Fault::Full
    {
        return OpenError::Database(Fault::Full);
    }
    OpenError::Migration(text)
}

/// Reads the file of heads, or makes it from the database, and opens it for adding.
async fn keep_heads(
    readers: &SqlitePool,
    path: &Path,
    doubt: bool,
) -> Result<(KeptHeads, Option<HeadsFile>), OpenError> {
    let failed = |source| OpenError::Folder {
        folder: path.to_owned(),
        source,
    };
    let kept = match HeadsFile::read(path).map_err(failed)? {
        Some(kept) => kept,
        None => {
            let heads = all_heads(readers).await?;
            KeptHeads {
                begun_later: doubt && !heads.is_empty(),
                heads,
            }
        }
    };
    let heads = kept.heads.iter().map(|one| (&one.tree, &one.head));
    let file = HeadsFile::create(path, heads, kept.begun_later).map_err(failed)?;
    Ok((kept, Some(file)))
}

async fn all_heads(readers: &SqlitePool) -> Result<Vec<KeptHead>, OpenError> {
    let mut all: Vec<KeptHead> = Vec::new();
    loop {
        let after = all.last().map(|one| &one.tree);
        let page: Vec<(TreeId, Head)> = read_lists::trees(readers, after).await?;
        if page.is_empty() {
            return Ok(all);
        }
        let page = page.into_iter();
        all.extend(page.map(|(tree, head)| KeptHead { tree, head }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A migration that shipped is never edited. Add a line for a new one; change none.
    #[test]
    fn migrations_are_those_that_shipped() {
        const SHIPPED: [(i64, &str); 10] = [
            (1, "0e9133ba2d6ceb78"),
            (2, "6b26b55f6d38d123"),
            (3, "de76cc513f8e05d6"),
            (4, "7c66270b0403fd13"),
            (5, "5ad06cbdde541a59"),
            (6, "432b319fda862aec"),
            (7, "f03a6cfc0fb07699"),
            (8, "16aa326f1861bb4c"),
            (9, "d38c75ecdcc0324d"),
            (10, "6fd2e8860882bcaa"),
        ];
        let sums: Vec<(i64, String)> = MIGRATIONS
            .iter()
            .map(|one| {
                let sum = one.checksum.iter().take(8).map(|b| format!("{b:02x}"));
                (one.version, sum.collect())
            })
            .collect();
        assert_eq!(
            sums,
            SHIPPED.map(|(version, sum)| (version, sum.to_owned()))
        );
    }
}
