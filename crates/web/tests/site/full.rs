//! A disk without room: what somebody sent is not recorded, the page says so and what to do, all
//! that was recorded can still be read, and the same form goes through once there is room.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may stop where it does not hold"
)]

use crate::access::check_answer;
use crate::common::World;
use axum::http::StatusCode;

const ROOM: u32 = 1 << 20;

#[tokio::test]
async fn a_full_disk_loses_nothing_and_is_said() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    let form = mara
        .get("/proposals/new?day=2026-12-05")
        .await
        .form("/proposals/new")
        .without("m1-child")
        .with("m1-child", "noor")
        .with("m1-start-day", "2026-11-30")
        .with("m1-start-time", "10:00")
        .with("m1-end-day", "2026-12-14")
        .with("m1-end-time", "10:00")
        .with("m1-to", "a")
        .with("reason", &"Tante Lotte ".repeat(40))
        .with("step", "send");
    let before = world.head(&family.mara).await;

    // Free pages inside the database are used up first, so the disk may have room for a few.
    world.store.limit_pages(1);
    let mut refused = mara.post("/proposals/new", &form).await;
    let mut recorded = 0;
    while refused.status != StatusCode::INSUFFICIENT_STORAGE {
        assert_eq!(refused.status, StatusCode::SEE_OTHER, "{}", refused.text());
        recorded += 1;
        assert!(recorded < 50, "the limit never held");
        world.offer(&family.mara, recorded).await;
        refused = mara.post("/proposals/new", &form).await;
    }
    check_answer("a full disk", &refused);
    assert!(refused.has("There is no room left on this server"));
    assert!(refused.has("Nothing was recorded just now."));
    assert!(
        !refused.has("Tante Lotte"),
        "a page of errors repeats nothing"
    );

    let full = world.head(&family.mara).await;
    assert!(full.0 >= before.0);
    for place in ["/today", "/record", "/proposals"] {
        assert_eq!(mara.get(place).await.status, StatusCode::OK, "{place}");
    }

    world.store.limit_pages(ROOM);
    let sent = mara.post("/proposals/new", &form).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    assert_eq!(world.head(&family.mara).await.0, full.0 + 1);
}
