//! Writing an alert: from `/melding`, in one line or one question at a time, to a preview.
//!
//! Owns the questions and the reading of their answers. The preview and what follows are `voorbeeld`'s.
//! Invariants: nothing that was typed is lost; an answer that does not fit is asked again with what is already known;
//! "annuleer" and the like end any question, and nothing of what was typed before goes into the next alert.

use crate::bot::begrip::antwoord::{self, BijVoorbeeld};
use crate::bot::begrip::gesprek::{self, Wijziging};
use crate::bot::begrip::ja_nee::{Bij, zegt_nee};
use crate::bot::begrip::melding::{Gelezen, lees_beschrijving, lees_op};
use crate::bot::begrip::plaats::{Kaart, Plaats};
use crate::bot::begrip::signalement::is_dun;
use crate::bot::begrip::{aanhef, besluit, houding, wijk, woorden};
use crate::bot::context::Cx;
use crate::bot::dialogue::{Dialogue, Found, Invulling, Vraag};
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::Keuze;
use crate::bot::melding::overnemen::{
    andere_wijken_van, bekend, gemeente_van, mag, neem_beschrijving_over, neem_over, te_dun,
};
use crate::bot::melding::vragen::{
    Volgende, bied_aan, biedt_aan, intent, ligt_buiten, ligt_elders, lijkt_al_verstuurd, soorten, volgende,
    vraag_dubbel, vraag_keuze, vraag_reden, vraag_soort, vraag_tekst, vraag_twijfel, vraag_wijk,
};
use crate::bot::melding::{bijwerken, concept, gewijzigd, tonen};
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::bot::vloer::algemeen;
use crate::domain::inhoud::Wat;
use crate::domain::persoon::MeldingId;
use crate::domain::politiebericht::{OmschrijvingFout, Onderdelen, schoon};
use crate::domain::rechten::Recht;
use crate::domain::soort::MeldingSoort;
use crate::texts::ingekort;
use crate::texts::melding::oefening as oefening_tekst;
use crate::texts::melding::vragen as vragen_tekst;
use crate::texts::melding::{politiebericht, voorbeeld as politie};
use crate::{limits, store};

/// Asks for what is missing, or shows the preview.
pub(in crate::bot) async fn verder(cx: &mut Cx<'_>, invulling: Invulling) -> HandlerResult {
    match volgende(cx, invulling).await? {
        Volgende::Gevraagd(gedaan) => Ok(gedaan),
        Volgende::Compleet(invulling, soort) => tonen::maak(cx, invulling, soort).await,
    }
}

/// `/melding`: begins anew, with whatever stands behind it.
pub(in crate::bot) async fn begin(cx: &mut Cx<'_>, tekst: &str, getypt: Option<&str>) -> HandlerResult {
    let mut invulling = Invulling::default();
    invulling.opmerkingen.extend(getypt.map(|getypt| politie::gecorrigeerd(getypt, "/melding")));
    begin_met(cx, invulling, tekst).await
}

/// The same, with what is known already.
pub(in crate::bot) async fn begin_met(cx: &mut Cx<'_>, mut invulling: Invulling, tekst: &str) -> HandlerResult {
    // What was half filled in never left, and does not go into this one: that is said at once.
    if let Found::Running(Dialogue::Melding { invulling: half, vraag }) = cx.dialogue().await?
        && half.melding.is_none()
        && vraag != Vraag::Aanbod
        && half != Invulling::default()
    {
        let waar = gemeente_van(cx, &half).map(|gemeente| gemeente.waar(&half.wijken)).unwrap_or_default();
        cx.reply(vragen_tekst::vorige_vraag_weg(half.soort(), &waar)).await?;
    }
    if let Some(nummer) = concept::zet_opzij(cx, tekst).await? {
        invulling.opmerkingen.insert(0, politie::vorig_concept_blijft(&nummer));
    }
    let gelezen = lees_op(tekst, &Kaart::van(cx.gemeenten), &mag(cx));
    ga_in_op(cx, invulling, gelezen).await
}

