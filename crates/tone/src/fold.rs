//! One spelling for a word that people write in several: small letters, no accents, one apostrophe.
//! Touches one word at a time and knows no lists.

/// Longer words are cut here: no list has one half as long.
const LETTERS_MAX: usize = 48;

/// Whether a sign belongs to the letter before it and has no width or meaning of its own here.
pub(crate) fn is_silent(sign: char) -> bool {
    matches!(
        sign,
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{300}'..='\u{36f}' | '\u{fe00}'..='\u{fe0f}'
    )
}

/// Whether a sign may stand for an apostrophe inside a word.
pub(crate) fn is_apostrophe(sign: char) -> bool {
    matches!(
        sign,
        '\'' | '\u{2019}' | '\u{2018}' | '\u{2bc}' | '`' | '\u{b4}'
    )
}

/// Whether a sign may hide letters of a rude word.
pub(crate) fn is_mask(sign: char) -> bool {
    matches!(sign, '*' | '#' | '@' | '$' | '\u{2022}')
}

/// A word in its one spelling, and a second one where a letter is drawn out ("sooo" is "so" and "soo").
pub(crate) fn fold(word: &str) -> (String, Option<String>) {
    let mut plain = String::new();
    for sign in word.chars().filter(|sign| !is_silent(*sign)) {
        if is_mask(sign) {
            if !plain.ends_with('*') {
                plain.push('*');
            }
        } else if is_apostrophe(sign) {
            plain.push('\'');
        } else {
            sign.to_lowercase()
                .filter(|small| !is_silent(*small))
                .for_each(|small| push_plain(&mut plain, small));
        }
    }
    let once = squeezed(&plain, 1);
    let twice = squeezed(&plain, 2);
    let twice = (twice != once).then_some(twice);
    (once, twice)
}

/// `word` with every letter that stands three times or more in a row written `times` times.
fn squeezed(word: &str, times: usize) -> String {
    let mut out = String::new();
    let mut rest = word;
    let mut letters = 0;
    while let Some(first) = rest.chars().next() {
        let run = rest.chars().take_while(|next| *next == first).count();
        let (here, after) = rest.split_at(run * first.len_utf8());
        let kept = if run >= 3 && first.is_alphabetic() {
            times
        } else {
            run
        };
        out.push_str(&here[..kept * first.len_utf8()]);
        letters += kept;
        if letters >= LETTERS_MAX {
            break;
        }
        rest = after;
    }
    out
}

/// Adds a small letter without its accent. Letters of other scripts stay as they are.
fn push_plain(out: &mut String, small: char) {
    let plain = match small {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ğ' => 'g',
        'ì'..='ï' | 'ī' | 'į' | 'ı' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ř' => 'r',
        'ś' | 'š' | 'ş' => 's',
        'ť' | 'ţ' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ž' | 'ż' => 'z',
        'ĳ' => {
            out.push_str("ij");
            return;
        }
        'ß' => {
            out.push_str("ss");
            return;
        }
        'æ' => {
            out.push_str("ae");
            return;
        }
        'œ' => {
            out.push_str("oe");
            return;
        }
        other => other,
    };
    out.push(plain);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_meet() {
        for (written, plain) in [
            ("Egoïst", "egoist"),
            ("egoi\u{308}st", "egoist"),
            ("JÍJ", "jij"),
            ("don’t", "don't"),
            ("f***ing", "f*ing"),
            ("sh\u{200b}ut", "shut"),
            ("ĳdel", "ijdel"),
            ("SOOOOO", "so"),
            ("Weißt", "weisst"),
            ("İ", "i"),
        ] {
            assert_eq!(fold(written).0, plain, "{written}");
        }
        assert_eq!(fold("idiooooot").1.as_deref(), Some("idioot"));
        assert_eq!(fold("zee").1, None);
        assert_eq!(fold("2000").0, "2000");
    }

    #[test]
    fn no_word_is_long() {
        assert!(fold(&"ab".repeat(10_000)).0.len() <= LETTERS_MAX);
        assert!(fold(&"aab".repeat(10_000)).1.is_none());
    }
}
