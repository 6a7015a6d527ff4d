//! Sentences about proposals: moves, days, nights, handovers, errors and refusals.
//!
//! May touch: its arguments.

use family::{Move, Refusal};
use jiff::civil::{Date, DateTime, Time};
use plan::{Side, SuccessionError};

use super::asked::Asked;
use super::effect::{DayChange, HandoverChange, NightChange, Part};
use super::erasing::{Act, Erasing, Said};
use super::form::{FieldError, Wrong};
use super::prospect::Prospect;
use super::view::{Cast, OfferView, RemarkView, TermsView};
use crate::text::{
    Text, clock, date_short, date_with_year, day_and_clock, t, weekday_short, with_capital,
    without_capital,
};
use crate::{care, ending, messages, offers, people, record};

/// `Noor and Sam are with Mara from Friday 27 November, 17:30 until Sunday 29 November, 18:00`.
#[must_use]
pub fn move_sentence(text: &Text, cast: &Cast, change: &Move) -> String {
    t!(
        text,
        "swap-move",
        n = change.children.len(),
        children = cast.names(text, &change.children),
        name = cast.name(change.to),
        start = day_and_clock(text, change.start),
        end = end_of(text, change),
    )
}

/// The end of a move; within the same day the time is enough.
fn end_of(text: &Text, change: &Move) -> String {
    if change.start.date() == change.end.date() {
        clock(text, change.end.time())
    } else {
        day_and_clock(text, change.end)
    }
}

/// The heading of a proposal.
#[must_use]
pub fn title(text: &Text, cast: &Cast, terms: &TermsView) -> String {
    match terms {
        TermsView::Plan(plan) => plan.title.clone(),
        TermsView::Swap(moves) => {
            let Some(first) = moves.first() else {
                return t!(text, "swap-word").into_owned();
            };
            let said = move_sentence(text, cast, first);
            match moves.len() - 1 {
                0 => said,
                more => t!(text, "swap-title-more", first = said, n = more),
            }
        }
        TermsView::Erase(erasing) => to_erase(text, erasing),
        TermsView::LiftHold(side) => t!(text, "lift-terms", name = cast.name(*side)),
        TermsView::Close => t!(text, "close-terms").into_owned(),
        TermsView::LetIn(grant) => people::words::title(text, grant),
        TermsView::Offer(terms) => offers::words::terms(text, cast, terms),
    }
}

fn to_erase(text: &Text, erasing: &Erasing) -> String {
    let n = erasing.entries.len();
    match erasing.proposal {
        Some(number) => t!(text, "erase-terms-of", number = number, n = n),
        None => t!(text, "erase-terms", n = n),
    }
}

/// The heading of a proposal in the middle of a sentence. Names keep their capitals.
#[must_use]
pub fn within(text: &Text, cast: &Cast, terms: &TermsView) -> String {
    let said = title(text, cast, terms);
    match terms {
        TermsView::Erase(_) | TermsView::LiftHold(_) | TermsView::Close | TermsView::LetIn(_) => {
            without_capital(&said)
        }
        TermsView::Swap(_) | TermsView::Plan(_) | TermsView::Offer(_) => said,
    }
}

/// What an entry says whose words are to be erased, as the record says it.
#[must_use]
pub fn said(text: &Text, cast: &Cast, said: &Said) -> String {
    let key = match said.act {
        Act::Proposed => "entry-proposed",
        Act::Countered => "entry-countered",
        Act::Declined => "entry-declined",
        Act::Withdrawn => "entry-withdrawn",
    };
    let terms = within(text, cast, &said.terms);
    text.with(
        key,
        &[("who", cast.name(said.by).into()), ("terms", terms.into())],
    )
}

/// Who has asked for the same already, and whose answer that waits for.
#[must_use]
pub fn asked(text: &Text, cast: &Cast, asked: &Asked) -> String {
    let (key, name) = if asked.by == cast.viewer {
        ("asked-own", cast.other())
    } else {
        ("asked-theirs", cast.name(asked.by))
    };
    text.with(
        key,
        &[("number", asked.number.into()), ("name", name.into())],
    )
}

/// The heading of a proposal above the list of its changes: several are only counted.
#[must_use]
pub fn headline(text: &Text, cast: &Cast, terms: &TermsView) -> String {
    match terms {
        TermsView::Swap(moves) if moves.len() > 1 => t!(text, "swap-several", n = moves.len()),
        TermsView::Swap(_)
        | TermsView::Plan(_)
        | TermsView::Erase(_)
        | TermsView::LiftHold(_)
        | TermsView::Close
        | TermsView::LetIn(_)
        | TermsView::Offer(_) => title(text, cast, terms),
    }
}

