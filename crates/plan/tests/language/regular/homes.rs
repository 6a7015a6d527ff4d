//! Home apart from carer, and supervised contact.

use jiff::civil::{Date, date};
use plan::{Home, Language, Moves, OneOff, ParentingPlan, Side, Source, Timeline};

use super::{ALWAYS_MARA, check_reports};
use crate::common::{compile_dates, id, measure_dates, read, with_clauses};

/// A plan for alternating weeks in which the parents take turns in a nest.
fn nest(clauses: &[&str]) -> ParentingPlan {
    let weeks =
        "nights = { pattern = \"alternating-weeks\", start = 2027-02-01, change = \"08:30\" }";
    let clauses: Vec<&str> = std::iter::once(weeks)
        .chain(clauses.iter().copied())
        .collect();
    let homes = "[[home]]\nid = \"nest\"\nname = \"The nest\"\n\n[[home]]\nid = \"cottage\"\nname = \"The cottage\"\n";
    let text = with_clauses(&clauses)
        .replace("name = \"Mara\"", "name = \"Mara\"\nhome = \"nest\"")
        .replace("name = \"Elias\"", "name = \"Elias\"\nhome = \"nest\"")
        .replacen("[[clause]]", &format!("{homes}\n[[clause]]"), 1);
    read(&text)
}

fn moves(timeline: &Timeline) -> Vec<Moves> {
    let handovers = timeline.handovers();
    handovers.iter().map(|handover| handover.moves).collect()
}

const FEBRUARY: (Date, Date) = (date(2027, 2, 1), date(2027, 3, 1));

/// DOMAIN.md section 2: "Birdnesting: the same sequences with the adults moving: 0 handovers of
/// children".
#[test]
fn in_a_nest_the_parents_move_and_the_children_stay() {
    let plan = nest(&[]);
    let timeline = compile_dates(&plan, FEBRUARY, &[]);
    assert_eq!(moves(&timeline), [Moves::Parents; 4]);
    let noor = &measure_dates(&plan, FEBRUARY).children[0];
    assert_eq!((noor.overnights.a, noor.overnights.b), (14, 14));
    for care in &timeline.children()[0].care {
        let Home::Named(home) = plan.home_of(care.source, care.parent) else {
            panic!("a home of one's own at {}", care.start)
        };
        assert_eq!((home.id.as_str(), home.name.as_str()), ("nest", "The nest"));
    }
    assert_eq!(plan.homes().len(), 2);
}

#[test]
fn a_clause_may_have_a_home_of_its_own() {
    let cottage = "home = \"cottage\"\nspans = [{ parent = \"elias\", from = 2027-02-03T10:00:00, until = 2027-02-05T10:00:00 }]";
    let plan = nest(&[cottage]);
    let timeline = compile_dates(&plan, (date(2027, 2, 2), date(2027, 2, 17)), &[]);
    assert_eq!(
        moves(&timeline),
        [
            Moves::Children,
            Moves::Children,
            Moves::Parents,
            Moves::Parents
        ]
    );
    // What is agreed beside the plan takes place in the home of the parent, which is the nest.
    let swap = OneOff {
        id: "swap".to_owned(),
        children: vec![id("noor")],
        parent: Side::A,
        start: date(2027, 2, 9).at(10, 0, 0, 0),
        end: date(2027, 2, 10).at(10, 0, 0, 0),
    };
    let timeline = compile_dates(&plan, (date(2027, 2, 9), date(2027, 2, 11)), &[swap]);
    assert_eq!(moves(&timeline), [Moves::Parents; 2]);
    let agreed = timeline.children()[0].care[1].source;
    assert!(matches!(agreed, Source::Agreed(_)));
    assert!(
        matches!(plan.home_of(agreed, Side::A), Home::Named(home) if home.id.as_str() == "nest")
    );
}

#[test]
fn without_named_homes_each_parent_has_their_own() {
    let plan = read(&with_clauses(&[
        ALWAYS_MARA,
        "days = { parent = \"elias\", every = 3, start = 2027-02-01, window = \"17:00 - +1 17:00\" }",
    ]));
    let timeline = compile_dates(&plan, FEBRUARY, &[]);
    assert_eq!(moves(&timeline), [Moves::Children; 19]);
    let care = &timeline.children()[0].care[0];
    assert_eq!(plan.home_of(care.source, care.parent), Home::Of(Side::A));
    assert!(plan.homes().is_empty());
}

#[test]
fn contact_may_be_supervised_at_a_place() {
    let visits = |supervised: &str| {
        format!(
            "supervised = {supervised}\nweekly = {{ parent = \"elias\", windows = [\"sat 10:00 - 12:00\"], every = 2, start = 2027-02-06 }}"
        )
    };
    let plan = read(&with_clauses(&[
        ALWAYS_MARA,
        &visits(
            "{ by = \"Ms de Wit\", place = { en = \"Contact centre\", nl = \"Omgangshuis\" } }",
        ),
        &visits("{ place = \"Library\" }"),
    ]));
    let said = |clause: usize| {
        let supervision = plan.clauses()[clause].supervision.as_ref()?;
        let text =
            |text: &Option<plan::Text>| text.as_ref().map(|text| text.get(Language::Nl).to_owned());
        Some((text(&supervision.by), text(&supervision.place)))
    };
    assert_eq!(said(0), None);
    assert_eq!(
        said(1),
        Some((Some("Ms de Wit".to_owned()), Some("Omgangshuis".to_owned())))
    );
    assert_eq!(said(2), Some((None, Some("Library".to_owned()))));
}

#[test]
fn what_can_be_wrong_with_homes_and_supervision() {
    let sound = with_clauses(&[ALWAYS_MARA]);
    let home = "[[home]]\nid = \"nest\"\nname = \"The nest\"\n\n";
    let with_home = |inner: &str, clause: &str| {
        with_clauses(&[clause]).replacen("[[clause]]", &format!("{inner}[[clause]]"), 1)
    };
    let always = |extra: &str| with_clauses(&[&format!("{extra}\n{ALWAYS_MARA}")]);
    check_reports(
        "homes_and_supervision",
        &[
            (
                "a parent in an unknown home",
                sound.replace("name = \"Mara\"", "name = \"Mara\"\nhome = \"nest\""),
            ),
            (
                "a clause in a misspelt home",
                with_home(home, &format!("home = \"nset\"\n{ALWAYS_MARA}")),
            ),
            (
                "a home twice",
                with_home(&format!("{home}{home}"), ALWAYS_MARA),
            ),
            (
                "a home without a name",
                with_home(&home.replace("name = \"The nest\"\n", ""), ALWAYS_MARA),
            ),
            ("too many homes", {
                let homes: String = (0..21)
                    .map(|number| home.replace("nest\"\nname", &format!("nest-{number}\"\nname")))
                    .collect();
                with_home(&homes, ALWAYS_MARA)
            }),
            (
                "a home as one table",
                with_home("[home]\nid = \"nest\"\n\n", ALWAYS_MARA),
            ),
            ("supervised by nobody nowhere", always("supervised = {}")),
            ("supervised by a number", always("supervised = { by = 1 }")),
            ("supervised as a text", always("supervised = \"Ms de Wit\"")),
            (
                "words that are supervised",
                with_clauses(&[ALWAYS_MARA, "supervised = { by = \"Ms de Wit\" }"]),
            ),
            (
                "a supervised rule that is wrong",
                with_clauses(&["supervised = { by = \"Ms de Wit\" }\nalways = \"mra\""]),
            ),
        ],
    );
}
