//! The end of an alert: closed with an outcome, or because its time is up.
//!
//! Owns asking for the outcome, the confirmation, and telling those who got it. Invariants: an alert is closed only
//! after a fresh yes, or by a withdrawal that names an outcome; whoever may have got it hears of the end once, with thanks, and nobody else does.

use crate::bot::begrip::levensloop::{self as begrip, nummer_in, zonder_nummer};
use crate::bot::begrip::melding::{is_andere_melding, is_beschrijving};
use crate::bot::begrip::vermoeden::{Open, Wens};
use crate::bot::begrip::woorden::woorden;
use crate::bot::begrip::{antwoord, houding};
use crate::bot::context::{Cx, send_to};
use crate::bot::dialogue::{Dialogue, Found, OverMelding};
use crate::bot::error::{BotError, HandlerResult, Written};
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::Knop;
use crate::bot::melding::bericht::zoekt_nog;
use crate::bot::melding::samen::{self, Ook};
use crate::bot::melding::uitzending::{Uitzending, bericht, nummer};
use crate::bot::melding::welke::{self, Welke};
use crate::bot::melding::{plan, stilzetten};
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::bot::vloer::{algemeen, gewoon};
use crate::domain::afloop::Afloop;
use crate::domain::melding::{MeldingStatus, Stap};
use crate::domain::persoon::{MeldingId, PersoonId};
use crate::domain::rechten::Recht;
use crate::domain::wijk::Gemeente;
use crate::limits;
use crate::store::levensloop::{self, Zoek};
use crate::store::melding::Melding;
use crate::store::outbox::Klasse;
use crate::store::{self, Tx};
use crate::texts::melding::{levensloop as tekst, voorbeeld as politie};
use crate::texts::{knoppen, sjablonen};
use crate::whatsapp::{Bericht, Outgoing};

/// `/sluit [nummer] [afloop]`.
pub(in crate::bot) async fn begin(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    let codes = cx.gemeenten.codes();
    let genoemd = nummer_in(getypt, &codes).map(|(nummer, _)| nummer);
    let rest = zonder_nummer(getypt, &codes);
    let afloop = begrip::afloop(&woorden(&rest));
    begin_met(cx, genoemd.as_deref(), afloop, getypt).await
}

/// An alert is over, with this outcome if one was named. `getypt` is what was said, kept for the question which one.
pub(in crate::bot) async fn begin_met(
    cx: &mut Cx<'_>,
    genoemd: Option<&str>,
    afloop: Option<Afloop>,
    getypt: &str,
) -> HandlerResult {
    let gedaan = match welke::welke(cx, genoemd, Zoek::Lopend).await? {
        // "Terecht" says nothing of a robbery: how that ended is asked.
        Welke::Een(melding) => {
            vraag(cx, &melding, afloop.filter(|afloop| afloop.past_bij(melding.soort))).await?.into()
        }
        Welke::Later(meldingen) => welke::vraag(cx, OverMelding::Sluiten, getypt, &meldingen).await?,
        Welke::Kies(mut meldingen) => {
            // "Terecht" can only be a missing person, "aangehouden" only a suspect.
            if let Some(afloop) = afloop
                && meldingen.iter().any(|melding| afloop.past_bij(melding.soort))
            {
                meldingen.retain(|melding| afloop.past_bij(melding.soort));
            }
            match meldingen.as_slice() {
                [enige] => vraag(cx, enige, afloop).await?.into(),
                _ => welke::vraag(cx, OverMelding::Sluiten, getypt, &meldingen).await?,
            }
        }
        Welke::Geen => {
            cx.reply(tekst::GEEN_LOPENDE).await?;
            Gedaan::is(Intent::MeldingSluit, Uitkomst::Info)
        }
        Welke::Onbekend(nummer) => {
            welke::onbekend(cx, &nummer).await?;
            Gedaan::is(Intent::MeldingSluit, Uitkomst::Denied)
        }
    };
    Ok(match afloop {
        Some(afloop) => Gedaan::from(Verstaan::default().slot("resultaat", afloop.id())).en(gedaan),
        None => gedaan,
    })
}

