//! The successor: they come with a code, and take over or do not.
//!
//! Owns their conversation; who decides about it is `besluit`'s. Invariant: only whoever was shown a hand-over by its code
//! can accept it, and whether they may is looked at again with their yes.

use std::ops::ControlFlow;

use crate::bot::begrip::aanmelding::lees_naam;
use crate::bot::begrip::antwoord;
use crate::bot::begrip::ja_nee::{Bij, begint_met_ja, zegt_nee};
use crate::bot::context::{Cx, notify};
use crate::bot::dialogue::{Dialogue, Found};
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::Knop;
use crate::bot::mensen::overdragen::betrokken::{betrokkenen, uitgang, vraag_beoordelaars};
use crate::bot::mensen::welkom;
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::bot::vloer::algemeen;
use crate::domain::overdracht::{OverdrachtId, OverdrachtStatus};
use crate::domain::persoon::{Groep, Rang};
use crate::limits;
use crate::store::overdracht::Overdracht;
use crate::store::taak::{self, Taak};
use crate::store::{self};
use crate::texts::knoppen;
use crate::texts::mensen::{aanmelden, overdragen as tekst};

/// Somebody comes with a code.
pub(in crate::bot) async fn code(cx: &mut Cx<'_>, code: &str) -> HandlerResult {
    cx.forget_input().await?;
    let geweigerd = Verstaan::is(Intent::OverdragenAanvaard, Uitkomst::Denied).slot("code", code);
    let sinds_ms = cx.now_ms - limits::DAY_MS;
    if store::overdracht::wrong_codes(cx.tx, cx.persoon.id, sinds_ms).await? >= limits::WRONG_CODES_A_DAY_MAX {
        cx.reply_sparingly(tekst::TE_VAAK).await?;
        return Ok(geweigerd.into());
    }
    let gevonden = store::overdracht::by_code(cx.tx, code).await?;
    let bezwaar = match &gevonden {
        None => Some("onbekend"),
        Some(overdracht) => bezwaar(cx, overdracht).await?,
    };
    match (gevonden, bezwaar) {
        (Some(overdracht), None) => {
            // The code is theirs now: what they say next is about it.
            let gevraagd = vraag_opvolger(cx, &overdracht, Uitkomst::Recorded).await?;
            Ok(gevraagd.slot("code", code).into())
        }
        (Some(overdracht), Some(waarom)) => {
            cx.record("code", &overdracht.id.nummer(), Some(waarom)).await?;
            let antwoord = match waarom {
                "zichzelf" => tekst::UZELF,
                "al beheerder" => tekst::AL_BEHEERDER,
                _ => tekst::CODE_WERKT_NIET,
            };
            cx.reply_sparingly(antwoord).await?;
            Ok(geweigerd.into())
        }
        (None, _) => {
            cx.record("code", "", Some("onbekend")).await?;
            cx.reply_sparingly(tekst::CODE_WERKT_NIET).await?;
            Ok(geweigerd.into())
        }
    }
}

/// Somebody comes with a code and does not want it: their no counts as if they had been asked.
pub(in crate::bot) async fn code_geweigerd(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    let gedaan = code(cx, getypt).await?;
    match cx.dialogue().await? {
        Found::Running(Dialogue::Opvolger { overdracht, ja: false }) => {
            Ok(gedaan.en(weiger(cx, OverdrachtId(overdracht)).await?))
        }
        // The code was no good, and that was said.
        _ => Ok(gedaan),
    }
}

