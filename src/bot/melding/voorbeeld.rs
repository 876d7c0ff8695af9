//! The preview of an alert, and what the officer does with it: send, change, cancel.
//!
//! Invariants: only `verstuur` sends, after `domain::melding::beslis` said so and `tweede` let it through; it
//! sends exactly what the preview showed, to whom the preview counted. What was typed at a preview and is not in it is
//! shown with it, and then only a tap under that preview sends. A button of an older preview does nothing and shows the
//! newest.

use crate::bot::begrip::antwoord::{self, BijVoorbeeld};
use crate::bot::command::Command;
use crate::bot::context::Cx;
use crate::bot::dialogue::{Dialogue, Found, Invulling};
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::{Deel, Knop};
use crate::bot::melding::bericht::{bericht_van, onderdelen_van};
use crate::bot::melding::concept::{self, eigen, eigen_of_weiger};
use crate::bot::melding::overnemen::{self, als_regel};
use crate::bot::melding::publiek::{self, bereik_van, gemeente_van};
use crate::bot::melding::tweede::{self, InVoorbeeld};
use crate::bot::melding::{foto, stilzetten, uitzending, vragen};
use crate::bot::said::{Other, Said};
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::bot::vloer::algemeen;
use crate::domain::melding::{Besluit, MeldingStatus, Stap, WaaromOpnieuw, beslis};
use crate::domain::persoon::MeldingId;
use crate::domain::politiebericht::Onderdelen;
use crate::domain::rechten::Recht;
use crate::domain::soort::MeldingSoort;
use crate::domain::tweede as domain_tweede;
use crate::domain::wijk::{Gemeente, Wijk};
use crate::store::melding::{Concept, Melding};
use crate::texts::{knoppen, politie, politiebericht, tweede as tweede_tekst};
use crate::whatsapp::outgoing::BODY_MAX;
use crate::{limits, store};

/// Makes a draft, or changes the one at hand, and shows its preview.
pub(in crate::bot) async fn maak(cx: &mut Cx<'_>, invulling: Invulling, soort: MeldingSoort) -> HandlerResult {
    let onderdelen = invulling.onderdelen.als_json();
    let omschrijving = politiebericht::omschrijving(&invulling.onderdelen);
    let gemeente =
        invulling.gemeente.as_deref().and_then(|id| cx.gemeenten.get(id)).ok_or(BotError::Missing("gemeente"))?;
    let bestaand = match invulling.melding {
        Some(id) => store::melding::get(cx.tx, MeldingId(id)).await?.filter(|melding| {
            melding.status == MeldingStatus::Concept
                && melding.verzender.persoon == cx.persoon.id
                && melding.gemeente == gemeente.id
                && melding.oefening == invulling.oefening
        }),
        None => None,
    };
    let verzender = cx.direct();
    let concept = Concept {
        gemeente: &gemeente.id,
        code: &gemeente.code,
        soort,
        wijken: &invulling.wijken,
        omschrijving: &omschrijving,
        verzender: &verzender,
        wie: cx.wie,
        onderdelen: &onderdelen,
        oefening: invulling.oefening,
        geldig_ms: gemeente.instellingen.geldig_ms(soort),
    };
    let id = match bestaand {
        Some(melding) => {
            store::melding::change_draft(cx.tx, melding.id, &concept, cx.now_ms).await?;
            melding.id
        }
        None => {
            // A draft that moves to another gemeente gets that gemeente's number.
            if let Some(oud) = invulling.melding {
                store::melding::cancel_draft(cx.tx, MeldingId(oud)).await?;
            }
            store::melding::add_draft(cx.tx, &concept, cx.now_ms).await?
        }
    };
    let tweede_om = invulling.onderdelen.tweede_om(soort, invulling.wijken.len());
    if !tweede_om.is_empty() {
        store::melding::need_second(cx.tx, id, &tweede_om.join(",")).await?;
    }
    let melding = eigen(cx, id).await?.ok_or(BotError::Missing("draft"))?;
    cx.record("melding concept", &melding.nummer, None).await?;
    let deel = &invulling.onderdelen;
    let mut gedaan = if deel.later.is_empty() {
        Verstaan::is(Intent::MeldingNieuw, Uitkomst::Preview)
    } else {
        Verstaan::is(Intent::MeldingNieuw, Uitkomst::Ask).vraag(&["akkoord_tweede_persoon", "einddatum"])
    };
    if deel.kenteken.is_some() {
        gedaan = gedaan.waarschuw("controleer_kenteken");
    }
    if deel.wapen.is_some() {
        gedaan = gedaan.waarschuw("wapen_blijf_uit_de_buurt");
    }
    let mut opmerkingen = invulling.opmerkingen;
    opmerkingen.splice(0..0, opmerkingen_bij(&melding, &invulling.onderdelen));
    toon(cx, &melding, &opmerkingen, None, gedaan).await
}

