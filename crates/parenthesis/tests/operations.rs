//! `check`, `backup`, `restore` and `key rotate` as whoever hosts meets them, and what the server
//! says when an older copy of its folder was put back.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

const PROGRAM: &str = env!("CARGO_BIN_EXE_parenthesis");
const PLAN: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../examples/plans/four-children.toml"
);

fn command(folder: &Path, arguments: &str) -> Command {
    let mut command = Command::new(PROGRAM);
    command
        .current_dir(folder)
        .args(arguments.split_whitespace());
    command.env_remove("PARENTHESIS_KEY_FILE");
    command.env_remove("PARENTHESIS_KEY");
    command.stdin(Stdio::null());
    command
}

fn run(folder: &Path, arguments: &str) -> Output {
    command(folder, arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Runs a command that succeeds and says something.
#[track_caller]
fn works(folder: &Path, arguments: &str, says: &str) -> String {
    let output = run(folder, arguments);
    let said = text(&output.stdout);
    assert!(
        output.status.success(),
        "{arguments}: {}",
        text(&output.stderr)
    );
    assert!(said.contains(says), "{arguments}: {said}");
    said
}

/// Runs a command that is refused and says why.
#[track_caller]
fn refused(folder: &Path, arguments: &str, says: &str) -> String {
    let output = run(folder, arguments);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{arguments}: {said}");
    assert!(said.contains(says), "{arguments}: {said}");
    said
}

/// A family: 3 entries in its record (founded, proposed, invited) and the founder's own record.
fn founded() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("password"), "a long enough password\n").unwrap();
    let mut found = command(
        folder.path(),
        "found --data data --parent mara --email mara@example.org --password-file password",
    );
    let output = found.arg(PLAN).output().unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    folder
}

/// One more proposal, and a sign-in on Mara's own record.
#[track_caller]
fn propose(folder: &Path) {
    let mut propose = command(
        folder,
        "propose --data data --email mara@example.org --password-file password",
    );
    let output = propose.arg(PLAN).output().unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
}

