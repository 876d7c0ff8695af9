//! Workbooks that are larger than they look: every bound is met before anything is built.

use std::io::{Cursor, Write as _};

use rstest::rstest;
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::tabellen::Tabel;

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
const ROOT: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;
const HEAD: &str = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>gemeente</t></is></c><c r="B1" t="inlineStr"><is><t>wijk</t></is></c><c r="C1" t="inlineStr"><is><t>groep</t></is></c><c r="D1" t="inlineStr"><is><t>nummer</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>Zoetermeer</t></is></c><c r="B2" t="inlineStr"><is><t>Rokkeveen</t></is></c><c r="C2" t="inlineStr"><is><t>Akelei</t></is></c><c r="D2"><v>612340101</v></c></row>"#;

/// A workbook of these parts; what is not given is as it usually is.
fn workbook(sheet: &str, shared: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let parts: [(&str, &[u8]); 6] = [
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", ROOT.as_bytes()),
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ("xl/sharedStrings.xml", shared.as_bytes()),
    ];
    for (name, bytes) in parts.into_iter().chain(more.iter().copied()) {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn sheet(before: &str, rows: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{before}<sheetData>{HEAD}{rows}</sheetData></worksheet>"#
    )
}

const NO_TEXTS: &str =
    r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="0" uniqueCount="0"/>"#;

/// Imports it in a process that gets no more than three gigabytes of addresses.
async fn import(bytes: &[u8]) -> (bool, String) {
    let tabel = Tabel::new().await;
    std::fs::write(tabel.path("a.xlsx"), bytes).unwrap();
    let output = std::process::Command::new("sh")
        .args(["-c", "ulimit -v 3000000; exec \"$0\" import a.xlsx", env!("CARGO_BIN_EXE_heterdaad")])
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("DATABASE_URL", &tabel.database.url)
        .current_dir(tabel.database.folder())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code().is_some(), "it was ended from outside: {said}");
    assert!(!said.contains("panicked"), "{said}");
    (output.status.success(), said)
}

