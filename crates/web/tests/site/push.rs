//! Notices on a device, through the forms: begun with what a browser gives, listed for the person's
//! other devices, tried, ended; what cannot be used is refused with a sentence; nobody else sees any of
//! it. What is sent to a push service is tested where it is carried.

#![allow(
    clippy::unwrap_used,
    reason = "helpers of tests may stop at once, like tests"
)]

use crate::access::check_answer;
use crate::common::{Agreed, Browser, Fields, Reply, World};
use axum::http::StatusCode;

const HERE: &str = "/calm/notices-here";
const TRY: &str = "/calm/notices-here/try";
const END: &str = "/calm/notices-here/end";
/// The keys of the browser in RFC 8291, section 5.
const P256DH: &str =
    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
const AUTH: &str = "BTBZMqHH6r4Tts7J_aSIgg";
const ON: &str = "On since Monday 23 November 2026";
const OFF: &str = "Off on this device";
const NO_OTHER: &str = "No other device of yours is told.";

struct Both {
    world: World,
    family: Agreed,
    mara: Browser,
    elias: Browser,
}

async fn both() -> Both {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mara = world.signed_in(&family.emails[0]).await;
    let elias = world.signed_in(&family.emails[1]).await;
    Both {
        world,
        family,
        mara,
        elias,
    }
}

/// What the page's script sends, for a browser whose push service gave this address.
fn given(page: &Reply, endpoint: &str) -> Fields {
    page.form(HERE)
        .with("endpoint", endpoint)
        .with("p256dh", P256DH)
        .with("auth", AUTH)
}

pub async fn begin(browser: &mut Browser, endpoint: &str) -> Reply {
    let fields = given(&browser.get(HERE).await, endpoint);
    let begun = browser.post(HERE, &fields).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text());
    assert_eq!(begun.location(), format!("{HERE}?begun"));
    browser.follow(&begun).await
}

/// A page without the key that is offered anew each time.
fn plain(page: &Reply) -> String {
    let text = page.plain();
    let mut out = String::new();
    let mut rest = text.as_str();
    for mark in ["data-key=\"", "name=\"sealed\" value=\""] {
        let Some((head, tail)) = rest.split_once(mark) else {
            continue;
        };
        out.push_str(head);
        rest = tail.split_once('"').unwrap().1;
    }
    out + rest
}

#[tokio::test]
async fn a_device_is_told_from_when_it_asked_until_it_stops() {
    let mut both = both().await;
    let off = both.elias.get(HERE).await;
    check_answer(HERE, &off);
    assert!(
        off.has(OFF) && off.has(NO_OTHER) && !off.has(ON),
        "{}",
        off.text()
    );
    // 65 bytes in base64url, another key each time.
    let key = |page: &Reply| {
        let text = page.text();
        let rest = text.split_once("data-key=\"").unwrap().1;
        rest.split_once('"').unwrap().0.to_owned()
    };
    assert_eq!(key(&off).len(), 87);
    assert_ne!(key(&off), key(&both.elias.get(HERE).await));

    let on = begin(&mut both.elias, "https://push.example.net/p/elias-one").await;
    assert!(
        on.has(ON) && on.has("From now on this device is told."),
        "{}",
        on.text()
    );
    assert!(on.has(NO_OTHER) && !on.has(OFF));
    assert!(!on.has("push.example.net"), "the address is on no page");

    let tried = both.elias.post(TRY, &on.form(TRY)).await;
    assert_eq!(tried.location(), format!("{HERE}?tried"));
    assert!(
        both.elias
            .follow(&tried)
            .await
            .has("A trial is on its way.")
    );

    let end = both.elias.get(HERE).await.form(END);
    assert_eq!(end.value("id").len(), 32);
    let ended = both.elias.post(END, &end).await;
    let off = both.elias.follow(&ended).await;
    assert!(off.has("This device is not told any more.") && off.has(OFF));
    // Once more, as a tap that came twice: there is none, and then none.
    assert_eq!(
        both.elias.post(END, &end).await.location(),
        ended.location()
    );
    let none = Fields::default().with("form_token", &both.elias.token().await);
    assert_eq!(both.elias.post(TRY, &none).await.location(), HERE);
}

#[tokio::test]
async fn another_device_of_the_same_person_is_counted_until_it_signs_out() {
    let mut both = both().await;
    let mut laptop = both.world.signed_in(&both.family.emails[1]).await;
    begin(&mut both.elias, "https://push.example.net/p/phone").await;
    let page = laptop.get(HERE).await;
    assert!(page.has(OFF) && page.has("One other device of yours is told."));
    assert!(page.has("href=\"/access\""));
    begin(&mut laptop, "https://push.example.net/p/laptop").await;
    let mut tablet = both.world.signed_in(&both.family.emails[1]).await;
    assert!(
        tablet
            .get(HERE)
            .await
            .has("2 other devices of yours are told.")
    );
    // A device that asks anew is still one.
    begin(&mut laptop, "https://push.example.net/p/laptop-anew").await;
    assert!(
        tablet
            .get(HERE)
            .await
            .has("2 other devices of yours are told.")
    );
    assert!(both.mara.get(HERE).await.has(NO_OTHER));

    let form = both.elias.get(HERE).await.form("/sign-out");
    both.elias.post("/sign-out", &form).await;
    assert!(
        tablet
            .get(HERE)
            .await
            .has("One other device of yours is told.")
    );
    let form = laptop.get(HERE).await.form("/leave");
    laptop.post("/leave", &form).await;
    assert!(tablet.get(HERE).await.has(NO_OTHER));
}

