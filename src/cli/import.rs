//! `heterdaad import`, `export` and `qr`: the register from and to a table, and the invitation to it.
//!
//! Invariants: a table is taken whole or not at all; twice is once; whoever is imported is *uitgenodigd* and
//! gets no alert until they have written themselves; a bad row is said by its line with
//! everything that is wrong in it, to whoever holds the table.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry as Slot;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::Args;

use crate::bot::begrip::aanmelding::{lees_groepsnaam_in_tabel, lees_naam_in_tabel, omgedraaid, vreemd_in_naam};
use crate::bot::begrip::woorden;
use crate::cli::lookup::{find_gemeente, find_wijk};
use crate::cli::table::{self, Table};
use crate::clock::{Clock, SystemClock};
use crate::config::DatabaseArgs;
use crate::domain::persoon::{PersoonId, Rang};
use crate::domain::rechten::Rol;
use crate::domain::telefoon::{self, Fout, Soort};
use crate::domain::wijk::{Gemeente, Gemeenten};
use crate::store::spoor::{self, Spoor};
use crate::store::{Store, persoon};
use crate::terminal::say;
use crate::texts::{ingekort, noodlijst};
use crate::whatsapp::ids::WaId;
use crate::{gemeenten, limits};

/// What to import.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// A .csv or .xlsx file: gemeente, wijk, groep, nummer, and if wanted naam, rang, leden, wabp; in any order
    file: PathBuf,
    /// Say what it would do, and do nothing
    #[arg(long)]
    dry_run: bool,
    /// The gemeente of rows that name none
    #[arg(long)]
    gemeente: Option<String>,
    /// The business number, for the invitation
    #[arg(long, env = "WHATSAPP_NUMBER")]
    whatsapp_number: Option<String>,
    #[command(flatten)]
    database: DatabaseArgs,
}

/// What to export.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// The .csv or .xlsx file to write
    file: PathBuf,
    /// Of this gemeente only
    #[arg(long)]
    gemeente: Option<String>,
    #[command(flatten)]
    database: DatabaseArgs,
}

