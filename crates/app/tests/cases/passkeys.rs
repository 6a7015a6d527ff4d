//! Passkeys: a software authenticator makes and uses them; whatever says anything else is refused.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use crate::access::{inside, later, with_codes};
use crate::common::bundles::{act, choice, file, propose};
use crate::common::*;
use app::{
    AccessError, ActError, Entrance, RelyingParty, Secret, Seen, Session, Span, Tree, Vouched,
    choosable,
};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use family::{Alternative, EndingRefusal, Refusal, Revision, Terms};
use ledger::verdict::{Matter, judge_bundle};
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use sha2::{Digest as _, Sha256};

const SITE: &str = "https://family.example";

/// What an authenticator and a browser do together.
pub struct Authenticator {
    key: SigningKey,
    id: [u8; 16],
    user: Vec<u8>,
}

/// What somebody who attacks would change.
#[derive(Clone, Copy)]
struct Said {
    origin: &'static str,
    verified: bool,
}

const HONEST: Said = Said {
    origin: SITE,
    verified: true,
};

impl Authenticator {
    fn new(byte: u8) -> Self {
        Self {
            key: SigningKey::from_slice(&[byte; 32]).unwrap(),
            id: [byte; 16],
            user: Vec::new(),
        }
    }

    fn data(said: Said, more: &[u8]) -> Vec<u8> {
        let host = said.origin.trim_start_matches("https://");
        let mut data = Sha256::digest(host).to_vec();
        let attested = u8::from(!more.is_empty()) << 6;
        data.push(0x01 | (u8::from(said.verified) << 2) | attested);
        data.extend([0; 4]);
        data.extend(more);
        data
    }

    fn client(kind: &str, challenge: &str, origin: &str) -> String {
        format!(
            r#"{{"type":"webauthn.{kind}","challenge":"{challenge}","origin":"{origin}","crossOrigin":false}}"#
        )
    }

    /// A new passkey, as `navigator.credentials.create` gives it.
    fn create(&mut self, options: &str, said: Said) -> String {
        let options: serde_json::Value = serde_json::from_str(options).unwrap();
        let user = options["user"]["id"].as_str().unwrap();
        self.user = URL_SAFE_NO_PAD.decode(user).unwrap();
        assert_eq!(
            options["authenticatorSelection"]["userVerification"],
            "required"
        );
        assert_eq!(
            options["authenticatorSelection"]["residentKey"],
            "preferred"
        );
        let point = self.key.verifying_key().to_sec1_point(false);
        let (x, y) = (point.x().unwrap(), point.y().unwrap());
        // RFC 9052: a map of key type EC2, algorithm ES256, curve P-256, x and y.
        let mut cose = vec![0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
        cose.extend_from_slice(x);
        cose.extend([0x22, 0x58, 0x20]);
        cose.extend_from_slice(y);
        let mut attested = vec![0; 16];
        attested.extend([0, 16]);
        attested.extend(self.id);
        attested.extend(cose);
        let data = Self::data(said, &attested);
        let mut object = vec![0xa3];
        object.extend(b"\x63fmt\x64none\x67attStmt\xa0\x68authData\x58");
        object.push(u8::try_from(data.len()).unwrap());
        object.extend(data);
        let challenge = options["challenge"].as_str().unwrap();
        let client = Self::client("create", challenge, said.origin);
        let id = URL_SAFE_NO_PAD.encode(self.id);
        format!(
            r#"{{"id":"{id}","rawId":"{id}","type":"public-key","clientExtensionResults":{{}},"response":{{"attestationObject":"{}","clientDataJSON":"{}","transports":["internal"]}}}}"#,
            URL_SAFE_NO_PAD.encode(object),
            URL_SAFE_NO_PAD.encode(client)
        )
    }

    /// An assertion, as `navigator.credentials.get` gives it.
    fn get(&self, options: &str, said: Said) -> String {
        let options: serde_json::Value = serde_json::from_str(options).unwrap();
        assert_eq!(options["userVerification"], "required");
        let challenge = options["challenge"].as_str().unwrap();
        let client = Self::client("get", challenge, said.origin);
        let data = Self::data(said, &[]);
        let mut message = data.clone();
        message.extend(Sha256::digest(&client));
        let signature: Signature = self.key.sign(&message);
        let id = URL_SAFE_NO_PAD.encode(self.id);
        format!(
            r#"{{"id":"{id}","rawId":"{id}","type":"public-key","clientExtensionResults":{{}},"response":{{"authenticatorData":"{}","clientDataJSON":"{}","signature":"{}","userHandle":"{}"}}}}"#,
            URL_SAFE_NO_PAD.encode(data),
            URL_SAFE_NO_PAD.encode(client),
            URL_SAFE_NO_PAD.encode(signature.to_der().as_bytes()),
            URL_SAFE_NO_PAD.encode(&self.user)
        )
    }
}

fn site() -> &'static RelyingParty {
    static SITE_PARTY: std::sync::OnceLock<RelyingParty> = std::sync::OnceLock::new();
    SITE_PARTY.get_or_init(|| RelyingParty::new(SITE).unwrap())
}

