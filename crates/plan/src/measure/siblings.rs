//! Nights on which siblings are in the same home or not. Reads nights.

use super::PairMeasures;
use crate::timeline::Timeline;
use crate::{PerParent, Side};

const WITH_A: u8 = 1;
const WITH_B: u8 = 2;
const WITH_NOBODY: u8 = 4;

/// Nights on which all are with the same parent, and nights on which some are not.
pub(super) fn compare(children: &[Vec<Option<Side>>]) -> (PerParent<u32>, u32) {
    let mut seen = vec![0_u8; children.first().map_or(0, Vec::len)];
    for nights in children {
        for (seen, night) in seen.iter_mut().zip(nights) {
            *seen |= match night {
                Some(Side::A) => WITH_A,
                Some(Side::B) => WITH_B,
                None => WITH_NOBODY,
            };
        }
    }
    let mut together = PerParent::default();
    let mut apart = 0;
    for seen in seen {
        match seen {
            WITH_A => together.a += 1,
            WITH_B => together.b += 1,
            other if other & WITH_A != 0 && other & WITH_B != 0 => apart += 1,
            _ => {}
        }
    }
    (together, apart)
}

pub(super) fn pairs(timeline: &Timeline, nights: &[Vec<Option<Side>>]) -> Vec<PairMeasures> {
    let mut pairs = Vec::new();
    let children: Vec<_> = timeline.children().iter().zip(nights).collect();
    for (place, (one, one_nights)) in children.iter().enumerate() {
        for (other, other_nights) in children.iter().skip(place + 1) {
            let (together, apart) = compare_two(one_nights, other_nights);
            pairs.push(PairMeasures {
                children: [one.child.clone(), other.child.clone()],
                together,
                apart,
            });
        }
    }
    pairs
}

/// The same for two children, without a list in between.
fn compare_two(one: &[Option<Side>], other: &[Option<Side>]) -> (PerParent<u32>, u32) {
    let mut together = PerParent::default();
    let mut apart = 0;
    for nights in one.iter().zip(other) {
        match nights {
            (Some(Side::A), Some(Side::A)) => together.a += 1,
            (Some(Side::B), Some(Side::B)) => together.b += 1,
            (Some(_), Some(_)) => apart += 1,
            (None, _) | (_, None) => {}
        }
    }
    (together, apart)
}
