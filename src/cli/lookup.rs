//! What an operator names on the command line, looked up: numbers, roles, gemeenten and their wijken.
//!
//! Changes nothing. Invariant: what is not known is answered with what there is.

use anyhow::{Context as _, bail};
use clap::ValueEnum;

use crate::bot::begrip::woorden;
use crate::config::DatabaseArgs;
use crate::domain::rechten::Rol;
use crate::domain::telefoon::{self, Soort};
use crate::domain::wijk::{Gemeente, GemeenteId, Gemeenten, WijkId};
use crate::gemeenten;
use crate::whatsapp::ids::WaId;

/// The roles that are given by name.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Role {
    Politie,
    Goedkeurder,
    Wijkagent,
    Gemeente,
    Functioneel,
    Privacy,
}

impl Role {
    pub(super) const fn rol(self) -> Rol {
        match self {
            Self::Politie => Rol::Politie,
            Self::Goedkeurder => Rol::Goedkeurder,
            Self::Wijkagent => Rol::Wijkagent,
            Self::Gemeente => Rol::Gemeente,
            Self::Functioneel => Rol::Functioneel,
            Self::Privacy => Rol::Privacy,
        }
    }
}

pub(super) fn number(text: &str) -> anyhow::Result<WaId> {
    let number = telefoon::lees(text).with_context(|| format!("'{text}' is no telephone number"))?;
    match number.soort {
        Soort::Mobiel => {}
        Soort::Vast => eprintln!("'{text}' is a landline: WhatsApp is seldom on it."),
        Soort::Buitenland => eprintln!("'{text}' is a number of another country."),
    }
    Ok(WaId(number.into_cijfers()))
}

pub(super) fn find_gemeente<'g>(gemeenten: &'g Gemeenten, name: &str) -> anyhow::Result<&'g Gemeente> {
    let found =
        gemeenten.iter().find(|gemeente| gemeente.id == name || woorden::naam(&gemeente.naam) == woorden::naam(name));
    found.with_context(|| {
        let known: Vec<&str> = gemeenten.iter().map(|gemeente| gemeente.id.as_str()).collect();
        format!("'{name}' is no gemeente; there are {}", known.join(", "))
    })
}

pub(super) fn find_wijk(gemeente: &Gemeente, name: &str) -> anyhow::Result<WijkId> {
    let norm = woorden::naam(name);
    let found = gemeente.wijken.iter().find(|wijk| {
        wijk.id == name || std::iter::once(&wijk.naam).chain(&wijk.aliassen).any(|known| woorden::naam(known) == norm)
    });
    found.map(|wijk| wijk.id.clone()).with_context(|| {
        let known: Vec<&str> = gemeente.wijken.iter().map(|wijk| wijk.id.as_str()).collect();
        format!("'{name}' is no wijk of {}; there are {}", gemeente.naam, known.join(", "))
    })
}

/// The ids of the gemeenten and wijken in which a role is given.
pub(super) fn roles(
    database: &DatabaseArgs,
    rol: Rol,
    gemeente: &[String],
    wijk: &[String],
) -> anyhow::Result<(Vec<GemeenteId>, Vec<WijkId>)> {
    let gemeenten = gemeenten::load(database.gemeenten_dir.as_deref())?;
    let found: Vec<&Gemeente> =
        gemeente.iter().map(|name| find_gemeente(&gemeenten, name)).collect::<anyhow::Result<_>>()?;
    if !wijk.is_empty() && (rol != Rol::Wijkagent || found.len() != 1) {
        bail!("--wijk is for a wijkagent of one gemeente");
    }
    let mut wijken: Vec<WijkId> = wijk.iter().map(|name| find_wijk(found[0], name)).collect::<anyhow::Result<_>>()?;
    if wijken.is_empty() {
        // Without a wijk the role holds in the whole gemeente.
        wijken.push(WijkId::default());
    }
    Ok((found.iter().map(|gemeente| gemeente.id.clone()).collect(), wijken))
}
