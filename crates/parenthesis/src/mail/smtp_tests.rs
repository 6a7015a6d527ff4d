//! A mail server that answers as told, on this machine, and what is said to it.

use super::*;
use app::Email;
use app::mail::Letter;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// What the stand-in says; an empty answer closes the connection.
#[derive(Clone, Copy)]
pub struct Answer {
    pub greeting: &'static str,
    pub offers: &'static str,
    pub starttls: &'static str,
    pub auth: &'static str,
    pub sender: &'static str,
    pub recipient: &'static str,
    pub data: &'static str,
}

impl Answer {
    pub const FINE: Self = Self {
        greeting: "220 here",
        offers: "250 8BITMIME",
        starttls: "220 go ahead",
        auth: "235 in",
        sender: "250 yes",
        recipient: "250 yes",
        data: "250 taken",
    };
}

/// What was said to the stand-in.
#[derive(Debug, Default)]
pub struct Seen {
    pub commands: Vec<String>,
    pub recipients: Vec<String>,
    pub mails: Vec<String>,
}

/// A stand-in for a mail server.
pub struct Stand {
    port: u16,
    stop: oneshot::Sender<()>,
    task: JoinHandle<Seen>,
}

impl Stand {
    pub async fn start(answer: Answer) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (stop, mut stopped) = oneshot::channel();
        let task = tokio::spawn(async move {
            let mut seen = Seen::default();
            loop {
                tokio::select! {
                    accepted = listener.accept() => {
                        // Whoever breaks off has been answered.
                        let _ = talk(accepted.unwrap().0, answer, &mut seen).await;
                    }
                    _ = &mut stopped => return seen,
                }
            }
        });
        Self { port, stop, task }
    }

    /// As `serve` reaches it.
    pub fn smtp(&self) -> Smtp {
        let url = format!("smtp://127.0.0.1:{}", self.port);
        Smtp::new(&url, None, "parenthesis@example.org").unwrap()
    }

    /// As one on another machine is reached.
    fn elsewhere(&self, user: Option<&str>) -> Smtp {
        let named = Named {
            security: Security::StartTls,
            user: user.map(str::to_owned),
            host: "127.0.0.1".to_owned(),
            port: self.port,
        };
        let from = sender("parenthesis@example.org").unwrap();
        named.connect(user.map(|_| "secret"), from).unwrap()
    }

    pub async fn end(self) -> Seen {
        self.stop.send(()).unwrap();
        self.task.await.unwrap()
    }
}

async fn talk(stream: TcpStream, answer: Answer, seen: &mut Seen) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    let mut line = String::new();
    let mut say = answer.greeting.to_owned();
    loop {
        if say.is_empty() {
            return Ok(());
        }
        stream
            .get_mut()
            .write_all(format!("{say}\r\n").as_bytes())
            .await?;
        line.clear();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let command = line.trim_end().to_owned();
        let verb = command
            .split([' ', ':'])
            .next()
            .unwrap_or_default()
            .to_uppercase();
        seen.commands.push(verb.clone());
        say = match verb.as_str() {
            "EHLO" => format!("250-here\r\n{}", answer.offers),
            "STARTTLS" => answer.starttls.to_owned(),
            "AUTH" => answer.auth.to_owned(),
            "MAIL" => answer.sender.to_owned(),
            "RCPT" => {
                let to = command.split(':').nth(1).unwrap_or_default();
                seen.recipients.push(to.to_owned());
                answer.recipient.to_owned()
            }
            "DATA" => {
                stream.get_mut().write_all(b"354 go on\r\n").await?;
                let mail = data(&mut stream).await?;
                if answer.data.starts_with("250") {
                    seen.mails.push(mail);
                }
                answer.data.to_owned()
            }
            "RSET" | "NOOP" => "250 yes".to_owned(),
            "QUIT" => {
                stream.get_mut().write_all(b"221 bye\r\n").await?;
                return Ok(());
            }
            _ => "500 what".to_owned(),
        };
    }
}

/// The lines up to a single dot.
async fn data(stream: &mut BufReader<TcpStream>) -> std::io::Result<String> {
    let mut mail = String::new();
    loop {
        let begin = mail.len();
        if stream.read_line(&mut mail).await? == 0 || &mail[begin..] == ".\r\n" {
            mail.truncate(begin);
            return Ok(mail);
        }
    }
}

