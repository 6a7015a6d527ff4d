//! Telling people of what came: what they were told of so far, and the next letter or push.
//!
//! May touch: the store, families and private records in memory, the clock. The record is the list of
//! what there is to tell: an entry is durable before anybody looks at it here, and how far each person
//! was told is kept in the transaction that puts a letter into the outbox. So nothing is lost and
//! nothing is told twice, and whoever acts does nothing else for one reader than for another.
//!
//! A round (`work`) looks at each family, and reads for each parent what came (`waiting`); the rules
//! of `family::Calm` say what goes out; what does becomes rows (`leaving`), of which an overview is
//! gathered in `overview`.

mod leaving;
mod overview;
mod state;
mod waiting;
mod work;

pub(crate) use state::Told;
pub(crate) use work::Notifying;
