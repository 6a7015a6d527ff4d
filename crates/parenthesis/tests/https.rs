//! HTTPS of the server's own as whoever hosts meets it: a certificate from files, read again when
//! it changes; signing in over it; the plain port that leads to it; and what is refused.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use rcgen::{CertificateParams, KeyPair, PKCS_ECDSA_P256_SHA256};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};
use ureq::tls::{Certificate, RootCerts, TlsConfig};

const PROGRAM: &str = env!("CARGO_BIN_EXE_parenthesis");
const PLAN: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../examples/plans/four-children.toml"
);
const PASSWORD: &str = "a long enough password";
/// How long a certificate may take to change.
const LONGEST: Duration = Duration::from_secs(30);

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

/// Fails unless `serve` was refused with this sentence.
#[track_caller]
fn refused(folder: &Path, options: &str, sentence: &str) {
    let options = format!("serve --data data {options}");
    let output = run(folder, &options.split_whitespace().collect::<Vec<_>>());
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{options}: {error}");
    assert!(error.contains(sentence), "{options}: {error}");
    assert!(!folder.join("data").exists(), "nothing was made");
}

/// Puts a new certificate for `localhost` into the folder and gives it as PEM.
fn certificate(folder: &Path) -> String {
    let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).unwrap();
    let params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    let cert = params.self_signed(&key).unwrap().pem();
    std::fs::write(folder.join("cert.pem"), &cert).unwrap();
    std::fs::write(folder.join("key.pem"), key.serialize_pem()).unwrap();
    cert
}

/// A port that nobody has at this moment.
fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

/// A client that trusts this certificate and no other, and keeps no cookies.
fn client(trusted: &str) -> ureq::Agent {
    let trusted = Certificate::from_pem(trusted.as_bytes()).unwrap();
    let tls = TlsConfig::builder().root_certs(RootCerts::new_with_certs(&[trusted]));
    let config = ureq::Agent::config_builder()
        .tls_config(tls.build())
        .http_status_as_error(false)
        .max_redirects(0)
        .timeout_global(Some(LONGEST))
        .build();
    config.into()
}

struct Server {
    child: Child,
    log: std::thread::JoinHandle<String>,
    origin: String,
    port: u16,
    plain: u16,
}

impl Server {
    fn start(folder: &Path, level: &str, options: &[&str]) -> Self {
        let (port, plain) = (free_port(), free_port());
        let origin = format!("https://localhost:{port}");
        let listen = [format!("127.0.0.1:{port}"), format!("127.0.0.1:{plain}")];
        let mut child = program(
            folder,
            &["serve", "--data", "data", "--public-url", &origin],
        )
        .args(["--tls-cert", "cert.pem", "--tls-key", "key.pem"])
        .args(["--listen", &listen[0], "--redirect-from", &listen[1]])
        .args(options)
        .env("PARENTHESIS_LOG", level)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
        let mut stderr = child.stderr.take().unwrap();
        let log = std::thread::spawn(move || {
            let mut said = String::new();
            stderr.read_to_string(&mut said).unwrap();
            said
        });
        let mut line = String::new();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        out.read_line(&mut line).unwrap();
        assert_eq!(line, format!("Parenthesis is ready: {origin}\n"));
        std::thread::spawn(move || out.read_to_string(&mut String::new()));
        Self {
            child,
            log,
            origin,
            port,
            plain,
        }
    }

    fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args([name, &id]).status().unwrap();
        assert!(sent.success());
    }

    /// Stops it and gives all that it logged.
    fn stop(mut self) -> String {
        self.signal("-TERM");
        assert!(self.child.wait().unwrap().success());
        self.log.join().unwrap()
    }
}

fn founded(folder: &Path) {
    std::fs::write(folder.join("password"), PASSWORD).unwrap();
    let made = run(
        folder,
        &[
            "found",
            PLAN,
            "--data",
            "data",
            "--parent",
            "mara",
            "--email",
            "mara@example.org",
            "--password-file",
            "password",
        ],
    );
    assert!(made.status.success(), "{made:?}");
}

