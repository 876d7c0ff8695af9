//! The wijken as the page draws them: each group as a dot that tells how the last alert stands there.
//!
//! Owns what is shown; the facts are the bot's own database. Invariant: nothing is claimed that the bot
//! itself would not tell the officer.

use serde_json::{Value, json};

use crate::domain::persoon::MeldingId;
use crate::domain::tijd;
use crate::domain::uitzetting::{Overzicht, Stand};
use crate::domain::wijk::{Gemeente, Gemeenten, Wijk};
use crate::store::kaart::{self, GroepInWijk};
use crate::store::{self, Store, Tx, melding, overzicht};

/// All gemeenten.
pub(super) async fn draw(store: &Store, gemeenten: &Gemeenten) -> store::Result<Value> {
    let mut drawn = Vec::new();
    for gemeente in gemeenten.iter() {
        let mut tx = store.begin().await?;
        drawn.push(draw_one(&mut tx, gemeente).await?);
        tx.roll_back().await?;
    }
    Ok(Value::Array(drawn))
}

async fn draw_one(tx: &mut Tx, gemeente: &Gemeente) -> store::Result<Value> {
    let groepen = kaart::groepen(tx, &gemeente.id).await?;
    let (mut overzicht, mut laatste) = (Overzicht::default(), Value::Null);
    if let Some(id) = kaart::laatste_melding(tx, &gemeente.id).await? {
        overzicht = overzicht::of(tx, id).await?;
        laatste = alert(tx, id, &overzicht).await?;
    }
    let wijken: Vec<Value> = gemeente
        .wijken
        .iter()
        .filter(|wijk| is_drawn(gemeente, wijk, &groepen))
        .map(|wijk| {
            let here = groepen.iter().filter(|groep| groep.wijk == wijk.id);
            let dots: Vec<Value> = here
                .map(|groep| {
                    let stand = overzicht.groepen.iter().find(|stand| stand.naam == groep.naam);
                    json!({ "naam": groep.naam, "stand": stand.map_or("rust", |groep| word(&groep.stand)) })
                })
                .collect();
            json!({ "id": wijk.id, "naam": wijk.naam, "kaart": wijk.kaart, "groepen": dots })
        })
        .collect();
    Ok(json!({ "id": gemeente.id, "naam": gemeente.naam, "wijken": wijken, "melding": laatste }))
}

/// A wijk that is divided is drawn as its parts, unless groups belong to the whole.
fn is_drawn(gemeente: &Gemeente, wijk: &Wijk, groepen: &[GroepInWijk]) -> bool {
    let divided = gemeente.wijken.iter().any(|part| part.deel_van.as_deref() == Some(&wijk.id));
    !divided || groepen.iter().any(|groep| groep.wijk == wijk.id)
}

async fn alert(tx: &mut Tx, id: MeldingId, overzicht: &Overzicht) -> store::Result<Value> {
    let Some(melding) = melding::get(tx, id).await? else { return Ok(Value::Null) };
    let tempo = kaart::tempo(tx, id).await?;
    let half = |after_ms: &[i64]| after_ms.get(after_ms.len().saturating_sub(1) / 2).copied();
    // WhatsApp gives whole seconds, cut off: said is by when it was there at the latest.
    let by_ms = |after_ms: i64| (after_ms + 1_999).max(1_000) / 1_000 * 1_000;
    Ok(json!({
        "nummer": melding.nummer,
        "wijken": melding.wijken,
        "klok": melding.verzonden_ms.map(tijd::klok_met_seconden),
        "ontvangers": overzicht.ontvangers,
        "bezorgd": overzicht.afgeleverd,
        "bezorgd_helft_ms": half(&tempo.afgeleverd_na_ms).map(by_ms),
        "bezorgd_laatste_ms": tempo.afgeleverd_na_ms.last().copied().map(by_ms),
        "groepen": overzicht.groepen.len(),
        "geplaatst": tempo.geplaatst_na_ms.len(),
        "geplaatst_helft_ms": half(&tempo.geplaatst_na_ms),
    }))
}

const fn word(stand: &Stand) -> &'static str {
    match stand {
        Stand::Geplaatst => "geplaatst",
        Stand::KanNiet => "kan_niet",
        Stand::Geopend | Stand::Gezien | Stand::Bezorgd => "bezorgd",
        Stand::Onderweg => "onderweg",
        Stand::NietBezorgd(_) => "niet_bezorgd",
    }
}
