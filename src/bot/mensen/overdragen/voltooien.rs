//! How a hand-over ends: passed over, stopped, or lapsed; and which are open.
//!
//! Owns the passing over and its timed work. Invariants: the old beheerder stays until `domain::overdracht::kan_voltooien`
//! says so; whoever runs a group can stop its hand-over with one line.

use crate::bot::context::{Cx, notify};
use crate::bot::error::{BotError, HandlerResult, Written};
use crate::bot::gedaan::Gedaan;
use crate::bot::melding::{plan, uitzending};
use crate::bot::mensen::overdragen::betrokken::{
    betrokkenen, eindig, gemeente_van, uitgang, vertel_allen, vraag_beoordelaars,
};
use crate::bot::mensen::welkom;
use crate::bot::verstaan::{Intent, Uitkomst};
use crate::domain::overdracht::{OverdrachtId, OverdrachtStatus, kan_voltooien};
use crate::domain::persoon::{Groep, GroepId, PersoonId};
use crate::domain::rechten::Rol;
use crate::domain::wijk::{GemeenteId, Gemeenten};
use crate::store::overdracht::Overdracht;
use crate::store::taak::Taak;
use crate::store::{self, Tx};
use crate::texts::mensen::overdragen as tekst;

/// `STOP OVERDRACHT`: by anybody who runs one of the groups, or began it.
pub(in crate::bot) async fn stop(cx: &mut Cx<'_>) -> HandlerResult {
    let lopend = store::overdracht::stoppable_by(cx.tx, cx.persoon.id).await?;
    if lopend.is_empty() {
        cx.reply_sparingly(tekst::NIETS_TE_STOPPEN).await?;
        return Ok(Gedaan::is(Intent::OverdragenStop, Uitkomst::Info));
    }
    stop_deze(cx, &lopend).await
}

/// "Nee annuleer" at "extra zeker?": this one runs already, and it is what they mean.
pub(in crate::bot) async fn stop_begonnen(cx: &mut Cx<'_>, id: OverdrachtId) -> HandlerResult {
    let lopend = store::overdracht::stoppable_by(cx.tx, cx.persoon.id).await?;
    let deze: Vec<Overdracht> = lopend.into_iter().filter(|overdracht| overdracht.id == id).collect();
    if deze.is_empty() {
        cx.end_dialogue().await?;
        cx.reply(tekst::NIETS_TE_STOPPEN).await?;
        return Ok(Gedaan::is(Intent::OverdragenStop, Uitkomst::Info));
    }
    stop_deze(cx, &deze).await
}

async fn stop_deze(cx: &mut Cx<'_>, lopend: &[Overdracht]) -> HandlerResult {
    cx.end_dialogue().await?;
    for overdracht in lopend {
        cx.record("overdracht gestopt", &overdracht.id.nummer(), None).await?;
        let bericht = tekst::gestopt(&overdracht.id.nummer(), "gestopt");
        eindig(cx, overdracht, OverdrachtStatus::Ingetrokken, &bericht).await?;
        cx.reply(bericht).await?;
    }
    Ok(Gedaan::is(Intent::OverdragenStop, Uitkomst::Accepted))
}

/// Stops what somebody was handing over of these groups: they leave.
pub(in crate::bot) async fn stop_bij_vertrek(cx: &mut Cx<'_>, groepen: &[Groep]) -> Written {
    let zelf = cx.persoon.id;
    for overdracht in store::overdracht::stoppable_by(cx.tx, zelf).await? {
        let over = store::overdracht::groups(cx.tx, &overdracht).await?;
        let raakt = over.iter().any(|groep| groepen.iter().any(|weg| weg.id == groep.id));
        if overdracht.van == zelf && raakt {
            cx.record("overdracht gestopt", &overdracht.id.nummer(), None).await?;
            let bericht = tekst::gestopt(&overdracht.id.nummer(), "gestopt");
            eindig(cx, &overdracht, OverdrachtStatus::Ingetrokken, &bericht).await?;
        }
    }
    Ok(())
}