/// Asks for the outcome, or for a yes to the one that was named.
async fn vraag(cx: &mut Cx<'_>, melding: &Melding, afloop: Option<Afloop>) -> Result<Verstaan, BotError> {
    if let Some(geweigerd) = kan_niet_dicht(cx, melding).await? {
        return Ok(geweigerd);
    }
    let id = melding.id;
    let dialoog = Dialogue::Afsluiten { melding: id.0, afloop: afloop.map(|afloop| afloop.id().to_owned()) };
    cx.expect(&dialoog).await?;
    let gevraagd = Verstaan::is(Intent::MeldingSluit, Uitkomst::Ask).slot("nummer", melding.nummer.as_str());
    let Some(afloop) = afloop else {
        let knop = |afloop: Afloop| Knop::SluitAls(id, afloop).met(tekst::afloop_kort(afloop));
        let buttons = Afloop::bij(melding.soort).map(knop).into();
        cx.reply_buttons(tekst::welke_afloop(&melding.nummer), buttons).await?;
        return Ok(gevraagd.vraag(&["resultaat", "sluiten_met_afloopbericht"]));
    };
    let (hebben, _) = levensloop::groups_that_may_have(cx.tx, id).await?;
    let vraag = tekst::afsluiten_als(&melding.nummer, afloop, usize::try_from(hebben).unwrap_or_default());
    let buttons = vec![Knop::SluitAls(id, afloop).met(knoppen::AFSLUITEN), Knop::NietSluiten(id).met(knoppen::NEE)];
    cx.reply_buttons(vraag, buttons).await?;
    Ok(gevraagd.vraag(&["sluiten_met_afloopbericht"]))
}

/// Where an alert cannot be closed by this person they are told so, and this is what was said; `None` where it can.
async fn kan_niet_dicht(cx: &mut Cx<'_>, melding: &Melding) -> Result<Option<Verstaan>, BotError> {
    if !cx.persoon.mag_in(Recht::MeldingBijwerken, &melding.gemeente) {
        cx.record("melding sluiten", &melding.nummer, Some("geen recht")).await?;
        welke::onbekend(cx, &melding.nummer).await?;
    } else if melding.verzonden_ms.is_none() || melding.status.na(Stap::Sluit).is_none() {
        cx.end_dialogue().await?;
        cx.reply(tekst::loopt_niet(&melding.nummer, melding.status)).await?;
    } else {
        return Ok(None);
    }
    Ok(Some(Verstaan::is(Intent::MeldingSluit, Uitkomst::Denied).slot("nummer", melding.nummer.as_str())))
}

/// An alert that is not there: nothing is said of it.
fn er_is_geen() -> Gedaan {
    Gedaan::is(Intent::MeldingSluit, Uitkomst::Ignored)
}

/// A tap on Afsluiten: how did it end?
pub(in crate::bot) async fn getikt(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    let Some(melding) = store::melding::get(cx.tx, id).await? else { return Ok(er_is_geen()) };
    let genoemd = match cx.dialogue().await? {
        Found::Running(Dialogue::WelkeMelding { wat: OverMelding::Sluiten, tekst }) => begrip::afloop(&woorden(&tekst)),
        _ => None,
    };
    Ok(vraag(cx, &melding, genoemd).await?.into())
}

/// A yes to an outcome. One of minutes ago is asked again.
pub(in crate::bot) async fn sluit_als(cx: &mut Cx<'_>, id: MeldingId, afloop: Afloop) -> HandlerResult {
    let Some(melding) = store::melding::get(cx.tx, id).await? else { return Ok(er_is_geen()) };
    if let Some(geweigerd) = kan_niet_dicht(cx, &melding).await? {
        return Ok(geweigerd.slot("resultaat", afloop.id()).into());
    }
    if cx.is_oud() {
        return Ok(vraag(cx, &melding, Some(afloop)).await?.slot("resultaat", afloop.id()).into());
    }
    sluit(cx, &melding, afloop).await
}

