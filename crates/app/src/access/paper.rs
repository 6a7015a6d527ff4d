//! Codes on paper: each takes the place of a second factor once.
//!
//! May touch: random numbers and the store. A code has 80 random bits, so a plain hash of it
//! cannot be guessed back.

use super::{AccessError, row};
use crate::world::random;
use crate::{App, Session};
use family::AccessChange;
use sha2::{Digest as _, Sha256};
use std::sync::Arc;
use store::{AccessRow, AccountId, Row, Store};

/// How many codes are made at once.
pub const RECOVERY_CODES: usize = 10;

/// Letters and digits that are not taken for one another on paper (no i, l, o, u; 0 and 1 stay).
const SIGNS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// Signs of a code, without its dashes.
const CODE_SIGNS: usize = 16;

/// A code for ten random bytes: four groups of four.
fn code(bytes: [u8; 10]) -> String {
    let number = bytes.iter().fold(0_u128, |n, b| (n << 8) | u128::from(*b));
    let mut text = String::with_capacity(CODE_SIGNS + 3);
    for place in 0..CODE_SIGNS {
        if place > 0 && place % 4 == 0 {
            text.push('-');
        }
        let five = (number >> (5 * (CODE_SIGNS - 1 - place))) & 31;
        let sign = usize::try_from(five).ok().and_then(|at| SIGNS.get(at));
        text.push(char::from(*sign.unwrap_or(&b'0')));
    }
    text
}

/// The code that was meant: dashes, blanks and capitals do not matter, nor letters that look like
/// digits. `None` when it is none.
fn meant(typed: &str) -> Option<String> {
    let signs = typed.chars().filter(|c| !matches!(c, '-' | ' ' | '\u{a0}'));
    let read = |c: char| match c.to_ascii_lowercase() {
        'o' => '0',
        'i' | 'l' => '1',
        other => other,
    };
    let text: String = signs.take(CODE_SIGNS + 1).map(read).collect();
    let plain = text.bytes().all(|b| SIGNS.contains(&b));
    (plain && text.len() == CODE_SIGNS).then_some(text)
}

fn hash(account: &AccountId, meant: &str) -> [u8; 32] {
    Sha256::digest(format!("parenthesis recovery code {account} {meant}")).into()
}

/// Whether a text looks like a code on paper and not like one of six digits.
pub(super) fn is_code(typed: &str) -> bool {
    meant(typed).is_some()
}

impl<S: Store> App<S> {
    /// Makes new codes; the ones before work no more. They are in the answer and nowhere else.
    ///
    /// # Errors
    /// [`AccessError::Fault`] when storing fails.
    pub async fn make_recovery_codes(
        self: &Arc<Self>,
        session: &Session,
    ) -> Result<Vec<String>, AccessError> {
        let account = session.account();
        let codes: Vec<String> = (0..RECOVERY_CODES)
            .map(|_| code(random(&*self.entropy)))
            .collect();
        let meant = codes.iter().filter_map(|code| meant(code));
        let rows = vec![row(AccessRow::SetRecoveryCodes {
            account: account.clone(),
            hashes: meant.map(|code| hash(account, &code)).collect(),
        })];
        self.change_access(session, AccessChange::RecoveryCodesMade, rows)
            .await?;
        Ok(codes)
    }

    /// The row that uses a code up; it is a conflict when there is no such code.
    pub(super) fn paper_row(&self, account: &AccountId, typed: &str) -> Option<Row> {
        let meant = meant(typed)?;
        Some(row(AccessRow::UseRecoveryCode {
            account: account.clone(),
            hash: hash(account, &meant),
            at: crate::account::millis(self.clock.now()),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_written() {
        let made = code([0, 1, 2, 3, 4, 5, 6, 7, 8, 255]);
        assert_eq!(made, "000g-40r4-0m30-e27z");
        for typed in [
            "000g-40r4-0m30-e27z",
            " 000G 40R4 0M30 E27Z",
            "ooog40r4om3oe27z",
        ] {
            assert_eq!(meant(typed).as_deref(), Some("000g40r40m30e27z"), "{typed}");
        }
        for typed in [
            "",
            "123456",
            "000g-40r4-0m30-e27",
            "000g-40r4-0m30-e27zz",
            "000g-40r4-0m30-e2ü7",
        ] {
            assert_eq!(meant(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_code_is_one_accounts_own() {
        let [mara, elias] = ["a", "b"].map(AccountId::new);
        assert_ne!(
            hash(&mara, "000g40r40m30e27z"),
            hash(&elias, "000g40r40m30e27z")
        );
    }
}
