//! The places of streams: how many there are, whose ends for one more, and that they are given back.

use super::streams::{AT_ONCE, OF_ONE_SESSION, Streams};
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// Whether a stream that has this place is to end.
fn ends(place: &mut super::streams::Place) -> bool {
    let mut wanted = pin!(place.is_wanted());
    let mut context = Context::from_waker(Waker::noop());
    wanted.as_mut().poll(&mut context) == Poll::Ready(())
}

#[test]
fn for_one_more_the_oldest_of_the_same_session_ends() {
    let streams = Streams::default();
    let mut others = streams.take([2; 32]).unwrap();
    let mut own: Vec<_> = (0..OF_ONE_SESSION)
        .map(|_| streams.take([1; 32]).unwrap())
        .collect();
    assert!(!own.iter_mut().any(ends));
    own.push(streams.take([1; 32]).unwrap());
    let ended: Vec<bool> = own.iter_mut().map(ends).collect();
    let first = std::iter::once(true).chain(std::iter::repeat(false));
    assert_eq!(ended, first.take(own.len()).collect::<Vec<_>>());
    assert!(!ends(&mut others), "another session's goes on");
    assert_eq!(streams.count(), OF_ONE_SESSION + 1);
    drop(own.remove(0));
    assert_eq!(streams.count(), OF_ONE_SESSION + 1, "it counts no more");
    drop(own);
    assert_eq!(streams.count(), 1);
}

/// Whoever takes nothing of what is told takes nobody else's place with it.
#[test]
fn one_session_never_fills_all_places() {
    let streams = Streams::default();
    let _all: Vec<_> = (0..2 * AT_ONCE)
        .map(|_| streams.take([1; 32]).unwrap())
        .collect();
    assert_eq!(streams.count(), OF_ONE_SESSION);
    assert!(streams.take([2; 32]).is_some());
}

#[test]
fn a_place_that_is_given_up_is_free_again() {
    let streams = Streams::default();
    let mut own: Vec<_> = (0..OF_ONE_SESSION)
        .map(|_| streams.take([1; 32]).unwrap())
        .collect();
    assert_eq!(streams.count(), OF_ONE_SESSION);
    own.remove(3);
    own.push(streams.take([1; 32]).unwrap());
    assert!(!own.iter_mut().any(ends));
    drop(own);
    assert_eq!(streams.count(), 0);
    assert_eq!(format!("{streams:?}").matches("Stream {").count(), 0);
}

#[test]
fn there_is_a_limit_for_all_together() {
    let streams = Streams::default();
    let session = |n: usize| {
        let mut session = [0; 32];
        session[..8].copy_from_slice(&n.to_be_bytes());
        session
    };
    let mut all: Vec<_> = (0..AT_ONCE)
        .map(|n| streams.take(session(n)).unwrap())
        .collect();
    assert!(streams.take(session(AT_ONCE)).is_none());
    all.pop();
    assert!(streams.take(session(AT_ONCE)).is_some());
}
