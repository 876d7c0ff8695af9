//! `heterdaad import`, `export` and `qr`: the register from and to a table, and the invitation to it.
//!
//! Invariants: a table is taken whole or not at all; twice is once; whoever is imported is *uitgenodigd* and
//! gets no alert until they have written themselves; a bad row is reported by its line, never by its content.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::Args;

use crate::bot::begrip::aanmelding::{lees_groepsnaam, lees_naam};
use crate::bot::begrip::woorden;
use crate::cli::register::{find_gemeente, find_wijk};
use crate::cli::table::{self, Table};
use crate::clock::{Clock, SystemClock};
use crate::config::DatabaseArgs;
use crate::domain::persoon::{PersoonId, Rang};
use crate::domain::rechten::Rol;
use crate::domain::telefoon;
use crate::domain::wijk::Gemeenten;
use crate::store::spoor::{self, Spoor};
use crate::store::{Store, persoon};
use crate::terminal::say;
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
    let (entries, wrong) = check(&table, &gemeenten, standard.as_deref())?;
    for (line, what) in &wrong {
        say!("line {line}: {what}");
    }
    if !wrong.is_empty() {
        say!("{} wrong; nothing was imported.", wrong.len());
        return Ok(false);
    }
    let groups: BTreeMap<(&str, String), ()> =
        entries.iter().map(|entry| ((entry.gemeente.as_str(), entry.groep.to_lowercase()), ())).collect();
    let summary = format!("{} rows, {} groups", entries.len(), groups.len());
    if args.dry_run {
        say!("{summary}: all good. Nothing was imported (--dry-run).");
        return Ok(true);
    }
    store(&args.database.database_url, &entries).await?;
    say!("{summary} imported. They get alerts once they have written to the bot themselves. The invitation:\n");
    say!("{}", invitation(args.whatsapp_number.as_deref())?);
    Ok(true)
}

fn column_of(heading: &str) -> Option<Column> {
    let heading = woorden::naam(heading);
    COLUMNS.iter().find(|(_, names)| names.contains(&heading.as_str())).map(|(column, _)| *column)
}

type Checked = (Vec<Entry>, Vec<(usize, String)>);

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
        bail!("the table has no column {}; headings stand in its first line", missing.join(", "));
    }
    let mut entries: Vec<Entry> = Vec::new();
    let mut wrong = table.wrong.clone();
    let mut seen: BTreeMap<(String, String, WaId), usize> = BTreeMap::new();
    let mut names: BTreeMap<WaId, (usize, String)> = BTreeMap::new();
    let mut groups: BTreeMap<(String, String), ()> = BTreeMap::new();
    for (line, cells) in &table.rows {
        let cell = |column: Column| {
            let text = places.get(&column).and_then(|place| cells.get(*place)).map_or("", String::as_str);
            text.strip_prefix('\'').unwrap_or(text).trim()
        };
        match entry(&cell, gemeenten, standard, &mut groups) {
            Ok(entry) => {
                let key = (entry.gemeente.clone(), entry.groep.to_lowercase(), entry.nummer.clone());
                if let Some(first) = seen.insert(key, *line) {
                    wrong.push((*line, format!("the same group and number as line {first}")));
                }
                if let Some(name) = &entry.naam {
                    let known = names.entry(entry.nummer.clone()).or_insert((*line, name.clone()));
                    if known.1 != *name {
                        wrong.push((*line, format!("the same number as line {} with another name", known.0)));
                    }
                }
                entries.push(entry);
            }
            Err(what) => wrong.push((*line, what)),
        }
    }
    if entries.is_empty() && wrong.is_empty() {
        bail!("the table has headings and no rows");
    }
    wrong.sort();
    Ok((entries, wrong))
}

fn entry<'t>(
    cell: &dyn Fn(Column) -> &'t str,
    gemeenten: &Gemeenten,
    standard: Option<&str>,
    groups: &mut BTreeMap<(String, String), ()>,
) -> Result<Entry, String> {
    let name = match cell(Column::Gemeente) {
        "" => standard.ok_or("no gemeente")?,
        name => name,
    };
    let gemeente = find_gemeente(gemeenten, name).map_err(|_| "an unknown gemeente".to_owned())?;
    let wijken = cell(Column::Wijk).split([',', ';', '/', '+', '&']).map(str::trim).filter(|wijk| !wijk.is_empty());
    let wijken: Vec<String> = wijken
        .map(|wijk| find_wijk(gemeente, wijk).map_err(|_| format!("a wijk that {} does not have", gemeente.naam)))
        .collect::<Result<_, _>>()?;
    if wijken.is_empty() {
        return Err("no wijk".into());
    }
    let groep = lees_groepsnaam(cell(Column::Groep)).ok_or("no name of a group, or one that is too long")?;
    let nummer = lees_nummer(cell(Column::Nummer)).ok_or("no telephone number, or one that is none")?;
    let naam = match cell(Column::Naam) {
        "" => None,
        naam => Some(lees_naam(naam).ok_or("a name that is none")?),
    };
    let eerste = groups.insert((gemeente.id.clone(), groep.to_lowercase()), ()).is_none();
    let rang = match woorden::naam(cell(Column::Rang)).as_str() {
        "" if eerste => Rang::Hoofd,
        "" => Rang::Mede,
        "hoofd" | "hoofdbeheerder" | "hoofd beheerder" | "main" => Rang::Hoofd,
        "mede" | "medebeheerder" | "mede beheerder" | "co" => Rang::Mede,
        "reserve" | "reservebeheerder" | "reserve beheerder" | "stand in" => Rang::Reserve,
        _ => return Err("a rank that is not hoofd, mede or reserve".into()),
    };
    let leden = match cell(Column::Leden) {
        "" => None,
        leden => Some(
            leden
                .parse()
                .ok()
                .filter(|leden| (1..=limits::MEMBERS_MAX).contains(leden))
                .ok_or("members that are no number")?,
        ),
    };
    let wabp = cell(Column::Wabp);
    if wabp.chars().count() > limits::WABP_CHARACTERS_MAX {
        return Err("a registration at WABP that is too long".into());
    }
    let wabp = (!wabp.is_empty()).then(|| wabp.to_owned());
    Ok(Entry { gemeente: gemeente.id.clone(), wijken, groep, nummer: WaId(nummer), naam, rang, leden, wabp })
}

/// A number in any notation; a spreadsheet that made a number of it dropped its zero.
fn lees_nummer(text: &str) -> Option<String> {
    let bare = text.len() == 9 && text.starts_with('6') && text.bytes().all(|byte| byte.is_ascii_digit());
    if bare { telefoon::lees_nummer(&format!("0{text}")) } else { telefoon::lees_nummer(text) }
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
    let number = telefoon::lees_nummer(number).context("WHATSAPP_NUMBER is no telephone number")?;
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
            vec![row.gemeente, wijken, row.groep, row.nummer, row.naam, row.rang, leden, row.wabp, row.stand.to_owned()]
        })
        .collect();
    table::write(&args.file, &headings, &rows)?;
    say!("{} rows written to {}.", rows.len(), args.file.display());
    Ok(())
}