/// Goes on with what a text says.
async fn ga_in_op(cx: &mut Cx<'_>, mut invulling: Invulling, gelezen: Gelezen) -> HandlerResult {
    let overgenomen = neem_over(cx, &mut invulling, &gelezen).await?;
    let soorten = soorten(cx, invulling.gemeente.as_ref());
    let erbuiten = gelezen.buiten || invulling.soort().is_some_and(|soort| !soorten.contains(&soort));
    let daarna = match gelezen.plaats {
        _ if erbuiten => valt_erbuiten(cx, &invulling, &soorten).await?,
        Plaats::Geen | Plaats::Wijken { .. } => verder(cx, invulling).await?,
        plaats => vraag_om_plaats(cx, invulling, &plaats).await?,
    };
    Ok(Gedaan::from(overgenomen).en(daarna))
}

/// Something that is none of the kinds here: declined, and nothing is kept of it.
async fn valt_erbuiten(cx: &mut Cx<'_>, invulling: &Invulling, soorten: &[MeldingSoort]) -> HandlerResult {
    cx.record("melding", "", Some("geen soort van de gemeente")).await?;
    cx.end_dialogue().await?;
    cx.expect(&Dialogue::Afgewezen).await?;
    cx.reply(vragen_tekst::valt_erbuiten(soorten)).await?;
    Ok(Verstaan::is(intent(invulling), Uitkomst::Denied).waarschuw("geen_hic_of_vermissing").into())
}

/// A text without a command, by somebody who may send alerts. Answers what was done where it was taken up: a line that
/// begins with its kind as one types it in a control room is an alert; a sentence that tells of one is offered as one.
pub(in crate::bot) async fn losse_tekst(cx: &mut Cx<'_>, tekst: &str) -> Result<Option<Gedaan>, BotError> {
    if gesprek::wil_nieuwe_melding(tekst) {
        return Ok(Some(begin(cx, "", None).await?));
    }
    if let Some((getypt, rest)) = bijna_commando(tekst) {
        return Ok(Some(begin(cx, rest, Some(getypt)).await?));
    }
    let gelezen = lees_op(tekst, &Kaart::van(cx.gemeenten), &mag(cx));
    let wijk = matches!(gelezen.plaats, Plaats::Wijken { .. });
    if gelezen.buiten || gelezen.soort.is_none() {
        return Ok(None);
    }
    if gelezen.begint_met_soort && wijk && !tekst.contains('?') {
        let weg = concept::zet_opzij(cx, tekst).await?;
        let opmerkingen = weg.map(|nummer| politie::vorig_concept_blijft(&nummer)).into_iter().collect();
        return Ok(Some(ga_in_op(cx, Invulling { opmerkingen, ..Invulling::default() }, gelezen).await?));
    }
    // A kind alone ("overval") may be anything; with a place or a description somebody means this one.
    if !wijk && !gelezen.beschrijft() {
        return Ok(None);
    }
    let mut invulling = Invulling::default();
    let overgenomen = neem_over(cx, &mut invulling, &gelezen).await?;
    let gedaan = Gedaan::from(overgenomen).en(biedt_aan(&invulling));
    let waar = gemeente_van(cx, &invulling).map(|gemeente| gemeente.waar(&invulling.wijken)).unwrap_or_default();
    let vraag = vragen_tekst::bedoelt_u(invulling.soort(), &waar);
    bied_aan(cx, invulling, vraag).await?;
    Ok(Some(gedaan))
}

/// "Meldign inbraak …": the word with a small mistake, and what follows.
fn bijna_commando(tekst: &str) -> Option<(&str, &str)> {
    let gelezen = woorden::woorden(tekst);
    let eerste = aanhef::zonder(&gelezen).first()?;
    if !gesprek::bijna_melding(&eerste.norm) {
        return None;
    }
    Some((tekst.get(eerste.plek.clone())?, tekst.get(eerste.plek.end..)?))
}

/// Says why a place does not fit, and asks again.
async fn vraag_om_plaats(cx: &mut Cx<'_>, invulling: Invulling, plaats: &Plaats) -> HandlerResult {
    match plaats {
        Plaats::Keuze(keuze, _) => vraag_keuze(cx, invulling, keuze).await,
        Plaats::Elders((gemeente, wijk), _) => ligt_elders(cx, invulling, gemeente, wijk).await,
        Plaats::Buiten(naam, _) => ligt_buiten(cx, invulling, naam).await,
        Plaats::Geen | Plaats::Wijken { .. } => verder(cx, invulling).await,
    }
}

