//! Getting in through the forms: limits on guesses, the code after the password, confirming
//! before what would do harm in other hands, and ending sessions.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may stop at once, like tests"
)]

use crate::common::{Browser, Fields, PASSWORD, Reply, World};
use axum::http::StatusCode;
use jiff::SignedDuration;
use store::Store as _;

fn later(world: &World, minutes: i64) {
    let now = world.app.now() + SignedDuration::from_mins(minutes);
    world.clock.set(now);
}

async fn try_in(browser: &mut Browser, mail: &str, pass: &str) -> Reply {
    let page = browser.get("/sign-in").await;
    let fields = page.form("/sign-in").with("mail", mail).with("pass", pass);
    browser.post("/sign-in", &fields).await
}

/// U2, through the form: known and unknown addresses are turned away with the same bytes.
#[tokio::test]
async fn guesses_are_turned_away_alike_and_a_known_device_gets_in() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut phone = world.signed_in(&family.emails[0]).await;
    assert!(phone.cookies.contains_key("__Host-known"));
    let page = phone.get("/today").await;
    phone.post("/sign-out", &page.form("/sign-out")).await;
    let mut bodies = Vec::new();
    for mail in ["mara@a.example", "nobo@a.example"] {
        let mut guesser = world.browser();
        for _ in 0..app::TRIES_AN_HOUR {
            let reply = try_in(&mut guesser, mail, "not the password").await;
            assert!(reply.has("do not fit together"), "{}", reply.text());
        }
        let reply = try_in(&mut guesser, mail, PASSWORD).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(reply.has("too many attempts") && !reply.headers.contains_key("set-cookie"));
        let token = reply.form("/sign-in").value("form_token").to_owned();
        bodies.push(reply.text().replace(&token, "TOKEN").replace(mail, "MAIL"));
    }
    assert_eq!(bodies[0], bodies[1]);
    let reply = try_in(&mut phone, "mara@a.example", PASSWORD).await;
    assert_eq!(reply.location(), "/today");
}

/// Somebody who has an account and no password, such as one that is to be recovered.
async fn without_password(world: &World, mail: &str) {
    let account = store::Account {
        id: store::AccountId::new("without"),
        email: store::Email::normalise(mail).unwrap(),
        password: None,
        language: "nl".to_owned(),
        created: store::UnixMillis(0),
    };
    world
        .store
        .write(vec![store::Row::Account(account)])
        .await
        .unwrap();
}

/// Whatever is wrong, the answer has the same status, headers and bytes, and sets no cookie; only
/// what was typed differs, and it is as long here.
#[tokio::test]
async fn nobody_learns_from_a_refusal_who_has_an_account() {
    let world = World::new().await;
    world.agreed("a").await;
    without_password(&world, "nopw@a.example").await;
    let mut first = None;
    for mail in [
        "mara@a.example",
        "nobo@a.example",
        "nopw@a.example",
        "not-an-address",
    ] {
        // The form's cookie is there, as in a browser, or made by the page itself.
        let mut browser = world.browser();
        let page = browser.get("/sign-in").await;
        let made = page.headers["set-cookie"].to_str().unwrap().to_owned();
        let (name, value) = made.split_once('=').unwrap();
        let value = value.split(';').next().unwrap();
        assert_eq!((name, value.len()), ("__Host-form", 32), "{mail}");
        let fields = page.form("/sign-in").with("mail", mail);
        let mut answers = Vec::new();
        for pass in [
            "not the password",
            "x",
            "a much longer guess than the others were",
        ] {
            let reply = browser
                .post("/sign-in", &fields.clone().with("pass", pass))
                .await;
            let token = reply.form("/sign-in").value("form_token").to_owned();
            let text = reply.text().replace(&token, "TOKEN").replace(mail, "MAIL");
            let length = reply.headers["content-length"].to_str().unwrap().to_owned();
            assert!(!reply.headers.contains_key("set-cookie"), "{mail}");
            assert_eq!(token.len(), fields.value("form_token").len());
            let head = (reply.status, format!("{:?}", reply.headers), length);
            answers.push((head, text));
        }
        assert!(answers.windows(2).all(|two| two[0] == two[1]), "{mail}");
        assert_eq!(answers[0].0.0, StatusCode::UNPROCESSABLE_ENTITY);
        let answer = answers.swap_remove(0);
        assert_eq!(
            first.get_or_insert_with(|| answer.clone()),
            &answer,
            "{mail}"
        );
    }
}

