//! What an officer does with the preview of an alert: send, change, cancel, or say something else.
//!
//! Owns the confirmation; putting the preview together is `tonen`'s, sending `uitzending`'s. Invariants: nothing is sent
//! that `domain::melding::beslis` did not let through and `tweede` need not see first; it is exactly what the preview
//! showed, to whom the preview counted. While something that was typed is not in it, only a tap under it sends.

use crate::bot::begrip::antwoord::{self, BijVoorbeeld};
use crate::bot::begrip::levensloop::{self, Gezegd};
use crate::bot::begrip::plaats::{self, Kaart, Plaats};
use crate::bot::begrip::vermoeden::{Open, Wens};
use crate::bot::begrip::{besluit, gesprek, houding, woorden};
use crate::bot::command::Command;
use crate::bot::context::Cx;
use crate::bot::dialogue::{Dialogue, Found};
use crate::bot::error::{BotError, HandlerResult, Written};
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::{Deel, Knop};
use crate::bot::melding::bericht::onderdelen_van;
use crate::bot::melding::concept::{self, eigen, eigen_of_weiger};
use crate::bot::melding::genoemd::{Genoemd, noemt_nummer};
use crate::bot::melding::luisteren::luister;
use crate::bot::melding::overnemen::{als_regel, hooguit, is_tweede};
use crate::bot::melding::publiek::{self};
use crate::bot::melding::tonen::{
    andere_melding, getoond, is_van_ouder_voorbeeld, ja_of_nee, onverwerkt, opmerkingen_bij, te_wijzigen, toon,
    toon_opnieuw,
};
use crate::bot::melding::tweede;
use crate::bot::melding::{foto, gewijzigd, mee, samen, stilzetten, uitzending, vragen, welke};
use crate::bot::said::{Other, Said};
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::bot::vloer::{algemeen, gewoon};
use crate::domain::melding::{Besluit, MeldingStatus, Stap, WaaromOpnieuw, beslis};
use crate::domain::persoon::MeldingId;
use crate::domain::rechten::Recht;
use crate::domain::tweede as domain_tweede;
use crate::store::melding::Melding;
use crate::texts::knoppen;
use crate::texts::melding::{samen as samen_tekst, tweede as tweede_tekst, voorbeeld as politie};
use crate::{limits, store};

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
                None => {
                    // Not while this one is still asked about.
                    let nog =
                        matches!(cx.dialogue().await?, Found::Running(dialogue) if dialogue.concept() == Some(id));
                    if !nog {
                        concept::bied_vorige_aan(cx, id).await?;
                    }
                    gedaan
                }
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
    let (delen, niet) = samen::delen(cx, melding).await?;
    let feiten = samen::feiten(&cx.persoon, gemeente, melding, &bereik, &delen);
    let bereikbaar = samen::bereikbaar(&bereik, &delen);
    let anders = getypt.is_some_and(|getypt| getypt != bereikbaar);
    if anders || (feiten.breed() && getypt.is_none()) {
        cx.expect(&Dialogue::Voorbeeld { melding: melding.id.0, onverwerkt: Vec::new() }).await?;
        cx.reply(tweede_tekst::typ_aantal(&melding.nummer, getypt, bereikbaar)).await?;
        return Ok(Verstaan::is(Intent::MeldingVerstuur, Uitkomst::Ask).vraag(&["verstuur_aantal"]).into());
    }
    let redenen = domain_tweede::redenen(&feiten);
    if !redenen.is_empty() {
        tweede::leg_voor(cx, gemeente, melding, &redenen).await?;
        mee::leg_voor(cx, melding, &delen, &redenen).await?;
        return Ok(Gedaan::is(Intent::MeldingVerstuur, Uitkomst::SecondPerson));
    }
    store::melding::set_confirmed_by(cx.tx, melding.id, cx.wie).await?;
    let Some(aantal) = uitzending::verstuur(cx.tx, gemeente, melding, Stap::Verstuur, cx.now_ms).await? else {
        return toon_opnieuw(cx, melding, None, geweigerd).await;
    };
    cx.record("melding verstuurd", &melding.nummer, None).await?;
    cx.end_dialogue().await?;
    let elders = mee::verstuur(cx, melding, &delen).await?;
    let verstuurd = if elders.is_empty() {
        politie::verstuurd(&melding.nummer, aantal)
    } else {
        let hier = (melding.nummer.clone(), gemeente.naam.as_str(), aantal);
        samen_tekst::verstuurd(&std::iter::once(hier).chain(elders).collect::<Vec<_>>())
    };
    // Since the preview somebody may have become unreachable there.
    let verstuurd = std::iter::once(verstuurd).chain(niet).collect::<Vec<_>>().join(" ");
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
    // The old button under an alert that left, or the one under "niet begrepen": they want it back.
    if let Some(melding) = store::melding::get(cx.tx, id).await?
        && melding.status == MeldingStatus::Verzonden
        && cx.now_ms - melding.verzonden_ms.unwrap_or_default() <= limits::PANIC_LOOK_BACK_MS
        && welke::is_van(cx, &melding)
    {
        return stilzetten::stop_en_vraag(cx, &melding, "").await;
    }
    let Some(melding) = eigen_of_weiger(cx, id).await? else { return Ok(geweigerd) };
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
    concept::gooi_weg(cx, id).await?;
    cx.record("melding geannuleerd", &melding.nummer, None).await?;
    algemeen::na_annuleren(cx).await?;
    cx.reply(politie::GEANNULEERD).await?;
    concept::bied_vorige_aan(cx, id).await?;
    Ok(Gedaan::is(Intent::MeldingAnnuleer, Uitkomst::Accepted))
}

