//! What is kept of somebody, and how they leave: as beheerder, or altogether.
//!
//! Invariants: only their own; nothing is erased and nobody leaves without a clear yes, and a bare one is clear only where
//! no line that answered it neither way came in between; police and gemeente do not erase themselves; the gemeente hears
//! of every group that loses somebody.

use crate::bot::begrip::gesprek::{self, Zeker};
use crate::bot::begrip::ja_nee::{self, Bij};
use crate::bot::begrip::woorden::woorden;
use crate::bot::begrip::{antwoord, groepsnaam};
use crate::bot::context::Cx;
use crate::bot::dialogue::{self, Dialogue, Found};
use crate::bot::eigen::{EigenKnop, EigenVraag};
use crate::bot::error::{BotError, HandlerResult, Written};
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::Knop;
use crate::bot::melding::plan;
use crate::bot::mensen::{aanvraag, overdragen};
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::bot::vloer::{algemeen, anders, gemeente};
use crate::domain::aanmelding::AanmeldingStatus;
use crate::domain::persoon::{Groep, GroepId, PersoonId, Rang};
use crate::domain::rechten::{Recht, Rol};
use crate::domain::wijk::opsomming;
use crate::limits;
use crate::store::taak::{self, Taak};
use crate::store::{self, Tx};
use crate::texts::mensen::{eigen as mensen, gegevens as tekst};
use crate::texts::{ingekort, knoppen};
use crate::whatsapp::outgoing::{LIST_ROWS_MAX, ROW_TITLE_MAX, Row};

/// `/mijngegevens`.
pub(in crate::bot) async fn toon(cx: &mut Cx<'_>) -> HandlerResult {
    let gedaan = Gedaan::is(Intent::Mijngegevens, Uitkomst::Info);
    cx.record("mijngegevens", "", None).await?;
    if cx.persoon.hoofdrol() == Rol::Onbekend {
        cx.reply_sparingly(tekst::NIETS_BEKEND).await?;
        return Ok(gedaan);
    }
    let gegevens = store::gegevens::of(cx.tx, cx.persoon.id).await?;
    let stilte = store::eigen::quiet(cx.tx, cx.persoon.id).await?;
    let rang = |rang: Rang| match rang {
        Rang::Hoofd => "hoofdbeheerder",
        Rang::Mede => "mede-beheerder",
        Rang::Reserve => "reserve",
    };
    let mut regels: Vec<tekst::Regel<'_>> = vec![
        ("Naam", gegevens.naam.unwrap_or_else(|| "onbekend".to_owned())),
        ("Nummer", gegevens.nummer.map_or_else(|| "onbekend".to_owned(), |nummer| format!("+{nummer}"))),
        ("Bekend sinds", tekst::sinds(gegevens.sinds_ms)),
    ];
    for toekenning in &cx.persoon.toekenningen {
        let waar = cx.gemeenten.get(&toekenning.gemeente).map_or("", |gemeente| gemeente.naam.as_str());
        regels.push(("Rol", format!("{} in {waar}", toekenning.rol.id())));
    }
    for groep in &cx.persoon.groepen {
        regels.push(("Groep", format!("{} ({})", groep.naam, rang(groep.rang))));
    }
    if cx.persoon.aangemeld {
        regels.push(("Aanmelding", "loopt; typ /aanmelden om te zien hoe ver".to_owned()));
    }
    if let Some(tot_ms) = gegevens.afwezig_tot_ms.filter(|tot_ms| *tot_ms > cx.now_ms) {
        if let Some(van_ms) = gegevens.afwezig_van_ms.filter(|van_ms| *van_ms > cx.now_ms) {
            regels.push(("Afwezig vanaf", mensen::dag(van_ms)));
        }
        regels.push(("Afwezig tot", mensen::dag(tot_ms)));
    }
    if let Some(stilte) = stilte {
        regels.push(("Stilte", mensen::stilte_uren(&stilte)));
    }
    if !cx.persoon.groepen.is_empty() {
        let alleen = store::anders::alerts_only(cx.tx, cx.persoon.id).await?;
        let berichten = if alleen { "alleen politieberichten" } else { "ook informatie en uitnodigingen" };
        regels.push(("Berichten", berichten.to_owned()));
        let knop =
            if store::delen::wanted(cx.tx, cx.persoon.id).await? { "bij elk politiebericht" } else { "op verzoek" };
        regels.push(("Knop Zet in mijn groep", knop.to_owned()));
    }
    regels.push(("Taal", if gegevens.taal == "en" { "Engels".to_owned() } else { "Nederlands".to_owned() }));
    regels.push(("Politieberichten aan u", gegevens.meldingen.to_string()));
    regels.push(("Tips (7 dagen bewaard)", gegevens.tips.to_string()));
    regels.push(("Regels in het logboek", gegevens.spoor.to_string()));
    cx.reply(tekst::mijn_gegevens(&regels)).await?;
    Ok(gedaan)
}

