//! `member reset`, and mail as whoever hosts meets it: what is printed, which files are made, and
//! what is said when something is wrong.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Output, Stdio};

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
    for variable in [
        "PARENTHESIS_KEY_FILE",
        "PARENTHESIS_KEY",
        "PARENTHESIS_SMTP",
        "PARENTHESIS_SMTP_PASSWORD",
        "PARENTHESIS_MAIL_FROM",
    ] {
        command.env_remove(variable);
    }
    command.stdin(Stdio::null());
    command
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn works(folder: &Path, arguments: &str) -> String {
    let output = command(folder, arguments).output().unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    text(&output.stdout)
}

fn refused(output: &Output, says: &str) {
    let said = text(&output.stderr);
    assert!(!output.status.success() && said.contains(says), "{said}");
}

fn founded(folder: &Path) {
    std::fs::write(folder.join("password"), "a long enough password\n").unwrap();
    let found = format!(
        "found {PLAN} --data data --parent mara --email mara@example.org --password-file password"
    );
    works(folder, &found);
}

struct Server {
    child: Child,
    out: BufReader<ChildStdout>,
    port: u16,
}

impl Server {
    fn start(folder: &Path, arguments: &str) -> Self {
        let arguments = format!("serve --data data --listen 127.0.0.1:0 {arguments}");
        let mut child = command(folder, &arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        out.read_line(&mut line).unwrap();
        let (_, port) = line.trim().rsplit_once(':').unwrap();
        let port = port.parse().unwrap();
        Self { child, out, port }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let request =
            format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// What it said after its first line.
    fn stop(mut self) -> String {
        let id = self.child.id().to_string();
        Command::new("kill").args(["-TERM", &id]).status().unwrap();
        assert!(self.child.wait().unwrap().success());
        let mut said = String::new();
        self.out.read_to_string(&mut said).unwrap();
        said
    }
}

/// The letters in a folder, once there are as many.
fn letters(folder: &Path, count: usize) -> Vec<PathBuf> {
    loop {
        let files = std::fs::read_dir(folder).into_iter().flatten();
        let files = files.map(|file| file.unwrap().path());
        let files: Vec<_> = files
            .filter(|path| path.extension().is_some_and(|end| end == "eml"))
            .collect();
        if files.len() >= count {
            return files;
        }
        std::thread::yield_now();
    }
}

#[test]
fn a_reset_is_delayed_and_told() {
    let outer = tempfile::tempdir().unwrap();
    let folder = outer.path();
    founded(folder);
    let none = command(
        folder,
        "member reset --data data --email nobody@example.org",
    );
    refused(
        &{ none }.output().unwrap(),
        "nobody signs in with nobody@example.org",
    );
    let none = command(folder, "member reset --data other --email mara@example.org");
    refused(&{ none }.output().unwrap(), "there is no database");
    let said = works(
        folder,
        "member reset --data data --email Mara@example.org --public-url https://a.example",
    );
    assert!(said.contains("in 72 hours"), "{said}");
    assert!(said.contains("(time zone Europe/Amsterdam)"), "{said}");
    let (_, path) = said.split_once("https://a.example/recover/").unwrap();
    let path = path.lines().next().unwrap();

    let server = Server::start(folder, "");
    let busy = command(folder, "member reset --data data --email mara@example.org");
    assert!(
        !{ busy }.output().unwrap().status.success(),
        "the server has the folder"
    );
    let waits = server.get(&format!("/recover/{path}"));
    assert!(waits.contains("This link opens later") && waits.contains("Europe/Amsterdam"));
    assert!(!waits.contains("type=\"password\""));
    let mail = letters(&folder.join("data.mail"), 1);
    let mail = std::fs::read_to_string(&mail[0]).unwrap();
    assert!(mail.contains("To: mara@example.org\r\n"), "{mail}");
    assert!(
        mail.contains("Subject: A message about signing in\r\n"),
        "{mail}"
    );
    assert!(
        !mail.contains("/recover/") && mail.contains("parenthesis/newest@v1"),
        "{mail}"
    );
    let said = server.stop();
    assert!(
        said.contains("No mail server is named") && said.contains("data.mail"),
        "{said}"
    );
    let checked = works(folder, "check --data data");
    assert!(checked.contains("holds"), "{checked}");
}

#[test]
fn mail_is_set_up_with_sentences() {
    let outer = tempfile::tempdir().unwrap();
    let folder = outer.path();
    let serve = |arguments: &str| {
        let arguments = format!("serve --data data --listen 127.0.0.1:0 {arguments}");
        command(folder, &arguments).output().unwrap()
    };
    refused(&serve("--smtp smtps://mail.example.org"), "--mail-from");
    refused(
        &serve("--smtp smtps://me@mail.example.org --mail-from a@example.org"),
        "PARENTHESIS_SMTP_PASSWORD",
    );
    let secret = serve("--smtp smtps://me:hunter2@mail.example.org --mail-from a@example.org");
    refused(&secret, "has a password in it");
    assert!(!text(&secret.stderr).contains("hunter2"));
    refused(
        &serve("--smtp gopher://mail.example.org --mail-from a@example.org"),
        "begins with smtps:// or smtp://",
    );
    assert!(!folder.join("data").exists(), "nothing is made before");
}
