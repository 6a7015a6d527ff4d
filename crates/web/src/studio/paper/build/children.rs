//! Two pages for children who are with the same parent at every moment: where they sleep, the weeks
//! and months ahead, and the next holidays. Unlike the document they show what really comes: the
//! agreed plan with the swaps beside it.
//!
//! May touch: its arguments. Compiles the year ahead once.

use jiff::civil::Date;
use jiff::{SignedDuration, ToSpan as _};
use plan::{
    Clause, Handover, HomeId, Moves, ParentingPlan, Rule, Side, Timeline, compile, handover_terms,
};
use print::{
    CHILDREN_NAME_CHARS_MAX, CHILDREN_NAMES_MAX, CHILDREN_SENTENCES_MAX, CHILDREN_WEEKS_MAX,
    CHILDREN_WORDS_CHARS_MAX, ChildrenHoliday, ChildrenPaper, Held, Mark, PLAN_WORDS_CHARS_MAX,
    PaperParent, PictureWeek, YearMonth,
};

use super::days::{Days, Group, groups, paper_side};
use super::holidays::{Found, Part, found};
use super::pictures::{before, cycle_weeks, moments, month_days, visits, week, weekdays};
use super::said::{self, fit, shown};
use super::year::months;
use super::{Pen, Source, Standing, of_print, window};
use crate::calendar::days::days_after;
use crate::text::{Lang, Text, date_long, date_short, list, month_name, month_year, t};

/// What comes in a part of a long holiday that is shorter than this is left out.
const SHORT_HOURS: i64 = 24;
/// From so many days on a holiday is long.
const LONG_DAYS: i32 = 3;
/// So many moments fit in a sentence for a child.
const MOMENTS: usize = 4;

/// The year ahead.
struct Ahead {
    /// The first day to look at.
    day: Date,
    timeline: Timeline,
    groups: Vec<Group>,
}

impl Ahead {
    fn of(source: &Source<'_>) -> Option<Self> {
        let plan = source.calendar.plan;
        let first = source.today().max(source.begins);
        let day = match plan.until() {
            Some(ends) if ends <= first => source.begins,
            Some(_) | None => first,
        };
        let month = day.first_of_month();
        let from = monday_of(day).min(month);
        let days = window(from, month.saturating_add(13.months()), plan.until())?;
        let timeline = compile(plan, days, source.calendar.agreed);
        let groups = groups(plan, &timeline);
        Some(Self {
            day,
            timeline,
            groups: groups.iter().flat_map(in_parts).collect(),
        })
    }
}

/// As many children at once as fit on the pages.
fn in_parts(group: &Group) -> Vec<Group> {
    let parts = group.kids.chunks(CHILDREN_NAMES_MAX);
    parts
        .map(|kids| Group {
            kids: kids.to_vec(),
            days: group.days.clone(),
        })
        .collect()
}

fn monday_of(day: Date) -> Date {
    days_after(day, -i32::from(day.weekday().to_monday_zero_offset()))
}

/// For whom there are pages: the names of the children of each, in order.
#[must_use]
pub fn whom(source: &Source<'_>) -> Vec<Vec<String>> {
    let names = |group: &Group| group.kids.iter().map(|kid| kid.name.clone()).collect();
    let ahead = Ahead::of(source);
    ahead.map_or_else(Vec::new, |ahead| ahead.groups.iter().map(names).collect())
}

