//! The canonical layout of a plan's text: what it looks like, and that it changes nothing else.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

use crate::common::{TODAY, root};
use plan::{ParentingPlan, format};

/// The text is laid out like this, and stays so.
fn check(text: &str, expected: &str) {
    let formatted = format(text).unwrap_or_else(|problems| panic!("{problems}\n{text}"));
    assert_eq!(formatted, expected, "{text}");
    assert_eq!(format(&formatted).unwrap(), expected);
}

#[test]
fn keys_and_tables_stand_in_the_documented_order() {
    check(
        "from=2026-09-07\nedition =1\n[[clause]]\nalways='mara'\nid='a'\n[handover.to.mara]\nbag='b'\n\
         place='p'\n[[child]]\nname='N'\nid='n'\n[[clause]]\nid='b'\n[[parent]]\nzone='UTC'\nid='m'\n",
        "edition = 1\nfrom = 2026-09-07\n\n[[parent]]\nid = 'm'\nzone = 'UTC'\n\n[[child]]\nid = 'n'\n\
         name = 'N'\n\n[handover.to.mara]\nplace = 'p'\nbag = 'b'\n\n[[clause]]\nid = 'a'\n\
         always = 'mara'\n\n[[clause]]\nid = 'b'\n",
    );
    check(
        "[[clause]]\nid='a'\n[clause.handover]\nplace='p'\n[clause.nights]\nchange='08:30'\n",
        "[[clause]]\nid = 'a'\n\n[clause.nights]\nchange = '08:30'\n\n[clause.handover]\nplace = 'p'\n",
    );
}

#[test]
fn what_is_not_known_keeps_its_place_at_the_end() {
    check(
        "zebra=1\nedition=1\nape=2\n[zoo]\nz=1\na=2\n[[clause]]\nb=1\nid='a'\na=1\n",
        "edition = 1\nzebra = 1\nape = 2\n\n[[clause]]\nid = 'a'\nb = 1\na = 1\n\n[zoo]\nz = 1\na = 2\n",
    );
}

#[test]
fn space_is_regular() {
    check(
        "  edition=1\r\n\r\n\r\n  [ handover . to . \"mara\" ]\r\n\tplace = { en='p',nl= 'q' }",
        "edition = 1\n\n[handover.to.\"mara\"]\nplace = { en = 'p', nl = 'q' }\n",
    );
    check(
        "a . b = [ 1,2,\n3 ]\nc={}\nd=[ ]",
        "a.b = [1, 2, 3]\nc = {}\nd = []\n",
    );
    check("", "");
    check("\n\n", "");
    check("edition = 1", "edition = 1\n");
}

#[test]
fn a_long_list_has_one_entry_a_line() {
    let entry = "\"tue 16:00 - 18:30\"";
    let list = |count: usize| vec![entry; count].join(",");
    check(
        &format!("windows=[{}]", list(4)),
        &format!("windows = [{}]\n", list(4).replace(',', ", ")),
    );
    let lines = format!("  {entry},\n").repeat(5);
    check(
        &format!("windows=[{}]", list(5)),
        &format!("windows = [\n{lines}]\n"),
    );
    check(
        &format!("weekly={{windows=[{}],every=2}}", list(5)),
        &format!("weekly = {{ windows = [\n{lines}], every = 2 }}\n"),
    );
    check(
        &format!("spans=[{{a=[{}]}},{{a=[1]}}]", list(6)),
        &format!(
            "spans = [\n  {{ a = [\n{}  ] }},\n  {{ a = [1] }},\n]\n",
            format!("    {entry},\n").repeat(6)
        ),
    );
    check(
        &format!("weekly={{parent='elias',windows=[{}],every=2}}", list(4)),
        &format!(
            "weekly = {{ parent = 'elias', windows = [{}], every = 2 }}\n",
            list(4).replace(',', ", ")
        ),
    );
    let long = "x".repeat(200);
    check(
        &format!("sentence={{en='{long}'}}"),
        &format!("sentence = {{ en = '{long}' }}\n"),
    );
}

#[test]
fn the_value_of_a_text_stays_as_it_is() {
    check("a='''x\r\n  y'''\r\nb=1", "a = '''x\r\n  y'''\nb = 1\n");
    check("a=[\"\"\"x\ny\"\"\"]", "a = [\n  \"\"\"x\ny\"\"\",\n]\n");
    check(
        "a=0x1F\nb=1_000\nc=2027-02-01 10:00:00",
        "a = 0x1F\nb = 1_000\nc = 2027-02-01 10:00:00\n",
    );
}

#[test]
fn comments_stay_where_they_belong() {
    check(
        "# Our plan\n\n#:schema x\n\n\n# of the title\ntitle='A'  # t\n#e\nedition=1# f\n",
        "# Our plan\n\n#:schema x\n\n# of the title\n\n#e\nedition = 1 # f\ntitle = 'A' # t\n",
    );
    check(
        "# top\n[[clause]] # c\n# id\nid='a'\n# under a\n\n# over b\n[[clause]]\nid='b'\n# under b\n\n\n# end",
        "# top\n[[clause]] # c\n# id\nid = 'a'\n# under a\n\n# over b\n[[clause]]\nid = 'b'\n# under b\n\n# end\n",
    );
    check(
        "# top\n[[clause]]\nid='a'\n# under a\n\n# over p\n[[parent]]\nid='m'\n# under p",
        "# top\n\n# over p\n[[parent]]\nid = 'm'\n# under p\n\n[[clause]]\nid = 'a'\n# under a\n",
    );
    check("# only this", "# only this\n");
    check("\n\n# a\n\n\n# b\n\n", "# a\n\n# b\n");
}

#[test]
fn comments_inside_lists_and_tables_stay_beside_their_entry() {
    check(
        "a=[ # open\n1 # one\n, # more\n# two\n2, # after\n# end\n]",
        "a = [\n  # open\n  1, # one\n  # more\n  # two\n  2, # after\n  # end\n]\n",
    );
    check("a=[# nothing\n]", "a = [\n  # nothing\n]\n");
    check(
        "a={b=1,# one\n# two\nc=[3,# three\n]}",
        "a = {\n  b = 1, # one\n  # two\n  c = [\n    3, # three\n  ],\n}\n",
    );
}

#[test]
fn a_text_that_is_not_toml_has_the_problems_of_reading() {
    let check = |text: &str| {
        let read = ParentingPlan::read(text, TODAY).unwrap_err();
        assert_eq!(format(text).unwrap_err(), read);
    };
    check("edition = \n[[\n");
    check("a = 1\na = 2\n");
    check(&"x".repeat(plan::limits::TEXT_BYTES_MAX + 1));
    check(&format!("a = {}", "[".repeat(100_000)));
}

#[test]
fn the_example_plans_are_formatted() {
    for entry in std::fs::read_dir(root().join("examples/plans")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "toml") {
            let text = std::fs::read_to_string(&path).unwrap();
            assert_eq!(format(&text).unwrap(), text, "{}", path.display());
        }
    }
}
