//! What is probably not meant with a plan, looked for once and kept for a while. It is about all the
//! years ahead, which takes long for many children and clauses; so it is looked for on a thread of
//! its own, and not again for the same text on the same day.
//!
//! May touch: memory, at most [`MAX_BYTES`]; threads of its own. The sentences name children, so they
//! go with the pages when words are erased.

use std::sync::{Arc, LazyLock, PoisonError, RwLock};
use std::time::Duration;

use jiff::civil::Date;
use moka::sync::Cache;
use plan::{ParentingPlan, Warning, warnings};
use sha2::{Digest as _, Sha256};

use crate::http::Failure;
use crate::studio::turn::Turns;

/// Most memory that is taken.
const MAX_BYTES: u64 = 2 * 1024 * 1024;
/// What one takes beside its sentences, roughly.
const EACH_BYTES: usize = 512;
/// How long it is kept for nobody.
const LIFE: Duration = Duration::from_secs(3_600);
/// Plans that are looked over at once, each for somebody else; others wait for their turn.
const AT_ONCE: usize = 2;

static LOOKING: LazyLock<Turns> = LazyLock::new(|| Turns::new(AT_ONCE));

/// The SHA-256 of a text, which names its zone too, and today.
type Key = ([u8; 32], Date);

/// What was found.
#[derive(Debug)]
pub(crate) struct Warned(RwLock<Cache<Key, Arc<[Warning]>>>);

/// Nothing yet.
fn fresh() -> Cache<Key, Arc<[Warning]>> {
    let weigh = |_: &Key, found: &Arc<[Warning]>| {
        let said = |one: &Warning| one.message.len() + one.help.as_ref().map_or(0, String::len);
        let bytes: usize = found.iter().map(|one| said(one) + EACH_BYTES).sum();
        u32::try_from(bytes + EACH_BYTES).unwrap_or(u32::MAX)
    };
    Cache::builder()
        .max_capacity(MAX_BYTES)
        .weigher(weigh)
        .time_to_idle(LIFE)
        .build()
}

impl Warned {
    pub(crate) fn new() -> Self {
        Self(RwLock::new(fresh()))
    }

    /// Forgets everything, also what is being looked for.
    pub(crate) fn forget(&self) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = fresh();
    }

    fn kept(&self) -> Cache<Key, Arc<[Warning]>> {
        self.0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// What is probably not meant with a plan; nothing where its text is none. `whose` it is waits
    /// for one text at a time.
    ///
    /// # Errors
    /// A [`Failure`] when looking stopped halfway.
    pub(crate) async fn of(
        &self,
        whose: &str,
        text: &Arc<str>,
        today: Date,
    ) -> Result<Arc<[Warning]>, Failure> {
        let key: Key = (Sha256::digest(text.as_bytes()).into(), today);
        let kept = self.kept();
        if let Some(found) = kept.get(&key) {
            return Ok(found);
        }
        let text = Arc::clone(text);
        let look = move || {
            // Whoever waited for a turn may find it done.
            if let Some(found) = kept.get(&key) {
                return found;
            }
            let plan = ParentingPlan::read(&text, today).ok();
            let found: Arc<[Warning]> = plan
                .map_or_else(Vec::new, |plan| warnings(&plan, today))
                .into();
            kept.insert(key, Arc::clone(&found));
            found
        };
        LOOKING.work((whose, "looking a draft over"), look).await
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::studio::see::sample::later;

    #[tokio::test]
    async fn the_same_text_is_looked_over_once_a_day_and_forgotten_with_the_pages() {
        let warned = Warned::new();
        let (text, today): (Arc<str>, Date) = (later().into(), date(2026, 11, 22));
        let first = warned.of("mara", &text, today).await.unwrap();
        let plan = ParentingPlan::read(&text, today).unwrap();
        assert_eq!(*first, *warnings(&plan, today), "all the years ahead");
        let again = warned.of("elias", &text, today).await.unwrap();
        assert!(Arc::ptr_eq(&first, &again));
        let tomorrow = warned.of("mara", &text, date(2026, 11, 23)).await.unwrap();
        assert!(!Arc::ptr_eq(&first, &tomorrow));
        warned.forget();
        let anew = warned.of("mara", &text, today).await.unwrap();
        assert!(!Arc::ptr_eq(&first, &anew) && first == anew);
        let unsound = warned
            .of("mara", &"edition = ".into(), today)
            .await
            .unwrap();
        assert!(unsound.is_empty());
    }
}