/// `Proposal 27 by Elias, Wednesday 14 October, 08:12`.
#[must_use]
pub fn by_line(text: &Text, cast: &Cast, number: usize, offer: &OfferView) -> String {
    t!(
        text,
        "proposal-by-line",
        number = number,
        name = cast.name(offer.by),
        at = day_and_clock(text, offer.at),
    )
}

/// `Sat 28 November`, or `Sat 28 to Sun 29 November`: in a table, where room is short.
#[must_use]
pub fn days(text: &Text, change: &DayChange) -> String {
    let short = |day: Date| {
        format!(
            "{} {}",
            weekday_short(text, day.weekday()),
            date_short(text, day)
        )
    };
    let (first, last) = (change.first, change.last);
    if first == last {
        return with_capital(&short(first));
    }
    let said = if first.first_of_month() == last.first_of_month() {
        format!("{} {}", weekday_short(text, first.weekday()), first.day())
    } else {
        short(first)
    };
    t!(
        text,
        "days-range",
        first = with_capital(&said),
        last = short(last)
    )
}

/// `with Elias until 17:30, then with Mara`.
#[must_use]
pub fn parts(text: &Text, cast: &Cast, parts: &[Part]) -> String {
    let mut said = Vec::new();
    for (place, part) in parts.iter().enumerate() {
        let who = with(text, cast, part.with);
        said.push(match (place, part.until) {
            (0, None) => who,
            (0, Some(until)) => part_until(text, "part-first", &who, until),
            (_, None) => t!(text, "part-last", who = who),
            (_, Some(until)) => part_until(text, "part-middle", &who, until),
        });
    }
    said.join(", ")
}

fn part_until(text: &Text, key: &str, who: &str, until: Time) -> String {
    text.with(
        key,
        &[("who", who.into()), ("until", clock(text, until).into())],
    )
}

fn with(text: &Text, cast: &Cast, side: Option<Side>) -> String {
    match side {
        Some(side) => t!(text, "part-with", name = cast.name(side)),
        None => t!(text, "part-nobody").into_owned(),
    }
}

/// `Noor and Sam: Mara 2 nights more, Elias 2 nights fewer`.
#[must_use]
pub fn nights(text: &Text, cast: &Cast, change: &NightChange) -> String {
    let [a, b] = Side::BOTH.map(|side| more(text, cast.name(side), change.more[side.index()]));
    t!(
        text,
        "nights-line",
        children = cast.names(text, &change.children),
        a = a,
        b = b
    )
}

fn more(text: &Text, name: &str, nights: i64) -> String {
    match nights {
        0 => t!(text, "nights-same", name = name),
        1.. => t!(text, "nights-more", name = name, n = nights),
        _ => t!(text, "nights-fewer", name = name, n = -nights),
    }
}

/// `Noor and Sam from Elias to Mara`.
#[must_use]
pub fn handover(text: &Text, cast: &Cast, change: &HandoverChange) -> String {
    t!(
        text,
        "handover-line",
        children = cast.names(text, &change.children),
        from = cast.name(change.from),
        to = cast.name(change.to),
    )
}

/// What is wrong with a field.
#[must_use]
pub fn wrong(text: &Text, error: &FieldError) -> String {
    match error.wrong {
        Wrong::NoChild => t!(text, "wrong-no-child").into_owned(),
        Wrong::UnknownChild => t!(text, "wrong-unknown-child").into_owned(),
        Wrong::NoDay => t!(text, "wrong-no-day").into_owned(),
        Wrong::BadDay => t!(text, "wrong-bad-day").into_owned(),
        Wrong::NoTime => t!(text, "wrong-no-time").into_owned(),
        Wrong::BadTime => t!(text, "wrong-bad-time").into_owned(),
        Wrong::Backwards { start } => {
            t!(text, "wrong-backwards", start = day_and_clock(text, start))
        }
        Wrong::NoParent => t!(text, "wrong-no-parent").into_owned(),
        Wrong::Overlaps => t!(text, "wrong-overlaps").into_owned(),
        Wrong::TooLong { found, limit } => {
            t!(text, "wrong-too-long", found = found, limit = limit)
        }
        Wrong::Unprintable => t!(text, "wrong-unprintable").into_owned(),
    }
}

