//! What happened, entry by entry, as whole sentences.
//!
//! May touch: its arguments. A sentence says what happened and who did it, never why somebody
//! was right.

use family::{BundleMade, BundleOf, CallWish, Language};
use jiff::tz::TimeZone;

use super::device;
use super::markup::moment;
use super::view::{About, Ended, GuestAct, RecordLine, Talk, What};
use crate::care::words as care;
use crate::page::Person;
use crate::people::words as people;
use crate::swap::view::{Cast, TermsView};
use crate::swap::words;
use crate::text::{Text, date_with_year, list, t};

/// The proposal that an entry is about.
pub(crate) const fn about(what: &What) -> Option<&About> {
    match what {
        What::Proposed(about)
        | What::Countered(about)
        | What::Accepted(about)
        | What::Declined(about)
        | What::Withdrawn(about)
        | What::OfferSigned(about) => Some(about),
        What::Founded { .. }
        | What::Invited { .. }
        | What::Joined
        | What::DeviceEnrolled
        | What::DeviceRevoked
        | What::Opened
        | What::SignedIn { .. }
        | What::SignedOut
        | What::LanguageChosen(_)
        | What::CalmChosen
        | What::CallsWished(_)
        | What::FeedMade { .. }
        | What::FeedEnded { .. }
        | What::DraftKept { .. }
        | What::DraftEnded
        | What::BundleMade(_)
        | What::Access(_)
        | What::Restored { .. }
        | What::Talk(_)
        | What::Ended(_)
        | What::Guest { .. }
        | What::Other => None,
    }
}

/// What happened, as a whole sentence.
#[expect(clippy::too_many_lines, reason = "one line or few for each kind")]
pub(crate) fn line_sentence(
    text: &Text,
    cast: &Cast,
    zone: &TimeZone,
    line: &RecordLine,
) -> String {
    let nobody = t!(text, "record-someone");
    let who = line
        .who
        .as_ref()
        .map_or(nobody.as_ref(), |person| person.name.as_str());
    let offered = |keys, about| of_offer(text, cast, who, keys, about);
    match &line.what {
        What::Founded { family } => t!(text, "entry-founded", who = who, family = family.as_str()),
        What::Invited { name } => t!(text, "entry-invited", who = who, name = name.as_str()),
        What::Joined => t!(text, "entry-joined", who = who),
        What::DeviceEnrolled => t!(text, "entry-device-enrolled", who = who),
        What::DeviceRevoked => t!(text, "entry-device-revoked", who = who),
        What::Proposed(about) => offered(
            [
                "entry-proposed",
                "entry-proposed-several",
                "entry-plan-proposed",
            ],
            about,
        ),
        What::Countered(about) => offered(
            [
                "entry-countered",
                "entry-countered-several",
                "entry-plan-countered",
            ],
            about,
        ),
        What::Accepted(about) => match about.taken {
            Some(number) => t!(
                text,
                "entry-accepted-alternative",
                who = who,
                number = number,
                terms = words::within(text, cast, &about.terms)
            ),
            None => offered(
                [
                    "entry-accepted",
                    "entry-accepted-several",
                    "entry-plan-accepted",
                ],
                about,
            ),
        },
        What::Declined(about) => offered(
            [
                "entry-declined",
                "entry-declined-several",
                "entry-plan-declined",
            ],
            about,
        ),
        What::Withdrawn(about) => offered(
            [
                "entry-withdrawn",
                "entry-withdrawn-several",
                "entry-plan-withdrawn",
            ],
            about,
        ),
        What::OfferSigned(about) => offered(["entry-plan-signed"; 3], about),
        What::Opened => t!(text, "entry-opened").into_owned(),
        What::SignedIn { device } => match device::short(text, device) {
            Some(device) => t!(text, "entry-signed-in", device = device),
            None => t!(text, "entry-signed-in-plain").into_owned(),
        },
        What::SignedOut => t!(text, "entry-signed-out").into_owned(),
        What::LanguageChosen(Language::En) => t!(text, "entry-language-en").into_owned(),
        What::LanguageChosen(Language::Nl) => t!(text, "entry-language-nl").into_owned(),
        What::CalmChosen => t!(text, "entry-calm").into_owned(),
        What::CallsWished(CallWish::AsItIs) => t!(text, "entry-calls-as-it-is").into_owned(),
        What::CallsWished(CallWish::More) => t!(text, "entry-calls-more").into_owned(),
        What::FeedMade { name } => t!(text, "entry-feed-made", name = apart(name)),
        What::FeedEnded { name } => t!(text, "entry-feed-ended", name = apart(name)),
        What::DraftKept { name } => t!(text, "entry-draft", name = apart(name)),
        What::DraftEnded => t!(text, "entry-draft-ended").into_owned(),
        What::BundleMade(made) => of_bundle(text, made),
        What::Access(change) => crate::access::sentence(text, change),
        What::Restored { size, kept } => {
            t!(text, "entry-restored", size = *size, kept = *kept)
        }
        What::Talk(talk) => of_talk(text, cast, who, talk),
        What::Ended(ended) => of_ended(text, zone, who, ended),
        What::Guest { name, act } => of_guest(text, line.who.as_ref(), name, act),
        What::Other => t!(text, "entry-other").into_owned(),
    }
}

