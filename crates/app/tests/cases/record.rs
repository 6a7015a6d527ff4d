//! Reading the record: what is acknowledged, what is found, and whose it is.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use crate::attachments::found_in;
use crate::common::*;
use crate::notify::watched::Watched;
use app::{App, Config, Done, Filter, Password, Seen, Session, Topic, Tree};
use family::{
    About, Command, Language, Message, ProposalId, Reason, Revision, Terms, Urgency, Words,
};
use jiff::Timestamp;
use plan::Side;
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Proposes a swap with these words.
async fn propose(world: &World, who: &Session, in_days: i32, reason: &str) -> ProposalId {
    let proposal = world.app.fresh_proposal().unwrap();
    let what = Command::Propose {
        proposal: proposal.clone(),
        terms: swap(in_days),
        reason: Reason::optional(reason).unwrap(),
        answer_by: None,
    };
    let command = world.app.fresh_command();
    world
        .app
        .act(who, command, Seen::NOTHING, what)
        .await
        .unwrap();
    proposal
}

async fn decline(world: &World, who: &Session, proposal: ProposalId, reason: &str) {
    let what = Command::Decline {
        proposal,
        revision: Revision::FIRST,
        reason: Reason::optional(reason).unwrap(),
    };
    let command = world.app.fresh_command();
    world
        .app
        .act(who, command, Seen::NOTHING, what)
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_act_is_acknowledged_with_its_entries_and_a_checkpoint() {
    let world = World::new().await;
    let [mara, _] = world.agreed().await;
    let command = world.app.fresh_command();
    let what = Command::Propose {
        proposal: world.app.fresh_proposal().unwrap(),
        terms: swap(3),
        reason: None,
        answer_by: None,
    };
    let act = async || {
        let what = what.clone();
        let acted = world.app.act(&mara, command, Seen::NOTHING, what).await;
        acted.unwrap()
    };
    let first = act().await;
    assert_eq!((first.done, first.entries.clone()), (Done::Now, 5..6));
    let head = world.app.family(&mara).await.unwrap().head.clone();
    assert_eq!(first.head, head);
    propose(&world, &mara, 30, "").await;
    let again = act().await;
    assert_eq!((again.done, again.entries), (Done::Already, 5..6));
    assert_eq!(again.head.size, 7, "the record moved on");
}

fn words(words: &str) -> Filter {
    Filter {
        words: words.to_owned(),
        ..Filter::default()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn entries_are_found_by_words_person_topic_and_time() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    world.clock.set("2026-11-24T09:00:00Z".parse().unwrap());
    let party = propose(&world, &mara, 3, "Een feest in Gent").await;
    world.clock.set("2026-11-25T09:00:00Z".parse().unwrap());
    decline(&world, &elias, party, "Wij zijn dan in ’s-Gravenhage").await;
    let at = |text: &str| text.parse::<Timestamp>().ok();
    let everything = Filter::default;
    let by = |by| Filter { by, ..everything() };
    let topic = |topic| Filter {
        topic: Some(topic),
        ..everything()
    };
    for (filter, found) in [
        (everything(), vec![6, 5, 4, 3, 2, 1, 0]),
        (words("GENT"), vec![5]),
        (words("'s-gravenhage"), vec![6]),
        (words("noor elias 2026"), vec![6, 5, 3]),
        (words("nothing-of-this"), vec![]),
        (by(Some(Side::B)), vec![6, 4, 2]),
        (topic(Topic::Plan), vec![4, 3]),
        (topic(Topic::Swaps), vec![6, 5]),
        (topic(Topic::People), vec![2, 1, 0]),
        (topic(Topic::Devices), vec![]),
        (
            Filter {
                from: at("2026-11-24T00:00:00Z"),
                until: at("2026-11-25T00:00:00Z"),
                ..everything()
            },
            vec![5],
        ),
        (
            Filter {
                by: Some(Side::A),
                topic: Some(Topic::Plan),
                ..words("mara")
            },
            vec![3],
        ),
    ] {
        let page = world.app.find(&mara, Tree::Shared, &filter, None, 50).await;
        let page = page.unwrap();
        let numbers: Vec<u64> = page.lines.iter().map(|line| line.sequence).collect();
        assert_eq!(numbers, found, "{filter:?}");
        assert_eq!(page.total, u64::try_from(found.len()).unwrap());
        let other = world
            .app
            .find(&elias, Tree::Shared, &filter, None, 50)
            .await;
        assert_eq!(other.unwrap(), page, "both find the same");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_found_comes_in_pages_and_grows_with_the_record() {
    let world = World::new().await;
    let [mara, _] = world.agreed().await;
    for n in 0..7 {
        propose(&world, &mara, 3 + 20 * n, "lantern").await;
        propose(&world, &mara, 400 + 20 * n, "bridge").await;
    }
    let page = async |before| {
        let filter = words("lantern");
        let found = world.app.find(&mara, Tree::Shared, &filter, before, 3);
        let page = found.await.unwrap();
        let numbers: Vec<u64> = page.lines.iter().map(|line| line.sequence).collect();
        (numbers, page.newer, page.older, page.total)
    };
    assert_eq!(page(None).await, (vec![17, 15, 13], None, Some(13), 7));
    assert_eq!(page(Some(13)).await, (vec![11, 9, 7], Some(18), Some(7), 7));
    assert_eq!(page(Some(7)).await, (vec![5], Some(12), None, 7));
    assert_eq!(page(Some(12)).await, (vec![11, 9, 7], Some(18), Some(7), 7));
    assert_eq!(page(Some(0)).await, (vec![], Some(10), None, 7));
    propose(&world, &mara, 300, "a lantern more").await;
    assert_eq!(page(None).await, (vec![19, 17, 15], None, Some(15), 8));
}

#[tokio::test(flavor = "multi_thread")]
async fn ones_own_entries_are_found_by_oneself_alone() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    world
        .app
        .choose_language(&mara, Language::Nl)
        .await
        .unwrap();
    let found = async |who: &Arc<Session>| {
        let filter = words("nederlands");
        let page = world.app.find(who, Tree::Own, &filter, None, 50).await;
        page.unwrap().total
    };
    assert_eq!((found(&mara).await, found(&elias).await), (1, 0));
    let filter = words("nederlands");
    let shared = world.app.find(&mara, Tree::Shared, &filter, None, 50).await;
    assert_eq!(shared.unwrap().total, 0, "it is not among what both see");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_found_by_what_was_offered() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let text = plan::EXAMPLE
        .replace("title = \"", "title = \"Lantern ")
        .replace("from = 2026-09-07", "from = 2027-03-01");
    let terms = Terms::Plan(text.into());
    let proposal = world.app.fresh_proposal().unwrap();
    let what = Command::Propose {
        proposal: proposal.clone(),
        terms,
        reason: None,
        answer_by: None,
    };
    let command = world.app.fresh_command();
    world
        .app
        .act(&mara, command, Seen::NOTHING, what)
        .await
        .unwrap();
    decline(&world, &elias, proposal, "").await;
    let filter = Filter {
        topic: Some(Topic::Plan),
        ..words("lantern")
    };
    let page = world.app.find(&mara, Tree::Shared, &filter, None, 50).await;
    assert_eq!(page.unwrap().total, 2);
}

/// SAFETY.md, L4: however the clock jumps, each entry stands behind the one before it and is no
/// older, nothing panics, and the record opens again and goes on.
#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_jumps_keeps_the_order_of_the_record() {
    let mut world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let mut held = false;
    for (n, at) in [
        "2026-11-23T10:00:00Z",
        "2026-11-23T09:59:59.999Z",
        "2026-11-22T10:00:00Z",
        "1970-01-01T00:00:00Z",
        "1969-12-31T23:59:59Z",
        "2026-11-24T10:00:00Z",
        "2026-11-23T10:00:00Z",
        "2027-03-28T01:00:00Z",
        "2026-10-25T01:00:00Z",
        "2051-01-01T00:00:00Z",
        "2026-11-23T10:00:00Z",
    ]
    .into_iter()
    .enumerate()
    {
        world.clock.set(at.parse().unwrap());
        let what = if held {
            Command::LiftHold
        } else {
            Command::SetHold { reason: None }
        };
        held = !held;
        let who = if n / 2 % 2 == 0 { &mara } else { &elias };
        let command = world.app.fresh_command();
        let acted = world.app.act(who, command, Seen::NOTHING, what).await;
        acted.unwrap();
        if n == 4 {
            world = world.restarted().await;
        }
    }
    let page = world.app.record(&mara, Tree::Shared, None, 50).await;
    let lines = page.unwrap().lines;
    assert_eq!(lines.len(), 5 + 11);
    // The newest stands first.
    for two in lines.windows(2) {
        assert_eq!(two[0].sequence, two[1].sequence + 1);
        assert!(two[0].at >= two[1].at, "{} {}", two[0].at, two[1].at);
    }
    let receipt = world.app.receipt(&mara, Tree::Shared, 15).await.unwrap();
    let receipt = ledger::Receipt::read(&receipt.unwrap()).unwrap();
    receipt.verify(None).unwrap();
}

/// What was said is found, and neither before nor after the search does it stand in a file of the store.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_searched_stands_nowhere_in_the_clear() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let what = Command::Say {
        opens: None,
        message: Arc::new(Message {
            about: About::Child("noor".parse().unwrap()),
            clause: None,
            words: Words::new("The Quetzalvlinder is in her bag.").unwrap(),
            urgency: Urgency::Usual,
            corrects: None,
            files: Vec::new(),
        }),
    };
    let command = world.app.fresh_command();
    let said = world.app.act(&mara, command, Seen::NOTHING, what).await;
    let entry = said.unwrap().entries.start;
    let count = || -> usize {
        let known: [&[u8]; 3] = [b"Quetzalvlinder", b"quetzalvlinder", b"QUETZALVLINDER"];
        let found = known.map(|word| found_in(world.folder.path(), word));
        found.into_iter().sum()
    };
    assert_eq!(count(), 0);
    for who in [&mara, &elias] {
        let filter = words("quetzalvlinder");
        let found = world.app.find(who, Tree::Shared, &filter, None, 50).await;
        let lines = found.unwrap().lines;
        let numbers: Vec<u64> = lines.iter().map(|line| line.sequence).collect();
        assert_eq!(numbers, [entry]);
    }
    assert_eq!(count(), 0);
    world.store.close().await;
    assert_eq!(count(), 0);
}

