//! Families to verify: deterministic trees with a bit of everything in them, and ways to tamper.
//! Shared with the generator of example bundles.

use std::ops::Range;

use ledger::{AuthorId, Cosigner, DeviceKey, Leaf, SigningKey};

use crate::host::{Act, Host, MINUTE, Passkey};

/// A family with two parents, and what a scene needs to go on.
pub struct Scene {
    pub host: Host,
    pub mara: AuthorId,
    pub elias: AuthorId,
    /// The seed of Mara's enrolled device.
    pub device: [u8; 32],
    /// The entries whose body an entry says was erased.
    pub erased: Vec<u64>,
}

impl Scene {
    /// An empty tree with two parents.
    pub fn new(seed: u64) -> Self {
        let mut host = Host::new(seed);
        let (mara, elias) = (host.person("Mara"), host.person("Elias de Vries"));
        let device = host.random.bytes();
        Self {
            host,
            mara,
            elias,
            device,
            erased: Vec::new(),
        }
    }

    pub fn message(&mut self, words: &str) -> u64 {
        let author = if self.host.random.one_in(2) {
            self.mara
        } else {
            self.elias
        };
        self.host.act(&Act::message(author, words))
    }

    /// Mara enrols her device.
    pub fn enrol(&mut self) -> u64 {
        let key = DeviceKey::of(&SigningKey::new(self.device));
        self.host.act(&Act {
            kind: "record.device/1",
            body: format!("{{\"key\":\"{key}\",\"state\":\"enrolled\"}}").into_bytes(),
            device: Some(self.device),
            ..Act::message(self.mara, "")
        })
    }

    /// Mara's device signs a message with an attachment.
    pub fn signed_message(&mut self, words: &str) -> u64 {
        let attachment = self.host.random.bytes::<32>().to_vec();
        self.host.act(&Act {
            attachments: vec![attachment, Vec::new()],
            device: Some(self.device),
            ..Act::message(self.mara, words)
        })
    }

    /// Elias agrees with a passkey to an earlier entry.
    pub fn agree(&mut self, over: u64) -> u64 {
        let leaf = &self.host.leaves[usize::try_from(over).unwrap()];
        let leaf = Leaf::parse(leaf).unwrap();
        let commitment = *leaf.statement().commitments[0].as_bytes();
        let passkey = Passkey::new(self.host.random.bytes());
        let assertion = passkey.assertion(over, &commitment);
        self.host.act(&Act {
            kind: "proposal.accepted/1",
            body: format!("{{\"proposal\":{over},\"assertion\":{assertion}}}").into_bytes(),
            ..Act::message(self.elias, "")
        })
    }

    /// An entry says that the body of an earlier one was erased.
    pub fn erase(&mut self, entry: u64) -> u64 {
        self.erased.push(entry);
        let asked = self.mara;
        let body = format!(
            "{{\"entries\":[{{\"sequence\":{entry},\"parts\":[0]}}],\"asked\":\"{asked}\"}}"
        );
        self.host.act(&Act {
            kind: "record.erased/1",
            body: body.into_bytes(),
            ..Act::message(self.mara, "")
        })
    }

    /// Mara's device cosigns the newest state.
    pub fn witnessed_by_device(&mut self) {
        let device = Cosigner::for_device(self.host.tree.origin, &SigningKey::new(self.device));
        let (size, now) = (self.host.size(), self.host.now + MINUTE);
        self.host.cosigned_at(size, &device, now);
    }

    /// A mediator's server, and Mara's device, cosign the newest state.
    pub fn witnessed(&mut self) {
        let witness = SigningKey::new([7; 32]);
        let witness = Cosigner::new("mediator.example/witness", &witness).unwrap();
        let (size, now) = (self.host.size(), self.host.now + MINUTE);
        self.host.cosigned_at(size, &witness, now);
        self.witnessed_by_device();
    }

    /// A tree with a bit of everything.
    pub fn everything(seed: u64) -> Self {
        let mut scene = Self::new(seed);
        scene.message("founded");
        scene.enrol();
        scene.signed_message("with attachments");
        let proposal = scene.message("shall we swap?");
        scene.witnessed();
        scene.agree(proposal);
        scene.host.new_key();
        let regretted = scene.message("regretted");
        scene.erase(regretted);
        scene.message("the last");
        scene
    }

    /// Some tree, by chance: `size` acts at most.
    pub fn random(seed: u64, size: u64) -> Self {
        let mut scene = Self::new(seed);
        scene.message("founded");
        let enrolled = scene.host.random.one_in(2);
        if enrolled {
            scene.enrol();
        }
        while scene.host.size() < size {
            let place = scene.host.random.below(scene.host.size());
            match scene.host.random.below(14) {
                0 if enrolled => drop(scene.signed_message("signed \u{2014} getekend")),
                1 => drop(scene.agree(place)),
                2 if place > 1 && !scene.erased.contains(&place) => drop(scene.erase(place)),
                3 => scene.witnessed(),
                4 if !scene.host.handovers.contains_key(&scene.host.size()) => scene.host.new_key(),
                5 => {
                    let act = Act {
                        seen: Some(place),
                        ..Act::message(scene.mara, "had seen less")
                    };
                    scene.host.act(&act);
                }
                _ => drop(scene.message(&format!("message {place}"))),
            }
        }
        scene
    }

    /// Some range of the tree.
    pub fn range(&mut self) -> Range<u64> {
        let size = self.host.size();
        if self.host.random.one_in(3) {
            return 0..size;
        }
        let first = self.host.random.below(size);
        first..first + 1 + self.host.random.below(size - first)
    }

    /// Whether a part may be shown.
    pub fn may_show(&self, place: u64) -> bool {
        !self.erased.contains(&place)
    }

    /// A bundle of the range in which so many of a hundred entries are disclosed.
    pub fn bundle(&mut self, range: Range<u64>, percent: u64) -> Vec<u8> {
        let chosen: Vec<bool> = (0..self.host.size())
            .map(|_| self.host.random.below(100) < percent)
            .collect();
        let draft = self.host.draft(range, |place, _| {
            self.may_show(place) && chosen[usize::try_from(place).unwrap()]
        });
        draft.write(&self.host.signer())
    }
}

/// A leaf of the scene with another time, as a host rewrites it: only the server's lines.
pub fn retimed(leaf: &[u8], millis: i64) -> Vec<u8> {
    let leaf = Leaf::parse(leaf).unwrap();
    let time = ledger::EntryTime::from_unix_millis(millis).unwrap();
    let (statement, sequence) = (leaf.statement().clone(), leaf.sequence());
    let leaf = Leaf::new(statement, sequence, time, leaf.voucher()).unwrap();
    leaf.to_bytes()
}