/// Something to know before sending or answering.
#[must_use]
pub fn remark(text: &Text, remark: &RemarkView) -> String {
    match remark {
        RemarkView::Nothing => t!(text, "remark-nothing").into_owned(),
        RemarkView::Past { start } => t!(text, "remark-past", start = day_and_clock(text, *start)),
        RemarkView::Overlaps { number, .. } => t!(text, "remark-overlaps", number = *number),
    }
}

/// What comes of an offered plan: from when it holds, or why it cannot be agreed to.
#[must_use]
pub fn prospect(text: &Text, prospect: &Prospect) -> String {
    match prospect {
        Prospect::WouldHold(None) => t!(text, "plan-would-hold-now").into_owned(),
        Prospect::WouldHold(Some(day)) => {
            t!(text, "plan-would-hold", day = date_with_year(text, *day))
        }
        Prospect::Refused(why) => t!(text, "plan-blocked", why = refusal(text, why)),
        Prospect::Holds(day) => t!(text, "plan-holds", day = date_with_year(text, *day)),
    }
}

/// Why a plan cannot follow the one before it.
#[must_use]
pub fn succession(text: &Text, error: &SuccessionError) -> String {
    match error {
        SuccessionError::NotLater { began } => {
            t!(
                text,
                "succession-not-later",
                day = date_with_year(text, *began)
            )
        }
        SuccessionError::OtherParents { expected, found } => t!(
            text,
            "succession-other-parents",
            expected = expected.as_str(),
            found = found.as_str()
        ),
        SuccessionError::ChildMissing { name, .. } => {
            t!(text, "succession-child-missing", name = name.as_str())
        }
        SuccessionError::OtherZone { expected, found } => t!(
            text,
            "succession-other-zone",
            expected = expected.as_str(),
            found = found.as_str()
        ),
        SuccessionError::OtherNight => t!(text, "succession-other-night").into_owned(),
        SuccessionError::TooMany => t!(text, "succession-too-many").into_owned(),
    }
}

