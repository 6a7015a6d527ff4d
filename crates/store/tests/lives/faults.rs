//! What a disk may do: the library that stands between a child process and the system
//! (`shim.c`), the journal that it writes, and the files as a power cut may leave them.
//! Compiles the library with `cc`; touches the folders that it is given.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The least that a disk writes at once.
const SECTOR: usize = 512;
const O_TRUNC: u64 = 0o1000;

/// Compiles the library into a folder.
pub fn library(folder: &Path) -> PathBuf {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lives/shim.c");
    let library = folder.join("shim.so");
    let status = Command::new("cc")
        .args([
            "-shared", "-fPIC", "-O1", "-Wall", "-Wextra", "-Werror", "-pthread", "-o",
        ])
        .args([&library, &source])
        .status();
    assert!(
        status.unwrap().success(),
        "cc could not compile the library"
    );
    library
}

/// xorshift64: the same numbers in every run.
pub struct Numbers(pub u64);

impl Numbers {
    pub fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(below).unwrap()).unwrap()
    }
}

/// A record of the journal; the kinds are explained in `shim.c`.
pub struct Event {
    pub kind: u8,
    number: u32,
    offset: u64,
    pub bytes: Vec<u8>,
}

impl Event {
    fn path(&self) -> PathBuf {
        PathBuf::from(String::from_utf8(self.bytes.clone()).unwrap())
    }
}

/// Reads a journal; a last record that the kill cut off is left out.
pub fn journal(path: &Path) -> Vec<Event> {
    let bytes = std::fs::read(path).unwrap();
    let mut rest = bytes.as_slice();
    let mut events = Vec::new();
    while let Some((head, after)) = rest.split_at_checked(17) {
        let number = |from: usize| u32::from_le_bytes(head[from..from + 4].try_into().unwrap());
        let offset = u64::from_le_bytes(head[5..13].try_into().unwrap());
        let length = usize::try_from(number(13)).unwrap();
        let Some((bytes, after)) = after.split_at_checked(length) else {
            break;
        };
        events.push(Event {
            kind: head[0],
            number: number(1),
            offset,
            bytes: bytes.to_vec(),
        });
        rest = after;
    }
    events
}

/// Which syncs the disk pretends to have done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syncs {
    Honest,
    /// As with a store that never syncs.
    Ignored,
    /// As with `synchronous = NORMAL`: the log is not synced with each commit.
    IgnoredForTheLog,
}

enum Change {
    Write(usize, Vec<u8>),
    Cut(usize),
}

#[derive(Default)]
struct Content {
    durable: Vec<u8>,
    pending: Vec<Change>,
}

enum NameChange {
    Folder(PathBuf),
    Add(PathBuf, usize),
    Remove(PathBuf),
    Rename(PathBuf, PathBuf),
}

impl NameChange {
    fn folder(&self) -> &Path {
        let (Self::Folder(path) | Self::Add(path, _) | Self::Remove(path) | Self::Rename(_, path)) =
            self;
        path.parent().unwrap()
    }
}

/// The names of files and folders.
#[derive(Clone, Default)]
struct Names {
    files: BTreeMap<PathBuf, usize>,
    folders: BTreeSet<PathBuf>,
}

impl Names {
    fn apply(&mut self, change: &NameChange) {
        match change {
            NameChange::Folder(path) => {
                self.folders.insert(path.clone());
            }
            NameChange::Add(path, file) => {
                self.files.insert(path.clone(), *file);
            }
            NameChange::Remove(path) => {
                self.files.remove(path);
            }
            NameChange::Rename(from, to) => {
                if let Some(file) = self.files.remove(from) {
                    self.files.insert(to.clone(), file);
                }
            }
        }
    }
}

enum Handle {
    File(usize, PathBuf),
    Folder(PathBuf),
}

/// A disk with what it has for certain and what it was only told.
pub struct Disk {
    root: PathBuf,
    syncs: Syncs,
    contents: Vec<Content>,
    now: Names,
    durable: Names,
    pending: Vec<NameChange>,
    handles: HashMap<u32, Handle>,
}

impl Disk {
    /// An empty disk; `root` is the folder that the journal is about.
    pub fn new(root: &Path, syncs: Syncs) -> Self {
        let names = Names {
            folders: BTreeSet::from([root.to_owned()]),
            ..Names::default()
        };
        Self {
            root: root.to_owned(),
            syncs,
            contents: Vec::new(),
            now: names.clone(),
            durable: names,
            pending: Vec::new(),
            handles: HashMap::new(),
        }
    }

