//! Tables as people make them: what cannot be seen is not taken, what was guessed is said, every mistake at once.

use std::path::PathBuf;
use std::process::{Command, Output};

use rstest::rstest;
use rust_xlsxwriter::{Format, Workbook, Worksheet};

use crate::harness::{Database, Engine};

/// A folder with a database, to import tables into.
pub struct Tabel {
    pub database: Database,
}

impl Tabel {
    pub async fn new() -> Self {
        Self { database: Database::new(Engine::Sqlite).await }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.database.folder().join(name)
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_heterdaad"));
        command.args(arguments).env_clear().current_dir(self.database.folder()).env("DATABASE_URL", &self.database.url);
        command.output().unwrap()
    }

    /// Imports; answers whether that went well, and all that was said.
    pub fn import(&self, name: &str, contents: &[u8]) -> (bool, String) {
        std::fs::write(self.path(name), contents).unwrap();
        self.import_file(name)
    }

    pub fn import_file(&self, name: &str) -> (bool, String) {
        let output = self.run(&["import", name]);
        let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        (output.status.success(), said)
    }

    async fn names(&self) -> Vec<String> {
        self.database.texts("select coalesce(naam, '-') from persoon order by id").await
    }

    async fn groups(&self) -> Vec<String> {
        self.database.texts("select naam from groep order by id").await
    }

    fn nothing_was_taken(&self) -> bool {
        !self.path("test.db").exists()
    }
}

const HEAD: &str = "gemeente;wijk;groep;nummer;naam\n";

/// A table with one row, which has this name.
fn named(name: &str) -> String {
    format!("{HEAD}Zoetermeer;Rokkeveen;Waterlelie;06 1234 0101;{name}\n")
}

#[rstest]
#[case("sep=;\r\ngemeente;wijk;groep;nummer\r\nZoetermeer;Rokkeveen;Waterlelie;06 1234 0101\r\n")]
#[case("\u{feff}sep=;\ngemeente;wijk;groep;nummer\nZoetermeer;Rokkeveen;Waterlelie;06 1234 0101\n")]
#[case("SEP=,\ngemeente,wijk,groep,nummer\nZoetermeer,Rokkeveen,Waterlelie,06 1234 0101\n")]
#[case("sep=\t\ngemeente\twijk\tgroep\tnummer\nZoetermeer\tRokkeveen\tWaterlelie\t06 1234 0101\n")]
#[case("\"sep=|\"\ngemeente|wijk|groep|nummer\nZoetermeer|Rokkeveen|Waterlelie|06 1234 0101\n")]
#[case("sep=;;;;;;\ngemeente;wijk;groep;nummer\nZoetermeer;Rokkeveen;Waterlelie;06 1234 0101\n")]
#[case("Sep = ;\ngemeente;wijk;groep;nummer\nZoetermeer;Rokkeveen;Waterlelie;06 1234 0101\n")]
#[case("\n\n;;;\ngemeente;wijk;groep;nummer\n\nZoetermeer;Rokkeveen;Waterlelie;06 1234 0101\n;;;\n\n")]
#[case(
    "Gemeente ;  wijk;\u{a0}Groep;nummer\u{200b};opmerking;\nZoetermeer ; Rokkeveen;Waterlelie\u{a0};06 1234 0101 ;let op;\n"
)]
#[case("gemeente;wijk;groep;nummer\rZoetermeer;Rokkeveen;Waterlelie;06 1234 0101\r")]
#[case("gemeente;wijk;groep;nummer\nZoetermeer;Rokkeveen;\"Waterlelie\";=\"0612340101\"\n")]
#[case("gemeente;wijk;groep;nummer;adres\nZoetermeer;Rokkeveen;Waterlelie;0612340101;\"Plein 1\nZoetermeer\"\n")]
#[tokio::test]
async fn a_text_in_the_dress_of_its_program(#[case] text: &str) {
    let tabel = Tabel::new().await;
    let (good, said) = tabel.import("a.csv", text.as_bytes());
    assert!(good && said.starts_with("1 rows, 1 groups imported."), "{said}");
    assert_eq!(tabel.groups().await, ["Waterlelie"]);
    assert_eq!(tabel.database.texts("select waarde from identiteit").await, ["31612340101"]);
}

