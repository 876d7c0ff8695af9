//! What is typed, or shared as a location, in answer to a question of a sign-up.
//!
//! Owns telling what it answers; words are read by `begrip`. Invariant: a question is no answer, and is explained.

use crate::bot::begrip::aanmelding::{self as begrip, Gelezen};
use crate::bot::begrip::antwoord::{self, lijkt_melding};
use crate::bot::begrip::plaats::Plaats;
use crate::bot::begrip::vermoeden::{Open, Rondom, schat};
use crate::bot::begrip::{gesprek, woorden};
use crate::bot::command::Command;
use crate::bot::context::Cx;
use crate::bot::dialogue::{AanmeldVraag, Velden};
use crate::bot::error::HandlerResult;
use crate::bot::gedaan::Gedaan;
use crate::bot::mensen::aanmelden::indienen::indienen;
use crate::bot::mensen::aanmelden::ingevuld::{Ingevuld, bij_postcode, open};
use crate::bot::mensen::aanmelden::vragen::{
    bij_vraag, toon_met_regel, verder, vraag, vraag_plaats, vraag_wabp, vraag_weer, vraag_wijk,
};
use crate::bot::mensen::tip;
use crate::bot::said::Said;
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::bot::vloer::rondom;
use crate::domain::rechten::Recht;
use crate::limits;
use crate::texts::mensen::aanmelden as tekst;

/// A typed answer.
pub(in crate::bot) async fn antwoord(
    cx: &mut Cx<'_>,
    velden: Velden,
    gevraagd: AanmeldVraag,
    getypt: &str,
) -> HandlerResult {
    if let Some(over_melding) = over_een_melding(cx, gevraagd, getypt) {
        return Ok(Gedaan::Terug(over_melding));
    }
    if antwoord::houdt_op(getypt) || begrip::wil_stoppen(getypt) {
        return Ok(Gedaan::Terug(Said::Command(Command::Stop(String::new()), None)));
    }
    let zonder_aarzeling = begrip::zonder_aarzeling(getypt);
    let getypt = zonder_aarzeling.as_str();
    let gelezen = begrip::lees(getypt, cx.gemeenten);
    // "Karin Brand" is a name, and so is what somebody introduces themselves by.
    let is_naam = gevraagd == AanmeldVraag::Naam
        && begrip::is_naam_in_hoofdletters(getypt)
        && !getypt.split_whitespace().next().is_some_and(lijkt_melding);
    // "Bent u nou de gemeente of de politie?" has a word of a report too. What was learned takes nearly everything for an answer here.
    let rondom = Rondom { wie: rondom::wie(cx), open: Open::Niets };
    let meldt = lijkt_melding(&begrip::zonder_eigen_naam(getypt)) && tip::kan_melding_zijn(&schat(getypt, rondom));
    if meldt && !is_naam && !gelezen.benoemd {
        cx.record("tekst als melding", "", Some("geen recht")).await?;
        cx.reply_112().await?;
        if gevraagd == AanmeldVraag::Groep {
            cx.reply_after(tekst::WEL_GROEP).await?;
        }
        return Ok(Verstaan::is(Intent::Spoed, Uitkomst::Redirect112).vraag(&open(&velden)).into());
    }
    let mut ingevuld = Ingevuld::bij(velden);
    if is_meteen_duidelijk(&mut ingevuld, gevraagd, getypt) {
        return verder(cx, ingevuld).await;
    }
    // "Rokkeveen?" is an answer to where, in doubt.
    let noemt_plek = matches!(gevraagd, AanmeldVraag::Gemeente | AanmeldVraag::Wijk)
        && gelezen.plaats != Plaats::Geen
        && !begrip::vraagt_in_woorden(getypt);
    let vraagt = begrip::begint_met_vraagwoord(getypt) || (begrip::is_vraag(getypt) && !gelezen.benoemd);
    if vraagt && !noemt_plek {
        return bij_vraag(cx, ingevuld, gevraagd).await;
    }
    // "Even wachten hoor" is no answer: the same is asked again, and what was said is kept.
    let zegt_niets_anders = !gelezen.benoemd && gelezen.plaats == Plaats::Geen;
    if begrip::stelt_uit(getypt) && zegt_niets_anders && gevraagd != AanmeldVraag::Wabp {
        return if begrip::wil_vragen(getypt) {
            bij_vraag(cx, ingevuld, gevraagd).await
        } else {
            vraag_weer(cx, ingevuld.zeg(tekst::NEEM_DE_TIJD.to_owned()), gevraagd).await
        };
    }
    if antwoord::stopt_niet(getypt) {
        return vraag_weer(cx, ingevuld, gevraagd).await;
    }
    let iets_genoemd = gelezen.benoemd || (begrip::is_correctie(getypt) && gelezen.plaats != Plaats::Geen);
    if iets_genoemd && gevraagd != AanmeldVraag::Privacy {
        let over = zonder_losse_naam(gelezen.clone(), getypt);
        ingevuld.opmerkingen.extend(genomen(&over, gevraagd));
        if !ingevuld.neem_over(cx.gemeenten, &over) {
            return vraag_plaats(cx, ingevuld, &gelezen.plaats).await;
        }
        return verder(cx, ingevuld).await;
    }
    op_vraag(cx, ingevuld, gevraagd, &gelezen, getypt).await
}

