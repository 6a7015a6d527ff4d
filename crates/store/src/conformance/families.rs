//! The promises about families, invitations, and rows that come with entries. Touches the
//! store that it is given.

use std::sync::Arc;

use super::sample::{append_of, batch_of, tree_of};
use super::sessions::account_of;
use crate::{
    Account, Appended, Batch, Conflict, Family, FamilyId, Fault, Invitation, MemberId, Membership,
    PrivateTree, Row, Store, TokenHash, UnixMillis, WrappedKeys, Written,
};

type Result = std::result::Result<(), Fault>;

pub(super) fn keys_of(byte: u8) -> WrappedKeys {
    WrappedKeys {
        key: vec![byte; 73],
        signing_key: vec![byte + 1; 73],
    }
}

pub(super) fn family_of(name: &str) -> Family {
    Family {
        id: FamilyId::new(name),
        tree: tree_of(name),
        keys: Some(keys_of(1)),
        created: UnixMillis(1),
    }
}

pub(super) fn membership_of(account: &str, family: &str, member: &str) -> Membership {
    Membership {
        account: account_of(account).id,
        family: FamilyId::new(family),
        member: MemberId::new(member),
        created: UnixMillis(1),
    }
}

fn invitation_of(token: u8, family: &str, member: &str) -> Invitation {
    Invitation {
        token: TokenHash([token; 32]),
        family: FamilyId::new(family),
        member: MemberId::new(member),
        created: UnixMillis(10),
        expires: UnixMillis(1_000),
        used: None,
    }
}

pub(super) fn private_tree_of(family: &str, member: &str) -> PrivateTree {
    PrivateTree {
        family: FamilyId::new(family),
        member: MemberId::new(member),
        tree: tree_of(&format!("{family}-{member}")),
        keys: Some(keys_of(3)),
    }
}

/// Everything that founding a family writes.
pub(super) fn founding(family: &str, account: &str) -> Batch {
    let private = private_tree_of(family, "mara");
    let appends = vec![
        append_of(&tree_of(family), 0, &["family.founded"]),
        append_of(&private.tree, 0, &["account.made"]),
    ];
    Batch {
        rows: vec![
            Row::Family(family_of(family)),
            Row::PrivateTree(private),
            Row::Account(account_of(account)),
            Row::Membership(membership_of(account, family, "mara")),
            Row::Invitation(invitation_of(7, family, "elias")),
        ],
        ..batch_of("found", appends)
    }
}

/// The rows of a founding are there with its entries, or none of both.
pub async fn founding_is_atomic<S: Store>(store: Arc<S>) -> Result {
    assert_eq!(store.append(founding("one", "mara")).await?, Appended::Done);
    let one = FamilyId::new("one");
    assert_eq!(store.family(&one).await?, Some(family_of("one")));
    let mara = MemberId::new("mara");
    let private = store.private_tree(&one, &mara).await?;
    assert_eq!(private, Some(private_tree_of("one", "mara")));
    let members = store.family_memberships(&one).await?;
    assert_eq!(members, [membership_of("mara", "one", "mara")]);
    let invited = [invitation_of(7, "one", "elias")];
    assert_eq!(store.invitations(&one).await?, invited);
    assert_eq!(
        store.append(founding("one", "mara")).await?,
        Appended::AlreadyDone
    );

    // The address is taken, which comes to light at the third row.
    let mut second = founding("two", "mara");
    second.rows[2] = Row::Account(Account {
        id: account_of("another").id,
        ..account_of("mara")
    });
    let taken = Appended::Conflict(Conflict::EmailTaken);
    assert_eq!(store.append(second.clone()).await?, taken);
    assert_eq!(store.family(&FamilyId::new("two")).await?, None);
    assert_eq!(store.head(&tree_of("two")).await?, None);
    assert_eq!(store.head(&tree_of("two-mara")).await?, None);

    second.rows[2] = Row::Account(account_of("nora"));
    second.rows[3] = Row::Membership(membership_of("nora", "two", "mara"));
    second.rows[4] = Row::Invitation(invitation_of(8, "two", "elias"));
    assert_eq!(store.append(second).await?, Appended::Done);
    assert_eq!(
        store.family(&FamilyId::new("two")).await?,
        Some(family_of("two"))
    );
    Ok(())
}

