//! Who has signed a note that stands alone, among all keys that are named anywhere. Pure.

use std::collections::HashMap;

use crate::{
    Checkpoint, CheckpointError, Handover, Origin, SignatureError, VerifierKey,
    signatures::{Signed, log_signed, shown},
    verify_dated_head, verify_handover,
};

use super::{
    Invalid,
    at_hand::State,
    sighting::{Sighting, What},
};

/// Keys by what a signature line says of them: name and id.
#[derive(Default)]
pub(super) struct NamedKeys(HashMap<(String, u32), Vec<VerifierKey>>);

impl NamedKeys {
    pub(super) fn add(&mut self, key: &VerifierKey) {
        let named = self.0.entry((key.name().to_owned(), key.id()));
        let named = named.or_default();
        if !named.contains(key) {
            named.push(key.clone());
        }
    }

    fn of(&self, name: &str, id: u32) -> &[VerifierKey] {
        let found = self.0.get(&(name.to_owned(), id));
        found.map_or(&[], Vec::as_slice)
    }
}

/// What a checkpoint is found to be: a state that each key has signed whose signature on it holds.
pub(super) fn checkpoint<'h, 'a>(note: &[u8], keys: &NamedKeys) -> State<'h, 'a> {
    let invalid = |why: SignatureError| State::Invalid(Invalid::Checkpoint(why));
    let (read, checkpoint) = match (Signed::read(note), Checkpoint::claimed(note)) {
        (Ok(read), Ok(checkpoint)) => (read, checkpoint),
        (Err(why), _) | (_, Err(why)) => return invalid(why.into()),
    };
    let (mut signed, mut wrong) = (Vec::<VerifierKey>::new(), Vec::<VerifierKey>::new());
    for line in &read.signatures {
        // Anybody can make a key that is called like another one, so all of them are tried.
        let named = keys.of(line.name(), line.id());
        let by = named.iter().find(|key| log_signed(key, &read.text, line));
        match by {
            Some(key) if !signed.contains(key) => signed.push(key.clone()),
            Some(_) => {}
            None => wrong.extend(named.iter().cloned()),
        }
    }
    match (signed.first(), wrong.first()) {
        (Some(key), _) => State::Seen(Box::new(Sighting {
            key: key.clone(),
            checkpoint,
            what: What::Checkpoint { signed, wrong },
            marks: Vec::new(),
        })),
        (None, Some(key)) => invalid(SignatureError::Wrong(shown(key.name(), key.id()))),
        (None, None) => unchecked(&read),
    }
}

/// What a handover that stands alone is found to be: it counts when a key that is at hand gave up
/// in it what it names.
pub(super) fn handover<'h, 'a>(note: &[u8], origin: Origin, keys: &NamedKeys) -> State<'h, 'a> {
    let invalid = |why: SignatureError| State::Invalid(Invalid::Checkpoint(why));
    let (read, said) = match (Signed::read(note), Handover::claimed(note)) {
        (Ok(read), Ok(said)) => (read, said),
        (Err(why), _) | (_, Err(why)) => return invalid(why.into()),
    };
    let seen = |what| {
        let (key, checkpoint) = (said.to.clone(), said.checkpoint);
        State::Seen(Box::new(Sighting {
            key,
            checkpoint,
            what,
            marks: Vec::new(),
        }))
    };
    let [first, second] = read.signatures.as_slice() else {
        return invalid(CheckpointError::Malformed.into());
    };
    let named = keys.of(first.name(), first.id());
    if named.is_empty() && log_signed(&said.to, &read.text, second) {
        // The new key's word: nothing that is at hand leads to it from here.
        let (signed, wrong) = (Vec::new(), Vec::new());
        return seen(What::Checkpoint { signed, wrong });
    }
    let mut wrong = None;
    for old in named {
        match verify_handover(note, origin, old, &said.to) {
            Ok(_) => return seen(What::Handover(old.clone())),
            Err(why) => wrong = Some(why),
        }
    }
    wrong.map_or_else(|| unchecked(&read), invalid)
}

pub(super) fn head<'h, 'a>(note: &[u8], origin: Origin, keys: &NamedKeys) -> State<'h, 'a> {
    let invalid = |why: SignatureError| State::Invalid(Invalid::Checkpoint(why));
    let read = match Signed::read(note) {
        Ok(read) => read,
        Err(why) => return invalid(why.into()),
    };
    let mut wrong = None;
    for line in &read.signatures {
        for key in keys.of(line.name(), line.id()) {
            match verify_dated_head(note, origin, key) {
                Ok(head) => {
                    return State::Seen(Box::new(Sighting {
                        key: key.clone(),
                        checkpoint: head.checkpoint,
                        what: What::Head(head.time),
                        marks: Vec::new(),
                    }));
                }
                Err(why) => wrong = Some(why),
            }
        }
    }
    wrong.map_or_else(|| unchecked(&read), invalid)
}

fn unchecked<'h, 'a>(read: &Signed) -> State<'h, 'a> {
    let first = read.signatures.first();
    State::Unchecked(first.map_or_else(String::new, |line| shown(line.name(), line.id())))
}
