//! Passwords: what is accepted, how they are kept, and how they are checked in even time.

use crate::Fault;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use std::fmt;
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Shortest password, in characters. Nothing is asked of which (NIST SP 800-63B-4, 3.1.1.2).
pub const MIN_PASSWORD_CHARS: usize = 12;
/// Longest password, in characters; enough for any sentence.
pub const MAX_PASSWORD_CHARS: usize = 200;

/// Characters that are looked at to tell how soon a password would be guessed; the estimate grows
/// faster than its text, and what is not guessed in so many is not guessed in more.
const JUDGED_CHARS: usize = 40;
/// Different signs that may stand for letters (`$` for s) and are tried as such: each doubles the
/// work, and who uses more of them is not guessed by their words.
const JUDGED_SIGNS: usize = 3;
/// Shortest word about a person that counts as known; a shorter one is in every sentence.
const KNOWN_CHARS: usize = 3;

/// Passwords of strangers that wait to be checked at once; each takes some hundredths of a second.
const QUEUE: usize = 64;

/// Usual in passwords here, and not in the dictionaries of the estimate, which are English.
const USUAL: &[&str] = &[
    "parenthesis",
    "wachtwoord",
    "welkom",
    "geheim",
    "hallo",
    "inloggen",
    "toegang",
    "nederland",
    "amsterdam",
    "rotterdam",
    "utrecht",
    "feyenoord",
    "oranje",
    "lente",
    "zomer",
    "herfst",
    "januari",
    "februari",
    "maart",
    "juni",
    "juli",
    "augustus",
    "oktober",
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
    "liefde",
    "lieverd",
    "schatje",
    "voetbal",
    "mama",
    "papa",
    "kinderen",
    "gezin",
    "ouders",
];

/// Memory of one hash in KiB, passes and lanes: the second choice of RFC 9106 scaled to the
/// OWASP minimum, so that a small machine can check two at once.
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// A password as typed. Never printed, and gone when dropped.
pub struct Password(zeroize::Zeroizing<String>);

impl Password {
    /// Takes what was typed to sign in; any text may be tried.
    #[must_use]
    pub fn typed(text: String) -> Self {
        Self(zeroize::Zeroizing::new(text))
    }

    /// Takes a new password. `known` is what somebody close knows of the person: the address, the
    /// names of the family.
    ///
    /// # Errors
    /// [`WeakPassword`] when it is too short or too long, or would be guessed within ten billion
    /// guesses (zxcvbn's highest level: usual passwords, words, names, dates, keys in a row).
    pub fn chosen(text: String, known: &[&str]) -> Result<Self, WeakPassword> {
        let found = text.chars().count();
        let password = Self::typed(text);
        if found < MIN_PASSWORD_CHARS {
            Err(WeakPassword::Short { found })
        } else if found > MAX_PASSWORD_CHARS {
            Err(WeakPassword::Long)
        } else if is_guessable(&password.0, known) {
            Err(WeakPassword::Guessable)
        } else {
            Ok(password)
        }
    }
}

fn is_guessable(password: &str, known: &[&str]) -> bool {
    let mut signs: Vec<char> = Vec::new();
    let judged = password.chars().take(JUDGED_CHARS).map(|c| {
        if c.is_alphanumeric() || c.is_whitespace() || signs.contains(&c) {
            c
        } else if signs.len() < JUDGED_SIGNS {
            signs.push(c);
            c
        } else {
            '_'
        }
    });
    let judged: String = judged.collect();
    let words = known.iter().flat_map(|text| {
        let parts = text.split(|c: char| !c.is_alphanumeric());
        parts.chain(std::iter::once(*text))
    });
    let words: Vec<&str> = words
        .filter(|word| word.chars().count() >= KNOWN_CHARS)
        .chain(USUAL.iter().copied())
        .collect();
    zxcvbn::zxcvbn(&judged, &words).score() < zxcvbn::Score::Four
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

/// Why a new password is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WeakPassword {
    /// Fewer than [`MIN_PASSWORD_CHARS`] characters.
    #[error("a password has at least {MIN_PASSWORD_CHARS} characters; this one has {found}")]
    Short {
        /// Characters typed.
        found: usize,
    },
    /// More than [`MAX_PASSWORD_CHARS`] characters.
    #[error("a password has at most {MAX_PASSWORD_CHARS} characters")]
    Long,
    /// Among the first that somebody would try.
    #[error(
        "this password would be guessed soon: it is made of usual words, dates, or names of the \
         family; four or five words that have nothing to do with each other are better"
    )]
    Guessable,
}