/// While a draft is being changed nobody agrees to it as it was.
async fn neem_op(cx: &mut Cx<'_>, melding: &Melding) -> Written {
    if melding.status == MeldingStatus::WachtTweede {
        store::melding::step(cx.tx, melding.id, Stap::PasAan).await?;
        store::melding::renew_draft(cx.tx, melding.id).await?;
        cx.record("melding aanpassen", &melding.nummer, None).await?;
        concept::vertel_gevraagden(cx, melding, &tweede_tekst::wordt_aangepast(&melding.nummer), None).await?;
    }
    Ok(())
}

/// "Jas was blauw, nog niet goedkeuren", "is al gepakt" of a draft that waits for a second person: nobody agrees to it as it was, and it is
/// shown to its writer with what was typed. Answers whether one waited and that was said.
pub(in crate::bot) async fn houdt_wachtend_vast(cx: &mut Cx<'_>, tekst: &str) -> Result<Option<Gedaan>, BotError> {
    let Some(melding) = tweede::eigen_wachtend(cx).await? else { return Ok(None) };
    // "A-1 akkoord maar wacht nog met deze" says something of this one too.
    if besluit::gaat_over_ander(tekst, &cx.gemeenten.codes(), &melding.nummer) && !gesprek::houdt_deze_vast(tekst) {
        return Ok(None);
    }
    // "Nog niet intrekken", "laat maar lopen" leave it as it is.
    let gezegd = levensloop::lees(tekst, &cx.gemeenten.codes()).map(|gelezen| gelezen.gezegd);
    if gezegd == Some(Gezegd::LatenStaan) {
        return Ok(None);
    }
    // "Is gevonden": nobody has to look out any more.
    let voorbij = matches!(gezegd, Some(Gezegd::Sluiten(_)));
    let mag = [&melding.gemeente];
    let gelezen = woorden::woorden(tekst);
    let noemt_wijk = Kaart::van(cx.gemeenten).noemt_precies(&gelezen)
        && plaats::vind(tekst, &gelezen, cx.gemeenten, &mag) != Plaats::Geen;
    // "Ben nu in rokkeveen" tells where somebody is.
    let over_zichzelf = gesprek::vertelt_van_zichzelf(tekst);
    let waar = noemt_wijk && !over_zichzelf && !houding::is_vraag(tekst) && !gesprek::is_praat_bij_wachten(tekst);
    if !gesprek::verbetert(tekst) && !waar && !voorbij && !gewijzigd::is_wijziging_van_wachtend(cx, tekst) {
        return Ok(None);
    }
    neem_op(cx, &melding).await?;
    cx.expect(&Dialogue::Voorbeeld { melding: melding.id.0, onverwerkt: Vec::new() }).await?;
    antwoord(cx, melding.id, tekst).await.map(Some)
}

