//! What pages, paper and the record say of the clause that a message is about.

use app::BundleWords as _;
use family::MessageRefusal;
use plan::Side;

use super::super::form::{Form, Titled};
use super::super::markup::thread_page;
use super::super::sample::{countered, family_after, now, said, topic};
use super::super::view::{Compose, MessageView, ThreadView};
use super::super::words as messages;
use super::*;
use crate::page::Tab;
use crate::page::tests::{check_page, frame};
use crate::swap::{Looking, cast};

fn clause(family: &Family, id: &str, lang: Lang) -> ClauseView {
    ClauseView::of(family, &topic(), &id.parse().unwrap(), lang)
}

fn line(clause: &ClauseView, lang: Lang) -> String {
    link(Text::of(lang), clause).into_string()
}

/// Mara's question about the last clause, and the place to write.
fn page(family: &Family, compose: Compose) -> String {
    let people = cast(family, Side::B);
    let mara = people.parent(Side::A).clone();
    let elias = people.parent(Side::B).clone();
    let path = messages::path(&topic());
    let view = ThreadView {
        cast: people,
        today: family.date_at(now()),
        key: messages::key(&topic()),
        title: messages::title(Text::of(Lang::En), family, &topic()),
        proposal: None,
        topics: Vec::new(),
        messages: vec![MessageView {
            entry: 6,
            by: mara,
            at: family.zone().to_datetime(now()),
            clause: Some(clause(family, "home", Lang::En)),
            passages: None,
            long: None,
            files: Vec::new(),
            today: false,
            corrects: None,
            corrected_by: None,
            shown: None,
            correctable: false,
        }],
        older: None,
        newer: None,
        held: None,
        read: Vec::new(),
        may_say_read: None,
        recorded: None,
        compose,
        path,
    };
    let frame = frame(Lang::En, "Proposal 2", &elias, Tab::Messages);
    let html = thread_page(&frame, &view).into_string();
    check_page(&html);
    html
}

fn writing(about: ClauseView) -> Compose {
    Compose {
        about: Some(about),
        command: "c-1".to_owned(),
        ..Compose::default()
    }
}

#[test]
fn a_clause_is_called_by_its_number_and_title_and_leads_to_the_offered_plan() {
    let family = family_after(Vec::new());
    let home = clause(&family, "home", Lang::En);
    let place = "/proposals/p-next/plan#clause-4";
    assert_eq!(home.stands, Some((4, place.to_owned())));
    assert_eq!(
        line(&home, Lang::En),
        format!("<a href=\"{place}\">About clause 4, <span>Otherwise with Mara</span></a>")
    );
    let home = clause(&family, "home", Lang::Nl);
    assert_eq!(
        line(&home, Lang::Nl),
        format!("<a href=\"{place}\">Over artikel 4, <span>Anders bij Mara</span></a>")
    );
    let child = About::Child("noor".parse().unwrap());
    let nowhere = ClauseView::of(&family, &child, &home.id, Lang::En);
    assert_eq!(
        (nowhere.title.said.as_str(), nowhere.stands),
        ("home", None)
    );
}

/// What was said of a clause stays said of it when an offer in answer leaves it out.
#[test]
fn a_clause_that_an_offer_in_answer_left_out_keeps_its_name() {
    let family = family_after(vec![(Side::B, said(Some("home"))), (Side::B, countered())]);
    let home = clause(&family, "home", Lang::En);
    assert_eq!(home.stands, None);
    let said = line(&home, Lang::En);
    assert!(!said.contains("href"), "{said}");
    assert!(
        said.ends_with(": <span>Otherwise with Mara</span>"),
        "{said}"
    );
    assert!(clause(&family, "otherwise", Lang::En).stands.is_some());
}

