//! A draft that begins with what is there already: the text of a plan, or a calendar of how it went. Nothing is
//! kept of what cannot be read.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may stop at once, like tests"
)]

use crate::common::{Fields, Reply};
use crate::messages::post_files;
use crate::studio::{IMPORT, Studio, TODAY, form, wrong_at};
use crate::studio_changes::three_clauses;
use axum::http::StatusCode;
use jiff::ToSpan as _;
use jiff::civil::{DateTime, date};
use plan::{ParentingPlan, Window, compile, limits, measure};
use std::fmt::Write as _;

/// A calendar with these items: the day on which each begins, counted from the first, its days and its name.
fn calendar(items: &[(i64, i64, &str)]) -> String {
    let first: DateTime = date(2026, 1, 2).at(17, 0, 0, 0);
    let mut text = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\n");
    for (day, days, name) in items {
        let from = first + day.days();
        let until = from + days.days();
        let [from, until] = [from, until].map(|at| at.strftime("%Y%m%dT%H%M%S").to_string());
        write!(
            text,
            "BEGIN:VEVENT\r\nUID:{day}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:{from}\r\n\
             DTEND:{until}\r\nSUMMARY:{name}\r\nEND:VEVENT\r\n"
        )
        .unwrap();
    }
    text.push_str("END:VCALENDAR\r\n");
    text
}

const WHOSE: [(&str, &str); 2] = [("at Mara's", "a"), ("with Elias", "b")];

/// Says whose the items of each name are.
fn with_whose(mut form: Fields) -> Fields {
    let labels = form.0.iter().filter(|(name, _)| name == "label");
    let labels: Vec<String> = labels.map(|(_, label)| label.clone()).collect();
    let whose = form.0.iter_mut().filter(|(name, _)| name == "whose");
    for (label, (_, value)) in labels.iter().zip(whose) {
        let found = WHOSE.iter().find(|(known, _)| known == label);
        found.map_or("out", |(_, whose)| *whose).clone_into(value);
    }
    form
}

impl Studio {
    /// Gives a file to be read.
    async fn given(&mut self, name: &str, bytes: &[u8]) -> Reply {
        let page = self.mara.get(IMPORT).await;
        let form = form(&page, IMPORT).with("text", "# Pasted.");
        let form = form.with("step", "read");
        post_files(&mut self.mara, IMPORT, &form, &[(name, bytes)]).await
    }

    /// Goes on with the form of an import.
    async fn import(&mut self, form: Fields, step: &str) -> Reply {
        post_files(&mut self.mara, IMPORT, &form.with("step", step), &[]).await
    }
}

#[tokio::test]
async fn a_draft_begins_with_a_plan_or_with_the_rhythm_of_a_calendar() {
    let mut two = Studio::on(plan::EXAMPLE).await;
    let text = three_clauses();
    let begun = two.given("plan.toml", text.as_bytes()).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text());
    assert_eq!(*two.kept(begun.place()).await.draft.plan, *text);

    let weeks = (0_i64..20).zip(WHOSE.iter().cycle());
    let weeks: Vec<_> = weeks
        .map(|(week, (name, _))| (7 * week, 7, *name))
        .collect();
    let asked = two.given("2026.ics", calendar(&weeks).as_bytes()).await;
    assert_eq!(asked.status, StatusCode::OK, "{}", asked.text());
    let nobody = two.import(form(&asked, IMPORT), "look").await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
    let found = two.import(with_whose(form(&nobody, IMPORT)), "look").await;
    assert_eq!(found.status, StatusCode::OK, "{}", found.text());
    assert!(found.has("take-0"), "{}", found.text());
    assert_eq!(two.drafts().await, 1, "looking keeps nothing");
    let begun = two.import(form(&found, IMPORT), "take-0").await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text());
    let kept = two.kept(begun.place()).await;
    let plan = ParentingPlan::read(&kept.draft.plan, TODAY).unwrap();
    let days = Window::new(date(2027, 1, 1), date(2027, 1, 29)).unwrap();
    let noor = &measure(&plan, &compile(&plan, days, &[])).children[0];
    assert_eq!((noor.overnights.a, noor.longest_nights.b), (14, 7));
    assert_eq!(two.mara.get(begun.place()).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_file_that_cannot_be_read_is_refused_with_the_reason() {
    let mut two = Studio::on(plan::EXAMPLE).await;
    let limit = limits::TEXT_BYTES_MAX;
    let large = format!("{}# {}\n", plan::EXAMPLE, "x".repeat(limit));
    let others = plan::EXAMPLE.replace("\"mara\"", "\"marie\"");
    let endless = format!("BEGIN:VCALENDAR\r\nX-A:{}\r\n", "x".repeat(1_000_001));
    let half =
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:never\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let typo = plan::EXAMPLE.replace("08:30\" }", "25:00\" }");
    let most = limit.to_string();
    let empty = calendar(&[]);
    let files: [(&str, &[u8], &str); 9] = [
        ("large.toml", large.as_bytes(), most.as_str()),
        (
            "photo.jpg",
            b"\xFF\xD8\xFF\xE0\x00\x10JFIF\x00\x01",
            "no text",
        ),
        ("zeros.toml", b"title = \"\x00\x00\"", "no text"),
        ("typo.toml", typo.as_bytes(), "25:00 is not a time of day."),
        ("others.toml", others.as_bytes(), "Mara"),
        ("large.ics", endless.as_bytes(), "1000000"),
        ("half.ics", half.as_bytes(), "Line "),
        ("empty.ics", empty.as_bytes(), "nothing in"),
        ("empty.toml", b" \r\n", "Choose a file"),
    ];
    for (name, bytes, words) in files {
        let refused = two.given(name, bytes).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        let wrong = wrong_at(&refused, "text");
        assert!(wrong.contains(words), "{name}: {wrong}");
        assert!(wrong.contains(name), "the file is named: {wrong}");
        assert_eq!(form(&refused, IMPORT).value("text"), "# Pasted.", "{name}");
    }
    assert_eq!(two.drafts().await, 0);
}

#[tokio::test]
async fn a_calendar_without_a_rhythm_begins_no_draft() {
    let mut two = Studio::on(plan::EXAMPLE).await;
    let short = [(0, 2, WHOSE[0].0), (2, 2, WHOSE[1].0)];
    let asked = two.given("2026.ics", calendar(&short).as_bytes()).await;
    let form = with_whose(form(&asked, IMPORT));
    for step in ["look", "take-0", "take-9"] {
        let none = two.import(form.clone(), step).await;
        assert_eq!(none.status, StatusCode::OK, "{step}: {}", none.text());
        assert!(!none.has("take-0"), "{step}: {}", none.text());
        assert!(none.has(&format!("href=\"{IMPORT}\"")), "{}", none.text());
    }
    assert_eq!(two.drafts().await, 0);
}
