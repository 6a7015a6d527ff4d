//! Time zones by their IANA name, from the bundled database only.

use jiff::tz::TimeZoneDatabase;

use crate::NamedZone;
use crate::read::fields::{self, Value};
use crate::read::report::Report;
use crate::read::suggest::nearest;
use crate::read::words::shortened;

/// Whether no zone has this name.
pub(crate) fn is_unknown(name: &str) -> bool {
    TimeZoneDatabase::bundled().get(name).is_err()
}

/// The zone of a name such as "Europe/Amsterdam".
pub(crate) fn zone(report: &mut Report<'_>, value: &Value<'_>) -> Option<NamedZone> {
    let written = fields::any_text(report, value, "\"Europe/Amsterdam\"")?;
    let database = TimeZoneDatabase::bundled();
    let found = database.get(written).ok();
    let exact = found.filter(|zone| zone.iana_name() == Some(written));
    if exact.is_none() {
        let names: Vec<String> = database
            .available()
            .map(|name| name.as_str().to_owned())
            .collect();
        let city = |name: &&String| {
            name.rsplit('/')
                .next()
                .is_some_and(|city| city.eq_ignore_ascii_case(written))
        };
        let near = names.iter().find(city).map(String::as_str);
        let near = near.or_else(|| nearest(written, names.iter().map(String::as_str)));
        let help = match near {
            Some(name) => format!("Did you mean `{name}`?"),
            None => {
                "Write the name of a zone as in the IANA database, such as \"Europe/Amsterdam\"."
                    .to_owned()
            }
        };
        report.wrong_with(
            &value.span(),
            format!("`{}` is not a time zone.", shortened(written)),
            help,
        );
    }
    Some(NamedZone::new(written.to_owned(), exact?))
}