/// A typed answer to a question.
pub(in crate::bot) async fn antwoord(
    cx: &mut Cx<'_>,
    mut invulling: Invulling,
    vraag: Vraag,
    tekst: &str,
) -> HandlerResult {
    if antwoord::ziet_af(tekst) {
        return ziet_af(cx, &invulling).await;
    }
    if invulling.oefening && gesprek::is_geen_oefening(tekst) {
        return echt_of_oefening(cx).await;
    }
    if let Some(gelezen) = hele_melding(cx, &invulling, vraag, tekst) {
        return begin_opnieuw(cx, &invulling, gelezen).await;
    }
    match vraag {
        Vraag::Twijfel => match antwoord::zegt_nee(tekst) {
            true => gekozen(cx, Keuze::Nee).await,
            false if antwoord::ja(tekst) || antwoord::bij_voorbeeld(tekst) == BijVoorbeeld::Versturen => {
                gekozen(cx, Keuze::Ja).await
            }
            false => vraag_twijfel(cx, invulling).await,
        },
        Vraag::Soort => {
            let gelezen = lees_op(tekst, &Kaart::van(cx.gemeenten), &mag(cx));
            if gelezen.soort.is_none() && !gelezen.buiten {
                return vraag_soort(cx, invulling, vragen_tekst::geen_soort(&schoon(tekst))).await;
            }
            // Of a draft that is being changed only the kind is; "geen inbraak maar overval" is asked again.
            if invulling.melding.is_some() {
                return ander_soort(cx, invulling, gelezen.soort, tekst).await;
            }
            ga_in_op(cx, invulling, gelezen).await
        }
        Vraag::Gemeente | Vraag::Wijk => antwoord_wijk(cx, invulling, tekst).await,
        Vraag::Tekst => antwoord_tekst(cx, invulling, tekst).await,
        Vraag::Reden => {
            let reden = ingekort(&schoon(tekst), limits::REASON_CHARACTERS_MAX);
            if reden.chars().filter(|teken| teken.is_alphanumeric()).count() < limits::OMSCHRIJVING_CHARACTERS_MIN {
                return vraag_reden(cx, invulling).await;
            }
            invulling.onderdelen.reden = Some(reden);
            invulling.bezwaren.clear();
            verder(cx, invulling).await
        }
        Vraag::Aanbod => antwoord_aanbod(cx, invulling, tekst).await,
        Vraag::Dubbel => {
            if gesprek::is_andere(tekst) {
                return gekozen(cx, Keuze::TochNieuw).await;
            }
            let soort = invulling.soort();
            let ander = match soort {
                Some(soort) => lijkt_al_verstuurd(cx, soort, &invulling).await?,
                None => None,
            };
            match ander {
                Some(ander) if gesprek::is_zelfde(tekst) => lijkt_op(cx, ander.id).await,
                Some(ander) => vraag_dubbel(cx, invulling, &ander).await,
                None => verder(cx, invulling).await,
            }
        }
    }
}

/// "Oefening? nee dit is echt!": nothing is made of it, neither an exercise nor an alert, until it is said which.
pub(in crate::bot) async fn echt_of_oefening(cx: &mut Cx<'_>) -> HandlerResult {
    cx.end_dialogue().await?;
    cx.reply(oefening_tekst::ECHT_OF_OEFENING).await?;
    Ok(Verstaan::is(Intent::MeldingOefening, Uitkomst::Ask).vraag(&["echt_of_oefening"]).into())
}

/// "Het is een oefening", of what is being written as a real alert: nothing is made of it.
pub(in crate::bot) async fn toch_oefening(cx: &mut Cx<'_>) -> HandlerResult {
    cx.end_dialogue().await?;
    cx.reply(oefening_tekst::TOCH_OEFENING).await?;
    Ok(Verstaan::is(Intent::MeldingOefening, Uitkomst::Ask).vraag(&["oefening"]).into())
}

