//! Updates: new facts about an alert that runs, shown first and sent after an explicit yes.
//!
//! Owns the draft of an update, its preview and its sending. Invariants: an update can be read by itself (number,
//! kind, place, the new fact, 112); it goes to those who got the alert; a wijk that is added gets the whole text of
//! now under the same number; nothing leaves without a fresh confirmation of the version that was shown.

use std::collections::BTreeSet;

use crate::bot::begrip::antwoord::{self, BijVoorbeeld};
use crate::bot::begrip::levensloop::{nummer_in, zonder_nummer};
use crate::bot::begrip::plaats::{self, Plaats};
use crate::bot::begrip::woorden::{bevat, woorden};
use crate::bot::context::Cx;
use crate::bot::dialogue::{Dialogue, Found, OverMelding};
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::handlers::lopend::{self, Welke, codes};
use crate::bot::handlers::uitsturen::{Uitzending, bericht, gemeente_van, nummer};
use crate::bot::handlers::{navraag, voorbeeld};
use crate::bot::knop::{Knop, onder_politiebericht_knoppen};
use crate::bot::verstaan::{Intent, Uitkomst};
use crate::domain::bereik;
use crate::domain::melding::MeldingStatus;
use crate::domain::persoon::{MeldingId, PersoonId};
use crate::domain::politiebericht::schoon;
use crate::domain::rechten::Recht;
use crate::domain::wijk::Gemeente;
use crate::limits;
use crate::store;
use crate::store::levensloop::{self, Bijwerking, BijwerkingId, BijwerkingStatus, Zoek};
use crate::store::melding::Melding;
use crate::store::outbox::Klasse;
use crate::texts::levensloop as tekst;
use crate::texts::{ingekort, knoppen, politie, sjablonen};

/// `/update [nummer] wat er nieuw is`.
pub(in crate::bot) async fn begin(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    let codes = codes(cx.gemeenten);
    let genoemd = nummer_in(getypt, &codes).map(|(nummer, _)| nummer);
    let nieuw = schoon(&zonder_nummer(getypt, &codes));
    cx.verstaan.slot("tekst", nieuw.as_str());
    match lopend::welke(cx, genoemd.as_deref(), Zoek::Lopend).await? {
        Welke::Een(melding) => begin_met(cx, melding.id, &nieuw).await,
        Welke::Kies(meldingen) => {
            cx.verstaan.is(Intent::MeldingUpdate, Uitkomst::Choose);
            lopend::vraag(cx, OverMelding::Update, &nieuw, &meldingen).await
        }
        Welke::Geen => {
            cx.verstaan.is(Intent::MeldingUpdate, Uitkomst::Info);
            cx.reply(tekst::GEEN_LOPENDE).await
        }
        Welke::Onbekend(nummer) => {
            cx.verstaan.is(Intent::MeldingUpdate, Uitkomst::Denied);
            lopend::onbekend(cx, &nummer).await
        }
    }
}

/// An update of this alert, with what is new if that was said.
pub(in crate::bot) async fn begin_met(cx: &mut Cx<'_>, id: MeldingId, nieuw: &str) -> HandlerResult {
    let Some(melding) = bij_te_werken(cx, id).await? else { return Ok(()) };
    cx.verstaan.slot("nummer", melding.nummer.as_str());
    if nieuw.chars().count() < limits::UPDATE_CHARACTERS_MIN {
        cx.verstaan.is(Intent::MeldingUpdate, Uitkomst::Ask).vraag(&["tekst"]);
        cx.expect(&Dialogue::Update { melding: id.0 }).await?;
        return cx.reply(if nieuw.is_empty() { tekst::WAT_IS_NIEUW } else { tekst::UPDATE_TE_KORT }).await;
    }
    let gemeente = gemeente_van(cx, &melding)?;
    let (genoemd, uitdrukkelijk) = genoemde_wijken(cx, gemeente, &melding, nieuw);
    let erbij: &[String] = if uitdrukkelijk { &genoemd } else { &[] };
    let bijwerking = levensloop::add(cx.tx, id, nieuw, erbij, cx.wie, cx.now_ms).await?;
    cx.record("update concept", &melding.nummer, None).await?;
    toon(cx, bijwerking, None).await
}

