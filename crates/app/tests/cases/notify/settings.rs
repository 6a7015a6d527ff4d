//! What is sent when, setting by setting.

use super::*;
use app::mail::{Amounts, Coming};
use family::{
    Channels, Delivery, Digest, Kinds, NoticeKind, Quiet, Terms, TimeOfDay, Twice, Urgent,
};
use jiff::civil::Weekday;

fn at(hour: u8, minute: u8) -> TimeOfDay {
    TimeOfDay::new(hour, minute).unwrap()
}

fn with(delivery: Delivery, urgent: Urgent) -> Calm {
    Calm {
        delivery,
        urgent,
        ..named()
    }
}

fn at_night(calm: Calm, through: Urgent) -> Calm {
    Calm {
        quiet: Some(Quiet::new(at(22, 0), at(7, 30), through).unwrap()),
        ..calm
    }
}

/// Issue 6, figure S2: all are recorded, and at most two notices come in two hours.
#[tokio::test(flavor = "multi_thread")]
async fn nine_hundred_messages_in_two_hours_are_at_most_two_letters() {
    let scene = Scene::new().await;
    let hourly = with(Delivery::Hourly, Urgent::AtOnce);
    scene.choose(&scene.elias, hourly).await;
    let before = scene.app().family(&scene.mara).await.unwrap().head.size;
    let begun = scene.app().now();
    let mut sent = Vec::new();
    for number in 0..900 {
        scene.set(begun + SignedDuration::from_secs(8 * number));
        scene.says(&scene.mara, Urgency::Usual).await;
        scene.round().await;
        sent.extend(letters(scene.app()).await);
    }
    let end = begun + SignedDuration::from_hours(2);
    sent.extend(scene.until(end).await.into_iter().map(|(_, one)| one));
    let recorded = scene.app().family(&scene.mara).await.unwrap().head.size;
    assert_eq!(recorded - before, 900);
    assert!((1..=2).contains(&sent.len()), "{}", sent.len());
    // And in the end all were told, each once.
    let rest = scene.until(end + SignedDuration::from_hours(24)).await;
    sent.extend(rest.into_iter().map(|(_, one)| one));
    let counts = sent.iter().map(|one| told(one).of(NoticeKind::Message));
    assert_eq!(counts.sum::<u32>(), 900);
}

