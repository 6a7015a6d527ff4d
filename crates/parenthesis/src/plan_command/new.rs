//! `parenthesis plan new`: begins a plan from a template. Asks for the machine's date when none
//! is given, and writes a file only where there was none.

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::Path;

use jiff::civil::{Date, Weekday};
use jiff::{Span, Zoned};
use plan::{NewPlan, templates};

use super::{Answer, Failure, NewOptions, Verdict, show, source};

/// How old a child is when none is named.
const PLACEHOLDER_YEARS: i32 = 5;

pub(super) fn run(options: &NewOptions) -> Result<Answer, Failure> {
    let Some(template) = &options.template else {
        return Ok(answer(list()));
    };
    let today = Zoned::now().date();
    let start = options.start.unwrap_or_else(|| next_monday(today));
    let parents: [String; 2] = match options.parent.as_slice() {
        [] => NewPlan::PLACEHOLDER_PARENTS.map(str::to_owned),
        [first, second] => [first.clone(), second.clone()],
        _ => {
            return Err(Failure::sentence(
                "A plan has two parents: write --parent twice, or not at all.",
            ));
        }
    };
    let children = if options.child.is_empty() {
        let years = Span::new().years(PLACEHOLDER_YEARS);
        vec![(
            NewPlan::PLACEHOLDER_CHILD.to_owned(),
            start.min(today).saturating_sub(years),
        )]
    } else {
        options.child.clone()
    };
    let wanted = NewPlan {
        template: template.clone(),
        parents,
        children,
        zone: options.zone.clone(),
        start,
        language: options.language.map(Into::into),
    };
    let text = plan::new_plan(&wanted, today).map_err(Failure::sentence)?;
    let Some(file) = &options.out else {
        return Ok(answer(text));
    };
    create(file, &text).map_err(|error| {
        let name = source::name(file);
        let reason = if error.kind() == io::ErrorKind::AlreadyExists {
            "it exists already".to_owned()
        } else {
            source::reason(&error)
        };
        Failure::sentence(format!("{name} could not be written: {reason}."))
    })?;
    Ok(answer(String::new()))
}

fn answer(out: String) -> Answer {
    Answer {
        out,
        notes: String::new(),
        verdict: Verdict::Fine,
    }
}

/// The templates, one a line.
fn list() -> String {
    let widest = templates().iter().map(|template| template.name.len()).max();
    let width = widest.unwrap_or_default();
    let line = |template: &plan::Template| {
        let name = show::left(template.name, width);
        format!("{name}  {}\n", template.title)
    };
    templates().iter().map(line).collect()
}

/// A new file; never one that is there.
fn create(file: &Path, text: &str) -> io::Result<()> {
    let mut created = OpenOptions::new().write(true).create_new(true).open(file)?;
    created.write_all(text.as_bytes())?;
    created.sync_all()
}

fn next_monday(today: Date) -> Date {
    today.nth_weekday(1, Weekday::Monday).unwrap_or(today)
}

/// A name and a date of birth, as the command line takes them.
pub(super) fn child(text: &str) -> Result<(String, Date), String> {
    let parts = text.trim().rsplit_once(char::is_whitespace);
    let (name, born) =
        parts.ok_or("write a name and a date of birth, such as 'Noor 2019-05-21'")?;
    Ok((name.trim().to_owned(), source::date(born)?))
}
