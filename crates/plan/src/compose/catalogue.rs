//! What feasts are called in a plan, and from when to when families usually keep them. Data only.
//! Long on purpose: a table with a row a feast.

/// A feast as a plan speaks of it. Texts are in English and Dutch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Named {
    /// The name in `dates`.
    pub(super) slug: &'static str,
    /// The title of its clause.
    pub(super) title: [&'static str; 2],
    /// How its sentence begins.
    pub(super) on: [&'static str; 2],
    /// From when to when it is kept.
    pub(super) times: Times,
}

impl Named {
    /// The name in the middle of a sentence: what stands after the preposition.
    pub(super) fn name(&self) -> [&'static str; 2] {
        self.on
            .map(|on| on.split_once(' ').map_or(on, |(_, name)| name))
    }
}

/// From when to when a feast is kept, seen from its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Times {
    pub(super) from: At,
    pub(super) until: At,
}

/// A time of a day near a feast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum At {
    /// So many days after the feast, at so many hours.
    Hour(i8, i8),
    /// The next morning, when school starts.
    Morning,
}

const fn times(from: At, until: At) -> Times {
    Times { from, until }
}

/// Neighbours meet at this hour, so that Christmas Day ends when Boxing Day begins.
const MEET: i8 = 10;

/// The day and the night after it.
const DAY: Times = times(At::Hour(0, MEET), At::Hour(1, MEET));
/// The same, where there mostly is school on the next day.
const UNTIL_MORNING: Times = times(At::Hour(0, MEET), At::Morning);
/// The day without a night.
const DAYTIME: Times = times(At::Hour(0, MEET), At::Hour(0, 20));
/// After school, without a night.
const AFTERNOON: Times = times(At::Hour(0, 16), At::Hour(0, 20));
/// The evening and the night.
const EVENING: Times = times(At::Hour(0, 16), At::Morning);
/// The same before a feast.
const EVENING_AND_NIGHT: Times = times(At::Hour(0, 16), At::Hour(1, MEET));
/// From the evening before, when many feasts begin.
const FROM_THE_EVE: Times = times(At::Hour(-1, 18), At::Hour(0, 20));
/// With the days off around it.
const WITH_BOTH_EVES: Times = times(At::Hour(-1, 18), At::Hour(1, 18));
/// With the night in which the year turns.
const NEW_YEARS_EVE: Times = times(At::Hour(0, 12), At::Hour(1, 12));
const NEW_YEARS_DAY: Times = times(At::Hour(0, 12), At::Hour(1, MEET));

/// Christmas Day where nothing is said of Christmas Eve, which then belongs to it.
pub(super) const CHRISTMAS_WITH_ITS_EVE: Times = times(At::Hour(-1, 16), At::Hour(1, MEET));