/// Whoever wrote it does not want it any more: nothing of it is kept.
pub(in crate::bot) async fn ziet_af(cx: &mut Cx<'_>, invulling: &Invulling) -> HandlerResult {
    if let Some(id) = invulling.melding {
        concept::gooi_weg(cx, MeldingId(id)).await?;
    }
    cx.record("melding geannuleerd", "", None).await?;
    algemeen::na_annuleren(cx).await?;
    cx.reply(politie::GEANNULEERD).await?;
    Ok(Gedaan::is(Intent::MeldingAnnuleer, Uitkomst::Accepted))
}

/// A whole alert as the answer to a question about another: it begins with its kind and names its wijk, and either is
/// another one than was known, or it describes somebody anew.
fn hele_melding(cx: &Cx<'_>, invulling: &Invulling, vraag: Vraag, tekst: &str) -> Option<Gelezen> {
    // "Bedoelt u een melding" reads its answers itself.
    if vraag == Vraag::Aanbod {
        return None;
    }
    let gelezen = lees_op(tekst, &Kaart::van(cx.gemeenten), &mag(cx));
    let Plaats::Wijken { gemeente, wijken, .. } = &gelezen.plaats else { return None };
    if !gelezen.begint_met_soort || gelezen.buiten {
        return None;
    }
    let zelfde_wijk = invulling.wijken.is_empty()
        || (invulling.gemeente.as_deref() == Some(gemeente.as_str()) && invulling.wijken == *wijken);
    let zelfde_soort = invulling.soort().is_none() || invulling.soort() == gelezen.soort;
    let beschrijft = !te_dun(&gelezen.onderdelen, gelezen.soort);
    let beschreven = !politiebericht::omschrijving(&invulling.onderdelen).is_empty();
    let anders = !zelfde_wijk || !zelfde_soort || (beschrijft && beschreven);
    anders.then_some(gelezen)
}

/// Begins anew with a whole alert: nothing of the one before goes into it.
async fn begin_opnieuw(cx: &mut Cx<'_>, oud: &Invulling, gelezen: Gelezen) -> HandlerResult {
    let mut invulling = Invulling { oefening: oud.oefening, ..Invulling::default() };
    let weg = concept::zet_opzij(cx, "").await?;
    invulling.opmerkingen.push(
        weg.map_or_else(|| politie::OPNIEUW_BEGONNEN.to_owned(), |nummer| politie::vorig_concept_blijft(&nummer)),
    );
    ga_in_op(cx, invulling, gelezen).await
}

/// An answer to "wilt u een melding maken?".
async fn antwoord_aanbod(cx: &mut Cx<'_>, invulling: Invulling, tekst: &str) -> HandlerResult {
    if zegt_nee(tekst, Bij::Kort) {
        gekozen(cx, Keuze::Nee).await
    } else if antwoord::ja(tekst) || antwoord::bij_voorbeeld(tekst) == BijVoorbeeld::Versturen {
        gekozen(cx, Keuze::Ja).await
    } else if let Some(gedaan) = losse_tekst(cx, tekst).await? {
        Ok(gedaan)
    } else {
        let gedaan = biedt_aan(&invulling);
        let waar = gemeente_van(cx, &invulling).map(|gemeente| gemeente.waar(&invulling.wijken));
        let (soort, waar) = (invulling.soort(), waar.unwrap_or_default());
        let zegt_iets = !tekst.contains('?') && woorden::woorden(tekst).len() > 2;
        let vraag = if zegt_iets {
            vragen_tekst::bedoelt_u_nog_niet(tekst, soort, &waar)
        } else {
            vragen_tekst::bedoelt_u(soort, &waar)
        };
        bied_aan(cx, invulling, vraag).await?;
        Ok(gedaan)
    }
}

/// Another kind for a draft; whatever else was typed with it changes nothing.
async fn ander_soort(
    cx: &mut Cx<'_>,
    mut invulling: Invulling,
    soort: Option<MeldingSoort>,
    getypt: &str,
) -> HandlerResult {
    let Some(soort) = soort.filter(|_| !houding::noemt_uitzondering(getypt)) else {
        return vraag_soort(cx, invulling, vragen_tekst::geen_soort(&schoon(getypt))).await;
    };
    invulling.soort = Some(soort.id().to_owned());
    verder(cx, invulling).await
}

