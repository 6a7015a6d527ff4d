//! The addresses of the pages, in one place: markup links to these, the router serves them.
//!
//! May touch: nothing. Ids come in as text that is already safe in an address.

use jiff::civil::Date;

/// Where each child is now, the next handover, what waits.
pub const TODAY: &str = "/today";
/// Month, week and list of days.
pub const CALENDAR: &str = "/calendar";
/// Open and settled proposals.
pub const PROPOSALS: &str = "/proposals";
/// A new proposal.
pub const PROPOSE: &str = "/proposals/new";
/// Topics of messages, and what was said in them.
pub const MESSAGES: &str = "/messages";
/// Addresses under which calendar programs read (list and post).
pub const FEEDS: &str = "/calendar/addresses";
/// When messages and notices reach the reader (form and post).
pub const CALM: &str = "/calm";
/// Whether this device is told of what is new (form and post).
pub const PUSH: &str = "/calm/notices-here";
/// Calls with the children: whom one may call now, what is planned, how it went (page and post).
pub const CALLS: &str = "/calls";
/// The tablets with which children call (page and post).
pub const TABLETS: &str = "/calls/tablets";
/// The page of a tablet with which children call.
pub const TABLET: &str = "/tablet";
/// How handovers and care went: the last weeks, and the measures.
pub const CARE: &str = "/care";
/// One handover: what was told of it (`to`, `at`), and telling of it (post).
pub const CARE_HANDOVER: &str = "/care/handover";
/// One stretch of care that may not have taken place (form and post).
pub const CARE_MISSED: &str = "/care/missed";
/// Answer what the other parent told of care (post).
pub const CARE_TOOK_PLACE: &str = "/care/took-place";
/// The plan in force.
pub const PLAN: &str = "/plan";
/// Put a change of the plan forward, as text (form and post).
pub const PLAN_CHANGE: &str = "/plan/change";
/// Plans in the making, the reader's own (list and post).
pub const DRAFTS: &str = "/plan/drafts";
/// Two drafts, or one and the agreed plan, side by side (`a`, `b`).
pub const COMPARE: &str = "/plan/compare";
/// A draft from a text or a calendar (form and post).
pub const IMPORT: &str = "/plan/import";
/// The plan in force on paper.
pub const PAPER: &str = "/plan/paper";
/// Every entry, newest first.
pub const RECORD: &str = "/record";
/// How the record went on from a size that a device remembers; the size follows.
pub const CONTINUATION: &str = "/record/consistency";
/// The checkpoints by which the record's signing key handed over to another.
pub const HANDOVERS: &str = "/record/handovers";
/// Let a device sign no more (post).
pub const REVOKE_DEVICE: &str = "/record/devices/revoke";
/// What keeps the record whole, and what ends it: holds, erasing, closing.
pub const KEEPING: &str = "/record/keeping";
/// The newest state of the record that both parents see, to be kept.
pub const STATE: &str = "/record/state";
/// The receipts of all entries that both parents see.
pub const RECEIPTS: &str = "/record/receipts";
/// The receipts of one's own entries.
pub const OWN_RECEIPTS: &str = "/record/own/receipts";
/// Bundles of the record: the form (and its post), and those made before.
pub const BUNDLES: &str = "/bundles";
/// How far a bundle is.
pub const BUNDLE_PROGRESS: &str = "/bundles/progress";
/// Forget a bundle before its time (post).
pub const BUNDLE_FORGET: &str = "/bundles/forget";
/// Sign in (form and post).
pub const SIGN_IN: &str = "/sign-in";
/// All that one signs in with.
pub const ACCESS: &str = "/access";
/// People whom the parents let in (list and post).
pub const PEOPLE: &str = "/people";
/// The families of whoever is signed in (list and post).
pub const FAMILIES: &str = "/families";
/// Sets aside what a page told of sign-ins (post: `until`, `path`).
pub const SEEN: &str = "/access/sign-ins/seen";
/// Sign out (post).
pub const SIGN_OUT: &str = "/sign-out";
/// Lock the session and open a neutral page (post).
pub const LEAVE: &str = "/leave";
/// Change the theme on this device (post: `theme`, `path`).
pub const THEME: &str = "/theme";
/// Change the language (post: `lang`, `path`).
pub const LANGUAGE: &str = "/language";

/// One proposal.
pub fn proposal(id: &str) -> String {
    format!("{PROPOSALS}/{id}")
}

/// An entry of the record that both parents see, on its page.
pub fn entry(number: u64) -> String {
    format!("{RECORD}?at={number}#entry-{number}")
}

/// Names the entry that was just made in the address of the page that confirms it.
pub const RECORDED: &str = "recorded";
/// The same for an entry of one's own record.
pub const RECORDED_OWN: &str = "recorded-own";

/// The address of a page that confirms an entry, if one was made.
#[must_use]
pub fn confirming(page: &str, name: &str, entry: Option<u64>) -> String {
    entry.map_or_else(|| page.to_owned(), |entry| format!("{page}?{name}={entry}"))
}

/// The receipt of an entry that both parents see.
pub fn receipt(number: u64) -> String {
    format!("{RECORD}/{number}/receipt")
}

/// The receipt of one of one's own entries.
pub fn own_receipt(number: u64) -> String {
    format!("{RECORD}/own/{number}/receipt")
}

/// One handover, by the side to which it was and its local time, `2026-11-23T08:30`.
pub fn care_handover(to: &str, at: &str) -> String {
    format!("{CARE_HANDOVER}?to={to}&at={at}")
}

/// One stretch of care, by whose it was to be and its local times.
pub fn care_missed(parent: &str, from: &str, until: &str) -> String {
    format!("{CARE_MISSED}?parent={parent}&from={from}&until={until}")
}

/// A new proposal that starts from a day.
pub fn propose_on(day: Date) -> String {
    format!("{PROPOSE}?day={day}")
}

/// The words of the plan that a proposal is about.
pub fn plan_of(proposal_id: &str) -> String {
    format!("{}/plan", proposal(proposal_id))
}

/// A clause on the plan's page, by its number.
pub fn clause(number: u16) -> String {
    format!("{PLAN}#clause-{number}")
}

/// A clause of the plan that a proposal is about, by its number.
pub fn clause_of(proposal_id: &str, number: u16) -> String {
    format!("{}#clause-{number}", plan_of(proposal_id))
}

/// The month of a day with that day open, at its panel.
pub fn day(day: Date) -> String {
    format!("{}&day={day}#day", month(day))
}

/// The month of a day.
pub fn month(day: Date) -> String {
    format!("{CALENDAR}?month={:04}-{:02}", day.year(), day.month())
}

/// The week of a day.
pub fn week(day: Date) -> String {
    format!("{CALENDAR}?view=week&from={day}")
}

/// The list of days from a day on.
pub fn agenda(day: Date) -> String {
    format!("{CALENDAR}?view=agenda&from={day}")
}

/// The file of a bundle.
pub fn bundle_file(id: &str) -> String {
    format!("{BUNDLES}/file/{id}")
}

/// What a browser shows in place of a page that it does not keep.
pub const OFFLINE: &str = "/offline";
/// What a phone needs to know to put the pages beside its other programs.
pub const MANIFEST: &str = "/manifest.webmanifest";
/// What the product can and cannot protect against, and where to turn to; for anyone.
pub const SAFETY: &str = "/safety";
/// How pages look on this device: neutral titles, a device that others use too.
pub const DEVICE: &str = "/device";
/// A rhythm to begin with (form and post), while there is no plan.
pub const RHYTHM: &str = "/plan/begin";