/// The pages for the children at a place of [`whom`], in a language.
#[must_use]
pub fn children_paper(source: &Source<'_>, lang: Lang, place: usize) -> Option<ChildrenPaper> {
    let ahead = Ahead::of(source)?;
    let group = ahead.groups.get(place)?;
    let plan = source.calendar.plan;
    let pen = Pen::new(plan, lang);
    let weeks = weeks(&pen, &group.days, ahead.day);
    let months = months_ahead(&pen, group, &ahead);
    let held = said::weeks(&pen, &weeks);
    Some(ChildrenPaper {
        language: of_print(lang),
        made: source.now.to_zoned(plan.zone().clone()),
        title: t!(pen.text, "paper-kids-title").into_owned(),
        names: group
            .kids
            .iter()
            .map(|kid| shown(&kid.name, CHILDREN_NAME_CHARS_MAX))
            .collect(),
        parents: parents(plan),
        homes: Side::BOTH.map(|side| home(&pen, side)),
        weekdays: weekdays(pen.text),
        weeks_title: t!(
            pen.text,
            "paper-kids-weeks",
            day = date_short(pen.text, monday_of(ahead.day))
        ),
        weeks_alt: fit(&held, PLAN_WORDS_CHARS_MAX),
        sentences: sentences(source, &pen, group, (&ahead, weeks.len())),
        weeks,
        months_title: t!(pen.text, "paper-kids-months").into_owned(),
        months_alt: months_alt(&pen, &months),
        months,
        holidays_title: t!(pen.text, "paper-kids-holidays").into_owned(),
        holidays: holidays(&pen, group, &ahead),
    })
}

fn parents(plan: &ParentingPlan) -> [PaperParent; 2] {
    Side::BOTH.map(|side| {
        let parent = plan.parent(side);
        PaperParent {
            name: shown(&parent.name, CHILDREN_NAME_CHARS_MAX),
            letter: parent.letter,
        }
    })
}

/// `With Noor`, and in which home where the plan names it.
fn home(pen: &Pen<'_>, side: Side) -> String {
    let named = |id: &HomeId| {
        let mut homes = pen.plan.homes().iter();
        homes.find(|home| home.id == *id)
    };
    let home = pen.plan.parent(side).home.as_ref().and_then(named);
    let name = pen.name(side);
    let said = match home {
        Some(home) => t!(
            pen.text,
            "paper-kids-home-named",
            name = name,
            home = home.name.as_str()
        ),
        None => t!(pen.text, "paper-kids-home", name = name),
    };
    fit(&said, CHILDREN_NAME_CHARS_MAX)
}

/// The weeks from the one of a day on, as many as the rhythm takes.
fn weeks(pen: &Pen<'_>, days: &Days, day: Date) -> Vec<PictureWeek> {
    let count = usize::try_from(cycle_weeks(pen.plan)).unwrap_or(CHILDREN_WEEKS_MAX);
    let first = monday_of(day);
    let mondays = (0_i32..).map(|number| days_after(first, 7 * number));
    mondays
        .take(count.min(CHILDREN_WEEKS_MAX))
        .map(|monday| {
            let day = date_short(pen.text, monday);
            let label = t!(pen.text, "paper-kids-week", day = day);
            week(days, monday, label, |day| day.day().to_string())
        })
        .collect()
}

fn months_ahead(pen: &Pen<'_>, group: &Group, ahead: &Ahead) -> Vec<YearMonth> {
    let window = ahead.timeline.window();
    months(ahead.day, window.to())
        .take(CHILDREN_WEEKS_MAX)
        .map(|month| YearMonth {
            label: month_year(pen.text, month),
            before: before(month),
            days: month_days(&group.days, month, (window.from(), window.to()), |_| {
                Mark::Usual
            }),
        })
        .collect()
}

/// How many days of each month end with whom.
fn months_alt(pen: &Pen<'_>, months: &[YearMonth]) -> String {
    let said = months.iter().map(|month| {
        let count = |side: Side| {
            let side = paper_side(side);
            let with = |held: Held| match held {
                Held::Open => false,
                Held::With(one) | Held::Change { to: one, .. } => one == side,
            };
            month.days.iter().filter(|day| with(day.held)).count()
        };
        t!(
            pen.text,
            "paper-month-nights",
            month = month.label.as_str(),
            a = pen.name(Side::A),
            nights_a = count(Side::A),
            b = pen.name(Side::B),
            nights_b = count(Side::B)
        )
    });
    let said = said.collect::<Vec<_>>().join("; ");
    let said = t!(pen.text, "paper-kids-months-alt", said = said);
    fit(&said, PLAN_WORDS_CHARS_MAX)
}