/// Closes an alert with this outcome, and says so to everybody who may have it.
pub(in crate::bot) async fn sluit(cx: &mut Cx<'_>, melding: &Melding, afloop: Afloop) -> HandlerResult {
    if let Some(geweigerd) = kan_niet_dicht(cx, melding).await? {
        return Ok(geweigerd.slot("resultaat", afloop.id()).into());
    }
    let gesloten = |uitkomst| {
        let gesloten = Verstaan::is(Intent::MeldingSluit, uitkomst).slot("nummer", melding.nummer.as_str());
        Gedaan::from(gesloten.slot("resultaat", afloop.id()))
    };
    let gemeente = cx.gemeenten.get(&melding.gemeente).ok_or(BotError::Missing("gemeente"))?;
    let woorden = if melding.oefening { tekst::AFLOOP_OEFENING } else { tekst::afloop(afloop, melding.soort) };
    let Some(mensen) = eindig(cx.tx, gemeente, melding, Stap::Sluit, Some(cx.wie), woorden, cx.now_ms).await? else {
        return Ok(gesloten(Uitkomst::Ignored));
    };
    cx.record("melding gesloten", &format!("{} {}", melding.nummer, afloop.id()), None).await?;
    cx.end_dialogue().await?;
    let (totaal, gemeld) = store::melding::counts(cx.tx, melding.id).await?;
    if melding.verzender.persoon != cx.persoon.id {
        cx.tell(&melding.verzender, politie::door_collega_gesloten(&melding.nummer, woorden)).await?;
    }
    cx.reply(tekst::afgesloten(&melding.nummer, woorden, mensen, gemeld, totaal)).await?;
    samen::bied_aan(cx, melding, Ook::Sluiten).await?;
    Ok(gesloten(Uitkomst::Sent))
}

/// A no: it goes on.
pub(in crate::bot) async fn niet(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    let Some(melding) = store::melding::get(cx.tx, id).await? else { return Ok(er_is_geen()) };
    if !cx.persoon.mag_in(Recht::MeldingBijwerken, &melding.gemeente) {
        cx.record("knop van melding", &melding.nummer, Some("geen recht")).await?;
        return algemeen::onbekende_knop(cx).await;
    }
    cx.end_dialogue().await?;
    if melding.status == MeldingStatus::Verzonden && melding.stilgezet {
        // It stands still: withdraw it, close it, or let it go on.
        return stilzetten::stop_en_vraag(cx, &melding, "").await;
    }
    cx.reply(tekst::loopt_door(&melding.nummer)).await?;
    Ok(Verstaan::is(Intent::MeldingSluit, Uitkomst::Accepted).slot("nummer", melding.nummer).into())
}

/// A typed answer to the question how it ended, or whether to close it.
pub(in crate::bot) async fn antwoord(
    cx: &mut Cx<'_>,
    id: MeldingId,
    afloop: Option<Afloop>,
    getypt: &str,
) -> HandlerResult {
    // "Is hij aangehouden" asks, and closes nothing.
    let genoemd = begrip::afloop(&woorden(getypt)).filter(|_| !houding::is_vraag(getypt));
    let ja = antwoord::ja(getypt) || antwoord::zegt_afsluiten(getypt);
    let gezien = cx.agrees_to_what_was_asked().await?;
    let vragen = match (afloop, genoemd) {
        (Some(afloop), None) if ja && gezien => return sluit_als(cx, id, afloop).await,
        (Some(afloop), Some(zelfde)) if afloop == zelfde && gezien => return sluit_als(cx, id, afloop).await,
        (_, Some(genoemd)) => Some(genoemd),
        _ if antwoord::nee(getypt) => return niet(cx, id).await,
        // What describes somebody is another alert; a yes after it would close this one and lose that.
        _ if is_beschrijving(getypt) || is_andere_melding(getypt) => {
            cx.end_dialogue().await?;
            return Ok(Gedaan::terug(getypt));
        }
        _ => match gewoon::wil(cx, Open::Sluitvraag, getypt, &[Wens::MeldingSluit, Wens::MeldingLaten]) {
            Some(Wens::MeldingLaten) => return niet(cx, id).await,
            Some(_) if let Some(afloop) = afloop.filter(|_| gezien) => return sluit_als(cx, id, afloop).await,
            // "O nee de jas is beige": about the alert, and no answer to this.
            _ if gewoon::is_anders(cx, Open::Sluitvraag, getypt, &[Wens::MeldingSluit]) => {
                cx.end_dialogue().await?;
                return Ok(Gedaan::terug(getypt));
            }
            _ => afloop,
        },
    };
    let Some(melding) = store::melding::get(cx.tx, id).await? else { return Ok(er_is_geen()) };
    Ok(vraag(cx, &melding, vragen).await?.into())
}

