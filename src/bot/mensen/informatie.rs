//! Information by wijk that is no alert: written, shown, agreed to where that is needed, sent to beheerders, and what they
//! say of it.
//!
//! Owns the draft, its preview and what beheerders answer; who sends it and when is [`verzending`]'s. Invariants: nothing
//! leaves before its preview was confirmed; whatever an alert is for (persons, plates, a crime in progress) is sent to
//! `/melding`; it never looks like an alert.

mod net;
mod verzending;

use crate::bot::begrip::antwoord::{self, BijVoorbeeld};
use crate::bot::begrip::houding;
use crate::bot::begrip::informatie as informatie_begrip;
use crate::bot::begrip::ja_nee;
use crate::bot::begrip::melding as begrip_melding;
use crate::bot::begrip::plaats::{self, Kaart, Plaats};
use crate::bot::begrip::signalement;
use crate::bot::begrip::spoed;
use crate::bot::begrip::wijk;
use crate::bot::begrip::woorden::woorden;
use crate::bot::besluit::keuren;
use crate::bot::context::Cx;
use crate::bot::dialogue::Dialogue;
use crate::bot::eigen::{EigenKnop, EigenVraag};
use crate::bot::error::{BotError, HandlerResult, Written};
use crate::bot::gedaan::Gedaan;
use crate::bot::mensen::bijeenkomst::{self, Boven};
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::bot::vloer::algemeen;
use crate::domain::informatie::InformatieStatus;
use crate::domain::politiebericht::schoon;
use crate::domain::rechten::{Recht, Rol};
use crate::domain::wijk::{Gemeente, GemeenteId, WijkId};
use crate::limits;
use crate::store;
use crate::store::informatie::{self as opslag, Informatie, InformatieId};
use crate::texts::mensen::{bijeenkomst as eigen_tekst, informatie as tekst};
use crate::texts::{ingekort, knoppen};
pub(in crate::bot) use net::neemt_terug;
pub(in crate::bot) use verzending::trek_in;
use verzending::{Bereik, bereik};
pub use verzending::{taak, verloopt};

/// `/informatie [wijk] tekst`. Alone it tells what was sent; to beheerders it is whether they want it.
pub(in crate::bot) async fn begin(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    let mag: Vec<GemeenteId> = cx.persoon.gemeenten_met(Recht::Informatie).into_iter().cloned().collect();
    if mag.is_empty() {
        return voor_mij(cx, getypt).await;
    }
    // Whoever runs a group too means what comes to them.
    if let Some(aan) = ja_nee::aan_of_uit(getypt).filter(|_| !cx.persoon.groepen.is_empty()) {
        return zet(cx, aan).await;
    }
    if !getypt.chars().any(char::is_alphanumeric) {
        cx.expect(&Dialogue::Eigen(EigenVraag::InformatieTekst { waar: String::new() })).await?;
        return overzicht(cx, &mag).await;
    }
    let Some((gemeente, wijken, rest)) = waar(cx, &mag, getypt) else {
        cx.expect(&Dialogue::Eigen(EigenVraag::InformatieTekst { waar: String::new() })).await?;
        cx.reply(tekst::WELKE_WIJK).await?;
        return Ok(Verstaan::is(Intent::Informatie, Uitkomst::Ask).vraag(&["wijk"]).into());
    };
    let boven = elders(cx, gemeente, &wijken, getypt).map_or(Boven::Niets, Boven::Gewijzigd);
    maak(cx, gemeente, wijken, &rest, boven).await
}