pub async fn added(world: &World, session: &Session, byte: u8) -> Authenticator {
    let mut device = Authenticator::new(byte);
    let asked = world
        .app
        .begin_passkey(site(), session, "Mara")
        .await
        .unwrap();
    let made = device.create(&asked.options, HONEST);
    let add = world
        .app
        .add_passkey(site(), session, &asked.ceremony, ("my phone", &made));
    add.await.unwrap();
    device
}

async fn enter_with(world: &World, ceremony: &Secret, said: &str) -> Entrance {
    let entered = world
        .app
        .enter_with_passkey(site(), ceremony, said, ("a phone", None));
    entered.await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_signs_in_and_confirms() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let device = added(&world, &mara, 1).await;
    // Codes are for whoever has only a password; a passkey has verified the person.
    with_codes(&world, &mara).await;
    let asked = world.app.ask_passkey(site(), None).unwrap().unwrap();
    let said = device.get(&asked.options, HONEST);
    let (session, _) = inside(enter_with(&world, &asked.ceremony, &said).await);
    assert_eq!(session.member(), mara.member());
    // U1: what was said once is not taken a second time.
    let replayed = enter_with(&world, &asked.ceremony, &said).await;
    assert!(matches!(replayed, Entrance::Refused), "{replayed:?}");

    later(&world, 61);
    let confirm = async |session: &Session| {
        let asked = world.app.ask_passkey(site(), None).unwrap().unwrap();
        let said = device.get(&asked.options, HONEST);
        let confirmed = world
            .app
            .confirm_with_passkey(site(), session, &asked.ceremony, &said);
        confirmed.await.unwrap()
    };
    assert!(
        !confirm(&elias).await,
        "another person's passkey confirms nothing"
    );
    assert!(!elias.confirmed(world.app.now()));
    assert!(confirm(&mara).await && mara.confirmed(world.app.now()));
    let ways = world.app.ways_in(&mara).await.unwrap();
    assert_eq!(ways.passkeys[0].name, "my phone");
    assert!(ways.passkeys[0].used.is_some() && !ways.passkeys[0].backed_up);
    let named = ways.passkeys[0].id.clone();
    let foreign = world.app.remove_passkey(&elias, &named).await;
    assert!(matches!(foreign, Err(AccessError::Gone)));
    world.app.remove_passkey(&mara, &named).await.unwrap();
    assert!(!confirm(&mara).await, "a removed passkey opens nothing");
}

/// SAFETY.md, U1: no user verification, another challenge, another origin, another key.
#[tokio::test(flavor = "multi_thread")]
async fn passkeys_that_say_anything_else_are_refused() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let mut device = added(&world, &mara, 1).await;
    let unverified = Said {
        verified: false,
        ..HONEST
    };
    let elsewhere = Said {
        origin: "https://family.example.evil",
        ..HONEST
    };
    for said in [unverified, elsewhere] {
        let asked = world.app.ask_passkey(site(), None).unwrap().unwrap();
        let answer = device.get(&asked.options, said);
        let refused = enter_with(&world, &asked.ceremony, &answer).await;
        assert!(matches!(refused, Entrance::Refused), "{refused:?}");
        let mut fresh = Authenticator::new(9);
        let asked = world
            .app
            .begin_passkey(site(), &mara, "Mara")
            .await
            .unwrap();
        let made = fresh.create(&asked.options, said);
        let add = world
            .app
            .add_passkey(site(), &mara, &asked.ceremony, ("other", &made));
        assert!(matches!(add.await, Err(app::PasskeyError::Refused)));
    }
    // The answer to one question is none to another.
    let [one, other] = [(); 2].map(|()| world.app.ask_passkey(site(), None).unwrap().unwrap());
    let answer = device.get(&one.options, HONEST);
    let refused = enter_with(&world, &other.ceremony, &answer).await;
    assert!(matches!(refused, Entrance::Refused), "{refused:?}");
    // Another key under the same id, and a known key that says it is somebody else's.
    let asked = world.app.ask_passkey(site(), None).unwrap().unwrap();
    let forged = Authenticator {
        key: SigningKey::from_slice(&[2; 32]).unwrap(),
        id: device.id,
        user: device.user.clone(),
    };
    let answer = forged.get(&asked.options, HONEST);
    let refused = enter_with(&world, &asked.ceremony, &answer).await;
    assert!(matches!(refused, Entrance::Refused), "{refused:?}");
    device.user = added(&world, &elias, 3).await.user;
    let asked = world.app.ask_passkey(site(), None).unwrap().unwrap();
    let answer = device.get(&asked.options, HONEST);
    let refused = enter_with(&world, &asked.ceremony, &answer).await;
    assert!(matches!(refused, Entrance::Refused), "{refused:?}");
    // Too late, and no answer at all.
    let asked = world.app.ask_passkey(site(), None).unwrap().unwrap();
    let answer = device.get(&asked.options, HONEST);
    later(&world, 6);
    let refused = enter_with(&world, &asked.ceremony, &answer).await;
    assert!(matches!(refused, Entrance::Refused), "{refused:?}");
    for garbage in ["", "{}", "null", "[1]", &"{".repeat(50_000)] {
        let asked = world.app.ask_passkey(site(), None).unwrap().unwrap();
        let refused = enter_with(&world, &asked.ceremony, garbage).await;
        assert!(matches!(refused, Entrance::Refused), "{refused:?}");
    }
    // A ceremony that was begun for one person adds nothing to another.
    let asked = world
        .app
        .begin_passkey(site(), &mara, "Mara")
        .await
        .unwrap();
    let made = Authenticator::new(7).create(&asked.options, HONEST);
    let add = world
        .app
        .add_passkey(site(), &elias, &asked.ceremony, ("mine", &made));
    assert!(matches!(add.await, Err(app::PasskeyError::Over)));
}

