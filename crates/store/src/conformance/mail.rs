//! The promises about mail on its way, and what somebody is told of sign-ins. Touches the store that
//! it is given.

use std::sync::Arc;

use super::account_of;
use crate::{
    AccessRow, AccountId, Conflict, Fault, Mail, MailId, MailRow, NewSignIn, Reseal, Row, SecretOf,
    Store, TokenHash, UnixMillis, Written, limits,
};

type Result = std::result::Result<(), Fault>;

const MISSING: Written = Written::Conflict(Conflict::Missing);

fn mail_of(byte: u8, due: i64, account: Option<AccountId>) -> Mail {
    Mail {
        id: MailId([byte; 16]),
        account,
        sealed: vec![byte, 9],
        created: UnixMillis(1),
        due: UnixMillis(due),
        tries: 0,
        given_up: None,
        notice: false,
    }
}

async fn write<S: Store>(store: &S, row: Row) -> std::result::Result<Written, Fault> {
    store.write(vec![row]).await
}

/// Letters are listed before notices, however many of those there are and whenever they are due.
pub async fn letters_are_listed_before_notices<S: Store>(store: Arc<S>) -> Result {
    let (late, soon) = (mail_of(1, 20, None), mail_of(2, 10, None));
    for mail in [&late, &soon] {
        let put = Row::Mail(MailRow::Put(mail.clone()));
        assert_eq!(write(&*store, put).await?, Written::Done);
    }
    let notices = (100..140).map(|byte| Mail {
        notice: true,
        ..mail_of(byte, 1, None)
    });
    let notices: Vec<Mail> = notices.collect();
    let most = usize::try_from(limits::MAILS).unwrap_or(0);
    let put = notices
        .iter()
        .map(|mail| Row::Mail(MailRow::Put(mail.clone())));
    assert_eq!(store.write(put.collect()).await?, Written::Done);
    let all = store.mails().await?;
    assert_eq!(all[..2], [soon, late]);
    assert_eq!(all[2..], notices[..most]);
    Ok(())
}

/// Mail is listed by when it is due, a try counts once, and what was sent or given up waits no more.
pub async fn mail_waits_its_turn_and_each_try_counts_once<S: Store>(store: Arc<S>) -> Result {
    let (late, soon) = (mail_of(1, 20, None), mail_of(2, 10, None));
    for mail in [&late, &soon] {
        let put = Row::Mail(MailRow::Put(mail.clone()));
        assert_eq!(write(&*store, put).await?, Written::Done);
    }
    assert_eq!(store.mails().await?, [soon.clone(), late.clone()]);
    let again = Row::Mail(MailRow::Put(soon.clone()));
    let again = write(&*store, again).await?;
    assert_eq!(again, Written::Conflict(Conflict::Taken));
    let attempt = |tries, due| {
        Row::Mail(MailRow::Try {
            id: soon.id,
            tries,
            due: UnixMillis(due),
        })
    };
    assert_eq!(write(&*store, attempt(0, 30)).await?, Written::Done);
    assert_eq!(write(&*store, attempt(0, 40)).await?, MISSING);
    let tried = Mail {
        due: UnixMillis(30),
        tries: 1,
        ..soon.clone()
    };
    assert_eq!(store.mails().await?, [late.clone(), tried]);
    let given_up = Row::Mail(MailRow::GiveUp {
        id: soon.id,
        at: UnixMillis(50),
    });
    assert_eq!(write(&*store, given_up.clone()).await?, Written::Done);
    assert_eq!(write(&*store, attempt(1, 60)).await?, MISSING);
    assert_eq!(write(&*store, given_up).await?, Written::Done);
    let sent = Row::Mail(MailRow::Sent { id: late.id });
    assert_eq!(write(&*store, sent.clone()).await?, Written::Done);
    assert_eq!(write(&*store, sent).await?, Written::Done);
    assert_eq!(store.mails().await?, []);
    // What was given up is kept for a while.
    let kept = SecretOf::Mail(soon.id);
    for (before, found) in [(50, vec![(kept, soon.sealed.clone())]), (51, Vec::new())] {
        let at = UnixMillis(before);
        assert_eq!(
            write(&*store, Row::PurgeBefore { at }).await?,
            Written::Done
        );
        assert_eq!(store.secrets(None).await?, found);
    }
    let nobody = mail_of(3, 1, Some(account_of("nobody").id));
    let nobody = write(&*store, Row::Mail(MailRow::Put(nobody))).await?;
    assert_eq!(nobody, MISSING);
    let long = Mail {
        sealed: vec![0; 32_769],
        ..mail_of(4, 1, None)
    };
    let long = write(&*store, Row::Mail(MailRow::Put(long))).await;
    assert!(matches!(long, Err(Fault::Malformed(_))));
    Ok(())
}