fn from(world: &World, place: &str) -> Browser {
    let peer = web::Peer(place.parse().unwrap());
    let mut browser = world.browser();
    browser.router = world.router.clone().layer(axum::Extension(peer));
    browser
}

/// Many addresses guessed at from one place: the place is stopped, and neither a known device
/// there nor anybody elsewhere is.
#[tokio::test]
async fn whoever_tries_many_addresses_from_one_place_is_stopped() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut phone = from(&world, "2001:db8::1");
    let entered = try_in(&mut phone, &family.emails[0], PASSWORD).await;
    assert_eq!(entered.location(), "/today");
    let page = phone.get("/today").await;
    phone.post("/sign-out", &page.form("/sign-out")).await;
    // One household has all addresses of its network.
    for n in 0..app::TRIES_FROM_ONE_PLACE {
        let mut guesser = from(&world, &format!("2001:db8::{:x}", n + 2));
        let reply = try_in(&mut guesser, &format!("somebody-{n}@a.example"), "a guess").await;
        assert!(reply.has("do not fit together"), "{n}: {}", reply.text());
    }
    for mail in [
        &*family.emails[1],
        "somebody-0@a.example",
        "fresh@a.example",
    ] {
        let reply = try_in(&mut from(&world, "2001:db8::ffff"), mail, PASSWORD).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{mail}");
        assert!(reply.has("too many attempts"), "{mail}");
    }
    // The device that is known gets in from there; from elsewhere, and from where nobody can be
    // told apart, so does anybody.
    let known = try_in(&mut phone, &family.emails[0], PASSWORD).await;
    assert_eq!(known.location(), "/today");
    for place in ["2001:db8:1::1", "10.0.0.1", "127.0.0.1"] {
        let entered = try_in(&mut from(&world, place), &family.emails[1], PASSWORD).await;
        assert_eq!(entered.location(), "/today", "{place}");
    }
    later(&world, 61);
    let entered = try_in(
        &mut from(&world, "2001:db8::ffff"),
        &family.emails[1],
        PASSWORD,
    )
    .await;
    assert_eq!(entered.location(), "/today");
}

/// Behind a trusted proxy the place is whom the proxy names, and whoever adds headers of their own
/// gets no other one.
#[tokio::test]
async fn nobody_chooses_a_place_behind_a_proxy() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let proxies = web::Proxies::new(vec!["127.0.0.1".parse().unwrap()]);
    let settings = web::Settings::new(crate::common::ORIGIN).unwrap();
    let router = web::router(std::sync::Arc::clone(&world.app), settings.behind(proxies));
    let peer = web::Peer("127.0.0.1".parse().unwrap());
    let router = router.layer(axum::Extension(peer));
    let behind = |headers: &[(&'static str, String)]| {
        let mut browser = world.browser();
        browser.router = router.clone();
        for (name, value) in headers {
            browser.headers.insert(*name, value.parse().unwrap());
        }
        browser
    };
    for n in 0..app::TRIES_FROM_ONE_PLACE {
        let mail = format!("somebody-{n}@a.example");
        let told = format!("198.51.100.{n}, 203.0.113.1");
        try_in(&mut behind(&[("x-forwarded-for", told)]), &mail, "a guess").await;
        let contradicting = [
            ("x-forwarded-for", "203.0.113.2".to_owned()),
            ("forwarded", format!("for=198.51.100.{n}")),
        ];
        let mail = format!("other-{n}@a.example");
        try_in(&mut behind(&contradicting), &mail, "a guess").await;
    }
    let stopped: [&[_]; 3] = [
        &[("x-forwarded-for", "203.0.113.1".to_owned())],
        &[("x-forwarded-for", "192.0.2.9, 203.0.113.1".to_owned())],
        &[
            ("x-forwarded-for", "203.0.113.2".to_owned()),
            ("forwarded", "for=192.0.2.9".to_owned()),
        ],
    ];
    for headers in stopped {
        let reply = try_in(&mut behind(headers), &family.emails[0], PASSWORD).await;
        assert!(reply.has("too many attempts"), "{headers:?}");
    }
    let honest = [("x-forwarded-for", "203.0.113.2".to_owned())];
    let entered = try_in(&mut behind(&honest), &family.emails[0], PASSWORD).await;
    assert_eq!(entered.location(), "/today");
}