/// The value of the first hidden field with this name.
fn field(page: &str, name: &str) -> String {
    let after = page.split(&format!("name=\"{name}\"")).nth(1).unwrap();
    let value = after.split("value=\"").nth(1).unwrap();
    value.split('"').next().unwrap().to_owned()
}

fn cookie(answer: &ureq::http::Response<ureq::Body>, name: &str) -> String {
    let all = answer.headers().get_all("set-cookie").iter();
    let lines = all.map(|line| line.to_str().unwrap());
    let mut pairs = lines.map(|line| line.split(';').next().unwrap());
    let begins = format!("{name}=");
    pairs
        .find(|pair| pair.starts_with(&begins))
        .unwrap()
        .to_owned()
}

/// Signs Mara in and gives her session's cookie.
fn sign_in(agent: &ureq::Agent, server: &Server, password: &str) -> Option<String> {
    let address = format!("{}/sign-in", server.origin);
    let mut page = agent.get(&address).call().unwrap();
    assert_eq!(
        page.headers()["strict-transport-security"],
        "max-age=63072000"
    );
    let form = cookie(&page, "__Host-form");
    let token = field(&page.body_mut().read_to_string().unwrap(), "form_token");
    let answer = agent
        .post(&address)
        .header("cookie", &form)
        .header("origin", &server.origin)
        .header("sec-fetch-site", "same-origin")
        .send_form([
            ("form_token", token.as_str()),
            ("mail", "mara@example.org"),
            ("pass", password),
        ])
        .unwrap();
    (answer.status() == 303).then(|| cookie(&answer, "__Host-session"))
}

#[test]
fn a_parent_signs_in_over_https_and_a_renewed_certificate_is_taken() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    founded(folder);
    let first = certificate(folder);
    let server = Server::start(folder, "info", &[]);
    let agent = client(&first);
    assert_eq!(sign_in(&agent, &server, "not the password"), None);
    let session = sign_in(&agent, &server, PASSWORD).unwrap();
    let today = format!("{}/today", server.origin);
    let page = agent.get(&today).header("cookie", &session).call();
    let page = page.unwrap().body_mut().read_to_string().unwrap();
    assert!(page.contains("You are Mara."), "{page}");

    // Plain HTTP is not answered there, and the other port leads there and nowhere else.
    let mut stream = TcpStream::connect(("127.0.0.1", server.port)).unwrap();
    stream
        .write_all(b"GET /today HTTP/1.1\r\nhost: localhost\r\n\r\n")
        .unwrap();
    let mut said = Vec::new();
    let _ = stream.read_to_end(&mut said);
    assert!(!String::from_utf8_lossy(&said).contains("HTTP/1.1"));
    let mut stream = TcpStream::connect(("127.0.0.1", server.plain)).unwrap();
    stream
        .write_all(b"GET /join/x?y HTTP/1.1\r\nhost: evil.example\r\n\r\n")
        .unwrap();
    let mut said = String::new();
    stream.read_to_string(&mut said).unwrap();
    assert!(said.starts_with("HTTP/1.1 308"), "{said}");
    let leads = format!("location: {}/join/x?y\r\n", server.origin);
    assert!(said.contains(&leads) && !said.contains("evil"), "{said}");

    // A renewal: another certificate in the same files, then SIGHUP.
    let second = certificate(folder);
    server.signal("-HUP");
    let begun = Instant::now();
    loop {
        // A new client each time, since a connection goes on with the certificate it began with.
        if client(&second).get(&today).call().is_ok() {
            break;
        }
        assert!(
            begun.elapsed() < LONGEST,
            "the new certificate is not shown"
        );
    }
    assert!(client(&first).get(&today).call().is_err());
    // What cannot be used is said, and the certificate stays.
    std::fs::write(folder.join("cert.pem"), "nothing").unwrap();
    server.signal("-HUP");
    assert!(client(&second).get(&today).call().is_ok());
    let log = server.stop();
    assert!(
        log.contains("another certificate is shown from now on"),
        "{log}"
    );
}

