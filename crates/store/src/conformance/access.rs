//! The promises about passkeys, authenticators, recovery codes and ways back in. Touches the
//! store that it is given.

use std::sync::Arc;

use super::account_of;
use crate::{
    AccessRow, AccountId, Authenticator, Conflict, FamilyId, Fault, Passkey, Recovery, RecoveryBy,
    RecoveryCode, Reseal, Row, SecretOf, Session, Store, TokenHash, UnixMillis, Written,
};

type Result = std::result::Result<(), Fault>;

const MISSING: Written = Written::Conflict(Conflict::Missing);

async fn write<S: Store>(store: &S, row: AccessRow) -> std::result::Result<Written, Fault> {
    store.write(vec![Row::Access(row)]).await
}

async fn two_accounts<S: Store>(store: &S) -> std::result::Result<[AccountId; 2], Fault> {
    let rows = ["mara", "elias"].map(|name| Row::Account(account_of(name)));
    assert_eq!(store.write(rows.to_vec()).await?, Written::Done);
    Ok(["mara", "elias"].map(|name| account_of(name).id))
}

fn passkey_of(account: &AccountId, byte: u8) -> Passkey {
    Passkey {
        id: vec![byte; 16],
        account: account.clone(),
        sealed: vec![byte, 1],
        created: UnixMillis(i64::from(byte)),
        used: None,
    }
}

fn authenticator_of(account: &AccountId) -> Authenticator {
    Authenticator {
        account: account.clone(),
        sealed: vec![9],
        step: 5,
        created: UnixMillis(3),
    }
}

/// A passkey is found by its id and listed with its account, and no other account can take,
/// use, name or remove it.
pub async fn passkeys_belong_to_one_account<S: Store>(store: Arc<S>) -> Result {
    let [mara, elias] = two_accounts(&*store).await?;
    let (one, two) = (passkey_of(&mara, 2), passkey_of(&mara, 1));
    for passkey in [&one, &two] {
        let added = write(&*store, AccessRow::AddPasskey(passkey.clone())).await?;
        assert_eq!(added, Written::Done);
    }
    assert_eq!(store.passkeys(&mara).await?, [two.clone(), one.clone()]);
    assert_eq!(store.passkeys(&elias).await?, []);
    assert_eq!(store.passkey(&one.id).await?, Some(one.clone()));
    assert_eq!(store.passkey(b"unknown").await?, None);

    let taken = AccessRow::AddPasskey(Passkey {
        account: elias.clone(),
        ..one.clone()
    });
    let taken = write(&*store, taken).await?;
    assert_eq!(taken, Written::Conflict(Conflict::Taken));
    let nobody = AccessRow::AddPasskey(passkey_of(&account_of("nobody").id, 8));
    assert_eq!(write(&*store, nobody).await?, MISSING);
    let used = |account: &AccountId| AccessRow::UsePasskey {
        account: account.clone(),
        id: one.id.clone(),
        sealed: vec![7],
        at: UnixMillis(50),
    };
    let named = |account: &AccountId| AccessRow::SealPasskey {
        account: account.clone(),
        id: one.id.clone(),
        sealed: vec![8],
    };
    let removed = |account: &AccountId| AccessRow::RemovePasskey {
        account: account.clone(),
        id: one.id.clone(),
    };
    for row in [used(&elias), named(&elias), removed(&elias)] {
        assert_eq!(write(&*store, row).await?, MISSING);
    }
    assert_eq!(write(&*store, used(&mara)).await?, Written::Done);
    assert_eq!(write(&*store, named(&mara)).await?, Written::Done);
    let after = Passkey {
        sealed: vec![8],
        used: Some(UnixMillis(50)),
        ..one.clone()
    };
    assert_eq!(store.passkey(&one.id).await?, Some(after));
    assert_eq!(write(&*store, removed(&mara)).await?, Written::Done);
    assert_eq!(write(&*store, removed(&mara)).await?, MISSING);
    assert_eq!(store.passkeys(&mara).await?, [two]);
    Ok(())
}

