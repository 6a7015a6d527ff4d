//! Lanes as SVG: one lane per child, a band per stay, a needle at each handover.
//!
//! May touch: its arguments. Positions are percent, never styles. Days that look the same
//! are drawn once, as a symbol, and used by every cell: a month of four children stays small.

use std::collections::HashMap;
use std::fmt::{self, Write as _};

use maud::{Markup, PreEscaped, html};

use super::days::{DAY_MINUTES, Day, Holder, Lane, Week};
use crate::page::{Kids, Person};

/// Room for a letter: a band narrower than this carries none. Minutes.
const LETTER_ROOM: u16 = 430;
/// Space above, below and between lanes, in hundredths of a percent.
const SPACE: usize = 300;

/// Hundredths of a percent, written without needless zeros: `60.42%`, `50%`.
pub(crate) struct Percent(pub(crate) usize);

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0 / 100, self.0 % 100);
        match part {
            0 => write!(f, "{whole}%"),
            _ if part % 10 == 0 => write!(f, "{whole}.{}%", part / 10),
            _ => write!(f, "{whole}.{part:02}%"),
        }
    }
}

fn along(minute: u16) -> usize {
    (usize::from(minute) * 10_000 + usize::from(DAY_MINUTES) / 2) / usize::from(DAY_MINUTES)
}

/// Where lanes lie in a drawing.
#[derive(Clone, Copy)]
struct Rows {
    count: usize,
}

impl Rows {
    fn height(self) -> usize {
        (10_000 - SPACE * (self.count + 1)) / self.count.max(1)
    }

    fn top(self, row: usize) -> usize {
        SPACE + row * (self.height() + SPACE)
    }

    /// The upper end of a needle that begins in this row.
    fn above(self, row: usize) -> usize {
        if row == 0 { 0 } else { self.top(row) - SPACE }
    }

    /// The lower end of a needle that ends in this row.
    fn below(self, row: usize) -> usize {
        if row + 1 >= self.count {
            10_000
        } else {
            self.top(row + 1)
        }
    }
}

/// The drawings of all cells of a grid, each different one kept once.
pub struct Sheet {
    cells: Vec<usize>,
    drawings: Vec<(String, usize)>,
}

impl Sheet {
    /// Draws the days of some weeks, row by row.
    pub fn draw(people: &[Person; 2], weeks: &[Week]) -> Sheet {
        let mut sheet = Sheet {
            cells: Vec::new(),
            drawings: Vec::new(),
        };
        let mut known: HashMap<String, usize> = HashMap::new();
        for week in weeks {
            let lanes = week.days.first().map_or(0, |day| day.lanes.len());
            let mut said: Vec<Option<Holder>> = vec![None; lanes];
            for day in &week.days {
                let drawing = cell(people, day, &mut said);
                let next = sheet.drawings.len();
                let place = *known.entry(drawing).or_insert_with_key(|drawing| {
                    sheet.drawings.push((drawing.clone(), 0));
                    next
                });
                sheet.drawings[place].1 += 1;
                sheet.cells.push(place);
            }
        }
        sheet
    }

    /// The drawings that more than one cell uses. Stands once on a page.
    pub fn symbols(&self) -> Markup {
        let mut out = String::from("<svg class=\"sprite\" aria-hidden=\"true\">");
        for (place, (drawing, uses)) in self.drawings.iter().enumerate() {
            if *uses > 1 {
                // Writing to a String cannot fail.
                let _ = write!(out, "<symbol id=\"l{place}\">{drawing}</symbol>");
            }
        }
        out.push_str("</svg>");
        PreEscaped(out)
    }

    /// The lanes of one cell, counted from the first day of the first week.
    pub fn cell(&self, cell: usize) -> Markup {
        let Some(place) = self.cells.get(cell) else {
            return html! {};
        };
        let (drawing, uses) = &self.drawings[*place];
        html! {
            svg.lanes aria-hidden="true" {
                @if *uses > 1 { use href={ "#l" (place) } {} } @else { (PreEscaped(drawing)) }
            }
        }
    }
}

