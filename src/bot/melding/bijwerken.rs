//! Updates: new facts about an alert that runs, shown first and sent after an explicit yes.
//!
//! Owns the draft of an update and its preview; sending it and the second person are `bijwerking`'s. Invariants: nothing
//! leaves without a fresh confirmation of the version that was shown; what was typed at a preview and is not in it keeps a
//! typed yes from sending it.

use crate::bot::begrip::antwoord::{self, BijVoorbeeld};
use crate::bot::begrip::bijwerking::{Nieuws, lees};
use crate::bot::begrip::levensloop::{nummer_in, zonder_nummer};
use crate::bot::begrip::melding::{VoorBewoners, voor_bewoners};
use crate::bot::begrip::plaats::{self, Kaart, Plaats};
use crate::bot::begrip::vermoeden::{Open, Wens};
use crate::bot::begrip::woorden::woorden;
use crate::bot::begrip::{besluit, gesprek, opdracht, wijk};
use crate::bot::context::Cx;
use crate::bot::dialogue::{Dialogue, Found, OverMelding};
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::Knop;
use crate::bot::melding::bijwerking::{haalt_wijk_weg, leg_voor, nieuw_publiek, over, parameters, redenen, verzend};
use crate::bot::melding::publiek::gemeente_van;
use crate::bot::melding::samen::{self, Ook};
use crate::bot::melding::welke::{self, Welke};
use crate::bot::melding::{gewijzigd, overnemen, stilzetten, updateterug};
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::bot::vloer::{algemeen, gewoon};
use crate::domain::bijwerking::BijwerkingStatus;
use crate::domain::inhoud::Wat;
use crate::domain::melding::MeldingStatus;
use crate::domain::persoon::MeldingId;
use crate::domain::politiebericht::schoon;
use crate::domain::rechten::Recht;
use crate::domain::soort::MeldingSoort;
use crate::domain::wijk::{Gemeente, WijkId};
use crate::limits;
use crate::store::levensloop::{self, Bijwerking, BijwerkingId, Zoek};
use crate::store::melding::Melding;
use crate::store::{self};
use crate::texts::melding::bijwerking as update_tekst;
use crate::texts::melding::{
    gewijzigd as gewijzigd_tekst, levensloop as tekst, tweede as tweede_tekst, voorbeeld as politie,
};
use crate::texts::{ingekort, knoppen, sjablonen};

/// `/update [nummer] wat er nieuw is`.
pub(in crate::bot) async fn begin(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    let codes = cx.gemeenten.codes();
    let genoemd = nummer_in(getypt, &codes).map(|(nummer, _)| nummer);
    let (genoemd, nieuw) = welke::van_beide(cx, genoemd, schoon(&zonder_nummer(getypt, &codes))).await?;
    let gezegd = Verstaan::default().slot("tekst", nieuw.as_str());
    let gedaan = match welke::welke(cx, genoemd.as_deref(), Zoek::Lopend).await? {
        // One that somebody else sent, and nobody named, is asked about first.
        Welke::Een(melding)
            if genoemd.is_none() && !welke::van_mij(cx, &melding) && welke::geciteerd(cx).await?.is_none() =>
        {
            vraag_van_collega(cx, &melding, &nieuw).await?
        }
        Welke::Een(melding) => begin_met(cx, melding.id, &nieuw).await?,
        Welke::Kies(meldingen) | Welke::Later(meldingen) => {
            welke::vraag(cx, OverMelding::Update, &nieuw, &meldingen).await?
        }
        Welke::Geen => {
            cx.reply(tekst::GEEN_LOPENDE).await?;
            Gedaan::is(Intent::MeldingUpdate, Uitkomst::Info)
        }
        Welke::Onbekend(nummer) => {
            welke::onbekend(cx, &nummer).await?;
            Gedaan::is(Intent::MeldingUpdate, Uitkomst::Denied)
        }
    };
    Ok(Gedaan::from(gezegd).en(gedaan))
}