async fn antwoord_tekst(cx: &mut Cx<'_>, mut invulling: Invulling, tekst: &str) -> HandlerResult {
    // "Nee wacht" and "sorry verkeerde chat" describe nobody.
    let alleen_ja = antwoord::alleen_instemming(tekst) || antwoord::bij_voorbeeld(tekst) == BijVoorbeeld::Versturen;
    if alleen_ja || antwoord::zegt_niets(tekst) || besluit::aarzelt(tekst) {
        let fout = vragen_tekst::omschrijving_fout(OmschrijvingFout::TeKort);
        return vraag_tekst(cx, invulling, fout).await;
    }
    let oud = politiebericht::omschrijving(&invulling.onderdelen);
    if invulling.melding.is_some()
        && gesprek::wijzigt_beschrijving(tekst).is_some()
        && let Some(gewijzigd) = gewijzigd::deel_van_beschrijving(cx, &invulling, tekst)
    {
        return Ok(Gedaan::from(bekend(cx, &gewijzigd)).en(verder(cx, gewijzigd).await?));
    }
    let aangevuld = match gesprek::wijzigt_beschrijving(tekst).filter(|_| invulling.melding.is_some()) {
        Some(Wijziging::Erbij(nieuw)) if !oud.is_empty() => Some(format!("{oud}, {nieuw}")),
        // "Jas is zwart", "zelfde maar zonder jas": the rest is not thrown away by it.
        Some(Wijziging::Erbij(_) | Wijziging::Deels) => {
            return vraag_tekst(cx, invulling, vragen_tekst::hele_beschrijving(&oud)).await;
        }
        None => None,
    };
    let tekst = aangevuld.as_deref().unwrap_or(tekst);
    let soort = invulling.soort();
    let gelezen = {
        let kaart = Kaart::van(cx.gemeenten);
        let gemeente = &invulling.gemeente.clone().unwrap_or_default();
        lees_beschrijving(tekst, soort, &kaart, gemeente, &invulling.wijken)
    };
    let had_bezwaar = std::mem::take(&mut invulling.bezwaren);
    let oud = invulling.onderdelen.signalement.clone();
    let gezegd = neem_beschrijving_over(cx, &mut invulling, &gelezen).await?;
    // "Man" was too thin; "rode jas" goes with it.
    let nieuw = &mut invulling.onderdelen.signalement;
    let wie = !oud.is_empty() && had_bezwaar.is_empty() && is_dun(&oud, soort) && !is_dun(nieuw, soort);
    if wie && !woorden::woorden(nieuw).iter().any(|woord| oud.contains(&woord.norm)) {
        *nieuw = format!("{oud}, {nieuw}");
    }
    if !gelezen.beschrijft() && gelezen.bevindingen.is_empty() {
        let fout = vragen_tekst::omschrijving_fout(OmschrijvingFout::TeKort);
        invulling.bezwaren = had_bezwaar;
        return Ok(Gedaan::from(gezegd).en(vraag_tekst(cx, invulling, fout).await?));
    }
    Ok(Gedaan::from(gezegd).en(verder(cx, invulling).await?))
}