/// An agreement signed with an enrolled passkey: recorded as such, and held by a verifier that
/// knows nothing of us; another person's passkey, or another offer's signature, is not taken.
#[tokio::test(flavor = "multi_thread")]
async fn an_acceptance_is_signed_with_the_person_s_own_passkey() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let (mine, theirs) = (
        added(&world, &elias, 1).await,
        added(&world, &mara, 2).await,
    );
    let offered = propose(&world, &mara, swap(3), "a fair").await;
    let other = propose(&world, &mara, swap(30), "a concert").await;
    let revision = Revision::FIRST;
    let asked = async |who: &Session, proposal| {
        let asked = world
            .app
            .ask_to_sign(site(), who, (proposal, revision))
            .await;
        asked.unwrap().unwrap()
    };
    let taken = async |said: &str| {
        let which = (&offered, revision, Alternative::FIRST);
        let command = world.app.signed_acceptance(site(), &elias, which, said);
        command.await.unwrap()
    };
    let options = asked(&elias, &offered).await;
    assert!(options.contains(&URL_SAFE_NO_PAD.encode([1; 16])));
    assert!(
        !options.contains(&URL_SAFE_NO_PAD.encode([2; 16])),
        "of nobody else"
    );
    assert!(taken(&theirs.get(&options, HONEST)).await.is_none());
    assert!(taken("{}").await.is_none() && taken("").await.is_none());
    let refused = async |said: &str| {
        let command = taken(said).await.unwrap();
        let (app, id) = (&world.app, world.app.fresh_command());
        let done = app.act(&elias, id, Seen::NOTHING, command).await;
        let wrong = Refusal::Ending(EndingRefusal::SignatureWrong);
        assert!(matches!(done, Err(ActError::Refused(why)) if why == wrong));
    };
    refused(&mine.get(&asked(&elias, &other).await, HONEST)).await;
    let elsewhere = Said {
        origin: "https://elsewhere.example",
        ..HONEST
    };
    refused(&mine.get(&options, elsewhere)).await;
    let unverified = Said {
        verified: false,
        ..HONEST
    };
    refused(&mine.get(&options, unverified)).await;

    let signed = taken(&mine.get(&options, HONEST)).await.unwrap();
    act(&world, &elias, signed).await;
    let page = world
        .app
        .record(&mara, Tree::Shared, None, 1)
        .await
        .unwrap();
    assert_eq!(page.lines[0].vouched, Vouched::Passkey);
    one_signature_holds(&world, &mara).await;
    let plain = RelyingParty::new("http://localhost:8420").unwrap();
    let unsafe_site = world.app.ask_to_sign(&plain, &elias, (&offered, revision));
    assert_eq!(
        unsafe_site.await.unwrap(),
        None,
        "no verifier would take it"
    );
    let nothing = world
        .app
        .ask_to_sign(site(), &elias, (&offered, Revision(9)))
        .await;
    assert_eq!(nothing.unwrap(), None);
}

