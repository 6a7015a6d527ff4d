//! Calls of children with a parent.

use plan::{Session, calls, sessions};

use super::{Entry, Gatherer, Group, Kind, Said, Settled, Time, When, letter};
use crate::feed::lines::Escaped;
use crate::zone;

impl Gatherer<'_> {
    /// An item for each call, one for all who talk to the same parent over the same time.
    pub(super) fn calls(&mut self) {
        let mut calls = calls(self.feed.plan, &self.span.shown);
        let kids = &self.kids;
        calls.retain(|call| kids.iter().any(|(child, _)| child.id == call.child));
        for session in sessions(&calls) {
            let group = self.group(&self.places(&session.children));
            let minutes = (session.end.as_second() - session.at.as_second()) / 60;
            let own = self.feed.with == Some(session.parent);
            self.entries.push(Entry {
                kind: Kind::Call,
                at: session.at,
                when: When::Instants(session.at, session.end),
                parent: Some(session.parent),
                // Two clauses may have calls of different length begin at once.
                uid: format!(
                    "3.{}.{}.{}.{minutes}",
                    group.key,
                    letter(session.parent),
                    zone::utc(session.at)
                ),
                said: self.said(|this| this.say_call(&group, &session)),
                settled: Settled::Confirmed,
                time: if own { Time::Taken } else { Time::Free },
                group,
            });
        }
    }

    fn say_call(&self, group: &Group, session: &Session) -> Said {
        let mut description = Escaped::default();
        for clause in &session.clauses {
            description.new_line();
            description.join(self.words.because(plan::Source::Clause(*clause)));
        }
        Said {
            summary: self.words.call(&group.names, group.many(), session.parent),
            description,
            place: None,
        }
    }
}
