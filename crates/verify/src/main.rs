//! `parenthesis-verify`: verifies bundles and receipts, offline. It reads the files that it is
//! given and writes to standard output and standard error, and touches nothing else.

use std::{
    io::{IsTerminal as _, Write as _, stderr, stdout},
    process::ExitCode,
};

use clap::Parser;
use verify::{Progress, VerifyOptions};

/// Verify a bundle or receipts of a Parenthesis record, without a network.
///
/// Says what holds, what does not, and what cannot be told. The exit code is 0 when nothing fails,
/// and 1 when something does or a file cannot be read.
#[derive(Debug, Parser)]
#[command(name = "parenthesis-verify", version, max_term_width = 96)]
struct Cli {
    #[command(flatten)]
    options: VerifyOptions,
}

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version go to stdout and are no failure; anything else is 1, never 2.
            let failed = error.use_stderr();
            let _ = error.print();
            return ExitCode::from(u8::from(failed));
        }
    };
    let progress = Progress::on(stderr().is_terminal());
    match verify::run(&cli.options, progress, &mut stdout().lock()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            // Nothing is left to do when standard error fails as well.
            let _ = writeln!(stderr(), "parenthesis-verify: writing failed: {error}");
            ExitCode::FAILURE
        }
    }
}