/// The alert with this id, if it runs and this person may update it.
async fn bij_te_werken(cx: &mut Cx<'_>, id: MeldingId) -> Result<Option<Melding>, BotError> {
    let melding = store::melding::get(cx.tx, id).await?;
    let Some(melding) = melding.filter(|melding| cx.persoon.mag_in(Recht::MeldingBijwerken, &melding.gemeente)) else {
        cx.record("update", &id.0.to_string(), Some("niet van deze persoon")).await?;
        cx.verstaan.is(Intent::MeldingUpdate, Uitkomst::Denied);
        cx.reply(tekst::GEEN_LOPENDE).await?;
        return Ok(None);
    };
    if melding.status != MeldingStatus::Verzonden || cx.now_ms >= melding.geldig_tot_ms {
        cx.verstaan.is(Intent::MeldingUpdate, Uitkomst::Denied).slot("nummer", melding.nummer.as_str());
        cx.end_dialogue().await?;
        cx.reply(tekst::loopt_niet(&melding.nummer, melding.status)).await?;
        return Ok(None);
    }
    Ok(Some(melding))
}

/// The wijken that a text names and the alert does not go to yet, and whether it asks to add them ("ook oosterheem").
fn genoemde_wijken(cx: &Cx<'_>, gemeente: &Gemeente, melding: &Melding, nieuw: &str) -> (Vec<String>, bool) {
    let alle = woorden(nieuw);
    let Plaats::Wijken { wijken, .. } = plaats::vind(nieuw, &alle, cx.gemeenten, &[gemeente.id.as_str()]) else {
        return (Vec::new(), false);
    };
    let kregen = gemeente.met_delen(&melding.wijken);
    let nog_niet: Vec<String> = wijken.into_iter().filter(|wijk| !kregen.contains(wijk.as_str())).collect();
    let erbij = ["ook", "erbij", "toevoegen", "uitbreiden"].iter().any(|woord| bevat(&alle, woord));
    (nog_niet, erbij)
}

/// What an update says.
fn parameters(gemeente: &Gemeente, melding: &Melding, bijwerking: &Bijwerking) -> Vec<String> {
    let tot_ms = bijwerking.verleng_tot_ms.unwrap_or(melding.geldig_tot_ms);
    let mut wijken = melding.wijken.clone();
    wijken.extend(bijwerking.wijken_erbij.iter().cloned());
    tekst::update_parameters(&melding.nummer, melding.soort, &gemeente.namen(&wijken), &bijwerking.tekst, tot_ms)
}

/// The people of the wijken that are added who did not get the alert, and all groups there.
async fn nieuw_publiek(
    cx: &mut Cx<'_>,
    gemeente: &Gemeente,
    melding: &Melding,
    wijken: &[String],
) -> Result<(Vec<PersoonId>, Vec<crate::domain::persoon::GroepId>), BotError> {
    if wijken.is_empty() {
        return Ok((Vec::new(), Vec::new()));
    }
    let (leden, plaatsen) = voorbeeld::leden_van(cx.tx, gemeente, melding, wijken, cx.now_ms).await?;
    let kregen: BTreeSet<PersoonId> = levensloop::recipients(cx.tx, melding.id).await?.into_iter().collect();
    let groepen = levensloop::groups_of(cx.tx, melding.id).await?;
    let nieuwe_groepen = bereik::groepen(&leden).into_iter().filter(|groep| !groepen.contains(groep)).collect();
    let mensen = bereik::ontvangers(&leden, plaatsen).into_iter().filter(|persoon| !kregen.contains(persoon)).collect();
    Ok((mensen, nieuwe_groepen))
}