/// A step is taken once, none before it is taken afterwards, and a new authenticator takes the
/// place of the one before.
pub async fn each_step_of_an_authenticator_counts_once<S: Store>(store: Arc<S>) -> Result {
    let [mara, _] = two_accounts(&*store).await?;
    let take = |step| AccessRow::TakeStep {
        account: mara.clone(),
        step,
    };
    assert_eq!(write(&*store, take(6)).await?, MISSING);
    let row = AccessRow::SetAuthenticator(authenticator_of(&mara));
    assert_eq!(write(&*store, row).await?, Written::Done);
    for (step, answer) in [
        (5, MISSING),
        (6, Written::Done),
        (6, MISSING),
        (4, MISSING),
        (8, Written::Done),
        (7, MISSING),
    ] {
        assert_eq!(write(&*store, take(step)).await?, answer, "step {step}");
    }
    let found = store.authenticator(&mara).await?;
    assert_eq!(found.map(|one| one.step), Some(8));
    let next = Authenticator {
        sealed: vec![4],
        step: 1,
        ..authenticator_of(&mara)
    };
    let row = AccessRow::SetAuthenticator(next.clone());
    assert_eq!(write(&*store, row).await?, Written::Done);
    assert_eq!(store.authenticator(&mara).await?, Some(next));
    let remove = AccessRow::RemoveAuthenticator {
        account: mara.clone(),
    };
    assert_eq!(write(&*store, remove.clone()).await?, Written::Done);
    assert_eq!(write(&*store, remove).await?, MISSING);
    assert_eq!(store.authenticator(&mara).await?, None);
    let beyond = write(&*store, take(u64::MAX)).await;
    assert!(matches!(beyond, Err(Fault::Malformed(_))));
    Ok(())
}

/// A code works once and only for its account; a new set leaves none of the one before.
pub async fn recovery_codes_work_once_and_are_replaced_together<S: Store>(store: Arc<S>) -> Result {
    let [mara, elias] = two_accounts(&*store).await?;
    let set = |bytes: &[u8]| AccessRow::SetRecoveryCodes {
        account: mara.clone(),
        hashes: bytes.iter().map(|byte| [*byte; 32]).collect(),
    };
    let take = |account: &AccountId, byte| AccessRow::UseRecoveryCode {
        account: account.clone(),
        hash: [byte; 32],
        at: UnixMillis(70),
    };
    assert_eq!(write(&*store, set(&[1, 2])).await?, Written::Done);
    assert_eq!(write(&*store, take(&elias, 1)).await?, MISSING);
    assert_eq!(write(&*store, take(&mara, 3)).await?, MISSING);
    assert_eq!(write(&*store, take(&mara, 1)).await?, Written::Done);
    assert_eq!(write(&*store, take(&mara, 1)).await?, MISSING);
    let code = |byte, used: Option<i64>| RecoveryCode {
        hash: [byte; 32],
        used: used.map(UnixMillis),
    };
    let both = [code(1, Some(70)), code(2, None)];
    assert_eq!(store.recovery_codes(&mara).await?, both);
    assert_eq!(write(&*store, set(&[3])).await?, Written::Done);
    assert_eq!(store.recovery_codes(&mara).await?, [code(3, None)]);
    let many = write(&*store, set(&[0; 33])).await;
    assert!(matches!(many, Err(Fault::Malformed(_))));
    assert_eq!(store.recovery_codes(&mara).await?, [code(3, None)]);
    Ok(())
}

/// Asking again takes the place of what was asked before, and a way back in ends once.
pub async fn one_way_back_in_waits<S: Store>(store: Arc<S>) -> Result {
    let [mara, _] = two_accounts(&*store).await?;
    let asked = |byte| Recovery {
        account: mara.clone(),
        token: TokenHash([byte; 32]),
        asked: UnixMillis(1),
        due: UnixMillis(2),
        expires: UnixMillis(3),
        by: if byte == 1 {
            RecoveryBy::Mail
        } else {
            RecoveryBy::Operator
        },
        mailed: UnixMillis(4),
    };
    assert_eq!(store.recovery(&mara).await?, None);
    for byte in [1, 2] {
        let row = AccessRow::BeginRecovery(asked(byte));
        assert_eq!(write(&*store, row).await?, Written::Done);
    }
    assert_eq!(store.recovery(&mara).await?, Some(asked(2)));
    assert_eq!(store.recovery_by_token(&TokenHash([1; 32])).await?, None);
    let found = store.recovery_by_token(&TokenHash([2; 32])).await?;
    assert_eq!(found, Some(asked(2)));
    let end = |byte| AccessRow::EndRecovery {
        account: mara.clone(),
        token: TokenHash([byte; 32]),
    };
    assert_eq!(write(&*store, end(1)).await?, MISSING);
    assert_eq!(write(&*store, end(2)).await?, Written::Done);
    assert_eq!(write(&*store, end(2)).await?, MISSING);
    assert_eq!(store.recovery(&mara).await?, None);
    assert_eq!(store.recovery_pause(&mara).await?, None);
    for until in [9, 8] {
        let row = AccessRow::PauseRecovery {
            account: mara.clone(),
            until: UnixMillis(until),
        };
        assert_eq!(write(&*store, row).await?, Written::Done);
        let found = store.recovery_pause(&mara).await?;
        assert_eq!(found, Some(UnixMillis(until)));
    }
    Ok(())
}