/// What somebody who confirms a draft has to know of its parts.
fn opmerkingen_bij(melding: &Melding, deel: &Onderdelen) -> Vec<String> {
    let tweede = !melding.tweede_om.is_empty();
    [
        (!deel.later.is_empty()).then(|| politie::later(&deel.later)),
        tweede.then(|| politie::COLLEGA_LEEST_MEE.to_owned()),
        deel.kenteken.as_deref().map(politie::controleer_kenteken),
        deel.wapen.is_some().then(|| politie::WAPEN_GENOEMD.to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The wijken that were offered to go with a draft and do not.
fn aanbod<'g>(gemeente: &'g Gemeente, melding: &Melding) -> Vec<&'g Wijk> {
    let bereikt = gemeente.met_delen(&melding.wijken);
    let voorstel = onderdelen_van(melding).stel_voor;
    voorstel.iter().filter(|id| !bereikt.contains(id.as_str())).filter_map(|id| gemeente.wijk(id)).collect()
}

/// Shows the preview once more, with why; `gedaan` is what that means.
pub(in crate::bot) async fn toon_opnieuw(
    cx: &mut Cx<'_>,
    melding: &Melding,
    waarom: Option<&str>,
    gedaan: Verstaan,
) -> HandlerResult {
    toon(cx, melding, &[], waarom, gedaan).await
}

/// Somebody edited a message while this draft waits for them: the preview is shown anew, and an older one sends no more,
/// since they may believe that it changed with the message. Answers what was done, where there was one to show.
pub(in crate::bot) async fn na_wijziging(cx: &mut Cx<'_>, id: MeldingId) -> Result<Option<Gedaan>, BotError> {
    if eigen(cx, id).await?.is_none_or(|melding| melding.status != MeldingStatus::Concept) {
        return Ok(None);
    }
    store::melding::renew_draft(cx.tx, id).await?;
    let melding = eigen(cx, id).await?.ok_or(BotError::Missing("draft"))?;
    let gedaan = Verstaan::is(Intent::Geen, Uitkomst::Info);
    Ok(Some(toon_opnieuw(cx, &melding, Some(politie::GEWIJZIGD_CONCEPT), gedaan).await?))
}

/// Shows the preview, with why it stands there again if it does. `gedaan` is what that means, unless a second person has
/// to see it first.
async fn toon(
    cx: &mut Cx<'_>,
    melding: &Melding,
    opmerkingen: &[String],
    waarom: Option<&str>,
    mut gedaan: Verstaan,
) -> HandlerResult {
    let gemeente = gemeente_van(cx.gemeenten, melding)?;
    let bereik = bereik_van(cx.tx, gemeente, melding, cx.now_ms).await?;
    let InVoorbeeld { opmerkingen: eerst, concept, meteen } = tweede::in_voorbeeld(cx, gemeente, melding, &bereik);
    let opmerkingen = [&eerst, opmerkingen].concat();
    let bericht = bericht_van(gemeente, melding);
    let hier = gemeente.waar(&melding.wijken);
    let onverwerkt = onverwerkt(cx, melding.id).await?;
    let andere = onverwerkt.iter().any(|regel| overnemen::is_melding(cx, regel));
    let waarom: Vec<String> = waarom
        .map(str::to_owned)
        .into_iter()
        .chain((!onverwerkt.is_empty()).then(|| politie::niet_verwerkt(&onverwerkt, &melding.nummer, &hier, andere)))
        .collect();
    let waarom = waarom.join("\n\n");
    let aanbod = aanbod(gemeente, melding);
    let mut opmerkingen = opmerkingen.to_vec();
    if let Some((wijk, rest)) = aanbod.split_first() {
        gedaan = gedaan.stel_voor(format!("voeg wijk {} toe?", wijk.naam));
        let rest: Vec<&str> = rest.iter().map(|wijk| wijk.naam.as_str()).collect();
        opmerkingen.insert(0, politie::ook_naar(&wijk.naam, &rest));
    }
    let most = BODY_MAX.saturating_sub(waarom.chars().count() + 2);
    let mut tekst = politie::voorbeeld(&politiebericht::tekst(&bericht), &hier, &bereik, &opmerkingen, most);
    if tekst.chars().count() > most {
        // Both do not fit in one message.
        cx.reply(waarom).await?;
    } else if !waarom.is_empty() {
        tekst = format!("{waarom}\n\n{tekst}");
    }
    let mut gedaan = Gedaan::from(gedaan);
    if concept {
        gedaan = gedaan.en(Gedaan::is(Intent::MeldingNieuw, Uitkomst::SecondPerson));
    }
    if meteen && melding.status == MeldingStatus::Concept {
        cx.reply(tekst).await?;
        tweede::leg_concept_voor(cx, melding).await?;
        return Ok(gedaan);
    }
    cx.expect(&Dialogue::Voorbeeld { melding: melding.id.0, onverwerkt }).await?;
    // WhatsApp shows three buttons: an offer takes the place of "Aanpassen", which can be typed.
    let anders = match aanbod.first() {
        _ if andere => Knop::NieuweMelding(melding.id).met(knoppen::NIEUWE_MELDING),
        Some(wijk) => Knop::VoegWijkToe(melding.id, wijk.id.clone()).met(knoppen::erbij(&wijk.naam)),
        None => Knop::Aanpassen(melding.id).met(knoppen::AANPASSEN),
    };
    let mut buttons = vec![anders, Knop::Annuleren(melding.id).met(knoppen::ANNULEREN)];
    if bereik.bereikbaar > 0 {
        let titel = if concept { knoppen::VOORLEGGEN } else { knoppen::VERSTUREN };
        buttons.insert(0, Knop::Versturen(melding.id, melding.versie).met(titel));
    }
    cx.reply_buttons(tekst, buttons).await?;
    Ok(gedaan)
}

/// Whether a wijkagent may do this with a draft: where a gemeente lets them write one, whatever needs the right to
/// send, but making groups.
pub(in crate::bot) fn mag_concept(cx: &Cx<'_>, said: &Said) -> bool {
    said.requires().contains(&Recht::MeldingVersturen)
        && !matches!(said, Said::Command(Command::Groep(_), _))
        && !concept::schrijft_in(cx).is_empty()
}

/// A tap on Versturen.
pub(in crate::bot) async fn versturen(cx: &mut Cx<'_>, id: MeldingId, versie: i64) -> HandlerResult {
    bevestig(cx, id, versie, None).await
}

/// A confirmation of a version of a draft; `getypt` is the number of groups, where one was typed.
async fn bevestig(cx: &mut Cx<'_>, id: MeldingId, versie: i64, getypt: Option<usize>) -> HandlerResult {
    let geweigerd = Gedaan::is(Intent::MeldingVerstuur, Uitkomst::Denied);
    let Some(melding) = eigen_of_weiger(cx, id).await? else { return Ok(geweigerd) };
    if let Some(getoond) = is_van_ouder_voorbeeld(cx, &melding).await? {
        return Ok(getoond.en(geweigerd));
    }
    match beslis(melding.status, melding.versie, melding.geldig_tot_ms, versie, cx.gezegd_ms, cx.now_ms) {
        Besluit::Versturen => {
            let andere = andere_melding(cx, id).await?;
            let gedaan = bevestigd(cx, &melding, getypt).await?;
            Ok(match bied_andere_aan(cx, id, andere).await? {
                Some(aangeboden) => gedaan.en(aangeboden),
                None => gedaan,
            })
        }
        Besluit::ToonOpnieuw(waarom) => {
            let getoond = toon_opnieuw(cx, &melding, Some(politie::opnieuw(waarom)), Verstaan::default()).await?;
            Ok(getoond.en(Gedaan::is(Intent::MeldingVerstuur, Uitkomst::Preview)))
        }
        Besluit::WachtAl => {
            cx.reply(politie::wacht_op_tweede(&melding.nummer)).await?;
            Ok(Gedaan::is(Intent::MeldingVerstuur, Uitkomst::SecondPerson))
        }
        Besluit::AlVerzonden => {
            cx.reply(politie::al_verstuurd(&melding.nummer)).await?;
            Ok(Gedaan::is(Intent::MeldingVerstuur, Uitkomst::Info))
        }
        Besluit::Voorbij => {
            cx.end_dialogue().await?;
            cx.reply(politie::CONCEPT_VOORBIJ).await?;
            Ok(Gedaan::is(Intent::MeldingVerstuur, Uitkomst::Info))
        }
    }
}

/// A draft was confirmed, freshly and as it is now: sends it, or asks for what is missing. `getypt` is the number of
/// groups, where one was typed.
async fn bevestigd(cx: &mut Cx<'_>, melding: &Melding, getypt: Option<usize>) -> HandlerResult {
    let gemeente = publiek::gemeente_van(cx.gemeenten, melding)?;
    let bereik = publiek::bereik_van(cx.tx, gemeente, melding, cx.now_ms).await?;
    let geweigerd = Verstaan::is(Intent::MeldingVerstuur, Uitkomst::Denied);
    if bereik.bereikbaar == 0 {
        return toon_opnieuw(cx, melding, None, geweigerd).await;
    }
    if let Some(waarom) = concept::buiten_eigen_wijk(cx, &gemeente.id, &melding.wijken) {
        cx.record("melding versturen", &melding.nummer, Some("niet de eigen wijk")).await?;
        return toon_opnieuw(cx, melding, Some(&waarom), geweigerd).await;
    }
    let feiten = tweede::feiten(&cx.persoon, gemeente, melding, &bereik);
    let anders = getypt.is_some_and(|getypt| getypt != bereik.bereikbaar);
    if anders || (feiten.breed() && getypt.is_none()) {
        cx.expect(&Dialogue::Voorbeeld { melding: melding.id.0, onverwerkt: Vec::new() }).await?;
        cx.reply(tweede_tekst::typ_aantal(&melding.nummer, getypt, bereik.bereikbaar)).await?;
        return Ok(Verstaan::is(Intent::MeldingVerstuur, Uitkomst::Ask).vraag(&["verstuur_aantal"]).into());
    }
    let redenen = domain_tweede::redenen(&feiten);
    if !redenen.is_empty() {
        tweede::leg_voor(cx, gemeente, melding, &redenen).await?;
        return Ok(Gedaan::is(Intent::MeldingVerstuur, Uitkomst::SecondPerson));
    }
    store::melding::set_confirmed_by(cx.tx, melding.id, cx.wie).await?;
    let Some(aantal) = uitzending::verstuur(cx.tx, gemeente, melding, Stap::Verstuur, cx.now_ms).await? else {
        return toon_opnieuw(cx, melding, None, geweigerd).await;
    };
    cx.record("melding verstuurd", &melding.nummer, None).await?;
    cx.end_dialogue().await?;
    let verstuurd = politie::verstuurd(&melding.nummer, aantal);
    match tweede::vraag_na_versturen(melding) {
        None => cx.reply(verstuurd).await?,
        Some((vraag, buttons)) => cx.reply_buttons(format!("{verstuurd} {vraag}"), buttons).await?,
    }
    foto::na_versturen(cx.tx, &Melding { wie: cx.wie, ..melding.clone() }, cx.now_ms).await?;
    Ok(Gedaan::is(Intent::MeldingVerstuur, Uitkomst::Sent))
}

/// A tap on Annuleren, or a typed "nee".
pub(in crate::bot) async fn annuleren(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    let geweigerd = Gedaan::is(Intent::MeldingAnnuleer, Uitkomst::Denied);
    let Some(melding) = eigen_of_weiger(cx, id).await? else { return Ok(geweigerd) };
    // The old button under an alert that left: they want it back.
    let net = cx.now_ms - melding.verzonden_ms.unwrap_or_default() <= limits::PANIC_LOOK_BACK_MS;
    if melding.status == MeldingStatus::Verzonden && net {
        return stilzetten::stop_en_vraag(cx, &melding, "").await;
    }
    if let Some(getoond) = is_van_ouder_voorbeeld(cx, &melding).await? {
        return Ok(getoond.en(geweigerd));
    }
    if melding.status.is_verstuurd() {
        cx.reply(politie::al_verstuurd(&melding.nummer)).await?;
        return Ok(geweigerd);
    }
    if melding.status == MeldingStatus::WachtTweede {
        return tweede::trek_terug(cx, &melding).await;
    }
    store::melding::cancel_draft(cx.tx, id).await?;
    cx.record("melding geannuleerd", &melding.nummer, None).await?;
    algemeen::na_annuleren(cx).await?;
    cx.reply(politie::GEANNULEERD).await?;
    Ok(Gedaan::is(Intent::MeldingAnnuleer, Uitkomst::Accepted))
}

/// The draft with this id, where it may be changed; else why not was said, and this is what was done.
pub(in crate::bot) async fn te_wijzigen(cx: &mut Cx<'_>, id: MeldingId) -> Result<Result<Melding, Gedaan>, BotError> {
    let Some(melding) = eigen_of_weiger(cx, id).await? else {
        return Ok(Err(Gedaan::is(Intent::MeldingNieuw, Uitkomst::Denied)));
    };
    if let Some(getoond) = is_van_ouder_voorbeeld(cx, &melding).await? {
        return Ok(Err(getoond));
    }
    match melding.status {
        MeldingStatus::Concept | MeldingStatus::WachtTweede => return Ok(Ok(melding)),
        status if status.is_verstuurd() => cx.reply(politie::al_verstuurd(&melding.nummer)).await?,
        _ => cx.reply(politie::CONCEPT_VOORBIJ).await?,
    }
    Ok(Err(Gedaan::is(Intent::MeldingNieuw, Uitkomst::Info)))
}

/// A tap on Aanpassen: which part?
pub(in crate::bot) async fn aanpassen(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    let melding = match te_wijzigen(cx, id).await? {
        Ok(melding) => melding,
        Err(gedaan) => return Ok(gedaan),
    };
    // While it is being changed nobody agrees to it as it was.
    if melding.status == MeldingStatus::WachtTweede {
        store::melding::step(cx.tx, id, Stap::PasAan).await?;
        store::melding::new_version(cx.tx, id).await?;
        cx.record("melding aanpassen", &melding.nummer, None).await?;
        concept::vertel_gevraagden(cx, &melding, &tweede_tekst::wordt_aangepast(&melding.nummer), None).await?;
    }
    let onverwerkt = onverwerkt(cx, id).await?;
    cx.expect(&Dialogue::Aanpassen { melding: id.0, onverwerkt }).await?;
    let deel = |deel, title: &str| Knop::wijzig(id, deel).met(title);
    let buttons =
        vec![deel(Deel::Soort, knoppen::SOORT), deel(Deel::Wijk, knoppen::WIJK), deel(Deel::Tekst, knoppen::TEKST)];
    cx.reply_buttons(politie::WAT_AANPASSEN, buttons).await?;
    Ok(Verstaan::is(Intent::MeldingNieuw, Uitkomst::Ask).vraag(&["deel"]).into())
}

/// A typed answer to a preview.
pub(in crate::bot) async fn antwoord(cx: &mut Cx<'_>, id: MeldingId, tekst: &str) -> HandlerResult {
    let gelezen = antwoord::bij_voorbeeld(tekst);
    let kiest = matches!(cx.dialogue().await?, Found::Running(Dialogue::Aanpassen { .. }));
    let getypt = match gelezen {
        BijVoorbeeld::Versturen => None,
        BijVoorbeeld::VerstuurAantal(aantal) => Some(aantal),
        BijVoorbeeld::Annuleren => return annuleren(cx, id).await,
        BijVoorbeeld::Aanpassen => return aanpassen(cx, id).await,
        BijVoorbeeld::Onduidelijk if antwoord::alleen_instemming(tekst) => {
            if !onverwerkt(cx, id).await?.is_empty() {
                return niet_verwerkt(cx, id, None).await;
            }
            cx.reply(politie::NIETS_VERSTUURD).await?;
            return Ok(ja_of_nee());
        }
        BijVoorbeeld::Onduidelijk => return niet_verwerkt(cx, id, Some(tekst)).await,
    };
    if !onverwerkt(cx, id).await?.is_empty() {
        return niet_verwerkt(cx, id, None).await;
    }
    let melding = store::melding::get(cx.tx, id).await?;
    let kwam_tussen = cx.kwam_tussen().await?;
    if let Some(melding) = melding.as_ref().filter(|melding| melding.status == MeldingStatus::Concept)
        && (kiest || kwam_tussen || !cx.answers_what_was_asked().await?)
        && eigen_of_weiger(cx, id).await?.is_some()
    {
        let waarom = match (kiest, kwam_tussen) {
            (true, _) => politie::EERST_KIEZEN,
            (false, true) => politie::KWAM_TUSSEN,
            (false, false) => politie::opnieuw(WaaromOpnieuw::OudeTik),
        };
        let gedaan = Verstaan::is(Intent::MeldingVerstuur, Uitkomst::Ask);
        return toon_opnieuw(cx, melding, Some(waarom), gedaan).await;
    }
    bevestig(cx, id, melding.map_or(0, |melding| melding.versie), getypt).await
}

/// It is asked whether it is to leave.
fn ja_of_nee() -> Gedaan {
    Verstaan::is(Intent::MeldingVerstuur, Uitkomst::Ask).vraag(&["ja_versturen_of_nee"]).into()
}

/// What was typed at the preview of this draft and is not in it.
async fn onverwerkt(cx: &mut Cx<'_>, id: MeldingId) -> Result<Vec<String>, BotError> {
    Ok(match cx.dialogue().await? {
        Found::Running(dialogue) if dialogue.concept() == Some(id) => dialogue.onverwerkt().to_vec(),
        Found::Running(_) | Found::None | Found::Unreadable => Vec::new(),
    })
}

/// Shows the preview again with a line that is not in it, or with those of before: no typed yes sends it any more, and
/// only the buttons of this preview work.
async fn niet_verwerkt(cx: &mut Cx<'_>, id: MeldingId, regel: Option<&str>) -> HandlerResult {
    let Some(melding) = eigen_of_weiger(cx, id).await? else { return Ok(ja_of_nee()) };
    let waarom = match melding.status {
        MeldingStatus::Concept if cx.now_ms < melding.geldig_tot_ms => None,
        MeldingStatus::WachtTweede => Some(politie::wacht_op_tweede(&melding.nummer)),
        status if status.is_verstuurd() => Some(politie::al_verstuurd(&melding.nummer)),
        _ => {
            cx.end_dialogue().await?;
            Some(politie::CONCEPT_VOORBIJ.to_owned())
        }
    };
    if let Some(waarom) = waarom {
        cx.reply(waarom).await?;
        return Ok(ja_of_nee());
    }
    let mut regels = onverwerkt(cx, id).await?;
    if let Some(regel) = regel {
        regels.push(als_regel(cx, regel).await?);
        regels.drain(..regels.len().saturating_sub(limits::PREVIEW_LINES_KEPT));
    }
    store::melding::new_version(cx.tx, id).await?;
    cx.expect(&Dialogue::Voorbeeld { melding: id.0, onverwerkt: regels }).await?;
    let melding = store::melding::get(cx.tx, id).await?.ok_or(BotError::Missing("draft"))?;
    let opmerkingen = opmerkingen_bij(&melding, &onderdelen_van(&melding));
    let getoond = toon(cx, &melding, &opmerkingen, Some(politie::NOG_NIETS_VERSTUURD), Verstaan::default()).await?;
    Ok(getoond.en(ja_of_nee()))
}

/// What was said, in words for its writer, where it can be no answer to a preview.
pub(in crate::bot) fn onleesbaar(said: &Said) -> Option<String> {
    match said {
        Said::Foto(_) => Some(politie::EEN_FOTO.to_owned()),
        Said::Locatie(_) => Some(politie::EEN_LOCATIE.to_owned()),
        Said::Contact(_) | Said::EigenNummer(_) => Some(politie::EEN_CONTACT.to_owned()),
        Said::Other(Other::Sound) => Some(politie::EEN_GELUID.to_owned()),
        Said::Other(Other::File) => Some(politie::EEN_BESTAND.to_owned()),
        Said::Other(Other::Edited) => Some(politie::EEN_WIJZIGING.to_owned()),
        Said::Other(Other::NotAsked | Other::Unreadable) => Some(politie::IETS_ONLEESBAARS.to_owned()),
        Said::UnknownCommand(naam) => Some(format!("/{naam}")),
        _ => None,
    }
}

/// The draft whose preview waits for an answer, with the version that was shown.
pub(in crate::bot) async fn getoond(cx: &mut Cx<'_>) -> Result<Option<(MeldingId, i64)>, BotError> {
    let Found::Running(dialogue @ (Dialogue::Voorbeeld { .. } | Dialogue::Aanpassen { .. })) = cx.dialogue().await?
    else {
        return Ok(None);
    };
    let Some(id) = dialogue.concept() else { return Ok(None) };
    let melding = store::melding::get(cx.tx, id).await?.filter(|melding| melding.status == MeldingStatus::Concept);
    Ok(melding.map(|melding| (id, melding.versie)))
}

/// Something that cannot be in a preview came in while it waited: shown with it, unless it was shown anew already.
pub(in crate::bot) async fn na_iets_onleesbaars(cx: &mut Cx<'_>, voor: (MeldingId, i64), wat: &str) -> HandlerResult {
    if getoond(cx).await? == Some(voor) {
        return niet_verwerkt(cx, voor.0, Some(wat)).await;
    }
    Ok(Verstaan::default().into())
}

/// The last line at this preview that reads like another alert.
async fn andere_melding(cx: &mut Cx<'_>, id: MeldingId) -> Result<Option<String>, BotError> {
    let regels = onverwerkt(cx, id).await?;
    Ok(regels.into_iter().rev().find(|regel| overnemen::is_melding(cx, regel)))
}

/// Offers the alert that was typed at the preview of one that left now: it was not thrown away.
async fn bied_andere_aan(cx: &mut Cx<'_>, id: MeldingId, andere: Option<String>) -> Result<Option<Gedaan>, BotError> {
    let Some(andere) = andere else { return Ok(None) };
    let weg = store::melding::get(cx.tx, id).await?.is_some_and(|melding| melding.status != MeldingStatus::Concept);
    Ok(if weg { Some(vragen::bied_regel_aan(cx, &andere).await?) } else { None })
}

/// A tap on "Nieuwe melding": the alert that was typed at this preview is made, in its place.
pub(in crate::bot) async fn nieuwe_melding(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    let Some(melding) = eigen_of_weiger(cx, id).await? else {
        return Ok(Gedaan::is(Intent::MeldingNieuw, Uitkomst::Denied));
    };
    if let Some(getoond) = is_van_ouder_voorbeeld(cx, &melding).await? {
        return Ok(getoond);
    }
    match andere_melding(cx, id).await? {
        Some(andere) => Ok(Gedaan::Terug(Said::Command(Command::Melding(andere), None))),
        None => algemeen::onbekende_knop(cx).await,
    }
}

/// Where a button of this alert belongs to an older preview than the newest: nothing is done, and what is being written
/// now is shown.
async fn is_van_ouder_voorbeeld(cx: &mut Cx<'_>, melding: &Melding) -> Result<Option<Gedaan>, BotError> {
    let waarom = if melding.status.is_verstuurd() {
        politie::al_verstuurd(&melding.nummer)
    } else {
        politie::OUDER_VOORBEELD.to_owned()
    };
    let nieuwste = match cx.dialogue().await? {
        Found::Running(dialogue) if dialogue.concept() == Some(melding.id) => return Ok(None),
        Found::Running(Dialogue::Melding { invulling, vraag }) if invulling.melding.is_none() => {
            cx.reply(waarom).await?;
            return Ok(Some(vragen::vraag_opnieuw(cx, invulling, vraag).await?));
        }
        Found::Running(dialogue) if dialogue.concept().is_some() => match dialogue.concept() {
            Some(id) => store::melding::get(cx.tx, id).await?,
            None => None,
        },
        Found::Running(_) | Found::None | Found::Unreadable => store::melding::newest_of(cx.tx, cx.persoon.id).await?,
    };
    let nu_ms = cx.now_ms;
    let leeft = |melding: &Melding| melding.status == MeldingStatus::Concept && nu_ms < melding.geldig_tot_ms;
    let gedaan = Verstaan::is(Intent::MeldingNieuw, Uitkomst::Preview);
    Ok(match nieuwste.filter(|nieuwste| nieuwste.id != melding.id) {
        Some(nieuwste) if leeft(&nieuwste) => Some(toon_opnieuw(cx, &nieuwste, Some(&waarom), gedaan).await?),
        Some(_) if leeft(melding) => Some(toon_opnieuw(cx, melding, Some(&waarom), gedaan).await?),
        _ => None,
    })
}
