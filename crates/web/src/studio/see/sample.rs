//! Drafts of the family of [`crate::swap::sample`], for the tests of the studio's pages.

use std::sync::Arc;

use family::{DraftVersion, DraftedPlan, Drafts, KeptDraft, Name, Own, PersonalEvent};
use jiff::Timestamp;

use crate::swap::sample::PLAN;

/// The plan of that family as a draft from next spring on, where two clauses claim a Saturday and a
/// limit of four nights away is not kept to.
pub(crate) fn unruly() -> String {
    let more = r#"
[[clause]]
id = "swimming"
title = { en = "Swimming", nl = "Zwemmen" }
sentence = { en = "The first Saturday of May by day with Mara.", nl = "De eerste zaterdag van mei overdag bij Mara." }
children = ["pim"]
rank = "visit"
spans = [{ parent = "mara", from = 2027-05-01T10:00:00, until = 2027-05-01T16:00:00 }]

[[clause]]
id = "not-too-long"
title = { en = "Not too long", nl = "Niet te lang" }
sentence = { en = "At most four nights away.", nl = "Hoogstens vier nachten weg." }
children = ["noor"]
limit = { nights_away = { from = "mara", at_most = 4 } }
"#;
    format!("{}{more}", later())
}

/// The plan of that family from next spring on, as it is.
pub(crate) fn later() -> String {
    PLAN.replace("from = 2026-02-02", "from = 2027-03-01")
}

/// A draft as it was kept twice.
pub(crate) fn kept(id: &str, plan: &str) -> KeptDraft {
    let at = |text: &str| text.parse::<Timestamp>().unwrap();
    KeptDraft {
        draft: Arc::new(DraftedPlan {
            id: id.parse().unwrap(),
            name: Name::new("After the move").unwrap(),
            answers: Vec::new(),
            plan: plan.into(),
        }),
        versions: vec![
            DraftVersion {
                entry: 4,
                at: at("2026-11-20T19:00:00Z"),
            },
            DraftVersion {
                entry: 6,
                at: at("2026-11-21T20:30:00Z"),
            },
        ],
    }
}

/// The drafts of a parent who kept these, in this order.
pub(crate) fn drafts(all: &[KeptDraft]) -> Arc<Drafts> {
    let mut own = Own::default();
    for (entry, kept) in (10_u64..).zip(all) {
        let event = PersonalEvent::DraftKept(Arc::clone(&kept.draft));
        let at = "2026-11-21T20:30:00Z".parse().unwrap();
        own.evolve(&event, (entry, at)).unwrap();
    }
    Arc::clone(own.drafts())
}
