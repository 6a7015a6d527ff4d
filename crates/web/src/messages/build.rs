//! From the family and entries of its record to the pages of messages.
//!
//! May touch: its arguments. What waits for its time is left out here, before anything is drawn.

use app::{App, Mine, RecordLine, Session, Store, What};
use family::{About, Event, Family, Message, Said, Soft, Thread};
use jiff::Timestamp;
use jiff::civil::DateTime;
use plan::ClauseId;

use super::clause::ClauseView;
use super::view::{
    Compose, FileView, HeldView, ListView, MessageView, Passage, ReadView, ThreadView, TopicLine,
};
use super::words;
use crate::http::Stage;
use crate::page::paths;
use crate::swap::cast;

/// Messages on one page.
pub const PAGE_MESSAGES: usize = 50;
/// Topics in the list beside a topic.
const BESIDE_MAX: usize = 30;

/// What a reader's pages of messages are made of.
pub struct Reading<'a, S> {
    /// The use cases.
    pub app: &'a App<S>,
    /// Who reads.
    pub session: &'a Session,
    /// What is that reader's own.
    pub mine: &'a Mine,
    /// The page's frame.
    pub stage: &'a Stage,
}

impl<S: Store> Reading<'_, S> {
    fn family(&self) -> &Family {
        self.stage.family()
    }

    /// A moment as the family's clocks show it.
    pub(super) fn local(&self, at: Timestamp) -> DateTime {
        self.family().zone().to_datetime(at)
    }

    /// Whether the reader sees a message now.
    pub fn is_shown(&self, said: &Said) -> bool {
        self.stage.shows(said)
    }

    /// What waits for its time in a topic.
    pub(super) fn held_in(&self, thread: &Thread) -> Option<HeldView> {
        let new = self.app.new_in(
            self.session,
            self.mine,
            self.family(),
            thread,
            self.stage.now,
        );
        self.held(new)
    }

    fn held(&self, new: app::New) -> Option<HeldView> {
        let until = self.local(new.next?);
        (new.held > 0).then_some(HeldView { n: new.held, until })
    }

    /// Every topic, the one with the newest message that is shown first.
    fn topics(&self) -> Vec<TopicLine> {
        let family = self.family();
        let text = self.stage.text();
        let mut topics: Vec<TopicLine> = family
            .threads()
            .all()
            // A topic of which nothing is shown yet waits whole, its title included.
            .filter(|thread| thread.is_empty() || thread.all().any(|said| self.is_shown(said)))
            .map(|thread| {
                let last = thread.all().rev().find(|said| self.is_shown(said));
                let new = self
                    .app
                    .new_in(self.session, self.mine, family, thread, self.stage.now);
                TopicLine {
                    path: words::path(&thread.about),
                    title: words::title(text, family, &thread.about),
                    last: last.map(|said| {
                        let by = self.stage.people[said.by.index()].clone();
                        (by, self.local(said.at))
                    }),
                    at: last.map_or_else(|| begun(thread), |said| said.at),
                    unseen: new.unseen,
                }
            })
            .collect();
        topics.sort_by(|one, other| {
            other
                .at
                .cmp(&one.at)
                .then_with(|| one.path.cmp(&other.path))
        });
        topics
    }

    /// The list of topics.
    pub fn list(&self, command: String) -> ListView {
        let family = self.family();
        let quiet =
            |child: &&family::Child| family.thread(&About::Child(child.id.clone())).is_none();
        let new = self
            .app
            .new_to(self.session, self.mine, family, self.stage.now);
        ListView {
            cast: cast(family, self.stage.side),
            today: self.stage.today(),
            topics: self.topics(),
            children: family
                .children()
                .iter()
                .filter(quiet)
                .map(|child| {
                    let path = words::path(&About::Child(child.id.clone()));
                    (child.name.to_string(), path)
                })
                .collect(),
            held: self.held(new),
            command,
        }
    }

    /// The messages of a page of a topic that are shown: those up to `at` and around it, or the
    /// newest; their entries newest first, whether there are older ones, and the first newer one.
    pub fn page(&self, thread: Option<&Thread>, at: Option<u64>) -> PageOf {
        let Some(thread) = thread else {
            return PageOf::default();
        };
        let shown: Vec<&Said> = thread.all().filter(|said| self.is_shown(said)).collect();
        let end = at.map_or(shown.len(), |at| {
            let after = shown.partition_point(|said| said.entry <= at);
            (after + PAGE_MESSAGES / 2).min(shown.len())
        });
        let start = end.saturating_sub(PAGE_MESSAGES);
        PageOf {
            entries: shown[start..end]
                .iter()
                .rev()
                .map(|said| said.entry)
                .collect(),
            older: (start > 0).then(|| shown[start - 1].entry),
            newer: shown.get(end).map(|said| said.entry),
        }
    }

    /// Up to which entry everything of a topic is shown: what waits stays new.
    pub fn shown_up_to(&self, thread: &Thread) -> Option<u64> {
        let shown = thread.all().take_while(|said| self.is_shown(said));
        shown.last().map(|said| said.entry)
    }

    /// A topic, with the entries of its page.
    pub fn thread(
        &self,
        about: &About,
        (page, lines): (&PageOf, &[RecordLine]),
        compose: Compose,
    ) -> ThreadView {
        let family = self.family();
        let thread = family.thread(about);
        let path = words::path(about);
        let mut topics = self.topics();
        topics.truncate(BESIDE_MAX);
        let new = thread.map(|thread| {
            self.app
                .new_in(self.session, self.mine, family, thread, self.stage.now)
        });
        let at = |entry: u64| format!("{path}?at={entry}#message-{entry}");
        let mut messages: Vec<MessageView> = lines
            .iter()
            .filter_map(|line| self.message(thread?, line))
            .collect();
        messages.sort_by_key(|message| message.entry);
        ThreadView {
            cast: cast(family, self.stage.side),
            today: self.stage.today(),
            key: words::key(about),
            title: words::title(self.stage.text(), family, about),
            proposal: match about {
                About::Proposal(id) => Some(paths::proposal(id.as_str())),
                About::Child(_) | About::Subject(_) => None,
            },
            topics,
            older: page.older.map(at),
            newer: page.newer.map(at),
            held: new.and_then(|new| self.held(new)),
            read: self.read(about),
            may_say_read: thread.and_then(|thread| self.may_say_read(about, thread)),
            messages,
            recorded: None,
            compose: self.composing(about, compose),
            path,
        }
    }

    /// The clause that a message is about.
    pub(super) fn clause(&self, said: &Said) -> Option<ClauseView> {
        let thread = self.family().threads().of(said.entry)?;
        let clause = said.clause.as_ref()?;
        Some(self.clause_of(&thread.about, clause))
    }

    fn clause_of(&self, about: &About, clause: &ClauseId) -> ClauseView {
        ClauseView::of(self.family(), about, clause, self.stage.lang)
    }

    /// The place where one writes, with the clause that it is about: that of the own message which is
    /// corrected, or the one that was asked for, if the plan that is offered now has it.
    fn composing(&self, about: &About, compose: Compose) -> Compose {
        let thread = self.family().thread(about);
        let own = |entry: u64| {
            let said = thread?.said(entry)?;
            (said.by == self.stage.side).then_some(said)
        };
        let clause = match compose.corrects.and_then(own) {
            Some(said) => self.clause(said),
            None => compose
                .clause
                .as_ref()
                .map(|asked| self.clause_of(about, asked))
                .filter(|clause| clause.stands.is_some()),
        };
        Compose {
            about: clause,
            ..compose
        }
    }

    fn read(&self, about: &About) -> Vec<ReadView> {
        let sides = plan::Side::BOTH.into_iter();
        sides
            .filter_map(|side| {
                let read = self.family().threads().read_by(about, side)?;
                Some(ReadView {
                    who: self.stage.people[side.index()].clone(),
                    up_to: read.up_to,
                    at: self.local(read.at),
                })
            })
            .collect()
    }

    fn may_say_read(&self, about: &About, thread: &Thread) -> Option<u64> {
        let side = self.stage.side;
        let theirs = |said: &&Said| said.by != side && self.is_shown(said);
        let newest = thread.all().rev().find(theirs)?.entry;
        let read = self.family().threads().read_by(about, side);
        read.is_none_or(|read| read.up_to < newest)
            .then_some(newest)
    }

    fn message(&self, thread: &Thread, line: &RecordLine) -> Option<MessageView> {
        let said = thread.said(line.sequence)?;
        let message = match &line.what {
            What::Shared(event) => of_event(event),
            What::Own(_) | What::Erased => None,
        };
        let mine = said.by == self.stage.side;
        let names: Vec<&str> = self
            .family()
            .children()
            .iter()
            .map(|child| child.name.as_str())
            .collect();
        let (passages, long) = match (message, mine) {
            (None, _) => (None, None),
            (Some(message), true) => {
                let whole = vec![Passage::Plain(message.words.as_str().to_owned())];
                (Some(whole), None)
            }
            (Some(message), false) => self.softened(message, &names),
        };
        let release = self
            .mine
            .calm()
            .release(self.family().zone(), said.at, said.urgency);
        let later = !mine && release > said.at && release <= self.stage.now;
        Some(MessageView {
            entry: said.entry,
            by: self.stage.people[said.by.index()].clone(),
            at: self.local(said.at),
            clause: self.clause(said),
            passages,
            long,
            files: (1_u32..)
                .zip(said.files.iter())
                .map(|(index, file)| FileView {
                    name: file.name.to_string(),
                    path: format!("{}/{}-{index}", super::FILES, said.entry),
                    kind: file.kind,
                    bytes: file.bytes,
                })
                .collect(),
            today: matches!(said.urgency, family::Urgency::ChildToday),
            corrects: said.corrects,
            corrected_by: said.corrected_by,
            shown: later.then(|| self.local(release)),
            correctable: mine && said.corrected_by.is_none() && message.is_some(),
        })
    }

    /// The words of the other parent, as this reader chose to see them.
    fn softened(&self, message: &Message, names: &[&str]) -> (Option<Vec<Passage>>, Option<usize>) {
        let text = message.words.as_str();
        let calm = self.mine.calm();
        let known = tone::Known {
            children: names,
            languages: tone::Languages::Both,
        };
        let look = tone::look(text, &known);
        let long = calm.long.folds(look.words).then_some(look.words);
        let folded = match calm.soft {
            Soft::Plain => Vec::new(),
            Soft::Fold => look.harsh(),
        };
        let mut passages = Vec::new();
        let mut from = 0;
        for range in folded {
            if let Some(before) = text.get(from..range.start).filter(|it| !it.is_empty()) {
                passages.push(Passage::Plain(before.to_owned()));
            }
            from = range.end;
            if let Some(harsh) = text.get(range) {
                passages.push(Passage::Folded(harsh.to_owned()));
            }
        }
        if let Some(rest) = text.get(from..).filter(|it| !it.is_empty()) {
            passages.push(Passage::Plain(rest.to_owned()));
        }
        (Some(passages), long)
    }
}

/// Which messages stand on a page of a topic.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageOf {
    /// Their entries, newest first.
    pub entries: Vec<u64>,
    /// The newest message before these.
    pub older: Option<u64>,
    /// The oldest message after these.
    pub newer: Option<u64>,
}

/// The message that an event is, if it is one.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "no other event is a message"
)]
pub(super) fn of_event(event: &Event) -> Option<&Message> {
    match event {
        Event::Said(message) => Some(message),
        _ => None,
    }
}

/// When a topic began that has no message to show.
fn begun(thread: &Thread) -> Timestamp {
    let first = thread.all().next().map(|said| said.at);
    thread.opened.or(first).unwrap_or(Timestamp::MIN)
}