/// Is the alert of a colleague meant, that is the only one that runs?
async fn vraag_van_collega(cx: &mut Cx<'_>, melding: &Melding, nieuw: &str) -> HandlerResult {
    cx.expect(&Dialogue::WelkeMelding { wat: OverMelding::Update, tekst: nieuw.to_owned() }).await?;
    let welke = welke::omschreven(cx, std::slice::from_ref(melding)).await?.join("");
    let buttons = vec![Knop::Bijwerken(melding.id).met(knoppen::bijwerken(&melding.nummer))];
    cx.reply_buttons(update_tekst::update_van_collega(&welke), buttons).await?;
    Ok(over(melding, Uitkomst::Choose).into())
}

/// A typed yes to that question. Answers what was done, where there is such an alert still.
pub(in crate::bot) async fn ja_van_collega(cx: &mut Cx<'_>, nieuw: &str) -> Result<Option<Gedaan>, BotError> {
    let Welke::Een(melding) = welke::welke(cx, None, Zoek::Lopend).await? else { return Ok(None) };
    Ok(Some(begin_met(cx, melding.id, nieuw).await?))
}

/// An update of this alert, with what is new if that was said.
pub(in crate::bot) async fn begin_met(cx: &mut Cx<'_>, id: MeldingId, nieuw: &str) -> HandlerResult {
    let melding = match bij_te_werken(cx, id).await? {
        Ok(melding) => melding,
        Err(gedaan) => return Ok(gedaan),
    };
    if let Some(gedaan) = haalt_wijk_weg(cx, &melding, nieuw).await? {
        return Ok(gedaan);
    }
    let (nieuw, opdrachten) = opdracht::eruit(nieuw, &cx.gemeenten.codes());
    // "/update stop", "update klopt niet": of one that waits, or of the alert itself.
    if gesprek::is_geen_nieuws(&nieuw) {
        if let Some(gedaan) = updateterug::neem_terug(cx, &format!("update {nieuw}")).await? {
            return Ok(gedaan);
        }
        cx.reply(update_tekst::update_geen_nieuws(&melding.nummer, &schoon(&nieuw))).await?;
        return Ok(over(&melding, Uitkomst::Ask).vraag(&["stop_of_update"]).into());
    }
    let mut gelezen = Verstaan::default().slot("nummer", melding.nummer.as_str());
    let Nieuws { tekst, bevindingen } = lees(&nieuw, melding.soort == MeldingSoort::Vermissing);
    let waar = (&melding.gemeente, melding.wijken.as_slice());
    let VoorBewoners { tekst: nieuw, onzeker, intern } =
        voor_bewoners(&nieuw, &tekst, melding.soort, &Kaart::van(cx.gemeenten), waar);
    gelezen.waarschuwt.extend(bevindingen.iter().map(|wat| wat.waarschuwing().into()));
    if bevindingen.iter().any(|wat| wat.niet_bewaren()) {
        cx.forget_input().await?;
    }
    let met = |past: fn(&Wat) -> bool| -> Vec<&'static str> {
        bevindingen.iter().filter(|wat| past(wat)).map(|wat| politie::in_woorden(*wat)).collect()
    };
    let opnieuw = if bevindingen.iter().any(|wat| wat.vraagt_opnieuw()) {
        Some(update_tekst::update_mag_niet(&met(|wat| wat.vraagt_opnieuw())))
    } else if bevindingen.iter().any(|wat| wat.is_bezwaar()) {
        Some(update_tekst::update_herschrijven(&met(|wat| wat.is_bezwaar())))
    } else if nieuw.is_empty() {
        Some(update_tekst::WAT_IS_NIEUW.to_owned())
    } else if nieuw.chars().count() < limits::UPDATE_CHARACTERS_MIN {
        Some(update_tekst::UPDATE_TE_KORT.to_owned())
    } else if nieuw.chars().count() > limits::OMSCHRIJVING_CHARACTERS_MAX {
        Some(update_tekst::update_te_lang(nieuw.chars().count(), limits::OMSCHRIJVING_CHARACTERS_MAX))
    } else {
        None
    };
    if let Some(opnieuw) = opnieuw {
        cx.expect(&Dialogue::Update { melding: id.0 }).await?;
        cx.reply(opnieuw).await?;
        let gevraagd = Verstaan::is(Intent::MeldingUpdate, Uitkomst::Ask).vraag(&["tekst"]);
        return Ok(Gedaan::from(gelezen).en(gevraagd.into()));
    }
    let gemeente = gemeente_van(cx.gemeenten, &melding)?;
    let (genoemd, uitdrukkelijk) = genoemde_wijken(cx, gemeente, &melding, &nieuw);
    let erbij: &[WijkId] = if uitdrukkelijk { &genoemd } else { &[] };
    let gevoelig = bevindingen.iter().any(|wat| wat.later());
    let bijwerking = levensloop::add(cx.tx, id, &nieuw, erbij, gevoelig, cx.wie, cx.now_ms).await?;
    cx.record("update concept", &melding.nummer, None).await?;
    let weggehaald = met(|wat| wat.gaat_eruit() && !wat.later());
    let opmerkingen: Vec<String> = (!weggehaald.is_empty())
        .then(|| update_tekst::update_weggehaald(&weggehaald))
        .into_iter()
        .chain((!opdrachten.is_empty()).then(|| politie::niet_in_bericht(&opdrachten)))
        .chain((!intern.is_empty()).then(|| politie::weggelaten(&intern)))
        .chain((!onzeker.is_empty()).then(|| update_tekst::update_onzeker(&onzeker)))
        .collect();
    // What is held out is no part of it: a typed yes does not send it unseen.
    cx.expect(&Dialogue::Bijwerking { bijwerking: bijwerking.0, onverwerkt: onzeker }).await?;
    let opmerking = (!opmerkingen.is_empty()).then(|| opmerkingen.join(" "));
    Ok(Gedaan::from(gelezen).en(toon(cx, bijwerking, opmerking.as_deref()).await?))
}