fn parcel() -> Parcel {
    Parcel {
        id: "0a".repeat(16),
        to: Email::normalise("mara@example.org").unwrap(),
        language: family::Language::En,
        zone: "Europe/Amsterdam".into(),
        written: "2026-11-23T09:00:00Z".parse().unwrap(),
        letter: Letter::NewSignIn,
        record: "".into(),
    }
}

fn words() -> Words {
    Words {
        subject: "A message".into(),
        body: "one\n.\n..two\n".into(),
        html: "<p>one</p>\n.\n".into(),
    }
}

#[tokio::test]
async fn a_server_on_this_machine_takes_a_letter_as_it_is() {
    let stand = Stand::start(Answer::FINE).await;
    let carried = stand.smtp().send(&parcel(), words()).await;
    assert_eq!(carried, Carried::Taken);
    let seen = stand.end().await;
    assert_eq!(seen.recipients, ["<mara@example.org>"]);
    // A line that begins with a dot gets another one on the way (RFC 5321, section 4.5.2).
    for lines in [
        "\r\n\r\none\r\n..\r\n...two",
        "\r\n\r\n<p>one</p>\r\n..\r\n",
    ] {
        assert!(seen.mails[0].contains(lines), "{:?}", seen.mails);
    }
    assert!(!seen.commands.contains(&"STARTTLS".to_owned()));
}

/// Elsewhere nothing of a letter is said in the clear, nor who sends it, nor a password.
#[tokio::test]
async fn without_tls_nothing_is_sent_to_another_machine() {
    for answer in [
        Answer::FINE,
        Answer {
            offers: "250-AUTH PLAIN LOGIN\r\n250 8BITMIME",
            ..Answer::FINE
        },
        Answer {
            offers: "250-STARTTLS\r\n250 AUTH PLAIN",
            starttls: "454 not now",
            ..Answer::FINE
        },
        // It says that it goes on in TLS, and goes on in the clear.
        Answer {
            offers: "250-STARTTLS\r\n250 AUTH PLAIN",
            starttls: "220 go ahead\r\n250 AUTH PLAIN",
            ..Answer::FINE
        },
    ] {
        for user in [None, Some("mara")] {
            let stand = Stand::start(answer).await;
            let carried = stand.elsewhere(user).send(&parcel(), words()).await;
            assert_eq!(carried, Carried::Later);
            let seen = stand.end().await;
            for said in ["AUTH", "MAIL", "RCPT", "DATA"] {
                assert!(!seen.commands.contains(&said.to_owned()), "{seen:?}");
            }
        }
    }
}

#[tokio::test]
async fn what_is_refused_for_good_is_not_tried_again_and_all_else_is() {
    let fine = Answer::FINE;
    let at = |recipient| Answer { recipient, ..fine };
    let end = |data| Answer { data, ..fine };
    let begin = |greeting| Answer { greeting, ..fine };
    for (answer, expected) in [
        (at("550 no such mailbox"), Carried::Never),
        (at("553 no"), Carried::Never),
        (end("554 no"), Carried::Never),
        (at("450 busy"), Carried::Later),
        (at("451 grey"), Carried::Later),
        (at(""), Carried::Later),
        (end("452 full"), Carried::Later),
        (end(""), Carried::Later),
        (begin("421 closing"), Carried::Later),
        (begin("nonsense"), Carried::Later),
        (begin(""), Carried::Later),
        (
            Answer {
                sender: "530 who are you",
                ..fine
            },
            Carried::Later,
        ),
    ] {
        let stand = Stand::start(answer).await;
        let carried = stand.smtp().send(&parcel(), words()).await;
        assert_eq!(
            carried, expected,
            "{} {} {}",
            answer.greeting, answer.recipient, answer.data
        );
        stand.end().await;
    }
    // One that accepts and says nothing.
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://127.0.0.1:{}", silent.local_addr().unwrap().port());
    let mut smtp = Smtp::new(&url, None, "parenthesis@example.org").unwrap();
    smtp.limit = Duration::from_millis(50);
    assert_eq!(smtp.send(&parcel(), words()).await, Carried::Later);
    let gone = Stand::start(fine).await;
    let smtp = gone.smtp();
    gone.end().await;
    assert_eq!(smtp.send(&parcel(), words()).await, Carried::Later);
}

