//! `parenthesis mail`: trying whether messages go out, and the messages that are on their way. What is
//! listed says nothing of whom a message goes to or what it says: with a link of somebody else's in
//! hand, whoever runs the server could come in as that person. So there is no page of it either:
//! nobody who is signed in is the operator.
//!
//! Touches the mail server or the folder for messages; of the database only when messages were
//! written and tried.

use super::Post;
use super::smtp::Untaken;
use crate::asked;
use crate::cli::{MailCommand, MailListOptions, MailTestOptions};
use crate::output::{Failure, say};
use crate::runtime::{Stop, runtime};
use app::mail::{Letter, MAIL_TRIES, Parcel};
use app::{Clock as _, Email, Entropy as _, SystemClock, SystemEntropy};
use family::Language;
use jiff::Timestamp;
use std::path::{Path, PathBuf};
use store::{MailFacts, SqliteStore, UnixMillis};

/// `parenthesis mail`.
///
/// # Errors
/// A [`Failure`] when a message was not taken, or what is on its way cannot be read.
pub fn run(command: &MailCommand) -> Result<(), Failure> {
    match command {
        MailCommand::Test(options) => test(options),
        MailCommand::List(options) => list(options),
    }
}

fn test(options: &MailTestOptions) -> Result<(), Failure> {
    asked::email(&options.address)?;
    let settings = asked::url(&options.public_url)?;
    let data = options.data.as_deref().unwrap_or(Path::new("."));
    let data = std::path::absolute(data).map_err(|e| Failure::while_doing("finding DIR", e))?;
    // Without the slash that a folder may be named with.
    let data: PathBuf = data.components().collect();
    let post = Post::beside(&options.mail, &data)?;
    let parcel = parcel(options)?;
    let words = web::mail::words(&parcel, &settings);
    let (to, id) = (options.address.trim(), &parcel.id);
    let done = runtime()?.block_on(async {
        let mut stop = Stop::install()?;
        match &post {
            Post::Smtp(smtp) => tokio::select! {
                taken = smtp.hand(&parcel, words) => match taken {
                    Ok(()) => Ok(format!(
                        "The mail server took the message to {to}. Look whether it arrives, also among \
                         what was sorted out; its Message-ID begins with {id}."
                    )),
                    Err(untaken) => Err(not_taken(to, &untaken)),
                },
                () = stop.told() => Err(Failure::new(
                    "stopped while the message was under way; it may arrive all the same",
                )),
            },
            Post::Folder(folder) => {
                let file = folder.put_now(&parcel, words).map_err(|e| {
                    let folder = folder.path().display();
                    Failure::new(format!("the message was not put into {folder}: {e}"))
                })?;
                Ok(format!(
                    "No mail server is named (--smtp), so the message to {to} lies in {}.",
                    file.display()
                ))
            }
        }
    })?;
    say(&done)
}

fn not_taken(to: &str, untaken: &Untaken) -> Failure {
    let help = match untaken {
        Untaken::Address => "Give another address.",
        Untaken::Said(500..=599, _) => {
            "It would say so again: look at --mail-from, at the user's name and password, and at the \
             address that the message goes to."
        }
        Untaken::Said(..) => "It may take messages later.",
        Untaken::Failed(_) | Untaken::Silent => {
            "Look at the host and port of --smtp, at its certificate, and whether this machine reaches \
             it."
        }
    };
    Failure::new(format!(
        "the mail server did not take the message to {to}: {untaken}. {help}"
    ))
}

fn parcel(options: &MailTestOptions) -> Result<Parcel, Failure> {
    let mut id = [0; 16];
    SystemEntropy.fill(&mut id);
    let to = Email::normalise(&options.address);
    Ok(Parcel {
        id: crate::instance::hex(&id),
        to: to.ok_or_else(|| Failure::new("this is not an e-mail address"))?,
        language: match options.language.as_str() {
            "nl" => Language::Nl,
            _ => Language::En,
        },
        zone: "UTC".into(),
        written: SystemClock.now(),
        letter: Letter::Test,
        record: "".into(),
    })
}

fn list(options: &MailListOptions) -> Result<(), Failure> {
    let (mails, all) = runtime()?.block_on(async {
        let store = SqliteStore::read_only(&options.data)
            .await
            .map_err(Failure::of)?;
        let found = store.outbox().await.map_err(Failure::of);
        store.close().await;
        found
    })?;
    say(&listed(&mails, all, SystemClock.now()))
}

/// The list as whoever runs the server reads it.
fn listed(mails: &[MailFacts], all: u64, now: Timestamp) -> String {
    if mails.is_empty() {
        return "No message is on its way, and none was given up.".to_owned();
    }
    let mut lines = vec![format!(
        "{:<22}{:<8}What comes next",
        "Written (UTC)", "Tries"
    )];
    for mail in mails {
        let next = match mail.given_up {
            Some(at) => format!("given up {}", moment(at)),
            None if mail.due.0 <= now.as_millisecond() => {
                "is tried as soon as the server runs".into()
            }
            None => format!("is tried {}", moment(mail.due)),
        };
        let (written, tries) = (moment(mail.created), mail.tries);
        lines.push(format!("{written:<22}{tries:<8}{next}"));
    }
    let shown = u64::try_from(mails.len()).unwrap_or(u64::MAX);
    if let Some(more) = all.checked_sub(shown).filter(|more| *more > 0) {
        lines.push(format!("and {more} more"));
    }
    lines.push(String::new());
    lines.push(format!(
        "Each is tried {MAIL_TRIES} times. What was given up is removed at a start 30 days later. To whom \
         these go and what they say is sealed."
    ));
    lines.join("\n")
}

fn moment(at: UnixMillis) -> String {
    Timestamp::from_millisecond(at.0).map_or_else(
        |_| "at no time".to_owned(),
        |at| at.strftime("%Y-%m-%d %H:%M:%S").to_string(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_says_when_and_how_often_and_nothing_else() {
        let now: Timestamp = "2026-11-23T09:00:00Z".parse().unwrap();
        let at = |minutes: i64| UnixMillis(now.as_millisecond() + minutes * 60_000);
        let mail = |created: i64, due: i64, tries| MailFacts {
            created: at(created),
            due: at(due),
            tries,
            given_up: None,
        };
        let given_up = MailFacts {
            given_up: Some(at(-5)),
            ..mail(-6_000, -10, 10)
        };
        let said = listed(&[given_up, mail(-2, -1, 0), mail(-2, 4, 2)], 5, now);
        assert_eq!(
            said,
            "Written (UTC)         Tries   What comes next\n\
             2026-11-19 05:00:00   10      given up 2026-11-23 08:55:00\n\
             2026-11-23 08:58:00   0       is tried as soon as the server runs\n\
             2026-11-23 08:58:00   2       is tried 2026-11-23 09:04:00\n\
             and 2 more\n\n\
             Each is tried 10 times. What was given up is removed at a start 30 days later. To whom these \
             go and what they say is sealed."
        );
        let none = listed(&[], 0, now);
        assert_eq!(none, "No message is on its way, and none was given up.");
    }
}
