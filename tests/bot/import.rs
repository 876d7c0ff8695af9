//! The register from and to a table, as files come: any order, any notation, any dress; all or nothing.

use std::path::PathBuf;
use std::process::{Command, Output};

use rstest::rstest;
use rust_xlsxwriter::{Format, Formula, Workbook};

use crate::harness::{Database, Engine};

struct Table {
    database: Database,
}

impl Table {
    async fn new(engine: Engine) -> Self {
        Self { database: Database::new(engine).await }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.database.folder().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_heterdaad"));
        command.args(arguments).env_clear().current_dir(self.database.folder()).env("DATABASE_URL", &self.database.url);
        command.output().unwrap()
    }

    fn import(&self, name: &str, contents: &[u8]) -> (bool, String) {
        std::fs::write(self.path(name), contents).unwrap();
        self.import_file(name)
    }

    fn import_file(&self, name: &str) -> (bool, String) {
        let output = self.run(&["import", name]);
        let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        (output.status.success(), said)
    }

    async fn people(&self) -> Vec<String> {
        let who = "select g.naam || '|' || b.rang || '|' || i.waarde || '|' || coalesce(p.naam, '-') from beheer b join groep g on g.id = b.groep_id join persoon p on p.id = b.persoon_id join identiteit i on i.persoon_id = p.id order by 1";
        self.database.texts(who).await
    }
}

const GOOD: &str = "Gemeente;Wijk;Groepsnaam;Telefoonnummer;Naam;Rang;Leden\r\n\
    Zoetermeer;Rokkeveen;Waterlelie;06-1234 0101;Beheerder Één;;46\r\n\
    Zoetermeer;rokeveen, Oosterheem;Waterlelie;+31 6 12340102;Beheerder Twee;reserve;\r\n\
    \r\n\
    Loosduinen;Waldeck;Strand;0031612340101;;;\r\n";

#[rstest]
#[tokio::test]
async fn a_table_is_taken_whole_and_twice_is_once(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let table = Table::new(engine).await;
    let (good, said) = table.import("a.csv", GOOD.as_bytes());
    assert!(good && said.starts_with("3 rows, 2 groups imported."), "{said}");
    let once = table.people().await;
    assert_eq!(
        once,
        [
            "Strand|hoofd|31612340101|Beheerder Één",
            "Waterlelie|hoofd|31612340101|Beheerder Één",
            "Waterlelie|reserve|31612340102|Beheerder Twee"
        ]
    );
    assert_eq!(table.database.number("select count(*) from persoon where uitgenodigd_ms is not null").await, 2);
    assert_eq!(table.database.number("select count(*) from groep_wijk").await, 3, "one group, two wijken");
    assert!(table.import("a.csv", GOOD.as_bytes()).0);
    assert_eq!(table.people().await, once);
    assert_eq!(table.database.number("select count(*) from groep").await, 2);
    assert_eq!(table.database.number("select count(*) from spoor where daad = 'import'").await, 2);
}

#[rstest]
#[case("commas.csv", b"group,phone,municipality,district,name\nWaterlelie,0612340101,zoetermeer,rokkeveen,Beheerder E".to_vec())]
#[case("bom.csv", [b"\xef\xbb\xbf".as_slice(), b"gemeente;wijk;groep;nummer\nZoetermeer;Rokkeveen;Waterlelie;0612340101\n"].concat())]
#[case("windows-1252.csv", b"gemeente;wijk;groep;nummer;naam\nZoetermeer;Rokkeveen;Waterlelie;0612340101;Ren\xe9e Beheerder\n".to_vec())]
#[case("tabs.csv", b"wijk\tgemeente\tnummer\tgroep\nRokkeveen\tZoetermeer\t612340101\tWaterlelie\n".to_vec())]
#[case("quotes.csv", b"gemeente,wijk,groep,nummer\n\"Zoetermeer\",\"Rokkeveen, Oosterheem\",\"Waterlelie\",\"+31 (0)6 1234 0101\"\n".to_vec())]
#[tokio::test]
async fn a_csv_in_any_dress(#[case] name: &str, #[case] contents: Vec<u8>) {
    let table = Table::new(Engine::Sqlite).await;
    let (good, said) = table.import(name, &contents);
    assert!(good, "{said}");
    let people = table.people().await;
    assert!(people[0].starts_with("Waterlelie|hoofd|31612340101|"), "{people:?}");
    assert!(name != "windows-1252.csv" || people[0].ends_with("Renée Beheerder"), "{people:?}");
}

