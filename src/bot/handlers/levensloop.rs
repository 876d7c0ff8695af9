//! What police say in words of their own about an alert that left.
//!
//! Owns which conversation takes it up. Invariant: a withdrawal is heard in the middle of anything; what fits no alert
//! is a text like any other.

use crate::bot::begrip::levensloop::{self, Gezegd, Levensloop, nummer_in};
use crate::bot::begrip::woorden::woorden;
use crate::bot::context::Cx;
use crate::bot::dialogue::OverMelding;
use crate::bot::error::HandlerResult;
use crate::bot::handlers::lopend::{self, Welke};
use crate::bot::handlers::{afsluiten, algemeen, bijwerken, intrekken};
use crate::bot::said::Said;
use crate::store::levensloop::Zoek;

/// Takes up what was said; `anders` is what it is where no alert fits.
pub(in crate::bot) async fn gezegd(cx: &mut Cx<'_>, wat: Levensloop, anders: Said) -> HandlerResult {
    let Levensloop { gezegd, nummer, tekst } = wat;
    match gezegd {
        Gezegd::Intrekken(afloop) => intrekken::begin(cx, nummer.as_deref(), &tekst, afloop).await,
        Gezegd::Paniek => {
            if intrekken::paniek(cx, nummer.as_deref(), &tekst).await? {
                Ok(())
            } else {
                algemeen::anders(cx, anders).await
            }
        }
        Gezegd::Sluiten(_) | Gezegd::Update if nummer.is_none() && !past_een(cx).await? => {
            algemeen::anders(cx, anders).await
        }
        Gezegd::Sluiten(afloop) => afsluiten::begin_met(cx, nummer.as_deref(), Some(afloop), &tekst).await,
        Gezegd::Update => {
            let met_nummer = nummer.map_or_else(|| tekst.clone(), |nummer| format!("{nummer} {tekst}"));
            bijwerken::begin(cx, &met_nummer).await
        }
    }
}

async fn past_een(cx: &mut Cx<'_>) -> Result<bool, crate::bot::error::BotError> {
    Ok(matches!(lopend::welke(cx, None, Zoek::Lopend).await?, Welke::Een(_) | Welke::Kies(_)))
}

/// `/intrekken [nummer] [reden]`.
pub(in crate::bot) async fn intrekken_getypt(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    let codes = lopend::codes(cx.gemeenten);
    let nummer = nummer_in(getypt, &codes).map(|(nummer, _)| nummer);
    let reden = levensloop::zonder_nummer(getypt, &codes);
    let afloop = levensloop::afloop(&woorden(&reden));
    intrekken::begin(cx, nummer.as_deref(), &reden, afloop).await
}

/// A typed answer to "welke melding bedoelt u?".
pub(in crate::bot) async fn welke_getypt(
    cx: &mut Cx<'_>,
    wat: OverMelding,
    eerder: &str,
    getypt: &str,
) -> HandlerResult {
    let codes = lopend::codes(cx.gemeenten);
    let Some((nummer, _)) = nummer_in(getypt, &codes) else {
        cx.end_dialogue().await?;
        return algemeen::tekst(cx, getypt).await;
    };
    cx.end_dialogue().await?;
    match wat {
        OverMelding::Update => bijwerken::begin(cx, &format!("{nummer} {eerder}")).await,
        OverMelding::Sluiten => afsluiten::begin(cx, &format!("{nummer} {eerder}")).await,
        OverMelding::Intrekken => intrekken::begin(cx, Some(&nummer), eerder, None).await,
    }
}
