//! What a stretch of care overrode, kept small: a timeline has ten thousands of stretches, and
//! over most of them nothing gave way. Touches nothing else.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use crate::Source;

/// What else spoke of a stretch of care and gave way, the strongest first: a slice of
/// [`Source`]. One word wide, cheap to clone, and free of any allocation where nothing gave way.
///
/// ```
/// let nothing = plan::GaveWay::default();
/// assert!(nothing.is_empty());
/// assert_eq!(nothing, plan::GaveWay::from(&[][..]));
/// ```
// Never `Some` of an empty box, so that equal slices are equal values.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct GaveWay(Option<Arc<Box<[Source]>>>);

impl From<&[Source]> for GaveWay {
    fn from(sources: &[Source]) -> GaveWay {
        GaveWay((!sources.is_empty()).then(|| Arc::new(Box::from(sources))))
    }
}

impl Deref for GaveWay {
    type Target = [Source];

    #[inline]
    fn deref(&self) -> &[Source] {
        self.0.as_deref().map(Box::as_ref).unwrap_or_default()
    }
}

impl fmt::Debug for GaveWay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}