/// Hashes and checks passwords with Argon2id, at most two at a time so that memory stays bounded.
#[derive(Debug)]
pub(crate) struct Passwords {
    permits: Arc<Semaphore>,
    /// Places in the queue for whoever is not known.
    places: Arc<Semaphore>,
    /// Checked when there is no such account, so that both answers take the same time.
    nobody: Arc<str>,
}

fn argon() -> Argon2<'static> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

fn hash(password: &str) -> Result<String, Fault> {
    argon()
        .hash_password(password.as_bytes())
        .map(|h| h.to_string())
        .map_err(|e| Fault::new("hashing a password", e))
}

impl Passwords {
    pub(crate) fn new() -> Result<Self, Fault> {
        Ok(Self {
            permits: Arc::new(Semaphore::new(2)),
            places: Arc::new(Semaphore::new(QUEUE)),
            nobody: hash("nobody has this password")?.into(),
        })
    }

    /// A place in the queue of those who are not known; `None` when it is full. Whoever is known
    /// needs none, so that strangers keep nobody waiting who lives here.
    pub(crate) fn queue(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.places).try_acquire_owned().ok()
    }

    pub(crate) async fn hash(&self, password: Password) -> Result<String, Fault> {
        self.blocking(move || hash(&password.0)).await?
    }

    /// Whether the password fits; `None` stands for an account that does not exist and takes as
    /// long as any other.
    pub(crate) async fn fits(
        &self,
        password: Password,
        stored: Option<Arc<str>>,
    ) -> Result<bool, Fault> {
        let known = stored.is_some();
        let stored = stored.unwrap_or_else(|| Arc::clone(&self.nobody));
        let fits = self
            .blocking(move || {
                PasswordHash::new(&stored).is_ok_and(|stored| {
                    argon()
                        .verify_password(password.0.as_bytes(), &stored)
                        .is_ok()
                })
            })
            .await?;
        Ok(fits && known)
    }

    async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Fault> {
        let permit = Arc::clone(&self.permits)
            .acquire_owned()
            .await
            .map_err(|e| Fault::new("waiting to check a password", e))?;
        tokio::task::spawn_blocking(move || {
            let result = work();
            drop(permit);
            result
        })
        .await
        .map_err(|e| Fault::new("checking a password", e))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_of_a_known_account_fits() {
        let passwords = Passwords::new().unwrap();
        let typed = |t: &str| Password::typed(t.to_owned());
        let stored: Arc<str> = passwords
            .hash(typed("twelve letters"))
            .await
            .unwrap()
            .into();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        let fits = async |text, stored| passwords.fits(typed(text), stored).await.unwrap();
        assert!(fits("twelve letters", Some(Arc::clone(&stored))).await);
        assert!(!fits("twelve letterz", Some(stored)).await);
        assert!(!fits("nobody has this password", None).await);
    }

    #[test]
    fn a_password_is_as_long_as_it_must_be_and_not_among_the_first_guesses() {
        let chosen = |text: String| Password::chosen(text, &["noor@example.org"]).map(|_| ());
        let sentence = |n: usize| "four wet umbrellas, ".chars().cycle().take(n).collect();
        assert_eq!(chosen(sentence(11)), Err(WeakPassword::Short { found: 11 }));
        assert_eq!(chosen(sentence(20)), Ok(()));
        assert_eq!(chosen(sentence(200)), Ok(()));
        assert_eq!(chosen(sentence(201)), Err(WeakPassword::Long));
        assert_eq!(chosen("a".repeat(200)), Err(WeakPassword::Guessable));
        assert_eq!(
            chosen("Noornoor2015".to_owned()),
            Err(WeakPassword::Guessable)
        );
    }

    proptest::proptest! {
        /// The estimate has limits of its own: any text is judged, and none for long.
        /// Signs in place of letters multiply the work: not without end.
        #[test]
        fn signs_for_letters_are_judged_soon(text in "[4@8(\\{\\[<369!|70$5+%2a-z ]{12,200}") {
            let _ = Password::chosen(text, &[]);
        }

        #[test]
        fn any_text_is_judged(text in "(?s).{0,210}", known in "(?s).{0,40}") {
            let _ = Password::chosen(text, &[&known]);
        }
    }
}