/// A sign-in is told until a session that is not it has seen it.
pub async fn sign_ins_are_told_until_seen<S: Store>(store: Arc<S>) -> Result {
    let accounts = ["mara", "elias"].map(account_of);
    let [mara, elias] = accounts.each_ref().map(|account| account.id.clone());
    let rows = accounts.map(Row::Account).to_vec();
    assert_eq!(store.write(rows).await?, Written::Done);
    let sign_in = |byte: u8, at| NewSignIn {
        token: TokenHash([byte; 32]),
        account: mara.clone(),
        at: UnixMillis(at),
    };
    for one in [sign_in(1, 20), sign_in(2, 10)] {
        let row = Row::Access(AccessRow::NewSignIn(one));
        assert_eq!(write(&*store, row).await?, Written::Done);
    }
    let both = [sign_in(2, 10), sign_in(1, 20)];
    assert_eq!(store.new_sign_ins(&mara).await?, both);
    assert_eq!(store.new_sign_ins(&elias).await?, []);
    let seen = |account: &AccountId, (after, until), not| {
        Row::Access(AccessRow::SeenSignIns {
            account: account.clone(),
            after: UnixMillis(after),
            until: UnixMillis(until),
            not: TokenHash([not; 32]),
        })
    };
    for row in [
        seen(&elias, (0, 99), 9),
        seen(&mara, (0, 9), 9),
        seen(&mara, (20, 99), 9),
        seen(&mara, (0, 10), 2),
    ] {
        assert_eq!(write(&*store, row).await?, Written::Done);
        assert_eq!(store.new_sign_ins(&mara).await?, both);
    }
    assert_eq!(
        write(&*store, seen(&mara, (9, 19), 9)).await?,
        Written::Done
    );
    assert_eq!(store.new_sign_ins(&mara).await?, [sign_in(1, 20)]);
    let at = UnixMillis(21);
    assert_eq!(
        write(&*store, Row::PurgeBefore { at }).await?,
        Written::Done
    );
    assert_eq!(store.new_sign_ins(&mara).await?, []);
    Ok(())
}

/// A mail with an account, one without, and where that account's alerts go.
async fn some_of_each<S: Store>(store: &S) -> std::result::Result<AccountId, Fault> {
    let account = account_of("mara");
    let mara = account.id.clone();
    let rows = vec![
        Row::Account(account),
        Row::Mail(MailRow::Put(mail_of(1, 1, Some(mara.clone())))),
        Row::Mail(MailRow::Put(mail_of(2, 1, None))),
        alerts(&mara, Some(vec![3])),
        alerts(&mara, Some(vec![4])),
    ];
    assert_eq!(store.write(rows).await?, Written::Done);
    assert_eq!(store.alerts_to(&mara).await?, Some(vec![4]));
    Ok(mara)
}

fn alerts(account: &AccountId, sealed: Option<Vec<u8>>) -> Row {
    Row::Access(AccessRow::SetAlerts {
        account: account.clone(),
        sealed,
    })
}

/// Mail and where alerts go are sealed anew with everything else, or nothing is.
pub async fn mail_and_alerts_are_resealed<S: Store>(store: Arc<S>) -> Result {
    let mara = some_of_each(&*store).await?;
    let all = store.secrets(None).await?;
    let places = [
        SecretOf::Mail(MailId([1; 16])),
        SecretOf::Mail(MailId([2; 16])),
        SecretOf::Alerts(mara.clone()),
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
    for left_out in 0..anew.len() {
        let mut some = anew.clone();
        some.remove(left_out);
        let some = store.rewrap(Vec::new(), some).await?;
        assert_eq!(some, Written::Conflict(Conflict::Incomplete));
    }
    assert_eq!(store.secrets(None).await?, all);
    let done = store.rewrap(Vec::new(), anew).await?;
    assert_eq!(done, Written::Done);
    assert_eq!(store.alerts_to(&mara).await?, Some(vec![100, 4]));
    Ok(())
}

/// A removed account takes its mail and what was chosen with it, and nobody else's.
pub async fn mail_goes_with_its_account<S: Store>(store: Arc<S>) -> Result {
    let mara = some_of_each(&*store).await?;
    let none = write(&*store, alerts(&mara, None)).await?;
    assert_eq!(none, Written::Done);
    assert_eq!(store.alerts_to(&mara).await?, None);
    let sign_in = NewSignIn {
        token: TokenHash([1; 32]),
        account: mara.clone(),
        at: UnixMillis(1),
    };
    let rows = vec![
        alerts(&mara, Some(vec![5])),
        Row::Access(AccessRow::NewSignIn(sign_in)),
        Row::Access(AccessRow::PauseRecovery {
            account: mara.clone(),
            until: UnixMillis(1),
        }),
        Row::RemoveAccount {
            account: mara.clone(),
        },
    ];
    assert_eq!(store.write(rows).await?, Written::Done);
    let left = store.mails().await?;
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].id, MailId([2; 16]));
    assert_eq!(store.alerts_to(&mara).await?, None);
    assert_eq!(store.new_sign_ins(&mara).await?, []);
    assert_eq!(store.recovery_pause(&mara).await?, None);
    Ok(())
}
