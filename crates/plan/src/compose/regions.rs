//! The regions whose school holidays are known, under the names by which parents know them. Touches
//! the data of `dates` only.

use crate::dates;

/// A region with school holidays of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// The name in a plan file, such as `midden`; no two regions have the same.
    pub id: &'static str,
    /// The name on a page, with that of its country, in English and Dutch.
    pub label: [&'static str; 2],
    /// The country's ISO 3166 code.
    pub country: &'static str,
}

const fn region(country: &'static str, id: &'static str, label: [&'static str; 2]) -> Region {
    Region { id, label, country }
}

/// By country, in the order in which a page names them.
const REGIONS: &[Region] = &[
    region("NL", "noord", ["Netherlands, North", "Nederland, Noord"]),
    region(
        "NL",
        "midden",
        ["Netherlands, Central", "Nederland, Midden"],
    ),
    region("NL", "zuid", ["Netherlands, South", "Nederland, Zuid"]),
    region(
        "BE",
        "flemish",
        ["Belgium, Flemish Community", "België, Vlaamse Gemeenschap"],
    ),
    region(
        "BE",
        "french",
        ["Belgium, French Community", "België, Franse Gemeenschap"],
    ),
    region(
        "BE",
        "german",
        [
            "Belgium, German-speaking Community",
            "België, Duitstalige Gemeenschap",
        ],
    ),
    region(
        "DE",
        "bw",
        ["Germany, Baden-Württemberg", "Duitsland, Baden-Württemberg"],
    ),
    region("DE", "by", ["Germany, Bavaria", "Duitsland, Beieren"]),
    region("DE", "be", ["Germany, Berlin", "Duitsland, Berlijn"]),
    region(
        "DE",
        "bb",
        ["Germany, Brandenburg", "Duitsland, Brandenburg"],
    ),
    region("DE", "hb", ["Germany, Bremen", "Duitsland, Bremen"]),
    region("DE", "hh", ["Germany, Hamburg", "Duitsland, Hamburg"]),
    region("DE", "he", ["Germany, Hesse", "Duitsland, Hessen"]),
    region(
        "DE",
        "mv",
        [
            "Germany, Mecklenburg-Western Pomerania",
            "Duitsland, Mecklenburg-Voor-Pommeren",
        ],
    ),
    region(
        "DE",
        "ni",
        ["Germany, Lower Saxony", "Duitsland, Nedersaksen"],
    ),
    region(
        "DE",
        "nw",
        [
            "Germany, North Rhine-Westphalia",
            "Duitsland, Noordrijn-Westfalen",
        ],
    ),
    region(
        "DE",
        "rp",
        ["Germany, Rhineland-Palatinate", "Duitsland, Rijnland-Palts"],
    ),
    region("DE", "sl", ["Germany, Saarland", "Duitsland, Saarland"]),
    region("DE", "sn", ["Germany, Saxony", "Duitsland, Saksen"]),
    region(
        "DE",
        "st",
        ["Germany, Saxony-Anhalt", "Duitsland, Saksen-Anhalt"],
    ),
    region(
        "DE",
        "sh",
        [
            "Germany, Schleswig-Holstein",
            "Duitsland, Sleeswijk-Holstein",
        ],
    ),
    region("DE", "th", ["Germany, Thuringia", "Duitsland, Thüringen"]),
    region("FR", "zone-a", ["France, zone A", "Frankrijk, zone A"]),
    region("FR", "zone-b", ["France, zone B", "Frankrijk, zone B"]),
    region("FR", "zone-c", ["France, zone C", "Frankrijk, zone C"]),
    region(
        "AT",
        "burgenland",
        ["Austria, Burgenland", "Oostenrijk, Burgenland"],
    ),
    region(
        "AT",
        "kaernten",
        ["Austria, Carinthia", "Oostenrijk, Karinthië"],
    ),
    region(
        "AT",
        "niederoesterreich",
        ["Austria, Lower Austria", "Oostenrijk, Neder-Oostenrijk"],
    ),
    region(
        "AT",
        "oberoesterreich",
        ["Austria, Upper Austria", "Oostenrijk, Opper-Oostenrijk"],
    ),
    region(
        "AT",
        "salzburg",
        ["Austria, Salzburg", "Oostenrijk, Salzburg"],
    ),
    region(
        "AT",
        "steiermark",
        ["Austria, Styria", "Oostenrijk, Stiermarken"],
    ),
    region("AT", "tirol", ["Austria, Tyrol", "Oostenrijk, Tirol"]),
    region(
        "AT",
        "vorarlberg",
        ["Austria, Vorarlberg", "Oostenrijk, Vorarlberg"],
    ),
    region("AT", "wien", ["Austria, Vienna", "Oostenrijk, Wenen"]),
    region(
        "PL",
        "dolnoslaskie",
        ["Poland, Lower Silesia", "Polen, Neder-Silezië"],
    ),
    region(
        "PL",
        "kujawsko-pomorskie",
        ["Poland, Kuyavia-Pomerania", "Polen, Kujavië-Pommeren"],
    ),
    region("PL", "lodzkie", ["Poland, Łódź", "Polen, Łódź"]),
    region("PL", "lubelskie", ["Poland, Lublin", "Polen, Lublin"]),
    region("PL", "lubuskie", ["Poland, Lubusz", "Polen, Lubusz"]),
    region(
        "PL",
        "malopolskie",
        ["Poland, Lesser Poland", "Polen, Klein-Polen"],
    ),
    region("PL", "mazowieckie", ["Poland, Mazovia", "Polen, Mazovië"]),
    region("PL", "opolskie", ["Poland, Opole", "Polen, Opole"]),
    region(
        "PL",
        "podkarpackie",
        ["Poland, Subcarpathia", "Polen, Subkarpaten"],
    ),
    region("PL", "podlaskie", ["Poland, Podlachia", "Polen, Podlachië"]),
    region("PL", "pomorskie", ["Poland, Pomerania", "Polen, Pommeren"]),
    region("PL", "slaskie", ["Poland, Silesia", "Polen, Silezië"]),
    region(
        "PL",
        "swietokrzyskie",
        ["Poland, Holy Cross", "Polen, Święty Krzyż"],
    ),
    region(
        "PL",
        "warminsko-mazurskie",
        ["Poland, Warmia-Masuria", "Polen, Ermland-Mazurië"],
    ),
    region(
        "PL",
        "wielkopolskie",
        ["Poland, Greater Poland", "Polen, Groot-Polen"],
    ),
    region(
        "PL",
        "zachodniopomorskie",
        ["Poland, West Pomerania", "Polen, West-Pommeren"],
    ),
    region(
        "AU",
        "act",
        [
            "Australia, Australian Capital Territory",
            "Australië, Australisch Hoofdstedelijk Territorium",
        ],
    ),
    region(
        "AU",
        "nsw",
        [
            "Australia, New South Wales, eastern division",
            "Australië, Nieuw-Zuid-Wales, oostelijk deel",
        ],
    ),
    region(
        "AU",
        "nsw-western",
        [
            "Australia, New South Wales, western division",
            "Australië, Nieuw-Zuid-Wales, westelijk deel",
        ],
    ),
    region(
        "AU",
        "nt",
        [
            "Australia, Northern Territory",
            "Australië, Noordelijk Territorium",
        ],
    ),
    region(
        "AU",
        "qld",
        ["Australia, Queensland", "Australië, Queensland"],
    ),
    region(
        "AU",
        "sa",
        ["Australia, South Australia", "Australië, Zuid-Australië"],
    ),
    region("AU", "tas", ["Australia, Tasmania", "Australië, Tasmanië"]),
    region("AU", "vic", ["Australia, Victoria", "Australië, Victoria"]),
    region(
        "AU",
        "wa",
        ["Australia, Western Australia", "Australië, West-Australië"],
    ),
];

/// Every region whose school holidays are known, by country.
pub fn regions() -> &'static [Region] {
    REGIONS
}

