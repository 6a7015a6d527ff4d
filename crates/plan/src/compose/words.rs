//! Clauses from the library, what goes first where two clauses speak of the same time, and the small
//! pieces that all clauses need: ids, clock times.

use std::collections::BTreeSet;

use jiff::civil::Time;

use super::feasts::{Kept, Layer};
use super::people::Cast;
use super::{BirthdayAnswer, ComposeError, Part, Sentence};
use crate::ids::{self, ID_LENGTH_MAX};
use crate::library::{self, Wording};
use crate::read::suggest::did_you_mean;
use crate::toml_text::listed;

/// The ids that are taken.
pub(super) struct Ids(BTreeSet<String>);

impl Ids {
    /// For clauses that stand beside others with these ids.
    pub(super) fn besides<'i>(taken: impl Iterator<Item = &'i str>) -> Ids {
        Ids(taken.map(str::to_owned).collect())
    }

    /// An id that nobody has: this one, shortened and with a number where it must be.
    pub(super) fn fresh(&mut self, wanted: &str) -> String {
        let short: String = wanted.chars().take(ID_LENGTH_MAX).collect();
        let id = ids::free(short.trim_end_matches('-'), |id| !self.0.contains(id));
        self.0.insert(id.clone());
        id
    }
}

/// `08:30`.
pub(super) fn clock(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}

/// The wordings of these ids, each once and in the order of the library.
pub(super) fn chosen(wanted: &[String]) -> Result<Vec<&'static Wording>, ComposeError> {
    if let Some(id) = wanted.iter().find(|id| library::wording(id).is_none()) {
        let known: Vec<&str> = library::all().map(|wording| wording.id).collect();
        return Err(ComposeError::NoWording {
            id: id.clone(),
            help: did_you_mean(id, &known, "The clauses are"),
        });
    }
    let all = library::all();
    let chosen = all.filter(|wording| wanted.iter().any(|id| id == wording.id));
    Ok(chosen.collect())
}

/// The rank of days of the parents: Mother's Day and Father's Day.
pub(super) const PARENTS_DAY: &str = "parents-day";
/// The rank of the parents' birthdays. Above those of the children, which may look at them.
pub(super) const PARENTS_BIRTHDAY: &str = "parents-birthday";
/// The rank of the children's birthdays.
pub(super) const BIRTHDAY: &str = "birthday";

/// How many ranks there are beside those of feasts.
pub(super) const OTHER_RANKS: usize = 9;

/// The rank of feasts on a layer; the usual one on the first.
pub(super) fn feast_rank(layer: usize) -> String {
    match layer {
        0 => "holiday".to_owned(),
        _ => format!("holiday-{}", layer + 1),
    }
}

/// What the clauses that give exceptions are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Exceptions {
    parents_days: bool,
    birthdays: bool,
    parents_birthdays: bool,
    feasts: bool,
    /// How many layers of feasts there are.
    layers: usize,
    school_holidays: bool,
}

impl Exceptions {
    fn of(cast: &Cast<'_>, feasts: &[Kept]) -> Exceptions {
        let answers = cast.answers;
        let told = |side: usize| {
            let parent = answers.parents.get(side);
            parent.is_some_and(|parent| parent.birthday.is_some())
        };
        let layers = feasts.iter().map(|feast| match feast.layer {
            Layer::OfTheParents => 0,
            Layer::Feasts(layer) => layer + 1,
        });
        let layers = layers.max().unwrap_or(0);
        Exceptions {
            parents_days: feasts
                .iter()
                .any(|feast| feast.layer == Layer::OfTheParents),
            birthdays: answers.child_birthdays != BirthdayAnswer::None,
            parents_birthdays: answers.parent_birthdays && (told(0) || told(1)),
            feasts: layers > 0,
            layers,
            school_holidays: !answers.holidays.is_empty(),
        }
    }
}

