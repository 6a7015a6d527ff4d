//! Making bundles in tests: words that say little and remember what they were asked to say.

use super::World;
use app::{
    Attachments, BundleEntry, BundleFacts, BundleFile, BundleState, BundleWords, Choice, SaidBy,
    Seen, Session, Span, Topic, Tree, What,
};
use family::{Command, Family, Language, ProposalId, Reason, Terms};
use jiff::civil::Date;
use plan::Side;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

/// The words of a test: kinds and numbers only.
#[derive(Default)]
pub struct Words {
    /// What it was asked to put into words.
    pub said: Mutex<Vec<What>>,
}

impl BundleWords for Words {
    fn entry(&self, _: &Family, said: &SaidBy<'_>) -> BundleEntry {
        self.said.lock().unwrap().push(said.what.clone());
        BundleEntry {
            kind: "an entry".to_owned(),
            passages: vec![(String::new(), format!("by {:?}", said.by))],
        }
    }

    fn erased(&self, kind: &str) -> String {
        format!("an erased {kind}")
    }

    fn who_left(&self, name: &str, day: Date) -> String {
        format!("{name} (left on {day})")
    }

    fn who_came(&self, name: &str, day: Date) -> String {
        format!("{name} (came on {day})")
    }

    fn role(&self) -> String {
        "parent".to_owned()
    }

    fn erased_by(&self, asked: &str, by: &str) -> String {
        format!("{by}, as {asked} wished")
    }

    fn device_of(&self, name: &str) -> String {
        format!("a device of {name}")
    }

    fn chosen(&self, facts: &BundleFacts<'_>) -> Vec<String> {
        vec![format!("{} to {}", facts.counts.first, facts.counts.end)]
    }

    fn left_out(&self, facts: &BundleFacts<'_>) -> Vec<String> {
        vec![format!("{} left out", facts.counts.kept())]
    }

    fn read_me(&self, facts: &BundleFacts<'_>) -> String {
        format!("for {}\n", facts.choice.recipient)
    }
}

/// Both parents' entries of the family's record.
pub fn choice(span: Span, topics: &[Topic]) -> Choice {
    let preset = &print::PRESETS[0];
    Choice {
        recipient: "Mr. A. Jansen".to_owned(),
        language: Language::Nl,
        preset,
        exhibits: preset.exhibits(print::Language::Nl),
        bates: None,
        tree: Tree::Shared,
        span,
        sides: BTreeSet::from([Side::A, Side::B]),
        topics: topics.iter().copied().collect(),
        attachments: Attachments::With,
    }
}

/// Begins a bundle and waits until it is done.
pub async fn made(world: &World, who: &Arc<Session>, choice: Choice) -> BundleState {
    made_in(world, who, choice, Arc::default()).await
}

/// As [`made`], in these words.
pub async fn made_in(
    world: &World,
    who: &Arc<Session>,
    choice: Choice,
    words: Arc<Words>,
) -> BundleState {
    world.app.bundle_begin(who, choice, words).unwrap();
    loop {
        match world.app.bundle_state(who) {
            Some(BundleState::Working(_)) => tokio::task::yield_now().await,
            Some(state) => return state,
            None => panic!("the bundle is gone"),
        }
    }
}

pub async fn file(world: &World, who: &Arc<Session>, choice: Choice) -> BundleFile {
    ready(made(world, who, choice).await)
}

pub fn ready(state: BundleState) -> BundleFile {
    match state {
        BundleState::Ready(file) => file,
        other @ (BundleState::Working(_) | BundleState::Failed(_)) => panic!("{other:?}"),
    }
}

/// Somebody acts.
pub async fn act(world: &World, who: &Session, what: Command) {
    let command = world.app.fresh_command();
    let acted = world.app.act(who, command, Seen::NOTHING, what).await;
    acted.unwrap();
}

/// Somebody offers something, with a reason.
pub async fn propose(world: &World, who: &Session, terms: Terms, why: &str) -> ProposalId {
    let proposal = world.app.fresh_proposal().unwrap();
    let what = Command::Propose {
        proposal: proposal.clone(),
        terms,
        reason: Some(Reason::new(why).unwrap()),
        answer_by: None,
    };
    act(world, who, what).await;
    proposal
}
