//! Writing an alert: from `/melding`, in one line or one question at a time, to a preview.
//!
//! Owns the questions and the reading of their answers. The preview and what follows are `voorbeeld`'s.
//! Invariants: nothing that was typed is lost; an answer that does not fit is asked again with what is already known;
//! "annuleer" and the like end any question, and nothing of what was typed before goes into the next alert.

use crate::bot::begrip::antwoord::{self, BijVoorbeeld};
use crate::bot::begrip::melding::{Gelezen, lees_beschrijving, lees_op};
use crate::bot::begrip::plaats::{Kaart, NietHier, Plaats, WijkId};
use crate::bot::begrip::signalement::is_dun;
use crate::bot::begrip::tijdstip::Tijdstip;
use crate::bot::begrip::{aanhef, wijk, woorden};
use crate::bot::context::Cx;
use crate::bot::dialogue::{Dialogue, Found, Invulling, Vraag};
use crate::bot::error::{BotError, HandlerResult, Written};
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::{Deel, Keuze, Knop};
use crate::bot::melding::{bijwerken, tweede, voorbeeld};
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::bot::vloer::{algemeen, keuze};
use crate::domain::inhoud::Wat;
use crate::domain::melding::{self, MeldingStatus, OEFENING};
use crate::domain::persoon::MeldingId;
use crate::domain::politiebericht::{OmschrijvingFout, Onderdelen, Politiebericht, controleer_omschrijving, schoon};
use crate::domain::rechten::Recht;
use crate::domain::soort::MeldingSoort;
use crate::domain::tijd;
use crate::domain::twijfel::Waarom;
use crate::domain::wijk::Gemeente;
use crate::limits;
use crate::store;
use crate::store::melding::Melding;
use crate::texts::{algemeen as woorden_tekst, ingekort, knoppen, politie, politiebericht};
use crate::whatsapp::outgoing::{LIST_ROWS_MAX, Row};

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
        cx.reply(politie::vorige_vraag_weg(half.soort(), &waar)).await?;
    }
    if let Some(nummer) = algemeen::ruim_concept_op(cx).await? {
        invulling.opmerkingen.insert(0, politie::vorig_concept_weg(&nummer));
    }
    let gelezen = lees_op(tekst, &Kaart::van(cx.gemeenten), &mag(cx));
    ga_in_op(cx, invulling, gelezen).await
}

/// Whether a line reads like an alert of its own: it names its kind, and where or what to look out for.
pub(in crate::bot) fn is_melding(cx: &Cx<'_>, tekst: &str) -> bool {
    let gelezen = lees_op(tekst, &Kaart::van(cx.gemeenten), &mag(cx));
    gelezen.soort.is_some() && !gelezen.buiten && (gelezen.plaats != Plaats::Geen || !gelezen.ruw.is_empty())
}

/// Whether a line holds nothing that may be kept nowhere in clear.
pub(in crate::bot) fn mag_bewaard(cx: &Cx<'_>, tekst: &str) -> bool {
    let gelezen = lees_op(tekst, &Kaart::van(cx.gemeenten), &mag(cx));
    !gelezen.bevindingen.iter().any(|wat| wat.niet_bewaren())
}

/// Offers a line that was typed earlier as the next alert: what was just done stays what was done.
pub(in crate::bot) async fn bied_regel_aan(cx: &mut Cx<'_>, tekst: &str) -> HandlerResult {
    let gelezen = lees_op(tekst, &Kaart::van(cx.gemeenten), &mag(cx));
    let mut invulling = Invulling::default();
    let overgenomen = neem_over(cx, &mut invulling, &gelezen).await?;
    let waar = gemeente_van(cx, &invulling).map(|gemeente| gemeente.waar(&invulling.wijken)).unwrap_or_default();
    let vraag = politie::ook_getypt(tekst, invulling.soort(), &waar);
    bied_aan(cx, invulling, vraag).await?;
    Ok(overgenomen.into())
}

/// Asks again what was asked last.
pub(in crate::bot) async fn vraag_opnieuw(cx: &mut Cx<'_>, invulling: Invulling, vraag: Vraag) -> HandlerResult {
    if vraag != Vraag::Aanbod {
        return verder(cx, invulling).await;
    }
    let waar = gemeente_van(cx, &invulling).map(|gemeente| gemeente.waar(&invulling.wijken)).unwrap_or_default();
    let (gedaan, tekst) = (biedt_aan(&invulling), politie::bedoelt_u(invulling.soort(), &waar));
    bied_aan(cx, invulling, tekst).await?;
    Ok(gedaan)
}

/// Goes on with what a text says.
async fn ga_in_op(cx: &mut Cx<'_>, mut invulling: Invulling, gelezen: Gelezen) -> HandlerResult {
    let overgenomen = neem_over(cx, &mut invulling, &gelezen).await?;
    let soorten = soorten(cx, invulling.gemeente.as_deref());
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
    cx.reply(politie::valt_erbuiten(soorten)).await?;
    Ok(Verstaan::is(intent(invulling), Uitkomst::Denied).waarschuw("geen_hic_of_vermissing").into())
}

/// The kinds that may be sent: of the gemeente that is known, else of all in which this person may act.
fn soorten(cx: &Cx<'_>, gemeente: Option<&str>) -> Vec<MeldingSoort> {
    let mag = mag(cx);
    let hier = |ander: &&Gemeente| match gemeente {
        Some(id) => ander.id == id,
        None => mag.contains(&ander.id.as_str()),
    };
    let kent = |soort: &MeldingSoort| cx.gemeenten.iter().filter(hier).any(|ander| ander.instellingen.kent(*soort));
    MeldingSoort::ALLE.into_iter().filter(kent).collect()
}

/// What it is: an alert, or an exercise.
const fn intent(invulling: &Invulling) -> Intent {
    if invulling.oefening { Intent::MeldingOefening } else { Intent::MeldingNieuw }
}