/// A beheerder who signs up another group answers an alert in between.
fn over_een_melding(cx: &Cx<'_>, gevraagd: AanmeldVraag, getypt: &str) -> Option<Said> {
    let ja_of_nee = matches!(
        gevraagd,
        AanmeldVraag::Klopt | AanmeldVraag::WatAnders | AanmeldVraag::MetRegel | AanmeldVraag::Privacy
    );
    let gezegd = Said::outside_dialogue(getypt);
    (cx.persoon.mag(Recht::GroepMelden) && !ja_of_nee && matches!(gezegd, Said::Bevestiging(..))).then_some(gezegd)
}

/// What fills in its fields by its form: a group with how many they are, and what is put right in a summary. Answers whether it did.
fn is_meteen_duidelijk(ingevuld: &mut Ingevuld, gevraagd: AanmeldVraag, getypt: &str) -> bool {
    match gevraagd {
        AanmeldVraag::Groep => match begrip::groep_met_leden(getypt) {
            Some((groep, leden)) => {
                ingevuld.neem_groep(&groep);
                ingevuld.neem_leden(leden);
                true
            }
            None => false,
        },
        AanmeldVraag::Klopt | AanmeldVraag::WatAnders | AanmeldVraag::MetRegel => rechtgezet(ingevuld, getypt),
        AanmeldVraag::Wabp => rechtgezet(ingevuld, getypt),
        AanmeldVraag::Privacy | AanmeldVraag::Gemeente | AanmeldVraag::Wijk | AanmeldVraag::Naam => false,
    }
}

/// "Niet Jan maar Piet": the field that holds what is wrong is put right. Answers whether one did.
fn rechtgezet(ingevuld: &mut Ingevuld, getypt: &str) -> bool {
    let Some((fout, goed)) = begrip::niet_maar(getypt) else { return false };
    let fout = woorden::naam(&fout);
    let staat_in = |veld: &Option<String>| {
        !fout.is_empty() && veld.as_deref().is_some_and(|veld| woorden::naam(veld).contains(&fout))
    };
    let (van_naam, van_groep) = (staat_in(&ingevuld.velden.naam), staat_in(&ingevuld.velden.groepsnaam));
    // "De groep heet niet zo maar Buurtpreventie Roos": by what is named.
    let groep_genoemd = begrip::lijkt_groep(getypt);
    match (van_naam, van_groep) {
        (false, false) if groep_genoemd => {
            begrip::lees_groepsnaam(&goed).map(|groep| ingevuld.neem_groep(&groep)).is_some()
        }
        (true, false) => begrip::lees_naam(&goed).map(|naam| ingevuld.neem_naam(&naam)).is_some(),
        (false, true) => begrip::lees_groepsnaam(&goed).map(|groep| ingevuld.neem_groep(&groep)).is_some(),
        // In both, or in neither: it is asked.
        _ => false,
    }
}

