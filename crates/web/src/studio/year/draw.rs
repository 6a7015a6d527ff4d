//! A month as SVG: a lane for each group of children, a band for each stay, school holidays along
//! the foot.
//!
//! May touch: its arguments. Positions are percent of 31 days, so that a day stands at the same place
//! in each month.

use std::fmt::Write as _;

use maud::{Markup, PreEscaped, html};
use plan::Side;

use super::view::{Band, Month, Part, Year};
use crate::calendar::days::Holder;
use crate::calendar::draw::Percent;

/// Minutes of the longest month.
const LONGEST: u32 = 31 * 24 * 60;
/// The height of all lanes, and between two of them, in hundredths of a percent.
const LANES: usize = 8_400;
const BETWEEN: usize = 400;

fn along(minute: u32) -> usize {
    let hundredths = (u64::from(minute) * 10_000 + u64::from(LONGEST) / 2) / u64::from(LONGEST);
    usize::try_from(hundredths).unwrap_or(10_000)
}

/// From where, and how wide.
fn across((from, to): Part) -> (Percent, Percent) {
    let from = along(from);
    (Percent(from), Percent(along(to).saturating_sub(from)))
}

/// Where lanes lie in a drawing.
#[derive(Clone, Copy)]
struct Rows {
    count: usize,
}

impl Rows {
    fn of(year: &Year) -> Self {
        let together = usize::from(year.lanes.len() > 1);
        Self {
            count: year.lanes.len() + together,
        }
    }

    fn height(self) -> usize {
        let between = BETWEEN * self.count.saturating_sub(1);
        LANES.saturating_sub(between) / self.count.max(1)
    }

    fn top(self, row: usize) -> usize {
        row * (self.height() + BETWEEN)
    }
}

/// How many lanes each month has.
pub(super) fn rows(year: &Year) -> usize {
    Rows::of(year).count
}

/// The days of the month above the first of them.
pub(super) fn scale() -> Markup {
    let days = [1_u32, 5, 10, 15, 20, 25, 30];
    let mut out = String::from("<svg class=\"year-scale\" aria-hidden=\"true\">");
    for day in days {
        let middle = Percent(along((day - 1) * 1_440 + 720));
        // Writing to a String cannot fail.
        let _ = write!(out, "<text x=\"{middle}\" y=\"80%\">{day}</text>");
    }
    out.push_str("</svg>");
    PreEscaped(out)
}

/// Most letters that fit beside a lane.
const LETTERS: usize = 3;

/// The letters of the lanes at the edge of a month, or how many children they are; `all` for the lane
/// of all children together. A lane that is alone needs none.
pub(super) fn names(year: &Year, all: &str) -> Markup {
    let rows = Rows::of(year);
    let letters = year.lanes.iter().map(|places| {
        let kids = places
            .iter()
            .filter_map(|place| year.kids.all().get(*place));
        let letters: String = kids.map(|kid| kid.letters.as_str()).collect();
        match year.lanes.len() {
            1 => String::new(),
            _ if letters.chars().count() > LETTERS => places.len().to_string(),
            _ => letters,
        }
    });
    let together = (year.lanes.len() > 1).then(|| all.to_owned());
    let mut out = String::from("<svg class=\"lanes year-names\" aria-hidden=\"true\">");
    for (row, letters) in letters.chain(together).enumerate() {
        let y = Percent(rows.top(row) + rows.height() / 2);
        let letters = html! { (letters) };
        let _ = write!(
            out,
            "<text class=\"lane-name\" x=\"50%\" y=\"{y}\">{}</text>",
            letters.0
        );
    }
    out.push_str("</svg>");
    PreEscaped(out)
}

/// One month.
pub(super) fn month(year: &Year, month: &Month) -> Markup {
    let rows = Rows::of(year);
    let mut out = String::with_capacity(4_000);
    out.push_str("<svg class=\"lanes\" aria-hidden=\"true\">");
    let together = (year.lanes.len() > 1).then_some(&month.together);
    for (row, bands) in month.lanes.iter().chain(together).enumerate() {
        lane(&mut out, rows, row, bands);
    }
    for row in 1..rows.count {
        let y = Percent(rows.top(row).saturating_sub(BETWEEN / 2));
        let _ = write!(
            out,
            "<line class=\"lane-gap\" x2=\"100%\" y1=\"{y}\" y2=\"{y}\"/>"
        );
    }
    for part in &month.foot {
        let (x, width) = across(*part);
        let _ = write!(
            out,
            "<rect class=\"year-off\" x=\"{x}\" y=\"89%\" width=\"{width}\" height=\"9%\"/>"
        );
    }
    for (row, part) in &month.framed {
        let (x, width) = across(*part);
        let (y, height) = (Percent(rows.top(*row)), Percent(rows.height()));
        let _ = write!(
            out,
            "<rect class=\"year-warn\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"3\"/>"
        );
    }
    if let Some(now) = month.now {
        let x = Percent(along(now));
        for class in ["band-gap", "year-today"] {
            let _ = write!(
                out,
                "<line class=\"{class}\" x1=\"{x}\" x2=\"{x}\" y1=\"0\" y2=\"100%\"/>"
            );
        }
    }
    out.push_str("</svg>");
    PreEscaped(out)
}

/// The bands of one lane, those alike in one group.
fn lane(out: &mut String, rows: Rows, row: usize, bands: &[Band]) {
    let (y, height) = (Percent(rows.top(row)), Percent(rows.height()));
    let mut kinds: Vec<(Holder, u16)> = Vec::new();
    for band in bands {
        let kind = (band.holder, band.clause);
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    let _ = write!(out, "<svg y=\"{y}\" height=\"{height}\">");
    for (holder, clause) in kinds {
        let look = match holder {
            Holder::With(Side::A) => "class=\"band-a\"",
            Holder::With(Side::B) => "fill=\"url(#ribs)\"",
            Holder::Clash => "class=\"band-clash\"",
            Holder::Silent => "class=\"band-none\"",
            Holder::Outside => continue,
        };
        let _ = write!(out, "<g {look} data-k=\"{clause}\">");
        let alike = |band: &&Band| (band.holder, band.clause) == (holder, clause);
        for band in bands.iter().filter(alike) {
            let (x, width) = across(band.part);
            let _ = write!(out, "<rect x=\"{x}\" width=\"{width}\" height=\"100%\"/>");
        }
        out.push_str("</g>");
    }
    out.push_str("</svg>");
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first and the last minute of a month stand where its first and last day do.
    #[test]
    fn a_day_stands_at_the_same_place_in_each_month() {
        assert_eq!(along(0), 0);
        assert_eq!(along(LONGEST), 10_000);
        assert_eq!(along(30 * 1_440), 9_677);
        let (x, width) = across((1_440, 2_880));
        assert_eq!(
            (x.to_string(), width.to_string()),
            ("3.23%".into(), "3.22%".into())
        );
    }
}
