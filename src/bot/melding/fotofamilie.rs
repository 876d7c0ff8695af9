//! "Is de familie akkoord?" with a picture: as its sender answers that in words.
//!
//! Owns reading the answer; what a yes does is `foto`'s. Invariants: only whoever sent the picture says what the family said;
//! "stop" at this question is about the picture, and the alert runs on.

use crate::bot::begrip::gesprek::Toestemming;
use crate::bot::begrip::vermoeden::{Open, Wens};
use crate::bot::begrip::{antwoord, gesprek, levensloop};
use crate::bot::context::Cx;
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::Knop;
use crate::bot::melding::foto::{familie, over, wis};
use crate::bot::verstaan::{Intent, Uitkomst};
use crate::bot::vloer::gewoon;
use crate::store;
use crate::store::foto::{self, Foto, FotoId, FotoStatus};
use crate::store::melding::Melding;
use crate::texts::knoppen;
use crate::texts::melding::foto as tekst;

/// A typed answer to the question.
pub(in crate::bot) async fn antwoord(cx: &mut Cx<'_>, id: FotoId, getypt: &str) -> HandlerResult {
    let ziet_af = antwoord::ziet_af(getypt) || gewoon::wil(cx, Open::Foto, getypt, &[Wens::Annuleer]).is_some();
    if gesprek::neemt_foto_terug(getypt, &cx.gemeenten.codes()) || ziet_af {
        if let Some(gedaan) = stop(cx, id).await? {
            return Ok(gedaan);
        }
        cx.end_dialogue().await?;
        return Ok(Gedaan::terug(getypt));
    }
    let gezegd = gesprek::toestemming(getypt, true);
    // In words that no rule knows: "zus zegt dat het mag".
    let uitgesproken = match gezegd {
        Toestemming::Niets => gewoon::over_familie(cx, getypt),
        _ => None,
    };
    let kaal_ja = gezegd == Toestemming::Niets && antwoord::ja(getypt) && !getypt.contains('?');
    if (gezegd == Toestemming::Gegeven || kaal_ja || uitgesproken == Some(true))
        && cx.agrees_to_what_was_asked().await?
    {
        cx.end_dialogue().await?;
        return familie(cx, id).await;
    }
    if antwoord::nee(getypt) || gezegd == Toestemming::Geweigerd || uitgesproken == Some(false) {
        cx.end_dialogue().await?;
        let Some((_, melding)) = eigen(cx, id).await? else { return Ok(Gedaan::is(Intent::Foto, Uitkomst::Ignored)) };
        cx.reply(tekst::familie_zegt_nee(&melding.nummer)).await?;
        return Ok(over(&melding, Intent::Foto, Uitkomst::Recorded));
    }
    // "Akkoord ouders komt zo", "de ovd is akkoord", "oma heeft ja geknikt": it is asked on.
    let onzeker =
        gezegd == Toestemming::Onzeker || gezegd == Toestemming::Niets && gewoon::is_misschien_over_familie(cx, getypt);
    if onzeker && let Some((foto, melding)) = eigen(cx, id).await? {
        let knop = Knop::FotoFamilie(foto.id).met(knoppen::FAMILIE_AKKOORD);
        cx.reply_buttons(tekst::familie_nog_geen_ja(&melding.nummer), vec![knop]).await?;
        return Ok(over(&melding, Intent::Foto, Uitkomst::Ask));
    }
    cx.end_dialogue().await?;
    Ok(Gedaan::terug(getypt))
}

/// "Familie akkoord", later or after something else. Answers whether a picture of theirs waited for that.
pub(in crate::bot) async fn gezegd(cx: &mut Cx<'_>, getypt: &str) -> Result<Option<Gedaan>, BotError> {
    if !gesprek::zegt_alleen_familie_akkoord(getypt) {
        return Ok(None);
    }
    let genoemd = levensloop::nummer_in(getypt, &cx.gemeenten.codes()).map(|(nummer, _)| nummer);
    let mut wachtend = Vec::new();
    for melding in foto::running_missing(cx.tx, cx.persoon.id, cx.now_ms).await? {
        let Some(id) = foto::waiting_of(cx.tx, melding).await? else { continue };
        let Some((foto, melding)) = eigen(cx, id).await?.filter(|(foto, _)| !foto.familie_akkoord) else { continue };
        if genoemd.as_ref().is_none_or(|nummer| *nummer == melding.nummer) {
            wachtend.push((foto.id, melding.nummer));
        }
    }
    match wachtend.as_slice() {
        [] => return Ok(None),
        [(id, _)] => return familie(cx, *id).await.map(Some),
        [..] => {}
    }
    // Which of them, nobody but they can tell.
    let nummers: Vec<&str> = wachtend.iter().map(|(_, nummer)| nummer.as_str()).collect();
    cx.reply(tekst::familie_bij_welke(&nummers)).await?;
    Ok(Some(Gedaan::is(Intent::Foto, Uitkomst::Ask)))
}

/// "Stop" at the question: the picture goes nowhere, and is deleted. `None` where it is decided about already.
pub(in crate::bot) async fn stop(cx: &mut Cx<'_>, id: FotoId) -> Result<Option<Gedaan>, BotError> {
    let Some((foto, melding)) = eigen(cx, id).await? else { return Ok(None) };
    let open = matches!(foto.status, FotoStatus::Ontvangen | FotoStatus::Wacht);
    if !open || !foto::step(cx.tx, id, foto.status, FotoStatus::Afgewezen, None).await? {
        return Ok(None);
    }
    cx.end_dialogue().await?;
    wis(cx.tx, &foto, cx.now_ms).await?;
    cx.record("foto teruggenomen", &melding.nummer, None).await?;
    cx.reply(tekst::teruggenomen(&melding.nummer)).await?;
    Ok(Some(over(&melding, Intent::Foto, Uitkomst::Accepted)))
}

/// The picture with its alert, if this person sent it.
async fn eigen(cx: &mut Cx<'_>, id: FotoId) -> Result<Option<(Foto, Melding)>, BotError> {
    let foto = foto::get(cx.tx, id).await?;
    let Some(foto) = foto.filter(|foto| foto.wie == cx.wie || foto.verzender == cx.persoon.id) else { return Ok(None) };
    Ok(store::melding::get(cx.tx, foto.melding).await?.map(|melding| (foto, melding)))
}
