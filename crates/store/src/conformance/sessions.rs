//! The promises about accounts and sessions. Touches the store that it is given.

use std::sync::Arc;

use crate::{
    Account, AccountId, Conflict, Email, Fault, PasswordHash, Row, Session, Store, TokenHash,
    UnixMillis, Written,
};

type Result = std::result::Result<(), Fault>;

/// A sample account; its address is `<name>@example.org`.
///
/// # Panics
/// If the name does not make an address.
#[must_use]
pub fn account_of(name: &str) -> Account {
    let email = Email::normalise(&format!("{name}@example.org"));
    assert!(email.is_some(), "{name} makes no address");
    Account {
        id: AccountId::new(format!("account-{name}")),
        email: email.into_iter().next().unwrap_or_else(|| unreachable!()),
        password: Some(PasswordHash::new(
            "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA",
        )),
        language: "en".to_owned(),
        created: UnixMillis(1),
    }
}

fn session_of(token: u8, account: &str, last_seen: i64) -> Session {
    Session {
        token: TokenHash([token; 32]),
        account: account_of(account).id,
        device: "Firefox on Linux".to_owned(),
        created: UnixMillis(10),
        last_seen: UnixMillis(last_seen),
        expires: UnixMillis(1_000),
        revoked: None,
        family: Some(crate::FamilyId::new("family")),
        entry: Some(7),
    }
}

async fn two_accounts<S: Store>(store: &S) -> Result {
    let rows = ["mara", "elias"].map(|name| Row::Account(account_of(name)));
    assert_eq!(store.write(rows.to_vec()).await?, Written::Done);
    Ok(())
}

/// An account is found by its id and by its address however it is written.
pub async fn accounts_are_found_by_address<S: Store>(store: Arc<S>) -> Result {
    two_accounts(&*store).await?;
    let mara = account_of("mara");
    let typed = Email::normalise("  MARA@example.ORG ").unwrap_or(mara.email.clone());
    assert_eq!(store.account_by_email(&typed).await?, Some(mara.clone()));
    assert_eq!(store.account(&mara.id).await?, Some(mara.clone()));
    let stranger = account_of("stranger");
    assert_eq!(store.account_by_email(&stranger.email).await?, None);
    assert_eq!(store.account(&stranger.id).await?, None);

    let password = PasswordHash::new("$argon2id$another");
    let changes = vec![
        Row::Password {
            account: mara.id.clone(),
            password: password.clone(),
        },
        Row::Language {
            account: mara.id.clone(),
            language: "nl".to_owned(),
        },
    ];
    assert_eq!(store.write(changes).await?, Written::Done);
    let changed = Account {
        password: Some(password),
        language: "nl".to_owned(),
        ..mara.clone()
    };
    assert_eq!(store.account(&mara.id).await?, Some(changed));
    let passkeys_only = Account {
        password: None,
        ..account_of("passkeys")
    };
    let row = Row::Account(passkeys_only.clone());
    assert_eq!(store.write(vec![row]).await?, Written::Done);
    let found = store.account(&passkeys_only.id).await?;
    assert_eq!(found, Some(passkeys_only));
    Ok(())
}

/// Another address takes the place of the one before, which is free then; one that somebody has
/// is turned away, and changes nothing.
pub async fn an_address_is_changed<S: Store>(store: Arc<S>) -> Result {
    two_accounts(&*store).await?;
    let (mara, elias) = (account_of("mara"), account_of("elias"));
    let to = Email::normalise("elsewhere@example.org").ok_or(Fault::Malformed("an address"))?;
    let row = |account: &Account, email: &Email| Row::Email {
        account: account.id.clone(),
        email: email.clone(),
    };
    let taken = store.write(vec![row(&mara, &elias.email)]).await?;
    assert_eq!(taken, Written::Conflict(Conflict::EmailTaken));
    assert_eq!(store.account(&mara.id).await?, Some(mara.clone()));
    assert_eq!(store.write(vec![row(&mara, &to)]).await?, Written::Done);
    let found = store.account_by_email(&to).await?;
    assert_eq!(found.map(|one| one.id), Some(mara.id.clone()));
    assert_eq!(store.account_by_email(&mara.email).await?, None);
    let freed = store.write(vec![row(&elias, &mara.email)]).await?;
    assert_eq!(freed, Written::Done);
    let nobody = store
        .write(vec![row(&account_of("nobody"), &elias.email)])
        .await?;
    assert_eq!(nobody, Written::Conflict(Conflict::Missing));
    Ok(())
}

/// A second account with an address, or with an id, is turned away.
pub async fn an_address_has_one_account<S: Store>(store: Arc<S>) -> Result {
    two_accounts(&*store).await?;
    let same_address = Account {
        id: AccountId::new("another"),
        ..account_of("mara")
    };
    let same_id = Account {
        email: account_of("another").email,
        ..account_of("mara")
    };
    let answer = store.write(vec![Row::Account(same_address)]).await?;
    assert_eq!(answer, Written::Conflict(Conflict::EmailTaken));
    let answer = store.write(vec![Row::Account(same_id)]).await?;
    assert_eq!(answer, Written::Conflict(Conflict::Taken));
    let found = store.account(&account_of("mara").id).await?;
    assert_eq!(found, Some(account_of("mara")));
    Ok(())
}

