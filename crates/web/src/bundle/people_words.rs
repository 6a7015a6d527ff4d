//! The words of a bundle about people who were let in.
//!
//! May touch: its arguments.

use app::BundleEntry;
use family::{Family, Grant, Look, Name};

use super::words::Words;
use crate::people::view::GrantView;
use crate::people::words as people;

impl Words {
    pub(super) fn let_in(self, family: &Family, grant: &Grant) -> BundleEntry {
        let said = people::whole(self.text(), &GrantView::of(family, grant));
        self.plain("bundle-kind-let-in", vec![(String::new(), said)])
    }

    pub(super) fn guest(self, key: &str, guest: Option<&Name>) -> BundleEntry {
        let named = guest.map(|name| (String::new(), name.to_string()));
        self.plain(key, named.into_iter().collect())
    }

    pub(super) fn looked(self, look: Look) -> BundleEntry {
        let said = people::look(self.text(), look);
        self.plain("bundle-kind-looked", vec![(String::new(), said)])
    }
}