/// Whether somebody has a role by name: others take it from them.
fn heeft_rol(cx: &Cx<'_>) -> bool {
    !cx.persoon.toekenningen.is_empty()
}

/// `/wis`.
pub(in crate::bot) async fn wis(cx: &mut Cx<'_>) -> HandlerResult {
    if heeft_rol(cx) {
        cx.record("wissen", "", Some("rol van politie of gemeente")).await?;
        cx.reply(tekst::NIET_ZELF).await?;
        return Ok(Gedaan::is(Intent::Wis, Uitkomst::Denied));
    }
    let alleen = store::gegevens::runs_alone(cx.tx, cx.persoon.id).await?;
    let beheerder = !cx.persoon.groepen.is_empty();
    cx.expect(&Dialogue::Eigen(EigenVraag::Wissen)).await?;
    let mut buttons = vec![EigenKnop::Wissen.met(tekst::KNOP_WISSEN)];
    if cx.persoon.mag(Recht::Overdragen) {
        buttons.push(EigenKnop::EerstOverdragen.met(tekst::KNOP_EERST_OVERDRAGEN));
    }
    buttons.push(EigenKnop::NietWissen.met(tekst::KNOP_NIETS));
    cx.reply_buttons(tekst::wissen_zeker(&alleen, beheerder), buttons).await?;
    let vraag = if beheerder { "bevestig_wissen_en_overdracht" } else { "bevestig_wissen" };
    Ok(Verstaan::is(Intent::Wis, Uitkomst::Ask).vraag(&[vraag]).into())
}

/// Waits on after a line that was neither yes nor no. The moment of asking is now a later one than that at which the
/// question was shown: by that [`net_gevraagd`] knows a yes that may be about what was said in between.
async fn vraag_blijft(cx: &mut Cx<'_>, vraag: EigenVraag) -> Written {
    // Later by a millisecond also where both are read at once.
    let later_ms = cx.now_ms + 1;
    Ok(dialogue::put(cx.tx, &cx.direct(), &Dialogue::Eigen(vraag), later_ms).await?)
}

/// Whether the question with this button is the last that they got: nothing was said or asked since that a bare yes
/// could be about as well.
async fn net_gevraagd(cx: &mut Cx<'_>, knop: &str) -> Result<bool, BotError> {
    let Some(gevraagd_ms) = cx.asked_ms().await? else { return Ok(false) };
    Ok(store::uitgegeven::last_choice_titled(cx.tx, cx.chat.persoon, knop, gevraagd_ms).await?.is_some())
}

/// A typed answer to "weet u het zeker?". A no wins.
pub(in crate::bot) async fn wissen_getypt(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    if ja_nee::zegt_nee(getypt, Bij::Wissen) {
        niets_gewist(cx).await
    } else if gesprek::wil_overdragen(getypt) {
        eerst_overdragen(cx).await
    } else if gesprek::zegt_zeker(getypt, Zeker::Wissen) {
        let noemt_het = gesprek::noemt_het(getypt, Zeker::Wissen);
        // A yes from before the question agrees to nothing.
        let klopt = !cx.is_oud()
            && cx.answers_what_was_asked().await?
            && (noemt_het || net_gevraagd(cx, tekst::KNOP_WISSEN).await?);
        if klopt { wissen(cx).await } else { wis(cx).await }
    } else if let Some(gedaan) = anders::iets_anders(cx, getypt).await? {
        Ok(gedaan)
    } else {
        vraag_blijft(cx, EigenVraag::Wissen).await?;
        cx.reply(tekst::WISSEN_JA_NEE).await?;
        Ok(Verstaan::is(Intent::Wis, Uitkomst::Ask).vraag(&["bevestig_wissen"]).into())
    }
}

