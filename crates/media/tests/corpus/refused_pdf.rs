//! PDFs that must be refused, each with the reason.

use media::{Active, Kind, Refused};

use super::archive;
use super::pdf::{
    CATALOGUE, FLATE, LETTERED, PAGE, PAGES, digits, letter, letters85, packed_letter,
    photo_object, stream, text_page, with_table,
};
use super::pictures::{exif, packed, xmp};

/// A name, the PDF, why it is refused.
pub type Case = (&'static str, Vec<u8>, Refused);

const SCRIPT: &str = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>";

pub fn all() -> Vec<Case> {
    [
        scripts(),
        beyond_pages(),
        by_itself(),
        places(),
        other_files(),
        odd(),
    ]
    .concat()
}

/// Something packed that is not said to be objects.
fn hidden(data: &[u8]) -> Vec<u8> {
    let keys = "/Type /Metadata /Filter /FlateDecode";
    letter("", &[stream(keys, &packed(data))])
}

fn broken(bytes: &[u8]) -> Vec<u8> {
    let mut packed = packed(bytes);
    let end = packed.len() - 4;
    packed.truncate(end);
    packed.extend([0xFF; 40]);
    packed
}

fn lettered(bytes: &[u8]) -> Vec<u8> {
    letters85(&packed(bytes))
}

fn twice(bytes: &[u8]) -> Vec<u8> {
    packed(&packed(bytes))
}

fn scripts() -> Vec<Case> {
    let at_opening = format!("/OpenAction {SCRIPT}");
    let somewhere = format!("/A {SCRIPT}");
    let wrapped = |keys, wrap| packed_letter(&somewhere, keys, wrap);
    let spelled = "/Names << /A << /S /J#61vaScript >> >>";
    let parts = [b"<< /S 6 0 R >>".to_vec(), b"/JavaScript".to_vec()];
    let comment = format!("null % {SCRIPT}").into_bytes();
    let files = vec![
        ("script", letter(&at_opening, &[])),
        ("script-spelled", letter(spelled, &[])),
        ("script-by-reference", letter("/A 5 0 R", &parts)),
        ("script-packed", wrapped(FLATE, packed)),
        ("script-in-letters", wrapped(LETTERED, lettered)),
        ("script-in-digits", wrapped("/Filter/AHx", digits)),
        ("script-in-85", wrapped("/Filter[/A85]", letters85)),
        ("script-before-damage", wrapped(FLATE, broken)),
        ("script-in-any-stream", hidden(SCRIPT.as_bytes())),
        ("script-in-a-comment", letter("", &[comment])),
    ];
    reason(files, &Refused::PdfActive(Active::Script))
}

fn reason(files: Vec<(&'static str, Vec<u8>)>, why: &Refused) -> Vec<Case> {
    let case = |(name, bytes)| (name, bytes, why.clone());
    files.into_iter().map(case).collect()
}

fn beyond_pages() -> Vec<Case> {
    use Active::*;
    let object = |text: &str| letter("", &[text.into()]);
    let launch = "/OpenAction << /S /Launch /F (cmd.exe) >>";
    let file = stream("/Type /EmbeddedFile", b"MZ");
    let form = "/AcroForm << /XFA [(a) 5 0 R] >>";
    let another = "/OpenAction << /S /GoToR /F (//host/x) >>";
    [
        ("launch", letter(launch, &[]), Launch),
        (
            "files",
            letter("/Names << /EmbeddedFiles 5 0 R >>", &[]),
            Files,
        ),
        ("file", letter("", &[file]), Files),
        (
            "pinned-file",
            object("<< /Subtype /FileAttachment >>"),
            Files,
        ),
        ("form-of-its-own", letter(form, &[]), Form),
        (
            "sends",
            object("<< /S /SubmitForm /F (https://example.org/) >>"),
            Sends,
        ),
        ("fetches", object("<< /S /ImportData >>"), Sends),
        ("opens-another", letter(another, &[]), Opens),
        ("plays", object("<< /Subtype /RichMedia >>"), Plays),
        ("film", object("<< /S /Movie /T (x) >>"), Plays),
    ]
    .map(|(name, bytes, active)| (name, bytes, Refused::PdfActive(active)))
    .into()
}

fn by_itself() -> Vec<Case> {
    let address = "<< /S /URI /URI (https://example.org/read) >>";
    let opens = |with: &str, object: &str| letter(&format!("/OpenAction {with}"), &[object.into()]);
    let packed_opens = format!("/OpenAction {address}");
    let next = "<< /S /GoTo /D [3 0 R /Fit] /Next 5 0 R >>";
    let files = vec![
        ("tells-when-read", opens(address, "null")),
        ("tells-by-reference", opens("5 0 R", address)),
        ("tells-later-on", opens(next, address)),
        (
            "tells-by-a-named-kind",
            opens("<< /GoTo 1 /S 5 0 R >>", "/URI"),
        ),
        ("opens-in-a-circle", opens("5 0 R", "5 0 R")),
        ("opens-nothing", opens("99 0 R", "null")),
        ("at-each-page", letter("/AA << /O << /S /URI >> >>", &[])),
        (
            "packed-tells-when-read",
            packed_letter(&packed_opens, FLATE, packed),
        ),
        (
            "opens-where-no-objects-are",
            hidden(packed_opens.as_bytes()),
        ),
    ];
    reason(files, &Refused::PdfActive(Active::ByItself))
}

fn places() -> Vec<Case> {
    let place = [b"Exif\0\0".to_vec(), exif(1)].concat();
    let far = [vec![0; 300_000], place.clone()].concat();
    let words = stream("/Type /Metadata /Subtype /XML", &xmp());
    let files = vec![
        (
            "place-in-a-photo",
            letter("", &[photo_object(&[(0xE1, place)])]),
        ),
        ("place-in-a-packed-photo", hidden(&far)),
        ("place-as-words", letter("", &[words])),
        ("place-as-packed-words", hidden(&xmp())),
    ];
    reason(files, &Refused::PdfTellsPlace)
}

fn other_files() -> Vec<Case> {
    let fine = letter("", &[]);
    let page = b"%PDF-1.4\n%<html><script>alert(1)</script>\n";
    let files = vec![
        ("archive-behind", [fine.clone(), archive()].concat()),
        ("archive-inside", letter("", &[stream("", &archive())])),
        ("page-in-its-head", [page, &fine[9..]].concat()),
    ];
    reason(files, &Refused::PdfActive(Active::Files))
}

fn odd() -> Vec<Case> {
    let fine = letter("", &[]);
    let objects = [CATALOGUE, PAGES, PAGE].map(|text| text.as_bytes().to_vec());
    let objects = [objects.to_vec(), vec![text_page()]].concat();
    let encrypted = with_table(&objects, "/Encrypt 5 0 R");
    let doubly = "/Filter [/FlateDecode /FlateDecode]";
    let predicted = "/Filter /FlateDecode /DecodeParms << /Predictor 12 >>";
    let files = vec![
        (
            "odd-objects",
            packed_letter("", "/Filter /LZWDecode", <[u8]>::to_vec),
        ),
        ("twice-packed-objects", packed_letter("", doubly, twice)),
        ("predicted-objects", packed_letter("", predicted, packed)),
        ("something-behind", [&fine[..], b"\n<!-- x -->"].concat()),
        ("cut-off", fine[..fine.len() / 2].to_vec()),
        ("head-only", b"%PDF-1.7\n".to_vec()),
        ("version", [b"%PDF-9.9\n", &fine[9..]].concat()),
    ];
    let mut cases = reason(files, &Refused::Unreadable(Kind::Pdf));
    cases.push(("encrypted", encrypted, Refused::PdfEncrypted));
    cases
}
