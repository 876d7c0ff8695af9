//! Signing up: from `/aanmelden`, in one line or one question at a time, to a request.
//!
//! Owns the questions and the reading of their answers; deciding about a request is `aanvraag`'s.
//! Invariants: nothing is asked before the person read what is kept and went on; what was typed before
//! that is not lost; a request is sent in only after its summary was shown.

use crate::bot::begrip::aanmelding::{self as begrip, Gelezen};
use crate::bot::begrip::antwoord::{self, lijkt_melding};
use crate::bot::begrip::plaats::{Plaats, WijkId};
use crate::bot::begrip::{gesprek, woorden};
use crate::bot::command::Command;
use crate::bot::context::Cx;
use crate::bot::dialogue::{AanmeldVraag, Dialogue, Found, Velden};
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::Knop;
use crate::bot::mensen::{aanvraag, welkom};
use crate::bot::said::Said;
use crate::bot::verstaan::{Intent, Slot, Uitkomst, Verstaan};
use crate::bot::vloer::{algemeen, keuze};
use crate::domain::aanmelding::{AanmeldingId, AanmeldingStatus};
use crate::domain::rechten::Recht;
use crate::domain::wijk::{Gemeente, Gemeenten};
use crate::store::aanmelding::{Aanmelding, Nieuw};
use crate::texts::{aanmelden as tekst, knoppen};
use crate::{limits, store};

/// `/aanmelden`: begins, goes on where the person was, or says how far the request is.
pub(in crate::bot) async fn begin(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    if let Some(lopend) = lopende(cx).await? {
        return toon_stand(cx, &lopend).await;
    }
    // Whoever asks for it by name leaves what ran over it.
    cx.end_dialogue().await?;
    let (velden, terug) = match cx.dialogue().await? {
        Found::Running(Dialogue::Aanmelden { velden, .. }) => (velden, true),
        _ => (Velden::default(), false),
    };
    let mut opmerkingen = Vec::new();
    if terug {
        let bekend = bekend(cx, &velden);
        opmerkingen.extend((!bekend.is_empty()).then(|| tekst::welkom_terug(&bekend)));
    }
    let verstaan = Verstaan::is(Intent::AanmeldenStart, Uitkomst::Ask);
    let mut ingevuld = Ingevuld { velden, opmerkingen, verstaan };
    let gelezen = begrip::lees(getypt, cx.gemeenten);
    if !ingevuld.neem_over(cx.gemeenten, &gelezen) {
        return vraag_plaats(cx, ingevuld, &gelezen.plaats).await;
    }
    verder(cx, ingevuld).await
}

/// The request of this person that waits, if one does.
async fn lopende(cx: &mut Cx<'_>) -> Result<Option<Aanmelding>, BotError> {
    let laatste = store::aanmelding::last_of(cx.tx, cx.persoon.id).await?;
    Ok(laatste.filter(|laatste| laatste.status == AanmeldingStatus::Ingediend))
}

/// How far the request is.
pub(in crate::bot) async fn hoe_ver(cx: &mut Cx<'_>) -> HandlerResult {
    match lopende(cx).await? {
        Some(lopend) => toon_stand(cx, &lopend).await,
        None => {
            cx.reply_sparingly(tekst::GEEN_AANMELDING).await?;
            Ok(Gedaan::is(Intent::AanmeldenStart, Uitkomst::Info))
        }
    }
}

async fn toon_stand(cx: &mut Cx<'_>, lopend: &Aanmelding) -> HandlerResult {
    let helften = lopend.helften;
    let nummer = lopend.id.nummer();
    let stand = tekst::hoe_ver(&nummer, helften.gemeente.is_some(), helften.politie.is_some());
    cx.reply_buttons(stand, vec![Knop::AanmeldIntrekken(lopend.id).met(knoppen::INTREKKEN)]).await?;
    Ok(Verstaan::is(Intent::AanmeldenStart, Uitkomst::Info).slot("nummer", nummer).into())
}