/// A tap on "Ja, wis alles".
pub(in crate::bot) async fn wissen_getikt(cx: &mut Cx<'_>) -> HandlerResult {
    if cx.is_oud() || cx.dialogue().await? != Found::Running(Dialogue::Eigen(EigenVraag::Wissen)) {
        return wis(cx).await;
    }
    wissen(cx).await
}

/// Nothing is erased.
pub(in crate::bot) async fn niets_gewist(cx: &mut Cx<'_>) -> HandlerResult {
    cx.end_dialogue().await?;
    cx.reply(tekst::NIETS_GEWIST).await?;
    Ok(Gedaan::is(Intent::Wis, Uitkomst::Accepted))
}

/// Hands over first.
pub(in crate::bot) async fn eerst_overdragen(cx: &mut Cx<'_>) -> HandlerResult {
    cx.end_dialogue().await?;
    if !cx.persoon.mag(Recht::Overdragen) {
        return algemeen::onbekende_knop(cx).await;
    }
    overdragen::begin(cx, "").await
}

async fn wissen(cx: &mut Cx<'_>) -> HandlerResult {
    if heeft_rol(cx) {
        return wis(cx).await;
    }
    cx.forget_input().await?;
    vertrek(cx, &cx.persoon.groepen.clone()).await?;
    if let Some(aanmelding) = store::aanmelding::last_of(cx.tx, cx.persoon.id).await?
        && aanmelding.status == AanmeldingStatus::Ingediend
        && store::aanmelding::close(cx.tx, aanmelding.id, AanmeldingStatus::Ingetrokken, cx.now_ms).await?
    {
        aanvraag::vertel_beoordelaars(cx, &aanmelding, "ingetrokken").await?;
    }
    cx.record("gewist", "", None).await?;
    let wie = cx.persoon.id;
    store::gegevens::erase(cx.tx, wie, cx.now_ms).await?;
    taak::plan_anew(cx.tx, Taak::AdresVergeten(wie), cx.now_ms + limits::FORGET_AFTER_MS).await?;
    cx.reply(tekst::GEWIST).await?;
    Ok(Gedaan::is(Intent::Wis, Uitkomst::Accepted))
}

/// Takes somebody from these groups, stops what they were handing over, and tells the gemeente.
async fn vertrek(cx: &mut Cx<'_>, groepen: &[Groep]) -> Written {
    overdragen::stop_bij_vertrek(cx, groepen).await?;
    plan::valt_weg(cx.tx, cx.persoon.id, cx.now_ms).await?;
    let naam = gemeente::naam(cx).await?;
    for gemeente in gemeente::gemeenten_van_groepen(cx) {
        let hier: Vec<&Groep> = groepen.iter().filter(|groep| groep.gemeente == gemeente).collect();
        let mut zonder = Vec::new();
        for groep in &hier {
            if store::gegevens::leave_group(cx.tx, cx.persoon.id, groep.id).await? {
                zonder.push(groep.naam.clone());
            }
            cx.record("gestopt als beheerder", &format!("groep {}", groep.id.0), None).await?;
        }
        if !hier.is_empty() {
            let namen = opsomming(hier.iter().map(|groep| groep.naam.as_str()));
            gemeente::vertel_gemeente(cx, &gemeente, &tekst::vertrokken(&naam, &namen, &zonder)).await?;
        }
    }
    Ok(())
}