/// What answers the question itself.
async fn op_vraag(
    cx: &mut Cx<'_>,
    mut ingevuld: Ingevuld,
    gevraagd: AanmeldVraag,
    gelezen: &Gelezen,
    getypt: &str,
) -> HandlerResult {
    match gevraagd {
        AanmeldVraag::Privacy => {
            if antwoord::ja(getypt) || gesprek::gaat_verder(getypt) {
                ingevuld.velden.akkoord = true;
                return verder(cx, ingevuld).await;
            }
            if !ingevuld.neem_over(cx.gemeenten, gelezen) {
                return vraag_plaats(cx, ingevuld, &gelezen.plaats).await;
            }
            vraag(cx, ingevuld, AanmeldVraag::Privacy, tekst::EERST_VERDER.to_owned()).await
        }
        AanmeldVraag::Gemeente | AanmeldVraag::Wijk => antwoord_wijk(cx, ingevuld, gelezen, getypt).await,
        // "Zoetermeer" is where, and not who.
        AanmeldVraag::Naam if is_plaatsnaam(cx, getypt) => {
            vraag(cx, ingevuld, gevraagd, tekst::GEEN_NAAM.to_owned()).await
        }
        AanmeldVraag::Naam => antwoord_naam(cx, ingevuld, gelezen, getypt).await,
        AanmeldVraag::Groep => antwoord_groep(cx, ingevuld, getypt).await,
        AanmeldVraag::Wabp => match begrip::wabp_antwoord(getypt) {
            Some(wabp) => {
                ingevuld.neem_wabp(&wabp);
                verder(cx, ingevuld).await
            }
            None => vraag_wabp(cx, ingevuld, tekst::WABP_ONLEESBAAR.to_owned()).await,
        },
        AanmeldVraag::Klopt if antwoord::ja(getypt) || gesprek::gaat_verder(getypt) || begrip::dient_in(getypt) => {
            indienen(cx, ingevuld.velden).await
        }
        AanmeldVraag::WatAnders | AanmeldVraag::MetRegel if gelezen.plaats != Plaats::Geen => {
            antwoord_wijk(cx, ingevuld, gelezen, getypt).await
        }
        // A yes to "wat moet anders?" changes nothing, and sends in nothing that was just said to be wrong: it is shown again.
        AanmeldVraag::WatAnders | AanmeldVraag::MetRegel
            if antwoord::ja(getypt)
                || antwoord::nee(getypt)
                || gesprek::gaat_verder(getypt)
                || begrip::dient_in(getypt) =>
        {
            verder(cx, ingevuld).await
        }
        AanmeldVraag::Klopt if antwoord::nee(getypt) => {
            vraag(cx, ingevuld, AanmeldVraag::WatAnders, tekst::WAT_ANDERS.to_owned()).await
        }
        AanmeldVraag::Klopt | AanmeldVraag::WatAnders | AanmeldVraag::MetRegel => {
            toon_met_regel(cx, ingevuld, getypt).await
        }
    }
}

async fn antwoord_naam(cx: &mut Cx<'_>, mut ingevuld: Ingevuld, gelezen: &Gelezen, getypt: &str) -> HandlerResult {
    match begrip::lees_naam(getypt) {
        Some(naam) => {
            ingevuld.neem_naam(&naam);
            verder(cx, ingevuld).await
        }
        None if getypt.contains(',') && gelezen.naam.is_some() => {
            ingevuld.neem_over(cx.gemeenten, gelezen);
            verder(cx, ingevuld).await
        }
        // A group named where a person was asked for is kept as what it is.
        None if begrip::lijkt_groep(getypt) && ingevuld.velden.groepsnaam.is_none() => {
            let Some(groep) = begrip::lees_groepsnaam(getypt) else {
                return vraag(cx, ingevuld, AanmeldVraag::Naam, tekst::GEEN_NAAM.to_owned()).await;
            };
            ingevuld.neem_groep(&groep);
            verder(cx, ingevuld.zeg(tekst::genomen(None, Some(&groep), None, None))).await
        }
        None => vraag(cx, ingevuld, AanmeldVraag::Naam, tekst::GEEN_NAAM.to_owned()).await,
    }
}

async fn antwoord_groep(cx: &mut Cx<'_>, mut ingevuld: Ingevuld, getypt: &str) -> HandlerResult {
    match begrip::lees_groepsnaam(getypt) {
        Some(naam) => {
            ingevuld.neem_groep(&naam);
            verder(cx, ingevuld).await
        }
        // A number alone is how many they are.
        None => match begrip::lees_leden(getypt).or_else(|| begrip::aantal_in_woorden(getypt)) {
            Some(leden) => {
                ingevuld.neem_leden(leden);
                verder(cx, ingevuld.zeg(tekst::genomen(None, None, Some(leden), None))).await
            }
            None => vraag(cx, ingevuld, AanmeldVraag::Groep, tekst::GEEN_GROEP.to_owned()).await,
        },
    }
}

