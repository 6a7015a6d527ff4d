//! What `found` and `propose` are asked with: read and checked before any file is made. Reads the
//! plan file and nothing else.

use crate::output::Failure;
use crate::plan_command;
use plan::ParentingPlan;
use std::path::Path;
use store::Email;

/// The plan in a file, and its text.
///
/// # Errors
/// A [`Failure`] with the errors of the plan at their places; also when plan and password would
/// both have to come from standard input.
pub fn plan(file: &Path, password_file: Option<&Path>) -> Result<(ParentingPlan, String), Failure> {
    if file.as_os_str() == "-" && password_file.is_none() {
        return Err(Failure::new(
            "the plan comes from standard input, so the password cannot: name a file with \
             --password-file",
        ));
    }
    plan_command::read(file.to_owned())
        .map_err(|errors| Failure::new(format!("the plan is not taken\n{}", errors.trim_end())))
}

/// Checks that a text can be an address to sign in with.
///
/// # Errors
/// A [`Failure`] when it has not the shape of one.
pub fn email(text: &str) -> Result<(), Failure> {
    match Email::normalise(text) {
        Some(_) => Ok(()),
        None => Err(Failure::new(format!("'{text}' is not an e-mail address"))),
    }
}

/// The address that people type, as an origin.
///
/// # Errors
/// A [`Failure`] when it is something else.
pub fn url(text: &str) -> Result<web::Settings, Failure> {
    web::Settings::new(text).map_err(Failure::of)
}
