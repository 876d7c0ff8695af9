//! `heterdaad person` and `heterdaad group`: who the bot knows.
//!
//! Invariant: a mistake changes nothing; doing it twice is doing it once.

use crate::domain::wijk::{Gemeente, GemeenteId, WijkId};
use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};

use super::dienst;
use crate::bot::begrip::woorden;
use crate::cli::chase::{self, GroupChase};
use crate::cli::lookup::{Role, find_gemeente, find_wijk, number, roles};
use crate::cli::operator::of_the_operator;
use crate::clock::{Clock, SystemClock};
use crate::config::DatabaseArgs;
use crate::domain::persoon::Rang;
use crate::domain::rechten::{Recht, mag};
use crate::domain::{telefoon, termijn, tijd};
use crate::gemeenten;
use crate::limits;
use crate::store::toekenning::{self, Gegeven};
use crate::store::{Store, Tx, blokkade, persoon, spoor};
use crate::terminal::say;
use crate::whatsapp::ids::WaId;

/// What can be done with people.
#[derive(Debug, Subcommand)]
pub enum PersonCommand {
    /// Give somebody a role in one gemeente or more
    Add(PersonAdd),
    /// Let somebody sign on to shared telephones with codes from an app: shows a QR code for it
    Dienst(dienst::PersonDienst),
    /// Mark a telephone as one that several share: whoever types on it signs on first
    Shared(dienst::PersonShared),
    /// Take all rights from somebody at once; they get no alerts either
    Block(PersonBlock),
    /// Take a block back: what they were before, they are again
    Unblock(PersonBlock),
    /// Show who has which role, and until when
    List(PersonList),
    /// Let a role go on for another year
    Prolong(PersonRole),
    /// Take one role from somebody
    Revoke(PersonRole),
}

/// Whose roles to show.
#[derive(Debug, Args)]
pub struct PersonList {
    /// Only those in this gemeente; may be given more than once
    #[arg(long)]
    gemeente: Vec<String>,
    #[command(flatten)]
    database: DatabaseArgs,
}

/// A role of somebody.
#[derive(Debug, Args)]
pub struct PersonRole {
    /// Their number, in any usual notation, or their name
    who: String,
    /// The role
    #[arg(long, value_enum)]
    role: Role,
    /// The gemeente in which it holds
    #[arg(long)]
    gemeente: String,
    /// The wijk of a wijkagent, by name or short name; without it, in all wijken
    #[arg(long)]
    wijk: Option<String>,
    #[command(flatten)]
    database: DatabaseArgs,
}

/// Somebody with a role.
#[derive(Debug, Args)]
pub struct PersonAdd {
    /// Their number, in any usual notation
    phone: String,
    /// What they are
    #[arg(long, value_enum)]
    role: Role,
    /// The gemeente in which that holds; may be given more than once
    #[arg(long, required = true)]
    gemeente: Vec<String>,
    /// The wijk of a wijkagent, by name or short name; may be given more than once
    #[arg(long)]
    wijk: Vec<String>,
    /// Their name, for the record
    #[arg(long)]
    name: String,
    #[command(flatten)]
    database: DatabaseArgs,
}

/// Somebody to block.
#[derive(Debug, Args)]
pub struct PersonBlock {
    /// Their number, in any usual notation
    phone: String,
    #[command(flatten)]
    database: DatabaseArgs,
}

/// What can be done with groups.
#[derive(Debug, Subcommand)]
pub enum GroupCommand {
    /// Add a group, or wijken and beheerders to one
    Add(GroupAdd),
    /// Set how a group is chased, where it differs from its gemeente
    Chase(GroupChase),
}

/// A group with its beheerders.
#[derive(Debug, Args)]
pub struct GroupAdd {
    /// The name of the group
    name: String,
    /// Its gemeente
    #[arg(long)]
    gemeente: GemeenteId,
    /// Its wijk, by name or short name; may be given more than once
    #[arg(long, required = true)]
    wijk: Vec<String>,
    /// The number of a beheerder; the first is hoofdbeheerder, the others mede-beheerder
    #[arg(long)]
    beheerder: Vec<String>,
    /// The number of a reserve-beheerder, who stands in; may be given more than once
    #[arg(long)]
    reserve: Vec<String>,
    #[command(flatten)]
    database: DatabaseArgs,
}