/// What else a child wants to know.
fn sentences(
    source: &Source<'_>,
    pen: &Pen<'_>,
    group: &Group,
    (ahead, weeks): (&Ahead, usize),
) -> Vec<String> {
    let text = pen.text;
    let monday = monday_of(ahead.day);
    let count = 7 * i32::try_from(weeks).unwrap_or_default();
    let dates = move || (0..count).map(move |number| days_after(monday, number));
    let passes = handovers(pen.plan, group, ahead, dates().next_back());
    let mut said: Vec<String> = Vec::new();
    match source.standing {
        Standing::Agreed { .. } => {}
        Standing::Draft { .. } | Standing::Offered { .. } | Standing::Closed { .. } => {
            said.push(t!(text, "paper-kids-draft").into_owned());
        }
    }
    let changes = moments(text, dates().filter_map(|day| group.days.change_on(day)));
    said.extend(changing(pen, &changes, &passes));
    let visits = visits(pen, &group.days, dates());
    if (1..=MOMENTS).contains(&visits.len()) {
        said.push(t!(text, "paper-kids-visits", when = list(text, &visits)));
    }
    said.extend(terms(pen, &passes));
    let calls = calls(pen.plan, group, ahead.day);
    said.extend(calls.map(|clause| clause.sentence(pen.language).to_owned()));
    said.retain(|one| one.chars().count() <= CHILDREN_WORDS_CHARS_MAX);
    said.truncate(CHILDREN_SENTENCES_MAX - 1);
    let ask = t!(
        text,
        "paper-kids-ask",
        a = pen.name(Side::A),
        b = pen.name(Side::B)
    );
    said.push(fit(&ask, CHILDREN_WORDS_CHARS_MAX));
    said
}

/// The handovers of a group in the weeks that are shown.
fn handovers(
    plan: &ParentingPlan,
    group: &Group,
    ahead: &Ahead,
    last: Option<Date>,
) -> Vec<Handover> {
    let (first, last) = (monday_of(ahead.day), last.unwrap_or(ahead.day));
    let own = |one: &Handover| group.id().is_some_and(|id| one.children.contains(id));
    let shown = |one: &Handover| {
        let day = plan.zone().to_datetime(one.at).date();
        first <= day && day <= last
    };
    let all = ahead.timeline.handovers().into_iter();
    all.filter(|one| own(one) && shown(one)).collect()
}

/// When one goes from one home to the other, or the parents take turns in one.
fn changing(pen: &Pen<'_>, changes: &[String], passes: &[Handover]) -> Option<String> {
    if changes.is_empty() {
        return None;
    }
    let text = pen.text;
    if changes.len() > MOMENTS {
        return Some(t!(text, "paper-kids-changes-often").into_owned());
    }
    let when = list(text, changes);
    let stays = passes.iter().all(|one| one.moves == Moves::Parents);
    Some(if stays && !passes.is_empty() {
        t!(
            text,
            "paper-kids-parents-change",
            when = when,
            a = pen.name(Side::A),
            b = pen.name(Side::B)
        )
    } else {
        t!(text, "paper-kids-changes", when = when)
    })
}

/// Where handovers are and what goes along, where it is the same for all of them.
fn terms(pen: &Pen<'_>, passes: &[Handover]) -> Vec<String> {
    let resolved = passes.iter().map(|one| handover_terms(pen.plan, one));
    let resolved: Vec<_> = resolved.collect();
    let one_of = |part: fn(&plan::HandoverTerms) -> Option<&plan::Text>| {
        let mut all = resolved.iter().map(part);
        let first = all.next().flatten()?;
        all.all(|other| other == Some(first))
            .then(|| first.get(pen.language).to_owned())
    };
    let place = one_of(|terms| terms.place.as_ref());
    let bag = one_of(|terms| terms.bag.as_ref());
    let place = place.map(|place| t!(pen.text, "paper-kids-place", place = place));
    let bag = bag.map(|bag| t!(pen.text, "paper-kids-bag", bag = bag));
    place.into_iter().chain(bag).collect()
}

