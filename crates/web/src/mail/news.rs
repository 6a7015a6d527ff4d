//! Letters that tell of what came, and overviews of the coming days. Pure.
//!
//! What a letter says is what it was given: one in neutral words holds no name and no matter. How
//! these letters are stopped stands in each of them.

use app::mail::{Amounts, Coming, ComingHandover, News, OpenQuestion, Overview};
use family::{Name, NoticeKind};
use jiff::civil::DateTime;
use plan::Moves;

use super::pieces::Piece;
use crate::page::paths;
use crate::text::{Text, day_and_clock, deadline, list, t, with_capital};

/// The pieces of a letter that tells of what came.
pub(super) fn news(text: &Text, news: &News, origin: &str) -> Vec<Piece> {
    let link = today(origin);
    match news {
        News::Neutral => vec![
            t!(text, "mail-news", link = link).into(),
            t!(text, "mail-stop", link = choices(origin)).into(),
        ],
        News::Named { from, counts } => {
            let from = from.as_str();
            let each = counts.iter();
            let each = each.map(|(kind, count)| of_kind(text, (kind, count), from));
            vec![
                Piece::Heading(t!(text, "mail-news-named").into_owned()),
                Piece::List(each.collect()),
                t!(text, "mail-there", link = link).into(),
                t!(text, "mail-named").into(),
                t!(text, "mail-stop", link = choices(origin)).into(),
            ]
        }
    }
}

fn today(origin: &str) -> String {
    format!("{origin}{}", paths::TODAY)
}

fn choices(origin: &str) -> String {
    format!("{origin}{}", paths::CALM)
}

/// So many things of a kind, and from whom.
pub(crate) fn of_kind(text: &Text, (kind, n): (NoticeKind, u32), from: &str) -> String {
    match kind {
        NoticeKind::Message => t!(text, "mail-news-message", n = n, from = from),
        NoticeKind::Proposal => t!(text, "mail-news-proposal", n = n, from = from),
        NoticeKind::Answer => t!(text, "mail-news-answer", n = n, from = from),
        NoticeKind::Care => t!(text, "mail-news-care", n = n, from = from),
        NoticeKind::Reminder => t!(text, "mail-news-reminder", n = n, from = from),
        NoticeKind::People => t!(text, "mail-news-people", n = n),
    }
}

/// The pieces of an overview, with times of the zone that is named.
pub(super) fn overview(
    text: &Text,
    overview: &Overview,
    (origin, zone): (&str, &str),
) -> Vec<Piece> {
    let (amounts, coming) = match overview {
        Overview::Neutral(amounts) => (amounts, None),
        Overview::Named(coming) => (&coming.amounts, Some(coming)),
    };
    let lead = t!(text, "mail-overview", days = amounts.days);
    let mut pieces = match coming {
        None => vec![lead.into(), Piece::List(how_much(text, amounts).into())],
        Some(coming) => named(text, coming, (lead, zone)),
    };
    pieces.push(t!(text, "mail-there", link = today(origin)).into());
    if coming.is_some() {
        pieces.push(t!(text, "mail-named").into());
    }
    pieces.push(t!(text, "mail-stop", link = choices(origin)).into());
    pieces
}

/// Handovers, questions and messages as numbers.
fn how_much(text: &Text, amounts: &Amounts) -> [String; 3] {
    [
        t!(text, "mail-overview-handovers", n = amounts.handovers),
        t!(text, "mail-overview-questions", n = amounts.questions),
        t!(text, "mail-overview-messages", n = amounts.messages),
    ]
}

fn named(text: &Text, coming: &Coming, (lead, zone): (String, &str)) -> Vec<Piece> {
    let amounts = &coming.amounts;
    let [handovers, questions, messages] = how_much(text, amounts);
    let steps = coming.handovers.iter().map(|one| step(text, one));
    let asked = coming.questions.iter();
    let asked = asked.map(|one| question(text, one, &coming.from));
    let mut pieces = vec![Piece::from(lead), Piece::Heading(handovers)];
    if amounts.handovers > 0 {
        pieces.push(listed(text, steps.collect(), amounts.handovers));
        pieces.push(t!(text, "mail-overview-zone", zone = zone).into());
    }
    pieces.push(Piece::Heading(questions));
    if amounts.questions > 0 {
        pieces.push(listed(text, asked.collect(), amounts.questions));
    }
    pieces.push(Piece::Heading(messages));
    pieces
}

/// Some of many, and how many more there are.
fn listed(text: &Text, mut items: Vec<String>, all: u32) -> Piece {
    let shown = u32::try_from(items.len()).unwrap_or(u32::MAX);
    let more = all.saturating_sub(shown);
    if more > 0 {
        items.push(t!(text, "mail-overview-more", n = more));
    }
    Piece::List(items)
}

fn when(text: &Text, at: DateTime) -> String {
    day_and_clock(text, at)
}

fn step(text: &Text, one: &ComingHandover) -> String {
    let names: Vec<&str> = one.children.iter().map(Name::as_str).collect();
    let at = with_capital(&when(text, one.at));
    let (kids, name) = (list(text, &names), one.to.as_str());
    let said = match one.moves {
        Moves::Children => t!(
            text,
            "mail-overview-step",
            at = at,
            kids = kids,
            name = name
        ),
        Moves::Parents => t!(
            text,
            "mail-overview-comes",
            at = at,
            kids = kids,
            name = name
        ),
    };
    match &one.place {
        None => said,
        Some(place) => t!(text, "mail-overview-where", said = said, place = &**place),
    }
}

fn question(text: &Text, one: &OpenQuestion, from: &Name) -> String {
    let (number, from) = (one.number, from.as_str());
    match one.until {
        None => t!(text, "mail-overview-question", number = number, from = from),
        Some(until) => t!(
            text,
            "mail-overview-question-until",
            number = number,
            from = from,
            until = deadline(text, until)
        ),
    }
}
