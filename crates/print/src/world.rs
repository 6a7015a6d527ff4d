//! The closed world in which Typst sets a document: the templates, the fonts, and values.
//!
//! May touch: nothing. There is no file to read, no package, no clock.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Dict, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};

use crate::fonts::FONTS;

/// Parsed once. These are the only sources there are: no value is ever read as one.
static PAGES: LazyLock<Option<Source>> =
    LazyLock::new(|| source("pages.typ", include_str!("template.typ")));
static MARGINS: LazyLock<Option<Source>> =
    LazyLock::new(|| source("margins.typ", include_str!("margins.typ")));

static CONSENT: LazyLock<Option<Source>> =
    LazyLock::new(|| source("consent.typ", include_str!("consent.typ")));

/// What both of the next draw alike stands before each of them.
const CELLS: &str = include_str!("plan/cells.typ");
static PLAN: LazyLock<Option<Source>> = LazyLock::new(|| {
    let text = [CELLS, include_str!("plan/plan.typ")].concat();
    source("plan.typ", &text)
});
static CHILDREN: LazyLock<Option<Source>> = LazyLock::new(|| {
    let text = [CELLS, include_str!("plan/children.typ")].concat();
    source("children.typ", &text)
});

/// Each source has a name of its own: what is set from one can then be told from what is set from
/// the other, also in one file.
fn source(name: &str, text: &str) -> Option<Source> {
    let path = VirtualPath::new(name).ok()?;
    let id = RootedPath::new(VirtualRoot::Project, path).intern();
    Some(Source::new(id, text.to_owned()))
}

/// A template with the values for one document.
pub(crate) struct Desk {
    library: LazyHash<Library>,
    source: Source,
}

impl Desk {
    /// For the pages of a volume, without their heads and feet.
    pub(crate) fn for_pages(values: Dict) -> Option<Self> {
        Self::new(&PAGES, values)
    }

    /// For the heads and feet of its pages.
    pub(crate) fn for_margins(values: Dict) -> Option<Self> {
        Self::new(&MARGINS, values)
    }

    /// For a consent to a trip.
    pub(crate) fn for_consent(values: Dict) -> Option<Self> {
        Self::new(&CONSENT, values)
    }

    /// For a parenting plan.
    pub(crate) fn for_plan(values: Dict) -> Option<Self> {
        Self::new(&PLAN, values)
    }

    /// For the children's pages of a plan.
    pub(crate) fn for_children(values: Dict) -> Option<Self> {
        Self::new(&CHILDREN, values)
    }

    fn new(source: &Option<Source>, values: Dict) -> Option<Self> {
        Some(Self {
            library: LazyHash::new(Library::builder().with_inputs(values).build()),
            source: source.clone()?,
        })
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }

    fn main(&self) -> FileId {
        self.source.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.source.id() {
            Ok(self.source.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