/// Shows the preview of an update, with why it stands there again if it does.
async fn toon(cx: &mut Cx<'_>, id: BijwerkingId, waarom: Option<&str>) -> HandlerResult {
    let Some((bijwerking, melding)) = concept(cx, id).await? else { return Ok(()) };
    let gemeente = gemeente_van(cx, &melding)?;
    let mensen = levensloop::may_have(cx.tx, melding.id).await?.len();
    let (_, nieuwe_groepen) = nieuw_publiek(cx, gemeente, &melding, &bijwerking.wijken_erbij).await?;
    let erbij: Vec<&str> =
        bijwerking.wijken_erbij.iter().filter_map(|wijk| gemeente.wijk(wijk)).map(|wijk| wijk.naam.as_str()).collect();
    let bericht = tekst::tekst(&sjablonen::UPDATE, &parameters(gemeente, &melding, &bijwerking));
    let voorbeeld = tekst::update_voorbeeld(&bericht, mensen, &erbij, nieuwe_groepen.len());
    let voorbeeld = waarom.map_or_else(|| voorbeeld.clone(), |waarom| format!("{waarom}\n\n{voorbeeld}"));
    let mut buttons = vec![Knop::UpdateVersturen(id, bijwerking.versie).met(knoppen::VERSTUREN)];
    let (genoemd, _) = genoemde_wijken(cx, gemeente, &melding, &bijwerking.tekst);
    let te_kiezen = genoemd.iter().find(|wijk| !bijwerking.wijken_erbij.contains(wijk));
    if let Some(wijk) = te_kiezen.and_then(|wijk| gemeente.wijk(wijk)) {
        cx.verstaan.stel_voor(format!("voeg wijk {} toe?", wijk.naam));
        buttons.push(Knop::UpdateErbij(id, wijk.id.clone()).met(ingekort(&format!("Ook {}", wijk.naam), 20)));
    }
    buttons.push(Knop::UpdateAnnuleren(id).met(knoppen::ANNULEREN));
    cx.verstaan.is(Intent::MeldingUpdate, Uitkomst::Preview);
    cx.expect(&Dialogue::Bijwerking { bijwerking: id.0 }).await?;
    cx.reply_buttons(voorbeeld, buttons).await
}

/// The draft with its alert, if it is this person's and there still.
async fn concept(cx: &mut Cx<'_>, id: BijwerkingId) -> Result<Option<(Bijwerking, Melding)>, BotError> {
    let bijwerking = levensloop::get(cx.tx, id).await?.filter(|bijwerking| bijwerking.wie == cx.wie);
    if let Some(bijwerking) = bijwerking.filter(|bijwerking| bijwerking.status == BijwerkingStatus::Concept) {
        return Ok(bij_te_werken(cx, bijwerking.melding).await?.map(|melding| (bijwerking, melding)));
    }
    cx.verstaan.is(Intent::MeldingUpdate, Uitkomst::Denied);
    cx.end_dialogue().await?;
    cx.reply(tekst::UPDATE_VOORBIJ).await?;
    Ok(None)
}

/// A tap on Versturen, or a typed yes (with the version of now).
pub(in crate::bot) async fn versturen(cx: &mut Cx<'_>, id: BijwerkingId, versie: i64) -> HandlerResult {
    let Some((bijwerking, melding)) = concept(cx, id).await? else { return Ok(()) };
    if bijwerking.versie != versie {
        return toon(cx, id, Some(politie::opnieuw(crate::domain::melding::WaaromOpnieuw::OudeVersie))).await;
    }
    if cx.now_ms - cx.gezegd_ms > limits::COMMAND_AGE_MS_MAX {
        return toon(cx, id, Some(politie::opnieuw(crate::domain::melding::WaaromOpnieuw::OudeTik))).await;
    }
    if !levensloop::step(cx.tx, id, BijwerkingStatus::Concept, BijwerkingStatus::Verzonden, cx.now_ms).await? {
        return Ok(());
    }
    let gemeente = gemeente_van(cx, &melding)?;
    if let Some(tot_ms) = bijwerking.verleng_tot_ms {
        levensloop::extend(cx.tx, melding.id, tot_ms).await?;
    }
    let (nieuwen, nieuwe_groepen) = nieuw_publiek(cx, gemeente, &melding, &bijwerking.wijken_erbij).await?;
    let kregen = levensloop::may_have(cx.tx, melding.id).await?;
    levensloop::add_wijken(cx.tx, melding.id, &bijwerking.wijken_erbij).await?;
    let melding = store::melding::get(cx.tx, melding.id).await?.ok_or(BotError::Missing("melding"))?;
    let parameters = parameters(gemeente, &melding, &Bijwerking { wijken_erbij: Vec::new(), ..bijwerking.clone() });
    let uitzending = Uitzending {
        melding: melding.id,
        phone_number_id: nummer(gemeente, &melding),
        klasse: Klasse::Bijwerking,
        bericht: bericht(&sjablonen::UPDATE, parameters, &onder_politiebericht_knoppen(melding.id))?,
        geldig_tot_ms: melding.geldig_tot_ms.min(cx.now_ms + limits::ALERT_SEND_WITHIN_MS),
    };
    uitzending.aan(cx.tx, &kregen, cx.now_ms).await?;
    if !nieuwen.is_empty() || !nieuwe_groepen.is_empty() {
        voorbeeld::stuur_aan(cx.tx, gemeente, &melding, &nieuwen, &nieuwe_groepen, cx.now_ms).await?;
    }
    navraag::plan(cx.tx, gemeente, &melding, cx.now_ms).await?;
    cx.record("update verstuurd", &melding.nummer, None).await?;
    cx.end_dialogue().await?;
    cx.verstaan.is(Intent::MeldingUpdate, Uitkomst::Sent).slot("nummer", melding.nummer.as_str());
    cx.reply(tekst::update_verstuurd(&melding.nummer, kregen.len() + nieuwen.len())).await
}

