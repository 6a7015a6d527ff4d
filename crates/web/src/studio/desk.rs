//! A draft on the desk: found by its address, kept again, and the ways from one of its pages to the
//! others.
//!
//! May touch: the reader's own drafts, through `app`.

use app::{DraftError, Store};
use family::{DraftId, DraftRefusal, DraftedPlan, Drafts, KeptDraft};
use maud::{Markup, html};

use crate::http::{Failure, Stage, Visit, Web};
use crate::page::paths;
use crate::text::{Text, t};

/// A draft and what its pages need.
pub(crate) struct Desk {
    /// Whoever reads, and the family.
    pub stage: Stage,
    /// The draft as it was kept last.
    pub kept: KeptDraft,
}

/// The draft that the address names.
///
/// # Errors
/// [`Failure::NotFound`] when the reader has no such draft.
pub(crate) async fn open<S: Store>(web: &Web<S>, visit: &Visit) -> Result<Desk, Failure> {
    let drafts = web.app.drafts(&visit.session).await?;
    let kept = named(visit, &drafts).ok_or(Failure::NotFound)?;
    let stage = web.stage(visit).await?;
    Ok(Desk { stage, kept })
}

fn named(visit: &Visit, drafts: &Drafts) -> Option<KeptDraft> {
    drafts.of(&id(visit)?).cloned()
}

/// The id of a draft that the address names, whether there is one or not.
#[must_use]
pub(crate) fn id(visit: &Visit) -> Option<DraftId> {
    visit.parameter.as_deref()?.parse().ok()
}

/// What a form did when it was sent before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sent {
    /// The save that was the newest until then.
    pub before: Option<u64>,
}

/// What this form did when it was sent before, by a second tap or by the page asked for again;
/// `None` for one that comes for the first time. What it says may no longer fit what it made itself.
///
/// # Errors
/// A [`Failure`] when the record cannot be read.
pub(crate) async fn sent<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    kept: &KeptDraft,
) -> Result<Option<Sent>, Failure> {
    let command = web.command(visit);
    let made = web.app.own_entry(&visit.session, command).await?;
    Ok(made.map(|made| {
        let mut entries = kept.versions.iter().rev().map(|version| version.entry);
        Sent {
            before: entries.find(|entry| *entry < made),
        }
    }))
}

/// Keeps a draft as it is now; the refusal when it cannot be kept.
///
/// # Errors
/// A [`Failure`] when storing fails.
pub(crate) async fn keep<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    draft: DraftedPlan,
) -> Result<Result<(), DraftRefusal>, Failure> {
    let command = web.command(visit);
    match web.app.keep_draft(&visit.session, command, draft).await {
        Ok(()) => Ok(Ok(())),
        Err(DraftError::Refused(why)) => Ok(Err(why)),
        Err(DraftError::Fault(fault)) => Err(fault.into()),
    }
}

/// A page of a draft: what comes after its id, such as `/text`.
#[must_use]
pub(crate) fn path(id: &DraftId, rest: &str) -> String {
    format!("{}/{id}{rest}", paths::DRAFTS)
}

/// Why a draft cannot be kept.
#[must_use]
pub(crate) fn refusal(text: &Text, why: &DraftRefusal) -> String {
    match why {
        DraftRefusal::TooMany { limit } => t!(text, "studio-too-many", limit = *limit),
        DraftRefusal::TooLarge { found, limit } => {
            t!(text, "studio-too-large", found = *found, limit = *limit)
        }
        DraftRefusal::NotThere => t!(text, "studio-not-there").into_owned(),
    }
}

/// The pages of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Page {
    /// What it comes to.
    See,
    /// The questions.
    Questions,
    /// Its clauses.
    Clauses,
    /// Its text.
    Text,
    /// What if.
    Try,
    /// How it came to be.
    History,
}

impl Page {
    const ALL: [Self; 6] = [
        Self::See,
        Self::Questions,
        Self::Clauses,
        Self::Text,
        Self::Try,
        Self::History,
    ];

    const fn rest(self) -> &'static str {
        match self {
            Self::See => "",
            Self::Questions => "/questions",
            Self::Clauses => "/clauses",
            Self::Text => "/text",
            Self::Try => "/try",
            Self::History => "/history",
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::See => "studio-page-see",
            Self::Questions => "studio-page-questions",
            Self::Clauses => "studio-page-clauses",
            Self::Text => "studio-page-text",
            Self::Try => "studio-page-try",
            Self::History => "studio-page-history",
        }
    }

    /// Whether a draft has it: without answers there are no questions, without a plan nothing to
    /// change.
    fn is_of(self, draft: &DraftedPlan) -> bool {
        match self {
            Self::See | Self::History | Self::Text => true,
            Self::Questions => !draft.answers.is_empty() || draft.plan.is_empty(),
            Self::Clauses | Self::Try => !draft.plan.is_empty(),
        }
    }
}

/// The ways from one page of a draft to the others.
pub(crate) fn pages(text: &Text, draft: &DraftedPlan, current: Page) -> Markup {
    html! {
        nav class="segments studio-pages no-print" aria-label=(t!(text, "studio-pages")) {
            @for one in Page::ALL {
                @if one.is_of(draft) {
                    a href=(path(&draft.id, one.rest())) aria-current=[(one == current).then_some("page")] { (text.get(one.name())) }
                }
            }
        }
    }
}
