//! The reader's drafts: each says how far it is, and each way to begin makes what it says.

use family::{DraftedPlan, Drafts, Name};
use jiff::civil::date;
use plan::{ParentingPlan, Side, library};

use super::form::{BeginForm, How, begun};
use super::markup::drafts_page;
use super::view::{Line, State, View};
use crate::page::tests::check_page;
use crate::swap::sample::{PLAN, cast_of_two, early_family, family, frame, looking, main_of};
use crate::text::Lang;

fn html(view: &View, lang: Lang) -> String {
    let people = cast_of_two();
    let page = drafts_page(&frame(lang, &people[0]), view);
    check_page(&page.0);
    main_of(&page)
}

fn view(lang: Lang) -> View {
    let family = family();
    let look = looking(&family, Side::A, lang);
    View::of(&look, &Drafts::default(), "c-1".to_owned())
}

fn line(id: &str, state: State) -> Line {
    Line {
        id: id.parse().unwrap(),
        name: format!("Draft {id}"),
        kept: None,
        state,
    }
}

fn draft(how: How) -> Option<DraftedPlan> {
    let (today, name) = (date(2026, 11, 22), Name::new("New").unwrap());
    begun(&family(), (how, today), ("d-1".parse().unwrap(), name))
}

#[test]
fn without_drafts_the_page_says_what_will_stand_here_in_both_languages() {
    for (lang, said) in [
        (Lang::En, "no drafts yet"),
        (Lang::Nl, "nog geen concepten"),
    ] {
        let html = html(&view(lang), lang);
        assert!(html.contains(said), "{html}");
        for how in How::ALL {
            assert!(html.contains(&format!("value=\"{}\"", how.value())));
        }
        assert!(html.contains("href=\"/plan/import\""));
        assert!(
            !html.contains("href=\"/plan/compare\""),
            "there is one plan only"
        );
    }
}

#[test]
fn each_draft_says_how_far_it_is() {
    let mut view = view(Lang::En);
    view.drafts = vec![
        line("d-1", State::Questions { open: 6 }),
        line("d-2", State::Unsound),
        line(
            "d-3",
            State::Plan {
                clauses: 12,
                from: date(2027, 3, 1),
                missing: 2,
            },
        ),
    ];
    assert!(view.can_compare());
    let html = html(&view, Lang::En);
    for part in [
        "6 questions are open.",
        "12 clauses, from Monday 1 March 2027.",
        "2 things that the law asks are not in it yet.",
        "href=\"/plan/drafts/d-2\"",
        "popovertarget=\"end-d-3\"",
        "href=\"/plan/compare\"",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert_eq!(html.matches("href=\"/plan/drafts/d-2\"").count(), 1);
}

#[test]
fn a_form_is_read_and_an_empty_one_says_what_is_missing() {
    let fields = |pairs: &[(&str, &str)]| {
        let pairs = pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        BeginForm::of(&pairs.collect::<Vec<_>>())
    };
    let form = fields(&[("how", "agreed"), ("name", "Summer"), ("other", "x")]);
    assert_eq!(
        (form.how, form.name.as_str()),
        (Some(How::Agreed), "Summer")
    );
    assert_eq!(fields(&[("how", "theirs")]).how, None);
    let mut view = view(Lang::En);
    view.unchosen = true;
    view.wrong = Some("Give it a shorter name.".to_owned());
    let html = html(&view, Lang::En);
    assert!(html.contains("href=\"#how\"") && html.contains("href=\"#name\""));
}

#[test]
fn each_way_begins_with_what_it_says() {
    let today = date(2026, 11, 22);
    let questions = draft(How::Questions).unwrap();
    assert!(questions.plan.is_empty() && questions.answers.is_empty());
    assert_eq!(&*draft(How::Agreed).unwrap().plan, PLAN);
    let empty = draft(How::Empty).unwrap();
    let plan = ParentingPlan::read(&empty.plan, today).unwrap();
    assert_eq!(plan.clauses().len(), 1, "{}", empty.plan);
    assert_eq!(plan.children().len(), 4);
    assert_eq!(plan.parent(Side::B).id.as_str(), "elias");
    assert!(library::missing(&plan).len() > 1);
    assert!(family().with_version(&plan, today).is_ok(), "it can follow");
}

#[test]
fn without_an_agreed_plan_nobody_begins_with_it() {
    let family = early_family();
    let name = Name::new("New").unwrap();
    let what = (How::Agreed, date(2026, 11, 22));
    assert_eq!(begun(&family, what, ("d-1".parse().unwrap(), name)), None);
    let look = looking(&family, Side::B, Lang::En);
    let view = View::of(&look, &Drafts::default(), "c-1".to_owned());
    assert!(!view.agreed && !view.can_compare());
    assert!(!html(&view, Lang::En).contains("value=\"agreed\""));
}
