//! The page of notices on this device, drawn.
//!
//! May touch: the view it is given. What only a browser knows (whether it can, whether it may) its
//! script says, by showing one of the parts that stand here hidden.

use app::PushOffer;
use jiff::civil::Date;
use maud::{Markup, html};

use super::form::Wrong;
use super::{END, SCOPE, TRY, WORKER};
use crate::page::{Frame, Note, Privacy, asset, note, page, paths, token_field};
use crate::text::{Text, date_with_year, t};

/// What is so on this device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Here {
    /// It is not told.
    Off,
    /// It is told.
    On {
        /// What names it in a form.
        id: String,
        /// The day on which that began.
        since: Date,
        /// How often in a row nothing could be sent lately.
        failed: u32,
    },
}

/// What was just done on this page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// Nothing.
    Nothing,
    /// The device is told from now on.
    Begun,
    /// It is not told any more.
    Ended,
    /// A trial was sent.
    Tried,
    /// Nothing was begun.
    Not(Wrong),
}

/// What the page needs.
#[derive(Clone)]
pub struct PushView {
    /// What is so here.
    pub here: Here,
    /// How many other devices of the reader are told.
    pub others: usize,
    /// What the browser needs to ask its push service; `None` where others use the device too.
    pub offer: Option<PushOffer>,
    /// What was just done.
    pub told: Told,
}

/// The page.
pub fn push_page(frame: &Frame<'_>, view: &PushView) -> Markup {
    let text = frame.text;
    page(
        frame,
        html! {
            header.page-head { div {
                h1 { (t!(text, "push-title")) }
                p.kicker { (t!(text, "push-lead")) }
            } }
            div.stack {
                (told(text, view.told))
                @match &view.offer {
                    None => { (shared(text)) }
                    Some(offer) => {
                        (here(frame, &view.here, offer))
                        script type="module" src=(asset("push.js")) {}
                    }
                }
                (others(text, view.others))
                (what(text))
            }
        },
    )
}

fn told(text: &Text, told: Told) -> Markup {
    let status = |said: &str| {
        html! { div role="status" { (note(Note::Plain, html! { p { (said) } })) } }
    };
    let alert = |said: &str| {
        html! { div role="alert" { (note(Note::Stop, html! { p { (said) } })) } }
    };
    match told {
        Told::Nothing => html! {},
        Told::Begun => status(&t!(text, "push-begun")),
        Told::Ended => status(&t!(text, "push-ended")),
        Told::Tried => status(&t!(text, "push-tried")),
        Told::Not(Wrong::Nothing) => alert(&t!(text, "push-wrong-nothing")),
        Told::Not(Wrong::Malformed) => alert(&t!(text, "push-wrong-malformed")),
        Told::Not(Wrong::OldKey) => alert(&t!(text, "push-wrong-old")),
    }
}

/// Where others use the device too, nothing shows on it when nobody has it open.
fn shared(text: &Text) -> Markup {
    html! {
        section class="card form" aria-labelledby="here-h" {
            h2 #here-h { (t!(text, "push-off")) }
            p { (t!(text, "push-shared")) " " a href=(paths::DEVICE) { (t!(text, "device-title")) } }
        }
    }
}

fn here(frame: &Frame<'_>, here: &Here, offer: &PushOffer) -> Markup {
    let text = frame.text;
    let is = match here {
        Here::Off => "off",
        Here::On { .. } => "on",
    };
    html! {
        section class="card form" aria-labelledby="here-h" data-push=(is) data-key=(offer.key)
            data-worker=(WORKER) data-scope=(SCOPE) {
            @match here {
                Here::Off => { (off(frame, offer)) }
                Here::On { id, since, failed } => { (on(frame, offer, (id.as_str(), *since, *failed))) }
            }
            p.wrong role="alert" hidden data-push-wrong { (t!(text, "push-failed")) }
        }
    }
}

fn off(frame: &Frame<'_>, offer: &PushOffer) -> Markup {
    let text = frame.text;
    html! {
        h2 #here-h { (t!(text, "push-off")) }
        p hidden data-push-before { (t!(text, "push-before")) }
        p data-push-when="none" { (t!(text, "push-none")) }
        (home(frame))
        (denied(text))
        div hidden data-push-when="ready" { (begin(frame, offer, &t!(text, "push-begin"))) }
    }
}

fn on(frame: &Frame<'_>, offer: &PushOffer, (id, since, failed): (&str, Date, u32)) -> Markup {
    let text = frame.text;
    html! {
        h2 #here-h { (t!(text, "push-on", day = date_with_year(text, since))) }
        @if failed > 0 { (note(Note::Plain, html! { p { (t!(text, "push-failing")) } })) }
        (denied(text))
        div.stack-tight hidden data-push-when="gone" {
            p { (t!(text, "push-gone")) }
            (begin(frame, offer, &t!(text, "push-anew")))
        }
        div.btn-row {
            form method="post" action=(TRY) {
                (token_field(frame.token))
                button.btn { (t!(text, "push-try")) }
            }
            form method="post" action=(END) data-push-end {
                (token_field(frame.token))
                input type="hidden" name="id" value=(id);
                button.btn { (t!(text, "push-end")) }
            }
        }
    }
}