/// What is typed after `/informatie`, or after its wijk: the next part of it. What names no wijk where none was named is something else, and is
/// read by itself.
pub(in crate::bot) async fn verder(cx: &mut Cx<'_>, ervoor: &str, getypt: &str) -> HandlerResult {
    if antwoord::ziet_af(getypt) {
        return algemeen::ziet_af(cx).await;
    }
    cx.end_dialogue().await?;
    let mag: Vec<GemeenteId> = cx.persoon.gemeenten_met(Recht::Informatie).into_iter().cloned().collect();
    // "Straatroof oosterheem man met gele helm" is an alert, whatever was asked.
    let melding = begrip_melding::is_andere_melding(getypt) && begrip_melding::is_beschrijving(getypt);
    if melding && cx.persoon.mag(Recht::MeldingVersturen) {
        return Ok(Gedaan::terug(getypt));
    }
    if !ervoor.is_empty() {
        return begin(cx, &format!("{ervoor}: {getypt}")).await;
    }
    if waar(cx, &mag, getypt).is_none() || houding::is_vraag(getypt) {
        return Ok(Gedaan::terug(getypt));
    }
    begin(cx, getypt).await
}

/// What is said of wijken of another gemeente that were named with the first ones: it goes to one gemeente.
fn elders(cx: &Cx<'_>, gemeente: &Gemeente, wijken: &[WijkId], getypt: &str) -> Option<String> {
    let kop = getypt.split([':', '\n']).next().unwrap_or_default();
    let gelezen = woorden(kop);
    let kaart = Kaart::van(cx.gemeenten);
    let Plaats::Wijken { weg, .. } = kaart.vind(kop, &gelezen, &[&gemeente.id]) else { return None };
    let ook = kaart.ook_genoemd(kop, &gelezen, &gemeente.id, wijken, &weg);
    let namen: Vec<&str> = ook.niet.iter().map(|plaats| plaats.naam.as_str()).collect();
    (!namen.is_empty()).then(|| tekst::niet_ook_naar(&namen.join(", "), &gemeente.naam))
}

/// Makes a draft and shows it, where it may go there and say that.
async fn maak(cx: &mut Cx<'_>, gemeente: &Gemeente, wijken: Vec<WijkId>, rest: &str, boven: Boven) -> HandlerResult {
    let vraagt = |wat: &str| Verstaan::is(Intent::Informatie, Uitkomst::Ask).vraag(&[wat]).into();
    if !van_deze(cx, gemeente, &wijken) {
        cx.record("informatie", "", Some("geen wijk van deze persoon")).await?;
        cx.reply(tekst::NIET_UW_WIJK).await?;
        return Ok(Gedaan::is(Intent::Informatie, Uitkomst::Denied));
    }
    let inhoud = schoon(rest);
    if inhoud.chars().filter(|teken| teken.is_alphabetic()).count() < limits::INFORMATION_LETTERS_MIN {
        let waar = gemeente.namen(&wijken);
        cx.expect(&Dialogue::Eigen(EigenVraag::InformatieTekst { waar: waar.clone() })).await?;
        cx.reply(tekst::welke_tekst(&waar)).await?;
        return Ok(vraagt("tekst"));
    }
    if inhoud.chars().count() > limits::INFORMATION_CHARACTERS_MAX {
        cx.reply(tekst::te_lang(inhoud.chars().count())).await?;
        return Ok(vraagt("tekst"));
    }
    if let Some(gedaan) = hoort_elders(cx, &inhoud).await? {
        return Ok(gedaan);
    }
    let nieuw = Informatie {
        id: InformatieId(0),
        gemeente: gemeente.id.clone(),
        wijken,
        tekst: inhoud,
        status: InformatieStatus::Concept,
        wie: cx.wie,
        persoon: cx.persoon.id,
        phone_number_id: cx.chat.phone_number_id.clone(),
        gemaakt_ms: cx.now_ms,
        verstuurd_ms: None,
    };
    let id = opslag::add(cx.tx, &nieuw).await?;
    let informatie = Informatie { id, ..nieuw };
    let bereik = bereik(cx.tx, gemeente, &informatie, cx.now_ms).await?;
    if bereik.mensen.is_empty() {
        opslag::step(cx.tx, id, InformatieStatus::Concept, InformatieStatus::Geannuleerd, cx.now_ms).await?;
        cx.reply(tekst::niemand(&bereik.telling())).await?;
        return Ok(Gedaan::is(Intent::Informatie, Uitkomst::Info));
    }
    cx.record("informatie concept", &id.nummer(), None).await?;
    toon(cx, gemeente, &informatie, &bereik, boven).await?;
    Ok(Verstaan::is(Intent::Informatie, Uitkomst::Preview).slot("wijken", gemeente.namen(&informatie.wijken)).into())
}