/// A sentence about something that somebody wrote or told. The words of a message stand on its page.
fn of_talk(text: &Text, cast: &Cast, who: &str, talk: &Talk) -> String {
    match talk {
        Talk::Opened { title } => {
            t!(text, "entry-topic", who = who, title = apart(title))
        }
        Talk::Said {
            title,
            clause,
            files,
            corrects,
            ..
        } => {
            let about = match clause {
                None => apart(title),
                Some(clause) => t!(
                    text,
                    "entry-of-clause",
                    clause = apart(clause),
                    title = apart(title)
                ),
            };
            match (corrects, files) {
                (true, _) => t!(text, "entry-corrected", who = who, title = about),
                (false, 0) => t!(text, "entry-said", who = who, title = about),
                (false, files) => t!(
                    text,
                    "entry-said-files",
                    who = who,
                    title = about,
                    files = *files
                ),
            }
        }
        Talk::Read { title, up_to } => t!(
            text,
            "entry-read",
            who = who,
            title = apart(title),
            up = *up_to
        ),
        Talk::Care(said) => t!(
            text,
            "entry-care",
            who = who,
            said = care::sentence(text, cast, said)
        ),
        Talk::Call { said } => said.clone(),
        Talk::TabletPaired { name, children } => t!(
            text,
            "entry-tablet-paired",
            who = who,
            name = apart(name),
            children = children.as_str()
        ),
        Talk::TabletEnded { name } => {
            t!(text, "entry-tablet-ended", who = who, name = apart(name))
        }
        Talk::Clauses { titles, agreed } => of_clauses(text, who, titles, *agreed),
    }
}

fn of_clauses(text: &Text, who: &str, titles: &[String], agreed: bool) -> String {
    let (n, titles) = (titles.len(), list(text, titles));
    if agreed {
        t!(
            text,
            "entry-clauses-agreed",
            who = who,
            n = n,
            titles = titles
        )
    } else {
        t!(
            text,
            "entry-clauses-open",
            who = who,
            n = n,
            titles = titles
        )
    }
}

/// A sentence about somebody who was let in. On one's own record, who did it is the reader.
fn of_guest(text: &Text, who: Option<&Person>, name: &str, act: &GuestAct) -> String {
    let who = who.map(|who| who.name.as_str());
    match (act, who) {
        (GuestAct::LetIn(grant), _) => {
            let sees = list(text, &people::sees(text, grant));
            let role = people::role(text, &grant.role);
            let days = people::days(text, grant);
            let said = t!(text, "entry-let-in", name = name, role = role, sees = sees);
            format!("{said} {days}")
        }
        (GuestAct::Joined, _) => t!(text, "entry-guest-joined", name = name),
        (GuestAct::Left, _) => t!(text, "entry-guest-left", name = name),
        (GuestAct::Ended, Some(who)) if who != name => {
            t!(text, "entry-guest-ended", who = who, name = name)
        }
        (GuestAct::Ended, _) => t!(text, "entry-guest-over", name = name),
        (GuestAct::Looked(look), _) => {
            let what = people::look(text, *look);
            t!(text, "entry-looked", name = name, what = what)
        }
    }
}

fn of_bundle(text: &Text, made: &BundleMade) -> String {
    let key = match made.of {
        BundleOf::Shared => "entry-bundle",
        BundleOf::Own => "entry-bundle-own",
    };
    text.with(
        key,
        &[
            ("recipient", apart(&made.recipient).into()),
            ("first", made.first.into()),
            ("last", made.end.saturating_sub(1).into()),
        ],
    )
}

/// A name that may be written in another direction than the sentence around it, between the
/// characters that keep the two apart in plain text (Unicode Annex 9: first strong isolate).
fn apart(name: &str) -> String {
    format!("\u{2068}{name}\u{2069}")
}

/// A sentence about words that are gone, a hold, or somebody who left.
fn of_ended(text: &Text, zone: &TimeZone, who: &str, ended: &Ended) -> String {
    match ended {
        Ended::Erased(Some(erased)) => t!(
            text,
            "entry-erased-by",
            at = moment(text, zone, erased.at),
            asked = erased.asked.as_str(),
            by = erased.by.as_str(),
        ),
        Ended::WordsErased { entries, asked } => t!(
            text,
            "entry-words-erased",
            who = who,
            n = *entries,
            asked = asked.as_str()
        ),
        Ended::OwnErased { entries } => t!(text, "entry-own-erased", n = *entries),
        Ended::HoldSet { .. } => t!(text, "entry-hold-set", who = who),
        Ended::HoldLifted { name: Some(name) } => {
            t!(text, "entry-hold-lifted", who = who, name = name.as_str())
        }
        Ended::HoldLifted { name: None } => t!(text, "entry-hold-lifted-own", who = who),
        Ended::Left => t!(text, "entry-left", who = who),
        Ended::Erased(None) => t!(text, "entry-erased").into_owned(),
    }
}

/// A sentence about an offer; the keys are for one change, for several, and for a plan.
fn of_offer(
    text: &Text,
    cast: &Cast,
    who: &str,
    [swap, several, plan]: [&str; 3],
    about: &About,
) -> String {
    match &about.terms {
        TermsView::Swap(moves) if moves.len() > 1 => {
            text.with(several, &[("who", who.into()), ("n", moves.len().into())])
        }
        TermsView::Swap(_) => {
            let terms = words::title(text, cast, &about.terms);
            text.with(swap, &[("who", who.into()), ("terms", terms.into())])
        }
        TermsView::Plan(offered) => text.with(
            plan,
            &[
                ("who", who.into()),
                ("title", offered.title.as_str().into()),
                ("day", date_with_year(text, offered.from).into()),
            ],
        ),
        TermsView::Erase(_)
        | TermsView::LiftHold(_)
        | TermsView::Close
        | TermsView::LetIn(_)
        | TermsView::Offer(_) => {
            let terms = words::within(text, cast, &about.terms);
            text.with(swap, &[("who", who.into()), ("terms", terms.into())])
        }
    }
}

/// When an entry was recorded.
pub(crate) fn line_moment(text: &Text, zone: &TimeZone, line: &RecordLine) -> String {
    moment(text, zone, line.at)
}
