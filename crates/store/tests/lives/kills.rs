//! Kill -9 under load: every acknowledged entry is there exactly once, sequences have no
//! hole, each tree's root recomputes, and what was erased stays erased. Touches a temporary
//! folder, and runs this test's own binary again as the process that is killed.
//!
//! `PARENTHESIS_KILLS` says how often (50 unless given).

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::life::{self, Record};

const TEST: &str = "kills::acknowledged_entries_survive_a_kill";
const FOLDER: &str = "PARENTHESIS_KILLS_FOLDER";
const ROUND: &str = "PARENTHESIS_KILLS_ROUND";
const KILLS: &str = "PARENTHESIS_KILLS";

/// The child appends until it is killed; the parent kills it and looks at what is left.
#[test]
fn acknowledged_entries_survive_a_kill() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    match std::env::var(FOLDER) {
        Ok(folder) => {
            let round = std::env::var(ROUND).unwrap();
            runtime.block_on(life::append_for_ever(Path::new(&folder), &round));
        }
        Err(_) => runtime.block_on(kill_again_and_again()),
    }
}

async fn kill_again_and_again() {
    let kills = std::env::var(KILLS).map_or(50, |text| text.parse().unwrap());
    let outer = tempfile::tempdir().unwrap();
    let folder = outer.path().join("data");
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    let mut record = Record::default();
    let mut slowest = Duration::ZERO;
    for round in 0..kills {
        // xorshift64: the same moments in every run.
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        record
            .acknowledged
            .extend(one_life(&folder, round, 1 + random % 120));
        let start = Instant::now();
        let store = life::open(&folder).await;
        slowest = slowest.max(start.elapsed());
        let checked = record.check(&store).await;
        assert_eq!(checked, Ok(()), "round {round}");
        store.close().await;
    }
    let store = life::open(&folder).await;
    let mut anew = Record::of(record.acknowledged);
    assert_eq!(anew.check(&store).await, Ok(()));
    assert!(slowest < Duration::from_secs(5), "ready after {slowest:?}");
    assert!(anew.acknowledged.len() >= usize::try_from(kills).unwrap());
    let summary = format!(
        "{kills} kills: {} acknowledged, {} found, slowest opening {slowest:?}\n",
        anew.acknowledged.len(),
        anew.found.len(),
    );
    std::io::stderr().write_all(summary.as_bytes()).unwrap();
}

/// Runs the child until it has acknowledged `acknowledged` commands, kills it, and returns
/// all that it had acknowledged by then.
fn one_life(folder: &Path, round: u64, acknowledged: u64) -> Vec<String> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", TEST, "--nocapture"])
        .env(FOLDER, folder)
        .env(ROUND, round.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap());
    let mut commands = Vec::new();
    let mut line = String::new();
    let mut alive = true;
    while lines.read_line(&mut line).unwrap() > 0 {
        // A line that the kill cut off is not an acknowledgement.
        if let Some(command) = line.strip_prefix("ack ").and_then(|l| l.strip_suffix('\n')) {
            commands.push(command.to_owned());
        }
        if alive && commands.len() as u64 == acknowledged {
            child.kill().unwrap();
            alive = false;
        }
        line.clear();
    }
    assert!(!alive, "round {round}: the child ended by itself");
    child.wait().unwrap();
    commands
}
