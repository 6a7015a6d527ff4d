//! The templates: what each is for, and its clauses in both languages. Data only.
//!
//! In sentences and keys `{a}` and `{b}` stand for the parents, by name or by id; `{start}` for
//! the first date, `{friday}` for the Friday of its week, `{year}` for the year of the first
//! summer that follows.

use super::{Part, Template};

/// Every template: one for each named schedule, then whole plans.
pub(super) const ALL: &[Template] = &[
    Template {
        name: "alternating-weeks",
        title: "Alternating weeks",
        description: "A week with each parent in turn.",
        parts: &[Part {
            id: "rhythm",
            title: ["Alternating weeks", "Om de week"],
            sentence: [
                "The children are with each parent in turn for seven nights, beginning with {a}. Changes are at 17:00.",
                "De kinderen zijn om de beurt zeven nachten bij elke ouder, te beginnen bij {a}. Gewisseld wordt om 17:00.",
            ],
            keys: "nights = { pattern = \"alternating-weeks\", first = \"{a}\", start = {start}, change = \"17:00\" }",
        }],
    },
    Template {
        name: "alternating-weeks-wednesday",
        title: "Alternating weeks with a Wednesday night swapped",
        description: "A week with each parent in turn; the Wednesday night is with the other one.",
        parts: &[Part {
            id: "rhythm",
            title: [
                "Alternating weeks with a Wednesday night swapped",
                "Om de week, met een woensdagnacht bij de ander",
            ],
            sentence: [
                "The children are with each parent in turn for a week from Monday on, beginning with {a}. In each week they spend the night of Wednesday with the other parent. Changes are at 17:00.",
                "De kinderen zijn om de beurt een week bij elke ouder, vanaf maandag en te beginnen bij {a}. In elke week slapen zij woensdagnacht bij de andere ouder. Gewisseld wordt om 17:00.",
            ],
            keys: "nights = { pattern = \"alternating-weeks-wednesday\", first = \"{a}\", start = {start}, change = \"17:00\" }",
        }],
    },
    Template {
        name: "2-2-3",
        title: "2-2-3",
        description: "Two, two and three nights, and the next week the other way round.",
        parts: &[Part {
            id: "rhythm",
            title: ["2-2-3", "2-2-3"],
            sentence: [
                "The children are two nights with {a}, two with {b} and three with {a}; the week after it is the other way round. Changes are at 17:00.",
                "De kinderen zijn twee nachten bij {a}, twee bij {b} en drie bij {a}; de week erna is het andersom. Gewisseld wordt om 17:00.",
            ],
            keys: "nights = { pattern = \"2-2-3\", first = \"{a}\", start = {start}, change = \"17:00\" }",
        }],
    },
    Template {
        name: "2-2-5-5",
        title: "2-2-5-5",
        description: "Two fixed nights with each parent, and the rest of the week in turn.",
        parts: &[Part {
            id: "rhythm",
            title: ["2-2-5-5", "2-2-5-5"],
            sentence: [
                "The children are two nights with {a} and two with {b}, then five with {a} and five with {b}. Each week the first two nights are with {a} and the next two with {b}. Changes are at 17:00.",
                "De kinderen zijn twee nachten bij {a} en twee bij {b}, daarna vijf bij {a} en vijf bij {b}. In elke week zijn de eerste twee nachten bij {a} en de volgende twee bij {b}. Gewisseld wordt om 17:00.",
            ],
            keys: "nights = { pattern = \"2-2-5-5\", first = \"{a}\", start = {start}, change = \"17:00\" }",
        }],
    },
    Template {
        name: "3-4-4-3",
        title: "3-4-4-3",
        description: "Three and four nights, then four and three.",
        parts: &[Part {
            id: "rhythm",
            title: ["3-4-4-3", "3-4-4-3"],
            sentence: [
                "The children are three nights with {a} and four with {b}, then four with {a} and three with {b}. Changes are at 17:00.",
                "De kinderen zijn drie nachten bij {a} en vier bij {b}, daarna vier bij {a} en drie bij {b}. Gewisseld wordt om 17:00.",
            ],
            keys: "nights = { pattern = \"3-4-4-3\", first = \"{a}\", start = {start}, change = \"17:00\" }",
        }],
    },
    Template {
        name: "alternating-two-days",
        title: "Alternating two days",
        description: "Two nights with each parent in turn.",
        parts: &[Part {
            id: "rhythm",
            title: ["Alternating two days", "Om de twee dagen"],
            sentence: [
                "The children are with each parent in turn for two nights, beginning with {a}. Changes are at 17:00.",
                "De kinderen zijn om de beurt twee nachten bij elke ouder, te beginnen bij {a}. Gewisseld wordt om 17:00.",
            ],
            keys: "nights = { pattern = \"alternating-two-days\", first = \"{a}\", start = {start}, change = \"17:00\" }",
        }],
    },
    Template {
        name: "two-weeks-each",
        title: "Two weeks each",
        description: "Two weeks with each parent in turn.",
        parts: &[Part {
            id: "rhythm",
            title: ["Two weeks each", "Om de twee weken"],
            sentence: [
                "The children are with each parent in turn for two weeks, beginning with {a}. Changes are at 17:00.",
                "De kinderen zijn om de beurt twee weken bij elke ouder, te beginnen bij {a}. Gewisseld wordt om 17:00.",
            ],
            keys: "nights = { pattern = \"two-weeks-each\", first = \"{a}\", start = {start}, change = \"17:00\" }",
        }],
    },
    Template {
        name: "4-3",
        title: "4-3",
        description: "Four nights with one parent and three with the other.",
        parts: &[Part {
            id: "rhythm",
            title: ["4-3", "4-3"],
            sentence: [
                "In every seven nights the children are four with {a} and then three with {b}. Changes are at 17:00.",
                "Van elke zeven nachten zijn de kinderen er vier bij {a} en daarna drie bij {b}. Gewisseld wordt om 17:00.",
            ],
            keys: "nights = { pattern = \"4-3\", first = \"{a}\", start = {start}, change = \"17:00\" }",
        }],
    },
    Template {
        name: "5-2",
        title: "5-2",
        description: "Five nights with one parent and two with the other.",
        parts: &[Part {
            id: "rhythm",
            title: ["5-2", "5-2"],
            sentence: [
                "In every seven nights the children are five with {a} and then two with {b}. Changes are at 17:00.",
                "Van elke zeven nachten zijn de kinderen er vijf bij {a} en daarna twee bij {b}. Gewisseld wordt om 17:00.",
            ],
            keys: "nights = { pattern = \"5-2\", first = \"{a}\", start = {start}, change = \"17:00\" }",
        }],
    },
    Template {
        name: "every-weekend",
        title: "Every weekend, Friday to Sunday",
        description: "At home with one parent, every weekend with the other.",
        parts: &[Part {
            id: "rhythm",
            title: [
                "Every weekend, Friday to Sunday",
                "Elk weekend, van vrijdag tot zondag",
            ],
            sentence: [
                "The children live with {a}, and are with {b} every weekend from Friday to Sunday. Changes are at 17:00.",
                "De kinderen wonen bij {a} en zijn elk weekend van vrijdag tot zondag bij {b}. Gewisseld wordt om 17:00.",
            ],
            keys: "nights = { pattern = \"every-weekend\", first = \"{a}\", start = {start}, change = \"17:00\" }",
        }],
    },
    Template {
        name: "6-1",
        title: "6-1",
        description: "Six nights with one parent and one with the other.",
        parts: &[Part {
            id: "rhythm",
            title: ["6-1", "6-1"],
            sentence: [
                "In every seven nights the children are six with {a} and then one with {b}. Changes are at 17:00.",
                "Van elke zeven nachten zijn de kinderen er zes bij {a} en daarna een bij {b}. Gewisseld wordt om 17:00.",
            ],
            keys: "nights = { pattern = \"6-1\", first = \"{a}\", start = {start}, change = \"17:00\" }",
        }],
    },
    Template {
        name: "every-third-day",
        title: "Every third day",
        description: "Every third night with the other parent.",
        parts: &[Part {
            id: "rhythm",
            title: ["Every third day", "Elke derde dag"],
            sentence: [
                "The children are two nights with {a} and then one with {b}. Changes are at 17:00.",
                "De kinderen zijn twee nachten bij {a} en daarna een bij {b}. Gewisseld wordt om 17:00.",
            ],
            keys: "nights = { pattern = \"every-third-day\", first = \"{a}\", start = {start}, change = \"17:00\" }",
        }],
    },
    Template {
        name: "every-third-week",
        title: "Every third week",
        description: "Every third week with the other parent.",
        parts: &[Part {
            id: "rhythm",
            title: ["Every third week", "Elke derde week"],
            sentence: [
                "The children are two weeks with {a} and then one with {b}. Changes are at 17:00.",
                "De kinderen zijn twee weken bij {a} en daarna een bij {b}. Gewisseld wordt om 17:00.",
            ],
            keys: "nights = { pattern = \"every-third-week\", first = \"{a}\", start = {start}, change = \"17:00\" }",
        }],
    },
    Template {
        name: "alternate-weekends",
        title: "Every other weekend, Friday to Sunday",
        description: "At home with one parent, every other weekend with the other.",
        parts: &[Part {
            id: "rhythm",
            title: [
                "Every other weekend, Friday to Sunday",
                "Om het weekend, van vrijdag tot zondag",
            ],
            sentence: [
                "The children live with {a}, and are with {b} every other weekend from Friday to Sunday. Changes are at 17:00.",
                "De kinderen wonen bij {a} en zijn om het weekend van vrijdag tot zondag bij {b}. Gewisseld wordt om 17:00.",
            ],
            keys: "nights = { pattern = \"alternate-weekends\", first = \"{a}\", start = {start}, change = \"17:00\" }",
        }],
    },
    Template {
        name: "alternate-weekends-monday",
        title: "Every other weekend, Friday to Monday",
        description: "Every other weekend with the other parent, until Monday.",
        parts: &[Part {
            id: "rhythm",
            title: [
                "Every other weekend, Friday to Monday",
                "Om het weekend, van vrijdag tot maandag",
            ],
            sentence: [
                "The children live with {a}, and are with {b} every other weekend from Friday to Monday. Changes are at 17:00.",
                "De kinderen wonen bij {a} en zijn om het weekend van vrijdag tot maandag bij {b}. Gewisseld wordt om 17:00.",
            ],
            keys: "nights = { pattern = \"alternate-weekends-monday\", first = \"{a}\", start = {start}, change = \"17:00\" }",
        }],
    },
    Template {
        name: "alternate-weekends-thursday",
        title: "Every other weekend, Thursday to Monday",
        description: "Every other weekend with the other parent, from Thursday until Monday.",
        parts: &[Part {
            id: "rhythm",
            title: [
                "Every other weekend, Thursday to Monday",
                "Om het weekend, van donderdag tot maandag",
            ],
            sentence: [
                "The children live with {a}, and are with {b} every other weekend from Thursday to Monday. Changes are at 17:00.",
                "De kinderen wonen bij {a} en zijn om het weekend van donderdag tot maandag bij {b}. Gewisseld wordt om 17:00.",
            ],
            keys: "nights = { pattern = \"alternate-weekends-thursday\", first = \"{a}\", start = {start}, change = \"17:00\" }",
        }],
    },
    Template {
        name: "alternate-weekends-wednesday",
        title: "Every other weekend, Friday to Sunday, and each Wednesday night",
        description: "Every other weekend and each Wednesday night with the other parent.",
        parts: &[Part {
            id: "rhythm",
            title: [
                "Every other weekend, Friday to Sunday, and each Wednesday night",
                "Om het weekend, van vrijdag tot zondag, en elke woensdagnacht",
            ],
            sentence: [
                "The children live with {a}, and are with {b} every other weekend from Friday to Sunday and on the night of each Wednesday. Changes are at 17:00.",
                "De kinderen wonen bij {a} en zijn om het weekend van vrijdag tot zondag en elke woensdagnacht bij {b}. Gewisseld wordt om 17:00.",
            ],
            keys: "nights = { pattern = \"alternate-weekends-wednesday\", first = \"{a}\", start = {start}, change = \"17:00\" }",
        }],
    },
    Template {
        name: "alternate-weekends-monday-wednesday",
        title: "Every other weekend, Friday to Monday, and each Wednesday night",
        description: "Every other weekend until Monday, and each Wednesday night, with the other parent.",
        parts: &[Part {
            id: "rhythm",
            title: [
                "Every other weekend, Friday to Monday, and each Wednesday night",
                "Om het weekend, van vrijdag tot maandag, en elke woensdagnacht",
            ],
            sentence: [
                "The children live with {a}, and are with {b} every other weekend from Friday to Monday and on the night of each Wednesday. Changes are at 17:00.",
                "De kinderen wonen bij {a} en zijn om het weekend van vrijdag tot maandag en elke woensdagnacht bij {b}. Gewisseld wordt om 17:00.",
            ],
            keys: "nights = { pattern = \"alternate-weekends-monday-wednesday\", first = \"{a}\", start = {start}, change = \"17:00\" }",
        }],
    },
    Template {
        name: "every-third-weekend",
        title: "Every third weekend, Friday to Sunday",
        description: "Every third weekend with the other parent.",
        parts: &[Part {
            id: "rhythm",
            title: [
                "Every third weekend, Friday to Sunday",
                "Elk derde weekend, van vrijdag tot zondag",
            ],
            sentence: [
                "The children live with {a}, and are with {b} every third weekend from Friday to Sunday. Changes are at 17:00.",
                "De kinderen wonen bij {a} en zijn elk derde weekend van vrijdag tot zondag bij {b}. Gewisseld wordt om 17:00.",
            ],
            keys: "nights = { pattern = \"every-third-weekend\", first = \"{a}\", start = {start}, change = \"17:00\" }",
        }],
    },
    Template {
        name: "weekdays-and-weekends",
        title: "School weeks with one parent, weekends and an evening with the other",
        description: "At home with one parent; every other weekend until school on Monday, and each Wednesday afternoon, with the other.",
        parts: &[
            Part {
                id: "home",
                title: ["Home", "Thuis"],
                sentence: [
                    "The children live with {a} whenever nothing else is agreed.",
                    "De kinderen wonen bij {a} wanneer niets anders is afgesproken.",
                ],
                keys: "always = \"{a}\"",
            },
            Part {
                id: "weekends",
                title: ["Weekends", "Weekenden"],
                sentence: [
                    "The children are with {b} every second weekend, from Friday 17:00 to Monday 08:30. The first one is that of {friday}.",
                    "De kinderen zijn om het weekend bij {b}, van vrijdag 17:00 tot maandag 08:30. Het eerste is dat van {friday}.",
                ],
                keys: "weekly = { parent = \"{b}\", windows = [\"fri 17:00 - mon 08:30\"], every = 2, start = {friday} }",
            },
            Part {
                id: "wednesdays",
                title: ["Wednesdays", "Woensdagen"],
                sentence: [
                    "The children are with {b} on Wednesdays from 14:00 to 19:00.",
                    "De kinderen zijn op woensdag van 14:00 tot 19:00 bij {b}.",
                ],
                keys: "weekly = { parent = \"{b}\", windows = [\"wed 14:00 - 19:00\"] }",
            },
        ],
    },
    Template {
        name: "infant-steps",
        title: "A small child, in steps by birthday",
        description: "Short visits in the first year, a night a week from the first birthday, every other weekend as well from the third.",
        parts: &[
            Part {
                id: "home",
                title: ["Home", "Thuis"],
                sentence: [
                    "The children live with {a} whenever nothing else is agreed.",
                    "De kinderen wonen bij {a} wanneer niets anders is afgesproken.",
                ],
                keys: "always = \"{a}\"",
            },
            Part {
                id: "first-year",
                title: ["The first year", "Het eerste jaar"],
                sentence: [
                    "Until the first birthday a child is with {b} on Tuesdays and Thursdays from 16:00 to 18:30 and on Saturdays from 10:00 to 13:00.",
                    "Tot de eerste verjaardag is een kind op dinsdag en donderdag van 16:00 tot 18:30 en op zaterdag van 10:00 tot 13:00 bij {b}.",
                ],
                keys: "until_birthday = 1\nweekly = { parent = \"{b}\", windows = [\"tue 16:00 - 18:30\", \"thu 16:00 - 18:30\", \"sat 10:00 - 13:00\"] }",
            },
            Part {
                id: "from-one",
                title: ["From the first birthday", "Vanaf de eerste verjaardag"],
                sentence: [
                    "From the first until the third birthday a child is with {b} on Tuesdays from 16:00 to 18:30 and from Saturday 10:00 to Sunday 10:00.",
                    "Van de eerste tot de derde verjaardag is een kind op dinsdag van 16:00 tot 18:30 en van zaterdag 10:00 tot zondag 10:00 bij {b}.",
                ],
                keys: "from_birthday = 1\nuntil_birthday = 3\nweekly = { parent = \"{b}\", windows = [\"tue 16:00 - 18:30\", \"sat 10:00 - sun 10:00\"] }",
            },
            Part {
                id: "from-three",
                title: [
                    "From the third birthday: evenings",
                    "Vanaf de derde verjaardag: avonden",
                ],
                sentence: [
                    "From the third birthday on a child is with {b} on Tuesdays from 16:00 to 19:00.",
                    "Vanaf de derde verjaardag is een kind op dinsdag van 16:00 tot 19:00 bij {b}.",
                ],
                keys: "from_birthday = 3\nweekly = { parent = \"{b}\", windows = [\"tue 16:00 - 19:00\"] }",
            },
            Part {
                id: "weekends",
                title: [
                    "From the third birthday: weekends",
                    "Vanaf de derde verjaardag: weekenden",
                ],
                sentence: [
                    "From the third birthday on a child is with {b} every second weekend, from Friday 17:00 to Sunday 17:00, counted from {friday}.",
                    "Vanaf de derde verjaardag is een kind om het weekend bij {b}, van vrijdag 17:00 tot zondag 17:00, geteld vanaf {friday}.",
                ],
                keys: "from_birthday = 3\nweekly = { parent = \"{b}\", windows = [\"fri 17:00 - sun 17:00\"], every = 2, start = {friday} }",
            },
        ],
    },
    Template {
        name: "long-distance",
        title: "Far apart: a long weekend each month and most of the summer",
        description: "At home with one parent; every fourth weekend and four weeks of the summer with the other.",
        parts: &[
            Part {
                id: "home",
                title: ["Home", "Thuis"],
                sentence: [
                    "The children live with {a} whenever nothing else is agreed.",
                    "De kinderen wonen bij {a} wanneer niets anders is afgesproken.",
                ],
                keys: "always = \"{a}\"",
            },
            Part {
                id: "weekends",
                title: ["Long weekends", "Lange weekenden"],
                sentence: [
                    "The children are with {b} every fourth weekend, from Friday 17:00 to Monday 17:00. The first one is that of {friday}.",
                    "De kinderen zijn elk vierde weekend bij {b}, van vrijdag 17:00 tot maandag 17:00. Het eerste is dat van {friday}.",
                ],
                keys: "weekly = { parent = \"{b}\", windows = [\"fri 17:00 - mon 17:00\"], every = 4, start = {friday} }",
            },
            Part {
                id: "summer",
                title: ["The summer of {year}", "De zomer van {year}"],
                sentence: [
                    "In {year} the children are with {b} from 10 July 12:00 to 7 August 12:00.",
                    "In {year} zijn de kinderen van 10 juli 12:00 tot 7 augustus 12:00 bij {b}.",
                ],
                keys: "spans = [{ parent = \"{b}\", from = {year}-07-10T12:00:00, until = {year}-08-07T12:00:00 }]",
            },
            Part {
                id: "calls",
                title: ["Calls", "Gesprekken"],
                sentence: [
                    "On Wednesdays and Sundays the children call the parent with whom they are not.",
                    "Op woensdag en zondag bellen de kinderen met de ouder bij wie zij niet zijn.",
                ],
                keys: "",
            },
        ],
    },
];
