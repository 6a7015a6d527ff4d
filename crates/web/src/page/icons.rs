//! Icons, faces and the mark as inline SVG symbols. A page carries only those it uses.
//!
//! May touch: nothing. Icons are decorative: each stands beside a word.

use std::fmt::Write as _;

use maud::{Markup, PreEscaped, html};

use super::drawings::DRAWINGS;

/// An icon on a grid of 24, drawn with the colour of the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// Today: two homes.
    Homes,
    /// The calendar.
    Calendar,
    /// The plan.
    Plan,
    /// A handover.
    Handover,
    /// A swap or another proposal.
    Swap,
    /// A time.
    Clock,
    /// Waits for the other.
    Pause,
    /// A place.
    Pin,
    /// Who brings.
    Walk,
    /// What goes along.
    Bag,
    /// Done or agreed.
    Check,
    /// Close.
    Close,
    /// Previous.
    Prev,
    /// Next.
    Next,
    /// The record.
    Seal,
    /// Signing in.
    Key,
    /// Locked.
    Lock,
    /// A remark.
    Info,
    /// An error.
    Stop,
    /// Leave.
    Leave,
    /// The menu.
    Menu,
    /// The language.
    Globe,
    /// Both parents.
    Two,
    /// Add.
    Plus,
    /// Print.
    Print,
    /// Sent.
    Sent,
    /// Received.
    Inbox,
    /// Looking for something.
    Search,
    /// No connection.
    Offline,
    /// Messages.
    Message,
    /// A file that goes along.
    Clip,
    /// A document.
    File,
    /// Quiet.
    Moon,
    /// A call, and its camera.
    Video,
    /// Without the camera.
    VideoOff,
    /// The microphone.
    Mic,
    /// Without the microphone.
    MicOff,
    /// Ends a call.
    HangUp,
}

impl Icon {
    const fn id(self) -> &'static str {
        match self {
            Icon::Homes => "i-homes",
            Icon::Calendar => "i-calendar",
            Icon::Plan => "i-plan",
            Icon::Handover => "i-handover",
            Icon::Swap => "i-swap",
            Icon::Clock => "i-clock",
            Icon::Pause => "i-pause",
            Icon::Pin => "i-pin",
            Icon::Walk => "i-walk",
            Icon::Bag => "i-bag",
            Icon::Check => "i-check",
            Icon::Close => "i-close",
            Icon::Prev => "i-prev",
            Icon::Next => "i-next",
            Icon::Seal => "i-seal",
            Icon::Key => "i-key",
            Icon::Lock => "i-lock",
            Icon::Info => "i-info",
            Icon::Stop => "i-stop",
            Icon::Leave => "i-leave",
            Icon::Menu => "i-menu",
            Icon::Globe => "i-globe",
            Icon::Two => "i-two",
            Icon::Plus => "i-plus",
            Icon::Print => "i-print",
            Icon::Sent => "i-sent",
            Icon::Inbox => "i-inbox",
            Icon::Search => "i-search",
            Icon::Offline => "i-offline",
            Icon::Message => "i-message",
            Icon::Clip => "i-clip",
            Icon::File => "i-file",
            Icon::Moon => "i-moon",
            Icon::Video => "i-video",
            Icon::VideoOff => "i-video-off",
            Icon::Mic => "i-mic",
            Icon::MicOff => "i-mic-off",
            Icon::HangUp => "i-hangup",
        }
    }
}

/// The icon at the size of text.
pub fn icon(icon: Icon) -> Markup {
    html! { svg class="icon" aria-hidden="true" { use href={ "#" (icon.id()) } {} } }
}

/// The icon, smaller: at the end of a row, inside a button.
pub fn icon_small(icon: Icon) -> Markup {
    html! { svg class="icon icon-s" aria-hidden="true" { use href={ "#" (icon.id()) } {} } }
}

/// The icon with a class of its own, for the few places that the style sheet positions.
pub fn icon_with(icon: Icon, class: &'static str) -> Markup {
    html! { svg class={ "icon " (class) } aria-hidden="true" { use href={ "#" (icon.id()) } {} } }
}

/// The mark: two sides that hold the children between them.
pub fn mark() -> Markup {
    html! { svg class="mark" viewBox="0 0 40 32" aria-hidden="true" { use href="#mark" {} } }
}

/// How many faces are drawn; a family with more children begins again.
pub const FACES: usize = 4;

/// A child's face, by the child's place in the plan (from 0).
pub fn face(order: usize) -> Markup {
    html! { svg class="face" aria-hidden="true" { use href={ "#f-" (order % FACES) } {} } }
}

/// A child's face, small: beside a name in a list or a form.
pub fn face_small(order: usize) -> Markup {
    html! { svg class="face" data-size="s" aria-hidden="true" { use href={ "#f-" (order % FACES) } {} } }
}