/// What is filled in so far, with what came of the message: what is to be said of it before the next question, and what
/// was understood.
struct Ingevuld {
    velden: Velden,
    opmerkingen: Vec<String>,
    verstaan: Verstaan,
}

impl Ingevuld {
    /// A part of a sign-up, of which nothing was read yet.
    fn bij(velden: Velden) -> Self {
        let verstaan = Verstaan::is(Intent::AanmeldenVeld, Uitkomst::Ask).vraag(&open(&velden));
        Self { velden, opmerkingen: Vec::new(), verstaan }
    }

    /// With this to be said before the next question.
    fn zeg(mut self, opmerking: String) -> Self {
        self.opmerkingen.push(opmerking);
        self
    }

    /// A question, behind what is to be said.
    fn met(&self, vraag: &str) -> String {
        self.opmerkingen.iter().map(String::as_str).chain([vraag]).collect::<Vec<_>>().join("\n\n")
    }

    /// Takes over what was said; what was known and is not said again stays. Answers `false` if the place must be asked
    /// about.
    fn neem_over(&mut self, gemeenten: &Gemeenten, gelezen: &Gelezen) -> bool {
        if let Some(naam) = &gelezen.naam {
            self.neem_naam(naam);
        }
        if let Some(groepsnaam) = &gelezen.groepsnaam {
            self.neem_groep(groepsnaam);
        }
        if let Some(leden) = gelezen.leden.filter(|leden| (1..=limits::MEMBERS_MAX).contains(leden)) {
            self.neem_leden(leden);
        }
        if let Some(wabp) = &gelezen.wabp {
            self.neem_wabp(wabp);
        }
        match &gelezen.plaats {
            Plaats::Wijken { gemeente, wijken, gecorrigeerd, .. } => {
                self.opmerkingen.extend(gecorrigeerd.iter().map(|(getypt, naam)| tekst::gecorrigeerd(getypt, naam)));
                if let Some(wijk) = wijken.first() {
                    self.zet_wijk(gemeenten, gemeente, wijk);
                }
                true
            }
            Plaats::Geen => {
                let gevonden = gelezen.postcode.as_deref().and_then(|postcode| bij_postcode(gemeenten, postcode));
                if let Some((gemeente, wijk)) = gevonden {
                    self.zet_wijk(gemeenten, &gemeente, &wijk);
                }
                true
            }
            Plaats::Keuze(mogelijk, _) => {
                // A gemeente that was named already settles which of them is meant.
                let in_gemeente =
                    mogelijk.iter().find(|(gemeente, _)| self.velden.gemeente.as_ref() == Some(gemeente)).cloned();
                match in_gemeente {
                    Some((gemeente, wijk)) => {
                        self.zet_wijk(gemeenten, &gemeente, &wijk);
                        true
                    }
                    None => false,
                }
            }
            Plaats::Elders(..) | Plaats::Buiten(..) => false,
        }
    }

    fn neem_naam(&mut self, naam: &str) {
        self.verstaan.slots.insert("naam", naam.into());
        self.velden.naam = Some(naam.to_owned());
    }

    fn neem_groep(&mut self, groepsnaam: &str) {
        self.verstaan.slots.insert("groepsnaam", groepsnaam.into());
        self.velden.groepsnaam = Some(groepsnaam.to_owned());
    }

    fn neem_leden(&mut self, leden: i64) {
        self.verstaan.slots.insert("leden", leden.into());
        self.velden.leden = Some(leden);
    }

    /// Takes what is said about WABP. Not knowing it stops nobody: the gemeente looks it up.
    fn neem_wabp(&mut self, wabp: &str) {
        let gezegd = if wabp == "weet niet" {
            self.verstaan.stelt_voor.push("wabp.nl aanmelden uitleg".to_owned());
            self.opmerkingen.push(tekst::WABP_ONBEKEND.to_owned());
            Slot::Onbekend
        } else {
            wabp.into()
        };
        self.verstaan.slots.insert("wabp", gezegd);
        self.velden.wabp = Some(wabp.to_owned());
    }

