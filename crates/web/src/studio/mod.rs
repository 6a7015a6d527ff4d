//! The plan studio: a plan in the making, from questions or from a text or calendar that is there
//! already; what it comes to; its clauses; its printed form. A draft is its author's own until it is
//! offered to the other parent, and then a proposal like any other.
//!
//! May touch: the family in memory, the reader's own drafts through `app`. Nothing here changes the
//! family.
//!
//! | Folder | What |
//! |---|---|
//! | `drafts` | the reader's drafts, and ways to begin one |
//! | `dutch` | where the Dutch law is spoken of |
//! | `questions` | the questions from which a plan is composed |
//! | `see` | what a draft comes to: its year, its measures, what is not right with it |
//! | `year` | twelve months as a drawing with a table behind it |
//! | `trial` | what if some common choices were others |
//! | `compare` | two drafts, or a draft and the agreed plan, side by side |
//! | `editor` | clauses one by one, the library, the text |
//! | `history` | how a draft came to be, and what changed |
//! | `import` | a draft from a plan's text or a calendar |
//! | `paper` | the plan as a document, and two pages for children |

pub mod compare;
pub(crate) mod desk;
pub mod drafts;
pub mod dutch;
pub mod editor;
pub mod history;
pub mod import;
pub mod paper;
pub mod questions;
pub mod see;
pub mod trial;
pub(crate) mod turn;
pub mod year;
