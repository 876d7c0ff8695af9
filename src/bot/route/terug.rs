//! "Oeps, niet akkoord": a yes that its giver takes back.
//!
//! Owns which yes that is, and what can still be undone of it. Invariants: only one's own is taken back; an alert that left
//! is halted, and what is to happen with it is asked; nothing is said to be undone that is not.

use crate::bot::begrip::besluit as begrip_besluit;
use crate::bot::context::Cx;
use crate::bot::dialogue::Found;
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::Knop;
use crate::bot::melding::stilzetten;
use crate::bot::route::besluit::{self, AKKOORD};
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::domain::aanmelding::{AanmeldingId, AanmeldingStatus};
use crate::domain::melding::MeldingStatus;
use crate::domain::overdracht::{OverdrachtId, OverdrachtStatus};
use crate::domain::rechten::Recht;
use crate::texts::knoppen;
use crate::texts::melding::{foto, levensloop, tweede};
use crate::texts::mensen::collega;
use crate::whatsapp::outgoing::Button;
use crate::{limits, store};

/// What the record calls a yes to each kind of case.
const GEGEVEN: [&str; 4] = [MELDING, UPDATE, FOTO, VERZOEK];
const MELDING: &str = "melding goedgekeurd";
const UPDATE: &str = "update goedgekeurd";
const FOTO: &str = "foto goedgekeurd";
const VERZOEK: &str = "akkoord";

/// `/akkoord A-17`; also "akkoord intrekken", "akkoord was een vergissing", which takes one back.
pub(in crate::bot) async fn akkoord(cx: &mut Cx<'_>, wat: &str) -> HandlerResult {
    if !wat.is_empty()
        && let Some(gedaan) = neem_ja_terug(cx, &format!("{AKKOORD} {wat}")).await?
    {
        return Ok(gedaan);
    }
    besluit::akkoord(cx, wat).await
}

/// Answers what was done, where a yes of theirs was meant: the one with the number, or the last of the last half hour.
pub(in crate::bot) async fn neem_ja_terug(cx: &mut Cx<'_>, tekst: &str) -> Result<Option<Gedaan>, BotError> {
    let Some(genoemd) = begrip_besluit::neemt_ja_terug(tekst, &cx.gemeenten.codes()) else {
        return if begrip_besluit::maakt_ongedaan(tekst) { neem_net_gegeven_terug(cx).await } else { Ok(None) };
    };
    // "Niet akkoord" by who was just asked for another decision, or in answer to a message, is about that.
    let kaal = genoemd.is_empty() && begrip_besluit::zegt_kaal_nee(tekst);
    if kaal && (cx.antwoord_op.is_some() || besluit::net_gevraagd(cx).await?) {
        return Ok(None);
    }
    let terug_tot_ms = if genoemd.is_empty() { limits::APPROVAL_TAKEN_BACK_MS } else { limits::SIGN_UP_KEPT_MS };
    let gegeven = store::spoor::done_by(cx.tx, cx.wie, &GEGEVEN, cx.gezegd_ms - terug_tot_ms).await?;
    let nummer_van = |voorwerp: &str| voorwerp.split(' ').next().unwrap_or_default().to_owned();
    let bedoeld = gegeven.into_iter().map(|(daad, voorwerp)| (daad, nummer_van(&voorwerp)));
    let Some((daad, nummer)) = bedoeld.into_iter().find(|(_, nummer)| genoemd.is_empty() || *nummer == genoemd) else {
        return Ok(None);
    };
    van_gegeven(cx, &daad, &nummer).await.map(Some)
}

/// What can still be undone of a yes to the case with this number.
async fn van_gegeven(cx: &mut Cx<'_>, daad: &str, nummer: &str) -> HandlerResult {
    match daad {
        MELDING => van_melding(cx, nummer).await,
        UPDATE => zeg(cx, nummer, tweede::update_te_laat_terug(nummer)).await,
        FOTO => zeg(cx, nummer, foto::al_verstuurd(nummer)).await,
        _ => van_verzoek(cx, nummer).await,
    }
}

