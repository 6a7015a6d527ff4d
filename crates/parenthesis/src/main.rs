//! The program: command line, configuration, wiring. It reads the machine's clock, environment
//! and files and hands them to the crates below; rules live there.

mod asked;
mod backup;
mod calls;
mod check;
mod cli;
mod demo;
mod found;
mod https;
mod instance;
mod kept;
mod mail;
mod member;
mod output;
mod password;
mod plan_command;
mod propose;
mod push;
mod rotate;
mod runtime;
mod serve;
mod witness;

use clap::Parser as _;
use std::{io::IsTerminal as _, process::ExitCode};

fn main() -> ExitCode {
    let cli = match cli::Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version go to stdout and are no failure; anything else is 1, never 2.
            let failed = error.use_stderr();
            let _ = error.print();
            return ExitCode::from(u8::from(failed));
        }
    };
    match cli.command {
        cli::Command::Plan { command } => plan_command::run(command),
        cli::Command::Demo(options) => finish(demo::run(&options)),
        cli::Command::Serve(options) => finish(serve::run(&options)),
        cli::Command::Found(options) => finish(found::run(&options)),
        cli::Command::Propose(options) => finish(propose::run(&options)),
        cli::Command::Verify(options) => verify(&options),
        cli::Command::Witness(options) => finish(witness::run(&options)),
        cli::Command::Check(options) => finish(check::run(&options)),
        cli::Command::Backup(options) => finish(backup::run(&options)),
        cli::Command::Restore(options) => finish(backup::restore::run(&options)),
        cli::Command::Member {
            command: cli::MemberCommand::Reset(options),
        } => finish(member::reset(&options)),
        cli::Command::Mail { command } => finish(mail::command::run(&command)),
        cli::Command::Key {
            command: cli::KeyCommand::Rotate(options),
        } => finish(rotate::run(&options)),
        cli::Command::Key {
            command: cli::KeyCommand::Show(options),
        } => finish(rotate::show(&options)),
    }
}

/// Verifies files and says what was found.
fn verify(options: &verify::VerifyOptions) -> ExitCode {
    let progress = verify::Progress::on(std::io::stderr().is_terminal());
    match verify::run(options, progress, &mut std::io::stdout().lock()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => finish(Err(output::Failure::while_doing(
            "writing to standard output",
            error,
        ))),
    }
}

/// Says on stderr what went wrong, as a sentence, and gives the exit code.
fn finish(result: Result<(), output::Failure>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            output::complain(&failure);
            ExitCode::FAILURE
        }
    }
}
