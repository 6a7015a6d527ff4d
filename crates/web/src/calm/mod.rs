//! When and how messages and notices reach their reader: quiet hours, batches, folds, overviews.
//!
//! May touch: the reader's own settings, through `app`. Nothing here is noticed by anybody else.

pub(crate) mod form;
pub(crate) mod handler;
mod markup;
