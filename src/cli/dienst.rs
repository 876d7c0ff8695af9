//! `heterdaad person dienst` and `heterdaad person shared`: who can sign on with codes, and on which telephones.
//!
//! Invariant: a secret leaves the database once, as a QR code for the person's app; it is never a line of text.

use std::fs::OpenOptions;
use std::io::{Cursor, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::Args;

use super::lookup::{Role, number, roles};
use super::operator::of_the_operator;
use super::table::extension;
use crate::bot::begrip::woorden;
use crate::clock::{Clock, SystemClock};
use crate::config::DatabaseArgs;
use crate::domain::persoon::PersoonId;
use crate::domain::totp::{Geheim, SECRET_BYTES};
use crate::domain::{dienst as rules, telefoon};
use crate::limits;
use crate::random::Random;
use crate::store::{Store, Tx, dienst, persoon, spoor};
use crate::terminal::say;

/// Somebody who signs on with codes.
#[derive(Debug, Args)]
pub struct PersonDienst {
    /// Their number, in any usual notation, or their name
    who: String,
    /// Give them this role; somebody without a telephone of their own is added by name
    #[arg(long, value_enum, requires = "gemeente")]
    role: Option<Role>,
    /// The gemeente in which that holds; may be given more than once
    #[arg(long, requires = "role")]
    gemeente: Vec<String>,
    /// The wijk of a wijkagent, by name or short name; may be given more than once
    #[arg(long, requires = "role")]
    wijk: Vec<String>,
    /// Write the QR code to this new .svg or .png file too; delete it once it was scanned
    #[arg(long)]
    file: Option<PathBuf>,
    /// Make no new code: sign them off everywhere, now
    #[arg(long, conflicts_with_all = ["role", "file", "forget"])]
    end: bool,
    /// Make no new code: sign them off everywhere, and let their app work no more
    #[arg(long, conflicts_with_all = ["role", "file"])]
    forget: bool,
    #[command(flatten)]
    database: DatabaseArgs,
}

/// A telephone that several of the police share.
#[derive(Debug, Args)]
pub struct PersonShared {
    /// Its number, in any usual notation
    phone: String,
    /// It is somebody's own again
    #[arg(long)]
    off: bool,
    /// Only sign off whoever is signed on to it, now
    #[arg(long, conflicts_with = "off")]
    end: bool,
    #[command(flatten)]
    database: DatabaseArgs,
}

/// Makes or renews somebody's secret and shows it as a QR code, or ends their sign-ons.
///
/// # Errors
/// The person is unknown or not of the police, the file cannot be written, or the database cannot be reached.
pub async fn enrol(args: PersonDienst) -> anyhow::Result<()> {
    let PersonDienst { who, role, gemeente, wijk, file, end, forget, database } = args;
    if let Some(file) = &file
        && !matches!(extension(file).as_str(), "svg" | "png")
    {
        bail!("{}: the name must end in .svg or .png", file.display());
    }
    let now_ms = SystemClock::new().wall_ms();
    let role = match role {
        Some(role) if !role.rol().van_politie() => bail!("only police sign on: politie, goedkeurder or wijkagent"),
        Some(role) => Some((role.rol(), roles(&database, role.rol(), &gemeente, &wijk)?)),
        None => None,
    };
    let store = Store::open(&database.database_url).await?;
    let mut tx = store.begin().await?;
    let id = match find(&mut tx, &who).await? {
        Some(id) => id,
        None if role.is_some() => {
            let naam = who.trim();
            if naam.is_empty() || naam.chars().count() > limits::NAME_CHARACTERS_MAX {
                bail!("a name has 1 to {} characters", limits::NAME_CHARACTERS_MAX);
            }
            persoon::add_named(&mut tx, naam, now_ms).await?
        }
        None => bail!("nobody of the police goes by that; --role and --gemeente add somebody without a telephone"),
    };
    if let Some((rol, (gemeenten, wijken))) = &role {
        for gemeente in gemeenten {
            for wijk in wijken {
                persoon::grant(&mut tx, id, *rol, gemeente, wijk, now_ms).await?;
            }
        }
    }
    let voorwerp = format!("persoon {}", id.0);
    if end || forget {
        let telephones = dienst::sign_off_everywhere(&mut tx, id).await?;
        let forgotten = forget && dienst::forget_secret(&mut tx, id).await?;
        spoor::add(&mut tx, of_the_operator(now_ms, "dienst beëindigd", &voorwerp)).await?;
        tx.commit().await?;
        say!("Signed off on {telephones} telephones.");
        if forgotten {
            say!("Their app works no more; without --forget this makes a new code.");
        }
        return Ok(());
    }
    let wie = persoon::load(&mut tx, id).await?;
    if rules::van_politie(&wie).next().is_none() {
        bail!("they are not of the police: give --role and --gemeente");
    }
    let naam = persoon::name_of(&mut tx, id).await?.filter(|naam| !naam.trim().is_empty());
    let naam = naam.context("they have no name: add it with 'heterdaad person add'")?;
    let geheim = Geheim::van(Random::system().secret::<SECRET_BYTES>());
    let code = qrcode::QrCode::new(geheim.uri(&naam).as_bytes()).context("the name is too long for a QR code")?;
    dienst::set_secret(&mut tx, id, &geheim, now_ms).await?;
    spoor::add(&mut tx, of_the_operator(now_ms, "dienst ingeschreven", &voorwerp)).await?;
    if let Some(file) = &file {
        draw(file, &code)?;
    }
    tx.commit().await?;
    say!("{}", code.render::<qrcode::render::unicode::Dense1x2>().quiet_zone(true).build());
    say!("{naam}: let them scan this with an authenticator app, now and alone. A code of before works no more.");
    if let Some(file) = &file {
        say!("It stands in {} too; delete that once it was scanned.", file.display());
    }
    Ok(())
}

/// The person with this number, or the only one of the police who goes by this name.
async fn find(tx: &mut Tx, who: &str) -> anyhow::Result<Option<PersoonId>> {
    if let Some(number) = telefoon::lees_nummer(who) {
        let id = persoon::by_phone(tx, &crate::whatsapp::ids::WaId(number)).await?;
        return id.map(Some).context("nobody with this number is known");
    }
    // Digits that are no number are no name either.
    if who.chars().filter(char::is_ascii_digit).count() >= 6 {
        number(who)?;
    }
    let gezocht = woorden::naam(who);
    match dienst::police_by_name(tx, |naam| woorden::naam(naam) == gezocht).await?.as_slice() {
        [] => Ok(None),
        [enige] => Ok(Some(*enige)),
        _ => bail!("several of the police go by that name: give their number"),
    }
}

/// Writes the code to a new file that only its owner can read.
fn draw(file: &Path, code: &qrcode::QrCode) -> anyhow::Result<()> {
    let cannot = || format!("cannot write {}", file.display());
    let drawn = if extension(file) == "svg" {
        code.render::<qrcode::render::svg::Color<'_>>().min_dimensions(480, 480).build().into_bytes()
    } else {
        let mut png = Cursor::new(Vec::new());
        let picture = code.render::<image::Luma<u8>>().min_dimensions(1_200, 1_200).build();
        picture.write_to(&mut png, image::ImageFormat::Png).with_context(cannot)?;
        png.into_inner()
    };
    let mut written = OpenOptions::new().write(true).create_new(true).mode(0o600).open(file).with_context(cannot)?;
    written.write_all(&drawn).with_context(cannot)
}

/// Marks a telephone as shared or as somebody's own, or signs off whoever is signed on to it.
///
/// # Errors
/// The number is unknown, or the database cannot be reached.
pub async fn shared(PersonShared { phone, off, end, database }: PersonShared) -> anyhow::Result<()> {
    let phone = number(&phone)?;
    let now_ms = SystemClock::new().wall_ms();
    let store = Store::open(&database.database_url).await?;
    let mut tx = store.begin().await?;
    let known = persoon::by_phone(&mut tx, &phone).await?;
    let id = known.context("nobody with this number is known: add it with 'heterdaad person add'")?;
    let telefoon = persoon::load(&mut tx, id).await?;
    let voorwerp = format!("telefoon {}", id.0);
    if end {
        let was = dienst::sign_off(&mut tx, id).await?;
        spoor::add(&mut tx, of_the_operator(now_ms, "dienst beëindigd", &voorwerp)).await?;
        tx.commit().await?;
        say!("{}", if was { "Signed off." } else { "Nobody was signed on." });
        return Ok(());
    }
    if !off && rules::van_politie(&telefoon).next().is_none() {
        bail!("it is no telephone of the police: add it with 'heterdaad person add'");
    }
    dienst::set_shared(&mut tx, id, !off, now_ms).await?;
    let daad = if off { "telefoon eigen" } else { "telefoon gedeeld" };
    spoor::add(&mut tx, of_the_operator(now_ms, daad, &voorwerp)).await?;
    tx.commit().await?;
    say!("{}", if off { "It is somebody's own." } else { "Whoever types on it signs on first, with /dienst." });
    Ok(())
}