/// `/afmelden [groep]`.
pub(in crate::bot) async fn afmelden(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    let groepen = cx.persoon.groepen.clone();
    let namen: Vec<_> = groepen.iter().map(|groep| (groep.id, groep.naam.as_str())).collect();
    let genoemd = groepsnaam::genoemd(getypt, &namen);
    match (groepen.as_slice(), genoemd.as_slice()) {
        ([], _) => {
            cx.reply_sparingly(tekst::GEEN_BEHEERDER).await?;
            Ok(Gedaan::is(Intent::Afmelden, Uitkomst::Info))
        }
        ([enige], _) => vraag_stoppen(cx, &[enige.id]).await,
        (_, genoemd) if !genoemd.is_empty() => vraag_stoppen(cx, genoemd).await,
        _ if antwoord::alle(getypt) => {
            let alle: Vec<GroepId> = groepen.iter().map(|groep| groep.id).collect();
            vraag_stoppen(cx, &alle).await
        }
        _ => vraag_welke(cx, &groepen).await,
    }
}

async fn vraag_welke(cx: &mut Cx<'_>, groepen: &[Groep]) -> HandlerResult {
    cx.expect(&Dialogue::Eigen(EigenVraag::AfmeldenWelke)).await?;
    let row = |knop: EigenKnop, naam: &str| Row {
        id: Knop::Eigen(knop).encode(),
        title: ingekort(naam, ROW_TITLE_MAX),
        description: None,
    };
    let mut rows = vec![row(EigenKnop::StopAlle, &knoppen::alle(groepen.len()))];
    rows.extend(groepen.iter().map(|groep| row(EigenKnop::StopGroep(groep.id), &groep.naam)));
    rows.truncate(LIST_ROWS_MAX);
    let namen: Vec<&str> = groepen.iter().map(|groep| groep.naam.as_str()).collect();
    cx.reply_list(tekst::stoppen_welke(&namen), knoppen::KIES, rows).await?;
    let gevraagd = namen.into_iter().fold(Verstaan::is(Intent::Afmelden, Uitkomst::Choose), Verstaan::stel_voor);
    Ok(gevraagd.stel_voor(if groepen.len() == 2 { "beide" } else { "alle" }).into())
}

/// A typed name of a group, or all.
pub(in crate::bot) async fn stop_welke(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    if ja_nee::zegt_nee(getypt, Bij::WelkeGroep) { blijft(cx).await } else { afmelden(cx, getypt).await }
}

/// A tap on a group, or on all.
pub(in crate::bot) async fn stop_gekozen(cx: &mut Cx<'_>, welke: Option<GroepId>) -> HandlerResult {
    let eigen = cx.persoon.groepen.iter().map(|groep| groep.id);
    let gekozen: Vec<GroepId> = eigen.filter(|id| welke.is_none_or(|welke| welke == *id)).collect();
    if gekozen.is_empty() {
        return algemeen::onbekende_knop(cx).await;
    }
    vraag_stoppen(cx, &gekozen).await
}

async fn vraag_stoppen(cx: &mut Cx<'_>, welke: &[GroepId]) -> HandlerResult {
    let gekozen: Vec<Groep> = cx.persoon.groepen.iter().filter(|groep| welke.contains(&groep.id)).cloned().collect();
    let alleen = store::gegevens::runs_alone(cx.tx, cx.persoon.id).await?;
    let alleen: Vec<String> =
        alleen.into_iter().filter(|naam| gekozen.iter().any(|groep| groep.naam == *naam)).collect();
    let groepen = welke.iter().map(|groep| groep.0).collect();
    cx.expect(&Dialogue::Eigen(EigenVraag::Afmelden { groepen })).await?;
    let mut buttons = vec![EigenKnop::Stoppen.met(tekst::KNOP_STOPPEN)];
    if cx.persoon.mag(Recht::Overdragen) {
        buttons.push(EigenKnop::EerstOverdragen.met(tekst::KNOP_EERST_OVERDRAGEN));
    }
    buttons.push(EigenKnop::Blijven.met(tekst::KNOP_BLIJVEN));
    let namen = opsomming(gekozen.iter().map(|groep| groep.naam.as_str()));
    cx.reply_buttons(tekst::stoppen_zeker(&namen, &alleen), buttons).await?;
    Ok(Verstaan::is(Intent::Afmelden, Uitkomst::Ask).vraag(&["bevestig_afmelden_en_overdracht"]).into())
}