/// Messages at 9.10, 9.12, 21.40, and about a child today at 9.30 and 23.00; until the next day at one.
async fn day(calm: Calm) -> (Vec<String>, u32) {
    let scene = Scene::new().await;
    scene.choose(&scene.elias, calm).await;
    let mut sent = Vec::new();
    for (time, urgency) in [
        ("09:10", Urgency::Usual),
        ("09:12", Urgency::Usual),
        ("09:30", Urgency::ChildToday),
        ("21:40", Urgency::Usual),
        ("23:00", Urgency::ChildToday),
    ] {
        sent.extend(scene.until(local(25, time)).await);
        scene.says(&scene.mara, urgency).await;
    }
    sent.extend(scene.until(local(26, "13:00")).await);
    let count = sent.iter().map(|(_, one)| told(one).total()).sum();
    assert!(
        sent.iter()
            .all(|(_, one)| one.to.as_str() == "elias@example.org")
    );
    (sent.iter().map(|(at, _)| clock(*at)).collect(), count)
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_come_when_their_reader_chose() {
    let twice = Delivery::TwiceADay(Twice::new(at(8, 0), at(18, 0)).unwrap());
    let (now, waits) = (Urgent::AtOnce, Urgent::Waits);
    let at_once = with(Delivery::AtOnce, now);
    for (calm, expected) in [
        (
            at_once,
            &["25 09:10", "25 09:15", "25 09:30", "25 21:40", "25 23:00"][..],
        ),
        (
            at_night(at_once, waits),
            &["25 09:10", "25 09:15", "25 09:30", "25 21:40", "26 07:30"],
        ),
        (
            at_night(at_once, now),
            &["25 09:10", "25 09:15", "25 09:30", "25 21:40", "25 23:00"],
        ),
        (
            with(Delivery::Hourly, now),
            &["25 09:30", "25 10:10", "25 22:40", "25 23:00"],
        ),
        (
            with(Delivery::Hourly, waits),
            &["25 10:10", "25 22:40", "26 00:00"],
        ),
        (
            with(twice, now),
            &["25 09:30", "25 18:00", "25 23:00", "26 08:00"],
        ),
        (with(twice, waits), &["25 18:00", "26 08:00"]),
        (
            with(Delivery::Daily(at(12, 0)), waits),
            &["25 12:00", "26 12:00"],
        ),
        (
            with(Delivery::UrgentOnly(at(12, 0)), waits),
            &["25 09:30", "25 12:00", "25 23:00", "26 12:00"],
        ),
    ] {
        let (sent, count) = day(calm).await;
        assert_eq!(sent, expected, "{calm:?}");
        assert_eq!(count, 5, "each was told once: {calm:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn kinds_that_nobody_wants_to_hear_of_are_not_told_later_either() {
    let scene = Scene::new().await;
    let only = |kinds| Calm {
        channels: Channels {
            email: kinds,
            push: Kinds::NONE,
        },
        ..named()
    };
    let quiet = only(Kinds::ALL.without(NoticeKind::Message));
    scene.choose(&scene.elias, quiet).await;
    scene.says(&scene.mara, Urgency::ChildToday).await;
    assert!(scene.until(local(25, "10:00")).await.is_empty());
    let proposal = scene.app().fresh_proposal().unwrap();
    let offer = Command::Propose {
        proposal,
        terms: swap(9),
        reason: None,
        answer_by: None,
    };
    scene.act(&scene.mara, offer).await;
    let sent = scene.until(local(25, "10:00")).await;
    let counts: Counts = [NoticeKind::Proposal].into_iter().collect();
    assert_eq!(sent.len(), 1);
    assert_eq!(told(&sent[0].1), counts);
    // Who chooses otherwise is told of what comes from then on.
    scene.choose(&scene.elias, only(Kinds::ALL)).await;
    assert!(scene.until(local(25, "11:00")).await.is_empty());
    scene.says(&scene.mara, Urgency::Usual).await;
    assert_eq!(scene.until(local(25, "11:00")).await.len(), 1);
}

/// Of somebody who chose nothing letters say that there is something new, and nothing else.
#[tokio::test(flavor = "multi_thread")]
async fn a_letter_holds_names_only_where_its_reader_chose_that() {
    let scene = Scene::new().await;
    scene.says(&scene.mara, Urgency::Usual).await;
    let sent = scene.until(local(25, "09:00")).await;
    assert_eq!(sent[0].1.letter, Letter::News(News::Neutral));
    assert!(sent[0].1.record.contains("parenthesis/newest@v1"));
    scene.choose(&scene.elias, named()).await;
    scene.says(&scene.mara, Urgency::Usual).await;
    let sent = scene.until(local(25, "10:00")).await;
    let from = family::Name::new("Mara").unwrap();
    let counts: Counts = [NoticeKind::Message].into_iter().collect();
    let expected = Letter::News(News::Named { from, counts });
    assert!(sent[0].1.letter == expected);
}

/// What somebody has looked at does not go away by another choice; what comes after it waits.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_shown_stays_when_messages_wait_from_then_on() {
    let scene = Scene::new().await;
    scene.says(&scene.mara, Urgency::Usual).await;
    let head = scene.app().family(&scene.elias).await.unwrap().head.size;
    let about = noor();
    let shown = scene.app().note_shown(&scene.elias, &about, head - 1);
    shown.await.unwrap();
    let daily = Delivery::Daily(at(18, 0));
    scene
        .choose(&scene.elias, with(daily, Urgent::AtOnce))
        .await;
    scene.says(&scene.mara, Urgency::Usual).await;
    let mine = scene.app().mine(&scene.elias).await.unwrap();
    let snapshot = scene.app().family(&scene.elias).await.unwrap();
    let now = scene.app().now();
    let thread = snapshot.family.thread(&noor()).unwrap();
    let open: Vec<bool> = thread
        .all()
        .map(|said| mine.showing(&snapshot.family, said, now) == family::Showing::Open)
        .collect();
    assert_eq!(open, [true, false]);
    let new = scene
        .app()
        .new_in(&scene.elias, &mine, &snapshot.family, thread, now);
    assert_eq!((new.unseen, new.held), (0, 1));
}

/// What was looked at meanwhile needs no letter, and what was erased is not told.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_shown_or_erased_is_not_told() {
    let scene = Scene::new().await;
    let hourly = with(Delivery::Hourly, Urgent::AtOnce);
    scene.choose(&scene.elias, hourly).await;
    scene.says(&scene.mara, Urgency::Usual).await;
    scene.says(&scene.mara, Urgency::Usual).await;
    let head = scene.app().family(&scene.elias).await.unwrap().head.size;
    scene.round().await;
    let about = noor();
    let shown = scene.app().note_shown(&scene.elias, &about, head - 1);
    shown.await.unwrap();
    assert!(scene.until(local(25, "12:00")).await.is_empty());
    scene.says(&scene.mara, Urgency::Usual).await;
    scene.says(&scene.mara, Urgency::Usual).await;
    let (proposal, revision) = (
        scene.app().fresh_proposal().unwrap(),
        family::Revision::FIRST,
    );
    let erase = Command::Propose {
        proposal: proposal.clone(),
        terms: Terms::Erase(vec![head]),
        reason: None,
        answer_by: None,
    };
    scene.act(&scene.mara, erase).await;
    let accept = Command::Accept {
        proposal,
        revision,
        alternative: family::Alternative::FIRST,
    };
    scene.act(&scene.elias, accept).await;
    let sent = scene.until(local(25, "14:00")).await;
    let elias: Vec<_> = sent
        .iter()
        .filter(|(_, one)| one.to.as_str().starts_with("elias"))
        .collect();
    assert_eq!(elias.len(), 1);
    let counts: Counts = [NoticeKind::Message, NoticeKind::Proposal]
        .into_iter()
        .collect();
    assert_eq!(told(&elias[0].1), counts);
}

fn overviews(sent: &[(Timestamp, Parcel)]) -> Vec<(String, &Overview)> {
    let each = sent.iter().filter_map(|(at, one)| match &one.letter {
        Letter::Overview(overview) => Some((clock(*at), overview)),
        Letter::News(_)
        | Letter::Recovery { .. }
        | Letter::RecoveryBegun { .. }
        | Letter::RecoveryStopped
        | Letter::RecoveryDone
        | Letter::NewSignIn
        | Letter::AlertsMoved
        | Letter::AlertsHere
        | Letter::AddressMoved
        | Letter::AddressHere
        | Letter::Answer { .. }
        | Letter::Test => None,
    });
    each.collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_overview_comes_at_its_time_and_says_what_there_is() {
    let scene = Scene::new().await;
    let daily = Calm {
        digest: Digest::Daily(at(7, 30)),
        ..named()
    };
    // Chosen after its time of this day: it begins with the next.
    scene.choose(&scene.elias, daily).await;
    assert!(scene.until(local(25, "20:00")).await.is_empty());
    let proposal = scene.app().fresh_proposal().unwrap();
    let offer = Command::Propose {
        proposal,
        terms: swap(9),
        reason: None,
        answer_by: None,
    };
    scene.act(&scene.mara, offer).await;
    scene.says(&scene.mara, Urgency::Usual).await;
    let sent = scene.until(local(28, "09:00")).await;
    let found = overviews(&sent);
    let times: Vec<&str> = found.iter().map(|(at, _)| at.as_str()).collect();
    assert_eq!(times, ["26 07:30", "27 07:30", "28 07:30"]);
    // The example plan is 2-2-5-5: from Friday 27 November 8.30 Noor is with the other parent.
    let Overview::Named(Coming {
        amounts,
        from,
        handovers,
        questions,
    }) = found[0].1
    else {
        panic!("it names");
    };
    assert_eq!(from.as_str(), "Mara");
    assert_eq!(
        (amounts.days, amounts.questions, amounts.messages),
        (2, 1, 1)
    );
    assert_eq!(usize::try_from(amounts.handovers).unwrap(), handovers.len());
    let snapshot = scene.app().family(&scene.elias).await.unwrap();
    let window = plan::Window::new("2026-11-26".parse().unwrap(), "2026-11-29".parse().unwrap());
    let timeline = snapshot.family.timeline(window.unwrap()).unwrap();
    let all = timeline.handovers().into_iter().map(|one| one.at);
    let (now, end) = (local(26, "07:30"), local(28, "07:30"));
    let expected: Vec<_> = all
        .filter(|at| now < *at && *at <= end)
        .map(clock)
        .collect();
    assert!(!expected.is_empty());
    let told = handovers
        .iter()
        .map(|one| one.at.strftime("%d %H:%M").to_string());
    assert_eq!(told.collect::<Vec<_>>(), expected);
    assert_eq!(handovers[0].children[0].as_str(), "Noor");
    let until = questions[0].until.unwrap().to_string();
    assert_eq!(
        (questions[0].number, until.as_str()),
        (2, "2026-12-02T10:00:00")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_overview_of_each_week_in_neutral_words_holds_numbers_alone() {
    let scene = Scene::new().await;
    let weekly = Calm {
        digest: Digest::Weekly(Weekday::Friday, at(18, 0)),
        ..Calm::default()
    };
    scene.choose(&scene.elias, weekly).await;
    let sent = scene.until(local(30, "20:00")).await;
    let found = overviews(&sent);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].0, "27 18:00");
    let Overview::Neutral(Amounts {
        days,
        handovers,
        questions,
        messages,
    }) = found[0].1
    else {
        panic!("it names nothing");
    };
    assert_eq!((*days, *questions, *messages), (7, 0, 0));
    assert!((1..=4).contains(handovers));
    // Who wants none any more gets none, and those that were missed do not come later.
    scene.choose(&scene.elias, Calm::default()).await;
    scene.until("2026-12-10T12:00:00Z".parse().unwrap()).await;
    scene.choose(&scene.elias, weekly).await;
    let sent = scene.until("2026-12-11T12:00:00Z".parse().unwrap()).await;
    assert!(overviews(&sent).is_empty());
    let sent = scene.until("2026-12-11T20:00:00Z".parse().unwrap()).await;
    assert_eq!(overviews(&sent).len(), 1);
}

/// What waits for an answer is told again, and an answer ends that.
#[tokio::test(flavor = "multi_thread")]
async fn what_waits_is_told_again_until_it_is_answered() {
    let scene = Scene::new().await;
    scene.choose(&scene.elias, named()).await;
    let offers = [(); 2].map(|()| scene.app().fresh_proposal().unwrap());
    for (proposal, days) in offers.iter().zip([9, 30]) {
        let offer = Command::Propose {
            proposal: proposal.clone(),
            terms: swap(days),
            reason: None,
            answer_by: None,
        };
        scene.act(&scene.mara, offer).await;
    }
    let first = scene.until(local(25, "10:00")).await;
    let all: u32 = first
        .iter()
        .map(|(_, one)| told(one).of(NoticeKind::Proposal))
        .sum();
    assert_eq!(all, 2);
    let decline = Command::Decline {
        proposal: offers[1].clone(),
        revision: family::Revision::FIRST,
        reason: None,
    };
    scene.act(&scene.elias, decline).await;
    let sent = scene.until("2026-12-10T12:00:00Z".parse().unwrap()).await;
    let elias: Vec<_> = sent
        .iter()
        .filter(|(_, one)| one.to.as_str().starts_with("elias"))
        .map(|(at, one)| (clock(*at), told(one).of(NoticeKind::Reminder)))
        .collect();
    // After three days, and a day before the swap would begin on 2 December at 10.00.
    assert_eq!(
        elias,
        [("28 09:00".to_owned(), 1), ("01 10:00".to_owned(), 1)]
    );
}

/// Whoever erases what was chosen last is reached as usual: at once, and after a restart. No older
/// choice comes back.
#[tokio::test(flavor = "multi_thread")]
async fn an_erased_choice_is_the_usual_one_before_and_after_a_restart() {
    let scene = Scene::new().await;
    let (older, newest) = (
        with(Delivery::Hourly, Urgent::AtOnce),
        with(Delivery::Daily(at(12, 0)), Urgent::Waits),
    );
    let mut chosen = Vec::new();
    for calm in [older, newest] {
        scene.choose(&scene.elias, calm).await;
        let page = scene
            .app()
            .record(&scene.elias, app::Tree::Own, None, 1)
            .await
            .unwrap();
        chosen.push(page.lines[0].sequence);
    }
    let calm_of = async |app: &Arc<App<store::SqliteStore>>, who: &Session| {
        *app.mine(who).await.unwrap().calm()
    };
    assert_eq!(calm_of(scene.app(), &scene.elias).await, newest);
    let erase = async |entry: u64| {
        let command = scene.app().fresh_command();
        let entries = std::iter::once(entry).collect();
        let erased = scene.app().erase_own(&scene.elias, command, &entries);
        erased.await.unwrap();
    };
    erase(chosen[1]).await;
    let usual = Calm::default();
    assert_eq!(calm_of(scene.app(), &scene.elias).await, usual);
    // A message is told of at once, and not on the hour or at noon.
    scene.says(&scene.mara, Urgency::Usual).await;
    assert_eq!(scene.until(local(25, "09:10")).await.len(), 1);
    let world = scene.world.restarted().await;
    let elias = world.sign_in("elias@example.org").await.unwrap();
    assert_eq!(calm_of(&world.app, &elias).await, usual);
}