#[tokio::test]
async fn each_bad_row_is_named_by_its_line_and_nothing_is_taken() {
    let table = Table::new(Engine::Sqlite).await;
    let bad = "gemeente;wijk;groep;nummer;naam;rang;leden\n\
        Zoetermeer;Rokkeveen;Goed;0612340101;Beheerder Een;;\n\
        Zoetermeer;Waldeck;Elders;0612340102;;;\n\
        Delft;Rokkeveen;Delft;0612340103;;;\n\
        Zoetermeer;Rokkeveen;;0612340104;;;\n\
        Zoetermeer;Rokkeveen;Nummer;bel mij 👍;;;\n\
        Zoetermeer;Rokkeveen;Rang;0612340105;;baas;\n\
        Zoetermeer;Rokkeveen;Leden;0612340106;;;veel\n\
        Zoetermeer;Rokkeveen;GOED;06 12340101;;;\n\
        Zoetermeer;Rokkeveen;Naam;0612340101;Beheerder Anders;;\n";
    let (good, said) = table.import("bad.csv", bad.as_bytes());
    assert!(!good);
    for (line, what) in [
        (3, "a wijk that Zoetermeer does not have"),
        (4, "an unknown gemeente"),
        (5, "no name of a group"),
        (6, "no telephone number"),
        (7, "a rank that is not"),
        (8, "members that are no number"),
        (9, "the same group and number as line 2"),
        (10, "the same number as line 2 with another name"),
    ] {
        assert!(said.contains(&format!("line {line}: {what}")), "{said}");
    }
    assert!(said.contains("8 wrong; nothing was imported."), "{said}");
    assert!(!said.contains("06123"), "no number in what it says");
    assert!(!table.path("test.db").exists(), "not even the database was opened");
}

#[tokio::test]
async fn a_dry_run_does_nothing() {
    let table = Table::new(Engine::Sqlite).await;
    std::fs::write(table.path("a.csv"), GOOD).unwrap();
    let output = table.run(&["import", "--dry-run", "a.csv"]);
    assert!(output.status.success());
    assert!(String::from_utf8_lossy(&output.stdout).contains("3 rows, 2 groups: all good. Nothing was imported"));
    assert!(!table.path("test.db").exists());
}

#[rstest]
#[case("leeg.csv", "", "is empty")]
#[case("koppen.csv", "gemeente;wijk;groep;nummer\n", "headings and no rows")]
#[case("zonder.csv", "gemeente;groep\nZoetermeer;Waterlelie\n", "no column wijk, nummer")]
#[case("dubbel.csv", "gemeente;wijk;groep;nummer;telefoon\nx;x;x;x;x\n", "stands there twice")]
#[case("nep.xlsx", "dit is geen werkboek", "this is no XLSX")]
#[case("tabel.pdf", "x", "must end in .csv or .xlsx")]
#[tokio::test]
async fn a_file_that_is_no_such_table_says_why(#[case] name: &str, #[case] contents: &str, #[case] why: &str) {
    let table = Table::new(Engine::Sqlite).await;
    let (good, said) = table.import(name, contents.as_bytes());
    assert!(!good && said.contains(why), "{said}");
}

fn workbook(rows: usize) -> Workbook {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, heading) in ["Naam", "Nummer", "Groep", "Wijk", "Gemeente"].into_iter().enumerate() {
        sheet.write_string(1, u16::try_from(column).unwrap(), heading).unwrap();
    }
    for row in 0..rows {
        let at = u32::try_from(row).unwrap() + 2;
        sheet.write_string(at, 0, "Beheerder Een").unwrap();
        sheet.write_number(at, 1, 612_340_101.0).unwrap();
        sheet.write_string(at, 2, format!("Groep {row}")).unwrap();
        sheet.write_string(at, 3, "Rokkeveen").unwrap();
        sheet.write_string(at, 4, "Zoetermeer").unwrap();
    }
    workbook
}