/// The alert with this id, if it runs and this person may update it; else why not was said, and this is what was done.
async fn bij_te_werken(cx: &mut Cx<'_>, id: MeldingId) -> Result<Result<Melding, Gedaan>, BotError> {
    let melding = store::melding::get(cx.tx, id).await?;
    let Some(melding) = melding.filter(|melding| cx.persoon.mag_in(Recht::MeldingBijwerken, &melding.gemeente)) else {
        cx.record("update", &id.0.to_string(), Some("niet van deze persoon")).await?;
        cx.reply(tekst::GEEN_LOPENDE).await?;
        return Ok(Err(Gedaan::is(Intent::MeldingUpdate, Uitkomst::Denied)));
    };
    if melding.status != MeldingStatus::Verzonden || cx.now_ms >= melding.geldig_tot_ms {
        cx.end_dialogue().await?;
        cx.reply(tekst::loopt_niet(&melding.nummer, melding.status)).await?;
        return Ok(Err(over(&melding, Uitkomst::Denied).into()));
    }
    if melding.stilgezet {
        // It stands still: first is said what is to happen with it.
        return Ok(Err(stilzetten::stop_en_vraag(cx, &melding, "").await?));
    }
    Ok(Ok(melding))
}

/// The wijken that a text names and the alert does not go to yet, and whether it asks to add them ("ook oosterheem"). What is
/// denied is none of them; a question or a no beside it asks for nothing.
fn genoemde_wijken(cx: &Cx<'_>, gemeente: &Gemeente, melding: &Melding, nieuw: &str) -> (Vec<WijkId>, bool) {
    let (kaart, mag) = (Kaart::van(cx.gemeenten), [&gemeente.id]);
    let ontkend = wijk::ontkende(nieuw, &kaart, &mag);
    let wijken = match plaats::vind(&ontkend.over, &woorden(&ontkend.over), cx.gemeenten, &mag) {
        Plaats::Wijken { wijken, .. } => wijken,
        // "Ook naar meerzicht" is where the alert is to go, and nobody's way.
        _ if wijk::zegt_alleen_waar(&ontkend.over, &kaart, &mag) => {
            kaart.wijk_in(&woorden(&ontkend.over), &mag).map(|((_, wijk), ..)| wijk).into_iter().collect()
        }
        _ => return (Vec::new(), false),
    };
    let kregen = gemeente.met_delen(&melding.wijken);
    let wijken = gemeente.zonder(wijken, |wijk| ontkend.noemt(&gemeente.id, wijk));
    let nog_niet: Vec<WijkId> = wijken.into_iter().filter(|wijk| !kregen.contains(&wijk)).collect();
    // "Man vluchtte van oosterheem ook door noordhove" is news of him: the wijk is offered.
    let twijfelt = nieuw.contains('?') || antwoord::zegt_nee(nieuw) || !wijk::vraagt_erbij(nieuw, &kaart, &mag);
    (nog_niet, gesprek::vraagt_erbij(nieuw) && !twijfelt)
}

