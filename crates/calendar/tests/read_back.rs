//! What we write is read back by another library and compared with the timeline: the same spans,
//! the same words, whatever a plan's author wrote into names and sentences.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests fail as tests do"
)]

mod common;

use std::collections::BTreeSet;

use calcard::icalendar::{ICalendar, ICalendarComponent, ICalendarProperty};
use common::{Definition, calendar_of, events, moment, only};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use plan::{Language, OneOff, ParentingPlan, Side, Timeline, Window, compile};

const FOUR_CHILDREN: &str = include_str!("../../../examples/plans/four-children.toml");
const CLASH: &str = include_str!("../../../examples/plans/clash.toml");

/// An item as a stranger reads it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Item {
    start: Timestamp,
    end: Timestamp,
    uid: String,
    summary: String,
    description: String,
    stamp: Timestamp,
}

fn stamp() -> Timestamp {
    "2026-09-01T12:34:56Z".parse().unwrap()
}

fn timeline(text: &str, from: Date, to: Date) -> (ParentingPlan, Timeline) {
    let plan = ParentingPlan::read(text, date(2026, 9, 1)).unwrap();
    let timeline = compile(&plan, Window::new(from, to).unwrap(), &[]);
    (plan, timeline)
}

fn write(plan: &ParentingPlan, timeline: &Timeline, language: Language) -> String {
    calendar::icalendar(plan, timeline, None, language, stamp())
}

fn read(text: &str) -> Vec<Item> {
    let calendar = calendar_of(text);
    let definition = Definition::of(&calendar);
    let read = |event| item(&calendar, definition.as_ref(), event);
    events(&calendar).map(read).collect()
}

fn item(calendar: &ICalendar, definition: Option<&Definition>, event: &ICalendarComponent) -> Item {
    let text = |property| only(event, &property).as_text().unwrap().to_owned();
    let moment = |property| moment(calendar, definition, event, &property);
    assert_eq!(text(ICalendarProperty::Transp), "TRANSPARENT");
    Item {
        start: moment(ICalendarProperty::Dtstart),
        end: moment(ICalendarProperty::Dtend),
        uid: text(ICalendarProperty::Uid),
        summary: text(ICalendarProperty::Summary),
        description: text(ICalendarProperty::Description),
        stamp: moment(ICalendarProperty::Dtstamp),
    }
}

/// What RFC 5545 asks of every line, whatever it says.
fn assert_lines(text: &str) {
    assert!(text.ends_with("\r\n"));
    assert!(
        !text.replace("\r\n", "").contains(['\r', '\n']),
        "bare line breaks"
    );
    for line in text.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
    }
    for line in text.replace("\r\n ", "").split_terminator("\r\n") {
        let name = line.split([':', ';']).next().unwrap();
        let known = name
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte == b'-');
        assert!(known && name.len() < line.len(), "{line}");
    }
}

/// Every stretch of care is an item with its child, parent, clause and what gave way.
fn check(text: &str, from: Date, to: Date) {
    let (plan, timeline) = timeline(text, from, to);
    let written = write(&plan, &timeline, Language::En);
    assert_lines(&written);
    let items = read(&written);
    let mut expected = Vec::new();
    for part in timeline.children() {
        let child = plan.child(&part.child).unwrap();
        for care in &part.care {
            let plan::Source::Clause(index) = care.source else {
                panic!("nothing was agreed")
            };
            let clause = plan.clause(index);
            let parent = plan.parent(care.parent);
            expected.push((
                care.start,
                care.end,
                format!("{}: with {}", child.name, parent.name),
                format!("Clause {} ({})", clause.number, clause.title(Language::En)),
                care.overrode.len(),
            ));
        }
    }
    assert!(!expected.is_empty());
    assert_eq!(items.len(), expected.len());
    for (item, (start, end, summary, clause, gave_way)) in items.iter().zip(expected) {
        assert_eq!((item.start, item.end), (start, end));
        assert_eq!(item.summary, summary);
        assert!(
            item.description.starts_with(&clause),
            "{}",
            item.description
        );
        assert_eq!(
            item.description.contains("It comes before clause"),
            gave_way > 0
        );
        assert_eq!(item.stamp, stamp());
    }
    let uids: BTreeSet<&str> = items.iter().map(|item| item.uid.as_str()).collect();
    assert_eq!(uids.len(), items.len(), "each item has a UID of its own");
}