/// The wijken that a text begins with, and what stands behind them. A wijk further on is part of what is told.
fn waar<'g>(cx: &Cx<'g>, mag: &[GemeenteId], getypt: &str) -> Option<(&'g Gemeente, Vec<WijkId>, String)> {
    let mag: Vec<&GemeenteId> = mag.iter().collect();
    let gelezen = woorden(getypt);
    let eerste = gelezen.get(limits::INFORMATION_PLACE_WORDS - 1).map_or(getypt.len(), |woord| woord.plek.end);
    let eind = getypt.find([':', '\n']).map_or(eerste, |kop| kop.min(eerste));
    let kop = getypt.get(..eind)?;
    let zoek = |kop: &str| match plaats::vind(kop, &woorden(kop), cx.gemeenten, &mag) {
        Plaats::Wijken { gemeente, wijken, weg, .. } => Some((gemeente, wijken, weg)),
        Plaats::Geen | Plaats::Keuze(..) | Plaats::Elders(..) | Plaats::Buiten(..) => None,
    };
    let (gemeente, mut wijken, weg) = zoek(kop)?;
    let mut ervoor = format!("{} {}", getypt.get(..weg.start)?, kop.get(weg.end..)?);
    // "Rokkeveeen en dorp: …": what stands before the colon is where, with a mistake in it too.
    if getypt.get(eind..)?.starts_with([':', '\n']) {
        while let Some((_, nog, weg)) = zoek(&ervoor).filter(|(hier, ..)| *hier == gemeente) {
            wijken.extend(nog.into_iter().filter(|wijk| !wijken.contains(wijk)).collect::<Vec<_>>());
            ervoor.replace_range(weg, " ");
        }
        if woorden(&ervoor).iter().all(|woord| informatie_begrip::hoort_bij_waar(&woord.norm)) {
            ervoor.clear();
        }
    }
    let rest = format!("{ervoor} {}", getypt.get(eind..)?);
    let rest = rest.trim_start_matches(|teken: char| teken.is_whitespace() || ":,;-".contains(teken)).to_owned();
    Some((cx.gemeenten.get(&gemeente)?, wijken, rest))
}

/// Whether somebody may write for these wijken: a wijkagent for their own.
fn van_deze(cx: &Cx<'_>, gemeente: &Gemeente, wijken: &[WijkId]) -> bool {
    if cx.persoon.mag_in(Recht::MeldingVersturen, &gemeente.id) {
        return true;
    }
    let hier = cx.persoon.toekenningen.iter().filter(|toekenning| toekenning.gemeente == gemeente.id);
    let mijn: Vec<(Rol, WijkId)> = hier.map(|toekenning| (toekenning.rol, toekenning.wijk.clone())).collect();
    let overal = mijn.iter().any(|(rol, wijk)| *rol == Rol::Gemeente || (*rol == Rol::Wijkagent && wijk.is_empty()));
    let eigen: Vec<WijkId> = mijn.into_iter().filter(|(rol, _)| *rol == Rol::Wijkagent).map(|(_, wijk)| wijk).collect();
    let eigen = gemeente.met_delen(&eigen);
    overal || wijken.iter().all(|wijk| eigen.contains(wijk))
}