/// The code for the secret that a page shows.
fn code(world: &World, page: &Reply) -> String {
    let text = page.text();
    let shown = text.split("<code class=\"secret\">").nth(1).unwrap();
    let shown = shown.split('<').next().unwrap().replace(' ', "");
    let secret = totp_rs::Secret::try_from_base32(&shown).unwrap();
    let totp = totp_rs::Builder::new().with_secret(secret).build().unwrap();
    totp.generate(u64::try_from(world.app.now().as_second()).unwrap())
        .to_string()
}

#[tokio::test]
async fn a_code_is_set_up_and_asked_for_after_the_password() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut browser = world.signed_in(&family.emails[0]).await;
    let drawn = browser.get("/access/authenticator").await;
    assert!(drawn.has("<svg class=\"qr\"") && drawn.has("otpauth://totp/Parenthesis"));
    let form = drawn.form("/access/authenticator");
    let wrong = browser
        .post("/access/authenticator", &form.clone().with("code", "12345"))
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        wrong.form("/access/authenticator").value("secret"),
        form.value("secret")
    );
    let first = code(&world, &drawn);
    let set = browser
        .post("/access/authenticator", &form.with("code", &first))
        .await;
    assert_eq!(set.location(), "/access?changed");
    assert!(browser.follow(&set).await.has("A code is asked for"));
    let page = browser.get("/access").await;
    let codes = browser
        .post("/access/codes", &page.form("/access/codes"))
        .await;
    let text = codes.text();
    let paper: Vec<_> = text
        .split("<li><code>")
        .skip(1)
        .map(|rest| rest.split('<').next().unwrap().to_owned())
        .collect();
    assert_eq!(paper.len(), 10);
    assert!(!browser.get("/access").await.has(&paper[0]));

    later(&world, 1);
    let mut other = world.browser();
    let half = try_in(&mut other, &family.emails[0], PASSWORD).await;
    assert_eq!(half.location(), "/sign-in/code");
    assert!(!other.cookies.contains_key("__Host-session"));
    assert_eq!(other.get("/today").await.location(), "/sign-in");
    let asked = other.follow(&half).await;
    let form = asked.form("/sign-in/code");
    let refused = other
        .post("/sign-in/code", &form.clone().with("code", &first))
        .await;
    assert!(refused.has("This code does not fit"));
    let entered = other
        .post("/sign-in/code", &form.clone().with("code", &paper[3]))
        .await;
    assert_eq!(entered.location(), "/today");
    assert!(!other.cookies.contains_key("__Host-second"));
    assert!(other.get("/today").await.has("You are Mara."));
    let over = other
        .post("/sign-in/code", &form.with("code", &paper[4]))
        .await;
    assert_ne!(over.status, StatusCode::OK);
}