#[test]
fn a_topic_says_which_clause_a_message_and_what_is_written_are_about() {
    let family = family_after(vec![(Side::A, said(Some("home")))]);
    let alone = page(&family, writing(clause(&family, "home", Lang::En)));
    for part in [
        "<a href=\"/proposals/p-next/plan#clause-4\">About clause 4, ",
        "<input type=\"hidden\" name=\"clause\" value=\"home\">",
        "data-draft=\"proposal-p-next clause home\"",
        "<a href=\"/messages/proposal-p-next#write\">Write about the whole proposal</a>",
    ] {
        assert!(alone.contains(part), "{part}: {alone}");
    }
    let whole = page(&family, Compose::default());
    assert!(!whole.contains("name=\"clause\""), "{whole}");
    assert!(whole.contains("data-draft=\"proposal-p-next\""), "{whole}");
}

/// A correction keeps the clause, so there is nothing to choose and nothing to send.
#[test]
fn a_correction_says_its_clause_and_asks_nothing() {
    let family = family_after(vec![(Side::B, said(Some("home")))]);
    let page = page(
        &family,
        Compose {
            corrects: Some(6),
            ..writing(clause(&family, "home", Lang::En))
        },
    );
    assert_eq!(page.matches("About clause 4, ").count(), 2, "{page}");
    assert!(!page.contains("name=\"clause\""), "{page}");
    assert!(!page.contains("Write about the whole proposal"), "{page}");
}

#[test]
fn a_form_names_its_clause_or_none() {
    let typed = |clause: &str| {
        let fields = [("text", "Dag"), ("clause", clause)];
        let owned = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
        Form::read(&owned, Titled::No).draft().unwrap().clause
    };
    assert_eq!(typed("home"), Some("home".parse().unwrap()));
    for none in ["", "No 4", "HOME"] {
        assert_eq!(typed(none), None, "{none}");
    }
}

#[test]
fn the_record_and_a_bundle_name_the_clause() {
    let family = family_after(vec![(Side::A, said(Some("home")))]);
    let entry = |event| app::RecordLine {
        sequence: 6,
        at: now(),
        by: Some(Side::A),
        guest: None,
        what: app::What::Shared(event),
        vouched: app::Vouched::Server,
        leaf: String::new(),
    };
    for (lang, of_it, plain, label, title) in [
        (
            Lang::En,
            "wrote about clause ‘Otherwise with Mara’ of Proposal 2.",
            "wrote about Proposal 2.",
            "Clause",
            "Otherwise with Mara",
        ),
        (
            Lang::Nl,
            "schreef over artikel ‘Anders bij Mara’ van Voorstel 2.",
            "schreef over Voorstel 2.",
            "Artikel",
            "Anders bij Mara",
        ),
    ] {
        let text = Text::of(lang);
        let look = Looking {
            family: &family,
            viewer: Side::A,
            now: now(),
            lang,
        };
        let people = cast(&family, Side::A);
        let sentence = |event| {
            let line = crate::record::line(&look, entry(event));
            crate::record::line_sentence(text, &people, family.zone(), &line)
        };
        // Titles stand apart from the sentence's own direction of writing.
        let bare = |said: String| said.replace(['\u{2068}', '\u{2069}'], "");
        let said_of = bare(sentence(said(Some("home"))));
        assert!(said_of.ends_with(of_it), "{said_of}");
        let whole = bare(sentence(said(None)));
        assert!(whole.ends_with(plain), "{whole}");

        let paper = |event| {
            let what = app::What::Shared(event);
            let by = app::SaidBy {
                by: Some(Side::A),
                guest: None,
                what: &what,
            };
            let words = crate::bundle::words::Words { lang };
            words.entry(&family, &by).passages
        };
        let named = (label.to_owned(), title.to_owned());
        assert!(paper(said(Some("home"))).contains(&named));
        let whole = paper(said(None));
        assert!(whole.iter().all(|(found, _)| found != label), "{whole:?}");
    }
}

#[test]
fn why_nothing_is_said_about_a_clause_is_said_in_both_languages() {
    let [en, nl] = Lang::ALL.map(|lang| {
        let text = Text::of(lang);
        messages::refusal(text, &MessageRefusal::NoClause)
    });
    assert!(en != nl && en.contains("clause") && nl.contains("artikel"));
}
