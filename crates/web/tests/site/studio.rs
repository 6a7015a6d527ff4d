//! Drafts of a plan, from the first question to a plan that reads: what was typed is never lost, and the
//! other parent learns nothing of it (SAFETY: S1, A2). More of drafts stands in `studio_changes.rs` and
//! `studio_import.rs`.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may stop at once, like tests"
)]

use crate::common::{Agreed, Browser, Fields, Reply, World};
use crate::messages::post_files;
use crate::no_trace::Watched;
use axum::http::StatusCode;
use family::KeptDraft;
use jiff::civil::{Date, date};
use plan::{ParentingPlan, WarningKind, compile, measure};
use web::Verb;
use web::studio::year::{first_day, window};

pub(crate) const TODAY: Date = date(2026, 11, 23);
pub(crate) const IMPORT: &str = "/plan/import";

/// The value of an attribute.
fn said(tag: &str, name: &str) -> Option<String> {
    let value = tag.split(&format!(" {name}=\"")).nth(1)?;
    value.split('"').next().map(plain)
}

fn plain(text: &str) -> String {
    let text = text.replace("&quot;", "\"").replace("&lt;", "<");
    text.replace("&gt;", ">").replace("&amp;", "&")
}

/// What a browser would send of a form, lists and texts too, but for its buttons and files.
fn fields(form: &str) -> Fields {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut unchosen = false;
    for piece in form.split('<') {
        let (tag, inside) = piece.split_once('>').unwrap_or((piece, ""));
        let named = |value: String| said(tag, "name").map(|name| (name, value));
        let value = said(tag, "value").unwrap_or_default();
        match tag.split(' ').next() {
            Some("input") => {
                let kind = said(tag, "type").unwrap_or_default();
                let off =
                    ["radio", "checkbox"].contains(&kind.as_str()) && !tag.contains(" checked");
                found.extend(named(value).filter(|_| !off && kind != "file"));
            }
            Some("textarea") => {
                found.extend(named(plain(inside.strip_prefix('\n').unwrap_or(inside))));
            }
            Some("select") => {
                found.extend(named(String::new()));
                unchosen = true;
            }
            Some("option") if unchosen || tag.contains(" selected") => {
                found.last_mut().unwrap().1 = value;
                unchosen = false;
            }
            _ => {}
        }
    }
    Fields(found)
}

/// The forms of a page that are sent to an address.
pub(crate) fn forms(page: &Reply, action: &str) -> Vec<Fields> {
    let text = page.text();
    let all = text.split("<form").skip(1);
    let all = all.filter_map(|rest| rest.split("</form>").next());
    let sent = |form: &&str| {
        form.contains(&format!("action=\"{action}\"")) && form.contains("method=\"post\"")
    };
    all.filter(sent).map(fields).collect()
}

pub(crate) fn form(page: &Reply, action: &str) -> Fields {
    let mut found = forms(page, action).into_iter();
    found
        .next()
        .unwrap_or_else(|| panic!("no form for {action} in {}", page.text()))
}

pub(crate) fn with(form: Fields, typed: &[(&str, &str)]) -> Fields {
    let typed = typed.iter();
    typed.fold(form, |form, (name, value)| form.with(name, value))
}

/// What stands at a field as wrong with it.
pub(crate) fn wrong_at(page: &Reply, field: &str) -> String {
    let text = page.text();
    let Some((_, rest)) = text.split_once(&format!("id=\"{field}-wrong\"")) else {
        panic!("nothing is wrong at {field}: {text}")
    };
    rest.split("</div>").next().unwrap().to_owned()
}

/// A family with a plan, and Mara at work.
pub(crate) struct Studio {
    pub(crate) world: World,
    pub(crate) family: Agreed,
    pub(crate) mara: Browser,
}

impl Studio {
    pub(crate) async fn on(plan: &str) -> Self {
        let world = World::new().await;
        let family = world.agreed_on("a", plan).await;
        let mara = world.signed_in(&family.emails[0]).await;
        Self {
            world,
            family,
            mara,
        }
    }