/// The region of an id.
pub(super) fn find(id: &str) -> Option<&'static Region> {
    REGIONS.iter().find(|region| region.id == id)
}

/// The names of the school holidays of a region, as [`regions`] names it, in the order of a school
/// year that begins in September. None where there is no such region.
pub fn school_holidays(region: &str) -> Vec<&'static str> {
    let known = find(region);
    let calendar = known.and_then(|known| dates::school_holidays(known.country, known.id).ok());
    let Some(calendar) = calendar else {
        return Vec::new();
    };
    let mut names: Vec<_> = calendar.slugs().to_vec();
    names.sort_by_key(|name| {
        let mut newest_first = calendar.holidays().iter().rev();
        let newest = newest_first.find(|holiday| holiday.slug == *name);
        newest.map(|holiday| ((holiday.first.month() + 3) % 12, holiday.first.day()))
    });
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_region_with_dates_has_one_name() {
        let mut known: Vec<(&str, &str)> = Vec::new();
        for country in dates::school_countries() {
            let regions = dates::school_regions(country).iter();
            known.extend(regions.map(|region| (*country, *region)));
        }
        let mut named: Vec<_> = REGIONS.iter().map(|one| (one.country, one.id)).collect();
        named.sort_unstable();
        assert_eq!(named, known);
        let mut ids: Vec<_> = REGIONS.iter().map(|region| region.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), REGIONS.len());
    }

    #[test]
    fn holidays_stand_in_the_order_of_a_school_year() {
        let check = |region, expected: &[&str]| assert_eq!(school_holidays(region), expected);
        for region in ["noord", "midden", "zuid"] {
            check(region, &["autumn", "christmas", "spring", "may", "summer"]);
        }
        check(
            "zone-b",
            &[
                "all-saints",
                "christmas",
                "winter",
                "spring",
                "ascension",
                "summer",
            ],
        );
        check("nowhere", &[]);
    }
}