#[test]
fn the_items_are_the_stretches_of_care() {
    check(plan::EXAMPLE, date(2027, 2, 1), date(2027, 3, 1));
    check(FOUR_CHILDREN, date(2027, 2, 1), date(2027, 3, 1));
    // Over both changes of the clocks.
    check(FOUR_CHILDREN, date(2027, 3, 1), date(2027, 11, 15));
}

#[test]
fn one_child_can_be_asked_for() {
    let (plan, timeline) = timeline(FOUR_CHILDREN, date(2027, 2, 1), date(2027, 3, 1));
    let of = |id: &str| {
        let id = id.parse().unwrap();
        let text = calendar::icalendar(&plan, &timeline, Some(&id), Language::En, stamp());
        assert_lines(&text);
        read(&text)
    };
    let cato = of("cato");
    assert_eq!(
        cato.len(),
        timeline.child(&"cato".parse().unwrap()).unwrap().care.len()
    );
    assert!(cato.iter().all(|item| item.summary.starts_with("Cato: ")));
    assert_eq!(of("nobody"), []);
}

#[test]
fn a_clash_is_an_item_that_says_so() {
    let (plan, timeline) = timeline(CLASH, date(2027, 7, 1), date(2027, 9, 1));
    let items = read(&write(&plan, &timeline, Language::En));
    let clash = items
        .iter()
        .find(|item| item.summary == "Noor: two clauses disagree")
        .unwrap();
    assert_eq!(clash.start.to_string(), "2027-07-24T08:00:00Z");
    assert_eq!(clash.end.to_string(), "2027-07-31T08:00:00Z");
    assert_eq!(
        clash.description,
        "Clause 2 (Summer with Mara) says Mara.\nClause 3 (Summer with Elias) says Elias.\n\
         Nobody has this time until the plan says who."
    );
    let care = timeline.children()[0].care.len();
    assert_eq!(items.len(), care + 1);
    assert!(items.is_sorted_by_key(|item| item.start));
}

