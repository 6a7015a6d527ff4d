//! What sealed rows of readers are bound to: addresses of calendars, tablets, browsers that are told,
//! what is remembered of telling. Pure.

use crate::world::hex;
use store::{FamilyId, MemberId, PushId, TokenHash};

/// What the sealed choice behind a calendar's address is bound to.
pub(crate) fn feed_bound(token: &TokenHash) -> Vec<u8> {
    format!("parenthesis feed {}", hex(&token.0)).into_bytes()
}

/// What is kept of a tablet is bound to this.
pub(crate) fn tablet_bound(token: &TokenHash) -> Vec<u8> {
    format!("parenthesis tablet {}", hex(&token.0)).into_bytes()
}

/// What a browser's sealed subscription is bound to.
pub(crate) fn push_bound(id: PushId) -> Vec<u8> {
    format!("parenthesis push {id}").into_bytes()
}

/// What the sealed state of telling a member is bound to. An id may have any sign in it, so the
/// length of the first one stands before both.
pub(crate) fn notified_bound(family: &FamilyId, member: &MemberId) -> Vec<u8> {
    let length = family.as_str().len();
    format!("parenthesis notified {length} {family} {member}").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::{Entropy, random};
    use ledger::{FamilyKey, InstanceKey, Origin, SigningKey};
    use std::collections::HashSet;
    use std::sync::atomic::{AtomicU8, Ordering};
    use store::{
        Account, AccountId, Email, Family, Feed, Membership, Notified, Push, ReaderRow, Row,
        Session, SqliteStore, Store, Tablet, TreeId, UnixMillis, WrappedKeys, Written,
    };

    const OLD: [u8; 32] = [1; 32];
    const NEW: [u8; 32] = [2; 32];

    /// Other bytes each time, and the same in every run.
    struct Counted(AtomicU8);

    impl Entropy for Counted {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(self.0.fetch_add(1, Ordering::SeqCst));
        }
    }

    fn seal(entropy: &Counted, bound: &[u8], clear: &str) -> Vec<u8> {
        let sealed = InstanceKey::new(OLD).seal_secret(&random(entropy), bound, clear.as_bytes());
        sealed.unwrap()
    }

    #[test]
    fn each_is_bound_to_itself_alone() {
        let place = |family: &str, member: &str| {
            notified_bound(&FamilyId::new(family), &MemberId::new(member))
        };
        let all = [
            feed_bound(&TokenHash([1; 32])),
            feed_bound(&TokenHash([2; 32])),
            tablet_bound(&TokenHash([1; 32])),
            tablet_bound(&TokenHash([2; 32])),
            push_bound(PushId([1; 16])),
            push_bound(PushId([2; 16])),
            place("a", "b c"),
            place("a b", "c"),
            place("c", "a b"),
        ];
        let different: HashSet<_> = all.iter().collect();
        assert_eq!(different.len(), all.len());
        let push = push_bound(PushId([0xa0; 16]));
        assert_eq!(push, b"parenthesis push a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0");
    }

    /// A family with one member who is signed in.
    fn member(entropy: &Counted) -> (Vec<Row>, Membership, TokenHash) {
        let origin = Origin::from_random([7; 16]);
        let instance = InstanceKey::new(OLD);
        let (family, account) = (FamilyId::new("one"), AccountId::new("mara"));
        let key = FamilyKey::new([8; 32]).wrap(&instance, origin, &random(entropy));
        let signing_key = SigningKey::new([9; 32]).wrap(&instance, origin, &random(entropy));
        let membership = Membership {
            account: account.clone(),
            family: family.clone(),
            member: MemberId::new("mother"),
            created: UnixMillis(1),
        };
        let session = Session {
            token: TokenHash([3; 32]),
            account: account.clone(),
            device: String::new(),
            created: UnixMillis(1),
            last_seen: UnixMillis(1),
            expires: UnixMillis(9),
            revoked: None,
            family: None,
            entry: None,
        };
        let token = session.token;
        let rows = vec![
            Row::Family(Family {
                id: family,
                tree: TreeId::new(origin.to_string()),
                keys: Some(WrappedKeys {
                    key: key.to_vec(),
                    signing_key: signing_key.to_vec(),
                }),
                created: UnixMillis(1),
            }),
            Row::Account(Account {
                id: account,
                email: Email::normalise("mara@example.org").unwrap(),
                password: None,
                language: "en".to_owned(),
                created: UnixMillis(1),
            }),
            Row::Membership(membership.clone()),
            Row::Session(session),
        ];
        (rows, membership, token)
    }

    /// What is sealed for readers opens with another instance key, and with the one before no more.
    #[tokio::test]
    async fn another_instance_key_opens_what_readers_have() {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(folder.path()).await.unwrap();
        let entropy = Counted(AtomicU8::new(0));
        let (mut rows, of, session) = member(&entropy);
        let (token, id) = (TokenHash([4; 32]), PushId([5; 16]));
        let feed = feed_bound(&token);
        let push = push_bound(id);
        let notified = notified_bound(&of.family, &of.member);
        rows.push(Row::Reader(ReaderRow::Feed(Feed {
            token,
            family: of.family.clone(),
            member: of.member.clone(),
            sealed: seal(&entropy, &feed, "a calendar"),
            created: UnixMillis(1),
        })));
        let tablet = tablet_bound(&token);
        rows.push(Row::Reader(ReaderRow::Tablet(Tablet {
            token,
            family: of.family.clone(),
            member: of.member.clone(),
            sealed: seal(&entropy, &tablet, "a tablet"),
            created: UnixMillis(1),
        })));
        rows.push(Row::Reader(ReaderRow::Push(Push {
            id,
            account: of.account.clone(),
            token: session,
            sealed: seal(&entropy, &push, "a browser"),
            created: UnixMillis(1),
            failed: 0,
        })));
        rows.push(Row::Reader(ReaderRow::Notified {
            row: Notified {
                family: of.family.clone(),
                member: of.member.clone(),
                up_to: 3,
                state: seal(&entropy, &notified, "a schedule"),
            },
            expected_up_to: None,
        }));
        assert_eq!(store.write(rows).await, Ok(Written::Done));
        crate::keys::rewrap(&store, &OLD, &NEW, &entropy)
            .await
            .unwrap();
        let [old, new] = [OLD, NEW].map(InstanceKey::new);
        let opened = |bound: &[u8], sealed: &[u8]| {
            assert!(old.open_secret(bound, sealed).is_err());
            let clear = new.open_secret(bound, sealed).unwrap();
            String::from_utf8(clear.to_vec()).unwrap()
        };
        let found = store.feed(&token).await.unwrap().unwrap();
        assert_eq!(opened(&feed, &found.sealed), "a calendar");
        let found = store.tablet(&token).await.unwrap().unwrap();
        assert_eq!(opened(&tablet, &found.sealed), "a tablet");
        let found = store.pushes(&of.account).await.unwrap();
        assert_eq!(opened(&push, &found[0].sealed), "a browser");
        let found = store.notified(&of.family, &of.member).await.unwrap();
        assert_eq!(opened(&notified, &found.unwrap().state), "a schedule");
    }
}