const fn named(
    slug: &'static str,
    title: [&'static str; 2],
    on: [&'static str; 2],
    times: Times,
) -> Named {
    Named {
        slug,
        title,
        on,
        times,
    }
}

/// Every feast that `dates` knows, in alphabetical order.
const FEASTS: &[Named] = &[
    named(
        "all-saints",
        ["All Saints' Day", "Allerheiligen"],
        ["On All Saints' Day", "Met Allerheiligen"],
        DAY,
    ),
    named(
        "all-souls",
        ["All Souls' Day", "Allerzielen"],
        ["On All Souls' Day", "Met Allerzielen"],
        DAYTIME,
    ),
    named(
        "anzac-day",
        ["Anzac Day", "Anzac Day"],
        ["On Anzac Day", "Op Anzac Day"],
        DAYTIME,
    ),
    named(
        "armistice-day",
        ["Armistice Day", "Wapenstilstandsdag"],
        ["On Armistice Day", "Op Wapenstilstandsdag"],
        DAYTIME,
    ),
    named(
        "ascension",
        ["Ascension Day", "Hemelvaartsdag"],
        ["On Ascension Day", "Op Hemelvaartsdag"],
        WITH_BOTH_EVES,
    ),
    named(
        "ash-wednesday",
        ["Ash Wednesday", "Aswoensdag"],
        ["On Ash Wednesday", "Op Aswoensdag"],
        DAYTIME,
    ),
    named(
        "ashura",
        ["Ashura", "Asjoera"],
        ["At Ashura", "Met Asjoera"],
        FROM_THE_EVE,
    ),
    named(
        "assumption",
        ["Assumption Day", "Maria-Hemelvaart"],
        ["On Assumption Day", "Met Maria-Hemelvaart"],
        DAYTIME,
    ),
    named(
        "boxing-day",
        ["Boxing Day", "Tweede kerstdag"],
        ["On Boxing Day", "Op tweede kerstdag"],
        DAY,
    ),
    named(
        "carnival-monday",
        ["Carnival Monday", "Carnavalsmaandag"],
        ["On Carnival Monday", "Op carnavalsmaandag"],
        DAY,
    ),
    named(
        "carnival-tuesday",
        ["Carnival Tuesday", "Carnavalsdinsdag"],
        ["On Carnival Tuesday", "Op carnavalsdinsdag"],
        UNTIL_MORNING,
    ),
    named(
        "chinese-new-year",
        ["Chinese New Year", "Chinees Nieuwjaar"],
        ["At Chinese New Year", "Met Chinees Nieuwjaar"],
        FROM_THE_EVE,
    ),
    named(
        "christmas-day",
        ["Christmas Day", "Eerste kerstdag"],
        ["On Christmas Day", "Op eerste kerstdag"],
        DAY,
    ),
    named(
        "christmas-eve",
        ["Christmas Eve", "Kerstavond"],
        ["On Christmas Eve", "Op kerstavond"],
        EVENING_AND_NIGHT,
    ),
    named(
        "columbus-day",
        ["Columbus Day", "Columbus Day"],
        ["On Columbus Day", "Op Columbus Day"],
        DAYTIME,
    ),
    named(
        "corpus-christi",
        ["Corpus Christi", "Sacramentsdag"],
        ["On Corpus Christi", "Op Sacramentsdag"],
        DAYTIME,
    ),
    named(
        "diwali",
        ["Diwali", "Divali"],
        ["At Diwali", "Met Divali"],
        DAY,
    ),
    named(
        "early-may-bank-holiday",
        ["The early May bank holiday", "De vrije maandag begin mei"],
        [
            "On the early May bank holiday",
            "Op de vrije maandag begin mei",
        ],
        DAYTIME,
    ),
    named(
        "easter",
        ["Easter Sunday", "Eerste paasdag"],
        ["On Easter Sunday", "Op eerste paasdag"],
        DAY,
    ),
    named(
        "easter-monday",
        ["Easter Monday", "Tweede paasdag"],
        ["On Easter Monday", "Op tweede paasdag"],
        UNTIL_MORNING,
    ),
    named(
        "eid-al-adha",
        ["Eid al-Adha", "Offerfeest"],
        ["At Eid al-Adha", "Met het Offerfeest"],
        FROM_THE_EVE,
    ),
    named(
        "eid-al-fitr",
        ["Eid al-Fitr", "Suikerfeest"],
        ["At Eid al-Fitr", "Met het Suikerfeest"],
        FROM_THE_EVE,
    ),
    named(
        "epiphany",
        ["Epiphany", "Driekoningen"],
        ["At Epiphany", "Met Driekoningen"],
        FROM_THE_EVE,
    ),
    named(
        "fathers-day",
        ["Father's Day", "Vaderdag"],
        ["On Father's Day", "Op Vaderdag"],
        UNTIL_MORNING,
    ),
    named(
        "good-friday",
        ["Good Friday", "Goede Vrijdag"],
        ["On Good Friday", "Op Goede Vrijdag"],
        DAY,
    ),
    named(
        "halloween",
        ["Halloween", "Halloween"],
        ["At Halloween", "Met Halloween"],
        AFTERNOON,
    ),
    named(
        "hanukkah",
        ["The first day of Hanukkah", "De eerste dag van Chanoeka"],
        [
            "On the first day of Hanukkah",
            "Op de eerste dag van Chanoeka",
        ],
        FROM_THE_EVE,
    ),
    named("holi", ["Holi", "Holi"], ["At Holi", "Met Holi"], DAYTIME),
    named(
        "independence-day",
        ["Independence Day", "Independence Day"],
        ["On Independence Day", "Op Independence Day"],
        DAY,
    ),
    named(
        "islamic-new-year",
        ["Islamic New Year", "Islamitisch Nieuwjaar"],
        ["At Islamic New Year", "Met Islamitisch Nieuwjaar"],
        FROM_THE_EVE,
    ),
    named(
        "juneteenth",
        ["Juneteenth", "Juneteenth"],
        ["On Juneteenth", "Op Juneteenth"],
        DAYTIME,
    ),
    named(
        "kings-day",
        ["King's Day", "Koningsdag"],
        ["On King's Day", "Op Koningsdag"],
        DAYTIME,
    ),
    named(
        "labor-day",
        ["Labour Day", "Dag van de Arbeid"],
        ["On Labour Day", "Op de Dag van de Arbeid"],
        DAYTIME,
    ),
    named(
        "liberation-day",
        ["Liberation Day", "Bevrijdingsdag"],
        ["On Liberation Day", "Op Bevrijdingsdag"],
        DAYTIME,
    ),
    named(
        "martin-luther-king-day",
        ["Martin Luther King Day", "Martin Luther King-dag"],
        ["On Martin Luther King Day", "Op Martin Luther King-dag"],
        DAYTIME,
    ),
    named(
        "maundy-thursday",
        ["Maundy Thursday", "Witte Donderdag"],
        ["On Maundy Thursday", "Op Witte Donderdag"],
        DAYTIME,
    ),
    named(
        "mawlid",
        ["Mawlid", "Mawlid"],
        ["At Mawlid", "Met Mawlid"],
        FROM_THE_EVE,
    ),
    named(
        "memorial-day",
        ["Memorial Day", "Memorial Day"],
        ["On Memorial Day", "Op Memorial Day"],
        DAYTIME,
    ),
    named(
        "mid-autumn-festival",
        ["The Mid-Autumn Festival", "Het Midherfstfeest"],
        ["At the Mid-Autumn Festival", "Met het Midherfstfeest"],
        EVENING,
    ),
    named(
        "mothers-day",
        ["Mother's Day", "Moederdag"],
        ["On Mother's Day", "Op Moederdag"],
        UNTIL_MORNING,
    ),
    named(
        "national-day",
        ["The national day", "De nationale feestdag"],
        ["On the national day", "Op de nationale feestdag"],
        DAYTIME,
    ),
    named(
        "new-years-day",
        ["New Year's Day", "Nieuwjaarsdag"],
        ["On New Year's Day", "Op nieuwjaarsdag"],
        NEW_YEARS_DAY,
    ),
    named(
        "new-years-eve",
        ["New Year's Eve", "Oud en nieuw"],
        ["On New Year's Eve", "Op oudejaarsdag"],
        NEW_YEARS_EVE,
    ),
    named(
        "orthodox-easter",
        [
            "Orthodox Easter Sunday",
            "Eerste paasdag van de orthodoxe kerk",
        ],
        [
            "On Orthodox Easter Sunday",
            "Op eerste paasdag van de orthodoxe kerk",
        ],
        DAY,
    ),
    named(
        "orthodox-easter-monday",
        [
            "Orthodox Easter Monday",
            "Tweede paasdag van de orthodoxe kerk",
        ],
        [
            "On Orthodox Easter Monday",
            "Op tweede paasdag van de orthodoxe kerk",
        ],
        UNTIL_MORNING,
    ),
    named(
        "orthodox-good-friday",
        [
            "Orthodox Good Friday",
            "Goede Vrijdag van de orthodoxe kerk",
        ],
        [
            "On Orthodox Good Friday",
            "Op Goede Vrijdag van de orthodoxe kerk",
        ],
        DAY,
    ),
    named(
        "palm-sunday",
        ["Palm Sunday", "Palmzondag"],
        ["On Palm Sunday", "Op Palmzondag"],
        DAYTIME,
    ),
    named(
        "passover",
        ["The first day of Passover", "De eerste dag van Pesach"],
        [
            "On the first day of Passover",
            "Op de eerste dag van Pesach",
        ],
        FROM_THE_EVE,
    ),
    named(
        "pentecost",
        ["Whit Sunday", "Eerste pinksterdag"],
        ["On Whit Sunday", "Op eerste pinksterdag"],
        DAY,
    ),
    named(
        "pentecost-monday",
        ["Whit Monday", "Tweede pinksterdag"],
        ["On Whit Monday", "Op tweede pinksterdag"],
        UNTIL_MORNING,
    ),
    named(
        "presidents-day",
        ["Presidents' Day", "Presidents' Day"],
        ["On Presidents' Day", "Op Presidents' Day"],
        DAYTIME,
    ),
    named(
        "purim",
        ["Purim", "Poerim"],
        ["At Purim", "Met Poerim"],
        FROM_THE_EVE,
    ),
    named(
        "ramadan",
        ["The first day of Ramadan", "De eerste dag van de ramadan"],
        [
            "On the first day of Ramadan",
            "Op de eerste dag van de ramadan",
        ],
        FROM_THE_EVE,
    ),
    named(
        "rosh-hashanah",
        [
            "The first day of Rosh Hashanah",
            "De eerste dag van Rosj Hasjana",
        ],
        [
            "On the first day of Rosh Hashanah",
            "Op de eerste dag van Rosj Hasjana",
        ],
        FROM_THE_EVE,
    ),
    named(
        "saint-martin",
        ["Saint Martin's Day", "Sint-Maarten"],
        ["On Saint Martin's Day", "Met Sint-Maarten"],
        AFTERNOON,
    ),
    named(
        "saint-nicholas",
        ["Saint Nicholas' Day", "Sint-Nicolaasdag"],
        ["On Saint Nicholas' Day", "Op Sint-Nicolaasdag"],
        FROM_THE_EVE,
    ),
    named(
        "saint-patricks-day",
        ["Saint Patrick's Day", "Saint Patrick's Day"],
        ["On Saint Patrick's Day", "Op Saint Patrick's Day"],
        DAYTIME,
    ),
    named(
        "shavuot",
        ["The first day of Shavuot", "De eerste dag van Sjavoeot"],
        [
            "On the first day of Shavuot",
            "Op de eerste dag van Sjavoeot",
        ],
        FROM_THE_EVE,
    ),
    named(
        "sinterklaas",
        ["Sinterklaas", "Pakjesavond"],
        ["On the evening of Sinterklaas", "Op pakjesavond"],
        EVENING,
    ),
    named(
        "spring-bank-holiday",
        ["The spring bank holiday", "De vrije maandag eind mei"],
        ["On the spring bank holiday", "Op de vrije maandag eind mei"],
        DAYTIME,
    ),
    named(
        "sukkot",
        ["The first day of Sukkot", "De eerste dag van Soekot"],
        ["On the first day of Sukkot", "Op de eerste dag van Soekot"],
        FROM_THE_EVE,
    ),
    named(
        "summer-bank-holiday",
        ["The summer bank holiday", "De vrije maandag eind augustus"],
        [
            "On the summer bank holiday",
            "Op de vrije maandag eind augustus",
        ],
        DAYTIME,
    ),
    named(
        "thanksgiving",
        ["Thanksgiving", "Thanksgiving"],
        ["At Thanksgiving", "Met Thanksgiving"],
        WITH_BOTH_EVES,
    ),
    named(
        "valentines-day",
        ["Valentine's Day", "Valentijnsdag"],
        ["On Valentine's Day", "Op Valentijnsdag"],
        AFTERNOON,
    ),
    named(
        "veterans-day",
        ["Veterans Day", "Veterans Day"],
        ["On Veterans Day", "Op Veterans Day"],
        DAYTIME,
    ),
    named(
        "victoria-day",
        ["Victoria Day", "Victoria Day"],
        ["On Victoria Day", "Op Victoria Day"],
        DAYTIME,
    ),
    named(
        "womens-day",
        ["Women's Day", "Vrouwendag"],
        ["On Women's Day", "Op Vrouwendag"],
        DAYTIME,
    ),
    named(
        "yom-kippur",
        ["Yom Kippur", "Jom Kipoer"],
        ["At Yom Kippur", "Met Jom Kipoer"],
        FROM_THE_EVE,
    ),
];

/// What a feast is called, in English and Dutch, by its name in [`dates`](crate::dates). `None` where
/// there is no such feast.
pub fn feast_title(slug: &str) -> Option<[&'static str; 2]> {
    find(slug).map(|feast| feast.title)
}

/// A feast by its name in `dates`.
pub(super) fn find(slug: &str) -> Option<&'static Named> {
    FEASTS.iter().find(|feast| feast.slug == slug)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::feast_slugs;

    #[test]
    fn every_feast_has_words() {
        let slugs: Vec<&str> = FEASTS.iter().map(|named| named.slug).collect();
        assert_eq!(slugs, feast_slugs());
        for named in FEASTS {
            for text in named.title.into_iter().chain(named.on) {
                assert_eq!(text, text.trim());
                assert!(text.starts_with(char::is_uppercase), "{text}");
            }
        }
    }
}