#[test]
fn what_contradicts_itself_is_refused_before_anything_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    certificate(folder);
    let files = "--tls-cert cert.pem --tls-key key.pem";
    let url = "--public-url https://localhost";
    for (options, sentence) in [
        ("--tls-cert cert.pem", "--tls-cert needs the key"),
        ("--tls-key key.pem", "--tls-key needs the certificate"),
        (&*format!("{files} --acme"), "give one or the other"),
        (files, "--tls-cert needs the address that people type"),
        (
            &format!("{files} --public-url http://localhost"),
            "with https",
        ),
        (
            &format!("{files} --public-url https://a.example"),
            "is not for a.example",
        ),
        (
            &format!("{files} {url} --acme-contact a@b.example"),
            "nothing without --acme",
        ),
        (
            &format!("--tls-cert key.pem --tls-key cert.pem {url}"),
            "the wrong way round?",
        ),
        (
            &format!("--tls-cert none --tls-key key.pem {url}"),
            "none cannot be read",
        ),
        (
            "--redirect-from 127.0.0.1:0",
            "--redirect-from leads to HTTPS of the server's own",
        ),
        (
            "--acme-ca cert.pem",
            "--acme-ca says nothing without --acme",
        ),
        ("--trusted-proxy 10.0.0.1", "names a proxy in front"),
        ("--listen 0.0.0.0:0", "can be reached from other machines"),
    ] {
        refused(folder, options, sentence);
    }
}

#[test]
fn what_no_issuer_or_proxy_can_be_is_refused_before_anything_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    certificate(folder);
    let url = "--public-url https://a.example";
    let bad_range = format!("{url} --trusted-proxy 10.0.0.1/8");
    refused(
        folder,
        &bad_range,
        "--trusted-proxy 10.0.0.1/8: this is no address",
    );
    for (options, sentence) in [
        ("", "needs the address that people type"),
        (
            "--public-url https://localhost",
            "certificates for names such as",
        ),
        (
            "--public-url https://192.0.2.1",
            "certificates for names such as",
        ),
        (
            "--public-url https://[::1]",
            "certificates for names such as",
        ),
        (
            &*format!("{url} --acme-directory http://b.example"),
            "begins with https://",
        ),
        (
            &format!("{url} --acme-contact nobody"),
            "is not an e-mail address",
        ),
        (
            &format!("{url} --acme-ca key.pem"),
            "there is no certificate in",
        ),
    ] {
        refused(folder, &format!("--acme {options}"), sentence);
    }
}

/// At the finest level, as lines and as JSON: nothing of what was sent stands in the log, also
/// not in what the libraries below would say.
#[test]
fn the_finest_log_says_nothing_private() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    founded(folder);
    let cert = certificate(folder);
    let server = Server::start(folder, "trace", &["--log-format", "json"]);
    let agent = client(&cert);
    sign_in(&agent, &server, "Lotte-wrong-password");
    let session = sign_in(&agent, &server, PASSWORD).unwrap();
    let secret = session.split_once('=').unwrap().1.to_owned();
    for path in [
        "/today?q=Lotte-query",
        "/Lotte-path",
        "/join/Lotte-link",
        "/record?q=Lotte",
    ] {
        let address = format!("{}{path}", server.origin);
        let asked = agent.get(&address).header("cookie", &session);
        let asked = asked.header("user-agent", "Lotte-agent");
        asked
            .header("x-forwarded-for", "203.0.113.77")
            .call()
            .unwrap();
    }
    let log = server.stop();
    let lines: Vec<serde_json::Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}")))
        .collect();
    let answered = lines.iter().filter(|line| line["message"] == "answered");
    let today = answered
        .clone()
        .find(|line| line["route"] == "/today")
        .unwrap();
    assert_eq!(
        (&today["method"], &today["status"]),
        (&"GET".into(), &200.into())
    );
    assert!(today["micros"].is_number() && answered.count() >= 8);
    for private in [
        "Lotte",
        "mara@",
        "example.org",
        "Mara",
        &secret,
        "127.0.0.1",
        "203.0.113.77",
        PASSWORD,
    ] {
        assert!(
            !log.contains(private),
            "{private} stands in the log:\n{log}"
        );
    }
}