/// A QR code to draw.
#[derive(Debug, Args)]
pub struct QrArgs {
    /// The .svg or .png file to write
    file: PathBuf,
    /// The business number
    #[arg(long, env = "WHATSAPP_NUMBER")]
    whatsapp_number: String,
    /// What stands in the chat of whoever scans it, ready to be sent
    #[arg(long, default_value = "aanmelden")]
    text: String,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Column {
    Gemeente,
    Wijk,
    Groep,
    Nummer,
    Naam,
    Rang,
    Leden,
    Wabp,
}

/// The headings of each column, in Dutch and English, in small letters; the first is what `export` writes.
const COLUMNS: [(Column, &[&str]); 8] = [
    (Column::Gemeente, &["gemeente", "municipality", "city", "stad", "plaats"]),
    (Column::Wijk, &["wijk", "wijken", "buurt", "district", "neighbourhood", "neighborhood", "area"]),
    (Column::Groep, &["groep", "groepsnaam", "buurtgroep", "naam groep", "group", "group name"]),
    (
        Column::Nummer,
        &["nummer", "telefoon", "telefoonnummer", "mobiel", "06 nummer", "number", "phone", "phone number", "mobile"],
    ),
    (Column::Naam, &["naam", "beheerder", "naam beheerder", "name", "admin", "admin name"]),
    (Column::Rang, &["rang", "rol", "soort beheerder", "rank", "role"]),
    (Column::Leden, &["leden", "aantal leden", "members"]),
    (Column::Wabp, &["wabp", "wabp nummer", "wabp link", "wabp number"]),
];

/// One row that passed its checks.
#[derive(Debug, Clone)]
struct Entry {
    gemeente: String,
    wijken: Vec<String>,
    groep: String,
    nummer: WaId,
    naam: Option<String>,
    rang: Rang,
    leden: Option<i64>,
    wabp: Option<String>,
}

/// What was found in a table: its rows, what is wrong, and what was guessed, each with its line.
#[derive(Debug, Default)]
struct Checked {
    entries: Vec<Entry>,
    wrong: Vec<(usize, String)>,
    notes: Vec<(usize, String)>,
}

/// Imports a table. Answers whether every row was good.
///
/// # Errors
/// The file or the database cannot be read, or a needed column is not there.
pub async fn import(args: ImportArgs) -> anyhow::Result<bool> {
    let gemeenten = gemeenten::load(args.database.gemeenten_dir.as_deref())?;
    let standard = match &args.gemeente {
        Some(name) => Some(find_gemeente(&gemeenten, name)?.id.clone()),
        None => None,
    };
    let table = table::read(&args.file)?;
    let Checked { entries, wrong, notes } = check(&table, &gemeenten, standard.as_deref())?;
    let say_notes = || {
        table.notes.iter().for_each(|note| say!("note: {note}"));
        notes.iter().for_each(|(line, note)| say!("line {line}: note: {note}"));
    };
    if !wrong.is_empty() {
        wrong.iter().for_each(|(line, what)| say!("line {line}: {what}"));
        say_notes();
        say!("{} wrong; nothing was imported.", wrong.len());
        return Ok(false);
    }
    let groups: BTreeMap<(&str, String), ()> =
        entries.iter().map(|entry| ((entry.gemeente.as_str(), entry.groep.to_lowercase()), ())).collect();
    let summary = format!("{} rows, {} groups", entries.len(), groups.len());
    if args.dry_run {
        say!("{summary}: all good. Nothing was imported (--dry-run).");
        say_notes();
        return Ok(true);
    }
    store(&args.database.database_url, &entries).await?;
    say!("{summary} imported. They get alerts once they have written to the bot themselves.");
    say_notes();
    say!("The invitation:\n");
    say!("{}", invitation(args.whatsapp_number.as_deref())?);
    Ok(true)
}

fn column_of(heading: &str) -> Option<Column> {
    let heading = woorden::naam(heading);
    COLUMNS.iter().find(|(_, names)| names.contains(&heading.as_str())).map(|(column, _)| *column)
}

fn check(table: &Table, gemeenten: &Gemeenten, standard: Option<&str>) -> anyhow::Result<Checked> {
    let mut places: BTreeMap<Column, usize> = BTreeMap::new();
    for (place, heading) in table.headings.iter().enumerate() {
        if let Some(column) = column_of(heading)
            && places.insert(column, place).is_some()
        {
            bail!("the column '{heading}' stands there twice");
        }
    }
    let missing: Vec<&str> = COLUMNS[..4]
        .iter()
        .filter(|(column, _)| !places.contains_key(column) && (*column != Column::Gemeente || standard.is_none()))
        .map(|(_, names)| names[0])
        .collect();
    if !missing.is_empty() {
        let hidden = table
            .wrong
            .iter()
            .find(|wrong| table.headings.is_empty() || wrong.line <= table.headings_line)
            .map(|wrong| &wrong.why);
        let hidden = hidden.map(|why| format!(" (a line above them {why})")).unwrap_or_default();
        bail!("the table has no column {}; headings stand in its first line{hidden}", missing.join(", "));
    }
    let mut found = Checked::default();
    let read = |column: usize| places.values().any(|place| *place == column);
    let amiss = table.wrong.iter().filter(|wrong| wrong.column.is_none_or(read));
    found.wrong.extend(amiss.map(|wrong| (wrong.line, wrong.why.clone())));
    for column in table.hidden_columns.iter().filter(|column| read(**column)) {
        let heading = table.headings.get(*column).map_or("", String::as_str);
        found.wrong.push((table.headings_line, format!("the column '{heading}' is hidden: show it, or delete it")));
    }
    let mut seen: BTreeMap<(String, String, WaId), usize> = BTreeMap::new();
    let mut names: BTreeMap<WaId, (usize, String)> = BTreeMap::new();
    let mut groups: BTreeMap<(String, String), ()> = BTreeMap::new();
    for (line, cells) in &table.rows {
        if let Some(beyond) = cells.iter().skip(table.headings.len()).find(|cell| !cell.is_empty()) {
            let what = format!("more cells than there are headings, is one of them split?: {}", shown(beyond));
            found.wrong.push((*line, what));
        }
        let cell = |column: Column| without_mark(places.get(&column).and_then(|place| cells.get(*place)));
        let mut row = RowReader { cell: &cell, wrong: Vec::new(), notes: Vec::new() };
        let entry = row.entry(gemeenten, standard, &mut groups);
        if let (Some(gemeente), Some(groep), Some(nummer)) = (&entry.gemeente, &entry.groep, &entry.nummer) {
            let key = (gemeente.clone(), groep.to_lowercase(), nummer.clone());
            match seen.entry(key) {
                Slot::Occupied(first) => row.wrong.push(format!("the same group and number as line {}", first.get())),
                Slot::Vacant(free) => {
                    free.insert(*line);
                }
            }
        }
        if let (Some(nummer), Some(name)) = (&entry.nummer, entry.naam.as_ref().and_then(Option::as_ref)) {
            let known = names.entry(nummer.clone()).or_insert((*line, name.clone()));
            if known.1 != *name {
                row.wrong.push(format!("the same number as line {} with another name: {}", known.0, shown(name)));
            }
        }
        found.wrong.extend(row.wrong.into_iter().map(|what| (*line, what)));
        found.notes.extend(row.notes.into_iter().map(|what| (*line, what)));
        found.entries.extend(entry.whole());
    }
    if found.entries.is_empty() && found.wrong.is_empty() {
        bail!("the table has headings and no rows");
    }
    found.wrong.sort();
    found.wrong.dedup();
    let more = found.wrong.len().saturating_sub(limits::TABLE_MISTAKES_MAX);
    found.wrong.truncate(limits::TABLE_MISTAKES_MAX);
    if let Some((_, last)) = found.wrong.last_mut().filter(|_| more > 0) {
        last.push_str(&format!(" (and {more} more mistakes after this one)"));
    }
    Ok(found)
}

/// A bad cell as it is said: enough of it to find it.
fn shown(cell: &str) -> String {
    format!("'{}'", ingekort(cell, limits::TABLE_VALUE_CHARACTERS_MAX))
}

/// A cell without the mark that keeps a spreadsheet from counting with it; an apostrophe that begins a name stays.
fn without_mark(cell: Option<&String>) -> &str {
    let cell = cell.map_or("", String::as_str);
    let marked = cell.strip_prefix('\'').filter(|rest| {
        rest.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '=' | '+' | '-' | '@' | '\t' | '\r'))
    });
    marked.unwrap_or(cell).trim()
}

