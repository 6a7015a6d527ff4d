//! The JSON of what standards find.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::super::json::ByParent;
use super::{Applicability, Needs, StandardResult};

impl Applicability {
    /// What is missing, in the JSON's words.
    fn needs(self) -> Option<&'static str> {
        match self {
            Applicability::Applies => None,
            Applicability::WindowTooShort(Needs::CalendarYear) => Some("calendar_year"),
            Applicability::WindowTooShort(Needs::TwelveMonths | Needs::AtLeastTwelveMonths) => {
                Some("twelve_months")
            }
        }
    }
}

impl Serialize for StandardResult {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("name", &self.name)?;
        map.serialize_entry("source", &self.source)?;
        map.serialize_entry("child", self.child.as_str())?;
        map.serialize_entry("from", &self.from.to_string())?;
        map.serialize_entry("to", &self.to.to_string())?;
        let needs = self.applicability.needs();
        map.serialize_entry("applies", &needs.is_none())?;
        if let Some(needs) = needs {
            map.serialize_entry("needs", needs)?;
        }
        map.serialize_entry("open_nights", &self.open_nights)?;
        let findings = ByParent {
            ids: &self.parents,
            values: self.findings,
        };
        map.serialize_entry("findings", &findings)?;
        map.end()
    }
}
