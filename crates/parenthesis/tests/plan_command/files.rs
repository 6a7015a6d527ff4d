//! Commands that write plan files: `plan fmt` and `plan new`, and the schema beside them.

use std::fs;

use crate::{PLAN, run_in};

#[test]
fn fmt_replaces_a_file_and_leaves_the_rest_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("plan.toml");
    let untidy = PLAN.replace(" = ", "=").replace('\n', "\r\n");
    fs::write(&file, &untidy).unwrap();
    let mut permissions = fs::metadata(&file).unwrap().permissions();
    #[cfg(unix)]
    std::os::unix::fs::PermissionsExt::set_mode(&mut permissions, 0o640);
    fs::set_permissions(&file, permissions).unwrap();
    let permissions = fs::metadata(&file).unwrap().permissions();

    let checked = run_in(folder.path(), &["fmt", "--check", "plan.toml"], "");
    assert_eq!((checked.code, checked.out.as_str()), (1, ""));
    assert_eq!(checked.err, "plan.toml is not in the usual layout.\n");
    assert_eq!(fs::read_to_string(&file).unwrap(), untidy);

    let piped = run_in(folder.path(), &["fmt", "-"], untidy);
    assert_eq!((piped.code, piped.out.as_str()), (0, PLAN));

    let ran = run_in(folder.path(), &["fmt", "plan.toml"], "");
    assert_eq!((ran.code, ran.out + &ran.err), (0, String::new()));
    assert_eq!(fs::read_to_string(&file).unwrap(), PLAN);
    assert_eq!(fs::metadata(&file).unwrap().permissions(), permissions);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    assert_eq!(
        run_in(folder.path(), &["fmt", "--check", "plan.toml"], "").code,
        0
    );
}

#[test]
fn fmt_goes_on_after_a_file_that_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("bad.toml"), "edition = \n").unwrap();
    fs::write(folder.path().join("good.toml"), "edition=1").unwrap();
    let ran = run_in(
        folder.path(),
        &["fmt", "bad.toml", "none.toml", "good.toml"],
        "",
    );
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(ran.err.starts_with("bad.toml:1:"), "{}", ran.err);
    assert!(
        ran.err.contains("none.toml could not be read"),
        "{}",
        ran.err
    );
    let good = fs::read_to_string(folder.path().join("good.toml")).unwrap();
    assert_eq!(good, "edition = 1\n");
}

#[test]
fn new_writes_a_sound_plan_and_overwrites_none() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| run_in(folder.path(), arguments, "");
    let people = [
        "--parent",
        "Mara",
        "--parent",
        "Elias",
        "--child",
        "Noor 2019-05-21",
    ];
    let new = [
        "new",
        "--template",
        "2-2-5-5",
        "--start",
        "2027-02-01",
        "--out",
        "a.toml",
    ];
    let new = [&new[..], &people].concat();
    let ran = run(&new);
    assert_eq!((ran.code, ran.out + &ran.err), (0, String::new()));
    assert_eq!(run(&["check", "a.toml"]).code, 0);
    assert_eq!(run(&["fmt", "--check", "a.toml"]).code, 0);
    let again = run(&new);
    assert_eq!(again.code, 1);
    assert!(again.err.contains("it exists already"), "{}", again.err);
    // A date that nobody states fits every schedule.
    let printed = run(&["new", "--template", "alternate-weekends"]);
    assert_eq!(printed.code, 0, "{}", printed.err);
    let checked = run_in(folder.path(), &["check", "-"], printed.out);
    assert_eq!(checked.code, 0, "{}", checked.err);
}

#[test]
fn new_lists_templates_and_says_what_cannot_be() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| run_in(folder.path(), arguments, "");
    let listed = run(&["new"]);
    assert_eq!(listed.out.lines().count(), plan::templates().len());
    let refused = |arguments: &[&str], says: &str| {
        let ran = run(&[&["new", "--template"][..], arguments].concat());
        assert_eq!((ran.code, ran.out.as_str()), (1, ""));
        assert!(ran.err.contains(says), "{}", ran.err);
    };
    refused(&["5-5"], "There is no template `5-5`.");
    refused(
        &["every-weekend", "--start", "2027-02-02"],
        "nearest such days are 2027-02-01 and 2027-02-08",
    );
    refused(&["2-2-3", "--parent", "Mara"], "--parent twice");
    refused(
        &["2-2-3", "--child", "Noor 2190-01-01"],
        "Noor's date of birth",
    );
}

#[test]
fn the_schema_is_printed() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run_in(folder.path(), &["schema"], "").out, plan::SCHEMA);
}
