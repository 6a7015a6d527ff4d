//! What the family remembers of its messages: topics, and one line for each message without its
//! words. Cloning is cheap: what did not change is shared.

use super::{About, File, Message, Urgency};
use crate::{Entry, Family, Name, TopicId};
use jiff::Timestamp;
use plan::{ClauseId, Side};
use rpds::{RedBlackTreeMapSync, VectorSync};
use std::sync::Arc;

/// A message, without its words: those stand in its entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The entry that holds it.
    pub entry: u64,
    /// Who said it.
    pub by: Side,
    /// When it was put on the record, and so delivered.
    pub at: Timestamp,
    /// The one clause of an offered plan that it is about.
    pub clause: Option<ClauseId>,
    /// Whether it can wait.
    pub urgency: Urgency,
    /// The author's message that it corrects.
    pub corrects: Option<u64>,
    /// The author's newest message that corrects it.
    pub corrected_by: Option<u64>,
    /// What goes with it.
    pub files: Arc<[File]>,
}

/// Up to where a parent said to have read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadUpTo {
    /// The number of the message.
    pub up_to: u64,
    /// When that was said.
    pub at: Timestamp,
}

/// One topic and what was said in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Thread {
    /// What it is about.
    pub about: About,
    /// Its title, where a parent gave one.
    pub title: Option<Name>,
    /// When it was given that title.
    pub opened: Option<Timestamp>,
    said: VectorSync<Said>,
}

impl Thread {
    fn new(about: About) -> Self {
        Self {
            about,
            title: None,
            opened: None,
            said: VectorSync::new_sync(),
        }
    }