/// Shows the preview of an update, with why it stands there again if it does.
async fn toon(cx: &mut Cx<'_>, id: BijwerkingId, waarom: Option<&str>) -> HandlerResult {
    let (bijwerking, melding) = match concept(cx, id).await? {
        Ok(concept) => concept,
        Err(gedaan) => return Ok(gedaan),
    };
    let gemeente = gemeente_van(cx.gemeenten, &melding)?;
    let mensen = levensloop::may_have(cx.tx, melding.id).await?.len();
    let (_, nieuwe_groepen) = nieuw_publiek(cx.tx, gemeente, &melding, &bijwerking.wijken_erbij, cx.now_ms).await?;
    let erbij: Vec<&str> =
        bijwerking.wijken_erbij.iter().filter_map(|wijk| gemeente.wijk(wijk)).map(|wijk| wijk.naam.as_str()).collect();
    let bericht = tekst::tekst(&sjablonen::UPDATE, &parameters(gemeente, &melding, &bijwerking));
    let mut voorbeeld = update_tekst::update_voorbeeld(&bericht, mensen, &erbij, nieuwe_groepen.len());
    let redenen = redenen(cx.tx, gemeente, &melding, &bijwerking, cx.now_ms).await?;
    if bijwerking.gevoelig {
        voorbeeld.push_str(&format!("\n{}", update_tekst::UPDATE_GEVOELIG));
    } else if !redenen.is_empty() {
        voorbeeld.push_str(&format!("\n{}", tweede_tekst::in_voorbeeld(&redenen)));
    }
    let voorbeeld = waarom.map_or_else(|| voorbeeld.clone(), |waarom| format!("{waarom}\n\n{voorbeeld}"));
    let titel = if bijwerking.gevoelig { knoppen::FAMILIE_AKKOORD } else { knoppen::VERSTUREN };
    let mut buttons = vec![Knop::UpdateVersturen(id, bijwerking.versie).met(titel)];
    let (genoemd, _) = genoemde_wijken(cx, gemeente, &melding, &bijwerking.tekst);
    let te_kiezen = genoemd.iter().find(|wijk| !bijwerking.wijken_erbij.contains(wijk));
    let mut gedaan = Verstaan::is(Intent::MeldingUpdate, Uitkomst::Preview);
    if let Some(wijk) = te_kiezen.and_then(|wijk| gemeente.wijk(wijk)) {
        gedaan = gedaan.stel_voor(format!("voeg wijk {} toe?", wijk.naam));
        buttons.push(Knop::UpdateErbij(id, wijk.id.clone()).met(ingekort(&format!("Ook {}", wijk.naam), 20)));
    }
    // WhatsApp shows three buttons: another wijk takes the place of "Aanpassen", which can be typed. The family agrees to these words.
    if buttons.len() == 1 && !bijwerking.gevoelig {
        buttons.push(Knop::UpdateAanpassen(id).met(knoppen::AANPASSEN));
    }
    buttons.push(Knop::UpdateAnnuleren(id).met(knoppen::ANNULEREN));
    let onverwerkt = onverwerkt(cx, id).await?;
    cx.expect(&Dialogue::Bijwerking { bijwerking: id.0, onverwerkt }).await?;
    cx.reply_buttons(voorbeeld, buttons).await?;
    Ok(gedaan.into())
}

/// The draft with its alert, if it is this person's and there still; else why not was said, and this is what was done.
async fn concept(cx: &mut Cx<'_>, id: BijwerkingId) -> Result<Result<(Bijwerking, Melding), Gedaan>, BotError> {
    let bijwerking = levensloop::get(cx.tx, id).await?.filter(|bijwerking| bijwerking.wie == cx.wie);
    if let Some(bijwerking) = bijwerking.filter(|bijwerking| bijwerking.status == BijwerkingStatus::Concept) {
        return Ok(bij_te_werken(cx, bijwerking.melding).await?.map(|melding| (bijwerking, melding)));
    }
    cx.end_dialogue().await?;
    cx.reply(update_tekst::UPDATE_VOORBIJ).await?;
    Ok(Err(Gedaan::is(Intent::MeldingUpdate, Uitkomst::Denied)))
}