/// A text without a command, by somebody who may send alerts. Answers what was done where it was taken up: a line that
/// begins with its kind as one types it in a control room is an alert; a sentence that tells of one is offered as one.
pub(in crate::bot) async fn losse_tekst(cx: &mut Cx<'_>, tekst: &str) -> Result<Option<Gedaan>, BotError> {
    if let Some((getypt, rest)) = bijna_commando(tekst) {
        return Ok(Some(begin(cx, rest, Some(getypt)).await?));
    }
    let gelezen = lees_op(tekst, &Kaart::van(cx.gemeenten), &mag(cx));
    let wijk = matches!(gelezen.plaats, Plaats::Wijken { .. });
    if gelezen.buiten || gelezen.soort.is_none() {
        return Ok(None);
    }
    if gelezen.begint_met_soort && wijk && !tekst.contains('?') {
        let weg = algemeen::ruim_concept_op(cx).await?;
        let opmerkingen = weg.map(|nummer| politie::vorig_concept_weg(&nummer)).into_iter().collect();
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
    let vraag = politie::bedoelt_u(invulling.soort(), &waar);
    bied_aan(cx, invulling, vraag).await?;
    Ok(Some(gedaan))
}

/// It is asked whether an alert is meant.
fn biedt_aan(invulling: &Invulling) -> Gedaan {
    Verstaan::is(intent(invulling), Uitkomst::Ask).vraag(&["bedoelt_u_een_melding_versturen"]).into()
}

async fn bied_aan(cx: &mut Cx<'_>, invulling: Invulling, vraag: String) -> Written {
    cx.expect(&Dialogue::Melding { invulling, vraag: Vraag::Aanbod }).await?;
    let buttons =
        vec![Knop::BijMelding(Keuze::Ja).met(knoppen::JA_MELDING), Knop::BijMelding(Keuze::Nee).met(knoppen::NEE)];
    cx.reply_buttons(vraag, buttons).await
}

/// "Meldign inbraak …": the word with a small mistake, and what follows.
fn bijna_commando(tekst: &str) -> Option<(&str, &str)> {
    let gelezen = woorden::woorden(tekst);
    let eerste = aanhef::zonder(&gelezen).first()?;
    // "Melden" and "meldingen" are words of their own.
    let eigen = matches!(eerste.norm.as_str(), "melden" | "meldingen" | "meldde" | "meldt" | "gemeld" | "meldkamer");
    woorden::lijkt_op(&eerste.norm, "melding").filter(|_| !eigen)?;
    Some((tekst.get(eerste.plek.clone())?, tekst.get(eerste.plek.end..)?))
}

/// The ids of the gemeenten in which this person may send.
fn mag<'a>(cx: &'a Cx<'_>) -> Vec<&'a str> {
    tweede::schrijft_in(cx)
}

fn gemeente_van<'g>(cx: &Cx<'g>, invulling: &Invulling) -> Option<&'g Gemeente> {
    invulling.gemeente.as_deref().and_then(|id| cx.gemeenten.get(id))
}

/// Takes over what a text says; what was known and is not said again stays. Answers what was read.
async fn neem_over(cx: &mut Cx<'_>, invulling: &mut Invulling, gelezen: &Gelezen) -> Result<Verstaan, BotError> {
    let mut waar = Verstaan::default();
    if let Some(soort) = gelezen.soort {
        invulling.soort = Some(soort.id().to_owned());
        let getypt = gelezen.soort_getypt.as_deref();
        invulling.opmerkingen.extend(getypt.map(|getypt| politie::gecorrigeerd(getypt, politiebericht::soort(soort))));
    }
    invulling.opmerkingen.extend(niet_hierheen(gelezen));
    let niet_mee = gelezen.niet_hier.iter().map(|plaats| format!("wijk_niet_meegenomen:{}", plaats.naam));
    waar.waarschuwt.extend(niet_mee);
    if let Plaats::Wijken { gemeente, wijken, gecorrigeerd, .. } = &gelezen.plaats {
        invulling.gemeente = Some(gemeente.clone());
        invulling.wijken.clone_from(wijken);
        invulling.opmerkingen.extend(gecorrigeerd.iter().map(|(getypt, naam)| politie::gecorrigeerd(getypt, naam)));
        waar.waarschuwt.extend(gecorrigeerd.iter().map(|(getypt, naam)| format!("wijk_gecorrigeerd:{getypt}->{naam}")));
    }
    let rest = neem_beschrijving_over(cx, invulling, gelezen).await?;
    Ok(Verstaan::samen(vec![waar, rest]))
}

/// What is said of places that were named and get no alert.
fn niet_hierheen(gelezen: &Gelezen) -> Vec<String> {
    let gezegd = |plaats: &NietHier| match (&plaats.gemeente, plaats.bekend) {
        (Some(gemeente), _) => politie::niet_in_gemeente(&plaats.naam, gemeente),
        (None, true) => politie::niet_in_gebied(&plaats.naam),
        (None, false) => politie::geen_bekende_wijk(&plaats.naam),
    };
    gelezen.niet_hier.iter().map(gezegd).collect()
}

