//! The questions of an alert that is being written, in the order in which they are asked.
//!
//! Owns each question, and which is the next. Reading the answers is `invullen`'s, showing the whole `tonen`'s.
//! Invariant: a question holds everything that is known, so that no answer is lost.

use crate::bot::begrip::melding::lees_op;
use crate::bot::begrip::plaats::{Kaart, WijkVan};
use crate::bot::context::Cx;
use crate::bot::dialogue::{Dialogue, Invulling, Vraag};
use crate::bot::error::{BotError, HandlerResult, Written};
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::{Keuze, Knop};
use crate::bot::melding::concept;
use crate::bot::melding::overnemen::{gemeente_van, mag, neem_over, ontbreekt, ruimte, te_dun};
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::bot::vloer::keuze;
use crate::domain::inhoud::Wat;
use crate::domain::politiebericht::{OmschrijvingFout, controleer_omschrijving};
use crate::domain::soort::MeldingSoort;
use crate::domain::twijfel::Waarom;
use crate::domain::wijk::{Gemeente, GemeenteId, WijkId};
use crate::store::melding::Melding;
use crate::texts::knoppen;
use crate::texts::melding::politiebericht;
use crate::texts::melding::vragen as vragen_tekst;
use crate::whatsapp::outgoing::{LIST_ROWS_MAX, Row};
use crate::{limits, store};

/// What it is: an alert, or an exercise.
pub(in crate::bot) const fn intent(invulling: &Invulling) -> Intent {
    if invulling.oefening { Intent::MeldingOefening } else { Intent::MeldingNieuw }
}

/// The kinds that may be sent: of the gemeente that is known, else of all in which this person may act.
pub(in crate::bot) fn soorten(cx: &Cx<'_>, gemeente: Option<&GemeenteId>) -> Vec<MeldingSoort> {
    let mag = mag(cx);
    let hier = |ander: &&Gemeente| match gemeente {
        Some(id) => ander.id == id,
        None => mag.contains(&&ander.id),
    };
    let kent = |soort: &MeldingSoort| cx.gemeenten.iter().filter(hier).any(|ander| ander.instellingen.kent(*soort));
    MeldingSoort::ALLE.into_iter().filter(kent).collect()
}

/// It is asked whether an alert is meant.
pub(in crate::bot) fn biedt_aan(invulling: &Invulling) -> Gedaan {
    Verstaan::is(intent(invulling), Uitkomst::Ask).vraag(&["bedoelt_u_een_melding_versturen"]).into()
}

pub(in crate::bot) async fn bied_aan(cx: &mut Cx<'_>, invulling: Invulling, vraag: String) -> Written {
    cx.expect(&Dialogue::Melding { invulling, vraag: Vraag::Aanbod }).await?;
    let buttons =
        vec![Knop::BijMelding(Keuze::Ja).met(knoppen::JA_MELDING), Knop::BijMelding(Keuze::Nee).met(knoppen::NEE)];
    cx.reply_buttons(vraag, buttons).await
}

/// Offers a line that was typed earlier as the next alert: what was just done stays what was done.
pub(in crate::bot) async fn bied_regel_aan(cx: &mut Cx<'_>, tekst: &str) -> HandlerResult {
    let gelezen = lees_op(tekst, &Kaart::van(cx.gemeenten), &mag(cx));
    let mut invulling = Invulling::default();
    let overgenomen = neem_over(cx, &mut invulling, &gelezen).await?;
    let waar = gemeente_van(cx, &invulling).map(|gemeente| gemeente.waar(&invulling.wijken)).unwrap_or_default();
    let vraag = vragen_tekst::ook_getypt(tekst, invulling.soort(), &waar);
    bied_aan(cx, invulling, vraag).await?;
    Ok(overgenomen.into())
}

/// Something is asked, and what else is.
pub(in crate::bot) fn vraagt(invulling: &Invulling) -> Gedaan {
    Verstaan::is(intent(invulling), Uitkomst::Ask).vraag(&ontbreekt(invulling)).into()
}

/// Asks whether people have to look out now: its words say that it is over, solved or not certain.
pub(in crate::bot) async fn vraag_twijfel(cx: &mut Cx<'_>, invulling: Invulling) -> HandlerResult {
    let intent = intent(&invulling);
    let Some(twijfel) = invulling.twijfel.clone() else { return Ok(Gedaan::is(intent, Uitkomst::Ignored)) };
    cx.expect(&Dialogue::Melding { invulling, vraag: Vraag::Twijfel }).await?;
    let buttons =
        vec![Knop::BijMelding(Keuze::Ja).met(knoppen::JA_MELDING), Knop::BijMelding(Keuze::Nee).met(knoppen::NEE)];
    cx.reply_buttons(vragen_tekst::twijfel(&twijfel), buttons).await?;
    Ok(Verstaan::is(intent, Uitkomst::Ask).vraag(&["nog_uitkijken"]).into())
}

