//! A small plan, and its pages for the children, with one of everything, in both languages.
//!
//! May touch: nothing.

use jiff::civil::{Date, date};

use crate::document::Language;
use crate::plan::children::{ChildrenHoliday, ChildrenPaper};
use crate::plan::drawing::{DayCell, Held, Mark, PaperSide, PictureWeek, YearMonth};
use crate::plan::{
    HolidayRow, HolidayTable, PaperChild, PaperClause, PaperParent, PaperSection, PaperTable,
    PlanPaper, SchedulePicture, Signature, YearPicture,
};
use crate::sample::{at, of};
use crate::when::day;

/// The year of all its pictures. It begins on a Friday, when the children change homes.
const YEAR: i16 = 2027;

impl PlanPaper {
    /// A made-up family's plan with one of everything, for tests, examples and a look.
    #[must_use]
    pub fn sample(language: Language) -> Self {
        let of = |en, nl| of(language, en, nl);
        Self {
            language,
            made: at(0),
            title: of(
                "Parenting plan for Mila and Sem",
                "Ouderschapsplan voor Mila en Sem",
            ),
            kicker: of(
                "Version 3, in force since 1 January 2027",
                "Versie 3, geldt sinds 1 januari 2027",
            ),
            families: "De Vries – Bakker".to_owned(),
            parents: parents("Noor de Vries", "Daan Bakker"),
            children: vec![
                child("Mila", date(2018, 3, 4)),
                child("Sem", date(2021, 10, 12)),
            ],
            sections: sections(language),
            schedule: vec![schedule(language)],
            year: vec![year(language)],
            holidays: holidays(language),
            measures: PaperTable {
                columns: vec![String::new(), "Noor".to_owned(), "Daan".to_owned()],
                rows: vec![
                    vec![
                        of("Nights in 2027", "Nachten in 2027"),
                        "183".to_owned(),
                        "182".to_owned(),
                    ],
                    vec![
                        of("Longest stay", "Langste verblijf"),
                        of("7 nights", "7 nachten"),
                        of("7 nights", "7 nachten"),
                    ],
                ],
            },
            signatures: vec![
                Signature {
                    name: "Noor de Vries".to_owned(),
                    said: Some(of(
                        "Agreed on 20 December 2026 at 20:07, entry 41, with a passkey.",
                        "Akkoord op 20 december 2026 om 20:07, nummer 41, met een toegangssleutel.",
                    )),
                },
                Signature {
                    name: "Daan Bakker".to_owned(),
                    said: None,
                },
            ],
            reference: vec![
                (of("Version", "Versie"), "3".to_owned()),
                (
                    of("Number in the record", "Nummer in het logboek"),
                    "41".to_owned(),
                ),
                (
                    of("Root", "Wortel"),
                    "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=".to_owned(),
                ),
            ],
            footer: "parenthesis.example".to_owned(),
        }
    }
}

impl ChildrenPaper {
    /// The same family's pages for the children.
    #[must_use]
    pub fn sample(language: Language) -> Self {
        let of = |en, nl| of(language, en, nl);
        Self {
            language,
            made: at(0),
            title: of("Where do I sleep?", "Waar slaap ik?"),
            names: vec!["Mila".to_owned(), "Sem".to_owned()],
            parents: parents("Noor", "Daan"),
            homes: [of("With Noor", "Bij Noor"), of("With Daan", "Bij Daan")],
            weekdays: weekdays(language),
            weeks_title: of("Two weeks", "Twee weken"),
            weeks: weeks(language),
            weeks_alt: of(
                "A week with Noor and a week with Daan, turn by turn, from Friday to Friday.",
                "Om de beurt een week bij Noor en een week bij Daan, van vrijdag tot vrijdag.",
            ),
            sentences: vec![
                of(
                    "You change on Friday after school.",
                    "Je wisselt op vrijdag na school.",
                ),
                of(
                    "Your rabbit Flip moves along.",
                    "Je konijn Flip verhuist mee.",
                ),
            ],
            months_title: of("The months ahead", "De komende maanden"),
            months: (1..=4).map(|number| month(number, language)).collect(),
            months_alt: of(
                "January to April 2027, a week with each parent, turn by turn.",
                "Januari tot en met april 2027, om de beurt een week bij elke ouder.",
            ),
            holidays_title: of("The next holidays", "De volgende vakanties"),
            holidays: vec![
                ChildrenHoliday {
                    name: of("Spring holiday", "Voorjaarsvakantie"),
                    when: of("20 to 28 February", "20 tot en met 28 februari"),
                    words: of("All of it with Daan.", "Helemaal bij Daan."),
                    held: Held::With(PaperSide::B),
                },
                ChildrenHoliday {
                    name: of("May holiday", "Meivakantie"),
                    when: of("24 April to 2 May", "24 april tot en met 2 mei"),
                    words: of(
                        "First with Noor, then with Daan.",
                        "Eerst bij Noor, dan bij Daan.",
                    ),
                    held: Held::Change {
                        from: PaperSide::A,
                        to: PaperSide::B,
                    },
                },
            ],
        }
    }
}

fn parents(first: &str, second: &str) -> [PaperParent; 2] {
    let parent = |name: &str, letter| PaperParent {
        name: name.to_owned(),
        letter,
    };
    [parent(first, 'N'), parent(second, 'D')]
}

fn child(name: &str, born: Date) -> PaperChild {
    PaperChild {
        name: name.to_owned(),
        born,
    }
}

fn weekdays(language: Language) -> [String; 7] {
    let names = match language {
        Language::En => ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
        Language::Nl => ["ma", "di", "wo", "do", "vr", "za", "zo"],
    };
    names.map(str::to_owned)
}

