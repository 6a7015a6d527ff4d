//! The school holidays and feasts of which a clause speaks, as whole days.

use jiff::ToSpan as _;
use jiff::civil::Date;
use plan::dates::Certainty;
use plan::{ClauseIndex, Rule, Source, Window, holiday_occurrences, limits};

use super::{Entry, Gatherer, Group, Kind, Said, Settled, Time, When};
use crate::feed::Feed;
use crate::zone;

/// One holiday of one clause.
struct Season {
    clause: ClauseIndex,
    first: Date,
    last: Date,
    certainty: Certainty,
    places: Vec<usize>,
}

impl Gatherer<'_> {
    /// An item for each holiday of a clause, one for all children who have it on the same days.
    pub(super) fn holidays(&mut self) {
        for season in self.seasons() {
            let group = self.group(&season.places);
            let clause = self.feed.plan.clause(season.clause);
            let after = season.last.saturating_add(1.day());
            self.entries.push(Entry {
                kind: Kind::Holiday,
                at: self.timeline().midnight(season.first),
                when: When::Days(season.first, after),
                parent: None,
                uid: format!(
                    "4.{}-{}.{}.{}",
                    clause.version,
                    clause.number,
                    group.key,
                    zone::day(season.first)
                ),
                said: self.said(|this| this.say_holiday(&group, &season)),
                settled: match season.certainty {
                    Certainty::Certain => Settled::Confirmed,
                    Certainty::Tentative => Settled::Tentative,
                },
                time: Time::Free,
                group,
            });
        }
    }

    /// The holidays whose days are among those that are shown.
    fn seasons(&self) -> Vec<Season> {
        let Feed { plan, passed, .. } = *self.feed;
        let window = around(self.feed.shown);
        let mut seasons: Vec<Season> = Vec::new();
        for (index, clause) in plan.indexed_clauses() {
            let holiday = matches!(
                clause.rule,
                Some(Rule::Holiday(_) | Rule::SchoolHolidays(_))
            );
            if !holiday {
                continue;
            }
            let of_others = seasons.len();
            for (place, (child, _)) in self.kids.iter().enumerate() {
                for found in holiday_occurrences(plan, clause, child, window, passed) {
                    let (first, last) = (found.first, found.last);
                    if last < self.feed.shown.from() || first >= self.feed.shown.to() {
                        continue;
                    }
                    let mut of_clause = seasons.iter_mut().skip(of_others);
                    match of_clause.find(|known| (known.first, known.last) == (first, last)) {
                        Some(known) => known.places.push(place),
                        None => seasons.push(Season {
                            clause: index,
                            first,
                            last,
                            certainty: found.certainty,
                            places: vec![place],
                        }),
                    }
                }
            }
        }
        seasons
    }

    fn say_holiday(&self, group: &Group, season: &Season) -> Said {
        let everybody = season.places.len() == self.kids.len();
        let mut description = self.words.because(Source::Clause(season.clause)).clone();
        if season.certainty == Certainty::Tentative {
            description.new_line();
            description.add(self.words.date_is_open());
        }
        let names = (!everybody).then_some(&group.names);
        Said {
            summary: self.words.holiday(season.clause, names),
            description,
            place: None,
        }
    }
}

/// The window with the days around it to which a clause may move the time of a holiday.
fn around(shown: Window) -> Window {
    let days = i64::from(limits::MOMENT_DAYS_MAX) + 7;
    let (from, to) = (
        shown.from().saturating_sub(days.days()),
        shown.to().saturating_add(days.days()),
    );
    Window::new(from, to).unwrap_or(shown)
}