/// A row of which each part is known or not.
#[derive(Default)]
struct Parts {
    gemeente: Option<String>,
    wijken: Option<Vec<String>>,
    groep: Option<String>,
    nummer: Option<WaId>,
    naam: Option<Option<String>>,
    rang: Option<Rang>,
    leden: Option<Option<i64>>,
    wabp: Option<Option<String>>,
}

impl Parts {
    fn whole(self) -> Option<Entry> {
        Some(Entry {
            gemeente: self.gemeente?,
            wijken: self.wijken?,
            groep: self.groep?,
            nummer: self.nummer?,
            naam: self.naam?,
            rang: self.rang?,
            leden: self.leden?,
            wabp: self.wabp?,
        })
    }
}

/// Reads the cells of a row, and notes everything that is wrong with them.
struct RowReader<'r, 't> {
    cell: &'r dyn Fn(Column) -> &'t str,
    wrong: Vec<String>,
    notes: Vec<String>,
}

impl<'t> RowReader<'_, 't> {
    fn cell(&self, column: Column) -> &'t str {
        (self.cell)(column)
    }

    fn amiss<T>(&mut self, what: impl Into<String>, cell: &str) -> Option<T> {
        let what = what.into();
        self.wrong.push(if cell.is_empty() { what } else { format!("{what}: {}", shown(cell)) });
        None
    }

    fn entry(
        &mut self,
        gemeenten: &Gemeenten,
        standard: Option<&str>,
        groups: &mut BTreeMap<(String, String), ()>,
    ) -> Parts {
        let gemeente = self.gemeente(gemeenten, standard);
        let wijken = gemeente.and_then(|gemeente| self.wijken(gemeente));
        let groep = self.groep();
        let nummer = self.nummer();
        let naam = self.naam();
        let gemeente = gemeente.map(|gemeente| gemeente.id.clone());
        let eerste = match (&gemeente, &groep) {
            (Some(gemeente), Some(groep)) => groups.insert((gemeente.clone(), groep.to_lowercase()), ()).is_none(),
            _ => true,
        };
        let (rang, leden, wabp) = (self.rang(eerste), self.leden(), self.wabp());
        Parts { gemeente, wijken, groep, nummer, naam, rang, leden, wabp }
    }

    fn gemeente<'g>(&mut self, gemeenten: &'g Gemeenten, standard: Option<&str>) -> Option<&'g Gemeente> {
        let name = match (self.cell(Column::Gemeente), standard) {
            ("", Some(standard)) => standard,
            ("", None) => return self.amiss("no gemeente", ""),
            (name, _) => name,
        };
        find_gemeente(gemeenten, name).ok().or_else(|| self.amiss("an unknown gemeente", name))
    }

    fn wijken(&mut self, gemeente: &Gemeente) -> Option<Vec<String>> {
        let cell = self.cell(Column::Wijk);
        let mut wijken = Vec::new();
        let mut all_known = true;
        for name in cell.split([',', ';', '/', '+', '&', '\n']).map(str::trim).filter(|wijk| !wijk.is_empty()) {
            let Ok(id) = find_wijk(gemeente, name) else {
                let what = format!("a wijk that {} does not have", gemeente.naam);
                all_known = false;
                match nearest_wijk(gemeente, name) {
                    Some(near) => self.amiss::<()>(format!("{what} (is it {near}?)"), name),
                    None => self.amiss::<()>(what, name),
                };
                continue;
            };
            let known = gemeente.wijken.iter().find(|wijk| wijk.id == id).map_or("", |wijk| wijk.naam.as_str());
            if woorden::naam(known) != woorden::naam(name) && id != name {
                self.notes.push(format!("{} is read as {known}", shown(name)));
            }
            if !wijken.contains(&id) {
                wijken.push(id);
            }
        }
        match (all_known, wijken.is_empty()) {
            (true, true) => self.amiss("no wijk", ""),
            (true, false) => Some(wijken),
            (false, _) => None,
        }
    }

    fn groep(&mut self) -> Option<String> {
        let cell = self.cell(Column::Groep);
        if is_spoilt(cell) {
            return self.amiss(SPOILT, cell);
        }
        lees_groepsnaam_in_tabel(cell).or_else(|| self.amiss("no name of a group, or one that is too long", cell))
    }

    fn nummer(&mut self) -> Option<WaId> {
        let cell = self.cell(Column::Nummer);
        match telefoon::lees(cell) {
            Ok(nummer) => {
                match nummer.soort {
                    Soort::Mobiel => {}
                    Soort::Vast => self.notes.push(format!("{} is a landline: WhatsApp is seldom on it", shown(cell))),
                    Soort::Buitenland => self.notes.push(format!("{} is a number of another country", shown(cell))),
                }
                Some(WaId(nummer.into_cijfers()))
            }
            Err(Fout::Leeg) => self.amiss("no telephone number, or one that is none", cell),
            Err(why) => self.amiss(format!("no telephone number, or one that is none ({why})"), cell),
        }
    }

    fn naam(&mut self) -> Option<Option<String>> {
        let cell = self.cell(Column::Naam);
        if cell.is_empty() {
            return Some(None);
        }
        if is_spoilt(cell) {
            return self.amiss(SPOILT, cell);
        }
        let turned = omgedraaid(cell);
        let naam = turned.as_deref().unwrap_or(cell);
        if let Some(naam) = lees_naam_in_tabel(naam) {
            if turned.is_some() {
                self.notes.push(format!("the name {} is read as {}", shown(cell), shown(&naam)));
            }
            return Some(Some(naam));
        }
        match vreemd_in_naam(cell) {
            Some(sign) => self.amiss(format!("a name that is none, for '{sign}' stands in it"), cell),
            None => self.amiss("a name that is none", cell),
        }
    }

    fn rang(&mut self, eerste: bool) -> Option<Rang> {
        let cell = self.cell(Column::Rang);
        match woorden::naam(cell).as_str() {
            "" if cell.is_empty() => Some(if eerste { Rang::Hoofd } else { Rang::Mede }),
            "hoofd" | "hoofdbeheerder" | "hoofd beheerder" | "main" => Some(Rang::Hoofd),
            "mede" | "medebeheerder" | "mede beheerder" | "co" => Some(Rang::Mede),
            "reserve" | "reservebeheerder" | "reserve beheerder" | "stand in" => Some(Rang::Reserve),
            _ => self.amiss("a rank that is not hoofd, mede or reserve", cell),
        }
    }

    fn leden(&mut self) -> Option<Option<i64>> {
        let cell = self.cell(Column::Leden);
        if cell.is_empty() {
            return Some(None);
        }
        // A spreadsheet writes a quantity with its decimals.
        let whole = cell.strip_suffix(".0").or_else(|| cell.strip_suffix(",0")).unwrap_or(cell);
        let leden = whole.parse().ok().filter(|leden| (1..=limits::MEMBERS_MAX).contains(leden));
        leden.map(Some).or_else(|| self.amiss("members that are no number", cell))
    }

    fn wabp(&mut self) -> Option<Option<String>> {
        let cell = self.cell(Column::Wabp);
        if cell.chars().count() > limits::WABP_CHARACTERS_MAX {
            return self.amiss("a registration at WABP that is too long", cell);
        }
        Some((!cell.is_empty()).then(|| cell.to_owned()))
    }
}