/// A tap on Versturen, or a typed yes (with the version of now).
pub(in crate::bot) async fn versturen(cx: &mut Cx<'_>, id: BijwerkingId, versie: i64) -> HandlerResult {
    let (bijwerking, melding) = match concept(cx, id).await? {
        Ok(concept) => concept,
        Err(gedaan) => return Ok(gedaan),
    };
    // Of an update that was written anew the newest is shown, and nothing leaves.
    let nieuwste = levensloop::latest_draft(cx.tx, melding.id, bijwerking.wie).await?.unwrap_or(id);
    if bijwerking.versie != versie || nieuwste != id {
        return toon(cx, nieuwste, Some(politie::opnieuw(crate::domain::melding::WaaromOpnieuw::OudeVersie))).await;
    }
    if cx.now_ms - cx.gezegd_ms > limits::COMMAND_AGE_MS_MAX {
        return toon(cx, id, Some(politie::opnieuw(crate::domain::melding::WaaromOpnieuw::OudeTik))).await;
    }
    let gemeente = gemeente_van(cx.gemeenten, &melding)?;
    let redenen = redenen(cx.tx, gemeente, &melding, &bijwerking, cx.now_ms).await?;
    if !redenen.is_empty() {
        return leg_voor(cx, gemeente, &melding, &bijwerking, &redenen).await;
    }
    let Some(mensen) =
        verzend(cx.tx, cx.gemeenten, &melding, &bijwerking, BijwerkingStatus::Concept, cx.now_ms).await?
    else {
        return Ok(over(&melding, Uitkomst::Ignored).into());
    };
    cx.record("update verstuurd", &melding.nummer, None).await?;
    cx.end_dialogue().await?;
    cx.reply(update_tekst::update_verstuurd(&melding.nummer, mensen)).await?;
    if bijwerking.verleng_tot_ms.is_none() {
        samen::bied_aan(cx, &melding, Ook::Bijwerken).await?;
    }
    Ok(over(&melding, Uitkomst::Sent).into())
}

/// A tap on "Ook …": the wijk comes with it.
pub(in crate::bot) async fn erbij(cx: &mut Cx<'_>, id: BijwerkingId, wijk: &WijkId) -> HandlerResult {
    let (mut bijwerking, melding) = match concept(cx, id).await? {
        Ok(concept) => concept,
        Err(gedaan) => return Ok(gedaan),
    };
    let gemeente = gemeente_van(cx.gemeenten, &melding)?;
    if gemeente.wijk(wijk).is_some() && !bijwerking.wijken_erbij.iter().any(|bekend| bekend == wijk) {
        bijwerking.wijken_erbij.push(wijk.to_owned());
        levensloop::change(cx.tx, &bijwerking, cx.now_ms).await?;
    }
    toon(cx, id, None).await
}

/// A tap on Aanpassen, or that word: its text is asked anew. Until it is there the update stays as it was shown.
pub(in crate::bot) async fn aanpassen(cx: &mut Cx<'_>, id: BijwerkingId) -> HandlerResult {
    let (bijwerking, melding) = match concept(cx, id).await? {
        Ok(concept) => concept,
        Err(gedaan) => return Ok(gedaan),
    };
    cx.expect(&Dialogue::Update { melding: melding.id.0 }).await?;
    cx.reply(update_tekst::update_opnieuw(&melding.nummer, &bijwerking.tekst)).await?;
    Ok(Verstaan::is(Intent::MeldingUpdate, Uitkomst::Ask).slot("nummer", melding.nummer).vraag(&["tekst"]).into())
}

/// A tap on Annuleren, or a typed no.
pub(in crate::bot) async fn annuleren(cx: &mut Cx<'_>, id: BijwerkingId) -> HandlerResult {
    let (_, melding) = match concept(cx, id).await? {
        Ok(concept) => concept,
        Err(gedaan) => return Ok(gedaan),
    };
    levensloop::step(cx.tx, id, BijwerkingStatus::Concept, BijwerkingStatus::Geannuleerd, cx.now_ms).await?;
    cx.record("update geannuleerd", &melding.nummer, None).await?;
    algemeen::na_annuleren(cx).await?;
    cx.reply(update_tekst::UPDATE_GEANNULEERD).await?;
    Ok(Gedaan::is(Intent::MeldingAnnuleer, Uitkomst::Accepted))
}