/// The same of everything but kind and wijken.
async fn neem_beschrijving_over(
    cx: &mut Cx<'_>,
    invulling: &mut Invulling,
    gelezen: &Gelezen,
) -> Result<Verstaan, BotError> {
    let nu_ms = cx.gezegd_ms;
    let Invulling { onderdelen: oud, bezwaren, opmerkingen, twijfel, .. } = invulling;
    let nieuw = &gelezen.onderdelen;
    let beschreven = !gelezen.ruw.is_empty()
        || [&nieuw.voertuig, &nieuw.kenteken, &nieuw.vervoer, &nieuw.vluchtrichting, &nieuw.wapen]
            .iter()
            .any(|deel| deel.is_some());
    if beschreven {
        **oud = Onderdelen {
            straat: oud.straat.take(),
            object: oud.object.take(),
            tijd_ms: oud.tijd_ms,
            buit: oud.buit.take(),
            later: std::mem::take(&mut oud.later),
            stel_voor: std::mem::take(&mut oud.stel_voor),
            ..nieuw.clone()
        };
        bezwaren.clear();
    }
    for (al, erbij) in
        [(&mut oud.straat, &nieuw.straat), (&mut oud.object, &nieuw.object), (&mut oud.buit, &nieuw.buit)]
    {
        if erbij.is_some() {
            al.clone_from(erbij);
        }
    }
    oud.tijd_ms = gelezen.tijdstip.map_or(oud.tijd_ms, |tijdstip| tijdstip.ms(nu_ms));
    oud.later.extend(nieuw.later.iter().cloned());
    oud.later.dedup();
    oud.stel_voor.extend(nieuw.stel_voor.iter().cloned());
    bezwaren.extend(gelezen.bevindingen.iter().filter(|wat| wat.is_bezwaar()));
    if gelezen.twijfel.is_some() {
        twijfel.clone_from(&gelezen.twijfel);
    }
    if !gelezen.opdrachten.is_empty() {
        let niet = politie::niet_in_bericht(&gelezen.opdrachten);
        if !opmerkingen.contains(&niet) {
            opmerkingen.push(niet);
        }
    }
    if !gelezen.weggelaten.is_empty() {
        opmerkingen.push(politie::weggelaten(&gelezen.weggelaten));
    }
    if !gelezen.uitgeschreven.is_empty() {
        opmerkingen.push(politie::uitgeschreven(&gelezen.uitgeschreven));
    }
    let eruit = gelezen.bevindingen.iter().filter(|wat| wat.gaat_eruit() && !wat.later());
    opmerkingen.extend(eruit.map(|wat| politie::weggehaald(*wat)));
    if gelezen.bevindingen.iter().any(|wat| wat.niet_bewaren()) {
        cx.forget_input().await?;
    }
    let mut gezegd = Verstaan::default();
    gezegd.waarschuwt.extend(gelezen.bevindingen.iter().map(|wat| wat.waarschuwing().into()));
    if gelezen.tijdstip == Some(Tijdstip::Zojuist) {
        gezegd = gezegd.slot("tijdstip", "zojuist");
    }
    let mut gezegd = Verstaan::samen(vec![gezegd, bekend(cx, invulling)]);
    if !gelezen.ruw.is_empty() {
        gezegd = gezegd.slot("signalement", gelezen.ruw.as_str());
    }
    Ok(gezegd)
}

/// What is known, by the names under which it is looked at.
fn bekend(cx: &Cx<'_>, invulling: &Invulling) -> Verstaan {
    let mut bekend = Verstaan::default();
    let gemeente = gemeente_van(cx, invulling);
    let deel = &invulling.onderdelen;
    if let Some(soort) = invulling.soort() {
        bekend = bekend.slot("soort", soort.id());
    }
    if let Some(gemeente) = gemeente.filter(|_| !invulling.wijken.is_empty()) {
        let namen = if gemeente.is_heel(&invulling.wijken) {
            vec!["*".to_owned()]
        } else {
            let naam = |id: &String| gemeente.wijk(id).map_or_else(|| id.clone(), |wijk| wijk.naam.clone());
            invulling.wijken.iter().map(naam).collect()
        };
        bekend = bekend.slot("wijken", namen);
    }
    if let Some(tijd_ms) = deel.tijd_ms {
        let slot = if invulling.soort() == Some(MeldingSoort::Vermissing) { "laatst_gezien" } else { "tijdstip" };
        bekend = bekend.slot(slot, tijd::klok(tijd_ms).replace('.', ":"));
    }
    if !deel.signalement.is_empty() {
        bekend = bekend.slot("signalement", deel.signalement.as_str());
    }
    let richting = deel.vluchtrichting.as_ref().map(|richting| {
        richting.strip_prefix("richting ").or_else(|| richting.strip_prefix("via ")).unwrap_or(richting).to_owned()
    });
    let delen = [
        ("straat", &deel.straat),
        ("object", &deel.object),
        ("voertuig", &deel.voertuig),
        ("kenteken", &deel.kenteken),
        ("vervoer", &deel.vervoer),
        ("vluchtrichting", &richting),
        ("wapen", &deel.wapen),
    ];
    for (naam, waarde) in delen {
        if let Some(waarde) = waarde {
            bekend = bekend.slot(naam, waarde.as_str());
        }
    }
    bekend
}

/// What is still missing, in the order in which it is asked.
fn ontbreekt(invulling: &Invulling) -> Vec<&'static str> {
    let mist = [
        (invulling.soort().is_none(), "soort"),
        (invulling.wijken.is_empty(), "wijken"),
        (te_dun(&invulling.onderdelen, invulling.soort()), "signalement"),
    ];
    mist.into_iter().filter(|(mist, _)| *mist).map(|(_, wat)| wat).collect()
}

/// Whether the parts tell nobody what to look out for.
fn te_dun(deel: &Onderdelen, soort: Option<MeldingSoort>) -> bool {
    let onderweg = [&deel.vervoer, &deel.vluchtrichting, &deel.wapen].into_iter().any(Option::is_some);
    let iemand_gaat = onderweg && !deel.signalement.is_empty();
    is_dun(&deel.signalement, soort) && deel.voertuig.is_none() && deel.kenteken.is_none() && !iemand_gaat
}

/// Something is asked, and what else is.
fn vraagt(invulling: &Invulling) -> Gedaan {
    Verstaan::is(intent(invulling), Uitkomst::Ask).vraag(&ontbreekt(invulling)).into()
}