#[rstest]
#[case(encoding(&named("Beheerder Renée"), Some(true)), "Beheerder Renée", false)]
#[case(encoding(&named("Beheerder Renée"), Some(false)), "Beheerder Renée", false)]
#[case(encoding(&named("Beheerder Renée"), None), "Beheerder Renée", true)]
#[case(named("Beheerder Rene\u{301}e").into_bytes(), "Beheerder Renée", false)]
#[tokio::test]
async fn letters_with_accents_in_any_encoding(#[case] bytes: Vec<u8>, #[case] name: &str, #[case] guessed: bool) {
    let tabel = Tabel::new().await;
    let (good, said) = tabel.import("a.csv", &bytes);
    assert!(good, "{said}");
    assert_eq!(tabel.names().await, [name]);
    assert_eq!(said.contains("was read as Windows-1252"), guessed, "{said}");
}

/// UTF-16 in one order or the other without a mark, or Windows-1252.
fn encoding(text: &str, little: Option<bool>) -> Vec<u8> {
    let units = text.encode_utf16();
    match little {
        Some(true) => units.flat_map(u16::to_le_bytes).collect(),
        Some(false) => units.flat_map(u16::to_be_bytes).collect(),
        None => text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect(),
    }
}

#[rstest]
#[case("Beheerder van ‘t Hof", "Beheerder van ’t Hof")]
#[case("Beheerder van `t Hof", "Beheerder van ’t Hof")]
#[case("Beheerder d´Een", "Beheerder d’Een")]
#[case("'s-Beheerder", "'s-Beheerder")]
#[case("’t Beheerder", "’t Beheerder")]
#[case("Beheerder Andre\u{301}", "Beheerder André")]
#[case("Beheerder Waldĳk", "Beheerder Waldĳk")]
#[case("Beheerder\u{a0}Een\u{200b}", "Beheerder Een")]
#[case("Beheerder", "Beheerder")]
#[tokio::test]
async fn a_name_is_taken_as_it_is_written(#[case] written: &str, #[case] name: &str) {
    let tabel = Tabel::new().await;
    let (good, said) = tabel.import("a.csv", named(written).as_bytes());
    assert!(good && !said.contains("note:"), "{said}");
    assert_eq!(tabel.names().await, [name]);
}

#[rstest]
#[case("Beheerder, A. de", "A. de Beheerder")]
#[case("Beheerder, Anna van der", "Anna van der Beheerder")]
#[case("Beheerder, van 't, A.B.", "A.B. van 't Beheerder")]
#[case("Beheerder, de A.", "A. de Beheerder")]
#[case("Beheerder-Twee, Anna", "Anna Beheerder-Twee")]
#[case("Beheerder, dhr. P.", "P. Beheerder")]
#[case("beheerder, a. de", "a. de beheerder")]
#[case("Beheerder, mw. drs. A.B. van", "A.B. van Beheerder")]
#[tokio::test]
async fn a_name_that_was_turned_round_is_turned_back_and_said(#[case] written: &str, #[case] name: &str) {
    let tabel = Tabel::new().await;
    let (good, said) = tabel.import("a.csv", named(written).as_bytes());
    assert!(good && said.contains(&format!("line 2: note: the name '{written}' is read as '{name}'")), "{said}");
    assert_eq!(tabel.names().await, [name]);
}

#[rstest]
#[case("Beheerder Andr´e", "Beheerder Andr’e")]
#[case("Beheerder Ren`e", "Beheerder Ren’e")]
#[case("Beheerder Andre´", "Beheerder Andre")]
#[case("Beheerder?", "Beheerder")]
#[case("Beheerder 😀", "Beheerder")]
#[tokio::test]
async fn a_name_that_lost_a_sign_is_said(#[case] written: &str, #[case] name: &str) {
    let tabel = Tabel::new().await;
    let (good, said) = tabel.import("a.csv", named(written).as_bytes());
    assert!(good && said.contains(&format!("is read as '{name}'")), "{said}");
    assert_eq!(tabel.names().await, [name]);
}

#[rstest]
#[case("A. Beheerder (voorzitter)", "for '(' stands in it")]
#[case("Fam. Beheerder & Zn", "for '&' stands in it")]
#[case("Beheerder, voorzitter", "for ',' stands in it")]
#[case("Beheerder 2", "for '2' stands in it")]
#[case("Beheerder/Tweede", "for '/' stands in it")]
#[case("Beheerder RenÃ©e", "spoilt on the way")]
#[case("Beheerder Ren\u{FFFD}e", "spoilt on the way")]
#[tokio::test]
async fn a_sign_that_no_name_has_is_named(#[case] written: &str, #[case] why: &str) {
    let tabel = Tabel::new().await;
    let (good, said) = tabel.import("a.csv", named(written).as_bytes());
    assert!(!good && said.contains("line 2: ") && said.contains(why), "{said}");
    assert!(said.contains(&format!("'{written}'")), "the value: {said}");
    assert!(tabel.nothing_was_taken());
}