/// Sixteen people follow one invitation at once; one of them joins.
pub async fn an_invitation_is_used_once<S: Store>(store: Arc<S>) -> Result {
    assert_eq!(store.append(founding("one", "mara")).await?, Appended::Done);
    let mut guests = tokio::task::JoinSet::new();
    for guest in 0..16 {
        let store = Arc::clone(&store);
        guests.spawn(async move {
            let name = format!("guest{guest}");
            loop {
                let tree = tree_of("one");
                let size = store.head(&tree).await?.map_or(0, |head| head.size);
                let batch = Batch {
                    rows: vec![
                        Row::Account(account_of(&name)),
                        Row::UseInvitation {
                            token: TokenHash([7; 32]),
                            at: UnixMillis(500),
                        },
                        Row::Membership(membership_of(&name, "one", "elias")),
                    ],
                    ..batch_of(&name, vec![append_of(&tree, size, &[&name])])
                };
                let answer = store.append(batch).await?;
                if !matches!(answer, Appended::Stale { .. }) {
                    return Ok::<_, Fault>(answer);
                }
            }
        });
    }
    let mut joined = 0;
    for answer in guests.join_all().await {
        let answer = answer?;
        if answer == Appended::Done {
            joined += 1;
        } else {
            assert_eq!(answer, Appended::Conflict(Conflict::InvitationSpent));
        }
    }
    assert_eq!(joined, 1);
    let one = FamilyId::new("one");
    assert_eq!(store.family_memberships(&one).await?.len(), 2);
    assert_eq!(store.load(&tree_of("one"), 0, 100).await?.len(), 2);
    let invitation = store.invitation(&TokenHash([7; 32])).await?;
    let used = Invitation {
        used: Some(UnixMillis(500)),
        ..invitation_of(7, "one", "elias")
    };
    assert_eq!(invitation, Some(used));
    Ok(())
}

/// An invitation that is unknown, expired or withdrawn cannot be used.
pub async fn an_invitation_ends<S: Store>(store: Arc<S>) -> Result {
    assert_eq!(store.append(founding("one", "mara")).await?, Appended::Done);
    let use_at = |token, at| {
        vec![Row::UseInvitation {
            token: TokenHash([token; 32]),
            at: UnixMillis(at),
        }]
    };
    let spent = Written::Conflict(Conflict::InvitationSpent);
    assert_eq!(store.write(use_at(9, 500)).await?, spent);
    assert_eq!(store.write(use_at(7, 1_000)).await?, spent);
    let withdraw = Row::WithdrawInvitations {
        family: FamilyId::new("one"),
        member: MemberId::new("elias"),
    };
    let anew = Row::Invitation(invitation_of(8, "one", "elias"));
    assert_eq!(store.write(vec![withdraw, anew]).await?, Written::Done);
    assert_eq!(store.write(use_at(7, 500)).await?, spent);
    assert_eq!(store.invitation(&TokenHash([7; 32])).await?, None);
    assert_eq!(store.write(use_at(8, 999)).await?, Written::Done);
    assert_eq!(store.write(use_at(8, 999)).await?, spent);
    Ok(())
}

/// Rows without an entry are written all or none, too.
pub async fn rows_stand_or_fall_together<S: Store>(store: Arc<S>) -> Result {
    let (mara, elias) = (account_of("mara"), account_of("elias"));
    let same_id = Account {
        email: elias.email.clone(),
        ..mara.clone()
    };
    let twice = vec![Row::Account(mara.clone()), Row::Account(same_id)];
    let taken = Written::Conflict(Conflict::Taken);
    assert_eq!(store.write(twice).await?, taken);
    assert_eq!(store.account(&mara.id).await?, None);
    let both = vec![Row::Account(mara.clone()), Row::Account(elias.clone())];
    assert_eq!(store.write(both).await?, Written::Done);
    assert_eq!(store.account(&mara.id).await?, Some(mara));
    assert_eq!(store.account(&elias.id).await?, Some(elias));
    let many = vec![Row::PurgeBefore { at: UnixMillis(0) }; crate::limits::ROWS + 1];
    assert!(matches!(store.write(many).await, Err(Fault::Malformed(_))));
    assert_eq!(store.write(Vec::new()).await?, Written::Done);
    Ok(())
}

