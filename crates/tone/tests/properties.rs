//! Whatever is written: no panic, ranges that lie on the text's signs, the same answer twice, and a
//! sentence that sounds as it does by itself.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use tone::{Finding, Kind, Known, Languages, Look, MAX_BYTES, look};

const CHILDREN: &[&str] = &["Noor", "Sam", "Anne-Marie", "Will", "Ö", "", "🦊"];

fn known(languages: Languages) -> Known<'static> {
    Known {
        children: CHILDREN,
        languages,
    }
}

/// Words that stand in the lists, or that look as if they did, with signs between them.
#[expect(clippy::too_many_lines, reason = "one long list")]
fn piece() -> impl Strategy<Value = String> {
    const WORDS: &[&str] = &[
        "you",
        "You're",
        "je",
        "jij",
        "ALTIJD",
        "never",
        "niet",
        "not",
        "only",
        "idiot",
        "idioot",
        "stupid",
        "dom",
        "bent",
        "are",
        "een",
        "a",
        "Noor",
        "Noors",
        "Sam's",
        "will",
        "if",
        "als",
        "lawyer",
        "rechter",
        "court",
        "kinderen",
        "kids",
        "see",
        "ziet",
        "nooit",
        "meer",
        "again",
        "can",
        "kun",
        "swap",
        "ruilen",
        "ophalen",
        "vrijdag",
        "19.30",
        "7/11",
        "7pm",
        "zo'n",
        "f**king",
        "sooooo",
        "BSO",
        "STOP",
        "e\u{301}en",
        "schlo\u{df}",
    ];
    const SIGNS: &[&str] = &[
        " ",
        " ",
        " ",
        " ",
        ". ",
        "? ",
        "! ",
        ", ",
        "\n",
        "...",
        "\"",
        "'",
        "“",
        "”",
        "(",
        ")",
        "-",
        " - ",
        ":",
        "*",
        "\u{200d}",
        "\u{300}",
        "👩‍👧",
        "\u{202e}",
        "\t",
        "\r\n",
        "’",
        "é",
        "ǅ",
        "İ",
        "\u{0}",
    ];
    prop_oneof![
        6 => select(WORDS).prop_map(|piece: &str| piece.to_owned()),
        6 => select(SIGNS).prop_map(|piece: &str| piece.to_owned()),
        1 => any::<String>(),
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        vec(piece(), 0..60).prop_map(|pieces| pieces.concat()),
        any::<String>(),
    ]
}

fn languages() -> impl Strategy<Value = Languages> {
    select([Languages::Dutch, Languages::English, Languages::Both].as_slice())
}

fn holds(text: &str, look: &Look) {
    for finding in &look.findings {
        assert!(!text[finding.range.clone()].is_empty());
    }
    for (index, finding) in look.findings.iter().enumerate() {
        for later in &look.findings[index + 1..] {
            assert!(finding.range.start <= later.range.start);
            assert!(finding.kind != later.kind || finding.range.end <= later.range.start);
        }
    }
    let harsh = look.harsh();
    for passage in &harsh {
        assert_eq!(text[passage.clone()].trim(), &text[passage.clone()]);
        assert!(!passage.is_empty());
    }
    for pair in harsh.windows(2) {
        assert!(pair[0].end < pair[1].start);
    }
    for finding in look
        .findings
        .iter()
        .filter(|finding| finding.kind.is_harsh())
    {
        let folded = |passage: &std::ops::Range<usize>| {
            passage.start <= finding.range.start && finding.range.end <= passage.end
        };
        assert!(harsh.iter().any(folded), "{finding:?} in {harsh:?}");
    }
    assert_eq!(
        harsh.is_empty(),
        !look.findings.iter().any(|finding| finding.kind.is_harsh())
    );
}

/// What is decided sentence by sentence.
fn by_sentence(look: &Look, from: usize) -> Vec<Finding> {
    let findings = look.findings.iter().filter(|finding| match finding.kind {
        Kind::Insult | Kind::Contempt | Kind::Absolute | Kind::Threat => true,
        Kind::Shouting | Kind::Questions | Kind::Missing(_) => false,
    });
    findings
        .map(|finding| Finding {
            range: finding.range.start + from..finding.range.end + from,
            ..finding.clone()
        })
        .collect()
}

proptest! {
    #[test]
    fn any_text_is_looked_at(text in text(), languages in languages()) {
        let first = look(&text, &known(languages));
        holds(&text, &first);
        prop_assert_eq!(&first, &look(&text, &known(languages)));
        prop_assert_eq!(first.bytes, text.len());
        prop_assert!(!first.is_cut);
        prop_assert!(first.is_long(first.words.saturating_sub(1)) || first.words == 0);
        prop_assert!(!first.is_long(first.words));
    }

    #[test]
    fn paragraphs_do_not_change_one_another(above in text(), below in text()) {
        let both = format!("{above}\n{below}");
        let known = known(Languages::Both);
        let mut apart = by_sentence(&look(&above, &known), 0);
        apart.extend(by_sentence(&look(&below, &known), above.len() + 1));
        prop_assert_eq!(by_sentence(&look(&both, &known), 0), apart);
    }

    #[test]
    fn either_language_finds_no_more_than_both(text in text()) {
        let both = by_sentence(&look(&text, &known(Languages::Both)), 0);
        for one in [Languages::Dutch, Languages::English] {
            for finding in by_sentence(&look(&text, &known(one)), 0) {
                // Where a heavier finding says the same, the lighter one is left out.
                let alike = match finding.kind {
                    Kind::Contempt => vec![Kind::Contempt, Kind::Insult, Kind::Threat],
                    Kind::Absolute => vec![Kind::Absolute, Kind::Threat],
                    other @ (Kind::Insult | Kind::Threat | Kind::Shouting | Kind::Questions | Kind::Missing(_)) => vec![other],
                };
                let covered = both.iter().any(|other| {
                    let overlap = other.range.start < finding.range.end && finding.range.start < other.range.end;
                    alike.contains(&other.kind) && overlap
                });
                prop_assert!(covered, "{finding:?}");
            }
        }
    }
}

#[test]
fn long_texts_are_cut_between_signs() {
    let known = known(Languages::Both);
    for sign in ["a ", "é", "👩‍👧", "jij bent dom. ", "\"", "?", "you are not "] {
        let text = sign.repeat(2 * MAX_BYTES / sign.len());
        let look = look(&text, &known);
        assert!(look.is_cut && look.is_long(usize::MAX));
        assert!(
            look.bytes <= MAX_BYTES && look.bytes + 4 > MAX_BYTES,
            "{}",
            look.bytes
        );
        assert!(
            look.findings
                .iter()
                .all(|finding| finding.range.end <= look.bytes)
        );
        assert!(look.harsh().iter().all(|passage| passage.end <= look.bytes));
    }
}

#[test]
fn nothing_is_nothing() {
    for empty in ["", " ", "\n\n", "…", "\u{feff}", "👍"] {
        let look = look(empty, &Known::default());
        assert!(look.findings.is_empty() && look.harsh().is_empty() && look.words == 0);
    }
}
