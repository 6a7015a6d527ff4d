//! E-mails and other texts as people keep them, and as somebody sends them who wants to hide what is in
//! them: all evidence is read, or it is said that it was not.

use std::{fs, time::Instant};

use crate::{
    host::{Act, Host, base64, email, newest},
    scenes::Scene,
};

/// Runs the verifier over a bundle and what was kept; tells whether all holds, and what is said.
fn run(bundle: &[u8], kept: &[&[u8]], json: bool) -> (bool, String) {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: String, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    };
    let kept = kept.iter().enumerate();
    let options = verify::VerifyOptions {
        files: vec![write("bundle.zip".to_owned(), bundle)],
        against: kept
            .map(|(at, bytes)| write(format!("kept-{at}"), bytes))
            .collect(),
        key: Vec::new(),
        entries: false,
        json,
    };
    let mut out = Vec::new();
    let holds = verify::run(&options, verify::Progress::Silent, &mut out).unwrap();
    let said = String::from_utf8(out).unwrap();
    // Sentences are broken into lines.
    let said = if json {
        said
    } else {
        said.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    (holds, said)
}

/// What the host showed Mara, and what it shows Elias instead.
fn forked() -> (Host, Host) {
    let mut scene = Scene::new(21);
    scene.message("founded");
    scene.message("the first");
    let mut other = scene.host.clone();
    other.random.number();
    scene.host.act(&Act::message(scene.mara, "the second"));
    other.act(&Act::message(scene.mara, "something else"));
    (scene.host, other)
}

/// What Mara has of the fork: a dated head, a checkpoint and a receipt.
fn evidence(host: &Host) -> [String; 3] {
    let receipt = host.receipt(2, 3).to_bytes();
    let notes = [newest(host, 3, host.now), host.checkpoint_at(3), receipt];
    notes.map(|note| String::from_utf8(note).unwrap())
}

/// A part: its type and encoding, and its body.
fn part(kind: &str, encoding: &str, body: &str) -> String {
    format!("Content-Type: {kind}\nContent-Transfer-Encoding: {encoding}\n\n{body}")
}

fn mail(part: &str) -> String {
    format!(
        "From: record@family.example\nSubject: =?utf-8?Q?A_m=C3=A9ssage?=\nMIME-Version: 1.0\n{part}"
    )
}

/// Base64 in lines of 76 letters.
fn folded(bytes: &[u8]) -> String {
    let encoded = base64(bytes);
    let lines = encoded.as_bytes().chunks(76);
    lines
        .map(|line| format!("{}\n", std::str::from_utf8(line).unwrap()))
        .collect()
}

fn multipart(kind: &str, parts: &[String]) -> String {
    let parts: String = parts
        .iter()
        .map(|part| format!("--=_b\n{part}\n"))
        .collect();
    format!("Content-Type: multipart/{kind}; boundary=\"=_b\"\n\n{parts}--=_b--\n")
}

/// A text in Windows' code page, in which a dash is one byte.
fn windows(text: &str) -> Vec<u8> {
    let bytes = text.chars().map(|letter| match letter {
        '\u{2014}' => 0x97,
        letter => u8::try_from(letter).unwrap(),
    });
    bytes.collect()
}

/// E-mails in which this text can arrive.
fn mails(text: &str) -> Vec<String> {
    const TEXT: &str = "text/plain; charset=utf-8";
    const PAGE: &str = "text/html; charset=utf-8";
    let plain = part(TEXT, "8bit", text);
    let escaped = text.replace('+', "&#43;").replace('\u{2014}', "&mdash;");
    let pre = format!("<html><body><p>Hello</p><pre>{text}</pre></body></html>");
    let lines: String = text
        .lines()
        .map(|line| format!("<div>{line}<br></div>"))
        .collect();
    let broken: String = escaped
        .lines()
        .map(|line| format!("{line}<br>\n"))
        .collect();
    let quoted: String = text.lines().map(|line| format!("| {line}\n")).collect();
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let message = mail(&plain);
    let attached = "application/octet-stream; name=kept.bin";
    let hello = || part(TEXT, "7bit", "Hello.\n");
    let mut mails: Vec<String> = [
        plain.clone(),
        part("text/plain; charset=us-ascii", "8bit", text),
        part(
            "Text/Plain; Charset=windows-1252",
            "BASE64",
            &folded(&windows(text)),
        ),
        part("text/plain; charset=utf-16le", "base64", &folded(&utf16)),
        part(TEXT, "base64", &folded(quoted.as_bytes())),
        part(PAGE, "8bit", &pre),
        part(PAGE, "base64", &folded(lines.as_bytes())),
        part(PAGE, "base64", &folded(broken.as_bytes())),
        part("message/rfc822", "8bit", &message),
        part("message/rfc822", "base64", &folded(message.as_bytes())),
        multipart(
            "mixed",
            &[hello(), part(attached, "base64", &folded(text.as_bytes()))],
        ),
        multipart("alternative", &[plain.clone(), part(PAGE, "8bit", &pre)]),
        multipart("digest", &[format!("\n{message}")]),
        multipart(
            "mixed",
            &[part(
                "message/rfc822",
                "7bit",
                &mail(&multipart("x", &[plain])),
            )],
        ),
    ]
    .iter()
    .map(|part| mail(part))
    .collect();
    mails.push(email(text.as_bytes()));
    mails.push(format!(
        "From record@family.example Sun Jul  5 14:08:27 2026\n{message}"
    ));
    mails
}

