//! The worst that is taken, and what asks for more: each in a process of its own, whose memory is read
//! from the system when it is done. All of the process counts, its program and the file included.

#![cfg(target_os = "linux")]
#![expect(
    clippy::disallowed_methods,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test reads files, starts itself and prints what it measured; helpers of tests fail as tests do"
)]

mod corpus;

use std::process::Command;
use std::time::Instant;

use corpus::{bombs, pictures};
use media::{Limits, accept};

/// Where the process that is measured finds its file.
const FILE: &str = "MEDIA_MEMORY_FILE";

/// 256 MB.
const MEMORY_MAX_KB: u64 = 256_000;

/// What the process that is measured does. Without a file, as in a run of all tests, it is nothing.
#[test]
fn of_one_file() {
    let Ok(path) = std::env::var(FILE) else {
        return;
    };
    let bytes = std::fs::read(path).expect("the file");
    let started = Instant::now();
    let outcome = match accept(&bytes, "x", &Limits::MOMENT) {
        Ok(_) => "taken".to_owned(),
        Err(refused) => refused.to_string(),
    };
    let millis = started.elapsed().as_millis();
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let peak = peak.and_then(|peak| peak.split_whitespace().next());
    println!("measured {} {millis} {outcome}", peak.expect("a peak"));
}

/// Kilobytes at the peak, and what became of the file.
fn measure(name: &str, bytes: &[u8]) -> (u64, String) {
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), bytes).expect("a file");
    let output = Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", "of_one_file", "--nocapture"])
        .env(FILE, file.path())
        .output()
        .expect("this program");
    let printed = String::from_utf8_lossy(&output.stdout);
    let measured = printed
        .lines()
        .find_map(|line| line.split_once("measured "));
    let (_, measured) = measured.unwrap_or_else(|| panic!("{name}: {printed}"));
    let (peak, rest) = measured.split_once(' ').expect("two figures");
    let (millis, outcome) = rest.split_once(' ').expect("two figures");
    println!(
        "{peak:>7} KB {millis:>6} ms  {:>9} bytes  {name}: {outcome}",
        bytes.len()
    );
    (peak.parse().expect("a number"), outcome.to_owned())
}

/// Each of these is measured; those that are `taken` have to be, or they would not show the worst.
fn all_within(files: Vec<(&str, Vec<u8>)>, taken: bool) {
    for (name, bytes) in files {
        assert!(
            bytes.len() <= Limits::MOMENT.bytes,
            "{name}: {}",
            bytes.len()
        );
        let (peak, outcome) = measure(name, &bytes);
        assert!(peak <= MEMORY_MAX_KB, "{name}: {peak} KB");
        assert!(!taken || outcome == "taken", "{name}: {outcome}");
    }
}

/// With so many bytes in it that it is as long as is taken, where decoders do not look.
fn long(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.resize(Limits::MOMENT.bytes, 0);
    bytes
}

#[test]
fn the_largest_jpegs() {
    all_within(
        vec![
            ("jpeg-50-mp", long(bombs::hollow_jpeg(8_160, 6_120, false))),
            (
                "jpeg-progressive",
                long(bombs::hollow_jpeg(4_100, 4_100, true)),
            ),
        ],
        true,
    );
}

#[test]
fn the_largest_pngs() {
    all_within(
        vec![
            ("png-colours", long(bombs::blank_png(7_100, 7_100, 8, 2))),
            (
                "png-transparent",
                long(bombs::blank_png(6_200, 6_200, 8, 6)),
            ),
            ("png-16-bits", long(bombs::blank_png(4_400, 4_400, 16, 6))),
            ("png-noise", bombs::noisy_png(2_170, 2_170)),
        ],
        true,
    );
}

#[test]
fn the_largest_others() {
    let mut gif = pictures::gif(1);
    gif[6..10].copy_from_slice(&[0x30, 0x11, 0x30, 0x11]);
    all_within(
        vec![
            ("webp-lossy", long(pictures::lossy_webp(6_200, 5_000))),
            ("webp-of-tables", bombs::webp_of_tables(330)),
            ("gif", gif),
        ],
        true,
    );
}

#[test]
fn what_unpacks_without_end() {
    all_within(
        vec![
            ("png-chunks", bombs::png_with_packed_chunks()),
            ("png-trailing", long(bombs::blank_png(100, 100, 8, 2))),
            ("gif-frames", bombs::long_gif(100_000)),
            ("webp-of-tables", bombs::webp_of_tables(512)),
        ],
        false,
    );
}

#[test]
fn pdfs_without_end() {
    all_within(bombs::pdfs(), false);
}
