//! Whether the Dutch law is spoken of. The studio asks only here, so that all its pages say it of the
//! same plans.
//!
//! May touch: its arguments.

use plan::ParentingPlan;
use plan::library::{self, Section};

/// The zone in which the Dutch law is spoken of.
const ZONE: &str = "Europe/Amsterdam";

/// What the Dutch law asks and no clause of a plan is of; nothing where that law is not spoken of.
#[must_use]
pub fn missing(plan: &ParentingPlan) -> Vec<&'static Section> {
    if law_applies(plan.zone_name()) {
        library::missing(plan)
    } else {
        Vec::new()
    }
}

/// Whether the Dutch law is spoken of where clocks keep this zone.
#[must_use]
pub fn law_applies(zone: &str) -> bool {
    zone == ZONE
}