/// A tap on Aanpassen: which part?
pub(in crate::bot) async fn aanpassen(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    let melding = match te_wijzigen(cx, id).await? {
        Ok(melding) => melding,
        Err(gedaan) => return Ok(gedaan),
    };
    neem_op(cx, &melding).await?;
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
    if gesprek::wil_nieuwe_melding(tekst) {
        return Ok(Gedaan::Terug(Said::Command(Command::Melding(String::new()), None)));
    }
    if is_tweede(cx, id, tekst).await? {
        return Ok(Gedaan::Terug(Said::Command(Command::Melding(tekst.to_owned()), None)));
    }
    let zonder_nummer = match noemt_nummer(cx, id, tekst).await? {
        Genoemd::Geen => None,
        Genoemd::Dit(rest) => Some(rest),
        Genoemd::Ander(gedaan) => return Ok(gedaan),
    };
    let tekst = zonder_nummer.as_deref().unwrap_or(tekst);
    let gelezen = antwoord::bij_voorbeeld(tekst);
    let kiest = matches!(cx.dialogue().await?, Found::Running(Dialogue::Aanpassen { .. }));
    let getypt = match gelezen {
        BijVoorbeeld::Versturen => None,
        BijVoorbeeld::VerstuurAantal(aantal) => Some(aantal),
        BijVoorbeeld::Annuleren => return annuleren(cx, id).await,
        BijVoorbeeld::Aanpassen => {
            return match luister(cx, id, tekst).await? {
                Some(gedaan) => Ok(gedaan),
                None => aanpassen(cx, id).await,
            };
        }
        BijVoorbeeld::Onduidelijk if antwoord::alleen_instemming(tekst) => {
            if !onverwerkt(cx, id).await?.is_empty() {
                return niet_verwerkt(cx, id, None).await;
            }
            return nog_niets_verstuurd(cx, id).await;
        }
        BijVoorbeeld::Onduidelijk => {
            return match luister(cx, id, tekst).await? {
                Some(gedaan) => Ok(gedaan),
                None => {
                    match gewoon::wil(cx, Open::Voorbeeld, tekst, &[Wens::MeldingVerstuur, Wens::MeldingAnnuleer]) {
                        Some(Wens::MeldingVerstuur) => Box::pin(antwoord(cx, id, gewoon::VERSTUREN)).await,
                        Some(_) => annuleren(cx, id).await,
                        None => niet_verwerkt(cx, id, Some(tekst)).await,
                    }
                }
            };
        }
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

/// "Ok", "klopt": agreed to, and no order to send. One tap sends it.
async fn nog_niets_verstuurd(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    let Some(melding) = eigen_of_weiger(cx, id).await? else { return Ok(ja_of_nee()) };
    let bereik =
        publiek::bereik_van(cx.tx, publiek::gemeente_van(cx.gemeenten, &melding)?, &melding, cx.now_ms).await?;
    if melding.status != MeldingStatus::Concept || bereik.bereikbaar == 0 {
        cx.reply(politie::NIETS_VERSTUURD).await?;
        return Ok(ja_of_nee());
    }
    // These buttons are about what was asked before them.
    cx.ask_on().await?;
    let legt_voor = concept::alleen_concept(&cx.persoon, &melding.gemeente);
    let titel = if legt_voor { knoppen::VOORLEGGEN } else { knoppen::VERSTUREN };
    let knoppen = vec![
        Knop::Versturen(id, melding.versie).met(titel),
        Knop::Aanpassen(id).met(knoppen::AANPASSEN),
        Knop::Annuleren(id).met(knoppen::ANNULEREN),
    ];
    cx.reply_buttons(politie::NIETS_VERSTUURD, knoppen).await?;
    Ok(ja_of_nee())
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
        hooguit(&mut regels);
    }
    store::melding::renew_draft(cx.tx, id).await?;
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

/// Something that cannot be in a preview came in while it waited: shown with it, unless it was shown anew already.
pub(in crate::bot) async fn na_iets_onleesbaars(cx: &mut Cx<'_>, voor: (MeldingId, i64), wat: &str) -> HandlerResult {
    if getoond(cx).await? == Some(voor) {
        return niet_verwerkt(cx, voor.0, Some(wat)).await;
    }
    Ok(Verstaan::default().into())
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