/// Does what `heterdaad person` says.
///
/// # Errors
/// A number or a gemeente is unknown, or the database cannot be reached.
pub async fn person(command: PersonCommand) -> anyhow::Result<()> {
    let now_ms = SystemClock::new().wall_ms();
    match command {
        PersonCommand::Add(PersonAdd { phone, role, gemeente, wijk, name, database }) => {
            let phone = number(&phone)?;
            let rol = role.rol();
            let (ids, wijken) = roles(&database, rol, &gemeente, &wijk)?;
            if name.trim().is_empty() {
                bail!("--name is empty");
            }
            let store = Store::open(&database.database_url).await?;
            let mut tx = store.begin().await?;
            let id = persoon::name_by_phone(&mut tx, &phone, name.trim(), now_ms).await?;
            for gemeente in &ids {
                for wijk in &wijken {
                    persoon::grant(&mut tx, id, rol, gemeente, wijk, now_ms).await?;
                }
            }
            tx.commit().await?;
            say!("Added as {} in {}.", rol.id(), ids.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(", "));
        }
        PersonCommand::Dienst(args) => dienst::enrol(args).await?,
        PersonCommand::Shared(args) => dienst::shared(args).await?,
        PersonCommand::Block(PersonBlock { phone, database }) => {
            let phone = number(&phone)?;
            let store = Store::open(&database.database_url).await?;
            let mut tx = store.begin().await?;
            let id = persoon::find_or_add(&mut tx, Some(&phone), None, now_ms).await?;
            persoon::block(&mut tx, id).await?;
            tx.commit().await?;
            say!("Blocked.");
        }
        PersonCommand::Unblock(PersonBlock { phone, database }) => {
            let phone = number(&phone)?;
            let store = Store::open(&database.database_url).await?;
            let mut tx = store.begin().await?;
            let id = persoon::by_phone(&mut tx, &phone).await?.context("nobody with this number is known")?;
            persoon::unblock(&mut tx, id).await?;
            tx.commit().await?;
            say!("No longer blocked.");
        }
        PersonCommand::List(args) => list(args, now_ms).await?,
        PersonCommand::Prolong(args) => prolong(args, now_ms).await?,
        PersonCommand::Revoke(args) => revoke(args, now_ms).await?,
    }
    Ok(())
}

/// Prints each role with its number, and until when it holds.
async fn list(PersonList { gemeente, database }: PersonList, now_ms: i64) -> anyhow::Result<()> {
    let gemeenten = gemeenten::load(database.gemeenten_dir.as_deref())?;
    let chosen: Vec<&Gemeente> = if gemeente.is_empty() {
        gemeenten.iter().collect()
    } else {
        gemeente.iter().map(|name| find_gemeente(&gemeenten, name)).collect::<anyhow::Result<_>>()?
    };
    let store = Store::open(&database.database_url).await?;
    let mut tx = store.begin().await?;
    // A role of before this version has its end from now on.
    toekenning::set_missing_ends(&mut tx, now_ms).await?;
    for gemeente in chosen {
        let roles = toekenning::all_in(&mut tx, &gemeente.id).await?;
        say!("{} ({}): {}", gemeente.naam, gemeente.id, roles.len());
        for een in roles {
            let phone = toekenning::phone_of(&mut tx, een.persoon).await?;
            say!(
                "  {}{}  {}  {}  {}",
                een.rol.id(),
                if een.wijk.is_empty() { String::new() } else { format!(" {}", een.wijk) },
                een.einde_ms.map_or_else(|| "no end".to_owned(), |ms| format!("until {}", tijd::dag(ms))),
                phone.map_or_else(|| "no telephone of their own".to_owned(), |phone| phone.as_str().to_owned()),
                een.naam.as_deref().unwrap_or("(no name)")
            );
        }
    }
    tx.commit().await?;
    Ok(())
}

/// The roles that are meant: of a wijkagent all wijken, unless one is named.
async fn meant(tx: &mut Tx, args: &PersonRole) -> anyhow::Result<Vec<Gegeven>> {
    let gemeenten = gemeenten::load(args.database.gemeenten_dir.as_deref())?;
    let gemeente = find_gemeente(&gemeenten, &args.gemeente)?;
    let wijk = args.wijk.as_deref().map(|name| find_wijk(gemeente, name)).transpose()?;
    let named = woorden::naam(&args.who);
    let phone = telefoon::lees(&args.who).ok().map(|nummer| WaId(nummer.into_cijfers()));
    let by_phone = match &phone {
        Some(phone) => persoon::by_phone(tx, phone).await?,
        None => None,
    };
    let mut found = toekenning::all_in(tx, &gemeente.id).await?;
    found.retain(|een| {
        let who = match phone {
            Some(_) => Some(een.persoon) == by_phone,
            None => een.naam.as_deref().is_some_and(|naam| woorden::naam(naam) == named),
        };
        who && een.rol == args.role.rol() && wijk.as_ref().is_none_or(|wijk| een.wijk == *wijk)
    });
    let mut people: Vec<_> = found.iter().map(|een| een.persoon).collect();
    people.dedup();
    if found.is_empty() {
        bail!(
            "nobody who goes by that is {} in {}: heterdaad person list shows who is",
            args.role.rol().id(),
            gemeente.id
        );
    }
    if people.len() > 1 {
        bail!("more than one goes by that name: give the number");
    }
    Ok(found)
}

