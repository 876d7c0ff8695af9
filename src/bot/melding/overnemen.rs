//! What is taken over of what somebody typed into an alert that is being written.
//!
//! Owns the step from what was read to what is known, and what is still missing. It asks nothing. Invariant: what is taken
//! over was typed; what may be kept nowhere is not kept.

use crate::bot::begrip::melding::{Gelezen, lees_op};
use crate::bot::begrip::plaats::{Kaart, NietHier, Plaats};
use crate::bot::begrip::signalement::is_dun;
use crate::bot::begrip::tijdstip::Tijdstip;
use crate::bot::begrip::wijk;
use crate::bot::context::Cx;
use crate::bot::dialogue::Invulling;
use crate::bot::error::BotError;
use crate::bot::melding::{bericht, concept, samen};
use crate::bot::verstaan::Verstaan;
use crate::domain::melding::{self, OEFENING};
use crate::domain::persoon::MeldingId;
use crate::domain::politiebericht::{Onderdelen, Politiebericht, schoon};
use crate::domain::soort::MeldingSoort;
use crate::domain::tijd;
use crate::domain::wijk::{Gemeente, GemeenteId, WijkId};
use crate::limits;
use crate::store::melding::Melding;
use crate::texts::melding::{politiebericht, voorbeeld as politie};

/// Whether a line at a preview is a whole alert of its own: it begins with its kind, names its wijk and describes somebody, and is of
/// another kind or elsewhere.
pub(in crate::bot) async fn is_tweede(cx: &mut Cx<'_>, id: MeldingId, tekst: &str) -> Result<bool, BotError> {
    let gelezen = lees_op(tekst, &Kaart::van(cx.gemeenten), &mag(cx));
    let Plaats::Wijken { wijken, .. } = &gelezen.plaats else { return Ok(false) };
    if !gelezen.begint_met_soort || gelezen.buiten || te_dun(&gelezen.onderdelen, gelezen.soort) {
        return Ok(false);
    }
    let melding = crate::store::melding::get(cx.tx, id).await?;
    // A line that is typed at an exercise begins no real alert by itself.
    Ok(melding.filter(|melding| !melding.oefening).is_some_and(|melding| {
        gelezen.soort != Some(melding.soort) || !wijken.iter().any(|wijk| melding.wijken.contains(wijk))
    }))
}

/// Keeps the last lines that are not in a draft; that there were others is said, too.
pub(in crate::bot) fn hooguit(regels: &mut Vec<String>) {
    let te_veel = regels.len().saturating_sub(limits::PREVIEW_LINES_KEPT);
    if te_veel > 0 {
        regels.drain(..=te_veel);
        regels.insert(0, politie::EERDERE_REGELS.to_owned());
    }
}

/// The ids of the gemeenten in which this person may send.
pub(in crate::bot) fn mag<'a>(cx: &'a Cx<'_>) -> Vec<&'a GemeenteId> {
    concept::schrijft_in(cx)
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

pub(in crate::bot) fn gemeente_van<'g>(cx: &Cx<'g>, invulling: &Invulling) -> Option<&'g Gemeente> {
    invulling.gemeente.as_ref().and_then(|id| cx.gemeenten.get(id))
}

/// Takes over what a text says; what was known and is not said again stays. Answers what was read.
pub(in crate::bot) async fn neem_over(
    cx: &mut Cx<'_>,
    invulling: &mut Invulling,
    gelezen: &Gelezen,
) -> Result<Verstaan, BotError> {
    let mut waar = Verstaan::default();
    if let Some(soort) = gelezen.soort {
        invulling.soort = Some(soort.id().to_owned());
        let getypt = gelezen.soort_getypt.as_deref();
        invulling.opmerkingen.extend(getypt.map(|getypt| politie::gecorrigeerd(getypt, politiebericht::soort(soort))));
    }
    if let Plaats::Wijken { gemeente, wijken, gecorrigeerd, .. } = &gelezen.plaats {
        invulling.gemeente = Some(gemeente.clone());
        invulling.wijken.clone_from(wijken);
        invulling.opmerkingen.extend(gecorrigeerd.iter().map(|(getypt, naam)| politie::gecorrigeerd(getypt, naam)));
        waar.waarschuwt.extend(gecorrigeerd.iter().map(|(getypt, naam)| format!("wijk_gecorrigeerd:{getypt}->{naam}")));
    }
    let niet = match &gelezen.plaats {
        Plaats::Wijken { .. } => samen::neem_over(cx, invulling, &gelezen.niet_hier),
        _ => gelezen.niet_hier.iter().collect(),
    };
    waar.waarschuwt.extend(niet.iter().map(|plaats| format!("wijk_niet_meegenomen:{}", plaats.naam)));
    invulling.opmerkingen.extend(niet_hierheen(&niet));
    if let Some(gemeente) = gemeente_van(cx, invulling).filter(|_| !gelezen.buren.is_empty()) {
        let hier = gemeente.namen(&gelezen.buren);
        let daar = samen::met_buren(cx, invulling);
        let namen: Vec<String> = std::iter::once(hier).chain(daar).collect();
        invulling.opmerkingen.push(politie::met_buren(&namen.join(", ")));
    }
    let rest = neem_beschrijving_over(cx, invulling, gelezen).await?;
    Ok(Verstaan::samen(vec![waar, rest]))
}

