//! The families of whoever is signed in, and going from one to another.
//!
//! May touch: `app`'s use cases of several families. Nothing of one family is on the page but its
//! name and the reader's own part in it.

use app::{FamilyPlace, Part, Store};
use maud::{Markup, html};

use super::{DAYS, words};
use crate::http::{Answer, Failure, Hall, Visit, Web, clear_cache, see_other};
use crate::page::{Frame, page, paths, token_field};
use crate::text::{Text, t};

/// `GET /families`.
pub(crate) async fn get<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let hall: Hall = web.hall(&visit).await?.at(paths::FAMILIES);
    let families = web.app.families_of(&visit.session).await?;
    let title = t!(hall.text(), "families-title");
    let page = families_page(&hall.frame(&title), &families);
    Ok(web.page(axum::http::StatusCode::OK, &visit.reader, page))
}

/// `POST /families`.
pub(crate) async fn go<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let id = visit.field("family");
    if !web.app.go_to_family(&visit.session, id).await? {
        return Err(Failure::NotFound);
    }
    let mut response = see_other(paths::TODAY);
    // What the browser kept is of another family.
    clear_cache(&mut response);
    Ok(response)
}

/// The families of one person.
pub fn families_page(frame: &Frame<'_>, families: &[FamilyPlace]) -> Markup {
    let text = frame.text;
    page(
        frame,
        html! {
            header.page-head { div {
                h1 { (t!(text, "families-title")) }
                p.kicker { (t!(text, "families-lead")) }
            } }
            ul.rows {
                @for family in families {
                    li { div.stack-tight {
                        p { strong { (family.name) } ", " (part(text, &family.part)) }
                        @if family.here { p.small.muted { (t!(text, "families-here")) } }
                        @else {
                            form method="post" action=(paths::FAMILIES) {
                                (token_field(frame.token))
                                input type="hidden" name="family" value=(family.id);
                                button.btn { (t!(text, "families-go", family = family.name.as_str())) }
                            }
                        }
                    } }
                }
            }
            @if families.iter().filter(|one| matches!(one.part, Part::Parent(_))).count() > 1 {
                p { a href=(DAYS) { (t!(text, "days-title")) } }
            }
            p.small.muted { (t!(text, "families-more")) }
        },
    )
}

fn part(text: &Text, part: &Part) -> String {
    match part {
        Part::Parent(_) => t!(text, "role-parent").into_owned(),
        Part::Guest(role, _) => words::role(text, role),
    }
}
