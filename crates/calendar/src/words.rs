//! What the items say, in each language, and the cleaning of what a plan's author wrote.
//! Touches nothing else.

use plan::{Care, Child, Clash, ClauseIndex, Language, ParentingPlan, Side, Source};

/// The sentences of one file.
#[derive(Clone, Copy)]
pub(crate) struct Words<'p> {
    pub(crate) plan: &'p ParentingPlan,
    pub(crate) language: Language,
}

impl Words<'_> {
    /// With whom a child is, in a line: `Noor: with Mara`.
    pub(crate) fn with(self, child: &Child, parent: Side) -> String {
        let (child, parent) = (one_line(&child.name), self.parent(parent));
        match self.language {
            Language::En => format!("{child}: with {parent}"),
            Language::Nl => format!("{child}: bij {parent}"),
        }
    }

    /// Why: the clause with its sentence, then what gave way.
    pub(crate) fn because(self, care: &Care) -> String {
        let mut text = match care.source {
            Source::Clause(index) => {
                let clause = self.plan.clause(index);
                let sentence = text(clause.sentence(self.language));
                format!("{}: {sentence}", upper_first(&self.clause(index)))
            }
            Source::Agreed(_) => format!("{}.", upper_first(self.agreed())),
        };
        if !care.overrode.is_empty() {
            let gave_way: Vec<String> = care.overrode.iter().map(|&s| self.source(s)).collect();
            let gave_way = gave_way.join(", ");
            text.push('\n');
            text.push_str(&match self.language {
                Language::En => format!("It comes before {gave_way}."),
                Language::Nl => format!("Dit gaat voor {gave_way}."),
            });
        }
        text
    }

    /// That nobody has the time, in a line.
    pub(crate) fn clash(self, child: &Child) -> String {
        let child = one_line(&child.name);
        match self.language {
            Language::En => format!("{child}: two clauses disagree"),
            Language::Nl => format!("{child}: twee artikelen spreken elkaar tegen"),
        }
    }

    /// Who says what, and what follows.
    pub(crate) fn clash_between(self, clash: &Clash) -> String {
        let mut lines: Vec<String> = Vec::with_capacity(clash.between.len() + 1);
        for &(source, side) in &clash.between {
            let (source, parent) = (upper_first(&self.source(source)), self.parent(side));
            let line = match self.language {
                Language::En => format!("{source} says {parent}."),
                Language::Nl => format!("{source} noemt {parent}."),
            };
            // Two spans of one clause may say the same.
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        lines.push(match self.language {
            Language::En => "Nobody has this time until the plan says who.".to_owned(),
            Language::Nl => "Niemand heeft deze tijd tot het plan zegt wie.".to_owned(),
        });
        lines.join("\n")
    }

    fn parent(self, side: Side) -> String {
        one_line(&self.plan.parent(side).name)
    }

    fn source(self, source: Source) -> String {
        match source {
            Source::Clause(index) => self.clause(index),
            Source::Agreed(_) => self.agreed().to_owned(),
        }
    }

    fn clause(self, index: ClauseIndex) -> String {
        let clause = self.plan.clause(index);
        let (number, title) = (clause.number, one_line(clause.title(self.language)));
        match self.language {
            Language::En => format!("clause {number} ({title})"),
            Language::Nl => format!("artikel {number} ({title})"),
        }
    }

    fn agreed(self) -> &'static str {
        match self.language {
            Language::En => "what both agreed beside the plan",
            Language::Nl => "wat beiden naast het plan afspraken",
        }
    }
}

/// A text of one or more lines that RFC 5545 can carry: line breaks are `\n`, no other control
/// characters but tabs. The writer escapes commas, semicolons, backslashes and `\n`.
pub(crate) fn text(written: &str) -> String {
    // Unicode has line breaks of its own, which a careless reader takes for the end of a line.
    let unified = written
        .replace("\r\n", "\n")
        .replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    let allowed = |c: &char| matches!(c, '\n' | '\t') || !c.is_control();
    unified.trim().chars().filter(allowed).collect()
}

/// A text on one line: every run of line breaks and other white space is one space.
pub(crate) fn one_line(written: &str) -> String {
    let words: Vec<&str> = written
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

pub(crate) fn upper_first(sentence: &str) -> String {
    let mut chars = sentence.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_keeps_its_lines_and_nothing_that_could_make_a_property() {
        assert_eq!(text("one\r\ntwo\rthree\n"), "one\ntwo\nthree");
        assert_eq!(text("a\u{0}b\u{1b}c\td\u{85}"), "abc\td");
        assert_eq!(text("one\u{2028}two\u{2029}three"), "one\ntwo\nthree");
        assert_eq!(one_line(" a\r\nBEGIN:VEVENT\u{7}b "), "a BEGIN:VEVENT b");
        assert_eq!(upper_first("één"), "Één");
        assert_eq!(upper_first(""), "");
    }
}
