//! Feasts: who has which, from when to when, and which of two that fall together goes first.

use jiff::civil::Time;

use crate::dates::{self, Certainty, feast_slugs};
use crate::day;
use crate::read::limits;
use crate::read::suggest::did_you_mean;

use super::catalogue::{self, At, CHRISTMAS_WITH_ITS_EVE, Named, Times};
use super::people::{Cast, in_turns, turns};
use super::words::{Ids, OTHER_RANKS, PARENTS_DAY, clock, feast_rank};
use super::{Answers, ComposeError, FeastShare, Part, Sentence};

/// Two feasts that fall on the same time within so many years are not left to one rank. Children are
/// grown up by then.
const YEARS: i16 = 30;

/// A day that depends on the sighting of the moon may be so many days off.
const SIGHTING_DAYS: i64 = 2;

const MINUTES_OF_A_DAY: i64 = 24 * 60;

/// When feasts end in the morning and no school is known.
const MORNING: Time = Time::constant(9, 0, 0, 0);

/// A feast that is shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kept {
    pub(super) named: &'static Named,
    share: FeastShare,
    times: Times,
    pub(super) layer: Layer,
    /// Whether it can fall together with another feast of the plan.
    pub(super) together: bool,
}

/// Where a feast stands among those that may fall together with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layer {
    /// Mother's Day and Father's Day, which never meet.
    OfTheParents,
    /// By the place of its rank, the strongest first; no two of one layer meet.
    Feasts(usize),
}

/// The feasts as answered, each on a layer with none that it can meet.
pub(super) fn kept(answers: &Answers) -> Result<Vec<Kept>, ComposeError> {
    let eve_is_its_own = answers
        .feasts
        .iter()
        .any(|one| one.feast == "christmas-eve");
    let mut kept: Vec<(Kept, Vec<(i64, i64)>)> = Vec::new();
    for answer in &answers.feasts {
        let name = answer.feast;
        let named = catalogue::find(name).ok_or_else(|| ComposeError::NoFeast {
            name,
            help: did_you_mean(name, feast_slugs(), "The feasts are"),
        })?;
        if kept.iter().any(|(other, _)| other.named.slug == named.slug) {
            let name = name.to_owned();
            return Err(ComposeError::Twice { name });
        }
        let times = match name {
            "christmas-day" if !eve_is_its_own => CHRISTMAS_WITH_ITS_EVE,
            _ => named.times,
        };
        let mut new = Kept {
            named,
            share: answer.share,
            times,
            layer: Layer::OfTheParents,
            together: false,
        };
        let mut spans = Vec::new();
        if !["mothers-day", "fathers-day"].contains(&name) {
            spans = all_spans(answers, &new);
            new.layer = free_layer(&mut new.together, &spans, &mut kept)?;
        }
        kept.push((new, spans));
    }
    Ok(kept.into_iter().map(|(kept, _)| kept).collect())
}

/// The first layer without a feast that these spans meet. Marks those as falling together with it.
fn free_layer(
    together: &mut bool,
    spans: &[(i64, i64)],
    others: &mut [(Kept, Vec<(i64, i64)>)],
) -> Result<Layer, ComposeError> {
    let mut taken = Vec::new();
    for (other, its_spans) in others {
        if let Layer::Feasts(layer) = other.layer
            && meet(spans, its_spans)
        {
            other.together = true;
            *together = true;
            taken.push(layer);
        }
    }
    let layers = 0..limits::RANKS_MAX.saturating_sub(OTHER_RANKS);
    let mut free = layers.filter(|layer| !taken.contains(layer));
    let layer = free.next().ok_or(ComposeError::TooManyTogether)?;
    Ok(Layer::Feasts(layer))
}

/// When a feast is kept in the years to come, in minutes of the wall clock. None where its days are
/// not known: then the reader says so.
fn all_spans(answers: &Answers, feast: &Kept) -> Vec<(i64, i64)> {
    let Ok(found) = dates::feast(feast.named.slug, answers.country.as_deref()) else {
        return Vec::new();
    };
    let first = answers.from.year().saturating_sub(1);
    let years = first..=first.saturating_add(YEARS);
    let days = years.flat_map(|year| found.on(year));
    days.map(|day| {
        let midnight = i64::from(day::number(day.date)) * MINUTES_OF_A_DAY;
        let spare = match day.certainty {
            Certainty::Certain => 0,
            Certainty::Tentative => SIGHTING_DAYS * MINUTES_OF_A_DAY,
        };
        let moment = |at: At| midnight + minutes(answers, at);
        (
            moment(feast.times.from) - spare,
            moment(feast.times.until) + spare,
        )
    })
    .collect()
}