#[tokio::test]
async fn what_a_workbook_says_of_its_size_costs_nothing() {
    let lies = r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="99999999999" uniqueCount="999999999"></sst>"#;
    let (good, said) = import(&workbook(&sheet(r#"<dimension ref="A1:XFD1048576"/>"#, ""), lies, &[])).await;
    assert!(good && said.starts_with("1 rows, 1 groups imported."), "{said}");
}

#[rstest]
// Something in the last cell of the sheet: a row as any other, and a column too far.
#[case(r#"<row r="1048576"><c r="A1048576"><v>1</v></c></row>"#, "line 1048576: an unknown gemeente: '1'")]
#[case(r#"<row r="3"><c r="XFD3"><v>1</v></c></row>"#, "line 3: holds something in column 16384")]
#[case(r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#, "line 1048576: holds something in column 16384")]
#[case(r#"<row r="3"><c r="A4294967295"><v>1</v></c></row>"#, "a cell stands beyond its end")]
#[case(r#"<row r="3"><c r="ZZZZZZZZZZZZZZZZZZZZ3"><v>1</v></c></row>"#, "a cell stands nowhere")]
#[case(r#"<row r="3"><c r="3"><v>1</v></c></row>"#, "a cell stands nowhere")]
#[case(r#"<row r="3"><c r="A3" t="s"><v>7</v></c></row>"#, "a text that is not there")]
#[tokio::test]
async fn a_cell_at_the_end_of_the_sheet_is_one_mistake(#[case] rows: &str, #[case] why: &str) {
    let (good, said) = import(&workbook(&sheet("", rows), NO_TEXTS, &[])).await;
    assert!(!good && said.contains(why), "{said}");
}

#[tokio::test]
async fn empty_cells_to_the_end_of_the_sheet_are_nothing() {
    let rows = r#"<row r="1048575" s="1" customFormat="1"/><row r="1048576"><c r="A1048576" s="0"/><c r="XFD1048576" s="0"/></row>"#;
    let (good, said) = import(&workbook(&sheet("", rows), NO_TEXTS, &[])).await;
    assert!(good && said.starts_with("1 rows"), "{said}");
}

#[rstest]
#[case("xl/worksheets/sheet1.xml")]
#[case("xl/sharedStrings.xml")]
#[tokio::test]
async fn what_unpacks_to_a_multiple_is_refused(#[case] part: &str) {
    let long = "x".repeat(80 * 1024 * 1024);
    let bytes = if part.ends_with("sheet1.xml") {
        workbook(&sheet("", &format!("<!--{long}-->")), NO_TEXTS, &[])
    } else {
        workbook(&sheet("", ""), &format!("<sst><si><t>{long}</t></si></sst>"), &[])
    };
    assert!(bytes.len() < 1024 * 1024, "it is small as a file");
    let (good, said) = import(&bytes).await;
    assert!(!good && said.contains("too large once unpacked"), "{said}");
}

#[tokio::test]
async fn one_long_text_in_every_cell_is_refused() {
    let long = "x".repeat(32_000);
    let rows: String =
        (3..9_000).map(|line| format!(r#"<row r="{line}"><c r="A{line}" t="s"><v>0</v></c></row>"#)).collect();
    let shared = format!("<sst><si><t>{long}</t></si></sst>");
    let (good, said) = import(&workbook(&sheet("", &rows), &shared, &[])).await;
    assert!(!good && said.contains("holds too much"), "{said}");
}

#[tokio::test]
async fn too_many_rows_and_too_many_texts_are_refused() {
    let rows: String =
        (3..12_000).map(|line| format!(r#"<row r="{line}"><c r="A{line}"><v>1</v></c></row>"#)).collect();
    let (good, said) = import(&workbook(&sheet("", &rows), NO_TEXTS, &[])).await;
    assert!(!good && said.contains("more than 10000 rows"), "{said}");
    let texts = format!("<sst>{}</sst>", "<si/>".repeat(1_000_001));
    let (good, said) = import(&workbook(&sheet("", ""), &texts, &[])).await;
    assert!(!good && said.contains("more than 1000000 texts"), "{said}");
}

#[tokio::test]
async fn a_file_that_is_too_large_or_no_workbook_says_so() {
    let many: Vec<(String, Vec<u8>)> = (0..600).map(|n| (format!("xl/media/{n}.png"), vec![0])).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let (good, said) = import(&workbook(&sheet("", ""), NO_TEXTS, &many)).await;
    assert!(!good && said.contains("holds 606 files"), "{said}");
    for (bytes, why) in [
        (vec![0; 9 * 1024 * 1024], "at most 8388608 are read"),
        (vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "it has a password, or is an old .xls"),
        (b"PK\x03\x04".to_vec(), "this is no XLSX"),
        (workbook("<worksheet><sheetData><row", NO_TEXTS, &[]), "the first sheet cannot be read"),
        (Vec::new(), "this is no XLSX"),
    ] {
        let (good, said) = import(&bytes).await;
        assert!(!good && said.contains(why), "{said}");
    }
}

#[rstest]
#[case("a.csv", "gemeente;wijk;groep;nummer\n".to_owned() + &"x;x;x;x\n".repeat(10_001), "more than 10000 rows")]
#[case("b.csv", format!("gemeente;wijk;groep;nummer\n{}\n", "x;".repeat(101) + "x"), "has 102 columns")]
#[case("c.csv", "x".repeat(9 * 1024 * 1024), "at most 8388608 are read")]
#[case("d.csv", format!("gemeente;wijk;groep;nummer\n{}", "Delft;x;x;x\n".repeat(9_000)), "more mistakes after this one")]
#[tokio::test]
async fn a_text_has_the_same_bounds(#[case] name: &str, #[case] contents: String, #[case] why: &str) {
    let tabel = Tabel::new().await;
    let (good, said) = tabel.import(name, contents.as_bytes());
    assert!(!good && said.contains(why), "{}", &said[said.len().saturating_sub(500)..]);
    assert!(said.len() < 200_000, "{} bytes were said", said.len());
}