    fn zet_wijk(&mut self, gemeenten: &Gemeenten, gemeente: &str, wijk: &str) {
        let anders = self.velden.gemeente.as_deref().is_some_and(|gekozen| gekozen != gemeente);
        if anders && let Some(andere) = gemeenten.get(gemeente) {
            let naam = andere.wijk(wijk).map_or(wijk, |wijk| wijk.naam.as_str());
            self.opmerkingen.push(tekst::andere_gemeente(naam, &andere.naam));
        } else if self.velden.wijk.as_deref().is_some_and(|gekozen| gekozen != wijk)
            && let Some(nieuw) = gemeenten.get(gemeente).and_then(|gemeente| gemeente.wijk(wijk))
        {
            self.opmerkingen.push(tekst::andere_wijk(&nieuw.naam));
        }
        if let Some(naam) = gemeenten.get(gemeente).and_then(|gemeente| gemeente.wijk(wijk)) {
            self.verstaan.slots.insert("wijk", naam.naam.as_str().into());
        }
        self.velden.gemeente = Some(gemeente.to_owned());
        self.velden.wijk = Some(wijk.to_owned());
    }
}

/// The wijk of a postcode, where the data of the gemeente has it.
fn bij_postcode(gemeenten: &Gemeenten, postcode: &str) -> Option<WijkId> {
    gemeenten.iter().find_map(|gemeente| {
        let wijk = gemeente.bij_postcode(postcode)?;
        Some((gemeente.id.clone(), wijk.id.clone()))
    })
}

/// Asks for the next thing that is missing, or shows all of it.
async fn verder(cx: &mut Cx<'_>, mut ingevuld: Ingevuld) -> HandlerResult {
    ingevuld.verstaan = ingevuld.verstaan.vraag(&open(&ingevuld.velden));
    if !ingevuld.velden.akkoord {
        return vraag_privacy(cx, ingevuld).await;
    }
    let alle: Vec<&Gemeente> = cx.gemeenten.iter().collect();
    if let ([enige], None) = (alle.as_slice(), &ingevuld.velden.gemeente) {
        ingevuld.velden.gemeente = Some(enige.id.clone());
    }
    if ingevuld.velden.wijk.is_none() {
        return vraag_wijk(cx, ingevuld).await;
    }
    if ingevuld.velden.naam.is_none() {
        let welke = ingevuld.met(tekst::WELKE_NAAM);
        return vraag(cx, ingevuld, AanmeldVraag::Naam, welke).await;
    }
    let Some(groepsnaam) = ingevuld.velden.groepsnaam.clone() else {
        let welke = ingevuld.met(tekst::WELKE_GROEP);
        return vraag(cx, ingevuld, AanmeldVraag::Groep, welke).await;
    };
    if let Some(bezwaar) = groep_bezet(cx, &ingevuld.velden, &groepsnaam).await? {
        ingevuld.velden.groepsnaam = None;
        let welke = ingevuld.met(&bezwaar);
        return vraag(cx, ingevuld, AanmeldVraag::Groep, welke).await;
    }
    if ingevuld.velden.wabp.is_none() {
        let welke = ingevuld.met(tekst::WELKE_WABP);
        return vraag_wabp(cx, ingevuld, welke).await;
    }
    let samenvatting = ingevuld.met(&tekst::samenvatting(&bekend(cx, &ingevuld.velden)));
    cx.expect(&Dialogue::Aanmelden { velden: ingevuld.velden, vraag: AanmeldVraag::Klopt }).await?;
    let buttons = vec![Knop::AanmeldenVerder.met(knoppen::INDIENEN), Knop::AanmeldenStop.met(knoppen::STOPPEN)];
    cx.reply_buttons(samenvatting, buttons).await?;
    Ok(ingevuld.verstaan.into())
}