#[tokio::test]
async fn a_wijk_that_was_guessed_is_said_and_one_that_is_unknown_comes_with_the_nearest() {
    let tabel = Tabel::new().await;
    let row = |wijk: &str| format!("gemeente;wijk;groep;nummer\nZoetermeer;{wijk};Waterlelie;0612340101\n");
    for (wijk, note) in [("Rokeveen", true), ("rokkeveen", false), ("ROKKEVEEN", false), ("Rokkeveen, rokeveen", true)]
    {
        let (good, said) = tabel.import("a.csv", row(wijk).as_bytes());
        assert!(good, "{said}");
        assert_eq!(said.to_lowercase().contains("'rokeveen' is read as rokkeveen"), note, "{wijk}: {said}");
    }
    let output = tabel.run(&["import", "--dry-run", "a.csv"]);
    assert!(String::from_utf8_lossy(&output.stdout).to_lowercase().contains("'rokeveen' is read as rokkeveen"));
    for (wijk, near) in [("Rokkevene", "(is it Rokkeveen?)"), ("Osterheem", "(is it Oosterheem?)"), ("Waldeck", "")] {
        let (good, said) = tabel.import("a.csv", row(wijk).as_bytes());
        let what = format!(
            "line 2: a wijk that Zoetermeer does not have{}{near}: '{wijk}'",
            if near.is_empty() { "" } else { " " }
        );
        assert!(!good && said.contains(&what), "{said}");
    }
}

#[tokio::test]
async fn all_that_is_wrong_is_said_at_once_with_its_value() {
    let tabel = Tabel::new().await;
    let rows = "gemeente;wijk;groep;nummer;naam;rang;leden\n\
        Delft;Nergens;;bel mij;Beheerder 2;baas;veel\n\
        Zoetermeer;Nergens, Ergens;Waterlelie;0900-8844;Beheerder Een;;46\n\
        Zoetermeer;Rokkeveen;Waterlelie;0612340101;Beheerder Een;baas;46\n\
        Zoetermeer;Rokkeveen;Waterlelie;06 1234 0101;Beheerder Anders;;\n\
        Zoetermeer;Rokkeveen;Akelei;0612340102;;;;over\n";
    let (good, said) = tabel.import("a.csv", rows.as_bytes());
    assert!(!good, "{said}");
    for what in [
        "line 2: an unknown gemeente: 'Delft'",
        "line 2: no name of a group",
        "line 2: no telephone number, or one that is none (it holds signs that no number has): 'bel mij'",
        "line 2: a name that is none, for '2' stands in it: 'Beheerder 2'",
        "line 2: a rank that is not hoofd, mede or reserve: 'baas'",
        "line 2: members that are no number: 'veel'",
        "line 3: a wijk that Zoetermeer does not have: 'Nergens'",
        "line 3: a wijk that Zoetermeer does not have: 'Ergens'",
        "line 3: no telephone number, or one that is none (a service number (0800, 0900) is nobody's telephone): '0900-8844'",
        "line 4: a rank that is not",
        // A row that is wrong hides no other.
        "line 5: the same group and number as line 4",
        "line 5: the same number as line 4 with another name: 'Beheerder Anders'",
        "line 6: more cells than there are headings, is one of them split?: 'over'",
        "13 wrong; nothing was imported.",
    ] {
        assert!(said.contains(what), "{what}\n{said}");
    }
    assert!(tabel.nothing_was_taken());
}

#[rstest]
#[case("Zoetermeer;Rokkeveen;\"Akelei;0612340102;\n", "line 2: holds a quote")]
#[case(
    "Zoetermeer;Rokkeveen;\"Akelei;0612340102;\nZoetermeer;Rokkeveen;Dahlia\";0612340103;\n",
    "line 2: holds a quote"
)]
#[case("Zoetermeer;Rokkeveen;Akelei;0612340102;\"\n", "line 2: holds a quote")]
#[tokio::test]
async fn a_quote_that_nobody_closed_spoils_its_own_row_only(#[case] row: &str, #[case] what: &str) {
    let tabel = Tabel::new().await;
    let rows = format!("{HEAD}{row}Zoetermeer;Nergens;Roos;0612340104;\nDelft;Rokkeveen;Roos;0612340105;\n");
    let (good, said) = tabel.import("a.csv", rows.as_bytes());
    assert!(!good && said.contains(what), "{said}");
    assert!(said.contains("'Nergens'") && said.contains("'Delft'"), "what comes after is read: {said}");
}