/// Ends an alert and tells those who may have got it. Answers how many that are; `None` where it had ended already.
pub(in crate::bot) async fn eindig(
    tx: &mut Tx,
    gemeente: &Gemeente,
    melding: &Melding,
    stap: Stap,
    door: Option<PersoonId>,
    afloop: &str,
    now_ms: i64,
) -> Result<Option<usize>, BotError> {
    let mensen = levensloop::may_have(tx, melding.id).await?;
    if !levensloop::end(tx, melding.id, stap, door, afloop, now_ms).await? {
        return Ok(None);
    }
    let foto = if store::foto::was_sent(tx, melding.id).await? { tekst::OOK_DE_FOTO } else { "" };
    let vorige = vorige_keer(tx, melding, now_ms).await?;
    let uitzending = Uitzending {
        melding: melding.id,
        phone_number_id: nummer(gemeente, melding),
        klasse: Klasse::Bijwerking,
        bericht: eindbericht(gemeente, melding, afloop, &format!("{foto}{vorige}"))?,
        geldig_tot_ms: now_ms + limits::END_SEND_WITHIN_MS,
    };
    uitzending.aan(tx, &mensen, now_ms).await?;
    plan::kwaliteit(tx, melding, now_ms).await?;
    Ok(Some(mensen.len()))
}

/// What the last alert in these wijken led to, where that was an arrest: it tells people what looking out is for.
async fn vorige_keer(tx: &mut Tx, melding: &Melding, now_ms: i64) -> Result<&'static str, BotError> {
    if melding.oefening || !melding.soort.heterdaad() {
        return Ok("");
    }
    let sinds_ms = now_ms - limits::LAST_TIME_MS;
    let afloop = levensloop::outcome_before(tx, melding.id, &melding.gemeente, &melding.wijken, sinds_ms).await?;
    let aangehouden = tekst::afloop(Afloop::Aangehouden, melding.soort);
    Ok(if afloop.as_deref() == Some(aangehouden) { tekst::VORIGE_KEER } else { "" })
}

/// What everybody hears of the end. Where only the time of a missing person's alert is up, the search may go on.
fn eindbericht(gemeente: &Gemeente, melding: &Melding, afloop: &str, foto: &str) -> Result<Bericht, BotError> {
    let waar = gemeente.namen(&melding.wijken);
    let knoppen = [Knop::AfloopGeplaatst(melding.id)];
    if zoekt_nog(melding, afloop) {
        return bericht(&sjablonen::TIJD_OM, tekst::tijd_om_parameters(&melding.nummer, &waar), &knoppen);
    }
    let parameters = tekst::afloop_parameters(&melding.nummer, &waar, &format!("{afloop}{foto}"));
    bericht(&sjablonen::AFGELOPEN, parameters, &knoppen)
}

/// Its validity is up: everybody who may have it hears that it is over.
pub(in crate::bot) async fn verloop(tx: &mut Tx, gemeente: &Gemeente, melding: &Melding, now_ms: i64) -> Written {
    let woorden = if melding.oefening { tekst::AFLOOP_OEFENING } else { tekst::AFLOOP_VERLOPEN };
    eindig(tx, gemeente, melding, Stap::Verloop, None, woorden, now_ms).await?;
    Ok(())
}

/// Asks the sender whether an alert still holds, before its end.
///
/// # Errors
/// The database cannot be reached.
pub async fn vraag_actueel(tx: &mut Tx, id: MeldingId, now_ms: i64) -> Written {
    let Some(melding) = store::melding::get(tx, id).await? else { return Ok(()) };
    if melding.status != MeldingStatus::Verzonden || now_ms >= melding.geldig_tot_ms {
        return Ok(());
    }
    let buttons = vec![Knop::NogActueel(id).met(knoppen::NOG_ACTUEEL), Knop::Afsluiten(id).met(knoppen::AFSLUITEN)];
    let vraag = Outgoing::buttons(tekst::nog_actueel(&melding.nummer, melding.soort, melding.geldig_tot_ms), buttons)?;
    send_to(tx, melding.verzender, Klasse::Politie, vraag, now_ms).await
}