/// What may not stand in it, and what an alert is for.
async fn hoort_elders(cx: &mut Cx<'_>, inhoud: &str) -> Result<Option<Gedaan>, BotError> {
    let mag_niet = bijeenkomst::mag_niet(inhoud);
    let gemeenten: Vec<&GemeenteId> = cx.gemeenten.iter().map(|gemeente| &gemeente.id).collect();
    let gelezen = begrip_melding::lees(inhoud, cx.gemeenten, &gemeenten);
    let deel = &gelezen.onderdelen;
    let gezocht = deel.kenteken.is_some()
        || deel.voertuig.is_some()
        || spoed::is_spoed(inhoud, false)
        || informatie_begrip::zoekt_iemand(inhoud)
        || (gelezen.soort.is_some() && begrip_melding::is_andere_melding(inhoud))
        || begrip_melding::is_beschrijving(inhoud)
        || signalement::kenmerken(&gelezen.ruw) > limits::INFORMATION_TRAITS_MAX;
    let nummer = informatie_begrip::noemt_nummer(inhoud);
    let antwoord = match (gezocht, mag_niet.as_slice()) {
        (false, []) if nummer => tekst::mag_niet(&[tekst::NUMMER]),
        (true, _) => tekst::IS_MELDING.to_owned(),
        (false, []) => return Ok(None),
        (false, wat) => tekst::mag_niet(wat),
    };
    cx.forget_input().await?;
    cx.record("informatie", "", Some("inhoud")).await?;
    cx.reply(antwoord).await?;
    Ok(Some(Gedaan::is(Intent::Informatie, Uitkomst::Denied)))
}

/// Shows a draft. After a line that is not in it only a tap sends.
async fn toon(cx: &mut Cx<'_>, gemeente: &Gemeente, informatie: &Informatie, bereik: &Bereik, boven: Boven) -> Written {
    let onverwerkt = boven.onverwerkt();
    cx.expect(&Dialogue::Eigen(EigenVraag::Informatie { informatie: informatie.id.0, onverwerkt })).await?;
    let voorleggen = verzending::vraagt_tweede(cx, gemeente, bereik);
    let versturen = if voorleggen { knoppen::VOORLEGGEN } else { knoppen::VERSTUREN };
    let knoppen = vec![
        EigenKnop::InformatieVersturen(informatie.id).met(versturen),
        EigenKnop::InformatieAnnuleren(informatie.id).met(knoppen::ANNULEREN),
    ];
    let waar = gemeente.namen(&informatie.wijken);
    let bericht = tekst::bericht(&waar, &informatie.tekst);
    let voorbeeld = tekst::voorbeeld(&bericht, &waar, &bereik.telling(), voorleggen);
    let vraag = match boven {
        Boven::Niets => voorbeeld,
        Boven::Gewijzigd(gewijzigd) => format!("{gewijzigd}\n\n{voorbeeld}"),
        Boven::StaatErNietIn => tekst::niets_verstuurd(&voorbeeld),
        Boven::AlleenEenTik => eigen_tekst::alleen_een_tik(&voorbeeld),
    };
    cx.reply_buttons(vraag, knoppen).await
}

/// The draft of this person that still waits for them.
async fn concept(cx: &mut Cx<'_>, id: InformatieId) -> Result<Option<Informatie>, BotError> {
    let (wie, telefoon) = (cx.wie, cx.persoon.id);
    let vers_ms = cx.now_ms - limits::INFORMATION_WAITS_MS;
    let gevonden = opslag::get(cx.tx, id).await?;
    Ok(gevonden.filter(|een| {
        een.status == InformatieStatus::Concept && een.wie == wie && een.persoon == telefoon && een.gemaakt_ms > vers_ms
    }))
}

async fn voorbij(cx: &mut Cx<'_>) -> HandlerResult {
    cx.reply(tekst::VOORBIJ).await?;
    Ok(Gedaan::is(Intent::Informatie, Uitkomst::Denied))
}