/// Everything is there: the groups pass over, and with them the alerts that run. All hear it, in one message
/// each; the new beheerder is welcomed as soon as they write.
pub(super) async fn voltooi(tx: &mut Tx, gemeenten: &Gemeenten, overdracht: &Overdracht, now_ms: i64) -> Written {
    if !kan_voltooien(overdracht.status, overdracht.helften, overdracht.aanvaard_ms, now_ms) {
        return Ok(());
    }
    let naar = overdracht.naar.ok_or(BotError::Missing("successor"))?;
    let groepen = store::overdracht::groups(tx, overdracht).await?;
    let namen: Vec<&str> = groepen.iter().map(|groep| groep.naam.as_str()).collect();
    let nummer = overdracht.id.nummer();
    let naam = store::persoon::name_of(tx, naar).await?.unwrap_or_else(|| tekst::DE_OPVOLGER.to_owned());
    let uitgang = uitgang(gemeenten, overdracht)?;
    let gemeente = gemeente_van(gemeenten, overdracht)?;
    let besluiters = [overdracht.helften.politie, overdracht.helften.gemeente].into_iter().flatten();
    let mut anderen: Vec<PersoonId> =
        betrokkenen(tx, overdracht, &groepen).await?.into_iter().chain(besluiters).collect();
    anderen.sort_unstable();
    anderen.dedup();
    anderen.retain(|wie| *wie != naar && *wie != overdracht.van);
    plan::valt_weg(tx, overdracht.van, now_ms).await?;
    for groep in &groepen {
        store::overdracht::leave_group(tx, groep.id, overdracht.van).await?;
        store::persoon::add_beheerder(tx, groep.id, naar, groep.rang).await?;
    }
    store::overdracht::close(tx, overdracht.id, OverdrachtStatus::Voltooid, now_ms).await?;
    store::spoor::add(
        tx,
        store::spoor::Spoor {
            tijd_ms: now_ms,
            persoon: naar,
            rol: Rol::Beheerder,
            daad: "overdracht voltooid",
            voorwerp: &nummer,
            geweigerd: None,
        },
    )
    .await?;
    notify(tx, &uitgang, overdracht.van, &tekst::voltooid_oud(&nummer, &namen), now_ms).await?;
    for wie in anderen {
        notify(tx, &uitgang, wie, &tekst::voltooid_ander(&nummer, &namen, &naam), now_ms).await?;
    }
    store::persoon::welcome_later(tx, naar).await?;
    notify(tx, &uitgang, naar, &welkom::kort(&namen), now_ms).await?;
    let ids: Vec<GroepId> = groepen.iter().map(|groep| groep.id).collect();
    for melding in store::overdracht::running_alerts(tx, &ids, naar, now_ms).await? {
        uitzending::stuur_alsnog(tx, gemeente, melding, naar, now_ms).await?;
    }
    Ok(())
}

/// The open hand-overs, a line each.
pub(in crate::bot) async fn regels(cx: &mut Cx<'_>, gemeenten: &[&GemeenteId]) -> Result<Vec<String>, BotError> {
    let mut regels = Vec::new();
    for overdracht in store::overdracht::accepted_in(cx.tx, gemeenten).await? {
        let groepen = store::overdracht::groups(cx.tx, &overdracht).await?;
        let namen: Vec<&str> = groepen.iter().map(|groep| groep.naam.as_str()).collect();
        regels.push(tekst::regel(&overdracht.id.nummer(), &namen, overdracht.helften));
    }
    Ok(regels)
}

/// Does a piece of timed work on a hand-over.
///
/// # Errors
/// The database cannot be reached.
pub async fn taak(tx: &mut Tx, gemeenten: &Gemeenten, taak: Taak, id: OverdrachtId, now_ms: i64) -> Written {
    let Some(overdracht) = store::overdracht::get(tx, id).await? else { return Ok(()) };
    if !overdracht.status.loopt() {
        return Ok(());
    }
    if matches!(taak, Taak::OverdrachtAfgekoeld(_)) {
        if overdracht.helften.open().is_empty() {
            return voltooi(tx, gemeenten, &overdracht, now_ms).await;
        }
        // A day without a decision: those who can are reminded.
        return vraag_beoordelaars(tx, gemeenten, &overdracht, now_ms).await;
    }
    store::overdracht::close(tx, id, OverdrachtStatus::Verlopen, now_ms).await?;
    vertel_allen(tx, gemeenten, &overdracht, &tekst::gestopt(&id.nummer(), "verlopen"), None, now_ms).await
}