/// A typed answer to the preview of an update.
pub(in crate::bot) async fn antwoord(cx: &mut Cx<'_>, id: BijwerkingId, getypt: &str) -> HandlerResult {
    match antwoord::bij_voorbeeld(getypt) {
        // How many groups an update goes to is no question: those that got the alert.
        BijVoorbeeld::Versturen | BijVoorbeeld::VerstuurAantal(_) if !onverwerkt(cx, id).await?.is_empty() => {
            niet_verwerkt(cx, id, None).await
        }
        BijVoorbeeld::Versturen | BijVoorbeeld::VerstuurAantal(_) if cx.kwam_tussen().await? => {
            toon(cx, id, Some(politie::KWAM_TUSSEN)).await
        }
        BijVoorbeeld::Versturen | BijVoorbeeld::VerstuurAantal(_) if !cx.answers_what_was_asked().await? => {
            toon(cx, id, Some(politie::opnieuw(crate::domain::melding::WaaromOpnieuw::OudeTik))).await
        }
        BijVoorbeeld::Versturen | BijVoorbeeld::VerstuurAantal(_) => {
            let versie = levensloop::get(cx.tx, id).await?.map_or(0, |bijwerking| bijwerking.versie);
            versturen(cx, id, versie).await
        }
        BijVoorbeeld::Annuleren => annuleren(cx, id).await,
        BijVoorbeeld::Onduidelijk if antwoord::alleen_instemming(getypt) && onverwerkt(cx, id).await?.is_empty() => {
            if let Some(bijwerking) = levensloop::get(cx.tx, id).await?.filter(|bijwerking| !bijwerking.gevoelig) {
                cx.ask_on().await?;
                let knoppen = vec![
                    Knop::UpdateVersturen(id, bijwerking.versie).met(knoppen::VERSTUREN),
                    Knop::UpdateAnnuleren(id).met(knoppen::ANNULEREN),
                ];
                cx.reply_buttons(update_tekst::UPDATE_NIET_VERSTUURD, knoppen).await?;
            } else {
                cx.reply(update_tekst::UPDATE_NIET_VERSTUURD).await?;
            }
            Ok(ja_of_nee())
        }
        BijVoorbeeld::Aanpassen | BijVoorbeeld::Onduidelijk => match luister(cx, id, getypt).await? {
            Some(gedaan) => Ok(gedaan),
            None if antwoord::bij_voorbeeld(getypt) == BijVoorbeeld::Aanpassen => aanpassen(cx, id).await,
            None => {
                let wensen = [Wens::MeldingVerstuur, Wens::MeldingAnnuleer];
                match gewoon::wil(cx, Open::Updatevoorbeeld, getypt, &wensen) {
                    Some(Wens::MeldingVerstuur) => Box::pin(antwoord(cx, id, gewoon::VERSTUREN)).await,
                    Some(_) => annuleren(cx, id).await,
                    None => niet_verwerkt(cx, id, Some(getypt)).await,
                }
            }
        },
    }
}

/// A line at the preview of an update that changes its text: it is shown anew, with what changed on top.
async fn luister(cx: &mut Cx<'_>, id: BijwerkingId, getypt: &str) -> Result<Option<Gedaan>, BotError> {
    let (bijwerking, melding) = match concept(cx, id).await? {
        Ok(concept) => concept,
        Err(gedaan) => return Ok(Some(gedaan)),
    };
    let Some((tekst, rest)) = gewijzigd::andere_tekst(cx, &melding, &bijwerking.tekst, getypt) else { return Ok(None) };
    if tekst.is_empty() {
        return Ok(None);
    }
    let mut regels = onverwerkt(cx, id).await?;
    for regel in &rest {
        regels.push(overnemen::als_regel(cx, regel).await?);
    }
    let mut waarom = gewijzigd_tekst::gewijzigde_tekst(&bijwerking.tekst, &tekst);
    if !regels.is_empty() {
        waarom = format!("{waarom}\n\n{}", update_tekst::update_niet_verwerkt(&regels));
    }
    levensloop::change(cx.tx, &Bijwerking { tekst, ..bijwerking }, cx.now_ms).await?;
    cx.expect(&Dialogue::Bijwerking { bijwerking: id.0, onverwerkt: regels }).await?;
    toon(cx, id, Some(&waarom)).await.map(Some)
}

