//! The forms at the door: what was typed, and what it means.
//!
//! May touch: its arguments. Everything typed is kept for the next page except passwords,
//! which are never shown again and never printed.

use app::{JoinError, MAX_PASSWORD_CHARS, MIN_PASSWORD_CHARS, Password, WeakPassword};

/// Longest e-mail address, in bytes (RFC 5321, 4.5.3.1.3, less the angle brackets).
pub const MAX_MAIL_BYTES: usize = 254;

/// Signing in, as typed.
#[derive(Default)]
pub struct SignInForm {
    /// The e-mail address.
    pub mail: String,
    /// Others use the device too.
    pub shared: bool,
    pass: String,
}

/// A field and what is wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldError {
    /// The id of the input, which is its name.
    pub field: &'static str,
    /// What is wrong.
    pub wrong: Wrong,
}

/// What can be wrong with a field at the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// No address was typed.
    NoMail,
    /// What was typed is no address.
    BadMail,
    /// Somebody signs in with this address already.
    MailTaken,
    /// No password was typed.
    NoPassword,
    /// The new password is too short.
    Short {
        /// Characters typed.
        found: usize,
    },
    /// The new password is too long.
    Long,
    /// The new password would be guessed soon.
    Guessable,
    /// The second time something else was typed.
    NotTheSame,
}

impl SignInForm {
    /// Takes the fields `mail`, `pass` and `shared`; others are passed over.
    pub fn from_pairs<N, V>(pairs: impl IntoIterator<Item = (N, V)>) -> Self
    where
        N: AsRef<str>,
        V: Into<String>,
    {
        let mut form = Self::default();
        for (name, value) in pairs {
            match name.as_ref() {
                "mail" => form.mail = value.into(),
                "pass" => form.pass = value.into(),
                "shared" => form.shared = value.into() == "yes",
                _ => {}
            }
        }
        form
    }

    /// The address and password to try. The address need not be a real one: whether it is
    /// known, or could be, is not said here.
    ///
    /// # Errors
    /// Which of the two was left empty.
    pub fn parse(self) -> Result<(String, Password), (String, Vec<FieldError>)> {
        let mut errors = Vec::new();
        if self.mail.trim().is_empty() {
            errors.push(FieldError {
                field: "mail",
                wrong: Wrong::NoMail,
            });
        }
        if self.pass.is_empty() {
            errors.push(FieldError {
                field: "pass",
                wrong: Wrong::NoPassword,
            });
        }
        if errors.is_empty() {
            Ok((self.mail, Password::typed(self.pass)))
        } else {
            Err((self.mail, errors))
        }
    }
}

/// Joining, as typed.
#[derive(Default)]
pub struct JoinForm {
    /// The e-mail address.
    pub mail: String,
    pass: String,
    again: String,
}

/// What joining needs: an address that looks like one, and a password that is long enough.
#[derive(Debug)]
pub struct JoinDraft {
    /// The e-mail address, trimmed.
    pub mail: String,
    /// The chosen password.
    pub password: Password,
}

impl JoinForm {
    /// Takes the fields `mail`, `pass` and `again`; others are passed over.
    pub fn from_pairs<N, V>(pairs: impl IntoIterator<Item = (N, V)>) -> Self
    where
        N: AsRef<str>,
        V: Into<String>,
    {
        let mut form = Self::default();
        for (name, value) in pairs {
            match name.as_ref() {
                "mail" => form.mail = value.into(),
                "pass" => form.pass = value.into(),
                "again" => form.again = value.into(),
                _ => {}
            }
        }
        form
    }

    /// What the form means. A password has [`MIN_PASSWORD_CHARS`] to [`MAX_PASSWORD_CHARS`]
    /// characters; nothing is asked of which, unless somebody who knows `names` would guess it.
    ///
    /// # Errors
    /// The address as typed, and every field that is wrong, in the order of the page.
    pub fn parse(self, names: &[&str]) -> Result<JoinDraft, (String, Vec<FieldError>)> {
        let mut errors = Vec::new();
        if let Some(wrong) = check_mail(&self.mail) {
            errors.push(FieldError {
                field: "mail",
                wrong,
            });
        }
        let same = self.pass == self.again;
        let typed = !self.pass.is_empty();
        let known: Vec<&str> = names.iter().copied().chain([self.mail.as_str()]).collect();
        let password = match Password::chosen(self.pass, &known) {
            Ok(password) => Some(password),
            Err(weak) => {
                let wrong = if typed {
                    weak.into()
                } else {
                    Wrong::NoPassword
                };
                errors.push(FieldError {
                    field: "pass",
                    wrong,
                });
                None
            }
        };
        if password.is_some() && !same {
            errors.push(FieldError {
                field: "again",
                wrong: Wrong::NotTheSame,
            });
        }
        match password {
            Some(password) if errors.is_empty() => Ok(JoinDraft {
                mail: self.mail.trim().to_owned(),
                password,
            }),
            _ => Err((self.mail, errors)),
        }
    }
}

impl From<WeakPassword> for Wrong {
    fn from(weak: WeakPassword) -> Self {
        match weak {
            WeakPassword::Short { found } => Self::Short { found },
            WeakPassword::Long => Self::Long,
            WeakPassword::Guessable => Self::Guessable,
        }
    }
}

/// The field that a refused joining is about; `None` when it is not about a field.
#[must_use]
pub const fn join_field(error: &JoinError) -> Option<FieldError> {
    match error {
        JoinError::BadEmail => Some(FieldError {
            field: "mail",
            wrong: Wrong::BadMail,
        }),
        JoinError::EmailTaken => Some(FieldError {
            field: "mail",
            wrong: Wrong::MailTaken,
        }),
        JoinError::Gone | JoinError::HereAlready | JoinError::Refused(_) | JoinError::Fault(_) => {
            None
        }
    }
}

/// Whether a text looks like an address: something, one `@`, a place with no blank in it. Only
/// a message that arrives would prove more.
fn check_mail(typed: &str) -> Option<Wrong> {
    let mail = typed.trim();
    if mail.is_empty() {
        return Some(Wrong::NoMail);
    }
    let plain = !mail.chars().any(|c| c.is_whitespace() || c.is_control());
    let fits = match mail.split_once('@') {
        Some((who, place)) => !who.is_empty() && !place.is_empty() && !place.contains('@'),
        None => false,
    };
    (!fits || !plain || mail.len() > MAX_MAIL_BYTES).then_some(Wrong::BadMail)
}

/// The shortest and the longest new password, in characters, for the hint beside the field.
pub(crate) const LENGTHS: (usize, usize) = (MIN_PASSWORD_CHARS, MAX_PASSWORD_CHARS);

#[cfg(test)]
#[path = "form_tests.rs"]
mod tests;