#[tokio::test]
async fn what_would_do_harm_asks_once_more() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut browser = world.signed_in(&family.emails[0]).await;
    let page = browser.get("/access").await;
    later(&world, 11);
    for (path, fields) in [
        ("/access/codes", page.form("/access/codes")),
        ("/access/password", page.form("/access/password")),
        ("/access/passkeys", page.form("/access/passkeys")),
    ] {
        let reply = browser.post(path, &fields).await;
        assert_eq!(reply.location(), "/access/confirm?back=%2Faccess", "{path}");
    }
    // A bundle that was filled in before goes on for an hour.
    let token = page.form("/access/codes").value("form_token").to_owned();
    let fields = Fields::default().with("form_token", &token);
    let filled_in = browser.post("/bundles", &fields).await;
    assert!(
        !filled_in.headers.contains_key("location"),
        "{}",
        filled_in.location()
    );
    later(&world, 50);
    let late = browser.post("/bundles", &fields).await;
    assert_eq!(late.location(), "/access/confirm?back=%2Fbundles");
    let asked = browser.get("/bundles?of=own").await;
    assert_eq!(
        asked.location(),
        "/access/confirm?back=%2Fbundles%3Fof%3Down"
    );
    let confirm = browser.follow(&asked).await;
    let form = confirm.form("/access/confirm");
    assert_eq!(form.value("back"), "/bundles?of=own");
    let wrong = browser
        .post("/access/confirm", &form.clone().with("pass", "not this"))
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.has("This is not your password."));
    let right = browser
        .post("/access/confirm", &form.clone().with("pass", PASSWORD))
        .await;
    assert_eq!(right.location(), "/bundles?of=own");
    assert_eq!(browser.follow(&right).await.status, StatusCode::OK);
    // It leads to our own pages only.
    let away = form.with("back", "//evil.example").with("pass", PASSWORD);
    let reply = browser.post("/access/confirm", &away).await;
    assert_eq!(reply.location(), "/");
}

/// A3: what was ended opens nothing from that moment on.
#[tokio::test]
async fn a_session_is_ended_from_another_device() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut lost = world.signed_in(&family.emails[0]).await;
    let mut phone = world.signed_in(&family.emails[0]).await;
    assert_eq!(lost.get("/today").await.status, StatusCode::OK);
    let page = phone.get("/access").await;
    assert!(page.has("this device"));
    let others = page.form("/access/sessions/end").with("session", "others");
    let ended = phone.post("/access/sessions/end", &others).await;
    assert_eq!(ended.location(), "/access?changed");
    assert_eq!(lost.get("/today").await.location(), "/sign-in?ended");
    assert_eq!(phone.get("/today").await.status, StatusCode::OK);
    let unknown = page.form("/access/sessions/end").with("session", "0011");
    let gone = phone.post("/access/sessions/end", &unknown).await;
    assert_eq!(gone.status, StatusCode::CONFLICT);
    assert!(gone.has("not here any more"));
}

#[tokio::test]
async fn another_password_is_chosen_in_one_form() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut browser = world.signed_in(&family.emails[0]).await;
    let next = "a sentence nobody knows";
    let post = async |browser: &mut Browser, pass: &str, again: &str| {
        let page = browser.get("/access").await;
        let fields = page.form("/access/password");
        let fields = fields.with("pass", pass).with("again", again);
        browser.post("/access/password", &fields).await
    };
    for (pass, again, said) in [
        ("tiny1", "tiny1", "This has 5 characters."),
        (next, "something else", "not the same as above"),
    ] {
        let reply = post(&mut browser, pass, again).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(reply.has(said) && !reply.has(pass), "{}", reply.text());
    }
    assert_eq!(
        post(&mut browser, next, next).await.location(),
        "/access?changed"
    );
    let mut other = world.browser();
    let old = try_in(&mut other, &family.emails[0], PASSWORD).await;
    assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
    let new = try_in(&mut other, &family.emails[0], next).await;
    assert_eq!(new.location(), "/today");
}

/// What a script asks for says the same to everybody, and takes no form from elsewhere.
#[tokio::test]
async fn a_passkey_is_asked_for_without_an_address() {
    let world = World::new().await;
    world.agreed("a").await;
    let mut browser = world.browser();
    let token = browser.token().await;
    let fields = Fields::default().with("form_token", &token);
    let asked = browser.post("/sign-in/passkey/begin", &fields).await;
    assert_eq!(
        asked.headers.get("content-type").unwrap(),
        "application/json"
    );
    let asked: serde_json::Value = serde_json::from_str(&asked.text()).unwrap();
    assert_eq!(asked["options"]["rpId"], "parenthesis.example");
    assert_eq!(asked["options"]["allowCredentials"], serde_json::json!([]));
    let nothing = fields
        .with("ceremony", asked["ceremony"].as_str().unwrap())
        .with("credential", "{}");
    let refused = browser.post("/sign-in/passkey", &nothing).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("This passkey was not accepted."));
    let bare = browser
        .post("/sign-in/passkey/begin", &Fields::default())
        .await;
    assert_eq!(bare.status, StatusCode::FORBIDDEN);
}
