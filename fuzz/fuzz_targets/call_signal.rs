//! Any text as a session or a candidate: turned away or cleaned without a panic; nothing of what is left
//! says where anybody is, and cleaning it again changes nothing.

#![no_main]

use libfuzzer_sys::fuzz_target;

// The reader needs the standard library alone, and its crate a whole web server.
#[allow(dead_code, reason = "the file has more than what is asked here")]
#[path = "../../crates/web/src/calls/sdp.rs"]
mod sdp;

fuzz_target!(|text: &str| {
    if let Some(way) = sdp::candidate(text) {
        assert!(way.contains(" typ relay raddr 0.0.0.0 rport 0"));
        assert_eq!(sdp::candidate(&way).as_deref(), Some(way.as_str()));
    }
    let _ = sdp::is_candidate(text);
    let Ok(clean) = sdp::relay_only(text) else {
        return;
    };
    assert_eq!(sdp::relay_only(&clean).as_deref(), Ok(clean.as_str()));
    for line in clean.lines() {
        let relays = line.starts_with("a=candidate:") && line.contains(" typ relay ");
        let nowhere = line.ends_with(" IN IP4 0.0.0.0");
        let hash = line.starts_with("a=fingerprint:");
        assert!(
            relays || nowhere || hash || !sdp::names_somewhere(line),
            "{line}"
        );
    }
});