#[test]
fn the_words_can_be_dutch_and_the_items_stay_the_same() {
    let (plan, timeline) = timeline(CLASH, date(2027, 7, 1), date(2027, 9, 1));
    let english = read(&write(&plan, &timeline, Language::En));
    let dutch = read(&write(&plan, &timeline, Language::Nl));
    let ids = |items: &[Item]| {
        items
            .iter()
            .map(|item| item.uid.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(ids(&english), ids(&dutch));
    let by_start = |at: &str| {
        dutch
            .iter()
            .find(|item| item.start.to_string() == at)
            .unwrap()
    };
    let summer = by_start("2027-07-10T08:00:00Z");
    assert_eq!(summer.summary, "Noor: bij Mara");
    assert_eq!(
        summer.description,
        "Artikel 2 (Zomer met Mara): Noor is van 10 juli 10:00 tot 31 juli 10:00 bij Mara.\n\
         Dit gaat voor artikel 1 (Om de week)."
    );
    let clash = by_start("2027-07-24T08:00:00Z");
    assert_eq!(clash.summary, "Noor: twee artikelen spreken elkaar tegen");
    assert!(
        clash
            .description
            .ends_with("Niemand heeft deze tijd tot het plan zegt wie.")
    );
}

#[test]
fn an_item_keeps_its_uid_in_every_file_that_holds_it_whole() {
    let whole = |from, to| {
        let (plan, timeline) = timeline(FOUR_CHILDREN, from, to);
        let (start, end) = (timeline.start(), timeline.end());
        let text = calendar::icalendar(&plan, &timeline, None, Language::En, Timestamp::UNIX_EPOCH);
        let mut items = read(&text);
        items.retain(|item| start < item.start && item.end < end);
        items
    };
    let longer: BTreeSet<Item> = whole(date(2027, 1, 1), date(2027, 6, 1))
        .into_iter()
        .collect();
    let shorter = whole(date(2027, 3, 3), date(2027, 4, 9));
    assert!(shorter.len() > 50);
    for item in shorter {
        assert!(longer.contains(&item), "{item:?}");
    }
    let (plan, timeline) = timeline(plan::EXAMPLE, date(2027, 2, 1), date(2027, 3, 1));
    assert_eq!(
        read(&write(&plan, &timeline, Language::En))[1].uid,
        "care.noor.mara.20270201T073000Z@mara.elias.parenthesis"
    );
}

#[test]
fn what_was_agreed_beside_the_plan_says_so() {
    let plan = ParentingPlan::read(plan::EXAMPLE, date(2026, 9, 1)).unwrap();
    let agreed = [OneOff {
        id: "swap-1".to_owned(),
        children: vec!["noor".parse().unwrap()],
        parent: Side::B,
        start: date(2027, 2, 6).at(9, 0, 0, 0),
        end: date(2027, 2, 7).at(18, 0, 0, 0),
    }];
    let window = Window::new(date(2027, 2, 1), date(2027, 2, 15)).unwrap();
    let timeline = compile(&plan, window, &agreed);
    let items = read(&write(&plan, &timeline, Language::En));
    let swap = items
        .iter()
        .find(|item| item.description.starts_with("What both"))
        .unwrap();
    assert_eq!(swap.summary, "Noor: with Elias");
    assert_eq!(
        swap.description,
        "What both agreed beside the plan.\nIt comes before clause 1 (The weekly rhythm)."
    );
    assert_eq!(swap.start.to_string(), "2027-02-06T08:00:00Z");
}

/// A plan whose words are those of the caller.
fn plan_with(title: &str, child: &str, sentence: &str) -> String {
    let quoted = |text: &str| {
        let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
        format!("\"{}\"", escaped.replace('\n', "\\n"))
    };
    plan::EXAMPLE
        .lines()
        .map(|line| match line.split_once(" = ") {
            Some(("name", "\"Noor\"")) => format!("name = {}\n", quoted(child)),
            Some(("title", value)) if value.starts_with('{') => {
                format!("title = {{ en = {} }}\n", quoted(title))
            }
            Some(("sentence", _)) => format!("sentence = {{ en = {} }}\n", quoted(sentence)),
            Some(_) | None => format!("{line}\n"),
        })
        .collect()
}

/// What the author wrote arrives as it was written, and adds nothing.
fn check_words(title: &str, child: &str, sentence: &str) {
    let (plan, timeline) = timeline(
        &plan_with(title, child, sentence),
        date(2027, 2, 1),
        date(2027, 2, 15),
    );
    let written = write(&plan, &timeline, Language::En);
    assert_lines(&written);
    let items = read(&written);
    assert_eq!(items.len(), timeline.children()[0].care.len());
    for (item, care) in items.iter().zip(&timeline.children()[0].care) {
        let parent = &plan.parent(care.parent).name;
        assert_eq!(item.summary, format!("{child}: with {parent}"));
        assert_eq!(item.description, format!("Clause 1 ({title}): {sentence}"));
    }
}

#[test]
fn commas_quotes_and_backslashes_arrive() {
    check_words(
        "Home; away, \"in turn\"",
        "Noor, \"Nootje\"; d'Or",
        "a\\b \\n c\\, d; e: f,g",
    );
    check_words(r"\", r"N\o,o;r", r"\\n\;");
}

#[test]
fn a_line_break_stays_inside_its_sentence() {
    let attempt = "First line\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:Mine\nlast\n\nline";
    check_words("Rhythm", "Noor", attempt);
}

#[test]
fn long_texts_are_folded_between_characters() {
    for shift in 0..8 {
        let shifted = "x".repeat(shift);
        check_words(
            &format!("{shifted}ééééé"),
            &format!("{shifted}Zoë Çelik-Łukasiewicz 老虎"),
            &format!(
                "{shifted}{}",
                "één twee 👩‍👧‍👦 drie 老虎 ".repeat(40).trim_end()
            ),
        );
        check_words("T", "N", &format!("{shifted}{}", "👩".repeat(300)));
        check_words("T", "N", &format!("{shifted}a{} b", " ".repeat(200)));
    }
}

#[test]
fn the_title_of_the_plan_is_the_name_of_the_calendar() {
    let text = plan::EXAMPLE.replace(
        "title = \"Parenting plan of Mara and Elias\"",
        "title = \"Mara, Elias; and \\\\ Noor\"",
    );
    let (plan, timeline) = timeline(&text, date(2027, 2, 1), date(2027, 2, 8));
    let written = write(&plan, &timeline, Language::En);
    assert!(
        written.contains("X-WR-CALNAME:Mara\\, Elias\\; and \\\\ Noor\r\n"),
        "{written}"
    );
    let calendar = calendar_of(&written);
    let name = calendar.components[0]
        .property(&ICalendarProperty::Name)
        .unwrap();
    assert_eq!(name.values[0].as_text(), Some("Mara, Elias; and \\ Noor"));
}