/// A tap on "Ook …": the wijk comes with it.
pub(in crate::bot) async fn erbij(cx: &mut Cx<'_>, id: BijwerkingId, wijk: &str) -> HandlerResult {
    let Some((mut bijwerking, melding)) = concept(cx, id).await? else { return Ok(()) };
    let gemeente = gemeente_van(cx, &melding)?;
    if gemeente.wijk(wijk).is_some() && !bijwerking.wijken_erbij.iter().any(|bekend| bekend == wijk) {
        bijwerking.wijken_erbij.push(wijk.to_owned());
        levensloop::change(cx.tx, &bijwerking, cx.now_ms).await?;
    }
    toon(cx, id, None).await
}

/// A tap on Annuleren, or a typed no.
pub(in crate::bot) async fn annuleren(cx: &mut Cx<'_>, id: BijwerkingId) -> HandlerResult {
    let Some((_, melding)) = concept(cx, id).await? else { return Ok(()) };
    levensloop::step(cx.tx, id, BijwerkingStatus::Concept, BijwerkingStatus::Geannuleerd, cx.now_ms).await?;
    cx.record("update geannuleerd", &melding.nummer, None).await?;
    cx.end_dialogue().await?;
    cx.verstaan.is(Intent::MeldingAnnuleer, Uitkomst::Accepted);
    cx.reply(tekst::UPDATE_GEANNULEERD).await
}

/// A typed answer to the preview of an update.
pub(in crate::bot) async fn antwoord(cx: &mut Cx<'_>, id: BijwerkingId, getypt: &str) -> HandlerResult {
    match antwoord::bij_voorbeeld(getypt) {
        // How many groups an update goes to is no question: those that got the alert.
        BijVoorbeeld::Versturen | BijVoorbeeld::VerstuurAantal(_) => {
            let versie = levensloop::get(cx.tx, id).await?.map_or(0, |bijwerking| bijwerking.versie);
            versturen(cx, id, versie).await
        }
        BijVoorbeeld::Annuleren => annuleren(cx, id).await,
        BijVoorbeeld::Aanpassen | BijVoorbeeld::Onduidelijk => {
            cx.verstaan.is(Intent::MeldingUpdate, Uitkomst::Ask).vraag(&["ja_versturen_of_nee"]);
            cx.reply(tekst::UPDATE_NIET_VERSTUURD).await
        }
    }
}

/// A typed answer to "wat is er nieuw?".
pub(in crate::bot) async fn nieuws(cx: &mut Cx<'_>, id: MeldingId, getypt: &str) -> HandlerResult {
    let nieuw = schoon(getypt);
    cx.verstaan.slot("tekst", nieuw.as_str());
    begin_met(cx, id, &nieuw).await
}

/// A tap on an alert to be updated, with what was typed before the question which one.
pub(in crate::bot) async fn gekozen(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    let nieuw = match cx.dialogue().await? {
        Found::Running(Dialogue::WelkeMelding { wat: OverMelding::Update, tekst }) => tekst,
        Found::Running(_) | Found::None | Found::Unreadable => String::new(),
    };
    begin_met(cx, id, &nieuw).await
}

/// A tap on "Nog actueel": an update that says so, and lets the alert last as long again.
pub(in crate::bot) async fn nog_actueel(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    let Some(melding) = bij_te_werken(cx, id).await? else { return Ok(()) };
    let gemeente = gemeente_van(cx, &melding)?;
    let tot_ms = cx.now_ms + gemeente.instellingen.geldig_ms(melding.soort);
    let bijwerking = levensloop::add(cx.tx, id, tekst::NOG_STEEDS_ACTUEEL, &[], cx.wie, cx.now_ms).await?;
    if let Some(concept) = levensloop::get(cx.tx, bijwerking).await? {
        levensloop::change(cx.tx, &Bijwerking { verleng_tot_ms: Some(tot_ms), ..concept }, cx.now_ms).await?;
    }
    toon(cx, bijwerking, None).await
}
