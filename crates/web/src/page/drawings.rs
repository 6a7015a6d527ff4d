//! Pictures for children, who need no words: the faces of both parents, the moon that sleeps, tonight's
//! house, a cloud for no connection. A page carries only those it uses, as with [`super::icons`].
//!
//! May touch: nothing. Each picture stands beside a sentence, seen or read aloud. A parent's face
//! depends on the side alone, never on who looks.

use maud::{Markup, html};
use plan::Side;

use super::side_tag;

/// A picture on a grid of 120, drawn with the colour of the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawing {
    /// The face of the parent on a side.
    Parent(Side),
    /// The moon, asleep: it is quiet now.
    Asleep,
    /// A house under the moon: where one sleeps tonight.
    Tonight,
    /// A cloud with a face: there is no connection.
    Cloud,
}

impl Drawing {
    const fn id(self) -> &'static str {
        match self {
            Drawing::Parent(Side::A) => "p-a",
            Drawing::Parent(Side::B) => "p-b",
            Drawing::Asleep => "p-asleep",
            Drawing::Tonight => "p-tonight",
            Drawing::Cloud => "p-cloud",
        }
    }
}

/// The picture, with the classes that the style sheet positions it by.
pub fn drawing(drawing: Drawing, class: &'static str) -> Markup {
    html! {
        svg class=(class) viewBox="0 0 120 120" aria-hidden="true" { use href={ "#" (drawing.id()) } {} }
    }
}

/// A parent's face.
pub fn portrait(side: Side) -> Markup {
    drawing(Drawing::Parent(side), "portrait")
}

/// A parent's face over a whole page, on the colour of that side.
pub fn portrait_big(side: Side) -> Markup {
    html! {
        svg class="portrait big" data-side=(side_tag(side)) viewBox="0 0 120 120" aria-hidden="true" {
            use href={ "#" (Drawing::Parent(side).id()) } {}
        }
    }
}

/// Id, grid, drawing.
pub(super) const DRAWINGS: [(&str, &str, &str); 5] = [
    (
        "p-a",
        "120 120",
        r#"<path class="p-hair" d="M60 18C40 18 29 32 27 54c-2 16-3 30 5 39 6 2 11 0 14-5-6-8-9-18-9-29 9-3 16-9 20-18 6 9 15 14 26 15 0 13-3 24-9 32 3 5 8 7 14 5 8-9 7-23 5-39-2-22-13-36-33-36z"/><path d="M60 18C40 18 29 32 27 54c-2 16-3 30 5 39 6 2 11 0 14-5-6-8-9-18-9-29 9-3 16-9 20-18 6 9 15 14 26 15 0 13-3 24-9 32 3 5 8 7 14 5 8-9 7-23 5-39-2-22-13-36-33-36z"/><path d="M46 88c4 3 9 5 14 5s10-2 14-5M51 92v9c-12 3-22 8-27 19M69 92v9c12 3 22 8 27 19"/><circle class="p-fill" cx="51" cy="64" r="3.2"/><circle class="p-fill" cx="69" cy="64" r="3.2"/><path d="M52 76c4 5 12 5 16 0"/>"#,
    ),
    (
        "p-b",
        "120 120",
        r#"<path class="p-hair" d="M36 56c-4-18 4-34 23-36 9-5 26 2 27 16 3 6 1 14-1 20-4-5-5-10-6-15-12 3-24 1-32-4-3 6-8 12-11 19zM37 62c2 9 4 12 9 11 4-3 9-4 14-4s10 1 14 4c5 1 7-2 9-11 2 22-9 34-23 34S35 84 37 62z"/><path d="M36 56c-4-18 4-34 23-36 9-5 26 2 27 16 3 6 1 14-1 20-4-5-5-10-6-15-12 3-24 1-32-4-3 6-8 12-11 19z"/><path d="M37 58c-1 24 9 38 23 38s24-14 23-38M48 93v8c-12 3-23 8-28 19M72 93v8c12 3 23 8 28 19"/><circle class="p-fill" cx="51" cy="59" r="3.2"/><circle class="p-fill" cx="69" cy="59" r="3.2"/><path d="M51 79c5 5 13 5 18 0"/>"#,
    ),
    (
        "p-asleep",
        "120 120",
        r#"<path class="p-hair" d="M76 20a44 44 0 1 0 26 66A38 38 0 0 1 76 20z"/><path d="M76 20a44 44 0 1 0 26 66A38 38 0 0 1 76 20zM38 62c4 4 10 4 14 0M44 80c4 3 9 3 13 0M84 34h14L84 50h14M100 16h9l-9 11h9"/>"#,
    ),
    (
        "p-tonight",
        "120 120",
        r#"<path class="p-hair" d="M32 62v40h56V62L60 38z"/><path d="M22 68l38-33 38 33M32 60v42h56V60M52 102V82c0-5 3-8 8-8s8 3 8 8v20M100 14a13 13 0 1 0 9 20 11 11 0 0 1-9-20z"/>"#,
    ),
    (
        "p-cloud",
        "120 120",
        r#"<path class="p-hair" d="M36 88h48a20 20 0 0 0 3-40 28 28 0 0 0-54-4 22 22 0 0 0 3 44z"/><path d="M36 88h48a20 20 0 0 0 3-40 28 28 0 0 0-54-4 22 22 0 0 0 3 44zM54 76c4-3 9-3 13 0"/><circle class="p-fill" cx="50" cy="62" r="3.2"/><circle class="p-fill" cx="71" cy="62" r="3.2"/>"#,
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_picture_is_drawn_once_and_has_no_colour_of_its_own() {
        let all = [
            Drawing::Parent(Side::A),
            Drawing::Parent(Side::B),
            Drawing::Asleep,
            Drawing::Tonight,
            Drawing::Cloud,
        ];
        assert_eq!(all.len(), DRAWINGS.len());
        for one in all {
            let drawn: Vec<_> = DRAWINGS
                .iter()
                .filter(|(id, _, _)| *id == one.id())
                .collect();
            assert_eq!(drawn.len(), 1, "{one:?}");
            for word in ["fill=", "stroke=", "style=", "href"] {
                assert!(!drawn[0].2.contains(word), "{one:?}");
            }
        }
    }

    #[test]
    fn a_page_carries_the_pictures_that_it_uses() {
        let page = portrait(Side::B).into_string();
        let sprite = super::super::icons::sprite(&page).into_string();
        assert!(sprite.contains("id=\"p-b\"") && !sprite.contains("id=\"p-a\""));
    }
}
