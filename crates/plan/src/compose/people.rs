//! The people of a plan and what stands above its clauses; where the children are registered.

use super::words::{Ids, clock};
use super::{Answers, ComposeError, Part, SchoolAnswer, Sentence, handovers, regions};
use crate::library::People;
use crate::toml_text::{letters, listed, quoted};
use crate::{MonthDay, Side};

/// Who is in the plan, by the names with which sentences speak of them.
pub(super) struct Cast<'a> {
    pub(super) answers: &'a Answers,
    parents: [(&'a str, &'a str); 2],
    children: Vec<&'a str>,
}

impl<'a> Cast<'a> {
    pub(super) fn of(answers: &'a Answers) -> Result<Cast<'a>, ComposeError> {
        if answers.children.is_empty() {
            return Err(ComposeError::NoChild);
        }
        let children = answers.children.iter().map(|child| child.name.trim());
        let [a, b] = &answers.parents;
        Ok(Cast {
            answers,
            parents: [a, b].map(|parent| (parent.id.as_str(), parent.name.trim())),
            children: children.collect(),
        })
    }

    /// As the library speaks of them.
    pub(super) fn people(&self) -> People<'_> {
        People {
            parents: self.parents,
            children: &self.children,
        }
    }

    fn parent(&self, side: Side) -> (&'a str, &'a str) {
        let [a, b] = self.parents;
        match side {
            Side::A => a,
            Side::B => b,
        }
    }

    /// The name of a parent.
    pub(super) fn name(&self, side: Side) -> &'a str {
        self.parent(side).1
    }

    /// The id of a parent, which is a TOML string in quotes.
    pub(super) fn id(&self, side: Side) -> &'a str {
        self.parent(side).0
    }

    /// All children, in the middle of a sentence: `the children`, or the name of the only one.
    pub(super) fn children(&self) -> [&'a str; 2] {
        match self.children.as_slice() {
            [one] => [*one, *one],
            _ => ["the children", "de kinderen"],
        }
    }

    /// The form of a verb for all children, in English and Dutch.
    pub(super) fn verb(
        &self,
        one: [&'static str; 2],
        several: [&'static str; 2],
    ) -> [&'static str; 2] {
        if self.children.len() == 1 {
            one
        } else {
            several
        }
    }
}

/// `{ even = "mara", odd = "elias" }`, with more inside or nothing.
pub(super) fn turns(cast: &Cast<'_>, even: Side, more: &str) -> String {
    let (even, odd) = (cast.id(even), cast.id(even.other()));
    format!("{{ even = \"{even}\", odd = \"{odd}\"{more} }}")
}

/// `with Mara in even years and with Elias in odd years`.
pub(super) fn in_turns(cast: &Cast<'_>, even: Side) -> [String; 2] {
    let (even, odd) = (cast.name(even), cast.name(even.other()));
    [
        format!("with {even} in even years and with {odd} in odd years"),
        format!("in even jaren bij {even} en in oneven jaren bij {odd}"),
    ]
}

/// What stands above the clauses. `precedence` is empty where the usual order holds.
pub(super) fn head(cast: &Cast<'_>, precedence: &[String]) -> String {
    let answers = cast.answers;
    let mut text = format!(
        "edition = 1\ntitle = {}\nzone = {}\nfrom = {}\n",
        quoted(&title(cast)),
        quoted(&answers.zone),
        answers.from
    );
    if let Some(country) = &answers.country {
        text.push_str(&format!("country = {}\n", quoted(country)));
    }
    if !precedence.is_empty() {
        let ranks: Vec<String> = precedence.iter().map(|rank| quoted(rank)).collect();
        text.push_str(&format!("precedence = [{}]\n", ranks.join(", ")));
    }
    if let Some(school) = &answers.school {
        text.push_str(&school_table(answers, school));
    }
    let [a, b] = &answers.parents;
    let letters = letters([cast.name(Side::A), cast.name(Side::B)]);
    for (parent, letter) in [a, b].into_iter().zip(letters) {
        text.push_str(&format!(
            "\n[[parent]]\nid = \"{}\"\nname = {}\nletter = \"{letter}\"\n",
            parent.id,
            quoted(&parent.name)
        ));
        if let Some(birthday) = parent.birthday {
            text.push_str(&format!("birthday = \"{}\"\n", month_day(birthday)));
        }
    }
    for child in &answers.children {
        text.push_str(&format!(
            "\n[[child]]\nid = \"{}\"\nname = {}\nborn = {}\n",
            child.id,
            quoted(&child.name),
            child.born
        ));
    }
    text.push_str(&handovers::table(&answers.handover));
    text
}

/// The title as answered, or the names of the parents in the language of the country.
fn title(cast: &Cast<'_>) -> String {
    if let Some(title) = &cast.answers.title {
        return title.clone();
    }
    let (a, b) = (cast.name(Side::A), cast.name(Side::B));
    match cast.answers.country.as_deref() {
        Some("NL") => format!("Ouderschapsplan van {a} en {b}"),
        Some(_) | None => format!("Parenting plan of {a} and {b}"),
    }
}

fn school_table(answers: &Answers, school: &SchoolAnswer) -> String {
    let country = regions::find(&school.region).map(|region| region.country);
    let elsewhere = country.filter(|country| answers.country.as_deref() != Some(*country));
    let country = elsewhere.map_or_else(String::new, |code| format!("country = \"{code}\"\n"));
    let ends = clock(school.ends);
    let ends = match school.wednesday {
        Some(wednesday) => {
            let wednesday = clock(wednesday);
            format!("{{ other = \"{ends}\", wednesday = \"{wednesday}\" }}")
        }
        None => format!("\"{ends}\""),
    };
    format!(
        "\n[school]\n{country}region = {}\nstarts = \"{}\"\nends = {ends}\n",
        quoted(&school.region),
        clock(school.starts)
    )
}

/// `04-03` for 3 April.
pub(super) fn month_day(day: MonthDay) -> String {
    let MonthDay { month, day } = day;
    format!("{month:02}-{day:02}")
}

/// At whose address each child is registered, as far as it was answered.
pub(super) fn registration(cast: &Cast<'_>, ids: &mut Ids) -> Option<Part> {
    let children = cast.answers.children.iter();
    let children: Vec<_> = children.zip(&cast.children).collect();
    let mut first = true;
    let mut sentences = [String::new(), String::new()];
    for side in Side::BOTH {
        let here = children
            .iter()
            .filter(|(child, _)| child.registered == Some(side));
        let here: Vec<&str> = here.map(|(_, name)| **name).collect();
        if here.is_empty() {
            continue;
        }
        let parent = cast.name(side);
        let [en, nl] = &mut sentences;
        let (all_en, all_nl) = (listed(&here, "and"), listed(&here, "en"));
        if first {
            let [is, staat] = match here.as_slice() {
                [_] => ["is", "staat"],
                _ => ["are", "staan"],
            };
            en.push_str(&format!(
                "{all_en} {is} registered at the address of {parent}"
            ));
            nl.push_str(&format!(
                "{all_nl} {staat} ingeschreven op het adres van {parent}"
            ));
        } else {
            en.push_str(&format!(", and {all_en} at that of {parent}"));
            nl.push_str(&format!(", en {all_nl} op dat van {parent}"));
        }
        first = false;
    }
    (!first).then(|| Part {
        section: "residence",
        id: ids.fresh("registration"),
        title: ["Registration".to_owned(), "Inschrijving".to_owned()],
        sentence: Sentence::Written(sentences.map(|sentence| format!("{sentence}."))),
        keys: String::new(),
    })
}