/// The order of the ranks, the strongest first; empty where the usual one is enough.
pub(super) fn precedence(cast: &Cast<'_>, feasts: &[Kept]) -> Vec<String> {
    let exceptions = Exceptions::of(cast, feasts);
    let own = [
        (exceptions.parents_days, PARENTS_DAY),
        (exceptions.parents_birthdays, PARENTS_BIRTHDAY),
        (exceptions.birthdays, BIRTHDAY),
    ];
    let own: Vec<&str> = own
        .into_iter()
        .filter_map(|(there, rank)| there.then_some(rank))
        .collect();
    if own.is_empty() && exceptions.layers <= 1 {
        return Vec::new();
    }
    let layers = (0..exceptions.layers.max(1)).map(feast_rank);
    let weaker = ["school-holiday", "visit", "regular", "fallback"];
    let stronger = ["order", "agreed"].into_iter().chain(own);
    stronger
        .map(str::to_owned)
        .chain(layers)
        .chain(weaker.map(str::to_owned))
        .collect()
}

/// The clause that says in words what the order of the ranks says; none where there is nothing but
/// the rhythm.
pub(super) fn what_goes_first(cast: &Cast<'_>, feasts: &[Kept], ids: &mut Ids) -> Option<Part> {
    let exceptions = Exceptions::of(cast, feasts);
    let all = [
        (
            exceptions.parents_days,
            ["Mother's and Father's Day", "Moeder- en Vaderdag"],
        ),
        (
            exceptions.parents_birthdays,
            ["the parents' birthdays", "de verjaardagen van de ouders"],
        ),
        (
            exceptions.birthdays,
            cast.verb(
                ["the child's birthday", "de verjaardag van het kind"],
                [
                    "the children's birthdays",
                    "de verjaardagen van de kinderen",
                ],
            ),
        ),
        (exceptions.feasts, ["the feast days", "de feestdagen"]),
        (
            exceptions.school_holidays,
            ["the school holidays", "de schoolvakanties"],
        ),
        (
            true,
            ["the rhythm of the nights", "het ritme van de nachten"],
        ),
    ];
    let there = all.into_iter().filter(|(there, _)| *there);
    let (en, nl): (Vec<&str>, Vec<&str>) = there.map(|(_, [en, nl])| (en, nl)).unzip();
    if en.len() < 2 {
        return None;
    }
    let mut sentence = [
        format!(
            "Where this plan says two things about the same time, what is named first here goes first: {}. A swap to which both parents said yes goes before all of it.",
            listed(&en, "and")
        ),
        format!(
            "Zegt dit plan over dezelfde tijd twee dingen, dan gaat voor wat hier het eerst staat: {}. Een ruil waar beide ouders ja op zeiden, gaat overal voor.",
            listed(&nl, "en")
        ),
    ];
    let together = together(feasts);
    if !together.is_empty() {
        let [en, nl] = &mut sentence;
        let (names_en, names_nl): (Vec<&str>, Vec<&str>) =
            together.iter().map(|[en, nl]| (*en, *nl)).unzip();
        en.push_str(&format!(
            " Of feast days that fall together the one that is named first here goes first: {}.",
            listed(&names_en, "and")
        ));
        nl.push_str(&format!(
            " Van feestdagen die samenvallen gaat de dag voor die hier het eerst staat: {}.",
            listed(&names_nl, "en")
        ));
    }
    Some(Part {
        section: "care",
        id: ids.fresh("what-goes-first"),
        title: ["What goes first".to_owned(), "Wat voorgaat".to_owned()],
        sentence: Sentence::Written(sentence),
        keys: String::new(),
    })
}

/// The names of the feasts that can fall together with another one, the strongest first.
fn together(feasts: &[Kept]) -> Vec<[&'static str; 2]> {
    let mut together: Vec<(usize, [&str; 2])> = Vec::new();
    for feast in feasts.iter().filter(|feast| feast.together) {
        if let Layer::Feasts(layer) = feast.layer {
            together.push((layer, feast.named.name()));
        }
    }
    together.sort_by_key(|(layer, _)| *layer);
    together.into_iter().map(|(_, name)| name).collect()
}