#[tokio::test]
async fn what_cannot_be_sent_to_is_refused_with_a_sentence() {
    let mut both = both().await;
    let page = both.elias.get(HERE).await;
    let fine = "https://push.example.net/p/1";
    let long = format!("https://push.example.net/{}", "p".repeat(2_000));
    let endpoints = [
        "http://push.example.net/p/1",
        "https://127.0.0.1/p/1",
        "https://[::1]/p/1",
        "https://192.168.1.5/p/1",
        "https://localhost/p/1",
        "https://printer.local/p/1",
        "https://intranet/p/1",
        "https://someone:secret@push.example.net/p/1",
        "ftp://push.example.net/p/1",
        "push.example.net/p/1",
        "",
        &long,
    ];
    let bad_addresses = endpoints.map(|endpoint| given(&page, endpoint));
    let bad_keys = [
        given(&page, fine).with("p256dh", "BAAA"),
        // A point that is on no curve.
        given(&page, fine).with("p256dh", &format!("B{}", "A".repeat(86))),
        given(&page, fine).with("auth", "AAAA"),
        given(&page, fine).without("auth"),
    ];
    for fields in bad_addresses.into_iter().chain(bad_keys) {
        let refused = both.elias.post(HERE, &fields).await;
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{fields:?}"
        );
        check_answer(HERE, &refused);
        assert!(
            refused.has("What the browser gave cannot be used") && refused.has(OFF),
            "{fields:?}: {}",
            refused.text()
        );
    }
    let nothing = both.elias.post(HERE, &page.form(HERE)).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.has("The browser gave nothing"));
    // What was refused took nothing from the page: its key still works.
    let fields = given(&page, fine);
    assert_eq!(
        both.elias.post(HERE, &fields).await.status,
        StatusCode::SEE_OTHER
    );
}

/// A key belongs to the session that it was offered to.
#[tokio::test]
async fn the_key_of_another_session_is_not_taken() {
    let mut both = both().await;
    let foreign = both.mara.get(HERE).await.form(HERE);
    let page = both.elias.get(HERE).await;
    for sealed in [foreign.value("sealed"), "", "AAAA", "not base64"] {
        let fields = given(&page, "https://push.example.net/p/1").with("sealed", sealed);
        let refused = both.elias.post(HERE, &fields).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{sealed}");
        assert!(refused.has("This page had been open for too long") && refused.has(OFF));
    }
}

/// Neither parent's page, record nor settings show anything of the other's devices.
#[tokio::test]
async fn the_other_parent_sees_nothing() {
    let mut both = both().await;
    let paths = ["/today", "/messages", "/calm", "/record", HERE];
    let mut before = Vec::new();
    for path in paths {
        before.push(plain(&both.mara.get(path).await));
    }
    let head = both.world.head(&both.family.mara).await;
    let on = begin(&mut both.elias, "https://push.example.net/p/elias").await;
    both.elias.post(TRY, &on.form(TRY)).await;
    let id = on.form(END).value("id").to_owned();
    assert_eq!(both.world.head(&both.family.mara).await, head);
    for (path, before) in paths.into_iter().zip(before) {
        assert_eq!(plain(&both.mara.get(path).await), before, "{path}");
    }
    // Nor can she end it.
    let fields = Fields::default()
        .with("form_token", &both.mara.token().await)
        .with("id", &id);
    both.mara.post(END, &fields).await;
    assert!(both.elias.get(HERE).await.has(ON));
}

/// Where others use the device too, nothing is offered and nothing begins.
#[tokio::test]
async fn a_device_that_others_use_is_not_told() {
    let mut both = both().await;
    let page = both.elias.get(HERE).await;
    let fields = given(&page, "https://push.example.net/p/1");
    let form = both.elias.get("/device").await.form("/device");
    both.elias
        .post("/device", &form.with("look", "shared"))
        .await;
    let page = both.elias.get(HERE).await;
    assert!(page.has("You said that others use this device too.") && !page.has("data-push"));
    let token = page.form("/leave").value("form_token").to_owned();
    let begun = both
        .elias
        .post(HERE, &fields.with("form_token", &token))
        .await;
    assert_eq!(begun.location(), HERE);
    assert!(both.elias.get(HERE).await.has(OFF));
}

/// The page of quiet and notices says by which way each kind comes, and leads here.
#[tokio::test]
async fn each_kind_is_chosen_for_letters_and_for_devices() {
    let mut both = both().await;
    let page = both.elias.get("/calm").await;
    assert!(page.has(&format!("href=\"{HERE}\"")));
    let form = page.form("/calm");
    let ticked = |form: &Fields, start: &str| {
        let names = form.0.iter().filter(|(name, _)| name.starts_with(start));
        names.count()
    };
    assert_eq!((ticked(&form, "email-"), ticked(&form, "push-")), (6, 6));
    let form = form.without("push-message").without("email-people");
    let kept = both.elias.post("/calm", &form).await;
    assert_eq!(kept.location(), "/calm?kept=1", "{}", kept.text());
    let form = both.elias.get("/calm").await.form("/calm");
    assert_eq!((ticked(&form, "email-"), ticked(&form, "push-")), (5, 5));
    let has = |name: &str| form.0.iter().any(|(known, _)| known == name);
    assert!(has("email-message") && has("push-people"));
    assert!(!has("push-message") && !has("email-people"));
}

/// The script that shows notices looks at nobody.
#[tokio::test]
async fn the_script_is_the_same_for_everybody() {
    let mut both = both().await;
    let mut nobody = both.world.browser();
    let (one, other) = (
        both.mara.get("/push.js").await,
        nobody.get("/push.js").await,
    );
    assert_eq!(one.status, StatusCode::OK);
    check_answer("/push.js", &one);
    let kind = one.headers.get("content-type").unwrap();
    assert_eq!(kind, "text/javascript; charset=utf-8");
    assert_eq!(one.body, other.body);
}
