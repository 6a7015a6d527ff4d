//! The console blocks of docs/command-line.md, run and compared.

use std::path::Path;

use crate::run_in;

const PAGE: &str = include_str!("../../../../docs/command-line.md");

#[test]
fn the_page_shows_what_the_program_prints() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/plans");
    let blocks: Vec<&str> = PAGE
        .split("\n```console\n$ parenthesis plan ")
        .skip(1)
        .collect();
    assert!(blocks.len() >= 6, "{}", blocks.len());
    for block in blocks {
        let (block, _) = block.split_once("```").unwrap();
        let (command, expected) = block.split_once('\n').unwrap();
        let arguments: Vec<&str> = command.split(' ').collect();
        let ran = run_in(&examples, &arguments, "");
        assert_eq!(ran.out + &ran.err, expected, "{command}");
        assert_eq!(
            ran.code,
            i32::from(expected.contains(": Clash ")),
            "{command}"
        );
    }
}
