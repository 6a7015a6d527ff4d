//! The text of a page of HTML, with its lines as they are seen. Pure; one pass over the page, whatever
//! it holds.

/// Tags before and after which a new line begins.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
];
/// Tags between which nothing is seen.
const UNSEEN: &[&str] = &["script", "style"];
/// Characters that are spelled with a name. Mail programs use these in what they escape.
const NAMED: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", ' '),
    ("mdash", '\u{2014}'),
    ("plus", '+'),
    ("sol", '/'),
    ("equals", '='),
    ("vert", '|'),
    ("commat", '@'),
    ("period", '.'),
    ("NewLine", '\n'),
];
/// The most bytes between `&` and `;`.
const MAX_ENTITY_BYTES: usize = 10;

/// The text that is seen, with a newline where one is seen.
pub fn text_of(page: &str) -> String {
    let mut text = Text::default();
    let mut rest = page;
    // Once one of these ends has not been found, it is not looked for again.
    let (mut tags_end, mut comments_end, mut never_closed) = (true, true, Vec::new());
    while let Some(at) = rest.find('<') {
        let (before, after) = rest.split_at(at);
        text.push(before);
        let comment = comments_end.then(|| after.strip_prefix("<!--")).flatten();
        if let Some(comment) = comment {
            if let Some((_, after)) = comment.split_once("-->") {
                rest = after;
                continue;
            }
            comments_end = false;
        }
        let found = tags_end.then(|| tag(after)).flatten();
        let Some((name, closing, behind)) = found else {
            // Where no tag ends any more, none begins.
            tags_end = tags_end && !begins_tag(after);
            text.push("<");
            rest = after.get(1..).unwrap_or_default();
            continue;
        };
        rest = behind;
        text.tag(&name, closing);
        if !closing && UNSEEN.contains(&name.as_str()) && !never_closed.contains(&name) {
            match after_closing(behind, &name) {
                Some(after) => rest = after,
                None => never_closed.push(name),
            }
        }
    }
    text.push(rest);
    text.written
}

fn begins_tag(after: &str) -> bool {
    let name = after.strip_prefix('<').unwrap_or(after);
    name.starts_with(|letter: char| {
        letter.is_ascii_alphabetic() || matches!(letter, '/' | '!' | '?')
    })
}

/// The tag with which this begins: its name in lower case, whether it closes, and what follows it.
fn tag(text: &str) -> Option<(String, bool, &str)> {
    let inner = text.strip_prefix('<')?;
    if !begins_tag(text) {
        return None;
    }
    let mut quote = None;
    let end = inner.find(|letter: char| {
        match (quote, letter) {
            (None, '>') => return true,
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), _) if open == letter => quote = None,
            _ => {}
        }
        false
    });
    // A quote that nothing closes is none.
    let end = end.or_else(|| inner.find('>'))?;
    let behind = inner.get(end + 1..)?;
    let closing = inner.starts_with('/');
    let name = inner.trim_start_matches('/');
    let name = name
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .next();
    Some((
        name.unwrap_or_default().to_ascii_lowercase(),
        closing,
        behind,
    ))
}

/// What follows the closing tag of this name.
fn after_closing<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("</") {
        let found = after.get(..name.len());
        if found.is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            return after.split_once('>').map(|(_, behind)| behind);
        }
        rest = after;
    }
    None
}

/// The text that was written so far.
#[derive(Default)]
struct Text {
    written: String,
    /// How many `pre` are open; in them, white space stays as it is.
    pre: usize,
    /// White space that is seen as one space when a word follows in the line.
    space: bool,
}

impl Text {
    fn tag(&mut self, name: &str, closing: bool) {
        if name == "br" || BLOCKS.contains(&name) && !self.at_line_start() {
            self.newline();
        }
        if name == "pre" {
            self.pre = if closing {
                self.pre.saturating_sub(1)
            } else {
                self.pre + 1
            };
        }
    }

    fn at_line_start(&self) -> bool {
        self.written.is_empty() || self.written.ends_with('\n')
    }

    fn newline(&mut self) {
        self.written.push('\n');
        self.space = false;
    }

    /// Text between two tags.
    fn push(&mut self, text: &str) {
        let mut rest = text;
        while let Some(letter) = rest.chars().next() {
            let (letter, behind) = entity(rest)
                .unwrap_or_else(|| (letter, rest.get(letter.len_utf8()..).unwrap_or_default()));
            rest = behind;
            self.letter(letter);
        }
    }

    fn letter(&mut self, letter: char) {
        if self.pre > 0 {
            self.written.push(letter);
        } else if letter.is_whitespace() {
            self.space = true;
        } else {
            if self.space && !self.at_line_start() {
                self.written.push(' ');
            }
            self.space = false;
            self.written.push(letter);
        }
    }
}

/// The character that is spelled with `&` and `;` here, and what follows it.
fn entity(text: &str) -> Option<(char, &str)> {
    let inner = text.strip_prefix('&')?;
    let end = inner
        .bytes()
        .take(MAX_ENTITY_BYTES)
        .position(|byte| byte == b';')?;
    let (name, behind) = (inner.get(..end)?, inner.get(end + 1..)?);
    let letter = match name.strip_prefix('#') {
        Some(number) => {
            let hex = number.strip_prefix(['x', 'X']);
            let number = match hex {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(number.ok()?)?
        }
        None => NAMED.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((letter, behind))
}

#[cfg(test)]
mod tests {
    use super::text_of;

    #[test]
    fn lines_are_kept_as_they_are_seen() {
        for (page, text) in [
            ("a<br>b<BR/>c", "a\nb\nc"),
            ("<pre class=\"x\">a\n  b\n\nc</pre>d", "a\n  b\n\nc\nd"),
            ("<p>a\nb</p>\n<div>c</div> d", "a b\nc\nd"),
            (
                "a<span>b</span>c &amp; d&#8212;&#x2014;&mdash;&x;",
                "abc & d\u{2014}\u{2014}\u{2014}&x;",
            ),
            (
                "a<!-- <p> -->b<style>p { }</style>c<SCRIPT>if (a<b)</Script >d",
                "abcd",
            ),
            ("<a title=\"x > y\">b</a> < c <3", "b < c <3"),
            ("a<!-- b", "a<!-- b"),
            ("a <b c", "a <b c"),
            ("a<style>b", "ab"),
            ("<p title=\"x>b", "b"),
        ] {
            assert_eq!(text_of(page), text, "{page}");
        }
    }

    #[test]
    fn what_is_never_closed_takes_no_longer() {
        for piece in [
            "<",
            "<!--",
            "<a ",
            "<a \"",
            "<style>",
            "</",
            "&",
            "<style></styl",
        ] {
            let page = piece.repeat(50_000);
            assert!(text_of(&page).len() <= page.len());
        }
    }
}