#[test]
fn an_email_is_read_whatever_its_encoding() {
    let (host, other) = forked();
    let bundle = other.bundle();
    for text in evidence(&host) {
        for mail in mails(&text) {
            for mail in [
                mail.replace("\r\n", "\n"),
                mail.replace("\r\n", "\n").replace('\n', "\r\n"),
            ] {
                let (holds, said) = run(&bundle, &[mail.as_bytes()], false);
                assert!(!holds && said.contains("FORK"), "{said}\n{mail}");
                let (holds, said) = run(&host.bundle(), &[mail.as_bytes()], false);
                assert!(holds, "{said}\n{mail}");
            }
        }
    }
}

#[test]
fn evidence_alone_in_a_file_is_read_however_it_was_left() {
    let (host, other) = forked();
    let bundle = other.bundle();
    for text in evidence(&host) {
        let quoted: String = text.lines().map(|line| format!("> | {line}\r\n")).collect();
        for kept in [
            text.replace('\n', "\r\n"),
            quoted,
            format!("PK and I kept this:\n\n{text}"),
            format!("{text}\nKind regards\n"),
        ] {
            let (holds, said) = run(&bundle, &[kept.as_bytes()], false);
            assert!(!holds && said.contains("FORK"), "{said}\n{kept}");
            assert!(run(&host.bundle(), &[kept.as_bytes()], false).0, "{kept}");
        }
    }
}

/// Refuses what was kept, in this sentence, though the bundle itself holds; and does it at once.
fn refused(host: &Host, kept: &str, sentence: &str) {
    let begin = Instant::now();
    let (holds, said) = run(&host.bundle(), &[kept.as_bytes()], false);
    assert!(!holds && said.contains(sentence), "{sentence}: {said}");
    assert!(begin.elapsed().as_secs() < 60, "{sentence}");
}

#[test]
fn an_email_with_more_in_it_than_is_looked_into_is_refused() {
    let (host, _) = forked();
    let [head, ..] = evidence(&host);
    let text = || part("text/plain; charset=utf-8", "8bit", &head);
    let deep = "deep in one another in this e-mail, so not all of them can be looked into.";
    let nested = "Content-Type: message/rfc822\n\n".repeat(200_000);
    refused(&host, &mail(&nested), deep);
    let parts =
        |number| format!("Content-Type: multipart/mixed; boundary=\"{number}\"\n\n--{number}\n");
    let nested: String = (0..20_000).map(parts).collect();
    refused(&host, &mail(&nested), deep);
    let encoded = (0..40).fold(mail(&text()), |inner, _| {
        mail(&part(
            "message/rfc822",
            "quoted-printable",
            &inner.replace('=', "=3D"),
        ))
    });
    refused(&host, &encoded, "not all of them can be looked into");
    let many = vec![text(); 1_001];
    refused(
        &host,
        &mail(&multipart("mixed", &many)),
        "has more than 1000 parts",
    );
    let endless = format!(
        "Content-Type: multipart/mixed; boundary=b\n\n{}",
        "--b\n".repeat(500_000)
    );
    refused(&host, &mail(&endless), "has more than 1000 parts");
    let long = format!("X-Long: {}\n{}", "x".repeat(1_100_000), text());
    refused(&host, &mail(&long), "have more than 1048576 bytes together");
    // Forwarded a few times, all of it is read.
    let forwarded = (0..10).fold(mail(&text()), |inner, _| {
        mail(&multipart(
            "mixed",
            &[part("message/rfc822", "8bit", &inner)],
        ))
    });
    assert!(run(&host.bundle(), &[forwarded.as_bytes()], false).0);
}