    /// How many messages it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.said.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.said.is_empty()
    }

    /// The messages, oldest first.
    pub fn all(&self) -> impl DoubleEndedIterator<Item = &Said> + ExactSizeIterator {
        self.said.iter()
    }

    /// The newest message.
    #[must_use]
    pub fn last(&self) -> Option<&Said> {
        self.said.last()
    }

    /// The message of an entry.
    #[must_use]
    pub fn said(&self, entry: u64) -> Option<&Said> {
        self.place(entry).and_then(|place| self.said.get(place))
    }

    /// Where the message of an entry stands: they ascend by number.
    fn place(&self, entry: u64) -> Option<usize> {
        let (mut low, mut high) = (0, self.said.len());
        while low < high {
            let middle = low + (high - low) / 2;
            let found = self.said.get(middle)?.entry;
            match found.cmp(&entry) {
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    fn corrected(&mut self, entry: u64, by: Option<u64>) {
        if let Some(place) = self.place(entry)
            && let Some(said) = self.said.get_mut(place)
        {
            said.corrected_by = by;
        }
    }

    /// Forgets messages whose words were destroyed.
    fn forget(&mut self, gone: &dyn Fn(u64) -> bool) -> usize {
        let before = self.said.len();
        if !self.said.iter().any(|said| gone(said.entry)) {
            return 0;
        }
        self.said = self
            .said
            .iter()
            .filter(|s| !gone(s.entry))
            .cloned()
            .collect();
        // What a destroyed message corrected is corrected no more.
        let undone: Vec<u64> = self
            .said
            .iter()
            .filter(|said| said.corrected_by.is_some_and(gone))
            .map(|said| said.entry)
            .collect();
        for entry in undone {
            self.corrected(entry, None);
        }
        before - self.said.len()
    }
}

/// All topics. Cloning is cheap.
#[derive(Debug, Clone, PartialEq)]
pub struct Threads {
    threads: RedBlackTreeMapSync<About, Arc<Thread>>,
    /// The topic of each message.
    of: RedBlackTreeMapSync<u64, About>,
    /// What parents said to have read, whatever became of it.
    read: RedBlackTreeMapSync<About, [Option<ReadUpTo>; 2]>,
    subjects: usize,
}

impl Default for Threads {
    fn default() -> Self {
        Self {
            threads: RedBlackTreeMapSync::new_sync(),
            of: RedBlackTreeMapSync::new_sync(),
            read: RedBlackTreeMapSync::new_sync(),
            subjects: 0,
        }
    }
}

impl Threads {
    /// The topic that messages about this stand in.
    #[must_use]
    pub fn get(&self, about: &About) -> Option<&Thread> {
        self.threads.get(about).map(AsRef::as_ref)
    }

    /// Every topic that has a title or a message, ordered by what it is about.
    pub fn all(&self) -> impl Iterator<Item = &Thread> {
        self.threads.values().map(AsRef::as_ref)
    }

    /// How many topics have a title of their own.
    #[must_use]
    pub fn subjects(&self) -> usize {
        self.subjects
    }

    /// The topic in which a message stands.
    #[must_use]
    pub fn of(&self, entry: u64) -> Option<&Thread> {
        self.of.get(&entry).and_then(|about| self.get(about))
    }

    /// Up to where a parent said to have read in a topic, if that parent said so.
    #[must_use]
    pub fn read_by(&self, about: &About, side: Side) -> Option<ReadUpTo> {
        self.read.get(about).and_then(|both| both[side.index()])
    }

    pub(crate) fn opened(
        &mut self,
        topic: &TopicId,
        title: &Name,
        at: Timestamp,
    ) -> Result<(), &'static str> {
        let about = About::Subject(topic.clone());
        if self.get(&about).is_some() {
            return Err("a topic is opened once");
        }
        self.subjects += 1;
        let thread = Thread {
            title: Some(title.clone()),
            opened: Some(at),
            ..Thread::new(about.clone())
        };
        self.threads.insert_mut(about, Arc::new(thread));
        Ok(())
    }

    fn change(&mut self, about: &About) -> Option<&mut Thread> {
        self.threads.get_mut(about).map(Arc::make_mut)
    }

    pub(crate) fn said(
        &mut self,
        message: &Message,
        entry: &Entry,
        by: Side,
    ) -> Result<(), &'static str> {
        let about = &message.about;
        if message.clause.is_some() && !matches!(about, About::Proposal(_)) {
            return Err("a clause is of a plan that was offered");
        }
        if self.get(about).is_none() {
            if matches!(about, About::Subject(_)) {
                return Err("its topic was never opened");
            }
            let begun = Arc::new(Thread::new(about.clone()));
            self.threads.insert_mut(about.clone(), begun);
        }
        let thread = self.change(about).ok_or("its topic is gone")?;
        if let Some(earlier) = message.corrects {
            if earlier >= entry.sequence {
                return Err("a correction follows what it corrects");
            }
            if thread.said(earlier).is_some_and(|said| said.by != by) {
                return Err("nobody corrects the words of somebody else");
            }
            thread.corrected(earlier, Some(entry.sequence));
        }
        thread.said.push_back_mut(Said {
            entry: entry.sequence,
            by,
            at: entry.at,
            clause: message.clause.clone(),
            urgency: message.urgency,
            corrects: message.corrects,
            corrected_by: None,
            files: message.files.iter().cloned().collect(),
        });
        self.of.insert_mut(entry.sequence, about.clone());
        Ok(())
    }

    pub(crate) fn read(
        &mut self,
        about: &About,
        up_to: u64,
        (at, by): (Timestamp, Side),
    ) -> Result<(), &'static str> {
        let mut both = self.read.get(about).copied().unwrap_or_default();
        let before = &mut both[by.index()];
        if before.is_some_and(|read| read.up_to >= up_to) {
            return Err("what was read is said once");
        }
        *before = Some(ReadUpTo { up_to, at });
        self.read.insert_mut(about.clone(), both);
        Ok(())
    }

    /// Forgets messages whose words were destroyed; how many there were. What is about a child or
    /// an offer and has no message left is no topic.
    pub(crate) fn forget(&mut self, gone: &dyn Fn(u64) -> bool) -> usize {
        let touched: Vec<About> = self
            .all()
            .filter(|thread| thread.all().any(|said| gone(said.entry)))
            .map(|thread| thread.about.clone())
            .collect();
        let mut forgotten = 0;
        for about in touched {
            let Some(thread) = self.change(&about) else {
                continue;
            };
            let entries: Vec<u64> = thread.all().map(|s| s.entry).filter(|e| gone(*e)).collect();
            forgotten += thread.forget(gone);
            if thread.is_empty() && thread.title.is_none() {
                self.threads.remove_mut(&about);
            }
            for entry in entries {
                self.of.remove_mut(&entry);
            }
        }
        forgotten
    }
}

/// What pages and decisions ask.
impl Family {
    /// All topics of messages.
    #[must_use]
    pub fn threads(&self) -> &Threads {
        &self.threads
    }

    /// The messages about something, if there are any or it has a title.
    #[must_use]
    pub fn thread(&self, about: &About) -> Option<&Thread> {
        self.threads.get(about)
    }

    /// Whether something can be said about this.
    #[must_use]
    pub fn can_be_about(&self, about: &About) -> bool {
        match about {
            About::Child(id) => self.children().iter().any(|child| child.id == *id),
            About::Proposal(id) => self.proposal(id).is_some(),
            About::Subject(_) => self.thread(about).is_some(),
        }
    }
}