/// What is still to be said; the last is that all of it is right, and what is kept all right.
fn open(velden: &Velden) -> Vec<&'static str> {
    let velden = [
        ("naam", velden.naam.is_none()),
        ("wijk", velden.wijk.is_none()),
        ("groepsnaam", velden.groepsnaam.is_none()),
        ("wabp", velden.wabp.is_none()),
        ("akkoord_privacy", true),
    ];
    velden.into_iter().filter(|(_, open)| *open).map(|(veld, _)| veld).collect()
}

/// Why a group of this name cannot be signed up, if it cannot.
async fn groep_bezet(cx: &mut Cx<'_>, velden: &Velden, naam: &str) -> Result<Option<String>, BotError> {
    let gemeente = velden.gemeente.as_deref().unwrap_or_default();
    if cx
        .persoon
        .groepen
        .iter()
        .any(|groep| groep.gemeente == gemeente && groep.naam.to_lowercase() == naam.to_lowercase())
    {
        return Ok(Some(tekst::uw_groep(naam)));
    }
    let open = store::aanmelding::open_in(cx.tx, &[gemeente]).await?;
    let aangevraagd = open.iter().any(|ander| ander.groepsnaam.to_lowercase() == naam.to_lowercase());
    let bestaat = store::persoon::find_group(cx.tx, gemeente, naam).await?.is_some();
    Ok((bestaat || aangevraagd).then(|| tekst::groep_bestaat(naam)))
}

fn bekend(cx: &Cx<'_>, velden: &Velden) -> String {
    let gemeente = velden.gemeente.as_deref().and_then(|id| cx.gemeenten.get(id));
    let wijk = gemeente
        .zip(velden.wijk.as_deref())
        .and_then(|(gemeente, wijk)| Some(format!("{} ({})", gemeente.wijk(wijk)?.naam, gemeente.naam)));
    tekst::bekend(
        velden.naam.as_deref(),
        wijk.as_deref(),
        velden.groepsnaam.as_deref(),
        velden.leden,
        velden.wabp.as_deref(),
    )
}

async fn vraag(cx: &mut Cx<'_>, ingevuld: Ingevuld, vraag: AanmeldVraag, tekst: String) -> HandlerResult {
    cx.expect(&Dialogue::Aanmelden { velden: ingevuld.velden, vraag }).await?;
    cx.reply(tekst).await?;
    Ok(ingevuld.verstaan.into())
}

async fn vraag_privacy(cx: &mut Cx<'_>, ingevuld: Ingevuld) -> HandlerResult {
    let gekozen = ingevuld.velden.gemeente.as_ref();
    let van_toepassing: Vec<&Gemeente> =
        cx.gemeenten.iter().filter(|gemeente| gekozen.is_none_or(|id| *id == gemeente.id)).collect();
    let namen: Vec<&str> = van_toepassing.iter().map(|gemeente| gemeente.naam.as_str()).collect();
    let links: Vec<&str> = van_toepassing.iter().map(|gemeente| gemeente.privacy.as_str()).collect();
    let privacy = ingevuld.met(&tekst::privacy(&namen, &links));
    cx.expect(&Dialogue::Aanmelden { velden: ingevuld.velden, vraag: AanmeldVraag::Privacy }).await?;
    let buttons = vec![Knop::AanmeldenVerder.met(knoppen::VERDER), Knop::AanmeldenStop.met(knoppen::STOPPEN)];
    cx.reply_buttons(privacy, buttons).await?;
    Ok(ingevuld.verstaan.into())
}

async fn vraag_wijk(cx: &mut Cx<'_>, ingevuld: Ingevuld) -> HandlerResult {
    let gemeente = ingevuld.velden.gemeente.as_deref().and_then(|id| cx.gemeenten.get(id));
    let (rows, gevraagd, vraag) = match gemeente {
        Some(gemeente) => (keuze::wijken(gemeente, Knop::AanmeldWijk), AanmeldVraag::Wijk, tekst::WELKE_WIJK),
        None => {
            let rows = cx.gemeenten.iter().map(|gemeente| keuze::gemeente(gemeente, Knop::AanmeldGemeente));
            (rows.collect(), AanmeldVraag::Gemeente, tekst::WELKE_GEMEENTE)
        }
    };
    let vraag = ingevuld.met(vraag);
    cx.expect(&Dialogue::Aanmelden { velden: ingevuld.velden, vraag: gevraagd }).await?;
    cx.reply_list(vraag, knoppen::KIES, rows).await?;
    Ok(ingevuld.verstaan.into())
}

