//! The alerts of other gemeenten that go along with one that was confirmed.
//!
//! Owns making them and letting them leave, or laying them before a second person there. Invariant: each is what the preview of the
//! first showed, and is made and leaves in the same transaction as the first.

use crate::bot::context::Cx;
use crate::bot::error::{BotError, Written};
use crate::bot::melding::samen::Deel;
use crate::bot::melding::{tweede, uitzending};
use crate::domain::melding::Stap;
use crate::domain::tweede::Reden;
use crate::store;
use crate::store::melding::{Concept, Melding};

/// Makes it, as a draft of its own that belongs to the first.
async fn maak(cx: &mut Cx<'_>, eerste: &Melding, deel: &Deel<'_>) -> Result<Melding, BotError> {
    let Deel { gemeente, melding, .. } = deel;
    let concept = Concept {
        gemeente: &gemeente.id,
        code: &gemeente.code,
        soort: melding.soort,
        wijken: &melding.wijken,
        omschrijving: &melding.omschrijving,
        verzender: &melding.verzender,
        wie: cx.wie,
        onderdelen: &melding.onderdelen,
        oefening: false,
        geldig_ms: gemeente.instellingen.geldig_ms(melding.soort),
    };
    let id = store::melding::add_draft(cx.tx, &concept, cx.now_ms).await?;
    store::melding::sent_together(cx.tx, id, eerste.id).await?;
    let melding = store::melding::get(cx.tx, id).await?.ok_or(BotError::Missing("draft"))?;
    cx.record("melding concept", &melding.nummer, None).await?;
    Ok(melding)
}

/// Sends them; answers each number with its gemeente and how many groups it reaches.
pub(in crate::bot) async fn verstuur<'g>(
    cx: &mut Cx<'_>,
    eerste: &Melding,
    delen: &[Deel<'g>],
) -> Result<Vec<(String, &'g str, usize)>, BotError> {
    let mut verstuurd = Vec::new();
    for deel in delen {
        let melding = maak(cx, eerste, deel).await?;
        store::melding::set_confirmed_by(cx.tx, melding.id, cx.wie).await?;
        let aantal = uitzending::verstuur(cx.tx, deel.gemeente, &melding, Stap::Verstuur, cx.now_ms).await?;
        if let Some(aantal) = aantal {
            cx.record("melding verstuurd", &melding.nummer, None).await?;
            verstuurd.push((melding.nummer, deel.gemeente.naam.as_str(), aantal));
        }
    }
    Ok(verstuurd)
}

/// Lays each before a second person of its own gemeente.
pub(in crate::bot) async fn leg_voor(
    cx: &mut Cx<'_>,
    eerste: &Melding,
    delen: &[Deel<'_>],
    redenen: &[Reden],
) -> Written {
    for deel in delen {
        let melding = maak(cx, eerste, deel).await?;
        tweede::leg_voor(cx, deel.gemeente, &melding, redenen).await?;
    }
    Ok(())
}