/// A plan that both sign, each with an own passkey: who offered it over that offer, who accepts it over
/// the same words. A verifier that knows nothing of us holds both.
#[tokio::test(flavor = "multi_thread")]
async fn a_plan_is_signed_by_both_with_their_own_passkeys() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let (his, hers) = (
        added(&world, &elias, 1).await,
        added(&world, &mara, 2).await,
    );
    let text = plan::EXAMPLE.replace("from = 2026-09-07", "from = 2027-03-01");
    let offered = propose(&world, &mara, Terms::Plan(text.as_str().into()), "later").await;
    let other = propose(&world, &mara, Terms::Plan(text.as_str().into()), "again").await;
    let revision = Revision::FIRST;
    let asked = async |who: &Session, proposal| {
        let asked = world
            .app
            .ask_to_sign(site(), who, (proposal, revision))
            .await;
        asked.unwrap().unwrap()
    };
    let signed = async |who: &Session, said: &str| {
        let command = world
            .app
            .signed_offer(site(), who, (&offered, revision), said);
        command.await.unwrap()
    };
    let refused = async |who: &Session, said: &str| {
        let command = signed(who, said).await.unwrap();
        let (app, id) = (&world.app, world.app.fresh_command());
        match app.act(who, id, Seen::NOTHING, command).await {
            Err(ActError::Refused(why)) => why,
            done => panic!("{done:?}"),
        }
    };
    let options = asked(&mara, &offered).await;
    assert!(signed(&mara, &his.get(&options, HONEST)).await.is_none());
    assert!(signed(&mara, "{}").await.is_none());
    let wrong = Refusal::Ending(EndingRefusal::SignatureWrong);
    let replayed = hers.get(&asked(&mara, &other).await, HONEST);
    assert_eq!(refused(&mara, &replayed).await, wrong);
    // The same question is put to both; only its author signs an offer so.
    let answer = his.get(&asked(&elias, &offered).await, HONEST);
    assert_eq!(refused(&elias, &answer).await, Refusal::NotYourOffer);

    let answer = hers.get(&options, HONEST);
    act(&world, &mara, signed(&mara, &answer).await.unwrap()).await;
    let again = hers.get(&options, HONEST);
    assert_eq!(refused(&mara, &again).await, Refusal::ChangesNothing);
    let answer = his.get(&asked(&elias, &offered).await, HONEST);
    let which = (&offered, revision, Alternative::FIRST);
    let accepted = world
        .app
        .signed_acceptance(site(), &elias, which, &answer)
        .await;
    act(&world, &elias, accepted.unwrap().unwrap()).await;

    let page = world.app.record(&elias, Tree::Shared, None, 2).await;
    let lines = page.unwrap().lines;
    assert!(lines.iter().all(|line| line.vouched == Vouched::Passkey));
    let snapshot = world.app.family(&mara).await.unwrap();
    let proposal = snapshot.family.proposal(&offered).unwrap();
    assert_eq!(proposal.current().signed, Some(lines[1].sequence));
    signatures_hold(&world, &mara, 2).await;
    let world = world.restarted().await;
    let mara = world.sign_in("mara@example.org").await.unwrap();
    let snapshot = world.app.family(&mara).await.unwrap();
    let proposal = snapshot.family.proposal(&offered).unwrap();
    assert_eq!(proposal.current().signed, Some(lines[1].sequence));
}

async fn one_signature_holds(world: &World, mara: &std::sync::Arc<Session>) {
    signatures_hold(world, mara, 1).await;
}

/// In a bundle of everything, as a verifier without us judges it.
async fn signatures_hold(world: &World, mara: &std::sync::Arc<Session>, how_many: u64) {
    let bundle = file(world, mara, choice(Span::All, choosable(Tree::Shared))).await;
    let bundle = ledger::bundle::read(&bundle.bytes).unwrap();
    let trusted = std::slice::from_ref(&bundle.keys.log);
    let verdict = judge_bundle(&bundle, trusted, &[], &ledger::bundle::Alone);
    assert!(verdict.holds(), "{:#?}", verdict.findings);
    let found = verdict.findings.iter();
    let passkeys =
        found.filter(|one| matches!(one.matter, Matter::Passkeys { count } if count == how_many));
    assert_eq!(passkeys.count(), 1, "{:#?}", verdict.findings);
}

/// A flood from one place pushes nobody's question out.
#[tokio::test(flavor = "multi_thread")]
async fn questions_from_one_place_are_counted() {
    let world = World::new().await;
    world.agreed().await;
    let flood = Some("203.0.113.7".parse().unwrap());
    let asked = (0..700).filter(|_| {
        let begun = world.app.ask_passkey(site(), flood).unwrap();
        begun.is_some()
    });
    assert_eq!(asked.count(), 600);
    let elsewhere = Some("203.0.113.8".parse().unwrap());
    assert!(world.app.ask_passkey(site(), elsewhere).unwrap().is_some());
    assert!(world.app.ask_passkey(site(), None).unwrap().is_some());
}