    /// Lets an event happen.
    pub fn play(&mut self, event: &Event) {
        let place = usize::try_from(event.offset).unwrap();
        match event.kind {
            b'o' => self.opened(event),
            b'w' => self.change(event.number, Change::Write(place, event.bytes.clone())),
            b't' => self.change(event.number, Change::Cut(place)),
            b's' => self.synced(event.number),
            b'u' => self.rename(NameChange::Remove(event.path())),
            b'd' => self.rename(NameChange::Folder(event.path())),
            b'r' => {
                let text = String::from_utf8(event.bytes.clone()).unwrap();
                let (from, to) = text.split_once('\0').unwrap();
                self.rename(NameChange::Rename(from.into(), to.into()));
            }
            other => assert_eq!(other, b'a', "an unknown kind"),
        }
    }

    fn opened(&mut self, event: &Event) {
        let path = event.path();
        let handle = if self.now.folders.contains(&path) {
            Handle::Folder(path)
        } else {
            if !self.now.files.contains_key(&path) {
                self.contents.push(Content::default());
                let file = self.contents.len() - 1;
                self.rename(NameChange::Add(path.clone(), file));
            }
            let file = self.now.files[&path];
            if event.offset & O_TRUNC != 0 {
                self.contents[file].pending.push(Change::Cut(0));
            }
            Handle::File(file, path)
        };
        self.handles.insert(event.number, handle);
    }

    fn rename(&mut self, change: NameChange) {
        self.now.apply(&change);
        self.pending.push(change);
    }

    fn change(&mut self, descriptor: u32, change: Change) {
        if let Some(Handle::File(file, _)) = self.handles.get(&descriptor) {
            self.contents[*file].pending.push(change);
        }
    }

    fn synced(&mut self, descriptor: u32) {
        let honest = match self.syncs {
            Syncs::Honest => |_: &Path| true,
            Syncs::Ignored => |_: &Path| false,
            Syncs::IgnoredForTheLog => |path: &Path| path.extension() != Some("db-wal".as_ref()),
        };
        match self.handles.get(&descriptor) {
            Some(Handle::File(file, path)) if honest(path) => {
                let content = &mut self.contents[*file];
                for change in content.pending.drain(..) {
                    apply(&mut content.durable, &change, |_| true);
                }
            }
            Some(Handle::Folder(folder)) if honest(folder) => {
                let inside = |change: &mut NameChange| change.folder() == folder;
                for change in self.pending.extract_if(.., inside) {
                    self.durable.apply(&change);
                }
            }
            Some(_) | None => {}
        }
    }

    /// Writes the files as a power cut now may leave them. Of what was not synced, changes of
    /// names are kept up to one of them, and writes are kept, dropped or torn in any order.
    pub fn cut(&self, to: &Path, numbers: &mut Numbers) {
        let mut names = self.durable.clone();
        let kept = numbers.next(self.pending.len() + 1);
        for change in self.pending.iter().take(kept) {
            names.apply(change);
        }
        let moved = |path: &Path| to.join(path.strip_prefix(&self.root).unwrap());
        for folder in &names.folders {
            std::fs::create_dir_all(moved(folder)).unwrap();
        }
        // All, nothing, or some of each.
        let mood = numbers.next(4);
        for (path, file) in &names.files {
            // What SQLite shares between processes is made anew; a lock says nothing.
            let folder = names.folders.contains(path.parent().unwrap());
            if !folder || path.extension() == Some("db-shm".as_ref()) {
                continue;
            }
            let content = &self.contents[*file];
            let mut bytes = content.durable.clone();
            for change in &content.pending {
                let fate = if mood < 2 { mood } else { numbers.next(3) };
                apply(&mut bytes, change, |_| match fate {
                    0 => false,
                    1 => true,
                    _ => numbers.next(2) == 0,
                });
            }
            std::fs::write(moved(path), bytes).unwrap();
        }
    }
}

/// Applies a change sector by sector, those that `kept` lets through.
fn apply(bytes: &mut Vec<u8>, change: &Change, mut kept: impl FnMut(usize) -> bool) {
    match change {
        Change::Cut(size) => {
            if kept(0) {
                bytes.resize(*size, 0);
            }
        }
        Change::Write(start, new) => {
            let mut at = *start;
            let mut rest = new.as_slice();
            while !rest.is_empty() {
                let length = rest.len().min(SECTOR - at % SECTOR);
                let (sector, after) = rest.split_at(length);
                if kept(at) {
                    bytes.resize(bytes.len().max(at + length), 0);
                    bytes[at..at + length].copy_from_slice(sector);
                }
                at += length;
                rest = after;
            }
        }
    }
}