const SPOILT: &str = "letters that were spoilt on the way: save the table anew as CSV UTF-8";

/// Whether letters with accents were read in the wrong encoding before they came here: "RenÃ©e".
fn is_spoilt(cell: &str) -> bool {
    let letters: Vec<char> = cell.chars().collect();
    letters.contains(&'\u{FFFD}')
        || letters.windows(2).any(|pair| {
            matches!(
                pair,
                [
                    'Ã' | 'Â' | 'Ä' | 'Å',
                    '\u{80}'
                        ..='\u{BF}'
                            | '€'
                            | '‚'
                            | 'ƒ'
                            | '„'
                            | '…'
                            | '†'
                            | '‡'
                            | 'ˆ'
                            | '‰'
                            | 'Š'
                            | '‹'
                            | 'Œ'
                            | 'Ž'
                            | '‘'
                            | '’'
                            | '“'
                            | '”'
                            | '•'
                            | '–'
                            | '—'
                            | '˜'
                            | '™'
                            | 'š'
                            | '›'
                            | 'œ'
                            | 'ž'
                            | 'Ÿ'
                ] | ['â', '€']
            )
        })
}

/// The wijk that a mistyped name comes near to, if it is one only.
fn nearest_wijk<'g>(gemeente: &'g Gemeente, name: &str) -> Option<&'g str> {
    let typed = woorden::naam(name);
    let mut near =
        gemeente.wijken.iter().filter(|wijk| woorden::lijkt_op(&typed, &woorden::naam(&wijk.naam)).is_some());
    near.next().filter(|_| near.next().is_none()).map(|wijk| wijk.naam.as_str())
}

