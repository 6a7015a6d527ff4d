//! Changes to a small database, thousands of them, each on the whole one: where the check finds
//! nothing wrong, what the record says is what it said before.
//!
//! `PARENTHESIS_MUTATIONS=10000` sets how many; without it there are fewer, for every day.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a test that cannot go on fails, and its numbers are small"
)]

use crate::common::*;
use app::check::check;
use family::Command;
use ledger::{
    FamilyKey, InstanceKey, PartIndex, SealedAttachment, SealedEntry, Sequence, TreeKind,
};
use plan::Side;
use sha2::{Digest as _, Sha256};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteRow};
use sqlx::{AssertSqlSafe, Column as _, Connection as _, Executor as _, Row as _, TypeInfo as _};
use sqlx::{ConnectOptions as _, ValueRef as _};
use std::fmt::Write as _;
use std::path::Path;
use store::{Cosignature, KeptHead, SqliteStore, Store, TreeId};

const EVERY_DAY: u64 = 300;
const KEY: [u8; 32] = [42; 32];
const TABLES: [&str; 14] = [
    "trees",
    "entries",
    "attachments",
    "families",
    "private_trees",
    "tree_keys",
    "erased",
    "cosignatures",
    "handovers",
    "accounts",
    "memberships",
    "invitations",
    "sessions",
    "meta",
];

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 += 1;
        let hash = Sha256::digest(self.0.to_be_bytes());
        let number = u64::from_be_bytes(hash[..8].try_into().unwrap());
        (number % sides as u64) as usize
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Value {
    Null,
    Number(i64),
    Text(String),
    Blob(Vec<u8>),
}

type Rows = Vec<Vec<Value>>;

fn value(row: &SqliteRow, index: usize) -> Value {
    let raw = row.try_get_raw(index).unwrap();
    if raw.is_null() {
        return Value::Null;
    }
    match raw.type_info().name() {
        "INTEGER" => Value::Number(row.get(index)),
        "TEXT" => Value::Text(row.get(index)),
        "BLOB" => Value::Blob(row.get(index)),
        other => panic!("{other}"),
    }
}

/// A table as it was, and as it can be written again.
struct Table {
    name: &'static str,
    columns: Vec<String>,
    rows: Rows,
}

async fn tables(connection: &mut SqliteConnection) -> Vec<Table> {
    let mut tables = Vec::new();
    for name in TABLES {
        let text = format!("SELECT * FROM {name}");
        let rows = connection.fetch_all(AssertSqlSafe(text)).await.unwrap();
        let Some(first) = rows.first() else {
            continue;
        };
        let columns = first.columns().iter().map(|c| c.name().to_owned());
        tables.push(Table {
            name,
            columns: columns.collect(),
            rows: rows
                .iter()
                .map(|row| (0..row.len()).map(|index| value(row, index)).collect())
                .collect(),
        });
    }
    tables
}

/// Writes rows in the place of a table's; false when the database itself refuses them.
async fn write(connection: &mut SqliteConnection, table: &Table, rows: &Rows) -> bool {
    let mut transaction = connection.begin().await.unwrap();
    let clear = format!("DELETE FROM {}", table.name);
    transaction.execute(AssertSqlSafe(clear)).await.unwrap();
    let marks = vec!["?"; table.columns.len()].join(",");
    let text = format!(
        "INSERT INTO {} ({}) VALUES ({marks})",
        table.name,
        table.columns.join(",")
    );
    for row in rows {
        let mut query = sqlx::query(AssertSqlSafe(text.clone()));
        for value in row {
            query = match value {
                Value::Null => query.bind(None::<i64>),
                Value::Number(number) => query.bind(*number),
                Value::Text(text) => query.bind(text.clone()),
                Value::Blob(bytes) => query.bind(bytes.clone()),
            };
        }
        if query.execute(&mut *transaction).await.is_err() {
            transaction.rollback().await.unwrap();
            return false;
        }
    }
    transaction.commit().await.unwrap();
    true
}

fn flip(value: &mut Value, dice: &mut Dice) {
    match value {
        Value::Null => *value = Value::Number(dice.roll(3) as i64),
        Value::Number(number) => *number += [1, -1, 1_000, -86_400_000][dice.roll(4)],
        Value::Text(text) => {
            let mut bytes = std::mem::take(text).into_bytes();
            if bytes.is_empty() {
                bytes.push(b'x');
            }
            let at = dice.roll(bytes.len());
            // The high bit stays, so that it stays text.
            bytes[at] ^= 1 << dice.roll(7);
            *text = String::from_utf8_lossy(&bytes).into_owned();
        }
        Value::Blob(bytes) => {
            let at = dice.roll(bytes.len().max(1));
            match bytes.get_mut(at) {
                Some(byte) => *byte ^= 1 << dice.roll(8),
                None => bytes.push(0),
            }
        }
    }
}

