//! A small document with one of everything, in both languages.
//!
//! May touch: nothing.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, Zoned};

use crate::document::{
    Attachment, Content, Entry, Given, Item, Language, Passage, Person, RecordDocument, Tree,
    Voucher, Witnessed,
};
use crate::preset::PRESETS;

/// 5 July 2026 18:07:31 UTC.
const BEGIN: i64 = 1_783_274_851;

pub(crate) fn at(minutes: i64) -> Zoned {
    let instant = Timestamp::from_second(BEGIN)
        .unwrap_or_default()
        .saturating_add(SignedDuration::from_mins(minutes))
        .unwrap_or_default();
    let zone = TimeZone::get("Europe/Amsterdam").unwrap_or(TimeZone::UTC);
    instant.to_zoned(zone)
}

impl RecordDocument {
    /// A made-up family's document with one of everything, for tests, examples and a look.
    #[must_use]
    pub fn sample(language: Language) -> Self {
        let of = |en: &str, nl: &str| match language {
            Language::En => en.to_owned(),
            Language::Nl => nl.to_owned(),
        };
        let preset = &PRESETS[0];
        Self {
            language,
            preset,
            exhibits: preset.exhibits(language),
            bates: None,
            document_id: "7F3K-9Q2M".to_owned(),
            family: "De Vries – Bakker".to_owned(),
            owner: None,
            recipient: "Mr. A. Jansen".to_owned(),
            made: at(60),
            made_by: "Noor de Vries".to_owned(),
            chosen: vec![
                of(
                    "Entries 0 to 8, from 5 July 2026 to 5 July 2026.",
                    "Vermeldingen 0 tot en met 8, van 5 juli 2026 tot en met 5 juli 2026.",
                ),
                of("All topics and people.", "Alle onderwerpen en personen."),
            ],
            left_out: vec![of(
                "The plan and its versions.",
                "Het plan en de versies ervan.",
            )],
            tree: tree(),
            people: vec![
                person(
                    "Noor de Vries",
                    &of("parent", "ouder"),
                    "60676e757c838a91989fa6adb4bbc2c9",
                ),
                person(
                    "Daan Bakker",
                    &of("parent", "ouder"),
                    "a1b2c3d4e5f60718293a4b5c6d7e8f90",
                ),
            ],
            items: items(language),
        }
    }
}

fn tree() -> Tree {
    const ORIGIN: &str = "parenthesis/10171e252c333a41484f565d646b7279";
    const ROOT: &str = "cGPby/Z0o3WCZce2eu28L8gUPkREAsf082U6x/OH4kg=";
    const SIGNATURE: &str = "ZFrJ+V4kcCFdE4FhjfsJmyC+Lhqwh5Ad1tyudf9si+tsAY5j6ePSPeVwRn9shQ9DRu+/wVjj7dQiuOLbhs8pE/UXsAM=";
    Tree {
        origin: ORIGIN.to_owned(),
        size: 9,
        root: ROOT.to_owned(),
        short_code: "7F3K-9Q2M".to_owned(),
        checkpoint: format!("{ORIGIN}\n9\n{ROOT}\n\n— {ORIGIN} {SIGNATURE}\n"),
        key_id: "645ac9f9".to_owned(),
    }
}

fn person(name: &str, role: &str, pseudonym: &str) -> Person {
    Person {
        name: name.to_owned(),
        role: role.to_owned(),
        pseudonym: pseudonym.to_owned(),
    }
}

fn entry(sequence: u64, who: &str, kind: String, content: Content, voucher: Voucher) -> Entry {
    Entry {
        sequence,
        time: at(i64::try_from(sequence).unwrap_or_default() * 7),
        who: who.to_owned(),
        kind,
        content,
        commitment: "cU+HqdYvZmjoOcFix8dDwlAiYC0HlZZr1Iy3iaNCJsA=".to_owned(),
        voucher,
        witnessed: Vec::new(),
        attachments: Vec::new(),
    }
}

fn said(label: String, text: String) -> Content {
    Content::Said(vec![Passage { label, text }])
}

pub(crate) fn of(language: Language, en: &str, nl: &str) -> String {
    let words = match language {
        Language::En => en,
        Language::Nl => nl,
    };
    words.to_owned()
}

fn swap(language: Language) -> Entry {
    let of = |en, nl| of(language, en, nl);
    let mut swap = entry(
        0,
        "Noor de Vries",
        of("Proposal to swap", "Ruilvoorstel"),
        Content::Said(vec![
            Passage {
                label: of("Change", "Wijziging"),
                text: of(
                    "Friday 3 July 17:00 to Sunday 5 July 17:00: Mila with Daan instead of Noor",
                    "Vrijdag 3 juli 17:00 tot zondag 5 juli 17:00: Mila bij Daan in plaats van Noor",
                ),
            },
            Passage {
                label: of("Reason", "Reden"),
                text: of(
                    "My sister marries in Groningen that weekend.",
                    "Mijn zus trouwt dat weekend in Groningen.",
                ),
            },
        ]),
        Voucher::Device,
    );
    swap.witnessed.push(Witnessed {
        name: of("a device of Daan Bakker", "een apparaat van Daan Bakker"),
        when: at(3),
        size: 1,
    });
    swap
}

fn message(language: Language) -> Entry {
    let of = |en, nl| of(language, en, nl);
    let mut message = entry(
        5,
        "Noor de Vries",
        of("Message", "Bericht"),
        said(
            String::new(),
            of(
                "Hi Daan,\n\nHer gym bag is in the hall. Would you bring it on Monday? 🙂\n\nNoor",
                "Hoi Daan,\n\nHaar gymtas staat in de gang. Neem jij die maandag mee? 🙂\n\nNoor",
            ),
        ),
        Voucher::Server,
    );
    message.attachments = vec![
        attachment("gymtas.jpg", Given::Enclosed),
        attachment(
            &of("letter from school.pdf", "brief van school.pdf"),
            Given::LeftOut,
        ),
    ];
    message
}

fn items(language: Language) -> Vec<Item> {
    let of = |en, nl| of(language, en, nl);
    let accepted = entry(
        1,
        "Daan Bakker",
        of("Accepted", "Akkoord"),
        Content::Said(Vec::new()),
        Voucher::Passkey,
    );
    let erased = entry(
        6,
        "Daan Bakker",
        of("Message", "Bericht"),
        Content::Erased {
            when: at(50),
            by: "Daan Bakker".to_owned(),
        },
        Voucher::Server,
    );
    let device = entry(
        8,
        "Daan Bakker",
        of("Message", "Bericht"),
        said(String::new(), of("Fine, I will.", "Prima, doe ik.")),
        Voucher::DeviceUntold,
    );
    let shown = |entry| Item::Entry(Box::new(entry));
    vec![
        shown(swap(language)),
        shown(accepted),
        Item::NotShown { first: 2, count: 3 },
        shown(message(language)),
        shown(erased),
        Item::NotShown { first: 7, count: 1 },
        shown(device),
    ]
}

fn attachment(name: &str, given: Given) -> Attachment {
    Attachment {
        name: name.to_owned(),
        bytes: 48_213,
        sha256: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855".to_owned(),
        given,
    }
}