/// Asks for the next thing that is missing, or shows the preview.
pub(in crate::bot) async fn verder(cx: &mut Cx<'_>, invulling: Invulling) -> HandlerResult {
    let Some(soort) = invulling.soort() else {
        return vraag_soort(cx, invulling, politie::WELKE_SOORT.to_owned()).await;
    };
    if invulling.wijken.is_empty() {
        return vraag_wijk(cx, invulling, None).await;
    }
    if let Some(tekst) = tweede::buiten_eigen_wijk_van(cx, &invulling) {
        cx.record("melding", "andere wijk", Some("niet de eigen wijk")).await?;
        return vraag_wijk(cx, Invulling { wijken: Vec::new(), ..invulling }, Some(tekst)).await;
    }
    // An exercise may call itself a test.
    let proef = invulling.oefening && invulling.twijfel.as_ref().is_some_and(|twijfel| twijfel.waarom == Waarom::Proef);
    if invulling.twijfel.is_some() && !proef {
        return vraag_twijfel(cx, invulling).await;
    }
    if !invulling.bezwaren.is_empty() {
        return vraag_om_bezwaar(cx, invulling).await;
    }
    let omschrijving = politiebericht::omschrijving(&invulling.onderdelen);
    if omschrijving.is_empty() {
        return vraag_tekst(cx, invulling, politie::WELKE_TEKST.to_owned()).await;
    }
    let fout = controleer_omschrijving(&omschrijving, ruimte(cx, soort, &invulling)).err();
    let dun = te_dun(&invulling.onderdelen, Some(soort)).then_some(OmschrijvingFout::TeKort);
    let lang = fout.filter(|fout| matches!(fout, OmschrijvingFout::TeLang { .. }));
    if let Some(fout) = lang.or(dun).or(fout) {
        return vraag_tekst(cx, invulling, politie::omschrijving_fout(fout)).await;
    }
    if invulling.melding.is_none()
        && !invulling.oefening
        && !invulling.toch_nieuw
        && let Some(ander) = lijkt_al_verstuurd(cx, soort, &invulling).await?
    {
        return vraag_dubbel(cx, invulling, &ander).await;
    }
    voorbeeld::maak(cx, invulling, soort).await
}

/// The characters that a description may have, so that the whole politiebericht stays within its limit.
fn ruimte(cx: &Cx<'_>, soort: MeldingSoort, invulling: &Invulling) -> usize {
    let wijken = gemeente_van(cx, invulling).map(|gemeente| gemeente.waar(&invulling.wijken)).unwrap_or_default();
    let leeg = Politiebericht {
        nummer: if invulling.oefening { melding::nummer(OEFENING, 10_000) } else { "XX-00000".to_owned() },
        soort,
        waar: politiebericht::waar(&wijken, &invulling.onderdelen),
        gemeld_ms: 0,
        laatst_gezien: soort == MeldingSoort::Vermissing && invulling.onderdelen.tijd_ms.is_some(),
        omschrijving: String::new(),
        tot_ms: 0,
    };
    let rest = limits::POLITIEBERICHT_CHARACTERS_MAX.saturating_sub(politiebericht::tekst(&leeg).chars().count());
    rest.min(limits::OMSCHRIJVING_CHARACTERS_MAX)
}

/// Asks whether people have to look out now: its words say that it is over, solved or not certain.
async fn vraag_twijfel(cx: &mut Cx<'_>, invulling: Invulling) -> HandlerResult {
    let intent = intent(&invulling);
    let Some(twijfel) = invulling.twijfel.clone() else { return Ok(Gedaan::is(intent, Uitkomst::Ignored)) };
    cx.expect(&Dialogue::Melding { invulling, vraag: Vraag::Twijfel }).await?;
    let buttons =
        vec![Knop::BijMelding(Keuze::Ja).met(knoppen::JA_MELDING), Knop::BijMelding(Keuze::Nee).met(knoppen::NEE)];
    cx.reply_buttons(politie::twijfel(&twijfel), buttons).await?;
    Ok(Verstaan::is(intent, Uitkomst::Ask).vraag(&["nog_uitkijken"]).into())
}

/// Asks for what may not stand there to be written anew.
async fn vraag_om_bezwaar(cx: &mut Cx<'_>, invulling: Invulling) -> HandlerResult {
    let gedaan = Verstaan::is(intent(&invulling), Uitkomst::Ask).vraag(&["signalement"]);
    let geblokkeerd: Vec<Wat> = invulling.bezwaren.iter().copied().filter(|wat| wat.vraagt_opnieuw()).collect();
    let herkomst = invulling.bezwaren.contains(&Wat::Herkomst);
    let over = politiebericht::omschrijving(&invulling.onderdelen);
    let genoeg = !te_dun(&invulling.onderdelen, invulling.soort());
    cx.expect(&Dialogue::Melding { invulling, vraag: Vraag::Tekst }).await?;
    if !geblokkeerd.is_empty() {
        let tekst = politie::geblokkeerd(&geblokkeerd, genoeg.then_some(over.as_str()));
        let knop = Knop::BijMelding(Keuze::Verder).met(knoppen::VERDER_ZONDER);
        if genoeg { cx.reply_buttons(tekst, vec![knop]).await? } else { cx.reply(tekst).await? }
    } else if herkomst {
        let knop = Knop::BijMelding(Keuze::TochZo).met(knoppen::TOCH_ZO);
        cx.reply_buttons(politie::HERKOMST, vec![knop]).await?;
    } else {
        cx.reply(politie::HUIDSKLEUR).await?;
    }
    Ok(gedaan.into())
}

/// An alert of the same kind in one of these wijken, sent just now.
async fn lijkt_al_verstuurd(
    cx: &mut Cx<'_>,
    soort: MeldingSoort,
    invulling: &Invulling,
) -> Result<Option<Melding>, BotError> {
    let Some(gemeente) = gemeente_van(cx, invulling) else { return Ok(None) };
    let sinds_ms = cx.now_ms - limits::SAME_INCIDENT_MS;
    let mijn = gemeente.met_delen(&invulling.wijken);
    let lopend = store::melding::running_of_kind(cx.tx, &gemeente.id, soort, sinds_ms).await?;
    Ok(lopend.into_iter().find(|ander| !gemeente.met_delen(&ander.wijken).is_disjoint(&mijn)))
}