async fn vraag_wabp(cx: &mut Cx<'_>, ingevuld: Ingevuld, tekst: String) -> HandlerResult {
    cx.expect(&Dialogue::Aanmelden { velden: ingevuld.velden, vraag: AanmeldVraag::Wabp }).await?;
    let buttons = [("ja", knoppen::JA), ("nee", knoppen::NEE), ("weet niet", knoppen::WEET_NIET)]
        .map(|(wat, title)| Knop::AanmeldWabp(wat.to_owned()).met(title));
    cx.reply_buttons(tekst, buttons.into()).await?;
    Ok(ingevuld.verstaan.into())
}

/// A place that is no single wijk of the area.
async fn vraag_plaats(cx: &mut Cx<'_>, mut ingevuld: Ingevuld, plaats: &Plaats) -> HandlerResult {
    match plaats {
        Plaats::Buiten(naam, _) => {
            let gemeenten: Vec<String> = cx.gemeenten.iter().map(|gemeente| gemeente.naam.clone()).collect();
            let gemeenten: Vec<&str> = gemeenten.iter().map(String::as_str).collect();
            cx.end_sign_up().await?;
            cx.forget_input().await?;
            cx.record("aanmelden", "buiten gebied", None).await?;
            cx.reply_sparingly(&tekst::buiten_gebied(naam, &gemeenten)).await?;
            ingevuld.verstaan.uitkomst = Some(Uitkomst::Denied);
            Ok(ingevuld.verstaan.waarschuw(format!("wijk_buiten_gebied:{naam}")).into())
        }
        Plaats::Keuze(mogelijk, _) => {
            let (naam, rows) = keuze::gelijknamig(cx.gemeenten, mogelijk, Knop::AanmeldWijk);
            cx.expect(&Dialogue::Aanmelden { velden: ingevuld.velden, vraag: AanmeldVraag::Wijk }).await?;
            cx.reply_list(tekst::in_meer_gemeenten(&naam), knoppen::KIES, rows).await?;
            ingevuld.verstaan.uitkomst = Some(Uitkomst::Choose);
            Ok(ingevuld.verstaan.into())
        }
        Plaats::Geen | Plaats::Wijken { .. } | Plaats::Elders(..) => {
            ingevuld.opmerkingen.clear();
            verder(cx, ingevuld).await
        }
    }
}