/// A message about a clause of an offered plan is found by what the clause is called, in both languages.
#[tokio::test(flavor = "multi_thread")]
async fn a_message_is_found_by_the_clause_that_it_is_about() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let clause = concat!(
        "\n[[clause]]\nid = \"telephone\"\n",
        "title = { en = \"The telephone\", nl = \"Bellen\" }\n",
        "sentence = { en = \"Each may call.\", nl = \"Ieder mag bellen.\" }\n",
    );
    let proposal = world.app.fresh_proposal().unwrap();
    let offer = Command::Propose {
        proposal: proposal.clone(),
        terms: Terms::Plan(format!("{}{clause}", plan::EXAMPLE).into()),
        reason: None,
        answer_by: None,
    };
    let command = world.app.fresh_command();
    let offered = world.app.act(&mara, command, Seen::NOTHING, offer).await;
    offered.unwrap();
    let say = |clause: Option<&str>| Command::Say {
        opens: None,
        message: Arc::new(Message {
            about: About::Proposal(proposal.clone()),
            clause: clause.map(|id| id.parse().unwrap()),
            words: Words::new("On Sundays too?").unwrap(),
            urgency: Urgency::Usual,
            corrects: None,
            files: Vec::new(),
        }),
    };
    let mut entries = Vec::new();
    for of in [Some("telephone"), None] {
        let command = world.app.fresh_command();
        let said = world.app.act(&elias, command, Seen::NOTHING, say(of)).await;
        entries.push(said.unwrap().entries.start);
    }
    for searched in ["telephone", "bellen"] {
        let filter = Filter {
            topic: Some(Topic::Messages),
            ..words(searched)
        };
        let found = world.app.find(&mara, Tree::Shared, &filter, None, 50).await;
        let lines = found.unwrap().lines;
        let numbers: Vec<u64> = lines.iter().map(|line| line.sequence).collect();
        assert_eq!(numbers, entries[..1], "{searched}");
    }
}