/// What is said of places that were named and get no alert.
pub(in crate::bot) fn niet_hierheen(niet: &[&NietHier]) -> Vec<String> {
    let gezegd = |plaats: &&NietHier| match (&plaats.gemeente, plaats.bekend) {
        (Some(gemeente), _) => politie::niet_in_gemeente(&plaats.naam, gemeente),
        (None, true) => politie::niet_in_gebied(&plaats.naam),
        (None, false) => politie::geen_bekende_wijk(&plaats.naam),
    };
    niet.iter().map(gezegd).collect()
}

/// When police heard of it, where that was said; with what the preview says of it.
fn binnen(gelezen: &Gelezen, onderdelen: &mut Onderdelen, nu_ms: i64) -> Option<String> {
    let (tijdstip, getypt) = gelezen.binnen.as_ref()?;
    let recent = |ms: &i64| (0..=limits::REPORTED_BEFORE_MS_MAX).contains(&(nu_ms - ms));
    let binnen_ms = tijdstip.ms(nu_ms).filter(recent);
    onderdelen.binnen_ms = binnen_ms.or(onderdelen.binnen_ms);
    Some(politie::binnen(binnen_ms, getypt))
}

/// The same of everything but kind and wijken.
pub(in crate::bot) async fn neem_beschrijving_over(
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
            binnen_ms: oud.binnen_ms,
            buit: oud.buit.take(),
            later: std::mem::take(&mut oud.later),
            stel_voor: std::mem::take(&mut oud.stel_voor),
            elders: std::mem::take(&mut oud.elders),
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
    opmerkingen.extend(binnen(gelezen, oud, nu_ms));
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
pub(in crate::bot) fn bekend(cx: &Cx<'_>, invulling: &Invulling) -> Verstaan {
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
            let naam = |id: &WijkId| gemeente.wijk(id).map_or_else(|| id.to_string(), |wijk| wijk.naam.clone());
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

/// Whether the parts tell nobody what to look out for.
pub(in crate::bot) fn te_dun(deel: &Onderdelen, soort: Option<MeldingSoort>) -> bool {
    let onderweg = [&deel.vervoer, &deel.vluchtrichting, &deel.wapen].into_iter().any(Option::is_some);
    let iemand_gaat = onderweg && !deel.signalement.is_empty();
    is_dun(&deel.signalement, soort) && deel.voertuig.is_none() && deel.kenteken.is_none() && !iemand_gaat
}

/// The characters that a description may have, so that the whole politiebericht stays within its limit.
pub(in crate::bot) fn ruimte(cx: &Cx<'_>, soort: MeldingSoort, invulling: &Invulling) -> usize {
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

/// What is still missing, in the order in which it is asked.
pub(in crate::bot) fn ontbreekt(invulling: &Invulling) -> Vec<&'static str> {
    let mist = [
        (invulling.soort().is_none(), "soort"),
        (invulling.wijken.is_empty(), "wijken"),
        (te_dun(&invulling.onderdelen, invulling.soort()), "signalement"),
    ];
    mist.into_iter().filter(|(mist, _)| *mist).map(|(_, wat)| wat).collect()
}

/// A line at a preview as it is kept until that leaves: without what may be kept nowhere.
pub(in crate::bot) async fn als_regel(cx: &mut Cx<'_>, regel: &str) -> Result<String, BotError> {
    if !mag_bewaard(cx, regel) {
        cx.forget_input().await?;
        return Ok(politie::REGEL_NIET_BEWAARD.to_owned());
    }
    let regel = schoon(regel);
    Ok(if regel.is_empty() { politie::LEGE_REGEL.to_owned() } else { regel })
}

/// The wijken after an answer that adds to those of a draft, or takes from them.
pub(super) fn andere_wijken_van(cx: &Cx<'_>, invulling: &Invulling, tekst: &str) -> Option<Vec<WijkId>> {
    let mag = mag(cx);
    let hier = |gemeente: &&Gemeente| invulling.wijken.iter().all(|wijk| gemeente.wijk(wijk).is_some());
    let mijn = cx.gemeenten.iter().filter(|gemeente| mag.contains(&&gemeente.id));
    let gemeente =
        mijn.filter(hier).find(|gemeente| invulling.gemeente.as_ref().is_none_or(|id| *id == gemeente.id))?;
    wijk::gewijzigd(tekst, &Kaart::van(cx.gemeenten), &gemeente.id, &invulling.wijken)
}

/// What a draft holds, as the start of a change to it.
pub(in crate::bot) fn invulling_van(melding: &Melding) -> Invulling {
    let MeldingId(id) = melding.id;
    Invulling {
        soort: Some(melding.soort.id().to_owned()),
        gemeente: Some(melding.gemeente.clone()),
        wijken: melding.wijken.clone(),
        onderdelen: Box::new(bericht::onderdelen_van(melding)),
        bezwaren: Vec::new(),
        toch_nieuw: true,
        melding: Some(id),
        opmerkingen: Vec::new(),
        oefening: melding.oefening,
        twijfel: None,
    }
}