    /// Fills in the form of a page that goes to an address, and sends it.
    pub(crate) async fn send(&mut self, page: &str, action: &str, typed: &[(&str, &str)]) -> Reply {
        let page = self.mara.get(page).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());
        let form = with(form(&page, action), typed);
        self.mara.post(action, &form).await
    }

    /// Begins a draft; its address.
    pub(crate) async fn begun(&mut self, how: &str, name: &str) -> String {
        let typed = [("how", how), ("name", name)];
        let begun = self.send("/plan/drafts", "/plan/drafts", &typed).await;
        assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text());
        let parts: Vec<&str> = begun.place().split('/').take(4).collect();
        parts.join("/")
    }

    pub(crate) async fn drafts(&self) -> usize {
        let drafts = self.world.app.drafts(&self.family.mara).await.unwrap();
        drafts.all().count()
    }

    /// A draft as it was kept last.
    pub(crate) async fn kept(&self, draft: &str) -> KeptDraft {
        let id = draft.rsplit('/').next().unwrap().parse().unwrap();
        let drafts = self.world.app.drafts(&self.family.mara).await.unwrap();
        drafts.of(&id).unwrap().clone()
    }

    /// The ids of its clauses.
    pub(crate) async fn order(&self, draft: &str) -> Vec<String> {
        let clauses = plan::edit::clauses(&self.kept(draft).await.draft.plan).unwrap();
        clauses.into_iter().map(|clause| clause.id).collect()
    }
}

/// A page of the questions: what is typed, and what is refused: the field, the value, a part of the sentence,
/// and whether the page can show the value again.
struct Step {
    tag: &'static str,
    typed: &'static [(&'static str, &'static str)],
    wrong: &'static [(&'static str, &'static str, &'static str, bool)],
}

const LONG: &str = match str::from_utf8(&[b'x'; 301]) {
    Ok(text) => text,
    Err(_) => "",
};

static STEPS: [Step; 8] = [
    Step {
        tag: "people",
        typed: &[("people-home-noor", "a")],
        wrong: &[
            ("people-from", "31-2-2027", "not a date", true),
            ("people-from", "2029-01-01", "within a year", true),
        ],
    },
    Step {
        tag: "rhythm",
        typed: &[
            ("rhythm-pattern", "alternating-weeks"),
            ("rhythm-first", "b"),
        ],
        wrong: &[
            ("rhythm-pattern", "1-1", "Choose a rhythm", false),
            ("rhythm-change", "25:00", "not a time", true),
        ],
    },
    Step {
        tag: "school",
        typed: &[("school-at", "yes"), ("school-ends", "14:45")],
        wrong: &[
            ("school-starts", "early", "not a time", true),
            ("school-ends", "08:00", "later than", true),
        ],
    },
    Step {
        tag: "holidays",
        typed: &[("holidays-may", "halves-b")],
        wrong: &[("holidays-summer", "all", "Choose one", false)],
    },
    Step {
        tag: "feasts",
        typed: &[("feasts-kings-day", "with-b")],
        wrong: &[("feasts-easter", "all", "Choose one", false)],
    },
    Step {
        tag: "birthdays",
        typed: &[("birthdays-day-a", "3"), ("birthdays-month-a", "2")],
        wrong: &[
            ("birthdays-day-a", "31", "does not have that day", true),
            ("birthdays-day-a", "", "the day and the month", true),
        ],
    },
    Step {
        tag: "handovers",
        typed: &[("handovers-place", "At the \"blue\" door <3 & on")],
        wrong: &[("handovers-bag", LONG, "301", true)],
    },
    Step {
        tag: "words",
        typed: &[],
        wrong: &[("words-pick", "poetry", "not there any more", false)],
    },
];

/// Sends a page of the questions with each mistake, and then without; gives where that leads.
async fn answered(two: &mut Studio, draft: &str, step: &Step) -> String {
    let address = format!("{draft}/questions?step={}", step.tag);
    let page = two.mara.get(&address).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    let whole = with(form(&page, &address), step.typed).with("go", "next");
    let before = two.kept(draft).await;
    for (field, value, words, shown) in step.wrong {
        let sent = whole.clone().with(field, value);
        let refused = two.mara.post(&address, &sent).await;
        let what = format!("{field} = {value}");
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{what}");
        assert!(
            wrong_at(&refused, field).contains(words),
            "{what}: {}",
            refused.text()
        );
        assert!(refused.has(&format!("href=\"#{field}\"")), "{what}");
        let again = form(&refused, &address);
        for pair in &sent.0 {
            let own = ["form_token", "command", "go"].contains(&pair.0.as_str());
            let cannot = !shown && (pair.0.as_str(), pair.1.as_str()) == (*field, *value);
            assert!(
                own || cannot || again.0.contains(pair),
                "{what} lost {pair:?}"
            );
        }
        assert_eq!(two.kept(draft).await, before, "{what} was kept");
    }
    let on = two.mara.post(&address, &whole).await;
    assert_eq!(on.status, StatusCode::SEE_OTHER, "{}", on.text());
    on.location().to_owned()
}