/// The form that the script fills in and sends. Without it nobody sees it.
fn begin(frame: &Frame<'_>, offer: &PushOffer, label: &str) -> Markup {
    html! {
        form method="post" action=(paths::PUSH) data-push-begin {
            (token_field(frame.token))
            input type="hidden" name="endpoint" value="";
            input type="hidden" name="p256dh" value="";
            input type="hidden" name="auth" value="";
            input type="hidden" name="sealed" value=(offer.sealed);
            button.btn data-kind="main" { (label) }
        }
    }
}

fn denied(text: &Text) -> Markup {
    html! {
        div.stack-tight hidden data-push-when="denied" {
            p { (t!(text, "push-denied")) }
            p.small { (t!(text, "push-denied-phone")) }
        }
    }
}

/// An iPhone or iPad tells of nothing before the page is on its home screen.
fn home(frame: &Frame<'_>) -> Markup {
    let text = frame.text;
    html! {
        div.stack-tight hidden data-push-when="home" {
            p { (t!(text, "push-home")) }
            @if frame.privacy == Privacy::Usual {
                ol.changes {
                    @for step in ["push-home-share", "push-home-add", "push-home-open", "push-home-back"] {
                        li { (text.get(step)) }
                    }
                }
                p.small { (t!(text, "push-home-name")) }
            } @else {
                p { (t!(text, "push-home-neutral")) " " a href=(paths::DEVICE) { (t!(text, "device-title")) } }
            }
        }
    }
}

fn others(text: &Text, others: usize) -> Markup {
    html! {
        section.stack-tight aria-labelledby="others-h" {
            h2 #others-h { (t!(text, "push-others-title")) }
            @if others == 0 {
                p { (t!(text, "push-others-none")) }
            } @else {
                p { (t!(text, "push-others", n = others)) " " a href=(paths::ACCESS) { (t!(text, "menu-access")) } }
            }
        }
    }
}

fn what(text: &Text) -> Markup {
    html! {
        section.stack-tight aria-labelledby="what-h" {
            h2 #what-h { (t!(text, "push-what")) }
            ul.changes {
                @for sentence in ["push-what-says", "push-what-lock", "push-what-service", "push-what-ends", "push-what-other"] {
                    li { (text.get(sentence)) }
                }
            }
            p { a href=(paths::CALM) { (t!(text, "calm-title")) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::tests::check_page;
    use crate::swap::sample::{cast_of_two, frame};
    use crate::text::Lang;

    fn view(here: Here, told: Told) -> PushView {
        PushView {
            here,
            others: 1,
            offer: Some(PushOffer {
                key: "the-public-half".to_owned(),
                sealed: "the-sealed-half".to_owned(),
            }),
            told,
        }
    }

    fn on(failed: u32) -> Here {
        Here::On {
            id: "0123456789abcdef0123456789abcdef".to_owned(),
            since: "2026-11-23".parse().unwrap(),
            failed,
        }
    }

    fn drawn(lang: Lang, privacy: Privacy, view: &PushView) -> String {
        let [mara, _] = cast_of_two();
        let frame = Frame {
            privacy,
            ..frame(lang, &mara)
        };
        let html = push_page(&frame, view).0;
        let url = asset("push.js");
        let script = format!("<script type=\"module\" src=\"{url}\"></script>");
        let scripts = usize::from(view.offer.is_some());
        assert_eq!(html.matches(&script).count(), scripts);
        check_page(&html.replacen(&script, "", 1));
        html
    }

    #[test]
    fn every_state_is_a_whole_page_in_both_languages() {
        let wrongs = [Wrong::Nothing, Wrong::Malformed, Wrong::OldKey].map(Told::Not);
        let rest = [Told::Nothing, Told::Begun, Told::Ended, Told::Tried];
        for lang in Lang::ALL {
            for told in rest.into_iter().chain(wrongs) {
                for here in [Here::Off, on(0), on(2)] {
                    drawn(lang, Privacy::Usual, &view(here, told));
                }
            }
        }
    }

    /// Without script nothing is shown that does nothing, and there is a sentence in its place.
    #[test]
    fn without_script_the_button_stays_away() {
        let off = drawn(Lang::En, Privacy::Usual, &view(Here::Off, Told::Nothing));
        for part in ["ready", "denied", "home"] {
            assert!(
                off.contains(&format!(" hidden data-push-when=\"{part}\"")),
                "{part}"
            );
        }
        assert!(off.contains("<p data-push-when=\"none\">"));
        assert!(off.contains("data-key=\"the-public-half\""));
        let on = drawn(Lang::En, Privacy::Usual, &view(on(0), Told::Nothing));
        assert!(on.contains(" hidden data-push-when=\"gone\""));
        assert!(on.contains("On since Monday 23 November 2026"));
        let text = Text::of(Lang::En);
        assert!(!on.contains(&*text.get("push-failing")));
    }

    #[test]
    fn a_device_that_others_use_is_offered_nothing() {
        let view = PushView {
            offer: None,
            ..view(Here::Off, Told::Nothing)
        };
        let html = drawn(Lang::En, Privacy::Shared, &view);
        assert!(!html.contains("data-push") && html.contains("href=\"/device\""));
    }

    /// A page with neutral titles stays off the home screen, which would show the name.
    #[test]
    fn neutral_titles_and_the_home_screen_do_not_go_together() {
        let html = drawn(Lang::En, Privacy::Neutral, &view(Here::Off, Told::Nothing));
        let text = Text::of(Lang::En);
        assert!(html.contains(&*text.get("push-home-neutral")));
        assert!(!html.contains(&*text.get("push-home-share")));
    }
}
