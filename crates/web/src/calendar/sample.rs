//! One family for the tests of every page about time.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, date, datetime};
use plan::{OneOff, ParentingPlan, Side, Timeline, Window, compile};

use super::scene::Reach;
use super::{OpenProposal, ProposedSpan, Scene};
use crate::care::told::Told;
use crate::page::Versions;
use crate::text::Lang;

/// Wednesday 14 October 2026, 13:10 in Utrecht.
pub(crate) const NOW: DateTime = datetime(2026, 10, 14, 13, 10, 0, 0);

pub(crate) struct Sample {
    pub(crate) plan: ParentingPlan,
    pub(crate) open: Vec<OpenProposal>,
    pub(crate) agreed: Vec<OneOff>,
}

pub(crate) fn sample() -> Sample {
    let plan = ParentingPlan::read(include_str!("sample.toml"), date(2026, 9, 1)).unwrap();
    let kids = |names: &[&str]| {
        names
            .iter()
            .map(|name| name.parse().unwrap())
            .collect::<Vec<_>>()
    };
    let open = vec![
        OpenProposal {
            id: "27".to_owned(),
            by: Side::B,
            asked_at: at(&plan, datetime(2026, 10, 14, 8, 12, 0, 0)),
            spans: vec![ProposedSpan {
                children: kids(&["noor", "sam", "cato"]),
                parent: Side::A,
                start: datetime(2026, 10, 21, 12, 0, 0, 0),
                end: datetime(2026, 10, 21, 17, 30, 0, 0),
            }],
        },
        OpenProposal {
            id: "28".to_owned(),
            by: Side::A,
            asked_at: at(&plan, datetime(2026, 10, 13, 20, 0, 0, 0)),
            spans: vec![ProposedSpan {
                children: kids(&["pim"]),
                parent: Side::A,
                start: datetime(2026, 10, 31, 10, 0, 0, 0),
                end: datetime(2026, 11, 1, 10, 0, 0, 0),
            }],
        },
    ];
    let agreed = vec![OneOff {
        id: "12".to_owned(),
        children: kids(&["noor", "sam"]),
        parent: Side::A,
        start: datetime(2026, 10, 29, 8, 30, 0, 0),
        end: datetime(2026, 10, 30, 8, 30, 0, 0),
    }];
    Sample { plan, open, agreed }
}

fn at(plan: &ParentingPlan, local: DateTime) -> Timestamp {
    plan.zone().to_timestamp(local).unwrap()
}

impl Sample {
    pub(crate) fn timeline(&self, (from, to): (Date, Date)) -> Timeline {
        compile(&self.plan, Window::new(from, to).unwrap(), &self.agreed)
    }

    pub(crate) fn scene<'a>(&'a self, timeline: &'a Timeline, lang: Lang) -> Scene<'a> {
        self.scene_at(timeline, lang, NOW)
    }

    pub(crate) fn scene_at<'a>(
        &'a self,
        timeline: &'a Timeline,
        lang: Lang,
        now: DateTime,
    ) -> Scene<'a> {
        Scene {
            plan: &self.plan,
            timeline,
            versions: Versions::ALONE,
            open: &self.open,
            now: at(&self.plan, now),
            viewer: Side::A,
            lang,
            reach: Reach::Parent,
            told: Told::NOTHING,
        }
    }
}