/// The numbers that stand in a part of a page, in their order.
fn numbers(page: &Reply, part: &str) -> Vec<u32> {
    let text = page.text();
    let (_, rest) = text.split_once(&format!("id=\"{part}\"")).unwrap();
    let part = rest.split("</section>").next().unwrap();
    let words = part.split('<').filter_map(|piece| piece.split_once('>'));
    let words: Vec<&str> = words.map(|(_, said)| said).collect();
    let words = words.join(" ");
    let digits = words.split(|sign: char| !sign.is_ascii_digit());
    digits.filter_map(|digits| digits.parse().ok()).collect()
}

#[tokio::test]
async fn eight_pages_of_answers_make_a_sound_plan_and_its_numbers() {
    let mut two = Studio::on(plan::EXAMPLE).await;
    let draft = two.begun("questions", "").await;
    for (place, step) in STEPS.iter().enumerate() {
        let on = answered(&mut two, &draft, step).await;
        let next = STEPS.get(place + 1);
        let next = next.map_or_else(
            || draft.clone(),
            |next| format!("{draft}/questions?step={}", next.tag),
        );
        assert_eq!(on, next);
        // What is only looked at once more makes no save.
        let saves = two.kept(&draft).await;
        let address = format!("{draft}/questions?step={}", step.tag);
        two.send(&address, &address, &[("go", "next")]).await;
        assert_eq!(two.kept(&draft).await, saves, "{}", step.tag);
    }
    let kept = two.kept(&draft).await;
    let text = &*kept.draft.plan;
    let plan = ParentingPlan::read(text, TODAY).unwrap_or_else(|why| panic!("{why}\n{text}"));
    for words in ["alternating-weeks", "door <3 & on", "nl = \""] {
        assert!(text.contains(words), "{words} in {text}");
    }
    let is_odd = |kind| {
        use WarningKind::{HoldsForNoChild, NeverApplies, OneParentOnly, OutsideThePlan};
        [HoldsForNoChild, NeverApplies, OneParentOnly, OutsideThePlan].contains(&kind)
    };
    for one in plan::warnings(&plan, TODAY) {
        assert!(!is_odd(one.kind), "{one:?}");
    }
    let shown = two.mara.get(&format!("{draft}/text")).await;
    assert_eq!(form(&shown, &format!("{draft}/text")).value("plan"), text);

    let days = window(first_day(&plan, TODAY), plan.until()).unwrap();
    let timeline = compile(&plan, days, &[]);
    let noor = &timeline.children()[0];
    assert!(noor.clashes.is_empty() && noor.gaps.is_empty(), "{noor:?}");
    let page = two.mara.get(&draft).await;
    let shown = numbers(&page, "numbers");
    let noor = &measure(&plan, &timeline).children[0];
    for of in [noor.overnights, noor.longest_nights, noor.weekends.whole] {
        let is_there = shown.windows(2).any(|pair| pair == [of.a, of.b]);
        assert!(is_there, "{of:?} in {shown:?}");
    }
    assert!(shown.contains(&noor.handovers), "{shown:?}");
}

#[tokio::test]
async fn a_draft_is_left_in_the_middle_and_found_again() {
    let mut two = Studio::on(plan::EXAMPLE).await;
    let draft = two.begun("questions", "From <March> on").await;
    let at = |step: &str| format!("{draft}/questions?step={step}");
    two.send(&at("people"), &at("people"), &[("go", "next")])
        .await;
    // Back keeps what cannot be used yet.
    let typed = [("rhythm-pattern", "2-2-3"), ("rhythm-change", "late")];
    let page = two.mara.get(&at("rhythm")).await;
    let back = with(form(&page, &at("rhythm")), &typed).with("go", "back");
    let back = two.mara.post(&at("rhythm"), &back).await;
    assert_eq!(back.location(), at("people"));
    let page = two.mara.get(&at("rhythm")).await;
    let again = form(&page, &at("rhythm"));
    assert_eq!(again.value("rhythm-change"), "late");
    assert_eq!(again.value("rhythm-pattern"), "2-2-3");
    assert!(two.kept(&draft).await.draft.plan.is_empty());
    let typed = [("rhythm-change", "17:30"), ("go", "next")];
    let on = two.send(&at("rhythm"), &at("rhythm"), &typed).await;
    assert_eq!(on.location(), at("school"));
    let typed = [("school-starts", "early"), ("go", "stop")];
    let left = two.send(&at("school"), &at("school"), &typed).await;
    assert_eq!(left.location(), draft);

    // Another day, another browser.
    two.mara = two.world.signed_in(&two.family.emails[0]).await;
    let list = two.mara.get("/plan/drafts").await;
    assert!(list.has("From &lt;March&gt; on"), "{}", list.text());
    assert!(list.has(&format!("href=\"{draft}\"")), "{}", list.text());
    let page = two.mara.get(&draft).await;
    assert!(
        page.has(&format!("href=\"{draft}/questions")),
        "{}",
        page.text()
    );
    let open = two.mara.get(&format!("{draft}/questions")).await;
    let again = form(&open, &at("school"));
    assert_eq!(again.value("school-starts"), "early");
    let refused = two
        .mara
        .post(&at("school"), &again.with("go", "next"))
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    wrong_at(&refused, "school-starts");
}