/// A typed answer.
pub(in crate::bot) async fn antwoord(
    cx: &mut Cx<'_>,
    velden: Velden,
    gevraagd: AanmeldVraag,
    getypt: &str,
) -> HandlerResult {
    // A beheerder who signs up another group answers an alert in between.
    if cx.persoon.mag(Recht::GroepMelden)
        && let wat @ Said::Bevestiging(..) = Said::outside_dialogue(getypt)
        && !matches!(gevraagd, AanmeldVraag::Klopt | AanmeldVraag::Privacy)
    {
        return Ok(Gedaan::Terug(wat));
    }
    if antwoord::houdt_op(getypt) || begrip::wil_stoppen(getypt) {
        return Ok(Gedaan::Terug(Said::Command(Command::Stop(String::new()), None)));
    }
    let zonder_aarzeling = begrip::zonder_aarzeling(getypt);
    let getypt = zonder_aarzeling.as_str();
    let gelezen = begrip::lees(getypt, cx.gemeenten);
    if lijkt_melding(getypt) && !gelezen.benoemd {
        cx.record("tekst als melding", "", Some("geen recht")).await?;
        cx.reply_112().await?;
        if gevraagd == AanmeldVraag::Groep {
            cx.reply_after(tekst::WEL_GROEP).await?;
        }
        return Ok(Verstaan::is(Intent::Spoed, Uitkomst::Redirect112).vraag(&open(&velden)).into());
    }
    let mut ingevuld = Ingevuld::bij(velden);
    // "Rokkeveen?" is an answer to where, in doubt.
    let noemt_plek = matches!(gevraagd, AanmeldVraag::Gemeente | AanmeldVraag::Wijk) && gelezen.plaats != Plaats::Geen;
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
    match gevraagd {
        AanmeldVraag::Privacy => {
            if antwoord::ja(getypt) || gesprek::gaat_verder(getypt) {
                ingevuld.velden.akkoord = true;
                return verder(cx, ingevuld).await;
            }
            if !ingevuld.neem_over(cx.gemeenten, &gelezen) {
                return vraag_plaats(cx, ingevuld, &gelezen.plaats).await;
            }
            vraag(cx, ingevuld, AanmeldVraag::Privacy, tekst::EERST_VERDER.to_owned()).await
        }
        AanmeldVraag::Gemeente | AanmeldVraag::Wijk => antwoord_wijk(cx, ingevuld, &gelezen, getypt).await,
        // "Zoetermeer" is where, and not who.
        AanmeldVraag::Naam if is_plaatsnaam(cx, getypt) => {
            vraag(cx, ingevuld, gevraagd, tekst::GEEN_NAAM.to_owned()).await
        }
        AanmeldVraag::Naam => match begrip::lees_naam(getypt) {
            Some(naam) => {
                ingevuld.neem_naam(&naam);
                verder(cx, ingevuld).await
            }
            None if getypt.contains(',') && gelezen.naam.is_some() => {
                ingevuld.neem_over(cx.gemeenten, &gelezen);
                verder(cx, ingevuld).await
            }
            // A group named where a person was asked for is kept as what it is.
            None if begrip::lijkt_groep(getypt) && ingevuld.velden.groepsnaam.is_none() => {
                let Some(groep) = begrip::lees_groepsnaam(getypt) else {
                    return vraag(cx, ingevuld, gevraagd, tekst::GEEN_NAAM.to_owned()).await;
                };
                ingevuld.neem_groep(&groep);
                verder(cx, ingevuld.zeg(tekst::genomen(None, Some(&groep), None, None))).await
            }
            None => vraag(cx, ingevuld, gevraagd, tekst::GEEN_NAAM.to_owned()).await,
        },
        AanmeldVraag::Groep => match begrip::lees_groepsnaam(getypt) {
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
                None => vraag(cx, ingevuld, gevraagd, tekst::GEEN_GROEP.to_owned()).await,
            },
        },
        AanmeldVraag::Wabp => match begrip::wabp_antwoord(getypt) {
            Some(wabp) => {
                ingevuld.neem_wabp(&wabp);
                verder(cx, ingevuld).await
            }
            None => vraag_wabp(cx, ingevuld, tekst::WABP_ONLEESBAAR.to_owned()).await,
        },
        AanmeldVraag::Klopt if antwoord::ja(getypt) || gesprek::gaat_verder(getypt) => {
            indienen(cx, ingevuld.velden).await
        }
        AanmeldVraag::Klopt => vraag(cx, ingevuld, gevraagd, tekst::WAT_ANDERS.to_owned()).await,
    }
}

/// A question in answer to a question: explained, and asked again.
async fn bij_vraag(cx: &mut Cx<'_>, ingevuld: Ingevuld, gevraagd: AanmeldVraag) -> HandlerResult {
    if gevraagd == AanmeldVraag::Wabp {
        return vraag_wabp(cx, ingevuld, tekst::WAT_IS_WABP.to_owned()).await;
    }
    vraag_weer(cx, ingevuld.zeg(tekst::WAT_HET_INHOUDT.to_owned()), gevraagd).await
}

