//! The text of a plan from its pieces: quoted strings, sentences with their names filled in, clauses,
//! letters for parents. Makes text; decides nothing.

use jiff::civil::Date;

use crate::{ParentingPlan, Problems};

/// A text as a TOML string.
pub(crate) fn quoted(text: &str) -> String {
    toml_edit::Value::from(text).to_string()
}

/// `{ en = "…", nl = "…" }`.
pub(crate) fn translated([en, nl]: [&str; 2]) -> String {
    format!("{{ en = {}, nl = {} }}", quoted(en), quoted(nl))
}

/// A clause from its id and section, its title and sentence in English and Dutch, and its other keys
/// as lines; begins with `[[clause]]` and ends with a line break.
pub(crate) fn clause(
    (id, section): (&str, &str),
    title: [&str; 2],
    sentence: [&str; 2],
    keys: &str,
) -> String {
    let mut text = format!(
        "[[clause]]\nid = {}\nsection = {}\ntitle = {}\nsentence = {}\n",
        quoted(id),
        quoted(section),
        translated(title),
        translated(sentence),
    );
    if !keys.is_empty() {
        text.push_str(keys);
        text.push('\n');
    }
    text
}

/// `Noor`, `Noor and Sam`, `Noor, Sam and Cato`.
pub(crate) fn listed(names: &[&str], and: &str) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [others @ .., last] => format!("{} {and} {last}", others.join(", ")),
    }
}

/// The text with its places filled. What is filled in is not looked at again, so that nothing in a
/// name is taken for a place.
pub(crate) fn filled(text: &str, places: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from)) = rest.find('{').and_then(|at| rest.split_at_checked(at)) {
        out.push_str(before);
        let found = places
            .iter()
            .find_map(|(place, with)| Some((from.strip_prefix(*place)?, *with)));
        let (after, with) = found.unwrap_or((from.get(1..).unwrap_or_default(), "{"));
        out.push_str(with);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The first letters of the parents' names, or A and B where they are the same or none.
pub(crate) fn letters(parents: [&str; 2]) -> [char; 2] {
    let first = |name: &str| {
        let letter = name.chars().find(|letter| letter.is_alphabetic())?;
        letter
            .to_uppercase()
            .next()
            .filter(|letter| letter.is_uppercase())
    };
    let [a, b] = parents;
    match (first(a), first(b)) {
        (Some(a), Some(b)) if a != b => [a, b],
        _ => ['A', 'B'],
    }
}

/// The text of a sound plan in its canonical layout, or what is wrong with it in a sentence.
pub(crate) fn finished(text: &str, today: Date) -> Result<String, String> {
    ParentingPlan::read(text, today).map_err(|problems| first_sentence(&problems))?;
    crate::format(text).map_err(|problems| first_sentence(&problems))
}

/// The first of some problems and what would be right, without its place: for who did not write the
/// text.
pub(crate) fn first_sentence(problems: &Problems) -> String {
    let problem = problems.iter().next();
    let message = problem.map(|problem| {
        let help = problem.help.iter().map(|help| format!(" {help}"));
        help.fold(problem.message.clone(), |message, help| message + &help)
    });
    message.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_name_is_taken_for_a_place() {
        let places = [("{a}", "{b}"), ("{b}", "Elias")];
        assert_eq!(
            filled("{a}, {b}, {c} and {", &places),
            "{b}, Elias, {c} and {"
        );
        assert_eq!(
            filled("first = { id = \"{b}\" }", &places),
            "first = { id = \"Elias\" }"
        );
    }

    #[test]
    fn names_stand_in_a_row() {
        assert_eq!(listed(&[], "and"), "");
        assert_eq!(listed(&["Noor"], "and"), "Noor");
        assert_eq!(listed(&["Noor", "Sam"], "en"), "Noor en Sam");
        assert_eq!(listed(&["Noor", "Sam", "Cato"], "en"), "Noor, Sam en Cato");
    }

    #[test]
    fn parents_have_letters_of_their_own() {
        assert_eq!(letters(["mara", "Elias"]), ['M', 'E']);
        assert_eq!(letters(["Mara", "Max"]), ['A', 'B']);
        assert_eq!(letters(["李", "Elias"]), ['A', 'B']);
    }
}
