//! `found`, `propose`, `serve` and `demo` as whoever hosts meets them: what they print, when they
//! are ready, how they stop, and what they say when something is wrong.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Output, Stdio};

const PROGRAM: &str = env!("CARGO_BIN_EXE_parenthesis");
const PLANS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/plans");
const LISTEN: [&str; 2] = ["--listen", "127.0.0.1:0"];

fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    command.current_dir(folder).args(arguments);
    command.env_remove("PARENTHESIS_KEY_FILE");
    command.env_remove("PARENTHESIS_KEY");
    command.stdin(Stdio::null());
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    program(folder, arguments).output().unwrap()
}

/// `found` or `propose` with a plan of the examples, as Mara; `options` replace the usual ones.
fn command(name: &str, folder: &Path, plan: &str, options: &[(&str, &str)]) -> Command {
    std::fs::write(folder.join("password"), "a long enough password\n").unwrap();
    let mut all = vec![
        ("--data", "data"),
        ("--email", "mara@example.org"),
        ("--password-file", "password"),
    ];
    if name == "found" {
        all.push(("--parent", "mara"));
    }
    all.retain(|(usual, _)| options.iter().all(|(option, _)| option != usual));
    all.extend(options);
    let plan = format!("{PLANS}/{plan}.toml");
    let mut arguments = vec![name, &plan];
    arguments.extend(all.iter().flat_map(|(option, value)| [*option, *value]));
    program(folder, &arguments)
}

fn found(folder: &Path, plan: &str, options: &[(&str, &str)]) -> Output {
    command("found", folder, plan, options).output().unwrap()
}

/// Founds the family of the example, and gives what was said.
fn founded(folder: &Path) -> String {
    let made = found(folder, "four-children", &[]);
    assert!(made.status.success(), "{}", said(&made.stderr));
    said(&made.stdout)
}