/// With another instance key every secret is sealed anew, or none is.
pub async fn secrets_are_resealed_all_together<S: Store>(store: Arc<S>) -> Result {
    let [mara, elias] = two_accounts(&*store).await?;
    let rows = vec![
        Row::Access(AccessRow::AddPasskey(passkey_of(&mara, 1))),
        Row::Access(AccessRow::AddPasskey(passkey_of(&elias, 2))),
        Row::Access(AccessRow::SetAuthenticator(authenticator_of(&mara))),
    ];
    assert_eq!(store.write(rows).await?, Written::Done);
    let all = store.secrets(None).await?;
    let places = [
        SecretOf::Passkey(vec![1; 16]),
        SecretOf::Passkey(vec![2; 16]),
        SecretOf::Authenticator(mara.clone()),
    ];
    let listed: Vec<_> = all.iter().map(|(of, _)| of.clone()).collect();
    assert_eq!(listed, places);
    for (place, after) in places.iter().enumerate() {
        assert_eq!(store.secrets(Some(after)).await?, all[place + 1..]);
    }
    let anew = |(of, from): (SecretOf, Vec<u8>)| {
        let to = vec![100, from[0]];
        Reseal { of, from, to }
    };
    let anew: Vec<_> = all.iter().cloned().map(anew).collect();
    let incomplete = Written::Conflict(Conflict::Incomplete);
    let some = store.rewrap(Vec::new(), anew[..2].to_vec()).await?;
    assert_eq!(some, incomplete);
    let mut wrong = anew.clone();
    wrong[2].from = vec![0];
    assert_eq!(store.rewrap(Vec::new(), wrong).await?, MISSING);
    let twice = [&anew[..], &anew[..1]].concat();
    let twice = store.rewrap(Vec::new(), twice).await;
    assert!(matches!(twice, Err(Fault::Malformed(_))));
    assert_eq!(store.secrets(None).await?, all);
    let done = store.rewrap(Vec::new(), anew.clone()).await?;
    assert_eq!(done, Written::Done);
    let after: Vec<_> = anew.into_iter().map(|one| (one.of, one.to)).collect();
    assert_eq!(store.secrets(None).await?, after);
    Ok(())
}

/// A removed account leaves nothing to sign in with; a session moves with its person.
pub async fn an_account_goes_with_all_it_signs_in_with<S: Store>(store: Arc<S>) -> Result {
    let [mara, _] = two_accounts(&*store).await?;
    let token = TokenHash([6; 32]);
    let session = Session {
        token,
        account: mara.clone(),
        device: String::new(),
        created: UnixMillis(1),
        last_seen: UnixMillis(1),
        expires: UnixMillis(9),
        revoked: None,
        family: None,
        entry: Some(3),
    };
    let recovery = Recovery {
        account: mara.clone(),
        token: TokenHash([5; 32]),
        asked: UnixMillis(1),
        due: UnixMillis(2),
        expires: UnixMillis(3),
        by: RecoveryBy::Mail,
        mailed: UnixMillis(1),
    };
    let codes = AccessRow::SetRecoveryCodes {
        account: mara.clone(),
        hashes: vec![[1; 32]],
    };
    let moved = AccessRow::MoveSession {
        token,
        family: FamilyId::new("second"),
    };
    let rows = vec![
        Row::Session(session.clone()),
        Row::Access(AccessRow::AddPasskey(passkey_of(&mara, 1))),
        Row::Access(AccessRow::SetAuthenticator(authenticator_of(&mara))),
        Row::Access(codes),
        Row::Access(AccessRow::BeginRecovery(recovery)),
        Row::Access(moved),
    ];
    assert_eq!(store.write(rows).await?, Written::Done);
    let here = Session {
        family: Some(FamilyId::new("second")),
        // It numbers an entry of the first family's tree.
        entry: None,
        ..session
    };
    assert_eq!(store.session(&token).await?, Some(here));
    let gone = Row::RemoveAccount {
        account: mara.clone(),
    };
    assert_eq!(store.write(vec![gone]).await?, Written::Done);
    assert_eq!(store.passkeys(&mara).await?, []);
    assert_eq!(store.authenticator(&mara).await?, None);
    assert_eq!(store.recovery_codes(&mara).await?, []);
    assert_eq!(store.recovery(&mara).await?, None);
    assert_eq!(store.secrets(None).await?, []);
    let unknown = AccessRow::MoveSession {
        token,
        family: FamilyId::new("third"),
    };
    assert_eq!(write(&*store, unknown).await?, MISSING);
    Ok(())
}