/// A typed answer to "wilt u stoppen?". A no wins.
pub(in crate::bot) async fn stop_getypt(cx: &mut Cx<'_>, groepen: &[i64], getypt: &str) -> HandlerResult {
    let genoemd = woorden(getypt);
    if Bij::Stoppen.hoort_nee(&genoemd) && !Bij::Stoppen.hoort_ja(&genoemd) {
        blijft(cx).await
    } else if gesprek::wil_overdragen(getypt) {
        eerst_overdragen(cx).await
    } else if gesprek::zegt_zeker(getypt, Zeker::Stoppen) {
        let noemt_het = gesprek::noemt_het(getypt, Zeker::Stoppen);
        if noemt_het || net_gevraagd(cx, tekst::KNOP_STOPPEN).await? {
            stop_vers(cx, groepen).await
        } else {
            vraag_stoppen(cx, &als_groepen(groepen)).await
        }
    } else if let Some(gedaan) = anders::iets_anders(cx, getypt).await? {
        Ok(gedaan)
    } else {
        vraag_blijft(cx, EigenVraag::Afmelden { groepen: groepen.to_vec() }).await?;
        cx.reply(tekst::STOPPEN_JA_NEE).await?;
        Ok(Verstaan::is(Intent::Afmelden, Uitkomst::Ask).vraag(&["bevestig_afmelden"]).into())
    }
}

/// A tap on "Ja, ik stop".
pub(in crate::bot) async fn stop_getikt(cx: &mut Cx<'_>) -> HandlerResult {
    match cx.dialogue().await? {
        Found::Running(Dialogue::Eigen(EigenVraag::Afmelden { groepen })) => stop_vers(cx, &groepen).await,
        _ => algemeen::onbekende_knop(cx).await,
    }
}

/// A yes to stopping; one that was said long ago, or before it was asked, is asked again.
async fn stop_vers(cx: &mut Cx<'_>, welke: &[i64]) -> HandlerResult {
    if cx.is_oud() || !cx.answers_what_was_asked().await? {
        return vraag_stoppen(cx, &als_groepen(welke)).await;
    }
    stop(cx, welke).await
}

fn als_groepen(ids: &[i64]) -> Vec<GroepId> {
    ids.iter().map(|groep| GroepId(*groep)).collect()
}

async fn stop(cx: &mut Cx<'_>, welke: &[i64]) -> HandlerResult {
    let gekozen: Vec<Groep> = cx.persoon.groepen.iter().filter(|groep| welke.contains(&groep.id.0)).cloned().collect();
    cx.end_dialogue().await?;
    vertrek(cx, &gekozen).await?;
    let wie = cx.persoon.id;
    if gekozen.len() == cx.persoon.groepen.len() {
        taak::plan_anew(cx.tx, Taak::OudeBeheerderWissen(wie), cx.now_ms + limits::REQUEST_KEPT_MS).await?;
    }
    let namen = opsomming(gekozen.iter().map(|groep| groep.naam.as_str()));
    cx.reply(tekst::gestopt(&namen)).await?;
    Ok(Gedaan::is(Intent::Afmelden, Uitkomst::Accepted))
}

/// They stay.
pub(in crate::bot) async fn blijft(cx: &mut Cx<'_>) -> HandlerResult {
    cx.end_dialogue().await?;
    // "Bent u nog beheerder?" is answered by it.
    store::controle::stays(cx.tx, cx.persoon.id).await?;
    cx.reply(tekst::BLIJFT).await?;
    Ok(Gedaan::is(Intent::Afmelden, Uitkomst::Accepted))
}

/// Does a piece of timed work on somebody who left. Whoever came back meanwhile is left alone.
///
/// # Errors
/// The database cannot be reached.
pub async fn taak(tx: &mut Tx, taak: Taak, wie: PersoonId, now_ms: i64) -> Written {
    let persoon = store::persoon::load(tx, wie).await?;
    if !persoon.groepen.is_empty() || !persoon.toekenningen.is_empty() || persoon.aangemeld || persoon.geblokkeerd {
        return Ok(());
    }
    if matches!(taak, Taak::OudeBeheerderWissen(_)) {
        store::gegevens::erase(tx, wie, now_ms).await?;
    }
    Ok(store::gegevens::forget_address(tx, wie).await?)
}