/// A plan that is answered with another: what is said to its clauses is found by what they are called in
/// the offer that was looked at, and a message also by what its clause is called since.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_said_to_clauses_is_found_by_the_offer_it_was_said_to() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let clause = |id: &str, title: &str| {
        format!(
            "\n[[clause]]\nid = \"{id}\"\ntitle = {{ en = \"{title}\" }}\nsentence = {{ en = \"We talk.\" }}\n"
        )
    };
    let terms = |clauses: &[(&str, &str)]| {
        let clauses = clauses.iter().map(|(id, title)| clause(id, title));
        Terms::Plan(format!("{}{}", plan::EXAMPLE, clauses.collect::<String>()).into())
    };
    let act = async |who: &Session, what: Command| {
        let command = world.app.fresh_command();
        let acted = world.app.act(who, command, Seen::NOTHING, what).await;
        acted.unwrap().entries.start
    };
    let proposal = world.app.fresh_proposal().unwrap();
    let offered = act(
        &mara,
        Command::Propose {
            proposal: proposal.clone(),
            terms: terms(&[("pets", "Aquarium")]),
            reason: None,
            answer_by: None,
        },
    );
    let offered = offered.await;
    let mark = |revision: u32, id: &str| Command::MarkClauses {
        proposal: proposal.clone(),
        revision: Revision(revision),
        clauses: vec![id.parse().unwrap()],
        agreed: true,
    };
    let say = Command::Say {
        opens: None,
        message: Arc::new(Message {
            about: About::Proposal(proposal.clone()),
            clause: Some("pets".parse().unwrap()),
            words: Words::new("And who feeds them?").unwrap(),
            urgency: Urgency::Usual,
            corrects: None,
            files: Vec::new(),
        }),
    };
    let first = act(&elias, mark(1, "pets")).await;
    let said = act(&elias, say).await;
    let found = async |searched: &str| -> Vec<u64> {
        let filter = words(searched);
        let page = world.app.find(&mara, Tree::Shared, &filter, None, 50).await;
        let lines = page.unwrap().lines;
        lines.iter().map(|line| line.sequence).collect()
    };
    assert_eq!(found("aquarium").await, [said, first, offered]);
    let answer = Command::Counter {
        proposal: proposal.clone(),
        revision: Revision::FIRST,
        terms: terms(&[("pets", "Terrarium"), ("bicycles", "Bicycles")]),
        reason: None,
        answer_by: None,
    };
    let countered = act(&elias, answer).await;
    let both = act(&mara, mark(2, "pets")).await;
    let new = act(&mara, mark(2, "bicycles")).await;
    assert_eq!(found("aquarium").await, [said, first, offered]);
    assert_eq!(found("terrarium").await, [both, countered, said]);
    assert_eq!(found("bicycles").await, [new, countered]);
}

