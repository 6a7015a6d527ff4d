//! The pages about people whom the parents let in, drawn.
//!
//! May touch: the view it is given.

use app::LetInBy;
use family::{GuestRole, Reason};
use maud::{Markup, html};

use super::form::{FieldError, OWN_ROLES, ROLES};
use super::view::{GrantView, LetInView, LinkMade, PeopleView, PersonLine, Standing};
use super::{END, LINK, NEW, NEW_OWN, words};
use crate::page::{
    Field, Frame, Icon, Note, error_summary, icon_small, note, page, paths, sheet, token_field,
};
use crate::text::{Text, date_with_year, day_and_clock, t};

/// Everybody whom the parents let in.
pub fn people_page(frame: &Frame<'_>, view: &PeopleView) -> Markup {
    let text = frame.text;
    page(
        frame,
        html! {
            header.page-head { div {
                h1 { (t!(text, "people-title")) }
                p.kicker { (t!(text, "people-lead")) }
            } }
            div.stack {
                @if let Some(refused) = &view.refused {
                    div role="status" { (note(Note::Stop, html! { p { (refused) } })) }
                }
                @if let Some(made) = &view.made { (link_made(text, made)) }
                section.stack-tight aria-labelledby="both-h" {
                    h2 #both-h { (t!(text, "people-both")) }
                    p.small.muted { (t!(text, "people-both-lead", name = view.other.as_str())) }
                    (list(frame, view, &view.both, LetInBy::Both))
                    div.btn-row { a.btn href=(NEW) { (icon_small(Icon::Plus)) (t!(text, "people-propose")) } }
                }
                section.stack-tight aria-labelledby="own-h" {
                    h2 #own-h { (t!(text, "people-own")) }
                    p.small.muted { (t!(text, "people-own-lead", name = view.other.as_str())) }
                    (list(frame, view, &view.own, LetInBy::One(plan::Side::A)))
                    div.btn-row { a.btn href=(NEW_OWN) { (icon_small(Icon::Plus)) (t!(text, "people-let-in-own")) } }
                }
            }
        },
    )
}

fn link_made(text: &Text, made: &LinkMade) -> Markup {
    let name = made.name.as_str();
    html! {
        section class="card form" aria-labelledby="link-h" {
            h2 #link-h { (t!(text, "people-link-title", name = name)) }
            div.field {
                label for="link" { (t!(text, "invite-link", other = name)) }
                p.hint #link-hint { (t!(text, "invite-once")) }
                input #link type="text" readonly value=(made.link) autocomplete="off" aria-describedby="link-hint";
            }
            p { (t!(text, "invite-until", until = day_and_clock(text, made.until))) }
            p { (t!(text, "invite-send", other = name)) }
        }
    }
}

fn list(frame: &Frame<'_>, view: &PeopleView, people: &[PersonLine], by: LetInBy) -> Markup {
    let text = frame.text;
    html! {
        @if people.is_empty() { p.muted { (t!(text, "people-nobody")) } }
        @else { ul.rows { @for person in people { li { (line(frame, view, person, by)) } } } }
    }
}

fn line(frame: &Frame<'_>, view: &PeopleView, person: &PersonLine, by: LetInBy) -> Markup {
    let text = frame.text;
    let name = person.grant.name.as_str();
    let end = format!("end-{}", person.member);
    let new = if by == LetInBy::Both { NEW } else { NEW_OWN };
    html! {
        div.stack-tight {
            p { strong { (name) } ", " (words::role(text, &person.grant.role)) }
            (granted(text, &person.grant))
            p.small { (standing(text, person)) }
            div.btn-row {
                @if person.standing == Standing::Invited {
                    form method="post" action=(LINK) {
                        (hidden(frame, view, person))
                        button.btn { (t!(text, "people-link", name = name)) }
                    }
                }
                @if person.is_now() {
                    button.btn type="button" popovertarget=(end) { (t!(text, "people-end", name = name)) }
                } @else {
                    a.btn href={ (new) "?again=" (person.member) } { (t!(text, "people-again", name = name)) }
                }
            }
            @if person.is_now() { (end_sheet(frame, view, person, &end, by)) }
        }
    }
}