/// Why the family's rules say no, in the reader's language.
#[must_use]
#[expect(clippy::too_many_lines, reason = "one line or few for each refusal")]
pub fn refusal(text: &Text, refusal: &Refusal) -> String {
    let dated = |date| date_with_year(text, date);
    let day = |at: &DateTime| day_and_clock(text, *at);
    match refusal {
        Refusal::AlreadyFounded => t!(text, "refusal-already-founded").into_owned(),
        Refusal::NotFounded => t!(text, "refusal-not-founded").into_owned(),
        Refusal::SameId(id) => t!(text, "refusal-same-id", id = id.as_str()),
        Refusal::ChildCount { found, limit } => {
            t!(text, "refusal-child-count", found = *found, limit = *limit)
        }
        Refusal::BornLater { name } => t!(text, "refusal-born-later", name = name.as_str()),
        Refusal::NoZone(zone) => t!(text, "refusal-no-zone", zone = zone.as_str()),
        Refusal::NotTakingPart => t!(text, "refusal-not-taking-part").into_owned(),
        Refusal::PlaceChanged => t!(text, "refusal-place-changed").into_owned(),
        Refusal::BothJoined => t!(text, "refusal-both-joined").into_owned(),
        Refusal::NotInvited => t!(text, "refusal-not-invited").into_owned(),
        Refusal::NoProposal => t!(text, "refusal-no-proposal").into_owned(),
        Refusal::ProposalExists => t!(text, "refusal-proposal-exists").into_owned(),
        Refusal::AlreadyAnswered => t!(text, "refusal-already-answered").into_owned(),
        Refusal::NewerRevision(_) => t!(text, "refusal-newer-revision").into_owned(),
        Refusal::OwnOffer => t!(text, "refusal-own-offer").into_owned(),
        Refusal::NotYourOffer => t!(text, "refusal-not-your-offer").into_owned(),
        Refusal::OtherMatter => t!(text, "refusal-other-matter").into_owned(),
        Refusal::TooManyOpen { limit } => t!(text, "refusal-too-many-open", limit = *limit),
        Refusal::NoPlan => t!(text, "refusal-no-plan").into_owned(),
        Refusal::PlanAgreed => t!(text, "refusal-plan-agreed").into_owned(),
        Refusal::PlanSuccession(error) => {
            t!(
                text,
                "refusal-plan-succession",
                why = succession(text, error)
            )
        }
        Refusal::PlanProblems(problems) => {
            t!(
                text,
                "refusal-plan-problems",
                problems = problems.to_string()
            )
        }
        Refusal::PlanClashes { first } => t!(text, "refusal-plan-clashes", first = day(first)),
        Refusal::PlanGap { child, first } => {
            t!(
                text,
                "refusal-plan-gap",
                child = child.as_str(),
                first = day(first)
            )
        }
        Refusal::PlanPeople(who) => t!(text, "refusal-plan-people", who = who.as_str()),
        Refusal::MoveCount { limit, .. } => t!(text, "refusal-move-count", limit = *limit),
        Refusal::MoveChildren => t!(text, "wrong-no-child").into_owned(),
        Refusal::UnknownChild(_) => t!(text, "wrong-unknown-child").into_owned(),
        Refusal::MoveBackwards { start, .. } => t!(text, "wrong-backwards", start = day(start)),
        Refusal::MoveLong { days } => t!(text, "refusal-move-long", days = *days),
        Refusal::MovePast { start } => t!(text, "remark-past", start = day(start)),
        Refusal::MoveOutside { start } => t!(text, "refusal-move-outside", start = day(start)),
        Refusal::MovesOverlap => t!(text, "wrong-overlaps").into_owned(),
        Refusal::NoClause => t!(text, "refusal-not-in-offer").into_owned(),
        Refusal::ChangesNothing => t!(text, "remark-nothing").into_owned(),
        Refusal::TooLate { start } => t!(text, "refusal-too-late", start = day(start)),
        Refusal::AgreedMeanwhile { start } => {
            t!(text, "refusal-agreed-meanwhile", start = day(start))
        }
        Refusal::PlanEnded { until } => t!(text, "refusal-plan-ended", until = dated(*until)),
        Refusal::DeviceOfAnother => t!(text, "refusal-device-other").into_owned(),
        Refusal::DeviceRevoked => t!(text, "refusal-device-revoked").into_owned(),
        Refusal::DeviceKnown => t!(text, "refusal-device-known").into_owned(),
        Refusal::TooManyDevices { limit } => t!(text, "refusal-device-many", limit = *limit),
        Refusal::NoDevice => t!(text, "refusal-device-none").into_owned(),
        Refusal::Ending(why) => ending::words::refusal(text, why),
        Refusal::Guest(why) => people::words::refusal(text, why),
        Refusal::Message(why) => messages::words::refusal(text, why),
        Refusal::Care(why) => care::words::refusal(text, why),
        Refusal::Call(why) => record::call_words::refusal(text, why),
        Refusal::Offer(why) => offers::words::refusal(text, why),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::text::Lang;

    #[test]
    fn why_a_plan_cannot_follow_is_said_in_both_languages() {
        let two = |expected: &str, found: &str| (expected.to_owned(), found.to_owned());
        let (expected, found) = two("mara", "elias");
        let parents = SuccessionError::OtherParents { expected, found };
        let (expected, found) = two("Europe/Amsterdam", "Europe/Berlin");
        let zone = SuccessionError::OtherZone { expected, found };
        let missing = SuccessionError::ChildMissing {
            child: "noor".parse().unwrap(),
            name: "Noor".to_owned(),
        };
        let began = date(2027, 3, 1);
        let errors = [
            SuccessionError::NotLater { began },
            parents,
            missing,
            zone,
            SuccessionError::OtherNight,
            SuccessionError::TooMany,
        ];
        let said = Lang::ALL.map(|lang| {
            let text = Text::of(lang);
            let of = |error| refusal(text, &Refusal::PlanSuccession(error));
            errors.clone().map(of).join("\n")
        });
        insta::assert_snapshot!("succession", said.join("\n\n"));
        assert!(
            !said[1].contains("plan so far"),
            "English in the Dutch page"
        );
    }

    #[test]
    fn days_in_a_table_are_short() {
        let said = |lang, first, last| {
            let change = DayChange {
                first,
                last,
                children: Vec::new(),
                before: Vec::new(),
                after: Vec::new(),
                clauses: Vec::new(),
            };
            days(Text::of(lang), &change)
        };
        let (friday, saturday) = (date(2026, 11, 27), date(2026, 11, 28));
        let later = date(2026, 12, 1);
        assert_eq!(said(Lang::En, friday, friday), "Fri 27 November");
        assert_eq!(
            said(Lang::En, friday, saturday),
            "Fri 27 to Sat 28 November"
        );
        assert_eq!(said(Lang::Nl, friday, saturday), "Vr 27 t/m za 28 november");
        assert_eq!(
            said(Lang::Nl, saturday, later),
            "Za 28 november t/m di 1 december"
        );
    }
}
