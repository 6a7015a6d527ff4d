//! A real witness and a real server on this machine: what the server has recorded is cosigned and
//! kept, a killed witness remembers, and a forked history is refused.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use ledger::witness::AddCheckpoint;
use ledger::{Checkpoint, CosignerKey, Frontier, Origin, Signer, SigningKey};
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use store::{Cosignature, SqliteStore, Store as _};

const PROGRAM: &str = env!("CARGO_BIN_EXE_parenthesis");
const PLAN: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../examples/plans/four-children.toml"
);

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    command.current_dir(folder).args(arguments);
    command.env_remove("PARENTHESIS_KEY_FILE");
    command.env_remove("PARENTHESIS_KEY");
    command.stdin(Stdio::null());
    command
}

#[track_caller]
fn works(folder: &Path, arguments: &[&str]) -> String {
    let output = command(folder, arguments).output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {error}");
    String::from_utf8(output.stdout).unwrap()
}

/// A program that is ready, killed at the end.
struct Running {
    child: Child,
    lines: Vec<String>,
}

impl Running {
    fn start(mut command: Command, lines: usize) -> Self {
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let lines = (0..lines).map(|_| {
            let mut line = String::new();
            out.read_line(&mut line).unwrap();
            line.trim_end().to_owned()
        });
        let lines = lines.collect();
        Self { child, lines }
    }

    fn witness(folder: &Path, listen: &str, log: &str) -> Self {
        let arguments = ["witness", "--data", "witness", "--name", "mediator.example"];
        let mut command = command(folder, &arguments);
        command.args(["--listen", listen, "--log", log]);
        Self::start(command, 2)
    }

    fn address(&self) -> String {
        let line = &self.lines[0];
        let address = line.strip_prefix("The witness is ready: http://");
        address.unwrap_or_else(|| panic!("{line:?}")).to_owned()
    }

    fn key(&self) -> String {
        self.lines[1].strip_prefix("Its key: ").unwrap().to_owned()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// Posts a request, and gives the status and the body of the answer.
fn post(address: &str, body: &[u8]) -> (u16, String) {
    let mut stream = TcpStream::connect(address).unwrap();
    let length = body.len();
    write!(
        stream,
        "POST /add-checkpoint HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\
         content-length: {length}\r\n\r\n"
    )
    .unwrap();
    stream.write_all(body).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let status = answer.split(' ').nth(1).unwrap().parse().unwrap();
    let (_, body) = answer.split_once("\r\n\r\n").unwrap();
    (status, body.to_owned())
}

/// The cosignatures over the family's newest checkpoint, once it has `size` entries.
async fn cosigned(folder: &Path, size: u64) -> Vec<Cosignature> {
    let store = SqliteStore::read_only(folder.join("data")).await.unwrap();
    let families = store.families(None).await.unwrap();
    loop {
        let found = store.newest_cosigned(&families[0].tree).await.unwrap();
        if found.first().is_some_and(|one| one.size == size) {
            store.close().await;
            return found;
        }
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_witness_cosigns_what_a_server_recorded_and_remembers_it() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("password"), "a long enough password\n").unwrap();
    let who = [
        "--data",
        "data",
        "--email",
        "m@example.org",
        "--password-file",
        "password",
    ];
    works(
        folder,
        &[&["found", PLAN, "--parent", "mara"], &who[..]].concat(),
    );
    let log = works(folder, &["key", "show", "--data", "data"]);
    let witness = Running::witness(folder, "127.0.0.1:0", log.trim());
    let (address, key) = (witness.address(), witness.key());
    let asked = format!("http://{address}={key}");
    let serve = [
        "serve",
        "--data",
        "data",
        "--listen",
        "127.0.0.1:0",
        "--witness",
        &asked,
    ];
    let server = Running::start(command(folder, &serve), 1);
    let first = cosigned(folder, 3).await;
    let parsed: CosignerKey = key.parse().unwrap();
    let stated = Checkpoint::claimed(&first[0].checkpoint).unwrap();
    ledger::verify_cosignature_line(&stated, &first[0].line, &parsed).unwrap();
    // Killed and started again, it knows its key and what it signed.
    drop((server, witness));
    let witness = Running::witness(folder, &address, log.trim());
    assert_eq!(witness.key(), key);
    let again = AddCheckpoint {
        old_size: 0,
        proof: Vec::new(),
        checkpoint: first[0].checkpoint.clone(),
    };
    assert_eq!(post(&address, &again.to_bytes()), (409, "3\n".to_owned()));
    // The record goes on while nobody asks, and the witness follows by a proof.
    works(folder, &[&["propose", PLAN], &who[..]].concat());
    let server = Running::start(command(folder, &serve), 1);
    let second = cosigned(folder, 4).await;
    assert_eq!(second[0].key, key);
    drop(server);
    assert!(works(folder, &["check", "--data", "data"]).contains("2 cosignatures hold."));
}

/// A tree of `size` entries whose leaves begin with a word, and its checkpoint.
fn tree(origin: Origin, word: &str, size: u64, key: &SigningKey) -> Vec<u8> {
    let mut frontier = Frontier::new();
    for n in 0..size {
        frontier.push(format!("{word} {n}").as_bytes());
    }
    let signer = Signer::for_tree(origin, key);
    ledger::checkpoint(origin, size, frontier.root(), &signer)
}

#[test]
fn a_forked_history_is_refused_also_after_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let origin = Origin::from_random([5; 16]);
    let key = SigningKey::new([6; 32]);
    let log = Signer::for_tree(origin, &key).verifier_key().to_string();
    let request = |old_size, checkpoint| {
        let proof = Vec::new();
        let request = AddCheckpoint {
            old_size,
            proof,
            checkpoint,
        };
        request.to_bytes()
    };
    let witness = Running::witness(folder.path(), "127.0.0.1:0", &log);
    let address = witness.address();
    assert_eq!(
        post(&address, &request(0, tree(origin, "a", 4, &key))).0,
        200
    );
    drop(witness);
    let witness = Running::witness(folder.path(), "127.0.0.1:0", &log);
    let address = witness.address();
    let same = post(&address, &request(4, tree(origin, "a", 4, &key)));
    assert_eq!(same.0, 200);
    let forked = post(&address, &request(4, tree(origin, "b", 4, &key)));
    assert_eq!(forked, (409, "4\n".to_owned()));
    assert_eq!(
        post(&address, &request(4, tree(origin, "b", 5, &key))).0,
        422
    );
    assert_eq!(
        post(&address, &request(0, tree(origin, "a", 3, &key))).0,
        409
    );
    let stranger = SigningKey::new([7; 32]);
    assert_eq!(
        post(&address, &request(4, tree(origin, "a", 5, &stranger))).0,
        403
    );
    let unknown = Origin::from_random([8; 16]);
    assert_eq!(
        post(&address, &request(0, tree(unknown, "a", 1, &key))).0,
        404
    );
    assert_eq!(post(&address, b"old x\n").0, 400);
    assert_eq!(post(&address, &vec![b'x'; 200_000]).0, 413);
}