#[test]
fn servers_are_read_as_they_are_named() {
    let read = |url: &str| {
        let named = Named::read(url).unwrap();
        (named.security, named.user, named.host, named.port)
    };
    let user = |user: &str| Some(user.to_owned());
    for (url, expected) in [
        (
            "smtps://mail.example.org",
            (Security::Wrapped, None, "mail.example.org", 465),
        ),
        (
            "smtps://me@mail.example.org:1465/",
            (Security::Wrapped, user("me"), "mail.example.org", 1465),
        ),
        (
            "smtp://me@example.org@mail.example.org",
            (
                Security::StartTls,
                user("me@example.org"),
                "mail.example.org",
                587,
            ),
        ),
        (
            "smtp://10.0.0.1:25",
            (Security::StartTls, None, "10.0.0.1", 25),
        ),
        (
            "smtp://localhost:25",
            (Security::Clear, None, "localhost", 25),
        ),
        (
            "smtp://127.0.0.1",
            (Security::Clear, None, "127.0.0.1", 587),
        ),
        ("smtp://[::1]:2525", (Security::Clear, None, "::1", 2525)),
        (
            "smtps://localhost",
            (Security::Wrapped, None, "localhost", 465),
        ),
        // It only looks like this machine.
        (
            "smtp://localhost.example.org",
            (Security::StartTls, None, "localhost.example.org", 587),
        ),
        (
            "smtp://127.0.0.1.example.org",
            (Security::StartTls, None, "127.0.0.1.example.org", 587),
        ),
    ] {
        let (security, user, host, port) = expected;
        assert_eq!(read(url), (security, user, host.to_owned(), port), "{url}");
    }
}

#[test]
fn what_is_no_server_is_not_taken_for_one() {
    for bad in [
        "",
        "mail.example.org",
        "http://mail.example.org",
        "smtp://",
        "smtp://@mail.example.org",
        "smtp://mail.example.org:0",
        "smtp://mail.example.org:65536",
        "smtp://mail.example.org:x",
        "smtp://mail.example.org/path",
        "smtp://mail.example.org?tls=none",
        "smtp://[::1",
        "smtp://[::1]2525",
        "smtp://mail example.org",
        "smtp://mail\r\n.example.org",
        &format!("smtp://{}", "x".repeat(1_000)),
    ] {
        assert!(Named::read(bad).is_err(), "{bad}");
    }
}

proptest::proptest! {
    /// Whatever is typed: a sentence, or a host and a port that can be connected to; and in the
    /// clear to this machine only.
    #[test]
    fn any_text_is_a_server_or_a_sentence(url in "(smtps?://)?[ -~é@:/\\[\\]]{0,60}") {
        if let Ok(named) = Named::read(&url) {
            proptest::prop_assert!(named.port > 0 && !named.host.is_empty());
            proptest::prop_assert!(named.host.chars().all(|c| c.is_ascii_alphanumeric() || ".-:".contains(c)));
            if named.security == Security::Clear {
                proptest::prop_assert!(is_here(&named.host));
            }
        }
    }
}

#[test]
fn a_password_is_never_shown_and_never_missing() {
    let secret = Named::read("smtps://me:hunter2@mail.example.org").unwrap_err();
    assert!(!secret.to_string().contains("hunter2"), "{secret}");
    assert!(secret.to_string().contains(PASSWORD_VARIABLE));
    let missing = Smtp::new("smtps://me@mail.example.org", None, "a@example.org");
    assert!(missing.unwrap_err().to_string().contains(PASSWORD_VARIABLE));
    let smtp = Smtp::new(
        "smtps://me@mail.example.org",
        Some("hunter2"),
        "a@example.org",
    );
    assert!(!format!("{:?}", smtp.unwrap()).contains("hunter2"));
    let from = Smtp::new("smtps://mail.example.org", None, "nobody");
    assert!(from.unwrap_err().to_string().contains("--mail-from"));
}
