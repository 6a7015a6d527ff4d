//! How forms spell what can be chosen in them.
//!
//! May touch: nothing.

use family::{DecisionAbout, Paper};

/// How a form spells what goes along on a trip.
#[must_use]
pub const fn paper_value(paper: Paper) -> &'static str {
    match paper {
        Paper::Passport => "passport",
        Paper::IdentityCard => "identity-card",
        Paper::ConsentForm => "consent-form",
        Paper::InsuranceCard => "insurance-card",
        Paper::Medicine => "medicine",
    }
}

/// How a form spells what is decided about.
#[must_use]
pub const fn about_value(about: DecisionAbout) -> &'static str {
    match about {
        DecisionAbout::School => "school",
        DecisionAbout::Medical => "medical",
        DecisionAbout::Passport => "passport",
        DecisionAbout::Activity => "activity",
        DecisionAbout::Moving => "moving",
        DecisionAbout::Religion => "religion",
        DecisionAbout::Other => "other",
    }
}

/// What is decided about, as a form spells it.
#[must_use]
pub fn about(value: &str) -> Option<DecisionAbout> {
    let mut all = DecisionAbout::ALL.into_iter();
    all.find(|about| about_value(*about) == value)
}