/// The symbols that some markup refers to, and the ribs of side B if it draws any.
///
/// Looks for `href="#` once through the text; what is not one of ours is left alone.
pub fn sprite(page: &str) -> Markup {
    let symbols = || SYMBOLS.iter().chain(&DRAWINGS);
    let mut used = [false; SYMBOLS.len() + DRAWINGS.len()];
    for (at, found) in page.match_indices("href=\"#") {
        let rest = &page[at + found.len()..];
        let id = rest.split('"').next().unwrap_or_default();
        if let Some(n) = symbols().position(|(name, _, _)| *name == id) {
            used[n] = true;
        }
    }
    let mut out = String::with_capacity(4096);
    out.push_str("<svg class=\"sprite\" aria-hidden=\"true\" focusable=\"false\">");
    if page.contains("url(#ribs)") {
        out.push_str(RIBS);
    }
    for (id, grid, body) in symbols()
        .zip(used)
        .filter_map(|(s, used)| used.then_some(s))
    {
        // Writing to a String cannot fail.
        let _ = write!(
            out,
            "<symbol id=\"{id}\" viewBox=\"0 0 {grid}\">{body}</symbol>"
        );
    }
    out.push_str("</svg>");
    PreEscaped(out)
}

const RIBS: &str = "<defs><pattern id=\"ribs\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect class=\"band-b-base\" width=\"6\" height=\"6\"/><path class=\"band-b-rib\" d=\"M1 0v6\"/></pattern></defs>";