/// Why this person cannot take over, if they cannot.
async fn bezwaar(cx: &mut Cx<'_>, overdracht: &Overdracht) -> Result<Option<&'static str>, BotError> {
    if cx.now_ms - overdracht.gemaakt_ms > limits::HAND_OVER_CODE_MS {
        return Ok(Some("te laat"));
    }
    if overdracht.van == cx.persoon.id {
        return Ok(Some("zichzelf"));
    }
    if cx.persoon.geblokkeerd {
        return Ok(Some("geblokkeerd"));
    }
    if let Some(verwacht) = &overdracht.verwacht_nummer
        && !store::overdracht::numbers_of(cx.tx, cx.persoon.id).await?.contains(verwacht)
    {
        return Ok(Some("ander nummer"));
    }
    let groepen = store::overdracht::groups(cx.tx, overdracht).await?;
    let heeft =
        |groep: &Groep| cx.persoon.groepen.iter().any(|eigen| eigen.id == groep.id && eigen.rang == Rang::Hoofd);
    Ok(groepen.iter().all(heeft).then_some("al beheerder"))
}

/// Asks somebody whether they take over; `uitkomst` is what became of what they said.
async fn vraag_opvolger(cx: &mut Cx<'_>, overdracht: &Overdracht, uitkomst: Uitkomst) -> Result<Verstaan, BotError> {
    let gemeente = cx.gemeenten.get(&overdracht.gemeente).ok_or(BotError::Missing("gemeente"))?;
    let groepen = store::overdracht::groups(cx.tx, overdracht).await?;
    let namen: Vec<&str> = groepen.iter().map(|groep| groep.naam.as_str()).collect();
    let privacy = aanmelden::privacy_zonder_knop(&[gemeente.naam.as_str()], &[gemeente.privacy.as_str()]);
    let id = overdracht.id;
    cx.expect(&Dialogue::Opvolger { overdracht: id.0, ja: false }).await?;
    let buttons =
        vec![Knop::OverdrachtAanvaard(id).met(knoppen::JA_IK_NEEM_OVER), Knop::OverdrachtWeiger(id).met(knoppen::NEE)];
    cx.reply_buttons(tekst::neemt_u_over(&namen, &privacy), buttons).await?;
    Ok(Verstaan::is(Intent::OverdragenAanvaard, uitkomst).vraag(&["bevestig_overname"]))
}

/// The hand-over that this person was shown by its code, if it still waits; else it is said that the code does not work.
async fn getoonde(cx: &mut Cx<'_>, id: OverdrachtId) -> Result<ControlFlow<Gedaan, Overdracht>, BotError> {
    let werkt_niet = || ControlFlow::Break(Gedaan::is(Intent::OverdragenAanvaard, Uitkomst::Denied));
    let getoond = matches!(
        cx.dialogue().await?,
        Found::Running(Dialogue::Opvolger { overdracht, .. }) if overdracht == id.0
    );
    let overdracht = store::overdracht::get(cx.tx, id).await?;
    let wacht = overdracht.filter(|overdracht| getoond && overdracht.status == OverdrachtStatus::Voorgesteld);
    let Some(overdracht) = wacht else {
        cx.record("overdracht aanvaarden", &id.nummer(), Some("geen code getoond")).await?;
        cx.reply_sparingly(tekst::CODE_WERKT_NIET).await?;
        return Ok(werkt_niet());
    };
    if let Some(waarom) = bezwaar(cx, &overdracht).await? {
        cx.record("overdracht aanvaarden", &id.nummer(), Some(waarom)).await?;
        cx.end_dialogue().await?;
        cx.reply_sparingly(tekst::CODE_WERKT_NIET).await?;
        return Ok(werkt_niet());
    }
    Ok(ControlFlow::Continue(overdracht))
}

/// A typed answer of the successor: yes, no, or their name.
pub(in crate::bot) async fn opvolger_getypt(
    cx: &mut Cx<'_>,
    id: OverdrachtId,
    ja: bool,
    getypt: &str,
) -> HandlerResult {
    if antwoord::lijkt_melding(getypt) {
        return Ok(Gedaan::terug(getypt));
    }
    match (ja, zegt_nee(getypt, Bij::Opvolger)) {
        (false, true) => weiger(cx, id).await,
        (false, false) if begint_met_ja(getypt, Bij::Opvolger) => aanvaard(cx, id).await,
        (true, _) => match lees_naam(getypt) {
            Some(naam) => voltooi_aanvaarding(cx, id, &naam).await,
            None => {
                cx.reply(aanmelden::GEEN_NAAM).await?;
                Ok(Gedaan::is(Intent::OverdragenAanvaard, Uitkomst::Ask))
            }
        },
        (false, false) => match store::overdracht::get(cx.tx, id).await? {
            Some(overdracht) => Ok(vraag_opvolger(cx, &overdracht, Uitkomst::Ask).await?.into()),
            None => algemeen::onbekende_knop(cx).await,
        },
    }
}

/// The successor says yes; who has no name yet is asked for it.
pub(in crate::bot) async fn aanvaard(cx: &mut Cx<'_>, id: OverdrachtId) -> HandlerResult {
    if let ControlFlow::Break(gedaan) = getoonde(cx, id).await? {
        return Ok(gedaan);
    }
    match store::persoon::name_of(cx.tx, cx.persoon.id).await? {
        Some(naam) => voltooi_aanvaarding(cx, id, &naam).await,
        None => {
            cx.expect(&Dialogue::Opvolger { overdracht: id.0, ja: true }).await?;
            cx.reply(aanmelden::WELKE_NAAM).await?;
            Ok(Verstaan::is(Intent::OverdragenAanvaard, Uitkomst::Ask).vraag(&["naam"]).into())
        }
    }
}

async fn voltooi_aanvaarding(cx: &mut Cx<'_>, id: OverdrachtId, naam: &str) -> HandlerResult {
    let overdracht = match getoonde(cx, id).await? {
        ControlFlow::Continue(overdracht) => overdracht,
        ControlFlow::Break(gedaan) => return Ok(gedaan),
    };
    store::persoon::set_name(cx.tx, cx.persoon.id, naam).await?;
    if !store::overdracht::accept(cx.tx, id, cx.persoon.id, cx.now_ms).await? {
        cx.reply(tekst::CODE_WERKT_NIET).await?;
        return Ok(Gedaan::is(Intent::OverdragenAanvaard, Uitkomst::Denied));
    }
    cx.end_dialogue().await?;
    cx.record("overdracht aanvaard", &id.nummer(), None).await?;
    taak::plan(cx.tx, Taak::OverdrachtAfgekoeld(id), cx.now_ms + limits::HAND_OVER_COOLING_MS).await?;
    cx.reply(tekst::aanvaard(&id.nummer())).await?;
    welkom::vraag_nummer(cx).await?;
    let groepen = store::overdracht::groups(cx.tx, &overdracht).await?;
    let namen: Vec<&str> = groepen.iter().map(|groep| groep.naam.as_str()).collect();
    let bericht = tekst::afkoelen(&id.nummer(), &namen, naam);
    for wie in betrokkenen(cx.tx, &overdracht, &groepen).await? {
        if wie != cx.persoon.id {
            notify(cx.tx, &uitgang(cx.gemeenten, &overdracht)?, wie, &bericht, cx.now_ms).await?;
        }
    }
    let overdracht = store::overdracht::get(cx.tx, id).await?.ok_or(BotError::Missing("overdracht"))?;
    vraag_beoordelaars(cx.tx, cx.gemeenten, &overdracht, cx.now_ms).await?;
    Ok(Gedaan::is(Intent::OverdragenAanvaard, Uitkomst::Recorded))
}

/// The successor says no.
pub(in crate::bot) async fn weiger(cx: &mut Cx<'_>, id: OverdrachtId) -> HandlerResult {
    let overdracht = match getoonde(cx, id).await? {
        ControlFlow::Continue(overdracht) => overdracht,
        ControlFlow::Break(gedaan) => return Ok(gedaan),
    };
    store::overdracht::close(cx.tx, id, OverdrachtStatus::Geweigerd, cx.now_ms).await?;
    cx.end_dialogue().await?;
    cx.record("overdracht geweigerd", &id.nummer(), None).await?;
    let uitgang = uitgang(cx.gemeenten, &overdracht)?;
    let bericht = tekst::opvolger_weigerde(&id.nummer());
    notify(cx.tx, &uitgang, overdracht.gestart_door, &bericht, cx.now_ms).await?;
    cx.reply(tekst::GEWEIGERD).await?;
    Ok(Gedaan::is(Intent::OverdragenWeiger, Uitkomst::Accepted))
}