/// A typed answer to the preview. Only words that cannot mean anything else send.
pub(in crate::bot) async fn getypt(cx: &mut Cx<'_>, id: InformatieId, onverwerkt: bool, getypt: &str) -> HandlerResult {
    // An alert waits for nobody; the draft stays unsent.
    if begrip_melding::is_andere_melding(getypt) || begrip_melding::is_beschrijving(getypt) {
        cx.end_dialogue().await?;
        return Ok(Gedaan::terug(getypt));
    }
    let na_ja = if onverwerkt { Boven::AlleenEenTik } else { Boven::Niets };
    match antwoord::bij_voorbeeld(getypt) {
        BijVoorbeeld::Versturen if !onverwerkt && cx.agrees_to_what_was_asked().await? => versturen(cx, id).await,
        BijVoorbeeld::Annuleren => annuleren(cx, id).await,
        BijVoorbeeld::Versturen => toon_opnieuw(cx, id, na_ja).await,
        BijVoorbeeld::Onduidelijk if antwoord::alleen_instemming(getypt) => toon_opnieuw(cx, id, na_ja).await,
        BijVoorbeeld::Aanpassen | BijVoorbeeld::VerstuurAantal(_) | BijVoorbeeld::Onduidelijk => {
            match gewijzigd(cx, id, getypt).await? {
                Some(gedaan) => Ok(gedaan),
                None => toon_opnieuw(cx, id, Boven::StaatErNietIn).await,
            }
        }
    }
}

/// A line that changes where it goes, or a day, a time or a few words: a new draft in the place of this one.
async fn gewijzigd(cx: &mut Cx<'_>, id: InformatieId, getypt: &str) -> Result<Option<Gedaan>, BotError> {
    let Some(informatie) = concept(cx, id).await? else { return Ok(None) };
    let gemeente = cx.gemeenten.get(&informatie.gemeente).ok_or(BotError::Missing("gemeente"))?;
    let (wijken, nieuw, wat) = match informatie_begrip::gewijzigd(&informatie.tekst, getypt) {
        Some(nieuw) => (informatie.wijken, nieuw, tekst::ANDERE_TEKST.to_owned()),
        None => {
            let Some(wijken) = andere_wijken(cx, gemeente, &informatie.wijken, getypt) else { return Ok(None) };
            let wat = tekst::andere_wijken(&gemeente.namen(&wijken));
            (wijken, informatie.tekst, wat)
        }
    };
    opslag::step(cx.tx, id, InformatieStatus::Concept, InformatieStatus::Geannuleerd, cx.now_ms).await?;
    cx.end_dialogue().await?;
    Box::pin(maak(cx, gemeente, wijken, &nieuw, Boven::Gewijzigd(wat))).await.map(Some)
}

/// The wijken of a line that says where it goes, and nothing else: "alleen dorp", "ook meerzicht", "zonder noordhove".
fn andere_wijken(cx: &Cx<'_>, gemeente: &Gemeente, wijken: &[WijkId], getypt: &str) -> Option<Vec<WijkId>> {
    let (kaart, mag) = (Kaart::van(cx.gemeenten), [&gemeente.id]);
    if let Some(wijken) = wijk::gewijzigd(getypt, &kaart, &gemeente.id, wijken) {
        return Some(wijken);
    }
    if !wijk::zegt_alleen_waar(getypt, &kaart, &mag) || getypt.contains('?') {
        return None;
    }
    match kaart.vind(getypt, &woorden(getypt), &mag) {
        Plaats::Wijken { wijken: genoemd, .. } => (genoemd != wijken).then_some(genoemd),
        _ => None,
    }
}

async fn toon_opnieuw(cx: &mut Cx<'_>, id: InformatieId, boven: Boven) -> HandlerResult {
    let Some(informatie) = concept(cx, id).await? else { return voorbij(cx).await };
    let gemeente = cx.gemeenten.get(&informatie.gemeente).ok_or(BotError::Missing("gemeente"))?;
    let bereik = bereik(cx.tx, gemeente, &informatie, cx.now_ms).await?;
    toon(cx, gemeente, &informatie, &bereik, boven).await?;
    Ok(Verstaan::is(Intent::Informatie, Uitkomst::Ask).vraag(&["ja_versturen_of_nee"]).into())
}