fn propose(folder: &Path, plan: &str, options: &[(&str, &str)]) -> Output {
    command("propose", folder, plan, options).output().unwrap()
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Fails unless a command was refused with this sentence.
fn refused(output: &Output, sentence: &str) {
    let error = said(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{error}");
    assert!(error.contains(sentence), "{error}");
    assert_eq!(said(&output.stdout), "");
}

/// The names in a folder, sorted.
fn files(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn terminate(child: &Child) {
    let id = child.id().to_string();
    let killed = Command::new("kill").args(["-TERM", &id]).status().unwrap();
    assert!(killed.success());
}

/// A server that is ready, and the rest of what it prints.
struct Server {
    child: Child,
    out: BufReader<ChildStdout>,
    port: u16,
}

impl Server {
    fn start(folder: &Path, arguments: &[&str]) -> Self {
        let mut child = program(folder, arguments)
            .args(LISTEN)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        out.read_line(&mut line).unwrap();
        let port = line
            .strip_prefix("Parenthesis is ready: http://localhost:")
            .unwrap_or_else(|| panic!("{line:?}"));
        let port = port.trim().parse().unwrap();
        Self { child, out, port }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let host = self.port;
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nhost: localhost:{host}\r\nconnection: close\r\n\r\n"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// SIGTERM, and what was printed until the end.
    fn stop(mut self) -> String {
        terminate(&self.child);
        let mut rest = String::new();
        self.out.read_to_string(&mut rest).unwrap();
        assert!(self.child.wait().unwrap().success());
        rest
    }
}

#[test]
fn a_family_is_founded_served_and_the_server_stops_cleanly() {
    let folder = tempfile::tempdir().unwrap();
    let text = founded(folder.path());
    let link = text
        .split_once("http://localhost:8420/join/")
        .map(|(_, rest)| rest.lines().next().unwrap().to_owned())
        .unwrap();
    let server = Server::start(folder.path(), &["serve", "--data", "data"]);
    let page = server.get(&format!("/join/{link}"));
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert!(page.contains("Mara"));
    let second = run(
        folder.path(),
        &[&["serve", "--data", "data"], &LISTEN[..]].concat(),
    );
    refused(&second, "already open in another server");
    let text = server.stop();
    assert!(text.ends_with("Parenthesis has stopped.\n"), "{text}");
}

#[test]
fn what_is_wrong_is_said_before_anything_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let with = |option, value| found(folder, "four-children", &[(option, value)]);
    let clash = "two clauses of the same rank claim the same time";
    refused(&found(folder, "clash", &[]), clash);
    refused(&found(folder, "no-such-plan", &[]), "could not be read");
    refused(&with("--parent", "maria"), "it names mara and elias");
    refused(&with("--email", "mara"), "is not an e-mail address");
    refused(&with("--name", " "), "this is empty");
    refused(&with("--data", "data/.."), "no name for a folder");
    refused(
        &with("--public-url", "family.example.org"),
        "such as https://",
    );
    refused(&with("--password-file", "none"), "file none cannot be read");
    std::fs::write(folder.join("short"), "short\n").unwrap();
    refused(&with("--password-file", "short"), "at least 12 characters");
    let arguments = "found - --data data --parent mara --email mara@example.org";
    let arguments: Vec<&str> = arguments.split(' ').collect();
    refused(&run(folder, &arguments), "the password cannot");
    // Nothing was made, and none of these is in the way of doing it right.
    assert_eq!(files(folder), ["password", "short"]);
    founded(folder);
    refused(
        &found(folder, "four-children", &[]),
        "this e-mail address is in use",
    );
}

#[test]
fn a_password_can_come_from_standard_input() {
    let folder = tempfile::tempdir().unwrap();
    let plan = format!("{PLANS}/four-children.toml");
    let arguments = ["found", "--data", "data/", &plan, "--parent", "mara"];
    let mut child = program(folder.path(), &arguments)
        .args(["--email", "mara@example.org"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(b"a long enough password\nmore\n").unwrap();
    // The first line is enough: the input is still open.
    assert!(child.wait().unwrap().success());
    drop(input);
    // The key lies beside the folder, however the folder was written.
    let made = ["data", "data.heads", "data.key"];
    assert_eq!(files(folder.path()), made);
    let again = propose(folder.path(), "four-children", &[]);
    assert!(again.status.success(), "{}", said(&again.stderr));
}

#[test]
fn a_link_that_nobody_reads_is_no_panic() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = command("found", folder.path(), "four-children", &[])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    refused(&output, "make the link for Elias under Invite");
    // A server whose reader goes away later stops as cleanly as any.
    let mut server = Server::start(folder.path(), &["serve", "--data", "data"]);
    drop(server.out);
    terminate(&server.child);
    assert!(server.child.wait().unwrap().success());
}

#[test]
fn another_plan_is_put_forward_by_whoever_signs_in() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    refused(
        &propose(folder, "four-children", &[]),
        "there is no family in",
    );
    assert_eq!(files(folder), ["password"]);
    founded(folder);
    let with = |option, value| propose(folder, "four-children", &[(option, value)]);
    refused(&with("--email", "mara"), "is not an e-mail address");
    refused(
        &with("--email", "elias@example.org"),
        "do not belong together",
    );
    std::fs::write(folder.join("other"), "another long password\n").unwrap();
    refused(&with("--password-file", "other"), "do not belong together");
    let others = "the plan does not name Sam";
    refused(&propose(folder, "two-two-five-five", &[]), others);
    let output = propose(folder, "four-children", &[]);
    assert!(output.status.success(), "{}", said(&output.stderr));
    let expected = "The plan is put forward. It counts once Elias accepts it.\n";
    assert_eq!(said(&output.stdout), expected);
}

#[test]
fn the_database_opens_only_with_its_key() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    founded(folder);
    let key = folder.join("data.key");
    std::fs::rename(&key, folder.join("kept")).unwrap();
    let serve = [&["serve", "--data", "data"], &LISTEN[..]].concat();
    refused(&run(folder, &serve), "data.key is missing");
    std::fs::write(&key, "0a".repeat(32)).unwrap();
    refused(
        &run(folder, &serve),
        "data.key is not the key of the database",
    );
    let another = found(folder, "four-children", &[("--email", "m@example.org")]);
    refused(&another, "is not the key of the database");
    let arguments = ["serve", "--data", "data", "--key-file", "kept"];
    Server::start(folder, &arguments).stop();
}

#[test]
fn a_server_without_a_family_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(folder.path(), &["serve", "--data", "data"]);
    let text = server.stop();
    assert!(text.contains("There is no family yet."), "{text}");
    assert!(text.contains("parenthesis found --data /"), "{text}");
    // The link is another one each time, also in a folder that has a database meanwhile.
    let link = |text: &str| {
        let line = text.lines().find(|line| line.contains("/begin/")).unwrap();
        line.rsplit('/').next().unwrap().to_owned()
    };
    let again = Server::start(folder.path(), &["serve", "--data", "data"]).stop();
    assert_eq!(link(&again).len(), 43);
    assert_ne!(link(&again), link(&text));
    let folder = tempfile::tempdir().unwrap();
    founded(folder.path());
    let text = Server::start(folder.path(), &["serve", "--data", "data"]).stop();
    assert!(!text.contains("/begin/"), "{text}");
}

#[test]
fn the_public_address_is_checked_before_the_server_is_ready() {
    let folder = tempfile::tempdir().unwrap();
    let serve = |more: &[&str]| {
        program(
            folder.path(),
            &[&["serve", "--data", "data"], more].concat(),
        )
    };
    let url = ["--public-url", "https://family.example.org/"];
    let everywhere = ["--listen", "0.0.0.0:0"];
    let path = ["--public-url", "https://example.org/family"];
    refused(&serve(&path).args(LISTEN).output().unwrap(), "no path");
    refused(&serve(&everywhere).output().unwrap(), "--public-url https");
    let plain = ["--public-url", "http://family.example.org"];
    refused(
        &serve(&everywhere).args(plain).output().unwrap(),
        "is not safe",
    );
    refused(&serve(&plain).args(LISTEN).output().unwrap(), "is not safe");
    assert!(files(folder.path()).is_empty());
    let mut child = serve(&everywhere)
        .args(url)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    out.read_line(&mut line).unwrap();
    assert_eq!(line, "Parenthesis is ready: https://family.example.org\n");
    terminate(&child);
    assert!(child.wait().unwrap().success());
}

#[test]
fn the_demo_family_can_be_kept_and_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(folder.path(), &["demo", "--data", "data"]);
    assert!(server.get("/sign-in").starts_with("HTTP/1.1 200"));
    let text = server.stop();
    assert!(text.contains("Mara:  mara@example.org / "), "{text}");
    assert_eq!(files(folder.path()), ["data", "data.key"]);
    let again = Server::start(folder.path(), &["demo", "--data", "data"]);
    again.stop();
}

