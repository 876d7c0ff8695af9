//! A picture that is taken back: by whoever sent it, or spoken of by whoever was asked about it.
//!
//! Owns which picture is meant. Invariants: the alert itself is not touched; a picture that waits goes nowhere once its
//! sender takes it back; one that was sent is said to be out.

use crate::bot::begrip::woorden::woorden;
use crate::bot::begrip::{besluit, gesprek};
use crate::bot::context::Cx;
use crate::bot::dialogue::Found;
use crate::bot::error::BotError;
use crate::bot::gedaan::Gedaan;
use crate::bot::melding::foto::wis;
use crate::bot::melding::tweede;
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::store::foto::{self, FotoStatus};
use crate::store::levensloop;
use crate::texts::melding::foto as tekst;

/// More words than this are about something else.
const HOLDS_WORDS_MAX: usize = 3;

/// "Verkeerde foto!", "foto niet sturen": takes back what this person sent of the missing who are looked for. `niets_gevraagd`:
/// nothing was asked of them that "niet akkoord" or "nog niet" could answer. Answers whether a picture of theirs was meant.
pub(in crate::bot) async fn neem_terug(
    cx: &mut Cx<'_>,
    getypt: &str,
    niets_gevraagd: bool,
) -> Result<Option<Gedaan>, BotError> {
    let codes = cx.gemeenten.codes();
    // "Toch niet akkoord", "wacht nog" by who was asked nothing, and waits for nothing else: about the consent that they
    // passed on.
    let kort = woorden(getypt).len() <= HOLDS_WORDS_MAX;
    let los = (besluit::neemt_ja_terug(getypt, &codes).is_some_and(|nummer| nummer.is_empty())
        || besluit::aarzelt(getypt) && kort)
        && niets_gevraagd
        && cx.dialogue().await? == Found::None
        && tweede::eigen_wachtend(cx).await?.is_none()
        && levensloop::waiting_of(cx.tx, cx.wie).await?.is_none();
    if !gesprek::neemt_foto_terug(getypt, &codes) && !los {
        return Ok(None);
    }
    let gedaan = Verstaan::is(Intent::Foto, Uitkomst::Accepted);
    for melding in foto::running_missing(cx.tx, cx.persoon.id, cx.now_ms).await? {
        let nummer =
            crate::store::melding::get(cx.tx, melding).await?.map(|melding| melding.nummer).unwrap_or_default();
        let mut terug = 0;
        while let Some(id) = foto::waiting_of(cx.tx, melding).await? {
            let eigen =
                foto::get(cx.tx, id).await?.filter(|foto| foto.verzender == cx.persoon.id && foto.wie == cx.wie);
            let Some(wacht) = eigen else { break };
            foto::step(cx.tx, id, FotoStatus::Wacht, FotoStatus::Afgewezen, None).await?;
            wis(cx.tx, &wacht, cx.now_ms).await?;
            cx.record("foto teruggenomen", &nummer, None).await?;
            terug += 1;
        }
        if terug > 0 {
            cx.reply(tekst::teruggenomen(&nummer)).await?;
            return Ok(Some(gedaan.slot("nummer", nummer).into()));
        }
        if !los && foto::was_sent(cx.tx, melding).await? {
            cx.reply(tekst::al_verstuurd(&nummer)).await?;
            let te_laat = Verstaan::is(Intent::Foto, Uitkomst::Denied);
            return Ok(Some(te_laat.slot("nummer", nummer).into()));
        }
    }
    Ok(None)
}