/// A tap on Annuleren.
pub(in crate::bot) async fn annuleren(cx: &mut Cx<'_>, id: InformatieId) -> HandlerResult {
    if concept(cx, id).await?.is_none() {
        return voorbij(cx).await;
    }
    opslag::step(cx.tx, id, InformatieStatus::Concept, InformatieStatus::Geannuleerd, cx.now_ms).await?;
    cx.end_dialogue().await?;
    cx.reply(tekst::GEANNULEERD).await?;
    Ok(Gedaan::is(Intent::Informatie, Uitkomst::Accepted))
}

/// A tap on Versturen or Voorleggen. A tap that is old sends nothing: it is asked again.
pub(in crate::bot) async fn versturen(cx: &mut Cx<'_>, id: InformatieId) -> HandlerResult {
    let Some(informatie) = concept(cx, id).await? else { return voorbij(cx).await };
    if cx.is_oud() {
        return toon_opnieuw(cx, id, Boven::Niets).await;
    }
    let gemeente = cx.gemeenten.get(&informatie.gemeente).ok_or(BotError::Missing("gemeente"))?;
    let bereik = bereik(cx.tx, gemeente, &informatie, cx.now_ms).await?;
    cx.end_dialogue().await?;
    if verzending::vraagt_tweede(cx, gemeente, &bereik) {
        return verzending::leg_voor(cx, gemeente, &informatie, &bereik).await;
    }
    if !opslag::step(cx.tx, id, InformatieStatus::Concept, InformatieStatus::Verstuurd, cx.now_ms).await? {
        return voorbij(cx).await;
    }
    let telling = verzending::stuur(cx.tx, gemeente, &informatie, cx.now_ms).await?;
    cx.record("informatie verstuurd", &id.nummer(), None).await?;
    let knop = EigenKnop::InformatieIntrekken(id).met(knoppen::INTREKKEN_NU);
    cx.reply_buttons(tekst::verstuurd(&id.nummer(), &telling), vec![knop]).await?;
    Ok(Gedaan::is(Intent::Informatie, Uitkomst::Sent))
}

/// Whether words name information that there is.
pub(in crate::bot) async fn noemt(cx: &mut Cx<'_>, getypt: &str) -> Result<bool, BotError> {
    let Some(id) = informatie_begrip::genoemd(getypt).and_then(InformatieId::lees) else { return Ok(false) };
    Ok(opslag::get(cx.tx, id).await?.is_some())
}

/// Words that name information and do not clearly say what is to happen with it: it is shown, with what whoever wrote them may
/// do. `None`: there is none with that number.
pub(in crate::bot) async fn genoemd(cx: &mut Cx<'_>, getypt: &str) -> Result<Option<Gedaan>, BotError> {
    let Some(id) = informatie_begrip::genoemd(getypt).and_then(InformatieId::lees) else { return Ok(None) };
    let Some(een) = opslag::get(cx.tx, id).await? else { return Ok(None) };
    let eigen = verzending::is_van(cx, &een);
    let mag = cx.persoon.mag_in(Recht::MeldingVersturen, &een.gemeente);
    match een.status {
        InformatieStatus::Wacht if mag && !eigen => keuren::toon::<Informatie>(cx, id).await.map(Some),
        InformatieStatus::Wacht | InformatieStatus::Verstuurd if mag || eigen => {
            let knop = EigenKnop::InformatieIntrekken(id).met(knoppen::INTREKKEN_NU);
            let staat = tekst::hoe_het_staat(&id.nummer(), een.status == InformatieStatus::Wacht);
            cx.reply_buttons(staat, vec![knop]).await?;
            Ok(Some(Gedaan::is(Intent::Informatie, Uitkomst::Ask)))
        }
        _ => check(cx, id).await.map(Some),
    }
}