/// What may be seen, and when.
pub fn granted(text: &Text, grant: &GrantView) -> Markup {
    html! {
        ul.small { @for line in words::sees(text, grant) { li { (line) } } }
        p.small.muted { (words::days(text, grant)) }
    }
}

fn standing(text: &Text, person: &PersonLine) -> String {
    match person.standing {
        Standing::Invited => t!(text, "people-invited").into_owned(),
        Standing::In(at) => t!(text, "people-in", at = day_and_clock(text, at)),
        Standing::Over => t!(text, "people-over").into_owned(),
        Standing::Ended(at) => t!(text, "people-ended", at = day_and_clock(text, at)),
    }
}

fn hidden(frame: &Frame<'_>, view: &PeopleView, person: &PersonLine) -> Markup {
    html! {
        (token_field(frame.token))
        input type="hidden" name="command" value=(view.command);
        input type="hidden" name="member" value=(person.member);
    }
}

/// Asks once more before somebody is let in no more.
fn end_sheet(
    frame: &Frame<'_>,
    view: &PeopleView,
    person: &PersonLine,
    id: &str,
    by: LetInBy,
) -> Markup {
    let text = frame.text;
    let name = person.grant.name.as_str();
    let act = (by == LetInBy::Both).then_some("people.ended/1");
    let after = if by == LetInBy::Both {
        t!(
            text,
            "people-end-after",
            name = name,
            other = view.other.as_str()
        )
    } else {
        t!(text, "people-end-after-own", name = name)
    };
    let inside = html! {
        form.form method="post" action=(END) data-act=[act] {
            (hidden(frame, view, person))
            p { (after) }
            div.btn-even {
                button.btn data-kind="main" { (t!(text, "people-end-now")) }
                button.btn type="button" popovertarget=(id) popovertargetaction="hide" { (t!(text, "answer-not-yet")) }
            }
        }
    };
    sheet(text, id, &t!(text, "people-end", name = name), &inside)
}

/// The form with which somebody is let in.
pub fn let_in_page(frame: &Frame<'_>, view: &LetInView) -> Markup {
    let text = frame.text;
    let both = view.by == LetInBy::Both;
    let (title, lead, send) = if both {
        (
            t!(text, "let-in-title"),
            t!(text, "let-in-lead", name = view.other.as_str()),
            t!(text, "let-in-send", name = view.other.as_str()),
        )
    } else {
        (
            t!(text, "let-in-own-title"),
            t!(text, "let-in-own-lead", name = view.other.as_str()),
            t!(text, "let-in-own-send").into_owned(),
        )
    };
    let act = both.then_some("proposal.made/3 proposal.made/4");
    page(
        frame,
        html! {
            header.page-head { div { h1 { (title) } p.kicker { (lead) } } }
            form.form.card method="post" action=(if both { paths::PEOPLE } else { NEW_OWN }) data-act=[act] novalidate {
                (summary(text, &view.errors))
                @if let Some(refused) = &view.refused {
                    div role="status" { (note(Note::Stop, html! { p { (refused) } })) }
                }
                (token_field(frame.token))
                input type="hidden" name="command" value=(view.command);
                input type="hidden" name="again" value=(view.draft.again);
                (fields(text, view))
                div.btn-even {
                    button.btn data-kind="main" { (send) }
                    a.btn href=(paths::PEOPLE) { (t!(text, "answer-not-yet")) }
                }
            }
        },
    )
}

fn summary(text: &Text, errors: &[FieldError]) -> Markup {
    if errors.is_empty() {
        return html! {};
    }
    let said: Vec<_> = errors
        .iter()
        .map(|one| (one.field, words::wrong(text, one.wrong)))
        .collect();
    let said: Vec<_> = said
        .iter()
        .map(|(field, said)| (*field, said.as_str()))
        .collect();
    error_summary(text, &t!(text, "let-in-not-sent"), &said)
}