/// The same question once more, behind what is to be said.
async fn vraag_weer(cx: &mut Cx<'_>, ingevuld: Ingevuld, gevraagd: AanmeldVraag) -> HandlerResult {
    let welke = match gevraagd {
        AanmeldVraag::Privacy => return vraag_privacy(cx, ingevuld).await,
        AanmeldVraag::Gemeente | AanmeldVraag::Wijk => return vraag_wijk(cx, ingevuld).await,
        AanmeldVraag::Klopt => return verder(cx, ingevuld).await,
        AanmeldVraag::Naam => ingevuld.met(tekst::WELKE_NAAM),
        AanmeldVraag::Groep => ingevuld.met(tekst::WELKE_GROEP),
        AanmeldVraag::Wabp => {
            let welke = ingevuld.met(tekst::WELKE_WABP);
            return vraag_wabp(cx, ingevuld, welke).await;
        }
    };
    vraag(cx, ingevuld, gevraagd, welke).await
}

/// Whether a text is the name of a gemeente or a wijk, and nothing else.
fn is_plaatsnaam(cx: &Cx<'_>, getypt: &str) -> bool {
    let genoemd = woorden::naam(getypt);
    cx.gemeenten.iter().any(|gemeente| {
        woorden::naam(&gemeente.naam) == genoemd
            || gemeente.wijken.iter().any(|wijk| woorden::naam(&wijk.naam) == genoemd)
    })
}

/// What was taken that was not asked for.
fn genomen(gelezen: &Gelezen, gevraagd: AanmeldVraag) -> Option<String> {
    let niet_gevraagd = |vraag: AanmeldVraag| gevraagd != vraag && gevraagd != AanmeldVraag::Klopt;
    let naam = gelezen.naam.as_deref().filter(|_| niet_gevraagd(AanmeldVraag::Naam));
    let groep = gelezen.groepsnaam.as_deref().filter(|_| niet_gevraagd(AanmeldVraag::Groep));
    let leden =
        gelezen.leden.filter(|leden| gevraagd != AanmeldVraag::Klopt && (1..=limits::MEMBERS_MAX).contains(leden));
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
        return vraag_wijk(cx, ingevuld.zeg(crate::texts::algemeen::LOCATIE_ONBEKEND.to_owned())).await;
    }
    if !ingevuld.neem_over(cx.gemeenten, &alleen_plaats) {
        return vraag_plaats(cx, ingevuld, &alleen_plaats.plaats).await;
    }
    verder(cx, ingevuld).await
}

/// What is being filled in now; a tap may come while nothing is.
async fn lopend(cx: &mut Cx<'_>) -> Result<Option<(Velden, AanmeldVraag)>, BotError> {
    Ok(match cx.dialogue().await? {
        Found::Running(Dialogue::Aanmelden { velden, vraag }) => Some((velden, vraag)),
        _ => None,
    })
}

/// A tap on Verder or Indienen: what it does is what was asked last, whichever message it hangs under.
pub(in crate::bot) async fn verder_getikt(cx: &mut Cx<'_>) -> HandlerResult {
    match lopend(cx).await? {
        Some((velden, AanmeldVraag::Klopt)) => indienen(cx, velden).await,
        Some((velden, AanmeldVraag::Privacy)) => verder(cx, Ingevuld::bij(Velden { akkoord: true, ..velden })).await,
        Some((velden, _)) => verder(cx, Ingevuld::bij(velden)).await,
        None => algemeen::onbekende_knop(cx).await,
    }
}

/// A tap on a gemeente.
pub(in crate::bot) async fn gemeente_gekozen(cx: &mut Cx<'_>, gemeente: &str) -> HandlerResult {
    let Some((mut velden, _)) = lopend(cx).await? else { return algemeen::onbekende_knop(cx).await };
    if cx.gemeenten.get(gemeente).is_none() {
        return algemeen::onbekende_knop(cx).await;
    }
    velden.gemeente = Some(gemeente.to_owned());
    velden.wijk = None;
    verder(cx, Ingevuld::bij(velden)).await
}