/// S1: a draft is nothing that the other parent is shown, from its first save to its end.
#[tokio::test]
async fn drafts_are_written_and_ended_without_a_trace() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut elias = Watched::of(&world, &family).await;
    let mara = world.signed_in(&family.emails[0]).await;
    let mut two = Studio {
        world,
        family,
        mara,
    };
    let draft = two.begun("questions", "Kept to myself").await;
    answered(&mut two, &draft, &STEPS[0]).await;
    answered(&mut two, &draft, &STEPS[1]).await;
    let copy = two.begun("agreed", "A second one").await;
    let clauses = format!("{copy}/clauses");
    two.send(
        &format!("{copy}/library"),
        &clauses,
        &[("add", "authority-together")],
    )
    .await;
    let page = two.mara.get(IMPORT).await;
    let file = [("plan.toml", plan::EXAMPLE.as_bytes())];
    post_files(&mut two.mara, IMPORT, &form(&page, IMPORT), &file).await;
    let drafts = two.drafts().await;
    assert!(drafts >= 2, "{drafts}");
    for page in [
        "",
        "/try?rhythm=2-2-3",
        "/history",
        "/offer",
        "/paper",
        "/text",
    ] {
        let page = two.mara.get(&format!("{copy}{page}")).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    }
    elias
        .sees_nothing_of("drafts", &two.world, &two.family)
        .await;
    two.send(&copy, &copy, &[("name", "Another name")]).await;
    two.send(&copy, &copy, &[("end", "1")]).await;
    assert_eq!(two.drafts().await, drafts - 1);
    elias
        .sees_nothing_of("their end", &two.world, &two.family)
        .await;
}

/// A2: on every address of a draft, and wherever else one is named.
#[tokio::test]
async fn no_page_tells_a_foreign_draft_from_one_that_does_not_exist() {
    let mut two = Studio::on(plan::EXAMPLE).await;
    let draft = two.begun("agreed", "Kept to myself").await;
    let before = two.kept(&draft).await;
    let id = before.draft.id.to_string();
    let unknown = two.world.app.fresh_draft().unwrap().to_string();
    assert_eq!(id.len(), unknown.len());
    let mut elias = two.world.signed_in(&two.family.emails[1]).await;
    let text = plan::EXAMPLE.replace("08:30", "09:15");
    let mut sent = Fields::default()
        .with("form_token", &elias.token().await)
        .with("command", &two.world.app.fresh_command().to_string());
    let entry = before.versions[0].entry.to_string();
    for (name, value) in [
        ("name", "Mine"),
        ("end", "1"),
        ("plan", text.as_str()),
        ("remove", "1.rhythm"),
        ("rhythm", "2-2-3"),
        ("keep", "new"),
        ("entry", entry.as_str()),
        ("step", "preview"),
    ] {
        sent = sent.with(name, value);
    }
    let mut places: Vec<(Verb, String)> = Vec::new();
    for route in web::routes::<store::SqliteStore>() {
        if route.path().starts_with("/plan/drafts/{id}") {
            places.push((route.verb(), format!("{}?step=people", route.path())));
        }
    }
    assert!(places.len() > 12, "{places:?}");
    let of_a_draft = places.len();
    for query in ["a={id}&b=agreed", "a=agreed&b={id}", "a={id}&b={id}"] {
        places.push((Verb::Get, format!("/plan/compare?{query}")));
    }
    places.push((Verb::Post, "/plan/change".to_owned()));
    for (place, (verb, address)) in places.iter().enumerate() {
        let mut answers = Vec::new();
        for id in [&id, &unknown] {
            let address = address.replace("{id}", id);
            let reply = match verb {
                Verb::Get => elias.get(&address).await,
                Verb::Post => elias.post(&address, &sent.clone().with("draft", id)).await,
            };
            let missing = reply.status == StatusCode::NOT_FOUND;
            assert_eq!(missing, place < of_a_draft, "{verb:?} {address}");
            answers.push(reply.plain().replace(id.as_str(), "THE-ID"));
        }
        assert_eq!(answers[0], answers[1], "{verb:?} {address}");
    }
    assert_eq!(two.kept(&draft).await, before);
}
