//! A bar and the row around it: what both parents have of a whole, or what one has on a scale. The
//! same stands in words in its label, and in a table behind it.
//!
//! May touch: its arguments.

use maud::{Markup, html};
use plan::{PerParent, Side};

use crate::page::{Person, side_letter};
use crate::text::{Text, list, t};

/// Whose a part of a bar is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// A parent's.
    Of(Side),
    /// Nobody's.
    Plain,
}

/// A part of a bar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// Whose it is.
    pub fill: Fill,
    /// Where it begins, 0 to 1.
    pub from: f64,
    /// How wide it is, 0 to 1.
    pub width: f64,
}

/// A bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// Its parts, from left to right.
    pub parts: Vec<Part>,
    /// Where a limit stands, 0 to 1.
    pub limit: Option<f64>,
}

impl Bar {
    /// What both have of a whole: side A from the left, side B from the right, and what neither has
    /// between them.
    #[must_use]
    pub fn of_both(share: PerParent<f64>) -> Self {
        let PerParent { a, b } = share;
        let part = |side, from, width| Part {
            fill: Fill::Of(side),
            from,
            width,
        };
        Self {
            parts: vec![part(Side::A, 0.0, a), part(Side::B, 1.0 - b, b)],
            limit: None,
        }
    }

    /// So much of a scale, 0 to 1.
    #[must_use]
    pub fn on_scale(fill: Fill, width: f64) -> Self {
        Self {
            parts: vec![Part {
                fill,
                from: 0.0,
                width,
            }],
            limit: None,
        }
    }

    /// The same with a limit on the scale.
    #[must_use]
    pub fn up_to(self, limit: f64) -> Self {
        Self {
            limit: Some(limit),
            ..self
        }
    }

    /// Drawn. `label` says the same in words; without it the bar stands beside its number and is
    /// passed over by whoever listens.
    #[must_use]
    pub fn draw(&self, label: Option<&str>) -> Markup {
        let at = |place: f64| format!("{:.2}%", place.clamp(0.0, 1.0) * 100.0);
        let round = self.limit.map(|_| "3");
        let hidden = label.is_none().then_some("true");
        html! {
            svg.bar role=[label.map(|_| "img")] aria-label=[label] aria-hidden=[hidden] {
                rect.bar-bed width="100%" height="100%" rx=[round] {}
                @for part in &self.parts {
                    @let (x, width) = (at(part.from), at(part.width));
                    @match part.fill {
                        Fill::Of(Side::A) => { rect.band-a x=(x) width=(width) height="100%" rx=[round] {} }
                        Fill::Of(Side::B) => { rect fill="url(#ribs)" x=(x) width=(width) height="100%" rx=[round] {} }
                        Fill::Plain => { rect.bar-plain x=(x) width=(width) height="100%" {} }
                    }
                    @if part.from > 0.0 && part.width > 0.0 && part.width < 1.0 {
                        line.band-gap x1=(x) x2=(x) y1="0" y2="100%" {}
                    }
                }
                @if let Some(limit) = self.limit { line.limit x1=(at(limit)) x2=(at(limit)) y1="-3" y2="21" {} }
            }
        }
    }
}

/// So much of something, 0 to 1; nothing of nothing.
#[must_use]
pub fn part(some: u32, all: u32) -> f64 {
    f64::from(some) / f64::from(all.max(1))
}

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    /// Stands before the bar.
    Before,
    /// Stands above it: words that are longer.
    Above,
}

/// A row: what it is about, its bar, and its numbers, which the label of the bar says too.
#[must_use]
pub fn row(
    (place, name): (Name, &Markup),
    (bar, label): (Option<&Bar>, &str),
    numbers: &Markup,
) -> Markup {
    let above = matches!(place, Name::Above).then_some("above");
    html! {
        div.share data-name=[above] {
            p.share-who { (name) }
            @match bar {
                Some(bar) => {
                    (bar.draw(Some(label)))
                    p.share-n aria-hidden="true" { (numbers) }
                }
                None => { p.share-n { (numbers) } }
            }
        }
    }
}

/// What stands beside a letter: a number, and its share of the whole where that says more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// The number.
    pub number: String,
    /// Its share.
    pub share: Option<String>,
}

impl Value {
    /// `183 (50.1%)`, for the label of a bar.
    fn said(&self) -> String {
        let Self { number, share } = self;
        match share {
            Some(share) => format!("{number} ({share})"),
            None => number.clone(),
        }
    }
}

/// Elapsed seconds of a stretch, 0 to 1.
#[expect(
    clippy::cast_precision_loss,
    reason = "a window holds far fewer than 2^53 seconds"
)]
#[must_use]
pub fn part_of_time(seconds: i64, of: i64) -> f64 {
    seconds as f64 / of.max(1) as f64
}

/// A row of what both parents have: the values in words and beside their letters.
#[must_use]
pub fn both(
    text: &Text,
    (place, name, said): (Name, &Markup, &str),
    people: &[Person; 2],
    (bar, values): (Bar, PerParent<Value>),
) -> Markup {
    let each: Vec<String> = people
        .iter()
        .map(|person| {
            let value = values.get(person.side).said();
            t!(text, "bar-with", value = value, name = person.name.as_str())
        })
        .collect();
    let label = t!(text, "bar-label", what = said, values = list(text, &each));
    let numbers = html! {
        @for person in people {
            @let value = values.get(person.side);
            span { (side_letter(person)) b { (value.number) } @if let Some(share) = &value.share { ", " (share) } }
        }
    };
    row((place, name), (Some(&bar), &label), &numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever is measured, nothing stands outside the bar, and what both have meets in one line.
    #[test]
    fn the_parts_of_both_meet_or_leave_room() {
        let half = Bar::of_both(PerParent { a: 0.5, b: 0.5 });
        let drawn = half.draw(Some("Nights")).0;
        assert_eq!(drawn.matches("50.00%").count(), 5, "{drawn}");
        assert!(drawn.contains("role=\"img\" aria-label=\"Nights\""));
        assert!(!drawn.contains("aria-hidden"));
        let whole = Bar::of_both(PerParent { a: 1.0, b: 0.0 }).draw(None).0;
        assert!(!whole.contains("band-gap") && whole.contains("aria-hidden=\"true\""));
        assert!(!whole.contains("role="), "{whole}");
        let none = part(0, 0);
        assert!(none.abs() < f64::EPSILON);
    }

    #[test]
    fn a_limit_stands_on_the_scale() {
        let bar = Bar::on_scale(Fill::Of(Side::B), 1.4).up_to(0.25);
        let drawn = bar.draw(Some("Nights")).0;
        assert!(drawn.contains("x1=\"25.00%\"") && drawn.contains("width=\"100.00%\""));
        let plain = Bar::on_scale(Fill::Plain, 0.5).draw(None).0;
        assert!(plain.contains("bar-plain") && !plain.contains("class=\"limit\""));
    }
}
