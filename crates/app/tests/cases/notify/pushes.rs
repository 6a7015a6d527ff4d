//! Browsers that are told: asked for in a session and only as long as it lasts, neutral unless chosen,
//! each notice once, and what becomes of one that a service does not take.

use super::*;
use app::{Nudge, NudgeSays, Opens, PushAsked, PushError, Subscription};

/// The browser of RFC 8291, appendix A.
const BROWSER_KEY: &str =
    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
const AUTH: &str = "BTBZMqHH6r4Tts7J_aSIgg";

/// A push service that answers all notices alike, and remembers them; letters are taken.
struct Service(Carried, Mutex<Vec<(String, Nudge)>>);

impl Carrier for Service {
    async fn carry(&self, _: &Parcel) -> Carried {
        Carried::Taken
    }

    async fn push(&self, to: &Subscription, nudge: &Nudge) -> Carried {
        let to = if to.discreet {
            format!("{} discreetly", to.endpoint)
        } else {
            to.endpoint.to_string()
        };
        self.1.lock().unwrap().push((to, nudge.clone()));
        self.0
    }
}

fn endpoint(name: &str) -> String {
    format!("https://push.example/{name}")
}

impl Scene {
    fn asked(&self, who: &Session, name: &str) -> PushAsked {
        PushAsked {
            endpoint: endpoint(name),
            p256dh: BROWSER_KEY.to_owned(),
            auth: AUTH.to_owned(),
            sealed: self.app().offer_push(who).unwrap().sealed,
            discreet: false,
        }
    }

    async fn begins(&self, who: &Session, name: &str) {
        let asked = self.asked(who, name);
        self.app().begin_push(who, &asked, &[]).await.unwrap();
    }

    /// What a service that answers like this is given now, with rounds before it.
    async fn pushed(&self, answer: Carried) -> Vec<(String, Nudge)> {
        self.round().await;
        let service = Service(answer, Mutex::default());
        loop {
            let next = self.app().deliver(&service).await.unwrap();
            if next.is_none_or(|at| at > self.app().now()) {
                return service.1.into_inner().unwrap();
            }
        }
    }

    fn later(&self, by: SignedDuration) {
        self.set(self.app().now() + by);
    }

    /// Mara says something, so long after the last that it is told by itself.
    async fn says_later(&self) {
        self.later(SignedDuration::from_mins(10));
        self.says(&self.mara, Urgency::Usual).await;
    }
}

