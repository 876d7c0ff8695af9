//! Halting an alert: nothing more of it leaves, and its officer is asked what is to happen.
//!
//! Owns the halt and the question. Invariants: stopping is the safe direction, and is never asked first; who may not decide
//! what is to happen then is not asked, a colleague is.

use crate::bot::besluit::wie::Collegas;
use crate::bot::context::{Cx, Uitgang};
use crate::bot::dialogue::Dialogue;
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::Knop;
use crate::bot::melding::{publiek, samen};
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::domain::persoon::MeldingId;
use crate::domain::rechten::Recht;
use crate::domain::wijk::GemeenteId;
use crate::limits;
use crate::store::levensloop;
use crate::store::melding::Melding;
use crate::store::outbox::Klasse;
use crate::texts::knoppen;
use crate::texts::melding::levensloop as tekst;
use crate::whatsapp::Outgoing;
use crate::whatsapp::outgoing::Button;

/// Lets nothing more leave of an alert, and asks what is to happen with what did.
pub(in crate::bot) async fn stop_en_vraag(cx: &mut Cx<'_>, melding: &Melding, reden: &str) -> HandlerResult {
    stop_en_vraag_met(cx, melding, reden, None).await
}

/// Lets nothing more leave of all alerts of theirs that left just now, and asks of each. `None`: there are not two.
pub(in crate::bot) async fn stop_alle(cx: &mut Cx<'_>) -> Result<Option<Gedaan>, BotError> {
    let gemeenten: Vec<&GemeenteId> = cx.persoon.gemeenten_met(Recht::MeldingBijwerken);
    let sinds_ms = cx.now_ms - limits::PANIC_LOOK_BACK_MS;
    let lopend = levensloop::recent(cx.tx, &gemeenten, levensloop::Zoek::Lopend, sinds_ms).await?;
    let (wie, telefoon) = (cx.wie, cx.persoon.id);
    let eigen: Vec<Melding> =
        lopend.into_iter().filter(|melding| melding.wie == wie || melding.verzender.persoon == telefoon).collect();
    if eigen.len() < 2 {
        return Ok(None);
    }
    // All at once, and only then the questions.
    for melding in &eigen {
        levensloop::halt(cx.tx, melding.id, cx.now_ms).await?;
    }
    let mut gedaan = Gedaan::from(Verstaan::default());
    for melding in &eigen {
        gedaan = gedaan.en(stop_en_vraag(cx, melding, "").await?);
    }
    Ok(Some(gedaan))
}

/// What can be done with an alert that stands still.
pub(in crate::bot) fn wat_nu(id: MeldingId) -> Vec<Button> {
    vec![
        Knop::Intrekken(id).met(knoppen::NU_INTREKKEN),
        Knop::Afsluiten(id).met(knoppen::AFSLUITEN),
        Knop::LatenStaan(id).met(knoppen::LATEN_STAAN),
    ]
}

pub(in crate::bot) async fn stop_en_vraag_met(
    cx: &mut Cx<'_>,
    melding: &Melding,
    reden: &str,
    vraag: Option<String>,
) -> HandlerResult {
    if !cx.persoon.mag_in(Recht::MeldingBijwerken, &melding.gemeente) {
        return vraag_collega(cx, melding).await;
    }
    levensloop::halt(cx.tx, melding.id, cx.now_ms).await?;
    let (hebben, geplaatst) = levensloop::groups_that_may_have(cx.tx, melding.id).await?;
    cx.record("melding gestopt", &melding.nummer, None).await?;
    let id = melding.id;
    cx.expect(&Dialogue::Gestopt { melding: id.0, reden: reden.to_owned() }).await?;
    let vraag = vraag.unwrap_or_else(|| tekst::paniek(&melding.nummer, hebben, geplaatst));
    let ook = samen::zet_stil(cx, melding).await?;
    let vraag = std::iter::once(vraag).chain(ook).collect::<Vec<_>>().join(" ");
    cx.reply_buttons(vraag, wat_nu(id)).await?;
    let gestopt = Verstaan::is(Intent::MeldingIntrek, Uitkomst::Ask).vraag(&["intrekken_afsluiten_of_laten_staan"]);
    let gestopt = gestopt.slot("nummer", melding.nummer.as_str());
    Ok(if reden.is_empty() { gestopt } else { gestopt.slot("reden", reden) }.into())
}

/// The same for a wijkagent, who may stop what they wrote and not end it: colleagues with the right are asked, on duty or not,
/// and the writer hears whether there was one. Said again nobody is asked twice.
async fn vraag_collega(cx: &mut Cx<'_>, melding: &Melding) -> HandlerResult {
    let nummer = melding.nummer.as_str();
    let gestopt = Verstaan::is(Intent::MeldingIntrek, Uitkomst::Accepted).slot("nummer", nummer);
    if melding.stilgezet {
        cx.reply(tekst::staat_al_stil(nummer)).await?;
        return Ok(gestopt.into());
    }
    levensloop::halt(cx.tx, melding.id, cx.now_ms).await?;
    cx.record("melding gestopt", nummer, None).await?;
    let (hebben, geplaatst) = levensloop::groups_that_may_have(cx.tx, melding.id).await?;
    let gemeente = publiek::gemeente_van(cx.gemeenten, melding)?;
    let collegas = Collegas::van(cx.tx, gemeente, (melding.wie, melding.verzender.persoon), cx.now_ms).await?.allen();
    let vraag = tekst::gestopt_door_schrijver(nummer, hebben, geplaatst);
    let uitgang = Uitgang::op(&melding.verzender.phone_number_id);
    for collega in &collegas {
        let bericht = uitgang.ook_als_sjabloon(Outgoing::buttons(vraag.as_str(), wat_nu(melding.id))?, &vraag)?;
        uitgang.stuur_als(cx.tx, *collega, bericht, Klasse::Politie, cx.now_ms).await?;
    }
    cx.reply(if collegas.is_empty() {
        tekst::schrijver_stopte_alleen(nummer)
    } else {
        tekst::schrijver_stopte(nummer)
    })
    .await?;
    Ok(gestopt.into())
}