/// Whether a text is the name of a gemeente or a wijk, and nothing else.
fn is_plaatsnaam(cx: &Cx<'_>, getypt: &str) -> bool {
    let genoemd = woorden::naam(begrip::zonder_windstreek(getypt));
    cx.gemeenten.iter().any(|gemeente| {
        woorden::naam(&gemeente.naam) == genoemd
            || gemeente.wijken.iter().any(|wijk| woorden::naam(&wijk.naam) == genoemd)
    })
}

/// What was taken that was not asked for.
fn genomen(gelezen: &Gelezen, gevraagd: AanmeldVraag) -> Option<String> {
    let om_alles = matches!(gevraagd, AanmeldVraag::Klopt | AanmeldVraag::WatAnders | AanmeldVraag::MetRegel);
    let niet_gevraagd = |vraag: AanmeldVraag| gevraagd != vraag && !om_alles;
    let naam = gelezen.naam.as_deref().filter(|_| niet_gevraagd(AanmeldVraag::Naam));
    let groep = gelezen.groepsnaam.as_deref().filter(|_| niet_gevraagd(AanmeldVraag::Groep));
    let leden = gelezen.leden.filter(|leden| !om_alles && (1..=limits::MEMBERS_MAX).contains(leden));
    let wabp = gelezen.wabp.as_deref().filter(|_| niet_gevraagd(AanmeldVraag::Wabp));
    let iets = naam.is_some() || groep.is_some() || leden.is_some() || wabp.is_some();
    iets.then(|| tekst::genomen(naam, groep, leden, wabp))
}

/// In a correction only what is named counts as a name: "oh nee het is Noordhove" names nobody.
fn zonder_losse_naam(gelezen: Gelezen, getypt: &str) -> Gelezen {
    let naam = gelezen.naam.filter(|_| gesprek::noemt_naam(getypt) || getypt.contains(','));
    Gelezen { naam, ..gelezen }
}

async fn antwoord_wijk(cx: &mut Cx<'_>, mut ingevuld: Ingevuld, gelezen: &Gelezen, getypt: &str) -> HandlerResult {
    if let Plaats::Geen = gelezen.plaats {
        let genoemd = woorden::naam(getypt);
        let gemeente = cx.gemeenten.iter().find(|gemeente| woorden::naam(&gemeente.naam) == genoemd);
        if let Some(gemeente) = gemeente {
            ingevuld.velden.gemeente = Some(gemeente.id.clone());
            ingevuld.velden.wijk = None;
            return verder(cx, ingevuld).await;
        }
        let Some(postcode) = &gelezen.postcode else {
            let geen_wijk = tekst::geen_wijk(&crate::domain::politiebericht::schoon(getypt));
            return vraag_wijk(cx, ingevuld.zeg(geen_wijk)).await;
        };
        if bij_postcode(cx.gemeenten, postcode).is_none() {
            return vraag_wijk(cx, ingevuld.zeg(tekst::onbekende_postcode(postcode))).await;
        }
    }
    let plaats_alleen = Gelezen { naam: None, ..gelezen.clone() };
    if !ingevuld.neem_over(cx.gemeenten, &plaats_alleen) {
        return vraag_plaats(cx, ingevuld, &gelezen.plaats).await;
    }
    verder(cx, ingevuld).await
}

/// A shared location as an answer to where they live: the wijk, or else the gemeente, in its words.
pub(in crate::bot) async fn locatie(cx: &mut Cx<'_>, velden: Velden, getypt: &str) -> HandlerResult {
    cx.forget_input().await?;
    let alleen_plaats =
        Gelezen { naam: None, groepsnaam: None, leden: None, wabp: None, ..begrip::lees(getypt, cx.gemeenten) };
    let mut ingevuld = Ingevuld::bij(velden);
    if matches!(alleen_plaats.plaats, Plaats::Geen | Plaats::Elders(..))
        && alleen_plaats.postcode.as_deref().is_none_or(|postcode| bij_postcode(cx.gemeenten, postcode).is_none())
    {
        return vraag_wijk(cx, ingevuld.zeg(crate::texts::vloer::algemeen::LOCATIE_ONBEKEND.to_owned())).await;
    }
    if !ingevuld.neem_over(cx.gemeenten, &alleen_plaats) {
        return vraag_plaats(cx, ingevuld, &alleen_plaats.plaats).await;
    }
    verder(cx, ingevuld).await
}
