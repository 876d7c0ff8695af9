//! Rows of lists to choose from: gemeenten and wijken.

use crate::bot::begrip::plaats::WijkVan;
use crate::bot::knop::Knop;
use crate::domain::wijk::{Gemeente, GemeenteId, Gemeenten, WijkId};
use crate::texts::ingekort;
use crate::texts::vloer::algemeen;
use crate::whatsapp::outgoing::{LIST_ROWS_MAX, ROW_DESCRIPTION_MAX, ROW_TITLE_MAX, Row};

/// The whole wijken; their parts can be typed. The parts stand in the description where there is room.
pub(in crate::bot) fn wijken(gemeente: &Gemeente, knop: fn(GemeenteId, WijkId) -> Knop) -> Vec<Row> {
    let heel = gemeente.wijken.iter().filter(|wijk| wijk.deel_van.is_none());
    let rows = heel.map(|wijk| {
        let delen: Vec<&str> = gemeente
            .wijken
            .iter()
            .filter(|deel| deel.deel_van.as_ref() == Some(&wijk.id))
            .map(|deel| deel.naam.as_str())
            .collect();
        Row {
            id: knop(gemeente.id.clone(), wijk.id.clone()).encode(),
            title: ingekort(&wijk.naam, ROW_TITLE_MAX),
            description: (!delen.is_empty())
                .then(|| ingekort(&format!("met {}", delen.join(", ")), ROW_DESCRIPTION_MAX)),
        }
    });
    rows.take(LIST_ROWS_MAX).collect()
}

/// A gemeente.
pub(in crate::bot) fn gemeente(gemeente: &Gemeente, knop: fn(GemeenteId) -> Knop) -> Row {
    Row { id: knop(gemeente.id.clone()).encode(), title: ingekort(&gemeente.naam, ROW_TITLE_MAX), description: None }
}

/// Wijken of one name in several gemeenten, with that name.
pub(in crate::bot) fn gelijknamig(
    gemeenten: &Gemeenten,
    mogelijk: &[WijkVan],
    knop: fn(GemeenteId, WijkId) -> Knop,
) -> (String, Vec<Row>) {
    let gevonden: Vec<(&str, Row)> = mogelijk
        .iter()
        .filter_map(|(gemeente_id, wijk_id)| {
            let gemeente = gemeenten.get(gemeente_id)?;
            let wijk = gemeente.wijk(wijk_id)?;
            let row = Row {
                id: knop(gemeente_id.clone(), wijk_id.clone()).encode(),
                title: ingekort(&wijk.naam, ROW_TITLE_MAX),
                description: Some(gemeente.naam.clone()),
            };
            Some((wijk.naam.as_str(), row))
        })
        .take(LIST_ROWS_MAX)
        .collect();
    let naam = gevonden.first().map_or(algemeen::DIE_NAAM, |(naam, _)| naam).to_owned();
    (naam, gevonden.into_iter().map(|(_, row)| row).collect())
}