fn meet(some: &[(i64, i64)], others: &[(i64, i64)]) -> bool {
    let any = |(from, until): &(i64, i64)| {
        let mut others = others.iter();
        others.any(|(begin, end)| from < end && begin < until)
    };
    some.iter().any(any)
}

/// When school starts, or when a morning is over without one.
fn morning(answers: &Answers) -> Time {
    let school = answers.school.as_ref();
    school.map_or(MORNING, |school| school.starts)
}

/// A moment in minutes from 00:00 of the feast.
fn minutes(answers: &Answers, at: At) -> i64 {
    let (days, minutes) = match at {
        At::Hour(days, hour) => (days, i64::from(hour) * 60),
        At::Morning => (1, day::clock_seconds(morning(answers)) / 60),
    };
    i64::from(days) * MINUTES_OF_A_DAY + minutes
}

/// The clauses of the feasts, in the order of the answers.
pub(super) fn parts(cast: &Cast<'_>, feasts: &[Kept], ids: &mut Ids) -> Vec<Part> {
    let feasts = feasts.iter();
    feasts.map(|feast| part(cast, feast, ids)).collect()
}

fn part(cast: &Cast<'_>, feast: &Kept, ids: &mut Ids) -> Part {
    let named = feast.named;
    let (section, rank) = match feast.layer {
        Layer::OfTheParents => ("birthdays", format!("rank = \"{PARENTS_DAY}\"\n")),
        Layer::Feasts(0) => ("feasts", String::new()),
        Layer::Feasts(layer) => ("feasts", format!("rank = \"{}\"\n", feast_rank(layer))),
    };
    let parent = match feast.share {
        FeastShare::Turns { even } => turns(cast, even, ""),
        FeastShare::With(side) => format!("\"{}\"", cast.id(side)),
    };
    let Times { from, until } = feast.times;
    Part {
        section,
        id: ids.fresh(named.slug),
        title: named.title.map(str::to_owned),
        sentence: Sentence::Written(sentence(cast, feast)),
        keys: format!(
            "{rank}holiday = {{ on = \"{}\", from = \"{}\", until = \"{}\", parent = {parent} }}",
            named.slug,
            written(cast, from),
            written(cast, until)
        ),
    }
}

fn sentence(cast: &Cast<'_>, feast: &Kept) -> [String; 2] {
    let [on, op] = feast.named.on;
    let [children, kinderen] = cast.children();
    let [are, zijn] = cast.verb(["is", "is"], ["are", "zijn"]);
    let ([with, bij], old_year) = match feast.share {
        FeastShare::Turns { even } => (in_turns(cast, even), feast.named.slug == "new-years-eve"),
        FeastShare::With(side) => {
            let name = cast.name(side);
            ([format!("with {name}"), format!("bij {name}")], false)
        }
    };
    let Times { from, until } = feast.times;
    let [from_en, from_nl] = said(cast, from, from);
    let [until_en, until_nl] = said(cast, until, from);
    let [year_en, year_nl] = if old_year {
        [" The year that ends counts.", " Het oude jaar telt."]
    } else {
        ["", ""]
    };
    [
        format!("{on}, from {from_en} until {until_en}, {children} {are} {with}.{year_en}"),
        format!("{op}, van {from_nl} tot {until_nl}, {zijn} {kinderen} {bij}.{year_nl}"),
    ]
}

/// A moment in a plan: `-1 18:00`.
fn written(cast: &Cast<'_>, at: At) -> String {
    let time = time(cast, at);
    match at {
        At::Hour(0, _) => time,
        At::Hour(days, _) => format!("{days:+} {time}"),
        At::Morning => format!("+1 {time}"),
    }
}

/// A moment in words: `the next day at 10:00`, or `the day after at 18:00` where the feast begins on
/// the day before.
fn said(cast: &Cast<'_>, at: At, begins: At) -> [String; 2] {
    let time = time(cast, at);
    let day = match (at, begins) {
        (At::Hour(0, _), _) => return [time.clone(), time],
        (At::Hour(days, _), _) if days < 0 => ["the day before", "de dag ervoor"],
        (_, At::Hour(days, _)) if days < 0 => ["the day after", "de dag erna"],
        _ => ["the next day", "de volgende dag"],
    };
    let [day, dag] = day;
    [format!("{day} at {time}"), format!("{dag} {time}")]
}

fn time(cast: &Cast<'_>, at: At) -> String {
    match at {
        At::Hour(_, hour) => format!("{hour:02}:00"),
        At::Morning => clock(morning(cast.answers)),
    }
}