#[test]
fn a_text_of_which_not_all_can_be_read_is_refused() {
    let (host, other) = forked();
    let [head, note, receipt] = evidence(&host);
    let [_, fork, _] = evidence(&other);
    let many = format!("{}{fork}", head.repeat(10_000));
    refused(
        &host,
        &many,
        "There are more than 10000 receipts, checkpoints and dated heads in it",
    );
    refused(
        &host,
        &format!("{note}{}", fork.replacen('=', "", 1)),
        "Line 6 begins a checkpoint, which cannot",
    );
    let wrong = receipt.replace("index 2", "index 1");
    let in_mail = mail(&part(
        "text/plain; charset=utf-8",
        "8bit",
        &format!("{head}> {wrong}"),
    ));
    refused(
        &host,
        &in_mail,
        "Line 8 begins a receipt, which cannot be read: ",
    );
    let stranger = format!("\u{2014} a A{}=\n", "A".repeat(90));
    refused(
        &host,
        &format!("{note}{}", stranger.repeat(100)),
        "more than 100 signatures",
    );
    let signature = format!("\u{2014}\nparenthesis/a {}\n", base64(&[0; 68]));
    refused(
        &host,
        &signature.repeat(5_000),
        "There is no receipt, no signed checkpoint and no bundle in it",
    );
}

#[test]
fn what_is_attached_and_no_bundle_is_passed_over_and_said() {
    let (host, other) = forked();
    let [head, ..] = evidence(&host);
    let with = |attached: &[u8]| {
        let text = part("text/plain; charset=utf-8", "8bit", &head);
        let kind = "application/octet-stream; name=plan.docx";
        mail(&multipart(
            "mixed",
            &[text, part(kind, "base64", &folded(attached))],
        ))
    };
    let passed = "kept-0 (plan.docx) This is a ZIP file that does not begin as a bundle does. It was \
                  passed over: what is in it was not looked at.";
    let letter =
        crate::forge::zip([&("word/document.xml".to_owned(), b"<w>".to_vec())].into_iter());
    let (holds, said) = run(&host.bundle(), &[with(&letter).as_bytes()], false);
    assert!(holds && said.contains(passed), "{said}");
    let (holds, said) = run(&host.bundle(), &[&letter], false);
    assert!(!holds && said.contains("no bundle in it"), "{said}");
    for (attached, wanted) in [
        (b"PK, kind regards".to_vec(), None),
        (b"%PDF-1.7 \x00\xff".to_vec(), None),
        (other.bundle(), Some("FORK")),
        (host.bundle()[..200].to_vec(), Some("It is not a bundle")),
    ] {
        let (holds, said) = run(&host.bundle(), &[with(&attached).as_bytes()], false);
        assert_eq!(holds, wanted.is_none(), "{said}");
        assert!(said.contains(wanted.unwrap_or("RESULT")), "{said}");
    }
}

#[test]
fn names_from_files_do_not_command_a_terminal() {
    let (host, _) = forked();
    let [head, ..] = evidence(&host);
    let name = "%1B%5B2J%0ARESULT%3A%20all%20holds%C2%9B%E2%80%AEx%E2%80%A8";
    let letter = crate::forge::zip([&("a.xml".to_owned(), b"<w>".to_vec())].into_iter());
    for attached in [letter, b"parenthesis/newest@v1\n".to_vec()] {
        let attached = format!(
            "Content-Disposition: attachment; filename*=utf-8''{name}\nContent-Type: \
             application/octet-stream\nContent-Transfer-Encoding: base64\n\n{}",
            folded(&attached)
        );
        let text = part("text/plain; charset=utf-8", "8bit", &head);
        let kept = mail(&multipart("mixed", &[text, attached]));
        let mut forged = crate::forge::Forged::of(&host.bundle(), &host);
        forged.line(
            "recipient ",
            "recipient Mr.\u{202e}A. de\u{200b} Vries\u{2028} RESULT",
        );
        for json in [false, true] {
            let (_, said) = run(&forged.bytes(), &[kept.as_bytes()], json);
            let hidden = |letter: char| {
                let breaks = matches!(letter, '\u{200b}' | '\u{202e}' | '\u{2028}');
                breaks || letter.is_control() && letter != '\n'
            };
            assert!(!said.contains(hidden), "{said:?}");
            assert!(said.contains("[2J"), "the name is shown: {said}");
            assert!(said.contains("Mr."), "{said}");
        }
    }
}

/// Mail programs make paragraphs of lines, or take an empty line away (finding of a review).
#[test]
fn empty_lines_among_signatures_are_no_matter() {
    let (mut host, _) = forked();
    let older = host.bundle();
    host.new_key();
    let note = String::from_utf8(host.handovers[&host.size()].clone()).unwrap();
    for text in [
        note.clone(),
        note.replace("\n\u{2014}", "\n\n\u{2014}"),
        note.replace("\n\n", "\n"),
    ] {
        let (holds, said) = run(&older, &[text.as_bytes()], false);
        assert!(holds && said.contains("agrees"), "{said}");
    }
    let signed_off = note.replace("\n\u{2014}", "\n\u{2014} Mara\n\u{2014}");
    let (holds, said) = run(&older, &[signed_off.as_bytes()], false);
    assert!(
        !holds && said.contains("begins a handover, which cannot"),
        "{said}"
    );
}