fn fields(text: &Text, view: &LetInView) -> Markup {
    let draft = &view.draft;
    let wrong = |field: &str| {
        let found = view.errors.iter().find(|one| one.field == field);
        found.map(|one| words::wrong(text, one.wrong))
    };
    let both = view.by == LetInBy::Both;
    let roles = roles(text, view);
    let roles: Vec<_> = roles
        .iter()
        .map(|(value, label)| (value.as_str(), label.as_str()))
        .collect();
    let end_hint = if both {
        "let-in-until-hint"
    } else {
        "let-in-until-own-hint"
    };
    html! {
        @if draft.again.is_empty() {
            (Field::new("name", &t!(text, "let-in-name")).wrong(wrong("name").as_deref()).input("text", "off", &draft.name))
            (Field::new("role", &t!(text, "let-in-role")).wrong(wrong("role").as_deref()).select(&roles, &draft.role))
        } @else {
            input type="hidden" name="name" value=(draft.name);
            input type="hidden" name="role" value=(draft.role);
            p { strong { (draft.name) } }
        }
        fieldset.field.choices id="sees" aria-describedby=[wrong("sees").map(|_| "sees-wrong")] {
            legend { (t!(text, "let-in-sees")) }
            @if both { p.hint { (t!(text, "let-in-child-hint")) } }
            @for (value, label) in [("calendar", "let-in-sees-calendar"), ("plan", "let-in-sees-plan"), ("record", "let-in-sees-record")] {
                label.choice {
                    input type="checkbox" name="sees" value=(value) checked[draft.sees.contains(value)];
                    (text.with(label, &[]))
                }
            }
            @for (id, number) in &view.proposals {
                label.choice {
                    input type="checkbox" name="proposal" value=(id) checked[draft.proposals.contains(id)];
                    (t!(text, "let-in-sees-proposal", number = *number))
                }
            }
            (wrong_line("sees", wrong("sees")))
        }
        fieldset.field.choices id="child" aria-describedby=[wrong("child").map(|_| "child-wrong")] {
            legend { (t!(text, "let-in-children")) }
            @for (id, name) in &view.children {
                label.choice {
                    input type="checkbox" name="child" value=(id) checked[draft.children.contains(id)];
                    (name)
                }
            }
            (wrong_line("child", wrong("child")))
        }
        (Field::new("record-from", &t!(text, "let-in-record-from")).hint(&t!(text, "let-in-record-hint")).wrong(wrong("record-from").as_deref()).input("date", "off", &draft.record_from))
        (Field::new("from", &t!(text, "let-in-from-day")).wrong(wrong("from").as_deref()).input("date", "off", &draft.from))
        (Field::new("until", &t!(text, "let-in-until-day")).hint(&text.with(end_hint, &[])).wrong(wrong("until").as_deref()).input("date", "off", &draft.until))
        @if both {
            (Field::new("reason", &t!(text, "let-in-reason")).hint(&t!(text, "let-in-reason-hint", name = view.other.as_str())).wrong(wrong("reason").as_deref()).lines(Reason::MAX_CHARS, &draft.reason))
        }
    }
}

fn wrong_line(field: &str, wrong: Option<String>) -> Markup {
    html! {
        @if let Some(wrong) = wrong { p.wrong id={ (field) "-wrong" } { (icon_small(Icon::Stop)) (wrong) } }
    }
}

/// Values and names of the roles that can be chosen, after an empty one.
fn roles(text: &Text, view: &LetInView) -> Vec<(String, String)> {
    let named = |value: &&str| {
        let name = text.with(&format!("role-{value}"), &[]);
        ((*value).to_owned(), name)
    };
    let mut roles = vec![(String::new(), t!(text, "let-in-choose").into_owned())];
    match view.by {
        LetInBy::Both => {
            roles.extend(ROLES.iter().map(named));
            roles.extend(view.children.iter().map(|(id, name)| {
                let label = t!(text, "let-in-child", name = name.as_str());
                (format!("child-{id}"), label)
            }));
        }
        LetInBy::One(_) => roles.extend(OWN_ROLES.iter().map(named)),
    }
    roles
}

/// What a proposal to let somebody in is about.
pub fn terms(text: &Text, grant: &GrantView) -> Markup {
    let noted = matches!(grant.role, GuestRole::Professional(_));
    html! {
        (granted(text, grant))
        @if noted { p.small { (t!(text, "let-in-noted")) } }
    }
}

/// The day on which somebody may come, for a page of that person.
#[must_use]
pub fn begins(text: &Text, grant: &GrantView) -> String {
    t!(
        text,
        "guest-not-yet",
        from = date_with_year(text, grant.days.from)
    )
}