/// Asks for what may not stand there to be written anew.
pub(in crate::bot) async fn vraag_om_bezwaar(cx: &mut Cx<'_>, invulling: Invulling) -> HandlerResult {
    let gedaan = Verstaan::is(intent(&invulling), Uitkomst::Ask).vraag(&["signalement"]);
    let geblokkeerd: Vec<Wat> = invulling.bezwaren.iter().copied().filter(|wat| wat.vraagt_opnieuw()).collect();
    let herkomst = invulling.bezwaren.contains(&Wat::Herkomst);
    let over = politiebericht::omschrijving(&invulling.onderdelen);
    let genoeg = !te_dun(&invulling.onderdelen, invulling.soort());
    cx.expect(&Dialogue::Melding { invulling, vraag: Vraag::Tekst }).await?;
    if !geblokkeerd.is_empty() {
        let tekst = vragen_tekst::geblokkeerd(&geblokkeerd, genoeg.then_some(over.as_str()));
        let knop = Knop::BijMelding(Keuze::Verder).met(knoppen::VERDER_ZONDER);
        if genoeg { cx.reply_buttons(tekst, vec![knop]).await? } else { cx.reply(tekst).await? }
    } else if herkomst {
        let knop = Knop::BijMelding(Keuze::TochZo).met(knoppen::TOCH_ZO);
        cx.reply_buttons(vragen_tekst::HERKOMST, vec![knop]).await?;
    } else {
        cx.reply(vragen_tekst::HUIDSKLEUR).await?;
    }
    Ok(gedaan.into())
}

