//! The page on which one chooses how messages and notices come.
//!
//! May touch: the view it is given.

use family::NoticeKind;
use maud::{Markup, html};

use super::form::{CalmForm, DAYS, LONG_WORDS, Wrong, kind_tag};
use crate::page::{Field, Frame, Note, error_summary, note, page, paths, token_field};
use crate::text::{Text, t, weekday_name, without_capital};

/// What the page needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalmView {
    /// What was chosen, or typed.
    pub form: CalmForm,
    /// What is wrong with it.
    pub wrongs: Vec<Wrong>,
    /// Whether it was just kept.
    pub kept: bool,
    /// The name of the other parent.
    pub other: String,
    /// The clock by which the family lives.
    pub zone: String,
    /// Whether a device of theirs is told.
    pub device: bool,
    /// The id of the command.
    pub command: String,
}

/// The page.
pub fn calm_page(frame: &Frame<'_>, view: &CalmView) -> Markup {
    let text = frame.text;
    page(
        frame,
        html! {
            header.page-head { div {
                h1 { (t!(text, "calm-title")) }
                p.kicker { (t!(text, "calm-lead", name = view.other.as_str())) }
            } }
            @if view.kept { div role="status" { (note(Note::Plain, html! { p { (t!(text, "calm-kept")) } })) } }
            form.form method="post" action=(paths::CALM) novalidate {
                (token_field(frame.token))
                input type="hidden" name="command" value=(view.command);
                (errors(text, &view.wrongs))
                (when(text, view))
                (quiet(text, view))
                (how(text, &view.form))
                (notices(text, view))
                (digest(text, view))
                div.btn-row { button.btn data-kind="main" { (t!(text, "calm-keep")) } }
            }
        },
    )
}

fn wrong_words(text: &Text, wrong: Wrong) -> (&'static str, String) {
    match wrong {
        Wrong::Time(field) => (field, t!(text, "calm-no-time").into_owned()),
        Wrong::SameTime => ("second", t!(text, "calm-same-time").into_owned()),
        Wrong::Quiet => ("until", t!(text, "calm-bad-quiet").into_owned()),
        Wrong::Words => ("long", t!(text, "calm-bad-words").into_owned()),
        Wrong::Choice(field) => (field, t!(text, "calm-no-choice").into_owned()),
    }
}

fn errors(text: &Text, wrongs: &[Wrong]) -> Markup {
    let said: Vec<_> = wrongs
        .iter()
        .map(|wrong| wrong_words(text, *wrong))
        .collect();
    let said: Vec<(&str, &str)> = said.iter().map(|(at, said)| (*at, said.as_str())).collect();
    html! { @if !said.is_empty() { (error_summary(text, &t!(text, "calm-not-kept"), &said)) } }
}

fn wrong_at(text: &Text, wrongs: &[Wrong], field: &str) -> Option<String> {
    let said = wrongs.iter().map(|wrong| wrong_words(text, *wrong));
    said.into_iter()
        .find(|(at, _)| *at == field)
        .map(|(_, said)| said)
}

fn time_field(text: &Text, view: &CalmView, name: &str, label: &str, value: &str) -> Markup {
    let wrong = wrong_at(text, &view.wrongs, name);
    Field::new(name, label)
        .wrong(wrong.as_deref())
        .input("time", "off", value)
}

fn tick(name: &str, label: &str, on: bool) -> Markup {
    html! { label.choice { input type="checkbox" name=(name) value="yes" checked[on]; (label) } }
}

fn when(text: &Text, view: &CalmView) -> Markup {
    let form = &view.form;
    let options = [
        ("at-once", t!(text, "calm-at-once")),
        ("hourly", t!(text, "calm-hourly")),
        ("twice", t!(text, "calm-twice")),
        ("daily", t!(text, "calm-daily")),
        ("urgent", t!(text, "calm-urgent-only")),
    ];
    html! {
        fieldset {
            legend { (t!(text, "calm-when")) }
            p.hint { (t!(text, "calm-when-hint", zone = view.zone.as_str())) }
            @for (value, label) in &options {
                label.choice {
                    input type="radio" name="delivery" value=(value) checked[form.delivery == *value];
                    (label)
                }
            }
            div.field-row {
                (time_field(text, view, "first", &t!(text, "calm-first"), &form.first))
                (time_field(text, view, "second", &t!(text, "calm-second"), &form.second))
            }
            (tick("urgent", &t!(text, "calm-urgent"), form.urgent))
        }
    }
}