/// Id, grid, drawing.
const SYMBOLS: [(&str, &str, &str); 43] = [
    (
        "i-video",
        "24 24",
        r#"<rect x="2.5" y="6.5" width="12.5" height="11" rx="3"/><path d="m15 11 6-3.2v8.4L15 13"/>"#,
    ),
    (
        "i-video-off",
        "24 24",
        r#"<path d="M6.5 6.5H12a3 3 0 0 1 3 3V11l6-3.2v8.4l-4-2.1M14.3 16.6a3 3 0 0 1-2.3.9H5.5a3 3 0 0 1-3-3v-5c0-1 .5-1.9 1.2-2.4M3.5 3.5l17 17"/>"#,
    ),
    (
        "i-mic",
        "24 24",
        r#"<rect x="9" y="3" width="6" height="11" rx="3"/><path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3"/>"#,
    ),
    (
        "i-mic-off",
        "24 24",
        r#"<path d="M15 9.5V6a3 3 0 0 0-5.8-1.1M9 9v2a3 3 0 0 0 4.4 2.6M5.5 11.5a6.5 6.5 0 0 0 10.2 5.3M18.5 11.5a6.5 6.5 0 0 1-.5 2.5M12 18v3M3.5 3.5l17 17"/>"#,
    ),
    (
        "i-hangup",
        "24 24",
        r#"<path d="M2.6 14.4c5.2-5.3 13.6-5.3 18.8 0l-2 2.8-4-1.7-.2-2.7a10.5 10.5 0 0 0-6.4 0l-.2 2.7-4 1.7z"/>"#,
    ),
    (
        "i-message",
        "24 24",
        r#"<path d="M6.5 4h11A3 3 0 0 1 20.5 7v6a3 3 0 0 1-3 3h-6l-4.5 4v-4h-.5a3 3 0 0 1-3-3V7a3 3 0 0 1 3-3z"/>"#,
    ),
    (
        "i-clip",
        "24 24",
        r#"<path d="m20 11.5-8.3 8.2a5.2 5.2 0 0 1-7.4-7.4l8.6-8.5a3.5 3.5 0 0 1 4.9 4.9l-8.5 8.5a1.7 1.7 0 0 1-2.4-2.4l7.8-7.8"/>"#,
    ),
    (
        "i-file",
        "24 24",
        r#"<path d="M7 3h7.5L19 7.5V18a3 3 0 0 1-3 3H8a3 3 0 0 1-3-3V5a2 2 0 0 1 2-2z"/><path d="M14 3.2V8h4.8"/>"#,
    ),
    (
        "i-moon",
        "24 24",
        r#"<path d="M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z"/>"#,
    ),
    (
        "i-homes",
        "24 24",
        r#"<path d="M2 12.2 6.8 8l4.7 4.1M3.8 11v7.5h6.4M12.5 12.1 17.2 8l4.8 4.2M20.2 11v7.5h-6.4M13.8 18.5v-3.7M10.2 18.5v-3.7"/>"#,
    ),
    (
        "i-calendar",
        "24 24",
        r#"<rect x="3.5" y="5" width="17" height="15.5" rx="3"/><path d="M3.5 10h17M8 2.8v4M16 2.8v4"/>"#,
    ),
    (
        "i-plan",
        "24 24",
        r#"<path d="M7 3h7.5L19 7.5V18a3 3 0 0 1-3 3H8a3 3 0 0 1-3-3V5a2 2 0 0 1 2-2z"/><path d="M14 3.2V8h4.8M8.8 12.5h6.4M8.8 16.2h4"/>"#,
    ),
    (
        "i-handover",
        "24 24",
        r#"<path d="M6.5 4.5c-3.6 4.3-3.6 10.7 0 15M17.5 4.5c3.6 4.3 3.6 10.7 0 15M8 12h8M13.2 9.2 16 12l-2.8 2.8"/>"#,
    ),
    (
        "i-swap",
        "24 24",
        r#"<path d="M4.5 8.5H19l-3.6-3.6M19.5 15.5H5l3.6 3.6"/>"#,
    ),
    (
        "i-clock",
        "24 24",
        r#"<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.3 2"/>"#,
    ),
    (
        "i-pause",
        "24 24",
        r#"<circle cx="12" cy="12" r="9"/><path d="M9.8 9v6M14.2 9v6"/>"#,
    ),
    (
        "i-pin",
        "24 24",
        r#"<path d="M12 21.2s-7-5.7-7-11.2a7 7 0 0 1 14 0c0 5.5-7 11.2-7 11.2z"/><circle cx="12" cy="10" r="2.4"/>"#,
    ),
    (
        "i-walk",
        "24 24",
        r#"<circle cx="9" cy="4.8" r="2"/><path d="M9 8.5v6l-2.5 6M9 14.5l2.8 6M9 9.5l4.5 4.5"/><circle cx="16.5" cy="10.5" r="1.5"/><path d="M16.5 13.2v4l-1.3 3.3M16.5 17.2l1.5 3.3M16.3 13.6 13.5 14"/>"#,
    ),
    (
        "i-bag",
        "24 24",
        r#"<path d="M5.5 10.5a5 5 0 0 1 5-5h3a5 5 0 0 1 5 5V18a3 3 0 0 1-3 3h-7a3 3 0 0 1-3-3zM9.5 5.5V4.2a1.5 1.5 0 0 1 1.5-1.5h2a1.5 1.5 0 0 1 1.5 1.5v1.3M5.5 14h13M10 14v2.2h4V14"/>"#,
    ),
    ("i-check", "24 24", r#"<path d="m4.5 12.8 5 5 10-11"/>"#),
    (
        "i-close",
        "24 24",
        r#"<path d="m5.5 5.5 13 13M18.5 5.5l-13 13"/>"#,
    ),
    ("i-prev", "24 24", r#"<path d="M14.8 5 8 12l6.8 7"/>"#),
    ("i-next", "24 24", r#"<path d="m9.2 5 6.8 7-6.8 7"/>"#),
    (
        "i-seal",
        "24 24",
        r#"<circle cx="12" cy="9.5" r="6.5"/><path d="m9.3 9.7 2 2 3.5-3.8M8.5 15.3 7.5 21.5l4.5-2.3 4.5 2.3-1-6.2"/>"#,
    ),
    (
        "i-key",
        "24 24",
        r#"<circle cx="8" cy="12" r="4.8"/><path d="M12.8 12H21v3.5M17.5 12v2.8"/>"#,
    ),
    (
        "i-lock",
        "24 24",
        r#"<rect x="4.5" y="10.5" width="15" height="10" rx="3"/><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5"/>"#,
    ),
    (
        "i-info",
        "24 24",
        r#"<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.6v.1"/>"#,
    ),
    (
        "i-stop",
        "24 24",
        r#"<path d="M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3zM12 7.5v5.5M12 16.4v.1"/>"#,
    ),
    (
        "i-leave",
        "24 24",
        r#"<path d="M13.5 4H8a3 3 0 0 0-3 3v10a3 3 0 0 0 3 3h5.5M10.5 12H21M17.3 8.3 21 12l-3.7 3.7"/>"#,
    ),
    (
        "i-menu",
        "24 24",
        r#"<path d="M4 7.5h16M4 12h16M4 16.5h16"/>"#,
    ),
    (
        "i-globe",
        "24 24",
        r#"<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c-5 5.4-5 12.6 0 18M12 3c5 5.4 5 12.6 0 18"/>"#,
    ),
    (
        "i-two",
        "24 24",
        r#"<path d="M7.5 4C4 8.5 4 15.5 7.5 20M16.5 4c3.5 4.5 3.5 11.5 0 16"/><path class="dot" d="M10 10.8a1.2 1.2 0 1 1 0 2.4 1.2 1.2 0 0 1 0-2.4zM14 10.8a1.2 1.2 0 1 1 0 2.4 1.2 1.2 0 0 1 0-2.4z"/>"#,
    ),
    ("i-plus", "24 24", r#"<path d="M12 4.5v15M4.5 12h15"/>"#),
    (
        "i-print",
        "24 24",
        r#"<path d="M7 8.5V3.5h10v5M7 17H6a2.5 2.5 0 0 1-2.5-2.5V11A2.5 2.5 0 0 1 6 8.5h12a2.5 2.5 0 0 1 2.5 2.5v3.5A2.5 2.5 0 0 1 18 17h-1M7 14h10v6.5H7z"/>"#,
    ),
    (
        "i-sent",
        "24 24",
        r#"<path d="M12 19.5v-15M6 10.5l6-6 6 6"/>"#,
    ),
    (
        "i-inbox",
        "24 24",
        r#"<path d="M12 3.5v9M8 9l4 4 4-4M4 13.5V17a3 3 0 0 0 3 3h10a3 3 0 0 0 3-3v-3.5"/>"#,
    ),
    (
        "i-search",
        "24 24",
        r#"<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.3 15.3 5.2 5.2"/>"#,
    ),
    (
        "i-offline",
        "24 24",
        r#"<path d="M9 6.3A6 6 0 0 1 17.6 10a4.3 4.3 0 0 1 2 7.5M16 18.5H7a4.3 4.3 0 0 1-1.1-8.4M3.5 3.5l17 17"/>"#,
    ),
    (
        "mark",
        "40 32",
        r#"<path class="mark-a" d="M11.5 3C4.8 10.5 4.8 21.5 11.5 29"/><path class="mark-b" d="M28.5 3c6.7 7.5 6.7 18.5 0 26"/><circle class="mark-dot" cx="16" cy="16" r="2.7"/><circle class="mark-dot" cx="24" cy="16" r="2.7"/>"#,
    ),
    (
        "f-0",
        "48 48",
        r#"<path class="face-a" d="M17.5 10.5a16 16 0 0 0 0 27"/><path class="face-b" d="M30.5 10.5a16 16 0 0 1 0 27"/><path class="face-hair" d="M14 20.5c7.5-.5 12-3.5 14-8 1 4 3.5 6.8 6.5 8M18 10.2c3.8-2.2 8.2-2.2 12 0M9.5 17C6 16.5 4.5 20 6 24.5M38.5 17c3.5-.5 5 3 3.5 7.5"/><circle class="face-eye" cx="19" cy="25.5" r="2"/><circle class="face-eye" cx="29" cy="25.5" r="2"/><path class="face-line" d="M20.5 32c2.2 2 4.8 2 7 0"/>"#,
    ),
    (
        "f-1",
        "48 48",
        r#"<path class="face-a" d="M16.5 11.5a16 16 0 0 0 1 26"/><path class="face-b" d="M31.5 11.5a16 16 0 0 1-1 26"/><path class="face-hair" d="M13.5 17.5 15.8 9l4.4 4.5L24 6.5l3.8 7L32.2 9l2.3 8.5"/><circle class="face-eye" cx="19" cy="25" r="2"/><circle class="face-eye" cx="29" cy="25" r="2"/><path class="face-line" d="M19.5 31c2.8 3.2 6.2 3.2 9 0"/>"#,
    ),
    (
        "f-2",
        "48 48",
        r#"<path class="face-a" d="M12.8 15.5c-6 8-4 18 4.7 22.5"/><path class="face-b" d="M35.2 15.5c6 8 4 18-4.7 22.5"/><path class="face-hair" d="M13 19.5c-3.5-1.5-3.5-6.5.5-7 0-4 5-5.5 7-2.5 1.5-3 6-3 7.5 0 2-3 6.5-1.5 6.5 2.5 4 .5 4 5.5.5 7-1.5 1-3.5 0-4-1.5-1.5 2-5 2-6.5 0-1.5 2-5 2-6.5 0-1 1.5-3.5 2.5-5 1.5z"/><circle class="face-eye" cx="19" cy="26.5" r="2"/><circle class="face-eye" cx="29" cy="26.5" r="2"/><path class="face-line" d="M21 32.5c1.8 1.6 4.2 1.6 6 0"/>"#,
    ),
    (
        "f-3",
        "48 48",
        r#"<path class="face-a" d="M20 9.2C9.5 11 5 22 9.5 30.5c2 3.8 5 6.5 9 7.8"/><path class="face-b" d="M28 9.2c10.5 1.8 15 12.8 10.5 21.3-2 3.8-5 6.5-9 7.8"/><path class="face-hair" d="M21.5 12.5c.5-3.5 5.5-4.5 6-1 .3 2.5-3 3-3.2.8"/><circle class="face-eye" cx="18.5" cy="25.5" r="2"/><circle class="face-eye" cx="29.5" cy="25.5" r="2"/><path class="face-line" d="M22.5 31.5c.3 1.6 2.7 1.6 3 0z"/>"#,
    ),
];
