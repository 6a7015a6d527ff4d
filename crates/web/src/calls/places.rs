//! Under which names the browsers of a call use the relay, so that each is shut out when its seat ends.
//!
//! May touch: memory. A name is the call and sixteen random digits: it says nothing of a person.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use family::CallId;

use super::hub::{Cut, CutFor, Holder, SeatId};

/// Most names that one session or tablet has in a call at once. For one more, the oldest ends.
const OF_ONE_MAX: usize = 16;

/// A name that was given.
#[derive(Debug)]
struct Place {
    name: String,
    /// The seat that uses it; none yet, for a page that has not joined.
    seat: Option<SeatId>,
}

/// The names of one session or tablet in a call.
#[derive(Debug, Default)]
struct Own {
    /// The seat that it has now.
    seat: Option<SeatId>,
    names: Vec<Place>,
}

type OfCall = HashMap<Holder, Own>;

/// For what a name is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Given {
    /// For a page that is opened: it has not joined.
    Opened,
    /// For a page that is in the call, to go on with.
    Going,
}

/// The names that were given.
#[derive(Debug, Default)]
pub(crate) struct Places(Mutex<HashMap<CallId, OfCall>>);

impl Places {
    fn with<T>(&self, act: impl FnOnce(&mut HashMap<CallId, OfCall>) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// A name was given to a page of this holder. One to go on with is of the holder's present seat at
    /// once. Hands out the name that ends because there are too many.
    #[must_use]
    pub(crate) fn give(
        &self,
        call: &CallId,
        holder: Holder,
        (name, given): (String, Given),
    ) -> Option<String> {
        self.with(|all| {
            let own = all.entry(call.clone()).or_default();
            let own = own.entry(holder).or_default();
            let ended = (own.names.len() >= OF_ONE_MAX).then(|| own.names.remove(0).name);
            let seat = match given {
                Given::Opened => None,
                Given::Going => own.seat.clone(),
            };
            own.names.push(Place { name, seat });
            ended
        })
    }

    /// A page of this holder took a seat: the names that no other seat uses are its own.
    pub(crate) fn take(&self, call: &CallId, holder: Holder, seat: &SeatId) {
        self.with(|all| {
            let Some(own) = all.get_mut(call).and_then(|own| own.get_mut(&holder)) else {
                return;
            };
            own.seat = Some(seat.clone());
            for place in &mut own.names {
                place.seat.get_or_insert_with(|| seat.clone());
            }
        });
    }

    /// The names that end with a seat. A page that was opened anew and has not joined keeps its own,
    /// where the one before it only left; whoever may be in the call no longer keeps none.
    pub(crate) fn cut(&self, cut: &Cut) -> Vec<String> {
        self.with(|all| {
            let Some(own) = all
                .get_mut(&cut.call)
                .and_then(|own| own.get_mut(&cut.holder))
            else {
                return Vec::new();
            };
            let ends = |place: &Place| match (&place.seat, cut.why) {
                (_, CutFor::Revoked) => true,
                (Some(seat), CutFor::Left | CutFor::Waiting | CutFor::Over) => *seat == cut.seat,
                (None, CutFor::Left) => false,
                (None, CutFor::Waiting | CutFor::Over) => true,
            };
            if cut.why != CutFor::Waiting && own.seat.as_ref() == Some(&cut.seat) {
                own.seat = None;
            }
            let ended = own.names.extract_if(.., |place| ends(place));
            ended.map(|place| place.name).collect()
        })
    }

    /// The names that are left of a call that is over.
    pub(crate) fn over(&self, call: &CallId) -> Vec<String> {
        let all = self.with(|all| all.remove(call)).unwrap_or_default();
        let left = all.into_values().flat_map(|own| own.names);
        left.map(|place| place.name).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(seat: &SeatId, why: CutFor) -> Cut {
        Cut {
            call: "call".parse().unwrap(),
            seat: seat.clone(),
            holder: Holder([1; 32]),
            why,
        }
    }

    fn give(places: &Places, holder: u8, name: &str, given: Given) -> Option<String> {
        let call = "call".parse().unwrap();
        places.give(&call, Holder([holder; 32]), (name.to_owned(), given))
    }

    #[test]
    fn a_page_that_was_opened_anew_keeps_its_name_when_the_one_before_it_leaves() {
        let (places, call): (_, CallId) = (Places::default(), "call".parse().unwrap());
        let seat = SeatId::from_random([1; 8]);
        assert_eq!(give(&places, 1, "before", Given::Opened), None);
        places.take(&call, Holder([1; 32]), &seat);
        assert_eq!(give(&places, 1, "anew", Given::Opened), None);
        assert_eq!(give(&places, 2, "other", Given::Opened), None);
        assert_eq!(places.cut(&cut(&seat, CutFor::Left)), ["before"]);
        assert!(places.cut(&cut(&seat, CutFor::Left)).is_empty());
        assert_eq!(places.cut(&cut(&seat, CutFor::Waiting)), ["anew"]);
        assert_eq!(places.over(&call), ["other"]);
        assert!(places.over(&call).is_empty());
    }

    #[test]
    fn a_name_to_go_on_with_ends_with_the_seat() {
        let (places, call): (_, CallId) = (Places::default(), "call".parse().unwrap());
        let seat = SeatId::from_random([1; 8]);
        assert_eq!(give(&places, 1, "first", Given::Opened), None);
        places.take(&call, Holder([1; 32]), &seat);
        assert_eq!(places.cut(&cut(&seat, CutFor::Waiting)), ["first"]);
        assert_eq!(give(&places, 1, "second", Given::Going), None);
        assert_eq!(places.cut(&cut(&seat, CutFor::Left)), ["second"]);
        assert!(places.over(&call).is_empty());
    }

    #[test]
    fn whoever_may_be_in_the_call_no_longer_keeps_no_name() {
        let (places, call): (_, CallId) = (Places::default(), "call".parse().unwrap());
        let seat = SeatId::from_random([1; 8]);
        assert_eq!(give(&places, 1, "first", Given::Opened), None);
        places.take(&call, Holder([1; 32]), &seat);
        assert_eq!(give(&places, 1, "anew", Given::Opened), None);
        assert_eq!(give(&places, 2, "other", Given::Opened), None);
        assert_eq!(places.cut(&cut(&seat, CutFor::Revoked)), ["first", "anew"]);
        assert_eq!(places.over(&call), ["other"]);
    }

    /// What is forgotten here would go on at the relay: it is handed out, to be ended there.
    #[test]
    fn names_are_limited() {
        let (places, call): (_, CallId) = (Places::default(), "call".parse().unwrap());
        for n in 0..3 * OF_ONE_MAX {
            let oldest = n.checked_sub(OF_ONE_MAX).map(|n| n.to_string());
            assert_eq!(give(&places, 1, &n.to_string(), Given::Opened), oldest);
        }
        assert_eq!(places.over(&call).len(), OF_ONE_MAX);
    }
}