/// It is asked whether it is to leave.
fn ja_of_nee() -> Gedaan {
    Verstaan::is(Intent::MeldingUpdate, Uitkomst::Ask).vraag(&["ja_versturen_of_nee"]).into()
}

/// What was typed at the preview of this update and is not in it.
async fn onverwerkt(cx: &mut Cx<'_>, id: BijwerkingId) -> Result<Vec<String>, BotError> {
    Ok(match cx.dialogue().await? {
        Found::Running(Dialogue::Bijwerking { bijwerking, onverwerkt }) if bijwerking == id.0 => onverwerkt,
        Found::Running(_) | Found::None | Found::Unreadable => Vec::new(),
    })
}

/// Shows the preview again with a line that is not in it: no typed yes sends it any more.
async fn niet_verwerkt(cx: &mut Cx<'_>, id: BijwerkingId, regel: Option<&str>) -> HandlerResult {
    let mut regels = onverwerkt(cx, id).await?;
    if let Some(regel) = regel {
        regels.push(overnemen::als_regel(cx, regel).await?);
        overnemen::hooguit(&mut regels);
    }
    let waarom = update_tekst::update_niet_verwerkt(&regels);
    cx.expect(&Dialogue::Bijwerking { bijwerking: id.0, onverwerkt: regels }).await?;
    Ok(toon(cx, id, Some(&waarom)).await?.en(ja_of_nee()))
}

/// A typed answer to "wat is er nieuw?".
pub(in crate::bot) async fn nieuws(cx: &mut Cx<'_>, id: MeldingId, getypt: &str) -> HandlerResult {
    if antwoord::nee(getypt) {
        algemeen::na_annuleren(cx).await?;
        cx.reply(update_tekst::GEEN_UPDATE).await?;
        return Ok(Gedaan::is(Intent::MeldingAnnuleer, Uitkomst::Info));
    }
    // "Nee wacht even", "moet ik nog navragen": no news yet.
    if besluit::aarzelt(getypt) {
        cx.expect(&Dialogue::Update { melding: id.0 }).await?;
        cx.reply(update_tekst::WAT_IS_NIEUW).await?;
        return Ok(Verstaan::is(Intent::MeldingUpdate, Uitkomst::Ask).vraag(&["tekst"]).into());
    }
    let nieuw = schoon(getypt);
    let gezegd = Verstaan::default().slot("tekst", nieuw.as_str());
    Ok(Gedaan::from(gezegd).en(begin_met(cx, id, &nieuw).await?))
}

/// A tap on an alert to be updated, with what was typed before the question which one.
pub(in crate::bot) async fn gekozen(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    let nieuw = match cx.dialogue().await? {
        Found::Running(
            Dialogue::WelkeMelding { wat: OverMelding::Update, tekst } | Dialogue::StopOfNieuws { tekst, .. },
        ) => tekst,
        Found::Running(_) | Found::None | Found::Unreadable => String::new(),
    };
    begin_met(cx, id, &nieuw).await
}

/// A tap on "Nog actueel": an update that says so, and lets the alert last as long again.
pub(in crate::bot) async fn nog_actueel(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    let melding = match bij_te_werken(cx, id).await? {
        Ok(melding) => melding,
        Err(gedaan) => return Ok(gedaan),
    };
    let gemeente = gemeente_van(cx.gemeenten, &melding)?;
    let tot_ms = cx.now_ms + gemeente.instellingen.geldig_ms(melding.soort);
    let bijwerking = levensloop::add(cx.tx, id, tekst::NOG_STEEDS_ACTUEEL, &[], false, cx.wie, cx.now_ms).await?;
    if let Some(concept) = levensloop::get(cx.tx, bijwerking).await? {
        levensloop::change(cx.tx, &Bijwerking { verleng_tot_ms: Some(tot_ms), ..concept }, cx.now_ms).await?;
    }
    toon(cx, bijwerking, None).await
}