/// A tap on a wijk.
pub(in crate::bot) async fn wijk_gekozen(cx: &mut Cx<'_>, gemeente: &str, wijk: &str) -> HandlerResult {
    let Some((mut velden, _)) = lopend(cx).await? else { return algemeen::onbekende_knop(cx).await };
    if cx.gemeenten.get(gemeente).is_none_or(|gemeente| gemeente.wijk(wijk).is_none()) {
        return algemeen::onbekende_knop(cx).await;
    }
    velden.gemeente = Some(gemeente.to_owned());
    velden.wijk = Some(wijk.to_owned());
    verder(cx, Ingevuld::bij(velden)).await
}

/// A tap on an answer about WABP.
pub(in crate::bot) async fn wabp_gekozen(cx: &mut Cx<'_>, wat: &str) -> HandlerResult {
    let Some((velden, _)) = lopend(cx).await? else { return algemeen::onbekende_knop(cx).await };
    let mut ingevuld = Ingevuld::bij(velden);
    ingevuld.neem_wabp(&begrip::lees_wabp(wat));
    verder(cx, ingevuld).await
}

/// Sends the request in: gemeente and police get it.
async fn indienen(cx: &mut Cx<'_>, velden: Velden) -> HandlerResult {
    let Velden {
        akkoord: true,
        gemeente: Some(gemeente),
        wijk: Some(wijk),
        naam: Some(naam),
        groepsnaam: Some(groepsnaam),
        wabp: Some(wabp),
        leden,
    } = &velden
    else {
        return verder(cx, Ingevuld::bij(velden)).await;
    };
    // Somebody else may have been quicker.
    if groep_bezet(cx, &velden, groepsnaam).await?.is_some() {
        return verder(cx, Ingevuld::bij(velden)).await;
    }
    let nummer = cx.chat.phone_number_id.clone();
    let nieuw = Nieuw {
        persoon: cx.persoon.id,
        phone_number_id: &nummer,
        gemeente,
        wijk,
        naam,
        groepsnaam,
        leden: *leden,
        wabp,
    };
    let id = store::aanmelding::add(cx.tx, &nieuw, cx.now_ms).await?;
    cx.end_sign_up().await?;
    cx.record("aanmelding ingediend", &id.nummer(), None).await?;
    cx.reply(tekst::ingediend(&id.nummer())).await?;
    welkom::vraag_nummer(cx).await?;
    aanvraag::leg_voor(cx, id).await?;
    Ok(Verstaan::is(Intent::AanmeldenVeld, Uitkomst::Recorded).slot("nummer", id.nummer()).into())
}

/// Takes a request back: what was typed is erased at once.
pub(in crate::bot) async fn intrekken(cx: &mut Cx<'_>, id: AanmeldingId) -> HandlerResult {
    let aanmelding = store::aanmelding::get(cx.tx, id).await?;
    let Some(aanmelding) = aanmelding.filter(|aanmelding| aanmelding.persoon == cx.persoon.id) else {
        cx.record("aanmelding intrekken", &id.nummer(), Some("niet van deze persoon")).await?;
        return algemeen::onbekende_knop(cx).await;
    };
    if !store::aanmelding::close(cx.tx, id, AanmeldingStatus::Ingetrokken, cx.now_ms).await? {
        cx.reply(tekst::GEEN_AANMELDING).await?;
        return Ok(Gedaan::is(Intent::AanmeldenVeld, Uitkomst::Info));
    }
    cx.record("aanmelding ingetrokken", &id.nummer(), None).await?;
    aanvraag::vertel_beoordelaars(cx, &aanmelding, "ingetrokken").await?;
    store::aanmelding::erase(cx.tx, id).await?;
    cx.reply(tekst::INGETROKKEN).await?;
    Ok(Gedaan::is(Intent::AanmeldenVeld, Uitkomst::Accepted))
}