fn serve(folder: &Path) -> Child {
    let mut child = command(folder, "serve --data data --listen 127.0.0.1:0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    out.read_line(&mut line).unwrap();
    assert!(line.starts_with("Parenthesis is ready"), "{line:?}");
    child
}

fn kill(mut child: Child) {
    child.kill().unwrap();
    child.wait().unwrap();
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

#[test]
fn a_sound_database_is_said_to_hold_also_beside_the_server() {
    let folder = founded();
    let folder = folder.path();
    refused(folder, "check --data nowhere", "there is no database in");
    let alone = works(folder, "check --data data", "Everything holds.");
    assert!(alone.contains("it is not an older copy"), "{alone}");
    let server = serve(folder);
    assert_eq!(
        works(folder, "check --data data", "Everything holds."),
        alone
    );
    kill(server);
    assert!(!folder.join("data/copying").exists());
}

/// A folder came without its file of heads: the server says what it cannot tell, `check` says no
/// more than it knows, and a restore that was compared knows again.
#[test]
fn a_missing_file_of_heads_is_said_and_not_forgotten() {
    let folder = founded();
    let folder = folder.path();
    fs::remove_file(folder.join("data.heads")).unwrap();
    works(
        folder,
        "check --data data",
        "is missing, so it cannot be told",
    );
    for _ in 0..2 {
        let (server, said) = serve_saying(folder, "cannot tell whether");
        assert!(said.contains("data.heads"), "{said}");
        let said = works(folder, "check --data data", "Everything holds.");
        assert!(!said.contains("it is not an older copy"), "{said}");
        assert!(
            said.contains("was begun when the record had entries"),
            "{said}"
        );
        kill(server);
    }
    works(
        folder,
        "backup --data data --to kept",
        "and with it the file",
    );
    works(folder, "restore kept --data data", "Restored into");
    works(
        folder,
        "check --data data",
        "was begun when the record had entries",
    );
    fs::remove_file(folder.join("data.heads")).unwrap();
    fs::rename(folder.join("data"), folder.join("before")).unwrap();
    works(
        folder,
        "restore kept --data data --lose-newer",
        "Restored into",
    );
    works(folder, "check --data data", "it is not an older copy");
}

/// Serves, and reads until the server has said something.
fn serve_saying(folder: &Path, says: &str) -> (Child, String) {
    let mut child = command(folder, "serve --data data --listen 127.0.0.1:0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let said = line_with(child.stdout.take().unwrap(), says);
    (child, said)
}

fn line_with(out: impl std::io::Read, says: &str) -> String {
    let mut lines = BufReader::new(out).lines().map(Result::unwrap);
    lines.find(|line| line.contains(says)).unwrap()
}

/// A database whose file of heads is not kept, as the demo's: nobody is told to keep it, and a
/// restore says what it needs.
#[test]
fn a_backup_without_a_file_of_heads_says_what_a_restore_needs() {
    let folder = founded();
    let folder = folder.path();
    fs::remove_file(folder.join("data.heads")).unwrap();
    let said = works(folder, "backup --data data --to kept", "--lose-newer");
    assert!(!said.contains("with it the file"), "{said}");
    assert!(!folder.join("data.heads").exists());
    fs::copy(folder.join("data.key"), folder.join("new.key")).unwrap();
    refused(folder, "restore kept --data new", "say --lose-newer");
    works(
        folder,
        "restore kept --data new --lose-newer",
        "Restored into",
    );
    works(folder, "check --data new", "Everything holds.");
}

#[test]
fn a_changed_byte_is_found_and_named() {
    let folder = founded();
    let folder = folder.path();
    let database = folder.join("data/parenthesis.db");
    let mut bytes = fs::read(&database).unwrap();
    let word: &[u8] = b"kind proposal.made/1";
    let at = bytes.windows(word.len()).position(|w| w == word).unwrap();
    bytes[at + 5] = b'q';
    fs::write(&database, bytes).unwrap();
    refused(folder, "check --data data", "the database does not hold:");
}

#[test]
fn a_server_whose_folder_was_set_back_does_not_start() {
    let folder = founded();
    let folder = folder.path();
    copy(&folder.join("data"), &folder.join("older"));
    propose(folder);
    fs::rename(folder.join("data"), folder.join("newer")).unwrap();
    refused(
        folder,
        "serve --data data --listen 127.0.0.1:0",
        "there is no database in",
    );
    fs::rename(folder.join("older"), folder.join("data")).unwrap();
    let said = refused(
        folder,
        "serve --data data --listen 127.0.0.1:0",
        "is not the newest one",
    );
    assert!(
        said.contains("4 entries were signed, 3 are there; 1 is missing"),
        "{said}"
    );
    assert!(said.contains("parenthesis restore FILE"), "{said}");
    refused(folder, "check --data data", "1 is missing");
    fs::rename(folder.join("data"), folder.join("older")).unwrap();
    fs::rename(folder.join("newer"), folder.join("data")).unwrap();
    kill(serve(folder));
}

#[test]
fn a_backup_made_beside_the_server_is_restored_elsewhere() {
    let folder = founded();
    let folder = folder.path();
    let server = serve(folder);
    works(folder, "backup --data data --to kept", "The backup is made");
    refused(folder, "backup --data data --to kept", "is there already");
    refused(
        folder,
        "restore kept --data data",
        "already open in another server",
    );
    kill(server);
    let bytes = fs::read(folder.join("kept")).unwrap();
    assert!(bytes.starts_with(b"parenthesis/backup@v1\n"));
    assert!(!bytes.windows(6).any(|w| w == b"SQLite"));
    // Onto the same state, and into a folder that is not there.
    works(folder, "restore kept --data data", "Restored into");
    fs::rename(folder.join("data"), folder.join("before")).unwrap();
    works(folder, "restore kept --data data", "Restored into");
    works(folder, "check --data data", "Everything holds.");
    propose(folder);
    let newer = refused(folder, "restore kept --data data", "does not continue");
    assert!(
        newer.contains("4 entries were signed, 3 are there"),
        "{newer}"
    );
    kill(serve(folder));
}

#[test]
fn what_is_no_whole_backup_of_this_instance_is_not_restored() {
    let folder = founded();
    let folder = folder.path();
    works(folder, "backup --data data --to kept", "The backup is made");
    fs::rename(folder.join("data"), folder.join("before")).unwrap();
    let whole = fs::read(folder.join("kept")).unwrap();
    fs::write(folder.join("cut"), &whole[..whole.len() - 1]).unwrap();
    refused(folder, "restore cut --data data", "it does not open");
    refused(folder, "restore password --data data", "it is no backup");
    refused(folder, "restore nothing --data data", "No such file");
    let stray = folder.join("photos");
    fs::create_dir(&stray).unwrap();
    fs::write(stray.join("1"), "").unwrap();
    refused(
        folder,
        "restore kept --data photos --key-file data.key",
        "holds other files",
    );
    fs::rename(folder.join("data.key"), folder.join("data.old")).unwrap();
    refused(folder, "restore kept --data data", "there is no key file");
    fs::write(folder.join("data.key"), "0a".repeat(32)).unwrap();
    refused(folder, "restore kept --data data", "it does not open");
    assert!(!folder.join("data/parenthesis.db").exists());
}

#[test]
fn lost_entries_are_counted_and_said_in_the_record() {
    let folder = founded();
    let folder = folder.path();
    works(folder, "backup --data data --to kept", "The backup is made");
    propose(folder);
    fs::rename(folder.join("data"), folder.join("lost")).unwrap();
    let said = refused(
        folder,
        "restore kept --data data",
        "there were newer entries",
    );
    assert!(
        said.contains("4 entries were signed, 3 are there; 1 is missing"),
        "{said}"
    );
    assert!(!folder.join("data/parenthesis.db").exists());
    let said = works(
        folder,
        "restore kept --data data --lose-newer",
        "Restored into",
    );
    assert!(said.contains("records sign with another key"), "{said}");
    works(folder, "check --data data", "Everything holds.");
    kill(serve(folder));
    propose(folder);
    works(folder, "check --data data", "it is not an older copy");
    // Without the file of heads nobody knows, so every record takes another key.
    fs::remove_dir_all(folder.join("data")).unwrap();
    fs::remove_file(folder.join("data.heads")).unwrap();
    refused(
        folder,
        "restore kept --data data",
        "is missing, so nobody can tell",
    );
    works(
        folder,
        "restore kept --data data --lose-newer",
        "2 records sign",
    );
    works(folder, "check --data data", "Everything holds.");
}

#[test]
fn a_restore_that_was_interrupted_is_finished_or_forgotten() {
    let folder = founded();
    let folder = folder.path();
    // Before the rename: nothing happened.
    let staging = folder.join("data/restoring");
    fs::create_dir(&staging).unwrap();
    fs::write(staging.join("parenthesis.db"), "half").unwrap();
    fs::write(staging.join("heads"), "").unwrap();
    kill(serve(folder));
    assert!(!staging.exists());
    // After it: the heads that go with the database are put in place.
    let heads = fs::read(folder.join("data.heads")).unwrap();
    fs::create_dir(&staging).unwrap();
    fs::rename(folder.join("data.heads"), staging.join("heads")).unwrap();
    works(folder, "check --data data", "Note: ");
    kill(serve(folder));
    assert_eq!(fs::read(folder.join("data.heads")).unwrap(), heads);
}

#[test]
fn the_instance_key_is_replaced() {
    let folder = founded();
    let folder = folder.path();
    works(
        folder,
        "backup --data data --to before",
        "The backup is made",
    );
    let old = fs::read_to_string(folder.join("data.key")).unwrap();
    let server = serve(folder);
    refused(
        folder,
        "key rotate --data data",
        "already open in another server",
    );
    kill(server);
    let said = works(
        folder,
        "key rotate --data data --signing",
        "The keys of 2 records",
    );
    assert!(said.contains("2 records sign with another key"), "{said}");
    let new = fs::read_to_string(folder.join("data.key")).unwrap();
    assert_ne!(old, new);
    assert!(!folder.join("data.key.new").exists());
    let said = works(folder, "check --data data", "Everything holds.");
    assert!(said.contains("2 handovers"), "{said}");
    kill(serve(folder));
    propose(folder);
    works(folder, "check --data data", "Everything holds.");
    works(
        folder,
        "key rotate --data data --signing",
        "records sign with another key",
    );
    works(folder, "check --data data", "handovers");
    fs::rename(folder.join("data"), folder.join("moved")).unwrap();
    refused(folder, "restore before --data data", "it does not open");
}

#[test]
fn a_rotation_that_was_interrupted_is_finished() {
    let folder = founded();
    let folder = folder.path();
    let key = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    let old = key("data.key");
    // Before the transaction: the new key opens nothing and goes.
    fs::write(
        folder.join("data.key.new"),
        format!("{}\n", "0a".repeat(32)),
    )
    .unwrap();
    refused(folder, "check --data data", "Start the server once");
    kill(serve(folder));
    assert_eq!(key("data.key"), old);
    assert!(!folder.join("data.key.new").exists());
    // Half a file is no key.
    fs::write(folder.join("data.key.new"), "0a0a").unwrap();
    kill(serve(folder));
    assert!(!folder.join("data.key.new").exists());
    // After the transaction: the new key is the one.
    works(folder, "key rotate --data data", "another one");
    let new = key("data.key");
    fs::rename(folder.join("data.key"), folder.join("data.key.new")).unwrap();
    fs::write(folder.join("data.key"), &old).unwrap();
    kill(serve(folder));
    assert_eq!(key("data.key"), new);
    works(folder, "check --data data", "Everything holds.");
}

#[test]
fn the_key_may_come_from_the_environment() {
    let folder = founded();
    let folder = folder.path();
    let key = fs::read_to_string(folder.join("data.key")).unwrap();
    fs::remove_file(folder.join("data.key")).unwrap();
    let with = |arguments, key: &str| {
        let mut command = command(folder, arguments);
        command.env("PARENTHESIS_KEY", key).output().unwrap()
    };
    assert!(with("check --data data", key.trim()).status.success());
    let short = with("check --data data", "0a");
    assert!(text(&short.stderr).contains("64 hexadecimal digits"));
    let rotated = with("key rotate --data data", key.trim());
    assert!(text(&rotated.stderr).contains("cannot be replaced from here"));
    assert!(!folder.join("data.key").exists());
}