/// Sets the time in a leaf back by an hour or more.
fn backdate(leaf: &mut Value) {
    if let Value::Blob(bytes) = leaf {
        let text = String::from_utf8(bytes.clone()).unwrap();
        *bytes = text
            .replacen("\ntime 2026-11-2", "\ntime 2026-11-1", 1)
            .into_bytes();
    }
}

fn change(table: &Table, dice: &mut Dice) -> (String, Rows) {
    let mut rows = table.rows.clone();
    let (row, other) = (dice.roll(rows.len()), dice.roll(rows.len()));
    let column = dice.roll(table.columns.len());
    let name = &table.columns[column];
    let what = match dice.roll(9) {
        0..=2 => {
            flip(&mut rows[row][column], dice);
            format!("flip {name} of {row}")
        }
        3 => {
            rows.remove(row);
            format!("delete {row}")
        }
        4 => {
            let taken = rows[row][column].clone();
            rows[row][column] = std::mem::replace(&mut rows[other][column], taken);
            format!("swap {name} of {row} and {other}")
        }
        5 => {
            rows[row][column] = rows[other][column].clone();
            format!("copy {name} of {other} to {row}")
        }
        6 => {
            let mut more = rows[row].clone();
            for value in &mut more {
                if let Value::Number(number) = value
                    && dice.roll(2) == 0
                {
                    *number += 1 + dice.roll(40) as i64;
                }
            }
            flip(&mut more[0], dice);
            rows.insert(dice.roll(rows.len() + 1), more);
            format!("insert one like {row}")
        }
        7 if table.name == "entries" => {
            let leaf = table.columns.iter().position(|c| c == "leaf").unwrap();
            backdate(&mut rows[row][leaf]);
            format!("backdate {row}")
        }
        7 => {
            rows[row][column] = Value::Null;
            format!("no {name} in {row}")
        }
        _ => {
            match &mut rows[row][column] {
                Value::Blob(bytes) if dice.roll(2) == 0 => {
                    bytes.pop();
                }
                Value::Blob(bytes) => bytes.push(b'\n'),
                Value::Text(text) => text.push('0'),
                value @ (Value::Null | Value::Number(_)) => *value = Value::Number(0),
            }
            format!("length of {name} in {row}")
        }
    };
    (format!("{}: {what}", table.name), rows)
}

/// What the record says: every leaf, every opened body and attachment and every checkpoint of every
/// tree, and which tree is whose. Made with the ledger alone.
async fn export(store: &SqliteStore) -> Result<String, String> {
    let mut text = String::new();
    let show = |e: store::Fault| e.to_string();
    for family in store.families(None).await.map_err(show)? {
        writeln!(text, "family {} {}", family.id, family.tree).unwrap();
        let keys = family.keys.ok_or("no keys")?;
        tree(store, TreeKind::Family, &family.tree, &keys, &mut text).await?;
    }
    for own in store.private_trees(None).await.map_err(show)? {
        writeln!(text, "person {} {} {}", own.family, own.member, own.tree).unwrap();
        let keys = own.keys.ok_or("no keys")?;
        tree(store, TreeKind::Person, &own.tree, &keys, &mut text).await?;
    }
    Ok(text)
}

async fn tree(
    store: &SqliteStore,
    kind: TreeKind,
    id: &TreeId,
    keys: &store::WrappedKeys,
    text: &mut String,
) -> Result<(), String> {
    let origin = id.as_str().parse().map_err(|_| "no origin")?;
    let of = ledger::Tree { kind, origin };
    let key = FamilyKey::unwrap(&keys.key, &InstanceKey::new(KEY), origin);
    let key = key.map_err(|e| e.to_string())?;
    let head = store
        .head(id)
        .await
        .map_err(|e| e.to_string())?
        .ok_or("no head")?;
    writeln!(text, "{} {:?}", head.size, head.checkpoint).unwrap();
    for entry in store.load(id, 0, 1_000).await.map_err(|e| e.to_string())? {
        let sealed = SealedEntry {
            leaf: entry.leaf,
            body: entry.body.ok_or("no body")?,
            wrapped_key: entry.wrapped_key.ok_or("no key")?,
        };
        let sequence = Sequence::new(entry.sequence).ok_or("no place")?;
        let open = ledger::open(of, sequence, &sealed, &key).map_err(|e| e.to_string())?;
        writeln!(text, "{:?} {:?}", sealed.leaf, open.body).unwrap();
        for index in 1..open.leaf.statement().commitments.len() {
            let place = (entry.sequence, u8::try_from(index).unwrap());
            let part = store.attachment(id, place.0, place.1.into()).await;
            let part = part.map_err(|e| e.to_string())?.ok_or("no attachment")?;
            let part = SealedAttachment {
                index: PartIndex::new(place.1).unwrap(),
                sealed: part.sealed,
                wrapped_key: part.wrapped_key,
            };
            let open = ledger::open_attachment(of, sequence, &sealed.leaf, &part, &key);
            writeln!(text, "{:?}", open.map_err(|e| e.to_string())?.bytes).unwrap();
        }
    }
    Ok(())
}