async fn vraag_dubbel(cx: &mut Cx<'_>, invulling: Invulling, ander: &Melding) -> HandlerResult {
    let gedaan = Verstaan::is(intent(&invulling), Uitkomst::Choose).stel_voor(ander.nummer.as_str());
    let waar = gemeente_van(cx, &invulling).map(|gemeente| gemeente.waar(&ander.wijken)).unwrap_or_default();
    let tekst = politie::lijkt_op(&ander.nummer, &waar, ander.verzonden_ms.unwrap_or(ander.gemaakt_ms));
    cx.expect(&Dialogue::Melding { invulling, vraag: Vraag::Dubbel }).await?;
    let buttons = vec![
        Knop::LijktOp(ander.id).met(knoppen::BIJWERKEN),
        Knop::BijMelding(Keuze::TochNieuw).met(knoppen::TOCH_NIEUW),
    ];
    cx.reply_buttons(tekst, buttons).await?;
    Ok(gedaan.into())
}

async fn vraag_soort(cx: &mut Cx<'_>, invulling: Invulling, tekst: String) -> HandlerResult {
    let gedaan = vraagt(&invulling);
    let soorten = soorten(cx, invulling.gemeente.as_deref());
    cx.expect(&Dialogue::Melding { invulling, vraag: Vraag::Soort }).await?;
    let rows = soorten.into_iter().map(|soort| Row {
        id: Knop::Soort(soort).encode(),
        title: politiebericht::soort(soort).to_owned(),
        description: None,
    });
    cx.reply_list(tekst, knoppen::KIES, rows.collect()).await?;
    Ok(gedaan)
}

async fn vraag_tekst(cx: &mut Cx<'_>, invulling: Invulling, tekst: String) -> HandlerResult {
    let gedaan = Verstaan::is(intent(&invulling), Uitkomst::Ask).vraag(&["signalement"]);
    cx.expect(&Dialogue::Melding { invulling, vraag: Vraag::Tekst }).await?;
    cx.reply(tekst).await?;
    Ok(gedaan.into())
}

/// The wijken to choose from: the whole ones, and a row for the others where they do not all fit.
fn wijkrijen(gemeente: &Gemeente) -> Vec<Row> {
    let mut rows = keuze::wijken(gemeente, Knop::Wijk);
    if gemeente.wijken.len() > rows.len() && gemeente.wijken.len() > LIST_ROWS_MAX {
        rows.truncate(LIST_ROWS_MAX - 1);
        let id = Knop::AndereWijken(gemeente.id.clone()).encode();
        rows.push(Row { id, title: knoppen::ANDERE.to_owned(), description: None });
    }
    rows
}

/// A tap on "Andere…": the wijken that stood not in the list. What does not fit even now can be typed.
pub(in crate::bot) async fn andere_wijken(cx: &mut Cx<'_>, gemeente: &str) -> HandlerResult {
    let Some(invulling) = lopend(cx).await? else { return algemeen::onbekende_knop(cx).await };
    let Some(gemeente) = cx.gemeenten.get(gemeente).filter(|gemeente| mag(cx).contains(&gemeente.id.as_str())) else {
        return algemeen::onbekende_knop(cx).await;
    };
    let getoond = wijkrijen(gemeente);
    let rows = gemeente.wijken.iter().filter_map(|wijk| {
        let id = Knop::Wijk(gemeente.id.clone(), wijk.id.clone()).encode();
        let nieuw = getoond.iter().all(|row| row.id != id);
        let title = ingekort(&wijk.naam, crate::whatsapp::outgoing::ROW_TITLE_MAX);
        nieuw.then_some(Row { id, title, description: None })
    });
    let rows: Vec<Row> = rows.take(LIST_ROWS_MAX).collect();
    if rows.is_empty() {
        return vraag_wijk(cx, invulling, None).await;
    }
    let gedaan = vraagt(&invulling);
    cx.expect(&Dialogue::Melding { invulling, vraag: Vraag::Wijk }).await?;
    cx.reply_list(politie::WELKE_WIJK, knoppen::KIES, rows).await?;
    Ok(gedaan)
}

/// Asks for the wijk: of the gemeente that is known, else of the only one there is, else the gemeente first.
async fn vraag_wijk(cx: &mut Cx<'_>, invulling: Invulling, tekst: Option<String>) -> HandlerResult {
    let gedaan = vraagt(&invulling);
    toon_wijken(cx, invulling, tekst).await?;
    Ok(gedaan)
}

/// Shows what there is to choose from for it.
async fn toon_wijken(cx: &mut Cx<'_>, invulling: Invulling, tekst: Option<String>) -> Written {
    let mag = mag(cx);
    let gemeenten: Vec<&Gemeente> =
        cx.gemeenten.iter().filter(|gemeente| mag.contains(&gemeente.id.as_str())).collect();
    let bekend = invulling.gemeente.as_deref();
    let gemeente = gemeenten.iter().find(|gemeente| Some(gemeente.id.as_str()) == bekend || gemeenten.len() == 1);
    let (rows, vraag, standaard) = match gemeente {
        Some(gemeente) => (wijkrijen(gemeente), Vraag::Wijk, politie::WELKE_WIJK),
        None => (
            gemeenten.iter().map(|gemeente| keuze::gemeente(gemeente, Knop::Gemeente)).collect(),
            Vraag::Gemeente,
            politie::WELKE_GEMEENTE,
        ),
    };
    cx.expect(&Dialogue::Melding { invulling, vraag }).await?;
    cx.reply_list(tekst.unwrap_or_else(|| standaard.to_owned()), knoppen::KIES, rows).await
}