/// `/check I-14`: whether information with this number is ours.
pub(in crate::bot) async fn check(cx: &mut Cx<'_>, id: InformatieId) -> HandlerResult {
    let gevonden = opslag::get(cx.tx, id).await?;
    let antwoord = match gevonden.as_ref().map(|een| een.status) {
        Some(InformatieStatus::Verstuurd) => tekst::is_echt(&id.nummer()),
        Some(InformatieStatus::Ingetrokken) => tekst::is_ingetrokken(&id.nummer()),
        _ => tekst::onbekend(&id.nummer()),
    };
    cx.record("check", &id.nummer(), None).await?;
    cx.reply_sparingly(&antwoord).await?;
    Ok(Gedaan::is(Intent::Check, Uitkomst::Info))
}

/// What was sent in these gemeenten.
async fn overzicht(cx: &mut Cx<'_>, gemeenten: &[GemeenteId]) -> HandlerResult {
    let mut regels = Vec::new();
    let sinds_ms = cx.now_ms - limits::INFORMATION_LISTED_MS;
    for id in gemeenten {
        let Some(gemeente) = cx.gemeenten.get(id) else { continue };
        for (informatie, verstuurd_ms) in opslag::sent(cx.tx, id, sinds_ms, limits::INFORMATION_LISTED_MAX).await? {
            let (aan, geplaatst) = opslag::counts(cx.tx, informatie.id).await?;
            let waar = gemeente.namen(&informatie.wijken);
            let begin = ingekort(&informatie.tekst, limits::INFORMATION_LISTED_CHARACTERS);
            regels.push(tekst::regel(&informatie.id.nummer(), &waar, verstuurd_ms, (aan, geplaatst), &begin));
        }
    }
    cx.reply(if regels.is_empty() { tekst::HOE.to_owned() } else { regels.join("\n") }).await?;
    Ok(Gedaan::is(Intent::Informatie, Uitkomst::Info))
}

/// A beheerder says whether they want it, or asks.
async fn voor_mij(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    if let Some(aan) = ja_nee::aan_of_uit(getypt) {
        return zet(cx, aan).await;
    }
    let alleen = store::anders::alerts_only(cx.tx, cx.persoon.id).await?;
    let knoppen = [true, false].map(|aan| EigenKnop::Informatie(aan).met(knoppen::aan_of_uit(aan)));
    cx.expect(&Dialogue::Eigen(EigenVraag::WelInformatie)).await?;
    cx.reply_buttons(tekst::stand(!alleen), knoppen.into()).await?;
    Ok(Verstaan::is(Intent::Informatie, Uitkomst::Ask).vraag(&["aan_of_uit"]).into())
}

/// A typed answer to whether they want it.
pub(in crate::bot) async fn kies_getypt(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    match ja_nee::aan_of_uit(getypt) {
        Some(aan) => zet(cx, aan).await,
        None => {
            cx.end_dialogue().await?;
            Ok(Gedaan::terug(getypt))
        }
    }
}

/// Alerts only, or information and invitations too.
pub(in crate::bot) async fn zet(cx: &mut Cx<'_>, aan: bool) -> HandlerResult {
    store::anders::want(cx.tx, cx.persoon.id, aan).await?;
    cx.end_dialogue().await?;
    cx.record("informatie", if aan { "aan" } else { "uit" }, None).await?;
    cx.reply(if aan { tekst::AAN } else { tekst::ALLEEN_POLITIE }).await?;
    Ok(Gedaan::is(Intent::Informatie, Uitkomst::Accepted))
}

/// A tap on Geplaatst.
pub(in crate::bot) async fn geplaatst(cx: &mut Cx<'_>, id: InformatieId) -> HandlerResult {
    if !opslag::posted(cx.tx, id, cx.persoon.id, cx.now_ms).await? {
        cx.record("informatie geplaatst", &id.nummer(), Some("niet aan deze persoon")).await?;
        cx.reply(tekst::NIET_VOOR_U).await?;
        return Ok(Gedaan::is(Intent::Informatie, Uitkomst::Denied));
    }
    cx.record("informatie geplaatst", &id.nummer(), None).await?;
    cx.reply(tekst::DANK).await?;
    Ok(Gedaan::is(Intent::Informatie, Uitkomst::Recorded))
}