/// A demo that is being made: some of it is on the disk below `folder`, and it is not ready.
fn demo_in_the_making(folder: &Path, arguments: &[&str]) -> Child {
    let temporary = folder.join("tmp");
    std::fs::create_dir_all(&temporary).unwrap();
    let mut child = program(folder, &[&["demo"], arguments, &LISTEN[..]].concat())
        .env("TMPDIR", &temporary)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let begun = || {
        let inside = std::fs::read_dir(&temporary).unwrap().next();
        let data = inside.map_or(folder.to_owned(), |inside| inside.unwrap().path());
        data.join("data.new/parenthesis.db").exists()
    };
    while !begun() {
        assert!(child.try_wait().unwrap().is_none(), "it ended by itself");
        std::thread::yield_now();
    }
    child
}

#[test]
fn a_demo_that_is_stopped_in_the_making_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [&[][..], &["--data", "data"]] {
        let child = demo_in_the_making(folder.path(), arguments);
        terminate(&child);
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success());
        assert_eq!(said(&output.stdout), "Parenthesis has stopped.\n");
        assert!(files(&folder.path().join("tmp")).is_empty());
    }
    assert_eq!(files(folder.path()), ["data.key", "tmp"]);
}

#[test]
fn a_demo_that_was_killed_in_the_making_is_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let mut killed = demo_in_the_making(folder.path(), &["--data", "data"]);
    killed.kill().unwrap();
    killed.wait().unwrap();
    assert_eq!(files(folder.path()), ["data.key", "data.new", "tmp"]);
    Server::start(folder.path(), &["demo", "--data", "data"]).stop();
    assert_eq!(files(folder.path()), ["data", "data.key", "tmp"]);
}

#[test]
fn a_demo_touches_no_folder_that_is_not_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let demo = |data| run(folder, &[&["demo", "--data", data], &LISTEN[..]].concat());
    founded(folder);
    refused(&demo("data"), "holds a database that is not a demo");
    std::fs::create_dir(folder.join("photos")).unwrap();
    std::fs::write(folder.join("photos/1"), "").unwrap();
    refused(&demo("photos"), "holds other files");
    std::fs::rename(folder.join("data"), folder.join("mine.new")).unwrap();
    refused(&demo("mine"), "mine.new is in the way");
    assert!(folder.join("mine.new/parenthesis.db").exists());
    assert_eq!(
        files(folder),
        ["data.heads", "data.key", "mine.new", "password", "photos"]
    );
}