/// A row that refers to nothing is a conflict.
pub async fn rows_refer_to_what_exists<S: Store>(store: Arc<S>) -> Result {
    assert_eq!(store.append(founding("one", "mara")).await?, Appended::Done);
    let missing = Written::Conflict(Conflict::Missing);
    let rows = [
        Row::Membership(membership_of("nobody", "one", "elias")),
        Row::Membership(membership_of("mara", "none", "elias")),
        Row::PrivateTree(private_tree_of("none", "mara")),
        Row::Invitation(invitation_of(9, "none", "elias")),
        Row::Language {
            account: account_of("nobody").id,
            language: "nl".to_owned(),
        },
    ];
    for row in rows {
        assert_eq!(store.write(vec![row.clone()]).await?, missing, "{row:?}");
    }
    let place = Row::Membership(membership_of("elias", "one", "mara"));
    let rows = vec![Row::Account(account_of("elias")), place];
    assert_eq!(store.write(rows).await?, Written::Conflict(Conflict::Taken));
    Ok(())
}

/// Of forty batches sent at once, every second one conflicts; the others are done.
pub async fn a_conflict_leaves_others_alone<S: Store>(store: Arc<S>) -> Result {
    let rows = vec![Row::Account(account_of("mara"))];
    assert_eq!(store.write(rows).await?, Written::Done);
    let mut senders = tokio::task::JoinSet::new();
    for n in 0..40 {
        let store = Arc::clone(&store);
        senders.spawn(async move {
            let name = if n % 2 == 0 {
                "mara"
            } else {
                &format!("account{n}")
            };
            let tree = tree_of(&format!("tree{n}"));
            let account = Account {
                email: account_of(&format!("address{n}")).email,
                ..account_of(name)
            };
            let batch = Batch {
                rows: vec![Row::Account(account)],
                ..batch_of("c", vec![append_of(&tree, 0, &["entry"])])
            };
            let answer = store.append(batch).await?;
            Ok::<_, Fault>((n, answer, store.head(&tree).await?.is_some()))
        });
    }
    for answer in senders.join_all().await {
        let (n, answer, begun) = answer?;
        let expected = if n % 2 == 0 {
            (Appended::Conflict(Conflict::Taken), false)
        } else {
            (Appended::Done, true)
        };
        assert_eq!((answer, begun), expected, "sender {n}");
    }
    Ok(())
}

/// One account, several families; one place a family.
pub async fn a_person_may_be_in_several_families<S: Store>(store: Arc<S>) -> Result {
    assert_eq!(store.append(founding("one", "mara")).await?, Appended::Done);
    let private = private_tree_of("two", "stepmother");
    let second = Batch {
        rows: vec![
            Row::Family(family_of("two")),
            Row::PrivateTree(private.clone()),
            Row::Membership(membership_of("mara", "two", "stepmother")),
        ],
        ..batch_of("found", vec![append_of(&tree_of("two"), 0, &["founded"])])
    };
    assert_eq!(store.append(second).await?, Appended::Done);
    let mara = account_of("mara").id;
    let expected = [
        membership_of("mara", "one", "mara"),
        membership_of("mara", "two", "stepmother"),
    ];
    assert_eq!(store.memberships(&mara).await?, expected);
    let two = FamilyId::new("two");
    let found = store.private_tree(&two, &private.member).await?;
    assert_eq!(found, Some(private.clone()));
    let elsewhere = store
        .private_tree(&FamilyId::new("one"), &private.member)
        .await?;
    assert_eq!(elsewhere, None);
    assert_eq!(store.memberships(&account_of("nobody").id).await?, []);
    Ok(())
}

/// The instance's name is kept, and can be changed.
pub async fn the_instance_has_a_name<S: Store>(store: Arc<S>) -> Result {
    assert_eq!(store.instance().await?, None);
    for name in ["Parenthesis", "At Mara's"] {
        let row = Row::Instance {
            name: name.to_owned(),
        };
        assert_eq!(store.write(vec![row]).await?, Written::Done);
        assert_eq!(store.instance().await?.as_deref(), Some(name));
    }
    Ok(())
}