/// The children's letters at the edge of a row.
pub fn names(kids: &Kids) -> Markup {
    let rows = Rows { count: kids.len() };
    let mut out = String::from("<svg class=\"lanes\" aria-hidden=\"true\">");
    for (row, kid) in kids.all().iter().enumerate() {
        let y = Percent(rows.top(row) + rows.height() / 2);
        let letters = html! { (kid.letters) };
        let _ = write!(
            out,
            "<text class=\"lane-name\" x=\"50%\" y=\"{y}\">{}</text>",
            letters.0
        );
    }
    out.push_str("</svg>");
    PreEscaped(out)
}

fn cell(people: &[Person; 2], day: &Day, said: &mut [Option<Holder>]) -> String {
    let rows = Rows {
        count: day.lanes.len(),
    };
    let mut out = String::with_capacity(900);
    let mut letters = String::new();
    for (row, lane) in day.lanes.iter().enumerate() {
        bands(&mut out, rows, row, lane);
        if let Some(said) = said.get_mut(row) {
            write_letters(&mut letters, people, rows, row, lane, said);
        }
    }
    out.push_str(&letters);
    needles(&mut out, rows, day);
    out
}

fn bands(out: &mut String, rows: Rows, row: usize, lane: &Lane) {
    for stretch in lane {
        let look = match stretch.holder {
            Holder::With(plan::Side::A) => "class=\"band-a\"",
            Holder::With(plan::Side::B) => "fill=\"url(#ribs)\"",
            Holder::Clash => "class=\"band-clash\"",
            Holder::Silent => "class=\"band-none\"",
            Holder::Outside => continue,
        };
        let from = along(stretch.from);
        let (y, h, w) = (
            Percent(rows.top(row)),
            Percent(rows.height()),
            Percent(along(stretch.to) - from),
        );
        let _ = if from == 0 {
            write!(out, "<rect y=\"{y}\" width=\"{w}\" height=\"{h}\" {look}/>")
        } else {
            write!(
                out,
                "<rect x=\"{}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" {look}/>",
                Percent(from)
            )
        };
    }
}

/// A letter where a run begins, and again at the start of each row of the grid.
fn write_letters(
    out: &mut String,
    people: &[Person; 2],
    rows: Rows,
    row: usize,
    lane: &Lane,
    said: &mut Option<Holder>,
) {
    for stretch in lane {
        if stretch.to - stretch.from < LETTER_ROOM || *said == Some(stretch.holder) {
            continue;
        }
        *said = Some(stretch.holder);
        let (plate, side, letter) = match stretch.holder {
            Holder::With(plan::Side::A) => ("", "", people[0].letter),
            Holder::With(plan::Side::B) => (
                "<rect class=\"band-b-flat\" width=\"15\" height=\"100%\"/>",
                " data-side=\"b\"",
                people[1].letter,
            ),
            Holder::Clash | Holder::Silent => ("", " data-side=\"none\"", '?'),
            Holder::Outside => continue,
        };
        let x = if stretch.from == 0 {
            0
        } else {
            along(stretch.from) + 200
        };
        let (x, y, h) = (Percent(x), Percent(rows.top(row)), Percent(rows.height()));
        let letter = html! { (letter) };
        let _ = write!(
            out,
            "<svg x=\"{x}\" y=\"{y}\" width=\"15\" height=\"{h}\">{plate}<text class=\"band-letter\" x=\"7.5\" y=\"52%\"{side}>{}</text></svg>",
            letter.0
        );
    }
}

/// A needle for each change, drawn once through neighbouring lanes that change together.
fn needles(out: &mut String, rows: Rows, day: &Day) {
    for time in &day.changes {
        let minute = u16::try_from(time.hour()).unwrap_or_default() * 60
            + u16::try_from(time.minute()).unwrap_or_default();
        let changes = |row: usize| {
            day.lanes
                .get(row)
                .is_some_and(|lane| lane.iter().skip(1).any(|s| s.from == minute))
        };
        let mut row = 0;
        while row < rows.count {
            if !changes(row) {
                row += 1;
                continue;
            }
            let first = row;
            while row + 1 < rows.count && changes(row + 1) {
                row += 1;
            }
            let (x, y1, y2) = (
                Percent(along(minute)),
                Percent(rows.above(first)),
                Percent(rows.below(row)),
            );
            for class in ["band-gap", "needle"] {
                let _ = write!(
                    out,
                    "<line class=\"{class}\" x1=\"{x}\" x2=\"{x}\" y1=\"{y1}\" y2=\"{y2}\"/>"
                );
            }
            row += 1;
        }
    }
}