async fn store(url: &str, entries: &[Entry]) -> anyhow::Result<()> {
    let now_ms = SystemClock::new().wall_ms();
    let store = Store::open(url).await?;
    let mut tx = store.begin().await?;
    for entry in entries {
        let groep = persoon::find_or_add_group(&mut tx, &entry.gemeente, &entry.groep, &entry.wijken, now_ms).await?;
        let id = persoon::find_or_add(&mut tx, Some(&entry.nummer), None, now_ms).await?;
        if let Some(naam) = &entry.naam {
            persoon::set_name(&mut tx, id, naam).await?;
        }
        persoon::add_beheerder(&mut tx, groep, id, entry.rang).await?;
        persoon::invite(&mut tx, id, now_ms).await?;
        if let Some(leden) = entry.leden {
            persoon::set_group_fact(&mut tx, groep, persoon::GroepFeit::Leden(leden)).await?;
        }
        if let Some(wabp) = &entry.wabp {
            persoon::set_group_fact(&mut tx, groep, persoon::GroepFeit::Wabp(wabp)).await?;
        }
    }
    let voorwerp = format!("{} rows", entries.len());
    spoor::add(&mut tx, of_the_operator(now_ms, "import", &voorwerp)).await?;
    tx.commit().await?;
    Ok(())
}

/// What whoever runs the program did; they have no person in the register.
pub(super) const fn of_the_operator<'a>(now_ms: i64, daad: &'a str, voorwerp: &'a str) -> Spoor<'a> {
    Spoor { tijd_ms: now_ms, persoon: PersoonId(0), rol: Rol::Functioneel, daad, voorwerp, geweigerd: None }
}