/// Says why a place does not fit, and asks again.
async fn vraag_om_plaats(cx: &mut Cx<'_>, invulling: Invulling, plaats: &Plaats) -> HandlerResult {
    match plaats {
        Plaats::Keuze(keuze, _) => vraag_keuze(cx, invulling, keuze).await,
        Plaats::Elders((gemeente, wijk), _) => {
            let gemeente = cx.gemeenten.get(gemeente);
            let wijk =
                gemeente.and_then(|gemeente| gemeente.wijk(wijk)).map_or("Die plaats", |wijk| wijk.naam.as_str());
            let tekst =
                politie::andere_gemeente(wijk, gemeente.map_or("een andere gemeente", |gemeente| &gemeente.naam));
            let gedaan =
                Verstaan::is(intent(&invulling), Uitkomst::Denied).waarschuw(format!("wijk_andere_gemeente:{wijk}"));
            cx.record(
                "melding",
                &format!("wijk in {}", gemeente.map_or("", |gemeente| &gemeente.id)),
                Some("andere gemeente"),
            )
            .await?;
            toon_wijken(cx, invulling, Some(tekst)).await?;
            Ok(gedaan.into())
        }
        Plaats::Buiten(naam, _) => {
            let gedaan =
                Verstaan::is(intent(&invulling), Uitkomst::Choose).waarschuw(format!("wijk_buiten_gebied:{naam}"));
            let mag = mag(cx);
            let namen: Vec<&str> = cx
                .gemeenten
                .iter()
                .filter(|gemeente| mag.contains(&gemeente.id.as_str()))
                .map(|gemeente| gemeente.naam.as_str())
                .collect();
            let tekst = politie::buiten_gebied(naam, &namen);
            toon_wijken(cx, invulling, Some(tekst)).await?;
            Ok(gedaan.into())
        }
        Plaats::Geen | Plaats::Wijken { .. } => verder(cx, invulling).await,
    }
}

/// Asks which of several wijken with one name is meant.
async fn vraag_keuze(cx: &mut Cx<'_>, invulling: Invulling, mogelijk: &[WijkId]) -> HandlerResult {
    let (naam, rows) = keuze::gelijknamig(cx.gemeenten, mogelijk, Knop::Wijk);
    let tekst = politie::wijk_in_meer_gemeenten(&naam);
    let mut gedaan = Verstaan::is(intent(&invulling), Uitkomst::Choose);
    for (gemeente, wijk) in mogelijk {
        let wijk = cx.gemeenten.get(gemeente).and_then(|gemeente| gemeente.wijk(wijk));
        gedaan.stelt_voor.extend(wijk.map(|wijk| wijk.naam.clone()));
    }
    cx.expect(&Dialogue::Melding { invulling, vraag: Vraag::Wijk }).await?;
    cx.reply_list(tekst, knoppen::KIES, rows).await?;
    Ok(gedaan.into())
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
                return vraag_soort(cx, invulling, politie::geen_soort(&schoon(tekst))).await;
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
        Vraag::Aanbod => {
            let nee =
                woorden::woorden(tekst).iter().any(|woord| matches!(woord.norm.as_str(), "nee" | "niet" | "geen"));
            if nee {
                gekozen(cx, Keuze::Nee).await
            } else if antwoord::ja(tekst) || antwoord::bij_voorbeeld(tekst) == BijVoorbeeld::Versturen {
                gekozen(cx, Keuze::Ja).await
            } else if let Some(gedaan) = losse_tekst(cx, tekst).await? {
                Ok(gedaan)
            } else {
                let gedaan = biedt_aan(&invulling);
                let waar = gemeente_van(cx, &invulling).map(|gemeente| gemeente.waar(&invulling.wijken));
                let vraag = politie::bedoelt_u(invulling.soort(), &waar.unwrap_or_default());
                bied_aan(cx, invulling, vraag).await?;
                Ok(gedaan)
            }
        }
        Vraag::Dubbel => {
            let genoemd = woorden::woorden(tekst);
            let een_van = |lijst: &[&str]| genoemd.iter().any(|woord| lijst.contains(&woord.norm.as_str()));
            if een_van(&["nieuw", "nieuwe", "ander", "andere", "anders"]) {
                return gekozen(cx, Keuze::TochNieuw).await;
            }
            let soort = invulling.soort();
            let ander = match soort {
                Some(soort) => lijkt_al_verstuurd(cx, soort, &invulling).await?,
                None => None,
            };
            match ander {
                Some(ander) if een_van(&["bijwerken", "update", "zelfde", "hetzelfde", "dezelfde"]) => {
                    lijkt_op(cx, ander.id).await
                }
                Some(ander) => vraag_dubbel(cx, invulling, &ander).await,
                None => verder(cx, invulling).await,
            }
        }
    }
}

