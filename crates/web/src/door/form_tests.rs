//! Tests of the forms at the door.

use super::*;

fn join(mail: &str, pass: &str, again: &str) -> Vec<(&'static str, Wrong)> {
    let form = JoinForm::from_pairs([("mail", mail), ("pass", pass), ("again", again)]);
    match form.parse(&["Noor"]) {
        Ok(_) => Vec::new(),
        Err((kept, errors)) => {
            assert_eq!(kept, mail, "what was typed is kept");
            errors
                .into_iter()
                .map(|error| (error.field, error.wrong))
                .collect()
        }
    }
}

#[test]
fn each_bad_field_is_named_with_what_is_wrong() {
    let long = "x".repeat(201);
    let endless = format!("{}@example.org", "x".repeat(250));
    let good = "four words are enough";
    type Case<'a> = (&'a str, &'a str, &'a str, &'a [(&'a str, Wrong)]);
    let cases: [Case<'_>; 15] = [
        ("elias@example.org", good, good, &[]),
        (
            "  elias@example.org ",
            " wet umbrella ",
            " wet umbrella ",
            &[],
        ),
        ("élias@example.org", good, good, &[]),
        ("", good, good, &[("mail", Wrong::NoMail)]),
        ("elias", good, good, &[("mail", Wrong::BadMail)]),
        ("@example.org", good, good, &[("mail", Wrong::BadMail)]),
        ("elias@", good, good, &[("mail", Wrong::BadMail)]),
        ("a@b@c", good, good, &[("mail", Wrong::BadMail)]),
        (
            "e lias@example.org",
            good,
            good,
            &[("mail", Wrong::BadMail)],
        ),
        (
            "elias@example.org\r\nBcc: x",
            good,
            good,
            &[("mail", Wrong::BadMail)],
        ),
        (&endless, good, good, &[("mail", Wrong::BadMail)]),
        ("e@example.org", "", "", &[("pass", Wrong::NoPassword)]),
        (
            "e@example.org",
            "elf tekens!",
            "elf tekens!",
            &[("pass", Wrong::Short { found: 11 })],
        ),
        ("e@example.org", &long, &long, &[("pass", Wrong::Long)]),
        (
            "e@example.org",
            good,
            "Four words are enough",
            &[("again", Wrong::NotTheSame)],
        ),
    ];
    for (mail, pass, again, wrongs) in cases {
        assert_eq!(join(mail, pass, again), wrongs, "{mail:?} {pass:?}");
    }
}

#[test]
fn all_that_is_wrong_is_said_at_once() {
    assert_eq!(
        join("elias", "short", "other"),
        [
            ("mail", Wrong::BadMail),
            ("pass", Wrong::Short { found: 5 })
        ]
    );
}

/// The main adversary knows birth dates, names and the address.
#[test]
fn what_somebody_close_would_guess_is_not_taken() {
    let guessed = [
        "password1234",
        "passwordpassword",
        "qwertyuiop123",
        "aaaaaaaaaaaaaaaa",
        "elias@example.org",
        "EliasExample1",
        "NoorElias2015",
        "noornoornoor",
        "Noor21052019",
        "parenthesis1",
        "            ",
        "wachtwoordje",
        "Welkom2026!!",
    ];
    for pass in guessed {
        assert_eq!(
            join("elias@example.org", pass, pass),
            [("pass", Wrong::Guessable)],
            "{pass}"
        );
    }
    for pass in [
        "two homes, one childhood",
        "Noor walks a green bicycle",
        "kv7-hfq2-wp0z",
    ] {
        assert_eq!(join("elias@example.org", pass, pass), [], "{pass}");
    }
}

#[test]
fn the_address_is_trimmed_and_the_password_is_not() {
    let pass = " twelve green chars ";
    let form = JoinForm::from_pairs([("mail", " e@example.org "), ("pass", pass), ("again", pass)]);
    let draft = form.parse(&[]).ok();
    assert_eq!(
        draft.map(|draft| draft.mail),
        Some("e@example.org".to_owned())
    );
    assert_eq!(
        join("e@example.org", pass, pass.trim()),
        [("again", Wrong::NotTheSame)]
    );
}

#[test]
fn signing_in_asks_only_that_both_are_typed() {
    let sign_in = |mail: &str, pass: &str| {
        let form = SignInForm::from_pairs([("mail", mail), ("pass", pass), ("next", "/x")]);
        form.parse()
            .map(|(mail, _)| mail)
            .map_err(|(_, errors)| errors)
    };
    assert_eq!(
        sign_in("not an address", "x"),
        Ok("not an address".to_owned())
    );
    let fields = |errors: Vec<FieldError>| errors.iter().map(|e| e.field).collect::<Vec<_>>();
    assert_eq!(sign_in(" ", "").map_err(fields), Err(vec!["mail", "pass"]));
    assert_eq!(
        sign_in("e@example.org", "").map_err(fields),
        Err(vec!["pass"])
    );
}

#[test]
fn refusals_that_are_about_a_field_go_to_it() {
    let field = |error| join_field(&error).map(|found| (found.field, found.wrong));
    assert_eq!(
        field(JoinError::EmailTaken),
        Some(("mail", Wrong::MailTaken))
    );
    assert_eq!(field(JoinError::BadEmail), Some(("mail", Wrong::BadMail)));
    assert_eq!(field(JoinError::Gone), None);
}