/// A page makes ready for the search that follows, and both may come at one time: the record is read
/// once for all of them.
#[tokio::test(flavor = "multi_thread")]
async fn a_record_is_opened_once_for_all_who_search_at_one_time() {
    let world = World::new().await;
    world.agreed().await;
    let alone = store_calls_of_a_search(&world, 0).await;
    assert!(alone > 0);
    assert_eq!(store_calls_of_a_search(&world, 4).await, alone);
}

/// How often a search asks the store, with so many pages opened just before it.
async fn store_calls_of_a_search(world: &World, pages: usize) -> u64 {
    let store = Watched::over(&world.store);
    let calls = Arc::clone(&store.calls);
    let config = Config {
        instance_key: [42; 32],
        clock: Arc::clone(&world.clock) as Arc<dyn app::Clock>,
        entropy: Arc::new(Counted::from((41 + pages as u64) << 40)),
    };
    let app = Arc::new(App::open(store, config).unwrap());
    let password = Password::typed(PASSWORD.to_owned());
    let signed_in = app.sign_in("mara@example.org", password, "test").await;
    let mara = signed_in.unwrap().unwrap().session;
    app.family(&mara).await.unwrap();
    let before = calls.made.load(Ordering::SeqCst);
    for _ in 0..pages {
        app.make_ready_to_find(&mara, Tree::Shared);
    }
    let nothing = words("nobody ever wrote this");
    let page = app.find(&mara, Tree::Shared, &nothing, None, 50).await;
    assert_eq!(page.unwrap().total, 0);
    calls.made.load(Ordering::SeqCst) - before
}