/// Sessions are found by token, listed by account, and revoked singly or all but some.
pub async fn sessions_are_listed_and_revoked<S: Store>(store: Arc<S>) -> Result {
    two_accounts(&*store).await?;
    let sessions = [
        session_of(1, "mara", 30),
        session_of(2, "mara", 20),
        session_of(3, "mara", 10),
        session_of(4, "elias", 40),
    ];
    let rows = sessions.clone().map(Row::Session).to_vec();
    assert_eq!(store.write(rows).await?, Written::Done);
    let mara = account_of("mara").id;
    assert_eq!(store.sessions(&mara).await?, &sessions[..3]);
    let found = store.session(&TokenHash([4; 32])).await?;
    assert_eq!(found.as_ref(), Some(&sessions[3]));
    assert_eq!(store.session(&TokenHash([9; 32])).await?, None);

    let revoke = |token, at| Row::RevokeSession {
        token: TokenHash([token; 32]),
        at: UnixMillis(at),
    };
    // The second revocation changes nothing: the first instant stands.
    for at in [50, 60] {
        assert_eq!(store.write(vec![revoke(2, at)]).await?, Written::Done);
    }
    let others = Row::RevokeSessions {
        account: mara.clone(),
        keep: vec![TokenHash([1; 32])],
        at: UnixMillis(70),
    };
    assert_eq!(store.write(vec![others]).await?, Written::Done);
    let revoked = |sessions: Vec<Session>| {
        let each = sessions.into_iter().map(|one| one.revoked.map(|at| at.0));
        each.collect::<Vec<_>>()
    };
    let of_mara = revoked(store.sessions(&mara).await?);
    assert_eq!(of_mara, [None, Some(50), Some(70)]);
    let of_elias = revoked(store.sessions(&account_of("elias").id).await?);
    assert_eq!(of_elias, [None]);
    let all = Row::RevokeSessions {
        account: mara.clone(),
        keep: Vec::new(),
        at: UnixMillis(80),
    };
    assert_eq!(store.write(vec![all]).await?, Written::Done);
    let of_mara = revoked(store.sessions(&mara).await?);
    assert_eq!(of_mara, [Some(80), Some(50), Some(70)]);
    let unknown = Row::Session(session_of(5, "nobody", 1));
    let missing = Written::Conflict(Conflict::Missing);
    assert_eq!(store.write(vec![unknown]).await?, missing);
    Ok(())
}

/// A session's last use only moves forward, and not once it is revoked.
pub async fn touching_never_goes_back<S: Store>(store: Arc<S>) -> Result {
    two_accounts(&*store).await?;
    let session = session_of(1, "mara", 30);
    let rows = vec![Row::Session(session.clone())];
    assert_eq!(store.write(rows).await?, Written::Done);
    let touch = |at| Row::TouchSession {
        token: session.token,
        at: UnixMillis(at),
    };
    for (at, expected) in [(40, 40), (35, 40), (90, 90)] {
        assert_eq!(store.write(vec![touch(at)]).await?, Written::Done);
        let found = store.session(&session.token).await?;
        assert_eq!(found.map(|one| one.last_seen), Some(UnixMillis(expected)));
    }
    let revoke = Row::RevokeSession {
        token: session.token,
        at: UnixMillis(95),
    };
    assert_eq!(store.write(vec![revoke, touch(99)]).await?, Written::Done);
    let found = store.session(&session.token).await?;
    assert_eq!(found.map(|one| one.last_seen), Some(UnixMillis(90)));
    Ok(())
}

/// What expired or was revoked before the instant is gone; what is alive stays.
pub async fn purging_removes_what_is_over<S: Store>(store: Arc<S>) -> Result {
    two_accounts(&*store).await?;
    let ended = |token, expires, revoked: Option<i64>| {
        Row::Session(Session {
            expires: UnixMillis(expires),
            revoked: revoked.map(UnixMillis),
            ..session_of(token, "mara", i64::from(token))
        })
    };
    let rows = vec![
        ended(1, 500, None),
        ended(2, 2_000, Some(500)),
        ended(3, 2_000, Some(1_500)),
        ended(4, 1_000, None),
        Row::PurgeBefore {
            at: UnixMillis(1_000),
        },
    ];
    assert_eq!(store.write(rows).await?, Written::Done);
    let left = store.sessions(&account_of("mara").id).await?;
    let left: Vec<u8> = left.iter().map(|one| one.token.0[0]).collect();
    assert_eq!(left, [4, 3]);
    Ok(())
}

/// A field beyond its limit is turned away, with the rows around it.
pub async fn long_fields_are_turned_away<S: Store>(store: Arc<S>) -> Result {
    two_accounts(&*store).await?;
    let long = "x".repeat(600);
    let rows = [
        Row::Session(Session {
            device: long.clone(),
            ..session_of(1, "mara", 1)
        }),
        Row::Account(Account {
            id: AccountId::new(long.as_str()),
            ..account_of("new")
        }),
        Row::Language {
            account: account_of("mara").id,
            language: long.clone(),
        },
        Row::Password {
            account: account_of("mara").id,
            password: PasswordHash::new(long.as_str()),
        },
    ];
    for (place, row) in rows.into_iter().enumerate() {
        let before = Row::Session(session_of(2, "mara", 1));
        let answer = store.write(vec![before, row]).await;
        assert!(
            matches!(answer, Err(Fault::Malformed(_))),
            "row {place}: {answer:?}"
        );
    }
    assert_eq!(store.sessions(&account_of("mara").id).await?, []);
    Ok(())
}
