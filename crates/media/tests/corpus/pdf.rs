//! PDFs as programs write them, with objects in the open or packed.

use super::Noise;
use super::pictures::{exif, jpeg, jpeg_with, packed};

pub const CATALOGUE: &str = "<< /Type /Catalog /Pages 2 0 R >>";
pub const PAGES: &str = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>";
pub const PAGE: &str =
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Contents 4 0 R /Resources << >> >>";
const INFO: &str =
    "<< /Author (Mara) /Title <FEFF0042007200690065 0066> /Creator (Writer \\(7\\)) >>";

/// A stream with its keys.
pub fn stream(keys: &str, data: &[u8]) -> Vec<u8> {
    let length = data.len();
    [
        format!("<< {keys} /Length {length} >>\nstream\n").as_bytes(),
        data,
        b"\nendstream",
    ]
    .concat()
}

/// The objects as a PDF with a table; they count from one, the first is the catalogue.
pub fn with_table(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (object, number) in objects.iter().zip(1..) {
        table.push_str(&format!("{:010} 00000 n \n", bytes.len()));
        bytes.extend(format!("{number} 0 obj\n").into_bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let at = bytes.len();
    let size = objects.len() + 1;
    bytes.extend(table.into_bytes());
    bytes.extend(
        format!("trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{at}\n%%EOF\n")
            .into_bytes(),
    );
    bytes
}

pub fn text_page() -> Vec<u8> {
    stream(
        "/Filter /FlateDecode",
        &packed(b"BT /F1 12 Tf 20 20 Td (Dear Elias) Tj ET"),
    )
}

/// A letter of one page, with these keys in its catalogue and these objects from the fifth on.
pub fn letter(catalogue: &str, more: &[Vec<u8>]) -> Vec<u8> {
    let catalogue = CATALOGUE.replace(" >>", &format!(" {catalogue} >>"));
    let mut objects = vec![catalogue.into(), PAGES.into(), PAGE.into(), text_page()];
    objects.extend(more.iter().cloned());
    with_table(&objects, "")
}

/// A letter whose objects one to three are packed into a stream, with a stream as its table.
pub fn packed_letter(catalogue: &str, keys: &str, wrap: fn(&[u8]) -> Vec<u8>) -> Vec<u8> {
    let catalogue = CATALOGUE.replace(" >>", &format!(" {catalogue} >>"));
    let goal = "<< /S /GoTo /D [3 0 R /Fit] >>";
    let objects = [(1, catalogue.as_str()), (2, PAGES), (3, PAGE), (6, goal)];
    let (mut pairs, mut texts) = (String::new(), String::new());
    for (number, text) in objects {
        pairs.push_str(&format!("{number} {} ", texts.len()));
        texts.push_str(text);
        texts.push(' ');
    }
    let body = wrap(format!("{pairs}{texts}").as_bytes());
    let keys = format!("/Type /ObjStm /N 4 /First {} {keys}", pairs.len());
    let mut bytes = b"%PDF-1.5\n%\xE2\xE3\xCF\xD3\n".to_vec();
    let text_at = bytes.len() as u32;
    bytes.extend([b"4 0 obj\n".to_vec(), text_page(), b"\nendobj\n".to_vec()].concat());
    let objects_at = bytes.len() as u32;
    bytes.extend(
        [
            b"5 0 obj\n".to_vec(),
            stream(&keys, &body),
            b"\nendobj\n".to_vec(),
        ]
        .concat(),
    );
    let table_at = bytes.len() as u32;
    let entry =
        |kind: u8, field: u32, index: u8| [&[kind][..], &field.to_be_bytes(), &[index]].concat();
    let table = [
        entry(0, 0, 255),
        entry(2, 5, 0),
        entry(2, 5, 1),
        entry(2, 5, 2),
        entry(1, text_at, 0),
        entry(1, objects_at, 0),
        entry(2, 5, 3),
        entry(1, table_at, 0),
    ]
    .concat();
    let table = stream(
        "/Type /XRef /Size 8 /W [1 4 1] /Root 1 0 R /Filter /FlateDecode",
        &packed(&table),
    );
    bytes.extend([b"7 0 obj\n".to_vec(), table, b"\nendobj\n".to_vec()].concat());
    bytes.extend(format!("startxref\n{table_at}\n%%EOF\n").into_bytes());
    bytes
}

pub fn letters85(bytes: &[u8]) -> Vec<u8> {
    let mut letters = Vec::new();
    for group in bytes.chunks(4) {
        let mut four = [0; 4];
        four[..group.len()].copy_from_slice(group);
        let mut number = u32::from_be_bytes(four);
        let mut five = [0; 5];
        for letter in five.iter_mut().rev() {
            *letter = b'!' + (number % 85) as u8;
            number /= 85;
        }
        letters.extend(&five[..=group.len()]);
    }
    letters.extend(b"~>");
    letters
}

pub fn digits(bytes: &[u8]) -> Vec<u8> {
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    [digits.as_bytes(), b">"].concat()
}

pub const FLATE: &str = "/Filter /FlateDecode";
pub const LETTERED: &str = "/Filter [/ASCII85Decode /FlateDecode]";

/// A picture as programs put it into a PDF: the file of the camera as it is.
pub fn photo_object(segments: &[(u8, Vec<u8>)]) -> Vec<u8> {
    let photo = jpeg_with(&jpeg(16, 16), segments);
    stream(
        "/Type /XObject /Subtype /Image /Width 16 /Height 16 /ColorSpace /DeviceRGB \
         /BitsPerComponent 8 /Filter /DCTDecode",
        &photo,
    )
}

/// EXIF without a place.
fn placeless() -> Vec<u8> {
    let mut exif = exif(1);
    let at = exif
        .windows(2)
        .position(|tag| tag == 0x8825_u16.to_le_bytes())
        .expect("a place");
    exif[at..at + 2].copy_from_slice(&0x8769_u16.to_le_bytes());
    [b"Exif\0\0".to_vec(), exif].concat()
}

/// PDFs that are taken as they are.
pub fn fine() -> Vec<(&'static str, Vec<u8>)> {
    let objects = || {
        vec![
            CATALOGUE.into(),
            PAGES.into(),
            PAGE.into(),
            text_page(),
            INFO.into(),
        ]
    };
    let link = "<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://example.org/) >> >>";
    vec![
        ("letter", letter("", &[])),
        ("with-properties", with_table(&objects(), "/Info 5 0 R")),
        ("packed", packed_letter("", FLATE, packed)),
        (
            "packed-in-letters",
            packed_letter("", LETTERED, |bytes| letters85(&packed(bytes))),
        ),
        (
            "opens-at-page",
            letter("/OpenAction [3 0 R /XYZ null null 0]", &[]),
        ),
        (
            "opens-by-going",
            letter("/OpenAction<</S/GoTo/D[3 0 R/Fit]>>", &[]),
        ),
        (
            "opens-by-reference",
            letter(
                "/OpenAction 5 0 R",
                &[b"<< /S /GoTo /D [3 0 R /Fit] >>".to_vec()],
            ),
        ),
        (
            "packed-opens-by-reference",
            packed_letter("/OpenAction 6 0 R", FLATE, packed),
        ),
        ("with-link", letter("", &[link.into()])),
        ("with-form", letter("/AcroForm << /Fields [] >>", &[])),
        (
            "with-photo",
            letter("", &[photo_object(&[(0xE1, placeless())])]),
        ),
        (
            "noise",
            letter(
                "",
                &[stream("", &Noise(5).take(40_000).collect::<Vec<_>>())],
            ),
        ),
    ]
}