fn head(sheet: &mut Worksheet) {
    for (column, heading) in (0..).zip(["gemeente", "wijk", "groep", "nummer", "opmerking"]) {
        sheet.write_string(0, column, heading).unwrap();
    }
}

fn row(sheet: &mut Worksheet, at: u32, groep: &str) {
    for (column, cell) in (0..).zip(["Zoetermeer", "Rokkeveen", groep]) {
        sheet.write_string(at, column, cell).unwrap();
    }
    sheet.write_string(at, 3, format!("06 1234 01{at:02}")).unwrap();
}

/// Imports a workbook that was made so.
async fn workbook(make: impl FnOnce(&mut Workbook)) -> (Tabel, bool, String) {
    let tabel = Tabel::new().await;
    let mut book = Workbook::new();
    make(&mut book);
    book.save(tabel.path("a.xlsx")).unwrap();
    let (good, said) = tabel.import_file("a.xlsx");
    (tabel, good, said)
}

#[tokio::test]
async fn a_row_that_a_filter_hid_is_refused_and_nobody_is_invited_unseen() {
    let (tabel, good, said) = workbook(|book| {
        let sheet = book.add_worksheet();
        head(sheet);
        for (at, groep) in [(1, "Akelei"), (2, "Dahlia"), (3, "Roos"), (4, "Lelie")] {
            row(sheet, at, groep);
        }
        sheet.set_row_hidden(2).unwrap();
        sheet.set_row_hidden(4).unwrap();
        sheet.set_row_hidden(8).unwrap();
    })
    .await;
    assert!(!good, "{said}");
    for line in [3, 5] {
        assert!(said.contains(&format!("line {line}: is hidden, by a filter or by hand")), "{said}");
    }
    assert!(said.contains("2 wrong") && tabel.nothing_was_taken(), "an empty hidden row is nothing: {said}");
}

#[rstest]
#[case(3, false)]
#[case(4, true)]
#[tokio::test]
async fn a_hidden_column_is_refused_where_it_is_read(#[case] column: u16, #[case] good: bool) {
    let (_tabel, taken, said) = workbook(|book| {
        let sheet = book.add_worksheet();
        head(sheet);
        row(sheet, 1, "Akelei");
        sheet.set_column_hidden(column).unwrap();
    })
    .await;
    assert_eq!(taken, good, "{said}");
    assert!(good || said.contains("line 1: the column 'nummer' is hidden"), "{said}");
}

#[tokio::test]
async fn the_first_sheet_that_can_be_seen_is_read_and_the_others_are_named() {
    let (tabel, good, said) = workbook(|book| {
        for (name, groep) in [("oud", "Verborgen"), ("nu", "Akelei"), ("kladblok", "Klad")] {
            let sheet = book.add_worksheet().set_name(name).unwrap();
            head(sheet);
            row(sheet, 1, groep);
        }
        book.worksheet_from_name("nu").unwrap().set_active(true).set_first_tab(true);
        book.worksheet_from_name("oud").unwrap().set_hidden(true);
    })
    .await;
    assert!(good, "{said}");
    assert_eq!(tabel.groups().await, ["Akelei"]);
    assert!(said.contains("note: the sheet 'oud' was not read: it is hidden"), "{said}");
    assert!(said.contains("note: the sheet 'kladblok' was not read"), "{said}");
}

#[tokio::test]
async fn a_date_or_an_error_where_a_text_belongs_is_refused_and_elsewhere_not_looked_at() {
    let (_tabel, good, said) = workbook(|book| {
        let date = Format::new().set_num_format("dd-mm-yyyy");
        let sheet = book.add_worksheet();
        head(sheet);
        for at in 1..=2 {
            row(sheet, at, "Akelei");
        }
        sheet.write_number_with_format(1, 2, 46_366.0, &date).unwrap();
        sheet.write_number_with_format(2, 4, 46_366.0, &date).unwrap();
    })
    .await;
    assert!(!good && said.contains("line 2: holds a date") && !said.contains("line 3: holds a date"), "{said}");
}

#[tokio::test]
async fn quantities_are_the_digits_that_were_typed() {
    let (tabel, good, said) = workbook(|book| {
        let sheet = book.add_worksheet();
        head(sheet);
        for (at, number) in [(1, 612_340_101.0), (2, 31_612_340_102.0)] {
            row(sheet, at, &format!("Groep {at}"));
            sheet.write_number(at, 3, number).unwrap();
        }
    })
    .await;
    assert!(good, "{said}");
    let numbers = tabel.database.texts("select waarde from identiteit order by waarde").await;
    assert_eq!(numbers, ["31612340101", "31612340102"]);
}
