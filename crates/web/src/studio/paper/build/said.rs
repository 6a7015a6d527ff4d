//! Texts as a document takes them, and what its pictures show in words.
//!
//! May touch: its arguments.

use jiff::civil::Weekday;
use plan::Side;
use print::{DayCell, Held, PaperSide, PictureWeek};

use super::Pen;
use super::days::{Stretch, WEEK};
use crate::text::{clock, clock_short, t, weekday_name};

/// A text that is no longer than this; what was left out is marked.
pub(super) fn fit(text: &str, max: usize) -> String {
    if text.chars().count() <= max {
        return text.to_owned();
    }
    let kept = text.chars().take(max.saturating_sub(1));
    kept.chain(std::iter::once('…')).collect()
}

/// The same for a title or a name: where nothing of it can be seen, a dash.
pub(super) fn shown(text: &str, max: usize) -> String {
    if text.chars().all(is_unseen) {
        return "–".to_owned();
    }
    fit(text, max)
}

/// White space, and signs without a width.
fn is_unseen(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '\u{AD}' | '\u{34F}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}'
        )
}

const fn side(side: PaperSide) -> Side {
    match side {
        PaperSide::A => Side::A,
        PaperSide::B => Side::B,
    }
}

/// `with Noor`, `first with Noor, then with Daan`.
pub(super) fn held(pen: &Pen<'_>, held: Held) -> String {
    let text = pen.text;
    match held {
        Held::Open => t!(text, "paper-nobody").into_owned(),
        Held::With(one) => t!(text, "paper-with", name = pen.name(side(one))),
        Held::Change { from, to } => t!(
            text,
            "paper-change",
            from = pen.name(side(from)),
            to = pen.name(side(to))
        ),
    }
}

/// `Monday to Thursday with Noor; Friday first with Noor, then with Daan`.
fn days(pen: &Pen<'_>, days: &[DayCell; 7]) -> String {
    let mut runs: Vec<(Weekday, Weekday, Held)> = Vec::new();
    for (weekday, day) in WEEK.into_iter().zip(days) {
        match runs.last_mut() {
            Some((_, last, known)) if *known == day.held => *last = weekday,
            Some(_) | None => runs.push((weekday, weekday, day.held)),
        }
    }
    let text = pen.text;
    let said = runs.into_iter().map(|(first, last, known)| {
        let known = held(pen, known);
        let (from, to) = (weekday_name(text, first), weekday_name(text, last));
        if first == last {
            t!(text, "paper-on-day", day = from, held = known)
        } else {
            t!(text, "paper-on-days", from = from, to = to, held = known)
        }
    });
    said.collect::<Vec<_>>().join("; ")
}

/// All weeks of a picture, each by its label.
pub(super) fn weeks(pen: &Pen<'_>, weeks: &[PictureWeek]) -> String {
    let said = weeks
        .iter()
        .map(|week| format!("{}: {}.", week.label, days(pen, &week.days)));
    said.collect::<Vec<_>>().join(" ")
}

/// `Wednesday from 16:00 to 19:00 with Daan`.
pub(super) fn visit(pen: &Pen<'_>, visit: &Stretch) -> String {
    let text = pen.text;
    t!(
        text,
        "paper-visit",
        day = weekday_name(text, visit.from.weekday()),
        from = clock_short(text, visit.from.time()),
        until = clock(text, visit.until.time()),
        name = pen.name(visit.side)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_says_that_it_goes_on_and_what_cannot_be_seen_is_a_dash() {
        assert_eq!(fit("twaalf", 6), "twaalf");
        assert_eq!(fit("twaalf", 4), "twa…");
        assert_eq!(fit("éééé", 3).chars().count(), 3);
        assert_eq!(shown(" \u{200B}\u{FE0F}", 10), "–");
        assert_eq!(shown("Noor", 10), "Noor");
    }
}
