//! Pages that follow the record: an open page hears that something was recorded, and a device whose
//! person chose that keeps the last pages to be looked at offline.
//!
//! May touch: `app` (memory), and which pages of which session are open, by numbers alone. The
//! stream says how many entries the family's record has, which call rings for the reader, by its id,
//! and nothing else: no word, no name, not what was recorded or by whom. It is no use of the session, and ends with it.

pub(crate) mod handler;
pub(crate) mod offline;
mod streams;
#[cfg(test)]
mod tests;

pub(crate) use streams::{Place, Streams};
