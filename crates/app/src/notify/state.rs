//! What is remembered of telling one person, and its stored, sealed shape.

use crate::readers::notified_bound;
use crate::world::random;
use crate::{App, Fault};
use family::{Run, SentNotices};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::{FamilyId, MemberId, Notified, ReaderRow, Row, Store};

/// Most entries that were told out of their order. Once there are so many, the next notice tells of
/// everything that waits.
pub(crate) const MAX_AHEAD: usize = 48;

/// What one person was told.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Told {
    /// Every entry below this one was told, or is nothing to tell.
    pub up_to: u64,
    /// Entries from there on that were told before others, ascending; at most [`MAX_AHEAD`].
    pub ahead: Vec<u64>,
    /// What went out.
    pub sent: SentNotices,
    /// When the last overview went out, or overviews were first looked at.
    pub digest: Option<Timestamp>,
    /// Every reminder that came up until then was told.
    pub reminded: Option<Timestamp>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shape {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    ahead: Vec<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    batch: Option<RunShape>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    urgent: Option<RunShape>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    shown: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    digest: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reminded: Option<i64>,
}

/// First, last (milliseconds since 1970), how many.
#[derive(Serialize, Deserialize)]
struct RunShape(i64, i64, u32);

impl Told {
    /// The bytes that are sealed. How far it came stands beside them.
    fn encode(&self) -> Vec<u8> {
        let at = |at: Timestamp| at.as_millisecond();
        let run = |run: Run| RunShape(at(run.first), at(run.last), run.count);
        let shape = Shape {
            ahead: self
                .ahead
                .iter()
                .map(|entry| entry - self.up_to.min(*entry))
                .collect(),
            batch: self.sent.batch.map(run),
            urgent: self.sent.urgent.map(run),
            shown: self.sent.shown_up_to.map(at),
            digest: self.digest.map(at),
            reminded: self.reminded.map(at),
        };
        // Numbers always become JSON.
        serde_json::to_vec(&shape).unwrap_or_default()
    }

    /// Reads what [`Told::encode`] wrote. `None` for anything else.
    fn decode(up_to: u64, bytes: &[u8]) -> Option<Self> {
        let shape: Shape = serde_json::from_slice(bytes).ok()?;
        let at = |ms: i64| Timestamp::from_millisecond(ms).ok();
        let optional = |ms: Option<i64>| ms.map_or(Some(None), |ms| at(ms).map(Some));
        let run = |run: Option<RunShape>| match run {
            None => Some(None),
            Some(RunShape(first, last, count)) => Some(Some(Run {
                first: at(first)?,
                last: at(last)?,
                count,
            })),
        };
        let ahead: Vec<u64> = shape
            .ahead
            .iter()
            .map(|ahead| up_to.saturating_add(*ahead))
            .collect();
        Some(Self {
            up_to,
            ahead,
            sent: SentNotices {
                batch: run(shape.batch)?,
                urgent: run(shape.urgent)?,
                shown_up_to: optional(shape.shown)?,
            },
            digest: optional(shape.digest)?,
            reminded: optional(shape.reminded)?,
        })
    }
}

impl<S: Store> App<S> {
    /// What a member was told; `None` if that was never looked at.
    pub(crate) async fn told(
        &self,
        family: &FamilyId,
        member: &MemberId,
    ) -> Result<Option<Told>, Fault> {
        let doing = "reading what somebody was told";
        let row = self.store.notified(family, member).await;
        let Some(row) = row.map_err(|e| Fault::new(doing, e))? else {
            return Ok(None);
        };
        let bound = notified_bound(family, member);
        let clear = self.instance.open_secret(&bound, &row.state);
        let clear = clear.map_err(|e| Fault::new(doing, e))?;
        let told = Told::decode(row.up_to, &clear);
        told.map(Some)
            .ok_or_else(|| Fault::new(doing, "it cannot be read"))
    }

    /// The row by which it is remembered that a member was told, unless somebody else told meanwhile.
    pub(crate) fn told_row(
        &self,
        family: &FamilyId,
        member: &MemberId,
        (before, told): (Option<u64>, &Told),
    ) -> Result<Row, Fault> {
        let nonce = random(&*self.entropy);
        let bound = notified_bound(family, member);
        let state = self.instance.seal_secret(&nonce, &bound, &told.encode());
        let state = state.ok_or_else(|| Fault::new("sealing what was told", "it is too long"))?;
        Ok(Row::Reader(ReaderRow::Notified {
            row: Notified {
                family: family.clone(),
                member: member.clone(),
                up_to: told.up_to,
                state,
            },
            expected_up_to: before,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn time() -> impl Strategy<Value = Timestamp> {
        (0_i64..4_000_000_000_000).prop_map(|ms| Timestamp::from_millisecond(ms).unwrap())
    }

    fn run() -> impl Strategy<Value = Option<Run>> {
        prop::option::of((time(), time(), 1_u32..1_000))
            .prop_map(|run| run.map(|(first, last, count)| Run { first, last, count }))
    }

    proptest! {
        #[test]
        fn what_was_told_is_read_back_and_fits(
            up_to in 0_u64..1_000_000,
            ahead in prop::collection::btree_set(0_u64..100_000, 0..MAX_AHEAD),
            (batch, urgent) in (run(), run()),
            (shown, digest, reminded) in (prop::option::of(time()), prop::option::of(time()), prop::option::of(time())),
        ) {
            let told = Told {
                up_to,
                ahead: ahead.into_iter().map(|more| up_to + more).collect(),
                sent: SentNotices { batch, urgent, shown_up_to: shown },
                digest,
                reminded,
            };
            let bytes = told.encode();
            prop_assert!(bytes.len() < 900, "{}", bytes.len());
            prop_assert_eq!(Told::decode(up_to, &bytes), Some(told));
        }

        #[test]
        fn other_bytes_do_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = Told::decode(3, &bytes);
        }
    }
}