fn clause(number: &str, title: String, words: String, meta: String) -> PaperClause {
    PaperClause {
        number: number.to_owned(),
        title,
        words,
        meta,
    }
}

fn sections(language: Language) -> Vec<PaperSection> {
    let of = |en, nl| of(language, en, nl);
    let law = |article: &str| {
        let asks = of("The law asks for this", "De wet vraagt dit");
        Some(format!("{asks}: {article}."))
    };
    let section = |number: &str, title: String, note, clauses| PaperSection {
        number: number.to_owned(),
        title,
        note,
        clauses,
        missing: None,
    };
    vec![
        section(
            "1",
            of("Care", "Zorg"),
            law("art. 815 lid 3 Rv"),
            vec![
                clause(
                    "1.1",
                    of("A week each", "Om de week"),
                    of(
                        "Mila and Sem are with Noor and with Daan a week each, turn by turn.\nThey change on Friday after school.",
                        "Mila en Sem zijn om de beurt een week bij Noor en een week bij Daan.\nZij wisselen op vrijdag na school.",
                    ),
                    of("Decides the calendar.", "Bepaalt de kalender."),
                ),
                clause(
                    "1.2",
                    of("When it does not work out", "Als het een keer niet uitkomt"),
                    of(
                        "Who cannot take care of the children asks the other parent first.",
                        "Wie een keer niet kan, vraagt eerst de andere ouder.",
                    ),
                    String::new(),
                ),
            ],
        ),
        section(
            "2",
            of("Handovers", "Overdracht"),
            None,
            vec![clause(
                "2.1",
                of("At school", "Bij school"),
                of(
                    "One parent brings the children to school, the other collects them.",
                    "De ene ouder brengt de kinderen naar school, de andere haalt ze op.",
                ),
                String::new(),
            )],
        ),
        PaperSection {
            number: "3".to_owned(),
            title: of("Costs", "Kosten"),
            note: law("art. 815 lid 3 onder c Rv"),
            clauses: Vec::new(),
            missing: Some(of(
                "Nothing is agreed on this yet.",
                "Hierover is nog niets afgesproken.",
            )),
        },
    ]
}

fn schedule(language: Language) -> SchedulePicture {
    let of = |en, nl| of(language, en, nl);
    SchedulePicture {
        title: of("A week each", "Om de week"),
        children: of("Mila and Sem", "Mila en Sem"),
        weekdays: weekdays(language),
        weeks: weeks(language),
        caption: of(
            "From Monday 4 January 2027; they change on Friday at 15:00.",
            "Vanaf maandag 4 januari 2027; het wisselmoment is vrijdag 15.00 uur.",
        ),
        alt: of(
            "Two weeks. Monday to Friday with Noor, Friday to Friday with Daan, then with Noor.",
            "Twee weken. Maandag tot vrijdag bij Noor, vrijdag tot vrijdag bij Daan, dan bij Noor.",
        ),
    }
}

fn year(language: Language) -> YearPicture {
    let of = |en, nl| of(language, en, nl);
    YearPicture {
        title: YEAR.to_string(),
        children: of("Mila and Sem", "Mila en Sem"),
        weekdays: weekdays(language),
        months: (1..=12).map(|number| month(number, language)).collect(),
        sentence: of(
            "In 2027 Mila and Sem are 183 nights with Noor and 182 with Daan.",
            "In 2027 zijn Mila en Sem 183 nachten bij Noor en 182 bij Daan.",
        ),
        alt: of(
            "Twelve months of 2027, a week with each parent, turn by turn.",
            "Twaalf maanden van 2027, om de beurt een week bij elke ouder.",
        ),
    }
}

fn holidays(language: Language) -> HolidayTable {
    let of = |en, nl| of(language, en, nl);
    HolidayTable {
        years: vec!["2027".to_owned(), "2028".to_owned()],
        rows: vec![HolidayRow {
            name: of("Spring holiday", "Voorjaarsvakantie"),
            cells: vec![
                of("20 to 28 February: Daan", "20 tot en met 28 februari: Daan"),
                of("19 to 27 February: Noor", "19 tot en met 27 februari: Noor"),
            ],
        }],
    }
}

/// Two weeks from Monday 4 January.
fn weeks(language: Language) -> Vec<PictureWeek> {
    let week = |number: i8| PictureWeek {
        label: format!("{} {}", of(language, "Week", "Week"), number + 1),
        days: std::array::from_fn(|place| {
            let place = i8::try_from(place).unwrap_or_default();
            cell(date(YEAR, 1, 4 + 7 * number + place))
        }),
    };
    vec![week(0), week(1)]
}

fn month(number: i8, language: Language) -> YearMonth {
    let first = date(YEAR, number, 1);
    let name = day(first, language);
    let days = 1..=first.days_in_month();
    YearMonth {
        label: name.trim_start_matches("1 ").to_owned(),
        before: usize::try_from(first.weekday().to_monday_zero_offset()).unwrap_or_default(),
        days: days.map(|day| cell(date(YEAR, number, day))).collect(),
    }
}

/// Weeks from Friday to Friday, turn by turn, and the summer holiday marked.
fn cell(day: Date) -> DayCell {
    let place = day.day_of_year() - 1;
    let of_week = |week: i16| match week % 2 {
        0 => PaperSide::A,
        _ => PaperSide::B,
    };
    let week = place / 7;
    let held = match place % 7 {
        0 => Held::Change {
            from: of_week(week + 1),
            to: of_week(week),
        },
        _ => Held::With(of_week(week)),
    };
    let summer = date(YEAR, 7, 10)..=date(YEAR, 8, 22);
    DayCell {
        label: day.day().to_string(),
        held,
        mark: if summer.contains(&day) {
            Mark::Holiday
        } else {
            Mark::Usual
        },
    }
}