fn quiet(text: &Text, view: &CalmView) -> Markup {
    let form = &view.form;
    html! {
        fieldset {
            legend { (t!(text, "calm-quiet")) }
            p.hint { (t!(text, "calm-quiet-hint")) }
            (tick("quiet", &t!(text, "calm-quiet-on"), form.quiet))
            div.field-row {
                (time_field(text, view, "from", &t!(text, "calm-from"), &form.from))
                (time_field(text, view, "until", &t!(text, "calm-until"), &form.until))
            }
            (tick("through", &t!(text, "calm-through"), form.through))
        }
    }
}

fn how(text: &Text, form: &CalmForm) -> Markup {
    let never = t!(text, "calm-long-never");
    let numbers: Vec<(String, String)> = LONG_WORDS
        .iter()
        .map(|n| (n.to_string(), t!(text, "calm-long-over", n = *n)))
        .collect();
    let mut options = vec![("", never.as_ref())];
    options.extend(numbers.iter().map(|(n, said)| (n.as_str(), said.as_str())));
    html! {
        fieldset {
            legend { (t!(text, "calm-how")) }
            p.hint { (t!(text, "calm-how-hint")) }
            (tick("soft", &t!(text, "calm-soft"), form.soft))
            (Field::new("long", &t!(text, "calm-long")).select(&options, &form.long))
        }
    }
}

fn kind_words(text: &Text, kind: NoticeKind) -> String {
    let said = match kind {
        NoticeKind::Message => t!(text, "calm-kind-message"),
        NoticeKind::Proposal => t!(text, "calm-kind-proposal"),
        NoticeKind::Answer => t!(text, "calm-kind-answer"),
        NoticeKind::Care => t!(text, "calm-kind-care"),
        NoticeKind::Reminder => t!(text, "calm-kind-reminder"),
        NoticeKind::People => t!(text, "calm-kind-people"),
    };
    said.into_owned()
}

/// The kinds of notices, a row each, with a column for each way in which they come.
fn kinds(text: &Text, form: &CalmForm) -> Markup {
    let ways = [
        ("email", t!(text, "calm-email"), &form.email),
        ("push", t!(text, "calm-push"), &form.push),
    ];
    html! {
        table.numbers.kinds {
            thead { tr {
                th scope="col" { (t!(text, "calm-kind")) }
                @for (_, way, _) in &ways { th scope="col" { (way) } }
            } }
            tbody {
                @for kind in NoticeKind::ALL {
                    @let said = kind_words(text, kind);
                    tr {
                        th scope="row" { (said) }
                        @for (prefix, way, chosen) in &ways {
                            td { label.choice {
                                input type="checkbox" name={ (prefix) "-" (kind_tag(kind)) } value="yes" checked[chosen.has(kind)];
                                span.vh { (said) ", " (without_capital(way)) }
                            } }
                        }
                    }
                }
            }
        }
    }
}

fn notices(text: &Text, view: &CalmView) -> Markup {
    let form = &view.form;
    html! {
        fieldset {
            legend { (t!(text, "calm-notices")) }
            p.hint { (t!(text, "calm-notices-hint")) }
            (kinds(text, form))
            p.small {
                (if view.device { t!(text, "calm-push-hint") } else { t!(text, "calm-push-none") }) " "
                a href=(paths::PUSH) { (t!(text, "push-title")) }
            }
            (tick("named", &t!(text, "calm-named"), form.named))
        }
    }
}

fn digest(text: &Text, view: &CalmView) -> Markup {
    let form = &view.form;
    let options = [
        ("none", t!(text, "calm-digest-none")),
        ("daily", t!(text, "calm-digest-daily")),
        ("weekly", t!(text, "calm-digest-weekly")),
    ];
    let days: Vec<(&str, &str)> = DAYS
        .iter()
        .map(|(day, tag)| (*tag, weekday_name(text, *day)))
        .collect();
    html! {
        fieldset {
            legend { (t!(text, "calm-digest")) }
            p.hint { (t!(text, "calm-digest-hint")) }
            @for (value, label) in &options {
                label.choice {
                    input type="radio" name="digest" value=(value) checked[form.digest == *value];
                    (label)
                }
            }
            div.field-row {
                (Field::new("day", &t!(text, "calm-day")).select(&days, &form.day))
                (time_field(text, view, "at", &t!(text, "calm-at"), &form.at))
            }
        }
    }
}
