//! The page with the clauses in words, each with its sentence to read.
//!
//! May touch: the view it is given.

use maud::{Markup, html};
use plan::Side;
use plan::library::{Section, Wording, said};

use super::super::form::{PICK, words_asked};
use super::parts::Pen;
use crate::page::{Icon, icon_small};
use crate::studio::dutch::law_applies;
use crate::text::{language_of, list, t};

/// The sections of a plan, and what can be said in each.
pub(super) fn words(pen: &Pen<'_>) -> Markup {
    let text = pen.text;
    let chosen: Vec<&str> = pen.view.sheet.all(PICK).collect();
    let filling = Filling::of(pen);
    html! {
        p.hint {
            (t!(text, "questions-words-hint")) " "
            @if filling.dutch { (t!(text, "questions-words-law")) } @else { (t!(text, "questions-words-open")) }
        }
        @if pen.wrong(PICK).is_some() { div.field { (pen.wrong_line(PICK)) } }
        div #words-pick tabindex="-1" class="rows door-more" {
            @for (section, wordings) in words_asked() {
                (part(pen, (section, &wordings), (&chosen, &filling)))
            }
        }
    }
}

/// A section: open where the Dutch law asks for it, elsewhere where something is chosen.
fn part(
    pen: &Pen<'_>,
    (section, wordings): (&'static Section, &[&'static Wording]),
    (chosen, filling): (&[&str], &Filling),
) -> Markup {
    let text = pen.text;
    let language = language_of(text.lang());
    let is_chosen = |wording: &Wording| chosen.contains(&wording.id);
    let count = wordings.iter().filter(|wording| is_chosen(wording)).count();
    let title = said(section.title, language);
    let law = section.law.as_ref().filter(|_| filling.dutch);
    let opens = if filling.dutch {
        law.is_some()
    } else {
        count > 0
    };
    html! {
        details open[opens] {
            summary {
                span { (title) " " span.small.muted { (t!(text, "questions-words-chosen", n = count, all = wordings.len())) } }
                (icon_small(Icon::Next))
            }
            fieldset.choices {
                legend.vh { (title) }
                p.small.muted { (said(section.about, language)) }
                @if let Some(law) = law {
                    p.small { (said(law.note, language)) " " span.muted { "(" (law.article) ")" } }
                }
                @for wording in wordings {
                    label class="choice rhythm" {
                        input type="checkbox" name=(PICK) value=(wording.id) checked[is_chosen(wording)];
                        span.rhythm-words {
                            strong { (said(wording.title, language)) }
                            span.plan-words { (filling.filled(said(wording.sentence, language))) }
                        }
                    }
                }
            }
        }
    }
}

/// What stands in the places of a sentence, and whether the Dutch law is spoken of.
struct Filling {
    places: [(&'static str, String); 3],
    dutch: bool,
}

impl Filling {
    fn of(pen: &Pen<'_>) -> Self {
        let children = pen.view.about.children.iter();
        let children: Vec<&str> = children.map(|child| child.name.as_str()).collect();
        let places = [
            ("{a}", pen.name(Side::A).to_owned()),
            ("{b}", pen.name(Side::B).to_owned()),
            ("{children}", list(pen.text, &children)),
        ];
        Self {
            places,
            dutch: law_applies(&pen.view.about.zone),
        }
    }

    /// The sentence with its places filled. What is filled in is not looked at again, so that
    /// nothing in a name is taken for a place.
    fn filled(&self, sentence: &str) -> String {
        let mut out = String::with_capacity(sentence.len());
        let mut rest = sentence;
        while let Some((before, from)) = rest.find('{').and_then(|at| rest.split_at_checked(at)) {
            out.push_str(before);
            let mut places = self.places.iter();
            let found = places.find_map(|(place, with)| Some((from.strip_prefix(*place)?, with)));
            if let Some((after, with)) = found {
                out.push_str(with);
                rest = after;
            } else {
                out.push('{');
                rest = from.get(1..).unwrap_or_default();
            }
        }
        out.push_str(rest);
        out
    }
}