/// Whoever wrote it does not want it any more: nothing of it is kept.
async fn ziet_af(cx: &mut Cx<'_>, invulling: &Invulling) -> HandlerResult {
    if let Some(id) = invulling.melding {
        tweede::gooi_weg(cx, MeldingId(id)).await?;
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
    let weg = algemeen::ruim_concept_op(cx).await?;
    invulling
        .opmerkingen
        .push(weg.map_or_else(|| politie::OPNIEUW_BEGONNEN.to_owned(), |nummer| politie::vorig_concept_weg(&nummer)));
    ga_in_op(cx, invulling, gelezen).await
}

/// A typed description.
async fn antwoord_tekst(cx: &mut Cx<'_>, mut invulling: Invulling, tekst: &str) -> HandlerResult {
    // "Nee wacht" and "sorry verkeerde chat" describe nobody.
    if antwoord::zegt_niets(tekst) {
        let fout = politie::omschrijving_fout(OmschrijvingFout::TeKort);
        return vraag_tekst(cx, invulling, fout).await;
    }
    let soort = invulling.soort();
    let gelezen = {
        let kaart = Kaart::van(cx.gemeenten);
        let gemeente = invulling.gemeente.as_deref().unwrap_or_default();
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
        let fout = politie::omschrijving_fout(OmschrijvingFout::TeKort);
        invulling.bezwaren = had_bezwaar;
        return Ok(Gedaan::from(gezegd).en(vraag_tekst(cx, invulling, fout).await?));
    }
    Ok(Gedaan::from(gezegd).en(verder(cx, invulling).await?))
}

async fn vraag_reden(cx: &mut Cx<'_>, invulling: Invulling) -> HandlerResult {
    let gedaan = Verstaan::is(intent(&invulling), Uitkomst::Ask).vraag(&["reden"]);
    cx.expect(&Dialogue::Melding { invulling, vraag: Vraag::Reden }).await?;
    cx.reply(politie::WAAROM_TOCH_ZO).await?;
    Ok(gedaan.into())
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
                tweede::gooi_weg(cx, MeldingId(id)).await?;
            }
            algemeen::na_annuleren(cx).await?;
            cx.reply(politie::GEEN_MELDING_GEMAAKT).await?;
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

/// A tap on a wijk that was offered to go with a draft.
pub(in crate::bot) async fn voeg_wijk_toe(cx: &mut Cx<'_>, id: MeldingId, wijk: &str) -> HandlerResult {
    let melding = match voorbeeld::te_wijzigen(cx, id).await? {
        Ok(melding) => melding,
        Err(gedaan) => return Ok(gedaan),
    };
    if cx.gemeenten.get(&melding.gemeente).and_then(|gemeente| gemeente.wijk(wijk)).is_none() {
        return algemeen::onbekende_knop(cx).await;
    }
    let mut invulling = invulling_van(&melding);
    if !invulling.wijken.iter().any(|al| al == wijk) {
        invulling.wijken.push(wijk.to_owned());
    }
    Ok(Gedaan::from(bekend(cx, &invulling)).en(verder(cx, invulling).await?))
}

async fn antwoord_wijk(cx: &mut Cx<'_>, mut invulling: Invulling, tekst: &str) -> HandlerResult {
    // "Niet rokkeveen maar meerzicht": what is denied is not meant, and a denial alone names none.
    let zonder = wijk::zonder_ontkende(tekst, &Kaart::van(cx.gemeenten), &mag(cx)).unwrap_or_default();
    let getypt = tekst;
    let tekst = if zonder == tekst { tekst } else { wijk::zonder_vulling(&zonder) };
    if tekst.is_empty() {
        return vraag_wijk(cx, invulling, Some(politie::geen_wijk(&schoon(getypt)))).await;
    }
    let genoemd = woorden::naam(tekst);
    let mag = mag(cx);
    let gemeente = cx
        .gemeenten
        .iter()
        .find(|gemeente| mag.contains(&gemeente.id.as_str()) && gemeente.naam.to_lowercase() == genoemd);
    if let Some(gemeente) = gemeente {
        invulling.gemeente = Some(gemeente.id.clone());
        return vraag_wijk(cx, invulling, None).await;
    }
    let kaart = Kaart::van(cx.gemeenten);
    // Inside a gemeente that is known, a name that others have too is no question.
    let alleen: Vec<&str> = invulling.gemeente.as_deref().map_or_else(|| mag.clone(), |gemeente| vec![gemeente]);
    let gelezen = lees_op(tekst, &kaart, &alleen);
    let gelezen = if matches!(gelezen.plaats, Plaats::Elders(..)) { lees_op(tekst, &kaart, &mag) } else { gelezen };
    match &gelezen.plaats {
        Plaats::Geen => vraag_wijk(cx, invulling, Some(politie::geen_wijk(&schoon(tekst)))).await,
        Plaats::Wijken { .. } => {
            // "Rokkeveen graag" answers the question; it does not describe anybody.
            let bekend = invulling.onderdelen.clone();
            let beschreven = !te_dun(&gelezen.onderdelen, invulling.soort());
            let overgenomen = neem_over(cx, &mut invulling, &gelezen).await?;
            if !politiebericht::omschrijving(&bekend).is_empty() || !beschreven {
                *invulling.onderdelen = Onderdelen {
                    straat: bekend.straat.clone().or(gelezen.onderdelen.straat),
                    object: bekend.object.clone().or(gelezen.onderdelen.object),
                    ..*bekend
                };
            }
            Ok(Gedaan::from(overgenomen).en(verder(cx, invulling).await?))
        }
        plaats => vraag_om_plaats(cx, invulling, plaats).await,
    }
}

/// A shared location as an answer to where it is. Its words name the wijk; they describe nobody.
pub(in crate::bot) async fn locatie(cx: &mut Cx<'_>, mut invulling: Invulling, getypt: &str) -> HandlerResult {
    cx.forget_input().await?;
    let gelezen = lees_op(getypt, &Kaart::van(cx.gemeenten), &mag(cx));
    let Plaats::Wijken { gemeente, wijken, .. } = gelezen.plaats else {
        return vraag_wijk(cx, invulling, Some(woorden_tekst::LOCATIE_ONBEKEND.to_owned())).await;
    };
    invulling.gemeente = Some(gemeente);
    invulling.wijken = wijken;
    verder(cx, invulling).await
}

/// What is being filled in now; a tap may come while nothing is.
async fn lopend(cx: &mut Cx<'_>) -> Result<Option<Invulling>, BotError> {
    Ok(match cx.dialogue().await? {
        Found::Running(Dialogue::Melding { invulling, .. }) => Some(invulling),
        _ => None,
    })
}

/// A tap on a kind.
pub(in crate::bot) async fn soort_gekozen(cx: &mut Cx<'_>, soort: MeldingSoort) -> HandlerResult {
    let Some(mut invulling) = lopend(cx).await? else { return algemeen::onbekende_knop(cx).await };
    invulling.soort = Some(soort.id().to_owned());
    verder(cx, invulling).await
}

/// A tap on a gemeente.
pub(in crate::bot) async fn gemeente_gekozen(cx: &mut Cx<'_>, gemeente: &str) -> HandlerResult {
    let Some(mut invulling) = lopend(cx).await? else { return algemeen::onbekende_knop(cx).await };
    if !mag(cx).contains(&gemeente) {
        cx.record("melding", gemeente, Some("andere gemeente")).await?;
        return algemeen::onbekende_knop(cx).await;
    }
    invulling.gemeente = Some(gemeente.to_owned());
    vraag_wijk(cx, invulling, None).await
}

/// A tap on a wijk.
pub(in crate::bot) async fn wijk_gekozen(cx: &mut Cx<'_>, gemeente: &str, wijk: &str) -> HandlerResult {
    let Some(mut invulling) = lopend(cx).await? else { return algemeen::onbekende_knop(cx).await };
    let bestaat = cx.gemeenten.get(gemeente).is_some_and(|gemeente| gemeente.wijk(wijk).is_some());
    if !bestaat || !mag(cx).contains(&gemeente) {
        cx.record("melding", gemeente, Some("andere gemeente")).await?;
        return algemeen::onbekende_knop(cx).await;
    }
    invulling.gemeente = Some(gemeente.to_owned());
    invulling.wijken = vec![wijk.to_owned()];
    verder(cx, invulling).await
}

/// A typed answer to "wat wilt u aanpassen?".
pub(in crate::bot) async fn welk_deel(cx: &mut Cx<'_>, id: MeldingId, tekst: &str) -> HandlerResult {
    if let Some(wijk) = andere_wijk(cx, id, tekst).await? {
        return zet_wijk(cx, id, &wijk).await;
    }
    let genoemd: Vec<String> = woorden::woorden(tekst).into_iter().map(|woord| woord.norm).collect();
    let noemt = |namen: &[&str]| genoemd.iter().any(|woord| namen.contains(&woord.as_str()));
    if noemt(&["soort", "delict"]) {
        wijzig(cx, id, Deel::Soort).await
    } else if noemt(&["wijk", "wijken", "plaats", "waar"]) {
        wijzig(cx, id, Deel::Wijk).await
    } else if noemt(&["beschrijving", "tekst", "omschrijving", "signalement"]) {
        wijzig(cx, id, Deel::Tekst).await
    } else {
        voorbeeld::antwoord(cx, id, tekst).await
    }
}

/// The words of an answer to "wat wilt u aanpassen?" that name another wijk, and say nothing else: "het is meerzicht niet
/// rokkeveen". A wijk that is denied in it is not meant.
async fn andere_wijk(cx: &mut Cx<'_>, id: MeldingId, tekst: &str) -> Result<Option<String>, BotError> {
    let Some(melding) = store::melding::get(cx.tx, id).await? else { return Ok(None) };
    if melding.status != MeldingStatus::Concept || tekst.contains('?') {
        return Ok(None);
    }
    let kaart = Kaart::van(cx.gemeenten);
    let mag = mag(cx);
    let Some(kaal) = wijk::zonder_ontkende(tekst, &kaart, &mag) else { return Ok(None) };
    let alle = woorden::woorden(&kaal);
    let Plaats::Wijken { wijken, weg, .. } = kaart.vind(&kaal, &alle, &mag) else { return Ok(None) };
    let rest = alle.iter().filter(|woord| woord.plek.end <= weg.start || weg.end <= woord.plek.start);
    let alleen = rest.into_iter().all(|woord| wijk::is_vulling(&woord.norm));
    Ok((alleen && wijken != melding.wijken).then_some(kaal))
}

/// Gives a draft the wijk of these words, and shows it anew.
async fn zet_wijk(cx: &mut Cx<'_>, id: MeldingId, tekst: &str) -> HandlerResult {
    let Some(melding) = voorbeeld::eigen_of_weiger(cx, id).await? else {
        return Ok(Gedaan::is(Intent::MeldingNieuw, Uitkomst::Denied));
    };
    let mut invulling = invulling_van(&melding);
    // The street lay in the other wijk.
    invulling.onderdelen.straat = None;
    let bekend = bekend(cx, &invulling);
    Ok(Gedaan::from(bekend).en(antwoord_wijk(cx, invulling, tekst).await?))
}

/// Asks anew for one part of a draft.
pub(in crate::bot) async fn wijzig(cx: &mut Cx<'_>, id: MeldingId, deel: Deel) -> HandlerResult {
    let melding = match voorbeeld::te_wijzigen(cx, id).await? {
        Ok(melding) => melding,
        Err(gedaan) => return Ok(gedaan),
    };
    let mut invulling = invulling_van(&melding);
    let vraag = match deel {
        Deel::Soort => Vraag::Soort,
        Deel::Tekst => Vraag::Tekst,
        Deel::Wijk => {
            // Whoever may act in several gemeenten may have meant another one.
            if mag(cx).len() > 1 {
                invulling.gemeente = None;
            }
            Vraag::Wijk
        }
    };
    vraag_deel(cx, invulling, vraag).await
}

/// Asks a question.
async fn vraag_deel(cx: &mut Cx<'_>, invulling: Invulling, vraag: Vraag) -> HandlerResult {
    match vraag {
        Vraag::Soort => vraag_soort(cx, invulling, politie::WELKE_SOORT.to_owned()).await,
        Vraag::Gemeente | Vraag::Wijk => vraag_wijk(cx, invulling, None).await,
        Vraag::Reden => vraag_reden(cx, invulling).await,
        Vraag::Tekst | Vraag::Aanbod | Vraag::Dubbel | Vraag::Twijfel => {
            vraag_tekst(cx, invulling, politie::WELKE_TEKST.to_owned()).await
        }
    }
}

/// What a draft holds, as the start of a change to it.
fn invulling_van(melding: &Melding) -> Invulling {
    let MeldingId(id) = melding.id;
    Invulling {
        soort: Some(melding.soort.id().to_owned()),
        gemeente: Some(melding.gemeente.clone()),
        wijken: melding.wijken.clone(),
        onderdelen: Box::new(voorbeeld::onderdelen_van(melding)),
        bezwaren: Vec::new(),
        toch_nieuw: true,
        melding: Some(id),
        opmerkingen: Vec::new(),
        oefening: melding.oefening,
        twijfel: None,
    }
}