#[tokio::test]
async fn a_workbook_with_numbers_as_numbers() {
    let table = Table::new(Engine::Sqlite).await;
    workbook(2).save(table.path("a.xlsx")).unwrap();
    let (good, said) = table.import_file("a.xlsx");
    assert!(good, "{said}");
    assert_eq!(table.people().await[0], "Groep 0|hoofd|31612340101|Beheerder Een");
}

#[tokio::test]
async fn formulas_and_merged_cells_are_refused_by_line() {
    let table = Table::new(Engine::Sqlite).await;
    let mut book = workbook(3);
    let sheet = book.worksheet_from_index(0).unwrap();
    sheet.write_formula(3, 1, Formula::new("=612340100+2").set_result("612340102")).unwrap();
    sheet.merge_range(4, 3, 4, 4, "Rokkeveen", &Format::new()).unwrap();
    book.save(table.path("a.xlsx")).unwrap();
    let (good, said) = table.import_file("a.xlsx");
    assert!(!good);
    assert!(said.contains("line 4: holds a formula: paste its value instead"), "{said}");
    assert!(said.contains("line 5: holds merged cells: split them and fill each"), "{said}");
    assert!(!table.path("test.db").exists());
}

#[tokio::test]
async fn fifty_thousand_rows_are_too_many() {
    let table = Table::new(Engine::Sqlite).await;
    workbook(50_000).save(table.path("a.xlsx")).unwrap();
    let (good, said) = table.import_file("a.xlsx");
    assert!(!good && said.contains("more than 10000 rows"), "{said}");
}

#[rstest]
#[tokio::test]
async fn what_is_exported_can_be_imported(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[values("uit.csv", "uit.xlsx")] name: &str,
) {
    let table = Table::new(engine).await;
    assert!(table.import("a.csv", GOOD.as_bytes()).0);
    table.database.execute("update groep set naam = '=1+2', naam_sleutel = '=1+2' where naam = 'Strand'").await;
    let output = table.run(&["export", name]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let before = table.people().await;
    let (good, said) = table.import_file(name);
    assert!(good, "{said}");
    assert_eq!(table.people().await, before);
    if name == "uit.csv" {
        let written = std::fs::read_to_string(table.path(name)).unwrap();
        assert!(written.starts_with("\u{feff}gemeente;wijk;groep;nummer;naam;rang;leden;wabp;stand\n"), "{written}");
        assert!(written.contains(";'=1+2;"), "no spreadsheet takes it for a formula: {written}");
        assert!(
            written.contains(
                "zoetermeer;oosterheem, rokkeveen;Waterlelie;31612340101;Beheerder Één;hoofd;46;;uitgenodigd"
            ),
            "{written}"
        );
    }
    let output = table.run(&["export", "--gemeente", "loosduinen", "ld.csv"]);
    assert!(String::from_utf8_lossy(&output.stdout).starts_with("1 rows written"));
}

#[tokio::test]
async fn the_invitation_has_a_link_and_a_code_to_scan() {
    let table = Table::new(Engine::Sqlite).await;
    std::fs::write(table.path("a.csv"), GOOD).unwrap();
    let output = table.run(&["import", "--whatsapp-number", "06 1234 9999", "a.csv"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("https://wa.me/31612349999?text=Ja%2C%20ik%20ben%20beheerder"), "{said}");
    assert!(said.contains('█'), "drawn in the terminal");
    for (file, begin) in [("poster.svg", b"<?xml".as_slice()), ("poster.png", b"\x89PNG".as_slice())] {
        let output = table.run(&["qr", "--whatsapp-number", "0612349999", file]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(std::fs::read(table.path(file)).unwrap().starts_with(begin), "{file}");
    }
    assert!(!table.run(&["qr", "--whatsapp-number", "bel mij", "x.svg"]).status.success());
    assert!(!table.run(&["qr", "--whatsapp-number", "0612349999", "x.gif"]).status.success());
}