/// The clauses on calls that hold for a group.
fn calls<'p>(
    plan: &'p ParentingPlan,
    group: &Group,
    day: Date,
) -> impl Iterator<Item = &'p Clause> {
    let version = plan.version_on(day);
    let ids: Vec<_> = group.kids.iter().map(|kid| kid.id.clone()).collect();
    plan.clauses().iter().filter(move |clause| {
        let of_calls = matches!(clause.rule, Some(Rule::Calls(_)));
        of_calls && clause.version == version && ids.iter().any(|id| clause.concerns(id))
    })
}

/// The next holidays.
fn holidays(pen: &Pen<'_>, group: &Group, ahead: &Ahead) -> Vec<ChildrenHoliday> {
    let all = found(pen.plan, &ahead.timeline);
    let mut own: Vec<&Found<'_>> = all
        .iter()
        .filter(|one| one.is_of(group) && one.last >= ahead.day)
        .collect();
    own.sort_by_key(|one| (one.first, one.last));
    let next = own.into_iter().take(CHILDREN_SENTENCES_MAX);
    next.map(|one| holiday(pen, one)).collect()
}

fn holiday(pen: &Pen<'_>, one: &Found<'_>) -> ChildrenHoliday {
    let text = pen.text;
    let sides = sides(one);
    let (held, words) = match sides.as_slice() {
        [Some(side)] => (
            Held::With(paper_side(*side)),
            t!(text, "paper-kids-with", name = pen.name(*side)),
        ),
        [Some(from), Some(to)] => (
            Held::Change {
                from: paper_side(*from),
                to: paper_side(*to),
            },
            t!(
                text,
                "paper-kids-then",
                from = pen.name(*from),
                to = pen.name(*to)
            ),
        ),
        [Some(from), .., Some(to)] => (
            Held::Change {
                from: paper_side(*from),
                to: paper_side(*to),
            },
            t!(
                text,
                "paper-kids-turns",
                a = pen.name(Side::A),
                b = pen.name(Side::B)
            ),
        ),
        _ => (Held::Open, t!(text, "paper-kids-open").into_owned()),
    };
    ChildrenHoliday {
        name: shown(one.clause.title(pen.language), CHILDREN_NAME_CHARS_MAX),
        when: fit(&dates(text, one.first, one.last), CHILDREN_WORDS_CHARS_MAX),
        words: fit(&words, CHILDREN_WORDS_CHARS_MAX),
        held,
    }
}

/// With whom, one after another; in a long holiday without what is over within a day.
fn sides(one: &Found<'_>) -> Vec<Option<Side>> {
    let is_long = (one.last - one.first).get_days() >= LONG_DAYS;
    let lasts = |part: &&Part| {
        let long = part.until.duration_since(part.from);
        !is_long || long >= SignedDuration::from_hours(SHORT_HOURS)
    };
    let kept = one.parts.iter().filter(lasts);
    let mut sides: Vec<Option<Side>> = kept.map(|part| part.side).collect();
    sides.dedup();
    sides
}

/// `20 to 28 February`, `Sunday 9 May`.
fn dates(text: &Text, first: Date, last: Date) -> String {
    if first == last {
        return date_long(text, first);
    }
    let same = (first.year(), first.month()) == (last.year(), last.month());
    let from = if same {
        first.day().to_string()
    } else {
        format!("{} {}", first.day(), month_name(text, first.month()))
    };
    t!(
        text,
        "paper-kids-dates",
        from = from,
        to = date_short(text, last)
    )
}