fn news(nudge: &Nudge) -> &News {
    match &nudge.says {
        NudgeSays::News(news) => news,
        NudgeSays::Trial => panic!("a trial"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_browser_is_told_once_and_neutrally_and_opens_what_it_is_about() {
    let scene = Scene::new().await;
    let phone = scene.world.sign_in("elias@example.org").await.unwrap();
    scene.begins(&scene.elias, "laptop").await;
    scene.begins(&phone, "phone").await;
    scene.says_later().await;
    let mut told = scene.pushed(Carried::Taken).await;
    told.sort_by(|one, other| one.0.cmp(&other.0));
    let to: Vec<&str> = told.iter().map(|(to, _)| to.as_str()).collect();
    assert_eq!(to, [endpoint("laptop"), endpoint("phone")]);
    for (_, nudge) in &told {
        assert_eq!(*news(nudge), News::Neutral);
        assert_eq!(nudge.opens, Opens::Topic(noor()));
        assert!(!nudge.urgent);
    }
    assert_ne!(told[0].1.id, told[1].1.id);
    assert!(scene.pushed(Carried::Taken).await.is_empty());
    // The same again asked for does not tell twice, and another address takes the place of the first.
    scene.begins(&phone, "phone").await;
    scene.begins(&phone, "moved").await;
    scene.says(&scene.mara, Urgency::ChildToday).await;
    let told = scene.pushed(Carried::Taken).await;
    let mut to: Vec<&str> = told.iter().map(|(to, _)| to.as_str()).collect();
    to.sort_unstable();
    assert_eq!(to, [endpoint("laptop"), endpoint("moved")]);
    assert!(told.iter().all(|(_, nudge)| nudge.urgent));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proposal_is_told_and_opens_its_own_page() {
    let scene = Scene::new().await;
    scene.begins(&scene.elias, "phone").await;
    scene.later(SignedDuration::from_mins(10));
    let proposal = scene.app().fresh_proposal().unwrap();
    let offer = Command::Propose {
        proposal: proposal.clone(),
        terms: swap(9),
        reason: None,
        answer_by: None,
    };
    scene.act(&scene.mara, offer).await;
    let told = scene.pushed(Carried::Taken).await;
    assert_eq!(told.len(), 1);
    let (to, nudge) = &told[0];
    assert_eq!(*to, endpoint("phone"));
    assert_eq!(nudge.opens, Opens::Proposal(proposal));
    assert_eq!(*news(nudge), News::Neutral);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_names_what_its_reader_wants_named_of_the_kinds_that_were_chosen() {
    let scene = Scene::new().await;
    scene.begins(&scene.elias, "phone").await;
    let mut calm = named();
    calm.channels.push = [family::NoticeKind::Message].into_iter().collect();
    scene.choose(&scene.elias, calm).await;
    scene.says_later().await;
    let told = scene.pushed(Carried::Taken).await;
    let counts = match news(&told[0].1) {
        News::Named { from, counts } => {
            assert_eq!(from.as_str(), "Mara");
            *counts
        }
        News::Neutral => panic!("neutral"),
    };
    assert_eq!((counts.total(), told.len()), (1, 1));
    calm.channels.push = family::Kinds::NONE;
    scene.choose(&scene.elias, calm).await;
    scene.says_later().await;
    assert!(scene.pushed(Carried::Taken).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_signs_out_hears_nothing_more_there_not_even_what_waits() {
    let scene = Scene::new().await;
    let phone = scene.world.sign_in("elias@example.org").await.unwrap();
    scene.begins(&phone, "phone").await;
    scene.says_later().await;
    scene.round().await;
    scene.app().sign_out(&phone).await.unwrap();
    assert!(scene.pushed(Carried::Taken).await.is_empty());
    scene.says_later().await;
    assert!(scene.pushed(Carried::Taken).await.is_empty());
    assert!(scene.app().pushes(&scene.elias).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_that_is_away_is_asked_again_and_one_that_knows_nobody_is_not() {
    let scene = Scene::new().await;
    scene.begins(&scene.elias, "phone").await;
    scene.says_later().await;
    let first = scene.pushed(Carried::Later).await;
    scene.later(SignedDuration::from_mins(1));
    let again = scene.pushed(Carried::Taken).await;
    assert_eq!(first, again, "the same notice, with the same name");
    let failed = |facts: Vec<app::PushFacts>| facts[0].failed;
    assert_eq!(failed(scene.app().pushes(&scene.elias).await.unwrap()), 0);
    assert!(scene.pushed(Carried::Taken).await.is_empty());
    // One that is turned away for good is noted, and forgotten after the next one that arrives.
    scene.says_later().await;
    assert_eq!(scene.pushed(Carried::Never).await.len(), 1);
    assert_eq!(failed(scene.app().pushes(&scene.elias).await.unwrap()), 1);
    assert!(scene.app().try_push(&scene.elias).await.unwrap());
    assert_eq!(scene.pushed(Carried::Taken).await.len(), 1);
    assert_eq!(failed(scene.app().pushes(&scene.elias).await.unwrap()), 0);
    // A browser that is gone is not told again.
    scene.says_later().await;
    assert_eq!(scene.pushed(Carried::Gone).await.len(), 1);
    assert!(scene.app().pushes(&scene.elias).await.unwrap().is_empty());
    assert!(!scene.app().try_push(&scene.elias).await.unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_that_is_a_day_old_tells_of_nothing_new() {
    let scene = Scene::new().await;
    scene.begins(&scene.elias, "phone").await;
    scene.says_later().await;
    let mut tried = 0;
    for _ in 0..48 {
        tried += scene.pushed(Carried::Later).await.len();
        scene.later(SignedDuration::from_mins(60));
    }
    assert!((4..=8).contains(&tried), "{tried}");
    assert!(scene.pushed(Carried::Taken).await.is_empty());
    let facts = scene.app().pushes(&scene.elias).await.unwrap();
    assert_eq!(usize::try_from(facts[0].failed), Ok(tried));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_for_one_session_and_a_day_and_an_address_is_looked_at() {
    let scene = Scene::new().await;
    let app = scene.app();
    let asked = scene.asked(&scene.elias, "phone");
    let foreign = app.begin_push(&scene.mara, &asked, &[]).await;
    assert!(matches!(foreign, Err(PushError::OldKey)));
    let mut nearby = asked.clone();
    nearby.endpoint = "https://192.168.1.5/x".to_owned();
    let refused = app.begin_push(&scene.elias, &nearby, &[]).await;
    assert!(matches!(refused, Err(PushError::Malformed)));
    let named = ["https://192.168.1.5".to_owned()];
    app.begin_push(&scene.elias, &nearby, &named).await.unwrap();
    let facts = app.pushes(&scene.elias).await.unwrap();
    assert_eq!((facts.len(), facts[0].here), (1, true));
    // Only its own person ends it.
    app.end_push(&scene.mara, &facts[0].id).await.unwrap();
    app.end_push(&scene.elias, "nothing").await.unwrap();
    assert_eq!(app.pushes(&scene.elias).await.unwrap().len(), 1);
    assert!(app.pushes(&scene.mara).await.unwrap().is_empty());
    app.end_push(&scene.elias, &facts[0].id).await.unwrap();
    assert!(app.pushes(&scene.elias).await.unwrap().is_empty());
    scene.later(SignedDuration::from_hours(24));
    let elias = scene.world.sign_in("elias@example.org").await.unwrap();
    let old = app.begin_push(&elias, &asked, &[]).await;
    assert!(matches!(old, Err(PushError::OldKey)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_whose_titles_say_nothing_is_told_discreetly_from_then_on() {
    let scene = Scene::new().await;
    let phone = scene.world.sign_in("elias@example.org").await.unwrap();
    scene.begins(&scene.elias, "laptop").await;
    scene.begins(&phone, "phone").await;
    let app = scene.app();
    let told = async || {
        scene.says_later().await;
        let told = scene.pushed(Carried::Taken).await;
        let mut to: Vec<String> = told.into_iter().map(|(to, _)| to).collect();
        to.sort();
        to
    };
    app.tell_discreetly(&phone, true).await.unwrap();
    let discreet = format!("{} discreetly", endpoint("phone"));
    assert_eq!(told().await, [endpoint("laptop"), discreet]);
    app.tell_discreetly(&phone, false).await.unwrap();
    assert_eq!(told().await, [endpoint("laptop"), endpoint("phone")]);
}

/// Letters about signing in are not held up by a heap of notices.
#[tokio::test(flavor = "multi_thread")]
async fn letters_go_before_notices() {
    struct Order(Mutex<Vec<&'static str>>);
    impl Carrier for Order {
        async fn carry(&self, _: &Parcel) -> Carried {
            self.0.lock().unwrap().push("letter");
            Carried::Taken
        }

        async fn push(&self, _: &Subscription, _: &Nudge) -> Carried {
            self.0.lock().unwrap().push("notice");
            Carried::Taken
        }
    }
    let scene = Scene::new().await;
    scene.begins(&scene.elias, "phone").await;
    scene.says_later().await;
    scene.round().await;
    let order = Order(Mutex::default());
    while scene.app().deliver(&order).await.unwrap().is_some() {}
    assert_eq!(*order.0.lock().unwrap(), ["letter", "notice"]);
}
