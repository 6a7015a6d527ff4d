//! A push service of our own on this machine: what it is given opens with the browser's key alone,
//! and what it answers is understood.

use super::*;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;
use std::sync::mpsc;
use web_push_native::p256::SecretKey;
use web_push_native::p256::elliptic_curve::sec1::ToEncodedPoint as _;

/// What a service was given: its lines up to the empty one, and the body.
struct Given {
    head: Vec<String>,
    body: Vec<u8>,
}

/// Answers one request with a status, and gives what it was given.
fn service(status: &'static str) -> (String, mpsc::Receiver<Given>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let (give, given) = mpsc::channel();
    std::thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let mut reader = BufReader::new(stream);
        let mut head = Vec::new();
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).unwrap();
            if line.trim_end().is_empty() {
                break;
            }
            head.push(line.trim_end().to_lowercase());
        }
        let length = head
            .iter()
            .find_map(|line| line.strip_prefix("content-length: "));
        let mut body = vec![0; length.map_or(0, |length| length.parse().unwrap())];
        reader.read_exact(&mut body).unwrap();
        let answer = format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        reader.get_mut().write_all(answer.as_bytes()).unwrap();
        give.send(Given { head, body }).unwrap();
    });
    (origin, given)
}

fn browser() -> (SecretKey, [u8; 65], [u8; 16]) {
    let secret = SecretKey::from_slice(&[3; 32]).unwrap();
    let point = secret.public_key().to_encoded_point(false);
    (secret, point.as_bytes().try_into().unwrap(), [5; 16])
}

fn to(origin: &str) -> Subscription {
    let (_, browser_key, auth) = browser();
    Subscription {
        endpoint: format!("{origin}/one").into(),
        browser_key,
        auth,
        signing_key: [7; 32].into(),
        discreet: false,
    }
}

fn nudge(urgent: bool) -> Nudge {
    Nudge {
        id: "0123456789abcdef0123456789abcdef".to_owned(),
        language: family::Language::En,
        written: Timestamp::UNIX_EPOCH,
        says: app::NudgeSays::Trial,
        opens: app::Opens::Today,
        urgent,
    }
}

fn pushing(nearby: &[&str]) -> Pushing {
    let settings = web::Settings::new("https://parenthesis.example").unwrap();
    let nearby = nearby.iter().map(ToString::to_string).collect();
    Pushing::new(&settings.pushing_nearby(nearby))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_opens_with_the_browsers_key_and_names_its_sender() {
    let (origin, given) = service("201 Created");
    let payload = "{\"title\":\"Parenthesis\"}".to_owned();
    let sent = pushing(&[&origin])
        .send(&to(&origin), &nudge(true), payload.clone())
        .await;
    assert_eq!(sent, Carried::Taken);
    let given = given.recv().unwrap();
    assert_eq!(given.head[0], "post /one http/1.1");
    for line in [
        "content-encoding: aes128gcm",
        "ttl: 43200",
        "urgency: high",
        "topic: 0123456789abcdef0123456789abcdef",
    ] {
        assert!(
            given.head.iter().any(|one| one == line),
            "{line} in {:?}",
            given.head
        );
    }
    let says = |start: &str| given.head.iter().any(|line| line.starts_with(start));
    assert!(says("authorization: vapid t="));
    assert!(!says("cookie") && !says("referer"));
    let (secret, _, auth) = browser();
    let opened = web_push_native::decrypt(given.body, &secret, &auth.into()).unwrap();
    assert_eq!(opened, payload.as_bytes());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_service_answers_is_understood() {
    for (status, expected) in [
        ("200 OK", Carried::Taken),
        ("202 Accepted", Carried::Taken),
        ("301 Moved\r\nlocation: http://127.0.0.1:1/", Carried::Never),
        ("400 Bad Request", Carried::Never),
        ("403 Forbidden", Carried::Never),
        ("404 Not Found", Carried::Gone),
        ("410 Gone", Carried::Gone),
        ("413 Too Large", Carried::Never),
        ("429 Too Many Requests", Carried::Later),
        ("500 Failed", Carried::Later),
        ("503 Busy", Carried::Later),
    ] {
        let (origin, _given) = service(status);
        let sent = pushing(&[&origin])
            .send(&to(&origin), &nudge(false), "{}".to_owned())
            .await;
        assert_eq!(sent, expected, "{status}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_nearby_is_asked_unless_named() {
    let (origin, given) = service("201 Created");
    // In the clear, and not named.
    let sent = pushing(&[])
        .send(&to(&origin), &nudge(false), "{}".to_owned())
        .await;
    assert_eq!(sent, Carried::Never);
    // A name of the public network that leads to this machine.
    let port = origin.rsplit_once(':').unwrap().1;
    let secure = format!("https://localhost:{port}");
    let sent = pushing(&[])
        .send(&to(&secure), &nudge(false), "{}".to_owned())
        .await;
    assert_eq!(sent, Carried::Later);
    assert!(given.try_recv().is_err(), "it was not asked");
}

#[test]
fn an_origin_that_is_named_is_one() {
    let nearby = |typed: &str| {
        let push_service_nearby = vec![typed.to_owned()];
        nearby(&PushOptions {
            push_service_nearby,
        })
        .map_err(|e| e.to_string())
    };
    let good = |typed: &str, origin: &str| assert_eq!(nearby(typed), Ok(vec![origin.to_owned()]));
    good("http://192.168.1.5:8080", "http://192.168.1.5:8080");
    good("https://push.home.arpa/", "https://push.home.arpa");
    for bad in [
        "",
        "push.home.arpa",
        "ftp://a.example",
        "https://a.example/x",
        "https://a@b.example",
    ] {
        let said = nearby(bad).unwrap_err();
        assert!(said.contains("give an origin"), "{said}");
    }
}
