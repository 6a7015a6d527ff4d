//! Where the children change homes, who brings them, and what goes along.
//!
//! May touch: its arguments.

use plan::compose::{BringsAnswer, HandoverAnswer};

use super::{About, Errors, FieldError, Sheet, line};

/// The place, in words; empty where the plan does not say.
pub const PLACE: &str = "handovers-place";
/// Who brings: `giver`, `receiver`, or nothing where the plan does not say.
pub const BRINGS: &str = "handovers-brings";
/// What goes along, in words; empty where the plan does not say.
pub const BAG: &str = "handovers-bag";

pub(super) fn proposal(about: &About) -> Sheet {
    [
        (PLACE, about.usual_place.as_str()),
        (BRINGS, "giver"),
        (BAG, ""),
    ]
    .into_iter()
    .collect()
}

pub(super) fn read(sheet: &Sheet) -> Result<HandoverAnswer, Vec<FieldError>> {
    let mut errors = Errors::default();
    let place = errors.found(PLACE, line(sheet.one(PLACE)));
    let brings = match sheet.one(BRINGS) {
        "giver" => Some(BringsAnswer::Giver),
        "receiver" => Some(BringsAnswer::Receiver),
        "" => Some(BringsAnswer::Unsaid),
        _ => None,
    };
    let brings = errors.chosen(BRINGS, brings);
    let bag = errors.found(BAG, line(sheet.one(BAG)));
    let whole = || {
        Some(HandoverAnswer {
            place: place?,
            brings: brings?,
            bag: bag?,
        })
    };
    errors.or(whole())
}

/// What a plan says of handovers before anything was answered.
pub(super) fn nothing() -> HandoverAnswer {
    HandoverAnswer {
        place: None,
        brings: BringsAnswer::Unsaid,
        bag: None,
    }
}