const INVITED_TEXT: &str = "Ja, ik ben beheerder";

fn link(number: &str, text: &str) -> anyhow::Result<String> {
    let number = telefoon::lees(number).context("WHATSAPP_NUMBER is no telephone number")?.into_cijfers();
    let escaped: String = text
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect();
    Ok(format!("https://wa.me/{number}?text={escaped}"))
}

/// What police can send to the invited, with a link and a code to scan.
fn invitation(number: Option<&str>) -> anyhow::Result<String> {
    let Some(number) = number else {
        return Ok("(Give --whatsapp-number to get the invitation with its link and QR code.)".to_owned());
    };
    let link = link(number, INVITED_TEXT)?;
    let code = qrcode::QrCode::new(link.as_bytes())?;
    let drawn = code.render::<qrcode::render::unicode::Dense1x2>().build();
    Ok(format!(
        "U staat op de lijst als beheerder van een buurtgroep. Politieberichten komen voortaan van een chatbot van politie \
         en gemeente. Tik op de link en verstuur wat er staat; pas daarna krijgt u berichten.\n{link}\n\n{drawn}"
    ))
}

/// Draws a QR code that opens a chat with the bot.
///
/// # Errors
/// The number is none, the text is too long, or the file cannot be written.
pub fn qr(args: &QrArgs) -> anyhow::Result<()> {
    let link = link(&args.whatsapp_number, &args.text)?;
    let code = qrcode::QrCode::new(link.as_bytes()).context("the text is too long for a QR code")?;
    let cannot = || format!("cannot write {}", args.file.display());
    match extension(&args.file).as_str() {
        "svg" => {
            let drawn = code.render::<qrcode::render::svg::Color<'_>>().min_dimensions(480, 480).build();
            std::fs::write(&args.file, drawn).with_context(cannot)?;
        }
        "png" => {
            let drawn = code.render::<image::Luma<u8>>().min_dimensions(1_200, 1_200).build();
            drawn.save(&args.file).with_context(cannot)?;
        }
        _ => bail!("{}: the name must end in .svg or .png", args.file.display()),
    }
    say!("{} opens {link}", args.file.display());
    Ok(())
}

pub(super) fn extension(path: &Path) -> String {
    path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_lowercase()
}

/// Writes the register.
///
/// # Errors
/// The database cannot be read, or the file cannot be written.
pub async fn export(args: ExportArgs) -> anyhow::Result<()> {
    let gemeenten = gemeenten::load(args.database.gemeenten_dir.as_deref())?;
    let only = match &args.gemeente {
        Some(name) => Some(find_gemeente(&gemeenten, name)?.id.clone()),
        None => None,
    };
    table::kind(&args.file)?;
    let store = Store::open(&args.database.database_url).await?;
    let mut tx = store.begin().await?;
    let register = persoon::register(&mut tx).await?;
    let now_ms = SystemClock::new().wall_ms();
    spoor::add(&mut tx, of_the_operator(now_ms, "export", only.as_deref().unwrap_or("alle gemeenten"))).await?;
    tx.commit().await?;
    let mut headings: Vec<&str> = COLUMNS.iter().map(|(_, names)| names[0]).collect();
    headings.push("stand");
    let rows: Vec<Vec<String>> = register
        .into_iter()
        .filter(|row| only.as_ref().is_none_or(|only| *only == row.gemeente))
        .map(|row| {
            let wijken = row.wijken.join(", ");
            let leden = row.leden.filter(|leden| *leden > 0).map(|leden| leden.to_string()).unwrap_or_default();
            // Without the plus it would be no number when it comes back.
            let abroad = !row.nummer.is_empty() && !row.nummer.starts_with("31");
            let nummer = if abroad { format!("+{}", row.nummer) } else { row.nummer };
            let stand = noodlijst::stand(row.stand).to_owned();
            vec![row.gemeente, wijken, row.groep, nummer, row.naam, row.rang, leden, row.wabp, stand]
        })
        .collect();
    table::write(&args.file, &headings, &rows)?;
    say!("{} rows written to {}.", rows.len(), args.file.display());
    Ok(())
}