/// A family with two parents and some swaps, one with files, cosigned once and handed over once, and the heads
/// that are kept outside.
async fn made() -> (tempfile::TempDir, Vec<KeptHead>) {
    let world = World::new().await;
    let [mara, _] = world.agreed().await;
    let propose = |days| Command::Propose {
        proposal: world.app.fresh_proposal().unwrap(),
        terms: swap(days),
        reason: None,
        answer_by: None,
    };
    let files = [vec![], vec![vec![7; 300], b"a letter".to_vec()]];
    for (days, files) in [7, 28].into_iter().zip(files) {
        let command = world.app.fresh_command();
        let seen = world.app.family(&mara).await.unwrap().head.seen();
        let (what, by) = (propose(days), app::By::Server);
        world
            .app
            .act_with_files(&mara, command, seen, what, by, files)
            .await
            .unwrap();
    }
    let heads = world.store.trees(None).await.unwrap();
    for (tree, head) in &heads {
        let witness = ledger::SigningKey::new([9; 32]);
        let witness = ledger::Cosigner::new("witness.example", &witness).unwrap();
        let stated = ledger::Checkpoint::claimed(&head.checkpoint).unwrap();
        let row = store::Row::Cosignature(Cosignature {
            tree: tree.clone(),
            size: head.size,
            key: witness.key().to_string(),
            line: ledger::cosign(&stated, 1_800_000_000, &witness),
            checkpoint: head.checkpoint.clone(),
        });
        world.store.write(vec![row]).await.unwrap();
    }
    let entropy = Counted::from(1 << 50);
    let handed = app::keys::hand_over(&world.store, &KEY, &entropy)
        .await
        .unwrap();
    assert_eq!(handed.trees, heads.len());
    let world = world.restarted().await;
    let elias = world.sign_in("elias@example.org").await.unwrap();
    assert_eq!(elias.side(), Some(Side::B));
    let heads = world.store.trees(None).await.unwrap().into_iter();
    let heads = heads.map(|(tree, head)| KeptHead { tree, head }).collect();
    world.store.close().await;
    (world.folder, heads)
}

async fn connection(folder: &Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new()
        .filename(folder.join("parenthesis.db"))
        .foreign_keys(false)
        .pragma("synchronous", "OFF")
        .pragma("ignore_check_constraints", "ON");
    options.connect().await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_the_record_says_changes_unseen() {
    let cases =
        std::env::var("PARENTHESIS_MUTATIONS").map_or(EVERY_DAY, |cases| cases.parse().unwrap());
    let (folder, kept) = made().await;
    let store = SqliteStore::read_only(folder.path()).await.unwrap();
    let checked = async || {
        let found = store.inspect().await.map_err(|e| e.to_string())?;
        let checked = check(&store, KEY, &kept, found, &mut |_, _| {}).await;
        checked.map_err(|e| e.to_string())
    };
    let sound = checked().await.unwrap();
    assert_eq!(sound.faults, Vec::<String>::new());
    let before = export(&store).await.unwrap();
    let mut connection = connection(folder.path()).await;
    let tables = tables(&mut connection).await;
    let mut dice = Dice(1);
    let (mut done, mut seen, mut differing) = (0, 0, 0);
    while done < cases {
        // The record's own tables are chosen as often as all together.
        let several = if dice.roll(2) == 0 { 3 } else { tables.len() };
        let table = &tables[dice.roll(several)];
        let (what, rows) = change(table, &mut dice);
        if rows == table.rows || !write(&mut connection, table, &rows).await {
            continue;
        }
        done += 1;
        let holds = checked().await.is_ok_and(|checked| checked.holds());
        let same = export(&store).await.is_ok_and(|after| after == before);
        assert!(same || !holds, "{what} went unseen");
        seen += u64::from(!holds);
        differing += u64::from(!same);
        assert!(write(&mut connection, table, &table.rows).await);
    }
    assert_eq!(checked().await.unwrap(), sound);
    assert!(
        differing * 3 > done,
        "only {differing} of {done} changed anything"
    );
    assert!(seen >= differing);
    store.close().await;
}