/// An alert of the same kind in one of these wijken, sent just now.
pub(in crate::bot) async fn lijkt_al_verstuurd(
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

pub(in crate::bot) async fn vraag_dubbel(cx: &mut Cx<'_>, invulling: Invulling, ander: &Melding) -> HandlerResult {
    let gedaan = Verstaan::is(intent(&invulling), Uitkomst::Choose).stel_voor(ander.nummer.as_str());
    let waar = gemeente_van(cx, &invulling).map(|gemeente| gemeente.waar(&ander.wijken)).unwrap_or_default();
    let tekst = vragen_tekst::lijkt_op(&ander.nummer, &waar, ander.verzonden_ms.unwrap_or(ander.gemaakt_ms));
    cx.expect(&Dialogue::Melding { invulling, vraag: Vraag::Dubbel }).await?;
    let buttons = vec![
        Knop::LijktOp(ander.id).met(knoppen::BIJWERKEN),
        Knop::BijMelding(Keuze::TochNieuw).met(knoppen::TOCH_NIEUW),
    ];
    cx.reply_buttons(tekst, buttons).await?;
    Ok(gedaan.into())
}

pub(in crate::bot) async fn vraag_soort(cx: &mut Cx<'_>, invulling: Invulling, tekst: String) -> HandlerResult {
    let gedaan = vraagt(&invulling);
    let soorten = soorten(cx, invulling.gemeente.as_ref());
    cx.expect(&Dialogue::Melding { invulling, vraag: Vraag::Soort }).await?;
    let rows = soorten.into_iter().map(|soort| Row {
        id: Knop::Soort(soort).encode(),
        title: politiebericht::soort(soort).to_owned(),
        description: None,
    });
    cx.reply_list(tekst, knoppen::KIES, rows.collect()).await?;
    Ok(gedaan)
}

pub(in crate::bot) async fn vraag_tekst(cx: &mut Cx<'_>, invulling: Invulling, tekst: String) -> HandlerResult {
    let gedaan = Verstaan::is(intent(&invulling), Uitkomst::Ask).vraag(&["signalement"]);
    cx.expect(&Dialogue::Melding { invulling, vraag: Vraag::Tekst }).await?;
    cx.reply(tekst).await?;
    Ok(gedaan.into())
}

/// The wijken to choose from: the whole ones, and a row for the others where they do not all fit.
pub(in crate::bot) fn wijkrijen(gemeente: &Gemeente) -> Vec<Row> {
    let mut rows = keuze::wijken(gemeente, Knop::Wijk);
    if gemeente.wijken.len() > rows.len() && gemeente.wijken.len() > LIST_ROWS_MAX {
        rows.truncate(LIST_ROWS_MAX - 1);
        let id = Knop::AndereWijken(gemeente.id.clone()).encode();
        rows.push(Row { id, title: knoppen::ANDERE.to_owned(), description: None });
    }
    rows
}

/// Asks for the wijk: of the gemeente that is known, else of the only one there is, else the gemeente first.
pub(in crate::bot) async fn vraag_wijk(cx: &mut Cx<'_>, invulling: Invulling, tekst: Option<String>) -> HandlerResult {
    let gedaan = vraagt(&invulling);
    toon_wijken(cx, invulling, tekst).await?;
    Ok(gedaan)
}

/// Shows what there is to choose from for it.
pub(in crate::bot) async fn toon_wijken(cx: &mut Cx<'_>, invulling: Invulling, tekst: Option<String>) -> Written {
    let mag = mag(cx);
    let gemeenten: Vec<&Gemeente> = cx.gemeenten.iter().filter(|gemeente| mag.contains(&&gemeente.id)).collect();
    let bekend = invulling.gemeente.as_ref();
    let gemeente = gemeenten.iter().find(|gemeente| Some(&gemeente.id) == bekend || gemeenten.len() == 1);
    let (rows, vraag, standaard) = match gemeente {
        Some(gemeente) => (wijkrijen(gemeente), Vraag::Wijk, vragen_tekst::WELKE_WIJK),
        None => (
            gemeenten.iter().map(|gemeente| keuze::gemeente(gemeente, Knop::Gemeente)).collect(),
            Vraag::Gemeente,
            vragen_tekst::WELKE_GEMEENTE,
        ),
    };
    cx.expect(&Dialogue::Melding { invulling, vraag }).await?;
    cx.reply_list(tekst.unwrap_or_else(|| standaard.to_owned()), knoppen::KIES, rows).await
}

/// Asks which of several wijken with one name is meant.
pub(in crate::bot) async fn vraag_keuze(cx: &mut Cx<'_>, invulling: Invulling, mogelijk: &[WijkVan]) -> HandlerResult {
    let (naam, rows) = keuze::gelijknamig(cx.gemeenten, mogelijk, Knop::Wijk);
    let tekst = vragen_tekst::wijk_in_meer_gemeenten(&naam);
    let mut gedaan = Verstaan::is(intent(&invulling), Uitkomst::Choose);
    for (gemeente, wijk) in mogelijk {
        let wijk = cx.gemeenten.get(gemeente).and_then(|gemeente| gemeente.wijk(wijk));
        gedaan.stelt_voor.extend(wijk.map(|wijk| wijk.naam.clone()));
    }
    cx.expect(&Dialogue::Melding { invulling, vraag: Vraag::Wijk }).await?;
    cx.reply_list(tekst, knoppen::KIES, rows).await?;
    Ok(gedaan.into())
}

pub(in crate::bot) async fn vraag_reden(cx: &mut Cx<'_>, invulling: Invulling) -> HandlerResult {
    let gedaan = Verstaan::is(intent(&invulling), Uitkomst::Ask).vraag(&["reden"]);
    cx.expect(&Dialogue::Melding { invulling, vraag: Vraag::Reden }).await?;
    cx.reply(vragen_tekst::WAAROM_TOCH_ZO).await?;
    Ok(gedaan.into())
}

/// Where the writing of an alert stands.
pub(in crate::bot) enum Volgende {
    /// Something is missing, and was asked.
    Gevraagd(Gedaan),
    /// Everything is known, of an alert of this kind.
    Compleet(Invulling, MeldingSoort),
}

/// Asks for what is missing next, in an alert that is being written.
pub(in crate::bot) async fn volgende(cx: &mut Cx<'_>, invulling: Invulling) -> Result<Volgende, BotError> {
    let Some(soort) = invulling.soort() else {
        return vraag_soort(cx, invulling, vragen_tekst::WELKE_SOORT.to_owned()).await.map(Volgende::Gevraagd);
    };
    if invulling.wijken.is_empty() {
        return vraag_wijk(cx, invulling, None).await.map(Volgende::Gevraagd);
    }
    if let Some(tekst) = concept::buiten_eigen_wijk_van(cx, &invulling) {
        cx.record("melding", "andere wijk", Some("niet de eigen wijk")).await?;
        return vraag_wijk(cx, Invulling { wijken: Vec::new(), ..invulling }, Some(tekst))
            .await
            .map(Volgende::Gevraagd);
    }
    // An exercise may call itself a test.
    let proef = invulling.oefening && invulling.twijfel.as_ref().is_some_and(|twijfel| twijfel.waarom == Waarom::Proef);
    if invulling.twijfel.is_some() && !proef {
        return vraag_twijfel(cx, invulling).await.map(Volgende::Gevraagd);
    }
    if !invulling.bezwaren.is_empty() {
        return vraag_om_bezwaar(cx, invulling).await.map(Volgende::Gevraagd);
    }
    let omschrijving = politiebericht::omschrijving(&invulling.onderdelen);
    if omschrijving.is_empty() {
        return vraag_tekst(cx, invulling, vragen_tekst::WELKE_TEKST.to_owned()).await.map(Volgende::Gevraagd);
    }
    let fout = controleer_omschrijving(&omschrijving, ruimte(cx, soort, &invulling)).err();
    let dun = te_dun(&invulling.onderdelen, Some(soort)).then_some(OmschrijvingFout::TeKort);
    let lang = fout.filter(|fout| matches!(fout, OmschrijvingFout::TeLang { .. }));
    if let Some(fout) = lang.or(dun).or(fout) {
        return vraag_tekst(cx, invulling, vragen_tekst::omschrijving_fout(fout)).await.map(Volgende::Gevraagd);
    }
    if invulling.melding.is_none()
        && !invulling.oefening
        && !invulling.toch_nieuw
        && let Some(ander) = lijkt_al_verstuurd(cx, soort, &invulling).await?
    {
        return vraag_dubbel(cx, invulling, &ander).await.map(Volgende::Gevraagd);
    }
    Ok(Volgende::Compleet(invulling, soort))
}

/// Asks again what was asked last.
pub(in crate::bot) async fn vraag_opnieuw(cx: &mut Cx<'_>, invulling: Invulling, vraag: Vraag) -> HandlerResult {
    if vraag != Vraag::Aanbod {
        // Something was asked, so something is missing.
        return Ok(match volgende(cx, invulling).await? {
            Volgende::Gevraagd(gedaan) => gedaan,
            Volgende::Compleet(..) => Gedaan::is(Intent::MeldingNieuw, Uitkomst::Info),
        });
    }
    let waar = gemeente_van(cx, &invulling).map(|gemeente| gemeente.waar(&invulling.wijken)).unwrap_or_default();
    let (gedaan, tekst) = (biedt_aan(&invulling), vragen_tekst::bedoelt_u(invulling.soort(), &waar));
    bied_aan(cx, invulling, tekst).await?;
    Ok(gedaan)
}

/// A wijk of another gemeente than theirs: it is said, and the place asked again.
pub(in crate::bot) async fn ligt_elders(
    cx: &mut Cx<'_>,
    invulling: Invulling,
    gemeente: &GemeenteId,
    wijk: &WijkId,
) -> HandlerResult {
    let gemeente = cx.gemeenten.get(gemeente);
    let wijk = gemeente.and_then(|gemeente| gemeente.wijk(wijk)).map_or("Die plaats", |wijk| wijk.naam.as_str());
    let tekst = vragen_tekst::andere_gemeente(wijk, gemeente.map_or("een andere gemeente", |gemeente| &gemeente.naam));
    let gedaan = Verstaan::is(intent(&invulling), Uitkomst::Denied).waarschuw(format!("wijk_andere_gemeente:{wijk}"));
    let waar = format!("wijk in {}", gemeente.map_or("", |gemeente| &gemeente.id));
    cx.record("melding", &waar, Some("andere gemeente")).await?;
    toon_wijken(cx, invulling, Some(tekst)).await?;
    Ok(gedaan.into())
}

/// A place outside the area: it is said, and the place asked again.
pub(super) async fn ligt_buiten(cx: &mut Cx<'_>, invulling: Invulling, naam: &str) -> HandlerResult {
    let gedaan = Verstaan::is(intent(&invulling), Uitkomst::Choose).waarschuw(format!("wijk_buiten_gebied:{naam}"));
    let mag = mag(cx);
    let mijn = cx.gemeenten.iter().filter(|gemeente| mag.contains(&&gemeente.id));
    let namen: Vec<&str> = mijn.map(|gemeente| gemeente.naam.as_str()).collect();
    let tekst = vragen_tekst::buiten_gebied(naam, &namen);
    toon_wijken(cx, invulling, Some(tekst)).await?;
    Ok(gedaan.into())
}