/// "Misklik", "oeps", "stop": the yes of a moment ago, where nothing else was asked or sent since. Answers what was done.
pub(in crate::bot) async fn neem_net_gegeven_terug(cx: &mut Cx<'_>) -> Result<Option<Gedaan>, BotError> {
    if cx.antwoord_op.is_some() || cx.dialogue().await? != Found::None || besluit::net_gevraagd(cx).await? {
        return Ok(None);
    }
    let sinds_ms = cx.gezegd_ms - limits::APPROVAL_UNDONE_MS;
    let Some((daad, voorwerp)) = store::spoor::last_done(cx.tx, cx.wie, sinds_ms).await? else { return Ok(None) };
    // What runs is stopped by whatever stops an alert.
    if !GEGEVEN.contains(&daad.as_str()) || daad == MELDING && !cx.persoon.mag(Recht::MeldingBijwerken) {
        return Ok(None);
    }
    let nummer = voorwerp.split(' ').next().unwrap_or_default().to_owned();
    van_gegeven(cx, &daad, &nummer).await.map(Some)
}

async fn zeg(cx: &mut Cx<'_>, nummer: &str, tekst: String) -> HandlerResult {
    cx.reply(tekst).await?;
    Ok(Verstaan::is(Intent::MeldingGoedkeur, Uitkomst::Denied).slot("nummer", nummer).into())
}

/// Nothing more of the alert leaves; whoever wrote it hears that, and whoever said yes is asked on.
async fn van_melding(cx: &mut Cx<'_>, nummer: &str) -> HandlerResult {
    let melding = store::melding::by_nummer(cx.tx, nummer).await?.ok_or(BotError::Missing("melding"))?;
    if melding.status != MeldingStatus::Verzonden {
        return zeg(cx, nummer, levensloop::loopt_niet(nummer, melding.status)).await;
    }
    cx.record("akkoord teruggenomen", nummer, None).await?;
    cx.tell(&melding.verzender, tweede::akkoord_teruggenomen(nummer)).await?;
    stilzetten::stop_en_vraag(cx, &melding, "").await
}

async fn van_verzoek(cx: &mut Cx<'_>, nummer: &str) -> HandlerResult {
    let (terug, rond, knoppen) = if let Some(id) = AanmeldingId::lees(nummer) {
        let terug = store::aanmelding::take_back(cx.tx, id, cx.wie).await?;
        let nu = store::aanmelding::get(cx.tx, id).await?;
        let rond = nu.is_some_and(|nu| nu.status == AanmeldingStatus::Akkoord);
        (terug, rond, knoppen_van(Knop::Akkoord(id), Knop::Afwijzen(id)))
    } else if let Some(id) = OverdrachtId::lees(nummer) {
        let terug = store::overdracht::take_back(cx.tx, id, cx.wie).await?;
        let nu = store::overdracht::get(cx.tx, id).await?;
        let rond = nu.is_some_and(|nu| nu.status == OverdrachtStatus::Voltooid);
        (terug, rond, knoppen_van(Knop::OverdrachtAkkoord(id), Knop::OverdrachtAfwijzen(id)))
    } else {
        return Err(BotError::Missing("request"));
    };
    let uitkomst = if terug { Uitkomst::Accepted } else { Uitkomst::Denied };
    if terug {
        cx.record("akkoord teruggenomen", nummer, None).await?;
        cx.reply_buttons(collega::akkoord_teruggenomen(nummer), knoppen).await?;
    } else if rond {
        cx.reply(collega::akkoord_te_laat_terug(nummer)).await?;
    } else {
        cx.reply(collega::geen_akkoord_van_u(nummer)).await?;
    }
    Ok(Verstaan::is(Intent::AanmeldenAfwijs, uitkomst).slot("nummer", nummer).into())
}

fn knoppen_van(ja: Knop, nee: Knop) -> Vec<Button> {
    vec![ja.met(knoppen::AKKOORD), nee.met(knoppen::AFWIJZEN)]
}