pub(in crate::bot) async fn antwoord_wijk(cx: &mut Cx<'_>, mut invulling: Invulling, tekst: &str) -> HandlerResult {
    // "Ook meerzicht", "zonder noordhove": the rest stays.
    if let Some(wijken) = andere_wijken_van(cx, &invulling, tekst) {
        invulling.wijken = wijken;
        return verder(cx, invulling).await;
    }
    // "Niet rokkeveen maar meerzicht": what is denied is not meant, and a denial alone names none.
    let zonder = wijk::zonder_ontkende(tekst, &Kaart::van(cx.gemeenten), &mag(cx)).unwrap_or_default();
    let getypt = tekst;
    let tekst = if zonder == tekst { tekst } else { wijk::zonder_vulling(&zonder) };
    if tekst.is_empty() {
        return vraag_wijk(cx, invulling, Some(vragen_tekst::geen_wijk(&schoon(getypt)))).await;
    }
    let genoemd = woorden::naam(tekst);
    let mag = mag(cx);
    let gemeente =
        cx.gemeenten.iter().find(|gemeente| mag.contains(&&gemeente.id) && gemeente.naam.to_lowercase() == genoemd);
    if let Some(gemeente) = gemeente {
        invulling.gemeente = Some(gemeente.id.clone());
        return vraag_wijk(cx, invulling, None).await;
    }
    let kaart = Kaart::van(cx.gemeenten);
    // Inside a gemeente that is known, a name that others have too is no question.
    let alleen: Vec<_> = invulling.gemeente.as_ref().map_or_else(|| mag.clone(), |gemeente| vec![gemeente]);
    let gelezen = lees_op(tekst, &kaart, &alleen);
    let gelezen = if matches!(gelezen.plaats, Plaats::Elders(..)) { lees_op(tekst, &kaart, &mag) } else { gelezen };
    match &gelezen.plaats {
        Plaats::Geen => vraag_wijk(cx, invulling, Some(vragen_tekst::geen_wijk(&schoon(tekst)))).await,
        Plaats::Wijken { .. } => {
            // "Rokkeveen graag" answers the question; it does not describe anybody.
            let bekend = invulling.onderdelen.clone();
            let beschreven = !te_dun(&gelezen.onderdelen, invulling.soort());
            let overgenomen = neem_over(cx, &mut invulling, &gelezen).await?;
            if !politiebericht::omschrijving(&bekend).is_empty() || !beschreven {
                *invulling.onderdelen = Onderdelen {
                    straat: bekend.straat.clone().or(gelezen.onderdelen.straat),
                    object: bekend.object.clone().or(gelezen.onderdelen.object),
                    elders: std::mem::take(&mut invulling.onderdelen.elders),
                    ..*bekend
                };
            }
            Ok(Gedaan::from(overgenomen).en(verder(cx, invulling).await?))
        }
        plaats => vraag_om_plaats(cx, invulling, plaats).await,
    }
}

/// A tap on an answer to a question.
pub(in crate::bot) async fn gekozen(cx: &mut Cx<'_>, keuze: Keuze) -> HandlerResult {
    let Found::Running(Dialogue::Melding { mut invulling, vraag }) = cx.dialogue().await? else {
        return algemeen::onbekende_knop(cx).await;
    };
    let bekend = bekend(cx, &invulling);
    let gedaan = match keuze {
        Keuze::Ja => {
            // Only a yes to that question answers it; the buttons of "bedoelt u" are the same.
            if vraag == Vraag::Twijfel {
                invulling.twijfel = None;
            }
            verder(cx, invulling).await?
        }
        Keuze::Nee => {
            if let Some(id) = invulling.melding {
                concept::gooi_weg(cx, MeldingId(id)).await?;
            }
            algemeen::na_annuleren(cx).await?;
            cx.reply(vragen_tekst::GEEN_MELDING_GEMAAKT).await?;
            Gedaan::is(Intent::MeldingAnnuleer, Uitkomst::Accepted)
        }
        Keuze::Verder => {
            invulling.bezwaren.retain(|wat| !wat.vraagt_opnieuw());
            verder(cx, invulling).await?
        }
        Keuze::TochZo if invulling.bezwaren.contains(&Wat::Herkomst) => vraag_reden(cx, invulling).await?,
        Keuze::TochZo => verder(cx, invulling).await?,
        Keuze::TochNieuw => {
            invulling.toch_nieuw = true;
            verder(cx, invulling).await?
        }
    };
    Ok(Gedaan::from(bekend).en(gedaan))
}

/// It is the same incident as an alert that runs.
pub(in crate::bot) async fn lijkt_op(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    let invulling = lopend(cx).await?;
    let Some(melding) = store::melding::get(cx.tx, id).await? else { return algemeen::onbekende_knop(cx).await };
    if !cx.persoon.mag_in(Recht::MeldingVersturen, &melding.gemeente) {
        cx.record("melding", &melding.gemeente, Some("andere gemeente")).await?;
        return algemeen::onbekende_knop(cx).await;
    }
    cx.end_dialogue().await?;
    let nieuw = invulling.map(|invulling| politiebericht::omschrijving(&invulling.onderdelen)).unwrap_or_default();
    bijwerken::begin_met(cx, id, &nieuw).await
}

/// What is being filled in now; a tap may come while nothing is.
pub(super) async fn lopend(cx: &mut Cx<'_>) -> Result<Option<Invulling>, BotError> {
    Ok(match cx.dialogue().await? {
        Found::Running(Dialogue::Melding { invulling, .. }) => Some(invulling),
        _ => None,
    })
}