async fn prolong(args: PersonRole, now_ms: i64) -> anyhow::Result<()> {
    let store = Store::open(&args.database.database_url).await?;
    let mut tx = store.begin().await?;
    for een in meant(&mut tx, &args).await? {
        let Some(einde_ms) = termijn::einde_ms(een.rol, now_ms) else { bail!("{} has no end", een.rol.id()) };
        toekenning::prolong(&mut tx, een.id, einde_ms).await?;
        let voorwerp = format!("recht {}", een.id.0);
        spoor::add(&mut tx, of_the_operator(now_ms, "recht verlengd", &voorwerp)).await?;
        say!("{} until {}.", een.rol.id(), tijd::dag(einde_ms));
    }
    tx.commit().await?;
    Ok(())
}

async fn revoke(args: PersonRole, now_ms: i64) -> anyhow::Result<()> {
    let store = Store::open(&args.database.database_url).await?;
    let mut tx = store.begin().await?;
    for een in meant(&mut tx, &args).await? {
        toekenning::end(&mut tx, een.id, een.persoon).await?;
        let voorwerp = format!("recht {}", een.id.0);
        spoor::add(&mut tx, of_the_operator(now_ms, "recht afgenomen", &voorwerp)).await?;
        say!("No longer {} in {}.", een.rol.id(), een.gemeente);
        if mag(een.rol, Recht::MeldingVersturen) && !blokkade::other_sender(&mut tx, &een.gemeente, een.persoon).await?
        {
            say!("Nobody else can send alerts in {}: give somebody the role.", een.gemeente);
        }
    }
    tx.commit().await?;
    Ok(())
}

/// Does what `heterdaad group` says.
///
/// # Errors
/// A number, a gemeente or a wijk is unknown, or the database cannot be reached.
pub async fn group(command: GroupCommand) -> anyhow::Result<()> {
    match command {
        GroupCommand::Add(args) => add_group(args).await,
        GroupCommand::Chase(args) => chase::run(args).await,
    }
}

async fn add_group(GroupAdd { name, gemeente, wijk, beheerder, reserve, database }: GroupAdd) -> anyhow::Result<()> {
    let gemeenten = gemeenten::load(database.gemeenten_dir.as_deref())?;
    let gemeente = find_gemeente(&gemeenten, &gemeente)?;
    let wijken: Vec<WijkId> = wijk.iter().map(|name| find_wijk(gemeente, name)).collect::<anyhow::Result<_>>()?;
    let ranks = std::iter::once(Rang::Hoofd).chain(std::iter::repeat(Rang::Mede));
    let given = beheerder.iter().zip(ranks).chain(reserve.iter().map(|text| (text, Rang::Reserve)));
    let people: Vec<(WaId, Rang)> =
        given.map(|(text, rang)| Ok((number(text)?, rang))).collect::<anyhow::Result<_>>()?;
    if name.trim().is_empty() || name.chars().count() > limits::GROUP_NAME_CHARACTERS_MAX {
        bail!("the name of a group has 1 to {} characters", limits::GROUP_NAME_CHARACTERS_MAX);
    }
    let now_ms = SystemClock::new().wall_ms();
    let store = Store::open(&database.database_url).await?;
    let mut tx = store.begin().await?;
    let groep = persoon::find_or_add_group(&mut tx, &gemeente.id, name.trim(), &wijken, now_ms).await?;
    for (phone, rang) in &people {
        let id = persoon::find_or_add(&mut tx, Some(phone), None, now_ms).await?;
        persoon::add_beheerder(&mut tx, groep, id, *rang).await?;
        // They get alerts once they have written themselves: a number may be mistyped.
        persoon::invite(&mut tx, id, now_ms).await?;
    }
    tx.commit().await?;
    say!(
        "{} in {} ({}), {} beheerders given.",
        name.trim(),
        wijken.iter().map(|wijk| wijk.as_str()).collect::<Vec<_>>().join(", "),
        gemeente.id,
        people.len()
    );
    Ok(())
}
